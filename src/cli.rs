//! What may stand on the command line.

use std::path::PathBuf;

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::calendar::mailbox::Mailbox;
use crate::list::{Field, Format, Subject};
use crate::message::lang::Lang;
use crate::page::links::BaseUrl;

/// Turns a list of county meetings into calendars
///
/// Reads a list of meetings (CSV, a spreadsheet, or JSON) and writes iCalendar files (.ics) in Europe/Warsaw time, one for each county of
/// the Lubuskie region or one for all, ready to subscribe to. A list with mistakes is explained, row by row, and nothing is
/// written.
#[derive(Debug, Parser)]
#[command(
    name = "lubuskie-ics",
    bin_name = "lubuskie-ics",
    version,
    after_help = "Examples:
  lubuskie-ics check meetings.csv                what is wrong with the list, and what was understood
  lubuskie-ics export meetings.csv               one calendar for each county, in the folder calendars
  lubuskie-ics export --county nowosolski        one county's calendar
  lubuskie-ics import announcement.txt           a list of the meetings in an announcement
  lubuskie-ics publish meetings.csv -o www --base-url https://powiat.example.pl/spotkania/
                                                 the same with a page on which people find them, for a web server
  lubuskie-ics invite --feeds calendars --people people.csv --organizer 'Office <office@example.pl>' -o mail --first
                                                 invitations to what was exported, as messages to send

Exit codes: 0 done; 1 the list has problems, nothing written; 2 wrong usage; 3 refused (would cancel or lose too much, a
file that is not ours, folder in use); 4 files cannot be read or written, or a file of ours is damaged; 10 with --exit-code: done,
and something changed."
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// How to speak.
    #[command(flatten, next_help_heading = "Messages")]
    pub(crate) console: ConsoleArgs,
}

/// How to speak to the user.
#[derive(Debug, Args)]
pub(crate) struct ConsoleArgs {
    /// Say nothing but problems
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Also say how each list was read
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// How results and messages are written
    #[arg(long, global = true, value_name = "FORM", default_value = "text")]
    pub(crate) format: Form,
    /// Whether messages are coloured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// The language of messages [default: the system's]
    #[arg(long, global = true, value_name = "LANGUAGE", ignore_case = true, env = "LUBUSKIE_ICS_LANG")]
    pub(crate) lang: Option<Lang>,
}

/// Text or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For people
    Text,
    /// For programs: results as one object, messages as an object a line
    Json,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write calendars from a list
    ///
    /// Writes one calendar for each county that has meetings in the list, named by the county: calendars/nowosolski.ics.
    /// Put the folder on a web server and give people the addresses. What the folder holds from the last time is remembered: a
    /// meeting that moves keeps its place in people's calendars, one that is gone from the list is cancelled, and what has not
    /// changed is not touched. Files appear whole or not at all, and only files that this program wrote are replaced.
    Export(ExportArgs),
    /// Write all calendars and a page on which people find them, for a web server
    ///
    /// Writes every county's calendar, empty ones too, so that no address ever breaks; one for all counties; a file for each
    /// meeting; index.html, with the meetings and with links to subscribe; and meetings.json, for programs. All of it is
    /// files: any web server will do. Otherwise as export: what was published is remembered, and what has not changed is not
    /// touched.
    Publish(PublishArgs),
    /// Write invitations to people, from what was exported
    ///
    /// Writes a message (.eml) for each meeting ahead and each person of its county, into MAILDIR/new: an invitation if the
    /// meeting is new to them, a change if time, place, title or status is another than they were last told, a
    /// cancellation if it is cancelled. What each address was told is kept in MAILDIR/.lubuskie-ics.sent, so that running it
    /// again writes nothing. Meetings that are older in DIR than people were told are left out and named, with exit code 3. It sends nothing itself: examples/send.sh does. What is mailed is what was exported into DIR.
    Invite(InviteArgs),
    /// Write a draft of a message for each county, from what was exported, to be sent by hand
    ///
    /// Writes a message (.eml) for each county with meetings ahead, with a file for each meeting attached, to be opened in
    /// Outlook, looked at and sent. A draft of a county that has nothing ahead any more is removed.
    Draft(DraftArgs),
    /// Read a list, say what is wrong with it and what was understood; writes nothing
    Check(ListArgs),
    /// Make a list of an announcement's text or web page, to be checked by a person
    ///
    /// Reads a text that says when and where people meet, as offices put it on their pages, and writes a list of the
    /// meetings in it to standard output. Every day of the text that became no meeting is said, with the reason, and
    /// everything that was inferred. Look at the list before it is exported.
    #[cfg(feature = "announcement")]
    Import(ImportArgs),
    /// List the 14 counties: code, short name for --county and files, name, seat
    Counties,
    /// Write a completion script for a shell to standard output
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Write the manual page (roff) to standard output
    Man,
}

