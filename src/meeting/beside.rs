//! What the other columns say of when, where and whether a meeting is, beside those that hold it: they may add to it, and have
//! to agree.

use chrono::{Datelike, NaiveTime, TimeDelta, Timelike};

use super::read::{Kind, Reading};
use super::{Status, When};
use crate::list::Field;
use crate::list::columns::is_of_when;
use crate::poland::date::{self, answer, same};
use crate::poland::remark;
use crate::poland::warsaw::Moment;

/// No length that is written as an hour is longer; it is an hour.
const LONGEST: TimeDelta = TimeDelta::hours(8);

impl Reading<'_> {
    /// Yes or no; `None`: it says something else.
    pub(super) fn answer(&mut self, field: Field) -> Option<bool> {
        let cell = self.cell(field);
        match (answer(cell), field) {
            (None, Field::Cancelled | Field::Held) if Status::find(cell) == Some(Status::Cancelled) => {
                Some(field == Field::Cancelled)
            }
            (None, _) => self.wrong(field, &Kind::Answer { text: cell.to_owned() }),
            (answer, _) => answer,
        }
    }

    /// The status, with what is answered by yes or no.
    pub(super) fn status(&mut self) -> Option<Status> {
        let mut said: Option<(Field, bool)> = None;
        for (field, yes) in [(Field::Cancelled, true), (Field::Held, false)] {
            if self.cell(field).is_empty() {
                continue;
            }
            let is_cancelled = self.answer(field)? == yes;
            if said.is_some_and(|(_, other)| other != is_cancelled) {
                return self.contradicted(field, Field::Cancelled);
            }
            said = Some((field, is_cancelled));
        }
        let is_written = !self.cell(Field::Status).is_empty();
        if let (Some((_, true)), false) = (said, is_written) {
            return Some(Status::Cancelled);
        }
        let status = self.written_status()?;
        match said {
            Some((field, is_cancelled)) if is_cancelled != (status == Status::Cancelled) => {
                self.contradicted(if is_written { Field::Status } else { Field::Notes }, field)
            }
            _ => Some(status),
        }
    }

    /// What a column says does not go with what another says.
    pub(super) fn contradicted<T>(&mut self, field: Field, other: Field) -> Option<T> {
        self.wrong(field, &Kind::Disagreement { text: self.cell(field).to_owned(), field: other })
    }

    /// When, with what the columns say of it that stand beside day and hours.
    pub(super) fn when(&mut self) -> Option<When> {
        let when = self.written_when()?;
        let when = self.all_day(when)?;
        let when = self.with_length(when)?;
        self.check_last_day(when);
        self.check_new(when);
        Some(when)
    }

    /// Whether the list says that it takes the whole day.
    pub(super) fn is_all_day(&self) -> bool {
        answer(self.cell(Field::AllDay)) == Some(true)
    }

    /// "Cały dzień: tak", where hours are midnight or none.
    fn all_day(&mut self, when: When) -> Option<When> {
        let is_midnight = |moment: Moment| moment.local.time() == NaiveTime::MIN;
        let is_said = !self.cell(Field::AllDay).is_empty() && self.answer(Field::AllDay)?;
        match when {
            When::Hours { start, end, assumed } if is_said && is_midnight(start) && (assumed || is_midnight(end)) => {
                Some(When::Day(start.local.date()))
            }
            When::Hours { .. } if is_said => self.contradicted(Field::Start, Field::AllDay),
            _ => Some(when),
        }
    }

    /// A length gives the end, where the list has none.
    fn with_length(&mut self, when: When) -> Option<When> {
        let cell = self.cell(Field::Length);
        let (When::Hours { start, end, assumed }, false) = (when, cell.is_empty()) else { return Some(when) };
        match length(cell, || self.heading(Field::Length)) {
            Some(length) if assumed => {
                let end = Moment::from_utc((start.utc + length).and_utc());
                Some(When::Hours { start, end, assumed: false })
            }
            None if assumed => self.wrong(Field::Length, &Kind::Length { text: cell.to_owned() }),
            Some(length) if length == end.utc - start.utc => Some(when),
            // lessons are counted in hours of 45 minutes, too
            _ => {
                self.warn(Field::Length, &Kind::OtherLength { text: cell.to_owned() });
                Some(when)
            }
        }
    }

    /// The day of the end is that of the start.
    fn check_last_day(&mut self, when: When) {
        let cell = self.cell(Field::LastDay);
        if cell.is_empty() {
            return;
        }
        let text = || cell.to_owned();
        let first = when.start_local().date();
        let end = match when {
            When::Hours { end, assumed: false, .. } => Some((end.local.hour() * 60 + end.local.minute(), None)),
            _ => None,
        };
        // programs that count to the first moment after a whole day have hours for it
        let is_after = matches!(when, When::Day(_)) && !self.cell(Field::End).is_empty();
        let last = if is_after { first.succ_opt().unwrap_or(first) } else { when.last_day() };
        match date::date(cell, self.rules.year) {
            Ok((date, rest)) if date == first || date == last => {
                // midnight is how a program writes a day
                let is_said = |hours| hours == (0, None) || Some(hours) == end;
                if !rest.is_empty() && !date::hours(rest.trim_start_matches('T')).is_some_and(is_said) {
                    self.problem(Field::LastDay, &Kind::Disagreement { text: text(), field: Field::End });
                }
            }
            Ok((date, _)) if date < first => self.problem(Field::LastDay, &Kind::EndNotAfterStart),
            Ok(_) => self.problem(Field::LastDay, &Kind::LastDay { text: text() }),
            Err(reason) => self.problem(Field::LastDay, &Kind::bad_date(cell, reason)),
        }
    }

    /// A column for what is new says the same as the one that counts, or nothing; so does a note that is but a day or an hour.
    fn check_new(&mut self, when: When) {
        let is = when.start_local().date();
        // a day that says more may have another hour
        let is_day = |cell: &str| date::date(cell, self.rules.year.or(Some(is.year()))) == Ok((is, ""));
        for (new, field) in
            [(Field::NewDate, Field::Date), (Field::NewStart, Field::Start), (Field::NewVenue, Field::Venue)]
        {
            let (text, old) = (self.cell(new), self.cell(field));
            let is_same = match (new, answer(text)) {
                _ if text.is_empty() => true,
                // "Przełożone: nie"
                (Field::NewDate, said) => said == Some(false) || is_day(text),
                (Field::NewStart, _) => date::hours(text).is_some() && date::hours(text) == date::hours(old),
                _ => same(text, old),
            };
            if !is_same {
                self.problem(new, &Kind::Replaced { text: text.to_owned(), field });
            }
        }
        let note = self.cell(Field::Notes);
        if remark::in_note(note).is_none() && names_another_time(note, when) {
            self.problem(Field::Notes, &Kind::Replaced { text: note.to_owned(), field: Field::Date });
        }
    }

    /// Postal codes look like "68-200".
    pub(super) fn check_postcode(&mut self) {
        let cell = self.cell(Field::Postcode);
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let is_code =
            digits == 5 && cell.starts_with(|c: char| c.is_ascii_digit()) && cell.as_bytes().get(2) == Some(&b'-');
        if !cell.is_empty() && !is_code {
            self.problem(Field::Postcode, &Kind::Postcode { text: cell.to_owned() });
        }
    }

    /// The address with what a column for postal codes adds.
    pub(super) fn address(&self) -> String {
        let [address, code, town] = [Field::Address, Field::Postcode, Field::Town].map(|field| self.cell(field));
        if code.is_empty() || [address, self.cell(Field::Venue)].iter().any(|place| place.contains(code)) {
            return address.to_owned();
        }
        let code = if town.is_empty() || code.contains(town) { code.to_owned() } else { format!("{code} {town}") };
        if address.is_empty() { code } else { format!("{address}, {code}") }
    }
}

