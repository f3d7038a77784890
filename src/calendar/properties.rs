//! Which properties calendars and events have, in four profiles: a feed of many, without METHOD; one event as a file; a
//! request and a cancellation, each to one person.
//!
//! What is written here is read in Outlook, Google, Apple Calendar and Thunderbird; where a line follows what one of them
//! needs, the comment says which.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, Timelike as _};
use clap::ValueEnum;
use icalendar::parser::{Component, Parameter, ParseString, Property};
use serde::{Deserialize, Serialize};

use crate::calendar::event::Event;
use crate::calendar::history::{Start, Turn, TurnKind};
use crate::calendar::ics::{CHANGE, Refusal, calendar};
use crate::calendar::mailbox::Mailbox;
use crate::meeting::{Status, When, of_counties};
use crate::poland::county::{Counties, County};
use crate::poland::warsaw::{self, Moment};

/// The combined feed's file.
pub(crate) const COMBINED: &str = "lubuskie.ics";

/// The files of all feeds, and the counties of each; the combined one is the last.
pub(crate) fn feeds() -> impl Iterator<Item = (String, Counties)> {
    let of_county = |county: County| (format!("{}.ics", county.slug()), Counties::from_iter([county]));
    County::all().map(of_county).chain([(COMBINED.to_owned(), Counties::all())])
}

/// How often a subscriber should ask: Nextcloud obeys the first, Outlook the second of the properties with it.
const REFRESH: &str = "PT12H";

/// The status that is true, where a feed shows another.
pub(crate) const TRUE_STATUS: &str = "X-LUBUSKIE-ICS-STATUS";

/// How many lines of DESCRIPTION stand before what the list says.
pub(crate) const BEFORE: &str = "X-LUBUSKIE-ICS-BEFORE";

/// How cancelled events are shown, if otherwise than by STATUS.
pub(crate) const CANCELLED_AS: &str = "X-LUBUSKIE-ICS-CANCELLED";

/// The value of [`CANCELLED_AS`] where titles alone say it.
pub(crate) const TITLE: &str = "TITLE";

/// RFC 5545 §3.3.4, as chrono writes and reads it.
pub(crate) const DAY: &str = "%Y%m%d";
/// RFC 5545 §3.3.5.
pub(crate) const STAMP: &str = "%Y%m%dT%H%M%S";

/// The named colour (RFC 7986 §5.9) that is nearest to the green of the page.
const COLOR: &str = "teal";

/// What calendars show beside what the list says; a folder's all say it in their heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// The page that leads to them: an address that ends with a slash; empty if there is none.
    pub(crate) page: String,
    /// How feeds show what is cancelled.
    pub(crate) cancelled: CancelledAs,
}

/// How feeds show a cancelled meeting; its title says it in either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CancelledAs {
    /// With STATUS:CANCELLED, which most programs show; Google hides it
    #[default]
    Status,
    /// By the title alone, which all programs show
    Title,
}

impl Manner {
    /// Where an event is on the page that leads to the calendars; empty if there is none.
    pub(crate) fn anchor(&self, event: &Event) -> String {
        if self.page.is_empty() { String::new() } else { format!("{}#{}", self.page, event.uid) }
    }

    /// The event's own page, else the other.
    fn url(&self, event: &Event) -> String {
        if event.url.is_empty() { self.anchor(event) } else { event.url.clone() }
    }

    /// Whether the event is shown otherwise in the other manner.
    pub(crate) fn differs(&self, other: &Self, event: &Event) -> bool {
        event.url.is_empty() && self.page != other.page
            || event.status == Status::Cancelled && self.cancelled != other.cancelled
    }
}

/// What SUMMARY of a cancelled meeting begins with: Outlook can show it as any other.
pub const CANCELLED: &str = "ODWOŁANE: ";

/// What a message asks of the one who gets it (RFC 5546 §3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Method {
    /// To come; also to take note of a change.
    Request,
    /// To strike it out.
    Cancel,
}

