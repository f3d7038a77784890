//! All meetings of a run: sorted, and checked against each other.

use chrono::{NaiveDateTime, TimeDelta};
use twox_hash::XxHash3_64;

use crate::diagnostic::{Diagnostics, Kind, Place, Spot};
use crate::list::Field;
use crate::meeting::{Meeting, Status, When};

/// Nobody plans meetings for so far ahead: 2072 is 2027.
const FAR: TimeDelta = TimeDelta::days(3653);

/// Meetings in the order of a calendar; ids are unique, and meetings without one differ in county, start or title.
#[derive(Debug, Default)]
pub struct Schedule<'l> {
    meetings: Vec<Meeting<'l>>,
}

impl<'l> Schedule<'l> {
    /// Sorts and checks; `now` only says which are over.
    pub fn new(mut meetings: Vec<Meeting<'l>>, now: NaiveDateTime, out: &mut Diagnostics) -> Self {
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
    pub fn meetings(&self) -> &[Meeting<'l>] {
        &self.meetings
    }
}

/// In the lists' order: the later row is the one that is wrong.
fn check_ids(meetings: &[Meeting], out: &mut Diagnostics) {
    let id = |index: usize| meetings[index].text(Field::Id);
    // by a hash each, which takes less memory than a table and nearly always tells them apart
    let hash = |index| (XxHash3_64::oneshot(id(index).as_bytes()), index);
    let mut hashes: Vec<_> = (0..meetings.len()).filter(|&index| !id(index).is_empty()).map(hash).collect();
    hashes.sort_unstable();
    for alike in hashes.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        for (n, &(_, later)) in alike.iter().enumerate() {
            if let Some(&(_, first)) = alike[..n].iter().find(|&&(_, first)| id(first) == id(later)) {
                let place = Place { row: meetings[later].row, spot: Spot::Cell(Field::Id) };
                out.problem(place, Kind::DoubledId { id: id(later).to_owned(), other: meetings[first].row });
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
    let mut rooms: Vec<(u64, usize)> = (meetings.iter().zip(0..))
        .filter(|(meeting, _)| meeting.status != Status::Cancelled)
        .filter_map(|(meeting, index)| Some((meeting.room?, index)))
        .collect();
    rooms.sort_unstable();
    let mut taken = Vec::new();
    for room in rooms.chunk_by(|a, b| a.0 == b.0).filter(|room| room.len() > 1) {
        taken.clear();
        taken.extend(room.iter().filter_map(|&(_, index)| match meetings[index].when {
            When::Hours { start, end, .. } => Some((start.utc, end.utc, meetings[index].row)),
            When::Day(_) => None,
        }));
        taken.sort_unstable();
        let mut latest = None;
        for &(start, end, row) in &taken {
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
