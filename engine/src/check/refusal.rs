//! Questions that break a rule of the contract.

use std::collections::HashSet;

use crate::limits;
use crate::wire::{PersonPart, Question, QuestionSubject, VehiclePart};

/// Why a question is not answered at all (422 over HTTP). No text holds a value of the question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionRefused {
    /// No subject.
    #[error("`subjects` is empty; ask at least one")]
    NoSubjects,
    /// Too many subjects.
    #[error(
        "`subjects` has {found} entries, the most is {max}; ask the rest in another check or in a batch",
        max = limits::SUBJECTS
    )]
    TooManySubjects {
        /// How many.
        found: usize,
    },
    /// A subject that asks nothing.
    #[error("`subjects[{subject}]` has none of `mrz`, `document`, `person`, `vehicle`; give at least one")]
    NothingAsked {
        /// Which, from 0.
        subject: usize,
    },
    /// A part without its required key.
    #[error("`subjects[{subject}].{part}` lacks {needed}")]
    KeyMissing {
        /// Which subject, from 0.
        subject: usize,
        /// Which part.
        part: &'static str,
        /// What it needs.
        needed: &'static str,
    },
    /// Two subjects with one reference.
    #[error("`subjects[{subject}].ref` stands twice; references are unique within a check")]
    ReferenceTwice {
        /// The second of them, from 0.
        subject: usize,
    },
    /// A text or list over its limit.
    #[error("`{field}` is over its limit of {max}")]
    TooLong {
        /// Which field.
        field: String,
        /// The limit, in bytes or values.
        max: usize,
    },
    /// An operator without a sign.
    #[error("`operator` is empty; name who asks")]
    NoOperator,
}

impl QuestionRefused {
    /// The stable code of the refusal.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSubjects => "no-subjects",
            Self::TooManySubjects { .. } => "too-many-subjects",
            Self::NothingAsked { .. } => "nothing-asked",
            Self::KeyMissing { .. } => "key-missing",
            Self::ReferenceTwice { .. } => "reference-twice",
            Self::TooLong { .. } => "too-long",
            Self::NoOperator => "no-operator",
        }
    }
}

/// Checks the rules that a question's shape alone decides.
pub(super) fn validate(question: &Question) -> Result<(), QuestionRefused> {
    if question.operator.trim().is_empty() {
        return Err(QuestionRefused::NoOperator);
    }
    within(&question.operator, "operator")?;
    within(question.case.as_deref().unwrap_or_default(), "case")?;
    match question.subjects.len() {
        0 => return Err(QuestionRefused::NoSubjects),
        found if found > limits::SUBJECTS => return Err(QuestionRefused::TooManySubjects { found }),
        _ => {}
    }
    for (index, subject) in question.subjects.iter().enumerate() {
        validate_subject(index, subject)?;
    }
    unique_references(&question.subjects)
}

fn validate_subject(index: usize, subject: &QuestionSubject) -> Result<(), QuestionRefused> {
    let missing = |part, needed| Err(QuestionRefused::KeyMissing { subject: index, part, needed });
    let parts = [
        subject.mrz.is_some(),
        subject.document.is_some(),
        subject.person.is_some(),
        subject.vehicle.is_some(),
    ];
    if !parts.contains(&true) {
        return Err(QuestionRefused::NothingAsked { subject: index });
    }
    within(subject.reference.as_deref().unwrap_or_default(), "ref")?;
    if let Some(person) = &subject.person {
        if !names_anyone(person) {
            return missing("person", "`name`, or `surname` and `given`");
        }
        count(person.birth_dates.as_deref(), "birth_dates")?;
        count(person.nationalities.as_deref(), "nationalities")?;
    }
    if let Some(vehicle) = &subject.vehicle {
        if !names_a_vehicle(vehicle) {
            return missing("vehicle", "one of `vin`, `plates`, `engine_number`");
        }
        count(vehicle.plates.as_deref(), "plates")?;
    }
    Ok(())
}

const fn names_anyone(person: &PersonPart) -> bool {
    person.name.is_some() || person.surname.is_some() || person.given.is_some()
}

const fn names_a_vehicle(vehicle: &VehiclePart) -> bool {
    vehicle.vin.is_some() || vehicle.plates.is_some() || vehicle.engine_number.is_some()
}

fn unique_references(subjects: &[QuestionSubject]) -> Result<(), QuestionRefused> {
    if let [_] = subjects {
        return Ok(());
    }
    let mut seen = HashSet::with_capacity(subjects.len());
    for (subject, asked) in subjects.iter().enumerate() {
        let reference = asked.reference.clone().unwrap_or_else(|| subject.to_string());
        if !seen.insert(reference) {
            return Err(QuestionRefused::ReferenceTwice { subject });
        }
    }
    Ok(())
}

fn within(text: &str, field: &str) -> Result<(), QuestionRefused> {
    if text.len() <= limits::REFERENCE_BYTES {
        Ok(())
    } else {
        Err(QuestionRefused::TooLong { field: field.to_owned(), max: limits::REFERENCE_BYTES })
    }
}

fn count<T>(values: Option<&[T]>, field: &str) -> Result<(), QuestionRefused> {
    if values.is_none_or(|values| values.len() <= limits::VALUES_OF_A_FIELD) {
        Ok(())
    } else {
        Err(QuestionRefused::TooLong { field: field.to_owned(), max: limits::VALUES_OF_A_FIELD })
    }
}
