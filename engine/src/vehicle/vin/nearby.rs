//! The numbers that a whole vehicle identification number may be a wrong reading of, as keys to look up.
//!
//! Every one is bounded by the 17 signs: at most some 1,300 keys, mostly a few dozen.

use super::check_digit::{CheckDigit, check_digit, one_sign_repairs};
use super::{VIN_SIGNS, Vin};
use crate::key::{Key, fold_ascii};
use crate::misread::taken_for;

/// A number of 17 signs, and its key as bytes.
struct Whole {
    signs: [u8; VIN_SIGNS],
    key: [u8; VIN_SIGNS],
}

/// Visits the key of each number that this one may have been read for:
///
/// - with one sign taken for another (`misread`), or two; where the law asks for the check digit and it agrees, two
///   only if it agrees again, for it would have told of most others;
/// - where the law asks for the digit and it does not agree: with any one sign wrong, or two neighbours swapped, so that
///   it agrees.
///
/// A number of another length has none.
pub fn visit_nearby(vin: &Vin, visit: &mut impl FnMut(&[u8])) {
    let forced = vin.forced();
    let Some(mut whole) = Whole::of(&forced) else { return };
    let asks = forced.asks_for_check_digit();
    let judged = check_digit(&whole.signs);
    let confirmed = asks && judged == CheckDigit::Valid;
    whole.visit_misread(confirmed, visit);
    if asks && !confirmed {
        let signs = whole.signs;
        for (at, sign) in one_sign_repairs(&signs) {
            whole.visit_with(&[(at, sign)], visit);
        }
        for at in 1..VIN_SIGNS {
            let (left, right) = (whole.signs[at - 1], whole.signs[at]);
            if left != right {
                whole.visit_with(&[(at - 1, right), (at, left)], visit);
            }
        }
    }
}

impl Whole {
    fn of(vin: &Vin) -> Option<Self> {
        let signs: [u8; VIN_SIGNS] = vin.as_str().as_bytes().try_into().ok().filter(|_| vin.is_whole())?;
        let key: [u8; VIN_SIGNS] = Key::fold(vin.as_str()).as_bytes().try_into().ok()?;
        Some(Self { signs, key })
    }

    fn visit_misread(&mut self, confirmed: bool, visit: &mut impl FnMut(&[u8])) {
        for first in 0..VIN_SIGNS {
            for &one in taken_for(self.signs[first]) {
                if self.is_same_key(first, one) {
                    continue;
                }
                self.visit_with(&[(first, one)], visit);
                for second in first + 1..VIN_SIGNS {
                    for &other in taken_for(self.signs[second]) {
                        if !self.is_same_key(second, other)
                            && (!confirmed || self.agrees_with(&[(first, one), (second, other)]))
                        {
                            self.visit_with(&[(first, one), (second, other)], visit);
                        }
                    }
                }
            }
        }
    }

    /// The look-up of the number itself finds this one too.
    fn is_same_key(&self, at: usize, sign: u8) -> bool {
        fold_ascii(sign) == self.key[at]
    }

    fn agrees_with(&self, changes: &[(usize, u8)]) -> bool {
        let mut signs = self.signs;
        for &(at, sign) in changes {
            signs[at] = sign;
        }
        check_digit(&signs) == CheckDigit::Valid
    }

    fn visit_with(&mut self, changes: &[(usize, u8)], visit: &mut impl FnMut(&[u8])) {
        let key = self.key;
        for &(at, sign) in changes {
            self.key[at] = fold_ascii(sign);
        }
        if self.key != key {
            visit(&self.key);
        }
        self.key = key;
    }
}

#[cfg(test)]
mod tests {
    use super::visit_nearby;
    use crate::vehicle::Vin;

    fn meets(asked: &str, listed: &str) -> bool {
        let listed = Vin::parse(listed).unwrap().key();
        let mut found = false;
        visit_nearby(&Vin::parse(asked).unwrap(), &mut |key| found |= key == listed.as_bytes());
        found
    }

    #[test]
    fn one_and_two_misread_signs_of_a_number_without_check_digit_are_met() {
        assert!(meets("WVWZZZ1JZXW000001", "WVWZZZ7JZXW000001"));
        assert!(meets("WVWZZZ1JZXW000301", "WVWZZZ7JZXW000801"));
        assert!(!meets("WVWZZZ1JZXW000001", "WVWZZZ2JZXW000001"));
    }

    #[test]
    fn a_number_whose_digit_fails_is_met_by_any_one_wrong_sign_or_swapped_pair() {
        assert!(meets("1M8GDM9AXKP042789", "1M8GDM9AXKP042788"));
        assert!(meets("1M8GDM9AXKP047288", "1M8GDM9AXKP042788"));
        assert!(!meets("WVWZZZ1JZXW000002", "WVWZZZ1JZXW000001"));
    }

    #[test]
    fn look_ups_of_one_number_are_few() {
        for vin in ["1M8GDM9AXKP042788", "1M8GDM9AXKP042789", "WVWZZZ1JZXW000001", "88888888888888888"] {
            let mut keys = 0;
            visit_nearby(&Vin::parse(vin).unwrap(), &mut |_| keys += 1);
            assert!(keys < 1_300, "{vin} {keys}");
        }
    }
}
