//! From a [`crate::list::Row`], which may be anything, to a [`Meeting`], which cannot be wrong: nothing after this module checks again.

mod reader;
mod text;

use std::borrow::Cow;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use twox_hash::{XxHash3_64, XxHash3_128};

use crate::county::Counties;
use crate::list::{Field, RowId};
use crate::polish;
use crate::warsaw::Moment;
pub use reader::{Reader, Rules};

/// One meeting.
#[derive(Debug)]
pub struct Meeting<'l> {
    /// The row that it comes from.
    pub row: RowId,
    /// For whom; at least one.
    pub counties: Counties,
    /// When.
    pub when: When,
    /// Whether it takes place.
    pub status: Status,
    /// Whether the title is the list's own.
    pub titled: bool,
    /// A hash of what the list says of it, without its `id`: not of the program's wording, of the rows' order or of the
    /// program's version. Two revisions with one digest are the same.
    pub digest: u128,
    /// A hash of venue, address and town; `None`: no venue.
    pub room: Option<u64>,
    texts: Texts<'l>,
}

/// When a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The whole day.
    Day(NaiveDate),
    /// From one moment to a later one.
    Hours {
        /// DTSTART.
        start: Moment,
        /// DTEND.
        end: Moment,
        /// The list gave no end.
        assumed: bool,
    },
}

impl When {
    /// The first instant, UTC.
    pub fn start_utc(&self) -> NaiveDateTime {
        match *self {
            Self::Day(date) => midnight(date),
            Self::Hours { start, .. } => start.utc,
        }
    }

    /// The first instant after it, UTC.
    pub fn end_utc(&self) -> NaiveDateTime {
        match *self {
            Self::Day(date) => midnight(date + Days::new(1)),
            Self::Hours { end, .. } => end.utc,
        }
    }

    /// What two events of the same time have in common: start, end, and whether they are whole days.
    pub fn span(&self) -> (NaiveDateTime, NaiveDateTime, bool) {
        (self.start_utc(), self.end_utc(), matches!(self, Self::Day(_)))
    }

    /// Start and end as RFC 3339 writes them, with the offset of the day; of whole days the dates, the end excluded.
    pub fn rfc3339(&self) -> (String, String) {
        match *self {
            Self::Day(date) => (date.to_string(), (date + Days::new(1)).to_string()),
            Self::Hours { start, end, .. } => (start.rfc3339(), end.rfc3339()),
        }
    }

    /// The day on which it ends.
    pub fn last_day(&self) -> NaiveDate {
        match *self {
            Self::Day(date) => date,
            Self::Hours { end, .. } => (end.local - chrono::TimeDelta::seconds(1)).date(),
        }
    }

    /// Whether it is over.
    pub fn is_past(&self, now: NaiveDateTime) -> bool {
        self.end_utc() <= now
    }

    /// What the clock shows at the start.
    pub fn start_local(&self) -> NaiveDateTime {
        match *self {
            Self::Day(date) => date.and_time(NaiveTime::MIN),
            Self::Hours { start, .. } => start.local,
        }
    }
}

/// Midnight never falls into a switch.
fn midnight(date: NaiveDate) -> NaiveDateTime {
    let local = date.and_time(NaiveTime::MIN);
    Moment::from_local(local).map_or(local, |moment| moment.utc)
}

/// RFC 5545 §3.8.1.11.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It takes place.
    Confirmed,
    /// It may.
    Tentative,
    /// It does not.
    Cancelled,
}

