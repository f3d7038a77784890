//! Which column of a table holds what: by its heading, and where the heading leaves it open, by its cells.

use csv::StringRecord;

use super::columns::Heading::{self, Ignored, Known, Number, Other, Unknown};
use super::columns::{
    Columns, Field, NOT_OF_ALL, Subject, asks_consent, asks_whether, is_all_of, is_county, is_part, is_unsure,
    speaks_of, unknown_words,
};
use super::{Kind, NOTHING, Part};
use crate::poland::date::{self, BadDate, Beginnings, answer, fold, has, same, says};
use crate::poland::remark::{self, secrecy};
use crate::poland::town::{self, is_postal_code};
use crate::poland::{length, only};

/// Columns for when somebody filled a form in, behind which their address stands.
const STAMPS: [&str; 5] =
    ["Sygnatura czasowa", "Timestamp", "Godzina ukończenia", "Czas ukończenia", "Completion time"];

/// What may be online, though the meeting is not.
const OF_ELSE: [&str; 7] = ["rejestr", "zapis", "zglosz", "ankiet", "material", "transmis", "nagran"];

/// A column, as far as the first rows show it.
struct Column<'t> {
    heading: &'t str,
    is: Heading,
    /// In rows with content.
    cells: Vec<&'t str>,
}

impl<'t> Column<'t> {
    /// Its cells that are not empty.
    fn filled(&self) -> impl Iterator<Item = &'t str> {
        self.cells.iter().copied().filter(|cell| !cell.is_empty())
    }

    /// Whether more than half of them are something.
    fn mostly(&self, is: impl Fn(&str) -> bool) -> bool {
        self.filled().filter(|cell| is(cell)).count() * 2 > self.filled().count()
    }
}

/// What each column is, and what is wrong with the headings.
type Assigned = (Vec<Heading>, Vec<(Part, Kind)>);

/// Finds out what each column is, from the headings and the first rows below them.
pub(super) fn assign(headings: &StringRecord, rows: &[StringRecord], columns: &Columns) -> Assigned {
    let rows: Vec<_> = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    let cells = |number| rows.iter().map(|row| row.get(number).unwrap_or_default()).collect();
    let named = columns.headings(headings);
    let column = |(number, heading)| Column { heading, is: named[number], cells: cells(number) };
    let mut all: Vec<Column> = headings.iter().enumerate().map(column).collect();
    for number in 0..all.len() {
        all[number].is = meaning(number, &all, &named);
    }
    let (mut said, mut unknown) = (Vec::new(), Vec::new());
    let county = columns.county.is_none().then_some(Field::County);
    for field in county.into_iter().chain(LONE).filter(|_| columns.subject == Subject::Meetings) {
        if let Some(number) = lone(field, &all, columns) {
            all[number].is = Known(field);
            let heading = all[number].heading.to_owned();
            said.push((Part::Column(number), Kind::TakenAs { heading, field }));
        }
    }
    let lacks = |field| !all.iter().any(|column| column.is == Known(field));
    let is_settled = all.iter().any(|column| column.is == Known(Field::Status) && !column.cells.contains(&""));
    for (number, column) in all.iter().enumerate() {
        let heading = column.heading;
        let kind = match column.is {
            Known(field) => doubled(field, heading, &all[..number])
                .or_else(|| half_ticked(field, column))
                .or_else(|| unsure(field, heading).filter(|_| !is_settled)),
            Ignored => None,
            Number | Other if heading.contains(char::is_alphanumeric) => None,
            // where another heading was named for its field, and is not there, that says all
            _ if columns.subject.field(heading).is_some_and(lacks) => None,
            is => {
                let kind = unread_kind(column, columns.subject, lacks);
                unknown.extend((kind.is_none() && is != Number).then_some(number));
                kind
            }
        };
        said.extend(kind.map(|kind| (Part::Column(number), kind)));
    }
    if let Some(&first) = unknown.first() {
        let part = if unknown.len() == 1 { Part::Column(first) } else { Part::Row };
        let is_lacking = |field: &Field| columns.subject == Subject::Meetings && lacks(*field);
        let unknown: Vec<_> = unknown.iter().map(|&number| &headings[number]).collect();
        let may_be =
            |field: &Field| *field != Field::Town || unknown.iter().any(|heading| speaks_of(heading, &["commune"]));
        let lacking =
            [Field::Town, Field::Title, Field::Venue].into_iter().find(|field| is_lacking(field) && may_be(field));
        said.push((part, columns.subject.unknown(&unknown, lacking)));
    }
    said.extend(missing(&all, columns).into_iter().map(|kind| (Part::Row, kind)));
    (all.iter().map(|column| column.is).collect(), said)
}

