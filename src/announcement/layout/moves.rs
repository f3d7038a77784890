//! What one part of a text says of a meeting in another: it has moved, it is told twice.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Reading;
use crate::announcement::Doubt;
use crate::announcement::entry::Draft;
use crate::announcement::scan::Day;
use crate::poland::county::Counties;
use crate::poland::date::{Minutes, fold};
use crate::poland::remark::{self, Change};

/// How many towns that begin alike are compared.
const KNOWN: usize = 50;

impl Reading<'_> {
    /// A sentence that moves an entry of the list, or an entry with both days.
    pub(super) fn moves(&mut self) {
        let drafts = &mut self.out.drafts;
        // the entries of lists by the beginnings of their towns
        let start = |word: &str| word.chars().take(3).collect::<String>();
        let mut listed: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.is_listed && !draft.town.is_empty()) {
            listed.entry(start(&fold(&draft.town))).or_default().push(at);
        }
        let mut gone = vec![false; drafts.len()];
        for at in 0..drafts.len() {
            let draft = &drafts[at];
            let text = self.lines[draft.line].text;
            if draft.is_listed || remark::in_note(text) != Some(Change::Moved) {
                continue;
            }
            let folded = fold(text);
            let words: Vec<&str> = folded.split(' ').collect();
            // the one whose town the sentence has, in any case
            let is_meant = |&&other: &&usize| {
                !gone[other] && drafts[other].line != draft.line && is_in(&fold(&drafts[other].town), &words)
            };
            let other = words
                .iter()
                .filter_map(|word| listed.get(&start(word)))
                .find_map(|known| known.iter().take(KNOWN).find(is_meant));
            let Some(&other) = other else {
                drafts[at].doubts.push(Doubt::Moved(None));
                continue;
            };
            let moved = draft.clone();
            let target = &mut drafts[other];
            let old = target
                .day
                .year
                .or(moved.day.year)
                .and_then(|year| NaiveDate::from_ymd_opt(year, target.day.month, target.day.day));
            target.day = Day { year: moved.day.year.or(target.day.year), ..moved.day };
            target.hours = moved.hours.or(target.hours);
            target.doubts.push(Doubt::Moved(old));
            gone[at] = true;
        }
        let mut gone = gone.into_iter();
        drafts.retain(|_| !gone.next().unwrap_or_default());
    }

    /// The same meeting said twice: in the introduction and in the list.
    pub(super) fn doubled(&mut self) {
        let mut seen: HashMap<(u32, u32, Option<Minutes>), usize> = HashMap::new();
        let mut out: Vec<Draft> = Vec::with_capacity(self.out.drafts.len());
        for draft in self.out.drafts.drain(..) {
            let key = (draft.day.month, draft.day.day, draft.hours.map(|(start, _)| start));
            if let Some(&at) = seen.get(&key) {
                let (old, new) = (&mut out[at], &draft);
                let alike = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
                let agree = alike(&old.town, &new.town)
                    && alike(&old.venue, &new.venue)
                    && alike(&old.address, &new.address)
                    && (old.counties == new.counties
                        || old.counties == Counties::default()
                        || new.counties == Counties::default());
                if agree && old.line != new.line {
                    let (mut keep, drop) = if old.venue.len() + old.address.len() >= new.venue.len() + new.address.len()
                    {
                        (old.clone(), new)
                    } else {
                        (new.clone(), &*old)
                    };
                    if keep.town.is_empty() {
                        keep.town.clone_from(&drop.town);
                    }
                    keep.day.year = keep.day.year.or(drop.day.year);
                    *old = keep;
                    continue;
                }
            }
            seen.insert(key, out.len());
            out.push(draft);
        }
        self.out.drafts = out;
    }
}

/// Whether a town's words stand among others, whatever their endings.
fn is_in(town: &str, words: &[&str]) -> bool {
    let stem = |word: &str| word.chars().count().saturating_sub(2).max(3);
    town.split(' ').all(|name| {
        let length = stem(name);
        let start: String = name.chars().take(length).collect();
        words.iter().any(|word| word.starts_with(&start) && word.chars().count() <= name.chars().count() + 3)
    })
}
