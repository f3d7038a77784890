//! Tables: which row holds the headings, which column is which, and which rows below are entries of the list.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use ::csv::{StringRecord, WriterBuilder};

use super::assign::{assign, is_day_in};
use super::columns::{Columns, Field, Heading, NOT_OF_ALL, Subject, is_county};
use super::csv::{self, Record};
use super::line::{is_number, is_of_all, is_signature};
use super::text::Text;
use super::{COLUMNS, Finding, Findings, Kind, Part, Read, RowId, encoding, json};
use crate::message::Place;
use crate::poland::county::{self, County};
use crate::poland::date::{self, Beginnings, fold, same, says, starts_with};
use crate::poland::{only, remark};

/// What may stand between cells; an office's Excel writes the first, where the comma is the decimal sign.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// How far down a row of headings is looked for.
const ROWS_ABOVE: usize = 20;
/// How many rows are looked at to find out what a column holds.
const SURVEYED: usize = 1000;
/// What the required columns count for; there are fewer others.
pub(super) const COMPLETE: usize = COLUMNS;

/// Rows of cells with a row of headings.
#[derive(Default)]
pub(super) struct Table {
    /// Empty if the rows are a sheet's.
    pub(super) text: Text,
    pub(super) rows: Rows,
    pub(super) subject: Subject,
    /// As the list writes them.
    pub(super) headings: Record,
    /// What each column is.
    pub(super) columns: Vec<Heading>,
    /// Whether the columns are what they must be; else no row is read.
    pub(super) is_good: bool,
    /// The county of rows above which none names another; `None`: a column says it.
    pub(super) county: Option<String>,
    /// The year of days without one: as the user says, else as their heading does, else as the lines above the headings do.
    pub(super) year: Option<i32>,
    /// Which sheet it is, if a file has several.
    pub(super) sheet: Option<String>,
    /// Its first row; those of a file's sheets are numbered through.
    pub(super) first: usize,
    /// Whether a cell has a mark: a star.
    pub(super) is_marked: OnceCell<bool>,
    /// Of a sheet, the cells that are struck out.
    pub(super) struck: Struck,
    /// Of a sheet, what is written beside cells.
    pub(super) comments: Comments,
}

/// Texts beside cells: by row, each with its column, from 0.
pub(super) type Comments = BTreeMap<usize, Vec<(usize, String)>>;

/// Rows and columns of cells, from 0.
pub(super) type Struck = HashSet<(u32, u32)>;

/// Where the cells come from.
#[derive(Default)]
pub(super) enum Rows {
    /// Of nothing that is understood.
    #[default]
    Unread,
    /// Of a text, with what stands between them.
    Separated(u8),
    /// Of objects in a text.
    Json(Vec<json::Object>),
    /// Of a sheet with this name.
    Sheet(String, Vec<StringRecord>),
}

/// Looks for a row of headings: among the first rows the one with the required columns, else with the most known ones. Gives how
/// many it has, too; those that are required count for very many.
pub(super) fn headings(records: impl Iterator<Item = Record>, columns: &Columns) -> Option<(usize, Record)> {
    let mut best = None;
    let mut most = 0;
    let mut above = StringRecord::new();
    // with a wrong delimiter quotes stand in the middle
    for mut record in records.take(ROWS_ABOVE).filter(|record| record.flaw.is_none()) {
        let joined = columns.two_storeys(&above, &record.cells);
        above.clone_from(&record.cells);
        record.cells = joined.unwrap_or(record.cells);
        let found: Vec<_> = record.cells.iter().take(COLUMNS).map(|cell| columns.heading(cell)).collect();
        let mut needed = columns.required().chain(columns.named.iter().map(|(field, _)| *field));
        let has = |field: Field| found.contains(&Heading::Known(field));
        // an hour's cell may hold the day
        let is_complete = needed.all(|field| has(field) || field == Field::Date && has(Field::Start));
        let known = found.iter().filter_map(|heading| heading.field()).count() + if is_complete { COMPLETE } else { 0 };
        if known > most {
            (best, most) = (Some((known, record)), known);
        } else if most > COMPLETE {
            // the row below may say more: "od" and "do" under "Godzina"
            break;
        }
    }
    best
}

