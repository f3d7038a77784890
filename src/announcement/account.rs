//! What of a text is in no meeting, and why: nothing is left out without a word.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::entry::Draft;
use super::place;
use super::scan::{Item, Line};
use super::shape::{Shape, bare, cells, has_label, is_heading, sentences, unlabelled};
use super::table::Table;
use super::words::WORDS;
use super::{Found, Reason, Unused, What};
use crate::poland::date::{self, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;

/// How far back of a day words are looked for, in octets.
const NEAR: usize = 200;
/// A page's stamp stands in one of so many lines from its beginning or end, blank ones not counted.
const EDGE: usize = 8;

/// Days and hours that are no meeting's, as far as the words about them say, by where they stand.
pub(super) fn reasons(lines: &[Line], shapes: &[Shape], is_free: &[bool]) -> HashMap<usize, Reason> {
    let mut out = HashMap::new();
    let full: Vec<usize> = (0..lines.len()).filter(|&n| shapes[n] != Shape::Blank).collect();
    let programme = programme(lines, shapes);
    let is_dated = |n: usize| lines[n].has(Item::has_days);
    // one of many is a heading
    let is_heading = |n: &&usize| is_free[**n] && is_dated(**n) && is_bare(&lines[**n]);
    let are_headings = full.iter().filter(is_heading).count() > 2;
    let first = full.iter().position(|&n| is_dated(n) && !is_stamp(lines, shapes, n));
    for (which, &n) in full.iter().enumerate().filter(|(_, n)| is_free[**n]) {
        let line = &lines[n];
        if line.items.is_empty() {
            continue;
        }
        let is_edge = which < EDGE && first.is_none_or(|first| which < first)
            || which + EDGE / 2 > full.len() && full.len() > EDGE;
        if is_edge && !are_headings && is_dated(n) && is_stamp(lines, shapes, n) {
            out.extend(line.all(Item::is_date).map(|(_, at)| (at.start, Reason::Stamp)));
            continue;
        }
        for sentence in sentences(line.text) {
            let about = About::read(&line.text[sentence.clone()]);
            let has_hours = line.within(&sentence).any(|(item, _)| item.is_hours());
            let mut before: Option<(usize, usize)> = None;
            for (item, at) in line.within(&sentence) {
                let start = line.at + at.start;
                let reason = match item {
                    Item::Period(_) if !has_hours => {
                        Some(of_day(line, &sentence, &about, at.start).unwrap_or(Reason::Period))
                    }
                    Item::Days(_) | Item::Period(_) => of_day(line, &sentence, &about, at.start),
                    // machines count seconds
                    Item::Hours(_) if has_seconds(&line.text[at.start..]) => Some(Reason::Stamp),
                    Item::Hours(_) => {
                        of_hours(line, &sentence, at.start, &out).or_else(|| programme[n].then_some(Reason::Programme))
                    }
                    _ => None,
                };
                if let Some(reason) = reason {
                    out.insert(start, reason);
                } else if item.has_days() {
                    // "22 maja – przeniesione na 29 maja"
                    let moved = before.filter(|(_, end)| WORDS.moves.is_in(&fold(&line.text[*end..at.start])));
                    out.extend(moved.map(|(start, _)| (start, Reason::MovedFrom)));
                    before = Some((start, at.end));
                }
            }
        }
    }
    out
}

/// "13:42:07"
fn has_seconds(hours: &str) -> bool {
    let hour = hours.split(|c: char| !c.is_ascii_digit() && c != ':').next().unwrap_or_default();
    hour.matches(':').count() == 2 && !hour.ends_with("00")
}

/// What stands before a place of a line, within its sentence, folded.
fn before(line: &Line, sentence: &Range<usize>, at: usize) -> String {
    let near = sentence.start.max(at.saturating_sub(NEAR));
    let near = (near..=at).find(|&near| line.text.is_char_boundary(near)).unwrap_or(at);
    fold(&line.text[near..at])
}

/// What a sentence is about.
struct About {
    is_move: bool,
    is_stamp: bool,
    is_deadline: bool,
}

impl About {
    fn read(sentence: &str) -> Self {
        let folded = fold(sentence);
        Self {
            is_move: WORDS.moves.is_in(&folded),
            is_stamp: WORDS.stamps.is_in(&folded) && !WORDS.topics.is_in(&folded),
            is_deadline: WORDS.deadlines.is_in(&folded),
        }
    }
}

/// Why a day that stands in a sentence is none of a meeting.
fn of_day(line: &Line, sentence: &Range<usize>, about: &About, at: usize) -> Option<Reason> {
    let before = before(line, sentence, at);
    let mut words = before.rsplit(' ');
    let (last, last_but_one) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match (last_but_one, last) {
        (_, "z" | "zamiast") | ("z" | "zamiast", "dnia") if about.is_move => Some(Reason::MovedFrom),
        (_, "z") | ("z", "dnia") => Some(Reason::Law),
        // "Lubsko, dnia 5 maja 2027 r." is a letter's
        (_, "dnia" | "dn") if is_letters(line, at) => Some(Reason::Stamp),
        _ if about.is_stamp => Some(Reason::Stamp),
        (_, "do" | "po" | "przed" | "od" | "konca") | ("do" | "od" | "po", "dnia" | "dn") | ("do", "godz") => {
            Some(if about.is_deadline { Reason::Deadline } else { Reason::Period })
        }
        _ if WORDS.deadlines.is_in(&before) && !date::has(&before, &["odbed"]) => Some(Reason::Deadline),
        _ => None,
    }
}

/// Whether nothing but a town and a comma stands before "dnia", and nothing behind the day.
fn is_letters(line: &Line, at: usize) -> bool {
    let before = line.text[..at].trim_end_matches([' ', '.']);
    let town = before.trim_end_matches(char::is_alphabetic).trim_end();
    let day = line.items.iter().find(|(_, item)| item.start == at).map_or(at, |(_, item)| item.end);
    let name = town.strip_suffix(',').map(|town| town.trim_end().rsplit("   ").next().unwrap_or_default());
    name.is_some_and(|name| place::is_name(name.trim())) && place::strip(&line.text[day..]).is_empty()
}

/// Why hours that stand in a sentence are none of a meeting: of an office, or the last one for something.
fn of_hours(line: &Line, sentence: &Range<usize>, at: usize, days: &HashMap<usize, Reason>) -> Option<Reason> {
    let before = before(line, sentence, at);
    // "zamiast o godz. 10:00"
    if date::has(&before, &["zamiast"]) && before.rsplit(' ').take(3).any(|word| word == "zamiast") {
        return Some(Reason::MovedFrom);
    }
    let dated = line.within(sentence).filter(|(item, _)| item.has_days());
    let of_days: Vec<_> = dated.map(|(_, day)| days.get(&(line.at + day.start)).copied()).collect();
    if of_days.contains(&None) {
        return None;
    }
    let of_day = of_days.first().copied().flatten();
    let is_last = before.ends_with(" do") || before.ends_with(" do godz");
    match of_day {
        Some(reason @ (Reason::Deadline | Reason::Law | Reason::Stamp | Reason::Period | Reason::Past)) => Some(reason),
        _ if is_last && WORDS.deadlines.is_in(&before) => Some(Reason::Deadline),
        _ => (WORDS.office_hours.is_in(&before) && !WORDS.all.is_in(&before)).then_some(Reason::OfficeHours),
    }
}

/// Lines of a programme: what follows its heading and has an hour or a number first, and does not say where.
fn programme(lines: &[Line], shapes: &[Shape]) -> Vec<bool> {
    let mut out = vec![false; lines.len()];
    let mut is_inside = false;
    for (n, line) in lines.iter().enumerate().filter(|(n, _)| shapes[*n] != Shape::Blank) {
        let text = place::trim(line.text);
        let is_point =
            line.has(Item::is_hours) && !line.has(|item| item.is_county() || item.is_address() || item.is_day());
        if WORDS.programmes.has(&fold(text)) && (line.text.trim_end().ends_with(':') || is_heading(text)) {
            is_inside = true;
        } else if line.has(Item::is_day) || has_label(line.text) || shapes[n] == Shape::Text {
            is_inside = false;
        }
        out[n] = is_inside && is_point;
    }
    out
}

/// Whether nothing stands in a line but a day and perhaps an hour.
fn is_bare(line: &Line) -> bool {
    bare(line).is_empty() && !line.has(|item| item.is_county() || item.is_address())
}

/// Whether a line is a day that a machine wrote: nothing else stands in it but a category, and nothing that goes with it follows.
fn is_stamp(lines: &[Line], shapes: &[Shape], n: usize) -> bool {
    let line = &lines[n];
    let days: Vec<_> = line.items.iter().filter(|(item, _)| item.has_days()).collect();
    let [(Item::Days(named), _)] = &days[..] else { return false };
    let cells = cells(line.text);
    // "25 września 2012 14:00 | Aktualności"
    let is_category =
        cells.len() > 1 && cells[1..].iter().all(|cell| WORDS.navigation.has(&fold(&line.text[cell.clone()])));
    let hours = line.hours();
    let is_bare = is_bare(line);
    let next = (n + 1..lines.len()).find(|&n| !matches!(shapes[n], Shape::Blank | Shape::Nothing));
    let goes_on = hours.is_some_and(|(_, end)| end.is_some())
        || next.is_some_and(|next| shapes[next] == Shape::Hours && hours.is_none() || has_label(lines[next].text));
    let mut before = (0..n).rev().filter(|&n| shapes[n] != Shape::Blank).take(2);
    let is_cell = before.any(|before| {
        shapes[before] == Shape::Heading && !WORDS.navigation.has(&fold(place::trim(lines[before].text)))
    });
    let has_words = date::has(&fold(line.text), &["godz"]) || named[0].weekday.is_some();
    let is_machines = !has_words && named.len() == 1 && named[0].year.is_some() && !goes_on && !is_cell;
    is_machines && (is_bare && !line.text.contains("r.") || is_category)
}

/// All days, hours and counties that are in no meeting and were not spoken of.
pub(super) fn left(lines: &[Line], drafts: &[Draft], reasons: &HashMap<usize, Reason>, unused: &mut Vec<Unused>) {
    let used: HashSet<usize> = drafts.iter().flat_map(|draft| draft.used.iter().map(|at| at.start)).collect();
    let within: HashSet<usize> = drafts.iter().flat_map(|draft| draft.lines.clone()).collect();
    let mut said: Vec<Range<usize>> = unused.iter().map(|unused| unused.at.clone()).collect();
    said.sort_by_key(|at| at.start);
    let is_said = |at: usize| {
        let behind = said.partition_point(|said| said.start <= at);
        said[behind.saturating_sub(2)..behind].iter().any(|said| said.contains(&at))
    };
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let items = line.all(|item| item.is_hours() || item.is_county() || item.has_days());
        for (item, at) in items.filter(|(_, at)| !used.contains(&at.start) && !is_said(at.start)) {
            let known = reasons.get(&at.start).copied();
            let known = if line.text.starts_with('>') { Some(Reason::Quoted) } else { known };
            let (what, reason) = match item {
                Item::County(None) => (What::County, Reason::Elsewhere),
                Item::County(_) => (What::County, Reason::NoEntry),
                Item::Hours(_) if within.contains(&n) => (What::Hours, known.unwrap_or(Reason::OtherHour)),
                Item::Hours(_) => (What::Hours, known.unwrap_or(Reason::NoEntry)),
                _ => (What::Day, known.unwrap_or(Reason::NoMeeting)),
            };
            found.push(Unused { at, what, reason });
        }
    }
    unused.extend(found);
}

