//! From a [`Row`], which may be anything, to a [`Meeting`], which cannot be wrong: nothing after this module checks again.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use twox_hash::{XxHash3_64, XxHash3_128};

use crate::county::Counties;
use crate::diagnostic::{Diagnostics, Kind};
use crate::holiday;
use crate::list::{Field, Row, RowId};
use crate::octets;
use crate::polish::{self, BadDate};
use crate::town;
use crate::warsaw::{self, Moment};

/// One meeting.
#[derive(Debug)]
pub struct Meeting {
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
    texts: Texts,
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

    fn find(text: &str) -> Option<Self> {
        Some(match polish::fold(text).as_str() {
            "confirmed" | "potwierdzone" | "potwierdzony" | "potwierdzona" => Self::Confirmed,
            "tentative" | "wstepne" | "wstepny" | "wstepna" => Self::Tentative,
            "cancelled" | "canceled" | "odwolane" | "odwolany" | "odwolana" | "odwolano" => Self::Cancelled,
            _ => return None,
        })
    }
}

/// The texts of a meeting, one behind the other, each closed by [`Texts::END`], which no cleaned text holds. One allocation a
/// meeting; and what is hashed lies together.
#[derive(Debug)]
struct Texts {
    all: Box<str>,
    /// Where each ends, without its mark.
    ends: [u32; Field::TEXTS],
}

impl Texts {
    const END: char = '\x1f';

    fn get(&self, field: Field) -> &str {
        let index = field as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize + 1 };
        &self.all[start..self.ends[index] as usize]
    }
}

impl Meeting {
    /// The text of a field that is one; empty if the list has none.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(field)
    }

    /// Sorts as a calendar has them: by start, then county, then texts, the id before the title. Whatever order the rows
    /// have, the calendar's is one.
    pub fn sort(meetings: &mut [Self]) {
        // one number, since a hundred thousand of them are compared: seconds, then the county's 16 bits
        let key =
            |meeting: &Self| meeting.when.start_utc().and_utc().timestamp() << 16 | i64::from(meeting.counties.order());
        meetings.sort_by_cached_key(key);
        for parallel in meetings.chunk_by_mut(|a, b| key(a) == key(b)) {
            parallel.sort_unstable_by(|a, b| a.texts.all.cmp(&b.texts.all));
        }
    }

    /// Whether it is over.
    pub fn is_past(&self, now: NaiveDateTime) -> bool {
        self.when.end_utc() <= now
    }
}

/// [`Meeting::digest`].
fn digest(counties: Counties, when: When, status: Status, texts: &Texts, scratch: &mut Vec<u8>) -> u128 {
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
    scratch.extend_from_slice(status.value().as_bytes());
    // from the mark behind the id
    scratch.extend_from_slice(&texts.all.as_bytes()[texts.ends[Field::Id as usize] as usize..]);
    XxHash3_128::oneshot(scratch)
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
    /// Cells already read: a list names few counties often.
    counties: Vec<(String, Counties)>,
    /// A meeting's texts as they are put together.
    scratch: String,
    /// What is hashed.
    hashed: Vec<u8>,
}

/// A day without a switch of the clock.
const ORDINARY_DAY: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 3).unwrap();
/// A whole day's minutes.
const DAY: u32 = 24 * 60;
/// Some programs show no more characters of a title or place (interop: Outlook, Exchange).
const LONG_TEXT: usize = 255;

impl<'r> Reader<'r> {
    /// Reads by these rules.
    pub fn new(rules: &'r Rules) -> Self {
        Self { rules, counties: Vec::new(), scratch: String::new(), hashed: Vec::new() }
    }

    /// The meeting of a row; `None`: it has problems, and all of them were said.
    pub fn meeting(&mut self, row: &Row, out: &mut Diagnostics) -> Option<Meeting> {
        let before = out.problems();
        let counties = self.counties(row, out);
        let when = self.when(row, out);
        let status = status(row, out);
        check_url(row, out);
        check_place(row, out);
        let texts = self.texts(row, counties.unwrap_or_default(), out);
        if out.problems() > before {
            return None;
        }
        let (counties, when, status) = (counties?, when?, status?);
        let digest = digest(counties, when, status, &texts, &mut self.hashed);
        let end = |field| texts.ends[field as usize] as usize;
        let room = &texts.all.as_bytes()[end(Field::Title)..end(Field::Town)];
        let room = (!texts.get(Field::Venue).is_empty()).then(|| XxHash3_64::oneshot(room));
        let meeting = Meeting {
            row: row.id,
            counties,
            when,
            status,
            titled: !row.cell(Field::Title).is_empty(),
            digest,
            room,
            texts,
        };
        warnings(&meeting, row, out);
        // a warning may be a problem
        (out.problems() == before).then_some(meeting)
    }

