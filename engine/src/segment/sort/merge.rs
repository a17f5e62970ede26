//! Merges sorted pieces, in memory and on disk, as they are read. Nothing is copied that stands whole in a buffer.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;

use super::block::{LENGTHS_BYTES, Lengths};
use crate::index::key_head;
use crate::segment::error::WriteError;

/// A sorted piece while it is read, and the entry at which it stands.
pub(super) struct Piece {
    /// The rest of the piece, if it lies on disk.
    file: Option<File>,
    bytes: Vec<u8>,
    /// First byte behind the entry.
    behind: usize,
    key: Range<usize>,
    head: u64,
}

impl Piece {
    pub(super) fn in_memory(bytes: Vec<u8>) -> Self {
        Self { file: None, bytes, behind: 0, key: 0..0, head: 0 }
    }

    /// A piece on disk, read through a buffer of `room` bytes.
    pub(super) fn on_disk(file: File, room: usize) -> Self {
        Self { file: Some(file), bytes: Vec::with_capacity(room), behind: 0, key: 0..0, head: 0 }
    }

    /// Goes to the next entry; false at the end, where the memory is given back.
    fn advance(&mut self) -> io::Result<bool> {
        let mut needed = LENGTHS_BYTES;
        loop {
            let rest = self.bytes.get(self.behind..).unwrap_or_default();
            if let Some(lengths) = Lengths::read(rest) {
                if lengths.entry() <= rest.len() {
                    let key = self.behind + LENGTHS_BYTES;
                    self.key = key..key + lengths.key;
                    self.behind += lengths.entry();
                    self.head = key_head(&self.bytes[self.key.clone()]);
                    return Ok(true);
                }
                needed = lengths.entry();
            }
            let is_begun = !rest.is_empty();
            if !self.fill(needed)? {
                self.bytes = Vec::new();
                self.file = None;
                return if is_begun { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(false) };
            }
        }
    }

    /// Reads on until `needed` bytes stand behind the entry; false if there are not as many.
    fn fill(&mut self, needed: usize) -> io::Result<bool> {
        let Some(file) = &mut self.file else { return Ok(false) };
        self.bytes.drain(..self.behind);
        self.behind = 0;
        let room = self.bytes.capacity().max(needed);
        let start = self.bytes.len();
        file.take((room - start) as u64).read_to_end(&mut self.bytes)?;
        Ok(self.bytes.len() >= needed)
    }

    fn key(&self) -> &[u8] {
        &self.bytes[self.key.clone()]
    }

    fn value(&self) -> &[u8] {
        &self.bytes[self.key.end..self.behind]
    }
}

/// A key and its value, borrowed until the next one is read.
pub type KeyAndValue<'e> = (&'e [u8], &'e [u8]);

/// Entries in rising order of their keys.
pub struct SortedEntries {
    /// In the order in which they were pushed: among equal keys the earlier piece comes first.
    pieces: Vec<Piece>,
    /// A heap of those that are not at their end; the least entry on top.
    heap: Vec<usize>,
    is_started: bool,
}

impl SortedEntries {
    pub(super) fn start(mut pieces: Vec<Piece>) -> Result<Self, WriteError> {
        let mut heap = Vec::with_capacity(pieces.len());
        for (at, piece) in pieces.iter_mut().enumerate() {
            if piece.advance().map_err(WriteError::io("reading a working file"))? {
                heap.push(at);
            }
        }
        let mut sorted = Self { pieces, heap, is_started: false };
        for place in (0..sorted.heap.len() / 2).rev() {
            sorted.sink(place);
        }
        Ok(sorted)
    }

    /// The next key and value, or `None` at the end.
    ///
    /// # Errors
    /// What the system says when a working file cannot be read.
    pub fn next_entry(&mut self) -> Result<Option<KeyAndValue<'_>>, WriteError> {
        if self.is_started
            && let Some(&spent) = self.heap.first()
        {
            let piece = &mut self.pieces[spent];
            if !piece.advance().map_err(WriteError::io("reading a working file"))? {
                self.heap.swap_remove(0);
            }
            self.sink(0);
        }
        self.is_started = true;
        Ok(self.heap.first().map(|&least| {
            let piece = &self.pieces[least];
            (piece.key(), piece.value())
        }))
    }

    fn sink(&mut self, mut place: usize) {
        loop {
            let left = 2 * place + 1;
            let Some(&first) = self.heap.get(left) else { return };
            let (mut child, mut least) = (left, first);
            if let Some(&second) = self.heap.get(left + 1)
                && self.is_before(second, first)
            {
                (child, least) = (left + 1, second);
            }
            if !self.is_before(least, self.heap[place]) {
                return;
            }
            self.heap.swap(place, child);
            place = child;
        }
    }

    fn is_before(&self, a: usize, b: usize) -> bool {
        let (left, right) = (&self.pieces[a], &self.pieces[b]);
        let order = left.head.cmp(&right.head).then_with(|| left.key().cmp(right.key())).then(a.cmp(&b));
        order.is_lt()
    }
}
