//! From a folder that was exported to messages: people are read, what each was told is looked up, and what is due is written,
//! the messages first, the ledger last.

use std::time::SystemTime;

use super::published::{LEDGER, NEW_MESSAGES};
use super::{CHANGED, Error, Note, content, mail, now, open, refuse, refuse_problems, rows, selection};
use crate::folder::{Folder, Readers, shown};
use crate::list::{Columns, Row, Subject};
use crate::mail::person::{self, People, Person};
use crate::mail::plan::{self, Ledger, plan};
use crate::{calendar::Mailbox, cli::InviteArgs, console::Console, mail::Post, message::Diagnostics};

/// Where examples/send.sh puts what was sent.
const SENT_MESSAGES: &str = "sent";

/// Runs `invite`; gives the exit code.
pub(crate) fn invite(args: &InviteArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let selected = selection(&args.mail.county)?;
    let now = now(args.mail.now, clock)?;
    let (events, stationery) = mail(&args.mail, console)?;
    let organizer = &stationery.organizer;
    let people = people(args, organizer, console)?;
    let begins = args.first || args.assume_told;
    let (folder, told) = ledger(args, begins, console)?;
    let unsent = count(&folder, NEW_MESSAGES);
    let plan = plan(&events, &people, &told, organizer, selected, now);
    console.note_of(plan.unlisted, |addresses| Note::Unlisted { addresses });
    console.note_of(plan.unknown, |meetings| Note::Unpublished { meetings });
    let posts = if args.assume_told { &[] } else { plan.posts.as_slice() };
    let mut files = Vec::with_capacity(posts.len() + 1);
    for post in posts {
        let name = format!("{NEW_MESSAGES}/{}", post.file_name());
        files.push(folder.put(&name, &post.message(&stationery, now)?)?);
    }
    let mut now_told = told.clone();
    now_told.extend(plan.posts.iter().map(|post| ((post.told.address.clone(), post.told.uid), post.told.clone())));
    if begins || !plan.posts.is_empty() {
        files.push(folder.put(LEDGER, plan::ledger_text(&now_told, now).as_bytes())?);
    }
    folder.commit(&mut files)?;
    console.note_if(unsent > 0, &Note::Unsent { count: unsent });
    let is_of_other = |post: &&Post| post.last.is_some_and(|last| last.organizer != organizer.key());
    let of_others = plan.posts.iter().filter(is_of_other).map(|post| post.person.mailbox.address.clone());
    console.note_of(of_others, |addresses| Note::OtherOrganizer { addresses });
    console.note_if(args.assume_told, &Note::AssumedTold { count: now_told.len() });
    let posts: Vec<_> = files.iter().map(|file| file.path.as_path()).zip(posts).collect();
    console.invited(&folder.path.join(NEW_MESSAGES), &posts, args.mail.dry_run)?;
    let meetings = plan.older.iter().map(|event| console.line(event)).collect();
    refuse(!plan.older.is_empty(), Error::OlderThanTold { path: shown(&args.mail.feeds), meetings })?;
    Ok(if args.exit_code && !posts.is_empty() { CHANGED } else { 0 })
}

/// Reads all lists of people; says what is wrong, and fails if any of it is a problem.
fn people(args: &InviteArgs, organizer: &Mailbox, console: &Console) -> Result<Vec<Person>, Error> {
    let mut diagnostics = Diagnostics::new(false);
    let mut people = People::default();
    let (named, sheets) = (args.column.clone(), args.sheet.clone());
    let columns = Columns { subject: Subject::People, named, sheets, ..Columns::default() };
    let sources = args.people.iter().map(|path| content(path, console)).collect::<Result<_, _>>()?;
    let read = &mut |row: Row, out: &mut Diagnostics| people.read(&row, organizer, out);
    let lists = rows(sources, &columns, console, &mut diagnostics, read);
    if let (Some(list), true, 0) = (lists.first(), people.all.is_empty(), diagnostics.problems()) {
        diagnostics.problem(|| list.whole(), &person::Kind::NoPeople);
    }
    refuse_problems(&diagnostics, console)?;
    Ok(people.all)
}

/// The folder for messages, and its ledger, which is empty if it begins with this run.
fn ledger(args: &InviteArgs, begins: bool, console: &Console) -> Result<(Folder, Ledger), Error> {
    let path = &args.mail.output;
    let missing = |folder: &Folder| {
        let (count, path) = (count(folder, NEW_MESSAGES) + count(folder, SENT_MESSAGES), shown(path));
        if count > 0 { Error::LostLedger { path } } else { Error::NoLedger { path } }
    };
    // no folder is made of a mistyped name
    let looked = Folder::open(path, None)?;
    refuse(!begins && looked.read(LEDGER)?.is_none(), missing(&looked))?;
    drop(looked);
    let folder = open(args.mail.dry_run, path, Readers::Owner, console)?;
    match folder.read(LEDGER)?.as_deref().map(plan::ledger) {
        None if begins => Ok((folder, Ledger::new())),
        None => Err(missing(&folder)),
        Some(Ok(_)) if begins => Err(Error::LedgerThere { path: shown(path) }),
        Some(Ok(ledger)) => Ok((folder, ledger)),
        Some(Err(_)) if args.assume_told => Ok((folder, Ledger::new())),
        Some(Err(line)) => Err(Error::DamagedLedger { path: shown(&folder.path.join(LEDGER)), line }),
    }
}

/// How many messages are in a folder below, which need not be there.
fn count(folder: &Folder, below: &str) -> usize {
    folder.files(below).unwrap_or_default().iter().filter(|name| !name.starts_with('.')).count()
}
