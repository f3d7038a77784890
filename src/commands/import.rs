//! From an announcement to a list: what was understood of a text, for a person to check.

use std::fs::File;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};

use super::messages::{Error, shown};
use super::{contents, print};
use crate::announcement::rows::{COLUMNS, records};
use crate::announcement::{Announcement, Doubt, Given, Reason, text_of};
use crate::cli::{ImportArgs, To};
use crate::console::{Console, Written};
use crate::folder::Outcome;
use crate::list::encoding::{self, Damaged, Decoded};
use crate::list::{self, Field, Read, Text};
use crate::meeting;
use crate::message::{Diagnostics, Locate, Place};
use crate::poland::date::BadDate;

/// What Excel knows a text in UTF-8 by.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// What is said of an announcement beside doubts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    NoAnnouncement,
    // A part of a web page is struck out.
    Struck { text: String },
    // A day is no meeting's.
    UnusedDay { text: String, reason: Reason },
}

/// Where something stands in an announcement; the text as a whole, if nowhere.
struct At<'t> {
    name: &'t str,
    text: &'t Text,
    range: Option<Range<usize>>,
    /// Of what its row has.
    field: Option<Field>,
}

impl Locate for At<'_> {
    fn locate(&self) -> Place {
        let place = self.range.clone().map(|range| self.text.place(range)).unwrap_or_default();
        let start = self.range.as_ref().map_or(0, |range| range.start);
        let order = (0, self.range.is_some(), start, self.field.map_or(0, |field| field as usize));
        Place { order, file: Some(self.name.to_owned()), ..place }
    }
}

/// Runs `import`; gives the exit code.
pub(crate) fn import(args: &ImportArgs, console: &Console) -> Result<u8, Error> {
    let path = args.announcement.clone().unwrap_or_else(|| PathBuf::from("-"));
    let mut diagnostics = Diagnostics::complete();
    let mut rows = Vec::new();
    for (name, bytes) in contents(vec![path], console)? {
        rows.extend(read(&name, &bytes, args, console, &mut diagnostics));
    }
    console.diagnostics(&diagnostics);
    if diagnostics.problems() > 0 {
        return Err(Error::Input);
    }
    let is_json = |path: &PathBuf| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let to = args.to.unwrap_or(if args.output.as_ref().is_some_and(is_json) { To::Json } else { To::Csv });
    let bytes = match to {
        To::Csv => csv(&rows, args.excel)?,
        To::Json => json(&rows)?,
    };
    match &args.output {
        None => print(&bytes),
        Some(path) => {
            write_new(path, &bytes)?;
            let written = Written { path: path.clone(), meetings: Some(rows.len()), outcome: Outcome::Created };
            console.written(&[written], false)?;
            Ok(0)
        }
    }
}

/// Writes a list; one that somebody may have mended is never replaced.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(Error::ListThere { path: shown(path) }),
        made => {
            made.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all())).map_err(Error::write(path))
        }
    }
}

/// The rows of an announcement's meetings; everything that was inferred, left out or not understood is said.
fn read(
    name: &str,
    bytes: &[u8],
    args: &ImportArgs,
    console: &Console,
    out: &mut Diagnostics,
) -> Vec<[String; COLUMNS.len()]> {
    let (text, damage) = match encoding::decode(bytes) {
        Ok(Decoded { text, encoding }) => {
            console.read(&Read::AnnouncementText { path: name.to_owned(), encoding });
            (text, None)
        }
        Err(Damaged { text, at }) => (text, Some(at)),
    };
    let (text, struck) = text_of(text);
    let text = Text::new(text);
    let at = |range, field| At { name, text: &text, range, field };
    if let Some(octet) = damage {
        out.problem(&at(Some(octet..octet), None), &list::Kind::DamagedText);
        return Vec::new();
    }
    for text in struck {
        out.warn(&at(None, None), &Kind::Struck { text });
    }
    let given = Given { year: args.year, title: args.title.as_deref() };
    let Announcement { meetings, unused } = Announcement::read(&text.content, given);
    for found in &meetings {
        let place = |field| at(Some(found.at.clone()), Some(field));
        for doubt in &found.doubts {
            out.warn(&place(subject(doubt)), doubt);
        }
        if found.date.is_none() {
            let kind = meeting::Kind::bad_date(&text.content[found.at.clone()], BadDate::NoYear);
            out.problem(&place(Field::Date), &kind);
        }
    }
    for (range, reason) in unused {
        let kind = Kind::UnusedDay { text: text.content[range.clone()].to_owned(), reason };
        out.warn(&at(Some(range), None), &kind);
    }
    if meetings.is_empty() {
        out.problem(&at(None, None), &Kind::NoAnnouncement);
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
        Doubt::YearInferred { .. }
        | Doubt::FirstDay
        | Doubt::MovedTo { .. }
        | Doubt::WeekdayOther { .. }
        | Doubt::ChangedPerhaps => Field::Date,
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|&field| field.name())
}

fn csv(rows: &[[String; COLUMNS.len()]], excel: bool) -> Result<Vec<u8>, Error> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').from_writer(if excel { BOM.to_vec() } else { Vec::new() });
    writer.write_record(names()).map_err(io::Error::other)?;
    for row in rows {
        writer.write_record(row).map_err(io::Error::other)?;
    }
    Ok(writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?)
}

/// An array of objects; what a text does not say is not in them.
fn json(rows: &[[String; COLUMNS.len()]]) -> Result<Vec<u8>, Error> {
    let object = |row: &[String; COLUMNS.len()]| -> Value {
        let entries = names().zip(row).filter(|(_, text)| !text.is_empty());
        entries.map(|(name, text)| (name.to_owned(), text.as_str().into())).collect::<Map<_, _>>().into()
    };
    let mut bytes = serde_json::to_vec_pretty(&rows.iter().map(object).collect::<Value>()).map_err(io::Error::other)?;
    bytes.push(b'\n');
    Ok(bytes)
}
