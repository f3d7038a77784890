//! From a schedule to the calendars of a folder: what was published is read, what is to be published decided, and every
//! calendar of ours that is there brought up to date, so that all agree.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::NaiveDate;
use serde::Serialize;

use super::ours::{self, Found};
use super::publish::{self, Document, PAGE};
use super::published::Published;
use super::{CHANGED, Input, read, selection};
use crate::calendar::attachment::{self, EVENTS};
use crate::calendar::changes::{self, Report};
use crate::calendar::event::Event;
use crate::calendar::ics::Refusal;
use crate::calendar::mailbox::Mailbox;
use crate::calendar::memory::EventFiles;
use crate::calendar::profile::{self, COMBINED};
use crate::calendar::reconcile::{Change, Outcome as Reconciled, ReusedId, Suspicion, Terms, reconcile, suspicion};
use crate::cli::{ExportArgs, Purpose, WritingArgs};
use crate::commands::error::Error;
use crate::console::{Console, Note, Written};
use crate::folder::{Folder, Outcome, Readers};
use crate::list::{Field, List, Part};
use crate::message::Diagnostics;
use crate::message::lang::say;
use crate::page::links::BaseUrl;
use crate::page::{Entry, GENERATOR};
use crate::poland::county::{Counties, County};

/// What is wrong with a row beside what was published.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    ReusedId { id: String, date: NaiveDate },
}

/// Runs `export`; gives the exit code.
pub(crate) fn export(args: &ExportArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let path = args.output.clone();
    let to_stdout = path == Path::new("-");
    if args.combined && !args.county.is_empty() && !to_stdout {
        return Err(Error::Usage(say!(
            console.lang,
            "a combined calendar holds all counties: --combined and --county go together only with -o -",
            "kalendarz wspólny obejmuje wszystkie powiaty: --combined i --county można użyć razem tylko z -o -"
        )));
    }
    if to_stdout && (args.writing.dry_run || args.writing.exit_code || args.purpose != Purpose::Subscription) {
        return Err(Error::Usage(say!(
            console.lang,
            "--dry-run, --exit-code and --for need a folder, not -o -",
            "--dry-run, --exit-code i --for wymagają folderu, nie -o -"
        )));
    }
    let organizer = args.organizer.clone();
    let selected = selection(&args.county, console)?;
    if to_stdout {
        return read(&args.list, clock, console, |input| to_standard_output(input, selected));
    }
    let feeds = match args.purpose {
        Purpose::Email => Feeds::None,
        _ if args.combined => Feeds::Combined,
        _ => Feeds::Counties,
    };
    let files = args.purpose != Purpose::Subscription;
    let is_named = !args.county.is_empty();
    let wanted = Wanted { path, selected, is_named, feeds, files, organizer, page: None, writing: &args.writing };
    read(&args.list, clock, console, |input| run(&wanted, input, console))
}

/// One calendar, and no memory: every event is a first revision.
fn to_standard_output(input: Input, selected: Counties) -> Result<u8, Error> {
    let terms = Terms { selected, now: input.now, rebuilt: None };
    let changes = reconcile(input.schedule.meetings, Vec::new(), &terms).changes;
    let mut out = io::stdout().lock();
    out.write_all(&profile::feed(selected, changes.iter().filter_map(Change::now))?)?;
    out.flush()?;
    Ok(0)
}

/// Which feeds are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feeds {
    None,
    /// Each county's that has meetings.
    Counties,
    /// The one for all counties.
    Combined,
    /// Every county's, empty or not, and the one for all.
    All,
}

/// What is asked for.
pub(crate) struct Wanted<'a> {
    pub(crate) path: PathBuf,
    pub(crate) selected: Counties,
    /// Whether the counties were named one by one.
    pub(crate) is_named: bool,
    pub(crate) feeds: Feeds,
    /// Whether event files are.
    pub(crate) files: bool,
    pub(crate) organizer: Option<Mailbox>,
    /// Where the page will be, if one is.
    pub(crate) page: Option<BaseUrl>,
    pub(crate) writing: &'a WritingArgs,
}

