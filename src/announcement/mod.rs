//! An announcement's text becomes rows: what a person would copy out of it into a list.
//!
//! ```text
//! text ── scan ──► Line (days, hours, streets …) ── table ──────────► Draft ── here ──► Found
//!                                                └─ piece, entries ──┘
//! ```
//!
//! A table is read as a list is, by its columns (`table`). Of all other lines one decision says which make an entry
//! (`entries`). What is said once for all (an hour, a place, a county) and what is missing (a year) is put in at the end
//! (`frame`), and what is in no meeting is said (`account`). Words are in tables (`words`); nothing is learnt, and nothing
//! asked of anybody.

mod account;
#[cfg(feature = "spreadsheet")]
pub(crate) mod docx;
mod entries;
mod entry;
mod frame;
mod grid;
pub(crate) mod html;
pub(crate) mod mail;
mod moves;
mod piece;
mod place;
pub(crate) mod rows;
mod scan;
mod shape;
mod table;
mod words;
mod wrapped;

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use crate::poland::county::Counties;
use crate::poland::date::{self, Minutes, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;
use entry::Draft;
use scan::{Item, Line};
use shape::{Shape, shape};
use table::Table;
use words::WORDS;

/// Lines are no longer, in octets.
const LONGEST: usize = 2000;

/// Why something in the text is in no meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// When the page was published.
    Stamp,
    /// From one day to another.
    Period,
    /// The last day for something.
    Deadline,
    /// Of a law or a letter.
    Law,
    /// It was.
    Past,
    /// From which a meeting was moved.
    MovedFrom,
    /// Nothing says at what time.
    NoHour,
    /// There is no such day.
    NoSuchDay,
    /// Nothing about it says that people meet.
    NoMeeting,
    /// In a page's menu, margin or foot.
    Margin,
    /// When an office is open.
    OfficeHours,
    /// A point of a meeting's programme.
    Programme,
    /// In a message that is quoted.
    Quoted,
    /// Another one stands beside it, which the meeting has.
    OtherHour,
    /// It belongs to no entry.
    NoEntry,
    /// Of another region.
    Elsewhere,
    /// No day belongs to it.
    NoDay,
    /// It seems to say that a meeting is cancelled or moved.
    Change,
}

/// What is in no meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A day, or several.
    Day,
    /// An hour, or a range of them.
    Hours,
    /// A county's name.
    County,
    /// A table's row.
    Row,
    /// A line that says more than is sure.
    Change,
}

impl Found {
    fn infer(&mut self, what: Inferred, found: String) {
        self.doubts.push(Doubt::Inferred { what, found });
    }

    /// It is where another is.
    fn take_place(&mut self, other: &Self) {
        self.venue.clone_from(&other.venue);
        self.address.clone_from(&other.address);
        if !other.town.is_empty() {
            self.town.clone_from(&other.town);
        }
    }

    /// Whether it names a building or an address.
    fn has_building(&self) -> bool {
        place::is_venue(&self.venue) || !self.address.is_empty()
    }

    /// Whether anything says where it is.
    fn has_place(&self) -> bool {
        ![&self.venue, &self.address, &self.town].into_iter().all(String::is_empty)
    }
}

/// Something that is in no meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Where it stands in the text, in octets.
    pub at: Range<usize>,
    /// What it is.
    pub what: What,
    /// Why.
    pub reason: Reason,
}

/// What is not written beside a meeting, and taken from elsewhere or left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Inferred {
    Year,
    // The county is the town's.
    County,
    // It stands elsewhere, for all meetings.
    CountyForAll,
    HourForAll,
    // Its start and a length of time.
    End,
    PlaceForAll,
    TownForAll,
    // The town's name was guessed from another case.
    Town,
    // Nothing says it.
    NoCounty,
    NoHour,
    NoPlace,
}

/// What a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Doubt {
    // Said once for all meetings of a text; `found`: what was taken, or which meeting lacks it.
    Inferred { what: Inferred, found: String },
    // The first of several days.
    FirstDay,
    // From the old day, if it is known.
    MovedTo { from: Option<NaiveDate> },
    // The weekday written beside the day is another.
    WeekdayOther { date: NaiveDate, weekday: Weekday },
    // Words beside it seem to say that it is cancelled, moved or not sure.
    ChangedPerhaps,
}

