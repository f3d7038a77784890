//! One meeting's texts, days and hours, and what they say of it.

use std::ops::Range;

use chrono::NaiveDate;

use super::place::{self, is_name, is_venue, is_where, strip, trim};
use super::scan::{Day, Hours, Item, Line};
use super::shape::{cancels, without_change};
use super::words::WORDS;
use super::{Doubt, Found, Inferred, Unused};
use crate::list::Field;
use crate::poland::county::{Counties, County};
use crate::poland::date::{Minutes, fold};
use crate::poland::remark::{self, Change};
use crate::poland::town;

/// A meeting before what is said once for all is put in.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// All that its own lines say; no date yet.
    pub(super) found: Found,
    pub(super) day: Day,
    /// How long it takes.
    pub(super) length: Option<Minutes>,
    /// All lines that it takes from.
    pub(super) lines: Range<usize>,
    /// The gmina, if a column says it.
    pub(super) commune: String,
    /// A town that its texts name without saying that it is there: of those for whom it is, or at the end of a name.
    pub(super) perhaps: Option<String>,
    /// The text names a county of another region.
    pub(super) is_elsewhere: bool,
    /// One of several entries of a list or table.
    pub(super) is_listed: bool,
    /// Where the days, hours and counties stand that it is made of.
    pub(super) used: Vec<Range<usize>>,
}

/// What was made of a part of the text.
#[derive(Default)]
pub(super) struct Read {
    pub(super) drafts: Vec<Draft>,
    pub(super) unused: Vec<Unused>,
}

/// A piece of an entry, in the text's order.
#[derive(Clone, Debug)]
pub(super) enum Part<'t> {
    Text(&'t str),
    Item {
        item: &'t Item,
        text: &'t str,
        /// Where it stands in the whole.
        at: usize,
    },
    /// Between lines and cells.
    Break,
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// An entry: all of it is about the meeting.
    Entry,
    /// Cells of a row: the same, in whatever order.
    Cells,
    /// A sentence: only what says where.
    Sentence,
}

/// The parts of a line.
pub(super) fn all_parts<'t>(line: &'t Line<'t>) -> Vec<Part<'t>> {
    parts(line, &(0..line.text.len()))
}

/// The parts of a line within a range.
pub(super) fn parts<'t>(line: &'t Line<'t>, range: &Range<usize>) -> Vec<Part<'t>> {
    let mut out = Vec::new();
    let mut end = range.start;
    for (item, place) in line.within(range) {
        if end <= place.start {
            texts_apart(&line.text[end..place.start], &mut out);
            out.push(Part::Item { item, text: &line.text[place.clone()], at: line.at + place.start });
            end = place.end;
        }
    }
    if end < range.end {
        texts_apart(&line.text[end..range.end], &mut out);
    }
    out
}

/// Wide gaps part columns.
fn texts_apart<'t>(text: &'t str, out: &mut Vec<Part<'t>>) {
    for (which, part) in text.split("   ").filter(|part| !part.trim().is_empty()).enumerate() {
        if which > 0 {
            out.push(Part::Break);
        }
        out.push(Part::Text(part));
    }
}

/// The texts between the items.
pub(super) fn texts<'t>(parts: &[Part<'t>]) -> Vec<&'t str> {
    parts.iter().filter_map(|part| if let Part::Text(text) = part { Some(*text) } else { None }).collect()
}

/// Puts a text behind others, once.
pub(super) fn join(texts: &mut String, text: &str) {
    let text = trim(text);
    if !text.is_empty() && !texts.contains(text) {
        texts.push_str(if texts.is_empty() { "" } else { ", " });
        texts.push_str(text);
    }
}

/// What the texts of an entry say of the place.
#[derive(Default)]
struct Where<'t> {
    /// A town that stands by itself.
    town: Option<String>,
    venue: Vec<&'t str>,
    address: Vec<String>,
    /// Behind a postal code.
    post_town: &'t str,
    /// Named in a sentence before its day, or beside a change; it counts if no other is.
    town_before: Option<String>,
}

impl Draft {
    /// Whether anything says where.
    pub(super) fn is_somewhere(&self) -> bool {
        self.found.has_place() || self.found.counties != Counties::default()
    }

