//! Tables, however they were kept, are read as a list is: by the headings of their columns, else by what the cells are.

use std::ops::Range;

use csv::StringRecord;

use super::account::{is_former, is_until};
use super::entry::{Draft, Manner, Part, Read, all_parts};
use super::place::{self, strip, trim};
use super::scan::{Day, Hours, Item, Line};
use super::shape::{Kind, heading, is_heading};
use super::words::WORDS;
use super::{Doubt, Reason, Unused, What, month_alone};
use crate::list::{Columns, Field, Heading};
use crate::poland::date::{self, fold};
use crate::poland::length::length;
use crate::poland::remark::{self, Change};

/// A cell: the lines, or the parts of one, that it consists of.
pub(super) type Cell<'l> = Vec<Line<'l>>;

/// A table's row.
#[derive(Clone)]
pub(super) struct Row<'l> {
    pub(super) cells: Vec<Cell<'l>>,
    pub(super) lines: Range<usize>,
}

/// A table.
pub(super) struct Table<'l> {
    pub(super) rows: Vec<Row<'l>>,
    /// The headings, if they were found with it.
    pub(super) columns: Option<Vec<Column>>,
    pub(super) lines: Range<usize>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Field(Field),
    /// The gmina, whose village another column or the venue may name.
    Commune,
    /// Row numbers and what no list has.
    Other,
    /// Where the meeting is, in whatever order.
    Mixed,
}

/// Columns that say when or where a meeting is.
const PLACES: [Column; 7] = [
    Column::Mixed,
    Column::Field(Field::Venue),
    Column::Field(Field::Address),
    Column::Field(Field::Postcode),
    Column::Field(Field::County),
    Column::Field(Field::Date),
    Column::Field(Field::Start),
];

/// The columns by their headings, as lists understand them. A town and a day are in one column each.
pub(super) fn by_headings(headings: &[&str]) -> Vec<Column> {
    let meanings = Columns::default().headings(&StringRecord::from(headings.to_vec()));
    let mut found: Vec<Column> = Vec::new();
    let known: Vec<Field> = meanings.iter().filter_map(|meaning| meaning.field()).collect();
    let has_hours = known.contains(&Field::Start);
    for (meaning, text) in meanings.into_iter().zip(headings) {
        let meaning = if meaning == Heading::Unknown { heading(text) } else { meaning };
        let field = match meaning {
            // "Czas trwania" is from when to when where nothing else is
            Heading::Known(Field::Length) if !has_hours => Some(Field::Start),
            Heading::Known(field) => Some(field),
            _ => None,
        };
        let is_commune = field == Some(Field::Town) && date::has(&fold(text), &["gmin"]);
        let column = if is_commune { Column::Commune } else { field.map_or(Column::Other, Column::Field) };
        let may_repeat = matches!(field, Some(Field::Venue | Field::Address | Field::Contact));
        found.push(if may_repeat || !found.contains(&column) { column } else { Column::Other });
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
        let are_mostly = |kind: Kind| {
            let is = |cell: &&&Cell| match kind {
                // "Komisja Oświaty,", "Kultury i Sportu"
                Kind::Name => cell.iter().all(|line| Kind::of_cell(line) == kind),
                // "Skwierzyna", "parking przy ratuszu"
                _ => cell.iter().any(|line| Kind::of_cell(line) == kind),
            };
            cells.iter().filter(is).count() * 2 > cells.len()
        };
        let kinds = [
            (Kind::Day, Column::Field(Field::Date)),
            (Kind::Hours, Column::Field(Field::Start)),
            (Kind::Weekday, Column::Other),
            (Kind::Number, Column::Other),
            (Kind::Person, Column::Field(Field::Host)),
            (Kind::Name, Column::Field(Field::Town)),
            (Kind::Place, Column::Field(Field::Venue)),
        ];
        let kind = kinds.into_iter().find(|(kind, _)| are_mostly(*kind)).map_or(Column::Mixed, |(_, column)| column);
        // a second column of names has no town: their people, their streets
        found.push(match kind {
            // "kwiecień", "maj"
            Column::Field(Field::Date) => kind,
            Column::Field(Field::Town | Field::Venue) if found.contains(&kind) => Column::Mixed,
            Column::Field(_) if found.contains(&kind) => Column::Other,
            kind => kind,
        });
    }
    found
}

