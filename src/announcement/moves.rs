//! What one part of a text says of a meeting in another: it has moved, it is where another is, it is told twice.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::account::named;
use super::entry::{Draft, cancels};
use super::scan::{Day, Item, Line};
use super::shape::{cells, sentences};
use super::words::WORDS;
use super::{Doubt, Found, Reason, place};
use crate::poland::date::{self, Minutes, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;

/// A sentence looks for the entry that it moves among so many before and behind it.
const NEAR: usize = 500;

/// A sentence of more words is not only about the entry beside it.
const SHORT: usize = 8;

/// Sentences outside the list that move or cancel an entry of it are put into it; `reasons` are of days and hours that are no
/// meeting's. Gives the lines of which nothing more is to be said.
pub(super) fn changes(lines: &[Line], reasons: &HashMap<usize, Reason>, drafts: &mut Vec<Draft>) -> HashSet<usize> {
    // "Zmiana terminu: 13 maja, godz. 11:00" is about an entry
    for draft in drafts.iter_mut().filter(|draft| draft.is_moved() && !draft.is_somewhere()) {
        draft.is_listed = false;
    }
    let listed = drafts.iter().filter(|draft| draft.is_listed);
    let of_entries: HashSet<usize> = listed.flat_map(|draft| draft.lines.clone()).collect();
    let (mut told, mut gone) = (HashSet::new(), HashSet::new());
    for (n, line) in lines.iter().enumerate().filter(|(n, line)| !of_entries.contains(n) && line.outside.is_none()) {
        // "zaczniemy o 12:00 zamiast o 10:00"
        let is_old = |(_, at): (&Item, Range<usize>)| reasons.get(&at.start) == Some(&Reason::MovedFrom);
        let move_of = |line: &Line| line.all(Item::is_date).any(is_old).then_some(Change::Moved);
        let Some(of_line) = remark::in_note(line.text).or_else(|| move_of(line)) else { continue };
        told.insert(n);
        let mut last = Vec::new();
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
            let mut meant = match () {
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
            let names_none = old.is_empty() && place::named(sentence.text).is_empty();
            // "Zebranie w Zasiekach nie odbędzie się. Nowy termin: 22 kwietnia"
            if meant.is_empty() && is_moved && names_none {
                meant = std::mem::take(&mut last);
            }
            // "UWAGA! TERMIN ODWOŁANY" in a line of its own
            let is_said = remark::in_text(sentence.text).is_some_and(|change| change != Change::Unsure);
            let is_line = names_none && named(line).is_empty() && cells(line.text).len() == 1;
            let is_of_one = place::count(sentence.text) <= SHORT && !WORDS.all.is_in(&fold(sentence.text));
            if meant.is_empty()
                && days.len() <= usize::from(is_moved)
                && is_said
                && is_line
                && is_of_one
                && let Some((at, is_sure)) = beside(lines, n, drafts)
            {
                if is_sure && (is_moved || cancels(sentence.text)) && says_only(sentence.text) {
                    meant.push(at);
                } else {
                    told.remove(&n);
                    drafts[at].found.doubts.push(Doubt::ChangedPerhaps);
                }
            }
            let its = |at: usize| drafts.partition_point(|draft| draft.found.at.start < at);
            let own = its(sentence.at)..its(sentence.at + sentence.text.len());
            let mut places =
                drafts[own.clone()].iter().filter(|draft| !draft.is_listed).map(|draft| draft.found.clone());
            let place = places.find(|found| place::is_venue(&found.venue) || !found.address.is_empty());
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
            last.clone_from(&meant);
            for at in meant {
                let draft = &mut drafts[at];
                draft.found.cancelled = !is_moved;
                draft.found.doubts.extend((!is_moved).then_some(Doubt::ChangedPerhaps));
                draft.used.extend(new.iter().map(|(_, at)| at.clone()));
                if is_moved {
                    draft.move_to(days.first(), new.iter().find_map(|(item, _)| item.hours()));
                    if let Some(Found { venue, address, town, .. }) = place.clone() {
                        (draft.found.venue, draft.found.address) = (venue, address);
                        draft.found.town = if town.is_empty() { draft.found.town.clone() } else { town };
                    }
                }
            }
        }
    }
    drafts.retain(|draft| !gone.contains(&draft.found.at.start));
    told
}

/// Whether a text says nothing but that a meeting changes, and why: no "wycieczka" nor "opłata".
pub(super) fn says_only(text: &str) -> bool {
    let folded = fold(text);
    let said = folded.split(" z powodu").next().unwrap_or_default();
    let is_of_it = |word: &str| {
        let small = ["uwaga", "termin", "niestety", "nowy", "nowa", "godz", "godzine", "godziny"];
        let is_verb = word.starts_with("zosta") || word.starts_with("odbedz") || word.starts_with("odbeda");
        word.len() < 4
            || small.contains(&word)
            || is_verb
            || WORDS.moves.has(word)
            || date::month(word).is_some()
            || remark::is_meeting(word)
            || remark::in_note(word).is_some()
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    said.split(' ').all(is_of_it)
}

/// The entry directly above a line, else directly below; and whether it is sure that the line is about that one.
fn beside(lines: &[Line], n: usize, drafts: &[Draft]) -> Option<(usize, bool)> {
    let gap = |lines: &mut dyn Iterator<Item = &Line>| lines.take_while(|line| line.text.trim().is_empty()).count();
    let (above, below) = (gap(&mut lines[..n].iter().rev()), gap(&mut lines[n + 1..].iter()));
    let middle = drafts.partition_point(|draft| draft.found.at.start < lines[n].at);
    let entry_at = |line: Option<usize>| {
        let is_its = |at: &usize| drafts[*at].is_listed && line.is_some_and(|line| drafts[*at].lines.contains(&line));
        let mut all = (middle.saturating_sub(2)..drafts.len().min(middle + 2)).filter(is_its);
        all.next().filter(|_| all.next().is_none())
    };
    let (over, under) = (entry_at(n.checked_sub(above + 1)), entry_at(Some(n + 1 + below)));
    let is_apart = |entry: usize| lines.get(drafts[entry].lines.end).is_none_or(|next| next.text.trim().is_empty());
    match (over, under) {
        (_, Some(under)) if below < above => Some((under, below == 0 && is_apart(under))),
        (Some(over), _) => Some((over, above == 0 && (below > 0 || under.is_none()))),
        _ => None,
    }
}

/// The entries that a sentence means: their town, in any case, or their day stands in it, and nothing in it contradicts.
fn meant(sentence: &Line, days: &[Day], drafts: &[Draft]) -> Vec<usize> {
    let folded = fold(sentence.text);
    let words: Vec<&str> = folded.split(' ').collect();
    let names = named(sentence);
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
                (found.venue, found.address) = (place.venue.clone(), place.address.clone());
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
            let Found { venue, address, town, .. } = drafts[n - 1].found.clone();
            let found = &mut drafts[n].found;
            (found.venue, found.address, found.town) = (venue, address, town);
        }
    }
}

