//! A share of rows or subjects, such as `1/15489`. Whole numbers only, so that every machine counts alike.

use std::fmt;
use std::str::FromStr;

/// `parts` in `of`. Never more than the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    parts: u64,
    of: u64,
}

/// Why a text is no share.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// The text has another shape.
    #[error("`{found}` is no share: write it as PARTS/OF, such as 1/15489, or as 0 or 1")]
    Shape {
        /// The text as given.
        found: String,
    },
    /// The share is more than the whole, or a part of nothing.
    #[error("{parts}/{of} is not between 0 and 1: the first number must not be the larger, the second not 0")]
    Range {
        /// The first number.
        parts: u64,
        /// The second number.
        of: u64,
    },
}

impl Share {
    /// No row at all.
    pub const NONE: Self = Self { parts: 0, of: 1 };
    /// Every row.
    pub const ALL: Self = Self { parts: 1, of: 1 };

    /// One row in `of`; none where `of` is 0.
    pub const fn one_in(of: u64) -> Self {
        if of == 0 { Self::NONE } else { Self { parts: 1, of } }
    }

    /// `parts` rows in `of`.
    ///
    /// # Errors
    /// [`ShareError::Range`] where `of` is 0 or smaller than `parts`.
    pub const fn new(parts: u64, of: u64) -> Result<Self, ShareError> {
        if of == 0 || parts > of { Err(ShareError::Range { parts, of }) } else { Ok(Self { parts, of }) }
    }

    /// The upper number.
    pub const fn parts(self) -> u64 {
        self.parts
    }

    /// The lower number.
    pub const fn of(self) -> u64 {
        self.of
    }

    /// The same share of this share's `n`th part.
    #[must_use]
    pub const fn divided_by(self, n: u64) -> Self {
        Self { parts: self.parts, of: self.of.saturating_mul(if n == 0 { 1 } else { n }) }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.parts, self.of)
    }
}

impl FromStr for Share {
    type Err = ShareError;

    fn from_str(text: &str) -> Result<Self, ShareError> {
        let shape = || ShareError::Shape { found: text.to_owned() };
        let (parts, of) = text.split_once('/').unwrap_or((text, "1"));
        let parts = parts.trim().parse().map_err(|_| shape())?;
        let of = of.trim().parse().map_err(|_| shape())?;
        Self::new(parts, of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["1/15489", "0/1", "3/7"] {
            assert_eq!(text.parse::<Share>().unwrap().to_string(), text);
        }
        assert_eq!("1".parse(), Ok(Share::ALL));
    }

    #[test]
    fn refuses_more_than_the_whole_and_parts_of_nothing() {
        assert_eq!("2/1".parse::<Share>(), Err(ShareError::Range { parts: 2, of: 1 }));
        assert_eq!("1/0".parse::<Share>(), Err(ShareError::Range { parts: 1, of: 0 }));
        assert!(matches!("often".parse::<Share>(), Err(ShareError::Shape { .. })));
    }
}
