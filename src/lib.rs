//! A list of county meetings goes in; calendars that every client shows right come out. The list is the only source of truth,
//! and what was published last time is the only memory.
//!
//! ```text
//! list file ── list ──► Row ── meeting ──► Meeting ───────┐
//!           strings with a place    cannot be wrong       ▼
//! calendars in the folder ── memory ──► Event ──────► reconcile    pure; now is an argument
//!                                                         │
//!                                                         ▼
//!                            Change { now: Event, was: Event }
//!                                                         │
//!    properties ─► ics: bytes     page     changes: the report     mail
//!                                                         │
//!                                                         ▼
//!                            folder: compare, replace all or none
//! ```
//!
//! Three types matter. A [`list::Row`] is what the office wrote and may be anything. A [`meeting::Meeting`] cannot be wrong, so
//! nothing behind it checks again. A [`calendar::event::Event`] is a meeting with its numbers, as subscribers have it or are to
//! have it; everything that is written is made from it.
//!
//! What is said is a kind with a place, collected in [`message::Diagnostics`], and its words lie in a file for each language.
//! Only `commands` and `folder` touch files, clock and process; everything else takes values and returns values.
//!
//! An announcement becomes a list first, which a person checks (`import`). Invitations begin where an export ends: with the
//! events of a folder and a list of people, against what each of them was told.

#![cfg_attr(
    not(all(feature = "announcement", feature = "spreadsheet")),
    allow(dead_code, unused_imports, reason = "some of it serves announcements or spreadsheets alone")
)]

#[cfg(feature = "announcement")]
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
mod page;
pub mod poland;

pub use commands::run;
