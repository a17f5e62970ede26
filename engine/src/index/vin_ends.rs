//! Look-ups of chassis numbers by their end: an array of ends in rising order, searched by halves.
//!
//! Six signs of the end stand in the array itself, so that a search reads no record but those it may find.

use std::ops::RangeInclusive;

use zerocopy::FromBytes;

use crate::segment::error::SegmentError;
use crate::segment::layout::{SectionKind, VIN_END_SIGNS, VinEnd};
use crate::segment::map::MappedBytes;

/// Values of one sign: none or another, ten digits, 26 letters.
const BASE: u32 = 37;

const _: () = assert!(BASE.checked_pow(6).is_some() && VIN_END_SIGNS == 6);

/// The ends of chassis numbers, opened.
pub struct VinEnds {
    bytes: MappedBytes,
}

impl VinEnds {
    /// Opens the section whose checksum agrees.
    ///
    /// # Errors
    /// [`SegmentError`] if it does not hold whole entries in rising order whose rows are below `rows`.
    pub fn open(bytes: MappedBytes, rows: u64) -> Result<Self, SegmentError> {
        let damaged =
            |expected: &str| SegmentError::in_section(SectionKind::VinEnds, expected, "something else");
        let entries = <[VinEnd]>::ref_from_bytes(&bytes).map_err(|_| damaged("whole entries of 8 bytes"))?;
        if !entries.is_sorted_by(|a, b| (a.end.get(), a.row.get()) < (b.end.get(), b.row.get())) {
            return Err(damaged("entries in rising order"));
        }
        if entries.iter().any(|entry| u64::from(entry.row.get()) >= rows) {
            return Err(damaged("rows that exist"));
        }
        Ok(Self { bytes })
    }

    /// All entries, in rising order.
    #[must_use]
    pub fn entries(&self) -> &[VinEnd] {
        <[VinEnd]>::ref_from_bytes(&self.bytes).unwrap_or_default()
    }

    /// The entries whose number may end with these folded signs; its last six decide.
    #[must_use]
    pub fn find(&self, end: &[u8]) -> &[VinEnd] {
        let entries = self.entries();
        let range = ends_of(end);
        let from = entries.partition_point(|entry| entry.end.get() < *range.start());
        let behind = entries.partition_point(|entry| entry.end.get() <= *range.end());
        entries.get(from..behind).unwrap_or_default()
    }
}

/// What an entry holds of a folded number.
#[must_use]
pub fn end_of(key: &[u8]) -> u32 {
    *ends_of_exactly(key, VIN_END_SIGNS).start()
}

/// What entries may hold of the numbers that end so.
fn ends_of(end: &[u8]) -> RangeInclusive<u32> {
    ends_of_exactly(end, end.len().min(VIN_END_SIGNS))
}

/// The ends whose last `signs` signs are these; a sign that is not there is none.
fn ends_of_exactly(end: &[u8], signs: usize) -> RangeInclusive<u32> {
    let mut least = 0;
    let mut open = 1;
    for at in 0..VIN_END_SIGNS {
        let sign = end.len().checked_sub(at + 1).and_then(|place| end.get(place)).copied();
        least = least * BASE + if at < signs { sign.map_or(0, value) } else { 0 };
        open *= if at < signs { 1 } else { BASE };
    }
    least..=least + (open - 1)
}

const fn value(sign: u8) -> u32 {
    match sign {
        b'0'..=b'9' => (sign - b'0') as u32 + 1,
        b'A'..=b'Z' => (sign - b'A') as u32 + 11,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{end_of, ends_of};

    #[test]
    fn a_number_lies_among_its_ends_and_no_other_does() {
        let key = b"1M86DM9AXKP042788";
        for signs in 1..=17 {
            let end = &key[17 - signs..];
            assert!(ends_of(end).contains(&end_of(key)), "{signs}");
            let other = [b"X", &end[1..]].concat();
            assert_eq!(ends_of(&other).contains(&end_of(key)), signs > 6, "{signs}");
        }
        assert!(ends_of(b"").contains(&end_of(b"1234")));
        assert!(!ends_of(b"01234").contains(&end_of(b"1234")));
    }
}
