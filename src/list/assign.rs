//! Which column of a table holds what: by its heading, and where the heading leaves it open, by its cells.

use csv::StringRecord;

use super::columns::{Columns, Field, Heading, Subject, asks_consent, asks_whether, is_part, is_unsure, speaks_of};
use super::{Kind, Part};
use crate::poland::date::{self, BadDate, Beginnings, answer, fold, has, same, says};
use crate::poland::length;
use crate::poland::remark::secrecy;
use crate::poland::town::is_postal_code;

/// Which column is which.
#[derive(Default)]
pub(super) struct Assigned {
    /// Which column holds a field; of some fields, several do.
    pub(super) columns: Vec<(Field, usize)>,
    /// Columns whose cells are not read.
    pub(super) unread: Vec<usize>,
    /// Columns that the user leaves out.
    pub(super) ignored: Vec<usize>,
}

impl Assigned {
    /// The column that holds a field; the first, if several do.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == field).map(|&(_, column)| column)
    }
}

/// Columns for when somebody filled a form in, behind which their address stands.
const STAMPS: [&str; 4] = ["Sygnatura czasowa", "Timestamp", "Godzina ukończenia", "Completion time"];

/// What may be online, though the meeting is not.
const OF_ELSE: [&str; 7] = ["rejestr", "zapis", "zglosz", "ankiet", "material", "transmis", "nagran"];

/// Takes what is said of the headings.
type Say<'s> = &'s mut dyn FnMut(Part, Kind);

/// Finds out which column is which, from the headings and the first rows below them; says what is wrong.
pub(super) fn assign(headings: &StringRecord, rows: &[StringRecord], columns: &Columns, say: Say) -> Assigned {
    let mut it = Assigned::default();
    let meanings = columns.headings(headings);
    let count = |field| meanings.iter().filter(|meaning| **meaning == Heading::Known(field)).count();
    let (dates, ends) = (count(Field::Date), count(Field::End));
    let is_form = |next: Option<&str>| next.is_some_and(|next| STAMPS[2..].contains(&next));
    let is_weekday = |cell: &str| date::weekday(&fold(cell)).is_some();
    let mut unknown = Vec::new();
    for (number, (&meaning, text)) in meanings.iter().zip(headings).enumerate() {
        let mostly = |is: fn(&str) -> bool| mostly(rows, number, is);
        let last = it.columns.last().filter(|(_, column)| column + 1 == number);
        let before = last.map_or(Field::Id, |&(field, _)| field);
        let is_after_start = text.is_empty() && before == Field::Start;
        // "min.", "max." are of people
        let is_limit = headings.get(number + 1).is_some_and(|next| fold(next).starts_with("max"));
        let is_bare = || number > 0 && self::mostly(rows, number - 1, is_number);
        let is_part = is_part(text) && !is_limit && (!mostly(is_number) || is_bare());
        let is_free = |field| it.column(field).is_none() && count(field) == 0;
        // "Dni" beside "Data": how many
        let is_count = meaning == Heading::Known(Field::Date) && dates > 1 && mostly(is_number);
        // "Format": A4; "Forma stacjonarna": yes
        let is_afar = speaks_of(text, &["afar"]) && !speaks_of(text, &["here"]);
        let says_mode = || mostly(is_mode) || is_afar && mostly(|cell| answer(cell).is_some());
        let is_no_mode = meaning == Heading::Known(Field::Mode) && !says_mode();
        let meaning = if is_count || is_no_mode { Heading::Unknown } else { meaning };
        let field = match meaning {
            // minutes, AM or PM behind their hours
            Heading::Unknown if is_part && matches!(before, Field::Start | Field::End) => before,
            // "Dzień" beside "Data"
            Heading::Known(Field::Date) if dates > 1 && cells(rows, number).any(is_weekday) => Field::Weekday,
            Heading::Known(Field::Id) if mostly(is_postal_code) => Field::Postcode,
            Heading::Known(Field::Weekday) if dates == 0 && mostly(is_day) => Field::Date,
            // when a form of Microsoft's was filled in
            Heading::Known(Field::Start) if is_form(headings.get(number + 1)) => continue,
            // "Czas (h)" beside "Godzina"
            Heading::Known(Field::Start) if count(Field::Start) > 1 && counts(rows, number, text) => Field::Length,
            // "Koniec" may be of days, too
            Heading::Known(Field::Start) if dates == 0 && mostly(is_day_alone) => Field::Date,
            Heading::Known(Field::End) if mostly(is_day_alone) => Field::LastDay,
            Heading::Known(field) if count(field) > 1 && count(beside(field, text)) == 0 => beside(field, text),
            // who filled a form in
            Heading::Known(Field::Contact)
                if number > 0 && STAMPS.iter().any(|name| same(&headings[number - 1], name)) =>
            {
                it.unread.push(number);
                continue;
            }
            // when it was published
            Heading::Known(Field::Publish) if mostly(is_day) => continue,
            // whatever its heading, it says where to call
            Heading::Unknown if is_free(Field::Url) && mostly(is_call) => Field::Url,
            // whatever its heading, it says how people take part, unless that is of something else
            Heading::Unknown if is_free(Field::Mode) && mostly(is_mode) && !has(&fold(text), &OF_ELSE) => Field::Mode,
            // "Charakter" may be of much
            Heading::Unknown | Heading::Other
                if speaks_of(text, &["sensitive"]) && mostly(|cell| secrecy(cell).is_some()) =>
            {
                Field::Private
            }
            Heading::Known(field) => field,
            // a heading that is merged over two columns of hours
            Heading::Number if is_after_start && ends == 0 && mostly(date::is_hour) => Field::End,
            Heading::Ignored => {
                it.ignored.push(number);
                continue;
            }
            Heading::Unknown | Heading::Number | Heading::Other => {
                it.unread.push(number);
                if meaning == Heading::Unknown || !text.contains(char::is_alphanumeric) {
                    unknown.push(number);
                }
                continue;
            }
        };
        // "Miejsce" and "Sala", but not "Miejsce" twice
        let is_alike = |first: &usize| field == Field::Venue && same(&headings[*first], text);
        match it.column(field).filter(|first| !is_part && field.column().joined.is_none() || is_alike(first)) {
            None if matches!(field, Field::Held | Field::Publish) && is_half_ticked(rows, number) => {
                say(Part::Column(number), Kind::HalfTicked { heading: text.to_owned() });
            }
            None => it.columns.push((field, number)),
            Some(first) => {
                let (first, second) = (headings[first].to_owned(), text.to_owned());
                let alike = fold(&first) == fold(&second);
                say(Part::Column(number), Kind::DoubledColumn { field, first, second, alike });
            }
        }
    }
    // where another heading was named for its field, and is not there, that says all
    let is_named = |heading| columns.subject.field(heading).is_some_and(|field| it.column(field).is_none());
    unknown.retain(|&number| {
        if is_named(&headings[number]) {
            return false;
        }
        let Some(kind) = unread_kind(&headings[number], rows, number, columns, &it) else {
            return meanings[number] != Heading::Number;
        };
        say(Part::Column(number), kind);
        false
    });
    if let Some(&first) = unknown.first() {
        let part = if unknown.len() == 1 { Part::Column(first) } else { Part::Row };
        let is_lacking = |field: &Field| columns.subject == Subject::Meetings && it.column(*field).is_none();
        let lacking = [Field::Title, Field::Venue].into_iter().find(is_lacking);
        let unknown: Vec<_> = unknown.iter().map(|&number| &headings[number]).collect();
        say(part, columns.subject.unknown(&unknown, lacking));
    }
    let is_settled = it.column(Field::Status).is_some_and(|status| !answers(rows, status).any(str::is_empty));
    for (field, column) in it.columns.iter().filter(|_| !is_settled) {
        if let Some(asked) = is_unsure(&headings[*column]).filter(|_| OF_WHEN.contains(field)) {
            say(Part::Column(*column), Kind::UnsureHeading { heading: headings[*column].to_owned(), asked });
        }
    }
    for kind in missing(&it, headings, rows, columns) {
        say(Part::Row, kind);
    }
    it
}

