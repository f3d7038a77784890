//! The reading of lists and of published calendars, in the process itself, so that very many can be tried: whatever the bytes, no panic, no hang, and
//! as many problems as there are. `PROPTEST_CASES=1000000 cargo test --release --test reading` tries more.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use lubuskie_ics::calendar::event::Event;
use lubuskie_ics::calendar::ics::Refusal;
use lubuskie_ics::calendar::memory::Memory;
use lubuskie_ics::calendar::properties::{self, CANCELLED, Manner};
use lubuskie_ics::calendar::reconcile::{Change, Terms, reconcile};
use lubuskie_ics::list::{Columns, List};
use lubuskie_ics::meeting::schedule::schedule;
use lubuskie_ics::meeting::{Meeting, Rules};
use lubuskie_ics::message::Diagnostics;
use lubuskie_ics::message::lang::Lang;
use lubuskie_ics::message::words::{ALL, Words};
use lubuskie_ics::poland::county::{Counties, County};
use lubuskie_ics::poland::warsaw::Moment;
use proptest::prelude::*;

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

fn understood<T>(bytes: &[u8], then: impl FnOnce(&[Meeting], &Diagnostics) -> T) -> T {
    let rules = Rules { duration: TimeDelta::hours(2), title: None, with_notes: true };
    let mut diagnostics = Diagnostics::new(false);
    let list =
        List::read("list".to_owned(), bytes, Columns { year: Some(2027), ..Columns::default() }, 0, &mut diagnostics);
    let mut meetings = Vec::new();
    list.rows(&mut diagnostics, &mut |row, out| meetings.extend(rules.meeting(&row, out)));
    let meetings = schedule(meetings, std::slice::from_ref(&list), now(), &mut diagnostics);
    then(&meetings, &diagnostics)
}

#[allow(clippy::vec_box, reason = "so reconcile takes them")]
fn write(meetings: Vec<Meeting>, published: Vec<Box<Event>>) -> Result<Vec<u8>, Refusal> {
    let terms = Terms { selected: Counties::all(), now: now(), rebuilt: None };
    let changes = reconcile(meetings, published, &terms).changes;
    properties::feed(Counties::all(), changes.iter().filter_map(Change::now), &Manner::default())
}

/// Everything that `check` and `export` do with a list's bytes. Gives the number of problems.
fn read(bytes: &[u8]) -> usize {
    understood(bytes, check)
}

fn check(meetings: &[Meeting], diagnostics: &Diagnostics) -> usize {
    for words in [Lang::En, Lang::Pl].map(|lang| Words::new(lang, ALL)) {
        let text = diagnostics.text(&words, false, false);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        let json = diagnostics.json(&words).collect::<String>();
        assert!(json.lines().filter(|line| line.contains("\"severity\":\"error\"")).count() == diagnostics.problems());
    }
    if diagnostics.problems() == 0 {
        // what is no problem can be written
        let written = write(meetings.to_vec(), Vec::new()).unwrap();
        // what was written is remembered, whatever its texts
        check_with_another_parser(&written);
        let mut memory = Memory::default();
        memory.add("lubuskie.ics", &written).unwrap();
        let published = memory.take_events();
        assert_eq!(published.len(), meetings.len());
        assert_eq!(write(meetings.to_vec(), published.clone()).unwrap(), written);
        // and can be written again without the list
        let is_gone = |change: &Change| matches!(change, Change::LeftOut(_) | Change::Vanished(..));
        let terms = Terms { selected: Counties::default(), now: now(), rebuilt: None };
        let changes = reconcile(Vec::new(), published, &terms).changes;
        assert!(!changes.iter().any(is_gone));
        assert_eq!(
            properties::feed(Counties::all(), changes.iter().filter_map(Change::now), &Manner::default()).unwrap(),
            written
        );
        let text = String::from_utf8(written).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
    }
    diagnostics.problems()
}

