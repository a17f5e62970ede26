//! Why a text is no MRZ at all.

/// The text cannot be read as an MRZ. It holds positions and counts, never the signs themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No format has this many signs.
    #[error("an MRZ has 72, 88 or 90 signs and this one has {signs}: read the whole zone again")]
    Length {
        /// Signs that were read, without white space.
        signs: usize,
    },
    /// A right number of signs, but in another number of lines: signs were lost or gained.
    #[error("an MRZ of {signs} signs has {expected} lines and this one has {lines}: read it again")]
    Lines {
        /// Signs that were read, without white space.
        signs: usize,
        /// Lines that are not empty.
        lines: usize,
        /// Lines that this many signs have.
        expected: usize,
    },
    /// As many lines as the format has, but not of its length: a sign was lost in one and gained in another.
    #[error("line {line} of the MRZ has {signs} signs where this format has {expected}: read it again")]
    LineLength {
        /// The line, from 1.
        line: usize,
        /// Signs in the line.
        signs: usize,
        /// Signs that the format has in each line.
        expected: usize,
    },
    /// A sign that no MRZ has.
    #[error("sign {column} of line {line} is none of A-Z, 0-9 and <: read it again or type it by hand")]
    Sign {
        /// The line, from 1: of the MRZ where the length is right, else of the text.
        line: usize,
        /// The sign in its line, from 1, white space not counted.
        column: usize,
    },
}

impl Unreadable {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } | Self::Lines { .. } | Self::LineLength { .. } => "mrz-length",
            Self::Sign { .. } => "mrz-sign",
        }
    }

    /// The line that the problem lies in, from 1, where there is one.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::LineLength { line, .. } | Self::Sign { line, .. } => Some(*line),
            Self::Length { .. } | Self::Lines { .. } => None,
        }
    }

    /// The sign in that line, from 1, where there is one.
    #[must_use]
    pub const fn column(&self) -> Option<usize> {
        match self {
            Self::Sign { column, .. } => Some(*column),
            _ => None,
        }
    }
}