/// What a column with an unknown word in its heading may yet be, if no other can be it, beside the county.
const LONE: [Field; 5] = [Field::Date, Field::Start, Field::End, Field::Venue, Field::Title];

/// With these, there is no need of it.
const OTHERS: [(Field, Field); 2] = [(Field::End, Field::Length), (Field::Venue, Field::Address)];

/// The only column that can be a field's, though a word of its heading is unknown.
fn lone(field: Field, all: &[Column], columns: &Columns) -> Option<usize> {
    let may_be = |column: &Column| {
        let of_else = is_of_change(column.heading)
            || is_question(column.heading)
            || unknown_words(column.heading).any(|word| remark::is_doubtful(&word));
        let is_said = field == Field::County || columns.subject.spoken(column.heading) == Some(field);
        column.is == Unknown && !of_else && is_said && holds(column, field)
    };
    let others = OTHERS.iter().filter(|(of, _)| *of == field).map(|(_, other)| *other);
    let mut taken = others.chain([field]);
    let is_named = columns.named.iter().any(|(named, _)| *named == field);
    if is_named || taken.any(|field| all.iter().any(|column| column.is == Known(field))) {
        return None;
    }
    only((0..all.len()).filter(|number| may_be(&all[*number])))
}

/// Whether a heading asks, as a form does, for what is of no meeting: "Co zabrać", "Gdzie parkować".
fn is_question(heading: &str) -> bool {
    ["co ", "gdzie ", "kiedy ", "what ", "where ", "when "].iter().any(|word| fold(heading).starts_with(word))
}

/// Whether most cells of a column may be a field's.
fn holds(column: &Column, field: Field) -> bool {
    match field {
        // "Żary" is a town
        Field::County => {
            let is_name = |cell: &str| is_county(cell) && !town::is_known(cell);
            column.filled().any(is_name) && column.filled().all(is_county) && !says(column.heading, &NOT_OF_ALL)
        }
        Field::Date => column.mostly(is_day),
        Field::Start | Field::End => column.mostly(date::is_hour),
        _ => column.mostly(|cell| cell.len() > 3 && cell.contains(char::is_alphabetic) && !is_day(cell)),
    }
}

/// What is said of a column if one before it is the same.
fn doubled(field: Field, heading: &str, before: &[Column]) -> Option<Kind> {
    let first = before.iter().find(|column| column.is == Known(field))?.heading;
    let may_join = field.column().joined.is_some() || is_part(heading);
    // "Miejsce" and "Sala", but not "Miejsce" twice
    let is_doubled = !may_join || field == Field::Venue && same(first, heading);
    let (first, second, alike) = (first.to_owned(), heading.to_owned(), fold(first) == fold(heading));
    is_doubled.then_some(Kind::DoubledColumn { field, first, second, alike })
}

/// What is said of a column if some of its rows are ticked and the others say nothing, which may be a no.
fn half_ticked(field: Field, column: &Column) -> Option<Kind> {
    let is_half = matches!(field, Field::Held | Field::Publish)
        && column.cells.contains(&"")
        && column.filled().next().is_some()
        && column.filled().all(|cell| answer(cell) == Some(true));
    is_half.then(|| Kind::HalfTicked { heading: column.heading.to_owned() })
}

/// Fields of when and where, which may not be sure.
const OF_WHEN: [Field; 6] = [Field::Date, Field::Start, Field::End, Field::Venue, Field::Address, Field::Town];

/// What is said of a column of these if its heading is not sure.
fn unsure(field: Field, heading: &str) -> Option<Kind> {
    // "Przewidywane zakończenie": ends are planned
    let is_plan = field == Field::End && has(&fold(heading), &["przewid", "planow"]);
    let asked = is_unsure(heading).filter(|_| OF_WHEN.contains(&field) && !is_plan)?;
    Some(Kind::UnsureHeading { heading: heading.to_owned(), asked })
}

