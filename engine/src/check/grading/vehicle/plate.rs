//! How a plate answers another.

use super::asked::{AskedNumber, AskedPlate};
use super::circumstances::Circumstances;
use crate::check::grading::reason;
use crate::check::grading::signs::{Difference, differences};
use crate::document::issuer::{IssuerCode, IssuerRelation};
use crate::limits;
use crate::record::VehicleRecord;
use crate::vehicle::Plate;
use crate::vehicle::plate_shape::{Shaped, shaped};
use crate::wire::{Reason, ReasonField, Rule};

/// A plate that answers.
pub(super) struct PlateMet {
    /// Surely the same signs, not only signs taken for one another.
    pub as_written: bool,
    /// Both countries are known, and are or are not one.
    pub countries: Option<IssuerRelation>,
    /// The reasons: the plate's and its country's.
    pub why: [Reason; 2],
}

/// What one plate has in common with that of a record. `supported`: what else is known of the vehicle speaks for the
/// record, so that a misread sign may be forgiven.
pub(super) fn meet_plate(
    asked: &AskedPlate,
    record: &VehicleRecord,
    supported: bool,
    circumstances: &Circumstances<'_>,
) -> Option<PlateMet> {
    let listed = record.plate.as_ref()?;
    let countries = asked.country.zip(record.plate_country).map(|(asked, listed)| asked.relation(listed));
    let (text, rule, changes) = match &asked.number {
        AskedNumber::Pattern(pattern) => {
            (pattern.as_str(), pattern.fits(&listed.key()).then_some(Rule::Wildcard)?, Vec::new())
        }
        AskedNumber::Known(plate) => {
            let (rule, changes) = compare(plate, listed)?;
            let either = asked.country.or(record.plate_country);
            let country = either.filter(|_| countries != Some(IssuerRelation::Other));
            let resolved = country.is_some_and(|country| have_one_shape(plate, listed, country));
            let rule = if rule == Rule::Folded && resolved { Rule::CountryShape } else { rule };
            // The plates of the record's country, where both tell theirs.
            let of_country = record.plate_country.filter(|_| asked.country.is_some() && country.is_some());
            let chance = || circumstances.chance_of_plate(of_country, &plate.key());
            if !supported && !was_misread(plate, listed, asked.country, &changes) && !is_rare(rule, chance) {
                return None;
            }
            (plate.as_str(), rule, changes)
        }
    };
    if rule == Rule::Misread && countries == Some(IssuerRelation::Other) {
        return None;
    }
    let mut by_plate = reason(ReasonField::Plate, Some(text), Some(listed.as_str()), rule);
    by_plate.changes = changes.iter().map(Difference::told).collect();
    let as_written = matches!(rule, Rule::Exact | Rule::Spelling | Rule::CountryShape);
    Some(PlateMet { as_written, countries, why: [by_plate, told_countries(asked, record, countries)] })
}

/// True if clean plates are hardly ever met by this rule.
fn is_rare(rule: Rule, chance: impl Fn() -> f64) -> bool {
    let tries = match rule {
        Rule::Folded => 1,
        Rule::Misread => limits::MISREAD_PLATES,
        _ => return true,
    };
    chance() * f64::from(tries) < limits::CHANCE_OF_POSSIBLE
}

/// A plate that is none of its country, and looks like one that is, was misread; of any other, nearly each that looks
/// like it exists. One with its marks left out is the same plate.
fn was_misread(asked: &Plate, listed: &Plate, country: Option<IssuerCode>, changes: &[Difference]) -> bool {
    country.is_some_and(|country| is_unsound(asked, country) && is_sound(listed, country))
        || (!changes.is_empty() && changes.iter().all(Difference::is_of_marks))
}

fn told_countries(asked: &AskedPlate, record: &VehicleRecord, countries: Option<IssuerRelation>) -> Reason {
    let rule = match countries {
        Some(IssuerRelation::Same) => Rule::Exact,
        Some(IssuerRelation::Family) => Rule::Family,
        Some(IssuerRelation::Other) => Rule::Differs,
        None => Rule::Missing,
    };
    let [asked, listed] =
        [&asked.country, &record.plate_country].map(|code| code.as_ref().map(IssuerCode::as_str));
    reason(ReasonField::PlateCountry, asked, listed, rule)
}

/// The rule by which one plate may be the other, and where they differ.
fn compare(asked: &Plate, listed: &Plate) -> Option<(Rule, Vec<Difference>)> {
    if asked == listed {
        return Some((Rule::Exact, Vec::new()));
    }
    if asked.spelled_out() == listed.spelled_out() {
        return Some((Rule::Spelling, Vec::new()));
    }
    let changes = differences(asked.as_str(), listed.as_str());
    if asked.key() == listed.key() || asked.spelled_out().key() == listed.spelled_out().key() {
        return Some((Rule::Folded, changes.unwrap_or_default()));
    }
    // One sign taken for another, and one more at most that folds.
    let changes = changes?;
    let others = changes.iter().filter(|change| !change.is_folded()).count();
    let misread = changes.len() <= 2 && others == 1 && changes.iter().all(Difference::is_misread);
    misread.then_some((Rule::Misread, changes))
}

/// True if the plate as it stands is one of its country's shapes.
fn is_sound(plate: &Plate, country: IssuerCode) -> bool {
    shaped(plate.as_str(), country.as_str()) == Shaped::Fits
}

/// True if the plate as it stands is surely none of its country's shapes.
pub(super) fn is_unsound(plate: &Plate, country: IssuerCode) -> bool {
    matches!(shaped(plate.as_str(), country.as_str()), Shaped::Unfit | Shaped::Resolved(_))
}

/// True if the country's shapes read both plates as the same, in one way only.
fn have_one_shape(asked: &Plate, listed: &Plate, country: IssuerCode) -> bool {
    let text = |plate: &Plate| match shaped(plate.as_str(), country.as_str()) {
        Shaped::Fits => Some(*plate),
        Shaped::Resolved(resolved) => Plate::parse(resolved.as_str()).ok(),
        Shaped::Unknown | Shaped::Unfit => None,
    };
    text(asked).zip(text(listed)).is_some_and(|(asked, listed)| asked == listed)
}