impl Table {
    /// Reads a text and finds out how it is laid out; if it is no table, why not is a problem, and parts of it can be shown.
    pub(super) fn of(bytes: &[u8], columns: &Columns, findings: &mut Findings) -> Self {
        let (text, table) = match encoding::decode(bytes) {
            Ok((content, encoding)) => {
                findings.extend(encoding::broken(&content).map(|(at, kind)| (at, Part::Octet(at), kind)));
                let read = if content.trim_start().starts_with(['[', '{']) { json::read } else { separated };
                let table = read(&content, columns, findings);
                (Text::new(content, encoding), table)
            }
            Err((content, at)) => (Text::new(content, ""), Err((at, Part::Octet(at), Kind::DamagedText))),
        };
        match table {
            Ok(table) => Self { text, ..table }.laid_out(columns, findings),
            Err(finding) => {
                findings.push(finding);
                Self { text, ..Self::default() }
            }
        }
    }

    /// Finds out which column is which, and what stands above the headings.
    pub(super) fn laid_out(mut self, columns: &Columns, findings: &mut Findings) -> Self {
        self.subject = columns.subject;
        let top = self.headings.at;
        let is_said = columns.has(&self.headings.cells, Field::County);
        let is_sectioned = || self.records(self.first).any(|record| section(&record).is_some());
        let stated = || columns.county.clone().or_else(|| is_sectioned().then(String::new));
        let mut county = if is_said { None } else { stated() };
        let above = self.records(self.first).take_while(|record| record.at < top);
        let mut above: Vec<_> = above.filter(|record| !is_entered(&mut county, record)).collect();
        // the upper of two rows of headings
        let lower = self.records(self.first).find(|record| record.at == top);
        let is_upper =
            |(upper, lower): &mut (&mut Record, Record)| columns.two_storeys(&upper.cells, &lower.cells).is_some();
        if above.last_mut().zip(lower).as_mut().is_some_and(is_upper) {
            above.pop();
        }
        let titles: Vec<&str> = above.iter().flat_map(|record| record.cells.iter()).collect();
        if let (None, false, Some(named)) = (&county, is_said, county_of(&titles)) {
            county = Some(named.short_name());
            findings.push((top, Part::Row, Kind::CountyAbove { county: named.short_name() }));
        }
        self.county = county;
        let columns = &Columns { county: self.county.clone(), ..columns.clone() };
        let rows: Vec<_> = self.below().take(SURVEYED).map(|record| record.cells).collect();
        let (fields, said) = assign(&self.headings.cells, &rows, columns);
        let is_doubt = |kind: &Kind| {
            matches!(kind, Kind::UnknownColumns { .. } | Kind::TakenAs { .. } | Kind::UnsureHeading { asked: true, .. })
        };
        self.columns = fields;
        self.is_good = said.iter().all(|(_, kind)| is_doubt(kind));
        findings.extend(said.into_iter().map(|(part, kind)| (top, part, kind)));
        self.year = columns.year.or_else(|| self.heading(Field::Date).and_then(year_of_heading));
        let of_days = if self.year.is_none() { self.take_year(&titles) } else { None };
        findings.extend(of_days.map(|kind| (top, Part::Cell(Field::Date), kind)));
        let is_settled = || self.cells_of(Field::Status).is_some_and(|cells| !cells.iter().any(String::is_empty));
        for record in above {
            let cells = self.cells(&record);
            let [county, date, start] =
                [Field::County, Field::Date, Field::Start].map(|field| cells[field as usize].as_str());
            let is_meeting = self.subject == Subject::Meetings
                && is_day_in(date, Some(2000))
                && (is_county(county) || self.county.is_some() && !start.is_empty());
            let is_place = |cell: &str| self.column(Field::Venue).is_none() && starts_with(cell, "miejsce");
            let of_all = || record.cells.iter().find(|cell| is_of_all(cell) || is_place(cell)).map(str::to_owned);
            let kind = match of_all() {
                _ if is_meeting => Some(Kind::AboveHeadings),
                Some(text) => Some(Kind::OfAll { text }),
                None => match self.left_out(&record, Kind::SkippedRow) {
                    // what each row says counts more
                    Some(Kind::Unread { .. }) if is_settled() => Some(Kind::SkippedRow),
                    kind => kind,
                },
            };
            findings.extend(kind.map(|kind| (record.at, Part::Row, kind)));
        }
        self
    }

