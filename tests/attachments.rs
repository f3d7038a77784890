//! Event files: one meeting each, to be attached to a message.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;

use common::{Folder, NOW};

const HEAD: &str = "id;county;date;start;end;title;venue;town\n";
const NEXT: &str = "2026-11-24T09:00:00Z";
const ORGANIZER: &str = "Starostwo \"Żary\", biuro <biuro@example.pl>";

fn export(folder: &Folder, rows: &[&str], now: &str, args: &[&str]) -> common::Run {
    folder.write("list.csv", format!("{HEAD}{}\n", rows.join("\n")));
    folder.run_with(&[&["export", "list.csv", "--now", now], args].concat(), b"")
}

const A: &str = ";żarski;11.05.2027;10:00;12:00;A;V;Żary";
const B: &str = ";żarski;12.05.2027;10:00;12:00;B;V;Żary";

#[test]
fn each_is_named_for_people() {
    let folder = Folder::new();
    let rows = [
        A,
        ";żarski;12.05.2027;10:00;12:00;a day's first;V;Żary",
        ";żarski;12.05.2027;13:00;14:00;a day's second;V;Żary",
        ";żarski;13.05.2027;10:00;12:00;a day's first;V;Żary",
        ";żarski;13.05.2027;10:00;12:00;a day's second;W;Żary",
        ";żarski;13.05.2027;;;all day;V;Żary",
        ";żarski, m. Zielona Góra;13.05.2027;10:00;12:00;two counties;V;Żary",
        ";0801/0802/0803/0804;13.05.2027;10:00;12:00;four counties;V;Żary",
    ];
    export(&folder, &rows, NOW, &["--for", "email"]).code(0);
    assert_eq!(folder.names("calendars"), [".lubuskie-ics.count", ".lubuskie-ics.lock", "events"]);
    let to = ["--to", "biuro@example.pl", "--organizer", ORGANIZER];
    folder.run_with(&[&["draft", "--feeds", "calendars", "-o", "drafts", "--now", NOW], &to[..]].concat(), b"").code(0);
    let names = [
        "lubuskie-2027-05-13.ics",
        "zarski-2027-05-11.ics",
        "zarski-2027-05-12.ics",
        "zarski-2027-05-12-2.ics",
        "zarski-2027-05-13.ics",
        "zarski-2027-05-13-2.ics",
        "zarski-2027-05-13-3.ics",
        "zarski-zielona-gora-2027-05-13.ics",
    ];
    let drafts = folder.names("drafts").into_iter().filter(|name| !name.starts_with('.'));
    let drafts: String = drafts.map(|name| folder.read(&format!("drafts/{name}"))).collect();
    for name in names {
        assert!(drafts.contains(&format!("filename=\"{name}\"")), "{name}");
    }
}

/// RFC 5546 §3.2.1: PUBLISH has an ORGANIZER, once, and no ATTENDEE; without one there is no METHOD.
#[test]
fn publish_has_an_organizer() {
    let header = |organizer: &[&str]| {
        let folder = Folder::new();
        export(&folder, &[A], NOW, &[&["--for", "both"], organizer].concat()).code(0);
        let feed = folder.read("calendars/zarski.ics");
        assert!(!feed.contains("METHOD") && !feed.contains("ORGANIZER") && feed.contains("X-WR-CALNAME"));
        let file = folder.read(&folder.event_file("calendars", ""));
        for absent in ["X-WR-", "ATTENDEE", "VALARM", "REFRESH", "\r\nNAME"] {
            assert!(!file.contains(absent), "{absent}");
        }
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 1);
        // but for the organiser the event is the feed's
        let event = |text: &str| {
            let event = text.split("BEGIN:VEVENT").nth(1).unwrap();
            let is_alike = |line: &&str| !line.starts_with("ORGANIZER");
            event.lines().filter(is_alike).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(event(&file), event(&feed));
        let lines = |name: &str| file.lines().filter(|line| line.starts_with(name)).collect::<Vec<_>>().join(" ");
        (lines("METHOD"), lines("ORGANIZER"))
    };
    assert_eq!(header(&[]), (String::new(), String::new()));
    let organizer = "ORGANIZER;CN=\"Starostwo ^'Żary^', biuro\":mailto:biuro@example.pl".to_owned();
    assert_eq!(header(&["--organizer", ORGANIZER]), ("METHOD:PUBLISH".to_owned(), organizer));
}

#[test]
fn the_organizer_is_checked_and_may_come_from_the_environment() {
    let folder = Folder::new();
    for bad in ["Starostwo", "a@b", "Starostwo\nBcc: x@y.pl <a@b.pl>", ""] {
        let run = export(&folder, &[A], NOW, &["--organizer", bad]).code(2);
        assert!(run.stderr.contains("write a name and an e-mail address"), "{}", run.stderr);
    }
    let run = |organizer: &str| {
        let args = ["export", "list.csv", "--for", "email"];
        folder.command().args(args).env("LUBUSKIE_ICS_ORGANIZER", organizer).output().unwrap().status.code()
    };
    assert_eq!(run("Starostwo"), Some(2));
    assert_eq!(folder.names("."), ["list.csv"]);
    assert_eq!(run(ORGANIZER), Some(0));
    assert!(folder.read(&folder.event_file("calendars", "")).contains("METHOD:PUBLISH"));
    let run = export(&folder, &[A], NOW, &["--for", "email", "-o", "-"]).code(2);
    assert!(run.stderr.contains("need a folder"), "{}", run.stderr);
}

