//! The two halves of the labelled pairs: one to tune on, one to report.
//!
//! A record lies in one half with all its names, by a seeded hash of its number, so that nothing learned from a person
//! in one half can help in the other. A pair of two records that lie in different halves is in neither. Such pairs are
//! all of different persons; so that a precision means what it means on the whole file, each pair of different persons
//! that is left counts for as many as were there.

use super::LabelledPair;
use crate::evaluate::draw;

/// The seed of the halves. It was drawn before anything was measured, and is never changed to better a figure.
pub const SEED: u64 = 6;

/// A half of the pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Half {
    /// Looked at while rules and weights were made.
    Tuned,
    /// Never looked at but as figures.
    Reported,
}

impl Half {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tuned => "tuned",
            Self::Reported => "reported",
        }
    }

    /// The half of a record.
    #[must_use]
    pub fn of_record(record: &str) -> Self {
        if draw::of_text(SEED, record) & 1 == 0 { Self::Tuned } else { Self::Reported }
    }

    /// The half of a pair; none if its records lie in different ones.
    #[must_use]
    pub fn of_pair(pair: &LabelledPair) -> Option<Self> {
        let half = Self::of_record(&pair.record_a);
        (half == Self::of_record(&pair.record_b)).then_some(half)
    }
}

/// For how many pairs one of different persons counts in a half, so that there are as many of them for one of the same
/// person as in the whole file.
#[must_use]
pub fn weight_of_different(all: &[LabelledPair], half: &[&LabelledPair]) -> f64 {
    let ratio = |same: usize, all: usize| if same == 0 { 0.0 } else { (all - same) as f64 / same as f64 };
    let in_all = ratio(all.iter().filter(|pair| pair.same).count(), all.len());
    let in_half = ratio(half.iter().filter(|pair| pair.same).count(), half.len());
    if in_half > 0.0 { in_all / in_half } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::{Half, weight_of_different};
    use crate::evaluate::pairs::LabelledPair;

    fn pair(record_a: &str, record_b: &str) -> LabelledPair {
        LabelledPair {
            a: String::new(),
            b: String::new(),
            same: record_a == record_b,
            kind: String::new(),
            record_a: record_a.to_owned(),
            record_b: record_b.to_owned(),
        }
    }

    #[test]
    fn a_record_stays_in_its_half_whatever_else_is_in_the_file() {
        // Written down: who changes the hash moves records that were tuned on into the half that is reported.
        let halves: String = (0..24)
            .map(|number| match Half::of_record(&format!("OFAC:{number}")) {
                Half::Tuned => 't',
                Half::Reported => 'r',
            })
            .collect();
        assert_eq!(halves, "trrtrrrrtrttrrttrrttttrt");
        let many =
            (0..10_000).filter(|number| Half::of_record(&format!("R-{number}")) == Half::Tuned).count();
        assert!((4_800..5_200).contains(&many), "{many}");
    }

    #[test]
    fn a_pair_across_the_halves_is_in_neither() {
        let record =
            |half| (0..).map(|number| format!("R-{number}")).find(|record| Half::of_record(record) == half);
        let (tuned, reported) = (record(Half::Tuned).unwrap(), record(Half::Reported).unwrap());
        assert_eq!(Half::of_pair(&pair(&tuned, &tuned)), Some(Half::Tuned));
        assert_eq!(Half::of_pair(&pair(&reported, &reported)), Some(Half::Reported));
        assert_eq!(Half::of_pair(&pair(&tuned, &reported)), None);
    }

    #[test]
    fn what_lies_across_the_halves_is_made_up_for_by_weight() {
        let all =
            [pair("A", "A"), pair("B", "B"), pair("A", "B"), pair("A", "C"), pair("B", "C"), pair("C", "D")];
        let half: Vec<&LabelledPair> = [&all[0], &all[3]].into();
        // Two different for one same in the file, one for one in the half.
        assert!((weight_of_different(&all, &half) - 2.0).abs() < 1e-9);
        assert!((weight_of_different(&all, &[]) - 1.0).abs() < 1e-9);
    }
}
