//! What of a text is in no meeting, and why: nothing is left out without a word.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::entry::Draft;
use super::place;
use super::scan::{Day, Item, Line};
use super::shape::{Shape, bare, cells, has_label, is_heading, sentences, town_alone, towns_of};
use super::table::Table;
use super::words::WORDS;
use super::{Reason, Unused, What};
use crate::poland::county::Counties;
use crate::poland::date::{self, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;

/// How far back of a day words are looked for, in octets.
const NEAR: usize = 200;
/// A page's stamp stands in one of so many lines from its beginning or end, blank ones not counted.
const EDGE: usize = 8;
/// In a sentence of more words, what stands behind a day is not of it.
const LONG: usize = 12;
/// A line that says when a meeting begins has no more words.
const SHORT: usize = 8;

/// Days and hours that are no meeting's, as far as the words about them say, by where they stand; `heading` is the page's.
pub(super) fn reasons(lines: &[Line], shapes: &[Shape], is_free: &[bool], heading: &str) -> HashMap<usize, Reason> {
    let mut out = HashMap::new();
    let full: Vec<usize> = (0..lines.len()).filter(|&n| shapes[n] != Shape::Blank).collect();
    let may_be_stamp = |n: &&usize| is_free[**n] && is_stamp(lines, shapes, **n);
    // one of many is a heading
    let are_headings = full.iter().filter(may_be_stamp).nth(2).is_some();
    let mut is_programme = false;
    for (which, &n) in full.iter().enumerate() {
        let line = &lines[n];
        let text = place::trim(line.text);
        let is_point = |line: &Line| line.begins_with_hours() && towns_of(line).is_empty();
        let is_next_point = || full.get(which + 1).is_some_and(|&next| is_point(&lines[next]));
        let is_headed = || line.text.trim_end().ends_with(':') || is_heading(text);
        // "Ramowy program każdego ze spotkań"
        let is_program = |word: &str| word == "program" || word == "programu";
        let names_program = || place::count(text) <= SHORT && fold(text).split(' ').take(2).any(is_program);
        if WORDS.programmes.has(&fold(text)) && is_headed()
            || line.items.is_empty() && names_program() && is_next_point()
        {
            is_programme = true;
        } else if line.has(Item::has_days) || has_label(line.text) || shapes[n] == Shape::Text {
            is_programme = false;
        }
        let is_edge = which < EDGE || which + EDGE / 2 > full.len();
        if let Some(reason) = line.outside {
            out.extend(line.all(Item::is_date).map(|(_, at)| (at.start, reason)));
        }
        if !is_free[n] || line.items.is_empty() {
            continue;
        }
        // between a page's heading and its text stands when it was written
        let is_below_heading = || {
            let is_text = |next: &usize| {
                let is_prose = lines[*next].text.ends_with('.') && place::count(lines[*next].text) > SHORT;
                (shapes[*next] == Shape::Text || is_prose) && !lines[*next].has(Item::is_hours)
            };
            // more of them are entries, and a limit is no other day
            let is_alike = |other: &Line| is_bare(other) && other.has(Item::is_hours) == line.has(Item::is_hours);
            let is_limit = |line: &Line| WORDS.deadlines.is_in(&fold(line.text));
            let is_day = |line: &&Line| line.has(Item::has_days) && line.outside.is_none() && !is_limit(line);
            let mut below = full[which + 1..].iter().map(|&n| &lines[n]).filter(is_day).peekable();
            which > 0
                && lines[full[which - 1]].text.trim() == heading
                && line.has(Item::has_days)
                && place::count(&bare(line)) < 3
                && !line.has(Item::is_address)
                && full.get(which + 1).is_some_and(is_text)
                && below.peek().is_some()
                && !below.any(is_alike)
        };
        let is_before_hours = || full.get(which + 1).is_some_and(|&next| lines[next].has(Item::is_hours));
        if is_edge && !are_headings && is_stamp(lines, shapes, n) || is_below_heading() {
            out.extend(line.all(Item::is_date).map(|(_, at)| (at.start, Reason::Stamp)));
            continue;
        }
        // a point does not say where
        let is_point = is_programme && !line.has(|item| item.is_county() || item.is_address());
        let last = which.checked_sub(1).map(|last| &lines[full[last]]);
        let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_weekday_below_day = last.is_some_and(|last| last.has(Item::has_days) && !last.has(Item::is_hours))
            && date::weekday(&fold(first)).is_some();
        for sentence in sentences(line.text) {
            let mut reasons = Sentence::of(line, &sentence).reasons(is_point);
            // "1–2 września" in a line, "godz. 8–16" in the next; "22 maja", "sob. 9:00–14:00"
            reasons.retain(|(_, reason)| match reason {
                Reason::Period => !is_bare(line) || !is_before_hours(),
                Reason::OfficeHours => !is_weekday_below_day,
                _ => true,
            });
            out.extend(reasons.into_iter().map(|(at, reason)| (line.at + at, reason)));
        }
    }
    out
}

/// A sentence, and what of it says that its days and hours are no meeting's.
struct Sentence<'l> {
    line: &'l Line<'l>,
    range: Range<usize>,
    folded: String,
    days: Vec<&'l (Item, Range<usize>)>,
    hours: Vec<&'l (Item, Range<usize>)>,
    is_move: bool,
    has_topic: bool,
    is_stamp: bool,
}

