//! From a folder that was exported to messages: people are read, what each was told is looked up, and what is due is written,
//! the messages first, the ledger last.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::NaiveDateTime;
use uuid::Uuid;

use super::{CHANGED, contents, now, selection};
use crate::calendar::attachment;
use crate::calendar::changes;
use crate::calendar::mailbox::Mailbox;
use crate::calendar::memory::{Damage, Memory, Published};
use crate::calendar::profile::{self, Organizer};
use crate::calendar::reconcile::{Content, Event};
use crate::cli::InviteArgs;
use crate::commands::error::Error;
use crate::commands::known::Known;
use crate::commands::ours;
use crate::console::{Console, Note, Written};
use crate::folder::{Failure, Folder, LOCK, Outcome, Readers};
use crate::list::{Columns, List, Subject};
use crate::mail::letter::Letter;
use crate::mail::message;
use crate::mail::person::{self, People, Person};
use crate::mail::plan::{self, Ledger, plan};
use crate::message::Diagnostics;
use crate::message::lang::say;
use crate::poland::county::{Counties, County};

/// Where messages to be sent lie in a folder.
const NEW_MESSAGES: &str = "new";
/// Where drafts of messages lie in a folder.
const DRAFTS: &str = "drafts";
/// Where examples/send.sh puts what was sent.
const SENT_MESSAGES: &str = "sent";
/// What each address was last told.
const LEDGER: &str = ".lubuskie-ics.sent";

/// Runs `invite`; gives the exit code.
pub(crate) fn invite(args: &InviteArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let organizer = args.organizer.clone().ok_or_else(|| {
        Error::Usage(say!(
            console.lang,
            "nobody is named who invites: --organizer 'NAME <ADDRESS>', or LUBUSKIE_ICS_ORGANIZER",
            "nie podano, kto zaprasza: --organizer 'NAZWA <ADRES>' albo LUBUSKIE_ICS_ORGANIZER"
        ))
    })?;
    let selected = selection(&args.county, console)?;
    let now = now(args.now, clock, console)?;
    let people = people(args, &organizer, console)?;
    keep_private(args)?;
    if !args.dry_run && Folder::is_unfinished(&args.feeds) {
        // what a killed export had ready counts as published
        drop(Folder::open(&args.feeds, Readers::All)?);
    }
    let feeds = Folder::look(&args.feeds)?;
    let found = ours::calendars(&feeds)?;
    if !found.iter().any(|file| file.is_ours) {
        return Err(Error::NoCalendars { path: args.feeds.clone() });
    }
    let known = Known::read(&feeds, &found, Memory::new(&[], Counties::all()), false, now, console)?;
    if args.draft {
        drafts(args, &known.published, &organizer, selected, now, console)
    } else {
        messages(args, &known.published, &people, &organizer, selected, now, console)
    }
}

/// Reads all lists of people; says what is wrong, and fails if any of it is a problem.
fn people(args: &InviteArgs, organizer: &Mailbox, console: &Console) -> Result<Vec<Person>, Error> {
    let mut diagnostics = Diagnostics::new(false);
    let mut lists = Vec::with_capacity(args.people.len());
    let mut people = People::default();
    let sources = contents(args.people.clone(), console)?;
    for (number, (name, bytes)) in (0..).zip(sources) {
        let columns = Columns { subject: Subject::People, named: args.column.clone() };
        let list = List::read(name, &bytes, None, columns, number, &mut diagnostics);
        list.layout().iter().for_each(|read| console.read(read));
        list.rows(&mut diagnostics, &mut |row, out| people.read(&row, organizer, out));
        lists.push(list);
    }
    if let (Some(list), true, 0) = (lists.first(), people.all.is_empty(), diagnostics.problems()) {
        diagnostics.problem(&list.whole(), &person::Kind::NoPeople);
    }
    console.diagnostics(&diagnostics);
    if diagnostics.problems() > 0 { Err(Error::Input) } else { Ok(people.all) }
}

