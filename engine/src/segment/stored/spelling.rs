//! How a number is spelled, as one small number: the difference between a number as written and its folded key.
//!
//! For each sign of the key that stands for several, the choice among them is one digit of a number of mixed
//! base, the first sign lowest. A number of digits alone is 0, and letters in front cost one or two bytes.

use crate::key::fold_sign;

/// The signs that fold to `folded`, itself first.
const fn class(folded: u8) -> &'static [u8] {
    match folded {
        b'0' => b"0ODQ",
        b'1' => b"1IL",
        b'2' => b"2Z",
        b'5' => b"5S",
        b'6' => b"6G",
        b'8' => b"8B",
        _ => b"",
    }
}

/// The spelling of `written`, or `None` if it is not ASCII or does not fit 64 bits.
pub(super) fn encode(written: &str) -> Option<u64> {
    if !written.is_ascii() {
        return None;
    }
    let mut spelling = 0u64;
    let mut base = 1u64;
    for sign in written.chars() {
        let folded = u8::try_from(fold_sign(sign)).ok()?;
        let choices = class(folded);
        if choices.is_empty() {
            continue;
        }
        let choice = choices.iter().position(|&choice| char::from(choice) == sign)? as u64;
        if choice > 0 {
            spelling = base.checked_mul(choice).and_then(|part| spelling.checked_add(part))?;
        }
        // A base that overflows is no harm as long as no later sign needs it.
        base = base.saturating_mul(choices.len() as u64);
        if base == u64::MAX && choice > 0 {
            return None;
        }
    }
    Some(spelling)
}

/// The number as written, from its folded key; `None` if the two do not belong together.
pub(super) fn decode(key: &[u8], mut spelling: u64) -> Option<String> {
    let mut written = String::with_capacity(key.len());
    for &folded in key {
        let choices = class(folded);
        if choices.is_empty() {
            written.push(char::from(folded));
            continue;
        }
        let base = choices.len() as u64;
        let choice = usize::try_from(spelling % base).ok()?;
        written.push(char::from(*choices.get(choice)?));
        spelling /= base;
    }
    (spelling == 0 && written.is_ascii()).then_some(written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decode, encode};
    use crate::key::Key;

    #[test]
    fn a_number_of_digits_costs_nothing() {
        assert_eq!(encode("0123456789"), Some(0));
    }

    #[test]
    fn a_spelling_that_belongs_to_another_key_is_not_read() {
        assert_eq!(decode(b"7", 1), None);
    }

    proptest! {
        #[test]
        fn every_number_comes_back_from_its_key_and_spelling(written in "[A-Z0-9]{1,40}") {
            if let Some(spelling) = encode(&written) {
                prop_assert_eq!(decode(Key::fold(&written).as_bytes(), spelling), Some(written));
            } else {
                prop_assert!(written.len() > 20);
            }
        }
    }
}
