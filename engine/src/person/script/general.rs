//! All other scripts by the general table of a library: one sign at a time.
//!
//! What the table does not know stays as it is.

use super::written::WrittenPart;

/// A token of signs of any script.
pub(super) fn write(signs: &[char]) -> Option<WrittenPart> {
    let mut spelled = String::with_capacity(signs.len() * 2);
    for &sign in signs {
        let known = any_ascii::any_ascii_char(sign);
        if known.is_empty() && sign.is_alphanumeric() {
            spelled.push(sign);
        } else {
            spelled.extend(
                known.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_uppercase()),
            );
        }
    }
    WrittenPart::new(spelled, true)
}
