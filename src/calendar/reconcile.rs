//! What the list says against what was published: every UID, SEQUENCE and time stamp is decided here and nowhere else.
//!
//! Rows and published events are paired step by step (`pair`); what is paired keeps its UID, and its numbers unless it
//! has changed. What is left of the rows is new; what is left of the events has vanished from the list: cancelled if it is
//! still ahead, kept as it was if it is over. Nothing here reads a clock or a file.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use uuid::Uuid;

use crate::calendar::event::{Event, title};
use crate::calendar::memory::SEQUENCE_LIMIT;
use crate::list::{Field, RowId};
use crate::meeting::{Meeting, Status, When};
use crate::poland::county::{Counties, County};

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
    New(Event),
    /// Its numbers stay as they were published.
    Same(Event),
    /// Another revision.
    Revised {
        /// What is to be published.
        now: Event,
        /// What was.
        was: Box<Event>,
    },
    /// It is gone from the list while still ahead, and so cancelled.
    Vanished {
        /// What is to be published.
        now: Event,
        /// What was.
        was: Box<Event>,
    },
    /// It ended too long ago to be kept.
    LeftOut(Event),
}

impl Change {
    /// What is to be published.
    pub fn now(&self) -> Option<&Event> {
        match self {
            Self::New(now) | Self::Same(now) | Self::Revised { now, .. } | Self::Vanished { now, .. } => Some(now),
            Self::LeftOut(_) => None,
        }
    }

    /// What subscribers get a new revision of.
    pub(crate) fn revised(&self) -> Option<&Event> {
        match self {
            Self::Revised { now, .. } | Self::Vanished { now, .. } => Some(now),
            Self::New(_) | Self::Same(_) | Self::LeftOut(_) => None,
        }
    }

