//! What changed: told on the page, and as a feed of news (Atom, RFC 4287). Both come from the events' histories.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, html};
use uuid::Uuid;

use crate::calendar::history::{
    REMEMBERED,
    TurnKind::{Cancelled, Joined, Left, Moved, Restored},
};
use crate::calendar::{Event, Start, linked::filled};
use crate::page::meeting::{day, start};
use crate::poland::county::{Counties, County};
use crate::{meeting::Status, page::Page, poland::warsaw::Moment};

/// How the feed of news is recognised as ours.
pub(super) const MARK: &str = "<generator>lubuskie-ics</generator>";
/// So many changes the page tells, and so many the feed.
const TOLD: [usize; 2] = [20, 100];

/// One thing that people may want to know.
pub(super) struct News<'a> {
    event: &'a Event,
    stamp: NaiveDateTime,
    /// The same in every run: of the event, of what happened and when.
    id: Uuid,
    /// What happened.
    word: &'static str,
    /// When it was to begin from then on, and for whom.
    details: String,
}

impl<'a> News<'a> {
    /// Of all events; the newest first.
    pub(super) fn of(events: &[&'a Event]) -> Vec<Self> {
        let mut news: Vec<_> = events.iter().flat_map(|event| Self::of_event(event)).collect();
        news.sort_by_key(|one| Reverse(one.stamp));
        news.truncate(TOLD[1]);
        news
    }

    /// Backwards, since each turn began where the one before it led to.
    fn of_event(event: &'a Event) -> impl Iterator<Item = Self> {
        let (mut begin, mut counties) = (Start::of(event.when), event.counties);
        let mut is_cancelled = event.status == Status::Cancelled;
        let turns = event.history.iter().rev().map(|turn| (turn.stamp, Some(turn.kind)));
        // of one whose first turns are forgotten it is not known what it was when it was new
        let new = (event.history.len() < REMEMBERED).then_some((event.created, None));
        turns.chain(new).map(move |(stamp, kind)| {
            let now = start(begin, stamp.date());
            let whole = format!("{now}, {}", counties.names(County::full_name));
            let (code, word, details) = match kind {
                None => ("new", if is_cancelled { "Odwołane" } else { "Nowe" }, whole),
                Some(Moved(from)) => {
                    ("moved", "Przeniesione", format!("z {} na {now}", start(from, begin.local.date())))
                }
                Some(Cancelled) => ("cancelled", "Odwołane", whole),
                Some(Restored) => ("restored", "Jednak się odbędzie", whole),
                Some(Left(county)) => ("left", "Inny powiat", format!("{now}, już nie {}", county.full_name())),
                Some(Joined(county)) => ("joined", "Nowy powiat", format!("{now}, {}", county.full_name())),
            };
            match kind {
                Some(Moved(from)) => begin = from,
                Some(Left(county)) => counties = counties.union(Counties::from_iter([county])),
                Some(Joined(county)) => counties = counties.iter().filter(|other| *other != county).collect(),
                Some(Cancelled | Restored) => is_cancelled = !is_cancelled,
                None => {}
            }
            let county = if let Some(Left(county) | Joined(county)) = kind { county.teryt() } else { "" };
            let id = Uuid::new_v5(&event.uid, format!("{stamp} {code}{county}").as_bytes());
            Self { event, stamp, id, word, details }
        })
    }
}

impl Page<'_> {
    /// The list of the last changes.
    pub(super) fn news(&self) -> Markup {
        html! {
            @for News { event, stamp, word, details, .. } in News::of(self.events).iter().take(TOLD[0]) {
                li {
                    (date(*stamp)) " "
                    span { b { (word) } ": " a href={ "#" (event.uid) } { bdi { (event.title) } } " – " (details) }
                }
            }
        }
    }

    /// The feed of news.
    pub(super) fn atom(&self) -> String {
        let news = News::of(self.events);
        let utc = |stamp: NaiveDateTime| stamp.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        filled(include_str!("changes.xml"), |name| match name {
            "base" => html! { (self.site.base) },
            "updated" => html! { (utc(news.first().map(|newest| newest.stamp).unwrap_or_default())) },
            "author" => html! { (self.organizer.map_or("lubuskie-ics", |organizer| &organizer.name)) },
            _ => html! {
                @for News { event, stamp, id, word, details } in &news {
                    entry {
                        id { "urn:uuid:" (id) }
                        title { (word) ": " (event.title) }
                        updated { (utc(*stamp)) }
                        link rel="alternate" type="text/html" href=(self.manner.anchor(event)) {}
                        content { (details) }
                    }
                }
            },
        })
    }
}

/// The day in Warsaw.
pub(super) fn date(stamp: NaiveDateTime) -> Markup {
    let date = Moment::from_utc(stamp.and_utc()).local.date();
    html! { time datetime=(date) { (day(date, NaiveDate::MIN)) } }
}
