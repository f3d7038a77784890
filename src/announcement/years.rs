//! Where the year of a day comes from that is written without one.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Reason;
use super::entry::Draft;
use super::scan::{Day, Line};

/// Says the year of a day that has none of its own.
pub(super) fn years(
    lines: &[Line],
    heading: &str,
    drafts: &[Draft],
    unused: &[(Range<usize>, Reason)],
    given: Option<i32>,
) -> impl Fn(&Day) -> Option<i32> + use<> {
    let stamps: HashSet<usize> =
        unused.iter().filter(|(_, reason)| *reason == Reason::Stamp).map(|(at, _)| at.start).collect();
    let written = lines
        .iter()
        .flat_map(|line| line.items.iter().filter_map(|(item, at)| Some((*item.days().first()?, line.at + at.start))));
    let written: Vec<(i32, Day, usize)> = written.filter_map(|(day, at)| Some((day.year?, day, at))).collect();
    let hints = lines.iter().flat_map(|line| &line.hints).filter_map(|day| Some((day.year?, *day)));
    // of days that the text has with their year elsewhere, by month and day
    let mut full = HashMap::new();
    for (year, day) in written.iter().map(|(year, day, _)| (*year, *day)).chain(hints) {
        let known = full.entry((day.month, day.day)).or_insert(year);
        *known = year.min(*known);
    }
    // year and month in which it was published
    let stamp = written.iter().find(|(.., at)| stamps.contains(at)).map(|(year, day, _)| (*year, day.month));
    let numbers = heading.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years = numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1999..=2099).contains(year));
    let in_heading: Vec<i32> = years.collect();
    let heading = if let [year] = in_heading[..] { Some(year) } else { None };
    let others = drafts.iter().find_map(|draft| draft.day.year);
    let any = written.first().map(|(year, ..)| *year);
    move |day| {
        // a day of January announced in December
        let stamp = stamp.map(|(year, month)| year + i32::from(day.month + 6 < month && !day.this_year));
        let same = full.get(&(day.month, day.day)).copied();
        let year = if day.this_year { stamp.or(others).or(heading) } else { others.or(heading).or(stamp) };
        given.or(same).or(year).or(any)
    }
}
