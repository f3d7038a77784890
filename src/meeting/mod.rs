//! From a [`crate::list::Row`], which may be anything, to a [`Meeting`], which cannot be wrong: nothing after this module checks again.

pub(crate) mod attendance;
mod kind;
mod note;
mod read;
pub mod schedule;
mod text;
pub(crate) mod url;
mod when;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use csv::StringRecord;
use uuid::Uuid;

use crate::list::{Field, RowId};
use crate::poland::county::{Counties, County};
use crate::poland::date;
use crate::poland::remark::{self, Change};
use crate::poland::warsaw::Moment;
use attendance::Attendance;
pub(crate) use kind::Kind;
pub use read::Rules;
pub(crate) use read::{Entry, Open};

/// One meeting.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The row that it comes from.
    pub(crate) row: RowId,
    /// For whom; at least one.
    pub(crate) counties: Counties,
    /// When.
    pub(crate) when: When,
    /// Whether it takes place.
    pub(crate) status: Status,
    /// How people take part.
    pub(crate) attendance: Attendance,
    /// Whether the title is the list's own.
    pub(crate) titled: bool,
    /// A hash of what the list says of it, without its `id` and status: not of the program's wording, of the rows' order or
    /// of the program's version. Two revisions with one digest and one status are the same.
    pub(crate) digest: Uuid,
    /// By field. A record is one text and where each ends in it, which takes less memory than thirteen texts.
    texts: StringRecord,
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
    /// Its first moment, and the first after it.
    fn moments(&self) -> [Moment; 2] {
        match *self {
            Self::Day(date) => [date, date + Days::new(1)].map(|date| {
                let local = date.and_time(NaiveTime::MIN);
                // it never falls into a switch
                Moment::from_local(local).unwrap_or(Moment { utc: local, local, twice: false })
            }),
            Self::Hours { start, end, .. } => [start, end],
        }
    }

    /// The first instant, UTC.
    pub fn start_utc(&self) -> NaiveDateTime {
        self.moments()[0].utc
    }

    /// The first instant after it, UTC.
    pub fn end_utc(&self) -> NaiveDateTime {
        self.moments()[1].utc
    }

    /// What two events of the same time have in common: start, end, and whether they are whole days.
    pub(crate) fn span(&self) -> (NaiveDateTime, NaiveDateTime, bool) {
        (self.start_utc(), self.end_utc(), matches!(self, Self::Day(_)))
    }

    /// Start and end as RFC 3339 writes them, with the offset of the day; of whole days the dates, the end excluded.
    pub(crate) fn rfc3339(&self) -> (String, String) {
        match *self {
            Self::Day(date) => (date.to_string(), (date + Days::new(1)).to_string()),
            Self::Hours { start, end, .. } => (start.rfc3339(), end.rfc3339()),
        }
    }

    /// The day on which it ends.
    pub(crate) fn last_day(&self) -> NaiveDate {
        (self.moments()[1].local - TimeDelta::seconds(1)).date()
    }

    /// Whether it is over.
    pub(crate) fn is_past(&self, now: NaiveDateTime) -> bool {
        self.end_utc() <= now
    }

    /// What the clock shows at the start.
    pub(crate) fn start_local(&self) -> NaiveDateTime {
        self.moments()[0].local
    }
}

/// RFC 5545 §3.8.1.11.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It takes place.
    Confirmed,
    /// It may.
    Tentative,
    /// It does not.
    Cancelled,
}

/// Each with its value.
const STATUSES: [(Status, &str); 3] =
    [(Status::Confirmed, "CONFIRMED"), (Status::Tentative, "TENTATIVE"), (Status::Cancelled, "CANCELLED")];

/// What offices write for each, on its line, folded; participles, which end with n, without the ending of their gender.
const WORDS: &str = include_str!("statuses.txt");

impl Status {
    /// The property's value.
    pub fn value(self) -> &'static str {
        STATUSES[self as usize].1
    }

    /// The status of a value, as [`Status::value`] gives it.
    pub(crate) fn from_value(value: &str) -> Option<Self> {
        STATUSES.iter().find(|(_, known)| *known == value).map(|&(status, _)| status)
    }

    /// The status that a cell means.
    fn find(text: &str) -> Option<Self> {
        let is_cancelled = || !text.contains(' ') && remark::in_text(text) == Some(Change::Cancelled);
        let found = Self::listed(text).or_else(|| is_cancelled().then_some(Self::Cancelled));
        found.filter(|_| !text.contains('?'))
    }

    fn listed(text: &str) -> Option<Self> {
        let folded = date::fold(text);
        let stem = folded.strip_suffix(['y', 'a', 'e', 'o']).filter(|stem| stem.ends_with('n'));
        let is_known = |words: &str| words.split('|').any(|known| known == folded || Some(known) == stem);
        STATUSES.iter().zip(WORDS.lines()).find(|(_, words)| is_known(words)).map(|(&(status, _), _)| status)
    }
}

impl Meeting {
    /// The text of a field that is one; empty if the list has none.
    pub(crate) fn text(&self, field: Field) -> &str {
        self.texts.get(field as usize).unwrap_or_default()
    }

    /// Sorts as a calendar has them: by start, then county, then texts, the id before the title. Whatever order the rows
    /// have, the calendar's is one.
    pub(crate) fn sort(meetings: &mut [Self]) {
        let key = |meeting: &Self| (meeting.when.start_utc(), meeting.counties.order());
        meetings.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.texts.iter().cmp(b.texts.iter())));
    }
}

/// What [`Meeting::digest`] is made in (RFC 9562 §5.5).
const DIGESTS: Uuid = Uuid::from_u128(0x1e0d_4b0c_58a5_5d0e_9f0c_6f3a_b1d5_7c42);

/// What no cleaned text holds.
const SEPARATOR: &str = "\u{1f}";

/// [`Meeting::digest`].
fn digest(counties: Counties, when: When, texts: &StringRecord) -> Uuid {
    let kind = match when {
        When::Day(_) => "day",
        When::Hours { assumed: true, .. } => "start",
        When::Hours { .. } => "hours",
    };
    let mut text = format!("{kind}{SEPARATOR}{}{SEPARATOR}{}", when.start_utc(), when.end_utc());
    // the first text is the id
    let parts = counties.iter().map(|county| -> &str { county.teryt() }).chain(texts.iter().skip(1));
    text.extend(parts.flat_map(|part| [SEPARATOR, part]));
    Uuid::new_v5(&DIGESTS, text.as_bytes())
}

/// " – powiat nowosolski": what follows a title that the list does not give.
pub(crate) fn of_counties(counties: Counties) -> String {
    format!(" – {}", counties.names(County::full_name))
}
