//! Evidence as natural-log odds, in hundredths, and the one table of all weights.
//!
//! Whole hundredths are added, so that the weights shown always sum up to the score shown.
//! Where a weight comes from: the design's first values were those of a field guide; they were tuned on one half of the
//! labelled pairs (docs/quality-persons.md), by record, and are reported on the other.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// Natural-log odds, in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(i32);

impl Weight {
    /// No evidence.
    pub const ZERO: Self = Self(0);

    /// A weight of so many hundredths.
    #[must_use]
    pub const fn hundredths(hundredths: i32) -> Self {
        Self(hundredths)
    }

    /// What an agreement tells that a share of all people would show by accident: -ln(share).
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the logarithm of a share is a few thousand hundredths"
    )]
    pub fn of_share(share: f64) -> Self {
        // Nothing is rarer than one in a thousand million, and no share is above all.
        Self((-100.0 * share.clamp(1e-9, 1.0).ln()).round() as i32)
    }

    /// In natural-log odds.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// So many hundredths of this weight.
    #[must_use]
    pub const fn percent(self, percent: i32) -> Self {
        Self(self.0 * percent / 100)
    }
}

impl Add for Weight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Weight {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Weight {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::ZERO, Add::add)
    }
}

/// How many travellers a record is one of, before anything is known of either (docs/contract.md section 4).
pub const TRAVELLERS: f64 = 25_000.0;

/// Fewest records that a list counts as, so that a pair means the same in a short list.
pub const RECORDS_LEAST: u64 = 100_000;

/// The prior of one traveller and one record of a list with so many.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a list has far fewer than 2^52 records")]
pub fn prior(records: u64) -> Weight {
    -(Weight::of_share(1.0 / TRAVELLERS) + Weight::of_share(1.0 / records.max(RECORDS_LEAST) as f64))
}

/// From here on a hit is `probable`, unless a hard rule forbids it.
pub const PROBABLE: Weight = Weight(200);
/// From here on a hit is `possible`.
pub const POSSIBLE: Weight = Weight(-400);
/// The same for records whose action is `protect`: a miss costs more there.
pub const POSSIBLE_PROTECT: Weight = Weight(-600);

// Names. An agreement weighs -ln(share of people whose part agrees as well), less what follows.

/// Each further part of a name counts so many hundredths: names of one culture go together.
pub const FURTHER_PART_PERCENT: i32 = 95;
/// Least that an agreement weighs, however common it is.
pub const AGREEMENT_LEAST: Weight = Weight(50);
/// The other spelling of a letter (ICAO Doc 9303-3 section 6).
pub const SPELLING: Weight = Weight(-30);
/// The other gender's ending.
pub const ENDING: Weight = Weight(-60);
/// Written by another system of romanisation.
pub const ROMANISATION: Weight = Weight(-60);
/// Parted or joined otherwise.
pub const JOINED: Weight = Weight(-80);
/// Two neighbours changed places.
pub const SWAPPED_PAIR: Weight = Weight(-130);
/// One sign wrong, lost or too much.
pub const ONE_EDIT: Weight = Weight(-180);
/// Two.
pub const TWO_EDITS: Weight = Weight(-300);
/// A short form of the name.
pub const NICKNAME: Weight = Weight(-120);
/// Only the consonants agree, and the writing has vowels.
pub const CONSONANTS: Weight = Weight(-250);
/// Only the consonants agree, and one side is written without vowels.
pub const CONSONANTS_WITHOUT_VOWELS: Weight = Weight(-100);
/// The beginning of a part that the zone's end may have cut.
pub const CUT: Weight = Weight(-50);
/// An initial that agrees.
pub const INITIAL: Weight = Weight(200);
/// Surname and given name have changed places.
pub const NAMES_SWAPPED: Weight = Weight(-100);
/// Neither surname agrees.
pub const SURNAME_DIFFERS: Weight = Weight(-1000);
/// Neither given name agrees.
pub const GIVEN_DIFFERS: Weight = Weight(-800);
/// A part of each differs, where another part of the same name agrees or it is not known which is the surname.
pub const PART_DIFFERS: Weight = Weight(-250);
/// A part that only the question has.
pub const PART_MORE_ASKED: Weight = Weight(-60);
/// A part that only the record has.
pub const PART_MORE_LISTED: Weight = Weight(-40);

// Birth dates.

/// The same day: one in 25,000 by accident.
pub const BIRTH_EQUAL: Weight = Weight(1000);
/// Day and month have changed places.
pub const BIRTH_SWAPPED: Weight = Weight(650);
/// Year and month agree, and a side does not know the day.
pub const BIRTH_MONTH: Weight = Weight(600);
/// One digit of day or month differs.
pub const BIRTH_DIGIT_OFF: Weight = Weight(500);
/// Day and month agree, and the year is one off.
pub const BIRTH_YEAR_OFF: Weight = Weight(500);
/// The year agrees, and a side knows no more.
pub const BIRTH_YEAR: Weight = Weight(410);
/// The year is one off, and a side knows no more.
pub const BIRTH_NEAR_1: Weight = Weight(250);
/// The year is at most three off, and a side knows no more.
pub const BIRTH_NEAR_3: Weight = Weight(100);
/// Both are known, differ otherwise, and are at most three years apart.
pub const BIRTH_DIFFERS: Weight = Weight(-900);
/// A date of another calendar had to be converted.
pub const BIRTH_CALENDAR: Weight = Weight(-150);

// The rest.

/// The sex is the same.
pub const SEX_EQUAL: Weight = Weight(70);
/// It is the other.
pub const SEX_DIFFERS: Weight = Weight(-500);
/// A nationality is the same.
pub const NATIONALITY_EQUAL: Weight = Weight(200);
/// It is another code of the same family.
pub const NATIONALITY_FAMILY: Weight = Weight(100);
/// None is the same.
pub const NATIONALITY_DIFFERS: Weight = Weight(-150);
/// The birth place is the same.
pub const BIRTH_PLACE_EQUAL: Weight = Weight(300);
/// The document asked is named on the record.
pub const DOCUMENT_EQUAL: Weight = Weight(2500);
/// The record names other documents of its issuer and class.
pub const DOCUMENT_DIFFERS: Weight = Weight(-50);

#[cfg(test)]
mod tests {
    use super::{Weight, prior};

    #[test]
    fn prior_is_that_of_one_pair_and_never_of_fewer_than_100_000_records() {
        assert!((prior(250_000).value() + 22.56).abs() < 0.01);
        assert_eq!(prior(5), prior(100_000));
        assert!(prior(1_000_000) < prior(100_000));
    }

    #[test]
    fn rarer_agreements_weigh_more_and_no_share_is_out_of_range() {
        assert_eq!(Weight::of_share(1.0), Weight::ZERO);
        assert!(Weight::of_share(1.0 / 150.0) < Weight::of_share(1.0 / 60_000.0));
        assert_eq!(Weight::of_share(0.0), Weight::of_share(1e-12));
        assert_eq!(Weight::of_share(7.0), Weight::ZERO);
    }
}
