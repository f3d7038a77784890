//! The ways in which a run can fail, and the exit code of each.

use std::io;
use std::path::{Path, PathBuf};

use crate::calendar::ics::Refusal;
use crate::folder::Failure;
use crate::message::lang::{Lang, say};
use crate::poland::county::County;

/// Why a run failed.
#[derive(Debug)]
pub(crate) enum Error {
    /// The input has problems; they were said, and nothing was written.
    Input,
    /// The arguments do not go together, or say nothing that can be done.
    Usage(String),
    /// A file is there that this program did not write.
    Foreign {
        /// Which.
        path: PathBuf,
    },
    /// A list is there already.
    ListThere {
        /// Which.
        path: PathBuf,
    },
    /// The built-in list into a folder of other meetings.
    BuiltInOver {
        /// Which.
        path: PathBuf,
    },
    /// So much is gone from the list that the list is more likely wrong.
    WouldCancel {
        /// What would be cancelled, as messages show it.
        meetings: Vec<String>,
        /// The county of which it is all that is ahead; `None`: it is most of what is ahead.
        county: Option<County>,
        /// How many are ahead.
        ahead: usize,
    },
    /// Another run holds the output folder.
    InUse {
        /// Which.
        path: PathBuf,
        /// Its number, where the system tells.
        process: Option<u32>,
    },
    /// A calendar of ours that is not as this program writes it.
    Damaged {
        /// Which.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// The property or component.
        what: String,
    },
    /// A folder that was to hold calendars of ours holds none.
    NoCalendars {
        /// Which.
        path: PathBuf,
    },
    /// A folder for messages that does not know what anybody was told.
    NoLedger {
        /// Which.
        path: PathBuf,
        /// Whether there are messages all the same.
        has_messages: bool,
    },
    /// A folder for messages that was to be new.
    LedgerThere {
        /// Which.
        path: PathBuf,
    },
    /// A folder for messages where calendars are published.
    MailInFeeds {
        /// Which.
        path: PathBuf,
    },
    /// The calendars hold older revisions than people were told.
    OlderThanTold {
        /// The calendars' folder.
        path: PathBuf,
        /// Which, as messages show them.
        meetings: Vec<String>,
    },
    /// The record of what people were told is not as this program writes it.
    DamagedLedger {
        /// Which.
        path: PathBuf,
        /// From 1.
        line: usize,
    },
    /// A file cannot be read.
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be written.
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Standard output cannot be written; a closed pipe is no error.
    Output(io::Error),
    /// The writer refused a calendar: a fault of this program.
    Refused(Refusal),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Read { path, source } => Self::Read { path, source },
            Failure::Write { path, source } => Self::Write { path, source },
            Failure::InUse { path, process } => Self::InUse { path, process },
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Error {
    /// 1 the input; 2 usage; 3 refused; 4 files.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Input | Self::NoCalendars { .. } => 1,
            Self::Usage(_) => 2,
            Self::Foreign { .. }
            | Self::BuiltInOver { .. }
            | Self::ListThere { .. }
            | Self::WouldCancel { .. }
            | Self::InUse { .. }
            | Self::NoLedger { .. }
            | Self::LedgerThere { .. }
            | Self::MailInFeeds { .. }
            | Self::OlderThanTold { .. } => 3,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Read { .. }
            | Self::Write { .. }
            | Self::Damaged { .. }
            | Self::DamagedLedger { .. }
            | Self::Output(_)
            | Self::Refused(_) => 4,
        }
    }

    /// What programs know it by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Usage(_) => "usage",
            Self::Foreign { .. } => "foreign",
            Self::ListThere { .. } => "list-there",
            Self::BuiltInOver { .. } => "built-in-over",
            Self::WouldCancel { .. } => "would-cancel",
            Self::InUse { .. } => "in-use",
            Self::Damaged { .. } => "damaged",
            Self::NoCalendars { .. } => "no-calendars",
            Self::NoLedger { .. } => "no-ledger",
            Self::LedgerThere { .. } => "ledger-there",
            Self::MailInFeeds { .. } => "mail-in-feeds",
            Self::OlderThanTold { .. } => "older-than-told",
            Self::DamagedLedger { .. } => "damaged-ledger",
            Self::Read { .. } => "read",
            Self::Write { .. } => "write",
            Self::Output(_) => "output",
            Self::Refused(_) => "refused",
        }
    }

    /// What is said of it; `None` where everything was said already.
    #[allow(clippy::too_many_lines, reason = "a table: one arm a kind, both languages side by side")]
    pub(crate) fn message(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Self::Input => return None,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return None,
            Self::Usage(message) => message.clone(),
            Self::Foreign { path } => say!(
                lang,
                "{}: not written by lubuskie-ics, so it is not replaced (--overwrite allows it)",
                "{}: tego pliku nie zapisał lubuskie-ics, więc nie został zastąpiony (pozwala na to --overwrite)",
                shown(path)
            ),
            Self::ListThere { path } => say!(
                lang,
                "{}: is there already, so it is not replaced; name another file, or delete it",
                "{}: ten plik już istnieje, więc nie został zastąpiony; podaj inny plik albo go usuń",
                shown(path)
            ),
            Self::BuiltInOver { path } => say!(
                lang,
                "{}: holds other meetings than the built-in example, which must not change them; name a list, or another \
                 folder",
                "{}: są tu inne spotkania niż na wbudowanej liście przykładowej, a ta nie może ich zmieniać; podaj listę \
                 albo \
                 inny folder",
                shown(path)
            ),
            Self::WouldCancel { meetings, county, ahead } => would_cancel(meetings, *county, *ahead, lang),
            Self::InUse { path, process } => {
                let path = shown(path);
                let process = process.map_or_else(String::new, |n| say!(lang, " (process {n})", " (proces {n})"));
                say!(
                    lang,
                    "{path}: another lubuskie-ics{process} is writing here; try again when it is done",
                    "{path}: inny lubuskie-ics{process} zapisuje w tym folderze; spróbuj ponownie, gdy skończy"
                )
            }
            Self::Damaged { path, line, what } => say!(
                lang,
                "{}, line {line}: not as lubuskie-ics wrote it ({what}), so what was published is not known; put back the \
                 file \
                 from a copy, or start it anew with --rebuild; nothing was written",
                "{}, wiersz {line}: nie jest taki, jaki zapisał lubuskie-ics ({what}), więc nie wiadomo, co \
                 opublikowano; przywróć plik z kopii albo zacznij go od nowa z --rebuild; niczego nie zapisano",
                shown(path)
            ),
            Self::NoCalendars { path } => say!(
                lang,
                "{}: no calendar of lubuskie-ics is here; name the folder that was exported to; nothing was written",
                "{}: nie ma tu żadnego kalendarza lubuskie-ics; podaj folder, do którego był eksport; niczego nie zapisano",
                shown(path)
            ),
            Self::NoLedger { path, has_messages: true } => say!(
                lang,
                "{}: there are messages here, but the record of them, .lubuskie-ics.sent, is gone, so what people were told is \
                 not known; put it back from a copy; --first would invite everyone again; nothing was written",
                "{}: są tu wiadomości, ale nie ma ich spisu, .lubuskie-ics.sent, więc nie wiadomo, co komu wysłano; przywróć \
                 go z kopii; --first zaprosiłoby wszystkich jeszcze raz; niczego nie zapisano",
                shown(path)
            ),
            Self::NoLedger { path, has_messages: false } => say!(
                lang,
                "{}: are these the first invitations from this folder? then add --first; if not, name the folder of the last \
                 time; nothing was written",
                "{}: czy to pierwsze zaproszenia z tego folderu? jeśli tak, dodaj --first; jeśli nie, podaj folder \
                 z poprzedniego razu; niczego nie zapisano",
                shown(path)
            ),
            Self::LedgerThere { path } => say!(
                lang,
                "{}: people were invited from this folder before; leave out --first, and they get only what is new; \
                 nothing was written",
                "{}: z tego folderu już zapraszano; pomiń --first, a odbiorcy dostaną tylko to, co nowe; niczego nie \
                 zapisano",
                shown(path)
            ),
            Self::MailInFeeds { path } => say!(
                lang,
                "{}: this is where calendars are published, and people's addresses must not be; name a folder elsewhere; \
                 nothing was written",
                "{}: tu publikowane są kalendarze, więc nie mogą tu leżeć adresy osób; podaj inny folder; niczego nie \
                 zapisano",
                shown(path)
            ),
            Self::OlderThanTold { path, meetings } => say!(
                lang,
                "{}: these calendars are older than what people were last told; export into this folder, or name the \
                 right one; nothing was written:{}",
                "{}: te kalendarze są starsze niż to, co ostatnio wysłano; wykonaj eksport do tego folderu albo podaj \
                 właściwy; niczego nie zapisano:{}",
                shown(path),
                named(meetings, lang)
            ),
            Self::DamagedLedger { path, line } => say!(
                lang,
                "{}, line {line}: not as lubuskie-ics wrote it, so what people were told is not known; put the file back \
                 from a copy; nothing was written",
                "{}, wiersz {line}: nie jest taki, jaki zapisał lubuskie-ics, więc nie wiadomo, co komu wysłano; przywróć \
                 plik z kopii; niczego nie zapisano",
                shown(path)
            ),
            Self::Read { path, source } => {
                let reason = reason(source, lang);
                say!(lang, "{}: cannot be read: {reason}", "{}: nie można odczytać: {reason}", shown(path))
            }
            Self::Write { path, source } => {
                let reason = reason(source, lang);
                say!(lang, "{}: cannot be written: {reason}", "{}: nie można zapisać: {reason}", shown(path))
            }
            Self::Output(source) => {
                say!(lang, "standard output: {source}", "standardowe wyjście: {source}")
            }
            Self::Refused(refusal) => say!(
                lang,
                "a fault of lubuskie-ics, nothing was written: {refusal}",
                "błąd programu lubuskie-ics, niczego nie zapisano: {refusal}"
            ),
        })
    }
}

