//! Meetings as a table for the eye: each on a line, weekday before date, cut to the terminal's width.

use std::io::IsTerminal as _;

use chrono::Datelike;
use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table};

use crate::calendar::event::{place, title};
use crate::meeting::{Meeting, Status};
use crate::message::{Words, printable};
use crate::{calendar::changes::hours, poland::county::County};

/// Title and place, which are cut if a line is too long.
const TEXTS: [usize; 2] = [4, 5];
/// No line is wider, even where there is no terminal.
const WIDEST: u16 = 500;
/// A table is not cut below this, since its texts would say nothing.
const NARROWEST: u16 = 80;
/// Between columns.
const GAP: u16 = 2;

/// The width of the terminal that standard output is, or of COLUMNS; `None`: there is no terminal.
pub(crate) fn width() -> Option<u16> {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| width.0);
    named.or_else(|| std::io::stdout().is_terminal().then(terminal)?).filter(|&width| width > 0)
}

/// The table, with a heading and a line end behind each line.
pub(crate) fn meetings(meetings: &[Meeting], words: &Words, width: Option<u16>) -> String {
    let heading = ["day", "date", "hours", "county", "title", "place"];
    let heading = heading.map(|column| words.code("head", column));
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    // a text is one word, which is cut where the column ends
    table.set_delimiter('\n').set_truncation_indicator("…");
    let rows = meetings.iter().map(|meeting| cells(meeting, words));
    for cells in std::iter::once(heading).chain(rows) {
        let mut row = Row::from(cells);
        row.max_height(1);
        table.add_row(row);
    }
    for (n, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, GAP));
        if !TEXTS.contains(&n) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    // behind the last column there is a gap of blanks, which may lie outside
    table.set_width(width.unwrap_or(WIDEST).max(NARROWEST).saturating_add(GAP));
    table.trim_fmt() + "\n"
}

fn cells(meeting: &Meeting, words: &Words) -> [String; 6] {
    let start = meeting.when.start_local();
    let said = words.code("status", meeting.status.value().to_lowercase());
    let said = if meeting.status == Status::Confirmed { String::new() } else { format!("({said}) ") };
    let counties = meeting.counties.names(County::short_name);
    let place: Vec<_> = place(meeting).collect();
    [
        words.code("day", start.weekday()),
        start.format("%d.%m.%Y").to_string(),
        hours(meeting.when, words),
        counties,
        printable(&format!("{said}{}", title(meeting))),
        printable(&place.join(", ")),
    ]
}
