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
pub(crate) mod html;
mod layout;
mod place;
pub(crate) mod rows;
mod scan;
mod shape;
#[rustfmt::skip]
mod words;

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::poland::county::{Counties, County};
use crate::poland::date::{Minutes, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;
use entry::Draft;
use layout::Drafts;
use scan::{Day, Item, Line};

/// Lines are no longer, in octets.
const LONGEST: usize = 2000;

/// Why a day in the text is no meeting's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The year is not written beside the day.
    Year(i32),
    /// The county is the town's.
    County(County),
    /// Nothing says which county.
    NoCounty,
    /// The hour stands elsewhere, for all meetings.
    SharedHour,
    /// The place does.
    SharedPlace,
    /// The first of several days.
    FirstOfSeveral,
    /// Moved to this day; the old one, if it is known.
    Moved(Option<NaiveDate>),
    /// The town's name was guessed from another case.
    Town,
    /// The weekday written beside it is another.
    Weekday(NaiveDate),
    /// Words beside it that seem to say it is cancelled, moved or not sure.
    Change,
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
    pub title: String,
    /// The text's programme.
    pub description: String,
    /// It does not take place.
    pub cancelled: bool,
    /// Where the day stands in the text, in octets.
    pub at: Range<usize>,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Announcement {
    /// In the text's order.
    pub meetings: Vec<Found>,
    /// Days that are no meeting's: where they stand, in octets, and why.
    pub unused: Vec<(Range<usize>, Reason)>,
}

/// What the text may lack.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'g> {
    /// The year of days that have none.
    pub year: Option<i32>,
    /// A title for all.
    pub title: Option<&'g str>,
}

/// The text of a page, and what is struck out on it; a text that is no page stays as it is.
pub fn text_of(text: String) -> (String, Vec<String>) {
    if html::is_page(&text) { html::text(&text) } else { (text, Vec::new()) }
}

impl Announcement {
    /// Reads a text.
    pub fn read(text: &str, given: Given) -> Self {
        let lines: Vec<Line> = lines(text);
        let Drafts { mut drafts, mut unused } = layout::drafts(&lines);
        look_for_changes(&mut drafts, &lines, &mut unused);
        let first = drafts.iter().map(|draft| draft.line).min().unwrap_or(lines.len());
        let heading = heading(&lines[..first]);
        let title = given
            .title
            .map_or_else(|| heading.map(|line| sentence_case(line, &lines)).unwrap_or_default(), str::to_owned);
        let description = programme(&lines, &drafts);
        share(&lines, &mut drafts);
        let listed = drafts.iter().filter(|draft| draft.is_listed).count();
        drafts.retain(|draft| {
            let is_place = !draft.venue.is_empty() || !draft.address.is_empty();
            let is_meeting = draft.hours.is_some() || draft.is_listed && (listed > 1 || is_place);
            if !is_meeting {
                unused.push((draft.at.clone(), Reason::NoHour));
            }
            is_meeting
        });
        unused.sort_by_key(|(at, _)| at.start);
        let years = Years::new(&lines, heading.unwrap_or_default(), &drafts, &unused, given.year);
        let is_regional = is_regional(text, &drafts);
        let mut meetings = Vec::with_capacity(drafts.len());
        for draft in drafts {
            match found(draft, &years, is_regional, &title, &description) {
                Ok(found) => meetings.push(found),
                Err(unused_day) => unused.push(unused_day),
            }
        }
        meetings.sort_by_key(|found: &Found| (found.at.start, found.date));
        unused.sort_by_key(|(at, _)| at.start);
        Self { meetings, unused }
    }
}

/// Whatever sounds like a change beside a meeting is a doubt, whether or not it was taken as one: only a person can tell
/// "zostało odwołane" from "gdy będzie mało osób, zostanie odwołane". Elsewhere in the text it is said, too.
fn look_for_changes(drafts: &mut [Draft], lines: &[Line], unused: &mut Vec<(Range<usize>, Reason)>) {
    let mut taken = vec![false; lines.len()];
    for draft in drafts {
        taken[draft.lines.clone()].fill(true);
        let says = || lines[draft.lines.clone()].iter().any(|line| remark::in_note(line.text).is_some());
        if !draft.doubts.iter().any(|doubt| matches!(doubt, Doubt::Moved(_))) && says() {
            draft.doubts.push(Doubt::Change);
        }
    }
    for (line, _) in lines.iter().zip(taken).filter(|(_, taken)| !taken) {
        if matches!(remark::in_text(line.text), Some(Change::Cancelled | Change::Moved)) {
            unused.push((line.at..line.at + line.text.len(), Reason::Change));
        }
    }
}

