//! Spreadsheet files (.xlsx, .xls, .ods), read by calamine into rows of cells. Everything after that is what a CSV list goes
//! through.

use std::fmt::Display;
use std::io::Cursor;
use std::panic;

use calamine::{Cell, Data, DataType as _, Dimensions, Ods, Range, Reader as _, SheetType, Sheets as Book, Xls, Xlsx};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use csv::StringRecord;

use super::columns::{Columns, Field, Heading};
use super::layout::{Headings, Rows, Table, sheet_records};
use super::{Findings, Kind, Part, encoding, guard};

/// The sheets with content, by name.
type Sheets = Vec<(String, Range<Data>)>;

/// Reads the first sheet that has the headings; the others are said to be left out. The error is why there is none.
pub(super) fn read(bytes: &[u8], columns: &Columns, findings: &mut Findings) -> Result<(String, Table), Kind> {
    // calamine panics on some files that are cut short (0.38.0: cfb.rs)
    let sheets = panic::catch_unwind(|| sheets(bytes)).unwrap_or_else(|_| Err(damaged("the file is cut short")))?;
    // each as it is first: in the columns found so, plain numbers are dates and hours, too
    let headings: Vec<_> =
        sheets.iter().map(|(_, range)| Headings::find(sheet_records(&rows(range, &[]), 0), columns)).collect();
    let is_complete = |headings: &Option<Headings>| headings.as_ref().is_some_and(Headings::is_complete);
    let chosen = headings.iter().position(is_complete).unwrap_or(0);
    for (number, ((name, _), headings)) in sheets.iter().zip(&headings).enumerate() {
        let name = name.clone();
        let kind = if is_complete(headings) { Kind::SecondSheet { name } } else { Kind::SheetLeftOut { name } };
        findings.extend((number != chosen).then_some((0, Part::List, kind)));
    }
    let (name, range) = sheets.into_iter().nth(chosen).ok_or(Kind::EmptyList)?;
    let headings = headings.into_iter().nth(chosen).flatten().ok_or_else(|| {
        let row = rows(&range, &[]).into_iter().find(|row| row.iter().any(|cell| !cell.is_empty()));
        let first = row.unwrap_or_default().iter().collect::<Vec<_>>().join(";");
        Kind::NoHeadings { first, subject: columns.subject }
    })?;
    let texts: Vec<_> = range.rows().flatten().filter_map(|cell| cell.get_string()).collect();
    let (_, letters) = encoding::mend(texts.join("\n"));
    findings.extend(letters.into_iter().map(|(_, kind)| (0, Part::List, kind)));
    let rows = rows(&range, &columns.headings(&headings.record.cells));
    Ok((name, Table::new(Rows::Sheet(rows), headings, 0, columns, findings)))
}

/// A library's words for it, English.
pub(super) fn damaged(error: impl Display) -> Kind {
    Kind::DamagedSpreadsheet { reason: error.to_string() }
}

/// Reads a file by what it begins with and holds.
fn sheets(bytes: &[u8]) -> Result<Sheets, Kind> {
    let file = Cursor::new(bytes);
    let mut book = if bytes.starts_with(b"\xd0\xcf") {
        guard::xls(bytes)?;
        Book::Xls(Xls::new(file).map_err(damaged)?)
    } else {
        let parts = guard::unpacked(bytes)?;
        if parts.index_for_name("content.xml").is_some() {
            guard::ods(parts)?;
            Book::Ods(Ods::new(file).map_err(damaged)?)
        } else {
            Book::Xlsx(Xlsx::new(file).map_err(damaged)?)
        }
    };
    // others are charts
    let metadata = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<_> = metadata.map(|sheet| sheet.name.clone()).collect();
    let (mut sheets, mut room) = (Vec::new(), guard::Room::new());
    for name in names {
        let (mut range, merged) = match &mut book {
            Book::Xls(book) => {
                (book.worksheet_range(&name).map_err(damaged)?, book.merge_cells_by_sheet_name(&name).map_err(damaged))
            }
            Book::Ods(book) => (book.worksheet_range(&name).map_err(damaged)?, Ok(Vec::new())),
            Book::Xlsx(book) => (xlsx(book, &name, &mut room)?, book.merge_cells_by_sheet_name(&name).map_err(damaged)),
            Book::Xlsb(_) => continue,
        };
        fill(&mut range, &merged?);
        if !range.is_empty() {
            sheets.push((name, range));
        }
    }
    Ok(sheets)
}

