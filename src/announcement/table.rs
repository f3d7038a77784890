//! Tables: rows of cells between `|` or tabs, cells that lost their table and stand a line each, cells run together. However
//! they were kept, they are read as a list is: by the headings of their columns, else by what the cells are.

use std::ops::Range;

use csv::StringRecord;

use super::entry::{Draft, Manner, Part, all_parts, join, texts};
use super::html::LINE_IN_CELL;
use super::piece::goes_on;
use super::place::{self, is_name, is_venue, strip, trim};
use super::scan::{Day, Item, Line};
use super::shape::{Shape, cells, heading, is_heading};
use super::words::WORDS;
use super::{Doubt, Reason, Unused, What};
use crate::list::columns::speaks_of;
use crate::list::{Columns, Field, Heading};
use crate::poland::county::Counties;
use crate::poland::date::{self, fold, same};
use crate::poland::remark::{self, Change};

/// A cell has so many words at most where it stands in a line of its own.
const WORDS_IN_CELL: usize = 25;
/// What a cell that is what its column's heading says is worth, and what it costs if it is not; a word of plain text is
/// nearly as good in a column of texts, so it is worth a little.
const FITS: i32 = 4;
const PLAIN: i32 = 1;
const UNFIT: i32 = -4;
/// A cell of two lines is rarer than one of one, and an empty cell rarer still.
const SECOND_LINE: i32 = -2;
const EMPTY: i32 = -3;

/// A cell: the lines, or the parts of one, that it consists of.
type Cell<'l> = Vec<Line<'l>>;

/// A table's row.
struct Row<'l> {
    cells: Vec<Cell<'l>>,
    lines: Range<usize>,
}

/// A table.
pub(super) struct Table<'l> {
    rows: Vec<Row<'l>>,
    /// The headings, if they were found with it.
    columns: Option<Vec<Column>>,
    lines: Range<usize>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Field(Field),
    /// Row numbers and what no list has.
    Other,
    /// Where the meeting is, in whatever order.
    Mixed,
}

/// What was made of a table.
#[derive(Default)]
pub(super) struct Read {
    pub(super) drafts: Vec<Draft>,
    pub(super) unused: Vec<Unused>,
}

/// All tables of a text.
pub(super) fn find<'l>(lines: &'l [Line<'l>], shapes: &[Shape]) -> Vec<Table<'l>> {
    let mut found = rows(lines);
    found.extend(run_together(lines));
    let mut is_free: Vec<bool> = shapes.iter().map(|shape| *shape != Shape::Blank).collect();
    for table in &found {
        is_free[table.lines.clone()].fill(false);
    }
    found.extend(one_a_line(lines, &is_free));
    found.sort_by_key(|table| table.lines.start);
    found
}

impl Table<'_> {
    pub(super) fn lines(&self) -> Range<usize> {
        self.lines.clone()
    }
}

