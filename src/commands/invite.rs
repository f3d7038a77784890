//! From a folder that was exported to messages: people are read, what each was told is looked up, and what is due is written,
//! the messages first, the ledger last.

use std::{collections::BTreeSet, time::SystemTime};

use super::published::{self, LEDGER};
use super::{CHANGED, Error, Note, content, now, open, refuse, refuse_problems, rows, selection, signature};
use crate::folder::{Folder, Readers, shown};
use crate::list::{Columns, Row, Subject};
use crate::mail::person::{self, People, Person};
use crate::mail::plan::{self, Ledger, plan};
use crate::{calendar::Mailbox, cli::InviteArgs, console::Console, mail::Stationery, message::Diagnostics};

/// Where messages to be sent lie in a folder.
const NEW_MESSAGES: &str = "new";
/// Where examples/send.sh puts what was sent.
const SENT_MESSAGES: &str = "sent";

/// Runs `invite`; gives the exit code.
pub(crate) fn invite(args: &InviteArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let organizer = &args.mail.organizer;
    let selected = selection(&args.mail.county)?;
    let now = now(args.mail.now, clock)?;
    let signature = signature(args.mail.signature.as_deref(), console)?;
    let people = people(args, organizer, console)?;
    published::keep_private(&args.mail.feeds, &[&args.mail.output, &args.mail.output.join(NEW_MESSAGES)])?;
    let (events, manner) = published::events(&args.mail.feeds, console)?;
    let stationery = Stationery { organizer, signature: &signature, manner: &manner };
    let (folder, ledger) = ledger(args, console)?;
    let unsent = count(&folder, NEW_MESSAGES);
    let told = ledger.clone().unwrap_or_default();
    let plan = plan(&events, &people, &told, organizer, selected, now);
    let texts = |set: &BTreeSet<&str>| set.iter().map(ToString::to_string).collect();
    console.note_of(texts(&plan.unlisted), |addresses| Note::Unlisted { addresses });
    console.note_of(texts(&plan.unknown), |meetings| Note::Unpublished { meetings });
    let mut now_told = told.clone();
    let mut files = Vec::with_capacity(plan.posts.len() + 1);
    let mut of_others = Vec::new();
    for post in &plan.posts {
        if !args.assume_told {
            let name = format!("{NEW_MESSAGES}/{}", post.file_name());
            files.push(folder.put(&name, &post.message(&stationery, now)?)?);
        }
        let key = (post.told.address.clone(), post.told.uid);
        let before = now_told.insert(key, post.told.clone());
        if before.is_some_and(|before| before.organizer != organizer.key()) {
            of_others.push(post.person.mailbox.address.clone());
        }
    }
    if ledger.is_none() || !plan.posts.is_empty() {
        files.push(folder.put(LEDGER, plan::ledger_text(&now_told, now).as_bytes())?);
    }
    folder.commit(&mut files)?;
    console.note_if(unsent > 0, &Note::Unsent { count: unsent });
    console.note_of(of_others, |addresses| Note::OtherOrganizer { addresses });
    console.note_if(args.assume_told, &Note::AssumedTold { count: now_told.len() });
    let posts = files.iter().map(|file| file.path.as_path()).zip(&plan.posts);
    let posts: Vec<_> = posts.filter(|_| !args.assume_told).collect();
    console.invited(&folder.join(NEW_MESSAGES), &posts, args.mail.dry_run)?;
    if !plan.older.is_empty() {
        let meetings = plan.older.iter().map(|event| console.line(event)).collect();
        return Err(Error::OlderThanTold { path: shown(&args.mail.feeds), meetings });
    }
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

/// The folder for messages, and its ledger; `None`: it begins with this run.
fn ledger(args: &InviteArgs, console: &Console) -> Result<(Folder, Option<Ledger>), Error> {
    let path = &args.mail.output;
    let begins = args.first || args.assume_told;
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
        None if begins => Ok((folder, None)),
        None => Err(missing(&folder)),
        Some(Ok(_)) if begins => Err(Error::LedgerThere { path: shown(path) }),
        Some(Ok(ledger)) => Ok((folder, Some(ledger))),
        Some(Err(_)) if args.assume_told => Ok((folder, None)),
        Some(Err(line)) => Err(Error::DamagedLedger { path: shown(&folder.join(LEDGER)), line }),
    }
}

/// How many messages are in a folder below, which need not be there.
fn count(folder: &Folder, below: &str) -> usize {
    folder.files(below).unwrap_or_default().iter().filter(|name| !name.starts_with('.')).count()
}
