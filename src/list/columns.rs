//! The columns of a list: their names, and which column is which.
//!
//! A heading is understood from its words, if every one is known: each plays a role (`headings.csv`), and the roles together
//! make a column (`columns.csv`), whatever their order. One unknown word makes it unknown.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use csv::StringRecord;
use serde::{Deserialize, Serialize};

use super::Kind;
use crate::poland::county::Counties;
use crate::poland::date::{Beginnings, Kind as Token, fold, same, says, tokens};
use crate::poland::only;
use crate::poland::remark::{self, Change};

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
    /// The postal code, of the address.
    Postcode,
    /// The day of the end, which must be the date.
    LastDay,
    /// How long it takes.
    Length,
    /// Yes: it is cancelled.
    Cancelled,
    /// No: it is cancelled.
    Held,
    /// Yes: it takes the whole day.
    AllDay,
    /// Another date than the one in its own column.
    NewDate,
    /// Another hour.
    NewStart,
    /// Another place.
    NewVenue,
    /// Whether it is published at all.
    Publish,
    /// Yes: it is not published.
    Private,
    /// Whether people come or take part from afar.
    Mode,
    /// The month of a day that is but a number.
    Month,
    /// The year of a day that has none.
    Year,
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
pub(super) struct Column {
    /// `None`: row numbers, which are passed over without a word.
    field: Option<Field>,
    /// `None`: both.
    list: Option<Subject>,
    /// Whether it is answered by yes or no.
    pub(super) is_answer: bool,
    /// What joins the cells where several columns may hold it: telephone and e-mail, first name and family name.
    pub(super) joined: Option<String>,
    /// The roles of words that make it, separated by blanks; other sets of them by `|`.
    roles: String,
    /// What it is called, separated by `|`, the canonical name first, the Polish one second.
    headings: String,
}

/// Each at its field's number.
static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| crate::poland::rows(include_str!("columns.csv")));

/// Roles, and the words that play them.
static ROLES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| crate::poland::rows(include_str!("headings.csv")));

/// The role of each word, folded.
static WORDS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let roles = ROLES.iter().filter(|(role, _)| role != BRACKET);
    roles.flat_map(|(role, words)| words.split(' ').map(|word| (fold(word), role.as_str()))).collect()
});

/// Beginnings of words that ask whether a meeting takes place or is published: "Aktualne", "Widoczne".
const ASKS: &str = include_str!("asks.txt");
/// Those that speak of consent, or are answers.
static CONSENTS: Beginnings = Beginnings::new(|| include_str!("consents.txt").lines().collect());
/// Those of what is not sure, beside what says so anywhere.
static UNSURE: Beginnings = Beginnings::new(|| include_str!("unsure.txt").lines().collect());
/// Those of questions, to which cells are the answers.
static QUESTIONS: Beginnings = Beginnings::new(|| include_str!("questions.txt").lines().collect());
/// What brackets hold, without its gaps, that says nothing of what a column is: how its cells are written.
const BRACKET: &str = "bracket";
/// Says nothing of what a column is.
const FILLER: &str = "filler";
/// Where and when people gather is not always where and when they meet.
const GATHER: &str = "gather";
/// Say something only where nothing else does: "Temat spotkania", "Nr sali".
const WEAK: [&str; 2] = ["event", "number"];
/// Asks whether a meeting takes place; beside other words it says nothing.
const HELD: &str = "held";
/// What is about something else than when, where and whether a meeting is: "Data publikacji".
const OTHER: &str = "other";
/// What is, too, where nothing else is said, but for some cells: "Strefa", "Wydarzenie cykliczne".
const PASSED: [&str; 7] = ["sensitive", "cycle", "repeat", "zone", "busy", "time", "event"];

/// The role that a folded word plays in a heading.
fn role(word: &str) -> Option<&'static str> {
    let change = || match remark::in_text(word)? {
        Change::Cancelled => Some("cancelled"),
        Change::Moved => Some("moved"),
        Change::Unsure | Change::Closed => None,
    };
    WORDS.get(word).copied().or_else(change)
}

