//! The page on which people find the calendars: Polish, one file, without scripts and without anything from elsewhere.
//!
//! The template escapes every value; an address becomes a link only if it is one of ours or http(s). Nothing in it says when
//! it was made, and what is over is told by the day: the same meetings on the same day give the same bytes.

pub mod links;

use std::borrow::Cow;

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Value, json};

use crate::calendar::mailbox::Mailbox;
use crate::calendar::profile::{self, COMBINED};
use crate::calendar::reconcile::Revision;
use crate::mail::letter;
use crate::meeting::{Status, When};
use crate::message::SCHEMA_VERSION;
use crate::page::links::BaseUrl;
use crate::poland::county::{Counties, County};

/// How the page is recognised as ours; stands near its beginning.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"lubuskie-ics\">";

/// The same of the meetings for programs.
pub const DATA_MARK: &str = "\"generator\":\"lubuskie-ics\"";

/// No scripts, nothing from elsewhere; only the styles that the page itself has.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("style.css");
const TITLE: &str = "Spotkania w powiatach województwa lubuskiego";
const ABOUT: &str = "Terminy spotkań w powiatach województwa lubuskiego, do wpisania we własny kalendarz: zmiany i odwołania \
                     pojawiają się w nim same.";

/// A meeting as the page shows it.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Its numbers.
    pub revision: Revision,
    /// When.
    pub when: When,
    /// For whom.
    pub counties: Counties,
    /// Whether it takes place.
    pub status: Status,
    /// Without the word that a cancelled one begins with.
    pub title: Cow<'a, str>,
    /// Venue, address, town; empty if none is known.
    pub place: Cow<'a, str>,
    /// Plain text.
    pub description: Cow<'a, str>,
    /// Its own page; empty if it has none.
    pub url: Cow<'a, str>,
    /// Its event file, below the folder.
    pub file: String,
}

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Where it will be.
    pub base: &'a BaseUrl,
    /// Who invites.
    pub organizer: Option<&'a Mailbox>,
    /// Sorted by start.
    pub entries: &'a [Entry<'a>],
    /// The day in Warsaw.
    pub today: NaiveDate,
}

