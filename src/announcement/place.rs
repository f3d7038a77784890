//! Where an entry's meeting is: venue, address and town out of the texts between its days and hours.

use std::borrow::Cow;

use super::scan::words;
use super::words::{FILLERS, KINDS, NAVIGATION, NO_PLACES, STOPS, TOPICS, VENUES, VERBS, has};
use crate::poland::date::fold;
use crate::poland::town;

/// Without what stands around a text: marks, and words that belong to a day or an hour.
pub(super) fn trim(text: &str) -> &str {
    let mut text = text;
    loop {
        let before = text;
        text = text.trim_matches(|c: char| {
            c.is_whitespace() || "-–—−‑,;:.|•*·‣▪●►→/\\+=_~\u{2060}\u{f0b7}\u{feff}\u{ad}".contains(c)
        });
        text = text.trim_end_matches(['(', '[', '„']).trim_start_matches([')', ']', '”']);
        // brackets that are not a pair
        for (open, close) in [('(', ')'), ('[', ']'), ('„', '”'), ('"', '"')] {
            if text.starts_with(open) && (open == close && text.matches(open).count() == 1 || !text.contains(close)) {
                text = &text[open.len_utf8()..];
            }
            if text.ends_with(close) && (open == close && text.matches(open).count() == 1 || !text.contains(open)) {
                text = &text[..text.len() - close.len_utf8()];
            }
        }
        if text.starts_with('(') && text.find(')') == Some(text.len() - 1) {
            text = &text[1..text.len() - 1];
        }
        if text.len() == before.len() {
            break text;
        }
    }
}

/// Without the words of a day or an hour at its ends.
pub(super) fn strip(text: &str) -> &str {
    let mut text = trim(text);
    loop {
        let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_filler = |word: &str| !word.is_empty() && FILLERS.contains(&&*fold(word));
        let before = text.len();
        if is_filler(first) && !is_place_word(first)
            || text.len() > first.len() && text[first.len()..].starts_with([':']) && is_filler(first)
        {
            // "w Żarach" keeps its word
            text = trim(&text[first.len()..]);
        } else if is_filler(last) {
            text = trim(&text[..text.len() - last.len()]);
        }
        if text.len() == before {
            return text;
        }
    }
}

/// "w", "we", "na" before a place.
fn is_place_word(word: &str) -> bool {
    matches!(word, "w" | "we" | "na" | "W" | "We" | "Na")
}

pub(super) fn is_venue(text: &str) -> bool {
    let folded = fold(text);
    folded
        .split(' ')
        .any(|word| VENUES.iter().any(|stem| if stem.len() < 4 { word == *stem } else { word.starts_with(stem) }))
}

/// A name of few words, each with a capital letter: a town's, most likely.
pub(super) fn is_name(text: &str) -> bool {
    let mut count = 0;
    let good = text.split_whitespace().all(|word| {
        count += 1;
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let small = ["nad", "pod", "k", "koło", "i", "przy", "n", "las"].contains(&word) && count > 1;
        small || word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
    });
    let folded = fold(text);
    good && (1..=4).contains(&count)
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !text.contains([':', '?', '!', '@', '"', '„'])
        && !is_venue(text)
        && !has(&folded, TOPICS)
        && !NAVIGATION.contains(&folded.as_str())
        && !["lp", "uwaga", "r", "br", "godz", "tel", "nr", "program", "termin", "data"].contains(&folded.as_str())
}

/// A town's name as a heading or a cell has it: without "gmina", in capitals no longer.
pub(super) fn town_name(text: &str) -> Cow<'_, str> {
    let mut text = text;
    while let Some((first, rest)) = text.split_once([' ', '\u{a0}', '.'])
        && KINDS.contains(&&*fold(first))
        && !trim(rest).is_empty()
    {
        text = trim(rest);
    }
    if is_venue(text) || count(text) > 4 {
        return Cow::Borrowed(text);
    }
    let known = town::nominative(text);
    if known != text {
        return Cow::Borrowed(known);
    }
    if text.chars().any(char::is_lowercase) || text.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(capitalised(text))
}

/// "MIKOŁAJKI POMORSKIE" as names are written.
pub(super) fn capitalised(text: &str) -> String {
    let mut start = true;
    let lower = |word: &str| ["nad", "pod", "przy", "i"].contains(&word);
    text.split_inclusive([' ', '-'])
        .map(|word| {
            let small = word.to_lowercase();
            if !start && lower(small.trim()) {
                return small;
            }
            start = false;
            let mut chars = small.chars();
            chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
        })
        .collect()
}

/// The town that a text names after "w", "we": its nominative, what it stands on, and whether it is sure.
pub(super) struct Named<'t> {
    pub(super) town: String,
    pub(super) phrase: &'t str,
    pub(super) is_known: bool,
}

