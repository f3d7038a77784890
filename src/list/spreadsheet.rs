//! Spreadsheet files (.xlsx, .xls, .ods), read by calamine into rows of cells. Everything after that is what a CSV list goes
//! through.

use std::fmt::Display;
use std::io::Cursor;
use std::panic;

use calamine::{
    Cell, Data, DataType as _, Dimensions, Font, Ods, Range, Reader as _, Sheet as Metadata, SheetType, SheetVisible,
    Sheets as Book, Style, Xls, Xlsx,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use csv::StringRecord;

use super::assign::is_day_in;
use super::columns::{Columns, Field, Heading, Subject, is_county};
use super::csv::Record;
use super::layout::{COMPLETE, Rows, Struck, Table, headings, is_entry, sheet_records};
use super::unseen::Unseen;
use super::{Findings, Kind, Part, encoding, guard, unread};
use crate::poland::county::Counties;
use crate::poland::date::{Beginnings, fold, same, says};
use crate::poland::remark;

/// What stands in names of sheets that are hardly meant to be published.
static SPARE: Beginnings = Beginnings::new(|| include_str!("spare.txt").lines().collect());

/// A sheet with content.
struct Sheet {
    name: String,
    is_visible: bool,
    range: Range<Data>,
    /// Cells that are struck out.
    struck: Struck,
    unseen: Unseen,
}

/// Reads the sheets that are lists; others are said to be left out. The error is why there is none.
pub(super) fn read(bytes: &[u8], columns: &Columns, findings: &mut Findings) -> Result<Vec<Table>, Kind> {
    // calamine panics on some files that are cut short (0.38.0: cfb.rs)
    let sheets = panic::catch_unwind(|| sheets(bytes)).unwrap_or_else(|_| Err(damaged("the file is cut short")))?;
    let is_one = sheets.len() == 1;
    let found = |sheets: &[Sheet]| sheets.iter().map(|sheet| sheet.name.clone()).collect();
    if let Some(name) = columns.sheets.iter().find(|name| !sheets.iter().any(|sheet| same(name, &sheet.name))) {
        return Err(Kind::NoSuchSheet { name: name.clone(), found: found(&sheets) });
    }
    let (all, is_of_meetings) = (columns.sheets.is_empty(), columns.subject == Subject::Meetings);
    let is_named = |sheet: &Sheet| columns.sheets.iter().any(|name| same(name, &sheet.name));
    let (sheets, others): (Vec<_>, Vec<_>) =
        sheets.into_iter().partition(|sheet| if all { sheet.is_visible } else { is_named(sheet) });
    let hidden = (all && !others.is_empty()).then(|| Kind::HiddenSheets { found: found(&others) });
    findings.extend(hidden.map(|kind| (0, Part::List, kind)));
    // each as it is first: in the columns found so, plain numbers are dates and hours, too
    let with_headings = |sheet: Sheet| {
        let county = is_county(&sheet.name).then(|| sheet.name.clone());
        let columns = Columns { county, ..columns.clone() };
        let headings = headings(sheet_records(&rows(&sheet.range, &[]), 0), &columns);
        // if none is a list, what is missing is said of those that are nearest to one
        let is_meant = !all || headings.as_ref().is_some_and(|headings| is_list(headings, &columns));
        let likeness = if is_meant { usize::MAX } else { headings.as_ref().map_or(0, |(known, _)| *known) };
        (sheet, columns, headings, likeness)
    };
    let sheets: Vec<_> = sheets.into_iter().map(with_headings).collect();
    let most = sheets.iter().map(|(.., likeness)| *likeness).max();
    let (mut tables, mut first) = (Vec::new(), 0);
    for (Sheet { name, range, struck, unseen, .. }, columns, headings, likeness) in sheets {
        if Some(likeness) != most {
            let is_missing = |field: &Field| !headings.iter().any(|(_, row)| columns.has(&row.cells, *field));
            let field = columns.required().find(is_missing).unwrap_or(Field::Date);
            let kind = if is_of_meetings { left_out(&name, &rows(&range, &[])) } else { None };
            findings.push((0, Part::List, kind.unwrap_or(Kind::SheetLeftOut { name, field })));
            continue;
        }
        let Some((_, mut headings)) = headings else {
            let row = rows(&range, &[]).into_iter().find(|row| !row.as_slice().is_empty());
            let first = row.unwrap_or_default().iter().collect::<Vec<_>>().join(";");
            return Err(Kind::NoHeadings { first, subject: columns.subject });
        };
        let broken = range.rows().flatten().find_map(|cell| encoding::broken(cell.get_string()?));
        findings.extend(broken.map(|(_, kind)| (0, Part::List, kind)));
        let rows = rows(&range, &columns.headings(&headings.cells));
        headings.at += first;
        let before = findings.len();
        let sheet = (!is_one).then(|| name.clone());
        let after = first + rows.len();
        let rows = Rows::Sheet(name.clone(), rows);
        let comments = unseen.comments;
        let table = Table { rows, headings, sheet, first, struck, comments, ..Table::default() };
        let table = table.laid_out(&columns, findings);
        for (.., kind) in findings[before..].iter_mut().filter(|_| all && !is_one) {
            if let Kind::MissingColumn { field, found } = kind {
                *kind = Kind::IncompleteSheet { field: *field, name: name.clone(), found: std::mem::take(found) };
            }
        }
        if all && is_of_meetings {
            findings.extend(doubts(&name, is_one, &table).map(|kind| (0, Part::List, kind)));
        }
        tell(unseen.rows, &table, findings);
        tables.push(table);
        first = after;
    }
    if tables.is_empty() { Err(Kind::EmptyList) } else { Ok(tables) }
}

/// Whether a sheet is a list, though perhaps not a complete one: a dictionary or a summary says not when something is.
fn is_list((known, headings): &(usize, Record), columns: &Columns) -> bool {
    let has = |field| columns.has(&headings.cells, field);
    let is_like_one = [Field::Date, Field::Start, Field::End, Field::Email].into_iter().any(has);
    *known > COMPLETE || *known > 1 && (is_like_one || has(Field::County) && has(Field::Title))
}

/// What must not be lost with a sheet that is no list.
fn left_out(name: &str, rows: &[StringRecord]) -> Option<Kind> {
    let filled = || rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
    if filled().filter(|row| is_entry(row.iter())).count() * 2 >= filled().count() {
        return Some(Kind::SheetOfMeetings { name: name.to_owned() });
    }
    let text = filled().flatten().find(|cell| remark::in_note(cell).is_some())?;
    Some(Kind::ChangesInSheet { name: name.to_owned(), text: text.to_owned() })
}

/// What a sheet's name says that its rows do not, or say otherwise.
fn doubts(name: &str, is_one: bool, table: &Table) -> Option<Kind> {
    let is_open = || table.cells_of(Field::Status).is_none_or(|cells| cells.iter().any(String::is_empty));
    let (own, folded) = (name.to_owned(), fold(name));
    // "Arkusz1 (2)" is a copy
    let is_numbered = name.ends_with(')') && name.contains(" (") && folded.ends_with(|c: char| c.is_ascii_digit());
    if is_numbered && !is_one || says(name, &SPARE) || is_of_other_years(&folded, table) {
        return Some(Kind::SpareSheet { name: own });
    }
    let is_season = ["wiosna", "lato", "jesien", "zima"].contains(&&*folded);
    if remark::in_note(name).is_some() && !is_season && is_open() {
        return Some(Kind::SheetOfChanges { name: own });
    }
    let counties = Counties::find(name).ok().filter(|_| is_county(name))?;
    let is_other = |cell: &String| Counties::find(cell).is_ok_and(|others| !others.meets(counties));
    Some(Kind::CountyOfSheet { name: own, cell: table.cells_of(Field::County)?.into_iter().find(is_other)? })
}

/// Says what a sheet does not show of its meetings, or shows beside its cells.
fn tell(hidden: Vec<usize>, table: &Table, findings: &mut Findings) {
    let Rows::Sheet(_, rows) = &table.rows else { return };
    let is_below = |row: usize| table.first + row > table.headings.at;
    let cells = |row: usize| rows.get(row).filter(|cells| !cells.as_slice().is_empty());
    for row in hidden.into_iter().filter(|row| is_below(*row)) {
        let is_meeting = cells(row).is_some_and(|cells| cells.iter().any(|cell| is_day_in(cell, Some(2000))));
        findings.extend(is_meeting.then_some((table.first + row, Part::Row, Kind::HiddenRow)));
    }
    for (row, (column, text)) in table.comments.iter().flat_map(|(row, all)| all.iter().map(move |one| (row, one))) {
        let (own, status) = (text.clone(), table.column(Field::Status).filter(|_| is_below(*row)));
        let status = status.and_then(|column| cells(*row)?.get(column)).unwrap_or_default();
        let kind = unread(table.subject, "", text, Some(status)).unwrap_or(Kind::Comment { text: own });
        // a comment beside no cells stands nowhere
        let (at, part) = match cells(*row) {
            Some(_) => (table.first + row, Part::Column(*column)),
            None => (0, Part::List),
        };
        findings.push((at, part, kind));
    }
}

/// Whether a sheet's name, folded, has years, and none of them is one of its days'.
fn is_of_other_years(name: &str, table: &Table) -> bool {
    let days = table.cells_of(Field::Date).unwrap_or_default().concat();
    let mut years = name.split(' ').filter(|word| word.len() == 4 && word.starts_with("20")).peekable();
    years.peek().is_some() && days.contains("20") && !years.any(|year| days.contains(year))
}

/// A library's words for it, English.
pub(super) fn damaged(error: impl Display) -> Kind {
    Kind::DamagedSpreadsheet { reason: error.to_string() }
}

/// Reads a file by what it begins with and holds.
fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Kind> {
    let file = Cursor::new(bytes);
    let (mut merged_in_ods, mut parts) = (Vec::new(), None);
    let mut book = if bytes.starts_with(b"\xd0\xcf") {
        guard::xls(bytes)?;
        Book::Xls(Xls::new(file).map_err(damaged)?)
    } else {
        let unpacked = guard::unpacked(bytes)?;
        if unpacked.index_for_name("content.xml").is_some() {
            merged_in_ods = guard::ods(unpacked)?;
            Book::Ods(Ods::new(file).map_err(damaged)?)
        } else {
            parts = Some(unpacked);
            Book::Xlsx(Xlsx::new(file).map_err(damaged)?)
        }
    };
    let metadata = book.sheets_metadata().to_vec().into_iter().enumerate();
    let (mut sheets, mut room) = (Vec::new(), guard::Room::default());
    // others are charts
    for (number, Metadata { name, visible, .. }) in metadata.filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet) {
        // of other kinds of files calamine gives no styles
        let mut struck = Struck::new();
        let mut range = if let Book::Xlsx(book) = &mut book {
            xlsx(book, &name, &mut room, &mut struck)?
        } else {
            let mut range = book.worksheet_range(&name).map_err(damaged)?;
            mark_uncomputed(&mut range, &book.worksheet_formula(&name).map_err(damaged)?);
            range
        };
        let merged = match &mut book {
            Book::Xlsx(book) => book.merge_cells_by_sheet_name(&name).map_err(damaged)?,
            Book::Xls(book) => book.merge_cells_by_sheet_name(&name).map_err(damaged)?,
            _ => merged_in_ods.get_mut(number).map(std::mem::take).unwrap_or_default(),
        };
        fill(&mut range, &merged, &mut struck)?;
        if !range.is_empty() {
            let left = range.start().map_or(0, |(_, left)| left);
            let struck = struck.into_iter().map(|(row, column)| (row, column - left)).collect();
            let mut unseen =
                parts.as_mut().map(|parts| Unseen::of_sheet(parts, &name)).transpose()?.unwrap_or_default();
            let columns = unseen.comments.values_mut().flatten().map(|(column, _)| column);
            columns.for_each(|column| *column = column.saturating_sub(left as usize));
            sheets.push(Sheet { name, is_visible: visible == SheetVisible::Visible, range, struck, unseen });
        }
    }
    Ok(sheets)
}

