//! What is wrong with the input, exactly where, and how to mend it.
//!
//! A diagnostic is a [`Kind`] and a [`Place`], both values; words are found for it only when it is shown, in the user's
//! language, as text with a picture of the row or as JSON. Problems stop the run, warnings never do.

pub mod lang;
mod picture;
mod words;

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::announcement::{Doubt, Reason};
use crate::list::{Field, List, RowId, Subject};
use crate::message::lang::{Lang, say};
use crate::poland::county::County;
use crate::poland::date::BadDate;
use crate::poland::holiday::Holiday;
use picture::picture;
pub use words::printable;

/// The version of the JSON that is written; `examples/schema.json` describes it. It is raised when something that is there
/// changes its name or meaning, not when something is added.
pub(crate) const SCHEMA_VERSION: u8 = 1;

/// Where in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The row; its offset counts only for spots inside the list.
    pub row: RowId,
    /// Which part of it.
    pub spot: Spot,
}

/// Which part of a list or row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The list as a whole.
    List,
    /// A row as a whole.
    Row,
    /// A column of a row by its position, from 0.
    Column(usize),
    /// The cell of a field.
    Cell(Field),
    /// An octet of the list's text.
    Octet(usize),
}

impl Place {
    /// A list as a whole.
    pub fn list(number: u16) -> Self {
        Self { row: RowId { list: number, index: 0, offset: 0 }, spot: Spot::List }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Nothing in the file.
    Empty,
    /// A spreadsheet, and this program was built without what reads it.
    Spreadsheet,
    /// A spreadsheet that cannot be read.
    DamagedSpreadsheet {
        /// The library's words, English.
        reason: String,
    },
    /// A spreadsheet that would fill the memory.
    LargeSpreadsheet,
    /// A second sheet with headings.
    SecondSheet {
        /// Its name.
        name: String,
    },
    /// A sheet with content beside the one that is read.
    SheetLeftOut {
        /// Its name.
        name: String,
    },
    /// Bytes that are no characters, in a text that otherwise is one.
    DamagedText,
    /// The user named a column that is not there.
    NoSuchColumn {
        /// As named.
        name: String,
        /// The headings that are there.
        found: Vec<String>,
    },
    /// No row has a known heading.
    NoHeadings {
        /// The first line with content.
        first: String,
        /// What the list is about.
        subject: Subject,
    },
    /// A column without which there is no list.
    MissingColumn {
        /// Which.
        field: Field,
        /// The headings that are there.
        found: Vec<String>,
    },
    /// Two columns say the same.
    DoubledColumn {
        /// What both are for.
        field: Field,
        /// The first one's heading.
        first: String,
        /// The second one's.
        second: String,
    },
    /// A column that means nothing to the program: its content is left out.
    UnknownColumn {
        /// Its heading.
        heading: String,
        /// A known one like it.
        nearest: Option<&'static str>,
    },
    /// More cells than headings.
    TooManyCells {
        /// Cells in the row.
        cells: usize,
        /// Headings.
        headings: usize,
    },
    /// A quotation mark that is never closed.
    OpenQuote,
    /// Text after a closed quotation mark.
    TextAfterQuote,
    /// A blank before an opening quotation mark.
    BlankBeforeQuote,
    /// Fewer cells than headings.
    TooFewCells {
        /// Cells in the row.
        cells: usize,
        /// Headings.
        headings: usize,
    },
    /// A cell in a column without heading: left out.
    NoHeading,
    /// A title, a total or the headings again: left out.
    SkippedRow,
    /// One text and nothing else in the row.
    NoMeeting,
    /// Lists without a meeting.
    NoMeetings,
    /// Lists without a person.
    NoPeople,
    /// A person without a county: invited to everything.
    NoCounty,
    /// No e-mail address.
    Address {
        /// As written.
        text: String,
    },
    /// A name that cannot stand in a message's head.
    Name {
        /// As written.
        text: String,
    },
    /// The organiser among those who are invited.
    OrganizerInvited {
        /// The address.
        address: String,
    },
    /// An address that another row has with another name.
    SharedAddress {
        /// The other row.
        other: RowId,
        /// The name there.
        name: String,
    },
    /// Not JSON.
    Json {
        /// The parser's words, English.
        reason: String,
    },
    /// JSON, but not an array of objects.
    JsonShape {
        /// What the list is about.
        subject: Subject,
    },
    /// An array or object where a text belongs.
    JsonValue {
        /// Which.
        field: Field,
    },
    /// An empty cell that must not be.
    MissingCell {
        /// Which.
        field: Field,
    },
    /// No county of Lubuskie.
    UnknownCounty {
        /// As written.
        text: String,
        /// Those with a like name.
        nearest: Vec<County>,
    },
    /// Not a date, or one that does not exist.
    Date {
        /// As written.
        text: String,
        /// Why.
        reason: BadDate,
    },
    /// A date before 1996-10-27 or after 2099.
    DateOutOfRange {
        /// The date.
        date: NaiveDate,
    },
    /// Two cells give different days or hours.
    Disagreement {
        /// Here.
        text: String,
        /// There.
        other: Field,
    },
    /// Not an hour.
    Hour {
        /// As written.
        text: String,
    },
    /// Not a day of the week.
    Weekday {
        /// As written.
        text: String,
    },
    /// An end without a start.
    EndWithoutStart,
    /// An end that is not after the start.
    EndNotAfterStart,
    /// An hour that the clock skips when summer time begins.
    SkippedHour {
        /// As written.
        text: String,
    },
    /// An hour that the clock shows twice: the first is meant.
    DoubledHour {
        /// As written.
        text: String,
    },
    /// Neither confirmed, tentative nor cancelled.
    Status {
        /// As written.
        text: String,
    },
    /// No http or https address.
    Url {
        /// As written.
        text: String,
    },
    /// No number of degrees.
    Degrees {
        /// As written.
        text: String,
        /// The greatest there is.
        limit: u8,
    },
    /// A part of a web page that is struck out.
    Struck {
        /// What it says.
        text: String,
    },
    /// So far ahead that the year is more likely wrong.
    FarAhead {
        /// The day.
        date: NaiveDate,
    },
    /// One of latitude and longitude without the other.
    HalfAPlace,
    /// Notes that say the meeting was moved, while the row may still have the old date.
    Moved {
        /// The notes.
        text: String,
    },
    /// A text that seems to say that the meeting is cancelled, where only a person can tell.
    Cancelled {
        /// The text.
        text: String,
    },
    /// A text that seems to say that something about the meeting is not sure or will change.
    Unsure {
        /// The text.
        text: String,
    },
    /// A text that is not read, and seems to say that a meeting is cancelled or moved.
    Unread {
        /// The text.
        text: String,
    },
    /// "The same as above".
    Ditto {
        /// As written.
        text: String,
    },
    /// Two rows with one id.
    DoubledId {
        /// The id.
        id: String,
        /// The other row.
        other: RowId,
    },
    /// An id whose meeting was over long ago, on a later one.
    ReusedId {
        /// The id.
        id: String,
        /// When that meeting was.
        date: NaiveDate,
    },
    /// Two rows without id, alike in county, start and title.
    DoubledMeeting {
        /// The other row.
        other: RowId,
    },
    /// No hour: an all-day meeting.
    AllDay,
    /// Control characters in a text: left out.
    ControlCharacters,
    /// Longer than some programs show.
    LongText {
        /// Characters.
        length: usize,
    },
    /// On a Sunday.
    Sunday {
        /// The date.
        date: NaiveDate,
    },
    /// On a public holiday.
    Holiday {
        /// The date.
        date: NaiveDate,
        /// Which.
        name: Holiday,
    },
    /// Begins in the night.
    Early {
        /// The hour.
        hour: NaiveTime,
    },
    /// Over 12 hours.
    Long,
    /// Another meeting in the same room at that time.
    RoomTaken {
        /// The other row.
        other: RowId,
    },
    /// Neither venue nor address.
    NoVenue,
    /// No town.
    NoTown,
    /// No meeting in an announcement.
    NoAnnouncement,
    /// Something in an announcement that a person should look at.
    Doubt(Doubt),
    /// A day in an announcement that is no meeting's.
    Unused {
        /// As written.
        text: String,
        /// Why.
        reason: Reason,
    },
    /// Meetings that are over.
    Past {
        /// How many.
        count: usize,
    },
}

/// How serious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published all the same.
    Warning,
}

