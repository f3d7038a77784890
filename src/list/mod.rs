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
mod line;
mod rows;
#[cfg(feature = "spreadsheet")]
mod spreadsheet;
mod text;
#[cfg(feature = "spreadsheet")]
pub(crate) mod unseen;

use std::collections::BTreeSet;

use serde::Serialize;

pub use columns::{Columns, Field, Heading, Subject};
pub(crate) use document::recognised;

use crate::message::{Diagnostics, Place};
use crate::poland::date;
use crate::poland::remark::{self, Change};
use layout::Table;
use line::is_reservation;
pub(crate) use text::Text;

/// No list has more columns; a cell beyond them is a problem, and so is an object with more keys.
const COLUMNS: usize = 1000;

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
    // A row that nobody sees has a day.
    HiddenRow,
    // What is written beside a cell.
    Comment { text: String },
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
    // `alike`: both have one heading, by which neither can be named.
    DoubledColumn { field: Field, first: String, second: String, alike: bool },
    // Each with what it may have been meant to be. `field`: what no column holds, and `one` may.
    UnknownColumns { count: usize, found: Vec<String>, one: Option<String>, field: Option<Field>, holds: Option<Field> },
    // No other column can be this one.
    TakenAs { heading: String, field: Field },
    // No column says it, but a line above the headings does.
    CountyAbove { county: String },
    YearAbove { year: i32 },
    // Days have their years, and one has another than those lines say.
    OtherYear { year: i32, text: String },
    // The words of a heading say that what is below is not sure; or, `asked`, a question mark does.
    UnsureHeading { heading: String, asked: bool },
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
    NoHeading { text: String },
    // A cell holds rows. `line`: where its quotation marks end.
    SwallowedRow { line: usize },
    AboveHeadings,
    // A formula that was never computed.
    NoValue { text: String },
    // What a formula left in a cell.
    ErrorValue { text: String },
    SkippedRow,
    NoMeeting,
    // Of a column that is passed over. `what`: it says when, whether it is public, or sure.
    Alters { heading: String, text: String, what: &'static str },
    // Words of a change in a column that the user leaves out.
    Ignored { text: String },
    // A line above the headings.
    OfAll { text: String },
    // A key beside the list of meetings.
    Beside { key: String },
    // What is not read and seems to say that a meeting is cancelled or moved must not go unseen.
    // `row`: it stands in a row that is passed over.
    Unread { text: String, row: bool },
    Json { reason: String },
    JsonShape { subject: Subject },
    JsonValue { field: Field },
    // The list was read in a wrong encoding and saved again.
    BrokenLetters { text: String },
    // A cell holds characters that turn the direction of a text.
    Directions,
}

/// Which row of which list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowId {
    /// Position among the lists of this run.
    pub(crate) list: usize,
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

/// Signs that there is nothing in a cell.
const NOTHING: [&str; 6] = ["-", "–", "—", "brak", "Brak", "nie dotyczy"];

/// A row: a text for every field that the list has.
pub struct Row<'l> {
    list: &'l List,
    /// Which it is.
    pub(crate) id: RowId,
    /// By field.
    cells: [String; Field::COUNT],
    /// Those of unknown columns, with their columns.
    unknown: Vec<(usize, String)>,
    /// The first that is struck out, with its column.
    struck: Option<(usize, String)>,
}

impl Row<'_> {
    /// The cell without blanks around it; empty if there is none, or only a sign that there is none.
    pub(crate) fn cell(&self, field: Field) -> &str {
        let cell = self.cells[field as usize].as_str();
        // as an answer it may be a no
        let is_nothing = NOTHING.contains(&cell) && !matches!(field, Field::Publish | Field::Held | Field::Title);
        if is_nothing { "" } else { cell }
    }

    /// What stands above a cell; of a field without a column, nothing.
    pub(crate) fn heading(&self, field: Field) -> &str {
        self.list.table(self.id).and_then(|table| table.heading(field)).unwrap_or_default()
    }

    /// The year of days without one.
    pub(crate) fn year(&self) -> Option<i32> {
        let of_month = || date::month_in(self.cell(Field::Month))?.1;
        self.list.table(self.id)?.year.or_else(|| date::year_in(self.cell(Field::Year))).or_else(of_month)
    }

    /// The cells of unknown columns, with where they stand.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = (Place, &str)> {
        self.unknown.iter().map(|(column, cell)| (self.list.place(self.id, Part::Column(*column)), cell.as_str()))
    }

    /// The first of its cells that is struck out, with where it stands.
    pub(crate) fn struck(&self) -> Option<(Place, &str)> {
        let (column, cell) = self.struck.as_ref()?;
        Some((self.list.place(self.id, Part::Column(*column)), cell))
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
    number: usize,
    columns: Columns,
    /// Of a spreadsheet several, of what is no list perhaps none.
    tables: Vec<Table>,
    /// How each table of it was read; none: it was not.
    pub(crate) layout: Vec<Read>,
}