/// Cell by cell, since only when all are there is it known how large the sheet is.
fn xlsx(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    room: &mut guard::Room,
    struck: &mut Struck,
) -> Result<Range<Data>, Kind> {
    let styles = book.worksheet_style(name).map_err(damaged)?;
    let is_struck = |style: &Style| style.font.as_ref().is_some_and(Font::has_strikethrough);
    let mut cells = Vec::new();
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = reader.next_cell_with_formula().map_err(damaged)? {
        let value = match (Data::from(cell.value), cell.formula) {
            (Data::Empty, Some(formula)) => uncomputed(&formula),
            (value, _) => value,
        };
        if value != Data::Empty {
            room.reach(u64::from(cell.pos.0) + 1, u64::from(cell.pos.1) + 1);
            struck.extend(styles.get(cell.pos).filter(|style| is_struck(style)).map(|_| cell.pos));
            cells.push(Cell::new(cell.pos, value));
        }
    }
    room.close()?;
    Ok(Range::from_sparse(cells))
}

/// What counts as the value of a formula that has none: a program wrote the file, and no spreadsheet program has saved it since.
fn uncomputed(formula: &str) -> Data {
    Data::String(format!("={}", formula.trim_start_matches("of:").trim_start_matches('=')))
}

/// Puts formulas where their values are, if none has one. An .xls file has an empty text then, which some formulas give, too.
fn mark_uncomputed(range: &mut Range<Data>, formulas: &Range<String>) {
    let (top, left) = formulas.start().unwrap_or_default();
    let at = |(row, column, text)| ((top + row as u32, left + column as u32), text);
    let formulas: Vec<((u32, u32), &String)> = formulas.used_cells().map(at).collect();
    let is_blank = |value: &Data| value.is_empty() || value.get_string() == Some("");
    if formulas.iter().all(|(cell, _)| range.get_value(*cell).is_none_or(is_blank)) {
        let start = range.start().unwrap_or((u32::MAX, u32::MAX));
        let is_within = |(row, column): (u32, u32)| row >= start.0 && column >= start.1;
        for (cell, text) in formulas.into_iter().filter(|(cell, text)| is_within(*cell) && !text.contains("\"\"")) {
            range.set_value(cell, uncomputed(text));
        }
    }
}