impl Page<'_> {
    /// The document.
    pub fn html(&self) -> String {
        let (past, ahead): (Vec<_>, Vec<_>) = self.entries.iter().partition(|entry| entry.when.last_day() < self.today);
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
                    meta property="og:type" content="website";
                    meta property="og:locale" content="pl_PL";
                    meta property="og:title" content=(TITLE);
                    meta property="og:description" content=(ABOUT);
                    meta property="og:url" content=(self.base.as_str());
                    link rel="canonical" href=(self.base.as_str());
                    link rel="alternate" type="text/calendar" title="Wszystkie powiaty" href=(COMBINED);
                    style { (PreEscaped(STYLE)) }
                    script type="application/ld+json" { (PreEscaped(self.linked_data(&ahead))) }
                }
                body {
                    header {
                        a class="skip" href="#tresc" { "Przejdź do spotkań" }
                        h1 { (TITLE) }
                        p { (ABOUT) }
                        nav aria-label="Powiaty" { ul {
                            @for county in County::all() {
                                li { a href={ "#" (county.slug()) } { (county.full_name()) } }
                            }
                        } }
                    }
                    main id="tresc" {
                        section aria-labelledby="wszystkie" {
                            h2 id="wszystkie" { "Wszystkie powiaty" }
                            (self.ways(COMBINED, "wszystkie powiaty", &profile::name(Counties::all())))
                            @if ahead.is_empty() { (nothing()) } @else {
                                ul { @for entry in &ahead { li { (entry.short()) } } }
                            }
                        }
                        @for county in County::all() { (self.county(county, &past, &ahead)) }
                        (help())
                    }
                    footer {
                        @if let Some(Mailbox { name, address }) = self.organizer {
                            p { "Organizator: " bdi { (name) } ", " a href={ "mailto:" (address) } { (address) } }
                        }
                        p { "Adres tej strony: " a href=(self.base.as_str()) { (self.base.as_str()) } }
                        p class="get" { a href="meetings.json" { "Dane o spotkaniach dla programów (JSON)" } }
                    }
                }
            }
        };
        document.into_string()
    }

    /// All meetings, those that are over too, for programs: an object with an array `meetings`, times as RFC 3339.
    pub fn json(&self) -> String {
        let meeting = |entry: &Entry| {
            let (start, end) = entry.when.rfc3339();
            json!({
                "uid": entry.revision.uid.to_string(), "sequence": entry.revision.sequence,
                "counties": entry.counties.iter().map(County::slug).collect::<Vec<_>>(),
                "start": start, "end": end, "all_day": matches!(entry.when, When::Day(_)),
                "end_assumed": entry.has_assumed_end(), "status": entry.status.value(), "title": entry.title,
                "location": entry.place, "description": entry.description, "url": entry.url, "file": entry.file
            })
        };
        let meetings: Vec<_> = self.entries.iter().map(meeting).collect();
        // the mark comes first, whatever order the library has
        format!("{{{DATA_MARK},\"schema_version\":{SCHEMA_VERSION},\"meetings\":{}}}\n", Value::from(meetings))
    }

    fn county(&self, county: County, past: &[&Entry], ahead: &[&Entry]) -> Markup {
        let is_its = |entry: &&&Entry| entry.counties.contains(county);
        let (name, file) = (county.full_name(), format!("{}.ics", county.slug()));
        let past: Vec<_> = past.iter().rev().filter(is_its).collect();
        let mut ahead = ahead.iter().filter(is_its).peekable();
        html! {
            section.empty[ahead.peek().is_none()] aria-labelledby=(county.slug()) {
                h2 id=(county.slug()) { (name) }
                (self.ways(&file, &name, &profile::name(Counties::from_iter([county]))))
                @if ahead.peek().is_none() { (nothing()) } @else {
                    ul { @for entry in ahead { li { (entry.whole()) } } }
                }
                @if !past.is_empty() {
                    details {
                        summary { "Minione spotkania: " (name) " (" (past.len()) ")" }
                        div { ul { @for entry in past { li { (entry.whole()) } } } }
                    }
                }
            }
        }
    }

    /// One way to subscribe for each kind of program.
    fn ways(&self, file: &str, whose: &str, calendar: &str) -> Markup {
        let base = self.base;
        let of = || html! { span class="off" { " – " (whose) } };
        html! {
            details open[file == COMBINED] {
                summary { "Subskrybuj kalendarz: " (whose) }
                div {
                    ul class="ways" {
                        li { a href=(base.webcal(file)) { "Apple (iPhone, iPad, Mac) albo Thunderbird" (of()) } }
                        li { a href=(base.google(file)) { "Kalendarz Google" (of()) } }
                        li { a href=(base.outlook("live", file, calendar)) { "Outlook.com (konto prywatne)" (of()) } }
                        li { a href=(base.outlook("office", file, calendar)) { "Outlook w pracy (Microsoft 365)" (of()) } }
                    }
                    p { "Inny program? Skopiuj adres i " a href="#jak" { "dodaj go ręcznie" (of()) } ":" }
                    code { (base.join(file)) }
                }
            }
        }
    }

    /// schema.org's words for search engines; what could end the element is escaped.
    fn linked_data(&self, ahead: &[&Entry]) -> String {
        let events: Vec<_> = ahead.iter().map(|entry| self.event(entry)).collect();
        json!({ "@context": "https://schema.org", "@graph": events }).to_string().replace('<', "\\u003c")
    }

    fn event(&self, entry: &Entry) -> Value {
        let (start, end) = entry.when.rfc3339();
        let county = entry.counties.iter().next();
        let anchor = county.map_or("", County::slug);
        let place = if entry.place.is_empty() {
            county.map(County::full_name).unwrap_or_default()
        } else {
            entry.place.to_string()
        };
        let status = if entry.status == Status::Cancelled { "EventCancelled" } else { "EventScheduled" };
        let mut event = json!({
            "@type": "Event", "name": entry.title, "startDate": start, "endDate": end,
            "eventStatus": format!("https://schema.org/{status}"),
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": { "@type": "Place", "name": place, "address": place },
            "inLanguage": "pl",
            "url": self.base.join(&format!("#{anchor}")),
        });
        if !entry.description.is_empty() {
            event["description"] = json!(entry.description);
        }
        if let Some(Mailbox { name, address }) = self.organizer {
            event["organizer"] = json!({ "@type": "Organization", "name": name, "email": address });
        }
        event
    }
}

