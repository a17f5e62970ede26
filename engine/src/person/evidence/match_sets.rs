//! Which listed parts agree with each part of a name asked, by ordinals of an index alone.
//!
//! It is made once a question; a candidate is then compared without reading a letter.

#[cfg(test)]
mod tests;

use super::alignment::ListedPart;
use super::level::Level;
use super::weight::{self, Weight};
use crate::person::name::{Name, Role};

/// Bits of the filter before the members: a part that agrees with nothing is seen to by one bit.
const FILTER_BITS: u32 = 16_384;

/// A part asked, or two neighbours taken as one.
#[derive(Clone, Copy)]
pub struct Unit {
    /// The first part of the name.
    pub first: u8,
    /// How many: 1, 2, or 3 where a particle stands between two.
    pub parts: u8,
    /// The weight of each level, by its place.
    weights: [Weight; Level::ALL.len()],
}

/// One listed part that agrees.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// The listed part.
    pub ordinal: u32,
    /// With which unit.
    pub unit: u8,
    /// How.
    pub level: Level,
}

impl Member {
    /// By ordinal, then unit, then level, as one number.
    fn place(&self) -> u64 {
        u64::from(self.ordinal) << 16 | u64::from(self.unit) << 8 | self.level as u64
    }
}

/// Agreements that may be met together, and the most that they can weigh: all but one count as further ones.
#[derive(Clone, Copy, Default)]
pub struct Agreements {
    heaviest: Weight,
    sum: Weight,
}

impl Agreements {
    /// One more.
    #[must_use]
    pub fn with(self, weight: Weight) -> Self {
        Self { heaviest: self.heaviest.max(weight), sum: self.sum + weight }
    }

    /// The most that they can weigh.
    #[must_use]
    pub fn bound(self) -> Weight {
        self.heaviest + (self.sum - self.heaviest).percent(weight::FURTHER_PART_PERCENT)
    }
}

/// Listed parts of one beginning that agree, too many to be named one by one.
#[derive(Clone)]
pub struct Run {
    /// Their ordinals.
    pub ordinals: std::ops::Range<u32>,
    /// With which unit.
    pub unit: u8,
    /// How.
    pub level: Level,
}

/// A unit that two neighbouring listed parts make together.
#[derive(Clone, Copy)]
pub struct Split {
    /// The unit.
    pub unit: u8,
    /// Both listed parts, in order.
    pub ordinals: [u32; 2],
}

/// A part of the name asked.
#[derive(Clone, Copy)]
pub struct AskedPart {
    /// What it is to the name.
    pub role: Role,
    /// A particle tells nothing.
    pub is_particle: bool,
    /// False if it was written in consonants alone.
    pub has_vowels: bool,
    /// The same part of the list, if it has it.
    pub ordinal: Option<u32>,
}

/// All agreements of a name asked.
pub struct MatchSets {
    /// Its parts.
    pub parts: Vec<AskedPart>,
    /// True if the end of the name may be missing.
    pub may_be_cut: bool,
    units: Vec<Unit>,
    members: Vec<Member>,
    runs: Vec<Run>,
    splits: Vec<Split>,
    filter: Box<[u64; (FILTER_BITS / 64) as usize]>,
}

impl MatchSets {
    /// The sets of a name, still empty.
    #[must_use]
    pub fn new(name: &Name) -> Self {
        let parts = name
            .parts()
            .iter()
            .map(|part| AskedPart {
                role: part.role,
                is_particle: part.is_particle,
                has_vowels: part.has_vowels,
                ordinal: None,
            })
            .collect();
        Self {
            parts,
            may_be_cut: name.may_be_cut(),
            units: Vec::new(),
            members: Vec::new(),
            runs: Vec::new(),
            splits: Vec::new(),
            filter: Box::new([0; (FILTER_BITS / 64) as usize]),
        }
    }

