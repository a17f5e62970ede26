//! Builds a segment of documents. Rows stand in the order of their folded numbers, so the index needs no array
//! of rows; ranges of blanks stand behind them, in the order of theirs.

use std::io::Write;
use std::path::PathBuf;

use zerocopy::IntoBytes;

use super::duplicates::{DuplicateFinder, LeftOut};
use super::row_writer::RowWriter;
use super::{BuildOptions, BuiltSegment, Duplicate, RowPosition};
use crate::document::blank_range::BlankRange;
use crate::document::issuer::IssuerCode;
use crate::document::number::DocumentNumber;
use crate::index::exact_writer::ExactIndexWriter;
use crate::index::range_writer::{RANGE_ORDER_BYTES, RangeIndexWriter, order_of};
use crate::index::shape_counter::ShapeCounter;
use crate::list::List;
use crate::record::DocumentRecord;
use crate::segment::error::WriteError;
use crate::segment::layout::{SectionKind, Summary};
use crate::segment::sections::SectionWriter;
use crate::segment::sort::{ExternalSorter, SortedEntries};
use crate::segment::stored::{DictionaryWriter, range_of};
use crate::segment::working_file::working_file;

/// A segment of documents while rows come.
pub struct DocumentSegmentBuilder {
    folder: PathBuf,
    dictionary: DictionaryWriter,
    duplicates: DuplicateFinder,
    numbers: ExternalSorter,
    ranges: ExternalSorter,
    /// The sort key of the record that is added, and behind it its stored bytes.
    content: Vec<u8>,
    rows: u64,
}

impl DocumentSegmentBuilder {
    /// An empty segment.
    #[must_use]
    pub fn new(options: BuildOptions<'_>) -> Self {
        let part = |share: usize| ExternalSorter::new(options.work_folder, options.memory / 16 * share);
        Self {
            folder: options.work_folder.to_owned(),
            dictionary: DictionaryWriter::default(),
            duplicates: DuplicateFinder::new(options.work_folder, options.memory / 16 * 6),
            numbers: part(9),
            ranges: part(1),
            content: Vec::new(),
            rows: 0,
        }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// What the system says when a working file cannot be written.
    pub fn push(&mut self, record: &DocumentRecord, position: RowPosition) -> Result<(), WriteError> {
        // Inside a run rows stand by number as written, issuer, owner, record id, so that a long run can be
        // bisected for the exact record. Ranges stand by length and shape before, as their index does.
        let content = &mut self.content;
        content.clear();
        let key = record.number.key();
        if record.number_to.is_some() {
            content.extend_from_slice(&order_of(key.as_bytes()));
        }
        content.extend_from_slice(key.as_bytes());
        for part in [
            record.number.as_bytes(),
            record.issuer.as_ref().map_or(b"", |issuer| issuer.as_bytes()),
            record.listing.owner.as_bytes(),
            record.listing.record_id.as_bytes(),
        ] {
            content.push(0);
            content.extend_from_slice(part);
        }
        let sort_key = content.len();
        self.dictionary.encode_document(record, content);
        let row = self.duplicates.push(&record.listing, content, position)?;
        content.extend_from_slice(&row.to_le_bytes());
        let sorter = if record.number_to.is_some() { &mut self.ranges } else { &mut self.numbers };
        sorter.push(&content[..sort_key], &content[sort_key..])?;
        self.rows += 1;
        Ok(())
    }

    /// Writes the segment to `out`, which the caller syncs. Tells each duplicate.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn finish(
        self,
        out: impl Write,
        on_duplicate: &mut dyn FnMut(Duplicate),
    ) -> Result<BuiltSegment, WriteError> {
        let mut built = BuiltSegment::default();
        let left_out = self.duplicates.finish(&mut built, on_duplicate)?;
        let mut out = SectionWriter::start(out, List::Documents)?;
        out.begin(SectionKind::Details);
        let mut rows = RowWriter::new(working_file(&self.folder)?);
        let mut index = ExactIndexWriter::new(&self.folder, self.rows)?;
        let mut shapes = ShapeCounter::default();
        write_numbers(self.numbers.finish()?, &left_out, &mut out, &mut rows, &mut index, &mut shapes)?;
        let index = index.end()?;
        let keyed_rows = rows.written();
        let mut ranges = RangeIndexWriter::new(&self.folder)?;
        write_ranges(self.ranges.finish()?, &left_out, &mut out, &mut rows, &mut ranges, &mut shapes)?;
        built.records = rows.written();
        let long_runs = rows.finish(&mut out)?;
        out.begin(SectionKind::LongRuns);
        out.write(long_runs.as_bytes())?;
        built.keys = index.finish(SectionKind::NumberIndex, &mut out)?;
        ranges.finish(&mut out)?;
        shapes.finish(&mut out)?;
        out.begin(SectionKind::Dictionary);
        out.write(self.dictionary.as_bytes())?;
        out.begin(SectionKind::Summary);
        out.write(Summary { rows: built.records.into(), keyed_rows: keyed_rows.into() }.as_bytes())?;
        out.finish()?;
        Ok(built)
    }
}

