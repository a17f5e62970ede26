//! Builds an index from distinct keys in rising order, in bounded memory.
//!
//! xorf wants every hash of a shard at once and never ends on a repeated one; an FST builder is the slowest stage of a
//! build. Shards bound the first and let both be built beside the caller. What is written does not depend on threads.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use fst::raw::Builder;
use xorf::{BinaryFuse8, DmaSerializable, Filter};
use zerocopy::IntoBytes;

use super::{filter_shard, key_hash};
use crate::segment::error::WriteError;
use crate::segment::layout::{FilterShard, FstShard, IndexHead, SectionKind};
use crate::segment::sections::SectionWriter;
use crate::segment::working_file::{rewound, working_file};

/// Keys of one filter at most, on average: xorf needs about 21 bytes a key while it builds.
const FILTER_KEYS: u64 = 1 << 20;

/// Keys of one FST: measured, as few of document numbers as make the fewest bytes a key. Addresses within an FST of
/// 64 KiB take two bytes; smaller ones share too few ends of keys.
const FST_KEYS: usize = 1 << 13;

/// FSTs that one thread builds after the other.
const FSTS_OF_A_THREAD: usize = 16;

/// Threads that build at a time.
const THREADS: usize = 2;

/// An index while it is built.
pub struct ExactIndexWriter {
    folder: PathBuf,
    /// Keys of one FST.
    keys_of_an_fst: usize,
    /// Hashes of the keys of each filter shard.
    hashes: Vec<BufWriter<File>>,
    filling: FstKeys,
    /// FSTs that are being built, in the order of their keys.
    building: VecDeque<JoinHandle<Result<Vec<BuiltFst>, WriteError>>>,
    /// Finished FSTs, one after the other.
    fst_bytes: BufWriter<File>,
    directory: Vec<FstShard>,
    first_keys: Vec<u8>,
    keys: u64,
}

/// Keys of some FSTs, one behind the other.
#[derive(Default)]
struct FstKeys {
    bytes: Vec<u8>,
    /// Where each key ends, and its value.
    keys: Vec<(u32, u64)>,
}

struct BuiltFst {
    bytes: Vec<u8>,
    keys: u64,
}

impl FstKeys {
    /// These keys, and in their place none with room for as many.
    fn replaced(&mut self) -> Self {
        let room =
            Self { bytes: Vec::with_capacity(self.bytes.len()), keys: Vec::with_capacity(self.keys.len()) };
        std::mem::replace(self, room)
    }

    fn push(&mut self, key: &[u8], value: u64) -> Result<(), WriteError> {
        self.bytes.extend_from_slice(key);
        let end = u32::try_from(self.bytes.len())
            .map_err(|_| WriteError::TooMuch { what: "the keys of some FSTs", limit: u64::from(u32::MAX) })?;
        self.keys.push((end, value));
        Ok(())
    }

    fn build(&self, keys_of_an_fst: usize) -> Result<Vec<BuiltFst>, WriteError> {
        let mut start = 0;
        let build = |keys: &[(u32, u64)]| {
            let mut fst = Builder::memory();
            for &(end, value) in keys {
                let end = end as usize;
                fst.insert(&self.bytes[start..end], value).map_err(library("fst"))?;
                start = end;
            }
            let bytes = fst.into_inner().map_err(library("fst"))?;
            Ok(BuiltFst { bytes, keys: keys.len() as u64 })
        };
        self.keys.chunks(keys_of_an_fst).map(build).collect()
    }
}

impl ExactIndexWriter {
    /// An index of at most `keys` keys, with its working files in `folder`.
    ///
    /// # Errors
    /// What the system says when a working file cannot be made.
    pub fn new(folder: &Path, keys: u64) -> Result<Self, WriteError> {
        Self::with_shards_of(FILTER_KEYS, FST_KEYS, folder, keys)
    }

    fn with_shards_of(
        keys_of_a_filter: u64,
        keys_of_an_fst: usize,
        folder: &Path,
        keys: u64,
    ) -> Result<Self, WriteError> {
        let shards = keys.div_ceil(keys_of_a_filter).max(1).next_power_of_two();
        let hashes = (0..shards).map(|_| working_file(folder)).collect::<Result<_, _>>()?;
        Ok(Self {
            folder: folder.to_owned(),
            keys_of_an_fst,
            hashes,
            filling: FstKeys::default(),
            building: VecDeque::new(),
            fst_bytes: working_file(folder)?,
            directory: Vec::new(),
            first_keys: Vec::new(),
            keys: 0,
        })
    }

