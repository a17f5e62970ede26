//! What a figure would be on other samples of records: the records are drawn again with replacement, each with all its
//! pairs, since pairs of one record stand or fall together (Efron 1979; Davison and Hinkley 1997, section 2.4).

use std::collections::BTreeMap;

use crate::evaluate::draw::Draw;

/// How often the records are drawn anew: the bounds then stand to about a fifth of their width.
pub const DRAWS: usize = 400;

/// The seed of the draws.
const SEED: u64 = 95;

/// Which record each pair belongs to, as a number from 0.
#[must_use]
pub fn clusters<'a>(records: impl Iterator<Item = &'a str>) -> (Vec<usize>, usize) {
    let mut numbers = BTreeMap::new();
    let clusters = records
        .map(|record| {
            let next = numbers.len();
            *numbers.entry(record).or_insert(next)
        })
        .collect();
    (clusters, numbers.len())
}

/// The bounds at 95 % of a figure that is told from how often each record was drawn; `None` if it can never be told.
pub fn bounds(records: usize, figure: impl Fn(&[f64]) -> Option<f64>) -> Option<(f64, f64)> {
    let mut draw = Draw::new(SEED);
    let mut figures: Vec<f64> = (0..DRAWS)
        .filter_map(|_| {
            let mut times = vec![0.0; records];
            (0..records).for_each(|_| {
                if let Some(times) = times.get_mut(draw.below(records)) {
                    *times += 1.0;
                }
            });
            figure(&times)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    let last = figures.len().checked_sub(1)?;
    let low = last * 25 / 1_000;
    Some((*figures.get(low)?, *figures.get(last - low)?))
}

#[cfg(test)]
mod tests {
    use super::{bounds, clusters};

    #[test]
    fn pairs_of_one_record_are_drawn_together() {
        let (clusters, records) = clusters(["A", "B", "A", "C"].into_iter());
        assert_eq!((clusters, records), (vec![0, 1, 0, 2], 3));
    }

    #[test]
    fn bounds_of_a_mean_are_those_of_the_normal_law() {
        // Half of 1,000 records count: the standard error of the share is 0.0158.
        let (low, high) = bounds(1_000, |times| {
            let counted: f64 = times.iter().step_by(2).sum();
            Some(counted / times.iter().sum::<f64>())
        })
        .unwrap();
        assert!((low - 0.469).abs() < 0.006 && (high - 0.531).abs() < 0.006, "{low} {high}");
        assert_eq!(bounds(10, |_| None), None);
    }
}
