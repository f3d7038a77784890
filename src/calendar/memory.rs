//! What was published: the events of the calendars that this program wrote, read back. They are its only memory.
//!
//! Feeds are read by their names, and all event files; whatever else lies in the folder is somebody's copy. What is not as
//! [`crate::calendar::properties`] writes it is damage.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use icalendar::parser::Component;
use uuid::Uuid;

use crate::calendar::attachment;
use crate::calendar::event::{ASSUMED_END, Event};
use crate::calendar::history::{Start, Turn, TurnKind};
use crate::calendar::ics::{self, CHANGE};
use crate::calendar::mailbox::Mailbox;
use crate::calendar::properties::{
    BEFORE, CANCELLED, CANCELLED_AS, CancelledAs, DAY, Manner, STAMP, TITLE, TRUE_STATUS,
};
use crate::meeting::{Status, When, url};
use crate::poland::county::County;
use crate::poland::warsaw::Moment;

/// The greatest SEQUENCE that RFC 5545 §3.3.8 allows.
pub(crate) const SEQUENCE_LIMIT: u32 = i32::MAX as u32;

/// What the calendars of a folder hold, each event once.
#[derive(Debug, Default)]
pub struct Memory {
    events: HashMap<Uuid, Box<Event>>,
    /// The event files that are there, by the UID that each is of.
    pub(crate) files: EventFiles,
    /// What the calendars show beside what the list says.
    pub(crate) manner: Manner,
}

/// Who invites to each event that has a file, if the file says so.
pub(crate) type EventFiles = BTreeMap<Uuid, Option<Mailbox>>;

impl Memory {
    /// Adds what a calendar holds; of one UID the latest revision counts.
    ///
    /// # Errors
    /// The first line that is not as this program writes it, from 1; then nothing of the calendar is added.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), usize> {
        let (manner, mut found) = read(bytes)?;
        if let Some(uid) = attachment::uid_of(name) {
            let organizer = match found.as_mut_slice() {
                [(event, organizer)] if event.uid == uid => organizer.take(),
                _ => return Err(1),
            };
            self.files.insert(uid, organizer);
        }
        // a run that was killed may have given a new one to some
        if manner != Manner::default() {
            self.manner = manner;
        }
        let order = |event: &Event| (event.sequence, event.modified, event.digest, event.status.value());
        for (event, _) in found {
            if self.events.get(&event.uid).map(|known| order(known)) < Some(order(&event)) {
                self.events.insert(event.uid, Box::new(event));
            }
        }
        Ok(())
    }

    /// How many events there are.
    pub(crate) fn len(&self) -> usize {
        self.events.len()
    }

    /// The events, sorted by start, county and UID; they are then no longer in the memory.
    pub fn take_events(&mut self) -> Vec<Box<Event>> {
        let mut events: Vec<_> = std::mem::take(&mut self.events).into_values().collect();
        events.sort_by_cached_key(|event| event.order());
        events
    }
}

/// An event, and who invites to it, if the calendar says so.
type Read = (Event, Option<Mailbox>);

/// The events of a calendar, in the file's order, and what they show beside what the list says.
///
/// # Errors
/// The first line that is not as this program writes it, from 1.
pub fn read(bytes: &[u8]) -> Result<(Manner, Vec<Read>), usize> {
    ics::read(bytes, manner, |manner, component| Some((event(component, manner)?, organizer(component))))
}

fn manner(head: &Component) -> Manner {
    let text = |name| head.find_prop(name).map_or("", |property| property.val.as_str());
    let cancelled = if text(CANCELLED_AS) == TITLE { CancelledAs::Title } else { CancelledAs::Status };
    Manner { page: text("URL").to_owned(), cancelled }
}

/// The greatest SEQUENCE in a calendar that is damaged, as far as it can be seen: what is started anew must not fall below.
pub fn greatest_sequence(bytes: &[u8]) -> u32 {
    let text = String::from_utf8_lossy(bytes);
    let numbers = text.lines().filter_map(|line| sequence(line.strip_prefix("SEQUENCE:")?));
    numbers.filter(|&number| number < SEQUENCE_LIMIT).max().unwrap_or_default()
}

