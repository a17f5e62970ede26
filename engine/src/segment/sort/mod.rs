//! Sorting more entries than fit in memory: small blocks are sorted beside the caller, kept as sorted pieces, and
//! merged to disk where they become too many; the rest is merged as it is read.
//!
//! An entry is a key and a value, both bytes. Entries with equal keys keep the order in which they were pushed,
//! so that the same input gives the same segment whatever the memory and the threads. Working files have no name and
//! vanish with the process.

mod block;
mod merge;

use std::collections::VecDeque;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use super::error::WriteError;
use super::working_file::{bare_working_file, rewound};
use block::{Block, write_entry};
use merge::Piece;
pub use merge::{KeyAndValue, SortedEntries};

/// Bytes of the buffer through which one sorted run is written or read.
const RUN_BUFFER_BYTES: usize = 1 << 18;

/// The least memory that makes sense: below it runs become too many to merge at once.
const MEMORY_BYTES_MIN: usize = 1 << 20;

/// Most bytes of a block: what is sorted at once should stay in the processor's cache.
const BLOCK_BYTES_MAX: usize = 1 << 22;

/// Blocks that are sorted at a time, each on a thread of its own: sorting a block takes less than filling the next.
const BLOCKS_SORTED_AT_ONCE: usize = 2;

/// Blocks in memory beside the pieces that are held, at most.
const BLOCKS_BESIDE: usize = 1 + 3 * BLOCKS_SORTED_AT_ONCE;

/// How many sorted runs are merged into one: each takes an open file and a buffer, and many systems allow a process
/// a thousand files.
const RUNS_MERGED: usize = 64;

/// Collects entries in any order.
pub struct ExternalSorter {
    folder: PathBuf,
    block_bytes: usize,
    /// Bytes of sorted pieces that stay in memory.
    held_bytes_most: usize,
    filling: Block,
    /// Full blocks that are being sorted, in the order in which they were pushed.
    sorting: VecDeque<JoinHandle<Vec<u8>>>,
    /// Sorted pieces, in that order.
    held: Vec<Vec<u8>>,
    held_bytes: usize,
    /// Pieces that are being written as one run while the next ones fill.
    writing: Option<JoinHandle<Result<File, WriteError>>>,
    /// Sorted runs on disk, by how often they were merged. Of two, the one merged more often was pushed earlier.
    written: Vec<Vec<File>>,
    runs_merged: usize,
}

