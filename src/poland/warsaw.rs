//! Europe/Warsaw: local time to instant, and the one VTIMEZONE that describes it.

use chrono::{DateTime, Datelike, MappedLocalTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Warsaw;

/// The zone's name, as TZID and X-WR-TIMEZONE say it.
pub(crate) const TZID: &str = "Europe/Warsaw";

/// The zone from 1996-10-27 on, when the present rules were complete: summer time begins and ends at 01:00 UTC on the last
/// Sundays of March and October (tzdata 2025b, `Z Europe/Warsaw`). Constant, since Google is said to ignore an update whose
/// block differs; one part each by RRULE, since Outlook reads no other form ([MS-OXCICAL] §2.1.3.1.1.19.2).
pub const VTIMEZONE: &str = include_str!("vtimezone.ics");

/// Whether the block describes that day: 1996-10-27 to 2099-12-31.
pub(crate) fn covers(date: NaiveDate) -> bool {
    (NaiveDate::from_ymd_opt(1996, 10, 27)..).contains(&Some(date)) && date.year() <= 2099
}

/// A moment as Warsaw's clocks show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub utc: NaiveDateTime,
    /// What the clock shows.
    pub(crate) local: NaiveDateTime,
    /// Whether the clock shows it twice that night.
    pub(crate) twice: bool,
}

impl Moment {
    /// A local time: `None` in the hour that March skips; the first of the two in October (RFC 5545 §3.3.5).
    pub fn from_local(local: NaiveDateTime) -> Option<Self> {
        let found = Warsaw.from_local_datetime(&local);
        let utc = found.earliest()?.naive_utc();
        Some(Self { utc, local, twice: matches!(found, MappedLocalTime::Ambiguous(..)) })
    }

    /// `2017-05-22T10:00:00+02:00`.
    pub(crate) fn rfc3339(&self) -> String {
        Warsaw.from_utc_datetime(&self.utc).to_rfc3339()
    }

    /// An instant.
    pub(crate) fn from_utc(utc: DateTime<Utc>) -> Self {
        let local = utc.with_timezone(&Warsaw).naive_local();
        let twice = matches!(Warsaw.from_local_datetime(&local), MappedLocalTime::Ambiguous(..));
        Self { utc: utc.naive_utc(), local, twice }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, Offset, TimeDelta, Timelike};

    /// The constant block read as RFC 5545 §3.6.5 says, by rules of its own: the onsets of every year.
    fn onsets(year: i32) -> [(NaiveDateTime, i32); 2] {
        let part = |name: &str| {
            let text = VTIMEZONE.split(&format!("BEGIN:{name}\r\n")).nth(1).unwrap();
            let text = text.split("END:").next().unwrap();
            let value = |key: &str| {
                text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_else(|| panic!("{name} has no {key}"))
            };
            let offset = |text: &str| text[..3].parse::<i32>().unwrap() * 3600 + text[3..].parse::<i32>().unwrap() * 60;
            let start = NaiveDateTime::parse_from_str(value("DTSTART:"), "%Y%m%dT%H%M%S").unwrap();
            let month = match value("RRULE:") {
                "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" => 3,
                "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" => 10,
                other => panic!("{other}"),
            };
            assert_eq!(start.month(), month);
            assert!(last_sunday(start.year(), month) == start.date(), "DTSTART is not an onset");
            let local = last_sunday(year, month).and_time(start.time());
            let from = TimeDelta::seconds(offset(value("TZOFFSETFROM:")).into());
            (local - from, offset(value("TZOFFSETTO:")))
        };
        [part("DAYLIGHT"), part("STANDARD")]
    }

    fn last_sunday(year: i32, month: u32) -> NaiveDate {
        (1..=31)
            .filter_map(|day| NaiveDate::from_ymd_opt(year, month, day))
            .rfind(|date| date.weekday() == chrono::Weekday::Sun)
            .unwrap()
    }

    fn by_block(utc: NaiveDateTime) -> i32 {
        let [summer, winter] = onsets(utc.year());
        if utc >= summer.0 && utc < winter.0 { summer.1 } else { winter.1 }
    }

    fn by_database(utc: NaiveDateTime) -> i32 {
        Warsaw.offset_from_utc_datetime(&utc).fix().local_minus_utc()
    }

    #[test]
    fn the_block_agrees_with_the_database_around_every_switch() {
        for year in 1996..=2099 {
            for (onset, _) in onsets(year) {
                // before 1996-10-27 the block does not claim to hold
                for seconds in [-86_400, -3600, -1, 0, 1, 3600, 86_400] {
                    let utc = onset + TimeDelta::seconds(seconds);
                    assert_eq!(by_block(utc), by_database(utc), "{utc}");
                }
                assert_ne!(by_database(onset - TimeDelta::seconds(1)), by_database(onset), "{onset} is no switch");
            }
        }
    }

    #[test]
    fn the_block_agrees_with_the_database_at_every_hour_of_some_years() {
        for year in [1997, 2000, 2016, 2017, 2026, 2038, 2099] {
            let mut utc = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
            while utc.year() == year {
                assert_eq!(by_block(utc), by_database(utc), "{utc}");
                utc += Duration::hours(1);
            }
        }
    }

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn local_times_that_are_skipped_or_shown_twice() {
        assert_eq!(Moment::from_local(local("2027-03-28T02:00:00")), None);
        assert_eq!(Moment::from_local(local("2027-03-28T02:59:00")), None);
        let after = Moment::from_local(local("2027-03-28T03:00:00")).unwrap();
        assert_eq!((after.utc, after.twice), (local("2027-03-28T01:00:00"), false));
        let first = Moment::from_local(local("2026-10-25T02:30:00")).unwrap();
        assert_eq!((first.utc, first.twice), (local("2026-10-25T00:30:00"), true));
        let second = Moment::from_utc(local("2026-10-25T01:30:00").and_utc());
        assert_eq!((second.local, second.twice), (first.local, true));
        let later = Moment::from_utc(local("2026-10-25T02:00:00").and_utc());
        assert_eq!((later.local.hour(), later.twice), (3, false));
    }

    #[test]
    fn every_half_hour_of_every_day_is_the_instant_that_the_database_gives() {
        let mut local = local("1990-01-01T00:00:00");
        while local.year() < 2102 {
            let known = Warsaw.from_local_datetime(&local);
            let moment = Moment::from_local(local);
            assert_eq!(moment.map(|moment| moment.utc), known.earliest().map(|time| time.naive_utc()), "{local}");
            assert_eq!(moment.is_some_and(|moment| moment.twice), matches!(known, MappedLocalTime::Ambiguous(..)));
            local += Duration::minutes(30);
        }
    }

    #[test]
    fn days_that_the_block_describes() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(!covers(day("1996-10-26")));
        assert!(covers(day("1996-10-27")));
        assert!(covers(day("2099-12-31")));
        assert!(!covers(day("2100-01-01")));
    }
}
