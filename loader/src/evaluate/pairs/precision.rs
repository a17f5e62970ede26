//! Precision and recall of scored pairs.
//!
//! A pair that a matcher does not score at all is never found, whatever the threshold: it counts among those to be
//! found, and never among those told.

/// A pair and what a matcher makes of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoredPair {
    /// The score, the higher the surer; none where the names do not meet at all.
    pub score: Option<f64>,
    /// Whether it is one person.
    pub same: bool,
    /// For how many pairs it counts.
    pub weight: f64,
}

/// What is reached if every pair from `threshold` up is called one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The threshold.
    pub threshold: f64,
    /// Of the pairs called one person, the share that is.
    pub precision: f64,
    /// Of the pairs that are one person, the share called so.
    pub recall: f64,
}

impl Point {
    /// The harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

/// Pairs by falling score, so that many weightings of them can be measured without sorting again.
pub struct Ranking {
    /// Score, place in the pairs as given, and whether it is one person.
    ranked: Vec<(f64, usize, bool)>,
    /// The pairs that are one person but were not scored.
    unscored_same: Vec<usize>,
}

impl Ranking {
    /// Ranks pairs. A score that is no number counts as none.
    #[must_use]
    pub fn of(pairs: &[ScoredPair]) -> Self {
        let mut ranked = Vec::with_capacity(pairs.len());
        let mut unscored_same = Vec::new();
        for (place, pair) in pairs.iter().enumerate() {
            match pair.score.filter(|score| !score.is_nan()) {
                Some(score) => ranked.push((score, place, pair.same)),
                None if pair.same => unscored_same.push(place),
                None => {}
            }
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        Self { ranked, unscored_same }
    }

    /// One point for each score met, from the highest down. `weight` tells for how many pairs the one at a place counts.
    #[must_use]
    pub fn curve(&self, weight: impl Fn(usize) -> f64) -> Vec<Point> {
        let unscored: f64 = self.unscored_same.iter().map(|place| weight(*place)).sum();
        let scored: f64 =
            self.ranked.iter().filter(|(_, _, same)| *same).map(|(_, place, _)| weight(*place)).sum();
        let same_in_all = unscored + scored;
        let mut points = Vec::new();
        let (mut right, mut wrong) = (0.0, 0.0);
        let mut ranked = self.ranked.iter().peekable();
        while let Some((score, place, same)) = ranked.next() {
            *(if *same { &mut right } else { &mut wrong }) += weight(*place);
            let goes_on = ranked.peek().is_some_and(|(next, _, _)| next == score);
            if !goes_on && right + wrong > 0.0 && same_in_all > 0.0 {
                let (precision, recall) = (right / (right + wrong), right / same_in_all);
                points.push(Point { threshold: *score, precision, recall });
            }
        }
        points
    }
}

/// The point of most recall among those of at least this precision.
#[must_use]
pub fn at_precision(curve: &[Point], least: f64) -> Option<Point> {
    curve
        .iter()
        .filter(|point| point.precision >= least)
        .max_by(|a, b| a.recall.total_cmp(&b.recall))
        .copied()
}

/// The point of the best F1.
#[must_use]
pub fn best_f1(curve: &[Point]) -> Option<Point> {
    curve.iter().max_by(|a, b| a.f1().total_cmp(&b.f1())).copied()
}

#[cfg(test)]
mod tests {
    use super::{Point, Ranking, ScoredPair, at_precision, best_f1};

    fn pairs(scored: &[(f64, bool)]) -> Vec<ScoredPair> {
        scored
            .iter()
            .map(|(score, same)| ScoredPair { score: Some(*score), same: *same, weight: 1.0 })
            .collect()
    }

    fn curve(pairs: &[ScoredPair]) -> Vec<Point> {
        Ranking::of(pairs).curve(|place| pairs[place].weight)
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn recall_at_a_precision_is_the_most_that_any_threshold_gives() {
        // One wrong in the middle: at 3 of 4 the precision falls, and rises again with the fifth.
        let pairs = pairs(&[(5.0, true), (4.0, true), (3.0, false), (2.0, true), (1.0, true)]);
        let curve = curve(&pairs);
        near(at_precision(&curve, 1.0).unwrap().recall, 0.5);
        let point = at_precision(&curve, 0.8).unwrap();
        near(point.recall, 1.0);
        near(point.precision, 0.8);
        near(point.threshold, 1.0);
        assert_eq!(at_precision(&curve, 1.1), None);
    }

    #[test]
    fn pairs_of_one_score_are_called_together() {
        let curve = curve(&pairs(&[(1.0, true), (1.0, false), (1.0, true)]));
        assert_eq!(curve.len(), 1);
        near(curve[0].precision, 2.0 / 3.0);
    }

    #[test]
    fn a_pair_without_a_score_is_missed_at_every_threshold() {
        let mut pairs = pairs(&[(1.0, true)]);
        pairs.push(ScoredPair { score: None, same: true, weight: 1.0 });
        pairs.push(ScoredPair { score: Some(f64::NAN), same: false, weight: 1.0 });
        let curve = curve(&pairs);
        assert_eq!(curve.len(), 1);
        near(curve[0].recall, 0.5);
        near(curve[0].precision, 1.0);
    }

    #[test]
    fn a_weight_counts_as_so_many_pairs() {
        let mut pairs = pairs(&[(2.0, false), (1.0, true)]);
        pairs[0].weight = 3.0;
        near(curve(&pairs).last().unwrap().precision, 0.25);
    }

    #[test]
    fn the_best_f1_is_found() {
        let point = best_f1(&curve(&pairs(&[(3.0, true), (2.0, true), (1.0, false)]))).unwrap();
        near(point.f1(), 1.0);
        near(point.threshold, 2.0);
        assert_eq!(best_f1(&[]), None);
    }
}
