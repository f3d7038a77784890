//! How offices say, in words, that a meeting is cancelled, moved or not yet sure, wherever they write it.
//!
//! The row may still hold the old date, hour and place, and only the office knows; so such words are asked about and never
//! read as a change. The one exception is a note that says nothing but "odwołane", and why. The words stand in
//! `remarks.csv`; what a form of one says follows from its ending.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::poland::words::{Beginnings, answer, base, fold, has, is_mark, same, says};

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
    /// It seems not to be public.
    Closed,
}

/// How words of the table are meant.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Manner {
    /// The stem of a verb: its forms and participles say that it is done ("odwołano", "przesunięta"); its noun may be the
    /// subject of a meeting ("Odwołanie od decyzji"), and what else is derived says nothing ("komisja odwoławcza").
    Stem,
    /// A participle that is also a person: "przełożona pielęgniarek".
    Person,
    /// The meeting's, if the words end there or go on about it: "zmiana terminu", but "nowy termin naboru wniosków".
    Phrase,
    /// Always the meeting's.
    Said,
    /// The meeting's in notes.
    Note,
    /// The meeting's in notes, if the words end there or go on about it, and everywhere, if nothing stands beside it: "Rada
    /// (wstępna)", but "egzamin wstępny".
    Apart,
    /// The meeting's in notes, if there is nothing else.
    Alone,
    /// The same, and what a meeting may be about.
    Cause,
}

/// How sure it is that words are about the meeting itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// Wherever they stand.
    Said,
    /// They may be; a look is worth it.
    Perhaps,
    /// Only in notes, remarks and rows of their own, which are about the meeting as such.
    Noted,
}

/// A line of the table. The first that a text has counts.
#[derive(Deserialize)]
struct Sign {
    change: Change,
    manner: Manner,
    /// Beginnings of words that follow each other, folded, each with its alternatives between `|`; `$` ends a word.
    words: String,
}

static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| crate::poland::rows(include_str!("remarks.csv")));

/// Last words of signs, with the signs' numbers.
type Ends = Vec<(usize, &'static str)>;

/// All of them, by [`key`].
static LAST_WORDS: LazyLock<HashMap<&[u8], Ends>> = LazyLock::new(|| {
    let mut by_key: HashMap<_, Ends> = HashMap::new();
    for (number, sign) in SIGNS.iter().enumerate() {
        let last = sign.words.rsplit(' ').take(1).flat_map(|word| word.split('|'));
        last.for_each(|start| by_key.entry(key(start)).or_default().push((number, start)));
    }
    by_key
});

/// A word's first letters, by which those that it may begin with are found.
fn key(word: &str) -> &[u8] {
    &word.as_bytes()[..word.len().min(5)]
}

/// Words, folded, beside which a cancellation is none, or not this meeting's: only a person can tell.
static CONDITIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("conditions.txt").lines().collect());

/// What may be cancelled or open while the meeting is not: "catering odwołany".
static THINGS: Beginnings = Beginnings::new(|| include_str!("things.txt").lines().collect());
/// Words that mean a meeting, and others beside which a phrase or noun is about one.
static MEETINGS: Beginnings = Beginnings::new(|| include_str!("meetings.txt").lines().collect());
static NEIGHBOURS: Beginnings = Beginnings::new(|| include_str!("neighbours.txt").lines().collect());

/// What stands before a name: schools and streets are named for people who were resettled ("Przeniesionych").
const NAMES: [&str; 5] = ["im$", "imienia$", "ul$", "pl$", "os$"];

/// What one may appeal from.
const ACTS: &str = "decyz|wyrok|orzecz|postanow|nalicz|mandat|wynik|ocen|podatk|kary$";

/// How many words before and behind one count: a text may be long.
const NEAR: usize = 30;

/// A word of a text.
struct Word<'t> {
    text: &'t str,
    /// Folded, with `$` at its end.
    folded: String,
    /// The number of its part of the text, beyond which no phrase goes on.
    part: usize,
    /// It is the first of a name: „Odwołany lot”.
    is_quoted: bool,
}

impl Word<'_> {
    fn begins(&self, start: &str) -> bool {
        self.folded.starts_with(start)
    }

    /// Whether it begins in one of the ways between `|`.
    fn is_one(&self, starts: &str) -> bool {
        starts.split('|').any(|start| self.begins(start))
    }

    fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a phrase or noun beside it is about the meeting.
    fn is_neighbour(&self) -> bool {
        self.is_number() || is_meeting(self.text) || says(self.text, &NEIGHBOURS)
    }
}

