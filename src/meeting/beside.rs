//! What the other columns say of when, where and whether a meeting is, beside those that hold it: they may add to it, and have
//! to agree.

use chrono::{Datelike, NaiveTime, TimeDelta, Timelike};

use super::read::{Kind, Reading};
use super::{Status, When};
use crate::list::Field;
use crate::poland::date::{self, answer, same};
use crate::poland::warsaw::Moment;

/// No length that is written as an hour is longer; it is an hour.
const LONGEST: TimeDelta = TimeDelta::hours(8);

impl Reading<'_> {
    /// Yes or no; `None`: it says something else.
    fn answer(&mut self, field: Field) -> Option<bool> {
        let cell = self.cell(field);
        match answer(cell) {
            None if Status::find(cell) == Some(Status::Cancelled) => Some(field == Field::Cancelled),
            None => self.wrong(field, &Kind::Answer { text: cell.to_owned() }),
            answer => answer,
        }
    }

    /// The status, with what is answered by yes or no.
    pub(super) fn status(&mut self) -> Option<Status> {
        let mut said = None;
        for (field, yes) in [(Field::Cancelled, true), (Field::Held, false)] {
            if !self.cell(field).is_empty() {
                let is_cancelled = self.answer(field)? == yes;
                said = said.filter(|(_, is_cancelled)| *is_cancelled).or(Some((field, is_cancelled)));
            }
        }
        let written = self.cell(Field::Status);
        if said.is_some_and(|(_, is_cancelled)| is_cancelled) && written.is_empty() {
            return Some(Status::Cancelled);
        }
        let status = self.written_status()?;
        match said {
            Some((field, is_cancelled)) if !written.is_empty() && is_cancelled != (status == Status::Cancelled) => {
                self.wrong(Field::Status, &Kind::Disagreement { text: written.to_owned(), field })
            }
            _ => Some(status),
        }
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

    /// "Cały dzień: tak", where hours are midnight or none.
    fn all_day(&mut self, when: When) -> Option<When> {
        let is_midnight = |moment: Moment| moment.local.time() == NaiveTime::MIN;
        let is_said = !self.cell(Field::AllDay).is_empty() && self.answer(Field::AllDay)?;
        match when {
            When::Hours { start, end, assumed } if is_said && is_midnight(start) && (assumed || is_midnight(end)) => {
                Some(When::Day(start.local.date()))
            }
            When::Hours { .. } if is_said => {
                let text = self.cell(Field::Start).to_owned();
                self.wrong(Field::Start, &Kind::Disagreement { text, field: Field::AllDay })
            }
            _ => Some(when),
        }
    }

    /// A length gives the end, where the list has none.
    fn with_length(&mut self, when: When) -> Option<When> {
        let cell = self.cell(Field::Length);
        let (When::Hours { start, end, assumed }, false) = (when, cell.is_empty()) else { return Some(when) };
        match length(cell) {
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
            Ok(_) => self.problem(Field::LastDay, &Kind::SeveralDays { text: text() }),
            Err(reason) => self.problem(Field::LastDay, &Kind::bad_date(cell, reason)),
        }
    }

    /// A column for what is new says the same as the one that counts, or nothing.
    fn check_new(&mut self, when: When) {
        let is = when.start_local().date();
        // a day that says more may have another hour
        let is_day = |cell: &str| date::date(cell, self.rules.year.or(Some(is.year()))) == Ok((is, ""));
        for (new, field) in
            [(Field::NewDate, Field::Date), (Field::NewStart, Field::Start), (Field::NewVenue, Field::Venue)]
        {
            let (text, old) = (self.cell(new), self.cell(field));
            let is_same = match new {
                _ if text.is_empty() => true,
                Field::NewDate => answer(text) == Some(false) || is_day(text),
                Field::NewStart => date::hours(text).is_some() && date::hours(text) == date::hours(old),
                _ => same(text, old),
            };
            if !is_same {
                self.problem(new, &Kind::Replaced { text: text.to_owned(), field });
            }
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

/// `3 h`, `2,5 godz.`, `90 min`, `1 godz. 30 min`, `1:30`; a number alone is of hours, from 15 on of minutes.
fn length(text: &str) -> Option<TimeDelta> {
    if text.contains(':') {
        let (minutes, end) = date::hours(text)?;
        return Some(TimeDelta::minutes(minutes.into())).filter(|&length| end.is_none() && length <= LONGEST);
    }
    let text = text.replace(',', ".").to_lowercase();
    let (mut minutes, mut rest) = (0.0, text.trim());
    while !rest.is_empty() {
        let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len()));
        let number: f64 = number.parse().ok()?;
        let (unit, more) = after.split_at(after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len()));
        let unit = unit.trim_matches([' ', '.']);
        minutes += match unit {
            "" if number < 15.0 => number * 60.0,
            "h" | "g" => number * 60.0,
            _ if ["godz", "hour", "hr"].iter().any(|word| unit.starts_with(word)) => number * 60.0,
            _ if ["", "m"].contains(&unit) || unit.starts_with("min") => number,
            _ => return None,
        };
        rest = more;
    }
    let is_whole = (0.0..=1440.0).contains(&minutes) && minutes.fract() == 0.0 && minutes > 0.0;
    is_whole.then(|| TimeDelta::minutes(minutes as i64))
}

/// Whether a text of a meeting is nothing but a day, an hour or a county, and so perhaps another column's.
pub(super) fn is_misplaced(text: &str) -> bool {
    let is_day = || date::date(text, None).is_ok_and(|(_, rest)| rest.is_empty());
    let is_hour = || date::hours(text).is_some() && text.contains(|c: char| !c.is_ascii_digit());
    match text.as_bytes() {
        [b'0'..=b'9', ..] if text.len() <= 25 => is_day() || is_hour(),
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
            assert_eq!(length(text), Some(TimeDelta::minutes(minutes)), "{text}");
        }
        for text in ["", "długo", "13:00", "0", "3 dni", "1-2", "2/3", "2+1", "1:30-2:00", "-1 h", "1,3333", "godz."] {
            assert_eq!(length(text), None, "{text}");
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