/// The lines of a text; a very long one in parts, since much is compared within one.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    for line in text.split('\n').flat_map(|line| line.trim_end_matches('\r').split('\r')) {
        let mut rest = line;
        loop {
            let part = if rest.len() > LONGEST { &rest[..cut(rest)] } else { rest };
            out.push(Line::scan(part, part.as_ptr() as usize - text.as_ptr() as usize));
            rest = &rest[part.len()..];
            if rest.is_empty() {
                break;
            }
        }
    }
    out
}

/// Where a long line is cut: after a sentence, else at a blank.
fn cut(line: &str) -> usize {
    let mut end = LONGEST;
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let part = &line[..end];
    let sentence = part.rfind(". ").map(|at| at + 1).filter(|&at| at > LONGEST / 2);
    sentence.or_else(|| part.rfind(' ').filter(|&at| at > 0)).unwrap_or(end)
}

fn found(
    draft: Draft,
    years: &Years,
    is_regional: bool,
    title: &str,
    description: &str,
) -> Result<Found, (Range<usize>, Reason)> {
    let mut doubts = draft.doubts;
    let (date, is_guess) = years.date(&draft.day);
    if date.is_none() && (draft.day.year.is_some() || years.is_known()) {
        return Err((draft.at, Reason::NoSuchDay));
    }
    if let Some(date) = date {
        if is_guess {
            doubts.insert(0, Doubt::Year(date.year()));
        }
        if draft.day.weekday.is_some_and(|weekday| weekday != date.weekday()) {
            doubts.push(Doubt::Weekday(date));
        }
    }
    let mut counties = draft.counties;
    if counties == Counties::default() && !draft.is_elsewhere {
        let county = if is_regional { town::county(&draft.town) } else { None };
        match county {
            Some(county) => {
                counties = Counties::from_iter([county]);
                doubts.push(Doubt::County(county));
            }
            None => doubts.push(Doubt::NoCounty),
        }
    } else if counties == Counties::default() {
        doubts.push(Doubt::NoCounty);
    }
    Ok(Found {
        date,
        hours: draft.hours,
        counties,
        venue: draft.venue,
        address: draft.address,
        town: draft.town,
        title: if draft.title.is_empty() { title.to_owned() } else { draft.title },
        description: description.to_owned(),
        cancelled: draft.cancelled,
        at: draft.at,
        doubts,
    })
}

/// Whether a text is about Lubuskie: it says so, or names one of its counties.
fn is_regional(text: &str, drafts: &[Draft]) -> bool {
    drafts.iter().any(|draft| draft.counties != Counties::default()) || fold_contains(text, "lubusk")
}

fn fold_contains(text: &str, ascii: &str) -> bool {
    text.as_bytes().windows(ascii.len()).any(|octets| octets.eq_ignore_ascii_case(ascii.as_bytes()))
}

/// What the text is called: its first line that is neither a day nor a page's furniture.
fn heading<'t>(lines: &[Line<'t>]) -> Option<&'t str> {
    let mut candidates = lines
        .iter()
        .filter(|line| {
            let text = place::trim(line.text);
            let folded = fold(text);
            !folded.is_empty()
                && !words::NAVIGATION.contains(&folded.as_str())
                && !words::HEADINGS.contains(&folded.as_str())
                && !line.text.contains('|')
                && !line.items.iter().any(|(item, _)| matches!(item, Item::Day(_)))
                && text.chars().filter(|c| c.is_alphabetic()).count() > 5
                && !shape::is_label(text)
                && !words::has(&folded, words::STAMPS)
        })
        .map(|line| place::trim(line.text));
    let first = candidates.next()?;
    let is_title = |text: &str| text.chars().count() <= 200 && place::count(text) >= 2;
    let is_sentence =
        |text: &str| words::has(&fold(text), words::VERBS) && (text.chars().count() > 90 || text.ends_with(':'));
    if is_title(first) && !is_sentence(first) {
        return Some(first);
    }
    candidates.take(3).find(|text| is_title(text) && !is_sentence(text))
}

