//! One meeting's texts, days and hours, and what they say of it.

use std::ops::Range;

use super::place::{self, is_name, is_venue, strip, trim};
use super::scan::{Day, Item, Line, spans};
use super::words::WORDS;
use super::{Doubt, Found, Inferred, Unused};
use crate::poland::county::Counties;
use crate::poland::date::fold;
use crate::poland::remark::{self, Change};
use crate::poland::town;

/// A meeting before what is said once for all is put in.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// All that its own lines say; no date yet.
    pub(super) found: Found,
    pub(super) day: Day,
    /// All lines that it takes from.
    pub(super) lines: Range<usize>,
    /// The text names a county of another region.
    pub(super) is_elsewhere: bool,
    /// One of several entries of a list or table.
    pub(super) is_listed: bool,
    /// Where the days, hours and counties stand that it is made of.
    pub(super) used: Vec<Range<usize>>,
}

/// What was made of a part of the text.
#[derive(Default)]
pub(super) struct Read {
    pub(super) drafts: Vec<Draft>,
    pub(super) unused: Vec<Unused>,
}

/// A piece of an entry, in the text's order.
#[derive(Clone, Debug)]
pub(super) enum Part<'t> {
    Text(&'t str),
    Item {
        item: &'t Item,
        text: &'t str,
        /// Where it stands in the whole.
        at: usize,
    },
    /// Between lines and cells.
    Break,
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// An entry: all of it is about the meeting.
    Entry,
    /// Cells of a row: the same, in whatever order.
    Cells,
    /// A sentence: only what says where.
    Sentence,
}

/// The parts of a line.
pub(super) fn all_parts<'t>(line: &'t Line<'t>) -> Vec<Part<'t>> {
    parts(line, &(0..line.text.len()))
}

/// The parts of a line within a range.
pub(super) fn parts<'t>(line: &'t Line<'t>, range: &Range<usize>) -> Vec<Part<'t>> {
    let mut out = Vec::new();
    let mut end = range.start;
    for (item, place) in line.within(range) {
        if end <= place.start {
            texts_apart(&line.text[end..place.start], &mut out);
            out.push(Part::Item { item, text: &line.text[place.clone()], at: line.at + place.start });
            end = place.end;
        }
    }
    if end < range.end {
        texts_apart(&line.text[end..range.end], &mut out);
    }
    out
}

/// Wide gaps part columns.
fn texts_apart<'t>(text: &'t str, out: &mut Vec<Part<'t>>) {
    for (which, part) in text.split("   ").filter(|part| !part.trim().is_empty()).enumerate() {
        if which > 0 {
            out.push(Part::Break);
        }
        out.push(Part::Text(part));
    }
}

/// The texts between the items.
pub(super) fn texts<'t>(parts: &[Part<'t>]) -> Vec<&'t str> {
    parts.iter().filter_map(|part| if let Part::Text(text) = part { Some(*text) } else { None }).collect()
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
        for Draft { found, .. } in line.iter_mut().rev() {
            if found.venue.is_empty() && found.address.is_empty() && found.town == place.town {
                (found.venue, found.address) = (place.venue, place.address);
            }
            place = found.clone();
        }
    }
}

/// Puts a text behind others, once.
pub(super) fn join(texts: &mut String, text: &str) {
    let text = trim(text);
    if !text.is_empty() && !texts.contains(text) {
        texts.push_str(if texts.is_empty() { "" } else { ", " });
        texts.push_str(text);
    }
}

/// Where a text stands in an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    BeforeDay,
    /// Between day and hour.
    Between,
    After,
}

/// What the texts of an entry say of the place.
#[derive(Default)]
struct Texts<'t> {
    /// A town that stands by itself.
    town: Option<String>,
    /// A town that is named before the day, and counts if no other is.
    other_town: Option<String>,
    venue: Vec<&'t str>,
}

impl Draft {
    /// Whether anything says where.
    pub(super) fn is_somewhere(&self) -> bool {
        self.found.has_place() || self.found.counties != Counties::default()
    }

