//! Towns of Lubuskie: the one that a place names in words, in the nominative, as maps want it.
//!
//! Never guessed: a postal code in the address names its post town, "w Drezdenku" a town of the region. A county's seat is
//! not taken for the place of a meeting.

use crate::polish::{fold, same, starts_with};

/// The seats of the region's gminas (TERC register, 2016) and their locatives, as they stand after "w" and "we".
#[rustfmt::skip]
const TOWNS: &[(&str, &[&str])] = &[
    ("Babimost", &["Babimoście"]),
    ("Bledzew", &["Bledzewie"]),
    ("Bobrowice", &["Bobrowicach"]),
    ("Bogdaniec", &["Bogdańcu"]),
    ("Bojadła", &["Bojadłach"]),
    ("Brody", &["Brodach"]),
    ("Brzeźnica", &["Brzeźnicy"]),
    ("Bytnica", &["Bytnicy"]),
    ("Bytom Odrzański", &["Bytomiu Odrzańskim", "Bytomiu Odrz."]),
    ("Cybinka", &["Cybince"]),
    ("Czerwieńsk", &["Czerwieńsku"]),
    ("Deszczno", &["Deszcznie"]),
    ("Dobiegniew", &["Dobiegniewie"]),
    ("Drezdenko", &["Drezdenku"]),
    ("Dąbie", &["Dąbiu"]),
    ("Gorzów Wielkopolski", &["Gorzowie Wielkopolskim", "Gorzowie Wlkp."]),
    ("Gozdnica", &["Gozdnicy"]),
    ("Gubin", &["Gubinie"]),
    ("Górzyca", &["Górzycy"]),
    ("Iłowa", &["Iłowie", "Iłowej"]),
    ("Jasień", &["Jasieniu"]),
    ("Kargowa", &["Kargowej"]),
    ("Kolsko", &["Kolsku"]),
    ("Kostrzyn nad Odrą", &["Kostrzynie nad Odrą"]),
    ("Kożuchów", &["Kożuchowie"]),
    ("Krosno Odrzańskie", &["Krośnie Odrzańskim", "Krośnie Odrz."]),
    ("Krzeszyce", &["Krzeszycach"]),
    ("Kłodawa", &["Kłodawie"]),
    ("Lipinki Łużyckie", &["Lipinkach Łużyckich"]),
    ("Lubiszyn", &["Lubiszynie"]),
    ("Lubniewice", &["Lubniewicach"]),
    ("Lubrza", &["Lubrzy"]),
    ("Lubsko", &["Lubsku"]),
    ("Maszewo", &["Maszewie"]),
    ("Małomice", &["Małomicach"]),
    ("Międzyrzecz", &["Międzyrzeczu"]),
    ("Niegosławice", &["Niegosławicach"]),
    ("Nowa Sól", &["Nowej Soli"]),
    ("Nowe Miasteczko", &["Nowym Miasteczku"]),
    ("Nowogród Bobrzański", &["Nowogrodzie Bobrzańskim", "Nowogrodzie Bobrz."]),
    ("Otyń", &["Otyniu"]),
    ("Ośno Lubuskie", &["Ośnie Lubuskim"]),
    ("Przewóz", &["Przewozie"]),
    ("Przytoczna", &["Przytocznej"]),
    ("Pszczew", &["Pszczewie"]),
    ("Rzepin", &["Rzepinie"]),
    ("Santok", &["Santoku"]),
    ("Siedlisko", &["Siedlisku"]),
    ("Skwierzyna", &["Skwierzynie"]),
    ("Skąpe", &["Skąpem"]),
    ("Stare Kurowo", &["Starym Kurowie"]),
    ("Strzelce Krajeńskie", &["Strzelcach Krajeńskich", "Strzelcach Kraj."]),
    ("Sulechów", &["Sulechowie"]),
    ("Sulęcin", &["Sulęcinie"]),
    ("Szczaniec", &["Szczańcu"]),
    ("Szlichtyngowa", &["Szlichtyngowej"]),
    ("Szprotawa", &["Szprotawie"]),
    ("Sława", &["Sławie"]),
    ("Słońsk", &["Słońsku"]),
    ("Słubice", &["Słubicach"]),
    ("Torzym", &["Torzymiu"]),
    ("Trzciel", &["Trzcielu"]),
    ("Trzebiechów", &["Trzebiechowie"]),
    ("Trzebiel", &["Trzebielu"]),
    ("Tuplice", &["Tuplicach"]),
    ("Witnica", &["Witnicy"]),
    ("Wschowa", &["Wschowie"]),
    ("Wymiarki", &["Wymiarkach"]),
    ("Zabór", &["Zaborze"]),
    ("Zbąszynek", &["Zbąszynku"]),
    ("Zielona Góra", &["Zielonej Górze"]),
    ("Zwierzyn", &["Zwierzynie"]),
    ("Łagów", &["Łagowie"]),
    ("Łęknica", &["Łęknicy"]),
    ("Świdnica", &["Świdnicy"]),
    ("Świebodzin", &["Świebodzinie"]),
    ("Żagań", &["Żaganiu"]),
    ("Żary", &["Żarach"]),
];

