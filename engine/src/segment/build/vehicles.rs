//! Builds a segment of vehicles.

use std::io::Write;

use super::keyed::{IndexSections, KeyedSegmentBuilder, RecordKey};
use super::{BuildOptions, BuiltSegment, Duplicate, RowPosition};
use crate::index::vin_ends::end_of;
use crate::key::Key;
use crate::list::List;
use crate::record::VehicleRecord;
use crate::segment::error::WriteError;
use crate::segment::layout::SectionKind;
use crate::segment::vehicles::plate_keys;
use crate::segment::wmi_makers::WmiTable;
use crate::vehicle::Plate;

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
pub struct VehicleSegmentBuilder {
    keyed: KeyedSegmentBuilder,
    wmi_table: WmiTable,
}

impl VehicleSegmentBuilder {
    /// An empty segment.
    #[must_use]
    pub fn new(options: BuildOptions<'_>) -> Self {
        let keyed =
            KeyedSegmentBuilder::new(List::Vehicles, INDEXES, options).with_ordered(SectionKind::VinEnds);
        Self { keyed, wmi_table: WmiTable::default() }
    }

    /// The segment carries this table of makers.
    #[must_use]
    pub fn with_wmi_table(self, wmi_table: WmiTable) -> Self {
        Self { wmi_table, ..self }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// What the system says when a working file cannot be written.
    pub fn push(&mut self, record: &VehicleRecord, position: RowPosition) -> Result<(), WriteError> {
        let stored = self.keyed.dictionary.encode_vehicle(record);
        let vin = record.vin.as_ref().map(|vin| (vin.key(), vin.as_str()));
        let end = vin.as_ref().map(|(key, _)| end_of(key.as_bytes()).to_be_bytes());
        let engine = record.engine_number.as_ref().map(|number| (number.key(), number.as_str()));
        let plates: Vec<Key> = record.plate.iter().flat_map(plate_keys).collect();
        let plate = record.plate.as_ref().map(Plate::as_str).unwrap_or_default();
        let mut keys: Vec<RecordKey<'_>> = Vec::with_capacity(5);
        keys.extend(vin.iter().map(|(key, written)| RecordKey {
            index: 0,
            key: key.as_bytes(),
            written,
            issuer: "",
        }));
        keys.extend(plates.iter().map(|key| RecordKey {
            index: 1,
            key: key.as_bytes(),
            written: plate,
            issuer: "",
        }));
        keys.extend(engine.iter().map(|(key, written)| RecordKey {
            index: 2,
            key: key.as_bytes(),
            written,
            issuer: "",
        }));
        keys.extend(end.iter().map(|end| RecordKey { index: 3, key: end, written: "", issuer: "" }));
        self.keyed.push(&record.listing, &keys, &stored, position)
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
        self.keyed.finish(out, on_duplicate, |out| {
            out.begin(SectionKind::WmiMakers);
            out.write(&self.wmi_table.to_section())
        })
    }
}
