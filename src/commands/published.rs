//! What a folder has published: which of its calendars this program wrote, and what they say. People's addresses and published
//! calendars never lie in one folder, nor one below the other: what lies below a folder on the web is on the web.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use chrono::{NaiveDate, NaiveDateTime};

use super::{Error, Note, refuse};
use crate::calendar::attachment::{self, EVENTS};
use crate::calendar::memory::{self, EventFiles, Memory};
use crate::calendar::{Event, Manner, ics, properties};
use crate::console::Console;
use crate::folder::{Failure, Folder, LOCK, shown};
use crate::page::{GENERATOR, PAGE};

/// In so many bytes of a damaged calendar there is an event that tells whose it is.
const LONG_HEAD: u64 = 1 << 16;

/// Holds how many meetings the calendars of a folder know together: of a file that is gone nothing else tells.
pub(crate) const COUNT: &str = ".lubuskie-ics.count";

/// The files of a folder that have names of calendars of ours, and whether they are: the calendars of this program, and files
/// of others. Some file systems do not tell `ZARSKI.ICS` from ours; where ours is there, too, the other is a copy.
fn calendars(folder: &Folder) -> Result<(Vec<String>, Vec<String>), Failure> {
    let events = folder.files(EVENTS)?.into_iter().map(|name| format!("{EVENTS}/{name}"));
    let all: BTreeSet<String> = folder.files("")?.into_iter().chain(events).collect();
    let is_named = |name: &&String| {
        let ours = name.to_ascii_lowercase();
        let is_copy = **name != ours && all.contains(&ours);
        !is_copy && (attachment::uid_of(&ours).is_some() || properties::feeds().any(|feed| feed.0 == ours))
    };
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    for name in all.iter().filter(is_named) {
        let to = if is_ours(folder, name)? { &mut ours } else { &mut others };
        to.push(name.clone());
    }
    Ok((ours, others))
}

/// Whether a file is a calendar that this program wrote; of one whose beginning is damaged the first events tell.
fn is_ours(folder: &Folder, name: &str) -> Result<bool, Failure> {
    let Some(head) = folder.head(name, LONG_HEAD)? else { return Ok(false) };
    let text = String::from_utf8_lossy(&head);
    let is_cut = ics::HEAD.as_bytes().starts_with(&head);
    Ok(is_cut || text.contains("\nPRODID:-//lubuskie-ics") || text.contains("\nX-LUBUSKIE-ICS-"))
}

/// What a folder has published.
pub(crate) struct Published {
    pub(crate) folder: Folder,
    /// The names of its calendars below it.
    pub(crate) found: Vec<String>,
    /// Files of other programs with names of calendars of ours.
    pub(crate) others: Vec<String>,
    /// What they hold, sorted by start.
    #[allow(clippy::vec_box, reason = "changes hold them so, and they are not moved")]
    pub(crate) events: Vec<Box<Event>>,
    /// The event files among them.
    pub(crate) files: EventFiles,
    /// What they show beside what lists say.
    pub(crate) manner: Manner,
    /// Calendars that could not be read, below the folder; empty unless they are to be started anew.
    pub(crate) damaged: Vec<String>,
    /// Where all is published anew, the least SEQUENCE of every event: above any that can have been lost.
    pub(crate) rebuilt: Option<u32>,
}

