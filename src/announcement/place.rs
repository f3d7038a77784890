//! Where an entry's meeting is: venue, address and town out of the texts between its days and hours.

use super::scan::spans;
use super::words::WORDS;
use crate::poland::date::{Minutes, fold};
use crate::poland::town;

/// Before a place.
const PREPOSITIONS: [&str; 8] = ["w", "we", "na", "przy", "W", "We", "Na", "Przy"];

/// Without what stands around a text: marks, and brackets that are not a pair or hold all of it.
pub(super) fn trim(text: &str) -> &str {
    const MARKS: &str = ">-–—−‑,;:.|•*·‣▪●►→/\\+=_~\u{2060}\u{f0b7}\u{feff}\u{ad}";
    let mut text = text;
    loop {
        let before = text.len();
        // arrows, ticks and small pictures
        let is_picture = |c: char| !c.is_alphanumeric() && ('\u{2190}'..'\u{3000}').contains(&c) || c >= '\u{fe00}';
        text = text.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(c) || is_picture(c));
        text = text.trim_end_matches(['(', '[', '„']).trim_start_matches([')', ']', '”']);
        for (open, close) in [('(', ')'), ('[', ']'), ('„', '”')] {
            text = text.strip_prefix(open).filter(|text| !text.contains(close)).unwrap_or(text);
            text = text.strip_suffix(close).filter(|text| !text.contains(open)).unwrap_or(text);
        }
        let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        text = inside.filter(|inside| !inside.contains(')')).unwrap_or(text);
        if text.len() == before {
            return text;
        }
    }
}

/// Without the words of a day or an hour at its ends.
pub(super) fn strip(text: &str) -> &str {
    let is_filler = |word: &str| WORDS.fillers.has(&fold(word));
    // "budynek B", "grupa I"
    let is_letter = |word: &str| word.len() == 1 && word.starts_with(char::is_uppercase) && !"IVX".contains(word);
    let mut text = trim(text);
    loop {
        let before = text.len();
        let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let behind = &text[first.len()..];
        // "w Żarach" and "I piętro" keep their words
        if first != "I" && is_filler(first) && (!PREPOSITIONS.contains(&first) || behind.starts_with(':')) {
            text = trim(behind);
        } else if is_filler(last) && !is_letter(last) {
            text = trim(&text[..text.len() - last.len()]);
        }
        if text.len() == before {
            return text;
        }
    }
}

pub(super) fn is_venue(text: &str) -> bool {
    WORDS.venues.is_in(&fold(text))
}

/// Whether a text has a place, or says that people meet online.
pub(super) fn is_where(text: &str) -> bool {
    is_venue(text) || is_online(text)
}

/// Whether a text begins with what says that people meet online.
pub(super) fn is_online(text: &str) -> bool {
    WORDS.online.has(&fold(text))
}

/// Whether a text's last word says that a meeting ends.
pub(super) fn says_end(text: &str) -> bool {
    fold(strip(text)).rsplit(' ').next().is_some_and(|word| WORDS.ends.has(word))
}

/// A name of few words, each with a capital letter: a town's, most likely.
pub(super) fn is_name(text: &str) -> bool {
    let is_part = |(n, word): (usize, &str)| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_small = n > 0 && ["nad", "pod", "k", "koło", "i", "przy", "n", "las"].contains(&word);
        // "WiMBP"
        let is_mixed = word.contains(char::is_lowercase)
            && !word.contains('-')
            && word.chars().filter(|c| c.is_uppercase()).count() > 1;
        is_small || word.starts_with(char::is_uppercase) && !is_mixed && !word.contains(|c: char| c.is_ascii_digit())
    };
    let folded = fold(text);
    (1..=4).contains(&text.split_whitespace().count())
        && text.split_whitespace().enumerate().all(is_part)
        && letters(text) >= 3
        // "II termin", "IV Targi"
        && text.split(' ').next().is_some_and(|first| first.contains(|c: char| !"IVX".contains(c)))
        && !text.split_whitespace().next().is_some_and(|first| PREPOSITIONS.contains(&first))
        && !text.contains([':', '?', '!', '@', '"', '„'])
        && !text.split_once(' ').is_some_and(|(first, rest)| is_abbreviation(first) && !is_capital(rest))
        && !is_venue(text)
        && !(text.len() < 5 && is_abbreviation(text) && !town::is_place(text))
        && !is_verb(&folded)
        && !["rada ", "zarzad ", "za ", "dzien "].iter().any(|start| folded.starts_with(start))
        && !WORDS.topics.is_in(&folded)
        && !WORDS.navigation.has(&folded)
        && !WORDS.no_names.has(&folded)
}

