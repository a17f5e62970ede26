//! Signs that their field cannot hold, read as the one of their shape that it can: dates and check digits are digits,
//! codes and names are letters (Doc 9303-3 sections 4.3 to 4.9).
//!
//! Nothing is forced in place of what was read: the fault is told all the same, and the field as read stays unknown.

use super::fault::Field;
use crate::key::fold_ascii;

/// One sign that was read as another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ForcedSign {
    /// The field that it is in.
    pub field: Field,
    /// The line of the MRZ, from 1.
    pub line: u8,
    /// The sign in that line, from 1.
    pub column: u8,
    /// The sign as read.
    pub read: char,
    /// The sign as taken.
    pub taken: char,
}

/// The digit that a sign must be where only digits can stand: the one it folds to, and two more by their shape.
pub(super) fn digit(sign: u8) -> Option<u8> {
    match fold_ascii(sign) {
        digit @ b'0'..=b'9' => Some(digit),
        b'A' => Some(b'4'),
        b'T' => Some(b'7'),
        _ => None,
    }
}

/// The letter that a sign must be where only letters can stand.
pub(super) const fn letter(sign: u8) -> Option<u8> {
    Some(match sign {
        b'A'..=b'Z' => sign,
        b'0' => b'O',
        b'1' => b'I',
        b'2' => b'Z',
        b'4' => b'A',
        b'5' => b'S',
        b'6' => b'G',
        b'7' => b'T',
        b'8' => b'B',
        _ => return None,
    })
}

/// Both codes, the name, both dates with their digits, and the number's digit.
const MOST_FORCED: usize = 3 + 3 + crate::limits::MRZ_FORCED_NAME_SIGNS + 7 + 7 + 1;

/// The forced signs of one MRZ, and which fields are what they are only by them.
#[derive(Clone, Copy)]
pub(super) struct Forced {
    list: [ForcedSign; MOST_FORCED],
    count: usize,
    pub(super) issuer: bool,
    pub(super) nationality: bool,
    pub(super) name: bool,
    pub(super) birth_date: bool,
}

impl Forced {
    pub(super) const fn none() -> Self {
        let blank = ForcedSign { field: Field::Name, line: 0, column: 0, read: '<', taken: '<' };
        Self {
            list: [blank; MOST_FORCED],
            count: 0,
            issuer: false,
            nationality: false,
            name: false,
            birth_date: false,
        }
    }

    pub(super) fn add(&mut self, sign: ForcedSign) {
        if let Some(place) = self.list.get_mut(self.count) {
            *place = sign;
            self.count += 1;
        }
    }

    pub(super) fn as_slice(&self) -> &[ForcedSign] {
        &self.list[..self.count]
    }
}

#[cfg(test)]
mod tests {
    use super::{digit, letter};
    use crate::misread::taken_for;

    #[test]
    fn a_sign_is_forced_only_to_one_that_it_is_taken_for() {
        for sign in (b'0'..=b'9').chain(b'A'..=b'Z').chain([b'<']) {
            for forced in [digit(sign), letter(sign)].into_iter().flatten().filter(|&forced| forced != sign) {
                assert!(taken_for(sign).contains(&forced), "{} {}", char::from(sign), char::from(forced));
            }
        }
        assert_eq!((digit(b'<'), letter(b'<'), letter(b'3'), letter(b'9')), (None, None, None, None));
    }
}