    /// Takes the year of the lines above the headings, if days have none.
    fn take_year(&mut self, titles: &[&str]) -> Option<Kind> {
        let year = year_of(titles)?;
        let is_other = |text: &str| years_in(text).any(|other| other != year);
        // the name of a section may say another
        if self.below().any(|record| record.alone().is_some_and(|(_, text)| is_other(text))) {
            return None;
        }
        let days = self.cells_of(Field::Date)?;
        let filled = days.iter().filter(|day| !day.is_empty() && date::month_alone(day).is_none());
        let numbers = filled.clone().filter(|day| day.parse::<u8>().is_ok()).count();
        let are_numbers = numbers * 2 > filled.count() && self.column(Field::Year).is_none();
        if are_numbers || days.iter().any(|day| !is_day_in(day, None) && is_day_in(day, Some(2000))) {
            self.year = Some(year);
            return Some(Kind::YearAbove { year });
        }
        let other = days.into_iter().find(|day| is_day_in(day, None) && is_other(day));
        other.map(|text| Kind::OtherYear { year, text })
    }

    /// The columns that hold a field.
    pub(super) fn fields(&self) -> impl Iterator<Item = (Field, usize)> {
        self.columns.iter().zip(0..).filter_map(|(is, column)| Some((is.field()?, column)))
    }

    /// The column of a field; the first, if several hold it.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|is| *is == Heading::Known(field))
    }

    /// The heading of a field.
    pub(super) fn heading(&self, field: Field) -> Option<&str> {
        self.headings.cells.get(self.column(field)?)
    }

    /// The cells of a field in rows with content; `None`: it has no column.
    pub(super) fn cells_of(&self, field: Field) -> Option<Vec<String>> {
        let column = self.column(field)?;
        let rows = self.below().filter(|record| !record.cells.iter().all(str::is_empty));
        Some(rows.map(|record| record.cells.get(column).unwrap_or_default().to_owned()).collect())
    }

    /// The rows from a place on.
    fn records(&self, from: usize) -> Box<dyn Iterator<Item = Record> + '_> {
        match &self.rows {
            Rows::Unread => Box::new(std::iter::empty()),
            Rows::Separated(delimiter) => Box::new(csv::records(&self.text.content, from, *delimiter)),
            Rows::Json(objects) => Box::new(json::records(&self.text.content, objects, self)),
            Rows::Sheet(_, rows) => Box::new(sheet_records(&rows[from - self.first..], from)),
        }
    }

    /// The rows below the headings.
    pub(super) fn below(&self) -> impl Iterator<Item = Record> {
        self.records(self.headings.at).skip(1)
    }

    /// How it was read; `None`: it was not.
    pub(super) fn read(&self, path: &str) -> Option<Read> {
        let (path, encoding, line) = (path.to_owned(), self.text.encoding, self.line(self.headings.at));
        match &self.rows {
            Rows::Unread => None,
            Rows::Separated(b',') => Some(Read::CsvList { path, encoding, delimiter: "comma", line }),
            Rows::Separated(b'|') => Some(Read::CsvList { path, encoding, delimiter: "pipe", line }),
            Rows::Separated(b'\t') => Some(Read::CsvList { path, encoding, delimiter: "tab", line }),
            Rows::Separated(_) => Some(Read::CsvList { path, encoding, delimiter: "semicolon", line }),
            Rows::Json(_) => Some(Read::JsonList { path, encoding }),
            Rows::Sheet(name, _) => Some(Read::SheetList { path, sheet: name.clone(), line }),
        }
    }

    /// The line of a row, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        if let Rows::Sheet(..) = self.rows { at - self.first + 1 } else { self.text.line(at).0 }
    }

    /// Where a part of a row stands, and a number that sorts it among the others of its row.
    pub(super) fn place(&self, row: RowId, part: Part) -> (Place, usize) {
        let column = match part {
            Part::Column(column) => Some(column),
            Part::Cell(field) => self.column(field),
            _ => None,
        };
        let heading = column.and_then(|column| self.headings.cells.get(column)).filter(|heading| !heading.is_empty());
        let sorted = column.map_or(usize::from(part != Part::Row), |column| column + 1);
        let (above, line) = match &self.rows {
            Rows::Sheet(_, rows) => (row.at - self.first, Some(Text::new(written(&rows[row.at - self.first]), ""))),
            _ => (0, None),
        };
        let (text, at) = line.as_ref().map_or((&self.text, row.at), |line| (line, 0));
        let delimiter = if let Rows::Separated(delimiter) = self.rows { delimiter } else { b';' };
        let (cell, object) = match (&self.rows, column) {
            (Rows::Json(objects), _) if !matches!(part, Part::Octet(_)) => json::locate(objects, at, column),
            (_, Some(column)) => (Some(csv::cell(&text.content, at, delimiter, column)), None),
            _ => (None, None),
        };
        let key = heading.filter(|_| cell.is_some()).map_or_else(String::new, |key| format!(".{key}"));
        let path = object.map(|number| format!("{}[{number}]{key}", self.subject.arrays()[0]));
        let place = text.place(match (part, cell) {
            (Part::Octet(octet), _) => octet..octet,
            (_, Some(cell)) => cell,
            (Part::Row, None) => at..text.content.len(),
            _ => at..at,
        });
        let line = place.line.map(|line| line + above);
        let (is_path, heading) = (path.is_some(), path.or(heading.map(str::to_owned)));
        (Place { sheet: self.sheet.clone(), line, heading, is_path, ..place }, sorted)
    }
}

