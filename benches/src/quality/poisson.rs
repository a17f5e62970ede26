//! Bounds of rare events: what a count, or none, says about the rate behind it.

/// The least and the greatest mean that a count does not rule out, at 95 % (exact, Garwood 1936: each tail 2.5 %).
/// For a count of 0 the upper bound is 3.69; the "rule of three" has 3.0, as it leaves 5 % in one tail.
#[must_use]
pub fn bounds(count: u64) -> (f64, f64) {
    const TAIL: f64 = 0.025;
    if count > 2_000 {
        // The normal law is within a thousandth here.
        let (mean, spread) = (count as f64, 1.96 * (count as f64).sqrt());
        return (mean - spread, mean + spread);
    }
    let most = count as f64 * 2.0 + 20.0;
    let least = if count == 0 { 0.0 } else { solve(most, |mean| 1.0 - at_most(count - 1, mean) < TAIL) };
    (least, solve(most, |mean| at_most(count, mean) > TAIL))
}

/// The mean up to which `holds` is true.
fn solve(most: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, most);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if holds(middle) { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// How likely a count of at most `count` is where the mean is `mean`.
fn at_most(count: u64, mean: f64) -> f64 {
    let mut log_term = -mean;
    let mut sum = 0.0;
    for k in 0..=count {
        if k > 0 {
            log_term += mean.ln() - (k as f64).ln();
        }
        sum += log_term.exp();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::bounds;

    #[test]
    fn bounds_are_those_of_the_published_table() {
        // Garwood's table, as textbooks print it.
        for (count, least, greatest) in [
            (0, 0.0, 3.689),
            (1, 0.0253, 5.572),
            (5, 1.623, 11.668),
            (20, 12.217, 30.888),
            (100, 81.36, 121.63),
        ] {
            let (low, high) = bounds(count);
            assert!((low - least).abs() < 0.01 && (high - greatest).abs() < 0.01, "{count}: {low} {high}");
        }
    }

    #[test]
    fn large_counts_join_the_small_ones() {
        let ((low, high), (next_low, next_high)) = (bounds(2_000), bounds(2_001));
        assert!(
            (next_low - low).abs() < 3.0 && (next_high - high).abs() < 3.0,
            "{low} {next_low} {high} {next_high}"
        );
    }
}
