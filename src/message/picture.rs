//! A problem as text: what is wrong, where, the row with the offending text underlined, and how to mend it.

use serde_json::json;
use unicode_width::UnicodeWidthChar;

use super::{Diagnostic, Place, printable, visible, words::Words};

/// The widest row that is shown whole, in columns; of a wider one the part around the offending text.
const WIDTH: usize = 100;

pub(super) fn picture(found: &Diagnostic, words: &Words, color: bool) -> String {
    let (Diagnostic { severity, place, .. }, said) = (found, found.said());
    let code = if *severity == "error" { "1;31" } else { "1;33" };
    let paint = |text: &str| if color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() };
    let mut out = format!("{}: {}\n", paint(&words.text(severity, [])), words.message(&said));
    let file = place.file.as_deref().map(printable).unwrap_or_default();
    let gutter = place.line.map_or(0, |line| line.to_string().len());
    if let Some(line) = place.line {
        let sheet = |sheet| words.text("in-sheet", [("sheet", json!(sheet))]);
        let sheet = place.sheet.as_ref().map_or_else(String::new, sheet);
        let heading = match place.heading.as_deref().map(printable) {
            Some(path) if place.is_path => format!(", {path}"),
            Some(heading) => words.text("in-column", [("heading", json!(heading))]),
            None => String::new(),
        };
        let (row, indent, width) = window(place);
        out += &format!("{:gutter$}--> {file}:{line}{sheet}{heading}\n", "");
        out += &format!("{:gutter$} |\n{line} | {row}\n", "");
        if width > 0 {
            out += &format!("{:gutter$} | {:indent$}{}\n", "", "", paint(&"^".repeat(width)));
        }
    } else if !file.is_empty() {
        out += &format!(" --> {file}\n");
    }
    let help = words.help(&said).map(|help| format!("{:gutter$} = {}: {help}\n", "", words.text("help", [])));
    out + &help.unwrap_or_default() + "\n"
}

/// A row as it is shown, and where the part to underline begins and how wide it is, in terminal columns.
fn window(Place { source, range, is_cut, .. }: &Place) -> (String, usize, usize) {
    let width = |c: char| visible(c).width().unwrap_or(0);
    let widths = |text: &str| -> usize { text.chars().map(width).sum() };
    let (total, before) = (widths(source), widths(&source[..range.start]));
    let from = if total > WIDTH { before.saturating_sub(WIDTH / 3) } else { 0 };
    let mut at = 0;
    let is_seen = |c: &char| {
        at += width(*c);
        (from + width(*c)..=from + WIDTH).contains(&at)
    };
    let row: String = source.chars().filter(is_seen).map(visible).collect();
    let cut = if from > 0 || *is_cut { "…" } else { "" };
    let end = if total > from + WIDTH { "…" } else { "" };
    let marked = widths(&source[range.clone()]).max(usize::from(!source.is_empty())).min(WIDTH - (before - from));
    (format!("{cut}{row}{end}"), before - from + cut.chars().count(), marked)
}
