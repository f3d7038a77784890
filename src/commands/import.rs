//! From an announcement to a list: what was understood of a text, for a person to check.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::Path;

use serde::Serialize;

use super::messages::Error;
use super::{content, print, refuse_problems};
use crate::announcement::rows::{COLUMNS, records};
use crate::announcement::{Announcement, Doubt, Reason, text_of};
use crate::cli::{ImportArgs, To};
use crate::console::{Console, Written};
use crate::folder::{Failure, Outcome, shown};
use crate::list::encoding;
use crate::list::{self, Field, Read, Text};
use crate::meeting;
use crate::message::{Diagnostics, Place};
use crate::poland::date::BadDate;

/// By this byte order mark Excel knows a text in UTF-8.
const BOM: &str = "\u{feff}";

/// What is said of an announcement beside doubts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    NoAnnouncement,
    // It is a spreadsheet.
    ListGiven,
    // A part of a web page is struck out.
    Struck { text: String },
    // A day is no meeting's.
    UnusedDay { text: String, reason: Reason },
}

/// Runs `import`; gives the exit code.
pub(crate) fn import(args: &ImportArgs, console: &Console) -> Result<u8, Error> {
    let (name, bytes) = content(args.announcement.as_deref().unwrap_or(Path::new("-")), console)?;
    let mut diagnostics = Diagnostics::complete();
    let rows = read(&name, &bytes, args, console, &mut diagnostics);
    refuse_problems(&diagnostics, console)?;
    let ending = args.output.as_deref().and_then(Path::extension);
    let is_json = args.to.map_or(ending.is_some_and(|ending| ending.eq_ignore_ascii_case("json")), |to| to == To::Json);
    let bytes = if is_json { json(&rows)? } else { csv(&rows, args.excel)? };
    let Some(path) = &args.output else { return print(&bytes) };
    // a list that somebody may have mended is never replaced
    let written = File::create_new(path).and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::ListThere { path: shown(path) },
        _ => Failure::write(path)(error).into(),
    })?;
    let written = Written { path: shown(path), meetings: Some(rows.len()), outcome: Outcome::Created };
    console.written(&[written], false)?;
    Ok(0)
}

/// A cell for each of [`COLUMNS`].
type Record = [String; COLUMNS.len()];

/// The rows of an announcement's meetings; everything that was inferred, left out or not understood is said.
fn read(name: &str, bytes: &[u8], args: &ImportArgs, console: &Console, out: &mut Diagnostics) -> Vec<Record> {
    let whole = || Place { file: Some(name.to_owned()), ..Place::default() };
    if let Some(kind) = list::recognised(bytes) {
        match kind {
            list::Kind::Spreadsheet => out.problem(whole, &Kind::ListGiven),
            kind => out.problem(whole, &kind),
        }
        return Vec::new();
    }
    let (text, damage) = match encoding::decode(bytes) {
        Ok((text, encoding)) => {
            console.read(&Read::AnnouncementText { path: name.to_owned(), encoding });
            (text, None)
        }
        Err((text, at)) => (text, Some(at)),
    };
    // what is damaged is shown as it stands in the file
    let (text, struck) = if damage.is_some() { (text, Vec::new()) } else { text_of(text) };
    let text = Text::new(text);
    // in the text's order, and of one meeting in the columns' order
    let at = |range: Range<usize>, field: usize| {
        let order = (0, true, range.start, field);
        Place { order, file: Some(name.to_owned()), ..text.place(range) }
    };
    if let Some(octet) = damage {
        out.problem(|| at(octet..octet, 0), &list::Kind::DamagedText);
        return Vec::new();
    }
    for text in struck {
        out.warn(whole, &Kind::Struck { text });
    }
    let Announcement { meetings, unused } = Announcement::read(&text.content, args.year, args.title.as_deref());
    for found in &meetings {
        let place = |field: Field| at(found.at.clone(), field as usize);
        for doubt in &found.doubts {
            out.warn(|| place(subject(doubt)), doubt);
        }
        if found.date.is_none() {
            let kind = meeting::Kind::bad_date(&text.content[found.at.clone()], BadDate::NoYear);
            out.problem(|| place(Field::Date), &kind);
        }
    }
    for (range, reason) in unused {
        let kind = Kind::UnusedDay { text: text.content[range.clone()].to_owned(), reason };
        out.warn(|| at(range, 0), &kind);
    }
    if meetings.is_empty() {
        out.problem(whole, &Kind::NoAnnouncement);
    }
    records(&meetings, &text.content)
}

/// What a doubt is about.
fn subject(doubt: &Doubt) -> Field {
    match doubt {
        Doubt::CountyInferred { .. } | Doubt::CountyMissing => Field::County,
        Doubt::HourShared => Field::Start,
        Doubt::PlaceShared => Field::Venue,
        Doubt::TownInferred => Field::Town,
        _ => Field::Date,
    }
}

fn csv(rows: &[Record], excel: bool) -> io::Result<Vec<u8>> {
    let bytes = if excel { BOM.into() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(bytes);
    writer.write_record(COLUMNS.map(Field::name))?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// An array of objects; what a text does not say is not in them.
fn json(rows: &[Record]) -> io::Result<Vec<u8>> {
    let cells = |row| COLUMNS.map(Field::name).into_iter().zip(row).filter(|(_, text): &(_, &String)| !text.is_empty());
    let objects: Vec<BTreeMap<_, _>> = rows.iter().map(|row| cells(row).collect()).collect();
    Ok((serde_json::to_string_pretty(&objects)? + "\n").into_bytes())
}