/// The words of a text; "się" may stand anywhere.
fn words(text: &str) -> Vec<Word<'_>> {
    let (mut words, mut folded, mut start, mut part, mut is_quoted) = (Vec::new(), String::new(), 0, 0, false);
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]).filter(|&(_, c)| !is_mark(c)) {
        if let Some(letter) = base(c) {
            start = if folded.is_empty() { at } else { start };
            folded.push(letter);
            continue;
        }
        if !folded.is_empty() {
            folded.push('$');
            words.push(Word { text: &text[start..at], folded: std::mem::take(&mut folded), part, is_quoted });
        }
        is_quoted = c == '„';
        let goes_on = c.is_whitespace() && c != '\n' || matches!(c, '.' | '\'' | '’' | '"' | '„' | '”');
        part += usize::from(!goes_on);
    }
    words.retain(|word| word.folded != "sie$");
    words
}

/// Whether a text names a meeting.
pub(crate) fn is_meeting(text: &str) -> bool {
    says(text, &MEETINGS)
}

/// Whether a text names a thing of a meeting that may be cancelled or open by itself.
pub(crate) fn names_thing(text: &str) -> bool {
    says(text, &THINGS)
}

/// Whether a sentence begins with a verb or participle that has a noun of its own, which is not the meeting: "Odwołane loty i
/// prawa pasażerów", but "Odwołane majowe spotkanie", "ODWOŁANE Usługi społeczne", "Odwołane częściowo".
fn is_subject(words: &[&Word]) -> bool {
    // "lot", "bal" and "rok" are nouns
    let is_short = |word: &str| word.len() < 4 && !["lot", "bal", "rok", "dom"].contains(&word);
    let is_adverb = |word: &str| is_short(word) || ["o", "j", "ez"].iter().any(|end| word.ends_with(end));
    let is_noun = |word: &&Word| word.text.starts_with(char::is_lowercase) && !is_adverb(word.text);
    words[0].text.starts_with(char::is_uppercase)
        && words.get(1).is_some_and(is_noun)
        && words[1..].iter().all(|word| word.text.len() < 3 || !word.is_neighbour())
}

/// How forms of a verb end, Polish and English, folded, separated by blanks: participles and finite forms, else its noun and
/// infinitive, and what breaks off ("odwołaniem", "przesunięć", "odwoł."); whether an ending is all that follows the stem.
static FORMS: LazyLock<Vec<(bool, bool, String)>> = LazyLock::new(|| crate::poland::rows(include_str!("forms.csv")));

/// Whether a folded word of a verb's stem is one of its acts, or else of its nouns.
fn is_form(word: &str, stem: &str, is_act: bool) -> bool {
    let rest = word.strip_prefix(stem).unwrap_or_default();
    let is_one = |is_whole: bool, ending: &str| if is_whole { rest == ending } else { word.ends_with(ending) };
    let mut forms = FORMS.iter().filter(|(of_act, ..)| *of_act == is_act && !(is_act && rest.is_empty()));
    forms.any(|(_, is_whole, endings)| endings.split(' ').any(|ending| is_one(*is_whole, ending)))
}

impl Sign {
    /// How sure it is that it is meant by the first of these words, which begins with its stem.
    fn level(&self, stem: &str, before: Option<&Word>, words: &[&Word]) -> Option<Level> {
        let (word, next) = (words[0].folded.trim_end_matches('$'), words.get(1));
        let is_about = next.is_none_or(|next| next.is_neighbour());
        let is_named = || words[0].is_quoted && is_subject(words);
        let is_in_name = || is_named() || before.is_some_and(|word| NAMES.iter().any(|name| word.begins(name)));
        // "appealing a cancelled benefit"
        let is_attribute = || before.is_some_and(|word| word.is_one("a$|an$|the$")) && !is_about;
        match self.manner {
            Manner::Said => Some(Level::Said),
            Manner::Note | Manner::Alone | Manner::Cause => Some(Level::Noted),
            Manner::Apart if before.is_none() && next.is_none() => Some(Level::Said),
            // "rozmowa wstępna"
            Manner::Apart if before.is_some_and(|word| word.is_one("rozmow|kwalifik|egzamin|wyklad")) => None,
            Manner::Apart => is_about.then_some(Level::Noted),
            Manner::Phrase => Some(if is_about { Level::Said } else { Level::Perhaps }),
            _ if is_in_name() => None,
            Manner::Person => {
                let is_meant = is_about || before.is_some_and(Word::is_neighbour);
                let is_moved =
                    matches!(word.strip_prefix(stem), Some("e" | "o")) || is_meant && word.ends_with(['y', 'a']);
                is_moved.then_some(Level::Said)
            }
            Manner::Stem if is_form(word, stem, true) => {
                let is_other = is_attribute() || before.is_none() && is_subject(words);
                Some(if is_other { Level::Perhaps } else { Level::Said })
            }
            // "odwołania od decyzji", but "odwołanie od środy"
            Manner::Stem
                if next.is_some_and(|next| next.begins("od$")) && words.get(2).is_some_and(|it| it.is_one(ACTS)) =>
            {
                None
            }
            Manner::Stem if !is_form(word, stem, false) => None,
            Manner::Stem if word.ends_with("ie") && next.is_some_and(|next| is_meeting(next.text)) => Some(Level::Said),
            Manner::Stem => Some(if is_about && word.ends_with("ie") { Level::Perhaps } else { Level::Noted }),
        }
    }
}

