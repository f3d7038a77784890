//! The memory against a model: random edits of a list over many rounds, and beside the program a few lines that say what
//! should become of each meeting, written as the rules are told, without regard to speed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::{Days, NaiveDate};
use common::Folder;
use proptest::prelude::*;

const SLUGS: [&str; 4] = ["gorzowski", "sulecinski", "zarski", "wschowski"];
const CODES: [&str; 4] = ["0801", "0807", "0811", "0812"];

type Set = BTreeSet<usize>;

/// A row of the list; also what is shown of an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Meeting {
    id: Option<u8>,
    /// All but the id makes the digest.
    shown: Shown,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shown {
    counties: Set,
    /// Days after the first, and the hour.
    start: (u64, u32),
    title: u8,
    place: u8,
    cancelled: bool,
}

#[derive(Clone, Debug)]
struct Event {
    uid: String,
    sequence: u32,
    meeting: Meeting,
    /// DTSTAMP, LAST-MODIFIED, CREATED.
    numbers: String,
}

#[derive(Clone, Debug)]
enum Edit {
    Add(Meeting),
    Delete(usize),
    Move(usize, u64, u32),
    Rename(usize, u8),
    Place(usize, u8),
    Cancel(usize),
    Id(usize, Option<u8>),
    Counties(usize, Set),
}

#[derive(Clone, Debug)]
struct Round {
    edits: Vec<Edit>,
    /// Days that pass before it.
    days: u64,
    /// None: all.
    selected: Set,
    combined: bool,
    allow: bool,
    email: bool,
}

fn date(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(day)
}

fn meets(a: &Set, b: &Set) -> bool {
    !a.is_disjoint(b)
}

/// Edits of the list that the program would refuse are not made.
fn edit(list: &mut Vec<Meeting>, edit: &Edit, today: u64) {
    let mut new = list.clone();
    let at = |index: usize| index % list.len().max(1);
    match edit {
        Edit::Add(meeting) => {
            let mut meeting = meeting.clone();
            meeting.shown.start.0 += today;
            new.push(meeting);
        }
        _ if new.is_empty() => {}
        Edit::Delete(index) => drop(new.remove(at(*index))),
        Edit::Move(index, day, hour) => new[at(*index)].shown.start = (today + day, *hour),
        Edit::Rename(index, title) => new[at(*index)].shown.title = *title,
        Edit::Place(index, place) => new[at(*index)].shown.place = *place,
        Edit::Cancel(index) => new[at(*index)].shown.cancelled ^= true,
        Edit::Id(index, id) => new[at(*index)].id = *id,
        Edit::Counties(index, counties) => new[at(*index)].shown.counties.clone_from(counties),
    }
    let differ = |key: &dyn Fn(&Meeting) -> Option<String>| {
        let keys: Vec<_> = new.iter().filter_map(key).collect();
        keys.iter().collect::<BTreeSet<_>>().len() == keys.len()
    };
    let ids = differ(&|meeting| meeting.id.map(|id| id.to_string()));
    // alike in county, start and title, even with ids: then the order of files would tell which is which
    let alike = differ(&|Meeting { shown, .. }| Some(format!("{:?}{:?}{}", shown.counties, shown.start, shown.title)));
    if ids && alike && !new.is_empty() {
        *list = new;
    }
}

fn csv(list: &[Meeting]) -> String {
    let row = |Meeting { id, shown }: &Meeting| {
        let counties: Vec<_> = shown.counties.iter().map(|&county| CODES[county]).collect();
        let (day, hour) = shown.start;
        format!(
            "{};{};{};{hour}:00;{}:00;T{};P{};Żary;{}\n",
            // a number in them might have shifted
            id.map(|id| format!("id-{}", char::from(b'a' + id))).unwrap_or_default(),
            counties.join("/"),
            date(day),
            hour + 2,
            shown.title,
            shown.place,
            if shown.cancelled { "odwołane" } else { "" }
        )
    };
    format!("id;county;date;start;end;title;venue;town;status\n{}", list.iter().map(row).collect::<Vec<_>>().concat())
}

