//! What is said to the user: problems and warnings with their places, notes and errors, in two languages or as JSON.
//!
//! A kind of message is a variant of an enum in the module that raises it. serde makes its code and its arguments of it
//! (`Said`), which is also what programs get; the words for both lie in a Fluent file for each language (`words`).
//! Where something stands is found out when it is raised, if it will be shown, so nothing is looked up when it is.
//! Problems stop the run, warnings never do.

pub mod lang;
mod picture;
pub mod words;

use std::{collections::BTreeMap, ops::Range};

use serde::Serialize;
use serde_json::{Map, Value, json};

pub use lang::Lang;
pub use words::Words;

/// A kind of message with its arguments.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// The variant's name: `missing-column`.
    pub(crate) kind: String,
    /// Its fields.
    pub(crate) args: Map<String, Value>,
}

impl Said {
    /// A variant of an enum, as serde writes it: `"kind"`, or `{"kind": {…}}`.
    pub(crate) fn of(kind: &impl Serialize) -> Self {
        // a struct of texts and numbers always has a JSON form
        match serde_json::to_value(kind).unwrap_or_default() {
            Value::Object(variant) => {
                let (kind, args) = variant.into_iter().next().unwrap_or_default();
                Self { kind, args: args.as_object().cloned().unwrap_or_default() }
            }
            kind => Self::new(kind.as_str().unwrap_or_default(), []),
        }
    }

    /// Made by hand, for words that are no variant's.
    pub(crate) fn new<const N: usize>(kind: &str, args: [(&str, Value); N]) -> Self {
        Self { kind: kind.to_owned(), args: args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect() }
    }
}

/// Where in the input something stands, as a person would say it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Place {
    /// Sorts places as they stand: the list, whether within it, the row's octet, the column.
    pub(crate) order: (usize, bool, usize, usize),
    /// The list; `None`: all of them.
    pub(crate) file: Option<String>,
    /// The sheet, where the list has several.
    pub(crate) sheet: Option<String>,
    /// From 1; `None`: the list as a whole.
    pub(crate) line: Option<usize>,
    /// The column's heading as the list writes it, or a path in JSON.
    pub(crate) heading: Option<String>,
    /// Whether that is a path.
    pub(crate) is_path: bool,
    /// The text of that line, or of a long one the part around what is wrong.
    pub(crate) source: String,
    /// What is wrong, in octets of that text.
    pub(crate) range: Range<usize>,
    /// Whether the line begins before that text.
    pub(crate) is_cut: bool,
    /// Characters from the line's start, from 1.
    pub(crate) column: Option<usize>,
}

#[derive(Debug)]
struct Diagnostic {
    /// `error` or `warning`.
    severity: &'static str,
    place: Place,
    /// Whether it is shown as text; the others need no line of their list.
    is_shown: bool,
    /// A [`Said`] as JSON, since there may be hundreds of thousands.
    said: Box<str>,
}

impl Diagnostic {
    fn said(&self) -> Said {
        Said::of(&serde_json::from_str::<Value>(&self.said).unwrap_or_default())
    }
}

/// How many warnings of one kind are shown, unless all are.
const WARNINGS_OF_A_KIND: usize = 10;
/// How many problems are shown as text, those that are found first; the rest are counted.
const PROBLEMS_SHOWN: usize = 100;

/// All that was found wrong in one run.
#[derive(Debug)]
pub struct Diagnostics {
    /// Whether warnings count as problems.
    strict: bool,
    /// How many warnings of one kind are kept and shown; the rest are counted.
    limit: usize,
    found: Vec<Diagnostic>,
    problems: usize,
    /// Warnings of each kind so far, by code.
    warned: BTreeMap<String, usize>,
}

impl Diagnostics {
    /// None yet; `strict` makes warnings problems.
    pub fn new(strict: bool) -> Self {
        Self { strict, limit: WARNINGS_OF_A_KIND, found: Vec::new(), problems: 0, warned: BTreeMap::new() }
    }

