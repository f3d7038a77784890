//! A saved web page as text: a line for each block, a line of cells between `|` for each row of a table.

use html5gum::{Token, Tokenizer};

/// Whose content is no text of the page.
const SILENT: [&[u8]; 7] = [b"script", b"style", b"head", b"noscript", b"svg", b"template", b"select"];
/// Which begin and end lines.
const BLOCKS: &[&[u8]] = &[
    b"p",
    b"div",
    b"br",
    b"li",
    b"ul",
    b"ol",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"tr",
    b"table",
    b"section",
    b"article",
    b"header",
    b"footer",
    b"nav",
    b"main",
    b"aside",
    b"hr",
    b"dt",
    b"dd",
    b"dl",
    b"blockquote",
    b"pre",
    b"form",
    b"figure",
    b"figcaption",
    b"address",
    b"option",
    b"tbody",
    b"thead",
    b"caption",
    b"body",
];

/// Whose content is struck out.
const STRUCK: [&[u8]; 3] = [b"s", b"del", b"strike"];

/// Digits above the line.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Whether a text is a web page.
pub(crate) fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    let start = &start.as_bytes()[..start.len().min(4096)];
    start.starts_with(b"<")
        && [&b"<!doctype"[..], b"<html", b"<body", b"<head", b"<p", b"<div", b"<table", b"<ul", b"<h1", b"<meta"]
            .iter()
            .any(|tag| {
                start.len() >= tag.len() && start.windows(tag.len()).any(|octets| octets.eq_ignore_ascii_case(tag))
            })
}

/// The text of a page, and what is struck out on it, which is not in the text.
pub(crate) fn text(page: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(page.len() / 2);
    let (mut silent, mut row, mut raised) = (0_usize, 0_usize, false);
    let (mut struck, mut all_struck) = (0_usize, Vec::<String>::new());
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = tag.name.as_slice();
                if struck > 0
                    && BLOCKS.contains(&name)
                    && let Some(all) = all_struck.last_mut()
                {
                    words(all, " ");
                }
                // what is struck out ends with its cell, closed or not
                if matches!(name, b"td" | b"th" | b"tr") {
                    struck = 0;
                }
                if SILENT.contains(&name) && !tag.self_closing {
                    silent += 1;
                } else if matches!(name, b"td" | b"th") {
                    if row > 0 && !out.ends_with('\n') {
                        words(&mut out, " ");
                        out.push_str("| ");
                    } else if row > 0 {
                        out.push_str("| ");
                    }
                } else if name == b"tr" {
                    line(&mut out);
                    row += 1;
                } else if name == b"li" {
                    line(&mut out);
                    out.push_str("• ");
                } else if STRUCK.contains(&name) && !tag.self_closing && silent == 0 {
                    if struck == 0 {
                        all_struck.push(String::new());
                    }
                    struck += 1;
                } else if name == b"sup" {
                    raised = true;
                } else if BLOCKS.contains(&name) && row == 0 {
                    line(&mut out);
                } else if BLOCKS.contains(&name) {
                    words(&mut out, " ");
                }
            }
            Token::EndTag(tag) => {
                let name = tag.name.as_slice();
                if matches!(name, b"td" | b"th" | b"tr" | b"table") {
                    struck = 0;
                }
                if name == b"sup" {
                    raised = false;
                } else if STRUCK.contains(&name) {
                    struck = struck.saturating_sub(1);
                } else if SILENT.contains(&name) {
                    silent = silent.saturating_sub(1);
                } else if name == b"tr" {
                    if row > 0 {
                        words(&mut out, " ");
                        out.push('|');
                    }
                    row = row.saturating_sub(1);
                    line(&mut out);
                } else if name == b"table" {
                    row = 0;
                    line(&mut out);
                } else if BLOCKS.contains(&name) {
                    if row == 0 { line(&mut out) } else { words(&mut out, " ") }
                }
            }
            Token::String(text) if silent == 0 && struck > 0 => {
                if let Some(all) = all_struck.last_mut() {
                    words(all, &String::from_utf8_lossy(&text));
                }
            }
            // 18<sup>00</sup> is an hour
            Token::String(text) if silent == 0 && raised => {
                out.extend(
                    String::from_utf8_lossy(&text)
                        .chars()
                        .map(|c| c.to_digit(10).and_then(|n| RAISED.chars().nth(n as usize)).unwrap_or(c)),
                );
            }
            Token::String(text) if silent == 0 => words(&mut out, &String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    all_struck.retain(|text| !text.trim().is_empty());
    (out, all_struck)
}

/// Ends the line, and with an empty one the paragraph.
fn line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Any blanks are one.
fn words(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages() {
        let page = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><h1>Spotkania &amp; debaty</h1>\
                    <script>document.write('22 maja')</script><p>W&nbsp;dniu <b>22</b> maja<br>o godz. 18<sup>00</sup></p>\
                    <ul><li>Powiat żarski<li>Powiat żagański</ul><table><tr><th>Gmina</th><th>Data</th></tr>\
                    <tr><td><p>Żary</p></td><td>22.05.2027<br>10:00</td></tr></table></body></html>";
        assert!(is_page(page) && !is_page("< 5 osób") && !is_page("Ogłoszenie <b>"));
        assert_eq!(
            text(page).0,
            "Spotkania & debaty\nW dniu 22 maja\no godz. 18⁰⁰\n• Powiat żarski\n• Powiat żagański\n\
             | Gmina | Data |\n| Żary | 22.05.2027 10:00 |\n"
        );
        assert_eq!(text("<td>a<tr></table></p>").0, "a\n");
        let (text, struck) =
            text("<p>Żary – <del>12 <b>maja</b></del> 19 maja</p><ul><li><s></s><s>Lubsko, 13 maja</s></ul>");
        assert_eq!(text, "Żary – 19 maja\n•\n");
        assert_eq!(struck, ["12 maja", "Lubsko, 13 maja"]);
        let open = "<table><tr><td><s>6 maja</td></tr></table><template><s></template><p>7 maja</p><s><p>a</p><p>b</s>";
        let (text, struck) = super::text(open);
        assert!(text.contains("7 maja"), "{text}");
        assert_eq!(struck, ["6 maja", "a b"]);
    }
}
