//! How offices say, in words, that a meeting is cancelled, moved or not yet sure, wherever they write it.
//!
//! The row may still hold the old date, hour and place, and only the office knows; so such words are asked about and never
//! read as a change. The one exception is a note that begins with "odwołane".

use crate::poland::date::{fold, has};

/// What a text says of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It seems not to take place.
    Cancelled,
    /// It seems to take place at another time.
    Moved,
    /// Something else about it seems to change, or is not sure.
    Unsure,
}

/// Folded; where a text is about the meeting as such: notes, remarks, rows of their own.
const NOTES: &[(Change, &[&str])] = &[
    (
        Change::Moved,
        &[
            "przeniesion",
            "przelozono",
            "przelozone",
            "przelozony na",
            "przesuniet",
            "przesuwa",
            "przesuniem",
            "przesunac",
            "przenies",
            "przenosi",
            "przelozy",
            "przekladamy",
            "moze sie zmienic",
            "zmiana terminu",
            "zmianie terminu",
            "zmiana daty",
            "zmiana dnia",
            "zmiana godziny",
            "zm terminu",
            "zm daty",
            "zm godz",
            "nowy termin",
            "nowa data",
            "nowa godzina",
            "odroczon",
            "innym terminie",
            "inny termin",
            "pozniejszy termin",
            "termin pozniejszy",
            "pozniejszym terminie",
        ],
    ),
    (
        Change::Cancelled,
        &[
            "odwola",
            "odwolu",
            "odw ",
            "anulowan",
            "nie odbedzie",
            "nieaktualn",
            "zawieszon",
            "skreslon",
            "wykresl",
            "rezyg",
            "usunac",
            "do usuniecia",
            "skasowan",
            "zrezygn",
            "zdjac z",
            "zdjete z",
            // as typed
            "odwoan",
        ],
    ),
    (
        Change::Unsure,
        &[
            "zmiana miejsca",
            "zmiana sali",
            "wstepn",
            "do potwierdzenia",
            "do ustalenia",
            "do uzgodnienia",
            "w trakcie ustal",
            "brak potwierdzenia",
            "niepewn",
            "nie bedzie",
            "czeka na",
        ],
    ),
];

/// Folded; where a text is about something else, and only these words say it of the meeting.
const TEXTS: &[(Change, &[&str])] = &[
    (
        Change::Moved,
        &[
            // with what ends the word: schools are named for people who were resettled
            "przeniesione ",
            "przeniesiony na",
            "przeniesiony do",
            "przeniesiono",
            "przelozone ",
            "przelozony na",
            "przelozono",
            "zmiana terminu",
            "zmiana daty",
            "zmiana godziny",
            "nowy termin",
        ],
    ),
    (
        Change::Cancelled,
        &["odwolane", "odwolany", "odwolano", "zostaje odwolan", "zostalo odwolan", "nie odbedzie", "odwolana "],
    ),
    (Change::Unsure, &["do ustalenia", "do potwierdzenia", "zmiana sali", "zmiana miejsca"]),
];

/// Four octets of every word of the second table, in the letters that people write it with.
const PIECES: [[u8; 4]; 11] = [
    *b"odwo",
    *b"nies",
    *b"eloz",
    [0xc5, 0x82, b'o', 0xc5],
    [0xc5, 0x81, b'O', 0xc5],
    *b"mian",
    *b"wy t",
    *b"odbe",
    [b'o', b'd', b'b', 0xc4],
    *b"tale",
    *b"twie",
];

/// Whether a text holds one of them, in either case.
fn holds_piece(text: &str) -> bool {
    // the bit by which small letters differ from capitals; of other octets it is set on both sides, too
    const SMALL: u32 = 0x2020_2020;
    let pieces = PIECES.map(|piece| u32::from_ne_bytes(piece) | SMALL);
    text.as_bytes().windows(4).any(|octets| {
        let octets = u32::from_ne_bytes([octets[0], octets[1], octets[2], octets[3]]) | SMALL;
        pieces.contains(&octets)
    })
}

fn first(folded: &str, table: &[(Change, &[&str])]) -> Option<Change> {
    table.iter().find(|(_, phrases)| has(folded, phrases)).map(|&(change, _)| change)
}

/// What a note or remark says.
pub fn in_note(text: &str) -> Option<Change> {
    // "odw." stands at the end, too
    let folded = fold(text) + " ";
    let change = first(&folded, NOTES)?;
    // where it was before does not matter
    let only_from = folded.contains(" z ") && !folded.contains(" na ") && !folded.contains(" do ");
    if change == Change::Moved && folded.starts_with("przeniesion") && only_from { None } else { Some(change) }
}

/// What a title or a place says; told quickly if it says nothing.
pub fn in_text(text: &str) -> Option<Change> {
    if holds_piece(text) { first(&(fold(text) + " "), TEXTS) } else { None }
}

/// Whether a text holds "dwo", as in "odwołane", in either case.
#[allow(clippy::needless_bitwise_bool, reason = "without branches many octets are told at once")]
fn holds_dwo(text: &str) -> bool {
    let is = |octet: u8, letter| octet | 0x20 == letter;
    let rest = |n: usize| text.as_bytes().get(n..).unwrap_or_default();
    let triples = rest(0).iter().zip(rest(1)).zip(rest(2));
    triples.fold(0, |any, ((&a, &b), &c)| any | u8::from(is(a, b'd') & is(b, b'w') & is(c, b'o'))) != 0
}

/// What a description says: only that the meeting is cancelled, since it speaks of many other things.
pub fn in_description(text: &str) -> Option<Change> {
    let change = if holds_dwo(text) { first(&(fold(text) + " "), TEXTS) } else { None };
    change.filter(|&change| change == Change::Cancelled)
}

/// Words beside which a cancellation is none, or not this meeting's: only a person can tell.
const IFS: &[&str] = &[
    "gdy",
    "gdyby",
    "jesli",
    "jezeli",
    "razie",
    "przypadku",
    "nie zostal",
    "nie jest",
    "w miejsce",
    "zamiast",
    "moze",
    "mozliw",
    "prosimy",
    "spotkanie z",
];

/// Whether what a text says of a change is said without an if.
pub fn is_plain(text: &str) -> bool {
    !has(&fold(text), IFS)
}

#[cfg(test)]
mod tests {
    use super::*;

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
