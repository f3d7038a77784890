//! The words for what is said, from a Fluent file for each language.
//!
//! An argument is put in as it is, made visible, and cut if it is a text of the input. For the codes of some there are words
//! (`month-5`, `field-county`: the argument's name and its value), which are put in instead. A list, which Fluent does not
//! know, is there in four forms: `$found` has commas between its entries, `$found-quoted` quotes around each, too, `$found-or`
//! ends a question, and `$found-lines` has a line for each.

use std::{cell::Cell, fmt::Display};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use serde_json::{Map, Value};

use super::{Said, lang::Lang, printable, visible};

/// How many characters of a text of the input are quoted.
const QUOTED: usize = 60;
/// How many lines a list has; the rest are counted.
const LINES: usize = 10;
/// Arguments that hold a text of the input.
const TEXTS: [&str; 7] = ["text", "name", "heading", "first", "second", "id", "found"];
/// Arguments for whose values there are words.
const CODES: [&str; 7] = ["month", "weekday", "holiday", "field", "holds", "reason", "why"];
/// Arguments that are days: 2017-05-22 is 22.05.2017, as lists write it, in both languages.
const DAYS: [&str; 2] = ["date", "from"];

/// A language's words.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Whether this run has put in place what a killed one had ready, so that not nothing was written.
    pub(crate) finished: Cell<bool>,
}

/// The words of problems, notes and errors, in Polish and in English.
pub const ALL: [&str; 2] = [include_str!("pl.ftl"), include_str!("en.ftl")];
/// Those of results, which every run needs: files of their own, since parsing all takes a millisecond.
pub(crate) const RESULTS: [&str; 2] = [include_str!("results.pl.ftl"), include_str!("results.en.ftl")];
/// Those of help; none for English, which stands in the code.
pub(crate) const HELP: [&str; 2] = [include_str!("help.pl.ftl"), ""];
/// Those of letters, which are Polish.
pub(crate) const LETTERS: [&str; 2] = [include_str!("letters.ftl"), ""];

impl Words {
    /// A language's words of one of the four.
    pub fn new(lang: Lang, sources: [&str; 2]) -> Self {
        let language = ["pl", "en"][lang as usize].parse();
        let mut bundle = FluentBundle::new(language.into_iter().collect());
        bundle.set_use_isolating(false);
        // what cannot be parsed is left out, and a test finds that it is not there
        let resource = FluentResource::try_new(sources[lang as usize].to_owned());
        let _ = bundle.add_resource(resource.unwrap_or_else(|(resource, _)| resource));
        Self { bundle, finished: Cell::new(false) }
    }

    /// What is said, on one line.
    pub(crate) fn message(&self, said: &Said) -> String {
        self.find(&said.kind, None, &said.args).unwrap_or_else(|| said.kind.clone())
    }

    /// How to mend it, if there is something to say.
    pub(crate) fn help(&self, said: &Said) -> Option<String> {
        self.find(&said.kind, Some("help"), &said.args).filter(|help| !help.is_empty())
    }

    /// Words by their name.
    pub(crate) fn text<const N: usize>(&self, name: &str, args: [(&str, Value); N]) -> String {
        self.message(&Said::new(name, args))
    }

    /// The words for a code.
    pub(crate) fn code(&self, of: &str, code: impl Display) -> String {
        self.text(&format!("{of}-{code}"), [])
    }

    /// Words by their name, or an attribute of them, if there are any.
    pub(crate) fn find(&self, name: &str, attribute: Option<&str>, args: &Map<String, Value>) -> Option<String> {
        let message = self.bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&self.arguments(args)), &mut errors);
        debug_assert!(errors.is_empty(), "{name}: {errors:?}");
        Some(text.into_owned())
    }

    fn arguments(&self, args: &Map<String, Value>) -> FluentArgs<'static> {
        let mut out = FluentArgs::new();
        out.set("finished", self.finished.get().to_string());
        for (name, value) in args {
            let name = name.as_str();
            let show = if TEXTS.contains(&name) { short } else { printable };
            let text = match value {
                Value::Null => "none".to_owned(),
                Value::String(date) if DAYS.contains(&name) => date.rsplit('-').collect::<Vec<_>>().join("."),
                Value::String(text) => show(text),
                Value::Array(entries) => {
                    let entries: Vec<_> = entries.iter().filter_map(Value::as_str).map(show).collect();
                    let quoted = entries.iter().map(|entry| self.text("entry", [("entry", entry.as_str().into())]));
                    out.set(format!("{name}-quoted"), quoted.collect::<Vec<_>>().join(", "));
                    out.set(format!("{name}-or"), entries.join(&self.text("or", [])));
                    out.set(format!("{name}-lines"), self.lines(&entries));
                    entries.join(", ")
                }
                other => other.to_string(),
            };
            let word = || self.find(&format!("{name}-{text}"), None, &Map::new());
            match (CODES.contains(&name).then(word).flatten(), value.as_i64()) {
                (None, Some(number)) => out.set(name.to_owned(), number),
                (word, _) => out.set(name.to_owned(), word.unwrap_or(text)),
            }
        }
        out
    }

    /// A line for each entry, and one for those that are too many.
    fn lines(&self, entries: &[String]) -> String {
        let rest = entries.len().saturating_sub(LINES);
        let more = (rest > 0).then(|| self.text("more-entries", [("count", rest.into())]));
        entries.iter().take(LINES).chain(&more).flat_map(|entry| ["\n  ", entry]).collect()
    }
}

/// A text of the input as a message quotes it: one line, nothing invisible, not too long.
fn short(text: &str) -> String {
    let more = if text.chars().count() > QUOTED { "…" } else { "" };
    text.chars().map(visible).take(QUOTED).collect::<String>() + more
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// The arguments that each message uses; a help's belong to its message.
    fn arguments(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        assert!(FluentResource::try_new(source.to_owned()).is_ok(), "some of it cannot be parsed");
        let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut name = "";
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(char::is_alphabetic) {
                name = line.split(" =").next().unwrap();
                assert!(found.insert(name, BTreeSet::new()).is_none(), "{name} comes twice");
            }
            let used = line.split('$').skip(1).map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap());
            found.entry(name).or_default().extend(used);
        }
        found
    }

    /// Polish lists name columns otherwise than the program does, so that only Polish has words for all of them.
    #[test]
    fn both_languages_say_the_same_of_the_same() {
        for [polish, english] in [ALL, RESULTS] {
            let without_columns = |source| {
                let mut arguments = arguments(source);
                arguments.retain(|name, _| !name.starts_with("field-"));
                arguments
            };
            assert_eq!(without_columns(english), without_columns(polish));
        }
    }

    #[test]
    fn polish_plurals() {
        let words = Words::new(Lang::Pl, RESULTS);
        let count = |count: u32| words.text("meetings", [("count", count.into())]);
        for (number, want) in [
            (0, "spotkań"),
            (1, "spotkanie"),
            (2, "spotkania"),
            (5, "spotkań"),
            (12, "spotkań"),
            (22, "spotkania"),
            (104, "spotkania"),
            (112, "spotkań"),
            (1003, "spotkania"),
        ] {
            assert_eq!(count(number), format!("{number} {want}"));
        }
    }
}
