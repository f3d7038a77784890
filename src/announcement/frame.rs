//! What a text says once for all its meetings: its heading, a programme, an hour, a place, the year.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::entry::{Draft, Manner, parts};
use super::scan::{Day, Hours, Item, Line};
use super::shape::{has_label, is_heading, label, sentences, unlabelled};
use super::words::WORDS;
use super::{Found, Inferred, Reason, Unused, place};
use crate::poland::county::{Counties, County};
use crate::poland::date::{self, fold};
use crate::poland::town;

/// What the text is called: its first line that is neither a day nor a page's furniture.
pub(super) fn heading<'t>(lines: &[Line<'t>]) -> Option<&'t str> {
    let candidates = lines.iter().filter(|line| !line.text.contains('|') && !line.has(Item::is_day));
    let candidates = candidates.map(|line| place::trim(line.text)).filter(|text| {
        let folded = fold(text);
        place::letters(text) > 5
            && label(text).is_none()
            && !WORDS.navigation.has(&folded)
            && !is_heading(text)
            && !WORDS.stamps.is_in(&folded)
    });
    let is_heading = |text: &&str| {
        let length = text.chars().count();
        let is_sentence = length > 90 && WORDS.verbs.is_in(&fold(text));
        length <= 200 && place::count(text) >= 2 && !is_sentence
    };
    candidates.take(4).find(is_heading)
}

/// A heading in capitals, as a sentence is written; words that the text has elsewhere, as they are there.
pub(super) fn sentence_case(heading: &str, lines: &[Line]) -> String {
    if !place::is_capital(heading) {
        return heading.to_owned();
    }
    // each word's form, and how often it was seen
    let mut known: HashMap<String, (&str, usize)> = HashMap::new();
    for line in lines.iter().filter(|line| !place::is_capital(place::trim(line.text))) {
        let mut begins = true;
        for part in line.text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            let is_acronym = word.chars().all(char::is_uppercase) && word.chars().count() > 1;
            let is_small = word.starts_with(char::is_lowercase);
            if !word.is_empty() && (!begins || is_small || is_acronym) {
                let (form, count) = known.entry(word.to_lowercase()).or_insert((word, 0));
                *count += if is_acronym { 2 } else { 1 };
                if is_small {
                    *form = word;
                }
            }
            if !word.is_empty() {
                begins = part.ends_with(['.', '!', '?', ':']);
            }
        }
    }
    let parts = heading.split_inclusive(|c: char| !c.is_alphanumeric()).map(|part| {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        let small = word.to_lowercase();
        // once may be by chance: "Starostwo Powiatowe"
        let form = known.get(&small).filter(|(_, count)| *count > 1).map_or(small.as_str(), |(form, _)| form);
        format!("{form}{}", &part[word.len()..])
    });
    place::capital(&parts.collect::<String>())
}

/// What will be spoken of: the sentence that begins with "Program", and the points below it.
pub(super) fn programme(lines: &[Line], drafts: &[Draft]) -> String {
    const POINTS: &[char] = &['–', '-', '—', '•', '*', '·', '‣', '▪', '●', '\u{f0b7}'];
    let days: HashSet<usize> = drafts.iter().flat_map(|draft| draft.lines.clone()).collect();
    let point = |line: &Line| {
        let text = line.text.trim();
        if matches!(line.items.first(), Some((Item::Ordinal, _))) {
            return Some(format!("\n{text}"));
        }
        text.starts_with(POINTS).then(|| format!("\n– {}", text.trim_start_matches(POINTS).trim()))
    };
    let below = |n: usize| -> String {
        let lines = lines.iter().enumerate().skip(n + 1).filter(|(_, line)| !line.text.trim().is_empty());
        lines.map_while(|(n, line)| if days.contains(&n) || line.has_day() { None } else { point(line) }).collect()
    };
    let is_introduction = |(n, line): &(usize, &Line)| line.text.trim_end().ends_with(':') && !days.contains(n);
    for (n, line) in lines.iter().enumerate().filter(is_introduction) {
        let text = line.text.trim();
        let last = sentences(text).last().map_or(text, |range| text[range.clone()].trim());
        let points = if WORDS.programmes.has(&fold(last)) { below(n) } else { String::new() };
        if !points.is_empty() {
            return format!("{last}{points}");
        }
    }
    String::new()
}