/// Exports what was read into a folder; gives the exit code.
pub(crate) fn run(wanted: &Wanted, input: Input, console: &Console) -> Result<u8, Error> {
    let Input { lists, schedule, now, built_in } = input;
    let Wanted { path, selected, writing, .. } = wanted;
    let meetings = schedule.meetings;
    let none_selected = !meetings.iter().any(|meeting| meeting.counties.meets(*selected));
    if none_selected && wanted.page.is_none() && !path.exists() {
        selected.iter().for_each(|county| console.note(&Note::NoMeetings(county)));
        console.exported(&[], &Report::new(&[], *selected), writing.dry_run)?;
        return Ok(0);
    }
    let folder = if writing.dry_run { Folder::look(path)? } else { Folder::open(path, Readers::All)? };
    let found = ours::calendars(&folder)?;
    let mut published = Published::read(&folder, &found, writing.rebuild.then_some(now), console)?;
    let before = published.memory.take_events();
    if built_in && before.iter().any(|was| meetings.iter().all(|meeting| meeting.digest != was.digest)) {
        // it is for trying things: it never takes the place of somebody's meetings
        return Err(Error::BuiltInOver { path: path.clone() });
    }
    let terms = Terms { selected: *selected, now, rebuilt: published.rebuilt };
    let Reconciled { changes, reused } = reconcile(meetings, before, &terms);
    refuse_reused_ids(&reused, lists, console)?;
    refuse_accidents(&changes, &terms, writing, console)?;
    let left_out = changes.iter().filter(|change| matches!(change, Change::LeftOut(_))).filter_map(Change::was);
    let left_out: Vec<_> = left_out.map(|was| changes::line(was, console.lang)).collect();
    if !left_out.is_empty() {
        console.note(&Note::LeftOut(&left_out));
    }
    let events: Vec<&Event> = changes.iter().filter_map(Change::now).collect();
    let files = &published.memory.files;
    let mut targets = feeds(&changes, &events, &found, files, wanted, console);
    targets.extend(event_files(&events, files, wanted));
    let documents: Vec<_> = match &wanted.page {
        Some(base) => publish::documents(base, wanted.organizer.as_ref(), &entries(&events, &targets), now).into(),
        None => Vec::new(),
    };
    refuse_others(&folder, &targets, &documents, &found, lists, writing, console)?;
    let mut written = write(&folder, &targets, &documents, &events)?;
    let names: BTreeSet<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    for name in files.values().flatten().map(|file| &file.name).chain(&published.damaged) {
        // somebody's copy is not ours to remove
        if names.contains(name.as_str()) || !attachment::is_ours(name) {
            continue;
        }
        written.push(Written { path: folder.remove(name)?, meetings: None, outcome: Outcome::Removed });
    }
    let is_changed = written.iter().any(|file| file.outcome != Outcome::Unchanged);
    if is_changed && documents.is_empty() && folder.begins_with(PAGE, GENERATOR)? {
        console.note(&Note::StalePage(&folder.join(PAGE)));
    }
    console.exported(&written, &Report::new(&changes, covered(&targets)), writing.dry_run)?;
    Ok(if writing.exit_code && is_changed { CHANGED } else { 0 })
}

fn refuse_reused_ids(reused: &[ReusedId], lists: &[List], console: &Console) -> Result<(), Error> {
    if reused.is_empty() {
        return Ok(());
    }
    let mut diagnostics = Diagnostics::new(false);
    for ReusedId { row, id, date } in reused {
        let place = lists[usize::from(row.list)].at(*row, Part::Cell(Field::Id));
        diagnostics.problem(&place, &Kind::ReusedId { id: id.clone(), date: *date });
    }
    console.diagnostics(&diagnostics);
    Err(Error::Input)
}