/// Which lists, and how their rows are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "The list")]
pub(crate) struct ListArgs {
    /// Lists of meetings: files, or - for standard input; several make one schedule
    ///
    /// Left out: meetings.csv, meetings.json, spotkania.csv or spotkania.xlsx in this folder, else a built-in list of five
    /// meetings of 2017 to try things with.
    #[arg(value_name = "LIST", help_heading = None)]
    pub(crate) lists: Vec<PathBuf>,
    /// What the lists are, whatever they look like [default: seen from the content]
    #[arg(long, value_name = "KIND")]
    pub(crate) from: Option<Format>,
    /// A heading for a column that the program does not know by itself: title=Temat
    #[arg(long, value_name = "COLUMN=HEADING", value_parser = |text: &str| column_of(Subject::Meetings, text))]
    pub(crate) column: Vec<(Field, String)>,
    /// The heading of a column that is not read, since it is about something else: "Termin zgłoszeń"; several with ; between
    #[arg(long, value_name = "HEADING", value_delimiter = ';', env = "LUBUSKIE_ICS_IGNORE", hide_env_values = true)]
    pub(crate) ignore: Vec<String>,
    /// Only this sheet of a spreadsheet; may repeat [default: all that can be seen]
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) sheet: Vec<String>,
    /// The year of dates that have none
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(i32).range(1997..=2099))]
    pub(crate) year: Option<i32>,
    /// The title of meetings that have none, followed by the county [default: Spotkanie informacyjne]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// How long a meeting without an end takes: 2h, 90m, 1h30m
    #[arg(long, value_name = "TIME", default_value = "2h", value_parser = duration)]
    pub(crate) duration: TimeDelta,
    /// Publish the column of notes too
    #[arg(long)]
    pub(crate) with_notes: bool,
    /// Take warnings as problems
    #[arg(long)]
    pub(crate) strict: bool,
    /// The time that counts as now, as 2026-11-23T09:00:00Z [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(crate) now: Option<NaiveDateTime>,
}

/// What to make a list of.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The announcement: a text or a saved web page; left out or -: standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) announcement: Option<PathBuf>,
    /// The list that is written, which must not be there yet [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// What kind of list [default: by the ending of FILE, else csv]
    #[arg(long, value_name = "KIND")]
    pub(crate) to: Option<To>,
    /// With a byte order mark, by which Excel knows Polish letters; CSV alone
    #[arg(long)]
    pub(crate) excel: bool,
    /// The year of days that have none
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(i32).range(1997..=2099))]
    pub(crate) year: Option<i32>,
    /// The title of all meetings [default: the announcement's heading]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
}

/// Forms of a list that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// Cells separated by semicolons
    Csv,
    /// An array of objects
    Json,
}

/// Which calendars, and where.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The folder for the calendars, made if there is none; - writes one calendar to standard output
    ///
    /// Standard output has no memory: every event in it is a first revision (SEQUENCE 0).
    #[arg(short, long, value_name = "DIR", env = "LUBUSKIE_ICS_OUTPUT", default_value = "calendars")]
    pub(crate) output: PathBuf,
    /// Only this county; may repeat: nowosolski, "powiat żarski", 0804, "m. Zielona Góra"
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other, conflicts_with = "rebuild")]
    pub(crate) county: Vec<String>,
    /// One calendar for all counties, lubuskie.ics, instead of one for each
    #[arg(long)]
    pub(crate) combined: bool,
    /// What the calendars are for
    #[arg(long = "for", value_name = "USE", default_value = "subscription")]
    pub(crate) purpose: Purpose,
    /// Who invites: the organiser in files for e-mail
    #[arg(long, value_name = "'NAME <ADDRESS>'", value_parser = organizer, env = "LUBUSKIE_ICS_ORGANIZER")]
    pub(crate) organizer: Option<Mailbox>,
    /// The lists.
    #[command(flatten)]
    pub(crate) list: ListArgs,
    /// How to write.
    #[command(flatten)]
    pub(crate) writing: WritingArgs,
}

