//! What may stand on the command line.

use std::path::PathBuf;

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::calendar::{Mailbox, properties::CancelledAs};
use crate::list::{Field, Subject};
use crate::poland::length::length;
use crate::{meeting::url, message::Lang, page::links};

/// Turn a list of county meetings into calendars
///
/// Reads a list of meetings (a spreadsheet, CSV or JSON) and writes calendars (.ics) that people subscribe to in Outlook, Google, Apple and
/// Thunderbird: one for each county of the Lubuskie region, or one for all. If the list has errors, the program explains them and writes
/// nothing.
#[derive(Debug, Parser)]
#[command(
    name = "lubuskie-ics",
    bin_name = "lubuskie-ics",
    version,
    after_help = include_str!("message/after.en.txt").trim_end()
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
#[derive(Debug, Default, Args)]
pub(crate) struct ConsoleArgs {
    /// Print errors only
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Tell how each list was read
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Write results and messages in this form
    #[arg(long, global = true, value_name = "FORM", default_value = "text")]
    pub(crate) format: Form,
    /// Colour messages; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
    /// Speak Polish (pl) or English (en) [default: the system's language]
    #[arg(long, global = true, value_name = "LANGUAGE", ignore_case = true, env = "LUBUSKIE_ICS_LANG")]
    pub(crate) lang: Option<Lang>,
}

/// Text or JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For people
    #[default]
    Text,
    /// For programs: one object for the results, one a line for messages
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write calendars from a list
    ///
    /// Writes a calendar for each county that has meetings in the list, named after the county: calendars/nowosolski.ics. Put the
    /// folder on a web server and give people the addresses. When the list changes, export it into the same folder: a meeting that moved
    /// moves in people's calendars, a meeting that is gone from the list is cancelled, and a file that would stay the same is not touched.
    Export(ExportArgs),
    /// Write all calendars and a page on which people find them, for a web server
    ///
    /// Writes a calendar for every county, even without meetings, so that no address ever breaks; a calendar for all counties; a file for
    /// each meeting; index.html with the meetings and the links to subscribe; fragment.html with the meetings alone, for a page of
    /// another site; changes.xml with the latest changes, for feed readers; and meetings.json for programs. Any web server can serve the
    /// folder. When the list changes, publish it into the same folder, as with export.
    Publish(PublishArgs),
    /// Write invitations to people
    ///
    /// Writes a message (.eml) for each meeting ahead and each person of its county into MAILDIR/new: an invitation if the meeting is new to
    /// that person; a change if its time, place, title or status is not what that person was last told; or a cancellation. The messages say
    /// what was exported into DIR. MAILDIR/.lubuskie-ics.sent records what each address was told, so a second run writes nothing again.
    /// The program sends nothing; examples/send.sh does. A meeting that is older in DIR than what people were told is left out and named
    /// (exit code 3).
    Invite(InviteArgs),
    /// Write a draft of a message for each county, to be sent by hand
    ///
    /// Writes a message (.eml) for each county with meetings ahead and attaches a file for each meeting. Open it in Outlook, look at it and
    /// send it. A draft of a county that has nothing ahead any more is removed.
    Draft(DraftArgs),
    /// Check a list and show its meetings; write nothing
    Check(ListArgs),
    /// Make a list of an announcement: a text, a web page or a Word file
    ///
    /// Reads a text that says when and where people meet, as offices put it on their pages, and writes a list of the meetings in it. The
    /// program names every day of the text that became no meeting, with the reason, and everything that it inferred. Look the list over
    /// before you export it.
    #[cfg(feature = "announcement")]
    Import(ImportArgs),
    /// List the 14 counties: code, short name for --county and files, name, seat
    Counties,
    /// Print a completion script for a shell
    Completions {
        /// Name the shell
        shell: Shell,
    },
    /// Print the manual page (roff)
    Man,
}

