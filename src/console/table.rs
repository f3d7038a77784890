//! Meetings as a table for the eye: each on a line, weekday before date, cut to the terminal's width.

use std::io::IsTerminal as _;

use chrono::Datelike;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::calendar::changes::{day, hours};
use crate::calendar::event::{place, title};
use crate::meeting::{Meeting, Status};
use crate::message::lang::{Lang, say};
use crate::message::printable;
use crate::poland::county::County;

/// The columns: day, date, hours, county, title, place.
const COLUMNS: usize = 6;
/// No column is wider, even where there is no terminal: every row is filled up to it.
const WIDEST: usize = 500;
/// Title and place, which are cut if a line is too long.
const TEXTS: [usize; 2] = [4, 5];
/// A text is not cut below this.
const NARROWEST: usize = 12;
/// Between columns.
const GAP: &str = "  ";

/// The width of the terminal that standard output is, or of COLUMNS; `None`: as wide as need be.
pub(crate) fn width() -> Option<usize> {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    named.or_else(|| std::io::stdout().is_terminal().then(terminal)?).filter(|&width| width > 0)
}

/// The table, with a heading and a line end behind each line.
pub(crate) fn meetings(meetings: &[Meeting], lang: Lang, width: Option<usize>) -> String {
    let heading = match lang {
        Lang::En => ["Day", "Date", "Hours", "County", "Title", "Place"],
        Lang::Pl => ["Dzień", "Data", "Godziny", "Powiat", "Temat", "Miejsce"],
    };
    let mut rows = vec![heading.map(str::to_owned)];
    rows.extend(meetings.iter().map(|meeting| cells(meeting, lang)));
    let mut widths = [0; COLUMNS];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width()).min(WIDEST);
        }
    }
    if let Some(width) = width {
        fit(&mut widths, width);
    }
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (n, (cell, width)) in row.iter().zip(widths).enumerate() {
            let cell = cut(cell, width);
            let gap = if n + 1 < COLUMNS { width - cell.width() } else { 0 };
            line += &format!("{cell}{:gap$}{GAP}", "");
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

fn cells(meeting: &Meeting, lang: Lang) -> [String; COLUMNS] {
    let start = meeting.when.start_local();
    let status = match meeting.status {
        Status::Confirmed => String::new(),
        Status::Tentative => say!(lang, "(tentative) ", "(wstępne) "),
        Status::Cancelled => say!(lang, "(cancelled) ", "(odwołane) "),
    };
    let counties: Vec<_> = meeting.counties.iter().map(County::short_name).collect();
    let place: Vec<_> = place(meeting).collect();
    [
        day(start.weekday(), lang).to_owned(),
        start.format("%d.%m.%Y").to_string(),
        hours(meeting.when, lang),
        counties.join(", "),
        printable(&format!("{status}{}", title(meeting))),
        printable(&place.join(", ")),
    ]
}

/// Takes from the wider text until a line fits, or both are as narrow as they may be.
fn fit(widths: &mut [usize; COLUMNS], width: usize) {
    let gaps = GAP.len() * (COLUMNS - 1);
    let too_wide = (widths.iter().sum::<usize>() + gaps).saturating_sub(width);
    for _ in 0..too_wide {
        let [title, place] = TEXTS;
        let wider = if widths[title] > widths[place] { title } else { place };
        if widths[wider] > NARROWEST {
            widths[wider] -= 1;
        }
    }
}

fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let (mut out, mut taken) = (String::new(), 1);
    for c in cell.chars() {
        taken += c.width().unwrap_or(0);
        if taken > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_to_a_width() {
        assert_eq!(cut("żółw", 4), "żółw");
        assert_eq!(cut("żółwie", 4), "żół…");
        assert_eq!(cut("日本語", 4), "日…");
        let mut widths = [4, 10, 11, 10, 80, 60];
        fit(&mut widths, 120);
        assert_eq!(widths.iter().sum::<usize>() + 10, 120);
        fit(&mut widths, 20);
        assert_eq!(widths[4..], [NARROWEST, NARROWEST]);
    }
}
