//! A problem as text: what is wrong, where, the row with the offending text underlined, and how to mend it.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

use super::words::{Words, visible};
use super::{Diagnostic, Severity, Style};
use crate::list::List;
use crate::message::lang::say;

/// The widest row that is shown whole, in columns; of a wider one the part around the offending text.
const WIDTH: usize = 100;

pub(super) fn picture(out: &mut String, diagnostic: &Diagnostic, lists: &[List], style: Style) {
    let Words { message, help, .. } = diagnostic.kind.words(style.lang, lists);
    let (severity, code) = match diagnostic.severity {
        Severity::Error => (say!(style.lang, "error", "błąd"), "1;31"),
        Severity::Warning => (say!(style.lang, "warning", "ostrzeżenie"), "1;33"),
    };
    let _ = writeln!(out, "{}: {message}", style.paint(code, &severity));
    if let Some(list) = lists.get(usize::from(diagnostic.place.row.list)) {
        let location = list.locate(&diagnostic.place);
        let name: String = list.name.chars().map(visible).collect();
        let heading = location.heading.map(|heading| {
            let heading: String = heading.chars().map(visible).collect();
            if location.is_path {
                format!(", {heading}")
            } else {
                say!(style.lang, ", column \"{heading}\"", ", kolumna „{heading}”")
            }
        });
        let heading = heading.unwrap_or_default();
        let Some(line) = location.line else {
            let _ = writeln!(out, " --> {name}");
            finish(out, 0, help, style);
            return;
        };
        let number = line.to_string();
        let gutter = number.len();
        let _ = writeln!(out, "{:gutter$}--> {name}:{line}{heading}", "");
        let (row, indent, width) = window(&location.source, location.range, location.cut);
        let _ = writeln!(out, "{:gutter$} |\n{number} | {row}", "");
        if width > 0 {
            let _ = writeln!(out, "{:gutter$} | {:indent$}{}", "", "", style.paint(code, &"^".repeat(width)));
        }
        finish(out, gutter, help, style);
    } else {
        finish(out, 0, help, style);
    }
}

fn finish(out: &mut String, gutter: usize, help: Option<String>, style: Style) {
    if let Some(help) = help {
        let word = say!(style.lang, "help", "rada");
        let _ = writeln!(out, "{:gutter$} = {word}: {help}", "");
    }
    out.push('\n');
}

/// A row as it is shown, and where the part to underline begins and how wide it is, in terminal columns.
fn window(source: &str, range: std::ops::Range<usize>, cut: bool) -> (String, usize, usize) {
    let width = |c: char| visible(c).width().unwrap_or(0);
    let total: usize = source.chars().map(width).sum();
    let before: usize = source[..range.start].chars().map(width).sum();
    let marked: usize = source[range.clone()].chars().map(width).sum::<usize>().max(1);
    if total <= WIDTH && !cut {
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
    let cut = if from > 0 || cut { "…" } else { "" };
    let end = if total > from + WIDTH { "…" } else { "" };
    (format!("{cut}{row}{end}"), before - from + cut.chars().count(), marked.min(WIDTH - (before - from)))
}
