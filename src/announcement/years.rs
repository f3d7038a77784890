//! Where the year of a day comes from that is written without one.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Reason;
use super::entry::Draft;
use super::scan::{Day, Line};

pub(super) struct Years {
    given: Option<i32>,
    /// Of days that the text has with their year elsewhere, by month and day.
    full: HashMap<(u32, u32), i32>,
    /// Year and month in which it was published.
    stamp: Option<(i32, u32)>,
    heading: Option<i32>,
    /// Of its other meetings.
    others: Option<i32>,
    /// Of any day.
    any: Option<i32>,
}

impl Years {
    pub(super) fn new(
        lines: &[Line],
        heading: &str,
        drafts: &[Draft],
        unused: &[(Range<usize>, Reason)],
        given: Option<i32>,
    ) -> Self {
        let stamps: HashSet<usize> =
            unused.iter().filter(|(_, reason)| *reason == Reason::Stamp).map(|(at, _)| at.start).collect();
        let written = lines.iter().flat_map(|line| {
            line.items.iter().filter_map(|(item, at)| Some((*item.days().first()?, line.at + at.start)))
        });
        let written: Vec<(i32, Day, usize)> = written.filter_map(|(day, at)| Some((day.year?, day, at))).collect();
        let hints = lines.iter().flat_map(|line| &line.hints).filter_map(|day| Some((day.year?, *day)));
        let mut full = HashMap::new();
        for (year, day) in written.iter().map(|(year, day, _)| (*year, *day)).chain(hints) {
            let known = full.entry((day.month, day.day)).or_insert(year);
            *known = year.min(*known);
        }
        let numbers = heading.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        let years = numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1999..=2099).contains(year));
        let in_heading: Vec<i32> = years.collect();
        Self {
            given,
            full,
            stamp: written.iter().find(|(.., at)| stamps.contains(at)).map(|(year, day, _)| (*year, day.month)),
            heading: if let [year] = in_heading[..] { Some(year) } else { None },
            others: drafts.iter().find_map(|draft| draft.day.year),
            any: written.first().map(|(year, ..)| *year),
        }
    }

    /// The year of a day that has none of its own.
    pub(super) fn of(&self, day: &Day) -> Option<i32> {
        // a day of January announced in December
        let stamp = self.stamp.map(|(year, month)| year + i32::from(day.month + 6 < month && !day.this_year));
        let same = self.full.get(&(day.month, day.day)).copied();
        let year =
            if day.this_year { stamp.or(self.others).or(self.heading) } else { self.others.or(self.heading).or(stamp) };
        self.given.or(same).or(year).or(self.any)
    }
}