#[derive(Clone, Debug)]
struct Diagnostic {
    severity: Severity,
    place: Place,
    kind: Kind,
}

/// How many warnings of one kind are kept and shown; the rest are counted.
const WARNINGS_OF_A_KIND: usize = 10;
/// How many days of an announcement are.
const DAYS_SHOWN: usize = 1000;
/// How many problems are shown as text; the rest are counted.
const PROBLEMS_SHOWN: usize = 100;

/// All that was found wrong in one run.
#[derive(Debug, Default)]
pub struct Diagnostics {
    /// Whether warnings count as problems.
    strict: bool,
    found: Vec<Diagnostic>,
    problems: usize,
    /// Warnings of each kind so far.
    warned: Vec<(std::mem::Discriminant<Kind>, usize)>,
}

impl Diagnostics {
    /// None yet; `strict` makes warnings problems.
    pub fn new(strict: bool) -> Self {
        Self { strict, ..Self::default() }
    }

    /// Adds a problem.
    pub fn problem(&mut self, place: Place, kind: Kind) {
        self.problems += 1;
        self.found.push(Diagnostic { severity: Severity::Error, place, kind });
    }

    /// Adds a warning; past the first ten of a kind it is only counted.
    pub fn warn(&mut self, place: Place, kind: Kind) {
        // what is passed over as such is no fault
        if self.strict && !matches!(kind, Kind::SkippedRow | Kind::Unused { .. }) {
            return self.problem(place, kind);
        }
        let discriminant = std::mem::discriminant(&kind);
        let at = self.warned.iter().position(|(known, _)| *known == discriminant).unwrap_or_else(|| {
            self.warned.push((discriminant, 0));
            self.warned.len() - 1
        });
        let count = &mut self.warned[at].1;
        *count += 1;
        let limit = if matches!(kind, Kind::Unused { .. } | Kind::Doubt(_)) { DAYS_SHOWN } else { WARNINGS_OF_A_KIND };
        if *count <= limit {
            self.found.push(Diagnostic { severity: Severity::Warning, place, kind });
        }
    }

