//! What is said to the user: results on standard output, everything else on standard error; as text or as JSON.

pub(crate) mod table;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::calendar::changes::{self, Report};
use crate::calendar::event::title;
use crate::cli::{Color, ConsoleArgs, Form};
use crate::commands::error::{named, shown};
use crate::folder::Outcome;
use crate::list::{Field, Read};
use crate::mail::letter::Occasion;
use crate::mail::plan::Post;
use crate::meeting::{Meeting, When};
use crate::message::lang::{Lang, say};
use crate::message::words::Words;
use crate::message::{Diagnostics, SCHEMA_VERSION, Said};
use crate::page::links::BaseUrl;
use crate::poland::county::County;

/// How to speak, decided once.
#[allow(clippy::struct_excessive_bools, reason = "each is an answer of its own")]
pub(crate) struct Console {
    pub(crate) lang: Lang,
    quiet: bool,
    verbose: bool,
    json: bool,
    color: bool,
    /// Found when something is said.
    words: OnceCell<Words>,
}

/// Something worth knowing that is neither a result nor wrong.
pub(crate) enum Note<'a> {
    /// No list was named.
    BuiltIn,
    /// A county was asked for that has no meetings and no calendar.
    NoMeetings(County),
    /// So many meetings that different calendars hold different revisions of.
    Disagreements(usize),
    /// A calendar's name that another program's file has.
    NotOurs(&'a Path),
    /// Meetings that ended too long ago to be kept.
    LeftOut(&'a [String]),
    /// Damaged calendars were started anew.
    Rebuilt,
    /// What goes to this address can be changed on the way.
    Insecure(&'a BaseUrl),
    /// A page that does not show what has changed.
    StalePage(&'a Path),
    /// Addresses that get nothing more.
    Unlisted(&'a [String]),
    /// Meetings that people were invited to and the calendars do not have.
    Unpublished(&'a [String]),
    /// So many messages of earlier runs that were not sent.
    Unsent(usize),
    /// Addresses that were invited by another organiser.
    OtherOrganizer(&'a [String]),
}

impl Note<'_> {
    /// What programs know it by.
    fn code(&self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in",
            Self::NoMeetings(_) => "no-meetings",
            Self::Disagreements(_) => "disagreements",
            Self::NotOurs(_) => "not-ours",
            Self::LeftOut(_) => "left-out",
            Self::Rebuilt => "rebuilt",
            Self::Insecure(_) => "insecure",
            Self::StalePage(_) => "stale-page",
            Self::Unlisted(_) => "unlisted",
            Self::Unpublished(_) => "unpublished",
            Self::Unsent(_) => "unsent",
            Self::OtherOrganizer(_) => "other-organizer",
        }
    }
}

/// A calendar file and what became of it.
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
        }
    }

    /// Standard error is the last resort: where it is gone, too, there is nobody to tell.
    fn say(&self, severity: &str, word: &str, kind: &str, message: &str) {
        let mut err = io::stderr().lock();
        if self.json {
            let line = serde_json::json!({
                "schema_version": SCHEMA_VERSION, "severity": severity, "kind": kind, "args": {}, "message": message
            });
            let _ = writeln!(err, "{line}");
        } else {
            let _ = writeln!(err, "{word}: {message}");
        }
    }

    /// Why the run failed.
    pub(crate) fn error(&self, kind: &str, message: &str) {
        self.say("error", &say!(self.lang, "error", "błąd"), kind, message);
    }

    pub(crate) fn note(&self, note: &Note) {
        let message = match note {
            Note::BuiltIn => say!(
                self.lang,
                "no list named, and no meetings.csv, meetings.json, spotkania.csv or spotkania.xlsx here: using the built-in example, five meetings of 2017",
                "nie podano listy i nie ma tu pliku spotkania.csv, spotkania.xlsx, meetings.csv ani meetings.json: użyto wbudowanego przykładu, pięciu spotkań \
                 z 2017 r."
            ),
            Note::Disagreements(count) => {
                let meetings = self.lang.meetings(*count);
                say!(
                    self.lang,
                    "the calendars do not agree on {meetings}: the latest revision counts",
                    "kalendarze różnią się co do: {meetings}; liczy się najnowsza wersja"
                )
            }
            Note::NotOurs(path) => {
                let path = shown(path);
                say!(
                    self.lang,
                    "{path}: not written by lubuskie-ics, so it is left as it is",
                    "{path}: tego pliku nie zapisał lubuskie-ics, więc pozostał bez zmian"
                )
            }
            Note::LeftOut(meetings) => say!(
                self.lang,
                "no longer in the list and long over, so left out of the calendars:{}",
                "spoza listy i dawno po terminie, więc usunięte z kalendarzy:{}",
                named(meetings, self.lang)
            ),
            Note::Unsent(count) => {
                let noun = self.messages(*count);
                say!(
                    self.lang,
                    "not sent yet, of earlier runs: {count} {noun}",
                    "jeszcze nie wysłano, z poprzednich uruchomień: {count} {noun}"
                )
            }
            Note::Unlisted(addresses) => say!(
                self.lang,
                "invited to meetings still ahead, but no longer in the list of people, so they get nothing more:{}",
                "te osoby zaproszono na nadchodzące spotkania, ale nie ma ich już na liście, więc nic więcej nie dostaną:{}",
                named(addresses, self.lang)
            ),
            Note::Unpublished(titles) => say!(
                self.lang,
                "people were invited to these meetings, which are not in the calendars: is it the right folder?{}",
                "na te spotkania zapraszano, a nie ma ich w kalendarzach: czy to właściwy folder?{}",
                named(titles, self.lang)
            ),
            Note::OtherOrganizer(addresses) => say!(
                self.lang,
                "invited by another organiser before, so their calendars may not take the change:{}",
                "wcześniej zapraszał ich inny organizator, więc ich kalendarze mogą nie przyjąć zmiany:{}",
                named(addresses, self.lang)
            ),
            Note::Insecure(base) => say!(
                self.lang,
                "{}: http, not https: what subscribers get can be changed on the way, and some programs refuse it",
                "{}: http zamiast https: to, co dostają odbiorcy, można po drodze zmienić, a niektóre programy tego nie przyjmą",
                base.as_str()
            ),
            Note::StalePage(path) => {
                let path = shown(path);
                say!(
                    self.lang,
                    "{path}: not brought up to date by export; publish does it",
                    "{path}: eksport nie aktualizuje tej strony; robi to publish"
                )
            }
            Note::Rebuilt => say!(
                self.lang,
                "damaged calendars were started anew: subscribers may know what is called new below, and what was cancelled \
                 by a deleted row is no longer in them",
                "uszkodzone kalendarze zaczęto od nowa: to, co niżej jest nowe, odbiorcy mogą już mieć, a spotkań odwołanych \
                 przez usunięcie wiersza już w nich nie ma"
            ),
            Note::NoMeetings(county) => say!(
                self.lang,
                "the list has no meetings for {}: no calendar written",
                "lista nie ma spotkań dla: {}; nie zapisano kalendarza",
                county.full_name()
            ),
        };
        // that example meetings are published must never go unseen
        if !self.quiet || matches!(note, Note::BuiltIn) {
            self.say("note", &say!(self.lang, "note", "uwaga"), note.code(), &message);
        }
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(self.lang))
    }

    /// How a list was read; only if asked for.
    pub(crate) fn read(&self, read: &Read) {
        if self.verbose {
            let said = Said::of(read);
            self.say("note", &say!(self.lang, "note", "uwaga"), &said.kind, &self.words().message(&said));
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

    /// A line for each file, then what has changed.
    pub(crate) fn exported(&self, files: &[Written], report: &Report, dry_run: bool) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.json {
            let files = File::all(files);
            let result = serde_json::json!({
                "schema_version": SCHEMA_VERSION, "dry_run": dry_run, "files": files, "changes": report.json()
            });
            writeln!(out, "{result}")?;
            return out.flush();
        }
        if !self.quiet {
            self.files(&mut out, files, dry_run)?;
            let is_touched = files.iter().any(|file| file.outcome != Outcome::Unchanged);
            if is_touched && report.is_empty() {
                writeln!(
                    out,
                    "\n{}",
                    say!(self.lang, "nothing changes for subscribers", "dla odbiorców nic się nie zmienia")
                )?;
            }
            out.write_all(report.text(self.lang).as_bytes())?;
        }
        out.flush()
    }

    fn files(&self, out: &mut impl io::Write, files: &[Written], dry_run: bool) -> io::Result<()> {
        for file in files {
            let path = shown(&file.path);
            let outcome = outcome(file.outcome, self.lang, dry_run);
            match file.meetings {
                None => writeln!(out, "{path}: {outcome}")?,
                Some(meetings) => writeln!(out, "{path}: {}, {outcome}", self.lang.meetings(meetings))?,
            }
        }
        Ok(())
    }

    /// A line for each draft.
    pub(crate) fn drafted(&self, files: &[Written], dry_run: bool) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.json {
            let files = File::all(files);
            let result = serde_json::json!({ "schema_version": SCHEMA_VERSION, "dry_run": dry_run, "files": files });
            writeln!(out, "{result}")?;
        } else if !self.quiet {
            self.files(&mut out, files, dry_run)?;
            if files.is_empty() {
                writeln!(
                    out,
                    "{}",
                    say!(self.lang, "no meetings ahead: no drafts", "brak spotkań przed nami: bez szkiców")
                )?;
            }
        }
        out.flush()
    }

    fn messages(&self, count: usize) -> &'static str {
        match self.lang {
            Lang::En => self.lang.plural(count, "message", "", "messages"),
            Lang::Pl => self.lang.plural(count, "wiadomość", "wiadomości", "wiadomości"),
        }
    }

    /// Each meeting, with a line for each message; then how many there are, and where.
    pub(crate) fn invited(&self, folder: &Path, messages: &[(PathBuf, &Post)], dry_run: bool) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.json {
            let messages: Vec<_> = messages.iter().map(|(path, post)| message(path, post)).collect();
            let result =
                serde_json::json!({ "schema_version": SCHEMA_VERSION, "dry_run": dry_run, "messages": messages });
            writeln!(out, "{result}")?;
        } else if !self.quiet {
            let mut counts = BTreeMap::new();
            for posts in messages.chunk_by(|(_, a), (_, b)| a.event.uid == b.event.uid) {
                writeln!(out, "{}", changes::line(posts[0].1.event, self.lang))?;
                for (_, post) in posts {
                    let (code, word) = occasion(&post.occasion, self.lang);
                    writeln!(out, "  {word}: {}", post.person.mailbox.address)?;
                    counts.entry(code).or_insert((0, word)).0 += 1;
                }
            }
            let words: Vec<_> = counts.values().map(|(count, word)| format!("{word}: {count}")).collect();
            let (count, folder) = (messages.len(), shown(folder));
            let noun = self.messages(count);
            let words = words.join(", ");
            let last = match (count, dry_run) {
                (0, _) => say!(self.lang, "no messages to write", "nie ma nowych wiadomości do wysłania"),
                (_, true) => say!(
                    self.lang,
                    "\n{count} {noun} would be written to {folder} ({words})",
                    "\n{count} {noun} do zapisania w folderze {folder} ({words})"
                ),
                (_, false) => say!(
                    self.lang,
                    "\n{count} {noun} in {folder} ({words})",
                    "\n{count} {noun} w folderze {folder} ({words})"
                ),
            };
            writeln!(out, "{last}")?;
        }
        out.flush()
    }

    /// What was understood of a good list.
    pub(crate) fn understood(&self, meetings: &[Meeting]) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.json {
            let meetings: Vec<_> = meetings.iter().map(Understood::new).collect();
            writeln!(out, "{}", serde_json::json!({ "schema_version": SCHEMA_VERSION, "meetings": meetings }))?;
        } else if !self.quiet {
            out.write_all(table::meetings(meetings, self.lang, table::width()).as_bytes())?;
            writeln!(out, "{}", self.lang.meetings(meetings.len()))?;
        }
        out.flush()
    }

    /// The 14, a line each.
    pub(crate) fn counties(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.json {
            let counties: Vec<_> = County::all()
                .map(|county| {
                    serde_json::json!({
                        "teryt": county.teryt(), "slug": county.slug(), "name": county.full_name(), "seat": county.seat()
                    })
                })
                .collect();
            writeln!(out, "{}", serde_json::json!({ "schema_version": SCHEMA_VERSION, "counties": counties }))?;
            return out.flush();
        }
        for county in County::all() {
            let name = county.full_name();
            writeln!(out, "{}  {:22}  {name:29}  {}", county.teryt(), county.slug(), county.seat())?;
        }
        out.flush()
    }
}

