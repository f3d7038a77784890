//! What `publish` does beside exporting: a page on which people find the calendars, and the meetings for programs.

use std::path::Path;
use std::time::SystemTime;

use super::export::{self, Content, Target, Wanted};
use super::messages::{Error, Note, Usage};
use super::read;
use crate::cli::{ExportArgs, PublishArgs, Purpose};
use crate::console::Console;
use crate::page::{DATA_MARK, GENERATOR, Page};
use crate::poland::county::Counties;

/// The page on which people find the calendars.
pub(crate) const PAGE: &str = "index.html";
/// The meetings for programs.
const DATA: &str = "meetings.json";

/// Runs `publish`; gives the exit code.
pub(crate) fn publish(args: PublishArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let output = args.output.ok_or(Usage::NoOutput)?;
    let base = args.base_url.ok_or(Usage::NoBaseUrl)?;
    if output == Path::new("-") {
        return Err(Usage::PublishedOutput.into());
    }
    if base.is_insecure() {
        console.note(&Note::Insecure { path: base.as_str().to_owned() });
    }
    let PublishArgs { organizer, cancelled, list, writing, .. } = args;
    let purpose = Purpose::Both;
    let args = ExportArgs { output, county: Vec::new(), combined: false, purpose, organizer, cancelled, list, writing };
    let wanted = Wanted { args: &args, selected: Counties::all(), page: Some(&base) };
    export::run(&wanted, read(&args.list, clock, console)?, console)
}

/// What programs and people read beside the calendars; the page comes last, when all that it leads to is there.
pub(crate) fn documents(page: &Page) -> [Target<'static>; 2] {
    [(DATA, page.json(), DATA_MARK), (PAGE, page.html(), GENERATOR)].map(|(name, text, mark)| Target {
        name: name.to_owned(),
        counties: Counties::default(),
        len: None,
        is_asked_for: true,
        content: Content::Document(text.into_bytes(), mark),
    })
}