/// What is found of days and hours, by where they stand in their line; `None`: they may be a meeting's.
type Judged = Vec<(usize, Option<Reason>)>;

impl<'l> Sentence<'l> {
    fn of(line: &'l Line<'l>, range: &Range<usize>) -> Self {
        let folded = fold(near(line, range, range.end));
        let items = line.within(range).filter(|(item, _)| item.is_date());
        let (hours, days): (Vec<_>, Vec<_>) = items.partition(|(item, _)| item.is_hours());
        let is_move = WORDS.moves.is_in(&folded);
        // "26.11.2026, Kategoria: Konsultacje"
        let text = &line.text[range.clone()];
        let own = text.split("ategoria:").next().unwrap_or_default();
        let has_topic = WORDS.topics.is_in(&fold(own));
        // "5 lutego gościć będziemy autorkę powieści" is none
        let end = days.last().map_or(range.end, |(_, day)| day.end);
        let of_day = if place::count(own) > LONG { &line.text[range.start..end] } else { text };
        let is_stamp = (WORDS.stamps.is_in(&fold(of_day)) || own.len() < text.len()) && !has_topic;
        Self { line, range: range.clone(), folded, days, hours, is_move, has_topic, is_stamp }
    }

    fn text(&self) -> &'l str {
        &self.line.text[self.range.clone()]
    }

    /// What stands before a place, folded.
    fn before(&self, at: usize) -> String {
        fold(near(self.line, &self.range, at))
    }

    /// Its days and hours that are no meeting's; whether it is a point of a programme.
    fn reasons(&self, is_point: bool) -> Vec<(usize, Reason)> {
        let days = self.of_days();
        let of_hour = |(item, at): &&(Item, Range<usize>)| {
            let reason = self.of_hour(item, at.start, &days).or(is_point.then_some(Reason::Programme));
            (at.start, reason)
        };
        let hours: Judged = self.hours.iter().map(of_hour).collect();
        days.into_iter().chain(hours).filter_map(|(at, reason)| Some((at, reason?))).collect()
    }

    fn of_days(&self) -> Judged {
        let mut found = Judged::new();
        let mut end = self.range.start;
        for (item, at) in &self.days {
            let reason = self.of_day(item, at);
            // "22 maja – przeniesione na 29 maja"
            if reason.is_none()
                && let Some((_, last @ None)) = found.last_mut()
                && WORDS.moves.is_in(&fold(&self.line.text[end..at.start]))
            {
                *last = Some(Reason::MovedFrom);
            }
            found.push((at.start, reason));
            end = at.end;
        }
        // "planowane na 12.10.2027 odbędzie się 19.10.2027"
        let plans = ["planowan", "zapowiadan", "mialo sie odbyc", "mial sie odbyc", "miala sie odbyc"];
        if let Some(((at, first @ None), others)) = found.split_first_mut()
            && others.iter().any(|(_, reason)| reason.is_none())
            && date::has(&self.before(*at), &plans)
        {
            *first = Some(Reason::MovedFrom);
        }
        found
    }

    fn of_day(&self, item: &Item, at: &Range<usize>) -> Option<Reason> {
        let (folded, before) = (&self.folded, self.before(at.start));
        let is_deadline = || WORDS.deadlines.is_in(folded);
        let is_letter = || before.rsplit(' ').take(6).any(|word| WORDS.letters.has(word));
        let is_closed = || {
            date::has(folded, &["nieczynn", "czynn"])
                || folded.split(' ').any(|word| word == "pracuje" || word == "pracuja")
                || self.hours.is_empty() && date::has(folded, &["zamkniet"])
        };
        let is_of_day = |word: &&str| ["dnia", "dniu", "dn", "godz"].contains(word);
        // "oprócz Wigilii 24 grudnia", but "Oprócz warsztatów w szkołach zapraszamy 12 grudnia"
        let is_excepted = before.rsplit(' ').take(3).any(|word| ["oprocz", "wyjatkiem"].contains(&word));
        let is_cancelled = |part| remark::in_note(part) == Some(Change::Cancelled) && remark::is_plain(part);
        let is_of_meeting = || before.rsplit(' ').nth(1).is_some_and(|word| WORDS.topics.has(word));
        match before.rsplit(' ').find(|word| !is_of_day(word)).unwrap_or_default() {
            _ if is_former(&self.line.text[self.range.start..at.start]) => Some(Reason::MovedFrom),
            "z" if self.is_move && !is_letter() => Some(Reason::MovedFrom),
            // "spotkanie z 28 października odwołane"
            "z" if self.days.len() == 1 && is_of_meeting() && self.text().split(',').any(is_cancelled) => None,
            "z" => Some(Reason::Law),
            _ if self.is_stamp || before.ends_with("stan na") => Some(Reason::Stamp),
            "do" | "po" | "przed" | "od" | "konca" if item.days().len() < 2 => {
                Some(if is_deadline() { Reason::Deadline } else { Reason::Period })
            }
            _ if is_deadline() && WORDS.deadlines.is_in(&before) && !date::has(&before, &["odbed", "zaplanowan"]) => {
                Some(Reason::Deadline)
            }
            _ if is_excepted => Some(Reason::OfficeHours),
            _ if !self.has_topic && is_closed() => Some(Reason::OfficeHours),
            // a plan may be looked at, from one day to another
            _ => {
                let is_long = self.hours.is_empty() || !self.has_topic && date::has(folded, &["wgladu", "wylozon"]);
                (matches!(item, Item::Period(_)) && is_long).then_some(Reason::Period)
            }
        }
    }

    fn of_hour(&self, item: &Item, at: usize, days: &Judged) -> Option<Reason> {
        let before = self.before(at);
        // "4 listopada (poprzednio 28 października), 16:30"
        let is_apart = |day: usize, reason| reason == Some(Reason::MovedFrom) && self.line.text[day..at].contains(')');
        let mut days_before = days.iter().rev().filter(|(start, _)| *start < at);
        let last = days_before.find(|(start, reason)| !is_apart(*start, *reason)).and_then(|(_, reason)| *reason);
        let is_range = item.hours().is_some_and(|(_, end)| end.is_some());
        // "12–13 grudnia, sobota–niedziela, 9:00–15:00"
        let is_near = self.days.iter().any(|(_, day)| day.end <= at && place::count(&self.line.text[day.end..at]) < 5);
        let is_journey = || {
            let day =
                self.days.iter().rev().find(|(_, day)| day.end <= at).map_or(self.range.start, |(_, day)| day.end);
            let folded = fold(&self.line.text[day..at]);
            let mut behind = folded.rsplit(' ').take_while(|word| !WORDS.journeys.has(word));
            WORDS.journeys.is_in(&folded) && !behind.any(|word| WORDS.topics.has(word))
        };
        let is_weekly = || days.is_empty() && is_weekly(&before, item);
        let is_office = || WORDS.office_hours.is_in(&before) && !WORDS.all.is_in(&before);
        // "zamiast o godz. 10:00", "zmiana godziny z 16:00 na 17:30", "nie o 16:00, lecz o 17:30"
        let is_former = before.rsplit(' ').take(3).any(|word| word == "zamiast")
            || last == Some(Reason::MovedFrom)
            || self.is_move && before.ends_with(" z")
            || before.ends_with(" nie o");
        match () {
            () if !is_range && is_journey() => Some(Reason::OtherHour),
            () if is_former => Some(Reason::MovedFrom),
            // "pn.–pt. 7.30–15.00"
            () if is_range && names_weekdays(&before) && !is_near => Some(Reason::OfficeHours),
            // "Chór – pon. 18:00, balet – wt. 16:00"
            () if days.is_empty() && self.folded.split(' ').filter(|word| is_weekday(word)).count() > 1 => {
                Some(Reason::OfficeHours)
            }
            // "wystawienie ocen (do godz. 15.00)"
            () if !is_range && is_until(&before) && (self.hours.len() < 2 || !WORDS.ends.is_in(&before)) => {
                Some(Reason::Deadline)
            }
            () if days.iter().any(|(_, reason)| reason.is_none()) => None,
            () => {
                let of_days = days.first().and_then(|(_, reason)| *reason);
                let of_days = of_days.filter(|reason| *reason != Reason::MovedFrom);
                of_days.or_else(|| (is_weekly() || is_office()).then_some(Reason::OfficeHours))
            }
        }
    }
}

