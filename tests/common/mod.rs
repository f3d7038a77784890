//! What the tests share: a folder of their own, the program run in it, and calendars read by the `icalendar` crate.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event};
use tempfile::TempDir;

/// A time that counts as now.
pub const NOW: &str = "2026-11-23T09:00:00Z";

/// A folder of a test's own.
pub struct Folder(TempDir);

/// What a run gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Names in a folder, sorted, those with a dot too.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path().join(folder)).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lubuskie-ics"));
        command.current_dir(self.path());
        for name in [
            "LUBUSKIE_ICS_OUTPUT",
            "LUBUSKIE_ICS_LANG",
            "LUBUSKIE_ICS_ORGANIZER",
            "SOURCE_DATE_EPOCH",
            "LC_MESSAGES",
            "NO_COLOR",
        ] {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C.UTF-8");
        command
    }

    /// Runs the program with arguments separated by blanks.
    pub fn run(&self, args: &str) -> Run {
        self.run_with(&args.split_whitespace().collect::<Vec<_>>(), b"")
    }

    pub fn run_with(&self, args: &[&str], stdin: &[u8]) -> Run {
        let mut child = self
            .command()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let stdin = stdin.to_vec();
        // a program that reads nothing closes the pipe
        let feeder = std::thread::spawn(move || drop(std::io::Write::write_all(&mut input, &stdin)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Run::from(output)
    }

    /// The events of a calendar file.
    pub fn events(&self, name: &str) -> Vec<Event> {
        events(&self.read(name))
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("ended by a signal"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Asserts the exit code; shows everything if it is another.
    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "\n{}\n{}", self.stdout, self.stderr);
        self
    }
}

impl Run {
    /// The lines for files, without what has changed in them.
    pub fn files(&self) -> Vec<&str> {
        self.stdout.split("\n\n").next().unwrap_or_default().lines().collect()
    }

    /// The lines of changes, without headings.
    pub fn changes(&self) -> Vec<&str> {
        self.stdout.lines().filter_map(|line| line.strip_prefix("  ")).collect()
    }
}

pub fn events(calendar: &str) -> Vec<Event> {
    let calendar: Calendar = calendar.parse().unwrap();
    calendar
        .components
        .into_iter()
        .filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .collect()
}

/// A property's value as the parser gives it.
pub fn value<'e>(event: &'e Event, name: &str) -> &'e str {
    event.property_value(name).unwrap_or_default()
}

/// DTSTART or DTEND in UTC, or a date, as RFC 3339 writes it.
pub fn utc(time: Option<DatePerhapsTime>) -> String {
    match time.unwrap() {
        DatePerhapsTime::Date(date) => date.to_string(),
        DatePerhapsTime::DateTime(CalendarDateTime::Utc(time)) => time.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid }) => {
            use chrono::TimeZone;
            let zone: chrono_tz::Tz = tzid.parse().unwrap();
            let time = zone.from_local_datetime(&date_time).single().unwrap();
            time.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
        }
        DatePerhapsTime::DateTime(floating) => panic!("floating: {floating:?}"),
    }
}
