//! From a schedule to the calendars of a folder: what was published is read, what is to be published decided, and every
//! calendar of ours that is there brought up to date, so that all agree.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::messages::{Error, Note, Usage};
use super::publish::{self, PAGE};
use super::published::{COUNT, Published};
use super::{CHANGED, Input, print, private, read, refuse_problems, selection};
use crate::calendar::attachment;
use crate::calendar::changes::Report;
use crate::calendar::event::Event;
use crate::calendar::losses::losses;
use crate::calendar::mailbox::Mailbox;
use crate::calendar::memory::{EventFiles, Memory};
use crate::calendar::properties::{self, COMBINED, Manner};
use crate::calendar::reconcile::{
    Change, Outcome as Reconciled, Suspicion, Terms, open_again, reconcile, restyle, suspicion,
};
use crate::cli::{ExportArgs, Purpose, WritingArgs};
use crate::console::{Console, Written};
use crate::folder::{Folder, Outcome, Readers, shown};
use crate::list::{Field, Heading, List, Part, place};
use crate::message::Diagnostics;
use crate::page::{GENERATOR, Page, Site};
use crate::poland::county::{Counties, County};
use crate::poland::warsaw::Moment;

/// Runs `export`; gives the exit code.
pub(crate) fn export(args: &ExportArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let to_stdout = args.output == Path::new("-");
    if args.combined && !to_stdout && (!args.county.is_empty() || args.purpose == Purpose::Email) {
        return Err(Usage::CombinedCounty.into());
    }
    let WritingArgs { dry_run, exit_code, allow_cancel, allow_change, rebuild, overwrite } = args.writing;
    let is_written = [dry_run, exit_code, allow_cancel, allow_change, rebuild, overwrite].contains(&true);
    if to_stdout && (is_written || args.purpose != Purpose::Subscription) {
        return Err(Usage::NeedsFolder.into());
    }
    let selected = selection(&args.county)?;
    let input = read(&args.list, clock, console)?;
    if to_stdout {
        // one calendar, and no memory: every event is a first revision
        let terms = Terms { selected, now: input.now, rebuilt: None };
        let changes = reconcile(input.meetings, Vec::new(), &terms).changes;
        let manner = Manner { cancelled: args.cancelled.unwrap_or_default(), ..Manner::default() };
        return print(&properties::feed(selected, changes.iter().filter_map(Change::now), &manner)?);
    }
    run(&Wanted { args, selected, page: None }, input, console)
}

/// What is asked for.
pub(crate) struct Wanted<'a> {
    pub(crate) args: &'a ExportArgs,
    /// The counties that were named; all if none was.
    pub(crate) selected: Counties,
    /// Where the page will be, if one is; it leads to every county's feed, empty or not, and to the one for all.
    pub(crate) page: Option<&'a Site>,
}

