//! A saved web page as text: a line for each block, a line of cells between `|` for each row of a table.

use std::borrow::Cow;
use std::ops::Range;

use html5gum::{StartTag, Token, Tokenizer};

use super::scan::{Item, Line};
use super::{Page, is_odd, place};
use crate::poland::remark::{self, Change};

/// Elements whose content is no text of the page.
const SILENT: &str = "script style head noscript svg template select";

/// Elements that begin and end lines.
const BLOCKS: &str = "p div br li ul ol h1 h2 h3 h4 h5 h6 section article header footer nav main aside hr dt dd dl blockquote \
                      pre form figure figcaption address option tbody thead caption body";

/// Elements that are hardly in a cell of data, as more lines are hardly: a table of fewer columns that has them lays the page out.
const LAYOUT: &str = "main article h1 h2 table";
const MOST_LINES: usize = 10;
const PAGE_COLUMNS: usize = 3;

/// Elements that hold what the page is about, the better one first.
const MAINS: [&str; 2] = ["main", "article"];

/// Elements whose content is struck out.
const STRUCK: &str = "s del strike";

/// Elements whose text is a page's name, the better one first.
const NAMES: [&str; 2] = ["h1", "title"];

/// Around what is struck out, while the page is read: characters that no text has.
const STRIKING: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// Digits above the line.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Between the lines of a cell.
pub(super) const LINE_IN_CELL: char = '\u{2028}';

/// A cell repeats in no more columns, and a text of no more octets does: hostile pages have thousands.
const MOST_COLUMNS: usize = 20;
const LONGEST_REPEATED: usize = 300;

/// The value of an element's attribute.
fn attribute<'t>(tag: &'t StartTag<()>, name: &str) -> Option<Cow<'t, str>> {
    Some(String::from_utf8_lossy(tag.attributes.get(name.as_bytes())?))
}

fn is(name: &str, among: &str) -> bool {
    among.split(' ').any(|element| element == name)
}

/// Whether a text is a web page.
pub(crate) fn is_page(text: &str) -> bool {
    const TAGS: [&str; 10] = ["<!doctype", "<html", "<body", "<head", "<p", "<div", "<table", "<ul", "<h1", "<meta"];
    let start = text.trim_start().chars().take(4096).collect::<String>().to_ascii_lowercase();
    start.starts_with('<') && TAGS.iter().any(|tag| start.contains(tag))
}

/// The text of a page, its heading, and what is struck out on it.
pub(crate) fn read(page: &str) -> Page {
    let mut read = Reading { most: page.len() * 2 + 10_000, ..Reading::default() };
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => read.tag(&String::from_utf8_lossy(&tag.name), Some(&tag)),
            Token::EndTag(tag) => read.tag(&String::from_utf8_lossy(&tag.name), None),
            Token::String(text) => read.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    read.end_row();
    // a title says the name of the site behind its own
    let ends = [" | ", " – ", " - ", " :: "].into_iter().filter_map(|mark| read.names[1].find(mark));
    let title = &read.names[1][..ends.min().unwrap_or(read.names[1].len())];
    let heading = [&read.names[0], title].map(str::trim).into_iter().find(|name| !name.is_empty());
    // comments and teasers are articles, too
    let has_head = |main: &Range<usize>| read.heads.is_empty() || read.heads.iter().any(|at| main.contains(at));
    let [main, article] = read.mains;
    let article = article.filter(|_| read.articles == 1);
    let mut main = main.filter(has_head).or(article.filter(has_head));
    let (text, struck) = settled(&read.out, &mut main);
    let heading = heading.unwrap_or_default().to_owned();
    Page { text, heading, struck, main }
}

/// The open cell of a table.
struct Cell {
    columns: usize,
    /// In how many rows below it goes on.
    below: usize,
    text: String,
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
    /// From the first to the last of each of [`MAINS`], how many articles there are, and where headings begin.
    mains: [Option<Range<usize>>; 2],
    articles: usize,
    heads: Vec<usize>,
    /// The open elements that are struck out, each with how many of its name are open in it; and how many elements are open whose
    /// content is no text.
    struck: Vec<(String, usize)>,
    silent: usize,
    is_raised: bool,
    is_row: bool,
    /// Where the row begins.
    row: usize,
    cell: Option<Cell>,
    /// Of each column the last cell's text, and in how many rows below it goes on.
    above: Vec<(usize, String)>,
    /// How many cells the row has.
    column: usize,
    /// The element that has ended last, if no text has followed, and the class of the one that began last.
    ended: String,
    class: String,
    /// Where the text of the last term begins.
    term: usize,
}

