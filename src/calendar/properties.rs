//! Which properties calendars and events have, in four profiles: a feed of many, without METHOD; one event as a file; a
//! request and a cancellation, each to one person.
//!
//! What is written here is read in Outlook, Google, Apple Calendar and Thunderbird; where a line follows what one of them
//! needs, the comment says which.

use chrono::{Days, NaiveDate, NaiveDateTime};
use clap::ValueEnum;
use icalendar::parser::{Component, Parameter, ParseString, Property};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::calendar::history::{Turn, TurnKind};
use crate::calendar::ics::{self, CHANGE, Written, calendar};
use crate::calendar::{Event, Mailbox, Start, event::ASSUMED_END};
use crate::meeting::{Status, When, of_counties, url};
use crate::poland::county::{Counties, County};
use crate::poland::warsaw::{self, Moment};

/// The combined feed's file.
pub(crate) const COMBINED: &str = "lubuskie.ics";

/// The files of all feeds, and the counties of each; the combined one is the last.
pub(crate) fn feeds() -> impl Iterator<Item = (String, Counties)> {
    let of_county = |county: County| (format!("{}.ics", county.slug()), Counties::from_iter([county]));
    County::all().map(of_county).chain([(COMBINED.to_owned(), Counties::all())])
}

/// The greatest SEQUENCE that RFC 5545 §3.3.8 allows.
pub(crate) const SEQUENCE_LIMIT: u32 = i32::MAX as u32;

/// How often a subscriber should ask: Nextcloud obeys the first, Outlook the second of the properties with it.
const REFRESH: &str = "PT12H";

/// The status that is true, where a feed shows another.
const TRUE_STATUS: &str = "X-LUBUSKIE-ICS-STATUS";

/// How cancelled events are shown, if otherwise than by STATUS.
const CANCELLED_AS: &str = "X-LUBUSKIE-ICS-CANCELLED";

/// The value of [`CANCELLED_AS`] where titles alone say it.
const TITLE: &str = "TITLE";

/// RFC 5545 §3.3.4, as chrono writes and reads it.
const DAY: &str = "%Y%m%d";
/// RFC 5545 §3.3.5.
const STAMP: &str = "%Y%m%dT%H%M%S";

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

    /// Whether the event is shown otherwise in the other manner.
    pub(crate) fn differs(&self, other: &Self, event: &Event) -> bool {
        event.url.is_empty() && self.page != other.page
            || event.status == Status::Cancelled && self.cancelled != other.cancelled
    }

    /// An event with the status that it is shown with, in this order of properties.
    fn event<'e>(&self, event: &'e Event, status: Status, stamp: NaiveDateTime, transp: &'static str) -> Component<'e> {
        let prefix = if event.status == Status::Cancelled { CANCELLED } else { "" };
        let codes: Vec<_> = event.counties.iter().map(County::teryt).collect();
        let names: Vec<_> = event.counties.iter().map(County::full_name).collect();
        let [start, end] = times(event.when);
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
            property("SUMMARY", format!("{prefix}{}", event.title)),
            property("LOCATION", event.location.as_str()),
            property("GEO", event.geo.as_str()),
            property("DESCRIPTION", event.shown_description()),
            // none of the names needs an escape
            property("CATEGORIES", names.join(",")),
            property("STATUS", status.value()),
            property(TRUE_STATUS, if status == event.status { "" } else { event.status.value() }),
            property("TRANSP", transp),
            property("URL", if event.url.is_empty() { self.anchor(event) } else { event.url.clone() }),
        ]);
        properties.retain(has_value);
        Component { name: "VEVENT".into(), properties, components: Vec::new() }
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
        if self == Self::Request { "REQUEST" } else { "CANCEL" }
    }
}

/// The feed of these counties: those of the events that are for one of them, in the order given.
///
/// # Errors
/// What may not stand in a calendar.
pub fn feed<'e>(counties: Counties, events: impl IntoIterator<Item = &'e Event>, manner: &'e Manner) -> Written {
    let name = name(counties);
    let properties = vec![
        property("NAME", name.as_str()),
        property("X-WR-CALNAME", name.as_str()),
        property("X-WR-CALDESC", about(counties)),
        // Google takes it as the calendar's zone
        property("X-WR-TIMEZONE", warsaw::TZID),
        with(property("REFRESH-INTERVAL", REFRESH), "VALUE", "DURATION"),
        property("X-PUBLISHED-TTL", REFRESH),
        // the named colour (RFC 7986 §5.9) that is nearest to the green of the page
        property("COLOR", "teal"),
    ];
    let is_confirmed = |event: &Event| event.status == Status::Cancelled && manner.cancelled == CancelledAs::Title;
    let status = |event: &Event| if is_confirmed(event) { Status::Confirmed } else { event.status };
    let its = events.into_iter().filter(|event| event.counties.meets(counties));
    // an official's own day is not taken by what he subscribed to
    let its = its.map(|event| manner.event(event, status(event), event.modified, "TRANSPARENT"));
    calendar(head("", properties, manner), its, true)
}

