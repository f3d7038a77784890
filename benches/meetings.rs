//! The stages of an export, each a meeting: `cargo bench`. The list has as many meetings as a large year of all counties.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark fails by panicking")]

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

#[cfg(feature = "announcement")]
use lubuskie_ics::announcement::Announcement;
use lubuskie_ics::calendar::event::Event;
use lubuskie_ics::calendar::memory::Memory;
use lubuskie_ics::calendar::properties::{self, Manner};
use lubuskie_ics::calendar::reconcile::{Change, Terms, reconcile};
use lubuskie_ics::list::{Columns, List};
use lubuskie_ics::meeting::schedule;
use lubuskie_ics::meeting::{Meeting, Rules};
use lubuskie_ics::message::Diagnostics;
use lubuskie_ics::poland::county::{Counties, County};

const MEETINGS: usize = 5000;

fn main() {
    divan::main();
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

/// A list with what announcements have: a title, a place, a paragraph.
fn text() -> Vec<u8> {
    let counties: Vec<_> = County::all().collect();
    let mut list = "id;powiat;data;godzina;tytuł;miejsce;adres;opis\n".to_owned();
    for n in 0..MEETINGS {
        // in no order, as lists that grew are
        let day =
            NaiveDate::from_ymd_opt(2027, 1, 1).unwrap() + TimeDelta::days(i64::try_from(n * 7919 % 365).unwrap());
        let county = counties[n % counties.len()].name();
        list += &format!(
            "s-{n};{county};{};{}:{:02};Spotkanie informacyjne nr {n};Starostwo Powiatowe w Nowej Soli, sala {};\
             ul. Moniuszki {}, 67-100 Nowa Sól;\"Zapraszamy przedstawicieli gmin i organizacji; w programie: fundusze, \
             współpraca, „dobre praktyki” i dyskusja.\"\n",
            day.format("%d.%m.%Y"),
            8 + n % 9,
            n % 4 * 15,
            n % 30,
            n % 90 + 1,
        );
    }
    list.into_bytes()
}

fn list(bytes: &[u8]) -> List {
    List::read("list".to_owned(), bytes, Columns::default(), 0, &mut Diagnostics::new(false))
}

fn schedule(list: &List) -> Vec<Meeting> {
    let rules = Rules { duration: TimeDelta::hours(2), title: None, with_notes: false };
    let mut out = Diagnostics::new(false);
    let mut meetings = Vec::new();
    list.rows(&mut out, &mut |row, out| meetings.extend(rules.meeting(&row, out)));
    let meetings = schedule::schedule(meetings, std::slice::from_ref(list), now(), &mut out);
    assert_eq!(meetings.len(), MEETINGS);
    meetings
}

#[allow(clippy::vec_box, reason = "so reconcile takes them")]
fn changes(meetings: Vec<Meeting>, published: Vec<Box<Event>>) -> Vec<Change> {
    reconcile(meetings, published, &Terms { selected: Counties::all(), now: now(), rebuilt: None }).changes
}

fn feed(changes: &[Change]) -> Vec<u8> {
    properties::feed(Counties::all(), changes.iter().filter_map(Change::now), &Manner::default()).unwrap()
}

#[allow(clippy::vec_box, reason = "so reconcile takes them")]
fn read(feed: &[u8]) -> Vec<Box<Event>> {
    let mut memory = Memory::default();
    memory.add("lubuskie.ics", feed).unwrap();
    memory.take_events()
}

/// Bytes to rows.
#[divan::bench]
fn reading(bencher: Bencher) {
    let bytes = text();
    bencher.counter(ItemsCount::new(MEETINGS)).counter(BytesCount::of_slice(&bytes)).bench(|| {
        let mut rows = 0;
        list(&bytes).rows(&mut Diagnostics::new(false), &mut |_, _| rows += 1);
        assert_eq!(rows, MEETINGS);
    });
}

/// Bytes to meetings, sorted and checked against each other.
#[divan::bench]
fn meetings(bencher: Bencher) {
    let bytes = text();
    let list = list(&bytes);
    let counted = bencher.counter(ItemsCount::new(MEETINGS)).counter(BytesCount::of_slice(&bytes));
    counted.bench_local(|| schedule(&list));
}

/// New meetings to events with their numbers.
#[divan::bench]
fn reconciling_new(bencher: Bencher) {
    let text = text();
    let list = list(&text);
    let counted = bencher.counter(ItemsCount::new(MEETINGS)).with_inputs(|| schedule(&list));
    counted.bench_local_values(|meetings| changes(meetings, Vec::new()));
}

/// The same meetings against what was published of them.
#[divan::bench]
fn reconciling_published(bencher: Bencher) {
    let text = text();
    let list = list(&text);
    let published = read(&feed(&changes(schedule(&list), Vec::new())));
    let counted = bencher.counter(ItemsCount::new(MEETINGS)).with_inputs(|| (schedule(&list), published.clone()));
    counted.bench_local_values(|(meetings, published)| changes(meetings, published));
}

/// A feed to what was published, as the next run reads it.
#[divan::bench]
fn reading_published(bencher: Bencher) {
    let text = text();
    let feed = feed(&changes(schedule(&list(&text)), Vec::new()));
    let counted = bencher.counter(ItemsCount::new(MEETINGS)).counter(BytesCount::of_slice(&feed));
    counted.bench(|| read(&feed).len());
}

/// Events to a feed.
#[divan::bench]
fn rendering(bencher: Bencher) {
    let text = text();
    let changes = changes(schedule(&list(&text)), Vec::new());
    let counted = bencher.counter(ItemsCount::new(MEETINGS)).counter(BytesCount::new(feed(&changes).len()));
    counted.bench(|| feed(&changes));
}

/// A list each of whose rows has problems.
fn bad(rows: usize, form: &str) -> String {
    let row = |n: usize| match form {
        "csv" => format!("żarów;32.13.2027;25:61;Sala {n}\n"),
        "lines" => format!(
            "{{\"powiat\":\"żarów\",\n\"data\":\"32.13.2027\",\n\"godzina\":\"25:61\",\"inne\":\"odwołane {n}\"}},\n"
        ),
        _ => {
            format!("{{\"powiat\":\"żarów\",\"data\":\"32.13.2027\",\"godzina\":\"25:61\",\"inne\":\"odwołane {n}\"}},")
        }
    };
    let rows: String = (0..rows).map(row).collect();
    if form == "csv" { format!("powiat;data;godzina;miejsce\n{rows}") } else { format!("[{rows}{{}}]") }
}

/// A list that is all problems, once, twice, four times: time is to grow as the list does.
#[divan::bench(args = [1, 2, 4].iter().flat_map(|times| ["csv", "lines", "line"].map(|form| (*times, form))))]
fn problems(bencher: Bencher, (times, form): (usize, &str)) {
    let text = bad(times * MEETINGS, form);
    let rules = Rules { duration: TimeDelta::hours(2), title: None, with_notes: false };
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut out = Diagnostics::new(false);
        let list = List::read("list".to_owned(), text.as_bytes(), Columns::default(), 0, &mut out);
        list.rows(&mut out, &mut |row, out| drop(rules.meeting(&row, out)));
        assert!(out.problems() > times * MEETINGS);
    });
}

/// One object with as many keys as there may be, of which each is a problem.
#[divan::bench(args = [250, 500, 1000])]
fn keys(bencher: Bencher, keys: usize) {
    let entries: Vec<_> = (0..keys).map(|n| format!("\"data {n}\":\"odwołane {}\"", "x".repeat(100))).collect();
    let text = format!("[{{{}}}]", entries.join(","));
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut out = Diagnostics::new(false);
        list(text.as_bytes()).rows(&mut out, &mut |_, _| ());
        assert!(out.problems() >= keys);
    });
}

/// An announcement's text of so many meetings.
#[cfg(feature = "announcement")]
#[divan::bench(args = [250, 500, 1000])]
fn announcement(bencher: Bencher, meetings: usize) {
    let line = |n: usize| {
        format!("Powiat żarski: {}.05.2027, godz. 10:00, Ratusz, sala {n}, Rynek 1, 68-200 Żary\n", n % 28 + 1)
    };
    let text: String = (0..meetings).map(line).collect();
    let counted = bencher.counter(BytesCount::of_str(&text));
    counted.bench(|| assert_eq!(Announcement::read(&text, None, None).meetings.len(), meetings));
}
