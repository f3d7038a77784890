//! What a run changes, county by county: to be pasted into a message, or as JSON.

use chrono::Datelike;
use serde::Serialize;
use serde_json::{Value, json};

use crate::calendar::{Change, Event};
use crate::meeting::{Status, When};
use crate::message::{Said, Words, printable};
use crate::poland::county::{Counties, County};

/// How many changes of a kind are shown for a county as text; the rest are counted.
const SHOWN: usize = 20;

/// What happened to a meeting, as the subscribers of one county see it; in the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Cancelled,
    Moved,
    Restored,
    Changed,
    New,
    /// It is no longer this county's.
    Left,
}

impl Kind {
    fn of(now: &Event, was: Option<&Event>, county: County) -> Self {
        let Some(was) = was.filter(|was| was.counties.contains(county)) else { return Self::New };
        match (was.status == Status::Cancelled, now.status == Status::Cancelled) {
            _ if !now.counties.contains(county) => Self::Left,
            (false, true) => Self::Cancelled,
            (true, false) => Self::Restored,
            _ if was.when.span() != now.when.span() => Self::Moved,
            _ => Self::Changed,
        }
    }
}

/// A change as the subscribers of one county see it.
#[derive(Clone, Copy)]
struct Entry<'a> {
    county: County,
    kind: Kind,
    now: &'a Event,
    was: Option<&'a Event>,
}

/// The changes of a run.
pub(crate) struct Report<'a>(Vec<Entry<'a>>);

impl<'a> Report<'a> {
    /// What changes for the subscribers of these counties: of each county, sorted by kind, then as the calendar is. A calendar
    /// that was started anew has new numbers, and that alone is no news.
    pub(crate) fn new(changes: &'a [Change], counties: Counties) -> Self {
        let is_news = |(now, was): &(&Event, Option<&Event>)| {
            was.is_none_or(|was| (now.digest, now.status) != (was.digest, was.status))
        };
        let mut entries = Vec::new();
        for (now, was) in changes.iter().filter_map(|change| Some((change.now()?, change.was()))).filter(is_news) {
            let before = was.map(|was| was.counties).unwrap_or_default();
            for county in now.counties.union(before).iter().filter(|county| counties.contains(*county)) {
                entries.push(Entry { county, kind: Kind::of(now, was, county), now, was });
            }
        }
        entries.sort_by_key(|entry| (entry.county, entry.kind));
        Self(entries)
    }

    /// A heading for each county, then a line for each change.
    pub(crate) fn text(&self, words: &Words) -> String {
        let mut out = String::new();
        for county in self.0.chunk_by(|a, b| a.county == b.county) {
            out += &format!("\n{}\n", county[0].county.full_name());
            for entries in county.chunk_by(|a, b| a.kind == b.kind) {
                let change = words.code("change", Said::of(&entries[0].kind).kind);
                let lines = entries.iter().take(SHOWN).map(|entry| entry.line(words));
                let more = entries.len().saturating_sub(SHOWN);
                let more = (more > 0).then(|| words.text("change-more", [("count", json!(more))]));
                out.extend(lines.chain(more).map(|line| format!("  {change}: {line}\n")));
            }
        }
        out
    }

    /// An object for each change: county, change, uid, sequence, title, start, end, status, location; what was otherwise,
    /// under `was`.
    pub(crate) fn json(&self) -> Value {
        self.0.iter().map(Entry::json).collect()
    }
}

impl Entry<'_> {
    fn json(&self) -> Value {
        let mut object = shown(self.now);
        object["county"] = self.county.slug().into();
        object["change"] = json!(self.kind);
        if let Some(Value::Object(mut before)) = self.was.map(shown) {
            before.retain(|name, value| name != "sequence" && object.get(name) != Some(value));
            object["was"] = before.into();
        }
        object
    }

    /// How the meeting is now, then what was otherwise.
    fn line(&self, words: &Words) -> String {
        let now = self.now;
        let was = self.was.filter(|_| self.kind != Kind::New).unwrap_or(now);
        // that a new one is confirmed goes without saying, and of two changes the kind says it
        let is_told = match self.kind {
            Kind::New => now.status != Status::Confirmed,
            Kind::Cancelled => false,
            _ => was.status != now.status && (was.status, now.status) != (Status::Cancelled, Status::Confirmed),
        };
        let before = (was.when.span() != now.when.span()).then(|| format!("{} → ", time(was.when, words)));
        let place = if was.place().is_empty() { "–" } else { was.place() };
        let counties = || json!(now.counties.names(County::full_name));
        let notes = [
            is_told.then(|| words.code("status", now.status.value().to_lowercase())),
            (was.title != now.title).then(|| words.text("was-title", [("title", json!(was.title))])),
            (was.place() != now.place()).then(|| words.text("was-place", [("place", json!(place))])),
            (was.description != now.description).then(|| words.text("new-description", [])),
            (was.url != now.url).then(|| words.text("new-url", [])),
            (was.counties != now.counties).then(|| words.text("now-for", [("counties", counties())])),
        ];
        let notes: Vec<_> = notes.into_iter().flatten().collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", printable(&notes.join("; "))) };
        format!("{}{}{notes}", before.unwrap_or_default(), shown_line(now, words))
    }
}

/// What subscribers see of an event.
pub(crate) fn shown(event: &Event) -> Value {
    let (start, end) = event.when.rfc3339();
    let counties: Vec<_> = event.counties.iter().map(County::slug).collect();
    json!({
        "uid": event.uid.to_string(), "sequence": event.sequence, "start": start, "end": end,
        "status": event.status.value(), "counties": counties, "title": event.title, "location": event.location,
        "description": event.description, "url": event.url
    })
}

/// A meeting on one line, its counties first.
pub(crate) fn line(event: &Event, words: &Words) -> String {
    format!("{}: {}", event.counties.names(County::full_name), shown_line(event, words))
}

/// Day, hours, title, place.
fn shown_line(event: &Event, words: &Words) -> String {
    let place = event.place();
    let gap = if place.is_empty() { "" } else { ", " };
    printable(&format!("{}, {}{gap}{place}", time(event.when, words), event.title))
}

/// "Tue 11.05.2027 10:00–13:00"; without an end that is only assumed.
fn time(when: When, words: &Words) -> String {
    let start = when.start_local();
    let hours = match when {
        When::Hours { assumed: true, .. } => start.format("%H:%M").to_string(),
        _ => hours(when, words),
    };
    format!("{} {} {hours}", words.code("day", start.weekday()), start.format("%d.%m.%Y"))
}

/// "10:00–13:00", with a mark where the end is only near, or is on a later day.
pub(crate) fn hours(when: When, words: &Words) -> String {
    match when {
        When::Day(_) => words.text("all-day", []),
        When::Hours { start, end, assumed } => {
            let about = if assumed { "~" } else { "" };
            let days = (end.local.date() - start.local.date()).num_days();
            let later = if days > 0 { format!(" +{days}") } else { String::new() };
            format!("{}–{about}{}{later}", start.local.format("%H:%M"), end.local.format("%H:%M"))
        }
    }
}
