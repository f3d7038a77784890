//! The pieces of a text of which entries are made: a line, or what belongs to one day or hour of a line with several.

use std::collections::HashMap;
use std::ops::Range;

use super::Reason;
use super::entry::{all_parts, parts, texts};
use super::place::{count, is_commune, is_name, is_venue, is_where, says_end, strip, town_name, towns, trim};
use super::scan::{Item, Line};
use super::shape::{Kind, Label, Shape, is_county, label, sentences, shape, town_alone};
use super::words::WORDS;
use crate::poland::date::{self, fold};
use crate::poland::remark::{self, Change};

/// A remark beside an entry has no more words.
const REMARK_WORDS: usize = 3;

/// A piece of the text.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact by itself")]
pub(super) struct Piece<'l> {
    pub(super) line: Line<'l>,
    /// The number of the line that it is of.
    pub(super) number: usize,
    pub(super) shape: Shape,
    pub(super) begins: Kind,
    pub(super) label: Option<Label>,
    /// How many days it has that may be a meeting's, and hours; several days that stand together are one.
    pub(super) days: usize,
    pub(super) hours: usize,
    /// It says where, and what it says is more than a room.
    pub(super) is_somewhere: bool,
    /// It is all of its line.
    pub(super) is_whole: bool,
    /// Its days and hours are no meeting's.
    is_other: bool,
    /// No entry goes on with it.
    pub(super) begins_entry: bool,
    /// It is said of all meetings.
    pub(super) is_for_all: bool,
    /// A sentence that says when or where.
    pub(super) adds: bool,
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
        // nothing goes on over a table
        gap = if is_free[number] { gap } else { lines.len() };
        if !is_free[number] || line.text.trim().is_empty() {
            gap += 1;
            continue;
        }
        for (which, (range, is_sentence)) in cut(line, reasons).into_iter().enumerate() {
            let part = line.part(&range);
            let goes_on = match out.last() {
                Some(last) if which > 0 => !last.line.text.trim_end().ends_with(['.', '!', '?', ':', ';']),
                Some(last) => gap == 0 && goes_on(last.line.text, part.text),
                None => false,
            };
            let is_whole = range == (0..line.text.len());
            let is_commune = is_commune(trim(part.text)) && is_name(&town_name(trim(part.text)));
            let begins_entry = is_whole && (is_county(&part) || is_commune);
            let piece = Piece::new(part, is_sentence, reasons);
            // "sob. 9:00–14:00" goes on from opening hours
            let goes_on = goes_on && !(which == 0 && piece.is_other);
            out.push(Piece { number, is_whole, begins_entry, goes_on, gap, ..piece });
            gap = 0;
        }
    }
    // a county, a gmina or a town that stands by itself before the first day is above its entries, and so are all others
    let is_name = |piece: &Piece| piece.begins_entry || piece.is_town();
    let names: Vec<usize> = (0..out.len()).filter(|n| is_name(&out[*n])).collect();
    // "12 maja, godz. 17:00", "Brody", "świetlica": below its day
    let is_below = |n: usize| n > 0 && out[n].gap == 0 && out[n - 1].days > 0;
    let is_last = |n: usize| out.get(n + 1).is_none_or(|next| next.days == 0);
    let below = names.iter().filter(|n| is_below(**n) && is_last(**n)).count();
    let days: Vec<usize> = (0..out.len()).filter(|n| out[*n].days > 0).collect();
    let are_above = names.first() < days.first() && names.last() < days.last() && below * 2 < names.len();
    for piece in &mut out {
        piece.begins_entry = are_above && is_name(piece);
    }
    out
}

/// Whether a text goes on from the line before.
pub(super) fn goes_on(before: &str, text: &str) -> bool {
    before.trim_end().ends_with([',', '-', '–', '('])
        || text.trim_start().starts_with(|c: char| c.is_lowercase() || c == '(')
}

