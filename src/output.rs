//! Files that appear whole or not at all.
//!
//! A [`Folder`] is locked for as long as it is written to. Each [`Draft`] compares what it is given with the file that is
//! there; only at the first difference is a new file begun beside it. When all drafts are complete and on disk, they are
//! renamed; a draft that is dropped leaves nothing.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::calendar::PRODID;
use crate::error::Error;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There was none.
    Created,
    /// There was another.
    Replaced,
    /// It was the same, and was not touched.
    Unchanged,
}

/// How long a second run waits for the first.
const PATIENCE: Duration = Duration::from_secs(5);
/// The lock's name; a dot, so that no web server lists it.
const LOCK: &str = ".lubuskie-ics.lock";
/// A new file's name is the old one's with a dot before it and this behind it.
const NEW: &str = ".lubuskie-ics-new";

/// An output folder, ours until it is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Whether files of others may be replaced.
    overwrite: bool,
    _lock: File,
}

impl Folder {
    /// Makes the folder if there is none, and locks it.
    ///
    /// # Errors
    /// It cannot be made, or another run holds it.
    pub fn open(path: &Path, overwrite: bool) -> Result<Self, Error> {
        let fail = |source| Error::Write { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(fail)?;
        let lock_path = path.join(LOCK);
        regular_or_none(&lock_path)?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&lock_path);
        let lock = lock.map_err(|source| Error::Write { path: lock_path.clone(), source })?;
        let began = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => return Err(Error::InUse { path: path.to_owned() }),
                Err(TryLockError::Error(source)) => return Err(Error::Write { path: lock_path, source }),
            }
        }
        // the folder is ours: new files in it are what a killed run left
        for entry in fs::read_dir(path).map_err(fail)?.flatten() {
            if entry.file_name().to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(NEW)) {
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(Self { path: path.to_owned(), overwrite, _lock: lock })
    }

    /// Begins a file.
    ///
    /// # Errors
    /// The file that is there cannot be read, or is not this program's.
    pub fn draft(&self, name: &str) -> Result<Draft, Error> {
        let mut path = self.path.join(name);
        // a link stays one: what it points to is replaced
        if path.is_symlink() {
            path = fs::canonicalize(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        }
        regular_or_none(&path)?;
        let fail = |source| Error::Read { path: path.clone(), source };
        let old = match File::open(&path) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(fail(error)),
        };
        if let Some(file) = &old
            && !self.overwrite
            && !is_ours(file).map_err(fail)?
        {
            return Err(Error::Foreign { path });
        }
        let state = match old {
            Some(mut file) => {
                file.rewind().map_err(fail)?;
                State::Same { old: BufReader::with_capacity(1 << 16, file), length: 0 }
            }
            None => State::New(Beside::create(&path)?),
        };
        let existed = matches!(state, State::Same { .. });
        Ok(Draft { path, existed, state })
    }

    /// Puts complete drafts in place: all are on disk before the first is renamed.
    ///
    /// # Errors
    /// What cannot be written; files renamed before that stay.
    pub fn commit(&self, drafts: Vec<Draft>) -> Result<Vec<(PathBuf, Outcome)>, Error> {
        let mut ready = Vec::with_capacity(drafts.len());
        for draft in drafts {
            ready.push(draft.complete()?);
        }
        let mut done = Vec::with_capacity(ready.len());
        let mut renamed = false;
        for (path, existed, new) in ready {
            let outcome = match new {
                None => Outcome::Unchanged,
                Some(new) => {
                    new.rename(&path)?;
                    renamed = true;
                    if existed { Outcome::Replaced } else { Outcome::Created }
                }
            };
            done.push((path, outcome));
        }
        if renamed {
            // the names, too, survive a power cut; not every system can do this to a folder
            let _ = File::open(&self.path).and_then(|folder| folder.sync_all());
        }
        Ok(done)
    }
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