    /// A meeting on a day that stands at a place of the whole.
    pub(super) fn new(day: Day, at: Range<usize>, lines: Range<usize>) -> Self {
        let found = Found { at: at.clone(), ..Found::default() };
        Self { found, day, lines, used: vec![at], ..Self::default() }
    }

    /// Whether it names a building, an address or a town of the tables.
    pub(super) fn has_sure_place(&self) -> bool {
        self.found.has_building() || town::is_place(&self.found.town)
    }

    /// Reads an entry; its town, if a column says it.
    pub(super) fn fill(&mut self, entry: &[Part], manner: Manner, town: Option<String>) {
        let its_day = self.found.at.start;
        let day = entry.iter().position(|part| matches!(part, Part::Item { at, .. } if *at == its_day));
        let is_hours = |part: &Part| matches!(part, Part::Item { item: Item::Hours(_), .. });
        let behind_day = day.map_or(0, |day| day + 1);
        let hours = (behind_day..entry.len()).chain(0..behind_day).find(|&at| is_hours(&entry[at]));
        let is_another = hours.is_some_and(|hours| is_behind_other_event(&entry[..hours]));
        let mut place = Where { town, ..Where::default() };
        let mut texts = Vec::new();
        for (at, part) in entry.iter().enumerate() {
            match part {
                Part::Text(text) if !(is_another && hours == Some(at + 1)) => {
                    let is_before = manner != Manner::Cells && day.is_some_and(|day| at < day);
                    texts.push((is_before, *text));
                }
                Part::Item { item: Item::Hours(read), text, at: start }
                    if hours == Some(at) && !is_another && self.found.hours.is_none() =>
                {
                    self.found.hours = Some(*read);
                    self.used.push(*start..start + text.len());
                }
                Part::Item { item: item @ Item::County(_), text, at } => self.add_county(item, *at..at + text.len()),
                Part::Item { item: Item::Postal(length), text, .. } => {
                    place.post_town = trim(&text[text.len() - length..]);
                    place.address.push(trim(text).to_owned());
                }
                Part::Item { item: Item::Street, text, .. } => {
                    // "przy ul. Teatralnej 26": its case wants the word
                    let is_near = texts.last().is_some_and(|(_, text)| trim(text).ends_with("przy"));
                    place.address.push(format!("{}{}", if is_near { "przy " } else { "" }, trim(text)));
                }
                Part::Item { item: Item::Person, text, .. } => join(&mut self.found.host, text),
                // "9:30, 4 godziny, kończymy o 12:45"
                Part::Item { item: Item::Hours((end, None)), text, at: start }
                    if matches!(self.found.hours, Some((first, None)) if *end > first)
                        && texts.last().is_some_and(|(_, text)| place::says_end(text)) =>
                {
                    self.found.hours = self.found.hours.map(|(first, _)| (first, Some(*end)));
                    self.used.push(*start..start + text.len());
                }
                Part::Item { item: Item::Length(minutes), .. } => self.length = Some(*minutes),
                Part::Item { item: Item::Contact, text, .. } => join(&mut self.found.contact, text),
                _ => {}
            }
        }
        if manner == Manner::Sentence {
            self.sentence(&texts, &mut place);
        } else {
            for (is_before, text) in texts {
                self.text(text, is_before, &mut place);
            }
        }
        // "Wieczór poezji", "Kawiarnia Pod Lipą": what stands before the place and is none
        let is_place = |text: &&str| is_venue(text) || place::office(text).is_some() || !place::named(text).is_empty();
        if let [first, others @ ..] = &place.venue[..]
            && manner == Manner::Entry
            && self.found.title.is_empty()
            && place::count(first) > 1
            && !is_place(first)
            && others.iter().any(is_place)
        {
            trim(first).clone_into(&mut self.found.title);
            place.venue.remove(0);
        }
        self.put(place);
    }

