//! The page on which people find the calendars: Polish, one file, without scripts and without anything from elsewhere.
//!
//! The template escapes every value; an address becomes a link only if it is one of ours or http(s). Nothing in it says when
//! it was made, and what is over is told by the day: the same meetings on the same day give the same bytes.

pub(crate) mod links;

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Value, json};

use crate::calendar::event::Event;
use crate::calendar::mailbox::Mailbox;
use crate::calendar::properties::{self, COMBINED};
use crate::calendar::words::long;
use crate::meeting::attendance::{self, Attendance};
use crate::meeting::{Status, When};
use crate::message::SCHEMA_VERSION;
use crate::page::links::BaseUrl;
use crate::poland::county::{Counties, County};

/// How the page is recognised as ours; stands near its beginning.
pub(crate) const GENERATOR: &str = "<meta name=\"generator\" content=\"lubuskie-ics\">";

/// The same of the meetings for programs.
pub(crate) const DATA_MARK: &str = "\"generator\":\"lubuskie-ics\"";

/// No scripts, nothing from elsewhere; only the styles that the page itself has.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("style.css");
const TITLE: &str = "Spotkania w powiatach województwa lubuskiego";
const ABOUT: &str = "Terminy spotkań w powiatach województwa lubuskiego, do wpisania we własny kalendarz: zmiany i odwołania \
                     pojawiają się w nim same.";

/// A meeting, and its event file below the folder.
pub(crate) struct Entry<'a> {
    /// The meeting.
    pub(crate) event: &'a Event,
    /// The file; empty if there is none.
    pub(crate) file: &'a str,
}

/// What the page is made of.
pub(crate) struct Page<'a> {
    /// Where it will be.
    pub(crate) base: &'a BaseUrl,
    /// Who invites.
    pub(crate) organizer: Option<&'a Mailbox>,
    /// Sorted by start.
    pub(crate) entries: &'a [Entry<'a>],
    /// The day in Warsaw.
    pub(crate) today: NaiveDate,
}

