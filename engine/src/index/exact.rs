//! Exact look-ups: filter, then FST.

use std::cell::Cell;
use std::ops::ControlFlow;

use fst::raw::Fst;
use fst::{IntoStreamer, Streamer};
use xorf::{BinaryFuse8Ref, Filter, FilterRef};
use zerocopy::FromBytes;

use super::pattern_walk::walk;
use super::{filter_shard, key_hash, key_head};
use crate::segment::error::SegmentError;
use crate::segment::layout::{FilterShard, FstShard, IndexHead, SectionKind};
use crate::segment::map::MappedBytes;
use crate::vehicle::Pattern;

/// One index of a segment, opened.
pub struct ExactIndex {
    section: SectionKind,
    keys: u64,
    filter_count: u32,
    filters: Vec<FilterParts>,
    fsts: Vec<Shard>,
    /// The heads of the FSTs' first keys, in one piece: nearly every question finds its FST by these alone.
    heads: Vec<u64>,
}

struct Shard {
    first_key: Box<[u8]>,
    keys: u64,
    fst: Fst<MappedBytes>,
}

impl ExactIndex {
    /// Opens an index section whose checksum agrees.
    ///
    /// # Errors
    /// [`SegmentError`] if a directory does not fit its bytes: xorf and fst trust what they are given.
    pub fn open(section: SectionKind, bytes: &MappedBytes) -> Result<Self, SegmentError> {
        let damaged = |expected: &str| SegmentError::in_section(section, expected, "something else");
        let (head, rest) =
            IndexHead::ref_from_prefix(bytes).map_err(|_| damaged("an index head of 16 bytes"))?;
        let (filter_count, fst_count) = (head.filters.get(), head.fsts.get());
        if !filter_count.is_power_of_two() {
            return Err(damaged("a power of two of filters"));
        }
        let (filter_directory, rest) =
            <[FilterShard]>::ref_from_prefix_with_elems(rest, filter_count as usize)
                .map_err(|_| damaged("the directory of filters"))?;
        let (fst_directory, mut rest) = <[FstShard]>::ref_from_prefix_with_elems(rest, fst_count as usize)
            .map_err(|_| damaged("the directory of FSTs"))?;
        let mut first_keys: Vec<Box<[u8]>> = Vec::with_capacity(fst_directory.len());
        for _ in fst_directory {
            let (first_key, after) =
                read_first_key(rest).ok_or_else(|| damaged("the first key of an FST"))?;
            first_keys.push(first_key.into());
            rest = after;
        }
        let mut parts = Parts { bytes, position: bytes.len() - rest.len() };
        let filters = open_filters(filter_directory, &mut parts).map_err(damaged)?;
        let fsts = open_fsts(section, fst_directory, first_keys, &mut parts)?;
        if parts.position != bytes.len() {
            return Err(damaged("no bytes behind the last FST"));
        }
        let keys = fsts.iter().map(|shard| shard.keys).sum();
        if head.keys.get() != keys {
            return Err(damaged("as many keys as the head says"));
        }
        let heads = fsts.iter().map(|shard| key_head(&shard.first_key)).collect();
        Ok(Self { section, keys, filter_count, filters, fsts, heads })
    }

    /// Number of distinct keys.
    #[must_use]
    pub const fn keys(&self) -> u64 {
        self.keys
    }

    /// False only if the key is surely absent.
    #[must_use]
    pub fn may_contain(&self, key: &[u8]) -> bool {
        let hash = key_hash(key);
        let (descriptor, fingerprints) = &self.filters[filter_shard(hash, self.filter_count)];
        BinaryFuse8Ref::from_dma(descriptor, fingerprints).contains(&hash)
    }

    /// The key's value, or `None` if it is absent.
    #[must_use]
    pub fn get(&self, key: &[u8]) -> Option<u64> {
        if self.may_contain(key) { self.get_unfiltered(key) } else { None }
    }

    /// The key's value as the FST knows it, without asking the filter.
    #[must_use]
    pub fn get_unfiltered(&self, key: &[u8]) -> Option<u64> {
        self.shard_of(key)?.fst.get(key).map(fst::raw::Output::value)
    }

    /// The FST that has the key if any has.
    fn shard_of(&self, key: &[u8]) -> Option<&Shard> {
        let head = key_head(key);
        let before = self.heads.partition_point(|&first| first < head);
        let alike = self.heads[before..].partition_point(|&first| first == head);
        let alike =
            self.fsts[before..before + alike].partition_point(|shard| shard.first_key.as_ref() <= key);
        self.fsts.get((before + alike).checked_sub(1)?)
    }