    /// Adds a key. Keys come in rising order, each once.
    ///
    /// # Errors
    /// [`WriteError::Library`] for a key out of order, told here or at the end, or what the system says.
    pub fn push(&mut self, key: &[u8], value: u64) -> Result<(), WriteError> {
        let shards = u32::try_from(self.hashes.len()).unwrap_or(1);
        let hash = key_hash(key);
        self.hashes[filter_shard(hash, shards)]
            .write_all(&hash.to_le_bytes())
            .map_err(WriteError::io("writing a working file"))?;
        if self.filling.keys.len() == self.keys_of_an_fst * FSTS_OF_A_THREAD {
            self.build_fsts()?;
        }
        if self.filling.keys.len().is_multiple_of(self.keys_of_an_fst) {
            let length = u16::try_from(key.len())
                .map_err(|_| WriteError::TooMuch { what: "one key", limit: u64::from(u16::MAX) })?;
            self.first_keys.extend_from_slice(&length.to_le_bytes());
            self.first_keys.extend_from_slice(key);
        }
        self.filling.push(key, value)?;
        self.keys += 1;
        Ok(())
    }

    fn build_fsts(&mut self) -> Result<(), WriteError> {
        while self.building.len() >= THREADS {
            self.keep_first()?;
        }
        let (keys, keys_of_an_fst) = (self.filling.replaced(), self.keys_of_an_fst);
        self.building.push_back(std::thread::spawn(move || keys.build(keys_of_an_fst)));
        Ok(())
    }

    /// Waits for the FSTs of the least keys.
    fn keep_first(&mut self) -> Result<(), WriteError> {
        let Some(building) = self.building.pop_front() else { return Ok(()) };
        for BuiltFst { bytes, keys } in joined(building)? {
            self.directory.push(FstShard { length: (bytes.len() as u64).into(), keys: keys.into() });
            self.fst_bytes.write_all(&bytes).map_err(WriteError::io("writing a working file"))?;
        }
        Ok(())
    }

    /// Begins to build what can be built only now that no key comes any more, while the caller writes other sections.
    ///
    /// # Errors
    /// [`WriteError`] if an FST cannot be built or the system refuses.
    pub fn end(mut self) -> Result<EndedIndex, WriteError> {
        if !self.filling.keys.is_empty() {
            self.build_fsts()?;
        }
        let hashes = std::mem::take(&mut self.hashes);
        let fingerprints = working_file(&self.folder)?;
        let filters = std::thread::spawn(move || write_filters(hashes, fingerprints));
        Ok(EndedIndex { writer: self, filters })
    }

    /// Writes the index as one section. Returns the number of keys.
    ///
    /// # Errors
    /// [`WriteError`] if a filter cannot be built or the system refuses.
    pub fn finish<W: Write>(
        self,
        section: SectionKind,
        out: &mut SectionWriter<W>,
    ) -> Result<u64, WriteError> {
        self.end()?.finish(section, out)
    }
}

/// An index that has all its keys, while its last shards are built.
pub struct EndedIndex {
    writer: ExactIndexWriter,
    filters: JoinHandle<Result<Filters, WriteError>>,
}

/// The filters of an index: their directory, and all their fingerprints.
type Filters = (Vec<FilterShard>, BufWriter<File>);

impl EndedIndex {
    /// Writes the index as one section. Returns the number of keys.
    ///
    /// # Errors
    /// [`WriteError`] if a filter or an FST cannot be built or the system refuses.
    pub fn finish<W: Write>(
        self,
        section: SectionKind,
        out: &mut SectionWriter<W>,
    ) -> Result<u64, WriteError> {
        let Self { mut writer, filters } = self;
        while !writer.building.is_empty() {
            writer.keep_first()?;
        }
        let (filters, fingerprints) = joined(filters)?;
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).into();
        let head = IndexHead {
            filters: count(filters.len()),
            fsts: count(writer.directory.len()),
            keys: writer.keys.into(),
        };
        out.begin(section);
        out.write(head.as_bytes())?;
        out.write(filters.as_bytes())?;
        out.write(writer.directory.as_bytes())?;
        out.write(&writer.first_keys)?;
        out.copy(rewound(fingerprints)?)?;
        out.copy(rewound(writer.fst_bytes)?)?;
        Ok(writer.keys)
    }
}

