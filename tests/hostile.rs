//! Lists made to do harm: each ends in a clear error with nothing written, or in harmless text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

#[cfg(feature = "spreadsheet")]
use std::io::{Cursor, Write as _};

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
    text.chars().find(|c| is_direction(*c) || c.is_control() && *c != '\n' && *c != '\r' && *c != '\t')
}

/// Characters after which a text is shown from right to left.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
        // directions
        (
            "\u{2066}1,\u{202a}nowosolski,\u{2067}2027-05-10\u{2069},10:00\u{202c},Ra\u{202e}da\u{2068},\u{202b}Sala\u{202d},",
            Published("SUMMARY:Rada"),
        ),
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
                for name in [
                    "out/nowosolski.ics",
                    "web/index.html",
                    "web/fragment.html",
                    "web/changes.xml",
                    "web/meetings.json",
                ] {
                    assert_eq!(obeyed(&folder.read(name)), None, "{name}: {row:?}");
                }
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

/// Names in messages, from a list of people in JSON: the messages are those of people without such characters.
#[test]
fn directions_in_names() {
    let folder = Folder::new();
    folder.write("list.csv", format!("{HEAD}1,nowosolski,2027-05-10,10:00,Rada,Sala,\n"));
    folder.run(&format!("export list.csv -o out --now {NOW}")).code(0);
    let messages = ["Jan\u{202e} Łoś\u{2069}", "Jan Łoś"].map(|name| {
        let person = format!("[{{\"email\":\"a@example.com\",\"name\":\"{name}\",\"county\":\"nowosolski\"}}]");
        folder.write("people.json", person);
        let args = "invite --feeds out --people people.json --organizer o@example.org --first --now";
        let run = folder.run(&format!("{args} {NOW} -o {}", name.len())).code(0);
        assert_eq!(run.stderr.contains("people.json:1, people[0].name"), name.len() > 9, "{}", run.stderr);
        let new = format!("{}/new", name.len());
        folder.read(&format!("{new}/{}", folder.names(&new)[0]))
    });
    assert_eq!(messages[0], messages[1]);
}

