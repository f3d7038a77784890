//! Dates and hours as Polish offices write them.
//!
//! A parser step answers one of three things: not mine, mine, or mine but impossible (with the reason). Day first, always:
//! `05.06.2017` is the fifth of June. Nothing here knows a clock: a year that is not written comes from the caller.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use crate::poland::token::Kind::{Mark, Number, Superscript, Word};

pub(crate) use crate::poland::token::{Cursor, Kind, Token, tokens};
pub use crate::poland::words::fold;
pub(crate) use crate::poland::words::{Beginnings, answer, from_each_word, has, same, says, starts_with};

/// A month or a day of the week: nominative, genitive; other cases, the usual cuts and Roman numerals, separated by `|`.
type Name = (String, String, String);

/// January first.
static MONTHS: LazyLock<Vec<Name>> = LazyLock::new(|| crate::poland::rows(include_str!("months.csv")));

/// Monday first.
static WEEKDAYS: LazyLock<Vec<Name>> = LazyLock::new(|| crate::poland::rows(include_str!("weekdays.csv")));

/// The names' numbers, from 0, by all their forms, folded: nearly each word of a text is looked for.
fn by_form(names: &[Name]) -> HashMap<String, u32> {
    let forms = |(number, (nominative, genitive, other)): (u32, &Name)| {
        let all = other.split('|').chain([&**nominative, &**genitive]).map(fold);
        all.map(|form| (form, number)).collect::<Vec<_>>()
    };
    (0..).zip(names).flat_map(forms).collect()
}

/// The month that a folded word names; January is 1.
pub(crate) fn month(word: &str) -> Option<u32> {
    static BY_FORM: LazyLock<HashMap<String, u32>> = LazyLock::new(|| by_form(&MONTHS));
    BY_FORM.get(word).map(|number| number + 1)
}

/// The day of the week that a folded word names.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    static BY_FORM: LazyLock<HashMap<String, u32>> = LazyLock::new(|| by_form(&WEEKDAYS));
    Weekday::try_from(u8::try_from(*BY_FORM.get(word)?).ok()?).ok()
}

/// "stycznia", as a date has it; January is 1.
pub(crate) fn month_genitive(month: u32) -> &'static str {
    (1..).zip(MONTHS.iter()).find(|&(number, _)| number == month).map_or("", |(_, name)| &name.1)
}

/// The words of a cell of months or years, without "r." and "rok"; none, if it has marks: "2027?", "2026/2027".
fn parts(text: &str) -> Vec<String> {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | ':'));
    let folded = if is_plain { fold(text) } else { String::new() };
    folded.split(' ').filter(|word| !["", "r", "rok", "roku"].contains(word)).map(str::to_owned).collect()
}

/// The year that a cell of years says: "2027", "2027 r."
pub(crate) fn year_in(text: &str) -> Option<i32> {
    let parts = parts(text);
    let [year] = &parts[..] else { return None };
    year.parse().ok().filter(|_| year.len() == 4)
}

/// The month that a cell of months says, and its year: "marzec", "III", "03", "Marzec 2027 r.".
pub(crate) fn month_in(text: &str) -> Option<(u32, Option<i32>)> {
    let parts = parts(text);
    let (word, rest) = parts.split_first()?;
    let month = month(word).or(word.parse().ok()).filter(|month| (1..=12).contains(month))?;
    match rest {
        [] => Some((month, None)),
        [year] => Some((month, Some(year_in(year)?))),
        _ => None,
    }
}

/// The same of a text whose cell may be of anything: "V" and "05" may be a row's number there.
pub(crate) fn month_alone(text: &str) -> Option<(u32, Option<i32>)> {
    let is_name = text.chars().take_while(|c| c.is_alphabetic()).count() > 2;
    month_in(text).filter(|_| is_name)
}

/// The numbers of four digits in a text, which may be years.
pub(crate) fn four_digits(text: &str) -> impl Iterator<Item = i32> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok())
}

/// "poniedziałek".
pub(crate) fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS.get(day.num_days_from_monday() as usize).map_or("", |name| &name.0)
}