/// What is merged over several rows counts for each, as it is seen; in the file only the first has it, or others hold what
/// nobody sees. Rows with nothing of their own are left as they are: a footnote may be merged over some.
fn fill(range: &mut Range<Data>, merged: &[Dimensions], struck: &mut Struck) -> Result<(), Kind> {
    let Some(((top, left), (bottom, right))) = range.start().zip(range.end()) else { return Ok(()) };
    // regions do not overlap, but a file may say so of very many
    let mut room = range.get_size().0 * range.width();
    let mut values = Vec::new();
    for &Dimensions { start, end } in merged {
        let (rows, columns) = (start.0.max(top)..=end.0.min(bottom), start.1.max(left)..=end.1.min(right));
        let value = range.get_value(start).cloned().unwrap_or_default();
        for cell in rows.clone().flat_map(|row| columns.clone().map(move |column| (row, column))) {
            room = room.checked_sub(1).ok_or_else(|| damaged("merged cells overlap"))?;
            range.set_value(cell, Data::Empty);
        }
        if range.get_value(start).is_some() {
            range.set_value(start, value.clone());
            values.push((rows.skip(1), start.1, value, struck.contains(&start)));
        }
    }
    let has_content: Vec<bool> = range.rows().map(|row| row.iter().any(|cell| *cell != Data::Empty)).collect();
    for (rows, column, value, is_struck) in values {
        for row in rows.filter(|row| has_content[(row - top) as usize]) {
            struck.extend(is_struck.then_some((row, column)));
            range.set_value((row, column), value.clone());
        }
    }
    Ok(())
}

