//! From an announcement to a list: what was understood of a text, for a person to check.

use std::collections::{BTreeMap, HashSet};
use std::{io, ops::Range, path::Path};

use clap::ValueEnum as _;
use serde::Serialize;
use serde_json::Map;

use super::{Error, Usage, content, print, refuse, refuse_problems};
use crate::announcement::rows::{Row, rows};
use crate::announcement::{Announcement, Doubt, Found, Inferred, Page, Reason, Unused, What, is_odd};
use crate::cli::{ImportArgs, To};
use crate::console::{Console, Written};
use crate::folder::{Failure, Outcome, Readers, shown, write_beside};
use crate::list::{self, Field, Read, Text, encoding};
use crate::message::{Diagnostics, Place, Words};
use crate::{meeting, poland::date::BadDate};

/// By this byte order mark Excel knows a text in UTF-8.
const BOM: &str = "\u{feff}";

/// What is said of an announcement beside doubts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    NoAnnouncement,
    // It is a spreadsheet, or CSV.
    ListGiven,
    // A part of a web page is struck out.
    Struck { text: String },
    // A part of the text is in no meeting; of a kind and reason, all together.
    Unused { what: What, texts: Vec<String>, count: usize, reason: Reason },
    // Towns that no meeting has.
    UnusedTowns { towns: Vec<String> },
    // What no row says by itself, of all meetings together.
    Inferred { what: Inferred, found: Vec<String>, count: usize },
}

/// Runs `import`; gives the exit code.
pub(crate) fn import(args: &ImportArgs, console: &Console) -> Result<u8, Error> {
    let ending = args.output.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    let by_ending = ending.and_then(|ending| To::from_str(&ending, true).ok());
    let to = args.to.or(by_ending).unwrap_or(To::Csv);
    refuse(by_ending.is_some_and(|named| named != to) || args.excel && to == To::Json, Usage::ListForm)?;
    let (name, bytes) = content(args.announcement.as_deref().unwrap_or(Path::new("-")), console)?;
    let mut diagnostics = Diagnostics::complete();
    let rows = read(&name, &bytes, args, console, &mut diagnostics);
    refuse_problems(&diagnostics, console)?;
    let bytes = if to == To::Json { json(&rows)? } else { csv(&rows, args.excel, console.words())? };
    let Some(path) = &args.output else { return print(&bytes) };
    // a list that somebody may have mended is never replaced
    write_beside(path, &bytes, Readers::All)?.persist_noclobber(path).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => Error::ListThere { path: shown(path) },
        _ => Failure::write(path)(error.error).into(),
    })?;
    let written = Written { path: shown(path), meetings: Some(rows.len()), outcome: Outcome::Created };
    console.written(&[written], false)?;
    Ok(0)
}