/// No date is longer, in octets.
const LONGEST: usize = 200;

/// Why a text is no date; of a kind and with what is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum BadDate {
    // Nothing that this module reads as a date. `serial`: it is a number as spreadsheets count days.
    Date { text: String, serial: bool },
    // The month is over 12.
    Month { month: u32 },
    // The month has fewer days.
    Day { year: i32, month: u32, days: u32, first: String, last: String },
    // More than one day: 12-13.05.2017, 5 i 6 maja.
    SeveralDays { text: String },
    // Day and month without a year, and none was given.
    Year { text: String },
    // The weekday beside it is another than that of the date.
    Weekday { text: String, date: NaiveDate, weekday: Weekday },
}

impl BadDate {
    /// Of a text that is read as no date.
    pub(crate) fn unreadable(text: &str) -> Self {
        // a day since 1900
        let serial = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        Self::Date { text: text.to_owned(), serial }
    }
}

/// Reads a date at the start of a text: `2017-05-22`, `22.05.2017 r.`, `22/05/2017`, `22-05-2017`, `22 maja 2017 r.`,
/// `22 maj 2017`, `22-go maja 2017`, `22 V 2017`, `22.05.17`, `22,05.2017` (a number pad's comma), `czw. 8.06.2017`,
/// `8.06.2017 (czwartek)`; with a `year` also `22 maja`. Gives what follows it in the text, too: an hour, perhaps.
///
/// # Errors
/// Says what is wrong with it.
pub(crate) fn date(text: &str, year: Option<i32>) -> Result<(NaiveDate, &str), BadDate> {
    let unreadable = || BadDate::unreadable(text);
    if text.len() > LONGEST {
        return Err(unreadable());
    }
    let tokens = tokens(text);
    let mut cursor = Cursor { tokens: &tokens };
    let said = before_date(&mut cursor);
    if several_days(cursor) {
        return Err(BadDate::SeveralDays { text: text.to_owned() });
    }
    let (written, month, day) = numbers(&mut cursor).ok_or_else(unreadable)?;
    if after_date(&mut cursor) && written.is_some() {
        return Err(unreadable());
    }
    let said = said.or_else(|| weekday_after(&mut cursor));
    // "13 maja (czwartek) 2027"
    let behind = said.filter(|_| written.is_none()).and_then(|_| cursor.number(4..=4)).map(u32::cast_signed);
    let written = written.or(behind);
    let known = written.or(year);
    // 2000 has every day
    let date = day_of(known.unwrap_or(2000), month, day)?;
    known.ok_or_else(|| BadDate::Year { text: text.to_owned() })?;
    let weekday = date.weekday();
    if said.is_some_and(|said| said != weekday) {
        return Err(BadDate::Weekday { text: text.to_owned(), date, weekday });
    }
    let rest = cursor.tokens.first().map_or("", |token| &text[token.at..]);
    // "22.05.2027, 23.05": what may be a day is no hour, unless a word before it says so
    let _ = cursor.mark("-,+/").is_some() || cursor.skip_words(&["i", "oraz", "do", "lub"], "");
    if another_day(&mut cursor) {
        return Err(BadDate::SeveralDays { text: text.to_owned() });
    }
    let is_number = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Err(unreadable()) } else { Ok((date, rest)) }
}

/// Two days before one month: `12-13.05`, `12 i 13 maja`, `12, 13 maja`.
fn several_days(mut cursor: Cursor) -> bool {
    !has_comma(&cursor)
        && cursor.number(1..=2).is_some()
        && (cursor.mark("-,+/").is_some() || cursor.skip_words(&["i", "oraz"], ""))
        && cursor.number(1..=2).is_some()
        && (cursor.mark(".").is_some() || cursor.word(month).is_some())
}

/// `22,05.2017`: a number pad's comma for the point. Of two days before a month the second has no year behind it.
fn has_comma(cursor: &Cursor) -> bool {
    let kinds = [0, 1, 2, 3, 4].map(|n| cursor.peek(n));
    matches!(kinds, [_, Some(Mark(',')), Some(Number(_, 1..=2)), Some(Mark('.' | ',')), Some(Number(_, 4))])
}

