//! Which ranges of blanks cover a number.
//!
//! The ranges were cut into disjoint intervals, kept in rising order of (length, last number): the first one at
//! or after the question is the only one that can hold it. A gate of one bit for each beginning of a number
//! lets almost every question pass without a search.

use zerocopy::FromBytes;
use zerocopy::little_endian::U32;

use crate::segment::error::SegmentError;
use crate::segment::layout::{
    RANGE_GATE_BITS_LEAST, RANGE_GATE_BITS_MOST, RANGE_GATE_SIGNS, RANGE_NUMBER_BYTES, RangeInterval,
    SectionKind,
};
use crate::segment::map::MappedBytes;

/// The ranges of a segment, opened.
pub struct RangeIndex {
    intervals: MappedBytes,
    runs: MappedBytes,
    gate: MappedBytes,
    gate_bits: u64,
}

impl RangeIndex {
    /// Opens the three sections, whose checksums agree.
    ///
    /// # Errors
    /// [`SegmentError`] if they do not fit one another, or name a row past `rows`.
    pub fn open(
        intervals: MappedBytes,
        runs: MappedBytes,
        gate: MappedBytes,
        rows: u64,
    ) -> Result<Self, SegmentError> {
        let gate_bits = gate.len() as u64 * 8;
        if !gate_bits.is_power_of_two()
            || !(RANGE_GATE_BITS_LEAST..=RANGE_GATE_BITS_MOST).contains(&gate_bits)
        {
            let expected =
                format!("a power of two of {RANGE_GATE_BITS_LEAST} to {RANGE_GATE_BITS_MOST} bits");
            return Err(SegmentError::in_section(SectionKind::RangeGate, expected, gate_bits));
        }
        let entries = <[RangeInterval]>::ref_from_bytes(&intervals)
            .map_err(|_| SegmentError::in_section(SectionKind::RangeIntervals, "whole entries", "a part"))?;
        let rows_named = <[U32]>::ref_from_bytes(&runs)
            .map_err(|_| SegmentError::in_section(SectionKind::RangeRuns, "whole entries", "a part"))?;
        if !entries.is_sorted_by(|a, b| order_of(a) < order_of(b)) {
            return Err(SegmentError::in_section(SectionKind::RangeIntervals, "rising order", "another"));
        }
        let fits = |entry: &RangeInterval| {
            usize::from(entry.length) <= RANGE_NUMBER_BYTES
                && u64::from(entry.run_start.get()) + u64::from(entry.run_length.get())
                    <= rows_named.len() as u64
        };
        if !entries.iter().all(fits) {
            return Err(SegmentError::in_section(SectionKind::RangeIntervals, "runs that exist", "others"));
        }
        if !rows_named.iter().all(|row| u64::from(row.get()) < rows) {
            return Err(SegmentError::in_section(SectionKind::RangeRuns, "rows that exist", "others"));
        }
        Ok(Self { intervals, runs, gate, gate_bits })
    }

    /// Number of disjoint intervals.
    #[must_use]
    pub fn intervals(&self) -> usize {
        self.entries().len()
    }

    /// The rows of the ranges that may cover a folded number. Each is to be confirmed on its record.
    #[must_use]
    pub fn find(&self, key: &[u8]) -> &[U32] {
        if key.len() > RANGE_NUMBER_BYTES || !self.gate_is_open(key) {
            return &[];
        }
        self.find_ungated(key)
    }

    /// The same without the gate.
    #[must_use]
    pub fn find_ungated(&self, key: &[u8]) -> &[U32] {
        let entries = self.entries();
        let Ok(length) = u8::try_from(key.len()) else { return &[] };
        let at = entries.partition_point(|entry| {
            (entry.length, &entry.last[..usize::from(entry.length)]) < (length, key)
        });
        let Some(entry) = entries.get(at) else { return &[] };
        if entry.length != length || &entry.first[..key.len()] > key {
            return &[];
        }
        let start = entry.run_start.get() as usize;
        let runs = <[U32]>::ref_from_bytes(&self.runs).unwrap_or_default();
        runs.get(start..start + entry.run_length.get() as usize).unwrap_or_default()
    }

    pub(super) fn gate_is_open(&self, key: &[u8]) -> bool {
        let bit = gate_bit(key, self.gate_bits);
        self.gate.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    }

    fn entries(&self) -> &[RangeInterval] {
        <[RangeInterval]>::ref_from_bytes(&self.intervals).unwrap_or_default()
    }
}

fn order_of(entry: &RangeInterval) -> (u8, &[u8; RANGE_NUMBER_BYTES]) {
    (entry.length, &entry.last)
}

/// The gate's bit for a folded number, among `bits` (a power of two): of its length and first signs.
pub(super) fn gate_bit(key: &[u8], bits: u64) -> usize {
    let mut first = [0; 8];
    // The usual length by itself, so that it is copied without a loop.
    match key.first_chunk::<RANGE_GATE_SIGNS>() {
        Some(signs) => first[..RANGE_GATE_SIGNS].copy_from_slice(signs),
        None => first[..key.len()].copy_from_slice(key),
    }
    let mixed = u64::from_le_bytes(first) | (key.len() as u64) << (8 * RANGE_GATE_SIGNS);
    // The high bits of a product with an odd constant depend on every bit (Knuth, TAOCP 3, section 6.4).
    let bit = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits.trailing_zeros());
    usize::try_from(bit).unwrap_or(0)
}
