//! Days alone in their lines: cells of a table of which each stands in a line of its own, or headings.

use std::ops::Range;

use super::{Anchor, Reading};
use crate::announcement::Reason;
use crate::announcement::entry::{Manner, Part, all_parts, parts, texts};
use crate::announcement::place::{self, is_name, is_venue, strip, trim};
use crate::announcement::shape::{Column, Label, Shape, column, has_label, unlabelled};
use crate::announcement::words::WORDS;
use crate::poland::date::fold;

/// No more lines than this belong to one day.
const LINES: usize = 12;

/// The lines of one day, without blank ones.
struct Region<'f> {
    above: &'f [usize],
    /// From the day's own line on.
    below: &'f [usize],
}

impl<'l> Reading<'l> {
    pub(super) fn bare(&mut self) {
        let (bare, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.anchors).into_iter().partition(|anchor| anchor.is_bare);
        self.anchors = rest;
        let full: Vec<usize> = (0..self.lines.len()).filter(|&n| self.shapes[n] != Shape::Blank).collect();
        let marks: Vec<usize> = bare.iter().map(|anchor| full.partition_point(|&line| line < anchor.line)).collect();
        let Some(&first) = marks.first() else { return };
        let before = self.columns_before(&full[..first]);
        let score = |columns: &usize| -> isize {
            let regions = self.regions(&full, &marks, *columns);
            regions.iter().map(|region| self.score(region)).sum::<isize>() + isize::from(before == Some(*columns))
        };
        let best = (0..=4).rev().max_by_key(score).unwrap_or(0);
        for (anchor, region) in bare.iter().zip(self.regions(&full, &marks, best)) {
            self.region(anchor, &region);
        }
    }

    /// How many columns stand before the day's, if the headings are there.
    fn columns_before(&self, lines: &[usize]) -> Option<usize> {
        let is_heading = |&&n: &&usize| {
            let text = self.lines[n].text;
            self.shapes[n] == Shape::Heading || place::count(text) <= 4 && WORDS.heading_stems.is_in(&fold(text))
        };
        // the first row's own cells
        let own = lines.iter().rev().take(5).take_while(|&&n| self.shapes[n] != Shape::Heading).count();
        let lines = &lines[..lines.len() - own];
        let headings = &lines[lines.len() - lines.iter().rev().take_while(is_heading).count()..];
        let day = headings.iter().position(|&n| WORDS.day_headings.has(&fold(trim(self.lines[n].text))))?;
        // as many cells as there are
        (headings.len() >= 2).then_some(day.min(own))
    }