/// What stands before a place of a sentence.
fn near<'l>(line: &Line<'l>, sentence: &Range<usize>, at: usize) -> &'l str {
    &line.text[line.text.ceil_char_boundary(at.saturating_sub(NEAR)).max(sentence.start)..at]
}

/// Whether an hour is only the last, by what stands before it.
pub(super) fn is_until(before: &str) -> bool {
    before.rsplit(' ').find(|word| !date::has(word, &["godz"])) == Some("do")
}

fn is_weekday(word: &str) -> bool {
    date::weekday(word).is_some()
}

/// Whether a text ends with two weekdays.
fn names_weekdays(text: &str) -> bool {
    text.rsplit(' ').take(2).filter(|word| is_weekday(word)).count() > 1
}

/// Whether hours are of every week, by what stands before them: "pon.–pt. 7:30–15:30", "sob. 9:00–14:00", "w każdy piątek o
/// 17.00 i o 18.30".
fn is_weekly(before: &str, item: &Item) -> bool {
    let names_weekday = |part: &str| part.split(' ').nth(1).is_some_and(is_weekday);
    let word = before.rsplit(' ').next().unwrap_or_default();
    let is_range = item.hours().is_some_and(|(_, end)| end.is_some());
    is_weekday(word) && is_range && word.len() < 4
        || names_weekdays(before)
        || before.split("kazd").skip(1).any(names_weekday)
}

