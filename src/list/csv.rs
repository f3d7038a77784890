//! Rows of cells in a text: which delimiter, which row holds the headings, and the rows below it.

use std::ops::Range;

use super::column::{self, Columns, Field, Heading, Subject};
use super::record::{COLUMNS, Flaw, Record, Records};
use super::{Each, Row, RowId};
use crate::message::{Diagnostics, Kind, Place, Spot};
use crate::poland::date;

/// What may stand between cells; an office's Excel writes the first, where the comma is the decimal sign.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];
/// How far down a row of headings is looked for.
const ROWS_ABOVE: usize = 20;
/// What the required columns count for; there are fewer others.
const COMPLETE: usize = COLUMNS;
/// A row without a date whose first word is one of these is a total.
const TOTALS: [&str; 6] = ["razem", "suma", "ogółem", "łącznie", "w sumie", "total"];

/// A text alone in its row that begins so is a section's name, a footnote or a signature.
const FOOTNOTES: [&str; 20] = [
    "sporządził",
    "sporządziła",
    "sporządzono",
    "opracował",
    "opracowała",
    "opracowanie",
    "przygotował",
    "przygotowała",
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
];

/// How a list is laid out.
#[derive(Debug)]
pub(super) struct Layout {
    subject: Subject,
    delimiter: u8,
    /// As the list writes them.
    headings: Vec<String>,
    /// Which column holds a field.
    columns: [Option<usize>; Field::COUNT],
    /// Further columns of a field that several may hold.
    further: Vec<(Field, usize)>,
    /// Columns whose cells are not read.
    unread: Vec<usize>,
    /// Whether the columns are what they must be; else no row is read.
    good: bool,
    /// Where the row of headings starts, in octets.
    top: usize,
    /// Where the rows below it start, in octets.
    body: usize,
}

impl Layout {
    /// Whether any row has a heading, or most have cells: a list, good or bad.
    pub(super) fn is_there(text: &str, columns: &Columns) -> bool {
        let lines = || text.lines().take(ROWS_ABOVE * 5).filter(|line| !line.trim().is_empty());
        let is_row = |line: &&str| [';', '\t'].iter().any(|&mark| line.matches(mark).count() > 1);
        lines().filter(is_row).count() * 2 > lines().count() || Self::headings(text, columns).is_some()
    }

    /// Finds the delimiter and the headings: among the first rows the one with the required columns, else with the most
    /// known ones. Gives how many are known, the delimiter, where the row is, and its cells.
    fn headings(text: &str, columns: &Columns) -> Option<(usize, u8, Range<usize>, Vec<String>)> {
        let (declared, top) = declared_delimiter(text);
        let mut best: Option<(usize, u8, Range<usize>, Vec<String>)> = None;
        for delimiter in DELIMITERS.into_iter().filter(|&d| declared.is_none_or(|declared| d == declared)) {
            if best.as_ref().is_some_and(|&(known, ..)| known > COMPLETE) {
                break;
            }
            let mut records = Records::new(text, top, delimiter);
            for _ in 0..ROWS_ABOVE {
                let Some(record) = records.next() else { break };
                // with a wrong delimiter quotes stand in the middle
                if record.flaw.is_some() {
                    continue;
                }
                let found: Vec<_> = record.cells().map(|cell| columns.heading(cell)).collect();
                let has = |field| found.contains(&Heading::Known(field));
                // the columns without which there is no list, before any number of others
                let known = found.iter().filter(|heading| matches!(heading, Heading::Known(_))).count()
                    + COMPLETE * usize::from(columns.subject.required().into_iter().all(has));
                let most = best.as_ref().map_or(0, |best| best.0);
                if known > most {
                    best = Some((known, delimiter, record.at.clone(), record.cells().map(str::to_owned).collect()));
                } else if most > COMPLETE {
                    // the row below may say more: "od" and "do" under "Godzina"
                    break;
                }
            }
        }
        best
    }

