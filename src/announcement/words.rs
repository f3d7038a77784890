//! The words by which a text says what is what. They stand in `words.txt`, a section for each table, which says there what it
//! is for.

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
    pub(super) opens: Table,
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
    pub(super) senders: Table,
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

/// Words, beginnings of words, and what is several words; true: it is a beginning. In order, and what only lengthens a
/// beginning is left out.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct Table(Vec<(String, bool)>);

impl From<String> for Table {
    fn from(section: String) -> Self {
        let lines = section.lines().filter(|line| !line.starts_with('#'));
        let entries = lines.flat_map(|line| line.split(',')).map(str::trim).filter(|entry| !entry.is_empty());
        let entries = entries.map(|entry| entry.strip_suffix('*').map_or((entry, false), |start| (start, true)));
        let mut entries: Vec<_> = entries.map(|(text, is_start)| (text.to_owned(), is_start)).collect();
        entries.sort_unstable();
        entries.dedup_by(|(next, _), (start, is_start)| *is_start && next.starts_with(start.as_str()));
        Self(entries)
    }
}

impl Table {
    /// Whether a folded text is one of these words, or begins with one of the beginnings.
    pub(super) fn has(&self, text: &str) -> bool {
        self.first(text).is_some_and(|(entry, is_start)| *is_start || entry == text)
    }

    /// Whether one of these words stands anywhere in a folded text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        from_each_word(text).any(|rest| self.first(rest).is_some())
    }

    /// With what a text begins.
    fn first(&self, text: &str) -> Option<&(String, bool)> {
        // that is the last which is not behind it
        let last = self.0.partition_point(|(entry, _)| entry.as_str() <= text).checked_sub(1)?;
        let (entry, is_start) = &self.0[last];
        let behind = text.strip_prefix(entry.as_str())?;
        (*is_start || behind.is_empty() || behind.starts_with(' ')).then_some(&self.0[last])
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
