//! Where tables stand in a text: rows of cells between `|` or tabs, and cells that lost their table and stand a line each.

use std::ops::Range;

use super::html::LINE_IN_CELL;
use super::piece::goes_on;
use super::place::{self, trim};
use super::scan::{Item, Line};
use super::shape::{Kind, cells, is_heading};
use super::table::{Cell, Column, Row, Table, by_headings};
use crate::list::Field;
use crate::poland::date::same;

/// A text of more words that ends with a stop is a sentence.
const SENTENCE: usize = 5;

/// A cell has so many words at most where it stands in a line of its own, and a table so many columns.
const WORDS_IN_CELL: usize = 25;
const COLUMNS: usize = 20;
/// What a cell that is what its column's heading says is worth, and what it costs if it is not; a word of plain text is
/// nearly as good in a column of texts, so it is worth a little.
const FITS: i32 = 4;
const PLAIN: i32 = 1;
const UNFIT: i32 = -4;
/// A cell of two lines is rarer than one of one, and an empty cell rarer still.
const SECOND_LINE: i32 = -2;
const EMPTY: i32 = -3;

/// All tables of a text.
pub(super) fn find<'l>(lines: &'l [Line<'l>]) -> Vec<Table<'l>> {
    let mut found: Vec<Table> = rows(lines).into_iter().flat_map(Table::turned).collect();
    let mut is_free: Vec<bool> = lines.iter().map(|line| !line.text.trim().is_empty()).collect();
    for table in &found {
        is_free[table.lines.clone()].fill(false);
    }
    found.extend(one_a_line(lines, &is_free));
    found.sort_by_key(|table| table.lines.start);
    found
}

/// Rows of cells between marks; one blank line may stand between them.
fn rows<'l>(lines: &'l [Line<'l>]) -> Vec<Table<'l>> {
    let rows: Vec<Row> = (0..lines.len()).filter_map(|n| row(lines, n)).collect();
    let follows = |above: &Row, next: &Row| {
        let mut between = lines[above.lines.end..next.lines.start].iter();
        between.len() < 2 && between.all(|line| line.text.trim().is_empty())
    };
    let tables = rows.chunk_by(follows).filter(|rows| rows.iter().filter(|row| row.cells.len() > 1).count() > 1);
    let table = |rows: &[Row<'l>]| Table {
        rows: rows.to_vec(),
        columns: None,
        lines: rows[0].lines.start..rows[rows.len() - 1].lines.end,
    };
    tables.map(table).collect()
}

/// The row that a line is.
fn row<'l>(lines: &'l [Line<'l>], n: usize) -> Option<Row<'l>> {
    let text = lines[n].text;
    let cells: Vec<Cell<'l>> = cells(text).iter().map(|range| lines_in(&lines[n], range)).collect();
    let is_row = cells.len() > 1 || cells.len() == 1 && text.trim_start().starts_with('|');
    is_row.then_some(Row { cells, lines: n..n + 1 })
}

/// The lines of a cell.
fn lines_in<'l>(line: &Line<'l>, cell: &Range<usize>) -> Cell<'l> {
    let mut start = cell.start;
    let lines = line.text[cell.clone()].split(LINE_IN_CELL).map(|text| {
        let range = start..start + text.len();
        start = range.end + LINE_IN_CELL.len_utf8();
        range
    });
    let lines: Vec<_> = lines.collect();
    // what stands in two lines of a cell is no one thing
    let scan = |range: &Range<usize>| {
        if lines.len() == 1 { line.part(range) } else { Line::scan(&line.text[range.clone()], line.at + range.start) }
    };
    lines.iter().map(scan).collect()
}

/// Cells a line each below their headings, each of which stands in a line of its own.
fn one_a_line<'l>(lines: &'l [Line<'l>], is_free: &[bool]) -> Vec<Table<'l>> {
    let full: Vec<usize> = (0..lines.len()).filter(|n| is_free[*n]).collect();
    let text = |at: usize| full.get(at).map_or("", |n| trim(lines[*n].text));
    let is_plain = |at: usize| lines[full[at]].items.iter().all(|(item, _)| *item == Item::Ordinal);
    let is_known = |at: usize| at < full.len() && is_plain(at) && is_heading(text(at));
    // "Rejon": a word that no list has, above one that they have
    let is_new = |at: usize| is_plain(at) && place::letters(text(at)) == text(at).chars().count() && is_known(at + 1);
    let mut out = Vec::new();
    let mut at = 0;
    while at < full.len() {
        let headings = (at..full.len()).take(COLUMNS).take_while(|at| is_known(*at) || is_new(*at));
        let headings: Vec<&str> = headings.map(text).collect();
        let columns = by_headings(&headings);
        let first = full[at];
        at += headings.len().max(1);
        let has_time = columns.iter().any(|column| matches!(column, Column::Field(Field::Date | Field::Start)));
        if headings.len() < 2 || !has_time {
            continue;
        }
        // up to a sentence, another table, or the headings again, on the next page
        let is_cell = |pair: &&[usize]| {
            let goes_on = (pair[0] + 1..pair[1]).all(|n| lines[n].text.trim().is_empty());
            let text = lines[pair[1]].text.trim_end();
            let is_long = place::count(text) > SENTENCE && !place::is_venue(text);
            let is_sentence = is_long && text.ends_with(['.', ':']);
            goes_on && !is_sentence && !same(text, headings[0]) && place::count(text) <= WORDS_IN_CELL
        };
        let body = full[at - 1..].windows(2).take_while(is_cell);
        let rows = align(body.map(|pair| (pair[1], lines[pair[1]].clone())).collect(), &columns);
        if let Some(last) = rows.last() {
            let end = last.lines.end;
            at += full[at..].partition_point(|n| *n < end);
            out.push(Table { lines: first..end, rows, columns: Some(columns) });
        }
    }
    out
}

/// The rows of cells that follow each other without a mark of the column. The cheapest way is taken in which they go through
/// the columns again and again; where nothing fits any more, the table ends.
fn align<'l>(fragments: Vec<(usize, Line<'l>)>, columns: &[Column]) -> Vec<Row<'l>> {
    let width = columns.len();
    let empty = |count: usize| EMPTY * i32::try_from(count).unwrap_or(i32::MAX / 8);
    // the best score of a way that ends in a column, and for each fragment the column before it
    let mut best = vec![0; width];
    let mut ways: Vec<Vec<usize>> = Vec::new();
    let mut end = (0, 0, 0);
    for (at, (_, line)) in fragments.iter().enumerate() {
        let second = if at > 0 && goes_on(fragments[at - 1].1.text, line.text) { 0 } else { SECOND_LINE };
        let step = |from: usize, to: usize| match at {
            0 => empty(to),
            _ if from == to => best[from] + second,
            _ => best[from] + empty((to + width - from - 1) % width),
        };
        let ends = (0..width).map(|to| (0..width).map(|from| (step(from, to), from)).max().unwrap_or_default());
        let (scores, way): (Vec<i32>, Vec<usize>) = ends.unzip();
        best = scores.iter().zip(columns).map(|(score, column)| score + fit(*column, line)).collect();
        ways.push(way);
        // a row that stops before its last column lacks the others
        end = (0..width).map(|to| (best[to] + empty(width - 1 - to), at + 1, to)).fold(end, std::cmp::max);
    }
    let (_, count, mut column) = end;
    let mut path = vec![0; count];
    for at in (0..count).rev() {
        path[at] = column;
        column = ways[at][column];
    }
    let mut out: Vec<Row> = Vec::new();
    for (at, (n, line)) in fragments.into_iter().take(count).enumerate() {
        if at == 0 || path[at] < path[at - 1] {
            out.push(Row { cells: vec![Vec::new(); width], lines: n..n + 1 });
        }
        if let Some(row) = out.last_mut() {
            row.lines.end = n + 1;
            row.cells[path[at]].push(line);
        }
    }
    out
}

/// How well a text fits into a column.
fn fit(column: Column, line: &Line) -> i32 {
    let kind = Kind::of_cell(line);
    let is_when = matches!(kind, Kind::Day | Kind::Hours | Kind::Weekday);
    let is_plain = !is_when && kind != Kind::Number;
    let (is_it, is_plain) = match column {
        Column::Field(Field::Date) => (kind == Kind::Day, kind == Kind::Hours),
        Column::Field(Field::Start | Field::End) => (kind == Kind::Hours, false),
        Column::Field(Field::Weekday) => (kind == Kind::Weekday, false),
        Column::Commune | Column::Field(Field::Town) => (kind == Kind::Name, is_plain),
        Column::Field(Field::Venue | Field::Address) => (kind == Kind::Place, is_plain),
        Column::Other => (kind == Kind::Number, !is_when),
        Column::Field(_) | Column::Mixed => (false, is_plain),
    };
    if is_it {
        FITS
    } else if is_plain {
        PLAIN
    } else {
        UNFIT
    }
}
