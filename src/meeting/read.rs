//! Reads a row: every cell that is wrong becomes a problem, and only a row without any becomes a [`Meeting`].

use chrono::{Datelike, NaiveDate, TimeDelta, Timelike as _, Weekday};
use csv::StringRecord;
use percent_encoding::{CONTROLS, utf8_percent_encode};
use serde::Serialize;

use super::attendance::{self, Attendance};
use super::text::{
    clean_text, damaged_word, degrees, is_forbidden, is_marked, is_misplaced, is_nothing, is_open_place, is_struck,
};
use super::when::is_open;
use super::{Kind, Meeting, Status, When, digest, note, of_counties, url};
use crate::list::Field::{
    self, Address, AllDay, Cancelled, Capacity, Contact, Date, Description, Held, Host, Id, Lat, Lon, Notes, Postcode,
    Private, Publish, Start, Title, Town, Url, Venue,
};
use crate::list::{Row, RowId};
use crate::message::Diagnostics;
use crate::poland::county::{self, Counties};
use crate::poland::date::{answer, same};
use crate::poland::holiday;
use crate::poland::remark::{self, Change};
use crate::poland::town::{self, is_postal_code};

/// How rows are read.
#[derive(Clone, Debug)]
pub struct Rules {
    /// How long a meeting without an end takes, in real time.
    pub duration: TimeDelta,
    /// The title of meetings that have none.
    pub title: Option<String>,
    /// Whether the notes are published.
    pub with_notes: bool,
}

/// No meeting begins before this hour.
const EARLY: u32 = 6;
/// Longer meetings are worth a look.
const LONG: TimeDelta = TimeDelta::hours(12);
/// What is shown as one place.
pub(super) const PLACE: [Field; 3] = [Venue, Address, Town];

/// What a row is.
pub(crate) enum Entry {
    Meeting(Meeting),
    /// Left out: the day is not set yet.
    Open(Open),
    /// Left out: the list says that it is not published.
    Withheld,
}

/// A row without a day, which may be of a meeting that was published with one.
pub(crate) struct Open {
    /// Where it is.
    pub(crate) row: RowId,
    /// Its `id`; empty if it has none.
    pub(crate) id: String,
    /// For whom.
    pub(crate) counties: Counties,
    /// Empty if the list has none.
    pub(crate) title: String,
}

impl Rules {
    /// The meeting of a row; `None`: it is left out or has problems, and all of them were said.
    pub fn meeting(&self, row: &Row, out: &mut Diagnostics) -> Option<Meeting> {
        if let Entry::Meeting(meeting) = self.entry(row, out)? { Some(meeting) } else { None }
    }

    /// What a row is; `None`: it has problems, or is of no meeting, and all of that was said.
    pub(crate) fn entry(&self, row: &Row, out: &mut Diagnostics) -> Option<Entry> {
        let mut cells = [""; Field::COUNT];
        for field in Field::all().filter(|&field| !is_text(field) || !is_nothing(row.cell(field))) {
            cells[field as usize] = row.cell(field);
        }
        let mut reading = Reading { rules: self, row, cells, out };
        let mut says = |field, answer| !row.cell(field).is_empty() && reading.answer(field) == Some(answer);
        match row.cell(Date) {
            _ if says(Publish, false) || says(Private, true) => Some(Entry::Withheld),
            date if is_open(date) => reading.open().map(Entry::Open),
            _ => reading.meeting().map(Entry::Meeting),
        }
    }
}

/// A row that is being read.
pub(super) struct Reading<'r> {
    pub(super) rules: &'r Rules,
    pub(super) row: &'r Row<'r>,
    /// By field, without what only fills them.
    pub(super) cells: [&'r str; Field::COUNT],
    pub(super) out: &'r mut Diagnostics,
}

