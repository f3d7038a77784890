//! Which rows below the headings are entries of the list, and what is said of the others.

use std::collections::BTreeSet;

use memchr::memchr2;

use super::assign::is_day_in;
use super::columns::{Field, Heading, Subject, is_county};
use super::csv::{self, Record};
use super::layout::{Rows, Table, is_entered, is_entry};
use super::line::{
    alters, error, has_hour, is_amount, is_closing, is_footnote, is_harmless, is_number, is_signature, is_signed,
};
use super::{Each, Kind, List, Part, Row, RowId, turns, unread};
use crate::message::Diagnostics;
use crate::poland::date::{self, answer, fold, has, same, starts_with};
use crate::poland::remark::{self, secrecy};

/// Fields whose column says when or whether, so that one without a word is worth a look.
const CHECKED: [Field; 6] = [Field::Start, Field::End, Field::Status, Field::Length, Field::Cancelled, Field::Held];
/// A row without a date whose first word is one of these is a total.
const TOTALS: [&str; 8] = ["razem", "suma", "ogółem", "łącznie", "w sumie", "total", "średnio", "średnia"];

impl Table {
    /// Whether quotation marks have made one cell of several rows, and in what line they end.
    fn swallowed(&self, record: &Record) -> Option<(Part, Kind)> {
        let Rows::Separated(delimiter) = self.rows else { return None };
        let column = record.cells.iter().position(|cell| holds_row(cell, char::from(delimiter)))?;
        let end = csv::cell(&self.text.content, record.at, delimiter, column).end;
        Some((Part::Column(column), Kind::SwallowedRow { line: self.text.line(end).0 }))
    }

    /// What is said of a row that is left out; of a number alone, nothing.
    pub(super) fn left_out(&self, record: &Record, kind: Kind) -> Option<Kind> {
        let is_number = matches!(kind, Kind::SkippedRow) && record.cells.iter().all(is_number);
        record.cells.iter().find_map(|cell| unread(self.subject, "", cell, None)).or((!is_number).then_some(kind))
    }

    /// Hands over each row that is an entry of the list.
    pub(super) fn rows(&self, list: &List, out: &mut Diagnostics, each: Each) {
        if !self.is_good {
            return;
        }
        // columns without heading of which something was said
        let mut nameless = BTreeSet::new();
        let (mut county, mut empty, mut is_empty) = (self.county.clone(), Vec::from(CHECKED), true);
        let (mut notes, mut month) = (String::new(), String::new());
        // texts alone in their rows, behind which no entry has come yet
        let mut lonely: Vec<(RowId, String)> = Vec::new();
        for mut record in self.below() {
            let id = list.row(record.at);
            let mut say = |part, kind| list.say(id, part, &kind, out);
            if record.cells.as_slice().contains(turns) {
                let turned = (0..record.cells.len()).filter(|column| record.cells[*column].contains(turns));
                turned.for_each(|column| say(Part::Column(column), Kind::Directions));
                record.cells = record.cells.iter().map(|cell| cell.replace(turns, "").trim().to_owned()).collect();
            }
            let flaw = record.flaw.take().or_else(|| self.swallowed(&record));
            let is_struck = |column: usize| self.struck.contains(&((record.at - self.first) as u32, column as u32));
            let mut filled = record.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            let struck = filled.find(|(column, _)| is_struck(*column)).map(|(column, cell)| (column, cell.to_owned()));
            let mut row = Row { list, id, cells: self.cells(&record), unknown: Vec::new(), struck };
            if let Some((_, text)) = record.alone().filter(|(_, text)| !is_county(text)) {
                // whatever else stands alone ends it
                month = if date::month_alone(text).is_some() { text.to_owned() } else { String::new() };
            }
            complete(&mut row.cells, &month);
            let said = match flaw {
                Some(flaw) => Some(vec![flaw]),
                None if record.cells.iter().all(str::is_empty) || is_entered(&mut county, &record) => Some(Vec::new()),
                None => self.instead(&record, &row),
            };
            if let Some(said) = said {
                for (part, kind) in said {
                    match kind {
                        Kind::NoMeeting => lonely.push((id, record.cells.iter().collect())),
                        kind => say(part, kind),
                    }
                }
                continue;
            }
            let (cells, headings) = (record.cells.len(), self.headings.cells.len());
            if cells < headings {
                say(Part::Row, Kind::TooFewCells { cells, headings });
            }
            if let Some(county) = &county {
                row.cells[Field::County as usize].clone_from(county);
            }
            if self.column(Field::Status).is_some_and(is_struck) {
                row.cells[Field::Status as usize].clear();
            }
            let is_open = row.cell(Field::Status).is_empty();
            for (column, (is, cell)) in self.columns.iter().zip(&record.cells).enumerate() {
                let heading = self.headings.cells.get(column).unwrap_or_default();
                let said = || unread(self.subject, heading, cell, Some(row.cell(Field::Status)));
                // "GK.6630.1.2027" below "Nr"
                let is_code =
                    || !heading.is_empty() && !cell.contains(' ') && cell.contains(|c: char| c.is_ascii_digit());
                let mut is_nameless =
                    || *is == Heading::Number && !is_number(cell) && !is_code() && nameless.insert(column);
                let kind = match is {
                    Heading::Known(_) => None,
                    Heading::Ignored => said().map(|_| Kind::Ignored { text: cell.to_owned() }),
                    _ => alters(heading, cell, is_open)
                        .or_else(said)
                        .or_else(|| is_nameless().then(|| Kind::NoHeading { text: cell.to_owned() })),
                };
                if let Some(kind) = kind {
                    say(Part::Column(column), kind);
                } else if *is == Heading::Unknown && !cell.is_empty() || *is == Heading::Other && is_text(cell) {
                    row.unknown.push((column, cell.to_owned()));
                }
            }
            // what is said beside its cells may be of its meeting, too
            row.unknown.extend(self.comments.get(&(record.at - self.first)).into_iter().flatten().cloned());
            // what the row above says of its meeting is said of this one, too
            let note = &mut row.cells[Field::Notes as usize];
            if !notes.is_empty() && remark::is_ditto(note) {
                note.clone_from(&notes);
            }
            notes.clone_from(note);
            empty.retain(|field| row.cell(*field).is_empty());
            is_empty = false;
            lonely.drain(..).for_each(|(id, _)| list.say(id, Part::Row, &Kind::NoMeeting, out));
            each(row, out);
        }
        for (id, text) in lonely {
            let kind = if is_closing(&text) { Kind::SkippedRow } else { Kind::NoMeeting };
            list.say(id, Part::Row, &kind, out);
        }
        let headings = empty.into_iter().filter_map(|field| self.headings.cells.get(self.column(field)?));
        let found: Vec<_> = headings.map(str::to_owned).collect();
        if !is_empty && !found.is_empty() {
            list.say(list.row(self.headings.at), Part::Row, &Kind::EmptyColumns { found }, out);
        }
    }

