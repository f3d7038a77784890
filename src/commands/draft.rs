//! From a folder that was exported to messages for a person to look at and send: one for each county, with a file for each of
//! its meetings ahead.

use std::time::SystemTime;

use chrono::{DateTime, NaiveDateTime};
use uuid::Uuid;

use super::messages::{Error, Note, Usage};
use super::signature::signature;
use super::{now, open, private, published, selection};
use crate::calendar::attachment;
use crate::calendar::event::Event;
use crate::calendar::mailbox::Mailbox;
use crate::calendar::properties;
use crate::cli::DraftArgs;
use crate::console::{Console, Written};
use crate::folder::{Outcome, Readers, shown};
use crate::mail::letter::{Letter, Stationery};
use crate::mail::message::Message;
use crate::meeting::Status;
use crate::poland::county::County;

/// Runs `draft`; gives the exit code.
pub(crate) fn draft(args: &DraftArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let organizer = args.organizer.clone().ok_or(Usage::NoOrganizer)?;
    let selected = selection(&args.county)?;
    let now = now(args.now, clock)?;
    let signature = signature(args.signature.as_deref(), console)?;
    private::keep_private(&args.feeds, &[&args.output])?;
    let (events, manner) = published::events(&args.feeds, args.dry_run, console)?;
    let stationery = Stationery { organizer: &organizer, signature: &signature, manner: &manner };
    let folder = open(args.dry_run, &args.output, Readers::Owner, console)?;
    let (mut written, mut files, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    for county in selected.iter() {
        let name = format!("{}.eml", county.slug());
        let is_wanted = |event: &&Event| event.counties.contains(county) && !event.when.is_past(now);
        let ahead: Vec<_> = events.iter().filter(is_wanted).collect();
        let old = folder.head(&name, u64::MAX)?;
        if old.as_ref().is_some_and(|old| !is_as_written(old)) {
            // it may be sent, so this is said even if --quiet
            console.say("note", &Note::EditedDraft { path: shown(&folder.join(&name)) });
        } else if !ahead.is_empty() {
            let draft = |time| message(county, &ahead, &args.to, &stationery, time);
            // one that says the same stays, with its date
            let same =
                old.as_deref().and_then(written_at).map(draft).transpose()?.filter(|same| old.as_ref() == Some(same));
            files.push(folder.put(&name, &same.map_or_else(|| draft(now), Ok)?)?);
            counts.push(ahead.len());
        } else if old.is_some() {
            // a draft of meetings that are over must not be sent
            written.push(Written { path: shown(&folder.remove(&name)?), meetings: None, outcome: Outcome::Removed });
        }
    }
    let done = folder.commit(files)?.into_iter().zip(counts);
    written.extend(done.map(|((path, outcome), count)| Written { path: shown(&path), meetings: Some(count), outcome }));
    console.written(&written, args.dry_run)?;
    Ok(0)
}

fn message(
    county: County,
    ahead: &[&Event],
    to: &[Mailbox],
    stationery: &Stationery,
    now: NaiveDateTime,
) -> Result<Vec<u8>, Error> {
    // what is cancelled is not to be added to a calendar
    let planned: Vec<_> = ahead.iter().copied().filter(|event| event.status != Status::Cancelled).collect();
    let files = attachment::names(&planned).into_iter().zip(planned);
    let files = files
        .map(|(name, event)| Ok((name, properties::event_file(event, Some(stationery.organizer), stationery.manner)?)));
    let files: Vec<_> = files.collect::<Result<_, Error>>()?;
    let message = Message {
        id: Uuid::nil(),
        follows: Vec::new(),
        date: now,
        from: stationery.organizer,
        to,
        letter: &Letter::of_county(county, ahead, stationery),
        method: None,
        files: &files,
    };
    let id = id(&message.bytes());
    Ok(Message { id, ..message }.bytes())
}

/// A message's identifier, made of its bytes without one: another message has another.
fn id(bytes: &[u8]) -> Uuid {
    Uuid::new_v5(&Uuid::nil(), bytes)
}

/// When a draft was written, by its Date.
fn written_at(bytes: &[u8]) -> Option<NaiveDateTime> {
    let date = str::from_utf8(bytes).ok()?.lines().find_map(|line| line.strip_prefix("Date: "))?;
    Some(DateTime::parse_from_rfc2822(date).ok()?.naive_utc())
}

/// Whether a draft is still what was written, to the octet: its identifier fits.
fn is_as_written(bytes: &[u8]) -> bool {
    let written = str::from_utf8(bytes).ok().and_then(|text| {
        let (_, rest) = text.split_once("Message-ID: <")?;
        let found = Uuid::try_parse(rest.get(..36)?).ok()?;
        let nil = Uuid::nil();
        let plain = text.replace(&found.to_string(), &nil.to_string());
        Some(id(plain.replace(&found.simple().to_string(), &nil.simple().to_string()).as_bytes()) == found)
    });
    written.unwrap_or_default()
}
