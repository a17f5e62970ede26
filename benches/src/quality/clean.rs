//! How often documents and vehicles on no list meet a record, by grade and by rule.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::vehicle::{Plate, Vin};
use watchpost_engine::wire::{Hit, Outcome, Record};
use watchpost_testdata::crossings::Lists;
use watchpost_testdata::question::{Document, Subject, Vehicle};
use watchpost_testdata::rng::{Rng, Stream};
use watchpost_testdata::slips::clean::{CleanDocument, CleanVehicle};

use super::{Asked, Grades};
use crate::questions::subject_question;

/// The seed of the questions.
const SEED: u64 = 4;

/// What clean checks of one way met, in one list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CleanChecks {
    /// The way in words.
    pub way: String,
    /// Records of the list.
    pub records: u64,
    /// Checks.
    pub checks: u64,
    /// Checks by the best grade met, true coincidences left out.
    pub met: Grades,
    /// Checks that met a record of just what is held: the same number, issuer and class, or the same plate and
    /// country, or the same VIN and make. Drawn at random, they do occur; a real document has its number alone.
    pub coincidences: u64,
    /// Checks that met nothing and were told as not checked, or were refused.
    pub not_checked: u64,
    /// Checks by grade and rules: `possible: number exact, issuer missing, type missing`.
    pub rules: BTreeMap<String, u64>,
}

impl CleanChecks {
    fn new(way: &str, records: u64) -> Self {
        Self { way: way.to_owned(), records, ..Self::default() }
    }
}

/// Asks documents that are on no list in every way.
pub fn documents(asked: &Asked<'_>, checks: u64, mut tell: impl FnMut(&CleanChecks)) -> Vec<CleanChecks> {
    CleanDocument::ALL
        .into_iter()
        .zip(0..)
        .map(|(way, stream)| {
            let mut rng = Rng::for_row(SEED, Stream::Documents, stream);
            let mut of_way = CleanChecks::new(way.told(), asked.generation.records(asked.list));
            for _ in 0..checks {
                let (subject, held) = way.question(&mut rng);
                ask(asked, subject, &mut of_way, |hit| is_that_document(hit, &held));
            }
            tell(&of_way);
            of_way
        })
        .collect()
}

/// Asks vehicles that are on no list in every way.
pub fn vehicles(
    asked: &Asked<'_>,
    lists: &Lists,
    checks: u64,
    mut tell: impl FnMut(&CleanChecks),
) -> Vec<CleanChecks> {
    CleanVehicle::ALL
        .into_iter()
        .zip(0..)
        .map(|(way, stream)| {
            let mut rng = Rng::for_row(SEED, Stream::Vehicles, stream);
            let mut of_way = CleanChecks::new(way.told(), asked.generation.records(asked.list));
            for _ in 0..checks {
                let (subject, held) = way.question(&mut rng, lists);
                ask(asked, subject, &mut of_way, |hit| is_that_vehicle(hit, &held));
            }
            tell(&of_way);
            of_way
        })
        .collect()
}

fn ask(asked: &Asked<'_>, subject: Subject, of_way: &mut CleanChecks, is_held: impl Fn(&Hit) -> bool) {
    of_way.checks += 1;
    let Some((answer, digit_failed)) = asked.answer(&subject_question(subject)) else {
        // A refused question is no traveller left alone.
        of_way.not_checked += 1;
        return;
    };
    of_way.not_checked += u64::from(answer.outcome == Outcome::NotChecked);
    let (held, met): (Vec<&Hit>, Vec<&Hit>) = answer.hits.iter().partition(|hit| is_held(hit));
    of_way.coincidences += u64::from(!held.is_empty());
    // Best first: `exact` is the least.
    if let Some(best) = met.iter().map(|hit| hit.grade).min() {
        of_way.met.count(best);
    }
    let mut rules: Vec<String> = met.iter().map(|hit| told(hit, digit_failed)).collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        *of_way.rules.entry(rule).or_default() += 1;
    }
}

/// Grade and reasons of a hit, without what was asked.
fn told(hit: &Hit, digit_failed: bool) -> String {
    let why: Vec<String> =
        hit.why.iter().map(|reason| format!("{} {}", reason.field.as_str(), reason.rule.as_str())).collect();
    let digit = if digit_failed { "; the number's check digit failed" } else { "" };
    format!("{}: {}{digit}", hit.grade.as_str(), why.join(", "))
}

/// True if the record is of this very document, or a range that it lies in: what is listed is then what is held,
/// as far as anyone can tell.
fn is_that_document(hit: &Hit, held: &Document) -> bool {
    let Record::Document(record) = &hit.record else { return false };
    let number = record.number.as_str();
    let is_inside =
        |last: &str| last.len() == held.number.len() && (number..=last).contains(&held.number.as_str());
    let is_number =
        number == held.number || record.number_to.as_ref().is_some_and(|last| is_inside(last.as_str()));
    let same_class = record.document_type.is_none_or(|listed| class(listed.as_str()) == class(held.kind));
    is_number && record.issuer.is_some_and(|listed| listed.as_str() == held.issuer) && same_class
}

/// P, V, or one of A, C, I (contract, section 4).
fn class(kind: &str) -> char {
    match kind.chars().next().unwrap_or(' ') {
        'A' | 'C' | 'I' => 'I',
        other => other,
    }
}

fn is_that_vehicle(hit: &Hit, held: &Vehicle) -> bool {
    let Record::Vehicle(record) = &hit.record else { return false };
    let same_vin = !held.vin.is_empty()
        && record.vin.is_some_and(|listed| Vin::parse(&held.vin).is_ok_and(|held| held == listed))
        && record.make.as_deref() == Some(held.make);
    let same_country = record.plate_country == IssuerCode::parse(held.plate_country);
    let same_plate = !held.plate.is_empty()
        && record.plate.is_some_and(|listed| Plate::parse(&held.plate).is_ok_and(|held| held == listed));
    same_vin || same_plate && same_country
}
