//! The smallest parts of a stored document: numbers and texts, written and read one behind the other.

use super::{Text, Undecodable};

/// What is still to be read.
pub(super) struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `N` bytes.
    pub(super) fn array<const N: usize>(&mut self) -> Result<&'a [u8; N], Undecodable> {
        let (array, rest) = self.0.split_first_chunk().ok_or(Undecodable)?;
        self.0 = rest;
        Ok(array)
    }

    /// A number in groups of seven bits, the lowest first; every byte but the last has its highest bit set.
    pub(super) fn number(&mut self) -> Result<u64, Undecodable> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let [byte] = *self.array()?;
            let group = u64::from(byte & 0x7f);
            // The tenth group has room for one bit.
            if shift == 63 && group > 1 {
                break;
            }
            number |= group << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Undecodable)
    }

    /// The number of a text in the dictionary.
    pub(super) fn number_of_text(&mut self) -> Result<u32, Undecodable> {
        u32::try_from(self.number()?).map_err(|_| Undecodable)
    }

    /// A text that stands here: its length and its bytes.
    pub(super) fn literal(&mut self) -> Result<&'a str, Undecodable> {
        let length = usize::try_from(self.number()?).map_err(|_| Undecodable)?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(Undecodable)?;
        self.0 = rest;
        std::str::from_utf8(text).map_err(|_| Undecodable)
    }

    /// A text here or in the dictionary.
    pub(super) fn text(&mut self) -> Result<Text<'a>, Undecodable> {
        match self.number()?.checked_sub(1) {
            None => Ok(Text::Literal(self.literal()?)),
            Some(number) => Ok(Text::Known(u32::try_from(number).map_err(|_| Undecodable)?)),
        }
    }
}

/// Appends what [`Bytes::number`] reads.
pub(super) fn put_number(into: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        into.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    into.push(number.to_le_bytes()[0]);
}

/// Appends what [`Bytes::literal`] reads.
pub(super) fn put_literal(into: &mut Vec<u8>, text: &str) {
    put_number(into, text.len() as u64);
    into.extend_from_slice(text.as_bytes());
}

/// Appends what [`Bytes::text`] reads.
pub(super) fn put_text(into: &mut Vec<u8>, text: Text<'_>) {
    match text {
        Text::Known(number) => put_number(into, u64::from(number) + 1),
        Text::Literal(text) => {
            into.push(0);
            put_literal(into, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bytes, Text, put_number, put_text};

    #[test]
    fn every_number_is_read_as_it_was_written_and_none_over_64_bits() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            bytes.push(7);
            let mut rest = Bytes(&bytes);
            assert_eq!(rest.number(), Ok(number));
            assert_eq!(rest.0, [7]);
        }
        assert!(Bytes(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]).number().is_err());
        assert!(Bytes(&[0x80; 11]).number().is_err());
        assert!(Bytes(&[0x80]).number().is_err());
    }

    #[test]
    fn a_text_is_a_number_or_stands_here_and_is_not_read_past_the_end() {
        let mut bytes = Vec::new();
        put_text(&mut bytes, Text::Known(0));
        put_text(&mut bytes, Text::Literal("UTO"));
        assert_eq!(bytes, [1, 0, 3, b'U', b'T', b'O']);
        let mut rest = Bytes(&bytes);
        assert!(matches!(rest.text(), Ok(Text::Known(0))));
        assert!(matches!(rest.text(), Ok(Text::Literal("UTO"))));
        assert!(Bytes(&bytes[1..5]).text().is_err());
        assert!(Bytes(&[0, 1, 0xff]).text().is_err());
    }
}
