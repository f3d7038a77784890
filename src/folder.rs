//! Files that appear whole or not at all.
//!
//! A [`Folder`] is locked for as long as it is worked on. Each [`Draft`] compares what it is given with the file that is
//! there; only at the first difference is a new file begun beside it. When all drafts are complete and on disk, a mark is
//! set (unless there is but one) and they are renamed: a run that is killed before the mark has changed nothing, and what one that is killed behind
//! it has left undone, the next one does first.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::calendar::profile;
use crate::commands::error::Error;

/// What became of a file, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There was none.
    Created,
    /// There was another.
    Replaced,
    /// It was the same, and was not touched.
    Unchanged,
    /// It is no longer wanted.
    Removed,
}

/// How long a second run waits for the first.
const PATIENCE: Duration = Duration::from_secs(5);
/// The lock's name; a dot, so that no web server lists it.
pub(crate) const LOCK: &str = ".lubuskie-ics.lock";
/// Set while complete new files are being renamed.
const MARK: &str = ".lubuskie-ics.ready";
/// A new file's name is the old one's with a dot before it and this behind it.
const NEW: &str = ".lubuskie-ics-new";
/// Where event files lie in a folder.
pub const EVENTS: &str = "events";
/// Where messages to be sent lie in a folder.
pub const NEW_MESSAGES: &str = "new";
/// Where drafts of messages lie in a folder.
pub const DRAFTS: &str = "drafts";
/// All folders in a folder that are written into.
const FOLDERS: [&str; 3] = [EVENTS, NEW_MESSAGES, DRAFTS];
/// How much of a file is read or written at once.
pub(crate) const CHUNK: usize = 1 << 16;
/// How much of a file is read to see whose it is.
const HEAD: u64 = 1024;

/// An output folder, ours until it is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Whether anything may be written.
    writes: bool,
    readers: Readers,
    _lock: Option<File>,
}

/// Who may read what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the system lets.
    All,
    /// The owner: there are people's addresses in it.
    Owner,
}

/// A calendar file in a folder.
#[derive(Debug)]
pub struct Found {
    /// Below the folder.
    pub name: String,
    /// With the folder.
    pub path: PathBuf,
    /// Whether this program wrote it.
    pub is_ours: bool,
}

/// The rest of a name that is in the folder of events.
pub fn in_events(name: &str) -> Option<&str> {
    name.strip_prefix(EVENTS)?.strip_prefix('/')
}

impl Found {
    /// Whether it lies in the folder of events.
    pub fn is_in_events(&self) -> bool {
        in_events(&self.name).is_some()
    }

    /// Its content.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn open(&self) -> io::Result<BufReader<File>> {
        File::open(&self.path).map(|file| BufReader::with_capacity(CHUNK, file))
    }
}

