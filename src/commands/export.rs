//! From a schedule to the calendars of a folder: what was published is read, what is to be published decided, and every
//! calendar of ours that is there brought up to date, so that all agree.

use std::path::{Path, PathBuf};
use std::{collections::BTreeSet, time::SystemTime};

use super::published::{self, COUNT, Published};
use super::{CHANGED, Error, Input, Note, Usage, print, read, refuse, refuse_problems, selection};
use crate::calendar::properties::{self, COMBINED};
use crate::calendar::reconcile::{Outcome as Reconciled, open_again, reconcile, restyle, suspicion};
use crate::calendar::{Change, Event, Manner, Terms, attachment, changes::Report, losses::losses};
use crate::cli::{ExportArgs, Purpose, WritingArgs};
use crate::console::{Console, Written};
use crate::folder::{Outcome, Prepared, Readers, shown};
use crate::list::{Field, Heading, List, Part, place};
use crate::page::{GENERATOR, PAGE, Page, Site};
use crate::poland::county::{Counties, County};
use crate::{message::Diagnostics, poland::warsaw::Moment};

/// Runs `export`; gives the exit code.
pub(crate) fn export(args: &ExportArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let to_stdout = args.output == Path::new("-");
    let is_partial = !args.county.is_empty() || args.purpose == Purpose::Email;
    refuse(args.combined && !to_stdout && is_partial, Usage::CombinedCounty)?;
    let WritingArgs { dry_run, exit_code, allow_cancel, allow_change, rebuild, overwrite, cancelled, .. } =
        args.writing;
    let is_written = [dry_run, exit_code, allow_cancel, allow_change, rebuild, overwrite].contains(&true);
    refuse(to_stdout && (is_written || args.purpose != Purpose::Subscription), Usage::NeedsFolder)?;
    let selected = selection(&args.county)?;
    let input = read(&args.list, clock, console)?;
    if to_stdout {
        // one calendar, and no memory: every event is a first revision
        let terms = Terms { selected, now: input.now, rebuilt: None };
        let changes = reconcile(input.meetings, Vec::new(), &terms).changes;
        let manner = Manner { cancelled: cancelled.unwrap_or_default(), ..Manner::default() };
        return print(&properties::feed(selected, changes.iter().filter_map(Change::now), &manner)?);
    }
    Export { args, selected, page: None, console }.run(input)
}

/// A run that writes into a folder.
pub(crate) struct Export<'a> {
    pub(crate) args: &'a ExportArgs,
    /// The counties that were named; all if none was.
    pub(crate) selected: Counties,
    /// Where the page will be, if one is; it leads to every county's feed, empty or not, and to the one for all.
    pub(crate) page: Option<&'a Site>,
    pub(crate) console: &'a Console,
}

