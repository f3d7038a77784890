//! A problem as text: what is wrong, where, the row with the offending text underlined, and how to mend it.

use std::fmt::Write as _;
use std::ops::Range;

use serde_json::json;
use unicode_width::UnicodeWidthChar;

use super::words::Words;
use super::{Place, Said, Severity, printable, visible};

/// The widest row that is shown whole, in columns; of a wider one the part around the offending text.
const WIDTH: usize = 100;

pub(super) fn picture(out: &mut String, severity: Severity, said: &Said, place: &Place, words: &Words, color: bool) {
    let (name, code) = match severity {
        Severity::Error => ("error", "1;31"),
        Severity::Warning => ("warning", "1;33"),
    };
    let paint = |text: &str| if color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() };
    let _ = writeln!(out, "{}: {}", paint(&words.text(name, [])), words.message(said));
    let mut gutter = 0;
    if let Some(file) = &place.file {
        let file = printable(file);
        if let Some(line) = place.line {
            let number = line.to_string();
            gutter = number.len();
            let heading = match &place.heading {
                Some(path) if place.is_path => format!(", {}", printable(path)),
                Some(heading) => words.text("in-column", [("heading", json!(printable(heading)))]),
                None => String::new(),
            };
            let sheet =
                place.sheet.as_deref().map(|sheet| words.text("in-sheet", [("sheet", json!(printable(sheet)))]));
            let _ = writeln!(out, "{:gutter$}--> {file}:{line}{}{heading}", "", sheet.unwrap_or_default());
            let (row, indent, width) = window(&place.source, &place.range, place.is_cut);
            let _ = writeln!(out, "{:gutter$} |\n{number} | {row}", "");
            if width > 0 {
                let _ = writeln!(out, "{:gutter$} | {:indent$}{}", "", "", paint(&"^".repeat(width)));
            }
        } else {
            let _ = writeln!(out, " --> {file}");
        }
    }
    if let Some(help) = words.help(said) {
        let _ = writeln!(out, "{:gutter$} = {}: {help}", "", words.text("help", []));
    }
    out.push('\n');
}

/// A row as it is shown, and where the part to underline begins and how wide it is, in terminal columns.
fn window(source: &str, range: &Range<usize>, is_cut: bool) -> (String, usize, usize) {
    let width = |c: char| visible(c).width().unwrap_or(0);
    let total: usize = source.chars().map(width).sum();
    let before: usize = source[..range.start].chars().map(width).sum();
    let marked: usize = source[range.clone()].chars().map(width).sum::<usize>().max(1);
    if total <= WIDTH && !is_cut {
        return (source.chars().map(visible).collect(), before, if source.is_empty() { 0 } else { marked });
    }
    let from = before.saturating_sub(WIDTH / 3);
    let (mut row, mut at) = (String::new(), 0);
    for c in source.chars() {
        if at >= from && at + width(c) <= from + WIDTH {
            row.push(visible(c));
        }
        at += width(c);
    }
    let cut = if from > 0 || is_cut { "…" } else { "" };
    let end = if total > from + WIDTH { "…" } else { "" };
    (format!("{cut}{row}{end}"), before - from + cut.chars().count(), marked.min(WIDTH - (before - from)))
}