    /// With the same part of the list, if it has it, of each part of the name. `ordinal_of` tells which part of the list
    /// has a text.
    #[must_use]
    pub fn listed_as(mut self, name: &Name, ordinal_of: impl Fn(&str) -> Option<u32>) -> Self {
        for (part, asked) in self.parts.iter_mut().zip(name.parts()) {
            part.ordinal = ordinal_of(asked.text());
        }
        self
    }

    /// Adds a unit; its members are added before the next unit.
    pub fn start_unit(&mut self, first: u8, parts: u8) -> u8 {
        self.units.push(Unit { first, parts, weights: [Weight::ZERO; Level::ALL.len()] });
        u8::try_from(self.units.len() - 1).unwrap_or(u8::MAX)
    }

    /// Adds a listed part; a part that is there already keeps its better level.
    pub fn add(&mut self, member: Member) {
        self.members.push(member);
    }

    /// Adds a run of listed parts.
    pub fn add_run(&mut self, run: Run) {
        self.runs.push(run);
    }

    /// Adds a unit's two halves.
    pub fn add_split(&mut self, split: Split) {
        self.splits.push(split);
    }

    /// How many members there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.members.len()
    }

    /// Ends the unit whose members begin at `first`: of a part met twice the better level stays, and each level weighs
    /// what the share of people with a part of that level or a better one tells. `own` is the share of people who carry
    /// what was asked, where the list does not have it.
    pub fn end_unit(&mut self, unit: u8, first: usize, own: f64, mut share_of: impl FnMut(u32) -> f64) {
        if let Some(members) = self.members.get_mut(first..) {
            // Most come in rising runs, which a stable sort merges.
            members.sort_by_key(Member::place);
        }
        let mut kept = first;
        for at in first..self.members.len() {
            let member = self.members[at];
            if kept == first || self.members[kept - 1].ordinal != member.ordinal {
                self.members[kept] = member;
                kept += 1;
            }
        }
        self.members.truncate(kept);
        let mut shares = [0.0_f64; Level::ALL.len()];
        shares[Level::Exact as usize] = own;
        for member in &self.members[first..] {
            shares[member.level as usize] += share_of(member.ordinal);
        }
        for run in self.runs.iter().filter(|run| run.unit == unit) {
            if run.level == Level::Cut {
                shares[Level::Cut as usize] += run.ordinals.clone().map(&mut share_of).sum::<f64>();
            }
        }
        for split in self.splits.iter().filter(|split| split.unit == unit) {
            let [first, second] = split.ordinals.map(&mut share_of);
            shares[Level::Joined as usize] += first.min(second);
        }
        let Some(unit) = self.units.get_mut(usize::from(unit)) else { return };
        let mut share = 0.0;
        for level in Level::ALL {
            share += shares[level as usize];
            let weight = if level == Level::Initial {
                weight::INITIAL
            } else {
                (Weight::of_share(share) + level.discount()).max(weight::AGREEMENT_LEAST)
            };
            unit.weights[level as usize] = weight;
        }
    }

    /// Ends the sets: from now on they are looked up.
    pub fn seal(&mut self) {
        self.members.sort_by_key(Member::place);
        let halves = self.splits.iter().flat_map(|split| split.ordinals);
        for ordinal in self.members.iter().map(|member| member.ordinal).chain(halves) {
            let bit = filter_bit(ordinal);
            self.filter[(bit / 64) as usize] |= 1 << (bit % 64);
        }
    }

    /// The most that a listed name can weigh: what each of its parts can, whatever the others are.
    #[must_use]
    pub fn bound(&self, listed: &[ListedPart]) -> Weight {
        let mut agreements = Agreements::default();
        for part in listed {
            let most = if part.is_particle {
                // It agrees only as half of what was asked: VANDER, listed as VAN DER.
                self.most_as_half(part.ordinal)
            } else {
                self.most_of(part.ordinal)
            };
            agreements = agreements.with(most);
        }
        agreements.bound()
    }

    /// True if each part of a listed name that tells something agrees with some part asked.
    #[must_use]
    pub fn all_may_agree(&self, listed: &[ListedPart]) -> bool {
        let agrees = |part: &ListedPart| {
            self.most_of(part.ordinal) > Weight::ZERO
                || self.particles().any(|ordinal| ordinal == part.ordinal)
        };
        listed.iter().filter(|part| !part.is_particle).all(agrees)
    }

    /// The asked particles that the list has.
    fn particles(&self) -> impl Iterator<Item = u32> {
        self.parts.iter().filter(|part| part.is_particle).filter_map(|part| part.ordinal)
    }

    /// The most that an agreement of a listed part can weigh.
    fn most_of(&self, ordinal: u32) -> Weight {
        let runs = self.runs.iter().filter(|run| run.ordinals.contains(&ordinal));
        let runs = runs.map(|run| self.most(run.unit, run.level));
        if !self.may_be_met(ordinal) {
            return runs.max().unwrap_or(Weight::ZERO);
        }
        let members = self.of(ordinal).iter().map(|member| self.most(member.unit, member.level));
        runs.chain(members).max().unwrap_or(Weight::ZERO).max(self.most_as_half(ordinal))
    }

    /// The most that a listed part can weigh as one of two that make a part asked.
    fn most_as_half(&self, ordinal: u32) -> Weight {
        let halves = self.splits.iter().filter(|split| split.ordinals.contains(&ordinal));
        halves.map(|split| self.most(split.unit, Level::Joined)).max().unwrap_or(Weight::ZERO)
    }

    fn may_be_met(&self, ordinal: u32) -> bool {
        let bit = filter_bit(ordinal);
        self.filter[(bit / 64) as usize] >> (bit % 64) & 1 != 0
    }

    /// The units.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// All members, by ordinal.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The runs.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The halves of units.
    #[must_use]
    pub fn splits(&self) -> &[Split] {
        &self.splits
    }

    /// The units that a listed part agrees with, one by one.
    #[must_use]
    pub fn of(&self, ordinal: u32) -> &[Member] {
        if !self.may_be_met(ordinal) {
            return &[];
        }
        let from = self.members.partition_point(|member| member.ordinal < ordinal);
        let rest = &self.members[from..];
        let many = rest.iter().take_while(|member| member.ordinal == ordinal).count();
        &rest[..many]
    }

    /// The weight of an agreement.
    #[must_use]
    pub fn weight(&self, unit: u8, level: Level) -> Weight {
        self.units.get(usize::from(unit)).map_or(Weight::ZERO, |unit| unit.weights[level as usize])
    }

    /// The most that an agreement weighs, whatever the vowels.
    #[must_use]
    pub fn most(&self, unit: u8, level: Level) -> Weight {
        let weight = self.weight(unit, level);
        match level {
            Level::Consonants => weight.max(weight - weight::CONSONANTS + weight::CONSONANTS_WITHOUT_VOWELS),
            _ => weight,
        }
    }

    /// The most that any agreement of each unit weighs.
    #[must_use]
    pub fn best_of_units(&self) -> Vec<Weight> {
        let mut best = vec![Weight::ZERO; self.units.len()];
        let members = self.members.iter().map(|member| (member.unit, member.level));
        let runs = self.runs.iter().map(|run| (run.unit, run.level));
        let halves = self.splits.iter().map(|split| (split.unit, Level::Joined));
        for (unit, level) in members.chain(runs).chain(halves) {
            let most = self.most(unit, level);
            if let Some(best) = best.get_mut(usize::from(unit)) {
                *best = (*best).max(most);
            }
        }
        best
    }
}

const fn filter_bit(ordinal: u32) -> u32 {
    // Ordinals of one class of sounds stand far apart; the product spreads neighbours as well.
    ordinal.wrapping_mul(0x9E37_79B1) >> (32 - FILTER_BITS.trailing_zeros())
}
