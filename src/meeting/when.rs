//! When a meeting is: the day, the hours and the weekday of a row, which may stand in one cell or in four, and have to agree.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike};

use super::Kind;
use super::attendance::Attendance;
use super::read::{PLACE, Reading};
use super::text::is_marked;
use super::{When, note};
use crate::list::Field::{
    self, AllDay, Date, Description, End, LastDay, Length, Month, NewDate, NewStart, NewVenue, Notes, Start, Title,
    Venue, Year,
};
use crate::list::Subject;
use crate::list::columns::speaks_of;
use crate::poland::date::{self, BadDate, Beginnings, Minutes, answer, same};
use crate::poland::length::{self, LONGEST, is_of_lessons, length};
use crate::poland::remark::{self, Change};
use crate::poland::warsaw::{self, Moment};

/// A whole day's minutes.
const DAY: Minutes = 24 * 60;

/// A meeting that ends on the next day lasts at most so long by the clock: 21:00–1:00 is meant, 10:00–9:00 is a slip.
const NIGHT: Minutes = 8 * 60;

/// What a cell says: a day, hours, or both; and the moment, if it gives the offset from UTC.
#[derive(Clone, Copy)]
struct Said {
    field: Field,
    day: Option<NaiveDate>,
    hours: Option<(Minutes, Option<Minutes>)>,
    instant: Option<Moment>,
}

impl Said {
    /// Reads a cell, in which days without a year are of `year`.
    fn read(field: Field, cell: &str, year: Option<i32>) -> Result<Self, BadDate> {
        let is_date = matches!(field, Date | LastDay);
        let hours = |text: &str| if field == End { Some((date::end_hour(text)?, None)) } else { date::hours(text) };
        let said = |day, hours| Self { field, day, hours, instant: None };
        if let Some(instant) = instant(cell) {
            let (day, time) = (Some(instant.local.date()), instant.local.time());
            // midnight is how a program writes a day
            if is_date && time == NaiveTime::MIN {
                return Ok(said(day, None));
            }
            return Ok(Self { instant: Some(instant), ..said(day, Some((time.hour() * 60 + time.minute(), None))) });
        }
        if !is_date && let Some(hours) = hours(cell) {
            return Ok(said(None, Some(hours)));
        }
        let (date, rest) = date::date(cell, year.filter(|_| is_date))?;
        let rest = rest.trim_start_matches(['T', '-', '–', ' ', '(']).trim_end_matches(')');
        let is_day = rest.is_empty() || is_date && rest == "00:00:00";
        Ok(said(Some(date), if is_day { None } else { Some(hours(rest).ok_or_else(|| BadDate::unreadable(cell))?) }))
    }

    /// Whether its hours are midnight, as programs write them where a meeting takes the whole day.
    fn is_midnight(&self) -> bool {
        self.hours.is_some_and(|(start, end)| start % DAY == 0 && end.is_none_or(|end| end % DAY == 0))
    }
}

