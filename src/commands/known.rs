//! What a folder remembers, read from the calendars in it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use crate::calendar::memory::{self, Damage, Failure, LeftOut, Memory, Published};
use crate::calendar::profile::feed_of;
use crate::commands::error::Error;
use crate::commands::ours::Found;
use crate::console::{Console, Note};
use crate::folder::Folder;

/// UIDs and SEQUENCEs of what no calendar holds any more.
pub(crate) const LEFT_OUT: &str = ".lubuskie-ics.left-out";

/// What a folder remembers.
pub(crate) struct Known {
    pub(crate) published: Vec<Published>,
    pub(crate) left_out: LeftOut,
    /// The event files that are there, by the UID that each is of; several after a run that was killed.
    pub(crate) files: EventFiles,
    /// The SEQUENCE of what is new: 0, or where a part was damaged one above any that was lost.
    pub(crate) sequence: u32,
}

/// Event files by the UID of each.
pub(crate) type EventFiles = BTreeMap<Uuid, Vec<EventFile>>;

/// A file that holds one event.
pub(crate) struct EventFile {
    /// Below the folder.
    pub(crate) name: String,
    /// ORGANIZER, if it has one: the content line.
    pub(crate) organizer: Option<String>,
}

impl EventFile {
    /// The events of a calendar in the folder of events, as such a file each; a damaged one has as many as could be read.
    fn read(file: &Found) -> io::Result<Vec<(Uuid, Self)>> {
        let mut found = Vec::new();
        let take = &mut |event: Published, lines: &str| {
            let organizer = memory::lines(lines).find(|line| line.name() == "ORGANIZER");
            let organizer = organizer.map(|line| line.text().to_owned());
            found.push((event.revision.uid, Self { name: file.name.clone(), organizer }));
        };
        match memory::read(file.open()?, take) {
            Err(Failure::Io(error)) => Err(error),
            _ => Ok(found),
        }
    }
}

impl Known {
    /// Reads all calendars of ours.
    pub(crate) fn read(
        folder: &Folder,
        found: &[Found],
        mut memory: Memory,
        rebuild: bool,
        now: NaiveDateTime,
        console: &Console,
    ) -> Result<Self, Error> {
        let mut damaged: Vec<&Path> = Vec::new();
        let mut files = EventFiles::new();
        let mut calendars: Vec<(bool, &Found)> = Vec::new();
        for file in found.iter().filter(|file| file.is_ours) {
            let mut is_copy = feed_of(&file.name).is_none();
            if file.is_in_events() {
                let events = EventFile::read(file).map_err(|source| Error::Read { path: file.path.clone(), source })?;
                is_copy = events.len() > 1;
                for (uid, file) in events.into_iter().filter(|_| !is_copy) {
                    files.entry(uid).or_default().push(file);
                }
            }
            calendars.push((is_copy, file));
        }
        // copies come last
        calendars.sort_by_key(|(is_copy, _)| *is_copy);
        for (is_copy, file) in calendars {
            let read = |take: &mut dyn FnMut(Published, &str)| memory::read(file.open()?, take);
            // of a damaged calendar nothing counts
            let whole = if rebuild || is_copy { read(&mut |_, _| {}) } else { Ok(()) };
            match whole.and_then(|()| read(&mut |event, lines| memory.add(event, lines, is_copy))) {
                Ok(()) => {}
                Err(Failure::Damage(_)) if is_copy => console.note(&Note::DamagedCopy(&file.path)),
                Err(Failure::Damage(_)) if rebuild => damaged.push(&file.path),
                Err(Failure::Damage(Damage { line, what })) => {
                    return Err(Error::Damaged { path: file.path.clone(), line, what });
                }
                Err(Failure::Io(source)) => return Err(Error::Read { path: file.path.clone(), source }),
            }
        }
        let left_out_path = folder.join(LEFT_OUT);
        let mut left_out = match memory::left_out(&folder.read(LEFT_OUT)?.unwrap_or_default()) {
            Ok(left_out) => left_out,
            Err(_) if rebuild => {
                damaged.push(&left_out_path);
                LeftOut::new()
            }
            Err(Damage { line, what }) => return Err(Error::Damaged { path: left_out_path, line, what }),
        };
        let mut sequence = 0;
        if !damaged.is_empty() {
            console.note(&Note::Rebuilt);
            sequence = days_since_1970(now);
            for path in damaged {
                // in case it was rebuilt before
                let bytes = fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
                sequence = sequence.max(memory::greatest_sequence(&bytes) + 1);
            }
            // a copy may be of an earlier day
            left_out.extend(memory.copied().iter().map(|uid| (*uid, sequence - 1)));
        }
        if memory.disagreements() > 0 {
            console.note(&Note::Disagreements(memory.disagreements()));
        }
        Ok(Known { published: memory.finish(), left_out, files, sequence })
    }
}

/// Above any SEQUENCE that counting changes can have reached.
fn days_since_1970(now: NaiveDateTime) -> u32 {
    u32::try_from((now.date() - NaiveDate::default()).num_days()).unwrap_or_default()
}