    /// A meeting on a day that stands at a place of the whole.
    pub(super) fn new(day: Day, at: Range<usize>, lines: Range<usize>) -> Self {
        let found = Found { at: at.clone(), ..Found::default() };
        Self { found, day, lines, used: vec![at], ..Self::default() }
    }

    /// Reads an entry; its town, if a column says it.
    pub(super) fn fill(&mut self, entry: &[Part], manner: Manner, town: Option<String>) {
        let its_day = self.found.at.start;
        let day = entry.iter().position(|part| matches!(part, Part::Item { at, .. } if *at == its_day));
        let is_hours = |part: &Part| matches!(part, Part::Item { item: Item::Hours(_), .. });
        let behind_day = day.map_or(0, |day| day + 1);
        let hours = (behind_day..entry.len()).chain(0..behind_day).find(|&at| is_hours(&entry[at]));
        let is_another = hours.is_some_and(|hours| is_behind_other_event(&entry[..hours]));
        let mut texts = Vec::new();
        let mut address = Vec::new();
        let mut post_town = "";
        for (at, part) in entry.iter().enumerate() {
            let position = match (day, hours) {
                _ if manner == Manner::Cells => Position::After,
                (Some(day), _) if at < day => Position::BeforeDay,
                (Some(_), Some(hours)) if at < hours => Position::Between,
                _ => Position::After,
            };
            match part {
                Part::Item { item, text, at: start } => {
                    let place = *start..start + text.len();
                    match item {
                        Item::Hours(read) if hours == Some(at) && !is_another && self.found.hours.is_none() => {
                            self.found.hours = Some(*read);
                            self.used.push(place);
                        }
                        Item::County(counties) => {
                            self.is_elsewhere |= counties.is_none();
                            self.found.counties = self.found.counties.union(counties.unwrap_or_default());
                            self.used.push(place);
                        }
                        Item::Postal(length) => {
                            post_town = trim(&text[text.len() - length..]);
                            address.push(trim(text));
                        }
                        Item::Street => address.push(trim(text)),
                        Item::Person => join(&mut self.found.host, text),
                        Item::Contact => join(&mut self.found.contact, text),
                        _ => {}
                    }
                }
                Part::Text(text) if !(is_another && hours == Some(at + 1)) => texts.push((position, *text)),
                _ => {}
            }
        }
        let is_street = |part: &Part| matches!(part, Part::Item { item: Item::Street, .. });
        let found = match manner {
            Manner::Entry | Manner::Cells => self.entry(&texts, entry.iter().any(is_street), town),
            Manner::Sentence => self.sentence(&texts),
        };
        self.put(found, &address, post_town);
    }

