//! Why a file of clearances, or a clearance, cannot be used. No text holds anything about a person.

use std::io;
use std::path::PathBuf;

use crate::date::Date;
use crate::limits;

/// Why a clearance may not be signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClearanceFault {
    /// One person signed twice.
    #[error("a clearance is signed by two different persons; name another second one")]
    OnePerson,
    /// A text is empty.
    #[error("`{field}` of a clearance is empty; tell it")]
    Missing {
        /// The field.
        field: &'static str,
    },
    /// A text is too long.
    #[error("`{field}` of a clearance has more than {limit} bytes; shorten it")]
    TooLong {
        /// The field.
        field: &'static str,
        /// Most bytes.
        limit: usize,
    },
    /// It would hold for too long.
    #[error(
        "a clearance holds for {} years at most, here through {last}; give an earlier day",
        limits::CLEARED_YEARS
    )]
    HoldsTooLong {
        /// The last day that is allowed.
        last: Date,
    },
}

/// Why a file of clearances cannot be used. None of its clearances is in force then.
#[derive(Debug, thiserror::Error)]
pub enum ClearedError {
    /// The system refused to read it.
    #[error("cannot read the file of clearances {}: {source}; check the path and the rights", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others than its owner may write it.
    #[error(
        "the file of clearances {} may be written by others than its owner, and whoever writes it can hide hits; run chmod go-w on it, after looking at what it says",
        path.display()
    )]
    WritableByOthers {
        /// The file.
        path: PathBuf,
    },
    /// More bytes than a file of clearances may have.
    #[error(
        "the file of clearances has more than {} bytes; remove clearances that have expired",
        limits::CLEARED_BYTES
    )]
    TooLarge,
    /// More clearances than a file may have.
    #[error("the file has more than {} clearances; remove those that have expired", limits::CLEARANCES)]
    TooMany,
    /// The first line is not that of a file of clearances.
    #[error("the first line is not that of a file of clearances; give a file that `clear add` has written")]
    NoHead,
    /// Another version of the format.
    #[error(
        "the file of clearances is of version {found}, this program reads version {expected}; use the program that wrote it"
    )]
    Version {
        /// The version in the file.
        found: u32,
        /// The version that is read.
        expected: u32,
    },
    /// A line is no clearance.
    #[error(
        "line {line} is no clearance; restore the file, or remove the line and correct the count in the first one"
    )]
    NoClearance {
        /// The line, from 1.
        line: usize,
    },
    /// A clearance may not be signed as it is.
    #[error("line {line}: {fault}")]
    Refused {
        /// The line, from 1.
        line: usize,
        /// Why.
        fault: ClearanceFault,
    },
    /// A pair is cleared twice.
    #[error(
        "line {line} clears a pair that an earlier line clears; remove one of the two and correct the count in the first line"
    )]
    Repeated {
        /// The line, from 1.
        line: usize,
    },
    /// Lines are missing or too many.
    #[error(
        "the first line tells of {told} clearances and {found} follow: the file was cut off or joined; restore it"
    )]
    Count {
        /// Clearances that the first line tells.
        told: usize,
        /// Clearances that follow.
        found: usize,
    },
}

impl ClearedError {
    /// True if the system refused, false if the file says something that it may not.
    #[must_use]
    pub const fn is_refused_by_system(&self) -> bool {
        matches!(self, Self::Unreadable { .. })
    }
}
