//! The 14 counties of Lubuskie, and which of them people mean.
//!
//! Codes and names are the TERC register's (GUS, 2016-01-01); they are not alphabetical at the end, and lists in circulation
//! have them wrong: 0810 żagański, 0811 żarski, 0812 wschowski. Two of the 14 are cities with the rights of a county, and
//! they are the seats of two others: "Zielona Góra" is the city, "powiat zielonogórski" the land around it.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::poland::words::{fold, same};

#[derive(Deserialize)]
struct Entry {
    teryt: String,
    /// Nominative: the adjective, or a city's name.
    name: String,
    slug: String,
    /// Where it stands in a Polish index: ł behind l, ś behind s, ż last.
    order: u8,
    /// "w powiecie nowosolskim", "w Zielonej Górze".
    locative: String,
    /// "powiatu nowosolskiego", "miasta Zielonej Góry".
    genitive: String,
    seat: String,
    /// After "w", "we": where the seat is.
    seat_locative: String,
    /// Its genitive, and what it is called for short, separated by `|`.
    seat_other: String,
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| crate::poland::rows(include_str!("counties.csv")));

/// One of the 14, ordered by TERYT code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct County(u8);

impl County {
    /// All, ordered by TERYT code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.len() as u8).map(Self)
    }

    /// All, as a Polish index has them.
    pub(crate) fn in_alphabet() -> Vec<Self> {
        let mut all: Vec<_> = Self::all().collect();
        all.sort_by_key(|county| county.entry().order);
        all
    }

    fn entry(self) -> &'static Entry {
        &TABLE[usize::from(self.0)]
    }

    /// The county of a code, four digits.
    pub(crate) fn from_teryt(code: &str) -> Option<Self> {
        Self::all().find(|county| county.teryt() == code)
    }

    /// The code of the TERC register, four digits.
    pub fn teryt(self) -> &'static str {
        &self.entry().teryt
    }

    /// "nowosolski", "Zielona Góra".
    pub fn name(self) -> &'static str {
        &self.entry().name
    }

    /// The name in ASCII, for files.
    pub fn slug(self) -> &'static str {
        &self.entry().slug
    }

    /// The town where the county's office is.
    pub(crate) fn seat(self) -> &'static str {
        &self.entry().seat
    }

    /// A city with the rights of a county.
    pub(crate) fn is_city(self) -> bool {
        self.name() == self.seat()
    }

    /// "powiat nowosolski", "miasto Zielona Góra".
    pub(crate) fn full_name(self) -> String {
        let kind = if self.is_city() { "miasto" } else { "powiat" };
        format!("{kind} {}", self.name())
    }

    /// As a list would have it: "nowosolski", "m. Zielona Góra".
    pub(crate) fn short_name(self) -> String {
        if self.is_city() { format!("m. {}", self.name()) } else { self.name().to_owned() }
    }

    /// "w powiecie nowosolskim", "w Zielonej Górze".
    pub(crate) fn locative(self) -> &'static str {
        &self.entry().locative
    }

    /// "powiatu nowosolskiego", "miasta Zielonej Góry".
    pub(crate) fn genitive(self) -> &'static str {
        &self.entry().genitive
    }

    /// The county that a text names: its name in any case with or without "powiat", "pow.", "Starosta"; TERYT code; slug;
    /// "m. Zielona Góra", "Gorzów Wlkp."; "Starostwo Powiatowe w Nowej Soli"; the seat alone, which is the city where there
    /// is one. `None`: no county, or not surely one.
    pub fn find(text: &str) -> Option<Self> {
        let folded = fold(text).replace(" na prawach powiatu", "");
        let (kind, name) = strip_words(&folded);
        let &(county, city) = NAMES.get(&name.replace(' ', ""))?;
        match kind {
            None => city.or(Some(county)),
            Some(Word::City) => city,
            Some(Word::Office) => Some(county),
            // "powiat Zielona Góra" may be either
            Some(Word::County) => Some(county).filter(|_| city.is_none()),
        }
    }

    /// What a text that names none may mean: up to three whose names are nearest to it and true, or all and false if none is
    /// near.
    pub(crate) fn suggested(text: &str) -> (bool, Vec<Self>) {
        let folded = fold(text);
        let (_, name) = strip_words(&folded);
        let likeness = |known: &str| strsim::jaro_winkler(name, &fold(known));
        let alike = Self::all().map(|county| (likeness(county.name()).max(likeness(county.seat())), county));
        let mut near: Vec<(f64, Self)> = alike.filter(|(likeness, _)| *likeness > 0.88).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        let near: Vec<Self> = near.into_iter().take(3).map(|(_, county)| county).collect();
        if near.is_empty() { (false, Self::all().collect()) } else { (true, near) }
    }
}

