//! Sorting more entries than fit in memory: sorted runs on disk, merged as they are read, and before that where they
//! are many.
//!
//! An entry is a key and a value, both bytes. Entries with equal keys keep the order in which they were pushed,
//! so that the same input gives the same segment whatever the memory. Working files have no name and vanish
//! with the process.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use super::error::WriteError;

/// Bytes of the buffer through which one sorted run is written or read.
const RUN_BUFFER_BYTES: usize = 1 << 18;

/// The least memory that makes sense: below it runs become too many to merge at once.
const MEMORY_BYTES_MIN: usize = 1 << 20;

/// How many sorted runs are merged into one: each takes an open file and a buffer, and many systems allow a process
/// a thousand files.
const RUNS_MERGED: usize = 64;

/// Collects entries in any order.
pub struct ExternalSorter {
    folder: PathBuf,
    run_bytes: usize,
    filling: Run,
    /// A full run that is being sorted and written while the next one fills.
    writing: Option<JoinHandle<io::Result<File>>>,
    /// Sorted runs on disk, by how often they were merged. Of two, the one merged more often was pushed earlier.
    written: Vec<Vec<File>>,
    runs_merged: usize,
}

/// Entries in memory.
#[derive(Default)]
struct Run {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

/// Where one entry lies in its run's bytes. `head` decides nearly every comparison without a look at them.
#[derive(Clone, Copy)]
struct Entry {
    head: u64,
    start: usize,
    key_length: u32,
    value_length: u32,
}

impl Run {
    fn size(&self) -> usize {
        self.bytes.len() + self.entries.len() * size_of::<Entry>()
    }

    fn push(&mut self, key: &[u8], value: &[u8]) -> Result<(), WriteError> {
        let length = |bytes: &[u8]| {
            u32::try_from(bytes.len())
                .map_err(|_| WriteError::TooMuch { what: "one record", limit: u64::from(u32::MAX) })
        };
        self.entries.push(Entry {
            head: head(key),
            start: self.bytes.len(),
            key_length: length(key)?,
            value_length: length(value)?,
        });
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value);
        Ok(())
    }

    fn key(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.start..entry.start + entry.key_length as usize]
    }

    fn value(&self, entry: &Entry) -> &[u8] {
        let start = entry.start + entry.key_length as usize;
        &self.bytes[start..start + entry.value_length as usize]
    }

    fn sort(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        // The start breaks ties, so that equal keys keep their order.
        entries.sort_unstable_by(|a, b| {
            a.head.cmp(&b.head).then_with(|| self.key(a).cmp(self.key(b))).then_with(|| a.start.cmp(&b.start))
        });
        self.entries = entries;
    }

    fn write(&self, file: File) -> io::Result<File> {
        let mut out = BufWriter::with_capacity(RUN_BUFFER_BYTES, file);
        for entry in &self.entries {
            write_entry(&mut out, self.key(entry), self.value(entry))?;
        }
        rewound(out)
    }
}

/// Appends an entry to a run on disk.
fn write_entry(out: &mut impl Write, key: &[u8], value: &[u8]) -> io::Result<()> {
    for bytes in [key, value] {
        out.write_all(&u32::try_from(bytes.len()).map_err(io::Error::other)?.to_le_bytes())?;
    }
    out.write_all(key)?;
    out.write_all(value)
}

/// A run on disk that is written, again from its start.
fn rewound(out: BufWriter<File>) -> io::Result<File> {
    let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(file)
}

/// The first eight bytes of a key as a number that sorts as they do.
fn head(key: &[u8]) -> u64 {
    let mut first = [0; 8];
    let length = key.len().min(8);
    first[..length].copy_from_slice(&key[..length]);
    u64::from_be_bytes(first)
}

