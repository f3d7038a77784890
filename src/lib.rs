//! A list of county meetings goes in; calendars that every client shows right come out.
//!
//! ```text
//! bytes ── list ──► Row ── meeting ──► Meeting ── schedule ──► Schedule ──┐
//!           strings with a place       cannot be wrong                    ├─ reconcile ──► Event ── calendar, render ─┐
//! calendars in the folder ── published ──► Published ─────────────────────┘                 files ◄── output ─────────┘
//! ```
//!
//! Four types matter: a [`list::Row`] is what the office wrote and may be anything; a [`meeting::Meeting`] cannot be wrong; a
//! [`memory::Published`] is an event that subscribers have; a [`reconcile::Event`] is what they are to have, with the
//! numbers by which calendars recognise it. `publish` makes a page of them as well ([`render::html`]). Files, clock and process
//! are touched by `main`, by the reading of lists here, by `export`, `import`, `invite` and [`output`]; everything else takes
//! values and returns values.
//!
//! Invitations begin where an export ends: what is in the folder, and a list of people, against what each was told.
//!
//! ```text
//! people ─────────────────────────────┐
//! calendars ── published ──► Published ─┼─ invitation ──► Post ── calendar, letter, render ──► messages ◄── output
//! what each address was told ─────────┘
//! ```

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
