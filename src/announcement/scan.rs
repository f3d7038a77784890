//! What stands in a line: dates, hours, counties, streets, each with its place. All else is text.

use std::ops::Range;

use chrono::Weekday;

use crate::poland::county::{Counties, County};
use crate::poland::date::{self, Cursor, Kind, Minutes, Token, fold};

/// A day as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_field_names, reason = "a day of a month")]
pub(super) struct Day {
    pub(super) year: Option<i32>,
    pub(super) month: u32,
    pub(super) day: u32,
    /// "br."
    pub(super) this_year: bool,
    pub(super) weekday: Option<Weekday>,
    /// "r." or "roku" stands behind it, or a name of the month within: a person wrote it.
    pub(super) spelt: bool,
}

/// Something that is not plain text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Day(Day),
    /// "27-28 maja", "od 1 do 5 czerwca": the first day.
    Days(Day),
    /// "5 i 6 sierpnia": the day before it.
    Both(Day, Day),
    Hours(Minutes, Option<Minutes>),
    Weekday,
    /// `None`: of another region.
    County(Option<Counties>),
    Street,
    /// With the town behind it, as a range of the line.
    Postal(Range<usize>),
    /// At the beginning.
    Ordinal,
    /// Telephones, addresses of e-mail and web, names of files.
    Noise,
}

/// A line and what is in it.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Where it is in the whole.
    pub(super) at: usize,
    pub(super) items: Vec<(Item, Range<usize>)>,
    /// Full dates in names of files.
    pub(super) hints: Vec<Day>,
}

const STREETS: &[&str] = &[
    "ul", "ulica", "ulicy", "al", "aleja", "alei", "aleje", "pl", "plac", "placu", "os", "osiedle", "osiedlu", "rynek",
    "rynku", "skwer", "skwerze", "bulwar", "bulwarze",
];
/// Small words within a street's name.
const CONNECTORS: &[&str] = &[
    "im", "sw", "ks", "gen", "bl", "abp", "bp", "kard", "dr", "prof", "plk", "mjr", "por", "kpt", "hr", "i", "na",
    "nad", "pod", "w",
];
const PHONES: &[&str] =
    &["tel", "telefon", "telefonu", "telefonicznie", "tele", "fax", "faks", "kom", "nip", "regon", "nr"];
const HOURS: &[&str] = &["godz", "godzina", "godzinie", "godziny", "godzinach", "godzine", "g", "h"];

impl<'t> Line<'t> {
    pub(super) fn scan(text: &'t str, at: usize) -> Self {
        let mut line = Self { text, at, items: Vec::new(), hints: Vec::new() };
        let noise = noise(text);
        // the edge of a cell, whatever it is
        let scanned = text.replace('\t', "|");
        let all = date::tokens(&scanned);
        for range in &noise {
            if text[range.clone()].contains('_') {
                line.hint(&all, range);
            }
            line.items.push((Item::Noise, range.clone()));
        }
        let mut scanner = Scanner { text: &scanned, tokens: all, at: 0, has_day: false };
        while let Some(token) = scanner.tokens.get(scanner.at) {
            if let Some(range) = noise.iter().find(|range| range.contains(&token.at)) {
                let end = range.end;
                while scanner.tokens.get(scanner.at).is_some_and(|token| token.at < end) {
                    scanner.at += 1;
                }
                continue;
            }
            let start = token.at;
            match scanner.item() {
                Some(item) => line.items.push((item, start..scanner.end())),
                None => scanner.at += 1,
            }
        }
        line.items.sort_by_key(|(_, range)| range.start);
        line
    }

    fn hint(&mut self, tokens: &[Token], range: &Range<usize>) {
        for at in (0..tokens.len()).filter(|&at| range.contains(&tokens[at].at)) {
            if let Some((year @ Some(_), month, day)) = date::numbers(&mut Cursor { tokens: &tokens[at..] }) {
                self.hints.push(Day { year, month, day, this_year: false, weekday: None, spelt: false });
            }
        }
    }

    pub(super) fn has_day(&self) -> bool {
        self.items.iter().any(|(item, _)| matches!(item, Item::Day(_) | Item::Both(..)))
    }