    /// None yet; every warning will be shown.
    pub(crate) fn complete() -> Self {
        Self { limit: usize::MAX, ..Self::new(false) }
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Adds a problem.
    pub(crate) fn problem(&mut self, place: impl FnOnce() -> Place, kind: &impl Serialize) {
        self.problems += 1;
        let place = place();
        let is_shown = self.problems <= PROBLEMS_SHOWN;
        let place = if is_shown { place } else { Place { source: String::new(), range: 0..0, ..place } };
        self.add("error", is_shown, place, kind);
    }

    fn add(&mut self, severity: &'static str, is_shown: bool, place: Place, kind: &impl Serialize) {
        // a struct of texts and numbers always has a JSON form
        let said = serde_json::to_string(kind).unwrap_or_default().into();
        self.found.push(Diagnostic { severity, place, is_shown, said });
    }

    /// Adds a warning; past the first ten of a kind it is only counted.
    pub(crate) fn warn(&mut self, place: impl FnOnce() -> Place, kind: &impl Serialize) {
        if self.strict { self.problem(place, kind) } else { self.remark(place, kind) }
    }

    /// Adds a warning that is never a problem: what is passed over as such is no fault.
    pub(crate) fn remark(&mut self, place: impl FnOnce() -> Place, kind: &impl Serialize) {
        let count = self.warned.entry(Said::of(kind).kind).or_default();
        *count += 1;
        if *count <= self.limit {
            self.add("warning", true, place(), kind);
        }
    }

    /// Adds something about all lists together, said last; no fault either.
    pub(crate) fn summary(&mut self, kind: &impl Serialize) {
        let order = (usize::MAX, true, 0, 0);
        self.remark(|| Place { order, ..Place::default() }, kind);
    }

    /// How many problems.
    pub fn problems(&self) -> usize {
        self.problems
    }

    /// In the lists' order; what concerns a list as a whole comes first.
    fn sorted(&self) -> Vec<&Diagnostic> {
        let mut found: Vec<_> = self.found.iter().collect();
        found.sort_by_key(|diagnostic| diagnostic.place.order);
        found
    }

    /// Of each kind of warning that was not kept whole, how many more there are.
    fn uncounted(&self) -> impl Iterator<Item = (&String, Said)> {
        self.warned.iter().filter(|(_, count)| **count > self.limit).map(|(code, count)| {
            (code, Said::new("more-warnings", [("count", json!(count - self.limit)), ("code", json!(code))]))
        })
    }

    /// Everything as text, with pictures; `quiet` leaves out warnings.
    pub fn text(&self, words: &Words, color: bool, quiet: bool) -> String {
        let is_shown = |found: &&&Diagnostic| found.is_shown && (found.severity == "error" || !quiet);
        let mut out: String =
            self.sorted().iter().filter(is_shown).map(|found| picture::picture(found, words, color)).collect();
        let rest = self.problems.saturating_sub(PROBLEMS_SHOWN);
        let more = (rest > 0).then(|| Said::new("more-problems", [("count", json!(rest))]));
        for said in self.uncounted().map(|(_, said)| said).filter(|_| !quiet).chain(more) {
            out += &format!("{}\n\n", words.message(&said));
        }
        out
    }

    /// Everything as JSON, an object a line.
    pub fn json(&self, words: &Words) -> impl Iterator<Item = String> {
        let object = move |severity: &str, code: &str, said: &Said, place: &Place| {
            let Place { file, sheet, line, column, heading, .. } = place;
            let object = json!({
                "schema_version": SCHEMA_VERSION, "severity": severity, "kind": code, "args": said.args, "file": file,
                "sheet": sheet, "line": line, "column": column, "heading": heading, "message": words.message(said),
                "help": words.help(said)
            });
            object.to_string() + "\n"
        };
        let found = self.sorted().into_iter().map(move |it| {
            let said = it.said();
            object(it.severity, &said.kind, &said, &it.place)
        });
        let uncounted = self.uncounted();
        found.chain(uncounted.map(move |(code, said)| object("warning", code, &said, &Place::default())))
    }
}

/// The version of the JSON that is written; `examples/schema.json` describes it. It is raised when something that is there
/// changes its name or meaning, not when something is added.
pub(crate) const SCHEMA_VERSION: u8 = 1;

/// A control character as its picture, a direction mark as a dot: neither may work on the terminal.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or('·'),
        '\x7f' => '␡',
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => '·',
        c if c.is_control() => '·',
        c => c,
    }
}

/// A text as it may stand on a terminal: nothing in it works there.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { ' ' } else { visible(c) }).collect()
}