    /// What is said of a row that is no entry, or has cells that are wrong whatever they should be.
    fn instead(&self, record: &Record, row: &Row) -> Option<Vec<(Part, Kind)>> {
        if let Some(kind) = self.other(record, row) {
            return Some(self.left_out(record, kind).map(|kind| (Part::Row, kind)).into_iter().collect());
        }
        let (cells, headings) = (record.cells.len(), self.headings.cells.len());
        let is_sheet = matches!(self.rows, Rows::Sheet(..));
        let fault = |column| Some((Part::Column(column), error(record.cells.get(column)?, is_sheet)?));
        let wrong = self.fields().filter_map(|(_, column)| fault(column));
        let extra = (headings..cells).find(|column| !record.cells[*column].is_empty());
        let wrong = wrong.chain(extra.map(|column| (Part::Column(column), Kind::TooManyCells { cells, headings })));
        Some(wrong.collect::<Vec<_>>()).filter(|wrong| !wrong.is_empty())
    }

    /// The cells of a row by field; where several columns hold one, joined.
    pub(super) fn cells(&self, record: &Record) -> [String; Field::COUNT] {
        let mut cells = std::array::from_fn(|_| String::new());
        for (field, column) in self.fields() {
            let (cell, mut text) =
                (&mut cells[field as usize], record.cells.get(column).unwrap_or_default().to_owned());
            let is_number = text.starts_with(|c: char| c.is_ascii_digit());
            let is_room = || has(&fold(&self.headings.cells[column]), &["sal", "room"]);
            if field == Field::Venue && is_number && !text.contains(' ') && is_room() {
                text.insert_str(0, "sala ");
            }
            let is_hour = matches!(field, Field::Start | Field::End);
            let between = match &field.column().joined {
                _ if is_hour && text.len() == 1 => ":0",
                _ if is_hour && is_number => ":",
                joined => joined.as_deref().unwrap_or_default(),
            };
            // "Private" and "Sensitivity": either may say yes
            let is_no = field == Field::Private && secrecy(cell).or(answer(cell)) != Some(true);
            if cell.is_empty() || is_no && !text.is_empty() {
                *cell = text;
            } else if !text.is_empty() && field != Field::Private && (*cell != text || is_hour) {
                *cell = [cell, between, &text].concat();
            }
        }
        cells
    }