/// Whether a row and an event may be the same meeting.
type Rule<'r> = &'r dyn Fn(&Meeting, &Meeting) -> bool;

/// What the rules say, in their order.
fn pairs(list: &[Meeting], events: &[Event], today: u64) -> BTreeMap<usize, usize> {
    let mut pairs: BTreeMap<usize, usize> = BTreeMap::new();
    let stands = |meeting: &Meeting| meeting.shown.start.0 > today && !meeting.shown.cancelled;
    let common = |a: &Shown, b: &Shown| meets(&a.counties, &b.counties);
    let same_id: Rule = &|a, b| a.id.is_some() && a.id == b.id;
    let first: [Rule; 2] = [&|a, b| a.shown == b.shown, &|a, b| {
        let key = |shown: &Shown| (shown.counties.clone(), shown.start, shown.title);
        key(&a.shown) == key(&b.shown)
    }];
    let one_to_one: [Rule; 3] = [
        &|a, b| common(&a.shown, &b.shown) && (a.shown.start, a.shown.title) == (b.shown.start, b.shown.title),
        &|a, b| common(&a.shown, &b.shown) && a.shown.title == b.shown.title && stands(a) && stands(b),
        &|a, b| common(&a.shown, &b.shown) && a.shown.start == b.shown.start,
    ];
    let edges = |pairs: &BTreeMap<usize, usize>, rule: Rule| -> Vec<(usize, usize)> {
        let mut edges = Vec::new();
        for (row, meeting) in list.iter().enumerate().filter(|(row, _)| !pairs.contains_key(row)) {
            for (event, was) in events.iter().enumerate() {
                if !pairs.values().any(|&taken| taken == event) && rule(meeting, &was.meeting) {
                    edges.push((row, event));
                }
            }
        }
        edges
    };
    let not_both = |edges: Vec<(usize, usize)>| -> Vec<(usize, usize)> {
        edges.into_iter().filter(|&(row, event)| list[row].id.is_none() || events[event].meeting.id.is_none()).collect()
    };
    let in_turn = |pairs: &mut BTreeMap<usize, usize>, edges: Vec<(usize, usize)>| {
        for (row, event) in edges {
            if !pairs.contains_key(&row) && !pairs.values().any(|&taken| taken == event) {
                pairs.insert(row, event);
            }
        }
    };
    // what is the same in all is the same; then the ids
    let same = edges(&pairs, &|a, b| a == b);
    in_turn(&mut pairs, same);
    let ids = edges(&pairs, same_id);
    in_turn(&mut pairs, ids);
    for rule in first {
        // of those with and without an id, those without come first
        let edges = not_both(edges(&pairs, rule));
        let without = |&(row, event): &(usize, usize)| list[row].id.is_none() && events[event].meeting.id.is_none();
        let (first, rest): (Vec<_>, Vec<_>) = edges.into_iter().partition(without);
        in_turn(&mut pairs, first);
        in_turn(&mut pairs, rest);
    }
    for rule in one_to_one {
        let edges = not_both(edges(&pairs, rule));
        for &(row, event) in &edges {
            let alone = edges.iter().filter(|&&(a, b)| a == row || b == event).count() == 1;
            if alone {
                pairs.insert(row, event);
            }
        }
    }
    pairs
}

/// Whether a row that stands is, by id or by county, start and title, what an event says that no row belongs to.
fn is_double(row: &Meeting, was: &Meeting, today: u64) -> bool {
    let key = |shown: &Shown| (shown.counties.clone(), shown.start, shown.title);
    let is_same = match (row.id, was.id) {
        (Some(a), Some(b)) => a == b,
        _ => key(&row.shown) == key(&was.shown),
    };
    row.shown.start.0 > today && !row.shown.cancelled && is_same
}

/// What a run should come to.
enum Outcome {
    /// Exit code.
    Refused(i32),
    /// What was published and still is, and what is new; and the counties concerned.
    Done { events: Vec<Event>, new: Vec<Meeting>, concerned: Set },
}

