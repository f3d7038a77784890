//! What happened to an event since it was first published. It lies with the event in every calendar, since the folder is the only
//! memory: page, feed of news and descriptions tell it from there.

use chrono::NaiveDateTime;

use crate::calendar::{Event, Start};
use crate::{meeting::Status, poland::county::County};

/// So many turns of an event are remembered.
pub(crate) const REMEMBERED: usize = 10;

/// A change that people are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    /// LAST-MODIFIED of the revision that it came with, UTC.
    pub(crate) stamp: NaiveDateTime,
    /// What happened.
    pub(crate) kind: TurnKind,
}

/// What can happen to an event; that it is new is told by CREATED.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TurnKind {
    /// It began then before.
    Moved(Start),
    /// It does not take place.
    Cancelled,
    /// It takes place after all.
    Restored,
    /// It is no longer this county's.
    Left(County),
    /// It is this county's, too.
    Joined(County),
}

/// The history of an event that was published as `was`.
pub(crate) fn history(was: &Event, now: &Event) -> Vec<Turn> {
    let [from, to] = [was, now].map(|event| Start::of(event.when));
    let status = match [was, now].map(|event| event.status == Status::Cancelled) {
        [false, true] => Some(TurnKind::Cancelled),
        [true, false] => Some(TurnKind::Restored),
        _ => None,
    };
    let left = was.counties.iter().filter(|county| !now.counties.contains(*county)).map(TurnKind::Left);
    let joined = now.counties.iter().filter(|county| !was.counties.contains(*county)).map(TurnKind::Joined);
    let kinds = left.chain(joined).chain((from != to).then_some(TurnKind::Moved(from))).chain(status);
    let mut turns = was.history.clone();
    turns.extend(kinds.map(|kind| Turn { stamp: now.modified, kind }));
    turns.drain(..turns.len().saturating_sub(REMEMBERED));
    turns
}

impl Event {
    /// When it was to begin before it was last moved, unless it does not take place at all.
    pub(crate) fn moved_from(&self) -> Option<Start> {
        let start = |turn: &Turn| if let TurnKind::Moved(start) = turn.kind { Some(start) } else { None };
        self.history.iter().rev().find_map(start).filter(|_| self.status != Status::Cancelled)
    }

    /// Whose it was and no longer is.
    pub(crate) fn left(&self) -> impl Iterator<Item = County> {
        let county = |turn: &Turn| if let TurnKind::Left(county) = turn.kind { Some(county) } else { None };
        self.history.iter().filter_map(county).filter(|county| !self.counties.contains(*county))
    }
}
