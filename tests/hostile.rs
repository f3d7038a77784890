//! Lists made to do harm: each ends in a clear error with nothing written, or in harmless text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Folder, NOW};

const HEAD: &str = "id,county,date,start,title,venue,url\n";

/// What comes of a cell: published as this content line, or refused with this in the message.
enum Comes {
    Published(&'static str),
    Refused(&'static str),
}
use Comes::{Published, Refused};

/// Control characters that a terminal would obey, line ends and blanks aside.
fn obeyed(text: &str) -> Option<char> {
    text.chars().find(|c| c.is_control() && *c != '\n' && *c != '\r' && *c != '\t')
}

#[test]
fn cells() {
    let table: &[(&str, Comes)] = &[
        // a formula is a text like any other: no calendar computes
        (
            "1,nowosolski,2027-05-10,10:00,\"=HYPERLINK(\"\"http://x\"\")\",Sala,",
            Published("SUMMARY:=HYPERLINK(\"http://x\")"),
        ),
        ("1,nowosolski,2027-05-10,10:00,@SUM(A1),+1-2,", Published("LOCATION:+1-2\\, Polska")),
        ("=1+1,nowosolski,2027-05-10,10:00,Rada,Sala,", Published("X-LUBUSKIE-ICS-ID:=1+1")),
        // terminals
        ("1,nowosolski,2027-05-10,10:00,Rada \u{1b}[31mx\u{1b}]0;y\u{7},Sala,", Published("SUMMARY:Rada [31mx]0\\;y")),
        ("1,\u{1b}[2Jnowosolsky,2027-05-10,10:00,Rada,Sala,", Refused("county")),
        ("1,nowosolski,\u{1b}]8;;x\u{7}2027-13-10,10:00,Rada,Sala,", Refused("date")),
        ("1,nowosolski,2027-05-10,\u{9b}2J,Rada,Sala,", Refused("hour")),
        // paths
        ("1,../../etc,2027-05-10,10:00,Rada,Sala,", Refused("../../etc")),
        ("1,/etc/passwd,2027-05-10,10:00,Rada,Sala,", Refused("/etc/passwd")),
        ("../../x,nowosolski,2027-05-10,10:00,../../y,Sala,", Published("X-LUBUSKIE-ICS-ID:../../x")),
        // addresses that would be run
        ("1,nowosolski,2027-05-10,10:00,Rada,Sala,javascript:alert(1)", Refused("javascript:")),
        ("1,nowosolski,2027-05-10,10:00,Rada,Sala,\"https://x\r\nATTACH:y\"", Refused("https://x")),
        // content lines and markup
        (
            "1,nowosolski,2027-05-10,10:00,\"Rada\r\nATTENDEE:mailto:a@b\",\"Sala\nEND:VEVENT\",",
            Published("SUMMARY:Rada ATTENDEE:mailto:a@b"),
        ),
        (
            "1,nowosolski,2027-05-10,10:00,<script>alert(1)</script>,Sala,",
            Published("SUMMARY:<script>alert(1)</script>"),
        ),
    ];
    for (row, comes) in table {
        let folder = Folder::new();
        folder.write("list.csv", format!("{HEAD}{row}\n"));
        let export = format!("export list.csv -o out --for both --now {NOW}");
        match comes {
            Published(line) => {
                let run = folder.run(&export).code(0);
                assert_eq!(obeyed(&run.stdout).or(obeyed(&run.stderr)), None, "{row:?}");
                // nothing beside the feed and one event of a tame name
                assert_eq!(folder.names("."), ["list.csv", "out"], "{row:?}");
                assert_eq!(folder.names("out/events").len(), 1, "{row:?}");
                let feed = folder.read("out/nowosolski.ics").replace("\r\n ", "");
                let found = feed.split("\r\n").filter(|found| found == line).count();
                assert_eq!(found, 1, "{row:?}\n{feed}");
                let names = |name: &str| feed.split("\r\n").filter(|line| line.starts_with(name)).count();
                assert_eq!((names("ATTENDEE"), names("END:VEVENT")), (0, 1), "{row:?}");
                folder.run(&format!("publish list.csv -o web --base-url https://x.example/ --now {NOW}")).code(0);
                assert!(!folder.read("web/index.html").contains("<script>alert"), "{row:?}");
            }
            Refused(text) => {
                let run = folder.run(&export).code(1);
                assert!(run.stderr.contains(text), "{row:?}\n{}", run.stderr);
                assert_eq!(obeyed(&run.stderr), None, "{row:?}\n{:?}", run.stderr);
                assert_eq!(folder.names("."), ["list.csv"], "{row:?}");
            }
        }
        let table = folder.run(&format!("check list.csv --now {NOW}"));
        assert_eq!(obeyed(&table.stdout).or(obeyed(&table.stderr)), None, "{row:?}");
    }
}

#[test]
fn lists_as_a_whole() {
    let deep = "[".repeat(200_000);
    let objects = "{\"meetings\":".repeat(100_000);
    let inner = format!("[{{\"county\":\"nowosolski\",\"date\":{}}}]", "[".repeat(100_000));
    let cell = format!("{HEAD}1,nowosolski,2027-05-10,10:00,{},Sala,", "x".repeat(4_000_000));
    let open = format!("{HEAD}1,nowosolski,2027-05-10,10:00,\"{}", "x".repeat(4_000_000));
    let commas = format!("{HEAD}{}", ",".repeat(1_000_000));
    let line = "a".repeat(4_000_000);
    for (name, text, code) in [
        ("deep.json", &deep, 1),
        ("objects.json", &objects, 1),
        ("inner.json", &inner, 1),
        ("cell.csv", &cell, 0),
        ("open.csv", &open, 1),
        ("commas.csv", &commas, 1),
        ("line.csv", &line, 1),
    ] {
        let folder = Folder::new();
        folder.write(name, text);
        let run = folder.run(&format!("export {name} -o out --now {NOW}"));
        assert_eq!(run.code, code, "{name}");
        // what is shown of it stays readable
        assert!(run.stderr.len() < 20_000, "{name}: {} octets", run.stderr.len());
        assert_eq!(folder.names(".").contains(&"out".to_owned()), code == 0, "{name}");
    }
}
