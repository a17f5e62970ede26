//! Texts that stand in many records, each kept once.

use std::collections::HashMap;

use super::Text;
use crate::segment::error::SegmentError;
use crate::segment::layout::SectionKind;
use crate::segment::map::MappedBytes;

/// Most texts of a dictionary: it is held in memory while a segment is built, and listed at every open.
const TEXTS: usize = 1 << 16;

/// Entries that only codes may take, so that free texts and record ids cannot crowd out issuers and owners.
const TEXTS_KEPT_FOR_CODES: usize = 1 << 14;

/// Longest text that is kept in the dictionary. Longer ones hardly ever repeat.
const TEXT_BYTES: usize = 96;

/// A dictionary while a segment is built. Texts are numbered as they come, so the same input gives the same
/// numbers.
#[derive(Default)]
pub struct DictionaryWriter {
    numbers: HashMap<Box<str>, u32>,
    bytes: Vec<u8>,
}

impl DictionaryWriter {
    /// A text that may be anything.
    pub(super) fn text<'a>(&mut self, text: &'a str) -> Text<'a> {
        self.number(text).map_or(Text::Literal(text), Text::Known)
    }

    /// A code of a country, an organisation or a kind of document.
    pub(super) fn code<'a>(&mut self, code: &'a str) -> Text<'a> {
        self.number_within(code, TEXTS).map_or(Text::Literal(code), Text::Known)
    }

    /// The text's number; `None` if the dictionary does not take it.
    pub(super) fn number(&mut self, text: &str) -> Option<u32> {
        self.number_within(text, TEXTS - TEXTS_KEPT_FOR_CODES)
    }

    fn number_within(&mut self, text: &str, room: usize) -> Option<u32> {
        if let Some(&number) = self.numbers.get(text) {
            // A code that came late is no free text's number: the same row twice has the same bytes.
            return ((number as usize) < room).then_some(number);
        }
        if text.len() > TEXT_BYTES || self.numbers.len() >= room {
            return None;
        }
        let number = u32::try_from(self.numbers.len()).ok()?;
        self.bytes.push(u8::try_from(text.len()).ok()?);
        self.bytes.extend_from_slice(text.as_bytes());
        self.numbers.insert(text.into(), number);
        Some(number)
    }

    /// The section: for each text its length in one byte and its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The dictionary of an opened segment.
pub struct Dictionary {
    bytes: MappedBytes,
    /// Where each text starts, behind its length.
    starts: Vec<u32>,
}

impl Dictionary {
    /// Lists the texts of a section whose checksum agrees.
    ///
    /// # Errors
    /// [`SegmentError`] if lengths and bytes do not fit, or a text is not UTF-8.
    pub fn open(bytes: MappedBytes) -> Result<Self, SegmentError> {
        let damaged = || SegmentError::in_section(SectionKind::Dictionary, "whole UTF-8 texts", "others");
        let mut starts = Vec::new();
        let mut rest: &[u8] = &bytes;
        while let Some((&length, after)) = rest.split_first() {
            let (text, behind) = after.split_at_checked(usize::from(length)).ok_or_else(damaged)?;
            std::str::from_utf8(text).map_err(|_| damaged())?;
            starts.push(u32::try_from(bytes.len() - after.len()).map_err(|_| damaged())?);
            rest = behind;
        }
        Ok(Self { bytes, starts })
    }

    /// The text of a number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        let start = *self.starts.get(usize::try_from(number).ok()?)? as usize;
        let length = usize::from(*self.bytes.get(start.checked_sub(1)?)?);
        std::str::from_utf8(self.bytes.get(start..start + length)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{DictionaryWriter, TEXTS, TEXTS_KEPT_FOR_CODES, Text};

    #[test]
    fn free_texts_do_not_crowd_out_codes_and_a_text_is_always_told_in_one_way() {
        let mut dictionary = DictionaryWriter::default();
        for at in 0..TEXTS {
            let text = at.to_string();
            let is_taken = matches!(dictionary.text(&text), Text::Known(_));
            assert_eq!(is_taken, at < TEXTS - TEXTS_KEPT_FOR_CODES, "text {at}");
        }
        assert!(matches!(dictionary.text("UTO"), Text::Literal("UTO")));
        assert!(matches!(dictionary.code("UTO"), Text::Known(_)));
        assert!(matches!(dictionary.text("UTO"), Text::Literal("UTO")));
        assert!(matches!(dictionary.text("0"), Text::Known(0)));
        assert!(matches!(dictionary.text("60000"), Text::Literal("60000")));
    }
}
