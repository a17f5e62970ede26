//! Makes of vehicles: when two spellings name one, and which makes one house builds.

use crate::key::{self, Key, LookAlikes};
use crate::limits;
use crate::text::ShortText;

/// A make for comparing: case, marks and punctuation do not count, and other names of one make are that make.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Make(Key);

/// Other names of one make, the commonest first.
const ALIASES: &[&[&str]] = &[
    &["VOLKSWAGEN", "VW", "VOLKS WAGEN"],
    &["MERCEDES-BENZ", "MERCEDES", "MERC", "MB", "DAIMLER", "DAIMLER-BENZ", "DAIMLER CHRYSLER"],
    &["CHEVROLET", "CHEVY", "CHEV"],
    &["HARLEY-DAVIDSON", "HARLEY"],
    &["LAND ROVER", "LANDROVER", "RANGE ROVER", "ROVER LAND"],
    &["ALFA ROMEO", "ALFA"],
    &["BMW", "BAYERISCHE MOTOREN WERKE"],
    &["MITSUBISHI", "MITSUBISHI FUSO"],
    &["LADA", "VAZ", "AVTOVAZ"],
    &["SSANGYONG", "SSANG YONG", "KGM"],
    &["ROLLS-ROYCE", "ROLLS ROYCE"],
    &["SCHMITZ CARGOBULL", "SCHMITZ"],
    &["MOTOR COACH INDUSTRIES", "MCI"],
    &["ŠKODA", "SKODA AUTO"],
    &["CITROËN", "CITROEN DS"],
];

/// Makes that one house builds in the same plants: an identifier of one may stand on a vehicle of another.
const HOUSES: &[&[&str]] = &[
    &["VOLKSWAGEN", "AUDI", "ŠKODA", "SEAT", "CUPRA", "PORSCHE", "BENTLEY", "LAMBORGHINI"],
    &["CHRYSLER", "DODGE", "JEEP", "RAM", "FIAT", "ALFA ROMEO", "LANCIA", "MASERATI", "PLYMOUTH", "ABARTH"],
    &["PEUGEOT", "CITROËN", "DS", "OPEL", "VAUXHALL", "FIAT", "TOYOTA"],
    &[
        "CHEVROLET",
        "GMC",
        "BUICK",
        "CADILLAC",
        "PONTIAC",
        "OPEL",
        "VAUXHALL",
        "DAEWOO",
        "SATURN",
        "HOLDEN",
        "OLDSMOBILE",
        "HUMMER",
        "SUZUKI",
    ],
    &["RENAULT", "DACIA", "NISSAN", "OPEL", "VAUXHALL", "SAMSUNG", "ALPINE"],
    &["TOYOTA", "LEXUS", "SCION", "DAIHATSU", "SUBARU", "SUZUKI"],
    &["NISSAN", "INFINITI", "DATSUN"],
    &["HONDA", "ACURA"],
    &["HYUNDAI", "KIA", "GENESIS"],
    &["FORD", "LINCOLN", "MERCURY", "MAZDA", "VOLKSWAGEN"],
    &["BMW", "MINI", "ROLLS-ROYCE", "TOYOTA"],
    &["MERCEDES-BENZ", "SMART", "MAYBACH", "SETRA", "FREIGHTLINER", "DODGE"],
    &["JAGUAR", "LAND ROVER", "DAIMLER"],
    &["MAZDA", "FIAT", "ABARTH"],
    &["VOLVO", "POLESTAR", "GEELY", "LYNK & CO", "ZEEKR"],
    &["RENAULT", "VOLVO", "MACK"],
    &["KENWORTH", "PETERBILT", "PACCAR"],
    &["FIAT", "IVECO", "PEUGEOT", "CITROËN"],
    &["MITSUBISHI", "DODGE", "CHRYSLER", "PLYMOUTH", "EAGLE", "PEUGEOT", "CITROËN", "RENAULT", "NISSAN"],
];

impl Make {
    /// Reads a make as typed or listed; none if it has no letter or digit or is too long for a make.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let own = Self::key(text)?;
        let is_own = |name: &&str| Self::key(name) == Some(own);
        let known = ALIASES.iter().find(|names| names.iter().any(is_own));
        known.and_then(|names| Self::key(names.first()?)).or(Some(own)).map(Self)
    }

    fn key(text: &str) -> Option<Key> {
        let written: ShortText<{ limits::KEY_BYTES }> = key::as_written(text, LookAlikes::ByShape).ok()?;
        Some(Key::fold_short(&written))
    }

    /// True where one house builds both, so that an identifier of one says nothing against the other.
    #[must_use]
    pub fn is_of_one_house(self, other: Self) -> bool {
        let holds = |house: &[&str], make: Self| house.iter().any(|name| Self::key(name) == Some(make.0));
        self == other || HOUSES.iter().any(|house| holds(house, self) && holds(house, other))
    }
}

#[cfg(test)]
mod tests {
    use super::Make;

    fn make(text: &str) -> Make {
        Make::parse(text).unwrap()
    }

    #[test]
    fn spellings_and_other_names_of_one_make_agree() {
        for (a, b) in [
            ("VW", "Volkswagen"),
            ("Mercedes-Benz", "MERCEDES"),
            ("DAIMLER", "mercedes benz"),
            ("SKODA", "Škoda"),
            ("Chevy", "CHEVROLET"),
            ("Citroën", "CITROEN"),
        ] {
            assert_eq!(make(a), make(b), "{a} {b}");
        }
        assert_ne!(make("SEAT"), make("FIAT"));
        assert!(Make::parse("-").is_none());
    }

    #[test]
    fn makes_of_one_house_are_told_from_strangers() {
        assert!(make("VW").is_of_one_house(make("AUDI")));
        assert!(make("JEEP").is_of_one_house(make("CHRYSLER")));
        assert!(!make("BMW").is_of_one_house(make("AUDI")));
    }
}
