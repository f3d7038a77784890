//! A saved web page as text: a line for each block, a line of cells between `|` for each row of a table.

use html5gum::{Token, Tokenizer};

use super::Page;

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

/// Between the lines of a cell.
pub(super) const LINE_IN_CELL: char = '\u{2028}';

/// Elements whose text is a page's name.
const NAMES: &str = "h1 title";

/// A cell repeats in no more columns, and a text of no more octets does: hostile pages have thousands.
const MOST_COLUMNS: usize = 20;
const LONGEST_REPEATED: usize = 300;

/// The text of a page, its heading, and what is struck out on it.
pub(crate) fn read(page: &str) -> Page {
    let mut read = Reading { most: page.len() * 2 + 10_000, ..Reading::default() };
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => {
                let number = |name: &[u8]| -> Option<usize> {
                    let (_, value) = tag.attributes.iter().find(|(known, _)| known.as_slice() == name)?;
                    String::from_utf8_lossy(value).trim().parse().ok()
                };
                let span = |name: &[u8]| number(name).unwrap_or(1).max(1);
                let cell = Cell {
                    columns: span(b"colspan"),
                    rows: span(b"rowspan"),
                    is_merged: number(b"data-merged").is_some(),
                    start: 0,
                };
                read.start(&String::from_utf8_lossy(&tag.name), tag.self_closing, &cell);
            }
            Token::EndTag(tag) => read.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => read.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    read.all_struck.retain(|text| !text.trim().is_empty());
    // a title says the name of the site behind its own
    let ends = [" | ", " – ", " - ", " :: "].into_iter().filter_map(|mark| read.names[1].find(mark));
    let title = read.names[1][..ends.min().unwrap_or(read.names[1].len())].trim();
    let heading = if read.names[0].trim().is_empty() { title } else { read.names[0].trim() };
    Page { text: read.out, heading: heading.to_owned(), struck: read.all_struck }
}

/// A cell of a table: how far it goes, and where its text begins.
struct Cell {
    columns: usize,
    rows: usize,
    /// It goes on from the row above.
    is_merged: bool,
    start: usize,
}

/// A page as far as it is read.
#[derive(Default)]
struct Reading {
    out: String,
    /// No cell repeats when there is more of the text.
    most: usize,
    /// The first text of each of [`NAMES`], and which is open.
    names: [String; 2],
    name: Option<usize>,
    all_struck: Vec<String>,
    /// How many elements are open whose content is no text, that are struck out, and rows of tables.
    silent: usize,
    struck: usize,
    rows: usize,
    is_raised: bool,
    /// The open cell, and in how many rows below each column's last cell goes on, with its text.
    cell: Option<Cell>,
    above: Vec<(usize, String)>,
    column: usize,
}

impl Reading {
    fn start(&mut self, name: &str, is_closed: bool, cell: &Cell) {
        if self.struck > 0
            && is(name, BLOCKS)
            && let Some(struck) = self.all_struck.last_mut()
        {
            words(struck, " ");
        }
        // what is struck out ends with its cell, closed or not
        if is(name, "td th tr") {
            self.struck = 0;
            self.end_cell();
        }
        if let Some(which) = NAMES.split(' ').position(|known| known == name)
            && self.names[which].is_empty()
        {
            self.name = Some(which);
        }
        match name {
            "td" | "th" if self.rows > 0 => {
                self.fill();
                words(&mut self.out, " ");
                self.out.push_str("| ");
                let text = self.above.get(self.column).filter(|_| cell.is_merged).map(|(_, text)| text.clone());
                self.cell = Some(Cell { start: self.out.len(), ..*cell });
                self.out.push_str(&text.unwrap_or_default());
            }
            "tr" => {
                line(&mut self.out);
                self.rows += 1;
                self.column = 0;
            }
            "table" => self.above.clear(),
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

    /// Puts in the cells of rows above that go on in the next columns.
    fn fill(&mut self) {
        while let Some((left, text)) = self.above.get_mut(self.column).filter(|(left, _)| *left > 0) {
            *left -= 1;
            self.column += 1;
            words(&mut self.out, " ");
            self.out.push_str("| ");
            if self.out.len() < self.most {
                self.out.push_str(text);
            }
        }
    }

    /// Ends a cell; what goes over several columns stands in each.
    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        self.out.truncate(self.out.trim_end_matches([' ', LINE_IN_CELL]).len().max(cell.start.min(self.out.len())));
        let text = self.out.get(cell.start..).unwrap_or_default().trim();
        let text = if text.len() > LONGEST_REPEATED { String::new() } else { text.to_owned() };
        for which in 0..cell.columns.min(MOST_COLUMNS) {
            if which > 0 && self.out.len() < self.most {
                words(&mut self.out, " ");
                self.out.push_str("| ");
                self.out.push_str(&text);
            }
            if self.above.len() <= self.column {
                self.above.resize_with(self.column + 1, Default::default);
            }
            self.above[self.column] = (cell.rows - 1, text.clone());
            self.column += 1;
        }
    }

    fn end(&mut self, name: &str) {
        if is(name, "td th tr table") {
            self.struck = 0;
            self.end_cell();
        }
        if is(name, NAMES) {
            self.name = None;
        }
        match name {
            "sup" => self.is_raised = false,
            "tr" => {
                if self.rows > 0 {
                    self.fill();
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
            if self.rows == 0 { line(&mut self.out) } else { self.line_in_cell() }
        }
    }

    /// Lines within a cell stay apart.
    fn line_in_cell(&mut self) {
        let is_empty = self.cell.as_ref().is_none_or(|cell| self.out.len() <= cell.start);
        self.out.truncate(self.out.trim_end_matches(' ').len());
        if is_empty {
            words(&mut self.out, " ");
        } else if !self.out.ends_with([LINE_IN_CELL, '|']) {
            self.out.push(LINE_IN_CELL);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(name) = self.name {
            words(&mut self.names[name], text);
        }
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
            if !out.is_empty() && !out.ends_with([' ', '\n', LINE_IN_CELL]) {
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

    fn text(page: &str) -> (String, Vec<String>) {
        let page = read(page);
        (page.text, page.struck)
    }

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
             | Gmina | Data |\n| Żary | 22.05.2027\u{2028}10:00 |\n"
        );
        assert_eq!(text("<td>a<tr></table></p>").0, "a\n");
        let (text, struck) =
            text("<p>Żary – <del>12 <b>maja</b></del> 19 maja</p><ul><li><s></s><s>Lubsko, 13 maja</s></ul>");
        assert_eq!(text, "Żary – 19 maja\n•\n");
        assert_eq!(struck, ["12 maja", "Lubsko, 13 maja"]);
        let open = "<table><tr><td><s>6 maja</td></tr></table><template><s></template><p>7 maja</p><s><p>a</p><p>b</s>";
        let page = read(open);
        let (text, struck) = (page.text, page.struck);
        assert!(text.contains("7 maja"), "{text}");
        assert_eq!(struck, ["6 maja", "a b"]);
    }
}
