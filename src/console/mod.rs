//! What is said to the user: results on standard output, everything else on standard error; as text or as JSON.

mod table;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use crate::calendar::changes::{self, Report};
use crate::calendar::event::{Event, title};
use crate::cli::{Color, ConsoleArgs, Form};
use crate::folder::Outcome;
use crate::list::{Field, Read};
use crate::mail::letter::Occasion;
use crate::mail::plan::Post;
use crate::meeting::{Meeting, When};
use crate::message::lang::Lang;
use crate::message::words::Words;
use crate::message::{Diagnostics, SCHEMA_VERSION, Said, printable};
use crate::poland::county::County;

/// How to speak, decided once.
#[allow(clippy::struct_excessive_bools, reason = "each is an answer of its own")]
pub(crate) struct Console {
    lang: Lang,
    quiet: bool,
    verbose: bool,
    json: bool,
    color: bool,
    /// Read when something is said.
    words: OnceCell<Words>,
    results: OnceCell<Words>,
}

/// A file and what became of it.
pub(crate) struct Written {
    pub(crate) path: PathBuf,
    /// `None`: it is no calendar, or gone.
    pub(crate) meetings: Option<usize>,
    pub(crate) outcome: Outcome,
}

impl Console {
    /// Decides from arguments and environment.
    pub(crate) fn new(args: &ConsoleArgs) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let color = match args.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stderr().is_terminal() && !set("NO_COLOR"),
        };
        Self {
            lang: args.lang.unwrap_or_else(Lang::of_system),
            quiet: args.quiet,
            verbose: args.verbose,
            json: args.format == Form::Json,
            color,
            words: OnceCell::new(),
            results: OnceCell::new(),
        }
    }

    /// The words of problems, notes and errors.
    pub(crate) fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(self.lang))
    }

    fn results(&self) -> &Words {
        self.results.get_or_init(|| Words::of_results(self.lang))
    }

    /// Standard error is the last resort: where it is gone, too, there is nobody to tell.
    fn say(&self, severity: &str, kind: &impl Serialize) {
        let (said, words) = (Said::of(kind), self.words());
        let (message, help) = (words.message(&said), words.help(&said));
        let mut err = io::stderr().lock();
        let _ = if self.json {
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

    /// Why the run failed.
    pub(crate) fn error(&self, kind: &impl Serialize) {
        self.say("error", kind);
    }

    /// Something worth knowing.
    pub(crate) fn note(&self, kind: &impl Serialize) {
        if !self.quiet {
            self.say("note", kind);
        }
    }

    /// What must never go unseen.
    pub(crate) fn note_always(&self, kind: &impl Serialize) {
        self.say("note", kind);
    }

    /// How a list was read; only if asked for.
    pub(crate) fn read(&self, read: &Read) {
        if self.verbose {
            self.say("note", read);
        }
    }

    /// Problems, and warnings unless they are not wanted.
    pub(crate) fn diagnostics(&self, diagnostics: &Diagnostics) {
        if self.quiet && diagnostics.problems() == 0 {
            return;
        }
        let text = if self.json {
            diagnostics.json_in(self.words())
        } else {
            diagnostics.text_in(self.words(), self.color, self.quiet)
        };
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// A result: an object for programs, or a text, which `--quiet` leaves out.
    fn result(&self, object: impl FnOnce() -> Value, text: impl FnOnce(&Words) -> String) -> io::Result<()> {
        let mut out = BufWriter::new(io::stdout().lock());
        if self.json {
            let mut object = object();
            object["schema_version"] = SCHEMA_VERSION.into();
            writeln!(out, "{object}")?;
        } else if !self.quiet {
            out.write_all(text(self.results()).as_bytes())?;
        }
        out.flush()
    }

    /// A line for each file, then what has changed.
    pub(crate) fn exported(&self, files: &[Written], report: &Report, dry_run: bool) -> io::Result<()> {
        let object = || json!({ "dry_run": dry_run, "files": objects(files), "changes": report.json() });
        self.result(object, |words| {
            let is_touched = files.iter().any(|file| file.outcome != Outcome::Unchanged);
            let no_news = if is_touched && report.is_empty() {
                format!("\n{}\n", words.text("no-news", []))
            } else {
                String::new()
            };
            lines(files, dry_run, words) + &no_news + &report.text(words)
        })
    }

    /// A line for each file.
    pub(crate) fn written(&self, files: &[Written], dry_run: bool) -> io::Result<()> {
        let object = || json!({ "dry_run": dry_run, "files": objects(files) });
        self.result(object, |words| {
            if files.is_empty() { words.text("no-drafts", []) + "\n" } else { lines(files, dry_run, words) }
        })
    }

    /// Each meeting, with a line for each message; then how many there are, and where.
    pub(crate) fn invited(&self, folder: &Path, messages: &[(PathBuf, &Post)], dry_run: bool) -> io::Result<()> {
        let object = || {
            let messages: Vec<_> = messages.iter().map(|(path, post)| message(path, post)).collect();
            json!({ "dry_run": dry_run, "messages": messages })
        };
        self.result(object, |words| {
            let word = |occasion: &str| words.text("occasion", [("occasion", json!(occasion))]);
            let (mut out, mut counts) = (String::new(), BTreeMap::<_, usize>::new());
            for posts in messages.chunk_by(|(_, a), (_, b)| a.event.uid == b.event.uid) {
                out += &format!("{}\n", changes::line(posts[0].1.event, words));
                for (_, post) in posts {
                    let occasion = occasion(&post.occasion);
                    out += &format!("  {}: {}\n", word(occasion), post.person.mailbox.address);
                    *counts.entry(occasion).or_default() += 1;
                }
            }
            if messages.is_empty() {
                return words.text("no-messages", []) + "\n";
            }
            let counts: Vec<_> =
                counts.iter().map(|(occasion, count)| format!("{}: {count}", word(occasion))).collect();
            let name = if dry_run { "messages-to-be" } else { "messages-in" };
            let args = [
                ("messages", json!(words.text("messages", [("count", json!(messages.len()))]))),
                ("folder", json!(folder.to_string_lossy())),
                ("counts", json!(counts.join(", "))),
            ];
            format!("{out}\n{}\n", words.text(name, args))
        })
    }

    /// What was understood of a good list.
    pub(crate) fn understood(&self, meetings: &[Meeting]) -> io::Result<()> {
        let object = || json!({ "meetings": meetings.iter().map(Understood::new).collect::<Vec<_>>() });
        self.result(object, |words| {
            let count = words.text("meetings", [("count", json!(meetings.len()))]);
            format!("{}{count}\n", table::meetings(meetings, words, table::width()))
        })
    }

    /// The 14, a line each.
    pub(crate) fn counties(&self) -> io::Result<()> {
        let object = |county: County| {
            json!({
                "teryt": county.teryt(), "slug": county.slug(), "name": county.full_name(), "seat": county.seat()
            })
        };
        if self.json {
            return self
                .result(|| json!({ "counties": County::all().map(object).collect::<Vec<_>>() }), |_| String::new());
        }
        let mut out = io::stdout().lock();
        for county in County::all() {
            let name = county.full_name();
            writeln!(out, "{}  {:22}  {name:29}  {}", county.teryt(), county.slug(), county.seat())?;
        }
        out.flush()
    }

    /// A meeting on one line, its counties first.
    pub(crate) fn line(&self, event: &Event) -> String {
        changes::line(event, self.results())
    }
}

fn lines(files: &[Written], dry_run: bool, words: &Words) -> String {
    let line = |file: &Written| {
        let (path, dry) = (printable(&file.path.to_string_lossy()), if dry_run { "dry-" } else { "" });
        let outcome = words.text("outcome", [("outcome", json!(format!("{dry}{}", file.outcome.code())))]);
        let meetings = file.meetings.map(|count| words.text("meetings", [("count", json!(count))]) + ", ");
        format!("{path}: {}{outcome}\n", meetings.unwrap_or_default())
    };
    files.iter().map(line).collect()
}

fn objects(files: &[Written]) -> Vec<Value> {
    let object = |file: &Written| json!({ "path": file.path.to_string_lossy(), "meetings": file.meetings, "outcome": file.outcome.code() });
    files.iter().map(object).collect()
}

/// Why a message is written.
fn occasion(occasion: &Occasion) -> &'static str {
    match occasion {
        Occasion::New => "invitation",
        Occasion::Changed(_) => "change",
        Occasion::Restored => "restored",
        Occasion::Cancelled => "cancellation",
    }
}

fn message(path: &Path, post: &Post) -> Value {
    let (start, end) = post.event.when.rfc3339();
    json!({
        "path": path.to_string_lossy(), "occasion": occasion(&post.occasion), "method": post.method.value(),
        "address": post.person.mailbox.address, "uid": post.event.uid.to_string(),
        "sequence": post.event.sequence, "title": post.event.title, "start": start, "end": end,
        "counties": post.event.counties.iter().map(County::slug).collect::<Vec<_>>(), "location": post.event.location
    })
}

/// A meeting as `check --format json` gives it: times as RFC 3339, local and in UTC.
#[derive(Serialize)]
struct Understood<'m> {
    counties: Vec<&'static str>,
    start: String,
    end: String,
    all_day: bool,
    end_assumed: bool,
    status: &'static str,
    title: Cow<'m, str>,
    /// What else the row says.
    #[serde(flatten)]
    texts: BTreeMap<&'static str, &'m str>,
}

impl<'m> Understood<'m> {
    fn new(meeting: &'m Meeting) -> Self {
        let (start, end) = meeting.when.rfc3339();
        // the title is given as it is shown
        let others = Field::texts().filter(|field| *field != Field::Title);
        let texts = others.map(|field| (field.name(), meeting.text(field)));
        Self {
            counties: meeting.counties.iter().map(County::slug).collect(),
            start,
            end,
            all_day: matches!(meeting.when, When::Day(_)),
            end_assumed: matches!(meeting.when, When::Hours { assumed: true, .. }),
            status: meeting.status.value(),
            title: title(meeting),
            texts: texts.filter(|(_, text)| !text.is_empty()).collect(),
        }
    }
}