/// How sure it is that a sign is meant that ends with the nth word, the sign's number, and whether a thing is meant that is no
/// meeting: "catering odwołany".
fn sign_at(words: &[Word], n: usize) -> Option<(Level, usize, bool)> {
    let word = &words[n];
    // the first that has the word decides of it
    let mut known = LAST_WORDS.get(key(&word.folded))?.iter().filter(|(_, start)| word.begins(start)).peekable();
    known.peek()?;
    let is_of_part = |near: &&Word| near.part == word.part;
    // the nearest first
    let before: Vec<&Word> = words[..n].iter().rev().take(NEAR).take_while(is_of_part).collect();
    let is_whole = |sign: &Sign| {
        let mut before = before.iter();
        sign.words.rsplit(' ').skip(1).all(|starts| before.next().is_some_and(|word| word.is_one(starts)))
    };
    let (number, stem) = *known.find(|(number, _)| is_whole(&SIGNS[*number]))?;
    let sign = &SIGNS[number];
    let rest: Vec<&Word> = words[n..].iter().take(3).take_while(is_of_part).collect();
    // where it was before does not matter: "przeniesione z 5 maja"
    let is_from = |z: &Word, from: &Word| z.is_one("z$|ze$|from$") && (from.is_number() || from.begins("dnia$"));
    let has_goal = || words[n.saturating_sub(NEAR)..].iter().take(2 * NEAR).any(|word| word.is_one("na$|do$|to$"));
    let only_from = matches!(rest[..], [_, z, from] if is_from(z, from)) && !has_goal();
    let length = sign.words.split(' ').count();
    let is_alone = matches!(sign.manner, Manner::Alone | Manner::Cause);
    if sign.change == Change::Moved && only_from || is_alone && words.len() > length {
        return None;
    }
    let before = &before[length - 1..];
    let is_thing = |word: &Word| names_thing(word.text);
    let is_of_thing = before.first().is_some_and(|word| is_thing(word))
        || matches!(rest[..], [_, on, thing] if on.text == "na" && is_thing(thing));
    let is_of_thing = is_of_thing && !before.iter().chain(&rest).any(|word| is_meeting(word.text));
    let level = sign.level(stem, before.first().copied(), &rest)?;
    Some((level, number, is_of_thing))
}

/// What a text may say.
fn signs(text: &str) -> Vec<(Level, usize, bool)> {
    let words = words(text);
    (0..words.len()).filter_map(|n| sign_at(&words, n)).collect()
}

/// That it is not public counts where nothing else is said.
fn is_closed(number: usize) -> bool {
    SIGNS[number].change == Change::Closed
}

/// What a note or remark says.
pub(crate) fn in_note(text: &str) -> Option<Change> {
    // "o d w o ł a n e"
    let is_apart = text.len() > 8 && text.split(' ').all(|letter| letter.chars().nth(1).is_none());
    let text = if is_apart { &text.replace(' ', "") } else { text };
    let numbers = signs(text).into_iter().filter(|(.., is_of_thing)| !is_of_thing).map(|(_, number, _)| number);
    let number = numbers.min_by_key(|number| (is_closed(*number), *number));
    // "data?", "11 maja (?)"
    let is_mark = |word: &str| matches!(word, "?" | "??" | "???");
    let is_asked = || text.ends_with('?') && words(text).len() < 2 || text.split([' ', '(', ')']).any(is_mark);
    number.map(|number| SIGNS[number].change).or_else(|| (text.contains('?') && is_asked()).then_some(Change::Unsure))
}

/// What a title, a place or a description says, and whether it surely does.
pub(crate) fn said_or_perhaps(text: &str) -> Option<(Change, bool)> {
    let all = signs(text).into_iter().filter(|(level, ..)| *level != Level::Noted);
    let (level, number, _) = all.min_by_key(|(level, number, _)| (*level, is_closed(*number), *number))?;
    Some((SIGNS[number].change, level == Level::Said))
}

/// What it surely says.
pub(crate) fn in_text(text: &str) -> Option<Change> {
    said_or_perhaps(text).filter(|(_, is_sure)| *is_sure).map(|(change, _)| change)
}