fn expected(list: &[Meeting], events: &[Event], round: &Round, today: u64) -> Outcome {
    let pairs = pairs(list, events, today);
    let selected = |counties: &Set| meets(counties, &round.selected);
    for (&row, &event) in &pairs {
        let (now, was) = (&list[row], &events[event].meeting);
        if now.id.is_some()
            && now.id == was.id
            && was.shown.start.0 + 30 <= today
            && now.shown.start.0 > was.shown.start.0
        {
            return Outcome::Refused(1);
        }
    }
    let (mut after, mut gone, mut concerned) = (Vec::new(), Vec::new(), Set::new());
    for (index, event) in events.iter().enumerate() {
        let mut next = event.clone();
        let was = &event.meeting.shown;
        let row = pairs.iter().find(|(_, pair)| **pair == index).map(|(row, _)| &list[*row]);
        let is_selected = selected(&was.counties) || row.is_some_and(|row| selected(&row.shown.counties));
        if is_selected {
            concerned.extend(was.counties.iter().chain(row.iter().flat_map(|row| &row.shown.counties)));
        }
        match row {
            _ if !is_selected => {}
            Some(row) => {
                next.sequence += u32::from(row.shown != *was);
                next.meeting = row.clone();
            }
            // another row is this meeting: its double is left out
            None if was.start.0 > today
                && !was.cancelled
                && list.iter().any(|row| is_double(row, &event.meeting, today)) =>
            {
                continue;
            }
            None if was.start.0 > today && !was.cancelled => {
                next.sequence += 1;
                next.meeting.shown.cancelled = true;
                gone.push(was.clone());
            }
            None if was.start.0 > today => {}
            None if was.start.0 + 400 <= today => continue,
            None => {}
        }
        after.push(next);
    }
    let ahead = |shown: &&Shown| shown.start.0 > today && !shown.cancelled;
    let before: Vec<&Shown> = events.iter().map(|event| &event.meeting.shown).filter(ahead).collect();
    let chosen = before.iter().filter(|shown| selected(&shown.counties)).count();
    let emptied = (0..SLUGS.len()).any(|county| {
        let of = |shown: &&&Shown| shown.counties.contains(&county);
        let lost = gone.iter().filter(|shown| shown.counties.contains(&county)).count();
        lost > 0 && lost == before.iter().filter(of).count()
    });
    if !round.allow && (gone.len() >= 2 && gone.len() * 2 > chosen || emptied) {
        return Outcome::Refused(3);
    }
    let is_new = |(row, meeting): &(usize, &Meeting)| !pairs.contains_key(row) && selected(&meeting.shown.counties);
    let new: Vec<_> = list.iter().enumerate().filter(is_new).map(|(_, meeting)| meeting.clone()).collect();
    concerned.extend(new.iter().flat_map(|meeting| &meeting.shown.counties));
    Outcome::Done { events: after, new, concerned }
}

/// What a calendar holds, by UID.
fn read(folder: &Folder, name: &str) -> BTreeMap<String, (u32, Meeting, String)> {
    let mut events = BTreeMap::new();
    for event in folder.events(&format!("calendars/{name}.ics")) {
        let code = |code: &str| CODES.iter().position(|known| *known == code).unwrap();
        let start = event.property("DTSTART").unwrap();
        let day = NaiveDate::parse_from_str(&start[..8], "%Y%m%d").unwrap() - date(0);
        let (title, cancelled) = match event.summary().strip_prefix("ODWOŁANE: ") {
            Some(title) => (title, true),
            None => (event.summary(), false),
        };
        assert_eq!(event.value("STATUS") == "CANCELLED", cancelled);
        let place = event.property("LOCATION").unwrap().strip_suffix(", Żary, Polska").unwrap();
        let meeting = Meeting {
            id: event.property("X-LUBUSKIE-ICS-ID").map(|id| id.as_bytes()[3] - b'a'),
            shown: Shown {
                counties: event.value("X-LUBUSKIE-ICS-COUNTY").split(' ').map(code).collect(),
                start: (day.num_days().try_into().unwrap(), start[9..11].parse().unwrap()),
                title: title[1..].parse().unwrap(),
                place: place[1..].parse().unwrap(),
                cancelled,
            },
        };
        let sequence = event.value("SEQUENCE").parse().unwrap();
        let numbers = ["DTSTAMP", "LAST-MODIFIED", "CREATED"].map(|name| event.value(name)).join(" ");
        let again = events.insert(event.uid().to_owned(), (sequence, meeting, numbers));
        assert!(again.is_none(), "a UID twice");
    }
    events
}