impl Reading<'_> {
    /// Reads it; `None`: it has problems, and all of them were said.
    pub(super) fn when(&mut self) -> Option<When> {
        // "cały dzień" where an hour belongs
        let start = self.cell(Start);
        if start.starts_with(char::is_alphabetic) && Subject::Meetings.field(start) == Some(AllDay) {
            (self.cells[Start as usize], self.cells[AllDay as usize]) = ("", "tak");
        }
        self.part_place();
        let is_all_day = !self.cell(AllDay).is_empty() && self.answer(AllDay).unwrap_or_default();
        let cells = [Date, Start, End, LastDay];
        let [date, start, end, last] = cells.map(|field| self.said(field, is_all_day));
        let date = date?;
        // the cell of the hour may hold the day
        let on = if date.day.is_some() { date } else { start? };
        let day = self.ensure(on.day, Date, || Kind::MissingCell { field: Date })?;
        self.check_range(on.field, day)?;
        self.check_weekday(day);
        self.check_month(day)?;
        let text = self.cell(on.field);
        let is_english = || [Date, Start, End].iter().any(|&field| date::is_english(self.cell(field)));
        if text.contains('/') && day.day() <= 12 && day.day() != day.month() {
            self.ensure((!is_english()).then_some(()), on.field, || Kind::DayOrMonth { text: text.to_owned() })?;
            let is_headed = date::has(&date::fold(self.row.heading(on.field)), &["date", "day", "when"]);
            self.warn_if(is_headed, on.field, || Kind::DayFirst { text: text.to_owned(), date: day });
        }
        let (start, end, last) = (start?, end?, last?);
        let is_day = on.field == Date && start.day.is_some() && start.hours.is_none() && !is_all_day;
        let text = self.cell(Start);
        self.ensure((!is_day).then_some(()), Start, || Kind::bad_hour(text))?;
        self.agree((Start, start.day), (Date, Some(day)))?;
        let first = if start.hours.is_some() { start } else { date };
        // "22.05.2017, godz. 10:00" where there is no hour of its own
        // midnight is how a program writes a day
        let hours = date.hours.filter(|_| !date.is_midnight() || start.hours.is_none());
        self.agree((Date, hours), (Start, first.hours))?;
        // programs that count to the first moment after a whole day have an hour for it
        let is_after = |last: NaiveDate| is_all_day && Some(last) == day.succ_opt() && !self.cell(End).is_empty();
        let last_day = last.day.filter(|&last| !is_after(last));
        let last_hours = last.hours.filter(|_| !last.is_midnight());
        self.agree((LastDay, last_day), (End, end.day))?;
        self.agree((LastDay, last_hours), (End, end.hours))?;
        let field = if last.day.is_some() { LastDay } else { End };
        let last = Said { field, day: last_day.or(end.day), hours: end.hours.or(last_hours), ..end };
        match first.hours {
            Some(_) if is_all_day => self.contradicted(Start, AllDay),
            Some(_) => self.hours(day, first, last),
            None if last.hours.is_some() => self.wrong(End, &Kind::EndWithoutStart),
            None if last.day.is_some_and(|last| last != day) => self.other_day(day, last),
            None => Some(When::Day(day)),
        }
    }

    /// A cell with the place behind or before the day or the hour, as its heading says: "11.05.2027, godz. 10:00, Ratusz".
    fn part_place(&mut self) {
        let is_joined = |field: &Field| speaks_of(self.row.heading(*field), &["venue", "town"]);
        let Some(field) = [Date, Start].into_iter().find(is_joined) else { return };
        let (cell, year) = (self.cell(field), self.row.year());
        let parts = cell.match_indices([',', ';', '\n']).map(|(at, _)| (cell[..at].trim(), cell[at + 1..].trim()));
        let either = parts.flat_map(|(left, right)| [(left, right), (right, left)]);
        let is_when = |text: &str, year| Said::read(field, text.trim(), year).is_ok();
        let is_time = |word: &str| {
            let folded = date::fold(word);
            let is_name =
                date::weekday(&folded).is_some() || date::month(&folded).is_some() || note::HOURS.contains(&&*folded);
            date::is_hour(word) || is_name && word.starts_with(char::is_lowercase) || is_when(word, None)
        };
        let is_place = |place: &str| {
            let mut words = place.split(|c: char| c.is_whitespace() || ",;()".contains(c));
            let mut parts = place.split([',', ';', '\n']);
            !words.any(is_time) && !parts.any(|part| is_when(part, year.or(Some(2000))))
        };
        let read = either.filter(|(when, place)| is_when(when, year) && is_place(place));
        let read = read.max_by_key(|(when, _)| when.len());
        if let Some((when, place)) = read.filter(|_| self.cell(Venue).is_empty()) {
            (self.cells[field as usize], self.cells[Venue as usize]) = (when, place);
        }
    }

    /// Two cells that say something say the same.
    fn agree<T: Copy + PartialEq>(&mut self, one: (Field, Option<T>), other: (Field, Option<T>)) -> Option<()> {
        let is_other = one.1.is_some() && other.1.is_some() && one.1 != other.1;
        if is_other { self.contradicted(one.0, other.0) } else { Some(()) }
    }

    /// What a cell says; `None`: it has a problem, which was said.
    fn said(&mut self, field: Field, is_all_day: bool) -> Option<Said> {
        let cell = self.cell(field);
        let nothing = Said { field, day: None, hours: None, instant: None };
        if cell.is_empty() {
            return Some(nothing);
        }
        if field == Start && self.may_be_length(cell) {
            return None;
        }
        let has_year = date::four_digits(cell).next().is_some();
        let is_date = matches!(field, Date | LastDay);
        match Said::read(field, cell, self.row.year()) {
            Ok(said) if is_all_day && said.is_midnight() => Some(Said { day: said.day.filter(|_| is_date), ..nothing }),
            Ok(said) => {
                let is_approximate = said.hours.is_some() && date::is_approximate(cell);
                self.warn_if(is_approximate, field, || Kind::ApproximateHour { text: cell.to_owned() });
                Some(said)
            }
            Err(reason) if is_date || has_year && !matches!(reason, BadDate::Date { .. }) => {
                self.unread(field, cell, &reason)
            }
            Err(_) if remark::in_note(cell) == Some(Change::Unsure) => {
                self.wrong(field, &Kind::HourOpen { text: cell.to_owned() })
            }
            Err(_) => self.unread(field, cell, &Kind::bad_hour(cell)),
        }
    }

    /// Whether what is read as an hour is a length to others: "6 h" under "Czas", a number alone under "Czas (h)". Of one under
    /// "Godziny", or "6 h" under "Godzina", this is a doubt.
    fn may_be_length(&mut self, text: &str) -> bool {
        let heading = self.row.heading(Start);
        // nearly every cell has a colon
        let unit_and_length = length::unit(text).and_then(|unit| Some((unit, length(text, heading)?)));
        let Some((unit, length)) = unit_and_length else { return false };
        if !self.cell(End).is_empty() || !self.cell(Length).is_empty() || speaks_of(heading, &["start"]) {
            return false;
        }
        let is_hour = date::has(&(date::fold(heading) + " "), &["godzina", "godzine", "hour "]);
        let is_counted = !unit.is_empty() || length::is_counted(heading) || speaks_of(heading, &["length"]);
        let kind = || Kind::MayBeLength { text: text.to_owned() };
        if is_counted && !is_hour {
            self.problem(Start, &kind());
            return true;
        }
        self.warn_if(is_counted || !is_hour && length <= LONGEST, Start, kind);
        false
    }

    /// The end is on another day than the start.
    fn other_day<T>(&mut self, day: NaiveDate, last: Said) -> Option<T> {
        let text = self.cell(last.field).to_owned();
        let kind = match last.day {
            Some(last) if last < day => Kind::EndNotAfterStart,
            _ if last.field == End && last.hours.is_none() => Kind::bad_hour(&text),
            _ => Kind::LastDay { text },
        };
        self.wrong(last.field, &kind)
    }

    /// From the first of two cells, which has hours, to what the other says or the first does; or for as long as the list says,
    /// or else as meetings take whose end is not given.
    fn hours(&mut self, day: NaiveDate, first: Said, last: Said) -> Option<When> {
        let (start, end) = first.hours?;
        let (end, field) = match last.hours {
            None => (end, first.field),
            Some((only, _)) if end.is_none_or(|end| end == only) => (Some(only), End),
            Some(_) => return self.contradicted(End, first.field),
        };
        let text = self.cell(first.field);
        self.ensure((start < DAY).then_some(()), first.field, || Kind::bad_hour(text))?;
        let begin = if let Some(instant) = first.instant { instant } else { self.moment(first.field, day, start)? };
        let days = last.day.map(|last| last.signed_duration_since(day).num_days());
        let text = self.cell(Length);
        let heading = self.row.heading(Length);
        let length = length(text, heading);
        let end = match (last.instant, end) {
            (Some(instant), _) => instant,
            (None, Some(end)) => {
                let after = i64::from(end) + days.unwrap_or_else(|| i64::from(end < start)) * i64::from(DAY);
                match Minutes::try_from(after).ok().filter(|&end| end > start) {
                    // 0:00 is midnight as 24:00 is
                    Some(end) if end <= DAY || end - start <= NIGHT => {
                        self.warn_if(end > DAY, field, || Kind::NextDay);
                        self.moment(field, day, end)?
                    }
                    Some(_) if days.is_some() => return self.other_day(day, last),
                    _ => return self.wrong(field, &Kind::EndNotAfterStart),
                }
            }
            (None, None) if days.is_some_and(|days| days != 0) => return self.other_day(day, last),
            (None, None) => {
                let is_read = length.is_some() || text.is_empty();
                self.ensure(is_read.then_some(()), Length, || Kind::Length { text: text.to_owned() })?;
                let end = Moment::from_utc((begin.utc + length.unwrap_or(self.rules.duration)).and_utc());
                let assumed = length.is_none() || date::is_approximate(text);
                return Some(When::Hours { start: begin, end, assumed });
            }
        };
        // an end at midnight belongs to the day before
        self.check_range(field, (end.local - TimeDelta::seconds(1)).date())?;
        // where the clock goes back, 2:45 may be before 2:30
        self.ensure((end.utc > begin.utc).then_some(()), field, || Kind::EndNotAfterStart)?;
        let is_other = !text.is_empty() && length != Some(end.utc - begin.utc) && !is_of_lessons(text, heading);
        self.warn_if(is_other, Length, || Kind::OtherLength { text: text.to_owned() });
        Some(When::Hours { start: begin, end, assumed: false })
    }

    fn moment(&mut self, field: Field, date: NaiveDate, minutes: Minutes) -> Option<Moment> {
        let date = date + Days::new((minutes / DAY).into());
        let local = date.and_hms_opt(minutes / 60 % 24, minutes % 60, 0)?;
        let text = || format!("{}:{:02}", minutes / 60 % 24, minutes % 60);
        let moment = self.ensure(Moment::from_local(local), field, || Kind::SkippedHour { text: text() })?;
        self.warn_if(moment.twice, field, || Kind::DoubledHour { text: text() });
        Some(moment)
    }

    fn check_range(&mut self, field: Field, date: NaiveDate) -> Option<()> {
        self.ensure(warsaw::covers(date).then_some(()), field, || Kind::DateOutOfRange { date })
    }

    /// A weekday in a column of its own.
    fn check_weekday(&mut self, date: NaiveDate) {
        let text = self.cell(Field::Weekday).to_owned();
        match date::weekday(&date::fold(&text)) {
            _ if text.is_empty() => {}
            Some(day) if day == date.weekday() => {}
            Some(_) => self.problem(Field::Weekday, &BadDate::Weekday { text, date, weekday: date.weekday() }),
            None => self.problem(Field::Weekday, &Kind::NoWeekday { text }),
        }
    }

    /// The month and the year in columns of their own, or above the row.
    fn check_month(&mut self, day: NaiveDate) -> Option<()> {
        let (month, of_month) = date::month_in(self.cell(Month)).unzip();
        let year = date::year_in(self.cell(Year));
        for (field, is_read) in [(Month, month.is_some()), (Year, year.is_some())] {
            let text = self.cell(field);
            let own = || text.to_owned();
            if !is_read && (is_marked(text) || remark::in_note(text).is_some()) {
                return self.unread(field, text, &Kind::Unsure { text: own() });
            }
            self.warn_if(!is_read && !text.is_empty(), field, || Kind::Misplaced { text: own() });
        }
        self.agree((Month, month), (Date, Some(day.month())))?;
        self.agree((Month, of_month.flatten()), (Date, Some(day.year())))?;
        self.agree((Year, year), (Date, Some(day.year())))
    }

    /// A column for what is new says the same as the one that counts, or nothing; so does a note that is but a day or an hour.
    pub(super) fn check_new(&mut self, when: When) {
        let is = when.start_local().date();
        // a day that says more may have another hour
        let year = self.row.year().or(Some(is.year()));
        let is_day = |cell: &str| date::date(cell, year) == Ok((is, ""));
        for (new, field) in [(NewDate, Date), (NewStart, Start), (NewVenue, Venue)] {
            let (text, old) = (self.cell(new), self.cell(field));
            let is_hour = || date::hours(text).is_some() && date::hours(text) == date::hours(old);
            // "Przełożone: nie"
            let is_no = || answer(text) == Some(false) || same(text, "bez zmian");
            if !text.is_empty() && !is_no() && !same(text, old) && !is_day(text) && !is_hour() {
                self.problem(new, &Kind::Replaced { text: text.to_owned(), field });
            }
        }
        let is_open = [Field::Status, Field::Cancelled, Field::Held].iter().all(|&field| self.cell(field).is_empty());
        let (title, place) = (self.cell(Title), PLACE.map(|field| self.cell(field)));
        let in_title = note::of_title(title, when, place).filter(|_| is_open && remark::in_title(title).is_none());
        let in_description = note::of_description(self.cell(Description), when).filter(|_| is_open);
        for (of, field) in [(Title, in_title), (Description, in_description)] {
            if let Some(field) = field {
                self.warn(of, &Kind::Noted { text: self.cell(of).to_owned(), field });
            }
        }
        let row = self.row;
        for (at, text) in row.unknown().filter(|_| is_open) {
            if let Some(kind) = note::question(at.heading.as_deref().unwrap_or_default(), text, when, place) {
                self.out.warn(|| at, &kind);
            }
        }
        let note = self.cell(Notes);
        let in_note = match note::announces(note, when) {
            _ if note.is_empty() || remark::in_note(note).is_some_and(|change| change != Change::Closed) => return,
            Some(Date) => Some(Kind::Replaced { text: note.to_owned(), field: Date }),
            _ if !is_open => None,
            Some(field) => Some(Kind::Noted { text: note.to_owned(), field }),
            None => note::question("", note, when, place),
        };
        // "Hotel" alone may be of something else
        let is_word = || !note.contains(' ') && Attendance::of(note) == Attendance::Offline;
        match in_note {
            Some(kind @ Kind::MayChange { .. }) => self.warn(Notes, &kind),
            Some(kind @ Kind::Noted { field: Venue, .. }) if is_word() => self.warn(Notes, &kind),
            Some(kind) => self.problem(Notes, &kind),
            None => {}
        }
    }
}

/// How offices say, beside what [`remark`] knows, that a day is not set yet.
static UNSET: Beginnings = Beginnings::new(|| include_str!("unset.txt").lines().collect());

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
    let says = || remark::in_note(cell) == Some(Change::Unsure) || date::says(cell, &UNSET) || is_month();
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
