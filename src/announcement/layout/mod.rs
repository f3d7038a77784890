//! Which parts of a text belong to one day.
//!
//! Each layout takes the lines that it explains; what is left goes to the next: rows of cells, days alone in their lines
//! (cells of a table, or headings), entries of a list, sentences.

mod bare;
mod moves;

use std::ops::Range;

use super::entry::{Draft, Manner, Part, all_parts, fill, parts};
use super::place::{self, is_name, is_venue, strip, trim};
use super::scan::{Day, Item, Line};
use super::shape::{Column, Shape, cells, column, has_label, is_label, sentences, shape, unlabelled};
use super::{Doubt, Reason, words};
use crate::poland::date::fold;
use crate::poland::remark;

#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) drafts: Vec<Draft>,
    /// Sorted by place.
    pub(super) unused: Vec<(Range<usize>, Reason)>,
}

/// How far back of a day words are looked for, in octets.
const NEAR: usize = 200;

/// Why a day that stands in a sentence is none of a meeting, as far as the words about it say.
fn reason(line: &Line, (sentence, all): &(Range<usize>, String), at: &Range<usize>) -> Option<Reason> {
    let mut start = sentence.start.max(at.start.saturating_sub(NEAR));
    while !line.text.is_char_boundary(start) {
        start += 1;
    }
    let before = fold(&line.text[start..at.start]);
    let last = |n: usize| before.rsplit(' ').nth(n).unwrap_or_default();
    let is_moved = words::has(all, words::MOVES);
    if is_moved && matches!(last(0), "z" | "zamiast")
        || is_moved && last(0) == "dnia" && matches!(last(1), "z" | "zamiast")
    {
        return Some(Reason::MovedFrom);
    }
    if last(0) == "z" || last(0) == "dnia" && last(1) == "z" {
        return Some(Reason::Law);
    }
    if words::has(all, words::STAMPS) && !words::has(all, words::TOPICS) {
        return Some(Reason::Stamp);
    }
    let before_period = matches!(last(0), "do" | "po" | "przed" | "od" | "konca")
        || matches!(last(0), "dnia" | "dn") && matches!(last(1), "do" | "od" | "po")
        || last(0) == "godz" && last(1) == "do";
    if before_period {
        let reason = if words::has(all, words::DEADLINES) { Reason::Deadline } else { Reason::Period };
        return Some(reason);
    }
    if words::has(&before, words::DEADLINES) && !words::has(&before, &["odbed"]) {
        return Some(Reason::Deadline);
    }
    None
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

struct Reading<'l> {
    lines: &'l [Line<'l>],
    shapes: Vec<Shape>,
    anchors: Vec<Anchor>,
    /// Lines that belong to a meeting.
    taken: Vec<bool>,
    /// Each day's line.
    has_anchor: Vec<bool>,
    out: Drafts,
}

pub(super) fn drafts(lines: &[Line]) -> Drafts {
    let shapes = lines.iter().map(shape).collect();
    let (taken, has_anchor) = (vec![false; lines.len()], vec![false; lines.len()]);
    let mut reading = Reading { lines, shapes, anchors: Vec::new(), taken, has_anchor, out: Drafts::default() };
    reading.find();
    reading.rows();
    reading.bare();
    reading.others();
    reading.moves();
    reading.doubled();
    let mut out = reading.out;
    out.unused.sort_by_key(|(at, _)| at.start);
    out.drafts.sort_by_key(|draft| draft.at.start);
    out
}