impl ExternalSorter {
    /// A sorter that keeps about `memory` bytes and puts its working files into `folder`.
    #[must_use]
    pub fn new(folder: &Path, memory: usize) -> Self {
        Self {
            folder: folder.to_owned(),
            // One run fills while another is written.
            run_bytes: memory.max(MEMORY_BYTES_MIN) / 2,
            filling: Run::default(),
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
        if self.filling.size() >= self.run_bytes {
            self.spill()?;
        }
        Ok(())
    }

    fn spill(&mut self) -> Result<(), WriteError> {
        self.await_written()?;
        let mut run = std::mem::take(&mut self.filling);
        let file = tempfile::tempfile_in(&self.folder).map_err(WriteError::io("creating a working file"))?;
        self.writing = Some(std::thread::spawn(move || {
            run.sort();
            run.write(file)
        }));
        Ok(())
    }

    fn await_written(&mut self) -> Result<(), WriteError> {
        if let Some(writing) = self.writing.take() {
            let file = writing
                .join()
                .map_err(|_| WriteError::Library { what: "the sorter", text: "a panic".to_owned() })?
                .map_err(WriteError::io("writing a working file"))?;
            self.keep(file)?;
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
            run = self.merge(alike)?;
        }
        Ok(())
    }

    fn merge(&self, runs: Vec<File>) -> Result<File, WriteError> {
        let file = tempfile::tempfile_in(&self.folder).map_err(WriteError::io("creating a working file"))?;
        let mut out = BufWriter::with_capacity(RUN_BUFFER_BYTES, file);
        let mut sorted = SortedEntries::start(runs.into_iter().map(Source::on_disk).collect())?;
        while let Some((key, value)) = sorted.next_entry()? {
            write_entry(&mut out, key, value).map_err(WriteError::io("writing a working file"))?;
        }
        rewound(out).map_err(WriteError::io("writing a working file"))
    }

    /// Sorts what was pushed.
    ///
    /// # Errors
    /// What the system says when a working file cannot be written or read.
    pub fn finish(mut self) -> Result<SortedEntries, WriteError> {
        self.await_written()?;
        let mut run = self.filling;
        run.sort();
        // In the order in which they were pushed.
        let mut sources: Vec<Source> =
            self.written.into_iter().rev().flatten().map(Source::on_disk).collect();
        sources.push(Source::Memory { run, next: 0 });
        SortedEntries::start(sources)
    }
}

/// One sorted run while it is read.
enum Source {
    Disk(BufReader<File>),
    Memory { run: Run, next: usize },
}

impl Source {
    fn on_disk(run: File) -> Self {
        Self::Disk(BufReader::with_capacity(RUN_BUFFER_BYTES, run))
    }

    /// Reads the next entry into `into`; false at the end.
    fn read(&mut self, into: &mut Current) -> io::Result<bool> {
        match self {
            Self::Disk(file) => {
                let mut length = [0; 4];
                match file.read_exact(&mut length) {
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
                    other => other?,
                }
                let key_length = u32::from_le_bytes(length) as usize;
                file.read_exact(&mut length)?;
                into.key.resize(key_length, 0);
                into.value.resize(u32::from_le_bytes(length) as usize, 0);
                file.read_exact(&mut into.key)?;
                file.read_exact(&mut into.value)?;
            }
            Self::Memory { run, next } => {
                let Some(entry) = run.entries.get(*next) else { return Ok(false) };
                *next += 1;
                into.key.clear();
                into.key.extend_from_slice(run.key(entry));
                into.value.clear();
                into.value.extend_from_slice(run.value(entry));
            }
        }
        Ok(true)
    }
}

/// The entry that a source stands at.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Current {
    key: Vec<u8>,
    /// Which run it comes from: earlier runs were pushed earlier, so they win among equal keys.
    source: usize,
    value: Vec<u8>,
}

/// A key and its value, borrowed until the next one is read.
pub type KeyAndValue<'e> = (&'e [u8], &'e [u8]);

/// Entries in rising order of their keys.
pub struct SortedEntries {
    sources: Vec<Source>,
    heads: BinaryHeap<Reverse<Current>>,
    current: Option<Current>,
}

impl SortedEntries {
    fn start(mut sources: Vec<Source>) -> Result<Self, WriteError> {
        let mut heads = BinaryHeap::with_capacity(sources.len());
        for (source, entries) in sources.iter_mut().enumerate() {
            let mut head = Current { source, ..Current::default() };
            if entries.read(&mut head).map_err(WriteError::io("reading a working file"))? {
                heads.push(Reverse(head));
            }
        }
        Ok(Self { sources, heads, current: None })
    }

    /// The next key and value, or `None` at the end.
    ///
    /// # Errors
    /// What the system says when a working file cannot be read.
    pub fn next_entry(&mut self) -> Result<Option<KeyAndValue<'_>>, WriteError> {
        if let Some(mut spent) = self.current.take() {
            let source = &mut self.sources[spent.source];
            if source.read(&mut spent).map_err(WriteError::io("reading a working file"))? {
                self.heads.push(Reverse(spent));
            }
        }
        self.current = self.heads.pop().map(|Reverse(head)| head);
        Ok(self.current.as_ref().map(|entry| (entry.key.as_slice(), entry.value.as_slice())))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ExternalSorter;

    fn sorted(entries: &[(Vec<u8>, Vec<u8>)], memory: usize, merged: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = ExternalSorter::new(folder.path(), memory);
        // Small enough that every few entries spill.
        sorter.run_bytes = memory;
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
        (sorter.run_bytes, sorter.runs_merged) = (0, 4);
        for entry in 0..500u32 {
            sorter.push(&entry.to_be_bytes(), b"").unwrap();
            // Three runs at most of each of the five sizes that 500 runs give.
            assert!(sorter.written.iter().map(Vec::len).sum::<usize>() <= 15);
        }
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
            prop_assert_eq!(&sorted(&entries, 1 << 20, 64), &expected);
            prop_assert_eq!(&sorted(&entries, 300, 64), &expected);
            prop_assert_eq!(&sorted(&entries, 300, 2), &expected);
        }
    }
}