    /// From so many lines before each day to so many before the next; the last as long as the others.
    fn regions<'f>(&self, full: &'f [usize], marks: &[usize], before: usize) -> Vec<Region<'f>> {
        let is_end = |&n: &usize| matches!(self.shapes[full[n]], Shape::Text | Shape::Heading);
        let is_other = |n: &usize| is_end(n) || self.has_anchor[full[*n]];
        let mut out = Vec::with_capacity(marks.len());
        let (mut end, mut longest) = (0, 0);
        for (n, &mark) in marks.iter().enumerate() {
            let from = mark.saturating_sub(before).max(end);
            let above = (from..mark).rev().take_while(|n| !is_other(n) && !self.taken[full[*n]]).count();
            let next = marks.get(n + 1).map(|&next| next.saturating_sub(before).max(mark + 1));
            let limit = match next {
                Some(next) => next,
                None if longest > 0 => full.len().min(mark + 1 + longest),
                None => full.len(),
            };
            // a day within a line of its own ends the region, too
            end = mark + 1 + (mark + 1..limit.min(mark + LINES)).take_while(|n| !is_other(n)).count();
            if next.is_some() {
                longest = longest.max(end - mark - 1);
            }
            out.push(Region { above: &full[mark - above..mark], below: &full[mark..end] });
        }
        out
    }

    /// How well a region explains its lines.
    fn score(&self, region: &Region) -> isize {
        let above = |shape: Shape| region.above.iter().filter(|&&n| self.shapes[n] == shape).count().cast_signed();
        let below = |shape: Shape| region.below.iter().filter(|&&n| self.shapes[n] == shape).count().cast_signed();
        let all = |shape: Shape| above(shape) + below(shape);
        let (hours, names) = (all(Shape::Hours), all(Shape::Name));
        2 * all(Shape::Timed) - 5 * above(Shape::Timed) - 2 * below(Shape::Topic)
            + 2 * hours.min(1)
            + names.min(1)
            + all(Shape::Place).min(1)
            + above(Shape::Name).min(1)
            - 2 * (hours - 1).max(0)
            - (names - 2).max(0)
            - all(Shape::Other).min(2)
    }

    /// One day's lines: a meeting, or several at hours of their own.
    fn region(&mut self, anchor: &Anchor, region: &Region) {
        let lines = [region.above, region.below].concat();
        let range = lines[0]..lines[lines.len() - 1] + 1;
        let day_has_hours = self.lines[anchor.line].hours().is_some();
        let timed: Vec<usize> =
            lines.iter().copied().filter(|&n| n != anchor.line && self.lines[n].hours().is_some()).collect();
        let ends = timed.iter().skip(1).copied().chain([range.end]);
        let groups: Vec<Range<usize>> = timed.iter().zip(ends).map(|(&start, end)| start..end).collect();
        let says_where = |group: &&Range<usize>| (*group).clone().any(|n| self.says_where(n));
        let several = !day_has_hours && timed.len() > 1 && groups.iter().filter(says_where).count() * 2 > timed.len();
        let mut title = "";
        let entries = if several {
            // a name above its hour goes with it
            let is_below_day = timed.first() > lines.get(1);
            let start = |n: usize| if is_below_day && self.has_name_above(n, anchor) { n - 1 } else { n };
            let end = |n: usize| if n < range.end { start(n) } else { n };
            groups
                .iter()
                .map(|group| start(group.start)..end(group.end))
                .map(|lines| (self.group(anchor, lines.clone()), lines))
                .collect()
        } else {
            let has_programme = day_has_hours && timed.len() > 1;
            let (entry, found) = self.single(anchor, &lines, has_programme);
            title = found;
            vec![(entry, range.clone())]
        };
        let mut any = false;
        for (entry, range) in entries {
            for &day in &anchor.days {
                let draft = self.draft(&entry, day, anchor, range.clone(), title, Manner::Entry);
                if draft.found.hours.is_some() || draft.is_somewhere() && lines.len() > 1 {
                    any = true;
                    self.drafts.push(draft);
                }
            }
        }
        if any {
            self.taken[range].fill(true);
        } else {
            self.unused.push((self.whole(anchor), Reason::NoHour));
        }
    }

    /// The day, and one hour with the lines that belong to it.
    fn group(&self, anchor: &Anchor, lines: Range<usize>) -> Vec<Part<'l>> {
        let mut entry = parts(&self.lines[anchor.line], &anchor.at);
        for line in &self.lines[lines] {
            entry.push(Part::Break);
            entry.extend(all_parts(line));
        }
        entry
    }

    /// A day's lines as one entry, and its title.
    fn single(&self, anchor: &Anchor, lines: &[usize], has_programme: bool) -> (Vec<Part<'l>>, &'l str) {
        let headings = lines[0].saturating_sub(LINES * 2)..lines[0];
        let has_title_column = headings
            .into_iter()
            .any(|n| self.shapes[n] == Shape::Heading && column(trim(self.lines[n].text)) == Column::Title);
        let mut entry = Vec::new();
        let mut title = "";
        for &n in lines {
            let line = &self.lines[n];
            let is_other = self.shapes[n] == Shape::Other;
            let is_below = n > anchor.line;
            if has_title_column && is_below && is_other && self.shapes[n - 1] != Shape::Other {
                title = trim(line.text);
                continue;
            }
            // the programme of the meeting is no part of its place
            let is_programme = has_programme && is_below && line.hours().is_some();
            if is_programme || is_other && has_label(line.text, &[Label::Other]) {
                continue;
            }
            if !entry.is_empty() {
                entry.push(Part::Break);
            }
            entry.extend(parts(line, &unlabelled(line)));
        }
        (entry, title)
    }

    fn has_name_above(&self, n: usize, anchor: &Anchor) -> bool {
        n > anchor.line + 1
            && self.shapes[n] == Shape::Hours
            && matches!(self.shapes[n - 1], Shape::Name | Shape::Place)
            && self.lines[n].text.trim().len() < 60
    }

    fn says_where(&self, n: usize) -> bool {
        let line = &self.lines[n];
        let has_name = |text: &str| is_name(strip(text)) || text.split(',').any(|part| is_name(strip(part)));
        matches!(self.shapes[n], Shape::Place | Shape::Name)
            || line.has(|item| item.is_county() || item.is_address())
            || is_venue(line.text)
            || place::named(line.text).iter().any(|named| named.is_known)
            || texts(&all_parts(line)).into_iter().any(has_name)
    }
}
