//! What is said, for programs: a code and its arguments, as serde makes them of a kind.

use serde::Serialize;
use serde_json::{Map, Value};

/// A kind of message with its arguments.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// The variant's name: `missing-column`.
    pub(crate) kind: String,
    /// Its fields.
    pub(crate) args: Map<String, Value>,
}

impl Said {
    /// A variant of an enum, as serde writes it: `"kind"`, or `{"kind": {…}}`; around another enum, that one's variant.
    pub(crate) fn of(kind: &impl Serialize) -> Self {
        // a struct of texts and numbers always has a JSON form
        Self::of_value(serde_json::to_value(kind).unwrap_or_default())
    }

    fn of_value(value: Value) -> Self {
        match value {
            Value::Object(variant) => match variant.into_iter().next() {
                Some((kind, Value::Object(args))) => Self { kind, args },
                Some((_, inner)) => Self::of_value(inner),
                None => Self::default(),
            },
            kind => Self::new(kind.as_str().unwrap_or_default(), []),
        }
    }

    /// Made by hand, for words that are no variant's.
    pub(crate) fn new<const N: usize>(kind: &str, args: [(&str, Value); N]) -> Self {
        Self { kind: kind.to_owned(), args: args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect() }
    }
}
