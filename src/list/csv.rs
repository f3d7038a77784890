//! Rows of cells in a text: which delimiter, which row holds the headings, and the rows below it.

use std::ops::Range;

use csv::{ByteRecord, ReaderBuilder};

use super::column::{self, Columns, Field, Heading};
use super::{Row, RowId};
use crate::diagnostic::{Diagnostics, Kind, Place, Spot};
use crate::polish;

/// What may stand between cells; an office's Excel writes the first, where the comma is the decimal sign.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];
/// How far down a row of headings is looked for.
const ROWS_ABOVE: usize = 20;
/// A row without a date whose first word is one of these is a total.
const TOTALS: [&str; 6] = ["razem", "suma", "ogółem", "łącznie", "w sumie", "total"];

/// How a list is laid out.
#[derive(Debug)]
pub(super) struct Layout {
    delimiter: u8,
    /// As the list writes them.
    headings: Vec<String>,
    /// Which column holds a field.
    columns: [Option<usize>; Field::COUNT],
    /// Whether the columns are what they must be; else no row is read.
    good: bool,
    /// Where the row of headings starts, in octets.
    top: usize,
    /// Where the rows below it start, in octets.
    body: usize,
}

/// Reads records one after the other into the same memory.
struct Records<'t> {
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    record: ByteRecord,
    from: usize,
}

/// A row's cells, unquoted.
struct Record<'r> {
    /// Where it stands in the text, its line's end included.
    at: Range<usize>,
    cells: &'r ByteRecord,
    /// The cells one behind the other.
    text: &'r str,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, from: usize, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(&text.as_bytes()[from..]);
        Self { text, reader, record: ByteRecord::new(), from }
    }

    /// The next record that is not a blank line.
    fn next(&mut self) -> Option<Record<'_>> {
        let start = self.from + self.reader.position().byte() as usize;
        // the text is in memory: there is nothing that could fail
        self.reader.read_byte_record(&mut self.record).ok()?.then_some(())?;
        let end = self.from + self.reader.position().byte() as usize;
        // the reader's own position of a record is before the blank lines that it passed over
        let blank = self.text.as_bytes()[start..end].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        // parts of a text cut at ASCII characters
        let text = simdutf8::basic::from_utf8(self.record.as_slice()).unwrap_or_default();
        Some(Record { at: start + blank..end, cells: &self.record, text })
    }
}

impl<'r> Record<'r> {
    fn len(&self) -> usize {
        self.cells.len()
    }

    /// A cell without blanks around it; empty if there is none.
    fn cell(&self, column: usize) -> &'r str {
        let cell = self.cells.range(column).and_then(|range| self.text.get(range)).unwrap_or_default();
        match cell.as_bytes() {
            // nearly all cells have no blanks around them
            [b'!'..=b'~', .., b'!'..=b'~'] | [] => cell,
            _ => cell.trim(),
        }
    }

    fn cells(&self) -> impl Iterator<Item = &'r str> {
        (0..self.len()).map(|column| self.cell(column))
    }
}

/// Hands over the cells of one record as they stand in the text, quotes included.
fn raw_cells(text: &[u8], record: usize, delimiter: u8, mut each: impl FnMut(Range<usize>)) {
    let ends = |byte: u8| byte == delimiter || byte == b'\r' || byte == b'\n';
    let mut at = record;
    loop {
        let start = at;
        let mut quoted = text.get(at) == Some(&b'"');
        at += usize::from(quoted);
        while let Some(&byte) = text.get(at) {
            if byte == b'"' {
                // a doubled one closes and opens again
                quoted = !quoted && start < at && text[start] == b'"';
            } else if !quoted && ends(byte) {
                break;
            }
            at += 1;
        }
        each(start..at);
        if text.get(at) != Some(&delimiter) {
            return;
        }
        at += 1;
    }
}

/// Where the quotes of a record are wrong, whose reading is then anybody's guess. One opens a cell only as its first
/// character; the closing one is its last; those between are doubled.
fn flaw(record: &[u8], delimiter: u8) -> Option<Flaw> {
    let mut opened = None;
    let mut quotes = memchr::memchr_iter(b'"', record).peekable();
    while let Some(at) = quotes.next() {
        match (opened, record.get(at + 1)) {
            (None, _) if at == 0 || record[at - 1] == delimiter => opened = Some(at),
            (None, _) if record[..at].trim_ascii_end().last().is_none_or(|&byte| byte == delimiter) => {
                return Some(Flaw::Before(at));
            }
            // within a cell that is not quoted it stands for itself
            (None, _) => {}
            (Some(_), Some(b'"')) => {
                quotes.next();
            }
            (Some(_), next) if next.is_none_or(|&byte| byte == delimiter || byte == b'\r' || byte == b'\n') => {
                opened = None;
            }
            (Some(_), _) => {
                // blanks may follow: they are trimmed
                let rest = &record[at + 1..];
                let end = memchr::memchr3(delimiter, b'\r', b'\n', rest).unwrap_or(rest.len());
                if !String::from_utf8_lossy(&rest[..end]).trim().is_empty() {
                    return Some(Flaw::After(at + 1));
                }
                opened = None;
            }
        }
    }
    opened.map(Flaw::Open)
}

