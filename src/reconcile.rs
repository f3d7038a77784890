//! Every UID, SEQUENCE and time stamp is decided here and nowhere else.
//!
//! As yet each export is a first one: what was published before is not read.

use std::io::Write as _;

use chrono::NaiveDateTime;
use uuid::Uuid;

use crate::list::Field;
use crate::meeting::{Meeting, When};

/// The namespace of this program's UIDs (RFC 9562 §5.5), itself a version 5 UUID of the DNS name "lubuskie-ics". It never
/// changes: every UID depends on it.
const NAMESPACE: Uuid = Uuid::from_u128(0x2862_c654_190d_599a_bfee_2e5e_1874_de34);

/// A meeting's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Unique, and the same through all revisions and in all files.
    pub uid: Uuid,
    /// 0, and one more with each change.
    pub sequence: u32,
    /// When it was first published, UTC.
    pub created: NaiveDateTime,
    /// When this revision was made, UTC: LAST-MODIFIED, and DTSTAMP where there is no METHOD.
    pub modified: NaiveDateTime,
}

impl Revision {
    /// The first revision of a meeting. The UID comes from its `id`, else from county, the list's own title and start.
    pub fn first(meeting: &Meeting, now: NaiveDateTime, scratch: &mut Vec<u8>) -> Self {
        scratch.clear();
        let id = meeting.text(Field::Id);
        if id.is_empty() {
            for county in meeting.counties.iter() {
                scratch.extend_from_slice(county.teryt().as_bytes());
            }
            let title = if meeting.titled { meeting.text(Field::Title) } else { "" };
            let start = match meeting.when {
                When::Day(date) => date.format("%Y-%m-%d"),
                When::Hours { start, .. } => start.utc.format("%Y-%m-%dT%H:%M:%SZ"),
            };
            // writing to memory cannot fail
            let _ = write!(scratch, "\n{title}\n{start}");
        } else {
            // no other begins so: a name without id begins with a code
            scratch.extend_from_slice(b"id\n");
            scratch.extend_from_slice(id.as_bytes());
        }
        let uid = Uuid::new_v5(&NAMESPACE, scratch);
        Self { uid, sequence: 0, created: now, modified: now }
    }
}
