//! Clues that a vehicle is not what it seems, as far as the random vehicles go.

use super::question::AskedVehicle;
use super::signs::{are_family, folded, issuer, written, written_by_shape};
use super::vehicles::{Met, is_pattern, is_too_wide};
use crate::lists::ListRow;

/// In the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Clue {
    Maker,
    ModelYear,
    PlateCountry,
    TwoVins,
}

impl Clue {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Maker => "maker-differs",
            Self::ModelYear => "model-year-differs",
            Self::PlateCountry => "plate-country-differs",
            Self::TwoVins => "two-vins-for-one-plate",
        }
    }
}

/// The number, if all its signs are known.
fn known_vin(asked: &AskedVehicle) -> Option<String> {
    let vin = asked.vin.as_deref().filter(|vin| !vin.trim().is_empty() && !is_pattern(vin))?;
    Some(written_by_shape(vin))
}

/// What is known of its plates: number and country.
fn plates(asked: &AskedVehicle) -> impl Iterator<Item = (&String, Option<String>)> {
    let readable =
        |number: &&(String, Option<String>)| !written(&number.0).is_empty() && !is_too_wide(&number.0, 3);
    let all = asked.plates.iter().flatten().filter(readable);
    all.map(|(number, country)| (number, country.as_deref().and_then(issuer)))
}

pub(crate) fn of_question(asked: &AskedVehicle) -> Vec<Clue> {
    let mut clues = Vec::new();
    let vin = known_vin(asked).filter(|vin| vin.len() == 17);
    if let (Some(vin), Some(make)) = (&vin, &asked.make) {
        let volkswagen = written(make).starts_with('V');
        // Motor Coach Industries, MINI, Volkswagen; the random makes are Volkswagen and Renault.
        if vin.starts_with("1M8") || vin.starts_with("WMW") || (vin.starts_with("WVW") && !volkswagen) {
            clues.push(Clue::Maker);
        }
    }
    if let (Some(vin), Some(year)) = (&vin, asked.year)
        && vin.starts_with(['1', 'L'])
        && ![1988, 1989, 1990, 2018, 2019, 2020].contains(&year)
    {
        clues.push(Clue::ModelYear);
    }
    let countries: Vec<String> = plates(asked).filter_map(|(_, country)| country).collect();
    if countries.iter().any(|country| !are_family(country, &countries[0])) {
        clues.push(Clue::PlateCountry);
    }
    clues
}

/// A row that answers.
pub(crate) fn of_row(asked: &AskedVehicle, row: &ListRow, met: &Met) -> Vec<Clue> {
    let mut clues = Vec::new();
    if known_vin(asked).is_some() && row.get("vin").is_some() && met.by_plate_and_country && !met.by_vin {
        clues.push(Clue::TwoVins);
    }
    let countries: Vec<String> = plates(asked).filter_map(|(_, country)| country).collect();
    if let Some(listed) = row.get("plate_country").and_then(issuer)
        && !countries.is_empty()
        && !countries.iter().any(|country| are_family(country, &listed))
    {
        clues.push(Clue::PlateCountry);
    }
    clues
}

pub(crate) fn plates_of_vin(asked: &AskedVehicle) -> Vec<(String, Option<String>, String)> {
    let Some(vin) = known_vin(asked) else { return Vec::new() };
    plates(asked)
        .filter(|(number, _)| !is_pattern(number))
        .map(|(number, country)| (written_by_shape(number), country, folded(&vin)))
        .collect()
}
