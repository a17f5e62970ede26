//! The traveller of a clearance, as a salted hash of document and birth date.
//!
//! The file lies on a post's laptop and must not be a list of travellers. It must never hold a document's number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::document::issuer::IssuerCode;
use crate::document::number::DocumentNumber;
use crate::limits;
use crate::person::birth_date::BirthDate;
use crate::store::{BadSha256, Sha256Name};

/// 32 random bytes of one file: the same traveller has another hash in another file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(Sha256Name);

impl Salt {
    /// A salt of random bytes, which the caller has from the operating system.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(Sha256Name(random))
    }
}

/// A traveller: the SHA-256, over and over, of the file's salt, the document's issuer and number as written, and the
/// full birth date. Its century does not count, since a zone does not tell it. Written as 64 hexadecimal signs.
///
/// It hides a traveller from who reads the file; who has the file can still test whether a known traveller is in it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TravellerHash(Sha256Name);

impl TravellerHash {
    /// The hash of a traveller; `None` if the birth date is not known in full.
    #[must_use]
    pub fn of(salt: &Salt, issuer: IssuerCode, number: &DocumentNumber, born: BirthDate) -> Option<Self> {
        if !born.is_full() {
            return None;
        }
        let mut hash = Sha256::new_with_prefix(salt.0.0);
        let born = format!("{:02}{}", born.year() % 100, born.to_string().get(4..)?);
        // No code, number or date holds a slash, so two travellers never give the same bytes.
        for part in [issuer.as_bytes(), b"/", number.as_bytes(), b"/", born.as_bytes()] {
            hash.update(part);
        }
        let mut digest: [u8; 32] = hash.finalize().into();
        for _ in 0..limits::CLEARED_HASH_ROUNDS {
            digest = Sha256::new_with_prefix(salt.0.0).chain_update(digest).finalize().into();
        }
        Some(Self(Sha256Name(digest)))
    }

    /// The bytes of the hash.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0.0
    }
}

impl FromStr for TravellerHash {
    type Err = BadSha256;

    fn from_str(text: &str) -> Result<Self, BadSha256> {
        text.parse().map(Self)
    }
}

impl Serialize for TravellerHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TravellerHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Sha256Name::deserialize(deserializer).map(Self)
    }
}

impl Serialize for Salt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Sha256Name::deserialize(deserializer).map(Self)
    }
}

/// Hides the hash: with the salt it is enough to test a guess.
impl fmt::Debug for TravellerHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TravellerHash")
    }
}

/// Hides the salt.
impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt")
    }
}

#[cfg(test)]
mod tests {
    use super::{Salt, TravellerHash};
    use crate::document::issuer::IssuerCode;
    use crate::document::number::DocumentNumber;
    use crate::person::birth_date::BirthDate;

    fn hash(salt: u8, issuer: &str, number: &str, born: &str) -> Option<TravellerHash> {
        let issuer = IssuerCode::parse(issuer).unwrap();
        let number = DocumentNumber::parse(number).unwrap();
        TravellerHash::of(&Salt::new([salt; 32]), issuer, &number, BirthDate::parse(born).unwrap())
    }

    /// Another hash here makes every clearance lapse: that must be meant, and stand in the changelog.
    #[test]
    fn the_hash_of_a_traveller_is_the_same_in_every_release() {
        let hash = hash(7, "UTO", "L898902C3", "1974-08-12").unwrap();
        assert_eq!(hash.0.to_string(), "0b5052288986f6413fbf5a0b7cab3b4e7f2816ddeb799e15285dc1d40eb9cdce");
    }

    #[test]
    fn the_century_of_birth_does_not_count_as_a_zone_does_not_tell_it() {
        assert_eq!(hash(1, "UTO", "L898902C3", "2012-03-05"), hash(1, "UTO", "L898902C3", "1912-03-05"));
    }

    #[test]
    fn a_traveller_is_the_same_however_the_document_is_typed() {
        assert_eq!(hash(1, "D", "c01x-00t47", "1974-08-12"), hash(1, "DEU", "C01X00T47", "1974-08-12"));
    }

    #[test]
    fn another_document_birth_date_or_file_is_another_traveller() {
        let one = hash(1, "UTO", "L898902C3", "1974-08-12").unwrap();
        for (salt, issuer, number, born) in [
            (2, "UTO", "L898902C3", "1974-08-12"),
            (1, "XXA", "L898902C3", "1974-08-12"),
            (1, "UTO", "L8989O2C3", "1974-08-12"),
            (1, "UTO", "L898902C3", "1974-12-08"),
        ] {
            assert_ne!(hash(salt, issuer, number, born).unwrap(), one, "{issuer} {number} {born}");
        }
    }

    #[test]
    fn a_birth_date_known_in_part_makes_no_traveller() {
        for born in ["1974", "1974-08"] {
            assert!(hash(1, "UTO", "L898902C3", born).is_none(), "{born}");
        }
    }
}