/// Fields of when and where, which may not be sure.
const OF_WHEN: [Field; 6] = [Field::Date, Field::Start, Field::End, Field::Venue, Field::Address, Field::Town];

/// Whether what seems to be a column of hours counts them.
fn counts(rows: &[StringRecord], column: usize, heading: &str) -> bool {
    let is_length = |cell: &str| length::unit(cell).is_some() && length::length(cell, heading).is_some();
    (speaks_of(heading, &["time", "length"]) || length::is_counted(heading))
        && !speaks_of(heading, &["start", "end"])
        && mostly(rows, column, is_length)
}

/// What a column is beside another of its field: "Miejsce (adres)" beside "Miejsce (sala)", "Porządek obrad" beside "Sesja".
fn beside(field: Field, heading: &str) -> Field {
    match field {
        Field::Venue if speaks_of(heading, &["address"]) => Field::Address,
        Field::Title if speaks_of(heading, &["agenda"]) => Field::Description,
        _ => field,
    }
}

/// The columns that must be there and are not.
fn missing(it: &Assigned, headings: &StringRecord, rows: &[StringRecord], columns: &Columns) -> Vec<Kind> {
    let is_missing = |field: Field| it.column(field).is_none();
    let found = || headings.iter().filter(|heading| !heading.is_empty()).map(str::to_owned).collect();
    let named = columns.named.iter().filter(|(field, _)| is_missing(*field));
    let named = named.map(|(_, name)| Kind::NoSuchColumn { name: name.clone(), found: found() });
    let is_named = |field: Field| columns.named.iter().any(|(named, _)| *named == field);
    // "Start" may hold the day, too
    let start = || it.column(Field::Start);
    let has_days = |field| field == Field::Date && start().is_some_and(|start| mostly(rows, start, is_day));
    let required = columns.required().filter(|&field| is_missing(field) && !is_named(field) && !has_days(field));
    named.chain(required.map(|field| Kind::MissingColumn { field, found: found() })).collect()
}