/// Whether what stands before a day says that it is no more: "było", "poprzednio", "a nie".
pub(super) fn is_former(before: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let folded = fold(near);
    let mut words = folded.rsplit(' ').filter(|word| !["w", "dnia", "termin"].contains(word));
    // "tłumacz: nie, 22 maja", "Stary Kisielin 22 maja"
    let is_last = |word: &str| WORDS.formers.has(word) && (word != "nie" || near.trim_end().ends_with("nie"));
    // "wcześniej planowane"
    let is_next = |word: &str| WORDS.formers.has(word) && !["nie", "stary"].contains(&word);
    words.next().is_some_and(is_last) || words.next().is_some_and(is_next)
}

/// Whether nothing stands in a line but a day and perhaps an hour.
fn is_bare(line: &Line) -> bool {
    bare(line).is_empty() && !line.has(|item| item.is_county() || item.is_address())
}

/// Whether a line is a day that a machine or a letter's writer wrote: nothing else stands in it but a category, and nothing that goes with it follows.
fn is_stamp(lines: &[Line], shapes: &[Shape], n: usize) -> bool {
    let line = &lines[n];
    let days: Vec<&Day> = line.items.iter().flat_map(|(item, _)| item.days()).collect();
    // a machine tells minutes as they are
    let is_round = line.items.iter().filter_map(|(item, _)| item.hours()).all(|(start, _)| start % 5 == 0);
    let is_one = matches!(days[..], [Day { year, weekday: None, .. }] if year.is_some() || !is_round);
    let is_machines = is_one && !line.text.contains("r.");
    // "25 września 2012 14:00 | Aktualności"
    let is_category = |cell: &Range<usize>| WORDS.navigation.has(&fold(&line.text[cell.clone()]));
    let cells = cells(line.text);
    let next = (n + 1..lines.len()).find(|&n| !matches!(shapes[n], Shape::Blank | Shape::Nothing));
    // "29 kwietnia 2027", what it is, "godz. 19:00"
    let below = lines[n + 1..].iter().filter(|line| !line.text.trim().is_empty()).take(3);
    let mut below = below.take_while(|line| !line.has(Item::has_days));
    let begins_below = || below.any(|line| line.has(Item::is_hours) && place::count(line.text) <= SHORT);
    let hours = line.items.iter().find_map(|(item, _)| item.hours());
    let goes_on = hours.map_or_else(begins_below, |(_, end)| end.is_some() || date::has(&fold(line.text), &["godz"]));
    let is_place = |n: usize| matches!(shapes[n], Shape::Name | Shape::Place) && place::count(lines[n].text) <= SHORT;
    let is_above_place = is_round && next.is_some_and(is_place);
    // "Maszewo, dn. 21.12.2026 r." is a letter's, and so is "Maszewo, 21.12.2026" where no day follows
    let is_of_town = |line: &Line| town::is_place(&place::town_name(&bare(line)));
    let last = || lines[..n].iter().rfind(|line| !line.text.trim().is_empty());
    let is_list = || last().is_some_and(|last| last.has(Item::has_days) && is_of_town(last));
    let is_last = || !lines[n + 1..].iter().any(|line| line.has(Item::is_date));
    let is_dated = || date::has(&fold(line.text), &["dn ", "dnia "]) || is_last();
    let is_letters = || is_one && hours.is_none() && is_of_town(line) && is_dated() && !is_list();
    !goes_on
        && !is_above_place
        && !next.is_some_and(|next| has_label(lines[next].text))
        && (is_machines && (is_bare(line) || cells.len() > 1 && cells[1..].iter().all(is_category)) || is_letters())
}