    fn counties(&mut self, row: &Row, out: &mut Diagnostics) -> Option<Counties> {
        let cell = row.cell(Field::County);
        if let Some((_, counties)) = self.counties.iter().find(|(known, _)| known == cell) {
            return Some(*counties);
        }
        let place = row.place(Field::County);
        if cell.is_empty() {
            out.problem(place, Kind::MissingCell { field: Field::County });
            return None;
        }
        match Counties::find(cell) {
            Ok(counties) => {
                // bounded: a list that never repeats gains nothing
                if self.counties.len() < 64 {
                    self.counties.push((cell.to_owned(), counties));
                }
                Some(counties)
            }
            Err(part) => {
                let nearest = crate::county::County::nearest(part);
                out.problem(place, Kind::UnknownCounty { text: part.to_owned(), nearest });
                None
            }
        }
    }

    fn when(&self, row: &Row, out: &mut Diagnostics) -> Option<When> {
        let [date_cell, start_cell, end_cell] = [Field::Date, Field::Start, Field::End].map(|field| row.cell(field));
        let instant = instant(start_cell);
        let read = polish::date(date_cell, self.rules.year);
        let rest = read.map_or("", |read| read.rest);
        // midnight with its seconds is how a database writes a day
        let rest_hours = if matches!(rest, "00:00:00" | "T00:00:00") { None } else { polish::hours(rest) };
        let date = match read {
            Ok(read) if rest.is_empty() || rest_hours.is_some() || rest.ends_with("00:00:00") => Some(read.date),
            Err(_) if date_cell.is_empty() => {
                if instant.is_none() {
                    out.problem(row.place(Field::Date), Kind::MissingCell { field: Field::Date });
                }
                None
            }
            read => {
                let reason = read.err().unwrap_or(BadDate::Unreadable);
                out.problem(row.place(Field::Date), Kind::Date { text: date_cell.to_owned(), reason });
                None
            }
        };
        if let Some(date) = date {
            if !warsaw::covers(date) {
                out.problem(row.place(Field::Date), Kind::DateOutOfRange { date });
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
            (Field::Start, start_cell, polish::hours(start_cell))
        };
        if let (Some(_), Field::Start) = (rest_hours, field)
            && rest_hours != hours
        {
            out.problem(row.place(Field::Date), Kind::Disagreement { text: date_cell.to_owned(), other: Field::Start });
            return None;
        }
        match hours {
            // the hours are checked even where the date is wrong
            Some(hours) => self.hours(row, field, date.unwrap_or(ORDINARY_DAY), hours, out).filter(|_| date.is_some()),
            None if field == Field::Start => {
                out.problem(row.place(field), Kind::Hour { text: text.to_owned() });
                None
            }
            None if !end_cell.is_empty() => {
                out.problem(row.place(Field::End), Kind::EndWithoutStart);
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
            match polish::end_hour(cell) {
                Some(only) if end.is_none_or(|end| end == only) => (end, end_field) = (Some(only), Field::End),
                Some(_) => {
                    out.problem(row.place(Field::End), Kind::Disagreement { text: cell.to_owned(), other: field });
                    return None;
                }
                None => {
                    out.problem(row.place(Field::End), Kind::Hour { text: cell.to_owned() });
                    return None;
                }
            }
        }
        if start >= DAY {
            out.problem(row.place(field), Kind::Hour { text: row.cell(field).to_owned() });
            return None;
        }
        if end.is_some_and(|end| end <= start) {
            out.problem(row.place(end_field), Kind::EndNotAfterStart);
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
            out.problem(row.place(Field::Start), Kind::Disagreement { text, other: Field::Date });
            return None;
        }
        let end = match (cell, instant(cell), polish::end_hour(cell)) {
            ("", ..) => None,
            (_, Some(end), _) => Some(end),
            (_, None, Some(end)) => Some(moment(row, Field::End, start.local.date(), end, out)?),
            _ => {
                out.problem(row.place(Field::End), Kind::Hour { text: cell.to_owned() });
                return None;
            }
        };
        for (field, moment) in [(Field::Start, Some(start)), (Field::End, end)] {
            // an end at midnight belongs to the day before
            if let Some(date) =
                moment.map(|moment| (moment.local - TimeDelta::seconds(i64::from(field == Field::End))).date())
                && !warsaw::covers(date)
            {
                out.problem(row.place(field), Kind::DateOutOfRange { date });
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
            out.problem(row.place(field), Kind::EndNotAfterStart);
            return None;
        }
        Some(When::Hours { start, end, assumed })
    }

    fn texts(&mut self, row: &Row, counties: Counties, out: &mut Diagnostics) -> Texts {
        const FIELDS: [Field; Field::TEXTS] = [
            Field::Id,
            Field::Title,
            Field::Venue,
            Field::Address,
            Field::Town,
            Field::Description,
            Field::Host,
            Field::Contact,
            Field::Capacity,
            Field::Notes,
            Field::Url,
            Field::Lat,
            Field::Lon,
        ];
        let (mut ends, all) = ([0; Field::TEXTS], &mut self.scratch);
        all.clear();
        for field in FIELDS {
            let cell = row.cell(field);
            let start = all.len();
            let clean = match field {
                Field::Notes if !self.rules.with_notes => true,
                Field::Title if cell.is_empty() => {
                    clean_text(self.rules.title.as_deref().unwrap_or_default(), Field::Title, all);
                    if all.len() > start {
                        all.push_str(&of_counties(counties));
                    }
                    true
                }
                Field::Town => {
                    let (venue, address) = (row.cell(Field::Venue), row.cell(Field::Address));
                    let town = if cell.is_empty() {
                        town::find(venue, address).unwrap_or_default()
                    } else {
                        town::nominative(cell)
                    };
                    clean_text(town, field, all)
                }
                Field::Lat | Field::Lon => {
                    if let Some(degrees) = degrees(cell) {
                        // some ten centimetres; RFC 5545 §3.8.1.6 wants six digits at most
                        let written = format!("{degrees:.6}");
                        all.push_str(written.trim_end_matches('0').trim_end_matches('.'));
                    }
                    true
                }
                Field::Url => {
                    percent_encode(cell, all);
                    true
                }
                _ => clean_text(cell, field, all),
            };
            if !clean {
                out.warn(row.place(field), Kind::ControlCharacters);
            }
            // a title, and a place as a whole
            let start = match field {
                Field::Title => Some(start),
                Field::Town => Some(ends[Field::Title as usize] as usize + 1),
                _ => None,
            };
            if let Some(start) = start.filter(|start| all.len() - start > LONG_TEXT) {
                let length = all[start..].chars().count();
                let field = if field == Field::Town { Field::Venue } else { field };
                if length > LONG_TEXT {
                    out.warn(row.place(field), Kind::LongText { length });
                }
            }
            ends[field as usize] = all.len() as u32;
            all.push(Texts::END);
        }
        Texts { all: all.as_str().into(), ends }
    }
}

/// " – powiat nowosolski": what follows a title that the list does not give.
pub fn of_counties(counties: Counties) -> String {
    let names: Vec<_> = counties.iter().map(crate::county::County::full_name).collect();
    format!(" – {}", names.join(", "))
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
        out.problem(row.place(field), Kind::SkippedHour { text: text() });
        return None;
    };
    if moment.twice {
        out.warn(row.place(field), Kind::DoubledHour { text: text() });
    }
    Some(moment)
}

/// Folded words by which notes say that a meeting was moved.
const MOVED: [&str; 8] = [
    "przeniesion",
    "przelozono",
    "przelozone",
    "przelozony na",
    "przesuniet",
    "zmiana terminu",
    "zmiana daty",
    "nowy termin",
];
/// Folded words by which they may say that it does not take place.
const CANCELLED: [&str; 5] = ["odwola", "odwolu", "anulowan", "nie odbedzie", "nieaktualn"];

fn status(row: &Row, out: &mut Diagnostics) -> Option<Status> {
    let cell = row.cell(Field::Status);
    let status = if cell.is_empty() { Some(Status::Confirmed) } else { Status::find(cell) };
    let Some(status) = status else {
        out.problem(row.place(Field::Status), Kind::Status { text: cell.to_owned() });
        return None;
    };
    // where people also write it, and where nobody would look for it
    for field in [Field::Title, Field::Venue] {
        let text = row.cell(field);
        if cell.is_empty() && polish::starts_with(text, "odwołane") {
            out.problem(row.place(field), Kind::Cancelled { text: text.to_owned() });
            return None;
        }
    }
    let notes = row.cell(Field::Notes);
    // what the status says counts more
    if notes.is_empty() || status == Status::Cancelled {
        return Some(status);
    }
    let folded = polish::fold(notes);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    // the date column may still hold the old date: nobody but the office knows
    if says(&MOVED) {
        out.problem(row.place(Field::Notes), Kind::Moved { text: notes.to_owned() });
        None
    } else if !cell.is_empty() {
        Some(status)
    } else if Status::find(folded.split(' ').next().unwrap_or_default()) == Some(Status::Cancelled)
        && !notes.contains('?')
    {
        Some(Status::Cancelled)
    } else if says(&CANCELLED) {
        out.problem(row.place(Field::Notes), Kind::Cancelled { text: notes.to_owned() });
        None
    } else {
        Some(status)
    }
}

/// A weekday in a column of its own.
fn check_weekday(row: &Row, date: NaiveDate, out: &mut Diagnostics) {
    use chrono::Datelike;
    let cell = row.cell(Field::Weekday);
    let place = row.place(Field::Weekday);
    match polish::weekday(&polish::fold(cell)) {
        _ if cell.is_empty() => {}
        Some(day) if day == date.weekday() => {}
        Some(_) => {
            let reason = BadDate::Weekday { is: date.weekday(), date };
            out.problem(place, Kind::Date { text: cell.to_owned(), reason });
        }
        None => out.problem(place, Kind::Weekday { text: cell.to_owned() }),
    }
}

fn check_url(row: &Row, out: &mut Diagnostics) {
    let cell = row.cell(Field::Url);
    if !cell.is_empty() && !is_web_address(cell) {
        out.problem(row.place(Field::Url), Kind::Url { text: cell.to_owned() });
    }
}

/// RFC 3986: http or https, a host in ASCII, no blanks and no signs that no address holds.
fn is_web_address(cell: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        cell.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme)).map(|start| &cell[start.len()..])
    });
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let escapes = rest
        .split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()));
    !host.is_empty()
        && !host.starts_with(':')
        && host.is_ascii()
        && escapes
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c))
}

