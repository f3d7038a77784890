//! Spreadsheet files (.xlsx, .xls, .ods), read by calamine and turned into the text that they would be saved as: a line a
//! row, so that the row's number is the line's. Everything after that is what a CSV list goes through.

use std::fmt::Display;
use std::io::Cursor;
use std::panic::{self, AssertUnwindSafe};

use calamine::{Cell, Data, Dimensions, ExcelDateTime, Ods, Range, Reader as _, SheetType, Xls, Xlsx};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::csv::Layout;
use super::{Field, bounds};
use crate::message::{Diagnostics, Kind, Place};

/// A sheet as text, its layout and its name.
pub(super) struct Sheet {
    pub(super) text: String,
    pub(super) layout: Option<Layout>,
    pub(super) name: String,
}

/// A line break within a cell, so that it does not end the row's line.
const BREAK: char = '\u{2028}';

/// Reads the first sheet that has the headings; the others are said to be left out.
pub(super) fn read(
    bytes: &[u8],
    columns: &super::column::Columns,
    number: u16,
    out: &mut Diagnostics,
) -> Option<Sheet> {
    let sheets = match sheets(bytes) {
        Ok(sheets) => sheets,
        Err(Unread::Large) => {
            out.problem(Place::list(number), Kind::LargeSpreadsheet);
            return None;
        }
        Err(Unread::Damaged(reason)) => {
            out.problem(Place::list(number), Kind::DamagedSpreadsheet { reason });
            return None;
        }
    };
    // each as it is first: in the columns found so, plain numbers are dates and hours, too
    let lay_out =
        |range: &Range<Data>| Layout::find(&text(range, |_| None), columns, number, &mut Diagnostics::default());
    let layouts: Vec<_> = sheets.iter().map(|(_, range)| lay_out(range)).collect();
    let reads = |layout: &Option<Layout>| layout.as_ref().is_some_and(Layout::is_good);
    let chosen = layouts.iter().position(reads).unwrap_or(0);
    let (Some((name, range)), Some(first)) = (sheets.get(chosen), layouts.get(chosen)) else {
        out.problem(Place::list(number), Kind::Empty);
        return None;
    };
    let others = sheets.iter().zip(&layouts).enumerate().filter(|(n, _)| *n != chosen);
    for (_, ((name, _), layout)) in others {
        let name = name.clone();
        if reads(layout) {
            out.problem(Place::list(number), Kind::SecondSheet { name });
        } else {
            out.warn(Place::list(number), Kind::SheetLeftOut { name });
        }
    }
    let fields: Vec<_> = [Field::Date, Field::Start, Field::End]
        .into_iter()
        .filter_map(|field| Some((first.as_ref()?.column(field)?, field)))
        .collect();
    let field_of = |column: usize| fields.iter().find(|(known, _)| *known == column).map(|&(_, field)| field);
    let text = text(range, field_of);
    let layout = Layout::find(&text, columns, number, out);
    Some(Sheet { text, layout, name: name.clone() })
}

/// Why a spreadsheet was not read.
pub(super) enum Unread {
    /// It would fill the memory.
    Large,
    /// In a library's words, English.
    Damaged(String),
}

