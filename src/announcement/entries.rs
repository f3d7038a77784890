//! Which pieces of a text make an entry: one decision for the whole text.
//!
//! Every way to part the pieces into entries, days that stand above entries, and what belongs to none has a score; the best is
//! found by dynamic programming. The weights say how much each thing speaks for or against an entry, counted in what an hour is
//! worth.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::entry::{Draft, Manner, Part, Read, all_parts, parts};
use super::piece::Piece;
use super::place;
use super::scan::{Day, Item};
use super::shape::{Kind, Label, Shape, cancels, has_label, town_alone, towns_of, unlabelled, without_change};
use super::words::WORDS;
use super::{Doubt, Reason, Unused, What};
use crate::list::Field;
use crate::poland::date::{self, fold};
use crate::poland::remark;

/// No entry has more pieces: eight fields, each with a label in a line of its own, and a wrapped line or two.
const LONGEST: usize = 14;

/// A day above entries stands in a line of no more words.
const HEADING_WORDS: usize = 12;

/// A day of its own makes an entry; a day above says less, since what is below may be a programme; the day of the entry before
/// is the least sure.
const OWN_DAY: i32 = 8;
const DAY_ABOVE: i32 = 5;
const DAY_BEFORE: i32 = 1;
/// An hour is what an entry is made for; of two, one is most likely another entry's.
const HOURS: i32 = 4;
const SECOND_HOURS: i32 = -4;
const NO_HOURS: i32 = -5;
/// A day in a line below its hour is rare: it is the next entry's.
const DAY_BEHIND: i32 = -8;
/// A place is the third thing that an entry has. Without one, hours that have no day of their own are a programme's, and a day
/// without hours is a heading.
const PLACE: i32 = 3;
const NO_PLACE: i32 = -6;
/// A second address behind a label of something else is an office's: "Biuro: ul. Polna 1".
const SECOND_ADDRESS: i32 = -3;
/// The entries of a list begin alike.
const SAME_BEGINNING: i32 = 3;
/// A sentence that is not the entry's own, a blank line where others have none, and a line that says nothing that an entry has:
/// each speaks for the entry's end.
const SENTENCE: i32 = -5;
const GAP: i32 = -3;
const PLAIN: i32 = -1;
/// A label is an entry's, and so is what goes on from the line before.
const BELONGS: i32 = 1;
/// What no entry takes and is what entries are made of: it must be said, which a person has to read.
const LEFT_DAY: i32 = -3;
const LEFT_HOURS: i32 = -2;
const LEFT_NAME: i32 = -1;

/// From where an entry has its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Above {
    Nothing,
    /// A line of a day stands above.
    Heading,
    /// The entry before has one.
    Entry,
}

/// What a piece is in the best way.
#[derive(Clone, Copy, Debug)]
enum Step {
    Outside,
    Heading,
    /// Where the entries below it are that do not say it.
    Place,
    /// An entry of so many pieces ends here.
    Entry(usize),
}

/// What is above, whether a place is, and what the last entry began with.
type State = (Above, bool, Option<Kind>);

/// How a way arrives at a state: its score, what the last piece is, and the state before.
type Arrival = (i32, Step, State);

/// An entry's pieces, that which has its day, and those above it that have its place.
type Chosen = (Range<usize>, usize, Range<usize>);

