//! A segment that is being written: it has no name until its last byte is hashed and durable.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use sha2::{Digest, Sha256};

use super::disk::Disk;
use super::error::StoreError;
use super::manifest::SegmentRef;
use super::sha256::Sha256Name;
use super::writer::Writer;
use crate::limits;

/// Takes a segment's bytes in order. Dropped without [`SegmentFile::finish`], it leaves nothing.
pub struct SegmentFile<'w, D: Disk> {
    writer: &'w Writer<D>,
    path: PathBuf,
    file: D::File,
    buffer: Vec<u8>,
    hash: Sha256,
    /// The last bytes given to the disk, at most `limits::SEGMENT_ENDING_BYTES`.
    ending: Vec<u8>,
    /// Bytes given to the disk; the buffer's come on top.
    bytes: u64,
    named: bool,
}

impl<'w, D: Disk> SegmentFile<'w, D> {
    pub(super) fn create(writer: &'w Writer<D>, path: PathBuf) -> Result<Self, StoreError> {
        let file = writer.disk.create(&path).map_err(StoreError::io("create", &path))?;
        Ok(Self {
            writer,
            path,
            file,
            buffer: Vec::with_capacity(limits::SEGMENT_BUFFER_BYTES),
            hash: Sha256::new(),
            ending: Vec::with_capacity(2 * limits::SEGMENT_ENDING_BYTES),
            bytes: 0,
            named: false,
        })
    }

    /// Gives the segment its name. `records` is what the manifest will say about it.
    ///
    /// A segment of that name may be there already. It is replaced, not trusted: its bytes should
    /// be equal, and where they are not, this heals it. Readers that mapped it keep what they have.
    ///
    /// # Errors
    /// `Io`; the unfinished file is then removed.
    pub fn finish(mut self, records: u64) -> Result<SegmentRef, StoreError> {
        self.pass_on()?;
        let disk = &self.writer.disk;
        disk.sync_file(&mut self.file).map_err(StoreError::io("sync", &self.path))?;
        let sha256 = Sha256Name(self.hash.clone().finalize().into());
        let path = self.writer.store.segment_path(&sha256);
        // Set first: a rename that fails half-way may still have happened.
        self.writer.has_new_segments.store(true, Ordering::Release);
        disk.rename(&self.path, &path).map_err(StoreError::io("name", &path))?;
        self.named = true;
        let ending = Sha256Name::of(&self.ending);
        Ok(SegmentRef { sha256, ending, bytes: self.bytes, records })
    }

    fn pass_on(&mut self) -> Result<(), StoreError> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let length = u64::try_from(self.buffer.len()).unwrap_or(u64::MAX);
        let bytes = self.bytes.saturating_add(length);
        if bytes > limits::SEGMENT_BYTES {
            return Err(StoreError::OverLimit {
                what: "the segment's bytes",
                found: bytes,
                limit: limits::SEGMENT_BYTES,
                remedy: "build a smaller list",
            });
        }
        self.writer.disk.write(&mut self.file, &self.buffer).map_err(StoreError::write(&self.path, bytes))?;
        self.hash.update(&self.buffer);
        let last = self.buffer.len().saturating_sub(limits::SEGMENT_ENDING_BYTES);
        self.ending.extend_from_slice(&self.buffer[last..]);
        let surplus = self.ending.len().saturating_sub(limits::SEGMENT_ENDING_BYTES);
        self.ending.drain(..surplus);
        self.bytes = bytes;
        self.buffer.clear();
        Ok(())
    }
}

/// Errors carry the [`StoreError`]: see [`StoreError::from_write`].
impl<D: Disk> io::Write for SegmentFile<'_, D> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = limits::SEGMENT_BUFFER_BYTES - self.buffer.len();
        let (now, _) = bytes.split_at(bytes.len().min(room));
        self.buffer.extend_from_slice(now);
        if self.buffer.len() == limits::SEGMENT_BUFFER_BYTES {
            self.pass_on().map_err(io::Error::other)?;
        }
        Ok(now.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on().map_err(io::Error::other)
    }
}

impl<D: Disk> Drop for SegmentFile<'_, D> {
    fn drop(&mut self) {
        if !self.named {
            // A full disk gets its space back at once; if this fails, the next start removes it.
            let _ = self.writer.disk.remove(&self.path);
        }
    }
}
