//! Listed vehicles, asked with one kind of slip.

use std::fmt;

use super::{Slipped, ocr, plate_signs, typing};
use crate::crossings::Lists;
use crate::question::{Subject, Vehicle};
use crate::rng::Rng;
use crate::vehicles::{VehicleRow, vehicle};

/// Rows looked at before a slip is given up.
const TRIES: usize = 2_000;

/// What goes wrong when a listed vehicle is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VehicleSlip {
    /// The VIN, every sign right.
    VinRight,
    /// One sign of a VIN of 17 misread.
    VinOneMisread,
    /// Two signs of it misread.
    VinTwoMisread,
    /// Zeros and ones written as the letters that no VIN has: O, Q, I.
    VinForbiddenLetters,
    /// Two neighbours of it changed places.
    VinSwappedPair,
    /// One sign of it another, any.
    VinWrongSign,
    /// Its last eight signs alone.
    VinLastEight,
    /// One sign of it unread, told by `?`.
    VinOneUnread,
    /// The plate and its country, as they stand on the metal.
    PlateRight,
    /// The plate without its country.
    PlateWithoutCountry,
    /// The plate in signs of another script that look the same, with its country.
    PlateOtherScript,
    /// The plate with its umlaut spelt otherwise, with its country.
    PlateUmlautSpelt,
    /// I for 1, O for 0 or the other way round, with its country.
    PlateLetterForDigit,
    /// The plate with one sign misread by a camera, with its country.
    PlateOneMisread,
    /// The plate with one sign unread, with its country.
    PlateOneUnread,
    /// The plate with two signs unread, with its country.
    PlateTwoUnread,
    /// The plate with two signs unread, without its country.
    PlateTwoUnreadWithoutCountry,
    /// The plate with its end unread, told by `*`, with its country.
    PlateCut,
    /// The engine number.
    EngineNumberRight,
    /// The engine number in lower case, with spaces or dashes.
    EngineNumberDressed,
}

use VehicleSlip as Slip;

impl VehicleSlip {
    /// All kinds, as they are told.
    pub const ALL: [Self; 20] = [
        Self::VinRight,
        Self::VinOneMisread,
        Self::VinTwoMisread,
        Self::VinForbiddenLetters,
        Self::VinSwappedPair,
        Self::VinWrongSign,
        Self::VinLastEight,
        Self::VinOneUnread,
        Self::PlateRight,
        Self::PlateWithoutCountry,
        Self::PlateOtherScript,
        Self::PlateUmlautSpelt,
        Self::PlateLetterForDigit,
        Self::PlateOneMisread,
        Self::PlateOneUnread,
        Self::PlateTwoUnread,
        Self::PlateTwoUnreadWithoutCountry,
        Self::PlateCut,
        Self::EngineNumberRight,
        Self::EngineNumberDressed,
    ];

    /// The kind in words.
    pub const fn told(self) -> &'static str {
        match self {
            Self::VinRight => "VIN right",
            Self::VinOneMisread => "VIN of 17, one sign misread",
            Self::VinTwoMisread => "VIN of 17, two signs misread",
            Self::VinForbiddenLetters => "VIN of 17, zeros and ones written O, Q, I",
            Self::VinSwappedPair => "VIN of 17, two neighbours swapped",
            Self::VinWrongSign => "VIN of 17, one sign wrong (any of the 35 others)",
            Self::VinLastEight => "VIN of 17, its last eight signs alone",
            Self::VinOneUnread => "VIN of 17, one sign unread (`?`)",
            Self::PlateRight => "plate and country right",
            Self::PlateWithoutCountry => "plate without its country",
            Self::PlateOtherScript => "plate in look-alike signs of another script",
            Self::PlateUmlautSpelt => "plate, umlaut spelt otherwise",
            Self::PlateLetterForDigit => "plate, I for 1 or O for 0, with its country",
            Self::PlateOneMisread => "plate, one sign misread, with its country",
            Self::PlateOneUnread => "plate, one sign unread (`?`), with its country",
            Self::PlateTwoUnread => "plate, two signs unread (`?`), with its country",
            Self::PlateTwoUnreadWithoutCountry => "plate, two signs unread (`?`), without its country",
            Self::PlateCut => "plate, its end unread (`*`), with its country",
            Self::EngineNumberRight => "engine number right",
            Self::EngineNumberDressed => "engine number in lower case, with separators",
        }
    }
}

/// Rows of a list, drawn once, to make questions of.
pub struct ListedVehicles {
    rows: Vec<VehicleRow>,
}

impl ListedVehicles {
    /// Draws rows in force.
    pub fn draw(rng: &mut Rng, lists: &Lists, count: usize) -> Self {
        let mut rows = Vec::with_capacity(count);
        for _ in 0..if lists.vehicle_rows == 0 { 0 } else { 2 * count } {
            let row = vehicle(lists.seed, &lists.vehicles, rng.below(lists.vehicle_rows));
            if rows.len() < count && !row.head.has_expired() {
                rows.push(row);
            }
        }
        Self { rows }
    }

