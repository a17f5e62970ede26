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

    /// A number that is as written already, which is checked: ASCII letters and digits, upper case.
    pub(crate) fn from_written(written: ShortText<{ limits::DOCUMENT_NUMBER_BYTES }>) -> Option<Self> {
        let signs = written.as_bytes();
        let is_written = |sign: &u8| sign.is_ascii_digit() || sign.is_ascii_uppercase();
        (!signs.is_empty() && signs.iter().all(is_written)).then_some(Self(written))
    }

    /// A number of a zone, which is as written already: its signs are A to Z and 0 to 9.
    pub(crate) fn of_zone(number: &[u8]) -> Option<Self> {
        let is_written = number.iter().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit());
        ShortText::replacing_ascii(number, |sign| sign).filter(|_| is_written && !number.is_empty()).map(Self)
    }

    /// The number as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The bytes of the number as written.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// What the index is keyed by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::fold_short(&self.0)
    }
}