impl Folder {
    /// Makes the folder if there is none, locks it, and clears up after a run that was killed.
    ///
    /// # Errors
    /// It cannot be made, or another run holds it.
    pub fn open(path: &Path, readers: Readers) -> Result<Self, Error> {
        if !path.is_dir() {
            create(path, readers)?;
            sync(path.ancestors().skip(1));
        }
        let lock_path = path.join(LOCK);
        regular_or_none(&lock_path)?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&lock_path);
        // where nothing may be written, nothing may have to be
        let lock = lock.or_else(|error| File::open(&lock_path).map_err(|_| error));
        let lock = lock.map_err(|source| Error::Write { path: lock_path, source })?;
        wait(&lock, path)?;
        let folder = Self { path: path.to_owned(), writes: true, readers, _lock: Some(lock) };
        folder.finish_killed_run()?;
        Ok(folder)
    }

    /// Opens a folder, which need not be there, for looking only.
    ///
    /// # Errors
    /// Another run holds it.
    pub fn look(path: &Path) -> Result<Self, Error> {
        regular_or_none(&path.join(LOCK))?;
        let lock = File::open(path.join(LOCK)).ok();
        if let Some(lock) = &lock {
            wait(lock, path)?;
        }
        Ok(Self { path: path.to_owned(), writes: false, readers: Readers::All, _lock: lock })
    }

    /// Whether a killed run had new files ready there that are not yet in place.
    pub fn is_unfinished(path: &Path) -> bool {
        path.join(MARK).is_file()
    }

    /// Names and paths in the folder and some folders in it, sorted.
    fn entries(&self, below: &[&str]) -> Result<Vec<(String, PathBuf)>, Error> {
        let mut entries = Vec::new();
        let below = below.iter().map(|name| (self.path.join(name), format!("{name}/")));
        for (folder, before) in std::iter::once((self.path.clone(), String::new())).chain(below) {
            let fail = |source| Error::Read { path: folder.clone(), source };
            let found = match fs::read_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                found => found.map_err(fail)?,
            };
            for entry in found {
                let entry = entry.map_err(fail)?;
                // a name that is no text is none of ours
                if let Ok(name) = entry.file_name().into_string() {
                    entries.push((format!("{before}{name}"), entry.path()));
                }
            }
        }
        entries.sort();
        Ok(entries)
    }

    /// Renames what a killed run had ready; removes what it had not.
    fn finish_killed_run(&self) -> Result<(), Error> {
        let mark = self.path.join(MARK);
        let is_ready = mark.is_file();
        let mut folders = BTreeSet::new();
        for (name, path) in self.entries(&FOLDERS)? {
            // a calendar's new file lies beside what it is a link to
            let is_link = profile::feed_of(&name).is_some() && path.is_symlink();
            let linked = is_link.then(|| fs::canonicalize(&path).ok()).flatten();
            let new = linked.map(|target| beside(&target)).filter(|new| new.exists()).unwrap_or(path);
            let target = new
                .file_name()
                .and_then(OsStr::to_str)
                .and_then(|name| Some(new.with_file_name(name.strip_prefix('.')?.strip_suffix(NEW)?)));
            let Some(target) = target else { continue };
            let done = if is_ready { fs::rename(&new, &target) } else { fs::remove_file(&new) };
            done.map_err(|source| Error::Write { path: new, source })?;
            folders.extend(target.parent().map(Path::to_owned));
        }
        if is_ready {
            sync(&folders);
            remove_mark(&self.path, mark)?;
        }
        Ok(())
    }

    /// The calendars in the folder and in its folder of events.
    ///
    /// # Errors
    /// One that cannot be read.
    pub fn calendars(&self) -> Result<Vec<Found>, Error> {
        let mut calendars = Vec::new();
        for (name, path) in self.entries(&[EVENTS])? {
            let is_calendar = path.extension() == Some(OsStr::new("ics")) && !name.starts_with('.');
            if is_calendar && path.is_file() {
                let is_ours = is_ours(&name, &path).map_err(|source| Error::Read { path: path.clone(), source })?;
                calendars.push(Found { name, path, is_ours });
            }
        }
        Ok(calendars)
    }

    /// The bytes of another file of the folder; none if there is no such file.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = self.path.join(name);
        regular_or_none(&path)?;
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::Read { path, source }),
        }
    }

    /// Whether a file has a mark near its beginning; a file that is not there has none.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn begins_with(&self, name: &str, mark: &str) -> Result<bool, Error> {
        let path = self.path.join(name);
        regular_or_none(&path)?;
        let mut head = Vec::new();
        match File::open(&path).and_then(|file| file.take(HEAD).read_to_end(&mut head)) {
            Ok(_) => Ok(memchr::memmem::find(&head, mark.as_bytes()).is_some()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(Error::Read { path, source }),
        }
    }

    /// Where a file of that name is.
    pub fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Begins a file.
    ///
    /// # Errors
    /// What is there cannot be read, or is no file.
    pub fn draft(&self, name: &str) -> Result<Draft, Error> {
        let mut path = self.path.join(name);
        // a link stays one: what it points to is replaced
        if path.is_symlink() {
            path = fs::canonicalize(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        }
        regular_or_none(&path)?;
        let old = match File::open(&path) {
            Ok(file) => Some(BufReader::with_capacity(CHUNK, file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(Error::Read { path, source }),
        };
        let existed = old.is_some();
        if let Some(folder) = path.parent().filter(|folder| self.writes && !existed && !folder.exists()) {
            create(folder, self.readers)?;
        }
        let state = match old {
            Some(old) => State::Same { old, length: 0 },
            None if self.writes => State::New(Beside::create(&path, self.readers)?),
            None => State::Other,
        };
        Ok(Draft { path, existed, writes: self.writes, readers: self.readers, state })
    }

    /// Brings a file to the disk beside its place, unless what is there is the same; [`Folder::commit`] puts it there.
    ///
    /// # Errors
    /// What cannot be read or written.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<Prepared, Error> {
        let mut draft = self.draft(name)?;
        draft.write(bytes)?;
        draft.complete()
    }

    /// Removes a file.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn remove(&self, name: &str) -> Result<PathBuf, Error> {
        let path = self.path.join(name);
        if self.writes {
            fs::remove_file(&path).map_err(|source| Error::Write { path: path.clone(), source })?;
        }
        Ok(path)
    }

    /// Puts complete files in place, in this order: all are on disk before the first is renamed.
    ///
    /// # Errors
    /// What cannot be written; the next run does what is left to do.
    pub fn commit(&self, files: Vec<Complete>) -> Result<Vec<(PathBuf, Outcome)>, Error> {
        let mut done = Vec::with_capacity(files.len());
        let mut ready = Vec::with_capacity(files.len());
        for Complete { path, outcome, new } in files {
            ready.extend(new.map(|new| (path.clone(), new)));
            done.push((path, outcome));
        }
        // links may lead into other folders
        let folders: BTreeSet<_> = ready.iter().filter_map(|(path, _)| path.parent().map(Path::to_owned)).collect();
        let mark = (ready.len() > 1).then(|| self.path.join(MARK));
        if let Some(mark) = &mark {
            sync(&folders);
            let made = File::create(mark).and_then(|file| file.sync_all());
            made.map_err(|source| Error::Write { path: mark.clone(), source })?;
            sync([&self.path]);
            // from here on a failure, too, is made good by the next run
            for (_, new) in &mut ready {
                new.stays = true;
            }
        }
        for (path, new) in ready {
            new.rename(&path)?;
        }
        sync(&folders);
        if let Some(mark) = mark {
            remove_mark(&self.path, mark)?;
        }
        Ok(done)
    }
}