/// Rows of cells between marks.
fn rows<'l>(lines: &'l [Line<'l>]) -> Vec<Table<'l>> {
    let mut out = Vec::new();
    let mut open: Vec<Row> = Vec::new();
    let mut close = |rows: Vec<Row<'l>>| {
        let widths = || rows.iter().map(|row| row.cells.len());
        // "Opublikowano: 15.02.2027 | Departament | Wyświetleń: 412" is none
        let is_row = |row: &Row| {
            let has = |wanted: &dyn Fn(&Line) -> bool| row.cells.iter().flatten().any(wanted);
            row.cells.len() > 2
                && has(&|line| line.has(Item::is_day))
                && !has(&|line| WORDS.stamps.is_in(&fold(line.text)))
        };
        if widths().filter(|width| *width > 1).count() > 1 || rows.iter().any(is_row) {
            let lines = rows[0].lines.start..rows[rows.len() - 1].lines.end;
            out.push(Table { rows, columns: None, lines });
        }
    };
    for (n, line) in lines.iter().enumerate() {
        let found = cells(line.text);
        let is_framed = line.text.trim_start().starts_with('|') && !open.is_empty();
        if found.len() > 1 || found.len() == 1 && is_framed {
            let cells: Vec<Cell> = found.iter().map(|range| lines_in(line, range)).collect();
            // "--- | ---" parts the headings from the rows
            if cells.iter().flatten().any(|line| place::letters(line.text) > 0 || !line.items.is_empty()) {
                open.push(Row { cells, lines: n..n + 1 });
            }
        } else if !line.text.trim().is_empty() || open.last().is_some_and(|row| row.lines.end + 1 < n) {
            close(std::mem::take(&mut open));
        }
    }
    close(open);
    out
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
    let is_strict =
        |n: &usize| lines[*n].items.iter().all(|(item, _)| *item == Item::Ordinal) && is_heading(lines[*n].text);
    let full: Vec<usize> = (0..lines.len()).filter(|n| is_free[*n]).collect();
    let strict: Vec<bool> = full.iter().map(is_strict).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < full.len() {
        let is_part = |n: &usize| {
            // one that is not known stands between two that are
            strict[*n]
                || strict.get(n + 1) == Some(&true)
                    && *n > at
                    && place::count(lines[full[*n]].text) <= 4
                    && lines[full[*n]].items.is_empty()
        };
        let count = if strict[at] { (at..full.len()).take_while(is_part).count() } else { 0 };
        let headings: Vec<&str> = full[at..at + count].iter().map(|&n| trim(lines[n].text)).collect();
        let columns = by_headings(&headings);
        let has_time = columns.iter().any(|column| matches!(column, Column::Field(Field::Date | Field::Start)));
        at += count.max(1);
        if count < 2 || !has_time {
            continue;
        }
        let fits = |n: &&usize| {
            // the headings again, on the next page
            let is_again = same(lines[**n].text, headings[0]);
            let is_next = !is_again && (**n == full[at] || lines[**n].text.trim().is_empty() || is_free[**n]);
            is_next && place::count(lines[**n].text) <= WORDS_IN_CELL
        };
        let body: Vec<usize> =
            full[at.min(full.len())..].iter().take_while(|n| full.get(at).is_some() && fits(n)).copied().collect();
        let fragments: Vec<Line> = body.iter().map(|&n| lines[n].part(&(0..lines[n].text.len()))).collect();
        let rows: Vec<Row> = align(&fragments, &columns)
            .into_iter()
            .map(|cells| {
                let all: Vec<usize> = cells.iter().flatten().map(|&fragment| body[fragment]).collect();
                let cells = cells
                    .iter()
                    .map(|cell| cell.iter().map(|&at| fragments[at].part(&(0..fragments[at].text.len()))).collect());
                Row { cells: cells.collect(), lines: all[0]..all[all.len() - 1] + 1 }
            })
            .collect();
        let Some(last) = rows.last() else { continue };
        let end = last.lines.end;
        out.push(Table { lines: full[at - count]..end, rows, columns: Some(columns) });
        at += body.iter().take_while(|n| **n < end).count();
    }
    out
}

