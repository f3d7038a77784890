//! What the list says against what was published: every UID, SEQUENCE and time stamp is decided here and nowhere else.
//!
//! Rows and published events are paired step by step (`pair`); what is paired keeps its UID, and its numbers unless it
//! has changed. What is left of the rows is new; what is left of the events has vanished from the list: cancelled if it is
//! still ahead, kept as it was if it is over. Nothing here reads a clock or a file.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::Serialize;
use uuid::Uuid;

use crate::calendar::{Event, Manner, Start, event::shown_title, history::history, properties::SEQUENCE_LIMIT};
use crate::list::{Field, RowId};
use crate::meeting::{Meeting, Open, Status, When};
use crate::poland::county::{Counties, County};
use crate::poland::{date::same, only};

/// The namespace of this program's UIDs (RFC 9562 §5.5), itself a version 5 UUID of the DNS name "lubuskie-ics". It never
/// changes: every UID depends on it.
const NAMESPACE: Uuid = Uuid::from_u128(0x2862_c654_190d_599a_bfee_2e5e_1874_de34);

/// How long a meeting that is over and no longer in the list stays in the calendars: over a year, so that last year's can be
/// looked up.
pub(crate) const KEPT: TimeDelta = TimeDelta::days(400);

/// How long after a meeting its id may be given a later date: a correction, not another meeting.
const REUSE: TimeDelta = TimeDelta::days(30);

/// What becomes of an event.
#[derive(Clone, Debug)]
pub enum Change {
    /// No calendar has it yet.
    New(Box<Event>),
    /// Its SEQUENCE stays as it was published; LAST-MODIFIED too, unless calendars show it otherwise.
    Same(Box<Event>),
    /// Another revision, and what was published.
    Revised(Box<Event>, Box<Event>),
    /// It is gone from the list while still ahead, and so cancelled; and what was published.
    Vanished(Box<Event>, Box<Event>),
    /// It ended too long ago to be kept, or is another's double.
    LeftOut(Box<Event>),
}

impl Change {
    /// What is to be published.
    pub fn now(&self) -> Option<&Event> {
        match self {
            Self::New(now) | Self::Same(now) | Self::Revised(now, _) | Self::Vanished(now, _) => Some(now),
            Self::LeftOut(_) => None,
        }
    }

    /// What is to be cancelled because it is gone from the list.
    fn vanished(&self) -> Option<&Event> {
        if let Self::Vanished(now, _) = self { Some(now) } else { None }
    }

    /// What was published.
    pub(crate) fn was(&self) -> Option<&Event> {
        match self {
            Self::New(_) => None,
            Self::Same(was) | Self::LeftOut(was) | Self::Revised(_, was) | Self::Vanished(_, was) => Some(was),
        }
    }
}

/// What changes depend on beside the list and what was published.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Only meetings of these counties change.
    pub selected: Counties,
    /// UTC, whole seconds.
    pub now: NaiveDateTime,
    /// If all is to be published anew, because what was is not known for certain: the least SEQUENCE of every event.
    pub rebuilt: Option<u32>,
}

impl Terms {
    /// An event that the list does not change.
    fn kept(&self, was: Box<Event>) -> Change {
        match self.rebuilt {
            Some(_) => Change::Revised(self.next(&was, was.clone()), was),
            None => Change::Same(was),
        }
    }

    /// The next LAST-MODIFIED: a clock may go back, what was published does not.
    fn later(&self, was: &Event) -> NaiveDateTime {
        self.now.max(was.modified + TimeDelta::seconds(1))
    }

    /// The next revision of an event.
    fn next(&self, was: &Event, mut shown: Box<Event>) -> Box<Event> {
        shown.sequence = (was.sequence + 1).max(self.rebuilt.unwrap_or_default()).min(SEQUENCE_LIMIT);
        shown.modified = self.later(was);
        shown.history = history(was, &shown);
        shown
    }
}

/// What is to be published.
#[derive(Debug)]
pub struct Outcome {
    /// Of all counties, sorted by start, county and UID.
    pub changes: Vec<Change>,
    /// Rows whose ids are other meetings'.
    pub(crate) problems: Vec<Problem>,
}

