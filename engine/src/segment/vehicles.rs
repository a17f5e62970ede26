//! An opened segment of vehicles.

use super::error::SegmentError;
use super::keyed::KeyedRuns;
use super::layout::SectionKind;
use super::reader::Sections;
use super::rows::Rows;
use super::stored::Undecodable;
use super::wmi_makers::WmiMakers;
use crate::document::issuer::IssuerCode;
use crate::index::shape_counter::ShapeCounter;
use crate::index::shapes::ShapeTable;
use crate::index::vin_ends::{VinEnds, end_of};
use crate::key::Key;
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
    /// By the end of the chassis number.
    pub vin_ends: VinEnds,
    /// Makers by their identifier, as the country that built the list knows them.
    pub wmi_makers: WmiMakers,
    /// How many plates of each country and shape are listed; under [`CHASSIS_SHAPES`] chassis numbers of other lengths
    /// than 17, under [`ENGINE_SHAPES`] engine numbers.
    pub shapes: ShapeTable,
}

/// Stands for an issuer where chassis numbers of other lengths than 17 are counted. No country has such a code.
pub const CHASSIS_SHAPES: &str = "CHASSIS";

/// The same for engine numbers.
pub const ENGINE_SHAPES: &str = "ENGINE";

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
            vin_ends: VinEnds::open(sections.section(SectionKind::VinEnds)?, rows.count())?,
            shapes: ShapeTable::open(sections.section(SectionKind::NumberShapes)?)?,
            wmi_makers: WmiMakers::open(sections.section(SectionKind::WmiMakers)?)?,
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
    /// [`SegmentError`] if a key is not found as a question would find it, leads to a record without it, or a record is
    /// not reached by each of its keys.
    pub fn verify_deep(&self) -> Result<(), SegmentError> {
        let record = |row| self.record(row).ok();
        let vin = |key: &[u8], row| record(row)?.vin.as_ref().map(Vin::key).map(|k| k.as_bytes() == key);
        let plate = |key: &[u8], row| {
            record(row)?.plate.as_ref().map(|plate| plate_keys(plate).any(|k| k.as_bytes() == key))
        };
        let engine = |key: &[u8], row| {
            record(row)?.engine_number.as_ref().map(EngineNumber::key).map(|k| k.as_bytes() == key)
        };
        self.vins.verify_deep(|key, row| vin(key, row) == Some(true))?;
        self.plates.verify_deep(|key, row| plate(key, row) == Some(true))?;
        self.engine_numbers.verify_deep(|key, row| engine(key, row) == Some(true))?;
        self.verify_every_record_is_reached()
    }

    fn verify_every_record_is_reached(&self) -> Result<(), SegmentError> {
        let mut with_vin = 0;
        let mut shapes = ShapeCounter::default();
        for row in 0..self.rows.count() {
            let record = self.record(row).map_err(|error| {
                SegmentError::in_section(SectionKind::Details, "a record for every row", error.to_string())
            })?;
            let is_reached = |runs: &KeyedRuns, key: &Key| {
                runs.find(key.as_bytes()).iter().any(|found| u64::from(found.get()) == row)
            };
            let reached = |section, expected: &str, is_reached| {
                if is_reached {
                    Ok(())
                } else {
                    Err(SegmentError::in_section(section, expected, format!("none of row {row}")))
                }
            };
            if let Some(vin) = &record.vin {
                with_vin += 1;
                let key = vin.key();
                if !vin.is_whole() {
                    shapes.number(IssuerCode::parse(CHASSIS_SHAPES), key.as_str());
                }
                reached(SectionKind::VinRuns, "every chassis number", is_reached(&self.vins, &key))?;
                let end = end_of(key.as_bytes());
                let entries = self.vin_ends.entries();
                let is_there = entries
                    .binary_search_by_key(&(end, row), |found| (found.end.get(), found.row.get().into()));
                reached(SectionKind::VinEnds, "the end of every chassis number", is_there.is_ok())?;
            }
            if let Some(plate) = &record.plate {
                shapes.number(record.plate_country, plate.key().as_str());
            }
            for key in record.plate.iter().flat_map(plate_keys) {
                reached(SectionKind::PlateRuns, "every plate", is_reached(&self.plates, &key))?;
            }
            for key in record.engine_number.iter().map(EngineNumber::key) {
                shapes.number(IssuerCode::parse(ENGINE_SHAPES), key.as_str());
                let is_reached = is_reached(&self.engine_numbers, &key);
                reached(SectionKind::EngineNumberRuns, "every engine number", is_reached)?;
            }
        }
        if shapes.entries() != self.shapes.entries() {
            return Err(SegmentError::in_section(
                SectionKind::NumberShapes,
                "the counts of all records",
                "others",
            ));
        }
        let entries = self.vin_ends.entries().len();
        if entries == with_vin {
            Ok(())
        } else {
            Err(SegmentError::in_section(SectionKind::VinEnds, format!("{with_vin} entries"), entries))
        }
    }
}

/// The keys that a plate is found by.
pub(super) fn plate_keys(plate: &Plate) -> impl Iterator<Item = Key> {
    [Some(plate.key()), plate.spelled_key()].into_iter().flatten()
}