fn would_cancel(meetings: &[String], county: Option<County>, ahead: usize, lang: Lang) -> String {
    let n = meetings.len();
    let reason = match county {
        Some(county) => {
            let county = county.full_name();
            say!(lang, "all that is still ahead for {county}", "wszystko, co jeszcze przed nami ({county})")
        }
        None => {
            say!(lang, "{n} of the {ahead} meetings still ahead", "{n} z {ahead} spotkań, które jeszcze przed nami")
        }
    };
    say!(
        lang,
        "gone from the list, and so to be cancelled: {reason}; nothing was written:{}\n  = help: put back rows deleted by \
         mistake; if a meeting is cancelled, put its row back with \"cancelled\" in the column status; if its day and title \
         changed at once, give the rows an id first; if all is as you want it, add --allow-cancel",
        "niczego nie zapisano: trzeba by odwołać {reason}, bo nie ma tego już na liście:{}\n  = rada: przywróć wiersze usunięte \
         przez pomyłkę; jeśli spotkanie odwołano, przywróć wiersz i wpisz „odwołane” w kolumnie „status” lub „uwagi”; jeśli \
         naraz zmieniły się termin i temat, najpierw nadaj wierszom „id”; jeśli wszystko się zgadza, dodaj --allow-cancel",
        named(meetings, lang)
    )
}

