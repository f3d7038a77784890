//! What one part of a text says of a meeting in another: it has moved, it is told twice.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::entry::Draft;
use super::scan::{Day, Line};
use super::{Doubt, Found};
use crate::poland::county::Counties;
use crate::poland::date::{Minutes, fold};
use crate::poland::remark::{self, Change};

/// How many towns that begin alike are compared.
const KNOWN: usize = 50;

/// A sentence that moves an entry of the list, or an entry with both days.
pub(super) fn moves(lines: &[Line], drafts: Vec<Draft>) -> Vec<Draft> {
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    // the entries of lists by the beginnings of their towns
    let start = |word: &str| word.chars().take(3).collect::<String>();
    let mut listed: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, draft) in drafts.iter().flatten().enumerate() {
        if draft.is_listed && !draft.found.town.is_empty() {
            listed.entry(start(&fold(&draft.found.town))).or_default().push(at);
        }
    }
    for at in 0..drafts.len() {
        let Some(moved) = drafts[at].clone() else { continue };
        let text = lines[moved.lines.start].text;
        if moved.is_listed || remark::in_note(text) != Some(Change::Moved) {
            continue;
        }
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        // the one whose town the sentence has, in any case
        let is_meant = |other: &&usize| {
            drafts[**other]
                .as_ref()
                .is_some_and(|other| other.lines != moved.lines && is_in(&fold(&other.found.town), &words))
        };
        let known = words.iter().filter_map(|word| listed.get(&start(word)));
        let meant = known.flat_map(|known| known.iter().take(KNOWN)).find(is_meant).copied();
        match meant.and_then(|other| drafts[other].as_mut()) {
            None => drafts[at].iter_mut().for_each(|draft| draft.found.doubts.push(Doubt::MovedTo { from: None })),
            Some(target) => {
                let year = target.day.year.or(moved.day.year);
                let from = year.and_then(|year| NaiveDate::from_ymd_opt(year, target.day.month, target.day.day));
                target.day = Day { year: moved.day.year.or(target.day.year), ..moved.day };
                target.found.hours = moved.found.hours.or(target.found.hours);
                target.found.doubts.push(Doubt::MovedTo { from });
                target.used.extend(moved.used);
                drafts[at] = None;
            }
        }
    }
    drafts.into_iter().flatten().collect()
}

/// The same meeting said twice: in the introduction and in the list.
pub(super) fn doubled(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut seen: HashMap<(u32, u32, Option<Minutes>), usize> = HashMap::new();
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let key = (draft.day.month, draft.day.day, draft.found.hours.map(|(start, _)| start));
        match seen.get(&key).map(|&at| &mut out[at]) {
            Some(old) if old.lines != draft.lines && agree(&old.found, &draft.found) => {
                let length = |draft: &Draft| draft.found.venue.len() + draft.found.address.len();
                let before = std::mem::take(old);
                let (mut keep, other) =
                    if length(&before) >= length(&draft) { (before, draft) } else { (draft, before) };
                if keep.found.town.is_empty() {
                    keep.found.town = other.found.town;
                }
                keep.day.year = keep.day.year.or(other.day.year);
                keep.used.extend(other.used);
                *old = keep;
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
    town.split(' ').all(|name| {
        let length = name.chars().count();
        let start: String = name.chars().take(length.saturating_sub(2).max(3)).collect();
        words.iter().any(|word| word.starts_with(&start) && word.chars().count() <= length + 3)
    })
}
