//! JSON lists: an array of objects, or an object with such an array named `meetings` or with one for each county, as a table: the
//! keys of all objects are its headings. Values keep their place in the text.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use csv::StringRecord;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::{Columns, Field, Subject, WHEN, WHERE, is_county};
use super::csv::Record;
use super::layout::{Rows, Table};
use super::line::alters;
use super::{COLUMNS, Finding, Findings, Kind, Part, unread};
use crate::poland::date::{fold, same};

/// An object's keys and values in the order of the text, doubled ones too.
#[derive(Default)]
struct Entries<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                std::iter::from_fn(|| map.next_entry().transpose()).collect::<Result<_, _>>().map(Entries)
            }
        }
        deserializer.deserialize_map(Map)
    }
}

/// Where something stands in the text.
type Octets = Range<usize>;

/// Where an object stands in the text, and its values, each with its column.
pub(super) struct Object {
    at: Octets,
    values: Vec<(usize, Octets)>,
}

/// Where a value that serde borrowed from a text stands in it.
fn range_in(text: &str, value: &RawValue) -> Octets {
    let start = value.get().as_ptr() as usize - text.as_ptr() as usize;
    start..start + value.get().len()
}

/// The objects of a text, and the keys of them all as a row of headings.
pub(super) fn read(text: &str, columns: &Columns, findings: &mut Findings) -> Result<Table, Finding> {
    let elements = elements(text, columns.subject, findings)?;
    if !elements.is_empty() && !elements.iter().any(|(element, _)| element.get().starts_with('{')) {
        return Err((0, Part::List, Kind::JsonShape { subject: columns.subject }));
    }
    let (mut headings, mut numbers, mut objects) = (StringRecord::new(), HashMap::new(), Vec::new());
    for (element, above) in elements {
        let Entries(entries) = serde_json::from_str(element.get()).unwrap_or_default();
        let entries = entries.into_iter().flat_map(|(key, value)| parts(key, value, columns));
        let mut entries: Vec<_> = entries.map(|(key, value)| (key, range_in(text, value))).collect();
        for (field, at) in above {
            // where the two differ, they are two columns
            let is_said = |(key, own): &(String, Octets)| {
                text[own.clone()] == text[at.clone()] && columns.subject.field(key) == Some(field)
            };
            if !entries.iter().any(is_said) {
                entries.push((field.name().to_owned(), at));
            }
        }
        let mut values = Vec::with_capacity(entries.len());
        for (key, at) in entries {
            let column = *numbers.entry(key).or_insert_with_key(|key| {
                headings.push_field(key);
                headings.len() - 1
            });
            values.push((column, at));
        }
        let at = range_in(text, element);
        if headings.len() > COLUMNS {
            let kind = Kind::TooManyCells { cells: headings.len(), headings: COLUMNS };
            return Err((at.start, Part::Octet(at.start), kind));
        }
        objects.push(Object { at, values });
    }
    if headings.is_empty() {
        return Err((0, Part::List, Kind::EmptyList));
    }
    let headings = Record { cells: headings, ..Record::default() };
    Ok(Table { rows: Rows::Json(objects), headings, ..Table::default() })
}

/// An entry; one that is an object, such as `"location": {"name": …, "city": …}`, by its own entries, if all of them say where.
fn parts<'t>(key: String, value: &'t RawValue, columns: &Columns) -> Vec<(String, &'t RawValue)> {
    if !value.get().starts_with('{') {
        return vec![(key, value)];
    }
    let Entries(inner) = serde_json::from_str(value.get()).unwrap_or_default();
    let above: StringRecord = inner.iter().map(|_| &key).collect();
    let below: StringRecord = inner.iter().map(|(name, _)| name).collect();
    let is_place = |name: &str| columns.subject.field(name).is_some_and(|field| WHERE.contains(&field));
    match columns.two_storeys(&above, &below).filter(|names| names.iter().all(is_place)) {
        Some(names) => names.iter().map(str::to_owned).zip(inner.into_iter().map(|(_, value)| value)).collect(),
        None => vec![(key, value)],
    }
}

/// What arrays hold, each element with the fields that are said above it, and where.
type Elements<'t> = Vec<(&'t RawValue, Vec<(Field, Octets)>)>;

