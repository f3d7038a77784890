//! What a line is like, and the parts that it has: sentences, cells, a label.

use std::ops::Range;

use super::entry::{Part, all_parts};
use super::place::{self, is_name, is_venue, strip, trim};
use super::scan::{Item, Line};
use super::words;
use crate::poland::date::fold;

/// A line of more words is no cell.
pub(super) const CELL_WORDS: usize = 25;

/// The sentences of a line, as ranges.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    const SHORT: &[&str] = &[
        "ul", "al", "pl", "os", "godz", "r", "br", "b", "tel", "pok", "nr", "św", "ks", "im", "gen", "m", "in", "p",
        "tj", "np", "dr", "prof", "wlkp", "woj", "pow", "gm", "lok", "g", "ok", "dn", "poz", "art", "ust", "inż",
        "mgr", "abp", "bp", "płk", "odrz", "kraj", "str", "jw", "s", "h", "wt", "śr", "czw", "pt", "sob", "pon", "ndz",
        "kol", "wew",
    ];
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | ';') {
            continue;
        }
        let rest = text[at + 1..].trim_start_matches(['”', '"', ')']);
        let Some(next) = rest.trim_start().chars().next() else { continue };
        let word = text[start..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_short = c == '.'
            && (SHORT.contains(&word.to_lowercase().as_str())
                || matches!(word.len(), 1..=2) && word.bytes().all(|byte| byte.is_ascii_digit()));
        if rest.starts_with(char::is_whitespace)
            && !is_short
            && (next.is_uppercase() || matches!(next, '„' | '"' | '(' | '–' | '-') || next.is_ascii_digit() || c == ';')
        {
            let end = text.len() - rest.len();
            out.push(start..end);
            start = end;
        }
    }
    if !text[start..].trim().is_empty() {
        out.push(start..text.len());
    }
    out
}

/// Cells of a line, as ranges, empty ones too; one: it is no row.
pub(super) fn cells(text: &str) -> Vec<Range<usize>> {
    let is_separator = |c: char| matches!(c, '|' | '\t' | '│' | '¦');
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|&(_, c)| is_separator(c)).chain([(text.len(), ' ')]) {
        // the borders of a row are none
        if !(text[start..at].trim().is_empty() && (start == 0 || at == text.len())) {
            out.push(start..at);
        }
        start = at + c.len_utf8();
    }
    out
}

/// What a column's heading says of its cells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Of the meeting: day, hour, place.
    Meeting,
    Title,
    /// Nothing that a list has.
    Other,
}

pub(super) fn column(heading: &str) -> Column {
    let folded = fold(heading);
    if ["temat", "tytul", "nazwa wydarz", "nazwa spotk", "opis", "wydarzen", "nazwa szkol", "rodzaj"]
        .iter()
        .any(|stem| folded.starts_with(stem))
    {
        Column::Title
    } else if [
        "prowadz",
        "uwagi",
        "kontakt",
        "telefon",
        "organiz",
        "liczba",
        "osoba",
        "zapisy",
        "e mail",
        "uczestni",
        "prelegent",
        "lp",
        "l p",
        "nr",
    ]
    .iter()
    .any(|stem| folded.starts_with(stem))
    {
        Column::Other
    } else {
        Column::Meeting
    }
}

/// "Miejsce: …", with a known label.
pub(super) fn label(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = trim(text).split_once(':')?;
    let folded = fold(label);
    [words::PLACE_LABELS, words::OTHER_LABELS, words::TIME_LABELS]
        .iter()
        .any(|labels| labels.contains(&folded.as_str()))
        .then_some((label, rest))
}

/// A line without its label, unless that is part of an hour.
pub(super) fn unlabelled(line: &Line) -> Range<usize> {
    let start = label(line.text).map_or(0, |(_, rest)| rest.as_ptr() as usize - line.text.as_ptr() as usize);
    let is_part = line.items.iter().any(|(_, at)| at.start < start && start < at.end);
    if is_part { 0..line.text.len() } else { start..line.text.len() }
}

pub(super) fn is_label(text: &str) -> bool {
    label(text).is_some()
}

pub(super) fn has_label(text: &str, labels: &[&str]) -> bool {
    label(text).is_some_and(|(label, _)| labels.contains(&fold(label).as_str()))
}

/// What a line is like that has no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Blank,
    /// Only a number or a weekday.
    Nothing,
    Heading,
    Hours,
    /// Hours and a text.
    Timed,
    /// What a meeting is called.
    Topic,
    Name,
    Place,
    Other,
    Text,
}

pub(super) fn shape(line: &Line) -> Shape {
    let text = trim(line.text);
    if text.is_empty() {
        return Shape::Blank;
    }
    let ends_with = |marks: &[char]| line.text.trim_end().ends_with(marks);
    let folded = fold(text);
    if words::HEADINGS.contains(&folded.as_str()) {
        return Shape::Heading;
    }
    if has_label(text, words::OTHER_LABELS) {
        return Shape::Other;
    }
    let bare: String = all_parts(line)
        .iter()
        .filter_map(|part| if let Part::Text(text) = part { Some(strip(text)) } else { None })
        .collect::<Vec<_>>()
        .join("");
    let has = |wanted: fn(&Item) -> bool| line.items.iter().any(|(item, _)| wanted(item));
    if bare.trim().is_empty() {
        if has(|item| matches!(item, Item::Hours(..))) {
            return Shape::Hours;
        }
        if has(|item| matches!(item, Item::County(_))) {
            return Shape::Name;
        }
        if has(|item| matches!(item, Item::Street | Item::Postal(_))) {
            return Shape::Place;
        }
        return Shape::Nothing;
    }
    if has_label(text, words::PLACE_LABELS) {
        return Shape::Place;
    }
    let count = place::count(text);
    if has(|item| matches!(item, Item::Hours(..))) && count <= CELL_WORDS && !words::has(&folded, words::VERBS) {
        return Shape::Timed;
    }
    let is_sentence = words::has(&folded, words::VERBS) && (count > 12 || ends_with(&['.', '!']))
        || ends_with(&[':'])
        || count > CELL_WORDS;
    if is_sentence {
        return Shape::Text;
    }
    if has(|item| matches!(item, Item::County(_))) && count <= 4
        || is_name(trim(&bare)) && !has(|item| matches!(item, Item::Street | Item::Hours(..)))
    {
        return Shape::Name;
    }
    if has(|item| matches!(item, Item::Street | Item::Postal(_))) || is_venue(text) {
        return Shape::Place;
    }
    // a cell may be a short sentence
    if words::has(&folded, words::TOPICS) && count <= 10 && !ends_with(&['.']) {
        return Shape::Topic;
    }
    if ends_with(&['.']) && count > 8 || count > 14 { Shape::Text } else { Shape::Other }
}