/// What offices cut short; folded.
const SHORT: &[(&str, &str)] = &[
    ("gorzow wlkp", "Gorzów Wielkopolski"),
    ("krosno odrz", "Krosno Odrzańskie"),
    ("strzelce kraj", "Strzelce Krajeńskie"),
    ("z gora", "Zielona Góra"),
    ("kostrzyn n odra", "Kostrzyn nad Odrą"),
    ("osno lub", "Ośno Lubuskie"),
    ("nowogrod bobrz", "Nowogród Bobrzański"),
    ("bytom odrz", "Bytom Odrzański"),
];

/// A town as written in a cell of its own, in the nominative: "Gorzów Wlkp." and "w Nowej Soli" are mended, all else stays.
pub fn nominative(cell: &str) -> &str {
    if let Some(town) = known(cell) {
        return town;
    }
    if let Some(town) = in_words(cell) {
        return town;
    }
    let folded = fold(cell);
    if let Some((_, town)) = SHORT.iter().find(|(short, _)| *short == folded) {
        return town;
    }
    // "Nowej Soli", where no town is called so
    let locative = TOWNS.iter().find(|(_, forms)| forms.iter().any(|form| same(form, cell)));
    if TOWNS.iter().any(|(town, _)| same(town, cell)) { cell } else { locative.map_or(cell, |(town, _)| town) }
}

/// A town of the table, written just so: nearly all are.
fn known(name: &str) -> Option<&'static str> {
    TOWNS.binary_search_by_key(&name, |(town, _)| town).ok().map(|at| TOWNS[at].0)
}

/// The town of a place: behind a postal code in the address, else "w Drezdenku" in venue or address, else a part that is
/// nothing but a town's name.
pub fn find<'p>(venue: &'p str, address: &'p str) -> Option<&'p str> {
    behind_postal_code(address)
        .or_else(|| behind_postal_code(venue))
        .map(nominative)
        .or_else(|| in_words(venue))
        .or_else(|| in_words(address))
        .or_else(|| by_itself(address))
        .or_else(|| by_itself(venue))
}

/// "Nowa Sól" between commas, or with its postal code behind it.
fn by_itself(place: &str) -> Option<&'static str> {
    place.split([',', ';']).rev().find_map(|part| {
        let part = part.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || c == '-');
        TOWNS.iter().find(|(town, _)| !part.is_empty() && same(town, part)).map(|&(town, _)| town)
    })
}

/// "66-530 Drezdenko", "42- 233 Mykanów": what follows the code, up to a comma, a bracket, a street or a number.
fn behind_postal_code(text: &str) -> Option<&str> {
    let digits = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    // "–" begins with this octet, and little else does
    memchr::memchr2_iter(b'-', 0xe2, text.as_bytes()).find_map(|at| {
        let dash = text[at..].strip_prefix(['-', '–']).map(|rest| text.len() - at - rest.len())?;
        let before = text.as_bytes()[..at].trim_ascii_end();
        let first = before.len().checked_sub(2)?;
        let after = text[at + dash..].trim_start();
        // a telephone has numbers before it
        let apart = before[..first].trim_ascii_end();
        let alone = apart.last().is_none_or(|byte| !byte.is_ascii_digit())
            && (first == 0 || !before[first - 1].is_ascii_alphanumeric());
        if !alone || !digits(&before[first..]) || !digits(after.as_bytes().get(..3)?) {
            return None;
        }
        let rest = after[3..].trim_start_matches([' ', ',', '\u{a0}']);
        if let Some(town) = known(rest.split([',', ';', '(']).next()?.trim_end()) {
            return Some(town);
        }
        let known =
            TOWNS.iter().map(|(town, _)| *town).filter(|town| starts_with(rest, town)).max_by_key(|town| town.len());
        let town = known.or_else(|| {
            let part = rest.split([',', ';', '(']).next()?;
            let street = |word: &&str| {
                !word.starts_with(char::is_alphabetic)
                    || ["ul.", "al.", "pl.", "os.", "tel.", "Plac", "Rynek"].contains(word)
            };
            let end =
                part.split(' ').find(street).map_or(part.len(), |word| word.as_ptr() as usize - part.as_ptr() as usize);
            Some(part[..end].trim())
        })?;
        town.starts_with(char::is_alphabetic).then_some(town)
    })
}

