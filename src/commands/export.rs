//! From a schedule to the calendars of a folder: what was published is read, what is to be published decided, and every
//! calendar of ours that is there brought up to date, so that all agree.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::NaiveDate;
use serde::Serialize;

use super::ours::{self, Found};
use super::publish::{self, PAGE};
use super::published::Published;
use super::{CHANGED, Input, read, selection};
use crate::calendar::attachment::{self, EVENTS};
use crate::calendar::changes::Report;
use crate::calendar::event::Event;
use crate::calendar::mailbox::Mailbox;
use crate::calendar::memory::EventFiles;
use crate::calendar::profile::{self, COMBINED};
use crate::calendar::reconcile::{Change, Outcome as Reconciled, ReusedId, Suspicion, Terms, reconcile, suspicion};
use crate::cli::{ExportArgs, Purpose, WritingArgs};
use crate::commands::messages::{Error, Note, Usage, shown};
use crate::console::{Console, Written};
use crate::folder::{Folder, Outcome, Readers};
use crate::list::{Field, List, Part};
use crate::message::Diagnostics;
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
        return Err(Usage::CombinedCounty.into());
    }
    if to_stdout && (args.writing.dry_run || args.writing.exit_code || args.purpose != Purpose::Subscription) {
        return Err(Usage::NeedsFolder.into());
    }
    let organizer = args.organizer.clone();
    let selected = selection(&args.county)?;
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
        selected.iter().for_each(|county| console.note(&Note::CountyWithoutMeetings { county: county.full_name() }));
        console.exported(&[], &Report::new(&[], *selected), writing.dry_run)?;
        return Ok(0);
    }
    let folder = if writing.dry_run { Folder::look(path)? } else { Folder::open(path, Readers::All)? };
    let found = ours::calendars(&folder)?;
    let mut published = Published::read(&folder, &found, writing.rebuild.then_some(now), console)?;
    let before = published.memory.take_events();
    if built_in && before.iter().any(|was| meetings.iter().all(|meeting| meeting.digest != was.digest)) {
        // it is for trying things: it never takes the place of somebody's meetings
        return Err(Error::BuiltInOver { path: shown(path) });
    }
    let terms = Terms { selected: *selected, now, rebuilt: published.rebuilt };
    let Reconciled { changes, reused } = reconcile(meetings, before, &terms);
    refuse_reused_ids(&reused, lists, console)?;
    if let Some(Suspicion { gone, county, ahead }) = suspicion(&changes, &terms)
        && !writing.allow_cancel
    {
        let meetings = gone.iter().map(|event| console.line(event)).collect();
        return Err(Error::WouldCancel { meetings, county: county.map(County::full_name), count: gone.len(), ahead });
    }
    let left_out = changes.iter().filter(|change| change.now().is_none()).filter_map(Change::was);
    let left_out: Vec<_> = left_out.map(|was| console.line(was)).collect();
    if !left_out.is_empty() {
        console.note(&Note::LeftOut { meetings: left_out });
    }
    let events: Vec<&Event> = changes.iter().filter_map(Change::now).collect();
    let files = &published.memory.files;
    let mut targets = feeds(&changes, &events, &found, files, wanted, console);
    targets.extend(event_files(&events, files, wanted));
    if let Some(base) = &wanted.page {
        let documents = publish::documents(base, wanted.organizer.as_ref(), &entries(&events, &targets), now);
        targets.extend(documents);
    }
    spare_lists(&folder, &targets, lists)?;
    if !writing.overwrite {
        spare_others(&folder, &targets, &found)?;
    }
    let mut written = write(&folder, &targets, &events)?;
    let names: BTreeSet<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    for name in files.values().flatten().map(|file| &file.name).chain(&published.damaged) {
        // somebody's copy is not ours to remove
        if !names.contains(name.as_str()) && attachment::is_ours(name) {
            written.push(Written { path: folder.remove(name)?, meetings: None, outcome: Outcome::Removed });
        }
    }
    let is_changed = written.iter().any(|file| file.outcome != Outcome::Unchanged);
    if is_changed && wanted.page.is_none() && folder.begins_with(PAGE, GENERATOR)? {
        console.note(&Note::StalePage { path: shown(&folder.join(PAGE)) });
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

/// A file that is to be as the list and the memory have it.
pub(crate) struct Target<'a> {
    pub(crate) name: String,
    /// Whose events it holds.
    pub(crate) counties: Counties,
    /// How many; `None`: it is no calendar.
    pub(crate) len: Option<usize>,
    pub(crate) is_asked_for: bool,
    pub(crate) content: Content<'a>,
}

