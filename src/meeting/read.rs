//! Reads a row: every cell that is wrong becomes a problem, and only a row without any becomes a [`Meeting`].

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use serde::Serialize;

use super::text::{clean_text, degrees};
use super::{Meeting, Status, Texts, When, digest, of_counties, url};
use crate::list::{Field, Row};
use crate::message::Diagnostics;
use crate::poland::county::{Counties, County};
use crate::poland::date::{self, BadDate};
use crate::poland::holiday::{self, Holiday};
use crate::poland::remark::{self, Change};
use crate::poland::town;
use crate::poland::warsaw::{self, Moment};

/// What is wrong with a row, or worth a look.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    MissingCell { field: Field },
    // `counties`: those with a like name, else all.
    UnknownCounty { text: String, near: bool, counties: Vec<County> },
    // `serial`: it is a number as spreadsheets count days.
    Date { text: String, serial: bool },
    SeveralDays { text: String },
    Year { text: String },
    Month { month: u32 },
    Day { year: i32, month: u32, days: u32, first: String, last: String },
    Weekday { text: String, date: NaiveDate, weekday: Weekday },
    NoWeekday { text: String },
    DateOutOfRange { date: NaiveDate },
    // Two cells give different days or hours.
    Disagreement { text: String, field: Field },
    Hour { text: String },
    EndWithoutStart,
    EndNotAfterStart,
    SkippedHour { text: String },
    DoubledHour { text: String },
    Status { text: String },
    Url { text: String, www: bool },
    Degrees { text: String, limit: u8 },
    HalfAPlace,
    // Words that say the meeting was moved, while the row may still have the old date.
    Moved { text: String },
    Cancelled { text: String },
    Unsure { text: String },
    Ditto { text: String },
    AllDay,
    ControlCharacters,
    LongText { length: usize },
    Sunday { date: NaiveDate },
    Holiday { date: NaiveDate, holiday: Holiday },
    Early { hour: String },
    Long,
    NoVenue,
    NoTown,
}

impl Kind {
    /// A text that names no county.
    pub(crate) fn unknown_county(text: &str) -> Self {
        let nearest = County::nearest(text);
        let near = !nearest.is_empty();
        let counties = if near { nearest } else { County::all().collect() };
        Self::UnknownCounty { text: text.to_owned(), near, counties }
    }

    /// A text that is no date, and why.
    pub(crate) fn bad_date(text: &str, reason: BadDate) -> Self {
        let text = text.to_owned();
        match reason {
            // a day since 1900
            BadDate::Unreadable => {
                let serial = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
                Self::Date { text, serial }
            }
            BadDate::Several => Self::SeveralDays { text },
            BadDate::NoYear => Self::Year { text },
            BadDate::NoSuchMonth { month } => Self::Month { month },
            BadDate::NoSuchDay { year, month, days } => {
                let day = |day: u32| format!("{day:02}.{month:02}.{year}");
                Self::Day { year, month, days, first: day(1), last: day(days) }
            }
            BadDate::Weekday { is, date } => Self::Weekday { text, date, weekday: is },
        }
    }

    /// The question that words of a change ask.
    fn changed(change: Change, text: &str) -> Self {
        let text = text.to_owned();
        match change {
            Change::Cancelled => Self::Cancelled { text },
            Change::Moved => Self::Moved { text },
            Change::Unsure => Self::Unsure { text },
        }
    }

    /// What is wrong with a text that is not what it should be: perhaps it says that the meeting changes. That it is not yet
    /// sure is no other fault.
    fn or_changed(self, text: &str) -> Self {
        let change = remark::in_note(text).filter(|&change| change != Change::Unsure);
        change.map_or(self, |change| Self::changed(change, text))
    }
}

/// How rows are read.
#[derive(Clone, Debug)]
pub struct Rules {
    /// How long a meeting without an end takes, in real time.
    pub duration: TimeDelta,
    /// The title of meetings that have none.
    pub title: Option<String>,
    /// The year of dates that have none.
    pub year: Option<i32>,
    /// Whether the notes are published.
    pub with_notes: bool,
}

