//! All meetings of a run: sorted, and checked against each other.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDateTime, TimeDelta};

use crate::list::{Field, RowId};
use crate::meeting::{Meeting, Status, When};
use crate::message::{Diagnostics, Kind, Place, Spot};

/// Nobody plans meetings for so far ahead: 2072 is 2027.
const FAR: TimeDelta = TimeDelta::days(3653);

/// Meetings in the order of a calendar; ids are unique, and meetings without one differ in county, start or title.
#[derive(Debug, Default)]
pub struct Schedule {
    meetings: Vec<Meeting>,
}

impl Schedule {
    /// Sorts and checks; `now` only says which are over.
    pub fn new(mut meetings: Vec<Meeting>, now: NaiveDateTime, out: &mut Diagnostics) -> Self {
        check_ids(&meetings, out);
        check_rooms(&meetings, out);
        Meeting::sort(&mut meetings);
        check_alike(&meetings, out);
        if meetings.is_empty() && out.problems() == 0 {
            out.problem(Place::list(0), Kind::NoMeetings);
        }
        let is_far = |meeting: &&Meeting| meeting.when.start_utc() > now + FAR;
        for meeting in meetings.iter().rev().take_while(is_far) {
            let place = Place { row: meeting.row, spot: Spot::Cell(Field::Date) };
            out.warn(place, Kind::FarAhead { date: meeting.when.start_local().date() });
        }
        let count = meetings.iter().filter(|meeting| meeting.is_past(now)).count();
        if count > 0 {
            out.note_past(count);
        }
        Self { meetings }
    }

    /// In order.
    pub fn meetings(&self) -> &[Meeting] {
        &self.meetings
    }

    /// The same, to be kept.
    pub fn into_meetings(self) -> Vec<Meeting> {
        self.meetings
    }
}

/// In the lists' order: the later row is the one that is wrong.
fn check_ids(meetings: &[Meeting], out: &mut Diagnostics) {
    let mut known: HashMap<&str, RowId> = HashMap::new();
    for meeting in meetings.iter().filter(|meeting| !meeting.text(Field::Id).is_empty()) {
        let id = meeting.text(Field::Id);
        match known.entry(id) {
            Entry::Occupied(first) => {
                let place = Place { row: meeting.row, spot: Spot::Cell(Field::Id) };
                out.problem(place, Kind::DoubledId { id: id.to_owned(), other: *first.get() });
            }
            Entry::Vacant(entry) => {
                entry.insert(meeting.row);
            }
        }
    }
}

/// Without ids, those alike in county, start and title stand side by side.
fn check_alike(meetings: &[Meeting], out: &mut Diagnostics) {
    let key = |meeting: &Meeting| (meeting.when.start_utc(), meeting.counties);
    for pair in meetings.windows(2) {
        let [a, b] = pair else { continue };
        let alike = || {
            a.text(Field::Id).is_empty()
                && [Field::Id, Field::Title].into_iter().all(|field| a.text(field) == b.text(field))
        };
        if key(a) == key(b) && alike() {
            let (first, second) = (a.row.min(b.row), a.row.max(b.row));
            out.problem(Place { row: second, spot: Spot::Row }, Kind::DoubledMeeting { other: first });
        }
    }
}

/// A room is taken until the latest end of the meetings that began so far.
fn check_rooms(meetings: &[Meeting], out: &mut Diagnostics) {
    let mut rooms: BTreeMap<[&str; 3], Vec<_>> = BTreeMap::new();
    for meeting in meetings.iter().filter(|meeting| meeting.status != Status::Cancelled) {
        let room = [Field::Venue, Field::Address, Field::Town].map(|field| meeting.text(field));
        if let (When::Hours { start, end, .. }, false) = (meeting.when, room[0].is_empty()) {
            rooms.entry(room).or_default().push((start.utc, end.utc, meeting.row));
        }
    }
    for taken in rooms.values_mut() {
        taken.sort_unstable();
        let mut latest = None;
        for &(start, end, row) in &*taken {
            if let Some((until, holder)) = latest
                && start < until
            {
                let place = Place { row: row.max(holder), spot: Spot::Cell(Field::Venue) };
                out.warn(place, Kind::RoomTaken { other: row.min(holder) });
            }
            if latest.is_none_or(|(until, _)| end > until) {
                latest = Some((end, row));
            }
        }
    }
}
