//! An opened segment of documents.

use std::ops::{ControlFlow, Range};

use zerocopy::FromBytes;

use super::error::SegmentError;
use super::layout::{LONG_RUN, LongRun, SectionKind};
use super::map::MappedBytes;
use super::reader::Sections;
use super::rows::Rows;
use super::stored::Undecodable;
use crate::document::blank_range::BlankRange;
use crate::document::issuer::IssuerCode;
use crate::document::number::DocumentNumber;
use crate::index::exact::ExactIndex;
use crate::index::key_hash;
use crate::index::range::RangeIndex;
use crate::index::shape_counter::ShapeCounter;
use crate::index::shapes::ShapeTable;
use crate::key::Key;
use crate::limits;
use crate::record::DocumentRecord;

/// A segment of documents, every byte checked.
pub struct DocumentSegment {
    sections: Sections,
    rows: Rows,
    long_runs: MappedBytes,
    index: ExactIndex,
    ranges: RangeIndex,
    shapes: ShapeTable,
}

/// The rows that may answer a number.
pub struct DocumentRun {
    rows: Range<u64>,
    /// How many ranges cover it; one more than may be read stands for any number of them.
    ranges: usize,
    /// How many may be read.
    most: usize,
}

/// How many numbers between the ends of each range are asked for in a deep verification.
const INNER_NUMBERS_VERIFIED: u64 = 3;

impl DocumentRun {
    /// True if nothing answers: the path of nearly every question.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.ranges == 0
    }

    /// How many rows may answer; of more ranges than may be read ([`limits::ROWS_GRADED`] at most) one more is counted.
    #[must_use]
    pub fn len(&self) -> usize {
        let rows = self.rows.end.saturating_sub(self.rows.start);
        usize::try_from(rows).unwrap_or(usize::MAX).saturating_add(self.ranges)
    }
}

/// Whether all rows of a run were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// All.
    All,
    /// Those equal as written first, then as many as a look-up may grade.
    Part,
}

impl DocumentSegment {
    /// Opens a segment whose sections agree with their checksums.
    ///
    /// # Errors
    /// [`SegmentError`] if sections do not fit one another.
    pub fn open(sections: Sections) -> Result<Self, SegmentError> {
        let rows = Rows::open(&sections)?;
        let long_runs = sections.section(SectionKind::LongRuns)?;
        <[LongRun]>::ref_from_bytes(&long_runs)
            .map_err(|_| SegmentError::in_section(SectionKind::LongRuns, "whole entries", long_runs.len()))?;
        let index = ExactIndex::open(SectionKind::NumberIndex, &sections.section(SectionKind::NumberIndex)?)?;
        let ranges = RangeIndex::open(
            sections.section(SectionKind::RangeGroups)?,
            sections.section(SectionKind::RangeEnds)?,
            sections.section(SectionKind::RangeGate)?,
            rows.keyed()..rows.count(),
        )?;
        let shapes = ShapeTable::open(sections.section(SectionKind::NumberShapes)?)?;
        Ok(Self { sections, rows, long_runs, index, ranges, shapes })
    }

    /// The sections.
    #[must_use]
    pub const fn sections(&self) -> &Sections {
        &self.sections
    }

