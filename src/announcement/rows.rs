//! What an announcement's meetings are as rows of a list.

use std::collections::HashMap;

use chrono::Datelike;

use crate::announcement::{Found, place};
use crate::list::Field;
use crate::poland::county::County;
use crate::poland::date::fold;

/// A meeting's row: the columns that an announcement fills, and their texts.
pub(crate) type Row = [(Field, String); 13];

/// The rows of an announcement's meetings.
pub(crate) fn rows(meetings: &[Found], text: &str) -> Vec<Row> {
    // no spreadsheet is to take a text for a formula
    let plain = |text: &str| text.trim_start_matches(['=', '+', '@', '\t']).to_owned();
    let row = |(found, id): (&Found, String)| {
        [
            (Field::Id, id),
            (Field::County, found.counties.iter().map(County::short_name).collect::<Vec<_>>().join(", ")),
            (Field::Date, found.date.map_or_else(|| text[found.at.clone()].to_owned(), |date| date.to_string())),
            (Field::Start, found.hours.map(|(start, _)| place::hour(start)).unwrap_or_default()),
            (Field::End, found.hours.and_then(|(_, end)| end).map(place::hour).unwrap_or_default()),
            (Field::Title, plain(&found.title)),
            (Field::Venue, plain(&found.venue)),
            (Field::Address, plain(&found.address)),
            (Field::Town, plain(&found.town)),
            (Field::Description, plain(&found.description)),
            (Field::Host, plain(&found.host)),
            (Field::Contact, plain(&found.contact)),
            (Field::Status, if found.cancelled { "cancelled" } else { "" }.to_owned()),
        ]
    };
    meetings.iter().zip(ids(meetings)).map(row).collect()
}

/// A mark for each meeting that does not change with its day: the year and its county, where that is enough; else its town,
/// too; else its number.
fn ids(meetings: &[Found]) -> Vec<String> {
    let year = |found: &Found| found.date.map(|date| date.year());
    let mut of_county: HashMap<_, usize> = HashMap::new();
    for found in meetings {
        *of_county.entry((year(found), found.counties)).or_default() += 1;
    }
    let mut used: HashMap<String, usize> = HashMap::new();
    let id = |found: &Found| {
        let counties = found.counties.iter().map(County::slug).collect::<Vec<_>>().join("-");
        let town = fold(&found.town).replace(' ', "-");
        let is_alone = of_county[&(year(found), found.counties)] == 1;
        let names = if is_alone { [&counties, &town] } else { [&town, &counties] };
        let name = names.into_iter().find(|name| !name.is_empty()).map_or("spotkanie", |name| name);
        let id = year(found).map_or_else(|| name.to_owned(), |year| format!("{year}-{name}"));
        let count = used.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 { format!("{id}-{count}") } else { id }
    };
    meetings.iter().map(id).collect()
}
