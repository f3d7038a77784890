//! Cells as calendars can hold them.

use std::borrow::Cow;

use crate::list::Field;
use crate::octets;

/// A cell as calendars can hold it; and false if control characters were left out. Every line break is `\n`, Unicode's
/// too, since parsers split at them; of a description they stay, elsewhere they become blanks and runs of blanks one.
/// RFC 5545 §3.1: no other control characters.
pub(super) fn clean_text(cell: &str, field: Field) -> (Cow<'_, str>, bool) {
    let lines = matches!(field, Field::Description | Field::Notes);
    if is_clean(cell.as_bytes(), lines) {
        return (cell.into(), true);
    }
    let (mut out, mut clean) = (String::with_capacity(cell.len()), true);
    let mut rest = cell.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}' if lines => {
                out.truncate(out.trim_end_matches([' ', '\t']).len());
                out.push('\n');
            }
            '\t' if lines => out.push('\t'),
            '\u{a0}' if lines => out.push(' '),
            c if c.is_whitespace() && !lines => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{feff}' => {}
            c if c.is_control() => clean = false,
            c => out.push(c),
        }
    }
    // blanks may stand at an end again where something was left out
    (out.trim().to_owned().into(), clean)
}

/// Whether an octet begins something to clean, or looks so: control characters; C2 leads U+0080–00A0, E1, E2, E3 and EF other
/// blanks and separators.
#[allow(clippy::needless_bitwise_bool, reason = "without branches many octets are told at once")]
fn is_suspect(octet: u8) -> bool {
    (octet < 0x20) | (octet == 0x7f) | (octet == 0xc2) | (octet.wrapping_sub(0xe1) < 3) | (octet == 0xef)
}

/// How many octets are told at once.
const FEW: usize = 32;

/// Whether a text, and every trimmed part of it, needs no cleaning; in doubt it says no.
pub(super) fn is_clean(text: &[u8], lines: bool) -> bool {
    let next = text.get(1..).unwrap_or_default();
    // all are looked at, since that takes no branches
    let doubled = || text.iter().zip(next).fold(0, |any, (&a, &b)| any | u8::from([a, b] == *b"  ")) != 0;
    let stay =
        |few: &[u8], from| few.iter().zip(from..).all(|(&octet, at)| !is_suspect(octet) || stays(text, at, lines));
    let (chunks, rest) = text.as_chunks::<FEW>();
    chunks.iter().zip(0..).all(|(few, n)| !octets::any(few, is_suspect) || stay(few, n * FEW))
        && stay(rest, text.len() - rest.len())
        && (lines || !doubled())
}

/// Whether an octet that may begin something to clean does not.
fn stays(text: &[u8], at: usize, lines: bool) -> bool {
    let next = |n: usize| text.get(at + n).copied().unwrap_or_default();
    match text[at] {
        b'\n' => lines && !matches!(text[..at].last(), Some(b' ' | b'\t')),
        b'\t' => lines && next(1) != b'\n',
        0xc2 => next(1) > 0xa0, // U+0080–00A0: more control characters, and a blank
        // U+2000–200F, U+2028–202F: blanks, marks, separators; U+2010–2027 are dashes, quotes and the like
        0xe2 => next(1) > 0x81 || next(1) == 0x80 && matches!(next(2), 0x90..=0xa7 | 0xb0..),
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
        let (text, clean) = clean_text(cell, field);
        (text.into_owned(), clean)
    }

    #[test]
    fn texts_are_cleaned() {
        assert_eq!(cleaned("siedziba PCPR,\r\nul. X", Field::Venue), ("siedziba PCPR, ul. X".to_owned(), true));
        assert_eq!(cleaned("a\u{a0}\u{a0}b\tc  d", Field::Title), ("a b c d".to_owned(), true));
        assert_eq!(cleaned("a \r\nb\rc\u{2028}d", Field::Description), ("a\nb\nc\nd".to_owned(), true));
        assert_eq!(cleaned("a\tb  c", Field::Description), ("a\tb  c".to_owned(), true));
        assert_eq!(cleaned("x\u{7}y\u{9b}z\0", Field::Title), ("xyz".to_owned(), false));
        assert_eq!(cleaned("\u{feff}x \u{7}", Field::Title), ("x".to_owned(), false));
        assert_eq!(cleaned("\u{7} – „Łużyce” €…", Field::Title), ("– „Łużyce” €…".to_owned(), false));
    }

    proptest::proptest! {
        #[test]
        fn what_is_taken_as_clean_is_clean(text in "[a-zł –„”…€\u{a0}\n\r\t\u{85}\u{2028}\u{2029}\u{2003}\u{3000}\u{1680}\u{205f}\u{feff}\u{9b}\u{0}-\u{ff}]{0,12}") {
            // a row as a whole, and its cells
            for part in text.split('k').map(str::trim).filter(|_| is_clean(text.as_bytes(), false)) {
                proptest::prop_assert_eq!(cleaned(part, Field::Title), (part.to_owned(), true));
            }
            for field in [Field::Title, Field::Description] {
                let text = text.trim();
                if is_clean(text.as_bytes(), field == Field::Description) {
                    let (slow, clean) = cleaned(&format!("{text}\u{0}"), field);
                    proptest::prop_assert_eq!(slow, text);
                    proptest::prop_assert!(!clean);
                }
                let (once, _) = cleaned(text, field);
                proptest::prop_assert!(!once.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
                let again = cleaned(&once, field);
                proptest::prop_assert_eq!(again, (once, true));
            }
        }
    }
}
