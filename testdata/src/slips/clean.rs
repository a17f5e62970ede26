//! Documents and vehicles that are on no list, but may meet one by chance: their numbers are drawn from the same
//! shapes as the listed ones.

use super::any_mark;
use super::documents::misread_zone;
use crate::crossings::Lists;
use crate::day::PRESENT_YEAR;
use crate::documents;
use crate::issuer::ISSUERS;
use crate::question::{Document, Subject, Vehicle};
use crate::rng::Rng;
use crate::traveller::{Traveller, clean_traveller};
use crate::vehicles::{draw_plate, engine_number};
use crate::vin::{MAKERS, Practice, chassis, produced};

/// How a document that is on no list is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CleanDocument {
    /// Read from its zone, every sign right.
    Read,
    /// Read from its zone, one sign of the number misread.
    ReadMisread,
    /// Typed with its issuer and document code.
    Typed,
    /// Typed with its number alone.
    TypedNumberAlone,
}

impl CleanDocument {
    /// All ways, as they are told.
    pub const ALL: [Self; 4] = [Self::Read, Self::ReadMisread, Self::Typed, Self::TypedNumberAlone];

    /// The way in words.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Read => "zone read right",
            Self::ReadMisread => "zone, one sign of the number misread",
            Self::Typed => "typed with issuer and document code",
            Self::TypedNumberAlone => "typed, the number alone",
        }
    }

    /// A question of this way, and the document that is really held.
    pub fn question(self, rng: &mut Rng) -> (Subject, Document) {
        loop {
            let traveller = traveller(rng);
            let held =
                Document { number: traveller.number.clone(), issuer: traveller.issuer, kind: traveller.kind };
            let alone = Document { number: traveller.number.clone(), ..Document::default() };
            match self {
                Self::Typed => return (typed(held.clone()), held),
                Self::TypedNumberAlone => return (typed(alone), held),
                Self::Read | Self::ReadMisread => {}
            }
            // Some numbers are too long for the drawn format, and some hold no sign that is misread.
            let count = usize::from(self == Self::ReadMisread);
            if let Some(mut subject) = traveller.read(rng, String::new())
                && misread_zone(rng, &mut subject.mrz, traveller.number.len(), count, true)
            {
                return (subject, held);
            }
        }
    }
}

/// A traveller whose document has any number of its shape.
fn traveller(rng: &mut Rng) -> Traveller {
    let mut traveller = clean_traveller(rng);
    if let Some(issuer) = ISSUERS.iter().find(|issuer| issuer.code == traveller.issuer) {
        let mark = any_mark(rng);
        traveller.number = documents::number(rng, issuer, traveller.kind, mark);
    }
    traveller
}

fn typed(document: Document) -> Subject {
    Subject { document: Some(document), ..Subject::default() }
}

/// How a vehicle that is on no list is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CleanVehicle {
    /// By a VIN of 17 signs, of a production run that listed ones come from.
    Vin,
    /// By a chassis number of another length: frame numbers, trailers, old cars.
    Chassis,
    /// By its plate and the plate's country.
    PlateAndCountry,
    /// By its plate alone.
    Plate,
    /// By its engine number alone.
    EngineNumber,
    /// By VIN, plate and country together, as a register is checked.
    All,
}

impl CleanVehicle {
    /// All ways, as they are told.
    pub const ALL: [Self; 6] =
        [Self::Vin, Self::Chassis, Self::PlateAndCountry, Self::Plate, Self::EngineNumber, Self::All];

    /// The way in words.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Vin => "VIN of 17 signs",
            Self::Chassis => "chassis number of another length",
            Self::PlateAndCountry => "plate and its country",
            Self::Plate => "plate alone",
            Self::EngineNumber => "engine number alone",
            Self::All => "VIN of 17 signs, plate and country",
        }
    }

    /// A question of this way, and the vehicle that it is really about. The production runs are those of the list.
    pub fn question(self, rng: &mut Rng, lists: &Lists) -> (Subject, Vehicle) {
        let mut vehicle = Vehicle::default();
        match self {
            Self::Vin | Self::All => (vehicle.vin, vehicle.make) = run_vin(rng, lists),
            Self::Chassis => (vehicle.vin, vehicle.make) = other_chassis(rng),
            Self::EngineNumber => {
                let mark = any_mark(rng);
                vehicle.engine_number = engine_number(rng, mark);
            }
            Self::PlateAndCountry | Self::Plate => {}
        }
        if matches!(self, Self::PlateAndCountry | Self::Plate | Self::All) {
            let mark = any_mark(rng);
            (vehicle.plate, vehicle.plate_country) = draw_plate(rng, mark);
        }
        let mut asked = Vehicle { make: "", ..vehicle.clone() };
        if self == Self::Plate {
            asked.plate_country = "";
        }
        (Subject { vehicle: Some(asked), ..Subject::default() }, vehicle)
    }
}

/// A VIN of 17 signs, and its make.
fn run_vin(rng: &mut Rng, lists: &Lists) -> (String, &'static str) {
    let mark = any_mark(rng);
    if let Some(made) = produced(rng, lists.seed, lists.vehicles.production_runs, mark) {
        return (made.vin, made.maker.make);
    }
    let makers: Vec<_> = MAKERS.iter().filter(|maker| has_seventeen(maker.practice)).collect();
    let year = rng.between(1995, PRESENT_YEAR - 1);
    let maker = *rng.pick(&makers);
    (chassis(rng, maker, year, mark), maker.make)
}

fn other_chassis(rng: &mut Rng) -> (String, &'static str) {
    let makers: Vec<_> = MAKERS.iter().filter(|maker| !has_seventeen(maker.practice)).collect();
    let (maker, mark) = (*rng.pick(&makers), any_mark(rng));
    (chassis(rng, maker, 1970, mark), maker.make)
}

const fn has_seventeen(practice: Practice) -> bool {
    matches!(practice, Practice::NorthAmerican | Practice::European)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::{self, Mark};
    use crate::rng::Stream;

    #[test]
    fn numbers_on_no_list_are_not_kept_apart_from_listed_ones() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 8);
        let marks: Vec<Mark> =
            (0..600).map(|_| mark::of_document_number(&traveller(&mut rng).number)).collect();
        for mark in [Mark::Listed, Mark::Expired, Mark::Clean] {
            let share = marks.iter().filter(|found| **found == mark).count();
            assert!((120..280).contains(&share), "{mark:?}: {share}");
        }
    }

    #[test]
    fn every_way_asks_what_it_says() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 9);
        for _ in 0..100 {
            assert!(!CleanDocument::Read.question(&mut rng).0.mrz.is_empty());
            assert!(!CleanDocument::ReadMisread.question(&mut rng).0.mrz.is_empty());
            let (alone, held) = CleanDocument::TypedNumberAlone.question(&mut rng);
            let alone = alone.document.expect("typed");
            assert!(alone.issuer.is_empty() && alone.kind.is_empty() && alone.number == held.number);
            assert!(!held.issuer.is_empty());
            let lists = Lists::new(1, 0, 100, 0);
            let mut ask = |way: CleanVehicle| way.question(&mut rng, &lists).0.vehicle.expect("one");
            assert_eq!(ask(CleanVehicle::Vin).vin.len(), 17);
            assert_ne!(ask(CleanVehicle::Chassis).vin.len(), 17);
            assert!(!ask(CleanVehicle::PlateAndCountry).plate_country.is_empty());
            assert!(ask(CleanVehicle::Plate).plate_country.is_empty());
            assert!(!ask(CleanVehicle::EngineNumber).engine_number.is_empty());
        }
    }
}
