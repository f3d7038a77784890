//! The columns of a list: their canonical names, what else people call them, and which column is which.

use crate::poland::date::same;

/// What a cell is about. Those that are texts of the meeting come first: [`Field::TEXTS`] is their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Identity across edits.
    Id,
    /// SUMMARY.
    Title,
    /// Building and room.
    Venue,
    /// Street, number, postal code.
    Address,
    /// Town, nominative.
    Town,
    /// DESCRIPTION.
    Description,
    /// Who leads the meeting.
    Host,
    /// Whom to ask.
    Contact,
    /// How many may come.
    Capacity,
    /// The office's own notes.
    Notes,
    /// URL.
    Url,
    /// Latitude, degrees.
    Lat,
    /// Longitude, degrees.
    Lon,
    /// For whom: [`crate::poland::county::Counties`].
    County,
    /// The day.
    Date,
    /// The hour, or a range of hours.
    Start,
    /// The hour of the end.
    End,
    /// Confirmed, tentative, cancelled.
    Status,
    /// The day of the week, which must be the date's.
    Weekday,
    /// A person's.
    Name,
    /// Where messages to a person go.
    Email,
}

/// What a list is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// Meetings.
    #[default]
    Meetings,
    /// Those who are invited.
    People,
}

/// The canonical name of a field, then what else is accepted; compared by [`same`].
type Column = (Field, &'static [&'static str]);

const COUNTY: Column =
    (Field::County, &["county", "powiat", "powiaty", "nazwa powiatu", "powiat nazwa", "powiat miasto"]);

/// The columns of a list of meetings.
#[rustfmt::skip]
const MEETINGS: [Column; 19] = [
    COUNTY,
    (Field::Date, &["date", "data", "daty", "data spotkania", "data zebrania", "data konsultacji", "data wydarzenia",
        "data rozpoczęcia", "termin", "termin spotkania", "termin zebrania", "termin konsultacji", "dzień",
        "dzień konsultacji", "dzień spotkania", "data i godzina", "data godzina", "data godz", "data i godz",
        "data i godzina spotkania", "data i godzina zebrania", "data spotkania godzina", "termin i godzina",
        "termin godzina", "termin godzina spotkania"]),
    (Field::Start, &["start", "godzina", "godz", "godziny", "od", "od godz", "godzina od", "godziny od do", "godzina od do",
        "godz od do", "od do", "godz od", "godz rozpoczęcia", "godz rozp", "godzina rozp", "godz pocz", "godzina pocz",
        "godz początku", "godzina rozpoczęcia", "godzina spotkania",
        "godziny spotkania", "godzina zebrania", "godziny konsultacji", "w godzinach", "rozpoczęcie", "początek", "czas",
        "time"]),
    (Field::End, &["end", "do", "do godz", "koniec", "godz zakończenia", "godzina zakończenia", "godz zak", "godzina zak", "godz do",
        "godz końc", "godzina końc", "godz końca", "godzina do", "zakończenie"]),
    (Field::Title, &["title", "temat", "tematyka", "tytuł", "nazwa", "temat spotkania", "tytuł spotkania",
        "nazwa spotkania", "spotkanie", "topic"]),
    (Field::Venue, &["venue", "miejsce", "miejsce spotkania", "miejsce zebrania", "miejsce konsultacji", "miejsce i adres",
        "miejsce adres", "miejscowość miejsce spotkania", "lokalizacja", "location", "sala", "gdzie"]),
    (Field::Address, &["address", "adres", "adres spotkania", "adres miejsca spotkania", "ulica", "ulica i nr"]),
    (Field::Town, &["town", "miejscowość", "miasto", "place"]),
    (Field::Description, &["description", "opis", "program", "agenda"]),
    (Field::Host, &["host", "prowadzący", "osoba prowadząca", "organizator"]),
    (Field::Contact, &["contact", "kontakt", "osoba do kontaktu", "telefon", "tel", "nr tel", "e-mail", "adres e-mail"]),
    (Field::Capacity, &["capacity", "liczba miejsc", "ilość miejsc"]),
    (Field::Notes, &["notes", "uwagi", "uwaga", "zmiany", "uwagi zmiany", "uwagi i zmiany"]),
    (Field::Url, &["url", "link", "strona", "www"]),
    (Field::Status, &["status", "stan"]),
    (Field::Id, &["id", "identyfikator", "kod"]),
    (Field::Weekday, &["weekday", "dzień tygodnia", "dzień tyg"]),
    (Field::Lat, &["lat"]),
    (Field::Lon, &["lon"]),
];

