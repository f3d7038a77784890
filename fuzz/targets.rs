//! What is fuzzed: each takes any bytes and must not panic. The targets of cargo-fuzz and the test that replays the seeds
//! share these.

use lubuskie_ics::announcement::Announcement;
use lubuskie_ics::calendar::mailbox::Mailbox;
use lubuskie_ics::calendar::{memory, properties};
use lubuskie_ics::list::{Columns, List, Subject};
use lubuskie_ics::mail::person::People;
use lubuskie_ics::meeting::Rules;
use lubuskie_ics::meeting::schedule::schedule;
use lubuskie_ics::message::Diagnostics;
use lubuskie_ics::message::lang::Lang;
use lubuskie_ics::message::words::{ALL, Words};
use lubuskie_ics::poland::county::Counties;

/// A target's name, and what it does with bytes.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const TARGETS: [Target; 5] =
    [("list", list), ("spreadsheet", spreadsheet), ("feed", feed), ("announcement", announcement), ("people", people)];

/// A list in any form, to its schedule, and all that is wrong with it in words.
pub(crate) fn list(bytes: &[u8]) {
    read(bytes, Subject::Meetings);
}

/// The same of what begins like a spreadsheet.
pub(crate) fn spreadsheet(bytes: &[u8]) {
    let start = if bytes.len().is_multiple_of(2) { &b"PK\x03\x04"[..] } else { b"\xd0\xcf\x11\xe0" };
    let bytes = if bytes.starts_with(start) { bytes.to_vec() } else { [start, bytes].concat() };
    read(&bytes, Subject::Meetings);
}

/// A calendar of ours, or what has become of it.
pub(crate) fn feed(bytes: &[u8]) {
    if let Ok((manner, events)) = properties::read(bytes) {
        let all = events.iter().map(|(event, _)| event);
        let written = properties::feed(Counties::all(), all, &manner).expect("what was read is good");
        assert_eq!(properties::read(&written).expect("what was written is read").1.len(), events.len());
    }
    let _ = memory::greatest_sequence(bytes);
}

/// An announcement; what is found stands in it.
pub(crate) fn announcement(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let announcement = Announcement::read(&text, None, None);
    let days = announcement.meetings.iter().map(|found| found.at.clone());
    for day in days.chain(announcement.unused.into_iter().map(|unused| unused.at)).chain(announcement.used) {
        assert!(text.get(day).is_some());
    }
}

/// A list of people.
pub(crate) fn people(bytes: &[u8]) {
    read(bytes, Subject::People);
}

fn read(bytes: &[u8], subject: Subject) {
    let mut diagnostics = Diagnostics::new(false);
    let columns = Columns { subject, year: Some(2027), ..Columns::default() };
    let list = List::read("list".to_owned(), bytes, columns, 0, &mut diagnostics);
    let rules = Rules { duration: chrono::TimeDelta::hours(2), title: None, with_notes: true };
    let organizer = Mailbox::parse("Biuro <biuro@example.pl>").expect("a mailbox");
    let (mut meetings, mut people) = (Vec::new(), People::default());
    list.rows(&mut diagnostics, &mut |row, out| match subject {
        Subject::Meetings => meetings.extend(rules.meeting(&row, out)),
        Subject::People => people.read(&row, &organizer, out),
    });
    schedule(meetings, std::slice::from_ref(&list), chrono::DateTime::UNIX_EPOCH.naive_utc(), &mut diagnostics);
    for lang in [Lang::En, Lang::Pl] {
        diagnostics.json(&Words::new(lang, ALL)).for_each(drop);
    }
}
