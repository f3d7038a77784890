//! Files that appear whole or not at all.
//!
//! A [`Folder`] is locked for as long as it is worked on. [`Folder::put`] compares bytes with the file that is there and, if
//! they are others, brings them to the disk beside it. [`Folder::commit`] sets a mark that names all such files, and renames
//! them: a run that is killed before the mark is there has changed nothing, and what one that is killed behind it has left
//! undone, the next one does first.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::{collections::BTreeSet, ffi::OsStr, time::Duration};

use serde::Serialize;
use tempfile::TempPath;

/// What became of a file, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// There was none.
    Created,
    /// There was another.
    Replaced,
    /// It was the same, and was not touched.
    Unchanged,
    /// It is no longer wanted.
    Removed,
}

/// What cannot be done with a file or a folder.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Failure {
    Read { path: String, why: String },
    Write { path: String, why: String },
    // Another run holds the folder.
    InUse { path: String },
}

impl Failure {
    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Read { path: shown(path), why: why(&source) }
    }

    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Write { path: shown(path), why: why(&source) }
    }
}

/// Why something was not done: a usual reason, or one of ours, by its name, for which there are words; else in the system's own.
pub(crate) fn why(source: &io::Error) -> String {
    use io::ErrorKind as K;
    let name = match source.kind() {
        K::NotFound => "not-found",
        K::PermissionDenied => "not-permitted",
        K::AlreadyExists | K::NotADirectory => "no-folder",
        K::IsADirectory => "no-file",
        K::StorageFull | K::QuotaExceeded => "disk-full",
        K::ReadOnlyFilesystem => "read-only",
        K::BrokenPipe => "closed",
        _ => return source.to_string(),
    };
    name.to_owned()
}

/// A path in a message.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A second run waits five seconds for the first.
const TRIES: u32 = 250;
const PAUSE: Duration = Duration::from_millis(20);
/// The lock's name; a dot, so that no web server lists it.
pub(crate) const LOCK: &str = ".lubuskie-ics.lock";
/// Names the files that are on the disk and not yet in place, a line each, while they are renamed.
const MARK: &str = ".lubuskie-ics.ready";
/// What a new file's name begins with; behind it stands the name of the file that it will replace.
const NEW: &str = ".lubuskie-ics-new-";
/// In so many bytes a document says whose it is.
const HEAD: u64 = 1024;

/// An output folder, ours until it is dropped.
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    /// `None`: nothing may be written.
    readers: Option<Readers>,
    /// What a killed run had ready, by its name below the folder.
    pub(crate) ready: Vec<String>,
    _lock: Option<File>,
}

/// Who may read what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Whoever the system lets read new files.
    All,
    /// The owner alone, since there are people's addresses in them.
    Owner,
}

/// A file that was compared and, if it is another, is on the disk beside its place. A new one that is not committed is
/// removed. None is kept open, since there may be thousands.
pub(crate) struct Prepared {
    /// The name that it was given by, below the folder.
    pub(crate) name: String,
    /// Where it belongs: if that is a link, where the link leads.
    pub(crate) path: PathBuf,
    pub(crate) outcome: Outcome,
    new: Option<TempPath>,
}

impl Folder {
    /// Locks a folder for a run that writes, which makes it if there is none and finishes what a killed run had ready; or, without
    /// `readers`, for one that only looks, and takes what is ready as if it were in place.
    pub(crate) fn open(path: &Path, readers: Option<Readers>) -> Result<Self, Failure> {
        let lock_path = path.join(LOCK);
        regular_or_none(&lock_path)?;
        if let (Some(readers), false) = (readers, path.is_dir()) {
            create(path, readers)?;
            sync(path.ancestors().skip(1));
        }
        let old = File::open(&lock_path);
        let new = || OpenOptions::new().create(true).truncate(false).write(true).open(&lock_path);
        // where nothing may be written, nothing may have to be
        let lock = if readers.is_some() { Some(new().or(old).map_err(Failure::write(&lock_path))?) } else { old.ok() };
        lock.as_ref().map_or(Ok(()), |lock| wait(lock, path, readers.is_some()))?;
        let mut folder = Self { path: path.to_owned(), readers, ready: Vec::new(), _lock: lock };
        let marked = folder.read(MARK)?.unwrap_or_default();
        folder.ready = String::from_utf8_lossy(&marked).lines().map(str::to_owned).collect();
        if readers.is_some() {
            folder.rename(&folder.ready)?;
            folder.remove_unmarked();
        }
        Ok(folder)
    }