/// What is said once for all meetings, and where.
#[derive(Default)]
struct Shared {
    hours: Vec<(Hours, Range<usize>)>,
    places: Vec<Found>,
    towns: Vec<String>,
    counties: Vec<(Counties, Range<usize>)>,
}

/// Puts in what is said once for all: the hour, the place, the town, the county.
pub(super) fn share(lines: &[Line], heading: &str, drafts: &mut [Draft]) {
    let shared = shared(lines, heading, drafts);
    head(lines, drafts);
    let none_has_county = drafts.iter().all(|draft| draft.found.counties == Counties::default() && !draft.is_elsewhere);
    for draft in drafts {
        let found = &mut draft.found;
        if let ([(hours, at)], None) = (&shared.hours[..], found.hours) {
            found.hours = Some(*hours);
            found.infer(Inferred::HourForAll, place::hour(hours.0));
            draft.used.push(at.clone());
        }
        let is_topic = draft.is_listed && found.title.is_empty() && !place::is_venue(&found.venue);
        if let [place] = &shared.places[..]
            && found.address.is_empty()
            && (found.venue.is_empty() || is_topic)
        {
            // what seemed to be the place is what it is about
            found.title = std::mem::replace(&mut found.venue, place.venue.clone());
            found.address.clone_from(&place.address);
            if found.town.is_empty() {
                found.town.clone_from(&place.town);
            }
            found.infer(Inferred::PlaceForAll, place.venue.clone());
        }
        if let ([town], true) = (&shared.towns[..], found.town.is_empty()) {
            found.town.clone_from(town);
            found.infer(Inferred::TownForAll, town.clone());
        }
        if let [(counties, at), rest @ ..] = &shared.counties[..]
            && none_has_county
            && rest.iter().all(|(other, _)| other == counties)
            && town::county(&found.town).is_none_or(|county| counties.contains(county))
        {
            found.counties = *counties;
            let names: Vec<_> = counties.iter().map(County::short_name).collect();
            found.infer(Inferred::CountyForAll, names.join(", "));
            draft.used.push(at.clone());
            draft.used.extend(rest.iter().map(|(_, at)| at.clone()));
        }
    }
}

/// A county alone in its line is that of the entries below it.
fn head(lines: &[Line], drafts: &mut [Draft]) {
    let alone = |line: &Line| {
        let (item, at) = line.all(Item::is_county).next()?;
        let rest = format!("{}{}", &line.text[..at.start - line.at], &line.text[at.end - line.at..]);
        if let Item::County(Some(counties)) = item {
            place::strip(&rest).is_empty().then_some((*counties, at))
        } else {
            None
        }
    };
    let headings: Vec<_> = lines.iter().enumerate().filter_map(|(n, line)| Some((n, alone(line)?))).collect();
    for draft in drafts.iter_mut().filter(|draft| draft.found.counties == Counties::default() && !draft.is_elsewhere) {
        let above = headings[..headings.partition_point(|(n, _)| *n < draft.lines.start)].last();
        if let Some((_, (counties, at))) = above.filter(|_| draft.is_listed) {
            draft.found.counties = *counties;
            draft.used.push(at.clone());
        }
    }
}