/// Reads rows into meetings.
pub struct Reader<'r> {
    rules: &'r Rules,
}

/// No meeting begins before this.
const EARLY: NaiveTime = NaiveTime::from_hms_opt(6, 0, 0).unwrap();
/// A day without a switch of the clock.
const ORDINARY_DAY: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 3).unwrap();
/// A whole day's minutes.
const DAY: u32 = 24 * 60;
/// Some programs show no more characters of a title or place (interop: Outlook, Exchange).
const LONG_TEXT: usize = 255;
/// What is shown as one place.
const PLACE: [Field; 3] = [Field::Venue, Field::Address, Field::Town];

impl<'r> Reader<'r> {
    /// Reads by these rules.
    pub fn new(rules: &'r Rules) -> Self {
        Self { rules }
    }

    /// The meeting of a row; `None`: it has problems, and all of them were said.
    pub fn meeting(&self, row: &Row, out: &mut Diagnostics) -> Option<Meeting> {
        let before = out.problems();
        let counties = counties(row, out);
        let when = self.when(row, out);
        let status = status(row, out);
        check_url(row, out);
        check_place(row, out);
        check_dittos(row, out);
        let texts = self.texts(row, counties.unwrap_or_default(), out);
        if out.problems() > before {
            return None;
        }
        let (counties, when, status) = (counties?, when?, status?);
        let digest = digest(counties, when, &texts);
        // what is left of its cell once it is clean, or nothing: a UID may be made of it
        let titled = !texts[Field::Title as usize].is_empty()
            && (self.rules.title.is_none() || !clean_text(row.cell(Field::Title), Field::Title).0.is_empty());
        let meeting = Meeting { row: row.id, counties, when, status, titled, digest, texts };
        warnings(&meeting, row, out);
        // a warning may be a problem
        (out.problems() == before).then_some(meeting)
    }

    fn when(&self, row: &Row, out: &mut Diagnostics) -> Option<When> {
        let [date_cell, start_cell, end_cell] = [Field::Date, Field::Start, Field::End].map(|field| row.cell(field));
        let instant = instant(start_cell);
        let read = date::date(date_cell, self.rules.year);
        let rest = read.map_or("", |read| read.rest);
        let rest =
            rest.strip_prefix('T').unwrap_or(rest).trim_start_matches(['-', '–', ' ', '(']).trim_end_matches(')');
        // midnight with its seconds is how a database writes a day
        let midnight = rest == "00:00:00";
        let rest_hours = if midnight { None } else { date::hours(rest) };
        let date = match read {
            Ok(read) if rest.is_empty() || rest_hours.is_some() || midnight => Some(read.date),
            Err(_) if date_cell.is_empty() => {
                if instant.is_none() {
                    out.problem(&row.place(Field::Date), &Kind::MissingCell { field: Field::Date });
                }
                None
            }
            read => {
                let reason = read.err().unwrap_or(BadDate::Unreadable);
                let kind = Kind::bad_date(date_cell, reason).or_changed(date_cell);
                out.problem(&row.place(Field::Date), &kind);
                None
            }
        };
        if let Some(date) = date {
            if !warsaw::covers(date) {
                out.problem(&row.place(Field::Date), &Kind::DateOutOfRange { date });
                return None;
            }
            check_weekday(row, date, out);
        }
        if let Some(start) = instant {
            return self.instants(row, date, start, out);
        }
        // "22.05.2017, godz. 10:00" where there is no hour of its own
        let (field, text, hours) = if start_cell.is_empty() {
            (Field::Date, rest, rest_hours)
        } else {
            (Field::Start, start_cell, date::hours(start_cell))
        };
        if let (Some(_), Field::Start) = (rest_hours, field)
            && rest_hours != hours
        {
            out.problem(
                &row.place(Field::Date),
                &Kind::Disagreement { text: date_cell.to_owned(), field: Field::Start },
            );
            return None;
        }
        match hours {
            // the hours are checked even where the date is wrong
            Some(hours) => self.hours(row, field, date.unwrap_or(ORDINARY_DAY), hours, out).filter(|_| date.is_some()),
            None if field == Field::Start => {
                let kind = Kind::Hour { text: text.to_owned() }.or_changed(text);
                out.problem(&row.place(field), &kind);
                None
            }
            None if !end_cell.is_empty() => {
                out.problem(&row.place(Field::End), &Kind::EndWithoutStart);
                None
            }
            None => date.map(When::Day),
        }
    }

