//! The page on which people find the calendars: Polish, one file, without scripts and without anything from elsewhere. What no
//! meeting changes of it lies in `page.html`.
//!
//! The template escapes every value; an address becomes a link only if it is one of ours, http(s) or mail. Nothing in it says
//! when it was made, and what is over is told by the day: the same meetings on the same day give the same bytes.

mod data;
pub(crate) mod links;
mod meeting;
mod news;
mod place;
mod subscribe;

use chrono::NaiveDate;
use maud::{Markup, PreEscaped, html};

use crate::calendar::properties::{self, COMBINED, CancelledAs};
use crate::calendar::{Event, Mailbox, Manner, linked::filled};
use crate::meeting::Status;
use crate::poland::county::{Counties, County};

/// The page's name.
pub(crate) const PAGE: &str = "index.html";
/// How the page is recognised as ours; stands near its beginning.
pub(crate) const GENERATOR: &str = "<meta name=\"generator\" content=\"lubuskie-ics\">";
/// The same of the part for another page.
const FRAGMENT_MARK: &str = "<!-- generator: lubuskie-ics -->";

/// So many meetings are told before all others.
const NEXT: usize = 5;

/// So many are told to search engines, which show what is next; programs that want all of them read `meetings.json`.
const SEARCHED: usize = 30;

/// What a site says of itself.
#[derive(Debug)]
pub(crate) struct Site {
    /// Where it will be.
    pub(crate) base: String,
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
    pub(crate) events: &'a [&'a Event],
    /// The day in Warsaw.
    pub(crate) today: NaiveDate,
    /// What the calendars beside it show.
    pub(crate) manner: &'a Manner,
}