/// Rows whose cells have run together, below headings that have, too: "DataDzieńGodzina".
fn run_together<'l>(lines: &'l [Line<'l>]) -> Vec<Table<'l>> {
    let mut out = Vec::new();
    let mut n = 0;
    while n < lines.len() {
        let headings = cut(lines[n].text);
        n += 1;
        let texts: Vec<&str> = headings.iter().map(|range| lines[n - 1].text[range.clone()].trim()).collect();
        if texts.len() < 3 || texts.iter().filter(|text| is_heading(text)).count() * 2 <= texts.len() {
            continue;
        }
        let columns = by_headings(&texts);
        let rows: Vec<Row> = lines[n..]
            .iter()
            .enumerate()
            .map_while(|(below, line)| {
                let fragments: Vec<Line> = cut(line.text)
                    .into_iter()
                    .map(|range| Line::scan(&line.text[range.clone()], line.at + range.start))
                    .collect();
                let row = align(&fragments, &columns).into_iter().next().filter(|_| fragments.len() > 2)?;
                let cells = row
                    .iter()
                    .map(|cell| cell.iter().map(|&at| fragments[at].part(&(0..fragments[at].text.len()))).collect());
                Some(Row { cells: cells.collect(), lines: n + below..n + below + 1 })
            })
            .collect();
        let Some(last) = rows.last() else { continue };
        let end = last.lines.end;
        out.push(Table { lines: n - 1..end, rows, columns: Some(columns) });
        n = end;
    }
    out
}

/// The cells of a row that has run together: a small letter, a digit or a closed bracket before a capital letter; a letter or
/// bracket before an hour; "GSIEGaleria"; "13412.00" ends with an hour.
fn cut(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is = |n: usize, wanted: fn(char) -> bool| chars.get(n).is_some_and(|(_, c)| wanted(*c));
    let upper = |n| is(n, char::is_uppercase);
    let lower = |n| is(n, char::is_lowercase);
    let digit = |n| is(n, |c| c.is_ascii_digit());
    let mut out = Vec::new();
    let mut start = 0;
    for n in 1..chars.len() {
        let closed = is(n - 1, |c| matches!(c, ')' | '”' | '"'));
        let opened = is(n, |c| matches!(c, '„'));
        let is_hour = |n: usize| {
            digit(n)
                && digit(n + 1)
                && is(n + 2, |c| c == '.' || c == ':')
                && digit(n + 3)
                && digit(n + 4)
                && !digit(n + 5)
        };
        let is_cut = (lower(n - 1) || digit(n - 1) || closed) && upper(n)
            || (lower(n - 1) || digit(n - 1)) && opened
            || n > 1 && upper(n - 2) && upper(n - 1) && upper(n) && lower(n + 1)
            || (lower(n - 1) || closed) && digit(n)
            || digit(n - 1) && lower(n) && lower(n + 1) && lower(n + 2)
            || digit(n - 1) && is_hour(n) && !is_hour(n - 1) && n > 1 && !is(n - 2, |c| c == '.' || c == ':');
        if is_cut {
            out.push(start..chars[n].0);
            start = chars[n].0;
        }
    }
    out.push(start..text.len());
    out
}

/// The rows of cells that follow each other without a mark of the column: for each row the fragments of each column. The
/// cheapest way is taken in which they go through the columns again and again; where nothing fits any more, the table ends.
fn align(fragments: &[Line], columns: &[Column]) -> Vec<Vec<Vec<usize>>> {
    let width = columns.len();
    // the best score of a way that ends in a column, and the column before it
    let mut best: Vec<i32> = Vec::new();
    let mut ways: Vec<Vec<usize>> = Vec::new();
    let mut end = (0, 0, 0);
    for (at, line) in fragments.iter().enumerate() {
        let goes_on = at > 0 && goes_on(fragments[at - 1].text, line.text);
        let mut next = Vec::with_capacity(width);
        let mut way = Vec::with_capacity(width);
        for (to, column) in columns.iter().enumerate() {
            let step = |from: usize| {
                let skipped = if from == to { 0 } else { (to + width - from - 1) % width };
                let cost = match () {
                    () if from == to && goes_on => 0,
                    () if from == to => SECOND_LINE,
                    () => EMPTY * i32::try_from(skipped).unwrap_or(i32::MAX / 8),
                };
                best[from] + cost
            };
            let (score, from) = if at == 0 {
                (EMPTY * i32::try_from(to).unwrap_or(i32::MAX / 8), to)
            } else {
                (0..width).map(|from| (step(from), from)).max().unwrap_or_default()
            };
            next.push(score + fit(*column, line));
            way.push(from);
        }
        // a row that stops before its last column lacks the others
        let rest = |to: usize| EMPTY * i32::try_from(width - 1 - to).unwrap_or(0);
        let (score, to) = (0..width).map(|to| (next[to] + rest(to), to)).max().unwrap_or_default();
        if score > end.0 {
            end = (score, at + 1, to);
        }
        best = next;
        ways.push(way);
    }
    let (_, count, mut column) = end;
    let mut path = Vec::with_capacity(count);
    for way in ways[..count].iter().rev() {
        path.push(column);
        column = way[column];
    }
    path.reverse();
    let mut out: Vec<Vec<Vec<usize>>> = Vec::new();
    for (at, &column) in path.iter().enumerate() {
        if at == 0 || column < path[at - 1] {
            out.push(vec![Vec::new(); width]);
        }
        if let Some(row) = out.last_mut() {
            row[column].push(at);
        }
    }
    out
}

/// How well a text fits into a column.
fn fit(column: Column, line: &Line) -> i32 {
    let (has_day, has_hours) =
        (line.has(|item| !item.days().is_empty()), line.has(Item::is_hours) || date::is_hour(trim(line.text)));
    let text = trim(line.text);
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_weekday = date::weekday(&fold(line.text)).is_some();
    let is_when = has_day || has_hours || is_weekday;
    let (is_it, is_plain) = match column {
        Column::Field(Field::Date) => (has_day, has_hours),
        Column::Field(Field::Start | Field::End) => (has_hours && !has_day, false),
        Column::Field(Field::Weekday) => (is_weekday, false),
        Column::Field(Field::Town) => {
            (!is_when && !is_number && is_name(&place::town_name(trim(line.text))), !is_when && !is_number)
        }
        Column::Field(Field::Venue | Field::Address) => (
            !has_day && !is_weekday && !is_number && (is_venue(line.text) || line.has(Item::is_address)),
            !is_when && !is_number,
        ),
        Column::Other => (is_number, !is_when),
        Column::Field(_) | Column::Mixed => (false, !is_number && !is_when),
    };
    if is_it {
        FITS
    } else if is_plain {
        PLAIN
    } else {
        UNFIT
    }
}

/// The columns by their headings, as lists understand them. A town and a day are in one column each.
fn by_headings(headings: &[&str]) -> Vec<Column> {
    let meanings = Columns::default().headings(&StringRecord::from(headings.to_vec()));
    let mut found: Vec<Column> = Vec::new();
    let has_hours = meanings.contains(&Heading::Known(Field::Start));
    for (number, (meaning, text)) in meanings.into_iter().zip(headings).enumerate() {
        let meaning = if meaning == Heading::Unknown { heading(text) } else { meaning };
        let spoken =
            [("date", Field::Date), ("hour", Field::Start), ("venue", Field::Venue), ("address", Field::Address)];
        let is_same = found
            .last()
            .is_some_and(|last| number > 0 && headings[number - 1] == *text && *last == Column::Field(Field::Date));
        let field = match meaning {
            // one heading over the columns of days and hours; "Czas trwania" is from when to when where nothing else is
            Heading::Known(Field::Date) if is_same => Some(Field::Start),
            Heading::Known(Field::Length) if !has_hours => Some(Field::Start),
            Heading::Known(field) => Some(field),
            Heading::Unknown => spoken.into_iter().find(|(role, _)| speaks_of(text, &[role])).map(|(_, field)| field),
            _ => None,
        };
        let column = field.map_or(Column::Other, Column::Field);
        let is_first =
            !found.contains(&column) || matches!(field, Some(Field::Venue | Field::Address | Field::Contact));
        found.push(if is_first { column } else { Column::Other });
    }
    found
}

/// The columns by what most of their cells are.
fn by_cells(rows: &[Row]) -> Vec<Column> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut found: Vec<Column> = Vec::new();
    for column in 0..width {
        let is_filled = |cell: &&Cell| cell.iter().any(|line| !trim(line.text).is_empty());
        let cells: Vec<&Cell> = rows.iter().filter_map(|row| row.cells.get(column)).filter(is_filled).collect();
        let mostly =
            |is: &dyn Fn(&Line) -> bool| cells.iter().filter(|cell| cell.iter().any(is)).count() * 2 > cells.len();
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let is_bare = |line: &Line| texts(&all_parts(line)).into_iter().all(|text| strip(text).is_empty());
        let kind = if mostly(&|line| line.has(|item| !item.days().is_empty())) {
            Column::Field(Field::Date)
        } else if mostly(&|line| line.has(Item::is_hours) && is_bare(line)) {
            Column::Field(Field::Start)
        } else if mostly(&|line| date::weekday(&fold(line.text)).is_some() || is_number(line.text.trim())) {
            Column::Other
        } else if mostly(&|line| line.has(|item| *item == Item::Person)) {
            Column::Field(Field::Host)
        } else if mostly(&|line| line.items.is_empty() && is_name(&place::town_name(trim(line.text)))) {
            Column::Field(Field::Town)
        } else {
            Column::Mixed
        };
        // a second column of names has no town: their people, their streets
        found.push(match kind {
            Column::Field(Field::Town) if found.contains(&kind) => Column::Mixed,
            Column::Field(_) if found.contains(&kind) => Column::Other,
            kind => kind,
        });
    }
    found
}

