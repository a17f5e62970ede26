//! Searches `vehicles` by chassis number, plates and engine number.

use zerocopy::little_endian::U32;

use crate::check::Context;
use crate::check::action_table::{capped, of_vehicle};
use crate::check::gathering::Gathering;
use crate::check::grading::vehicle::{AskedVehicle, VehicleGrade, grade};
use crate::check::search::granted_of;
use crate::list::List;
use crate::record::VehicleRecord;
use crate::segment::vehicles::VehicleSegment;
use crate::wire::{Hit, HitStatus, Record};

/// Searches the list for a vehicle. Each record is graded once, by all that it has in common with the question.
pub(in crate::check) fn search(context: &Context<'_>, asked: &AskedVehicle, found: &mut Gathering) {
    if !context.state(List::Vehicles).is_searched() {
        return;
    }
    let Some(segment) = context.generation.vehicles() else { return };
    if let Some(vin) = &asked.vin {
        let is_before = |record: &VehicleRecord| record.vin.is_some_and(|listed| listed < *vin);
        let rows = segment.vins.find(vin.key().as_bytes());
        search_run(context, segment, rows, asked, is_before, found);
    }
    if let Some(number) = &asked.engine_number {
        let is_before = |record: &VehicleRecord| record.engine_number.is_some_and(|listed| listed < *number);
        let rows = segment.engine_numbers.find(number.key().as_bytes());
        search_run(context, segment, rows, asked, is_before, found);
    }
    for (plate, _) in &asked.plates {
        let is_before = |record: &VehicleRecord| record.plate.is_some_and(|listed| listed < *plate);
        let rows = segment.plates.find(plate.key().as_bytes());
        search_run(context, segment, rows, asked, is_before, found);
    }
}

/// Grades the rows of one identifier. `is_before` tells whether that of a record comes before the one asked.
fn search_run(
    context: &Context<'_>,
    segment: &VehicleSegment,
    rows: &[U32],
    asked: &AskedVehicle,
    is_before: impl Fn(&VehicleRecord) -> bool,
    found: &mut Gathering,
) {
    let granted = context.grant(rows.len());
    if granted < rows.len() {
        found.too_many();
    }
    // One that cannot be read is told when it is graded.
    let rows = granted_of(rows, granted, |row| segment.record(row).is_ok_and(|record| is_before(&record)));
    for row in rows {
        let Ok(record) = segment.record(u64::from(row.get())) else {
            found.unreadable_record();
            continue;
        };
        if !record.listing.has_expired(context.today)
            && let Some(graded) = grade(asked, &record)
        {
            found.hit(List::Vehicles, hit(context, record, graded));
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