impl Method {
    /// The property's value.
    pub(crate) fn value(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// The feed of these counties: those of the events that are for one of them, in the order given.
///
/// # Errors
/// What may not stand in a calendar.
pub fn feed<'e>(
    counties: Counties,
    events: impl IntoIterator<Item = &'e Event>,
    manner: &'e Manner,
) -> Result<Vec<u8>, Refusal> {
    let name = name(counties);
    let mut properties = head(None);
    properties.extend([
        property("NAME", name.as_str()),
        property("X-WR-CALNAME", name.as_str()),
        property("X-WR-CALDESC", about(counties)),
        // Google takes it as the calendar's zone
        property("X-WR-TIMEZONE", warsaw::TZID),
        with(property("REFRESH-INTERVAL", REFRESH), "VALUE", "DURATION"),
        property("X-PUBLISHED-TTL", REFRESH),
        property("COLOR", COLOR),
    ]);
    let its = events.into_iter().filter(|event| event.counties.meets(counties));
    // an official's own day is not taken by what he subscribed to
    let shown = |event: &'e Event| {
        let mut shown = component(event, event.modified, "TRANSPARENT", manner);
        if event.status == Status::Cancelled && manner.cancelled == CancelledAs::Title {
            shown.properties.retain(|property| property.name != "STATUS");
            let status = [("STATUS", Status::Confirmed), (TRUE_STATUS, event.status)];
            shown.properties.extend(status.map(|(name, status)| property(name, status.value())));
        }
        shown
    };
    remembered(properties, its.map(shown), manner)
}

/// A calendar that is read again.
fn remembered<'e>(
    mut properties: Vec<Property<'e>>,
    events: impl IntoIterator<Item = Component<'e>>,
    manner: &'e Manner,
) -> Result<Vec<u8>, Refusal> {
    properties.extend((!manner.page.is_empty()).then(|| property("URL", manner.page.as_str())));
    let as_title = manner.cancelled == CancelledAs::Title;
    properties.extend(as_title.then(|| property(CANCELLED_AS, TITLE)));
    calendar(properties, events, true)
}

/// A single event, for opening or as an attachment: PUBLISH if there is an organiser, which it then must have (RFC 5546
/// §3.2.1), else no METHOD. No name of a calendar: Outlook would open a new empty one instead of an appointment.
///
/// # Errors
/// What may not stand in a calendar.
pub(crate) fn event_file(event: &Event, organizer: Option<&Mailbox>, manner: &Manner) -> Result<Vec<u8>, Refusal> {
    let mut component = component(event, event.modified, "TRANSPARENT", manner);
    component.properties.extend(organizer.map(|organizer| cal_address("ORGANIZER", organizer)));
    remembered(head(organizer.map(|_| "PUBLISH")), [component], manner)
}

/// What is mailed to one person: the event with both addresses. `stamp` is when the message is made (RFC 5545 §3.8.7.2).
///
/// # Errors
/// What may not stand in a calendar.
pub(crate) fn invitation(
    event: &Event,
    method: Method,
    asks: bool,
    organizer: &Mailbox,
    attendee: &Mailbox,
    stamp: NaiveDateTime,
    manner: &Manner,
) -> Result<Vec<u8>, Refusal> {
    // who is invited is asked for the hours; who is not invited any more gets them back
    let (transparency, answer): (_, &[_]) = match method {
        Method::Request if asks => ("OPAQUE", &[("PARTSTAT", "NEEDS-ACTION"), ("RSVP", "TRUE")]),
        Method::Request => ("OPAQUE", &[("PARTSTAT", "NEEDS-ACTION"), ("RSVP", "FALSE")]),
        Method::Cancel => ("TRANSPARENT", &[]),
    };
    let mut component = component(event, stamp, transparency, manner);
    let mut person = cal_address("ATTENDEE", attendee);
    // Outlook shows no buttons without these
    let parameters = [("CUTYPE", "INDIVIDUAL"), ("ROLE", "REQ-PARTICIPANT")];
    let parameters = parameters.iter().chain(answer).map(|(key, value)| Parameter::new_ref(key, Some(value)));
    person.params.splice(..0, parameters);
    component.properties.extend([cal_address("ORGANIZER", organizer), person]);
    if method == Method::Request {
        let properties = vec![
            property("ACTION", "DISPLAY"),
            property("TRIGGER", "-P1D"),
            property("DESCRIPTION", event.title.as_str()),
        ];
        // the last in its event, or Outlook passes over what follows
        component.components.push(Component { name: "VALARM".into(), properties, components: Vec::new() });
    }
    calendar(head(Some(method.value())), [component], false)
}

/// The properties that every calendar begins with.
fn head(method: Option<&'static str>) -> Vec<Property<'static>> {
    let method = method.map(|method| property("METHOD", method));
    [property("CALSCALE", "GREGORIAN")].into_iter().chain(method).collect()
}

/// What a calendar is called.
pub(crate) fn name(counties: Counties) -> String {
    if counties == Counties::all() {
        return "Spotkania – województwo lubuskie".to_owned();
    }
    format!("Spotkania{}", of_counties(counties))
}

fn about(counties: Counties) -> String {
    if counties == Counties::all() {
        return "Terminy spotkań w powiatach województwa lubuskiego".to_owned();
    }
    let places: Vec<_> = counties.iter().map(County::locative).collect();
    format!("Terminy spotkań {}", places.join(", "))
}

fn property<'v>(name: &'static str, value: impl Into<ParseString<'v>>) -> Property<'v> {
    Property { name: name.into(), val: value.into(), params: Vec::new() }
}

fn with<'v>(mut property: Property<'v>, key: &'static str, value: &'v str) -> Property<'v> {
    property.params.push(Parameter::new_ref(key, Some(value)));
    property
}

