//! Builds a segment whose records have several keys: rows stand by owner and record id, and each index has an
//! array of row numbers of its own.

use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;
use zerocopy::IntoBytes;

use super::row_writer::RowWriter;
use super::{BuildOptions, BuiltSegment, Duplicate, DuplicateKind, RowPosition};
use crate::document::issuer::IssuerCode;
use crate::index::exact_writer::ExactIndexWriter;
use crate::index::shape_counter::ShapeCounter;
use crate::list::List;
use crate::record::Listing;
use crate::segment::error::WriteError;
use crate::segment::layout::{SectionKind, Summary};
use crate::segment::sections::SectionWriter;
use crate::segment::sort::{ExternalSorter, SortedEntries};
use crate::segment::stored::DictionaryWriter;
use crate::segment::working_file::working_file;

/// An index of a segment and the array of row numbers behind it.
#[derive(Clone, Copy)]
pub(super) struct IndexSections {
    pub index: SectionKind,
    pub runs: SectionKind,
    /// Whether shapes of its keys are counted.
    pub shapes: bool,
}

/// One key of a record.
pub(super) struct RecordKey<'r> {
    /// Which of the segment's indexes, from 0; behind them the section without one.
    pub index: u8,
    /// The folded key.
    pub key: &'r [u8],
    /// The identifier as written: rows of one run stand in its order.
    pub written: &'r str,
    /// Whose shapes it counts under, if they are counted; none does not count.
    pub issuer: Option<&'r str>,
}

/// Sections of a list's own, made of what came with each record that stays.
pub(super) trait BesideRows {
    /// Takes what came with the record of a row.
    fn row(&mut self, row: u32, beside: &[u8]) -> Result<(), WriteError>;

    /// Writes the sections.
    fn write<W: Write>(self, out: &mut SectionWriter<W>) -> Result<(), WriteError>;
}

/// A segment of several indexes while rows come.
pub(super) struct KeyedSegmentBuilder {
    list: List,
    indexes: &'static [IndexSections],
    folder: PathBuf,
    memory: usize,
    /// A section of keys of four bytes and rows, in rising order, with no index before it.
    ordered: Option<SectionKind>,
    pub dictionary: DictionaryWriter,
    records: ExternalSorter,
}

/// A record while it is sorted.
#[derive(Serialize, Deserialize)]
struct Pending<'a> {
    file: u16,
    line: u64,
    #[serde(borrow)]
    keys: Vec<PendingKey<'a>>,
    stored: &'a [u8],
    beside: &'a [u8],
}

#[derive(Serialize, Deserialize)]
struct PendingKey<'a> {
    index: u8,
    key: &'a [u8],
    written: &'a str,
    issuer: Option<&'a str>,
}

impl KeyedSegmentBuilder {
    pub(super) fn new(list: List, indexes: &'static [IndexSections], options: BuildOptions<'_>) -> Self {
        Self {
            list,
            indexes,
            folder: options.work_folder.to_owned(),
            memory: options.memory,
            ordered: None,
            dictionary: DictionaryWriter::default(),
            records: ExternalSorter::new(options.work_folder, options.memory / 2),
        }
    }

    /// The segment has a section of keys of four bytes and rows as well.
    pub(super) fn with_ordered(self, section: SectionKind) -> Self {
        Self { ordered: Some(section), ..self }
    }

    pub(super) fn push(
        &mut self,
        listing: &Listing,
        keys: &[RecordKey<'_>],
        stored: &[u8],
        beside: &[u8],
        position: RowPosition,
    ) -> Result<(), WriteError> {
        let keys = keys
            .iter()
            .map(|key| PendingKey {
                index: key.index,
                key: key.key,
                written: key.written,
                issuer: key.issuer,
            })
            .collect();
        let pending = Pending { file: position.file, line: position.line, keys, stored, beside };
        let value = postcard::to_stdvec(&pending)
            .map_err(|error| WriteError::Library { what: "postcard", text: error.to_string() })?;
        let identity = [listing.owner.as_str().as_bytes(), &[0], listing.record_id.as_bytes()].concat();
        self.records.push(&identity, &value)
    }

    pub(super) fn finish<W: Write>(
        self,
        out: W,
        on_duplicate: &mut dyn FnMut(Duplicate),
        mut beside: impl BesideRows,
    ) -> Result<BuiltSegment, WriteError> {
        let mut built = BuiltSegment::default();
        let mut out = SectionWriter::start(out, self.list)?;
        let sorters = self.indexes.len() + usize::from(self.ordered.is_some());
        let mut keys: Vec<KeySorter> = (0..sorters)
            .map(|_| KeySorter {
                sorter: ExternalSorter::new(&self.folder, self.memory / 2 / sorters),
                pushed: 0,
            })
            .collect();
        let mut rows = RowWriter::new(working_file(&self.folder)?);
        out.begin(SectionKind::Details);
        let mut shapes = ShapeCounter::default();
        let indexes = self.indexes;
        let counts = |index: u8| indexes.get(usize::from(index)).is_some_and(|sections| sections.shapes);
        let mut on_key = |key: &PendingKey<'_>| {
            if let Some(issuer) = key.issuer.filter(|_| counts(key.index)) {
                shapes.number(IssuerCode::parse(issuer), std::str::from_utf8(key.key).unwrap_or_default());
            }
        };
        write_records(
            self.records.finish()?,
            &mut out,
            &mut rows,
            &mut keys,
            &mut on_key,
            &mut beside,
            &mut built,
            on_duplicate,
        )?;
        rows.finish(&mut out)?;
        let ordered = keys.split_off(self.indexes.len()).pop();
        for (sections, keys) in self.indexes.iter().zip(keys) {
            let mut index = ExactIndexWriter::new(&self.folder, keys.pushed)?;
            out.begin(sections.runs);
            write_runs(keys.sorter.finish()?, &mut out, &mut index)?;
            built.keys += index.finish(sections.index, &mut out)?;
        }
        if indexes.iter().any(|sections| sections.shapes) {
            shapes.finish(&mut out)?;
        }
        if let Some((section, keys)) = self.ordered.zip(ordered) {
            out.begin(section);
            write_ordered(keys.sorter.finish()?, &mut out)?;
        }
        beside.write(&mut out)?;
        out.begin(SectionKind::Dictionary);
        out.write(self.dictionary.as_bytes())?;
        out.begin(SectionKind::Summary);
        out.write(Summary { rows: built.records.into(), keyed_rows: built.records.into() }.as_bytes())?;
        out.finish()?;
        Ok(built)
    }
}