fn outcome(outcome: Outcome, lang: Lang, dry_run: bool) -> &'static str {
    match (outcome, lang, dry_run) {
        (Outcome::Created, Lang::En, false) => "created",
        (Outcome::Created, Lang::En, true) => "would be created",
        (Outcome::Created, Lang::Pl, false) => "nowy plik",
        (Outcome::Created, Lang::Pl, true) => "powstałby nowy plik",
        (Outcome::Replaced, Lang::En, false) => "replaced",
        (Outcome::Replaced, Lang::En, true) => "would be replaced",
        (Outcome::Replaced, Lang::Pl, false) => "plik zaktualizowano",
        (Outcome::Replaced, Lang::Pl, true) => "plik zostałby zaktualizowany",
        (Outcome::Removed, Lang::En, false) => "removed",
        (Outcome::Removed, Lang::En, true) => "would be removed",
        (Outcome::Removed, Lang::Pl, false) => "plik usunięto",
        (Outcome::Removed, Lang::Pl, true) => "plik zostałby usunięty",
        (Outcome::Unchanged, Lang::En, _) => "unchanged",
        (Outcome::Unchanged, Lang::Pl, _) => "bez zmian",
    }
}

/// Why a message is written: for programs, for people.
fn occasion(occasion: &Occasion, lang: Lang) -> (&'static str, String) {
    match occasion {
        Occasion::New => ("invitation", say!(lang, "invitation", "zaproszenie")),
        Occasion::Changed(_) => ("change", say!(lang, "change", "zmiana")),
        Occasion::Restored => ("restored", say!(lang, "takes place after all", "jednak się odbędzie")),
        Occasion::Cancelled => ("cancellation", say!(lang, "cancellation", "odwołanie")),
    }
}

fn message(path: &Path, post: &Post) -> serde_json::Value {
    let (start, end) = post.event.when.rfc3339();
    serde_json::json!({
        "path": path.to_string_lossy(), "occasion": occasion(&post.occasion, Lang::En).0, "method": post.method.value(),
        "address": post.person.mailbox.address, "uid": post.event.uid.to_string(),
        "sequence": post.event.sequence, "title": post.event.title, "start": start, "end": end,
        "counties": post.event.counties.iter().map(County::slug).collect::<Vec<_>>(), "location": post.event.location
    })
}

impl File {
    fn all(files: &[Written]) -> Vec<Self> {
        let file = |file: &Written| Self {
            path: file.path.to_string_lossy().into_owned(),
            meetings: file.meetings,
            outcome: outcome(file.outcome, Lang::En, false),
        };
        files.iter().map(file).collect()
    }
}

#[derive(Serialize)]
struct File {
    path: String,
    meetings: Option<usize>,
    outcome: &'static str,
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
        let others = Field::ALL_TEXTS.into_iter().filter(|field| *field != Field::Title);
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