    /// Says how many meetings are over: no fault, so it never is a problem.
    pub fn note_past(&mut self, count: usize) {
        // of all lists together
        let place = Place::list(u16::MAX);
        self.found.push(Diagnostic { severity: Severity::Warning, place, kind: Kind::Past { count } });
    }

    /// How many problems.
    pub fn problems(&self) -> usize {
        self.problems
    }

    /// How many warnings, those that were only counted too.
    pub fn warnings(&self) -> usize {
        self.warned.iter().map(|(_, count)| count).sum()
    }

    /// In the lists' order.
    fn sorted(&self, lists: &[List]) -> Vec<&Diagnostic> {
        let mut found: Vec<_> = self.found.iter().collect();
        found.sort_by_key(|diagnostic| {
            let Place { row, spot } = diagnostic.place;
            let offset = if let Spot::Octet(at) = spot { at } else { row.offset };
            let column = lists.get(usize::from(row.list)).map(|list| list.order(diagnostic.place));
            // what concerns the list as a whole comes first
            (row.list, spot != Spot::List, offset, column)
        });
        found
    }

    /// Everything as text, with pictures.
    pub fn text(&self, lists: &[List], style: Style) -> String {
        let mut out = String::new();
        let mut shown = 0;
        let past = |diagnostic: &&Diagnostic| matches!(diagnostic.kind, Kind::Past { .. });
        for diagnostic in self.sorted(lists).into_iter().filter(|diagnostic| !past(diagnostic)) {
            if diagnostic.severity == Severity::Warning && style.quiet {
                continue;
            }
            if diagnostic.severity == Severity::Error {
                shown += 1;
                if shown > PROBLEMS_SHOWN {
                    continue;
                }
            }
            picture(&mut out, diagnostic, lists, style);
        }
        for (_, message) in self.uncounted(lists, style.lang).into_iter().filter(|_| !style.quiet) {
            let _ = writeln!(out, "{message}\n");
        }
        for diagnostic in self.found.iter().filter(past).filter(|_| !style.quiet) {
            picture(&mut out, diagnostic, lists, style);
        }
        if self.problems > 0 {
            let lang = style.lang;
            if self.problems > PROBLEMS_SHOWN {
                let more = self.problems - PROBLEMS_SHOWN;
                let noun = match lang {
                    Lang::En => lang.plural(more, "problem", "", "problems"),
                    Lang::Pl => lang.plural(more, "błąd", "błędy", "błędów"),
                };
                let _ = writeln!(
                    out,
                    "{}
",
                    say!(lang, "… and {more} more {noun}", "… i jeszcze {more} {noun}")
                );
            }
            let n = self.problems;
            let noun = match lang {
                Lang::En => lang.plural(n, "problem", "", "problems"),
                Lang::Pl => lang.plural(n, "błąd", "błędy", "błędów"),
            };
            let _ =
                writeln!(out, "{}", say!(lang, "{n} {noun}: nothing was written", "{n} {noun}: niczego nie zapisano"));
        }
        out
    }

