//! Text of another encoding than UTF-8, read as UTF-8.

use std::io::{self, Read};

/// How text is encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// Windows-1252, which most lists that call themselves Latin-1 are in.
    Windows1252,
}

/// What the bytes 0x80 to 0x9F are in Windows-1252 (WHATWG Encoding Standard). The five that are not assigned stand
/// for the control signs of the same number, as there.
const C1: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Bytes read at a time; each becomes three at most.
const READ_BYTES: usize = 4_096;

/// Reads Windows-1252 as UTF-8.
pub(super) struct FromWindows1252<R> {
    inner: R,
    text: String,
    given: usize,
}

impl<R: Read> FromWindows1252<R> {
    pub(super) const fn new(inner: R) -> Self {
        Self { inner, text: String::new(), given: 0 }
    }
}

impl<R: Read> Read for FromWindows1252<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() {
            let mut bytes = [0; READ_BYTES];
            let length = self.inner.read(&mut bytes)?;
            self.text.clear();
            self.given = 0;
            self.text.extend(bytes.iter().take(length).map(|byte| sign(*byte)));
        }
        let waiting = self.text.as_bytes().get(self.given..).unwrap_or_default();
        let length = waiting.len().min(buffer.len());
        buffer[..length].copy_from_slice(&waiting[..length]);
        self.given += length;
        Ok(length)
    }
}

fn sign(byte: u8) -> char {
    match byte {
        0x80..=0x9f => C1[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::FromWindows1252;
    use std::io::Read;

    #[test]
    fn every_byte_is_a_sign() {
        let bytes: Vec<u8> = (0..=u8::MAX).collect();
        let mut text = String::new();
        FromWindows1252::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
        let signs: Vec<char> = text.chars().collect();
        assert_eq!(signs.len(), 256);
        assert_eq!(
            (signs[0x41], signs[0x80], signs[0x92], signs[0x9f], signs[0xe9]),
            ('A', '€', '’', 'Ÿ', 'é')
        );
    }

    #[test]
    fn text_is_read_whole_through_the_smallest_buffer() {
        let bytes = b"M\xfcller\x92s \x80".repeat(3_000);
        let mut reader = FromWindows1252::new(bytes.as_slice());
        let (mut read, mut one) = (Vec::new(), [0]);
        while reader.read(&mut one).unwrap() == 1 {
            read.push(one[0]);
        }
        assert_eq!(String::from_utf8(read).unwrap(), "Müller’s €".repeat(3_000));
    }
}
