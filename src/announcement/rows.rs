//! What an announcement's meetings are as rows of a list.

use std::collections::HashMap;

use crate::announcement::Found;
use crate::list::Field;
use crate::poland::county::{Counties, County};
use crate::poland::date::fold;

/// The columns that an announcement fills.
pub(crate) const COLUMNS: [Field; 11] = [
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
    Field::Status,
];

/// The cells of a meeting's row under [`COLUMNS`]; `written` is its day as the text has it.
fn cells(found: &Found, id: String, written: &str) -> [String; COLUMNS.len()] {
    let hour = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let counties = found.counties.iter().map(County::short_name).collect::<Vec<_>>().join(", ");
    let (start, end) = found.hours.map_or((None, None), |(start, end)| (Some(start), end));
    // a spreadsheet takes these for a formula
    let text = |text: &str| text.trim_start_matches(['=', '+', '@', '\t']).to_owned();
    [
        id,
        counties,
        found.date.map_or_else(|| written.to_owned(), |date| date.to_string()),
        start.map(hour).unwrap_or_default(),
        end.map(hour).unwrap_or_default(),
        text(&found.title),
        text(&found.venue),
        text(&found.address),
        text(&found.town),
        text(&found.description),
        if found.cancelled { "cancelled".to_owned() } else { String::new() },
    ]
}

/// The rows of an announcement's meetings.
pub(crate) fn records(meetings: &[Found], text: &str) -> Vec<[String; COLUMNS.len()]> {
    let ids = ids(meetings);
    meetings.iter().zip(ids).map(|(found, id)| cells(found, id, &text[found.at.clone()])).collect()
}

/// A mark for each meeting that does not change with its day: the year and its county, where that is enough; else its town,
/// too; else its number.
fn ids(meetings: &[Found]) -> Vec<String> {
    let year = |found: &Found| found.date.map_or_else(String::new, |date| date.format("%Y-").to_string());
    let county = |found: &Found| {
        let slugs: Vec<_> = found.counties.iter().map(County::slug).collect();
        format!("{}{}", year(found), if slugs.is_empty() { "spotkanie".to_owned() } else { slugs.join("-") })
    };
    let town = |found: &Found| {
        if found.town.is_empty() {
            county(found)
        } else {
            format!("{}{}", year(found), fold(&found.town).replace(' ', "-"))
        }
    };
    let mut by_county: HashMap<String, usize> = HashMap::new();
    let mut by_town: HashMap<String, usize> = HashMap::new();
    for found in meetings {
        *by_county.entry(county(found)).or_default() += 1;
        *by_town.entry(town(found)).or_default() += 1;
    }
    let mut used: HashMap<String, usize> = HashMap::new();
    meetings
        .iter()
        .map(|found| {
            let id = if by_county[&county(found)] == 1 && found.counties != Counties::default() {
                county(found)
            } else {
                town(found)
            };
            let count = used.entry(id.clone()).or_default();
            *count += 1;
            if by_town.get(&id).is_some_and(|&all| all > 1) || *count > 1 { format!("{id}-{count}") } else { id }
        })
        .collect()
}
