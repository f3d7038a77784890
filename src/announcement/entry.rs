//! One meeting's texts, days and hours, and what they say of it.

use std::ops::Range;

use super::place::{self, is_name, is_venue, strip, trim};
use super::scan::{Day, Item, Line};
use super::{Doubt, words};
use crate::poland::county::Counties;
use crate::poland::date::{Minutes, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;

/// A meeting before what is said once for all is put in.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) day: Day,
    /// Where the day stands.
    pub(super) at: Range<usize>,
    /// The line of the day, and all lines that it takes from.
    pub(super) line: usize,
    pub(super) lines: Range<usize>,
    pub(super) hours: Option<(Minutes, Option<Minutes>)>,
    pub(super) counties: Counties,
    /// The text names a county of another region.
    pub(super) is_elsewhere: bool,
    pub(super) venue: String,
    pub(super) address: String,
    pub(super) town: String,
    pub(super) title: String,
    pub(super) cancelled: bool,
    /// One of several entries of a list or table.
    pub(super) is_listed: bool,
    pub(super) doubts: Vec<Doubt>,
}

impl Draft {
    /// Whether anything says where.
    pub(super) fn is_somewhere(&self) -> bool {
        ![&self.venue, &self.address, &self.town].into_iter().all(String::is_empty)
            || self.counties != Counties::default()
    }
}

/// A piece of an entry, in the text's order.
#[derive(Clone, Debug)]
pub(super) enum Part<'t> {
    Text(&'t str),
    Item(&'t Item, &'t str),
    /// Between lines and cells.
    Break,
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// An entry: all of it is about the meeting.
    Entry,
    /// A sentence: only what says where.
    Sentence,
}

/// The parts of a line.
pub(super) fn all_parts<'t>(line: &'t Line<'t>) -> Vec<Part<'t>> {
    parts(line, &(0..line.text.len()))
}

/// The parts of a text's line within a range.
pub(super) fn parts<'t>(line: &'t Line<'t>, range: &Range<usize>) -> Vec<Part<'t>> {
    let mut out = Vec::new();
    let mut at = range.start;
    for (item, place) in line.items.iter().filter(|(_, place)| range.start <= place.start && place.end <= range.end) {
        if place.start < at {
            continue;
        }
        out.push(Part::Text(&line.text[at..place.start]));
        out.push(Part::Item(item, &line.text[place.clone()]));
        at = place.end;
    }
    if at < range.end {
        out.push(Part::Text(&line.text[at..range.end]));
    }
    out
}

/// Where a text stands in an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    BeforeDay,
    /// Between day and hour.
    Between,
    After,
}

/// Reads an entry.
pub(super) fn fill(draft: &mut Draft, entry: &[Part], day: Option<&str>, manner: Manner) {
    // of several days the one in question
    let is_day = |part: &Part| matches!((part, day), (Part::Item(_, whole), Some(day)) if std::ptr::eq(whole.as_ptr(), day.as_ptr()));
    let day = entry.iter().position(is_day);
    let hours = entry
        .iter()
        .enumerate()
        .find(|(at, part)| matches!(part, Part::Item(Item::Hours(..), ..)) && day.is_none_or(|day| *at > day));
    let hours =
        hours.or_else(|| entry.iter().enumerate().find(|(_, part)| matches!(part, Part::Item(Item::Hours(..), ..))));
    let mut skipped = None;
    let mut before = None;
    if let Some((at, Part::Item(Item::Hours(start, end), ..))) = hours {
        if is_after_another(entry, at) {
            skipped = Some(at - 1);
        } else {
            draft.hours = Some((*start, *end));
        }
    }
    let hours = hours.map(|(at, _)| at);
    let mut postal = None;
    let mut name: Option<String> = None;
    let mut venue: Vec<&str> = Vec::new();
    let mut address: Vec<&str> = Vec::new();
    let has_street = entry.iter().any(|part| matches!(part, Part::Item(Item::Street, ..)));
    let mut texts: Vec<(Position, &str)> = Vec::new();
    for (at, part) in entry.iter().enumerate().filter(|(at, _)| skipped != Some(*at)) {
        let position = match (day, hours) {
            (Some(day), _) if at < day => Position::BeforeDay,
            (Some(_), Some(hours)) if at < hours => Position::Between,
            _ => Position::After,
        };
        match part {
            Part::Item(Item::County(Some(counties)), ..) => draft.counties = draft.counties.union(*counties),
            Part::Item(Item::County(None), ..) => draft.is_elsewhere = true,
            Part::Item(Item::Postal(town), whole) => {
                let length = town.end - town.start;
                postal = Some(trim(&whole[whole.len() - length..]));
                address.push(trim(whole));
            }
            Part::Item(Item::Street, whole) => address.push(trim(whole)),
            Part::Text(text) => texts.push((position, text)),
            _ => {}
        }
    }
    match manner {
        Manner::Entry => entry_texts(draft, &texts, has_street, &mut name, &mut venue),
        Manner::Sentence => {
            let found = |position: fn(Position) -> bool| -> Vec<&str> {
                texts.iter().filter(|(at, _)| position(*at)).flat_map(|(_, text)| place::phrases(text)).collect()
            };
            venue = found(|at| at != Position::BeforeDay);
            if venue.is_empty() {
                venue = found(|at| at == Position::BeforeDay);
            }
            for (position, text) in &texts {
                draft.cancelled |= remark::in_text(text) == Some(Change::Cancelled) && remark::is_plain(text);
                // "Spotkanie w Żaganiu … zostało przeniesione na …"
                if *position == Position::BeforeDay && name.is_none() {
                    before = place::named(text).into_iter().rfind(|named| named.is_known).map(|named| named.town);
                }
            }
        }
    }
    put(draft, &venue, &address, name, postal);
    if draft.town.is_empty() {
        draft.town = before.unwrap_or_default();
    }
}

