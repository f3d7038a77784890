//! Whether people come to a meeting or take part from afar, as its place says.
//!
//! The words are in `attendance.csv`, each whole or a beginning: those that say so beside any other ("online"),
//! those that say so where no unknown word is beside them ("Teams", while a "Sala Teams" is a room and has its name), those
//! of both at once, and those that are no place.

use std::sync::LazyLock;

use serde::Deserialize;

use super::read::{PLACE, Reading};
use super::url;
use crate::list::Field::{Address, Mode, Url, Venue};
use crate::poland::{
    date::{answer, fold},
    rows,
};

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Online,
    Alone,
    Hybrid,
    Beside,
}

/// Sorted by form; whether it is a beginning of words, and what it says.
static FORMS: LazyLock<Vec<(String, bool, Word)>> = LazyLock::new(|| rows(include_str!("attendance.csv")));

/// What a folded word says; `None`: it may be a part of a place's name.
fn find(word: &str) -> Option<Word> {
    // a beginning stands before all words that begin so
    let behind = FORMS.partition_point(|(form, ..)| form.as_str() <= word);
    let (form, is_beginning, kind) = FORMS[..behind].last()?;
    (form == word || *is_beginning && word.starts_with(form)).then_some(*kind)
}

/// How people take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attendance {
    /// They come, as far as the place says.
    Offline,
    /// They come or take part from afar.
    Mixed,
    /// From afar alone.
    Online,
}

impl Attendance {
    /// What a place says, whether a cell or a published one: "Teams", "on-line", a link; "Ratusz oraz online".
    pub(crate) fn of(place: &str) -> Self {
        let says = |text: &str, of: &[Word]| fold(text).split(' ').filter_map(find).any(|kind| of.contains(&kind));
        let is_link = |text: &str| ["://", "www.", ".com/", ".us/"].iter().any(|mark| text.contains(mark));
        // nearly every place
        if !is_link(place) && !says(place, &[Word::Online, Word::Alone, Word::Hybrid]) {
            return Self::Offline;
        }
        let (links, words): (Vec<_>, Vec<_>) = place.split_whitespace().partition(|word| is_link(word));
        let text = words.join(" ").to_lowercase().replace("on-line", "online").replace("on line", "online");
        let (mut here, mut afar) = (false, links.iter().any(|link| says(link, &[Word::Alone])));
        let apart = [" i ", " oraz ", " lub ", " albo ", " z ", " and ", " - "];
        let text = apart.iter().fold(text, |text, word| text.replace(word, ","));
        for part in text.split([',', ';', ':', '/', '+', '&', '(', ')', '–', '|']) {
            let folded = fold(part);
            let is_word = |word: &&str| word.len() > 1 && !word.bytes().all(|byte| byte.is_ascii_digit());
            let found: Vec<_> = folded.split(' ').filter(is_word).map(find).collect();
            let has = |kind| found.contains(&kind);
            let is_both = has(Some(Word::Hybrid));
            afar |= is_both || has(Some(Word::Online)) || has(Some(Word::Alone)) && !has(None);
            here |= is_both || has(None);
        }
        match (here, afar) {
            (true, true) => Self::Mixed,
            (false, _) if afar || !links.is_empty() => Self::Online,
            // a link beside a place may be its own page
            _ => Self::Offline,
        }
    }
}

impl Reading<'_> {
    /// What a column for how people take part adds to the venue: `online` where there is none, `Ratusz, hybrydowo`; or a link to a
    /// call where nothing else says where.
    pub(super) fn take_part(&mut self, text: &mut String) {
        let [venue, address, town] = PLACE.map(|field| self.cell(field));
        let (mode, is_nowhere) = (self.cell(Mode), [venue, address, town] == [""; 3]);
        // nearly every row
        if mode.is_empty() && !is_nowhere {
            return;
        }
        let is_afar = answer(mode) == Some(true) || find(&fold(mode)) == Some(Word::Online);
        let (mode, url) = (if is_afar { "online" } else { mode }, self.cell(Url));
        let is_call = || Attendance::of(&format!("sala, {url}")) == Attendance::Mixed;
        match Attendance::of(mode) {
            _ if Attendance::of(&format!("{venue}, {address}")) != Attendance::Offline => {}
            Attendance::Offline if mode.is_empty() && is_call() => url.clone_into(text),
            Attendance::Offline => {}
            _ if venue.is_empty() && address.is_empty() => mode.clone_into(text),
            Attendance::Mixed => *text += &format!(", {mode}"),
            Attendance::Online => {
                self.contradicted::<()>(Mode, if venue.is_empty() { Address } else { Venue });
            }
        }
    }
}

/// The first address in a place.
pub(crate) fn link(place: &str) -> Option<&str> {
    let words = place.split([' ', '(', ')', '<', '>', ',', ';']).map(|word| word.trim_end_matches('.'));
    words.into_iter().find(|word| url::is_address(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_what_they_say() {
        for place in [
            "online",
            "On-line",
            "ON LINE",
            "zdalnie",
            "Spotkanie zdalne",
            "w formie zdalnej",
            "wideokonferencja",
            "Teams",
            "MS Teams",
            "na platformie Microsoft Teams",
            "Zoom",
            "Zoom, ID: 123 456 789, hasło 12",
            "Cisco Webex",
            "Google Meet",
            "Skype",
            "Webinar (link w mailu)",
            "Online – link zostanie przesłany uczestnikom",
            "https://meet.example.org/abc",
            "Teams: https://teams.microsoft.com/l/meetup-join/19",
            "www.example.pl/transmisja",
            "szkolenie online",
            "Spotkanie odbędzie się online",
            "Google Meet (meet.google.com/abc-defg)",
            "Skype dla firm",
            "telefonicznie",
        ] {
            assert_eq!(Attendance::of(place), Attendance::Online, "{place}");
        }
        for place in [
            "Ratusz oraz online",
            "Sala 12 + Teams",
            "Ratusz, hybrydowo",
            "hybrydowo",
            "Ratusz / Zoom",
            "Ratusz (także online)",
            "Starostwo, ul. Lotników 1, 68-200 Żary oraz Teams, Polska",
            "Ratusz, https://zoom.us/j/1",
            "Ratusz z transmisją online",
        ] {
            assert_eq!(Attendance::of(place), Attendance::Mixed, "{place}");
        }
        for place in [
            "",
            "Ratusz",
            "Centrum Zoomania, Żary",
            "ul. Zoom 5",
            "Sala Teams",
            "sala wideokonferencyjna 12",
            "Sala wideokonferencji",
            "Sala konferencyjna",
            "Ratusz, https://example.pl/dojazd",
            "Szkoła, platforma widokowa",
            "I Liceum, sala 5 i 6",
            "Klub Blue Line",
        ] {
            assert_eq!(Attendance::of(place), Attendance::Offline, "{place}");
        }
        assert_eq!(link("Teams (https://a.pl/b?c=d)."), Some("https://a.pl/b?c=d"));
        assert_eq!(link("www.a.pl"), None);
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(FORMS.len(), include_str!("attendance.csv").lines().count() - 1);
        assert!(FORMS.is_sorted_by(|a, b| a.0 < b.0), "the nearest form is looked for");
    }
}
