//! What opened segments of vehicles and persons share: several indexes, each with an array of row numbers.

use std::cell::Cell;
use std::ops::ControlFlow;

use zerocopy::FromBytes;
use zerocopy::little_endian::U32;

use super::error::SegmentError;
use super::layout::SectionKind;
use super::map::MappedBytes;
use super::reader::Sections;
use super::rows::Rows;
use crate::index::exact::ExactIndex;
use crate::vehicle::Pattern;

/// One index and the rows behind its keys.
pub struct KeyedRuns {
    section: SectionKind,
    index: ExactIndex,
    runs: MappedBytes,
}

impl KeyedRuns {
    pub(super) fn open(
        sections: &Sections,
        rows: &Rows,
        index: SectionKind,
        runs: SectionKind,
    ) -> Result<Self, SegmentError> {
        let opened = Self {
            section: runs,
            index: ExactIndex::open(index, &sections.section(index)?)?,
            runs: sections.section(runs)?,
        };
        let words = <[U32]>::ref_from_bytes(&opened.runs)
            .map_err(|_| SegmentError::in_section(runs, "whole entries", opened.runs.len()))?;
        let mut rest = words;
        while let Some((length, after)) = rest.split_first() {
            let (run, behind) = after
                .split_at_checked(length.get() as usize)
                .ok_or_else(|| SegmentError::in_section(runs, "whole runs", "a part"))?;
            if run.is_empty() || !run.iter().all(|row| u64::from(row.get()) < rows.count()) {
                return Err(SegmentError::in_section(runs, "rows that exist", "others"));
            }
            rest = behind;
        }
        Ok(opened)
    }

    /// The index.
    #[must_use]
    pub const fn index(&self) -> &ExactIndex {
        &self.index
    }

    /// The rows of a key, by the identifier as written, then owner and record id. Does not allocate.
    #[must_use]
    pub fn find(&self, key: &[u8]) -> &[U32] {
        self.index.get(key).and_then(|start| self.run_from(start)).unwrap_or_default()
    }

    /// Visits the rows of every key that fits a pattern, until `visit` breaks or the steps are spent.
    pub fn walk(
        &self,
        pattern: &Pattern,
        steps: &Cell<usize>,
        mut visit: impl FnMut(&[U32]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.index.walk(pattern, steps, |start| visit(self.run_from(start).unwrap_or_default()))
    }

    fn run_from(&self, start: u64) -> Option<&[U32]> {
        let words = <[U32]>::ref_from_bytes(&self.runs).ok()?;
        let (length, rest) = words.get(usize::try_from(start).ok()?..)?.split_first()?;
        rest.get(..length.get() as usize)
    }

    /// Reads every key, and visits it with its rows.
    pub(super) fn verify_deep(&self, mut fits: impl FnMut(&[u8], u64) -> bool) -> Result<(), SegmentError> {
        self.index.verify_deep()?;
        let mut next = 0;
        let walk = self.index.for_each(|key, start| {
            let run = self.run_from(start).unwrap_or_default();
            let whole = start == next && run.iter().all(|row| fits(key, u64::from(row.get())));
            next = start + 1 + run.len() as u64;
            if whole { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        let complete = walk.is_continue() && next * size_of::<U32>() as u64 == self.runs.len() as u64;
        if complete {
            Ok(())
        } else {
            Err(SegmentError::in_section(self.section, "rows that have their key", "others"))
        }
    }
}