impl Unread {
    pub(super) fn of(error: impl Display) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// The sheets with content, by name.
type Sheets = Vec<(String, Range<Data>)>;

/// Reads a file by what it begins with and holds.
fn sheets(bytes: &[u8]) -> Result<Sheets, Unread> {
    if bytes.starts_with(b"\xd0\xcf") {
        bounds::xls(bytes)?;
        return caught(|| all(Xls::new(Cursor::new(bytes)).map_err(Unread::of)?, xls));
    }
    let parts = bounds::unpacked(bytes)?;
    if parts.index_for_name("content.xml").is_some() {
        bounds::ods(parts)?;
        return caught(|| all(Ods::new(Cursor::new(bytes)).map_err(Unread::of)?, whole));
    }
    let mut room = bounds::Room::new();
    caught(|| all(Xlsx::new(Cursor::new(bytes)).map_err(Unread::of)?, |book, name| xlsx(book, name, &mut room)))
}

/// A book's sheets with cells, each by name as `range` reads it.
fn all<'b, R: calamine::Reader<Cursor<&'b [u8]>>>(
    mut book: R,
    mut range: impl FnMut(&mut R, &str) -> Result<Range<Data>, Unread>,
) -> Result<Sheets, Unread> {
    // others are charts
    let cells = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<_> = cells.map(|sheet| sheet.name.clone()).collect();
    let mut sheets = Vec::new();
    for name in names {
        let range = range(&mut book, &name)?;
        if !range.is_empty() {
            sheets.push((name, range));
        }
    }
    Ok(sheets)
}

fn whole<'b, R: calamine::Reader<Cursor<&'b [u8]>>>(book: &mut R, name: &str) -> Result<Range<Data>, Unread>
where
    R::Error: Display,
{
    book.worksheet_range(name).map_err(Unread::of)
}

fn xls(book: &mut Xls<Cursor<&[u8]>>, name: &str) -> Result<Range<Data>, Unread> {
    let mut range = whole(book, name)?;
    fill(&mut range, &book.merge_cells_by_sheet_name(name).map_err(Unread::of)?);
    Ok(range)
}

/// Cell by cell, since only when all are there is it known how large the sheet is.
fn xlsx(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut bounds::Room) -> Result<Range<Data>, Unread> {
    let mut cells = Vec::new();
    let mut reader = book.worksheet_cells_reader(name).map_err(Unread::of)?;
    while let Some(cell) = reader.next_cell().map_err(Unread::of)? {
        let value = Data::from(cell.get_value().clone());
        if value != Data::Empty {
            cells.push(Cell::new(cell.get_position(), value));
        }
    }
    drop(reader);
    let mut range = room.range(cells)?;
    fill(&mut range, &book.merge_cells_by_sheet_name(name).map_err(Unread::of)?);
    Ok(range)
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

/// calamine panics on some files that are cut short (0.38.0: cfb.rs).
fn caught(read: impl FnOnce() -> Result<Sheets, Unread>) -> Result<Sheets, Unread> {
    // what it would say on standard error is said as a problem
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    panic::set_hook(hook);
    read.unwrap_or_else(|_| Err(Unread::Damaged("the file is cut short".to_owned())))
}

/// A sheet's rows, from the sheet's first on, as lines of cells separated by semicolons.
fn text(range: &Range<Data>, field_of: impl Fn(usize) -> Option<Field>) -> String {
    let mut out = String::new();
    // rows above the first used one are lines, too
    let above = range.start().map_or(0, |(row, _)| row as usize);
    for _ in 0..above {
        out.push('\n');
    }
    for row in range.rows() {
        for (column, data) in row.iter().enumerate() {
            if column > 0 {
                out.push(';');
            }
            quote(&cell(data, field_of(column)), &mut out);
        }
        out.push('\n');
    }
    out
}

fn quote(cell: &str, out: &mut String) {
    let cell = cell.trim().replace("\r\n", "\n").replace(['\n', '\r'], &BREAK.to_string());
    if cell.contains([';', '"']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&cell);
    }
}

/// A cell as it would be saved: dates and hours in the forms that [`crate::poland::date`] reads.
fn cell(data: &Data, field: Option<Field>) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Bool(value) => value.to_string(),
        Data::Int(value) => number(value.to_string().parse().unwrap_or_default(), field),
        Data::Float(value) => number(*value, field),
        Data::DateTime(time) => moment(time, field),
        Data::DateTimeIso(text) => match text.parse::<NaiveDateTime>() {
            Ok(time) => written(time),
            Err(_) => text.clone(),
        },
        // PT10H00M00S
        Data::DurationIso(text) => {
            let parts: Vec<_> = text.trim_start_matches("PT").split_terminator(['H', 'M', 'S']).collect();
            match parts[..] {
                [hours, minutes, ..] => format!("{hours}:{minutes}"),
                _ => text.clone(),
            }
        }
        Data::Error(error) => error.to_string(),
    }
}

/// The day of serial number 0, for numbers past February 1900.
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
/// 1.1.1990 to 31.12.2099: what may be a date where a date belongs.
const SERIALS: std::ops::RangeInclusive<f64> = 32_874.0..=73_050.999;

fn number(value: f64, field: Option<Field>) -> String {
    let serial =
        |value: f64| EPOCH.and_time(chrono::NaiveTime::MIN) + TimeDelta::seconds((value * 86_400.0).round() as i64);
    match field {
        Some(Field::Date) if SERIALS.contains(&value) => written(serial(value)),
        Some(Field::Start | Field::End) if value > 0.0 && value < 1.0 => clock(serial(value)),
        // a whole number has no decimal point
        _ => value.to_string(),
    }
}

fn moment(time: &ExcelDateTime, field: Option<Field>) -> String {
    // 24:00
    if matches!(field, Some(Field::Start | Field::End)) && (time.as_f64() - 1.0).abs() < 1e-9 {
        return "24:00".to_owned();
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).unwrap_or(EPOCH);
    let Some(exact) = date.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into()) else {
        return time.as_f64().to_string();
    };
    // a third of a day has no exact fraction
    let rounded = (exact + TimeDelta::milliseconds(500)).with_nanosecond(0).unwrap_or(exact);
    // a cell for hours shows the hour, whatever day is behind it
    if time.as_f64() < 1.0 || matches!(field, Some(Field::Start | Field::End)) {
        clock(rounded)
    } else {
        written(rounded)
    }
}

fn clock(time: NaiveDateTime) -> String {
    time.format(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

fn written(time: NaiveDateTime) -> String {
    let date = time.format("%Y-%m-%d");
    if time.time() == chrono::NaiveTime::MIN { date.to_string() } else { format!("{date} {}", clock(time)) }
}
