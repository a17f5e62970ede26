//! Signs that their field cannot hold, read as the one of their shape that it can (Doc 9303-3 section 4: check
//! digits are digits).
//!
//! Nothing is forced in place of what was read: the fault is told all the same, and the field as read stays unknown.

/// The digit that a sign must be where only digits can stand.
pub(super) const fn digit(sign: u8) -> Option<u8> {
    Some(match sign {
        b'0'..=b'9' => sign,
        b'O' | b'Q' | b'D' => b'0',
        b'I' | b'L' => b'1',
        b'Z' => b'2',
        b'A' => b'4',
        b'S' => b'5',
        b'G' => b'6',
        b'T' => b'7',
        b'B' => b'8',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::digit;
    use crate::misread::taken_for;

    #[test]
    fn a_sign_is_forced_only_to_one_that_it_is_taken_for() {
        for sign in (b'0'..=b'9').chain(b'A'..=b'Z').chain([b'<']) {
            for forced in digit(sign).into_iter().filter(|&forced| forced != sign) {
                assert!(taken_for(sign).contains(&forced), "{} {}", char::from(sign), char::from(forced));
            }
        }
        assert_eq!(digit(b'<'), None);
    }
}
