//! Who is to be told what: people and published meetings against what each address was last told. Nothing here reads a clock
//! or a file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::calendar::properties::{self, Method};
use crate::calendar::{Event, Mailbox, ics::Refusal, reconcile::KEPT, words::long};
use crate::mail::message::{Message, message_id};
use crate::mail::{Letter, Occasion, Stationery, person::Person};
use crate::meeting::{Status, of_counties};
use crate::poland::county::{Counties, County};

/// What an address was last told of a meeting: a line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Told {
    /// Lower case.
    pub(crate) address: String,
    /// The meeting's.
    pub(crate) uid: Uuid,
    /// What was asked.
    pub(crate) method: Method,
    /// The meeting's, then.
    pub(crate) sequence: u32,
    /// The meeting's, when the address was first told of it.
    pub(crate) first: u32,
    /// When the message was made, RFC 3339: its DTSTAMP.
    pub(crate) stamp: DateTime<chrono::Utc>,
    /// The address that the message came from.
    pub(crate) organizer: String,
    /// As [`crate::meeting::When::rfc3339`] gives it.
    pub(crate) start: String,
    /// The same.
    pub(crate) end: String,
    /// The same in words.
    pub(crate) when: String,
    /// For which counties, by slug.
    pub(crate) counties: Vec<String>,
    /// STATUS.
    pub(crate) status: String,
    /// Without the word that a cancelled one begins with.
    pub(crate) title: String,
    /// LOCATION.
    pub(crate) location: String,
}

/// What every address was last told of every meeting.
pub(crate) type Ledger = BTreeMap<(String, Uuid), Told>;

/// What the checks of ledgers are made in.
const LEDGERS: Uuid = Uuid::from_u128(0x6b0c_47a5_9d1e_4f52_8a37_2e94_c1d8_6f03);

/// Reads what [`ledger_text`] wrote: all of it, and nothing else.
///
/// # Errors
/// The number, from 1, of the first line that is not as it writes them; `None`: each may be, and yet they are not all, or not
/// the same.
pub(crate) fn ledger(text: &[u8]) -> Result<Ledger, Option<usize>> {
    let entry = |(line, text): (usize, &str)| {
        let told: Told = serde_json::from_str(text).map_err(|_| Some(line))?;
        Ok(((told.address.clone(), told.uid), told))
    };
    let text = std::str::from_utf8(text).map_err(|_| None)?;
    let (lines, end) = text.split_at(text.trim_end().rfind('\n').map_or(0, |at| at + 1));
    let ledger = (1..).zip(lines.lines()).map(entry).collect::<Result<_, Option<usize>>>()?;
    if end == ledger_end(lines) { Ok(ledger) } else { Err(None) }
}

/// An object a line, sorted by address, then the end; meetings that were over long ago are left out.
pub(crate) fn ledger_text(ledger: &Ledger, now: NaiveDateTime) -> String {
    let is_kept = |told: &&Told| told.ended().is_none_or(|end| now - end <= KEPT);
    // a struct of texts and numbers always has a JSON form
    let lines = ledger.values().filter(is_kept).filter_map(|told| serde_json::to_string(told).ok());
    let lines = lines.fold(String::new(), |text, line| text + &line + "\n");
    format!("{lines}{}", ledger_end(&lines))
}

/// The last line: how many there are before it, and a check over them, so that none can be lost or another without being seen.
fn ledger_end(lines: &str) -> String {
    format!("{{\"lines\":{},\"check\":\"{}\"}}\n", lines.lines().count(), Uuid::new_v5(&LEDGERS, lines.as_bytes()))
}

impl Told {
    /// When the meeting is over, UTC; of whole days at midnight UTC, which is near enough.
    fn ended(&self) -> Option<NaiveDateTime> {
        let day = || self.end.parse::<NaiveDate>().ok().map(Into::into);
        DateTime::parse_from_rfc3339(&self.end).ok().map(|end| end.naive_utc()).or_else(day)
    }

    /// What a message's identifier is made of: the same for an address, a meeting, its revision and what is asked.
    fn id(&self, sequence: u32, method: Method) -> Uuid {
        Uuid::new_v5(&self.uid, format!("{} {sequence} {}", self.address, method.value()).as_bytes())
    }