/// What is read back of each event, against another parser's reading of the same.
fn check_with_another_parser(calendar: &[u8]) {
    let mut others = common::events(std::str::from_utf8(calendar).unwrap()).into_iter();
    for (event, _) in properties::read(calendar).unwrap().1 {
        let other = others.next().unwrap();
        let value = |name: &str| other.value(name);
        let stamp = |time: NaiveDateTime| time.format("%Y%m%dT%H%M%SZ").to_string();
        assert_eq!(event.uid.to_string(), value("UID"));
        assert_eq!(event.sequence.to_string(), value("SEQUENCE"));
        assert_eq!(stamp(event.modified), value("LAST-MODIFIED"));
        assert_eq!(stamp(event.created), value("CREATED"));
        assert_eq!(event.digest.simple().to_string(), value("X-LUBUSKIE-ICS-DIGEST"));
        assert_eq!(event.status.value(), value("STATUS"));
        let codes: Vec<_> = event.counties.iter().map(County::teryt).collect();
        assert_eq!(codes.join(" "), value("X-LUBUSKIE-ICS-COUNTY"));
        // its own idea of an instant, with zones from the database
        let utc = |time: &str| match time.parse::<NaiveDate>() {
            Ok(date) => Moment::from_local(date.into()).unwrap().utc,
            Err(_) => DateTime::parse_from_rfc3339(time).unwrap().naive_utc(),
        };
        assert_eq!(event.when.start_utc(), utc(other.start()));
        assert_eq!(event.when.end_utc(), utc(other.end()));
        assert_eq!(event.title, value("SUMMARY").trim_start_matches(CANCELLED));
        assert_eq!(event.location, value("LOCATION"));
        let shown = value("DESCRIPTION");
        let own = shown.strip_prefix("Termin wstępny.").unwrap_or(shown).rsplit_once("Dla: ").unwrap().0;
        assert_eq!(event.description.trim_matches('\n'), own.trim_matches('\n'));
        assert_eq!(event.id, value("X-LUBUSKIE-ICS-ID"));
    }
    assert!(others.next().is_none());
}

const HEADINGS: &str =
    "powiat|data|godz|do|temat|miejsce|adres|miejscowość|opis|uwagi|link|status|id|lat|lon|dzień|Lp.|x|";

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "żarski|pow. Nowosolski|wschowski, m. Zielona Góra|0804|0862",
        3 => "2[0-9]\\.0[1-9]\\.202[67]|202[67]-0[1-9]-1[0-9]|[0-9]{1,2} (maja|V|luty) 2027 r\\.",
        3 => "1[0-9][:.][0-5][0-9]|godz\\. 9|8⁰⁰|od 9:00 do 13:30|24:00|2:30",
        2 => "[a-zżółć „”\";,\\\\\n\r\t]{0,12}",
        1 => "\\PC{0,8}",
        1 => "(pon\\.|w dniu|od|godz)? ?[0-9]{0,5}[-–./: ]?[0-9a-zV⁰]{0,5}[-–./: ]?[0-9]{0,5}( r\\.| br\\.|, [0-9.:]{1,5})?",
        1 => "https?://[a-zż./?%0-9]{0,12}|5[0-9][.,][0-9]{0,3}|odwołan(e|ie)|przeniesione",
    ]
}

