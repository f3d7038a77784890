//! What `publish` does beside exporting: a page on which people find the calendars, and the meetings for programs.

use std::{path::Path, time::SystemTime};

use super::{Error, Note, Usage, export::Export, read, refuse};
use crate::cli::{ExportArgs, PublishArgs, Purpose};
use crate::page::{Site, links::is_insecure};
use crate::{console::Console, poland::county::Counties};

/// Runs `publish`; gives the exit code.
pub(crate) fn publish(args: PublishArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let PublishArgs { output, base_url: base, accessibility_url, list, writing } = args;
    refuse(output == Path::new("-"), Usage::PublishedOutput)?;
    console.note_if(is_insecure(&base), &Note::Insecure { path: base.clone() });
    let args = ExportArgs { output, county: Vec::new(), combined: false, purpose: Purpose::Both, list, writing };
    let site = Site { base, accessibility: accessibility_url };
    let input = read(&args.list, clock, console)?;
    Export { args: &args, selected: Counties::all(), page: Some(&site), console }.run(input)
}