/// The words of a heading, folded. What stands in brackets counts too, unless it says how cells are written: "Data (dd.mm.rrrr)".
fn words(heading: &str) -> Vec<String> {
    let is_one = |part: &str| words_of(BRACKET).any(|known| same(known, part));
    // "(2027 r.)"
    let is_year = |part: &str| part.starts_with("20") && is_one(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    let is_manner = |part: &str| is_one(part) || is_year(part);
    let parts = heading.split(['(', ')', '[', ']']).enumerate();
    let kinds = parts.filter(|(at, part)| at % 2 == 0 || !is_manner(part)).flat_map(|(_, part)| tokens(part));
    kinds.filter_map(|token| if let Token::Word(word) = token.kind { Some(word) } else { None }).collect()
}

/// The words of a role.
fn words_of(role: &str) -> impl Iterator<Item = &'static str> {
    ROLES.iter().filter(move |(known, _)| known == role).flat_map(|(_, words)| words.split(' '))
}

/// What stands below a heading of when, and of where.
pub(super) const WHEN: &[Field] = &[Field::Date, Field::Start, Field::End, Field::Weekday];
pub(super) const WHERE: &[Field] = &[Field::Venue, Field::Address, Field::Town, Field::Postcode, Field::County];
/// Beside these, what stands below one of whom to ask.
const STOREYS: [&[Field]; 3] = [WHEN, WHERE, &[Field::Contact, Field::Host]];

/// What a line above the headings, or a heading, says beside a county that is not that of the meetings.
pub(super) static NOT_OF_ALL: Beginnings = Beginnings::new(|| include_str!("not-of-all.txt").lines().collect());

/// Whether a text names counties, not all; a number is more than a county's code.
pub(super) fn is_county(name: &str) -> bool {
    name.contains(char::is_alphabetic) && Counties::find(name).is_ok_and(|counties| counties != Counties::all())
}

/// No heading is longer, in octets.
const LONGEST: usize = 100;

impl Field {
    /// How many there are.
    pub(crate) const COUNT: usize = 35;
    /// How many are texts of the meeting.
    pub(crate) const TEXTS: usize = 13;

    /// All, each at its number.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        COLUMNS.iter().filter_map(|column| column.field)
    }

    /// Those that are texts of the meeting, each at its number.
    pub(crate) fn texts() -> impl Iterator<Item = Self> {
        Self::all().take(Self::TEXTS)
    }

    /// What the table says of it.
    pub(super) fn column(self) -> &'static Column {
        &COLUMNS[self as usize]
    }

    /// The canonical name.
    pub(crate) fn name(self) -> &'static str {
        self.column().headings.split('|').next().unwrap_or_default()
    }
}

