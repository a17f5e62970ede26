//! The grade of a vehicle: the best of chassis number, plates and engine number.

use super::reason;
use crate::document::issuer::{IssuerCode, IssuerRelation};
use crate::record::VehicleRecord;
use crate::vehicle::{EngineNumber, Plate, Vin};
use crate::wire::{Grade, Reason, ReasonField, Rule};

/// A vehicle as it was asked.
#[derive(Clone, Default)]
pub(in crate::check) struct AskedVehicle {
    /// Its chassis number.
    pub vin: Option<Vin>,
    /// Its plates, each with its country if known.
    pub plates: Vec<(Plate, Option<IssuerCode>)>,
    /// Its engine number.
    pub engine_number: Option<EngineNumber>,
}

/// How a record answers a vehicle.
pub(in crate::check) struct VehicleGrade {
    /// The best grade of all that was met.
    pub grade: Grade,
    /// The reasons, best first.
    pub why: Vec<Reason>,
    /// Whether a plate was met.
    pub met_by_plate: bool,
}

/// The grade, or `None` if the record does not answer.
pub(in crate::check) fn grade(asked: &AskedVehicle, record: &VehicleRecord) -> Option<VehicleGrade> {
    let mut met: Vec<(Grade, Vec<Reason>)> = Vec::new();
    if let (Some(asked), Some(listed)) = (&asked.vin, &record.vin)
        && asked.key() == listed.key()
    {
        let texts = (asked.as_str(), listed.as_str());
        met.push(identifier(ReasonField::Vin, texts, Grade::Exact));
    }
    let by_plate = asked
        .plates
        .iter()
        .filter_map(|(plate, country)| grade_plate(plate, *country, record))
        .min_by_key(|(grade, _)| *grade);
    let met_by_plate = by_plate.is_some();
    met.extend(by_plate);
    if let (Some(asked), Some(listed)) = (&asked.engine_number, &record.engine_number)
        && asked.key() == listed.key()
    {
        let texts = (asked.as_str(), listed.as_str());
        met.push(identifier(ReasonField::EngineNumber, texts, Grade::Probable));
    }
    met.sort_by_key(|(grade, _)| *grade);
    let grade = met.first()?.0;
    Some(VehicleGrade { grade, why: met.into_iter().flat_map(|(_, why)| why).collect(), met_by_plate })
}

fn identifier(field: ReasonField, (asked, listed): (&str, &str), as_written: Grade) -> (Grade, Vec<Reason>) {
    let (grade, rule) =
        if asked == listed { (as_written, Rule::Exact) } else { (Grade::Possible, Rule::Folded) };
    (grade, vec![reason(field, Some(asked), Some(listed), rule)])
}

fn grade_plate(
    asked: &Plate,
    country: Option<IssuerCode>,
    record: &VehicleRecord,
) -> Option<(Grade, Vec<Reason>)> {
    let listed = record.plate.as_ref().filter(|listed| listed.key() == asked.key())?;
    let (by_plate, mut why) =
        identifier(ReasonField::Plate, (asked.as_str(), listed.as_str()), Grade::Probable);
    let (by_country, rule) = match (country, record.plate_country) {
        (Some(asked), Some(listed)) => match asked.relation(listed) {
            IssuerRelation::Same => (Grade::Probable, Rule::Exact),
            IssuerRelation::Family => (Grade::Possible, Rule::Family),
            IssuerRelation::Other => (Grade::Possible, Rule::Differs),
        },
        _ => (Grade::Possible, Rule::Missing),
    };
    why.push(reason(
        ReasonField::PlateCountry,
        country.as_ref().map(IssuerCode::as_str),
        record.plate_country.as_ref().map(IssuerCode::as_str),
        rule,
    ));
    Some((by_plate.max(by_country), why))
}

#[cfg(test)]
mod tests {
    use super::{AskedVehicle, grade};
    use crate::document::issuer::IssuerCode;
    use crate::record::{Listing, VehicleRecord, VehicleStatus};
    use crate::vehicle::{EngineNumber, Plate, Vin};
    use crate::wire::Grade;

    fn record() -> VehicleRecord {
        VehicleRecord {
            listing: Listing::new(IssuerCode::parse("FRA").unwrap(), "V-1".to_owned()),
            vin: Vin::parse("1M8GDM9AXKP042788").ok(),
            plate: Plate::parse("AB-123-CD").ok(),
            plate_country: IssuerCode::parse("FRA"),
            engine_number: EngineNumber::parse("ENG0815").ok(),
            status: VehicleStatus::Stolen,
            kind: None,
            make: None,
            model: None,
            colour: None,
            year: None,
            place: None,
        }
    }

    fn plate(number: &str, country: Option<&str>) -> AskedVehicle {
        let plates = vec![(Plate::parse(number).unwrap(), country.and_then(IssuerCode::parse))];
        AskedVehicle { plates, ..AskedVehicle::default() }
    }

    #[track_caller]
    fn check(asked: &AskedVehicle, expected: Option<Grade>) {
        assert_eq!(grade(asked, &record()).map(|graded| graded.grade), expected);
    }

    #[test]
    fn a_chassis_number_is_exact_as_written_and_possible_when_folded() {
        let vin = |text| AskedVehicle { vin: Vin::parse(text).ok(), ..AskedVehicle::default() };
        check(&vin("1m8gdm9axkp042788"), Some(Grade::Exact));
        check(&vin("1M8GDM9AXKPO42788"), Some(Grade::Possible));
        check(&vin("1M8GDM9AXKP042789"), None);
    }

    #[test]
    fn a_plate_is_probable_with_its_country_and_possible_without_or_with_another() {
        check(&plate("AB 123 CD", Some("FRA")), Some(Grade::Probable));
        check(&plate("AB 123 CD", Some("FR")), Some(Grade::Probable));
        check(&plate("AB 123 CD", None), Some(Grade::Possible));
        check(&plate("AB 123 CD", Some("ITA")), Some(Grade::Possible));
        check(&plate("AB I23 CD", Some("FRA")), Some(Grade::Possible));
        check(&plate("AB 124 CD", Some("FRA")), None);
    }

    #[test]
    fn an_engine_number_is_probable_and_the_best_of_all_counts() {
        let engine =
            AskedVehicle { engine_number: EngineNumber::parse("eng-0815").ok(), ..AskedVehicle::default() };
        check(&engine, Some(Grade::Probable));
        check(&AskedVehicle { vin: Vin::parse("1M8GDM9AXKP042788").ok(), ..engine }, Some(Grade::Exact));
    }
}
