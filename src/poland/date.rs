//! Dates, hours and words as Polish offices write them.
//!
//! A parser step answers one of three things: not mine, mine, or mine but impossible (with the reason). Day first, always:
//! `05.06.2017` is the fifth of June. Nothing here knows a clock: a year that is not written comes from the caller.

use chrono::{Datelike, NaiveDate, Weekday};

/// A letter without case and diacritics; what stands between words gives `None`.
fn base(c: char) -> Option<char> {
    let c = match c {
        'ą' | 'Ą' => 'a',
        'ć' | 'Ć' => 'c',
        'ę' | 'Ę' => 'e',
        'ł' | 'Ł' => 'l',
        'ń' | 'Ń' => 'n',
        'ó' | 'Ó' => 'o',
        'ś' | 'Ś' => 's',
        'ź' | 'Ź' | 'ż' | 'Ż' => 'z',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    };
    c.is_alphanumeric().then_some(c)
}

/// Combining marks (a decomposed "ó" is "o" and a mark): neither a letter nor a gap between words.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The words of a text in lower case, without diacritics, one blank between them: `"Pow. Żarski"` is `"pow zarski"`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|&c| !is_mark(c)) {
        match base(c) {
            Some(c) => {
                if gap && !out.is_empty() {
                    out.push(' ');
                }
                gap = false;
                out.push(c);
            }
            None => gap = true,
        }
    }
    out
}

/// Whether a folded text has one of these beginnings of words, or of several words.
pub fn has(folded: &str, beginnings: &[&str]) -> bool {
    beginnings
        .iter()
        .any(|start| folded.match_indices(start).any(|(at, _)| at == 0 || folded.as_bytes()[at - 1] == b' '))
}

/// Whether two texts are alike but for case, diacritics, blanks and punctuation.
pub fn same(a: &str, b: &str) -> bool {
    // most begin otherwise, and headings are compared with very many names
    if let ([x, ..], [y, ..]) = (a.as_bytes(), b.as_bytes())
        && x.is_ascii_alphanumeric()
        && y.is_ascii_alphanumeric()
        && !x.eq_ignore_ascii_case(y)
    {
        return false;
    }
    a.chars().filter_map(base).eq(b.chars().filter_map(base))
}

/// Whether a text begins with these words, in the sense of [`same`].
pub fn starts_with(text: &str, words: &str) -> bool {
    let mut text = text.chars().filter(|&c| !is_mark(c));
    // a blank stands for any gap, and the text may not go on with a letter
    let alike = words.chars().filter(|&c| !is_mark(c)).all(|c| text.next().is_some_and(|t| base(t) == base(c)));
    alike && text.next().and_then(base).is_none()
}

/// January is 1. Folded; nominative, genitive, the usual cuts, Roman numerals.
const MONTHS: [&[&str]; 12] = [
    &["stycznia", "styczen", "stycz", "sty", "i"],
    &["lutego", "luty", "lut", "ii"],
    &["marca", "marzec", "mar", "iii"],
    &["kwietnia", "kwiecien", "kwiec", "kwi", "iv"],
    &["maja", "maj", "v"],
    &["czerwca", "czerwiec", "czerw", "cze", "vi"],
    &["lipca", "lipiec", "lip", "vii"],
    &["sierpnia", "sierpien", "sierp", "sie", "viii"],
    &["wrzesnia", "wrzesien", "wrzes", "wrz", "ix"],
    &["pazdziernika", "pazdziernik", "pazdz", "paz", "x"],
    &["listopada", "listopad", "listop", "lis", "xi"],
    &["grudnia", "grudzien", "grudz", "gru", "xii"],
];

/// Monday first. Folded; nominative, accusative, genitive, the usual cuts.
const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["poniedzialek", "poniedzialku", "poniedz", "pon", "pn"]),
    (Weekday::Tue, &["wtorek", "wtorku", "wt", "wto"]),
    (Weekday::Wed, &["sroda", "srode", "srody", "sr", "sro"]),
    (Weekday::Thu, &["czwartek", "czwartku", "czwart", "czw", "cz"]),
    (Weekday::Fri, &["piatek", "piatku", "piat", "pt", "pia"]),
    (Weekday::Sat, &["sobota", "sobote", "soboty", "sob", "sb"]),
    (Weekday::Sun, &["niedziela", "niedziele", "niedzieli", "niedz", "nd", "ndz"]),
];

pub(crate) fn month(word: &str) -> Option<u32> {
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(number, _)| number)
}

