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

use serde::de::DeserializeOwned;

/// The one of these, if there is just one.
pub(crate) fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The rows of a table that is built into the program, in its order. A malformed row is left out; the tests count them.
pub(crate) fn rows<T: DeserializeOwned>(table: &str) -> Vec<T> {
    csv::Reader::from_reader(table.as_bytes()).into_deserialize().filter_map(Result::ok).collect()
}
