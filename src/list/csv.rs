//! Records of cells in a text, split by the csv crate (RFC 4180, with any delimiter, line end and number of cells).
//!
//! The crate says nothing of a misplaced or open quotation mark, after which a record is anybody's guess, nor where a cell
//! stands; so records that hold a mark, and those that messages show, are looked at here.

use std::ops::Range;

use csv::StringRecord;

use super::{Kind, Part};
use crate::poland::only;

/// A row of cells before anybody has asked what they mean.
#[derive(Clone, Default)]
pub(super) struct Record {
    /// Where it begins: in octets of the text, or its number in a sheet.
    pub(super) at: usize,
    /// Without blanks around them.
    pub(super) cells: StringRecord,
    /// What is wrong with its quotation marks, and where.
    pub(super) flaw: Option<(Part, Kind)>,
}

impl Record {
    /// Its only cell that is not empty, and the number of its column.
    pub(super) fn alone(&self) -> Option<(usize, &str)> {
        only(self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()))
    }
}

/// The records of a text from an octet on; blank lines are none.
pub(super) fn records(text: &str, from: usize, delimiter: u8) -> impl Iterator<Item = Record> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(&text.as_bytes()[from..]);
    let mut record = StringRecord::new();
    std::iter::from_fn(move || {
        let start = from + reader.position().byte() as usize;
        // a text in memory that is UTF-8 gives no error
        reader.read_record(&mut record).ok().filter(|is_there| *is_there)?;
        // blank lines count as a part of the record below them
        let at = start + text[start..].bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let end = from + reader.position().byte() as usize;
        let flaw = if text[at..end].contains('"') { flaw(&text[at..end], delimiter) } else { None };
        let flaw = flaw.map(|(octet, kind)| (Part::Octet(at + octet), kind));
        let mut trimmed = StringRecord::with_capacity(record.as_slice().len(), record.len());
        trimmed.extend(record.iter().map(str::trim));
        Some(Record { at, cells: trimmed, flaw })
    })
}

/// Where the cells of the first record of a text stand in it, with their quotes and blanks.
fn ranges(text: &str, delimiter: u8) -> Vec<Range<usize>> {
    let (mut ranges, mut start, mut is_quoted) = (Vec::new(), 0, false);
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'"' && text[start..].starts_with('"') {
            is_quoted = !is_quoted;
        } else if !is_quoted && (byte == delimiter || matches!(byte, b'\n' | b'\r')) {
            ranges.push(start..at);
            start = at + 1;
            if byte != delimiter {
                return ranges;
            }
        }
    }
    ranges.push(start..text.len());
    ranges
}

/// Where a cell of the record that begins at an octet of a text stands in it, without its quotes and blanks; of one that is not
/// there, the record's end.
pub(super) fn cell(text: &str, at: usize, delimiter: u8, column: usize) -> Range<usize> {
    let ranges = ranges(&text[at..], delimiter);
    let Some(range) = ranges.get(column) else {
        let end = at + ranges.last().map_or(0, |last| last.end);
        return end..end;
    };
    let cell = &text[at..][range.clone()];
    let inner = cell.strip_prefix('"').map_or(cell, |inner| inner.trim_end().strip_suffix('"').unwrap_or(inner));
    let start = at + range.start + usize::from(cell.starts_with('"')) + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// What is wrong with the quotation marks of a record, and at which octet.
fn flaw(record: &str, delimiter: u8) -> Option<(usize, Kind)> {
    ranges(record, delimiter).into_iter().find_map(|range| {
        let cell = &record[range.clone()];
        let Some(inner) = cell.strip_prefix('"') else {
            let blanks = cell.len() - cell.trim_start().len();
            return cell[blanks..].starts_with('"').then_some((range.start + blanks, Kind::BlankBeforeQuote));
        };
        // two stand for one that is a part of the text
        match inner.replace("\"\"", "  ").find('"') {
            None => Some((range.start, Kind::OpenQuote)),
            Some(end) if inner[end + 1..].trim().is_empty() => None,
            // it ends where a cell of a row further down begins
            Some(end) if inner[..end].contains('\n') && inner[..end].ends_with([char::from(delimiter), '\n']) => {
                Some((range.start, Kind::OpenQuote))
            }
            Some(end) => Some((range.start + end + 2, Kind::TextAfterQuote)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_quotes_and_their_places() {
        let flaw = |text: &str| flaw(text, b';').map(|(at, kind)| (at, format!("{kind:?}")));
        assert_eq!(flaw("a;\"b;c\nd"), Some((2, "OpenQuote".to_owned())));
        assert_eq!(flaw("a;\"b;c\nd;\"e\";f"), Some((2, "OpenQuote".to_owned())));
        assert_eq!(flaw("a;\"b;c\n\"d\";e"), Some((2, "OpenQuote".to_owned())));
        assert_eq!(flaw("a;\"b\nc;d\"e;f"), Some((9, "TextAfterQuote".to_owned())));
        assert_eq!(flaw("a;\"b\n\";c"), None);
        assert_eq!(flaw("a;\"b\"c;d"), Some((5, "TextAfterQuote".to_owned())));
        assert_eq!(flaw("a; \"b\";d"), Some((3, "BlankBeforeQuote".to_owned())));
        assert_eq!(flaw("a;\"b\" ;\"\"\"\"; x\"y\" "), None);
    }

    #[test]
    fn places_of_records_and_cells() {
        let text = "\n\na;\" b \";c\r\n\n\r\nd;\"e\nf\";\n";
        let records: Vec<_> = records(text, 0, b';').map(|record| (record.at, record.cells)).collect();
        assert_eq!(records, [(2, vec!["a", "b", "c"].into()), (16, vec!["d", "e\nf", ""].into())]);
        let cell = |at: usize, column| &text[cell(text, at, b';', column)];
        assert_eq!([cell(2, 0), cell(2, 1), cell(2, 2), cell(2, 3)], ["a", "b", "c", ""]);
        assert_eq!([cell(16, 1), cell(16, 2)], ["e\nf", ""]);
    }
}
