//! What stands in a line: dates, hours, counties, streets, each with its place. All else is text.

mod place;
mod time;

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Reason;
use super::html::LINE_IN_CELL;
use super::words::WORDS;
use crate::poland::county::Counties;
use crate::poland::date::{self, Cursor, Kind, Minutes, Token};

/// A day that explains "dzień później" begins no further behind it, in octets.
const FAR: usize = 35;

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
}

/// When a meeting begins and, if that is said, ends.
pub(super) type Hours = (Minutes, Option<Minutes>);

/// Something that is not plain text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// "22 maja", "1, 2 i 3 czerwca": each of them.
    Days(Vec<Day>),
    /// "27-28 maja", "od 1 do 5 czerwca": the first day.
    Period(Day),
    Hours(Hours),
    /// How long a meeting takes.
    Length(Minutes),
    Weekday,
    /// `None`: of another region.
    County(Option<Counties>),
    Street,
    /// The town's name behind it has so many octets.
    Postal(usize),
    /// A number at the beginning of a line.
    Ordinal,
    /// Somebody's name, with titles.
    Person,
    /// A telephone's number, an address of mail.
    Contact,
    /// Addresses of the web, names of files.
    Noise,
}

impl Day {
    /// So many days later; a year that is not known is no leap year.
    fn after(self, days: u64) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(self.year.unwrap_or(2001), self.month, self.day)? + Days::new(days);
        let weekday = self.weekday.filter(|_| days == 0);
        Some(Self { year: self.year.map(|_| date.year()), month: date.month(), day: date.day(), weekday, ..self })
    }
}

impl Item {
    /// It names days, or a period's first.
    pub(super) fn has_days(&self) -> bool {
        matches!(self, Self::Days(_) | Self::Period(_))
    }

    /// It says when.
    pub(super) fn is_date(&self) -> bool {
        self.has_days() || self.is_hours()
    }

    pub(super) fn is_hours(&self) -> bool {
        matches!(self, Self::Hours(_))
    }

    pub(super) fn hours(&self) -> Option<Hours> {
        if let Self::Hours(hours) = self { Some(*hours) } else { None }
    }

    /// The days that it names; of a period the first.
    pub(super) fn days(&self) -> &[Day] {
        match self {
            Self::Days(days) => days,
            Self::Period(first) => std::slice::from_ref(first),
            _ => &[],
        }
    }

    /// Those of the region that it names.
    pub(super) fn counties(&self) -> Option<Counties> {
        if let Self::County(counties) = self { *counties } else { None }
    }

    pub(super) fn is_county(&self) -> bool {
        matches!(self, Self::County(_))
    }

    /// Whether it is a part of an address.
    pub(super) fn is_address(&self) -> bool {
        matches!(self, Self::Street | Self::Postal(_))
    }
}

/// A line and what is in it.
#[derive(Clone)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Where it is in the whole.
    pub(super) at: usize,
    pub(super) items: Vec<(Item, Range<usize>)>,
    /// Why the whole line is not the announcement's own: a mail's head, what is quoted, what else there is to read.
    pub(super) outside: Option<Reason>,
}

impl<'t> Line<'t> {
    pub(super) fn scan(text: &'t str, at: usize) -> Self {
        // the edges of cells and of their lines, as long as they are
        let scanned = text.replace('\t', "|").replace(LINE_IN_CELL, "|  ");
        let mut scanner =
            Scanner { text: &scanned, tokens: date::tokens(&scanned), at: 0, has_day: false, cell_has_day: false };
        let mut items = Vec::new();
        while let Some(token) = scanner.tokens.get(scanner.at) {
            let start = token.at;
            scanner.cell_has_day &= token.kind != Kind::Mark('|');
            let Some((count, item)) = scanner.item() else {
                scanner.at += 1;
                continue;
            };
            scanner.at += count;
            scanner.has_day |= item.has_days();
            scanner.cell_has_day |= item.has_days();
            // the edge of a cell's line is longer in the text
            items.push((item, start..text.ceil_char_boundary(scanner.tokens[scanner.at - 1].end)));
        }
        Self { text, at, items, outside: None }
    }

