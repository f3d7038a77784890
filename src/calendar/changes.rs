//! What a run changes, county by county: to be pasted into a message, or as JSON.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::calendar::memory;
use crate::calendar::profile;
use crate::calendar::reconcile::{Content, Event};
use crate::console::table;
use crate::meeting::{Status, When};
use crate::message::lang::{Lang, say};
use crate::message::printable;
use crate::poland::county::{Counties, County};

/// How many changes of a kind are shown for a county as text; the rest are counted.
const SHOWN: usize = 20;

/// What happened to a meeting, as the subscribers of one county see it; in the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    fn of(event: &Event, county: County) -> Self {
        let Some(was) = event.was.filter(|was| was.counties.contains(county)) else { return Self::New };
        match (was.status == Status::Cancelled, event.status() == Status::Cancelled) {
            _ if !event.counties().contains(county) => Self::Left,
            (false, true) => Self::Cancelled,
            (true, false) => Self::Restored,
            _ if was.when.span() != event.when().span() => Self::Moved,
            _ => Self::Changed,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Moved => "moved",
            Self::Restored => "restored",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Left => "left",
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

/// The changes of a run; looked for when they are asked for, since there may be very many.
pub(crate) struct Report<'a> {
    events: &'a [Event<'a>],
    counties: Counties,
}

impl<'a> Report<'a> {
    /// What changes for the subscribers of these counties.
    pub(crate) fn new(events: &'a [Event<'a>], counties: Counties) -> Self {
        Self { events, counties }
    }

    /// In the order of the events.
    fn changes(&self) -> impl Iterator<Item = (County, Kind, &'a Event<'a>)> {
        let counties = self.counties;
        self.events.iter().filter(|event| event.is_changed()).flat_map(move |event| {
            let before = event.was.map(|was| was.counties).unwrap_or_default();
            let either = event.counties().union(before).iter().filter(move |county| counties.contains(*county));
            either.map(move |county| (county, Kind::of(event, county), event))
        })
    }

    /// Of each county, sorted by kind, then as the calendar is.
    fn sorted(&self) -> Vec<(County, Kind, &'a Event<'a>)> {
        let mut changes: Vec<_> = self.changes().collect();
        changes.sort_by_key(|&(county, kind, _)| (county, kind));
        changes
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.changes().next().is_none()
    }

    /// A heading for each county, then a line for each change.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let mut out = String::new();
        for county in self.sorted().chunk_by(|a, b| a.0 == b.0) {
            let _ = writeln!(out, "\n{}", county[0].0.full_name());
            for kind in county.chunk_by(|a, b| a.1 == b.1) {
                for (_, kind, event) in kind.iter().take(SHOWN) {
                    let _ = writeln!(out, "  {}: {}", kind.heading(lang), change(*kind, event, lang));
                }
                if kind.len() > SHOWN {
                    let (more, kind) = (kind.len() - SHOWN, kind[0].1.heading(lang));
                    let _ = writeln!(out, "{}", say!(lang, "  {kind}: {more} more", "  {kind}: jeszcze {more}"));
                }
            }
        }
        out
    }

    /// An object for each change: county, change, uid, sequence, title, start, end, status, location; what was otherwise,
    /// under `was`.
    pub(crate) fn json(&self) -> Value {
        self.sorted().iter().map(|&(county, kind, event)| entry(county, kind, event)).collect()
    }
}

fn entry(county: County, kind: Kind, event: &Event) -> Value {
    let now = Shown::of(event);
    let mut object = now.json();
    object.insert("county".to_owned(), county.slug().into());
    object.insert("change".to_owned(), kind.code().into());
    object.insert("uid".to_owned(), event.revision.uid.to_string().into());
    object.insert("sequence".to_owned(), event.revision.sequence.into());
    if let Some(was) = event.was.filter(|was| was.listed.is_none()) {
        let before = Shown::was(was).json();
        let differs = |(name, value): &(String, Value)| object.get(name) != Some(value);
        let before: Map<String, Value> = before.into_iter().filter(differs).collect();
        object.insert("was".to_owned(), before.into());
    }
    object.into()
}

