//! Lists as offices keep them: a file's bytes → rows of cells. A [`Row`] may be anything; what its cells mean is the business of
//! [`crate::meeting`]. The file's text or cells are kept, so that a problem can be shown where it stands.

mod assign;
pub mod columns;
mod csv;
mod document;
pub(crate) mod encoding;
#[cfg(feature = "spreadsheet")]
mod guard;
mod json;
mod layout;
#[cfg(feature = "spreadsheet")]
mod spreadsheet;
mod text;

use std::borrow::Cow;
use std::collections::BTreeSet;

use clap::ValueEnum;
use serde::Serialize;

pub use columns::{Columns, Field, Heading, Subject};
pub(crate) use document::recognised;

use crate::message::{Diagnostics, Place};
use crate::poland::remark::{self, Change};
use layout::Table;
pub(crate) use text::Text;

/// No list has more columns; a cell beyond them is a problem, and so is an object with more keys.
const COLUMNS: usize = 1000;

/// The forms that a list may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Rows of cells, separated by semicolons, commas or tabs, under a row of headings
    Csv,
    /// An array of objects, or an object with such an array named "meetings"
    Json,
}

/// What is wrong with a list, or with a row that is none.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "some are said only where spreadsheets are read, one only where they are not")]
pub(crate) enum Kind {
    EmptyList,
    Spreadsheet,
    DamagedSpreadsheet { reason: String },
    LargeSpreadsheet,
    Password,
    // What can be seen to be something else than a list.
    Document { document: &'static str },
    NoSuchSheet { name: String, found: Vec<String> },
    // `field`: one that it must have.
    SheetLeftOut { name: String, field: Field },
    HiddenSheets { found: Vec<String> },
    // It has no headings, but rows with a county and a day.
    SheetOfMeetings { name: String },
    // It is no list, but has a text that seems to say that a meeting is cancelled or moved.
    ChangesInSheet { name: String, text: String },
    // Its name seems to say so of all its rows.
    SheetOfChanges { name: String },
    // Its name is that of a draft, a copy or an archive.
    SpareSheet { name: String },
    // Its name is a county's, and a cell names another.
    CountyOfSheet { name: String, cell: String },
    // One of several, perhaps not meant as a list.
    IncompleteSheet { field: Field, name: String, found: Vec<String> },
    DamagedText,
    Announcement,
    NoSuchColumn { name: String, found: Vec<String> },
    NoHeadings { first: String, subject: Subject },
    MissingColumn { field: Field, found: Vec<String> },
    DoubledColumn { field: Field, first: String, second: String },
    // Each with what it may have been meant to be.
    UnknownColumns { count: usize, found: Vec<String> },
    // It seems to say when or whether meetings take place. `holds`: what cells of this field do.
    UnreadColumn { heading: String, holds: Field, field: Option<Field>, nearest: Option<String> },
    // Some rows have a yes and the others nothing.
    HalfTicked { heading: String },
    UnnamedColumn { holds: Field },
    // No row has anything in these columns, which say when or whether.
    EmptyColumns { found: Vec<String> },
    TooManyCells { cells: usize, headings: usize },
    TooFewCells { cells: usize, headings: usize },
    OpenQuote,
    TextAfterQuote,
    BlankBeforeQuote,
    NoHeading,
    // A cell holds rows. `line`: where its quotation marks end.
    SwallowedRow { line: usize },
    AboveHeadings,
    // A formula that was never computed.
    NoValue { text: String },
    // What a formula left in a cell.
    ErrorValue { text: String },
    SkippedRow,
    NoMeeting,
    // What is not read and seems to say that a meeting is cancelled or moved must not go unseen.
    // `row`: it stands in a row that is passed over.
    Unread { text: String, row: bool },
    Json { reason: String },
    JsonShape { subject: Subject },
    JsonValue { field: Field },
    // UTF-8 was read as another encoding and saved again.
    MendedLetters { was: String, now: String },
    BrokenLetters { text: String },
    // A cell holds characters that turn the direction of a text.
    Directions,
}

/// Which row of which list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowId {
    /// Position among the lists of this run.
    pub(crate) list: u16,
    /// Where the row begins: in octets of the text, or its number in a sheet, from 0.
    at: usize,
}

/// Which part of a list or row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The list as a whole.
    List,
    /// A row as a whole.
    Row,
    /// A column of a row by its position, from 0.
    Column(usize),
    /// The cell of a field.
    Cell(Field),
    /// An octet of the list's text.
    Octet(usize),
}

/// A row: a text for every field that the list has.
pub struct Row<'l> {
    list: &'l List,
    /// Which it is.
    pub(crate) id: RowId,
    cells: Cells<'l>,
}

/// A row's cells by field; borrowed, since only what a meeting keeps needs a copy.
type Cells<'l> = [Cow<'l, str>; Field::COUNT];