impl<'l> Reading<'l> {
    /// All days, but those whose words say that they are no meeting's.
    fn find(&mut self) {
        let mut seen = 0;
        for (n, line) in self.lines.iter().enumerate() {
            if line.is_blank() {
                continue;
            }
            seen += 1;
            let mut list = None;
            for (item, at) in &line.items {
                let (days, is_first) = match item {
                    Item::Day(day) => (vec![*day], false),
                    Item::Both(first, last) => (vec![*first, *last], false),
                    Item::Days(first) => (vec![*first], true),
                    _ => continue,
                };
                let folded = |range: Range<usize>| (range.clone(), fold(&line.text[range]));
                let (list, is_bare) = list.get_or_insert_with(|| {
                    let list: Vec<_> = sentences(line.text).into_iter().map(folded).collect();
                    (list, self.is_bare(n))
                });
                let Some(sentence) = list.iter().rfind(|(range, _)| range.start <= at.start) else { continue };
                let is_bare = *is_bare;
                let place = line.at + at.start..line.at + at.end;
                let reason = if is_first && line.hours().is_none() {
                    Some(Reason::Period)
                } else if self.is_stamp(n, seen, &days[0], is_bare) {
                    Some(Reason::Stamp)
                } else {
                    reason(line, sentence, at)
                };
                if let Some(reason) = reason {
                    self.out.unused.push((place, reason));
                    continue;
                }
                // "22 maja – przeniesione na 29 maja"
                let is_moved = |before: &mut Anchor| {
                    before.line == n && words::has(&fold(&line.text[before.at.end..at.start]), words::MOVES)
                };
                if let Some(before) = self.anchors.pop_if(is_moved) {
                    self.out.unused.push((self.whole(&before), Reason::MovedFrom));
                }
                self.has_anchor[n] = true;
                self.anchors.push(Anchor { line: n, at: at.clone(), days, is_first, is_bare });
            }
        }
    }

    fn is_bare(&self, n: usize) -> bool {
        let line = &self.lines[n];
        let days = line.items.iter().filter(|(item, _)| matches!(item, Item::Day(_) | Item::Both(..))).count();
        let texts = all_parts(line);
        let mut empty = texts
            .iter()
            .filter_map(|part| if let Part::Text(text) = part { Some(text) } else { None })
            .all(|text| strip(text).is_empty() || is_label(text));
        empty &= !line.items.iter().any(|(item, _)| matches!(item, Item::Street | Item::Postal(_) | Item::County(_)));
        days == 1 && empty && cells(line.text).len() < 3
    }

    /// A day alone near the top of a page, written by a machine.
    fn is_stamp(&self, n: usize, seen: usize, day: &Day, is_bare: bool) -> bool {
        let line = &self.lines[n];
        let is_early = seen <= 8 && self.anchors.is_empty();
        if !is_early {
            return false;
        }
        // "25 września 2012 14:00 | Aktualności"
        let is_category = line.text.contains('|')
            && cells(line.text)
                .iter()
                .skip(1)
                .all(|cell| words::NAVIGATION.contains(&fold(&line.text[cell.clone()]).as_str()));
        let has_words = words::has(&fold(line.text), &["godz"]) || day.weekday.is_some();
        let next = (n + 1..self.lines.len()).find(|&n| !matches!(self.shapes[n], Shape::Blank | Shape::Nothing));
        let goes_on = next.is_some_and(|next| matches!(self.shapes[next], Shape::Hours)) && line.hours().is_none();
        let before = self.before(n);
        let is_cell = before.is_some_and(|before| self.shapes[before] == Shape::Heading)
            || before
                .and_then(|before| self.before(before))
                .is_some_and(|before| self.shapes[before] == Shape::Heading);
        let goes_on = goes_on
            || line.hours().is_some_and(|(_, end)| end.is_some())
            || next.is_some_and(|next| has_label(self.lines[next].text, words::PLACE_LABELS));
        let machine = !has_words && day.year.is_some() && !goes_on && !is_cell;
        machine && (is_bare && !line.text.contains("r.") || is_category)
    }

    fn take(&mut self, lines: Range<usize>) {
        self.taken[lines].fill(true);
    }