/// Takes out what has no hour and is no row of a table, and no entry of a list that says where; gives where the days stand.
pub(super) fn alone(lines: &[Line], drafts: &mut Vec<Draft>, tables: &[Table]) -> Vec<Range<usize>> {
    // rows without any hours may be of waste that is fetched
    let has_hours = |drafts: &[Draft]| drafts.iter().any(|draft| draft.found.hours.is_some());
    let any_hours = has_hours(drafts);
    let topic = lines.iter().position(|line| any_hours || WORDS.topics.is_in(&fold(line.text)));
    let is_meetings = |table: &Table| topic.is_some_and(|topic| topic < table.lines.end);
    let is_list = |one: &Draft, next: &Draft| {
        one.is_listed
            && next.is_listed
            && (one.lines.end..next.lines.start).all(|between| lines[between].text.trim().is_empty())
    };
    let is_kept = |draft: &Draft, is_entry: bool| {
        let found = &draft.found;
        let has_place = !found.town.is_empty() || found.has_building();
        let table = tables.iter().find(|table| table.lines.contains(&draft.lines.start));
        let is_alone = || (is_entry || found.cancelled && draft.is_listed) && has_place;
        found.hours.is_some() || table.map_or_else(is_alone, is_meetings)
    };
    // beside meetings with hours a list without any is of news
    let is_of_entries = |run: &[Draft]| run.len() > 1 && has_hours(run) == any_hours;
    let runs = drafts.chunk_by(is_list);
    let kept: Vec<bool> = runs.flat_map(|run| run.iter().map(|draft| is_kept(draft, is_of_entries(run)))).collect();
    let mut kept = kept.into_iter();
    drafts.extract_if(.., |_| kept.next() == Some(false)).map(|draft| draft.found.at).collect()
}

