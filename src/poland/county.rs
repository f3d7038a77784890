//! The 14 counties of Lubuskie, and which of them people mean.
//!
//! Codes and names are the TERC register's (GUS, 2016-01-01); they are not alphabetical at the end, and lists in circulation
//! have them wrong: 0810 żagański, 0811 żarski, 0812 wschowski. Two of the 14 are cities with the rights of a county, and
//! they are the seats of two others: "Zielona Góra" is the city, "powiat zielonogórski" the land around it.

use std::fmt;

use crate::poland::date::fold;

struct Entry {
    teryt: &'static str,
    /// Nominative: the adjective, or a city's name.
    name: &'static str,
    slug: &'static str,
    seat: &'static str,
    /// After "w", "we": where the seat is.
    seat_locative: &'static str,
    seat_genitive: &'static str,
}

/// 12 counties, then the cities.
const FIRST_CITY: usize = 12;

#[rustfmt::skip]
const TABLE: [Entry; 14] = [
    Entry { teryt: "0801", name: "gorzowski", slug: "gorzowski", seat: "Gorzów Wielkopolski", seat_locative: "Gorzowie Wielkopolskim", seat_genitive: "Gorzowa Wielkopolskiego" },
    Entry { teryt: "0802", name: "krośnieński", slug: "krosnienski", seat: "Krosno Odrzańskie", seat_locative: "Krośnie Odrzańskim", seat_genitive: "Krosna Odrzańskiego" },
    Entry { teryt: "0803", name: "międzyrzecki", slug: "miedzyrzecki", seat: "Międzyrzecz", seat_locative: "Międzyrzeczu", seat_genitive: "Międzyrzecza" },
    Entry { teryt: "0804", name: "nowosolski", slug: "nowosolski", seat: "Nowa Sól", seat_locative: "Nowej Soli", seat_genitive: "Nowej Soli" },
    Entry { teryt: "0805", name: "słubicki", slug: "slubicki", seat: "Słubice", seat_locative: "Słubicach", seat_genitive: "Słubic" },
    Entry { teryt: "0806", name: "strzelecko-drezdenecki", slug: "strzelecko-drezdenecki", seat: "Strzelce Krajeńskie", seat_locative: "Strzelcach Krajeńskich", seat_genitive: "Strzelec Krajeńskich" },
    Entry { teryt: "0807", name: "sulęciński", slug: "sulecinski", seat: "Sulęcin", seat_locative: "Sulęcinie", seat_genitive: "Sulęcina" },
    Entry { teryt: "0808", name: "świebodziński", slug: "swiebodzinski", seat: "Świebodzin", seat_locative: "Świebodzinie", seat_genitive: "Świebodzina" },
    Entry { teryt: "0809", name: "zielonogórski", slug: "zielonogorski", seat: "Zielona Góra", seat_locative: "Zielonej Górze", seat_genitive: "Zielonej Góry" },
    Entry { teryt: "0810", name: "żagański", slug: "zaganski", seat: "Żagań", seat_locative: "Żaganiu", seat_genitive: "Żagania" },
    Entry { teryt: "0811", name: "żarski", slug: "zarski", seat: "Żary", seat_locative: "Żarach", seat_genitive: "Żar" },
    Entry { teryt: "0812", name: "wschowski", slug: "wschowski", seat: "Wschowa", seat_locative: "Wschowie", seat_genitive: "Wschowy" },
    Entry { teryt: "0861", name: "Gorzów Wielkopolski", slug: "gorzow-wielkopolski", seat: "Gorzów Wielkopolski", seat_locative: "Gorzowie Wielkopolskim", seat_genitive: "Gorzowa Wielkopolskiego" },
    Entry { teryt: "0862", name: "Zielona Góra", slug: "zielona-gora", seat: "Zielona Góra", seat_locative: "Zielonej Górze", seat_genitive: "Zielonej Góry" },
];

/// One of the 14, ordered by TERYT code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct County(u8);

