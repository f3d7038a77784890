//! When a meeting is: the day, the hours and the weekday of a row, which may stand in one cell or in four, and have to agree.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta};

use super::When;
use super::read::{Kind, Reading};
use crate::list::Field;
use crate::poland::date::{self, BadDate, Minutes};
use crate::poland::remark::{self, Change};
use crate::poland::warsaw::{self, Moment};

/// A day without a switch of the clock.
const ORDINARY_DAY: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 3).unwrap();
/// A whole day's minutes.
const DAY: Minutes = 24 * 60;

impl Reading<'_> {
    /// Reads it; `None`: it has problems, and all of them were said.
    pub(super) fn written_when(&mut self) -> Option<When> {
        let [date_cell, start_cell, end_cell] = [Field::Date, Field::Start, Field::End].map(|field| self.cell(field));
        let [(start_day, start_hour), (end_day, _)] = [start_cell, end_cell].map(day_and_hour);
        let instant = instant(start_cell);
        let read = date::date(date_cell, self.rules.year);
        let rest = read.map_or("", |(_, rest)| rest);
        let rest =
            rest.strip_prefix('T').unwrap_or(rest).trim_start_matches(['-', '–', ' ', '(']).trim_end_matches(')');
        // midnight with its seconds is how a database writes a day
        let midnight = rest == "00:00:00";
        let rest_hours = if midnight { None } else { date::hours(rest) };
        let date = match read {
            Ok((date, _)) if rest.is_empty() || rest_hours.is_some() || midnight => Some(date),
            Err(_) if date_cell.is_empty() && instant.is_some() => None,
            Err(_) if date_cell.is_empty() && start_day.is_some() => start_day,
            Err(_) if date_cell.is_empty() => self.wrong(Field::Date, &Kind::MissingCell { field: Field::Date }),
            read => {
                let reason = read.err().unwrap_or(BadDate::Unreadable);
                self.wrong(Field::Date, &Kind::bad_date(date_cell, reason).or_changed(date_cell))
            }
        };
        if let Some(date) = date {
            self.check_range(Field::Date, date)?;
            self.check_weekday(date);
        }
        if let Some(start) = instant {
            return self.instants(date, start);
        }
        for (field, day) in [(Field::Start, start_day), (Field::End, end_day)] {
            if date.zip(day).is_some_and(|(date, day)| date != day) {
                let kind = Kind::Disagreement { text: self.cell(field).to_owned(), field: Field::Date };
                return self.wrong(field, &kind);
            }
        }
        // "22.05.2017, godz. 10:00" where there is no hour of its own
        let (field, hours) = match start_cell {
            "" => (Field::Date, rest_hours),
            _ => (Field::Start, date::hours(start_hour)),
        };
        if rest_hours.is_some() && rest_hours != hours {
            let kind = Kind::Disagreement { text: date_cell.to_owned(), field: Field::Start };
            return self.wrong(Field::Date, &kind);
        }
        match hours {
            // the hours are checked even where the date is wrong
            Some(hours) => self.hours(field, date.unwrap_or(ORDINARY_DAY), hours).filter(|_| date.is_some()),
            None if field == Field::Start => self.wrong(field, &Kind::bad_hour(start_cell).or_changed(start_cell)),
            None if !end_cell.is_empty() => self.wrong(Field::End, &Kind::EndWithoutStart),
            None => date.map(When::Day),
        }
    }

    /// Hours as read from a field's cell, joined with the end's.
    fn hours(&mut self, field: Field, date: NaiveDate, (start, end): (Minutes, Option<Minutes>)) -> Option<When> {
        let (_, cell) = day_and_hour(self.cell(Field::End));
        let (end, end_field) = match date::end_hour(cell) {
            _ if cell.is_empty() => (end, field),
            Some(only) if end.is_none_or(|end| end == only) => (Some(only), Field::End),
            Some(_) => return self.wrong(Field::End, &Kind::Disagreement { text: cell.to_owned(), field }),
            None => return self.wrong(Field::End, &Kind::bad_hour(cell)),
        };
        if start >= DAY {
            return self.wrong(field, &Kind::Hour { text: self.cell(field).to_owned() });
        }
        if end.is_some_and(|end| end <= start) {
            return self.wrong(end_field, &Kind::EndNotAfterStart);
        }
        let start = self.moment(field, date, start)?;
        let end = if let Some(end) = end { Some(self.moment(end_field, date, end)?) } else { None };
        self.period(start, end, end_field)
    }

    /// Instants with their offset, as JSON lists may have them.
    fn instants(&mut self, date: Option<NaiveDate>, start: Moment) -> Option<When> {
        let cell = self.cell(Field::End);
        if date.is_some_and(|date| date != start.local.date()) {
            let text = self.cell(Field::Start).to_owned();
            return self.wrong(Field::Start, &Kind::Disagreement { text, field: Field::Date });
        }
        let end = match (instant(cell), date::end_hour(cell)) {
            _ if cell.is_empty() => None,
            (Some(end), _) => Some(end),
            (None, Some(end)) => Some(self.moment(Field::End, start.local.date(), end)?),
            (None, None) => return self.wrong(Field::End, &Kind::Hour { text: cell.to_owned() }),
        };
        self.check_range(Field::Start, start.local.date())?;
        if let Some(end) = end {
            // an end at midnight belongs to the day before
            self.check_range(Field::End, (end.local - TimeDelta::seconds(1)).date())?;
        }
        self.period(start, end, Field::End)
    }

    /// From start to end, or for as long as meetings take whose end is not given.
    fn period(&mut self, start: Moment, end: Option<Moment>, field: Field) -> Option<When> {
        let assumed = end.is_none();
        let end = end.unwrap_or_else(|| Moment::from_utc((start.utc + self.rules.duration).and_utc()));
        // where the clock goes back, 2:45 may be before 2:30
        if end.utc <= start.utc {
            return self.wrong(field, &Kind::EndNotAfterStart);
        }
        Some(When::Hours { start, end, assumed })
    }

    fn moment(&mut self, field: Field, date: NaiveDate, minutes: Minutes) -> Option<Moment> {
        let date = if minutes == DAY { date + Days::new(1) } else { date };
        let local = date.and_hms_opt(minutes / 60 % 24, minutes % 60, 0)?;
        let text = || format!("{}:{:02}", minutes / 60, minutes % 60);
        let Some(moment) = Moment::from_local(local) else {
            return self.wrong(field, &Kind::SkippedHour { text: text() });
        };
        if moment.twice {
            self.warn(field, &Kind::DoubledHour { text: text() });
        }
        Some(moment)
    }

    fn check_range(&mut self, field: Field, date: NaiveDate) -> Option<()> {
        if warsaw::covers(date) { Some(()) } else { self.wrong(field, &Kind::DateOutOfRange { date }) }
    }

    /// A weekday in a column of its own.
    fn check_weekday(&mut self, date: NaiveDate) {
        let cell = self.cell(Field::Weekday);
        if cell.is_empty() {
            return;
        }
        let kind = match date::weekday(&date::fold(cell)) {
            Some(day) if day == date.weekday() => return,
            Some(_) => Kind::bad_date(cell, BadDate::Weekday { is: date.weekday(), date }),
            None => Kind::NoWeekday { text: cell.to_owned() },
        };
        self.problem(Field::Weekday, &kind);
    }
}

