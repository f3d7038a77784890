//! The commands, and what several of them need: lists, counties, the time that counts as now.

mod draft;
mod export;
mod help;
#[cfg(feature = "announcement")]
mod import;
mod invite;
mod messages;
mod publish;
mod published;
mod tools;

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{ffi::OsString, fs};

use chrono::NaiveDateTime;
use clap::{CommandFactory as _, FromArgMatches as _};

use crate::cli::{self, Cli, Command, ListArgs, MailArgs};
use crate::commands::messages::{Error, Note, Usage};
use crate::commands::published::Published;
use crate::console::{self, Console};
use crate::folder::{Failure, Folder, Readers, shown};
use crate::list::{Columns, Each, List, encoding, turns};
use crate::meeting::{self, Entry, Meeting, Open, Rules, schedule::schedule};
use crate::poland::county::{Counties, County};
use crate::{calendar::Event, mail::Stationery, message::Diagnostics};

/// The list that is used where none is named: the five meetings of the 2017 announcement.
const BUILT_IN: &[u8] = include_bytes!("../../examples/meetings.csv");
/// Looked for in the working folder, in this order.
const DEFAULT_LISTS: [&str; 4] = ["meetings.csv", "meetings.json", "spotkania.csv", "spotkania.xlsx"];
/// The exit code for "done, and something changed".
const CHANGED: u8 = 10;
/// A signature stands in every message, and is a few paragraphs; in octets.
const LONGEST_SIGNATURE: usize = 10_000;

/// Runs the program with its arguments, the program's name first, and the time of the clock; gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, clock: SystemTime) -> u8 {
    let args: Vec<_> = args.into_iter().collect();
    let parsed = help::without_empty(Cli::command()).try_get_matches_from(&args);
    let Ok(cli) = parsed.and_then(|matches| Cli::from_arg_matches(&matches)) else { return help::explain(&args) };
    let console = Console::new(cli.console, !matches!(cli.command, Command::Check(_)));
    let done = match cli.command {
        Command::Export(args) => export::export(&args, clock, &console),
        Command::Publish(args) => publish::publish(args, clock, &console),
        Command::Invite(args) => invite::invite(&args, clock, &console),
        Command::Draft(args) => draft::draft(&args, clock, &console),
        #[cfg(feature = "announcement")]
        Command::Import(args) => import::import(&args, &console),
        // what was understood of a list that is good
        Command::Check(list) => {
            read(&list, clock, &console).and_then(|input| Ok(console.understood(&input.meetings).map(|()| 0)?))
        }
        Command::Counties => tools::counties(&console),
        Command::Completions { shell } => tools::completions(shell, console.lang),
        Command::Man => tools::manual(console.lang).map_err(Error::from).and_then(|page| print(page.as_bytes())),
    };
    done.unwrap_or_else(|error| error.tell(&console))
}

fn print(bytes: &[u8]) -> Result<u8, Error> {
    console::print(bytes)?;
    Ok(0)
}

/// What the lists of a run say.
struct Input {
    lists: Vec<List>,
    /// Where they are; a name in a message may be another's, since what is no text in it is lost.
    paths: Vec<PathBuf>,
    /// Sorted and checked against each other.
    meetings: Vec<Meeting>,
    /// Rows of meetings whose day is not set.
    open: Vec<Open>,
    now: NaiveDateTime,
    is_built_in: bool,
}

/// Fails for a reason, if it holds.
fn refuse(holds: bool, reason: impl Into<Error>) -> Result<(), Error> {
    if holds { Err(reason.into()) } else { Ok(()) }
}

/// The counties that `--county` names; all if it names none.
fn selection(names: &[String]) -> Result<Counties, Usage> {
    if names.is_empty() {
        return Ok(Counties::all());
    }
    let unknown = |part: &str| {
        let (near, counties) = County::suggested(part);
        Usage::CountyOption { name: part.to_owned(), near, counties: counties.into_iter().map(County::slug).collect() }
    };
    names.iter().try_fold(Counties::default(), |all, name| Ok(all.union(Counties::find(name).map_err(unknown)?)))
}

/// Opens a folder; says so if that put in place what a killed run had ready.
fn open(dry_run: bool, path: &Path, readers: Readers, console: &Console) -> Result<Folder, Failure> {
    let folder = Folder::open(path, (!dry_run).then_some(readers))?;
    if !dry_run && !folder.ready.is_empty() {
        console.words().finished.set(true);
        console.note(&Note::Finished { path: shown(path) });
    }
    Ok(folder)
}