/// The day of the week that a folded word names.
pub fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(_, names)| names.contains(&word)).map(|&(day, _)| day)
}

/// A piece of text as the grammars below see it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A run of digits: its value and how many digits.
    Number(u32, usize),
    /// A run of superscript digits, as in 10⁰⁰.
    Superscript(u32, usize),
    /// A run of letters, folded.
    Word(String),
    /// Anything else but blanks; every dash is `-`.
    Mark(char),
}

#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// Where it starts in the text, in octets.
    pub(crate) at: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

fn superscript(c: char) -> Option<u32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().zip(0..).find(|&(digit, _)| digit == c).map(|(_, value)| value)
}

/// A small letter before a capital ends a word: cells run together when a table loses its lines.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut glued = false; // no gap since the token before
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let is_new_word = before.is_lowercase() && c.is_uppercase();
        before = c;
        let end = at + c.len_utf8();
        let last = if glued && !is_new_word { found.last_mut() } else { None };
        let last = last.map(|token| (&mut token.kind, &mut token.end));
        let was_glued = std::mem::replace(&mut glued, true);
        let kind = if let Some(digit) = c.to_digit(10) {
            if let Some((Kind::Number(value, digits), last)) = last {
                (*value, *digits, *last) = (value.saturating_mul(10).saturating_add(digit), *digits + 1, end);
                continue;
            }
            Kind::Number(digit, 1)
        } else if let Some(digit) = superscript(c) {
            if let Some((Kind::Superscript(value, digits), last)) = last {
                (*value, *digits, *last) = (value.saturating_mul(10).saturating_add(digit), *digits + 1, end);
                continue;
            }
            Kind::Superscript(digit, 1)
        } else if is_mark(c) {
            // alone behind a blank it closes no gap
            glued = was_glued;
            continue;
        } else if let Some(letter) = base(c) {
            if let Some((Kind::Word(word), last)) = last {
                word.push(letter);
                *last = end;
                continue;
            }
            Kind::Word(letter.to_string())
        } else if c.is_whitespace() {
            glued = false;
            continue;
        } else {
            Kind::Mark(match c {
                '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
                c => c,
            })
        };
        found.push(Token { kind, at, end });
    }
    found
}

/// A place in the tokens; every step takes what it knows and leaves the rest.
pub(crate) struct Cursor<'t> {
    pub(crate) tokens: &'t [Token],
}

impl<'t> Cursor<'t> {
    pub(crate) fn peek(&self, n: usize) -> Option<&'t Kind> {
        self.tokens.get(n).map(|token| &token.kind)
    }
    pub(crate) fn skip(&mut self, n: usize) {
        self.tokens = &self.tokens[n.min(self.tokens.len())..];
    }
    pub(crate) fn mark(&mut self, among: &str) -> Option<char> {
        match self.peek(0) {
            Some(&Kind::Mark(c)) if among.contains(c) => {
                self.skip(1);
                Some(c)
            }
            _ => None,
        }
    }
    pub(crate) fn word<T>(&mut self, known: impl Fn(&str) -> Option<T>) -> Option<T> {
        match self.peek(0) {
            Some(Kind::Word(word)) => {
                let value = known(word)?;
                self.skip(1);
                Some(value)
            }
            _ => None,
        }
    }
    pub(crate) fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.peek(0) {
            Some(&Kind::Number(value, n)) if digits.contains(&n) => {
                self.skip(1);
                Some(value)
            }
            _ => None,
        }
    }
    pub(crate) fn skip_words(&mut self, words: &[&str], marks: &str) -> bool {
        let mut any = false;
        loop {
            if self.word(|word| words.contains(&word).then_some(())).is_some() {
                any = true;
            } else if self.mark(marks).is_none() {
                return any;
            }
        }
    }
}

/// No date and no hours are longer, in octets.
const LONGEST: usize = 200;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadDate {
    /// Nothing that this module reads as a date.
    Unreadable,
    /// The month is over 12.
    NoSuchMonth(u32),
    /// The month has fewer days.
    NoSuchDay {
        /// The year.
        year: i32,
        /// The month, 1–12.
        month: u32,
        /// How many days it has.
        days: u32,
    },
    /// More than one day: 12-13.05.2017, 5 i 6 maja.
    Several,
    /// Day and month without a year, and none was given.
    NoYear,
    /// The weekday written beside it is another.
    Weekday {
        /// The weekday of that date.
        is: Weekday,
        /// The date.
        date: NaiveDate,
    },
}

