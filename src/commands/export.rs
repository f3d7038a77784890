//! From a schedule to the calendars of a folder: what was published is read, what is to be published decided, and every
//! calendar of ours that is there brought up to date, so that all agree.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use uuid::Uuid;

use super::{CHANGED, Input, read, selection};
use crate::calendar::attachment;
use crate::calendar::changes::{self, Report, Shown};
use crate::calendar::mailbox::Mailbox;
use crate::calendar::memory::{self, LeftOut, Memory, Published};
use crate::calendar::profile::{self, COMBINED, Organizer};
use crate::calendar::reconcile::{self, Event, Inputs, Suspicion, reconcile, suspicion};
use crate::cli::{ExportArgs, PublishArgs, Purpose, WritingArgs};
use crate::commands::error::Error;
use crate::commands::known::{EventFiles, Known, LEFT_OUT};
use crate::commands::ours::{self, EVENTS, Found};
use crate::console::{Console, Note, Written};
use crate::folder::{Folder, Outcome, Readers};
use crate::list::{Field, List, Part};
use crate::meeting::Meeting;
use crate::message::Diagnostics;
use crate::message::lang::{Lang, say};
use crate::page::links;
use crate::page::links::BaseUrl;
use crate::page::{self, Entry, GENERATOR, Page};
use crate::poland::county::{Counties, County};
use crate::poland::warsaw::Moment;

/// The page on which people find the calendars.
const PAGE: &str = "index.html";
/// The meetings for programs.
const DATA: &str = "meetings.json";

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
        return read(&args.list, clock, console, |input| {
            to_standard_output(&input.schedule.meetings, selected, input.now)
        });
    }
    let feeds = match args.purpose {
        Purpose::Email => Feeds::None,
        _ if args.combined => Feeds::Combined,
        _ => Feeds::Counties,
    };
    let files = args.purpose != Purpose::Subscription;
    let is_named = !args.county.is_empty();
    let wanted = Wanted { path, selected, is_named, feeds, files, organizer, page: None, writing: &args.writing };
    read(&args.list, clock, console, |input| run(&wanted, &input, console))
}

/// Runs `publish`; gives the exit code.
pub(crate) fn publish(args: &PublishArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    let missing = |en: &str, pl: &str| Error::Usage(if console.lang == Lang::En { en } else { pl }.to_owned());
    let path =
        args.output.clone().ok_or_else(|| missing("into which folder? -o DIR", "do którego folderu? -o FOLDER"))?;
    let base = args.base_url.clone().ok_or_else(|| {
        missing(
            "where is the folder on the web? --base-url https://powiat.example.pl/spotkania/",
            "pod jakim adresem będzie ten folder? --base-url https://powiat.example.pl/spotkania/",
        )
    })?;
    if path == Path::new("-") {
        return Err(missing(
            "a published folder cannot be standard output",
            "opublikowany folder to nie standardowe wyjście",
        ));
    }
    if base.is_insecure() {
        console.note(&Note::Insecure(&base));
    }
    let organizer = args.organizer.clone();
    let wanted = Wanted {
        path,
        selected: Counties::all(),
        is_named: false,
        feeds: Feeds::All,
        files: true,
        organizer,
        page: Some(base),
        writing: &args.writing,
    };
    read(&args.list, clock, console, |input| run(&wanted, &input, console))
}

/// Which feeds are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Feeds {
    None,
    /// Each county's that has meetings.
    Counties,
    /// The one for all counties.
    Combined,
    /// Every county's, empty or not, and the one for all.
    All,
}

/// What is asked for.
struct Wanted<'a> {
    path: PathBuf,
    selected: Counties,
    /// Whether the counties were named one by one.
    is_named: bool,
    feeds: Feeds,
    /// Whether event files are.
    files: bool,
    organizer: Option<Mailbox>,
    /// Where the page will be, if one is.
    page: Option<BaseUrl>,
    writing: &'a WritingArgs,
}

