//! Clues that a vehicle is not what it seems: a cloned car has the number of one, the plate of another, and the make of a
//! third. They are told as group facts, with what they were seen by, and never change outcome or action.

use super::grading::reason;
use super::grading::vehicle::{AskedPlate, AskedVehicle, VehicleGrade, YEARS_APART};
use crate::date::Date;
use crate::document::issuer::{IssuerCode, IssuerRelation};
use crate::limits;
use crate::record::VehicleRecord;
use crate::segment::vehicles::VehicleSegment;
use crate::vehicle::{Make, Plate, Vin};
use crate::wire::{GroupFactKind, Reason, ReasonField, Rule};

/// One clue, and what it was seen by.
pub(super) struct Clue {
    pub fact: GroupFactKind,
    pub why: Reason,
}

/// The make of a chassis number: by the list's own table of identifiers, then by the built-in one.
pub(super) fn maker(vin: &Vin, segment: Option<&VehicleSegment>) -> Option<String> {
    let listed = segment.and_then(|segment| segment.wmi_makers.maker(vin));
    listed.or_else(|| vin.maker().map(str::to_owned))
}

/// The years that position 10 may stand for by now; none where no law binds the maker to it.
pub(super) fn model_years(vin: &Vin, today: Date) -> Vec<u16> {
    // Models of the next year are sold in this one.
    let last = today.year().saturating_add(1);
    vin.model_years().into_iter().flatten().filter(|year| *year <= last).collect()
}

/// What the question alone shows.
pub(super) fn of_question(
    asked: &AskedVehicle<'_>,
    segment: Option<&VehicleSegment>,
    today: Date,
) -> Vec<Clue> {
    let mut clues = Vec::new();
    if let (Some(vin), Some((text, make))) = (asked.known_vin(), asked.make)
        && let Some(maker) = maker(vin, segment)
        && Make::parse(&maker).is_some_and(|maker| !make.is_of_one_house(maker))
    {
        let why = reason(ReasonField::Make, Some(text), Some(&maker), Rule::Differs);
        clues.push(Clue { fact: GroupFactKind::MakerDiffers, why });
    }
    let years = asked.known_vin().map(|vin| model_years(vin, today)).unwrap_or_default();
    if let Some(year) = asked.year
        && !years.is_empty()
        && years.iter().all(|of_sign| of_sign.abs_diff(year) > YEARS_APART)
    {
        let of_sign = years.iter().map(u16::to_string).collect::<Vec<_>>().join(" or ");
        let why = reason(ReasonField::Year, Some(&year.to_string()), Some(&of_sign), Rule::Differs);
        clues.push(Clue { fact: GroupFactKind::ModelYearDiffers, why });
    }
    // A code in no table may be any country's name.
    let mut countries = asked.plates.iter().filter_map(|plate| plate.country).filter(IssuerCode::is_known);
    if let Some(first) = countries.next()
        && let Some(other) = countries.find(|other| first.relation(*other) == IssuerRelation::Other)
    {
        let why =
            reason(ReasonField::PlateCountry, Some(first.as_str()), Some(other.as_str()), Rule::Differs);
        clues.push(Clue { fact: GroupFactKind::PlateCountryDiffers, why });
    }
    clues
}

/// What a record that answers shows.
pub(super) fn of_record(
    asked: &AskedVehicle<'_>,
    record: &VehicleRecord,
    graded: &VehicleGrade,
    clues: &mut Vec<Clue>,
) {
    if clues.len() >= limits::CLUES {
        return;
    }
    if let (Some(vin), Some(listed)) = (asked.known_vin(), record.vin)
        && graded.met_by_plate_and_country
        && !graded.met_by_vin
    {
        let why = reason(ReasonField::Vin, Some(vin.as_str()), Some(listed.as_str()), Rule::Differs);
        clues.push(Clue { fact: GroupFactKind::TwoVinsForOnePlate, why });
    }
    let is_other = |country: IssuerCode| {
        let listed = record.plate_country.filter(|listed| listed.is_known() && country.is_known());
        listed.is_some_and(|listed| country.relation(listed) == IssuerRelation::Other)
    };
    let countries: Vec<IssuerCode> = asked.plates.iter().filter_map(|plate| plate.country).collect();
    if let Some(country) = countries.first().filter(|_| countries.iter().all(|country| is_other(*country))) {
        let listed = record.plate_country.as_ref().map(IssuerCode::as_str);
        let why = reason(ReasonField::PlateCountry, Some(country.as_str()), listed, Rule::Differs);
        clues.push(Clue { fact: GroupFactKind::PlateCountryDiffers, why });
    }
}

/// A plate with its country, and the chassis number that it was asked with.
pub(super) struct PlateOfVin {
    pub plate: Plate,
    pub country: Option<IssuerCode>,
    pub vin: Vin,
}

/// The plates of a vehicle that was asked with its chassis number.
pub(super) fn plates_of_vin(asked: &AskedVehicle<'_>) -> Vec<PlateOfVin> {
    let Some(vin) = asked.known_vin() else { return Vec::new() };
    let known = |plate: &AskedPlate| {
        Some(PlateOfVin { plate: *plate.number.known()?, country: plate.country, vin: *vin })
    };
    asked.plates.iter().filter_map(known).collect()
}
