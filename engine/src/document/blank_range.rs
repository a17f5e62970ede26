//! Ranges of stolen blanks: one record for thousands of numbers, never expanded.

use super::number::DocumentNumber;
use crate::segment::layout::RANGE_NUMBER_BYTES;

/// The numbers from `first` to `last`, both included: one length, one prefix, digits at the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlankRange {
    first: DocumentNumber,
    last: DocumentNumber,
    /// Bytes of the prefix that both share; behind it stand digits.
    prefix: usize,
}

/// Why two numbers are no range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotARange {
    /// The numbers differ in length.
    #[error("`number` and `number_to` differ in length; a range has numbers of one length")]
    Lengths,
    /// The numbers differ before their digits at the end.
    #[error("`number` and `number_to` differ before the digits at their end; split the range by prefix")]
    Prefixes,
    /// The last number lies before the first.
    #[error("`number_to` lies before `number`; exchange them")]
    Order,
    /// The numbers are longer than a range may have.
    #[error("`number` is longer than {RANGE_NUMBER_BYTES} bytes, the most in a range")]
    TooLong,
}

/// How a number lies in a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inside {
    /// As written.
    AsWritten,
    /// Only when signs taken for one another count as one.
    Folded,
}

impl BlankRange {
    /// A range of numbers.
    ///
    /// # Errors
    /// [`NotARange`].
    pub fn new(first: DocumentNumber, last: DocumentNumber) -> Result<Self, NotARange> {
        let (from, to) = (first.as_str(), last.as_str());
        if from.len() > RANGE_NUMBER_BYTES || to.len() > RANGE_NUMBER_BYTES {
            return Err(NotARange::TooLong);
        }
        if from.chars().count() != to.chars().count() {
            return Err(NotARange::Lengths);
        }
        let tail = digits_at_end(from).min(digits_at_end(to));
        let prefix = from.len() - tail;
        if to.get(..to.len() - tail) != from.get(..prefix) {
            return Err(NotARange::Prefixes);
        }
        if to < from {
            return Err(NotARange::Order);
        }
        Ok(Self { first, last, prefix })
    }

    /// The first number.
    #[must_use]
    pub const fn first(&self) -> DocumentNumber {
        self.first
    }

    /// The last number.
    #[must_use]
    pub const fn last(&self) -> DocumentNumber {
        self.last
    }

    /// How many numbers it holds.
    #[must_use]
    pub fn width(&self) -> u64 {
        let tail = |number: &DocumentNumber| {
            let digits = number.as_str().get(self.prefix..).unwrap_or_default();
            digits
                .bytes()
                .fold(0_u64, |value, digit| value.saturating_mul(10).saturating_add((digit - b'0').into()))
        };
        tail(&self.last).saturating_sub(tail(&self.first)).saturating_add(1)
    }

    /// The number that stands `steps` behind the first, or `None` behind the last.
    #[must_use]
    pub fn number_at(&self, steps: u64) -> Option<DocumentNumber> {
        let mut number = self.first.as_str().as_bytes().to_vec();
        let mut carried = steps;
        for digit in number.get_mut(self.prefix..)?.iter_mut().rev() {
            let sum = u64::from(*digit - b'0') + carried % 10;
            *digit = b'0' + u8::try_from(sum % 10).ok()?;
            carried = carried / 10 + sum / 10;
        }
        let number = DocumentNumber::parse(std::str::from_utf8(&number).ok()?).ok()?;
        (carried == 0 && number.as_str() <= self.last.as_str()).then_some(number)
    }

    /// How `number` lies in the range, or `None` if it does not.
    #[must_use]
    pub fn locate(&self, number: &DocumentNumber) -> Option<Inside> {
        if lies_between(number.as_str(), self.first.as_str(), self.last.as_str(), self.prefix) {
            return Some(Inside::AsWritten);
        }
        let (first, last, key) = (self.first.key(), self.last.key(), number.key());
        // Digits fold to themselves, so the tail keeps its length; the prefix may lose bytes.
        let prefix = first.as_str().len() - (self.first.as_str().len() - self.prefix);
        lies_between(key.as_str(), first.as_str(), last.as_str(), prefix).then_some(Inside::Folded)
    }
}

fn digits_at_end(number: &str) -> usize {
    number.bytes().rev().take_while(u8::is_ascii_digit).count()
}

fn lies_between(number: &str, first: &str, last: &str, prefix: usize) -> bool {
    number.len() == first.len()
        && number.get(..prefix) == first.get(..prefix)
        && number.as_bytes()[prefix..].iter().all(u8::is_ascii_digit)
        && (first..=last).contains(&number)
}

#[cfg(test)]
mod tests {
    use super::{BlankRange, Inside, NotARange};
    use crate::document::number::DocumentNumber;

    fn number(text: &str) -> DocumentNumber {
        DocumentNumber::parse(text).unwrap()
    }

    fn range(first: &str, last: &str) -> Result<BlankRange, NotARange> {
        BlankRange::new(number(first), number(last))
    }

    #[test]
    fn the_ends_are_inside_and_their_neighbours_are_not() {
        let range = range("AB100", "AB199").unwrap();
        for (asked, expected) in [
            ("AB099", None),
            ("AB100", Some(Inside::AsWritten)),
            ("AB150", Some(Inside::AsWritten)),
            ("AB199", Some(Inside::AsWritten)),
            ("AB200", None),
            ("AB0150", None),
            ("A8150", Some(Inside::Folded)),
            ("ABI5O", Some(Inside::Folded)),
            ("AB15X", None),
            ("AC150", None),
        ] {
            assert_eq!(range.locate(&number(asked)), expected, "{asked}");
        }
    }

    #[test]
    fn each_number_is_told_by_its_place_and_none_behind_the_last() {
        let range = range("AB098", "AB203").unwrap();
        for (steps, expected) in
            [(0, Some("AB098")), (1, Some("AB099")), (2, Some("AB100")), (105, Some("AB203"))]
        {
            assert_eq!(range.number_at(steps), expected.map(number), "{steps}");
        }
        for steps in [106, 902, 9_902, u64::MAX] {
            assert_eq!(range.number_at(steps), None, "{steps}");
        }
        assert_eq!(range.width(), 106);
    }

    #[test]
    fn a_range_needs_one_length_one_prefix_and_rising_digits() {
        assert_eq!(range("AB100", "AB1000").unwrap_err(), NotARange::Lengths);
        assert_eq!(range("AB100", "AC199").unwrap_err(), NotARange::Prefixes);
        assert_eq!(range("AB10X", "AB19X").unwrap_err(), NotARange::Prefixes);
        assert_eq!(range("AB199", "AB100").unwrap_err(), NotARange::Order);
        assert!(range("AB100", "AB100").is_ok());
    }
}