impl<'l> Piece<'l> {
    /// Whether it is a line that says where, and nothing else.
    pub(super) fn is_place(&self) -> bool {
        let is_bare = self.days == 0 && self.hours == 0 && self.is_whole && !self.is_sentence;
        is_bare
            && self.is_somewhere
            && !self.line.has(Item::is_county)
            && matches!(self.shape, Shape::Name | Shape::Place)
    }

    /// Whether it is a line that names a town of the tables, and nothing else.
    pub(super) fn is_town(&self) -> bool {
        self.shape == Shape::Name && self.is_place() && !is_commune(self.line.text) && town_alone(&self.line).is_some()
    }

    /// What a text is by itself.
    fn new(line: Line<'l>, is_sentence: bool, reasons: &HashMap<usize, Reason>) -> Self {
        let is_good = |(_, at): &(&Item, Range<usize>)| !reasons.contains_key(&at.start);
        let count = |wanted: fn(&Item) -> bool| line.all(wanted).filter(is_good).count();
        let is_end = line.text.split_once(':').is_some_and(|(label, _)| says_end(label));
        let (days, hours) = (count(Item::has_days), if is_end { 0 } else { count(Item::is_hours) });
        // "Zebranie: Żary, 22 maja" is an entry
        let is_own = |label: &Label| days + hours == 0 || !matches!(label, Label::Other(_));
        let label = label(line.text).map(|(label, _)| label).filter(is_own);
        let parts = all_parts(&line);
        let texts = texts(&parts);
        let names = |text: &&str| text.split([',', '–', '-', '(', ')']).any(|part| is_name(&town_name(strip(part))));
        let folded = fold(line.text);
        let (is_all, begins) = (WORDS.all.is_in(&folded), WORDS.begins.is_in(&folded));
        // "Wójt Gminy" has signed it
        let is_signature = WORDS.senders.has(&folded)
            && !line.text.contains(',')
            && !line.has(Item::is_address)
            && !texts.iter().any(|text| is_venue(text));
        // "Zapisy do 8 maja" names nobody's town
        let is_other = days + hours == 0 && (line.has(Item::is_date) || is_signature && label.is_none());
        // "W Żarach spotkanie przeniesiono na godz. 18:00" is about another entry
        let is_change = is_sentence && days == 0 && hours > 0 && remark::in_note(line.text).is_some();
        let has_name = !is_other && (line.has(Item::is_county) || texts.iter().any(names));
        let has_place = !is_other && (line.has(Item::is_address) || texts.iter().any(|text| is_where(text)));
        let is_named = || !towns(line.text).is_empty() || label == Some(Label::Place);
        Self {
            shape: if is_other { Shape::Other } else { shape(&line) },
            begins: if is_other || is_change { Kind::Text } else { Kind::of_beginning(&line) },
            is_somewhere: has_name || has_place || !is_other && is_named(),
            is_for_all: days == 0 && is_all && begins && (is_sentence || towns(line.text).is_empty()),
            adds: !is_all && (begins || date::has(&folded, &["miejsc"])) && !WORDS.office_hours.is_in(&folded),
            number: 0,
            gap: 0,
            is_sentence,
            goes_on: false,
            is_whole: false,
            is_other,
            begins_entry: false,
            label,
            days,
            hours,
            line,
        }
    }
}

