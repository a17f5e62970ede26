//! The shape of a number of a document or vehicle: which of its signs are digits and which are letters, after folding.
//!
//! Numbers of one issuer and shape are drawn from one set, so the share of that set that is listed is the chance
//! that a clean number meets a listed one. Shapes are compared; they never identify a document or vehicle.

use crate::key::Key;

/// Which signs of a folded number are letters. Letters taken for digits count as digits, signs of other scripts as
/// letters.
///
/// ```
/// use watchpost_engine::document::number::DocumentNumber;
/// use watchpost_engine::number_shape::NumberShape;
/// let shape = |text| NumberShape::of(&DocumentNumber::parse(text).unwrap().key());
/// assert_eq!(shape("C01X00T47"), shape("F23K45R89"));
/// assert_eq!(shape("123456789"), shape("O23456789"));
/// assert_ne!(shape("123456789"), shape("C23456789"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NumberShape {
    length: u8,
    letters: u64,
}

impl NumberShape {
    /// The shape of a folded number.
    #[must_use]
    pub fn of(key: &Key) -> Self {
        Self::of_folded(key.as_str())
    }

    /// The shape of a number that is folded already.
    pub(crate) fn of_folded(folded: &str) -> Self {
        let mut shape = Self { length: 0, letters: 0 };
        // A key has at most 40 signs (`limits::KEY_BYTES`): each has a bit.
        for sign in folded.chars() {
            shape.letters |= u64::from(!sign.is_ascii_digit()) << shape.length;
            shape.length += 1;
        }
        shape
    }

    /// A shape as it is stored.
    #[must_use]
    pub const fn stored(length: u8, letters: u64) -> Self {
        Self { length, letters }
    }

    /// How many signs.
    #[must_use]
    pub const fn length(self) -> u8 {
        self.length
    }

    /// One bit for each sign, the first lowest: set if it is a letter.
    #[must_use]
    pub const fn letters(self) -> u64 {
        self.letters
    }
}

const _: () = assert!(crate::limits::KEY_BYTES <= 64, "each sign of a key needs a bit");
