//! Why a row is not used: for the quarantine, without the row's values.

use watchpost_engine::record::parse::{Column, Refusal};

use crate::limits;
use crate::mapping::MappingRefusal;

/// A row cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRow {
    /// Some bytes are not UTF-8.
    #[error("the row is not UTF-8")]
    NotUtf8,
    /// It is longer than a row may be.
    #[error(
        "the row is longer than {} bytes, or than {} cells or keys",
        limits::ROW_BYTES,
        limits::ROW_CELLS
    )]
    TooLong,
    /// It has not as many cells as the header or the first row.
    #[error("the row has {found} cells where {expected} are needed")]
    CellCount {
        /// Cells of this row.
        found: usize,
        /// Cells of the header or the first row.
        expected: usize,
    },
    /// The line is no JSON object.
    #[error("the line is no JSON object: see column {column}")]
    NotAnObject {
        /// Where the reader gave up, from 1.
        column: usize,
    },
    /// A key stands twice in an object.
    #[error("a key stands twice in the object")]
    RepeatedKey,
}

/// Why a row of a source becomes no row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotUsed {
    /// It cannot be read.
    Refused(RowRefusal),
    /// The mapping leaves it out, by the condition at that place.
    LeftOut(usize),
}

impl From<RowRefusal> for NotUsed {
    fn from(refusal: RowRefusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Why a row is no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowRefusal {
    /// It cannot be read.
    #[error(transparent)]
    Bad(#[from] BadRow),
    /// It can be read, and is no record.
    #[error(transparent)]
    Record(#[from] Refusal),
    /// A key that the list does not have.
    #[error("`{0}` is no key of this list")]
    UnknownKey(String),
    /// A value of a kind that its key does not take.
    #[error("`{0}` holds a JSON value of another kind than text")]
    NotText(String),
    /// The mapping cannot make a record of it.
    #[error(transparent)]
    Mapping(#[from] MappingRefusal),
    /// Another row has the same identity and says something else.
    #[error(
        "the same owner and record_id stand on line {line} of {file} with other values; one of them must go"
    )]
    Conflicting {
        /// The source of the first one.
        file: String,
        /// Its line.
        line: u64,
    },
}

impl RowRefusal {
    /// The column or key that is at fault, if it is one.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Record(refusal) => refusal.column().map(Column::as_str),
            Self::Mapping(refusal) => Some(refusal.field.as_str()),
            Self::UnknownKey(key) | Self::NotText(key) => Some(key),
            Self::Conflicting { .. } => Some("record_id"),
            Self::Bad(_) => None,
        }
    }
}

/// A name from a file, short and printable enough to be repeated in a message.
#[must_use]
pub(crate) fn shown_name(name: &str) -> String {
    let mut shown: String = name.chars().filter(|sign| !sign.is_control()).collect();
    if shown.len() > limits::NAME_SHOWN_BYTES {
        let cut = (0..=limits::NAME_SHOWN_BYTES).rev().find(|at| shown.is_char_boundary(*at)).unwrap_or(0);
        shown.truncate(cut);
        shown.push_str("..");
    }
    shown
}
