//! Poland's public holidays (the act of 18 January 1951, with its changes), fixed and movable.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

/// Its name, month, day and first year; of a movable one no month, and the days after Easter Sunday.
type Holiday = (String, Option<u32>, u32, i32);

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| crate::poland::rows(include_str!("holidays.csv")));

/// The holiday on a day, if it is one: `new-year`.
pub(crate) fn on(date: NaiveDate) -> Option<&'static str> {
    let after_easter = (date - easter(date.year())?).num_days();
    let is_on = |month: Option<u32>, day: u32| match month {
        Some(month) => (month, day) == (date.month(), date.day()),
        None => after_easter == i64::from(day),
    };
    let found = HOLIDAYS.iter().find(|&&(_, month, day, since)| date.year() >= since && is_on(month, day));
    found.map(|(name, ..)| name.as_str())
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
        assert_eq!(holiday("2026-04-05"), Some("easter"));
        assert_eq!(holiday("2026-04-06"), Some("easter"));
        assert_eq!(holiday("2026-05-24"), Some("pentecost"));
        assert_eq!(holiday("2026-06-04"), Some("corpus-christi"));
        assert_eq!(holiday("2024-12-24"), None);
        assert_eq!(holiday("2010-01-06"), None);
    }
}
