//! The words by which a text says what is what. They stand in `words.txt`, a section for each table, which says there what it
//! is for.

use std::collections::HashSet;
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

/// Words, beginnings of words, and what is several words, with a blank before each and, unless it is a beginning, behind it.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct Table {
    words: HashSet<String>,
    /// In order, and none begins with another.
    beginnings: Vec<String>,
    phrases: Vec<String>,
}

impl From<String> for Table {
    fn from(section: String) -> Self {
        let mut out = Self::default();
        let entries = section.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(','));
        for entry in entries.map(str::trim).filter(|entry| !entry.is_empty()) {
            match entry.strip_suffix('*') {
                Some(start) if entry.contains(' ') => out.phrases.push(format!(" {start}")),
                None if entry.contains(' ') => out.phrases.push(format!(" {entry} ")),
                Some(start) => out.beginnings.push(start.to_owned()),
                None => _ = out.words.insert(entry.to_owned()),
            }
        }
        out.beginnings.sort_unstable();
        out.beginnings.dedup_by(|next, start| next.starts_with(start.as_str()));
        out
    }
}

impl Table {
    /// Whether a folded text is one of these words, or begins with one of the beginnings.
    pub(super) fn has(&self, text: &str) -> bool {
        self.has_word(text)
            || self.phrases.iter().any(|phrase| {
                format!(" {text} ").starts_with(phrase.as_str())
                    && (!phrase.ends_with(' ') || phrase.len() == text.len() + 2)
            })
    }

    /// Whether one of these words stands anywhere in a folded text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let has_phrase = || {
            let text = format!(" {text} ");
            self.phrases.iter().any(|phrase| text.contains(phrase.as_str()))
        };
        text.split(' ').any(|word| self.has_word(word)) || !self.phrases.is_empty() && has_phrase()
    }

    fn has_word(&self, word: &str) -> bool {
        // what begins a word is the last that is not behind it
        let last = self.beginnings.partition_point(|start| start.as_str() <= word).checked_sub(1);
        self.words.contains(word) || last.is_some_and(|last| word.starts_with(&self.beginnings[last]))
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