fn refuse_accidents(changes: &[Change], terms: &Terms, writing: &WritingArgs, console: &Console) -> Result<(), Error> {
    match suspicion(changes, terms) {
        Some(Suspicion { gone, county, ahead }) if !writing.allow_cancel => {
            let meetings = gone.iter().map(|event| changes::line(event, console.lang)).collect();
            Err(Error::WouldCancel { meetings, county, ahead })
        }
        _ => Ok(()),
    }
}

/// A calendar that is to be as the list and the memory have it.
struct Target<'a> {
    name: String,
    counties: Counties,
    /// How many events it holds.
    len: usize,
    is_asked_for: bool,
    /// Of an event file, the event and whose it is; `None`: a feed.
    event: Option<(&'a Event, Option<&'a Mailbox>)>,
}

impl Target<'_> {
    fn bytes(&self, events: &[&Event]) -> Result<Vec<u8>, Refusal> {
        match self.event {
            None => profile::feed(self.counties, events.iter().copied()),
            Some((event, organizer)) => profile::event_file(event, organizer),
        }
    }
}

/// The counties of calendars and event files.
fn covered(targets: &[Target]) -> Counties {
    targets.iter().map(|target| target.counties).fold(Counties::default(), Counties::union)
}

/// The feeds that were asked for, and those of ours that are there: all agree.
fn feeds(
    changes: &[Change],
    events: &[&Event],
    found: &[Found],
    files: &EventFiles,
    wanted: &Wanted,
    console: &Console,
) -> Vec<Target<'static>> {
    let exists = |name: &str| found.iter().any(|file| file.name == name && file.is_ours);
    // says so where a feed is not kept up to date because another program's file has its name
    let note_others = |name: &str| {
        if let Some(file) = found.iter().find(|file| file.name == name && !file.is_ours) {
            console.note(&Note::NotOurs(&file.path));
        }
    };
    let mut targets = Vec::new();
    // what moved from a selected county into another must not be lost on the way
    let mut homeless = Vec::new();
    for county in County::all() {
        let name = format!("{}.ics", county.slug());
        let len = events.iter().filter(|event| event.counties.contains(county)).count();
        let is_asked_for = matches!(wanted.feeds, Feeds::Counties | Feeds::All) && wanted.selected.contains(county);
        let counties = Counties::from_iter([county]);
        let target = Target { name, counties, len, is_asked_for, event: None };
        let is_written = is_asked_for && (wanted.feeds == Feeds::All || len > 0);
        if exists(&target.name) || is_written {
            targets.push(target);
        } else if is_asked_for && wanted.is_named {
            console.note(&Note::NoMeetings(county));
        } else {
            if len > 0 {
                note_others(&target.name);
            }
            homeless.push(target);
        }
    }
    let is_combined = matches!(wanted.feeds, Feeds::Combined | Feeds::All);
    if is_combined || exists(COMBINED) {
        let (name, counties) = (COMBINED.to_owned(), Counties::all());
        targets.push(Target { name, counties, len: events.len(), is_asked_for: is_combined, event: None });
    } else {
        note_others(COMBINED);
    }
    let covered = covered(&targets);
    let only_files = targets.is_empty();
    let lost = changes.iter().filter_map(|change| match change {
        Change::Revised { now, .. } | Change::Vanished { now, .. } => Some(now),
        Change::New(_) | Change::Same(_) | Change::LeftOut(_) => None,
    });
    let lost = lost.filter(|now| !(now.counties.meets(covered) || only_files && files.contains_key(&now.uid)));
    let lost = lost.map(|now| now.counties).fold(Counties::default(), Counties::union);
    targets.extend(homeless.into_iter().filter(|target| target.counties.meets(lost)));
    targets
}

