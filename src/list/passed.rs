//! What columns that are passed over say all the same.

use super::Kind;
use super::columns::speaks_of;
use crate::poland::date::{Beginnings, answer, fold, says};
use crate::poland::length::unit;
use crate::poland::remark::{is_meeting, is_recurring, secrecy};

/// How texts begin that say that something does not recur.
const ONCE: &str = include_str!("once.txt");
/// What says under "Cykl" that it does, beside what says so anywhere.
static CYCLES: Beginnings = Beginnings::new(|| include_str!("cycles.txt").lines().collect());
static ZONES: Beginnings = Beginnings::new(|| include_str!("zones.txt").lines().collect());

/// What a cell of such a column says: another time zone, that a meeting takes place again, that it is closed, or, where no status
/// settles it, that it is not sure; Outlook writes 1 for that.
pub(super) fn alters(heading: &str, text: &str, is_open: bool) -> Option<Kind> {
    let speaks = |role| speaks_of(heading, &[role]);
    let is_once = || ONCE.lines().any(|start| (fold(text) + " ").starts_with(start));
    let is_several = || unit(text).is_some_and(|unit| ["x", "razy"].contains(&unit) || is_meeting(unit));
    let recurs = || answer(text) == Some(true) || is_recurring(text) || says(text, &CYCLES) || is_several();
    let what = match () {
        () if fold(text).is_empty() => return None,
        () if speaks("cycle") && recurs() || speaks("repeat") && !is_once() => "when",
        () if speaks("zone") && is_other_zone(text) => "when",
        () if (speaks("sensitive") || !text.contains(' ')) && secrecy(text) == Some(true) => "public",
        () if speaks("busy") && text == "1" && is_open => "sure",
        () => return None,
    };
    Some(Kind::Alters { heading: heading.to_owned(), text: text.to_owned(), what })
}

/// Whether a text names another time zone than Poland's.
pub(super) fn is_other_zone(text: &str) -> bool {
    says(text, &ZONES) && !["warsaw", "warsz"].iter().any(|name| fold(text).contains(name))
}