    /// A file's bytes; `None` if there is no such file.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        self.head(name, u64::MAX)
    }

    /// At most so many bytes of a file's beginning; `None` if there is no such file.
    pub(crate) fn head(&self, name: &str, length: u64) -> Result<Option<Vec<u8>>, Failure> {
        let is_ready = self.ready.iter().any(|ready| ready == name);
        let new = is_ready.then(|| self.target(name)).transpose()?.map(|path| beside(&path));
        let path = new.filter(|new| new.exists()).unwrap_or_else(|| self.path.join(name));
        regular_or_none(&path)?;
        let mut bytes = Vec::new();
        match File::open(&path).and_then(|file| file.take(length).read_to_end(&mut bytes)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(|_| Some(bytes)).map_err(Failure::read(&path)),
        }
    }

    /// Whether a file has a text near its beginning; a file that is not there has none.
    pub(crate) fn begins_with(&self, name: &str, text: &str) -> Result<bool, Failure> {
        let head = self.head(name, HEAD)?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&head).contains(text))
    }

    /// The names of the files in the folder, or in one below it, in any order; none if there is no such folder.
    pub(crate) fn files(&self, below: &str) -> Result<Vec<String>, Failure> {
        let path = self.path.join(below);
        let entries = match fs::read_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            entries => entries.and_then(Iterator::collect::<io::Result<_>>).map_err(Failure::read(&path))?,
        };
        let files = entries.into_iter().filter(|entry| entry.path().is_file()).map(|entry| entry.file_name());
        let ready = self.ready.iter().map(Path::new).filter(|name| name.parent() == Some(Path::new(below)));
        let names: BTreeSet<_> = files.chain(ready.filter_map(Path::file_name).map(OsStr::to_owned)).collect();
        // a name that is no text is none of ours
        Ok(names.into_iter().filter_map(|name| name.into_string().ok()).collect())
    }

    /// Compares a file with the one that is there. If it is another, it is brought to the disk, not yet into its place.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> Result<Prepared, Failure> {
        let path = self.target(name)?;
        let outcome = match self.read(name)? {
            None => Outcome::Created,
            Some(old) if old == bytes => Outcome::Unchanged,
            Some(_) => Outcome::Replaced,
        };
        let readers = self.readers.filter(|_| outcome != Outcome::Unchanged);
        let new = readers.map(|readers| write_beside(&path, bytes, readers)).transpose()?;
        Ok(Prepared { name: name.to_owned(), path, outcome, new })
    }

    /// A file that is to be removed.
    pub(crate) fn remove(&self, name: &str) -> Prepared {
        Prepared { name: name.to_owned(), path: self.path.join(name), outcome: Outcome::Removed, new: None }
    }

    /// Puts files in place, in this order, all or none: what cannot be done now, the next run does. Then removes what is to be.
    pub(crate) fn commit(&self, files: &mut [Prepared]) -> Result<(), Failure> {
        let mut paths = BTreeSet::new();
        if let Some(file) = files.iter().find(|file| !paths.insert(&file.path)) {
            return Err(Failure::write(&file.path)(io::Error::other("linked-twice")));
        }
        let new: Vec<_> = files.iter().filter(|file| file.new.is_some()).collect();
        if let (Some(readers), false) = (self.readers, new.is_empty()) {
            sync(new.iter().filter_map(|file| file.path.parent()).collect::<BTreeSet<_>>());
            let names: Vec<_> = new.iter().map(|file| file.name.clone()).collect();
            let mark = self.path.join(MARK);
            let new_mark = write_beside(&mark, names.join("\n").as_bytes(), readers)?;
            new_mark.persist(&mark).map_err(|error| Failure::write(&mark)(error.error))?;
            sync([&self.path]);
            // they must outlive a failure, from which the next run goes on
            for new in files.iter_mut().filter_map(|file| file.new.as_mut()) {
                new.disable_cleanup(true);
            }
            self.rename(&names)?;
        }
        for Prepared { path, .. } in files.iter().filter(|file| file.outcome == Outcome::Removed) {
            self.readers.map_or(Ok(()), |_| fs::remove_file(path)).map_err(Failure::write(path))?;
        }
        Ok(())
    }

    /// Which file is meant by a name: a link stays one, and what it points to is replaced.
    fn target(&self, name: &str) -> Result<PathBuf, Failure> {
        let path = self.path.join(name);
        if path.is_symlink() { fs::canonicalize(&path).map_err(Failure::read(&path)) } else { Ok(path) }
    }

    /// Renames those of the files that the mark names which are not yet in place, and removes the mark.
    fn rename(&self, names: &[String]) -> Result<(), Failure> {
        let mut folders = BTreeSet::from([self.path.clone()]);
        for name in names {
            let path = self.target(name)?;
            let new = beside(&path);
            if new.exists() {
                fs::rename(&new, &path).map_err(Failure::write(&path))?;
                folders.extend(path.parent().map(Path::to_owned));
            }
        }
        sync(folders);
        if !names.is_empty() {
            let mark = self.path.join(MARK);
            fs::remove_file(&mark).map_err(Failure::write(&mark))?;
            // it must not come back beside what another run has half written
            sync([&self.path]);
        }
        Ok(())
    }

    /// Removes what a killed run had begun here and in the folders below. One with a lock may be another run's.
    fn remove_unmarked(&self) {
        let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
        let below = entries(&self.path).map(|entry| entry.path());
        let below = below.filter(|path| path.is_dir() && !path.join(LOCK).exists());
        let is_new = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(NEW);
        for entry in below.chain([self.path.clone()]).flat_map(|folder| entries(&folder)).filter(is_new) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Brings a file to the disk beside its place; it is removed unless it is put there.
pub(crate) fn write_beside(path: &Path, bytes: &[u8], readers: Readers) -> Result<TempPath, Failure> {
    let folder = path.parent().unwrap_or(path);
    create(folder, readers)?;
    // beside what a link points to, one that a killed run left may still be there
    let _ = fs::remove_file(beside(path));
    let mut builder = tempfile::Builder::new();
    builder.prefix(NEW).suffix(path.file_name().unwrap_or_default()).rand_bytes(0);
    let file = match readers {
        Readers::Owner => builder.tempfile_in(folder),
        // tempfile's own mode would keep a web server out
        Readers::All => builder.make_in(folder, |path| File::create_new(path)),
    };
    let mut file = file.map_err(Failure::write(path))?;
    // who may read the old file may read the new one
    if let (Readers::All, Ok(old)) = (readers, fs::metadata(path)) {
        let _ = file.as_file().set_permissions(old.permissions());
    }
    let written = file.as_file_mut().write_all(bytes).and_then(|()| file.as_file().sync_all());
    written.map_err(Failure::write(path))?;
    Ok(file.into_temp_path())
}

/// Where a file is made that will replace another.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(NEW);
    name.push(path.file_name().unwrap_or_default());
    path.with_file_name(name)
}

