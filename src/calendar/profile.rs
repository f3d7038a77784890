//! Meetings as calendar objects, in four profiles: a feed of many events, without METHOD; one event as a file; a request and
//! a cancellation, each to one person.
//!
//! What is written here is read in Outlook, Google, Apple Calendar and Thunderbird; where a line follows what one of them
//! needs, the comment says which. The words are Polish whatever language the user speaks.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::calendar::ics::{Component, Property, Refusal, Writer, quoted};
use crate::calendar::mailbox::Mailbox;
use crate::calendar::memory::{Published, lines};
use crate::calendar::reconcile::{Content, Event, Revision};
use crate::list::Field;
use crate::meeting::{Meeting, Status, When, of_counties};
use crate::poland::county::{Counties, County};
use crate::poland::warsaw::{self, Moment};

/// How every calendar begins, and who wrote it (RFC 5545 §3.7.3). No version in it, so that an upgrade changes nobody's
/// calendar.
pub const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//lubuskie-ics//lubuskie-ics//PL\r\n";

/// The combined feed's file.
pub const COMBINED: &str = "lubuskie.ics";

/// The counties of the feed of that file name; `None`: it is no feed's.
pub fn feed_of(name: &str) -> Option<Counties> {
    if name == COMBINED {
        return Some(Counties::all());
    }
    let slug = name.strip_suffix(".ics")?;
    County::all().find(|county| county.slug() == slug).map(|county| Counties::from_iter([county]))
}

/// Said where the list gives no end.
pub const ASSUMED_END: &str = "Godzina zakończenia jest orientacyjna.";

/// The title of a meeting for which neither the list nor the user has one.
const TITLE: &str = "Spotkanie informacyjne";

/// How often a subscriber should ask: Nextcloud obeys the first, Outlook the second of the properties with it.
const REFRESH: &str = "PT12H";

/// What the title of a cancelled meeting begins with: Outlook can show it as any other.
pub const CANCELLED: &str = "ODWOŁANE: ";

