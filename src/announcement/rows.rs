//! Announcements: the meetings of a text as rows of a list.

use std::collections::HashMap;
use std::ops::Range;

use crate::announcement::{Announcement, Doubt, Found, Given, Reason};
use crate::list::Field;
use crate::list::{Each, Row, RowId};
use crate::message::{Diagnostics, Kind, Place, Spot};
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
        for ((index, found), id) in (0..).zip(&meetings).zip(ids(&meetings)) {
            let row = RowId { list: number, index, offset: found.at.start };
            // a row without a county is asked about as such
            for doubt in found.doubts.iter().filter(|doubt| **doubt != Doubt::NoCounty) {
                let field = match doubt {
                    Doubt::Year(_) | Doubt::FirstOfSeveral | Doubt::Moved(_) | Doubt::Weekday(_) | Doubt::Change => {
                        Field::Date
                    }
                    Doubt::County(_) | Doubt::NoCounty => Field::County,
                    Doubt::SharedHour => Field::Start,
                    Doubt::SharedPlace => Field::Venue,
                    Doubt::Town => Field::Town,
                };
                out.warn(Place { row, spot: Spot::Cell(field) }, Kind::Doubt(doubt.clone()));
            }
            rows.push((cells(found, id, &text[found.at.clone()]), found.at.clone()));
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

fn cells(found: &Found, id: String, written: &str) -> [String; Field::COUNT] {
    let mut cells = [const { String::new() }; Field::COUNT];
    let hour = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let counties = found.counties.iter().map(County::short_name).collect::<Vec<_>>().join(", ");
    let (start, end) = found.hours.map_or((None, None), |(start, end)| (Some(start), end));
    let text = |text: &str| text.trim_start_matches(['=', '+', '@', '\t']).to_owned();
    for (field, value) in [
        (Field::Id, id),
        (Field::County, counties),
        (Field::Date, found.date.map_or_else(|| written.to_owned(), |date| date.to_string())),
        (Field::Start, start.map(hour).unwrap_or_default()),
        (Field::End, end.map(hour).unwrap_or_default()),
        (Field::Title, text(&found.title)),
        (Field::Venue, text(&found.venue)),
        (Field::Address, text(&found.address)),
        (Field::Town, text(&found.town)),
        (Field::Description, text(&found.description)),
        (Field::Status, if found.cancelled { "cancelled".to_owned() } else { String::new() }),
    ] {
        cells[field as usize] = value;
    }
    cells
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
