//! From an announcement to a list: what was understood of a text, for a person to check.

use std::io::{self, Write as _};
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::contents;
use crate::announcement::rows::COLUMNS;
use crate::announcement::{Doubt, Given};
use crate::cli::{ImportArgs, To};
use crate::commands::error::Error;
use crate::console::{Console, Note};
use crate::list::{Columns, Field, Format, List};
use crate::message::{Diagnostics, Kind, Place};
use crate::poland::date::BadDate;

/// What Excel knows a text in UTF-8 by.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Runs `import`; gives the exit code.
pub(crate) fn import(args: &ImportArgs, console: &Console) -> Result<u8, Error> {
    let path = args.announcement.clone().unwrap_or_else(|| PathBuf::from("-"));
    let mut diagnostics = Diagnostics::new(false);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut lists = Vec::new();
    let sources = contents(vec![path], console)?;
    for (name, bytes) in &sources {
        let given = Given { year: args.year, title: args.title.as_deref() };
        let list = List::read(name.clone(), bytes, Some(Format::Text), Columns::default(), given, 0, &mut diagnostics);
        console.note(&Note::Layout(&list));
        list.rows(0, &mut diagnostics, &mut |row, out| {
            let date = row.cell(Field::Date);
            if chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").is_err() {
                out.problem(row.place(Field::Date), Kind::Date { text: date.to_owned(), reason: BadDate::NoYear });
            }
            if row.cell(Field::County).is_empty() {
                out.warn(row.place(Field::County), Kind::Doubt(Doubt::NoCounty));
            }
            rows.push(COLUMNS.iter().map(|&field| row.cell(field).to_owned()).collect());
        });
        lists.push(list);
    }
    if rows.is_empty() && diagnostics.problems() == 0 {
        diagnostics.problem(Place::list(0), Kind::NoAnnouncement);
    }
    console.diagnostics(&diagnostics, &lists);
    if diagnostics.problems() > 0 {
        return Err(Error::Input);
    }
    let bytes = match args.to {
        To::Csv => csv(&rows, args.excel)?,
        To::Json => json(&rows)?,
    };
    let mut out = io::stdout().lock();
    out.write_all(&bytes)?;
    out.flush()?;
    Ok(0)
}

fn names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|&field| field.name())
}

fn csv(rows: &[Vec<String>], excel: bool) -> Result<Vec<u8>, Error> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').from_writer(if excel { BOM.to_vec() } else { Vec::new() });
    writer.write_record(names()).map_err(io::Error::other)?;
    for row in rows {
        writer.write_record(row).map_err(io::Error::other)?;
    }
    Ok(writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?)
}

/// An array of objects; what a text does not say is not in them.
fn json(rows: &[Vec<String>]) -> Result<Vec<u8>, Error> {
    let object = |row: &Vec<String>| -> Value {
        let entries = names().zip(row).filter(|(_, text)| !text.is_empty());
        entries.map(|(name, text)| (name.to_owned(), text.as_str().into())).collect::<Map<_, _>>().into()
    };
    let mut bytes = serde_json::to_vec_pretty(&rows.iter().map(object).collect::<Value>()).map_err(io::Error::other)?;
    bytes.push(b'\n');
    Ok(bytes)
}