/// The parts of a line, and whether they are of a sentence: each sentence, and in it what belongs to one of several days or hours.
fn cut(line: &Line, reasons: &HashMap<usize, Reason>) -> Vec<(Range<usize>, bool)> {
    let mut out = Vec::new();
    let has_verb = |range: Range<usize>| {
        // "trwa 2 h" and "(odwołane)" make no sentence of an entry
        let text = texts(&parts(line, &range)).join(" ").replace(" - ", "–");
        text.split(['(', ')', '–', '—']).any(|part| {
            let folded = fold(part);
            let is_verb = WORDS.verbs.is_in(&folded) || WORDS.pasts.is_in(&folded);
            is_verb && (count(part) > REMARK_WORDS || remark::in_note(part).is_none())
        })
    };
    let whole = 0..line.text.len();
    // a line of entries may have stops, too
    let is_entry = count(line.text) <= 30 && !has_verb(whole.clone());
    let all = if is_entry { vec![whole] } else { sentences(line.text) };
    let is_prose = all.len() > 1;
    for sentence in all {
        let is_good =
            |(item, at): &&(Item, Range<usize>)| item.is_date() && !reasons.contains_key(&(line.at + at.start));
        let (hours, days): (Vec<_>, Vec<_>) =
            line.within(&sentence).filter(is_good).partition(|(item, _)| item.is_hours());
        let mut start = sentence.start;
        // "6. Santok – przełożone z 26 maja na 9 czerwca" is an entry, though it has a verb
        let text = line.text[sentence.clone()].trim_start_matches(|c: char| !c.is_alphabetic());
        let ends = [" – ", " - ", ": ", " ("].iter().filter_map(|mark| text.find(mark));
        let is_dated =
            text.split_once(", ").is_some_and(|(name, rest)| is_name(name) && rest.starts_with(char::is_numeric));
        let is_past = WORDS.pasts.is_in(&fold(text));
        let is_entry = !is_past && (is_dated || ends.min().is_some_and(|end| is_name(strip(&text[..end]))));
        let is_move = || is_prose && remark::in_text(text) == Some(Change::Moved);
        let mut is_sentence = (has_verb(sentence.clone()) || is_move()) && !is_entry;
        // "… w następujących terminach: 2 maja …": a list in a line
        if let Some((first, last)) = days.first().zip(days.last())
            && is_sentence
            && let Some(colon) = line.text[start..first.1.start].rfind(": ").map(|at| start + at + 1)
            && has_verb(start..colon)
            && !has_verb(first.1.start..last.1.end)
        {
            out.push((start..colon, true));
            start = colon;
            is_sentence = false;
        }
        // a day and its one hour stay together
        let marks = if days.is_empty() || days.len() == 1 && hours.len() > 1 { &hours } else { &days };
        for pair in marks.windows(2) {
            let between = pair[0].1.end..pair[1].1.start;
            // "godz. 9.00 i 12.00", "18:00 lub w II terminie o 18:15"
            let words = fold(&line.text[between.clone()]);
            let is_second = ["i", "oraz", "lub", "albo"].contains(&words.as_str()) || date::has(&words, &["termin"]);
            if pair[0].0.is_hours() && (is_second || says_end(&line.text[between.clone()])) {
                continue;
            }
            let hours = line.within(&between).filter(|(item, _)| item.is_hours()).last();
            let cuts = cuts(line, hours.map_or(between.start, |(_, at)| at.end)..between.end);
            for at in cuts.into_iter().take(2) {
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

/// Where the text between what belongs to one day and the next may be cut: behind its last separator, where a name may stand
/// that is the next one's or still the first one's; and before the day.
fn cuts(line: &Line, between: Range<usize>) -> Vec<usize> {
    let text = line.text;
    let part = &text[between.clone()];
    let trimmed = part.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let separators = [", ", "; ", " oraz ", " i ", " a ", " / "];
    let behind = separators.iter().filter_map(|mark| trimmed.rfind(mark).map(|at| at + mark.len())).max();
    let is_inside = |at: &usize| line.items.iter().any(|(_, item)| item.start < *at && *at < item.end);
    let is_bracketed = |at: usize| part[..at].matches('(').count() > part[..at].matches(')').count();
    // "w Żarach, w auli szkoły, 22 maja": the place is of the town before it
    let is_of_town = |at: usize| {
        let (_, rest) = trimmed[at..].split_once(' ').unwrap_or_default();
        let begins = trimmed[at..].starts_with(['w', 'n', 'p']) && is_venue(rest.split(' ').next().unwrap_or_default());
        begins && !towns(&part[..at]).is_empty()
    };
    let name = behind
        .filter(|at| !is_bracketed(*at) && !is_of_town(*at))
        .map(|at| between.start + at)
        .filter(|at| !is_inside(at));
    let end = if trimmed.is_empty() { between.end } else { between.start + trimmed.len() };
    // an empty name is none
    name.into_iter().filter(|at| *at < end && !strip(&text[*at..end]).is_empty()).chain([end]).collect()
}