/// A day behind a date; `8-9.30` are hours.
fn another_day(cursor: &mut Cursor) -> bool {
    let range = matches!(cursor.peek(1), Some(Mark('-'))) && !matches!(cursor.peek(0), Some(Number(_, 4)));
    numbers(cursor).is_some_and(|(year, month, _)| (1..=12).contains(&month) && (year.is_some() || !range))
}

fn day_of(year: i32, month: u32, day: u32) -> Result<NaiveDate, BadDate> {
    let start = NaiveDate::from_ymd_opt(year, month, 1).ok_or(BadDate::Month { month })?;
    let days = u32::from(start.num_days_in_month());
    let written = |day: u32| format!("{day:02}.{month:02}.{year}");
    start.with_day(day).ok_or_else(|| BadDate::Day { year, month, days, first: written(1), last: written(days) })
}

/// `w dniu`, `dnia`, and a weekday with what follows it.
fn before_date(cursor: &mut Cursor) -> Option<Weekday> {
    const FILLERS: &[&str] = &["w", "we", "dnia", "dniu", "dn"];
    cursor.skip_words(FILLERS, "([");
    let said = cursor.word(weekday);
    cursor.skip_words(FILLERS, ".,)]-;");
    said
}

/// How a day is said in full, behind its number.
const ORDINALS: [&str; 13] = ["go", "ego", "tego", "szego", "ciego", "mego", "ty", "szy", "ci", "st", "nd", "rd", "th"];

/// Year if written, month, day. Not in range yet.
pub(crate) fn numbers(cursor: &mut Cursor) -> Option<(Option<i32>, u32, u32)> {
    if let (Some(&Number(year, 4)), Some(&Mark(mark))) = (cursor.peek(0), cursor.peek(1)) {
        cursor.skip(1);
        cursor.mark("-./")?;
        let month = cursor.number(1..=2)?;
        (cursor.mark("-./")? == mark).then_some(())?;
        return Some((Some(year.cast_signed()), month, cursor.number(1..=2)?));
    }
    // "May 13, 2027", but not "V 13"
    if let (Some(Word(word)), Some(&Number(day, 1..=2))) = (cursor.peek(0), cursor.peek(1)) {
        let month = month(word).filter(|_| word.len() > 2)?;
        cursor.skip(2);
        cursor.skip_words(&ORDINALS, ",");
        return Some((Some(cursor.number(4..=4)?.cast_signed()), month, day));
    }
    // 20270511
    if let Some(&Number(number @ 19_960_000..21_000_000, 8)) = cursor.peek(0) {
        cursor.skip(1);
        return Some((Some((number / 10_000).cast_signed()), number / 100 % 100, number % 100));
    }
    let separators = if has_comma(cursor) { "," } else { "-./" };
    let day = cursor.number(1..=2)?;
    // "11-go maja", "1szego maja"
    let behind = cursor.tokens;
    cursor.mark("-");
    if cursor.word(|word| ORDINALS.contains(&word).then_some(())).is_none() {
        cursor.tokens = behind;
    }
    let separator = cursor.mark(separators);
    let (month, named) = match cursor.word(month) {
        Some(month) => (month, true),
        None => (cursor.number(1..=2).filter(|_| separator.is_some())?, false),
    };
    let year_token = cursor.peek(1);
    let mut year = year_behind(cursor, separator);
    if named && year.is_none() && separator != Some('-') {
        cursor.skip_words(&[], ".,");
        let behind = cursor.tokens;
        // "17 maja – 2027", but "17 maja – 21 czerwca"
        cursor.skip_words(&[], ".,-");
        year = cursor.number(4..=4).map(u32::cast_signed);
        cursor.tokens = if year.is_some() { cursor.tokens } else { behind };
    }
    // 27-05-11 may be of 2027
    let is_short = matches!(year_token, Some(Number(_, 2))) && !named && separator == Some('-');
    let is_unsure = is_short && year.is_some_and(|year| day > year.cast_unsigned() % 100);
    // 22.05.20277 is a slip and not a date without a year
    let is_slip = year.is_none() && separator.is_some() && matches!(cursor.peek(0), Some(Number(_, 3 | 5..)));
    (!is_unsure && !is_slip).then_some((year, month, day))
}

