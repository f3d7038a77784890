//! What was published: the events of the calendars that this program wrote, read back. They are its only memory.
//!
//! Only our own content lines are read, in the form that [`crate::calendar::profile`] gives them; anything else in a file is damage.
//! Of an event that the list still has unchanged, only the numbers are kept: a hundred thousand texts would take more memory
//! than the list. (The icalendar crate takes ten times as long; it is the oracle in the tests.)

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, BufRead, Read};

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use uuid::Uuid;

use crate::calendar::profile::{ASSUMED_END, CANCELLED};
use crate::calendar::reconcile::Revision;
use crate::list::Field;
use crate::meeting::{Meeting, Status, When};
use crate::octets;
use crate::poland::county::{Counties, County};
use crate::poland::warsaw::{Moment, TZID};

/// The greatest SEQUENCE that RFC 5545 §3.3.8 allows.
pub const SEQUENCE_LIMIT: u32 = i32::MAX as u32;

/// Octets of an event: a file that is damaged may have no line ends.
const EVENT_LIMIT: usize = 1 << 24;

/// An event as it was published.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its numbers.
    pub revision: Revision,
    /// [`crate::meeting::Meeting::digest`] of what was published.
    pub digest: Uuid,
    /// When it was to be.
    pub when: When,
    /// For whom.
    pub counties: Counties,
    /// Whether it takes place.
    pub status: Status,
    /// The meeting that it is, by its index in the list, if the list has it with the same `id` and digest: then the texts
    /// are left out here.
    pub listed: Option<usize>,
    /// The row's `id`; empty if it had none, or if it is listed.
    pub id: Box<str>,
    /// The content lines between BEGIN and END.
    pub lines: Box<str>,
}

/// Where a calendar of ours is not as this program writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// From 1.
    pub line: usize,
    /// The property or component.
    pub what: &'static str,
}

/// Why a calendar of ours cannot be read.
#[derive(Debug)]
pub enum Failure {
    /// The file cannot be read.
    Io(io::Error),
    /// It can, but is not as it was written.
    Damage(Damage),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads a calendar: gives each event, in the file's order, without its texts, and its content lines. Line ends may have been
/// changed by version control or an editor; the lines given have CRLF.
///
/// # Errors
/// The first line that is not as this program writes it, or what the file gives.
pub fn read(mut file: impl BufRead, take: &mut dyn FnMut(Published, &str)) -> Result<(), Failure> {
    let damage = |line, what| Failure::Damage(Damage { line, what });
    let mut bytes = Vec::new();
    let mut place = Place::Before;
    let mut number = 0;
    loop {
        number += 1;
        let start = bytes.len();
        let room = EVENT_LIMIT.saturating_sub(bytes.len());
        if file.by_ref().take(room as u64).read_until(b'\n', &mut bytes)? == 0 {
            return if place == Place::Behind { Ok(()) } else { Err(damage(number, "END:VCALENDAR")) };
        }
        if bytes.pop() != Some(b'\n') {
            return Err(damage(number, "END:VCALENDAR"));
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        // some editors put a byte order mark before everything
        let line = &bytes[start..];
        place = match (place, line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(line)) {
            (Place::Head | Place::Between, b"BEGIN:VEVENT") => Place::Event(number),
            (Place::Head | Place::Between, b"END:VCALENDAR") => Place::Behind,
            (Place::Before, b"BEGIN:VCALENDAR") | (Place::Head, _) => Place::Head,
            (Place::Event(begin), b"END:VEVENT") => {
                let text = std::str::from_utf8(&bytes[..start]).map_err(|_| damage(begin, "UTF-8"))?;
                take(event(text).map_err(|what| damage(begin, what))?, text);
                Place::Between
            }
            (Place::Event(begin), _) => {
                bytes.extend_from_slice(b"\r\n");
                place = Place::Event(begin);
                continue;
            }
            (Place::Before, _) => return Err(damage(number, "BEGIN:VCALENDAR")),
            (Place::Between, _) => return Err(damage(number, "VEVENT")),
            (Place::Behind, _) => return Err(damage(number, "END:VCALENDAR")),
        };
        bytes.clear();
    }
}

/// Where in a calendar a line is.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Before,
    Head,
    /// With the line where it begins.
    Event(usize),
    Between,
    Behind,
}

/// A content line: all its physical lines, with their ends.
#[derive(Clone, Copy, Debug)]
pub struct Line<'f>(&'f str);

