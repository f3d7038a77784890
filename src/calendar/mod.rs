//! Meetings to iCalendar and back: which properties are written, what a folder remembers, and what changes.

pub(crate) mod attachment;
pub(crate) mod changes;
pub mod event;
pub(crate) mod history;
pub mod ics;
pub(crate) mod linked;
pub(crate) mod losses;
pub mod mailbox;
pub mod memory;
pub mod properties;
pub mod reconcile;
pub(crate) mod words;

pub use event::Event;
pub(crate) use mailbox::Mailbox;
pub use properties::Manner;
pub use reconcile::{Change, Terms};
pub(crate) use words::Start;