/// Adds a text to the cell of a field, which several columns may make together; false: it is another column's.
fn add<'l>(cells: &mut Cells<'l>, field: Field, text: Cow<'l, str>) -> bool {
    let cell = &mut cells[field as usize];
    match field.joined_by() {
        _ if cell.is_empty() => *cell = text,
        _ if text.is_empty() => {}
        Some(gap) => cell.to_mut().extend([gap, &*text]),
        None => return false,
    }
    true
}

impl Row<'_> {
    /// The cell without blanks around it; empty if there is none, or only a sign that there is none.
    pub(crate) fn cell(&self, field: Field) -> &str {
        match &*self.cells[field as usize] {
            // as an answer it may be a no
            "-" | "–" | "—" | "brak" | "Brak" | "nie dotyczy" if !matches!(field, Field::Publish | Field::Held) => {
                ""
            }
            cell => cell,
        }
    }

    /// Where one of its cells stands.
    pub(crate) fn place(&self, field: Field) -> Place {
        self.list.place(self.id, Part::Cell(field))
    }

    /// Where all of it stands.
    pub(crate) fn whole(&self) -> Place {
        self.list.place(self.id, Part::Row)
    }

    /// "file.csv:17", where it begins.
    pub(crate) fn line_name(&self) -> String {
        self.list.line_name(self.id)
    }
}

/// What a row is handed to.
pub(crate) type Each<'e> = &'e mut dyn FnMut(Row, &mut Diagnostics);

/// A list's text or cells, and how they are laid out.
pub struct List {
    /// As messages call it.
    pub(crate) name: String,
    number: u16,
    columns: Columns,
    form: Form,
    /// How each table of it was read; none: it was not.
    pub(crate) layout: Vec<Read>,
}

enum Form {
    /// Of a spreadsheet several.
    Tables(Vec<Table>),
    /// Could not be read: only its text can be shown.
    None(Text),
}

/// Whether a character turns the direction of the text behind it (Unicode UAX #9, embeddings, overrides and isolates), so that
/// another text is seen than stands there.
pub(crate) fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What is found of parts of a list, and at which octet or row, while it is read; said when it is there.
type Findings = Vec<(usize, Part, Kind)>;