fn run(wanted: &Wanted, input: &Input, console: &Console) -> Result<u8, Error> {
    let Input { lists, ref schedule, now, built_in } = *input;
    let Wanted { ref path, selected, writing: args, .. } = *wanted;
    let meetings = schedule.meetings.as_slice();
    let none_selected = !meetings.iter().any(|meeting| meeting.counties.meets(selected));
    if none_selected && wanted.page.is_none() && !path.exists() {
        selected.iter().for_each(|county| console.note(&Note::NoMeetings(county)));
        console.exported(&[], &Report::new(&[], selected), args.dry_run)?;
        return Ok(0);
    }
    let folder = if args.dry_run { Folder::look(path)? } else { Folder::open(path, Readers::All)? };
    let found = ours::calendars(&folder)?;
    let is_first = !found.iter().any(|file| file.is_ours);
    let memory = Memory::new(if is_first { &[] } else { meetings }, selected);
    let memory = Known::read(&folder, &found, memory, args.rebuild, now, console)?;
    let inputs = Inputs {
        meetings,
        published: &memory.published,
        left_out: &memory.left_out,
        selected,
        now,
        sequence: memory.sequence,
    };
    let outcome = reconcile(&inputs);
    if built_in && memory.published.iter().any(|was| meetings.iter().all(|meeting| meeting.digest != was.digest)) {
        // it is for trying things: it never takes the place of somebody's meetings
        return Err(Error::BuiltInOver { path: path.clone() });
    }
    refuse_reused_ids(&outcome.reused, lists, console)?;
    if let Some(Suspicion { gone, county, ahead }) = suspicion(&inputs, &outcome)
        && !args.allow_cancel
    {
        let meetings = gone.iter().map(|event| changes::line(event, console.lang)).collect();
        return Err(Error::WouldCancel { meetings, county, ahead });
    }
    if !outcome.dropped.is_empty() {
        let meetings: Vec<_> = outcome.dropped.iter().map(|was| changes::published_line(was, console.lang)).collect();
        console.note(&Note::LeftOut(&meetings));
    }
    let mut targets = targets(&outcome.events, &found, &memory.files, wanted, console);
    targets.extend(event_targets(&outcome.events, &memory.files, wanted));
    let documents = wanted.page.as_ref().map(|base| documents(base, wanted, &outcome.events, &targets, now));
    let documents = documents.unwrap_or_default();
    let names: HashSet<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    // of what will be written only what is there can be a list
    let there = found.iter().filter(|file| names.contains(file.name.as_str())).map(|file| file.path.clone());
    spare_lists(lists, there.chain(documents.iter().map(|document| folder.join(document.name))), console)?;
    let mut written = write(&folder, &targets, &outcome, &found, &documents, args.overwrite)?;
    for file in memory.files.values().flatten().filter(|file| !names.contains(file.name.as_str())) {
        // somebody's copy is not ours to remove
        if !attachment::is_name(ours::in_events(&file.name).unwrap_or(&file.name)) {
            continue;
        }
        let path = folder.remove(&file.name)?;
        written.push(Written { path, meetings: None, outcome: Outcome::Removed });
    }
    let is_changed = written.iter().any(|file| file.outcome != Outcome::Unchanged);
    if is_changed && documents.is_empty() && folder.begins_with(PAGE, GENERATOR)? {
        console.note(&Note::StalePage(&folder.join(PAGE)));
    }
    let report = Report::new(&outcome.events, covered(&targets));
    console.exported(&written, &report, args.dry_run)?;
    Ok(if args.exit_code && is_changed { CHANGED } else { 0 })
}

/// What is wrong with a row beside what was published.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    ReusedId { id: String, date: NaiveDate },
}

/// No list that is read is ever replaced, whatever is allowed.
fn spare_lists(lists: &[List], mut paths: impl Iterator<Item = PathBuf>, console: &Console) -> Result<(), Error> {
    // what is no file, as standard input, is none here
    let lists: Vec<PathBuf> = lists.iter().filter_map(|list| Path::new(&list.name).canonicalize().ok()).collect();
    match paths.find(|path| path.canonicalize().is_ok_and(|path| lists.contains(&path))) {
        Some(path) => Err(Error::Usage(say!(
            console.lang,
            "{} is the list itself: name another folder for the calendars, with --output",
            "{} to sama lista: podaj inny folder na kalendarze, w --output",
            path.display()
        ))),
        None => Ok(()),
    }
}

/// The counties of calendars and event files.
fn covered(targets: &[Target]) -> Counties {
    targets.iter().map(|target| target.counties).fold(Counties::default(), Counties::union)
}

