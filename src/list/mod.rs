//! Lists as offices keep them: bytes → text → rows of cells. A [`Row`] may be anything; what its cells mean is the
//! business of [`crate::meeting`]. The text is kept, so that a problem can be shown where it stands.

#[cfg(feature = "spreadsheet")]
mod bounds;
pub mod column;
mod csv;
mod encoding;
mod json;
mod record;
#[cfg(feature = "spreadsheet")]
mod sheet;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use clap::ValueEnum;

use crate::announcement::{Given, html, rows};
use crate::message::lang::{Lang, say};
use crate::message::{Diagnostics, Kind, Place, Spot};
use crate::poland::remark;
pub use column::{Columns, Field, Subject};

/// How .xlsx and .ods files begin, and .xls files.
const SPREADSHEETS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// What is longer is no announcement unless somebody says so, in octets: pages with pictures in them are some millions.
const ANNOUNCEMENT: usize = 16 << 20;

/// How much of a long line is shown before and behind an offending part, in octets.
const AROUND: usize = 400;

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
    /// An announcement: a text, or a saved web page, that says when and where people meet.
    Text,
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
pub struct Row<'r> {
    /// Which it is.
    pub id: RowId,
    cells: [&'r str; Field::COUNT],
}

impl<'r> Row<'r> {
    pub(crate) fn new(id: RowId, cells: &[&'r str; Field::COUNT]) -> Self {
        Self { id, cells: cells.map(content) }
    }

    /// The cell without blanks around it; empty if there is none, or only a sign that there is none.
    pub fn cell(&self, field: Field) -> &'r str {
        self.cells[field as usize]
    }

    /// The place of one of its cells.
    pub fn place(&self, field: Field) -> Place {
        Place { row: self.id, spot: Spot::Cell(field) }
    }
}

/// What a row is handed to.
pub type Each<'e> = &'e mut dyn FnMut(&Row, &mut Diagnostics);

/// A cell's text, if it is more than a sign that there is none.
fn content(cell: &str) -> &str {
    match cell {
        "-" | "–" | "—" | "brak" | "Brak" | "nie dotyczy" => "",
        cell => cell,
    }
}

/// A list's text and how it is laid out.
#[derive(Debug)]
pub struct List<'l> {
    /// As messages call it.
    pub name: String,
    /// Its bytes behind a byte order mark, where they are UTF-8; else what they, the sheet or the page say.
    text: Cow<'l, str>,
    form: Form,
    columns: Columns,
    /// The encoding it had, or the sheet it was.
    origin: Origin,
    /// Where lines begin, in octets; found when the first is asked for.
    lines: OnceCell<Vec<usize>>,
}

/// What a cell or row that is not read seems to say of a meeting, which must not go unseen.
fn unread(text: &str) -> Option<Kind> {
    remark::in_note(text).map(|_| Kind::Unread { text: text.to_owned() })
}

#[derive(Debug)]
enum Form {
    Csv(Box<csv::Layout>),
    Json,
    Text(rows::Text),
    /// Could not be read: only its text can be shown.
    None,
}

