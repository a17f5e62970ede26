//! Texts that stand in many records, each kept once.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

use xxhash_rust::xxh3::xxh3_64_with_seed;

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
    numbers: HashMap<Box<str>, u32, TextHashing>,
    bytes: Vec<u8>,
    /// Where the pattern of a record id is put together.
    pattern: String,
}

/// Stands for a digit in the pattern of a record id.
pub(super) const DIGIT: char = '#';

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

    /// The number of the pattern of record ids that have `digits` digits behind `prefix`; `None` if the dictionary does
    /// not take it, or it would read as another.
    pub(super) fn pattern(&mut self, prefix: &str, digits: usize) -> Option<u32> {
        if prefix.ends_with(DIGIT) {
            return None;
        }
        let mut pattern = std::mem::take(&mut self.pattern);
        pattern.clear();
        pattern.push_str(prefix);
        pattern.extend(std::iter::repeat_n(DIGIT, digits));
        let number = self.number(&pattern);
        self.pattern = pattern;
        number
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

/// Hashes texts by XXH3 under a seed of its own, so that no list can be written whose texts all meet in one place.
struct TextHashing {
    seed: u64,
}

impl Default for TextHashing {
    fn default() -> Self {
        Self { seed: RandomState::new().hash_one(0) }
    }
}

impl BuildHasher for TextHashing {
    type Hasher = TextHasher;

    fn build_hasher(&self) -> TextHasher {
        TextHasher(self.seed)
    }
}

struct TextHasher(u64);

impl Hasher for TextHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    /// The end of a text, which has its length in its hash already.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The dictionary of an opened segment.
pub struct Dictionary {
    /// All texts, one behind the other.
    texts: Box<str>,
    /// Where each text starts, and behind the last one where it ends.
    starts: Vec<u32>,
}

impl Dictionary {
    /// Lists the texts of a section whose checksum agrees.
    ///
    /// # Errors
    /// [`SegmentError`] if lengths and bytes do not fit, or a text is not UTF-8.
    pub fn open(bytes: &MappedBytes) -> Result<Self, SegmentError> {
        Self::of_bytes(bytes)
            .ok_or_else(|| SegmentError::in_section(SectionKind::Dictionary, "whole UTF-8 texts", "others"))
    }

    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut texts = String::with_capacity(bytes.len());
        let mut starts = vec![0];
        let mut rest = bytes;
        while let Some((&length, after)) = rest.split_first() {
            let (text, behind) = after.split_at_checked(usize::from(length))?;
            texts.push_str(std::str::from_utf8(text).ok()?);
            starts.push(u32::try_from(texts.len()).ok()?);
            rest = behind;
        }
        Some(Self { texts: texts.into(), starts })
    }

    /// The text of a number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        let place = usize::try_from(number).ok()?;
        let (start, end) = (*self.starts.get(place)?, *self.starts.get(place + 1)?);
        self.texts.get(start as usize..end as usize)
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
