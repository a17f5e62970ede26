//! Writes the section of keys by which parts meet that an edit or two parts.

use std::io::Write;
use std::path::Path;

use zerocopy::IntoBytes;

use super::edits::Places;
use super::lost_letters::Keys;
use crate::segment::error::WriteError;
use crate::segment::layout::SectionKind;
use crate::segment::sections::SectionWriter;
use crate::segment::sort::ExternalSorter;
use crate::segment::working_file::{rewound, working_file};

/// Bytes of a hash as it is sorted.
const HASH_BYTES: usize = 5;

const TOO_MANY: WriteError =
    WriteError::TooMuch { what: "parts of names with letters left out", limit: u32::MAX as u64 };

/// The keys while parts come.
pub(super) struct EditWriter {
    sorter: ExternalSorter,
    keys: u32,
    parts: u32,
}

impl EditWriter {
    pub(super) fn new(folder: &Path, memory: usize) -> Self {
        Self { sorter: ExternalSorter::new(folder, memory), keys: 0, parts: 0 }
    }

    /// Adds a part.
    pub(super) fn push(&mut self, text: &[u8], ordinal: u32) -> Result<(), WriteError> {
        self.parts = ordinal + 1;
        for hash in Keys::of_listed(text).hashes() {
            self.keys = self.keys.checked_add(1).ok_or(TOO_MANY)?;
            let [_, _, _, hash @ ..] = hash.to_be_bytes();
            self.sorter.push(&[&hash[..], &ordinal.to_be_bytes()].concat(), &[])?;
        }
        Ok(())
    }

    /// Writes the head, what is kept of each key, and where each bucket starts.
    pub(super) fn write<W: Write>(self, folder: &Path, out: &mut SectionWriter<W>) -> Result<(), WriteError> {
        let Self { sorter, keys, parts } = self;
        let places = Places::for_keys(keys, parts);
        let mut sorted = sorter.finish()?;
        let mut starts = working_file(folder)?;
        let mut put_start = |start: u32| {
            starts.write_all(&start.to_le_bytes()).map_err(WriteError::io("writing a working file"))
        };
        out.begin(SectionKind::PartEdits);
        out.write(places.head().as_bytes())?;
        let (mut written, mut started) = (0_u32, 0_usize);
        while let Some((key, _)) = sorted.next_entry()? {
            let Some((hash, ordinal)) = hash_and_ordinal(key) else { continue };
            while started <= places.bucket(hash) {
                put_start(written)?;
                started += 1;
            }
            out.write(&places.kept(hash, ordinal).to_le_bytes())?;
            written += 1;
        }
        while started <= places.buckets() {
            put_start(written)?;
            started += 1;
        }
        out.copy(rewound(starts)?)
    }
}

fn hash_and_ordinal(key: &[u8]) -> Option<(u64, u32)> {
    let (hash, ordinal) = key.split_first_chunk::<HASH_BYTES>()?;
    let [a, b, c, d, e] = *hash;
    Some((u64::from_be_bytes([0, 0, 0, a, b, c, d, e]), u32::from_be_bytes(*ordinal.first_chunk()?)))
}