#[derive(Debug)]
enum Origin {
    Encoding(&'static str),
    #[cfg(feature = "spreadsheet")]
    Sheet(String),
}

/// Where something stands, as a person would say it.
#[derive(Debug, Default, PartialEq)]
pub struct Location {
    /// From 1; `None` for the list as a whole.
    pub line: Option<usize>,
    /// The column's heading as the list writes it, or the path in JSON.
    pub heading: Option<String>,
    /// Whether that is a path.
    pub is_path: bool,
    /// The text of that line.
    pub source: String,
    /// The offending part of that text, in octets.
    pub range: Range<usize>,
    /// Whether the line begins before that text.
    pub cut: bool,
    /// Where the line begins in the list's text, in octets.
    pub line_start: usize,
    /// Where the offending part does.
    pub octet: usize,
}

impl<'l> List<'l> {
    /// Takes a list's bytes and finds its layout; what is wrong with it as a whole becomes problems, and it has no rows.
    pub fn read(
        name: String,
        bytes: &'l [u8],
        format: Option<Format>,
        columns: Columns,
        given: Given,
        number: u16,
        out: &mut Diagnostics,
    ) -> Self {
        let origin = Origin::Encoding("");
        let is_named = format.is_some();
        let mut list = Self { name, text: Cow::default(), form: Form::None, columns, origin, lines: OnceCell::new() };
        if SPREADSHEETS.iter().any(|magic| bytes.starts_with(magic)) {
            list.read_sheet(bytes, number, out);
            return list;
        }
        match encoding::decode(bytes) {
            Ok(encoding::Decoded { text, encoding }) => {
                list.text = text;
                list.origin = Origin::Encoding(encoding);
            }
            Err(encoding::Damaged { text, at }) => {
                list.text = text;
                let row = RowId { list: number, index: 0, offset: at };
                out.problem(Place { row, spot: Spot::Octet(at) }, Kind::DamagedText);
                return list;
            }
        }
        let is_list = |text: &str| csv::Layout::is_there(text, &list.columns);
        let text = &*list.text;
        let format = format.unwrap_or_else(|| {
            if text.trim_start().starts_with(['[', '{']) {
                Format::Json
            } else if list.columns.subject == Subject::Meetings
                && text.len() <= ANNOUNCEMENT
                && (html::is_page(text) || !is_list(text))
            {
                Format::Text
            } else {
                Format::Csv
            }
        });
        let page = (format == Format::Text && html::is_page(text)).then(|| html::text(text));
        if let Some((page, struck)) = page {
            list.text = page.into();
            for text in struck {
                out.warn(Place::list(number), Kind::Struck { text });
            }
        }
        let text = &*list.text;
        let csv = |out: &mut _| csv::Layout::find(text, &list.columns, number, out);
        list.form = match format {
            Format::Json => Form::Json,
            Format::Text => match rows::Text::read(text, given, number, out) {
                // neither: the usual mistake is a list without headings
                found if found.is_empty() && !is_named => {
                    csv(out).map_or(Form::None, |layout| Form::Csv(Box::new(layout)))
                }
                found => Form::Text(found),
            },
            Format::Csv => csv(out).map_or(Form::None, |layout| Form::Csv(Box::new(layout))),
        };
        list
    }

    #[cfg(feature = "spreadsheet")]
    fn read_sheet(&mut self, bytes: &[u8], number: u16, out: &mut Diagnostics) {
        if let Some(sheet) = sheet::read(bytes, &self.columns, number, out) {
            self.text = sheet.text.into();
            self.origin = Origin::Sheet(sheet.name);
            self.form = sheet.layout.map_or(Form::None, |layout| Form::Csv(Box::new(layout)));
        }
    }

    #[cfg(not(feature = "spreadsheet"))]
    #[allow(clippy::unused_self, reason = "as with the feature")]
    fn read_sheet(&mut self, _: &[u8], number: u16, out: &mut Diagnostics) {
        out.problem(Place::list(number), Kind::Spreadsheet);
    }

    /// Hands over each row with content, in order.
    pub fn rows(&self, number: u16, out: &mut Diagnostics, each: Each) {
        match &self.form {
            Form::Csv(layout) => layout.rows(&self.text, number, out, each),
            Form::Json => json::rows(&self.text, &self.columns, number, out, each),
            Form::Text(text) => text.rows(number, out, each),
            Form::None => {}
        }
    }