/// What a title or a place says, as [`said_or_perhaps`]; also what stands beside it, as few words in brackets or behind a
/// dash, as in a note: "Rada (anul.)", "Rada – nie robimy", "Nie robimy: Rada", "Rada???"; but "Prawo – odwołania" is a subject.
pub(crate) fn in_title(text: &str) -> Option<(Change, bool)> {
    let is_denied = |part: &str| words(part).first().is_some_and(|word| word.begins("nie$"));
    let asked = || text.ends_with("??").then_some((Change::Unsure, false));
    if !text.contains(['(', '[', '-', '–', '—', ':']) {
        return said_or_perhaps(text).or_else(asked);
    }
    let in_brackets = text.split(['(', '[']).skip(1).filter_map(|rest| rest.split([')', ']']).next());
    let behind_dash = [" - ", "–", "—"].into_iter().flat_map(|dash| text.split(dash).skip(1));
    let in_brackets = in_brackets.filter(|part| is_short(part, 3) && !part.contains(','));
    // "Klimat – ważne zmiany" is a subject
    let behind_dash = behind_dash.filter(|part| is_short(part, 1) || is_denied(part));
    let before_colon = text.split_once(':').map(|(before, _)| before).filter(|before| is_denied(before));
    // "Zarządzanie kryzysowe – powódź" may be a subject
    let is_cause = |part: &str| signs(part).iter().any(|(_, number, _)| SIGNS[*number].manner == Manner::Cause);
    let behind_dash = behind_dash.chain(before_colon).map(|part| (part, !is_cause(part)));
    let mut beside = in_brackets.map(|part| (part, true)).chain(behind_dash);
    let beside = || beside.find_map(|(part, is_sure)| Some((in_note(part)?, is_sure)));
    said_or_perhaps(text).or_else(beside).or_else(asked)
}

/// Beginnings of words of trouble, and of what is no trouble of a meeting: "brak windy", "bez zapisów".
static DOUBTS: Beginnings = Beginnings::new(|| include_str!("doubts.txt").lines().collect());
static HARMLESS: Beginnings = Beginnings::new(|| include_str!("harmless.txt").lines().collect());

/// Whether a note that says nothing that is known may yet say that the meeting changes: "dotacja nieprzyznana".
pub(crate) fn is_doubtful(note: &str) -> bool {
    let is_trouble = |part: &str| says(part, &DOUBTS) && !says(part, &HARMLESS);
    note.split([',', ';', '–', '.', '!']).any(is_trouble) && answer(note).is_none()
}

/// What a text says, read as a note, or that it sounds like trouble.
pub(crate) fn in_note_or_doubt(text: &str) -> Option<Change> {
    in_note(text).or_else(|| is_doubtful(text).then_some(Change::Unsure))
}

/// Whether a text that should say nothing may say that something changes, and be it of a thing.
pub(crate) fn may_change(text: &str) -> bool {
    !signs(text).is_empty() || is_doubtful(text)
}

/// Whether a part of a place, or of a title that has several, may say it, as a note does: "do odwołania: Rada", "Rada – nie ma sali".
pub(crate) fn in_part(text: &str, is_title: bool) -> bool {
    let parts = text.replace(" - ", "–");
    let parts = parts.split([':', ',', ';', '–', '—', '(', ')', '[', ']', '/', '!']);
    // "Jesień, koncert", "Projekt: Aktywny senior"
    let is_alone = |part: &str| words(part).len() < 2;
    let are_several = parts.clone().nth(1).is_some();
    let says = |part: &str| {
        // "świetlica – pękły rury"
        let said = if is_title || !are_several { in_note(part) } else { in_note_or_doubt(part) };
        is_short(part, 4) && said.is_some_and(|change| change != Change::Unsure || !is_alone(part))
    };
    let mut in_brackets = text.split(['(', '[']).skip(1).filter_map(|rest| rest.split([')', ']']).next());
    // "(przy dużych opadach tydzień później)"
    let says_beside = |part: &str| is_short(part, 7) && in_note_or_doubt(part).is_some();
    (are_several || !is_title) && parts.clone().any(says) || in_brackets.any(says_beside)
}

/// Whether a text has at most so many words, the first of which is no verb's noun: "przeniesienie", "odwołania".
fn is_short(text: &str, most: usize) -> bool {
    const NOUNS: &str = "ania$ anie$ aniach$ enia$ enie$ eniach$";
    let words = words(text);
    let is_noun = |word: &Word| NOUNS.split(' ').any(|end| word.folded.ends_with(end));
    words.len() <= most && !words.first().is_some_and(is_noun)
}

/// Whether a word of calendar programs for who may see a meeting means that it is private.
pub(crate) fn secrecy(text: &str) -> Option<bool> {
    let folded = fold(text);
    let is_one = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    let private = ["prywat", "private", "poufn", "confid", "osobist", "personal", "niejawn", "wewnetrz", "zamkni"];
    is_one(&private).then_some(true).or_else(|| is_one(&["normal", "public", "otwart", "jawn"]).then_some(false))
}

