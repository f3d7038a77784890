//! The words by which a text says what is what. They stand in `words.txt`, a section for each table, which says there what it
//! is for.

use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::value::{Error, MapDeserializer};

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read().unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Words {
    pub(super) streets: Table,
    pub(super) connectors: Table,
    pub(super) phones: Table,
    pub(super) hours: Table,
    pub(super) abbreviations: Table,
    pub(super) venues: Table,
    pub(super) kinds: Table,
    pub(super) no_names: Table,
    pub(super) fillers: Table,
    pub(super) stops: Table,
    pub(super) no_places: Table,
    pub(super) town_headings: Table,
    pub(super) person_titles: Table,
    pub(super) first_names: Table,
    pub(super) navigation: Table,
    pub(super) topics: Table,
    pub(super) verbs: Table,
    pub(super) begins: Table,
    pub(super) all: Table,
    pub(super) office_hours: Table,
    pub(super) other_events: Table,
    pub(super) programmes: Table,
    pub(super) moves: Table,
    pub(super) stamps: Table,
    pub(super) deadlines: Table,
    pub(super) pasts: Table,
}

impl Words {
    fn read() -> Result<Self, Error> {
        let sections = include_str!("words.txt").split("\n[").skip(1);
        Self::deserialize(MapDeserializer::new(sections.filter_map(|section| section.split_once(']'))))
    }
}

/// Words with a blank before each, and behind it one, too, unless it is the beginning of a word.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct Table(Vec<String>);

impl From<String> for Table {
    fn from(section: String) -> Self {
        let words = section.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(','));
        let word = |word: &str| word.strip_suffix('*').map_or_else(|| format!(" {word} "), |start| format!(" {start}"));
        Self(words.map(str::trim).filter(|word| !word.is_empty()).map(word).collect())
    }
}

impl Table {
    /// Whether a folded text is one of these words, or begins with one of the beginnings.
    pub(super) fn has(&self, text: &str) -> bool {
        let text = format!(" {text} ");
        self.0.iter().any(|word| text == *word || !word.ends_with(' ') && text.starts_with(word))
    }

    /// Whether one of these words stands anywhere in a folded text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let text = format!(" {text} ");
        self.0.iter().any(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_beginnings() {
        let words = Words::read().unwrap();
        assert!(words.venues.is_in("w sali nr 5") && words.venues.is_in("sp 3") && !words.venues.is_in("sport"));
        assert!(words.programmes.has("program dnia") && !words.programmes.has("nasz program"));
    }
}