/// Appends an address with its letters outside ASCII as octets (RFC 3986 §2.5).
fn percent_encode(address: &str, out: &mut String) {
    for c in address.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
}

/// A number with point or comma.
fn degrees(cell: &str) -> Option<f64> {
    let number = cell.replacen(',', ".", 1);
    // "inf" and "nan" are numbers to the parser
    number.parse::<f64>().ok().filter(|_| number.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)))
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
            out.problem(row.place(field), Kind::Degrees { text: cell.to_owned(), limit });
        }
    }
    if given == 1 {
        let there = if row.cell(Field::Lat).is_empty() { Field::Lon } else { Field::Lat };
        out.problem(row.place(there), Kind::HalfAPlace);
    }
}

fn warnings(meeting: &Meeting, row: &Row, out: &mut Diagnostics) {
    use chrono::Datelike;
    let date = meeting.when.start_local().date();
    match meeting.when {
        When::Day(_) => out.warn(row.place(Field::Date), Kind::AllDay),
        When::Hours { start, end, .. } if end.utc - start.utc > TimeDelta::hours(12) => {
            out.warn(row.place(Field::Start), Kind::Long);
        }
        When::Hours { .. } => {}
    }
    if let Some(name) = holiday::on(date) {
        out.warn(row.place(Field::Date), Kind::Holiday { date, name });
    } else if date.weekday() == chrono::Weekday::Sun {
        out.warn(row.place(Field::Date), Kind::Sunday { date });
    }
    let place = crate::diagnostic::Place { row: row.id, spot: crate::diagnostic::Spot::Row };
    if [Field::Venue, Field::Address].iter().all(|&field| meeting.text(field).is_empty()) {
        out.warn(place, Kind::NoVenue);
    }
    if meeting.text(Field::Town).is_empty() {
        out.warn(place, Kind::NoTown);
    }
}

