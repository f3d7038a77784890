//! What the list says against what was published: every UID, SEQUENCE and time stamp is decided here and nowhere else.
//!
//! Rows and published events are paired step by step (`pair`); what is paired keeps its UID, and its numbers unless it
//! has changed. What is left of the rows is new; what is left of the events has vanished from the list: cancelled if it is
//! still ahead, kept as it was if it is over. Nothing here reads a clock or a file.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::io::Write as _;

use chrono::{NaiveDateTime, TimeDelta};
use uuid::Uuid;

use crate::calendar::memory::{LeftOut, Published, SEQUENCE_LIMIT};
use crate::calendar::profile::title;
use crate::list::Field;
use crate::meeting::{Meeting, Status, When};
use crate::poland::county::{Counties, County};
use crate::poland::warsaw::Moment;

/// The namespace of this program's UIDs (RFC 9562 §5.5), itself a version 5 UUID of the DNS name "lubuskie-ics". It never
/// changes: every UID depends on it.
const NAMESPACE: Uuid = Uuid::from_u128(0x2862_c654_190d_599a_bfee_2e5e_1874_de34);

/// How long a meeting that is over and no longer in the list stays in the calendars: over a year, so that last year's can be
/// looked up.
pub const KEPT: TimeDelta = TimeDelta::days(400);

/// How long after a meeting its id may be given a later date: a correction, not another meeting.
const REUSE: TimeDelta = TimeDelta::days(30);

/// A meeting's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Unique, and the same through all revisions and in all files.
    pub uid: Uuid,
    /// 0, and one more with each change.
    pub sequence: u32,
    /// When it was first published, UTC.
    pub created: NaiveDateTime,
    /// When this revision was made, UTC: LAST-MODIFIED, and DTSTAMP where there is no METHOD.
    pub modified: NaiveDateTime,
}

impl Revision {
    fn next(self, now: NaiveDateTime) -> Self {
        Self {
            sequence: (self.sequence + 1).min(SEQUENCE_LIMIT),
            // a clock may go back, what was published does not
            modified: now.max(self.modified + TimeDelta::seconds(1)),
            ..self
        }
    }
}

/// What an event shows.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// What the list says.
    Listed(&'a Meeting),
    /// What was published, as it was.
    Kept(&'a Published),
    /// What was published, now cancelled.
    Vanished(&'a Published),
}

/// An event and its numbers.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// What was decided.
    pub revision: Revision,
    /// What it shows.
    pub content: Content<'a>,
    /// What was published of it before; `None`: it is new.
    pub was: Option<&'a Published>,
}

impl<'a> Event<'a> {
    /// When.
    pub fn when(&self) -> When {
        match self.content {
            Content::Listed(meeting) => meeting.when,
            Content::Kept(event) | Content::Vanished(event) => event.when,
        }
    }

    /// For whom.
    pub fn counties(&self) -> Counties {
        match self.content {
            Content::Listed(meeting) => meeting.counties,
            Content::Kept(event) | Content::Vanished(event) => event.counties,
        }
    }

    /// Whether it takes place.
    pub fn status(&self) -> Status {
        match self.content {
            Content::Listed(meeting) => meeting.status,
            Content::Kept(event) => event.status,
            Content::Vanished(_) => Status::Cancelled,
        }
    }

    /// The title, without the word that a cancelled one begins with.
    pub fn title(&self) -> Cow<'a, str> {
        match self.content {
            Content::Listed(meeting) => title(meeting),
            Content::Kept(event) | Content::Vanished(event) => event.title(),
        }
    }

    /// Whether subscribers get something new.
    pub fn is_changed(&self) -> bool {
        self.was.is_none_or(|was| was.revision != self.revision)
    }
}

/// What is reconciled.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// What the list says.
    pub meetings: &'a [Meeting],
    /// What was published, a UID once.
    pub published: &'a [Published],
    /// What was published once and no calendar holds any more.
    pub left_out: &'a LeftOut,
    /// Only meetings of these counties change.
    pub selected: Counties,
    /// UTC, whole seconds.
    pub now: NaiveDateTime,
    /// The SEQUENCE of what is new: 0, or days since 1970 where the memory was damaged.
    pub sequence: u32,
}

/// What is to be published.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// Of all counties, sorted by start, county and UID.
    pub events: Vec<Event<'a>>,
    /// What was published, has ended, and is no longer kept.
    pub dropped: Vec<&'a Published>,
    /// [`Inputs::left_out`] for the next time.
    pub left_out: LeftOut,
    /// Rows with an id whose meeting was over long ago, and that meeting.
    pub reused: Vec<(&'a Meeting, &'a Published)>,
}

