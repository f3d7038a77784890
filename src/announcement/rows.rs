//! What an announcement's meetings are as rows of a list.

use std::collections::HashMap;

use crate::announcement::{Found, place};
use crate::list::Field;
use crate::poland::county::{Counties, County};
use crate::poland::date::fold;

/// The columns that an announcement fills.
pub(crate) const COLUMNS: [Field; 13] = [
    Field::Id,
    Field::County,
    Field::Date,
    Field::Start,
    Field::End,
    Field::Title,
    Field::Venue,
    Field::Address,
    Field::Town,
    Field::Description,
    Field::Host,
    Field::Contact,
    Field::Status,
];

/// The rows of an announcement's meetings, a cell for each of [`COLUMNS`].
pub(crate) fn records(meetings: &[Found], text: &str) -> Vec<[String; COLUMNS.len()]> {
    // no spreadsheet is to take a text for a formula
    let plain = |text: &str| text.trim_start_matches(['=', '+', '@', '\t']).to_owned();
    let record = |(found, id): (&Found, String)| {
        [
            id,
            found.counties.iter().map(County::short_name).collect::<Vec<_>>().join(", "),
            found.date.map_or_else(|| text[found.at.clone()].to_owned(), |date| date.to_string()),
            found.hours.map(|(start, _)| place::hour(start)).unwrap_or_default(),
            found.hours.and_then(|(_, end)| end).map(place::hour).unwrap_or_default(),
            plain(&found.title),
            plain(&found.venue),
            plain(&found.address),
            plain(&found.town),
            plain(&found.description),
            plain(&found.host),
            plain(&found.contact),
            if found.cancelled { "cancelled".to_owned() } else { String::new() },
        ]
    };
    meetings.iter().zip(ids(meetings)).map(record).collect()
}

/// A mark for each meeting that does not change with its day: the year and its county, where that is enough; else its town,
/// too; else its number.
fn ids(meetings: &[Found]) -> Vec<String> {
    let id = |found: &Found, name: &str| {
        found.date.map_or_else(|| name.to_owned(), |date| format!("{}-{name}", date.format("%Y")))
    };
    let by_county = |found: &Found| {
        let slugs: Vec<_> = found.counties.iter().map(County::slug).collect();
        if slugs.is_empty() { id(found, "spotkanie") } else { id(found, &slugs.join("-")) }
    };
    let by_town = |found: &Found| {
        if found.town.is_empty() { by_county(found) } else { id(found, &fold(&found.town).replace(' ', "-")) }
    };
    let counties = counted(meetings.iter().map(by_county));
    let towns = counted(meetings.iter().map(by_town));
    let mut used: HashMap<String, usize> = HashMap::new();
    let mark = |found: &Found| {
        let county = by_county(found);
        let is_enough = counties[&county] == 1 && found.counties != Counties::default();
        let id = if is_enough { county } else { by_town(found) };
        let count = used.entry(id.clone()).or_default();
        *count += 1;
        if towns.get(&id).is_some_and(|&all| all > 1) || *count > 1 { format!("{id}-{count}") } else { id }
    };
    meetings.iter().map(mark).collect()
}

fn counted(ids: impl Iterator<Item = String>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for id in ids {
        *counts.entry(id).or_default() += 1;
    }
    counts
}