impl<'f> Line<'f> {
    /// As it was written.
    pub fn text(self) -> &'f str {
        self.0
    }

    /// The property's name, without parameters.
    pub fn name(self) -> &'f str {
        &self.0[..self.0.bytes().position(|byte| matches!(byte, b':' | b';' | b'\r')).unwrap_or_default()]
    }

    /// The line on one line.
    fn unfolded(self) -> Cow<'f, str> {
        let line = self.0.strip_suffix("\r\n").unwrap_or(self.0);
        if line.contains("\r\n ") { Cow::Owned(line.replace("\r\n ", "")) } else { Cow::Borrowed(line) }
    }

    /// The value and the parameters, each as written, where no parameter holds a colon.
    fn parts(self) -> Option<(&'f str, Cow<'f, str>)> {
        let name = self.name();
        Some(match self.unfolded() {
            Cow::Borrowed(line) => {
                let (parameters, value) = line[name.len()..].split_once(':')?;
                (parameters, Cow::Borrowed(value))
            }
            // parameters are short where the line may be folded
            Cow::Owned(line) => ("", Cow::Owned(line[name.len()..].strip_prefix(':')?.to_owned())),
        })
    }

    /// A TEXT value, unescaped (RFC 5545 §3.3.11).
    pub fn value(self) -> Cow<'f, str> {
        let value = self.parts().map(|(_, value)| value).unwrap_or_default();
        if !value.contains('\\') {
            return value;
        }
        let (mut out, mut rest) = (String::with_capacity(value.len()), value.chars());
        while let Some(c) = rest.next() {
            out.push(match c {
                '\\' => match rest.next() {
                    Some('n' | 'N') => '\n',
                    Some(c) => c,
                    None => '\\',
                },
                c => c,
            });
        }
        Cow::Owned(out)
    }
}

/// The content lines of an event.
pub fn lines(mut text: &str) -> impl Iterator<Item = Line<'_>> {
    std::iter::from_fn(move || {
        let mut at = 0;
        while at < text.len() && (at == 0 || text.as_bytes()[at] == b' ') {
            at += memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len() - at, |end| end + 1);
        }
        let (line, rest) = text.split_at(at);
        text = rest;
        (!line.is_empty()).then_some(Line(line))
    })
}

/// The TEXT value of a property of an event; empty if there is none.
pub fn text<'f>(event: &'f str, name: &str) -> Cow<'f, str> {
    lines(event).find(|line| line.name() == name).map(Line::value).unwrap_or_default()
}

/// What must be known of an event; the name of what is missing or wrong.
fn event(text: &str) -> Result<Published, &'static str> {
    if octets::first(text.as_bytes(), &CONTROL) < text.len() {
        return Err("control character");
    }
    let (mut uid, mut sequence, mut digest, mut stamp) = (None, None, None, None);
    let (mut modified, mut created, mut start, mut end) = (None, None, None, None);
    let (mut counties, mut status, mut id, mut summary) = (None, None, None, None);
    for line in lines(text) {
        let value = || line.parts().map(|(_, value)| value);
        match line.name() {
            "UID" => set(&mut uid, value().and_then(|value| Uuid::try_parse(&value).ok()), "UID"),
            "SEQUENCE" => set(&mut sequence, value().and_then(|value| sequence_of(&value)), "SEQUENCE"),
            "X-LUBUSKIE-ICS-DIGEST" => {
                set(&mut digest, value().and_then(|value| Uuid::try_parse(&value).ok()), "X-LUBUSKIE-ICS-DIGEST")
            }
            "DTSTAMP" => set(&mut stamp, value(), "DTSTAMP"),
            "LAST-MODIFIED" => set(&mut modified, value().and_then(|value| utc(&value)), "LAST-MODIFIED"),
            "CREATED" => set(&mut created, value().and_then(|value| utc(&value)), "CREATED"),
            "DTSTART" => set(&mut start, line.parts().and_then(|(zone, value)| time(zone, &value)), "DTSTART"),
            "DTEND" => set(&mut end, line.parts().and_then(|(zone, value)| time(zone, &value)), "DTEND"),
            "X-LUBUSKIE-ICS-ID" => set(&mut id, Some(line.value()), "X-LUBUSKIE-ICS-ID"),
            "X-LUBUSKIE-ICS-COUNTY" => {
                set(&mut counties, value().and_then(|value| codes(&value)), "X-LUBUSKIE-ICS-COUNTY")
            }
            "SUMMARY" => set(&mut summary, value(), "SUMMARY"),
            "STATUS" => set(&mut status, value().and_then(|value| Status::from_value(&value)), "STATUS"),
            _ => Ok(()),
        }?;
    }
    stamp.ok_or("DTSTAMP")?;
    summary.ok_or("SUMMARY")?;
    let revision = Revision {
        uid: uid.ok_or("UID")?,
        sequence: sequence.ok_or("SEQUENCE")?,
        created: created.ok_or("CREATED")?,
        modified: modified.ok_or("LAST-MODIFIED")?,
    };
    let when = match (start.ok_or("DTSTART")?, end.ok_or("DTEND")?) {
        (Time::Day(start), Time::Day(end)) if start < end => When::Day(start),
        (Time::Moment(start), Time::Moment(end)) if start.utc < end.utc => When::Hours { start, end, assumed: false },
        _ => return Err("DTEND"),
    };
    Ok(Published {
        revision,
        digest: digest.ok_or("X-LUBUSKIE-ICS-DIGEST")?,
        when,
        counties: counties.ok_or("X-LUBUSKIE-ICS-COUNTY")?,
        status: status.ok_or("STATUS")?,
        listed: None,
        id: id.unwrap_or_default().into(),
        lines: Box::default(),
    })
}

