//! A meeting as people see it: its day as a leaf of a calendar, what and where it is, and what became of it.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use maud::{Markup, html};

use crate::calendar::attachment;
use crate::calendar::event::{ASSUMED_END, Event};
use crate::calendar::history::Start;
use crate::calendar::linked::linked;
use crate::calendar::words::hour;
use crate::meeting::{Status, When, attendance};
use crate::page::place;
use crate::poland::county::County;
use crate::poland::date::{month_genitive, weekday_name};

/// A longer description is folded away: characters, and lines.
const LONG: (usize, usize) = (300, 6);

/// A meeting on the page.
pub(crate) struct Entry<'a> {
    /// The meeting.
    pub(crate) event: &'a Event,
}

impl Entry<'_> {
    /// Whether this county's list is the one that has the meeting's anchor: an anchor is there once, a meeting of several
    /// counties in each one's list.
    pub(crate) fn is_anchored_in(&self, county: County) -> bool {
        self.event.counties.iter().next() == Some(county)
    }

    /// Whether people can come to it, so that it belongs into their calendars.
    fn takes_place(&self, today: NaiveDate) -> bool {
        self.event.status != Status::Cancelled && self.is_ahead(today)
    }

    /// Whether it is not over. A day is as good as an hour here: the page changes once a day at most.
    pub(crate) fn is_ahead(&self, today: NaiveDate) -> bool {
        self.event.when.last_day() >= today
    }

    /// In a list of what is next: the rest is where the title leads.
    pub(crate) fn short(&self) -> Markup {
        let Event { uid, when, counties, .. } = self.event;
        self.item(
            None,
            false,
            &html! { a href={ "#" (uid) } { (self.title()) } },
            &html! {
                p class="when" { (hours(*when)) }
                @if let Some(from) = self.event.moved_from() { (moved(from, *when)) }
                (self.place(false))
                p class="soft" { (counties.names(County::full_name)) }
            },
        )
    }

    /// With everything that is known of it, in a county's list. `root`: where the folder is, if not beside.
    pub(crate) fn whole(&self, county: County, root: &str, today: NaiveDate) -> Markup {
        let Event { uid, when, url, title, .. } = self.event;
        let is_anchored = self.is_anchored_in(county);
        let takes_place = self.takes_place(today);
        let name = format!("{}-{}.ics", county.slug(), when.start_local().date());
        let label = |what: &str| format!("{what}: {title}, {}", when.start_local().format("%d.%m.%Y"));
        self.item(
            is_anchored.then(|| uid.to_string()),
            !is_anchored,
            // elsewhere it leads to the page
            &html! { @if root.is_empty() { (self.title()) } @else { a href={ (root) "#" (uid) } { (self.title()) } } },
            &html! {
                p class="when" { (hours(*when)) }
                @if self.is_ahead(today) && let Some(from) = self.event.moved_from() { (moved(from, *when)) }
                (self.place(takes_place))
                (self.description())
                @if takes_place || !url.is_empty() { ul class="links" {
                    @if takes_place {
                        li { a href={ (root) (attachment::path(*uid)) } download=(name) aria-label=(label("Pobierz do kalendarza")) {
                            "Pobierz do kalendarza"
                        } }
                    }
                    @if !url.is_empty() { li { a href=(url) aria-label=(label("Strona spotkania")) { "Strona spotkania" } } }
                } }
            },
        )
    }

    /// Where it is; a link to a map, if it has a place on one and takes place there.
    fn place(&self, takes_place: bool) -> Markup {
        let place = self.event.place();
        let has_link = attendance::link(place).is_some();
        let map = place::map(self.event).filter(|_| takes_place);
        html! {
            @match map {
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

    /// In the list of a county that it left.
    pub(crate) fn gone(&self, county: County, root: &str) -> Markup {
        let Event { uid, title, when, counties, .. } = self.event;
        let begin = start(Start::of(*when), NaiveDate::MIN);
        html! {
            p class="gone" {
                "Spotkanie „" bdi { (title) } "” (" (begin) ") nie dotyczy już " (county.genitive()) ". Zobacz: "
                a href={ (root) "#" (uid) } { (counties.names(County::full_name)) }
            }
        }
    }

    fn item(&self, id: Option<String>, is_again: bool, title: &Markup, rest: &Markup) -> Markup {
        let Event { when, status, .. } = self.event;
        html! {
            li.meeting.again[is_again].off[*status == Status::Cancelled] id=[id] {
                (leaf(*when))
                div { h3 { (title) } (rest) }
            }
        }
    }

    /// The title, with what must not be overlooked before it.
    fn title(&self) -> Markup {
        let Event { title, status, .. } = self.event;
        html! {
            @match status {
                Status::Cancelled => { strong class="mark" { "ODWOŁANE:" } " " s { bdi { (title) } } }
                Status::Tentative => { bdi { (title) } " " span class="soft" { "(termin wstępny)" } }
                Status::Confirmed => { bdi { (title) } }
            }
        }
    }

    /// Without what is said elsewhere; folded away where it is long.
    fn description(&self) -> Markup {
        let Event { description, url, .. } = self.event;
        let lines: Vec<_> = description.lines().filter(|line| *line != url && *line != ASSUMED_END).collect();
        let text = lines.join("\n");
        let lines = text.trim().lines().enumerate();
        let text = html! { p class="text" { @for (n, line) in lines.clone() { @if n > 0 { br; } (linked(line)) } } };
        html! {
            @if description.chars().count() > LONG.0 || lines.clone().count() > LONG.1 {
                details class="more" { summary { "Szczegóły spotkania" } (text) }
            } @else if lines.count() > 0 { (text) }
        }
    }
}

/// A day as calendars on a wall have it.
fn leaf(when: When) -> Markup {
    let day = when.start_local().date();
    html! {
        time class="leaf" datetime=(day) {
            b { (day.day()) } " " span class="month" { (month_genitive(day.month())) } " " span { (day.year()) }
        }
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
                span class="nb" { "godz. " (hour(from.local)) @if is_one_day && !assumed { "–" (hour(to.local)) } }
                @if !is_one_day { " – " (weekday(to.local)) ", " (start(Start::Hour(to.local), to.local.date())) }
            }
        }
    }
}

/// "3 grudnia"; with the year where it is another than that of a day beside it.
pub(crate) fn day(date: NaiveDate, beside: NaiveDate) -> String {
    let year = if date.year() == beside.year() { String::new() } else { format!(" {}", date.year()) };
    format!("{} {}{year}", date.day(), month_genitive(date.month()))
}

/// When it was to be, struck through and in words.
fn moved(from: Start, to: When) -> Markup {
    let to = to.start_local().date();
    html! {
        p class="was" {
            s { (start(from, to)) } " "
            b { @match from {
                Start::Hour(time) if time.date() == to => { "wcześniej o " span class="nb" { "godz. " (hour(time)) } },
                Start::Day(date) if date == to => { "wcześniej bez godziny" },
                _ => { "przeniesione z " span class="nb" { (day(from.date(), to)) } },
            } }
        }
    }
}

/// "3 grudnia, godz. 10:00", which a line breaks only behind the comma.
pub(crate) fn start(start: Start, beside: NaiveDate) -> String {
    let day = day(start.date(), beside).replace(' ', "\u{a0}");
    match start {
        Start::Hour(time) => format!("{day}, godz.\u{a0}{}", hour(time)),
        Start::Day(_) => day,
    }
}