/// "Zaczynamy": what "we" do; "uchwalono": what was done.
fn is_verb(folded: &str) -> bool {
    ["amy", "emy", "imy", "ymy", "ono", "ano"].iter().any(|ending| folded.ends_with(ending))
}

/// "PUP", "KRUS": an office's.
fn is_abbreviation(word: &str) -> bool {
    (2..=5).contains(&word.chars().count())
        && word.chars().all(char::is_uppercase)
        && word.contains(|c| !"IVX".contains(c))
}

/// Whether a text names what is in a town: "PUP w Słubicach".
pub(super) fn says_in(text: &str) -> bool {
    text.contains(" w ") || text.contains(" we ")
}

/// "Gmina Dąbie", "gm. Dąbie".
pub(super) fn is_commune(text: &str) -> bool {
    fold(text).split_once(' ').is_some_and(|(kind, _)| ["gmina", "gm", "gminy", "gminie"].contains(&kind))
}

/// "08:30".
pub(super) fn hour(minutes: Minutes) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// How many letters.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Whether a text is written in capitals.
pub(super) fn is_capital(text: &str) -> bool {
    letters(text) > 2 && !text.contains(char::is_lowercase)
}

/// With a capital letter at the beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// A town's name as a heading or a cell has it: without "gmina", in capitals no longer.
pub(super) fn town_name(text: &str) -> String {
    // "Lubięcin (gm. Nowa Sól)"
    let mut text = text.split_once('(').map_or(text, |(name, _)| trim(name));
    while let Some((first, rest)) = text.split_once([' ', '\u{a0}', '.'])
        && WORDS.kinds.has(&fold(first))
        && !trim(rest).is_empty()
    {
        text = trim(rest);
    }
    if is_venue(text) || count(text) > 4 {
        return text.to_owned();
    }
    let known = town::nominative(text);
    // "DKK" is a club's
    let is_name = is_capital(text) && text.chars().count() > 3;
    if known == text && is_name { capitalised(text) } else { known.to_owned() }
}

/// What stands before the first comma, or before a dash, a bracket, a building or the same once more behind a town's name; and
/// what stands behind it: "Ochla świetlica wiejska", "Brody (Dom Kultury)".
pub(super) fn first_part(text: &str) -> (&str, &str) {
    let is_behind_town = |at: &usize| is_name(&town_name(strip(&text[..*at]))) && !is_commune(trim(&text[at + 2..]));
    let bracket = text.find(" (").filter(is_behind_town);
    let end = bracket.into_iter().chain(text.find([',', ';'])).min().unwrap_or(text.len());
    let behind_town = |at: usize| {
        let (name, rest) = (strip(&text[..at]), trim(&text[at..]));
        let next = trim(rest.split_whitespace().next().unwrap_or_default());
        let is_dash = text[at..].starts_with(['-', '–', '—']);
        let is_place =
            is_venue(next) && next.starts_with(char::is_lowercase) || ["przy", "koło", "obok"].contains(&next);
        // "Gminny ośrodek" is no town
        let is_adjective = ["ny", "ki", "na", "ka", "ne", "ie"].iter().any(|ending| name.ends_with(ending));
        let is_alone = !is_adjective || name.contains(' ') || town::is_place(name);
        let again = rest.strip_prefix(name).filter(|behind| !behind.starts_with(char::is_alphanumeric));
        let behind = again.or_else(|| (is_dash || is_place && is_alone).then_some(rest));
        behind.filter(|_| is_name(name)).map(|behind| (name, trim(behind)))
    };
    let mut starts = spans(&text[..end]).into_iter().skip(1).take(4).map(|word| word.start);
    starts.find_map(behind_town).unwrap_or_else(|| (strip(&text[..end]), trim(&text[end..])))
}

