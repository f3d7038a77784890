//! From a folder that was exported to messages for a person to look at and send: one for each county, with a file for each of
//! its meetings ahead.

use std::time::SystemTime;

use uuid::Uuid;

use super::{Error, Note, mail, now, open, selection};
use crate::calendar::{Event, attachment, properties};
use crate::console::{Console, Written};
use crate::folder::{Readers, shown};
use crate::mail::{Letter, Stationery, message::Message};
use crate::{cli::DraftArgs, meeting::Status, poland::county::County};

/// Runs `draft`; gives the exit code.
pub(crate) fn draft(args: &DraftArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let selected = selection(&args.mail.county)?;
    let now = now(args.mail.now, clock)?;
    let (events, stationery) = mail(&args.mail, console)?;
    let folder = open(args.mail.dry_run, &args.mail.output, Readers::Owner, console)?;
    let (mut files, mut written) = (Vec::new(), Vec::new());
    for county in selected.iter() {
        let name = format!("{}.eml", county.slug());
        let is_wanted = |event: &&Event| event.counties.contains(county) && !event.when.is_past(now);
        let ahead: Vec<_> = events.iter().filter(is_wanted).collect();
        let old = folder.read(&name)?;
        let (file, meetings) = if old.as_ref().is_some_and(|old| as_written(old).is_none()) {
            // it may be sent, so this is said even if --quiet
            console.say("note", &Note::EditedDraft { path: shown(&folder.path.join(&name)) });
            continue;
        } else if !ahead.is_empty() {
            (folder.put(&name, &message(county, &ahead, args, &stationery)?)?, Some(ahead.len()))
        } else if old.is_some() {
            // a draft of meetings that are over must not be sent
            (folder.remove(&name), None)
        } else {
            continue;
        };
        written.push(Written::new(&file, meetings));
        files.push(file);
    }
    folder.commit(&mut files)?;
    console.written(&written, args.mail.dry_run)?;
    Ok(0)
}

/// A draft with the date of its latest news, so that one that says the same stays the same.
fn message(county: County, ahead: &[&Event], args: &DraftArgs, stationery: &Stationery) -> Result<Vec<u8>, Error> {
    // what is cancelled is not to be added to a calendar
    let planned: Vec<_> = ahead.iter().copied().filter(|event| event.status != Status::Cancelled).collect();
    let Stationery { organizer, manner, .. } = stationery;
    let names = attachment::names(&planned).into_iter();
    let file = |(name, event)| Ok((name, properties::event_file(event, Some(organizer), manner)?));
    let files = names.zip(planned).map(file).collect::<Result<Vec<_>, Error>>()?;
    let message = Message {
        id: Uuid::nil(),
        follows: Vec::new(),
        date: ahead.iter().map(|event| event.modified).max().unwrap_or_default(),
        from: organizer,
        to: &args.to,
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

/// The identifier of a draft that is still what was written, to the octet; `None`: it is not.
fn as_written(bytes: &[u8]) -> Option<Uuid> {
    let text = str::from_utf8(bytes).ok()?;
    let (_, rest) = text.split_once("Message-ID: <")?;
    let (found, nil) = (Uuid::try_parse(rest.get(..36)?).ok()?, Uuid::nil());
    let plain = text.replace(&found.to_string(), &nil.to_string());
    let plain = plain.replace(&found.simple().to_string(), &nil.simple().to_string());
    Some(found).filter(|found| id(plain.as_bytes()) == *found)
}
