//! Texts as HTML, for pages and messages: addresses in them lead there.

use maud::{Markup, html};

use crate::{calendar::Mailbox, meeting::url};

/// Lines with LF between; their addresses, of pages and of e-mail, are links.
pub(crate) fn linked(text: &str) -> Markup {
    html! {
        @for (n, line) in text.lines().enumerate() {
            @if n > 0 { br; }
            @for word in line.split_inclusive(char::is_whitespace) {
                @let (before, address, behind) = parts(word);
                @if url::is_address(address) { (before) a href=(address) { (address) } (behind) }
                @else if Mailbox::parse(address).is_some() { (before) a href={ "mailto:" (address) } { (address) } (behind) }
                @else { (word) }
            }
        }
    }
}

/// Markup that lies in a file, with a part in place of each `{{name}}`.
pub(crate) fn filled(source: &str, part: impl Fn(&str) -> Markup) -> String {
    let mut pieces = source.split("{{");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for (name, rest) in pieces.filter_map(|piece| piece.split_once("}}")) {
        out += &part(name).into_string();
        out += rest;
    }
    out
}

/// A word without the marks before and behind it, which stand beside.
fn parts(word: &str) -> (&str, &str, &str) {
    let inner = word.trim_start_matches(['(', '[', '<', '„', '"', '\'']);
    let before = &word[..word.len() - inner.len()];
    let is_mark = |c: char| c.is_whitespace() || ".,;:!?]>”\"'…".contains(c) || c == ')' && !inner.contains('(');
    let core = inner.trim_end_matches(is_mark);
    (before, core, &inner[core.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_lines() {
        let page = |url: &str| format!("<a href=\"{url}\">{url}</a>");
        for (line, html) in [
            ("https://a.pl/b?c=d#e i", page("https://a.pl/b?c=d#e") + " i"),
            ("(http://a.pl/b), ", format!("({}), ", page("http://a.pl/b"))),
            ("<https://a.pl>.", format!("&lt;{}&gt;.", page("https://a.pl"))),
            ("„HTTPS://A.pl/ą”", format!("„{}”", page("HTTPS://A.pl/ą"))),
            ("https://a.pl/b_(c), d", page("https://a.pl/b_(c)") + ", d"),
            ("x\u{a0}(a+b@c.pl)", "x\u{a0}(<a href=\"mailto:a+b@c.pl\">a+b@c.pl</a>)".to_owned()),
            ("(a) @ a@b", "(a) @ a@b".to_owned()),
            ("javascript://a.pl https:// ", "javascript://a.pl https:// ".to_owned()),
        ] {
            assert_eq!(linked(line).into_string(), html, "{line}");
        }
    }
}