/// Whose an event file is.
#[derive(Clone, Copy, Debug)]
pub enum Organizer<'a> {
    /// Nobody is named.
    None,
    /// This mailbox.
    Is(&'a Mailbox),
    /// As it was published: the content line.
    Was(&'a str),
}

/// Where rendered bytes go: the number of the feed, and some of its bytes.
pub type Sink<'s, E> = &'s mut dyn FnMut(usize, &[u8]) -> Result<(), E>;

/// Renders feeds, one for each of these groups of counties, with the events in the order given; the sink is told which feed
/// bytes are for. Each event is rendered once, however many feeds have it.
///
/// # Errors
/// The sink's, or what the writer refused.
pub fn feeds<E: From<Refusal>>(feeds: &[Counties], events: &[Event], sink: Sink<E>) -> Result<(), E> {
    let mut frames: Vec<Writer> = feeds.iter().map(|_| Writer::default()).collect();
    for (n, (frame, &counties)) in frames.iter_mut().zip(feeds).enumerate() {
        begin(frame, counties);
        frame.take(|bytes| sink(n, bytes))??;
    }
    let mut writer = Writer::default();
    let all = feeds.iter().copied().fold(Counties::default(), Counties::union);
    for event in events.iter().filter(|event| event.counties().meets(all)) {
        write_event(&mut writer, event, Organizer::None);
        let with_it = |&(_, feed): &(usize, &Counties)| feed.meets(event.counties());
        writer.take(|bytes| feeds.iter().enumerate().filter(with_it).try_for_each(|(n, _)| sink(n, bytes)))??;
    }
    for (n, mut frame) in frames.into_iter().enumerate() {
        frame.end();
        frame.finish(|bytes| sink(n, bytes))??;
    }
    Ok(())
}

/// Renders a single event, for opening or as an attachment: PUBLISH if there is an organiser, which it then must have (RFC 5546
/// §3.2.1), else no METHOD. No name of a calendar: Outlook would open a new empty one instead of an appointment.
///
/// # Errors
/// What the writer refused.
pub fn event_file(event: &Event, organizer: Organizer) -> Result<Vec<u8>, Refusal> {
    let mut writer = Writer::default();
    writer.open(Component::Calendar, HEAD);
    writer.property(Property::CalScale, "").raw("GREGORIAN").done();
    if !matches!(organizer, Organizer::None) {
        writer.property(Property::Method, "").raw("PUBLISH").done();
    }
    writer.lines(warsaw::VTIMEZONE);
    write_event(&mut writer, event, organizer);
    writer.end();
    writer.finish(<[u8]>::to_vec)
}

fn begin(writer: &mut Writer, counties: Counties) {
    use Property as P;
    writer.open(Component::Calendar, HEAD);
    writer.property(P::CalScale, "").raw("GREGORIAN").done();
    let (name, description) = (name(counties), about(counties));
    writer.property(P::Name, "").text(&name).done();
    writer.property(P::XWrCalName, "").text(&name).done();
    writer.property(P::XWrCalDesc, "").text(&description).done();
    // Google takes it as the calendar's zone
    writer.property(P::XWrTimezone, "").raw(warsaw::TZID).done();
    writer.property(P::RefreshInterval, "").raw(REFRESH).done();
    writer.property(P::XPublishedTtl, "").raw(REFRESH).done();
    // before the events: Outlook misses it later
    writer.lines(warsaw::VTIMEZONE);
}

/// What a calendar is called.
pub fn name(counties: Counties) -> String {
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

/// An event's content lines alone, for comparing; empty if the writer refuses it.
pub fn content_lines(event: &Event) -> String {
    let mut writer = Writer::default();
    write_event(&mut writer, event, Organizer::None);
    writer.finish(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}

fn write_event(writer: &mut Writer, event: &Event, organizer: Organizer) {
    writer.begin(Component::Event);
    match event.content {
        Content::Listed(meeting) => listed(writer, meeting, &event.revision),
        Content::Kept(was) => lines(&was.lines).for_each(|line| writer.copy(line.name(), line.text())),
        Content::Vanished(was) => vanished(writer, was, &event.revision),
    }
    match organizer {
        Organizer::None => {}
        Organizer::Is(mailbox) => cal_address(writer, Property::Organizer, "", mailbox),
        Organizer::Was(line) => writer.copy("ORGANIZER", line),
    }
    writer.end();
}

fn cal_address(writer: &mut Writer, property: Property, parameters: &str, Mailbox { name, address }: &Mailbox) {
    let parameters = format!("{parameters};CN={}", quoted(name));
    writer.property(property, &parameters).raw("mailto:").raw(address).done();
}

/// What a message asks of the one who gets it (RFC 5546 §3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// To come; also to take note of a change.
    Request,
    /// To strike it out.
    Cancel,
}

impl Method {
    /// The property's value.
    pub fn value(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Renders what is mailed to one person: the event as it was published, with both addresses. `stamp` is when the message is
/// made (RFC 5545 §3.8.7.2).
///
/// # Errors
/// What the writer refused.
pub fn invitation(
    event: &Published,
    method: Method,
    organizer: &Mailbox,
    attendee: &Mailbox,
    stamp: NaiveDateTime,
) -> Result<Vec<u8>, Refusal> {
    use Property as P;
    let mut writer = Writer::default();
    writer.open(Component::Calendar, HEAD);
    writer.property(P::CalScale, "").raw("GREGORIAN").done();
    writer.property(P::Method, "").plain(method.value()).done();
    writer.lines(warsaw::VTIMEZONE);
    writer.begin(Component::Event);
    // who is invited is asked for the hours; who is not invited any more gets them back
    let (transparency, answer) = match method {
        Method::Request => ("OPAQUE", ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"),
        Method::Cancel => ("TRANSPARENT", ""),
    };
    for line in lines(&event.lines) {
        match line.name() {
            "DTSTAMP" => writer.property(P::DtStamp, "").plain(Stamp::utc(stamp)).done(),
            "TRANSP" => writer.property(P::Transp, "").plain(transparency).done(),
            name => writer.copy(name, line.text()),
        }
    }
    cal_address(&mut writer, P::Organizer, "", organizer);
    // Outlook shows no buttons without these
    let parameters = format!(";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{answer}");
    cal_address(&mut writer, P::Attendee, &parameters, attendee);
    if method == Method::Request {
        // the last in its event, or Outlook passes over what follows
        writer.begin(Component::Alarm);
        writer.property(P::Action, "").raw("DISPLAY").done();
        writer.property(P::Trigger, "").raw("-P1D").done();
        writer.property(P::Description, "").text(&event.title()).done();
        writer.end();
    }
    writer.end();
    writer.end();
    writer.finish(<[u8]>::to_vec)
}

/// What was published, but cancelled.
fn vanished(writer: &mut Writer, was: &Published, revision: &Revision) {
    use Property as P;
    numbers(writer, revision, was.digest);
    for line in lines(&was.lines) {
        match line.name() {
            "UID" | "SEQUENCE" | "X-LUBUSKIE-ICS-DIGEST" | "DTSTAMP" | "LAST-MODIFIED" | "CREATED" => {}
            "SUMMARY" => writer.property(P::Summary, "").text(CANCELLED).text(&was.title()).done(),
            "STATUS" => writer.property(P::Status, "").plain(Status::Cancelled.value()).done(),
            name => writer.copy(name, line.text()),
        }
    }
}

/// The lines that say which revision this is.
fn numbers(writer: &mut Writer, revision: &Revision, digest: uuid::Uuid) {
    use Property as P;
    let mut uid = [0; uuid::fmt::Hyphenated::LENGTH];
    writer.property(P::Uid, "").plain(revision.uid.hyphenated().encode_lower(&mut uid)).done();
    writer.property(P::Sequence, "").number(revision.sequence).done();
    let mut text = [0; uuid::fmt::Simple::LENGTH];
    let hexadecimal = digest.simple();
    writer.property(P::Digest, "").plain(hexadecimal.encode_lower(&mut text)).done();
    // without METHOD both say when the revision was made (RFC 5545 §3.8.7.2); ICSx5 compares the second
    let modified = Stamp::utc(revision.modified);
    writer.property(P::DtStamp, "").plain(&modified).done();
    writer.property(P::LastModified, "").plain(&modified).done();
    let created = if revision.created == revision.modified { modified } else { Stamp::utc(revision.created) };
    writer.property(P::Created, "").plain(created).done();
}

fn listed(writer: &mut Writer, meeting: &Meeting, revision: &Revision) {
    use Property as P;
    numbers(writer, revision, meeting.digest);
    times(writer, meeting.when);
    let id = meeting.text(Field::Id);
    if !id.is_empty() {
        writer.property(P::Id, "").text(id).done();
    }
    // blanks, since a comma would part values and an escaped one is read two ways
    writer.property(P::County, "");
    for (n, county) in meeting.counties.iter().enumerate() {
        writer.raw(if n == 0 { "" } else { " " }).plain(county.teryt());
    }
    writer.done();
    summary(writer, meeting);
    location(writer, meeting);
    description(writer, meeting);
    writer.property(P::Categories, "");
    for (n, county) in meeting.counties.iter().enumerate() {
        let kind = if county.is_city() { "miasto " } else { "powiat " };
        writer.raw(if n == 0 { "" } else { "," }).text(kind).text(county.name());
    }
    writer.done();
    writer.property(P::Status, "").plain(meeting.status.value()).done();
    // an official's own day is not taken by what he subscribed to
    writer.property(P::Transp, "").plain("TRANSPARENT").done();
    let url = meeting.text(Field::Url);
    if !url.is_empty() {
        writer.property(P::Url, "").raw(url).done();
    }
}

/// A date or time as RFC 5545 §3.3.4 and §3.3.5 write it, made without the cost of a format string.
struct Stamp([u8; 16], usize);

impl Stamp {
    fn local(time: NaiveDateTime) -> Self {
        use chrono::{Datelike, Timelike};
        let mut text = *b"00000000T000000Z";
        let year = time.year().unsigned_abs();
        let numbers = [
            (0, year / 100),
            (2, year),
            (4, time.month()),
            (6, time.day()),
            (9, time.hour()),
            (11, time.minute()),
            (13, time.second()),
        ];
        for (at, number) in numbers {
            text[at] = b'0' + (number / 10 % 10) as u8;
            text[at + 1] = b'0' + (number % 10) as u8;
        }
        Self(text, 15)
    }

    fn utc(time: NaiveDateTime) -> Self {
        Self(Self::local(time).0, 16)
    }

    fn date(date: NaiveDate) -> Self {
        Self(Self::local(date.into()).0, 8)
    }
}

impl AsRef<[u8]> for Stamp {
    fn as_ref(&self) -> &[u8] {
        &self.0[..self.1]
    }
}

/// DTSTART and DTEND, always both: without an end clients show no length, an hour or a day.
fn times(writer: &mut Writer, when: When) {
    use Property as P;
    match when {
        When::Day(date) => {
            writer.property(P::DtStart, ";VALUE=DATE").plain(Stamp::date(date)).done();
            let next = date + chrono::Days::new(1);
            writer.property(P::DtEnd, ";VALUE=DATE").plain(Stamp::date(next)).done();
        }
        When::Hours { start, end, .. } => {
            // a local time that comes twice is read two ways: then both are in UTC
            let twice = start.twice || end.twice;
            let mut write = |property, moment: Moment| {
                if twice {
                    writer.property(property, "").plain(Stamp::utc(moment.utc)).done();
                } else {
                    writer.property(property, ";TZID=Europe/Warsaw").plain(Stamp::local(moment.local)).done();
                }
            };
            write(P::DtStart, start);
            write(P::DtEnd, end);
        }
    }
}

fn summary(writer: &mut Writer, meeting: &Meeting) {
    writer.property(Property::Summary, "");
    if meeting.status == Status::Cancelled {
        writer.text(CANCELLED);
    }
    writer.text(&title(meeting)).done();
}

/// The title that a meeting is shown with.
pub fn title(meeting: &Meeting) -> Cow<'_, str> {
    match meeting.text(Field::Title) {
        "" => Cow::Owned(format!("{TITLE}{}", of_counties(meeting.counties))),
        title => Cow::Borrowed(title),
    }
}

/// The parts of a place: venue, address, and the town where they do not name it.
pub fn place(meeting: &Meeting) -> impl Iterator<Item = &str> + Clone {
    let [venue, address, town] = [Field::Venue, Field::Address, Field::Town].map(|field| meeting.text(field));
    let named = names_town(address, town) || names_town(venue, town);
    let parts = [venue, address, if named { "" } else { town }];
    parts.into_iter().map(|part| part.strip_suffix(", Polska").unwrap_or(part)).filter(|part| !part.is_empty())
}

/// Venue, address, town, country on one line, as maps want it.
fn location(writer: &mut Writer, meeting: &Meeting) {
    let parts = || place(meeting);
    let is_named = parts().next().is_some();
    if is_named {
        writer.property(Property::Location, "");
        for part in parts() {
            writer.text(part).text(", ");
        }
        writer.text("Polska").done();
    }
    let [lat, lon] = [Field::Lat, Field::Lon].map(|field| meeting.text(field));
    if !lat.is_empty() {
        // RFC 5545 §3.8.1.6: a semicolon here, in the geo: URI a comma
        writer.property(Property::Geo, "").raw(lat).raw(";").raw(lon).done();
        if is_named {
            // Apple shows a map only where the title equals LOCATION
            let title: String = parts().flat_map(|part| [part, ", "]).chain(["Polska"]).collect();
            let title = format!(";X-TITLE={}", quoted(&title));
            writer.property(Property::AppleLocation, &title).raw("geo:").raw(lat).raw(",").raw(lon).done();
        }
    }
}

/// Whether a part of a place is the town: "66-530 Drezdenko", "66-400 Gorzów Wlkp." for Gorzów Wielkopolski.
fn names_town(place: &str, town: &str) -> bool {
    // behind a postal code or a comma at the end, as nearly always
    let before = place.strip_suffix(town).map(str::trim_end);
    if before.is_some_and(|before| before.ends_with(|c: char| c == ',' || c.is_ascii_digit())) {
        return !town.is_empty();
    }
    let first_word = |text: &str| text.split(' ').next().map(str::len).unwrap_or_default();
    let town_word = &town[..first_word(town)];
    !town.is_empty()
        && place.split(',').map(str::trim).any(|part| {
            let code = part.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ')).count();
            let rest = &part[code..];
            rest == town || rest.ends_with('.') && &rest[..first_word(rest)] == town_word
        })
}

/// The description, then what else the list says, a line each. No property if there is nothing to say.
fn description(writer: &mut Writer, meeting: &Meeting) {
    let assumed = matches!(meeting.when, When::Hours { assumed: true, .. });
    let lines = [
        ("Prowadzący: ", meeting.text(Field::Host)),
        ("Kontakt: ", meeting.text(Field::Contact)),
        ("Liczba miejsc: ", meeting.text(Field::Capacity)),
        ("Uwagi: ", meeting.text(Field::Notes)),
        // not every client shows URL
        ("", meeting.text(Field::Url)),
        ("", if assumed { ASSUMED_END } else { "" }),
    ];
    let text = meeting.text(Field::Description);
    let mut lines = lines.into_iter().filter(|(_, line)| !line.is_empty()).peekable();
    if text.is_empty() && lines.peek().is_none() {
        return;
    }
    writer.property(Property::Description, "").text(text);
    let mut gap = if text.is_empty() { "" } else { "\n\n" };
    for (label, line) in lines {
        writer.text(gap).text(label).text(line);
        gap = "\n";
    }
    writer.done();
}
