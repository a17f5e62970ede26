//! What can go wrong in a store: each error says what was expected, what was found, what to do.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

/// The class of an error; programs choose their exit code by it (docs/contract.md section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Bytes are not what was written, or a file that another one names is gone (exit 4).
    Damaged,
    /// Written by another version of the format (exit 4).
    Version,
    /// The operating system refused, or there is no store or no generation yet (exit 6).
    Io,
    /// Another writer holds the store (exit 6).
    Locked,
    /// The request makes no sense for this store (exit 3).
    Refused,
}

/// An error of reading or changing a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system refused an operation.
    #[error("cannot {doing} {}: {source}{}; {}", path.display(), needed_text(*needed), io_remedy(source))]
    Io {
        /// The operation, as a verb.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Bytes that had to fit into the file, if it was a write.
        needed: Option<u64>,
        /// What the operating system said.
        source: io::Error,
    },

    /// A file that another one names is not there.
    #[error("{} is not there, but {named_by} names it; copy it from another store, or build again", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// What names it.
        named_by: String,
    },

    /// There is no `CURRENT`: nothing was ever published here.
    #[error("{} holds no generation yet; build one, or give the folder of another store", path.display())]
    Empty {
        /// The store's folder.
        path: PathBuf,
    },

    /// Another writer holds the lock.
    #[error("{} is held by another writer; wait until it ends (the lock goes with its process)", path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
    },

    /// A file's bytes are not what was written.
    #[error(
        "{} is damaged: {part} should be {expected} but is {found}; copy the file from another store, or build again into a new folder",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The part that is wrong.
        part: &'static str,
        /// What should stand there.
        expected: String,
        /// What stands there; never a record's contents.
        found: String,
    },

    /// A whole file of a version, or with a feature, that this program cannot read.
    #[error(
        "{} was written by another version: {part} should be {expected} but is {found}; use the program that wrote it, or build again with this one",
        path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// The part that differs.
        part: &'static str,
        /// What this program can read.
        expected: String,
        /// What stands there.
        found: String,
    },

    /// A manifest, segment or number would pass its bound.
    #[error("{what} would be {found}, but the limit is {limit}; {remedy}")]
    OverLimit {
        /// What is bounded.
        what: &'static str,
        /// What it would be.
        found: u64,
        /// The bound, from `limits`.
        limit: u64,
        /// What to do.
        remedy: &'static str,
    },

    /// A rollback to a generation that was not in force before the current one, or was pruned.
    #[error(
        "generation {asked} is not an older one of this store (in force is {current}, before it {}); choose one of these",
        numbers_text(older)
    )]
    NotOlder {
        /// The generation asked for.
        asked: u64,
        /// The generation in force.
        current: u64,
        /// Generations that can be taken, ascending.
        older: Vec<u64>,
    },

    /// There is no older generation with other content.
    #[error(
        "no generation before {current} differs from it, so there is nothing to roll back to; build one instead"
    )]
    NothingOlder {
        /// The generation in force.
        current: u64,
    },

    /// A prune that would keep no generation.
    #[error("a prune must keep at least 1 generation, the one in force; give a higher number to keep")]
    KeepsNothing,
}

impl StoreError {
    /// The class of this error.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Io { .. } | Self::Empty { .. } => ErrorKind::Io,
            Self::Locked { .. } => ErrorKind::Locked,
            Self::Damaged { .. } | Self::Missing { .. } => ErrorKind::Damaged,
            Self::Version { .. } => ErrorKind::Version,
            Self::OverLimit { .. }
            | Self::NotOlder { .. }
            | Self::NothingOlder { .. }
            | Self::KeepsNothing => ErrorKind::Refused,
        }
    }

    /// The store's error inside an `io::Error` that a [`SegmentFile`](super::SegmentFile) returned
    /// from `write`, or an `Io` error on `path` if another writer in between made it.
    #[must_use]
    pub fn from_write(error: io::Error, path: &Path) -> Self {
        error.downcast::<Self>().unwrap_or_else(|error| Self::io("write", path)(error))
    }

    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing, path: path.to_owned(), needed: None, source }
    }

    pub(super) fn write(path: &Path, needed: u64) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing: "write", path: path.to_owned(), needed: Some(needed), source }
    }

    pub(super) fn damaged(
        path: &Path,
        part: &'static str,
        expected: &dyn Display,
        found: &dyn Display,
    ) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            part,
            expected: expected.to_string(),
            found: found.to_string(),
        }
    }

    pub(super) fn version(
        path: &Path,
        part: &'static str,
        expected: &dyn Display,
        found: &dyn Display,
    ) -> Self {
        Self::Version {
            path: path.to_owned(),
            part,
            expected: expected.to_string(),
            found: found.to_string(),
        }
    }
}

fn needed_text(needed: Option<u64>) -> String {
    needed.map(|bytes| format!(" (the file needs at least {bytes} bytes)")).unwrap_or_default()
}

fn io_remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free space on this disk, for example with prune; the generation in force is untouched"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "give this user the right to do so, or choose another folder"
        }
        io::ErrorKind::NotFound => "check the path; a folder above the store is not made",
        _ => "check the disk and the path, then try again",
    }
}

fn numbers_text(numbers: &[u64]) -> String {
    match numbers {
        [] => "none".to_owned(),
        _ => numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::{ErrorKind, StoreError};
    use std::io;
    use std::path::Path;

    #[test]
    fn a_full_disk_is_told_with_the_file_the_need_and_the_remedy() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let error = StoreError::write(Path::new("/s/segments/1.tmp"), 4096)(full);
        assert_eq!(error.kind(), ErrorKind::Io);
        let text = error.to_string();
        for part in ["/s/segments/1.tmp", "4096 bytes", "free space"] {
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn a_store_error_survives_the_way_through_an_io_writer() {
        let path = Path::new("/s/segments/1.tmp");
        let inner = StoreError::write(path, 7)(io::Error::from(io::ErrorKind::StorageFull));
        let back = StoreError::from_write(io::Error::other(inner), Path::new("/other"));
        assert!(matches!(back, StoreError::Io { needed: Some(7), .. }));
    }

    #[test]
    fn a_refused_rollback_names_the_generations_that_can_be_taken() {
        let error = StoreError::NotOlder { asked: 9, current: 5, older: vec![3, 4] };
        assert_eq!(error.kind(), ErrorKind::Refused);
        assert!(error.to_string().contains("3, 4"));
    }
}