#[cfg(feature = "announcement")]
#[test]
fn announcements() {
    let folder = Folder::new();
    let text = "Spot\u{1b}[31mkania\u{7} o funduszach\u{202e} 2027\u{9b}\n\nPowiat nowosolski: 10.05.2027, godz. 10:00, Ra\u{2067}tusz\u{0}, \
                Nowa Sól, ul. Moniuszki 3\n";
    folder.write("text.txt", text);
    for to in ["csv", "json"] {
        let run = folder.run(&format!("import text.txt --to {to}")).code(0);
        assert_eq!(obeyed(&run.stdout).or(obeyed(&run.stderr)), None, "{to}");
        assert!(run.stdout.contains("Spot[31mkania o funduszach") && run.stdout.contains("Ratusz"), "{}", run.stdout);
        assert!(run.stderr.contains("warning: invisible control characters left out"), "{}", run.stderr);
        folder.run(&format!("import text.txt -o list.{to}")).code(0);
        let list = folder.read(&format!("list.{to}"));
        assert_eq!((obeyed(&list), list.contains("\\u")), (None, false), "{list}");
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
    // too long for an announcement
    let page = format!("<!DOCTYPE html><p>{}", "a ".repeat(10_000_000));
    for (name, text, code) in [
        ("deep.json", &deep, 1),
        ("objects.json", &objects, 1),
        ("inner.json", &inner, 1),
        ("cell.csv", &cell, 0),
        ("open.csv", &open, 1),
        ("commas.csv", &commas, 1),
        ("line.csv", &line, 1),
        ("page.html", &page, 1),
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

/// A spreadsheet file of these parts.
#[cfg(feature = "spreadsheet")]
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
#[cfg(feature = "spreadsheet")]
fn spreadsheets_that_would_fill_the_memory() {
    // tests/problems/large-spreadsheet.xlsx has a cell in the last row and column
    let row = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
        table:number-columns-repeated=\"16384\" office:value=\"1\"/></table:table-row>";
    let sheet = format!("<a><table:table table:name=\"a\">{row}</table:table></a>");
    let ods = packed(&[("content.xml", sheet.as_bytes())]);
    // 20 000 rows of as many cells each
    let sheet =
        format!("<a><table:table table:name=\"a\">{}</table:table></a>", row.replace("1048576", "1").repeat(20_000));
    let rows = packed(&[("content.xml", sheet.as_bytes())]);
    // 300 MB of zeros in some hundred kilobytes: a part of 20 MB, packed once, in the file 15 times
    let mut once = zip::ZipArchive::new(Cursor::new(packed(&[("a", &vec![0; 20 << 20])]))).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..15 {
        writer.raw_copy_file_rename(once.by_index_raw(0).unwrap(), format!("xl/worksheets/sheet{n}.xml")).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    for (name, bytes) in [("cells.ods", ods), ("rows.ods", rows), ("bomb.xlsx", bomb)] {
        let folder = Folder::new();
        folder.write(name, bytes);
        let run = folder.run(&format!("export {name} -o out --now {NOW} --format json")).code(1);
        assert!(run.stderr.contains("\"large-spreadsheet\""), "{name}: {}", run.stderr);
        assert_eq!(folder.names("."), [name]);
    }
}

#[test]
#[cfg(feature = "spreadsheet")]
fn a_cell_outside_all_rows() {
    let sheet = "<a><table:table table:name=\"a\"><table:table-cell office:value=\"1\"/></table:table></a>";
    let folder = Folder::new();
    folder.write("a.ods", packed(&[("content.xml", sheet.as_bytes())]));
    let run = folder.run(&format!("export a.ods -o out --now {NOW} --format json")).code(1);
    assert!(run.stderr.contains("\"damaged-spreadsheet\""), "{}", run.stderr);
}

/// A feed changed with an editor is refused and left as it is; what was put into it is published by nobody.
#[test]
fn feeds_edited_by_hand() {
    let folder = Folder::new();
    folder.write("list.csv", format!("{HEAD}1,nowosolski,2027-05-10,10:00,Rada,Sala,\n"));
    folder.run(&format!("export list.csv --quiet -o out --now {NOW}")).code(0);
    let good = folder.read("out/nowosolski.ics");
    // lines that begin so become these
    for (name, lines) in [
        (
            "SUMMARY",
            "SUMMARY:Inny\r\nATTENDEE:mailto:a@example.com\r\nRRULE:FREQ=SECONDLY\r\nATTACH:file:///etc/passwd\r\n",
        ),
        ("SUMMARY", "SUMMARY:x\u{1b}[31m\r\n"),
        ("DTSTART", "DTSTART:20260101T000000Z\r\n"),
        ("DTSTART", "DTSTART;TZID=Europe/London:20270510T100000\r\n"),
        ("UID", "UID:../../x\r\n"),
        ("SEQUENCE", "SEQUENCE:-1\r\n"),
        ("SEQUENCE", "SEQUENCE:99999999999\r\n"),
        ("LAST-MODIFIED", "LAST-MODIFIED:99991231T235959Z\r\n"),
        ("X-LUBUSKIE-ICS-COUNTY", "X-LUBUSKIE-ICS-COUNTY:../..\r\n"),
        ("END:VEVENT", ""),
        ("X-LUBUSKIE-ICS-CHECK", ""),
        ("X-LUBUSKIE-ICS-CHECK", "X-LUBUSKIE-ICS-CHECK:00000000\r\n"),
        ("BEGIN:VTIMEZONE", "BEGIN:VTODO\r\nEND:VTODO\r\nBEGIN:VTIMEZONE\r\n"),
        ("BEGIN:VTIMEZONE", "begin:vtodo\r\nend:vtodo\r\nBEGIN:VTIMEZONE\r\n"),
        ("BEGIN:VEVENT", "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"),
        ("X-WR-CALNAME", "X-WR-CALNAME:Moje\r\n"),
        ("END:VCALENDAR", "BEGIN:VCALENDAR\r\n"),
        ("BEGIN:VCALENDAR", ""),
    ] {
        let lines_of = good.split_inclusive("\r\n");
        let edited: String = lines_of.map(|line| if line.starts_with(name) { lines } else { line }).collect();
        assert_ne!(edited, good);
        folder.write("out/nowosolski.ics", &edited);
        let run = folder.run(&format!("export list.csv -o out --now {NOW}")).code(4);
        assert_eq!(obeyed(&run.stderr), None, "{lines:?}");
        assert_eq!(folder.read("out/nowosolski.ics"), edited, "{lines:?}");
        assert_eq!(folder.names("."), ["list.csv", "out"]);
    }
}

/// A line end in a name or address would begin a header or a property of its own.
#[test]
fn people_and_organizers() {
    let folder = Folder::new();
    folder.write("list.csv", format!("{HEAD}1,nowosolski,2027-05-10,10:00,Rada,Sala,\n"));
    folder.run(&format!("export list.csv --quiet -o out --now {NOW}")).code(0);
    let invite = |organizer: &str| {
        let rest = format!("--feeds out --people people.csv -o mail --first --now {NOW}");
        let mut args = vec!["invite", "--organizer", organizer];
        args.extend(rest.split(' '));
        folder.run_with(&args, b"")
    };
    for (person, organizer, code) in [
        ("\"Jan\r\nBcc: all@example.com\",jan@example.org", "biuro@example.org", 1),
        ("Jan,\"jan@example.org\r\nBcc: all@example.com\"", "biuro@example.org", 1),
        ("Jan,\"jan@example.org>, <all@example.com\"", "biuro@example.org", 1),
        ("Jan,jan@example.org", "Biuro\r\nBcc: all@example.com <biuro@example.org>", 2),
        ("Jan,jan@example.org", "biuro@example.org\r\nBcc: all@example.com", 2),
    ] {
        folder.write("people.csv", format!("name,email,counties\n{person},nowosolski\n"));
        let run = invite(organizer).code(code);
        assert_eq!(obeyed(&run.stderr), None, "{person:?} {organizer:?}");
        assert!(!folder.names(".").contains(&"mail".to_owned()), "{person:?} {organizer:?}");
    }
}