/// Which cell is wrong beside what was published, and how.
pub(crate) type Problem = (RowId, Field, Kind);

/// What is wrong with a row beside what was published.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    // Its id is that of a meeting that was over long ago.
    ReusedId { id: String, date: NaiveDate },
    // Ids are row numbers, and a row was put in or taken out: the meeting was published under another.
    ShiftedIds { id: String, other: String },
    // Its day is not set, and the meeting is published for this one.
    OpenAgain { date: NaiveDate, title: String },
}

/// Decides what is to be published; of what was, each UID comes once.
pub fn reconcile(meetings: Vec<Meeting>, published: Vec<Box<Event>>, terms: &Terms) -> Outcome {
    let &Terms { selected, now, rebuilt } = terms;
    // a row as an event, whose numbers are not known yet
    let listed = |meeting: Meeting| {
        let event = Event::new(&meeting, Uuid::nil(), rebuilt.unwrap_or_default(), now);
        (Box::new(event), (meeting.row, meeting.titled))
    };
    let (listed, rows): (Vec<_>, Vec<_>) = meetings.into_iter().map(listed).unzip();
    let shifted = shifted_ids(&listed, &published, now).into_iter().map(|(row, kind)| (rows[row].0, Field::Id, kind));
    let shifted = shifted.min_by_key(|(row, ..)| *row);
    let pairs = pair(&listed, &published, now);
    let mut taken: HashSet<Uuid> = published.iter().map(|was| was.uid).collect();
    let mut published: Vec<_> = published.into_iter().map(Some).collect();
    let (mut changes, mut problems) = (Vec::with_capacity(listed.len()), Vec::new());
    for (index, (mut event, (row, titled))) in listed.into_iter().zip(rows).enumerate() {
        let Some(was) = pairs.get(&index).and_then(|pair| published[*pair].take()) else {
            if event.counties.meets(selected) {
                event.uid = uid(&event, titled, &taken);
                taken.insert(event.uid);
                changes.push(Change::New(event));
            }
            continue;
        };
        if is_reused(&event, &was, now) {
            problems.push((row, Field::Id, Kind::ReusedId { id: was.id.clone(), date: was.when.last_day() }));
        }
        let is_selected = event.counties.union(was.counties).meets(selected);
        let is_same = (event.digest, event.status) == (was.digest, was.status);
        // what the list says now, under the numbers that it was published with
        (event.uid, event.sequence, event.created, event.modified) = (was.uid, was.sequence, was.created, was.modified);
        event.history.clone_from(&was.history);
        changes.push(match (is_selected, is_same) {
            (false, _) => terms.kept(was),
            (true, true) => terms.kept(event),
            (true, false) => Change::Revised(terms.next(&was, event), was),
        });
    }
    let gone: Vec<_> = published.into_iter().flatten().collect();
    let doubles = doubles(&gone, changes.iter().filter_map(Change::now).filter(|row| row.stands(now)));
    changes.extend(gone.into_iter().map(|was| unlisted(doubles.contains(&was.uid), was, terms)));
    changes.sort_by_cached_key(|change| change.now().or(change.was()).map(Event::order));
    // whose the ids are is not known then
    Outcome { changes, problems: shifted.map_or(problems, |first| vec![first]) }
}

/// Events without a row of which a row that stands is the same meeting: by id or, unless both have one, by county, start and
/// title. Calendars of several days, put together from copies, may hold it under two UIDs.
fn doubles<'e>(gone: &'e [Box<Event>], rows: impl Iterator<Item = &'e Event>) -> HashSet<Uuid> {
    let keys = |event: &'e Event| {
        let id = Some(event.id.as_str()).filter(|id| !id.is_empty());
        let name = (event.counties, Start::of(event.when), event.title.as_str());
        id.map(|id| (Some(id), None)).into_iter().chain([(None, Some(name))])
    };
    let gone = gone.iter().filter(|was| was.status != Status::Cancelled);
    let alike = grouped(gone.flat_map(|was| keys(was).map(move |key| (key, was))));
    let is_same = |row: &Event, was: &Event| row.id == was.id || row.id.is_empty() || was.id.is_empty();
    let of_row = |row| keys(row).filter_map(|key| alike.get(&key)).flatten().filter(move |was| is_same(row, was));
    rows.flat_map(of_row).map(|was| was.uid).collect()
}

