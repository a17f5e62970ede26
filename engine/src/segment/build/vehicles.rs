//! Builds a segment of vehicles.

use std::io::Write;

use super::keyed::{IndexSections, KeyedSegmentBuilder, RecordKey};
use super::{BuildOptions, BuiltSegment, Duplicate, RowPosition};
use crate::list::List;
use crate::record::VehicleRecord;
use crate::segment::error::WriteError;
use crate::segment::layout::SectionKind;

const INDEXES: &[IndexSections] = &[
    IndexSections { index: SectionKind::VinIndex, runs: SectionKind::VinRuns, shapes: false },
    IndexSections { index: SectionKind::PlateIndex, runs: SectionKind::PlateRuns, shapes: false },
    IndexSections {
        index: SectionKind::EngineNumberIndex,
        runs: SectionKind::EngineNumberRuns,
        shapes: false,
    },
];

/// A segment of vehicles while rows come.
pub struct VehicleSegmentBuilder(KeyedSegmentBuilder);

impl VehicleSegmentBuilder {
    /// An empty segment.
    #[must_use]
    pub fn new(options: BuildOptions<'_>) -> Self {
        Self(KeyedSegmentBuilder::new(List::Vehicles, INDEXES, options))
    }

    /// Adds a record.
    ///
    /// # Errors
    /// What the system says when a working file cannot be written.
    pub fn push(&mut self, record: &VehicleRecord, position: RowPosition) -> Result<(), WriteError> {
        let stored = self.0.dictionary.encode_vehicle(record);
        let vin = record.vin.map(|vin| (0, vin.key(), vin.as_str().to_owned()));
        let plate = record.plate.map(|plate| (1, plate.key(), plate.as_str().to_owned()));
        let engine = record.engine_number.map(|number| (2, number.key(), number.as_str().to_owned()));
        let found = [vin, plate, engine];
        let keys: Vec<RecordKey<'_>> = found
            .iter()
            .flatten()
            .map(|(index, key, written)| RecordKey {
                index: *index,
                key: key.as_bytes(),
                written,
                issuer: "",
            })
            .collect();
        self.0.push(&record.listing, &keys, &stored, position)
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
        self.0.finish(out, on_duplicate)
    }
}
