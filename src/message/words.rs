//! The words for what is said, from a Fluent file for each language.
//!
//! An argument is put in as it is, made visible, and cut if it is a text of the input. For the codes of some there are words
//! (`month-5`, `field-county`: the argument's name and its value), which are put in instead. A list, which Fluent does not
//! know, is given to one of the functions QUOTED, OR, ALL and LINES, and a date to DATE.

use std::cell::Cell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use serde_json::{Map, Value};

use super::lang::Lang;
use super::{Said, printable, visible};

/// How many characters of a text of the input are quoted.
const QUOTED: usize = 60;
/// How many lines a list has; the rest are counted.
const LINES: usize = 10;
/// Arguments that hold a text of the input.
const TEXTS: [&str; 7] = ["text", "name", "heading", "first", "second", "id", "found"];
/// Arguments for whose values there are words.
const CODES: [&str; 11] =
    ["month", "weekday", "holiday", "field", "holds", "reason", "why", "outcome", "change", "occasion", "day"];
/// Between the entries of a list on their way through Fluent.
const BETWEEN: &str = "\u{1f}";

/// A language's words.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Whether this run has put in place what a killed one had ready, so that not nothing was written.
    pub(crate) finished: Cell<bool>,
}

impl Words {
    /// Those of problems, notes and errors.
    pub fn new(lang: Lang) -> Self {
        Self::of(lang, [include_str!("pl.ftl"), include_str!("en.ftl")])
    }

    /// Those of results, which every run needs: a file of their own, since parsing all takes a millisecond.
    pub(crate) fn of_results(lang: Lang) -> Self {
        Self::of(lang, [include_str!("results.pl.ftl"), include_str!("results.en.ftl")])
    }

    /// Those of help; none for English, which stands in the code.
    pub(crate) fn of_help(lang: Lang) -> Self {
        Self::of(lang, [include_str!("help.pl.ftl"), ""])
    }

    /// Those of letters, which are Polish.
    pub(crate) fn of_letters() -> Self {
        Self::of(Lang::Pl, [include_str!("letters.ftl"), ""])
    }

    fn of(lang: Lang, [polish, english]: [&str; 2]) -> Self {
        // how it writes lists: the quotes, "or", and what stands around the number of those that are not shown
        let (source, language, quotes, or, more) = match lang {
            Lang::En => (english, "en", ["\"", "\""], " or ", ["… and ", " more"]),
            Lang::Pl => (polish, "pl", ["„", "”"], " albo ", ["… i jeszcze ", ""]),
        };
        let mut bundle = FluentBundle::new(language.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        // what cannot be parsed is left out, and a test finds that it is not there
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let _ = bundle.add_resource(resource);
        let _ = bundle.add_function("QUOTED", move |args, _| {
            on_text(args, |list| entries(list).map(|entry| quotes.join(entry)).collect::<Vec<_>>().join(", "))
        });
        let _ = bundle.add_function("OR", move |args, _| on_text(args, |list| list.replace(BETWEEN, or)));
        let _ = bundle.add_function("ALL", |args, _| on_text(args, |list| list.replace(BETWEEN, ", ")));
        let _ = bundle.add_function("LINES", move |args, _| on_text(args, |list| lines(list, more)));
        // 2017-05-22 is 22.05.2017, as lists write it, in both languages
        let dotted = |date: &str| date.rsplit('-').collect::<Vec<_>>().join(".");
        let _ = bundle.add_function("DATE", move |args, _| on_text(args, dotted));
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

    /// Words by their name, or an attribute of them, if there are any.
    pub(crate) fn find(&self, name: &str, attribute: Option<&str>, args: &Map<String, Value>) -> Option<String> {
        let message = self.bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let finished = ("finished", self.finished.get().to_string().into());
        let args = args.iter().map(|(name, value)| (name.as_str(), self.argument(name, value)));
        let args: FluentArgs = args.chain([finished]).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        debug_assert!(errors.is_empty(), "{name}: {errors:?}");
        Some(text.into_owned())
    }

    fn argument<'v>(&self, name: &str, value: &Value) -> FluentValue<'v> {
        let show = if TEXTS.contains(&name) { short } else { printable };
        let word = |code: &str| {
            let is_code = CODES.contains(&name);
            is_code.then(|| self.find(&format!("{name}-{code}"), None, &Map::new())).flatten()
        };
        match value {
            Value::Null => "none".into(),
            Value::Number(number) => match (word(&number.to_string()), number.as_i64()) {
                (Some(word), _) => word.into(),
                (None, Some(number)) => number.into(),
                (None, None) => number.to_string().into(),
            },
            Value::String(text) => word(text).unwrap_or_else(|| show(text)).into(),
            Value::Array(entries) => {
                let entries: Vec<_> = entries.iter().filter_map(Value::as_str).map(show).collect();
                entries.join(BETWEEN).into()
            }
            Value::Bool(_) | Value::Object(_) => value.to_string().into(),
        }
    }
}

/// What a function makes of its one argument.
fn on_text<'v>(args: &[FluentValue], make: impl Fn(&str) -> String) -> FluentValue<'v> {
    match args {
        [FluentValue::String(text)] => make(text).into(),
        _ => FluentValue::Error,
    }
}

fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.split(BETWEEN).filter(|entry| !entry.is_empty())
}

/// A line for each entry, and one for those that are too many.
fn lines(list: &str, more: [&str; 2]) -> String {
    let mut lines: String = entries(list).take(LINES).flat_map(|entry| ["\n  ", entry]).collect();
    if let Some(rest) = entries(list).count().checked_sub(LINES).filter(|rest| *rest > 0) {
        lines += &format!("\n  {}", more.join(&rest.to_string()));
    }
    lines
}

/// A text of the input as a message quotes it: one line, nothing invisible, not too long.
fn short(text: &str) -> String {
    let mut out: String = text.chars().map(visible).take(QUOTED).collect();
    if text.chars().nth(QUOTED).is_some() {
        out.push('…');
    }
    out
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
        for (english, polish) in [
            (include_str!("en.ftl"), include_str!("pl.ftl")),
            (include_str!("results.en.ftl"), include_str!("results.pl.ftl")),
        ] {
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
        let words = Words::of_results(Lang::Pl);
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
