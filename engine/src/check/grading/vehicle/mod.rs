//! The grade of a vehicle: chassis number, plates and engine number, and what else is known of it.

mod asked;
mod circumstances;
mod plate;
mod qualifiers;
mod vin;

pub(in crate::check) use asked::{AskedNumber, AskedPlate, AskedVehicle};
pub(in crate::check) use circumstances::Circumstances;
pub(in crate::check) use qualifiers::YEARS_APART;

use super::reason;
use super::signs::{Difference, differences};
use crate::document::issuer::IssuerRelation;
use crate::limits;
use crate::record::VehicleRecord;
use crate::wire::{Grade, Reason, ReasonField, Rule};
use plate::{PlateMet, is_unsound, meet_plate};
use qualifiers::Qualifiers;
use vin::{Evidence, grade_vin};

/// How a record answers a vehicle.
pub(in crate::check) struct VehicleGrade {
    /// The best grade of all that was met.
    pub grade: Grade,
    /// The reasons, best first.
    pub why: Vec<Reason>,
    /// Whether a plate was met.
    pub met_by_plate: bool,
    /// Whether one was met as written with its country.
    pub met_by_plate_and_country: bool,
    /// Whether the chassis number was met.
    pub met_by_vin: bool,
}

/// The grade, or `None` if the record does not answer.
pub(in crate::check) fn grade(
    asked: &AskedVehicle<'_>,
    record: &VehicleRecord,
    circumstances: &Circumstances<'_>,
) -> Option<VehicleGrade> {
    let qualifiers = Qualifiers::of(asked, record);
    let engine = grade_engine_number(asked, record, qualifiers, circumstances);
    // A chassis number or an engine's is one vehicle's own; a plate is not.
    let met_plates = |supported: bool| -> Vec<PlateMet> {
        asked.plates.iter().filter_map(|plate| meet_plate(plate, record, supported, circumstances)).collect()
    };
    let of_plates = met_plates(engine.is_some());
    let evidence = Evidence {
        make: qualifiers.make == Some(true),
        other_number: engine.is_some() || of_plates.iter().any(|met| met.as_written),
        contradicted: !asked.plates.is_empty() && record.plate.is_some() && of_plates.is_empty(),
    };
    let vin = asked.vin.as_ref().zip(record.vin.as_ref());
    let vin = vin.and_then(|(asked, listed)| grade_vin(asked, listed, evidence, circumstances));
    let other = vin.is_some() || engine.is_some();
    let plates = met_plates(other || qualifiers.support_well());
    let met_by_plate_and_country =
        plates.iter().any(|met| met.as_written && met.countries == Some(IssuerRelation::Same));
    let (met_by_plate, met_by_vin) = (!plates.is_empty(), vin.is_some());
    let by_plate = plates
        .into_iter()
        .map(|met| (grade_plate(&met, other, qualifiers), met.why))
        .min_by_key(|(grade, _)| *grade);
    let mut met: Vec<(Grade, Vec<Reason>)> = Vec::new();
    met.extend(vin.map(|(grade, why)| (grade, vec![why])));
    met.extend(by_plate.map(|(grade, why)| (grade, why.into())));
    met.extend(engine.map(|(grade, why)| (grade, vec![why])));
    met.sort_by_key(|(grade, _)| *grade);
    let grade = met.first()?.0;
    let mut why: Vec<Reason> = met.into_iter().flat_map(|(_, why)| why).collect();
    why.extend(qualifiers.reasons(asked, record));
    Some(VehicleGrade { grade, why, met_by_plate, met_by_plate_and_country, met_by_vin })
}

/// True if a misread sign of a plate may be forgiven for what the question and the list tell.
pub(in crate::check) fn forgives_misreading(
    asked: &AskedVehicle<'_>,
    plate: &AskedPlate,
    circumstances: &Circumstances<'_>,
) -> bool {
    let Some(number) = plate.number.known() else { return false };
    let told_well = asked.make.is_some() && (asked.model.is_some() || asked.year.is_some());
    let may_be_unsound = || plate.country.is_some_and(|country| is_unsound(number, country));
    // A record without a country is held against the plates of all.
    let is_rare = |country| {
        let chance = circumstances.chance_of_plate(country, &number.key());
        chance * f64::from(limits::MISREAD_PLATES) < limits::CHANCE_OF_POSSIBLE
    };
    told_well || may_be_unsound() || is_rare(plate.country) || is_rare(None)
}

/// A plate alone is possible: plates are used again, move with their owner and are stolen by themselves. As written it is
/// probable with its country, with another number of the vehicle, or, where no country speaks against it, with its make.
fn grade_plate(met: &PlateMet, other_number: bool, qualifiers: Qualifiers) -> Grade {
    let agrees = match met.countries {
        Some(IssuerRelation::Same) => true,
        Some(IssuerRelation::Family) | None => qualifiers.support(),
        Some(IssuerRelation::Other) => false,
    };
    if met.as_written && (agrees || other_number) { Grade::Probable } else { Grade::Possible }
}