/// Cell by cell, since only when all are there is it known how large the sheet is.
fn xlsx(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut guard::Room) -> Result<Range<Data>, Kind> {
    let mut cells = Vec::new();
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let value = Data::from(cell.get_value().clone());
        if value != Data::Empty {
            cells.push(Cell::new(cell.get_position(), value));
        }
    }
    room.range(cells)
}

/// What is merged over several rows counts for each, as it is seen; in the file only the first has it. Rows with nothing of
/// their own are left as they are: a footnote may be merged over some. Of .ods files nothing is known of it.
fn fill(range: &mut Range<Data>, merged: &[Dimensions]) {
    let Some((top, left)) = range.start() else { return };
    let has_content: Vec<bool> = range.rows().map(|row| row.iter().any(|cell| *cell != Data::Empty)).collect();
    // regions do not overlap, but a file may say so of very many
    let mut room = has_content.len() * range.width();
    for &Dimensions { start, end } in merged {
        let (Some(first), Some(column)) = (start.0.checked_sub(top), start.1.checked_sub(left)) else { continue };
        let (first, column) = (first as usize, column as usize);
        let Some(value) = range.get((first, column)).filter(|value| **value != Data::Empty).cloned() else { continue };
        let end = (end.0.saturating_sub(top) as usize + 1).min(has_content.len());
        for row in first + 1..end {
            let Some(rest) = room.checked_sub(1) else { return };
            room = rest;
            if has_content[row] && range[(row, column)] == Data::Empty {
                range[(row, column)] = value.clone();
            }
        }
    }
}

/// A sheet's rows as texts, those above the first used one too, so that a row's number is its line's.
fn rows(range: &Range<Data>, headings: &[Heading]) -> Vec<StringRecord> {
    let above = range.start().map_or(0, |(row, _)| row as usize);
    let row =
        |row: &[Data]| row.iter().enumerate().map(|(n, data)| cell(data, headings.get(n)).trim().to_owned()).collect();
    std::iter::repeat_n(StringRecord::new(), above).chain(range.rows().map(row)).collect()
}

/// What may be a date where a date belongs, as spreadsheets count days: 1.1.1990 to 31.12.2099.
const DAYS: std::ops::Range<f64> = 32_874.0..73_051.0;

/// A cell as it would be saved: dates and hours in the forms that [`crate::poland::date`] reads.
fn cell(data: &Data, heading: Option<&Heading>) -> String {
    let is_hour = matches!(heading, Some(Heading::Known(Field::Start | Field::End)));
    let is_number = matches!(data, Data::Int(_) | Data::Float(_));
    let days = if let Data::DateTime(time) = data { time.as_f64() } else { data.as_f64().unwrap_or_default() };
    let shown: fn(NaiveDateTime) -> String = match data {
        Data::DateTime(_) if is_hour && (days - 1.0).abs() < 1e-9 => return "24:00".to_owned(),
        // a cell for hours shows the hour, whatever day is behind it
        Data::DateTime(_) if is_hour || days < 1.0 => clock,
        Data::DateTime(_) | Data::DateTimeIso(_) => written,
        // PT10H00M00S; a day has 24 hours, and no time of day 24:00
        Data::DurationIso(text) => {
            let parts: Vec<_> = text.trim_start_matches("PT").split_terminator(['H', 'M', 'S']).collect();
            return if let [hours, minutes, ..] = parts[..] { format!("{hours}:{minutes}") } else { text.clone() };
        }
        _ if is_number && heading == Some(&Heading::Known(Field::Date)) && DAYS.contains(&days) => written,
        _ if is_number && is_hour && 0.0 < days && days < 1.0 => clock,
        _ => return encoding::mend(data.to_string()).0,
    };
    // to the second: a third of a day has no exact fraction
    let rounded = data.as_datetime().and_then(|time| (time + TimeDelta::milliseconds(500)).with_nanosecond(0));
    rounded.map_or_else(|| data.to_string(), shown)
}

fn clock(time: NaiveDateTime) -> String {
    time.format(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

fn written(time: NaiveDateTime) -> String {
    let date = time.format("%Y-%m-%d");
    if time.time() == NaiveTime::MIN { date.to_string() } else { format!("{date} {}", clock(time)) }
}
