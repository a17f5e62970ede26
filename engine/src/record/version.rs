//! Which version of a person record it is: a hash of what the record says, wherever it stands.
//!
//! The same row gives the same version in every build and segment, so what was decided about a record holds for as long
//! as the record says the same. It must never depend on a row's place or on the moment.

use std::fmt;
use std::io;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use xxhash_rust::xxh3::Xxh3;

use super::PersonRecord;

/// The XXH3-128 of a record as it is told in answers. Written as 32 lower-case hexadecimal signs.
///
/// It tells records apart that changed, not records that were forged: who may write a list may write any record.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordVersion(u128);

/// A text that is not 32 hexadecimal signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a record's version is written as 32 signs out of 0-9 and a-f, as `record_version` of a hit")]
pub struct BadRecordVersion;

impl RecordVersion {
    /// The version of a record: any field that changes gives another.
    #[must_use]
    pub fn of(record: &PersonRecord) -> Self {
        let mut feed = Feed(Xxh3::new());
        // A hash takes every write, and a record holds nothing that JSON cannot: it is written whole.
        let _ = serde_json::to_writer(&mut feed, record);
        Self(feed.0.digest128())
    }
}

/// Hands what is written to a hash, so that nothing is allocated.
struct Feed(Xxh3);

impl io::Write for Feed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Display for RecordVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for RecordVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for RecordVersion {
    type Err = BadRecordVersion;

    fn from_str(text: &str) -> Result<Self, BadRecordVersion> {
        let is_hex = |sign: u8| matches!(sign, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 32 || !text.bytes().all(is_hex) {
            return Err(BadRecordVersion);
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| BadRecordVersion)
    }
}

impl Serialize for RecordVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::RecordVersion;
    use crate::document::issuer::IssuerCode;
    use crate::person::birth_date::BirthDate;
    use crate::record::{Listing, NameKind, Notice, PersonName, PersonRecord};

    fn record() -> PersonRecord {
        let listing = Listing::new(IssuerCode::parse("UTO").unwrap(), "N-1".to_owned());
        let name = PersonName {
            surname: Some("ERIKSSON".to_owned()),
            given: Some("ANNA MARIA".to_owned()),
            whole: None,
            kind: NameKind::Primary,
        };
        PersonRecord {
            names: vec![name],
            birth_dates: vec![BirthDate::parse("1974-08-12").unwrap()],
            ..PersonRecord::new(listing, Notice::Red)
        }
    }

    /// Another figure here makes every clearance lapse: that must be meant, and stand in the changelog.
    #[test]
    fn the_version_of_a_record_is_the_same_in_every_release() {
        assert_eq!(RecordVersion::of(&record()).to_string(), "23881f2d64574bb9b69a331824da1b92");
    }

    #[test]
    fn every_change_of_a_record_is_another_version() {
        let version = RecordVersion::of(&record());
        let changes: [fn(&mut PersonRecord); 6] = [
            |record| record.listing.caution = Some("armed".to_owned()),
            |record| record.notice = Notice::Blue,
            |record| record.names.clear(),
            |record| record.birth_dates.push(BirthDate::parse("1974").unwrap()),
            |record| record.offences = Some("fraud".to_owned()),
            |record| record.identity_confirmed = Some(true),
        ];
        for change in changes {
            let mut changed = record();
            change(&mut changed);
            assert_ne!(RecordVersion::of(&changed), version);
        }
    }

    #[test]
    fn a_version_is_read_in_one_spelling_only() {
        let version = RecordVersion::of(&record());
        assert_eq!(version.to_string().parse(), Ok(version));
        for text in ["", "12", "+0000000000000000000000000000001", &version.to_string().to_uppercase()] {
            assert!(text.parse::<RecordVersion>().is_err(), "{text}");
        }
    }
}
