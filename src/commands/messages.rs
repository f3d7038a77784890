//! Why a run can fail, with the exit code of each reason, and what is worth knowing though nothing failed.

use std::io;
use std::path::Path;

use serde::{Serialize, Serializer};

use crate::calendar::ics::Refusal;
use crate::folder::Failure;
use crate::page::links::BaseUrl;

/// A path in a message.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Arguments that do not go together, or say nothing that can be done.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Usage {
    // `counties`: those with a like name, else all.
    CountyOption { name: String, near: bool, counties: Vec<&'static str> },
    CombinedCounty,
    NeedsFolder,
    ListItself { path: String },
    SeveralLists { found: Vec<&'static str> },
    TooManyLists { limit: usize },
    SourceDateEpoch,
    NoOrganizer,
    NoOutput,
    NoBaseUrl,
    PublishedOutput,
}

/// Why a run failed.
#[derive(Debug, Serialize)]
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
    InUse { path: String, process: Option<u32> },
    Damaged { path: String, line: usize, what: String },
    NoCalendars { path: String },
    // A folder for messages does not know what anybody was told, with or without messages in it.
    NoLedger { path: String },
    LostLedger { path: String },
    LedgerThere { path: String },
    DamagedLedger { path: String, line: usize },
    MailInFeeds { path: String },
    OlderThanTold { path: String, meetings: Vec<String> },
    Read { path: String, why: Why },
    Write { path: String, why: Why },
    Output { why: Why },
    // A fault of this program.
    Refused { reason: String },
    Usage(Usage),
}

/// Something worth knowing that is neither a result nor wrong.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Note {
    BuiltIn,
    // A county was asked for that has no meetings and no calendar.
    CountyWithoutMeetings { county: String },
    Disagreements { count: usize },
    NotOurs { path: String },
    LeftOut { meetings: Vec<String> },
    Rebuilt,
    // What goes to this address can be changed on the way.
    Insecure { path: String },
    StalePage { path: String },
    // Addresses get nothing more.
    Unlisted { addresses: Vec<String> },
    // People were invited to meetings that the calendars do not have.
    Unpublished { meetings: Vec<String> },
    Unsent { count: usize },
    OtherOrganizer { addresses: Vec<String> },
}

impl Note {
    pub(crate) fn insecure(base: &BaseUrl) -> Self {
        Self::Insecure { path: base.as_str().to_owned() }
    }
}

/// Why the system did not do something: a usual reason by its name, for which there are words, else in the system's own.
#[derive(Debug)]
pub(crate) struct Why(pub(crate) io::Error);

impl Serialize for Why {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use io::ErrorKind as K;
        let name = match self.0.kind() {
            K::NotFound => "not-found",
            K::PermissionDenied => "not-permitted",
            K::AlreadyExists | K::NotADirectory => "no-folder",
            K::IsADirectory => "no-file",
            K::StorageFull | K::QuotaExceeded => "disk-full",
            K::ReadOnlyFilesystem => "read-only",
            _ => return serializer.collect_str(&self.0),
        };
        serializer.serialize_str(name)
    }
}

impl Error {
    /// That a file cannot be read.
    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Read { path: shown(path), why: Why(source) }
    }

    /// That a file cannot be written.
    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Write { path: shown(path), why: Why(source) }
    }

    /// 1 the input; 2 usage; 3 refused; 4 files. A reader of standard output that has gone is no error.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Output { .. } if self.is_silent() => 0,
            Self::Input | Self::NoCalendars { .. } => 1,
            Self::Usage(_) => 2,
            Self::Foreign { .. }
            | Self::ListThere { .. }
            | Self::BuiltInOver { .. }
            | Self::WouldCancel { .. }
            | Self::InUse { .. }
            | Self::NoLedger { .. }
            | Self::LostLedger { .. }
            | Self::LedgerThere { .. }
            | Self::MailInFeeds { .. }
            | Self::OlderThanTold { .. } => 3,
            Self::Damaged { .. }
            | Self::DamagedLedger { .. }
            | Self::Read { .. }
            | Self::Write { .. }
            | Self::Output { .. }
            | Self::Refused { .. } => 4,
        }
    }

    /// Whether nothing is said of it: all was said already, or there is nobody to tell.
    pub(crate) fn is_silent(&self) -> bool {
        match self {
            Self::Input => true,
            Self::Output { why: Why(source) } => source.kind() == io::ErrorKind::BrokenPipe,
            _ => false,
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
        Self::Refused { reason: refusal.to_string() }
    }
}

impl From<io::Error> for Error {
    fn from(source: io::Error) -> Self {
        Self::Output { why: Why(source) }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Read { path, source } => Self::read(&path)(source),
            Failure::Write { path, source } => Self::write(&path)(source),
            Failure::InUse { path, process } => Self::InUse { path: shown(&path), process },
        }
    }
}
