//! Every kind of problem and warning, as it is said: for each list in `tests/problems` the whole standard error in both
//! languages, `NAME.en.txt` and `NAME.pl.txt`. With `BLESS=1` they are written anew, to be read by a person.
// some of the lists are spreadsheets
#![cfg(all(feature = "announcement", feature = "spreadsheet"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Folder, NOW, Run};

fn lists() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut lists: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|kind| kind != "txt" && kind != "args")).collect();
    lists.sort();
    lists
}

/// Reads a list: of people or an announcement's, if its name begins so.
fn read(folder: &Folder, path: &str, list: &Path, more: &[&str]) -> Run {
    let mut args = vec!["check", path];
    let name = list.file_name().unwrap().to_str().unwrap();
    let is_announcement = name.starts_with("announcement");
    if name.starts_with("people") {
        folder.run(&format!("export --quiet --now {NOW}")).code(0);
        let invite = "invite --dry-run --first -o mail --organizer biuro@example.org --feeds calendars --people";
        args = invite.split(' ').chain([path]).collect();
    }
    let options = fs::read_to_string(list.with_extension("args")).unwrap_or_default();
    args.extend(options.split_whitespace().chain(more.iter().copied()));
    if is_announcement {
        args[0] = "import";
    } else {
        args.extend(["--now", NOW]);
    }
    folder.run_with(&args, b"")
}

