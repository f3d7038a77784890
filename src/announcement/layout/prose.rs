//! Entries of a list, and sentences.

use std::ops::Range;

use super::{Anchor, Reading};
use crate::announcement::entry::{Draft, Manner, Part, all_parts, has, parts, texts};
use crate::announcement::place::{self, is_name, is_venue, strip};
use crate::announcement::scan::{Item, Line};
use crate::announcement::shape::{Label, Shape, has_label, label, sentences, unlabelled};
use crate::announcement::words::WORDS;
use crate::announcement::{Found, Reason};
use crate::poland::date::{self, fold};

impl<'l> Reading<'l> {
    pub(super) fn others(&mut self) {
        let anchors = std::mem::take(&mut self.anchors);
        for anchors in anchors.chunk_by(|one, next| one.line == next.line) {
            let n = anchors[0].line;
            let line = &self.lines[n];
            let folded = fold(line.text);
            let is_long = place::count(line.text) > 30 && sentences(line.text).len() > 1;
            if is_sentence(&folded) || is_long {
                self.sentences(line, anchors, &folded);
                continue;
            }
            for (anchor, range) in anchors.iter().zip(split(line, &(0..line.text.len()), anchors)) {
                let (entry, used) = self.entry(n, &range, anchors.len() == 1);
                self.push(&entry, anchor, used, Manner::Entry, &folded);
            }
        }
    }

    fn sentences(&mut self, line: &'l Line<'l>, anchors: &[Anchor], whole: &str) {
        let list = sentences(line.text);
        for (index, sentence) in list.iter().enumerate() {
            let is_inside = |anchor: &&Anchor| sentence.contains(&anchor.at.start);
            let own: Vec<Anchor> = anchors.iter().filter(is_inside).cloned().collect();
            let Some(last) = own.last() else { continue };
            let ranges = split(line, sentence, &own);
            let hours_in = |range: &Range<usize>| -> Vec<_> {
                line.within(range).filter(|(item, _)| item.hours().is_some()).collect()
            };
            // "… w Zielonej Górze oraz … w Gorzowie Wlkp. Początek godz. 10:00"
            let for_all = match hours_in(sentence)[..] {
                [(item, at)] if last.at.end < at.start => {
                    fold(&line.text[last.at.end..at.start]).contains("poczat").then_some((item, at))
                }
                _ => None,
            };
            let none_has_hours = ranges.iter().all(|range| hours_in(range).is_empty());
            // the next sentence, if it is about no other day
            let next = list.get(index + 1).filter(|next| !anchors.iter().any(|anchor| next.contains(&anchor.at.start)));
            for (which, (anchor, range)) in own.iter().zip(&ranges).enumerate() {
                let mut entry = parts(line, range);
                if let Some((item, at)) = for_all.filter(|(_, at)| !range.contains(&at.start)) {
                    entry.push(Part::Item { item, text: &line.text[at.clone()], at: line.at + at.start });
                }
                let mut used = anchor.line..anchor.line + 1;
                if which + 1 == ranges.len() || none_has_hours {
                    if let Some(next) = next.filter(|next| adds(&line.text[(*next).clone()], &entry)) {
                        entry.push(Part::Break);
                        entry.extend(parts(line, next));
                    }
                    let (labelled, end) = self.labelled(anchor.line);
                    entry.extend(labelled);
                    used.end = end;
                }
                let is_sentence = is_sentence(&fold(&line.text[sentence.clone()]));
                let manner = if is_sentence { Manner::Sentence } else { Manner::Entry };
                self.push(&entry, anchor, used, manner, whole);
            }
        }
    }

    /// Lines below a sentence that say the hour or the place, and where they end.
    fn labelled(&self, n: usize) -> (Vec<Part<'l>>, usize) {
        let mut found = Vec::new();
        let mut end = n + 1;
        for (m, line) in self.lines.iter().enumerate().skip(n + 1).take(7) {
            if self.has_anchor[m] || self.taken[m] {
                break;
            }
            if has_label(line.text, &[Label::Place, Label::Time]) {
                found.push(Part::Break);
                found.extend(parts(line, &unlabelled(line)));
                end = m + 1;
            } else if !matches!(self.shapes[m], Shape::Blank | Shape::Other | Shape::Nothing) {
                break;
            }
        }
        (found, end)
    }