/// A single event, for opening or as an attachment: PUBLISH if there is an organiser, which it then must have (RFC 5546
/// §3.2.1), else no METHOD. No name of a calendar: Outlook would open a new empty one instead of an appointment.
///
/// # Errors
/// What may not stand in a calendar.
pub(crate) fn event_file(event: &Event, organizer: Option<&Mailbox>, manner: &Manner) -> Written {
    let mut component = manner.event(event, event.status, event.modified, "TRANSPARENT");
    component.properties.extend(organizer.map(|organizer| cal_address("ORGANIZER", organizer)));
    calendar(head(organizer.map_or("", |_| "PUBLISH"), Vec::new(), manner), [component], true)
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
) -> Written {
    // who is invited is asked for the hours; who is not invited any more gets them back
    let (transparency, answer): (_, &[_]) = match method {
        Method::Request => ("OPAQUE", &[("PARTSTAT", "NEEDS-ACTION"), ("RSVP", if asks { "TRUE" } else { "FALSE" })]),
        Method::Cancel => ("TRANSPARENT", &[]),
    };
    let mut component = manner.event(event, event.status, stamp, transparency);
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
    calendar(head(method.value(), Vec::new(), &Manner::default()), [component], false)
}

/// The properties that stand before the events: METHOD, if there is one, what a profile has of its own, and the manner.
fn head<'v>(method: &'static str, own: Vec<Property<'v>>, manner: &'v Manner) -> Vec<Property<'v>> {
    let cancelled = if manner.cancelled == CancelledAs::Title { TITLE } else { "" };
    let first = [property("CALSCALE", "GREGORIAN"), property("METHOD", method)];
    let last = [property("URL", manner.page.as_str()), property(CANCELLED_AS, cancelled)];
    first.into_iter().chain(own).chain(last).filter(has_value).collect()
}

/// What a calendar is called.
pub(crate) fn name(counties: Counties) -> String {
    let region = "Spotkania – województwo lubuskie";
    if counties == Counties::all() { region.to_owned() } else { format!("Spotkania{}", of_counties(counties)) }
}

fn about(counties: Counties) -> String {
    let places: Vec<_> = counties.iter().map(County::locative).collect();
    let region = "w powiatach województwa lubuskiego".to_owned();
    format!("Terminy spotkań {}", if counties == Counties::all() { region } else { places.join(", ") })
}

fn property<'v>(name: &'static str, value: impl Into<ParseString<'v>>) -> Property<'v> {
    Property { name: name.into(), val: value.into(), params: Vec::new() }
}

/// What has none is left out.
fn has_value(property: &Property) -> bool {
    !property.val.as_str().is_empty()
}

fn with<'v>(mut property: Property<'v>, key: &'static str, value: &'v str) -> Property<'v> {
    property.params.push(Parameter::new_ref(key, Some(value)));
    property
}

fn cal_address<'m>(name: &'static str, mailbox: &'m Mailbox) -> Property<'m> {
    with(property(name, format!("mailto:{}", mailbox.address)), "CN", &mailbox.name)
}