/// What the array of a list holds, or those of its counties.
fn elements<'t>(text: &'t str, subject: Subject, findings: &mut Findings) -> Result<Elements<'t>, Finding> {
    let bad = |error: serde_json::Error| {
        let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let octet = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        let octet = text.floor_char_boundary(octet.min(text.len()));
        // the place is said apart from the library's words
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(&*reason, |(reason, _)| reason).to_owned();
        (octet, Part::Octet(octet), Kind::Json { reason })
    };
    if text.trim_start().starts_with('[') {
        let elements: Vec<_> = serde_json::from_str(text).map_err(bad)?;
        return Ok(elements.into_iter().map(|element| (element, Vec::new())).collect());
    }
    let Entries(entries) = serde_json::from_str(text).map_err(bad)?;
    let is_array = |key: &str| subject.arrays().iter().any(|name| same(name, key));
    let is_countys = |key: &str, value: &RawValue| is_county(key) && value.get().starts_with('[');
    let (arrays, mut others): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|(key, value)| is_array(key) || is_countys(key, value));
    let is_scalar = |value: &RawValue| !value.get().starts_with(['[', '{', 'n']);
    let of_all = |key: &str| subject.field(key).filter(|field| [Field::County, Field::Year].contains(field));
    let above = others.extract_if(.., |(key, value)| is_scalar(value) && of_all(key).is_some());
    let above: Vec<_> = above.filter_map(|(key, value)| Some((of_all(&key)?, range_in(text, value)))).collect();
    for (key, value) in &others {
        // "[1, 2]" and "https://…?page=2" may be more of the list
        let has_more = value.get().len() > 2 && value.get().starts_with('[') || fold(key).starts_with("next");
        // "odwołane": true, "godzina": "17:00"
        let is_of_all = |field: Field| field.column().is_answer || WHEN.contains(&field);
        let is_more = subject.field(key).is_some_and(is_of_all)
            || is_county(key)
            || has_more && value.get() != "null"
            || alters(key, value.get(), true).is_some();
        let said = unread(subject, key, value.get(), None).or(is_more.then(|| Kind::Beside { key: key.clone() }));
        let at = range_in(text, value).start;
        findings.push((at, Part::Octet(at), said.unwrap_or_else(|| subject.unknown(&[key], None))));
    }
    let shape = || (0, Part::List, Kind::JsonShape { subject });
    let mut out = Vec::new();
    for (key, array) in &arrays {
        let mut above = above.clone();
        if !is_array(key) {
            let quoted = format!("\"{key}\"");
            let place = text[..range_in(text, array).start].rfind(&quoted).map(|at| at..at + quoted.len());
            if let Some(place) = place {
                above.insert(0, (Field::County, place));
            }
        }
        let elements: Vec<_> = serde_json::from_str(array.get()).map_err(|_| shape())?;
        out.extend(elements.into_iter().map(|element| (element, above.clone())));
    }
    let is_one = matches!(arrays[..], [_]) || !arrays.is_empty() && !arrays.iter().any(|(key, _)| is_array(key));
    if is_one { Ok(out) } else { Err(shape()) }
}

/// The headings, and the objects as rows below them.
pub(super) fn records<'t>(text: &'t str, objects: &'t [Object], table: &'t Table) -> impl Iterator<Item = Record> + 't {
    let (headings, subject) = (&table.headings.cells, table.subject);
    let rows = objects.iter().map(move |object| {
        let mut cells = vec![String::new(); headings.len()];
        let is_object = text[object.at.clone()].starts_with('{');
        let mut flaw = (!is_object).then_some((Part::Row, Kind::JsonShape { subject }));
        for (number, value) in &object.values {
            let cell = &mut cells[*number];
            let field = table.columns.get(*number).and_then(|is| is.field());
            match (cell_of(field, &text[value.clone()]), field) {
                (Some(text), None) => *cell += &text,
                (Some(text), Some(_)) if cell.is_empty() => text.trim().clone_into(cell),
                (Some(text), Some(_)) if text.is_empty() => {}
                (Some(_), Some(field)) => {
                    let key = || headings[*number].to_owned();
                    let kind = Kind::DoubledColumn { field, first: key(), second: key(), alike: true };
                    flaw = Some((Part::Column(*number), kind));
                }
                (None, _) => flaw = field.map(|field| (Part::Column(*number), Kind::JsonValue { field })),
            }
        }
        Record { at: object.at.start, cells: cells.into(), flaw }
    });
    std::iter::once(table.headings.clone()).chain(rows)
}

/// A value as a cell's text; `None`: an array, an object, or true where a text belongs. What is no field's may be anything.
fn cell_of(field: Option<Field>, value: &str) -> Option<String> {
    let is_answer = field.is_some_and(|field| field.column().is_answer) && value.starts_with(['t', 'f']);
    match value.as_bytes().first()? {
        b'"' => serde_json::from_str(value).ok(),
        b'n' => Some(String::new()),
        b'[' if field == Some(Field::County) => Some(serde_json::from_str::<Vec<String>>(value).ok()?.join(", ")),
        first => (first.is_ascii_digit() || *first == b'-' || is_answer || field.is_none()).then(|| value.to_owned()),
    }
}

/// Where the value in a column stands of the object that begins at an octet, and that object's number; what is said of the list
/// stands where its first object has a value.
pub(super) fn locate(objects: &[Object], at: usize, column: Option<usize>) -> (Option<Octets>, Option<usize>) {
    let own = objects.partition_point(|object| object.at.start < at);
    let among = if at == 0 { objects } else { &objects[own..=own] };
    let value = |object: &Object| object.values.iter().rfind(|(known, _)| Some(*known) == column).cloned();
    let found = (own..).zip(among).find_map(|(number, object)| Some((Some(value(object)?.1), Some(number))));
    found.unwrap_or((None, (at > 0).then_some(own)))
}