    /// Rows of cells between `|` or tabs.
    fn rows(&mut self) {
        let anchors = std::mem::take(&mut self.anchors);
        let mut last: Option<(usize, Anchor)> = None;
        let mut rest = Vec::new();
        let mut next = anchors.into_iter().peekable();
        let mut columns: Vec<Column> = Vec::new();
        for n in 0..self.lines.len() {
            let line = &self.lines[n];
            let list = cells(line.text);
            let is_heading = |cell: &&Range<usize>| words::HEADINGS.contains(&&*fold(&line.text[(*cell).clone()]));
            if !line.has_day() && list.iter().filter(is_heading).count() > 1 {
                columns = list.iter().map(|cell| column(&line.text[cell.clone()])).collect();
            }
            let is_row = list.len() >= 3
                || list.len() == 2 && (line.has_day() || last.as_ref().is_some_and(|(row, _)| row + 1 == n));
            let mut own = Vec::new();
            while let Some(anchor) = next.next_if(|anchor| anchor.line == n) {
                own.push(anchor);
            }
            if !is_row {
                rest.append(&mut own);
                if self.shapes[n] != Shape::Blank {
                    last = None;
                }
                continue;
            }
            let mut entry = Vec::new();
            let mut title = "";
            for (number, cell) in list.iter().enumerate() {
                let kind = if columns.len() == list.len() { columns[number] } else { Column::Meeting };
                // a note may say that the meeting is cancelled
                let text = trim(&line.text[cell.clone()]);
                match kind {
                    Column::Title => {
                        title = text;
                        continue;
                    }
                    Column::Other if remark::in_note(text).is_none() => continue,
                    _ => {}
                }
                if !entry.is_empty() {
                    entry.push(Part::Break);
                }
                entry.extend(parts(line, cell));
            }
            let anchor = match own.first() {
                Some(anchor) => Some(anchor.clone()),
                // the day of the row above counts here, too
                None if line.hours().is_some() => {
                    last.as_ref().filter(|(row, _)| n - row <= 2).map(|(_, anchor)| anchor.clone())
                }
                None => None,
            };
            let Some(anchor) = anchor else { continue };
            for day in &anchor.days {
                let mut draft = self.draft(&entry, *day, &anchor, n..n + 1, Manner::Entry);
                draft.is_listed = true;
                if !title.is_empty() {
                    title.clone_into(&mut draft.title);
                }
                self.out.drafts.push(draft);
            }
            for anchor in own.iter().skip(1) {
                self.out.unused.push((self.whole(anchor), Reason::NoMeeting));
            }
            self.take(n..n + 1);
            last = Some((n, anchor));
        }
        self.anchors = rest;
    }

    fn whole(&self, anchor: &Anchor) -> Range<usize> {
        let at = self.lines[anchor.line].at;
        at + anchor.at.start..at + anchor.at.end
    }

    /// Entries of a list, and sentences.
    fn others(&mut self) {
        let anchors = std::mem::take(&mut self.anchors);
        let mut at = 0;
        while at < anchors.len() {
            let n = anchors[at].line;
            let end = at + anchors[at..].iter().take_while(|anchor| anchor.line == n).count();
            self.line(n, &anchors[at..end]);
            at = end;
        }
    }

    fn line(&mut self, n: usize, anchors: &[Anchor]) {
        let lines = self.lines;
        let line = &lines[n];
        let folded = fold(line.text);
        let is_prose = words::has(&folded, words::VERBS)
            || words::has(&folded, words::PASTS)
            || sentences(line.text).len() > 1 && place::count(line.text) > 30;
        if !is_prose {
            let ranges = split(line, &(0..line.text.len()), anchors);
            for (anchor, range) in anchors.iter().zip(ranges) {
                let (entry, used) = self.entry(n, &range, anchors.len() == 1);
                self.push(&entry, anchor, used, Manner::Entry, &folded);
            }
            return;
        }
        let whole = folded;
        let list = sentences(line.text);
        for (index, sentence) in list.iter().enumerate() {
            let own: Vec<_> = anchors.iter().filter(|anchor| sentence.contains(&anchor.at.start)).cloned().collect();
            if own.is_empty() {
                continue;
            }
            let text = &line.text[sentence.clone()];
            let folded = fold(text);
            let is_sentence = words::has(&folded, words::VERBS) || words::has(&folded, words::PASTS);
            let ranges = split(line, sentence, &own);
            let hour_in = |range: &Range<usize>| {
                line.items.iter().any(|(item, at)| matches!(item, Item::Hours(..)) && range.contains(&at.start))
            };
            // "… w Zielonej Górze oraz … w Gorzowie Wlkp. Początek godz. 10:00"
            let mut hours =
                line.items.iter().filter(|(item, at)| matches!(item, Item::Hours(..)) && sentence.contains(&at.start));
            let only = hours.next().filter(|_| hours.next().is_none());
            let for_all = only.filter(|(_, at)| {
                own.last().is_some_and(|last| {
                    last.at.end < at.start && fold(&line.text[last.at.end..at.start]).contains("poczat")
                })
            });
            let none_has_hours = !ranges.iter().any(hour_in);
            for (which, (anchor, range)) in own.iter().zip(&ranges).enumerate() {
                let mut entry = parts(line, range);
                if let Some((item, at)) = for_all.filter(|(_, at)| !range.contains(&at.start)) {
                    entry.push(Part::Item(item, &line.text[at.clone()]));
                }
                let mut used = n..n + 1;
                if which + 1 == ranges.len() || none_has_hours {
                    // what the next sentence adds
                    let next = list
                        .get(index + 1)
                        .filter(|next| !anchors.iter().any(|anchor| next.contains(&anchor.at.start)));
                    let has_hours = entry.iter().any(|part| matches!(part, Part::Item(Item::Hours(..), ..)));
                    if let Some(next) = next {
                        let folded = fold(&line.text[next.clone()]);
                        let adds = words::has(&folded, words::BEGINS) || words::has(&folded, &["miejsc"]);
                        if adds
                            && !words::has(&folded, words::OFFICE_HOURS)
                            && (!has_hours || words::has(&folded, &["miejsc"]))
                        {
                            entry.push(Part::Break);
                            entry.extend(parts(line, next));
                        }
                    }
                    used.end = self.labelled(n, &mut entry);
                }
                let manner = if is_sentence { Manner::Sentence } else { Manner::Entry };
                self.push(&entry, anchor, used, manner, &whole);
            }
        }
    }

