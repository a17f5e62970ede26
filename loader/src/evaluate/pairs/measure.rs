//! The figures of the labelled pairs: by half, by matcher, by kind and by script.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::Serialize;

use super::matcher::NameMatcher;
use super::precision::{Point, Ranking, ScoredPair, at_precision, best_f1};
use super::split::{Half, weight_of_different};
use super::{LabelledPair, bootstrap};
use crate::evaluate::script::Script;
use crate::evaluate::share::Share;

/// The precisions at which recall is told with bounds, and broken down.
pub const PRECISIONS: [f64; 2] = [0.95, 0.90];

/// The precisions of the curve.
pub const CURVE: [f64; 8] = [0.99, 0.98, 0.97, 0.95, 0.92, 0.90, 0.85, 0.80];

/// The pairs of one half.
pub struct HalfOfPairs<'p> {
    /// Which half.
    pub half: Half,
    /// Its pairs.
    pub pairs: Vec<&'p LabelledPair>,
    weight_of_different: f64,
    clusters: Vec<usize>,
    records: usize,
}

/// A figure with its threshold and what the sample does not rule out at 95 %.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Figure {
    /// The figure.
    pub value: f64,
    /// Its bounds.
    pub bounds: (f64, f64),
    /// From which score on a pair is called one person.
    pub threshold: f64,
}

/// What a threshold does to one kind of pairs.
#[derive(Clone, Debug, Serialize)]
pub struct Broken {
    /// The kind of the pairs, or the scripts of their names.
    pub of: String,
    /// Whether the pairs are one person's.
    pub same: bool,
    /// The pairs called one person at each of [`PRECISIONS`]; none where that precision is never reached.
    pub called: [Option<Share>; 2],
}

/// The figures of one matcher on one half.
#[derive(Clone, Debug, Serialize)]
pub struct MatcherFigures {
    /// The matcher.
    pub matcher: String,
    /// The half.
    pub half: Half,
    /// How long a pair took.
    pub milliseconds_a_pair: Option<f64>,
    /// The most recall at each of [`PRECISIONS`].
    pub recall_at: [Option<Figure>; 2],
    /// The best F1.
    pub best_f1: Option<Figure>,
    /// The most recall at each of [`CURVE`].
    pub curve: Vec<(f64, Option<f64>)>,
    /// By kind.
    pub kinds: Vec<Broken>,
    /// By the scripts of both names.
    pub scripts: Vec<Broken>,
}

impl<'p> HalfOfPairs<'p> {
    /// The pairs of a half.
    #[must_use]
    pub fn of(all: &'p [LabelledPair], half: Half) -> Self {
        let pairs: Vec<&LabelledPair> = all.iter().filter(|pair| Half::of_pair(pair) == Some(half)).collect();
        let weight_of_different = weight_of_different(all, &pairs);
        let (clusters, records) = bootstrap::clusters(pairs.iter().map(|pair| pair.record_a.as_str()));
        Self { half, pairs, weight_of_different, clusters, records }
    }

    /// Asks a matcher every pair.
    pub fn scores(&self, matcher: &dyn NameMatcher) -> (Vec<Option<f64>>, f64) {
        let begun = Instant::now();
        let scores = self.pairs.iter().map(|pair| matcher.score(&pair.a, &pair.b)).collect();
        let milliseconds = begun.elapsed().as_secs_f64() * 1_000.0;
        (scores, milliseconds / self.pairs.len().max(1) as f64)
    }

    /// The figures of a matcher from its scores, one a pair.
    #[must_use]
    pub fn figures(
        &self,
        matcher: String,
        scores: &[Option<f64>],
        milliseconds_a_pair: Option<f64>,
    ) -> MatcherFigures {
        let pairs = self.scored(scores);
        let ranking = Ranking::of(&pairs);
        let curve = ranking.curve(|place| self.weight(place));
        let bounded = |point: Option<Point>, value: &dyn Fn(&[Point]) -> Option<f64>| {
            let bounds = bootstrap::bounds(self.records, |times| {
                value(&ranking.curve(|place| self.drawn(times, place)))
            });
            point.zip(value(&curve)).zip(bounds).map(|((point, value), bounds)| Figure {
                value,
                bounds,
                threshold: point.threshold,
            })
        };
        let recall_at = PRECISIONS.map(|least| {
            let recall = |curve: &[Point]| Some(at_precision(curve, least).map_or(0.0, |point| point.recall));
            bounded(at_precision(&curve, least), &recall)
        });
        let thresholds = recall_at.map(|figure| figure.map(|figure| figure.threshold));
        MatcherFigures {
            matcher,
            half: self.half,
            milliseconds_a_pair,
            recall_at,
            best_f1: bounded(best_f1(&curve), &|curve| best_f1(curve).map(|point| point.f1())),
            curve: CURVE.map(|least| (least, at_precision(&curve, least).map(|point| point.recall))).to_vec(),
            kinds: self.broken(scores, thresholds, |pair| pair.kind.clone()),
            scripts: self.broken(scores, thresholds, scripts_of),
        }
    }

