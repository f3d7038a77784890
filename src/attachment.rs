//! Event files: one meeting each, named for people, to be opened or attached to a message.

use std::collections::HashMap;

use crate::county::County;
use crate::meeting::When;
use crate::reconcile::Event;

/// A name with more counties than this says the region instead.
const COUNTIES: usize = 3;

/// A name for each event, without folder: `nowosolski-2017-05-22.ics`; two on one day get the hour, two at one hour a number.
pub fn names(events: &[&Event]) -> Vec<String> {
    let named: Vec<_> = events.iter().map(|event| [day(event), hour(event)]).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for [day, hour] in &named {
        *counts.entry(day).or_default() += 1;
        *counts.entry(hour).or_default() += 1;
    }
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let name = |[day, hour]: &'_ [String; 2]| {
        if counts[day.as_str()] == 1 {
            return format!("{day}.ics");
        }
        if counts[hour.as_str()] == 1 {
            return format!("{hour}.ics");
        }
        String::new()
    };
    let mut names: Vec<String> = named.iter().map(name).collect();
    for (name, [_, hour]) in names.iter_mut().zip(&named).filter(|(name, _)| name.is_empty()) {
        let number = numbers.entry(hour).or_default();
        *number += 1;
        *name = format!("{hour}-{number}.ics");
    }
    names
}

/// Counties and day.
fn day(event: &Event) -> String {
    let slugs: Vec<_> = event.counties().iter().map(County::slug).collect();
    let counties = if slugs.len() > COUNTIES { "lubuskie".to_owned() } else { slugs.join("-") };
    format!("{counties}-{}", event.when().start_local().format("%Y-%m-%d"))
}

/// The same, and the hour.
fn hour(event: &Event) -> String {
    let day = day(event);
    match event.when() {
        When::Day(_) => format!("{day}-caly-dzien"),
        When::Hours { start, .. } => format!("{day}-{}", start.local.format("%H%M")),
    }
}