fn choose(pieces: &[Piece]) -> Vec<Chosen> {
    let mut best: Vec<BTreeMap<State, Arrival>> = vec![BTreeMap::new(); pieces.len() + 1];
    let start = (Above::Nothing, false, None);
    best[0].insert(start, (0, Step::Outside, start));
    let usual = usual_gap(pieces);
    for (at, piece) in pieces.iter().enumerate() {
        let entries = entries_from(pieces, at, usual);
        let (behind, ahead) = best.split_at_mut(at + 1);
        for (&from, &(score, ..)) in &behind[at] {
            let (above, is_below_place, begins) = from;
            let mut arrive = |count: usize, state: State, score: i32, step: Step| {
                let known = ahead[count - 1].entry(state).or_insert((i32::MIN, step, from));
                if score > known.0 {
                    *known = (score, step, from);
                }
            };
            // what stands below a sentence with a day is not of the day above it, nor that below other texts of the day before
            let still_above = if piece.days > 0 || above == Above::Entry { Above::Nothing } else { above };
            arrive(1, (still_above, false, begins), score + left(piece), Step::Outside);
            // that is rarer than a place and its one day
            if piece.is_place() {
                arrive(1, (above, true, begins), score + LEFT_NAME, Step::Place);
            }
            let is_short = || place::count(piece.line.text) <= HEADING_WORDS;
            let is_heading = || !piece.is_sentence && piece.is_whole && is_short();
            // "Zebrania odbędą się we wtorek 15 grudnia. Podzieliliśmy je tak:"
            let of_line = || pieces[at..].iter().take_while(|other| other.number == piece.number);
            let introduces = || of_line().last().is_some_and(|last| last.line.text.trim_end().ends_with(':'));
            if piece.days == 1 && piece.hours == 0 && (is_heading() || introduces()) {
                arrive(1, (Above::Heading, is_below_place, begins), score, Step::Heading);
            }
            for entry in &entries {
                let day = match (entry.has_day, above) {
                    (true, _) => OWN_DAY,
                    (false, Above::Heading) => DAY_ABOVE,
                    (false, Above::Entry) if entry.begins == Kind::Name => DAY_BEFORE,
                    _ => continue,
                };
                let alike = if begins == Some(entry.begins) { SAME_BEGINNING } else { 0 };
                let above = if entry.has_day { Above::Entry } else { above };
                let place = if is_below_place && entry.lacks_place { PLACE } else { 0 };
                let state = (above, is_below_place && entry.lacks_place, Some(entry.begins));
                arrive(entry.count, state, score + entry.score + day + alike + place, Step::Entry(entry.count));
            }
        }
    }
    let mut at = pieces.len();
    let mut state = best[at].iter().max_by_key(|(_, (score, ..))| *score).map_or(start, |(state, _)| *state);
    let mut steps = Vec::new();
    while at > 0 {
        let (_, step, before) = best[at][&state];
        at -= if let Step::Entry(count) = step { count } else { 1 };
        steps.push((at, step));
        state = before;
    }
    let mut out = Vec::new();
    let (mut day, mut place) = (None, 0..0);
    for (at, step) in steps.into_iter().rev() {
        match step {
            Step::Outside => place = 0..0,
            Step::Heading => day = Some(at),
            Step::Place => place = if place.end == at { place.start..at + 1 } else { at..at + 1 },
            Step::Entry(count) => {
                let own = at..at + count;
                day = own.clone().find(|piece| pieces[*piece].days > 0).or(day);
                if own.clone().any(|piece| pieces[piece].is_somewhere) {
                    place = 0..0;
                }
                out.extend(day.map(|day| (own, day, place.clone())));
            }
        }
    }
    out
}

/// What a piece costs that belongs to no entry.
fn left(piece: &Piece) -> i32 {
    let times = |count: usize, cost: i32| if count > 0 { cost } else { 0 };
    let name = matches!(piece.shape, Shape::Name | Shape::Place) && piece.label.is_none() && piece.number > 0;
    times(piece.days, LEFT_DAY) + times(piece.hours, LEFT_HOURS) + if name { LEFT_NAME } else { 0 }
}

/// How many lines are blank between the pieces of this text.
fn usual_gap(pieces: &[Piece]) -> usize {
    let mut gaps: Vec<usize> = pieces.iter().skip(1).filter(|piece| !piece.goes_on).map(|piece| piece.gap).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len().saturating_sub(1) / 3).copied().unwrap_or(0)
}

/// A possible entry.
struct Entry {
    count: usize,
    begins: Kind,
    has_day: bool,
    /// It has a day and an hour, and says nothing of a place.
    lacks_place: bool,
    score: i32,
}

