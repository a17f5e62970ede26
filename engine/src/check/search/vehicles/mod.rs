//! Searches `vehicles` by chassis number, plates and engine number.

mod nearby;
mod pattern;

use zerocopy::little_endian::U32;

use crate::check::Context;
use crate::check::action_table::{capped, of_vehicle};
use crate::check::clues::{Clue, of_record};
use crate::check::gathering::Gathering;
use crate::check::grading::vehicle::{AskedNumber, AskedVehicle, Circumstances, VehicleGrade, grade};
use crate::check::search::granted_of;
use crate::list::List;
use crate::record::VehicleRecord;
use crate::segment::vehicles::VehicleSegment;
use crate::vehicle::vin::LAST_SIGNS;
use crate::wire::{Hit, HitStatus, Record};

/// Searches the list for a vehicle. Each record is graded by all that it has in common with the question. Returns what
/// its records show against the vehicle's being what it seems.
pub(in crate::check) fn search(
    context: &Context<'_>,
    asked: &AskedVehicle<'_>,
    found: &mut Gathering,
) -> Vec<Clue> {
    if !context.state(List::Vehicles).is_searched() {
        return Vec::new();
    }
    let Some(segment) = context.generation.vehicles() else { return Vec::new() };
    let mut search = VehicleSearch {
        context,
        segment,
        asked,
        found,
        circumstances: Circumstances::of(Some(segment)),
        clues: Vec::new(),
    };
    search.by_vin();
    search.by_engine_number();
    search.by_plates();
    search.clues
}

struct VehicleSearch<'s> {
    context: &'s Context<'s>,
    segment: &'s VehicleSegment,
    asked: &'s AskedVehicle<'s>,
    found: &'s mut Gathering,
    circumstances: Circumstances<'s>,
    clues: Vec<Clue>,
}

impl VehicleSearch<'_> {
    fn by_vin(&mut self) {
        match &self.asked.vin {
            None => {}
            Some(AskedNumber::Pattern(pattern)) => self.vin_pattern(pattern),
            Some(AskedNumber::Known(vin)) => {
                let key = vin.key();
                let is_before = |record: &VehicleRecord| record.vin.is_some_and(|listed| listed < *vin);
                self.rows(self.segment.vins.find(key.as_bytes()), is_before);
                if key.as_bytes().len() == LAST_SIGNS {
                    self.vin_end(key.as_bytes());
                }
                self.near_vin(vin);
            }
        }
    }

    fn by_engine_number(&mut self) {
        if let Some(number) = &self.asked.engine_number {
            let is_before =
                |record: &VehicleRecord| record.engine_number.is_some_and(|listed| listed < *number);
            self.rows(self.segment.engine_numbers.find(number.key().as_bytes()), is_before);
        }
    }

    fn by_plates(&mut self) {
        for plate in &self.asked.plates {
            match &plate.number {
                AskedNumber::Pattern(pattern) => self.plate_pattern(pattern),
                AskedNumber::Known(number) => {
                    let is_before =
                        |record: &VehicleRecord| record.plate.is_some_and(|listed| listed < *number);
                    self.rows(self.segment.plates.find(number.key().as_bytes()), is_before);
                    if let Some(spelled) = number.spelled_key() {
                        self.rows(self.segment.plates.find(spelled.as_bytes()), is_before);
                    }
                    self.near_plate(plate, number);
                }
            }
        }
    }

    /// Grades the rows of one identifier. `is_before` tells whether that of a record comes before the one asked.
    fn rows(&mut self, rows: &[U32], is_before: impl Fn(&VehicleRecord) -> bool) {
        let granted = self.context.grant_weighed(rows.len(), self.asked.plates.len());
        if granted < rows.len() {
            self.found.too_many();
        }
        // One that cannot be read is told when it is graded.
        let segment = self.segment;
        let rows =
            granted_of(rows, granted, |row| segment.record(row).is_ok_and(|record| is_before(&record)));
        for row in rows {
            self.row(*row);
        }
    }

    fn row(&mut self, row: U32) {
        let Ok(record) = self.segment.record(u64::from(row.get())) else {
            self.found.unreadable_record();
            return;
        };
        if !record.listing.has_expired(self.context.today)
            && let Some(graded) = grade(self.asked, &record, &self.circumstances)
        {
            of_record(self.asked, &record, &graded, &mut self.clues);
            self.found.hit(List::Vehicles, hit(self.context, record, graded));
        }
    }
}

fn hit(context: &Context<'_>, record: VehicleRecord, graded: VehicleGrade) -> Hit {
    let listing = &record.listing;
    Hit {
        record_id: listing.record_id.clone(),
        owner: listing.owner,
        grade: graded.grade,
        action: capped(of_vehicle(&record, graded.met_by_plate), graded.grade, List::Vehicles),
        status: HitStatus::Vehicle(record.status),
        caution: listing.caution.clone(),
        contact: listing.contact.clone(),
        exercise: listing.exercise,
        past_review: listing.is_past_review(context.today),
        notice: None,
        person: None,
        why: graded.why,
        record: Record::Vehicle(Box::new(record)),
    }
}