/// Makes a folder, and those above it that are not there.
fn create(path: &Path, readers: Readers) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    builder.create(path).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// Removes the mark for good: it must not come back beside what another run has half written.
fn remove_mark(folder: &Path, mark: PathBuf) -> Result<(), Error> {
    fs::remove_file(&mark).map_err(|source| Error::Write { path: mark, source })?;
    sync([folder]);
    Ok(())
}

/// Names, too, survive a power cut; not every system can do this to a folder.
fn sync(folders: impl IntoIterator<Item = impl AsRef<Path>>) {
    for folder in folders {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

fn wait(lock: &File, path: &Path) -> Result<(), Error> {
    let began = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(Error::InUse { path: path.to_owned(), process: holder(lock) });
            }
            Err(TryLockError::Error(source)) => return Err(Error::Write { path: path.join(LOCK), source }),
        }
    }
}

/// The process that holds a lock, where the system tells (Linux, proc_locks(5)): `1: FLOCK ADVISORY WRITE 4711
/// 08:01:131 0 EOF`.
#[cfg(target_os = "linux")]
fn holder(lock: &File) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    let inode = format!(":{}", lock.metadata().ok()?.ino());
    let locks = fs::read_to_string("/proc/locks").ok()?;
    locks.lines().find_map(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        let [_, "FLOCK", _, _, process, file, ..] = words[..] else { return None };
        process.parse().ok().filter(|_| file.ends_with(&inode))
    })
}

#[cfg(not(target_os = "linux"))]
fn holder(_: &File) -> Option<u32> {
    None
}

/// A pipe or device would be waited for, perhaps for ever.
fn regular_or_none(path: &Path) -> Result<(), Error> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => {
            Err(Error::Write { path: path.to_owned(), source: io::Error::other("not a regular file") })
        }
        _ => Ok(()),
    }
}

fn is_ours(name: &str, path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    let is_named = profile::feed_of(name).is_some();
    let room = if is_named { CHUNK as u64 } else { HEAD };
    File::open(path)?.take(room).read_to_end(&mut head)?;
    // of one whose beginning is damaged the first events tell, or its name, if nothing else is left
    let is_damaged =
        || profile::HEAD.as_bytes().starts_with(&head) || memchr::memmem::find(&head, b"\nX-LUBUSKIE-ICS-").is_some();
    Ok(is_our_calendar(&head) || is_named && is_damaged())
}

/// Whether bytes begin as this program's calendars do, whatever their line ends, and even behind a byte order mark.
pub fn is_our_calendar(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut lines = head.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    profile::HEAD.lines().all(|line| lines.next() == Some(line.as_bytes()))
}

/// A file on its way.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    existed: bool,
    writes: bool,
    readers: Readers,
    state: State,
}

#[derive(Debug)]
enum State {
    /// So far the same as the file that is there.
    Same { old: BufReader<File>, length: u64 },
    /// Another.
    New(Beside),
    /// Another, which is not to be written.
    Other,
}