/// A date and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date<'t> {
    /// The day.
    pub date: NaiveDate,
    /// What follows it in the text: an hour, perhaps.
    pub rest: &'t str,
}

/// Reads a date at the start of a text: `2017-05-22`, `22.05.2017 r.`, `22/05/2017`, `22-05-2017`, `22 maja 2017 r.`,
/// `22 maj 2017`, `22 V 2017`, `22.05.17`, `czw. 8.06.2017`, `8.06.2017 (czwartek)`; with a `year` also `22 maja`.
///
/// # Errors
/// Says what is wrong with it.
pub fn date(text: &str, year: Option<i32>) -> Result<Date<'_>, BadDate> {
    if let Some((year, month, day)) = plain_date(text.as_bytes()) {
        return Ok(Date { date: day_of(year, month, day)?, rest: "" });
    }
    if text.len() > LONGEST {
        return Err(BadDate::Unreadable);
    }
    let tokens = tokens(text);
    let mut cursor = Cursor { tokens: &tokens };
    let said = before_date(&mut cursor);
    if several_days(&cursor) {
        return Err(BadDate::Several);
    }
    let (written, month, day) = numbers(&mut cursor).ok_or(BadDate::Unreadable)?;
    let this_year = after_date(&mut cursor);
    let date = match written {
        Some(_) if this_year => return Err(BadDate::Unreadable),
        Some(year) => day_of(year, month, day)?,
        None => {
            day_of(year.unwrap_or(2000), month, day)?; // 2000 has every day
            day_of(year.ok_or(BadDate::NoYear)?, month, day)?
        }
    };
    let said = said.or_else(|| weekday_after(&mut cursor));
    if said.is_some_and(|said| said != date.weekday()) {
        return Err(BadDate::Weekday { is: date.weekday(), date });
    }
    let rest = cursor.tokens.first().map_or("", |token| &text[token.at..]);
    // "22.05.2027, 23.05": what may be a day is no hour, unless a word before it says so
    let _ = cursor.mark("-,+/").is_some() || cursor.skip_words(&["i", "oraz", "do", "lub"], "");
    if another_day(&mut cursor) {
        return Err(BadDate::Several);
    }
    if rest.bytes().all(|byte| byte.is_ascii_digit()) && !rest.is_empty() {
        return Err(BadDate::Unreadable);
    }
    Ok(Date { date, rest })
}

/// Two days before one month: `12-13.05`, `12 i 13 maja`, `12, 13 maja`.
fn several_days(cursor: &Cursor) -> bool {
    let mut cursor = Cursor { tokens: cursor.tokens };
    cursor.number(1..=2).is_some()
        && (cursor.mark("-,+/").is_some() || cursor.skip_words(&["i", "oraz"], ""))
        && cursor.number(1..=2).is_some()
        && (cursor.mark(".").is_some() || cursor.word(month).is_some())
}

/// A day behind a date; `8-9.30` are hours.
fn another_day(cursor: &mut Cursor) -> bool {
    let range = matches!(cursor.peek(1), Some(Kind::Mark('-'))) && !matches!(cursor.peek(0), Some(Kind::Number(_, 4)));
    numbers(cursor).is_some_and(|(year, month, _)| (1..=12).contains(&month) && (year.is_some() || !range))
}

/// The two forms that need no grammar: `2017-05-22` and `22.05.2017`.
fn plain_date(text: &[u8]) -> Option<(i32, u32, u32)> {
    let number = |at: std::ops::Range<usize>| {
        text[at].iter().try_fold(0, |n: u32, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
    };
    match text {
        [_, _, _, _, b'-', _, _, b'-', _, _] => Some((number(0..4)?.cast_signed(), number(5..7)?, number(8..10)?)),
        [_, _, b'.', _, _, b'.', _, _, _, _] => Some((number(6..10)?.cast_signed(), number(3..5)?, number(0..2)?)),
        _ => None,
    }
}

fn day_of(year: i32, month: u32, day: u32) -> Result<NaiveDate, BadDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(BadDate::NoSuchMonth(month))?;
    let days = u32::from(first.num_days_in_month());
    first.with_day(day).ok_or(BadDate::NoSuchDay { year, month, days })
}

/// `w dniu`, `dnia`, and a weekday with what follows it.
fn before_date(cursor: &mut Cursor) -> Option<Weekday> {
    const FILLERS: &[&str] = &["w", "we", "dnia", "dniu", "dn"];
    cursor.skip_words(FILLERS, "");
    let said = cursor.word(weekday);
    cursor.skip_words(FILLERS, ".,");
    said
}