/// What subscribers see of an event.
pub(crate) struct Shown<'a> {
    pub(crate) when: When,
    pub(crate) status: Status,
    pub(crate) counties: Counties,
    pub(crate) title: Cow<'a, str>,
    pub(crate) location: Cow<'a, str>,
    pub(crate) description: Cow<'a, str>,
    pub(crate) url: Cow<'a, str>,
}

impl<'a> Shown<'a> {
    fn was(was: &'a memory::Published) -> Self {
        Self {
            when: was.shown_when(),
            status: was.status,
            counties: was.counties,
            title: was.title(),
            location: was.text("LOCATION"),
            description: was.text("DESCRIPTION"),
            url: was.text("URL"),
        }
    }

    pub(crate) fn of(event: &Event<'a>) -> Self {
        if let Content::Kept(was) | Content::Vanished(was) = event.content {
            return Self { status: event.status(), ..Self::was(was) };
        }
        // as it is written, so that it can be compared with what was
        let lines = profile::content_lines(event);
        let text = |name| Cow::Owned(memory::text(&lines, name).into_owned());
        Self {
            when: event.when(),
            status: event.status(),
            counties: event.counties(),
            title: event.title(),
            location: text("LOCATION"),
            description: text("DESCRIPTION"),
            url: text("URL"),
        }
    }

    fn json(&self) -> Map<String, Value> {
        let (start, end) = self.when.rfc3339();
        let counties: Vec<_> = self.counties.iter().map(County::slug).collect();
        let value = json!({
            "start": start, "end": end, "status": self.status.value(), "counties": counties, "title": self.title,
            "location": self.location, "description": self.description, "url": self.url
        });
        if let Value::Object(object) = value { object } else { Map::new() }
    }

    /// Day, hours, title, place.
    fn line(&self, lang: Lang) -> String {
        let place = self.place();
        let gap = if place.is_empty() { "" } else { ", " };
        printable(&format!("{}, {}{gap}{place}", table::time(self.when, lang), self.title))
    }

    fn place(&self) -> &str {
        self.location.strip_suffix(", Polska").unwrap_or(&self.location)
    }
}

/// A meeting on one line, its counties first.
pub(crate) fn line(event: &Event, lang: Lang) -> String {
    named(&Shown::of(event), lang)
}

/// The same of what was published.
pub(crate) fn published_line(was: &memory::Published, lang: Lang) -> String {
    named(&Shown::was(was), lang)
}

fn named(shown: &Shown, lang: Lang) -> String {
    let counties: Vec<_> = shown.counties.iter().map(County::full_name).collect();
    format!("{}: {}", counties.join(", "), shown.line(lang))
}

/// What happened to a meeting, on one line: how it is now, then what was otherwise.
fn change(kind: Kind, event: &Event, lang: Lang) -> String {
    let now = Shown::of(event);
    let mut line = now.line(lang);
    // of what is listed as it was, no texts are known, or needed
    let was = event.was.filter(|was| kind != Kind::New && was.listed.is_none()).map(Shown::was);
    let moved = was.as_ref().filter(|was| was.when.span() != now.when.span());
    if let Some(was) = moved {
        line = format!("{} → {line}", table::time(was.when, lang));
    }
    let mut notes = Vec::new();
    let status = was.as_ref().map_or(Status::Confirmed, |was| was.status);
    match (status, now.status) {
        // the kind says it
        (Status::Cancelled, Status::Confirmed) => {}
        (_, Status::Cancelled) if kind == Kind::Cancelled => {}
        (before, after) if before == after => {}
        (_, Status::Cancelled) => notes.push(say!(lang, "cancelled", "odwołane")),
        (_, Status::Tentative) => notes.push(say!(lang, "tentative", "wstępne")),
        (_, Status::Confirmed) => notes.push(say!(lang, "confirmed", "potwierdzone")),
    }
    if let Some(was) = was {
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
            let counties: Vec<_> = now.counties.iter().map(County::full_name).collect();
            notes.push(say!(lang, "now for {}", "teraz: {}", counties.join(", ")));
        }
    }
    if !notes.is_empty() {
        line += &format!(" ({})", printable(&notes.join("; ")));
    }
    line
}
