//! The document code that opens an MRZ, and the class that the rules of an answer compare.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::ShortText;

/// The document code of an MRZ: `P`, `PD`, `ID`, `V`, ... (Doc 9303-4 to -7, section 4.2.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentType(ShortText<2>);

/// The class of a document, told by the first letter of its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypeClass {
    /// `P`: passports of every kind.
    Passport,
    /// `V`: visas.
    Visa,
    /// `A`, `C` or `I`: identity cards, residence permits, crew cards.
    Card,
    /// Any other first letter. It agrees with every class.
    Unknown,
}

impl DocumentType {
    /// Reads a letter, and a letter or digit behind it if there is one; case, outer spaces and fillers behind them do
    /// not matter. `None` for anything else.
    ///
    /// The second sign is at the issuer's discretion (Doc 9303-5 section 4.2.2.1): cards with `C1` and `C2` are in use.
    ///
    /// ```
    /// use watchpost_engine::document::document_type::DocumentType;
    /// assert_eq!(DocumentType::parse("P<").unwrap().as_str(), "P");
    /// assert!(DocumentType::parse("passport").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('<');
        let first_is_letter = text.bytes().next()?.is_ascii_alphabetic();
        if !first_is_letter || !text.bytes().all(|sign| sign.is_ascii_alphanumeric()) {
            return None;
        }
        let mut code = ShortText::empty();
        text.chars().all(|sign| code.push(sign.to_ascii_uppercase())).then_some(Self(code))
    }

    /// Reads a code of letters alone. In `ISSUER/NUMBER/TYPE` a letter and a digit may be the end of the number.
    #[must_use]
    pub fn parse_letters(text: &str) -> Option<Self> {
        Self::parse(text).filter(|code| code.as_str().bytes().all(|sign| sign.is_ascii_alphabetic()))
    }

    /// A code that was kept as it was read, which is checked; anything else is read as [`Self::parse`] does.
    pub(crate) fn from_stored(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            [b'A'..=b'Z'] | [b'A'..=b'Z', b'A'..=b'Z' | b'0'..=b'9'] => ShortText::new(text).map(Self),
            _ => Self::parse(text),
        }
    }

    /// The code, one or two signs, upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The class that the code's first letter tells.
    #[must_use]
    pub fn class(self) -> TypeClass {
        match self.0.as_bytes().first() {
            Some(b'P') => TypeClass::Passport,
            Some(b'V') => TypeClass::Visa,
            Some(b'A' | b'C' | b'I') => TypeClass::Card,
            _ => TypeClass::Unknown,
        }
    }
}

impl TypeClass {
    /// True if documents of the two classes may be the same document: equal, or one is unknown.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

impl fmt::Display for DocumentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for DocumentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentType({})", self.as_str())
    }
}

impl Serialize for DocumentType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for DocumentType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom("not a document code: a letter, and a letter or digit, are needed")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{DocumentType, TypeClass};

    fn class(text: &str) -> TypeClass {
        DocumentType::parse(text).unwrap().class()
    }

    #[test]
    fn first_letter_alone_tells_the_class() {
        assert_eq!(class("P"), class("PP"));
        assert_eq!(class("p<"), TypeClass::Passport);
        assert_eq!(class("VN"), TypeClass::Visa);
        for card in ["AC", "C", "I<", "ID", "IP"] {
            assert_eq!(class(card), TypeClass::Card, "{card}");
        }
        assert_eq!(class("T"), TypeClass::Unknown);
    }

    #[test]
    fn unknown_class_agrees_with_every_class() {
        assert!(class("T").agrees_with(class("P")));
        assert!(class("P").agrees_with(class("PD")));
        assert!(!class("P").agrees_with(class("V")));
    }

    #[test]
    fn only_a_letter_and_perhaps_another_sign_are_a_code() {
        for text in ["", "<", "<<", "PPP", "12", "1P", "P-", "É", "passport", "P P", "P<P"] {
            assert_eq!(DocumentType::parse(text), None, "{text}");
        }
        assert_eq!(DocumentType::parse(" pd ").unwrap().as_str(), "PD");
    }

    #[test]
    fn code_with_a_digit_on_a_card_can_be_read_back() {
        let green_card = DocumentType::parse("c1").unwrap();
        assert_eq!((green_card.as_str(), green_card.class()), ("C1", TypeClass::Card));
        assert_eq!(DocumentType::parse_letters("C1"), None);
        let json = serde_json::to_string(&green_card).unwrap();
        assert_eq!(serde_json::from_str::<DocumentType>(&json).unwrap(), green_card);
    }
}
