//! The pieces of a text of which entries are made: a line, or what belongs to one day or hour of a line with several.

use std::collections::HashMap;
use std::ops::Range;

use super::Reason;
use super::entry::{all_parts, texts};
use super::place::{is_name, is_venue, named, phrases, strip, trim};
use super::scan::{Item, Line};
use super::shape::{Label, Shape, label, sentences, shape};
use super::words::WORDS;
use crate::poland::date::{self, fold};

/// A day above entries stands in a line of no more words.
const HEADING_WORDS: usize = 10;

/// What an entry begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Day,
    Hours,
    /// A town, a county.
    Name,
    Place,
    Other,
}

impl Class {
    /// How many there are.
    pub(super) const COUNT: usize = 5;
}

/// A piece of the text.
pub(super) struct Piece<'l> {
    pub(super) line: Line<'l>,
    /// The number of the line that it is of.
    pub(super) number: usize,
    pub(super) shape: Shape,
    pub(super) class: Class,
    pub(super) label: Option<Label>,
    /// How many days it has that may be a meeting's, and hours; several days that stand together are one.
    pub(super) days: usize,
    pub(super) hours: usize,
    /// It says where, and what it says is more than a room.
    pub(super) is_somewhere: bool,
    /// It names a street, a building or a room.
    pub(super) has_place: bool,
    /// It is all of its line, and short.
    pub(super) is_short_line: bool,
    /// It is said of all meetings.
    pub(super) is_for_all: bool,
    pub(super) has_name: bool,
    /// It is a part of a sentence.
    pub(super) is_sentence: bool,
    /// It goes on from the piece before, within a line or over its end.
    pub(super) goes_on: bool,
    /// How many lines are blank before it.
    pub(super) gap: usize,
}