    /// Number of records.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.rows.count()
    }

    /// The index of numbers.
    #[must_use]
    pub const fn index(&self) -> &ExactIndex {
        &self.index
    }

    /// How many numbers of each issuer and shape are listed.
    #[must_use]
    pub const fn shapes(&self) -> &ShapeTable {
        &self.shapes
    }

    /// The rows that may answer a folded number. Does not allocate.
    #[must_use]
    pub fn find(&self, key: &Key) -> DocumentRun {
        self.find_up_to(key, limits::ROWS_GRADED)
    }

    /// The same for a caller that reads `most` of them at most: no more than one range beyond is counted.
    #[must_use]
    pub fn find_up_to(&self, key: &Key, most: usize) -> DocumentRun {
        let most = most.min(limits::ROWS_GRADED);
        let ranges = self.ranges.count_covering(key.as_bytes(), most + 1);
        DocumentRun { ranges, most, ..self.find_single(key) }
    }

    /// The same without ranges of blanks: only numbers that are listed one by one.
    #[must_use]
    pub fn find_single(&self, key: &Key) -> DocumentRun {
        let rows = self.index.get(key.as_bytes()).map_or(0..0, |start| self.run_from(start));
        DocumentRun { rows, ranges: 0, most: limits::ROWS_GRADED }
    }

    fn run_from(&self, start: u64) -> Range<u64> {
        let behind = start.saturating_add(LONG_RUN).min(self.rows.keyed());
        let is_followed = |row: &u64| self.rows.row(*row).is_some_and(|row| row.is_followed);
        match (start..behind).find(|row| !is_followed(row)) {
            Some(last) => start..last + 1,
            None => start..start.saturating_add(self.long_run(start)).min(self.rows.keyed()),
        }
    }

    /// The length of a run that is too long to be counted.
    fn long_run(&self, start: u64) -> u64 {
        let runs = <[LongRun]>::ref_from_bytes(&self.long_runs).unwrap_or_default();
        let at = runs.partition_point(|run| run.start.get() < start);
        runs.get(at).filter(|run| run.start.get() == start).map_or(1, |run| run.length.get())
    }

    /// Reads the records of a run: all of them, or, where they are more than `most`, those equal as written to
    /// `number` and ranges, the first `most` of each, or as many as it was found for. One that cannot be read is visited as such and hides no other.
    ///
    /// # Errors
    /// [`Undecodable`] if a run cannot be narrowed.
    pub fn read(
        &self,
        run: &DocumentRun,
        number: &DocumentNumber,
        key: &Key,
        issuer: Option<IssuerCode>,
        most: usize,
        mut visit: impl FnMut(Result<DocumentRecord, Undecodable>),
    ) -> Result<Read, Undecodable> {
        let most = most.min(run.most);
        let all = run.len() <= most;
        let rows =
            if all { run.rows.clone() } else { self.narrow(run.rows.clone(), number, key, issuer, most)? };
        for row in rows.take(most) {
            visit(self.record(row, Some(key.as_bytes())));
        }
        if run.ranges > 0 {
            for row in self.ranges.covering(key.as_bytes()).take(most) {
                visit(self.record(row, None));
            }
        }
        Ok(if all { Read::All } else { Read::Part })
    }

    /// The rows of a long run that are equal as written; if these are too many as well and an issuer is asked,
    /// those of the issuer.
    fn narrow(
        &self,
        rows: Range<u64>,
        number: &DocumentNumber,
        key: &Key,
        issuer: Option<IssuerCode>,
        most: usize,
    ) -> Result<Range<u64>, Undecodable> {
        let read = |row| self.record(row, Some(key.as_bytes()));
        let from = bisect(rows.clone(), |row| Ok(read(row)?.number < *number))?;
        let to = bisect(from..rows.end, |row| Ok(read(row)?.number <= *number))?;
        if to - from <= most as u64 || issuer.is_none() {
            return Ok(from..to);
        }
        let start = bisect(from..to, |row| Ok(read(row)?.issuer < issuer))?;
        let end = bisect(start..to, |row| Ok(read(row)?.issuer <= issuer))?;
        Ok(if start < end { start..end } else { from..to })
    }

    fn record(&self, row: u64, key: Option<&[u8]>) -> Result<DocumentRecord, Undecodable> {
        let (dictionary, stored) = self.rows.stored(row)?;
        dictionary.decode_document(stored, key)
    }

    /// Visits every record, those under keys first, then ranges.
    ///
    /// # Errors
    /// [`Undecodable`] for a record that cannot be read, or a row that no key leads to.
    pub fn for_each(&self, mut visit: impl FnMut(&DocumentRecord)) -> Result<(), Undecodable> {
        let mut next = 0;
        let walk = self.index.for_each(|key, start| {
            let run = self.run_from(start);
            if start != next || run.is_empty() {
                return ControlFlow::Break(Undecodable);
            }
            next = run.end;
            for row in run {
                match self.record(row, Some(key)) {
                    Ok(record) if record.number.key().as_bytes() == key => visit(&record),
                    Ok(_) => return ControlFlow::Break(Undecodable),
                    Err(undecodable) => return ControlFlow::Break(undecodable),
                }
            }
            ControlFlow::Continue(())
        });
        if let ControlFlow::Break(undecodable) = walk {
            return Err(undecodable);
        }
        if next != self.rows.keyed() {
            return Err(Undecodable);
        }
        for row in next..self.rows.count() {
            visit(&self.record(row, None)?);
        }
        Ok(())
    }

    /// Reads every key and every record.
    ///
    /// # Errors
    /// [`SegmentError`] if a key or range is not found as a question would find it, or a record cannot be read.
    pub fn verify_deep(&self) -> Result<(), SegmentError> {
        self.index.verify_deep()?;
        let mut shapes = ShapeCounter::default();
        self.for_each(|record| match record.number_to.map(|last| BlankRange::new(record.number, last)) {
            None => shapes.number(record.issuer, record.number.key().as_str()),
            Some(Ok(range)) => shapes.range(record.issuer, &range),
            // One that is no range answers nothing, and is found below.
            Some(Err(_)) => {}
        })
        .map_err(|error| {
            SegmentError::in_section(SectionKind::Details, "a record for every row", error.to_string())
        })?;
        if shapes.entries() != self.shapes.entries() {
            return Err(SegmentError::in_section(
                SectionKind::NumberShapes,
                "what the records count",
                "other counts",
            ));
        }
        if (self.rows.keyed()..self.rows.count()).all(|row| self.range_is_found(row)) {
            Ok(())
        } else {
            Err(SegmentError::in_section(SectionKind::RangeEnds, "every range found", "one that is not"))
        }
    }

    /// True if a range is indexed as its record says, and a question about its first or its last number, or one of some
    /// between, leads to its row.
    fn range_is_found(&self, row: u64) -> bool {
        let range = self
            .record(row, None)
            .ok()
            .and_then(|record| BlankRange::new(record.number, record.number_to?).ok());
        range.is_some_and(|range| {
            let (first, last) = (range.first().key(), range.last().key());
            self.ranges.ends_of(row) == Some((first.as_bytes(), last.as_bytes()))
                && self.ranges.leads_to(first.as_bytes(), row)
                && self.ranges.leads_to(last.as_bytes(), row)
                && (0..INNER_NUMBERS_VERIFIED).all(|at| {
                    // Other places in every range, the same in every run.
                    let place = key_hash(&[row, at].map(u64::to_le_bytes).concat()) % range.width();
                    let number = range.number_at(place);
                    number.is_some_and(|number| self.ranges.leads_to(number.key().as_bytes(), row))
                })
        })
    }
}

/// The first row for which `before` is false.
fn bisect(
    rows: Range<u64>,
    mut before: impl FnMut(u64) -> Result<bool, Undecodable>,
) -> Result<u64, Undecodable> {
    let Range { start: mut low, end: mut high } = rows;
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}
