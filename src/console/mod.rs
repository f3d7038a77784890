//! What is said to the user: results on standard output, everything else on standard error; as text or as JSON.

mod table;

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::{cell::OnceCell, collections::BTreeMap, path::Path};

use clap::ColorChoice;
use serde::Serialize;
use serde_json::{Value, json};

use crate::calendar::changes::{self, Report};
use crate::calendar::{Event, event::title};
use crate::cli::{ConsoleArgs, Form};
use crate::folder::{Outcome, Prepared, shown};
use crate::list::{Field, Read};
use crate::mail::{Occasion, Post};
use crate::meeting::{Meeting, When};
use crate::message::{Diagnostics, Lang, SCHEMA_VERSION, Said, Words, printable, words};
use crate::poland::county::County;

/// How to speak, decided once.
pub(crate) struct Console {
    args: ConsoleArgs,
    /// Whether the command writes files, so that problems keep it from doing so.
    writes: bool,
    pub(crate) lang: Lang,
    color: bool,
    /// Read when something is said.
    words: OnceCell<Words>,
    results: OnceCell<Words>,
}

/// A file and what became of it.
#[derive(Serialize)]
pub(crate) struct Written {
    pub(crate) path: String,
    /// `None`: it is no calendar, or gone.
    pub(crate) meetings: Option<usize>,
    pub(crate) outcome: Outcome,
}

impl Written {
    /// Of a file in a folder.
    pub(crate) fn new(file: &Prepared, meetings: Option<usize>) -> Self {
        Self { path: shown(&file.path), meetings, outcome: file.outcome }
    }
}

impl Console {
    /// Decides from arguments and environment; `writes`: whether the command does.
    pub(crate) fn new(args: ConsoleArgs, writes: bool) -> Self {
        let is_asked = args.color == ColorChoice::Always;
        let is_fit = || io::stderr().is_terminal() && !anstyle_query::no_color();
        let is_wanted = is_asked || args.color == ColorChoice::Auto && is_fit();
        // Windows' console has to be told that there will be colours, and an old one has none
        let has_colors = is_wanted && anstyle_query::windows::enable_ansi_colors().unwrap_or(true);
        let color = has_colors || is_asked;
        let lang = args.lang.unwrap_or_else(Lang::of_system);
        Self { args, writes, lang, color, words: OnceCell::new(), results: OnceCell::new() }
    }

    /// Whether programs read what is said.
    pub(crate) fn is_json(&self) -> bool {
        self.args.format == Form::Json
    }