impl Page<'_> {
    /// The document.
    pub(crate) fn html(&self) -> String {
        let (past, ahead): (Vec<_>, Vec<_>) =
            self.entries.iter().partition(|entry| entry.event.when.last_day() < self.today);
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
                            (self.ways(COMBINED, "wszystkie powiaty", &properties::name(Counties::all())))
                            (list(ahead.iter().map(|entry| entry.short())))
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
    pub(crate) fn json(&self) -> String {
        let meeting = |Entry { event, file }: &Entry| {
            let (start, end) = times(event.when);
            json!({
                "uid": event.uid.to_string(), "sequence": event.sequence,
                "counties": event.counties.iter().map(County::slug).collect::<Vec<_>>(),
                "start": start, "end": end, "all_day": matches!(event.when, When::Day(_)),
                "end_assumed": event.has_assumed_end(), "status": event.status.value(), "title": event.title,
                "location": event.place(), "description": event.description, "url": event.url, "file": file
            })
        };
        let meetings: Vec<_> = self.entries.iter().map(meeting).collect();
        // the mark comes first, whatever order the library has
        format!("{{{DATA_MARK},\"schema_version\":{SCHEMA_VERSION},\"meetings\":{}}}\n", Value::from(meetings))
    }

    fn county(&self, county: County, past: &[&Entry], ahead: &[&Entry]) -> Markup {
        let is_its = |entry: &&&Entry| entry.event.counties.contains(county);
        let (name, file) = (county.full_name(), format!("{}.ics", county.slug()));
        let past: Vec<_> = past.iter().rev().filter(is_its).collect();
        let ahead: Vec<_> = ahead.iter().filter(is_its).collect();
        html! {
            section.empty[ahead.is_empty()] aria-labelledby=(county.slug()) {
                h2 id=(county.slug()) { (name) }
                (self.ways(&file, &name, &properties::name(Counties::from_iter([county]))))
                (list(ahead.iter().map(|entry| entry.whole())))
                @if !past.is_empty() {
                    details {
                        summary { "Minione spotkania: " (name) " (" (past.len()) ")" }
                        div { (list(past.iter().map(|entry| entry.whole()))) }
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
        let events: Vec<_> = ahead.iter().map(|entry| self.event(entry.event)).collect();
        json!({ "@context": "https://schema.org", "@graph": events }).to_string().replace('<', "\\u003c")
    }

    fn event(&self, event: &Event) -> Value {
        let (start, end) = times(event.when);
        let county = event.counties.iter().next();
        let anchor = county.map_or("", County::slug);
        let place = match event.place() {
            "" => county.map(County::full_name).unwrap_or_default(),
            place => place.to_owned(),
        };
        let page = self.base.join(&format!("#{anchor}"));
        let own = if event.url.is_empty() { &page } else { &event.url };
        let link = attendance::link(&event.location).unwrap_or(own);
        let online = json!({ "@type": "VirtualLocation", "url": link });
        let place = json!({ "@type": "Place", "name": place, "address": place });
        let (mode, location) = match Attendance::of(&event.location) {
            Attendance::Offline => ("Offline", place),
            Attendance::Mixed => ("Mixed", json!([place, online])),
            Attendance::Online => ("Online", online),
        };
        let status = if event.status == Status::Cancelled { "EventCancelled" } else { "EventScheduled" };
        let mut data = json!({
            "@type": "Event", "name": event.title, "startDate": start, "endDate": end,
            "eventStatus": format!("https://schema.org/{status}"),
            "eventAttendanceMode": format!("https://schema.org/{mode}EventAttendanceMode"),
            "location": location,
            "inLanguage": "pl",
            "url": page,
        });
        if !event.description.is_empty() {
            data["description"] = json!(event.description);
        }
        if let Some(Mailbox { name, address }) = self.organizer {
            data["organizer"] = json!({ "@type": "Organization", "name": name, "email": address });
        }
        data
    }
}

/// Start and end; of whole days the last is the end, as search engines and people take it.
fn times(when: When) -> (String, String) {
    let (start, end) = when.rfc3339();
    if let When::Day(day) = when { (start, day.to_string()) } else { (start, end) }
}

fn list(entries: impl ExactSizeIterator<Item = Markup>) -> Markup {
    html! {
        @if entries.len() == 0 { p class="soft" { "Obecnie nie ma zapowiedzianych spotkań." } }
        @else { ul { @for entry in entries { li { (entry) } } } }
    }
}

impl Entry<'_> {
    /// In the list of all: its county leads to the rest.
    fn short(&self) -> Markup {
        html! {
            (self.head())
            p { @for (n, county) in self.event.counties.iter().enumerate() {
                @if n > 0 { ", " }
                a href={ "#" (county.slug()) } { (county.full_name()) span class="off" { " – " bdi { (self.event.title) } } }
            } }
        }
    }

    fn whole(&self) -> Markup {
        html! {
            (self.head())
            p class="get" {
                a href=(self.file) download { "Pobierz do kalendarza" (self.off()) }
                @if !self.event.url.is_empty() { " · " a href=(self.event.url) { "Strona spotkania" (self.off()) } }
            }
        }
    }

    /// What makes a link's text sense alone.
    fn off(&self) -> Markup {
        html! { span class="off" { ": " bdi { (self.event.title) } ", " (self.event.when.start_local().format("%d.%m.%Y")) } }
    }

    /// When, what and where.
    fn head(&self) -> Markup {
        let Event { when, title, status, .. } = self.event;
        html! {
            p class="when" { time datetime=(when.rfc3339().0) { (long(*when)) } }
            h3 {
                @match status {
                    Status::Cancelled => { span class="mark" { "ODWOŁANE: " } s { bdi { (title) } } }
                    Status::Tentative => { bdi { (title) } span class="soft" { " (termin wstępny)" } }
                    Status::Confirmed => { bdi { (title) } }
                }
            }
            @if !self.event.place().is_empty() { p { bdi { (self.event.place()) } } }
        }
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