impl Reading {
    /// An element begins, or ends.
    fn tag(&mut self, name: &str, begins: Option<&StartTag<()>>) {
        let depth = |depth: usize| match begins {
            Some(tag) => depth + usize::from(!tag.self_closing),
            None => depth.saturating_sub(1),
        };
        let class = begins.and_then(|tag| attribute(tag, "class")).map(Cow::into_owned).unwrap_or_default();
        let is_another = !class.is_empty() && !self.class.is_empty() && class != self.class;
        // "4", "gru" and "piątek" that only their style parts
        if is_another && self.ended == name && !is(name, BLOCKS) {
            self.text(" ");
        }
        let is_behind_term = std::mem::take(&mut self.ended) == "dt";
        match begins {
            Some(_) => self.class = class,
            None => name.clone_into(&mut self.ended),
        }
        if self.silent == 0 {
            self.strike(name, begins);
        }
        if let Some(which) = NAMES.iter().position(|known| *known == name) {
            self.name = Some(which).filter(|which| begins.is_some() && self.names[*which].is_empty());
        }
        if begins.is_some() && is(name, LAYOUT) && self.cell.is_some() && self.above.len() < PAGE_COLUMNS {
            self.lay_out();
        }
        if begins.is_some() && ["h1", "h2"].contains(&name) {
            self.block();
            self.heads.push(self.out.len());
        }
        if let Some(which) = MAINS.iter().position(|known| *known == name) {
            self.block();
            let at = self.out.len();
            self.mains[which].get_or_insert(at..at).end = at;
            self.articles += usize::from(begins.is_some() && name == "article");
        }
        match name {
            "td" | "th" => {
                self.end_cell();
                if !self.is_row {
                    line(&mut self.out);
                }
                if let Some(tag) = begins.filter(|_| self.is_row) {
                    self.begin_cell(tag);
                }
            }
            "tr" | "table" => {
                self.end_row();
                self.is_row = name == "tr" && begins.is_some();
                self.row = self.out.len();
                if name == "table" {
                    self.above.clear();
                }
            }
            "sup" => self.is_raised = begins.is_some(),
            _ if is(name, SILENT) => self.silent = depth(self.silent),
            // a term is the label of what is said of it, but for a day
            "dd" if begins.is_some() && is_behind_term && self.is_label() => {
                self.out.truncate(self.out.trim_end_matches(['\n', ':']).len());
                self.text(": ");
            }
            _ if is(name, BLOCKS) => {
                self.block();
                // what stands in a menu is apart from what follows
                if name == "nav" && self.out.ends_with('\n') {
                    self.out.push('\n');
                }
                if name == "dt" && begins.is_some() {
                    self.term = self.out.len();
                }
                if name == "li" && begins.is_some() {
                    self.text("• ");
                }
            }
            _ => {}
        }
    }

    /// Whether the last term has a text that is no day.
    fn is_label(&self) -> bool {
        let term = self.out.get(self.term..).unwrap_or_default().trim();
        self.cell.is_none() && !term.is_empty() && !term.contains(|c: char| c.is_ascii_digit())
    }

    fn begin_cell(&mut self, tag: &StartTag<()>) {
        let number = |name: &str| attribute(tag, name)?.trim().parse().ok();
        self.fill();
        // it goes on from the row above
        let text = number("data-merged").and_then(|_: usize| Some(self.above.get(self.column)?.1.clone()));
        let span = |name: &str| number(name).unwrap_or(1).max(1);
        self.cell = Some(Cell { columns: span("colspan"), below: span("rowspan") - 1, text: text.unwrap_or_default() });
    }