    /// What was published.
    pub(crate) fn was(&self) -> Option<&Event> {
        match self {
            Self::New(_) => None,
            Self::Same(was) | Self::LeftOut(was) => Some(was),
            Self::Revised { was, .. } | Self::Vanished { was, .. } => Some(was),
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
    /// The next revision of an event.
    fn next(&self, was: &Event, shown: Event) -> Event {
        Event {
            sequence: (was.sequence + 1).max(self.rebuilt.unwrap_or_default()).min(SEQUENCE_LIMIT),
            // a clock may go back, what was published does not
            modified: self.now.max(was.modified + TimeDelta::seconds(1)),
            ..shown
        }
    }
}

/// What is to be published.
#[derive(Debug)]
pub struct Outcome {
    /// Of all counties, sorted by start, county and UID.
    pub changes: Vec<Change>,
    /// Rows with an id whose meeting was over long ago.
    pub(crate) reused: Vec<ReusedId>,
}

/// A row that has another meeting's id.
#[derive(Debug)]
pub(crate) struct ReusedId {
    /// Where it is.
    pub(crate) row: RowId,
    /// The id.
    pub(crate) id: String,
    /// When the meeting was over.
    pub(crate) date: NaiveDate,
}

/// Decides what is to be published; of what was, each UID comes once.
pub fn reconcile(meetings: Vec<Meeting>, published: Vec<Event>, terms: &Terms) -> Outcome {
    let &Terms { selected, now, rebuilt } = terms;
    let pairs = pair(&meetings, &published, now);
    let mut published: Vec<_> = published.into_iter().map(Some).collect();
    let (mut changes, mut reused, mut new) = (Vec::with_capacity(meetings.len()), Vec::new(), Vec::new());
    for (meeting, event) in meetings.into_iter().zip(pairs) {
        let Some(was) = event.and_then(|event| published[event].take()) else {
            new.push(meeting);
            continue;
        };
        if is_reused(&meeting, &was, now) {
            reused.push(ReusedId { row: meeting.row, id: was.id.clone(), date: was.when.last_day() });
        }
        changes.push(if !meeting.counties.union(was.counties).meets(selected) {
            Change::Same(was)
        } else if (meeting.digest, meeting.status) == (was.digest, was.status) {
            Change::Same(relisted(&was, &meeting))
        } else {
            Change::Revised { now: terms.next(&was, relisted(&was, &meeting)), was: Box::new(was) }
        });
    }
    changes.extend(published.into_iter().flatten().map(|was| unlisted(was, terms)));
    if rebuilt.is_some() {
        for change in &mut changes {
            if let Change::Same(was) = change {
                *change = Change::Revised { now: terms.next(was, was.clone()), was: Box::new(was.clone()) };
            }
        }
    }
    let mut taken: HashSet<Uuid> = changes.iter().filter_map(Change::was).map(|was| was.uid).collect();
    for meeting in new.iter().filter(|meeting| meeting.counties.meets(selected)) {
        let uid = uid(meeting, &taken);
        taken.insert(uid);
        changes.push(Change::New(Event::new(meeting, uid, rebuilt.unwrap_or_default(), now)));
    }
    changes.sort_by_cached_key(|change| change.now().or(change.was()).map(Event::order));
    Outcome { changes, reused }
}

/// What the list says of a meeting now, under the numbers that it was published with.
fn relisted(was: &Event, meeting: &Meeting) -> Event {
    Event { modified: was.modified, ..Event::new(meeting, was.uid, was.sequence, was.created) }
}

/// What becomes of an event that no row belongs to.
fn unlisted(was: Event, terms: &Terms) -> Change {
    if !was.counties.meets(terms.selected) {
        Change::Same(was)
    } else if was.stands(terms.now) {
        let cancelled = Event { status: Status::Cancelled, ..was.clone() };
        Change::Vanished { now: terms.next(&was, cancelled), was: Box::new(was) }
    } else if was.when.end_utc() > terms.now - KEPT {
        Change::Same(was)
    } else {
        Change::LeftOut(was)
    }
}

/// Whether a row's id is that of a meeting that was over long ago, and the row is of a later one.
fn is_reused(meeting: &Meeting, was: &Event, now: NaiveDateTime) -> bool {
    let same_id = was.id == meeting.text(Field::Id) && !was.id.is_empty();
    same_id && was.when.end_utc() < now - REUSE && meeting.when.last_day() > was.when.last_day()
}

/// The UID of a new meeting: from its `id`, else from county, the list's own title and start. If it is taken, a published
/// meeting that has moved away had it first; no two of a schedule have one name.
fn uid(meeting: &Meeting, taken: &HashSet<Uuid>) -> Uuid {
    let id = meeting.text(Field::Id);
    let mut name = if id.is_empty() {
        let codes: String = meeting.counties.iter().map(County::teryt).collect();
        let title = if meeting.titled { meeting.text(Field::Title) } else { "" };
        let start = match meeting.when {
            When::Day(date) => date.format("%Y-%m-%d"),
            When::Hours { start, .. } => start.utc.format("%Y-%m-%dT%H:%M:%SZ"),
        };
        format!("{codes}\n{title}\n{start}")
    } else {
        // no other begins so: a name without id begins with a code
        format!("id\n{id}")
    };
    loop {
        let uid = Uuid::new_v5(&NAMESPACE, name.as_bytes());
        if !taken.contains(&uid) {
            return uid;
        }
        name += "\nnext";
    }
}

/// The published event, by its index, of each row that has one.
fn pair<'a>(meetings: &'a [Meeting], published: &'a [Event], now: NaiveDateTime) -> Vec<Option<usize>> {
    let row = |row: &'a Meeting| {
        let id = row.text(Field::Id);
        Some(Single::new(id, row.digest, row.status, row.counties, row.when, title(row), now))
    };
    let event = |event: &'a Event| {
        let title = Cow::Borrowed(event.title.as_str());
        Some(Single::new(&event.id, event.digest, event.status, event.counties, event.when, title, now))
    };
    let mut pairs = Pairs {
        rows: meetings.iter().map(row).collect(),
        events: published.iter().map(event).collect(),
        found: vec![None; meetings.len()],
    };
    // as it was, id and all
    pairs.in_order(ANY, |it| Some((it.id, it.digest, it.status)));
    pairs.in_order(ANY, |it| Some(it.id).filter(|id| !id.is_empty()));
    // an id given or taken away
    for ids in NOT_BOTH {
        pairs.in_order(ids, |it| Some((it.digest, it.status)));
    }
    for ids in NOT_BOTH {
        pairs.in_order(ids, |it| Some((it.counties.order(), it.start, it.title.clone())));
    }
    // from here on one county in common is enough
    pairs.one_to_one(|it| Some((it.start, it.title.clone())));
    // moved; a meeting that is over or cancelled does not move, another of its name is added. Before the next step, so that
    // a series that moves by one slot, or two meetings that exchange their hours, are not taken for each other
    pairs.one_to_one(|it| it.stands.then(|| it.title.clone()));
    pairs.one_to_one(|it| Some(it.start));
    pairs.found
}

/// Of a row and of an event: whether it may have no id, or one.
type Ids = (&'static [bool], &'static [bool]);

const ANY: Ids = (&[false, true], &[false, true]);

/// Two ids that differ are two meetings; those without one come first.
const NOT_BOTH: [Ids; 3] = [(&[false], &[false]), (&[false], &[true]), (&[true], &[false])];

/// A row or an event that has no other yet: what shows which meeting it is.
struct Single<'a> {
    id: &'a str,
    digest: Uuid,
    status: Status,
    counties: Counties,
    /// Also whether it takes the whole day.
    start: (NaiveDateTime, bool),
    title: Cow<'a, str>,
    /// Whether people still expect it.
    stands: bool,
}

impl<'a> Single<'a> {
    fn new(
        id: &'a str,
        digest: Uuid,
        status: Status,
        counties: Counties,
        when: When,
        title: Cow<'a, str>,
        now: NaiveDateTime,
    ) -> Self {
        let start = (when.start_utc(), matches!(when, When::Day(_)));
        let stands = !when.is_past(now) && status != Status::Cancelled;
        Self { id, digest, status, counties, start, title, stands }
    }

    fn has_id(&self) -> bool {
        !self.id.is_empty()
    }
}

