//! What changed: told on the page, and as a feed of news (Atom, RFC 4287). Both come from the events' histories.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, PreEscaped, html};
use uuid::Uuid;

use crate::calendar::event::Event;
use crate::calendar::history::{Start, TurnKind};
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
    /// When it was to begin from then on.
    start: Start,
    /// Whose it was from then on; of those that it left later only these are known.
    counties: Counties,
}

impl<'a> News<'a> {
    /// Of all events; the newest first.
    pub(super) fn of(events: impl Iterator<Item = &'a Event>) -> Vec<Self> {
        let mut news: Vec<_> = events.flat_map(Self::of_event).collect();
        news.sort_by_key(|one| Reverse(one.stamp));
        news.truncate(TOLD[1]);
        news
    }

    /// Backwards, since each move began where the one before it led to.
    fn of_event(event: &'a Event) -> impl Iterator<Item = Self> {
        let (mut start, mut left) = (Start::of(event.when), Counties::default());
        let turns = event.history.iter().rev().map(|turn| (turn.stamp, Some(turn.kind)));
        turns.chain([(event.created, None)]).map(move |(stamp, kind)| {
            let counties = if left == Counties::default() { event.counties } else { left };
            let news = Self { event, stamp, kind, start, counties };
            match kind {
                Some(TurnKind::Moved(from)) => start = from,
                Some(TurnKind::Left(county)) => left = left.union(Counties::from_iter([county])),
                _ => {}
            }
            news
        })
    }

    /// The same in every run: of the event, of what happened and when.
    fn id(&self) -> Uuid {
        let county = if let Some(TurnKind::Left(county)) = self.kind { county.teryt() } else { "" };
        Uuid::new_v5(&self.event.uid, format!("{} {}{county}", self.stamp, self.words()[0]).as_bytes())
    }

    /// What happened, for ids, which must never change, and for people.
    fn words(&self) -> [&'static str; 2] {
        match self.kind {
            None => ["new", "Nowe"],
            Some(TurnKind::Moved(_)) => ["moved", "Przeniesione"],
            Some(TurnKind::Cancelled) => ["cancelled", "Odwołane"],
            Some(TurnKind::Restored) => ["restored", "Jednak się odbędzie"],
            Some(TurnKind::Left(_)) => ["left", "Inny powiat"],
        }
    }

    fn details(&self) -> String {
        let now = start(self.start, self.stamp.date());
        match self.kind {
            Some(TurnKind::Moved(from)) => format!("z {} na {now}", start(from, self.start.date())),
            Some(TurnKind::Left(county)) => format!("{now}, już nie {}", county.full_name()),
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
                        link rel="alternate" type="text/html" href={ (self.site.base.as_str()) "#" (one.event.uid) } {}
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