/// What says that there is more than one day, and what may say so: that there are several meetings. `n` is a number.
static RECURRING: Beginnings = Beginnings::new(|| include_str!("recurring.txt").lines().collect());
static SERIES: Beginnings =
    Beginnings::new(|| RECURRING.iter().copied().chain(include_str!("series.txt").lines()).collect());

/// Numbers as words.
static NUMERALS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("numerals.txt").lines().collect());

/// Whether a text says that a meeting takes place again and again, or on several days; or, as a title, may: "kurs (10 spotkań)".
pub(crate) fn is_recurring(text: &str, as_title: bool) -> bool {
    let folded = fold(text);
    let words = folded.split(' ').map(|word| match word.trim_start_matches(|c: char| c.is_ascii_digit()) {
        _ if NUMERALS.contains(word) => "n".to_owned(),
        rest if rest.len() < word.len() => format!("n{rest}"),
        _ => word.to_owned(),
    });
    says(&words.collect::<Vec<_>>().join(" "), if as_title { &SERIES } else { &RECURRING })
}

/// Whether a text stands only for that of the row above: `j.w.`, `"`, `-||-`.
pub(crate) fn is_ditto(text: &str) -> bool {
    let is_word = text.contains(char::is_alphanumeric);
    let is_one = |sign: &str| if is_word { same(text, sign) } else { text.contains(sign) };
    // the longest, with blanks
    text.len() < 12 && include_str!("ditto.txt").lines().any(is_one)
}

/// What spare dates and days off are called, and what may stand beside.
static BLOCKED: Beginnings = Beginnings::new(|| include_str!("blocked.txt").lines().collect());
static BESIDE_BLOCKED: Beginnings = Beginnings::new(|| include_str!("beside-blocked.txt").lines().collect());

/// Whether a title is none of a meeting's: "Termin rezerwowy", "urlop dyrektora", "przerwa świąteczna".
pub(crate) fn is_blocked(title: &str) -> bool {
    let is_beside = |word: &Word| word.is_number() || says(word.text, &BLOCKED) || says(word.text, &BESIDE_BLOCKED);
    title.len() < 40 && words(title).iter().all(is_beside) && says(title, &BLOCKED)
}

/// Whether what a text says of a change is said without an if.
pub(crate) fn is_plain(text: &str) -> bool {
    !has(&fold(text), &CONDITIONS)
}

