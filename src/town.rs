//! Towns of Lubuskie: the one that a place names in words, in the nominative, as maps want it.
//!
//! Never guessed: a postal code in the address names its post town, "w Drezdenku" a town of the region. A county's seat is
//! not taken for the place of a meeting.

use crate::polish::{fold, starts_with};

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
    ("Bytom Odrzański", &["Bytomiu Odrzańskim"]),
    ("Cybinka", &["Cybince"]),
    ("Czerwieńsk", &["Czerwieńsku"]),
    ("Deszczno", &["Deszcznie"]),
    ("Dobiegniew", &["Dobiegniewie"]),
    ("Drezdenko", &["Drezdenku"]),
    ("Dąbie", &["Dąbiu"]),
    ("Gorzów Wielkopolski", &["Gorzowie Wielkopolskim"]),
    ("Gozdnica", &["Gozdnicy"]),
    ("Gubin", &["Gubinie"]),
    ("Górzyca", &["Górzycy"]),
    ("Iłowa", &["Iłowie", "Iłowej"]),
    ("Jasień", &["Jasieniu"]),
    ("Kargowa", &["Kargowej"]),
    ("Kolsko", &["Kolsku"]),
    ("Kostrzyn nad Odrą", &["Kostrzynie nad Odrą"]),
    ("Kożuchów", &["Kożuchowie"]),
    ("Krosno Odrzańskie", &["Krośnie Odrzańskim"]),
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
    ("Nowogród Bobrzański", &["Nowogrodzie Bobrzańskim"]),
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
    ("Strzelce Krajeńskie", &["Strzelcach Krajeńskich"]),
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
    if let Some(town) = in_words(cell) {
        return town;
    }
    if !cell.contains('.') {
        return cell;
    }
    let folded = fold(cell);
    SHORT.iter().find(|(short, _)| *short == folded).map_or(cell, |&(_, town)| town)
}

/// The town of a place: behind a postal code in the address, else "w Drezdenku" in venue or address.
pub fn find<'p>(venue: &'p str, address: &'p str) -> Option<&'p str> {
    behind_postal_code(address)
        .or_else(|| behind_postal_code(venue))
        .map(nominative)
        .or_else(|| in_words(venue))
        .or_else(|| in_words(address))
}

/// "66-530 Drezdenko", "42- 233 Mykanów": what follows the code, up to a comma or bracket.
fn behind_postal_code(text: &str) -> Option<&str> {
    let digits = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    text.match_indices('-').find_map(|(at, _)| {
        let before = text.as_bytes()[..at].trim_ascii_end();
        let first = before.len().checked_sub(2)?;
        let after = text[at + 1..].trim_start();
        let apart = first == 0 || !before[first - 1].is_ascii_alphanumeric();
        if !apart || !digits(&before[first..]) || !digits(after.as_bytes().get(..3)?) {
            return None;
        }
        let town = after[3..].split([',', ';', '(']).next()?.trim().trim_end_matches('.');
        let cut_short = after[3..].trim_start().get(..town.len() + 1).filter(|cut| cut.ends_with('.'));
        town.starts_with(char::is_alphabetic).then(|| cut_short.unwrap_or(town))
    })
}

/// The town that a text names in the locative after "w" or "we".
fn in_words(text: &str) -> Option<&'static str> {
    let starts =
        text.char_indices().filter(|&(at, c)| matches!(c, 'w' | 'W') && !text[..at].ends_with(char::is_alphanumeric));
    starts
        .filter_map(|(at, _)| {
            let rest = &text[at + 1..];
            rest.strip_prefix(['e', 'E']).unwrap_or(rest).strip_prefix([' ', '\u{a0}'])
        })
        .find_map(|rest| {
            let locatives = TOWNS.iter().flat_map(|&(town, forms)| forms.iter().map(move |form| (town, *form)));
            locatives
                .filter(|(_, form)| starts_with(rest, form))
                .max_by_key(|(_, form)| form.len())
                .map(|(town, _)| town)
        })
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
            ("Nowa Sól", "", None),
            ("Ośrodek wsparcia", "ul. Zaborze 5", None),
            ("w Brodachowie", "", None),
        ] {
            assert_eq!(find(venue, address), town, "{venue} | {address}");
        }
        for (cell, town) in [
            ("Gorzów Wlkp.", "Gorzów Wielkopolski"),
            ("w Nowej Soli", "Nowa Sól"),
            ("Nowa Sól", "Nowa Sól"),
            ("Kol. Łuszczów", "Kol. Łuszczów"),
        ] {
            assert_eq!(nominative(cell), town);
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(TOWNS.len(), 78);
        for (town, forms) in TOWNS {
            for form in *forms {
                assert_eq!(find(&format!("sala w {form}."), ""), Some(*town), "{form}");
            }
        }
    }
}
