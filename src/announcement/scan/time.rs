//! Days, weekdays and hours.

use chrono::Weekday;

use super::{Day, Item, Scanner};
use crate::announcement::words::WORDS;
use crate::poland::date::{self, Cursor, Kind, Minutes};

/// Behind these a number is a price or a length.
const UNITS: [&str; 8] = ["zl", "pln", "m", "km", "ha", "mln", "tys", "proc"];

/// How two days are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Each of them is meant.
    Each,
    /// From one to the other.
    Through,
}

impl Scanner<'_> {
    /// "godz. 10:00", "o godzinie 9:30", "w godz. 15:00 – 19:00", "od 9:00 do 14:00" where a day stands before.
    pub(super) fn named_hours(&mut self) -> Option<Item> {
        let mut n = 0;
        let mut is_named = false;
        while let Some(word) = self.word(n)
            && (WORDS.hours.has(word) || ["o", "w", "od", "na", "ok"].contains(&word))
        {
            is_named |= WORDS.hours.has(word) && (word.len() > 1 || self.is_mark(n + 1, "."));
            n = self.behind_marks(n + 1, ".:,");
        }
        // "zmiana godziny: 20 maja"
        let is_day =
            self.is_number(n) && self.word(n + 1).is_some_and(|word| word.len() > 2 && date::month(word).is_some());
        if is_named && !is_day { self.hours(n, true) } else { None }
    }

    /// From the nth token on, which is a number.
    fn hours(&mut self, n: usize, is_named: bool) -> Option<Item> {
        let hour = |cursor: &mut Cursor| -> Option<Minutes> {
            match *cursor.peek(0)? {
                Kind::Number(value, 3..=4) if is_named => {
                    cursor.skip(1);
                    (value % 100 < 60 && value < 2400).then_some(value / 100 * 60 + value % 100)
                }
                Kind::Number(..) => date::hour(cursor),
                _ => None,
            }
        };
        let mut cursor = Cursor { tokens: self.tokens.get(self.at + n..)? };
        let start = hour(&mut cursor)?;
        let mut left = cursor.tokens.len();
        let has_dash = cursor.mark("-").is_some();
        let has_word = cursor.word(|word| ["do", "a"].contains(&word).then_some(())).is_some();
        let is_range = has_dash || has_word;
        if is_range && cursor.word(|word| ["godz", "godziny", "g"].contains(&word).then_some(())).is_some() {
            cursor.mark(".");
        }
        let is_day = date::numbers(&mut Cursor { tokens: cursor.tokens }).is_some_and(|(year, ..)| year.is_some());
        let end = if is_range && !is_day { hour(&mut cursor).filter(|&end| end > start) } else { None };
        if end.is_some() {
            left = cursor.tokens.len();
        }
        self.at = self.tokens.len() - left;
        // a stop that the hour took belongs to the sentence
        if self.kind_before() == Some(&Kind::Mark('.')) {
            self.at -= 1;
        }
        Some(Item::Hours((start, end)))
    }

    /// "16:00", "10⁰⁰"; behind a day also "18.30", and "9:00 do 14:00".
    pub(super) fn bare_hours(&mut self) -> Option<Item> {
        if let (0, Some(&Kind::Number(value, 3..=4)), None) = (self.at, self.kind(0), self.kind(1))
            && !(1990..2040).contains(&value)
            && value.is_multiple_of(5)
        {
            // 17³⁰ whose raised digits have fallen
            return self.hours(0, true);
        }
        let Kind::Number(_, 1..=2) = self.kind(0)? else { return None };
        if self.goes_on_before() || !self.is_glued(1) {
            return None;
        }
        let is_named = matches!(self.kind_before(), Some(Kind::Word(word)) if word == "o");
        if self.weekday_before().is_some() && self.is_mark(1, ".") {
            return None;
        }
        let is_clear = match (self.kind(1)?, self.kind(2)) {
            (Kind::Superscript(_, 2), _) => true,
            (Kind::Mark(':'), Some(Kind::Number(_, 2))) => self.is_glued(2),
            (Kind::Mark('.'), Some(Kind::Number(minute, 2))) => {
                let is_range = self.is_mark(3, "-") || self.is_mark(3, ".") && self.is_mark(4, "-");
                let is_date = self.is_mark(3, ".") && self.is_number(4);
                let is_amount = self.is_word(3, &UNITS) || self.is_mark(3, "%");
                self.is_glued(2)
                    && !is_date
                    && !is_amount
                    && (self.has_day || is_range || is_named || *minute == 0 || *minute > 12)
            }
            _ => false,
        };
        if is_clear { self.hours(0, false) } else { None }
    }

    /// Whether a number is the end of something longer.
    fn goes_on_before(&self) -> bool {
        self.is_glued(0) && matches!(self.kind_before(), Some(Kind::Mark('/' | '+' | ':')))
    }

    pub(super) fn day(&mut self) -> Option<Item> {
        let Kind::Number(_, 1..=4) = self.kind(0)? else { return None };
        if self.goes_on_before() {
            return None;
        }
        let weekday = self.weekday_before();
        let (item, end) = self.days()?;
        self.at += end;
        self.has_day = true;
        let weekday = weekday.or_else(|| self.weekday_behind());
        Some(match item {
            Item::Days(days) if days.len() == 1 => Item::Days(vec![Day { weekday, ..days[0] }]),
            Item::Period(day) => Item::Period(Day { weekday, ..day }),
            several => several,
        })
    }

    /// A day from the nth token on, and where it ends.
    fn one_day(&self, n: usize) -> Option<(Day, usize)> {
        let mut cursor = Cursor { tokens: self.tokens.get(self.at + n..)? };
        let (year, month, day) = date::numbers(&mut cursor)?;
        let end = |cursor: &Cursor| self.tokens.len() - self.at - cursor.tokens.len();
        let month_name = (n..end(&cursor)).find_map(|n| self.word(n));
        let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
        let is_clear = match (year, month_name) {
            (Some(year), _) => (1990..=2099).contains(&year),
            // "5 i 6" is no January
            (None, Some(name)) => name.len() >= 3,
            (None, None) => self.is_plain_day(n),
        };
        (is_day && is_clear).then_some(())?;
        let this_year = date::after_date(&mut cursor);
        Some((Day { year, month, day, this_year, weekday: None }, end(&cursor)))
    }

    /// "14.05", and nothing that goes on: no number of a chapter, no price, no hour.
    fn is_plain_day(&self, n: usize) -> bool {
        let is_dotted = self.is_mark(n + 1, ".") && self.is_glued(n + 1) && self.is_glued(n + 2);
        let has_two_digits = matches!(self.kind(n + 2), Some(Kind::Number(_, 2)));
        let goes_on = self.is_mark(n + 3, ":%/") || self.is_word(n + 3, &UNITS);
        let is_range_of_hours = self.is_mark(n + 3, "-") && self.is_hour(n + 4);
        let is_hour = is_range_of_hours || self.is_hour(n) && !self.is_mark(n + 3, ".");
        // "o 9.05"; but "wtorek 9.05"
        let is_named = n == 0 && matches!(self.kind_before(), Some(Kind::Word(word)) if word == "o");
        let is_weekdays = n == 0 && self.weekday_before().is_some();
        is_dotted && has_two_digits && !goes_on && !is_named && (is_weekdays || !(self.has_day && is_hour))
    }

    /// "18.30" could be one.
    fn is_hour(&self, n: usize) -> bool {
        matches!((self.kind(n), self.kind(n + 2)), (Some(&Kind::Number(hour, 1..=2)), Some(&Kind::Number(minute, 2))) if hour < 24 && minute < 60)
    }

    /// One day or several, and where the last ends: "27-28 maja", "1, 2 i 3 czerwca", "15/16 maja", "1.06.2027 – 2.06.2027".
    fn days(&self) -> Option<(Item, usize)> {
        let (mut days, mut n, mut joint) = self.days_of_month().or_else(|| {
            let (day, end) = self.one_day(0)?;
            Some((vec![day], end, Joint::Each))
        })?;
        while joint == Joint::Each
            && let Some((next, how)) = self.joint(n)
            && let Some((day, end)) = self.one_day(next)
            // "5 maja, 18.30" goes on with an hour
            && (how == Joint::Each || days.len() == 1)
        {
            (joint, n) = (how, end);
            days.push(day);
        }
        let year = days.iter().rev().find_map(|day| day.year);
        for day in &mut days {
            day.year = day.year.or(year);
        }
        days.dedup_by_key(|day| (day.month, day.day));
        let item = if joint == Joint::Through && days.len() > 1 { Item::Period(days[0]) } else { Item::Days(days) };
        Some((item, n))
    }

    /// "27-28 maja", "1, 2 i 3 czerwca": numbers before the one month.
    fn days_of_month(&self) -> Option<(Vec<Day>, usize, Joint)> {
        let (mut numbers, mut n, mut joint) = (Vec::new(), 0, Joint::Each);
        // "sala nr 2, 5 maja" names no second day
        let is_counted = matches!(self.kind_before(), Some(Kind::Word(word)) if !WORDS.fillers.has(word));
        while let Some(&Kind::Number(day, 1..=2)) = self.kind(n)
            && (1..=31).contains(&day)
            && numbers.last().is_none_or(|last| *last < day)
            && joint == Joint::Each
            && let Some((next, how)) =
                self.joint(n + 1).or_else(|| self.is_mark(n + 1, "/").then_some((n + 2, Joint::Each)))
            && !(self.is_mark(n + 1, ",") && is_counted)
        {
            numbers.push(day);
            (n, joint) = (next, how);
        }
        let (last, end) =
            self.one_day(n).filter(|(last, _)| numbers.last().is_some_and(|before| *before < last.day))?;
        let days = numbers.into_iter().map(|day| Day { day, ..last }).chain([last]).collect();
        Some((days, end, joint))
    }

    /// What follows a joint between two days at the nth token, and how it joins them.
    fn joint(&self, n: usize) -> Option<(usize, Joint)> {
        if self.is_mark(n, "-") {
            // "22.05.2017 - 10:00"
            return (!self.is_mark(n + 2, ":")).then_some((n + 1, Joint::Through));
        }
        if self.is_mark(n, ",") {
            return self.is_number(n + 1).then_some((n + 1, Joint::Each));
        }
        match self.word(n)? {
            "do" if self.is_word(n + 1, &["dnia"]) => Some((n + 2, Joint::Through)),
            "do" => Some((n + 1, Joint::Through)),
            "i" | "oraz" => Some((n + 1, Joint::Each)),
            _ => None,
        }
    }

    /// "wtorek, 22 maja": already an item of its own if it is a whole word.
    fn weekday_before(&self) -> Option<Weekday> {
        let mut before = self.tokens[..self.at].iter().rev().map(|token| &token.kind).skip_while(|kind| match kind {
            Kind::Mark(mark) => ".,-()".contains(*mark),
            Kind::Word(word) => ["dnia", "dniu", "w", "tj"].contains(&word.as_str()),
            _ => false,
        });
        if let Kind::Word(word) = before.next()? { date::weekday(word) } else { None }
    }

    /// "(wtorek)", ", wtorek".
    fn weekday_behind(&mut self) -> Option<Weekday> {
        let n = self.behind_marks(0, "-,(");
        let word = self.word(n).filter(|word| n > 0 || word.len() > 3)?;
        let weekday = date::weekday(word)?;
        self.at += self.behind_marks(n + 1, ").");
        Some(weekday)
    }

    /// A whole word; a cut one before a day, or alone.
    pub(super) fn weekday(&mut self) -> Option<Item> {
        let word = self.word(0)?;
        date::weekday(word)?;
        let is_alone = self.at == 0 && self.tokens.len() <= 2;
        let is_before_day = self.is_number(self.behind_marks(1, ".,"));
        (word.len() > 4 || is_alone || is_before_day).then(|| self.take(1, Item::Weekday))
    }
}