/// Columns whose headings no list has are of towns, places or persons where their cells are, and of days where no other is.
fn completed(mut columns: Vec<Column>, rows: &[Row]) -> Vec<Column> {
    // "Dzień", and another for the date
    let is_weekday = |cell: &Cell| cell.iter().all(|line| Kind::of_cell(line) == Kind::Weekday);
    let days = columns.iter().position(|column| *column == Column::Field(Field::Date));
    if let Some(days) = days.filter(|days| rows.iter().filter_map(|row| row.cells.get(*days)).all(is_weekday)) {
        columns[days] = Column::Other;
    }
    let has_day = columns.contains(&Column::Field(Field::Date));
    for (number, kind) in by_cells(rows).into_iter().enumerate().take(columns.len()) {
        let is_known = matches!(kind, Column::Field(Field::Town | Field::Venue | Field::Host));
        let is_there =
            columns.contains(&kind) || kind == Column::Field(Field::Town) && columns.contains(&Column::Commune);
        let is_day = kind == Column::Field(Field::Date) && !has_day;
        if (is_known && !is_there || is_day) && columns[number] == Column::Other {
            columns[number] = kind;
        }
    }
    columns
}

impl<'l> Table<'l> {
    /// Its columns as rows, if its first column has the headings: "Data | 14.09.2027 | 16.09.2027"; where these begin again,
    /// another table does.
    pub(super) fn turned(self) -> Vec<Self> {
        let is_of_days = |row: &Row| {
            let mut days = row.cells.iter().skip(1).flatten().filter(|line| !trim(line.text).is_empty()).peekable();
            let is_date = row.texts().next().is_some_and(|text| heading(text) == Heading::Known(Field::Date));
            is_date && days.peek().is_some() && days.all(|line| line.has(Item::has_days))
        };
        if !self.rows.iter().any(is_of_days) {
            return vec![self];
        }
        let turn = |table: &[Row<'l>]| {
            let width = table.iter().map(|row| row.cells.len()).max().unwrap_or(0);
            let cell = |row: &Row<'l>, column: usize| row.cells.get(column).cloned().unwrap_or_default();
            let cells = |column: usize| table.iter().map(|row| cell(row, column)).collect();
            let lines = table[0].lines.start..table[table.len() - 1].lines.end;
            let rows = (1..width).map(|column| Row { cells: cells(column), lines: lines.clone() }).collect();
            let headings: Vec<&str> = table.iter().map(|row| row.texts().next().unwrap_or_default()).collect();
            Self { rows, columns: Some(by_headings(&headings)), lines }
        };
        self.rows.chunk_by(|_, next| next.texts().next() != self.rows[0].texts().next()).map(turn).collect()
    }

    /// Its rows as meetings; `above` is the day that stands above the table, where it has none of its own.
    pub(super) fn read(&self, above: Option<(Day, Range<usize>)>) -> Read {
        let mut out = Read::default();
        let mut columns = self.columns.clone().map(|columns| completed(columns, &self.rows));
        let (mut day, mut month) = (above, None);
        let mut is_section_cancelled = false;
        let mut above: Option<Row> = None;
        for (number, row) in self.rows.iter().enumerate() {
            let has_time = row.cells.iter().flatten().any(|line| line.has(Item::is_date));
            if self.columns.is_none() && !has_time && row.has_headings() {
                let texts: Vec<&str> = row.texts().collect();
                columns = Some(completed(by_headings(&texts), &self.rows[number + 1..]));
                continue;
            }
            let columns = columns.get_or_insert_with(|| by_cells(&self.rows[number..]));
            let mut lines = row.cells.iter().flatten().filter(|line| !trim(line.text).is_empty());
            let Some(first) = lines.next() else { continue };
            if self.columns.is_none() && lines.all(|line| line.text.trim() == first.text.trim()) {
                // one text over all columns
                is_section_cancelled = is_cancelled(first.text);
                let named = first.all(Item::has_days).next().map(|(item, at)| (item.days()[0], at));
                let of_days = month_alone(first.text);
                month = of_days.or(month);
                if named.is_none() && of_days.is_none() && !is_section_cancelled && !first.has(Item::is_county) {
                    out.unused.push(Unused { at: row.at(), what: What::Row, reason: Reason::NoHour });
                }
                day = named.or(day);
                continue;
            }
            let at = row.at();
            let mut row = row.filled(columns, above.as_ref(), self.columns.is_none());
            let column = columns.iter().position(|column| *column == Column::Field(Field::Date));
            if let (Some((month, year)), Some(cell)) = (month, column.and_then(|column| row.cells.get_mut(column))) {
                for line in cell {
                    line.date(month, year, true);
                }
            }
            let before = out.drafts.len();
            row.read(columns, day.as_ref(), &mut out.drafts);
            if row.is_stamp() && out.drafts[before..].iter().all(|draft| !draft.has_sure_place()) {
                out.drafts.truncate(before);
                out.unused.push(Unused { at, what: What::Row, reason: Reason::Stamp });
                continue;
            }
            match out.drafts[before..].iter_mut().next_back() {
                None => {
                    let has_day = row.cells.iter().flatten().any(|line| line.has(Item::has_days));
                    let reason = if has_day { Reason::NoHour } else { Reason::NoDay };
                    out.unused.push(Unused { at, what: What::Row, reason });
                }
                Some(last) => {
                    day = Some((last.day, last.found.at.clone()));
                    out.drafts[before..].iter_mut().for_each(|draft| draft.found.cancelled |= is_section_cancelled);
                }
            }
            above = Some(row);
        }
        out
    }
}

