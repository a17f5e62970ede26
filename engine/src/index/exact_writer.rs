//! Builds an index from distinct keys in rising order, in bounded memory.
//!
//! xorf wants every hash of a shard at once and never ends on a repeated one; an FST builder is the slowest
//! stage of a build. Shards bound the first and let the second be spread.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use fst::raw::Builder;
use xorf::{BinaryFuse8, DmaSerializable, Filter};
use zerocopy::IntoBytes;

use super::{filter_shard, key_hash};
use crate::segment::error::WriteError;
use crate::segment::layout::{FilterShard, FstShard, IndexHead, SectionKind};
use crate::segment::sections::SectionWriter;

/// Keys of one filter at most, on average: xorf needs about 21 bytes a key while it builds.
const FILTER_KEYS: u64 = 1 << 22;

/// Keys of one FST.
const FST_KEYS: u64 = 1 << 22;

/// An index while it is built.
pub struct ExactIndexWriter {
    folder: PathBuf,
    /// Keys of one FST.
    keys_of_an_fst: u64,
    /// Hashes of the keys of each filter shard.
    hashes: Vec<BufWriter<File>>,
    fst: Option<Builder<Vec<u8>>>,
    fst_keys: u64,
    /// Finished FSTs, one after the other.
    fst_bytes: BufWriter<File>,
    directory: Vec<FstShard>,
    first_keys: Vec<u8>,
    keys: u64,
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
        keys_of_an_fst: u64,
        folder: &Path,
        keys: u64,
    ) -> Result<Self, WriteError> {
        let shards = keys.div_ceil(keys_of_a_filter).max(1).next_power_of_two();
        let hashes = (0..shards).map(|_| working_file(folder)).collect::<Result<_, _>>()?;
        Ok(Self {
            folder: folder.to_owned(),
            keys_of_an_fst,
            hashes,
            fst: None,
            fst_keys: 0,
            fst_bytes: working_file(folder)?,
            directory: Vec::new(),
            first_keys: Vec::new(),
            keys: 0,
        })
    }

    /// Adds a key. Keys come in rising order, each once.
    ///
    /// # Errors
    /// [`WriteError::Library`] for a key out of order, or what the system says.
    pub fn push(&mut self, key: &[u8], value: u64) -> Result<(), WriteError> {
        let shards = u32::try_from(self.hashes.len()).unwrap_or(1);
        let hash = key_hash(key);
        self.hashes[filter_shard(hash, shards)]
            .write_all(&hash.to_le_bytes())
            .map_err(WriteError::io("writing a working file"))?;
        if self.fst_keys == self.keys_of_an_fst {
            self.end_fst()?;
        }
        if self.fst.is_none() {
            let length = u16::try_from(key.len())
                .map_err(|_| WriteError::TooMuch { what: "one key", limit: u64::from(u16::MAX) })?;
            self.first_keys.extend_from_slice(&length.to_le_bytes());
            self.first_keys.extend_from_slice(key);
        }
        let fst = self.fst.get_or_insert_with(Builder::memory);
        fst.insert(key, value).map_err(library("fst"))?;
        self.fst_keys += 1;
        self.keys += 1;
        Ok(())
    }

    fn end_fst(&mut self) -> Result<(), WriteError> {
        if let Some(fst) = self.fst.take() {
            let bytes = fst.into_inner().map_err(library("fst"))?;
            self.directory.push(FstShard { length: (bytes.len() as u64).into(), keys: self.fst_keys.into() });
            self.fst_bytes.write_all(&bytes).map_err(WriteError::io("writing a working file"))?;
            self.fst_keys = 0;
        }
        Ok(())
    }

    /// Writes the index as one section. Returns the number of keys.
    ///
    /// # Errors
    /// [`WriteError`] if a filter cannot be built or the system refuses.
    pub fn finish<W: Write>(
        mut self,
        section: SectionKind,
        out: &mut SectionWriter<W>,
    ) -> Result<u64, WriteError> {
        self.end_fst()?;
        let mut filters = Vec::with_capacity(self.hashes.len());
        let mut fingerprints = working_file(&self.folder)?;
        for hashes in self.hashes {
            filters.push(write_filter(rewound(hashes)?, &mut fingerprints)?);
        }
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).into();
        let head = IndexHead {
            filters: count(filters.len()),
            fsts: count(self.directory.len()),
            keys: self.keys.into(),
        };
        out.begin(section);
        out.write(head.as_bytes())?;
        out.write(filters.as_bytes())?;
        out.write(self.directory.as_bytes())?;
        out.write(&self.first_keys)?;
        out.copy(rewound(fingerprints)?)?;
        out.copy(rewound(self.fst_bytes)?)?;
        Ok(self.keys)
    }
}

/// Builds one filter and asks it for every key before it is trusted.
fn write_filter(mut hashes: File, out: &mut impl Write) -> Result<FilterShard, WriteError> {
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
    let mut descriptor = [0; 20];
    filter.dma_copy_descriptor_to(&mut descriptor);
    let fingerprints = filter.dma_fingerprints();
    out.write_all(fingerprints).map_err(WriteError::io("writing a working file"))?;
    Ok(FilterShard { descriptor, reserved: 0.into(), length: (fingerprints.len() as u64).into() })
}

/// A nameless working file.
pub(crate) fn working_file(folder: &Path) -> Result<BufWriter<File>, WriteError> {
    let file = tempfile::tempfile_in(folder).map_err(WriteError::io("creating a working file"))?;
    Ok(BufWriter::with_capacity(1 << 16, file))
}

/// The working file again, from its start, for reading.
pub(crate) fn rewound(writer: BufWriter<File>) -> Result<File, WriteError> {
    let mut file = writer
        .into_inner()
        .map_err(io::IntoInnerError::into_error)
        .map_err(WriteError::io("writing a working file"))?;
    file.rewind().map_err(WriteError::io("reading a working file"))?;
    Ok(file)
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