fn cal_address<'m>(name: &'static str, mailbox: &'m Mailbox) -> Property<'m> {
    with(property(name, format!("mailto:{}", mailbox.address)), "CN", &mailbox.name)
}

/// An event, in this order of properties; those without a value are left out.
fn component<'e>(event: &'e Event, stamp: NaiveDateTime, transparency: &'static str, manner: &Manner) -> Component<'e> {
    let title: ParseString = match event.status {
        Status::Cancelled => format!("{CANCELLED}{}", event.title).into(),
        Status::Confirmed | Status::Tentative => event.title.as_str().into(),
    };
    let codes: Vec<_> = event.counties.iter().map(County::teryt).collect();
    let names: Vec<_> = event.counties.iter().map(County::full_name).collect();
    let [start, end] = times(event.when);
    let (description, before) = event.shown_description();
    let before = if before > 0 { before.to_string() } else { String::new() };
    let mut properties = vec![
        property("UID", event.uid.to_string()),
        property("SEQUENCE", event.sequence.to_string()),
        property("X-LUBUSKIE-ICS-DIGEST", event.digest.simple().to_string()),
        // without METHOD both say when the revision was made (RFC 5545 §3.8.7.2); ICSx5 compares the second
        property("DTSTAMP", utc(stamp)),
        property("LAST-MODIFIED", utc(event.modified)),
        property("CREATED", utc(event.created)),
        start,
        end,
        property("X-LUBUSKIE-ICS-ID", event.id.as_str()),
        // blanks, since a comma would part values and an escaped one is read two ways
        property("X-LUBUSKIE-ICS-COUNTY", codes.join(" ")),
    ];
    properties.extend(event.history.iter().map(|turn| property(CHANGE, change(turn))));
    properties.extend([
        property("SUMMARY", title),
        property("LOCATION", event.location.as_str()),
        property("GEO", event.geo.as_str()),
        property("DESCRIPTION", description),
        property(BEFORE, before),
        // none of the names needs an escape
        property("CATEGORIES", names.join(",")),
        property("STATUS", event.status.value()),
        property("TRANSP", transparency),
        property("URL", manner.url(event)),
    ]);
    properties.retain(|property| !property.val.as_str().is_empty());
    Component { name: "VEVENT".into(), properties, components: Vec::new() }
}

/// Stamp, kind, and the earlier start or the county: "20261121T090000Z MOVED 20271203T100000".
fn change(Turn { stamp, kind }: &Turn) -> String {
    let what = match kind {
        TurnKind::Moved(Start::Day(date)) => format!("MOVED {}", date.format(DAY)),
        TurnKind::Moved(Start::Hour(time)) => format!("MOVED {}", self::stamp(*time)),
        TurnKind::Cancelled => "CANCELLED".to_owned(),
        TurnKind::Restored => "RESTORED".to_owned(),
        TurnKind::Left(county) => format!("LEFT {}", county.teryt()),
        TurnKind::Joined(county) => format!("JOINED {}", county.teryt()),
    };
    format!("{} {what}", utc(*stamp))
}

/// DTSTART and DTEND, always both: without an end clients show no length, an hour or a day.
fn times(when: When) -> [Property<'static>; 2] {
    let day = |name, date: NaiveDate| with(property(name, date.format(DAY).to_string()), "VALUE", "DATE");
    let local = |name, time: Moment| with(property(name, stamp(time.local)), "TZID", warsaw::TZID);
    match when {
        When::Day(date) => [day("DTSTART", date), day("DTEND", date + Days::new(1))],
        // a local time that comes twice is read two ways: then both are in UTC
        When::Hours { start, end, .. } if start.twice || end.twice => {
            [property("DTSTART", utc(start.utc)), property("DTEND", utc(end.utc))]
        }
        When::Hours { start, end, .. } => [local("DTSTART", start), local("DTEND", end)],
    }
}

/// RFC 5545 §3.3.5, form 2.
fn utc(time: NaiveDateTime) -> String {
    stamp(time) + "Z"
}

/// Form 1, as [`STAMP`] says; chrono would read that anew each time.
fn stamp(time: NaiveDateTime) -> String {
    let day = time.year().cast_unsigned() * 10_000 + time.month() * 100 + time.day();
    format!("{day:08}T{:06}", time.hour() * 10_000 + time.minute() * 100 + time.second())
}