    /// Lines below a sentence that say the hour or the place; gives where they end.
    fn labelled(&self, n: usize, entry: &mut Vec<Part<'l>>) -> usize {
        let lines = self.lines;
        let mut end = n + 1;
        for (m, line) in lines.iter().enumerate().skip(n + 1).take(7) {
            if self.has_anchor[m] || self.taken[m] {
                break;
            }
            let is_wanted = has_label(line.text, words::PLACE_LABELS) || has_label(line.text, words::TIME_LABELS);
            if is_wanted {
                entry.push(Part::Break);
                entry.extend(parts(line, &unlabelled(line)));
                end = m + 1;
            } else if !matches!(self.shapes[m], Shape::Blank | Shape::Other | Shape::Nothing) {
                break;
            }
        }
        end
    }

    /// An entry with what stands in the lines around it, and which lines these are.
    fn entry(&self, n: usize, range: &Range<usize>, is_alone: bool) -> (Vec<Part<'l>>, Range<usize>) {
        let lines = self.lines;
        let mut entry = parts(&lines[n], range);
        let mut used = n..n + 1;
        if !is_alone {
            return (entry, used);
        }
        let has_place = |entry: &[Part]| {
            entry.iter().any(|part| match part {
                Part::Item(item, ..) => matches!(item, Item::Street | Item::Postal(_)),
                Part::Text(text) => is_venue(text),
                Part::Break => false,
            })
        };
        let has_name = entry.iter().any(|part| match part {
            Part::Item(item, ..) => matches!(item, Item::County(_)),
            Part::Text(text) => !strip(text).is_empty() && text.split([',', '–', '-']).any(|part| is_name(strip(part))),
            Part::Break => false,
        });
        // a heading of its own
        if !has_name
            && let Some(before) = self.before(n).filter(|&before| n - before <= 2)
            && self.shapes[before] == Shape::Name
            && !self.taken[before]
        {
            let mut whole = all_parts(&lines[before]);
            whole.push(Part::Break);
            whole.append(&mut entry);
            entry = whole;
            used.start = before;
        }
        // wrapped lines, and labelled ones
        let mut m = n + 1;
        let mut blank = false;
        let is_in_list = self.before(n).is_some_and(|before| self.has_anchor[before]);
        while m < lines.len() && m < n + 8 {
            let line = &lines[m];
            if self.has_anchor[m] {
                break;
            }
            if line.is_blank() {
                blank = true;
                m += 1;
                continue;
            }
            let text = line.text.trim();
            let before = lines[m - 1].text.trim_end();
            let goes_on = !blank
                && (before.ends_with([',', '-', '–', '(']) || text.starts_with(|c: char| c.is_lowercase() || c == '('));
            let is_more = matches!(self.shapes[m], Shape::Place | Shape::Hours)
                && !has_place(&entry)
                && (!blank || self.shapes[m] == Shape::Hours || is_label(text))
                || !blank
                    && self.shapes[m] == Shape::Hours
                    && !entry.iter().any(|part| matches!(part, Part::Item(Item::Hours(..), ..)))
                || has_label(text, words::PLACE_LABELS)
                || has_label(text, words::TIME_LABELS);
            let is_for_all = is_in_list && blank && is_label(text);
            let is_text = matches!(self.shapes[m], Shape::Text | Shape::Heading) && !goes_on || is_for_all;
            if is_text || !(goes_on || is_more) {
                if is_label(text) && !is_text {
                    m += 1;
                    continue;
                }
                break;
            }
            entry.push(if goes_on { Part::Text(" ") } else { Part::Break });
            entry.extend(parts(line, &unlabelled(line)));
            m += 1;
            used.end = m;
        }
        (entry, used)
    }