/// Whether a file is there that this program wrote.
///
/// # Errors
/// It cannot be read.
pub fn is_our_file(path: &Path) -> Result<bool, Error> {
    let fail = |source| Error::Read { path: path.to_owned(), source };
    if !path.is_file() {
        return Ok(false);
    }
    File::open(path).and_then(|file| is_ours(&file)).map_err(fail)
}

/// Whether a calendar was written by this program: its PRODID stands among its first lines.
fn is_ours(file: &File) -> io::Result<bool> {
    let mut head = Vec::new();
    file.take(1024).read_to_end(&mut head)?;
    Ok(is_our_calendar(&head))
}

/// Whether bytes begin as this program's calendars do.
pub fn is_our_calendar(head: &[u8]) -> bool {
    let prodid = format!("\r\nPRODID:{PRODID}\r\n");
    head.starts_with(b"BEGIN:VCALENDAR\r\n") && memchr::memmem::find(head, prodid.as_bytes()).is_some()
}

/// A file on its way.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    existed: bool,
    state: State,
}

#[derive(Debug)]
enum State {
    /// So far the same as the file that is there.
    Same { old: BufReader<File>, length: u64 },
    /// Another.
    New(Beside),
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
        match &mut self.state {
            State::New(new) => new.write(bytes),
            State::Same { .. } => Ok(()),
        }
    }

    /// Begins a new file with what was the same.
    fn differ(&mut self) -> Result<(), Error> {
        if let State::Same { old, length } = &mut self.state {
            let mut new = Beside::create(&self.path)?;
            let read = |source| Error::Read { path: self.path.clone(), source };
            old.seek(SeekFrom::Start(0)).map_err(read)?;
            let copied = io::copy(&mut old.take(*length), &mut new.file).map_err(read)?;
            if copied != *length {
                return Err(read(io::ErrorKind::UnexpectedEof.into()));
            }
            self.state = State::New(new);
        }
        Ok(())
    }

    /// Brings it to the disk; `None`: nothing is new.
    fn complete(mut self) -> Result<(PathBuf, bool, Option<Beside>), Error> {
        if let State::Same { old, .. } = &mut self.state {
            let rest = old.read(&mut [0]).map_err(|source| Error::Read { path: self.path.clone(), source })?;
            if rest == 0 {
                return Ok((self.path, self.existed, None));
            }
            self.differ()?;
        }
        match self.state {
            State::New(new) => {
                new.file.sync_all().map_err(|source| new.fail(source))?;
                Ok((self.path, self.existed, Some(new)))
            }
            State::Same { .. } => Ok((self.path, self.existed, None)),
        }
    }
}

fn same(old: &mut BufReader<File>, mut bytes: &[u8]) -> io::Result<bool> {
    use io::BufRead;
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

/// A new file beside the one that it will replace, gone if it does not come to that.
#[derive(Debug)]
struct Beside {
    file: File,
    path: PathBuf,
    renamed: bool,
}

impl Beside {
    fn create(target: &Path) -> Result<Self, Error> {
        let mut name = std::ffi::OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(NEW);
        let path = target.with_file_name(name);
        let file = OpenOptions::new().write(true).create_new(true).open(&path);
        let file = file.map_err(|source| Error::Write { path: target.to_owned(), source })?;
        // who may read the old file may read the new one
        if let Ok(old) = fs::metadata(target) {
            let _ = file.set_permissions(old.permissions());
        }
        Ok(Self { file, path, renamed: false })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file.write_all(bytes).map_err(|source| self.fail(source))
    }

    fn fail(&self, source: io::Error) -> Error {
        Error::Write { path: self.path.clone(), source }
    }

    fn rename(mut self, target: &Path) -> Result<(), Error> {
        fs::rename(&self.path, target).map_err(|source| self.fail(source))?;
        self.renamed = true;
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.renamed {
            let _ = fs::remove_file(&self.path);
        }
    }
}