/// The entries that begin at a piece.
fn entries_from(pieces: &[Piece], start: usize, usual: usize) -> Vec<Entry> {
    let mut out = Vec::new();
    let first = &pieces[start];
    let (mut has_day, mut hours, mut is_somewhere) = (false, 0, false);
    let (mut has_town, mut has_address) = (false, false);
    let mut score = 0;
    for (which, piece) in pieces[start..].iter().take(LONGEST).enumerate() {
        // a sentence with a day needs nothing of the lines above it
        let is_apart = piece.days > 0 && (has_day || piece.is_sentence && piece.number != first.number);
        if is_apart
            || which > 0 && piece.begins_entry && (has_day || !piece.is_town())
            || has_day && has_town && piece.is_town()
            || piece.days > 1
            || piece.is_for_all
            || piece.shape == Shape::Heading
        {
            break;
        }
        let is_new = piece.hours > 0 && hours == 0 || piece.is_somewhere && !is_somewhere;
        let is_text = piece.is_sentence || piece.shape == Shape::Text && (which == 0 || !piece.goes_on);
        // "Spotkanie odwołane", "ODWOŁANO – awaria łącza"
        let said = piece.line.text.split(['–', '-', ',', ':']).next().unwrap_or_default();
        let is_short = which > 0 && piece.gap == 0 && place::count(said) < 3;
        let names_town = || !towns_of(&piece.line).is_empty() || town_alone(&piece.line).is_some();
        let is_remark = is_short && cancels(piece.line.text) && !names_town();
        score += match piece.label {
            _ if piece.days > 0 => 0,
            Some(_) if which == 0 => 0,
            Some(_) => BELONGS,
            _ if is_remark => BELONGS,
            _ if is_text => SENTENCE,
            _ if is_new || which > 0 && (piece.goes_on || matches!(piece.shape, Shape::Nothing | Shape::Place)) => 0,
            _ => PLAIN,
        };
        score += if which > 0 && piece.gap > usual { GAP } else { 0 };
        score += if piece.days > 0 && hours > 0 { DAY_BEHIND } else { 0 };
        score += if which > 0 && piece.goes_on { BELONGS } else { 0 };
        let others = (hours + piece.hours).saturating_sub(1) - hours.saturating_sub(1);
        score += SECOND_HOURS * i32::try_from(others).unwrap_or(0);
        let is_street = piece.line.has(|item| *item == Item::Street);
        let is_offices = matches!(piece.label, Some(Label::Other(_)));
        score += if has_address && is_street && is_offices { SECOND_ADDRESS } else { 0 };
        has_address |= is_street;
        score += if piece.hours > 0 && hours == 0 { HOURS } else { 0 };
        score += if piece.is_somewhere && !is_somewhere { PLACE } else { 0 };
        has_day |= piece.days > 0;
        hours += piece.hours;
        is_somewhere |= piece.is_somewhere;
        has_town |= piece.is_town();
        if has_day || hours > 0 {
            let nowhere = if is_somewhere || has_day && hours > 0 { 0 } else { NO_PLACE };
            let without = if hours == 0 { NO_HOURS } else { 0 };
            let score = score + nowhere + without;
            let lacks_place = has_day && hours > 0 && !is_somewhere;
            out.push(Entry { count: which + 1, begins: first.begins, has_day, lacks_place, score });
        }
    }
    out
}

/// "10 maja o godz. 16:00 spotkania odbędą się:", and places in several towns, a line each: as many meetings.
fn apart(pieces: &[Piece], (range, day, place): Chosen) -> Vec<Chosen> {
    let own = &pieces[range.clone()];
    let folded = fold(own[0].line.text);
    let are_places = own.len() > 2
        && own[0].days == 1
        && own[0].hours == 1
        && !own[0].is_somewhere
        && own[0].line.text.trim_end().ends_with(':')
        && (WORDS.verbs.is_in(&folded) || WORDS.topics.is_in(&folded))
        && own[1..].iter().all(|piece| piece.is_whole && piece.hours == 0 && !towns_of(&piece.line).is_empty());
    if !are_places {
        return vec![(range, day, place)];
    }
    (range.start + 1..range.end).map(|at| (at..at + 1, range.start, 0..0)).collect()
}