/// A heading in capitals, as a sentence is written; words that the text has elsewhere, as they are there.
fn sentence_case(heading: &str, lines: &[Line]) -> String {
    let is_capital =
        |text: &str| !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_alphabetic()).count() > 2;
    if !is_capital(heading) {
        return heading.to_owned();
    }
    // each word's form, and how often it was seen
    let mut known = std::collections::HashMap::<String, (&str, usize)>::new();
    for line in lines.iter().filter(|line| !is_capital(place::trim(line.text))) {
        let mut begins = true;
        for word in line.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let is_acronym = word.chars().all(char::is_uppercase) && word.chars().count() > 1;
            if !begins || word.starts_with(char::is_lowercase) || is_acronym {
                let entry = known.entry(word.to_lowercase()).or_insert((word, 0));
                entry.1 += if is_acronym { 2 } else { 1 };
                if word.starts_with(char::is_lowercase) {
                    entry.0 = word;
                }
            }
            begins = line.text[word.as_ptr() as usize - line.text.as_ptr() as usize + word.len()..]
                .starts_with(['.', '!', '?', ':']);
        }
    }
    let mut out = String::with_capacity(heading.len());
    for part in heading.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        let small = word.to_lowercase();
        // once may be by chance: "Starostwo Powiatowe"
        out.push_str(known.get(&small).filter(|(_, count)| *count > 1).map_or(&small, |(word, _)| word));
        out.push_str(&part[word.len()..]);
    }
    let mut chars = out.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// What will be spoken of: the sentence that begins with "Program", and the points below it.
fn programme(lines: &[Line], drafts: &[Draft]) -> String {
    const POINTS: &[char] = &['–', '-', '—', '•', '*', '·', '‣', '▪', '●', '\u{f0b7}'];
    let used = |n: usize| drafts.iter().any(|draft| draft.line == n);
    for (n, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        if !text.ends_with(':') || used(n) {
            continue;
        }
        let last = shape::sentences(text).last().map_or(text, |range| text[range.clone()].trim());
        if !words::has(&fold(last), words::PROGRAMMES)
            || !words::PROGRAMMES.iter().any(|word| fold(last).starts_with(word))
        {
            continue;
        }
        let mut out = last.to_owned();
        let points =
            lines[n + 1..].iter().enumerate().map(|(at, line)| (n + 1 + at, line)).filter(|(_, line)| !line.is_blank());
        let mut count = 0;
        for (at, line) in points {
            let text = line.text.trim();
            let is_numbered = line.items.first().is_some_and(|(item, _)| *item == Item::Ordinal);
            if used(at) || line.has_day() || !(text.starts_with(POINTS) || is_numbered) {
                break;
            }
            count += 1;
            out.push('\n');
            if is_numbered {
                out.push_str(text);
            } else {
                out.extend(["– ", text.trim_start_matches(POINTS).trim()]);
            }
        }
        if count > 0 {
            return out;
        }
    }
    String::new()
}

/// Puts in what is said once for all: the hour, the place.
fn share(lines: &[Line], drafts: &mut [Draft]) {
    let used: std::collections::HashSet<usize> = drafts.iter().flat_map(|draft| draft.lines.clone()).collect();
    let mut hours = Vec::new();
    let mut places = Vec::new();
    for (n, line) in lines.iter().enumerate().filter(|(n, line)| !used.contains(n) && !line.has_day()) {
        let _ = n;
        for range in shape::sentences(line.text) {
            let text = &line.text[range.clone()];
            let folded = fold(text);
            if words::has(&folded, words::OFFICE_HOURS) && !words::has(&folded, &["wszystk", "kazd"]) {
                continue;
            }
            let is_for_all = words::has(&folded, words::ALL) && words::has(&folded, words::BEGINS)
                || shape::has_label(text, words::PLACE_LABELS)
                || shape::has_label(text, words::TIME_LABELS);
            if !is_for_all {
                continue;
            }
            let inside = |at: &Range<usize>| range.start <= at.start && at.end <= range.end;
            hours.extend(line.items.iter().find_map(|(item, at)| match item {
                Item::Hours(start, end) if inside(at) => Some((*start, *end)),
                _ => None,
            }));
            if let Some(place) = layout::place_of(line, &range) {
                places.push(place);
            }
        }
    }
    hours.dedup();
    for draft in drafts.iter_mut() {
        if let ([hours], None) = (&hours[..], draft.hours) {
            draft.hours = Some(*hours);
            draft.doubts.push(Doubt::SharedHour);
        }
        if let [(venue, address, town)] = &places[..]
            && draft.address.is_empty()
            && (draft.venue.is_empty() || !place::is_venue(&draft.venue) && draft.is_listed && draft.title.is_empty())
        {
            // what seemed to be the place is what it is about
            draft.title = std::mem::take(&mut draft.venue);
            draft.venue.clone_from(venue);
            draft.address.clone_from(address);
            if draft.town.is_empty() {
                draft.town.clone_from(town);
            }
            draft.doubts.push(Doubt::SharedPlace);
        }
    }
}