impl Published {
    /// Reads it; `rebuild`: all is to be published anew, at this time.
    pub(crate) fn read(folder: Folder, rebuild: Option<NaiveDateTime>, console: &Console) -> Result<Self, Error> {
        let (found, others) = calendars(&folder)?;
        // above every SEQUENCE so far, since no event has changed nearly so often
        let days_since_1970 = |now: NaiveDateTime| u32::try_from((now.date() - NaiveDate::default()).num_days());
        let mut rebuilt = rebuild.map(|now| days_since_1970(now).unwrap_or_default());
        let (mut memory, mut damaged) = (Memory::default(), Vec::new());
        for name in &found {
            let bytes = folder.read(name)?.unwrap_or_default();
            let Err(line) = memory.add(name, &bytes) else { continue };
            let Some(sequence) = &mut rebuilt else {
                return Err(Error::Damaged { path: shown(&folder.path.join(name)), line });
            };
            // in case it was rebuilt before
            *sequence = (*sequence).max(memory::greatest_sequence(&bytes) + 1);
            damaged.push(name.clone());
        }
        console.note_if(!damaged.is_empty(), &Note::Rebuilt);
        let count = folder.read(COUNT)?.unwrap_or_default();
        let count = String::from_utf8_lossy(&count).trim_end().parse().unwrap_or_default();
        let (events, Memory { files, manner, .. }) = (memory.take_events(), memory);
        let missing = Error::Missing { path: shown(&folder.path), count, found: events.len() };
        refuse(rebuild.is_none() && count > events.len(), missing)?;
        Ok(Self { folder, found, others, events, files, manner, damaged, rebuilt })
    }
}

/// What each address was last told; a folder that has it is one of messages.
pub(crate) const LEDGER: &str = ".lubuskie-ics.sent";

/// Where messages to be sent lie in a folder.
pub(crate) const NEW_MESSAGES: &str = "new";

/// Refuses a folder for messages that is, or lies below, the folder of these feeds or any other that is published.
pub(crate) fn keep_private(feeds: &Path, messages: &Path) -> Result<(), Error> {
    let feeds = fs::canonicalize(feeds).map_err(Failure::read(feeds))?;
    // the second may be a link
    for folder in [messages, &messages.join(NEW_MESSAGES)] {
        let real = real(folder).map_err(Failure::read(folder))?;
        for above in real.ancestors().filter(|above| above.is_dir()) {
            let beside = Error::MailInFeeds { path: shown(folder), beside: shown(above) };
            refuse(above == feeds || is_published(above)?, beside)?;
        }
    }
    Ok(())
}

/// Whether calendars, or a page of ours, are published there. A folder above that cannot be read is passed over.
fn is_published(path: &Path) -> Result<bool, Error> {
    let folder = Folder::open(path, None)?;
    let has_page = folder.begins_with(PAGE, GENERATOR).unwrap_or_default();
    Ok(has_page || calendars(&folder).is_ok_and(|(ours, _)| !ours.is_empty()))
}

/// Refuses a folder for calendars that is, holds or lies below a folder of messages.
pub(crate) fn keep_from_messages(path: &Path) -> Result<(), Error> {
    let real = real(path).map_err(Failure::read(path))?;
    // drafts have no ledger
    let has_messages = |folder: &&Path| {
        folder.join(LEDGER).exists() || folder.join(LOCK).exists() && entries(folder).any(|entry| is_message(&entry))
    };
    let above = real.ancestors().find(has_messages).map(Path::to_owned);
    match above.or_else(|| messages_below(&real)) {
        Some(messages) => Err(Error::FeedsInMail { path: shown(path), beside: shown(&messages) }),
        None => Ok(()),
    }
}

/// Where, at any depth of a folder, a message or a ledger lies. Links are not followed, and what may not be read is passed over.
fn messages_below(folder: &Path) -> Option<PathBuf> {
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    let (folders, files): (Vec<_>, Vec<_>) = entries(folder).partition(is_folder);
    if files.iter().any(|entry| entry.file_name() == LEDGER || is_message(entry)) {
        return Some(folder.to_owned());
    }
    folders.iter().find_map(|entry| messages_below(&entry.path()))
}

fn entries(folder: &Path) -> impl Iterator<Item = fs::DirEntry> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten()
}

fn is_message(entry: &fs::DirEntry) -> bool {
    Path::new(&entry.file_name()).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("eml"))
}

/// A path without links and "..", though what it names may not be there yet.
fn real(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    match (fs::canonicalize(&path), path.parent(), path.file_name()) {
        (Err(error), Some(above), Some(name)) if error.kind() == io::ErrorKind::NotFound => Ok(real(above)?.join(name)),
        (found, ..) => found,
    }
}