/// A column's cells that are not empty.
fn cells(rows: &[StringRecord], column: usize) -> impl Iterator<Item = &str> {
    rows.iter().filter_map(move |row| row.get(column)).filter(|cell| !cell.is_empty())
}

/// Whether more than half of them are something.
fn mostly(rows: &[StringRecord], column: usize, is: impl Fn(&str) -> bool) -> bool {
    cells(rows, column).filter(|cell| is(cell)).count() * 2 > cells(rows, column).count()
}

/// What is wrong with an unknown column that holds what must not be lost.
fn unread_kind(heading: &str, rows: &[StringRecord], column: usize, columns: &Columns, it: &Assigned) -> Option<Kind> {
    let lacks = |fields: &[Field]| fields.iter().all(|&field| it.column(field).is_none());
    let says = |roles: &[&str]| speaks_of(heading, roles) && cells(rows, column).next().is_some();
    let is = |is: fn(&str) -> bool| mostly(rows, column, is);
    let is_length = speaks_of(heading, &["length", "hour"]) && lacks(&[Field::End, Field::Length]);
    let is_of_days = speaks_of(heading, &["date"]) && is(is_number) && cells(rows, column).any(|cell| cell != "1");
    let held = [
        (Field::Date, is(is_day)),
        (Field::Start, is(date::is_hour) || says(&["hour", "time"]) && !speaks_of(heading, &["count"])),
        (Field::Venue, says(&["venue", "address"]) && lacks(&[Field::Venue, Field::Address])),
        (Field::Title, says(&["title", "name"]) && lacks(&[Field::Title])),
        (Field::Length, says(&["length", "count"]) && is_length || is_of_days),
        (Field::Held, asks_whether(heading) && is(|cell| answer(cell).is_some()) || says(&["cancelled"])),
        (Field::Held, asks_consent(heading) && cells(rows, column).any(|cell| refuses(cell, heading))),
    ];
    let (holds, _) = held.into_iter().find(|(_, is_held)| *is_held && columns.subject == Subject::Meetings)?;
    if heading.is_empty() {
        return Some(Kind::UnnamedColumn { holds });
    }
    let field = Some(holds).filter(|&field| field != Field::Held && lacks(&[field]) && !is_of_days);
    let nearest = columns.subject.nearest(heading);
    Some(Kind::UnreadColumn { heading: heading.to_owned(), holds, field, nearest })
}

/// How cells begin that say no of what a meeting needs.
static REFUSALS: Beginnings = Beginnings::new(|| include_str!("refusals.txt").lines().collect());

/// Whether a cell says so; of what has no heading, only "nie" and a cross do.
fn refuses(cell: &str, heading: &str) -> bool {
    let is_no = if heading.is_empty() {
        answer(cell) == Some(false)
    } else {
        says(cell, &REFUSALS) || answer(cell) == Some(false)
    };
    is_no && !is_number(cell) || cell.contains(['✗', '✘', '❌', '✖'])
}

/// A column's cells in rows with content.
fn answers(rows: &[StringRecord], column: usize) -> impl Iterator<Item = &str> {
    let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
    filled.map(move |row| row.get(column).unwrap_or_default())
}

/// Whether some rows are ticked and the others say nothing, which may be a no.
fn is_half_ticked(rows: &[StringRecord], column: usize) -> bool {
    let answers = || answers(rows, column);
    let is_yes = |cell: &str| answer(cell) == Some(true);
    answers().any(is_yes) && answers().any(str::is_empty) && answers().all(|cell| cell.is_empty() || is_yes(cell))
}

/// How cells begin that say how people take part.
static MODES: Beginnings = Beginnings::new(|| include_str!("modes.txt").lines().collect());

fn is_mode(cell: &str) -> bool {
    !cell.starts_with("http") && says(cell.split(' ').next().unwrap_or_default(), &MODES)
}

/// Whether a link is one to a call.
fn is_call(cell: &str) -> bool {
    cell.starts_with("http") && says(cell, &MODES) && !has(&fold(cell), &["docs ", "drive ", "forms ", "maps "])
}

fn is_number(cell: &str) -> bool {
    length::unit(cell) == Some("")
}

fn is_day(cell: &str) -> bool {
    is_day_in(cell, None)
}

/// Whether a text is of a day, or of several; `year` is that of days without one.
pub(super) fn is_day_in(cell: &str, year: Option<i32>) -> bool {
    matches!(date::date(cell, year), Ok(_) | Err(BadDate::SeveralDays { .. } | BadDate::Weekday { .. }))
}

fn is_day_alone(cell: &str) -> bool {
    let is_midnight = |rest: &str| date::hours(rest.trim_start_matches('T')) == Some((0, None));
    date::date(cell, None).is_ok_and(|(_, rest)| rest.is_empty() || is_midnight(rest))
}