/// Decides what is to be published.
pub fn reconcile<'a>(inputs: &Inputs<'a>) -> Outcome<'a> {
    let &Inputs { meetings, published, selected, now, .. } = inputs;
    let (mut events, mut dropped, mut reused) = (Vec::with_capacity(meetings.len()), Vec::new(), Vec::new());
    let mut left_out = inputs.left_out.clone();
    let mut gone = vec![true; published.len()];
    let mut new = Vec::new();
    for (meeting, index) in meetings.iter().zip(pair(meetings, published, now)) {
        let Some(index) = index else {
            new.push(meeting);
            continue;
        };
        let was = &published[index];
        gone[index] = false;
        if is_reused(meeting, was, now) {
            reused.push((meeting, was));
        }
        let (revision, content) = if !meeting.counties.union(was.counties).meets(selected) {
            (was.revision, Content::Kept(was))
        } else if let Some(left) = left_out.remove(&was.revision.uid).filter(|&left| left >= was.revision.sequence) {
            // a calendar of an earlier day, put back from a copy
            (Revision { sequence: left, ..was.revision }.next(now), Content::Listed(meeting))
        } else if (meeting.digest, meeting.status) == (was.digest, was.status) {
            (was.revision, Content::Listed(meeting))
        } else {
            (was.revision.next(now), Content::Listed(meeting))
        };
        events.push(Event { revision, content, was: Some(was) });
    }
    for (was, _) in published.iter().zip(gone).filter(|(_, gone)| *gone) {
        let left = left_out.get(&was.revision.uid).is_some_and(|&left| left >= was.revision.sequence);
        if left && was.counties.meets(selected) {
            continue;
        }
        if let Some((revision, content)) = vanished(was, selected, now) {
            events.push(Event { revision, content, was: Some(was) });
        } else {
            left_out.insert(was.revision.uid, was.revision.sequence);
            dropped.push(was);
        }
    }
    let taken: HashSet<Uuid> = events.iter().map(|event| event.revision.uid).collect();
    let mut scratch = Vec::new();
    new.retain(|meeting| meeting.counties.meets(selected));
    for meeting in new {
        let uid = uid(meeting, &mut scratch, &taken);
        // never lower than it was
        let sequence = left_out.remove(&uid).map_or(0, |left| (left + 1).min(SEQUENCE_LIMIT)).max(inputs.sequence);
        let revision = Revision { uid, sequence, created: now, modified: now };
        events.push(Event { revision, content: Content::Listed(meeting), was: None });
    }
    sort(&mut events);
    Outcome { events, dropped, left_out, reused }
}

/// By start, county and UID. The meetings are sorted by the first two; only what was published may stand among them.
fn sort(events: &mut [Event]) {
    let key = |event: &Event| (event.when().start_utc(), event.counties().order());
    if !events.is_sorted_by_key(key) {
        events.sort_by_cached_key(key);
    }
    for parallel in events.chunk_by_mut(|a, b| key(a) == key(b)) {
        parallel.sort_unstable_by_key(|event| event.revision.uid);
    }
}

/// What becomes of an event that no row belongs to; `None`: it is left out.
fn vanished(was: &Published, selected: Counties, now: NaiveDateTime) -> Option<(Revision, Content<'_>)> {
    let kept = Some((was.revision, Content::Kept(was)));
    let cancelled = was.status == Status::Cancelled;
    if !was.counties.meets(selected) {
        kept
    } else if !was.when.is_past(now) {
        if cancelled { kept } else { Some((was.revision.next(now), Content::Vanished(was))) }
    } else if cancelled {
        // it is said until its day has passed
        kept.filter(|_| was.when.last_day() >= Moment::from_utc(now.and_utc()).local.date())
    } else {
        kept.filter(|_| was.when.end_utc() > now - KEPT)
    }
}

/// Whether a row's id is that of a meeting that was over long ago, and the row is of a later one.
fn is_reused(meeting: &Meeting, was: &Published, now: NaiveDateTime) -> bool {
    let same_id = *was.id == *meeting.text(Field::Id) && !was.id.is_empty();
    same_id && was.when.end_utc() < now - REUSE && meeting.when.last_day() > was.when.last_day()
}

