//! JSON lists: an array of objects, or an object with such an array named `meetings`, as a table: the keys of all objects are its
//! headings. Values keep their place in the text.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use csv::StringRecord;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::{Field, Subject};
use super::csv::Record;
use super::layout::{Table, alters};
use super::{COLUMNS, Finding, Findings, Kind, Part, unread};
use crate::poland::date::{fold, same};

/// An object's keys and values in the order of the text, doubled ones too.
struct Object<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                std::iter::from_fn(|| map.next_entry().transpose()).collect::<Result<_, _>>().map(Object)
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// Where something stands in the text.
type Octets = Range<usize>;

/// Where a value that serde borrowed from a text stands in it.
fn range_in(text: &str, value: &RawValue) -> Octets {
    let start = value.get().as_ptr() as usize - text.as_ptr() as usize;
    start..start + value.get().len()
}

/// The objects of a text, each with its place.
///
/// # Errors
/// It is something else.
pub(super) fn objects(text: &str, subject: Subject, findings: &mut Findings) -> Result<Vec<Octets>, Finding> {
    let bad = |error: serde_json::Error| {
        let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let octet = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        let octet = text.floor_char_boundary(octet.min(text.len()));
        // the place is said apart from the library's words
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(&*reason, |(reason, _)| reason).to_owned();
        (octet, Part::Octet(octet), Kind::Json { reason })
    };
    let shape = || (0, Part::List, Kind::JsonShape { subject });
    let elements: Vec<&RawValue> = if text.trim_start().starts_with('{') {
        let Object(entries) = serde_json::from_str(text).map_err(bad)?;
        let is_array = |key: &str| subject.arrays().iter().any(|name| same(name, key));
        let (arrays, others): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| is_array(key));
        for (key, value) in &others {
            // "[1, 2]" and "https://…?page=2" may be more of the list
            let has_more = value.get().len() > 2 && value.get().starts_with('[') || fold(key).starts_with("next");
            let is_more = has_more && value.get() != "null" || alters(key, value.get()).is_some();
            let said = unread(subject, value.get(), None).or(is_more.then(|| Kind::Beside { key: key.clone() }));
            let at = range_in(text, value).start;
            findings.push((at, Part::Octet(at), said.unwrap_or_else(|| subject.unknown([&**key].into_iter()))));
        }
        let [(_, array)] = arrays[..] else { return Err(shape()) };
        serde_json::from_str(array.get()).map_err(|_| shape())?
    } else {
        serde_json::from_str(text).map_err(bad)?
    };
    match elements[..] {
        [] => Err((0, Part::List, Kind::EmptyList)),
        _ if elements.iter().any(|element| element.get().starts_with('{')) => {
            Ok(elements.into_iter().map(|element| range_in(text, element)).collect())
        }
        _ => Err(shape()),
    }
}

/// The keys of all objects, as a row of headings.
pub(super) fn keys(text: &str, objects: &[Octets], findings: &mut Findings) -> Option<StringRecord> {
    let mut keys = Vec::new();
    let mut known = HashSet::new();
    for object in objects {
        let Object(entries) = serde_json::from_str(&text[object.clone()]).unwrap_or(Object(Vec::new()));
        keys.extend(entries.into_iter().map(|(key, _)| key).filter(|key| known.insert(key.clone())));
        if keys.len() > COLUMNS {
            let kind = Kind::TooManyCells { cells: keys.len(), headings: COLUMNS };
            findings.push((object.start, Part::Octet(object.start), kind));
            return None;
        }
    }
    (!keys.is_empty()).then(|| keys.iter().collect())
}

/// The headings, and the objects as rows below them.
pub(super) fn records<'t>(text: &'t str, objects: &'t [Octets], table: &'t Table) -> impl Iterator<Item = Record> + 't {
    let (headings, columns, subject) = (&table.headings, &table.columns.columns, table.subject);
    let numbers: HashMap<&str, usize> = headings.iter().zip(0..).collect();
    let rows = objects.iter().map(move |object| {
        let mut cells = vec![String::new(); headings.len()];
        let Object(entries) = serde_json::from_str(&text[object.clone()]).unwrap_or(Object(Vec::new()));
        let mut flaw = entries.is_empty().then_some((Part::Row, Kind::JsonShape { subject }));
        for (key, value) in entries {
            let number = numbers.get(&*key).copied().unwrap_or_default();
            let cell = &mut cells[number];
            let field = columns.iter().find(|(_, column)| *column == number).map(|&(field, _)| field);
            match (cell_of(field, value.get()), field) {
                (Some(text), None) => *cell += &text,
                (Some(text), Some(_)) if cell.is_empty() => text.trim().clone_into(cell),
                (Some(text), Some(_)) if text.is_empty() => {}
                (Some(_), Some(field)) => {
                    let kind = Kind::DoubledColumn { field, first: key.clone(), second: key, alike: true };
                    flaw = Some((Part::Column(number), kind));
                }
                (None, _) => flaw = field.map(|field| (Part::Column(number), Kind::JsonValue { field })),
            }
        }
        Record { at: object.start, cells: cells.into(), flaw }
    });
    std::iter::once(Record { at: 0, cells: headings.clone(), flaw: None }).chain(rows)
}

/// A value as a cell's text; `None`: an array, an object, or true where a text belongs. What is no field's may be anything.
fn cell_of(field: Option<Field>, value: &str) -> Option<String> {
    let is_answer = field.is_some_and(Field::is_answer) && value.starts_with(['t', 'f']);
    match value.as_bytes().first()? {
        b'"' => serde_json::from_str(value).ok(),
        b'n' => Some(String::new()),
        first => (first.is_ascii_digit() || *first == b'-' || is_answer || field.is_none()).then(|| value.to_owned()),
    }
}

/// Where an object that begins at an octet or its value of a key stands, and its path; what is said of the list stands where its
/// first object has the key.
pub(super) fn locate(text: &str, objects: &[Octets], at: usize, key: Option<&str>) -> (Octets, Option<String>) {
    let own = objects.partition_point(|object| object.start < at);
    let among = if at == 0 { objects } else { &objects[own..=own] };
    let found = key.and_then(|key| {
        (own..).zip(among).find_map(|(number, object)| {
            let Object(entries) = serde_json::from_str(&text[object.clone()]).ok()?;
            let (_, value) = entries.iter().rfind(|(known, _)| known == key)?;
            Some((range_in(text, value), Some(format!("[{number}].{key}"))))
        })
    });
    let end = if key.is_some() { at } else { text.len() };
    found.unwrap_or((at..end, (at > 0).then(|| format!("[{own}]"))))
}
