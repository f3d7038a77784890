//! When a meeting is: the day, the hours and the weekday of a row, which may stand in one cell or in four, and have to agree.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike};

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

/// A meeting that ends on the next day lasts at most so long by the clock: 21:00–1:00 is meant, 10:00–9:00 is a slip.
const NIGHT: Minutes = 8 * 60;

/// What a cell says: a day, hours, or both; and the moment, if it gives the offset from UTC.
#[derive(Clone, Copy, Default)]
struct Said {
    day: Option<NaiveDate>,
    hours: Option<(Minutes, Option<Minutes>)>,
    instant: Option<Moment>,
}

impl Said {
    /// Reads a cell; `year` is that of days without one.
    fn read(field: Field, cell: &str, year: Option<i32>) -> Result<Self, BadDate> {
        let is_date = field == Field::Date;
        let hours =
            |text: &str| if field == Field::End { Some((date::end_hour(text)?, None)) } else { date::hours(text) };
        if let Some(instant) = instant(cell) {
            let (day, time) = (instant.local.date(), instant.local.time());
            // midnight is how a program writes a day
            let is_day = is_date && time == NaiveTime::MIN;
            let hours = (!is_day).then(|| (time.hour() * 60 + time.minute(), None));
            return Ok(Self { day: Some(day), hours, instant: (!is_day).then_some(instant) });
        }
        if !is_date && let Some(hours) = hours(cell) {
            return Ok(Self { hours: Some(hours), ..Self::default() });
        }
        let (date, rest) = date::date(cell, year.filter(|_| is_date))?;
        let rest =
            rest.strip_prefix('T').unwrap_or(rest).trim_start_matches(['-', '–', ' ', '(']).trim_end_matches(')');
        let is_day = rest.is_empty() || is_date && rest == "00:00:00";
        let hours = if is_day { None } else { Some(hours(rest).ok_or(BadDate::Unreadable)?) };
        Ok(Self { day: Some(date), hours, instant: None })
    }
}