/// What becomes of an event that no row belongs to; `is_double`: a row is the same meeting.
fn unlisted(is_double: bool, was: Box<Event>, terms: &Terms) -> Change {
    let (is_selected, stands) = (was.counties.meets(terms.selected), was.stands(terms.now));
    if !is_selected || !stands && !is_double && was.when.end_utc() > terms.now - KEPT {
        terms.kept(was)
    } else if stands && !is_double {
        let cancelled = Box::new(Event { status: Status::Cancelled, ..(*was).clone() });
        Change::Vanished(terms.next(&was, cancelled), was)
    } else {
        Change::LeftOut(was)
    }
}

/// Whether a row's id is that of a meeting that was over long ago, and the row is of a later one.
fn is_reused(row: &Event, was: &Event, now: NaiveDateTime) -> bool {
    let same_id = was.id == row.id && !was.id.is_empty();
    same_id && was.when.end_utc() < now - REUSE && row.when.last_day() > was.when.last_day()
}

/// Rows whose ids seem to be row numbers that have run on: what they say was published, word for word, under another number,
/// which is no more its. Either one of the two numbers stands for another meeting now, and not for another time of the same;
/// or the rows are a series in which nothing was changed, but some put in, or some taken out. Two rows that exchange their
/// numbers are not taken for that.
fn shifted_ids(listed: &[Box<Event>], published: &[Box<Event>], now: NaiveDateTime) -> Vec<(usize, Kind)> {
    let (rows, events) = (numbered(listed), numbered(published));
    let is_other = |was: &Event, row: &Event| {
        was.when.is_past(now) || (was.counties, &was.title, &was.location) != (row.counties, &row.title, &row.location)
    };
    let is_kept = |was: &Event| rows.get(&*was.id).is_some_and(|row| row.digest == was.digest);
    let lost = published.iter().filter(|was| events.contains_key(&*was.id) && !is_kept(was));
    let lost: HashMap<Uuid, &Event> = lost.map(|was| (was.digest, &**was)).collect();
    // where it is, what it was published as, and whether a number stands for another meeting
    let shifted = |(index, row): (usize, &Event)| {
        let was = lost.get(&row.digest).filter(|_| rows.contains_key(&*row.id))?;
        let other = rows.get(&*was.id);
        let (before, after) = match events.get(&*row.id) {
            Some(own) if [Some(&row), other].iter().flatten().any(|row| row.digest == own.digest) => return None,
            Some(own) => (own, row),
            None => (was, *other?),
        };
        let kind = Kind::ShiftedIds { id: row.id.clone(), other: was.id.clone() };
        Some((index, kind, is_other(before, after)))
    };
    let shifted: Vec<_> = listed.iter().map(AsRef::as_ref).enumerate().filter_map(shifted).collect();
    let is_series = || {
        let [before, after] = [&events, &rows].map(|all| {
            all.values().filter(|event| event.stands(now)).map(|event| event.digest).collect::<HashSet<_>>()
        });
        before != after && (before.is_subset(&after) || after.is_subset(&before))
    };
    let is_sure = shifted.iter().any(|(.., is_other)| *is_other) || shifted.len() > 1 && is_series();
    shifted.into_iter().filter(|_| is_sure).map(|(index, kind, _)| (index, kind)).collect()
}

/// Events by their ids, those that count: 7, S-07, 7/2027.
fn numbered(events: &[Box<Event>]) -> HashMap<&str, &Event> {
    // what stands around the number is the same in several
    let around = |event: &'_ Event| {
        let (before, rest) = event.id.split_at(event.id.find(|c: char| c.is_ascii_digit())?);
        Some([before, rest.trim_start_matches(|c: char| c.is_ascii_digit())].map(str::to_owned))
    };
    let alike = grouped(events.iter().filter_map(|event| Some((around(event)?, &**event))));
    let counted = alike.into_iter().filter(|(frame, its)| its.len() > 1 || frame.iter().all(String::is_empty));
    counted.flat_map(|(_, its)| its).map(|event| (event.id.as_str(), event)).collect()
}