/// What a column is: where its heading leaves that open, by its cells, by what other headings are `named`, and by the columns
/// beside it, of which those before it are known.
fn meaning(number: usize, all: &[Column], named: &[Heading]) -> Heading {
    let column = &all[number];
    let (heading, mostly) = (column.heading, |is: fn(&str) -> bool| column.mostly(is));
    let count = |field| named.iter().filter(|is| **is == Known(field)).count();
    let is_free = |field| count(field) == 0 && !all.iter().any(|column| column.is == Known(field));
    let (before, next) = (number.checked_sub(1).map(|before| &all[before]), all.get(number + 1));
    let hours = before.map(|before| before.is).filter(|is| [Known(Field::Start), Known(Field::End)].contains(is));
    let is_behind_start = hours == Some(Known(Field::Start)) && count(Field::End) == 0;
    let is_one = |column: Option<&Column>, names: &[&str]| {
        column.is_some_and(|it| names.iter().any(|name| same(it.heading, name)))
    };
    // "min.", "max." are of people
    let is_limit = || next.is_some_and(|next| fold(next.heading).starts_with("max"));
    let is_of_hours = || !mostly(is_bare_number) || before.is_some_and(|before| before.mostly(is_bare_number));
    // "Format": A4; "Forma stacjonarna": yes
    let is_afar = || speaks_of(heading, &["afar"]) && !speaks_of(heading, &["here"]);
    let says_mode = || mostly(is_mode) || is_afar() && mostly(|cell| answer(cell).is_some());
    // behind the address of who filled a form in stands their name
    let is_form_name = || {
        ["Nazwa", "Name"].iter().any(|name| same(heading, name))
            && before.is_some_and(|before| has(&fold(before.heading), &["mail", "email"]))
            && number.checked_sub(2).is_some_and(|stamp| is_one(all.get(stamp), &STAMPS[2..]))
    };
    match column.is {
        // minutes, AM or PM behind their hours
        Unknown if is_part(heading) && !is_limit() && is_of_hours() => hours.unwrap_or(Unknown),
        // "Dni" beside "Data": how many
        Known(Field::Date) if count(Field::Date) > 1 && mostly(is_bare_number) => Unknown,
        // "Dzień" beside "Data"
        Known(Field::Date) if count(Field::Date) > 1 && column.filled().any(is_weekday) => Known(Field::Weekday),
        // "Sołectwo" beside "Miejscowość"
        Known(Field::Town)
            if has(&fold(heading), &["solectw"]) && (count(Field::Town) > 1 || mostly(is_bare_number)) =>
        {
            Unknown
        }
        Known(Field::Id) if mostly(is_postal_code) => Known(Field::Postcode),
        Known(Field::Weekday) if count(Field::Date) == 0 && mostly(is_day) => Known(Field::Date),
        // when a form was filled in, and by whom
        Known(Field::Start) if is_one(next, &STAMPS[2..]) => Other,
        Known(Field::Contact) if is_one(before, &STAMPS) => Other,
        Known(Field::Title) if is_form_name() => Other,
        // "Czas (h)" beside "Godzina"
        Known(Field::Start) if count(Field::Start) > 1 && counts(column) => Known(Field::Length),
        // "Koniec" may be of days, too
        Known(Field::Start) if count(Field::Date) == 0 && mostly(is_day_alone) => Known(Field::Date),
        Known(Field::End) if mostly(is_day_alone) => Known(Field::LastDay),
        Known(field) if count(field) > 1 && count(beside(field, heading)) == 0 => Known(beside(field, heading)),
        // when it was published
        Known(Field::Publish) if mostly(is_day) => Other,
        // whatever its heading, it says where to call
        Unknown | Known(Field::Mode) if is_free(Field::Url) && mostly(is_call) => Known(Field::Url),
        Known(Field::Mode) if !says_mode() => Unknown,
        // whatever its heading, it says how people take part, unless that is of something else
        Unknown if is_free(Field::Mode) && mostly(is_mode) && !has(&fold(heading), &OF_ELSE) => Known(Field::Mode),
        // "Charakter" may be of much
        Unknown | Other if speaks_of(heading, &["sensitive"]) && mostly(|cell| secrecy(cell).is_some()) => {
            Known(Field::Private)
        }
        // a heading that is merged over two columns of hours
        Number if heading.is_empty() && is_behind_start && mostly(date::is_hour) => Known(Field::End),
        is => is,
    }
}

