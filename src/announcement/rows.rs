//! Announcements: the meetings of a text as rows of a list.

use std::collections::HashMap;
use std::ops::Range;

use crate::announcement::{Announcement, Doubt, Found, Given, Reason};
use crate::list::Field;
use crate::list::{Each, Row, RowId};
use crate::message::{Diagnostics, Kind, Place, Spot};
use crate::poland::county::{Counties, County};
use crate::poland::date::{Minutes, fold};

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

/// The rows of an announcement, and the days in it that are none.
#[derive(Debug)]
pub(crate) struct Text {
    rows: Vec<([String; Field::COUNT], Range<usize>)>,
    unused: Vec<Range<usize>>,
}

impl Text {
    /// Reads a text; what is doubtful and what is left out becomes warnings.
    pub(crate) fn read(text: &str, given: Given, number: u16, out: &mut Diagnostics) -> Self {
        let Announcement { meetings, unused } = Announcement::read(text, given);
        let mut rows = Vec::with_capacity(meetings.len());
        for ((index, found), record) in (0..).zip(&meetings).zip(records(&meetings, text)) {
            let row = RowId { list: number, index, offset: found.at.start };
            // a row without a county is asked about as such
            for doubt in found.doubts.iter().filter(|doubt| **doubt != Doubt::NoCounty) {
                let field = match doubt {
                    Doubt::Year { .. }
                    | Doubt::FirstOfSeveral
                    | Doubt::Moved { .. }
                    | Doubt::Weekday { .. }
                    | Doubt::Change => Field::Date,
                    Doubt::County { .. } | Doubt::NoCounty => Field::County,
                    Doubt::SharedHour => Field::Start,
                    Doubt::SharedPlace => Field::Venue,
                    Doubt::Town => Field::Town,
                };
                out.warn(Place { row, spot: Spot::Cell(field) }, Kind::Doubt(doubt.clone()));
            }
            let mut cells = [const { String::new() }; Field::COUNT];
            for (field, cell) in COLUMNS.into_iter().zip(record) {
                cells[field as usize] = cell;
            }
            rows.push((cells, found.at.clone()));
        }
        for (at, reason) in &unused {
            let row = RowId { list: number, index: 0, offset: at.start };
            let place = Place { row, spot: Spot::Octet(at.start) };
            out.warn(place, Kind::Unused { text: text[at.clone()].to_owned(), reason: *reason });
        }
        Self { rows, unused: unused.into_iter().map(|(at, _): (Range<usize>, Reason)| at).collect() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Hands over each row.
    pub(crate) fn rows(&self, number: u16, out: &mut Diagnostics, each: Each) {
        for (index, (cells, at)) in (0..).zip(&self.rows) {
            let id = RowId { list: number, index, offset: at.start };
            each(&Row::new(id, &cells.each_ref().map(String::as_str)), out);
        }
    }

    /// Where a row's day stands in the text, or one that is no row's.
    pub(crate) fn locate(&self, place: &Place) -> Range<usize> {
        if let Spot::Octet(at) = place.spot {
            let found = self.unused.binary_search_by_key(&at, |range| range.start);
            return found.map_or(at..at, |n| self.unused[n].clone());
        }
        self.rows.get(place.row.index as usize).map_or(0..0, |(_, at)| at.clone())
    }
}

/// What a list says of the meetings: a cell for each of the columns. `text` is what they were read from.
pub(crate) fn records(meetings: &[Found], text: &str) -> Vec<[String; COLUMNS.len()]> {
    let hour = |minutes: Minutes| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    // no spreadsheet is to take a text for a formula
    let plain = |text: &str| text.trim_start_matches(['=', '+', '@', '\t']).to_owned();
    let record = |(found, id): (&Found, String)| {
        [
            id,
            found.counties.iter().map(County::short_name).collect::<Vec<_>>().join(", "),
            found.date.map_or_else(|| text[found.at.clone()].to_owned(), |date| date.to_string()),
            found.hours.map(|(start, _)| hour(start)).unwrap_or_default(),
            found.hours.and_then(|(_, end)| end).map(hour).unwrap_or_default(),
            plain(&found.title),
            plain(&found.venue),
            plain(&found.address),
            plain(&found.town),
            plain(&found.description),
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