/// The UID of a new meeting: from its `id`, else from county, the list's own title and start. If it is taken, a published
/// meeting that has moved away had it first; no two of a schedule have one name.
fn uid(event: &Event, titled: bool, taken: &HashSet<Uuid>) -> Uuid {
    let codes: String = event.counties.iter().map(County::teryt).collect();
    let title = if titled { &event.title } else { "" };
    let name = match event.when {
        // no other begins so: a name without id begins with a code
        _ if !event.id.is_empty() => format!("id\n{}", event.id),
        When::Day(date) => format!("{codes}\n{title}\n{date}"),
        When::Hours { start, .. } => format!("{codes}\n{title}\n{:?}Z", start.utc),
    };
    let mut uids = (0..).map(|n| Uuid::new_v5(&NAMESPACE, (name.clone() + &"\nnext".repeat(n)).as_bytes()));
    uids.find(|uid| !taken.contains(uid)).unwrap_or_default()
}

/// The published event of each row that has one, both by their index.
fn pair(listed: &[Box<Event>], published: &[Box<Event>], now: NaiveDateTime) -> HashMap<usize, usize> {
    let [rows, events] = [listed, published].map(|all| all.iter().map(AsRef::as_ref).enumerate().collect());
    let mut pairs = Pairs { rows, events, found: HashMap::new() };
    // as it was, id and all
    pairs.in_order(|it, _| Some((&it.id, it.digest, it.status)));
    pairs.in_order(|it, _| Some(&it.id).filter(|id| !id.is_empty()));
    // an id given or taken away: of two, just one has it, since two ids that differ are two meetings
    let row_has_id = |it: &Event, is_row| it.id.is_empty() != is_row;
    pairs.in_order(|it, is_row| Some((row_has_id(it, is_row), it.digest, it.status)));
    pairs.in_order(|it, _| it.id.is_empty().then(|| (it.counties, Start::of(it.when), &it.title)));
    pairs.in_order(|it, is_row| Some((row_has_id(it, is_row), it.counties, Start::of(it.when), &it.title)));
    // from here on one county in common is enough
    pairs.one_to_one(|it| Some((Start::of(it.when), &it.title)));
    // moved; a meeting that is over or cancelled does not move, another of its name is added. Before the next step, so that
    // a series that moves by one slot, or two meetings that exchange their hours, are not taken for each other
    pairs.one_to_one(|it| it.stands(now).then_some(&it.title));
    pairs.one_to_one(|it| Some(Start::of(it.when)));
    pairs.found
}

