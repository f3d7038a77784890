//! Texts compared as people mean them: without regard to case, diacritics, blanks and punctuation.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::LazyLock;

/// A letter without case and diacritics; what stands between words gives `None`.
#[inline]
pub(super) fn base(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then_some(c.to_ascii_lowercase());
    }
    match c {
        'ą' | 'Ą' => Some('a'),
        'ć' | 'Ć' => Some('c'),
        'ę' | 'Ę' => Some('e'),
        'ł' | 'Ł' => Some('l'),
        'ń' | 'Ń' => Some('n'),
        'ó' | 'Ó' => Some('o'),
        'ś' | 'Ś' => Some('s'),
        'ź' | 'Ź' | 'ż' | 'Ż' => Some('z'),
        other => other.to_lowercase().next().filter(|c| c.is_alphanumeric()),
    }
}

/// Combining marks (a decomposed "ó" is "o" and a mark) and what nobody sees, such as soft hyphens and blanks without width:
/// neither a letter nor a gap between words.
#[inline]
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The words of a text in lower case, without diacritics, one blank between them: `"Pow. Żarski"` is `"pow zarski"`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().filter(|&c| !is_mark(c)).map(|c| base(c).unwrap_or(' ')) {
        if letter != ' ' || !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(letter);
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A folded text from each of its words on.
pub(crate) fn from_each_word(folded: &str) -> impl Iterator<Item = &str> {
    folded.match_indices(' ').map(|(at, _)| &folded[at + 1..]).chain([folded])
}

/// Whether a folded text has one of these beginnings of words, or of several words.
pub(crate) fn has(folded: &str, beginnings: &[&str]) -> bool {
    from_each_word(folded).any(|rest| beginnings.iter().any(|start| rest.starts_with(start)))
}

/// Beginnings of words, folded, of which none begins another; those of whole words end with a blank.
pub(crate) type Beginnings = LazyLock<BTreeSet<&'static str>>;

/// Whether a text has one of them.
pub(crate) fn says(text: &str, list: &Beginnings) -> bool {
    let folded = fold(text) + " ";
    // a beginning stands before all that begins so
    let nearest = |rest: &str| list.range::<str, _>((Bound::Unbounded, Bound::Included(rest))).next_back().copied();
    from_each_word(&folded).any(|rest| nearest(rest).is_some_and(|start| rest.starts_with(start)))
}

/// Whether two texts are alike but for case, diacritics, blanks and punctuation.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.chars().filter_map(base).eq(b.chars().filter_map(base))
}

/// Whether a text begins with these words, in the sense of [`same`].
pub(crate) fn starts_with(text: &str, words: &str) -> bool {
    let mut text = text.chars().filter(|&c| !is_mark(c));
    // A blank stands for any gap, and the text may not go on with a letter.
    let alike = words.chars().filter(|&c| !is_mark(c)).all(|c| text.next().is_some_and(|t| base(t) == base(c)));
    alike && text.next().and_then(base).is_none()
}

/// What a text says, if it is yes or no: "tak", "T", "x", "1"; "nie", "N", "0".
pub(crate) fn answer(text: &str) -> Option<bool> {
    match &*fold(text) {
        _ if text.contains('?') => None,
        "tak" | "t" | "x" | "1" | "yes" | "y" | "true" | "prawda" => Some(true),
        "nie" | "n" | "0" | "no" | "false" | "falsz" => Some(false),
        // ticks
        "" if text.trim().contains(['✓', '✔', '☑', '+']) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_words() {
        assert_eq!(fold("  Pow. Żarski "), "pow zarski");
        assert_eq!(fold("strzelecko – drezdenecki"), "strzelecko drezdenecki");
        assert_eq!(fold("o\u{301}smy ŁÓDŹ"), "osmy lodz");
        assert!(same("Godz. rozpoczęcia", "GODZ ROZPOCZECIA"));
        assert!(same("godzina_do", "Godzina do"));
        assert!(!same("od", "do"));
    }

    #[test]
    fn beginnings() {
        assert!(has("sala w krosnie", &["kros"]));
        assert!(!has("sala w krosnie", &["rosnie"]));
        assert!(starts_with("Nowa  sól", "nowa") && starts_with("NOWA-SOL, ul.", "Nowa Sól"));
        assert!(!starts_with("Nowa Sólka", "Nowa Sól"));
    }
}