/// The counties that a text with the word "powiat" names anywhere, also by their seats: "w powiecie żarskim i w Żaganiu".
pub(crate) fn named_in(text: &str) -> Counties {
    const WORDS: &str = "powiat powiatu powiatowi powiatem powiecie powiaty powiatow powiatom powiatami powiatach pow";
    // each cell of a list is asked
    if !text.to_ascii_lowercase().contains("pow") {
        return Counties::default();
    }
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    if !words.iter().any(|word| WORDS.split(' ').any(|known| known == fold(word))) {
        return Counties::default();
    }
    // "Starostwo Powiatowe w Zielonej Górze", "PCPR w Zielonej Górze": where the office is
    let is_short = |word: &str| word.chars().all(char::is_uppercase) && text.contains(char::is_lowercase);
    let is_office = |word: &str| fold(word).starts_with("powiatow") || is_short(word);
    let is_joined = |at: usize| words[at..].iter().take(3).any(|word| ["i", "oraz"].contains(word));
    let is_there = |at: usize| at > 1 && same(words[at - 1], "w") && is_office(words[at - 2]) && !is_joined(at);
    let found = |(at, name): (usize, &[&str])| {
        County::find(&name.join(" ")).filter(|county| !(county.is_city() && is_there(at)))
    };
    [2, 1].into_iter().flat_map(|count| words.windows(count).enumerate()).filter_map(found).collect()
}

/// What the words around a name say it is.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    County,
    Office,
    City,
}

/// The words around a name, folded, and what they say it is.
static AROUND: LazyLock<HashMap<String, Option<Word>>> =
    LazyLock::new(|| crate::poland::rows(include_str!("county-words.csv")).into_iter().collect());

/// A name without the words around it, and what the last of these say it is. All is folded.
fn strip_words(folded: &str) -> (Option<Word>, &str) {
    let (mut kind, mut name) = (None, folded);
    while let Some((first, rest)) = name.split_once(' ')
        && let Some(said) = AROUND.get(first)
    {
        (kind, name) = (said.or(kind), rest);
    }
    match name.rsplit_once(' ') {
        Some((rest, "m" | "miasto" | "grodzki")) => (Some(Word::City), rest),
        Some((rest, "ziemski")) => (Some(Word::County), rest),
        _ => (kind, name),
    }
}

/// What counties are called, folded, without blanks: the adjective in all cases, -ski, -skiego, -skiemu, -skim; the code, with
/// or without its zero (as a spreadsheet leaves it), or with three behind it (as the register writes it in full); the seat. The
/// county, and beside it the city that its seat is, if that is one of the 14.
static NAMES: LazyLock<HashMap<String, (County, Option<County>)>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for county in County::all() {
        let Entry { teryt, slug, seat, seat_locative, seat_other, .. } = county.entry();
        let codes = [teryt.clone(), teryt[1..].to_owned(), format!("{teryt}000")];
        let adjectives = ["", "ego", "emu", "m"].map(|ending| slug.replace('-', "") + ending);
        let own = codes.into_iter().chain(adjectives.into_iter().filter(|_| !county.is_city()));
        names.extend(own.map(|name| (name, (county, None))));
        for form in [seat.as_str(), seat_locative].into_iter().chain(seat_other.split('|')) {
            let known = names.entry(fold(form).replace(' ', "")).or_insert((county, None));
            known.1 = Some(county).filter(|_| county.is_city());
        }
    }
    names
});

/// What "all counties" begins with and, below, what it may go on with, folded.
const ALL: &str = include_str!("all-counties.txt");

/// Some of the 14: whom a meeting is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counties(u16);

impl Counties {
    /// All 14.
    pub fn all() -> Self {
        County::all().collect()
    }

    /// "powiat żarski, miasto Zielona Góra", or what all are together, where people read it.
    pub(crate) fn names(self, of: fn(County) -> String) -> String {
        if self == Self::all() {
            return "całe województwo lubuskie".to_owned();
        }
        self.iter().map(of).collect::<Vec<_>>().join(", ")
    }

    /// Whether it is one of them.
    pub fn contains(self, county: County) -> bool {
        self.0 & (1 << county.0) != 0
    }

    /// Those in either.
    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one is in both.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Each, ordered by TERYT code.
    pub fn iter(self) -> impl Iterator<Item = County> {
        County::all().filter(move |&county| self.contains(county))
    }

    /// A number that sorts the one with the lower codes first.
    pub(crate) fn order(self) -> u16 {
        !self.0.reverse_bits()
    }

