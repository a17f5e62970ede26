//! `CURRENT`: which generation is in force, and the SHA-256 of its manifest.
//!
//! Four lines of ASCII, each ended by one line feed (0x0A), nothing before, between or after:
//!
//! ```text
//! watchpost-current 0
//! generation 42
//! manifest 0bd3...                 64 signs 0-9 a-f: the SHA-256 of generations/42.json
//! checksum 77e1...                 64 signs 0-9 a-f: the SHA-256 of the three lines above
//! ```
//!
//! The version stands on the first line, the checksum always on the last, so that a program can
//! tell damage from another version. The number is decimal, 1 to 2^53 - 1, without leading zeros.

use std::path::Path;

use super::error::StoreError;
use super::paths::parse_number;
use super::sha256::Sha256Name;

const VERSION: &str = "0";
const FORM: &str = "four lines as CURRENT has them";

/// What `CURRENT` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Current {
    /// The number of the generation in force.
    pub number: u64,
    /// The SHA-256 of its manifest.
    pub manifest: Sha256Name,
}

impl Current {
    /// The bytes of the file.
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let body =
            format!("watchpost-current {VERSION}\ngeneration {}\nmanifest {}\n", self.number, self.manifest);
        let checksum = Sha256Name::of(body.as_bytes());
        format!("{body}checksum {checksum}\n").into_bytes()
    }

    /// Reads the file's bytes; `path` is for the error alone.
    ///
    /// # Errors
    /// `Damaged` unless the checksum agrees with every byte before it; `Version` if it does and
    /// the version is not ours.
    pub(super) fn from_bytes(bytes: &[u8], path: &Path) -> Result<Self, StoreError> {
        let malformed =
            || StoreError::damaged(path, "its form", &FORM, &format!("{} other bytes", bytes.len()));
        let text = std::str::from_utf8(bytes).map_err(|_| malformed())?;
        let (body, checksum) = split_checksum(text).ok_or_else(malformed)?;
        let computed = Sha256Name::of(body.as_bytes());
        if checksum != computed {
            return Err(StoreError::damaged(path, "its checksum", &computed, &checksum));
        }
        let (first, rest) = body.split_once('\n').ok_or_else(malformed)?;
        let version = first.strip_prefix("watchpost-current ").ok_or_else(malformed)?;
        if version != VERSION {
            return Err(StoreError::version(path, "its version", &VERSION, &version));
        }
        read_body(rest).ok_or_else(malformed)
    }
}

fn split_checksum(text: &str) -> Option<(&str, Sha256Name)> {
    let without_end = text.strip_suffix('\n')?;
    let last = without_end.rfind('\n')? + 1;
    let checksum = without_end[last..].strip_prefix("checksum ")?.parse().ok()?;
    Some((&text[..last], checksum))
}

fn read_body(lines: &str) -> Option<Current> {
    let mut lines = lines.strip_suffix('\n')?.split('\n');
    let number = parse_number(lines.next()?.strip_prefix("generation ")?)?;
    let manifest = lines.next()?.strip_prefix("manifest ")?.parse().ok()?;
    lines.next().is_none().then_some(Current { number, manifest })
}

#[cfg(test)]
mod tests {
    use super::super::error::ErrorKind;
    use super::{Current, Sha256Name, StoreError};
    use crate::limits;
    use std::path::Path;

    fn read(bytes: &[u8]) -> Result<Current, StoreError> {
        Current::from_bytes(bytes, Path::new("CURRENT"))
    }

    fn sample() -> Current {
        Current { number: 42, manifest: Sha256Name::of(b"a manifest") }
    }

    fn with_checksum(body: &str) -> Vec<u8> {
        format!("{body}checksum {}\n", Sha256Name::of(body.as_bytes())).into_bytes()
    }

    #[test]
    fn what_is_written_is_read_and_has_the_documented_bytes() {
        let bytes = sample().to_bytes();
        assert_eq!(read(&bytes).unwrap(), sample());
        let body =
            format!("watchpost-current 0\ngeneration 42\nmanifest {}\n", Sha256Name::of(b"a manifest"));
        assert_eq!(bytes, with_checksum(&body));
        let longest = Current { number: limits::GENERATION_NUMBER, ..sample() }.to_bytes();
        assert_eq!(longest.len(), 196);
        assert!(u64::try_from(longest.len()).unwrap() <= limits::CURRENT_BYTES);
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_an_error() {
        let bytes = sample().to_bytes();
        for at in 0..bytes.len() {
            for mask in [0x01, 0x20, 0xff] {
                let mut changed = bytes.clone();
                changed[at] ^= mask;
                assert!(read(&changed).is_err(), "byte {at} mask {mask:#x}");
            }
            assert!(read(&bytes[..at]).is_err(), "cut at {at}");
        }
        assert!(read(&[bytes.as_slice(), b"\n"].concat()).is_err());
    }

    #[test]
    fn another_version_is_told_apart_from_damage() {
        let error = read(&with_checksum("watchpost-current 1\nanything\n")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Version);
        let name = Sha256Name::of(b"");
        for body in [
            format!("watchpost-current 0\ngeneration 042\nmanifest {name}\n"),
            format!("watchpost-current 0\ngeneration 42\nmanifest {name}\nmore\n"),
            "watchpost-current 0\ngeneration 42\n".to_owned(),
        ] {
            assert_eq!(read(&with_checksum(&body)).unwrap_err().kind(), ErrorKind::Damaged);
        }
    }
}