fn counties() -> impl Strategy<Value = Set> {
    prop_oneof![
        4 => (0..SLUGS.len()).prop_map(|county| Set::from([county])),
        1 => prop::collection::btree_set(0..SLUGS.len(), 2..3),
    ]
}

fn meeting() -> impl Strategy<Value = Meeting> {
    (prop::option::weighted(0.4, 0..6_u8), counties(), 0..30_u64, 9..12_u32, 0..4_u8, 0..3_u8).prop_map(
        |(id, counties, day, hour, title, place)| {
            let shown = Shown { counties, start: (day, hour), title, place, cancelled: false };
            Meeting { id, shown }
        },
    )
}

fn edits() -> impl Strategy<Value = Edit> {
    let row = 0..20_usize;
    prop_oneof![
        3 => meeting().prop_map(Edit::Add),
        2 => row.clone().prop_map(Edit::Delete),
        3 => (row.clone(), 0..30_u64, 9..12_u32).prop_map(|(row, day, hour)| Edit::Move(row, day, hour)),
        1 => (row.clone(), 0..4_u8).prop_map(|(row, title)| Edit::Rename(row, title)),
        1 => (row.clone(), 0..3_u8).prop_map(|(row, place)| Edit::Place(row, place)),
        1 => row.clone().prop_map(Edit::Cancel),
        2 => (row.clone(), prop::option::of(0..6_u8)).prop_map(|(row, id)| Edit::Id(row, id)),
        1 => (row, counties()).prop_map(|(row, counties)| Edit::Counties(row, counties)),
    ]
}

