//! The parts that a line has: sentences, cells, a label.

use std::ops::Range;

use super::place::{self, trim};
use super::scan::Line;
use super::words::WORDS;
use crate::list::{Field, Heading, Subject};
use crate::poland::date::fold;

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
        let is_short = c == '.' && (is_number || WORDS.abbreviations.has(&word.to_lowercase()));
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
    for part in text.split(['|', '\t', '│', '¦']) {
        let end = start + part.len();
        // the borders of a row are none
        if !(part.trim().is_empty() && (start == 0 || end == text.len())) {
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
    if !is_heading(written) {
        return None;
    }
    let label = match heading(written) {
        Heading::Known(Field::Venue | Field::Address | Field::Town | Field::Postcode) => Label::Place,
        Heading::Known(Field::Date | Field::Start | Field::End | Field::Weekday) => Label::Time,
        Heading::Known(field) => Label::Other(Some(field)),
        _ => Label::Other(None),
    };
    Some((label, written.len() + 1))
}

/// A line without its label, unless that is part of an hour.
pub(super) fn unlabelled(line: &Line) -> Range<usize> {
    let start = label(line.text).map_or(0, |(_, start)| start);
    let is_part = line.items.iter().any(|(_, at)| at.start < start && start < at.end);
    if is_part { 0..line.text.len() } else { start..line.text.len() }
}

/// Whether a line begins with a label of a place or of a time.
pub(super) fn has_label(text: &str) -> bool {
    let is_when_or_where = |label| matches!(label, Label::Place | Label::Time);
    label(text).is_some_and(|(label, start)| is_when_or_where(label) && !text[start..].trim().is_empty())
}
