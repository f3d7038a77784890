//! How large a spreadsheet is in memory, found out before calamine reads it. A few octets of a file can stand for a sheet of
//! thousands of millions of cells, by mistake (one blank in the last row) or on purpose, and calamine keeps every one of them.

use std::io::{Cursor, Read as _, copy, sink};

use calamine::Dimensions;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Kind;
use super::spreadsheet::damaged;

/// As many cells as the largest sheet of an .xls file has, in all sheets together, empty ones among others included.
const CELLS: u64 = 1 << 24;
/// How much all parts of a file may be when unpacked, in octets.
const UNPACKED: u64 = 256 << 20;

/// How many cells there are so far, and how far those of the present sheet reach from its first row and column.
#[derive(Default)]
pub(super) struct Room {
    cells: u64,
    rows: u64,
    columns: u64,
}

impl Room {
    /// The sheet has a cell in the last of so many rows and columns.
    pub(super) fn reach(&mut self, rows: u64, columns: u64) {
        (self.rows, self.columns) = (self.rows.max(rows), self.columns.max(columns));
    }

    /// The sheet is complete.
    pub(super) fn close(&mut self) -> Result<(), Kind> {
        let cells = self.rows.saturating_mul(self.columns).saturating_add(self.cells);
        *self = Self { cells, ..Self::default() };
        if cells > CELLS { Err(Kind::LargeSpreadsheet) } else { Ok(()) }
    }
}

/// A ZIP file whose parts are not too large.
pub(super) fn unpacked(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Kind> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut room = UNPACKED;
    for index in 0..parts.len() {
        // what cannot be unpacked is for calamine to say
        let Ok(part) = parts.by_index(index) else { continue };
        // the size that it names may be false
        let mut part = part.take(room + 1);
        // what follows an error is not read, what came before it is
        let _ = copy(&mut part, &mut sink());
        room = part.limit().checked_sub(1).ok_or(Kind::LargeSpreadsheet)?;
    }
    Ok(parts)
}

/// Looks through an .ods file's cells: those with something in them and, before and between them, those without; many alike
/// are one element with a number. Gives the merged ones of each sheet, of which calamine says nothing.
pub(super) fn ods(mut parts: ZipArchive<Cursor<&[u8]>>) -> Result<Vec<Vec<Dimensions>>, Kind> {
    let mut text = Vec::new();
    parts.by_name("content.xml").map_err(damaged)?.read_to_end(&mut text).map_err(damaged)?;
    // it is always UTF-8, unless it is encrypted
    str::from_utf8(&text).map_err(|_| Kind::Password)?;
    let mut reader = quick_xml::Reader::from_reader(text.as_slice());
    reader.config_mut().check_end_names = false;
    let (mut room, mut rows, mut columns) = (Room::default(), 0, 0);
    let (mut sheets, mut merged) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().map_err(damaged)?;
        let has_content = matches!(event, Event::Start(_));
        match event {
            Event::Eof => return Ok(sheets),
            Event::End(end) if end.name().as_ref() == "table:table" => {
                room.close()?;
                sheets.push(std::mem::take(&mut merged));
                rows = 0;
            }
            Event::Start(row) | Event::Empty(row) if row.name().as_ref() == "table:table-row" => {
                rows += number(&row, "table:number-rows-repeated")?;
                columns = 0;
            }
            Event::Start(cell) | Event::Empty(cell)
                if ["table:table-cell", "table:covered-table-cell"].contains(&cell.name().as_ref()) =>
            {
                let [tall, wide] = ["table:number-rows-spanned", "table:number-columns-spanned"];
                let (tall, wide) = (number(&cell, tall)?, number(&cell, wide)?);
                if tall.max(wide) > 1 {
                    // what is beyond a sheet's end is nowhere
                    let at = |row: u64, column: u64| (row as u32, column as u32);
                    let row = rows.saturating_sub(1);
                    merged.push(Dimensions { start: at(row, columns), end: at(row + tall - 1, columns + wide - 1) });
                }
                columns += number(&cell, "table:number-columns-repeated")?;
                let is_of_value = |name: &str| name.starts_with("office:") || name == "table:formula";
                if has_content || cell.attributes().flatten().any(|attribute| is_of_value(attribute.key.as_ref())) {
                    room.reach(rows, columns);
                }
            }
            _ => {}
        }
    }
}

/// A whole number, at least 1; as many rows or columns as no sheet has, and more, are one number.
fn number(element: &BytesStart, name: &str) -> Result<u64, Kind> {
    let value = element.try_get_attribute(name).map_err(damaged)?;
    let value = value.and_then(|value| value.value.parse().ok());
    Ok(value.unwrap_or(1_u64).clamp(1, 1 << 24))
}

/// Looks through an .xls file's records ([MS-XLS] §2.1.4: type and length, two octets each, then so many octets): the sheets'
/// cells, and the sizes that sheets claim to have.
pub(super) fn xls(bytes: &[u8]) -> Result<(), Kind> {
    // calamine follows the chains of a damaged file round and round until memory is full; cfb checks them
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    // if there is none, calamine says so
    let Some(mut stream) = ["/Workbook", "/Book"].into_iter().find_map(|name| file.open_stream(name).ok()) else {
        return Ok(());
    };
    let mut book = Vec::new();
    stream.read_to_end(&mut book).map_err(damaged)?;
    let mut room = Room::default();
    let start = || records(&book).take_while(|(kind, _)| *kind != END);
    // what follows is encrypted
    if start().any(|(kind, _)| kind == 0x002f) {
        return Err(Kind::Password);
    }
    // sheets, each with where its records begin
    for (_, data) in start().filter(|(kind, _)| *kind == 0x0085) {
        let start = data.first_chunk().map_or(0, |start| u32::from_le_bytes(*start) as usize);
        sheet(book.get(start..).unwrap_or_default(), &mut room);
        room.close()?;
    }
    Ok(())
}

/// The end of a sheet, or of what stands before the first.
const END: u16 = 0x000a;

fn records(mut rest: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (&[kind, more, length, long], after) = rest.split_first_chunk()?;
        let (data, after) = after.split_at_checked(u16::from_le_bytes([length, long]).into())?;
        rest = after;
        Some((u16::from_le_bytes([kind, more]), data))
    })
}

fn sheet(stream: &[u8], room: &mut Room) {
    // charts within it have records, too
    let mut depth = 0;
    for (kind, data) in records(stream) {
        let two = |at: usize| data.get(at..at + 2).map_or(0, |octets| u64::from(octets[0]) | u64::from(octets[1]) << 8);
        match kind {
            0x0809 => depth += 1,
            END if depth < 2 => break,
            END => depth -= 1,
            // the rows and columns in use, the ends excluded
            0x0200 if data.len() < 14 => room.reach(two(2), two(6)),
            0x0200 => room.reach(two(6) << 16 | two(4), two(10)),
            // several cells of a row: the last column stands at the end
            0x00bd => room.reach(two(0) + 1, two(data.len().saturating_sub(2)) + 1),
            // number, label, rich text, truth or error, text of a formula, number, shared label, formula
            0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x0207 | 0x027e | 0x00fd | 0x0006 => room.reach(two(0) + 1, two(2) + 1),
            _ => {}
        }
    }
}