/// The columns of a list of people.
#[rustfmt::skip]
const PEOPLE: [Column; 3] = [
    COUNTY,
    (Field::Name, &["name", "imię i nazwisko", "nazwisko i imię", "imię nazwisko", "nazwisko imię", "imię", "nazwisko",
        "nazwa", "osoba", "odbiorca", "adresat", "uczestnik", "organizacja", "nazwa organizacji"]),
    (Field::Email, &["e-mail", "adres e-mail", "email", "adres email", "mail", "adres mail", "adres mailowy",
        "adres poczty elektronicznej", "poczta elektroniczna"]),
];

/// A heading that is a weekday's where another column has the date.
const DAY: &str = "dzień";
/// Row numbers: left out without a word.
const IGNORED: &[&str] = &["lp", "nr", "no"];

impl Field {
    /// How many there are.
    pub const COUNT: usize = 21;
    /// How many are texts of the meeting.
    pub const TEXTS: usize = 13;
    /// Those that are texts of the meeting, each at its number.
    pub const ALL_TEXTS: [Self; Self::TEXTS] = [
        Self::Id,
        Self::Title,
        Self::Venue,
        Self::Address,
        Self::Town,
        Self::Description,
        Self::Host,
        Self::Contact,
        Self::Capacity,
        Self::Notes,
        Self::Url,
        Self::Lat,
        Self::Lon,
    ];

    fn names(self) -> &'static [&'static str] {
        MEETINGS.iter().chain(&PEOPLE).find(|(field, _)| *field == self).map_or(&[""], |(_, names)| names)
    }

    /// The canonical name.
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The name that a Polish list has for it.
    pub fn polish_name(self) -> &'static str {
        self.names().get(1).unwrap_or(&self.names()[0])
    }

    /// What joins the cells where several columns may hold it: telephone and e-mail, first name and family name.
    pub(super) fn joined_by(self) -> Option<&'static str> {
        match self {
            Self::Contact => Some(", "),
            Self::Name => Some(" "),
            _ => None,
        }
    }
}

impl Subject {
    fn columns(self) -> &'static [Column] {
        match self {
            Self::Meetings => &MEETINGS,
            Self::People => &PEOPLE,
        }
    }

    /// The fields without which a list is none.
    pub fn required(self) -> [Field; 2] {
        match self {
            Self::Meetings => [Field::County, Field::Date],
            Self::People => [Field::County, Field::Email],
        }
    }

    /// What the array is called in JSON, where it is not the whole text; in Polish too.
    pub(super) fn arrays(self) -> [&'static str; 2] {
        match self {
            Self::Meetings => ["meetings", "spotkania"],
            Self::People => ["people", "osoby"],
        }
    }

    /// The field that a name means.
    pub fn field(self, name: &str) -> Option<Field> {
        // far longer than any name
        if name.len() > 100 {
            return None;
        }
        // what stands in brackets explains: "Data (dd.mm.rrrr)"
        let name = name.split('(').next().unwrap_or_default();
        self.columns().iter().find(|(_, names)| names.iter().any(|known| same(known, name))).map(|&(field, _)| field)
    }

    /// Reads a heading.
    pub fn heading(self, text: &str) -> Heading {
        if let Some(field) = self.field(text) {
            Heading::Known(field)
        } else if matches!(text, "" | "#") || IGNORED.iter().any(|name| same(name, text)) {
            Heading::Ignored
        } else {
            Heading::Unknown
        }
    }

    /// The known name nearest to a heading that is none, if one is near.
    pub fn nearest(self, text: &str) -> Option<&'static str> {
        // far longer than any name: nothing is near, and to find that out would take long
        if text.len() > 100 {
            return None;
        }
        let folded = crate::poland::date::fold(text);
        self.columns()
            .iter()
            .flat_map(|(_, names)| *names)
            .map(|name| (strsim::damerau_levenshtein(&folded, &crate::poland::date::fold(name)), *name))
            .filter(|&(edits, name)| edits <= 2 && edits * 3 <= name.chars().count())
            .min_by_key(|&(edits, _)| edits)
            // the name itself, where the user said that another heading has its place
            .filter(|&(edits, _)| edits > 0)
            .map(|(_, name)| name)
    }
}

