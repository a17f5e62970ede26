//! Memory maps of segments: the only unsafe code of the workspace.
//!
//! A map must never be of a file that anyone changes or cuts while it is mapped: reading past the new end kills
//! the process with SIGBUS. Segments are immutable once they have their name, the store's folder belongs to the
//! loader alone (docs/threats.md), and a pruned file stays mapped until its last reader leaves.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use memmap2::Mmap;

/// A whole file, mapped for reading and shared.
#[derive(Clone)]
pub struct SegmentMap(Arc<Mmap>);

impl SegmentMap {
    /// Maps a file.
    ///
    /// # Errors
    /// What the system says when it refuses to open or map the file.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        // SAFETY: the file is a segment: it was renamed to the hash of its content after its last write and is
        // never written or cut again, only unlinked. Nothing but the loader may write to the store's folder.
        let map = unsafe { Mmap::map(&file)? };
        Ok(Self(Arc::new(map)))
    }
}

impl Deref for SegmentMap {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

/// A part of a mapped file that keeps the map alive.
#[derive(Clone)]
pub struct MappedBytes {
    map: SegmentMap,
    start: usize,
    end: usize,
}

impl MappedBytes {
    /// Bytes `start..end` of the map, or `None` if it is shorter.
    #[must_use]
    pub fn new(map: &SegmentMap, start: usize, end: usize) -> Option<Self> {
        map.get(start..end)?;
        Some(Self { map: map.clone(), start, end })
    }

    /// Bytes `start..end` of this part, or `None` if it is shorter.
    #[must_use]
    pub fn part(&self, start: usize, end: usize) -> Option<Self> {
        self.get(start..end)?;
        Self::new(&self.map, self.start + start, self.start + end)
    }
}

impl Deref for MappedBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.map[self.start..self.end]
    }
}

impl AsRef<[u8]> for MappedBytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}
