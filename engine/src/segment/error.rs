//! What can be wrong with a segment, with the values and the remedy.

use std::io;
use std::path::PathBuf;

use super::layout::{FORMAT_VERSION, SectionKind};
use crate::list::List;

/// Why a segment is not opened.
#[derive(Debug, thiserror::Error)]
pub enum SegmentError {
    /// The file cannot be read.
    #[error("cannot read segment {path}: {source}; copy it again from where the generation came from", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A format that this version does not know.
    #[error(
        "the segment has format version {found}, this program reads version {FORMAT_VERSION}; build it again, or use the program that wrote it"
    )]
    Version {
        /// The version found.
        found: u16,
    },
    /// A segment of another list.
    #[error("the segment holds {found}, the manifest says {expected}; build the generation again")]
    List {
        /// What the manifest says.
        expected: List,
        /// What the segment says.
        found: String,
    },
    /// Bytes that are not as written.
    #[error(
        "the segment is damaged ({part}): expected {expected}, found {found}; copy it again or roll back"
    )]
    Damaged {
        /// Which part.
        part: &'static str,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A section that is not as written.
    #[error(
        "the segment is damaged (section {section}): expected {expected}, found {found}; copy it again or roll back"
    )]
    SectionDamaged {
        /// The section.
        section: SectionKind,
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A section that has to be there is not.
    #[error("the segment has no section {section}; build it again")]
    SectionMissing {
        /// The section.
        section: SectionKind,
    },
}

impl SegmentError {
    pub(crate) fn damaged(part: &'static str, expected: impl ToString, found: impl ToString) -> Self {
        Self::Damaged { part, expected: expected.to_string(), found: found.to_string() }
    }

    pub(crate) fn in_section(section: SectionKind, expected: impl ToString, found: impl ToString) -> Self {
        Self::SectionDamaged { section, expected: expected.to_string(), found: found.to_string() }
    }
}

/// Why a segment could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The system refused to write or read a working file.
    #[error("{doing}: {source}; free space or choose another working folder")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// More than the format can hold.
    #[error("{what} is over the limit of {limit}; split the list")]
    TooMuch {
        /// What.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// A library refused what it was given: a bug.
    #[error("{what} refused its input ({text}); this is a bug, please report it")]
    Library {
        /// Which library.
        what: &'static str,
        /// What it said.
        text: String,
    },
}

impl WriteError {
    pub(crate) fn io(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing, source }
    }
}