    /// Those that a cell names, separated by `,` `/` `+` `;` or `i`, `oraz`; or all: "wszystkie powiaty", "całe województwo".
    ///
    /// # Errors
    /// The part that names none.
    pub(crate) fn find(cell: &str) -> Result<Self, &str> {
        if let Some(county) = County::find(cell) {
            return Ok(Self::from_iter([county]));
        }
        let folded = fold(cell);
        let known = ALL.lines().chain(ALL.lines().last().into_iter().cycle());
        if folded.split(' ').zip(known).all(|(word, known)| known.split(' ').any(|known| known == word)) {
            return Ok(Self::all());
        }
        let mut parts: Vec<&str> = cell.split([',', '/', '+', ';', '\n']).collect();
        for word in [" i ", " I ", " oraz ", " ORAZ "] {
            parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
        }
        parts.into_iter().map(|part| County::find(part.trim()).ok_or(part.trim())).collect()
    }
}

impl FromIterator<County> for Counties {
    fn from_iter<T: IntoIterator<Item = County>>(counties: T) -> Self {
        Self(counties.into_iter().fold(0, |bits, county| bits | 1 << county.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register() {
        assert_eq!(County::find("0812").map(County::name), Some("wschowski"));
        assert_eq!(County::all().count(), 14);
        assert_eq!(TABLE.len(), include_str!("counties.csv").lines().count() - 1);
        assert!(County::all().is_sorted_by_key(County::teryt));
        assert_eq!(County::find("0809").map(County::locative), Some("w powiecie zielonogórskim"));
        assert_eq!(County::find("0862").map(County::locative), Some("w Zielonej Górze"));
        let alphabetical: Vec<_> = County::in_alphabet().into_iter().map(County::slug).collect();
        let order = "gorzowski gorzow-wielkopolski krosnienski miedzyrzecki nowosolski slubicki strzelecko-drezdenecki \
                     sulecinski swiebodzinski wschowski zielona-gora zielonogorski zaganski zarski";
        assert_eq!(alphabetical.join(" "), order);
        for county in County::all().filter(|county| !county.is_city()) {
            assert_eq!(fold(county.name()).replace(' ', "-"), county.slug());
        }
    }

    /// `tests/data/county-names.csv`: TERYT, then what people write for it.
    #[test]
    fn what_people_write() {
        let table = include_str!("../../tests/data/county-names.csv");
        let mut names = 0;
        for line in table.lines().skip(1) {
            let (teryt, name) = line.split_once(',').unwrap();
            for name in [name.to_owned(), name.to_uppercase(), fold(name), name.replace(' ', "\u{a0}")] {
                assert_eq!(County::find(&name).map(County::teryt), Some(teryt), "{name}");
                names += 1;
            }
        }
        assert!(names > 600, "{names}");
    }

    #[test]
    fn what_is_no_county() {
        for text in
            ["", "powiat", "kraków", "powiat Zielona Góra", "powiat Gorzów", "m. Nowa Sól", "080", "0813", "08", "ski"]
        {
            assert_eq!(County::find(text), None, "{text}");
        }
        let names = |text| {
            let (near, counties) = County::suggested(text);
            counties.into_iter().filter(|_| near).map(County::name).collect::<Vec<_>>()
        };
        assert_eq!(names("powiat nowosolsky").first(), Some(&"nowosolski"));
        assert_eq!(names("świebodzinsky").first(), Some(&"świebodziński"));
        for text in ["qqqq", "lubuskie", "wszystkie", "poznański", "krakowski"] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(names("powiat Zielona Góra"), ["zielonogórski", "Zielona Góra"]);
    }

    #[test]
    fn several_in_a_cell() {
        let joined = |counties: Counties| counties.iter().map(County::name).collect::<Vec<_>>().join(", ");
        let names = |cell| Counties::find(cell).map(joined);
        assert_eq!(names("wschowski, nowosolski").as_deref(), Ok("nowosolski, wschowski"));
        assert_eq!(names("żarski/żagański").as_deref(), Ok("żagański, żarski"));
        assert_eq!(names("żarski + m. Zielona Góra").as_deref(), Ok("żarski, Zielona Góra"));
        assert_eq!(names("powiat żarski i powiat żagański").as_deref(), Ok("żagański, żarski"));
        assert_eq!(names("ŻARSKI I ŻAGAŃSKI ORAZ WSCHOWSKI").as_deref(), Ok("żagański, żarski, wschowski"));
        assert_eq!(names("żarski, krakowski"), Err("krakowski"));
        for all in [
            "wszystkie",
            "Wszystkie powiaty",
            "wszyscy",
            "CAŁE WOJEWÓDZTWO",
            "całe woj. lubuskie",
            "cały region",
            "wszystkie powiaty województwa lubuskiego",
            "all",
        ] {
            assert_eq!(Counties::find(all), Ok(Counties::all()), "{all}");
        }
        for text in ["lubuskie", "powiaty", "wszystkie poza żarskim", "wszystkie miasta", "cały powiat"] {
            assert!(Counties::find(text).is_err(), "{text}");
        }
        assert_eq!(names("żarski, , wschowski"), Err(""));
        let order = |cell| Counties::find(cell).unwrap().order();
        assert!(order("0801, 0862") < order("0802, 0803"));
    }
}
