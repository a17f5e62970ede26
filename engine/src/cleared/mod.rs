//! Cleared namesakes: pairs of a traveller and a person record of which two persons have signed that they are not the
//! same person.
//!
//! What stands here is the file: its clearances, read whole or not at all, and looked up by record. When one of them
//! applies is decided in `check`. It must never hold the traveller's document or birth date in clear.

mod error;
mod file;
mod pairs;
mod traveller;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use error::{ClearanceFault, ClearedError};
pub use file::ClearedFile;
pub use pairs::{ClearedPair, ClearedPairs};
pub use traveller::{Salt, TravellerHash};

use crate::date::Date;
use crate::document::issuer::IssuerCode;
use crate::limits;
use crate::record::{Identity, RecordVersion};
use crate::store::Sha256Name;
use crate::wire::Grade;

/// One clearance: this traveller is not the person of this record, as the record was when it was signed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// The traveller's document and full birth date, as a salted hash.
    pub traveller: TravellerHash,
    /// Who answers for the record.
    pub owner: IssuerCode,
    /// The owner's number of the record.
    pub record_id: String,
    /// The record's version that was compared.
    pub record_version: RecordVersion,
    /// How well the record answered then.
    pub grade: Grade,
    /// Its score then, natural-log odds; none where the hit had none.
    pub score: Option<f64>,
    /// Why they are two persons.
    pub reason: String,
    /// Who decided it.
    pub by: String,
    /// Who approved it: another person.
    pub second: String,
    /// When it was signed.
    pub created: Timestamp,
    /// The last day, UTC, on which it holds.
    pub expires_on: Date,
}

impl Clearance {
    /// The number by which people name it: it is that of the pair, so a pair that is cleared again keeps it.
    #[must_use]
    pub fn id(&self) -> String {
        let mut pair = self.traveller.as_bytes().to_vec();
        pair.extend_from_slice(self.owner.as_bytes());
        pair.push(b'/');
        pair.extend_from_slice(self.record_id.as_bytes());
        let mut id = Sha256Name::of(&pair).to_string();
        id.truncate(16);
        id
    }

    /// The record's identity.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity { owner: self.owner, record_id: self.record_id.clone() }
    }

    /// The last day on which a clearance that was signed on `created` may hold.
    #[must_use]
    pub fn last_day(created: Date) -> Date {
        let year = created.year() + limits::CLEARED_YEARS;
        // Who signs on 29 February has no such day two years on.
        let day = |day| Date::new(year, created.month(), day);
        day(created.day()).or_else(|| day(28)).unwrap_or(Date::LAST)
    }

    /// Whether it may be signed.
    ///
    /// # Errors
    /// [`ClearanceFault`]: one person signed twice, a text is missing or too long, or it would hold for too long.
    pub fn validate(&self) -> Result<(), ClearanceFault> {
        for (field, text, limit) in [
            ("record_id", &self.record_id, limits::RECORD_ID_BYTES),
            ("reason", &self.reason, limits::CLEARED_REASON_BYTES),
            ("by", &self.by, limits::REFERENCE_BYTES),
            ("second", &self.second, limits::REFERENCE_BYTES),
        ] {
            if text.trim().is_empty() {
                return Err(ClearanceFault::Missing { field });
            }
            if text.len() > limit {
                return Err(ClearanceFault::TooLong { field, limit });
            }
        }
        let signatory = |name: &str| name.trim().to_lowercase();
        if signatory(&self.by) == signatory(&self.second) {
            return Err(ClearanceFault::OnePerson);
        }
        let last = Self::last_day(Date::of(self.created));
        if self.expires_on > last {
            return Err(ClearanceFault::HoldsTooLong { last });
        }
        Ok(())
    }
}

/// Shows its number alone: the rest is about persons.
impl fmt::Debug for Clearance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clearance({})", self.id())
    }
}
