//! Which parts of a text belong to one day.
//!
//! Each layout takes the lines that it explains; what is left goes to the next: rows of cells, days alone in their lines
//! (cells of a table, or headings), entries of a list, sentences.

mod bare;
mod moves;
mod prose;
mod table;

use std::ops::Range;

use super::entry::{Draft, Manner, Part, all_parts, texts};
use super::place::strip;
use super::scan::{Day, Item, Line};
use super::shape::{Label, Shape, cells, has_label, label, sentences, shape};
use super::words::WORDS;
use super::{Doubt, Found, Reason};
use crate::poland::date::{self, fold};
pub(super) use prose::place_of;

/// How far back of a day words are looked for, in octets.
const NEAR: usize = 200;

/// Why a day that stands in a sentence is none of a meeting, as far as the words about it say.
fn reason(line: &Line, (sentence, all): &(Range<usize>, String), at: usize) -> Option<Reason> {
    let near = sentence.start.max(at.saturating_sub(NEAR));
    let near = (near..=at).find(|&near| line.text.is_char_boundary(near))?;
    let before = fold(&line.text[near..at]);
    let mut words = before.rsplit(' ');
    let (last, last_but_one) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match (last_but_one, last) {
        (_, "z" | "zamiast") | ("z" | "zamiast", "dnia") if WORDS.moves.is_in(all) => Some(Reason::MovedFrom),
        (_, "z") | ("z", "dnia") => Some(Reason::Law),
        _ if WORDS.stamps.is_in(all) && !WORDS.topics.is_in(all) => Some(Reason::Stamp),
        (_, "do" | "po" | "przed" | "od" | "konca") | ("do" | "od" | "po", "dnia" | "dn") | ("do", "godz") => {
            Some(if WORDS.deadlines.is_in(all) { Reason::Deadline } else { Reason::Period })
        }
        _ if WORDS.deadlines.is_in(&before) && !date::has(&before, &["odbed"]) => Some(Reason::Deadline),
        _ => None,
    }
}

/// A day that is still to be placed.
#[derive(Clone, Debug)]
struct Anchor {
    line: usize,
    at: Range<usize>,
    days: Vec<Day>,
    /// Of the period whose first day it is.
    is_first: bool,
    /// Nothing else stands in its line but hours, a number, a weekday.
    is_bare: bool,
}

/// A text as far as the layouts have read it.
#[derive(Default)]
pub(super) struct Reading<'l> {
    lines: &'l [Line<'l>],
    shapes: Vec<Shape>,
    anchors: Vec<Anchor>,
    /// Lines that belong to a meeting.
    pub(super) taken: Vec<bool>,
    /// Each day's line.
    has_anchor: Vec<bool>,
    /// What the layouts found, in the text's order at the end.
    pub(super) drafts: Vec<Draft>,
    pub(super) unused: Vec<(Range<usize>, Reason)>,
}