/// `.2017`; `.17` where it can be nothing else: glued, behind the same sign as the month, and no hour (`12.05. 10:00`).
fn year_behind(cursor: &mut Cursor, separator: Option<char>) -> Option<i32> {
    let Some(&Mark(mark)) = cursor.peek(0) else { return None };
    let is_glued = matches!(cursor.tokens, [mark, year, ..] if year.at == mark.at + 1);
    let behind = (cursor.peek(2), cursor.peek(3));
    let is_hour = matches!(behind, (Some(Mark(':') | Superscript(..)), _) | (Some(Mark('.')), Some(Number(_, 2))));
    let year = match cursor.peek(1) {
        Some(&Number(year, 4)) if "-./".contains(mark) || mark == ',' && is_glued => year,
        // 97 is 1997, when the present counties were near
        Some(&Number(year, 2)) if Some(mark) == separator && is_glued && !is_hour => {
            year + if year < 70 { 2000 } else { 1900 }
        }
        // the stop of "12.05."
        _ => {
            cursor.mark(".");
            return None;
        }
    };
    cursor.skip(2);
    Some(year.cast_signed())
}

/// `r.`, `roku`; `br.` and `b.r.` mean this year and give true.
pub(crate) fn after_date(cursor: &mut Cursor) -> bool {
    const YEAR: &[&str] = &["r", "rok", "roku"];
    cursor.skip_words(YEAR, ".,");
    let this_year = cursor.skip_words(&["br", "b"], ".,");
    cursor.skip_words(YEAR, ".,");
    this_year
}

/// `(wtorek)`, `, wtorek`, ` – (Wtorek)`.
pub(crate) fn weekday_after(cursor: &mut Cursor) -> Option<Weekday> {
    let mut ahead = *cursor;
    ahead.skip_words(&[], "-,([/");
    let said = ahead.word(weekday)?;
    ahead.skip_words(&[], ")].,");
    *cursor = ahead;
    Some(said)
}

/// Minutes since midnight, 0–1440.
pub(crate) type Minutes = u32;

/// What people write for the raised zeros of 10⁰⁰, for AM and PM, and to say that an hour is not exact.
static WRITTEN: LazyLock<Vec<(String, String)>> = LazyLock::new(|| crate::poland::rows(include_str!("hours.csv")));

/// A text of hours in one writing; `~` stands where an hour is not exact.
fn rewritten(text: &str) -> String {
    // nearly every cell
    if text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')) {
        return text.to_owned();
    }
    // "ok." is a word by itself, not the end of "rok"
    let text = format!(" {}", text.to_lowercase().replace(['-', '–'], " - "));
    let put = |text: String, (written, meant): &(String, String)| text.replace(written, meant);
    WRITTEN.iter().fold(text, put)
}

/// Reads hours: `10:00`, `10.00`, `10`, `godz. 10`, `g. 9`, `10⁰⁰`, `9°°`, `16 00`, `godz. 1000`, `10:00:00`, `1:30 PM`,
/// `ok. 10`; and ranges of them: `10:00–12:30`, `od 9:00 do 13:30`, `w godz. 12.00 - 14.30`, `9-11 AM`. `None`: the text is
/// something else.
pub(crate) fn hours(text: &str) -> Option<(Minutes, Option<Minutes>)> {
    text.contains(char::is_numeric).then_some(())?;
    let text = rewritten(text);
    let tokens = tokens(&text);
    let mut cursor = Cursor { tokens: &tokens };
    let (start, half) = hour_and_half(&mut cursor)?;
    let is_range = cursor.mark("-").is_some() || cursor.skip_words(&["do"], "");
    let end = if is_range { Some(hour_and_half(&mut cursor)?) } else { None };
    cursor.tokens.is_empty().then_some(())?;
    let Some((end, end_half)) = end else { return Some((of_day(start, half)?, None)) };
    let end = of_day(end, end_half)?;
    // "9-11 AM" is all in the morning, "10-2 PM" is not all after noon
    let is_before = |half| of_day(start, half).filter(|&start| start < end);
    let in_other_half = || of_day(start, end_half.map(|is_pm| !is_pm));
    let start = if half.is_some() { of_day(start, half) } else { is_before(end_half).or_else(in_other_half) };
    Some((start?, Some(end)))
}