/// What is wrong with a record's quotes.
#[derive(Clone, Copy)]
enum Flaw {
    /// Opened here, never closed.
    Open(usize),
    /// Something follows a closed quote here.
    After(usize),
    /// A blank stands before the quote here.
    Before(usize),
}

impl Layout {
    /// Finds the delimiter and the headings: the row, among the first, with the most known ones.
    pub(super) fn find(text: &str, columns: &Columns, number: u16, out: &mut Diagnostics) -> Option<Self> {
        let (declared, top) = declared_delimiter(text);
        let mut best: Option<(usize, u8, Range<usize>, Vec<String>)> = None;
        for delimiter in DELIMITERS.into_iter().filter(|&d| declared.is_none_or(|declared| d == declared)) {
            if best.as_ref().is_some_and(|&(known, ..)| known > 100) {
                break;
            }
            let mut records = Records::new(text, top, delimiter);
            for _ in 0..ROWS_ABOVE {
                let Some(record) = records.next() else { break };
                let known = record.cells().filter(|cell| matches!(columns.heading(cell), Heading::Known(_))).count();
                // the columns without which there is no list, before any number of others
                let known = known + 100 * usize::from(has_required(columns, &record));
                if known > best.as_ref().map_or(0, |best| best.0) {
                    best = Some((known, delimiter, record.at.clone(), record.cells().map(str::to_owned).collect()));
                }
                if known > 100 {
                    break;
                }
            }
        }
        let list = Place::list(number);
        let Some((_, delimiter, at, headings)) = best else {
            let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
            out.problem(
                list,
                if first.is_empty() { Kind::Empty } else { Kind::NoHeadings { first: first.to_owned() } },
            );
            return None;
        };
        let mut layout =
            Self { delimiter, headings, columns: [None; Field::COUNT], good: true, top: at.start, body: at.end };
        layout.skipped_above(text, top..at.start, number, out);
        let row = RowId { list: number, index: 0, offset: at.start };
        layout.assign(columns, row, out);
        Some(layout)
    }

    /// Says which column is which.
    fn assign(&mut self, columns: &Columns, row: RowId, out: &mut Diagnostics) {
        let headings = column::headings(columns, &self.headings);
        for (number, (text, heading)) in self.headings.iter().zip(headings).enumerate() {
            let place = Place { row, spot: Spot::Column(number) };
            match heading {
                Heading::Known(field) => {
                    if let Some(first) = self.columns[field as usize] {
                        let first = self.headings[first].clone();
                        out.problem(place, Kind::DoubledColumn { field, first, second: text.clone() });
                        self.good = false;
                    } else {
                        self.columns[field as usize] = Some(number);
                    }
                }
                Heading::Unknown => {
                    out.warn(place, Kind::UnknownColumn { heading: text.clone() });
                }
                Heading::Ignored => {}
            }
        }
        for (field, name) in &columns.named {
            if self.columns[*field as usize].is_none() {
                let found = self.found_headings();
                out.problem(Place { row, spot: Spot::Row }, Kind::NoSuchColumn { name: name.clone(), found });
                self.good = false;
            }
        }
        for field in Field::REQUIRED.into_iter().filter(|field| columns.named.iter().all(|(named, _)| named != field)) {
            if self.columns[field as usize].is_none() {
                let found = self.found_headings();
                out.problem(Place { row, spot: Spot::Row }, Kind::MissingColumn { field, found });
                self.good = false;
            }
        }
    }

    fn found_headings(&self) -> Vec<String> {
        self.headings.iter().filter(|heading| !heading.is_empty()).cloned().collect()
    }

    fn skipped_above(&self, text: &str, above: Range<usize>, number: u16, out: &mut Diagnostics) {
        let mut records = Records::new(&text[..above.end], above.start, self.delimiter);
        while let Some(record) = records.next() {
            if record.cells().any(|cell| !cell.is_empty()) {
                let row = RowId { list: number, index: 0, offset: record.at.start };
                out.warn(Place { row, spot: Spot::Row }, Kind::SkippedRow);
            }
        }
    }

    /// The delimiter, and where the row of headings starts, in octets.
    pub(super) fn found(&self) -> (char, usize) {
        (char::from(self.delimiter), self.top)
    }

    /// Whether its columns are what they must be.
    #[cfg(feature = "spreadsheet")]
    pub(super) fn is_good(&self) -> bool {
        self.good
    }