impl Status {
    /// The property's value.
    pub fn value(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::Tentative => "TENTATIVE",
            Self::Cancelled => "CANCELLED",
        }
    }

    /// The status of a value, as [`Status::value`] gives it.
    pub fn from_value(value: &str) -> Option<Self> {
        [Self::Confirmed, Self::Tentative, Self::Cancelled].into_iter().find(|status| status.value() == value)
    }

    /// What it adds to a digest. Added, so that it can be exchanged where the meeting itself is no longer known.
    const fn mark(self) -> u128 {
        match self {
            Self::Confirmed => 0,
            Self::Tentative => 0x7465_6e74_6174_6976_655f_5f5f_5f5f_5f5f,
            Self::Cancelled => 0x6361_6e63_656c_6c65_645f_5f5f_5f5f_5f5f,
        }
    }

    /// The digest of a meeting with this status when that of the same meeting with another is known.
    pub fn exchanged(digest: u128, from: Self, to: Self) -> u128 {
        digest ^ from.mark() ^ to.mark()
    }

    fn find(text: &str) -> Option<Self> {
        Some(match polish::fold(text).as_str() {
            "confirmed" | "potwierdzone" | "potwierdzony" | "potwierdzona" | "aktualne" => Self::Confirmed,
            "tentative" | "wstepne" | "wstepny" | "wstepna" => Self::Tentative,
            "cancelled" | "canceled" | "odwolane" | "odwolany" | "odwolana" | "odwolano" => Self::Cancelled,
            _ => return None,
        })
    }
}

/// The texts of a meeting: parts of the list's row if all of them stand in it as a calendar can hold them, as in most rows, else
/// of a copy.
#[derive(Debug)]
struct Texts<'l> {
    all: Cow<'l, str>,
    /// Where each begins and ends.
    at: [[u32; 2]; Field::TEXTS],
}

impl Texts<'_> {
    fn get(&self, field: Field) -> &str {
        let [start, end] = self.at[field as usize];
        &self.all[start as usize..end as usize]
    }
}

impl Meeting<'_> {
    /// The text of a field that is one; empty if the list has none.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(field)
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        Field::ALL_TEXTS.into_iter().map(|field| self.text(field))
    }

    /// What holds all its texts.
    pub fn octets(&self) -> &[u8] {
        self.texts.all.as_bytes()
    }

    /// Sorts as a calendar has them: by start, then county, then texts, the id before the title. Whatever order the rows
    /// have, the calendar's is one.
    pub fn sort(meetings: &mut [Self]) {
        // one number, since a hundred thousand of them are compared: seconds, then the county's 16 bits
        let key =
            |meeting: &Self| meeting.when.start_utc().and_utc().timestamp() << 16 | i64::from(meeting.counties.order());
        meetings.sort_by_cached_key(key);
        for parallel in meetings.chunk_by_mut(|a, b| key(a) == key(b)) {
            parallel.sort_unstable_by(|a, b| a.texts().cmp(b.texts()));
        }
    }

    /// Whether it is over.
    pub fn is_past(&self, now: NaiveDateTime) -> bool {
        self.when.is_past(now)
    }
}

/// [`Meeting::digest`] and [`Meeting::room`].
fn hashes(counties: Counties, when: When, status: Status, texts: &Texts, scratch: &mut Vec<u8>) -> (u128, Option<u64>) {
    // no cleaned text holds it
    const MARK: u8 = 0x1f;
    scratch.clear();
    scratch.push(match when {
        When::Day(_) => b'd',
        When::Hours { assumed: true, .. } => b'a',
        When::Hours { .. } => b'h',
    });
    for time in [when.start_utc(), when.end_utc()] {
        scratch.extend_from_slice(&time.and_utc().timestamp().to_be_bytes());
    }
    for county in counties.iter() {
        scratch.extend_from_slice(county.teryt().as_bytes());
    }
    let mut place = 0..0;
    for field in Field::ALL_TEXTS.into_iter().filter(|field| *field != Field::Id) {
        if field == Field::Venue {
            place.start = scratch.len();
        }
        scratch.push(MARK);
        scratch.extend_from_slice(texts.get(field).as_bytes());
        if field == Field::Town {
            place.end = scratch.len();
        }
    }
    scratch.push(MARK);
    let room = (!texts.get(Field::Venue).is_empty()).then(|| XxHash3_64::oneshot(&scratch[place]));
    (XxHash3_128::oneshot(scratch) ^ status.mark(), room)
}

/// " – powiat nowosolski": what follows a title that the list does not give.
pub fn of_counties(counties: Counties) -> String {
    let names: Vec<_> = counties.iter().map(crate::county::County::full_name).collect();
    format!(" – {}", names.join(", "))
}