    /// The words of problems, notes and errors.
    pub(crate) fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(self.lang, words::ALL))
    }

    fn results(&self) -> &Words {
        self.results.get_or_init(|| Words::new(self.lang, words::RESULTS))
    }

    /// Says it even if `--quiet`. Standard error is the last resort: where it is gone, too, there is nobody to tell.
    pub(crate) fn say(&self, severity: &str, kind: &impl Serialize) {
        let (said, words) = (Said::of(kind), self.words());
        let (message, help) = (words.message(&said), words.help(&said));
        let mut err = io::stderr().lock();
        let _ = if self.is_json() {
            let line = json!({
                "schema_version": SCHEMA_VERSION, "severity": severity, "kind": said.kind, "args": said.args,
                "message": message, "help": help
            });
            writeln!(err, "{line}")
        } else {
            let help = help.map(|help| format!("\n  = {}: {help}", words.text("help", [])));
            writeln!(err, "{}: {message}{}", words.text(severity, []), help.unwrap_or_default())
        };
    }

    /// Something worth knowing.
    pub(crate) fn note(&self, kind: &impl Serialize) {
        if !self.args.quiet {
            self.say("note", kind);
        }
    }

    /// The same, if it is so.
    pub(crate) fn note_if(&self, is_so: bool, kind: &impl Serialize) {
        if is_so {
            self.note(kind);
        }
    }

    /// Something worth knowing of all of these, if there are any.
    pub(crate) fn note_of<K: Serialize>(&self, of: impl IntoIterator<Item: Into<String>>, kind: fn(Vec<String>) -> K) {
        let of: Vec<_> = of.into_iter().map(Into::into).collect();
        self.note_if(!of.is_empty(), &kind(of));
    }

    /// How a list was read; only if asked for.
    pub(crate) fn read(&self, read: &Read) {
        if self.args.verbose {
            self.say("note", read);
        }
    }

    /// Problems, and warnings unless they are not wanted.
    pub(crate) fn diagnostics(&self, diagnostics: &Diagnostics) {
        if diagnostics.is_empty() || self.args.quiet && diagnostics.problems() == 0 {
            return;
        }
        let mut err = io::BufWriter::new(io::stderr().lock());
        let _ = if self.is_json() {
            diagnostics.json(self.words()).try_for_each(|line| err.write_all(line.as_bytes()))
        } else {
            let args = [("count", json!(diagnostics.problems())), ("writes", json!(self.writes))];
            let last = (diagnostics.problems() > 0).then(|| self.words().text("problems", args) + "\n");
            let text = diagnostics.text(self.words(), self.color, self.args.quiet) + &last.unwrap_or_default();
            err.write_all(text.as_bytes())
        };
    }

    /// A result: an object for programs, or a text, which `--quiet` leaves out.
    fn result(&self, object: impl FnOnce() -> Value, text: impl FnOnce(&Words) -> String) -> io::Result<()> {
        if self.is_json() {
            return print_object(object());
        }
        if self.args.quiet { Ok(()) } else { print(text(self.results()).as_bytes()) }
    }

    /// A line for each file, then what has changed.
    pub(crate) fn exported(&self, files: &[Written], report: &Report, dry_run: bool) -> io::Result<()> {
        let object = || json!({ "dry_run": dry_run, "files": files, "changes": report.json() });
        self.result(object, |words| {
            let is_touched = files.iter().any(|file| file.outcome != Outcome::Unchanged);
            let changes = report.text(words);
            let no_news = (is_touched && changes.is_empty()).then(|| format!("\n{}\n", words.text("no-news", [])));
            lines(files, dry_run, words) + &no_news.unwrap_or(changes)
        })
    }

    /// A line for each file.
    pub(crate) fn written(&self, files: &[Written], dry_run: bool) -> io::Result<()> {
        let object = || json!({ "dry_run": dry_run, "files": files });
        self.result(object, |words| {
            if files.is_empty() { words.text("no-drafts", []) + "\n" } else { lines(files, dry_run, words) }
        })
    }

    /// Each meeting, with a line for each message; then how many there are, and where.
    pub(crate) fn invited(&self, folder: &Path, messages: &[(&Path, &Post)], dry_run: bool) -> io::Result<()> {
        let objects = || messages.iter().map(|(path, post)| message(path, post)).collect::<Vec<_>>();
        let object = || json!({ "dry_run": dry_run, "messages": objects() });
        self.result(object, |words| {
            let (mut out, mut counts) = (String::new(), BTreeMap::<_, usize>::new());
            for posts in messages.chunk_by(|(_, a), (_, b)| a.event.uid == b.event.uid) {
                out += &format!("{}\n", changes::line(posts[0].1.event, words));
                for (_, post) in posts {
                    let occasion = occasion(post.occasion);
                    out += &format!("  {}: {}\n", words.code("occasion", &occasion), post.person.mailbox.address);
                    *counts.entry(occasion).or_default() += 1;
                }
            }
            if messages.is_empty() {
                return words.text("no-messages", []) + "\n";
            }
            let count = |(occasion, count)| format!("{}: {count}", words.code("occasion", occasion));
            let counts: Vec<_> = counts.into_iter().map(count).collect();
            let name = if dry_run { "messages-to-be" } else { "messages-in" };
            let (count, counts) = (("count", json!(messages.len())), ("counts", json!(counts.join(", "))));
            format!("{out}\n{}\n", words.text(name, [count, ("folder", json!(shown(folder))), counts]))
        })
    }

    /// What was understood of a good list.
    pub(crate) fn understood(&self, meetings: &[Meeting]) -> io::Result<()> {
        let object = || json!({ "meetings": meetings.iter().map(understood).collect::<Vec<_>>() });
        self.result(object, |words| {
            let count = words.text("meetings", [("count", json!(meetings.len()))]);
            format!("{}{count}\n", table::meetings(meetings, words, table::width()))
        })
    }

    /// A meeting on one line, its counties first.
    pub(crate) fn line(&self, event: &Event) -> String {
        changes::line(event, self.results())
    }

    /// A meeting on one line, and what it would lose.
    pub(crate) fn losses(&self, event: &Event, fields: &[Field]) -> String {
        let loss = |field: &Field| self.results().code("without", field.name());
        format!("{} – {}", self.line(event), fields.iter().map(loss).collect::<Vec<_>>().join(", "))
    }
}

