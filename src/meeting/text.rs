//! Cells as calendars can hold them.

use super::attendance::Attendance;
use crate::list::{Field, turns};
use crate::poland::county::County;
use crate::poland::date::{self, Beginnings, same, says, starts_with};
use crate::poland::{remark, town};

/// Characters that nobody sees, and that make two texts differ: breaks within words, marks of the text's direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The marks on Polish letters where these come in two parts, as macOS writes them.
const MARKS: [char; 3] = ['\u{301}', '\u{307}', '\u{328}'];
/// Such letters, and below whole.
const PARTS: &str = "a\u{328} c\u{301} e\u{328} n\u{301} o\u{301} s\u{301} z\u{301} z\u{307} \
    A\u{328} C\u{301} E\u{328} N\u{301} O\u{301} S\u{301} Z\u{301} Z\u{307}";
const LETTERS: &str = "ą ć ę ń ó ś ź ż Ą Ć Ę Ń Ó Ś Ź Ż";

/// Line breaks, Unicode's too, since parsers split at them.
fn is_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is left out of what calendars hold (RFC 5545 §3.1).
pub(super) fn is_forbidden(c: char) -> bool {
    (c.is_control() || turns(c)) && !is_break(c) && c != '\t'
}

/// Whether a character is not to be taken as it is; of those that stand in nearly every cell, letters and dashes, none is.
fn is_odd(c: char) -> bool {
    let is_usual = matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}');
    !is_usual && (c.is_control() || turns(c) || is_unseen(c) || MARKS.contains(&c) || c.is_whitespace())
}

/// A cell as calendars can hold it. Every line break is `\n`; of a description they stay, of a place they become commas,
/// elsewhere blanks, and runs of blanks one.
pub(super) fn clean_text(cell: &str, field: Field) -> String {
    let has_lines = matches!(field, Field::Description | Field::Notes);
    if !cell.contains(is_odd) && (has_lines || !cell.contains("  ")) {
        // nearly every cell
        return cell.trim().to_owned();
    }
    let mut text = cell.replace("\r\n", "\n").replace(is_break, "\n").replace('\u{a0}', " ");
    text.retain(|c| !is_unseen(c) && !is_forbidden(c));
    let letters = PARTS.split(' ').zip(LETTERS.split(' '));
    text = letters.fold(text, |text, (parts, letter)| text.replace(parts, letter));
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = match field {
        _ if has_lines => text.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n"),
        Field::Venue | Field::Address | Field::Town => {
            let gap = |before: &str| if before.is_empty() || before.ends_with([',', ';', ':']) { " " } else { ", " };
            let lines = text.split('\n').map(words).filter(|line| !line.is_empty());
            lines.fold(String::new(), |before, line| format!("{before}{}{line}", gap(&before)))
        }
        _ => words(&text),
    };
    text.trim().to_owned()
}

/// What stands for letters that were lost, the latter where the encoding of an old program was not understood.
fn is_lost(c: char) -> bool {
    matches!(c, '?' | '\u{fffd}' | '¸' | '˘' | '˛' | '˙' | '¨' | '¤' | '¦' | '—')
}

/// The first word that lost a letter when it was saved: "Us?ugi", "?ary", "spo\u{fffd}eczne", "S—l". A question ends with its
/// mark, and addresses of pages may hold it.
pub(super) fn damaged_word(text: &str) -> Option<&str> {
    let lost = |word: &str, (at, mark): (usize, &str)| {
        let (before, after) = (word[..at].chars().next_back(), word[at + mark.len()..].chars().next());
        let is_capital = before.is_none_or(|before| before.is_uppercase() || before == '?');
        after.is_some_and(|after| after.is_lowercase() || after.is_alphabetic() && is_capital)
    };
    let is_address = |word: &str| word.contains("//") || word.contains('=') || word.starts_with("www.");
    if !text.contains(is_lost) {
        return None;
    }
    let words = text.split_whitespace().map(|word| word.trim_start_matches('—'));
    words.filter(|word| word.contains(is_lost)).find(|word| {
        word.contains('\u{fffd}') || !is_address(word) && word.match_indices(is_lost).any(|mark| lost(word, mark))
    })
}

/// Whether a text only fills its cell: `...`, `x`, `n/d`; `??`.
pub(super) fn is_nothing(text: &str) -> bool {
    let is_filler = |c: char| ".…?-–—".contains(c);
    !text.is_empty() && text.chars().all(is_filler)
        || ["x", "nd", "na", "nie dotyczy", "brak"].iter().any(|word| same(text, word))
}

