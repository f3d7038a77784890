//! What changed: told on the page, and as a feed of news (Atom, RFC 4287). Both come from the events' histories.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, PreEscaped, html};
use uuid::Uuid;

use crate::calendar::event::Event;
use crate::calendar::history::{REMEMBERED, Start, TurnKind};
use crate::meeting::Status;
use crate::page::Page;
use crate::page::meeting::{day, start};
use crate::poland::county::{Counties, County};
use crate::poland::warsaw::Moment;

/// How the feed of news is recognised as ours.
pub(crate) const NEWS_MARK: &str = "<generator>lubuskie-ics</generator>";
/// The feed of news.
pub(crate) const NEWS: &str = "changes.xml";
/// So many changes the page tells, and so many the feed.
const TOLD: [usize; 2] = [20, 100];

/// One thing that people may want to know.
pub(super) struct News<'a> {
    event: &'a Event,
    stamp: NaiveDateTime,
    /// `None`: it is new.
    kind: Option<TurnKind>,
    /// As it was from then on: when it was to begin, for whom, and whether it was not to take place.
    start: Start,
    counties: Counties,
    is_cancelled: bool,
}

impl<'a> News<'a> {
    /// Of all events; the newest first.
    pub(super) fn of(events: impl Iterator<Item = &'a Event>) -> Vec<Self> {
        let mut news: Vec<_> = events.flat_map(Self::of_event).collect();
        news.sort_by_key(|one| Reverse(one.stamp));
        news.truncate(TOLD[1]);
        news
    }

    /// Backwards, since each turn began where the one before it led to.
    fn of_event(event: &'a Event) -> impl Iterator<Item = Self> {
        let (mut start, mut counties) = (Start::of(event.when), event.counties);
        let mut is_cancelled = event.status == Status::Cancelled;
        let turns = event.history.iter().rev().map(|turn| (turn.stamp, Some(turn.kind)));
        // of one whose first turns are forgotten it is not known what it was when it was new
        let new = (event.history.len() < REMEMBERED).then_some((event.created, None));
        turns.chain(new).map(move |(stamp, kind)| {
            let news = Self { event, stamp, kind, start, counties, is_cancelled };
            match kind {
                Some(TurnKind::Moved(from)) => start = from,
                Some(TurnKind::Left(county)) => counties = counties.union(Counties::from_iter([county])),
                Some(TurnKind::Joined(county)) => counties = counties.iter().filter(|other| *other != county).collect(),
                Some(TurnKind::Cancelled) => is_cancelled = false,
                Some(TurnKind::Restored) => is_cancelled = true,
                None => {}
            }
            news
        })
    }

    /// The same in every run: of the event, of what happened and when.
    fn id(&self) -> Uuid {
        let county =
            if let Some(TurnKind::Left(county) | TurnKind::Joined(county)) = self.kind { county.teryt() } else { "" };
        Uuid::new_v5(&self.event.uid, format!("{} {}{county}", self.stamp, self.words()[0]).as_bytes())
    }

    /// What happened, for ids, which must never change, and for people.
    fn words(&self) -> [&'static str; 2] {
        match self.kind {
            None if self.is_cancelled => ["new", "Odwołane"],
            None => ["new", "Nowe"],
            Some(TurnKind::Moved(_)) => ["moved", "Przeniesione"],
            Some(TurnKind::Cancelled) => ["cancelled", "Odwołane"],
            Some(TurnKind::Restored) => ["restored", "Jednak się odbędzie"],
            Some(TurnKind::Left(_)) => ["left", "Inny powiat"],
            Some(TurnKind::Joined(_)) => ["joined", "Nowy powiat"],
        }
    }

    fn details(&self) -> String {
        let now = start(self.start, self.stamp.date());
        match self.kind {
            Some(TurnKind::Moved(from)) => format!("z {} na {now}", start(from, self.start.date())),
            Some(TurnKind::Left(county)) => format!("{now}, już nie {}", county.full_name()),
            Some(TurnKind::Joined(county)) => format!("{now}, {}", county.full_name()),
            _ => format!("{now}, {}", self.counties.names(County::full_name)),
        }
    }
}

/// "Ostatnie zmiany".
pub(super) fn changes(news: &[News]) -> Markup {
    html! {
        section class="news" id="zmiany" aria-labelledby="zmiany-h" {
            h2 id="zmiany-h" { "Ostatnie zmiany" }
            div {
                ul { @for one in news.iter().take(TOLD[0]) { li {
                    (date(one.stamp)) " "
                    span {
                        b { (one.words()[1]) } ": " a href={ "#" (one.event.uid) } { bdi { (one.event.title) } } " – " (one.details())
                    }
                } } }
                p { a href=(NEWS) { "Zmiany jako kanał Atom" } ", do czytnika wiadomości." }
            }
        }
    }
}

impl Page<'_> {
    /// The feed of news.
    pub(crate) fn atom(&self) -> String {
        let news = News::of(self.events());
        let address = self.site.base.join(NEWS);
        let utc = |stamp: NaiveDateTime| stamp.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let feed = html! {
            feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pl" {
                (PreEscaped(NEWS_MARK))
                title { "Zmiany: spotkania w powiatach województwa lubuskiego" }
                id { (address) }
                link rel="self" type="application/atom+xml" href=(address) {}
                link rel="alternate" type="text/html" href=(self.site.base.as_str()) {}
                updated { (utc(news.first().map(|newest| newest.stamp).unwrap_or_default())) }
                author { name { (self.organizer.map_or("lubuskie-ics", |organizer| &organizer.name)) } }
                @for one in &news {
                    entry {
                        id { "urn:uuid:" (one.id()) }
                        title { (one.words()[1]) ": " (one.event.title) }
                        updated { (utc(one.stamp)) }
                        link rel="alternate" type="text/html" href=(self.manner.anchor(one.event)) {}
                        content { (one.details()) }
                    }
                }
            }
        };
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", feed.into_string())
    }
}

/// The day in Warsaw.
pub(super) fn date(stamp: NaiveDateTime) -> Markup {
    let date = Moment::from_utc(stamp.and_utc()).local.date();
    html! { time datetime=(date) { (day(date, NaiveDate::MIN)) } }
}