/// "MIKOŁAJKI POMORSKIE" as names are written.
fn capitalised(text: &str) -> String {
    let words = text.split_inclusive([' ', '-']).enumerate().map(|(n, word)| {
        let small = word.to_lowercase();
        if n > 0 && ["nad", "pod", "przy", "i"].contains(&small.trim()) { small } else { capital(&small) }
    });
    words.collect()
}

/// The town that a text names after "w", "we".
pub(super) struct Named<'t> {
    /// In the nominative.
    pub(super) town: String,
    /// What names it, with the preposition.
    pub(super) phrase: &'t str,
    /// Whether it is in the tables.
    pub(super) is_known: bool,
}

pub(super) fn named(text: &str) -> Vec<Named<'_>> {
    let words = spans(text);
    let word = |n: usize| words.get(n).map_or("", |span| &text[span.clone()]);
    let is_part =
        |n: usize| (word(n).starts_with(char::is_uppercase) || ["nad", "pod"].contains(&word(n))) && !is_venue(word(n));
    // "Wlkp." may go on
    let is_last = |n: usize| {
        word(n).ends_with([',', '.', ';', ')', ':']) && !(word(n).ends_with('.') && word(n).chars().count() <= 5)
    };
    let mut found = Vec::new();
    for n in 0..words.len() {
        let preposition = word(n).trim_start_matches(['(', '„', '-', '–']);
        let is_in = ["w", "we", "W", "We"].contains(&preposition);
        if !is_in && preposition != "do" || !is_part(n + 1) {
            continue;
        }
        let mut end = n + 2;
        while end < n + 4 && is_part(end) && !is_last(end - 1) {
            end += 1;
        }
        let name_to = |end: usize| trim(&text[words[n + 1].start..words[end - 1].end]);
        let known = |text: &str| if is_in { town::locative(text) } else { town::in_any_case(text) };
        let town = || (n + 2..=end).rev().find_map(|end| Some((known(name_to(end))?.to_owned(), end)));
        // "w Jeziorach Wielkich" is not in Jeziory
        let village = || town::village(name_to(end)).filter(|_| is_in).map(|village| (village.to_owned(), end));
        let town = town();
        let known = if town.as_ref().is_some_and(|(_, last)| *last == end) { town } else { village().or(town) };
        // "w Żarskim Domu Kultury", "w KMP w Kaliszu"
        let is_venues = is_venue(word(end)) && word(end).starts_with(char::is_uppercase);
        let is_short = is_capital(name_to(end)) && name_to(end).len() < 6;
        let is_town = is_in && is_name(name_to(end)) && !is_venues && !is_short;
        let guess = || is_town.then(|| (town::guess(name_to(end)), end));
        let is_known = known.is_some();
        if let Some((town, end)) = known.or_else(guess) {
            let start = words[n].end - preposition.len();
            let phrase = text[start..words[end - 1].end].trim_end_matches([',', '.', ';', ')', ':']);
            found.push(Named { town, phrase, is_known });
        }
    }
    found
}

/// The towns of the tables that a text names so.
pub(super) fn towns(text: &str) -> Vec<String> {
    named(text).into_iter().filter(|named| named.is_known).map(|named| named.town).collect()
}

/// The town of the tables that a text ends with: "Koło Modelarskie Lubrza", but "Wielki Lubień" is a village.
pub(super) fn at_end(text: &str) -> Option<String> {
    let words = spans(text);
    let mut ends = words.iter().skip(2).rev().take(3).map(|word| trim(&text[word.start..]));
    let is_town = |end: &&str| end.starts_with(char::is_uppercase) && town::is_place(end);
    ends.rfind(is_town).map(str::to_owned)
}

/// The town of those for whom a meeting is, which may be elsewhere: "z mieszkańcami Sławy".
pub(super) fn residents(text: &str) -> Option<String> {
    let (_, behind) = text.split_once("mieszkań").and_then(|(_, rest)| rest.split_once(' '))?;
    let ends = spans(behind).into_iter().take(3).map(|word| word.end);
    let mut named = ends.filter_map(|end| Some((town::in_any_case(trim(&behind[..end]))?, &behind[end..])));
    let (town, rest) = named.next_back()?;
    // "Lubska, Jasienia i Brodów"
    let is_one = !behind[..behind.len() - rest.len()].ends_with(',') && !rest.trim_start().starts_with("i ");
    is_one.then(|| town.to_owned())
}