    pub(super) fn hours(&self) -> Option<(Minutes, Option<Minutes>)> {
        self.items
            .iter()
            .find_map(|(item, _)| if let Item::Hours(start, end) = item { Some((*start, *end)) } else { None })
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Parts without blanks that are an address of mail or web, or a file's name.
fn noise(text: &str) -> Vec<Range<usize>> {
    let parts = text.split_whitespace().filter(|part| {
        part.contains('@') && part.len() > 3
            || part.contains("://")
            || part.contains('_') && !part.starts_with("__")
            || { part.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) }
    });
    parts
        .map(|part| {
            let start = part.as_ptr() as usize - text.as_ptr() as usize;
            start..start + part.trim_end_matches([',', '.', ';', ')']).len()
        })
        .collect()
}

struct Scanner<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    /// A day stands before.
    has_day: bool,
}

impl Scanner<'_> {
    fn cursor(&self) -> Cursor<'_> {
        Cursor { tokens: &self.tokens[self.at..] }
    }

    fn end(&self) -> usize {
        self.tokens[self.at - 1].end
    }

    fn kind(&self, n: usize) -> Option<&Kind> {
        self.tokens.get(self.at + n).map(|token| &token.kind)
    }

    fn word(&self, n: usize) -> Option<&str> {
        if let Some(Kind::Word(word)) = self.kind(n) { Some(word) } else { None }
    }

    fn is_mark(&self, n: usize, among: &str) -> bool {
        matches!(self.kind(n), Some(&Kind::Mark(c)) if among.contains(c))
    }

    fn is_capital(&self, n: usize) -> bool {
        self.tokens.get(self.at + n).is_some_and(|token| self.text[token.at..].starts_with(char::is_uppercase))
    }

    fn is_glued(&self, n: usize) -> bool {
        match (self.tokens.get((self.at + n).wrapping_sub(1)), self.tokens.get(self.at + n)) {
            (Some(before), Some(token)) => before.end == token.at,
            _ => false,
        }
    }

    fn item(&mut self) -> Option<Item> {
        self.phone()
            .or_else(|| self.street())
            .or_else(|| self.postal())
            .or_else(|| self.county())
            .or_else(|| self.named_hours())
            .or_else(|| self.day())
            .or_else(|| self.bare_hours())
            .or_else(|| self.weekday())
            .or_else(|| self.ordinal())
    }

    /// "tel. 68 123 45 67"; "nr 33" is a room's.
    fn phone(&mut self) -> Option<Item> {
        let word = self.word(0)?;
        PHONES.contains(&word).then_some(())?;
        let mut n = 1;
        let mut digits = 0;
        let first = (1..5).find(|&n| matches!(self.kind(n), Some(Kind::Number(..))))?;
        while let Some(kind) = self.kind(n) {
            match kind {
                Kind::Number(_, count) => digits += count,
                Kind::Mark(c) if ".:()/+-".contains(*c) || digits == 0 && *c == ',' => {}
                Kind::Word(word) if digits == 0 && ["kom", "nr", "wew"].contains(&word.as_str()) => {}
                _ => break,
            }
            n += 1;
            // nine digits, and what stands before them from afar
            let far = match self.kind(first) {
                Some(Kind::Number(48, _)) => 2,
                Some(Kind::Number(0, 1)) => 1,
                _ => 0,
            };
            if digits >= 9 + far {
                break;
            }
        }
        (digits >= 6).then(|| {
            self.at += n;
            Item::Noise
        })
    }

    /// "ul. 22-go Lipca 1", "Plac Kosynierów 1c", "al. Jana Pawła II 5".
    fn street(&mut self) -> Option<Item> {
        let first = self.word(0)?;
        STREETS.contains(&first).then_some(())?;
        let is_short = ["ul", "al", "pl", "os"].contains(&first);
        let is_rynek = first.starts_with("ryn");
        let mut n = 1;
        while self.is_mark(n, ".") || self.word(n).is_some_and(|word| STREETS.contains(&word)) {
            n += 1;
        }
        if !is_short && !self.is_capital(0) && !self.is_capital(n) {
            return None;
        }
        let (from, mut named) = (n, is_rynek);
        while n - from < 12 {
            match self.kind(n) {
                Some(Kind::Number(..)) => {
                    let suffix = if self.is_mark(n + 1, "-") { 2 } else { 1 };
                    let of_month = |n| self.word(n).is_some_and(|word| date::month(word).is_some() && word.len() > 3);
                    let is_ordinal = suffix == 2
                        && self.word(n + 2).is_some_and(|word| ["go", "ego", "tego", "lecia"].contains(&word));
                    if is_ordinal {
                        n += 3;
                    } else if of_month(n + 1)
                        && !matches!(self.kind(n + 2), Some(Kind::Number(_, 4)))
                        && !(named && from + 2 < n)
                    {
                        n += 1;
                    } else {
                        return self.house(n, from, of_month(n + 1));
                    }
                }
                Some(Kind::Word(word)) if self.is_capital(n) || date::month(word).is_some() && n > from => {
                    // another place begins
                    if n > from && STREETS.contains(&word.as_str()) {
                        break;
                    }
                    named = true;
                    n += 1;
                }
                Some(Kind::Word(word)) if CONNECTORS.contains(&word.as_str()) => {
                    let after = if self.is_mark(n + 1, ".") { n + 2 } else { n + 1 };
                    if !self.is_capital(after) && self.word(after).is_none_or(|word| !CONNECTORS.contains(&word))
                        || named && word == "w"
                    {
                        break;
                    }
                    n = after;
                }
                Some(Kind::Mark('.')) if self.is_glued(n) && self.word(n - 1).is_some_and(|word| word.len() <= 4) => {
                    n += 1;
                }
                Some(Kind::Mark('-')) if self.is_glued(n) && self.is_glued(n + 1) && self.is_capital(n + 1) => n += 1,
                _ => break,
            }
        }
        // a stop at the end belongs to the sentence
        while n > from && self.is_mark(n - 1, ".-") {
            n -= 1;
        }
        (named && (is_short || !is_rynek && self.is_capital(0))).then(|| {
            self.at += n;
            Item::Street
        })
    }

    /// From the number of a house on: "48a", "1/330", "39-41", "7 b".
    fn house(&mut self, mut n: usize, from: usize, before_month: bool) -> Option<Item> {
        let is_time = |n: usize| {
            self.is_mark(n, ":.")
                && self.is_glued(n)
                && matches!(self.kind(n + 1), Some(Kind::Number(..)))
                && self.is_glued(n + 1)
        };
        if before_month || is_time(n + 1) {
            // "Rynek, 22 maja"
            (n > from).then_some(())?;
            self.at += n;
            return Some(Item::Street);
        }
        n += 1;
        loop {
            if self.word(n).is_some_and(|word| word.len() == 1) && self.is_glued(n) {
                n += 1;
            } else if self.is_mark(n, "/-")
                && matches!(self.kind(n + 1), Some(Kind::Number(_, 1..=3)))
                && self.is_glued(n + 1)
            {
                n += 2;
            } else {
                break;
            }
        }
        self.at += n;
        Some(Item::Street)
    }

    /// "66-530 Drezdenko", "42- 233 Mykanów".
    fn postal(&mut self) -> Option<Item> {
        let (Some(Kind::Number(_, 2)), Some(Kind::Mark('-')), Some(Kind::Number(_, 3))) =
            (self.kind(0), self.kind(1), self.kind(2))
        else {
            return None;
        };
        // a telephone has numbers before it
        let is_alone = self.at == 0 || !matches!(self.tokens[self.at - 1].kind, Kind::Number(..) | Kind::Mark('-'));
        (is_alone && self.is_glued(1)).then_some(())?;
        let mut n = 3;
        if self.is_mark(n, ",") {
            n += 1;
        }
        let from = n;
        while n < from + 4
            && (self.is_capital(n) || n > from && self.word(n).is_some_and(|word| ["nad", "k", "pod"].contains(&word)))
        {
            if self.word(n).is_none_or(|word| STREETS.contains(&word)) {
                break;
            }
            n += 1;
            if self.is_mark(n, "-") && self.is_glued(n) && self.is_glued(n + 1) && self.is_capital(n + 1) {
                n += 1;
            }
        }
        if n == from {
            self.at += 3;
            let end = self.end();
            return Some(Item::Postal(end..end));
        }
        let start = self.tokens[self.at + from].at;
        if self.word(n - 1).is_some_and(|word| word == "wlkp" || word == "odrz" || word == "kraj")
            && self.is_mark(n, ".")
        {
            n += 1;
        }
        self.at += n;
        Some(Item::Postal(start..self.end()))
    }

    /// "Powiat nowosolski", "powiecie żarskim", "m. Zielona Góra".
    fn county(&mut self) -> Option<Item> {
        if let Some(item) = self.county_alone() {
            return Some(item);
        }
        let word = self.word(0)?;
        let is_county = ["powiat", "powiatu", "powiecie", "powiatem", "powiatowi", "pow", "powiaty"].contains(&word);
        let is_city = word == "m" && self.is_mark(1, ".") && self.is_capital(2);
        (is_county || is_city).then_some(())?;
        let mut n = 1;
        while self.is_mark(n, ".:-") {
            n += 1;
        }
        let from = n;
        for length in [3, 2, 1] {
            // words, and dashes between them
            let last = self.at + from + length * 2 - 1;
            let end = (self.at + from + length..=last).rev().find(|&end| {
                end <= self.tokens.len() && {
                    let text = &self.text[self.tokens[self.at].at..self.tokens[end - 1].end];
                    County::find(text).is_some_and(|county| is_county || county.is_city())
                }
            });
            if let Some(end) = end {
                let text = &self.text[self.tokens[self.at].at..self.tokens[end - 1].end];
                let counties = Counties::from_iter(County::find(text));
                self.at = end;
                return Some(Item::County(Some(counties)));
            }
        }
        let is_adjective = self.word(from).is_some_and(|word| {
            ["ski", "skiego", "skim", "cki", "ckiego", "ckim", "dzki", "dzkiego", "dzkim"]
                .iter()
                .any(|ending| word.ends_with(ending))
        });
        (is_county && is_adjective).then(|| {
            self.at += from + 1;
            Item::County(None)
        })
    }

    /// "żarski" in a cell of its own.
    fn county_alone(&mut self) -> Option<Item> {
        let is_edge = |token: Option<&Token>| token.is_none_or(|token| matches!(token.kind, Kind::Mark('|' | '│')));
        let length = if self.is_mark(1, "-") { 3 } else { 1 };
        let last = self.word(length - 1)?;
        let is_alone = last.ends_with("ki")
            && is_edge(self.at.checked_sub(1).map(|at| &self.tokens[at]))
            && is_edge(self.tokens.get(self.at + length));
        is_alone.then_some(())?;
        let county = County::find(&self.text[self.tokens[self.at].at..self.tokens[self.at + length - 1].end])?;
        self.at += length;
        Some(Item::County(Some(Counties::from_iter([county]))))
    }

    /// "godz. 10:00", "o godzinie 9:30", "w godz. 15:00 – 19:00", "od 9:00 do 14:00" where a day stands before.
    fn named_hours(&mut self) -> Option<Item> {
        let mut n = 0;
        let mut is_named = false;
        while let Some(word) = self.word(n)
            && (HOURS.contains(&word) || ["o", "w", "od", "na", "ok"].contains(&word))
        {
            let named = HOURS.contains(&word) && (word.len() > 1 || self.is_mark(n + 1, "."));
            is_named |= named;
            n += 1;
            while self.is_mark(n, ".:,") {
                n += 1;
            }
        }
        is_named.then_some(())?;
        let before = self.at;
        self.at += n;
        let found = self.hours(true);
        if found.is_none() {
            self.at = before;
        }
        found
    }

    /// From a number on.
    fn hours(&mut self, named: bool) -> Option<Item> {
        let mut cursor = self.cursor();
        let hour = |cursor: &mut Cursor| -> Option<Minutes> {
            if let (true, Some(&Kind::Number(value, 3..=4))) = (named, cursor.peek(0)) {
                cursor.skip(1);
                return (value % 100 < 60 && value < 2400).then_some(value / 100 * 60 + value % 100);
            }
            matches!(cursor.peek(0), Some(Kind::Number(..))).then(|| date::hour(cursor))?
        };
        let start = hour(&mut cursor)?;
        let after = cursor.tokens;
        let is_range =
            cursor.mark("-").is_some() | cursor.word(|word| ["do", "a"].contains(&word).then_some(())).is_some();
        let _ = is_range
            && cursor.word(|word| ["godz", "godziny", "g"].contains(&word).then_some(())).is_some()
            && cursor.mark(".").is_some();
        let is_day = date::numbers(&mut Cursor { tokens: cursor.tokens }).is_some_and(|(year, ..)| year.is_some());
        let end = if is_range && !is_day { hour(&mut cursor).filter(|&end| end > start) } else { None };
        if end.is_none() {
            cursor.tokens = after;
        }
        self.at = self.tokens.len() - cursor.tokens.len();
        // a stop that the hour took belongs to the sentence
        if self.is_mark_before('.') {
            self.at -= 1;
        }
        Some(Item::Hours(start, end))
    }

    fn is_mark_before(&self, mark: char) -> bool {
        self.at > 0 && self.tokens[self.at - 1].kind == Kind::Mark(mark)
    }

    /// "16:00", "10⁰⁰"; behind a day also "18.30", and "9:00 do 14:00".
    fn bare_hours(&mut self) -> Option<Item> {
        if let (0, Some(&Kind::Number(value, 3..=4)), None) = (self.at, self.kind(0), self.kind(1))
            && !(1990..2040).contains(&value)
            && value.is_multiple_of(5)
        {
            // 17³⁰ whose raised digits have fallen
            return self.hours(true);
        }
        let Kind::Number(_, 1..=2) = self.kind(0)? else { return None };
        if self.at > 0 && self.is_glued(0) && matches!(self.tokens[self.at - 1].kind, Kind::Mark('/' | ':' | '+')) {
            return None;
        }
        let is_clear = match (self.kind(1), self.kind(2)) {
            (Some(Kind::Superscript(_, 2)), _) => self.is_glued(1),
            (Some(Kind::Mark(':')), Some(Kind::Number(_, 2))) => self.is_glued(1) && self.is_glued(2),
            (Some(Kind::Mark('.')), Some(Kind::Number(minute, 2))) => {
                let is_range = self.is_mark(3, "-") || self.is_mark(3, ".") && self.is_mark(4, "-");
                let number_follows =
                    matches!(self.kind(3), Some(Kind::Mark('.'))) && matches!(self.kind(4), Some(Kind::Number(..)));
                self.is_glued(1) && self.is_glued(2) && !number_follows && (self.has_day || is_range || *minute == 0 || *minute > 12)
                    // "12.50 zł"
                    && !self.word(3).is_some_and(|word| ["zl", "pln", "m", "km", "ha", "mln", "tys", "proc"].contains(&word))
                    && !self.is_mark(3, "%")
            }
            _ => false,
        };
        is_clear.then_some(())?;
        self.hours(false)
    }

    fn day(&mut self) -> Option<Item> {
        let Kind::Number(_, 1..=4) = self.kind(0)? else { return None };
        // part of something longer
        if self.at > 0 && self.is_glued(0) && matches!(self.tokens[self.at - 1].kind, Kind::Mark('/' | '+' | ':')) {
            return None;
        }
        let weekday = self.weekday_before();
        if let Some(item) = self.several(weekday) {
            return Some(item);
        }
        let (day, rest) = self.one_day()?;
        self.at = rest;
        self.has_day = true;
        Some(Item::Day(self.weekday_behind(Day { weekday, ..day })))
    }

    /// A day at the cursor, and where it ends.
    fn one_day(&self) -> Option<(Day, usize)> {
        let mut cursor = self.cursor();
        let (year, month, day) = date::numbers(&mut cursor)?;
        let used = self.tokens.len() - self.at - cursor.tokens.len();
        let named = (0..used).find_map(|n| self.word(n));
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(())?;
        if year.is_none() {
            match named {
                // "5 i 6" is no January
                Some(word) if word.len() < 3 => return None,
                Some(_) => {}
                None => {
                    // "14.05", and nothing that goes on: no number of a chapter, no price
                    let dotted = self.is_mark(1, ".") && self.is_glued(1) && self.is_glued(2);
                    let two = matches!(self.kind(2), Some(Kind::Number(_, 2)));
                    let goes_on = self.is_mark(3, ":%/")
                        || self
                            .word(3)
                            .is_some_and(|word| ["zl", "pln", "m", "km", "ha", "mln", "tys"].contains(&word));
                    let hour = self.is_mark(3, "-") && self.is_hour(4) && !self.is_mark(4, " ") && self.has_day;
                    if !dotted || !two || goes_on || hour || self.has_day && self.is_hour(0) && !self.is_mark(3, ".") {
                        return None;
                    }
                }
            }
        } else if year.is_some_and(|year| !(1990..=2099).contains(&year)) {
            return None;
        }
        let before = cursor.tokens.len();
        let this_year = date::after_date(&mut cursor);
        let spelt = named.is_some() || before - cursor.tokens.len() > 1;
        Some((Day { year, month, day, this_year, weekday: None, spelt }, self.tokens.len() - cursor.tokens.len()))
    }

    /// "18.30" could be one.
    fn is_hour(&self, n: usize) -> bool {
        matches!((self.kind(n), self.kind(n + 2)), (Some(&Kind::Number(hour, 1..=2)), Some(&Kind::Number(minute, 2))) if hour < 24 && minute < 60)
    }

    /// More than one day: "27-28 maja", "5 i 6 sierpnia", "od 18 września do 22 października", "1.06.2027 – 2.06.2027".
    fn several(&mut self, weekday: Option<Weekday>) -> Option<Item> {
        let before = self.at;
        let first = if let (Some(&Kind::Number(day, 1..=2)), true) = (self.kind(0), self.joins(1).is_some()) {
            // the month stands behind the last
            let (n, both) = self.joins(1)?;
            self.at += n;
            let last = self.one_day();
            match last {
                Some((last, end)) if (1..=31).contains(&day) && day < last.day => {
                    self.at = end;
                    Some((Day { day, ..last }, last, both))
                }
                _ => None,
            }
        } else {
            self.one_day().and_then(|(first, end)| {
                self.at = end;
                let (n, both) = self.joins(0)?;
                self.at += n;
                let (last, end) = self.one_day()?;
                self.at = end;
                // typed twice
                if (first.day, first.month) == (last.day, last.month) {
                    return Some((last, last, false));
                }
                Some((Day { year: first.year.or(last.year), ..first }, last, both))
            })
        };
        let Some((first, last, both)) = first else {
            self.at = before;
            return None;
        };
        self.has_day = true;
        let last = self.weekday_behind(last);
        Some(if first.day == last.day && first.month == last.month {
            Item::Day(Day { weekday: weekday.or(last.weekday), ..last })
        } else if both {
            Item::Both(Day { weekday, ..first }, Day { weekday: None, ..last })
        } else {
            Item::Days(Day { weekday, year: first.year.or(last.year), ..first })
        })
    }

    /// What joins two days, its length, and whether it means each of them.
    fn joins(&self, n: usize) -> Option<(usize, bool)> {
        if self.is_mark(n, "-") {
            // "22.05.2017 - 10:00"
            return (!self.is_mark(n + 2, ":")).then_some((n + 1, false));
        }
        match self.word(n)? {
            "do" => Some((n + 1 + usize::from(self.word(n + 1) == Some("dnia")), false)),
            "i" | "oraz" => Some((n + 1, true)),
            _ => None,
        }
    }

    /// "wtorek, 22 maja": already an item of its own if it is a whole word.
    fn weekday_before(&self) -> Option<Weekday> {
        let mut at = self.at;
        while at > 0
            && (matches!(self.tokens[at - 1].kind, Kind::Mark('.' | ',' | '-' | '(' | ')'))
                || matches!(&self.tokens[at - 1].kind, Kind::Word(word) if ["dnia", "dniu", "w", "tj"].contains(&word.as_str())))
        {
            at -= 1;
        }
        match &self.tokens[at.checked_sub(1)?].kind {
            Kind::Word(word) => date::weekday(word),
            _ => None,
        }
    }

    /// "(wtorek)", ", wtorek".
    fn weekday_behind(&mut self, day: Day) -> Day {
        let mut n = 0;
        while self.is_mark(n, "-,(") {
            n += 1;
        }
        match self.word(n).and_then(date::weekday) {
            Some(weekday) if n > 0 || self.word(n).is_some_and(|word| word.len() > 3) => {
                n += 1;
                while self.is_mark(n, ").") {
                    n += 1;
                }
                self.at += n;
                Day { weekday: day.weekday.or(Some(weekday)), ..day }
            }
            _ => day,
        }
    }

    /// A whole word; a cut one before a day, or alone.
    fn weekday(&mut self) -> Option<Item> {
        let word = self.word(0)?;
        date::weekday(word)?;
        let is_alone = self.tokens.len() - self.at <= 2 && self.at == 0;
        let before_day = || {
            let mut n = 1;
            while self.is_mark(n, ".,") {
                n += 1;
            }
            matches!(self.kind(n), Some(Kind::Number(..)))
        };
        (word.len() > 4 || is_alone || before_day()).then(|| {
            self.at += 1;
            Item::Weekday
        })
    }

    /// "1." and "2)" at the beginning.
    fn ordinal(&mut self) -> Option<Item> {
        let bullets = self.tokens[..self.at].iter().all(|token| matches!(token.kind, Kind::Mark(_)));
        let is_number = matches!(self.kind(0), Some(Kind::Number(_, 1..=2)));
        let ends = self.is_mark(1, ".)|") || self.kind(1).is_none();
        (bullets && is_number && ends).then(|| {
            self.at += 1 + usize::from(self.kind(1).is_some());
            Item::Ordinal
        })
    }
}

/// The words of a text, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
