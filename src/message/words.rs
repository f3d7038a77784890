//! The words for what is said, from a Fluent file for each language.
//!
//! An argument is put in as it is, but for three things. A text of the input is made visible and cut. Where the file has words
//! for a value (`month-5`, `field-county`: the argument's name and its value), those are put in. A list, which Fluent does not
//! know, is given to one of the functions QUOTED, OR and ALL, and a date to DATE.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use serde_json::{Map, Value};

use super::lang::Lang;
use super::{Said, printable, visible};

/// How many characters of a text of the input are quoted.
const QUOTED: usize = 60;
/// Arguments that are put in whole.
const WHOLE: [&str; 4] = ["path", "other", "reason", "address"];
/// Between the entries of a list on their way through Fluent.
const BETWEEN: &str = "\u{1f}";

/// A language's words.
pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Those of problems, notes and errors.
    pub(crate) fn new(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::of("en", include_str!("en.ftl")),
            Lang::Pl => Self::of("pl", include_str!("pl.ftl")),
        }
    }

    /// Those of results, which every run needs: a file of their own, since parsing all takes a millisecond.
    pub(crate) fn of_results(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::of("en", include_str!("results.en.ftl")),
            Lang::Pl => Self::of("pl", include_str!("results.pl.ftl")),
        }
    }

    fn of(language: &str, source: &str) -> Self {
        let mut bundle = FluentBundle::new(language.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        // what cannot be parsed is left out, and a test finds that it is not there
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let _ = bundle.add_resource(resource);
        let (quotes, or) = if language == "pl" { (["„", "”"], " albo ") } else { (["\""; 2], " or ") };
        let join = move |entries: &[FluentValue], between: &str, quotes: [&str; 2]| {
            let Some(FluentValue::String(text)) = entries.first() else { return FluentValue::Error };
            let entries = text.split(BETWEEN).filter(|entry| !entry.is_empty());
            entries.map(|entry| quotes.join(entry)).collect::<Vec<_>>().join(between).into()
        };
        let _ = bundle.add_function("QUOTED", move |entries, _| join(entries, ", ", quotes));
        let _ = bundle.add_function("OR", move |entries, _| join(entries, or, [""; 2]));
        let _ = bundle.add_function("ALL", move |entries, _| join(entries, ", ", [""; 2]));
        let _ = bundle.add_function("DATE", |dates, _| match dates.first() {
            // 2017-05-22 is 22.05.2017, as lists write it, in both languages
            Some(FluentValue::String(date)) => date.rsplit('-').collect::<Vec<_>>().join(".").into(),
            _ => FluentValue::Error,
        });
        Self { bundle }
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

    fn find(&self, name: &str, attribute: Option<&str>, args: &Map<String, Value>) -> Option<String> {
        let message = self.bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let args: FluentArgs = args.iter().map(|(name, value)| (name.as_str(), self.argument(name, value))).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        debug_assert!(errors.is_empty(), "{name}: {errors:?}");
        Some(text.into_owned())
    }

    fn argument<'v>(&self, name: &str, value: &'v Value) -> FluentValue<'v> {
        let word = |value: &str| self.find(&format!("{name}-{value}"), None, &Map::new());
        match value {
            Value::Null => "none".into(),
            Value::Bool(value) => value.to_string().into(),
            Value::Number(number) => match (word(&number.to_string()), number.as_i64()) {
                (Some(word), _) => word.into(),
                (None, Some(number)) => number.into(),
                (None, None) => number.to_string().into(),
            },
            Value::String(text) if WHOLE.contains(&name) => word(text).unwrap_or_else(|| printable(text)).into(),
            Value::String(text) => word(text).unwrap_or_else(|| short(text)).into(),
            Value::Array(entries) => {
                let entries = entries.iter().filter_map(Value::as_str).map(short);
                entries.collect::<Vec<_>>().join(BETWEEN).into()
            }
            Value::Object(_) => FluentValue::None,
        }
    }
}

/// A text of the input as a message quotes it: one line, nothing invisible, not too long.
fn short(text: &str) -> String {
    let mut out: String = text.chars().map(visible).take(QUOTED).collect();
    if text.chars().nth(QUOTED).is_some() {
        out.push('…');
    }
    out
}
