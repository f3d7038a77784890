//! What the README and the pages in `docs/` show is run: lists are saved under their names, and each command must print what stands
//! below it (blocks of `sh` are not run). Links within the repository lead somewhere. The scripts in `examples/` are run too.
// the blocks are for a POSIX shell
#![cfg(all(feature = "announcement", unix))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::Folder;

/// A shell that finds the program under its name.
fn shell(folder: &Folder, script: &str) -> (i32, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_lubuskie-ics"));
    let path = std::env::join_paths(
        std::iter::once(program.parent().unwrap().to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    )
    .unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {script}")])
        .current_dir(folder.path())
        .env("PATH", path)
        .env("LC_ALL", "C.UTF-8")
        // before the meetings that the README speaks of
        .env("SOURCE_DATE_EPOCH", "1795424400")
        .output()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// Each fenced block: its first line's words, and its text.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let parts: Vec<_> = text.split("\n```").collect();
    parts.iter().skip(1).step_by(2).map(|block| block.split_once('\n').unwrap()).collect()
}

/// The pages: their paths from the repository's root, and their texts.
fn pages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["", "docs", "docs/pl"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let files = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let page = |path: PathBuf| (path.strip_prefix(root).unwrap().to_owned(), std::fs::read_to_string(&path).unwrap());
    pages.map(page).collect()
}

#[test]
fn console_blocks_print_what_they_show() {
    let mut commands = 0;
    for (path, text) in pages() {
        let folder = Folder::new();
        for (kind, block) in blocks(&text) {
            if let Some(name) = kind.strip_prefix("csv file=") {
                folder.write(name, format!("{block}\n"));
            } else if kind == "console" {
                for part in format!("\n{block}").split("\n$ ").skip(1) {
                    let (command, want) = part.split_once('\n').unwrap_or((part, ""));
                    let (_, said) = shell(&folder, command);
                    assert_eq!(said.replace("\r\n", "\n").trim_end(), want.trim_end(), "{}: {command}", path.display());
                    commands += 1;
                }
            } else {
                assert!(["sh", "text", "rust"].contains(&kind), "{}: {kind}", path.display());
            }
        }
    }
    assert!(commands >= 24, "{commands}");
}

/// As GitHub makes it of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
}

#[test]
fn links_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut links = 0;
    for (path, text) in pages() {
        for rest in text.split("](").skip(1) {
            let link = rest.split(')').next().unwrap();
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { root.join(&path) } else { root.join(&path).parent().unwrap().join(file) };
            assert!(file.exists(), "{}: {link}", path.display());
            let headings = || std::fs::read_to_string(&file).unwrap();
            let is_there = |text: String| {
                text.lines().any(|line| line.starts_with('#') && anchor(line.trim_start_matches('#')) == part)
            };
            assert!(part.is_empty() || is_there(headings()), "{}: {link}", path.display());
            links += 1;
        }
    }
    assert!(links > 40, "{links}");
}

fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn the_readme_is_short_and_has_the_two_commands() {
    let readme = page("README.md");
    assert!(readme.contains("\n    cargo run --release -- export --county nowosolski\n"));
    assert!(readme.contains("\n    cargo test\n"));
    assert!(readme.lines().count() <= 160);
}

#[test]
fn the_batch_script_makes_all_calendars() {
    let folder = Folder::new();
    let example = |name: &str| format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"));
    let run = |list: &str| shell(&folder, &format!("sh {} {list} out", example("all-counties.sh")));
    assert_eq!(run(&example("meetings.csv")), (0, String::new()));
    assert_eq!(folder.names("out").len(), 8);
    folder.write("bad.csv", "county;date\nżarski;x\n");
    let (code, said) = run("bad.csv");
    assert_eq!(code, 1, "{said}");
    assert_eq!(folder.names("out").len(), 8);
}

/// What systemd and cron run, with this machine's folders in place of theirs.
#[test]
fn the_jobs_publish() {
    let folder = Folder::new();
    let example = |name: &str| format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"));
    let read = |name| std::fs::read_to_string(example(name)).unwrap();
    let (service, crontab) = (read("lubuskie-ics.service"), read("crontab"));
    let service = service.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let service = format!("set -a\n{}{service}", read("lubuskie-ics.default"));
    let crontab = crontab.lines().last().unwrap().strip_prefix("*/15 * * * * ").unwrap();
    for (n, command) in [service.as_str(), crontab].into_iter().enumerate() {
        let command = command
            .replace("/srv/lista/spotkania.csv", &example("meetings.csv"))
            .replace("OUTPUT=/srv/spotkania", &format!("OUTPUT=www{n}"))
            .replace("/srv/spotkania ", &format!("www{n} "));
        assert_eq!(shell(&folder, &command), (0, String::new()), "{command}");
        assert!(folder.read(&format!("www{n}/index.html")).contains("webcal://powiat.example.pl/spotkania/zarski.ics"));
    }
}

/// The table of columns names what the program accepts.
#[test]
fn the_columns_of_the_table_are_understood() {
    let list = page("docs/list.md");
    let table: Vec<_> = list.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(table.len(), 24);
    for line in table {
        let cells: Vec<_> = line.split('|').collect();
        let canonical = cells[1].split('`').skip(1).step_by(2);
        let aliases = cells[2].split([',', ';']).map(str::trim).filter(|alias| !alias.is_empty());
        for name in canonical.chain(aliases) {
            use lubuskie_ics::list::{Subject, columns::Heading};
            assert!(matches!(Subject::Meetings.heading(name), Heading::Known(_)), "{name}");
        }
    }
}
