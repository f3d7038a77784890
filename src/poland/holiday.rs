//! Poland's public holidays (the act of 18 January 1951, with its changes), fixed and movable.

use chrono::{Datelike, Days, NaiveDate};

/// A holiday's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// As the act calls it, or people do.
    pub polish: &'static str,
    /// In English.
    pub english: &'static str,
}

const fn named(polish: &'static str, english: &'static str) -> Holiday {
    Holiday { polish, english }
}

/// The holiday on a day, if it is one.
pub fn on(date: NaiveDate) -> Option<Holiday> {
    Some(match (date.month(), date.day()) {
        (1, 1) => named("Nowy Rok", "New Year"),
        // since 2011
        (1, 6) if date.year() >= 2011 => named("Święto Trzech Króli", "Epiphany"),
        (5, 1) => named("Święto Pracy", "Labour Day"),
        (5, 3) => named("Święto Konstytucji 3 Maja", "Constitution Day"),
        (8, 15) => named("Wniebowzięcie Najświętszej Maryi Panny", "Assumption"),
        (11, 1) => named("Wszystkich Świętych", "All Saints' Day"),
        (11, 11) => named("Narodowe Święto Niepodległości", "Independence Day"),
        // since 2025
        (12, 24) if date.year() >= 2025 => named("Wigilia Bożego Narodzenia", "Christmas Eve"),
        (12, 25 | 26) => named("Boże Narodzenie", "Christmas"),
        (3..=6, _) => return movable(date),
        _ => return None,
    })
}

fn movable(date: NaiveDate) -> Option<Holiday> {
    let easter = easter(date.year())?;
    let days_after = |days| easter + Days::new(days) == date;
    if days_after(0) || days_after(1) {
        Some(named("Wielkanoc", "Easter"))
    } else if days_after(49) {
        Some(named("Zielone Świątki", "Pentecost"))
    } else if days_after(60) {
        Some(named("Boże Ciało", "Corpus Christi"))
    } else {
        None
    }
}

/// Easter Sunday, by the Gregorian computus in the form that Meeus gives (Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let corrected = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - corrected + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (days / 31).cast_unsigned(), (days % 31 + 1).cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `tests/data/holidays.csv`: every public holiday from 2017 to 2035, by Python's `holidays`.
    #[test]
    fn holidays_of_nineteen_years() {
        let table: Vec<NaiveDate> =
            include_str!("../../tests/data/holidays.csv").lines().skip(1).map(|line| line.parse().unwrap()).collect();
        assert!(table.len() > 19 * 12);
        let mut day = NaiveDate::from_ymd_opt(2017, 1, 1).unwrap();
        while day.year() < 2036 {
            assert_eq!(on(day).is_some(), table.contains(&day), "{day}");
            day = day + Days::new(1);
        }
    }

    #[test]
    fn which_is_which() {
        let name = |text: &str| on(text.parse().unwrap()).map(|holiday| holiday.polish);
        assert_eq!(name("2026-04-05"), Some("Wielkanoc"));
        assert_eq!(name("2026-04-06"), Some("Wielkanoc"));
        assert_eq!(name("2026-05-24"), Some("Zielone Świątki"));
        assert_eq!(name("2026-06-04"), Some("Boże Ciało"));
        assert_eq!(name("2024-12-24"), None);
        assert_eq!(name("2010-01-06"), None);
    }
}