/// Rows and events on their way to each other; every step takes only those that are still single.
struct Pairs<'a> {
    rows: Vec<Option<Single<'a>>>,
    events: Vec<Option<Single<'a>>>,
    /// The event of each row.
    found: Vec<Option<usize>>,
}

impl<'a> Pairs<'a> {
    fn marry(&mut self, pairs: Vec<(usize, usize)>) {
        for (row, event) in pairs {
            self.found[row] = Some(event);
            self.rows[row] = None;
            self.events[event] = None;
        }
    }

    /// Pairs those of equal keys, in order where there are several.
    fn in_order<K: Hash + Eq>(&mut self, (of_row, of_event): Ids, key: impl Fn(&Single<'a>) -> Option<K>) {
        let mut events: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (event, single) in singles(&self.events).filter(|(_, event)| of_event.contains(&event.has_id())) {
            if let Some(key) = key(single) {
                events.entry(key).or_default().push_back(event);
            }
        }
        let mut pairs = Vec::new();
        for (row, single) in singles(&self.rows).filter(|(_, row)| of_row.contains(&row.has_id())) {
            let events = key(single).and_then(|key| events.get_mut(&key));
            pairs.extend(events.and_then(VecDeque::pop_front).map(|event| (row, event)));
        }
        self.marry(pairs);
    }

    /// Pairs those of one county and equal keys, where a row may be only one event's and that event only this row's; not if
    /// both have an id.
    fn one_to_one<K: Hash + Eq + Clone>(&mut self, key: impl Fn(&Single<'a>) -> Option<K>) {
        if singles(&self.events).next().is_none() {
            return;
        }
        let (rows, events) = (Groups::new(&self.rows, &key), Groups::new(&self.events, &key));
        let mut pairs = Vec::new();
        for (row, single) in singles(&self.rows) {
            let event = key(single).and_then(|key| events.only(single, &key));
            let Some((event, other)) = event.and_then(|event| Some((event, self.events[event].as_ref()?))) else {
                continue;
            };
            if key(other).and_then(|key| rows.only(other, &key)) == Some(row) {
                pairs.push((row, event));
            }
        }
        self.marry(pairs);
    }
}

fn singles<'s, 'a>(all: &'s [Option<Single<'a>>]) -> impl Iterator<Item = (usize, &'s Single<'a>)> {
    all.iter().enumerate().filter_map(|(index, single)| Some((index, single.as_ref()?)))
}

/// Rows or events of one county and key, those with an id apart from those without.
struct Groups<K>(HashMap<(County, bool, K), Vec<usize>>);

impl<K: Hash + Eq + Clone> Groups<K> {
    fn new<'a>(all: &[Option<Single<'a>>], key: impl Fn(&Single<'a>) -> Option<K>) -> Self {
        let mut groups: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, single) in singles(all) {
            let Some(key) = key(single) else { continue };
            for county in single.counties.iter() {
                groups.entry((county, single.has_id(), key.clone())).or_default().push(index);
            }
        }
        Self(groups)
    }

    /// The only one that another of this key may be.
    fn only(&self, other: &Single, key: &K) -> Option<usize> {
        let ids: &[bool] = if other.has_id() { &[false] } else { &[false, true] };
        let keys =
            other.counties.iter().flat_map(|county| ids.iter().map(move |has_id| (county, *has_id, key.clone())));
        let mut all = keys.filter_map(|key| self.0.get(&key)).flatten().copied();
        let first = all.next()?;
        // one of several counties comes several times
        all.all(|other| other == first).then_some(first)
    }
}

/// So much that would be cancelled, because it is gone from the list, that the list is more likely wrong.
#[derive(Debug)]
pub(crate) struct Suspicion<'a> {
    /// What would be cancelled.
    pub(crate) gone: Vec<&'a Event>,
    /// A county of which it is all that is ahead; `None`: it is more than half of what is ahead, and at least two.
    pub(crate) county: Option<County>,
    /// How many of those selected are ahead.
    pub(crate) ahead: usize,
}

/// Whether what would be cancelled looks like an accident.
pub(crate) fn suspicion<'a>(changes: &'a [Change], terms: &Terms) -> Option<Suspicion<'a>> {
    let gone = changes.iter().filter(|change| matches!(change, Change::Vanished { .. }));
    let gone: Vec<_> = gone.filter_map(Change::now).collect();
    let ahead: Vec<_> = changes.iter().filter_map(Change::was).filter(|was| was.stands(terms.now)).collect();
    let is_emptied = |county: &County| {
        let of_it = |events: &[&Event]| events.iter().filter(|event| event.counties.contains(*county)).count();
        of_it(&gone) > 0 && of_it(&gone) == of_it(&ahead)
    };
    let county = County::all().find(is_emptied);
    let ahead = ahead.iter().filter(|was| was.counties.meets(terms.selected)).count();
    let is_most = gone.len() >= 2 && gone.len() * 2 > ahead;
    (is_most || county.is_some()).then_some(Suspicion { gone, county: county.filter(|_| !is_most), ahead })
}
