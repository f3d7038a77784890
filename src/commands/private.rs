//! People's addresses and published calendars never lie in one folder, nor one below the other: what lies below a folder on the
//! web is on the web.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::messages::Error;
use super::publish::PAGE;
use super::published::calendars;
use crate::folder::{Failure, Folder, LOCK, shown};
use crate::page::GENERATOR;

/// What each address was last told; a folder that has it is one of messages.
pub(crate) const LEDGER: &str = ".lubuskie-ics.sent";

/// Refuses folders for messages that are, or lie below, the folder of these feeds or any other that is published.
pub(crate) fn keep_private(feeds: &Path, folders: &[&Path]) -> Result<(), Error> {
    let feeds = fs::canonicalize(feeds).map_err(Failure::read(feeds))?;
    for folder in folders {
        let real = real(folder).map_err(Failure::read(folder))?;
        for above in real.ancestors().filter(|above| above.is_dir()) {
            if above == feeds || is_published(above)? {
                return Err(Error::MailInFeeds { path: shown(folder), beside: shown(above) });
            }
        }
    }
    Ok(())
}

/// Whether calendars, or a page of ours, are published there. A folder above that cannot be read is passed over.
fn is_published(path: &Path) -> Result<bool, Error> {
    let folder = Folder::open(path, None)?;
    let has_page = folder.begins_with(PAGE, GENERATOR).unwrap_or_default();
    Ok(has_page || calendars(&folder).is_ok_and(|found| !found.is_empty()))
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
    entries(folder).find_map(|entry| {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            return messages_below(&entry.path());
        }
        (entry.file_name() == LEDGER || is_message(&entry)).then(|| folder.to_owned())
    })
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
