//! Looks up the numbers that the one asked may be a wrong reading of: a few dozen to some hundred filter probes, of which
//! nearly all end there.

use super::VehicleSearch;
use crate::check::grading::vehicle::{AskedPlate, forgives_misreading};
use crate::vehicle::vin::visit_nearby;
use crate::vehicle::{Plate, Vin};

impl VehicleSearch<'_> {
    /// Looks up what a whole chassis number may be a wrong reading of.
    pub(super) fn near_vin(&mut self, vin: &Vin) {
        let segment = self.segment;
        visit_nearby(vin, &mut |key| self.rows(segment.vins.find(key), |_| false));
    }

    /// Looks up the plates that differ in one misread sign, where one may be forgiven.
    pub(super) fn near_plate(&mut self, plate: &AskedPlate, number: &Plate) {
        if forgives_misreading(self.asked, plate, &self.circumstances) {
            let segment = self.segment;
            number.visit_misread(&mut |key| self.rows(segment.plates.find(key), |_| false));
        }
    }
}