    /// A listed vehicle asked with a slip; None where hardly any row can be asked so.
    pub fn question(&self, rng: &mut Rng, slip: Slip) -> Option<Slipped> {
        (0..TRIES).find_map(|_| {
            let row = self.rows.get(rng.index(self.rows.len()))?;
            let vehicle = asked(rng, row, slip)?;
            let subject = Subject { vehicle: Some(vehicle), ..Subject::default() };
            Some(Slipped {
                subject,
                owner: row.head.owner,
                record_id: row.head.record_id.clone(),
                document_number: None,
            })
        })
    }
}

impl fmt::Debug for ListedVehicles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ListedVehicles({} rows)", self.rows.len())
    }
}

fn asked(rng: &mut Rng, row: &VehicleRow, slip: Slip) -> Option<Vehicle> {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let vin = |text: Option<String>| Some(Vehicle { vin: text?, ..Vehicle::default() });
    let seventeen = || filled(&row.vin).filter(|vin| vin.len() == 17);
    // A plate whose country the list does not know is asked without it all the same.
    let country = if row.plate_country.is_empty() { None } else { Some(row.plate_country) };
    let plate = |text: Option<String>, plate_country: Option<&'static str>| {
        Some(Vehicle { plate: text?, plate_country: plate_country?, ..Vehicle::default() })
    };
    let listed_plate = filled(&row.plate);
    match slip {
        Slip::VinRight => vin(filled(&row.vin)),
        Slip::VinOneMisread => vin(ocr::misread(rng, &seventeen()?, 1)),
        Slip::VinTwoMisread => vin(ocr::misread(rng, &seventeen()?, 2)),
        Slip::VinForbiddenLetters => vin(forbidden_letters(rng, &seventeen()?)),
        Slip::VinSwappedPair => vin(typing::swapped_pair(rng, &seventeen()?)),
        Slip::VinWrongSign => vin(typing::wrong_sign(rng, &seventeen()?)),
        Slip::VinLastEight => vin(seventeen().map(|vin| vin[9..].to_owned())),
        Slip::VinOneUnread => vin(plate_signs::unread(rng, &seventeen()?, 1)),
        Slip::PlateRight => plate(listed_plate, country),
        Slip::PlateWithoutCountry => plate(listed_plate, Some("")),
        Slip::PlateOtherScript => plate(plate_signs::other_script(rng, &row.plate), country),
        Slip::PlateUmlautSpelt => plate(plate_signs::umlaut_spelt(rng, &row.plate), country),
        Slip::PlateLetterForDigit => plate(plate_signs::letter_for_digit(rng, &row.plate), country),
        Slip::PlateOneMisread => plate(ocr::misread(rng, &row.plate, 1), country),
        Slip::PlateOneUnread => plate(plate_signs::unread(rng, &row.plate, 1), country),
        Slip::PlateTwoUnread => plate(plate_signs::unread(rng, &row.plate, 2), country),
        Slip::PlateTwoUnreadWithoutCountry => plate(plate_signs::unread(rng, &row.plate, 2), Some("")),
        Slip::PlateCut => plate(plate_signs::cut(&row.plate), country),
        Slip::EngineNumberRight => engine(filled(&row.engine_number)),
        Slip::EngineNumberDressed => {
            let dressed = filled(&row.engine_number).map(|number| typing::dressed(rng, &number));
            engine(dressed)
        }
    }
}

fn engine(number: Option<String>) -> Option<Vehicle> {
    Some(Vehicle { engine_number: number?, ..Vehicle::default() })
}

/// Every 0 as O or Q, every 1 as I; None where there is none.
fn forbidden_letters(rng: &mut Rng, vin: &str) -> Option<String> {
    let zero = *rng.pick(&['O', 'Q']);
    let made: String = vin
        .chars()
        .map(|sign| match sign {
            '0' => zero,
            '1' => 'I',
            other => other,
        })
        .collect();
    (made != vin).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    #[test]
    fn every_kind_can_be_made_of_a_list() {
        let mut rng = Rng::for_row(7, Stream::Crossings, 1);
        let listed = ListedVehicles::draw(&mut rng, &Lists::new(1, 0, 10_000, 0), 5_000);
        for slip in Slip::ALL {
            for _ in 0..100 {
                let made = listed.question(&mut rng, slip);
                assert!(made.is_some(), "{}", slip.told());
            }
        }
    }

    #[test]
    fn letters_that_no_vin_has_stand_for_zeros_and_ones() {
        let mut rng = Rng::for_row(7, Stream::Crossings, 2);
        let made = forbidden_letters(&mut rng, "1M8GDM9AXKP042788").expect("a one and a zero");
        assert!(["IM8GDM9AXKPO42788", "IM8GDM9AXKPQ42788"].contains(&made.as_str()), "{made}");
        assert_eq!(forbidden_letters(&mut rng, "WVWZZZ"), None);
    }
}
