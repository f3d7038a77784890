//! What the other columns say of when, where and whether a meeting is, beside those that hold it: they may add to it, and have
//! to agree.

use chrono::{Datelike, Timelike};

use super::read::{Kind, Reading};
use super::{Status, When};
use crate::list::Field;
use crate::list::columns::is_of_when;
use crate::poland::date::{self, answer, same};
use crate::poland::remark;
use crate::poland::town::is_postal_code;

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

    /// What a column says does not go with what another says.
    pub(super) fn contradicted<T>(&mut self, field: Field, other: Field) -> Option<T> {
        self.wrong(field, &Kind::Disagreement { text: self.cell(field).to_owned(), field: other })
    }

    /// A column for what is new says the same as the one that counts, or nothing; so does a note that is but a day or an hour.
    pub(super) fn check_new(&mut self, when: When) {
        let is = when.start_local().date();
        // a day that says more may have another hour
        let is_day = |cell: &str| date::date(cell, self.rules.year.or(Some(is.year()))) == Ok((is, ""));
        for (new, field) in
            [(Field::NewDate, Field::Date), (Field::NewStart, Field::Start), (Field::NewVenue, Field::Venue)]
        {
            let (text, old) = (self.cell(new), self.cell(field));
            let is_hour = || date::hours(text).is_some() && date::hours(text) == date::hours(old);
            // "Przełożone: nie"
            let is_no = || answer(text) == Some(false);
            if !text.is_empty() && !is_no() && !same(text, old) && !is_day(text) && !is_hour() {
                self.problem(new, &Kind::Replaced { text: text.to_owned(), field });
            }
        }
        let note = self.cell(Field::Notes);
        if remark::in_note(note).is_none() && names_another_time(note, when) {
            self.problem(Field::Notes, &Kind::Replaced { text: note.to_owned(), field: Field::Date });
        }
    }

    /// A postal code, perhaps with its town.
    pub(super) fn check_postcode(&mut self) {
        let cell = self.cell(Field::Postcode);
        if cell.split_whitespace().next().is_some_and(|code| !is_postal_code(code)) {
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
    let (is_day, rest) = match date::date(rest, Some(start.year())) {
        Ok((date, rest)) => (date == start.date(), rest),
        Err(_) => (true, rest),
    };
    let is_hour = |(hour, _): (date::Minutes, Option<date::Minutes>)| {
        let hours = when.moments().map(|moment| moment.local.hour() * 60 + moment.local.minute());
        // an end that the list does not give is none
        matches!(when, When::Hours { assumed, .. } if hours[..2 - usize::from(assumed)].contains(&hour))
    };
    !is_day || date::hours(rest).is_some_and(|hours| !is_hour(hours))
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
    use crate::poland::warsaw::Moment;

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