fn round() -> impl Strategy<Value = Round> {
    let all = || (0..SLUGS.len()).collect::<Set>();
    let selected = prop_oneof![2 => Just(all()), 1 => prop::collection::btree_set(0..SLUGS.len(), 1..3)];
    let days = prop_oneof![4 => 0..3_u64, 2 => 3..40_u64, 1 => 380..420_u64];
    let flags = [0.2, 0.7, 0.3].map(prop::bool::weighted);
    (prop::collection::vec(edits(), 0..6), days, selected, flags).prop_map(
        move |(edits, days, selected, [combined, allow, email])| {
            // a combined calendar is of all counties
            let selected = if combined { all() } else { selected };
            Round { edits, days, selected, combined, allow, email }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(std::env::var("PROPTEST_CASES").map_or(100, |n| n.parse().unwrap())))]

    #[test]
    fn the_calendars_are_as_the_model_has_them(
        start in prop::collection::vec(meeting(), 1..10),
        rounds in prop::collection::vec(round(), 1..10)
    ) {
        let folder = Folder::new();
        let (mut list, mut today) = (Vec::new(), 0);
        for meeting in start {
            edit(&mut list, &Edit::Add(meeting), today);
        }
        let mut sequences = BTreeMap::new();
        let mut events: Vec<Event> = Vec::new();
        for round in rounds {
            today += round.days;
            for one in &round.edits {
                edit(&mut list, one, today);
            }
            folder.write("list.csv", csv(&list));
            let mut args = format!("export list.csv --now {}T18:00:00Z", date(today));
            if round.combined {
                args += " --combined";
            } else if round.selected.len() < SLUGS.len() {
                round.selected.iter().for_each(|&county| args += &format!(" --county {}", CODES[county]));
            }
            if round.email {
                args += " --for both";
            }
            if round.allow {
                args += " --allow-cancel";
            }
            let names = |folder: &Folder| -> Vec<String> {
                if !folder.path().join("calendars").exists() {
                    return Vec::new();
                }
                folder.names("calendars").iter().filter_map(|name| name.strip_suffix(".ics")).map(str::to_owned).collect()
            };
            let files = |folder: &Folder| -> Vec<_> {
                let of = |name: String| {
                    let path = folder.path().join(format!("calendars/{name}.ics"));
                    (name, fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap())
                };
                names(folder).into_iter().map(of).collect()
            };
            let before = files(&folder);
            let run = folder.run(&args);
            let (known, new, concerned) = match expected(&list, &events, &round, today) {
                Outcome::Refused(code) => {
                    prop_assert_eq!(run.code, code, "{}", run.stderr);
                    prop_assert_eq!(files(&folder), before);
                    continue;
                }
                Outcome::Done { events, new, concerned } => (events, new, concerned),
            };
            prop_assert_eq!(run.code, 0, "{}", run.stderr);
            // all calendars agree
            let mut found = BTreeMap::new();
            for name in names(&folder) {
                for (uid, event) in read(&folder, &name) {
                    let county = SLUGS.iter().position(|slug| *slug == name);
                    prop_assert!(county.is_none_or(|county| event.1.shown.counties.contains(&county)));
                    let same = found.entry(uid).or_insert_with(|| event.clone());
                    prop_assert_eq!(&*same, &event);
                }
            }
            // the event files, too: one for each of those that have one
            if folder.path().join("calendars/events").exists() {
                let mut files = BTreeSet::new();
                for name in folder.names("calendars/events") {
                    for (uid, event) in read(&folder, &format!("events/{}", name.trim_end_matches(".ics"))) {
                        prop_assert_eq!(Some(&event), found.get(&uid));
                        prop_assert!(files.insert(uid));
                    }
                }
                let has_one = |(_, meeting, _): &&(u32, Meeting, String)| meets(&meeting.shown.counties, &round.selected);
                let want = found.values().filter(has_one).count();
                prop_assert!(!round.email || files.len() >= want);
            }
            // and each has all that is its own
            for name in names(&folder) {
                let of_it = |meeting: &Meeting| {
                    SLUGS.iter().position(|slug| *slug == name).is_none_or(|county| meeting.shown.counties.contains(&county))
                };
                let want = found.values().filter(|(_, meeting, _)| of_it(meeting)).count();
                prop_assert_eq!(read(&folder, &name).len(), want, "{}", name);
            }
            // what was known
            events.clear();
            for event in known {
                let (sequence, meeting, numbers) = found.remove(&event.uid).unwrap_or_else(|| panic!("lost: {event:?}"));
                prop_assert_eq!((sequence, &meeting), (event.sequence, &event.meeting), "{}", event.uid);
                // stamps are new if the event is, and only then
                let before = sequences.insert(event.uid.clone(), sequence);
                prop_assert_eq!(numbers == event.numbers, before == Some(sequence), "{}", event.uid);
                events.push(Event { numbers, ..event });
            }
            // what is new
            let mut new = new;
            new.sort();
            let mut others: Vec<_> = found.into_iter().collect();
            others.sort_by(|a, b| a.1.1.cmp(&b.1.1));
            prop_assert_eq!(others.iter().map(|(_, (_, meeting, _))| meeting.clone()).collect::<Vec<_>>(), new);
            for (uid, (sequence, meeting, numbers)) in others {
                prop_assert_eq!(sequence, 0, "{}", uid);
                sequences.insert(uid.clone(), sequence);
                events.push(Event { uid, sequence, meeting, numbers });
            }
            events.sort_by(|a, b| a.uid.cmp(&b.uid));
            // nobody else's calendar has changed
            let after = files(&folder);
            for file in &before {
                let is_concerned = SLUGS.iter().position(|slug| *slug == file.0).is_none_or(|county| concerned.contains(&county));
                prop_assert!(is_concerned || after.contains(file), "{}", file.0);
            }
            // once more, nothing changes
            folder.run(&args);
            prop_assert_eq!(files(&folder), after);
        }
    }
}
