//! Travel document numbers, canonical by construction.

use crate::key::{self, Key, LookAlikes, Unkeyable};
use crate::limits;
use crate::text::ShortText;

/// A travel document number as written: upper case, letters and digits only, leading zeros kept.
///
/// ```
/// use watchpost_engine::document::number::DocumentNumber;
/// let number = DocumentNumber::parse("l898 902-c3").unwrap();
/// assert_eq!(number.as_str(), "L898902C3");
/// assert_eq!(number, DocumentNumber::parse("L898902C3").unwrap());
/// ```
///
/// It cannot be made from raw text in any other way:
///
/// ```compile_fail
/// use watchpost_engine::document::number::DocumentNumber;
/// let number = DocumentNumber("raw text");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DocumentNumber(ShortText<{ limits::DOCUMENT_NUMBER_BYTES }>);

impl DocumentNumber {
    /// Reads a number as a person typed it or a list printed it.
    ///
    /// # Errors
    /// [`Unkeyable`] if it has no letter or digit, or more than [`limits::DOCUMENT_NUMBER_BYTES`].
    pub fn parse(text: &str) -> Result<Self, Unkeyable> {
        key::as_written(text, LookAlikes::Keep).map(Self)
    }

    /// The number as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// What the index is keyed by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::fold_short(&self.0)
    }

    /// True if equal numbers are hardly ever a coincidence: 8 or more signs with a letter left after folding,
    /// or 10 or more signs (contract, section 4).
    #[must_use]
    pub fn is_distinctive(&self) -> bool {
        let signs = self.as_str().chars().count();
        signs >= 10 || (signs >= 8 && self.key().as_str().chars().any(char::is_alphabetic))
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentNumber;

    #[track_caller]
    fn check(number: &str, distinctive: bool) {
        assert_eq!(DocumentNumber::parse(number).unwrap().is_distinctive(), distinctive, "{number}");
    }

    #[test]
    fn a_number_is_distinctive_by_length_or_by_a_letter_that_survives_folding() {
        check("L898902C3", true);
        check("A1234567", true);
        check("A123456", false);
        check("O1234567", false);
        check("123456789", false);
        check("1234567890", true);
    }
}
