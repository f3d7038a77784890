//! A place in parts, as maps and search engines want it.

use serde_json::{Value, json};

use crate::meeting::attendance::{Attendance, link};
use crate::page::{data::without_nulls, links::encoded};
use crate::poland::town::{self, is_postal_code};

/// What stands before a number that is no house's.
const NUMBERED: [&str; 12] =
    ["sala", "sali", "pok", "pokój", "piętro", "parter", "aula", "bud", "tel", "id", "hasło", "kod"];

/// Where a map shows a place: by its coordinates, or by street and town, which maps know, rather than rooms, which they do not.
/// None for what is online, and where words about taking part from afar cannot be told from the place.
pub(super) fn map(place: &str, geo: &str) -> Option<String> {
    let attendance = Attendance::of(place);
    let Address { street, town, .. } = address(place);
    let map = match (geo.split_once(';'), street.zip(town)) {
        _ if place.is_empty() || attendance == Attendance::Online => return None,
        (Some((lat, lon)), _) => format!("?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"),
        (None, Some((street, town))) => format!("search?query={}", encoded(&format!("{street}, {town}"))),
        (None, None) if link(place).is_some() || attendance != Attendance::Offline => return None,
        (None, None) => format!("search?query={}", encoded(place)),
    };
    Some(format!("https://www.openstreetmap.org/{map}"))
}

/// schema.org's Place; `region`: what is said where no place is known.
pub(super) fn schema(place: &str, region: &str) -> Value {
    let Address { venue, street, code, town } = address(place);
    let postal = without_nulls(json!({
        "@type": "PostalAddress", "addressCountry": "PL", "streetAddress": street, "postalCode": code, "addressLocality": town
    }));
    json!({ "@type": "Place", "name": if venue.is_empty() { region } else { &venue }, "address": postal })
}

struct Address<'a> {
    /// What stands before the street; all if there is none.
    venue: String,
    street: Option<&'a str>,
    code: Option<&'a str>,
    town: Option<&'a str>,
}

/// A place as events have it, its parts between commas: what it holds of an address.
fn address(place: &str) -> Address<'_> {
    let parts: Vec<_> = place.split(", ").collect();
    let is_street = |part: &&str| {
        let first = part.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let mut words = part.split(' ').skip(1);
        !NUMBERED.contains(&&*first)
            && !part.contains("piętro")
            && !part.split(' ').any(is_postal_code)
            && words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let street = parts.iter().rposition(is_street);
    let before = street.map(|n| parts[..n].join(", ")).filter(|venue| !venue.is_empty());
    // behind a street nothing but its town is left
    let behind = || parts.get(street? + 1).copied().filter(|part| !part.contains(|c: char| c.is_ascii_digit()));
    Address {
        venue: before.unwrap_or_else(|| place.to_owned()),
        street: street.map(|n| parts[n]),
        code: place.split([' ', ',']).find(|word| is_postal_code(word)),
        town: town::find("", place).or_else(behind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_parts() {
        for (place, street, code, town) in [
            (
                "Starostwo, sala 105, I piętro, al. Jana Pawła II 5, 68-200 Żary",
                "al. Jana Pawła II 5",
                "68-200",
                "Żary",
            ),
            ("Ratusz, Rynek 1/5, 68-200, Żary", "Rynek 1/5", "68-200", "Żary"),
            ("Świetlica, ul. Polna 3a, Przyborów", "ul. Polna 3a", "", "Przyborów"),
            ("Urząd Miasta, ul. 3 Maja 22, Zielona Góra", "ul. 3 Maja 22", "", "Zielona Góra"),
            ("Ratusz, Żary", "", "", "Żary"),
            ("Ratusz oraz Zoom, ID: 123 456, hasło: 12, Żary", "", "", "Żary"),
            ("Sala konferencyjna 12", "", "", ""),
            ("Ratusz", "", "", ""),
        ] {
            let Address { street: found, code: its_code, town: its_town, .. } = address(place);
            let found = [found, its_code, its_town].map(Option::unwrap_or_default);
            assert_eq!(found, [street, code, town], "{place}");
        }
        assert_eq!(address("Starostwo, sala 105, ul. Polna 3, 68-200 Żary").venue, "Starostwo, sala 105");
        assert_eq!(address("ul. Polna 3, 68-200 Żary").venue, "ul. Polna 3, 68-200 Żary");
        for (place, words) in [
            ("Starostwo, sala 105, ul. Polna 3, 68-200 Żary", Some("ul. Polna 3, Żary")),
            ("Starostwo oraz online: https://a.pl, ul. Polna 3, Żary", Some("ul. Polna 3, Żary")),
            ("Ratusz, Żary", Some("Ratusz, Żary")),
            ("Ratusz, https://a.pl/dojazd, Żary", None),
            ("Ratusz oraz online, Żary", None),
        ] {
            let query = words.map(|words| format!("https://www.openstreetmap.org/search?query={}", encoded(words)));
            assert_eq!(map(place, ""), query, "{place}");
        }
    }
}