/// Stamp, kind, and the earlier start or the county: "20261121T090000Z MOVED 20271203T100000".
fn change(Turn { stamp, kind }: &Turn) -> String {
    let what = match kind {
        TurnKind::Moved(start) => format!("MOVED {}", start.local.format(if start.is_day { DAY } else { STAMP })),
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
    format!("{time:?}").replace(['-', ':'], "")
}

/// An event, and who invites to it, if the calendar says so.
type Read = (Event, Option<Mailbox>);

/// The events of a calendar, in the file's order, and what they show beside what the list says.
///
/// # Errors
/// The first line that is not as this program writes it, from 1.
pub fn read(bytes: &[u8]) -> Result<(Manner, Vec<Read>), usize> {
    ics::read(bytes, manner, |manner, component| Some((event(component, manner)?, organizer(component))))
}

fn manner(head: &Component) -> Manner {
    let text = |name| head.find_prop(name).map_or("", |property| property.val.as_str());
    let cancelled = if text(CANCELLED_AS) == TITLE { CancelledAs::Title } else { CancelledAs::Status };
    Manner { page: text("URL").to_owned(), cancelled }
}

/// Reads what this module writes; `None`: it is not as it is written there.
fn event(component: &Component, manner: &Manner) -> Option<Event> {
    let text = |name| component.find_prop(name).map_or("", |property| property.val.as_str());
    let status = if component.find_prop(TRUE_STATUS).is_some() { TRUE_STATUS } else { "STATUS" };
    let status = Status::from_value(text(status))?;
    let title = text("SUMMARY");
    let when = match date(text("DTSTART")) {
        Some(day) => When::Day(day),
        None => When::Hours { start: moment(text("DTSTART"))?, end: moment(text("DTEND"))?, assumed: false },
    };
    let codes = text("X-LUBUSKIE-ICS-COUNTY").split(' ').map(County::from_teryt);
    let turns = component.properties.iter().filter(|property| property.name == CHANGE);
    let mut event = Event {
        uid: Uuid::try_parse(text("UID")).ok()?,
        sequence: sequence(text("SEQUENCE"))?,
        created: instant(text("CREATED"))?,
        modified: instant(text("LAST-MODIFIED"))?,
        digest: Uuid::try_parse(text("X-LUBUSKIE-ICS-DIGEST")).ok()?,
        id: text("X-LUBUSKIE-ICS-ID").to_owned(),
        when,
        counties: codes.collect::<Option<_>>()?,
        status,
        title: title.strip_prefix(CANCELLED).filter(|_| status == Status::Cancelled).unwrap_or(title).to_owned(),
        location: text("LOCATION").to_owned(),
        geo: text("GEO").to_owned(),
        description: String::new(),
        url: Some(text("URL")).filter(|url| url::is_address(url)).unwrap_or_default().to_owned(),
        history: turns.map(|property| turn(property.val.as_str())).collect::<Option<_>>()?,
    };
    if event.url == manner.anchor(&event) {
        event.url.clear();
    }
    event.description = event.own_description(text("DESCRIPTION")).to_owned();
    if let When::Hours { assumed, .. } = &mut event.when {
        *assumed = event.description.ends_with(ASSUMED_END);
    }
    Some(event)
}

/// What [`CHANGE`] says.
fn turn(text: &str) -> Option<Turn> {
    let (stamp, kind) = text.split_once(' ')?;
    let kind = match kind.split_once(' ') {
        Some(("MOVED", start)) => {
            let day = date(start).map(NaiveDateTime::from);
            TurnKind::Moved(Start { local: day.or_else(|| local(start))?, is_day: day.is_some() })
        }
        Some(("LEFT", code)) => TurnKind::Left(County::from_teryt(code)?),
        Some(("JOINED", code)) => TurnKind::Joined(County::from_teryt(code)?),
        None if kind == "CANCELLED" => TurnKind::Cancelled,
        None if kind == "RESTORED" => TurnKind::Restored,
        _ => return None,
    };
    Some(Turn { stamp: instant(stamp)?, kind })
}

fn organizer(component: &Component) -> Option<Mailbox> {
    let property = component.find_prop("ORGANIZER")?;
    let address = property.val.as_str().strip_prefix("mailto:")?.to_owned();
    let name = property.params.iter().find(|parameter| parameter.key == "CN").and_then(|name| name.val.as_ref());
    Some(Mailbox { name: name.map_or(address.clone(), |name| ics::unquoted(name.as_str())), address })
}

/// DTSTART and DTEND of hours, in both forms that are written.
fn moment(text: &str) -> Option<Moment> {
    instant(text).map(|time| Moment::from_utc(time.and_utc())).or_else(|| Moment::from_local(local(text)?))
}

fn instant(text: &str) -> Option<NaiveDateTime> {
    local(text.strip_suffix('Z')?)
}

fn local(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, STAMP).ok()
}

fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, DAY).ok()
}

pub(crate) fn sequence(text: &str) -> Option<u32> {
    text.parse().ok().filter(|&sequence| sequence <= SEQUENCE_LIMIT)
}
