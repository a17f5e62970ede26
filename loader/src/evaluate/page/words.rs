//! How figures are written on the page.

use crate::evaluate::share::{Goal, Share, Verdict};

/// A share in hundredths, to two places after the point; one that is not all never looks like all, and none never like
/// some.
pub(super) fn per_cent(share: f64) -> String {
    let hundredths = share * 100.0;
    match format!("{hundredths:.2}").as_str() {
        "100.00" if hundredths < 100.0 => "> 99.99".to_owned(),
        "0.00" if hundredths > 0.0 => "< 0.01".to_owned(),
        text => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

/// A share with what it does not rule out.
pub(super) fn bounded(share: f64, bounds: (f64, f64)) -> String {
    format!("{} ({} to {})", per_cent(share), per_cent(bounds.0), per_cent(bounds.1))
}

/// A share of a count with what it does not rule out; empty of nothing.
pub(super) fn share(share: Share) -> String {
    share.value().map_or_else(String::new, |value| bounded(value, share.bounds()))
}

/// A share of a count alone.
pub(super) fn bare(share: Share) -> String {
    share.value().map_or_else(String::new, per_cent)
}

/// A goal.
pub(super) fn goal(goal: Goal) -> String {
    match goal {
        Goal::AtLeast(least) => format!("at least {} %", per_cent(least)),
        Goal::AtMost(0.0) => "none".to_owned(),
        Goal::AtMost(most) => format!("at most 1 in {:.0}", 1.0 / most),
    }
}

/// Whether it is met.
pub(super) const fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Met) => "met",
        Some(Verdict::MetNotShown) => "met, not shown",
        Some(Verdict::Missed) => "**not met**",
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{goal, per_cent};
    use crate::evaluate::share::Goal;

    #[test]
    fn a_share_near_all_or_none_is_not_rounded_to_it() {
        for (share, told) in
            [(1.0, "100"), (0.999_99, "> 99.99"), (0.000_01, "< 0.01"), (0.0, "0"), (0.505, "50.5")]
        {
            assert_eq!(per_cent(share), told);
        }
    }

    #[test]
    fn goals_are_told_in_words() {
        assert_eq!(goal(Goal::AtLeast(0.98)), "at least 98 %");
        assert_eq!(goal(Goal::AtMost(1.0 / 20_000.0)), "at most 1 in 20000");
        assert_eq!(goal(Goal::AtMost(0.0)), "none");
    }
}
