//! Sets of a few parts, and the bound of a search held against every name that can be laid beside one.

use proptest::prelude::*;

use super::{Agreements, MatchSets, Member, Run, Split};
use crate::person::evidence::alignment::{Alignment, ListedPart};
use crate::person::evidence::level::Level;
use crate::person::evidence::weight::{self, Weight};
use crate::person::name::{Name, Role};

/// Sets of one unit: members, and the share of people who carry each.
fn of_one_unit(members: &[(u32, Level)], own: f64, share: impl Fn(u32) -> f64) -> MatchSets {
    let mut sets = MatchSets::new(&Name::read("DOE", "ANNA").unwrap());
    let unit = sets.start_unit(0, 1);
    for (ordinal, level) in members {
        sets.add(Member { ordinal: *ordinal, unit, level: *level });
    }
    sets.end_unit(unit, 0, own, share);
    sets.seal();
    sets
}

#[test]
fn of_a_part_met_twice_the_better_level_stays() {
    let sets =
        of_one_unit(&[(7, Level::Consonants), (7, Level::Spelling), (7, Level::OneEdit)], 0.0, |_| 0.1);
    assert_eq!(sets.of(7).iter().map(|member| member.level).collect::<Vec<_>>(), [Level::Spelling]);
    assert!(sets.of(8).is_empty());
}

#[test]
fn a_level_weighs_what_it_and_all_better_ones_show_by_accident() {
    let sets = of_one_unit(&[(1, Level::Exact), (2, Level::OneEdit), (3, Level::OneEdit)], 0.0, |ordinal| {
        f64::from(ordinal) / 1_000.0
    });
    assert_eq!(sets.weight(0, Level::Exact), Weight::of_share(0.001));
    assert_eq!(sets.weight(0, Level::OneEdit), Weight::of_share(0.006) + weight::ONE_EDIT);
    assert_eq!(sets.weight(0, Level::Initial), weight::INITIAL);
    assert_eq!(sets.best_of_units()[0], sets.weight(0, Level::Exact));
}

#[test]
fn who_carries_a_part_that_is_not_listed_counts_too() {
    let sets = of_one_unit(&[(1, Level::OneEdit)], 0.02, |_| 0.01);
    assert_eq!(sets.weight(0, Level::OneEdit), Weight::of_share(0.03) + weight::ONE_EDIT);
}

#[test]
fn no_agreement_speaks_against_however_many_carry_the_part() {
    let sets = of_one_unit(&[(1, Level::TwoEdits)], 0.0, |_| 0.9);
    assert_eq!(sets.weight(0, Level::TwoEdits), weight::AGREEMENT_LEAST);
}

#[test]
fn two_halves_have_the_share_of_the_rarer_and_a_run_that_of_all_its_parts() {
    let mut sets = MatchSets::new(&Name::read("XIAOMENG", "Y").unwrap());
    let halves = sets.start_unit(0, 1);
    sets.add_split(Split { unit: halves, ordinals: [1, 5] });
    sets.end_unit(halves, 0, 0.0, |ordinal| f64::from(ordinal) / 1_000.0);
    let run = sets.start_unit(1, 1);
    sets.add_run(Run { ordinals: 2..4, unit: run, level: Level::Cut });
    sets.end_unit(run, 0, 0.0, |ordinal| f64::from(ordinal) / 1_000.0);
    sets.seal();
    assert_eq!(sets.weight(halves, Level::Joined), Weight::of_share(0.001) + weight::JOINED);
    assert_eq!(sets.weight(run, Level::Cut), Weight::of_share(0.005) + weight::CUT);
}

#[test]
fn all_parts_that_tell_something_may_agree_whatever_particles_stand_between() {
    let sets = of_one_unit(&[(1, Level::Exact)], 0.0, |_| 0.001);
    let part =
        |ordinal, is_particle| ListedPart { ordinal, role: Role::Surname, is_particle, has_vowels: true };
    assert!(sets.all_may_agree(&[part(9, true), part(1, false)]));
    assert!(!sets.all_may_agree(&[part(1, false), part(9, false)]));
}

#[test]
fn the_heaviest_agreement_counts_in_full_and_the_others_less() {
    let weights = [Weight::hundredths(300), Weight::hundredths(1_000), Weight::hundredths(100)];
    let all = weights.into_iter().fold(Agreements::default(), Agreements::with);
    assert_eq!(all.bound(), Weight::hundredths(1_000 + 400 * weight::FURTHER_PART_PERCENT / 100));
}

const LISTED_PARTS: u32 = 6;

/// Members, runs or halves of a unit.
fn unit() -> impl Strategy<Value = Vec<(u32, u32, usize, u8)>> {
    prop::collection::vec((0..LISTED_PARTS, 0..LISTED_PARTS, 0..Level::ALL.len(), 0..4_u8), 0..4)
}

proptest! {
    /// A search reads no record whose bound is too low: nothing that a name weighs may be above it.
    #[test]
    fn no_name_weighs_more_than_its_bound(
        units in prop::collection::vec(unit(), 3),
        parts in prop::collection::vec((0..LISTED_PARTS, 0..3_usize, any::<bool>(), any::<bool>()), 1..5),
        shares in prop::collection::vec(1e-6..0.5, LISTED_PARTS as usize),
    ) {
        let mut sets = MatchSets::new(&Name::read("DOE", "ANNA").unwrap());
        for (place, of_unit) in units.iter().enumerate() {
            let first = sets.count();
            // The third unit is both parts taken as one.
            let unit = if place == 2 { sets.start_unit(0, 2) } else { sets.start_unit([0, 1][place], 1) };
            for (ordinal, other, level, what) in of_unit {
                let level = Level::ALL[*level];
                match what {
                    0 => sets.add_split(Split { unit, ordinals: [*ordinal, *other] }),
                    1 => sets.add_run(Run { ordinals: *ordinal..*ordinal + 2, unit, level }),
                    _ => sets.add(Member { ordinal: *ordinal, unit, level }),
                }
            }
            sets.end_unit(unit, first, 0.0, |ordinal| shares.get(ordinal as usize).copied().unwrap_or(0.0));
        }
        sets.seal();
        let listed: Vec<ListedPart> = parts
            .into_iter()
            .map(|(ordinal, role, is_particle, has_vowels)| ListedPart {
                ordinal,
                role: Role::ALL[role],
                is_particle,
                has_vowels,
            })
            .collect();
        let mut alignment = Alignment::default();
        if alignment.lay(&sets, &listed) {
            prop_assert!(alignment.total <= sets.bound(&listed));
            prop_assert!(!alignment.is_same || sets.all_may_agree(&listed));
        }
    }
}