/// What a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// A column of this program.
    Known(Field),
    /// A row number.
    Ignored,
    /// Anything else.
    Unknown,
}

/// What all the headings of a row are.
pub fn headings(columns: &Columns, texts: &[String]) -> Vec<Heading> {
    let mut found: Vec<_> = texts.iter().map(|text| columns.heading(text)).collect();
    let dates = found.iter().filter(|heading| **heading == Heading::Known(Field::Date)).count();
    for (heading, text) in found.iter_mut().zip(texts) {
        if dates > 1 && *heading == Heading::Known(Field::Date) && same(text, DAY) {
            *heading = Heading::Known(Field::Weekday);
        }
    }
    found
}

/// The table, and what the user says beside it.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Which table.
    pub subject: Subject,
    /// Headings that stand for a field, whatever the table says; no other heading stands for that field.
    pub named: Vec<(Field, String)>,
}

impl Columns {
    /// Reads a heading.
    pub fn heading(&self, text: &str) -> Heading {
        if let Some((field, _)) = self.named.iter().find(|(_, name)| same(name, text)) {
            return Heading::Known(*field);
        }
        match self.subject.heading(text) {
            Heading::Known(field) if self.named.iter().any(|(named, _)| *named == field) => Heading::Unknown,
            heading => heading,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_column() {
        for (number, field) in Field::ALL_TEXTS.into_iter().enumerate() {
            assert_eq!(field as usize, number, "{field:?}");
        }
        assert_eq!(Field::Email as usize, Field::COUNT - 1);
        let mut fields: Vec<Field> = MEETINGS.iter().chain(&PEOPLE).map(|&(field, _)| field).collect();
        fields.sort();
        fields.dedup();
        assert_eq!(fields.len(), Field::COUNT);
        for subject in [Subject::Meetings, Subject::People] {
            for (field, names) in subject.columns() {
                for name in *names {
                    assert_eq!(subject.heading(&name.to_uppercase()), Heading::Known(*field), "{name}");
                }
            }
        }
    }

    #[test]
    fn headings_as_people_write_them() {
        for (text, want) in [
            ("Powiat ", Heading::Known(Field::County)),
            ("GODZ.", Heading::Known(Field::Start)),
            ("Godz. rozpoczęcia", Heading::Known(Field::Start)),
            ("Miejscowosc", Heading::Known(Field::Town)),
            ("L.p.", Heading::Ignored),
            ("", Heading::Ignored),
            ("Koszt cateringu (zł)", Heading::Unknown),
        ] {
            assert_eq!(Subject::Meetings.heading(text), want, "{text}");
        }
        assert_eq!(Subject::Meetings.nearest("Powait"), Some("powiat"));
        assert_eq!(Subject::Meetings.nearest("Tematt"), Some("temat"));
        assert_eq!(Subject::Meetings.nearest("Koszt cateringu (zł)"), None);
    }
}
