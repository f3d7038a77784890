//! The parser that the other tests judge by, on calendars written by hand: RFC 5545, sections 3.1 (folding) and 3.3.11 (text).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Event, events};

fn event(lines: &[&str]) -> Event {
    let lines = lines.join("\r\n");
    let calendar =
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    events(&calendar).remove(0)
}

#[test]
fn texts_are_unfolded_and_unescaped() {
    let cases = [
        (r"a\, b\; c", "a, b; c"),
        (r"a\nb\Nc", "a\nb\nc"),
        (r"a\\nb\\\\", r"a\nb\\"),
        (r"\\\, \\\; \\\n", "\\, \\; \\\n"),
        (r#"a, "b"; c:d=e"#, r#"a, "b"; c:d=e"#),
        // at a blank, in an escape, right after the colon, twice
        ("one\r\n  two \r\n three", "one two three"),
        ("one\\\r\n ntwo\\\r\n , three", "one\ntwo, three"),
        ("\r\n folded at once", "folded at once"),
        ("a\r\n b\r\n c", "abc"),
        (" blanks  around ", " blanks  around "),
    ];
    for (written, want) in cases {
        for name in ["SUMMARY", "DESCRIPTION", "LOCATION", "X-LUBUSKIE-ICS-ID"] {
            let line = format!("{name}:{written}");
            assert_eq!(event(&[&line]).value(name), want, "{line:?}");
        }
    }
    assert_eq!(event(&["CATEGORIES:powiat żarski,a\\, b"]).value("CATEGORIES"), "powiat żarski,a, b");
    assert_eq!(event(&["SUMMARY:a"]).property("LOCATION"), None);
}

#[test]
fn times_are_in_utc() {
    let cases = [
        ("DTSTART;TZID=Europe/Warsaw:20270602T100000", "2027-06-02T08:00:00Z"),
        ("DTSTART;TZID=Europe/Warsaw:20271202T100000", "2027-12-02T09:00:00Z"),
        ("DTSTART:20261025T003000Z", "2026-10-25T00:30:00Z"),
        ("DTSTART;VALUE=DATE:20270330", "2027-03-30"),
    ];
    for (line, want) in cases {
        assert_eq!(event(&[line]).start(), want, "{line}");
        assert_eq!(event(&[&line.replace("DTSTART", "DTEND")]).end(), want, "{line}");
    }
}

/// What calcard reads as numbers, times and words is given as it stands in the file.
#[test]
fn values_are_as_written() {
    let lines = ["DTSTAMP:20261123T090000Z", "SEQUENCE:12", "GEO:51.64;15.1", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"];
    let event = event(&lines);
    for line in lines {
        let (name, value) = line.split_once(':').unwrap();
        assert_eq!(event.value(name), value);
    }
}

#[test]
fn what_is_no_calendar_is_refused() {
    let whole = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(events(whole).len(), 1);
    let spoilt = [
        whole.replace("SUMMARY:a", "SUMMARY"),
        whole.replace("SUMMARY:a", "SUMMARY:a\r\n\r\nLOCATION:b"),
        whole.replace("END:VEVENT\r\n", ""),
        whole.replace("END:VCALENDAR\r\n", ""),
        whole.replace("SUMMARY:a", "SEQUENCE:007"),
        whole.replace("SUMMARY:a", "DTSTART:20270602T100000"),
        format!("{whole}{whole}"),
    ];
    for calendar in spoilt {
        assert!(std::panic::catch_unwind(|| events(&calendar)).is_err(), "{calendar}");
    }
}
