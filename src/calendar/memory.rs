//! What was published: the events of the calendars that this program wrote, read back. They are its only memory.
//!
//! Feeds are read by their names, and all event files; whatever else lies in the folder is somebody's copy. What is not as
//! [`crate::calendar::properties`] writes it is damage.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use icalendar::parser::{Component, Property};
use uuid::Uuid;

use crate::calendar::attachment::in_events;
use crate::calendar::event::{ASSUMED_END, Event};
use crate::calendar::ics::{self, Damage};
use crate::calendar::mailbox::Mailbox;
use crate::calendar::properties::CANCELLED;
use crate::meeting::{Status, When, url};
use crate::poland::county::{Counties, County};
use crate::poland::warsaw::{Moment, TZID};

/// The greatest SEQUENCE that RFC 5545 §3.3.8 allows.
pub(crate) const SEQUENCE_LIMIT: u32 = i32::MAX as u32;

/// What the calendars of a folder hold, each event once.
#[derive(Debug, Default)]
pub struct Memory {
    events: Vec<Event>,
    /// Where each is in `events`.
    known: HashMap<Uuid, usize>,
    /// UIDs of which calendars hold different revisions.
    differ: BTreeSet<Uuid>,
    /// The event files that are there, by the UID that each is of; several after a run that was killed.
    pub(crate) files: EventFiles,
}

/// Files that hold one event, by its UID: the name below the folder, and who invites, if the file says so.
pub(crate) type EventFiles = BTreeMap<Uuid, Vec<(String, Option<Mailbox>)>>;

impl Memory {
    /// Adds what a calendar holds; of one UID the latest revision counts.
    ///
    /// # Errors
    /// The first line that is not as this program writes it; then nothing of the calendar is added.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Damage> {
        let mut found = read(bytes)?;
        if let ([(event, organizer)], true) = (found.as_mut_slice(), in_events(name).is_some()) {
            self.files.entry(event.uid).or_default().push((name.to_owned(), organizer.take()));
        }
        let order = |event: &Event| (event.sequence, event.modified, event.digest, event.status.value());
        for (event, _) in found {
            let Some(&known) = self.known.get(&event.uid) else {
                self.known.insert(event.uid, self.events.len());
                self.events.push(event);
                continue;
            };
            let known = &mut self.events[known];
            if order(known) != order(&event) {
                self.differ.insert(event.uid);
            }
            if order(known) < order(&event) {
                *known = event;
            }
        }
        Ok(())
    }

    /// How many events there are.
    pub(crate) fn len(&self) -> usize {
        self.events.len()
    }

    /// Of how many events calendars hold different revisions.
    pub fn disagreements(&self) -> usize {
        self.differ.len()
    }

    /// The events, sorted by start, county and UID; they are then no longer in the memory.
    pub fn take_events(&mut self) -> Vec<Event> {
        self.known.clear();
        let mut events = std::mem::take(&mut self.events);
        events.sort_by_cached_key(Event::order);
        events
    }
}

/// The events of a calendar, each with its organiser, in the file's order.
///
/// # Errors
/// The first line that is not as this program writes it.
pub fn read(bytes: &[u8]) -> Result<Vec<(Event, Option<Mailbox>)>, Damage> {
    ics::read(bytes, |component| Ok((event(component)?, organizer(component))))
}

/// The greatest SEQUENCE in a calendar that is damaged, as far as it can be seen: what is started anew must not fall below.
pub fn greatest_sequence(bytes: &[u8]) -> u32 {
    let text = String::from_utf8_lossy(bytes);
    let numbers = text.lines().filter_map(|line| sequence(line.strip_prefix("SEQUENCE:")?));
    numbers.filter(|&number| number < SEQUENCE_LIMIT).max().unwrap_or_default()
}