/// A pipe or device would be waited for, perhaps for ever.
fn regular_or_none(path: &Path) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(Failure::read(path)(io::ErrorKind::IsADirectory.into())),
        Ok(found) if !found.is_file() => Err(Failure::write(path)(io::Error::other("irregular"))),
        _ => Ok(()),
    }
}

/// Makes a folder, and those above it that are not there.
fn create(path: &Path, readers: Readers) -> Result<(), Failure> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, if readers == Readers::Owner { 0o700 } else { 0o777 });
    // elsewhere a folder is for whoever may read the one above it
    #[cfg(not(unix))]
    let _ = readers;
    builder.create(path).map_err(Failure::write(path))
}

/// Names, too, survive a power cut; not every system can do this to a folder.
fn sync(folders: impl IntoIterator<Item = impl AsRef<Path>>) {
    for folder in folders {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Takes the lock when nobody else has it; for a run that only looks, when nobody writes.
fn wait(lock: &File, path: &Path, writes: bool) -> Result<(), Failure> {
    for _ in 0..TRIES {
        // a file that is open for reading cannot be locked exclusively on NFS (flock(2))
        let taken = if writes { lock.try_lock() } else { lock.try_lock_shared() };
        match taken {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(Failure::write(&path.join(LOCK))(error)),
        }
    }
    Err(Failure::InUse { path: shown(path) })
}