/// Appends a cell as calendars can hold it; false if control characters were left out. Every line break is `\n`, Unicode's
/// too, since parsers split at them; of a description they stay, elsewhere they become blanks and runs of blanks one.
/// RFC 5545 §3.1: no other control characters.
fn clean_text(cell: &str, field: Field, out: &mut String) -> bool {
    let lines = matches!(field, Field::Description | Field::Notes);
    if is_clean(cell.as_bytes(), lines) {
        out.push_str(cell);
        return true;
    }
    let (start, mut clean) = (out.len(), true);
    let mut rest = cell.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}' if lines => {
                let end = out[start..].trim_end_matches([' ', '\t']).len();
                out.truncate(start + end);
                out.push('\n');
            }
            '\t' if lines => out.push('\t'),
            '\u{a0}' if lines => out.push(' '),
            c if c.is_whitespace() && !lines => {
                if !out[start..].is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{feff}' => {}
            c if c.is_control() => clean = false,
            c => out.push(c),
        }
    }
    // blanks may stand at an end again where something was left out
    let kept = out[start..].trim_end().len();
    out.truncate(start + kept);
    let blanks = out[start..].len() - out[start..].trim_start().len();
    out.drain(start..start + blanks);
    clean
}

/// Octets that begin something to clean, or look so: control characters; C2 leads U+0080–00A0, E1, E2, E3 and EF other blanks
/// and separators.
static SUSPECT: octets::Set = {
    let mut set = [false; 256];
    let mut octet = 0;
    while octet < 0x20 {
        set[octet] = true;
        octet += 1;
    }
    set[0x7f] = true;
    set[0xc2] = true;
    set[0xe1] = true;
    set[0xe2] = true;
    set[0xe3] = true;
    set[0xef] = true;
    set
};