/// Which lists, and how their rows are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "The list")]
pub(crate) struct ListArgs {
    /// Read this list; several lists make one schedule, and - stands for standard input
    ///
    /// Without LIST the program reads meetings.csv, meetings.json, spotkania.csv or spotkania.xlsx in this folder. If there is none, it
    /// reads a built-in example: five meetings of 2017.
    #[arg(value_name = "LIST", help_heading = None)]
    pub(crate) lists: Vec<PathBuf>,
    /// Take the column with this heading as COLUMN: "title=Hasło spotkania"
    #[arg(long, value_name = "COLUMN=HEADING", value_parser = |text: &str| column_of(Subject::Meetings, text))]
    pub(crate) column: Vec<(Field, String)>,
    /// Leave out the column with this heading: "Termin wysyłki materiałów"; put ; between several
    #[arg(long, value_name = "HEADING", value_delimiter = ';', env = "LUBUSKIE_ICS_IGNORE", hide_env_values = true)]
    pub(crate) ignore: Vec<String>,
    /// Read only this sheet of a spreadsheet; may repeat [default: all that are not hidden]
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) sheet: Vec<String>,
    /// Take this year for dates without a year: 2027
    #[arg(long, value_name = "YYYY", value_parser = or("year", year))]
    pub(crate) year: Option<i32>,
    /// Use this title, followed by the county, for meetings without one [default: Spotkanie informacyjne]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Take this length for meetings without an end: 2h, 90m, 1h30m
    #[arg(long, value_name = "TIME", default_value = "2h", value_parser = or("length", duration))]
    pub(crate) duration: TimeDelta,
    /// Publish the notes, too
    #[arg(long)]
    pub(crate) with_notes: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub(crate) strict: bool,
    /// Take this time as now: 2026-11-23T09:00:00Z [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME", value_parser = or("time", instant))]
    pub(crate) now: Option<NaiveDateTime>,
}

/// What to make a list of.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Read this text, saved web page (.html), saved mail (.eml) or Word file (.docx) [default: standard input]
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) announcement: Option<PathBuf>,
    /// Write the list into this file, which must not be there yet [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// Write this kind of list [default: by the ending of FILE, else csv]
    #[arg(long, value_name = "KIND")]
    pub(crate) to: Option<To>,
    /// Mark the CSV file so that Excel shows its Polish letters
    #[arg(long)]
    pub(crate) excel: bool,
    /// Take this year for dates without a year: 2027
    #[arg(long, value_name = "YYYY", value_parser = or("year", year))]
    pub(crate) year: Option<i32>,
    /// Give all meetings this title [default: the announcement's heading]
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
    /// Write into this folder, and make it if there is none; - writes one calendar to standard output
    ///
    /// A calendar on standard output has no memory: every event in it is a first revision (SEQUENCE 0).
    #[arg(short, long, value_name = "DIR", env = "LUBUSKIE_ICS_OUTPUT", default_value = "calendars")]
    pub(crate) output: PathBuf,
    /// Write only this county's meetings; may repeat: nowosolski, "powiat żarski", 0804, "m. Zielona Góra"
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other, conflicts_with = "rebuild")]
    pub(crate) county: Vec<String>,
    /// Write one calendar for all counties, lubuskie.ics, instead of one for each
    #[arg(long)]
    pub(crate) combined: bool,
    /// Write calendars for this use
    #[arg(long = "for", value_name = "USE", default_value = "subscription")]
    pub(crate) purpose: Purpose,
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
    /// Write into this folder, which the web server serves, and make it if there is none
    #[arg(short, long, value_name = "DIR", env = "LUBUSKIE_ICS_OUTPUT")]
    pub(crate) output: PathBuf,
    /// Give the folder's address on the web: https://powiat.example.pl/spotkania/
    #[arg(long, value_name = "URL", value_parser = or("url", links::base_url), env = "LUBUSKIE_ICS_BASE_URL")]
    pub(crate) base_url: String,
    /// Link your declaration of accessibility, which public bodies must have, from the page
    #[arg(long, value_name = "URL", value_parser = or("url", web_address), env = "LUBUSKIE_ICS_ACCESSIBILITY_URL")]
    pub(crate) accessibility_url: Option<String>,
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
    /// Name who invites, in files for e-mail and, with publish, on the page
    #[arg(long, value_name = "'NAME <ADDRESS>'", value_parser = or("organizer", Mailbox::parse), env = "LUBUSKIE_ICS_ORGANIZER")]
    pub(crate) organizer: Option<Mailbox>,
    /// Show cancelled meetings in this way [default: as before, at first status]
    #[arg(long, value_name = "HOW")]
    pub(crate) cancelled: Option<CancelledAs>,
    /// Tell what would change; write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Exit with 10 if a file has changed, or would change
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// Allow that most meetings ahead, or all of a county, are cancelled because they are gone from the list
    #[arg(long)]
    pub(crate) allow_cancel: bool,
    /// Allow that most meetings ahead lose their hour, title or place
    #[arg(long)]
    pub(crate) allow_change: bool,
    /// Start damaged calendars anew, or a folder that was put back from a copy
    ///
    /// The program keeps what the other calendars know and publishes everything else as if for the first time. Every event gets a SEQUENCE
    /// above any that it can have had.
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// Replace files even if another program wrote them
    #[arg(long)]
    pub(crate) overwrite: bool,
}