pub(super) fn named(text: &str) -> Vec<Named<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(phrase) = next_in(rest) {
        let after = phrase.split_once(char::is_whitespace).map_or("", |(_, after)| after.trim_start());
        // as many words as begin with a capital letter
        let mut end = 0;
        // "w Żarskim Domu Kultury"
        let mut is_venues = false;
        for (count, word) in after.split_inclusive(char::is_whitespace).enumerate() {
            let bare = word.trim_end();
            let small = count > 0 && ["nad", "pod"].contains(&bare);
            if count == 3 || !(small || bare.starts_with(char::is_uppercase)) || is_venue(bare) {
                is_venues = count > 0 && is_venue(bare) && bare.starts_with(char::is_uppercase);
                break;
            }
            end += bare.len();
            if bare.ends_with([',', '.', ';', ')', ':']) && !(bare.ends_with('.') && bare.chars().count() <= 5) {
                break;
            }
            end += word.len() - bare.len();
        }
        let name = trim(&after[..end]);
        if !name.is_empty() && is_name(name) {
            let start = name.as_ptr() as usize - phrase.as_ptr() as usize;
            for words in (1..=name.split_whitespace().count()).rev() {
                let short = first_words(name, words);
                if let Some(town) = town::locative(short) {
                    found.push(Named { town: town.into(), phrase: &phrase[..start + short.len()], is_known: true });
                    break;
                }
            }
            if !is_venues && found.last().is_none_or(|last| last.phrase.as_ptr() != phrase.as_ptr()) {
                found.push(Named { town: town::guess(name), phrase: &phrase[..start + name.len()], is_known: false });
            }
        }
        rest = after;
    }
    found
}

fn first_words(text: &str, count: usize) -> &str {
    let end = text
        .split_whitespace()
        .take(count)
        .last()
        .map_or(0, |word| word.as_ptr() as usize + word.len() - text.as_ptr() as usize);
    text[..end].trim_end_matches([',', ';'])
}

/// "Urząd Gminy Otyń": the town of an office.
pub(super) fn office(venue: &str) -> Option<String> {
    let mut words = venue
        .split_whitespace()
        .skip_while(|word| !["gmin", "miast", "miejsk"].iter().any(|stem| fold(word).starts_with(stem)));
    words.next()?;
    let name: Vec<&str> = words.take_while(|word| word.starts_with(char::is_uppercase)).collect();
    (1..=name.len())
        .rev()
        .map(|count| name[..count].join(" "))
        .map(|name| trim(&name).to_owned())
        .find(|name| town::is_known(name))
}

/// From the next "w" or "we" on, as a word.
fn next_in(text: &str) -> Option<&str> {
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end().trim_start_matches(['(', '„', '-', '–']);
        if matches!(bare, "w" | "we" | "W" | "We") {
            let start = at + word.find(bare).unwrap_or(0);
            return Some(&text[start..]);
        }
        at += word.len();
    }
    None
}

/// The parts of a sentence that say where: "w siedzibie …", "na sali …", "Sala Narad …".
pub(super) fn phrases(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let list: Vec<&str> = text.split_whitespace().collect();
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let mut n = 0;
    while n < list.len() {
        let is_place = begins(&list[n..]) || n == 0 && is_venue(list[0]);
        if !is_place {
            n += 1;
            continue;
        }
        let from = n;
        n += 1;
        while n < list.len() {
            let bare = trim(list[n]);
            let folded = fold(bare);
            let joins = list[n - 1].ends_with([',', ';']);
            let is_stop =
                STOPS.iter().any(|stem| if stem.len() < 5 { folded == *stem } else { folded.starts_with(stem) })
                    || VERBS.iter().any(|stem| folded.starts_with(stem))
                    || folded == "sie";
            let is_elsewhere = list[n - 1].ends_with(['.', '!', '?']) && list[n - 1].chars().count() > 5;
            let goes_on = !joins
                || begins(&list[n..])
                || is_venue(bare)
                || bare.starts_with(char::is_uppercase)
                || bare.starts_with(|c: char| c.is_ascii_digit());
            let other = matches!(&*folded, "w" | "we" | "na") && !begins(&list[n..]);
            if is_stop && !is_venue(bare) || is_elsewhere || !goes_on || other {
                break;
            }
            n += 1;
        }
        let phrase = trim(&text[offset(list[from])..offset(list[n - 1]) + list[n - 1].len()]);
        if !phrase.is_empty() {
            found.push(phrase);
        }
    }
    found
}

/// Whether a place begins with these words.
fn begins(list: &[&str]) -> bool {
    let bare = list[0].trim_start_matches(['(', '„', '"', '-', '–']);
    match list.get(1) {
        Some(next) if matches!(bare, "w" | "we" | "na" | "W" | "We" | "Na" | "przy" | "Przy" | "do") => {
            let folded = fold(next);
            let is_none =
                NO_PLACES.iter().any(|stem| if stem.len() < 4 { folded == *stem } else { folded.starts_with(stem) });
            !is_none
                && bare != "do"
                && (next.trim_start_matches(['„', '"', '(']).starts_with(char::is_uppercase) || is_venue(next))
        }
        _ => bare.starts_with(char::is_uppercase) && is_venue(bare),
    }
}

/// How many words.
pub(super) fn count(text: &str) -> usize {
    words(text).len()
}