    /// Hours as read from a field's cell, joined with the end's.
    fn hours(
        &self,
        row: &Row,
        field: Field,
        date: NaiveDate,
        (start, mut end): (u32, Option<u32>),
        out: &mut Diagnostics,
    ) -> Option<When> {
        let cell = row.cell(Field::End);
        let mut end_field = field;
        if !cell.is_empty() {
            match date::end_hour(cell) {
                Some(only) if end.is_none_or(|end| end == only) => (end, end_field) = (Some(only), Field::End),
                Some(_) => {
                    out.problem(&row.place(Field::End), &Kind::Disagreement { text: cell.to_owned(), field });
                    return None;
                }
                None => {
                    out.problem(&row.place(Field::End), &Kind::Hour { text: cell.to_owned() });
                    return None;
                }
            }
        }
        if start >= DAY {
            out.problem(&row.place(field), &Kind::Hour { text: row.cell(field).to_owned() });
            return None;
        }
        if end.is_some_and(|end| end <= start) {
            out.problem(&row.place(end_field), &Kind::EndNotAfterStart);
            return None;
        }
        let start = moment(row, field, date, start, out)?;
        let end = match end {
            Some(end) => Some(moment(row, end_field, date, end, out)?),
            None => None,
        };
        self.period(row, start, end, end_field, out)
    }

    /// Instants with their offset, as JSON lists may have them.
    fn instants(&self, row: &Row, date: Option<NaiveDate>, start: Moment, out: &mut Diagnostics) -> Option<When> {
        let cell = row.cell(Field::End);
        if date.is_some_and(|date| date != start.local.date()) {
            let text = row.cell(Field::Start).to_owned();
            out.problem(&row.place(Field::Start), &Kind::Disagreement { text, field: Field::Date });
            return None;
        }
        let end = match (cell, instant(cell), date::end_hour(cell)) {
            ("", ..) => None,
            (_, Some(end), _) => Some(end),
            (_, None, Some(end)) => Some(moment(row, Field::End, start.local.date(), end, out)?),
            _ => {
                out.problem(&row.place(Field::End), &Kind::Hour { text: cell.to_owned() });
                return None;
            }
        };
        for (field, moment) in [(Field::Start, Some(start)), (Field::End, end)] {
            // an end at midnight belongs to the day before
            if let Some(date) =
                moment.map(|moment| (moment.local - TimeDelta::seconds(i64::from(field == Field::End))).date())
                && !warsaw::covers(date)
            {
                out.problem(&row.place(field), &Kind::DateOutOfRange { date });
                return None;
            }
        }
        self.period(row, start, end, Field::End, out)
    }

    /// From start to end, or for as long as meetings take whose end is not given.
    fn period(
        &self,
        row: &Row,
        start: Moment,
        end: Option<Moment>,
        field: Field,
        out: &mut Diagnostics,
    ) -> Option<When> {
        let assumed = end.is_none();
        let end = end.unwrap_or_else(|| Moment::from_utc((start.utc + self.rules.duration).and_utc()));
        // where the clock goes back, 2:45 may be before 2:30
        if end.utc <= start.utc {
            out.problem(&row.place(field), &Kind::EndNotAfterStart);
            return None;
        }
        Some(When::Hours { start, end, assumed })
    }

    fn texts(&self, row: &Row, counties: Counties, out: &mut Diagnostics) -> Texts {
        let texts = Field::ALL_TEXTS.map(|field| {
            let (text, is_whole) = text(self.rules, row, field, counties);
            if !is_whole {
                out.warn(&row.place(field), &Kind::ControlCharacters);
            }
            text
        });
        for (field, parts) in [(Field::Title, &[Field::Title] as &[_]), (Field::Venue, &PLACE)] {
            // with something between them
            let sum = |length: fn(&str) -> usize| {
                parts.iter().map(|&part| length(&texts[part as usize])).sum::<usize>() + parts.len() - 1
            };
            // octets, which are more, are counted sooner
            if sum(str::len) > LONG_TEXT {
                let length = sum(|text| text.chars().count());
                if length > LONG_TEXT {
                    out.warn(&row.place(field), &Kind::LongText { length });
                }
            }
        }
        texts
    }
}