    /// Of a sentence only the parts that say where are about the meeting.
    fn sentence<'t>(&mut self, texts: &[(bool, &'t str)], place: &mut Where<'t>) {
        for (_, text) in texts {
            self.found.cancelled |= cancels(text);
        }
        let phrases = |wanted: bool| -> Vec<_> {
            let texts = texts.iter().filter(|(is_before, _)| *is_before == wanted);
            texts.flat_map(|(_, text)| place::phrases(text)).collect()
        };
        place.venue = phrases(false);
        if place.venue.is_empty() {
            place.venue = phrases(true);
        }
        // "Spotkanie w Rzepinie odbędzie się 8 marca w świetlicy", "zapraszamy 8 marca do Rzepina"
        let named = |wanted: bool| {
            let texts = texts.iter().filter(move |(is_before, _)| *is_before == wanted);
            texts.flat_map(|(_, text)| place::towns(text))
        };
        let office = || texts.iter().find_map(|(_, text)| place::office(text));
        // "Kurs: Rzepin, ul. Polna 1, zaczyna się o 9:00"
        let parts = || texts.iter().flat_map(|(_, text)| text.split([',', ':', ';', '–'])).map(strip);
        let alone = || parts().find(|part| town::is_place(part)).map(str::to_owned);
        place.town_before = named(true).next_back().or_else(|| named(false).next()).or_else(office).or_else(alone);
        self.suppose(|| texts.iter().find_map(|(_, text)| place::residents(text)));
    }

    /// Takes a town that may be its, if none is yet.
    fn suppose(&mut self, town: impl FnOnce() -> Option<String>) {
        self.perhaps = self.perhaps.take().or_else(town);
    }

    /// A text of an entry is about it: a town, a place, a title, a change.
    fn text<'t>(&mut self, text: &'t str, is_before: bool, place: &mut Where<'t>) {
        // "rejon I – Górczyn", but "okręg 1 – Lubsko, Dom Kultury"
        let mut words = text.split_whitespace();
        let is_district = words.next().is_some_and(|word| WORDS.districts.has(&fold(word)))
            && words.next().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit() || "IVX.".contains(c)));
        let says_where = |part: &str| is_venue(strip(part)) || town::is_known(strip(part));
        if is_before && is_district && !text.split(['–', '-', ':', ',']).any(says_where) {
            return join(&mut self.found.description, text);
        }
        // "w Łagowie (gm. Dąbie)"
        let inside = text.split_once('(').map(|(_, inside)| inside.split(')').next().unwrap_or_default());
        if let Some(inside) = inside.filter(|inside| place::is_commune(inside)) {
            self.commune = place::town_name(trim(inside));
        }
        self.suppose(|| place::residents(text));
        let change = if cancels(text) { Some(Change::Cancelled) } else { remark::in_note(strip(text)) };
        let change = change.filter(|change| *change != Change::Unsure);
        // "odwołane, nowy termin:" and its day
        let is_new = is_before && text.trim_end().ends_with(':') && text.contains(" now");
        let change = if is_new { change.map(|_| Change::Moved) } else { change };
        if let Some(change) = change {
            self.found.cancelled |= change == Change::Cancelled && remark::is_plain(text);
            if change == Change::Moved && !self.is_moved() {
                self.found.doubts.push(Doubt::MovedTo { from: None });
            }
        }
        let parts: Vec<&str> = match change {
            // what stands beside it
            Some(_) => {
                let parts = text.split([',', ';', ':', '(', ')', '!', '–']).flat_map(|part| part.split(" - "));
                let (said, mut others): (Vec<_>, Vec<_>) = parts.partition(|part| remark::in_note(part).is_some());
                // "Starostwo ODWOŁANE"
                let beside = || said.iter().map(|part| without_change(strip(part)));
                others.extend(beside().filter(|part| is_venue(part) && remark::in_note(part).is_none()));
                let alone = beside().map(place::town_name).filter(|town| town::is_place(town));
                let mut named = said.iter().flat_map(|part| place::towns(part)).chain(alone);
                place.town_before = place.town_before.take().or_else(|| named.next());
                others
            }
            None if is_before => {
                text.split([',', ';', '–', '—', ':', '/']).flat_map(|part| part.split(" - ")).collect()
            }
            None => vec![text],
        };
        let says_nothing = |part: &&str| {
            let folded = fold(part);
            let is_verb = !folded.contains(' ') && (WORDS.begins.has(&folded) || WORDS.ends.has(&folded));
            part.is_empty()
                || is_verb
                || folded.starts_with("kazd")
                || WORDS.formers.has(&folded)
                || WORDS.navigation.has(&folded)
        };
        for part in parts.into_iter().map(strip).filter(|part| !says_nothing(part)) {
            self.part(part, is_before, place);
        }
    }

    /// A part of a text up to a mark.
    fn part<'t>(&mut self, part: &'t str, is_before: bool, place: &mut Where<'t>) {
        let is_unknown = |name: &str| is_name(name) && !town::is_place(&place::town_name(name));
        // "Olszówka, Dębowiec"
        let are_names = part.contains(',') && part.split(',').map(strip).all(is_unknown);
        let (first, rest) = if are_names { (part, "") } else { place::first_part(part) };
        let name = place::town_name(first);
        // "PUP w Słubicach" is none
        let is_town = is_name(&name) && !place::says_in(first);
        let at_end = || place::at_end(first).filter(|_| is_town);
        let town = if town::is_place(&name) { name } else { at_end().unwrap_or(name) };
        let is_known = town::is_place(&town);
        let is_first =
            place.venue.is_empty() && (is_known || rest.is_empty() || is_venue(rest) || rest.starts_with("przy "));
        let is_topic = WORDS.topics.is_in(&fold(first)) && !is_venue(first);
        // "Niegosławice 55", where a village has no streets
        let is_house = |name: &str| town::is_place(&place::town_name(name));
        let house = first
            .rsplit_once(' ')
            .filter(|(name, number)| number.starts_with(|c: char| c.is_ascii_digit()) && is_house(name));
        if let Some((name, _)) = house {
            let unknown = place.town.take_if(|town| !town::is_place(town));
            place.town.get_or_insert_with(|| place::town_name(name));
            join(&mut self.found.description, &unknown.unwrap_or_default());
            place.address.push(first.to_owned());
            if !rest.is_empty() {
                self.part(rest, is_before, place);
            }
            return;
        }
        match &place.town {
            _ if is_before && !is_where(first) && (is_topic || !is_town) => {
                let named = place::named(first).into_iter().next();
                self.suppose(|| place::at_end(first));
                if is_topic {
                    first.clone_into(&mut self.found.title);
                } else if named.is_some() {
                    place.venue.push(first);
                }
                place.town = place.town.take().or(named.map(|named| named.town));
            }
            _ if WORDS.asides.has(&fold(first)) => join(&mut self.found.description, first),
            // "GOK, ul. Nowa 2 – koncert zespołu"
            _ if is_topic && !place.venue.is_empty() => join(&mut self.found.description, first),
            _ if is_topic && self.found.title.is_empty() => first.clone_into(&mut self.found.title),
            // "Gmina Dąbie": the village may follow
            None if is_town && place::is_commune(first) => self.commune = town,
            None if are_names || is_town && (is_before || is_first || is_known && is_name(first)) => {
                place.town = Some(town);
            }
            // "gmina Sława, Lipinki"; but "Kłodawa – NOWE"
            Some(before) if is_before && is_town => {
                if is_known || !town::is_place(before) {
                    place.town = Some(town);
                }
            }
            // "Konwent Wójtów – Siedlisko"
            Some(before) if is_known && is_name(first) && !town::is_place(before) => {
                join(&mut self.found.description, before);
                place.town = Some(town);
            }
            _ => return place.venue.push(part),
        }
        if !rest.is_empty() {
            self.part(rest, is_before, place);
        }
    }

    /// Puts in venue, address and town.
    fn put(&mut self, mut place: Where) {
        let mut venue: Vec<String> = Vec::new();
        let mut named: Option<place::Named> = None;
        for text in place.venue {
            let mut rest = trim(text);
            for next in place::named(text) {
                let behind = rest.strip_prefix(next.phrase).map(trim);
                match (behind, venue.last_mut()) {
                    // "w Muzeum Ziemi Lubuskiej przy al. Niepodległości 15 w Zielonej Górze"
                    (Some(""), Some(last)) => {
                        *last += &format!(" {}", next.phrase);
                        rest = "";
                    }
                    // "w Kaliszu w Urzędzie Miasta": the town, then the place
                    (Some(behind), _) if behind.is_empty() || next.is_known => rest = behind,
                    _ => {}
                }
                if named.as_ref().is_none_or(|named| !named.is_known && next.is_known) {
                    named = Some(next);
                }
            }
            let rest = rest.trim_end_matches(" przy").trim_end_matches(" na");
            // "I termin", a year in the line below its day
            let is_number = rest.chars().all(|c| "IVX".contains(c)) || rest.len() == 4 && rest.parse::<u32>().is_ok();
            if !is_number && !["przy", "na", "w", "we", "Przy"].contains(&rest) {
                venue.push(rest.to_owned());
            }
        }
        // "świetlica „Wrzos”, Gościm"
        if let Some(last) = venue.last_mut()
            && let Some((before, name)) = last.rsplit_once(", ")
            && place.town.is_none()
            && named.is_none()
            && town::is_place(&place::town_name(name))
        {
            place.town = Some(place::town_name(name));
            last.truncate(before.len());
        }
        self.found.venue = venue.join(", ");
        let at_end = place::at_end(&self.found.venue);
        self.suppose(|| at_end);
        self.found.address = place.address.join(", ");
        let office = || place::office(&self.found.venue);
        // beside a gmina no village is guessed
        let may_be = |town: &str| self.commune.is_empty() || town::is_place(town);
        let find = || town::find(&self.found.venue, &self.found.address).filter(|town| may_be(town)).map(str::to_owned);
        let post_town = Some(town::nominative(place.post_town)).filter(|town| !town.is_empty() && may_be(town));
        let named = named.filter(|named| may_be(&named.town));
        let (town, is_guess) = match (place.town.or(post_town.map(str::to_owned)), named) {
            // "Górzyn, Glinka Górna", and the meeting is in one of them
            (Some(towns), Some(named)) if towns.split(", ").any(|town| town == named.town) => (named.town, false),
            (Some(town), _) => (town, false),
            (None, Some(named)) => (named.town, !named.is_known),
            (None, None) => (find().or_else(office).or(place.town_before).unwrap_or_default(), false),
        };
        self.found.town = place::town_name(if town.is_empty() { &self.commune } else { &town });
        if is_guess && self.found.town != self.commune {
            self.found.infer(Inferred::Town, self.found.town.clone());
        }
    }

    /// What a column or a label says beside day, hour and place.
    pub(super) fn add(&mut self, field: Field, text: &str) {
        match field {
            Field::Title => trim(text).clone_into(&mut self.found.title),
            Field::Description => join(&mut self.found.description, text),
            Field::Host => join(&mut self.found.host, text),
            Field::Contact => join(&mut self.found.contact, text),
            Field::County => {
                self.found.counties = self.found.counties.union(Counties::find(trim(text)).unwrap_or_default());
            }
            _ => {}
        }
    }

    /// A county that stands at a place of the whole.
    pub(super) fn add_county(&mut self, item: &Item, at: Range<usize>) {
        if let Item::County(counties) = item {
            self.is_elsewhere |= counties.is_none();
            self.found.counties = self.found.counties.union(counties.unwrap_or_default());
            self.used.push(at);
        }
    }

    /// Moves it to another day or hour.
    pub(super) fn move_to(&mut self, day: Option<&Day>, hours: Option<Hours>) {
        let year = self.day.year.or(day.and_then(|day| day.year));
        let from = year.filter(|_| day.is_some());
        let from = from.and_then(|year| NaiveDate::from_ymd_opt(year, self.day.month, self.day.day));
        if let Some(day) = day {
            self.day = Day { year: day.year.or(year), ..*day };
        }
        self.found.hours = hours.or(self.found.hours);
        self.found.doubts.push(Doubt::MovedTo { from });
    }

    /// The county of its gmina, else of its town: villages share names.
    pub(super) fn county(&self) -> Option<County> {
        town::county(&self.commune).or_else(|| town::county(&self.found.town))
    }

    pub(super) fn is_moved(&self) -> bool {
        self.found.doubts.iter().any(|doubt| matches!(doubt, Doubt::MovedTo { .. }))
    }
}

/// "Po sesji Rady Gminy, która rozpocznie się o godz. 1000": the hour is another's.
fn is_behind_other_event(entry: &[Part]) -> bool {
    let Some(Part::Text(text)) = entry.last() else { return false };
    let folded = fold(text);
    folded.starts_with("po ") && WORDS.other_events.is_in(&folded)
}