/// Takes out what has no hour and is no entry of a list or table in which others have one, or none has; gives where the days
/// stand.
pub(super) fn alone(lines: &[Line], drafts: &mut Vec<Draft>, tables: &[Table]) -> Vec<Range<usize>> {
    let is_row = |draft: &Draft| tables.iter().any(|table| table.lines.contains(&draft.lines.start));
    let is_blank = |n: usize| lines[n].text.trim().is_empty();
    let follow = |one: &Draft, next: &Draft| (one.lines.end..next.lines.start).all(is_blank);
    let has_place =
        |found: &Found| !found.town.is_empty() || !found.address.is_empty() || place::is_venue(&found.venue);
    let any_hours = drafts.iter().any(|draft| draft.found.hours.is_some());
    let is_kept = |at: usize| {
        let draft = &drafts[at];
        let before = at.checked_sub(1).map(|before| &drafts[before]);
        let is_beside =
            |other: &Draft| other.is_listed && (other.found.hours.is_some() || !any_hours && has_place(&other.found));
        let beside = before.is_some_and(|before| is_beside(before) && follow(before, draft))
            || drafts.get(at + 1).is_some_and(|next| is_beside(next) && follow(draft, next));
        let is_about = || lines[draft.lines.clone()].iter().any(|line| WORDS.topics.is_in(&fold(line.text)));
        draft.found.hours.is_some()
            || is_row(draft)
            || draft.is_listed && has_place(&draft.found) && (beside || drafts.len() == 1 && is_about())
    };
    let kept: Vec<bool> = (0..drafts.len()).map(is_kept).collect();
    let mut kept = kept.into_iter();
    drafts.extract_if(.., |_| kept.next() == Some(false)).map(|draft| draft.found.at).collect()
}