/// A folder that holds only event files remembers as well as one with feeds.
#[test]
fn event_files_are_memory() {
    let folder = Folder::new();
    export(&folder, &[A, B], NOW, &["--for", "email", "--organizer", ORGANIZER]).code(0);
    let path = folder.event_file("calendars", "SUMMARY:B");
    let read = || folder.events(&path).remove(0);
    let uid = read().value("UID").to_owned();
    assert_eq!(path, format!("calendars/events/{uid}.ics"));
    // moved: the name stays
    let moved = B.replace("12.05", "19.05");
    let run = export(&folder, &[A, &moved], NEXT, &["--for", "email", "--organizer", ORGANIZER]).code(0);
    let other = folder.event_file("calendars", "SUMMARY:A");
    assert_eq!(run.files(), [format!("{other}: 1 meeting, unchanged"), format!("{path}: 1 meeting, replaced")]);
    let event = read();
    assert_eq!((event.value("UID"), event.value("SEQUENCE")), (uid.as_str(), "1"));
    // gone from the list: cancelled there too, and a feed that is made later knows it; the organiser stays
    let run = export(&folder, &[A], "2026-11-25T09:00:00Z", &[]).code(0);
    assert_eq!(run.files()[0], "calendars/zarski.ics: 2 meetings, created");
    let event = read();
    assert_eq!((event.value("STATUS"), event.value("SEQUENCE")), ("CANCELLED", "2"));
    assert!(event.value("ORGANIZER").ends_with("biuro@example.pl"));
    assert!(!folder.read("calendars/zarski.ics").contains("ORGANIZER"));
    assert_eq!(folder.events("calendars/zarski.ics").len(), 2);
    // once more, nothing changes
    let run = export(&folder, &[A], "2026-11-26T09:00:00Z", &["--exit-code"]).code(0);
    assert_eq!(run.changes().len(), 0);
}

#[test]
fn what_a_killed_run_left_goes_and_what_is_not_ours_stays() {
    let folder = Folder::new();
    export(&folder, &[A, B], NOW, &["--for", "email"]).code(0);
    let [a, b] = ["SUMMARY:A", "SUMMARY:B"].map(|title| folder.event_file("calendars", title));
    folder.write("calendars/events/.lubuskie-ics-new-x.ics", "half");
    folder.write("calendars/events/note.ics", "BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n");
    export(&folder, &[A, B], NEXT, &["--for", "email"]).code(0);
    assert_eq!(folder.names("calendars/events").len(), 3);
    // a copy beside the folder of events, whatever its name
    fs::copy(folder.path().join(&b), folder.path().join("calendars/events-kopia.ics")).unwrap();
    export(&folder, &[A, B], NEXT, &["--for", "email"]).code(0);
    assert_eq!(folder.names("calendars"), [".lubuskie-ics.count", ".lubuskie-ics.lock", "events", "events-kopia.ics"]);
    // damaged ones of ours: cut, and under another's name
    let (whole, other) = (folder.read(&a), folder.read(&b));
    for damaged in [&whole[..whole.len() - 9], &other] {
        folder.write(&a, damaged);
        let run = export(&folder, &[A, B], NEXT, &["--for", "email"]).code(4);
        assert!(run.stderr.contains(&format!("{a}, line ")), "{}", run.stderr);
    }
    export(&folder, &[A, B], NEXT, &["--for", "email", "--rebuild"]).code(0);
    assert_eq!(folder.read(&a).matches("SEQUENCE:20781").count(), 1);
    // another's file under its name
    folder.write(&a, "BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n");
    export(&folder, &[A, B], NEXT, &["--for", "email", "--rebuild"]).code(3);
}

/// `--county` makes files of that county, and touches no other's.
#[test]
fn files_of_a_county() {
    let folder = Folder::new();
    let other = ";wschowski;12.05.2027;10:00;12:00;C;V;Wschowa";
    export(&folder, &[A, other], NOW, &["--for", "email", "--county", "żarski"]).code(0);
    let its = folder.event_file("calendars", "");
    export(&folder, &[A, other], NOW, &["--for", "email"]).code(0);
    let others = folder.event_file("calendars", "SUMMARY:C");
    let before = folder.read(&others);
    let changed = [A, other].map(|row| row.replace(";V;", ";W;"));
    let run = export(&folder, &[&changed[0], &changed[1]], NEXT, &["--for", "email", "--county", "żarski"]).code(0);
    assert_eq!(run.files(), [format!("{its}: 1 meeting, replaced")]);
    assert_eq!(folder.read(&others), before);
}

/// More files than a process may have open.
#[test]
fn a_thousand_and_more() {
    let folder = Folder::new();
    let rows: Vec<_> = (0..1100)
        .map(|n| format!("{n};żarski;{:02}.{:02}.2027;10:{:02};12:00;T{n};;Żary", n % 28 + 1, n / 28 % 12 + 1, n / 336))
        .collect();
    let rows: Vec<_> = rows.iter().map(String::as_str).collect();
    export(&folder, &rows, NOW, &["--for", "email", "--quiet"]).code(0);
    assert_eq!(folder.names("calendars/events").len(), 1100);
    let run = export(&folder, &rows, NEXT, &["--for", "email", "--quiet", "--exit-code"]).code(0);
    assert_eq!(run.stdout, "");
}