/// People's addresses must not land on a web server.
fn keep_private(args: &InviteArgs) -> Result<(), Error> {
    let fail = |path: &Path, source| Error::Read { path: path.to_owned(), source };
    let feeds = fs::canonicalize(&args.feeds).map_err(|source| fail(&args.feeds, source))?;
    for folder in [args.output.clone(), args.output.join(NEW_MESSAGES), args.output.join(DRAFTS)] {
        let real = real(&folder).map_err(|source| fail(&folder, source))?;
        if real.starts_with(&feeds) {
            return Err(Error::MailInFeeds { path: folder });
        }
        for above in real.ancestors().filter(|above| above.is_dir()) {
            // what lies below a published folder is published, too; a calendar that somebody put into his own makes it none
            let may_be_published = above == real || above.join(LOCK).exists();
            if may_be_published && ours::calendars(&Folder::look(above)?)?.iter().any(|file| file.is_ours) {
                return Err(Error::MailInFeeds { path: folder });
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

fn messages(
    args: &InviteArgs,
    published: &[Published],
    people: &[Person],
    organizer: &Mailbox,
    selected: Counties,
    now: NaiveDateTime,
    console: &Console,
) -> Result<u8, Error> {
    let unsent = count(&args.output.join(NEW_MESSAGES));
    let has_messages = || unsent > 0 || count(&args.output.join(SENT_MESSAGES)) > 0;
    let is_begun = args.output.join(LEDGER).exists() || Folder::is_unfinished(&args.output);
    if !is_begun && !args.first {
        return Err(Error::NoLedger { path: args.output.clone(), has_messages: has_messages() });
    }
    let folder = open(args)?;
    // one that was emptied is none
    let ledger = folder.read(LEDGER)?.filter(|ledger| !ledger.trim_ascii().is_empty());
    if ledger.is_none() && !args.first && has_messages() {
        return Err(Error::NoLedger { path: args.output.clone(), has_messages: true });
    }
    if ledger.is_some() && args.first {
        return Err(Error::LedgerThere { path: args.output.clone() });
    }
    let damaged = |Damage { line, .. }| Error::DamagedLedger { path: folder.join(LEDGER), line };
    let is_new = ledger.is_none();
    let ledger = plan::ledger(&ledger.unwrap_or_default()).map_err(damaged)?;
    let plan = plan(published, people, &ledger, selected, now);
    if !plan.older.is_empty() {
        let meetings = plan.older.iter().map(|event| changes::published_line(event, console.lang)).collect();
        return Err(Error::OlderThanTold { path: args.feeds.clone(), meetings });
    }
    let names = |names: &mut dyn Iterator<Item = &str>| names.map(crate::message::printable).collect::<Vec<_>>();
    if !plan.unlisted.is_empty() {
        console.note(&Note::Unlisted(&names(&mut plan.unlisted.iter().copied())));
    }
    if !plan.unknown.is_empty() {
        console.note(&Note::Unpublished(&names(&mut plan.unknown.iter().copied())));
    }
    let mut now_told: Ledger = ledger.clone();
    let mut files = Vec::with_capacity(plan.posts.len() + 1);
    let mut of_others = Vec::new();
    for post in &plan.posts {
        files.push(folder.put(&format!("{NEW_MESSAGES}/{}", post.file_name()), &post.message(organizer, now)?)?);
        let told = post.told(organizer);
        let before = now_told.insert((told.address.clone(), told.uid), told);
        if before.is_some_and(|before| before.organizer != organizer.key()) {
            of_others.push(post.person.mailbox.address.clone());
        }
    }
    if is_new || !plan.posts.is_empty() {
        files.push(folder.put(LEDGER, plan::ledger_text(&now_told, now).as_bytes())?);
    }
    let written = folder.commit(files)?;
    if unsent > 0 {
        console.note(&Note::Unsent(unsent));
    }
    if !of_others.is_empty() {
        console.note(&Note::OtherOrganizer(&of_others));
    }
    let posts: Vec<_> = written.into_iter().map(|(path, _)| path).zip(&plan.posts).collect();
    console.invited(&folder.join(NEW_MESSAGES), &posts, args.dry_run)?;
    Ok(if args.exit_code && !posts.is_empty() { CHANGED } else { 0 })
}

/// How many messages are in a folder, which need not be there.
fn count(folder: &Path) -> usize {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter(|name| !name.to_string_lossy().starts_with('.')).count()
}

fn open(args: &InviteArgs) -> Result<Folder, Failure> {
    if args.dry_run { Folder::look(&args.output) } else { Folder::open(&args.output, Readers::Owner) }
}

/// A message for each county, with a file for each of its meetings ahead.
fn drafts(
    args: &InviteArgs,
    published: &[Published],
    organizer: &Mailbox,
    selected: Counties,
    now: NaiveDateTime,
    console: &Console,
) -> Result<u8, Error> {
    let folder = open(args)?;
    let mut written = Vec::new();
    let mut files = Vec::new();
    let mut meetings = Vec::new();
    for county in selected.iter() {
        let name = format!("{DRAFTS}/{}.eml", county.slug());
        let is_wanted = |event: &&Published| event.counties.contains(county) && !event.when.is_past(now);
        let ahead: Vec<_> = published.iter().filter(is_wanted).collect();
        if ahead.is_empty() {
            // a draft of meetings that are over must not be sent
            if folder.join(&name).exists() {
                written.push(Written { path: folder.remove(&name)?, meetings: None, outcome: Outcome::Removed });
            }
            continue;
        }
        files.push(folder.put(&name, &draft_message(county, &ahead, organizer, &args.to, now)?)?);
        meetings.push(ahead.len());
    }
    let done = folder.commit(files)?;
    written.extend(done.into_iter().zip(meetings).map(|((path, outcome), meetings)| Written {
        path,
        meetings: Some(meetings),
        outcome,
    }));
    console.drafted(&written, args.dry_run)?;
    Ok(0)
}

fn draft_message(
    county: County,
    ahead: &[&Published],
    organizer: &Mailbox,
    to: &[Mailbox],
    now: NaiveDateTime,
) -> Result<Vec<u8>, Error> {
    let events: Vec<_> =
        ahead.iter().map(|was| Event { revision: was.revision, content: Content::Kept(was), was: Some(was) }).collect();
    let names = attachment::names(&events.iter().collect::<Vec<_>>());
    let files = events.iter().map(|event| profile::event_file(event, Organizer::Is(organizer)));
    let files: Vec<_> =
        names.into_iter().zip(files).map(|(name, file)| Ok((name, file?))).collect::<Result<_, Error>>()?;
    let meetings: Vec<_> = ahead.iter().map(|was| plan::meeting(was)).collect();
    let letter = Letter::of_county(county, &meetings, &organizer.name);
    let (newest, text) = ahead.iter().fold((Uuid::nil(), String::new()), |(uid, text), was| {
        (uid.max(was.revision.uid), text + &format!("{} {} ", was.revision.uid, was.revision.sequence))
    });
    let message = message::Message {
        id: Uuid::new_v5(&newest, text.as_bytes()),
        date: now,
        from: organizer,
        to,
        letter: &letter,
        calendar: message::Calendar::Files(&files),
    };
    Ok(message.bytes())
}