/// Cuts the lines that are in no table; `reasons` are of days and hours that are no meeting's.
pub(super) fn pieces<'l>(lines: &'l [Line<'l>], is_free: &[bool], reasons: &HashMap<usize, Reason>) -> Vec<Piece<'l>> {
    let mut out: Vec<Piece> = Vec::new();
    let mut gap = 0;
    for (number, line) in lines.iter().enumerate() {
        if !is_free[number] {
            // nothing goes on over a table
            gap = usize::MAX;
            continue;
        }
        if line.text.trim().is_empty() {
            gap = gap.saturating_add(1);
            continue;
        }
        for (which, (range, is_sentence)) in cut(line, reasons).into_iter().enumerate() {
            let part = line.part(&range);
            let goes_on = if which > 0 {
                !is_sentence || out.last().is_some_and(|last| !last.line.text.trim_end().ends_with('.'))
            } else {
                gap == 0 && number > 0 && goes_on(lines[number - 1].text, part.text)
            };
            let is_short_line =
                which == 0 && line.text.len() == range.end && super::place::count(line.text) <= HEADING_WORDS;
            let piece = Piece::new(part, number, is_sentence, goes_on, if which > 0 { 0 } else { gap }, reasons);
            out.push(Piece { is_short_line, ..piece });
        }
        gap = 0;
    }
    out
}

/// Whether a text goes on from the line before.
pub(super) fn goes_on(before: &str, text: &str) -> bool {
    before.trim_end().ends_with([',', '-', '–', '('])
        || text.trim_start().starts_with(|c: char| c.is_lowercase() || c == '(')
}

impl<'l> Piece<'l> {
    fn new(
        line: Line<'l>,
        number: usize,
        is_sentence: bool,
        goes_on: bool,
        gap: usize,
        reasons: &HashMap<usize, Reason>,
    ) -> Self {
        let count =
            |wanted: fn(&Item) -> bool| line.all(wanted).filter(|(_, at)| !reasons.contains_key(&at.start)).count();
        let (days, hours) = (count(|item| !item.days().is_empty()), count(Item::is_hours));
        let shape = shape(&line);
        let label = label(line.text).map(|(label, _)| label);
        let parts = all_parts(&line);
        let texts = texts(&parts);
        let has_name = |text: &str| {
            !strip(text).is_empty()
                && text.split([',', '–', '-', '(', ')']).any(|part| is_name(&super::place::town_name(strip(part))))
        };
        let has_name = line.has(Item::is_county) || texts.iter().any(|text| has_name(text));
        let has_place = line.has(Item::is_address) || texts.iter().any(|text| names_place(text));
        let is_somewhere =
            has_name || has_place || named(line.text).iter().any(|named| named.is_known) || label == Some(Label::Place);
        let is_for_all =
            days == 0 && is_sentence && WORDS.all.is_in(&fold(line.text)) && WORDS.begins.is_in(&fold(line.text));
        // "Zapisy do 8 maja" names nobody's town
        let is_other = days + hours == 0 && line.has(|item| item.is_hours() || !item.days().is_empty());
        let (has_name, has_place, is_somewhere) =
            if is_other { (false, false, false) } else { (has_name, has_place, is_somewhere) };
        let (shape, class) = if is_other { (Shape::Other, Class::Other) } else { (shape, class(&line)) };
        Self {
            number,
            shape,
            class,
            label,
            days,
            hours,
            is_somewhere,
            has_place,
            is_short_line: false,
            is_for_all,
            has_name,
            is_sentence,
            goes_on,
            gap,
            line,
        }
    }
}

/// Whether a text names a building or room; "Debaty o szkołach" does not.
fn names_place(text: &str) -> bool {
    is_venue(text) && (!WORDS.topics.is_in(&fold(text)) || !phrases(text).is_empty())
}

/// What a text begins with, but for its bullet or number.
fn class(line: &Line) -> Class {
    let mut from = 0;
    for (item, at) in &line.items {
        if at.start > from && !strip(&line.text[from..at.start]).is_empty() {
            break;
        }
        match item {
            Item::Ordinal | Item::Weekday | Item::Noise | Item::Person | Item::Contact => from = at.end.max(from),
            Item::Days(_) | Item::Period(_) => return Class::Day,
            Item::Hours(_) => return Class::Hours,
            Item::County(_) => return Class::Name,
            Item::Street | Item::Postal(_) => return Class::Place,
        }
    }
    let end = line.items.iter().map(|(_, at)| at.start).find(|start| *start > from).unwrap_or(line.text.len());
    let text = strip(line.text.get(from..end).unwrap_or_default());
    let first = text.split([',', '–', '(', ':']).next().map_or("", trim);
    match () {
        () if is_venue(first) => Class::Place,
        () if is_name(&super::place::town_name(first)) => Class::Name,
        () => Class::Other,
    }
}

/// The parts of a line, and whether they are of a sentence: each sentence, and in it what belongs to one of several days or hours.
fn cut(line: &Line, reasons: &HashMap<usize, Reason>) -> Vec<(Range<usize>, bool)> {
    let mut out = Vec::new();
    let is_date = |item: &Item| item.is_hours() || !item.days().is_empty();
    let is_good = |at: &Range<usize>| !reasons.contains_key(&(line.at + at.start));
    let all = sentences(line.text);
    // a line of entries may have stops, too
    let has_several = all.len() > 1;
    let whole = fold(line.text);
    let is_entry = !WORDS.verbs.is_in(&whole) && !WORDS.pasts.is_in(&whole) && super::place::count(line.text) <= 30;
    let all = if is_entry && has_several { vec![0..line.text.len()] } else { all };
    for sentence in all {
        let dated: Vec<_> = line.within(&sentence).filter(|(item, at)| is_date(item) && is_good(at)).collect();
        let text = &line.text[sentence.clone()];
        let folded = fold(text);
        let mut start = sentence.start;
        let mut is_sentence =
            (WORDS.verbs.is_in(&folded) || WORDS.pasts.is_in(&folded)) && !begins_entry(line, &sentence);
        // "… w następujących terminach: 2 maja …": a list in a line
        if let Some((first, last)) = dated.first().zip(dated.last())
            && is_sentence
            && let Some(colon) = line.text[start..first.1.start].rfind(": ")
            && !WORDS.verbs.is_in(&fold(&line.text[first.1.start..last.1.end]))
            && WORDS.verbs.is_in(&fold(&line.text[start..start + colon]))
        {
            out.push((start..start + colon + 1, true));
            start += colon + 1;
            is_sentence = false;
        }
        let several_days = dated.iter().filter(|(item, _)| !item.is_hours()).count() > 1;
        let marks: Vec<&Range<usize>> =
            dated.iter().filter(|(item, _)| !several_days || !item.is_hours()).map(|(_, at)| at).collect();
        let has_days = dated.iter().any(|(item, _)| !item.is_hours());
        // a day and its one hour stay together
        let marks = if !several_days && has_days {
            marks.into_iter().filter(|at| !dated.iter().any(|(item, day)| day == *at && !item.is_hours())).collect()
        } else {
            marks
        };
        for pair in marks.windows(2) {
            let hours = line.within(&(pair[0].end..pair[1].start)).filter(|(item, _)| item.is_hours()).last();
            let from = hours.map_or(pair[0].end, |(_, at)| at.end);
            for at in cuts(line, from..pair[1].start) {
                if at > start {
                    out.push((start..at, is_sentence));
                    start = at;
                }
            }
        }
        out.push((start..sentence.end, is_sentence));
    }
    out.retain(|(range, _)| !line.text[range.clone()].trim().is_empty());
    out
}

/// "6. Santok – przełożone z 26 maja na 9 czerwca": an entry, though it has a verb.
fn begins_entry(line: &Line, range: &Range<usize>) -> bool {
    let start = line
        .items
        .iter()
        .find(|(item, at)| *item == Item::Ordinal && range.contains(&at.start))
        .map_or(range.start, |(_, at)| at.end);
    let end = line.items.iter().map(|(_, at)| at.start).find(|at| *at >= start && *at < range.end).unwrap_or(range.end);
    let text = trim(&line.text[start..end]);
    let name = [" – ", " - ", ": "].iter().filter_map(|mark| text.find(mark)).min().map_or("", |at| &text[..at]);
    is_name(strip(name))
}

/// Where the text between what belongs to one day and the next may be cut: behind its last separator, where a name may stand
/// that is the next one's or still the first one's; and before the day.
fn cuts(line: &Line, between: Range<usize>) -> Vec<usize> {
    let text = line.text;
    let part = &text[between.clone()];
    let folded_end = part.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let trimmed = strip_end(folded_end);
    let separators = [", ", "; ", " oraz ", " i ", " a ", " / "];
    let behind = separators.iter().filter_map(|mark| trimmed.rfind(mark).map(|at| at + mark.len())).max();
    let is_inside = |at: &usize| line.items.iter().any(|(_, item)| item.start < *at && *at < item.end);
    let name = behind.map(|at| between.start + at).filter(|at| !is_inside(at));
    let end = between.start + trimmed.len();
    let end = if trimmed.is_empty() || part.len() == trimmed.len() { between.end } else { end };
    // an empty name is none
    name.into_iter().filter(|at| *at < end && !strip(&text[*at..end]).is_empty()).chain([end]).collect()
}

/// Without the words of a day or an hour at the end: "oraz w dniu".
fn strip_end(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(word) = text.rsplit(|c: char| !c.is_alphanumeric()).next()
        && !word.is_empty()
        && WORDS.fillers.has(&fold(word))
    {
        text = text[..text.len() - word.len()].trim_end_matches([' ', '\u{a0}']);
    }
    text
}

/// Whether a sentence adds an hour or a place to what stands before it.
pub(super) fn adds(text: &str) -> bool {
    let folded = fold(text);
    (date::has(&folded, &["miejsc"]) || WORDS.begins.is_in(&folded))
        && !WORDS.all.is_in(&folded)
        && !WORDS.office_hours.is_in(&folded)
}