/// Whether a text is of hours, and no plain number, which may count anything.
pub(crate) fn is_hour(text: &str) -> bool {
    hours(text).is_some() && text.contains(|c: char| !c.is_ascii_digit())
}

/// Whether a text says that its hour is not exact: `ok. 10:00`, `około 10`, `ca 10:00`, `~10`.
pub(crate) fn is_approximate(text: &str) -> bool {
    rewritten(text).contains('~')
}

/// Whether a text has an hour with AM or PM, as English programs write them, which may write the month first, too.
pub(crate) fn is_english(text: &str) -> bool {
    rewritten(text).split(|c: char| !c.is_alphabetic()).any(|word| ["am", "pm"].contains(&word))
}

/// One hour of a cell, and whether it is PM, or AM.
fn hour_and_half(cursor: &mut Cursor) -> Option<(Minutes, Option<bool>)> {
    let tokens = cursor.tokens;
    cursor.skip_words(&[], "~");
    let mut minutes = hour(cursor)?;
    let taken = &tokens[..tokens.len() - cursor.tokens.len()];
    let is_bare = taken.iter().filter(|token| !matches!(token.kind, Word(_) | Mark(_))).count() == 1;
    // "16 00"; but "8 15" may be from 8 to 15
    let is_h = cursor.skip_words(&["h"], "");
    if let (true, 0, Some(&Number(minute @ 0..=59, 2))) = (is_bare, minutes % 60, cursor.peek(0))
        && (is_h || minute == 0 || minute >= 25)
    {
        cursor.skip(1);
        minutes += minute;
    }
    let half = cursor.word(|word| if ["am", "pm"].contains(&word) { Some(word == "pm") } else { None });
    Some((minutes, half))
}

/// An hour of AM or PM as minutes of the day.
fn of_day(minutes: Minutes, is_pm: Option<bool>) -> Option<Minutes> {
    let Some(is_pm) = is_pm else { return Some(minutes) };
    (60..13 * 60).contains(&minutes).then_some(minutes % (12 * 60) + 12 * 60 * u32::from(is_pm))
}

/// Reads the hour of an end: as [`hours`], but one only, and "do" may stand before it.
pub(crate) fn end_hour(text: &str) -> Option<Minutes> {
    let named = text.split_once(char::is_whitespace).filter(|(word, _)| same(word, "do"));
    hours(named.map_or(text, |(_, hour)| hour)).filter(|(_, end)| end.is_none()).map(|(hour, _)| hour)
}

/// What stands before an hour.
const HOUR_WORDS: [&str; 11] =
    ["godz", "godzina", "godzinie", "godziny", "godzinach", "godzine", "g", "o", "od", "na", "w"];

