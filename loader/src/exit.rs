//! How a command ends: the exit codes of the contract (section 2), decided in this one place.

use std::io;
use std::process::ExitCode;

use watchpost_engine::check::{ProbeFailure, QuestionRefused};
use watchpost_engine::cleared::{ClearanceFault, ClearedError};
use watchpost_engine::generation::OpenError;
use watchpost_engine::segment::error::{SegmentError, WriteError};
use watchpost_engine::store::{ErrorKind, StoreError};

use crate::mapping::MappingError;
use crate::source::SourceError;

/// The exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done; nothing found, and all of it checked (or: valid, equal).
    Done = 0,
    /// Done and found.
    Found = 1,
    /// Usage or configuration.
    Usage = 2,
    /// A file, or arguments that make no question; too many rows refused; a list that shrank too far.
    Input = 3,
    /// Store or segment damaged, or of an unknown version.
    Damaged = 4,
    /// Input or output: disk full, permission, store locked by another writer.
    System = 6,
    /// Done, nothing found, but not all could be checked.
    NotChecked = 7,
    /// A bug.
    Bug = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// To be told on stderr.
    #[error("{text}")]
    Told {
        /// The exit code.
        exit: Exit,
        /// What is wrong, with the remedy; no personal data.
        text: String,
    },
    /// Whoever read the results has enough of them: nothing to tell.
    #[error("the reader of the results closed the pipe")]
    ClosedPipe,
}

impl Failure {
    /// A failure to be told.
    pub fn new(exit: Exit, text: impl ToString) -> Self {
        Self::Told { exit, text: text.to_string() }
    }

    /// Wrong usage or configuration.
    pub fn usage(text: impl ToString) -> Self {
        Self::new(Exit::Usage, text)
    }

    /// A file or an input that cannot be used.
    pub fn input(text: impl ToString) -> Self {
        Self::new(Exit::Input, text)
    }

    /// The system refused to write `what`.
    #[must_use]
    pub fn writing(what: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::new(
                Exit::System,
                format!("cannot write {what}: {error}; check the path, the rights and the disk"),
            )
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = match error.kind() {
            ErrorKind::Damaged | ErrorKind::Version => Exit::Damaged,
            ErrorKind::Io | ErrorKind::Locked => Exit::System,
            ErrorKind::Refused => Exit::Input,
        };
        Self::new(exit, error)
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Store(error) => error.into(),
            OpenError::Segment { error: SegmentError::Unreadable { .. }, .. } => {
                Self::new(Exit::System, error)
            }
            OpenError::Segment { .. } => Self::new(Exit::Damaged, error),
        }
    }
}

impl From<ProbeFailure> for Failure {
    fn from(failure: ProbeFailure) -> Self {
        Self::new(Exit::Damaged, failure)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            // The store's own words stand inside, with the file and what it needs.
            WriteError::Io { source, doing } => match source.downcast::<StoreError>() {
                Ok(inner) => inner.into(),
                Err(source) => Self::new(Exit::System, WriteError::Io { doing, source }),
            },
            WriteError::TooMuch { .. } => Self::new(Exit::Input, error),
            WriteError::Library { .. } => Self::new(Exit::Bug, error),
        }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        let exit = if error.is_refused_by_system() { Exit::System } else { Exit::Input };
        Self::new(exit, error)
    }
}

impl From<ClearedError> for Failure {
    fn from(error: ClearedError) -> Self {
        let exit = if error.is_refused_by_system() { Exit::System } else { Exit::Input };
        Self::new(exit, error)
    }
}

impl From<ClearanceFault> for Failure {
    fn from(fault: ClearanceFault) -> Self {
        Self::usage(fault)
    }
}

impl From<MappingError> for Failure {
    fn from(error: MappingError) -> Self {
        Self::usage(error)
    }
}

impl From<QuestionRefused> for Failure {
    fn from(refused: QuestionRefused) -> Self {
        Self::input(refused)
    }
}

#[cfg(test)]
mod tests {
    use super::{Exit, Failure};
    use std::io;
    use std::path::Path;
    use watchpost_engine::segment::error::WriteError;
    use watchpost_engine::store::StoreError;

    fn exit_of(failure: &Failure) -> Option<Exit> {
        match failure {
            Failure::Told { exit, .. } => Some(*exit),
            Failure::ClosedPipe => None,
        }
    }

    #[test]
    fn the_stores_errors_keep_their_code_on_the_way_through_a_builder() {
        let locked = StoreError::Locked { path: Path::new("store/lock").to_owned() };
        assert_eq!(exit_of(&locked.into()), Some(Exit::System));
        let inner = StoreError::OverLimit { what: "bytes", found: 2, limit: 1, remedy: "build less" };
        let source = io::Error::other(inner);
        assert_eq!(exit_of(&WriteError::Io { doing: "write", source }.into()), Some(Exit::Input));
    }

    #[test]
    fn a_closed_pipe_is_not_told() {
        let closed = io::Error::from(io::ErrorKind::BrokenPipe);
        assert_eq!(exit_of(&Failure::writing("results", &closed)), None);
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(exit_of(&Failure::writing("results", &full)), Some(Exit::System));
    }
}