impl Reading<'_> {
    /// Reads it; `None`: it has problems, and all of them were said.
    pub(super) fn written_when(&mut self) -> Option<When> {
        let [date, start, end] = [Field::Date, Field::Start, Field::End].map(|field| self.said(field));
        let has_date = date.is_none_or(|date| date.day.is_some());
        let (date, start_day) = (date.unwrap_or_default(), start.and_then(|start| start.day));
        let day = date.day.or(start_day.filter(|_| !has_date));
        if let Some(day) = day {
            let field = if has_date { Field::Date } else { Field::Start };
            self.check_range(field, day)?;
            self.check_weekday(day);
            let is_english =
                || [Field::Date, Field::Start, Field::End].iter().any(|&field| date::is_english(self.cell(field)));
            if self.cell(field).contains('/') && day.day() <= 12 && day.day() != day.month() && is_english() {
                return self.wrong(field, &Kind::DayOrMonth { text: self.cell(field).to_owned() });
            }
        } else if !has_date {
            self.problem(Field::Date, &Kind::MissingCell { field: Field::Date });
        }
        let (start, end) = (start?, end?);
        if let (Some(day), Some(start_day)) = (day, start.day)
            && day != start_day
        {
            if start.hours.is_none() {
                return self.wrong(Field::Start, &Kind::bad_hour(self.cell(Field::Start)));
            }
            return self.contradicted(Field::Start, Field::Date);
        }
        let has_no_start = self.cell(Field::Start).is_empty() || self.is_all_day() && start.hours.is_none();
        let (field, first) = if has_no_start { (Field::Date, date) } else { (Field::Start, start) };
        // "22.05.2017, godz. 10:00" where there is no hour of its own
        if date.hours.is_some() && date.hours != first.hours {
            return self.contradicted(Field::Date, Field::Start);
        }
        match first.hours {
            // the hours are checked even where the date is wrong
            Some(_) => self.hours(field, day.unwrap_or(ORDINARY_DAY), first, end).filter(|_| day.is_some()),
            None if field == Field::Start && has_date => self.wrong(field, &Kind::bad_hour(self.cell(field))),
            None if end.hours.is_some() => self.wrong(Field::End, &Kind::EndWithoutStart),
            None if end.day.is_some() && end.day != day => self.several_days(),
            None => day.map(When::Day),
        }
    }

    /// What a cell says; `None`: it has a problem, which was said.
    fn said(&mut self, field: Field) -> Option<Said> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Some(Said::default());
        }
        let has_year = cell.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
        let kind = match Said::read(field, cell, self.rules.year) {
            // programs write midnight where a meeting takes the whole day
            Ok(said) if field != Field::Date && said.hours == Some((0, None)) && self.is_all_day() => {
                return Some(Said::default());
            }
            Ok(said) => {
                if said.hours.is_some() && date::is_approximate(cell) {
                    self.warn(field, &Kind::ApproximateHour { text: cell.to_owned() });
                }
                return Some(said);
            }
            Err(reason) if field == Field::Date || has_year && reason != BadDate::Unreadable => {
                Kind::bad_date(cell, reason)
            }
            Err(_) => Kind::bad_hour(cell),
        };
        self.wrong(field, &kind.or_changed(cell))
    }

    fn several_days<T>(&mut self) -> Option<T> {
        self.wrong(Field::End, &Kind::SeveralDays { text: self.cell(Field::End).to_owned() })
    }

    /// What a field's cell says, which has hours, joined with what the end's does.
    fn hours(&mut self, field: Field, date: NaiveDate, first: Said, last: Said) -> Option<When> {
        let (start, end) = first.hours?;
        let (end, end_field) = match last.hours {
            None => (end, field),
            Some((only, _)) if end.is_none_or(|end| end == only) => (Some(only), Field::End),
            Some(_) => return self.contradicted(Field::End, field),
        };
        if start >= DAY {
            return self.wrong(field, &Kind::bad_hour(self.cell(field)));
        }
        let begin = if let Some(instant) = first.instant { instant } else { self.moment(field, date, start)? };
        let end = match (last.instant, end) {
            (Some(instant), _) => Some(instant),
            (None, Some(end)) => {
                let days = last.day.map(|day| day.signed_duration_since(date).num_days());
                let end = self.end(end_field, start, end, days)?;
                Some(self.moment(end_field, date, end)?)
            }
            (None, None) if last.day.is_some_and(|day| day != date) && !self.cell(Field::Date).is_empty() => {
                return self.wrong(Field::End, &Kind::bad_hour(self.cell(Field::End)));
            }
            (None, None) if last.day.is_some_and(|day| day != date) => return self.several_days(),
            (None, None) => None,
        };
        self.period(begin, end, end_field)
    }

    /// An end in minutes from the midnight before the start; `days` after it, if its cell has a day.
    fn end(&mut self, field: Field, start: Minutes, end: Minutes, days: Option<i64>) -> Option<Minutes> {
        let after = i64::from(end) + days.unwrap_or_else(|| i64::from(end < start)) * i64::from(DAY);
        let end = Minutes::try_from(after).ok().filter(|&end| end > start);
        match end {
            // 0:00 is midnight as 24:00 is
            Some(end) if end <= DAY => Some(end),
            Some(end) if end - start <= NIGHT => {
                self.warn(field, &Kind::NextDay);
                Some(end)
            }
            Some(_) if days.is_some() => self.several_days(),
            _ => self.wrong(field, &Kind::EndNotAfterStart),
        }
    }

    /// From start to end, or for as long as meetings take whose end is not given.
    fn period(&mut self, start: Moment, end: Option<Moment>, field: Field) -> Option<When> {
        if let Some(end) = end {
            // an end at midnight belongs to the day before
            self.check_range(field, (end.local - TimeDelta::seconds(1)).date())?;
        }
        let assumed = end.is_none();
        let end = end.unwrap_or_else(|| Moment::from_utc((start.utc + self.rules.duration).and_utc()));
        // where the clock goes back, 2:45 may be before 2:30
        if end.utc <= start.utc {
            return self.wrong(field, &Kind::EndNotAfterStart);
        }
        Some(When::Hours { start, end, assumed })
    }

    fn moment(&mut self, field: Field, date: NaiveDate, minutes: Minutes) -> Option<Moment> {
        let date = date + Days::new((minutes / DAY).into());
        let local = date.and_hms_opt(minutes / 60 % 24, minutes % 60, 0)?;
        let text = || format!("{}:{:02}", minutes / 60 % 24, minutes % 60);
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

/// How offices say, beside what [`remark`] knows, that a day is not set yet: beginnings of words, folded.
const OPEN: [&str; 8] = ["to be", "not set", "not yet", "wkrotce", "pozniej", "nie ust", "bez term", "brak ter"];

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
