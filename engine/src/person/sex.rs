//! The sex that a document or a notice states.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Sex as Doc 9303-3 section 4.6 knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// `M`.
    Male,
    /// `F`.
    Female,
    /// `X` in print, `<` in the MRZ.
    Unspecified,
}

impl Sex {
    /// Reads `M`, `F`, `X` or `<`, in either case; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "M" | "m" => Some(Self::Male),
            "F" | "f" => Some(Self::Female),
            "X" | "x" | "<" => Some(Self::Unspecified),
            _ => None,
        }
    }

    /// The letter in print: `M`, `F` or `X`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Male => "M",
            Self::Female => "F",
            Self::Unspecified => "X",
        }
    }
}

impl fmt::Display for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Sex {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Sex {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a sex: M, F or X is needed"))
    }
}

#[cfg(test)]
mod tests {
    use super::Sex;

    #[test]
    fn every_sign_of_doc_9303_is_read_and_no_other() {
        assert_eq!(Sex::parse("m"), Some(Sex::Male));
        assert_eq!(Sex::parse(" F "), Some(Sex::Female));
        assert_eq!(Sex::parse("<"), Some(Sex::Unspecified));
        assert_eq!(Sex::parse("X").map(Sex::as_str), Some("X"));
        for text in ["", "W", "MF", "male", "1"] {
            assert_eq!(Sex::parse(text), None, "{text}");
        }
    }
}
