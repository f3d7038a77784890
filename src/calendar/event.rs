//! The one event: a meeting with its numbers, as subscribers see it.
//!
//! It is made from a meeting of the list, or read back from a published calendar ([`crate::calendar::memory`]); feeds, event
//! files, mail, the page and the report are all made from it. The words are Polish whatever language the user speaks.

use std::borrow::Cow;

use chrono::NaiveDateTime;
use uuid::Uuid;

use crate::meeting::{Meeting, Status, When, attendance::Attendance, of_counties};
use crate::poland::county::{Counties, County};
use crate::{calendar::history::Turn, list::Field};

/// Said where the list gives no end.
pub(crate) const ASSUMED_END: &str = "Godzina zakończenia jest orientacyjna.";

/// The title of a meeting for which neither the list nor the user has one.
pub(crate) const TITLE: &str = "Spotkanie informacyjne";

/// What every place ends with, since maps look for it in the whole world.
const COUNTRY: &str = ", Polska";

/// A meeting as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Unique, and the same through all revisions and in all files.
    pub uid: Uuid,
    /// 0, and one more with each change.
    pub sequence: u32,
    /// When it was first published, UTC.
    pub created: NaiveDateTime,
    /// When this revision was made, UTC: LAST-MODIFIED, and DTSTAMP where there is no METHOD.
    pub modified: NaiveDateTime,
    /// `Meeting::digest` of what the list said.
    pub digest: Uuid,
    /// The row's `id`; empty if it had none.
    pub id: String,
    /// When it takes place.
    pub when: When,
    /// For whom.
    pub counties: Counties,
    /// Whether it takes place.
    pub status: Status,
    /// Without the word that SUMMARY of a cancelled one begins with.
    pub title: String,
    /// LOCATION: venue, address, town, country on one line, or the words for online; empty if none is known.
    pub location: String,
    /// GEO, as it is written; empty if none is known.
    pub(crate) geo: String,
    /// What the list says of it, with host, contact and web page; DESCRIPTION has more, see [`crate::calendar::properties`].
    pub description: String,
    /// Its own page; empty if it has none.
    pub(crate) url: String,
    /// What happened to it, the oldest first.
    pub(crate) history: Vec<Turn>,
}

impl Event {
    /// A meeting's first revision.
    pub(crate) fn new(meeting: &Meeting, uid: Uuid, sequence: u32, now: NaiveDateTime) -> Self {
        let [lat, lon] = [Field::Lat, Field::Lon].map(|field| meeting.text(field));
        Self {
            uid,
            sequence,
            created: now,
            modified: now,
            digest: meeting.digest,
            id: meeting.text(Field::Id).to_owned(),
            when: meeting.when,
            counties: meeting.counties,
            status: meeting.status,
            title: title(meeting).into_owned(),
            location: location(meeting),
            // RFC 5545 §3.8.1.6: a semicolon between them
            geo: if lat.is_empty() { String::new() } else { format!("{lat};{lon}") },
            description: description(meeting),
            url: meeting.text(Field::Url).to_owned(),
            history: Vec::new(),
        }
    }

    /// By which calendars are sorted: start, county, UID.
    pub(crate) fn order(&self) -> (NaiveDateTime, u16, Uuid) {
        (self.when.start_utc(), self.counties.order(), self.uid)
    }

    /// The place without the country; empty if none is known.
    pub(crate) fn place(&self) -> &str {
        self.location.strip_suffix(COUNTRY).unwrap_or(&self.location)
    }

    /// Whether people still expect it.
    pub(crate) fn stands(&self, now: NaiveDateTime) -> bool {
        !self.when.is_past(now) && self.status != Status::Cancelled
    }

    /// DESCRIPTION: what many programs show nowhere else stands before what the list says, and a line behind it.
    pub(crate) fn shown_description(&self) -> String {
        let own = Some(self.description.clone()).filter(|own| !own.is_empty());
        let last = format!("Dla: {}", self.counties.names(County::full_name));
        self.first_lines().chain(own).chain([last]).collect::<Vec<_>>().join("\n")
    }

