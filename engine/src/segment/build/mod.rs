//! Builds segments from records in any order, in bounded memory.
//!
//! Same records in the same order, same version: byte-identical segments, whatever the memory.

mod documents;
mod duplicates;
mod keyed;
mod persons;
mod row_writer;
mod vehicles;

use std::path::Path;

pub use documents::DocumentSegmentBuilder;
pub use persons::PersonSegmentBuilder;
pub use vehicles::VehicleSegmentBuilder;

/// Where and with how much memory a segment is built.
#[derive(Clone, Copy, Debug)]
pub struct BuildOptions<'a> {
    /// A folder for working files, on a disk with room for about twice the segment. They have no name and
    /// vanish with the process.
    pub work_folder: &'a Path,
    /// Memory for sorting, in bytes.
    pub memory: usize,
}

/// Where a record came from, so that a duplicate can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowPosition {
    /// Which source file, from 0.
    pub file: u16,
    /// Its line there, from 1.
    pub line: u64,
}

/// The same identity a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The row that was left out.
    pub position: RowPosition,
    /// The row that stays.
    pub first: RowPosition,
    /// Whether the two are equal.
    pub kind: DuplicateKind,
}

/// How a second row of one identity stands to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuplicateKind {
    /// Equal in every field: counted as repeated, no refusal.
    Repeated,
    /// Different: refused and told.
    Conflicting,
}

/// What a segment holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BuiltSegment {
    /// Records in it.
    pub records: u64,
    /// Distinct keys over all its indexes.
    pub keys: u64,
    /// Rows left out as equal to an earlier one.
    pub repeated: u64,
    /// Rows left out as different from an earlier one of the same identity.
    pub conflicting: u64,
}

impl BuiltSegment {
    fn count(&mut self, kind: DuplicateKind) {
        match kind {
            DuplicateKind::Repeated => self.repeated += 1,
            DuplicateKind::Conflicting => self.conflicting += 1,
        }
    }
}