impl<'r> Reading<'r> {
    pub(super) fn cell(&self, field: Field) -> &'r str {
        self.cells[field as usize]
    }

    pub(super) fn problem(&mut self, field: Field, kind: &impl Serialize) {
        self.out.problem(|| self.row.place(field), kind);
    }

    /// A problem after which nothing can come of the cell.
    pub(super) fn wrong<T>(&mut self, field: Field, kind: &impl Serialize) -> Option<T> {
        self.problem(field, kind);
        None
    }

    /// What there is; if nothing, that is a problem after which nothing can come of the cell.
    pub(super) fn ensure<T>(&mut self, found: Option<T>, field: Field, kind: impl FnOnce() -> Kind) -> Option<T> {
        found.or_else(|| self.wrong(field, &kind()))
    }

    /// A cell that is not what it should be: perhaps it says that the meeting changes. That it is not yet sure is no other fault.
    pub(super) fn unread<T>(&mut self, field: Field, text: &str, kind: &impl Serialize) -> Option<T> {
        match remark::in_note(text) {
            None | Some(Change::Unsure) if remark::is_ditto(text) => {
                self.wrong(field, &Kind::Ditto { text: text.to_owned() })
            }
            None | Some(Change::Unsure) => self.wrong(field, kind),
            Some(change) => self.wrong(field, &Kind::changed(change, text, false)),
        }
    }

    pub(super) fn warn(&mut self, field: Field, kind: &Kind) {
        self.out.warn(|| self.row.place(field), kind);
    }

    /// A warning, if it holds.
    pub(super) fn warn_if(&mut self, holds: bool, field: Field, kind: impl FnOnce() -> Kind) {
        if holds {
            self.warn(field, &kind());
        }
    }

    /// Yes or no; `None`: it says something else.
    pub(super) fn answer(&mut self, field: Field) -> Option<bool> {
        let cell = self.cell(field);
        match (answer(cell), field) {
            (None, Cancelled | Held) if Status::find(cell) == Some(Status::Cancelled) => Some(field == Cancelled),
            (None, Private) if remark::secrecy(cell).is_some() => remark::secrecy(cell),
            (None, _) => self.wrong(field, &Kind::Answer { text: cell.to_owned() }),
            (answer, _) => answer,
        }
    }

    /// What a column says does not go with what another says.
    pub(super) fn contradicted<T>(&mut self, field: Field, other: Field) -> Option<T> {
        self.wrong(field, &Kind::Disagreement { text: self.cell(field).to_owned(), field: other })
    }

    /// The address with what a column for postal codes adds.
    pub(super) fn address(&self) -> String {
        let [address, code, town] = [Address, Postcode, Town].map(|field| self.cell(field));
        if code.is_empty() || [address, self.cell(Venue)].iter().any(|place| place.contains(code)) {
            return address.to_owned();
        }
        let code = if town.is_empty() || code.contains(town) { code.to_owned() } else { format!("{code} {town}") };
        if address.is_empty() { code } else { format!("{address}, {code}") }
    }

    /// A row whose day is not set yet; `None`: it says that the meeting is cancelled, or has problems.
    fn open(&mut self) -> Option<Open> {
        let counties = self.counties()?;
        self.warn(Date, &Kind::DayOpen { text: self.cell(Date).to_owned() });
        let is_cancelled = Status::find(self.cell(Field::Status)) == Some(Status::Cancelled);
        let [id, title] = [Id, Title].map(|field| self.text(field, counties));
        let is_expected = !is_cancelled && !note::is_cancellation(self.cell(Notes));
        is_expected.then_some(Open { row: self.row.id, id, counties, title })
    }

    fn meeting(&mut self) -> Option<Meeting> {
        let before = self.out.problems();
        let counties = self.counties();
        let when = self.when().inspect(|&when| self.check_new(when));
        let status = self.status();
        self.check_cells();
        let (texts, attendance) = self.texts(counties.unwrap_or_default());
        if self.out.problems() > before {
            return None;
        }
        let (counties, when, status) = (counties?, when?, status?);
        // what is left of its cell once it is clean: a UID may be made of it
        let titled = !clean_text(self.cell(Title), Title).is_empty();
        let mut record = StringRecord::with_capacity(texts.iter().map(String::len).sum(), texts.len());
        record.extend(&texts);
        let digest = digest(counties, when, &record);
        let meeting = Meeting { row: self.row.id, counties, when, status, attendance, titled, digest, texts: record };
        self.warnings(&meeting);
        // a warning may be a problem
        (self.out.problems() == before).then_some(meeting)
    }

    /// For whom.
    fn counties(&mut self) -> Option<Counties> {
        let cell = self.cell(Field::County);
        match Counties::find(cell) {
            _ if cell.is_empty() => self.wrong(Field::County, &Kind::MissingCell { field: Field::County }),
            Ok(_) if is_marked(cell) => self.wrong(Field::County, &Kind::MarkedOut { text: cell.to_owned() }),
            Ok(counties) => Some(counties),
            Err(part) => self.unread(Field::County, part, &Kind::unknown_county(part)),
        }
    }

    /// What the column `status` and those that are answered by yes or no say, or else the words of others.
    fn status(&mut self) -> Option<Status> {
        let cell = self.cell(Field::Status);
        let status = match Status::find(cell) {
            _ if cell.is_empty() => Status::Confirmed,
            Some(status) => status,
            None => return self.unread(Field::Status, cell, &Kind::Status { text: cell.to_owned() }),
        };
        let mut said = Vec::from_iter((!cell.is_empty()).then_some((Field::Status, status == Status::Cancelled)));
        for (field, yes) in [(Cancelled, true), (Held, false)] {
            if !self.cell(field).is_empty() {
                said.push((field, self.answer(field)? == yes));
            }
        }
        if let Some(pair) = said.windows(2).find(|pair| pair[0].1 != pair[1].1) {
            return self.contradicted(pair[0].0, pair[1].0);
        }
        let notes = self.cell(Notes);
        // a column that says so, or a note that is nothing but the word, settles it
        if said.first().map_or_else(|| note::is_cancellation(notes), |(_, is_cancelled)| *is_cancelled) {
            return Some(Status::Cancelled);
        }
        // what the status says counts more, but not that the date is the new one: that only the notes can say
        let is_no = (notes.len() > 1 && answer(notes) == Some(false)).then_some(Change::Cancelled);
        let is_public = !self.cell(Publish).is_empty();
        let is_open = |change: &Change| match change {
            Change::Moved => true,
            Change::Closed => cell.is_empty() && !is_public,
            _ => cell.is_empty(),
        };
        let in_notes = remark::in_note(notes).or(is_no).filter(is_open);
        if let Some(change) = in_notes {
            return self.wrong(Notes, &Kind::changed(change, notes, false));
        }
        if !cell.is_empty() {
            return Some(status);
        }
        if let Some((place, text)) = self.row.struck() {
            self.out.problem(|| place, &Kind::MarkedOut { text: text.to_owned() });
            return None;
        }
        for field in Field::texts().filter(|field| *field != Notes) {
            let text = self.cell(field);
            let said = match field {
                _ if text.is_empty() => None,
                // a code
                Id if !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit()) => None,
                Description => remark::said_or_perhaps(text),
                Title | Venue => {
                    // else it is said elsewhere
                    let is_open =
                        || field == Venue && (is_open_place(text) || Attendance::of(text) != Attendance::Offline);
                    let in_part = || remark::in_part(text, field == Title) && !is_open();
                    remark::in_title(text).or_else(|| in_part().then_some((Change::Unsure, false)))
                }
                // "nieczynne", "na urlopie"
                Contact | Capacity | Host => {
                    remark::in_title(text).or_else(|| Some((remark::in_note_or_doubt(text)?, false)))
                }
                _ => remark::in_title(text),
            };
            match said {
                // a description speaks of much else that is not sure
                Some((change, true)) if (field, change) != (Description, Change::Unsure) && is_open(&change) => {
                    return self.wrong(field, &Kind::changed(change, text, true));
                }
                Some(_) => self.warn(field, &Kind::MayChange { text: text.to_owned() }),
                None => {}
            }
        }
        Some(status)
    }

    /// What can be seen to be wrong with texts. "j.w." refers to another row, and rows are sorted anew; a question mark alone
    /// says that something is open, which a status may settle; a day, an hour or a county alone is perhaps another column's.
    fn check_cells(&mut self) {
        let is_settled = !self.cell(Field::Status).is_empty();
        let is_within = |text: &str, limit: u8| degrees(text).is_some_and(|degrees| degrees.abs() <= f64::from(limit));
        for field in Field::texts().chain([Postcode]) {
            // a place may be another cell's
            let cell = if field == Venue { self.cell(field) } else { self.row.cell(field) };
            let own = || cell.to_owned();
            let kind = match field {
                _ if cell.is_empty() => continue,
                Url if !url::is_address(cell) => Kind::Url { text: own(), www: cell.starts_with("www.") },
                // perhaps with its town
                Postcode if !is_postal_code(cell.split_whitespace().next().unwrap_or_default()) => {
                    Kind::Postcode { text: own() }
                }
                Lat if !is_within(cell, 90) => Kind::Degrees { text: own(), limit: 90 },
                Lon if !is_within(cell, 180) => Kind::Degrees { text: own(), limit: 180 },
                Lat | Lon if [Lat, Lon].iter().any(|&field| self.cell(field).is_empty()) => Kind::HalfAPlace,
                Notes if is_settled => continue,
                _ if remark::is_ditto(cell) || is_text(field) && same(cell, "bez zmian") => Kind::Ditto { text: own() },
                _ if is_text(field) && cell.starts_with('?') && is_nothing(cell) && !is_settled => {
                    Kind::Unsure { text: own() }
                }
                _ if field != Description && is_struck(cell) && !is_settled => Kind::MarkedOut { text: own() },
                Venue | Address | Town if !is_settled && is_open_place(cell) => Kind::Unsure { text: own() },
                // "10,30" in a list with commas
                Title if self.cell(Start).len() < 3 && cell.len() == 2 && cell.parse::<u8>().is_ok() => {
                    self.problem(field, &Kind::Misplaced { text: own() });
                    continue;
                }
                Town if !town::is_place(cell)
                    && [Title, Venue].iter().any(|&field| town::is_place(self.cell(field))) =>
                {
                    Kind::Misplaced { text: own() }
                }
                Venue if is_title(cell) && !remark::is_meeting(self.cell(Title)) => Kind::Misplaced { text: own() },
                Title if remark::is_blocked(cell) && !is_settled => Kind::Blocked { text: own() },
                Title if self.cell(Title).is_empty() && !is_settled => {
                    self.warn(field, &Kind::MarkedOut { text: own() });
                    continue;
                }
                Id | Description | Notes | Url | Lat | Lon | Postcode => continue,
                _ if !is_misplaced(cell) => continue,
                _ if cell.parse::<NaiveDate>().is_ok() => Kind::DayForText { text: own() },
                _ => Kind::Misplaced { text: own() },
            };
            match kind {
                Kind::DayForText { .. } | Kind::Misplaced { .. } => self.warn(field, &kind),
                _ => self.problem(field, &kind),
            }
        }
    }

    /// The texts of the meeting, by field.
    fn texts(&mut self, counties: Counties) -> (Vec<String>, Attendance) {
        let mut texts: Vec<_> = Field::texts().map(|field| self.text(field, counties)).collect();
        self.take_part(&mut texts[Venue as usize]);
        let [venue, address, town] = PLACE.map(|field| texts[field as usize].clone());
        let is_town = venue.is_empty() && address.is_empty();
        let place = if is_town { town.clone() } else { format!("{venue}, {address}") };
        let attendance = Attendance::of(&place);
        if attendance == Attendance::Online && !is_town {
            // of the office, perhaps
            texts[Town as usize].clear();
        } else if town.is_empty() {
            town::find(&venue, &address).unwrap_or_default().clone_into(&mut texts[Town as usize]);
        }
        if attendance != Attendance::Offline
            && texts[Url as usize].is_empty()
            && let Some(link) = attendance::link(&place)
        {
            texts[Url as usize] = utf8_percent_encode(link, CONTROLS).to_string();
        }
        (texts, attendance)
    }

    /// A field's text.
    fn text(&mut self, field: Field, counties: Counties) -> String {
        let cell = self.cell(field);
        match field {
            Notes if !self.rules.with_notes => String::new(),
            Title => {
                let own = self.clean(cell, field);
                let title = clean_text(self.rules.title.as_deref().unwrap_or_default(), field);
                if own.is_empty() && !title.is_empty() { title + &of_counties(counties) } else { own }
            }
            Address if !self.cell(Postcode).is_empty() => clean_text(&self.address(), field),
            Town => town::nominative(&self.clean(cell, field)).to_owned(),
            // some ten centimetres; RFC 5545 §3.8.1.6 wants six digits at most
            Lat | Lon => {
                let written = degrees(cell).map(|degrees| format!("{degrees:.6}")).unwrap_or_default();
                written.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            // letters outside ASCII as octets (RFC 3986 §2.5)
            Url => utf8_percent_encode(cell, CONTROLS).to_string(),
            _ => self.clean(cell, field),
        }
    }

    /// A text of a field as calendars can hold it.
    fn clean(&mut self, text: &str, field: Field) -> String {
        let clean = clean_text(text, field);
        self.warn_if(text.contains(is_forbidden), field, || Kind::ControlCharacters);
        if let Some(word) = damaged_word(&clean) {
            self.warn(field, &Kind::LostLetters { text: word.to_owned() });
        }
        clean
    }

    fn warnings(&mut self, meeting: &Meeting) {
        let date = meeting.when.start_local().date();
        let hours = if self.cell(Start).is_empty() { Date } else { Start };
        match meeting.when {
            When::Day(_) => self.warn_if(self.cell(AllDay).is_empty(), Date, || Kind::AllDay),
            When::Hours { start, end, .. } if end.utc - start.utc > LONG => self.warn(hours, &Kind::Long),
            When::Hours { start, .. } => {
                // 4:00 for 16:00
                let hour = || start.local.format("%-H:%M").to_string();
                self.warn_if(start.local.hour() < EARLY, hours, || Kind::Early { hour: hour() });
            }
        }
        match holiday::on(date) {
            Some(holiday) => self.warn(Date, &Kind::Holiday { date, holiday }),
            None => self.warn_if(date.weekday() == Weekday::Sun, Date, || Kind::Sunday { date }),
        }
        let [venue, address, town] = PLACE.map(|field| self.cell(field));
        let named = town::find(venue, address).filter(|named| town::is_known(named) && town::is_known(town));
        let is_other = named.is_some_and(|named| named != town && !address.contains(town));
        let field = if address.is_empty() { Venue } else { Address };
        self.warn_if(is_other, Town, || Kind::Disagreement { text: town.to_owned(), field });
        let own = || meeting.counties.iter().flat_map(|own| [Some(own), town::county(own.seat())]);
        let town = meeting.text(Town);
        if let Some(home) = town::county(town).filter(|home| !own().any(|own| own == Some(*home))) {
            self.warn(Town, &Kind::OtherCounty { town: town.to_owned(), county: home.short_name() });
        }
        for field in [Title, Venue, Address, Town, Notes] {
            let cell = self.cell(field);
            let named = county::named_in(cell);
            let is_own = named.iter().any(|named| meeting.counties.contains(named));
            if let Some(other) = named.iter().next().filter(|_| !is_own) {
                self.warn(field, &Kind::OtherCounty { town: cell.to_owned(), county: other.short_name() });
            }
        }
        let is_nowhere = meeting.text(Venue).is_empty() && meeting.text(Address).is_empty();
        if meeting.attendance != Attendance::Online && (is_nowhere || town.is_empty()) {
            self.out.warn(|| self.row.whole(), if is_nowhere { &Kind::NoVenue } else { &Kind::NoTown });
        }
    }
}

/// Whether a place begins as titles do: "Posiedzenie zarządu", but not "Sala posiedzeń".
fn is_title(venue: &str) -> bool {
    let first = venue.split(' ').next().unwrap_or_default();
    let is_adjective = ["owa", "owe", "owy", "jna", "jne", "jny"].iter().any(|end| first.ends_with(end));
    remark::is_meeting(first) && !is_adjective && !same(first, "forum")
}

/// Whether a field is one of those that people read as they are written.
fn is_text(field: Field) -> bool {
    matches!(field, Title | Venue | Address | Town | Description)
}
