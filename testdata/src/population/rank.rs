//! Which name of a country somebody bears: the first ones often, each later one less (Zipf).
//!
//! Whole numbers only, as everything here: a logarithm may differ in its last digit from machine to machine.

use crate::rng::Rng;

/// How the bearers of names fall off by rank: about as `1 / (rank + flat)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fall {
    /// The first so many names are about equally frequent. 1 or more.
    pub(super) flat: u64,
    /// How many names there are.
    pub(super) names: u64,
}

impl Fall {
    /// A rank, 0 for the most frequent name.
    pub(super) fn draw(self, rng: &mut Rng) -> u64 {
        let (low, high) = (self.flat, self.flat + self.names.saturating_sub(1));
        let (first, last) = (u64::from(low.ilog2()), u64::from(high.ilog2()));
        loop {
            // Each power of two is as likely as the next, and all numbers between two powers alike.
            let power = 1 << (first + rng.below(last - first + 1));
            let drawn = power + rng.below(power);
            if (low..=high).contains(&drawn) {
                return drawn - low;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fall;
    use crate::rng::{Rng, Stream};

    #[test]
    fn half_of_the_people_share_a_thousandth_of_the_names() {
        let fall = Fall { flat: 16, names: 2_000_000 };
        let mut rng = Rng::for_row(1, Stream::Population, 0);
        let ranks: Vec<u64> = (0..100_000).map(|_| fall.draw(&mut rng)).collect();
        let below = |rank: u64| ranks.iter().filter(|&&drawn| drawn < rank).count();
        assert!((200..600).contains(&below(1)), "{}", below(1));
        assert!((30_000..40_000).contains(&below(1_000)), "{}", below(1_000));
        assert!(ranks.iter().all(|&rank| rank < 2_000_000) && ranks.iter().any(|&rank| rank > 1_500_000));
    }

    #[test]
    fn a_fifth_bear_the_first_of_thirty_names() {
        let mut rng = Rng::for_row(1, Stream::Population, 1);
        let fall = Fall { flat: 1, names: 30 };
        let first = (0..10_000).filter(|_| fall.draw(&mut rng) == 0).count();
        assert!((1_800..2_300).contains(&first), "{first}");
    }
}