    /// Its first number is a day of a month that stands above: "3 (śr.) 17:00", "3 – 17:00", "3 | 17:00"; or beside, if it is a
    /// cell of days. Says whether it is.
    pub(super) fn date(&mut self, month: u32, year: Option<i32>, is_cell: bool) -> bool {
        let start = self.start();
        let digits = self.text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let (Ok(day @ 1..=31), rest) = (self.text[start..start + digits].parse(), &self.text[start + digits..]) else {
            return false;
        };
        let next = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let weekday = date::weekday(&date::fold(word));
        let is_before_hours = rest.trim_start().starts_with(['–', '-', ',', '|', '\t']) && self.has(Item::is_hours);
        // "9, 16" and "6 i 13" in a cell are more than one
        let is_more = is_cell && !next.is_empty() && next[word.len()..].contains(char::is_alphanumeric)
            || is_cell && weekday.is_none() && !next.is_empty();
        if is_more
            || self.has(Item::has_days)
            || weekday.is_none() && !is_before_hours && (!is_cell || self.has(Item::is_hours))
        {
            return false;
        }
        let end = if weekday.is_some() { self.text.len() - next.len() + word.len() } else { start + digits };
        self.items.retain(|(_, at)| at.start >= end);
        let day = Day { year, month, day, this_year: false, weekday };
        self.items.insert(0, (Item::Days(vec![day]), start..end));
        true
    }

    /// "Tego samego dnia" is the last day that was named, which may stand above, where people are invited; "następnego dnia" the
    /// next one.
    pub(super) fn same_day(&mut self, above: Option<&Day>) {
        let same = ["tego samego dnia", "Tego samego dnia", "tym samym dniu"].map(|words| (words, 0));
        let next = ["następnego dnia", "Następnego dnia", "dzień później", "Dzień później"].map(|words| (words, 1));
        let found = |(words, days)| self.text.match_indices(words).map(move |(at, words)| (at, words, days));
        for (at, words, days) in same.into_iter().chain(next).flat_map(found) {
            let (before, behind) = self.text.split_at(at);
            let start = before.rfind(". ").map_or(0, |stop| stop + 2);
            let end = behind.find(". ").map_or(self.text.len(), |stop| at + stop);
            let folded = date::fold(&self.text[start..end]);
            // "dzień później, 13 maja", "tydzień później"
            let is_word = !before.ends_with(char::is_alphanumeric);
            let is_said = self.items.iter().any(|(item, day)| item.has_days() && (at..at + FAR).contains(&day.start));
            let is_meeting = is_word && !is_said && (WORDS.topics.is_in(&folded) || WORDS.invites.is_in(&folded));
            if let Some(day) =
                self.last_day(at).or(above.copied()).filter(|_| is_meeting).and_then(|day| day.after(days))
            {
                let before = self.items.partition_point(|(_, place)| place.start < at);
                self.items.insert(before, (Item::Days(vec![day]), at..at + words.len()));
            }
        }
    }

    /// The last day up to a place that is of no document and no limit.
    pub(super) fn last_day(&self, end: usize) -> Option<Day> {
        let is_other = |at: usize| {
            let folded = date::fold(&self.text[self.text.floor_char_boundary(at.saturating_sub(12))..at]);
            folded.rsplit(' ').take(2).any(|word| ["z", "do", "od", "po", "przed"].contains(&word))
        };
        let days = self.items.iter().filter(|(_, place)| place.end <= end && !is_other(place.start));
        days.flat_map(|(item, _)| item.days()).last().copied()
    }

    /// A part of it.
    pub(super) fn part(&self, range: &Range<usize>) -> Self {
        let shift = |(item, at): &(Item, Range<usize>)| (item.clone(), at.start - range.start..at.end - range.start);
        let items = self.within(range).map(shift).collect();
        Self { text: &self.text[range.clone()], at: self.at + range.start, items, ..*self }
    }

    /// The items of a kind, each with the place where it stands in the whole.
    pub(super) fn all(&self, wanted: fn(&Item) -> bool) -> impl Iterator<Item = (&Item, Range<usize>)> {
        let items = self.items.iter().filter(move |(item, _)| wanted(item));
        items.map(|(item, at)| (item, self.at + at.start..self.at + at.end))
    }

    /// Where its first word or number begins.
    fn start(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(|c: char| !c.is_alphanumeric()).len()
    }

    pub(super) fn begins_with_hours(&self) -> bool {
        self.items.first().is_some_and(|(item, at)| item.is_hours() && at.start == self.start())
    }

    pub(super) fn has(&self, wanted: fn(&Item) -> bool) -> bool {
        self.items.iter().any(|(item, _)| wanted(item))
    }

    /// The items of a part of the line.
    pub(super) fn within(&self, range: &Range<usize>) -> impl Iterator<Item = &(Item, Range<usize>)> {
        self.items.iter().filter(|(_, at)| range.start <= at.start && at.end <= range.end)
    }
}

