//! Travellers and vehicles that are on no list, and how a traveller's document is shown: read from its MRZ in
//! the format of its kind, or typed.

use crate::day::{Day, PRESENT_YEAR};
use crate::documents;
use crate::issuer::{ISSUERS, Issuer};
use crate::mark::Mark;
use crate::mrz::{MrzFields, MrzFormat, may_be_cut, write_mrz};
use crate::name_table::{NAMES, spellings};
use crate::persons::{full_birth_date, of_a_woman};
use crate::question::{Document, Person, Subject, Vehicle};
use crate::rng::Rng;
use crate::vehicles::{draw_plate, engine_number};
use crate::vin::{MAKERS, Practice, chassis};

/// A traveller with a document.
#[derive(Clone)]
pub(crate) struct Traveller {
    /// The document's issuer, alpha-3.
    pub(crate) issuer: &'static str,
    /// Its document code.
    pub(crate) kind: &'static str,
    /// Its number.
    pub(crate) number: String,
    /// The holder.
    pub(crate) surname: String,
    pub(crate) given: String,
    pub(crate) birth: Day,
    pub(crate) sex: &'static str,
    pub(crate) nationality: String,
}

/// A traveller whose name and birth date fit no record, with a document that is on no list.
pub(crate) fn clean_traveller(rng: &mut Rng) -> Traveller {
    let issuer = rng.pick_weighted(ISSUERS, |issuer| issuer.weight);
    let names = NAMES.iter().find(|names| names.country == issuer.code).unwrap_or_else(|| rng.pick(NAMES));
    let female = rng.one_in(2);
    let (surname, _) = spellings(rng.pick_ranked::<&str>(names.unreserved()));
    let (given, _) = spellings(rng.pick_ranked::<&str>(if female { names.female } else { names.male }));
    let kind = draw_kind(rng);
    let number = documents::number(rng, issuer, kind, Mark::Clean);
    let young = rng.one_in(8);
    Traveller {
        issuer: issuer.code,
        kind,
        number,
        surname: if female { of_a_woman(names.country, surname) } else { surname.to_owned() },
        given: given.to_owned(),
        birth: full_birth_date(rng, young, Mark::Clean),
        sex: if female { "F" } else { "M" },
        nationality: names.country.to_owned(),
    }
}

fn draw_kind(rng: &mut Rng) -> &'static str {
    match rng.below(20) {
        0..=7 => "P",
        8..=13 => "PP",
        14..=16 => "ID",
        17 => "I",
        _ => "V",
    }
}

/// A document number of another issuer or kind that is on no list, for a listed person.
pub(crate) fn clean_document(rng: &mut Rng, traveller: &mut Traveller) {
    let issuer: &Issuer = rng.pick_weighted(ISSUERS, |issuer| issuer.weight);
    traveller.issuer = issuer.code;
    traveller.kind = draw_kind(rng);
    traveller.number = documents::number(rng, issuer, traveller.kind, Mark::Clean);
}

impl Traveller {
    /// The subject as typed by hand.
    pub(crate) fn typed(&self, reference: String) -> Subject {
        Subject {
            reference,
            document: Some(Document { number: self.number.clone(), issuer: self.issuer, kind: self.kind }),
            person: Some(Person {
                surname: self.surname.clone(),
                given: self.given.clone(),
                birth_date: self.birth.to_string(),
                sex: self.sex,
                nationality: self.nationality.clone(),
            }),
            ..Subject::default()
        }
    }

    /// The subject as read from its MRZ; None where the format has no room for it.
    pub(crate) fn read(&self, rng: &mut Rng, reference: String) -> Option<Subject> {
        let either = rng.one_in(2);
        let format = match self.kind.as_bytes().first() {
            Some(b'P') => MrzFormat::Td3,
            Some(b'V') if either => MrzFormat::MrvA,
            Some(b'V') => MrzFormat::MrvB,
            _ if either => MrzFormat::Td1,
            _ => MrzFormat::Td2,
        };
        let expiry = Day::within(rng, PRESENT_YEAR + 1, PRESENT_YEAR + 10).in_mrz();
        let birth = self.birth.in_mrz();
        let fields = MrzFields {
            code: self.kind,
            issuer: printed_code(self.issuer),
            number: &self.number,
            nationality: printed_code(&self.nationality),
            surname: &self.surname,
            given: &self.given,
            birth: &birth,
            sex: if matches!(self.sex, "M" | "F") { self.sex } else { "<" },
            expiry: &expiry,
            ..MrzFields::default()
        };
        let mrz = write_mrz(format, &fields).ok()?;
        Some(Subject { reference, mrz, ..Subject::default() })
    }

    /// True where the name comes back from an MRZ as it was written, in Latin letters without marks, uncut.
    pub(crate) fn name_survives_mrz(&self) -> bool {
        let plain = |name: &str| name.bytes().all(|sign| sign.is_ascii_alphabetic() || sign == b' ');
        let field = crate::mrz::name_field(&self.surname, &self.given, 30);
        plain(&self.surname) && plain(&self.given) && !may_be_cut(&field)
    }
}

/// The code as an MRZ prints it (Doc 9303-3 section 5: `D` for Germany).
fn printed_code(code: &str) -> &str {
    ISSUERS.iter().find(|issuer| issuer.code == code).map_or(code, |issuer| issuer.mrz_code)
}

/// A vehicle whose VIN, plate and engine are on no list.
pub(crate) fn clean_vehicle(rng: &mut Rng) -> Vehicle {
    let maker = rng.pick(MAKERS);
    let first = if maker.practice == Practice::Short { 1955 } else { 1998 };
    let year = rng.between(first, first + 25);
    let vin = chassis(rng, maker, year, Mark::Clean);
    let (plate, plate_country) = draw_plate(rng, Mark::Clean);
    let engine_number = if rng.one_in(20) { engine_number(rng, Mark::Clean) } else { String::new() };
    let vin = if rng.one_in(3) { String::new() } else { vin };
    Vehicle { vin, plate, plate_country, engine_number, make: maker.make }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark;
    use crate::rng::Stream;

    #[test]
    fn what_is_on_no_list_carries_the_clean_mark() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 0);
        for _ in 0..500 {
            let traveller = clean_traveller(&mut rng);
            assert_eq!(mark::of_document_number(&traveller.number), Mark::Clean);
            assert_eq!(Mark::of_year(traveller.birth.year), Mark::Clean);
            let vehicle = clean_vehicle(&mut rng);
            assert_eq!(Mark::of_text(&vehicle.plate), Mark::Clean);
            assert!(vehicle.vin.is_empty() || mark::of_vin(&vehicle.vin) == Mark::Clean);
            assert!(vehicle.engine_number.is_empty() || Mark::of_text(&vehicle.engine_number) == Mark::Clean);
        }
    }

    #[test]
    fn germany_is_one_letter_in_an_mrz() {
        assert_eq!((printed_code("DEU"), printed_code("FRA"), printed_code("VNM")), ("D", "FRA", "VNM"));
    }
}