/// What to publish, and where.
#[derive(Debug, Args)]
pub(crate) struct PublishArgs {
    /// The folder that the web server serves, made if there is none
    #[arg(short, long, value_name = "DIR", env = "LUBUSKIE_ICS_OUTPUT")]
    pub(crate) output: Option<PathBuf>,
    /// Where that folder is on the web: https://powiat.example.pl/spotkania/
    #[arg(long, value_name = "URL", value_parser = base_url, value_hint = ValueHint::Url)]
    #[arg(env = "LUBUSKIE_ICS_BASE_URL")]
    pub(crate) base_url: Option<BaseUrl>,
    /// Who invites: on the page, and in the event files
    #[arg(long, value_name = "'NAME <ADDRESS>'", value_parser = organizer, env = "LUBUSKIE_ICS_ORGANIZER")]
    pub(crate) organizer: Option<Mailbox>,
    /// The lists.
    #[command(flatten)]
    pub(crate) list: ListArgs,
    /// How to write.
    #[command(flatten)]
    pub(crate) writing: WritingArgs,
}

/// How a folder is written into.
#[derive(Debug, Args)]
#[command(next_help_heading = "Writing")]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct WritingArgs {
    /// Say what would change, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Exit with 10 if a file changed, or would
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// Cancel meetings that are gone from the list even if they are most of those ahead, or all of a county
    #[arg(long)]
    pub(crate) allow_cancel: bool,
    /// Leave most meetings ahead without an hour, a title of their own or a place, if they had one
    #[arg(long)]
    pub(crate) allow_change: bool,
    /// Start damaged calendars anew, or a folder that was put back from a copy
    ///
    /// What the calendars that can be read know is kept; everything else is published as if for the first time. Every event
    /// gets a SEQUENCE above any that it can have had.
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// Replace files of these names even if another program wrote them
    #[arg(long)]
    pub(crate) overwrite: bool,
}

/// Who is invited, to what, and where the messages go.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct InviteArgs {
    /// The folder that was exported to
    #[arg(long, value_name = "DIR")]
    pub(crate) feeds: PathBuf,
    /// Lists of people: county, name, e-mail; an empty county stands for all
    #[arg(long, value_name = "LIST", required = true)]
    pub(crate) people: Vec<PathBuf>,
    /// A heading for a column that the program does not know by itself: email=Poczta
    #[arg(long, value_name = "COLUMN=HEADING", value_parser = |text: &str| column_of(Subject::People, text))]
    pub(crate) column: Vec<(Field, String)>,
    /// Only this sheet of a spreadsheet; may repeat [default: all that can be seen]
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) sheet: Vec<String>,
    /// Who invites, and to whom answers go; not one of the people
    #[arg(long, value_name = "'NAME <ADDRESS>'", value_parser = organizer, env = "LUBUSKIE_ICS_ORGANIZER")]
    pub(crate) organizer: Option<Mailbox>,
    /// What stands below every message: a plain text with the office's address and its note on data protection
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) signature: Option<PathBuf>,
    /// The folder for messages, private and outside DIR
    #[arg(short, long, value_name = "MAILDIR")]
    pub(crate) output: PathBuf,
    /// Only meetings of this county; may repeat
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) county: Vec<String>,
    /// Begin: nobody was told anything from this folder yet
    #[arg(long)]
    pub(crate) first: bool,
    /// Begin again where .lubuskie-ics.sent is lost or damaged, and write no message
    ///
    /// Everyone in the list of people is taken to know what is published now of the meetings ahead in his county. From then on
    /// people are told what is new.
    #[arg(long, conflicts_with_all = ["first", "county", "exit_code"])]
    pub(crate) assume_told: bool,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Exit with 10 if there is a message to send, or would be
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// The time that counts as now, as 2026-11-23T09:00:00Z [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(crate) now: Option<NaiveDateTime>,
}

