//! Parts that differ from one asked by one edit or two: a sign wrong, lost, too much, or two neighbours swapped.
//!
//! All that share a key of [`super::lost_letters`] are compared; there are no others. Each key and each part that it leads
//! to is a step; the search ends early, and says so, when the steps are spent.

use std::cell::Cell;
use std::hint::black_box;
use std::ops::Range;

use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, IntoBytes};

use super::PartIndex;
use super::distance::Pattern;
use super::lost_letters::{HASH_BITS, Keys, edits_forgiven};
use crate::segment::error::SegmentError;
use crate::segment::layout::{PartEditsHead, SectionKind};
use crate::segment::map::MappedBytes;

/// A part met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Which.
    pub ordinal: u32,
    /// How many edits part it from the one asked.
    pub edits: u8,
    /// True if the edit is a swap of two neighbours.
    pub is_swap: bool,
}

/// The steps that a question has left are spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepsSpent;

/// Most bits of a hash that choose a bucket: the rest tells apart those that share one.
pub(super) const BUCKET_BITS_MOST: u32 = 28;

/// Where a hash is kept, and what is kept of it beside a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    bucket_bits: u32,
    ordinal_bits: u32,
}

impl Places {
    /// For so many keys of so many parts: some four keys to a bucket.
    pub(super) fn for_keys(keys: u32, parts: u32) -> Self {
        let bits = |number: u32| u32::BITS - number.leading_zeros();
        Self { bucket_bits: bits(keys / 4).min(BUCKET_BITS_MOST), ordinal_bits: bits(parts) }
    }

    pub(super) fn head(self) -> PartEditsHead {
        PartEditsHead { bucket_bits: self.bucket_bits.into(), ordinal_bits: self.ordinal_bits.into() }
    }

    pub(super) const fn buckets(self) -> usize {
        1 << self.bucket_bits
    }

    /// The bucket of a hash.
    pub(super) fn bucket(self, hash: u64) -> usize {
        usize::try_from(hash >> (HASH_BITS - self.bucket_bits)).unwrap_or(usize::MAX)
    }

    /// A part beside what tells its hash from others of the bucket.
    pub(super) fn kept(self, hash: u64, ordinal: u32) -> u32 {
        // No hash bit that chooses the bucket is among those kept.
        let told = u32::try_from(hash & ((1 << (HASH_BITS - BUCKET_BITS_MOST)) - 1)).unwrap_or(0);
        told.checked_shl(self.ordinal_bits).unwrap_or(0) | ordinal
    }

    fn ordinal(self, kept: u32) -> u32 {
        kept & self.ordinal_mask()
    }

    fn ordinal_mask(self) -> u32 {
        1_u32.checked_shl(self.ordinal_bits).map_or(u32::MAX, |above| above - 1)
    }
}

/// The section of keys, opened.
pub(super) struct PartEdits {
    bytes: MappedBytes,
    places: Places,
    /// Bytes of the section before the starts of the buckets.
    starts_at: usize,
}

impl PartEdits {
    /// Opens the section, whose checksum agrees.
    pub(super) fn open(bytes: MappedBytes) -> Result<Self, SegmentError> {
        let broken = |found: usize| {
            SegmentError::in_section(SectionKind::PartEdits, "a head, keys and the starts of buckets", found)
        };
        let length = bytes.len();
        let head = PartEditsHead::ref_from_prefix(&bytes).map_err(|_| broken(length))?.0;
        let places = Places { bucket_bits: head.bucket_bits.get(), ordinal_bits: head.ordinal_bits.get() };
        if places.bucket_bits > BUCKET_BITS_MOST || places.ordinal_bits > u32::BITS {
            return Err(broken(length));
        }
        let starts = (places.buckets() + 1) * size_of::<U32>();
        let starts_at = length.checked_sub(starts).filter(|at| *at >= size_of::<PartEditsHead>());
        let starts_at = starts_at.ok_or_else(|| broken(length))?;
        let opened = Self { bytes, places, starts_at };
        let last = opened.starts().last().map(|last| last.get() as usize);
        if (starts_at - size_of::<PartEditsHead>()).is_multiple_of(size_of::<U32>())
            && last == Some(opened.kept().len())
        {
            Ok(opened)
        } else {
            Err(broken(length))
        }
    }

