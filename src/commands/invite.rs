//! From a folder that was exported to messages: people are read, what each was told is looked up, and what is due is written,
//! the messages first, the ledger last.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::messages::{Error, Note, Usage};
use super::{CHANGED, contents, lists, now, published, refuse_problems, selection};
use crate::calendar::mailbox::Mailbox;
use crate::cli::InviteArgs;
use crate::console::Console;
use crate::folder::{Folder, Readers, shown};
use crate::list::{Columns, Subject};
use crate::mail::person::{self, People, Person};
use crate::mail::plan::{self, Ledger, plan};
use crate::message::Diagnostics;

/// Where messages to be sent lie in a folder.
const NEW_MESSAGES: &str = "new";
/// Where examples/send.sh puts what was sent.
const SENT_MESSAGES: &str = "sent";
/// What each address was last told.
const LEDGER: &str = ".lubuskie-ics.sent";

/// Runs `invite`; gives the exit code.
pub(crate) fn invite(args: &InviteArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let organizer = args.organizer.clone().ok_or(Usage::NoOrganizer)?;
    let selected = selection(&args.county)?;
    let now = now(args.now, clock)?;
    let people = people(args, &organizer, console)?;
    published::keep_private(&args.feeds, &[&args.output, &args.output.join(NEW_MESSAGES)])?;
    let events = published::events(&args.feeds, args.dry_run, console)?;
    let unsent = count(&args.output.join(NEW_MESSAGES));
    let (folder, ledger) = ledger(args, unsent)?;
    let told = ledger.clone().unwrap_or_default();
    let plan = plan(&events, &people, &told, selected, now);
    if !plan.older.is_empty() {
        let meetings = plan.older.iter().map(|event| console.line(event)).collect();
        return Err(Error::OlderThanTold { path: shown(&args.feeds), meetings });
    }
    let texts = |set: &BTreeSet<&str>| set.iter().map(ToString::to_string).collect();
    console.note_of(texts(&plan.unlisted), |addresses| Note::Unlisted { addresses });
    console.note_of(texts(&plan.unknown), |meetings| Note::Unpublished { meetings });
    let mut now_told = told.clone();
    let mut files = Vec::with_capacity(plan.posts.len() + 1);
    let mut of_others = Vec::new();
    for post in &plan.posts {
        let name = format!("{NEW_MESSAGES}/{}", post.file_name());
        files.push(folder.put(&name, &post.message(&organizer, now)?)?);
        let told = post.told(&organizer);
        let before = now_told.insert((told.address.clone(), told.uid), told);
        if before.is_some_and(|before| before.organizer != organizer.key()) {
            of_others.push(post.person.mailbox.address.clone());
        }
    }
    if ledger.is_none() || !plan.posts.is_empty() {
        files.push(folder.put(LEDGER, plan::ledger_text(&now_told, now).as_bytes())?);
    }
    let written = folder.commit(files)?;
    if unsent > 0 {
        console.note(&Note::Unsent { count: unsent });
    }
    console.note_of(of_others, |addresses| Note::OtherOrganizer { addresses });
    let posts: Vec<_> = written.into_iter().map(|(path, _)| path).zip(&plan.posts).collect();
    console.invited(&folder.join(NEW_MESSAGES), &posts, args.dry_run)?;
    Ok(if args.exit_code && !posts.is_empty() { CHANGED } else { 0 })
}

/// Reads all lists of people; says what is wrong, and fails if any of it is a problem.
fn people(args: &InviteArgs, organizer: &Mailbox, console: &Console) -> Result<Vec<Person>, Error> {
    let mut diagnostics = Diagnostics::new(false);
    let mut people = People::default();
    let columns = Columns {
        subject: Subject::People,
        named: args.column.clone(),
        sheets: args.sheet.clone(),
        ..Columns::default()
    };
    let lists = lists(contents(&args.people, console)?, None, &columns, &mut diagnostics);
    for list in &lists {
        list.layout.iter().for_each(|read| console.read(read));
        list.rows(&mut diagnostics, &mut |row, out| people.read(&row, organizer, out));
    }
    if let (Some(list), true, 0) = (lists.first(), people.all.is_empty(), diagnostics.problems()) {
        diagnostics.problem(|| list.whole(), &person::Kind::NoPeople);
    }
    refuse_problems(&diagnostics, console)?;
    Ok(people.all)
}

/// The folder for messages, and its ledger; `None`: nobody was told anything yet.
fn ledger(args: &InviteArgs, unsent: usize) -> Result<(Folder, Option<Ledger>), Error> {
    let path = args.output.clone();
    let has_messages = || unsent > 0 || count(&args.output.join(SENT_MESSAGES)) > 0;
    let is_begun = path.join(LEDGER).exists() || Folder::is_unfinished(&path);
    if !is_begun && !args.first {
        let path = shown(&path);
        return Err(if has_messages() { Error::LostLedger { path } } else { Error::NoLedger { path } });
    }
    let folder = Folder::open_unless(args.dry_run, &path, Readers::Owner)?;
    // one that was emptied is none
    let ledger = folder.read(LEDGER)?.filter(|ledger| !ledger.trim_ascii().is_empty());
    match ledger {
        None if !args.first && has_messages() => Err(Error::LostLedger { path: shown(&path) }),
        Some(_) if args.first => Err(Error::LedgerThere { path: shown(&path) }),
        None => Ok((folder, None)),
        Some(text) => match plan::ledger(&text) {
            Ok(ledger) => Ok((folder, Some(ledger))),
            Err(line) => Err(Error::DamagedLedger { path: shown(&folder.join(LEDGER)), line }),
        },
    }
}

/// How many messages are in a folder, which need not be there.
fn count(folder: &Path) -> usize {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter(|name| !name.to_string_lossy().starts_with('.')).count()
}
