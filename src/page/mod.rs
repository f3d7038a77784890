//! The page on which people find the calendars: Polish, one file, without scripts and without anything from elsewhere.
//!
//! The template escapes every value; an address becomes a link only if it is one of ours, http(s) or mail. Nothing in it says
//! when it was made, and what is over is told by the day: the same meetings on the same day give the same bytes.

pub(crate) mod data;
pub(crate) mod links;
pub(crate) mod meeting;
pub(crate) mod news;
mod place;
mod subscribe;

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::calendar::event::Event;
use crate::calendar::mailbox::Mailbox;
use crate::calendar::properties::{COMBINED, CancelledAs, Manner};
use crate::meeting::Status;
use crate::page::links::BaseUrl;
use crate::page::meeting::Entry;
use crate::page::news::{NEWS, News};
use crate::page::subscribe::Calendar;
use crate::poland::county::{Counties, County};

/// How the page is recognised as ours; stands near its beginning.
pub(crate) const GENERATOR: &str = "<meta name=\"generator\" content=\"lubuskie-ics\">";
/// The same of the part for another page.
pub(crate) const FRAGMENT_MARK: &str = "<!-- generator: lubuskie-ics -->";

/// No scripts, nothing from elsewhere; only the styles and the icon that the page itself has.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("style.css");
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' \
                    height='16' rx='3' fill='%230b5a43'/%3E%3Cpath d='M3 6h10v7H3z' fill='%23fff'/%3E%3Cpath d='M5 2v3m6-3v3' \
                    stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E";
const TITLE: &str = "Spotkania w powiatach województwa lubuskiego";
const ABOUT: &str = "Terminy spotkań, także do własnego kalendarza, który sam się odświeża.";

/// So many meetings are told before all others.
const NEXT: usize = 5;

/// So many are told to search engines, which show what is next; programs that want all of them read `meetings.json`.
const SEARCHED: usize = 30;

/// What a site says of itself.
#[derive(Debug)]
pub(crate) struct Site {
    /// Where it will be.
    pub(crate) base: BaseUrl,
    /// Where its declaration of accessibility is.
    pub(crate) accessibility: Option<String>,
}

/// What the page is made of.
pub(crate) struct Page<'a> {
    /// What its site says of itself.
    pub(crate) site: &'a Site,
    /// Who invites.
    pub(crate) organizer: Option<&'a Mailbox>,
    /// Sorted by start.
    pub(crate) entries: &'a [Entry<'a>],
    /// The day in Warsaw.
    pub(crate) today: NaiveDate,
    /// What the calendars beside it show.
    pub(crate) manner: &'a Manner,
}