#[cfg(test)]
mod tests {
    use super::Change::{Cancelled, Closed, Moved, Unsure};
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(SIGNS.len(), include_str!("remarks.csv").lines().count() - 1);
        assert_eq!(FORMS.len(), include_str!("forms.csv").lines().count() - 1);
        for word in SIGNS
            .iter()
            .flat_map(|sign| sign.words.split([' ', '|']))
            .chain(CONDITIONS.iter().copied())
            .chain([&NEIGHBOURS, &MEETINGS, &THINGS].into_iter().flat_map(|list| list.iter().copied()))
        {
            assert_eq!(fold(word), word.trim_end_matches(['$', ' ']), "not folded");
        }
        for (_, word) in LAST_WORDS.values().flatten() {
            assert!(word.len() > 4 || word.ends_with('$'), "{word}: too short for its key");
        }
    }

    /// Forms, and what each says wherever it stands.
    #[test]
    fn acts() {
        for (change, forms) in [
            (
                Cancelled,
                "odwołane odwołana odwołany odwołano ODWOŁANYCH odwołał odwołała odwołaliśmy odwołujemy odwoływane odwolane",
            ),
            (
                Cancelled,
                "anulowany anulowana anulowane anulowano anulujemy unieważniona unieważniono unieważniamy skreślony",
            ),
            (
                Cancelled,
                "zawieszone zawieszona zawieszono zawieszamy zawiesiliśmy wstrzymane wstrzymujemy skasowana kasujemy",
            ),
            (Cancelled, "cancelled canceled CANCELLED suspended"),
            (Moved, "przełożone przełożono przełożony przełożymy przekładamy przekładane przekłada przełożyła"),
            (
                Moved,
                "przeniesione przeniesiona przeniesiono przenosimy przeniósł przeniosła przenieśliśmy przenosi przeniesie",
            ),
            (Moved, "przesunięte przesunięta przesunięty przesunięto przesuwamy przesunęła przesuniemy przesuwane"),
            (Moved, "odroczone odroczona odroczono odraczamy odroczyła postponed rescheduled moved adjourned"),
            (Unsure, "TBC tbd"),
        ] {
            for form in forms.split(' ') {
                for text in [
                    form.to_owned(),
                    format!("Rada ({form})"),
                    format!("UWAGA!{form} – Rada"),
                    format!("Rynek 1, spotkanie {form}"),
                ] {
                    assert_eq!(in_text(&text), Some(change), "{text}");
                    assert_eq!(in_note(&text), Some(change), "{text}");
                }
            }
        }
    }

    /// What is said by several words, wherever they stand.
    #[test]
    fn phrases() {
        for (text, want) in [
            ("Rada - nie odbędzie się", Cancelled),
            ("zajęcia się nie odbędą", Cancelled),
            ("nie doszło do skutku", Cancelled),
            ("the talk was called off", Cancelled),
            ("does not take place", Cancelled),
            ("USŁUGI – ZMIANA TERMINU", Moved),
            ("zmiana terminu – Rada", Moved),
            ("zmiana daty spotkania", Moved),
            ("zmieniony termin", Moved),
            ("Zmieniła się godzina", Moved),
            ("nowy termin: 5 maja", Moved),
            ("Rada, inny termin", Moved),
            ("new date: 5 May", Moved),
            ("sesja przełożona decyzją przewodniczącego", Moved),
            ("przełożona bezterminowo", Moved),
            ("przeniesione do MDK", Moved),
            ("przeniesione z powodu remontu", Moved),
            ("przeniesione z 12:00 na 14:00", Moved),
            ("do ustalenia", Unsure),
            ("sala do potwierdzenia", Unsure),
            ("zmiana sali na 112", Unsure),
            ("to be confirmed", Unsure),
        ] {
            assert_eq!(in_text(text), Some(want), "{text}");
            assert_eq!(in_note(text), Some(want), "{text}");
        }
    }

    /// What speaks of the meeting in notes, and may be the subject of one elsewhere: whether a look is worth it there.
    #[test]
    fn subjects() {
        for (text, note, is_doubtful) in [
            ("Rada – odwołanie", Cancelled, true),
            ("ODWOŁANIE: Rada", Cancelled, true),
            ("nowy termin naboru wniosków", Moved, true),
            ("Zmiana miejsca zamieszkania", Unsure, true),
            ("Dane do ustalenia prawa do renty", Unsure, true),
            ("Choroby przenoszone przez kleszcze", Moved, true),
            ("Opóźniony rozwój mowy", Moved, true),
            ("Odwołania i skargi", Cancelled, false),
            ("Zawieszenie działalności gospodarczej", Cancelled, false),
            ("Jak zawiesić działalność", Cancelled, false),
            ("Unieważnienie przetargu", Cancelled, false),
            ("Przeniesienie własności", Moved, false),
            ("odwoane", Cancelled, false),
            ("nie będzie", Unsure, false),
            ("czeka na decyzję Starosty", Unsure, false),
        ] {
            assert_eq!(in_note(text), Some(note), "{text}");
            assert_eq!(said_or_perhaps(text), is_doubtful.then_some((note, false)), "{text}");
        }
        assert_eq!(in_note("Odwołane – nowy termin w czerwcu"), Some(Moved));
    }

    /// What stops titles and places, too.
    #[test]
    fn stops() {
        for (change, texts) in [
            (
                Cancelled,
                "Wycofane: Rada|wycofano|spotkanie wycofujemy|zrezygnowano|rezygnujemy|usunięte|odpadło|spotkanie odpada|\
                 przepadło|nie będzie spotkania|brak zajęć|brak spotkania|Rada odw.|Odwołanie spotkania|\
                 Odwołane: Rada|Rada odwołana|odwołane spotkanie|Odwołana sesja|Odwołany kurs|Odwołane majowe spotkanie|\
                 ODWOŁANE Usługi społeczne|Odwołane Usługi społeczne|ODWOŁANE|Odwołany do odwołania|Odwołane częściowo|\
                 Odwołano wszystkie zajęcia|Odwołana nadzwyczajna sesja|Odwołane na prośbę rady|zdjąć z kalendarza|ANUL. Rada",
            ),
            (
                Moved,
                "Przeniesienie spotkania|termin uległ zmianie|Godzina uległa zmianie|Zmianie uległa godzina|\
                 przen. na 12.05|przeł. na 12 maja|UWAGA ZMIANA|Uwaga! Zmiana|może się zmienić|Rada (zmiana)|Przenosimy na środę",
            ),
            (
                Unsure,
                "rozważane|termin rozważany|niepotwierdzone|nie ustalono|termin nieustalony|termin nieznany|niepewne|wstępnie|Rada (wstępny)|\
                 termin wstępny|tentative: Rada|Rada – wstępnie|jednak o 12:00|jednak we wtorek",
            ),
        ] {
            for text in texts.split('|') {
                assert_eq!(in_text(text), Some(change), "{text}");
                assert_eq!(in_note(text), Some(change), "{text}");
            }
        }
    }

    /// What sounds like a change, and has a subject of its own.
    #[test]
    fn own_subjects() {
        for text in "Odwoływanie i przekładanie spotkań|Cancel culture|Odwołany wójt, i co dalej|Skreślony uczeń|Przeniesiony uczeń|\
             Anulowane punkty karne|Odwołane loty i prawa pasażerów|Odwołany lot? Twoje prawa|Appealing a cancelled benefit|Klub: „Odwołany lot”, opowiadania|Unieważnione postępowania|Wstrzymane inwestycje|\
             Wycofane leki z obrotu|Egzamin wstępny|Rezygnacja z mandatu|Zmiana czasu|Propozycje i wnioski|Rozważania o budżecie"
            .split('|')
        {
            assert_eq!(in_text(text), None, "{text}");
        }
    }

    #[test]
    fn beside_titles() {
        for (text, want) in [
            ("Rada (unieważnić)", Cancelled),
            ("Rada [kasować]", Cancelled),
            ("Komisja – skreślić", Cancelled),
            ("Komisja – nie robimy", Cancelled),
            ("STORNO: Komisja", Cancelled),
            ("Komisja - wykreśl.", Cancelled),
            ("Sesja (do przełożenia)", Moved),
            ("Sesja – przenieść", Moved),
            ("Dyżur (termin niepewny)", Unsure),
            ("Dyżur (??)", Unsure),
        ] {
            assert_eq!(in_title(text), Some((want, true)), "{text}");
        }
        assert_eq!(in_title("Komisja??"), Some((Unsure, false)));
        // a cause behind a dash may be the subject
        assert_eq!(in_title("Zarządzanie kryzysowe – powódź"), Some((Cancelled, false)));
        assert_eq!(in_text("Sorry, a cancelled meeting"), Some(Cancelled));
        // in a note a thing may be cancelled that is no meeting, or be a name
        for text in ["zawieszenie od września", "odwołanie od środy"] {
            assert!(in_note(text).is_some(), "{text}");
        }
        for text in ["„Odwołane przez organizatora”", "„Odwołane z powodu choroby”", "Odwołane pod naciskiem"]
        {
            assert_eq!(in_title(text), Some((Cancelled, true)), "{text}");
        }
        for text in [
            "catering odwołany",
            "czekamy na listę",
            "„Odwołany lot”, tom opowiadań",
            "odwołania od naliczeń na miejscu",
        ] {
            assert_eq!(in_note(text), None, "{text}");
        }
        for text in ["Wystawa plakatów odwołana", "Konferencja – transport odwołana", "Targi sprzętu odwołane"] {
            assert_eq!(in_title(text), Some((Cancelled, true)), "{text}");
        }
        for text in ["Klimat – ważne zmiany", "RODO – dane poufne", "Finanse – środki zamrożone"] {
            assert_eq!(in_title(text).filter(|(_, is_sure)| *is_sure), None, "{text}");
        }
        for text in
            "Prawo – odwołania|Kodeks (odwołania i skargi)|Nieruchomości (przeniesienie własności)|Rada (nadzwyczajna)|\
             Lasy – zmiany klimatu od nowa|Pogoda: jak ją czytać|Jak się odwołać – poradnik|Dlaczego? (wykład)"
                .split('|')
        {
            assert_eq!(in_title(text).filter(|(_, is_sure)| *is_sure), None, "{text}");
        }
    }

    /// What counts in notes alone.
    #[test]
    fn notes() {
        for (change, texts) in [
            (
                Cancelled,
                "nie organizujemy|nie zostanie zorganizowane|nie zrealizowano|nie rozpocznie się|nie ruszy|nie startuje|zaniechano|\
                 spadło z planu|wypada z planu|cofnięto|zamrożone|nieważne|nie zapraszamy 11.05|anul.|o d w o ł a n e|\
                 nie brać pod uwagę|pomijamy|odp. odmowna|nie idzie|nic z tego|zbyt mało zgłoszeń|grupa się rozpadła|prowadząca na zwolnieniu|\
                 brak zgody burmistrza|nie ma kto prowadzić|brak środków|awaria prądu|już było|will not be held|not happening|no longer|dropped|scrapped|speaker cancels",
            ),
            (
                Closed,
                "nie publikować|poufne|tylko dla nas|nie upubliczniać|spotkanie zamknięte|tylko dla radnych, bez upubliczniania|embargo",
            ),
            (
                Moved,
                "przełożeni|przeniesieni|odłożone|odkładamy|opóźni się|opóźnienie|przyspieszamy|zmieni się|zmienia się|zmieniono|\
                 ZMIANA!|inny dzień|zamienione|skrócone|wydłużone do 14|przedłużone|przeplanowane|przepisane na maj|\
                 odwleczone|rozdzielone|shifted|relocated|rearranged|rebooked|changed to Friday",
            ),
            (
                Unsure,
                "nowa sala|nie w PCPR, tylko w bibliotece|inna sala|inne miejsce|przejście na online|tryb zdalny|tryb stacjonarny|może ulec zmianie|\
                 subject to change|być może|prawdopodobnie|chyba|raczej tak|nie wiadomo|nie jest pewne|wątpliwe|zagrożone|\
                 warunkowo|pod warunkiem zgody|jeśli zbierze się grupa|o ile znajdzie się grupa|oczekuje|niezatwierdzone|\
                 do potw.|do ust.|do decyzji|do weryfikacji|do doprecyzowania|uzgadniane|w uzgodnieniu|ustalamy|\
                 orientacyjnie|proponowany|propozycja|termin roboczy|szukamy terminu|decyzja zapadnie 5 maja|jak dostaniemy dotację|powinno być 12|błąd w dacie|roboczo|rezerwowy|tymczasowo|?|??|(?)|11 maja (?)|\
                 kolizja z sesją|do sprawdzenia|prośba o zmianę|nie pasuje|szukamy sali|ratusz w remoncie|nie ratusz|maybe|not confirmed|pending|on hold|draft",
            ),
        ] {
            for text in texts.split('|') {
                assert_eq!(in_note(text), Some(change), "{text}");
            }
        }
        for text in [
            "Czy będzie tłumacz? Tak",
            "dojazd autobusem",
            "dni robocze 8-15",
            "https://x.pl/?a=1",
            "wejście od ul. Długiej",
            "nowy prowadzący",
            "zmiana klimatu",
        ] {
            assert_eq!(in_note(text), None, "{text}");
        }
    }

    /// What no line of the table says is a doubt, if it sounds like trouble; a part of a title is read as a note is.
    #[test]
    fn doubts() {
        for text in [
            "dotacja nieprzyznana",
            "starosta nie może",
            "zakaz zgromadzeń",
            "bez akceptacji starosty",
            "już po",
            "remont sali",
            "zaczynamy o jedenastej",
            "kwadrans po jedenastej",
            "dopiero po obiedzie",
        ] {
            assert!(is_doubtful(text) && in_note(text).is_none(), "{text}");
        }
        for text in ["nie", "brak windy", "bez zapisów", "nie wymaga rejestracji", "kawa", "drzwi zamknięte, dzwonić"]
        {
            assert!(!is_doubtful(text), "{text}");
        }
        for title in ["do odwołania: Rada", "Rada – nie ma naboru", "Rada, brak chętnych"] {
            assert!(in_part(title, true), "{title}");
        }
        for title in ["Rada: budżet", "Odwołanie: jak je napisać", "wypada", "Opieka – remont w domu seniora"] {
            assert!(!in_part(title, true), "{title}");
        }
        assert_eq!(in_title("Nie robimy: Rada"), Some((Cancelled, true)));
    }

    #[test]
    fn texts_of_several_days() {
        for (texts, as_title) in [
            (
                "co drugi wtorek|kurs 3-dniowy|zjazd dwudniowy|raz w tygodniu|2 x w tygodniu|dzień 1 z 3|każdego wtorku",
                false,
            ),
            ("cykl 4 spotkań|kurs (10 spotkań)|dwa posiedzenia|trzy warsztaty|seria szkoleń|codzienne zajęcia", true),
        ] {
            for text in texts.split('|') {
                assert!(is_recurring(text, true) && is_recurring(text, false) != as_title, "{text}");
            }
        }
        for text in "3 spotkanie|II edycja|12 osób|cykl Wieczory|sesja 4|Dzień Matki|spotkanie 2 z cyklu".split('|') {
            assert!(!is_recurring(text, true), "{text}");
        }
    }

    #[test]
    fn what_says_nothing() {
        for text in [
            "Przenośne źródła energii",
            "Komisja odwoławcza",
            "Zespół Szkół im. Przeniesionych",
            "przełożona pielęgniarek Anna Nowak",
            "Rola bezpośredniego przełożonego",
            "Przekłady poezji",
            "Obrót kasowy",
            "Zawiesina w wodzie",
            "Nowy terminal",
            "zmiana klimatu, podwójne dworce",
            "Ustalenie planu, potwierdzenie udziału",
            "potwierdzić do 8.05.2026",
            "przeniesione z 5 maja",
            "spotkanie przełożone z dnia 5 maja",
            "moved from 5 May",
            "wejście od podwórza",
            "transmisja on-line",
            "przedłużacz",
            "Rozdzielnik",
        ] {
            assert_eq!((in_note(text), said_or_perhaps(text)), (None, None), "{text}");
        }
    }
}