/// Where the year of a day comes from.
struct Years {
    given: Option<i32>,
    /// Full dates in the text: day, month and year.
    full: Vec<(u32, u32, i32)>,
    /// When it was published.
    stamp: Option<(i32, u32)>,
    /// In its heading.
    heading: Option<i32>,
    /// Of its other meetings.
    others: Option<i32>,
    /// Of any day.
    any: Option<i32>,
}

impl Years {
    fn new(
        lines: &[Line],
        heading: &str,
        drafts: &[Draft],
        unused: &[(Range<usize>, Reason)],
        given: Option<i32>,
    ) -> Self {
        let mut full = Vec::new();
        let mut stamp = None;
        let mut any = None;
        for line in lines {
            full.extend(line.hints.iter().filter_map(|day| Some((day.day, day.month, day.year?))));
            for (item, at) in &line.items {
                let (Item::Day(day) | Item::Days(day) | Item::Both(day, _)) = item else { continue };
                let Some(year) = day.year else { continue };
                any = any.or(Some(year));
                full.push((day.day, day.month, year));
                let start = line.at + at.start;
                if let Ok(n) = unused.binary_search_by_key(&start, |(at, _)| at.start)
                    && unused[n].1 == Reason::Stamp
                {
                    stamp = stamp.or(Some((year, day.month)));
                }
            }
        }
        full.sort_unstable();
        full.dedup_by_key(|(day, month, _)| (*day, *month));
        let number = |word: &str| word.parse().ok().filter(|year| (1999..=2099).contains(year) && word.len() == 4);
        let mut in_heading = heading.split(|c: char| !c.is_ascii_digit()).filter_map(number);
        let heading = in_heading.next().filter(|_| in_heading.next().is_none());
        let others = drafts.iter().find_map(|draft| draft.day.year);
        Self { given, full, stamp, heading, others, any }
    }

    fn is_known(&self) -> bool {
        self.given.or(self.heading).or(self.others).or(self.any).is_some() || self.stamp.is_some()
    }

    /// The date of a day, and whether its year was put in.
    fn date(&self, day: &Day) -> (Option<NaiveDate>, bool) {
        let of = |year: i32| NaiveDate::from_ymd_opt(year, day.month, day.day);
        if let Some(year) = day.year {
            return (of(year), false);
        }
        let same = self.full.binary_search_by_key(&(day.day, day.month), |&(day, month, _)| (day, month)).ok();
        let stamp = self.stamp.map(|(year, month)| {
            // a day of January announced in December
            year + i32::from(day.month + 6 < month && !day.this_year)
        });
        let year = self.given.or_else(|| same.map(|at| self.full[at].2)).or_else(|| {
            if day.this_year { stamp.or(self.others).or(self.heading) } else { self.others.or(self.heading).or(stamp) }
                .or(self.any)
        });
        (year.and_then(of), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_capitals() {
        let text = "SPOTKANIA LGD W ŻARACH – POWIAT ŻARSKI 2027\nLGD zaprasza. Do Żar, do powiatu.";
        let lines = lines(text);
        assert_eq!(sentence_case(lines[0].text, &lines), "Spotkania LGD w żarach – powiat żarski 2027");
    }
}
