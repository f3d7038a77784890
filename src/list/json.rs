//! JSON lists: an array of objects, or an object with such an array named `meetings`. Values keep their place in the text.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::Range;

use csv::StringRecord;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::assign::unread_column;
use super::columns::{Field, Heading};
use super::{COLUMNS, Cells, Each, Kind, List, Part, Row, RowId, add, unread};
use crate::message::Diagnostics;
use crate::poland::date::same;

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

/// Where a value that serde borrowed from a text stands in it.
fn range_in(text: &str, value: &RawValue) -> Range<usize> {
    let start = value.get().as_ptr() as usize - text.as_ptr() as usize;
    start..start + value.get().len()
}

/// The object of which parts were asked for last: where it begins, and what its keys are, and where their values stand.
/// Much may be wrong with a large one, which is read once.
pub(super) type Last = RefCell<(Option<usize>, Vec<(Heading, String, Range<usize>)>)>;

/// Where an object or one of its values stands, and its path: `meetings[3].date`, whatever the array is called.
pub(super) fn locate(list: &List, (text, last): (&str, &Last), row: RowId, part: Part) -> (Range<usize>, String) {
    let path = format!("{}[{}]", list.columns.subject.arrays()[0], row.index);
    if part == Part::Row {
        return (row.at..text.len(), path);
    }
    let mut last = last.borrow_mut();
    if last.0 != Some(row.at) {
        let object = serde_json::Deserializer::from_str(&text[row.at..]).into_iter::<Object>().next();
        let entries = object.and_then(Result::ok).map(|Object(entries)| entries).unwrap_or_default().into_iter();
        let entry = |(key, value): (String, &RawValue)| (list.columns.heading(&key), key, range_in(text, value));
        *last = (Some(row.at), entries.map(entry).collect());
    }
    let found = match part {
        Part::Column(number) => last.1.get(number),
        Part::Cell(field) => {
            let of_field = last.1.iter().filter(|(meaning, ..)| *meaning == Heading::Known(field));
            // of two names for one field the one that says something
            of_field.min_by_key(|(.., range)| matches!(&text[range.clone()], "null" | "\"\""))
        }
        _ => None,
    };
    match found {
        Some((_, key, range)) => (range.clone(), format!("{path}.{key}")),
        None => (row.at..row.at, path),
    }
}

/// The array's elements; the error is what is wrong with the text as a whole.
fn elements<'t>(list: &List, text: &'t str, out: &mut Diagnostics) -> Result<Vec<&'t RawValue>, (Part, Kind)> {
    let bad = |error: serde_json::Error| {
        let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let octet = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        // the place is said apart from the library's words
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(&*reason, |(reason, _)| reason).to_owned();
        (Part::Octet(text.floor_char_boundary(octet.min(text.len()))), Kind::Json { reason })
    };
    if !text.trim_start().starts_with('{') {
        return serde_json::from_str(text).map_err(bad);
    }
    let Object(entries) = serde_json::from_str(text).map_err(bad)?;
    let is_array = |key: &str| list.columns.subject.arrays().iter().any(|name| same(name, key));
    let (arrays, others): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| is_array(key));
    for (key, value) in &others {
        let said = unread(list.columns.subject, value.get(), None);
        let kind = said.unwrap_or_else(|| list.columns.subject.unknown([&**key].into_iter()));
        list.say(list.row(0), Part::Octet(range_in(text, value).start), &kind, out);
    }
    let elements = if let [(_, array)] = arrays[..] { serde_json::from_str(array.get()).ok() } else { None };
    elements.ok_or((Part::List, Kind::JsonShape { subject: list.columns.subject }))
}

/// The keys of all objects.
pub(super) fn keys(list: &List, text: &str) -> BTreeSet<String> {
    let elements = elements(list, text, &mut Diagnostics::new(false)).unwrap_or_default();
    let objects = elements.into_iter().filter_map(|element| serde_json::from_str::<Object>(element.get()).ok());
    objects.flat_map(|Object(entries)| entries).map(|(key, _)| key).collect()
}