/// Whether a trimmed text needs no cleaning; in doubt it says no.
fn is_clean(text: &[u8], lines: bool) -> bool {
    let mut at = 0;
    loop {
        at += octets::first(&text[at..], &SUSPECT);
        if at == text.len() {
            break;
        }
        if !stays(text, at, lines) {
            return false;
        }
        at += 1;
    }
    lines || !text.iter().zip(text.iter().skip(1)).any(|(&a, &b)| a == b' ' && b == b' ')
}

/// Whether an octet that may begin something to clean does not.
fn stays(text: &[u8], at: usize, lines: bool) -> bool {
    let next = |n: usize| text.get(at + n).copied().unwrap_or_default();
    match text[at] {
        b'\n' => lines && !matches!(text[..at].last(), Some(b' ' | b'\t')),
        b'\t' => lines && next(1) != b'\n',
        0xc2 => next(1) > 0xa0, // U+0080–00A0: more control characters, and a blank
        // U+2000–200F, U+2028–202F: blanks, marks, separators; U+2010–2027 are dashes, quotes and the like
        0xe2 => next(1) > 0x81 || next(1) == 0x80 && matches!(next(2), 0x90..=0xa7 | 0xb0..),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(cell: &str, field: Field) -> (String, bool) {
        let mut out = String::from("before");
        let clean = clean_text(cell, field, &mut out);
        (out.strip_prefix("before").unwrap().to_owned(), clean)
    }

    #[test]
    fn texts_are_cleaned() {
        assert_eq!(cleaned("siedziba PCPR,\r\nul. X", Field::Venue), ("siedziba PCPR, ul. X".to_owned(), true));
        assert_eq!(cleaned("a\u{a0}\u{a0}b\tc  d", Field::Title), ("a b c d".to_owned(), true));
        assert_eq!(cleaned("a \r\nb\rc\u{2028}d", Field::Description), ("a\nb\nc\nd".to_owned(), true));
        assert_eq!(cleaned("a\tb  c", Field::Description), ("a\tb  c".to_owned(), true));
        assert_eq!(cleaned("x\u{7}y\u{9b}z\0", Field::Title), ("xyz".to_owned(), false));
        assert_eq!(cleaned("\u{feff}x \u{7}", Field::Title), ("x".to_owned(), false));
        assert_eq!(cleaned("\u{7} – „Łużyce” €…", Field::Title), ("– „Łużyce” €…".to_owned(), false));
    }

    proptest::proptest! {
        #[test]
        fn what_is_taken_as_clean_is_clean(text in "[a-zł –„”…€\u{a0}\n\r\t\u{85}\u{2028}\u{2029}\u{2003}\u{3000}\u{1680}\u{205f}\u{feff}\u{9b}\u{0}-\u{ff}]{0,12}") {
            for field in [Field::Title, Field::Description] {
                let text = text.trim();
                if is_clean(text.as_bytes(), field == Field::Description) {
                    let (slow, clean) = cleaned(&format!("{text}\u{0}"), field);
                    proptest::prop_assert_eq!(slow, text);
                    proptest::prop_assert!(!clean);
                }
                let (once, _) = cleaned(text, field);
                proptest::prop_assert!(!once.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
                let again = cleaned(&once, field);
                proptest::prop_assert_eq!(again, (once, true));
            }
        }
    }
}