impl County {
    /// All, ordered by TERYT code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.len() as u8).map(Self)
    }

    fn entry(self) -> &'static Entry {
        &TABLE[usize::from(self.0)]
    }

    /// The county of a code, four digits.
    pub fn from_teryt(code: &str) -> Option<Self> {
        Self::all().find(|county| county.teryt() == code)
    }

    /// The code of the TERC register, four digits.
    pub fn teryt(self) -> &'static str {
        self.entry().teryt
    }

    /// "nowosolski", "Zielona Góra".
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The name in ASCII, for files.
    pub fn slug(self) -> &'static str {
        self.entry().slug
    }

    /// The town where the county's office is.
    pub fn seat(self) -> &'static str {
        self.entry().seat
    }

    /// A city with the rights of a county.
    pub fn is_city(self) -> bool {
        usize::from(self.0) >= FIRST_CITY
    }

    /// "powiat nowosolski", "miasto Zielona Góra".
    pub fn full_name(self) -> String {
        let kind = if self.is_city() { "miasto" } else { "powiat" };
        format!("{kind} {}", self.name())
    }

    /// As a list would have it: "nowosolski", "m. Zielona Góra".
    pub fn short_name(self) -> String {
        if self.is_city() { format!("m. {}", self.name()) } else { self.name().to_owned() }
    }

    /// "w powiecie nowosolskim", "w Zielonej Górze".
    pub fn locative(self) -> String {
        if self.is_city() {
            format!("w {}", self.entry().seat_locative)
        } else {
            format!("w powiecie {}m", self.name())
        }
    }

    /// "powiatu nowosolskiego", "miasta Zielona Góra".
    pub fn genitive(self) -> String {
        if self.is_city() { format!("miasta {}", self.name()) } else { format!("powiatu {}ego", self.name()) }
    }

    /// The county that a text names: its name in any case with or without "powiat", "pow.", "Starosta"; TERYT code; slug;
    /// "m. Zielona Góra", "Gorzów Wlkp."; "Starostwo Powiatowe w Nowej Soli"; the seat alone, which is the city where there
    /// is one. `None`: no county, or not surely one.
    pub fn find(text: &str) -> Option<Self> {
        let folded = fold(text);
        if let Some(county) = by_code(&folded) {
            return Some(county);
        }
        let (kind, name) = strip_words(&folded);
        by_adjective(name).filter(|_| kind != Some(Word::City)).or_else(|| by_seat(name, kind))
    }

    /// Up to three whose names are nearest to a text that is none.
    pub fn nearest(text: &str) -> Vec<Self> {
        let folded = fold(text);
        let (_, name) = strip_words(&folded);
        let mut near: Vec<(f64, Self)> = Self::all()
            .map(|county| {
                let likeness = |known: &str| strsim::jaro_winkler(name, &fold(known));
                (likeness(county.name()).max(likeness(county.seat())), county)
            })
            .filter(|&(likeness, _)| likeness > 0.88)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(3);
        near.into_iter().map(|(_, county)| county).collect()
    }
}

impl serde::Serialize for County {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.short_name())
    }
}

impl fmt::Display for County {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// `0804`; `804`, as a spreadsheet leaves it; `0804000`, as the register writes it in full.
fn by_code(folded: &str) -> Option<County> {
    let code = match folded.len() {
        3 => folded,
        4 => folded.strip_prefix('0')?,
        7 => folded.strip_prefix('0')?.strip_suffix("000")?,
        _ => return None,
    };
    County::all().find(|county| &county.teryt()[1..] == code)
}

/// What the words before a name say it is.
#[derive(Clone, Copy, PartialEq)]
enum Word {
    County,
    Office,
    City,
}

/// Folded words around a name, and what they make of it.
const WORDS: &[(&str, Option<Word>)] = &[
    ("w", None),
    ("we", None),
    ("powiat", Some(Word::County)),
    ("powiaty", Some(Word::County)),
    ("ziemski", Some(Word::County)),
    ("grodzki", Some(Word::City)),
    ("powiatu", Some(Word::County)),
    ("powiatowi", Some(Word::County)),
    ("powiatem", Some(Word::County)),
    ("powiecie", Some(Word::County)),
    ("pow", Some(Word::County)),
    ("starosta", Some(Word::County)),
    ("starosty", Some(Word::County)),
    ("starostwo", Some(Word::Office)),
    ("starostwa", Some(Word::Office)),
    ("starostwie", Some(Word::Office)),
    ("powiatowe", Some(Word::Office)),
    ("powiatowego", Some(Word::Office)),
    ("powiatowym", Some(Word::Office)),
    ("miasto", Some(Word::City)),
    ("miasta", Some(Word::City)),
    ("miescie", Some(Word::City)),
    ("m", Some(Word::City)),
];

fn strip_words(folded: &str) -> (Option<Word>, &str) {
    let (mut kind, mut name) = (None, folded);
    while let Some((first, rest)) = name.split_once(' ')
        && let Some(&(_, says)) = WORDS.iter().find(|(word, _)| *word == first)
    {
        (kind, name) = (says.or(kind), rest);
    }
    for (suffix, says) in
        [(" m", Word::City), (" miasto", Word::City), (" ziemski", Word::County), (" grodzki", Word::City)]
    {
        if let Some(rest) = name.strip_suffix(suffix) {
            (kind, name) = (Some(says), rest);
        }
    }
    (kind, name)
}

/// The 12 adjectives in all cases: -ski, -skiego, -skiemu, -skim. A hyphen is a blank here.
fn by_adjective(name: &str) -> Option<County> {
    let stem = ["iego", "iemu", "im", "i"].iter().find_map(|ending| name.strip_suffix(ending))?;
    County::all().take(FIRST_CITY).find(|county| {
        // in one word or several
        let letters = |text: &'static str| text.chars().filter(|c| *c != '-');
        letters(county.slug().trim_end_matches('i')).eq(stem.chars().filter(|c| *c != ' '))
    })
}

/// A town by its name, "Gorzów", or with the short forms "Wlkp.", "Odrz.", "Kraj.".
fn by_seat(name: &str, kind: Option<Word>) -> Option<County> {
    let is = |form: &str| {
        let form = fold(form);
        let alike = |known: &str, word: &str| {
            known == word
                || matches!(
                    (word, known.get(..4)),
                    ("wlkp", Some("wiel")) | ("odrz", Some("odrz")) | ("kraj", Some("kraj"))
                )
        };
        let (mut known, mut words) = (form.split(' '), name.split(' '));
        loop {
            match (known.next(), words.next()) {
                (None, None) => return true,
                (Some(known), Some(word)) if alike(known, word) => {}
                // Gorzów is the one seat known by its first word alone
                (Some(known), None) if known.starts_with("wielkopolsk") => return true,
                _ => return false,
            }
        }
    };
    let short_name = matches!(name, "z gora" | "zg");
    let mut seats = County::all().filter(|county| {
        let entry = county.entry();
        [entry.seat, entry.seat_locative, entry.seat_genitive].into_iter().any(is)
            || short_name && entry.seat == "Zielona Góra"
    });
    let (county, city) = (seats.next()?, seats.next());
    match (kind, city) {
        (Some(Word::City) | None, Some(city)) => Some(city),
        (Some(Word::City), None) => county.is_city().then_some(county),
        (Some(Word::Office) | None, _) | (Some(Word::County), None) => Some(county),
        // "powiat Zielona Góra" may be either
        (Some(Word::County), Some(_)) => None,
    }
}

/// Some of the 14: whom a meeting is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counties(u16);

impl Counties {
    /// All 14.
    pub fn all() -> Self {
        County::all().collect()
    }