/// Hands over each object.
pub(super) fn rows(list: &List, text: &str, out: &mut Diagnostics, each: Each) {
    let elements = match elements(list, text, out) {
        Ok(elements) => elements,
        Err((part, kind)) => return list.say(list.row(0), part, &kind, out),
    };
    let mut known = HashMap::new();
    for (index, element) in elements.into_iter().enumerate() {
        let id = RowId { index, ..list.row(range_in(text, element).start) };
        match serde_json::from_str::<Object>(element.get()) {
            Ok(Object(entries)) => {
                if let Some(cells) = cells(list, id, &entries, &mut known, out) {
                    list.hand(Row { list, id, cells }, out, each);
                }
            }
            Err(_) => list.say(id, Part::Row, &Kind::JsonShape { subject: list.columns.subject }, out),
        }
    }
}

/// The cells of an object by field; `None`: it has problems, and all of them were said. `known`: what keys are, and of which it
/// was said that they are not.
fn cells(
    list: &List,
    id: RowId,
    entries: &[(String, &RawValue)],
    known: &mut HashMap<String, (Heading, bool)>,
    out: &mut Diagnostics,
) -> Option<Cells<'static>> {
    let mut is_good = true;
    let mut cells: Cells = Default::default();
    let mut keys = [""; Field::COUNT];
    let mut others = Vec::new();
    if entries.len() > COLUMNS {
        let kind = Kind::TooManyCells { cells: entries.len(), headings: COLUMNS };
        list.say(id, Part::Column(COLUMNS), &kind, out);
        return None;
    }
    for (number, (key, value)) in entries.iter().enumerate() {
        let mut say = |kind: &Kind| list.say(id, Part::Column(number), kind, out);
        let (meaning, is_said) = known.entry(key.clone()).or_insert_with(|| (list.columns.heading(key), false));
        let meaning = *meaning;
        let text = cell(meaning, value.get());
        let field = match meaning {
            Heading::Known(field) => field,
            _ if list.columns.is_ignored(key) => continue,
            Heading::Other | Heading::Unknown => {
                // an array or object may say it, too
                let text = text.unwrap_or_else(|| value.get().into());
                if meaning == Heading::Unknown && !text.is_empty() && !std::mem::replace(is_said, true) {
                    let has = |field| entries.iter().any(|(key, _)| list.columns.heading(key) == Heading::Known(field));
                    let wrong = unread_column(key, &[StringRecord::from(vec![&*text])], 0, &list.columns, &has);
                    is_good &= wrong.is_none();
                    say(&wrong.unwrap_or_else(|| list.columns.subject.unknown([&**key].into_iter())));
                }
                others.push((number, text));
                continue;
            }
        };
        let Some(text) = text else {
            is_good = false;
            say(&Kind::JsonValue { field });
            continue;
        };
        let text = text.trim();
        if !add(&mut cells, field, text.to_owned().into()) {
            is_good = false;
            let first = keys[field as usize].to_owned();
            say(&Kind::DoubledColumn { field, first, second: key.clone() });
        }
        if !text.is_empty() {
            keys[field as usize] = key;
        }
    }
    for (number, text) in others {
        if let Some(kind) = unread(list.columns.subject, &text, Some(&cells[Field::Status as usize])) {
            is_good = false;
            list.say(id, Part::Column(number), &kind, out);
        }
    }
    is_good.then_some(cells)
}

/// A value as a cell's text; `None`: an array, an object, or true where a text belongs.
fn cell(meaning: Heading, value: &str) -> Option<Cow<'_, str>> {
    match value.as_bytes().first()? {
        b'"' => serde_json::from_str::<String>(value).ok().map(Cow::Owned),
        b'n' => Some("".into()),
        b't' | b'f' if matches!(meaning, Heading::Known(field) if field.is_answer()) => Some(value.into()),
        b'-' | b'0'..=b'9' => Some(value.into()),
        _ => None,
    }
}
