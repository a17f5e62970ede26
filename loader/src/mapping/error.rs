//! What can be wrong with a mapping file, and with a row under a mapping.

use std::io;

use watchpost_engine::record::parse::Column;

use crate::limits;

/// A mapping file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// It cannot be read.
    #[error("cannot read the mapping {name}: {source}")]
    Unreadable {
        /// The file's name.
        name: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// Something in it makes no sense.
    #[error("the mapping {name} cannot be used: {reason}")]
    Refused {
        /// The file's name.
        name: String,
        /// What is wrong and what to write.
        reason: String,
    },
}

/// Why a mapping cannot make a record of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the mapping of `{field}`: {reason}")]
pub struct MappingRefusal {
    /// The column that was to be fed.
    pub field: Column,
    /// Why it was not.
    pub reason: MappingReason,
}

/// What a mapping cannot do with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingReason {
    /// The value is not in the table of translations, which has no `otherwise`.
    #[error("the value has no translation")]
    NoTranslation,
    /// No date form fits the value.
    #[error("no date form fits the value")]
    NoDateForm,
    /// The value is no name and no code of a country that the loader knows.
    #[error("the value is no known name of a country")]
    NoCountry,
    /// A part of a name or document has several values in one element.
    #[error("a part of a name or document has several values; tell it with `each`")]
    SeveralParts,
    /// The JSON value is an object, or a list of objects or lists.
    #[error("the JSON value is no text and no list of texts")]
    NotText,
    /// The template makes more of the row than a row may have.
    #[error("the template gives more than {} bytes", limits::ROW_BYTES)]
    TooLong,
}
