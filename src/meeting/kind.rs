//! What is said of rows.

use chrono::NaiveDate;
use serde::Serialize;

use crate::list::Field;
use crate::poland::county::County;
use crate::poland::date::{self, BadDate};
use crate::poland::remark::Change;

/// What is wrong with a row, or worth a look.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    MissingCell { field: Field },
    // `counties`: those with a like name, else all.
    UnknownCounty { text: String, near: bool, counties: Vec<String> },
    // The day is not set yet, so that the row is left out.
    DayOpen { text: String },
    NoWeekday { text: String },
    DateOutOfRange { date: NaiveDate },
    // Two cells give different days or hours.
    Disagreement { text: String, field: Field },
    Hour { text: String },
    // The hour is not set yet.
    HourOpen { text: String },
    // Of hours like 9-12 and of rooms like 1-2 spreadsheets make days.
    DayForHour { text: String, spreadsheet: bool },
    DayForText { text: String },
    EndWithoutStart,
    EndNotAfterStart,
    SkippedHour { text: String },
    DoubledHour { text: String },
    Status { text: String },
    Url { text: String, www: bool },
    Degrees { text: String, limit: u8 },
    HalfAPlace,
    // Words that say the meeting was moved, while the row may still have the old date.
    // `subject`: or are what it is about.
    Moved { text: String, subject: bool },
    Cancelled { text: String },
    Unsure { text: String },
    // It seems not to be public.
    Closed { text: String },
    // Words that may say any of this, and may be the subject of the meeting.
    MayChange { text: String },
    Ditto { text: String },
    // A spare date or a day off as a title.
    Blocked { text: String },
    // The town lies in another county.
    OtherCounty { town: String, county: String },
    // # żarski, (żarski)
    MarkedOut { text: String },
    AllDay,
    ControlCharacters,
    Sunday { date: NaiveDate },
    Holiday { date: NaiveDate, holiday: &'static str },
    Early { hour: String },
    Long,
    NoVenue,
    NoTown,
    // Neither yes nor no.
    Answer { text: String },
    Length { text: String },
    Postcode { text: String },
    // A last day that is not the date.
    LastDay { text: String },
    // Another than from start to end.
    OtherLength { text: String },
    // A column for what is new says something else than the one that counts.
    Replaced { text: String, field: Field },
    // A text seems to name another day, several days, or another hour or place than this column.
    Noted { text: String, field: Field },
    // Nothing but a day, an hour or a county where a text belongs.
    Misplaced { text: String },
    // Rows that are not to be published.
    Withheld { count: usize },
    // 5/11/2027 beside an hour with AM or PM
    DayOrMonth { text: String },
    // 6/5/2027 under "Date"
    DayFirst { text: String, date: NaiveDate },
    // 6 h, and 8 under "Godziny"
    MayBeLength { text: String },
    // 21:00–1:00
    NextDay,
    ApproximateHour { text: String },
    // A question mark or � stands in a word where a letter was.
    LostLetters { text: String },
}

impl Kind {
    /// A text that names no county.
    pub(crate) fn unknown_county(text: &str) -> Self {
        let (near, counties) = County::suggested(text);
        let counties = counties.into_iter().map(County::short_name).collect();
        Self::UnknownCounty { text: text.to_owned(), near, counties }
    }

    /// A text that is no hour, and why.
    pub(super) fn bad_hour(text: &str) -> Self {
        // 10.5 is a number
        let is_day =
            text.parse::<f64>().is_err() && date::date(text, Some(2000)).is_ok_and(|(_, rest)| rest.is_empty());
        // as a spreadsheet shows the day that it made of 9-12; a clerk's has another form
        let spreadsheet =
            text.parse::<NaiveDate>().is_ok() || matches!(date::date(text, None), Err(BadDate::Year { .. }));
        let text = text.to_owned();
        if is_day { Self::DayForHour { text, spreadsheet } } else { Self::Hour { text } }
    }

    /// The question that words of a change ask.
    pub(super) fn changed(change: Change, text: &str, subject: bool) -> Self {
        let text = text.to_owned();
        match change {
            Change::Cancelled => Self::Cancelled { text },
            Change::Moved => Self::Moved { text, subject },
            Change::Unsure => Self::Unsure { text },
            Change::Closed => Self::Closed { text },
        }
    }
}