impl Subject {
    fn columns(self) -> impl Iterator<Item = &'static Column> + Clone {
        COLUMNS.iter().filter(move |column| column.list.is_none_or(|list| list == self))
    }

    /// What the array is called in JSON, where it is not the whole text; in Polish too.
    pub(super) fn arrays(self) -> &'static [&'static str] {
        if self == Self::Meetings { &["meetings", "spotkania", "events", "wydarzenia"] } else { &["people", "osoby"] }
    }

    /// The field that a name means.
    pub(crate) fn field(self, name: &str) -> Option<Field> {
        self.heading(name).field()
    }

    /// Reads a heading.
    pub fn heading(self, text: &str) -> Heading {
        if text.len() > LONGEST {
            return Heading::Unknown;
        }
        let name = text.split(['(', '[']).next().unwrap_or_default();
        match self.called(name) {
            // what explains a column may make it another: "Data (publikacji)", but not "Time (UTC)"
            Heading::Known(_) if name.len() < text.len() => match self.called(text) {
                Heading::Other if !speaks_of(text, &[OTHER]) => Heading::Unknown,
                whole => whole,
            },
            heading => heading,
        }
    }

    /// Reads a heading by all its words.
    fn called(self, name: &str) -> Heading {
        let of = |column: &Column| column.field.map_or(Heading::Number, Heading::Known);
        let is_called = |column: &&Column| column.headings.split('|').any(|known| same(known, name));
        if let Some(column) = self.columns().find(is_called) {
            return of(column);
        }
        // one unknown word makes it unknown
        let roles: Option<BTreeSet<_>> = words(name).iter().map(|word| role(word)).collect();
        let mut roles = roles.unwrap_or_default();
        roles.remove(FILLER);
        if roles.is_empty() {
            return Heading::Unknown;
        }
        // "W jakim powiecie odbędzie się spotkanie?"
        let mut strong = strong(&roles);
        let made = self.of_roles(&roles).or_else(|| self.of_roles(&strong)).or_else(|| {
            strong.remove(HELD);
            self.of_roles(&strong)
        });
        match made {
            Some(column) => of(column),
            // "Liczba uczestników"
            None if roles.contains(OTHER) || roles.iter().eq(&["count", "person"]) => Heading::Other,
            None if roles.iter().all(|role| PASSED.contains(role)) => Heading::Other,
            None => Heading::Unknown,
        }
    }

    /// The column that the known words of an unknown heading make: "Data giełdy".
    pub(super) fn spoken(self, heading: &str) -> Option<Field> {
        let is_said = |role: &&str| ![FILLER, GATHER].contains(role);
        let roles = words(heading).iter().filter_map(|word| role(word)).filter(is_said).collect();
        self.of_roles(&strong(&roles))?.field
    }

    /// The column that words of these roles make.
    fn of_roles(self, roles: &BTreeSet<&str>) -> Option<&'static Column> {
        let is_all =
            |made: &str| made.split(' ').all(|role| roles.contains(role)) && made.split(' ').count() == roles.len();
        self.columns().find(|column| column.roles.split('|').any(is_all))
    }

    /// An unknown heading with its words mended to the nearest that are known, if that makes it known.
    pub(super) fn nearest(self, text: &str) -> Option<String> {
        if text.len() > LONGEST {
            return None;
        }
        let of_roles = ROLES.iter().flat_map(|(_, words)| words.split(' '));
        let known = of_roles.chain(self.columns().flat_map(|column| column.headings.split('|')));
        let mended = |word: &String| {
            let near = known.clone().map(|name| (strsim::damerau_levenshtein(word, &fold(name)), name));
            let is_near = |edits, name: &str| edits * (edits + 2) < name.chars().count() && is_slip(word, &fold(name));
            let near = near.filter(|&(edits, name)| is_near(edits, name));
            // people rarely miss the first letter
            near.min_by_key(|&(edits, name)| (edits, !name.starts_with(word.chars().next().unwrap_or_default())))
        };
        let mended: Vec<_> = words(text).iter().map(mended).collect::<Option<_>>()?;
        let name = mended.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(" ");
        // the name itself, where the user said that another heading has its place
        let is_other = mended.iter().any(|(edits, _)| *edits > 0);
        (is_other && matches!(self.heading(&name), Heading::Known(_))).then_some(name)
    }

    /// That a heading is unknown, which need not stop anything; `field` is what no column holds.
    pub(super) fn unknown(self, headings: &[&str], field: Option<Field>) -> Kind {
        let meant = |heading| self.nearest(heading).map(|nearest| format!("{heading} → {nearest}"));
        let found = headings.iter().map(|heading| meant(heading).unwrap_or_else(|| (*heading).to_owned())).collect();
        let is_other = |heading: &&&str| self.nearest(heading).is_none();
        let field = field.filter(|_| headings.iter().any(|heading| is_other(&heading)));
        let roles: &[&str] = match field {
            Some(Field::Town) => &["commune"],
            Some(Field::Title) => &["kind", "event", "name"],
            _ => &["venue", "here", "address"],
        };
        let may_be = |heading: &&&str| speaks_of(heading, roles) && is_other(heading);
        let one = headings.iter().find(may_be).or(only(headings.iter())).map(|heading| (*heading).to_owned());
        Kind::UnknownColumns { count: headings.len(), found, one, field, holds: field }
    }
}

/// Those that say something wherever they stand.
fn strong<'r>(roles: &BTreeSet<&'r str>) -> BTreeSet<&'r str> {
    roles.iter().copied().filter(|role| !WEAK.contains(role)).collect()
}

