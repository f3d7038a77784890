//! All meetings of a run: sorted, and checked against each other.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDateTime;

use crate::diagnostic::{Diagnostics, Kind, Place, Spot};
use crate::list::Field;
use crate::meeting::{Meeting, Status, When};

/// Meetings in the order of a calendar; ids are unique, and meetings without one differ in county, start or title.
#[derive(Debug, Default)]
pub struct Schedule {
    meetings: Vec<Meeting>,
}

impl Schedule {
    /// Sorts and checks; `now` only says which are over.
    pub fn new(mut meetings: Vec<Meeting>, now: NaiveDateTime, out: &mut Diagnostics) -> Self {
        meetings.sort_unstable_by(Meeting::order);
        check_ids(&meetings, out);
        check_alike(&meetings, out);
        check_rooms(&meetings, out);
        let count = meetings.iter().filter(|meeting| meeting.is_past(now)).count();
        if count > 0 {
            out.warn(Place::list(0), Kind::Past { count });
        }
        Self { meetings }
    }

    /// In order.
    pub fn meetings(&self) -> &[Meeting] {
        &self.meetings
    }
}

fn check_ids(meetings: &[Meeting], out: &mut Diagnostics) {
    let mut known: HashMap<&str, &Meeting> = HashMap::with_capacity(meetings.len());
    for meeting in meetings {
        let id = meeting.text(Field::Id);
        if id.is_empty() {
            continue;
        }
        match known.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(meeting);
            }
            Entry::Occupied(mut entry) => {
                // said at the later row of the list
                let (first, second) = in_list_order(entry.get(), meeting);
                let place = Place { row: second.row, spot: Spot::Cell(Field::Id) };
                out.problem(place, Kind::DoubledId { id: id.to_owned(), other: first.row });
                entry.insert(first);
            }
        }
    }
}

fn in_list_order<'m>(a: &'m Meeting, b: &'m Meeting) -> (&'m Meeting, &'m Meeting) {
    if a.row < b.row { (a, b) } else { (b, a) }
}

/// Without ids, those alike in county, start and title stand side by side.
fn check_alike(meetings: &[Meeting], out: &mut Diagnostics) {
    let key = |meeting: &Meeting| (meeting.when.start_local(), meeting.counties);
    for pair in meetings.windows(2) {
        let [a, b] = pair else { continue };
        let text = |field| a.text(field) == b.text(field);
        if a.text(Field::Id).is_empty() && text(Field::Id) && text(Field::Title) && key(a) == key(b) {
            let (first, second) = in_list_order(a, b);
            out.problem(Place { row: second.row, spot: Spot::Row }, Kind::DoubledMeeting { other: first.row });
        }
    }
}

/// In the order of their starts, a room is taken until the latest end so far.
fn check_rooms(meetings: &[Meeting], out: &mut Diagnostics) {
    let mut rooms: HashMap<(&str, &str, &str), (NaiveDateTime, &Meeting)> = HashMap::new();
    for meeting in meetings {
        let When::Hours { start, end, .. } = meeting.when else { continue };
        let venue = meeting.text(Field::Venue);
        if venue.is_empty() || meeting.status == Status::Cancelled {
            continue;
        }
        match rooms.entry((venue, meeting.text(Field::Address), meeting.text(Field::Town))) {
            Entry::Vacant(entry) => {
                entry.insert((end.utc, meeting));
            }
            Entry::Occupied(mut entry) => {
                let (until, holder) = *entry.get();
                if start.utc < until {
                    let (first, second) = in_list_order(holder, meeting);
                    let place = Place { row: second.row, spot: Spot::Cell(Field::Venue) };
                    out.warn(place, Kind::RoomTaken { other: first.row });
                }
                if end.utc > until {
                    entry.insert((end.utc, meeting));
                }
            }
        }
    }
}
