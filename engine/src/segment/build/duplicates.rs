//! Finds rows of one identity in a list that is sorted by something else.
//!
//! Identities and records are compared by 128-bit hashes (XXH3). Two different ones with one hash are not
//! expected in any list that fits the earth: 140 million records give a chance of 1 in 10^22.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use super::{BuiltSegment, Duplicate, DuplicateKind, RowPosition};
use crate::record::Listing;
use crate::segment::error::WriteError;
use crate::segment::sort::ExternalSorter;

/// Collects identities while rows come.
pub(super) struct DuplicateFinder {
    identities: ExternalSorter,
    /// Where the identity of a row is put together.
    identity: Vec<u8>,
    rows: u64,
}

/// The rows to leave out, by their number in order of arrival.
pub(super) struct LeftOut {
    bits: Vec<u64>,
}

impl LeftOut {
    pub(super) fn contains(&self, row: u64) -> bool {
        let word = usize::try_from(row / 64).ok().and_then(|word| self.bits.get(word));
        word.is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    fn insert(&mut self, row: u64) {
        if let Some(word) = usize::try_from(row / 64).ok().and_then(|word| self.bits.get_mut(word)) {
            *word |= 1 << (row % 64);
        }
    }
}

impl DuplicateFinder {
    pub(super) fn new(folder: &Path, memory: usize) -> Self {
        Self { identities: ExternalSorter::new(folder, memory), identity: Vec::new(), rows: 0 }
    }

    /// Adds a row; returns its number.
    pub(super) fn push(
        &mut self,
        listing: &Listing,
        content: &[u8],
        position: RowPosition,
    ) -> Result<u64, WriteError> {
        let row = self.rows;
        self.rows += 1;
        let mut value = [0; 34];
        value[..8].copy_from_slice(&row.to_le_bytes());
        value[8..16].copy_from_slice(&position.line.to_le_bytes());
        value[16..18].copy_from_slice(&position.file.to_le_bytes());
        value[18..].copy_from_slice(&xxh3_128(content).to_le_bytes());
        self.identities.push(&identity_hash(listing, &mut self.identity), &value)?;
        Ok(row)
    }

    /// Tells every row whose identity came before, and returns which rows to leave out.
    pub(super) fn finish(
        self,
        built: &mut BuiltSegment,
        on_duplicate: &mut dyn FnMut(Duplicate),
    ) -> Result<LeftOut, WriteError> {
        let words = usize::try_from(self.rows.div_ceil(64)).unwrap_or(usize::MAX);
        let mut left_out = LeftOut { bits: vec![0; words] };
        let mut first: Option<(Vec<u8>, RowPosition, [u8; 16])> = None;
        let mut sorted = self.identities.finish()?;
        // Equal identities keep the order of their rows, so the first row comes first.
        while let Some((identity, value)) = sorted.next_entry()? {
            let Some((row, position, content)) = read_value(value) else { continue };
            match &first {
                Some((known, first_position, first_content)) if known == identity => {
                    let kind = if *first_content == content {
                        DuplicateKind::Repeated
                    } else {
                        DuplicateKind::Conflicting
                    };
                    left_out.insert(row);
                    built.count(kind);
                    on_duplicate(Duplicate { position, first: *first_position, kind });
                }
                _ => first = Some((identity.to_vec(), position, content)),
            }
        }
        Ok(left_out)
    }
}

/// The hash of owner and record id, put together in `identity`.
fn identity_hash(listing: &Listing, identity: &mut Vec<u8>) -> [u8; 16] {
    identity.clear();
    identity.extend_from_slice(listing.owner.as_bytes());
    identity.push(0);
    identity.extend_from_slice(listing.record_id.as_bytes());
    xxh3_128(identity).to_be_bytes()
}

fn read_value(value: &[u8]) -> Option<(u64, RowPosition, [u8; 16])> {
    let (row, rest) = value.split_first_chunk::<8>()?;
    let (line, rest) = rest.split_first_chunk::<8>()?;
    let (file, content) = rest.split_first_chunk::<2>()?;
    let position = RowPosition { file: u16::from_le_bytes(*file), line: u64::from_le_bytes(*line) };
    Some((u64::from_le_bytes(*row), position, content.try_into().ok()?))
}