    /// Whether it is one of them.
    pub fn contains(self, county: County) -> bool {
        self.0 & (1 << county.0) != 0
    }

    /// Those in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one is in both.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Each, ordered by TERYT code.
    pub fn iter(self) -> impl Iterator<Item = County> {
        County::all().filter(move |&county| self.contains(county))
    }

    /// A number that sorts the one with the lower codes first.
    pub fn order(self) -> u16 {
        !self.0.reverse_bits()
    }

    /// Those that a cell names, separated by `,` `/` `+` `;` or `i`, `oraz`.
    ///
    /// # Errors
    /// The part that names none.
    pub fn find(cell: &str) -> Result<Self, &str> {
        if let Some(county) = County::find(cell) {
            return Ok(Self(1 << county.0));
        }
        let mut found = Self::default();
        let words = [" i ", " I ", " oraz ", " ORAZ "];
        let parts = cell.split([',', '/', '+', ';', '\n']).map(|part| vec![part]);
        let parts = words.iter().fold(parts.collect::<Vec<_>>().concat(), |parts, word| {
            parts.into_iter().flat_map(|part| part.split(word)).collect()
        });
        for part in parts {
            let part = part.trim();
            found.0 |= 1 << County::find(part).ok_or(part)?.0;
        }
        Ok(found)
    }
}

impl FromIterator<County> for Counties {
    fn from_iter<T: IntoIterator<Item = County>>(counties: T) -> Self {
        Self(counties.into_iter().fold(0, |bits, county| bits | 1 << county.0))
    }
}

impl fmt::Display for Counties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, county) in self.iter().enumerate() {
            write!(f, "{}{county}", if n == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register() {
        assert_eq!(County::find("0812").map(County::name), Some("wschowski"));
        assert_eq!(County::all().map(County::teryt).collect::<Vec<_>>().len(), 14);
        assert!(County::all().is_sorted_by_key(County::teryt));
        assert_eq!(County::find("0809").map(County::locative).as_deref(), Some("w powiecie zielonogórskim"));
        assert_eq!(County::find("0862").map(County::locative).as_deref(), Some("w Zielonej Górze"));
        for county in County::all().take(FIRST_CITY) {
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
        let names = |text| County::nearest(text).into_iter().map(County::name).collect::<Vec<_>>();
        assert_eq!(names("powiat nowosolsky").first(), Some(&"nowosolski"));
        assert_eq!(names("świebodzinsky").first(), Some(&"świebodziński"));
        for text in ["qqqq", "lubuskie", "wszystkie", "poznański", "krakowski"] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(names("powiat Zielona Góra"), ["zielonogórski", "Zielona Góra"]);
    }

    #[test]
    fn several_in_a_cell() {
        let names = |cell| Counties::find(cell).map(|counties| counties.to_string());
        assert_eq!(names("wschowski, nowosolski").as_deref(), Ok("nowosolski, wschowski"));
        assert_eq!(names("żarski/żagański").as_deref(), Ok("żagański, żarski"));
        assert_eq!(names("żarski + m. Zielona Góra").as_deref(), Ok("żarski, Zielona Góra"));
        assert_eq!(names("powiat żarski i powiat żagański").as_deref(), Ok("żagański, żarski"));
        assert_eq!(names("ŻARSKI I ŻAGAŃSKI ORAZ WSCHOWSKI").as_deref(), Ok("żagański, żarski, wschowski"));
        assert_eq!(names("żarski, krakowski"), Err("krakowski"));
        assert_eq!(names("żarski, , wschowski"), Err(""));
        let order = |cell| Counties::find(cell).unwrap().order();
        assert!(order("0801, 0862") < order("0802, 0803"));
    }
}
