//! Poland's public holidays (the act of 18 January 1951, with its changes), fixed and movable.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

/// Its name, month, day and first year; of a movable one no month, and the days after Easter Sunday.
type Holiday = (String, Option<u32>, u32, i32);

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| crate::poland::rows(include_str!("holidays.csv")));

/// Easter Sundays of the years that [`crate::poland::warsaw`] covers, as python-dateutil 2.9 counts them.
static EASTER: LazyLock<Vec<(NaiveDate,)>> = LazyLock::new(|| crate::poland::rows(include_str!("easter.csv")));

/// The holiday on a day, if it is one: `new-year`.
pub(crate) fn on(date: NaiveDate) -> Option<&'static str> {
    let &(easter,) = EASTER.iter().find(|(easter,)| easter.year() == date.year())?;
    let after_easter = (date - easter).num_days();
    let is_on = |month: Option<u32>, day: u32| match month {
        Some(month) => (month, day) == (date.month(), date.day()),
        None => after_easter == i64::from(day),
    };
    let found = HOLIDAYS.iter().find(|&&(_, month, day, since)| date.year() >= since && is_on(month, day));
    found.map(|(name, ..)| name.as_str())
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
        assert_eq!(EASTER.len(), include_str!("easter.csv").lines().count() - 1);
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
