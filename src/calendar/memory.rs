//! What was published: the events of the calendars that this program wrote, read back. They are its only memory.
//!
//! Feeds are read by their names, and all event files; whatever else lies in the folder is somebody's copy. What is not as
//! [`crate::calendar::properties`] writes it is damage.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use crate::calendar::properties::{SEQUENCE_LIMIT, read, sequence};
use crate::calendar::{Event, Mailbox, Manner, attachment};

/// What the calendars of a folder hold, each event once.
#[derive(Debug, Default)]
pub struct Memory {
    events: HashMap<Uuid, Box<Event>>,
    /// The event files that are there, by the UID that each is of.
    pub(crate) files: EventFiles,
    /// What the calendars show beside what the list says.
    pub(crate) manner: Manner,
}

/// Who invites to each event that has a file, if the file says so.
pub(crate) type EventFiles = BTreeMap<Uuid, Option<Mailbox>>;

impl Memory {
    /// Adds what a calendar holds; of one UID the latest revision counts.
    ///
    /// # Errors
    /// The first line that is not as this program writes it, from 1; then nothing of the calendar is added.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), usize> {
        let (manner, mut found) = read(bytes)?;
        if let Some(uid) = attachment::uid_of(name) {
            let organizer = match found.as_mut_slice() {
                [(event, organizer)] if event.uid == uid => organizer.take(),
                _ => return Err(1),
            };
            self.files.insert(uid, organizer);
        }
        // a run that was killed may have given a new one to some
        if manner != Manner::default() {
            self.manner = manner;
        }
        let order = |event: &Event| (event.sequence, event.modified, event.digest, event.status.value());
        for (event, _) in found {
            if self.events.get(&event.uid).map(|known| order(known)) < Some(order(&event)) {
                self.events.insert(event.uid, Box::new(event));
            }
        }
        Ok(())
    }

    /// The events, sorted by start, county and UID; they are then no longer in the memory.
    pub fn take_events(&mut self) -> Vec<Box<Event>> {
        let mut events: Vec<_> = std::mem::take(&mut self.events).into_values().collect();
        events.sort_by_cached_key(|event| event.order());
        events
    }
}

/// The greatest SEQUENCE in a calendar that is damaged, as far as it can be seen: what is started anew must not fall below.
pub fn greatest_sequence(bytes: &[u8]) -> u32 {
    let text = String::from_utf8_lossy(bytes);
    let numbers = text.lines().filter_map(|line| sequence(line.strip_prefix("SEQUENCE:")?));
    numbers.filter(|&number| number < SEQUENCE_LIMIT).max().unwrap_or_default()
}
