//! Those who are invited: rows of a list → people, each address once.

use std::collections::HashMap;

use serde::Serialize;

use crate::list::{Field, Row};
use crate::{calendar::Mailbox, meeting, message::Diagnostics, poland::county::Counties};

/// What is wrong with somebody's row, or worth a look; `other` is where another row is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    NoPeople,
    NoCounty,
    MissingAddress,
    Address { text: String },
    Name { text: String },
    OrganizerInvited { address: String },
    SharedAddress { other: String, name: String },
}

/// Somebody who is invited.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// To whose meetings.
    pub(crate) counties: Counties,
    /// Name and address.
    pub(crate) mailbox: Mailbox,
    /// Where in the lists.
    line: String,
}

/// Those of all lists, each address once: as the first row of each names them, for the counties of all their rows.
#[derive(Debug, Default)]
pub struct People {
    pub(crate) all: Vec<Person>,
    /// Where in them each address is.
    known: HashMap<String, usize>,
}

impl People {
    /// Adds the person of a row, unless the row has problems; all of them are said.
    pub fn read(&mut self, row: &Row, organizer: &Mailbox, out: &mut Diagnostics) {
        let before = out.problems();
        let counties = counties(row, out);
        let mailbox = mailbox(row, organizer, out);
        let (Some(counties), Some(mailbox), true) = (counties, mailbox, out.problems() == before) else { return };
        let at = *self.known.entry(mailbox.key()).or_insert(self.all.len());
        let Some(first) = self.all.get_mut(at) else {
            return self.all.push(Person { counties, mailbox, line: row.line_name() });
        };
        first.counties = first.counties.union(counties);
        if first.mailbox.name != mailbox.name {
            let kind = Kind::SharedAddress { other: first.line.clone(), name: first.mailbox.name.clone() };
            out.warn(|| row.place(Field::Email), &kind);
        }
    }
}

fn mailbox(row: &Row, organizer: &Mailbox, out: &mut Diagnostics) -> Option<Mailbox> {
    let (name, email) = (row.cell(Field::Name), row.cell(Field::Email));
    if !Mailbox::is_name(name) {
        out.problem(|| row.place(Field::Name), &Kind::Name { text: name.to_owned() });
    }
    // as copied from a mail program
    let bare = email.strip_prefix("mailto:").unwrap_or(email).trim_end_matches([';', ',', ' ']);
    let mailbox = Mailbox::parse(bare);
    let problem = match &mailbox {
        None if email.is_empty() => Some(Kind::MissingAddress),
        None => Some(Kind::Address { text: email.to_owned() }),
        Some(it) => (it.key() == organizer.key()).then(|| Kind::OrganizerInvited { address: it.address.clone() }),
    };
    if let Some(kind) = problem {
        out.problem(|| row.place(Field::Email), &kind);
    }
    mailbox.map(|mailbox| if name.is_empty() { mailbox } else { Mailbox { name: name.to_owned(), ..mailbox } })
}

fn counties(row: &Row, out: &mut Diagnostics) -> Option<Counties> {
    let (cell, place) = (row.cell(Field::County), || row.place(Field::County));
    if cell.is_empty() {
        out.warn(place, &Kind::NoCounty);
        return Some(Counties::all());
    }
    Counties::find(cell).map_err(|part| out.problem(place, &meeting::Kind::unknown_county(part))).ok()
}
