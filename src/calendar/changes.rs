//! What a run changes, county by county: to be pasted into a message, or as JSON.

use std::fmt::Write as _;

use chrono::{Datelike, Weekday};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::calendar::event::Event;
use crate::calendar::reconcile::Change;
use crate::meeting::{Status, When};
use crate::message::lang::{Lang, say};
use crate::message::printable;
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

    fn heading(self, lang: Lang) -> String {
        match self {
            Self::Cancelled => say!(lang, "cancelled", "odwołane"),
            Self::Moved => say!(lang, "moved", "zmiana terminu"),
            Self::Restored => say!(lang, "takes place after all", "jednak się odbędzie"),
            Self::Changed => say!(lang, "changed", "zmienione"),
            Self::New => say!(lang, "new", "nowe"),
            Self::Left => say!(lang, "no longer of this county", "już nie w tym powiecie"),
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
        let mut entries = Vec::new();
        for change in changes {
            let (now, was) = match change {
                Change::New(now) => (now, None),
                Change::Revised { now, was } if (now.digest, now.status) == (was.digest, was.status) => continue,
                Change::Revised { now, was } | Change::Vanished { now, was } => (now, Some(&**was)),
                Change::Same(_) | Change::LeftOut(_) => continue,
            };
            let before = was.map(|was| was.counties).unwrap_or_default();
            for county in now.counties.union(before).iter().filter(|county| counties.contains(*county)) {
                entries.push(Entry { county, kind: Kind::of(now, was, county), now, was });
            }
        }
        entries.sort_by_key(|entry| (entry.county, entry.kind));
        Self(entries)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A heading for each county, then a line for each change.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let mut out = String::new();
        for county in self.0.chunk_by(|a, b| a.county == b.county) {
            let _ = writeln!(out, "\n{}", county[0].county.full_name());
            for entries in county.chunk_by(|a, b| a.kind == b.kind) {
                let kind = entries[0].kind.heading(lang);
                for entry in entries.iter().take(SHOWN) {
                    let _ = writeln!(out, "  {kind}: {}", entry.line(lang));
                }
                if entries.len() > SHOWN {
                    let more = entries.len() - SHOWN;
                    let _ = writeln!(out, "{}", say!(lang, "  {kind}: {more} more", "  {kind}: jeszcze {more}"));
                }
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
        object.insert("county".to_owned(), self.county.slug().into());
        object.insert("change".to_owned(), json!(self.kind));
        object.insert("uid".to_owned(), self.now.uid.to_string().into());
        object.insert("sequence".to_owned(), self.now.sequence.into());
        if let Some(was) = self.was {
            let mut before = shown(was);
            before.retain(|name, value| object.get(name) != Some(value));
            object.insert("was".to_owned(), before.into());
        }
        object.into()
    }

    /// How the meeting is now, then what was otherwise.
    fn line(&self, lang: Lang) -> String {
        let now = self.now;
        let mut line = shown_line(now, lang);
        let was = self.was.filter(|_| self.kind != Kind::New);
        // that a new one is confirmed goes without saying
        let status = was.map_or(Status::Confirmed, |was| was.status);
        let mut notes: Vec<_> = status_note(status, now.status, self.kind, lang).into_iter().collect();
        if let Some(was) = was {
            if was.when.span() != now.when.span() {
                line = format!("{} → {line}", time(was.when, lang));
            }
            if was.title != now.title {
                notes.push(say!(lang, "title was \"{}\"", "poprzedni temat: „{}”", was.title));
            }
            if was.place() != now.place() {
                let place = if was.place().is_empty() { "–" } else { was.place() };
                notes.push(say!(lang, "place was {place}", "poprzednie miejsce: {place}"));
            }
            if was.description != now.description {
                notes.push(say!(lang, "new description", "nowy opis"));
            }
            if was.url != now.url {
                notes.push(say!(lang, "new web address", "nowy adres strony"));
            }
            if was.counties != now.counties {
                notes.push(say!(lang, "now for {}", "teraz: {}", counties(now)));
            }
        }
        if notes.is_empty() { line } else { format!("{line} ({})", printable(&notes.join("; "))) }
    }
}

fn status_note(was: Status, now: Status, kind: Kind, lang: Lang) -> Option<String> {
    match (was, now) {
        (before, after) if before == after => None,
        // the kind says it
        (Status::Cancelled, Status::Confirmed) => None,
        (_, Status::Cancelled) if kind == Kind::Cancelled => None,
        (_, Status::Cancelled) => Some(say!(lang, "cancelled", "odwołane")),
        (_, Status::Tentative) => Some(say!(lang, "tentative", "wstępne")),
        (_, Status::Confirmed) => Some(say!(lang, "confirmed", "potwierdzone")),
    }
}

/// What subscribers see of an event.
fn shown(event: &Event) -> Map<String, Value> {
    let (start, end) = event.when.rfc3339();
    let counties: Vec<_> = event.counties.iter().map(County::slug).collect();
    let value = json!({
        "start": start, "end": end, "status": event.status.value(), "counties": counties, "title": event.title,
        "location": event.location, "description": event.description, "url": event.url
    });
    if let Value::Object(object) = value { object } else { Map::new() }
}

/// A meeting on one line, its counties first.
pub(crate) fn line(event: &Event, lang: Lang) -> String {
    format!("{}: {}", counties(event), shown_line(event, lang))
}

fn counties(event: &Event) -> String {
    event.counties.iter().map(County::full_name).collect::<Vec<_>>().join(", ")
}

/// Day, hours, title, place.
fn shown_line(event: &Event, lang: Lang) -> String {
    let place = event.place();
    let gap = if place.is_empty() { "" } else { ", " };
    printable(&format!("{}, {}{gap}{place}", time(event.when, lang), event.title))
}

/// "Tue 11.05.2027 10:00–13:00"; without an end that is only assumed.
fn time(when: When, lang: Lang) -> String {
    let start = when.start_local();
    let hours = match when {
        When::Hours { assumed: true, .. } => start.format("%H:%M").to_string(),
        _ => hours(when, lang),
    };
    format!("{} {} {hours}", day(start.weekday(), lang), start.format("%d.%m.%Y"))
}

/// "10:00–13:00", with a mark where the end is only near, or is on a later day.
pub(crate) fn hours(when: When, lang: Lang) -> String {
    match when {
        When::Day(_) => say!(lang, "all day", "cały dzień"),
        When::Hours { start, end, assumed } => {
            let about = if assumed { "~" } else { "" };
            let days = (end.local.date() - start.local.date()).num_days();
            let later = if days > 0 { format!(" +{days}") } else { String::new() };
            format!("{}–{about}{}{later}", start.local.format("%H:%M"), end.local.format("%H:%M"))
        }
    }
}

/// A weekday, short.
pub(crate) fn day(day: Weekday, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        Lang::Pl => ["pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."],
    };
    names[day.num_days_from_monday() as usize]
}