/// How many meetings a message names.
const NAMED: usize = 10;

/// Meetings, a line each.
pub(crate) fn named(meetings: &[String], lang: Lang) -> String {
    let mut lines: String = meetings.iter().take(NAMED).flat_map(|meeting| ["\n  ", meeting]).collect();
    if meetings.len() > NAMED {
        lines += &say!(lang, "\n  … and {} more", "\n  … i jeszcze {}", meetings.len() - NAMED);
    }
    lines
}

/// A path as it may stand on a terminal.
pub(crate) fn shown(path: &Path) -> String {
    crate::message::printable(&path.display().to_string())
}

/// The usual reasons in words; else the system's own.
fn reason(source: &io::Error, lang: Lang) -> String {
    use io::ErrorKind as K;
    match source.kind() {
        K::NotFound => say!(lang, "there is no such file or folder", "nie ma takiego pliku ani folderu"),
        K::PermissionDenied => say!(lang, "not permitted", "brak uprawnień"),
        K::AlreadyExists | K::NotADirectory => say!(lang, "it is a file, not a folder", "to plik, a nie folder"),
        K::IsADirectory => say!(lang, "it is a folder, not a file", "to folder, a nie plik"),
        K::StorageFull | K::QuotaExceeded => say!(lang, "the disk is full", "brak miejsca na dysku"),
        K::ReadOnlyFilesystem => say!(lang, "the disk is read-only", "dysk jest tylko do odczytu"),
        _ => source.to_string(),
    }
}