/// Takes out what takes place within a meeting, at its place, as the points of its programme do; gives where their hours stand.
pub(super) fn points(drafts: &mut Vec<Draft>) -> Vec<Range<usize>> {
    let mut whole: Option<Draft> = None;
    let is_within = |draft: &Draft, whole: &Draft| {
        let (Some((start, end)), Some((first, Some(last)))) = (draft.found.hours, whole.found.hours) else {
            return false;
        };
        let is_part =
            (first..last).contains(&start) && end.unwrap_or(start) <= last && (start, end) != (first, Some(last));
        let is_there = !town::is_place(&draft.found.town) || draft.found.town == whole.found.town;
        is_part
            && is_there
            && !draft.found.has_building()
            && (draft.day.month, draft.day.day) == (whole.day.month, whole.day.day)
    };
    let is_point = |draft: &mut Draft| {
        let is_point = whole.as_ref().is_some_and(|whole| is_within(draft, whole));
        if !is_point && draft.has_sure_place() {
            whole = Some(draft.clone());
        }
        is_point
    };
    let points: Vec<Draft> = drafts.extract_if(.., is_point).collect();
    points.into_iter().flat_map(|draft| draft.used.into_iter().filter(move |at| *at != draft.found.at)).collect()
}

/// All days, hours and counties that are in no meeting and were not spoken of; lines outside meetings that sound like a change
/// of one: only a person can tell "zostało odwołane" from "gdy będzie mało osób, zostanie odwołane"; and towns that the text
/// names outside its meetings, and that no meeting has. Where a meeting's counties are named once more comes last.
pub(super) fn rest(
    lines: &[Line],
    changes: &[Option<Change>],
    drafts: &[Draft],
    reasons: &HashMap<usize, Reason>,
    told: &HashSet<usize>,
    unused: &mut Vec<Unused>,
) -> (Vec<String>, Vec<Range<usize>>) {
    let used: HashSet<usize> = drafts.iter().flat_map(|draft| draft.used.iter().map(|at| at.start)).collect();
    unused.retain(|unused| !used.contains(&unused.at.start));
    let within: HashSet<usize> = drafts.iter().flat_map(|draft| draft.lines.clone()).collect();
    let of_meetings: HashSet<&str> =
        drafts.iter().flat_map(|draft| draft.found.town.split(", ").chain([draft.commune.as_str()])).collect();
    let counties = |Draft { found, .. }: &Draft| found.counties.union(Counties::from_iter(town::county(&found.town)));
    let of_drafts = drafts.iter().map(counties).fold(Counties::default(), Counties::union);
    let mut once_more = Vec::new();
    let mut towns = BTreeSet::new();
    for (n, line) in lines.iter().enumerate() {
        let is_within = within.contains(&n);
        towns.extend(towns_of(line));
        if is_within {
            towns.extend(town_alone(line).filter(|_| !line.has(Item::is_county)));
        }
        let is_used = |(_, at): &(&Item, Range<usize>)| used.contains(&at.start);
        let change = changes[n].filter(|_| !is_within && !told.contains(&n));
        let is_change = match change {
            // a move is none, of which a meeting is made
            Some(Change::Moved) => !line.all(|_| true).any(|item| is_used(&item)),
            change => matches!(change, Some(Change::Cancelled | Change::Closed)),
        };
        if is_change {
            let at = line.at..line.at + line.text.len();
            unused.push(Unused { at, what: What::Change, reason: Reason::Change });
            continue;
        }
        let items = line.all(|item| item.is_date() || item.is_county());
        let is_row = || cells(line.text).len() > 1;
        for (item, at) in items.filter(|item| !is_used(item)) {
            let is_again = match item {
                Item::County(Some(counties)) => counties.iter().all(|county| of_drafts.contains(county)),
                // a cell over several columns
                _ => line.all(|_| true).any(|other| other.0 == item && is_used(&other)) && is_row(),
            };
            if is_again {
                once_more.push(at);
                continue;
            }
            let known = reasons.get(&at.start).copied();
            let (what, reason) = match item {
                Item::County(None) => (What::County, Reason::Elsewhere),
                Item::County(_) => (What::County, Reason::NoEntry),
                Item::Hours(_) if is_within => (What::Hours, known.unwrap_or(Reason::OtherHour)),
                Item::Hours(_) => (What::Hours, known.unwrap_or(Reason::NoEntry)),
                _ => (What::Day, known.unwrap_or(Reason::NoMeeting)),
            };
            unused.push(Unused { at, what, reason });
        }
    }
    towns.retain(|town| !of_meetings.contains(town.as_str()));
    (towns.into_iter().collect(), once_more)
}
