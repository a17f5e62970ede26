//! Why a row is no record: the column and the reason, never the value.

use super::Column;
use crate::document::blank_range::NotARange;
use crate::key::Unkeyable;
use crate::person::name::NameUnreadable;

/// Why a row is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A required column is empty.
    #[error("`{column}` is required and is empty")]
    Missing {
        /// The column.
        column: Column,
    },
    /// A column for one value has several.
    #[error("`{column}` holds one value, and several are given")]
    Several {
        /// The column.
        column: Column,
    },
    /// More values than one record may have.
    #[error("`{column}` has more than {max} values")]
    TooMany {
        /// The column.
        column: Column,
        /// The most values.
        max: usize,
    },
    /// A text is too long.
    #[error("`{column}` is longer than {max} bytes")]
    TooLong {
        /// The column.
        column: Column,
        /// The most bytes of UTF-8.
        max: usize,
    },
    /// No date, or one that does not exist.
    #[error("`{column}` is not a date: a day that exists is needed, as 2026-11-24")]
    NotADate {
        /// The column.
        column: Column,
    },
    /// No date of birth.
    #[error(
        "`{column}` holds what is no date of birth: 1974, 1974-08 or 1974-08-12 is needed, and the day must exist"
    )]
    NotABirthDate {
        /// The column.
        column: Column,
    },
    /// No code of a country or organisation.
    #[error(
        "`{column}` holds what is no code of a country or organisation: letters and digits are needed, as UTO"
    )]
    NotACode {
        /// The column.
        column: Column,
    },
    /// Not one of the words that the column allows.
    #[error("`{column}` is none of the words that the list's format has for it")]
    NotAWord {
        /// The column.
        column: Column,
    },
    /// Neither true nor false.
    #[error("`{column}` is neither true nor false")]
    NotAFlag {
        /// The column.
        column: Column,
    },
    /// No year.
    #[error("`{column}` is not a year of four digits")]
    NotAYear {
        /// The column.
        column: Column,
    },
    /// A number, plate or chassis number that cannot be searched.
    #[error("`{column}` {reason}")]
    Unkeyable {
        /// The column.
        column: Column,
        /// What is wrong with it.
        reason: Unkeyable,
    },
    /// `number` and `number_to` are no range.
    #[error("{0}")]
    NotARange(NotARange),
    /// A vehicle with nothing to be found by.
    #[error("a vehicle needs a `vin`, a `plate` or an `engine_number`, and all three are empty")]
    NothingToFindBy,
    /// A document of a person that cannot be read.
    #[error("`documents` holds what is not ISSUER/NUMBER or ISSUER/NUMBER/TYPE (`-` for an unknown issuer)")]
    NotANamedDocument,
    /// A person without a name that can be searched.
    #[error("no name can be searched: {0}")]
    NoReadableName(NameUnreadable),
    /// An alert says itself what it asks for.
    #[error("`action` is required for the notice `alert`, and is empty")]
    AlertWithoutAction,
}

impl Refusal {
    /// The column that is at fault, if it is one.
    #[must_use]
    pub const fn column(self) -> Option<Column> {
        match self {
            Self::Missing { column }
            | Self::Several { column }
            | Self::TooMany { column, .. }
            | Self::TooLong { column, .. }
            | Self::NotADate { column }
            | Self::NotABirthDate { column }
            | Self::NotACode { column }
            | Self::NotAWord { column }
            | Self::NotAFlag { column }
            | Self::NotAYear { column }
            | Self::Unkeyable { column, .. } => Some(column),
            Self::NotARange(_) => Some(Column::NumberTo),
            Self::NotANamedDocument => Some(Column::Documents),
            Self::NoReadableName(_) => Some(Column::Names),
            Self::AlertWithoutAction => Some(Column::Action),
            Self::NothingToFindBy => None,
        }
    }
}
