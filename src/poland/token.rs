//! A text as the grammars of dates and hours see it: numbers, words and marks, and a place among them.

use crate::poland::words::{base, is_mark};

/// What a piece of text is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A run of digits: its value and how many digits.
    Number(u32, usize),
    /// A run of superscript digits, as in 10⁰⁰.
    Superscript(u32, usize),
    /// A run of letters, folded.
    Word(String),
    /// Anything else but blanks; every dash is `-`.
    Mark(char),
}

impl Kind {
    /// What a character is by itself; a blank is nothing.
    fn of(c: char) -> Option<Self> {
        let c = match c {
            // full width: １１：００
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '∶' | '꞉' => ':',
            '․' | '。' => '.',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            _ => c,
        };
        let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c);
        match (c.to_digit(10), raised, base(c)) {
            (Some(digit), ..) => Some(Self::Number(digit, 1)),
            (_, Some(digit), _) => Some(Self::Superscript(digit as u32, 1)),
            (.., Some(letter)) => Some(Self::Word(letter.to_string())),
            _ => (!c.is_whitespace()).then_some(Self::Mark(c)),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// Where it starts in the text, in octets.
    pub(crate) at: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

impl Token {
    /// Takes what follows without a gap, if it is of the same kind.
    fn join(&mut self, next: &Kind, end: usize) -> bool {
        match (&mut self.kind, next) {
            (Kind::Number(value, digits), Kind::Number(digit, _))
            | (Kind::Superscript(value, digits), Kind::Superscript(digit, _)) => {
                *value = value.saturating_mul(10).saturating_add(*digit);
                *digits += 1;
            }
            (Kind::Word(word), Kind::Word(letter)) => word.push_str(letter),
            _ => return false,
        }
        self.end = end;
        true
    }
}

/// A small letter before a capital ends a word: cells run together when a table loses its lines.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices().filter(|&(_, c)| !is_mark(c)) {
        let is_new = before.is_whitespace() || before.is_lowercase() && c.is_uppercase();
        before = c;
        let Some(kind) = Kind::of(c) else { continue };
        let end = at + c.len_utf8();
        if is_new || !found.last_mut().is_some_and(|last| last.join(&kind, end)) {
            found.push(Token { kind, at, end });
        }
    }
    found
}

/// A place in the tokens; every step takes what it knows and leaves the rest.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'t> {
    pub(crate) tokens: &'t [Token],
}

impl<'t> Cursor<'t> {
    pub(crate) fn peek(&self, n: usize) -> Option<&'t Kind> {
        self.tokens.get(n).map(|token| &token.kind)
    }

    pub(crate) fn skip(&mut self, n: usize) {
        self.tokens = self.tokens.get(n..).unwrap_or_default();
    }

    pub(crate) fn mark(&mut self, among: &str) -> Option<char> {
        let &Kind::Mark(c) = self.peek(0)? else { return None };
        among.contains(c).then(|| self.skip(1))?;
        Some(c)
    }

    pub(crate) fn word<T>(&mut self, known: impl Fn(&str) -> Option<T>) -> Option<T> {
        let Kind::Word(word) = self.peek(0)? else { return None };
        let value = known(word)?;
        self.skip(1);
        Some(value)
    }

    pub(crate) fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let &Kind::Number(value, count) = self.peek(0)? else { return None };
        digits.contains(&count).then(|| self.skip(1))?;
        Some(value)
    }

    /// Takes these words and marks as long as there are any, and says whether there was a word.
    pub(crate) fn skip_words(&mut self, words: &[&str], marks: &str) -> bool {
        let mut any = false;
        loop {
            if self.word(|word| words.contains(&word).then_some(())).is_some() {
                any = true;
            } else if self.mark(marks).is_none() {
                return any;
            }
        }
    }
}