impl Draft {
    /// Adds bytes.
    ///
    /// # Errors
    /// What cannot be read or written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if let State::Same { old, length } = &mut self.state {
            if same(old, bytes).map_err(|source| Error::Read { path: self.path.clone(), source })? {
                *length += bytes.len() as u64;
                return Ok(());
            }
            self.differ()?;
        }
        if let State::New(new) = &mut self.state { new.write(bytes) } else { Ok(()) }
    }

    /// Begins a new file with what was the same.
    fn differ(&mut self) -> Result<(), Error> {
        let State::Same { mut old, length } = std::mem::replace(&mut self.state, State::Other) else { return Ok(()) };
        if self.writes {
            let mut new = Beside::create(&self.path, self.readers)?;
            let read = |source| Error::Read { path: self.path.clone(), source };
            old.rewind().map_err(read)?;
            let copied = io::copy(&mut old.take(length), &mut new.file).map_err(|source| new.new.fail(source))?;
            if copied != length {
                return Err(read(io::ErrorKind::UnexpectedEof.into()));
            }
            self.state = State::New(new);
        }
        Ok(())
    }

    /// Brings it to the disk; it stays beside its place until it is committed.
    ///
    /// # Errors
    /// What cannot be read or written.
    pub fn complete(mut self) -> Result<Complete, Error> {
        if let State::Same { old, .. } = &mut self.state {
            let rest = old.fill_buf().map_err(|source| Error::Read { path: self.path.clone(), source })?;
            if rest.is_empty() {
                return Ok(Complete { path: self.path, outcome: Outcome::Unchanged, new: None });
            }
            self.differ()?;
        }
        let outcome = if self.existed { Outcome::Replaced } else { Outcome::Created };
        let new = match self.state {
            State::New(new) => Some(new.complete()?),
            _ => None,
        };
        Ok(Complete { path: self.path, outcome, new })
    }
}

fn same(old: &mut BufReader<File>, mut bytes: &[u8]) -> io::Result<bool> {
    while !bytes.is_empty() {
        let known = old.fill_buf()?;
        let length = known.len().min(bytes.len());
        if length == 0 || known[..length] != bytes[..length] {
            return Ok(false);
        }
        old.consume(length);
        bytes = &bytes[length..];
    }
    Ok(true)
}

/// Where a file is made that will replace another.
fn beside(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(NEW);
    target.with_file_name(name)
}

/// A file that is whole and on disk; none is kept open, since there may be thousands.
#[derive(Debug)]
pub struct Complete {
    path: PathBuf,
    outcome: Outcome,
    new: Option<New>,
}

/// What [`Folder::put`] gives.
pub type Prepared = Complete;

/// A new file being written beside the one that it will replace.
#[derive(Debug)]
struct Beside {
    file: BufWriter<File>,
    new: New,
}

/// The path of such a file, which is gone if it does not come to that.
#[derive(Debug)]
struct New {
    path: PathBuf,
    stays: bool,
}

impl Beside {
    fn create(target: &Path, readers: Readers) -> Result<Self, Error> {
        let path = beside(target);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if readers == Readers::Owner {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let file = options.open(&path).map_err(|source| {
            // a new file is made once, and what others left was cleared away
            let source = match source.kind() {
                io::ErrorKind::AlreadyExists => io::Error::other("two calendars are links to this file"),
                _ => source,
            };
            Error::Write { path: target.to_owned(), source }
        })?;
        // who may read the old file may read the new one
        if let Some(old) = fs::metadata(target).ok().filter(|_| readers == Readers::All) {
            let _ = file.set_permissions(old.permissions());
        }
        Ok(Self { file: BufWriter::with_capacity(CHUNK, file), new: New { path, stays: false } })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file.write_all(bytes).map_err(|source| self.new.fail(source))
    }

    fn complete(mut self) -> Result<New, Error> {
        let synced = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        synced.map_err(|source| self.new.fail(source))?;
        Ok(self.new)
    }
}

impl New {
    fn fail(&self, source: io::Error) -> Error {
        Error::Write { path: self.path.clone(), source }
    }

    fn rename(mut self, target: &Path) -> Result<(), Error> {
        fs::rename(&self.path, target).map_err(|source| self.fail(source))?;
        self.stays = true;
        Ok(())
    }
}

impl Drop for New {
    fn drop(&mut self) {
        if !self.stays {
            let _ = fs::remove_file(&self.path);
        }
    }
}