pub(super) fn read<'l>(lines: &'l [Line<'l>]) -> Reading<'l> {
    let (taken, has_anchor) = (vec![false; lines.len()], vec![false; lines.len()]);
    let shapes = lines.iter().map(shape).collect();
    let mut reading = Reading { lines, shapes, taken, has_anchor, ..Reading::default() };
    reading.find();
    reading.rows();
    reading.bare();
    reading.others();
    reading.moves();
    reading.doubled();
    reading.unused.sort_by_key(|(at, _)| at.start);
    reading.drafts.sort_by_key(|draft| draft.found.at.start);
    reading
}

impl Reading<'_> {
    /// All days, but those whose words say that they are no meeting's.
    fn find(&mut self) {
        let mut seen = 0;
        for (n, line) in self.lines.iter().enumerate().filter(|(_, line)| !line.text.trim().is_empty()) {
            seen += 1;
            let dated: Vec<_> = line.items.iter().filter(|(item, _)| !item.days().is_empty()).collect();
            if dated.is_empty() {
                continue;
            }
            let folded = |range: Range<usize>| (range.clone(), fold(&line.text[range]));
            let sentences: Vec<_> = sentences(line.text).into_iter().map(folded).collect();
            let is_bare = self.is_bare(n);
            for (item, at) in dated {
                let Some(sentence) = sentences.iter().rfind(|(range, _)| range.start <= at.start) else { continue };
                let is_first = matches!(item, Item::Days(_));
                let anchor = Anchor { line: n, at: at.clone(), days: item.days(), is_first, is_bare };
                let reason = if is_first && line.hours().is_none() {
                    Some(Reason::Period)
                } else if seen <= 8 && self.anchors.is_empty() && self.is_stamp(&anchor) {
                    Some(Reason::Stamp)
                } else {
                    reason(line, sentence, at.start)
                };
                if let Some(reason) = reason {
                    self.unused.push((self.whole(&anchor), reason));
                    continue;
                }
                // "22 maja – przeniesione na 29 maja"
                let is_moved = |before: &mut Anchor| {
                    before.line == n && WORDS.moves.is_in(&fold(&line.text[before.at.end..at.start]))
                };
                if let Some(before) = self.anchors.pop_if(is_moved) {
                    self.unused.push((self.whole(&before), Reason::MovedFrom));
                }
                self.has_anchor[n] = true;
                self.anchors.push(anchor);
            }
        }
    }

    fn is_bare(&self, n: usize) -> bool {
        let line = &self.lines[n];
        line.items.iter().filter(|(item, _)| item.is_day()).count() == 1
            && texts(&all_parts(line)).into_iter().all(|text| strip(text).is_empty() || label(text).is_some())
            && !line.has(|item| item.is_address() || item.is_county())
            && cells(line.text).len() < 3
    }

    /// A day alone near the top of a page, written by a machine.
    fn is_stamp(&self, anchor: &Anchor) -> bool {
        let (n, day) = (anchor.line, anchor.days[0]);
        let line = &self.lines[n];
        // "25 września 2012 14:00 | Aktualności"
        let mut others = cells(line.text).into_iter().skip(1);
        let is_category = line.text.contains('|') && others.all(|cell| WORDS.navigation.has(&fold(&line.text[cell])));
        let next = (n + 1..self.lines.len()).find(|&n| !matches!(self.shapes[n], Shape::Blank | Shape::Nothing));
        let hours = line.hours();
        let goes_on = hours.is_some_and(|(_, end)| end.is_some())
            || next.is_some_and(|next| {
                self.shapes[next] == Shape::Hours && hours.is_none()
                    || has_label(self.lines[next].text, &[Label::Place])
            });
        let before = self.before(n);
        let is_cell = [before, before.and_then(|before| self.before(before))]
            .into_iter()
            .flatten()
            .any(|before| self.shapes[before] == Shape::Heading);
        let has_words = date::has(&fold(line.text), &["godz"]) || day.weekday.is_some();
        let is_machines = !has_words && day.year.is_some() && !goes_on && !is_cell;
        is_machines && (anchor.is_bare && !line.text.contains("r.") || is_category)
    }

    /// Where a day stands in the whole.
    fn whole(&self, anchor: &Anchor) -> Range<usize> {
        let at = self.lines[anchor.line].at;
        at + anchor.at.start..at + anchor.at.end
    }

    /// The line before that is not blank.
    fn before(&self, n: usize) -> Option<usize> {
        (0..n).rev().find(|&n| self.shapes[n] != Shape::Blank)
    }

    /// What an entry says of a day, under a title that stands elsewhere, unless that is empty.
    fn draft(
        &self,
        entry: &[Part],
        day: Day,
        anchor: &Anchor,
        lines: Range<usize>,
        title: &str,
        manner: Manner,
    ) -> Draft {
        let at = self.whole(anchor);
        let found = Found { at: at.clone(), ..Found::default() };
        let is_listed = manner == Manner::Entry;
        let mut draft = Draft { found, day, line: anchor.line, lines, is_listed, ..Draft::default() };
        if anchor.is_first {
            draft.found.doubts.push(Doubt::FirstDay);
        }
        draft.fill(entry, Some(at.start), manner);
        if !title.is_empty() {
            title.clone_into(&mut draft.found.title);
        }
        draft
    }
}