    /// Visits every key in rising order until `visit` breaks.
    pub fn for_each<B>(&self, mut visit: impl FnMut(&[u8], u64) -> ControlFlow<B>) -> ControlFlow<B> {
        for shard in &self.fsts {
            let mut stream = shard.fst.stream();
            while let Some((key, value)) = stream.next() {
                visit(key, value.value())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// True if more than `most` keys begin with these bytes.
    #[must_use]
    pub fn has_more_than(&self, most: usize, beginning: &[u8]) -> bool {
        let mut found = 0;
        for shard in &self.fsts {
            let mut stream = shard.fst.range().ge(beginning).into_stream();
            while let Some((key, _)) = stream.next()
                && key.starts_with(beginning)
            {
                found += 1;
                if found > most {
                    return true;
                }
            }
        }
        false
    }

    /// Visits the value of every key that fits a pattern, in rising order of the keys, until `visit` breaks or the steps
    /// are spent.
    pub fn walk(
        &self,
        pattern: &Pattern,
        steps: &Cell<usize>,
        mut visit: impl FnMut(u64) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        for shard in &self.fsts {
            walk(&shard.fst, pattern, steps, &mut visit)?;
        }
        ControlFlow::Continue(())
    }

    /// Reads every key and asks for it as a question would.
    ///
    /// # Errors
    /// [`SegmentError`] if the FST's own checksum, the order of keys or the filter disagrees.
    pub fn verify_deep(&self) -> Result<(), SegmentError> {
        for shard in &self.fsts {
            shard
                .fst
                .verify()
                .map_err(|error| SegmentError::in_section(self.section, "a whole FST", error.to_string()))?;
        }
        let mut before: Vec<u8> = Vec::new();
        let broken = self.for_each(|key, value| {
            let in_order = before.is_empty() || before.as_slice() < key;
            before.clear();
            before.extend_from_slice(key);
            if in_order && self.get(key) == Some(value) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        match broken {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => {
                Err(SegmentError::in_section(self.section, "every key found", "one that is not"))
            }
        }
    }
}

/// What stands behind the directories, taken piece by piece.
struct Parts<'s> {
    bytes: &'s MappedBytes,
    position: usize,
}

impl Parts<'_> {
    /// The next bytes; `None` if there are not as many.
    fn take(&mut self, length: u64) -> Option<MappedBytes> {
        let end = usize::try_from(length).ok().and_then(|length| self.position.checked_add(length))?;
        let part = self.bytes.part(self.position, end)?;
        self.position = end;
        Some(part)
    }
}

/// A filter's descriptor and its fingerprints.
type FilterParts = ([u8; 20], MappedBytes);

/// The filters, or what was expected in place of what is there.
fn open_filters(directory: &[FilterShard], parts: &mut Parts<'_>) -> Result<Vec<FilterParts>, &'static str> {
    let open = |shard: &FilterShard| {
        let fingerprints = parts.take(shard.length.get()).ok_or("all fingerprints")?;
        if !descriptor_fits(&shard.descriptor, fingerprints.len()) {
            return Err("a filter descriptor that fits its fingerprints");
        }
        Ok((shard.descriptor, fingerprints))
    };
    directory.iter().map(open).collect()
}

fn open_fsts(
    section: SectionKind,
    directory: &[FstShard],
    first_keys: Vec<Box<[u8]>>,
    parts: &mut Parts<'_>,
) -> Result<Vec<Shard>, SegmentError> {
    let damaged = |expected: &str| SegmentError::in_section(section, expected, "something else");
    let mut fsts: Vec<Shard> = Vec::with_capacity(directory.len());
    for (shard, first_key) in directory.iter().zip(first_keys) {
        let part = parts.take(shard.length.get()).ok_or_else(|| damaged("all FST bytes"))?;
        let fst =
            Fst::new(part).map_err(|error| SegmentError::in_section(section, "an FST", error.to_string()))?;
        if fst.len() as u64 != shard.keys.get() {
            return Err(damaged("as many keys as the directory says"));
        }
        if fst.stream().next().is_none_or(|(key, _)| key != first_key.as_ref()) {
            return Err(damaged("an FST that starts with its first key"));
        }
        if fsts.last().is_some_and(|before| before.first_key >= first_key) {
            return Err(damaged("FSTs in rising order"));
        }
        fsts.push(Shard { first_key, keys: shard.keys.get(), fst });
    }
    Ok(fsts)
}

fn read_first_key(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))
}

/// xorf computes positions from the descriptor alone and panics where they lie outside the fingerprints.
fn descriptor_fits(descriptor: &[u8; 20], fingerprints: usize) -> bool {
    let field = |at: usize| {
        let bytes: [u8; 4] = descriptor[at..at + 4].try_into().unwrap_or_default();
        u64::from(u32::from_le_bytes(bytes))
    };
    let (segment_length, mask, segment_count_length) = (field(8), field(12), field(16));
    segment_length.is_power_of_two()
        && mask == segment_length - 1
        && segment_count_length + 2 * segment_length == fingerprints as u64
}
