//! What a line is like, and the parts that it has: sentences, cells, a label.

use std::ops::Range;

use super::entry::{Part, all_parts, texts};
use super::place::{self, is_name, is_where, strip, trim};
use super::scan::{Item, Line};
use super::words::WORDS;
use crate::list::{Field, Heading, Subject};
use crate::poland::date::{self, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;

/// A line of more words is no cell.
const CELL_WORDS: usize = 25;
/// A text of more words is no heading of a column.
const HEADING_WORDS: usize = 5;

/// The sentences of a line, as ranges.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | ';')) {
        let rest = text[at + 1..].trim_start_matches(['”', '"', ')']);
        let Some(next) = rest.trim_start().chars().next() else { continue };
        let word = text[start..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_number = matches!(word.len(), 1..=2) && word.bytes().all(|byte| byte.is_ascii_digit());
        // "1. Zebranie" at the beginning, "5. maja", but "ul. Długa 20. Zapraszamy"
        let is_number = is_number && (text[..at].trim().len() == word.len() || !next.is_uppercase());
        // "A. Wrona"
        let is_initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
        let is_word = WORDS.abbreviations.has(&word.to_lowercase()) || WORDS.person_titles.has(&fold(word));
        let is_short = c == '.' && (is_number || is_initial || is_word);
        let begins = next.is_uppercase() || next.is_ascii_digit() || "„\"(–-".contains(next) || c == ';';
        if rest.starts_with(char::is_whitespace) && !is_short && begins {
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
    let mut out = Vec::new();
    let mut start = 0;
    // a row between tabs has no border
    let has_border = text.contains(['|', '│', '¦']);
    for part in text.split(['|', '\t', '│', '¦']) {
        let end = start + part.len();
        if !(has_border && part.trim().is_empty() && (start == 0 || end == text.len())) {
            out.push(start..end);
        }
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// What a heading or label says of what is below or behind it, as lists understand it.
pub(super) fn heading(text: &str) -> Heading {
    let name = trim(text);
    match Subject::Meetings.heading(name) {
        // "online, platforma Zoom" is a place
        Heading::Known(Field::Mode) => Heading::Unknown,
        Heading::Unknown if WORDS.town_headings.has(&fold(name)) => Heading::Known(Field::Town),
        heading => heading,
    }
}

/// Whether a text is a heading and nothing else.
pub(super) fn is_heading(text: &str) -> bool {
    place::letters(text) > 1
        && !text.contains(|c: char| c.is_ascii_digit())
        && place::count(text) <= HEADING_WORDS
        && heading(text) != Heading::Unknown
}

/// What a label says of the text behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Place,
    /// A day, hours.
    Time,
    Other(Option<Field>),
}

/// "Miejsce: …": a label, and where the text behind it begins.
pub(super) fn label(text: &str) -> Option<(Label, usize)> {
    let (written, _) = text.split_once(':')?;
    // "Odwołane: zebranie w Lubsku"
    if !is_heading(written) || remark::in_note(written).is_some() {
        return None;
    }
    let label = match heading(written) {
        Heading::Known(Field::Venue | Field::Address | Field::Town | Field::Postcode) => Label::Place,
        Heading::Known(Field::Date | Field::Start | Field::End | Field::Weekday | Field::Length) => Label::Time,
        Heading::Known(field) => Label::Other(Some(field)),
        _ => Label::Other(None),
    };
    Some((label, written.len() + 1))
}

/// A line without its label, unless that is part of an hour, or says which: "Koniec: 19:00".
pub(super) fn unlabelled(line: &Line) -> Range<usize> {
    let start = label(line.text).map_or(0, |(_, start)| start);
    let is_part = line.items.iter().any(|(_, at)| at.start < start && start < at.end);
    if is_part || place::says_end(&line.text[..start]) { 0..line.text.len() } else { start..line.text.len() }
}

/// Whether a line begins with a label of a place or of a time.
pub(super) fn has_label(text: &str) -> bool {
    let is_when_or_where = |label| matches!(label, Label::Place | Label::Time);
    label(text).is_some_and(|(label, start)| is_when_or_where(label) && !text[start..].trim().is_empty())
}

/// What a text is, or begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Day,
    Hours,
    /// A town, a county.
    Name,
    Place,
    Text,
    Weekday,
    Number,
    Person,
}

impl Kind {
    fn of_text(text: &str) -> Self {
        match () {
            () if is_where(text) => Self::Place,
            // "PUP w Żaganiu" is an office
            () if is_name(&place::town_name(text)) && !place::says_in(text) => Self::Name,
            () => Self::Text,
        }
    }

    /// What all of a cell is.
    pub(super) fn of_cell(line: &Line) -> Self {
        let text = trim(line.text);
        let has_hours = line.has(Item::is_hours) && bare(line).is_empty();
        match () {
            () if line.has(Item::has_days) => Self::Day,
            () if has_hours || date::is_hour(text) => Self::Hours,
            () if date::weekday(&fold(text)).is_some() => Self::Weekday,
            () if !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "IVX".contains(c)) => Self::Number,
            () if line.has(|item| *item == Item::Person) => Self::Person,
            () if line.has(Item::is_address) => Self::Place,
            () => Self::of_text(text),
        }
    }

    /// What a line begins with, but for its bullet or number.
    pub(super) fn of_beginning(line: &Line) -> Self {
        let kind = |part: &Part| match part {
            Part::Item { item: Item::Hours(_), .. } => Some(Self::Hours),
            Part::Item { item: Item::County(_), .. } => Some(Self::Name),
            Part::Item { item, .. } if item.has_days() => Some(Self::Day),
            Part::Item { item, .. } => item.is_address().then_some(Self::Place),
            Part::Text(text) => {
                let mut parts = text.split([',', '–', '(', ':']).map(strip);
                parts.find(|part| !part.is_empty()).map(Self::of_text)
            }
            Part::Break => None,
        };
        all_parts(line).iter().find_map(kind).unwrap_or(Self::Text)
    }
}

/// What stands between a line's items, without fillers.
pub(super) fn bare(line: &Line) -> String {
    texts(&all_parts(line)).into_iter().map(strip).collect()
}

/// Whether nothing stands in a line but a county.
pub(super) fn is_county(line: &Line) -> bool {
    line.has(Item::is_county) && !line.has(|item| item.is_date() || item.is_address()) && bare(line).is_empty()
}

/// The towns of the tables that a line names, in words or between its marks.
pub(super) fn towns_of(line: &Line) -> Vec<String> {
    let parts = line.text[unlabelled(line)].split([',', ';', ':', '|', '–', '”', '·']);
    let parts = parts.map(|part| strip(part.trim_start_matches(|c: char| !c.is_alphabetic())));
    let alone = parts.filter(|part| is_name(part)).map(place::town_name).filter(|town| town::is_place(town));
    place::towns(line.text).into_iter().chain(alone).collect()
}

/// Whether a sentence says plainly that a meeting does not take place.
pub(super) fn cancels(text: &str) -> bool {
    // "zostaje odwołane, nowego terminu nie wyznaczono"
    let is_open = |at: &usize| {
        let says = |word: &str| {
            word == "nie" || ["podam", "poinform", "wkrotce", "ustal"].iter().any(|it| word.starts_with(it))
        };
        fold(&text[*at..]).split(' ').any(says) && !text.trim_end().ends_with(':')
    };
    let text = text.find(" now").filter(is_open).map_or(text, |at| &text[..at]);
    remark::in_text(text) == Some(Change::Cancelled) && remark::is_plain(text)
}

/// "Cybinka ODWOŁANE" without what changes.
pub(super) fn without_change(text: &str) -> &str {
    let (name, last) = text.rsplit_once(' ').unwrap_or_default();
    if remark::in_note(last).is_some() { trim(name) } else { text }
}

/// The town of the tables that is all of a line: "Gmina Sława".
pub(super) fn town_alone(line: &Line) -> Option<String> {
    let text = Some(without_change(trim(line.text))).filter(|text| is_name(text))?;
    Some(place::town_name(text)).filter(|town| town::is_place(town))
}

/// What a line is like that has no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Blank,
    /// Only a number or a weekday.
    Nothing,
    Heading,
    Hours,
    Name,
    Place,
    Text,
    Other,
}

