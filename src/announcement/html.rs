//! A saved web page as text: a line for each block, a line of cells between `|` for each row of a table.

use html5gum::{Token, Tokenizer};

/// Elements whose content is no text of the page.
const SILENT: &str = "script style head noscript svg template select";

/// Elements that begin and end lines.
const BLOCKS: &str = "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer nav main aside hr dt dd dl \
                      blockquote pre form figure figcaption address option tbody thead caption body";

/// Elements whose content is struck out.
const STRUCK: &str = "s del strike";

fn is(name: &str, among: &str) -> bool {
    among.split(' ').any(|element| element == name)
}

/// Digits above the line.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Whether a text is a web page.
pub(crate) fn is_page(text: &str) -> bool {
    const TAGS: [&str; 10] = ["<!doctype", "<html", "<body", "<head", "<p", "<div", "<table", "<ul", "<h1", "<meta"];
    let start: Vec<u8> = text.trim_start().bytes().take(4096).map(|octet| octet.to_ascii_lowercase()).collect();
    let start = String::from_utf8_lossy(&start);
    start.starts_with('<') && TAGS.iter().any(|tag| start.contains(tag))
}

/// The text of a page, and what is struck out on it, which is not in the text.
pub(crate) fn text(page: &str) -> (String, Vec<String>) {
    let mut read = Page::default();
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => read.start(&String::from_utf8_lossy(&tag.name), tag.self_closing),
            Token::EndTag(tag) => read.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => read.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    read.all_struck.retain(|text| !text.trim().is_empty());
    (read.out, read.all_struck)
}

/// A page as far as it is read.
#[derive(Default)]
struct Page {
    out: String,
    all_struck: Vec<String>,
    /// How many elements are open whose content is no text, that are struck out, and rows of tables.
    silent: usize,
    struck: usize,
    rows: usize,
    is_raised: bool,
}

impl Page {
    fn start(&mut self, name: &str, is_closed: bool) {
        if self.struck > 0
            && is(name, BLOCKS)
            && let Some(struck) = self.all_struck.last_mut()
        {
            words(struck, " ");
        }
        // what is struck out ends with its cell, closed or not
        if is(name, "td th tr") {
            self.struck = 0;
        }
        match name {
            "td" | "th" if self.rows > 0 => {
                words(&mut self.out, " ");
                self.out.push_str("| ");
            }
            "tr" => {
                line(&mut self.out);
                self.rows += 1;
            }
            "li" => {
                line(&mut self.out);
                self.out.push_str("• ");
            }
            "sup" => self.is_raised = true,
            _ if is(name, SILENT) => self.silent += usize::from(!is_closed),
            _ if is(name, STRUCK) && !is_closed && self.silent == 0 => {
                if self.struck == 0 {
                    self.all_struck.push(String::new());
                }
                self.struck += 1;
            }
            _ => self.block(name),
        }
    }

    fn end(&mut self, name: &str) {
        if is(name, "td th tr table") {
            self.struck = 0;
        }
        match name {
            "sup" => self.is_raised = false,
            "tr" => {
                if self.rows > 0 {
                    words(&mut self.out, " ");
                    self.out.push('|');
                }
                self.rows = self.rows.saturating_sub(1);
                line(&mut self.out);
            }
            "table" => {
                self.rows = 0;
                line(&mut self.out);
            }
            _ if is(name, STRUCK) => self.struck = self.struck.saturating_sub(1),
            _ if is(name, SILENT) => self.silent = self.silent.saturating_sub(1),
            _ => self.block(name),
        }
    }

    /// Begins and ends lines, but not within a row.
    fn block(&mut self, name: &str) {
        if is(name, BLOCKS) {
            if self.rows == 0 { line(&mut self.out) } else { words(&mut self.out, " ") }
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        if let Some(struck) = self.all_struck.last_mut().filter(|_| self.struck > 0) {
            words(struck, text);
        } else if self.is_raised {
            // 18<sup>00</sup> is an hour
            let raised = |c: char| c.to_digit(10).and_then(|digit| RAISED.chars().nth(digit as usize)).unwrap_or(c);
            self.out.extend(text.chars().map(raised));
        } else {
            words(&mut self.out, text);
        }
    }
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
