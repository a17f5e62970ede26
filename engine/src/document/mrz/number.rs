//! The document number, its check digit, and where the optional data begin behind it.

use super::check_digit::verifies;
use super::checks::CheckResult;
use super::format::Layout;
use crate::limits::{MRZ_NUMBER_BYTES, MRZ_OPTIONAL_BYTES};
use crate::text::ShortText;

/// A document number without fillers.
pub(super) type Number = ShortText<MRZ_NUMBER_BYTES>;
/// Optional data, fillers as spaces.
pub(super) type Optional = ShortText<MRZ_OPTIONAL_BYTES>;

/// A number as it was found.
#[derive(Clone, Copy)]
pub(super) struct NumberField {
    /// Without fillers.
    pub(super) number: Number,
    /// As read, fillers too; of a number that runs on without the filler in the place of its digit.
    pub(super) signs: Number,
    /// How many of the signs stand in the number's own field.
    pub(super) principal: usize,
    /// True for a number that runs on in the optional data.
    pub(super) runs_on: bool,
    /// The sign in the place of the check digit.
    pub(super) digit: u8,
    pub(super) result: CheckResult,
    pub(super) digit_place: usize,
    pub(super) optional_start: usize,
}

/// Reads the number, short or long.
pub(super) fn read(signs: &[u8], layout: &Layout) -> NumberField {
    long(signs, layout).unwrap_or_else(|| short(signs, layout))
}

fn short(signs: &[u8], layout: &Layout) -> NumberField {
    let field = &signs[layout.number.clone()];
    let fits = verifies(signs[layout.number_digit], [field]);
    NumberField {
        number: without_fillers(field.iter()),
        signs: all(field.iter()),
        principal: field.len(),
        runs_on: false,
        digit: signs[layout.number_digit],
        result: if fits { CheckResult::Passed } else { CheckResult::Failed },
        digit_place: layout.number_digit,
        optional_start: layout.optional.start,
    }
}

/// A number of more than nine signs: a filler stands in the place of its check digit, and the rest and the
/// digit open the optional data (Doc 9303-5 section 4.2.4, Doc 9303-6 section 4.2.4).
///
/// The text of Doc 9303-5 leaves that filler out of the sum. Some issuers count it, so both sums are accepted.
fn long(signs: &[u8], layout: &Layout) -> Option<NumberField> {
    if !layout.number_runs_on || signs[layout.number_digit] != b'<' {
        return None;
    }
    let field = &signs[layout.number.clone()];
    let optional = &signs[layout.optional.clone()];
    let run = optional.iter().take_while(|&&sign| sign != b'<').count();
    // At least one sign of the number and its check digit.
    let (&digit, rest) = optional[..run].split_last().filter(|(_, rest)| !rest.is_empty())?;
    if field.last() == Some(&b'<') {
        return None;
    }
    let fits = verifies(digit, [field, rest]) || verifies(digit, [field, b"<", rest]);
    // A filler before the last principal sign is against the rule, but is met on cards of Belgium. There
    // only a digit that fits tells a long number from a short one without its digit.
    if field.contains(&b'<') && !fits {
        return None;
    }
    Some(NumberField {
        number: without_fillers(field.iter().chain(rest)),
        signs: all(field.iter().chain(rest)),
        principal: field.len(),
        runs_on: true,
        digit,
        result: if fits { CheckResult::Passed } else { CheckResult::Failed },
        digit_place: layout.optional.start + run - 1,
        optional_start: layout.optional.start + run,
    })
}

fn without_fillers<'s>(signs: impl Iterator<Item = &'s u8>) -> Number {
    all(signs.filter(|&&sign| sign != b'<'))
}

/// The longest number, nine signs and fourteen more, always fits.
fn all<'s>(signs: impl Iterator<Item = &'s u8>) -> Number {
    let mut number = Number::empty();
    for &sign in signs {
        if !number.push_ascii(sign) {
            break;
        }
    }
    number
}
