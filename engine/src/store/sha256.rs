//! A SHA-256 as a name: 64 lower-case hexadecimal signs, in one spelling only.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, and so the name of what holds exactly these bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256Name(pub [u8; 32]);

/// A text that is not 64 lower-case hexadecimal signs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a SHA-256 is written as 64 signs out of 0-9 and a-f; this text of {length} bytes is not")]
pub struct BadSha256 {
    /// Bytes of the text.
    pub length: usize,
}

impl Sha256Name {
    /// The SHA-256 of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Sha256Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Sha256Name {
    type Err = BadSha256;

    fn from_str(text: &str) -> Result<Self, BadSha256> {
        let bad = BadSha256 { length: text.len() };
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return Err(bad) };
        if pairs.len() != 32 {
            return Err(bad);
        }
        let mut name = [0; 32];
        for (byte, [high, low]) in name.iter_mut().zip(pairs) {
            let (Some(high), Some(low)) = (nibble(*high), nibble(*low)) else { return Err(bad) };
            *byte = high << 4 | low;
        }
        Ok(Self(name))
    }
}

/// Upper case is refused: two spellings would be two file names of one segment.
const fn nibble(sign: u8) -> Option<u8> {
    match sign {
        b'0'..=b'9' => Some(sign - b'0'),
        b'a'..=b'f' => Some(sign - b'a' + 10),
        _ => None,
    }
}

impl Serialize for Sha256Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Sha256Name;

    /// The one-block message of FIPS 180-4's examples.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_published_example_has_its_published_name() {
        assert_eq!(Sha256Name::of(b"abc").to_string(), ABC);
        assert_eq!(ABC.parse(), Ok(Sha256Name::of(b"abc")));
    }

    #[test]
    fn another_spelling_of_a_name_is_refused() {
        for text in
            [&ABC.to_uppercase(), &ABC[1..], &format!("{ABC}0"), &format!(" {}", &ABC[1..]), "", "../CURRENT"]
        {
            assert!(text.parse::<Sha256Name>().is_err(), "{text}");
        }
    }
}
