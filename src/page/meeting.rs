//! A meeting as people see it: its day as a leaf of a calendar, what and where it is, and what became of it.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use maud::{Markup, html};

use crate::calendar::{Event, Start, attachment, event::ASSUMED_END, linked::linked, words::hour};
use crate::meeting::{Status, When, attendance};
use crate::page::{Page, place};
use crate::poland::county::County;
use crate::poland::date::{month_genitive, weekday_name};

/// A longer description is folded away: characters, and lines.
const LONG: (usize, usize) = (300, 6);

impl Page<'_> {
    /// In a county's list, with everything that is known of it; in that of what is next, which is no county's, the title leads to
    /// the rest. `root`: where the folder is, if not beside.
    pub(super) fn meeting(&self, event: &Event, county: Option<County>, root: &str) -> Markup {
        let Event { uid, when, status, counties, url, title, .. } = event;
        // an anchor is there once, a meeting of several counties in each one's list
        let is_anchored = county.is_some() && counties.iter().next() == county;
        let is_ahead = self.is_ahead(event);
        let takes_place = *status != Status::Cancelled && is_ahead;
        let day = when.start_local().date();
        let label = |what: &str| format!("{what}: {title}, {}", day.format("%d.%m.%Y"));
        html! {
            li.meeting.again[county.is_some() && !is_anchored].off[*status == Status::Cancelled] id=[is_anchored.then_some(uid)] {
                // as calendars on a wall have it
                time class="leaf" datetime=(day) {
                    b { (day.day()) } " " span class="month" { (month_genitive(day.month())) } " " span { (day.year()) }
                }
                div {
                    h3 {
                        @if county.is_some() && root.is_empty() { (heading(event)) }
                        @else { a href={ (root) "#" (uid) } { (heading(event)) } }
                    }
                    p class="when" { (hours(*when)) }
                    @if is_ahead && let Some(from) = event.moved_from() { (moved(from, day)) }
                    (place(event, county.is_some() && takes_place))
                    @if let Some(county) = county {
                        (description(event))
                        @if takes_place || !url.is_empty() { ul class="links" {
                            @if takes_place {
                                li { a href={ (root) (attachment::path(*uid)) } download={ (county.slug()) "-" (day) ".ics" }
                                    aria-label=(label("Pobierz do kalendarza")) { "Pobierz do kalendarza" } }
                            }
                            @if !url.is_empty() { li { a href=(url) aria-label=(label("Strona spotkania")) { "Strona spotkania" } } }
                        } }
                    } @else { p class="soft" { (counties.names(County::full_name)) } }
                }
            }
        }
    }
}

/// In the list of a county that it left.
pub(super) fn gone(event: &Event, county: County, root: &str) -> Markup {
    let Event { uid, title, when, counties, .. } = event;
    html! {
        p class="gone" {
            "Spotkanie „" bdi { (title) } "” (" (start(Start::of(*when), NaiveDate::MIN)) ") nie dotyczy już " (county.genitive())
            ". Zobacz: " a href={ (root) "#" (uid) } { (counties.names(County::full_name)) }
        }
    }
}

/// The title, with what must not be overlooked before it.
fn heading(Event { title, status, .. }: &Event) -> Markup {
    html! {
        @if *status == Status::Cancelled { strong class="mark" { "ODWOŁANE:" } " " s { bdi { (title) } } }
        @else { bdi { (title) } @if *status == Status::Tentative { " " span class="soft" { "(termin wstępny)" } } }
    }
}

/// Where it is; a link to a map, if it has a place on one and people go there.
fn place(event: &Event, takes_place: bool) -> Markup {
    let place = event.place();
    let has_link = attendance::link(place).is_some();
    html! {
        @match place::map(place, &event.geo).filter(|_| takes_place) {
            Some(map) if !has_link => {
                p class="place" { a href=(map) { bdi { (place) } span class="get" { " – " span { "mapa" } } } }
            }
            _ if place.is_empty() => {}
            map => p class="place" {
                bdi { (linked(place)) } @if let Some(map) = map { span class="get" { " – " a href=(map) { "mapa" } } }
            }
        }
    }
}

/// Without what is said elsewhere; folded away where it is long.
fn description(Event { description, url, .. }: &Event) -> Markup {
    let lines: Vec<_> = description.lines().filter(|line| *line != url && *line != ASSUMED_END).collect();
    let lines = lines.join("\n");
    let text = html! { p class="text" { (linked(lines.trim())) } };
    let is_long = description.chars().count() > LONG.0 || lines.trim().lines().count() > LONG.1;
    html! {
        @if is_long { details class="more" { summary { "Szczegóły spotkania" } (text) } }
        @else if !lines.trim().is_empty() { (text) }
    }
}

/// "wtorek, godz. 10:00–12:00"; without an end that is only assumed.
fn hours(when: When) -> Markup {
    let weekday = |time: NaiveDateTime| weekday_name(time.weekday());
    html! {
        @match when {
            When::Day(date) => { (weekday_name(date.weekday())) ", cały dzień" },
            When::Hours { start: from, end: to, assumed } => {
                @let is_one_day = assumed || from.local.date() == to.local.date();
                (weekday(from.local)) ", "
                span.nb { "godz. " (hour(from.local)) @if is_one_day && !assumed { "–" (hour(to.local)) } }
                @if !is_one_day { " – " (weekday(to.local)) ", " (start(Start { local: to.local, is_day: false }, to.local.date())) }
            }
        }
    }
}

/// When it was to be, struck through and in words.
fn moved(from: Start, to: NaiveDate) -> Markup {
    html! {
        p class="was" {
            s { (start(from, to)) } " "
            b {
                @if from.local.date() != to { "przeniesione z " span class="nb" { (day(from.local.date(), to)) } }
                @else if from.is_day { "wcześniej bez godziny" }
                @else { "wcześniej o " span class="nb" { "godz. " (hour(from.local)) } }
            }
        }
    }
}

/// "3 grudnia"; with the year where it is another than that of a day beside it.
pub(super) fn day(date: NaiveDate, beside: NaiveDate) -> String {
    let year = if date.year() == beside.year() { String::new() } else { format!(" {}", date.year()) };
    format!("{} {}{year}", date.day(), month_genitive(date.month()))
}

/// "3 grudnia, godz. 10:00", which a line breaks only behind the comma.
pub(super) fn start(start: Start, beside: NaiveDate) -> String {
    let day = day(start.local.date(), beside).replace(' ', "\u{a0}");
    if start.is_day { day } else { format!("{day}, godz.\u{a0}{}", hour(start.local)) }
}
