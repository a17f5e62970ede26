//! Facts of vehicles held against public tables: check digits, countries of VINs, plates written in several ways.
//!
//! The samples are not part of this repository: `WATCHPOST_SAMPLES` names the folder, by default
//! `../shared/data` beside the workspace.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]
#![allow(clippy::print_stderr, reason = "what was not tested is told aloud")]

use std::path::PathBuf;

use watchpost_engine::vehicle::vin::{CheckDigit, country};
use watchpost_engine::vehicle::{Plate, Vin};

/// The rows of a sample without its header; none, told aloud, where it is not there.
fn rows(name: &str) -> Vec<csv::StringRecord> {
    let folder = std::env::var_os("WATCHPOST_SAMPLES").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data")),
        PathBuf::from,
    );
    let file = folder.join(name);
    let Ok(reader) = csv::Reader::from_path(&file) else {
        eprintln!("NOT TESTED: no samples at {}; set WATCHPOST_SAMPLES", file.display());
        return Vec::new();
    };
    reader.into_records().collect::<Result<_, _>>().unwrap()
}

/// Names of countries as the sample has them, where the code is not told by their first letters.
fn code(name: &str) -> Option<&'static str> {
    Some(match name {
        "South Africa" => "ZAF",
        "Ivory Coast" => "CIV",
        "Japan" => "JPN",
        "South Korea" => "KOR",
        "China" => "CHN",
        "India" => "IND",
        "Turkey" => "TUR",
        "United Kingdom" => "GBR",
        "East Germany" | "Germany" => "DEU",
        "Poland" => "POL",
        "Switzerland" => "CHE",
        "Czech Republic" => "CZE",
        "Hungary" => "HUN",
        "Portugal" => "PRT",
        "Denmark" => "DNK",
        "Romania" => "ROU",
        "Slovakia" => "SVK",
        "Austria" => "AUT",
        "France" => "FRA",
        "Spain" => "ESP",
        "Netherlands" => "NLD",
        "Russia" | "Russia (USSR)" => "RUS",
        "Belgium" => "BEL",
        "Finland" => "FIN",
        "Sweden" => "SWE",
        "Norway" => "NOR",
        "Belarus" => "BLR",
        "Ukraine" => "UKR",
        "Italy" => "ITA",
        "Slovenia" => "SVN",
        "Lithuania" => "LTU",
        "USA" => "USA",
        "Canada" => "CAN",
        "Mexico" => "MEX",
        "Australia" => "AUS",
        "New Zealand" => "NZL",
        "Argentina" => "ARG",
        "Brazil" => "BRA",
        _ => return None,
    })
}

#[test]
fn countries_of_vins_are_those_of_the_public_table() {
    let rows = rows("vehicles/vin-country-ranges.csv");
    let mut compared = 0;
    for row in &rows {
        let Some(code) = code(&row[2]) else { continue };
        for second in row[1].chars() {
            compared += 1;
            let found = country(format!("{}{second}", &row[0]).as_bytes());
            assert_eq!(found, Some(code), "{}{second}", &row[0]);
        }
    }
    assert!(rows.is_empty() || compared > 400, "only {compared} ranges were compared");
}

#[test]
fn plates_written_in_other_ways_are_found_under_one_key() {
    let mut met = (0, 0);
    for row in rows("vehicles/plate-forms.csv") {
        let sample = Plate::parse(&row[2]).unwrap();
        for other in row[3].split('|').filter(|text| !text.is_empty()) {
            let other = Plate::parse(other).unwrap();
            let keys = |plate: &Plate| [Some(plate.key()), plate.spelled_key()];
            let meet = keys(&sample).into_iter().flatten().any(|key| keys(&other).contains(&Some(key)));
            met.0 += usize::from(meet);
            met.1 += 1;
        }
    }
    // What is left out on one side (the place of a Japanese plate, a letter in another alphabet) meets by no key.
    assert!(met.0 * 10 >= met.1 * 7, "{} of {} meet", met.0, met.1);
}

/// A compressed sample is not read here: the loader's tests read it.
#[test]
fn known_numbers_have_the_check_digit_that_public_pages_print() {
    for (vin, expected) in [
        ("1G4AH59H45G118341", CheckDigit::Valid),
        ("1J9RP1A36A1644345", CheckDigit::Valid),
        ("JH4KA7561PC008269", CheckDigit::Valid),
        ("SGZCZ43D13S812715", CheckDigit::Invalid),
        ("WP0ZZZ99ZTS392124", CheckDigit::NotComputed),
    ] {
        assert_eq!(Vin::parse(vin).unwrap().check_digit(), expected, "{vin}");
    }
}