/// How a list was read, for `--verbose`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Read {
    CsvList { path: String, encoding: &'static str, delimiter: String, line: usize },
    SheetList { path: String, sheet: String, line: usize },
    JsonList { path: String, encoding: &'static str },
    AnnouncementText { path: String, encoding: &'static str },
}

impl List {
    /// Takes a list's bytes and finds its layout; what is wrong with it as a whole becomes problems, and it has no rows.
    pub fn read(
        name: String,
        bytes: &[u8],
        format: Option<Format>,
        columns: Columns,
        number: u16,
        out: &mut Diagnostics,
    ) -> Self {
        let mut findings = Findings::new();
        let (form, layout) = match recognised(bytes) {
            Some(Kind::Spreadsheet) => read_spreadsheet(&name, bytes, &columns, &mut findings),
            Some(kind) => {
                findings.push((0, Part::List, kind));
                (Form::None(Text::new(String::new())), Vec::new())
            }
            None => read_text(&name, bytes, format, &columns, &mut findings),
        };
        let list = Self { name, number, columns, form, layout };
        for (at, part, kind) in findings {
            list.say(list.row(at), part, &kind, out);
        }
        list
    }

    /// Says what was found of a part of it, as seriously as it is meant.
    fn say(&self, row: RowId, part: Part, kind: &Kind, out: &mut Diagnostics) {
        let place = || self.place(row, part);
        match kind {
            // what is passed over as such is no fault
            Kind::SkippedRow | Kind::EmptyColumns { .. } => out.remark(place, kind),
            Kind::SheetLeftOut { .. }
            | Kind::HiddenSheets { .. }
            | Kind::SpareSheet { .. }
            | Kind::CountyOfSheet { .. }
            | Kind::UnknownColumns { .. }
            | Kind::TooFewCells { .. }
            | Kind::NoHeading
            | Kind::MendedLetters { .. }
            | Kind::Directions => {
                out.warn(place, kind);
            }
            _ => out.problem(place, kind),
        }
    }

    /// Hands over a row, without what turns the direction of its texts.
    fn hand(&self, mut row: Row, out: &mut Diagnostics, each: Each) {
        for field in Field::all() {
            let cell = &mut row.cells[field as usize];
            if !cell.is_ascii() && cell.contains(turns) {
                *cell = cell.replace(turns, "").trim().to_owned().into();
                self.say(row.id, Part::Cell(field), &Kind::Directions, out);
            }
        }
        each(row, out);
    }

    /// Hands over each row with content, in order.
    pub fn rows(&self, out: &mut Diagnostics, each: Each) {
        match &self.form {
            Form::Tables(tables) => tables.iter().for_each(|table| table.rows(self, out, each)),
            Form::None(_) => {}
        }
    }

    /// What each of its headings or keys is, sorted by heading.
    pub(crate) fn headings(&self) -> Vec<(Heading, String)> {
        let texts: BTreeSet<_> = match &self.form {
            Form::Tables(tables) => tables.iter().flat_map(|table| &table.headings).map(str::to_owned).collect(),
            Form::None(_) => BTreeSet::new(),
        };
        texts.into_iter().map(|text| (self.columns.heading(&text), text)).collect()
    }

    /// Where a part of it stands.
    pub(crate) fn place(&self, row: RowId, part: Part) -> Place {
        let (place, column) = match (&self.form, part) {
            (_, Part::List) => (Place::default(), 0),
            (Form::Tables(tables), _) => table(tables, row).place(row, part),
            (Form::None(text), Part::Octet(octet)) => (text.place(octet..octet), 0),
            (Form::None(text), _) => (text.place(row.at..text.content.len()), 0),
        };
        let at = if let Part::Octet(octet) = part { octet } else { row.at };
        let order = (self.number, part != Part::List, at, column);
        Place { order, file: Some(self.name.clone()), ..place }
    }

    /// All of it.
    pub(crate) fn whole(&self) -> Place {
        self.place(self.row(0), Part::List)
    }

    fn row(&self, at: usize) -> RowId {
        RowId { list: self.number, at }
    }

    /// "file.csv:17", "file.xlsx (May):17", where a row begins.
    pub(crate) fn line_name(&self, row: RowId) -> String {
        let (sheet, line) = match &self.form {
            Form::Tables(tables) => (table(tables, row).sheet.as_deref(), table(tables, row).line(row.at)),
            Form::None(text) => (None, text.line(row.at).0),
        };
        let sheet = sheet.map(|name| format!(" ({name})")).unwrap_or_default();
        format!("{}{sheet}:{line}", self.name)
    }
}

/// The table that has a row: there is one, and those of other sheets begin above or below it.
fn table(tables: &[Table], row: RowId) -> &Table {
    let below = tables.partition_point(|table| table.first <= row.at);
    &tables[below.saturating_sub(1)]
}

/// Where a part of one of several lists stands, each of which is at its number.
pub(crate) fn place(lists: &[List], row: RowId, part: Part) -> Place {
    lists[usize::from(row.list)].place(row, part)
}

fn read_text(
    name: &str,
    bytes: &[u8],
    format: Option<Format>,
    columns: &Columns,
    findings: &mut Findings,
) -> (Form, Vec<Read>) {
    let (text, encoding) = match encoding::decode(bytes) {
        Ok((text, encoding)) => {
            let (text, found) = encoding::mend(text);
            findings.extend(found.into_iter().map(|(at, kind)| (at, Part::Octet(at), kind)));
            (Text::new(text), encoding)
        }
        Err((text, at)) => {
            findings.push((at, Part::Octet(at), Kind::DamagedText));
            return (Form::None(Text::new(text)), Vec::new());
        }
    };
    let path = name.to_owned();
    let looks_like_json = text.content.trim_start().starts_with(['[', '{']);
    if format.map_or(looks_like_json, |format| format == Format::Json) {
        return match Table::of_json(text, columns, findings) {
            Ok(table) => (Form::Tables(vec![table]), vec![Read::JsonList { path, encoding }]),
            Err(text) => (Form::None(text), Vec::new()),
        };
    }
    match Table::of_text(text, columns, format.is_none(), findings) {
        Ok((table, delimiter)) => {
            let delimiter =
                if delimiter == b'\t' { "TAB".to_owned() } else { format!("\"{}\"", char::from(delimiter)) };
            let read = Read::CsvList { path, encoding, delimiter, line: table.line(table.top) };
            (Form::Tables(vec![table]), vec![read])
        }
        Err(text) => (Form::None(text), Vec::new()),
    }
}

fn read_spreadsheet(name: &str, bytes: &[u8], columns: &Columns, findings: &mut Findings) -> (Form, Vec<Read>) {
    #[cfg(feature = "spreadsheet")]
    let tables = spreadsheet::read(bytes, columns, findings);
    #[cfg(not(feature = "spreadsheet"))]
    let tables: Result<Vec<(String, Table)>, _> = Err((bytes, columns, Kind::Spreadsheet).2);
    match tables {
        Ok(tables) => {
            let read = |(sheet, table): (String, Table)| {
                (Read::SheetList { path: name.to_owned(), sheet, line: table.line(table.top) }, table)
            };
            let (layout, tables) = tables.into_iter().map(read).unzip();
            (Form::Tables(tables), layout)
        }
        Err(kind) => {
            findings.push((0, Part::List, kind));
            (Form::None(Text::new(String::new())), Vec::new())
        }
    }
}

/// What a text that is not read seems to say of a meeting, unless the meeting's status settles it; not that the date is the new
/// one.
fn unread(subject: Subject, text: &str, status: Option<&str>) -> Option<Kind> {
    let change = remark::in_note(text).filter(|_| subject == Subject::Meetings)?;
    let is_open = status.is_none_or(|status| status.is_empty() || change == Change::Moved);
    is_open.then(|| Kind::Unread { text: text.to_owned(), row: status.is_none() })
}