/// Year if written, month, day. Not in range yet.
pub(crate) fn numbers(cursor: &mut Cursor) -> Option<(Option<i32>, u32, u32)> {
    if let (Some(&Kind::Number(year, 4)), Some(&Kind::Mark(mark))) = (cursor.peek(0), cursor.peek(1)) {
        cursor.skip(1);
        cursor.mark("-./")?;
        let month = cursor.number(1..=2)?;
        (cursor.mark("-./")? == mark).then_some(())?;
        return Some((Some(year.cast_signed()), month, cursor.number(1..=2)?));
    }
    let day = cursor.number(1..=2)?;
    let separator = cursor.mark("-./");
    let (month, named) = match cursor.word(month) {
        Some(month) => (month, true),
        None => (cursor.number(1..=2).filter(|_| separator.is_some())?, false),
    };
    let year = if named && separator != Some('-') {
        cursor.skip_words(&[], ".,-");
        cursor.number(4..=4).map(u32::cast_signed)
    } else {
        year_behind(cursor, separator)
    };
    // 22.05.20277 is a slip and not a date without a year
    if year.is_none() && separator.is_some() && matches!(cursor.peek(0), Some(Kind::Number(_, 3 | 5..))) {
        return None;
    }
    Some((year, month, day))
}

/// `.2017`; `.17` where it can be nothing else: glued, behind the same sign as the month, and no hour (`12.05. 10:00`).
fn year_behind(cursor: &mut Cursor, separator: Option<char>) -> Option<i32> {
    let Some(&Kind::Mark(mark)) = cursor.peek(0) else { return None };
    let hour = || {
        matches!(
            (cursor.peek(2), cursor.peek(3)),
            (Some(Kind::Mark(':') | Kind::Superscript(..)), _) | (Some(Kind::Mark('.')), Some(Kind::Number(_, 2)))
        )
    };
    let glued = |cursor: &Cursor| matches!(cursor.tokens, [mark, year, ..] if year.at == mark.at + 1);
    let year = match cursor.peek(1) {
        Some(&Kind::Number(year, 4)) if "-./".contains(mark) => year.cast_signed(),
        Some(&Kind::Number(year, 2)) if Some(mark) == separator && glued(cursor) && !hour() => {
            // 97 is 1997, when the present counties were near
            year.cast_signed() + if year < 70 { 2000 } else { 1900 }
        }
        // the stop of "12.05."
        _ => {
            cursor.mark(".");
            return None;
        }
    };
    cursor.skip(2);
    Some(year)
}

/// `r.`, `roku`; `br.` and `b.r.` mean this year and give true.
pub(crate) fn after_date(cursor: &mut Cursor) -> bool {
    let mut this_year = false;
    while cursor
        .word(|word| match word {
            "r" | "rok" | "roku" => Some(false),
            "br" | "b" => Some(true),
            _ => None,
        })
        .map(|this| this_year |= this)
        .is_some()
        || cursor.mark(".,").is_some()
    {}
    this_year
}

/// `(wtorek)`, `, wtorek`, ` – (Wtorek)`.
fn weekday_after(cursor: &mut Cursor) -> Option<Weekday> {
    let before = cursor.tokens;
    cursor.skip_words(&[], "-,(");
    let said = cursor.word(weekday);
    if said.is_some() {
        cursor.skip_words(&[], ").,");
    } else {
        cursor.tokens = before;
    }
    said
}

/// Minutes since midnight, 0–1440.
pub type Minutes = u32;

/// Reads hours: `10:00`, `10.00`, `10`, `godz. 10`, `g. 9`, `10⁰⁰`, `godz. 1000`, `10:00:00`; and ranges of them:
/// `10:00–12:30`, `od 9:00 do 13:30`, `w godz. 12.00 - 14.30`. `None`: the text is something else.
pub fn hours(text: &str) -> Option<(Minutes, Option<Minutes>)> {
    if let [h1, h0, b':' | b'.', m1, m0] = text.as_bytes()
        && [h1, h0, m1, m0].iter().all(|b| b.is_ascii_digit())
    {
        let two = |a: &u8, b: &u8| u32::from(a - b'0') * 10 + u32::from(b - b'0');
        return Some((minutes(two(h1, h0), two(m1, m0))?, None));
    }
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    let mut cursor = Cursor { tokens: &tokens };
    let start = hour(&mut cursor)?;
    let end = if cursor.mark("-").is_some() || cursor.word(|word| (word == "do").then_some(())).is_some() {
        Some(hour(&mut cursor)?)
    } else {
        None
    };
    cursor.tokens.is_empty().then_some((start, end))
}