impl<'l> Row<'l> {
    /// Whether it is one of headings.
    fn has_headings(&self) -> bool {
        self.texts().filter(|text| is_heading(text)).count() > 1
    }

    /// What stands in its cells, the first line of each.
    fn texts(&self) -> impl Iterator<Item = &'l str> {
        self.cells.iter().map(|cell| cell.first().map_or("", |line| trim(line.text)))
    }

    fn at(&self) -> Range<usize> {
        let mut lines = self.cells.iter().flatten().filter(|line| !trim(line.text).is_empty());
        let first = lines.next();
        let last = lines.next_back().or(first);
        first.zip(last).map_or(0..0, |(first, last)| first.at..last.at + last.text.len())
    }

    /// Whether it says who put the page there, and when.
    fn is_stamp(&self) -> bool {
        self.texts().next().is_some_and(|first| WORDS.stamps.is_in(&fold(first)))
    }

    /// With the cells of the row above where it says "jw.", and in the first column, if that is one of towns or counties and
    /// it is sure which cell is whose.
    fn filled(&self, columns: &[Column], above: Option<&Self>, is_sure: bool) -> Self {
        let first = columns.iter().position(|column| *column != Column::Other).filter(|_| is_sure);
        let first = first
            .filter(|first| matches!(columns[*first], Column::Commune | Column::Field(Field::Town | Field::County)));
        let cell = |(n, cell): (usize, &Cell<'l>)| {
            let text = cell.first().map_or("", |line| line.text);
            let is_same = if trim(text).is_empty() { first == Some(n) } else { remark::is_ditto(text) };
            let other = above.and_then(|row| row.cells.get(n)).filter(|_| is_same);
            other.unwrap_or(cell).clone()
        };
        Self { cells: self.cells.iter().enumerate().map(cell).collect(), lines: self.lines.clone() }
    }

    /// The lines of the cells in some columns, but for empty ones.
    fn lines<'r>(&'r self, columns: &[Column], wanted: &[Column]) -> Vec<&'r Line<'l>> {
        let columns = columns.iter().chain(std::iter::repeat(&Column::Mixed));
        let cells = self.cells.iter().zip(columns).filter(|(_, column)| wanted.contains(column));
        cells.flat_map(|(cell, _)| cell).filter(|line| !trim(line.text).is_empty()).collect()
    }

    /// A meeting for each day of the row; without one, on the day of the row above, if it has hours.
    fn read(&self, columns: &[Column], above: Option<&(Day, Range<usize>)>, out: &mut Vec<Draft>) {
        let days_in = |wanted: &[Column]| -> Vec<(Item, Range<usize>)> {
            let lines = self.lines(columns, wanted).into_iter();
            let days = lines.flat_map(|line| line.all(Item::has_days).map(move |day| (line, day)));
            let days = days.filter(|(line, (_, at))| !is_former(&line.text[..at.start - line.at]));
            days.map(|(_, (item, at))| (item.clone(), at)).collect()
        };
        let mut items = days_in(&[Column::Field(Field::Date)]);
        if items.is_empty() {
            items.extend(days_in(&PLACES).into_iter().next());
        }
        // "1-3" is a day, though none that is read
        let has_no_day = items.is_empty() && self.lines(columns, &[Column::Field(Field::Date)]).is_empty();
        if has_no_day && self.cells.iter().flatten().any(|line| line.has(Item::is_hours)) {
            items.extend(above.map(|(day, at)| (Item::Days(vec![*day]), at.clone())));
        }
        let days: Vec<_> =
            items.iter().flat_map(|(item, at)| item.days().iter().map(move |day| (day, item, at))).collect();
        // a note may say so, in whatever column
        let is_cancelled = self.cells.iter().flatten().any(|line| is_cancelled(line.text));
        for (number, (day, item, at)) in days.iter().enumerate() {
            // of as many hours or towns as there are days, each is one day's
            let own = |field: Field| {
                let lines = self.lines(columns, &[Column::Field(field)]);
                if lines.len() == days.len() { vec![lines[number]] } else { lines }
            };
            let mut draft = Draft::new(**day, (*at).clone(), self.lines.clone());
            draft.is_listed = true;
            draft.found.doubts.extend(matches!(item, Item::Period(_)).then_some(Doubt::FirstDay));
            let hours_in = |field: Field| own(field).into_iter().find_map(hours);
            if let Some(((start, end), at)) = hours_in(Field::Start) {
                let last = if end.is_none() { hours_in(Field::End) } else { None };
                draft.used.extend([at].into_iter().chain(last.clone().map(|(_, at)| at)));
                draft.found.hours = Some((start, end.or(last.map(|((end, _), _)| end).filter(|end| *end > start))));
            }
            let length = own(Field::Length).first().and_then(|line| length(trim(line.text), ""));
            draft.length = length.and_then(|length| length.num_minutes().try_into().ok());
            let towns = |lines: Vec<&Line>| -> Vec<String> {
                lines.into_iter().map(|line| place::town_name(strip(line.text))).collect()
            };
            let town = towns(own(Field::Town));
            draft.commune = towns(self.lines(columns, &[Column::Commune])).join(", ");
            let mut entry: Vec<Part> = Vec::new();
            let is_read = |line: &&Line| line.has(Item::is_hours) || date::hours(trim(line.text)).is_none();
            // a cell over several columns says it once
            let mut places = self.lines(columns, &PLACES);
            places.dedup_by_key(|line| line.text.trim());
            for line in places.into_iter().filter(is_read) {
                entry.push(Part::Break);
                let mut parts = all_parts(line);
                parts.retain(|part| !matches!(part, Part::Item { item, at, .. } if is_last(line, item, *at)));
                entry.extend(parts);
            }
            draft.fill(&entry, Manner::Cells, Some(town.join(", ")).filter(|town| !town.is_empty()));
            for field in [Field::County, Field::Title, Field::Description, Field::Host, Field::Contact] {
                self.lines(columns, &[Column::Field(field)]).into_iter().for_each(|line| draft.add(field, line.text));
            }
            let others = self.lines(columns, &[Column::Other, Column::Field(Field::Notes)]).into_iter();
            for line in others {
                match Kind::of_cell(line) {
                    Kind::Text if line.items.is_empty() => draft.add(Field::Description, line.text),
                    Kind::Person => draft.add(Field::Host, line.text),
                    // "OSP Glinik", "KGW Mierków"; "SP w Pomorsku"
                    Kind::Place | Kind::Name if draft.found.town.is_empty() => {
                        let office = || place::office(trim(line.text));
                        draft.found.town = place::towns(line.text).pop().or_else(office).unwrap_or_default();
                        draft.add(Field::Description, line.text);
                    }
                    _ => {}
                }
            }
            draft.found.cancelled |= is_cancelled;
            // "Stan na dzień: …" is no meeting, nor "Wnioski: 17 maja – 21 czerwca, do godz. 15:00"
            let is_period = matches!(item, Item::Period(_)) && !draft.has_sure_place();
            if draft.found.hours.is_some() || draft.is_somewhere() && !is_period {
                out.push(draft);
            }
        }
    }
}

/// Whether a line says of an hour that it is the last for something: "do godz. 15:00".
fn is_last(line: &Line, item: &Item, at: usize) -> bool {
    matches!(item, Item::Hours((_, None))) && is_until(&fold(&line.text[..at - line.at]))
}

/// The hours that a cell's line says, and where.
fn hours(line: &Line) -> Option<(Hours, Range<usize>)> {
    let mut hours = line.all(Item::is_hours).filter(|(item, at)| !is_last(line, item, at.start));
    let named = hours.find_map(|(item, at)| Some((item.hours()?, at)));
    named.or_else(|| Some((date::hours(trim(line.text))?, line.at..line.at + line.text.len())))
}

/// Whether a text says plainly that a meeting does not take place.
fn is_cancelled(text: &str) -> bool {
    remark::in_note(text) == Some(Change::Cancelled) && remark::is_plain(text)
}