/// Builds all filters, some at a time, and keeps them in their order.
fn write_filters(hashes: Vec<BufWriter<File>>, mut out: BufWriter<File>) -> Result<Filters, WriteError> {
    let mut directory = Vec::with_capacity(hashes.len());
    let mut building = VecDeque::new();
    let mut rest = hashes.into_iter();
    loop {
        while building.len() < THREADS
            && let Some(hashes) = rest.next()
        {
            building.push_back(std::thread::spawn(move || build_filter(rewound(hashes)?)));
        }
        let Some(filter) = building.pop_front() else { return Ok((directory, out)) };
        let filter = joined(filter)?;
        let mut descriptor = [0; 20];
        filter.dma_copy_descriptor_to(&mut descriptor);
        let fingerprints = filter.dma_fingerprints();
        out.write_all(fingerprints).map_err(WriteError::io("writing a working file"))?;
        let length = fingerprints.len() as u64;
        directory.push(FilterShard { descriptor, reserved: 0.into(), length: length.into() });
    }
}

/// Builds one filter and asks it for every key before it is trusted.
fn build_filter(mut hashes: File) -> Result<BinaryFuse8, WriteError> {
    let mut bytes = Vec::new();
    hashes.read_to_end(&mut bytes).map_err(WriteError::io("reading a working file"))?;
    let (words, _) = bytes.as_chunks::<8>();
    let mut keys: Vec<u64> = words.iter().map(|word| u64::from_le_bytes(*word)).collect();
    drop(bytes);
    // Two keys may have one hash; xorf does not end on a repeated one.
    keys.sort_unstable();
    keys.dedup();
    let filter = BinaryFuse8::try_from(keys.as_slice()).map_err(library("xorf"))?;
    if !keys.iter().all(|key| filter.contains(key)) {
        return Err(library("xorf")("a key that its filter does not contain"));
    }
    Ok(filter)
}

/// What a thread has built.
fn joined<T>(thread: JoinHandle<Result<T, WriteError>>) -> Result<T, WriteError> {
    thread.join().unwrap_or_else(|_| Err(library("a builder of shards")("a panic")))
}

fn library<E: ToString>(what: &'static str) -> impl FnOnce(E) -> WriteError {
    move |error| WriteError::Library { what, text: error.to_string() }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::path::Path;

    use super::ExactIndexWriter;
    use crate::index::exact::ExactIndex;
    use crate::list::List;
    use crate::segment::error::SegmentError;
    use crate::segment::layout::SectionKind;
    use crate::segment::reader::Sections;
    use crate::segment::sections::SectionWriter;

    const SECTION: SectionKind = SectionKind::NumberIndex;

    /// An index of these keys, each with its place as its value, in shards of a hundred keys.
    fn opened(
        path: &Path,
        keys: &[String],
        change: impl Fn(&mut ExactIndexWriter),
    ) -> Result<ExactIndex, SegmentError> {
        let folder = path.parent().unwrap();
        let mut writer = ExactIndexWriter::with_shards_of(100, 100, folder, keys.len() as u64).unwrap();
        for (key, at) in keys.iter().zip(0..) {
            writer.push(key.as_bytes(), at).unwrap();
        }
        change(&mut writer);
        let mut out = SectionWriter::start(File::create(path).unwrap(), List::Documents).unwrap();
        assert_eq!(writer.finish(SECTION, &mut out).unwrap(), keys.len() as u64);
        out.finish().unwrap();
        let sections = Sections::open(path, List::Documents).unwrap();
        ExactIndex::open(SECTION, &sections.section(SECTION).unwrap())
    }

    #[test]
    fn every_key_is_found_in_its_shard_and_no_other_key_is() {
        for count in [0, 1, 2, 99, 100, 101, 200, 1_000] {
            let folder = tempfile::tempdir().unwrap();
            let keys: Vec<String> = (0..count).map(|at| format!("A{:05}", at * 2)).collect();
            let index = opened(&folder.path().join("segment"), &keys, |_| ()).unwrap();
            for (key, at) in keys.iter().zip(0..) {
                assert_eq!(index.get(key.as_bytes()), Some(at), "{key} of {count}");
            }
            for absent in (0..count).map(|at| format!("A{:05}", at * 2 + 1)).chain(["".into(), "B".into()]) {
                assert_eq!(index.get_unfiltered(absent.as_bytes()), None, "{absent} of {count}");
            }
            index.verify_deep().unwrap();
        }
    }

    #[test]
    fn an_fst_under_another_first_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let keys: Vec<String> = (0..300).map(|at| format!("A{at:05}")).collect();
        let raise_last = |writer: &mut ExactIndexWriter| *writer.first_keys.last_mut().unwrap() += 1;
        assert!(opened(&folder.path().join("segment"), &keys, raise_last).is_err());
    }
}
