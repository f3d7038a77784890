//! What Poland is like: dates and words as its offices write them, the counties and towns of Lubuskie, holidays, the clock.
//!
//! What is a table of facts is a file beside the module that reads it.

pub mod county;
pub mod date;
pub(crate) mod holiday;
pub(crate) mod length;
pub(crate) mod remark;
mod token;
pub(crate) mod town;
pub mod warsaw;
mod words;

use std::io::Cursor;
use std::sync::{LazyLock, Mutex, PoisonError};

use csv::{Position, Reader, ReaderBuilder, StringRecord};
use serde::de::DeserializeOwned;

/// The one of these, if there is just one.
pub(crate) fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The rows of a table that is built into the program, in its order. A malformed row is left out; the tests count them.
pub(crate) fn rows<T: DeserializeOwned>(table: &'static str) -> Vec<T> {
    let mut records = records(table).into_iter();
    let headings = records.next();
    records.filter_map(|record| record.deserialize(headings.as_ref()).ok()).collect()
}

/// All records of a table. One reader reads all tables, since a short run would take a fifth of its time to make them.
fn records(table: &'static str) -> Vec<StringRecord> {
    static READER: LazyLock<Mutex<Reader<Cursor<&str>>>> =
        LazyLock::new(|| ReaderBuilder::new().flexible(true).from_reader(Cursor::default()).into());
    let mut reader = READER.lock().unwrap_or_else(PoisonError::into_inner);
    *reader.get_mut() = Cursor::new(table);
    reader.seek(Position::new()).map(|()| reader.records().filter_map(Result::ok).collect()).unwrap_or_default()
}