/// What the lines say that are no meeting's.
fn shared(lines: &[Line], heading: &str, drafts: &[Draft]) -> Shared {
    let used: HashSet<usize> = drafts.iter().flat_map(|draft| draft.lines.clone()).collect();
    let mut out = Shared::default();
    let others = lines.iter().enumerate().filter(|(n, _)| !used.contains(n)).map(|(_, line)| line);
    for line in others {
        for (item, at) in line.all(Item::is_county) {
            if let Item::County(Some(counties)) = item {
                out.counties.push((*counties, at));
            }
        }
        out.towns.extend(town_of(line));
        if line.has_day() {
            continue;
        }
        for range in sentences(line.text) {
            let text = &line.text[range.clone()];
            let folded = fold(text);
            let is_all = date::has(&folded, &["wszystk", "kazd"]);
            let is_office = WORDS.office_hours.is_in(&folded) && !is_all;
            if (WORDS.all.is_in(&folded) && WORDS.begins.is_in(&folded) || has_label(text)) && !is_office {
                let part = line.part(&range);
                out.hours.extend(part.all(Item::is_hours).next().and_then(|(item, at)| Some((item.hours()?, at))));
                out.places.extend(place_of(line, &range));
            }
        }
    }
    out.hours.dedup_by_key(|(hours, _)| *hours);
    if let Some(named) = place::named(heading).into_iter().find(|named| named.is_known) {
        out.towns.push(named.town);
    }
    out.towns.sort_unstable();
    out.towns.dedup();
    out
}

/// The town of all meetings that a line names: "Miejsce: Lubsko", "Urząd Gminy Lubsko zaprasza", "w gminie Lubsko".
fn town_of(line: &Line) -> Option<String> {
    let text = place::trim(&line.text[unlabelled(line)]);
    if has_label(line.text) && place::is_name(text) {
        return Some(place::town_name(text));
    }
    if line.has(Item::is_county) { None } else { place::office(line.text) }
}

/// Venue, address and town that a sentence names for all.
fn place_of(line: &Line, range: &Range<usize>) -> Option<Found> {
    let mut draft = Draft::default();
    if has_label(line.text) {
        draft.fill(&parts(line, &unlabelled(line)), Manner::Entry, None);
    } else {
        draft.fill(&parts(line, range), Manner::Sentence, None);
    }
    Some(draft.found).filter(|found| !found.venue.is_empty() || !found.address.is_empty())
}

/// Says the year of a day that has none of its own.
pub(super) fn years(
    lines: &[Line],
    heading: &str,
    drafts: &[Draft],
    unused: &[Unused],
    given: Option<i32>,
) -> impl Fn(&Day) -> Option<i32> + use<> {
    let stamps: HashSet<usize> =
        unused.iter().filter(|unused| unused.reason == Reason::Stamp).map(|unused| unused.at.start).collect();
    let written = lines
        .iter()
        .flat_map(|line| line.items.iter().filter_map(|(item, at)| Some((*item.days().first()?, line.at + at.start))));
    let written: Vec<(i32, Day, usize)> = written.filter_map(|(day, at)| Some((day.year?, day, at))).collect();
    // of days that the text has with their year elsewhere, by month and day
    let mut full = HashMap::new();
    for (year, day, _) in &written {
        let known = full.entry((day.month, day.day)).or_insert(*year);
        *known = (*known).min(*year);
    }
    // year and month in which it was published
    let stamp = written.iter().find(|(.., at)| stamps.contains(at)).map(|(year, day, _)| (*year, day.month));
    let numbers = heading.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years = numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1999..=2099).contains(year));
    let mut in_heading: Vec<i32> = years.collect();
    in_heading.dedup();
    let heading = if let [year] = in_heading[..] { Some(year) } else { None };
    let others = drafts.iter().find_map(|draft| draft.day.year);
    let any = written.first().map(|(year, ..)| *year);
    move |day| {
        // a day of January announced in December
        let stamp = stamp.map(|(year, month)| year + i32::from(day.month + 6 < month && !day.this_year));
        let same = full.get(&(day.month, day.day)).copied();
        let year = if day.this_year { stamp.or(others).or(heading) } else { others.or(heading).or(stamp) };
        given.or(same).or(year).or(any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_capitals() {
        let text = "SPOTKANIA LGD W ŻARACH – POWIAT ŻARSKI 2027\nLGD zaprasza. Do Żar, do powiatu.";
        let lines = super::super::lines(text);
        assert_eq!(sentence_case(lines[0].text, &lines), "Spotkania LGD w żarach – powiat żarski 2027");
    }
}