fn quoted(cell: &str) -> String {
    if cell.contains([';', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    #[test]
    fn rows_under_headings(
        headings in prop::collection::vec(HEADINGS, 1..9),
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..10), 0..8)
    ) {
        let mut text = format!("powiat;data;{}\n", headings.join(";"));
        for row in rows {
            text += &row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(";");
            text.push('\n');
        }
        read(text.as_bytes());
        let (windows, ..) = encoding_rs::WINDOWS_1250.encode(&text);
        read(&windows);
    }

    #[test]
    fn broken_rows(text in "(powiat;data;godz;temat\n)?([a-zż0-9;,\t\"\r\n .:–]|\\PC){0,200}") {
        read(text.as_bytes());
    }

    #[test]
    fn objects(
        rows in prop::collection::vec(prop::collection::vec((HEADINGS, cell()), 0..8), 0..5),
        cut in 0_usize..400
    ) {
        let object = |row: &Vec<(String, String)>| {
            let entries = row.iter().map(|(key, value)| format!("{}:{}", serde_json::json!(key), serde_json::json!(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        };
        let text = format!("[{}]", rows.iter().map(object).collect::<Vec<_>>().join(",\n"));
        read(text.as_bytes());
        let cut = text.as_bytes()[..cut.min(text.len())].to_vec();
        read(&cut);
    }

    /// Meetings that run past midnight, where the clock changes that night and where it does not, by offsets of its own.
    #[test]
    fn nights(
        day in prop_oneof![Just((2027, 3, 27)), Just((2027, 3, 28)), Just((2027, 10, 30)), Just((2027, 10, 31)), Just((2027, 12, 31))],
        start in 12 * 60..24 * 60_i64,
        end in 0..8 * 60_i64,
        is_own_cell in any::<bool>()
    ) {
        let midnight = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let utc = |minutes: i64| {
            let local = midnight + TimeDelta::minutes(minutes);
            let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
            let is_summer = local >= at("2027-03-28T03:00:00") && local < at("2027-10-31T03:00:00");
            local - TimeDelta::hours(if is_summer { 2 } else { 1 })
        };
        let is_skipped = day == (2027, 3, 27) && (120..180).contains(&end);
        let is_good = !is_skipped && (end == 0 || end + 24 * 60 - start <= 8 * 60);
        let hour = |minutes: i64| format!("{}:{:02}", minutes / 60, minutes % 60);
        let sign = if is_own_cell { ';' } else { '–' };
        let more = if is_own_cell { "" } else { ";" };
        let list = format!("powiat;data;godz;do;miejsce\nżarski;{}.{}.{};{}{sign}{}{more};V\n", day.2, day.1, day.0, hour(start), hour(end));
        understood(list.as_bytes(), |meetings, diagnostics| {
            assert_eq!(diagnostics.problems() == 0, is_good, "{list}");
            if is_good {
                let written = String::from_utf8(write(meetings.to_vec(), Vec::new()).unwrap()).unwrap();
                let event = common::events(&written).remove(0);
                let instant = |minutes| utc(minutes).format("%Y-%m-%dT%H:%M:%SZ").to_string();
                assert_eq!([event.start(), event.end()], [instant(start), instant(end + 24 * 60)], "{list}");
            }
        });
    }

    /// A calendar edited by hand, cut off, or of somebody else's making.
    #[test]
    fn broken_calendars(edits in prop::collection::vec((0..2000_usize, 0..40_usize, "\\PC{0,3}|\r\n|BEGIN:VEVENT\r\n|[0-9:;=\\\\ ]{0,4}"), 0..6)) {
        let list = "id;powiat;data;godz;temat;miejsce\na;żarski;2.06.2027;10:00;\"A, b; c\\d\";Ratusz\n;0804;3.06.2027;;Ł;Dom\n";
        understood(list.as_bytes(), |meetings, _| {
        let mut bytes = write(meetings.to_vec(), Vec::new()).unwrap();
        for (at, length, text) in edits {
            let at = at.min(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, text.bytes());
        }
        // checks that fit what was made of it let more of it through
        let bytes = common::proven(&String::from_utf8_lossy(&bytes)).map_or(bytes, String::into_bytes);
        let mut memory = Memory::default();
        let _ = memory.add("lubuskie.ics", &bytes);
        // what is accepted can be told and written again
        let published = memory.take_events();
        write(Vec::new(), published.clone()).unwrap();
        write(meetings.to_vec(), published).unwrap();
        });
    }
}