/// The texts that say where, as venue, address and town.
fn put(draft: &mut Draft, venue: &[&str], address: &[&str], name: Option<String>, postal: Option<&str>) {
    let has_street = !address.is_empty();
    // "w Kaliszu w Urzędzie Miasta": the town, then the place
    let mut places: Vec<String> = Vec::new();
    let mut named = None;
    let mut is_near = false;
    for text in venue {
        let mut rest = trim(text);
        for found in place::named(text) {
            let is_first = trim(text).starts_with(found.phrase);
            let after = trim(trim(text).strip_prefix(found.phrase).unwrap_or_default());
            if is_first && after.is_empty() && !places.is_empty() {
                // "w Muzeum Ziemi Lubuskiej przy al. Niepodległości 15 w Zielonej Górze"
                if let Some(last) = places.last_mut() {
                    last.push(' ');
                    last.push_str(found.phrase);
                }
                rest = "";
            } else if is_first && (after.is_empty() || found.is_known) {
                rest = after;
            }
            if named.as_ref().is_none_or(|(_, is_known)| !is_known && found.is_known) {
                named = Some((found.town.clone(), found.is_known));
            }
        }
        is_near |= has_street && (rest.ends_with(" przy") || rest == "przy");
        let rest = rest.trim_end_matches(" przy").trim_end_matches(" na");
        let rest = if matches!(rest, "przy" | "na" | "w" | "we" | "Przy") { "" } else { rest };
        if !rest.is_empty() {
            places.push(rest.to_owned());
        }
    }
    draft.venue = places.join(", ");
    // "przy ul. Teatralnej 26": its case wants the word
    draft.address = if is_near { format!("przy {}", address.join(", ")) } else { address.join(", ") };
    let (town, is_guess) = if let Some(name) = name {
        (name, false)
    } else if let Some(town) = postal.filter(|town| !town.is_empty()) {
        (town::nominative(town).to_owned(), false)
    } else if let Some((town, is_known)) = named {
        (town, !is_known)
    } else if let Some(town) = town::find(&draft.venue, &draft.address) {
        (town.to_owned(), false)
    } else if let Some(town) = place::office(&draft.venue) {
        (town, true)
    } else {
        (String::new(), false)
    };
    if is_guess {
        draft.doubts.push(Doubt::Town);
    }
    draft.town = place::town_name(&town).into_owned();
}

/// "Po sesji Rady Gminy, która rozpocznie się o godz. 1000": the hour is another's.
fn is_after_another(entry: &[Part], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| match entry[before] {
        Part::Text(text) => {
            let folded = fold(text);
            folded.starts_with("po ")
                && words::has(&folded, &["sesj", "msz", "nabozen", "zebran", "zakoncz", "posiedz"])
        }
        _ => false,
    })
}

