//! What most published meetings would be left without, if a list were taken as it is: a column that was renamed looks like one
//! that was emptied.

use crate::calendar::{Change, Event, Terms, event::TITLE};
use crate::list::Field;
use crate::meeting::{Status, When, of_counties};

/// What most meetings may lose in one run, by the column that says it.
const LOSSES: [Field; 4] = [Field::Start, Field::End, Field::Title, Field::Venue];

/// The meetings ahead that lose what more than half of them, and at least two, lose of what they had, as they were published,
/// and what each loses.
pub(crate) fn losses<'a>(changes: &'a [Change], terms: &Terms) -> Vec<(&'a Event, Vec<Field>)> {
    let ahead = changes.iter().filter_map(|change| Some((change.was()?, change.now()?))).filter(|(was, now)| {
        was.stands(terms.now) && now.status != Status::Cancelled && was.counties.meets(terms.selected)
    });
    let ahead: Vec<_> = ahead.collect();
    let is_most = |field: &Field| {
        let lost = ahead.iter().filter(|(was, now)| loses(*field, was, now)).count();
        lost >= 2 && lost * 2 > ahead.iter().filter(|(was, _)| has(*field, was)).count()
    };
    let most: Vec<_> = LOSSES.into_iter().filter(is_most).collect();
    let lost = |(was, now)| (was, most.iter().copied().filter(|&field| loses(field, was, now)).collect::<Vec<_>>());
    ahead.into_iter().map(lost).filter(|(_, fields)| !fields.is_empty()).collect()
}

/// Whether an event has what it can lose.
fn has(field: Field, was: &Event) -> bool {
    match field {
        Field::Start => matches!(was.when, When::Hours { .. }),
        Field::End => matches!(was.when, When::Hours { assumed: false, .. }),
        Field::Title => general_title(was) != Some(TITLE),
        _ => !was.location.is_empty(),
    }
}

/// What stands before the counties in a title from the program or its user.
fn general_title(event: &Event) -> Option<&str> {
    event.title.strip_suffix(&*of_counties(event.counties))
}

/// Whether an event is left without an hour, without an end, without a title of its own, or without its place or what stands first in it;
/// another hour, title or room is no loss.
fn loses(field: Field, was: &Event, now: &Event) -> bool {
    let is_lost = || match field {
        Field::Start => matches!(now.when, When::Day(_)),
        Field::End => now.has_assumed_end(),
        Field::Title => match general_title(now) {
            Some(TITLE) => true,
            // an own title may name the county from now on
            title => title.is_some_and(|title| title != was.title) && general_title(was).is_none(),
        },
        _ => was.location != now.location && was.location.ends_with(&now.location),
    };
    was.digest != now.digest && has(field, was) && is_lost()
}