/// Lines that belong to no meeting and sound like a change of one: only a person can tell "zostało odwołane" from "gdy będzie
/// mało osób, zostanie odwołane".
pub(super) fn other_changes(lines: &[Line], drafts: &[Draft]) -> Vec<Unused> {
    let within: HashSet<usize> = drafts.iter().flat_map(|draft| draft.lines.clone()).collect();
    let used: HashSet<usize> = drafts.iter().flat_map(|draft| draft.used.iter().map(|at| at.start)).collect();
    let is_used = |line: &Line| line.items.iter().any(|(_, at)| used.contains(&(line.at + at.start)));
    // a move is not, of which a meeting is made
    let is_change = |line: &Line| match remark::in_text(line.text) {
        Some(Change::Moved) => !is_used(line),
        change => change == Some(Change::Cancelled),
    };
    let others = lines.iter().enumerate().filter(|(n, line)| !within.contains(n) && is_change(line));
    others
        .map(|(_, line)| Unused { at: line.at..line.at + line.text.len(), what: What::Change, reason: Reason::Change })
        .collect()
}

/// Towns that the text names outside its meetings, and that no meeting has.
pub(super) fn towns(lines: &[Line], drafts: &[Draft]) -> Vec<String> {
    let within: HashSet<usize> = drafts.iter().flat_map(|draft| draft.lines.clone()).collect();
    let of_meetings: HashSet<&str> = drafts.iter().flat_map(|draft| draft.found.town.split(", ")).collect();
    let others = lines.iter().enumerate().filter(|(n, _)| !within.contains(n)).map(|(_, line)| line);
    let named = others.flat_map(|line| {
        let text = &line.text[unlabelled(line)];
        let alone = text
            .split([',', ';', '|', '–', '-'])
            .map(place::strip)
            .filter(|part| town::is_known(part))
            .map(str::to_owned);
        place::named(line.text)
            .into_iter()
            .filter(|named| named.is_known)
            .map(|named| named.town)
            .chain(alone)
            .collect::<Vec<_>>()
    });
    let found: BTreeSet<String> = named.filter(|town| !of_meetings.contains(town.as_str())).collect();
    found.into_iter().collect()
}
