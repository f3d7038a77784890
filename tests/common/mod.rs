//! What the tests share: a folder of their own, the program run in it, and calendars read by the calcard crate, which
//! the program itself does not use.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use calcard::icalendar::{
    ICalendarComponentType, ICalendarEntry, ICalendarParameterName, ICalendarProperty, ICalendarValue,
    ICalendarValueType,
};
use calcard::{Entry, Parser};
use chrono::TimeZone;
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

    /// The one event file of a folder that holds this text: "calendars/events/UID.ics".
    pub fn event_file(&self, folder: &str, text: &str) -> String {
        let paths = self.names(&format!("{folder}/events")).into_iter().map(|name| format!("{folder}/events/{name}"));
        let mut found = paths.filter(|path| self.read(path).contains(text));
        let only = found.next().unwrap_or_else(|| panic!("no event file with {text}"));
        assert_eq!(found.next(), None);
        only
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
            stdout: slashes(String::from_utf8(output.stdout).unwrap()),
            stderr: slashes(String::from_utf8(output.stderr).unwrap()),
        }
    }
}

/// What Windows writes in paths, as other systems write it, so that tests can say what they expect once. In JSON a backslash is
/// two, and one is part of something else, as in calendars and the manual page.
fn slashes(text: String) -> String {
    match text.as_bytes().first() {
        Some(b'{') if cfg!(windows) => text.replace("\\\\", "/"),
        Some(first) if cfg!(windows) && !b"B.".contains(first) => text.replace('\\', "/"),
        _ => text,
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

/// An edited calendar with the check that the program would have given it, worked out anew; `None` if there is no place for it.
pub fn proven(calendar: &str) -> Option<String> {
    // CRC-32 (ISO 3309), bit by bit
    let bit = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    let byte = |crc: u32, byte: u8| (0..8).fold(crc ^ u32::from(byte), |crc, _| bit(crc));
    let (before, rest) = calendar.split_once("X-LUBUSKIE-ICS-CHECK:")?;
    let (_, behind) = rest.split_once("\r\n")?;
    let unfolded = format!("{before}{behind}").replace("\r\n ", "").replace("\r\n", "\n");
    let digest = !unfolded.bytes().fold(u32::MAX, byte);
    Some(format!("{before}X-LUBUSKIE-ICS-CHECK:{digest:08x}\r\n{behind}"))
}

/// An event as another parser reads it: texts unfolded and unescaped.
#[derive(Debug)]
pub struct Event {
    properties: Vec<(String, String)>,
    start: Option<String>,
    end: Option<String>,
}

impl Event {
    /// The first property of that name; several values of one property stand as in the file, with what separates them.
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The same, empty if there is none.
    pub fn value(&self, name: &str) -> &str {
        self.property(name).unwrap_or_default()
    }

    /// All properties of that name.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.properties.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect()
    }

    pub fn uid(&self) -> &str {
        self.property("UID").unwrap()
    }

    pub fn summary(&self) -> &str {
        self.property("SUMMARY").unwrap()
    }

    /// DTSTART in UTC, or a date, as RFC 3339 writes it.
    pub fn start(&self) -> &str {
        self.start.as_deref().unwrap()
    }

    /// DTEND in UTC, or a date, as RFC 3339 writes it.
    pub fn end(&self) -> &str {
        self.end.as_deref().unwrap()
    }
}

/// The events of a calendar. Since calcard passes over what it cannot read, each line has to be accounted for.
pub fn events(calendar: &str) -> Vec<Event> {
    let mut parser = Parser::new(calendar);
    let Entry::ICalendar(read) = parser.entry() else { panic!("no calendar: {calendar}") };
    assert_eq!(parser.entry(), Entry::Eof, "{calendar}");
    let unfolded = calendar.replace("\r\n ", "");
    let lines = read.components.iter().map(|component| component.entries.len() + 2).sum::<usize>();
    assert_eq!(lines, unfolded.lines().count(), "{calendar}");
    let events = read.components.iter().filter(|component| component.component_type == ICalendarComponentType::VEvent);
    events.map(|event| self::event(&event.entries, &unfolded)).collect()
}

fn event(entries: &[ICalendarEntry], unfolded: &str) -> Event {
    let time = |name| entries.iter().find(|entry| entry.name == name).map(utc);
    let property = |entry| {
        let text = text(entry);
        // numbers, times and statuses are written anew here, so they have to stand in the file like that
        let is_text = matches!(entry.values[..], [ICalendarValue::Text(_) | ICalendarValue::Uri(_), ..]);
        assert!(is_text || unfolded.contains(&format!(":{text}\r\n")), "{}: {text}", entry.name.as_str());
        (entry.name.as_str().to_owned(), text)
    };
    Event {
        properties: entries.iter().map(property).collect(),
        start: time(ICalendarProperty::Dtstart),
        end: time(ICalendarProperty::Dtend),
    }
}

fn text(entry: &ICalendarEntry) -> String {
    let text = |value: &ICalendarValue| match value {
        ICalendarValue::PartialDateTime(time) => {
            let form = if time.has_time() { ICalendarValueType::DateTime } else { ICalendarValueType::Date };
            let mut text = String::new();
            time.format_as_ical(&mut text, &form).unwrap();
            text
        }
        value => value.clone().into_text().unwrap().into_owned(),
    };
    let separator = if matches!(entry.name, ICalendarProperty::Geo | ICalendarProperty::Other(_)) { ";" } else { "," };
    entry.values.iter().map(text).collect::<Vec<_>>().join(separator)
}

fn utc(entry: &ICalendarEntry) -> String {
    let [ICalendarValue::PartialDateTime(read)] = &entry.values[..] else { panic!("no time: {entry:?}") };
    let time = read.to_date_time().unwrap();
    let zone = entry.parameter(&ICalendarParameterName::Tzid).map(|zone| zone.as_text().unwrap());
    let utc = match (zone, time.offset) {
        _ if !read.has_time() => return time.date_time.date().to_string(),
        (None, Some(offset)) => offset.from_local_datetime(&time.date_time).single().unwrap().to_utc(),
        (Some(zone), None) => {
            let zone: chrono_tz::Tz = zone.parse().unwrap();
            zone.from_local_datetime(&time.date_time).single().unwrap().to_utc()
        }
        _ => panic!("floating, or both in UTC and in a zone: {entry:?}"),
    };
    utc.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A message as mail programs see it.
pub struct Mail {
    pub text: String,
    pub calendar: String,
}

impl Mail {
    pub fn read(folder: &Folder, name: &str) -> Self {
        let text = folder.read(&format!("mail/{name}"));
        let part = |kind: &str| {
            let body = text.split(&format!("Content-Type: {kind}")).nth(1).unwrap().split("\r\n\r\n").nth(1).unwrap();
            String::from_utf8(base64(body)).unwrap()
        };
        let calendar = part("text/calendar");
        assert_eq!(calendar, part("application/ics"), "{name}");
        Self { text, calendar }
    }

    pub fn header(&self, name: &str) -> &str {
        let line = self.text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim_start_matches(": ")
    }

    /// The identifiers in a field.
    pub fn ids(&self, name: &str) -> Vec<String> {
        let head = self.text.split("\r\n\r\n").next().unwrap().replace("\r\n\t", " ").replace("\r\n ", " ");
        let line = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or_default();
        line.split_whitespace().map(str::to_owned).collect()
    }

    /// The text of that kind, which is quoted-printable.
    pub fn words(&self, kind: &str) -> String {
        let part = self.text.split(&format!("Content-Type: {kind}")).nth(1).unwrap();
        let body = part.split_once("\r\n\r\n").unwrap().1.split("\r\n--=_").next().unwrap();
        let mut bytes = Vec::new();
        for (n, part) in body.replace("=\r\n", "").split('=').enumerate() {
            let (code, rest) = part.split_at(if n == 0 { 0 } else { 2 });
            bytes.extend(u8::from_str_radix(code, 16).ok());
            bytes.extend(rest.bytes());
        }
        String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
    }
}

/// The messages to be sent, in the order in which they were made; they are sent.
pub fn sent(folder: &Folder) -> Vec<Mail> {
    if !folder.path().join("mail/new").exists() {
        return Vec::new();
    }
    let mails = folder.names("mail/new").iter().map(|name| Mail::read(folder, &format!("new/{name}"))).collect();
    fs::remove_dir_all(folder.path().join("mail/new")).unwrap();
    mails
}

pub fn base64(text: &str) -> Vec<u8> {
    let digit =
        |c: u8| b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".iter().position(|&d| d == c);
    let digits: Vec<_> = text.bytes().filter_map(digit).collect();
    let group = |four: &[usize]| {
        let bits = four.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - four.len()));
        let bytes = [bits >> 16, bits >> 8, bits].map(|byte| (byte & 255) as u8);
        bytes[..four.len() - 1].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}
