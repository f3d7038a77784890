//! The calendars in a folder, and which of them this program wrote.

use std::ffi::OsStr;
use std::path::PathBuf;

use crate::calendar::attachment::EVENTS;
use crate::calendar::profile;
use crate::folder::{self, Failure, Folder, HEAD};

/// In so many bytes of a damaged calendar there is an event that tells whose it is.
const LONG_HEAD: u64 = 1 << 16;

/// A calendar file in a folder.
pub(crate) struct Found {
    /// Below the folder.
    pub(crate) name: String,
    /// With the folder.
    pub(crate) path: PathBuf,
    /// Whether this program wrote it.
    pub(crate) is_ours: bool,
}

/// The calendars in a folder and in its folder of events.
pub(crate) fn calendars(folder: &Folder) -> Result<Vec<Found>, Failure> {
    let mut names = folder::files(folder.path())?;
    let events = folder::files(&folder.join(EVENTS))?;
    names.extend(events.into_iter().filter(|name| !name.starts_with('.')).map(|name| format!("{EVENTS}/{name}")));
    names.sort();
    let mut calendars = Vec::new();
    for name in names {
        let path = folder.join(&name);
        if path.extension() == Some(OsStr::new("ics")) && !name.starts_with('.') {
            let is_ours = is_ours(folder, &name)?;
            calendars.push(Found { name, path, is_ours });
        }
    }
    Ok(calendars)
}

fn is_ours(folder: &Folder, name: &str) -> Result<bool, Failure> {
    let is_named = profile::feed_of(name).is_some();
    let head = folder.head(name, if is_named { LONG_HEAD } else { HEAD })?.unwrap_or_default();
    // of one whose beginning is damaged the first events tell, or its name, if nothing else is left
    let is_damaged =
        || profile::HEAD.as_bytes().starts_with(&head) || String::from_utf8_lossy(&head).contains("\nX-LUBUSKIE-ICS-");
    Ok(is_our_calendar(&head) || is_named && is_damaged())
}

/// Whether bytes begin as this program's calendars do, whatever their line ends, and even behind a byte order mark.
fn is_our_calendar(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut lines = head.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    profile::HEAD.lines().all(|line| lines.next() == Some(line.as_bytes()))
}
