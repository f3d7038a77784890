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
//! [`run`] is the whole program. This is what `export` does between reading a list and writing a calendar:
//!
//! ```
//! use lubuskie_ics::calendar::memory::Memory;
//! use lubuskie_ics::calendar::properties::{Manner, feed};
//! use lubuskie_ics::calendar::reconcile::{Change, Terms, reconcile};
//! use lubuskie_ics::list::{Columns, List};
//! use lubuskie_ics::meeting::{Rules, schedule::schedule};
//! use lubuskie_ics::message::Diagnostics;
//! use lubuskie_ics::poland::county::Counties;
//!
//! let bytes = "powiat;data;godzina;miejsce;miejscowość\nżarski;12.05.2027;10:00;Starostwo;Żary\n".as_bytes();
//! let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap();
//! let rules = Rules { duration: chrono::TimeDelta::hours(2), title: None, with_notes: false };
//!
//! // bytes to rows, rows to meetings; what is wrong is collected
//! let mut out = Diagnostics::new(false);
//! let list = List::read("spotkania.csv".to_owned(), bytes, Columns::default(), 0, &mut out);
//! let mut meetings = Vec::new();
//! list.rows(&mut out, &mut |row, out| meetings.extend(rules.meeting(&row, out)));
//! let meetings = schedule(meetings, &[list], now, &mut out);
//! assert_eq!(out.problems(), 0);
//!
//! // the meetings against what was published: here nothing
//! let published = Memory::default().take_events();
//! let terms = Terms { selected: Counties::all(), now, rebuilt: None };
//! let changes = reconcile(meetings, published, &terms).changes;
//!
//! // events to bytes
//! let calendar = feed(Counties::all(), changes.iter().filter_map(Change::now), &Manner::default()).unwrap();
//! assert!(String::from_utf8(calendar).unwrap().contains("LOCATION:Starostwo\\, Żary\\, Polska\r\n"));
//! ```
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