/// The rows of an announcement's meetings; everything that was inferred, left out or not understood is said.
fn read(name: &str, bytes: &[u8], args: &ImportArgs, console: &Console, out: &mut Diagnostics) -> Vec<Row> {
    let whole = || Place { file: Some(name.to_owned()), ..Place::default() };
    #[cfg(feature = "spreadsheet")]
    let page = crate::announcement::docx::page(bytes);
    #[cfg(not(feature = "spreadsheet"))]
    let page: Option<String> = None;
    let page = page.or_else(|| crate::announcement::mail::page(bytes));
    if let Some(kind) = list::recognised(bytes).filter(|_| page.is_none()) {
        match kind {
            list::Kind::Spreadsheet => out.problem(whole, &Kind::ListGiven),
            kind => out.problem(whole, &kind),
        }
        return Vec::new();
    }
    let text = match encoding::decode(page.as_ref().map_or(bytes, String::as_bytes)) {
        Ok((text, encoding)) => {
            console.read(&Read::AnnouncementText { path: name.to_owned(), encoding });
            text
        }
        Err((text, octet)) => {
            let place = Text::new(text, "").place(octet..octet);
            out.problem(|| Place { file: Some(name.to_owned()), ..place }, &list::Kind::DamagedText);
            return Vec::new();
        }
    };
    if list::is_headed(&text) {
        out.problem(whole, &Kind::ListGiven);
        return Vec::new();
    }
    let mut page = Page::read(&text.replace(is_odd, ""));
    let is_cleaned = text.contains(is_odd);
    let text = Text::new(page.text.clone(), "");
    // in the text's order, and of one meeting in the columns' order
    let at = |range: Range<usize>, field: usize| {
        let order = (0, true, range.start, field);
        Place { order, file: Some(name.to_owned()), ..text.place(range) }
    };
    if is_cleaned {
        out.warn(whole, &meeting::Kind::ControlCharacters);
    }
    for text in std::mem::take(&mut page.struck) {
        out.warn(whole, &Kind::Struck { text });
    }
    let Announcement { meetings, unused, towns, .. } = Announcement::of_page(&page, args.year, args.title.as_deref());
    // what was inferred is said once, where it is first
    let mut inferred: BTreeMap<Inferred, Vec<(&Found, &String)>> = BTreeMap::new();
    for found in &meetings {
        for doubt in &found.doubts {
            if let Doubt::Inferred { what, found: text } = doubt {
                inferred.entry(*what).or_default().push((found, text));
            } else {
                out.warn(|| at(found.at.clone(), Field::Date as usize), doubt);
            }
        }
    }
    for (what, all) in inferred {
        let mut known = HashSet::new();
        let found = all.iter().map(|(_, text)| *text).filter(|text| known.insert(*text)).cloned().collect();
        let kind = Kind::Inferred { what, found, count: all.len() };
        out.warn(|| at(all[0].0.at.clone(), what as usize), &kind);
    }
    for found in meetings.iter().filter(|found| found.date.is_none()) {
        let kind = BadDate::Year { text: text.content[found.at.clone()].to_owned() };
        out.problem(|| at(found.at.clone(), Field::Date as usize), &kind);
    }
    let mut kinds: BTreeMap<_, Vec<Range<usize>>> = BTreeMap::new();
    for Unused { at, what, reason } in unused {
        kinds.entry((what, reason)).or_default().push(at);
    }
    for ((what, reason), places) in kinds {
        let words = |place: &Range<usize>| text.content[place.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = Kind::Unused { what, texts: places.iter().map(words).collect(), count: places.len(), reason };
        out.warn(|| at(places[0].clone(), 0), &kind);
    }
    if !towns.is_empty() {
        out.warn(whole, &Kind::UnusedTowns { towns });
    }
    if meetings.is_empty() {
        out.problem(whole, &Kind::NoAnnouncement);
    }
    rows(&meetings, &text.content)
}

/// With headings in the language of the messages; a list may have either.
fn csv(rows: &[Row], excel: bool, words: &Words) -> io::Result<Vec<u8>> {
    let bytes = if excel { BOM.into() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(bytes);
    let heading = |field: Field| words.find(&format!("field-{}", field.name()), None, &Map::new());
    // a column for cancellations is there where one is; an empty one would be warned of
    let has_status = rows.iter().flatten().any(|(field, text)| *field == Field::Status && !text.is_empty());
    let is_written = |(field, _): &&(Field, String)| has_status || *field != Field::Status;
    let headings = rows.iter().take(1).flatten().filter(is_written).map(|(field, _)| *field);
    writer.write_record(headings.map(|field| heading(field).unwrap_or_else(|| field.name().to_owned())))?;
    for row in rows {
        writer.write_record(row.iter().filter(is_written).map(|(_, text)| text))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// An array of objects; what a text does not say is not in them.
fn json(rows: &[Row]) -> io::Result<Vec<u8>> {
    let said = |(field, text): &'_ (Field, String)| (!text.is_empty()).then(|| (field.name(), text.clone()));
    let objects: Vec<BTreeMap<_, _>> = rows.iter().map(|row| row.iter().filter_map(said).collect()).collect();
    Ok((serde_json::to_string_pretty(&objects)? + "\n").into_bytes())
}
