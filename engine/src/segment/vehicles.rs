//! An opened segment of vehicles.

use super::error::SegmentError;
use super::keyed::KeyedRuns;
use super::layout::SectionKind;
use super::reader::Sections;
use super::rows::Rows;
use super::stored::Undecodable;
use crate::record::VehicleRecord;
use crate::vehicle::{EngineNumber, Plate, Vin};

/// A segment of vehicles, every byte checked.
pub struct VehicleSegment {
    sections: Sections,
    rows: Rows,
    /// By chassis number.
    pub vins: KeyedRuns,
    /// By plate.
    pub plates: KeyedRuns,
    /// By engine number.
    pub engine_numbers: KeyedRuns,
}

impl VehicleSegment {
    /// Opens a segment whose sections agree with their checksums.
    ///
    /// # Errors
    /// [`SegmentError`] if sections do not fit one another.
    pub fn open(sections: Sections) -> Result<Self, SegmentError> {
        let rows = Rows::open(&sections)?;
        let keyed = |index, runs| KeyedRuns::open(&sections, &rows, index, runs);
        Ok(Self {
            vins: keyed(SectionKind::VinIndex, SectionKind::VinRuns)?,
            plates: keyed(SectionKind::PlateIndex, SectionKind::PlateRuns)?,
            engine_numbers: keyed(SectionKind::EngineNumberIndex, SectionKind::EngineNumberRuns)?,
            rows,
            sections,
        })
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

    /// The record of a row.
    ///
    /// # Errors
    /// [`Undecodable`].
    pub fn record(&self, row: u64) -> Result<VehicleRecord, Undecodable> {
        let (dictionary, stored) = self.rows.stored(row)?;
        dictionary.decode_vehicle(stored)
    }

    /// Visits every record, by owner and record id.
    ///
    /// # Errors
    /// [`Undecodable`].
    pub fn for_each(&self, mut visit: impl FnMut(&VehicleRecord)) -> Result<(), Undecodable> {
        (0..self.rows.count()).try_for_each(|row| self.record(row).map(|record| visit(&record)))
    }

    /// Reads every key and every record.
    ///
    /// # Errors
    /// [`SegmentError`] if a key is not found as a question would find it, or leads to a record without it.
    pub fn verify_deep(&self) -> Result<(), SegmentError> {
        let record = |row| self.record(row).ok();
        let vin = |key: &[u8], row| record(row)?.vin.as_ref().map(Vin::key).map(|k| k.as_bytes() == key);
        let plate =
            |key: &[u8], row| record(row)?.plate.as_ref().map(Plate::key).map(|k| k.as_bytes() == key);
        let engine = |key: &[u8], row| {
            record(row)?.engine_number.as_ref().map(EngineNumber::key).map(|k| k.as_bytes() == key)
        };
        self.vins.verify_deep(|key, row| vin(key, row) == Some(true))?;
        self.plates.verify_deep(|key, row| plate(key, row) == Some(true))?;
        self.engine_numbers.verify_deep(|key, row| engine(key, row) == Some(true))?;
        self.for_each(|_| ()).map_err(|error| {
            SegmentError::in_section(SectionKind::Details, "a record for every row", error.to_string())
        })
    }
}
