//! All meetings of a run: sorted, and checked against each other.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use serde::Serialize;

use crate::list::{Field, List, Part, RowId, place};
use crate::meeting::attendance::Attendance;
use crate::meeting::{Meeting, Status, When};
use crate::message::Diagnostics;
use crate::poland::date::fold;

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
    // On one day, at another hour, and not in the next row: perhaps the old one was left.
    AnotherHour { other: String },
    FarAhead { date: NaiveDate },
    Past { count: usize },
    // It stands alone in its year, far from the others.
    LoneYear { date: NaiveDate },
}

/// Sorts and checks the meetings of some lists: they are in the order of a calendar, ids are unique, and meetings without one
/// differ in county, start or title. `now` only says which are over.
pub fn schedule(mut meetings: Vec<Meeting>, lists: &[List], now: NaiveDateTime, out: &mut Diagnostics) -> Vec<Meeting> {
    check_doubles(&meetings, lists, out);
    check_hours(&meetings, lists, out);
    Meeting::sort(&mut meetings);
    check_rooms(&meetings, lists, out);
    if let (Some(list), true, 0) = (lists.first(), meetings.is_empty(), out.problems()) {
        out.problem(|| list.whole(), &Kind::NoMeetings);
    }
    let date = |meeting: &Meeting| meeting.when.start_local().date();
    let is_far = |meeting: &&Meeting| meeting.when.start_utc() > now + FAR;
    let far = meetings.iter().rev().take_while(is_far).map(|it| (it.row, Kind::FarAhead { date: date(it) }));
    let lone = lone(&meetings).into_iter().map(|it| (it.row, Kind::LoneYear { date: date(it) }));
    for (row, kind) in far.chain(lone) {
        out.warn(|| place(lists, row, Part::Cell(Field::Date)), &kind);
    }
    let past: Vec<_> = meetings.iter().filter(|meeting| meeting.when.is_past(now)).map(|meeting| meeting.row).collect();
    if let Some(&first) = past.iter().min() {
        out.remark(|| place(lists, first, Part::Cell(Field::Date)), &Kind::Past { count: past.len() });
    }
    meetings
}

/// Meetings that are alone in their years, and further from those of the year that has most than these are from each other; where
/// each has a year of its own, the first or last that is so far from all others.
fn lone(meetings: &[Meeting]) -> Vec<&Meeting> {
    let day = |meeting: &Meeting| meeting.when.start_local().date();
    let mut years: Vec<&[Meeting]> = meetings.chunk_by(|one, next| day(one).year() == day(next).year()).collect();
    if years.iter().all(|year| year.len() == 1) {
        years.clear();
        let ends = meetings.split_first().zip(meetings.split_last()).filter(|_| meetings.len() > 3);
        let rests = ends.into_iter().flat_map(|((_, behind), (_, before))| [behind, before]);
        years.extend(rests.chain(meetings.chunks(1)));
    }
    let is_apart = |lone: &Meeting, year: &[Meeting]| {
        let [first, .., last] = year else { return false };
        let apart = (day(first) - day(lone)).abs().min((day(lone) - day(last)).abs());
        let is_within = (day(first)..=day(last)).contains(&day(lone));
        !is_within && apart > (day(last) - day(first)).max(TimeDelta::days(180))
    };
    let most = years.iter().map(|year| year.len()).max().unwrap_or(0);
    let alone = years.iter().filter_map(|year| if let [lone] = year { Some(lone) } else { None });
    let of_most = |lone: &&Meeting| years.iter().any(|year| year.len() == most && is_apart(lone, year));
    alone.filter(|lone| meetings.len() > 3 && of_most(lone)).collect()
}

/// Of two rows the later one, which is the one that is wrong, and where the other is.
fn later(lists: &[List], a: RowId, b: RowId) -> (RowId, String) {
    let first = a.min(b);
    (a.max(b), lists[first.list].line_name(first))
}

/// No id stands twice, nor what those without one are known by: counties, start and title.
fn check_doubles(meetings: &[Meeting], lists: &[List], out: &mut Diagnostics) {
    let mut known = HashMap::with_capacity(meetings.len());
    for meeting in meetings {
        let [id, title] = [Field::Id, Field::Title].map(|field| meeting.text(field));
        let unnamed = id.is_empty().then(|| (meeting.when.start_utc(), meeting.counties, title));
        let first = *known.entry((id, unnamed)).or_insert(meeting.row);
        if first == meeting.row {
            continue;
        }
        let (row, other) = later(lists, first, meeting.row);
        if unnamed.is_some() {
            out.problem(|| place(lists, row, Part::Row), &Kind::DoubledMeeting { other });
        } else {
            out.problem(|| place(lists, row, Part::Cell(Field::Id)), &Kind::DoubledId { id: id.to_owned(), other });
        }
    }
}

/// No meeting takes place twice a day at one place; rows beside each other are of groups.
fn check_hours(meetings: &[Meeting], lists: &[List], out: &mut Diagnostics) {
    let mut known = HashMap::new();
    for (number, meeting) in meetings.iter().enumerate().filter(|(_, meeting)| meeting.status != Status::Cancelled) {
        let texts = [Field::Title, Field::Venue, Field::Address, Field::Town].map(|field| fold(meeting.text(field)));
        let last = known.insert((meeting.when.start_local().date(), meeting.counties, texts), (number, meeting));
        let is_apart = |(at, last): &(usize, &Meeting)| at + 1 < number || last.row.list != meeting.row.list;
        let is_other = |(_, last): &(usize, &Meeting)| meeting.titled && last.when != meeting.when;
        if let Some((_, last)) = last.filter(|last| is_other(last) && is_apart(last)) {
            let (row, other) = later(lists, last.row, meeting.row);
            out.warn(|| place(lists, row, Part::Cell(Field::Start)), &Kind::AnotherHour { other });
        }
    }
}

/// No room is taken twice.
fn check_rooms(meetings: &[Meeting], lists: &[List], out: &mut Diagnostics) {
    // until when each is, and by whom, of those that began so far
    let mut taken: HashMap<[&str; 3], (NaiveDateTime, RowId)> = HashMap::new();
    for meeting in meetings.iter().filter(|meeting| meeting.status != Status::Cancelled) {
        let room = [Field::Venue, Field::Address, Field::Town].map(|field| meeting.text(field));
        // online nobody is in another's way
        let is_room = !room[0].is_empty() && meeting.attendance != Attendance::Online;
        let (When::Hours { start, end, .. }, true) = (meeting.when, is_room) else { continue };
        let before = taken.get(&room).copied().filter(|(until, _)| start.utc < *until);
        if let Some((_, holder)) = before {
            let (row, other) = later(lists, meeting.row, holder);
            out.warn(|| place(lists, row, Part::Cell(Field::Venue)), &Kind::RoomTaken { other });
        }
        taken.insert(room, before.filter(|(until, _)| *until >= end.utc).unwrap_or((end.utc, meeting.row)));
    }
}