/// Whether a text is struck through or crossed out: by marks on its letters, as programs put them, or signs of its own.
pub(super) fn is_struck(text: &str) -> bool {
    let is_mark = |c| matches!(c, '✗' | '✘' | '✖' | '❌' | '☒' | '⛔' | '🚫' | '\u{335}'..='\u{338}');
    text.contains(is_mark) || text.contains("~~")
}

/// Words of a place that is a choice, or not told.
static OPEN: Beginnings = Beginnings::new(|| include_str!("open.txt").lines().collect());

/// Whether a place is a choice of several, or stands elsewhere: "Ratusz albo szkoła", "A → B", "patrz uwagi", "Ratusz?". That it
/// is not set is said elsewhere, and people may choose to come or to take part from afar.
pub(super) fn is_open_place(text: &str) -> bool {
    const MARKS: [&str; 7] = ["->", "=>", "→", "(nie ", "(nie!", "(NIE ", "(NIE!"];
    const FIRST: [&str; 5] = ["nie", "dawniej", "przedtem", "wcześniej", "poprzednio"];
    let is_several =
        || text.contains('/') && text.split('/').filter(|part| town::is_known(part.trim())).nth(1).is_some();
    (text.ends_with('?')
        || text.contains(['>', '→', '(']) && MARKS.iter().any(|mark| text.contains(mark))
        || FIRST.iter().any(|word| starts_with(text, word))
        || is_several()
        || says(text, &OPEN))
        && Attendance::of(text) != Attendance::Mixed
        && remark::in_title(text).is_none()
}

/// Whether a cell has what people put around or before a row that does not count, or is not sure.
pub(super) fn is_marked(cell: &str) -> bool {
    let is_around = cell.starts_with(['(', '[']) && cell.ends_with([')', ']']);
    is_around
        || is_struck(cell)
        || cell.contains(['?', '*', '!'])
        || ["#", "//", "~", "--"].iter().any(|mark| cell.starts_with(mark))
}

/// Whether a text of a meeting is nothing but a day, an hour or a county, and so perhaps another column's.
pub(super) fn is_misplaced(text: &str) -> bool {
    let is_day = || date::date(text, None).is_ok_and(|(_, rest)| rest.is_empty());
    match text.as_bytes() {
        [b'0'..=b'9', ..] if text.len() <= 25 => is_day() || date::is_hour(text),
        // "Gorzów Wielkopolski" is a town
        [.., b'k', b'i'] => County::find(text).is_some_and(|county| !same(text, county.seat())),
        _ => false,
    }
}