/// The town that a text names in the locative after "w" or "we".
fn in_words(text: &str) -> Option<&'static str> {
    let starts =
        text.char_indices().filter(|&(at, c)| matches!(c, 'w' | 'W') && !text[..at].ends_with(char::is_alphanumeric));
    let mut named = starts
        .filter_map(|(at, _)| {
            let rest = &text[at + 1..];
            let rest = rest.strip_prefix(['e', 'E']).unwrap_or(rest).strip_prefix([' ', '\u{a0}'])?;
            Some(rest.trim_start())
        })
        .filter_map(|rest| {
            let locatives = TOWNS.iter().flat_map(|&(town, forms)| forms.iter().map(move |form| (town, *form)));
            locatives
                .filter(|(_, form)| starts_with(rest, form))
                .max_by_key(|(_, form)| form.len())
                .map(|(town, _)| town)
        });
    let town = named.next()?;
    // of two nobody knows which
    named.all(|other| other == town).then_some(town)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_of_places() {
        for (venue, address, town) in [
            ("siedziba PCPR w Nowej Soli", "ul. Piłsudskiego 65", Some("Nowa Sól")),
            ("siedziba PCPR w Drezdenku", "ul. Kościuszki 31, 66-530 Drezdenko", Some("Drezdenko")),
            ("Sala Sesyjna Starostwa Powiatowego we Wschowie", "Plac Kosynierów 1c", Some("Wschowa")),
            ("Starostwo Powiatowe w Krośnie Odrzańskim, sala 2", "", Some("Krosno Odrzańskie")),
            ("STAROSTWO POWIATOWE W SULĘCINIE", "", Some("Sulęcin")),
            ("Urząd Miasta", "ul. Sikorskiego 3-4, 66-400 Gorzów Wlkp.", Some("Gorzów Wielkopolski")),
            ("Urząd", "66- 400 Gorzów Wielkopolski (parter)", Some("Gorzów Wielkopolski")),
            ("Dom Kultury, 68-300 Lubsko", "", Some("Lubsko")),
            ("Dom Kultury", "al. Wojska Polskiego 2", None),
            ("Starostwo Powiatowe w Krakowie", "", None),
            ("Nowa Sól", "", Some("Nowa Sól")),
            ("PCPR", "Żary 68-200, ul. Ogrodowa 1", Some("Żary")),
            ("PCPR", "67-100 Nowa Sól ul. Piłsudskiego 65", Some("Nowa Sól")),
            ("PCPR", "22-175 Dorohusk ul. Główna 1", Some("Dorohusk")),
            ("PCPR", "67–100, Nowa Sól - I piętro", Some("Nowa Sól")),
            ("PCPR w  Nowej Soli", "", Some("Nowa Sól")),
            ("PCPR", "tel. 68 45-123 Jan", None),
            ("Urząd w Gorzowie Wlkp.", "", Some("Gorzów Wielkopolski")),
            ("Pałac w Żaganiu i Ratusz w Szprotawie", "", None),
            ("Ośrodek wsparcia", "ul. Zaborze 5", None),
            ("w Brodachowie", "", None),
        ] {
            assert_eq!(find(venue, address), town, "{venue} | {address}");
        }
        for (cell, town) in [
            ("Gorzów Wlkp.", "Gorzów Wielkopolski"),
            ("w Nowej Soli", "Nowa Sól"),
            ("Nowej Soli", "Nowa Sól"),
            ("Gorzów Wlkp", "Gorzów Wielkopolski"),
            ("Nowa Sól", "Nowa Sól"),
            ("Kol. Łuszczów", "Kol. Łuszczów"),
        ] {
            assert_eq!(nominative(cell), town);
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(TOWNS.len(), 78);
        assert!(TOWNS.is_sorted_by_key(|(town, _)| town));
        for (town, forms) in TOWNS {
            for form in *forms {
                assert_eq!(find(&format!("sala w {form}."), ""), Some(*town), "{form}");
            }
        }
    }
}