    /// What the list says in a DESCRIPTION of this event, whatever the words of the lines around it.
    pub(crate) fn own_description<'d>(&self, shown: &'d str) -> &'d str {
        let before = self.first_lines().count();
        let (own, _) = shown.rsplit_once('\n').unwrap_or_default();
        own.splitn(before + 1, '\n').nth(before).unwrap_or_default()
    }

    fn first_lines(&self) -> impl Iterator<Item = String> {
        let moved = self.moved_from().map(|start| format!("Zmiana terminu (wcześniej: {}).", start.long()));
        let tentative = (self.status == Status::Tentative).then(|| "Termin wstępny.".to_owned());
        tentative.into_iter().chain(moved)
    }

    /// Whether the end is this program's guess.
    pub(crate) fn has_assumed_end(&self) -> bool {
        matches!(self.when, When::Hours { assumed: true, .. })
    }
}

/// The title that a meeting is shown with.
pub(crate) fn title(meeting: &Meeting) -> Cow<'_, str> {
    shown_title(meeting.text(Field::Title), meeting.counties)
}

/// The same, from the list's or user's title.
pub(crate) fn shown_title(title: &str, counties: Counties) -> Cow<'_, str> {
    if title.is_empty() { Cow::Owned(format!("{TITLE}{}", of_counties(counties))) } else { Cow::Borrowed(title) }
}

/// The parts of a place: venue, address, and the town where they do not name it.
pub(crate) fn place(meeting: &Meeting) -> impl Iterator<Item = &str> {
    let [venue, address, town] = [Field::Venue, Field::Address, Field::Town].map(|field| meeting.text(field));
    let named = names_town(address, town) || names_town(venue, town);
    let parts = [venue, address, if named { "" } else { town }];
    parts.into_iter().map(|part| part.strip_suffix(COUNTRY).unwrap_or(part)).filter(|part| !part.is_empty())
}

fn location(meeting: &Meeting) -> String {
    let parts = place(meeting).collect::<Vec<_>>().join(", ");
    // what is online is in no country
    if parts.is_empty() || meeting.attendance == Attendance::Online { parts } else { format!("{parts}{COUNTRY}") }
}

/// Whether a part of a place is the town: "66-530 Drezdenko", "66-400 Gorzów Wlkp." for Gorzów Wielkopolski.
fn names_town(place: &str, town: &str) -> bool {
    // behind a postal code, a house number or a comma
    let before = place.strip_suffix(town).map(str::trim_end);
    let is_behind = before.is_some_and(|before| before.ends_with(|c: char| c == ',' || c.is_ascii_digit()));
    let first_word = |text: &str| text.split(' ').next().map(str::len).unwrap_or_default();
    let town_word = &town[..first_word(town)];
    let is_town = |part: &str| {
        let rest = part.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ' '));
        rest == town || rest.ends_with('.') && &rest[..first_word(rest)] == town_word
    };
    !town.is_empty() && (is_behind || place.split(',').any(is_town))
}

/// The description, then what else the list says, a line each.
fn description(meeting: &Meeting) -> String {
    let fields = [Field::Host, Field::Contact, Field::Capacity, Field::Notes, Field::Url];
    // not every client shows URL
    let lines = fields.into_iter().zip(["Prowadzący: ", "Kontakt: ", "Liczba miejsc: ", "Uwagi: ", ""]);
    let lines = lines.map(|(field, label)| (label, meeting.text(field))).filter(|(_, text)| !text.is_empty());
    let lines = lines.map(|(label, text)| format!("{label}{text}"));
    let end = matches!(meeting.when, When::Hours { assumed: true, .. }).then(|| ASSUMED_END.to_owned());
    let parts = [meeting.text(Field::Description), &lines.chain(end).collect::<Vec<_>>().join("\n")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}