/// A meeting of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The day; `None`: the year is nowhere.
    pub date: Option<NaiveDate>,
    /// When it begins and ends.
    pub hours: Option<(Minutes, Option<Minutes>)>,
    /// For whom.
    pub counties: Counties,
    /// Building and room.
    pub venue: String,
    /// Street, number, postal code.
    pub address: String,
    /// In the nominative.
    pub town: String,
    /// Its own, or the text's; may be empty.
    pub(crate) title: String,
    /// What else its own lines say.
    pub(crate) description: String,
    /// Who leads it, and whom to ask.
    pub host: String,
    /// Telephones and addresses of mail.
    pub contact: String,
    /// It does not take place.
    pub(crate) cancelled: bool,
    /// Where the day stands in the text, in octets.
    pub at: Range<usize>,
    /// What a person should look at.
    pub(crate) doubts: Vec<Doubt>,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Announcement {
    /// In the text's order.
    pub meetings: Vec<Found>,
    /// Where the days, hours and counties stand that the meetings have.
    pub used: Vec<Range<usize>>,
    /// All others, in the text's order.
    pub unused: Vec<Unused>,
    /// Towns that the text names and no meeting has.
    pub(crate) towns: Vec<String>,
}

/// A page's text, and a text that is no page as it is.
#[derive(Debug, Default)]
pub struct Page {
    /// A line for each block, cells between `|`.
    pub text: String,
    /// Its `h1`, else its `title`; may be empty.
    pub(crate) heading: String,
    /// What is struck out, and not in the text.
    pub(crate) struck: Vec<String>,
    /// Where its own text stands, if the page says so.
    pub(crate) main: Option<Range<usize>>,
}

/// What neither a text nor a cell of a list keeps: control characters, but for what parts lines and words, and what turns a text.
pub(crate) fn is_odd(c: char) -> bool {
    c.is_control() && !c.is_whitespace() || crate::list::turns(c)
}

impl Page {
    /// Reads a page; a text that is none stays as it is, but for words that a line's end has parted.
    pub fn read(text: &str) -> Self {
        if html::is_page(text) {
            html::read(text)
        } else {
            Self { text: wrapped::whole_words(text), ..Self::default() }
        }
    }
}

impl Announcement {
    /// Reads a text; `year` is that of days that have none, `title` one for all.
    pub fn read(text: &str, year: Option<i32>, title: Option<&str>) -> Self {
        Self::of_page(&Page { text: text.to_owned(), ..Page::default() }, year, title)
    }

