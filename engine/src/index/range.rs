//! Which ranges of blanks cover a number.
//!
//! Ranges stand in groups by the shape of their folded numbers, each group in rising order of the first number, as their
//! rows do. In front stands a gate that nearly every question ends at. What is found is what the folded numbers cover;
//! whether it covers the number as written is told by the record.

use std::ops::Range;

use zerocopy::FromBytes;

use super::range_gate::{gate_bit, is_open, lets_pass};
use super::range_levels::{RangeLevels, Walk};
use crate::segment::error::SegmentError;
use crate::segment::layout::{
    RANGE_GATE_BITS_LEAST, RANGE_GATE_BITS_MOST, RANGE_NUMBER_BYTES, RangeGroup, SectionKind,
};
use crate::segment::map::MappedBytes;

/// The ranges of a segment, opened.
pub struct RangeIndex {
    groups: MappedBytes,
    ends: MappedBytes,
    gate: MappedBytes,
    gate_bits: u64,
    /// The row of the first range.
    first_row: u64,
}

impl RangeIndex {
    /// Opens the three sections, whose checksums agree. `rows` are those of the ranges.
    ///
    /// # Errors
    /// [`SegmentError`] if they do not fit one another, or a range stands where no question would find it.
    pub fn open(
        groups: MappedBytes,
        ends: MappedBytes,
        gate: MappedBytes,
        rows: Range<u64>,
    ) -> Result<Self, SegmentError> {
        let gate_bits = gate.len() as u64 * 8;
        if !gate_bits.is_power_of_two()
            || !(RANGE_GATE_BITS_LEAST..=RANGE_GATE_BITS_MOST).contains(&gate_bits)
        {
            let expected =
                format!("a power of two of {RANGE_GATE_BITS_LEAST} to {RANGE_GATE_BITS_MOST} bits");
            return Err(SegmentError::in_section(SectionKind::RangeGate, expected, gate_bits));
        }
        <[RangeGroup]>::ref_from_bytes(&groups)
            .map_err(|_| SegmentError::in_section(SectionKind::RangeGroups, "whole entries", groups.len()))?;
        let index = Self { groups, ends, gate, gate_bits, first_row: rows.start };
        index.check_groups(rows.end - rows.start)?;
        let is_sound = |group: &RangeGroup| {
            index.levels(group).is_some_and(|levels| levels.are_sound() && ranges_are_of(group, levels))
        };
        if !index.groups().iter().all(is_sound) {
            let expected = "ranges in rising order and pairs that tell what is below";
            return Err(SegmentError::in_section(SectionKind::RangeEnds, expected, "others"));
        }
        let ranges = index.groups().iter().map(|group| index.ranges_of(group));
        if !lets_pass(&index.gate, ranges) {
            return Err(SegmentError::in_section(SectionKind::RangeGate, "open to every range", "shut"));
        }
        Ok(index)
    }

    /// The groups stand in their order, one behind the other, and have all ranges and all pairs.
    fn check_groups(&self, rows: u64) -> Result<(), SegmentError> {
        let groups = self.groups();
        let damaged = |expected: &str, found: &str| {
            Err(SegmentError::in_section(SectionKind::RangeGroups, expected, found))
        };
        if !groups.is_sorted_by(|a, b| shape_of(a) < shape_of(b)) {
            return damaged("rising order", "another");
        }
        let (mut ranges, mut bytes) = (0, 0);
        for group in groups {
            let length = usize::from(group.length);
            let follows = u64::from(group.ranges_before.get()) == ranges
                && group.start.get() == bytes
                && group.reserved == [0; 3];
            let levels = self.levels(group).filter(|_| follows && (1..=RANGE_NUMBER_BYTES).contains(&length));
            let Some(levels) = levels else { return damaged("groups one behind the other", "others") };
            ranges += u64::from(group.ranges.get());
            bytes += levels.bytes() as u64;
        }
        if (ranges, bytes) == (rows, self.ends.len() as u64) {
            Ok(())
        } else {
            damaged("all ranges", "another number")
        }
    }

    /// Number of ranges.
    #[must_use]
    pub fn ranges(&self) -> u64 {
        self.groups().iter().map(|group| u64::from(group.ranges.get())).sum()
    }

    /// The rows of the ranges that cover a folded number, in their order. Takes some dozens of steps, and as many again
    /// at most for each row that is taken. Does not allocate.
    #[must_use]
    pub fn covering<'i>(&'i self, key: &'i [u8]) -> Covering<'i> {
        if !self.gate_is_open(key) {
            return Covering { walk: None, first_row: 0 };
        }
        let group = self.group_of(key);
        let walk = group.and_then(|group| Some(self.levels(group)?.covering(key)));
        let before = group.map_or(0, |group| u64::from(group.ranges_before.get()));
        Covering { walk, first_row: self.first_row + before }
    }

