//! What a folder has published: which of its calendars this program wrote, and what they say.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};

use super::messages::{Error, Note};
use super::open;
use crate::calendar::attachment::{self, EVENTS};
use crate::calendar::event::Event;
use crate::calendar::ics::{self, Damage};
use crate::calendar::memory::{self, Memory};
use crate::calendar::properties::{self, Manner};
use crate::console::Console;
use crate::folder::{Failure, Folder, HEAD, Readers, shown};

/// In so many bytes of a damaged calendar there is an event that tells whose it is.
const LONG_HEAD: u64 = 1 << 16;

/// Holds how many meetings the calendars of a folder know together: of a file that is gone nothing else tells.
pub(crate) const COUNT: &str = ".lubuskie-ics.count";

/// A calendar file in a folder.
pub(crate) struct Found {
    /// Below the folder.
    pub(crate) name: String,
    /// Whether this program wrote it.
    pub(crate) is_ours: bool,
}

impl Found {
    /// Whether it is one of those that this program keeps up to date, and so remembers.
    fn is_kept(&self) -> bool {
        self.is_ours && is_named_as_ours(&self.name)
    }

    /// Whether it has, or on some systems would take the place of, the name of one of ours.
    pub(crate) fn is_at(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

fn is_named_as_ours(name: &str) -> bool {
    properties::feed_of(name).is_some() || attachment::uid_of(name).is_some()
}

/// The calendars in a folder and in its folder of events, sorted by name.
pub(crate) fn calendars(folder: &Folder) -> Result<Vec<Found>, Failure> {
    let is_calendar = |name: &String| {
        Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("ics")) && !name.starts_with('.')
    };
    let mut names = folder.files("")?;
    names.retain(is_calendar);
    let events = folder.files(EVENTS)?;
    names.extend(events.into_iter().filter(is_calendar).map(|name| format!("{EVENTS}/{name}")));
    names.sort();
    one_of_each(names).map(|name| Ok(Found { is_ours: is_ours(folder, &name)?, name })).collect()
}

/// Without names that differ from one of ours in case alone: where both are there the system tells them apart, and the other
/// is a copy; where it does not, the one that is there is the one that ours would replace.
fn one_of_each(names: Vec<String>) -> impl Iterator<Item = String> {
    let all: BTreeSet<String> = names.iter().cloned().collect();
    names.into_iter().filter(move |name| {
        let ours = name.to_ascii_lowercase();
        *name == ours || !all.contains(&ours)
    })
}

/// Whether a file begins as this program's calendars do, whatever its line ends, and even behind a byte order mark.
fn is_ours(folder: &Folder, name: &str) -> Result<bool, Failure> {
    let is_named = is_named_as_ours(name);
    let head = folder.head(name, if is_named { LONG_HEAD } else { HEAD })?.unwrap_or_default();
    let text = String::from_utf8_lossy(&head);
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let begins_as_ours = ics::HEAD.lines().all(|line| lines.next() == Some(line));
    // of one whose beginning is damaged the first events tell, or its name, if nothing else is left
    let is_damaged = || ics::HEAD.as_bytes().starts_with(&head) || text.contains("\nX-LUBUSKIE-ICS-");
    Ok(begins_as_ours || is_named && is_damaged())
}

/// What a folder has published.
pub(crate) struct Published {
    pub(crate) folder: Folder,
    /// All calendars, sorted by name.
    pub(crate) found: Vec<Found>,
    pub(crate) memory: Memory,
    /// Calendars that could not be read, below the folder; empty unless they are to be started anew.
    pub(crate) damaged: Vec<String>,
    /// Where all is published anew, the least SEQUENCE of every event: above any that can have been lost.
    pub(crate) rebuilt: Option<u32>,
}

impl Published {
    /// Reads it; `rebuild`: all is to be published anew, at this time.
    pub(crate) fn read(folder: Folder, rebuild: Option<NaiveDateTime>, console: &Console) -> Result<Self, Error> {
        let found = calendars(&folder)?;
        // above every SEQUENCE so far, since no event has changed nearly so often
        let days_since_1970 = |now: NaiveDateTime| u32::try_from((now.date() - NaiveDate::default()).num_days());
        let mut rebuilt = rebuild.map(|now| days_since_1970(now).unwrap_or_default());
        let (mut memory, mut damaged) = (Memory::default(), Vec::new());
        for Found { name, .. } in found.iter().filter(|file| file.is_kept()) {
            let bytes = folder.read(name)?.unwrap_or_default();
            let Err(Damage { line, what }) = memory.add(name, &bytes) else { continue };
            let Some(sequence) = &mut rebuilt else {
                return Err(Error::Damaged { path: shown(&folder.join(name)), line, what });
            };
            // in case it was rebuilt before
            *sequence = (*sequence).max(memory::greatest_sequence(&bytes) + 1);
            damaged.push(name.clone());
        }
        if !damaged.is_empty() {
            console.note(&Note::Rebuilt);
        }
        let count = folder.read(COUNT)?.and_then(|text| String::from_utf8_lossy(&text).trim_end().parse().ok());
        let (count, found_count) = (count.unwrap_or(0), memory.len());
        if rebuild.is_none() && count > found_count {
            return Err(Error::Missing { path: shown(&folder.path), count, found: found_count });
        }
        let count = memory.disagreements();
        if count > 0 {
            console.note(&Note::Disagreements { count });
        }
        Ok(Self { folder, found, memory, damaged, rebuilt })
    }
}

/// The events of a folder that was exported to, sorted by start, and what its calendars show beside.
pub(crate) fn events(feeds: &Path, dry_run: bool, console: &Console) -> Result<(Vec<Event>, Manner), Error> {
    if !dry_run && Folder::is_unfinished(feeds) {
        // what a killed export had ready counts as published
        drop(open(false, feeds, Readers::All, console)?);
    }
    let mut published = Published::read(Folder::look(feeds)?, None, console)?;
    if !published.found.iter().any(Found::is_kept) {
        return Err(Error::NoCalendars { path: shown(feeds) });
    }
    Ok((published.memory.take_events(), published.memory.manner))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As on a file system that does not tell them apart, where only one of them can be there; and as on one that does.
    #[test]
    fn names_in_another_case() {
        let names = |names: &[&str]| one_of_each(names.iter().map(ToString::to_string).collect()).collect::<Vec<_>>();
        assert_eq!(names(&["ZARSKI.ICS", "events/28C1f0e6-0000-5000-8000-000000000000.Ics"]).len(), 2);
        assert_eq!(names(&["ZARSKI.ICS", "Kopia.ics", "zarski.ics"]), ["Kopia.ics", "zarski.ics"]);
        for (is_ours, is_kept) in [(true, true), (false, false)] {
            let found = Found { name: "ZARSKI.ICS".to_owned(), is_ours };
            assert!(found.is_at("zarski.ics") && !found.is_at("zaganski.ics"));
            assert_eq!(found.is_kept(), is_kept);
        }
        assert!(Found { name: "events/28C1F0E6-0000-5000-8000-000000000000.ICS".to_owned(), is_ours: true }.is_kept());
        assert!(!Found { name: "events/KOPIA.ICS".to_owned(), is_ours: true }.is_kept());
    }
}
