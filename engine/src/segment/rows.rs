//! The rows of a segment and the records they lead to.

use zerocopy::FromBytes;

use super::error::SegmentError;
use super::layout::{Row, SectionKind, Summary};
use super::map::MappedBytes;
use super::reader::Sections;
use super::stored::{Dictionary, Undecodable};

/// Rows, details and dictionary of an opened segment.
pub(super) struct Rows {
    rows: MappedBytes,
    details: MappedBytes,
    dictionary: Dictionary,
    summary: Summary,
}

impl Rows {
    pub(super) fn open(sections: &Sections) -> Result<Self, SegmentError> {
        let summary = sections.section(SectionKind::Summary)?;
        let summary = Summary::read_from_bytes(&summary)
            .map_err(|_| SegmentError::in_section(SectionKind::Summary, "16 bytes", summary.len()))?;
        let rows = sections.section(SectionKind::Rows)?;
        let entries = <[Row]>::ref_from_bytes(&rows)
            .map_err(|_| SegmentError::in_section(SectionKind::Rows, "whole rows", rows.len()))?;
        if entries.len() as u64 != summary.rows.get() || summary.keyed_rows.get() > summary.rows.get() {
            return Err(SegmentError::in_section(SectionKind::Rows, summary.rows, entries.len()));
        }
        let details = sections.section(SectionKind::Details)?;
        let dictionary = Dictionary::open(sections.section(SectionKind::Dictionary)?)?;
        Ok(Self { rows, details, dictionary, summary })
    }

    pub(super) fn count(&self) -> u64 {
        self.summary.rows.get()
    }

    pub(super) fn keyed(&self) -> u64 {
        self.summary.keyed_rows.get()
    }

    pub(super) fn row(&self, row: u64) -> Option<&Row> {
        let rows = <[Row]>::ref_from_bytes(&self.rows).ok()?;
        rows.get(usize::try_from(row).ok()?)
    }

    /// The stored bytes that start at a row's record, and the dictionary to read them with.
    pub(super) fn stored(&self, row: u64) -> Result<(&Dictionary, &[u8]), Undecodable> {
        let start = self.row(row).map(Row::detail).and_then(|start| usize::try_from(start).ok());
        let bytes = start.and_then(|start| self.details.get(start..)).ok_or(Undecodable)?;
        Ok((&self.dictionary, bytes))
    }
}
