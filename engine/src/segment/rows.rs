//! The rows of a segment and the records they lead to.

use zerocopy::FromBytes;

use super::error::SegmentError;
use super::layout::{
    ROW_BLOCK_START_BYTES, ROW_BYTES_LEAST, ROW_BYTES_MOST, ROWS_OF_A_BLOCK, RowsHead, SectionKind, Summary,
};
use super::map::MappedBytes;
use super::reader::Sections;
use super::stored::{Dictionary, Undecodable};

/// Rows, details and dictionary of an opened segment.
pub(super) struct Rows {
    /// The blocks of rows.
    blocks: MappedBytes,
    row_bytes: usize,
    details: MappedBytes,
    dictionary: Dictionary,
    summary: Summary,
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// First byte of its record in the details.
    pub detail: u64,
    /// True if the next row has the same key.
    pub is_followed: bool,
}

impl Rows {
    pub(super) fn open(sections: &Sections) -> Result<Self, SegmentError> {
        let summary = sections.section(SectionKind::Summary)?;
        let summary = Summary::read_from_bytes(&summary)
            .map_err(|_| SegmentError::in_section(SectionKind::Summary, "16 bytes", summary.len()))?;
        let damaged = |expected, found| SegmentError::in_section(SectionKind::Rows, expected, found);
        let section = sections.section(SectionKind::Rows)?;
        let (head, _) = RowsHead::ref_from_prefix(&section)
            .map_err(|_| damaged("a head of 8 bytes".to_owned(), section.len() as u64))?;
        let row_bytes = usize::from(head.row_bytes);
        if !(ROW_BYTES_LEAST..=ROW_BYTES_MOST).contains(&row_bytes) {
            let expected = format!("{ROW_BYTES_LEAST} to {ROW_BYTES_MOST} bytes a row");
            return Err(damaged(expected, row_bytes as u64));
        }
        let blocks = section
            .part(size_of::<RowsHead>(), section.len())
            .ok_or_else(|| damaged("blocks of rows".to_owned(), section.len() as u64))?;
        let rows = summary.rows.get();
        let expected = rows.checked_mul(row_bytes as u64).and_then(|bytes| {
            bytes.checked_add(rows.div_ceil(ROWS_OF_A_BLOCK) * ROW_BLOCK_START_BYTES as u64)
        });
        if expected != Some(blocks.len() as u64) || summary.keyed_rows.get() > rows {
            return Err(damaged(format!("{rows} rows"), blocks.len() as u64));
        }
        let details = sections.section(SectionKind::Details)?;
        let dictionary = Dictionary::open(&sections.section(SectionKind::Dictionary)?)?;
        Ok(Self { blocks, row_bytes, details, dictionary, summary })
    }

    pub(super) fn count(&self) -> u64 {
        self.summary.rows.get()
    }

    pub(super) fn keyed(&self) -> u64 {
        self.summary.keyed_rows.get()
    }

    pub(super) fn row(&self, row: u64) -> Option<Row> {
        let block_bytes = ROW_BLOCK_START_BYTES + usize::try_from(ROWS_OF_A_BLOCK).ok()? * self.row_bytes;
        let block = usize::try_from(row / ROWS_OF_A_BLOCK).ok()?.checked_mul(block_bytes)?;
        let place = usize::try_from(row % ROWS_OF_A_BLOCK).ok()? * self.row_bytes;
        let block = self.blocks.get(block..)?;
        let (start, entries) = block.split_first_chunk::<ROW_BLOCK_START_BYTES>()?;
        let entry = entries.get(place..)?;
        // Two bytes are the rule.
        let entry = if self.row_bytes == 2 {
            u64::from(u16::from_le_bytes(*entry.first_chunk()?))
        } else {
            from_le(entry.get(..self.row_bytes)?)
        };
        Some(Row { detail: from_le(start) + (entry >> 1), is_followed: entry & 1 == 1 })
    }

    /// The stored bytes that start at a row's record, and the dictionary to read them with.
    pub(super) fn stored(&self, row: u64) -> Result<(&Dictionary, &[u8]), Undecodable> {
        let start = self.row(row).and_then(|row| usize::try_from(row.detail).ok());
        let bytes = start.and_then(|start| self.details.get(start..)).ok_or(Undecodable)?;
        Ok((&self.dictionary, bytes))
    }
}

/// The number in at most eight bytes.
fn from_le(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