/// One calendar, and no memory: every event is a first revision.
fn to_standard_output(meetings: &[Meeting], selected: Counties, now: NaiveDateTime) -> Result<u8, Error> {
    let (published, left_out) = (&[], &LeftOut::new());
    let outcome = reconcile(&Inputs { meetings, published, left_out, selected, now, sequence: 0 });
    let mut out = BufWriter::new(io::stdout().lock());
    profile::feeds::<Error>(&[selected], &outcome.events, &mut |_, bytes| Ok(out.write_all(bytes)?))?;
    out.flush()?;
    Ok(0)
}

fn refuse_reused_ids(reused: &[(&Meeting, &Published)], lists: &[List], console: &Console) -> Result<(), Error> {
    if reused.is_empty() {
        return Ok(());
    }
    let mut diagnostics = Diagnostics::new(false);
    for (meeting, was) in reused {
        let place = lists[usize::from(meeting.row.list)].at(meeting.row, Part::Cell(Field::Id));
        diagnostics.problem(&place, &Kind::ReusedId { id: was.id.to_string(), date: was.when.last_day() });
    }
    console.diagnostics(&diagnostics);
    Err(Error::Input)
}

/// A calendar that is to be as the list and the memory have it.
struct Target<'a> {
    name: String,
    counties: Counties,
    /// How many events it holds.
    len: usize,
    is_asked_for: bool,
    /// Of an event file, the event and whose it is; `None`: a feed.
    event: Option<(&'a Event<'a>, Organizer<'a>)>,
}

/// The calendars that were asked for, and those of ours that are there: all agree.
fn targets(
    events: &[Event],
    found: &[Found],
    files: &EventFiles,
    wanted: &Wanted,
    console: &Console,
) -> Vec<Target<'static>> {
    let exists = |name: &str| found.iter().any(|file| file.name == name && file.is_ours);
    let mut targets = Vec::new();
    // what moved from a selected county into another must not be lost on the way
    let mut homeless = Vec::new();
    for (county, len) in by_county(events) {
        let name = format!("{}.ics", county.slug());
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
                note_others(found, &target.name, console);
            }
            homeless.push(target);
        }
    }
    let is_combined = matches!(wanted.feeds, Feeds::Combined | Feeds::All);
    if is_combined || exists(COMBINED) {
        let (name, counties) = (COMBINED.to_owned(), Counties::all());
        targets.push(Target { name, counties, len: events.len(), is_asked_for: is_combined, event: None });
    } else {
        note_others(found, COMBINED, console);
    }
    let covered = covered(&targets);
    let only_files = targets.is_empty();
    let is_lost = |event: &&Event| {
        let is_moved = event.was.is_some() && event.is_changed() && !event.counties().meets(covered);
        is_moved && !(only_files && files.contains_key(&event.revision.uid))
    };
    let lost = events.iter().filter(is_lost).map(Event::counties).fold(Counties::default(), Counties::union);
    targets.extend(homeless.into_iter().filter(|target| target.counties.meets(lost)));
    targets
}