    fn counties(&self) -> Counties {
        self.counties.iter().filter_map(|slug| County::find(slug)).collect()
    }
}

/// A message that is due.
pub(crate) struct Post<'a> {
    /// To whom.
    pub(crate) person: &'a Person,
    /// Of what.
    pub(crate) event: &'a Event,
    /// Why it is written.
    pub(crate) occasion: Occasion,
    /// What the person was told otherwise, in words.
    pub(crate) before: Vec<String>,
    /// What the person was told before.
    pub(crate) last: Option<&'a Told>,
    /// What the ledger is to say when the message is there.
    pub(crate) told: Told,
}

/// What is to be done, and what a person must know.
#[derive(Default)]
pub(crate) struct Plan<'a> {
    /// Meeting by meeting, each in the order of the people.
    pub(crate) posts: Vec<Post<'a>>,
    /// Addresses that were invited to what is still ahead, and are no longer listed.
    pub(crate) unlisted: BTreeSet<&'a str>,
    /// Meetings still ahead to which people were invited, and which the folder does not have.
    pub(crate) unknown: BTreeSet<&'a str>,
    /// Meetings of which the folder has an older revision than people were told; of them there is no message.
    pub(crate) older: Vec<&'a Event>,
}

/// Compares. Who was once invited to a meeting is told what becomes of it for as long as he is listed, whatever his county is
/// by now.
pub(crate) fn plan<'a>(
    published: &'a [Event],
    people: &'a [Person],
    ledger: &'a Ledger,
    organizer: &Mailbox,
    selected: Counties,
    now: NaiveDateTime,
) -> Plan<'a> {
    let mut plan = Plan::default();
    let keys: Vec<_> = people.iter().map(|person| person.mailbox.key()).collect();
    let listed: BTreeSet<_> = keys.iter().collect();
    let is_ahead = |event: &&Event| !event.when.is_past(now);
    // one that has left a county is still its matter
    let is_selected = |event: &Event, last: Option<&Told>| {
        last.map_or(event.counties, |last| event.counties.union(last.counties())).meets(selected)
    };
    let known: BTreeMap<Uuid, &Event> = published.iter().map(|event| (event.uid, event)).collect();
    for told in ledger.values() {
        let invited = told.method == Method::Request;
        // there is, or may be, something to tell
        let is_due = |event: &&Event| {
            is_ahead(event) && is_selected(event, Some(told)) && (invited || event.status != Status::Cancelled)
        };
        match known.get(&told.uid) {
            None if invited && told.ended().is_some_and(|end| end > now) => _ = plan.unknown.insert(&told.title),
            Some(event) if is_due(event) && !listed.contains(&told.address) => _ = plan.unlisted.insert(&told.address),
            _ => {}
        }
    }
    for event in published.iter().filter(is_ahead) {
        let last = |key: &String| ledger.get(&(key.clone(), event.uid));
        if keys.iter().filter_map(last).any(|last| last.sequence > event.sequence && is_selected(event, Some(last))) {
            plan.older.push(event);
            continue;
        }
        for (person, key) in people.iter().zip(&keys) {
            let last = last(key);
            let due = occasion(event, person, last).filter(|_| is_selected(event, last));
            let Some((occasion, before)) = due else { continue };
            // a clock may go back, what a calendar was told does not
            let after = last.map_or(event.modified, |last| last.stamp.naive_utc() + TimeDelta::seconds(1));
            let (start, end) = event.when.rfc3339();
            let told = Told {
                address: key.clone(),
                uid: event.uid,
                method: if occasion == Occasion::Cancellation { Method::Cancel } else { Method::Request },
                sequence: event.sequence,
                first: last.map_or(event.sequence, |last| last.first),
                stamp: now.max(after).and_utc(),
                organizer: organizer.key(),
                start,
                end,
                when: long(event.when),
                counties: event.counties.iter().map(|county| county.slug().to_owned()).collect(),
                status: event.status.value().to_owned(),
                title: event.title.clone(),
                location: event.place().to_owned(),
            };
            plan.posts.push(Post { person, event, occasion, before, last, told });
        }
    }
    plan
}