/// Reads all lists; says what is wrong, and fails if any of it is a problem.
fn read(args: &ListArgs, clock: SystemTime, console: &Console) -> Result<Input, Error> {
    let now = now(args.now, clock)?;
    let paths = if args.lists.is_empty() { default_lists()? } else { args.lists.clone() };
    let is_built_in = paths.is_empty();
    let sources = if is_built_in {
        // that example meetings are published must never go unseen
        console.say("note", &Note::BuiltIn);
        vec![(console.words().text("built-in-list", []), BUILT_IN.to_vec())]
    } else {
        paths.iter().map(|path| content(path, console)).collect::<Result<_, _>>()?
    };
    let (named, sheets, ignored) = (args.column.clone(), args.sheet.clone(), args.ignore.clone());
    let columns = Columns { named, sheets, ignored, year: args.year, ..Columns::default() };
    let rules = Rules { duration: args.duration, title: args.title.clone(), with_notes: args.with_notes };
    let mut diagnostics = Diagnostics::new(args.strict);
    let (mut meetings, mut open, mut withheld) = (Vec::new(), Vec::new(), 0);
    let lists = rows(sources, &columns, console, &mut diagnostics, &mut |row, out| match rules.entry(&row, out) {
        Some(Entry::Meeting(meeting)) => meetings.push(meeting),
        Some(Entry::Open(row)) => open.push(row),
        Some(Entry::Withheld) => withheld += 1,
        None => {}
    });
    if withheld > 0 {
        diagnostics.summary(&meeting::Kind::Withheld { count: withheld });
    }
    let meetings = schedule(meetings, &lists, now, &mut diagnostics);
    refuse_problems(&diagnostics, console)?;
    Ok(Input { lists, paths, meetings, open, now, is_built_in })
}

/// Says what was found; fails if any of it is a problem.
fn refuse_problems(diagnostics: &Diagnostics, console: &Console) -> Result<(), Error> {
    console.diagnostics(diagnostics);
    refuse(diagnostics.problems() > 0, Error::Input)
}

/// The time that counts as now, whole seconds.
fn now(named: Option<NaiveDateTime>, clock: SystemTime) -> Result<NaiveDateTime, Error> {
    if let Some(now) = named {
        return Ok(now);
    }
    let since_1970 = match std::env::var_os("SOURCE_DATE_EPOCH").filter(|text| !text.is_empty()) {
        Some(text) => text.to_str().and_then(|text| text.parse().ok()),
        None => clock.duration_since(UNIX_EPOCH).ok().and_then(|time| i64::try_from(time.as_secs()).ok()),
    };
    Ok(since_1970.and_then(cli::seconds).ok_or(Usage::SourceDateEpoch)?)
}

/// The list that is looked for where none is named; none, if there is none.
fn default_lists() -> Result<Vec<PathBuf>, Error> {
    let found: Vec<_> = DEFAULT_LISTS.map(PathBuf::from).into_iter().filter(|path| path.exists()).collect();
    refuse(found.len() > 1, Usage::SeveralLists { found: found.iter().map(|path| shown(path)).collect() })?;
    Ok(found)
}

/// A file's name and bytes.
type Source = (String, Vec<u8>);

/// Reads a file, `-` for standard input.
fn content(path: &Path, console: &Console) -> Result<Source, Failure> {
    if path == Path::new("-") {
        let (mut bytes, name) = (Vec::new(), console.words().text("standard-input", []));
        io::stdin().lock().read_to_end(&mut bytes).map_err(Failure::read(Path::new(&name)))?;
        return Ok((name, bytes));
    }
    Ok((shown(path), fs::read(path).map_err(Failure::read(path))?))
}

/// Takes the lists' names and bytes, finds how they are laid out, and hands over their rows.
fn rows(all: Vec<Source>, columns: &Columns, console: &Console, out: &mut Diagnostics, each: Each) -> Vec<List> {
    let list = |(number, (name, bytes)): (usize, Source)| List::read(name, &bytes, columns.clone(), number, out);
    let lists: Vec<_> = (0..).zip(all).map(list).collect();
    for list in &lists {
        list.layout.iter().for_each(|read| console.read(read));
        list.rows(out, each);
    }
    lists
}

/// What the messages of a run are made of: what is published, and what they have alike.
fn mail(args: &MailArgs, console: &Console) -> Result<(Vec<Event>, Stationery), Error> {
    let signature = signature(args.signature.as_deref(), console)?;
    published::keep_private(&args.feeds, &args.output)?;
    let Published { found, events, manner, .. } = Published::read(Folder::open(&args.feeds, None)?, None, console)?;
    refuse(found.is_empty(), Error::NoCalendars { path: shown(&args.feeds) })?;
    let events = events.into_iter().map(|event| *event).collect();
    Ok((events, Stationery { organizer: args.organizer.clone(), signature, manner }))
}

/// What an office has below its messages: its address, what becomes of people's data. The lines of the plain text that is named,
/// with LF between; empty if none is.
fn signature(path: Option<&Path>, console: &Console) -> Result<String, Error> {
    let Some(path) = path else { return Ok(String::new()) };
    let (path, bytes) = content(path, console)?;
    let decoded = encoding::decode(&bytes);
    let line = decoded.as_ref().err().map(|(text, at)| text[..*at].matches('\n').count() + 1);
    let (Ok((text, _)) | Err((text, _))) = decoded;
    // RTF is ASCII
    let is_other =
        text.starts_with("{\\rtf") || text.contains(|c: char| c.is_control() && !c.is_whitespace() || turns(c));
    let unfit = match text.trim() {
        "" => "empty",
        _ if is_other => "other",
        text if text.starts_with('<') => "web-page",
        _ if line.is_some() => "damaged",
        text if text.len() > LONGEST_SIGNATURE => "long",
        text => return Ok(text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")),
    };
    Err(Error::Signature { path, unfit, line })
}