/// Rows and events on their way to each other, with their indices. Every step takes some that are then in no further one.
struct Pairs<'a> {
    rows: Vec<(usize, &'a Event)>,
    events: Vec<(usize, &'a Event)>,
    found: HashMap<usize, usize>,
}

impl<'a> Pairs<'a> {
    fn marry(&mut self, pairs: HashMap<usize, usize>) {
        let events: HashSet<_> = pairs.values().copied().collect();
        self.events.retain(|(event, _)| !events.contains(event));
        self.rows.retain(|(row, _)| !pairs.contains_key(row));
        self.found.extend(pairs);
    }

    /// Pairs those of equal keys, in order where there are several. A key may depend on whether it is a row's.
    fn in_order<K: Hash + Eq>(&mut self, key: impl Fn(&'a Event, bool) -> Option<K>) {
        // the first is taken first, from the end
        let events = self.events.iter().rev();
        let mut events = grouped(events.filter_map(|&(index, event)| Some((key(event, false)?, index))));
        let pair = |&(index, row): &_| Some((index, events.get_mut(&key(row, true)?)?.pop()?));
        self.marry(self.rows.iter().filter_map(pair).collect());
    }

    /// Pairs those of one county and equal keys, where a row may be only one event's and that event only this row's; not if
    /// both have an id.
    fn one_to_one<K: Hash + Eq>(&mut self, key: impl Fn(&'a Event) -> Option<K>) {
        let of_rows = only_fits(&self.rows, &self.events, &key);
        let of_events = only_fits(&self.events, &self.rows, &key);
        self.marry(of_rows.into_iter().filter(|(row, event)| of_events.get(event) == Some(row)).collect());
    }
}

/// Of each, the one of the others that it may be, if it may be only one.
fn only_fits<'a, K: Hash + Eq>(
    all: &[(usize, &'a Event)],
    others: &[(usize, &'a Event)],
    key: impl Fn(&'a Event) -> Option<K>,
) -> HashMap<usize, usize> {
    let groups = grouped(others.iter().filter_map(|&(index, other)| Some((key(other)?, (index, other)))));
    let its_only = |&(index, single): &(usize, &'a Event)| {
        let fits =
            |other: &Event| other.counties.meets(single.counties) && (other.id.is_empty() || single.id.is_empty());
        let (other, _) = only(groups.get(&key(single)?)?.iter().filter(|(_, other)| fits(other)))?;
        Some((index, *other))
    };
    all.iter().filter_map(its_only).collect()
}

/// Values by their keys, in their order.
fn grouped<K: Hash + Eq, V>(values: impl Iterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    values.for_each(|(key, value)| groups.entry(key).or_default().push(value));
    groups
}

/// Gives a new LAST-MODIFIED to what calendars show otherwise than before, though it has not changed.
pub(crate) fn restyle(changes: &mut [Change], manner: &Manner, before: &Manner, terms: &Terms) {
    let same =
        changes.iter_mut().filter_map(|change| if let Change::Same(event) = change { Some(event) } else { None });
    same.filter(|event| manner.differs(before, event)).for_each(|event| event.modified = terms.later(event));
}

/// What would be cancelled because it is gone from the list, if it is so much that the list is more likely wrong; of which county
/// it is all that is ahead, or `None` where it is more than half of what is ahead, and at least two; and how many of those
/// selected are ahead.
pub(crate) fn suspicion<'a>(changes: &'a [Change], terms: &Terms) -> Option<(Vec<&'a Event>, Option<County>, usize)> {
    let gone: Vec<_> = changes.iter().filter_map(Change::vanished).collect();
    let ahead: Vec<_> = changes.iter().filter_map(Change::was).filter(|was| was.stands(terms.now)).collect();
    let is_emptied = |county: &County| {
        let of_it = |events: &[&Event]| events.iter().filter(|event| event.counties.contains(*county)).count();
        of_it(&gone) > 0 && of_it(&gone) == of_it(&ahead)
    };
    let county = County::all().find(is_emptied);
    let ahead = ahead.iter().filter(|was| was.counties.meets(terms.selected)).count();
    let is_most = gone.len() >= 2 && gone.len() * 2 > ahead;
    (is_most || county.is_some()).then_some((gone, county.filter(|_| !is_most), ahead))
}

/// The rows without a day that may be of meetings which are published, and would be cancelled: by the id, if both have one,
/// else by the title or a county, since either may have been corrected.
pub(crate) fn open_again(open: &[Open], changes: &[Change]) -> Vec<Problem> {
    let likeness = |row: &Open, was: &Event| {
        if !row.id.is_empty() && !was.id.is_empty() {
            return u8::from(row.id == was.id);
        }
        let is_named = same(&shown_title(&row.title, row.counties), &was.title);
        2 * u8::from(is_named) + u8::from(row.counties.meets(was.counties))
    };
    let again = |was: &Event| {
        let row = open.iter().max_by_key(|row| likeness(row, was)).filter(|row| likeness(row, was) > 0)?;
        let (date, title) = (was.when.start_local().date(), was.title.clone());
        Some((row.row, Field::Date, Kind::OpenAgain { date, title }))
    };
    changes.iter().filter_map(Change::vanished).filter_map(again).collect()
}
