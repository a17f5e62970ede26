//! Who issued a travel document, and which country a person belongs to: codes of three letters.
//!
//! A code that no table knows is kept as it is. It must never prevent a search: lists carry codes that
//! are older, newer or stranger than any table.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::issuer_table::{self, BY_TWO_LETTERS, FAMILY_HEADS, TO_TWO_LETTERS};
use crate::limits::ISSUER_CODE_BYTES;
use crate::text::ShortText;

/// The code of a country or organisation (Doc 9303-3 section 5, ISO 3166-1 alpha-3).
///
/// Compared by its normalised signs: `D`, `D<<`, `DE` and `DEU` are one code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IssuerCode(ShortText<ISSUER_CODE_BYTES>);

/// What two issuer codes are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssuerRelation {
    /// The same code.
    Same,
    /// Two codes of one family, such as GBR and GBD, or ROM and ROU.
    Family,
    /// Two issuers.
    Other,
}

/// A family of issuer codes. A code that belongs to none is a family of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Family(IssuerCode);

impl IssuerCode {
    /// Reads a code as it is met in an MRZ, a list or a request: case, spaces and fillers do not matter,
    /// two letters become three, and `D` becomes `DEU`.
    ///
    /// `None` if no ASCII letter or digit is in it, or more than [`ISSUER_CODE_BYTES`] of them.
    ///
    /// ```
    /// use watchpost_engine::document::issuer::IssuerCode;
    /// assert_eq!(IssuerCode::parse("D<<"), IssuerCode::parse("de"));
    /// assert!(!IssuerCode::parse("QZX").unwrap().is_known());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut signs = ShortText::<ISSUER_CODE_BYTES>::empty();
        for sign in text.chars().filter(char::is_ascii_alphanumeric) {
            if !signs.push(sign.to_ascii_uppercase()) {
                return None;
            }
        }
        match signs.as_str() {
            "" => None,
            "D" => ShortText::new("DEU").map(Self),
            two if two.len() == 2 => match BY_TWO_LETTERS.binary_search_by_key(&two, |row| row.0) {
                Ok(row) => ShortText::new(BY_TWO_LETTERS[row].1).map(Self),
                Err(_) => Some(Self(signs)),
            },
            _ => Some(Self(signs)),
        }
    }

    /// A code that was kept normalised, which is checked; anything else is read as [`IssuerCode::parse`] does.
    pub(crate) fn from_stored(text: &str) -> Option<Self> {
        let is_normalised = |sign: &u8| sign.is_ascii_digit() || sign.is_ascii_uppercase();
        if text.len() >= 3 && text.as_bytes().iter().all(is_normalised) {
            ShortText::new(text).map(Self)
        } else {
            Self::parse(text)
        }
    }

    /// The normalised code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The two letters that stand for the code (ISO 3166-1 alpha-2), if it has some.
    #[must_use]
    pub fn two_letters(&self) -> Option<&'static str> {
        let at = TO_TWO_LETTERS.binary_search_by_key(&self.as_str(), |&row| BY_TWO_LETTERS[row].1).ok()?;
        Some(BY_TWO_LETTERS[TO_TWO_LETTERS[at]].0)
    }

    /// The bytes of the normalised code.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// True if the tables of ICAO and ISO know the code, withdrawn codes included.
    #[must_use]
    pub fn is_known(&self) -> bool {
        issuer_table::is_known(self.0.as_bytes())
    }

    /// The family that the code belongs to.
    #[must_use]
    pub fn family(self) -> Family {
        let head = FAMILY_HEADS
            .binary_search_by_key(&self.as_str(), |row| row.0)
            .ok()
            .and_then(|row| ShortText::new(FAMILY_HEADS[row].1));
        Family(head.map_or(self, Self))
    }

    /// What the two codes are to each other.
    #[must_use]
    pub fn relation(self, other: Self) -> IssuerRelation {
        if self == other {
            IssuerRelation::Same
        } else if self.family() == other.family() {
            IssuerRelation::Family
        } else {
            IssuerRelation::Other
        }
    }
}

