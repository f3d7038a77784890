//! The meetings for programs: `meetings.json`, and schema.org's words for search engines in the page itself.

use serde_json::{Value, json};

use crate::calendar::{Event, Mailbox, Manner, Start, attachment};
use crate::meeting::attendance::{self, Attendance};
use crate::meeting::{Status, When};
use crate::message::SCHEMA_VERSION;
use crate::page::{Page, place};
use crate::poland::{county::County, warsaw::Moment};

/// How `meetings.json` is recognised as ours.
pub(super) const MARK: &str = "\"generator\":\"lubuskie-ics\"";

impl Page<'_> {
    /// All meetings, those that are over too: an object with an array `meetings`, times as RFC 3339.
    pub(super) fn json(&self) -> String {
        let meeting = |event: &&Event| {
            let (start, end) = times(event.when);
            json!({
                "uid": event.uid, "sequence": event.sequence,
                "counties": event.counties.iter().map(County::slug).collect::<Vec<_>>(),
                "start": start, "end": end, "all_day": matches!(event.when, When::Day(_)),
                "end_assumed": event.has_assumed_end(), "status": event.status.value(), "title": event.title,
                "location": event.place(), "description": event.description, "url": event.url,
                "file": attachment::path(event.uid)
            })
        };
        let meetings: Value = self.events.iter().map(meeting).collect();
        // the mark comes first, whatever order the library has
        format!("{{{MARK},\"schema_version\":{SCHEMA_VERSION},\"meetings\":{meetings}}}\n")
    }

    /// These as schema.org's words; what could end the element is escaped.
    pub(super) fn linked(&self, events: &[&Event]) -> String {
        let events: Value = events.iter().map(|event| linked(event, self.manner, self.organizer)).collect();
        json!({ "@context": "https://schema.org", "@graph": events }).to_string().replace('<', "\\u003c")
    }
}

fn linked(event: &Event, manner: &Manner, organizer: Option<&Mailbox>) -> Value {
    let (start, end) = times(event.when);
    let page = manner.anchor(event);
    let own = if event.url.is_empty() { &page } else { &event.url };
    let online = json!({ "@type": "VirtualLocation", "url": attendance::link(&event.location).unwrap_or(own) });
    let place = place::schema(event.place(), &event.counties.names(County::full_name));
    let (mode, location) = match Attendance::of(&event.location) {
        Attendance::Offline => ("Offline", place),
        Attendance::Mixed => ("Mixed", json!([place, online])),
        Attendance::Online => ("Online", online),
    };
    let moved_from = event.moved_from().map(|Start { local, is_day }| match Moment::from_local(local) {
        Some(moment) if !is_day => moment.rfc3339(),
        _ => local.date().to_string(),
    });
    let status = match event.status {
        Status::Cancelled => "EventCancelled",
        _ if moved_from.is_some() => "EventRescheduled",
        _ => "EventScheduled",
    };
    without_nulls(json!({
        "@type": "Event", "name": event.title, "startDate": start, "endDate": end, "previousStartDate": moved_from,
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}EventAttendanceMode"),
        "location": location, "inLanguage": "pl", "url": page,
        "description": Some(&event.description).filter(|description| !description.is_empty()),
        "organizer": organizer.map(|Mailbox { name, address }| json!({ "@type": "Organization", "name": name, "email": address }))
    }))
}

/// An object without what it does not know.
pub(super) fn without_nulls(mut object: Value) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    object
}

/// Start and end; of whole days the last is the end, as search engines and people take it.
fn times(when: When) -> (String, String) {
    let (start, end) = when.rfc3339();
    if let When::Day(day) = when { (start, day.to_string()) } else { (start, end) }
}