/// A field's text; and false if control characters were left out of it.
fn text(rules: &Rules, row: &Row, field: Field, counties: Counties) -> (String, bool) {
    let cell = row.cell(field);
    match field {
        Field::Notes if !rules.with_notes => (String::new(), true),
        Field::Title => {
            let (own, is_whole) = clean_text(cell, field);
            if !own.is_empty() {
                return (own, is_whole);
            }
            let (title, _) = clean_text(rules.title.as_deref().unwrap_or_default(), field);
            (if title.is_empty() { title } else { title + &of_counties(counties) }, is_whole)
        }
        Field::Town if cell.is_empty() => {
            clean_text(town::find(row.cell(Field::Venue), row.cell(Field::Address)).unwrap_or_default(), field)
        }
        Field::Town => clean_text(town::nominative(cell), field),
        // some ten centimetres; RFC 5545 §3.8.1.6 wants six digits at most
        Field::Lat | Field::Lon => {
            let written = degrees(cell).map(|degrees| format!("{degrees:.6}")).unwrap_or_default();
            (written.trim_end_matches('0').trim_end_matches('.').to_owned(), true)
        }
        Field::Url => (url::ascii(cell), true),
        _ => clean_text(cell, field),
    }
}

/// An RFC 3339 date-time with offset.
fn instant(cell: &str) -> Option<Moment> {
    // the shortest is 2017-05-22T10:00:00Z
    let time = (cell.len() >= 20).then(|| DateTime::parse_from_rfc3339(cell).ok())??.to_utc();
    // calendars know no parts of a second
    DateTime::from_timestamp(time.timestamp(), 0).map(Moment::from_utc)
}

fn moment(row: &Row, field: Field, date: NaiveDate, minutes: u32, out: &mut Diagnostics) -> Option<Moment> {
    let date = if minutes == DAY { date + Days::new(1) } else { date };
    let local = date.and_hms_opt(minutes / 60 % 24, minutes % 60, 0)?;
    let text = || format!("{}:{:02}", minutes / 60, minutes % 60);
    let Some(moment) = Moment::from_local(local) else {
        out.problem(&row.place(field), &Kind::SkippedHour { text: text() });
        return None;
    };
    if moment.twice {
        out.warn(&row.place(field), &Kind::DoubledHour { text: text() });
    }
    Some(moment)
}

/// For whom.
fn counties(row: &Row, out: &mut Diagnostics) -> Option<Counties> {
    let (cell, place) = (row.cell(Field::County), row.place(Field::County));
    if cell.is_empty() {
        out.problem(&place, &Kind::MissingCell { field: Field::County });
        return None;
    }
    let unknown = |part: &str| out.problem(&place, &Kind::unknown_county(part).or_changed(part));
    Counties::find(cell).map_err(unknown).ok()
}

fn status(row: &Row, out: &mut Diagnostics) -> Option<Status> {
    let cell = row.cell(Field::Status);
    let status = if cell.is_empty() { Some(Status::Confirmed) } else { Status::find(cell) };
    let Some(status) = status else {
        out.problem(&row.place(Field::Status), &Kind::Status { text: cell.to_owned() });
        return None;
    };
    let notes = row.cell(Field::Notes);
    // a status that says so, or a note that begins with the word, settles it
    let cancelled = status == Status::Cancelled || cell.is_empty() && is_cancellation(notes);
    if cancelled {
        return Some(Status::Cancelled);
    }
    let fields = [Field::Notes, Field::Title, Field::Venue, Field::Description];
    for field in fields {
        let text = row.cell(field);
        let change = if text.is_empty() {
            None
        } else {
            match field {
                Field::Notes => remark::in_note(text),
                Field::Description => remark::in_description(text),
                _ => remark::in_text(text),
            }
        };
        // what the status says counts more, but not that the date is the new one: that only the notes can say
        let is_open = |change: &Change| cell.is_empty() || field == Field::Notes && *change == Change::Moved;
        if let Some(change) = change.filter(is_open) {
            out.problem(&row.place(field), &Kind::changed(change, text));
            return None;
        }
    }
    Some(status)
}