/// The day before an hour in a cell of hours, as spreadsheets have it, and the hour: `2027-05-11 09:00`, `2027-05-11T09:00`.
fn day_and_hour(cell: &str) -> (Option<NaiveDate>, &str) {
    let read = cell.contains([' ', 'T']).then(|| date::date(cell, None).ok()).flatten();
    let both = read.map(|(day, rest)| (day, rest.trim_start_matches('T')));
    let both = both.filter(|(_, hour)| date::hours(hour).is_some());
    both.map_or((None, cell), |(day, hour)| (Some(day), hour))
}

/// How offices say, beside what [`remark`] knows, that a day is not set yet: beginnings of words, folded.
const OPEN: [&str; 13] = [
    "tba", "tbd", "tbc", "to be", "not set", "not yet", "wkrotce", "pozniej", "nieustal", "nie ust", "nieznan",
    "bez term", "brak ter",
];

/// Whether the cell of a date says that the day is not set yet: `do ustalenia`, `maj 2027`, `TBA`, `?`; false if it has any
/// number but a year.
pub(super) fn is_open(cell: &str) -> bool {
    // most cells begin with a day
    if cell.is_empty() || cell.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let folded = date::fold(cell);
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let has_day = folded.split(' ').any(|word| !is_year(word) && word.contains(|c: char| c.is_ascii_digit()));
    let is_month = || folded.split(' ').all(|word| is_year(word) || date::month(word).is_some());
    let says = || remark::in_note(cell) == Some(Change::Unsure) || date::has(&folded, &OPEN) || is_month();
    // "i" is more than January
    if folded.len() > 2 { !has_day && says() } else { cell.chars().all(|c| c == '?') }
}

/// An RFC 3339 date-time with offset.
fn instant(cell: &str) -> Option<Moment> {
    // the shortest is 2017-05-22T10:00:00Z
    let time = (cell.len() >= 20).then(|| DateTime::parse_from_rfc3339(cell).ok())??.to_utc();
    // calendars know no parts of a second
    DateTime::from_timestamp(time.timestamp(), 0).map(Moment::from_utc)
}
