//! The file of clearances: JSON Lines, a head and one clearance a line. Read whole or not at all.
//!
//! The head tells how many lines follow, so that a file that was cut off is never taken for a shorter one.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Clearance, ClearedError, Salt, TravellerHash};
use crate::limits;
use crate::record::Identity;

/// The version of the format that this program reads and writes.
const VERSION: u32 = 1;

/// Rights to write for others than a file's owner.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// A file of clearances, read or about to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct ClearedFile {
    salt: Salt,
    clearances: Vec<Clearance>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    /// The version of the format; its name says what kind of file this is.
    watchpost_cleared: u32,
    salt: Salt,
    clearances: usize,
}

impl ClearedFile {
    /// A file without clearances.
    #[must_use]
    pub const fn new(salt: Salt) -> Self {
        Self { salt, clearances: Vec::new() }
    }

    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Those of [`ClearedError`].
    pub fn read(path: &Path) -> Result<Self, ClearedError> {
        let unreadable = |source| ClearedError::Unreadable { path: path.to_owned(), source };
        // To open a pipe would wait for whoever writes into it, and a server's check of its file with that.
        if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
            return Err(unreadable(io::Error::new(io::ErrorKind::InvalidInput, "it is no ordinary file")));
        }
        let file = File::open(path).map_err(unreadable)?;
        let mode = file.metadata().map_err(unreadable)?.permissions().mode();
        if mode & WRITABLE_BY_OTHERS != 0 {
            return Err(ClearedError::WritableByOthers { path: path.to_owned() });
        }
        let mut bytes = Vec::new();
        // One more than may be: a longer file is told from one that just fits.
        file.take(limits::CLEARED_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        Self::parse(&bytes)
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// Those of [`ClearedError`] but `Unreadable` and `WritableByOthers`.
    pub fn parse(bytes: &[u8]) -> Result<Self, ClearedError> {
        if u64::try_from(bytes.len()).is_ok_and(|bytes| bytes > limits::CLEARED_BYTES) {
            return Err(ClearedError::TooLarge);
        }
        let mut lines = bytes.split(|byte| *byte == b'\n').zip(1..);
        let head = lines.next().map(|(line, _)| line).unwrap_or_default();
        let head: Head = serde_json::from_slice(head).map_err(|_| ClearedError::NoHead)?;
        if head.watchpost_cleared != VERSION {
            return Err(ClearedError::Version { found: head.watchpost_cleared, expected: VERSION });
        }
        if head.clearances > limits::CLEARANCES {
            return Err(ClearedError::TooMany);
        }
        let mut file = Self::new(head.salt);
        let mut pairs: HashSet<(TravellerHash, Identity)> = HashSet::new();
        for (text, line) in lines.filter(|(text, _)| !text.trim_ascii().is_empty()) {
            let clearance: Clearance =
                serde_json::from_slice(text).map_err(|_| ClearedError::NoClearance { line })?;
            clearance.validate().map_err(|fault| ClearedError::Refused { line, fault })?;
            if !pairs.insert((clearance.traveller, clearance.identity())) {
                return Err(ClearedError::Repeated { line });
            }
            file.clearances.push(clearance);
        }
        if file.clearances.len() != head.clearances {
            return Err(ClearedError::Count { told: head.clearances, found: file.clearances.len() });
        }
        Ok(file)
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// `TooLarge` or `TooMany` where no reader would take it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ClearedError> {
        if self.clearances.len() > limits::CLEARANCES {
            return Err(ClearedError::TooMany);
        }
        let head = Head { watchpost_cleared: VERSION, salt: self.salt, clearances: self.clearances.len() };
        let mut bytes = Vec::new();
        push_line(&mut bytes, &head);
        for clearance in &self.clearances {
            push_line(&mut bytes, clearance);
        }
        // Read as a reader will: nothing is written that could not be read.
        Self::parse(&bytes)?;
        Ok(bytes)
    }

    /// The file's salt.
    #[must_use]
    pub const fn salt(&self) -> &Salt {
        &self.salt
    }

    /// The clearances, in the order they were signed.
    #[must_use]
    pub fn clearances(&self) -> &[Clearance] {
        &self.clearances
    }

    /// Adds a clearance, in place of an earlier one of the same pair. True if there was one.
    ///
    /// # Errors
    /// [`super::ClearanceFault`] if it may not be signed.
    pub fn add(&mut self, clearance: Clearance) -> Result<bool, super::ClearanceFault> {
        clearance.validate()?;
        let before = self.clearances.len();
        self.clearances.retain(|other| {
            (other.traveller, other.owner, &other.record_id)
                != (clearance.traveller, clearance.owner, &clearance.record_id)
        });
        let replaced = self.clearances.len() < before;
        self.clearances.push(clearance);
        Ok(replaced)
    }

    /// Keeps the clearances of which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&Clearance) -> bool) {
        self.clearances.retain(keep);
    }
}

fn push_line(bytes: &mut Vec<u8>, line: &impl Serialize) {
    // A vector takes every write; what is written is read again before anyone sees it.
    let _ = serde_json::to_writer(&mut *bytes, line);
    bytes.push(b'\n');
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::ClearedFile;
    use crate::cleared::ClearedError;

    #[test]
    fn a_pipe_or_a_folder_is_refused_without_waiting_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [pipe.as_path(), folder.path()] {
            assert!(matches!(ClearedFile::read(path), Err(ClearedError::Unreadable { .. })));
        }
    }
}