    /// Of a sentence only the parts that say where are about the meeting.
    fn sentence<'t>(&mut self, texts: &[(Position, &'t str)]) -> Texts<'t> {
        for (_, text) in texts {
            self.found.cancelled |= remark::in_text(text) == Some(Change::Cancelled) && remark::is_plain(text);
        }
        let is_before = |(position, _): &&(Position, &str)| *position == Position::BeforeDay;
        let (before, behind): (Vec<_>, Vec<_>) = texts.iter().partition(is_before);
        let phrases = |texts: &[&(Position, &'t str)]| -> Vec<_> {
            texts.iter().flat_map(|(_, text)| place::phrases(text)).collect()
        };
        let mut venue = phrases(&behind);
        if venue.is_empty() {
            venue = phrases(&before);
        }
        // "Spotkanie w Żaganiu … zostało przeniesione na …"
        let named = before.last().and_then(|(_, text)| place::named(text).into_iter().rfind(|named| named.is_known));
        Texts { town: None, other_town: named.map(|named| named.town), venue }
    }

    /// All of an entry's texts are about it: a town, a place, a title, a change.
    fn entry<'t>(&mut self, texts: &[(Position, &'t str)], has_street: bool, town: Option<String>) -> Texts<'t> {
        let mut before = Vec::new();
        let mut behind = Vec::new();
        for &(position, text) in texts {
            let text = strip(text);
            let parts = match remark::in_note(text) {
                Some(change @ (Change::Cancelled | Change::Moved)) => {
                    self.found.cancelled |= change == Change::Cancelled && remark::is_plain(text);
                    if change == Change::Moved && !self.is_moved() {
                        self.found.doubts.push(Doubt::MovedTo { from: None });
                    }
                    // what stands beside it
                    let parts = text.split([',', ';', '(', ')', '!', '–']);
                    parts.filter(|part| remark::in_note(part).is_none()).map(strip).collect()
                }
                _ => vec![text],
            };
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                if position == Position::BeforeDay { before.push(part) } else { behind.push((position, part)) }
            }
        }
        let mut found = self.before_day(&before);
        found.town = town.or(found.town);
        let Some((&(position, text), others)) = behind.split_first() else { return found };
        let (first, rest) = first_part(text);
        // "Olszówka, Dębowiec"
        let are_names = position == Position::Between
            && !rest.is_empty()
            && text.split(',').map(strip).all(|name| is_name(name) && !town::is_known(name));
        let (first, rest) = if are_names { (text, "") } else { (first, rest) };
        let town = place::town_name(first);
        let is_alone = rest.is_empty();
        let is_town = || {
            found.town.is_none()
                && (is_name(&town) || are_names)
                && (town::is_known(&town)
                    || position == Position::Between && is_alone
                    || is_venue(rest)
                    || others.iter().any(|(_, text)| is_venue(text))
                    || place::count(&town) <= 2 && (is_alone || has_street) && !first.starts_with(['„', '"']))
        };
        let venue = if WORDS.topics.is_in(&fold(first)) && !is_venue(first) && self.found.title.is_empty() {
            first.clone_into(&mut self.found.title);
            rest
        } else if is_town() {
            found.town = Some(town);
            rest
        } else {
            text
        };
        found.venue.extend(Some(venue).filter(|venue| !venue.is_empty()));
        found.venue.extend(others.iter().map(|(_, text)| *text));
        found
    }

    /// Before its day an entry has its town or its title.
    fn before_day<'t>(&mut self, texts: &[&'t str]) -> Texts<'t> {
        let mut found = Texts::default();
        let mut is_kind = false;
        let parts = texts.iter().flat_map(|text| text.split([',', ';', '–', '—', ':', '/']));
        for part in parts.flat_map(|part| part.split(" - ")).map(strip).filter(|part| !part.is_empty()) {
            let (part, rest) = first_part(part);
            found.venue.extend(Some(rest).filter(|rest| !rest.is_empty()));
            let town = place::town_name(part);
            let is_title = WORDS.topics.is_in(&fold(part)) && place::count(part) > 1;
            if is_venue(part) && !is_name(&town) {
                found.venue.push(part);
            } else if is_name(&town) {
                // "Olszówka, Dębowiec", but "gmina Sława, Lipinki"
                let goes_on = !is_kind && town == part;
                is_kind = town != part;
                // "Kłodawa – NOWE"
                if found.town.as_ref().is_some_and(|first| town::is_known(first)) && !town::is_known(&town) {
                    continue;
                }
                found.town = Some(match found.town {
                    Some(first) if goes_on && !town::is_known(&first) => format!("{first}, {town}"),
                    _ => town,
                });
            } else {
                let named = place::named(part).into_iter().next();
                if is_title {
                    part.clone_into(&mut self.found.title);
                } else if named.as_ref().is_some_and(|named| place::count(part) > place::count(named.phrase)) {
                    found.venue.push(part);
                }
                found.town = found.town.or(named.map(|named| named.town));
            }
        }
        found
    }

    /// Puts in venue, address and town.
    fn put(&mut self, found: Texts, address: &[&str], post_town: &str) {
        // "w Kaliszu w Urzędzie Miasta": the town, then the place
        let mut places: Vec<String> = Vec::new();
        let mut named: Option<place::Named> = None;
        let mut is_near = false;
        for text in found.venue {
            let mut rest = trim(text);
            for next in place::named(text) {
                if let Some(behind) = trim(text).strip_prefix(next.phrase).map(trim) {
                    // "w Muzeum Ziemi Lubuskiej przy al. Niepodległości 15 w Zielonej Górze"
                    if let Some(last) = places.last_mut().filter(|_| behind.is_empty()) {
                        last.push(' ');
                        last.push_str(next.phrase);
                        rest = "";
                    } else if behind.is_empty() || next.is_known {
                        rest = behind;
                    }
                }
                if named.as_ref().is_none_or(|named| !named.is_known && next.is_known) {
                    named = Some(next);
                }
            }
            is_near |= !address.is_empty() && (rest.ends_with(" przy") || rest == "przy");
            let rest = rest.trim_end_matches(" przy").trim_end_matches(" na");
            if !["", "przy", "na", "w", "we", "Przy"].contains(&rest) {
                places.push(rest.to_owned());
            }
        }
        self.found.venue = places.join(", ");
        // "przy ul. Teatralnej 26": its case wants the word
        self.found.address = if is_near { format!("przy {}", address.join(", ")) } else { address.join(", ") };
        let (town, is_guess) = if let Some(town) = found.town {
            (town, false)
        } else if !post_town.is_empty() {
            (town::nominative(post_town).to_owned(), false)
        } else if let Some(named) = named {
            (named.town, !named.is_known)
        } else if let Some(town) = town::find(&self.found.venue, &self.found.address) {
            (town.to_owned(), false)
        } else if let Some(town) = place::office(&self.found.venue) {
            (town, true)
        } else {
            (found.other_town.unwrap_or_default(), false)
        };
        self.found.town = place::town_name(&town);
        if is_guess {
            self.found.infer(Inferred::Town, self.found.town.clone());
        }
    }

    pub(super) fn is_moved(&self) -> bool {
        self.found.doubts.iter().any(|doubt| matches!(doubt, Doubt::MovedTo { .. }))
    }
}