fn write_numbers<W: Write>(
    mut sorted: SortedEntries,
    left_out: &LeftOut,
    out: &mut SectionWriter<W>,
    rows: &mut RowWriter,
    index: &mut ExactIndexWriter,
    shapes: &mut ShapeCounter,
) -> Result<(), WriteError> {
    let mut run_key: Vec<u8> = Vec::new();
    while let Some((sort_key, value)) = sorted.next_entry()? {
        let Some(stored) = kept(value, left_out) else { continue };
        let (key, issuer) = key_and_issuer(sort_key);
        shapes.number(issuer, std::str::from_utf8(key).unwrap_or_default());
        let starts_run = rows.written() == 0 || key != run_key;
        if starts_run {
            index.push(key, rows.written())?;
            run_key.clear();
            run_key.extend_from_slice(key);
        }
        rows.push(stored.len(), starts_run)?;
        out.write(stored)?;
    }
    Ok(())
}

fn write_ranges<W: Write>(
    mut sorted: SortedEntries,
    left_out: &LeftOut,
    out: &mut SectionWriter<W>,
    rows: &mut RowWriter,
    ranges: &mut RangeIndexWriter,
    shapes: &mut ShapeCounter,
) -> Result<(), WriteError> {
    while let Some((sort_key, value)) = sorted.next_entry()? {
        let Some(stored) = kept(value, left_out) else { continue };
        let (first, last) = range_of(stored).ok_or(WriteError::Library {
            what: "the encoder",
            text: "a range without its numbers".to_owned(),
        })?;
        let number = |text: &str| {
            DocumentNumber::parse(text)
                .map_err(|error| WriteError::Library { what: "the encoder", text: error.to_string() })
        };
        let range = BlankRange::new(number(first)?, number(last)?)
            .map_err(|error| WriteError::Library { what: "the parser of rows", text: error.to_string() })?;
        ranges.push(&range)?;
        let (_, issuer) = key_and_issuer(sort_key.get(RANGE_ORDER_BYTES..).unwrap_or_default());
        shapes.range(issuer, &range);
        rows.push(stored.len(), true)?;
        out.write(stored)?;
    }
    Ok(())
}

/// The folded number and the issuer that a row is sorted by.
fn key_and_issuer(sort_key: &[u8]) -> (&[u8], Option<IssuerCode>) {
    let mut parts = sort_key.split(|&byte| byte == 0);
    let key = parts.next().unwrap_or_default();
    let issuer = parts.nth(1).and_then(|issuer| std::str::from_utf8(issuer).ok());
    (key, issuer.and_then(IssuerCode::parse))
}

/// The stored bytes of a row that stays.
fn kept<'v>(value: &'v [u8], left_out: &LeftOut) -> Option<&'v [u8]> {
    let (stored, row) = value.split_last_chunk::<8>()?;
    (!left_out.contains(u64::from_le_bytes(*row))).then_some(stored)
}
