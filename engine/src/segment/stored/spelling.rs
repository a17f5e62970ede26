//! How a number is spelled, as one small number: the difference between a number as written and its folded key.
//!
//! For each sign of the key that stands for several, the choice among them is one digit of a number of mixed
//! base, the first sign lowest. A number of digits alone is 0, and letters in front cost one or two bytes.

use std::cell::Cell;

use crate::document::number::DocumentNumber;
use crate::text::ShortText;

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

/// How many signs stand for the same as a sign does, and which of them it is; one, the first, for most.
const CHOICES: [(u8, u8); 128] = {
    let mut choices = [(1, 0); 128];
    let mut folded = 0;
    while folded < 128 {
        let class = class(folded);
        let mut choice = 0;
        while choice < class.len() {
            // A class has four signs at most.
            choices[class[choice] as usize] = (class.len().to_le_bytes()[0], choice.to_le_bytes()[0]);
            choice += 1;
        }
        folded += 1;
    }
    choices
};

/// The spelling of `written`, or `None` if it is not ASCII or does not fit 64 bits.
pub(super) fn encode(written: &str) -> Option<u64> {
    let mut spelling = 0u64;
    let mut base = 1u64;
    for sign in written.bytes() {
        let (choices, choice) = *CHOICES.get(usize::from(sign))?;
        if choice > 0 {
            let part = base.checked_mul(u64::from(choice)).filter(|_| base < u64::MAX)?;
            spelling = spelling.checked_add(part)?;
        }
        // A base that overflows is no harm as long as no later sign needs it.
        base = base.saturating_mul(u64::from(choices));
    }
    Some(spelling)
}

/// The number as written, from its folded key; `None` if the two do not belong together.
pub(super) fn decode(key: &[u8], spelling: u64) -> Option<DocumentNumber> {
    if spelling == 0 {
        return DocumentNumber::from_written(ShortText::replacing_ascii(key, |sign| sign)?);
    }
    let rest = Cell::new(spelling);
    let written = ShortText::replacing_ascii(key, |folded| match class(folded) {
        // Letters stand in front: most signs come when nothing is left to choose.
        _ if rest.get() == 0 => folded,
        [] => folded,
        choices => {
            let base = choices.len() as u64;
            let choice = usize::try_from(rest.get() % base).unwrap_or_default();
            rest.set(rest.get() / base);
            choices[choice]
        }
    })?;
    DocumentNumber::from_written(written).filter(|_| rest.get() == 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{class, decode, encode};
    use crate::key::{Key, fold_sign};

    #[test]
    fn a_number_of_digits_costs_nothing_and_every_sign_is_one_of_its_class() {
        assert_eq!(encode("0123456789"), Some(0));
        assert_eq!(encode("Ж123"), None);
        for sign in b'0'..=b'Z' {
            let sign = char::from(sign);
            let class = class(u8::try_from(fold_sign(sign)).unwrap());
            let choice = class.iter().position(|choice| char::from(*choice) == sign);
            assert_eq!(encode(&sign.to_string()), Some(choice.unwrap_or(0) as u64), "{sign}");
        }
    }

    #[test]
    fn a_spelling_that_belongs_to_another_key_is_not_read() {
        assert!(decode(b"7", 1).is_none());
        assert!(decode(b"", 0).is_none());
        assert!(decode(b"a-", 0).is_none());
        assert!(decode("Ж".as_bytes(), 0).is_none());
    }

    proptest! {
        #[test]
        fn every_number_comes_back_from_its_key_and_spelling(written in "[A-Z0-9]{1,40}") {
            if let Some(spelling) = encode(&written) {
                let decoded = decode(Key::fold(&written).as_bytes(), spelling).unwrap();
                prop_assert_eq!(decoded.as_str(), written);
            } else {
                prop_assert!(written.len() > 20);
            }
        }
    }
}