impl ExternalSorter {
    /// A sorter that keeps about `memory` bytes and puts its working files into `folder`.
    #[must_use]
    pub fn new(folder: &Path, memory: usize) -> Self {
        let memory = memory.max(MEMORY_BYTES_MIN);
        let block_bytes = (memory / 16).min(BLOCK_BYTES_MAX);
        Self {
            folder: folder.to_owned(),
            block_bytes,
            // As many pieces are being written while others gather; beside them stand the block that is filled, those
            // that are sorted, twice each, and what these add to the pieces.
            held_bytes_most: (memory - BLOCKS_BESIDE * block_bytes) / 2,
            filling: Block::default(),
            sorting: VecDeque::new(),
            held: Vec::new(),
            held_bytes: 0,
            writing: None,
            written: Vec::new(),
            runs_merged: RUNS_MERGED,
        }
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// What the system says when a working file cannot be written.
    pub fn push(&mut self, key: &[u8], value: &[u8]) -> Result<(), WriteError> {
        self.filling.push(key, value)?;
        if self.filling.size() >= self.block_bytes {
            self.sort_block()?;
        }
        Ok(())
    }

    fn sort_block(&mut self) -> Result<(), WriteError> {
        while self.sorting.len() >= BLOCKS_SORTED_AT_ONCE {
            self.hold_first()?;
        }
        if self.held_bytes >= self.held_bytes_most {
            self.spill()?;
        }
        let block = std::mem::replace(&mut self.filling, Block::with_room(self.block_bytes));
        self.sorting.push_back(std::thread::spawn(move || block.into_sorted()));
        Ok(())
    }

    /// Waits for the block that was pushed first.
    fn hold_first(&mut self) -> Result<(), WriteError> {
        if let Some(sorting) = self.sorting.pop_front() {
            let piece = sorting.join().map_err(|_| gave_up())?;
            self.held_bytes += piece.len();
            self.held.push(piece);
        }
        Ok(())
    }

    /// Begins to write what is held as one run. Blocks that are still being sorted come behind it.
    fn spill(&mut self) -> Result<(), WriteError> {
        self.await_written()?;
        let pieces = std::mem::take(&mut self.held).into_iter().map(Piece::in_memory).collect();
        self.held_bytes = 0;
        let file = bare_working_file(&self.folder)?;
        self.writing = Some(std::thread::spawn(move || write_merged(pieces, file)));
        Ok(())
    }

    fn await_written(&mut self) -> Result<(), WriteError> {
        if let Some(writing) = self.writing.take() {
            let run = writing.join().map_err(|_| gave_up())??;
            self.keep(run)?;
        }
        Ok(())
    }

    /// Keeps a run on disk; as many as are merged into one become one.
    fn keep(&mut self, mut run: File) -> Result<(), WriteError> {
        for times_merged in 0.. {
            if self.written.len() == times_merged {
                self.written.push(Vec::new());
            }
            let alike = &mut self.written[times_merged];
            alike.push(run);
            if alike.len() < self.runs_merged {
                break;
            }
            let alike = std::mem::take(alike);
            run = write_merged(alike.into_iter().map(on_disk).collect(), bare_working_file(&self.folder)?)?;
        }
        Ok(())
    }

    /// Sorts what was pushed.
    ///
    /// # Errors
    /// What the system says when a working file cannot be written or read.
    pub fn finish(mut self) -> Result<SortedEntries, WriteError> {
        while !self.sorting.is_empty() {
            self.hold_first()?;
        }
        self.await_written()?;
        // In the order in which they were pushed.
        let mut pieces: Vec<Piece> = self.written.into_iter().rev().flatten().map(on_disk).collect();
        pieces.extend(self.held.into_iter().map(Piece::in_memory));
        if !self.filling.is_empty() {
            pieces.push(Piece::in_memory(self.filling.into_sorted()));
        }
        SortedEntries::start(pieces)
    }
}

fn gave_up() -> WriteError {
    WriteError::Library { what: "the sorter", text: "a panic".to_owned() }
}

fn on_disk(run: File) -> Piece {
    Piece::on_disk(run, RUN_BUFFER_BYTES)
}

fn write_merged(pieces: Vec<Piece>, file: File) -> Result<File, WriteError> {
    let mut out = BufWriter::with_capacity(RUN_BUFFER_BYTES, file);
    let mut sorted = SortedEntries::start(pieces)?;
    while let Some((key, value)) = sorted.next_entry()? {
        write_entry(&mut out, key, value).map_err(WriteError::io("writing a working file"))?;
    }
    rewound(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ExternalSorter;

    fn sorted(
        entries: &[(Vec<u8>, Vec<u8>)],
        memory: usize,
        held: usize,
        merged: usize,
    ) -> Vec<(Vec<u8>, Vec<u8>)> {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = ExternalSorter::new(folder.path(), memory);
        // Small enough that every few entries spill.
        (sorter.block_bytes, sorter.held_bytes_most) = (memory, held);
        sorter.runs_merged = merged;
        for (key, value) in entries {
            sorter.push(key, value).unwrap();
        }
        let mut sorted = sorter.finish().unwrap();
        let mut got = Vec::new();
        while let Some((key, value)) = sorted.next_entry().unwrap() {
            got.push((key.to_vec(), value.to_vec()));
        }
        got
    }

    #[test]
    fn open_files_stay_few_however_many_runs_there_are() {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = ExternalSorter::new(folder.path(), 0);
        (sorter.block_bytes, sorter.held_bytes_most, sorter.runs_merged) = (0, 0, 4);
        for entry in 0..500u32 {
            sorter.push(&entry.to_be_bytes(), b"").unwrap();
            // Three runs at most of each of the five sizes that 500 runs give.
            assert!(sorter.written.iter().map(Vec::len).sum::<usize>() <= 15);
        }
        assert!(sorter.written.iter().flatten().count() > 0);
    }

    #[test]
    fn an_entry_longer_than_the_buffer_of_a_run_is_read_whole() {
        let long = |byte: u8| (vec![byte; 300_000], vec![byte; 900_000]);
        let entries = [long(b'C'), (b"B".to_vec(), Vec::new()), long(b'A'), long(b'B')];
        let mut expected = entries.to_vec();
        expected.sort();
        assert!(sorted(&entries, 1, 0, 64) == expected);
    }

    proptest! {
        // Each case writes some hundred working files.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn memory_changes_nothing_and_equal_keys_keep_their_order(
            keys in prop::collection::vec(prop::collection::vec(0u8..4, 0..12), 0..200),
        ) {
            let entries: Vec<_> =
                keys.into_iter().enumerate().map(|(i, key)| (key, i.to_string().into_bytes())).collect();
            let mut expected = entries.clone();
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            prop_assert_eq!(&sorted(&entries, 1 << 20, 1 << 20, 64), &expected);
            prop_assert_eq!(&sorted(&entries, 100, 1 << 20, 64), &expected);
            prop_assert_eq!(&sorted(&entries, 100, 200, 64), &expected);
            prop_assert_eq!(&sorted(&entries, 100, 200, 2), &expected);
        }
    }
}
