//! Every kind of problem and warning, as it is said: for each list in `tests/problems` the whole standard error in both
//! languages, `NAME.en.txt` and `NAME.pl.txt`. With `BLESS=1` they are written anew, to be read by a person.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Folder, NOW};

fn lists() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut lists: Vec<_> = entries.filter(|path| path.extension().is_some_and(|kind| kind != "txt")).collect();
    lists.sort();
    lists
}

#[test]
fn every_kind_is_said_in_both_languages() {
    let mut wrong = String::new();
    for list in lists() {
        let name = list.file_name().unwrap().to_str().unwrap();
        let folder = Folder::new();
        folder.write(name, fs::read(&list).unwrap());
        for lang in ["en", "pl"] {
            let run = folder.run(&format!("check {name} --now {NOW} --lang {lang}"));
            let problems = run.stderr.lines().any(|line| line.starts_with("error:") || line.starts_with("błąd:"));
            assert_eq!(run.code, i32::from(problems), "{name}: {}", run.stderr);
            assert_eq!(run.stdout.is_empty(), problems, "{name}");
            let golden = list.with_extension(format!("{lang}.txt"));
            if std::env::var_os("BLESS").is_some() {
                fs::write(&golden, &run.stderr).unwrap();
            }
            let want = fs::read_to_string(&golden).unwrap_or_default();
            if run.stderr != want {
                wrong += &format!("--- {name} ({lang}) should say\n{want}--- but says\n{}", run.stderr);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The JSON form has a kind for each; no kind may be without a list that shows it.
#[test]
fn every_kind_has_a_list() {
    let source = include_str!("../src/diagnostic.rs");
    let known: BTreeSet<_> = source
        .split("words(")
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .map(str::to_owned)
        .collect();
    let mut seen = BTreeSet::new();
    for list in lists() {
        let folder = Folder::new();
        let path = list.to_str().unwrap();
        let run = folder.run_with(&["check", path, "--now", NOW, "--format", "json"], b"");
        for line in run.stderr.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(line["file"], path);
            assert!(line["message"].as_str().is_some_and(|message| !message.is_empty()));
            seen.insert(line["kind"].as_str().unwrap().to_owned());
        }
    }
    assert!(known.len() > 30, "{known:?}");
    assert_eq!(seen, known);
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
    assert_eq!(line["severity"], "error");
    assert_eq!(line["help"], "write the day first: 30.06.2026");
}

#[test]
fn warnings_are_problems_if_so_wanted() {
    let folder = Folder::new();
    folder.write("a.csv", "county;date;start;venue;town\nżarski;7.06.2026;10:00;Ratusz;Żary\n");
    assert!(folder.run("check a.csv").code(0).stderr.starts_with("warning: 07.06.2026 is a Sunday"));
    assert!(folder.run("check a.csv --strict").code(1).stderr.starts_with("error: 07.06.2026 is a Sunday"));
    assert_eq!(folder.run("check a.csv --quiet").code(0).stderr, "");
}