    /// The same of a page; of its parts only the main one is of meetings, if it has any.
    pub(crate) fn of_page(page: &Page, year: Option<i32>, title: Option<&str>) -> Self {
        let (text, heading) = (&wrapped::joined(&page.text), page.heading.as_str());
        let mut lines = lines(text, heading);
        let is_main = |line: &Line| page.main.as_ref().is_some_and(|main| main.contains(&line.at));
        let is_own = |line: &Line| is_main(line) && !WORDS.stamps.is_in(&fold(line.text));
        let main_has = |wanted: fn(&Item) -> bool| lines.iter().any(|line| is_own(line) && line.has(wanted));
        if main_has(Item::has_days) && main_has(Item::is_hours) {
            for line in lines.iter_mut().filter(|line| !is_main(line)) {
                line.outside = Some(Reason::Margin);
            }
        }
        let shapes: Vec<Shape> = lines.iter().map(shape).collect();
        let mut tables = grid::find(&lines);
        // what a machine says of the page
        let is_stamp = |line: &Line| {
            let cells = shape::cells(line.text);
            cells.first().is_some_and(|cell| WORDS.stamps.has(&fold(&line.text[cell.clone()])))
        };
        let is_stamps = |table: &Table| lines[table.lines.clone()].iter().all(is_stamp);
        tables.retain(|table| lines[table.lines.start].outside.is_none() && !is_stamps(table));
        let mut is_free: Vec<bool> = lines.iter().map(|line| line.outside.is_none()).collect();
        for table in &tables {
            is_free[table.lines.clone()].fill(false);
        }
        let reasons = account::reasons(&lines, &shapes, &is_free, heading);
        let pieces = piece::pieces(&lines, &is_free, &reasons);
        let entry::Read { mut drafts, mut unused } = entries::read(&pieces, |at| reasons.contains_key(&at));
        for table in &tables {
            let read = table.read(entries::day_above(&pieces, table.lines.start));
            drafts.extend(read.drafts);
            unused.extend(read.unused);
        }
        drafts.sort_by_key(|draft| draft.found.at.start);
        let points = account::points(&mut drafts).into_iter();
        unused.extend(points.map(|at| Unused { at, what: What::Hours, reason: Reason::Programme }));
        moves::share_in_line(&mut drafts);
        moves::refer_back(&mut drafts);
        let told = moves::changes(&lines, &reasons, &mut drafts);
        let mut drafts = moves::doubled(drafts);
        let changes: Vec<Option<Change>> = lines.iter().map(|line| remark::in_text(line.text)).collect();
        for draft in drafts.iter_mut().filter(|draft| !draft.is_moved() && !draft.found.cancelled) {
            if changes[draft.lines.clone()].iter().any(Option::is_some) {
                draft.found.doubts.push(Doubt::ChangedPerhaps);
            }
        }
        // a page's stamp has no hour
        let starts = |wanted: fn(&&Draft) -> bool| drafts.iter().filter(wanted).map(|draft| draft.lines.start).min();
        let first = starts(|draft| draft.found.hours.is_some()).or_else(|| starts(|_| true)).unwrap_or(lines.len());
        // headings of columns are no title
        let table = tables.iter().find(|table| table.columns.is_some() && table.lines.contains(&first));
        let above = &lines[..table.map_or(first, |table| table.lines.start)];
        let name = frame::heading(heading, above).unwrap_or_default();
        let heading = if heading.is_empty() { name } else { heading };
        let mut title = title.map_or_else(|| frame::sentence_case(name, &lines), str::to_owned);
        // the mark of "2027 r." is no sentence's
        title += if title.ends_with(" r") { "." } else { "" };
        let description = frame::programme(&lines, &drafts);
        frame::share(&lines, above, heading, &mut drafts);
        let alone = account::alone(&lines, &mut drafts, &tables);
        unused.extend(alone.into_iter().map(|at| Unused { at, what: What::Day, reason: Reason::NoHour }));
        let (towns, used) = account::rest(&lines, &changes, &drafts, &reasons, &told, &mut unused);
        let year_of = frame::years(&lines, above, heading, &drafts, &unused, year);
        // it says that it is about Lubuskie, names one of its counties, or has a third of its meetings in its towns or most in
        // its villages, whose names are more often those of others, too
        let of_region = drafts.iter().filter(|draft| draft.county().is_some());
        let towns_of = of_region.clone().filter(|draft| town::is_known(&draft.found.town)).count();
        let places_of = of_region.count();
        let is_regional = drafts.iter().any(|draft| draft.found.counties != Counties::default())
            || text.to_ascii_lowercase().contains("lubusk")
            || towns_of > 0 && towns_of * 3 >= drafts.len()
            || places_of * 2 > drafts.len();
        // of villages of one name that is meant which is in the county of other meetings
        let of_drafts = drafts.iter().map(|draft| draft.found.counties.union(Counties::from_iter(draft.county())));
        let among = of_drafts.reduce(Counties::union).filter(|_| is_regional);
        let mut out = Self { used, towns, ..Self::default() };
        for draft in drafts {
            let year = draft.day.year.or(year_of(&draft.day));
            let date = year.and_then(|year| NaiveDate::from_ymd_opt(year, draft.day.month, draft.day.day));
            if year.is_some() && date.is_none() {
                let used = draft.used.into_iter().map(|at| Unused { at, what: What::Day, reason: Reason::NoSuchDay });
                unused.extend(used.take(1));
            } else {
                out.used.extend(draft.used.iter().cloned());
                out.meetings.push(found(draft, date, among, &title, &description));
            }
        }
        out.meetings.sort_by_key(|found| (found.at.start, found.date));
        unused.sort_by_key(|unused| unused.at.start);
        // what a row has is said with it
        unused.dedup_by(|next, last| next.at.end <= last.at.end && (last.what == What::Row || next.at == last.at));
        out.unused = unused;
        out
    }
}