/// Whether standard output was closed when the program began. Rust opens /dev/null in its place before `main`, so that what is
/// written would be lost without an error.
static IS_CLOSED: AtomicBool = AtomicBool::new(false);

#[cfg(unix)]
ctor::declarative::ctor! {
    #[ctor(unsafe)]
    fn look_at_standard_output() {
        let is_open = |path| std::fs::symlink_metadata(path).is_ok();
        IS_CLOSED.store(is_open("/dev/fd/.") && !is_open("/dev/fd/1"), Ordering::Relaxed);
    }
}

/// Writes to standard output. A reader that has gone has nothing to be told.
pub(crate) fn print(bytes: &[u8]) -> io::Result<()> {
    if IS_CLOSED.load(Ordering::Relaxed) {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    let mut out = io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// Writes an object for programs to standard output, on one line.
pub(crate) fn print_object(mut object: Value) -> io::Result<()> {
    object["schema_version"] = SCHEMA_VERSION.into();
    print(format!("{object}\n").as_bytes())
}

fn lines(files: &[Written], dry_run: bool, words: &Words) -> String {
    let line = |file: &Written| {
        let (path, dry) = (printable(&file.path), if dry_run { "dry-" } else { "" });
        let outcome = words.code("outcome", format!("{dry}{}", Said::of(&file.outcome).kind));
        let meetings = file.meetings.map(|count| words.text("meetings", [("count", json!(count))]) + ", ");
        format!("{path}: {}{outcome}\n", meetings.unwrap_or_default())
    };
    files.iter().map(line).collect()
}

/// Why a message is written; of what a meeting is otherwise nothing is told apart.
fn occasion(occasion: Occasion) -> String {
    let told = if occasion == Occasion::Reassigned { Occasion::Change } else { occasion };
    Said::of(&told).kind
}

fn message(path: &Path, post: &Post) -> Value {
    let mut object = changes::shown(post.event);
    object["path"] = shown(path).into();
    object["occasion"] = occasion(post.occasion).into();
    object["method"] = post.told.method.value().into();
    object["address"] = post.person.mailbox.address.as_str().into();
    object
}

/// A meeting as `check --format json` gives it: times as RFC 3339, and whatever texts the row has.
fn understood(meeting: &Meeting) -> Value {
    let (start, end) = meeting.when.rfc3339();
    let mut object = json!({
        "counties": meeting.counties.iter().map(County::slug).collect::<Vec<_>>(), "start": start, "end": end,
        "all_day": matches!(meeting.when, When::Day(_)),
        "end_assumed": matches!(meeting.when, When::Hours { assumed: true, .. }), "status": meeting.status.value()
    });
    for field in Field::texts().filter(|&field| !meeting.text(field).is_empty()) {
        object[field.name()] = meeting.text(field).into();
    }
    // the title is given as it is shown
    object["title"] = title(meeting).into();
    object
}
