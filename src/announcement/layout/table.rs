//! Rows of cells between `|` or tabs.

use super::{Anchor, Reading};
use crate::announcement::Reason;
use crate::announcement::entry::{Manner, Part, parts};
use crate::announcement::place::trim;
use crate::announcement::shape::{Column, Shape, cells, column};
use crate::announcement::words::WORDS;
use crate::poland::date::fold;
use crate::poland::remark;

impl Reading<'_> {
    pub(super) fn rows(&mut self) {
        let mut anchors = std::mem::take(&mut self.anchors).into_iter().peekable();
        let mut columns: Vec<Column> = Vec::new();
        // the row before, and its day
        let mut last: Option<(usize, Anchor)> = None;
        for (n, line) in self.lines.iter().enumerate() {
            let mut own: Vec<_> = std::iter::from_fn(|| anchors.next_if(|anchor| anchor.line == n)).collect();
            let cells: Vec<_> = cells(line.text).into_iter().map(|cell| (&line.text[cell.clone()], cell)).collect();
            if !line.has_day() && cells.iter().filter(|(text, _)| WORDS.headings.has(&fold(text))).count() > 1 {
                columns = cells.iter().map(|(text, _)| column(text)).collect();
            }
            let is_below_row = last.as_ref().is_some_and(|(row, _)| row + 1 == n);
            let is_row = cells.len() >= 3 || cells.len() == 2 && (line.has_day() || is_below_row);
            if !is_row {
                self.anchors.append(&mut own);
                if self.shapes[n] != Shape::Blank {
                    last = None;
                }
                continue;
            }
            // the day of the row above counts here, too
            let above = last.as_ref().filter(|(row, _)| line.hours().is_some() && n - row <= 2);
            let Some(anchor) = own.first().or(above.map(|(_, anchor)| anchor)).cloned() else { continue };
            let mut entry = Vec::new();
            let mut title = "";
            for (number, (text, cell)) in cells.iter().enumerate() {
                let column = if columns.len() == cells.len() { columns[number] } else { Column::Meeting };
                if column == Column::Title {
                    title = trim(text);
                } else if column == Column::Meeting || remark::in_note(trim(text)).is_some() {
                    // a note may say that the meeting is cancelled
                    if !entry.is_empty() {
                        entry.push(Part::Break);
                    }
                    entry.extend(parts(line, cell));
                }
            }
            for day in &anchor.days {
                self.drafts.push(self.draft(&entry, *day, &anchor, n..n + 1, title, Manner::Entry));
            }
            for anchor in own.iter().skip(1) {
                self.unused.push((self.whole(anchor), Reason::NoMeeting));
            }
            self.taken[n] = true;
            last = Some((n, anchor));
        }
    }
}