/// The UID of a new meeting: from its `id`, else from county, the list's own title and start. If it is taken, a published
/// meeting that has moved away had it first; no two of a schedule have one name.
fn uid(meeting: &Meeting, name: &mut Vec<u8>, taken: &HashSet<Uuid>) -> Uuid {
    let id = meeting.text(Field::Id);
    name.clear();
    if id.is_empty() {
        for county in meeting.counties.iter() {
            name.extend_from_slice(county.teryt().as_bytes());
        }
        let title = if meeting.titled { meeting.text(Field::Title) } else { "" };
        let start = match meeting.when {
            When::Day(date) => date.format("%Y-%m-%d"),
            When::Hours { start, .. } => start.utc.format("%Y-%m-%dT%H:%M:%SZ"),
        };
        // writing to memory cannot fail
        let _ = write!(name, "\n{title}\n{start}");
    } else {
        // no other begins so: a name without id begins with a code
        name.extend_from_slice(b"id\n");
        name.extend_from_slice(id.as_bytes());
    }
    loop {
        let uid = Uuid::new_v5(&NAMESPACE, name);
        if !taken.contains(&uid) {
            return uid;
        }
        name.extend_from_slice(b"\nnext");
    }
}

/// The published event, by its index, of each row that has one.
fn pair<'a>(meetings: &'a [Meeting], published: &'a [Published], now: NaiveDateTime) -> Vec<Option<usize>> {
    let mut pairs =
        Pairs { meetings, published, rows: vec![None; meetings.len()], taken: vec![false; published.len()] };
    // what is as it was, id and all, was seen on reading
    for (event, was) in published.iter().enumerate() {
        if let Some(row) = was.listed {
            pairs.marry(row, event);
        }
    }
    if !pairs.taken.contains(&false) {
        return pairs.rows;
    }
    pairs.join(
        |row| Some(row_id(row)).filter(|id| !id.is_empty()),
        |event| Some(&*event.id).filter(|id| !id.is_empty()),
    );
    // an id given or taken away
    pairs.join_unless_both_have_an_id(|row| (row.digest, row.status), |event| (event.digest, event.status));
    let start = |when: When| (when.start_utc(), matches!(when, When::Day(_)));
    pairs.join_unless_both_have_an_id(
        |row| (row.counties.order(), start(row.when), title(row)),
        |event| (event.counties.order(), start(event.when), event.title()),
    );
    // from here on one county in common is enough
    pairs.match_one_to_one(|row| Some((start(row.when), title(row))), |event| Some((start(event.when), event.title())));
    // moved; a meeting that is over or cancelled does not move, another of its name is added. Before the next step, so that
    // a series that moves by one slot, or two meetings that exchange their hours, are not taken for each other
    pairs.match_one_to_one(
        |row| stands(row.when, row.status, now).then(|| title(row)),
        |event| stands(event.when, event.status, now).then(|| event.title()),
    );
    pairs.match_one_to_one(|row| Some(start(row.when)), |event| Some(start(event.when)));
    pairs.rows
}

/// Whether people still expect it.
fn stands(when: When, status: Status, now: NaiveDateTime) -> bool {
    !when.is_past(now) && status != Status::Cancelled
}

fn row_id(row: &Meeting) -> &str {
    row.text(Field::Id)
}

/// Rows and events on their way to each other; every step takes only those that are still single.
struct Pairs<'a> {
    meetings: &'a [Meeting],
    published: &'a [Published],
    /// The event of each row.
    rows: Vec<Option<usize>>,
    /// Whether an event has a row.
    taken: Vec<bool>,
}

impl<'a> Pairs<'a> {
    fn single_rows(&self) -> impl Iterator<Item = (usize, &'a Meeting)> {
        self.meetings.iter().enumerate().filter(|&(row, _)| self.rows[row].is_none())
    }

    fn single_events(&self) -> impl Iterator<Item = (usize, &'a Published)> {
        self.published.iter().enumerate().filter(|&(event, _)| !self.taken[event])
    }

    fn marry(&mut self, row: usize, event: usize) {
        self.rows[row] = Some(event);
        self.taken[event] = true;
    }