#[test]
fn every_kind_is_said_in_both_languages() {
    let mut wrong = String::new();
    for list in lists() {
        let name = list.file_name().unwrap().to_str().unwrap();
        let folder = Folder::new();
        folder.write(name, fs::read(&list).unwrap());
        for lang in ["en", "pl"] {
            let run = read(&folder, name, &list, &["--lang", lang]);
            let problems = run.stderr.lines().any(|line| line.starts_with("error:") || line.starts_with("błąd:"));
            assert_eq!(run.code, i32::from(problems), "{name}: {}", run.stderr);
            assert_eq!(run.stdout.is_empty(), problems, "{name}");
            let golden = list.with_extension(format!("{lang}.txt"));
            if std::env::var_os("BLESS").is_some() {
                fs::write(&golden, &run.stderr).unwrap();
            }
            let want = fs::read_to_string(&golden).unwrap();
            if run.stderr != want {
                wrong += &format!("--- {name} ({lang}) should say\n{want}--- but says\n{}", run.stderr);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Words that are no kind's, and kinds that other tests show: those of announcements in tests/announcements.rs, of ids in
/// tests/memory.rs and tests/accidents.rs, of what was read with --verbose in tests/export.rs; "spreadsheet" is said only by a program that was
/// built without what reads them.
const ELSEWHERE: &[&str] = &[
    "announcement-text",
    "csv-list",
    "entry",
    "error",
    "help",
    "in-column",
    "in-sheet",
    "json-list",
    "more-entries",
    "more-problems",
    "more-warnings",
    "no-announcement",
    "note",
    "open-again",
    "or",
    "problems",
    "reused-id",
    "sheet-list",
    "shifted-ids",
    "spreadsheet",
    "warning",
];

/// The names of the words of kinds; those of values have a number or a name behind a hyphen and come with several others.
fn codes(words: &str) -> BTreeSet<String> {
    // errors and notes are shown in tests/schema.rs
    let words = words.split("## Usage\n").next().unwrap().split("## Użycie\n").next().unwrap();
    let names = words.lines().filter_map(|line| line.split_once(" =")).map(|(name, _)| name);
    let is_value = |name: &str| {
        ["month-", "weekday-", "holiday-", "field-", "holds-", "reason-"].iter().any(|start| name.starts_with(start))
            && name != "weekday-other"
    };
    names.filter(|name| name.starts_with(char::is_alphabetic) && !is_value(name)).map(str::to_owned).collect()
}

/// The JSON form has a kind for each; no kind may be without a list that shows it.
#[test]
fn every_kind_has_a_list() {
    let known = codes(include_str!("../src/message/en.ftl"));
    assert_eq!(known, codes(include_str!("../src/message/pl.ftl")), "a kind has no words in one language");
    let mut seen = BTreeSet::new();
    for list in lists() {
        let folder = Folder::new();
        let path = list.to_str().unwrap().replace('\\', "/");
        let run = read(&folder, &path, &list, &["--format", "json"]);
        for line in run.stderr.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(line["file"] == path || line["file"].is_null());
            assert!(line["message"].as_str().is_some_and(|message| !message.is_empty()));
            seen.insert(line["kind"].as_str().unwrap().to_owned());
        }
    }
    assert!(known.len() > 30, "{known:?}");
    let elsewhere: Vec<_> = known.difference(&seen).map(String::as_str).collect();
    assert_eq!(elsewhere, ELSEWHERE);
    assert!(seen.is_subset(&known), "{seen:?}");
}

#[test]
fn places_in_json_lists_and_columns() {
    let folder = Folder::new();
    folder.write("a.json", "[\n {\"powiat\": \"żarski\",\n  \"data\": \"31.06.2026\"}\n]\n");
    let run = folder.run("check a.json --format json").code(1);
    let line: serde_json::Value = serde_json::from_str(run.stderr.lines().next().unwrap()).unwrap();
    assert_eq!(line["line"], 3);
    assert_eq!(line["column"], 11);
    assert_eq!(line["heading"], "meetings[0].data");
    assert_eq!(line["kind"], "day");
    let text = folder.run("check a.json").code(1).stderr;
    assert!(text.contains(" --> a.json:3, meetings[0].data\n"), "{text}");
    assert_eq!(line["severity"], "error");
    assert_eq!(line["help"], "the day comes first: 01.06.2026 to 30.06.2026");
}

#[test]
fn warnings_are_problems_if_so_wanted() {
    let folder = Folder::new();
    folder.write("a.csv", "county;date;start;venue;town\nżarski;7.06.2026;10:00;Ratusz;Żary\n");
    assert!(folder.run("check a.csv").code(0).stderr.starts_with("warning: 07.06.2026 is a Sunday"));
    assert!(folder.run("check a.csv --strict").code(1).stderr.starts_with("error: 07.06.2026 is a Sunday"));
    assert_eq!(folder.run("check a.csv --quiet").code(0).stderr, "");
}

/// Ten thousand bad rows: all are counted, the first hundred shown, nothing is written.
#[test]
fn a_long_list_of_problems_ends_with_their_number() {
    let folder = Folder::new();
    let mut list = "county;date;start\n".to_owned();
    for row in 0..10_000 {
        list += &format!("żarski;31.06.2026;{}:00\n", row % 20);
    }
    folder.write("a.csv", list);
    let run = folder.run("export a.csv").code(1);
    assert_eq!(run.stderr.matches("error: June has 30 days").count(), 100);
    assert!(run.stderr.ends_with("… and 9900 more errors\n\n10000 errors; nothing was written\n"));
    assert_eq!(folder.names("."), ["a.csv"]);
    let json = folder.run("check a.csv --format json --quiet").code(1).stderr;
    assert_eq!(json.lines().count(), 10_000);
}

/// What a list says must not work on the terminal.
#[test]
fn nothing_in_a_list_reaches_the_terminal_raw() {
    let folder = Folder::new();
    // Windows has no such names
    let name = if cfg!(windows) { "a.csv" } else { "a\u{1b}[31m.csv" };
    folder.write(name, "county;date;x\u{1b}]0;y\u{7};title\nżar\u{1b}[31mski;\u{202e}1.06.2026;;\u{9b}31m\n");
    let args = ["check", name, "-v"];
    let run = folder.run_with(&args, b"").code(1);
    folder.write("b.csv", "county;date;title;venue\nżarski;1.06.2026;a\u{1b}[31mb;c\u{202e}d\n");
    let good = folder.run("check b.csv -v").code(0);
    for text in [run.stderr, good.stdout, good.stderr] {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']), "{text:?}");
    }
}

#[test]
fn colour_is_for_terminals_and_says_nothing_of_its_own() {
    let folder = Folder::new();
    folder.write("a.csv", "county;date\nżarski;x\n");
    let plain = folder.run("check a.csv").code(1).stderr;
    let coloured = folder.run("check a.csv --color always").code(1).stderr;
    assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[1;31m"));
    assert_eq!(coloured.replace("\u{1b}[1;31m", "").replace("\u{1b}[1;33m", "").replace("\u{1b}[0m", ""), plain);
}
