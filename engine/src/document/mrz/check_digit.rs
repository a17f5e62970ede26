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
    of_parts([field])
}

/// The value of every sign: 0 to 9 for digits, 10 to 35 for letters, 0 for the filler; of letters only what counts
/// modulo 10.
pub(super) const VALUES: [u8; 256] = {
    let mut values = [0; 256];
    let mut at = 0u8;
    while at < 26 {
        if at < 10 {
            values[(b'0' + at) as usize] = at;
        }
        values[(b'A' + at) as usize] = at % 10;
        at += 1;
    }
    values
};

pub(super) const WEIGHTS: [u64; 3] = [7, 3, 1];

/// The check digit over several parts of a zone, one behind the other.
pub(super) fn of_parts<'z>(parts: impl IntoIterator<Item = &'z [u8]>) -> u8 {
    let mut sum = 0u64;
    let mut at = 0;
    for part in parts {
        for &sign in part {
            // At most 63 a sign: no field that fits memory overflows the sum.
            sum += u64::from(VALUES[usize::from(sign)]) * WEIGHTS[at];
            at = if at == 2 { 0 } else { at + 1 };
        }
    }
    u8::try_from(sum % 10).unwrap_or(0)
}

/// True if `sign` is the check digit of the parts. A filler or a letter is no check digit, although its value may
/// fit.
pub(super) fn verifies<'z>(sign: u8, parts: impl IntoIterator<Item = &'z [u8]>) -> bool {
    sign.is_ascii_digit() && sign - b'0' == of_parts(parts)
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
        assert!(verifies(b'0', [b"<<<".as_slice()]));
        assert!(!verifies(b'<', [b"<<<".as_slice()]));
        assert!(!verifies(b'K', [b"<<<".as_slice()]));
    }
}
