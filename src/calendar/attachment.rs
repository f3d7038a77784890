//! Event files: one meeting each. In a folder they have a name that never changes, so that no saved link dies; attached to a
//! message, or saved, one for people.

use std::{collections::HashMap, path::Path};

use uuid::Uuid;

use crate::{calendar::Event, poland::county::County};

/// Where event files lie in a folder.
pub(crate) const EVENTS: &str = "events";

/// A name with more counties than this says the region instead.
const COUNTIES: usize = 3;

/// A name for each event, without folder: `nowosolski-2017-05-22.ics`; of several that would have the same, the others have numbers.
pub(crate) fn names(events: &[&Event]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let name = |event: &&Event| {
        let slugs: Vec<_> = event.counties.iter().map(County::slug).collect();
        let counties = if slugs.len() > COUNTIES { "lubuskie".to_owned() } else { slugs.join("-") };
        let stem = format!("{counties}-{}", event.when.start_local().date());
        let count = counts.entry(stem.clone()).or_default();
        *count += 1;
        if *count == 1 { format!("{stem}.ics") } else { format!("{stem}-{count}.ics") }
    };
    events.iter().map(name).collect()
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