/// An engine number is one engine's own only as far as its maker does not count from 1.
fn grade_engine_number(
    asked: &AskedVehicle<'_>,
    record: &VehicleRecord,
    qualifiers: Qualifiers,
    circumstances: &Circumstances<'_>,
) -> Option<(Grade, Reason)> {
    let (asked, listed) = asked.engine_number.as_ref().zip(record.engine_number.as_ref())?;
    if asked.key() != listed.key() {
        return None;
    }
    let make = qualifiers.make == Some(true);
    let is_its_own = make || circumstances.chance_of_engine(&asked.key()) < limits::CHANCE_OF_PROBABLE;
    let (grade, rule) = match (asked == listed, is_its_own) {
        (true, true) => (Grade::Probable, Rule::Exact),
        (true, false) => (Grade::Possible, Rule::Exact),
        (false, _) => (Grade::Possible, Rule::Folded),
    };
    let (asked, listed) = (asked.as_str(), listed.as_str());
    let mut why = reason(ReasonField::EngineNumber, Some(asked), Some(listed), rule);
    why.changes = differences(asked, listed).unwrap_or_default().iter().map(Difference::told).collect();
    Some((grade, why))
}

#[cfg(test)]
mod tests {
    use super::{AskedNumber, AskedPlate, AskedVehicle, Circumstances, grade};
    use crate::document::issuer::IssuerCode;
    use crate::record::{Listing, VehicleRecord, VehicleStatus};
    use crate::vehicle::{EngineNumber, Make, Pattern, Plate, Vin};
    use crate::wire::{Grade, Rule};

    fn record() -> VehicleRecord {
        VehicleRecord {
            listing: Listing::new(IssuerCode::parse("FRA").unwrap(), "V-1".to_owned()),
            vin: Vin::parse("1M8GDM9AXKP042788").ok(),
            plate: Plate::parse("AB-123-CD").ok(),
            plate_country: IssuerCode::parse("FRA"),
            engine_number: EngineNumber::parse("ENG0815").ok(),
            status: VehicleStatus::Stolen,
            kind: None,
            make: Some("Renault".to_owned()),
            model: Some("Clio".to_owned()),
            colour: None,
            year: Some(2019),
            place: None,
        }
    }

    fn with_plate(number: &str, country: Option<&str>) -> VehicleRecord {
        let plate_country = country.and_then(IssuerCode::parse);
        VehicleRecord {
            vin: None,
            engine_number: None,
            plate: Plate::parse(number).ok(),
            plate_country,
            ..record()
        }
    }

