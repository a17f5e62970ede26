//! Calendar days of the lists and of MRZs. No clock: the generator's "today" is a constant, so that the
//! same seed gives the same bytes for ever.

use std::fmt;

use crate::rng::Rng;

/// The year that counts as the present when ages and validities are made.
pub const PRESENT_YEAR: u16 = 2026;

/// Withdrawn and expired records ended in this year at the latest.
pub const LAST_EXPIRED_YEAR: u16 = PRESENT_YEAR - 2;

/// Records with a day of expiry that is still to come expire in this year at the earliest, so that a test
/// run many years from now still finds them in force.
pub const FIRST_FUTURE_YEAR: u16 = PRESENT_YEAR + 24;

/// A day of the Gregorian calendar, never later in its month than the 28th.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 28.
    pub day: u8,
}

impl Day {
    /// Some day of the years `first..=last`.
    pub fn within(rng: &mut Rng, first: u16, last: u16) -> Self {
        Self {
            year: rng.between(first, last),
            month: rng.small_between(1, 12),
            day: rng.small_between(1, 28),
        }
    }

    /// The same day `years` later.
    #[must_use]
    pub const fn plus_years(self, years: u16) -> Self {
        Self { year: self.year + years, ..self }
    }

    /// Six digits, `YYMMDD` (Doc 9303-3 section 4.8).
    pub fn in_mrz(self) -> String {
        format!("{:02}{:02}{:02}", self.year % 100, self.month, self.day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_in_both_shapes() {
        let day = Day { year: 1974, month: 8, day: 2 };
        assert_eq!(day.to_string(), "1974-08-02");
        assert_eq!(day.in_mrz(), "740802");
    }
}