    pub(super) const fn places(&self) -> Places {
        self.places
    }

    /// What is kept of each key, bucket by bucket.
    pub(super) fn kept(&self) -> &[U32] {
        let bytes = self.bytes.get(size_of::<PartEditsHead>()..self.starts_at);
        bytes.and_then(|bytes| <[U32]>::ref_from_bytes(bytes).ok()).unwrap_or_default()
    }

    fn starts(&self) -> &[U32] {
        let bytes = self.bytes.get(self.starts_at..);
        bytes.and_then(|bytes| <[U32]>::ref_from_bytes(bytes).ok()).unwrap_or_default()
    }

    /// Where the bucket of a hash begins and ends among all that is kept.
    pub(super) fn bucket(&self, hash: u64) -> Range<usize> {
        let bucket = self.places.bucket(hash);
        match self.starts().get(bucket..) {
            Some([start, end, ..]) => start.get() as usize..end.get() as usize,
            _ => 0..0,
        }
    }
}

impl PartIndex {
    /// Visits the parts that the edits forgiven in a text in A to Z lead to, each once: one edit, or two in long ones.
    ///
    /// # Errors
    /// [`StepsSpent`] if not all could be visited.
    pub fn edited(
        &self,
        text: &str,
        steps: &Cell<usize>,
        mut visit: impl FnMut(Edited),
    ) -> Result<(), StepsSpent> {
        let most = edits_forgiven(text.len());
        let Some(asked) = Pattern::new(text.as_bytes()).filter(|_| most > 0) else { return Ok(()) };
        let mut met = self.sharing_a_key(text, steps)?;
        met.sort_unstable();
        met.dedup();
        let listed: Vec<(u32, &[u8])> =
            met.into_iter().map(|ordinal| (ordinal, self.text(ordinal))).collect();
        ask_for_all(listed.iter().filter_map(|(_, text)| text.first()));
        for (ordinal, text) in listed {
            if let Some(edits) = asked.edits(text, most).filter(|edits| *edits > 0) {
                visit(Edited { ordinal, edits, is_swap: edits == 1 && asked.is_swap(text) });
            }
        }
        Ok(())
    }

    /// The parts that share a key with a text; some of them more than once, and a few that do not.
    fn sharing_a_key(&self, text: &str, steps: &Cell<usize>) -> Result<Vec<u32>, StepsSpent> {
        let (keys, places, kept) = (Keys::of_asked(text.as_bytes()), self.edits.places(), self.edits.kept());
        let buckets: Vec<(u32, &[U32])> = keys
            .hashes()
            .iter()
            .map(|hash| (places.kept(*hash, 0), kept.get(self.edits.bucket(*hash)).unwrap_or_default()))
            .collect();
        ask_for_all(buckets.iter().filter_map(|(_, bucket)| bucket.first()).flat_map(IntoBytes::as_bytes));
        let mut met = Vec::new();
        for (told, bucket) in buckets {
            let left = steps.get().checked_sub(1 + bucket.len()).ok_or(StepsSpent)?;
            steps.set(left);
            let ordinals = bucket.iter().map(|kept| (kept.get(), places.ordinal(kept.get())));
            met.extend(ordinals.filter(|(kept, ordinal)| kept ^ ordinal == told).map(|(_, ordinal)| ordinal));
        }
        Ok(met)
    }
}

/// Reads bytes that lie far apart and lets them go: the processor waits for many of them at once, where it would wait for
/// one after the other if each was worked on as it comes.
fn ask_for_all<'b>(bytes: impl Iterator<Item = &'b u8>) {
    black_box(bytes.fold(0, |all, byte| all ^ byte));
}