    fn vin(text: &str) -> AskedVehicle<'_> {
        AskedVehicle { vin: Vin::parse(text).ok().map(AskedNumber::Known), ..AskedVehicle::default() }
    }

    fn plate<'q>(number: &str, country: Option<&str>) -> AskedVehicle<'q> {
        let country = country.and_then(IssuerCode::parse);
        let number = match Pattern::parse(number, 3) {
            Some(pattern) => AskedNumber::Pattern(pattern.unwrap()),
            None => AskedNumber::Known(Plate::parse(number).unwrap()),
        };
        AskedVehicle { plates: vec![AskedPlate { number, country }], ..AskedVehicle::default() }
    }

    fn of_make<'q>(asked: AskedVehicle<'q>, make: &'q str) -> AskedVehicle<'q> {
        AskedVehicle { make: Make::parse(make).map(|read| (make, read)), ..asked }
    }

    #[track_caller]
    fn check(asked: &AskedVehicle<'_>, expected: Option<Grade>) {
        assert_eq!(grade(asked, &record(), &Circumstances::of(None)).map(|graded| graded.grade), expected);
    }

    #[track_caller]
    fn check_plate(asked: &AskedVehicle<'_>, record: &VehicleRecord, expected: Option<(Grade, Rule)>) {
        let graded = grade(asked, record, &Circumstances::of(None));
        assert_eq!(graded.map(|graded| (graded.grade, graded.why[0].rule)), expected);
    }

    #[test]
    fn a_chassis_number_is_exact_as_written_and_possible_when_folded() {
        check(&vin("1m8gdm9axkp042788"), Some(Grade::Exact));
        check(&vin("1M8GDM9AXKPO42788"), Some(Grade::Exact));
        check(&vin("1M8GDM9AXKPD42788"), Some(Grade::Possible));
        check(&vin("2M8GDM9AXKP042789"), None);
    }

    #[test]
    fn a_plate_is_probable_with_its_country_and_possible_without_or_with_another() {
        check(&plate("AB 123 CD", Some("FRA")), Some(Grade::Probable));
        check(&plate("AB 123 CD", Some("FR")), Some(Grade::Probable));
        check(&plate("AB 123 CD", None), Some(Grade::Possible));
        check(&plate("AB 123 CD", Some("ITA")), Some(Grade::Possible));
        check(&plate("AB 124 CD", Some("FRA")), None);
    }

    #[test]
    fn a_plate_without_country_is_probable_with_its_make_unless_model_or_year_speak_against_it() {
        let asked = of_make(plate("AB 123 CD", None), "RENAULT");
        check(&asked, Some(Grade::Probable));
        check(&AskedVehicle { year: Some(2020), ..asked.clone() }, Some(Grade::Probable));
        check(&AskedVehicle { year: Some(2012), ..asked.clone() }, Some(Grade::Possible));
        check(&AskedVehicle { model: Some("Megane"), ..asked.clone() }, Some(Grade::Possible));
        check(&of_make(plate("AB 123 CD", None), "FIAT"), Some(Grade::Possible));
        check(&of_make(plate("AB 123 CD", Some("ITA")), "RENAULT"), Some(Grade::Possible));
    }

    #[test]
    fn a_plate_with_another_number_of_the_vehicle_is_probable() {
        let end = AskedVehicle { vin: vin("KP042788").vin, ..plate("AB 123 CD", Some("ITA")) };
        check(&end, Some(Grade::Probable));
        check(&vin("KP042788"), Some(Grade::Possible));
        let engine =
            AskedVehicle { engine_number: EngineNumber::parse("ENGO815").ok(), ..plate("AB 123 CD", None) };
        check(&engine, Some(Grade::Probable));
    }

    #[test]
    fn the_shape_of_a_country_tells_letters_from_digits() {
        check_plate(&plate("AB I23 CD", Some("FRA")), &record(), Some((Grade::Probable, Rule::CountryShape)));
        // The record's country is known.
        check_plate(&plate("AB I23 CD", None), &record(), Some((Grade::Possible, Rule::CountryShape)));
        // Two countries: neither resolves it.
        check_plate(&plate("AB I23 CD", Some("ITA")), &record(), Some((Grade::Possible, Rule::Folded)));
    }

    #[test]
    fn an_umlaut_is_two_letters_or_possibly_one() {
        let german = with_plate("FÜ-AB 12", Some("DEU"));
        let asked = |number| plate(number, Some("DEU"));
        check_plate(&asked("FÜAB12"), &german, Some((Grade::Probable, Rule::Exact)));
        check_plate(&asked("FUE AB 12"), &german, Some((Grade::Probable, Rule::Spelling)));
        check_plate(&asked("FU AB 12"), &german, Some((Grade::Possible, Rule::Folded)));
        check_plate(&asked("FUE A8 12"), &german, Some((Grade::Possible, Rule::Folded)));
        check_plate(
            &asked("FÜ AB 12"),
            &with_plate("FUEAB12", Some("DEU")),
            Some((Grade::Probable, Rule::Spelling)),
        );
    }

    #[test]
    fn a_misread_sign_is_forgiven_where_the_plate_is_none_or_the_vehicle_is_told() {
        let record = with_plate("AB-127-CD", Some("FRA"));
        check_plate(&plate("AB 12T CD", Some("FRA")), &record, Some((Grade::Possible, Rule::Misread)));
        let told = AskedVehicle { year: Some(2019), ..of_make(plate("AB 121 CD", Some("FRA")), "RENAULT") };
        check_plate(&told, &record, Some((Grade::Possible, Rule::Misread)));
        let other = AskedVehicle { year: Some(2019), ..of_make(plate("AB 121 CD", Some("ITA")), "RENAULT") };
        check_plate(&other, &record, None);
    }

    #[test]
    fn open_signs_of_a_plate_are_any() {
        check(&plate("AB ?23 C*", Some("FRA")), Some(Grade::Possible));
        check(&plate("AB ?24 C*", Some("FRA")), None);
    }

    #[test]
    fn make_model_and_year_are_reasons_and_no_hits_of_their_own() {
        let told = AskedVehicle {
            model: Some("CLIO V"),
            year: Some(2012),
            ..of_make(vin("1M8GDM9AXKP042788"), "VW")
        };
        let why: Vec<(&str, Rule)> = grade(&told, &record(), &Circumstances::of(None))
            .unwrap()
            .why
            .iter()
            .map(|why| (why.field.as_str(), why.rule))
            .collect();
        let expected =
            [("vin", Rule::Exact), ("make", Rule::Differs), ("model", Rule::Exact), ("year", Rule::Differs)];
        assert_eq!(why, expected);
        let nothing = AskedVehicle { year: Some(2019), ..of_make(AskedVehicle::default(), "RENAULT") };
        check(&nothing, None);
    }

    #[test]
    fn an_engine_number_is_probable_and_the_best_of_all_counts() {
        let engine =
            AskedVehicle { engine_number: EngineNumber::parse("eng-0815").ok(), ..AskedVehicle::default() };
        check(&engine, Some(Grade::Probable));
        check(&AskedVehicle { vin: vin("1M8GDM9AXKP042788").vin, ..engine }, Some(Grade::Exact));
    }
}