/// Whether a word is another with a slip, or the same, and no other form of it, as "forma" is of "formy".
fn is_slip(word: &str, name: &str) -> bool {
    let alike: usize = word.chars().zip(name.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (rest, other) = (&word[alike..], &name[alike..]);
    let is_doubled = |c| word[..alike].ends_with(c);
    rest.chars().next().is_none_or(is_doubled) || rest.chars().count().max(other.chars().count()) > 2
}

/// Whether a heading is of the minutes of the hours before it, or of AM and PM.
pub(super) fn is_part(heading: &str) -> bool {
    speaks_of(heading, &["minute"]) && is_all_of(heading, &["minute", "start", "end", FILLER])
}

/// Whether all words of a heading have one of these roles.
pub(super) fn is_all_of(heading: &str, roles: &[&str]) -> bool {
    words(heading).iter().all(|word| role(word).is_some_and(|role| roles.contains(&role)))
}

/// The words of a heading that have no role, folded.
pub(super) fn unknown_words(heading: &str) -> impl Iterator<Item = String> {
    words(heading).into_iter().filter(|word| role(word).is_none())
}

/// Whether a heading that is unknown has a word of one of these roles.
pub(crate) fn speaks_of(heading: &str, roles: &[&str]) -> bool {
    words(heading).iter().any(|word| role(word).is_some_and(|role| roles.contains(&role)))
}

/// Whether a heading says that what is below is not sure; or asks, which gives true, and not as a form does: "Data?".
pub(super) fn is_unsure(heading: &str) -> Option<bool> {
    let asks = heading.contains('?');
    let is_said = || remark::in_note(heading) == Some(Change::Unsure) || says(heading, &UNSURE);
    (if asks { !says(heading, &QUESTIONS) } else { is_said() }).then_some(asks)
}

/// Whether a heading that is unknown is of a thing that may be open by itself, as the materials are.
pub(super) fn is_of_thing(heading: &str) -> bool {
    remark::names_thing(heading) && !speaks_of(heading, &["venue", "address", "date", "hour", "time"])
}

/// Whether a heading that is unknown asks whether a meeting takes place, or is published.
pub(super) fn asks_whether(heading: &str) -> bool {
    let is_asking = |word: &String| role(word) == Some(HELD) || ASKS.lines().any(|start| word.starts_with(start));
    remark::in_note(heading).is_some() || words(heading).iter().any(is_asking)
}

/// Whether a heading that is unknown, or none, may be of what a meeting needs in order to take place or to be public, so that a no
/// beneath it matters: "BIP", "Zgoda", "tak/nie", "✔".
pub(super) fn asks_consent(heading: &str) -> bool {
    says(heading, &CONSENTS) || asks_whether(heading) || !heading.contains(char::is_alphanumeric)
}

/// Whether a word only says of what follows that it is a day or an hour: "termin:", "godz.", "odbędzie się".
pub(crate) fn is_of_when(word: &str) -> bool {
    let roles = ["date", "hour", "time", "start", "end", "event", "held", "announce", FILLER];
    speaks_of(word, &roles)
}

/// What a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// A column of this program.
    Known(Field),
    /// A row number, or nothing.
    Number,
    /// Of something else than the meeting.
    Other,
    /// The user says that it is not read, and need not be.
    Ignored,
    /// Anything else.
    Unknown,
}

impl Heading {
    /// The field whose column it heads.
    pub(crate) fn field(self) -> Option<Field> {
        if let Self::Known(field) = self { Some(field) } else { None }
    }
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
    /// The year of days that have none.
    pub year: Option<i32>,
    /// Headings of columns that are not read.
    pub ignored: Vec<String>,
}

impl Columns {
    /// The fields without which a list is none.
    pub(super) fn required(&self) -> impl Iterator<Item = Field> {
        let other = if self.subject == Subject::Meetings { Field::Date } else { Field::Email };
        self.county.is_none().then_some(Field::County).into_iter().chain([other])
    }

    /// Reads a heading.
    pub(super) fn heading(&self, text: &str) -> Heading {
        if let Some((field, _)) = self.named.iter().find(|(_, name)| same(name, text)) {
            return Heading::Known(*field);
        }
        if self.ignored.iter().any(|name| same(name, text)) {
            return Heading::Ignored;
        }
        match self.subject.heading(text) {
            Heading::Known(field) if self.named.iter().any(|(named, _)| *named == field) => Heading::Unknown,
            heading => heading,
        }
    }

    /// What all the headings of a row are.
    pub(crate) fn headings(&self, texts: &StringRecord) -> Vec<Heading> {
        texts.iter().map(|text| self.heading(text)).collect()
    }

