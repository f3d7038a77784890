//! The commands, and what several of them need: lists, counties, the time that counts as now.

mod draft;
mod export;
mod import;
mod invite;
mod messages;
mod ours;
mod publish;
mod published;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::calendar::mailbox::Mailbox;
use chrono::NaiveDateTime;
use clap::{CommandFactory as _, FromArgMatches as _};

use crate::cli::{self, Cli, Command, ListArgs};
use crate::commands::messages::{Error, Note, Usage, shown};
use crate::console::Console;
use crate::list::{Columns, List};
use crate::meeting::schedule::Schedule;
use crate::meeting::{Reader, Rules};
use crate::message::Diagnostics;
use crate::poland::county::{Counties, County};

/// The list that is used where none is named: the five meetings of the 2017 announcement.
const BUILT_IN: &[u8] = include_bytes!("../../examples/meetings.csv");
/// Looked for in the working folder, in this order.
const DEFAULT_LISTS: [&str; 4] = ["meetings.csv", "meetings.json", "spotkania.csv", "spotkania.xlsx"];
/// The exit code for "done, and something changed".
const CHANGED: u8 = 10;
/// How many lists one run reads.
const LISTS: usize = 1000;

/// Runs the program with its arguments, the program's name first, and the time of the clock; gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, clock: SystemTime) -> u8 {
    let parsed = without_empty(Cli::command()).try_get_matches_from(args);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // a reader that has gone has nothing to be told
            let _ = error.print();
            return error.exit_code().try_into().unwrap_or(2);
        }
    };
    let console = Console::new(&cli.console);
    let done = match &cli.command {
        Command::Export(args) => export::export(args, clock, &console),
        Command::Publish(args) => publish::publish(args, clock, &console),
        Command::Invite(args) => invite::invite(args, clock, &console),
        Command::Draft(args) => draft::draft(args, clock, &console),
        Command::Import(args) => import::import(args, &console),
        Command::Check(args) => check(&args.list, clock, &console),
        Command::Counties => console.counties().map(|()| 0).map_err(Error::from),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "lubuskie-ics", &mut script);
            // clap_complete 4.6.11 gives bash two spellings of a name with a hyphen, so that no subcommand completes
            let script = String::from_utf8_lossy(&script).replace("lubuskie__subcmd__ics", "lubuskie__ics");
            print(script.as_bytes())
        }
        Command::Man => manual().and_then(|page| print(&page)),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            match &error {
                error if error.is_silent() => {}
                Error::Usage(usage) => console.error(usage),
                error => console.error(error),
            }
            error.exit_code()
        }
    }
}

/// An environment variable that is set to nothing counts as not set.
fn without_empty(command: clap::Command) -> clap::Command {
    let command = command.mut_args(|arg| {
        let is_empty = arg.get_env().and_then(std::env::var_os).is_some_and(|value| value.is_empty());
        if is_empty { arg.env(None) } else { arg }
    });
    command.mut_subcommands(without_empty)
}

fn print(bytes: &[u8]) -> Result<u8, Error> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush())?;
    Ok(0)
}

/// One page: the program, then each command.
fn manual() -> Result<Vec<u8>, Error> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = command.get_name().to_uppercase();
        writeln!(page, ".SH \"COMMAND {name}\"")?;
        let man = clap_mangen::Man::new(command.clone());
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    Ok(page)
}

/// What a run reads.
struct Input<'l> {
    lists: &'l [List],
    schedule: Schedule,
    now: NaiveDateTime,
    built_in: bool,
}

fn check(args: &ListArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    read(args, clock, console, |input| {
        console.understood(&input.schedule.meetings)?;
        Ok(0)
    })
}

/// The counties that `--county` names; all if it names none.
fn selection(names: &[String]) -> Result<Counties, Error> {
    if names.is_empty() {
        return Ok(Counties::all());
    }
    let find = |name: &String| {
        Counties::find(name).map_err(|part| {
            let nearest = County::nearest(part);
            let near = !nearest.is_empty();
            let counties = if near { nearest } else { County::all().collect() };
            let counties = counties.into_iter().map(County::slug).collect();
            Usage::CountyOption { name: part.to_owned(), near, counties }
        })
    };
    names.iter().map(find).try_fold(Counties::default(), |all, found| Ok(all.union(found?)))
}

/// Reads all lists; says what is wrong, and fails if any of it is a problem, else goes on with what they say.
fn read(
    args: &ListArgs,
    clock: SystemTime,
    console: &Console,
    then: impl FnOnce(Input) -> Result<u8, Error>,
) -> Result<u8, Error> {
    let now = now(args.now, clock)?;
    let (sources, built_in) = sources(args, console)?;
    let columns = Columns { named: args.column.clone(), ..Columns::default() };
    let rules =
        Rules { duration: args.duration, title: args.title.clone(), year: args.year, with_notes: args.with_notes };
    let mut diagnostics = Diagnostics::new(args.strict);
    let mut lists = Vec::with_capacity(sources.len());
    for (number, (name, bytes)) in (0..).zip(sources) {
        let list = List::read(name, &bytes, args.from, columns.clone(), number, &mut diagnostics);
        list.layout().iter().for_each(|read| console.read(read));
        lists.push(list);
    }
    let (reader, mut meetings) = (Reader::new(&rules), Vec::new());
    for list in &lists {
        list.rows(&mut diagnostics, &mut |row, out| meetings.extend(reader.meeting(&row, out)));
    }
    let schedule = Schedule::new(meetings, &lists, now, &mut diagnostics);
    console.diagnostics(&diagnostics);
    if diagnostics.problems() > 0 {
        return Err(Error::Input);
    }
    then(Input { lists: &lists, schedule, now, built_in })
}

/// The organiser that is named, where messages need one.
fn inviter(named: Option<&Mailbox>) -> Result<Mailbox, Error> {
    Ok(named.cloned().ok_or(Usage::NoOrganizer)?)
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

/// A list's name and bytes.
type Source = (String, Vec<u8>);

/// The lists, and whether it is the built-in one.
fn sources(args: &ListArgs, console: &Console) -> Result<(Vec<Source>, bool), Error> {
    let mut paths = args.lists.clone();
    if paths.is_empty() {
        let found: Vec<&str> = DEFAULT_LISTS.into_iter().filter(|path| Path::new(path).exists()).collect();
        paths.extend(found.iter().map(PathBuf::from));
        match found.len() {
            0 => {
                // that example meetings are published must never go unseen
                console.note_always(&Note::BuiltIn);
                return Ok((vec![(console.words().text("built-in-list", []), BUILT_IN.to_vec())], true));
            }
            1 => {}
            _ => return Err(Usage::SeveralLists { found }.into()),
        }
    }
    Ok((contents(paths, console)?, false))
}

/// Files by name, `-` for standard input.
fn contents(paths: Vec<PathBuf>, console: &Console) -> Result<Vec<Source>, Error> {
    if paths.len() > LISTS {
        return Err(Usage::TooManyLists { limit: LISTS }.into());
    }
    let mut sources = Vec::with_capacity(paths.len());
    for path in paths {
        if path == Path::new("-") {
            let (mut bytes, name) = (Vec::new(), console.words().text("standard-input", []));
            io::stdin().lock().read_to_end(&mut bytes).map_err(Error::read(Path::new(&name)))?;
            sources.push((name, bytes));
        } else {
            sources.push((shown(&path), fs::read(&path).map_err(Error::read(&path))?));
        }
    }
    Ok(sources)
}