    /// Pairs those of equal keys, in order where there are several.
    fn join<K: Ord>(
        &mut self,
        row_key: impl Fn(&'a Meeting) -> Option<K>,
        event_key: impl Fn(&'a Published) -> Option<K>,
    ) {
        let mut rows: Vec<_> = self.single_rows().filter_map(|(row, meeting)| Some((row_key(meeting)?, row))).collect();
        let mut events: Vec<_> =
            self.single_events().filter_map(|(event, was)| Some((event_key(was)?, event))).collect();
        rows.sort_unstable();
        events.sort_unstable();
        let mut events = events.into_iter().peekable();
        for (key, row) in rows {
            while events.next_if(|(other, _)| *other < key).is_some() {}
            if let Some((_, event)) = events.next_if(|(other, _)| *other == key) {
                self.marry(row, event);
            }
        }
    }

    /// The same, but two ids that differ are two meetings.
    fn join_unless_both_have_an_id<K: Ord>(
        &mut self,
        row_key: impl Fn(&'a Meeting) -> K,
        event_key: impl Fn(&'a Published) -> K,
    ) {
        for (row_has, event_has) in [(false, false), (false, true), (true, false)] {
            self.join(
                |row| (row_has != row_id(row).is_empty()).then(|| row_key(row)),
                |event| (event_has != event.id.is_empty()).then(|| event_key(event)),
            );
        }
    }

    /// Pairs those of one county and equal keys, where a row may be only one event's and that event only this row's; not if
    /// both have an id.
    fn match_one_to_one<K: Hash + Eq + Clone>(
        &mut self,
        row_key: impl Fn(&'a Meeting) -> Option<K>,
        event_key: impl Fn(&'a Published) -> Option<K>,
    ) {
        let mut groups: HashMap<(County, K), Group> = HashMap::new();
        let (mut rows, mut events) = (Vec::new(), Vec::new());
        for (index, row) in self.single_rows() {
            let Some(key) = row_key(row) else { continue };
            for county in row.counties.iter() {
                groups.entry((county, key.clone())).or_default().rows.of(row_id(row)).add(index);
            }
            rows.push((index, row, key));
        }
        for (index, event) in self.single_events() {
            let Some(key) = event_key(event) else { continue };
            for county in event.counties.iter() {
                groups.entry((county, key.clone())).or_default().events.of(&event.id).add(index);
            }
            events.push((index, event, key));
        }
        let of = |counties: Counties, key: &K, id: &str, side: fn(&Group) -> &Both| {
            let groups = counties.iter().filter_map(|county| groups.get(&(county, key.clone())));
            groups.map(|group| side(group).for_other(id)).fold(Few::None, Few::and)
        };
        let wanted: HashMap<usize, Few> = events
            .iter()
            .map(|(index, event, key)| (*index, of(event.counties, key, &event.id, |group| &group.rows)))
            .collect();
        for (index, row, key) in rows {
            if let Few::One(event) = of(row.counties, &key, row_id(row), |group| &group.events)
                && wanted.get(&event) == Some(&Few::One(index))
            {
                self.marry(index, event);
            }
        }
    }
}

/// Rows and events of one county and key.
#[derive(Default)]
struct Group {
    rows: Both,
    events: Both,
}

/// Those without an id, and those with one.
#[derive(Default)]
struct Both([Few; 2]);

impl Both {
    fn of(&mut self, id: &str) -> &mut Few {
        &mut self.0[usize::from(!id.is_empty())]
    }

    /// Those that another, which has this id or none, may be.
    fn for_other(&self, id: &str) -> Few {
        let [without, with] = self.0;
        if id.is_empty() { without.and(with) } else { without }
    }
}

/// As much of a number of things as matters here.
#[derive(Clone, Copy, Default, PartialEq)]
enum Few {
    #[default]
    None,
    One(usize),
    Many,
}

impl Few {
    fn add(&mut self, index: usize) {
        *self = self.and(Self::One(index));
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, few) | (few, Self::None) => few,
            (a, b) if a == b => a,
            _ => Self::Many,
        }
    }
}

/// So much that would be cancelled, because it is gone from the list, that the list is more likely wrong.
#[derive(Debug)]
pub struct Suspicion<'a> {
    /// What would be cancelled.
    pub gone: Vec<Event<'a>>,
    /// A county of which it is all that is ahead; `None`: it is more than half of what is ahead, and at least two.
    pub county: Option<County>,
    /// How many of those selected are ahead.
    pub ahead: usize,
}

/// Whether what would be cancelled looks like an accident.
pub fn suspicion<'a>(inputs: &Inputs<'a>, outcome: &Outcome<'a>) -> Option<Suspicion<'a>> {
    let is_gone = |event: &&Event| matches!(event.content, Content::Vanished(_));
    let gone: Vec<Event> = outcome.events.iter().filter(is_gone).copied().collect();
    let ahead: Vec<&Published> =
        inputs.published.iter().filter(|was| stands(was.when, was.status, inputs.now)).collect();
    let is_emptied = |county: &County| {
        let gone = gone.iter().filter(|event| event.counties().contains(*county)).count();
        gone > 0 && gone == ahead.iter().filter(|was| was.counties.contains(*county)).count()
    };
    let county = County::all().find(is_emptied);
    let ahead = ahead.iter().filter(|was| was.counties.meets(inputs.selected)).count();
    let is_most = gone.len() >= 2 && gone.len() * 2 > ahead;
    (is_most || county.is_some()).then_some(Suspicion { gone, county: county.filter(|_| !is_most), ahead })
}
