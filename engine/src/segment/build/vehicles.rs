//! Builds a segment of vehicles.

use std::io::Write;

use super::keyed::{BesideRows, IndexSections, KeyedSegmentBuilder, RecordKey};
use super::{BuildOptions, BuiltSegment, Duplicate, RowPosition};
use crate::document::issuer::IssuerCode;
use crate::index::vin_ends::end_of;
use crate::key::Key;
use crate::list::List;
use crate::record::VehicleRecord;
use crate::segment::error::WriteError;
use crate::segment::layout::SectionKind;
use crate::segment::sections::SectionWriter;
use crate::segment::vehicles::{CHASSIS_SHAPES, ENGINE_SHAPES, plate_keys};
use crate::segment::wmi_makers::WmiTable;
use crate::vehicle::Plate;

const INDEXES: &[IndexSections] = &[
    IndexSections { index: SectionKind::VinIndex, runs: SectionKind::VinRuns, shapes: true },
    IndexSections { index: SectionKind::PlateIndex, runs: SectionKind::PlateRuns, shapes: true },
    IndexSections {
        index: SectionKind::EngineNumberIndex,
        runs: SectionKind::EngineNumberRuns,
        shapes: true,
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
        let country = record.plate_country.as_ref().map_or("", IssuerCode::as_str);
        let chassis = record.vin.as_ref().filter(|vin| !vin.is_whole()).map(|_| CHASSIS_SHAPES);
        let mut keys: Vec<RecordKey<'_>> = Vec::with_capacity(5);
        let mut push = |index, key, written, issuer| keys.push(RecordKey { index, key, written, issuer });
        if let Some((key, written)) = &vin {
            push(0, key.as_bytes(), *written, chassis);
        }
        for (at, key) in plates.iter().enumerate() {
            // A plate counts once.
            push(1, key.as_bytes(), plate, (at == 0).then_some(country));
        }
        if let Some((key, written)) = &engine {
            push(2, key.as_bytes(), *written, Some(ENGINE_SHAPES));
        }
        if let Some(end) = &end {
            push(3, end, "", None);
        }
        self.keyed.push(&record.listing, &keys, &stored, &[], position)
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
        self.keyed.finish(out, on_duplicate, self.wmi_table)
    }
}

/// The table of makers is the vehicles' own section.
impl BesideRows for WmiTable {
    fn row(&mut self, _row: u32, _beside: &[u8]) -> Result<(), WriteError> {
        Ok(())
    }

    fn write<W: Write>(self, out: &mut SectionWriter<W>) -> Result<(), WriteError> {
        out.begin(SectionKind::WmiMakers);
        out.write(&self.to_section())
    }
}
