//! How offices say, in words, that a meeting is cancelled, moved or not yet sure, wherever they write it.
//!
//! The row may still hold the old date, hour and place, and only the office knows; so such words are asked about and never
//! read as a change. The one exception is a note that begins with "odwołane".

use crate::polish::fold;

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
            "zmiana terminu",
            "zmianie terminu",
            "zmiana daty",
            "zmiana dnia",
            "zmiana godziny",
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
        ],
    ),
    (Change::Unsure, &["zmiana miejsca", "zmiana sali", "wstepn", "do potwierdzenia", "do ustalenia"]),
];

/// Folded; where a text is about something else, and only these words say it of the meeting.
const TEXTS: &[(Change, &[&str])] = &[
    (
        Change::Moved,
        &[
            "przeniesione na",
            "przeniesione do",
            "przeniesiony na",
            "przeniesiony do",
            "przeniesiono",
            "przelozone na",
            "przelozony na",
            "przelozono",
            "zmiana terminu",
            "zmiana daty",
            "zmiana godziny",
            "nowy termin",
        ],
    ),
    (Change::Cancelled, &["odwolane", "odwolany", "odwolano", "zostaje odwolan", "zostalo odwolan"]),
];

/// Pieces of the words above that every such text holds, in the letters that people write them with.
const PIECES: [&[u8]; 10] = [
    b"dwo",
    b"DWO",
    b"niesion",
    b"NIESION",
    "łożon".as_bytes(),
    "ŁOŻON".as_bytes(),
    b"miana ",
    b"MIANA ",
    b"owy termin",
    b"OWY TERMIN",
];

fn first(folded: &str, table: &[(Change, &[&str])]) -> Option<Change> {
    let says = |phrases: &[&str]| {
        phrases.iter().any(|phrase| {
            // from a word's beginning
            folded.match_indices(phrase).any(|(at, _)| at == 0 || folded.as_bytes()[at - 1] == b' ')
        })
    };
    table.iter().find(|(_, phrases)| says(phrases)).map(|&(change, _)| change)
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

/// What a title, a place or a description says; told quickly if it says nothing.
pub fn in_text(text: &str) -> Option<Change> {
    if PIECES.iter().all(|piece| memchr::memmem::find(text.as_bytes(), piece).is_none()) {
        return None;
    }
    first(&(fold(text) + " "), TEXTS)
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
            ("Odwołanie od decyzji administracyjnej", None),
            ("zmiana klimatu, podwójne dworce", None),
            ("Zespół Szkół im. Przeniesionych", None),
        ] {
            assert_eq!(in_text(text), want, "{text}");
        }
    }
}