/// Reads what [`crate::calendar::properties`] writes, where a value may be any.
///
/// # Errors
/// The property that is not as it is written there.
fn event(component: &Component) -> Result<Event, &'static str> {
    let text = |name| component.find_prop(name).map_or("", |property| property.val.as_str());
    let stamp = |name| utc(text(name)).ok_or(name);
    let status = Status::from_value(text("STATUS")).ok_or("STATUS")?;
    let title = text("SUMMARY");
    let description = text("DESCRIPTION");
    let time = |name| component.find_prop(name).and_then(time).ok_or(name);
    let when = match (time("DTSTART")?, time("DTEND")?) {
        (Time::Day(start), Time::Day(end)) if start < end => When::Day(start),
        (Time::Moment(start), Time::Moment(end)) if start.utc < end.utc => {
            When::Hours { start, end, assumed: description.ends_with(ASSUMED_END) }
        }
        _ => return Err("DTEND"),
    };
    let codes = text("X-LUBUSKIE-ICS-COUNTY").split(' ').map(County::from_teryt);
    stamp("DTSTAMP")?;
    Ok(Event {
        uid: Uuid::try_parse(text("UID")).or(Err("UID"))?,
        sequence: sequence(text("SEQUENCE")).ok_or("SEQUENCE")?,
        created: stamp("CREATED")?,
        modified: stamp("LAST-MODIFIED")?,
        digest: Uuid::try_parse(text("X-LUBUSKIE-ICS-DIGEST")).or(Err("X-LUBUSKIE-ICS-DIGEST"))?,
        id: text("X-LUBUSKIE-ICS-ID").to_owned(),
        when,
        counties: codes.collect::<Option<Counties>>().ok_or("X-LUBUSKIE-ICS-COUNTY")?,
        status,
        title: title.strip_prefix(CANCELLED).filter(|_| status == Status::Cancelled).unwrap_or(title).to_owned(),
        location: text("LOCATION").to_owned(),
        geo: text("GEO").to_owned(),
        description: description.to_owned(),
        // somebody may have edited the calendar
        url: Some(text("URL")).filter(|url| url::is_address(url)).unwrap_or_default().to_owned(),
    })
}

fn organizer(component: &Component) -> Option<Mailbox> {
    let property = component.find_prop("ORGANIZER")?;
    let address = property.val.as_str().strip_prefix("mailto:")?.to_owned();
    let name = property.params.iter().find(|parameter| parameter.key == "CN").and_then(|name| name.val.as_ref());
    Some(Mailbox { name: name.map_or(address.clone(), |name| ics::unquoted(name.as_str())), address })
}

enum Time {
    Day(NaiveDate),
    Moment(Moment),
}

/// DTSTART and DTEND in the three forms that are written.
fn time(property: &Property) -> Option<Time> {
    let text = property.val.as_str();
    let parameters =
        property.params.iter().map(|parameter| Some((parameter.key.as_str(), parameter.val.as_ref()?.as_str())));
    match parameters.collect::<Option<Vec<_>>>()?.as_slice() {
        [] => Some(Time::Moment(Moment::from_utc(utc(text)?.and_utc()))),
        [("VALUE", "DATE")] => date(text).map(Time::Day),
        [("TZID", TZID)] => Moment::from_local(local(text)?).map(Time::Moment),
        _ => None,
    }
}

/// A time in UTC; a second later there must still be four digits for the year.
fn utc(text: &str) -> Option<NaiveDateTime> {
    local(text.strip_suffix('Z')?).filter(|time| time.year() < 9999)
}

fn local(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T')?;
    let [hour, minute, second] = pairs(time)?;
    date(day)?.and_hms_opt(hour, minute, second)
}

fn date(text: &str) -> Option<NaiveDate> {
    let [century, year, month, day] = pairs(text)?;
    NaiveDate::from_ymd_opt((century * 100 + year).cast_signed(), month, day)
}

/// Numbers of two digits each. Patterns of chrono's would take fewer digits, and blanks.
fn pairs<const N: usize>(text: &str) -> Option<[u32; N]> {
    let is_good = text.len() == 2 * N && text.bytes().all(|byte| byte.is_ascii_digit());
    is_good.then(|| std::array::from_fn(|n| text[2 * n..2 * n + 2].parse().unwrap_or_default()))
}

fn sequence(text: &str) -> Option<u32> {
    text.parse().ok().filter(|&sequence| sequence <= SEQUENCE_LIMIT)
}