    /// Everything as JSON, an object a line: `examples/schema.json` has its names.
    pub fn json(&self, lists: &[List], lang: Lang) -> String {
        let mut out = String::new();
        // the characters of a long line are counted once: (list, line's start, octet, characters up to there)
        let mut counted = (0, 0, 0, 0);
        let mut say = |entry: &Entry| {
            if let Ok(line) = serde_json::to_string(entry) {
                let _ = writeln!(out, "{line}");
            }
        };
        for diagnostic in self.sorted(lists) {
            let number = usize::from(diagnostic.place.row.list);
            let list = lists.get(number);
            let location = list.map(|list| list.locate(&diagnostic.place)).unwrap_or_default();
            let column = list.filter(|_| location.line.is_some()).map(|list| {
                let line = (number, location.line_start);
                if (counted.0, counted.1) != line || counted.2 > location.octet {
                    counted = (number, location.line_start, location.line_start, 0);
                }
                counted.3 += list.characters(counted.2..location.octet);
                counted.2 = location.octet;
                counted.3 + 1
            });
            let words = diagnostic.kind.words(lang, lists);
            say(&Entry {
                schema_version: SCHEMA_VERSION,
                severity: diagnostic.severity,
                kind: words.code,
                args: Map::new(),
                file: list.map(|list| list.name.as_str()),
                line: location.line,
                column,
                heading: location.heading.as_deref(),
                message: &words.message,
                help: words.help.as_deref(),
            });
        }
        for (code, message) in self.uncounted(lists, lang) {
            let severity = Severity::Warning;
            say(&Entry {
                schema_version: SCHEMA_VERSION,
                severity,
                kind: code,
                args: Map::new(),
                file: None,
                line: None,
                column: None,
                heading: None,
                message: &message,
                help: None,
            });
        }
        out
    }

    /// Of each kind of warning that was not kept whole: its code, and how many more there are.
    fn uncounted(&self, lists: &[List], lang: Lang) -> Vec<(&'static str, String)> {
        let more = |&(kind, count): &(std::mem::Discriminant<Kind>, usize)| {
            let mut shown = self.found.iter().filter(|found| std::mem::discriminant(&found.kind) == kind).peekable();
            let code = shown.peek()?.kind.words(lang, lists).code;
            let more = count.checked_sub(shown.count()).filter(|&more| more > 0)?;
            let noun = match lang {
                Lang::En => lang.plural(more, "warning", "", "warnings"),
                Lang::Pl => lang.plural(more, "takie ostrzeżenie", "takie ostrzeżenia", "takich ostrzeżeń"),
            };
            Some((
                code,
                say!(lang, "… and {more} more {noun} of this kind ({code})", "… i jeszcze {more} {noun} ({code})"),
            ))
        };
        self.warned.iter().filter_map(more).collect()
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    schema_version: u8,
    severity: Severity,
    kind: &'static str,
    args: Map<String, Value>,
    file: Option<&'a str>,
    line: Option<usize>,
    /// Characters from the line's start, from 1.
    column: Option<usize>,
    heading: Option<&'a str>,
    message: &'a str,
    help: Option<&'a str>,
}

/// How diagnostics are shown as text.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// In which language.
    pub lang: Lang,
    /// With terminal colours.
    pub color: bool,
    /// Without warnings.
    pub quiet: bool,
}

impl Style {
    fn paint(self, code: &str, text: &str) -> String {
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
