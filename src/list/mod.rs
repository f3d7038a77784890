//! Lists as offices keep them: bytes → text → rows of cells. A [`Row`] may be anything; what its cells mean is the
//! business of [`crate::meeting`]. The text is kept, so that a problem can be shown where it stands.

pub mod column;
mod csv;
mod json;

use std::cell::OnceCell;
use std::ops::Range;

use clap::ValueEnum;

use crate::diagnostic::{Diagnostics, Kind, Place, Spot};
use crate::lang::{Lang, say};
pub use column::Field;

/// U+FEFF, with which some programs begin a text in UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Where a part of a text that was borrowed from it stands.
fn range_in(text: &[u8], part: &[u8]) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

/// The forms that a list may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Rows of cells, separated by semicolons, commas or tabs, under a row of headings.
    Csv,
    /// An array of objects, or an object with such an array named "meetings".
    Json,
}

/// Which row of which list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId {
    /// Position among the lists of this run.
    pub list: u16,
    /// Position among the rows with content, from 0.
    pub index: u32,
    /// Where the row starts in the list's text, in octets.
    pub offset: usize,
}

/// A row: a text for every field that the list has.
#[derive(Debug)]
pub struct Row<'a> {
    /// Which it is.
    pub id: RowId,
    cells: [&'a str; Field::COUNT],
}

impl<'a> Row<'a> {
    /// The cell without blanks around it; empty if there is none.
    pub fn cell(&self, field: Field) -> &'a str {
        self.cells[field as usize]
    }

    /// The place of one of its cells.
    pub fn place(&self, field: Field) -> Place {
        Place { row: self.id, spot: Spot::Cell(field) }
    }
}

/// A list's text and how it is laid out.
#[derive(Debug)]
pub struct List {
    /// As messages call it.
    pub name: String,
    /// UTF-8.
    text: Vec<u8>,
    form: Form,
    /// Where lines begin, in octets; found when the first is asked for.
    lines: OnceCell<Vec<usize>>,
}

#[derive(Debug)]
enum Form {
    Csv(Box<csv::Layout>),
    Json,
    /// Could not be read: only its text can be shown.
    None,
}

/// Where something stands, as a person would say it.
#[derive(Debug, Default, PartialEq)]
pub struct Location {
    /// From 1; `None` for the list as a whole.
    pub line: Option<usize>,
    /// The column's heading as the list writes it, or the path in JSON.
    pub heading: Option<String>,
    /// The text of that line.
    pub source: String,
    /// The offending part of that line, in octets.
    pub range: Range<usize>,
}

