//! What one part of a text says of a meeting in another: it has moved.

use chrono::NaiveDate;

use super::Doubt;
use super::entry::Draft;
use super::scan::{Day, Line};
use crate::poland::date::fold;
use crate::poland::remark::{self, Change};

/// A sentence looks for the entry that it moves among so many before and behind it.
const NEAR: usize = 500;

/// A sentence that moves an entry of the list, or an entry with both days.
pub(super) fn moves(lines: &[Line], mut drafts: Vec<Draft>) -> Vec<Draft> {
    let mut is_gone = vec![false; drafts.len()];
    for at in 0..drafts.len() {
        let text = lines[drafts[at].lines.start].text;
        if drafts[at].is_listed || remark::in_note(text) != Some(Change::Moved) {
            continue;
        }
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        // the one whose town the sentence has, in any case
        let is_meant = |other: &usize| {
            let other = &drafts[*other];
            other.is_listed && other.lines != drafts[at].lines && is_in(&fold(&other.found.town), &words)
        };
        let meant = (at.saturating_sub(NEAR)..drafts.len().min(at + NEAR)).find(is_meant);
        let mut from = None;
        if let Some(meant) = meant {
            let moved = std::mem::take(&mut drafts[at]);
            is_gone[at] = true;
            let target = &mut drafts[meant];
            let year = target.day.year.or(moved.day.year);
            from = year.and_then(|year| NaiveDate::from_ymd_opt(year, target.day.month, target.day.day));
            target.day = Day { year: moved.day.year.or(target.day.year), ..moved.day };
            target.found.hours = moved.found.hours.or(target.found.hours);
            target.used.extend(moved.used);
        }
        drafts[meant.unwrap_or(at)].found.doubts.push(Doubt::MovedTo { from });
    }
    let mut is_gone = is_gone.into_iter();
    drafts.retain(|_| is_gone.next() == Some(false));
    drafts
}

/// Whether a town's words stand among others, whatever their endings.
fn is_in(town: &str, words: &[&str]) -> bool {
    !town.is_empty()
        && town.split(' ').all(|name| {
            let length = name.chars().count();
            let start: String = name.chars().take(length.saturating_sub(2).max(3)).collect();
            words.iter().any(|word| word.starts_with(&start) && word.chars().count() <= length + 3)
        })
}