/// Event files, those that were asked for and those that are there.
fn event_targets<'a>(events: &'a [Event<'a>], files: &'a EventFiles, wanted: &'a Wanted) -> Vec<Target<'a>> {
    let organizer = wanted.organizer.as_ref();
    let is_asked_for = |event: &Event| wanted.files && event.counties().meets(wanted.selected);
    let events: Vec<_> =
        events.iter().filter(|event| is_asked_for(event) || files.contains_key(&event.revision.uid)).collect();
    let target = |(event, name): (&'a Event<'a>, String)| {
        let is_asked_for = is_asked_for(event);
        let was =
            files.get(&event.revision.uid).and_then(|files| files.iter().find_map(|file| file.organizer.as_deref()));
        let organizer = match was {
            _ if is_asked_for => organizer.map_or(Organizer::None, Organizer::Is),
            Some(line) => Organizer::Was(line),
            None => Organizer::None,
        };
        let (name, counties) = (format!("{EVENTS}/{name}"), event.counties());
        Target { name, counties, len: 1, is_asked_for, event: Some((event, organizer)) }
    };
    let names = attachment::names(&events);
    events.into_iter().zip(names).map(target).collect()
}

/// Says so where a calendar is not kept up to date because another program's has its name.
fn note_others(found: &[Found], name: &str, console: &Console) {
    if let Some(file) = found.iter().find(|file| file.name == name && !file.is_ours) {
        console.note(&Note::NotOurs(&file.path));
    }
}

/// How many events each county has, in one pass: there may be very many.
fn by_county(events: &[Event]) -> Vec<(County, usize)> {
    let mut groups: Vec<_> = County::all().map(|county| (county, 0)).collect();
    for event in events {
        let counties = event.counties();
        for (county, len) in &mut groups {
            *len += usize::from(counties.contains(*county));
        }
    }
    groups
}

/// A file beside the calendars.
struct Document {
    name: &'static str,
    /// What it begins with if it is ours, more or less.
    mark: &'static str,
    bytes: Vec<u8>,
}

/// What programs and people read beside the calendars; the page comes last, when all that it leads to is there.
fn documents(
    base: &BaseUrl,
    wanted: &Wanted,
    events: &[Event],
    targets: &[Target],
    now: NaiveDateTime,
) -> Vec<Document> {
    let files: HashMap<Uuid, &str> =
        targets.iter().filter_map(|target| Some((target.event?.0.revision.uid, target.name.as_str()))).collect();
    let entry = |event| {
        let Shown { when, status, counties, title, location, description, url } = Shown::of(event);
        let place = location.strip_suffix(", Polska").map_or(location.clone(), |place| place.to_owned().into());
        // somebody may have edited a calendar
        let url = if links::is_address(&url) { url } else { Cow::Borrowed("") };
        let file = files.get(&event.revision.uid).copied().unwrap_or_default().to_owned();
        Entry { revision: event.revision, when, counties, status, title, place, description, url, file }
    };
    let entries: Vec<_> = events.iter().map(entry).collect();
    let today = Moment::from_utc(now.and_utc()).local.date();
    let page = Page { base, organizer: wanted.organizer.as_ref(), entries: &entries, today };
    vec![
        Document { name: DATA, mark: page::DATA_MARK, bytes: page.json().into_bytes() },
        Document { name: PAGE, mark: GENERATOR, bytes: page.html().into_bytes() },
    ]
}

/// Writes calendars and documents into a folder, all or none.
fn write(
    folder: &Folder,
    targets: &[Target],
    reconciled: &reconcile::Outcome,
    found: &[Found],
    documents: &[Document],
    overwrite: bool,
) -> Result<Vec<Written>, Error> {
    let known: HashMap<&str, &Found> = found.iter().map(|file| (file.name.as_str(), file)).collect();
    let mut files = Vec::with_capacity(targets.len());
    for Document { name, mark, .. } in documents {
        if !overwrite && folder.join(name).exists() && !folder.begins_with(name, mark)? {
            return Err(Error::Foreign { path: folder.join(name) });
        }
    }
    for target in targets {
        let old = known.get(target.name.as_str());
        if let Some(file) = old
            && !file.is_ours
            && !overwrite
        {
            return Err(Error::Foreign { path: file.path.clone() });
        }
    }
    // feeds come first
    let (feeds, singles) = targets.split_at(targets.partition_point(|target| target.event.is_none()));
    let mut contents = vec![Vec::new(); feeds.len()];
    let counties: Vec<_> = feeds.iter().map(|target| target.counties).collect();
    let mut sink = |n: usize, bytes: &[u8]| {
        contents[n].extend_from_slice(bytes);
        Ok(())
    };
    profile::feeds::<Error>(&counties, &reconciled.events, &mut sink)?;
    for (target, bytes) in feeds.iter().zip(contents) {
        files.push(folder.put(&target.name, &bytes)?);
    }
    for (target, (event, organizer)) in singles.iter().filter_map(|target| Some((target, target.event?))) {
        files.push(folder.put(&target.name, &profile::event_file(event, organizer)?)?);
    }
    let left_out = &reconciled.left_out;
    if !left_out.is_empty() || folder.join(LEFT_OUT).exists() {
        files.push(folder.put(LEFT_OUT, memory::left_out_text(left_out).as_bytes())?);
    }
    for Document { name, bytes, .. } in documents {
        files.push(folder.put(name, bytes)?);
    }
    let mut done = folder.commit(files)?;
    let documents = done.split_off(done.len() - documents.len());
    let mut written = Vec::with_capacity(targets.len());
    for ((path, outcome), target) in done.into_iter().zip(targets) {
        // of what nobody asked for only the news are told
        if target.is_asked_for || outcome != Outcome::Unchanged {
            written.push(Written { path, meetings: Some(target.len), outcome });
        }
    }
    written.extend(documents.into_iter().map(|(path, outcome)| Written { path, meetings: None, outcome }));
    Ok(written)
}
