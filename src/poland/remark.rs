//! How offices say, in words, that a meeting is cancelled, moved or not yet sure, wherever they write it.
//!
//! The row may still hold the old date, hour and place, and only the office knows; so such words are asked about and never
//! read as a change. The one exception is a note that begins with "odwołane".

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::poland::words::{fold, from_each_word, has};

/// What a text says of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Change {
    /// It seems not to take place.
    Cancelled,
    /// It seems to take place at another time.
    Moved,
    /// Something else about it seems to change, or is not sure.
    Unsure,
}

/// Where a stem speaks of the meeting.
#[derive(Clone, Copy, PartialEq, PartialOrd, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Where {
    /// Only in notes, remarks and rows of their own, which are about the meeting as such.
    Note,
    /// In titles, places and descriptions, too. Schools are named for people who were resettled ("Przeniesionych"), so some
    /// stems hold the blank after the word.
    Text,
}

/// Words that say it, folded. The first that a text has counts.
#[derive(Deserialize)]
struct Stem {
    change: Change,
    #[serde(rename = "where")]
    place: Where,
    #[serde(rename = "stem")]
    start: String,
}

/// The stems with their numbers by their first letters: the words of 100 000 titles and venues take 0.28 s if each is compared
/// with all stems, and so 0.05 s.
static STEMS: LazyLock<HashMap<String, Vec<(usize, Stem)>>> = LazyLock::new(|| {
    let mut stems: HashMap<_, Vec<_>> = HashMap::new();
    for (number, stem) in crate::poland::rows::<Stem>(include_str!("remarks.csv")).into_iter().enumerate() {
        stems.entry(start(&stem.start).to_owned()).or_default().push((number, stem));
    }
    stems
});

/// As many letters as every stem has.
fn start(folded: &str) -> &str {
    folded.get(..3).unwrap_or_default()
}

/// Words, folded, beside which a cancellation is none, or not this meeting's: only a person can tell.
static CONDITIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("conditions.txt").lines().collect());

/// A folded text with a blank behind it: some stems end with one, and the text may end with the word.
fn folded(text: &str) -> String {
    fold(text) + " "
}

/// The first stem of the table that a folded text has, of those for this place.
fn first(folded: &str, place: Where) -> Option<&'static Stem> {
    let stems = from_each_word(folded).flat_map(|rest| {
        let like = STEMS.get(start(rest)).into_iter().flatten();
        like.filter(move |(_, stem)| stem.place >= place && rest.starts_with(&stem.start))
    });
    stems.min_by_key(|(number, _)| *number).map(|(_, stem)| stem)
}

/// What a note or remark says.
pub(crate) fn in_note(text: &str) -> Option<Change> {
    let folded = folded(text);
    let change = first(&folded, Where::Note)?.change;
    // Where it was before does not matter.
    let only_from = folded.contains(" z ") && !folded.contains(" na ") && !folded.contains(" do ");
    if change == Change::Moved && folded.starts_with("przeniesion") && only_from { None } else { Some(change) }
}

/// What a title or a place says.
pub(crate) fn in_text(text: &str) -> Option<Change> {
    first(&folded(text), Where::Text).map(|stem| stem.change)
}

/// What a description says: only that the meeting is cancelled, since it speaks of many other things, and only in that word.
pub(crate) fn in_description(text: &str) -> Option<Change> {
    // two letters of it without diacritics; to fold every description takes 0.15 s of 100 000 meetings, and so 0.04 s
    text.as_bytes().windows(2).find(|letters| letters.eq_ignore_ascii_case(b"dw"))?;
    let folded = folded(text);
    let stem = if folded.contains("odwol") { first(&folded, Where::Text)? } else { return None };
    (stem.change == Change::Cancelled).then_some(stem.change)
}

/// Whether what a text says of a change is said without an if.
pub(crate) fn is_plain(text: &str) -> bool {
    !has(&fold(text), &CONDITIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        let stems: Vec<_> = STEMS.values().flatten().map(|(_, stem)| stem.start.as_str()).collect();
        assert_eq!(stems.len(), include_str!("remarks.csv").lines().count() - 1);
        for stem in stems.into_iter().chain(CONDITIONS.iter().copied()) {
            assert_eq!(fold(stem), stem.trim_end(), "not folded");
        }
    }

    #[test]
    fn notes() {
        for (note, want) in [
            ("przeniesione na 12.06.2017, godz. 11:00", Some(Change::Moved)),
            ("UWAGA! zmiana terminu", Some(Change::Moved)),
            ("zmiana godziny na 12:00", Some(Change::Moved)),
            ("Odwołane – nowy termin w czerwcu", Some(Change::Moved)),
            ("spotkanie zostało odwołane", Some(Change::Cancelled)),
            ("odw.", Some(Change::Cancelled)),
            ("odwoane", Some(Change::Cancelled)),
            ("skasowane", Some(Change::Cancelled)),
            ("zrezygnowano", Some(Change::Cancelled)),
            ("zdjąć z kalendarza", Some(Change::Cancelled)),
            ("zm. terminu na 20.05", Some(Change::Moved)),
            ("nie będzie", Some(Change::Unsure)),
            ("czeka na decyzję Starosty", Some(Change::Unsure)),
            ("nie odbędzie się", Some(Change::Cancelled)),
            ("termin wstępny", Some(Change::Unsure)),
            ("przeniesione z 5 maja", None),
            ("potwierdzić do 8.05.2026", None),
            ("wejście od podwórza", None),
            ("prowadzi przełożona pielęgniarek", None),
            ("transmisja on-line", None),
        ] {
            assert_eq!(in_note(note), want, "{note}");
        }
    }

    #[test]
    fn texts() {
        for (text, want) in [
            ("ODWOŁANE: Rada", Some(Change::Cancelled)),
            ("Rada – odwołane", Some(Change::Cancelled)),
            ("Usługi społeczne (przeniesione na 25.05)", Some(Change::Moved)),
            ("przeniesione do MDK", Some(Change::Moved)),
            ("USŁUGI – ZMIANA TERMINU", Some(Change::Moved)),
            ("Usługi społeczne (przeniesione)", Some(Change::Moved)),
            ("Usługi - przełożone", Some(Change::Moved)),
            ("Usługi społeczne - NIE ODBĘDZIE SIĘ", Some(Change::Cancelled)),
            ("Rada - nie odbędzie się", Some(Change::Cancelled)),
            ("sala do potwierdzenia", Some(Change::Unsure)),
            ("do ustalenia", Some(Change::Unsure)),
            ("zmiana sali na 112", Some(Change::Unsure)),
            ("Ustalenie planu, potwierdzenie udziału", None),
            ("Odwołanie od decyzji administracyjnej", None),
            ("zmiana klimatu, podwójne dworce", None),
            ("Zespół Szkół im. Przeniesionych", None),
            ("PRZEŁOŻONE NA 5 MAJA", Some(Change::Moved)),
            ("przelozone na 5 maja", Some(Change::Moved)),
            ("nowy termin: 5 maja", Some(Change::Moved)),
        ] {
            assert_eq!(in_text(text), want, "{text}");
            let cancelled = want.filter(|&change| change == Change::Cancelled && text.to_lowercase().contains("odwo"));
            assert_eq!(in_description(text), cancelled, "{text}");
        }
    }
}
