//! The words by which a text says what is what. They stand in `words.txt`, a section for each table, which says there what it
//! is for.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::value::{Error, MapDeserializer};

use crate::poland::date::from_each_word;

/// Empty, if the file is malformed, which the test shows.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let sections = include_str!("words.txt").split("\n[").skip(1).filter_map(|section| section.split_once(']'));
    Words::deserialize(MapDeserializer::<_, Error>::new(sections)).unwrap_or_default()
});

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Words {
    pub(super) heads: Table,
    pub(super) related: Table,
    pub(super) asides: Table,
    pub(super) streets: Table,
    pub(super) connectors: Table,
    pub(super) phones: Table,
    pub(super) hours: Table,
    pub(super) lengths: Table,
    pub(super) lasts: Table,
    pub(super) abbreviations: Table,
    pub(super) venues: Table,
    pub(super) online: Table,
    pub(super) kinds: Table,
    pub(super) no_names: Table,
    pub(super) fillers: Table,
    pub(super) stops: Table,
    pub(super) no_places: Table,
    pub(super) town_headings: Table,
    pub(super) person_titles: Table,
    pub(super) first_names: Table,
    pub(super) navigation: Table,
    pub(super) senders: Table,
    pub(super) organisations: Table,
    pub(super) no_titles: Table,
    pub(super) subjects: Table,
    pub(super) topics: Table,
    pub(super) verbs: Table,
    pub(super) begins: Table,
    pub(super) ends: Table,
    pub(super) all: Table,
    pub(super) office_hours: Table,
    pub(super) other_events: Table,
    pub(super) invites: Table,
    pub(super) journeys: Table,
    pub(super) districts: Table,
    pub(super) programmes: Table,
    pub(super) moves: Table,
    pub(super) formers: Table,
    pub(super) letters: Table,
    pub(super) stamps: Table,
    pub(super) deadlines: Table,
    pub(super) pasts: Table,
}

/// Words, beginnings of words, and what is several words; true: it is a beginning. By their first two letters, since each word
/// of a text is looked for in most tables.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct Table(HashMap<[u8; 2], Vec<(String, bool)>>);

/// A folded text's first two letters; a blank stands for a missing one.
fn key(text: &str) -> [u8; 2] {
    let mut letters = text.bytes().chain([b' ', b' ']);
    [letters.next().unwrap_or(b' '), letters.next().unwrap_or(b' ')]
}

impl From<String> for Table {
    fn from(section: String) -> Self {
        let lines = section.lines().filter(|line| !line.starts_with('#'));
        let entries = lines.flat_map(|line| line.split(',')).map(str::trim).filter(|entry| !entry.is_empty());
        let mut table: HashMap<_, Vec<_>> = HashMap::new();
        for entry in entries {
            let (text, is_start) = entry.strip_suffix('*').map_or((entry, false), |start| (start, true));
            table.entry(key(text)).or_default().push((text.to_owned(), is_start));
        }
        Self(table)
    }
}

impl Table {
    /// Whether a folded text is one of these words, or begins with one of the beginnings.
    pub(super) fn has(&self, text: &str) -> bool {
        self.among(text).any(|(entry, is_start)| if *is_start { text.starts_with(entry) } else { text == entry })
    }

    /// Whether one of these words stands anywhere in a folded text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let begins = |rest: &str, entry: &str, is_start| {
            let behind = rest.strip_prefix(entry);
            behind.is_some_and(|behind| is_start || behind.is_empty() || behind.starts_with(' '))
        };
        from_each_word(text).any(|rest| self.among(rest).any(|(entry, is_start)| begins(rest, entry, *is_start)))
    }

    /// Those that a text may begin with.
    fn among(&self, text: &str) -> impl Iterator<Item = &(String, bool)> {
        self.0.get(&key(text)).into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_beginnings() {
        let words = &*WORDS;
        assert!(words.venues.is_in("w sali nr 5") && words.venues.is_in("sp 3") && !words.venues.is_in("sport"));
        assert!(words.programmes.has("program dnia") && !words.programmes.has("nasz program"));
    }
}