impl List {
    /// Takes a list's bytes and finds its layout; what is wrong with it as a whole becomes problems, and it has no rows.
    pub fn read(name: String, bytes: Vec<u8>, format: Option<Format>, number: u16, out: &mut Diagnostics) -> Self {
        let mut list = Self { name, text: Vec::new(), form: Form::None, lines: OnceCell::new() };
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            out.problem(Place::list(number), Kind::Spreadsheet);
            return list;
        }
        list.text = bytes;
        if list.text.starts_with(BOM) {
            list.text.drain(..BOM.len());
        }
        let text = match simdutf8::compat::from_utf8(&list.text) {
            Ok(text) => text,
            Err(error) => {
                let row = RowId { list: number, index: 0, offset: error.valid_up_to() };
                out.problem(Place { row, spot: Spot::Row }, Kind::NotUtf8);
                return list;
            }
        };
        let json = match format {
            Some(format) => format == Format::Json,
            None => text.trim_start().starts_with(['[', '{']),
        };
        if json {
            list.form = Form::Json;
        } else if let Some(layout) = csv::Layout::find(text, number, out) {
            list.form = Form::Csv(Box::new(layout));
        }
        list
    }

    /// Hands over each row with content, in order.
    pub fn rows(&self, number: u16, out: &mut Diagnostics, each: &mut dyn FnMut(&Row, &mut Diagnostics)) {
        // as it was found to be; told twice, since that costs less than to keep it otherwise
        let text = simdutf8::basic::from_utf8(&self.text).unwrap_or_default();
        match &self.form {
            Form::Csv(layout) => layout.rows(text, number, out, each),
            Form::Json => json::rows(text, number, out, each),
            Form::None => {}
        }
    }

    /// How it was read, in words; `None`: it was not.
    pub fn layout(&self, lang: Lang) -> Option<String> {
        match &self.form {
            Form::Csv(layout) => {
                let (delimiter, at) = layout.found();
                let delimiter = if delimiter == '\t' { "TAB".to_owned() } else { format!("\"{delimiter}\"") };
                let line = self.line(at).0;
                Some(say!(
                    lang,
                    "UTF-8 text, cells separated by {delimiter}, headings in line {line}",
                    "tekst UTF-8, komórki rozdzielone przez {delimiter}, nagłówki w wierszu {line}"
                ))
            }
            Form::Json => Some(say!(lang, "JSON", "JSON")),
            Form::None => None,
        }
    }

    /// Where a place is, for people.
    pub fn locate(&self, place: &Place) -> Location {
        let (at, heading) = match (&self.form, place.spot) {
            (_, Spot::List) => return Location::default(),
            (Form::Csv(layout), Spot::Cell(field)) => {
                let column = layout.column(field);
                column.map_or((place.row.offset..place.row.offset, None), |column| {
                    layout.locate(&self.text, place.row.offset, column)
                })
            }
            (Form::Csv(layout), Spot::Column(column)) => layout.locate(&self.text, place.row.offset, column),
            (Form::Json, Spot::Cell(field)) => json::locate(&self.text, place.row, json::Key::Field(field)),
            (Form::Json, Spot::Column(number)) => json::locate(&self.text, place.row, json::Key::Number(number)),
            (_, Spot::Octet(at)) => (at..at, None),
            // the whole line
            (Form::Json, Spot::Row) => (place.row.offset..self.text.len(), Some(json::path(place.row))),
            (_, Spot::Row) | (Form::None, _) => (place.row.offset..self.text.len(), None),
        };
        let (line, start) = self.line(at.start);
        let rest = &self.text[at.start..];
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(self.text.len(), |length| at.start + length);
        // bytes that are no text are shown as �, which may be longer
        let show = |range: Range<usize>| String::from_utf8_lossy(&self.text[range]).into_owned();
        let stop = at.end.clamp(at.start, end);
        let (before, marked, after) = (show(start..at.start), show(at.start..stop), show(stop..end));
        let range = before.len()..before.len() + marked.len();
        Location { line: Some(line), heading, source: before + &marked + &after, range }
    }

    /// Something that sorts the places of a row as they stand in it.
    pub fn order(&self, spot: Spot) -> usize {
        match (spot, &self.form) {
            (Spot::List | Spot::Row | Spot::Octet(_), _) => 0,
            (Spot::Column(column), _) => column + 1,
            (Spot::Cell(field), Form::Csv(layout)) => layout.column(field).unwrap_or_default() + 1,
            (Spot::Cell(field), _) => field as usize + 1,
        }
    }

    /// "file.csv:17", where a row begins.
    pub fn line_name(&self, row: RowId) -> String {
        format!("{}:{}", self.name, self.line(row.offset).0)
    }

    /// The line that an octet is in, from 1, and where that line begins. LF, CRLF and CR end a line.
    fn line(&self, offset: usize) -> (usize, usize) {
        let starts = self.lines.get_or_init(|| {
            let text = &self.text;
            let ends = memchr::memchr2_iter(b'\n', b'\r', text)
                .filter(|&at| text[at] == b'\n' || text.get(at + 1) != Some(&b'\n'));
            std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
        });
        let line = starts.partition_point(|&start| start <= offset);
        (line, starts[line - 1])
    }
}
