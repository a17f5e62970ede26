//! A disk that does what it is told and notes it.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use watchpost_engine::store::{Disk, RealDisk};

/// One operation; files are numbered in the order of their making.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Op {
    Create(usize, PathBuf),
    Write(usize, Vec<u8>),
    SyncFile(usize),
    Rename(PathBuf, PathBuf),
    SyncFolder(PathBuf),
    Remove(PathBuf),
    /// Not an operation: from here on the given state may be found too.
    Begun(usize),
    /// Not an operation: the caller was told that it is done, so only the begun state may be found.
    Done,
}

impl Op {
    pub(crate) fn is_sync(&self) -> bool {
        matches!(self, Self::SyncFile(_) | Self::SyncFolder(_))
    }
}

impl std::fmt::Debug for Op {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Create(file, path) => write!(f, "create {file} {}", path.display()),
            Self::Write(file, bytes) => write!(f, "write {file}, {} bytes", bytes.len()),
            Self::SyncFile(file) => write!(f, "sync file {file}"),
            Self::Rename(from, to) => write!(f, "rename {} to {}", from.display(), to.display()),
            Self::SyncFolder(path) => write!(f, "sync folder {}", path.display()),
            Self::Remove(path) => write!(f, "remove {}", path.display()),
            Self::Begun(state) => write!(f, "begun {state}"),
            Self::Done => f.write_str("done"),
        }
    }
}

#[derive(Default)]
struct Record {
    ops: Vec<Op>,
    files: usize,
    /// Kill the writer at its n-th sync of this folder: it and all after it fail and are not noted.
    kill_at: Option<(PathBuf, usize)>,
    killed: bool,
}

/// Clones share the record.
#[derive(Clone, Default)]
pub(crate) struct Recorder(Arc<Mutex<Record>>);

impl Recorder {
    pub(crate) fn note(&self, op: Op) {
        self.0.lock().unwrap().ops.push(op);
    }

    pub(crate) fn ops(&self) -> Vec<Op> {
        self.0.lock().unwrap().ops.clone()
    }

    pub(crate) fn kill_at_sync(&self, folder: &Path, turn: usize) {
        self.0.lock().unwrap().kill_at = Some((folder.to_owned(), turn));
    }

    pub(crate) fn revive(&self) {
        let mut record = self.0.lock().unwrap();
        assert!(record.killed, "the writer was to be killed and was not");
        record.kill_at = None;
        record.killed = false;
    }

    fn alive(&self) -> io::Result<()> {
        if self.0.lock().unwrap().killed {
            return Err(io::Error::other("killed"));
        }
        Ok(())
    }

    fn done(&self, op: Op) -> io::Result<()> {
        self.note(op);
        Ok(())
    }
}

impl Disk for Recorder {
    type File = (usize, File);

    fn create(&self, path: &Path) -> io::Result<(usize, File)> {
        self.alive()?;
        let file = RealDisk.create(path)?;
        let mut record = self.0.lock().unwrap();
        let number = record.files;
        record.files += 1;
        record.ops.push(Op::Create(number, path.to_owned()));
        Ok((number, file))
    }

    fn write(&self, (number, file): &mut (usize, File), bytes: &[u8]) -> io::Result<()> {
        self.alive()?;
        RealDisk.write(file, bytes)?;
        self.done(Op::Write(*number, bytes.to_owned()))
    }

    // The page cache of the test's own folder never loses power: noting a sync is enough.
    fn sync_file(&self, (number, _): &mut (usize, File)) -> io::Result<()> {
        self.alive()?;
        self.done(Op::SyncFile(*number))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.alive()?;
        RealDisk.rename(from, to)?;
        self.done(Op::Rename(from.to_owned(), to.to_owned()))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.alive()?;
        let mut record = self.0.lock().unwrap();
        if let Some((folder, turns)) = &mut record.kill_at
            && folder == path
        {
            *turns -= 1;
            if *turns == 0 {
                record.killed = true;
                return Err(io::Error::other("killed"));
            }
        }
        record.ops.push(Op::SyncFolder(path.to_owned()));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.alive()?;
        RealDisk.remove(path)?;
        self.done(Op::Remove(path.to_owned()))
    }
}