/// Of what drafts are made, for whom, and where they go.
#[derive(Debug, Args)]
pub(crate) struct DraftArgs {
    /// The folder that was exported to
    #[arg(long, value_name = "DIR")]
    pub(crate) feeds: PathBuf,
    /// Whom the drafts go to
    #[arg(long, value_name = "ADDRESS", num_args = 1.., required = true, value_parser = mailbox)]
    pub(crate) to: Vec<Mailbox>,
    /// Who invites, and to whom answers go
    #[arg(long, value_name = "'NAME <ADDRESS>'", value_parser = organizer, env = "LUBUSKIE_ICS_ORGANIZER")]
    pub(crate) organizer: Option<Mailbox>,
    /// What stands below every message: a plain text with the office's address and its note on data protection
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) signature: Option<PathBuf>,
    /// The folder for drafts, private and outside the calendars'
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Only meetings of this county; may repeat
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) county: Vec<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The time that counts as now, as 2026-11-23T09:00:00Z [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(crate) now: Option<NaiveDateTime>,
}

/// What calendars are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Purpose {
    /// Calendars with all meetings, to subscribe to
    Subscription,
    /// A file for each meeting in DIR/events, to attach to a message
    Email,
    /// Both
    Both,
}

fn column_of(subject: Subject, text: &str) -> Result<(Field, String), String> {
    let (name, heading) = text.split_once('=').ok_or("expected COLUMN=HEADING: title=Temat")?;
    let field = subject.field(name).ok_or_else(|| format!("there is no column \"{name}\"; the README lists them"))?;
    Ok((field, heading.trim().to_owned()))
}

/// `NAME <ADDRESS>`.
fn organizer(text: &str) -> Result<Mailbox, &'static str> {
    Mailbox::parse(text).ok_or("expected a name and an e-mail address: 'Starostwo <biuro@example.pl>'")
}

fn base_url(text: &str) -> Result<BaseUrl, &'static str> {
    BaseUrl::parse(text).ok_or("expected a web address: https://powiat.example.pl/spotkania/")
}

fn mailbox(text: &str) -> Result<Mailbox, &'static str> {
    Mailbox::parse(text).ok_or("expected an e-mail address: biuro@example.pl")
}

/// `2h`, `90m`, `1h30m`; more than nothing, at most a day.
fn duration(text: &str) -> Result<TimeDelta, &'static str> {
    let number = |digits: &str| digits.parse::<u16>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
    let (hours, minutes) = match text.split_once('h') {
        Some((hours, "")) => (number(hours), Some(0)),
        Some((hours, rest)) => (number(hours), number(rest.strip_suffix('m').unwrap_or(rest))),
        None => (Some(0), text.strip_suffix('m').and_then(number)),
    };
    let minutes = hours.zip(minutes).map(|(hours, minutes)| i64::from(hours) * 60 + i64::from(minutes));
    let length = minutes.filter(|minutes| (1..=24 * 60).contains(minutes)).map(TimeDelta::minutes);
    length.ok_or("expected a length up to 24h: 2h, 90m or 1h30m")
}

fn instant(text: &str) -> Result<NaiveDateTime, &'static str> {
    let time = DateTime::parse_from_rfc3339(text).ok().and_then(|time| seconds(time.timestamp()));
    time.ok_or("expected a date and time with offset: 2026-11-23T09:00:00Z")
}

/// Seconds since 1970 as UTC; calendars know no parts of a second, and four digits of a year, also of later changes.
pub(crate) fn seconds(since_1970: i64) -> Option<NaiveDateTime> {
    let time = DateTime::from_timestamp(since_1970, 0)?.naive_utc();
    (1970..9999).contains(&time.year()).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn lengths() {
        for (text, minutes) in [("2h", 120), ("90m", 90), ("1h30m", 90), ("1h30", 90), ("24h", 1440)] {
            assert_eq!(duration(text), Ok(TimeDelta::minutes(minutes)), "{text}");
        }
        for text in ["", "2", "h", "0m", "25h", "-1h", "+1h", "1h-5m", "2 h"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