/// "Urząd Gminy Otyń", "w gminie Otyń", "OSP Nowy Dwór": the town of an office.
pub(super) fn office(venue: &str) -> Option<String> {
    let is_kind = |word: &str| {
        let folded = fold(word);
        let stems = ["gmin", "miast", "miejsk", "solectw", "wsi", "miejscowosc", "nadlesnictw"];
        let is_one = stems.iter().any(|stem| folded.starts_with(stem)) || is_abbreviation(word);
        is_one && word.ends_with(char::is_alphabetic)
    };
    let words: Vec<&str> = venue.split_whitespace().collect();
    let from = words.iter().position(|word| is_kind(word))?;
    let from = from + words[from..].iter().take_while(|word| is_kind(word) || **word == "i").count();
    let ends = |word: &&str| word.ends_with([',', ';', ':', ')']);
    let count = words[from..].iter().take(3).take_while(|word| word.starts_with(char::is_uppercase)).count();
    let count = words[from..from + count].iter().position(ends).map_or(count, |last| last + 1);
    let name = |count: usize| trim(&words[from..from + count].join(" ")).to_owned();
    let is_osp = fold(words[from - 1]) == "osp";
    let is_alone = count == 1 && !is_abbreviation(words[from - 1]);
    let is_sure = |name: &String| is_name(name) && !is_capital(name) && (is_alone || is_osp);
    let known =
        (1..=count).rev().find(|&n| town::is_known(&name(n)) || n == count && town::is_place(&name(n))).map(name);
    // "Urząd Miasta Gorzowa Wielkopolskiego"
    let known = known.or_else(|| (1..=count).rev().find_map(|n| town::in_any_case(&name(n))).map(str::to_owned));
    known.or_else(|| (count > 0).then(|| name(count)).filter(is_sure))
}

/// The parts of a sentence that say where: "w siedzibie …", "na sali …", "Sala Narad …".
pub(super) fn phrases(text: &str) -> Vec<&str> {
    let text = text.trim_start_matches([',', ' ']);
    let spans = spans(text);
    let words: Vec<&str> = spans.iter().map(|span| &text[span.clone()]).collect();
    let mut found = Vec::new();
    let mut end = 0;
    while end < words.len() {
        let from = end;
        end += 1;
        let is_apart = from == 0 || ["–", "—", "-"].contains(&words[from - 1]);
        if begins_place(&words[from..]) || is_apart && is_venue(words[from]) {
            end = (end..words.len()).find(|&n| ends_place(&words, n)).unwrap_or(words.len());
            found.push(trim(&text[spans[from].start..spans[end - 1].end]));
        }
    }
    found.retain(|phrase| !phrase.is_empty());
    found
}

/// Whether a place begins with these words.
fn begins_place(words: &[&str]) -> bool {
    let first = words[0].trim_start_matches(['(', '„', '"', '-', '–']);
    match words.get(1) {
        Some(next) if PREPOSITIONS.contains(&first) || ["przy", "Przy"].contains(&first) => {
            let is_capital = next.trim_start_matches(['„', '"', '(']).starts_with(char::is_uppercase);
            !WORDS.no_places.has(&fold(next)) && (is_capital || is_venue(next))
        }
        // "zapraszam do sali rycerskiej"
        Some(next) if first == "do" => is_venue(next),
        _ => first.starts_with(char::is_uppercase) && is_venue(first),
    }
}

/// Whether a place ends before the nth of these words.
fn ends_place(words: &[&str], n: usize) -> bool {
    let bare = trim(words[n]);
    let folded = fold(bare);
    let goes_on = is_venue(bare) || bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let is_behind_mark = words[n - 1].ends_with([',', ';']) && !goes_on && !begins_place(&words[n..]);
    is_behind_mark || (WORDS.stops.has(&folded) || WORDS.verbs.has(&folded)) && !is_venue(bare)
}

/// How many words.
pub(super) fn count(text: &str) -> usize {
    fold(text).split_whitespace().count()
}
