//! Records of cells in a text, split by the csv crate (RFC 4180, with any delimiter, line end and number of cells).
//!
//! The crate says neither where a cell stands nor that a quotation mark is misplaced or open, after which a record is anybody's
//! guess; so both are found here.

use std::ops::Range;

use csv::StringRecord;
use memchr::{memchr, memchr3};

use super::{Kind, Part};

/// A row of cells before anybody has asked what they mean.
#[derive(Clone)]
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
    std::iter::from_fn(move || {
        let start = from + reader.position().byte() as usize;
        // a text in memory that is UTF-8 gives no error
        reader.read_record(&mut record).ok().filter(|is_there| *is_there)?;
        // blank lines count as a part of the record below them
        let at = start + text[start..].bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let flaw = flaw(&text[at..], delimiter).map(|(octet, kind)| (Part::Octet(at + octet), kind));
        let mut cells = StringRecord::with_capacity(record.as_slice().len(), record.len());
        cells.extend(record.iter().map(str::trim));
        Some(Record { at, cells, flaw })
    })
}

/// A cell as it stands in a text, with its quotes and blanks.
struct Written {
    range: Range<usize>,
    /// Where the quotation mark is that ends it, if one begins it.
    close: Option<usize>,
}

/// The cells of the first record of a text.
fn cells(text: &str, delimiter: u8) -> impl Iterator<Item = Written> {
    let text = text.as_bytes();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let is_quoted = text.get(start) == Some(&b'"');
        let close = if is_quoted { closing(text, start + 1) } else { None };
        let end = match close {
            None if is_quoted => text.len(),
            _ => {
                let from = close.map_or(start, |close| close + 1);
                memchr3(delimiter, b'\n', b'\r', &text[from..]).map_or(text.len(), |length| from + length)
            }
        };
        next = (text.get(end) == Some(&delimiter)).then_some(end + 1);
        Some(Written { range: start..end, close })
    })
}

/// The quotation mark that ends a cell; two stand for one that is a part of it.
fn closing(text: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = from + memchr(b'"', &text[from..])?;
        if text.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        from = at + 2;
    }
}

/// Where a cell of the first record of a text stands in it, without its quotes and blanks; of one that is not there, the
/// record's end.
pub(super) fn cell(text: &str, delimiter: u8, column: usize) -> Range<usize> {
    let Some(Written { range, close }) = cells(text, delimiter).nth(column) else {
        let end = cells(text, delimiter).last().map_or(0, |last| last.range.end);
        return end..end;
    };
    let inner = close.map_or(range.clone(), |close| range.start + 1..close);
    let cell = &text[inner.clone()];
    let start = inner.start + (cell.len() - cell.trim_start().len());
    start..start + cell.trim().len()
}

/// What is wrong with the quotation marks of the first record of a text, and at which octet.
fn flaw(text: &str, delimiter: u8) -> Option<(usize, Kind)> {
    cells(text, delimiter).find_map(|Written { range, close }| {
        let blanks = |from: usize| range.end - text[from..range.end].trim_start().len();
        match close {
            Some(close) => (blanks(close + 1) < range.end).then_some((close + 1, Kind::TextAfterQuote)),
            None if text[range.start..].starts_with('"') => Some((range.start, Kind::OpenQuote)),
            None => {
                let first = blanks(range.start);
                text[first..range.end].starts_with('"').then_some((first, Kind::BlankBeforeQuote))
            }
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
