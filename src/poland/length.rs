//! Lengths of time as people write them.

use std::sync::LazyLock;

use chrono::TimeDelta;

use super::date::{fold, has, hours};

/// What is written in other ways, and how it is read here.
static WRITTEN: LazyLock<Vec<(String, String)>> = LazyLock::new(|| super::rows(include_str!("lengths.csv")));

/// What some lengths are counted in, beside hours and minutes of the clock: beginnings of words, folded.
const OTHER_UNITS: [&str; 7] = ["dni", "dzien", "tyg", "kwadr", "lekc", "dydakt", "45"];

/// No length that is written as an hour is longer; it is an hour.
pub(crate) const LONGEST: TimeDelta = TimeDelta::hours(8);

/// `3 h`, `2,5 godz.`, `90 min`, `1:30`, `1 godz. 30 min`, `1h30`, `ok. 2 h`, `2x45 min`, `90'`, `PT1H30M`; more than nothing, at
/// most a day. A number alone is of what the heading counts in; of hours, if it says nothing and there are few, of minutes, if
/// there are many.
pub(crate) fn length(text: &str, heading: &str) -> Option<TimeDelta> {
    if text.is_empty() {
        return None;
    }
    if text.contains(':') {
        let (minutes, end) = hours(text)?;
        return Some(TimeDelta::minutes(minutes.into())).filter(|&length| end.is_none() && length <= LONGEST);
    }
    let text = WRITTEN.iter().fold(text.to_lowercase(), |text, (written, meant)| text.replace(written, meant));
    let (mut rest, mut times, mut minutes, mut last) = (text.trim(), 1.0, 0.0, u32::MAX);
    while !rest.is_empty() {
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
        let number: f64 = rest[..rest.len() - behind.len()].replace(',', ".").parse().ok()?;
        let (unit, after) = behind.split_at(behind.find(|c: char| c.is_ascii_digit()).unwrap_or(behind.len()));
        rest = after;
        let counts = match unit.trim().trim_end_matches('.') {
            "x" if last == u32::MAX && number.fract() == 0.0 => {
                times *= number;
                continue;
            }
            "" if !rest.is_empty() => return None,
            // "1h30"
            "" if last == 60 => 1,
            "" if times > 1.0 || has(&fold(heading), &OTHER_UNITS) => return None,
            "" => match fold(heading).split(' ').rev().find_map(unit_of) {
                Some(minutes) => minutes,
                None if number <= 8.0 => 60,
                None => Some(1).filter(|_| number >= 20.0)?,
            },
            unit => unit_of(unit).filter(|_| unit.chars().all(char::is_alphabetic))?,
        };
        // "1.30" is an hour and a half to some; minutes behind hours are less than an hour
        let counted = number * f64::from(counts);
        let is_exact = counted.fract() == 0.0 && (number * 4.0).fract() == 0.0;
        (is_exact && counts < last && (last == u32::MAX || number < 60.0)).then_some(())?;
        minutes += counted;
        last = counts;
    }
    let minutes = minutes * times;
    (0.0 < minutes && minutes <= 1440.0).then(|| TimeDelta::minutes(minutes as i64))
}

/// Whether lessons are counted, which are shorter than hours.
pub(crate) fn is_of_lessons(text: &str, heading: &str) -> bool {
    has(&fold(&format!("{heading} {text}")), &OTHER_UNITS[4..])
}

/// What stands behind a whole number, nothing perhaps; `None`: the text is something else.
pub(crate) fn unit(text: &str) -> Option<&str> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_unit = unit.trim().trim_end_matches('.').chars().all(char::is_alphabetic) && !unit.starts_with('.');
    (is_unit && unit.len() < text.len()).then_some(unit.trim())
}

/// Whether a heading says in brackets in what lengths are counted: "Czas (h)".
pub(crate) fn is_counted(heading: &str) -> bool {
    let unit = heading.split_once(['(', '[']).map(|(_, unit)| unit.trim_end_matches([')', ']']));
    unit.is_some_and(|unit| unit_of(unit).is_some())
}

/// How many minutes a word counts.
fn unit_of(word: &str) -> Option<u32> {
    let word = fold(word);
    let is = |exact: &[&str], starts: &[&str]| exact.contains(&&*word) || has(&word, starts);
    let is_hours = is(&["h", "g", "hr", "hrs"], &["godz", "hour"]);
    if is_hours { Some(60) } else { is(&["m"], &["min"]).then_some(1) }
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
            ("1:30", 90),
            ("03:00:00", 180),
            ("4 godziny", 240),
            ("45 minut", 45),
            ("1 godz. 30 min.", 90),
            ("1 godzina i 15 minut", 75),
            ("1 h 30 min", 90),
            ("1h30m", 90),
            ("1h30", 90),
            ("2h 5min", 125),
            ("ok. 2 h", 120),
            ("około 90 min", 90),
            ("2x45 min", 90),
            ("3 × 30 min.", 90),
            ("90'", 90),
            ("PT1H30M", 90),
            ("półtorej godziny", 90),
            ("dwie godziny", 120),
            ("24h", 1440),
        ] {
            assert_eq!(length(text, "czas trwania"), Some(TimeDelta::minutes(minutes)), "{text}");
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
            "1 h 90 min",
            "30 min 1 h",
            "2x45",
            "25h",
            "1h-5m",
            "12",
        ] {
            assert_eq!(length(text, "czas trwania"), None, "{text}");
        }
        for (text, heading, minutes) in
            [("15", "liczba godzin", 900), ("8", "czas trwania min", 8), ("45", "minuty", 45)]
        {
            assert_eq!(length(text, heading), Some(TimeDelta::minutes(minutes)), "{text} {heading}");
        }
    }
}
