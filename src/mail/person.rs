//! Those who are invited: rows of a list → people, each address once.

use std::collections::HashMap;

use crate::calendar::mailbox::Mailbox;
use crate::list::{Field, Row, RowId};
use crate::message::{Diagnostics, Kind};
use crate::poland::county::{Counties, County};
use crate::poland::date::same;

/// What stands for all counties beside an empty cell.
const ALL: [&str; 5] = ["wszystkie", "wszyscy", "wszystkie powiaty", "całe województwo", "all"];

/// Somebody who is invited.
#[derive(Clone, Debug)]
pub struct Person {
    /// Where the list has it.
    pub row: RowId,
    /// To whose meetings.
    pub counties: Counties,
    /// Name and address.
    pub mailbox: Mailbox,
}

impl Person {
    /// The person of a row; `None`: it has problems, and all of them were said.
    pub fn read(row: &Row, organizer: &Mailbox, out: &mut Diagnostics) -> Option<Self> {
        let before = out.problems();
        let counties = counties(row, out);
        let (name, email) = (row.cell(Field::Name), row.cell(Field::Email));
        if !Mailbox::is_name(name) {
            out.problem(row.place(Field::Name), Kind::Name { text: name.to_owned() });
        }
        let place = row.place(Field::Email);
        // as copied from a mail program
        let bare = email.strip_prefix("mailto:").unwrap_or(email).trim_end_matches([';', ',', ' ']);
        let mailbox = Mailbox::parse(bare).map(|mailbox| match name {
            "" => mailbox,
            name => Mailbox { name: name.to_owned(), ..mailbox },
        });
        match &mailbox {
            None if email.is_empty() => out.problem(place, Kind::MissingCell { field: Field::Email }),
            None => out.problem(place, Kind::Address { text: email.to_owned() }),
            Some(mailbox) if mailbox.key() == organizer.key() => {
                out.problem(place, Kind::OrganizerInvited { address: mailbox.address.clone() });
            }
            Some(_) => {}
        }
        let person = Self { row: row.id, counties: counties?, mailbox: mailbox? };
        (out.problems() == before).then_some(person)
    }

    /// Each address once, as the first of its rows names it, for the counties of all of them.
    pub fn unique(people: Vec<Self>, out: &mut Diagnostics) -> Vec<Self> {
        let mut unique: Vec<Self> = Vec::with_capacity(people.len());
        let mut known: HashMap<String, usize> = HashMap::new();
        for person in people {
            let Some(&at) = known.get(&person.mailbox.key()) else {
                known.insert(person.mailbox.key(), unique.len());
                unique.push(person);
                continue;
            };
            let first = &mut unique[at];
            if first.mailbox.name != person.mailbox.name {
                let place = crate::message::Place { row: person.row, spot: crate::message::Spot::Cell(Field::Email) };
                out.warn(place, Kind::SharedAddress { other: first.row, name: first.mailbox.name.clone() });
            }
            first.counties = first.counties.union(person.counties);
        }
        unique
    }
}

fn counties(row: &Row, out: &mut Diagnostics) -> Option<Counties> {
    let cell = row.cell(Field::County);
    if cell.is_empty() {
        out.warn(row.place(Field::County), Kind::NoCounty);
        return Some(Counties::all());
    }
    if ALL.iter().any(|word| same(word, cell)) {
        return Some(Counties::all());
    }
    let unknown = |part: &str| {
        let nearest = County::nearest(part);
        out.problem(row.place(Field::County), Kind::UnknownCounty { text: part.to_owned(), nearest });
    };
    Counties::find(cell).map_err(unknown).ok()
}
