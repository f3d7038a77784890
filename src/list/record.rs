//! Records of cells in a text (RFC 4180, with any delimiter, line end and number of cells).
//!
//! Cells are parts of the text and are not copied, but for those with doubled quotes: this and the speed of it are why the
//! csv crate is not used here. It is the oracle in the tests.

use std::ops::Range;

/// No list has more columns; of the cells beyond it only counts whether there is anything in them.
pub(super) const COLUMNS: usize = 1000;

/// What is wrong with a record's quotes, and where; what it says is then anybody's guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Opened here, never closed.
    Open(usize),
    /// Something follows a closed quote here.
    After(usize),
    /// A blank stands before the quote here.
    Before(usize),
}

/// A cell: where it stands, without its quotes and the blanks around it.
#[derive(Clone, Debug)]
struct Cell {
    at: Range<usize>,
    /// Whether it holds doubled quotes.
    doubled: bool,
    /// Where it stands among the texts that were copied.
    copied: Option<Range<usize>>,
}

/// Reads records one after the other into the same memory.
pub(super) struct Records<'t> {
    text: &'t str,
    delimiter: u8,
    at: usize,
    cells: Vec<Cell>,
    copied: String,
}

/// A row of cells.
pub(super) struct Record<'r> {
    /// Where it stands in the text, without its line's end.
    pub(super) at: Range<usize>,
    /// What is wrong with its quotes.
    pub(super) flaw: Option<Flaw>,
    /// How many cells there are.
    pub(super) len: usize,
    /// Whether anything stands beyond [`COLUMNS`].
    pub(super) beyond: bool,
    text: &'r str,
    copied: &'r str,
    cells: &'r [Cell],
}

impl<'t> Records<'t> {
    /// From an octet of the text on.
    pub(super) fn new(text: &'t str, at: usize, delimiter: u8) -> Self {
        Self { text, delimiter, at, cells: Vec::new(), copied: String::new() }
    }

    /// The next record that is not a blank line.
    pub(super) fn next(&mut self) -> Option<Record<'_>> {
        let text = self.text.as_bytes();
        self.at += text[self.at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = self.at;
        if start == text.len() {
            return None;
        }
        self.cells.clear();
        self.copied.clear();
        let (mut len, mut beyond, mut flaw) = (0, false, None);
        loop {
            let (cell, end, wrong) = cell(self.text, self.at, self.delimiter);
            self.at = end;
            flaw = flaw.or(wrong);
            len += 1;
            if len <= COLUMNS {
                self.cells.push(cell);
            } else {
                beyond |= !cell.at.is_empty();
            }
            if text.get(self.at) != Some(&self.delimiter) {
                break;
            }
            self.at += 1;
        }
        for cell in self.cells.iter_mut().filter(|cell| cell.doubled) {
            let from = self.copied.len();
            self.copied.push_str(&self.text[cell.at.clone()].replace("\"\"", "\""));
            cell.copied = Some(from..self.copied.len());
        }
        let (text, copied) = (self.text, &self.copied);
        Some(Record { at: start..self.at, flaw, len, beyond, text, copied, cells: &self.cells })
    }
}

/// The cell that begins at an octet, and where it ends: at a delimiter, a line's end or the end of the text.
fn cell(text: &str, start: usize, delimiter: u8) -> (Cell, usize, Option<Flaw>) {
    let bytes = text.as_bytes();
    let end_from =
        |at: usize| memchr::memchr3(delimiter, b'\r', b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
    let found = |at: Range<usize>, doubled| Cell { at: trimmed(text, at), doubled, copied: None };
    if bytes.get(start) != Some(&b'"') {
        let end = end_from(start);
        let cell = found(start..end, false);
        // only blanks can stand before it: otherwise a quote stands for itself
        let quoted = bytes.get(cell.at.start) == Some(&b'"') && !cell.at.is_empty();
        return (cell.clone(), end, quoted.then_some(Flaw::Before(cell.at.start)));
    }
    let (mut at, mut doubled) = (start + 1, false);
    loop {
        match memchr::memchr(b'"', &bytes[at..]) {
            None => return (found(start + 1..bytes.len(), doubled), bytes.len(), Some(Flaw::Open(start))),
            Some(length) if bytes.get(at + length + 1) == Some(&b'"') => {
                at += length + 2;
                doubled = true;
            }
            Some(length) => {
                at += length;
                break;
            }
        }
    }
    let end = end_from(at + 1);
    // blanks may follow
    let after = !text[at + 1..end].trim().is_empty();
    (found(start + 1..at, doubled), end, after.then_some(Flaw::After(at + 1)))
}

/// A part of a text without the blanks at its ends.
fn trimmed(text: &str, at: Range<usize>) -> Range<usize> {
    let part = &text[at.clone()];
    match part.as_bytes() {
        // nearly all cells
        [b'!'..=b'~', .., b'!'..=b'~'] | [] => at,
        _ => {
            let start = at.start + (part.len() - part.trim_start().len());
            start..start + part.trim().len()
        }
    }
}

impl<'r> Record<'r> {
    /// A cell without quotes and blanks around it; empty if there is none.
    pub(super) fn cell(&self, column: usize) -> &'r str {
        match self.cells.get(column) {
            None => "",
            Some(Cell { copied: Some(copied), .. }) => &self.copied[copied.clone()],
            Some(Cell { at, .. }) => &self.text[at.clone()],
        }
    }

    /// The cells, up to [`COLUMNS`].
    pub(super) fn cells(&self) -> impl Iterator<Item = &'r str> {
        (0..self.cells.len()).map(|column| self.cell(column))
    }

    /// Where a cell stands in the text; of one that is not there, the record's end.
    pub(super) fn place(&self, column: usize) -> Range<usize> {
        self.cells.get(column).map_or(self.at.end..self.at.end, |cell| cell.at.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ours(text: &str, delimiter: u8) -> Vec<(Vec<String>, Option<Flaw>)> {
        let mut records = Records::new(text, 0, delimiter);
        let mut all = Vec::new();
        while let Some(record) = records.next() {
            all.push((record.cells().map(str::to_owned).collect(), record.flaw));
        }
        all
    }

    fn oracle(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn the_csv_crate_reads_the_same(text in "[ab;,\t\" ł\u{a0}\r\n]{0,40}") {
            for delimiter in *b";,\t" {
                let ours = ours(&text, delimiter);
                // wrong quotes are nobody's to read
                if ours.iter().all(|(_, flaw)| flaw.is_none()) {
                    let ours: Vec<_> = ours.into_iter().map(|(cells, _)| cells).collect();
                    prop_assert_eq!(ours, oracle(&text, delimiter), "{:?}", text);
                }
            }
        }

        #[test]
        fn what_the_csv_crate_writes_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[ab;\"ł\r\n]{1,6}", 3), 1..4)
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read: Vec<_> = ours(&text, b';');
            let want = |row: &Vec<String>| (row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>(), None);
            prop_assert_eq!(read, rows.iter().map(want).collect::<Vec<_>>());
        }
    }

    #[test]
    fn wrong_quotes_and_their_places() {
        let flaw = |text: &str| ours(text, b';').remove(0).1;
        assert_eq!(flaw("a;\"b;c\nd"), Some(Flaw::Open(2)));
        assert_eq!(flaw("a;\"b\"c;d"), Some(Flaw::After(5)));
        assert_eq!(flaw("a; \"b\";d"), Some(Flaw::Before(3)));
        assert_eq!(flaw("a;\"b\" ;\"\"\"\"; x\"y\" "), None);
    }
}