/// What stands above entries of labels: "Jak napisać wniosek", "Termin: …", "Miejsce: …"; and whether it is not the same above
/// all, and so their titles.
fn titles<'p, 'l>(pieces: &'p [Piece<'l>], chosen: &[Chosen]) -> (BTreeMap<usize, &'p Piece<'l>>, bool) {
    let ends: HashSet<usize> = chosen.iter().map(|(range, ..)| range.end).collect();
    let above = |(range, ..): &Chosen| {
        let at = range.start.checked_sub(1)?;
        let title = &pieces[at];
        let text = title.line.text.trim_end();
        let is_bare = title.is_whole && title.days + title.hours == 0 && title.label.is_none() && !title.is_place();
        // the lines of a page have no gaps
        let is_apart = title.gap > 0 || ends.contains(&at);
        let is_short = (2..HEADING_WORDS).contains(&place::count(text)) && !text.ends_with(['.', '!']);
        let is_title = is_bare && is_apart && is_short && !title.is_sentence;
        (pieces[range.start].label.is_some() && pieces[range.start].gap == 0 && is_title)
            .then_some((range.start, title))
    };
    let found: BTreeMap<_, _> = chosen.iter().filter_map(above).collect();
    // "Spotkanie nr 1", "WARSZTAT II"
    let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit() || "IVX".contains(c));
    let words = |text: &'l str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !is_number(word));
    let names = found.values().map(|title| words(without_change(title.line.text)).collect::<Vec<_>>());
    let are_names = names.collect::<BTreeSet<_>>().len() > 1;
    (found, are_names)
}

/// The meetings of the pieces.
pub(super) fn read(pieces: &[Piece], is_unused: impl Fn(usize) -> bool) -> Read {
    let mut out = Read::default();
    let chosen: Vec<Chosen> = choose(pieces).into_iter().flat_map(|chosen| apart(pieces, chosen)).collect();
    let mut cancelled_until = 0;
    let (titles, are_names) = titles(pieces, &chosen);
    for (which, (range, day, place)) in chosen.iter().enumerate() {
        let own = &pieces[range.clone()];
        let is_sentence = own.iter().any(|piece| piece.is_sentence && piece.days > 0);
        let manner = if is_sentence { Manner::Sentence } else { Manner::Entry };
        let mut parts = entry(pieces, range, *day, place);
        parts.retain(|part| !matches!(part, Part::Item { item, at, .. } if item.is_date() && is_unused(*at)));
        // "Nie odbędą się spotkania:" holds for what follows it
        let above = range.start.checked_sub(1).map_or("", |above| pieces[above].line.text);
        if above.trim_end().ends_with(':') && cancels(above) {
            let rest = chosen[which..].windows(2).find(|pair| pair[0].0.end != pair[1].0.start);
            cancelled_until = rest.map_or(pieces.len(), |pair| pair[0].0.end);
        }
        let line = &pieces[*day].line;
        let Some((first, at)) = line.all(Item::has_days).find(|(_, at)| !is_unused(at.start)) else { continue };
        let title = titles.get(&range.start);
        let start = title.map_or(own[0].number, |title| title.number);
        let title = title.map_or("", |title| title.line.text);
        let is_cancelled = cancelled_until > range.start || cancels(title);
        for day in first.days() {
            let mut draft = Draft::new(*day, at.clone(), start..own[own.len() - 1].number + 1);
            draft.is_listed = !is_sentence;
            draft.found.cancelled = is_cancelled;
            if are_names && !title.is_empty() {
                let kept = title.split(['–', '(', ')']).filter(|part| remark::in_note(part).is_none());
                let own =
                    if cancels(title) { kept.map(place::trim).collect::<Vec<_>>().join(" ") } else { title.to_owned() };
                draft.add(Field::Title, own.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '„'));
            }
            draft.found.doubts.extend(matches!(first, Item::Period(_)).then_some(Doubt::FirstDay));
            draft.fill(&parts, manner, None);
            // "13 maja, o tej samej godzinie"
            let is_same = date::has(&fold(line.text), &["tej samej godz", "tej samej porze", "tym samym czasie"]);
            let last = out.drafts.last().filter(|_| is_same);
            draft.found.hours = draft.found.hours.or(last.and_then(|last| last.found.hours));
            // "… w Zielonej Górze w dwóch terminach: 22 maja …"
            if draft.found.town.is_empty()
                && above.trim_end().ends_with(':')
                && pieces[range.start - 1].number == own[0].number
            {
                draft.found.town = place::towns(above).pop().unwrap_or_default();
            }
            for piece in own {
                if let Some(Label::Other(Some(field))) = piece.label {
                    draft.add(field, &piece.line.text[unlabelled(&piece.line)]);
                }
            }
            match reason(&draft, line.text, manner) {
                None => {
                    out.drafts.push(draft);
                }
                Some(reason) => out.unused.push(Unused { at: at.clone(), what: What::Day, reason }),
            }
        }
    }
    out
}

