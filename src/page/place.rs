//! A place in parts, as maps and search engines want it.

use serde_json::{Value, json};

use crate::calendar::event::Event;
use crate::meeting::attendance::{Attendance, link};
use crate::page::data::without_nulls;
use crate::page::links::encoded;
use crate::poland::town::{self, is_postal_code};

/// What stands before a number that is no house's.
const NUMBERED: [&str; 12] =
    ["sala", "sali", "pok", "pokój", "piętro", "parter", "aula", "bud", "tel", "id", "hasło", "kod"];

/// Where a map shows a meeting; none for what is online, and where no place is known that a map could know.
pub(super) fn map(event: &Event) -> Option<String> {
    let place = event.place();
    if place.is_empty() || Attendance::of(&event.location) == Attendance::Online {
        return None;
    }
    let map = match event.geo.split_once(';') {
        Some((lat, lon)) => format!("?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"),
        None => format!("search?query={}", encoded(&searched(place)?)),
    };
    Some(format!("https://www.openstreetmap.org/{map}"))
}

/// Street and town, which maps know, rather than rooms, which they do not; none if words about taking part from afar, which
/// they do not know either, cannot be told from the place.
fn searched(place: &str) -> Option<String> {
    let Address { street, town, .. } = Address::of(place);
    match street.zip(town) {
        Some((street, town)) => Some(format!("{street}, {town}")),
        None => (link(place).is_none() && Attendance::of(place) == Attendance::Offline).then(|| place.to_owned()),
    }
}

/// schema.org's Place; `region`: what is said where no place is known.
pub(super) fn schema(place: &str, region: &str) -> Value {
    let Address { venue, street, code, town } = Address::of(place);
    let address = without_nulls(json!({
        "@type": "PostalAddress", "addressCountry": "PL", "streetAddress": street, "postalCode": code, "addressLocality": town
    }));
    json!({ "@type": "Place", "name": if venue.is_empty() { region } else { venue }, "address": address })
}

struct Address<'a> {
    /// What stands before the street; all if there is none.
    venue: &'a str,
    street: Option<&'a str>,
    code: Option<&'a str>,
    town: Option<&'a str>,
}

impl<'a> Address<'a> {
    /// From a place as events have it, its parts between commas: what it holds of an address.
    fn of(place: &'a str) -> Self {
        let parts: Vec<_> = place.split(", ").collect();
        let code = place.split([' ', ',']).find(|word| is_postal_code(word));
        let is_street = |part: &str| {
            let first = part.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
            let has_number = part.split(' ').skip(1).any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            has_number
                && !NUMBERED.contains(&&*first)
                && !part.contains("piętro")
                && !part.split(' ').any(is_postal_code)
        };
        let street = parts.iter().rposition(|part| is_street(part));
        // behind a street nothing but its town is left
        let behind = || parts.get(street? + 1).copied().filter(|part| !part.contains(|c: char| c.is_ascii_digit()));
        let town = town::find("", place).or_else(behind);
        let before = street.map_or(place, |n| &place[..parts[..n].iter().map(|part| part.len() + 2).sum()]);
        let venue = before.trim_end_matches(", ");
        let street = street.map(|n| parts[n]);
        Self { venue: if venue.is_empty() { place } else { venue }, street, code, town }
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
            let address = Address::of(place);
            let found = [address.street, address.code, address.town].map(Option::unwrap_or_default);
            assert_eq!(found, [street, code, town], "{place}");
        }
        assert_eq!(Address::of("Starostwo, sala 105, ul. Polna 3, 68-200 Żary").venue, "Starostwo, sala 105");
        assert_eq!(Address::of("ul. Polna 3, 68-200 Żary").venue, "ul. Polna 3, 68-200 Żary");
        for (place, words) in [
            ("Starostwo, sala 105, ul. Polna 3, 68-200 Żary", Some("ul. Polna 3, Żary")),
            ("Starostwo oraz online: https://a.pl, ul. Polna 3, Żary", Some("ul. Polna 3, Żary")),
            ("Ratusz, Żary", Some("Ratusz, Żary")),
            ("Ratusz, https://a.pl/dojazd, Żary", None),
            ("Ratusz oraz online, Żary", None),
        ] {
            assert_eq!(searched(place).as_deref(), words, "{place}");
        }
    }
}