fn occasion(event: &Event, person: &Person, last: Option<&Told>) -> Option<(Occasion, Vec<String>)> {
    let is_cancelled = event.status == Status::Cancelled;
    let Some(last) = last else {
        let is_invited = !is_cancelled && person.counties.meets(event.counties);
        return is_invited.then_some((Occasion::Invitation, Vec::new()));
    };
    let before = before(event, last);
    let occasion = match (last.method, is_cancelled) {
        (Method::Cancel, true) => return None,
        (Method::Cancel, false) => Occasion::Restored,
        (Method::Request, true) => Occasion::Cancellation,
        (Method::Request, false) if before.is_empty() => return None,
        (Method::Request, false) if before.len() == 1 && last.counties() != event.counties => Occasion::Reassigned,
        (Method::Request, false) => Occasion::Change,
    };
    Some((occasion, before))
}

/// What a person was told otherwise.
fn before(event: &Event, last: &Told) -> Vec<String> {
    let (start, end) = event.when.rfc3339();
    let place = if last.location.is_empty() { "nie podano" } else { &last.location };
    let void = if event.place().is_empty() { " (już nieaktualne)" } else { "" };
    let status = if last.status == Status::Tentative.value() { "wstępny" } else { "potwierdzony" };
    // one that the list does not give names the counties
    let own = |title: &str, counties| title.strip_suffix(&of_counties(counties)).unwrap_or(title).to_owned();
    let (was, is_cancelled) =
        (last.counties(), [event.status.value(), &last.status].contains(&Status::Cancelled.value()));
    let is_renamed = event.title != last.title && own(&event.title, event.counties) != own(&last.title, was);
    let before = [
        ((&start, &end) != (&last.start, &last.end)).then(|| format!("termin: {}", last.when)),
        is_renamed.then(|| format!("temat: {}", last.title)),
        (event.place() != last.location).then(|| format!("miejsce: {place}{void}")),
        (event.status.value() != last.status && !is_cancelled).then(|| format!("termin był {status}")),
        (was != event.counties).then(|| format!("dla: {}", was.names(County::full_name))),
    ];
    before.into_iter().flatten().collect()
}

impl Post<'_> {
    /// The first message of the meeting to the person and the last; none if this is the first.
    fn follows(&self) -> Vec<String> {
        let Some(last) = self.last else { return Vec::new() };
        let mut ids = vec![last.id(last.first, Method::Request), last.id(last.sequence, last.method)];
        ids.dedup();
        ids.into_iter().map(|id| message_id(id, &last.organizer)).collect()
    }

    fn id(&self) -> Uuid {
        self.told.id(self.told.sequence, self.told.method)
    }

    /// A file's name: sorted as the messages were made, and never another's.
    pub(crate) fn file_name(&self) -> String {
        let Told { address, method, stamp, .. } = &self.told;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@');
        let address: String = address.chars().map(|c| if is_plain(c) { c } else { '_' }).take(100).collect();
        let (stamp, id) = (stamp.format("%Y%m%dT%H%M%SZ"), &self.id().simple().to_string()[..8]);
        format!("{stamp}-{}-{address}-{id}.eml", method.value().to_lowercase())
    }

    /// The message.
    ///
    /// # Errors
    /// What the calendar's writer refused.
    pub(crate) fn message(&self, stationery: &Stationery, now: NaiveDateTime) -> Result<Vec<u8>, Refusal> {
        let Stationery { organizer, manner, .. } = stationery;
        let (to, Told { method, stamp, .. }) = (&self.person.mailbox, &self.told);
        let (asks, stamp) = (self.occasion != Occasion::Reassigned, stamp.naive_utc());
        let calendar = properties::invitation(self.event, *method, asks, organizer, to, stamp, manner)?;
        let name = if *method == Method::Cancel { "cancel.ics" } else { "invite.ics" };
        let message = Message {
            id: self.id(),
            follows: self.follows(),
            date: now,
            from: organizer,
            to: std::slice::from_ref(to),
            letter: &Letter::of_meeting(self.event, self.occasion, &self.before, stationery),
            method: Some(*method),
            files: &[(name.to_owned(), calendar)],
        };
        Ok(message.bytes())
    }
}
