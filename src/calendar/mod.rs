//! Meetings to iCalendar and back: what is written in which profile, what a folder remembers, and what changes.

pub(crate) mod attachment;
pub(crate) mod changes;
pub mod event;
pub mod ics;
pub mod mailbox;
pub mod memory;
pub mod profile;
pub mod reconcile;
