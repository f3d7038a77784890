//! JSON lists: an array of objects, or an object with such an array named `meetings`. Values keep their place in the text.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::column::{Columns, Field, Heading, Subject};
use super::{Each, Row, RowId, range_in};
use crate::message::{Diagnostics, Kind, Place, Spot};
use crate::poland::date::same;

/// Keys that say by true or false what the status column says by a word.
const CANCELLED: [&str; 2] = ["cancelled", "odwołane"];

/// An object's keys and values in the order of the text, doubled ones too.
struct Object<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((key, value)) = map.next_entry::<Text, &RawValue>()? {
                    entries.push((key.0, value));
                }
                Ok(Object(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// A string, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// Which entry of an object.
#[derive(Clone, Copy)]
pub(super) enum Key {
    /// The one that holds a field.
    Field(Field),
    /// By position, from 0.
    Number(usize),
}

/// Where an entry's value stands, and its path: `meetings[3].date`.
pub(super) fn locate(text: &str, columns: &Columns, row: RowId, key: Key) -> (Range<usize>, Option<String>) {
    let object = serde_json::Deserializer::from_str(&text[row.offset..]).into_iter::<Object>().next();
    let found = object.and_then(Result::ok).and_then(|Object(entries)| {
        let is_wanted = |(number, (name, _)): &(usize, (Cow<str>, &RawValue))| match key {
            Key::Field(field) => field_of(name, columns) == Heading::Known(field),
            Key::Number(wanted) => wanted == *number,
        };
        // of two names for one field the one that says something
        let mut found: Vec<_> = entries.into_iter().enumerate().filter(is_wanted).collect();
        found.sort_by_key(|(_, (_, value))| matches!(value.get(), "null" | "\"\""));
        found.into_iter().next()
    });
    match found {
        Some((_, (name, value))) => {
            (range_in(text.as_bytes(), value.get().as_bytes()), Some(format!("{}.{name}", path(columns, row))))
        }
        None => (row.offset..row.offset, Some(path(columns, row))),
    }
}

/// "meetings[3]", whatever the array is called.
pub(super) fn path(columns: &Columns, row: RowId) -> String {
    format!("{}[{}]", columns.subject.arrays()[0], row.index)
}

fn field_of(key: &str, columns: &Columns) -> Heading {
    if CANCELLED.iter().any(|name| same(name, key)) { Heading::Known(Field::Status) } else { columns.heading(key) }
}

/// The array's elements; what is wrong with the text as a whole becomes a problem.
fn elements<'t>(text: &'t str, columns: &Columns, number: u16, out: &mut Diagnostics) -> Vec<&'t RawValue> {
    let mut fail = |error: &serde_json::Error| {
        let line = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let mut at = (line + error.column().saturating_sub(1)).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let row = RowId { list: number, index: 0, offset: at };
        out.problem(Place { row, spot: Spot::Octet(at) }, Kind::Json { reason: reason(error) });
        Vec::new()
    };
    if text.trim_start().starts_with('{') {
        match serde_json::from_str::<Object>(text) {
            Err(error) => fail(&error),
            Ok(Object(entries)) => {
                let is_array = |key: &str| columns.subject.arrays().iter().any(|name| same(name, key));
                for (key, value) in entries.iter().filter(|(key, _)| !is_array(key)) {
                    let at = range_in(text.as_bytes(), value.get().as_bytes()).start;
                    let row = RowId { list: number, index: 0, offset: at };
                    out.warn(Place { row, spot: Spot::Octet(at) }, unknown_key(key, columns));
                }
                let mut arrays = entries.into_iter().filter(|(key, _)| is_array(key));
                let array = arrays.next().and_then(|(_, value)| serde_json::from_str(value.get()).ok());
                match array {
                    Some(rows) if arrays.next().is_none() => rows,
                    _ => {
                        out.problem(Place::list(number), Kind::JsonShape { subject: columns.subject });
                        Vec::new()
                    }
                }
            }
        }
    } else {
        serde_json::from_str(text).unwrap_or_else(|error| fail(&error))
    }
}

/// The library's words without the place, which is said apart.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// Hands over each object.
pub(super) fn rows(text: &str, columns: &Columns, number: u16, out: &mut Diagnostics, each: Each) {
    let mut unknown: HashSet<String> = HashSet::new();
    for (index, element) in (0..).zip(elements(text, columns, number, out)) {
        let id = RowId { list: number, index, offset: range_in(text.as_bytes(), element.get().as_bytes()).start };
        let whole = Place { row: id, spot: Spot::Row };
        match serde_json::from_str::<Object>(element.get()) {
            Ok(object) => row(id, &object, columns, &mut unknown, out, each),
            Err(_) => out.problem(whole, Kind::JsonShape { subject: columns.subject }),
        }
    }
}

fn row(
    id: RowId,
    Object(entries): &Object,
    columns: &Columns,
    unknown: &mut HashSet<String>,
    out: &mut Diagnostics,
    each: Each,
) {
    let mut texts: [Option<Cow<str>>; Field::COUNT] = [const { None }; Field::COUNT];
    let mut holders: [&str; Field::COUNT] = [""; Field::COUNT];
    let mut good = true;
    for (number, (key, value)) in entries.iter().enumerate() {
        let place = Place { row: id, spot: Spot::Column(number) };
        let field = match field_of(key, columns) {
            Heading::Known(field) => field,
            Heading::Ignored => continue,
            Heading::Unknown => {
                let text = cell(key, value.get()).filter(|_| columns.subject == Subject::Meetings);
                if let Some(kind) = text.and_then(|text| super::unread(&text)) {
                    out.problem(place, kind);
                    good = false;
                }
                if value.get() != "null" && !unknown.contains(&**key) {
                    unknown.insert(key.clone().into_owned());
                    out.warn(place, unknown_key(key, columns));
                }
                continue;
            }
        };
        let Some(text) = cell(key, value.get()) else {
            out.problem(place, Kind::JsonValue { field });
            good = false;
            continue;
        };
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        if text.is_empty() {
            continue;
        }
        let slot = &mut texts[field as usize];
        if let (Some(first), Some(gap)) = (&slot, field.joined_by()) {
            *slot = Some(Cow::Owned(format!("{first}{gap}{text}")));
            continue;
        }
        if slot.is_some() {
            let first = holders[field as usize].to_owned();
            out.problem(place, Kind::DoubledColumn { field, first, second: key.clone().into_owned() });
            good = false;
        }
        (*slot, holders[field as usize]) = (Some(text), key);
    }
    if good {
        each(&Row::new(id, &texts.each_ref().map(|text| text.as_deref().unwrap_or_default())), out);
    }
}

fn unknown_key(key: &str, columns: &Columns) -> Kind {
    Kind::UnknownColumn { heading: key.to_owned(), nearest: columns.subject.nearest(key) }
}

/// A value as a cell's text; `None`: an array, an object, or true where a text belongs.
fn cell<'t>(key: &str, raw: &'t str) -> Option<Cow<'t, str>> {
    let cancelled = CANCELLED.iter().any(|name| same(name, key));
    match raw.as_bytes().first()? {
        b'"' => serde_json::from_str::<Text>(raw).ok().map(|text| text.0),
        b'n' => Some(Cow::Borrowed("")),
        b't' if cancelled => Some(Cow::Borrowed("cancelled")),
        b'f' if cancelled => Some(Cow::Borrowed("")),
        b'-' | b'0'..=b'9' => Some(Cow::Borrowed(raw)),
        _ => None,
    }
}