/// The lines of a text, which a page may have a heading in; a very long one in parts, since much is compared within one.
fn lines<'t>(text: &'t str, heading: &str) -> Vec<Line<'t>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let longest = &rest[..rest.floor_char_boundary(LONGEST)];
        // after a sentence, else at a blank
        let cut = || longest.rfind(". ").map(|at| at + 1).filter(|&at| at > LONGEST / 2).or(longest.rfind(' '));
        let end = longest.find(['\n', '\r']).or_else(|| cut().filter(|&at| at > 0 && rest.len() > LONGEST));
        let length = end.unwrap_or(longest.len());
        out.push(Line::scan(&rest[..length], at));
        let behind = &rest[length..];
        at += length + if behind.starts_with("\r\n") { 2 } else { usize::from(behind.starts_with(['\n', '\r'])) };
    }
    // "Temat: …", "Data: …" alone may be a meeting's
    let name = |line: &Line| line.text.split_once(':').map_or(String::new(), |(name, _)| fold(name));
    let is_head = |line: &Line| WORDS.heads.has(&name(line));
    let is_sender = |line: &Line| !line.has(Item::is_date) && ["od", "from", "nadawca"].contains(&name(line).as_str());
    for head in out.chunk_by_mut(|line, next| is_head(line) == is_head(next)) {
        let is_mails = is_head(&head[0]) && head.iter().any(is_sender);
        for line in head.iter_mut().filter(|_| is_mails) {
            line.outside = Some(Reason::Stamp);
        }
    }
    let (mut month, mut last) = (None, None);
    let (mut outside, mut has_days, mut has_hours) = (None, false, false);
    let mut is_above = !heading.is_empty() && out.iter().any(|line| line.text.trim() == heading);
    // an answer that has no meeting of its own is about those that it quotes
    let is_original = |line: &Line| {
        let folded = fold(line.text);
        line.text.starts_with("---") && date::has(&folded, &["original m", "wiadomosc orygin"])
            || line.text.trim_end().ends_with(':')
                && (line.has(Item::has_days) || line.text.contains('@'))
                && ["napisal a", "napisal", "pisze", "wrote"].iter().any(|end| folded.ends_with(end))
    };
    let changes = |line: &Line| remark::in_text(line.text).is_some();
    let is_meeting =
        |line: &Line| line.has(Item::has_days) && line.has(Item::is_hours) && remark::in_note(line.text).is_none();
    // what it changes without a day or a town, it changes in all that it quotes
    let is_of_all = |line: &Line| changes(line) && !line.has(Item::has_days) && place::named(line.text).is_empty();
    let answer = out.iter().take_while(|line| !is_original(line)).filter(|line| !line.text.starts_with('>'));
    let mut answer = answer.filter(|line| line.outside.is_none());
    let has_quote = out.iter().any(|line| line.text.starts_with('>') || is_original(line));
    let quoted = (has_quote && answer.any(|line| is_meeting(line) || is_of_all(line))).then_some(Reason::Quoted);
    for line in &mut out {
        if is_original(line) {
            line.outside = Some(Reason::Quoted);
            outside = quoted;
        }
        is_above &= line.text.trim() != heading;
        // "Przeczytaj także:", "Zobacz też: Dożynki powiatowe 29 sierpnia", "2 komentarze"
        let (name, rest) = line.text.split_once(':').unwrap_or((line.text, ""));
        let is_comments = name.starts_with(|c: char| c.is_ascii_digit()) && fold(name).contains(" komentarz");
        let is_other = !is_above && has_days && has_hours && (is_comments || WORDS.related.has(&fold(name)));
        if is_other && rest.trim().is_empty() {
            outside = outside.or(Some(Reason::NoMeeting));
        }
        let of_line = is_other.then_some(Reason::NoMeeting);
        line.outside = line.outside.or(outside).or(quoted.filter(|_| line.text.starts_with('>'))).or(of_line);
        let is_free_of = |words: &words::Table| !is_above && !words.is_in(&fold(line.text));
        has_days = has_days || line.has(Item::has_days) && is_free_of(&WORDS.stamps);
        has_hours = has_hours || line.has(Item::is_hours) && is_free_of(&WORDS.office_hours);
        line.same_day(last.as_ref());
        last = line.last_day(line.text.len()).or(last);
        month = month_alone(line.text).or(month);
        if let Some((month, year)) = month {
            line.date(month, year, false);
        }
    }
    out
}

/// "MARZEC", "Marzec 2027:", the same in all cells of a row: the month of the days below it, and its year.
fn month_alone(text: &str) -> Option<(u32, Option<i32>)> {
    let mut cells = shape::cells(text).into_iter().map(|range| text[range].trim());
    date::month_alone(cells.next().filter(|first| cells.all(|cell| date::same(cell, first)))?)
}

/// A meeting; its county may be the town's if it is among some.
fn found(draft: Draft, date: Option<NaiveDate>, among: Option<Counties>, title: &str, description: &str) -> Found {
    let among = among.filter(|_| !draft.is_elsewhere);
    let county = among.and_then(|among| draft.county().or_else(|| town::county_among(&draft.found.town, among)));
    let mut found = Found { date, ..draft.found };
    if found.description.is_empty() {
        description.clone_into(&mut found.description);
    }
    if let Some(date) = date {
        if draft.day.year.is_none() {
            found.infer(Inferred::Year, date.year().to_string());
        }
        if draft.day.weekday.is_some_and(|weekday| weekday != date.weekday()) {
            found.doubts.push(Doubt::WeekdayOther { date, weekday: date.weekday() });
        }
    }
    let name = match date {
        _ if !found.town.is_empty() => found.town.clone(),
        Some(date) => date.format("%d.%m.%Y").to_string(),
        None => found.venue.clone(),
    };
    if found.counties == Counties::default() {
        match county {
            Some(county) => found.infer(Inferred::County, format!("{} ({name})", county.short_name())),
            None => found.infer(Inferred::NoCounty, name.clone()),
        }
        found.counties = Counties::from_iter(county);
    }
    if found.hours.is_none() {
        found.infer(Inferred::NoHour, name.clone());
    }
    if !found.has_place() {
        found.infer(Inferred::NoPlace, name);
    }
    if found.title.is_empty() {
        title.clone_into(&mut found.title);
    }
    found
}