/// All of an entry's texts are about it: a town, a place, a title, a change.
fn entry_texts<'t>(
    draft: &mut Draft,
    texts: &[(Position, &'t str)],
    has_street: bool,
    name: &mut Option<String>,
    venue: &mut Vec<&'t str>,
) {
    let mut before: Vec<&str> = Vec::new();
    let mut after: Vec<(Position, &str)> = Vec::new();
    for &(position, text) in texts {
        let text = strip(text);
        if text.is_empty() {
            continue;
        }
        if let Some(change @ (Change::Cancelled | Change::Moved)) = remark::in_note(text) {
            draft.cancelled |= change == Change::Cancelled && remark::is_plain(text);
            if change == Change::Moved && !draft.doubts.iter().any(|doubt| matches!(doubt, Doubt::Moved(_))) {
                draft.doubts.push(Doubt::Moved(None));
            }
            // what stands beside it
            let parts = text.split([',', ';', '(', ')', '!', '–']).filter(|part| remark::in_note(part).is_none());
            for part in parts.map(strip).filter(|part| !part.is_empty()) {
                if position == Position::BeforeDay { before.push(part) } else { after.push((position, part)) }
            }
            continue;
        }
        if position == Position::BeforeDay { before.push(text) } else { after.push((position, text)) }
    }
    let mut is_kind = false;
    for text in before {
        for part in text
            .split([',', ';', '–', '—', ':', '/'])
            .flat_map(|part| part.split(" - "))
            .map(strip)
            .filter(|part| !part.is_empty())
        {
            let stripped = place::town_name(part);
            if is_venue(part) && !is_name(&stripped) {
                venue.push(part);
            } else if is_name(&stripped) {
                // "Olszówka, Dębowiec", but "gmina Sława, Lipinki"
                *name = Some(match name.take() {
                    Some(first) if !is_kind && stripped == part && !town::is_known(&first) => {
                        format!("{first}, {stripped}")
                    }
                    _ => stripped.clone().into_owned(),
                });
                is_kind = stripped != part;
            } else if let Some(named) = place::named(part).into_iter().next() {
                if name.is_none() {
                    *name = Some(named.town);
                }
                if has_topic(part) && place::count(part) > 1 {
                    part.clone_into(&mut draft.title);
                } else if place::count(part) > place::count(named.phrase) {
                    venue.push(part);
                }
            } else if has_topic(part) && place::count(part) > 1 {
                part.clone_into(&mut draft.title);
            }
        }
    }
    let is_later_venue = |from: usize| after.iter().skip(from).any(|(_, text)| is_venue(text));
    let mut places: Vec<&str> = Vec::new();
    for (n, &(position, text)) in after.iter().enumerate() {
        let (first, rest) = text.split_once([',', ';']).map_or((text, ""), |(first, rest)| (strip(first), rest));
        // a dash, too, may end a town's name
        let (first, rest) = match first.split_once(" - ").or_else(|| first.split_once(" – ")) {
            Some((town, more)) if is_name(strip(town)) => {
                (strip(town), &text[more.as_ptr() as usize - text.as_ptr() as usize..])
            }
            _ => (first, rest),
        };
        let bare = place::town_name(first);
        let stands_alone = trim(rest).is_empty();
        let words = place::count(&bare);
        let is_town = name.is_none()
            && n == 0
            && is_name(&bare)
            && (town::is_known(&bare)
                || position == Position::Between && stands_alone
                || is_venue(rest)
                || is_later_venue(n + 1)
                || words <= 2 && (stands_alone || has_street) && !first.starts_with(['„', '"']));
        let is_title = n == 0 && has_topic(first) && !is_venue(first) && draft.title.is_empty();
        if is_title {
            first.clone_into(&mut draft.title);
            if !trim(rest).is_empty() {
                places.push(trim(rest));
            }
        } else if is_town {
            *name = Some(bare.into_owned());
            if !trim(rest).is_empty() {
                places.push(trim(rest));
            }
        } else {
            places.push(text);
        }
    }
    venue.extend(places);
}

fn has_topic(text: &str) -> bool {
    words::has(&fold(text), words::TOPICS)
}
