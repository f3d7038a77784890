//! The columns of a list: their canonical names, what else people call them (`columns.csv`), and which column is which.

use std::sync::LazyLock;

use csv::StringRecord;
use serde::{Deserialize, Serialize};

use crate::poland::date::{fold, same};

/// What a cell is about. Those that are texts of the meeting come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// Meetings.
    #[default]
    Meetings,
    /// Those who are invited.
    People,
}

/// A line of `columns.csv`.
#[derive(Deserialize)]
struct Column {
    /// `None`: row numbers, which are passed over without a word.
    field: Option<Field>,
    /// `None`: both.
    list: Option<Subject>,
    /// The canonical one first.
    headings: Vec<String>,
}

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(include_bytes!("columns.csv").as_slice());
    reader.records().filter_map(|record| record.ok()?.deserialize(None).ok()).collect()
});

/// A heading that is a weekday's where another column has the date.
const DAY: &str = "dzień";
/// No heading is longer, in octets.
const LONGEST: usize = 100;

impl Field {
    /// How many there are.
    pub(crate) const COUNT: usize = 21;
    /// How many are texts of the meeting.
    pub(crate) const TEXTS: usize = 13;

    /// Those that are texts of the meeting, each at its number.
    pub(crate) fn texts() -> impl Iterator<Item = Self> {
        COLUMNS.iter().filter_map(|column| column.field).take(Self::TEXTS)
    }

    /// The canonical name.
    pub(crate) fn name(self) -> &'static str {
        COLUMNS.iter().find(|column| column.field == Some(self)).map_or("", |column| &column.headings[0])
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
    fn columns(self) -> impl Iterator<Item = &'static Column> {
        COLUMNS.iter().filter(move |column| column.list.is_none_or(|list| list == self))
    }

    /// The fields without which a list is none.
    pub(crate) fn required(self) -> [Field; 2] {
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
    pub(crate) fn field(self, name: &str) -> Option<Field> {
        if let Heading::Known(field) = self.heading(name) { Some(field) } else { None }
    }

    /// Reads a heading.
    pub fn heading(self, text: &str) -> Heading {
        if text.len() > LONGEST {
            return Heading::Unknown;
        }
        // what stands in brackets explains: "Data (dd.mm.rrrr)"
        let name = text.split('(').next().unwrap_or_default();
        match self.columns().find(|column| column.headings.iter().any(|known| same(known, name))) {
            Some(column) => column.field.map_or(Heading::Ignored, Heading::Known),
            None if matches!(text, "" | "#") => Heading::Ignored,
            None => Heading::Unknown,
        }
    }

    /// The known name nearest to a heading that is none, if one is near.
    pub(super) fn nearest(self, text: &str) -> Option<&'static str> {
        if text.len() > LONGEST {
            return None;
        }
        let folded = fold(text);
        self.columns()
            .filter(|column| column.field.is_some())
            .flat_map(|column| &column.headings)
            .map(|name| (strsim::damerau_levenshtein(&folded, &fold(name)), name))
            .filter(|&(edits, name)| edits <= 2 && edits * 3 <= name.chars().count())
            // people rarely miss the first letter
            .min_by_key(|&(edits, name)| (edits, !name.starts_with(folded.chars().next().unwrap_or_default())))
            // the name itself, where the user said that another heading has its place
            .filter(|&(edits, _)| edits > 0)
            .map(|(_, name)| name.as_str())
    }
}

/// What a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// A column of this program.
    Known(Field),
    /// A row number, or nothing.
    Ignored,
    /// Anything else.
    Unknown,
}

/// The table, and what the user says beside it.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Which table.
    pub subject: Subject,
    /// Headings that stand for a field, whatever the table says; no other heading stands for that field.
    pub named: Vec<(Field, String)>,
    /// The sheets of a spreadsheet that are read; none: all that can be seen.
    pub sheets: Vec<String>,
    /// The county of rows for which no column and no row above them says it; `None`: a column must.
    pub county: Option<String>,
}

impl Columns {
    /// The fields without which a list is none.
    pub(super) fn required(&self) -> impl Iterator<Item = Field> {
        self.subject.required().into_iter().filter(|field| *field != Field::County || self.county.is_none())
    }

    /// Reads a heading.
    pub(super) fn heading(&self, text: &str) -> Heading {
        if let Some((field, _)) = self.named.iter().find(|(_, name)| same(name, text)) {
            return Heading::Known(*field);
        }
        match self.subject.heading(text) {
            Heading::Known(field) if self.named.iter().any(|(named, _)| *named == field) => Heading::Unknown,
            heading => heading,
        }
    }

    /// What all the headings of a row are.
    pub(super) fn headings(&self, texts: &StringRecord) -> Vec<Heading> {
        let mut found: Vec<_> = texts.iter().map(|text| self.heading(text)).collect();
        let date = Heading::Known(Field::Date);
        let is_doubled = found.iter().filter(|heading| **heading == date).count() > 1;
        for (heading, text) in found.iter_mut().zip(texts) {
            if is_doubled && *heading == date && same(text, DAY) {
                *heading = Heading::Known(Field::Weekday);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_column() {
        let fields: Vec<Field> = COLUMNS.iter().filter_map(|column| column.field).collect();
        assert_eq!(fields.len(), Field::COUNT);
        for (number, field) in fields.into_iter().enumerate() {
            assert_eq!(field as usize, number, "{field:?}");
        }
        let file = include_str!("columns.csv");
        assert_eq!(COLUMNS.len() + 1, file.lines().count(), "a line that cannot be read");
        for subject in [Subject::Meetings, Subject::People] {
            for column in subject.columns().filter(|column| column.field.is_some()) {
                for name in &column.headings {
                    assert_eq!(subject.field(&name.to_uppercase()), column.field, "{name}");
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
