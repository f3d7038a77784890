//! A text whose places can be told as people tell them: by lines and characters.

use std::cell::OnceCell;
use std::ops::Range;

use crate::message::Place;

/// How much of a long line is shown before and behind what is wrong, in octets.
const AROUND: usize = 400;
/// Characters are counted once for every so many octets.
const BLOCK: usize = 1024;

pub(crate) struct Text {
    pub(crate) content: String,
    /// Where lines begin, in octets; found when the first is asked for.
    lines: OnceCell<Vec<usize>>,
    /// How many characters begin before each block; a list may be one long line, of which each problem has its column.
    characters: OnceCell<Vec<usize>>,
}

impl Text {
    pub(crate) fn new(content: String) -> Self {
        Self { content, lines: OnceCell::new(), characters: OnceCell::new() }
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
            column: Some(self.characters(at.start) - self.characters(line_start) + 1),
            ..Place::default()
        }
    }

    /// How many characters begin before an octet.
    fn characters(&self, octet: usize) -> usize {
        // all octets of a character but the first are 10xxxxxx
        let count = |octets: &[u8]| octets.iter().filter(|octet| **octet & 0xc0 != 0x80).count();
        let blocks = self.characters.get_or_init(|| {
            let mut before = 0;
            let blocks = self.content.as_bytes().chunks(BLOCK).map(|block| {
                before += count(block);
                before
            });
            std::iter::once(0).chain(blocks).collect()
        });
        let block = octet / BLOCK;
        blocks[block] + count(&self.content.as_bytes()[block * BLOCK..octet])
    }
}