/// "Spotkanie 9 lutego nie odbędzie się; nowy termin: 16 lutego": of two entries of a line the second is the first, moved.
pub(super) fn renewed(text: &str, drafts: &mut Vec<Draft>) {
    let is_of_it = |old: &Draft, new: &Draft| {
        let between = || fold(text.get(old.found.at.end..new.found.at.start).unwrap_or_default());
        let is_one = new.lines.start <= old.lines.end && alike(&old.found.town, &new.found.town);
        old.found.cancelled && !new.found.cancelled && is_one && date::has(&between(), &["nowy term", "nowa dat"])
    };
    for n in (1..drafts.len()).rev() {
        if is_of_it(&drafts[n - 1], &drafts[n]) {
            let new = drafts.remove(n);
            let old = std::mem::replace(&mut drafts[n - 1], new.clone());
            let moved = &mut drafts[n - 1];
            (moved.day, moved.found.town) = (old.day, old.found.town);
            moved.used.extend(old.used);
            moved.move_to(Some(&new.day), None);
        }
    }
}

/// The same meeting said twice, in the introduction and in the list, or in a list and in a sentence that cancels it.
pub(super) fn doubled(mut drafts: Vec<Draft>) -> Vec<Draft> {
    cancel_elsewhere(&mut drafts);
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

/// "Szkolenie w Żarach (4 listopada) odwołujemy": without an hour it is that of the one entry there on that day.
fn cancel_elsewhere(drafts: &mut Vec<Draft>) {
    let is_said = |Draft { found, .. }: &Draft| {
        let is_elsewhere = place::is_venue(&found.venue) || !found.address.is_empty();
        found.cancelled && found.hours.is_none() && !found.town.is_empty() && !is_elsewhere
    };
    let all = drafts.extract_if(.., |draft| is_said(draft)).collect::<Vec<_>>();
    let key = |draft: &Draft| (draft.day.month, draft.day.day, draft.found.town.clone());
    let mut by_day: HashMap<_, Vec<usize>> = HashMap::new();
    for (n, draft) in drafts.iter().enumerate() {
        by_day.entry(key(draft)).or_default().push(n);
    }
    for said in all {
        let its = by_day.entry(key(&said)).or_default();
        if let [one] = its[..] {
            let one = &mut drafts[one];
            one.found.cancelled = true;
            one.found.doubts.push(Doubt::ChangedPerhaps);
            one.used.extend(said.used);
        } else {
            its.push(drafts.len());
            drafts.push(said);
        }
    }
    drafts.sort_by_key(|draft| draft.found.at.start);
}

/// Whether two meetings on one day, at one hour, may be the same.
fn agree(one: &Found, other: &Found) -> bool {
    alike(&one.town, &other.town)
        && alike(&one.venue, &other.venue)
        && alike(&one.address, &other.address)
        && alike(&one.counties, &other.counties)
}

/// Whether two say the same, or one says nothing.
fn alike<T: Default + PartialEq>(one: &T, other: &T) -> bool {
    let none = T::default();
    one == other || *one == none || *other == none
}
