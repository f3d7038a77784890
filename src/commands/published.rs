//! What a folder has published, read from the calendars in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

use super::ours::{self, Found};
use crate::calendar::event::Event;
use crate::calendar::ics::Damage;
use crate::calendar::memory::{self, Memory};
use crate::commands::messages::{Error, Note, shown};
use crate::console::Console;
use crate::folder::{Folder, LOCK, Readers};

/// What a folder has published.
pub(crate) struct Published {
    pub(crate) memory: Memory,
    /// Calendars that could not be read, below the folder; empty unless they are to be started anew.
    pub(crate) damaged: Vec<String>,
    /// Where all is published anew, the least SEQUENCE of every event: above any that can have been lost.
    pub(crate) rebuilt: Option<u32>,
}

impl Published {
    /// Reads it; `rebuild`: all is to be published anew, at this time.
    pub(crate) fn read(
        folder: &Folder,
        found: &[Found],
        rebuild: Option<NaiveDateTime>,
        console: &Console,
    ) -> Result<Self, Error> {
        let mut published =
            Self { memory: Memory::default(), damaged: Vec::new(), rebuilt: rebuild.map(days_since_1970) };
        for file in found.iter().filter(|file| is_kept(file)) {
            let bytes = folder.read(&file.name)?.unwrap_or_default();
            let Err(Damage { line, what }) = published.memory.add(&file.name, &bytes) else { continue };
            let Some(sequence) = &mut published.rebuilt else {
                return Err(Error::Damaged { path: shown(&file.path), line, what });
            };
            // in case it was rebuilt before
            *sequence = (*sequence).max(memory::greatest_sequence(&bytes) + 1);
            published.damaged.push(file.name.clone());
        }
        if !published.damaged.is_empty() {
            console.note(&Note::Rebuilt);
        }
        if published.memory.disagreements() > 0 {
            console.note(&Note::Disagreements { count: published.memory.disagreements() });
        }
        Ok(published)
    }
}

/// More than any event can have had changes.
fn days_since_1970(now: NaiveDateTime) -> u32 {
    u32::try_from((now.date() - NaiveDate::default()).num_days()).unwrap_or_default()
}

/// Whether a calendar is one of those that this program keeps up to date.
pub(crate) fn is_kept(file: &Found) -> bool {
    file.is_ours && memory::is_kept(&file.name)
}

/// The events of a folder that was exported to, sorted by start.
pub(crate) fn events(feeds: &Path, dry_run: bool, console: &Console) -> Result<Vec<Event>, Error> {
    if !dry_run && Folder::is_unfinished(feeds) {
        // what a killed export had ready counts as published
        drop(Folder::open(feeds, Readers::All)?);
    }
    let folder = Folder::look(feeds)?;
    let found = ours::calendars(&folder)?;
    if !found.iter().any(is_kept) {
        return Err(Error::NoCalendars { path: shown(feeds) });
    }
    Ok(Published::read(&folder, &found, None, console)?.memory.take_events())
}

/// People's addresses must not land on a web server: neither where these feeds are, nor below any other published folder.
pub(crate) fn keep_private(feeds: &Path, folders: impl IntoIterator<Item = PathBuf>) -> Result<(), Error> {
    let feeds = fs::canonicalize(feeds).map_err(Error::read(feeds))?;
    for folder in folders {
        let real = real(&folder).map_err(Error::read(&folder))?;
        if real.starts_with(&feeds) {
            return Err(Error::MailInFeeds { path: shown(&folder) });
        }
        for above in real.ancestors().filter(|above| above.is_dir()) {
            // what lies below a published folder is published, too; a calendar that somebody put into his own makes it none
            let may_be_published = above == real || above.join(LOCK).exists();
            if may_be_published && ours::calendars(&Folder::look(above)?)?.iter().any(|file| file.is_ours) {
                return Err(Error::MailInFeeds { path: shown(&folder) });
            }
        }
    }
    Ok(())
}

/// A path without links and "..", though what it names may not be there yet.
fn real(path: &Path) -> io::Result<PathBuf> {
    let mut at = std::path::absolute(path)?;
    let mut missing = Vec::new();
    loop {
        match (fs::canonicalize(&at), at.file_name()) {
            (Err(error), Some(name)) if error.kind() == io::ErrorKind::NotFound => {
                missing.push(name.to_owned());
                at.pop();
            }
            (found, _) => return Ok(missing.into_iter().rev().fold(found?, |path, name| path.join(name))),
        }
    }
}
