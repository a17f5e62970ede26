//! Countries by how their people are named: the frequent names, how names are composed, what rare names sound like.
//!
//! Frequent names are those of github sigpwned/popular-names-by-country-dataset (CC0) and common knowledge, in the order
//! of their frequency as far as it is known. How many distinct names a country has is rounded from published counts:
//! 6 million surnames in the census of the United States, some 280 in Korea, of which one in five is Kim.

use std::sync::LazyLock;

use super::rank::Fall;
use super::syllables::{
    AFRICAN, ARABIC, CHINESE, GERMANIC, INDIC, JAPANESE, ROMANCE, SLAVIC, Sounds, TURKIC,
};

/// Four lines a country: code and weight; surnames; given names of women; of men. `_` stands for a space.
const TEXT: &str = include_str!("names.txt");

/// How the names of a country are composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One to three given names, one surname, sometimes a double one.
    Western,
    /// A given name, the father's name, one surname.
    Patronymic,
    /// One or two given names, two surnames.
    TwoSurnames,
    /// A given name, the father's, sometimes the grandfather's, and a name of the family or none.
    FathersNames,
    /// A surname and a given name of one or two syllables.
    TwoSyllables,
    /// A surname, a middle word that tells men from women, a given name.
    MiddleWord,
}

/// How the people of a country are named.
pub(super) struct Culture {
    /// Alpha-3.
    pub(super) country: &'static str,
    /// Its place among the countries, which seeds its made-up names.
    pub(super) number: u64,
    /// How many of a list's persons are of it.
    pub(super) weight: u64,
    /// Frequent surnames, the most frequent first.
    pub(super) surnames: Vec<&'static str>,
    /// Frequent given names of women.
    pub(super) women: Vec<&'static str>,
    /// Frequent given names of men.
    pub(super) men: Vec<&'static str>,
    /// How names are composed.
    pub(super) form: Form,
    /// How many bear each surname.
    pub(super) surname_fall: Fall,
    /// How many bear each given name.
    pub(super) given_fall: Fall,
    /// What its rare names are made of.
    pub(super) sounds: &'static Sounds,
}

/// All countries.
pub(super) fn all() -> &'static [Culture] {
    static ALL: LazyLock<Vec<Culture>> = LazyLock::new(read);
    &ALL
}

fn read() -> Vec<Culture> {
    let lines: Vec<&str> = TEXT.lines().collect();
    lines.chunks_exact(4).zip(0..).map(|(lines, number)| culture(lines, number)).collect()
}

fn culture(lines: &[&'static str], number: u64) -> Culture {
    let names = |line: usize| lines[line].split(' ').collect();
    let (country, weight) = lines[0].split_once(' ').unwrap_or_default();
    let (form, surname_fall, given_fall, sounds) = naming(country);
    Culture {
        country,
        number,
        weight: weight.parse().unwrap_or_default(),
        surnames: names(1),
        women: names(2),
        men: names(3),
        form,
        surname_fall,
        given_fall,
        sounds,
    }
}

const fn fall(flat: u64, names: u64) -> Fall {
    Fall { flat, names }
}

fn naming(country: &str) -> (Form, Fall, Fall, &'static Sounds) {
    use Form::{FathersNames, MiddleWord, Patronymic, TwoSurnames, TwoSyllables, Western};
    let western = |surnames, sounds| (Western, fall(16, surnames), fall(6, 2_500), sounds);
    let fathers = |sounds| (FathersNames, fall(4, 40_000), fall(2, 1_000), sounds);
    match country {
        "USA" | "GBR" => western(2_000_000, &GERMANIC),
        "DEU" => western(800_000, &GERMANIC),
        "FRA" | "ITA" | "ROU" => western(600_000, &ROMANCE),
        "PHL" => western(200_000, &ROMANCE),
        "ESP" | "MEX" | "COL" | "BRA" | "PRT" => (TwoSurnames, fall(8, 150_000), fall(4, 1_500), &ROMANCE),
        "POL" | "SRB" => western(400_000, &SLAVIC),
        "RUS" | "UKR" => (Patronymic, fall(16, 400_000), fall(4, 1_000), &SLAVIC),
        "UZB" | "GEO" => (Patronymic, fall(8, 50_000), fall(6, 2_000), &TURKIC),
        "TUR" | "ALB" => western(100_000, &TURKIC),
        "EGY" | "IRQ" | "SYR" | "SAU" | "MAR" | "SOM" | "AFG" => fathers(&ARABIC),
        "ETH" => fathers(&AFRICAN),
        "NGA" | "SEN" => western(150_000, &AFRICAN),
        "IRN" | "PAK" | "IND" | "BGD" | "IDN" => western(300_000, &INDIC),
        "CHN" => (TwoSyllables, fall(2, 1_000), fall(16, 60_000), &CHINESE),
        "KOR" | "PRK" => (TwoSyllables, fall(1, 60), fall(16, 5_000), &CHINESE),
        "VNM" => (MiddleWord, fall(1, 30), fall(8, 1_000), &CHINESE),
        _ => western(100_000, &JAPANESE),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::all;
    use crate::icao_letters::icao_name;

    #[test]
    fn every_country_has_frequent_names_that_an_mrz_can_print() {
        let countries: BTreeSet<&str> = all().iter().map(|culture| culture.country).collect();
        assert_eq!(countries.len(), all().len());
        assert!(all().len() >= 40);
        for culture in all() {
            assert!(culture.country.len() == 3 && culture.weight > 0, "{}", culture.country);
            for names in [&culture.surnames, &culture.women, &culture.men] {
                assert!(names.len() >= 6, "{}", culture.country);
                for name in names {
                    let printed = icao_name(&name.replace('_', " "));
                    let plain = printed.bytes().all(|sign| sign.is_ascii_uppercase() || sign == b'<');
                    assert!(!printed.is_empty() && plain, "{name}: {printed}");
                }
            }
        }
    }
}