    /// Whether a row is something else than what the list is about: a total, the headings again, a footnote, a row number and
    /// nothing else; or a text that a person must look at.
    fn other(&self, record: &Record, row: &Row) -> Option<Kind> {
        let filled: Vec<(usize, &str)> = record.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
        let is_unread = |is: &Heading| !matches!(is, Heading::Known(_) | Heading::Ignored);
        let is_row_number =
            |&(column, cell): &(usize, &str)| self.columns.get(column).is_some_and(is_unread) && is_number(cell);
        // a row with a number of its own is none
        let counts = |is: &Heading| *is != Heading::Number && is_unread(is) || is.field() == Some(Field::Capacity);
        let is_sum = |&(column, cell): &(usize, &str)| {
            self.columns.get(column).is_some_and(counts) && is_amount(cell) && !is_day_in(cell, Some(2000))
        };
        let [county, date] = [Field::County, Field::Date].map(|field| row.cell(field));
        let is_total = |text: &str| TOTALS.iter().any(|word| starts_with(text, word));
        let are_totals = || {
            let is_sum_of =
                |cell: &str| TOTALS.iter().any(|word| same(cell.trim_end_matches(|c: char| !c.is_alphabetic()), word));
            let is_part = |cell: &str| is_sum_of(cell) || is_amount(cell) && !is_day_in(cell, Some(2000));
            row.cells[Field::Date as usize].is_empty()
                && row.cells[Field::Start as usize].is_empty()
                && filled.iter().any(|(_, cell)| is_sum_of(cell))
                && filled.iter().all(|(_, cell)| is_part(cell))
        };
        let is_total_row = filled.first().is_some_and(|(_, first)| is_total(first))
            && (is_number(county) || is_total(county))
            && date::date(date, Some(2000)).is_err();
        // the headings again, as on each page of a printed list
        let is_heading =
            |(column, cell): &(usize, &str)| self.headings.cells.get(*column).is_some_and(|known| same(cell, known));
        // "1; 2; 3; 4" below the headings
        let are_numbered =
            filled.len() > 2 && filled.iter().zip(1..).all(|((_, cell), number)| cell.parse() == Ok(number));
        // "świetlica*" in a row, and "* spotykamy się w remizie" below
        let is_marked = || *self.is_marked.get_or_init(|| self.below().any(|record| has_mark(&record)));
        let explains = |text: &str| text.starts_with('*') && !is_harmless(text) && is_marked();
        match filled[..] {
            _ if self.subject == Subject::People => filled.iter().all(is_row_number).then_some(Kind::SkippedRow),
            _ if are_numbered || is_total_row || are_totals() || filled.len() > 1 && filled.iter().all(is_sum) => {
                Some(Kind::SkippedRow)
            }
            _ if date.starts_with(char::is_alphabetic) && filled.iter().all(is_heading) => Some(Kind::SkippedRow),
            // "Prezes: …", "Sekretarz: …"
            _ if filled.iter().all(|(_, cell)| is_signature(cell)) => Some(Kind::SkippedRow),
            [(_, does), (_, who)] if is_signed(does, who) => Some(Kind::SkippedRow),
            // a lonely text is no meeting, though it stands below the days
            _ if is_day_in(date, Some(2000)) || (!date.is_empty() || !county.is_empty()) && filled.len() > 1 => None,
            // one lonely text: a section's name, a footnote, a signature
            [cell] if is_row_number(&cell) || is_footnote(cell.1) && !has_hour(cell.1) && !explains(cell.1) => {
                Some(Kind::SkippedRow)
            }
            [_] => Some(Kind::NoMeeting),
            _ => None,
        }
    }
}

/// A day that is but a number has its month in a column of its own, or in a row above that says nothing else.
fn complete(cells: &mut [String; Field::COUNT], above: &str) {
    if cells[Field::Month as usize].is_empty() {
        above.clone_into(&mut cells[Field::Month as usize]);
    }
    let day = cells[Field::Date as usize].trim_end_matches('.').parse::<u8>();
    if let (Ok(day), Some((month, year))) = (day, date::month_in(&cells[Field::Month as usize])) {
        let year = year.map(|year| format!(".{year}")).unwrap_or_default();
        cells[Field::Date as usize] = format!("{day}.{month:02}{year}");
    }
}

/// Whether a cell of a row has a mark that a line below may explain.
fn has_mark(record: &Record) -> bool {
    let filled = record.cells.iter().filter(|cell| !cell.is_empty());
    filled.clone().count() > 1 && filled.clone().any(|cell| cell.contains('*'))
}

/// Whether a cell has words and no number: below "Data publikacji" others are of that.
fn is_text(cell: &str) -> bool {
    cell.contains(char::is_alphabetic) && !cell.contains(|c: char| c.is_ascii_digit())
}

/// Whether a line of a cell reads like a row; in prose blanks follow commas and semicolons.
fn holds_row(cell: &str, delimiter: char) -> bool {
    let is_row = |line: &str| {
        if !line.contains(delimiter) || !line.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let cells = line.split(delimiter).map(str::trim);
        let is_tight = line.split(delimiter).skip(1).filter(|cell| !cell.starts_with([' ', '\u{a0}'])).count() > 1;
        is_entry(cells.clone()) || is_tight && cells.clone().any(|cell| is_county(cell) || is_day_in(cell, Some(2000)))
    };
    memchr2(b'\n', b'\r', cell.as_bytes()).is_some() && cell.split(['\n', '\r']).any(is_row)
}
