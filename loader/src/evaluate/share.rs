//! A share of a count, with what the count does not rule out, and whether it meets a goal.

use serde::Serialize;

/// The normal quantile of 95 %, two-sided.
const QUANTILE: f64 = 1.959_964;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Those counted.
    pub count: u64,
    /// Of these.
    pub of: u64,
}

/// What is asked of a share.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// At least this share.
    AtLeast(f64),
    /// At most this share.
    AtMost(f64),
}

/// Whether a goal is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The figure meets it, and so does all that the count does not rule out.
    Met,
    /// The figure meets it; the count is too small to rule out that it is missed.
    MetNotShown,
    /// The figure misses it.
    Missed,
}

impl Share {
    /// A share.
    #[must_use]
    pub const fn new(count: u64, of: u64) -> Self {
        Self { count, of }
    }

    /// Counts one more, perhaps as one of those.
    pub fn add(&mut self, counts: bool) {
        self.of += 1;
        self.count += u64::from(counts);
    }

    /// From 0 to 1; `None` of nothing.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }

    /// What the count does not rule out at 95 % (Wilson 1927, without correction); all of it where nothing was counted.
    #[must_use]
    pub fn bounds(self) -> (f64, f64) {
        let Some(share) = self.value() else { return (0.0, 1.0) };
        let of = self.of as f64;
        let square = QUANTILE * QUANTILE;
        let middle = share + square / (2.0 * of);
        let half = QUANTILE * (share * (1.0 - share) / of + square / (4.0 * of * of)).sqrt();
        let scale = 1.0 + square / of;
        // None and all are bounds of themselves; rounding must not say otherwise.
        let low = if self.count == 0 { 0.0 } else { ((middle - half) / scale).max(0.0) };
        let high = if self.count == self.of { 1.0 } else { ((middle + half) / scale).min(1.0) };
        (low, high)
    }

    /// Whether it meets a goal; `None` of nothing.
    #[must_use]
    pub fn verdict(self, goal: Goal) -> Option<Verdict> {
        self.value().map(|value| goal.verdict(value, self.bounds()))
    }
}

impl Goal {
    /// Whether a figure meets it, with its bounds.
    #[must_use]
    pub fn verdict(self, value: f64, bounds: (f64, f64)) -> Verdict {
        let (is_met, is_shown) = match self {
            Self::AtLeast(least) => (value >= least, bounds.0 >= least),
            Self::AtMost(most) => (value <= most, bounds.1 <= most),
        };
        match (is_met, is_shown) {
            (false, _) => Verdict::Missed,
            (true, false) => Verdict::MetNotShown,
            (true, true) => Verdict::Met,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Goal, Share, Verdict};

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 0.000_5, "{found} is not {expected}");
    }

    #[test]
    fn bounds_are_those_of_wilson() {
        // Worked by hand from the formula: 8 of 10.
        let (low, high) = Share::new(8, 10).bounds();
        near(low, 0.490_2);
        near(high, 0.943_3);
        // None of 100 still allows 3.7 %.
        let (low, high) = Share::new(0, 100).bounds();
        near(low, 0.0);
        near(high, 0.037);
        assert_eq!(Share::new(0, 0).bounds(), (0.0, 1.0));
        assert!(Share::new(0, 2_000).bounds().0 == 0.0 && Share::new(89, 89).bounds().1 == 1.0);
    }

    #[test]
    fn a_goal_is_met_for_certain_only_where_the_bounds_meet_it_too() {
        let least = Goal::AtLeast(0.9);
        assert_eq!(Share::new(99, 100).verdict(least), Some(Verdict::Met));
        assert_eq!(Share::new(91, 100).verdict(least), Some(Verdict::MetNotShown));
        assert_eq!(Share::new(89, 100).verdict(least), Some(Verdict::Missed));
        let most = Goal::AtMost(0.05);
        assert_eq!(Share::new(0, 100).verdict(most), Some(Verdict::Met));
        assert_eq!(Share::new(4, 100).verdict(most), Some(Verdict::MetNotShown));
        assert_eq!(Share::new(6, 100).verdict(most), Some(Verdict::Missed));
        assert_eq!(Share::new(0, 0).verdict(most), None);
    }
}