    /// By how much a matcher's recall is above another's at a precision, on the same draws of records.
    #[must_use]
    pub fn gain(
        &self,
        scores: &[Option<f64>],
        others: &[Option<f64>],
        least: f64,
    ) -> Option<(f64, (f64, f64))> {
        let (ranking, other) = (Ranking::of(&self.scored(scores)), Ranking::of(&self.scored(others)));
        let recall = |ranking: &Ranking, weight: &dyn Fn(usize) -> f64| {
            at_precision(&ranking.curve(weight), least).map_or(0.0, |point| point.recall)
        };
        let gain = |weight: &dyn Fn(usize) -> f64| recall(&ranking, weight) - recall(&other, weight);
        let bounds = bootstrap::bounds(self.records, |times| Some(gain(&|place| self.drawn(times, place))))?;
        Some((gain(&|place| self.weight(place)), bounds))
    }

    fn scored(&self, scores: &[Option<f64>]) -> Vec<ScoredPair> {
        let pairs = self.pairs.iter().zip(scores).enumerate();
        pairs
            .map(|(place, (pair, score))| ScoredPair {
                score: *score,
                same: pair.same,
                weight: self.weight(place),
            })
            .collect()
    }

    fn weight(&self, place: usize) -> f64 {
        if self.pairs.get(place).is_some_and(|pair| pair.same) { 1.0 } else { self.weight_of_different }
    }

    fn drawn(&self, times: &[f64], place: usize) -> f64 {
        let times = self.clusters.get(place).and_then(|record| times.get(*record)).copied();
        times.unwrap_or_default() * self.weight(place)
    }

    fn broken(
        &self,
        scores: &[Option<f64>],
        thresholds: [Option<f64>; 2],
        of: impl Fn(&LabelledPair) -> String,
    ) -> Vec<Broken> {
        let mut shares: BTreeMap<(bool, String), [Share; 2]> = BTreeMap::new();
        for (pair, score) in self.pairs.iter().zip(scores) {
            let of_kind = shares.entry((!pair.same, of(pair))).or_default();
            for (share, threshold) in of_kind.iter_mut().zip(thresholds) {
                share.add(threshold.zip(*score).is_some_and(|(least, score)| score >= least));
            }
        }
        let called =
            |shares: [Share; 2]| [thresholds[0].map(|_| shares[0]), thresholds[1].map(|_| shares[1])];
        shares
            .into_iter()
            .map(|((differs, of), shares)| Broken { of, same: !differs, called: called(shares) })
            .collect()
    }
}

/// `Latin`, or `Latin and Cyrillic`.
fn scripts_of(pair: &LabelledPair) -> String {
    let (a, b) = (Script::of(&pair.a), Script::of(&pair.b));
    if a == b { a.as_str().to_owned() } else { format!("{} and {}", a.min(b).as_str(), a.max(b).as_str()) }
}

#[cfg(test)]
mod tests {
    use super::HalfOfPairs;
    use crate::evaluate::pairs::LabelledPair;
    use crate::evaluate::pairs::split::Half;

    /// So many records of a half with an own alias each, and pairs of two of them.
    fn made(half: Half, records: usize) -> Vec<LabelledPair> {
        let of_half = (0..)
            .map(|number| format!("R-{number}"))
            .filter(|record| Half::of_record(record) == half)
            .take(records);
        let pair = |record_a: &str, record_b: &str| LabelledPair {
            a: format!("{record_a}, Anna"),
            b: "Иванова".to_owned(),
            same: record_a == record_b,
            kind: if record_a == record_b { "alias" } else { "other" }.to_owned(),
            record_a: record_a.to_owned(),
            record_b: record_b.to_owned(),
        };
        let named: Vec<String> = of_half.collect();
        let own = named.iter().map(|record| pair(record, record));
        let others = named.windows(2).map(|two| pair(&two[0], &two[1]));
        own.chain(others).collect()
    }

    #[test]
    fn figures_are_told_by_kind_and_script_with_bounds_around_them() {
        let all = made(Half::Reported, 200);
        let half = HalfOfPairs::of(&all, Half::Reported);
        assert_eq!(half.pairs.len(), 399);
        // Every second pair of one person is found, one in twenty of the others too.
        let scores: Vec<Option<f64>> =
            (0..399)
                .map(|place| {
                    if place < 200 {
                        (place % 2 == 0).then_some(1.0)
                    } else {
                        (place % 50 == 0).then_some(1.0)
                    }
                })
                .collect();
        let figures = half.figures("made".to_owned(), &scores, None);
        let recall = figures.recall_at[0].unwrap();
        assert!((recall.value - 0.5).abs() < 1e-9, "{recall:?}");
        assert!(recall.bounds.0 <= recall.value && recall.value <= recall.bounds.1);
        let kind = |of: &str| figures.kinds.iter().find(|kind| kind.of == of).unwrap();
        assert_eq!(kind("alias").called[0].unwrap().count, 100);
        assert_eq!(kind("other").called[0].unwrap().count, 4);
        assert_eq!(figures.scripts[0].of, "Latin and Cyrillic");
        let (gain, bounds) = half.gain(&scores, &vec![None; 399], 0.9).unwrap();
        assert!((gain - 0.5).abs() < 1e-9 && bounds.0 > 0.3, "{gain} {bounds:?}");
    }

    #[test]
    fn a_half_without_pairs_has_no_figures() {
        let half = HalfOfPairs::of(&[], Half::Tuned);
        let figures = half.figures("made".to_owned(), &[], None);
        assert!(figures.recall_at[0].is_none() && figures.best_f1.is_none());
    }
}