impl Export<'_> {
    /// Exports what was read; gives the exit code.
    pub(crate) fn run(&self, mut input: Input) -> Result<u8, Error> {
        let Self { args: ExportArgs { output: path, writing, .. }, selected, page, console } = *self;
        let (meetings, now) = (std::mem::take(&mut input.meetings), input.now);
        published::keep_from_messages(path)?;
        let none_selected = !meetings.iter().any(|meeting| meeting.counties.meets(selected));
        // no folder is made for nothing
        let is_idle = none_selected && page.is_none() && !path.exists();
        let folder = super::open(writing.dry_run || is_idle, path, Readers::All, console)?;
        let mut published = Published::read(folder, writing.rebuild.then_some(now), console)?;
        let before = std::mem::take(&mut published.events);
        // it is for trying things: it never takes the place of somebody's meetings
        let is_over = |was: &Event| meetings.iter().all(|meeting| meeting.digest != was.digest);
        let is_over = input.is_built_in && before.iter().any(|was| is_over(was));
        refuse(is_over, Error::BuiltInOver { path: shown(path) })?;
        let terms = Terms { selected, now, rebuilt: published.rebuilt };
        let Reconciled { mut changes, mut problems } = reconcile(meetings, before, &terms);
        let before = &published.manner;
        let manner = Manner {
            page: page.map_or(&before.page, |site| &site.base).clone(),
            cancelled: writing.cancelled.unwrap_or(before.cancelled),
        };
        restyle(&mut changes, &manner, before, &terms);
        problems.extend(open_again(&input.open, &changes));
        let mut diagnostics = Diagnostics::new(false);
        for (row, field, kind) in &problems {
            diagnostics.problem(|| place(&input.lists, *row, Part::Cell(*field)), kind);
        }
        refuse_problems(&diagnostics, console)?;
        let lines = |events: Vec<&Event>| events.into_iter().map(|event| console.line(event)).collect();
        if let (Some((gone, county, ahead)), false) = (suspicion(&changes, &terms), writing.allow_cancel) {
            let (county, count) = (county.map(County::full_name), gone.len());
            return Err(Error::WouldCancel { meetings: lines(gone), county, count, ahead });
        }
        if !writing.allow_change {
            refuse_losses(&losses(&changes, &terms), &input.lists, console)?;
        }
        let left_out = changes.iter().filter(|change| change.now().is_none()).filter_map(Change::was);
        let (doubles, over): (Vec<_>, Vec<_>) = left_out.partition(|was| was.stands(now));
        console.note_of(lines(doubles), |meetings| Note::Doubles { meetings });
        console.note_of(lines(over), |meetings| Note::LeftOut { meetings });
        self.write(&input, &published, &changes, &manner)
    }

    /// Writes all files or none, feeds first and the page last; gives the exit code.
    fn write(&self, input: &Input, published: &Published, changes: &[Change], manner: &Manner) -> Result<u8, Error> {
        let Self { args: ExportArgs { purpose, writing, .. }, selected, page, console } = *self;
        let Published { folder, files: known, .. } = published;
        let events: Vec<&Event> = changes.iter().filter_map(Change::now).collect();
        // what is no file, as standard input, is none here
        let lists = input.paths.iter().filter_map(|list| list.canonicalize().ok()).collect();
        let (overwrites, covered) = (writing.overwrite, Counties::default());
        let mut output = Output { published, lists, overwrites, files: Vec::new(), written: Vec::new(), covered };
        let today = Moment::from_utc(input.now.and_utc()).local.date();
        let page_of = |site| Page { site, organizer: writing.organizer.as_ref(), events: &events, today, manner };
        let documents = page.map(|site| page_of(site).documents());
        // before anything is written
        for (name, _, mark) in documents.iter().flatten() {
            let is_foreign = folder.join(name).exists() && !folder.begins_with(name, mark)?;
            output.check(name, is_foreign)?;
        }
        for feed in self.feeds(changes, published) {
            let bytes = properties::feed(feed.counties, events.iter().copied(), manner)?;
            output.put(&feed, &bytes)?;
        }
        for event in &events {
            let known = known.get(&event.uid);
            let is_asked_for = *purpose != Purpose::Subscription && event.counties.meets(selected);
            if is_asked_for || known.is_some() {
                let organizer = if is_asked_for { writing.organizer.as_ref() } else { known.and_then(Option::as_ref) };
                let (name, counties) = (attachment::path(event.uid), event.counties);
                let bytes = properties::event_file(event, organizer, manner)?;
                output.put(&Target { name, counties, len: Some(1), is_asked_for }, &bytes)?;
            }
        }
        for (name, text, _) in documents.into_iter().flatten() {
            let (name, counties) = (name.to_owned(), Counties::default());
            output.put(&Target { name, counties, len: None, is_asked_for: true }, text.as_bytes())?;
        }
        let before = known.keys().map(|uid| attachment::path(*uid)).chain(published.damaged.iter().cloned());
        let kept: BTreeSet<_> = output.files.iter().map(|file| file.name.as_str()).collect();
        let gone: Vec<_> = before.filter(|name| !kept.contains(&**name)).map(|name| folder.remove(&name)).collect();
        output.written.extend(gone.iter().map(|file| Written::new(file, None)));
        output.files.extend(gone);
        output.files.push(folder.put(COUNT, format!("{}\n", events.len()).as_bytes())?);
        folder.commit(&mut output.files)?;
        let Output { written, covered, .. } = output;
        let is_changed = written.iter().any(|file| file.outcome != Outcome::Unchanged);
        let is_stale = is_changed && page.is_none() && folder.begins_with(PAGE, GENERATOR)?;
        console.note_if(is_stale, &Note::StalePage { path: shown(&folder.join(PAGE)) });
        console.exported(&written, &Report::new(changes, covered), writing.dry_run)?;
        Ok(if writing.exit_code && is_changed { CHANGED } else { 0 })
    }

    /// The feeds that were asked for, and those of ours that are there: all agree. Says which are not written, and why.
    fn feeds(&self, changes: &[Change], published: &Published) -> Vec<Target> {
        let Published { folder, found, files, .. } = published;
        let Self { args, selected, page, console } = *self;
        let feed = |(name, counties): (String, Counties)| {
            let is_selected = args.combined == (name == COMBINED) && counties.meets(selected);
            let is_asked_for = page.is_some() || args.purpose != Purpose::Email && is_selected;
            let len = changes.iter().filter_map(Change::now).filter(|event| event.counties.meets(counties)).count();
            Target { name, counties, len: Some(len), is_asked_for }
        };
        let is_written = |target: &Target| {
            let is_wanted = target.is_asked_for && (page.is_some() || args.combined || target.len > Some(0));
            is_wanted || found.iter().any(|name| name.eq_ignore_ascii_case(&target.name))
        };
        let (mut targets, others): (Vec<_>, Vec<_>) = properties::feeds().map(feed).partition(is_written);
        // what moved from a selected county into another must not be lost on the way
        let covered = targets.iter().map(|target| target.counties).fold(Counties::default(), Counties::union);
        let only_files = targets.is_empty();
        let is_lost = |now: &&Event| !(now.counties.meets(covered) || only_files && files.contains_key(&now.uid));
        let is_revised = |change: &&Change| matches!(change, Change::Revised(..) | Change::Vanished(..));
        let lost = changes.iter().filter(is_revised).filter_map(Change::now).filter(is_lost);
        let lost = lost.map(|now| now.counties).fold(Counties::default(), Counties::union);
        for target in others {
            let is_of_county = target.name != COMBINED;
            if is_of_county && target.counties.meets(lost) {
                targets.push(target);
            } else if is_of_county && !args.county.is_empty() && target.counties.meets(selected) {
                console.note(&Note::CountyWithoutMeetings { county: target.counties.names(County::full_name) });
            } else if target.len > Some(0) && folder.join(&target.name).exists() {
                // another program's file has its name
                console.note(&Note::NotOurs { path: shown(&folder.join(&target.name)) });
            }
        }
        targets
    }
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