/// The parts of a text between blanks.
pub(super) fn spans(text: &str) -> Vec<Range<usize>> {
    let mut end = 0;
    let words = text.split_inclusive(char::is_whitespace).map(|part| {
        let start = end;
        end += part.len();
        start..start + part.trim_end().len()
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether a word is a first name, in any case: "jan", "jana", "ewy", "pawlem".
fn is_first_name(word: &str) -> bool {
    let stems = ["a", "em", "owi", "y", "i", "ie"].into_iter().filter_map(|ending| word.strip_suffix(ending));
    let forms = stems.filter(|stem| stem.len() > 2).flat_map(|stem| {
        let (start, last) = stem.split_at(stem.floor_char_boundary(stem.len() - 1));
        // "Pawła", "Marka" have lost a letter
        [stem.to_owned(), format!("{stem}a"), format!("{start}e{last}")]
    });
    WORDS.first_names.has(word) || forms.into_iter().any(|form| WORDS.first_names.has(&form))
}

/// Looks for items from one token of a line on. `n` is always a distance from that token.
struct Scanner<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    /// A day stands before.
    has_day: bool,
    /// The same within its cell.
    cell_has_day: bool,
}

impl Scanner<'_> {
    /// The item that begins here, and how many tokens it has.
    fn item(&self) -> Option<(usize, Item)> {
        self.noise()
            .or_else(|| self.phone())
            .or_else(|| self.street())
            .or_else(|| self.postal())
            .or_else(|| self.county())
            .or_else(|| self.person())
            .or_else(|| self.length())
            .or_else(|| self.days_of_month())
            .or_else(|| self.day())
            .or_else(|| self.hours())
            .or_else(|| self.ordinal())
    }

    fn kind(&self, n: usize) -> Option<&Kind> {
        self.tokens.get(self.at + n).map(|token| &token.kind)
    }

    fn kind_before(&self) -> Option<&Kind> {
        self.at.checked_sub(1).map(|before| &self.tokens[before].kind)
    }

    fn word_before(&self) -> Option<&str> {
        if let Some(Kind::Word(word)) = self.kind_before() { Some(word) } else { None }
    }

    fn word(&self, n: usize) -> Option<&str> {
        if let Some(Kind::Word(word)) = self.kind(n) { Some(word) } else { None }
    }

    fn is_word(&self, n: usize, among: &[&str]) -> bool {
        self.word(n).is_some_and(|word| among.contains(&word))
    }

    fn is_number(&self, n: usize) -> bool {
        matches!(self.kind(n), Some(Kind::Number(..)))
    }

    fn is_mark(&self, n: usize, among: &str) -> bool {
        matches!(self.kind(n), Some(&Kind::Mark(c)) if among.contains(c))
    }

    /// The first token from the nth on that is none of these words and marks.
    fn behind(&self, n: usize, words: &[&str], marks: &str) -> usize {
        n + (n..self.tokens.len()).take_while(|&n| self.is_mark(n, marks) || self.is_word(n, words)).count()
    }

    fn cursor(&self, n: usize) -> Cursor<'_> {
        Cursor { tokens: self.tokens.get(self.at + n..).unwrap_or_default() }
    }

    fn is_capital(&self, n: usize) -> bool {
        self.begins_capital(self.at + n)
    }

    /// The same of a token of the whole line.
    fn begins_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.text[token.at..].starts_with(char::is_uppercase))
    }

    /// Whether no blank stands before a token.
    fn is_glued(&self, n: usize) -> bool {
        let at = self.at + n;
        at > 0 && self.tokens.get(at).is_some_and(|token| token.at == self.tokens[at - 1].end)
    }

    /// The text of so many tokens.
    fn text(&self, count: usize) -> Option<&str> {
        let last = self.tokens.get(self.at + count - 1)?;
        Some(&self.text[self.tokens[self.at].at..last.end])
    }

    /// An address of mail or web, a file's name: what stands between blanks.
    fn noise(&self) -> Option<(usize, Item)> {
        if self.is_glued(0) && self.kind_before() != Some(&Kind::Mark('|')) {
            return None;
        }
        let start = self.tokens[self.at].at;
        let word = self.text[start..].split(|c: char| c.is_whitespace() || c == '|').next()?;
        let word = word.trim_end_matches([',', '.', ';', ')']);
        let is_web = word.contains("://") || word.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
        let is_mail = word.contains('@') && word.len() > 3 && !is_web;
        let is_file = word.trim_matches('_').contains('_');
        let count = self.tokens[self.at..].iter().take_while(|token| token.at < start + word.len()).count();
        (is_web || is_mail || is_file).then_some((count, if is_mail { Item::Contact } else { Item::Noise }))
    }

    /// "tel. 68 123 45 67"; "nr 33" is a room's.
    fn phone(&self) -> Option<(usize, Item)> {
        // "600 100 200"
        let is_bare = (0..3).all(|n| matches!(self.kind(n), Some(Kind::Number(_, 3))));
        (is_bare || WORDS.phones.has(self.word(0)?)).then_some(())?;
        let first = (0..5).find(|&n| self.is_number(n))?;
        // nine digits, and what stands before them from afar
        let enough = match self.kind(first)? {
            Kind::Number(48, _) => 11,
            Kind::Number(0, 1) => 10,
            _ => 9,
        };
        let (mut n, mut digits) = (if is_bare { 0 } else { self.behind(1, &["kom", "nr", "wew"], ".:()/+-,") }, 0);
        while let Some(Kind::Number(_, count)) = self.kind(n).filter(|_| digits < enough) {
            digits += count;
            n = self.behind(n + 1, &[], ".:()/+-");
        }
        (digits >= 6).then_some((n, Item::Contact))
    }

    /// "p. Jan Kowalski", "dr Anna Nowak-Lis", "Kowalski Jan": titles, then a first name and a family name, or one of them.
    fn person(&self) -> Option<(usize, Item)> {
        let is_title = |n: usize| self.word(n).is_some_and(|word| WORDS.person_titles.has(word));
        let n = (0..12).find(|&n| !is_title(n) && (n == 0 || !self.is_mark(n, ".")))?;
        let is_name =
            |n: usize| self.is_capital(n) && self.word(n).is_some_and(|word| word.len() > 2 && !WORDS.venues.has(word));
        let is_first_name = |n: usize| is_name(n) && self.word(n).is_some_and(is_first_name);
        let is_initial = self.word(n).is_some_and(|word| word.len() == 1) && self.is_mark(n + 1, ".");
        let end = match () {
            () if is_first_name(n) && is_name(n + 1) => n + 2,
            () if n == 0 && is_name(0) && is_first_name(1) && !is_name(2) => 2,
            () if n > 0 && is_initial && is_name(n + 2) => n + 3,
            () if n > 0 && is_name(n) => n + 1 + usize::from(is_name(n + 1)),
            () => return None,
        };
        let end = if self.joins_names(end) { end + 2 } else { end };
        // "(sołtys)"
        let closed = (end + 2..end + 5).find(|&n| self.is_mark(end, "(") && self.is_mark(n, ")"));
        let end = closed.map_or(end, |closed| closed + 1);
        // "I p." is a floor, "im. dr. Karola Marcinkowskiego" a patron
        let is_patron = |word: &str| ["im", "imienia", "sw"].contains(&word);
        let is_rank = |token: &&Token| match &token.kind {
            Kind::Word(word) => WORDS.connectors.has(word) && !is_patron(word),
            kind => *kind == Kind::Mark('.'),
        };
        let before = self.tokens[..self.at].iter().rev().find(|token| !is_rank(token));
        let is_other = |word: &str| ["i", "ii", "iii", "iv"].contains(&word) || is_patron(word);
        let is_other = before.is_some_and(|token| matches!(&token.kind, Kind::Word(word) if is_other(word)));
        (!is_other).then_some((end, Item::Person))
    }

    /// "1.", "2)", "a)" and "III." at the beginning; "1 Borzeń" is a row, "3 Maja" a street.
    fn ordinal(&self) -> Option<(usize, Item)> {
        let has_mark = self.is_mark(1, ".)|");
        match self.kind(0)? {
            Kind::Number(_, 1..=2) => {}
            Kind::Word(word) if has_mark && self.is_capital(0) && word.chars().all(|c| "ivx".contains(c)) => {}
            Kind::Word(word) if word.len() == 1 && self.is_mark(1, ")") => {}
            _ => return None,
        }
        let is_long = self.word(1).is_some_and(|word| word.len() > 2);
        let is_name = || is_long && self.is_capital(1) && !self.is_glued(1) && !self.is_month(1);
        let is_first = self.tokens[..self.at].iter().all(|token| matches!(token.kind, Kind::Mark(_)));
        let is_ordinal = is_first && (has_mark || self.kind(1).is_none() || is_name());
        is_ordinal.then_some((if has_mark { 2 } else { 1 }, Item::Ordinal))
    }
}