impl Family {
    /// The code that stands for the family.
    #[must_use]
    pub const fn head(self) -> IssuerCode {
        self.0
    }
}

impl fmt::Display for IssuerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for IssuerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IssuerCode({})", self.as_str())
    }
}

impl fmt::Debug for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Family({})", self.0.as_str())
    }
}

impl Serialize for IssuerCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for IssuerCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format_args!(
                "not an issuer code: 1 to {ISSUER_CODE_BYTES} letters or digits are needed"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{IssuerCode, IssuerRelation};

    fn code(text: &str) -> IssuerCode {
        IssuerCode::parse(text).unwrap()
    }

    #[test]
    fn germany_is_one_issuer_however_it_is_written() {
        for text in ["D", "D<<", "d", "DE", "de ", "DEU", "deu"] {
            assert_eq!(code(text).as_str(), "DEU", "{text}");
        }
    }

    #[test]
    fn unknown_code_is_kept_and_told() {
        assert_eq!(code("qzx").as_str(), "QZX");
        assert!(!code("QZX").is_known());
        assert!(code("UTO").is_known());
        assert!(code("SUN").is_known());
        assert_eq!(code("914").as_str(), "914");
    }

    #[test]
    fn text_without_a_sign_or_too_long_is_no_code() {
        assert_eq!(IssuerCode::parse(""), None);
        assert_eq!(IssuerCode::parse("<<<"), None);
        assert_eq!(IssuerCode::parse("-"), None);
        assert!(IssuerCode::parse(&"A".repeat(16)).is_some());
        assert_eq!(IssuerCode::parse(&"A".repeat(17)), None);
    }

    #[test]
    fn codes_of_one_family_are_neither_same_nor_other() {
        for (a, b) in [
            ("GBR", "GBD"),
            ("GBN", "GBS"),
            ("ROM", "RO"),
            ("RKS", "XKX"),
            ("KOS", "UNK"),
            ("ZAR", "COD"),
            ("TMP", "TLS"),
            ("INP", "XPO"),
            ("YUG", "SRB"),
        ] {
            assert_eq!(code(a).relation(code(b)), IssuerRelation::Family, "{a} {b}");
            assert_eq!(code(b).relation(code(a)), IssuerRelation::Family, "{b} {a}");
        }
        assert_eq!(code("FRA").relation(code("FR")), IssuerRelation::Same);
        assert_eq!(code("FRA").relation(code("ITA")), IssuerRelation::Other);
        assert_eq!(code("SUN").relation(code("RUS")), IssuerRelation::Other);
    }

    /// Documents and lists outlive the States that issued them.
    #[test]
    fn withdrawn_codes_are_known_and_belong_to_their_successor_where_there_is_one() {
        for withdrawn in
            ["ANT", "BOS", "BUR", "CSK", "DDR", "INP", "NTZ", "ROM", "SCG", "SUN", "TMP", "YUG", "ZAR"]
        {
            assert!(code(withdrawn).is_known(), "{withdrawn}");
        }
        for (withdrawn, successor) in
            [("BOS", "BIH"), ("ZAR", "COD"), ("INP", "XPO"), ("ROM", "ROU"), ("DDR", "D")]
        {
            assert_eq!(code(withdrawn).relation(code(successor)), IssuerRelation::Family, "{withdrawn}");
        }
        // Several States came after these.
        for parted in ["SUN", "ANT", "CSK"] {
            assert_eq!(code(parted).family().head(), code(parted), "{parted}");
        }
    }

    #[test]
    fn json_form_is_the_normalised_code() {
        assert_eq!(serde_json::to_string(&code("D<<")).unwrap(), "\"DEU\"");
        assert_eq!(serde_json::from_str::<IssuerCode>("\"gb\"").unwrap().as_str(), "GBR");
        assert!(serde_json::from_str::<IssuerCode>("\"  \"").is_err());
    }
}