pub(crate) enum Content<'a> {
    /// Of all events, those of its counties.
    Feed,
    /// One event, and whose it is.
    Event(&'a Event, Option<&'a Mailbox>),
    /// Its bytes, and what it begins with if it is ours, more or less.
    Document(Vec<u8>, &'static str),
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
            console.note(&Note::NotOurs { path: shown(&file.path) });
        }
    };
    let by_county = |county: County| {
        let is_asked_for = matches!(wanted.feeds, Feeds::Counties | Feeds::All) && wanted.selected.contains(county);
        let len = events.iter().filter(|event| event.counties.contains(county)).count();
        let (name, counties) = (format!("{}.ics", county.slug()), Counties::from_iter([county]));
        Target { name, counties, len: Some(len), is_asked_for, content: Content::Feed }
    };
    let is_written = |target: &Target| {
        exists(&target.name) || target.is_asked_for && (wanted.feeds == Feeds::All || target.len > Some(0))
    };
    let (mut targets, others): (Vec<_>, Vec<_>) = County::all().map(by_county).partition(is_written);
    let is_asked_for = matches!(wanted.feeds, Feeds::Combined | Feeds::All);
    if is_asked_for || exists(COMBINED) {
        let (name, counties, len) = (COMBINED.to_owned(), Counties::all(), Some(events.len()));
        targets.push(Target { name, counties, len, is_asked_for, content: Content::Feed });
    }
    // what moved from a selected county into another must not be lost on the way
    let covered = covered(&targets);
    let only_files = targets.is_empty();
    let is_lost = |now: &&Event| !(now.counties.meets(covered) || only_files && files.contains_key(&now.uid));
    let lost = changes.iter().filter_map(Change::revised).filter(is_lost);
    let lost = lost.map(|now| now.counties).fold(Counties::default(), Counties::union);
    for target in others {
        if target.counties.meets(lost) {
            targets.push(target);
        } else if target.is_asked_for && wanted.is_named {
            target
                .counties
                .iter()
                .for_each(|county| console.note(&Note::CountyWithoutMeetings { county: county.full_name() }));
        } else if target.len > Some(0) {
            note_others(&target.name);
        }
    }
    if !targets.iter().any(|target| target.name == COMBINED) {
        note_others(COMBINED);
    }
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
        let (name, content) = (format!("{EVENTS}/{name}"), Content::Event(event, organizer));
        Target { name, counties: event.counties, len: Some(1), is_asked_for, content }
    };
    let names = attachment::names(&events);
    events.into_iter().zip(names).map(target).collect()
}

/// The events as the page shows them, each with its file.
fn entries<'a>(events: &[&'a Event], targets: &'a [Target]) -> Vec<Entry<'a>> {
    let files = targets.iter().filter_map(|target| match target.content {
        Content::Event(event, _) => Some((event.uid, target.name.as_str())),
        Content::Feed | Content::Document(..) => None,
    });
    let files: BTreeMap<_, _> = files.collect();
    events.iter().map(|event| Entry { event, file: files.get(&event.uid).copied().unwrap_or_default() }).collect()
}

/// No list that is read is ever replaced, whatever is allowed.
fn spare_lists(folder: &Folder, targets: &[Target], lists: &[List]) -> Result<(), Error> {
    // what is no file, as standard input, is none here
    let lists: Vec<PathBuf> = lists.iter().filter_map(|list| Path::new(&list.name).canonicalize().ok()).collect();
    let mut paths = targets.iter().map(|target| folder.join(&target.name));
    match paths.find(|path| path.canonicalize().is_ok_and(|path| lists.contains(&path))) {
        Some(path) => Err(Usage::ListItself { path: shown(&path) }.into()),
        None => Ok(()),
    }
}

/// What another program wrote is replaced only if that is allowed.
fn spare_others(folder: &Folder, targets: &[Target], found: &[Found]) -> Result<(), Error> {
    let others: BTreeSet<&str> = found.iter().filter(|file| !file.is_ours).map(|file| file.name.as_str()).collect();
    for Target { name, content, .. } in targets {
        let is_foreign = match content {
            Content::Feed | Content::Event(..) => others.contains(name.as_str()),
            Content::Document(_, mark) => folder.join(name).exists() && !folder.begins_with(name, mark)?,
        };
        if is_foreign {
            return Err(Error::Foreign { path: shown(&folder.join(name)) });
        }
    }
    Ok(())
}

/// Writes all files or none, feeds first and the page last.
fn write(folder: &Folder, targets: &[Target], events: &[&Event]) -> Result<Vec<Written>, Error> {
    let mut files = Vec::with_capacity(targets.len());
    for Target { name, counties, content, .. } in targets {
        files.push(match content {
            Content::Feed => folder.put(name, &profile::feed(*counties, events.iter().copied())?)?,
            Content::Event(event, organizer) => folder.put(name, &profile::event_file(event, *organizer)?)?,
            Content::Document(bytes, _) => folder.put(name, bytes)?,
        });
    }
    let done = folder.commit(files)?.into_iter().zip(targets);
    // of what nobody asked for only the news are told
    let told = done.filter(|((_, outcome), target)| target.is_asked_for || *outcome != Outcome::Unchanged);
    Ok(told.map(|((path, outcome), target)| Written { path, meetings: target.len, outcome }).collect())
}