    /// How it was read, in words; `None`: it was not.
    pub fn layout(&self, lang: Lang) -> Option<String> {
        let origin = match &self.origin {
            Origin::Encoding(name) => (*name).to_owned(),
            #[cfg(feature = "spreadsheet")]
            Origin::Sheet(name) => say!(lang, "spreadsheet, sheet \"{name}\"", "arkusz kalkulacyjny, arkusz „{name}”"),
        };
        match (&self.form, &self.origin) {
            (Form::Csv(layout), Origin::Encoding(_)) => {
                let (delimiter, at) = layout.found();
                let delimiter = if delimiter == '\t' { "TAB".to_owned() } else { format!("\"{delimiter}\"") };
                let line = self.line(at).0;
                Some(say!(
                    lang,
                    "{origin}, cells separated by {delimiter}, headings in line {line}",
                    "{origin}, komórki rozdzielone przez {delimiter}, nagłówki w wierszu {line}"
                ))
            }
            #[cfg(feature = "spreadsheet")]
            (Form::Csv(layout), Origin::Sheet(_)) => {
                let line = self.line(layout.found().1).0;
                Some(say!(lang, "{origin}, headings in row {line}", "{origin}, nagłówki w wierszu {line}"))
            }
            (Form::Json, _) => Some(format!("{origin}, JSON")),
            (Form::Text(_), _) => Some(say!(lang, "{origin}, an announcement's text", "{origin}, tekst ogłoszenia")),
            (Form::None, _) => None,
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
            (Form::Json, Spot::Cell(field)) => {
                json::locate(&self.text, &self.columns, place.row, json::Key::Field(field))
            }
            (Form::Json, Spot::Column(number)) => {
                json::locate(&self.text, &self.columns, place.row, json::Key::Number(number))
            }
            (Form::Text(text), _) => (text.locate(place), None),
            (_, Spot::Octet(at)) => (at..at, None),
            // the whole line
            (Form::Json, Spot::Row) => (place.row.offset..self.text.len(), Some(json::path(&self.columns, place.row))),
            (_, Spot::Row) | (Form::None, _) => (place.row.offset..self.text.len(), None),
        };
        let (line, start) = self.line(at.start);
        let text = self.text.as_bytes();
        let end = memchr::memchr2(b'\n', b'\r', &text[at.start..]).map_or(text.len(), |length| at.start + length);
        // of a long line the part around it: a list may be one line
        let from = start.max(at.start.saturating_sub(AROUND));
        let stop = at.end.clamp(at.start, end.min(at.start + AROUND));
        let to = end.min(stop + AROUND);
        // characters cut in two are shown as �, which may be longer
        let show = |range: Range<usize>| String::from_utf8_lossy(&text[range]).into_owned();
        let (before, marked, after) = (show(from..at.start), show(at.start..stop), show(stop..to));
        let range = before.len()..before.len() + marked.len();
        let is_path = matches!(self.form, Form::Json);
        let source = before + &marked + &after;
        Location {
            line: Some(line),
            heading,
            is_path,
            source,
            range,
            cut: from > start,
            line_start: start,
            octet: at.start,
        }
    }

    /// How many characters stand between two octets.
    pub fn characters(&self, range: Range<usize>) -> usize {
        // each but those that continue a character
        self.text.as_bytes()[range].iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
    }

    /// Something that sorts the places of a row as they stand in it.
    pub fn order(&self, Place { row, spot }: Place) -> usize {
        match (spot, &self.form) {
            (Spot::List | Spot::Row | Spot::Octet(_), _) | (_, Form::None) => 0,
            (Spot::Cell(field), Form::Json) => {
                json::locate(&self.text, &self.columns, row, json::Key::Field(field)).0.start
            }
            (Spot::Column(number), Form::Json) => {
                json::locate(&self.text, &self.columns, row, json::Key::Number(number)).0.start
            }
            (Spot::Column(column), _) => column + 1,
            (Spot::Cell(field), Form::Text(_)) => field as usize,
            (Spot::Cell(field), Form::Csv(layout)) => layout.column(field).unwrap_or_default() + 1,
        }
    }

    /// "file.csv:17", where a row begins.
    pub fn line_name(&self, row: RowId) -> String {
        format!("{}:{}", self.name, self.line(row.offset).0)
    }

    /// The line that an octet is in, from 1, and where that line begins. LF, CRLF and CR end a line.
    fn line(&self, offset: usize) -> (usize, usize) {
        let starts = self.lines.get_or_init(|| {
            let text = self.text.as_bytes();
            let ends = memchr::memchr2_iter(b'\n', b'\r', text)
                .filter(|&at| text[at] == b'\n' || text.get(at + 1) != Some(&b'\n'));
            std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
        });
        let line = starts.partition_point(|&start| start <= offset);
        (line, starts[line - 1])
    }
}
