//! What one part of a text says of a meeting in another: it has moved, it is where another is, it is told twice.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::entry::Draft;
use super::scan::{Day, Item, Line};
use super::shape::{cancels, sentences, towns_of};
use super::{Doubt, Found, Reason};
use crate::poland::date::{self, Minutes, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;

/// A sentence looks for the entry that it moves among so many before and behind it.
const NEAR: usize = 500;

/// Sentences outside the list that move or cancel an entry of it are put into it; `reasons` are of days and hours that are no
/// meeting's. Gives the lines of which nothing more is to be said.
pub(super) fn changes(lines: &[Line], reasons: &HashMap<usize, Reason>, drafts: &mut Vec<Draft>) -> HashSet<usize> {
    let listed = drafts.iter().filter(|draft| draft.is_listed);
    let of_entries: HashSet<usize> = listed.flat_map(|draft| draft.lines.clone()).collect();
    let (mut told, mut gone) = (HashSet::new(), HashSet::new());
    for (n, line) in lines.iter().enumerate().filter(|(n, line)| !of_entries.contains(n) && line.outside.is_none()) {
        // "zaczniemy o 12:00 zamiast o 10:00"
        let is_old = |(_, at): (&Item, Range<usize>)| reasons.get(&at.start) == Some(&Reason::MovedFrom);
        let move_of = |line: &Line| line.all(Item::is_date).any(is_old).then_some(Change::Moved);
        let Some(of_line) = remark::in_note(line.text).or_else(|| move_of(line)) else { continue };
        if of_line == Change::Closed {
            continue;
        }
        told.insert(n);
        for range in sentences(line.text) {
            let sentence = line.part(&range);
            let (old, new): (Vec<_>, Vec<_>) = sentence
                .all(Item::is_date)
                .filter(|(_, at)| reasons.get(&at.start).is_none_or(|reason| *reason == Reason::MovedFrom))
                .partition(|(_, at)| reasons.contains_key(&at.start));
            let days_of =
                |items: &[(&Item, _)]| items.iter().flat_map(|(item, _)| item.days().to_vec()).collect::<Vec<_>>();
            let days = days_of(&new);
            let change = move_of(&sentence).or_else(|| remark::in_note(sentence.text));
            let is_moved = change.unwrap_or(of_line) == Change::Moved && !new.is_empty();
            let meant = match () {
                // which day is meant by which verb, nobody can tell
                () if days.len() > 1 => Vec::new(),
                () if is_moved => {
                    let mut meant = meant(&sentence, &days_of(&old), drafts);
                    // "Autobus z Lubska odjedzie o 8:30 zamiast o 8:00"
                    let was: Vec<Minutes> =
                        old.iter().filter_map(|(item, _)| item.hours()).map(|(start, _)| start).collect();
                    let start = |at: &usize| drafts[*at].found.hours.map(|(start, _)| start);
                    meant.retain(|at| was.is_empty() || start(at).is_some_and(|start| was.contains(&start)));
                    meant
                }
                () if cancels(sentence.text) => meant(&sentence, &days, drafts),
                () => Vec::new(),
            };
            let its = |at: usize| drafts.partition_point(|draft| draft.found.at.start < at);
            let own = its(sentence.at)..its(sentence.at + sentence.text.len());
            let is_sure = |draft: &&Draft| !draft.is_listed && draft.found.has_building();
            let place = drafts[own.clone()].iter().find(is_sure).map(|draft| draft.found.clone());
            let own = drafts[own].iter_mut().filter(|draft| !draft.is_listed);
            // all of one day may be cancelled, and nothing else is sure of several
            if meant.is_empty() || meant.len() > 1 && (is_moved || days.is_empty()) {
                let said = own.filter(|_| is_moved).map(|draft| draft.found.doubts.push(Doubt::MovedTo { from: None }));
                if change.is_some() && said.count() == 0 {
                    told.remove(&n);
                }
                continue;
            }
            gone.extend(own.map(|draft| draft.found.at.start));
            for at in meant {
                let draft = &mut drafts[at];
                draft.found.cancelled = !is_moved;
                draft.found.doubts.extend((!is_moved).then_some(Doubt::ChangedPerhaps));
                draft.used.extend(new.iter().map(|(_, at)| at.clone()));
                if is_moved {
                    draft.move_to(days.first(), new.iter().find_map(|(item, _)| item.hours()));
                    if let Some(place) = &place {
                        draft.found.take_place(place);
                    }
                }
            }
        }
    }
    drafts.retain(|draft| !gone.contains(&draft.found.at.start));
    told
}

/// The entries that a sentence means: their town, in any case, or their day stands in it, and nothing in it contradicts.
fn meant(sentence: &Line, days: &[Day], drafts: &[Draft]) -> Vec<usize> {
    let folded = fold(sentence.text);
    let words: Vec<&str> = folded.split(' ').collect();
    let names = towns_of(sentence);
    let is_meant = |n: &usize| {
        let Draft { found, day: its, is_listed, .. } = &drafts[*n];
        let is_on = days.iter().any(|day| (day.month, day.day) == (its.month, its.day));
        let may_be = *is_listed && (is_on || days.is_empty());
        // "Jasionna" is no case of "Jasień"
        let may_be_in = names.is_empty() || names.contains(&found.town) || !town::is_place(&found.town);
        may_be && (names.is_empty() && is_on || may_be_in && town::is_in(&found.town, &words))
    };
    let middle = drafts.partition_point(|draft| draft.found.at.start < sentence.at);
    (middle.saturating_sub(NEAR)..drafts.len().min(middle + NEAR)).filter(is_meant).collect()
}

/// What the entries of one line have in common: the town of the first, the place of the last.
pub(super) fn share_in_line(drafts: &mut [Draft]) {
    let is_entry = |draft: &Draft| draft.is_listed && draft.lines.len() == 1;
    for line in drafts.chunk_by_mut(|one, next| is_entry(one) && one.lines == next.lines) {
        let (mut town, mut place) = (String::new(), Found::default());
        for Draft { found, .. } in &mut *line {
            town = if found.town.is_empty() { town } else { found.town.clone() };
            found.town.clone_from(&town);
        }
        let mut fill = |Draft { found, .. }: &mut Draft| {
            if found.venue.is_empty() && found.address.is_empty() && found.town == place.town {
                found.take_place(&place);
            }
            place = found.clone();
        };
        line.iter_mut().rev().for_each(&mut fill);
        line.iter_mut().for_each(fill);
    }
}

/// "Tamże", "w tym samym miejscu": where the entry before is.
pub(super) fn refer_back(drafts: &mut [Draft]) {
    for n in 1..drafts.len() {
        let Found { venue, town, .. } = &drafts[n].found;
        let is_same = remark::is_ditto(venue) || date::has(&fold(venue), &["samym miejscu", "samo miejsce"]);
        if is_same && alike(town, &drafts[n - 1].found.town) {
            let place = drafts[n - 1].found.clone();
            drafts[n].found.take_place(&place);
        }
    }
}

/// The same meeting said twice, in the introduction and in the list, or in a list and in a sentence that cancels it.
pub(super) fn doubled(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut of_day: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let its = of_day.entry((draft.day.month, draft.day.day)).or_default();
        let same: Vec<usize> = its.iter().copied().filter(|at| is_same(&out[*at], &draft)).collect();
        let [same] = same[..] else {
            its.push(out.len());
            out.push(draft);
            continue;
        };
        let old = &mut out[same];
        let length = |draft: &Draft| draft.found.venue.len() + draft.found.address.len();
        let other = if length(old) >= length(&draft) { draft } else { std::mem::replace(old, draft) };
        if old.found.town.is_empty() {
            old.found.town = other.found.town;
        }
        old.found.counties = old.found.counties.union(other.found.counties);
        old.found.hours = old.found.hours.or(other.found.hours);
        if old.found.cancelled != other.found.cancelled {
            old.found.cancelled = true;
            old.found.doubts.push(Doubt::ChangedPerhaps);
        }
        old.day.year = old.day.year.or(other.day.year);
        old.used.extend(other.used);
    }
    out
}

/// Whether two meetings on one day may be the same: "Szkolenie w Żarach (4 listopada) odwołujemy" needs no hour.
fn is_same(one: &Draft, other: &Draft) -> bool {
    let start = |found: &Found| found.hours.map(|(start, _)| start);
    let is_short = |found: &Found| found.cancelled && found.hours.is_none() && !found.town.is_empty();
    let (old, new) = (&one.found, &other.found);
    let is_at_its_hour = start(old) == start(new) || is_short(old) || is_short(new);
    one.lines != other.lines
        && is_at_its_hour
        && alike(&old.town, &new.town)
        && alike(&old.venue, &new.venue)
        && alike(&old.address, &new.address)
        && alike(&old.counties, &new.counties)
}

/// Whether two say the same, or one says nothing.
fn alike<T: Default + PartialEq>(one: &T, other: &T) -> bool {
    let none = T::default();
    one == other || *one == none || *other == none
}