    /// Which column holds a field, from 0.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.columns[field as usize]
    }

    /// Where a cell stands in the text, without its blanks and quotes, and its heading.
    pub(super) fn locate(&self, text: &[u8], record: usize, column: usize) -> (Range<usize>, Option<String>) {
        let (mut cells, mut cell) = (0, record..record);
        raw_cells(text, record, self.delimiter, |found| {
            if cells == column {
                cell = found;
            } else if cells < column {
                // a row may be shorter: then its end
                cell = found.end..found.end;
            }
            cells += 1;
        });
        let inner = text[cell.clone()].trim_ascii();
        let inner =
            inner.strip_prefix(b"\"").map_or(inner, |inner| inner.strip_suffix(b"\"").unwrap_or(inner).trim_ascii());
        let range = if inner.is_empty() { cell.start..cell.start } else { super::range_in(text, inner) };
        (range, self.headings.get(column).filter(|heading| !heading.is_empty()).cloned())
    }

    /// Hands over each row with content.
    pub(super) fn rows(
        &self,
        text: &str,
        number: u16,
        out: &mut Diagnostics,
        each: &mut dyn FnMut(&Row, &mut Diagnostics),
    ) {
        if !self.good {
            return;
        }
        let mut records = Records::new(text, self.body, self.delimiter);
        let mut index = 0;
        while let Some(record) = records.next() {
            if record.cells().all(str::is_empty) {
                continue;
            }
            let id = RowId { list: number, index, offset: record.at.start };
            index += 1;
            if let Some(flaw) = flaw(&text.as_bytes()[record.at.clone()], self.delimiter) {
                let (spot, kind) = match flaw {
                    Flaw::Open(octet) => (octet, Kind::OpenQuote),
                    Flaw::After(octet) => (octet, Kind::TextAfterQuote),
                    Flaw::Before(octet) => (octet, Kind::BlankBeforeQuote),
                };
                out.problem(Place { row: id, spot: Spot::Octet(record.at.start + spot) }, kind);
                continue;
            }
            if let Some(extra) = (self.headings.len()..record.len()).find(|&column| !record.cell(column).is_empty()) {
                let place = Place { row: id, spot: Spot::Column(extra) };
                out.problem(place, Kind::TooManyCells { cells: record.len(), headings: self.headings.len() });
                continue;
            }
            let mut row = Row { id, cells: [""; Field::COUNT] };
            for (cell, column) in row.cells.iter_mut().zip(self.columns) {
                *cell = column.map(|column| record.cell(column)).unwrap_or_default();
            }
            if let Some(kind) = self.no_meeting(&record, &row) {
                match kind {
                    Other::Number => {}
                    Other::Skipped => out.warn(Place { row: id, spot: Spot::Row }, Kind::SkippedRow),
                    Other::Unclear => out.problem(Place { row: id, spot: Spot::Row }, Kind::NoMeeting),
                }
                continue;
            }
            if record.len() < self.headings.len() {
                let (cells, headings) = (record.len(), self.headings.len());
                out.warn(Place { row: id, spot: Spot::Row }, Kind::TooFewCells { cells, headings });
            }
            for column in (0..record.len()).filter(|&column| self.headings.get(column).is_some_and(String::is_empty)) {
                if !record.cell(column).is_empty() {
                    out.warn(Place { row: id, spot: Spot::Column(column) }, Kind::NoHeading);
                }
            }
            each(&row, out);
        }
    }

    /// Whether a row is something else than a meeting.
    fn no_meeting(&self, record: &Record, row: &Row) -> Option<Other> {
        let [county, date] = [Field::County, Field::Date].map(|field| row.cell(field));
        let first = record.cells().find(|cell| !cell.is_empty()).unwrap_or_default();
        let is_total = |text: &str| TOTALS.iter().any(|word| polish::starts_with(text, word));
        if is_total(first) && (county.is_empty() || is_total(county)) && polish::date(date, Some(2000)).is_err() {
            return Some(Other::Skipped);
        }
        if !date.is_empty() && matches!(column::heading(date), Heading::Known(Field::Date)) {
            // the headings again, as on each page of a printed list
            return Some(Other::Skipped);
        }
        if !date.is_empty() || !county.is_empty() && record.cells().filter(|cell| !cell.is_empty()).count() > 1 {
            return None;
        }
        let ignored = |column: usize| {
            self.headings.get(column).is_some_and(|heading| matches!(column::heading(heading), Heading::Ignored))
        };
        if (0..record.len()).all(|column| record.cell(column).is_empty() || ignored(column)) {
            return Some(Other::Number);
        }
        // one lonely text: a section's name, a footnote, a signature
        (record.cells().filter(|cell| !cell.is_empty()).count() == 1).then_some(Other::Unclear)
    }
}

/// What a row is that is no meeting.
enum Other {
    /// A row number and nothing else.
    Number,
    /// A total, or the headings again.
    Skipped,
    /// A text that a person must look at.
    Unclear,
}

fn has_required(columns: &Columns, record: &Record) -> bool {
    Field::REQUIRED.into_iter().all(|field| record.cells().any(|cell| columns.heading(cell) == Heading::Known(field)))
}

/// A first line `sep=;`, which Excel understands: the delimiter and where the text begins.
fn declared_delimiter(text: &str) -> (Option<u8>, usize) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    match line.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if DELIMITERS.contains(delimiter) => {
            (Some(*delimiter), line.len() + text[line.len()..].find(|c| !matches!(c, '\r' | '\n')).unwrap_or_default())
        }
        _ => (None, 0),
    }
}
