//! `--max-refused 50` or `2%`, `--max-shrink 10%`.

use std::str::FromStr;

/// Parts of a percent that are told apart: `0.5%` and `0.001%` can be said.
const PARTS: u64 = 100_000;

/// A share of a whole, in parts of [`PARTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Share(u64);

impl Share {
    fn parse(text: &str) -> Option<Self> {
        let number: f64 = text.strip_suffix('%')?.trim().parse().ok()?;
        let parts = number * 1_000.0;
        // Between 0 and 100,000, so that no bit is lost.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked on this line")]
        (0.0..=100_000.0).contains(&parts).then(|| Self(parts.round() as u64))
    }

    /// True if `part` is more than this share of `whole`.
    fn is_passed_by(self, part: u64, whole: u64) -> bool {
        u128::from(part) * u128::from(PARTS) > u128::from(whole) * u128::from(self.0)
    }
}

/// How many rows of a list may be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxRefused(Most);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Most {
    Rows(u64),
    Share(Share),
}

impl MaxRefused {
    /// True if so many of so many rows are too many.
    #[must_use]
    pub fn is_passed_by(self, refused: u64, rows: u64) -> bool {
        match self.0 {
            Most::Rows(most) => refused > most,
            Most::Share(share) => share.is_passed_by(refused, rows),
        }
    }
}

impl FromStr for MaxRefused {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let most = text.parse().map(Most::Rows).ok().or_else(|| Share::parse(text).map(Most::Share));
        most.map(Self).ok_or("a number of rows (50) or a share of them (2%) is needed")
    }
}

/// By how much a list may shrink against the generation in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxShrink(Share);

impl MaxShrink {
    /// True if a list of `before` records must not come down to `after`.
    #[must_use]
    pub fn is_passed_by(self, before: u64, after: u64) -> bool {
        self.0.is_passed_by(before.saturating_sub(after), before)
    }
}

impl FromStr for MaxShrink {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Share::parse(text).map(Self).ok_or("a share from 0% to 100% is needed, as 10%")
    }
}

#[cfg(test)]
mod tests {
    use super::{MaxRefused, MaxShrink};

    #[test]
    fn exactly_the_bound_is_allowed_and_one_more_is_not() {
        let rows: MaxRefused = "50".parse().unwrap();
        assert!(!rows.is_passed_by(50, 60) && rows.is_passed_by(51, 1_000_000));
        let share: MaxRefused = "2%".parse().unwrap();
        assert!(!share.is_passed_by(20, 1_000) && share.is_passed_by(21, 1_000));
        let none: MaxRefused = "0".parse().unwrap();
        assert!(!none.is_passed_by(0, 0) && none.is_passed_by(1, 1_000_000));
        let shrink: MaxShrink = "0.5%".parse().unwrap();
        assert!(!shrink.is_passed_by(1_000, 995) && shrink.is_passed_by(1_000, 994));
        assert!(!shrink.is_passed_by(1_000, 2_000), "a list may grow");
        let all: MaxShrink = "100%".parse().unwrap();
        assert!(!all.is_passed_by(1_000, 0));
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in ["", "%", "-1", "101%", "nan%", "2 percent"] {
            assert!(text.parse::<MaxRefused>().is_err(), "{text}");
            assert!(text.parse::<MaxShrink>().is_err(), "{text}");
        }
    }
}
