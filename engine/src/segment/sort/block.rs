//! Entries in memory: filled in any order, then put in order as one piece of bytes.

use std::io::{self, Write};

use crate::index::key_head;
use crate::segment::error::WriteError;

/// Bytes in front of each entry: the lengths of its key and its value, four each.
pub(super) const LENGTHS_BYTES: usize = 8;

/// Entries in any order.
#[derive(Default)]
pub(super) struct Block {
    /// Entry behind entry, each as in a sorted piece.
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

/// Where one entry lies. `head` decides nearly every comparison without a look at the bytes.
#[derive(Clone, Copy)]
struct Entry {
    head: u64,
    start: u32,
}

impl Block {
    /// A block with room for `bytes`, so that it does not move while it fills.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), entries: Vec::new() }
    }

    /// Bytes in memory.
    pub(super) fn size(&self) -> usize {
        self.bytes.len() + self.entries.len() * size_of::<Entry>()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn push(&mut self, key: &[u8], value: &[u8]) -> Result<(), WriteError> {
        let too_much = |_| WriteError::TooMuch { what: "one record", limit: u64::from(u32::MAX) };
        let start = u32::try_from(self.bytes.len()).map_err(too_much)?;
        for bytes in [key, value] {
            self.bytes.extend_from_slice(&u32::try_from(bytes.len()).map_err(too_much)?.to_le_bytes());
        }
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value);
        self.entries.push(Entry { head: key_head(key), start });
        Ok(())
    }

    fn whole(&self, entry: &Entry) -> (&[u8], Lengths) {
        let bytes = &self.bytes[entry.start as usize..];
        (bytes, Lengths::read(bytes).unwrap_or_default())
    }

    fn key(&self, entry: &Entry) -> &[u8] {
        let (bytes, lengths) = self.whole(entry);
        &bytes[LENGTHS_BYTES..LENGTHS_BYTES + lengths.key]
    }

    /// The entries in rising order of their keys, one behind the other; equal keys keep their order.
    pub(super) fn into_sorted(mut self) -> Vec<u8> {
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_unstable_by(|a, b| {
            a.head.cmp(&b.head).then_with(|| self.key(a).cmp(self.key(b))).then_with(|| a.start.cmp(&b.start))
        });
        let mut sorted = Vec::with_capacity(self.bytes.len());
        for entry in &entries {
            let (bytes, lengths) = self.whole(entry);
            sorted.extend_from_slice(&bytes[..lengths.entry()]);
        }
        sorted
    }
}

/// How long an entry's parts are.
#[derive(Clone, Copy, Default)]
pub(super) struct Lengths {
    pub key: usize,
    pub value: usize,
}

impl Lengths {
    /// Reads the lengths in front of an entry; `None` if they are not all there.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (key, rest) = bytes.split_first_chunk::<4>()?;
        let (value, _) = rest.split_first_chunk::<4>()?;
        Some(Self { key: u32::from_le_bytes(*key) as usize, value: u32::from_le_bytes(*value) as usize })
    }

    /// Bytes of the whole entry.
    pub(super) const fn entry(self) -> usize {
        LENGTHS_BYTES + self.key + self.value
    }
}

/// Appends an entry to a piece on disk.
pub(super) fn write_entry(out: &mut impl Write, key: &[u8], value: &[u8]) -> io::Result<()> {
    for bytes in [key, value] {
        out.write_all(&u32::try_from(bytes.len()).map_err(io::Error::other)?.to_le_bytes())?;
    }
    out.write_all(key)?;
    out.write_all(value)
}
