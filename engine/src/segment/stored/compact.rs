//! Texts and record ids in the fewest bytes: one number says what follows, 0 that the text itself does.
//!
//! An enum of serde would cost a byte more for each of them, which is a tenth of some records.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeTuple, Serializer};

use super::{IdText, Text};

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(number) => (u64::from(*number) + 1).serialize(serializer),
            Self::Literal(text) => literal(serializer, text),
        }
    }
}

impl Serialize for IdText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Numbered { pattern, number } => (u64::from(*pattern) + 1, number).serialize(serializer),
            Self::Literal(text) => literal(serializer, text),
        }
    }
}

fn literal<S: Serializer>(serializer: S, text: &str) -> Result<S::Ok, S::Error> {
    let mut tuple = serializer.serialize_tuple(2)?;
    tuple.serialize_element(&0u64)?;
    tuple.serialize_element(text)?;
    tuple.end()
}

/// What follows a leading number; it is read from at most two elements.
trait Compact<'de>: Sized {
    fn read<A: SeqAccess<'de>>(leading: u64, rest: &mut A) -> Result<Self, A::Error>;
}

impl<'de> Compact<'de> for Text<'de> {
    fn read<A: SeqAccess<'de>>(leading: u64, rest: &mut A) -> Result<Self, A::Error> {
        match leading.checked_sub(1) {
            None => Ok(Self::Literal(next(rest)?)),
            Some(number) => Ok(Self::Known(u32::try_from(number).map_err(A::Error::custom)?)),
        }
    }
}

impl<'de> Compact<'de> for IdText<'de> {
    fn read<A: SeqAccess<'de>>(leading: u64, rest: &mut A) -> Result<Self, A::Error> {
        match leading.checked_sub(1) {
            None => Ok(Self::Literal(next(rest)?)),
            Some(pattern) => Ok(Self::Numbered {
                pattern: u32::try_from(pattern).map_err(A::Error::custom)?,
                number: next(rest)?,
            }),
        }
    }
}

fn next<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(rest: &mut A) -> Result<T, A::Error> {
    rest.next_element()?.ok_or_else(|| A::Error::custom("a stored text that ends too early"))
}

struct CompactVisitor<T>(PhantomData<T>);

impl<'de, T: Compact<'de>> Visitor<'de> for CompactVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, and behind 0 a text")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<T, A::Error> {
        let leading = next(&mut elements)?;
        T::read(leading, &mut elements)
    }
}

macro_rules! deserialize_compact {
    ($($kind:ident),+) => {$(
        impl<'de: 'a, 'a> Deserialize<'de> for $kind<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                // Two elements at most; fewer are read where fewer were written.
                deserializer.deserialize_tuple(2, CompactVisitor::<$kind<'de>>(PhantomData))
            }
        }
    )+};
}

deserialize_compact!(Text, IdText);

#[cfg(test)]
mod tests {
    use super::{IdText, Text};

    #[track_caller]
    fn check<T: serde::Serialize>(value: &T, bytes: &[u8]) {
        assert_eq!(postcard::to_stdvec(value).unwrap(), bytes);
    }

    #[test]
    fn a_number_costs_no_byte_to_say_that_it_is_one() {
        check(&Text::Known(0), &[1]);
        check(&Text::Known(127), &[128, 1]);
        check(&Text::Literal("UTO"), &[0, 3, b'U', b'T', b'O']);
        check(&IdText::Numbered { pattern: 4, number: 77 }, &[5, 77]);
    }

    #[test]
    fn what_was_written_is_read_and_what_follows_is_left() {
        let bytes = postcard::to_stdvec(&(
            Text::Known(9),
            Text::Literal("UTO"),
            IdText::Numbered { pattern: 1, number: 8 },
            IdText::Literal("A/B"),
            Text::Known(u32::MAX),
        ))
        .unwrap();
        let read: (Text<'_>, Text<'_>, IdText<'_>, IdText<'_>, Text<'_>) =
            postcard::from_bytes(&bytes).unwrap();
        assert!(matches!(read.0, Text::Known(9)));
        assert!(matches!(read.1, Text::Literal("UTO")));
        assert!(matches!(read.2, IdText::Numbered { pattern: 1, number: 8 }));
        assert!(matches!(read.3, IdText::Literal("A/B")));
        assert!(matches!(read.4, Text::Known(u32::MAX)));
    }
}
