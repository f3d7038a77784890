//! What one part of a text says of a meeting in another: it has moved, it is told twice.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::entry::Draft;
use super::scan::{Day, Line};
use super::{Doubt, Found};
use crate::poland::county::Counties;
use crate::poland::date::{Minutes, fold};
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

/// The same meeting said twice, in the introduction and in the list, or in a list and in a sentence that cancels it.
pub(super) fn doubled(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut seen: HashMap<(u32, u32, Option<Minutes>), usize> = HashMap::new();
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let key = (draft.day.month, draft.day.day, draft.found.hours.map(|(start, _)| start));
        match seen.get(&key).map(|&at| &mut out[at]) {
            Some(old) if old.lines != draft.lines && agree(&old.found, &draft.found) => {
                let length = |draft: &Draft| draft.found.venue.len() + draft.found.address.len();
                let other = if length(old) >= length(&draft) { draft } else { std::mem::replace(old, draft) };
                if old.found.town.is_empty() {
                    old.found.town = other.found.town;
                }
                old.found.counties = old.found.counties.union(other.found.counties);
                old.found.cancelled |= other.found.cancelled;
                old.day.year = old.day.year.or(other.day.year);
                old.used.extend(other.used);
            }
            _ => {
                seen.insert(key, out.len());
                out.push(draft);
            }
        }
    }
    out
}

/// Whether two meetings on one day, at one hour, may be the same.
fn agree(one: &Found, other: &Found) -> bool {
    let alike = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
    let none = Counties::default();
    alike(&one.town, &other.town)
        && alike(&one.venue, &other.venue)
        && alike(&one.address, &other.address)
        && (one.counties == other.counties || one.counties == none || other.counties == none)
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