/// The parts of an entry, its day and its place first if they stand above it.
fn entry<'l>(pieces: &'l [Piece<'l>], range: &Range<usize>, day: usize, place: &Range<usize>) -> Vec<Part<'l>> {
    let heading = &pieces[day];
    let mut out = match () {
        () if range.contains(&day) => Vec::new(),
        // "23.03.2027 – Starostwo Powiatowe", and below hours and what they are for
        () if heading.hours == 0 && !pieces[range.clone()].iter().any(|piece| piece.is_somewhere) => {
            all_parts(&heading.line)
        }
        // an hour that stands above places is that of each
        () if heading.line.text.trim_end().ends_with(':') => items(heading, Item::is_date),
        () => items(heading, Item::has_days),
    };
    for (which, piece) in pieces[place.clone()].iter().chain(&pieces[range.clone()]).enumerate() {
        let is_other = matches!(piece.label, Some(Label::Other(_)));
        // of sentences behind the entry only what they say of hour and place counts
        let is_behind =
            which > 0 && piece.days == 0 && piece.is_sentence && !piece.goes_on && !cancels(piece.line.text);
        if is_other || is_behind && !piece.adds {
            continue;
        }
        if !out.is_empty() {
            out.push(if piece.goes_on { Part::Text(" ") } else { Part::Break });
        }
        out.extend(parts(&piece.line, &unlabelled(&piece.line)));
    }
    out
}

/// Why an entry is no meeting after all.
fn reason(draft: &Draft, sentence: &str, manner: Manner) -> Option<Reason> {
    let folded = fold(sentence);
    let is_about = || WORDS.topics.is_in(&folded) || WORDS.verbs.is_in(&folded) || has_label(sentence);
    if manner == Manner::Sentence && WORDS.pasts.is_in(&folded) && !date::has(&folded, &["odbed"]) {
        Some(Reason::Past)
    } else if draft.found.hours.is_none()
        && !draft.has_sure_place()
        && !(draft.is_listed && (draft.is_somewhere() || draft.found.cancelled))
    {
        Some(Reason::NoHour)
    } else {
        let is_asked = sentence.trim_end().ends_with('?');
        (is_asked || !draft.is_somewhere() && !is_about() && !draft.is_listed).then_some(Reason::NoMeeting)
    }
}

/// A day of a line, and where it stands: what a table below it may be of.
pub(super) fn day_above(pieces: &[Piece], line: usize) -> Option<(Day, Range<usize>)> {
    let above = pieces[..pieces.partition_point(|piece| piece.number < line)].iter().rev().take(3);
    let piece = above.into_iter().find(|piece| piece.days == 1)?;
    let (item, at) = piece.line.all(Item::has_days).next()?;
    Some((item.days()[0], at))
}

/// The items of a kind.
fn items<'l>(piece: &'l Piece<'l>, wanted: fn(&Item) -> bool) -> Vec<Part<'l>> {
    let mut parts = all_parts(&piece.line);
    parts.retain(|part| matches!(part, Part::Item { item, .. } if wanted(item)));
    parts
}
