//! What an office has below its messages: its address, what becomes of people's data. A file of plain text.

use std::path::Path;

use super::content;
use super::messages::Error;
use crate::console::Console;
use crate::list::{encoding, turns};

/// It stands in every message, and is a few paragraphs; in octets.
const LONGEST: usize = 10_000;

/// The lines of the file that is named, with LF between; empty if none is.
pub(crate) fn signature(path: Option<&Path>, console: &Console) -> Result<String, Error> {
    let Some(path) = path else { return Ok(String::new()) };
    let (path, bytes) = content(path, console)?;
    let (text, damage) = match encoding::decode(&bytes) {
        Ok((text, _)) => (text, None),
        Err((text, at)) => (text, Some(at)),
    };
    // RTF is ASCII
    let is_other =
        text.starts_with("{\\rtf") || text.contains(|c: char| c.is_control() && !c.is_whitespace() || turns(c));
    let unfit = match text.trim() {
        "" => "empty",
        _ if is_other => "other",
        text if text.starts_with('<') => "web-page",
        _ if damage.is_some() => "damaged",
        text if text.len() > LONGEST => "long",
        text => return Ok(text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")),
    };
    let line = damage.filter(|_| unfit == "damaged").map(|at| text[..at].matches('\n').count() + 1);
    Err(Error::Signature { path, unfit, line })
}