/// Takes a property's value, which may be there once.
fn set<T>(slot: &mut Option<T>, value: Option<T>, name: &'static str) -> Result<(), &'static str> {
    let value = value.ok_or(name)?;
    if slot.replace(value).is_none() { Ok(()) } else { Err(name) }
}

fn sequence_of(text: &str) -> Option<u32> {
    text.parse().ok().filter(|&sequence| sequence <= SEQUENCE_LIMIT)
}

/// What no line holds but at its end.
static CONTROL: octets::Set = {
    let mut set = crate::calendar::ics::CONTROL;
    set[b'\r' as usize] = false;
    set[b'\n' as usize] = false;
    set
};

enum Time {
    Day(NaiveDate),
    Moment(Moment),
}

/// DTSTART and DTEND in the three forms that are written.
fn time(parameters: &str, value: &str) -> Option<Time> {
    match parameters {
        ";VALUE=DATE" => digits(value.as_bytes()).map(Time::Day),
        "" => Some(Time::Moment(Moment::from_utc(utc(value)?.and_utc()))),
        zone if zone.strip_prefix(";TZID=") == Some(TZID) => Some(Time::Moment(Moment::from_local(local(value)?)?)),
        _ => None,
    }
}

/// `20170522`.
fn digits(text: &[u8]) -> Option<NaiveDate> {
    let [year, month, day] = [0..4, 4..6, 6..8].map(|range| number(text.get(range)?));
    NaiveDate::from_ymd_opt(year?.cast_signed(), month?, day?).filter(|_| text.len() == 8)
}

fn number(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |n, digit| digit.is_ascii_digit().then(|| n * 10 + u32::from(digit - b'0')))
}

/// `20170522T100000`.
fn local(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.as_bytes().split_at_checked(8)?;
    let [hour, minute, second] = [1..3, 3..5, 5..7].map(|range| number(time.get(range)?));
    let whole = time.first() == Some(&b'T') && time.len() == 7;
    digits(date)?.and_hms_opt(hour?, minute?, second?).filter(|_| whole)
}

/// `20170522T080000Z`; a second later there must still be four digits for the year.
fn utc(text: &str) -> Option<NaiveDateTime> {
    local(text.strip_suffix('Z')?).filter(|time| time.year() < 9999)
}

/// `0804 0812`.
fn codes(text: &str) -> Option<Counties> {
    text.split(' ').map(County::from_teryt).collect()
}

impl Published {
    /// The TEXT value of a property; empty if there is none.
    pub fn text(&self, name: &str) -> Cow<'_, str> {
        text(&self.lines, name)
    }

    /// When, also saying whether the end is only assumed.
    pub fn shown_when(&self) -> When {
        let mut when = self.when;
        if let When::Hours { assumed, .. } = &mut when {
            *assumed = self.text("DESCRIPTION").ends_with(ASSUMED_END);
        }
        when
    }

    /// The title, without the word that a cancelled one begins with.
    pub fn title(&self) -> Cow<'_, str> {
        let title = self.text("SUMMARY");
        match title.strip_prefix(CANCELLED) {
            Some(rest) if self.status == Status::Cancelled => Cow::Owned(rest.to_owned()),
            _ => title,
        }
    }
}

/// What all calendars of a folder hold, each event once.
#[derive(Debug)]
pub struct Memory {
    events: Vec<Published>,
    /// Where in `events` a UID is.
    known: HashMap<Uuid, usize>,
    /// UIDs of which calendars hold different revisions.
    differ: HashSet<Uuid>,
    /// UIDs that only a copy holds.
    copied: Vec<Uuid>,
    /// Meetings by id and digest, and the UID that was found to be each.
    listed: HashMap<(String, Uuid, Status), (usize, Option<Uuid>)>,
}