impl Table<'_> {
    /// Its rows as meetings; `above` is the day that stands above the table, where it has none of its own.
    pub(super) fn read(&self, above: Option<(Day, Range<usize>)>) -> Read {
        let mut out = Read::default();
        let mut columns = self.columns.clone();
        let mut day = above;
        let mut is_cancelled = false;
        for (number, row) in self.rows.iter().enumerate() {
            let texts: Vec<&str> =
                row.cells.iter().map(|cell| cell.first().map_or("", |line| trim(line.text))).collect();
            let known = texts.iter().filter(|text| is_heading(text)).count();
            let has_time =
                row.cells.iter().flatten().any(|line| line.has(|item| item.is_hours() || !item.days().is_empty()));
            if self.columns.is_none() && known > 1 && !has_time {
                columns = Some(by_headings(&texts));
                continue;
            }
            if columns.is_none() {
                columns = Some(by_cells(&self.rows[number..]));
            }
            let columns = columns.as_deref().unwrap_or_default();
            let filled: Vec<&str> = texts.iter().filter(|text| !text.is_empty()).copied().collect();
            if filled.windows(2).all(|pair| pair[0] == pair[1]) && self.columns.is_none() {
                // one text over all columns
                let Some(line) = row.cells.iter().flatten().find(|line| !trim(line.text).is_empty()) else { continue };
                is_cancelled = remark::in_note(line.text) == Some(Change::Cancelled) && remark::is_plain(line.text);
                let named = line.all(|item| item.is_day()).next();
                day = named.map(|(item, at)| (item.days()[0], at)).or(day);
                if !is_cancelled && !line.has(Item::is_day) {
                    out.unused.push(Unused { at: row.at(), what: What::Row, reason: Reason::NoHour });
                }
                continue;
            }
            let before = out.drafts.len();
            row.read(columns, day.as_ref(), &mut out.drafts);
            match out.drafts[before..].iter_mut().next_back() {
                None => out.unused.push(Unused { at: row.at(), what: What::Row, reason: Reason::NoDay }),
                Some(last) => {
                    day = Some((last.day, last.found.at.clone()));
                    out.drafts[before..].iter_mut().for_each(|draft| draft.found.cancelled |= is_cancelled);
                }
            }
        }
        out
    }
}

