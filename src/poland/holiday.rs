//! Poland's public holidays (the act of 18 January 1951, with its changes), fixed and movable.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// A public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Holiday {
    NewYear,
    Epiphany,
    LabourDay,
    ConstitutionDay,
    Assumption,
    AllSaints,
    IndependenceDay,
    ChristmasEve,
    Christmas,
    Easter,
    Pentecost,
    CorpusChristi,
}

/// The holiday on a day, if it is one.
pub(crate) fn on(date: NaiveDate) -> Option<Holiday> {
    Some(match (date.month(), date.day()) {
        (1, 1) => Holiday::NewYear,
        // since 2011
        (1, 6) if date.year() >= 2011 => Holiday::Epiphany,
        (5, 1) => Holiday::LabourDay,
        (5, 3) => Holiday::ConstitutionDay,
        (8, 15) => Holiday::Assumption,
        (11, 1) => Holiday::AllSaints,
        (11, 11) => Holiday::IndependenceDay,
        // since 2025
        (12, 24) if date.year() >= 2025 => Holiday::ChristmasEve,
        (12, 25 | 26) => Holiday::Christmas,
        _ => match (date - easter(date.year())?).num_days() {
            0 | 1 => Holiday::Easter,
            49 => Holiday::Pentecost,
            60 => Holiday::CorpusChristi,
            _ => return None,
        },
    })
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
    use chrono::Days;

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
        let holiday = |text: &str| on(text.parse().unwrap());
        assert_eq!(holiday("2026-04-05"), Some(Holiday::Easter));
        assert_eq!(holiday("2026-04-06"), Some(Holiday::Easter));
        assert_eq!(holiday("2026-05-24"), Some(Holiday::Pentecost));
        assert_eq!(holiday("2026-06-04"), Some(Holiday::CorpusChristi));
        assert_eq!(holiday("2024-12-24"), None);
        assert_eq!(holiday("2010-01-06"), None);
    }
}
