//! What a text says once for all its meetings: its heading, a programme, an hour, a place, the year.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::entry::{Draft, Manner, parts};
use super::scan::{Day, Item, Line};
use super::shape::{has_label, is_county, is_heading, label, sentences, town_alone, towns_of, unlabelled};
use super::words::WORDS;
use super::{Found, Inferred, Reason, Unused, place};
use crate::poland::county::{Counties, County};
use crate::poland::date::{self, Minutes, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;

/// A town in a line above the entries is that of all, if the line has no more words.
const HEADING_WORDS: usize = 10;

/// No end is later.
const DAY: Minutes = 24 * 60;

/// What the text is called: a page's heading, else its first line, that is neither a day nor a page's furniture.
pub(super) fn heading<'t>(page: &'t str, lines: &[Line<'t>]) -> Option<&'t str> {
    let is_free = |line: &&Line| {
        !line.text.contains('|')
            && !line.has(|item| item.has_days() || item.is_address())
            && !is_county(line)
            && town_alone(line).is_none()
            && (line.outside.is_none() || subject(line.text) != line.text)
    };
    // without what meetings are called it may say whose text it is, or for whom
    let is_other = |text: &str| {
        let folded = fold(text);
        let is_sender = WORDS.senders.has(&folded) || WORDS.organisations.has(&folded);
        let says_what = WORDS.topics.is_in(&folded) || text.contains([':', '–']);
        WORDS.no_titles.has(&folded) || is_sender && !says_what
    };
    if !page.is_empty() && !is_other(page) {
        return Some(page);
    }
    let is_title = |text: &&str| {
        let folded = fold(text);
        let (has_topic, has_verb) = (WORDS.topics.is_in(&folded), WORDS.verbs.is_in(&folded));
        let goes_on = text.starts_with(char::is_lowercase) && (!has_topic || has_verb);
        let length = text.chars().count();
        (place::count(text) > 1 || WORDS.topics.has(&folded))
            && length <= if has_verb { 90 } else { 200 }
            && place::letters(text) > 5
            && label(text).is_none()
            && (has_topic || page.is_empty() && !place::is_venue(text))
            && !(is_other(text) || goes_on)
            && !WORDS.navigation.has(&folded)
            && !is_heading(text)
            && !WORDS.stamps.is_in(&folded)
    };
    lines.iter().filter(is_free).map(|line| place::trim(subject(line.text))).find(is_title)
}

/// The subject of a mail or a letter; any other text as it is.
fn subject(text: &str) -> &str {
    match text.split_once(':') {
        Some((name, rest)) if WORDS.subjects.has(&fold(name)) => subject(rest),
        _ => text,
    }
}

/// A heading in capitals, as a sentence is written; words that the text's sentences have, as they are there.
pub(super) fn sentence_case(heading: &str, lines: &[Line]) -> String {
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    if !place::is_capital(&heading) {
        return heading;
    }
    let written = lines.iter().filter(|line| !place::is_capital(place::trim(line.text)));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in written.flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric()).skip(1)) {
        *counts.entry(word).or_default() += 1;
    }
    // once may be by chance: "Starostwo Powiatowe"; small letters come last
    let known = counts.iter().filter(|(word, count)| **count > 1 || place::is_capital(word));
    let known: HashMap<String, &str> = known.map(|(word, _)| (word.to_lowercase(), *word)).collect();
    let parts = heading.split_inclusive(|c: char| !c.is_alphanumeric()).map(|part| {
        let written = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        let small = written.to_lowercase();
        // "II kwartał"
        let is_numeral = written.len() > 1 && written.chars().all(|c| "IVX".contains(c));
        let word = if is_numeral { written } else { known.get(&small).copied().unwrap_or(&small) };
        format!("{word}{}", &part[written.len()..])
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
        lines
            .map_while(|(n, line)| if days.contains(&n) || line.has(Item::has_days) { None } else { point(line) })
            .collect()
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

/// What all say, if they say the same, and where.
fn agreed<T: PartialEq>(said: Vec<(T, Range<usize>)>) -> Option<(T, Vec<Range<usize>>)> {
    let (said, places): (Vec<T>, Vec<_>) = said.into_iter().unzip();
    Some((common(said.into_iter())?, places))
}

/// Puts in what is said once for all: the hour, the place, the town, the county; `above` are the lines above the entries.
pub(super) fn share(lines: &[Line], above: &[Line], heading: &str, drafts: &mut [Draft]) {
    if drafts.is_empty() {
        return;
    }
    let used: HashSet<usize> = drafts.iter().flat_map(|draft| draft.lines.clone()).collect();
    // a page's foot says whose it is
    let is_own = |line: &Line| matches!(line.outside, None | Some(Reason::Margin));
    let others =
        || lines.iter().enumerate().filter(|(n, line)| !used.contains(n) && is_own(line)).map(|(_, line)| line);
    let (mut hours, mut places, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
    for (n, line) in lines.iter().enumerate().filter(|(_, line)| line.outside.is_none()) {
        for range in sentences(line.text) {
            let folded = fold(&line.text[range.clone()]);
            let part = line.part(&range);
            let is_all = WORDS.all.is_in(&folded);
            // a sentence behind the only meeting says how long it takes
            let is_of_all = !used.contains(&n) || is_all || drafts.len() == 1 && range.start > 0;
            if is_of_all && !part.has(Item::has_days) {
                let length =
                    |(item, at): (&Item, _)| if let Item::Length(minutes) = item { Some((*minutes, at)) } else { None };
                lengths.extend(part.all(|_| true).filter_map(length));
            }
            let is_office = WORDS.office_hours.is_in(&folded) && !date::has(&folded, &["wszystk", "kazd"]);
            // "… w siedzibie GOPS, ul. Strażacka 25, w następujące dni:"
            let is_introduction = part.text.trim_end().ends_with(':') && part.has(Item::is_address);
            let says = is_all && WORDS.begins.is_in(&folded) || is_introduction || has_label(part.text);
            if says && !is_office && !used.contains(&n) && !line.has(Item::has_days) {
                hours.extend(part.all(Item::is_hours).next().and_then(|(item, at)| Some((item.hours()?, at))));
                places.extend(place_of(line, &range));
            }
        }
    }
    let town = town_of_all(above, heading, others(), &places);
    let county = |(item, at): (&Item, _)| Some((item.counties()?, at));
    let counties = agreed(others().flat_map(|line| line.all(Item::is_county)).filter_map(county).collect());
    let (hours, length) = (agreed(hours), agreed(lengths).map(|(length, _)| length));
    head(lines, &used, drafts);
    let are_titles =
        drafts.iter().filter(|draft| !draft.found.has_building()).count() * 2 > drafts.len() && drafts.len() > 2;
    let none_has_county = drafts.iter().all(|draft| draft.found.counties == Counties::default() && !draft.is_elsewhere);
    for draft in drafts {
        let found = &mut draft.found;
        if let (Some((hours, at)), None) = (&hours, found.hours) {
            found.hours = Some(*hours);
            found.infer(Inferred::HourForAll, place::hour(hours.0));
            draft.used.extend(at.iter().cloned());
        }
        if let (Some((start, None)), Some(length)) = (found.hours, draft.length.or(length))
            && start + length <= DAY
        {
            found.hours = Some((start, Some(start + length)));
            found.infer(Inferred::End, format!("{length} min"));
        }
        if let [place] = &places[..]
            && !found.has_building()
            && (found.venue.is_empty() || found.title.is_empty() && are_titles)
        {
            // "gimnastyka na krzesłach" is no place, if most have none
            if found.title.is_empty() && are_titles {
                found.title = std::mem::take(&mut found.venue);
            }
            let own = std::mem::take(&mut found.town);
            found.take_place(place);
            // an address is in its own town, from whatever gmina people come
            let is_gminas = own == draft.commune && !place.town.is_empty() && !place.address.is_empty();
            if !own.is_empty() && !is_gminas {
                found.town = own;
            }
            found.infer(Inferred::PlaceForAll, place.venue.clone());
        }
        // a line below that no entry has may say another
        let below = lines
            .iter()
            .enumerate()
            .skip(draft.lines.end)
            .take_while(|(n, line)| !used.contains(n) && !line.text.trim().is_empty());
        let mut named_below = below.flat_map(|(_, line)| towns_of(line));
        // where two may be it, neither is
        let of_all = town.as_ref().filter(|_| !date::has(&fold(&found.venue), &["wiejsk", "solec"]));
        let meant = match (of_all, draft.perhaps.take()) {
            (Some(town), perhaps) if perhaps.as_ref().is_none_or(|perhaps| perhaps == town) => {
                Some((Inferred::TownForAll, town.clone()))
            }
            (None, Some(perhaps)) => Some((Inferred::Town, perhaps)),
            _ => None,
        };
        if let Some((what, town)) = meant.filter(|_| found.town.is_empty())
            && !named_below.any(|other| other != town)
        {
            found.town.clone_from(&town);
            found.infer(what, town);
        }
        if let Some((counties, at)) = &counties
            && none_has_county
            && town::county(&found.town).is_none_or(|county| counties.contains(county))
        {
            found.counties = *counties;
            let names: Vec<_> = counties.iter().map(County::short_name).collect();
            found.infer(Inferred::CountyForAll, names.join(", "));
            draft.used.extend(at.iter().cloned());
        }
    }
}

/// The town of all meetings: of the heading, the office that invites, the place for all, if these agree; where they say
/// nothing, of the letterhead.
fn town_of_all<'l>(
    above: &[Line],
    heading: &str,
    others: impl Iterator<Item = &'l Line<'l>>,
    places: &[Found],
) -> Option<String> {
    // an office of a county has meetings in all its towns
    let is_of_county = |text: &str| date::has(&fold(text), &["powiat", "starost", "wojew", "region"]);
    let is_of_town = |text: &&str| place::count(text) <= HEADING_WORDS && !is_of_county(text);
    let texts = above.iter().map(|line| line.text).chain([heading]);
    // "Dni Sulęcina"
    let of_days = heading.split_once(' ').filter(|(first, _)| fold(first) == "dni");
    let of_days = of_days.and_then(|(_, rest)| town::in_any_case(rest.trim_end_matches(|c: char| !c.is_alphabetic())));
    let of_places = places.iter().map(|place| place.town.clone()).filter(|town| !town.is_empty());
    let named = texts.clone().filter(is_of_town).flat_map(place::towns).chain(of_days.map(str::to_owned));
    let mut named = others.filter_map(town_of).chain(named).chain(of_places).peekable();
    if named.peek().is_some() || texts.clone().any(is_of_county) {
        return common(named);
    }
    // "Szprotawa, ul. Mickiewicza 1", but not "Wschowa, 26.11.2026" or "Kontakt: Żary, Rynek 1"
    let is_letterhead = |line: &&Line| {
        is_of_town(&line.text) && !line.has(Item::has_days) && !WORDS.office_hours.is_in(&fold(line.text))
    };
    common(above.iter().filter(is_letterhead).filter(|line| label(line.text).is_none()).flat_map(towns_of))
}

/// The counties that a line names.
fn counties_of(line: &Line) -> Counties {
    line.items.iter().filter_map(|(item, _)| item.counties()).fold(Counties::default(), Counties::union)
}

/// A county or a town alone in its line is that of the entries below it.
fn head(lines: &[Line], used: &HashSet<usize>, drafts: &mut [Draft]) {
    #[derive(Clone)]
    struct Town {
        name: String,
        is_cancelled: bool,
        // It is of an entry, and those below it say none.
        is_entrys: bool,
    }
    let (mut town, mut county) = (None::<Town>, None::<&Line>);
    let mut above = Vec::new();
    let starts: HashSet<usize> =
        drafts.iter().filter(|draft| draft.lines.len() > 1).map(|draft| draft.lines.start).collect();
    for (n, line) in lines.iter().enumerate() {
        // an entry may begin with it, and others below go on
        let of_line = |is_cancelled, is_entrys| Some(Town { name: town_alone(line)?, is_cancelled, is_entrys });
        if starts.contains(&n) {
            town = of_line(false, true).or(town);
        }
        above.push((town.clone(), county));
        if is_county(line) {
            county = Some(line);
        } else if !used.contains(&n) && !line.text.trim().is_empty() {
            // another text ends it, but for where in the town it is, and another county's town that county
            let goes_on = line.has(Item::is_address) && !line.has(Item::is_date);
            let is_cancelled = remark::in_note(line.text) == Some(Change::Cancelled);
            town = of_line(is_cancelled, false).or(town.filter(|_| goes_on));
            let of_town = town.as_ref().and_then(|town| town::county(&town.name));
            let is_of = |line: &&Line| of_town.is_none_or(|of_town| counties_of(line).contains(of_town));
            county = county.filter(is_of);
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.is_listed) {
        let (town, county) = &above[draft.lines.start];
        if let Some(Town { name, is_cancelled, is_entrys }) = town.clone()
            && draft.found.town.is_empty()
            && !place::is_online(&draft.found.venue)
        {
            if is_entrys {
                draft.found.infer(Inferred::Town, name.clone());
            }
            draft.found.town = name;
            draft.found.cancelled |= is_cancelled;
        }
        let has_county = draft.found.counties != Counties::default() || draft.is_elsewhere;
        for (item, at) in county.iter().filter(|_| !has_county).flat_map(|line| line.all(Item::is_county)) {
            draft.add_county(item, at);
        }
    }
}

/// The town of all meetings that a line names: "Miejsce: Lubsko", "Urząd Gminy Lubsko zaprasza", "w gminie Lubsko".
fn town_of(line: &Line) -> Option<String> {
    let text = place::trim(&line.text[unlabelled(line)]);
    if has_label(line.text) && place::is_name(text) {
        return Some(place::town_name(text));
    }
    let office = || place::office(line.text).map(|name| place::town_name(&name));
    if line.has(Item::is_county) { None } else { office() }
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

/// Numbers that may be years.
fn years_in(text: &str) -> impl Iterator<Item = i32> {
    date::four_digits(text).filter(|year| (1999..=2099).contains(year))
}

/// What all of these are.
fn common<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// Says the year of a day that has none of its own; `above` are the lines above the entries.
pub(super) fn years(
    lines: &[Line],
    above: &[Line],
    heading: &str,
    drafts: &[Draft],
    unused: &[Unused],
    given: Option<i32>,
) -> impl Fn(&Day) -> Option<i32> + use<> {
    let reasons: HashMap<usize, Reason> = unused.iter().map(|unused| (unused.at.start, unused.reason)).collect();
    // a law's year and a past one are no meeting's, nor is that of a period to come
    let is_other = |at: usize| matches!(reasons.get(&at), Some(Reason::Law | Reason::Past | Reason::Period));
    let days = lines.iter().flat_map(|line| line.all(Item::has_days)).filter(|(_, at)| !is_other(at.start));
    let written: Vec<(i32, Day, usize)> =
        days.filter_map(|(item, at)| Some((item.days()[0].year?, item.days()[0], at.start))).collect();
    // of days that the text has with their year elsewhere
    let full: HashMap<(u32, u32), i32> =
        written.iter().rev().map(|(year, day, _)| ((day.month, day.day), *year)).collect();
    // year and month in which it was published
    let of = |reason| written.iter().find(|(.., at)| reasons.get(at) == Some(reason));
    let stamp = of(&Reason::Stamp).or_else(|| of(&Reason::Margin)).map(|(year, day, _)| (*year, day.month));
    // "Strategia 2035" is no year of a meeting
    let is_near =
        |year: &i32| written.is_empty() || written.iter().any(|(known, ..)| (0..=1).contains(&(year - known)));
    let headings = above.iter().map(|line| line.text).chain([heading]);
    let heading = common(headings.flat_map(years_in).filter(is_near));
    let others = drafts.iter().find_map(|draft| draft.day.year);
    // "w marcu 2027 r.: 2, 9 i 16 marca"
    let anywhere = || common(lines.iter().flat_map(|line| years_in(line.text)));
    let any = written.first().map(|(year, ..)| *year).or_else(anywhere);
    // that in which the weekdays are those that are written
    let with_weekday: Vec<&Day> =
        drafts.iter().map(|draft| &draft.day).filter(|day| day.year.is_none() && day.weekday.is_some()).collect();
    let fits = |year: &i32| {
        let weekday = |day: &Day| NaiveDate::from_ymd_opt(*year, day.month, day.day).map(|date| date.weekday());
        !with_weekday.is_empty() && with_weekday.iter().all(|day| weekday(day) == day.weekday)
    };
    let stamped = stamp.into_iter().flat_map(|(year, _)| [year, year + 1]);
    let fitting = others.into_iter().chain(heading).chain(stamped).find(fits);
    let named: HashSet<i32> = lines.iter().flat_map(|line| years_in(line.text)).collect();
    move |day| {
        // a day of January announced in December
        let stamp = stamp.map(|(year, month)| year + i32::from(day.month + 6 < month));
        let same = full.get(&(day.month, day.day)).copied();
        let this_year = if day.this_year { stamp } else { None };
        let year = given.or(same).or(this_year).or(fitting).or(others).or(heading).or(stamp).or(any)?;
        // "rok szkolny 2025/2026": the one in which the day's weekday is right
        let is_right = |year| {
            let date = NaiveDate::from_ymd_opt(year, day.month, day.day);
            date.is_some_and(|date| day.weekday.is_none_or(|weekday| weekday == date.weekday()))
        };
        let is_next = given.is_none() && !is_right(year) && named.contains(&(year + 1)) && is_right(year + 1);
        Some(year + i32::from(is_next))
    }
}