/// Whether a note is nothing but a day or an hour, with words that only announce it, and not the meeting's.
fn names_another_time(note: &str, when: When) -> bool {
    let mut rest = note.trim_matches(|c: char| !c.is_alphanumeric());
    while let Some((_, after)) = rest.split_once(char::is_whitespace).filter(|(word, _)| is_of_when(word)) {
        rest = after.trim_start();
    }
    let start = when.start_local();
    let is_hour = |(hour, _): (date::Minutes, Option<date::Minutes>)| {
        let hours = when.moments().map(|moment| moment.local.hour() * 60 + moment.local.minute());
        // an end that the list does not give is none
        matches!(when, When::Hours { assumed, .. } if hours[..2 - usize::from(assumed)].contains(&hour))
    };
    match date::date(rest, Some(start.year())) {
        Ok((date, rest)) => {
            date != start.date() || !rest.is_empty() && date::hours(rest).is_some_and(|hours| !is_hour(hours))
        }
        Err(_) => date::hours(rest).is_some_and(|hours| !is_hour(hours)),
    }
}

/// `3 h`, `2,5 godz.`, `90 min`, `1 godz. 30 min`, `1:30`. A number alone is of what the heading counts in; of hours, if it says
/// nothing and there are few, of minutes, if there are many.
fn length(text: &str, heading: impl Fn() -> String) -> Option<TimeDelta> {
    if text.contains(':') {
        let (minutes, end) = date::hours(text)?;
        return Some(TimeDelta::minutes(minutes.into())).filter(|&length| end.is_none() && length <= LONGEST);
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let (mut minutes, mut rest) = (0.0, text.trim());
    while !rest.is_empty() {
        let after = rest.trim_start_matches(|c| is_digit(c) || matches!(c, ',' | '.'));
        let number: f64 = rest[..rest.len() - after.len()].replace(',', ".").trim_end_matches('.').parse().ok()?;
        let more = after.trim_start_matches(|c| !is_digit(c));
        let unit = after[..after.len() - more.len()].trim().trim_end_matches('.');
        let of_heading = || date::fold(&heading()).split(' ').rev().find_map(unit_of);
        let counted = if unit.is_empty() { of_heading() } else { unit_of(unit) };
        let unit = match counted {
            // two numbers with one unit
            _ if unit.is_empty() && !more.is_empty() => return None,
            None if !unit.is_empty() => return None,
            _ if !unit.chars().all(char::is_alphabetic) => return None,
            None if number <= 8.0 => 60.0,
            None => Some(1.0).filter(|_| number >= 20.0)?,
            Some(unit) => unit,
        };
        // "1.30" is an hour and a half to some
        minutes += Some(number * unit).filter(|minutes| minutes.fract() == 0.0 && (number * 4.0).fract() == 0.0)?;
        rest = more;
    }
    (0.0 < minutes && minutes <= 1440.0).then(|| TimeDelta::minutes(minutes as i64))
}

/// How many minutes a word counts.
fn unit_of(word: &str) -> Option<f64> {
    let word = date::fold(word);
    let is = |exact: &[&str], start: &str| exact.contains(&&*word) || word.starts_with(start);
    if is(&["h", "g", "hr", "hrs"], "godz") || word.starts_with("hour") {
        Some(60.0)
    } else {
        is(&["m"], "min").then_some(1.0)
    }
}

/// Whether a text of a meeting is nothing but a day, an hour or a county, and so perhaps another column's.
pub(super) fn is_misplaced(text: &str) -> bool {
    let is_day = || date::date(text, None).is_ok_and(|(_, rest)| rest.is_empty());
    match text.as_bytes() {
        [b'0'..=b'9', ..] if text.len() <= 25 => is_day() || date::is_hour(text),
        [.., b'k', b'i'] => crate::poland::county::County::find(text).is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        for (text, minutes) in [
            ("3 h", 180),
            ("3h", 180),
            ("2,5 godz.", 150),
            ("1.5", 90),
            ("90", 90),
            ("90 min", 90),
            ("1 godz. 30 min.", 90),
            ("1:30", 90),
            ("03:00:00", 180),
            ("4 godziny", 240),
            ("45 minut", 45),
        ] {
            assert_eq!(length(text, || "czas trwania".to_owned()), Some(TimeDelta::minutes(minutes)), "{text}");
        }
        for text in [
            "",
            "długo",
            "13:00",
            "0",
            "3 dni",
            "1:30-2:00",
            "-1 h",
            "1,3333",
            "godz.",
            "2-3 h",
            "2/3 h",
            "2, 3 h",
            "90-120 min",
            "3 godz. x 45 min",
            "4 godz. (45 min)",
            "1.30",
            "2 godz. lekcyjne",
            "12",
        ] {
            assert_eq!(length(text, || "czas trwania".to_owned()), None, "{text}");
        }
        for (text, heading, minutes) in
            [("15", "liczba godzin", 900), ("8", "czas trwania min", 8), ("45", "minuty", 45)]
        {
            assert_eq!(length(text, || heading.to_owned()), Some(TimeDelta::minutes(minutes)), "{text} {heading}");
        }
    }

    #[test]
    fn notes_of_another_time() {
        let date = chrono::NaiveDate::from_ymd_opt(2027, 5, 11).unwrap();
        let moment = |hour| Moment::from_local(date.and_hms_opt(hour, 0, 0).unwrap()).unwrap();
        let when = When::Hours { start: moment(10), end: moment(12), assumed: false };
        for note in [
            "18.05.2027",
            "termin: 18.05",
            "odbędzie się 18 maja",
            "o 12:30",
            "start o 9.30",
            "18.05.2027 o 12:00",
            "godz. 13",
            "spotykamy się 18 maja o 12",
            "zaczynamy o 9:00",
        ] {
            assert!(names_another_time(note, when), "{note}");
        }
        for note in [
            "",
            "11.05.2027",
            "11 maja o 10:00",
            "do 12:00",
            "zapisy do 5.05",
            "winda od podwórza",
            "sala 12",
            "rejestracja od 9:30",
        ] {
            assert!(!names_another_time(note, when), "{note}");
        }
    }

    #[test]
    fn what_belongs_elsewhere() {
        for text in ["11.05.2027", "2027-05-11", "10:00", "9.00-12.00", "12 maja 2027", "żarski", "powiat nowosolski"]
        {
            assert!(is_misplaced(text), "{text}");
        }
        for text in ["Rada", "1 Maja 5", "3 Maja", "112", "Rynek 1", "Zamki", "Żary", "11.05.2027 i co dalej"] {
            assert!(!is_misplaced(text), "{text}");
        }
    }
}
