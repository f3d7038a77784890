//! A place in parts, as maps and search engines want it.

use serde_json::{Value, json};

use crate::calendar::event::Event;
use crate::meeting::attendance::Attendance;
use crate::page::links;
use crate::poland::town;

/// What stands before a number that is no house's.
const ROOMS: [&str; 8] = ["sala", "sali", "pok", "pokój", "piętro", "parter", "aula", "bud"];

/// Where a map shows a meeting; none for what is online, and where no place is known.
pub(super) fn map(event: &Event) -> Option<String> {
    let place = event.place();
    let is_on_a_map = !place.is_empty() && Attendance::of(&event.location) != Attendance::Online;
    is_on_a_map.then(|| match event.geo.split_once(';') {
        Some((lat, lon)) => links::map_at(lat, lon),
        None => links::map_search(&searched(place)),
    })
}

/// Street and town, which maps know, rather than rooms, which they do not.
fn searched(place: &str) -> String {
    let address = Address::of(place);
    let found: Vec<_> = [address.street, address.town].into_iter().flatten().collect();
    if found.len() == 2 { found.join(", ") } else { place.to_owned() }
}

/// schema.org's Place; `region`: what is said where no place is known.
pub(super) fn schema(place: &str, region: &str) -> Value {
    let Address { venue, street, code, town } = Address::of(place);
    let mut address = json!({ "@type": "PostalAddress", "addressCountry": "PL" });
    for (key, value) in [("streetAddress", street), ("postalCode", code), ("addressLocality", town)] {
        if let Some(value) = value {
            address[key] = json!(value);
        }
    }
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
        let is_code = |text: &str| {
            let (two, three) = text.split_once('-').unwrap_or_default();
            (two.len(), three.len()) == (2, 3) && (two.bytes().chain(three.bytes())).all(|byte| byte.is_ascii_digit())
        };
        let code = place.split([' ', ',']).find(|word| is_code(word));
        let is_street = |part: &str| {
            let first = part.split([' ', '.']).next().unwrap_or_default().to_lowercase();
            let has_number = part.split(' ').skip(1).any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            has_number && !ROOMS.contains(&&*first) && !part.contains("piętro") && !part.split(' ').any(is_code)
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
            ("Sala konferencyjna 12", "", "", ""),
            ("Ratusz", "", "", ""),
        ] {
            let address = Address::of(place);
            let found = [address.street, address.code, address.town].map(Option::unwrap_or_default);
            assert_eq!(found, [street, code, town], "{place}");
        }
        assert_eq!(Address::of("Starostwo, sala 105, ul. Polna 3, 68-200 Żary").venue, "Starostwo, sala 105");
        assert_eq!(Address::of("ul. Polna 3, 68-200 Żary").venue, "ul. Polna 3, 68-200 Żary");
        assert_eq!(searched("Starostwo, sala 105, ul. Polna 3, 68-200 Żary"), "ul. Polna 3, Żary");
        assert_eq!(searched("Ratusz, Żary"), "Ratusz, Żary");
    }
}