/// Whether a character turns the direction of the text behind it (Unicode UAX #9, embeddings, overrides and isolates), so that
/// another text is seen than stands there; or is none that XML may hold.
pub(crate) fn turns(c: char) -> bool {
    !c.is_ascii() && matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// What is found of parts of a list, and at which octet or row, while it is read; said when it is there.
type Finding = (usize, Part, Kind);
type Findings = Vec<Finding>;

/// How a list was read, for `--verbose`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Read {
    CsvList { path: String, encoding: &'static str, delimiter: &'static str, line: usize },
    SheetList { path: String, sheet: String, line: usize },
    JsonList { path: String, encoding: &'static str },
    AnnouncementText { path: String, encoding: &'static str },
}

impl List {
    /// Takes a list's bytes and finds its layout; what is wrong with it as a whole becomes problems, and it has no rows.
    pub fn read(name: String, bytes: &[u8], columns: Columns, number: usize, out: &mut Diagnostics) -> Self {
        let mut findings = Findings::new();
        let tables = match recognised(bytes) {
            None => Ok(vec![Table::of(bytes, &columns, &mut findings)]),
            #[cfg(feature = "spreadsheet")]
            Some(Kind::Spreadsheet) => spreadsheet::read(bytes, &columns, &mut findings),
            Some(kind) => Err(kind),
        };
        let tables = tables.map_err(|kind| findings.push((0, Part::List, kind))).unwrap_or_default();
        let layout = tables.iter().filter_map(|table| table.read(&name)).collect();
        let list = Self { name, number, columns, tables, layout };
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
            | Kind::Comment { .. }
            | Kind::SpareSheet { .. }
            | Kind::CountyOfSheet { .. }
            | Kind::UnknownColumns { .. }
            | Kind::TakenAs { .. }
            | Kind::CountyAbove { .. }
            | Kind::YearAbove { .. }
            | Kind::OtherYear { .. }
            | Kind::TooFewCells { .. }
            | Kind::NoHeading { .. }
            | Kind::UnsureHeading { asked: true, .. }
            | Kind::Ignored { .. }
            | Kind::Directions => {
                out.warn(place, kind);
            }
            _ => out.problem(place, kind),
        }
    }

    /// Hands over each row with content, in order.
    pub fn rows(&self, out: &mut Diagnostics, each: Each) {
        self.tables.iter().for_each(|table| table.rows(self, out, each));
    }

    /// What each of its headings or keys is, sorted by heading.
    pub(crate) fn headings(&self) -> Vec<(Heading, String)> {
        let texts: BTreeSet<_> = self.tables.iter().flat_map(|table| &table.headings.cells).collect();
        texts.into_iter().map(|text| (self.columns.heading(text), text.to_owned())).collect()
    }

    /// The table that has a row: those of other sheets begin above or below it.
    fn table(&self, row: RowId) -> Option<&Table> {
        self.tables.iter().rfind(|table| table.first <= row.at).or(self.tables.first())
    }

    /// Where a part of it stands.
    pub(crate) fn place(&self, row: RowId, part: Part) -> Place {
        let table = self.table(row).filter(|_| part != Part::List);
        let (place, column) = table.map(|table| table.place(row, part)).unwrap_or_default();
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
        let Some(table) = self.table(row) else { return self.name.clone() };
        let sheet = table.sheet.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        format!("{}{sheet}:{}", self.name, table.line(row.at))
    }
}

/// Where a part of one of several lists stands, each of which is at its number.
pub(crate) fn place(lists: &[List], row: RowId, part: Part) -> Place {
    lists[row.list].place(row, part)
}

/// Whether a text begins with a list's headings: county and date. Tables in announcements have other signs between
/// cells than these, and in prose blanks follow them.
#[cfg(feature = "announcement")]
pub(crate) fn is_headed(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let signs = [b';', b','].into_iter().filter(|sign| !line.contains(&format!("{} ", char::from(*sign))));
    signs.filter_map(|sign| csv::records(line, 0, sign).next()).any(|record| {
        let fields: Vec<_> = record.cells.iter().filter_map(|cell| Subject::Meetings.field(cell)).collect();
        fields.contains(&Field::Date) && fields.contains(&Field::County)
    })
}

/// What a text that is not read seems to say of a meeting, unless the meeting's status settles it; not that the date is the new
/// one.
fn unread(subject: Subject, heading: &str, text: &str, status: Option<&str>) -> Option<Kind> {
    let change = remark::in_note(text)
        .filter(|_| subject == Subject::Meetings && !(status.is_none() && is_reservation(text)))
        // the materials are not ready
        .filter(|&change| change != Change::Unsure || !columns::is_of_thing(heading))?;
    let is_open = status.is_none_or(|status| status.is_empty() || change == Change::Moved);
    is_open.then(|| Kind::Unread { text: text.to_owned(), row: status.is_none() })
}
