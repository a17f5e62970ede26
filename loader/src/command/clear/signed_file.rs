//! The file of clearances on its disk: one writer at a time, and readers see the old file or the new one.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use watchpost_engine::cleared::{ClearedFile, Salt};

use crate::exit::{Exit, Failure};

/// Whom a new file is for: its owner alone.
const OWNER_ONLY: u32 = 0o600;

/// The file while it is being changed. The lock on `F.lock` goes with the process that holds it.
pub(super) struct SignedFile {
    path: PathBuf,
    _lock: File,
    /// What it holds.
    pub(super) content: ClearedFile,
}

impl SignedFile {
    /// Takes the file at `path` to change it; a new one, with a new salt, if there is none and `is_made`.
    pub(super) fn take(path: &Path, is_made: bool) -> Result<Self, Failure> {
        // A link stays a link: what it leads to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let lock = lock(&beside(&path, ".lock"))?;
        let content = if is_made && !path.exists() {
            ClearedFile::new(Salt::new(random_bytes()?))
        } else {
            ClearedFile::read(&path)?
        };
        Ok(Self { path, _lock: lock, content })
    }

    /// Puts the content in place of the file, durably.
    pub(super) fn write(&self) -> Result<(), Failure> {
        let bytes = self.content.to_bytes()?;
        let part = beside(&self.path, ".part");
        let written = self.write_part(&part, &bytes).and_then(|()| fs::rename(&part, &self.path));
        if written.is_err() {
            // If this fails too, the next writer removes it.
            let _ = fs::remove_file(&part);
        }
        written
            .and_then(|()| File::open(folder_of(&self.path))?.sync_all())
            .map_err(|error| Failure::writing("the file of clearances", &error))
    }

    /// Whoever could read the old file can read the new one.
    fn write_part(&self, part: &Path, bytes: &[u8]) -> io::Result<()> {
        let mode = fs::metadata(&self.path).map_or(OWNER_ONLY, |old| old.permissions().mode() & 0o777);
        match fs::remove_file(part) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(part)?;
        file.write_all(bytes)?;
        file.set_permissions(Permissions::from_mode(mode))?;
        file.sync_all()
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn lock(path: &Path) -> Result<File, Failure> {
    let refused = |error| Failure::writing("the lock beside the file of clearances", &error);
    let mut options = OpenOptions::new();
    let file =
        options.create(true).truncate(false).write(true).mode(OWNER_ONLY).open(path).map_err(refused)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Failure::new(Exit::System, "another process changes the file of clearances; try again"))
        }
        Err(TryLockError::Error(error)) => Err(refused(error)),
    }
}

fn random_bytes() -> Result<[u8; 32], Failure> {
    let mut bytes = [0; 32];
    File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes)).map_err(|error| {
        Failure::new(Exit::System, format!("the system gives no random bytes: {error}; try again"))
    })?;
    Ok(bytes)
}