/// Of what messages are made, and where they go.
#[derive(Debug, Args)]
pub(crate) struct MailArgs {
    /// Read the calendars in this folder, the one of export or publish
    #[arg(long, value_name = "DIR")]
    pub(crate) feeds: PathBuf,
    /// Name who invites and gets the answers
    #[arg(long, value_name = "'NAME <ADDRESS>'", value_parser = or("organizer", Mailbox::parse), env = "LUBUSKIE_ICS_ORGANIZER")]
    pub(crate) organizer: Mailbox,
    /// Put this plain text below every message: the office's address, its note on data protection
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) signature: Option<PathBuf>,
    /// Write the messages into this folder, private and outside DIR
    #[arg(short, long, value_name = "MAILDIR")]
    pub(crate) output: PathBuf,
    /// Take only this county's meetings; may repeat
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) county: Vec<String>,
    /// Tell what would be written; write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Take this time as now: 2026-11-23T09:00:00Z [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "TIME", value_parser = or("time", instant))]
    pub(crate) now: Option<NaiveDateTime>,
}

/// Who is invited, and to what.
#[derive(Debug, Args)]
pub(crate) struct InviteArgs {
    /// Read this list of people, with the columns county, name and e-mail; may repeat
    #[arg(long, value_name = "LIST", required = true)]
    pub(crate) people: Vec<PathBuf>,
    /// Take the column with this heading as COLUMN: "email=Poczta służbowa"
    #[arg(long, value_name = "COLUMN=HEADING", value_parser = |text: &str| column_of(Subject::People, text))]
    pub(crate) column: Vec<(Field, String)>,
    /// Read only this sheet of a spreadsheet; may repeat [default: all that are not hidden]
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) sheet: Vec<String>,
    /// The messages.
    #[command(flatten)]
    pub(crate) mail: MailArgs,
    /// Begin: people get their first messages from this folder
    #[arg(long)]
    pub(crate) first: bool,
    /// Begin again where .lubuskie-ics.sent is lost or damaged; write no message
    ///
    /// The program takes it that everyone in the list of people knows what is published now for their county. From then on people are told
    /// what is new.
    #[arg(long, conflicts_with_all = ["first", "county", "exit_code"])]
    pub(crate) assume_told: bool,
    /// Exit with 10 if there is a message to send, or would be
    #[arg(long)]
    pub(crate) exit_code: bool,
}

/// Of what drafts are made, and for whom.
#[derive(Debug, Args)]
pub(crate) struct DraftArgs {
    /// Address the drafts to these people
    #[arg(long, value_name = "ADDRESS", num_args = 1.., required = true, value_parser = or("address", Mailbox::parse))]
    pub(crate) to: Vec<Mailbox>,
    /// The messages.
    #[command(flatten)]
    pub(crate) mail: MailArgs,
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

// An error is the code of what was expected, for which `usage` has the words.

/// Reads a value, or gives that code.
fn or<T>(expected: &'static str, parse: fn(&str) -> Option<T>) -> impl Fn(&str) -> Result<T, &'static str> + Clone {
    move |text| parse(text).ok_or(expected)
}

fn column_of(subject: Subject, text: &str) -> Result<(Field, String), &'static str> {
    let (name, heading) = text.split_once('=').ok_or("column-form")?;
    let field = subject.field(name).ok_or("column")?;
    Ok((field, heading.trim().to_owned()))
}

fn web_address(text: &str) -> Option<String> {
    url::is_address(text).then(|| text.to_owned())
}

fn year(text: &str) -> Option<i32> {
    text.parse().ok().filter(|year| (1997..=2099).contains(year))
}

/// `2h`, `90m`, `1h30m`; more than nothing, at most a day.
fn duration(text: &str) -> Option<TimeDelta> {
    length(text, "").filter(|_| text.contains(char::is_alphabetic))
}

fn instant(text: &str) -> Option<NaiveDateTime> {
    DateTime::parse_from_rfc3339(text).ok().and_then(|time| seconds(time.timestamp()))
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
            assert_eq!(duration(text), Some(TimeDelta::minutes(minutes)), "{text}");
        }
        for text in ["", "2", "h", "0m", "25h", "-1h", "+1h", "1h-5m"] {
            assert!(duration(text).is_none(), "{text}");
        }
    }
}