impl Memory {
    /// Nothing yet; events that are these meetings, of these counties, are kept without texts.
    pub fn new(meetings: &[Meeting], selected: Counties) -> Self {
        let rows = meetings.iter().enumerate().filter(|(_, meeting)| meeting.counties.meets(selected));
        let listed = rows
            .map(|(row, meeting)| ((meeting.text(Field::Id).to_owned(), meeting.digest, meeting.status), (row, None)))
            .collect();
        let (events, known) = (Vec::new(), HashMap::new());
        Self { events, known, differ: HashSet::new(), copied: Vec::new(), listed }
    }

    /// Adds an event of a calendar; of one UID the latest revision counts. A copy, which is not kept up to date, counts only
    /// for what no calendar read before it has.
    pub fn add(&mut self, mut event: Published, lines: &str, is_copy: bool) {
        let uid = event.revision.uid;
        let place = match self.known.entry(uid) {
            Entry::Vacant(entry) => {
                entry.insert(self.events.len());
                if is_copy {
                    self.copied.push(uid);
                }
                None
            }
            Entry::Occupied(_) if is_copy => return,
            Entry::Occupied(entry) => {
                let same = &mut self.events[*entry.get()];
                let order = |event: &Published| {
                    (event.revision.sequence, event.revision.modified, event.digest, event.status.value())
                };
                if order(same) != order(&event) {
                    self.differ.insert(uid);
                }
                if order(same) >= order(&event) {
                    return;
                }
                Some(same)
            }
        };
        // one UID for each meeting; should there be two, the other is looked at more closely
        if let Some((row, claimed)) = self.listed.get_mut(&(event.id.to_string(), event.digest, event.status))
            && *claimed.get_or_insert(uid) == uid
        {
            event.listed = Some(*row);
            event.id = Box::default();
        } else {
            // an event file's, not the meeting's
            event.lines = if lines.contains("\r\nORGANIZER") {
                self::lines(lines).filter(|line| line.name() != "ORGANIZER").map(Line::text).collect()
            } else {
                lines.into()
            };
        }
        match place {
            Some(place) => *place = event,
            None => self.events.push(event),
        }
    }

    /// Of how many events calendars hold different revisions.
    pub fn disagreements(&self) -> usize {
        self.differ.len()
    }

    /// UIDs that only copies hold.
    pub fn copied(&self) -> &[Uuid] {
        &self.copied
    }

    /// The events, sorted by start, county and UID.
    pub fn finish(mut self) -> Vec<Published> {
        self.events.sort_by_key(|event| (event.when.start_utc(), event.counties.order(), event.revision.uid));
        self.events
    }
}

/// UIDs that no calendar holds any more, and the SEQUENCE that each had: an event that is given one again goes on from there.
pub type LeftOut = BTreeMap<Uuid, u32>;

/// Reads what [`left_out_text`] wrote.
///
/// # Errors
/// The first line that is not as it writes them.
pub fn left_out(text: &[u8]) -> Result<LeftOut, Damage> {
    let text = std::str::from_utf8(text).map_err(|_| Damage { line: 1, what: "UTF-8" })?;
    (text.lines().zip(1..)).map(|(text, line)| left_out_entry(text).ok_or(Damage { line, what: "UID" })).collect()
}

fn left_out_entry(line: &str) -> Option<(Uuid, u32)> {
    let (uid, sequence) = line.split_once(' ')?;
    Some((Uuid::try_parse(uid).ok()?, sequence_of(sequence)?))
}

/// The greatest SEQUENCE in a calendar, or list of what was left out, that is damaged.
pub fn greatest_sequence(bytes: &[u8]) -> u32 {
    let number = |line: &[u8]| {
        let line = std::str::from_utf8(line).ok()?.trim_end();
        let number = match line.strip_prefix("SEQUENCE:") {
            Some(number) => sequence_of(number)?,
            None => left_out_entry(line)?.1,
        };
        (number < SEQUENCE_LIMIT).then_some(number)
    };
    bytes.split(|&byte| byte == b'\n').filter_map(number).max().unwrap_or_default()
}

/// A line for each: UID, SEQUENCE.
pub fn left_out_text(left_out: &LeftOut) -> String {
    left_out.iter().fold(String::new(), |text, (uid, sequence)| text + &format!("{uid} {sequence}\n"))
}