    /// An entry with what stands in the lines around it, and which lines these are.
    fn entry(&self, n: usize, range: &Range<usize>, is_alone: bool) -> (Vec<Part<'l>>, Range<usize>) {
        let lines = self.lines;
        let mut entry = parts(&lines[n], range);
        let mut used = n..n + 1;
        if !is_alone {
            return (entry, used);
        }
        let before = self.before(n);
        // a heading of its own
        if let Some(before) = before.filter(|&before| n - before <= 2)
            && self.shapes[before] == Shape::Name
            && !self.taken[before]
            && !has_name(&entry)
        {
            entry = [all_parts(&lines[before]), vec![Part::Break], entry].concat();
            used.start = before;
        }
        // wrapped lines, and labelled ones
        let is_in_list = before.is_some_and(|before| self.has_anchor[before]);
        let mut is_apart = false;
        for (m, line) in lines.iter().enumerate().skip(n + 1).take(7) {
            if self.has_anchor[m] {
                break;
            }
            if line.text.trim().is_empty() {
                is_apart = true;
                continue;
            }
            let text = line.text.trim();
            let shape = self.shapes[m];
            let goes_on = !is_apart
                && (lines[m - 1].text.trim_end().ends_with([',', '-', '–', '('])
                    || text.starts_with(|c: char| c.is_lowercase() || c == '('));
            let is_place = matches!(shape, Shape::Place | Shape::Hours)
                && !has_place(&entry)
                && (!is_apart || shape == Shape::Hours || label(text).is_some());
            let is_hours = shape == Shape::Hours && !is_apart && !has(&entry, |item| item.hours().is_some());
            let is_more = is_place || is_hours || has_label(text, &[Label::Place, Label::Time]);
            let is_for_all = is_in_list && is_apart && label(text).is_some();
            let is_text = matches!(shape, Shape::Text | Shape::Heading) && !goes_on;
            if is_text || is_for_all {
                break;
            } else if goes_on || is_more {
                entry.push(if goes_on { Part::Text(" ") } else { Part::Break });
                entry.extend(parts(line, &unlabelled(line)));
                used.end = m + 1;
            } else if label(text).is_none() {
                break;
            }
        }
        (entry, used)
    }

    fn push(&mut self, entry: &[Part], anchor: &Anchor, used: Range<usize>, manner: Manner, folded: &str) {
        for &day in &anchor.days {
            let mut draft = self.draft(entry, day, anchor, used.clone(), "", manner);
            let is_somewhere = draft.is_somewhere();
            draft.is_listed &= is_somewhere;
            let reason = if manner == Manner::Sentence && WORDS.pasts.is_in(folded) && !date::has(folded, &["odbed"]) {
                Reason::Past
            } else if draft.found.hours.is_none() && !draft.is_listed {
                Reason::NoHour
            } else if !is_somewhere && !WORDS.topics.is_in(folded) && !WORDS.verbs.is_in(folded) {
                Reason::NoMeeting
            } else {
                self.drafts.push(draft);
                self.taken[used.clone()].fill(true);
                continue;
            };
            // said once of "5 i 6 sierpnia"
            if self.unused.last().is_none_or(|(at, _)| *at != draft.found.at) {
                self.unused.push((draft.found.at, reason));
            }
        }
    }
}

fn is_sentence(folded: &str) -> bool {
    WORDS.verbs.is_in(folded) || WORDS.pasts.is_in(folded)
}

/// Whether a sentence adds an hour or a place to an entry.
fn adds(sentence: &str, entry: &[Part]) -> bool {
    let folded = fold(sentence);
    let is_place = date::has(&folded, &["miejsc"]);
    let is_hour = WORDS.begins.is_in(&folded) && !has(entry, |item| item.hours().is_some());
    (is_place || is_hour) && !WORDS.office_hours.is_in(&folded)
}

fn has_place(entry: &[Part]) -> bool {
    has(entry, Item::is_address) || texts(entry).into_iter().any(is_venue)
}

fn has_name(entry: &[Part]) -> bool {
    let is_named = |text: &str| text.split([',', '–', '-']).any(|part| is_name(strip(part)));
    has(entry, Item::is_county) || texts(entry).into_iter().any(|text| !strip(text).is_empty() && is_named(text))
}

/// A part of a line with several days, cut between them.
fn split(line: &Line, range: &Range<usize>, anchors: &[Anchor]) -> Vec<Range<usize>> {
    // in "Żary – 22 maja, Żagań – 23 maja" the names come first
    let first = anchors.first().map_or("", |anchor| &line.text[range.start..anchor.at.start]);
    let is_named = !strip(first).is_empty() && !WORDS.verbs.is_in(&fold(first));
    let mut out = Vec::new();
    let mut start = range.start;
    for (n, anchor) in anchors.iter().enumerate() {
        let end = anchors.get(n + 1).map_or(range.end, |next| cut(line, anchor.at.end..next.at.start, is_named));
        out.push(start..end.max(start));
        start = end.max(start);
    }
    out
}

/// Where the text between two days is cut.
fn cut(line: &Line, between: Range<usize>, is_named: bool) -> usize {
    let hours = line.within(&between).filter(|(item, _)| item.hours().is_some()).last();
    // a name comes behind the hours of the day before
    let from = hours.filter(|_| is_named).map_or(between.start, |(_, at)| at.end);
    let marks: &[&str] = if is_named { &[",", " oraz ", " i ", " a "] } else { &[" oraz ", " i ", " a "] };
    let behind = |mark: &&str| line.text[from..between.end].trim_end().rfind(mark).map(|at| (at, at + mark.len()));
    let semicolon = line.text[between.clone()].rfind(';').map(|at| between.start + at + 1);
    let found = marks.iter().filter_map(behind);
    let cut = if is_named { found.map(|(_, end)| end).max() } else { found.map(|(start, _)| start).max() };
    semicolon.or(cut.map(|at| from + at)).unwrap_or(between.end)
}

/// Venue, address and town that a sentence names for all.
pub(in crate::announcement) fn place_of(line: &Line, range: &Range<usize>) -> Option<Found> {
    let mut draft = Draft::default();
    if has_label(line.text, &[Label::Place]) {
        draft.fill(&parts(line, &unlabelled(line)), None, Manner::Entry);
    } else {
        draft.fill(&parts(line, range), None, Manner::Sentence);
    }
    Some(draft.found).filter(|found| !found.venue.is_empty() || !found.address.is_empty())
}
