//! Event files: one meeting each. In a folder they have a name that never changes, so that no saved link dies; attached to a
//! message, or saved, one for people.

use std::collections::HashMap;
use std::path::Path;

use uuid::Uuid;

use crate::calendar::event::Event;
use crate::meeting::When;
use crate::poland::county::County;

/// Where event files lie in a folder.
pub(crate) const EVENTS: &str = "events";

/// A name with more counties than this says the region instead.
const COUNTIES: usize = 3;

/// A name for each event, without folder: `nowosolski-2017-05-22.ics`; two on one day get the hour, two at one hour a number.
pub(crate) fn names(events: &[&Event]) -> Vec<String> {
    let stems: Vec<_> = events.iter().map(|event| stems(event)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for stem in stems.iter().flatten() {
        *counts.entry(stem).or_default() += 1;
    }
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut names = Vec::with_capacity(stems.len());
    for stems in &stems {
        names.push(if let Some(stem) = stems.iter().find(|stem| counts[stem.as_str()] == 1) {
            format!("{stem}.ics")
        } else {
            let number = numbers.entry(&stems[1]).or_default();
            *number += 1;
            format!("{}-{number}.ics", stems[1])
        });
    }
    names
}

/// Where an event's file is in a folder.
pub(crate) fn path(uid: Uuid) -> String {
    format!("{EVENTS}/{uid}.ics")
}

/// Whose file has that path below the folder; `None`: no event's.
pub(crate) fn uid_of(path: &str) -> Option<Uuid> {
    let uid = Uuid::try_parse(Path::new(path).file_stem()?.to_str()?).ok()?;
    (path == self::path(uid)).then_some(uid)
}

/// Counties and day; the same, and the hour.
fn stems(event: &Event) -> [String; 2] {
    let slugs: Vec<_> = event.counties.iter().map(County::slug).collect();
    let counties = if slugs.len() > COUNTIES { "lubuskie".to_owned() } else { slugs.join("-") };
    let day = format!("{counties}-{}", event.when.start_local().format("%Y-%m-%d"));
    let hour = match event.when {
        When::Day(_) => format!("{day}-caly-dzien"),
        When::Hours { start, .. } => format!("{day}-{}", start.local.format("%H%M")),
    };
    [day, hour]
}