/// The table that a text is that is no JSON.
///
/// # Errors
/// Why it is no table.
fn separated(text: &str, columns: &Columns, _: &mut Findings) -> Result<Table, Finding> {
    // Excel understands a first line "sep=;"
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let is_declared = |delimiter: &u8| line.eq_ignore_ascii_case(&format!("sep={}", char::from(*delimiter)));
    let declared = DELIMITERS.into_iter().find(is_declared);
    let from = declared.map_or(0, |_| line.len());
    let is_there = |sign: &u8| *sign == DELIMITERS[0] || text.as_bytes().contains(sign);
    let delimiters =
        DELIMITERS.into_iter().filter(|sign| declared.map_or(is_there(sign), |declared| *sign == declared));
    let found = delimiters.filter_map(|sign| Some((sign, headings(csv::records(text, from, sign), columns)?)));
    // the first of those that are complete
    let best = found.rev().max_by_key(|(_, (known, _))| *known.min(&(COMPLETE + 1)));
    let is_list = columns.subject == Subject::People || has_cells(text);
    // a word alone in its line may head a column, or a paragraph
    if let Some((delimiter, (_, headings))) = best.filter(|(_, (known, _))| is_list || *known > 1) {
        let rows = Rows::Separated(delimiter);
        return Ok(Table { rows, first: from, headings, ..Table::default() });
    }
    let kind = match text.lines().map(str::trim).find(|line| !line.is_empty()) {
        None => Kind::EmptyList,
        Some(first) if is_list => Kind::NoHeadings { first: first.to_owned(), subject: columns.subject },
        Some(_) => Kind::Announcement,
    };
    Err((0, Part::List, kind))
}

/// The rows of a sheet from one of this number on.
pub(super) fn sheet_records(rows: &[StringRecord], from: usize) -> impl Iterator<Item = Record> {
    rows.iter().zip(from..).map(|(cells, at)| Record { at, cells: cells.clone(), flaw: None })
}

/// A sheet's row as a message shows it, as it would be saved: on one line.
fn written(cells: &StringRecord) -> String {
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    // a break within a cell must not end the line
    let _ = writer.write_record(cells.iter().map(|cell| cell.replace("\r\n", "\n").replace(['\n', '\r'], "\u{2028}")));
    let line = writer.into_inner().ok().and_then(|line| String::from_utf8(line).ok()).unwrap_or_default();
    line.trim_end_matches('\n').to_owned()
}