/// Whether a note begins with "odwołane" in one of its forms, and says nothing else of it.
fn is_cancellation(notes: &str) -> bool {
    let word = notes.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !notes.contains('?')
        && !notes.contains("jednak")
        && Status::find(word) == Some(Status::Cancelled)
        && remark::in_note(notes) == Some(Change::Cancelled)
}

/// "j.w." refers to another row, and rows are sorted anew.
fn check_dittos(row: &Row, out: &mut Diagnostics) {
    for field in [Field::Title, Field::Venue, Field::Address, Field::Town, Field::Description] {
        let cell = row.cell(field);
        if date::same(cell, "j.w.") {
            out.problem(&row.place(field), &Kind::Ditto { text: cell.to_owned() });
        }
    }
}

/// A weekday in a column of its own.
fn check_weekday(row: &Row, date: NaiveDate, out: &mut Diagnostics) {
    let cell = row.cell(Field::Weekday);
    let place = row.place(Field::Weekday);
    match date::weekday(&date::fold(cell)) {
        _ if cell.is_empty() => {}
        Some(day) if day == date.weekday() => {}
        Some(_) => {
            let reason = BadDate::Weekday { is: date.weekday(), date };
            out.problem(&place, &Kind::bad_date(cell, reason));
        }
        None => out.problem(&place, &Kind::NoWeekday { text: cell.to_owned() }),
    }
}

fn check_url(row: &Row, out: &mut Diagnostics) {
    let cell = row.cell(Field::Url);
    if !cell.is_empty() && !url::is_address(cell) {
        out.problem(&row.place(Field::Url), &Kind::Url { text: cell.to_owned(), www: cell.starts_with("www.") });
    }
}

fn check_place(row: &Row, out: &mut Diagnostics) {
    let mut given = 0;
    for (field, limit) in [(Field::Lat, 90_u8), (Field::Lon, 180)] {
        let cell = row.cell(field);
        if cell.is_empty() {
            continue;
        }
        given += 1;
        if degrees(cell).is_none_or(|degrees| degrees.abs() > f64::from(limit)) {
            out.problem(&row.place(field), &Kind::Degrees { text: cell.to_owned(), limit });
        }
    }
    if given == 1 {
        let there = if row.cell(Field::Lat).is_empty() { Field::Lon } else { Field::Lat };
        out.problem(&row.place(there), &Kind::HalfAPlace);
    }
}

fn warnings(meeting: &Meeting, row: &Row, out: &mut Diagnostics) {
    let date = meeting.when.start_local().date();
    let hours = if row.cell(Field::Start).is_empty() { Field::Date } else { Field::Start };
    match meeting.when {
        When::Day(_) => out.warn(&row.place(Field::Date), &Kind::AllDay),
        When::Hours { start, end, .. } if end.utc - start.utc > TimeDelta::hours(12) => {
            out.warn(&row.place(hours), &Kind::Long);
        }
        // 4:00 for 16:00
        When::Hours { start, .. } if start.local.time() < EARLY => {
            out.warn(&row.place(hours), &Kind::Early { hour: start.local.format("%H:%M").to_string() });
        }
        When::Hours { .. } => {}
    }
    if let Some(holiday) = holiday::on(date) {
        out.warn(&row.place(Field::Date), &Kind::Holiday { date, holiday });
    } else if date.weekday() == chrono::Weekday::Sun {
        out.warn(&row.place(Field::Date), &Kind::Sunday { date });
    }
    let place = row.whole();
    if [Field::Venue, Field::Address].iter().all(|&field| meeting.text(field).is_empty()) {
        out.warn(&place, &Kind::NoVenue);
    }
    if meeting.text(Field::Town).is_empty() {
        out.warn(&place, &Kind::NoTown);
    }
}
