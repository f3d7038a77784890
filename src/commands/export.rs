//! From a schedule to the calendars of a folder: what was published is read, what is to be published decided, and every
//! calendar of ours that is there brought up to date, so that all agree.

use std::{collections::BTreeSet, path::Path, time::SystemTime};

use super::published::{self, COUNT, Published};
use super::{CHANGED, Error, Input, Note, Usage, print, read, refuse, refuse_problems, selection};
use crate::calendar::properties::{self, COMBINED};
use crate::calendar::reconcile::{Outcome as Reconciled, open_again, reconcile, restyle, suspicion};
use crate::calendar::{Change, Event, Mailbox, Manner, Terms, attachment, changes::Report, losses::losses};
use crate::cli::{ExportArgs, Purpose, WritingArgs};
use crate::console::{Console, Written};
use crate::folder::{Outcome, Readers, shown};
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
        let Published { folder, files: known, others, .. } = published;
        let events: Vec<_> = changes.iter().filter_map(Change::now).collect();
        let organizer = writing.organizer.as_ref();
        let mut targets = self.feeds(changes, published);
        for event in events.iter().copied() {
            let known = known.get(&event.uid);
            let is_asked_for = *purpose != Purpose::Subscription && event.counties.meets(selected);
            if is_asked_for || known.is_some() {
                let organizer = if is_asked_for { organizer } else { known.and_then(Option::as_ref) };
                let (name, content) = (attachment::path(event.uid), Content::Event(event, organizer));
                targets.push(Target { name, content, counties: event.counties, is_asked_for });
            }
        }
        if let Some(site) = page {
            let today = Moment::from_utc(input.now.and_utc()).local.date();
            for (name, text, mark) in (Page { site, organizer, events: &events, today, manner }).documents() {
                let (name, content) = (name.to_owned(), Content::Document(text, mark));
                targets.push(Target { name, content, counties: Counties::default(), is_asked_for: true });
            }
        }
        // what is no file, as standard input, is none here
        let lists: Vec<_> = input.paths.iter().filter_map(|list| list.canonicalize().ok()).collect();
        // before anything is written; what another program wrote is replaced only if that is allowed, and a list that is read, never
        for Target { name, content, .. } in &targets {
            let path = folder.path.join(name);
            let is_list = path.canonicalize().is_ok_and(|path| lists.contains(&path));
            refuse(is_list, Usage::ListItself { path: shown(&path) })?;
            let is_foreign = match content {
                Content::Document(_, mark) => path.exists() && !folder.begins_with(name, mark)?,
                _ => others.iter().any(|other| other.eq_ignore_ascii_case(name)),
            };
            refuse(is_foreign && !writing.overwrite, Error::Foreign { path: shown(&path) })?;
        }
        let (mut files, mut written) = (Vec::new(), Vec::new());
        for Target { name, content, counties, is_asked_for } in &targets {
            let (bytes, len) = match content {
                Content::Feed(len) => (properties::feed(*counties, events.iter().copied(), manner)?, Some(*len)),
                Content::Event(event, organizer) => (properties::event_file(event, *organizer, manner)?, Some(1)),
                Content::Document(text, _) => (text.clone().into_bytes(), None),
            };
            let file = folder.put(name, &bytes)?;
            // of what nobody asked for only the news is told
            if *is_asked_for || file.outcome != Outcome::Unchanged {
                written.push(Written::new(&file, len));
            }
            files.push(file);
        }
        let before = known.keys().map(|uid| attachment::path(*uid)).chain(published.damaged.iter().cloned());
        let kept: BTreeSet<_> = targets.iter().map(|target| &target.name).collect();
        for file in before.filter(|name| !kept.contains(name)).map(|name| folder.remove(&name)) {
            written.push(Written::new(&file, None));
            files.push(file);
        }
        files.push(folder.put(COUNT, format!("{}\n", events.len()).as_bytes())?);
        folder.commit(&mut files)?;
        let is_changed = written.iter().any(|file| file.outcome != Outcome::Unchanged);
        let is_stale = is_changed && page.is_none() && folder.begins_with(PAGE, GENERATOR)?;
        console.note_if(is_stale, &Note::StalePage { path: shown(&folder.path.join(PAGE)) });
        console.exported(&written, &Report::new(changes, covered(&targets)), writing.dry_run)?;
        Ok(if writing.exit_code && is_changed { CHANGED } else { 0 })
    }

    /// The feeds that were asked for, and those of ours that are there: all agree. Says which are not written, and why.
    fn feeds(&self, changes: &[Change], published: &Published) -> Vec<Target<'static>> {
        let Published { folder, found, files, .. } = published;
        let Self { args, selected, page, console } = *self;
        let feed = |(name, counties): (String, Counties)| {
            let is_selected = args.combined == (name == COMBINED) && counties.meets(selected);
            let is_asked_for = page.is_some() || args.purpose != Purpose::Email && is_selected;
            let len = changes.iter().filter_map(Change::now).filter(|event| event.counties.meets(counties)).count();
            Target { name, content: Content::Feed(len), counties, is_asked_for }
        };
        let is_empty = |target: &Target| matches!(target.content, Content::Feed(0));
        let is_written = |target: &Target| {
            let is_wanted = target.is_asked_for && (page.is_some() || args.combined || !is_empty(target));
            is_wanted || found.iter().any(|name| name.eq_ignore_ascii_case(&target.name))
        };
        let (mut targets, others): (Vec<_>, Vec<_>) = properties::feeds().map(feed).partition(is_written);
        // what moved from a selected county into another must not be lost on the way
        let covered = covered(&targets);
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
            } else if !is_empty(&target) && folder.path.join(&target.name).exists() {
                // another program's file has its name
                console.note(&Note::NotOurs { path: shown(&folder.path.join(&target.name)) });
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
struct Target<'a> {
    name: String,
    content: Content<'a>,
    /// The counties whose events it holds.
    counties: Counties,
    is_asked_for: bool,
}

/// What a file holds.
enum Content<'a> {
    /// So many events.
    Feed(usize),
    /// One, and who invites to it.
    Event(&'a Event, Option<&'a Mailbox>),
    /// A text, and how it is recognised as ours.
    Document(String, &'static str),
}

/// The counties whose events are in any of these.
fn covered(targets: &[Target]) -> Counties {
    targets.iter().map(|target| target.counties).fold(Counties::default(), Counties::union)
}
