//! What the list itself says of how far a rule may reach: how often a clean number meets a record by accident.

use std::cell::OnceCell;

use crate::document::issuer::IssuerCode;
use crate::key::Key;
use crate::limits;
use crate::number_shape::NumberShape;
use crate::segment::vehicles::{CHASSIS_SHAPES, ENGINE_SHAPES, VehicleSegment};
use crate::vehicle::Vin;
use crate::vehicle::vin::RUN_SIGNS;

/// The list that is searched.
pub(in crate::check) struct Circumstances<'s> {
    segment: Option<&'s VehicleSegment>,
    /// Whether the run of the chassis number asked has neighbours in the list, once that is known.
    run: OnceCell<bool>,
}

impl<'s> Circumstances<'s> {
    pub(in crate::check) const fn of(segment: Option<&'s VehicleSegment>) -> Self {
        Self { segment, run: OnceCell::new() }
    }

    /// The chance that a clean plate of a country, or of any, is listed when folded.
    pub(super) fn chance_of_plate(&self, country: Option<IssuerCode>, key: &Key) -> f64 {
        self.chance(country, key)
    }

    /// The chance that a clean chassis number of another length than 17 is listed when folded.
    pub(super) fn chance_of_chassis(&self, key: &Key) -> f64 {
        self.chance_of_kind(CHASSIS_SHAPES, key)
    }

    /// The chance that a clean engine number is listed when folded.
    pub(super) fn chance_of_engine(&self, key: &Key) -> f64 {
        self.chance_of_kind(ENGINE_SHAPES, key)
    }

    fn chance_of_kind(&self, kind: &str, key: &Key) -> f64 {
        IssuerCode::parse(kind).map_or(0.0, |kind| self.chance(Some(kind), key))
    }

    fn chance(&self, of: Option<IssuerCode>, key: &Key) -> f64 {
        self.segment.map_or(0.0, |segment| segment.shapes.density(of, NumberShape::of(key)).chance(1))
    }

    /// True if the list holds more vehicles of the run than a digit for a digit is forgiven in.
    pub(super) fn has_neighbours(&self, vin: &Vin) -> bool {
        *self.run.get_or_init(|| {
            let key = vin.forced().key();
            let run = key.as_bytes().get(..RUN_SIGNS).unwrap_or_default();
            self.segment.is_some_and(|segment| segment.vins.index().has_more_than(limits::RUN_RECORDS, run))
        })
    }
}