/// A sheet's rows as texts, those above the first used one too, so that a row's number is its line's.
fn rows(range: &Range<Data>, headings: &[Heading]) -> Vec<StringRecord> {
    let above = range.start().map_or(0, |(row, _)| row as usize);
    let row =
        |row: &[Data]| row.iter().zip(0..).map(|(data, n)| cell(data, headings.get(n)).trim().to_owned()).collect();
    std::iter::repeat_n(StringRecord::new(), above).chain(range.rows().map(row)).collect()
}

/// What may be a date where a date belongs, as spreadsheets count days: 1.1.1990 to 31.12.2099.
const DAYS: std::ops::Range<f64> = 32_874.0..73_051.0;

/// The first day that spreadsheets count.
const FIRST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(1900, 1, 1);

/// A cell as it would be saved: dates and hours in the forms that [`crate::poland::date`] reads.
fn cell(data: &Data, heading: Option<&Heading>) -> String {
    let is_hour = matches!(heading, Some(Heading::Known(Field::Start | Field::End)));
    let is_number = matches!(data, Data::Int(_) | Data::Float(_));
    let is_day_number = is_number && heading == Some(&Heading::Known(Field::Date));
    let days = if let Data::DateTime(time) = data { time.as_f64() } else { data.as_f64().unwrap_or_default() };
    let fives = days * 288.0;
    let shown: fn(NaiveDateTime) -> String = match data {
        // 24:00; longer than a day: no hour, whatever its remainder
        Data::DateTime(time) if is_hour && ((days - 1.0).abs() < 1e-9 || time.is_duration() && days > 1.0) => {
            let minutes = (days * 1440.0).round();
            return format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
        }
        Data::DateTime(_) if days < 1.0 => clock,
        // where hours belong, spreadsheets count on from this day or one before it
        Data::DateTime(_) | Data::DateTimeIso(_) if is_hour && data.as_date() <= FIRST_DAY => clock,
        Data::DateTime(_) | Data::DateTimeIso(_) => written,
        // PT10H00M00S; a day has 24 hours, and no time of day 24:00
        Data::DurationIso(text) => {
            let parts: Vec<_> = text.trim_start_matches("PT").split_terminator(['H', 'M', 'S']).collect();
            return if let [hours, minutes, ..] = parts[..] { format!("{hours}:{minutes}") } else { text.clone() };
        }
        _ if is_day_number && DAYS.contains(&days) => written,
        // 5.1 may be 5 January or 5 October, typed as a number
        _ if is_day_number && days.fract() != 0.0 => return format!("[{days}]"),
        _ if is_number && is_hour && 0.0 < days && days < 1.0 && (fives - fives.round()).abs() < 0.01 => clock,
        // 42 % of a day is none that anybody means
        _ if is_number && is_hour && 0.0 < days && days < 1.0 => return format!("{} %", days * 100.0),
        _ => return data.to_string(),
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
