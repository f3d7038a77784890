//! The meetings for programs: `meetings.json`, and schema.org's words for search engines in the page itself.

use serde_json::{Value, json};

use crate::calendar::attachment;
use crate::calendar::event::Event;
use crate::calendar::history::Start;
use crate::calendar::mailbox::Mailbox;
use crate::calendar::properties::Manner;
use crate::meeting::attendance::{self, Attendance};
use crate::meeting::{Status, When};
use crate::message::SCHEMA_VERSION;
use crate::page::meeting::Entry;
use crate::page::place;
use crate::poland::county::County;
use crate::poland::warsaw::Moment;

/// How `meetings.json` is recognised as ours.
pub(crate) const DATA_MARK: &str = "\"generator\":\"lubuskie-ics\"";

/// All meetings, those that are over too: an object with an array `meetings`, times as RFC 3339.
pub(super) fn meetings(entries: &[Entry]) -> String {
    let meeting = |Entry { event }: &Entry| {
        let (start, end) = times(event.when);
        json!({
            "uid": event.uid.to_string(), "sequence": event.sequence,
            "counties": event.counties.iter().map(County::slug).collect::<Vec<_>>(),
            "start": start, "end": end, "all_day": matches!(event.when, When::Day(_)),
            "end_assumed": event.has_assumed_end(), "status": event.status.value(), "title": event.title,
            "location": event.place(), "description": event.description, "url": event.url,
            "file": attachment::path(event.uid)
        })
    };
    let meetings: Vec<_> = entries.iter().map(meeting).collect();
    // the mark comes first, whatever order the library has
    format!("{{{DATA_MARK},\"schema_version\":{SCHEMA_VERSION},\"meetings\":{}}}\n", Value::from(meetings))
}

/// schema.org's words; what could end the element is escaped.
pub(super) fn linked<'e>(
    entries: impl Iterator<Item = &'e Entry<'e>>,
    manner: &Manner,
    organizer: Option<&Mailbox>,
) -> String {
    let events: Vec<_> = entries.map(|entry| linked_event(entry.event, manner, organizer)).collect();
    json!({ "@context": "https://schema.org", "@graph": events }).to_string().replace('<', "\\u003c")
}

fn linked_event(event: &Event, manner: &Manner, organizer: Option<&Mailbox>) -> Value {
    let (start, end) = times(event.when);
    let page = manner.anchor(event);
    let own = if event.url.is_empty() { &page } else { &event.url };
    let link = attendance::link(&event.location).unwrap_or(own);
    let online = json!({ "@type": "VirtualLocation", "url": link });
    let place = place::schema(event.place(), &event.counties.names(County::full_name));
    let (mode, location) = match Attendance::of(&event.location) {
        Attendance::Offline => ("Offline", place),
        Attendance::Mixed => ("Mixed", json!([place, online])),
        Attendance::Online => ("Online", online),
    };
    let moved_from = event.moved_from();
    let status = match event.status {
        Status::Cancelled => "EventCancelled",
        _ if moved_from.is_some() => "EventRescheduled",
        _ => "EventScheduled",
    };
    let mut data = json!({
        "@type": "Event", "name": event.title, "startDate": start, "endDate": end,
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}EventAttendanceMode"),
        "location": location, "inLanguage": "pl", "url": page,
    });
    if let Some(from) = moved_from {
        data["previousStartDate"] = json!(rfc3339(from));
    }
    if !event.description.is_empty() {
        data["description"] = json!(event.description);
    }
    if let Some(Mailbox { name, address }) = organizer {
        data["organizer"] = json!({ "@type": "Organization", "name": name, "email": address });
    }
    data
}

/// Start and end; of whole days the last is the end, as search engines and people take it.
fn times(when: When) -> (String, String) {
    let (start, end) = when.rfc3339();
    if let When::Day(day) = when { (start, day.to_string()) } else { (start, end) }
}

fn rfc3339(start: Start) -> String {
    match start {
        Start::Day(day) => day.to_string(),
        Start::Hour(time) => Moment::from_local(time).map_or_else(|| time.to_string(), |moment| moment.rfc3339()),
    }
}