    /// How many ranges cover a folded number; the count ends at `most`.
    #[must_use]
    pub fn count_covering(&self, key: &[u8], most: usize) -> usize {
        // Nearly every question ends here, and makes no walk.
        if self.gate_is_open(key) { self.covering(key).take(most).count() } else { 0 }
    }

    /// True if a question about a folded number that the range of a row covers comes to that row, whatever other ranges
    /// cover it and however many.
    #[must_use]
    pub fn leads_to(&self, key: &[u8], row: u64) -> bool {
        let range = |group: &RangeGroup| {
            let before = self.first_row + u64::from(group.ranges_before.get());
            usize::try_from(row.checked_sub(before)?).ok()
        };
        self.gate_is_open(key)
            && self.group_of(key).is_some_and(|group| {
                self.levels(group).zip(range(group)).is_some_and(|(levels, range)| levels.lead_to(key, range))
            })
    }

    /// First and last number, folded, of the range of a row.
    #[must_use]
    pub fn ends_of(&self, row: u64) -> Option<(&[u8], &[u8])> {
        let range = row.checked_sub(self.first_row)?;
        let behind = self.groups().partition_point(|group| u64::from(group.ranges_before.get()) <= range);
        let group = self.groups().get(behind.checked_sub(1)?)?;
        let at = usize::try_from(range - u64::from(group.ranges_before.get())).ok()?;
        self.levels(group)?.range(at)
    }

    fn gate_is_open(&self, key: &[u8]) -> bool {
        is_open(&self.gate, gate_bit(key, self.gate_bits))
    }

    /// The group of the ranges that have numbers of a key's shape.
    fn group_of(&self, key: &[u8]) -> Option<&RangeGroup> {
        if key.len() > RANGE_NUMBER_BYTES {
            return None;
        }
        let shape = (u8::try_from(key.len()).ok()?, letters_of(key));
        let groups = self.groups();
        groups.binary_search_by_key(&shape, shape_of).ok().and_then(|at| groups.get(at))
    }

    fn groups(&self) -> &[RangeGroup] {
        <[RangeGroup]>::ref_from_bytes(&self.groups).unwrap_or_default()
    }

    fn levels(&self, group: &RangeGroup) -> Option<RangeLevels<'_>> {
        let bytes = self.ends.get(usize::try_from(group.start.get()).ok()?..)?;
        RangeLevels::new(bytes, usize::from(group.length), group.ranges.get())
    }

    fn ranges_of(&self, group: &RangeGroup) -> impl Iterator<Item = (&[u8], &[u8])> {
        let levels = self.levels(group);
        let ranges = 0..group.ranges.get() as usize;
        ranges.filter_map(move |at| levels?.range(at))
    }
}

/// The rows of the ranges that cover a number.
#[derive(Clone)]
pub struct Covering<'i> {
    walk: Option<Walk<'i>>,
    /// The row of the first range of the group.
    first_row: u64,
}

impl Iterator for Covering<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let range = self.walk.as_mut()?.next()?;
        Some(self.first_row + range as u64)
    }
}

fn shape_of(group: &RangeGroup) -> (u8, u32) {
    (group.length, group.letters.get())
}

/// One bit for each byte of a folded number, the first lowest: set if it is no digit. A range has
/// [`RANGE_NUMBER_BYTES`] at most, and what a longer number has behind them is left out.
pub(crate) fn letters_of(key: &[u8]) -> u32 {
    (0..u32::BITS).zip(key).fold(0, |letters, (at, byte)| letters | u32::from(!byte.is_ascii_digit()) << at)
}

const _: () =
    assert!(RANGE_NUMBER_BYTES <= u32::BITS as usize, "each byte of a number in a range needs a bit");

/// True if every range of a group is one: of the group's shape, and no letter where its numbers differ or behind.
fn ranges_are_of(group: &RangeGroup, levels: RangeLevels<'_>) -> bool {
    let letters = group.letters.get();
    (0..group.ranges.get() as usize).all(|at| {
        levels.range(at).is_some_and(|(first, last)| {
            let same = first.iter().zip(last).take_while(|(first, last)| first == last).count();
            let behind = u32::try_from(same).ok().and_then(|same| letters.checked_shr(same)).unwrap_or(0);
            first <= last && letters_of(first) == letters && letters_of(last) == letters && behind == 0
        })
    })
}
