//! Clearances as a check looks them up: by record, without an allocation.
//!
//! Reasons and signatories stay in the file: a check does not need them and must not hold them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;

use super::{Clearance, ClearedFile, Salt, TravellerHash};
use crate::date::Date;
use crate::document::issuer::IssuerCode;
use crate::limits;
use crate::record::RecordVersion;
use crate::wire::Grade;

/// What a check needs of a clearance.
#[derive(Clone, Debug)]
pub struct ClearedPair {
    /// The traveller.
    pub traveller: TravellerHash,
    version: RecordVersion,
    grade: Grade,
    score: Option<f64>,
    first_day: Date,
    last_day: Date,
}

impl ClearedPair {
    fn new(clearance: &Clearance) -> Self {
        Self {
            traveller: clearance.traveller,
            version: clearance.record_version,
            grade: clearance.grade,
            score: clearance.score,
            first_day: Date::of(clearance.created),
            last_day: clearance.expires_on,
        }
    }

    /// False where it has lapsed: it has expired or lies ahead, the record is another version than was signed off, or
    /// it answers better than it did then: by its grade, or by a score that rose by more than
    /// [`limits::CLEARED_SCORE_RISE`].
    #[must_use]
    pub fn holds(&self, today: Date, version: RecordVersion, grade: Grade, score: Option<f64>) -> bool {
        let risen = match (score, self.score) {
            (None, _) => false,
            // Signed off before it had a score: nobody has seen how well it answers.
            (Some(_), None) => true,
            // What cannot be compared counts as risen.
            (Some(now), Some(then)) => {
                now.partial_cmp(&(then + limits::CLEARED_SCORE_RISE)).is_none_or(Ordering::is_gt)
            }
        };
        (self.first_day..=self.last_day).contains(&today)
            && version == self.version
            // The better grade is the lesser one.
            && grade >= self.grade
            && !risen
    }
}

/// The clearances of one file, by record.
#[derive(Default)]
pub struct ClearedPairs {
    salt: Option<Salt>,
    by_record: HashMap<IssuerCode, HashMap<Box<str>, Vec<ClearedPair>>>,
    count: usize,
}

impl ClearedPairs {
    /// The pairs of a file.
    #[must_use]
    pub fn new(file: &ClearedFile) -> Self {
        let mut pairs = Self { salt: Some(*file.salt()), count: file.clearances().len(), ..Self::default() };
        for clearance in file.clearances() {
            let of_owner = pairs.by_record.entry(clearance.owner).or_default();
            let of_record = of_owner.entry(clearance.record_id.as_str().into()).or_default();
            of_record.push(ClearedPair::new(clearance));
        }
        pairs
    }

    /// The salt of their travellers; none where there is no clearance at all.
    #[must_use]
    pub const fn salt(&self) -> Option<&Salt> {
        self.salt.as_ref()
    }

    /// How many there are, lapsed ones too.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The travellers who were cleared of a record.
    #[must_use]
    pub fn of_record(&self, owner: IssuerCode, record_id: &str) -> &[ClearedPair] {
        self.by_record.get(&owner).and_then(|of_owner| of_owner.get(record_id)).map_or(&[], Vec::as_slice)
    }
}

/// Shows their number alone.
impl fmt::Debug for ClearedPairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClearedPairs({})", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::ClearedPair;
    use crate::date::Date;
    use crate::limits;
    use crate::wire::Grade;

    /// Whether a pair signed off at one score holds at another.
    fn holds(signed_off: Option<f64>, now: Option<f64>) -> bool {
        let version = "0123456789abcdef0123456789abcdef".parse().unwrap();
        let today = Date::parse("2026-11-24").unwrap();
        let pair = ClearedPair {
            traveller: "0".repeat(64).parse().unwrap(),
            version,
            grade: Grade::Possible,
            score: signed_off,
            first_day: today,
            last_day: today,
        };
        pair.holds(today, version, Grade::Possible, now)
    }

    #[test]
    fn a_pair_lapses_when_its_score_rises_beyond_what_a_list_moves_it_by() {
        let most = 1.5 + limits::CLEARED_SCORE_RISE;
        for (now, expected) in [(-3.0, true), (1.5, true), (most, true), (most + 1e-9, false), (9.0, false)] {
            assert_eq!(holds(Some(1.5), Some(now)), expected, "{now}");
        }
        assert!(!holds(Some(1.5), Some(f64::NAN)), "a score that is none");
    }

    #[test]
    fn a_pair_signed_off_without_a_score_lapses_as_soon_as_there_is_one() {
        assert!(holds(None, None));
        assert!(!holds(None, Some(-9.0)));
    }
}
