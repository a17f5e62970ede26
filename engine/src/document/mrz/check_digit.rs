//! The check digit of Doc 9303-3 section 4.9: weights 7, 3, 1, modulo 10.

/// The check digit of a field, 0 to 9. A filler counts as zero, and so does a sign outside the MRZ's alphabet.
///
/// ```
/// use watchpost_engine::document::mrz::check_digit;
/// assert_eq!(check_digit(b"520727"), 3);
/// assert_eq!(check_digit(b"AB2134<<<"), 5);
/// ```
#[must_use]
pub fn check_digit(field: &[u8]) -> u8 {
    of_signs(field.iter().copied())
}

/// The check digit of signs that do not stand together.
pub(super) fn of_signs(signs: impl Iterator<Item = u8>) -> u8 {
    // Reduced at each step, so that no length can overflow the sum.
    signs.zip([7, 3, 1].into_iter().cycle()).fold(0, |sum, (sign, weight)| (sum + value(sign) * weight) % 10)
}

/// A sign's value modulo 10: what the sum can tell of it.
pub(super) fn value(sign: u8) -> u8 {
    match sign {
        b'0'..=b'9' => sign - b'0',
        b'A'..=b'Z' => (sign - b'A') % 10,
        _ => 0,
    }
}

/// True if `sign` is the digit that `signs` ask for.
pub(super) fn verifies(sign: u8, signs: impl Iterator<Item = u8>) -> bool {
    sign.is_ascii_digit() && sign - b'0' == of_signs(signs)
}

#[cfg(test)]
mod tests {
    use super::{check_digit, verifies};

    #[test]
    fn worked_examples_of_doc_9303() {
        for (field, digit) in [("520727", 3), ("AB2134<<<", 5), ("7408<<", 7), ("74<<<<", 1), ("<<<<<<", 0)] {
            assert_eq!(check_digit(field.as_bytes()), digit, "{field}");
        }
    }

    #[test]
    fn no_length_overflows_the_sum() {
        assert_eq!(check_digit(&[b'9'; 10]), 0);
        assert!(check_digit(&[b'Z'; 100_000]) < 10);
    }

    #[test]
    fn filler_or_letter_is_no_check_digit_although_its_value_would_fit() {
        assert!(verifies(b'0', b"<<<".iter().copied()));
        assert!(!verifies(b'<', b"<<<".iter().copied()));
        assert!(!verifies(b'K', b"<<<".iter().copied()));
    }
}