    /// Whether a row has several known headings, and fewer others.
    pub(super) fn are_headings(&self, texts: &StringRecord) -> bool {
        let known = texts.iter().filter(|text| self.heading(text).field().is_some()).count();
        known > 1 && known * 2 > texts.iter().filter(|text| !text.is_empty()).count()
    }

    /// Two rows of headings as one, if all below are known: "Miejscowość", "Obiekt" and "Adres" below "Miejsce".
    pub(super) fn two_storeys<'a>(&self, above: &'a StringRecord, below: &StringRecord) -> Option<StringRecord> {
        // the cheapest first, since each of the first rows is asked
        let has_number = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let says = |text: &str| remark::in_note(text).is_some();
        if below.iter().any(has_number) || !self.are_headings(above) || below.iter().any(says) {
            return None;
        }
        let mut group = "";
        let known = below.iter().filter(|text| self.heading(text).field().is_some()).count();
        let join = |(own, below): (&'a str, &str)| {
            group = if own.is_empty() { group } else { own };
            let joined = format!("{group} {below}");
            // the address below "Organizator" is not the meeting's
            let of = self.heading(group).field();
            let storey = of.and_then(|of| STOREYS.into_iter().find(|all| all.contains(&of)));
            let is_of_group =
                |field| group.is_empty() || same(group, below) || storey.is_some_and(|all| all.contains(&field));
            match self.heading(below) {
                _ if below.is_empty() => Some(own.to_owned()),
                Heading::Known(field) if is_of_group(field) => Some(below.to_owned()),
                Heading::Number => Some(below.to_owned()),
                // it is left out, beside several that are known
                Heading::Unknown if storey.is_some() && known > 2 => Some(below.to_owned()),
                _ => Some(joined).filter(|joined| self.heading(joined).field().is_some()),
            }
        };
        let pairs = above.iter().chain(std::iter::repeat("")).zip(below);
        pairs.map(join).collect()
    }

    /// Whether one of the headings of a row is a field's.
    pub(super) fn has(&self, texts: &StringRecord, field: Field) -> bool {
        texts.iter().any(|text| self.heading(text) == Heading::Known(field))
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
                for name in column.headings.split('|') {
                    assert_eq!(subject.field(&name.to_uppercase()), column.field, "{name}");
                }
            }
        }
    }

    /// Each word has one role, and each role that makes a column has words.
    #[test]
    fn every_word_has_one_role() {
        let others = ROLES.iter().filter(|(role, _)| role != BRACKET);
        let words = others.flat_map(|(_, words)| words.split(' ')).map(fold);
        let mut known = BTreeSet::new();
        for word in words {
            assert!(known.insert(word.clone()), "{word} comes twice");
        }
        for role in COLUMNS.iter().flat_map(|column| column.roles.split(['|', ' '])).filter(|role| !role.is_empty()) {
            let is_made = ROLES.iter().any(|known| known.0 == role) || ["cancelled", "moved"].contains(&role);
            assert!(is_made, "{role} has no words");
        }
    }

    #[test]
    fn headings_as_people_write_them() {
        use Field::{
            Address, AllDay, Cancelled, Capacity, Contact, County, Date, End, Held, Host, LastDay, Length, NewDate,
            NewStart, NewVenue, Notes, Postcode, Start, Status, Title, Town, Url, Venue, Weekday,
        };
        for (field, headings) in [
            (County, "Powiat |Powiat(y)|Nazwa powiatu|powiaty|Powiat/miasto|COUNTY"),
            (
                Date,
                "Data (dd.mm.rrrr)|Data (RRRR-MM-DD)|Termin (2027)|Termin szkolenia|Data realizacji|Dzień zajęć|Start Date|Data i godzina|Data i miejsce|Kiedy i gdzie|Data rozpoczęcia spotkania|event_date",
            ),
            (
                Start,
                "GODZ.|Godz. rozpoczęcia|Godzina (od)|Godzina [hh:mm]|Od (godz.)|Godziny zajęć|Czas rozpoczęcia|Start Time|startTime|Godzina od|Od|Godziny realizacji zajęć od-do|W godzinach|Godziny trwania|Początek|Godzina rozpoczęcia spotkania",
            ),
            (
                End,
                "Godzina (do)|Godzina (zakończenia)|Czas zakończenia|Planowane zakończenie|End Time|do godz.|Koniec|Data i godzina zakończenia",
            ),
            (LastDay, "Data zakończenia|Termin (koniec)|End Date|Data do|Termin zakończenia szkolenia"),
            (
                Length,
                "Czas trwania|Liczba godzin|Duration|Długość spotkania|Czas trwania [h]|Długość (w minutach)|Liczba godzin (zegarowych)|Ilość godzin zajęć",
            ),
            (
                Title,
                "Temat|Temat i miejsce|Tytuł szkolenia|Nazwa wydarzenia|Przedmiot spotkania|Subject|Event name|Szkolenie|Meeting title",
            ),
            (
                Venue,
                "Miejsce szkolenia|Sala|Lokalizacja|Nr sali|Miejsce i adres|Location|Miejsce realizacji (adres)|Nazwa obiektu",
            ),
            (Address, "Adres spotkania|Ulica i nr|ul."),
            (Town, "Miejscowosc|place|Miasto"),
            (Postcode, "Kod pocztowy|kod i miejscowość"),
            (Host, "Prowadzący zajęcia|Organizator spotkania|Osoba prowadząca"),
            (Contact, "Osoba do kontaktu (imię i nazwisko)|Kontakt (telefon, e-mail)|Tel.|Nr telefonu|Adres e-mail"),
            (Capacity, "Liczba miejsc|ilość miejsc"),
            (Notes, "Uwagi|Info|Informacje dodatkowe|Uwagi dla uczestników|Uwagi do spotkania"),
            (Url, "WWW"),
            (Status, "Status spotkania|stan"),
            (Weekday, "Dzień tygodnia|dzień tyg."),
            (Cancelled, "Odwołane|Czy odwołane?|Odwołane (T/N)|Odwołana|Anulowano|Cancelled"),
            (Held, "Czy się odbędzie|Takes place"),
            (AllDay, "Cały dzień|Wydarzenie całodzienne|All Day Event|całodniowe"),
            (NewDate, "Nowy termin|Nowa data|Przeniesione na|Zmieniony termin"),
            (NewStart, "Nowa godzina"),
            (NewVenue, "Nowe miejsce|Nowa sala|Miejsce po zmianie|Faktyczne miejsce"),
        ] {
            for heading in headings.split('|') {
                assert_eq!(Subject::Meetings.heading(heading), Heading::Known(field), "{heading}");
            }
        }
        for heading in
            "Data publikacji|Data publikacji (BIP)|Data (publikacji)|Status (rekrutacji)|Odwołane (zapisy)|Termin zgłoszeń|Utworzono|Created By|Data przypomnienia|Cena szkolenia".split('|')
        {
            assert_eq!(Subject::Meetings.heading(heading), Heading::Other, "{heading}");
        }
        for heading in "Koszt cateringu (zł)|Godzina zbiórki|Opiekun|Nie odbędzie się|Data (mm/dd/rrrr)|\
             Date (M-D-Y)|Godzina (UTC)|Godz. [CET]|Termin (orientacyjny)|Data (co miesiąc)|Liczba godzin (45 min)|\
             Czas trwania (dni)|Miejsce (dawne)|E-mail (nie publikować)|Opis (wewnętrzny)|Godzina (odjazdu)"
            .split('|')
        {
            assert_eq!(Subject::Meetings.heading(heading), Heading::Unknown, "{heading}");
        }
        for heading in ["L.p.", "", "Nr", "#", "Nr spotkania"] {
            assert_eq!(Subject::Meetings.heading(heading), Heading::Number, "{heading}");
        }
    }

    #[test]
    fn headings_with_a_slip() {
        for (heading, nearest) in [
            ("Powait", Some("powiat")),
            ("Tematt", Some("temat")),
            ("Godzina rozpocęcia", Some("godzina rozpoczęcia")),
            ("Koszt cateringu (zł)", None),
            ("Adresat", None),
            ("Forma opłaty", None),
            ("Poz.", None),
            ("Imię i nazwisko trenera", None),
            ("Cel", None),
        ] {
            assert_eq!(Subject::Meetings.nearest(heading).as_deref(), nearest, "{heading}");
        }
    }
}
