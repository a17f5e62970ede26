//! Pairs of names that stand for the causes of variants: each is asked of a small store, and must be told with the
//! right reason, or not at all.
//!
//! The numbers are those of the 23 pairs that persons' matching was specified with. All persons are made up.

use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::person::birth_date::BirthDate;
use watchpost_engine::person::sex::Sex;
use watchpost_engine::record::{NameKind, PersonName, PersonRecord};
use watchpost_engine::wire::{Grade, Hit, PersonPart};

use super::example_table::{EXAMPLES, Example, Named, Wanted};
use super::travellers::figures::is_probable;
use super::{made_store, person};
use crate::exit::{Exit, Failure};

/// One example with what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct ExampleOutcome {
    /// Its number, and a letter where a pair has several sides.
    pub number: &'static str,
    /// What is asked.
    pub asked: String,
    /// What is listed.
    pub listed: String,
    /// What is wanted, in words.
    pub wanted: String,
    /// The grade; none if the record is no hit.
    pub grade: Option<Grade>,
    /// The score.
    pub score: Option<f64>,
    /// The reasons with their weights.
    pub why: String,
    /// Whether it is as wanted.
    pub is_as_wanted: bool,
}

/// Asks every example in a store made in `folder`.
///
/// # Errors
/// [`Failure`] if the store cannot be made.
pub fn measure(folder: &Path, now: Timestamp) -> Result<Vec<ExampleOutcome>, Failure> {
    let records: Vec<PersonRecord> = EXAMPLES.iter().map(record).collect::<Result<_, _>>()?;
    let generation = made_store::of_persons(folder, records.iter(), now)?;
    EXAMPLES
        .iter()
        .map(|example| {
            let asked = PersonPart {
                surname: some(example.asked.surname),
                given: some(example.asked.given),
                name: some(example.asked.whole),
                birth_date: some(example.asked_birth),
                sex: some(example.asked_sex),
                nationality: some(example.country),
                ..PersonPart::default()
            };
            let answer = check(&generation, &person::question(asked), &Conditions::at(now), String::new())?;
            Ok(outcome(example, person::hit_on(&answer, example.number)))
        })
        .collect()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn record(example: &Example) -> Result<PersonRecord, Failure> {
    let Named { surname, given, whole } = example.listed;
    let name = PersonName {
        surname: some(surname),
        given: some(given),
        whole: some(whole),
        kind: NameKind::Primary,
    };
    let mut record = person::record(example.number, vec![name])?;
    if !example.listed_birth.is_empty() {
        let birth = BirthDate::parse(example.listed_birth).map_err(|error| Failure::new(Exit::Bug, error))?;
        record.birth_dates = vec![birth];
    }
    record.sex = Sex::parse(example.listed_sex);
    record.nationalities = IssuerCode::parse(example.country).into_iter().collect();
    Ok(record)
}

fn outcome(example: &Example, hit: Option<&Hit>) -> ExampleOutcome {
    let grade = hit.map(|hit| hit.grade);
    let reasons = hit.map(|hit| hit.why.as_slice()).unwrap_or_default();
    let why: Vec<String> = reasons
        .iter()
        .map(|reason| {
            let weight = reason.weight.map_or_else(String::new, |weight| format!(" {weight:+.1}"));
            format!("{} {}{weight}", reason.field.as_str(), reason.rule.as_str())
        })
        .collect();
    let why = why.join(", ");
    let has_reason = why.contains(example.reason);
    let is_as_wanted = match example.wanted {
        Wanted::Possible => grade.is_some() && has_reason,
        Wanted::Nothing => grade.is_none(),
        Wanted::NotProbable => !grade.is_some_and(is_probable),
    };
    let wanted = match (example.wanted, example.reason) {
        (Wanted::Possible, "") => "at least possible".to_owned(),
        (Wanted::Possible, reason) => format!("at least possible, by its {reason}"),
        (Wanted::Nothing, _) => "nothing".to_owned(),
        (Wanted::NotProbable, _) => "never probable".to_owned(),
    };
    ExampleOutcome {
        number: example.number,
        asked: shown(example.asked, example.asked_birth, example.asked_sex, example),
        listed: shown(example.listed, example.listed_birth, example.listed_sex, example),
        wanted,
        grade,
        score: hit.and_then(|hit| hit.person.as_ref()).and_then(|person| person.score),
        why,
        is_as_wanted,
    }
}

/// The name, and of date and sex what differs between the two sides.
fn shown(named: Named, birth: &str, sex: &str, example: &Example) -> String {
    let name = match (named.surname, named.given, named.whole) {
        ("", "", whole) => whole.to_owned(),
        (surname, "", _) => format!("{surname},"),
        (surname, given, _) => format!("{surname}, {given}"),
    };
    let birth = if example.asked_birth == example.listed_birth { "" } else { birth };
    let sex = if example.asked_sex == example.listed_sex { "" } else { sex };
    [name.as_str(), birth, sex].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{EXAMPLES, measure, record};

    #[test]
    fn every_example_is_a_record_and_an_answered_question() {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let outcomes = measure(&folder.path().join("store"), now).unwrap();
        assert_eq!(outcomes.len(), EXAMPLES.len());
        // What any matcher finds: the same names, and a whole name in another order.
        let grade_of = |number: &str| outcomes.iter().find(|one| one.number == number).unwrap().grade;
        assert!(grade_of("12").is_some());
        for number in 1..=23 {
            let prefix = number.to_string();
            let is_of = |example: &super::Example| {
                example.number.trim_end_matches(|sign: char| sign.is_ascii_lowercase()) == prefix
            };
            assert!(EXAMPLES.iter().any(is_of), "pair {number} is missing");
        }
    }

    #[test]
    fn a_record_carries_what_the_table_says() {
        let swapped = EXAMPLES.iter().find(|example| example.number == "12").unwrap();
        let record = record(swapped).unwrap();
        assert_eq!(record.birth_dates[0].to_string(), "1974-08-12");
        assert_eq!(record.nationalities.len(), 1);
    }
}
