//! Days alone in their lines: cells of a table of which each stands in a line of its own, or headings.

use std::ops::Range;

use super::{Anchor, Reading};
use crate::announcement::entry::{Manner, Part, all_parts, parts};
use crate::announcement::place::{self, is_name, is_venue, strip, trim};
use crate::announcement::scan::Item;
use crate::announcement::shape::{Column, Shape, column, has_label, unlabelled};
use crate::announcement::{Reason, words};
use crate::poland::date::fold;

/// No more lines than this belong to one day.
const LINES: usize = 12;

impl Reading<'_> {
    /// Days alone in their lines: cells of a table, or headings above what happens on them.
    pub(super) fn bare(&mut self) {
        let (bare, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.anchors).into_iter().partition(|anchor| anchor.is_bare);
        self.anchors = rest;
        if bare.is_empty() {
            return;
        }
        let full: Vec<usize> = (0..self.lines.len()).filter(|&n| self.shapes[n] != Shape::Blank).collect();
        let index = |line: usize| full.partition_point(|&n| n < line);
        let marks: Vec<usize> = bare.iter().map(|anchor| index(anchor.line)).collect();
        let before = self.columns_before(&full, marks[0]);
        let score = |columns: usize| self.score(&full, &marks, columns) + isize::from(before == Some(columns));
        let best = (0..=4).rev().max_by_key(|&columns| score(columns)).unwrap_or(0);
        let regions = self.regions(&full, &marks, best);
        for (anchor, region) in bare.into_iter().zip(regions) {
            self.region(&anchor, &full[region]);
        }
    }

    /// How many columns stand before the day's, if the headings are there.
    fn columns_before(&self, full: &[usize], first: usize) -> Option<usize> {
        let mut end = first;
        // the first row's own cells
        while end > 0 && first - end < 5 && self.shapes[full[end - 1]] != Shape::Heading {
            end -= 1;
        }
        let is_heading = |n: usize| {
            self.shapes[full[n]] == Shape::Heading
                || place::count(self.lines[full[n]].text) <= 4
                    && words::has(
                        &fold(self.lines[full[n]].text),
                        &["miejsc", "termin", "godzin", "data", "solect", "gmin"],
                    )
        };
        let start = (0..end).rev().take_while(|&n| is_heading(n)).last()?;
        if end - start < 2 {
            return None;
        }
        let day = (start..end).find(|&n| {
            let folded = fold(trim(self.lines[full[n]].text));
            words::DAY_HEADINGS.contains(&folded.as_str()) || folded.starts_with("data") || folded.starts_with("termin")
        })?;
        // as many cells as there are
        Some((day - start).min(first - end))
    }

    /// From so many lines before each day to so many before the next; the last as long as the others.
    fn regions(&self, full: &[usize], marks: &[usize], before: usize) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::with_capacity(marks.len());
        let mut longest = 0;
        for (n, &mark) in marks.iter().enumerate() {
            let from = out.last().map_or(0, |region: &Range<usize>| region.end).max(mark.saturating_sub(before));
            let next = marks.get(n + 1).map(|&next| next.saturating_sub(before).max(mark + 1));
            // a day within a line of its own ends the region, too
            let limit = next.unwrap_or(full.len()).min(mark + LINES).min(if next.is_none() && longest > 0 {
                mark + 1 + longest
            } else {
                usize::MAX
            });
            let mut end = mark + 1;
            while end < limit
                && !self.has_anchor[full[end]]
                && !matches!(self.shapes[full[end]], Shape::Text | Shape::Heading)
            {
                end += 1;
            }
            if next.is_some() {
                longest = longest.max(end - mark - 1);
            }
            let start = (from..mark)
                .rev()
                .take_while(|&n| {
                    !matches!(self.shapes[full[n]], Shape::Text | Shape::Heading)
                        && !self.taken[full[n]]
                        && !self.has_anchor[full[n]]
                })
                .last()
                .unwrap_or(mark);
            out.push(start..end);
        }
        out
    }

    /// How well the regions explain the text.
    fn score(&self, full: &[usize], marks: &[usize], before: usize) -> isize {
        let regions = self.regions(full, marks, before);
        let one = |region: &Range<usize>, mark: usize| {
            let count = |wanted: &[Shape]| {
                full[region.clone()].iter().filter(|&&n| wanted.contains(&self.shapes[n])).count().cast_signed()
            };
            let (hours, names, places) = (count(&[Shape::Hours]), count(&[Shape::Name]), count(&[Shape::Place]));
            let other = count(&[Shape::Other]);
            let first_name = full[region.start..mark].iter().any(|&n| self.shapes[n] == Shape::Name);
            let topics_after =
                full[mark..region.end].iter().filter(|&&n| self.shapes[n] == Shape::Topic).count().cast_signed();
            let timed_before =
                full[region.start..mark].iter().filter(|&&n| self.shapes[n] == Shape::Timed).count().cast_signed();
            2 * count(&[Shape::Timed]) - 5 * timed_before - 2 * topics_after
                + 2 * hours.min(1)
                + names.min(1)
                + places.min(1)
                + isize::from(first_name)
                - 2 * (hours - 1).max(0)
                - (names - 2).max(0)
                - other.min(2)
        };
        regions.iter().zip(marks).map(|(region, &mark)| one(region, mark)).sum()
    }

    /// One day's lines: a meeting, or several at hours of their own.
    fn region(&mut self, anchor: &Anchor, lines: &[usize]) {
        let range = lines[0]..lines[lines.len() - 1] + 1;
        let timed: Vec<usize> =
            lines.iter().copied().filter(|&n| self.lines[n].hours().is_some() && n != anchor.line).collect();
        let says_where = |n: usize| {
            let line = &self.lines[n];
            matches!(self.shapes[n], Shape::Place | Shape::Name)
                || line.items.iter().any(|(item, _)| matches!(item, Item::County(_) | Item::Street | Item::Postal(_)))
                || is_venue(line.text)
                || place::named(line.text).iter().any(|named| named.is_known)
                || all_parts(line).iter().any(|part| matches!(part, Part::Text(text) if is_name(strip(text)) || text.split(',').any(|part| is_name(strip(part)))))
        };
        let groups: Vec<Range<usize>> =
            timed.iter().enumerate().map(|(n, &line)| line..timed.get(n + 1).map_or(range.end, |&next| next)).collect();
        let several = timed.len() > 1
            && self.lines[anchor.line].hours().is_none()
            && groups
                .iter()
                .filter(|group| (*group).clone().any(|n| self.shapes[n] != Shape::Blank && says_where(n)))
                .count()
                * 2
                > timed.len();
        let mut entries: Vec<(Vec<Part>, Range<usize>)> = Vec::new();
        let mut title = "";
        if several {
            // a name above its hour goes with it
            let above = |n: usize| {
                n > anchor.line + 1
                    && self.lines[n].text.trim().len() < 60
                    && matches!(self.shapes[n - 1], Shape::Name | Shape::Place)
                    && self.shapes[n] == Shape::Hours
                    && timed.first() > lines.get(1)
            };
            for group in groups {
                let start = if above(group.start) { group.start - 1 } else { group.start };
                let end = if group.end < range.end && above(group.end) { group.end - 1 } else { group.end };
                let mut entry = parts(&self.lines[anchor.line], &anchor.at);
                for n in start..end {
                    entry.push(Part::Break);
                    entry.extend(all_parts(&self.lines[n]));
                }
                entries.push((entry, start..end));
            }
        } else {
            let mut entry = Vec::new();
            let of_title =
                |n: &usize| self.shapes[*n] == Shape::Heading && column(trim(self.lines[*n].text)) == Column::Title;
            let has_title_column = (lines[0].saturating_sub(LINES * 2)..lines[0]).any(|n| of_title(&n));
            for &n in lines {
                let line = &self.lines[n];
                if has_title_column
                    && n > anchor.line
                    && matches!(self.shapes[n], Shape::Other)
                    && self.shapes[n - 1] != Shape::Other
                {
                    title = trim(line.text);
                    continue;
                }
                if matches!(self.shapes[n], Shape::Other) && has_label(line.text, words::OTHER_LABELS) {
                    continue;
                }
                // the programme of the meeting is no part of its place
                if n > anchor.line
                    && timed.len() > 1
                    && self.lines[anchor.line].hours().is_some()
                    && line.hours().is_some()
                {
                    continue;
                }
                if !entry.is_empty() {
                    entry.push(Part::Break);
                }
                entry.extend(parts(line, &unlabelled(line)));
            }
            entries.push((entry, range.clone()));
        }
        let mut any = false;
        for (entry, range) in entries {
            let title = std::mem::take(&mut title);
            for &day in &anchor.days {
                let mut draft = self.draft(&entry, day, anchor, range.clone(), Manner::Entry);
                draft.is_listed = true;
                if !title.is_empty() {
                    title.clone_into(&mut draft.title);
                }
                if draft.hours.is_some() || draft.is_somewhere() && lines.len() > 1 {
                    any = true;
                    self.out.drafts.push(draft);
                }
            }
        }
        if any {
            self.take(range);
        } else {
            self.out.unused.push((self.whole(anchor), Reason::NoHour));
        }
    }
}
