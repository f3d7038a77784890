//! Records of cells in a text, split by the csv crate (RFC 4180, with any delimiter, line end and number of cells).
//!
//! The crate says nothing of a misplaced or open quotation mark, after which a record is anybody's guess; so those of records
//! that hold one are looked at here. Where a cell stands is asked of csv-core, which reads cell by cell.

use std::ops::Range;

use csv::StringRecord;
use csv_core::ReadFieldResult;

use super::{Kind, Part};

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

/// The records of a text from an octet on; blank lines are none.
pub(super) fn records(text: &str, from: usize, delimiter: u8) -> impl Iterator<Item = Record> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(&text.as_bytes()[from..]);
    let mut record = StringRecord::new();
    let mut cells = self::reader(delimiter);
    std::iter::from_fn(move || {
        let start = from + reader.position().byte() as usize;
        // a text in memory that is UTF-8 gives no error
        reader.read_record(&mut record).ok().filter(|is_there| *is_there)?;
        // blank lines count as a part of the record below them
        let at = start + text[start..].bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let end = from + reader.position().byte() as usize;
        let flaw = if text[at..end].contains('"') { flaw(&mut cells, &text[at..end]) } else { None };
        let flaw = flaw.map(|(octet, kind)| (Part::Octet(at + octet), kind));
        let mut trimmed = StringRecord::with_capacity(record.as_slice().len(), record.len());
        trimmed.extend(record.iter().map(str::trim));
        Some(Record { at, cells: trimmed, flaw })
    })
}

/// Reads cell by cell. It is made once for many records, since its tables take longer than a record.
fn reader(delimiter: u8) -> csv_core::Reader {
    csv_core::ReaderBuilder::new().delimiter(delimiter).build()
}

/// Where the cells of the first record of a text stand in it, with their quotes and blanks.
fn ranges(reader: &mut csv_core::Reader, text: &str) -> Vec<Range<usize>> {
    reader.reset();
    let mut scratch = [0; 1024];
    let (mut ranges, mut start, mut at) = (Vec::new(), 0, 0);
    loop {
        // the end of the text is told by an empty input
        let (result, read, _) = reader.read_field(&text.as_bytes()[at..], &mut scratch);
        at += read;
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::End => return ranges,
            ReadFieldResult::Field { record_end } => {
                // what it ends with, unless the text does
                ranges.push(start..at - read.min(1));
                start = at;
                if record_end {
                    return ranges;
                }
            }
        }
    }
}

/// Where a cell of the first record of a text stands in it, without its quotes and blanks; of one that is not there, the
/// record's end.
pub(super) fn cell(text: &str, delimiter: u8, column: usize) -> Range<usize> {
    let ranges = ranges(&mut reader(delimiter), text);
    let Some(range) = ranges.get(column) else {
        let end = ranges.last().map_or(0, |last| last.end);
        return end..end;
    };
    let cell = &text[range.clone()];
    let inner = cell.strip_prefix('"').map_or(cell, |inner| inner.trim_end().strip_suffix('"').unwrap_or(inner));
    let start = range.start + usize::from(cell.starts_with('"')) + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// What is wrong with the quotation marks of a record, and at which octet.
fn flaw(cells: &mut csv_core::Reader, record: &str) -> Option<(usize, Kind)> {
    ranges(cells, record).into_iter().find_map(|range| {
        let cell = &record[range.clone()];
        let Some(inner) = cell.strip_prefix('"') else {
            let blanks = cell.len() - cell.trim_start().len();
            return cell[blanks..].starts_with('"').then_some((range.start + blanks, Kind::BlankBeforeQuote));
        };
        // two stand for one that is a part of the text
        match inner.replace("\"\"", "  ").find('"') {
            None => Some((range.start, Kind::OpenQuote)),
            Some(end) if inner[end + 1..].trim().is_empty() => None,
            Some(end) => Some((range.start + end + 2, Kind::TextAfterQuote)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_quotes_and_their_places() {
        let flaw = |text: &str| flaw(&mut reader(b';'), text).map(|(at, kind)| (at, format!("{kind:?}")));
        assert_eq!(flaw("a;\"b;c\nd"), Some((2, "OpenQuote".to_owned())));
        assert_eq!(flaw("a;\"b\"c;d"), Some((5, "TextAfterQuote".to_owned())));
        assert_eq!(flaw("a; \"b\";d"), Some((3, "BlankBeforeQuote".to_owned())));
        assert_eq!(flaw("a;\"b\" ;\"\"\"\"; x\"y\" "), None);
    }

    #[test]
    fn places_of_records_and_cells() {
        let text = "\n\na;\" b \";c\r\n\n\r\nd;\"e\nf\";\n";
        let records: Vec<_> = records(text, 0, b';').map(|record| (record.at, record.cells)).collect();
        assert_eq!(records, [(2, vec!["a", "b", "c"].into()), (16, vec!["d", "e\nf", ""].into())]);
        let cell = |at: usize, column| &text[at..][cell(&text[at..], b';', column)];
        assert_eq!([cell(2, 0), cell(2, 1), cell(2, 2), cell(2, 3)], ["a", "b", "c", ""]);
        assert_eq!([cell(16, 1), cell(16, 2)], ["e\nf", ""]);
    }
}