impl Row<'_> {
    fn at(&self) -> Range<usize> {
        let mut lines = self.cells.iter().flatten().filter(|line| !trim(line.text).is_empty());
        let first = lines.next();
        let last = lines.next_back().or(first);
        first.zip(last).map_or(0..0, |(first, last)| first.at..last.at + last.text.len())
    }

    /// The cells of a column.
    fn cells<'r>(
        &'r self,
        columns: &'r [Column],
        wanted: impl Fn(Column) -> bool + 'r,
    ) -> impl Iterator<Item = &'r Cell<'r>> + 'r {
        self.cells
            .iter()
            .zip(columns.iter().copied().chain(std::iter::repeat(Column::Mixed)))
            .filter(move |(_, column)| wanted(*column))
            .map(|(cell, _)| cell)
    }

    /// The text of a column's cells.
    fn text(&self, columns: &[Column], field: Field) -> String {
        let mut found = String::new();
        for line in self.cells(columns, |column| column == Column::Field(field)).flatten() {
            join(&mut found, line.text);
        }
        found
    }

    /// A meeting for each day of the row; without one, on the day of the row above, if it has hours.
    fn read(&self, columns: &[Column], above: Option<&(Day, Range<usize>)>, out: &mut Vec<Draft>) {
        let is_date = |column| column == Column::Field(Field::Date);
        let days_of = |line: &Line| -> Vec<_> {
            let items = line
                .all(|item| !item.days().is_empty())
                .map(|(item, at)| (matches!(item, Item::Period(_)), item.days().to_vec(), at));
            items
                .flat_map(|(is_first, days, at)| days.into_iter().map(move |day| (day, at.clone(), is_first)))
                .collect()
        };
        let mut days: Vec<_> = self.cells(columns, is_date).flatten().flat_map(days_of).collect();
        if days.is_empty() {
            days = self.cells(columns, |column| column != Column::Other).flatten().flat_map(days_of).take(1).collect();
        }
        let has_hours = self.cells.iter().flatten().any(|line| line.has(Item::is_hours));
        if days.is_empty() && has_hours {
            days.extend(above.map(|(day, at)| (*day, at.clone(), false)));
        }
        let towns: Vec<&Line> = self
            .cells(columns, |column| column == Column::Field(Field::Town))
            .flatten()
            .filter(|line| !trim(line.text).is_empty())
            .collect();
        let is_matched = days.len() > 1 && towns.len() == days.len();
        for (number, (day, at, is_first)) in days.iter().enumerate() {
            let mut draft = Draft::new(*day, at.clone(), self.lines.clone());
            draft.is_listed = true;
            if *is_first {
                draft.found.doubts.push(Doubt::FirstDay);
            }
            self.hours(columns, number, days.len(), &mut draft);
            let town = towns
                .iter()
                .enumerate()
                .filter(|(which, _)| !is_matched || *which == number)
                .map(|(_, line)| place::town_name(strip(line.text)));
            let town = Some(town.collect::<Vec<_>>().join(", ")).filter(|town| !town.is_empty());
            let is_place = |column| {
                matches!(
                    column,
                    Column::Mixed
                        | Column::Field(
                            Field::Venue
                                | Field::Address
                                | Field::Postcode
                                | Field::County
                                | Field::Date
                                | Field::Start
                        )
                )
            };
            let mut entry: Vec<Part> = Vec::new();
            for line in self
                .cells(columns, is_place)
                .flatten()
                .filter(|line| line.has(Item::is_hours) || date::hours(trim(line.text)).is_none())
            {
                entry.push(Part::Break);
                entry.extend(all_parts(line));
            }
            draft.fill(&entry, Manner::Cells, town);
            for line in self.cells(columns, |column| column == Column::Field(Field::County)).flatten() {
                draft.found.counties = draft.found.counties.union(Counties::find(trim(line.text)).unwrap_or_default());
            }
            for (field, to) in [
                (Field::Title, &mut draft.found.title),
                (Field::Description, &mut draft.found.description),
                (Field::Host, &mut draft.found.host),
                (Field::Contact, &mut draft.found.contact),
            ] {
                join(to, &self.text(columns, field));
            }
            // a note may say that it is cancelled, in whatever column
            for line in self.cells(columns, |column| !is_place(column)).flatten() {
                let is_cancelled = remark::in_note(line.text) == Some(Change::Cancelled) && remark::is_plain(line.text);
                draft.found.cancelled |= is_cancelled;
            }
            // "Stan na dzień: …" is no meeting
            if draft.found.hours.is_some() || draft.is_somewhere() {
                out.push(draft);
            }
        }
    }

    /// When it begins and ends: from the columns of hours, each of several days with its own, if there are as many.
    fn hours(&self, columns: &[Column], number: usize, count: usize, draft: &mut Draft) {
        let hours_in = |field: Field| -> Vec<_> {
            let lines = self.cells(columns, move |column| column == Column::Field(field)).flatten();
            lines
                .flat_map(|line| {
                    let found: Vec<_> =
                        line.all(Item::is_hours).filter_map(|(item, at)| Some((item.hours()?, at))).collect();
                    let bare = || date::hours(trim(line.text)).map(|hours| (hours, line.at..line.at + line.text.len()));
                    if found.is_empty() { bare().into_iter().collect() } else { found }
                })
                .collect()
        };
        let starts = hours_in(Field::Start);
        let own = if starts.len() == count { starts.get(number) } else { starts.first() };
        let Some((hours, at)) = own else { return };
        draft.used.push(at.clone());
        draft.found.hours = Some(*hours);
        if let (None, Some(((end, _), at))) = (hours.1, hours_in(Field::End).first()) {
            draft.found.hours = Some((hours.0, Some(*end).filter(|end| *end > hours.0)));
            draft.used.push(at.clone());
        }
    }
}