pub(super) fn shape(line: &Line) -> Shape {
    let text = trim(line.text);
    if text.is_empty() {
        return Shape::Blank;
    }
    // "ODWOŁANY" may be a column's heading, too
    let may_be_heading = line.items.is_empty() && remark::in_note(text).is_none();
    if may_be_heading && (is_heading(text) || super::month_alone(text).is_some()) {
        return Shape::Heading;
    }
    let label = label(line.text).map(|(label, _)| label);
    if matches!(label, Some(Label::Other(_))) {
        return Shape::Other;
    }
    let bare = bare(line);
    let (has_hours, has_county) = (line.has(Item::is_hours), line.has(Item::is_county));
    let has_address = line.has(Item::is_address);
    let has_verb = WORDS.verbs.is_in(&fold(text));
    let count = place::count(text);
    let begins_place = text.split_whitespace().take(2).any(place::is_venue);
    let ends_with = |marks: &[char]| line.text.trim_end().ends_with(marks);
    let is_sentence = has_verb && (count > 12 || ends_with(&['.', '!']));
    match () {
        () if bare.is_empty() && has_hours => Shape::Hours,
        () if bare.is_empty() && has_county => Shape::Name,
        () if bare.is_empty() && !has_address => Shape::Nothing,
        () if bare.is_empty() || label == Some(Label::Place) => Shape::Place,
        // "Sąd Rejonowy w Żarach, al. Jana Pawła II 4:"
        () if is_sentence || ends_with(&[':']) && !(has_address && begins_place) || count > CELL_WORDS => Shape::Text,
        () if has_county && count <= 4 || is_name(trim(&bare)) && !line.has(|item| *item == Item::Street) => {
            Shape::Name
        }
        () if has_address || is_where(text) => Shape::Place,
        () => Shape::Other,
    }
}