impl Page<'_> {
    /// What programs and people read beside the calendars, by name, text and mark: the meetings for programs, their list for a
    /// page of another site, and the feed of news; the page comes last, when all that it leads to is there.
    pub(crate) fn documents(&self) -> [(&'static str, String, &'static str); 4] {
        [
            ("meetings.json", self.json(), data::MARK),
            ("fragment.html", self.fragment(), FRAGMENT_MARK),
            ("changes.xml", self.atom(), news::MARK),
            (PAGE, self.html(), GENERATOR),
        ]
    }

    /// The document.
    fn html(&self) -> String {
        let base = &self.site.base;
        let newest = self.events.iter().map(|event| event.modified).max();
        let ahead: Vec<_> = self.events.iter().copied().filter(|event| self.is_ahead(event)).collect();
        let first = |count: usize| &ahead[..ahead.len().min(count)];
        filled(include_str!("page.html"), |name| match name {
            "base" => html! { (base) },
            "feeds" => html! {
                @for county in County::in_alphabet() {
                    link rel="alternate" type="text/calendar" title=(county.full_name()) href={ (county.slug()) ".ics" };
                }
            },
            "style" => PreEscaped(include_str!("style.css").to_owned()),
            "searched" => PreEscaped(self.linked(first(SEARCHED))),
            "who" => html! { @if let Some(Mailbox { name, .. }) = self.organizer { p class="who" { bdi { (name) } } } },
            "state" => html! {
                @if let Some(newest) = newest {
                    p class="state" { "Stan na " (news::date(newest)) " r." span class="get" { " · " a href="#zmiany" { "Ostatnie zmiany" } } }
                }
            },
            "nav" => html! {
                @for county in County::in_alphabet() {
                    @let count = self.of(county).0.iter().filter(|event| event.status != Status::Cancelled).count();
                    li { a href={ "#" (county.slug()) } {
                        (county.short_name()) " " span class="hid" { "– spotkań: " } b class=[(count == 0).then_some("none")] { (count) }
                    } }
                }
            },
            "all" => {
                subscribe::ways(&format!("{base}{COMBINED}"), "wszystkie powiaty", &properties::name(Counties::all()))
            }
            "next" => self.list(first(NEXT), None, ""),
            "counties" => html! { @for county in County::in_alphabet() { (self.county(county)) } },
            "news" => self.news(),
            "hidden" if self.manner.cancelled == CancelledAs::Status => {
                html! { " Odwołane spotkania znikają z niego bez powiadomienia." }
            }
            "organizer" => html! {
                @if let Some(Mailbox { name, address }) = self.organizer {
                    p { "Organizator: " bdi { (name) } ", " a href={ "mailto:" (address) } { (address) } }
                }
            },
            "accessibility" => html! {
                @if let Some(address) = &self.site.accessibility { a href=(address) { "Deklaracja dostępności" } " · " }
            },
            _ => Markup::default(),
        })
    }

    /// The list of meetings for a page of another site: no page around it, no style, and links that lead here from there.
    fn fragment(&self) -> String {
        let root = &self.site.base;
        let document = html! {
            (PreEscaped(FRAGMENT_MARK))
            div class="lubuskie-ics" lang="pl" {
                @for county in County::in_alphabet() {
                    @let (ahead, _) = self.of(county);
                    @if !ahead.is_empty() { section { h2 { (county.full_name()) } (self.meetings(&ahead, county, root)) } }
                }
                p { a href=(root) { "Kalendarze do subskrypcji i minione spotkania" } }
            }
        };
        document.into_string() + "\n"
    }

    /// Whether a meeting is not over. A day is as good as an hour here: the page changes once a day at most.
    fn is_ahead(&self, event: &Event) -> bool {
        event.when.last_day() >= self.today
    }

    /// A county's meetings: those that are not over, and those that are.
    fn of(&self, county: County) -> (Vec<&Event>, Vec<&Event>) {
        let its = self.events.iter().copied().filter(|event| event.counties.contains(county));
        its.partition(|event| self.is_ahead(event))
    }

    /// A county's section: how to subscribe, and its meetings.
    fn county(&self, county: County) -> Markup {
        let (ahead, mut past) = self.of(county);
        past.reverse();
        let (slug, name) = (county.slug(), county.full_name());
        let address = format!("{}{slug}.ics", self.site.base);
        let ways = subscribe::ways(&address, &name, &properties::name(Counties::from_iter([county])));
        let first = ahead.iter().filter_map(|event| event.counties.iter().next());
        let elsewhere: Counties = first.filter(|first| *first != county).collect();
        html! {
            section.county.empty[ahead.is_empty()] id=(slug) aria-labelledby={ (slug) "-h" } {
                div class="rail" {
                    h2 id={ (slug) "-h" } { (name) }
                    @if ahead.is_empty() { details class="all" { summary { "Subskrybuj kalendarz" span class="hid" { " – " (name) } } (ways) } }
                    @else { (ways) }
                    // for the notice board: the address for those who type, and the code for those who do not
                    figure class="sheet" {
                        (subscribe::qr(&address))
                        figcaption { "Kalendarz do subskrypcji:" br; span { (address) } }
                    }
                }
                div {
                    (self.meetings(&ahead, county, ""))
                    @if elsewhere != Counties::default() {
                        p class="paper" { "Spotkania wspólne z innymi powiatami: zob. " (elsewhere.names(County::full_name)) "." }
                    }
                    @if !past.is_empty() {
                        details class="past" {
                            summary { "Minione spotkania: " (name) " (" (past.len()) ")" }
                            (self.list(&past, Some(county), ""))
                        }
                    }
                }
            }
        }
    }

    /// A county's meetings that are not over, and those that were its own and are another's now.
    fn meetings(&self, ahead: &[&Event], county: County, root: &str) -> Markup {
        let is_gone = |event: &&&Event| self.is_ahead(event) && event.left().any(|left| left == county);
        html! {
            (self.list(ahead, Some(county), root))
            @for event in self.events.iter().filter(is_gone) { (meeting::gone(event, county, root)) }
        }
    }

    fn list(&self, events: &[&Event], county: Option<County>, root: &str) -> Markup {
        html! {
            @if events.is_empty() { p class="soft" { "Obecnie nie ma zapowiedzianych spotkań." } }
            @else { ul { @for event in events { (self.meeting(event, county, root)) } } }
        }
    }
}
