//! An announcement's text becomes rows: what a person would copy out of it into a list.
//!
//! ```text
//! text ── scan ──► Line (days, hours, streets …) ── layout ──► Parts ── entry, place ──► Draft ── here ──► Found
//! ```
//!
//! A few layouts say which parts of the text belong to one day: rows of cells, cells a line each, entries of a list, days as
//! headings, sentences. What is said once for all (an hour, a place, a move) and what is missing (a year, a county) is put
//! in at the end, and said. Words are in tables (`words`); nothing is learnt, and nothing asked of anybody.

mod entry;
mod frame;
pub(crate) mod html;
mod layout;
mod place;
pub(crate) mod rows;
mod scan;
mod shape;
mod words;

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use crate::poland::county::{Counties, County};
use crate::poland::date::Minutes;
use crate::poland::remark::{self, Change};
use crate::poland::town;
use entry::Draft;
use layout::Reading;
use scan::Line;

/// Lines are no longer, in octets.
const LONGEST: usize = 2000;

/// Why a day in the text is no meeting's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    /// Not a day: a line that belongs to no meeting and seems to say that one is cancelled or moved.
    Change,
}

/// What a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Doubt {
    // No year is written beside the day.
    YearInferred { year: i32 },
    // The county is the town's.
    CountyInferred { county: String },
    CountyMissing,
    // The hour stands elsewhere, for all meetings; so does the place.
    HourShared,
    PlaceShared,
    // The first of several days.
    FirstDay,
    // From the old day, if it is known.
    MovedTo { from: Option<NaiveDate> },
    // The town's name was guessed from another case.
    TownInferred,
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
    /// The text's programme.
    pub(crate) description: String,
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
    /// Days that are no meeting's: where they stand, in octets, and why.
    pub unused: Vec<(Range<usize>, Reason)>,
}

/// The text of a page, and what is struck out on it; a text that is no page stays as it is.
pub fn text_of(text: String) -> (String, Vec<String>) {
    if html::is_page(&text) { html::text(&text) } else { (text, Vec::new()) }
}

impl Announcement {
    /// Reads a text; `year` is that of days that have none, `title` one for all.
    pub fn read(text: &str, year: Option<i32>, title: Option<&str>) -> Self {
        let lines = lines(text);
        let Reading { mut drafts, mut unused, taken, .. } = layout::read(&lines);
        for draft in &mut drafts {
            let mut texts = lines[draft.lines.clone()].iter().map(|line| line.text);
            if !draft.is_moved() && texts.any(|text| remark::in_note(text).is_some()) {
                draft.found.doubts.push(Doubt::ChangedPerhaps);
            }
        }
        unused.extend(other_changes(&lines, &taken));
        let first = drafts.iter().map(|draft| draft.line).min().unwrap_or(lines.len());
        let heading = frame::heading(&lines[..first]).unwrap_or_default();
        let title = title.map_or_else(|| frame::sentence_case(heading, &lines), str::to_owned);
        let description = frame::programme(&lines, &drafts);
        frame::share(&lines, &mut drafts);
        let listed = drafts.iter().filter(|draft| draft.is_listed).count();
        let is_alone = |draft: &mut Draft| {
            let has_place = !draft.found.venue.is_empty() || !draft.found.address.is_empty();
            draft.found.hours.is_none() && !(draft.is_listed && (listed > 1 || has_place))
        };
        unused.extend(drafts.extract_if(.., is_alone).map(|draft| (draft.found.at, Reason::NoHour)));
        let year_of = frame::years(&lines, heading, &drafts, &unused, year);
        // it says that it is about Lubuskie, or names one of its counties
        let is_regional = drafts.iter().any(|draft| draft.found.counties != Counties::default())
            || text.to_ascii_lowercase().contains("lubusk");
        let mut meetings = Vec::new();
        for draft in drafts {
            let year = draft.day.year.or(year_of(&draft.day));
            let date = year.and_then(|year| NaiveDate::from_ymd_opt(year, draft.day.month, draft.day.day));
            if year.is_some() && date.is_none() {
                unused.push((draft.found.at, Reason::NoSuchDay));
            } else {
                meetings.push(found(draft, date, is_regional, &title, &description));
            }
        }
        meetings.sort_by_key(|found| (found.at.start, found.date));
        unused.sort_by_key(|(at, _)| at.start);
        Self { meetings, unused }
    }
}

/// The lines of a text; a very long one in parts, since much is compared within one.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut at = start;
        for part in line.trim_end_matches(['\r', '\n']).split('\r') {
            let mut rest = part;
            while rest.len() > LONGEST {
                let (first, second) = rest.split_at(cut(rest));
                out.push(Line::scan(first, at));
                at += first.len();
                rest = second;
            }
            out.push(Line::scan(rest, at));
            at += rest.len() + 1;
        }
        start += line.len();
    }
    out
}

/// Where a long line is cut: after a sentence, else at a blank.
fn cut(line: &str) -> usize {
    let end = (0..=LONGEST).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(LONGEST);
    let part = &line[..end];
    let sentence = part.rfind(". ").map(|at| at + 1).filter(|&at| at > LONGEST / 2);
    sentence.or_else(|| part.rfind(' ').filter(|&at| at > 0)).unwrap_or(end)
}

/// Lines that belong to no meeting and sound like a change of one: only a person can tell "zostało odwołane" from "gdy będzie
/// mało osób, zostanie odwołane".
fn other_changes(lines: &[Line], taken: &[bool]) -> Vec<(Range<usize>, Reason)> {
    let is_change = |line: &Line| matches!(remark::in_text(line.text), Some(Change::Cancelled | Change::Moved));
    let others = lines.iter().zip(taken).filter(|(line, is_taken)| !**is_taken && is_change(line));
    others.map(|(line, _)| (line.at..line.at + line.text.len(), Reason::Change)).collect()
}

fn found(draft: Draft, date: Option<NaiveDate>, is_regional: bool, title: &str, description: &str) -> Found {
    let mut found = Found { date, description: description.to_owned(), ..draft.found };
    if let Some(date) = date {
        if draft.day.year.is_none() {
            found.doubts.insert(0, Doubt::YearInferred { year: date.year() });
        }
        if draft.day.weekday.is_some_and(|weekday| weekday != date.weekday()) {
            found.doubts.push(Doubt::WeekdayOther { date, weekday: date.weekday() });
        }
    }
    if found.counties == Counties::default() {
        let county = if is_regional && !draft.is_elsewhere { town::county(&found.town) } else { None };
        let inferred = |county: County| Doubt::CountyInferred { county: county.short_name() };
        found.doubts.push(county.map_or(Doubt::CountyMissing, inferred));
        found.counties = Counties::from_iter(county);
    }
    if found.title.is_empty() {
        title.clone_into(&mut found.title);
    }
    found
}