/// Reads what [`crate::calendar::properties`] writes; `None`: it is not as it is written there.
fn event(component: &Component, manner: &Manner) -> Option<Event> {
    let text = |name| component.find_prop(name).map_or("", |property| property.val.as_str());
    let status = if component.find_prop(TRUE_STATUS).is_some() { TRUE_STATUS } else { "STATUS" };
    let status = Status::from_value(text(status))?;
    let title = text("SUMMARY");
    let when = match date(text("DTSTART")) {
        Some(day) => When::Day(day),
        None => When::Hours { start: moment(text("DTSTART"))?, end: moment(text("DTEND"))?, assumed: false },
    };
    let codes = text("X-LUBUSKIE-ICS-COUNTY").split(' ').map(County::from_teryt);
    let turns = component.properties.iter().filter(|property| property.name == CHANGE);
    let mut event = Event {
        uid: Uuid::try_parse(text("UID")).ok()?,
        sequence: sequence(text("SEQUENCE"))?,
        created: utc(text("CREATED"))?,
        modified: utc(text("LAST-MODIFIED"))?,
        digest: Uuid::try_parse(text("X-LUBUSKIE-ICS-DIGEST")).ok()?,
        id: text("X-LUBUSKIE-ICS-ID").to_owned(),
        when,
        counties: codes.collect::<Option<_>>()?,
        status,
        title: title.strip_prefix(CANCELLED).filter(|_| status == Status::Cancelled).unwrap_or(title).to_owned(),
        location: text("LOCATION").to_owned(),
        geo: text("GEO").to_owned(),
        description: String::new(),
        url: Some(text("URL")).filter(|url| url::is_address(url)).unwrap_or_default().to_owned(),
        history: turns.map(|property| turn(property.val.as_str())).collect::<Option<_>>()?,
    };
    if event.url == manner.anchor(&event) {
        event.url.clear();
    }
    let (own, _) = text("DESCRIPTION").rsplit_once('\n').unwrap_or_default();
    let before: usize = text(BEFORE).parse().unwrap_or_default();
    own.splitn(before.saturating_add(1), '\n').nth(before).unwrap_or_default().clone_into(&mut event.description);
    if let When::Hours { assumed, .. } = &mut event.when {
        *assumed = event.description.ends_with(ASSUMED_END);
    }
    Some(event)
}

/// What [`CHANGE`] says.
fn turn(text: &str) -> Option<Turn> {
    let (stamp, kind) = text.split_once(' ')?;
    let kind = match kind.split_once(' ') {
        Some(("MOVED", start)) => {
            TurnKind::Moved(local(start).map(Start::Hour).or_else(|| date(start).map(Start::Day))?)
        }
        Some(("LEFT", code)) => TurnKind::Left(County::from_teryt(code)?),
        Some(("JOINED", code)) => TurnKind::Joined(County::from_teryt(code)?),
        None if kind == "CANCELLED" => TurnKind::Cancelled,
        None if kind == "RESTORED" => TurnKind::Restored,
        _ => return None,
    };
    Some(Turn { stamp: utc(stamp)?, kind })
}

fn organizer(component: &Component) -> Option<Mailbox> {
    let property = component.find_prop("ORGANIZER")?;
    let address = property.val.as_str().strip_prefix("mailto:")?.to_owned();
    let name = property.params.iter().find(|parameter| parameter.key == "CN").and_then(|name| name.val.as_ref());
    Some(Mailbox { name: name.map_or(address.clone(), |name| ics::unquoted(name.as_str())), address })
}

/// DTSTART and DTEND of hours, in both forms that are written.
fn moment(text: &str) -> Option<Moment> {
    utc(text).map(|time| Moment::from_utc(time.and_utc())).or_else(|| Moment::from_local(local(text)?))
}

fn utc(text: &str) -> Option<NaiveDateTime> {
    local(text.strip_suffix('Z')?)
}

fn local(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, STAMP).ok()
}

fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, DAY).ok()
}

fn sequence(text: &str) -> Option<u32> {
    text.parse().ok().filter(|&sequence| sequence <= SEQUENCE_LIMIT)
}