    /// Finds out how a list is laid out; `None`: it is none.
    pub(super) fn find(text: &str, columns: &Columns, number: u16, out: &mut Diagnostics) -> Option<Self> {
        let top = declared_delimiter(text).1;
        let list = Place::list(number);
        let Some((_, delimiter, at, headings)) = Self::headings(text, columns) else {
            let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
            out.problem(
                list,
                if first.is_empty() {
                    Kind::Empty
                } else {
                    Kind::NoHeadings { first: first.to_owned(), subject: columns.subject }
                },
            );
            return None;
        };
        let mut layout = Self {
            subject: columns.subject,
            delimiter,
            headings,
            columns: [None; Field::COUNT],
            further: Vec::new(),
            unread: Vec::new(),
            good: true,
            top: at.start,
            body: at.end,
        };
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
                    let first = self.columns[field as usize];
                    if first.is_some() && field.joined_by().is_some() {
                        self.further.push((field, number));
                    } else if let Some(first) = first {
                        let first = self.headings[first].clone();
                        out.problem(place, Kind::DoubledColumn { field, first, second: text.clone() });
                        self.good = false;
                    } else {
                        self.columns[field as usize] = Some(number);
                    }
                }
                Heading::Unknown => {
                    self.unread.push(number);
                    let nearest = columns.subject.nearest(text);
                    out.warn(place, Kind::UnknownColumn { heading: text.clone(), nearest });
                }
                Heading::Ignored => self.unread.push(number),
            }
        }
        for (field, name) in &columns.named {
            if self.columns[*field as usize].is_none() {
                let found = self.found_headings();
                out.problem(Place { row, spot: Spot::Row }, Kind::NoSuchColumn { name: name.clone(), found });
                self.good = false;
            }
        }
        let is_unnamed = |field: &Field| columns.named.iter().all(|(named, _)| named != field);
        for field in self.subject.required().into_iter().filter(is_unnamed) {
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
                self.skipped(&record, Place { row, spot: Spot::Row }, out);
            }
        }
    }

    /// Says that a row is left out; a number alone goes without a word.
    fn skipped(&self, record: &Record, place: Place, out: &mut Diagnostics) {
        if let Some(kind) = record.cells().find_map(|cell| self.unread(cell)) {
            out.problem(place, kind);
        } else if !record.cells().all(is_number) {
            out.warn(place, Kind::SkippedRow);
        }
    }

    /// What a cell that is not read seems to say of a meeting.
    fn unread(&self, cell: &str) -> Option<Kind> {
        if self.subject == Subject::Meetings { super::unread(cell) } else { None }
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
    pub(super) fn locate(&self, text: &str, record: usize, column: usize) -> (Range<usize>, Option<String>) {
        let found = Records::new(text, record, self.delimiter).next().map_or(0..0, |record| record.place(column));
        (found, self.headings.get(column).filter(|heading| !heading.is_empty()).cloned())
    }

    /// Hands over each row with content.
    pub(super) fn rows(&self, text: &str, number: u16, out: &mut Diagnostics, each: Each) {
        if !self.good {
            return;
        }
        let mut records = Records::new(text, self.body, self.delimiter);
        let mut index = 0;
        // columns without heading of which it was said
        let mut named = vec![false; self.headings.len()];
        while let Some(record) = records.next() {
            if record.cells().all(str::is_empty) {
                continue;
            }
            let id = RowId { list: number, index, offset: record.at.start };
            index += 1;
            if let Some(flaw) = record.flaw {
                let (spot, kind) = match flaw {
                    Flaw::Open(octet) => (octet, Kind::OpenQuote),
                    Flaw::After(octet) => (octet, Kind::TextAfterQuote),
                    Flaw::Before(octet) => (octet, Kind::BlankBeforeQuote),
                };
                out.problem(Place { row: id, spot: Spot::Octet(spot) }, kind);
                continue;
            }
            let extra = (self.headings.len()..record.len.min(COLUMNS)).find(|&column| !record.cell(column).is_empty());
            if let Some(extra) = extra.or(record.beyond.then_some(COLUMNS)) {
                let place = Place { row: id, spot: Spot::Column(extra) };
                out.problem(place, Kind::TooManyCells { cells: record.len, headings: self.headings.len() });
                continue;
            }
            let cell = |column: Option<usize>| column.map(|column| record.cell(column)).unwrap_or_default();
            let mut row = Row::new(id, &self.columns.map(cell));
            if let Some(kind) = self.no_entry(&record, &row) {
                let place = Place { row: id, spot: Spot::Row };
                match kind {
                    Other::Skipped => self.skipped(&record, place, out),
                    Other::Unclear => {
                        let lonely = record.cells().find_map(|cell| self.unread(cell));
                        out.problem(place, lonely.unwrap_or(Kind::NoMeeting));
                    }
                }
                continue;
            }
            if record.len < self.headings.len() {
                let (cells, headings) = (record.len, self.headings.len());
                out.warn(Place { row: id, spot: Spot::Row }, Kind::TooFewCells { cells, headings });
            }
            for &column in &self.unread {
                let (cell, place) = (record.cell(column), Place { row: id, spot: Spot::Column(column) });
                if let Some(kind) = self.unread(cell) {
                    out.problem(place, kind);
                } else if !is_number(cell)
                    && !named[column]
                    && self.subject.heading(&self.headings[column]) == Heading::Ignored
                {
                    named[column] = true;
                    out.warn(place, Kind::NoHeading);
                }
            }
            let joined: Vec<_> = self.joined(&record, &row);
            for (field, text) in &joined {
                row.cells[*field as usize] = super::content(text);
            }
            each(&row, out);
        }
    }

    /// Texts of several cells.
    fn joined(&self, record: &Record, row: &Row) -> Vec<(Field, String)> {
        let mut joined: Vec<(Field, String)> = Vec::new();
        for &(field, column) in &self.further {
            let cell = record.cell(column);
            if cell.is_empty() {
                continue;
            }
            let mut text = match joined.iter().position(|(known, _)| *known == field) {
                Some(at) => joined.swap_remove(at).1,
                None => row.cell(field).to_owned(),
            };
            if !text.is_empty() {
                text += field.joined_by().unwrap_or_default();
            }
            joined.push((field, text + cell));
        }
        joined
    }

    /// Whether a row is something else than what the list is about.
    fn no_entry(&self, record: &Record, row: &Row) -> Option<Other> {
        if self.subject == Subject::People {
            let is_filled = |&column: &usize| !record.cell(column).is_empty();
            let mut filled = (0..record.len.min(COLUMNS)).filter(is_filled);
            let is_numbered = |column: usize| self.unread.contains(&column) && is_number(record.cell(column));
            return filled.all(is_numbered).then_some(Other::Skipped);
        }
        let [county, date] = [Field::County, Field::Date].map(|field| row.cell(field));
        let first = record.cells().find(|cell| !cell.is_empty()).unwrap_or_default();
        let is_total = |text: &str| TOTALS.iter().any(|word| date::starts_with(text, word));
        // how many there are, in whatever column
        let nothing_else = || [Field::Start, Field::Venue].into_iter().all(|field| is_number(row.cell(field)));
        // the first letters of the words, in most rows another
        let letter = first.as_bytes().first().map(u8::to_ascii_lowercase);
        if matches!(letter, Some(b'r' | b's' | b'o' | b'l' | b'w' | b't' | 0xc5))
            && is_total(first)
            && (is_number(county) || is_total(county))
            && nothing_else()
            && date::date(date, Some(2000)).is_err()
        {
            return Some(Other::Skipped);
        }
        if date.starts_with(char::is_alphabetic) {
            // the headings again, as on each page of a printed list
            let mut cells = record.cells().zip(&self.headings).filter(|(cell, _)| !cell.is_empty());
            if cells.all(|(cell, heading)| date::same(cell, heading)) {
                return Some(Other::Skipped);
            }
        }
        if !date.is_empty() || !county.is_empty() && record.cells().filter(|cell| !cell.is_empty()).count() > 1 {
            return None;
        }
        let cells: Vec<_> = (0..record.len.min(COLUMNS)).filter(|&column| !record.cell(column).is_empty()).collect();
        match cells[..] {
            // a row number and nothing else
            [number] if self.unread.contains(&number) && is_number(record.cell(number)) => Some(Other::Skipped),
            // one lonely text: a section's name, a footnote, a signature
            [lonely] if FOOTNOTES.iter().any(|word| date::starts_with(record.cell(lonely), word)) => {
                Some(Other::Skipped)
            }
            [lonely] if record.cell(lonely).starts_with('*') => Some(Other::Skipped),
            [_] => Some(Other::Unclear),
            _ => None,
        }
    }
}

/// Nothing, or a row's number: 7, 7., 7)
fn is_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
}

/// What a row is that is no meeting.
enum Other {
    /// A total, the headings again, a footnote, a row number and nothing else.
    Skipped,
    /// A text that a person must look at.
    Unclear,
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