/// Exports what was read into a folder; gives the exit code.
pub(crate) fn run(wanted: &Wanted, input: Input, console: &Console) -> Result<u8, Error> {
    let Input { lists, paths, meetings, open, now, is_built_in } = input;
    let Wanted { args, selected, page } = *wanted;
    let ExportArgs { output: path, organizer, writing, .. } = args;
    private::keep_from_messages(path)?;
    let none_selected = !meetings.iter().any(|meeting| meeting.counties.meets(selected));
    if none_selected && page.is_none() && !path.exists() {
        note_without_meetings(selected, console);
        console.exported(&[], &Report::new(&[], selected), writing.dry_run)?;
        return Ok(0);
    }
    let folder = super::open(writing.dry_run, path, Readers::All, console)?;
    let mut published = Published::read(folder, writing.rebuild.then_some(now), console)?;
    let before = published.memory.take_events();
    if is_built_in && before.iter().any(|was| meetings.iter().all(|meeting| meeting.digest != was.digest)) {
        // it is for trying things: it never takes the place of somebody's meetings
        return Err(Error::BuiltInOver { path: shown(path) });
    }
    let terms = Terms { selected, now, rebuilt: published.rebuilt };
    let Reconciled { mut changes, mut problems } = reconcile(meetings, before, &terms);
    let before = &published.memory.manner;
    let manner = Manner {
        page: page.map_or(before.page.as_str(), |site| site.base.as_str()).to_owned(),
        cancelled: args.cancelled.unwrap_or(before.cancelled),
    };
    restyle(&mut changes, &manner, before, &terms);
    problems.extend(open_again(&open, &changes));
    let mut diagnostics = Diagnostics::new(false);
    for (row, field, kind) in &problems {
        diagnostics.problem(|| place(&lists, *row, Part::Cell(*field)), kind);
    }
    refuse_problems(&diagnostics, console)?;
    if let Some(Suspicion { gone, county, ahead }) = suspicion(&changes, &terms)
        && !writing.allow_cancel
    {
        let meetings = gone.iter().map(|event| console.line(event)).collect();
        return Err(Error::WouldCancel { meetings, county: county.map(County::full_name), count: gone.len(), ahead });
    }
    if !writing.allow_change {
        refuse_losses(&losses(&changes, &terms), &lists, console)?;
    }
    let left_out = changes.iter().filter(|change| change.now().is_none()).filter_map(Change::was);
    let (doubles, over): (Vec<_>, Vec<_>) = left_out.partition(|was| was.stands(now));
    let lines = |events: Vec<&Event>| events.into_iter().map(|was| console.line(was)).collect();
    console.note_of(lines(doubles), |meetings| Note::Doubles { meetings });
    console.note_of(lines(over), |meetings| Note::LeftOut { meetings });
    let events: Vec<&Event> = changes.iter().filter_map(Change::now).collect();
    let Published { folder, memory: Memory { files, .. }, .. } = &published;
    let mut targets = feeds(&changes, &published, wanted, console);
    targets.extend(event_files(&events, files, wanted));
    if let Some(site) = page {
        let today = Moment::from_utc(now.and_utc()).local.date();
        let page = Page { site, organizer: organizer.as_ref(), events: &events, today, manner: &manner };
        let documents = publish::documents(&page);
        targets.extend(documents);
    }
    spare_lists(folder, &targets, &paths)?;
    if !writing.overwrite {
        spare_others(&published, &targets)?;
    }
    let mut written = write(folder, &targets, &events, &manner)?;
    let names: BTreeSet<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    for name in files.keys().map(|uid| attachment::path(*uid)).chain(published.damaged.iter().cloned()) {
        if !names.contains(&*name.to_ascii_lowercase()) {
            written.push(Written { path: shown(&folder.remove(&name)?), meetings: None, outcome: Outcome::Removed });
        }
    }
    let is_changed = written.iter().any(|file| file.outcome != Outcome::Unchanged);
    if is_changed && page.is_none() && folder.begins_with(PAGE, GENERATOR)? {
        console.note(&Note::StalePage { path: shown(&folder.join(PAGE)) });
    }
    console.exported(&written, &Report::new(&changes, covered(&targets)), writing.dry_run)?;
    // the program ends, and to free a hundred thousand events one by one takes a twentieth of its time
    std::mem::forget(changes);
    Ok(if writing.exit_code && is_changed { CHANGED } else { 0 })
}

/// Names the column that is missing, if one is, and the headings that may be it.
fn refuse_losses(losses: &[(&Event, Vec<Field>)], lists: &[List], console: &Console) -> Result<(), Error> {
    let Some((_, fields)) = losses.first() else { return Ok(()) };
    let headings: Vec<_> = lists.iter().map(List::headings).collect();
    let has = |field: Field| headings.iter().all(|of| of.iter().any(|(heading, _)| *heading == Heading::Known(field)));
    let field = fields.iter().copied().find(|field| !has(*field));
    let unknown = headings.iter().flatten().filter(|(heading, _)| *heading == Heading::Unknown);
    let found: Vec<_> = unknown.map(|(_, text)| text.clone()).collect();
    let meetings = losses.iter().map(|(was, fields)| console.losses(was, fields)).collect();
    Err(Error::WouldLose { meetings, count: losses.len(), field, found: Some(found).filter(|found| !found.is_empty()) })
}

fn note_without_meetings(counties: Counties, console: &Console) {
    for county in counties.iter() {
        console.note(&Note::CountyWithoutMeetings { county: county.full_name() });
    }
}

/// A file that is to be as the list and the memory have it.
pub(crate) struct Target<'a> {
    pub(crate) name: String,
    /// The counties whose events it holds.
    pub(crate) counties: Counties,
    /// How many events it holds; `None`: it is no calendar.
    pub(crate) len: Option<usize>,
    pub(crate) is_asked_for: bool,
    pub(crate) content: Content<'a>,
}

pub(crate) enum Content<'a> {
    /// It holds those of all events that its counties have.
    Feed,
    /// It holds one event, with its organiser.
    Event(&'a Event, Option<&'a Mailbox>),
    /// These bytes; a file that has the text near its beginning is ours, and may be replaced.
    Document(Vec<u8>, &'static str),
}

/// The counties of calendars and event files.
fn covered(targets: &[Target]) -> Counties {
    targets.iter().map(|target| target.counties).fold(Counties::default(), Counties::union)
}