    /// Ends a cell; what goes over several columns stands in each. What is struck out ends with its cell, closed or not.
    fn end_cell(&mut self) {
        if !self.struck.is_empty() {
            self.struck.clear();
            self.mark();
        }
        let Some(cell) = self.cell.take() else { return };
        if self.above.len() < PAGE_COLUMNS && cell.text.matches(LINE_IN_CELL).count() > MOST_LINES {
            self.cell = Some(cell);
            return self.lay_out();
        }
        self.put(cell.text.trim(), cell.below);
        for _ in 1..cell.columns.min(MOST_COLUMNS) {
            let (below, text) = self.above[self.column - 1].clone();
            self.put(&text, below);
        }
    }

    /// The row is none: its cells' lines are lines.
    fn lay_out(&mut self) {
        let cell = self.cell.take().map_or(String::new(), |cell| cell.text);
        // a term may have taken a line back
        let row = self.out.split_off(self.out.floor_char_boundary(self.row)) + "|" + &cell;
        let lines = row.split(['|', LINE_IN_CELL]).map(str::trim).filter(|text| !text.is_empty());
        for text in lines {
            self.out.extend([text, "\n"]);
        }
        (self.is_row, self.column) = (false, 0);
    }

    fn end_row(&mut self) {
        self.end_cell();
        if self.is_row {
            self.fill();
        }
        if self.column > 0 {
            words(&mut self.out, " |");
        }
        self.column = 0;
        line(&mut self.out);
    }

    /// Puts in the cells of rows above that go on in the next columns.
    fn fill(&mut self) {
        while let Some((below @ 1.., text)) = self.above.get(self.column).cloned()
            && self.out.len() < self.most
        {
            self.put(&text, below - 1);
        }
    }

    /// Puts a cell in.
    fn put(&mut self, text: &str, below: usize) {
        let is_repeated = text.len() <= LONGEST_REPEATED && self.out.len() < self.most;
        self.above.resize(self.above.len().max(self.column + 1), Default::default());
        self.above[self.column] = (below, if is_repeated { text.to_owned() } else { String::new() });
        self.column += 1;
        words(&mut self.out, " | ");
        self.out.push_str(text);
    }

    /// Begins and ends lines; within a cell they stay apart, and a row is one.
    fn block(&mut self) {
        match &mut self.cell {
            Some(Cell { text, .. }) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    text.push(LINE_IN_CELL);
                }
            }
            None if self.is_row => words(&mut self.out, " "),
            None => line(&mut self.out),
        }
    }

    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.ended.clear();
        }
        // 18<sup>00</sup> is an hour
        let raised = |c: char| c.to_digit(10).map_or(c, |digit| RAISED[digit as usize]);
        let text = if self.is_raised { &text.chars().map(raised).collect::<String>() } else { text };
        if let Some(name) = self.name {
            words(&mut self.names[name], text);
        }
        match &mut self.cell {
            _ if self.silent > 0 => {}
            Some(cell) => words(&mut cell.text, text),
            None => words(&mut self.out, text),
        }
    }

    /// An element that is struck out begins, or ends; by its style, too.
    fn strike(&mut self, name: &str, begins: Option<&StartTag<()>>) {
        let style = begins.and_then(|tag| attribute(tag, "style"));
        let strikes = is(name, STRUCK) || style.is_some_and(|style| style.contains("line-through"));
        let was_struck = !self.struck.is_empty();
        match (self.struck.last_mut(), begins) {
            (Some((last, within)), Some(tag)) if last == name && !tag.self_closing => *within += 1,
            (_, Some(tag)) if strikes && !tag.self_closing => self.struck.push((name.to_owned(), 0)),
            (Some((last, within)), None) if last == name && *within > 0 => *within -= 1,
            (Some((last, _)), None) if last == name => drop(self.struck.pop()),
            _ => {}
        }
        if was_struck == self.struck.is_empty() {
            self.mark();
        }
    }

    /// What is struck out begins, or ends.
    fn mark(&mut self) {
        let out = self.cell.as_mut().map_or(&mut self.out, |cell| &mut cell.text);
        out.push(STRIKING[usize::from(self.struck.is_empty())]);
    }
}