struct KeySorter {
    sorter: ExternalSorter,
    pushed: u64,
}

impl KeySorter {
    /// Sorted by key, then as written, then row.
    fn push(&mut self, key: &PendingKey<'_>, row: u32) -> Result<(), WriteError> {
        let sort_key = [key.key, &[0], key.written.as_bytes(), &[0], &row.to_be_bytes()].concat();
        self.pushed += 1;
        self.sorter.push(&sort_key, &row.to_le_bytes())
    }
}

#[expect(clippy::too_many_arguments, reason = "one pass feeds everything that a segment has")]
fn write_records<W: Write>(
    mut sorted: SortedEntries,
    out: &mut SectionWriter<W>,
    rows: &mut RowWriter,
    keys: &mut [KeySorter],
    on_key: &mut dyn FnMut(&PendingKey<'_>),
    beside: &mut impl BesideRows,
    built: &mut BuiltSegment,
    on_duplicate: &mut dyn FnMut(Duplicate),
) -> Result<(), WriteError> {
    let mut first: Option<(Vec<u8>, RowPosition, u128)> = None;
    while let Some((identity, value)) = sorted.next_entry()? {
        let pending: Pending<'_> = postcard::from_bytes(value)
            .map_err(|error| WriteError::Library { what: "postcard", text: error.to_string() })?;
        let position = RowPosition { file: pending.file, line: pending.line };
        let content = xxh3_128(pending.stored);
        if let Some((known, first_position, first_content)) = &first
            && known == identity
        {
            let kind =
                if *first_content == content { DuplicateKind::Repeated } else { DuplicateKind::Conflicting };
            built.count(kind);
            on_duplicate(Duplicate { position, first: *first_position, kind });
            continue;
        }
        first = Some((identity.to_vec(), position, content));
        let too_many = WriteError::TooMuch { what: "the number of records", limit: u64::from(u32::MAX) };
        let Ok(row) = u32::try_from(built.records) else { return Err(too_many) };
        for key in &pending.keys {
            on_key(key);
            if let Some(sorter) = keys.get_mut(usize::from(key.index)) {
                sorter.push(key, row)?;
            }
        }
        beside.row(row, pending.beside)?;
        rows.push(pending.stored.len(), true)?;
        out.write(pending.stored)?;
        built.records += 1;
    }
    Ok(())
}

/// Writes each key as a number, and its row.
fn write_ordered<W: Write>(mut sorted: SortedEntries, out: &mut SectionWriter<W>) -> Result<(), WriteError> {
    while let Some((sort_key, row)) = sorted.next_entry()? {
        if let Some(key) = sort_key.first_chunk::<4>() {
            out.write(&u32::from_be_bytes(*key).to_le_bytes())?;
            out.write(row)?;
        }
    }
    Ok(())
}

/// Writes each run as its length and its row numbers; the index leads to the place of the length.
fn write_runs<W: Write>(
    mut sorted: SortedEntries,
    out: &mut SectionWriter<W>,
    index: &mut ExactIndexWriter,
) -> Result<(), WriteError> {
    let mut key: Vec<u8> = Vec::new();
    let mut run: Vec<u8> = Vec::new();
    let mut position = 0u64;
    let mut end_run = |key: &[u8], run: &mut Vec<u8>| -> Result<(), WriteError> {
        if run.is_empty() {
            return Ok(());
        }
        index.push(key, position)?;
        let length = u32::try_from(run.len() / 4)
            .map_err(|_| WriteError::TooMuch { what: "one run", limit: u64::from(u32::MAX) })?;
        out.write(&length.to_le_bytes())?;
        out.write(run)?;
        position += u64::from(length) + 1;
        run.clear();
        Ok(())
    };
    while let Some((sort_key, row)) = sorted.next_entry()? {
        let next = sort_key.split(|&byte| byte == 0).next().unwrap_or_default();
        if next != key {
            end_run(&key, &mut run)?;
            key.clear();
            key.extend_from_slice(next);
        }
        // One record may have a key twice: two of its names that fold alike.
        if !run.ends_with(row) {
            run.extend_from_slice(row);
        }
    }
    end_run(&key, &mut run)
}