/// Event files, those that were asked for and those that are there.
fn event_files<'a>(events: &[&'a Event], files: &'a EventFiles, wanted: &'a Wanted) -> Vec<Target<'a>> {
    let is_asked_for = |event: &Event| wanted.files && event.counties.meets(wanted.selected);
    let is_wanted = |event: &&Event| is_asked_for(event) || files.contains_key(&event.uid);
    let events: Vec<_> = events.iter().copied().filter(is_wanted).collect();
    let target = |(event, name): (&'a Event, String)| {
        let is_asked_for = is_asked_for(event);
        let organizer = if is_asked_for {
            wanted.organizer.as_ref()
        } else {
            files.get(&event.uid).and_then(|files| files.iter().find_map(|file| file.organizer.as_ref()))
        };
        let (name, counties) = (format!("{EVENTS}/{name}"), event.counties);
        Target { name, counties, len: 1, is_asked_for, event: Some((event, organizer)) }
    };
    let names = attachment::names(&events);
    events.into_iter().zip(names).map(target).collect()
}

/// The events as the page shows them, each with its file.
fn entries<'a>(events: &[&'a Event], targets: &'a [Target]) -> Vec<Entry<'a>> {
    let file = |target: &'a Target| Some((target.event?.0.uid, target.name.as_str()));
    let files: BTreeMap<_, _> = targets.iter().filter_map(file).collect();
    events.iter().map(|event| Entry { event, file: files.get(&event.uid).copied().unwrap_or_default() }).collect()
}

/// Whatever is allowed, no list that is read is ever replaced; and what another program wrote only if that is allowed.
fn refuse_others(
    folder: &Folder,
    targets: &[Target],
    documents: &[Document],
    found: &[Found],
    lists: &[List],
    writing: &WritingArgs,
    console: &Console,
) -> Result<(), Error> {
    let names: BTreeSet<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    let replaced: Vec<&Found> = found.iter().filter(|file| names.contains(file.name.as_str())).collect();
    // what is no file, as standard input, is none here
    let lists: Vec<PathBuf> = lists.iter().filter_map(|list| Path::new(&list.name).canonicalize().ok()).collect();
    let paths = replaced.iter().map(|file| file.path.clone());
    let mut paths = paths.chain(documents.iter().map(|document| folder.join(document.name)));
    if let Some(path) = paths.find(|path| path.canonicalize().is_ok_and(|path| lists.contains(&path))) {
        return Err(Error::Usage(say!(
            console.lang,
            "{} is the list itself: name another folder for the calendars, with --output",
            "{} to sama lista: podaj inny folder na kalendarze, w --output",
            path.display()
        )));
    }
    if writing.overwrite {
        return Ok(());
    }
    for Document { name, mark, .. } in documents {
        if folder.join(name).exists() && !folder.begins_with(name, mark)? {
            return Err(Error::Foreign { path: folder.join(name) });
        }
    }
    match replaced.iter().find(|file| !file.is_ours) {
        Some(file) => Err(Error::Foreign { path: file.path.clone() }),
        None => Ok(()),
    }
}

/// Writes calendars and documents into a folder, all or none: feeds first, the page last.
fn write(
    folder: &Folder,
    targets: &[Target],
    documents: &[Document],
    events: &[&Event],
) -> Result<Vec<Written>, Error> {
    let mut files = Vec::with_capacity(targets.len() + documents.len());
    for target in targets {
        files.push(folder.put(&target.name, &target.bytes(events)?)?);
    }
    for Document { name, bytes, .. } in documents {
        files.push(folder.put(name, bytes)?);
    }
    let mut done = folder.commit(files)?.into_iter();
    let mut written = Vec::with_capacity(done.len());
    for (target, (path, outcome)) in targets.iter().zip(done.by_ref()) {
        // of what nobody asked for only the news are told
        if target.is_asked_for || outcome != Outcome::Unchanged {
            written.push(Written { path, meetings: Some(target.len), outcome });
        }
    }
    written.extend(done.map(|(path, outcome)| Written { path, meetings: None, outcome }));
    Ok(written)
}