    /// The line before that is not blank.
    fn before(&self, n: usize) -> Option<usize> {
        (0..n).rev().find(|&n| self.shapes[n] != Shape::Blank)
    }

    fn push(&mut self, entry: &[Part<'l>], anchor: &Anchor, used: Range<usize>, manner: Manner, folded: &str) {
        for &day in &anchor.days {
            let mut draft = self.draft(entry, day, anchor, used.clone(), manner);
            let is_somewhere = draft.is_somewhere();
            draft.is_listed = manner == Manner::Entry && is_somewhere;
            let is_past =
                manner == Manner::Sentence && words::has(folded, words::PASTS) && !words::has(folded, &["odbed"]);
            let reason = if is_past {
                Some(Reason::Past)
            } else if draft.hours.is_none() && !draft.is_listed {
                Some(Reason::NoHour)
            } else if !is_somewhere && !words::has(folded, words::TOPICS) && !words::has(folded, words::VERBS) {
                Some(Reason::NoMeeting)
            } else {
                None
            };
            if let Some(reason) = reason {
                if self.out.unused.last().is_none_or(|(at, _)| *at != self.whole(anchor)) {
                    self.out.unused.push((self.whole(anchor), reason));
                }
            } else {
                self.out.drafts.push(draft);
                self.take(used.clone());
            }
        }
    }

    fn draft(&self, entry: &[Part], day: Day, anchor: &Anchor, lines: Range<usize>, manner: Manner) -> Draft {
        let mut draft = Draft { day, at: self.whole(anchor), line: anchor.line, lines, ..Draft::default() };
        if anchor.is_first {
            draft.doubts.push(Doubt::FirstOfSeveral);
        }
        let day = &self.lines[anchor.line].text[anchor.at.clone()];
        fill(&mut draft, entry, Some(day), manner);
        draft
    }
}

/// A part of a line with several days, cut between them.
fn split(line: &Line, range: &Range<usize>, anchors: &[Anchor]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    // in "Żary – 22 maja, Żagań – 23 maja" the names come first
    let first = anchors.first().map_or("", |anchor| &line.text[range.start..anchor.at.start]);
    let is_named = !strip(first).is_empty() && !words::has(&fold(first), words::VERBS);
    for (n, anchor) in anchors.iter().enumerate() {
        let end = match anchors.get(n + 1) {
            None => range.end,
            Some(next) => {
                let between = &line.text[anchor.at.end..next.at.start];
                let cut = between.rfind(';').map(|at| at + 1);
                let named = || {
                    let hours_end = line
                        .items
                        .iter()
                        .filter(|(item, at)| {
                            matches!(item, Item::Hours(..)) && anchor.at.end <= at.start && at.end <= next.at.start
                        })
                        .map(|(_, at)| at.end - anchor.at.end)
                        .next_back()
                        .unwrap_or(0);
                    [",", " oraz ", " i ", " a "]
                        .iter()
                        .filter_map(|mark| {
                            between[hours_end..].trim_end().rfind(mark).map(|at| hours_end + at + mark.len())
                        })
                        .max()
                };
                let plain = || [" oraz ", " a ", " i "].iter().filter_map(|mark| between.trim_end().rfind(mark)).max();
                let cut = cut.or_else(|| if is_named { named() } else { plain() });
                cut.map_or(next.at.start, |at| anchor.at.end + at)
            }
        };
        out.push(start..end.max(start));
        start = end.max(start);
    }
    out
}

/// The place that a sentence names.
pub(super) fn place_of(line: &Line, range: &Range<usize>) -> Option<(String, String, String)> {
    let (range, manner) = if has_label(line.text, words::PLACE_LABELS) {
        (unlabelled(line), Manner::Entry)
    } else {
        (range.clone(), Manner::Sentence)
    };
    let entry = parts(line, &range);
    let mut draft = Draft::default();
    fill(&mut draft, &entry, None, manner);
    (!draft.venue.is_empty() || !draft.address.is_empty()).then_some((draft.venue, draft.address, draft.town))
}