impl Page<'_> {
    /// The document.
    pub(crate) fn html(&self) -> String {
        let news = News::of(self.events());
        let newest = self.events().map(|event| event.modified).max();
        let base = self.site.base.as_str();
        let ahead = self.entries.iter().filter(|entry| entry.is_ahead(self.today));
        let next: Vec<_> = ahead.clone().take(NEXT).collect();
        let document = html! {
            (DOCTYPE)
            html lang="pl" {
                head {
                    meta charset="utf-8";
                    (PreEscaped(GENERATOR))
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (TITLE) }
                    meta name="description" content=(ABOUT);
                    meta name="theme-color" content="#0b5a43";
                    link rel="icon" href=(PreEscaped(ICON));
                    meta property="og:type" content="website";
                    meta property="og:locale" content="pl_PL";
                    meta property="og:title" content=(TITLE);
                    meta property="og:description" content=(ABOUT);
                    meta property="og:url" content=(base);
                    link rel="canonical" href=(base);
                    link rel="alternate" type="application/atom+xml" title="Ostatnie zmiany" href=(NEWS);
                    link rel="alternate" type="text/calendar" title="Wszystkie powiaty" href=(COMBINED);
                    @for county in County::in_alphabet() {
                        link rel="alternate" type="text/calendar" title=(county.full_name()) href={ (county.slug()) ".ics" };
                    }
                    style { (PreEscaped(STYLE)) }
                    script type="application/ld+json" { (PreEscaped(data::linked(ahead.take(SEARCHED), self.manner, self.organizer))) }
                }
                body {
                    header {
                        a class="skip" href="#najblizsze" { "Przejdź do spotkań" }
                        div {
                            @if let Some(Mailbox { name, .. }) = self.organizer { p class="who" { bdi { (name) } } }
                            h1 { (TITLE) }
                            p { (ABOUT) }
                            @if let Some(newest) = newest {
                                p class="state" { "Stan na " (news::date(newest)) " r." span class="get" { " · " a href="#zmiany" { "Ostatnie zmiany" } } }
                            }
                        }
                    }
                    main {
                        div class="first" {
                            nav aria-labelledby="powiaty" {
                                h2 id="powiaty" { "Powiaty" }
                                ul { @for county in County::in_alphabet() { (self.link(county)) } }
                            }
                            section id="najblizsze" aria-labelledby="najblizsze-h" {
                                h2 id="najblizsze-h" { "Najbliższe spotkania" }
                                details class="all" {
                                    summary { "Subskrybuj wszystkie powiaty" }
                                    (Calendar::of(&self.site.base, Counties::all()).ways())
                                }
                                @if next.is_empty() { p class="soft" { "Obecnie nie ma zapowiedzianych spotkań." } }
                                @else { ul { @for entry in next { (entry.short()) } } }
                            }
                        }
                        @for county in County::in_alphabet() { (self.county(county)) }
                        (news::changes(&news))
                        (subscribe::help(self.manner.cancelled == CancelledAs::Title))
                    }
                    footer { div {
                        @if let Some(Mailbox { name, address }) = self.organizer {
                            p { "Organizator: " bdi { (name) } ", " a href={ "mailto:" (address) } { (address) } }
                        }
                        p { "Adres tej strony: " a href=(base) { (base) } }
                        p class="get" {
                            @if let Some(address) = &self.site.accessibility { a href=(address) { "Deklaracja dostępności" } " · " }
                            a href="meetings.json" { "Dane o spotkaniach dla programów (JSON)" }
                        }
                    } }
                }
            }
        };
        document.into_string()
    }

    /// The list of meetings for a page of another site: no page around it, no style, and links that lead here from there.
    pub(crate) fn fragment(&self) -> String {
        let root = self.site.base.as_str();
        let document = html! {
            (PreEscaped(FRAGMENT_MARK))
            div class="lubuskie-ics" lang="pl" {
                @for county in County::in_alphabet().into_iter().filter(|county| self.ahead(*county).next().is_some()) {
                    section {
                        h2 { (county.full_name()) }
                        (self.meetings(county, root))
                    }
                }
                p { a href=(root) { "Kalendarze do subskrypcji i minione spotkania" } }
            }
        };
        document.into_string() + "\n"
    }

    /// All meetings for programs.
    pub(crate) fn json(&self) -> String {
        data::meetings(self.entries)
    }

    /// Those that it shows.
    fn events(&self) -> impl Iterator<Item = &Event> {
        self.entries.iter().map(|entry| entry.event)
    }

    /// The meetings of a county that are not over.
    fn ahead(&self, county: County) -> impl Iterator<Item = &Entry<'_>> {
        let is_its = move |entry: &&Entry| entry.event.counties.contains(county) && entry.is_ahead(self.today);
        self.entries.iter().filter(is_its)
    }

    /// How a county is found: with the number of its meetings that take place.
    fn link(&self, county: County) -> Markup {
        let count = self.ahead(county).filter(|entry| entry.event.status != Status::Cancelled).count();
        html! {
            li { a href={ "#" (county.slug()) } {
                (county.short_name()) " " span class="hid" { "– spotkań: " } b class=[(count == 0).then_some("none")] { (count) }
            } }
        }
    }

    /// A county's section: how to subscribe, and its meetings.
    fn county(&self, county: County) -> Markup {
        let slug = county.slug();
        let heading = format!("{slug}-h");
        let past = self.entries.iter().rev().filter(|entry| entry.event.counties.contains(county));
        let past: Vec<_> = past.filter(|entry| !entry.is_ahead(self.today)).collect();
        let is_empty = self.ahead(county).next().is_none();
        let calendar = Calendar::of(&self.site.base, [county].into_iter().collect());
        let elsewhere = self.ahead(county).filter(|entry| !entry.is_anchored_in(county));
        let elsewhere: Counties = elsewhere.filter_map(|entry| entry.event.counties.iter().next()).collect();
        html! {
            section.county.empty[is_empty] id=(slug) aria-labelledby=(heading) {
                div class="rail" {
                    h2 id=(heading) { (county.full_name()) }
                    @if is_empty { details class="all" { summary { "Subskrybuj kalendarz" span class="hid" { " – " (county.full_name()) } } (calendar.ways()) } }
                    @else { (calendar.ways()) }
                    (calendar.sheet())
                }
                div {
                    (self.meetings(county, ""))
                    @if elsewhere != Counties::default() {
                        p class="paper" { "Spotkania wspólne z innymi powiatami: zob. " (elsewhere.names(County::full_name)) "." }
                    }
                    @if !past.is_empty() {
                        details class="past" {
                            summary { "Minione spotkania: " (county.full_name()) " (" (past.len()) ")" }
                            ul { @for entry in past { (entry.whole(county, "", self.today)) } }
                        }
                    }
                }
            }
        }
    }

    /// A county's meetings that are not over, and those that were its own and are another's now.
    fn meetings(&self, county: County, root: &str) -> Markup {
        let mut ahead = self.ahead(county).peekable();
        let is_gone = |entry: &&Entry| entry.is_ahead(self.today) && entry.event.left().any(|left| left == county);
        html! {
            @if ahead.peek().is_none() { p class="soft" { "Obecnie nie ma zapowiedzianych spotkań." } }
            @else { ul { @for entry in ahead { (entry.whole(county, root, self.today)) } } }
            @for entry in self.entries.iter().filter(is_gone) { (entry.gone(county, root)) }
        }
    }
}