/// The feeds that were asked for, and those of ours that are there: all agree. Says which are not written, and why.
fn feeds(changes: &[Change], published: &Published, wanted: &Wanted, console: &Console) -> Vec<Target<'static>> {
    let Published { folder, found, memory: Memory { files, .. }, .. } = published;
    let Wanted { args, selected, page } = wanted;
    let has_feeds = args.purpose != Purpose::Email;
    let feed = |name: String, counties: Counties, is_asked_for: bool| {
        let len = changes.iter().filter_map(Change::now).filter(|event| event.counties.meets(counties)).count();
        Target { name, counties, len: Some(len), is_asked_for, content: Content::Feed }
    };
    let of_county = |county: County| {
        let is_asked_for = has_feeds && !args.combined && selected.contains(county);
        feed(format!("{}.ics", county.slug()), Counties::from_iter([county]), is_asked_for)
    };
    let combined = feed(COMBINED.to_owned(), Counties::all(), page.is_some() || has_feeds && args.combined);
    let is_written = |target: &Target| {
        let is_there = found.iter().any(|file| file.is_ours && file.is_at(&target.name));
        is_there || target.is_asked_for && (page.is_some() || args.combined || target.len > Some(0))
    };
    let (mut targets, others): (Vec<_>, Vec<_>) = County::all().map(of_county).chain([combined]).partition(is_written);
    // what moved from a selected county into another must not be lost on the way
    let covered = covered(&targets);
    let only_files = targets.is_empty();
    let is_lost = |now: &&Event| !(now.counties.meets(covered) || only_files && files.contains_key(&now.uid));
    let is_revised = |change: &&Change| matches!(change, Change::Revised(..) | Change::Vanished(..));
    let lost = changes.iter().filter(is_revised).filter_map(Change::now).filter(is_lost);
    let lost = lost.map(|now| now.counties).fold(Counties::default(), Counties::union);
    for target in others {
        if target.counties.meets(lost) && target.name != COMBINED {
            targets.push(target);
        } else if target.is_asked_for && !args.county.is_empty() {
            note_without_meetings(target.counties, console);
        } else if target.len > Some(0) && found.iter().any(|file| file.is_at(&target.name)) {
            // another program's file has its name
            console.note(&Note::NotOurs { path: shown(&folder.join(&target.name)) });
        }
    }
    targets
}

/// Event files, those that were asked for and those that are there.
fn event_files<'a>(events: &[&'a Event], files: &'a EventFiles, wanted: &'a Wanted) -> Vec<Target<'a>> {
    let Wanted { args, selected, .. } = wanted;
    let is_asked_for = |event: &Event| args.purpose != Purpose::Subscription && event.counties.meets(*selected);
    let is_wanted = |event: &&Event| is_asked_for(event) || files.contains_key(&event.uid);
    let target = |event: &'a Event| {
        let is_asked_for = is_asked_for(event);
        let known = || files.get(&event.uid)?.as_ref();
        let organizer = if is_asked_for { args.organizer.as_ref() } else { known() };
        let (name, content) = (attachment::path(event.uid), Content::Event(event, organizer));
        Target { name, counties: event.counties, len: Some(1), is_asked_for, content }
    };
    events.iter().copied().filter(is_wanted).map(target).collect()
}

/// No list that is read is ever replaced, whatever is allowed.
fn spare_lists(folder: &Folder, targets: &[Target], lists: &[PathBuf]) -> Result<(), Error> {
    // what is no file, as standard input, is none here
    let lists: Vec<PathBuf> = lists.iter().filter_map(|list| list.canonicalize().ok()).collect();
    let mut paths = targets.iter().map(|target| folder.join(&target.name));
    let list = paths.find(|path| path.canonicalize().is_ok_and(|path| lists.contains(&path)));
    list.map_or(Ok(()), |path| Err(Usage::ListItself { path: shown(&path) }.into()))
}

/// What another program wrote is replaced only if that is allowed.
fn spare_others(Published { folder, found, .. }: &Published, targets: &[Target]) -> Result<(), Error> {
    let others = found.iter().filter(|file| !file.is_ours).map(|file| file.name.to_ascii_lowercase());
    let others: BTreeSet<String> = others.collect();
    for Target { name, content, .. } in targets {
        let is_foreign = match content {
            Content::Feed | Content::Event(..) => others.contains(name),
            Content::Document(_, mark) => folder.join(name).exists() && !folder.begins_with(name, mark)?,
        };
        if is_foreign {
            return Err(Error::Foreign { path: shown(&folder.join(name)) });
        }
    }
    Ok(())
}

/// Writes all files or none, feeds first and the page last.
fn write(folder: &Folder, targets: &[Target], events: &[&Event], manner: &Manner) -> Result<Vec<Written>, Error> {
    let mut files = Vec::with_capacity(targets.len());
    for Target { name, counties, content, .. } in targets {
        files.push(match content {
            Content::Feed => folder.put(name, &properties::feed(*counties, events.iter().copied(), manner)?)?,
            Content::Event(event, organizer) => {
                folder.put(name, &properties::event_file(event, *organizer, manner)?)?
            }
            Content::Document(bytes, _) => folder.put(name, bytes)?,
        });
    }
    files.push(folder.put(COUNT, format!("{}\n", events.len()).as_bytes())?);
    let done = folder.commit(files)?.into_iter().zip(targets);
    // of what nobody asked for only the news are told
    let told = done.filter(|((_, outcome), target)| target.is_asked_for || *outcome != Outcome::Unchanged);
    Ok(told.map(|((path, outcome), target)| Written { path: shown(&path), meetings: target.len, outcome }).collect())
}
