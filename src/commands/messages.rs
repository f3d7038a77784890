//! Why a run can fail, with the exit code of each reason, and what is worth knowing though nothing failed.

use std::io;

use clap::error::{ContextKind, ContextValue};
use serde::Serialize;
use serde_json::{Value, json};

use crate::folder::{Failure, why};
use crate::{calendar::ics::Refusal, console::Console, list::Field};

/// Arguments that do not go together, or say nothing that can be done.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(clippy::enum_variant_names, reason = "its name is what programs see")]
pub(crate) enum Usage {
    // `counties`: those with a like name, else all.
    CountyOption { name: String, near: bool, counties: Vec<&'static str> },
    CombinedCounty,
    NeedsFolder,
    ListItself { path: String },
    SeveralLists { found: Vec<String> },
    SourceDateEpoch,
    PublishedOutput,
    // A list's kind is named otherwise than its file, or is none for Excel.
    ListForm,
    // What clap found wrong.
    Usage(Value),
}

impl Usage {
    /// What clap found wrong with the arguments.
    pub(crate) fn of(error: &clap::Error) -> Self {
        use ContextKind as K;
        let of = |kinds: &[K]| {
            let values = error.context().filter(|(kind, _)| kinds.contains(kind)).flat_map(|(_, value)| match value {
                ContextValue::Strings(texts) => texts.clone(),
                value => vec![value.to_string()],
            });
            Some(values.collect::<Vec<_>>()).filter(|values| !values.is_empty())
        };
        // the code that a parser of ours gives
        let expected = std::error::Error::source(error).map(ToString::to_string);
        let mut named = of(&[K::InvalidArg, K::PriorArg, K::InvalidSubcommand]).unwrap_or_default();
        let count = named.len();
        named.dedup();
        // clap calls it a conflict of an argument with itself
        let case = if named.len() < count { "Repeated".to_owned() } else { format!("{:?}", error.kind()) };
        let text = of(&[K::InvalidValue]).map(|values| values.concat()).filter(|text| !text.is_empty());
        let near = of(&[K::SuggestedArg, K::SuggestedSubcommand, K::SuggestedValue]);
        // clap has the nearest last
        let near = near.map(|near| near.into_iter().rev().collect::<Vec<_>>());
        let valid = of(&[K::ValidValue, K::ValidSubcommand]);
        Self::Usage(json!({
            "case": case, "named": named, "text": text, "near": near, "valid": valid, "expected": expected
        }))
    }
}

/// Why a run failed.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Error {
    // The input has problems; they were said, and nothing was written.
    Input,
    // A file is there that this program did not write, or one that it may not replace.
    Foreign { path: String },
    ListThere { path: String },
    BuiltInOver { path: String },
    // So much is gone from the list that the list is more likely wrong: all that a county has ahead, or most of what is.
    WouldCancel { meetings: Vec<String>, county: Option<String>, count: usize, ahead: usize },
    // So many would be left without an hour, a title or a place that a column is more likely missing; `field`: which one.
    WouldLose { meetings: Vec<String>, count: usize, field: Option<Field>, found: Option<Vec<String>> },
    Damaged { path: String, line: usize },
    // Of so many meetings that calendars here had only these are found.
    Missing { path: String, count: usize, found: usize },
    NoCalendars { path: String },
    // A folder for messages does not know what anybody was told, with or without messages in it.
    NoLedger { path: String },
    LostLedger { path: String },
    LedgerThere { path: String },
    DamagedLedger { path: String, line: Option<usize> },
    // It is no plain text, or its letters are damaged on that line.
    Signature { path: String, unfit: &'static str, line: Option<usize> },
    // Addresses would lie where calendars are published, or the other way about; `beside`: where the others are.
    MailInFeeds { path: String, beside: String },
    FeedsInMail { path: String, beside: String },
    // Of these meetings nobody was written to; of the others, who was to be.
    OlderThanTold { path: String, meetings: Vec<String> },
    Output { why: String },
    // A fault of this program.
    Refused(Refusal),
    Usage(Usage),
    File(Failure),
}

/// Something worth knowing that is neither a result nor wrong.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Note {
    BuiltIn,
    // A county was asked for that has no meetings and no calendar.
    CountyWithoutMeetings { county: String },
    NotOurs { path: String },
    LeftOut { meetings: Vec<String> },
    Doubles { meetings: Vec<String> },
    Rebuilt,
    // What goes to this address can be changed on the way.
    Insecure { path: String },
    StalePage { path: String },
    // It is not what was written there.
    EditedDraft { path: String },
    // Addresses get nothing more.
    Unlisted { addresses: Vec<String> },
    // People were invited to meetings that the calendars do not have.
    Unpublished { meetings: Vec<String> },
    Unsent { count: usize },
    OtherOrganizer { addresses: Vec<String> },
    // A ledger begins with so many entries, and no message was written.
    AssumedTold { count: usize },
    // What a killed run had ready was put in place first.
    Finished { path: String },
}

impl Error {
    /// Says it, unless all was said already; gives the exit code: 1 the input; 2 usage; 3 refused;
    /// 4 files.
    pub(crate) fn tell(&self, console: &Console) -> u8 {
        match self {
            Self::Input => return 1,
            Self::Usage(usage) => console.say("error", usage),
            Self::File(failure) => console.say("error", failure),
            _ => console.say("error", self),
        }
        match self {
            Self::Usage(_) => 2,
            Self::File(Failure::Read { .. } | Failure::Write { .. })
            | Self::Damaged { .. }
            | Self::Missing { .. }
            | Self::DamagedLedger { .. }
            | Self::Signature { .. }
            | Self::Output { .. }
            | Self::Refused(_) => 4,
            _ => 3,
        }
    }
}

impl From<Usage> for Error {
    fn from(usage: Usage) -> Self {
        Self::Usage(usage)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<io::Error> for Error {
    fn from(source: io::Error) -> Self {
        Self::Output { why: why(&source) }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::File(failure)
    }
}
