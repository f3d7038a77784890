//! A list of county meetings goes in; calendars that every client shows right come out.
//!
//! ```text
//! bytes ── list ──► Row ── meeting ──► Meeting ──────────────┐
//!           strings with a place       cannot be wrong       ├─ reconcile ──► Change ── profile, page, mail ──► files
//! calendars in the folder ── memory ──► Event ───────────────┘
//! ```
//!
//! Three types matter: a [`list::Row`] is what the office wrote and may be anything; a [`meeting::Meeting`] cannot be wrong; a
//! [`calendar::event::Event`] is a meeting with its numbers, as subscribers have it or are to have it, and everything that is
//! written is made from it. Files, clock and process are touched by `commands` and [`folder`]; everything else takes values and
//! returns values.
//!
//! Invitations begin where an export ends: the events of a folder, and a list of people, against what each was told.

pub mod announcement;
pub mod calendar;
mod cli;
mod commands;
mod console;
mod folder;
pub mod list;
pub mod mail;
pub mod meeting;
pub mod message;
pub mod page;
pub mod poland;

pub use commands::run;