/// What stands before the first comma, or before a dash, a building or the same once more behind a town's name; and what
/// stands behind it.
fn first_part(text: &str) -> (&str, &str) {
    let (first, rest) = text.split_once([',', ';']).map_or((text, ""), |(first, rest)| (strip(first), rest));
    if let Some((town, behind)) = first.split_once(" - ").or_else(|| first.split_once(" – "))
        && is_name(strip(town))
    {
        let behind_dash = text.find(first).unwrap_or(0) + first.len() - behind.len();
        return (strip(town), trim(&text[behind_dash..]));
    }
    let words = spans(first);
    let starts = || (1..words.len().min(4)).map(|count| (count, first[..words[count].start].trim_end()));
    let is_again = |(count, name): &(usize, &str)| {
        let again = words.get(count * 2 - 1).map(|last| trim(&first[words[*count].start..last.end]));
        is_name(name) && again == Some(trim(name))
    };
    let is_before_place = |(count, name): &(usize, &str)| {
        let next = trim(&first[words[*count].clone()]);
        let is_place =
            next.starts_with(char::is_lowercase) && (is_venue(next) || ["przy", "koło", "obok"].contains(&next));
        // "Gminny ośrodek" is no town
        let is_adjective = ["ny", "ki", "na", "ka", "ne", "ie"].iter().any(|ending| name.ends_with(ending));
        is_place && is_name(name) && (!is_adjective || name.contains(' ') || town::is_known(name))
    };
    if let Some((count, name)) = starts().find(is_again) {
        let behind = words[count * 2 - 1].end;
        return (name, trim(&text[text.find(first).unwrap_or(0) + behind..]));
    }
    if let Some((count, name)) = starts().find(is_before_place) {
        return (name, trim(&text[text.find(first).unwrap_or(0) + words[count].start..]));
    }
    (first, trim(rest))
}

/// "Po sesji Rady Gminy, która rozpocznie się o godz. 1000": the hour is another's.
fn is_behind_other_event(entry: &[Part]) -> bool {
    let Some(Part::Text(text)) = entry.last() else { return false };
    let folded = fold(text);
    folded.starts_with("po ") && WORDS.other_events.is_in(&folded)
}
