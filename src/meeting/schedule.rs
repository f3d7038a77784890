//! All meetings of a run: sorted, and checked against each other.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::Serialize;

use crate::list::{Field, List, Part, RowId};
use crate::meeting::{Meeting, Status, When};
use crate::message::Diagnostics;

/// Nobody plans meetings for so far ahead: 2072 is 2027.
const FAR: TimeDelta = TimeDelta::days(3653);

/// What is wrong with meetings beside each other, or worth a look; `other` is where the other row is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    NoMeetings,
    DoubledId { id: String, other: String },
    DoubledMeeting { other: String },
    RoomTaken { other: String },
    FarAhead { date: NaiveDate },
    Past { count: usize },
}

/// Meetings in the order of a calendar; ids are unique, and meetings without one differ in county, start or title.
#[derive(Debug, Default)]
pub struct Schedule {
    /// In order.
    pub meetings: Vec<Meeting>,
}

impl Schedule {
    /// Sorts and checks the meetings of some lists; `now` only says which are over.
    pub fn new(mut meetings: Vec<Meeting>, lists: &[List], now: NaiveDateTime, out: &mut Diagnostics) -> Self {
        check_ids(&meetings, lists, out);
        check_rooms(&meetings, lists, out);
        Meeting::sort(&mut meetings);
        check_alike(&meetings, lists, out);
        if let (Some(list), true, 0) = (lists.first(), meetings.is_empty(), out.problems()) {
            out.problem(&list.whole(), &Kind::NoMeetings);
        }
        for meeting in meetings.iter().rev().take_while(|meeting| meeting.when.start_utc() > now + FAR) {
            let kind = Kind::FarAhead { date: meeting.when.start_local().date() };
            out.warn(&list_of(lists, meeting.row).at(meeting.row, Part::Cell(Field::Date)), &kind);
        }
        let count = meetings.iter().filter(|meeting| meeting.is_past(now)).count();
        if count > 0 {
            out.summary(&Kind::Past { count });
        }
        Self { meetings }
    }
}

/// The list that a row is of.
fn list_of(lists: &[List], row: RowId) -> &List {
    &lists[usize::from(row.list)]
}

/// Where a row is, for a message about another.
fn line_name(lists: &[List], row: RowId) -> String {
    list_of(lists, row).line_name(row)
}

/// In the lists' order: the later row is the one that is wrong.
fn check_ids(meetings: &[Meeting], lists: &[List], out: &mut Diagnostics) {
    let mut known: HashMap<&str, RowId> = HashMap::new();
    for meeting in meetings.iter().filter(|meeting| !meeting.text(Field::Id).is_empty()) {
        let id = meeting.text(Field::Id);
        if let Some(first) = known.get(id) {
            let kind = Kind::DoubledId { id: id.to_owned(), other: line_name(lists, *first) };
            out.problem(&list_of(lists, meeting.row).at(meeting.row, Part::Cell(Field::Id)), &kind);
        } else {
            known.insert(id, meeting.row);
        }
    }
}

/// Without ids, those alike in county, start and title stand side by side.
fn check_alike(meetings: &[Meeting], lists: &[List], out: &mut Diagnostics) {
    let key = |meeting: &Meeting| (meeting.when.start_utc(), meeting.counties, meeting.text(Field::Title).to_owned());
    for pair in meetings.windows(2) {
        let has_no_id = pair.iter().all(|meeting| meeting.text(Field::Id).is_empty());
        if has_no_id && key(&pair[0]) == key(&pair[1]) {
            let (first, second) = (pair[0].row.min(pair[1].row), pair[0].row.max(pair[1].row));
            let kind = Kind::DoubledMeeting { other: line_name(lists, first) };
            out.problem(&list_of(lists, second).at(second, Part::Row), &kind);
        }
    }
}

/// A room is taken until the latest end of the meetings that began so far.
fn check_rooms(meetings: &[Meeting], lists: &[List], out: &mut Diagnostics) {
    let mut rooms: BTreeMap<[&str; 3], Vec<_>> = BTreeMap::new();
    for meeting in meetings.iter().filter(|meeting| meeting.status != Status::Cancelled) {
        let room = [Field::Venue, Field::Address, Field::Town].map(|field| meeting.text(field));
        if let (When::Hours { start, end, .. }, false) = (meeting.when, room[0].is_empty()) {
            rooms.entry(room).or_default().push((start.utc, end.utc, meeting.row));
        }
    }
    for mut taken in rooms.into_values() {
        taken.sort_unstable();
        let mut latest = None;
        for (start, end, row) in taken {
            if let Some((until, holder)) = latest
                && start < until
            {
                let (first, second) = (row.min(holder), row.max(holder));
                let kind = Kind::RoomTaken { other: line_name(lists, first) };
                out.warn(&list_of(lists, second).at(second, Part::Cell(Field::Venue)), &kind);
            }
            if latest.is_none_or(|(until, _)| end > until) {
                latest = Some((end, row));
            }
        }
    }
}