/// Reads the hour of an end: as [`hours`], but one only, and "do" may stand before it.
pub fn end_hour(text: &str) -> Option<Minutes> {
    let only = match text.split_once(char::is_whitespace) {
        Some((word, rest)) if same(word, "do") => hours(rest.trim_start()),
        _ => hours(text),
    };
    only.filter(|(_, end)| end.is_none()).map(|(hour, _)| hour)
}

fn minutes(hours: u32, minutes: u32) -> Option<Minutes> {
    (minutes < 60).then_some(hours.checked_mul(60)? + minutes).filter(|&all| all <= 24 * 60)
}

/// What stands before an hour.
const HOUR_WORDS: [&str; 11] =
    ["godz", "godzina", "godzinie", "godziny", "godzinach", "godzine", "g", "o", "od", "na", "w"];

/// One hour at the cursor.
pub(crate) fn hour(cursor: &mut Cursor) -> Option<Minutes> {
    let mut named = false;
    while cursor.word(|word| HOUR_WORDS.contains(&word).then_some(())).is_some() {
        named = true;
        while cursor.mark(".:,").is_some() {}
    }
    let found = match *cursor.peek(0)? {
        Kind::Number(value, 3..=4) if named => {
            cursor.skip(1);
            minutes(value / 100, value % 100)?
        }
        Kind::Number(hour, 1..=2) => {
            cursor.skip(1);
            let minute = match (cursor.peek(0), cursor.peek(1)) {
                (Some(&Kind::Superscript(minute, 2)), _) => {
                    cursor.skip(1);
                    minute
                }
                (Some(Kind::Mark(':' | '.')), Some(&Kind::Number(minute, 2))) => {
                    cursor.skip(2);
                    // seconds, as spreadsheets save them, if they are none
                    if let (Some(Kind::Mark(':' | '.')), Some(Kind::Number(0, 2))) = (cursor.peek(0), cursor.peek(1)) {
                        cursor.skip(2);
                    }
                    minute
                }
                // "10-tej", "od 9-ej do 13-tej"
                (Some(Kind::Mark('-')), Some(Kind::Word(word))) if ["tej", "ta", "ej"].contains(&word.as_str()) => {
                    cursor.skip(2);
                    0
                }
                _ => 0,
            };
            minutes(hour, minute)?
        }
        _ => return None,
    };
    cursor.mark(".");
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn folded_words() {
        assert_eq!(fold("  Pow. Żarski "), "pow zarski");
        assert_eq!(fold("strzelecko – drezdenecki"), "strzelecko drezdenecki");
        assert_eq!(fold("o\u{301}smy ŁÓDŹ"), "osmy lodz");
        assert!(same("Godz. rozpoczęcia", "GODZ ROZPOCZECIA"));
        assert!(same("godzina_do", "Godzina do"));
        assert!(!same("od", "do"));
    }

    #[test]
    fn dates_in_all_their_forms() {
        for text in [
            "2017-05-22",
            "22.05.2017",
            "22.05.2017 r.",
            "22.05.2017r.",
            "22.5.2017",
            "22/05/2017",
            "22-05-2017",
            "2017.05.22",
            "22 maja 2017 r.",
            "22 maja 2017 roku",
            "22 maj 2017",
            "22 Maj, 2017",
            "22 V 2017",
            "22.V.2017 r.",
            "22.05.17",
            "22-maj-17",
            "22-maj-2017",
            "22 . 05 . 2017",
            "22.05/2017",
            "pon. 22.05.2017",
            "poniedziałek, 22 maja 2017",
            "w poniedziałek 22 maja 2017 r.",
            "w dniu 22 maja 2017 r.",
            "22.05.2017 r. (poniedziałek)",
            "22.05.2017 – (Poniedziałek)",
            "PONIEDZIALEK 22.05.2017",
        ] {
            assert_eq!(date(text, None), Ok(Date { date: ymd(2017, 5, 22), rest: "" }), "{text}");
        }
        assert_eq!(date("22 maja", Some(2018)), Ok(Date { date: ymd(2018, 5, 22), rest: "" }));
        assert_eq!(date("19 lipca br.", Some(2018)), Ok(Date { date: ymd(2018, 7, 19), rest: "" }));
        assert_eq!(date("22.05.2017 godz. 10", None).unwrap().rest, "godz. 10");
        assert_eq!(date("14.05, g. 13.00", Some(2019)).unwrap().rest, "g. 13.00");
        // without a year, an hour is no year
        for day in ["12.05", "12.05.", "12/05", "12 maja", "śr. 12.05."] {
            for hour in ["10:00", "18:00–20:00", "godz. 10", "10⁰⁰", "- 10:00"] {
                let text = format!("{day} {hour}");
                assert_eq!(date(&text, None), Err(BadDate::NoYear), "{text}");
                let read = date(&text, Some(2027)).unwrap();
                assert_eq!(read.date, ymd(2027, 5, 12), "{text}");
                assert!(hours(read.rest.trim_start_matches(['-', ' '])).is_some(), "{text}: {}", read.rest);
            }
        }
        for (text, rest) in
            [("12.05.2027 10-12", "10-12"), ("12.05.2027 8-9.30", "8-9.30"), ("2027-05-12T10:00", "T10:00")]
        {
            assert_eq!(date(text, None).map(|read| (read.date, read.rest)), Ok((ymd(2027, 5, 12), rest)), "{text}");
        }
        assert_eq!(date("czw. 8.06.2017", None).unwrap().date, ymd(2017, 6, 8));
    }

    #[test]
    fn dates_that_are_none() {
        for text in ["", "jutro", "2017", "maj 2017", "22", "22 2017", "1/2", "22.05", "10:00", "2017-05", "22.05.201"]
        {
            let got = date(text, None);
            assert!(matches!(got, Err(BadDate::Unreadable | BadDate::NoYear)), "{text}: {got:?}");
        }
        assert_eq!(date("31.06.2026", None), Err(BadDate::NoSuchDay { year: 2026, month: 6, days: 30 }));
        assert_eq!(date("29.02.2027", None), Err(BadDate::NoSuchDay { year: 2027, month: 2, days: 28 }));
        assert_eq!(date("0.06.2026", None), Err(BadDate::NoSuchDay { year: 2026, month: 6, days: 30 }));
        assert_eq!(date("05/22/2017", None), Err(BadDate::NoSuchMonth(22)));
        assert_eq!(date("22 maja", None), Err(BadDate::NoYear));
        for text in [
            "27-28 maja 2019",
            "12-13.05.2027",
            "5 i 6 sierpnia",
            "19 -20 maja 2022 roku",
            "1,2 czerwca 2027",
            "01.06.2027-02.06.2027",
            "22.05.2027, 23.05",
            "18.09.2018 r. oraz 19.09.2018 r.",
            "26 – 27.08.2014 r.",
        ] {
            assert_eq!(date(text, Some(2017)), Err(BadDate::Several), "{text}");
        }
        assert_eq!(date("wt. 22.05.2017", None), Err(BadDate::Weekday { is: Weekday::Mon, date: ymd(2017, 5, 22) }));
    }

    #[test]
    fn hours_in_all_their_forms() {
        for (text, want) in [
            ("10:00", (600, None)),
            ("10.00", (600, None)),
            ("9:30", (570, None)),
            ("10", (600, None)),
            ("godz. 10", (600, None)),
            ("godz. 10-tej", (600, None)),
            ("od 9-ej do 13-tej", (540, Some(780))),
            ("godz.17.00", (1020, None)),
            ("na godz. 18.30", (1110, None)),
            ("g. 9", (540, None)),
            ("o godzinie 9:30", (570, None)),
            ("10⁰⁰", (600, None)),
            ("godz. 1000", (600, None)),
            ("godz. 930", (570, None)),
            ("10:00:00", (600, None)),
            ("10:00–12:30", (600, Some(750))),
            ("10:00 - 12:30", (600, Some(750))),
            ("13.45– 15.45", (825, Some(945))),
            ("12.00. – 14.00", (720, Some(840))),
            ("od 9:00 do 13:30", (540, Some(810))),
            ("w godz. 12.00 - 14.30", (720, Some(870))),
            ("w godzinach od 9:00 do 14:00", (540, Some(840))),
            ("8-15", (480, Some(900))),
            ("godz.12-19.00", (720, Some(1140))),
            ("18:00-24:00", (1080, Some(1440))),
        ] {
            assert_eq!(hours(text), Some(want), "{text}");
        }
        for text in
            ["", "rano", "25:00", "10:60", "24:01", "1000", "10:5", "10,5", "10:00:30", "10:00 i 12:00", "-", "od"]
        {
            assert_eq!(hours(text), None, "{text}");
        }
    }
}
