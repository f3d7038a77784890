//! A text whose places can be told as people tell them: by lines and characters.

use std::cell::OnceCell;
use std::ops::Range;

use crate::message::Place;

/// How much of a long line is shown before and behind what is wrong, in octets.
const AROUND: usize = 400;
/// Of a longer line, in octets, no characters are counted: nobody looks for the thousandth.
const COUNTED: usize = 10_000;

#[derive(Default)]
pub(crate) struct Text {
    pub(crate) content: String,
    /// What it was read in.
    pub(super) encoding: &'static str,
    /// Where lines begin, in octets; found when the first is asked for.
    lines: OnceCell<Vec<usize>>,
}

impl Text {
    pub(crate) fn new(content: String, encoding: &'static str) -> Self {
        Self { content, encoding, lines: OnceCell::new() }
    }

    /// The line that an octet is in, from 1, and where that line begins. LF, CRLF and CR end a line.
    pub(super) fn line(&self, octet: usize) -> (usize, usize) {
        let starts = self.lines.get_or_init(|| {
            let ends = memchr::memchr2_iter(b'\n', b'\r', self.content.as_bytes()).map(|end| end + 1);
            std::iter::once(0).chain(ends.filter(|&start| !self.content[start - 1..].starts_with("\r\n"))).collect()
        });
        let line = starts.partition_point(|&start| start <= octet);
        (line, starts[line - 1])
    }

    /// Where something stands, and the text of its line; of a long line the part around it.
    pub(crate) fn place(&self, at: Range<usize>) -> Place {
        let (line, line_start) = self.line(at.start);
        // no more of a long line is looked at than is shown
        let shown = &self.content[at.start..self.content.floor_char_boundary(at.start + 2 * AROUND)];
        let end = at.start + shown.find(['\n', '\r']).unwrap_or(shown.len());
        let start = self.content.ceil_char_boundary(line_start.max(at.start.saturating_sub(AROUND)));
        let stop = self.content.floor_char_boundary(at.end.clamp(at.start, end.min(at.start + AROUND)));
        let source = self.content[start..self.content.floor_char_boundary(end.min(stop + AROUND))].to_owned();
        Place {
            line: Some(line),
            source,
            range: at.start - start..stop - start,
            is_cut: start > line_start,
            column: (at.start - line_start < COUNTED).then(|| self.content[line_start..at.start].chars().count() + 1),
            ..Place::default()
        }
    }
}