/// The text without what is struck out, which is given apart; but "odwołane" beside or below it is said of it, and it stays.
fn settled(out: &str, main: &mut Option<Range<usize>>) -> (String, Vec<String>) {
    if !out.contains(STRIKING) {
        return (out.to_owned(), Vec::new());
    }
    let mut is_struck = false;
    let lines: Vec<Vec<(bool, &str)>> = out
        .split_inclusive('\n')
        .map(|line| {
            let parts = line.split_inclusive(STRIKING).map(|part| {
                let was_struck = is_struck;
                is_struck = if part.ends_with(STRIKING) { part.ends_with(STRIKING[0]) } else { is_struck };
                (was_struck, part)
            });
            parts.collect()
        })
        .collect();
    // upwards, since "odwołane" stands behind: to the day that is struck out
    let mut is_cancelled = false;
    let stays = lines.iter().rev().map(|line| {
        let of = |wanted: bool| -> String {
            let parts = line.iter().filter(|(is_struck, _)| *is_struck == wanted).map(|(_, part)| *part);
            parts.collect::<String>().replace(STRIKING, "")
        };
        let (plain, gone) = (of(false), of(true));
        let says = remark::in_note(&plain) == Some(Change::Cancelled) && !Line::scan(&plain, 0).has(Item::is_date);
        let is_whole = plain.trim_matches([' ', '\n', '•']).is_empty();
        let stays = says || is_whole && is_cancelled;
        let has_day = Line::scan(&gone, 0).has(Item::has_days);
        is_cancelled = stays && !has_day && (is_whole || gone.is_empty() && place::count(&plain) < 4);
        stays
    });
    let mut stay: Vec<bool> = stays.collect();
    stay.reverse();
    let (mut text, mut struck, mut at) = (String::new(), Vec::new(), 0);
    let mut moved = main.clone();
    for (line, stays) in lines.into_iter().zip(stay) {
        if let (Some(main), Some(moved)) = (&main, &mut moved) {
            moved.start = if main.start == at { text.len() } else { moved.start };
            moved.end = if main.end == at { text.len() } else { moved.end };
        }
        for (is_struck, part) in line {
            at += part.len();
            let part = part.trim_end_matches(STRIKING);
            if !is_struck || stays {
                text.truncate(if part.starts_with('\n') { text.trim_end_matches(' ').len() } else { text.len() });
                text.push_str(if text.ends_with(' ') { part.trim_start_matches(' ') } else { part });
            } else if !part.trim().is_empty() {
                struck.push(part.trim().to_owned());
            }
        }
    }
    *main = moved;
    (text, struck)
}

/// Ends the line.
fn line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Any blanks are one.
fn words(out: &mut String, text: &str) {
    for c in text.chars().filter(|&c| !STRIKING.contains(&c) && !is_odd(c)) {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with([' ', '\n', LINE_IN_CELL]) {
            out.push(' ');
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
        let laid_out = "<table><tr><td>MENU<br>Urząd</td><td><h1>Zebrania</h1><table><tr><td>1</td><td>2</td></tr></table>\
                        <article>a</article></td><td>b</td></tr></table><article>c</article>d";
        let page = read(laid_out);
        assert_eq!(page.text, "MENU\nUrząd\nZebrania\n| 1 | 2 |\na\nb\nc\nd\n");
        assert_eq!(page.main.map(|main| &page.text[main]), None);
        let page = read("<p>x</p><article><h2>a</h2><p style='text-decoration: line-through'>b</p></article>c");
        assert_eq!(page.main.map(|main| &page.text[main]), Some("a\n\n"));
        assert_eq!(page.struck, ["b"]);
        let open = "<table><tr><td><s>6 maja</td></tr></table><template><s></template><p>7 maja</p><s><p>a</p><p>b</s>";
        let page = read(open);
        assert!(page.text.contains("7 maja"), "{}", page.text);
        assert_eq!(page.struck, ["6 maja", "a", "b"]);
        let page = read(
            "<h3><s>7 maja</s></h3><p><s>Wschowa</s><br>odwołane</p><h3><s>Łagów</s> ODWOŁANE</h3><p><s>Lubsko</s></p><p>Brody</p>",
        );
        assert_eq!(page.text, "7 maja\nWschowa\nodwołane\nŁagów ODWOŁANE\n\nBrody\n");
        assert_eq!(page.struck, ["Lubsko"]);
    }
}
