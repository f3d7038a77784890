//! A text whose places can be told as people tell them: by lines and characters.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use crate::message::Place;

/// How much of a long line is shown before and behind what is wrong, in octets.
const AROUND: usize = 400;

pub(crate) struct Text {
    pub(crate) content: String,
    /// Where lines begin, in octets; found when the first is asked for.
    lines: OnceCell<Vec<usize>>,
    /// An octet, the start of its line and the characters between: a list of one long line is counted once.
    counted: Cell<(usize, usize, usize)>,
}

impl Text {
    pub(crate) fn new(content: String) -> Self {
        Self { content, lines: OnceCell::new(), counted: Cell::default() }
    }

    /// The line that an octet is in, from 1, and where that line begins. LF, CRLF and CR end a line.
    pub(super) fn line(&self, octet: usize) -> (usize, usize) {
        let starts = self.lines.get_or_init(|| {
            let ends =
                (1..).zip(self.content.bytes()).filter(|(_, byte)| matches!(byte, b'\n' | b'\r')).map(|(at, _)| at);
            std::iter::once(0).chain(ends.filter(|&start| !self.content[start - 1..].starts_with("\r\n"))).collect()
        });
        let line = starts.partition_point(|&start| start <= octet);
        (line, starts[line - 1])
    }

    /// Where something stands, and the text of its line; of a long line the part around it.
    pub(crate) fn place(&self, at: Range<usize>) -> Place {
        let (line, line_start) = self.line(at.start);
        let end = self.content[at.start..].find(['\n', '\r']).map_or(self.content.len(), |length| at.start + length);
        let start = self.content.ceil_char_boundary(line_start.max(at.start.saturating_sub(AROUND)));
        let stop = self.content.floor_char_boundary(at.end.clamp(at.start, end.min(at.start + AROUND)));
        let source = self.content[start..self.content.floor_char_boundary(end.min(stop + AROUND))].to_owned();
        Place {
            line: Some(line),
            source,
            range: at.start - start..stop - start,
            is_cut: start > line_start,
            column: Some(self.characters(line_start, at.start) + 1),
            ..Place::default()
        }
    }

    fn characters(&self, line_start: usize, octet: usize) -> usize {
        let (mut from, start, mut count) = self.counted.get();
        if start != line_start || from > octet {
            (from, count) = (line_start, 0);
        }
        count += self.content[from..octet].chars().count();
        self.counted.set((octet, line_start, count));
        count
    }
}