/// One hour at the cursor.
pub(crate) fn hour(cursor: &mut Cursor) -> Option<Minutes> {
    let mut named = false;
    while cursor.skip_words(&HOUR_WORDS, "") {
        named = true;
        cursor.skip_words(&[], ".:,~");
    }
    let (hour, minute, length) = match (cursor.peek(0)?, cursor.peek(1), cursor.peek(2)) {
        (&Number(value, 3..=4), ..) if named => (value / 100, value % 100, 1),
        (&Number(hour, 1..=2), Some(&Superscript(minute, 2)), _) => (hour, minute, 2),
        (&Number(hour, 1..=2), Some(Mark(':' | '.')), Some(&Number(minute, 2))) => {
            // seconds, as spreadsheets save them, if they are none
            let seconds = (cursor.peek(3), cursor.peek(4));
            let is_longer = matches!(seconds, (Some(Mark(':' | '.')), Some(Number(0, 2))));
            (hour, minute, if is_longer { 5 } else { 3 })
        }
        // "10-tej", "od 9-ej do 13-tej"
        (&Number(hour, 1..=2), Some(Mark('-')), Some(Word(word)))
            if ["tej", "ta", "ej", "stej"].contains(&word.as_str()) =>
        {
            (hour, 0, 3)
        }
        (&Number(hour, 1..=2), ..) => (hour, 0, 1),
        _ => return None,
    };
    cursor.skip(length);
    let found = Some(hour * 60 + minute).filter(|&all| minute < 60 && all <= 24 * 60)?;
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
    fn the_tables_are_whole() {
        let names: Vec<_> = (0..=13).map(month_genitive).collect();
        assert_eq!((names[0], names[1], names[12], names[13]), ("", "stycznia", "grudnia", ""));
        assert_eq!((weekday_name(Weekday::Mon), weekday_name(Weekday::Sun)), ("poniedziałek", "niedziela"));
        assert_eq!((MONTHS.len(), WEEKDAYS.len()), (12, 7));
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
            "22/V/2017",
            "22.V.17",
            "20170522",
            "22 May 2017",
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
            "22-go maja 2017 r.",
            "22-ego maja 2017",
            "22go maja 2017",
            "dnia 22-tego maja 2017 r.",
            "22. maja 2017",
            "22,05.2017",
            "22.05,2017",
            "22,05,2017 r.",
            "pon. 22,5,2017",
            "(pon.) 22.05.2017",
            "poniedziałek – 22.05.2017",
            "22.05.2017/poniedziałek",
            "22 maja (poniedziałek) 2017",
            "Monday, 22 May 2017",
            "Mon 22.05.2017",
            "May 22, 2017",
            "Monday, May 22nd, 2017",
            "22nd May 2017",
        ] {
            assert_eq!(date(text, None), Ok((ymd(2017, 5, 22), "")), "{text}");
        }
        // the year can only be the last
        assert_eq!(date("11-05-27", None).map(|(date, _)| date), Ok(ymd(2027, 5, 11)));
        assert_eq!(date("22 maja", Some(2018)), Ok((ymd(2018, 5, 22), "")));
        assert_eq!(date("19 lipca br.", Some(2018)), Ok((ymd(2018, 7, 19), "")));
        assert_eq!(date("22.05.2017 godz. 10", None).unwrap().1, "godz. 10");
        assert_eq!(date("14.05, g. 13.00", Some(2019)).unwrap().1, "g. 13.00");
        // without a year, an hour is no year
        for day in ["12.05", "12.05.", "12/05", "12 maja", "śr. 12.05."] {
            for hour in ["10:00", "18:00–20:00", "godz. 10", "10⁰⁰", "- 10:00"] {
                let text = format!("{day} {hour}");
                assert!(matches!(date(&text, None), Err(BadDate::Year { .. })), "{text}");
                let (date, rest) = date(&text, Some(2027)).unwrap();
                assert_eq!(date, ymd(2027, 5, 12), "{text}");
                assert!(hours(rest.trim_start_matches(['-', ' '])).is_some(), "{text}: {rest}");
            }
        }
        for (text, rest) in
            [("12.05.2027 10-12", "10-12"), ("12.05.2027 8-9.30", "8-9.30"), ("2027-05-12T10:00", "T10:00")]
        {
            assert_eq!(date(text, None), Ok((ymd(2027, 5, 12), rest)), "{text}");
        }
        assert_eq!(date("czw. 8.06.2017", None).unwrap().0, ymd(2017, 6, 8));
    }

    #[test]
    fn dates_that_are_none() {
        for text in [
            "",
            "jutro",
            "2017",
            "maj 2017",
            "22",
            "22 2017",
            "1/2",
            "22.05",
            "10:00",
            "2017-05",
            "22.05.201",
            "27-05-11",
            "28-05-27",
            "May 22",
            "May 22-23, 2017",
            "V 22 2017",
            "19000101",
        ] {
            let got = date(text, None);
            assert!(matches!(got, Err(BadDate::Date { .. } | BadDate::Year { .. })), "{text}: {got:?}");
        }
        assert!(matches!(date("31.06.2026", None), Err(BadDate::Day { year: 2026, month: 6, days: 30, .. })));
        assert!(matches!(date("29.02.2027", None), Err(BadDate::Day { year: 2027, month: 2, days: 28, .. })));
        assert!(matches!(date("0.06.2026", None), Err(BadDate::Day { year: 2026, month: 6, days: 30, .. })));
        assert_eq!(date("05/22/2017", None), Err(BadDate::Month { month: 22 }));
        assert_eq!(date("22 maja", None), Err(BadDate::Year { text: "22 maja".to_owned() }));
        for text in [
            "27-28 maja 2019",
            "12-13.05.2027",
            "5 i 6 sierpnia",
            "19 -20 maja 2022 roku",
            "1,2 czerwca 2027",
            "1, 2.06.2027",
            "1,2.06.2027",
            "01.06.2027-02.06.2027",
            "22.05.2027, 23.05",
            "18.09.2018 r. oraz 19.09.2018 r.",
            "26 – 27.08.2014 r.",
        ] {
            assert_eq!(date(text, Some(2017)), Err(BadDate::SeveralDays { text: text.to_owned() }), "{text}");
        }
        let (text, date_of) = ("wt. 22.05.2017", ymd(2017, 5, 22));
        let want = BadDate::Weekday { text: text.to_owned(), date: date_of, weekday: Weekday::Mon };
        assert_eq!(date(text, None), Err(want));
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
            ("21:00–0:00", (1260, Some(0))),
            ("ok. 10:00", (600, None)),
            ("około 10", (600, None)),
            ("ca 10:00", (600, None)),
            ("ca. 10:00 - ok. 12", (600, Some(720))),
            ("10:00–ok. 12:00", (600, Some(720))),
            ("godz. ok. 10", (600, None)),
            ("ok. godz. 10.30", (630, None)),
            ("~10:00", (600, None)),
            ("16 00", (960, None)),
            ("10h", (600, None)),
            ("10 h 15", (615, None)),
            ("10h30", (630, None)),
            ("10:00 h", (600, None)),
            ("10:00--12:00", (600, Some(720))),
            ("godz. 16 30", (990, None)),
            ("9 00 – 12 30", (540, Some(750))),
            ("9ºº", (540, None)),
            ("9°°-12°°", (540, Some(720))),
            ("10oo", (600, None)),
            ("1:30 PM", (810, None)),
            ("10:00:00 AM", (600, None)),
            ("9am", (540, None)),
            ("12 PM", (720, None)),
            ("12:15 a.m.", (15, None)),
            ("1:30 p.m. – 3:00 p.m.", (810, Some(900))),
            ("9-11 AM", (540, Some(660))),
            ("10-2 PM", (600, Some(840))),
            ("1–3 PM", (780, Some(900))),
        ] {
            assert_eq!(hours(text), Some(want), "{text}");
        }
        for text in
            ["", "rano", "25:00", "10:60", "24:01", "1000", "10:5", "10,5", "10:00:30", "10:00 i 12:00", "-", "od"]
        {
            assert_eq!(hours(text), None, "{text}");
        }
        // from 8 to 15, perhaps; minutes twice; an hour of 24 with AM; what follows
        for text in ["8 15", "10 12", "10:00 30", "10⁰⁰ 30", "13:00 PM", "0:30 AM", "10 a", "ok.", "10 00 00", "9 am x"]
        {
            assert_eq!(hours(text), None, "{text}");
        }
        assert!(is_approximate("ok. 10") && is_approximate("10:00 – ~12:00") && !is_approximate("godz. 10"));
        assert!(!is_approximate("5 lipca 2027 rok, 10:00") && is_approximate("5 lipca 2027, ok 10:00"));
    }
}