fn nothing() -> Markup {
    html! { p class="soft" { "Obecnie nie ma zapowiedzianych spotkań." } }
}

impl Entry<'_> {
    fn has_assumed_end(&self) -> bool {
        matches!(self.when, When::Hours { assumed: true, .. })
    }

    /// In the list of all: its county leads to the rest.
    fn short(&self) -> Markup {
        html! {
            (self.time())
            (self.heading())
            (self.place())
            p { @for (n, county) in self.counties.iter().enumerate() {
                @if n > 0 { ", " }
                a href={ "#" (county.slug()) } { (county.full_name()) span class="off" { " – " bdi { (self.title) } } }
            } }
        }
    }

    fn whole(&self) -> Markup {
        html! {
            (self.time())
            (self.heading())
            (self.place())
            p class="get" {
                a href=(self.file) download { "Pobierz do kalendarza" (self.off()) }
                @if !self.url.is_empty() { " · " a href=(self.url) { "Strona spotkania" (self.off()) } }
            }
        }
    }

    /// What makes a link's text sense alone.
    fn off(&self) -> Markup {
        html! { span class="off" { ": " bdi { (self.title) } ", " (self.when.start_local().format("%d.%m.%Y")) } }
    }

    fn time(&self) -> Markup {
        let (start, _) = self.when.rfc3339();
        html! { p class="when" { time datetime=(start) { (letter::long(self.when)) } } }
    }

    fn heading(&self) -> Markup {
        html! {
            h3 {
                @match self.status {
                    Status::Cancelled => { span class="mark" { "ODWOŁANE: " } s { bdi { (self.title) } } }
                    Status::Tentative => { bdi { (self.title) } span class="soft" { " (termin wstępny)" } }
                    Status::Confirmed => { bdi { (self.title) } }
                }
            }
        }
    }

    fn place(&self) -> Markup {
        html! { @if !self.place.is_empty() { p { bdi { (self.place) } } } }
    }
}

fn help() -> Markup {
    html! {
        section class="get" aria-labelledby="jak" {
            h2 id="jak" { "Jak dodać kalendarz" }
            p { "Subskrypcja sama się odświeża: o zmianie albo odwołaniu dowiesz się z własnego kalendarza. Plik pobrany \
                 i zaimportowany zostaje taki, jaki był w chwili pobrania." }
            p { "Kalendarz Google odświeża subskrypcje powoli, zwykle co 8–24 godziny, i nie da się tego przyspieszyć; \
                 Outlook i Apple – co kilka godzin." }
            p { "Adres kalendarza można też dodać ręcznie:" }
            ul {
                li { "Google, na komputerze: " a href="https://calendar.google.com/calendar/u/0/r/settings/addbyurl" {
                    "Inne kalendarze › Z adresu URL" } ", wklej adres, „Dodaj kalendarz”." }
                li { "Outlook: „Kalendarz” › „Dodaj kalendarz” › „Subskrybuj z internetu”, wklej adres." }
                li { "iPhone, iPad: aplikacja Kalendarz › „Kalendarze” › „Dodaj kalendarz” › „Dodaj subskrybowany kalendarz”." }
                li { "Mac: Kalendarz › „Plik” › „Nowa subskrypcja kalendarza”." }
                li { "Thunderbird: „Nowy kalendarz” › „W sieci”, wklej adres." }
            }
        }
    }
}