/// Whether what seems to be a column of hours counts them.
fn counts(column: &Column) -> bool {
    let is_length = |cell: &str| length::unit(cell).is_some() && length::length(cell, column.heading).is_some();
    (speaks_of(column.heading, &["time", "length"]) || length::is_counted(column.heading))
        && !speaks_of(column.heading, &["start", "end"])
        && column.mostly(is_length)
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
fn missing(all: &[Column], columns: &Columns) -> Vec<Kind> {
    let is_missing = |field: Field| !all.iter().any(|column| column.is == Known(field));
    let found = || all.iter().map(|column| column.heading.to_owned()).filter(|heading| !heading.is_empty()).collect();
    let named = columns.named.iter().filter(|(field, _)| is_missing(*field));
    let named = named.map(|(_, name)| Kind::NoSuchColumn { name: name.clone(), found: found() });
    let is_named = |field: Field| columns.named.iter().any(|(named, _)| *named == field);
    // "Start" may hold the day, too
    let start = || all.iter().find(|column| column.is == Known(Field::Start));
    let has_days = |field| field == Field::Date && start().is_some_and(|start| start.mostly(is_day));
    let required = columns.required().filter(|&field| is_missing(field) && !is_named(field) && !has_days(field));
    named.chain(required.map(|field| Kind::MissingColumn { field, found: found() })).collect()
}

/// What is wrong with an unknown column that holds what must not be lost.
fn unread_kind(column: &Column, subject: Subject, lacks: impl Fn(Field) -> bool) -> Option<Kind> {
    let heading = column.heading;
    let lacks = |fields: &[Field]| fields.iter().all(|&field| lacks(field));
    let says = |roles: &[&str]| speaks_of(heading, roles) && column.filled().next().is_some();
    let is = |is: fn(&str) -> bool| column.mostly(is);
    let is_length = speaks_of(heading, &["length", "hour"]) && lacks(&[Field::End, Field::Length]);
    // "Dni", "Liczba spotkań"
    let is_count =
        speaks_of(heading, &["date"]) || speaks_of(heading, &["event"]) && is_all_of(heading, &["count", "event"]);
    let is_of_days = is_count && is(is_bare_number) && column.filled().any(|cell| cell != "1");
    // "Obowiązują zapisy"
    let is_of_meeting = !(has(&fold(heading), &["obowiaz", "wymag"]) && has(&fold(heading), &OF_ELSE));
    let held = [
        (Field::Date, is(is_day)),
        (
            Field::Start,
            is(date::is_hour) && !has(&fold(heading), &["wiek"])
                || says(&["hour", "time"]) && !speaks_of(heading, &["count"]),
        ),
        (Field::Venue, says(&["venue", "address"]) && lacks(&[Field::Venue, Field::Address])),
        (Field::Title, says(&["title", "name"]) && lacks(&[Field::Title])),
        (Field::Length, says(&["length", "count"]) && is_length || is_of_days),
        (
            Field::Held,
            is_of_meeting && asks_whether(heading) && is(|cell| answer(cell).is_some()) || says(&["cancelled"]),
        ),
        // "W razie deszczu", "Przesunięcie"
        (Field::Status, is_of_change(heading) && column.filled().any(says_something) && !is(is_bare_number)),
        (Field::Held, is_of_meeting && asks_consent(heading) && column.filled().any(|cell| refuses(cell, heading))),
    ];
    let (holds, _) = held.into_iter().find(|(_, is_held)| *is_held && subject == Subject::Meetings)?;
    if heading.is_empty() {
        return Some(Kind::UnnamedColumn { holds });
    }
    let field =
        Some(holds).filter(|&field| ![Field::Held, Field::Status].contains(&field) && lacks(&[field]) && !is_of_days);
    Some(Kind::UnreadColumn { heading: heading.to_owned(), holds, field, nearest: subject.nearest(heading) })
}

/// Whether a cell is no sign that there is nothing, and no "nie".
fn says_something(cell: &str) -> bool {
    !NOTHING.contains(&cell) && answer(cell) != Some(false)
}

/// Whether a heading speaks of what changes a meeting, and not only as a subject may.
fn is_of_change(heading: &str) -> bool {
    remark::said_or_perhaps(heading).is_some() || has(&fold(heading), &["w razie"])
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
    is_no && !is_bare_number(cell) || cell.contains(['✗', '✘', '❌', '✖'])
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

fn is_weekday(cell: &str) -> bool {
    date::weekday(&fold(cell)).is_some()
}

/// Whether a cell is a whole number and nothing else.
fn is_bare_number(cell: &str) -> bool {
    length::unit(cell) == Some("")
}

/// Whether a cell has nothing but days: "18 maja", "18.05, 25.05". "18.05" alone may be an hour.
fn is_day(cell: &str) -> bool {
    let year = (cell.contains(',') || cell.contains(char::is_alphabetic)).then_some(2000);
    is_day_in(cell, None) || cell.split([',', ';', '\n']).all(|part| is_day_in(part.trim(), year))
}

/// Whether a text is of a day, or of several; `year` is that of days without one.
pub(super) fn is_day_in(cell: &str, year: Option<i32>) -> bool {
    matches!(date::date(cell, year), Ok(_) | Err(BadDate::SeveralDays { .. } | BadDate::Weekday { .. }))
}

fn is_day_alone(cell: &str) -> bool {
    let is_midnight = |rest: &str| date::hours(rest.trim_start_matches('T')) == Some((0, None));
    date::date(cell, None).is_ok_and(|(_, rest)| rest.is_empty() || is_midnight(rest))
}