/// A number with point or comma.
pub(super) fn degrees(cell: &str) -> Option<f64> {
    let number = cell.replacen(',', ".", 1);
    // "inf" and "nan" are numbers to the parser
    number.parse::<f64>().ok().filter(|_| number.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(cell: &str, field: Field) -> (String, bool) {
        (clean_text(cell, field), !cell.contains(is_forbidden))
    }

    #[test]
    fn texts_are_cleaned() {
        assert_eq!(cleaned("siedziba PCPR,\r\nul. X", Field::Venue), ("siedziba PCPR, ul. X".to_owned(), true));
        assert_eq!(cleaned("a\u{a0}\u{a0}b\tc  d", Field::Title), ("a b c d".to_owned(), true));
        assert_eq!(cleaned("a \r\nb\rc\u{2028}d", Field::Description), ("a\nb\nc\nd".to_owned(), true));
        let place = "Ratusz, sala 12 \r\n\nRynek 1,\n 68-200 Żary\n";
        assert_eq!(cleaned(place, Field::Venue), ("Ratusz, sala 12, Rynek 1, 68-200 Żary".to_owned(), true));
        assert_eq!(cleaned(place, Field::Title), ("Ratusz, sala 12 Rynek 1, 68-200 Żary".to_owned(), true));
        assert_eq!(cleaned("a\tb  c", Field::Description), ("a\tb  c".to_owned(), true));
        assert_eq!(cleaned("x\u{7}y\u{9b}z\0", Field::Title), ("xyz".to_owned(), false));
        assert_eq!(cleaned("\u{feff}x \u{7}", Field::Title), ("x".to_owned(), false));
        assert_eq!(cleaned("\u{7} – „Łużyce” €…", Field::Title), ("– „Łużyce” €…".to_owned(), false));
    }

    #[test]
    fn words_that_lost_letters() {
        for (text, word) in [
            ("Us?ugi spo?eczne", Some("Us?ugi")),
            ("Nowa S?l", Some("S?l")),
            ("Urz?d w ?arach", Some("Urz?d")),
            ("w ?arach", Some("?arach")),
            ("US?UGI", Some("US?UGI")),
            ("wyja??nienia", Some("wyja??nienia")),
            ("spo\u{fffd}eczne", Some("spo\u{fffd}eczne")),
            ("Us¸ugi dla mieszkańców", Some("Us¸ugi")),
            ("Nowa S—l", Some("S—l")),
            ("Rada — sesja, Żary—Żagań", None),
            ("Co dalej? Dyskusja", None),
            ("Co dalej?Dyskusja", None),
            ("tak/nie?", None),
            ("(?) ??? 5?", None),
            ("https://a.pl/x?y=z&q?a", None),
            ("www.a.pl/?strona a.pl/p?id=3", None),
        ] {
            assert_eq!(damaged_word(text), word, "{text}");
        }
    }

    #[test]
    fn one_writing_of_each_letter() {
        for (text, clean) in [
            ("Zaz\u{307}o\u{301}łc\u{301} ge\u{328}s\u{301}la\u{328} S\u{301}", "Zażółć gęślą Ś"),
            ("Us\u{ad}łu\u{200b}gi\u{200e}\u{feff}", "Usługi"),
            ("e\u{302}", "e\u{302}"),
        ] {
            assert_eq!(clean_text(text, Field::Title), clean, "{text}");
        }
    }

    #[test]
    fn texts_that_say_nothing() {
        for text in ["j.w.", "J. w.", "\"", "„", "″", "〃", "-//-", "-||-", "--//--", "jak wyżej", "Tamże", "to samo"]
        {
            assert!(remark::is_ditto(text) && !is_nothing(text), "{text}");
        }
        for text in ["...", "…", "x", "X", "n/d", "N/D", "n.d.", "Nie dotyczy", "BRAK", "?", "??"] {
            assert!(is_nothing(text) && !remark::is_ditto(text), "{text}");
        }
        for text in ["", "Klub \"Zamek\"", "https://a.pl", "Bez zmian w opłatach", "Sala X", "Co dalej?"] {
            assert!(!is_nothing(text) && !remark::is_ditto(text), "{text}");
        }
        for cell in [
            "# żarski",
            "#żarski",
            "// żarski",
            "~~żarski~~",
            "-- żarski",
            "(żarski)",
            "[żarski]",
            "żarski?",
            "żarski (?)",
            "żarski*",
            "❌ żarski",
            "z\u{336}a\u{336}",
        ] {
            assert!(is_marked(cell), "{cell}");
        }
        for cell in ["żarski", "(0811) żarski", "Zielona Góra (miasto)", "– żarski"] {
            assert!(!is_marked(cell), "{cell}");
        }
    }

    #[test]
    fn places_that_are_open() {
        for text in [
            "Ratusz lub biblioteka",
            "PCPR, ew. GOK",
            "Szkoła => Remiza",
            "Ratusz?",
            "nie Ratusz, lecz PCPR",
            "zob. ogłoszenie",
            "miejsce podamy później",
            "b. d.",
            "jak zwykle",
            "wg wskazań sołtysa",
        ] {
            assert!(is_open_place(text), "{text}");
        }
        for text in [
            "Lubuski Klub",
            "Dom Ludowy",
            "Ratusz, sala 12",
            "Zespół Szkół",
            "Sala przy ul. Jakuba 3",
            "Sklep „Różności”",
            "Alboja 5",
        ] {
            assert!(!is_open_place(text), "{text}");
        }
    }

    #[test]
    fn what_belongs_elsewhere() {
        for text in [
            "11.05.2027",
            "2027-05-11",
            "10:00",
            "9.00-12.00",
            "12 maja 2027",
            "żarski",
            "powiat nowosolski",
            "gorzowski",
        ] {
            assert!(is_misplaced(text), "{text}");
        }
        for text in [
            "Rada",
            "1 Maja 5",
            "3 Maja",
            "112",
            "Rynek 1",
            "Zamki",
            "Żary",
            "Gorzów Wielkopolski",
            "11.05.2027 i co dalej",
        ] {
            assert!(!is_misplaced(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in "[a-zł –„”…€\u{a0}\n\r\t\u{85}\u{2028}\u{2003}\u{feff}\u{9b}\u{0}-\u{ff}]{0,12}") {
            for field in [Field::Title, Field::Description, Field::Venue] {
                let (once, _) = cleaned(&text, field);
                proptest::prop_assert!(!once.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
                let again = cleaned(&once, field);
                proptest::prop_assert_eq!(again, (once, true));
            }
        }
    }
}
