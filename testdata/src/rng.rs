//! The random numbers behind every row. The same seed, stream and row always give the same numbers,
//! on every machine and in every version: nothing here may depend on a clock, a crate or the machine.
//!
//! The generator is SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators",
//! OOPSLA 2014; constants as in S. Vigna's public-domain splitmix64.c). It is no source of secrets.

use crate::share::Share;

/// What a sequence of random numbers is for. Each list has its own, so that a row of one list tells
/// nothing about a row of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Rows of the list `documents`.
    Documents,
    /// Rows of the list `vehicles`.
    Vehicles,
    /// Rows of the list `persons`.
    Persons,
    /// Checks at a border.
    Crossings,
    /// Production runs of vehicles.
    ProductionRuns,
    /// Rows of a population's list.
    Population,
    /// The made-up names of a population, by rank.
    PopulationNames,
    /// Questions about a population.
    PopulationAsked,
}

impl Stream {
    const fn constant(self) -> u64 {
        match self {
            Self::Documents => 0x646f_6375_6d65_6e74,
            Self::Vehicles => 0x0076_6568_6963_6c65,
            Self::Persons => 0x0070_6572_736f_6e73,
            Self::Crossings => 0x0063_726f_7373_696e,
            Self::ProductionRuns => 0x0070_726f_6475_6374,
            Self::Population => 0x0070_6f70_756c_6174,
            Self::PopulationNames => 0x706f_706e_616d_6573,
            Self::PopulationAsked => 0x0070_6f70_6173_6b65,
        }
    }
}

/// A SplitMix64 generator.
#[derive(Clone, Debug)]
pub struct Rng {
    state: u64,
}

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl Rng {
    /// The generator of one row. It depends on nothing but its three arguments, so that any row can be
    /// made without the rows before it.
    pub const fn for_row(seed: u64, stream: Stream, row: u64) -> Self {
        let of_stream = mix(mix(seed.wrapping_add(GAMMA)) ^ stream.constant());
        Self { state: mix(of_stream ^ row.wrapping_mul(GAMMA)) }
    }

    /// The next 64 random bits.
    pub const fn next_bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        mix(self.state)
    }

    /// A number in `0..limit`; 0 where `limit` is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        let wide = u128::from(self.next_bits()) * u128::from(limit);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number in `low..=high`.
    pub fn between(&mut self, low: u16, high: u16) -> u16 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        low + u16::try_from(self.below(span)).unwrap_or_default()
    }

    /// As [`Rng::between`], for days and months.
    pub fn small_between(&mut self, low: u8, high: u8) -> u8 {
        u8::try_from(self.between(u16::from(low), u16::from(high))).unwrap_or(low)
    }

    /// An index into something of `length` parts; 0 where there are none.
    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or_default()
    }

    /// True for the given share of calls.
    pub fn chance(&mut self, share: Share) -> bool {
        self.below(share.of()) < share.parts()
    }

    /// True once in `n` calls.
    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// One of a table's entries, each equally likely. The table must not be empty.
    pub fn pick<'a, T>(&mut self, table: &'a [T]) -> &'a T {
        &table[self.index(table.len())]
    }

    /// One of a table's entries by its weight. The table must not be empty; the last entry takes what
    /// the weights leave over.
    pub fn pick_weighted<'a, T>(&mut self, table: &'a [T], weight: impl Fn(&T) -> u64) -> &'a T {
        let mut left = self.below(table.iter().map(&weight).sum());
        for entry in table {
            match left.checked_sub(weight(entry)) {
                Some(rest) => left = rest,
                None => return entry,
            }
        }
        &table[table.len() - 1]
    }

    /// One of a table's entries, the first ones more often, as names are met: entry `k` has a weight
    /// of about `1 / k` (Zipf).
    pub fn pick_ranked<'a, T>(&mut self, table: &'a [T]) -> &'a T {
        let limit = self.below(table.len() as u64) + 1;
        &table[self.index(usize::try_from(limit).unwrap_or(1))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_numbers_are_those_of_the_published_generator() {
        // splitmix64.c with the state 1234567 (the values that Rosetta Code and others print).
        let mut rng = Rng { state: 1_234_567 };
        let made: Vec<u64> = (0..3).map(|_| rng.next_bits()).collect();
        assert_eq!(made, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn numbers_stay_below_their_limit_and_reach_all_of_it() {
        let mut rng = Rng::for_row(1, Stream::Persons, 0);
        let mut seen = [0u32; 7];
        for _ in 0..7_000 {
            seen[rng.index(7)] += 1;
        }
        assert!(seen.iter().all(|count| (800..1_200).contains(count)), "{seen:?}");
    }

    #[test]
    fn streams_and_rows_differ() {
        let first = |stream, row| Rng::for_row(9, stream, row).next_bits();
        assert_ne!(first(Stream::Documents, 0), first(Stream::Vehicles, 0));
        assert_ne!(first(Stream::Documents, 0), first(Stream::Documents, 1));
    }
}