/// Whether most lines of a text have cells: a list, good or bad.
fn has_cells(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(ROWS_ABOVE * 5).collect();
    let is_row = |line: &&&str| [';', '\t'].iter().any(|delimiter| line.matches(*delimiter).count() > 1);
    lines.iter().filter(is_row).count() * 2 > lines.len()
}

/// What a row says that says nothing but for which county those below it are. A town further on belongs to the row above.
fn section(record: &Record) -> Option<&str> {
    let (column, cell) = record.alone()?;
    let name = cell.trim_end_matches([':', ' ']);
    let is_town = || County::all().any(|county| same(name, county.seat()));
    // "Starosta Żarski" approves
    (is_county(name) && (column == 0 || !is_town()) && !is_signature(name)).then_some(name)
}

/// What is of the year that it names, and the meetings are not: documents, and what is planned for later.
static OTHER_YEARS: Beginnings = Beginnings::new(|| include_str!("other-years.txt").lines().collect());
/// What a year stands behind.
const BEFORE_YEARS: &str = include_str!("before-years.txt");

/// The one county that the lines above the headings name, if they name no other and nothing that is not of all.
fn county_of(titles: &[&str]) -> Option<County> {
    let titles: Vec<&str> = titles.iter().copied().filter(|title| !is_signature(title)).collect();
    let text = titles.join(" ");
    only(county::named_in(&text).iter()).filter(|_| !says(&text, &NOT_OF_ALL))
}

/// The numbers of a text that may be years.
fn years_in(text: &str) -> impl Iterator<Item = i32> {
    date::four_digits(text).filter(|year| (2000..2100).contains(year))
}

/// The one year that the lines above the headings say of what is planned: "Plan posiedzeń na rok 2027", "Zebrania, maj 2027".
fn year_of(titles: &[&str]) -> Option<i32> {
    let text = titles.join(" ");
    let year = only(years_in(&text).collect::<BTreeSet<_>>().into_iter())?;
    let (folded, written) = (fold(&text), year.to_string());
    let words: Vec<&str> = folded.split(' ').collect();
    let is_month = |word: &str| word.len() > 2 && date::month(word).is_some();
    let at = words.iter().position(|word| *word == written)?;
    let before = words[..at].last().copied().unwrap_or_default();
    // "Żary, 4 stycznia 2027 r."
    let is_day = at > 1 && is_month(before) && is_number(words[at - 2]);
    // "zebrania 2027", "zebrania wiejskie 2027"
    let is_adjective = ["ie", "ne", "we", "ch"].iter().any(|end| before.ends_with(end));
    let is_of_meetings = || remark::is_meeting(before) || is_adjective && at > 1 && remark::is_meeting(words[at - 2]);
    let is_plans = BEFORE_YEARS.lines().any(|word| before == word) || is_month(before) || is_of_meetings();
    // "grudzień 2026 - luty"
    let count = |is: &dyn Fn(&str) -> bool| words.iter().filter(|word| is(word)).count();
    let is_one = count(&is_month) < 2 && count(&|word| word == "kwartal") < 2;
    (is_plans && !is_day && is_one && !says(&text, &OTHER_YEARS)).then_some(year)
}

/// The year that a heading says: "Data (2027 r.)", "Data 2027"; but "Data, nr 2027".
fn year_of_heading(heading: &str) -> Option<i32> {
    let words: Vec<&str> = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_years = |pair: &&[&str]| !same(pair[0], "nr");
    let years = words.windows(2).filter(is_years).filter_map(|pair| pair[1].parse().ok());
    only(years.filter(|year| (2000..2100).contains(year)))
}

/// Whether a row names the county of those below it, where no column does.
pub(super) fn is_entered(county: &mut Option<String>, record: &Record) -> bool {
    let Some(name) = county.as_ref().and_then(|_| section(record)) else { return false };
    *county = Some(name.to_owned());
    true
}

/// Whether cells, whatever their columns, hold a county and a day.
pub(super) fn is_entry<'c>(mut cells: impl Iterator<Item = &'c str> + Clone) -> bool {
    cells.clone().any(|cell| is_day_in(cell, Some(2000))) && cells.any(is_county)
}
