//! Days and hours as Polish readers of feeds, pages and mail have them.

use chrono::{Datelike, NaiveDateTime};

use crate::meeting::When;
use crate::poland::date::{month_genitive, weekday_name};

/// When an event begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Start {
    /// What the clock in Warsaw shows then.
    pub(crate) local: NaiveDateTime,
    /// Whether it takes the whole day.
    pub(crate) is_day: bool,
}

impl Start {
    /// Of that time.
    pub(crate) fn of(when: When) -> Self {
        Self { local: when.start_local(), is_day: matches!(when, When::Day(_)) }
    }

    /// "22 maja 2017 r. (poniedziałek), godz. 10:00".
    pub(crate) fn long(self) -> String {
        let hour = if self.is_day { "cały dzień".to_owned() } else { format!("godz. {}", hour(self.local)) };
        let (month, weekday) = (month_genitive(self.local.month()), weekday_name(self.local.weekday()));
        format!("{} {month} {} r. ({weekday}), {hour}", self.local.day(), self.local.year())
    }
}

/// "22 maja 2017 r. (poniedziałek), godz. 10:00–12:00"; without an end that is only assumed.
pub(crate) fn long(when: When) -> String {
    let begin = Start::of(when).long();
    match when {
        When::Hours { start, end, assumed: false } if start.local.date() == end.local.date() => {
            format!("{begin}–{}", hour(end.local))
        }
        When::Hours { end, assumed: false, .. } => {
            format!("od {begin}, do {}", Start { local: end.local, is_day: false }.long())
        }
        _ => begin,
    }
}

/// "9:30".
pub(crate) fn hour(time: NaiveDateTime) -> String {
    time.format("%-H:%M").to_string()
}

/// "22.05.2017, godz. 10:00".
pub(crate) fn short(when: When) -> String {
    let Start { local, is_day } = Start::of(when);
    local.format(if is_day { "%d.%m.%Y" } else { "%d.%m.%Y, godz. %-H:%M" }).to_string()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::poland::warsaw::Moment;

    fn hours(start: &str, end: &str, assumed: bool) -> When {
        let moment = |text: &str| Moment::from_local(text.parse().unwrap()).unwrap();
        When::Hours { start: moment(start), end: moment(end), assumed }
    }

    #[test]
    fn times_in_words() {
        for (when, words) in [
            (hours("2017-05-22T10:00:00", "2017-05-22T12:00:00", true), "22 maja 2017 r. (poniedziałek), godz. 10:00"),
            (
                hours("2017-06-06T09:30:00", "2017-06-06T12:00:00", false),
                "6 czerwca 2017 r. (wtorek), godz. 9:30–12:00",
            ),
            (
                hours("2027-12-31T20:00:00", "2028-01-01T01:00:00", false),
                "od 31 grudnia 2027 r. (piątek), godz. 20:00, do 1 stycznia 2028 r. (sobota), godz. 1:00",
            ),
            (
                When::Day(NaiveDate::from_ymd_opt(2027, 10, 3).unwrap()),
                "3 października 2027 r. (niedziela), cały dzień",
            ),
        ] {
            assert_eq!(long(when), words);
        }
    }
}