/// A file that is to be as the list and the memory have it.
struct Target {
    name: String,
    /// The counties whose events it holds.
    counties: Counties,
    /// How many events it holds; `None`: it is no calendar.
    len: Option<usize>,
    is_asked_for: bool,
}

/// What is brought to the disk, and not yet into its place.
struct Output<'a> {
    published: &'a Published,
    /// What was read.
    lists: Vec<PathBuf>,
    overwrites: bool,
    files: Vec<Prepared>,
    /// What is told of them: of what nobody asked for only the news.
    written: Vec<Written>,
    /// The counties of its calendars.
    covered: Counties,
}

impl Output<'_> {
    /// Adds a file, if it may be written.
    fn put(&mut self, target: &Target, bytes: &[u8]) -> Result<(), Error> {
        let is_foreign = self.published.others.iter().any(|other| other.eq_ignore_ascii_case(&target.name));
        self.check(&target.name, is_foreign)?;
        let file = self.published.folder.put(&target.name, bytes)?;
        if target.is_asked_for || file.outcome != Outcome::Unchanged {
            self.written.push(Written::new(&file, target.len));
        }
        self.covered = self.covered.union(target.counties);
        self.files.push(file);
        Ok(())
    }

    /// What another program wrote is replaced only if that is allowed; a list that is read, never.
    fn check(&self, name: &str, is_foreign: bool) -> Result<(), Error> {
        let path = self.published.folder.join(name);
        let is_list = path.canonicalize().is_ok_and(|path| self.lists.contains(&path));
        refuse(is_list, Usage::ListItself { path: shown(&path) })?;
        refuse(is_foreign && !self.overwrites, Error::Foreign { path: shown(&path) })
    }
}
