//! Probe questions of a new generation: made from records that must be found, and one that must find nothing.
//!
//! They are asked here, from the written files, before the generation comes into force. What is expected comes
//! from the rows that were read, not from the answers, so that a segment which lost a record is not accepted.

use jiff::{SignedDuration, Timestamp};
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::generation::Generation;
use watchpost_engine::list::{List, ListSet};
use watchpost_engine::store::{Expectation, ExpectedHit, Probe};
use watchpost_engine::wire::{
    Answer, DocumentPart, Outcome, PersonPart, ProblemCode, Purpose, Question, QuestionSubject, VehiclePart,
};

use super::candidates::Candidate;
use super::compile::Compiled;
use crate::exit::{Exit, Failure};

/// Who asks probes.
const OPERATOR: &str = "probe";

/// Questions tried until one is in no list. Each has so many signs that a second is hardly ever needed.
const TRIES: u32 = 64;

/// Probes of a list that was compiled anew.
///
/// # Errors
/// [`Failure`] if the generation does not find its own records.
pub fn make_probes(
    generation: &Generation,
    list: List,
    compiled: &Compiled,
    now: Timestamp,
) -> Result<Vec<Probe>, Failure> {
    let mut probes = Vec::new();
    for candidate in &compiled.candidates {
        probes.extend(finding(generation, list, candidate, now)?);
    }
    probes.push(missing(generation, list, now)?);
    Ok(probes)
}

/// Those of the generation before that ask none of the lists built anew or dropped, and are still answered as
/// expected; and how many are not.
#[must_use]
pub fn keep_probes(generation: &Generation, before: &[Probe], kept: ListSet) -> (Vec<Probe>, usize) {
    let of_kept: Vec<&Probe> = before.iter().filter(|probe| asks_only(probe, kept)).collect();
    let holding: Vec<Probe> =
        of_kept.iter().filter(|probe| holds(generation, probe)).map(|probe| (*probe).clone()).collect();
    let lost = of_kept.len() - holding.len();
    (holding, lost)
}

fn asks_only(probe: &Probe, lists: ListSet) -> bool {
    let question = serde_json::from_value::<Question>(probe.question.clone());
    question.is_ok_and(|question| {
        question.lists.is_some_and(|asked| asked.iter().all(|list| lists.contains(*list)))
    })
}

fn holds(generation: &Generation, probe: &Probe) -> bool {
    let Ok(question) = serde_json::from_value::<Question>(probe.question.clone()) else { return false };
    ask(generation, &question, probe.at).is_ok_and(|answer| {
        answer.outcome.as_str() == probe.expect.outcome
            && probe.expect.hits.iter().all(|expected| {
                grade_of(&answer, expected.list, &expected.owner, &expected.record_id)
                    .is_some_and(|grade| grade == expected.grade)
            })
    })
}

/// A probe that must find the candidate; `None` where so many records share its key that it is not shown or not even
/// graded, which the answer says.
fn finding(
    generation: &Generation,
    list: List,
    candidate: &Candidate,
    now: Timestamp,
) -> Result<Option<Probe>, Failure> {
    let question = question(list, candidate.question.clone());
    let answer = ask(generation, &question, now)?;
    let owner = candidate.identity.owner.as_str();
    let Some(grade) = grade_of(&answer, list, owner, &candidate.identity.record_id) else {
        let mut lists = answer.subjects.iter().flat_map(|subject| &subject.lists);
        let is_one_of_many = lists.any(|list| {
            list.truncated
                || list.problems.iter().any(|problem| problem.code == ProblemCode::TooManyCandidates)
        });
        return if is_one_of_many { Ok(None) } else { Err(not_found(list, candidate)) };
    };
    let hit =
        ExpectedHit { list, owner: owner.to_owned(), record_id: candidate.identity.record_id.clone(), grade };
    let expect = Expectation { outcome: answer.outcome.to_string(), hits: vec![hit] };
    Ok(Some(Probe { at: now, question: as_json(&question)?, expect }))
}

fn not_found(list: List, candidate: &Candidate) -> Failure {
    let text = format!(
        "{list}: the new segment does not find the record on line {} of its source number {}; nothing has come into force; this is a bug, please report it",
        candidate.position.line,
        candidate.position.file + 1
    );
    Failure::new(Exit::Bug, text)
}

/// A probe that must find nothing.
fn missing(generation: &Generation, list: List, now: Timestamp) -> Result<Probe, Failure> {
    for turn in 0..TRIES {
        let question = question(list, unlisted(list, turn));
        let answer = ask(generation, &question, now)?;
        if answer.outcome == Outcome::NoHit && answer.complete {
            let expect = Expectation { outcome: answer.outcome.to_string(), hits: Vec::new() };
            return Ok(Probe { at: now, question: as_json(&question)?, expect });
        }
    }
    Err(Failure::new(
        Exit::Bug,
        format!(
            "{list}: the new segment finds what is in no list; nothing has come into force; this is a bug, please report it"
        ),
    ))
}

/// A subject that no list should know.
fn unlisted(list: List, turn: u32) -> QuestionSubject {
    match list {
        List::Documents => QuestionSubject {
            document: Some(DocumentPart {
                number: format!("XPROBEWX{turn:04}KXV"),
                issuer: Some("UTO".to_owned()),
                document_type: None,
            }),
            ..QuestionSubject::default()
        },
        List::Vehicles => QuestionSubject {
            vehicle: Some(VehiclePart {
                vin: Some(format!("XPRXBEWX{turn:04}KXVNT")),
                ..VehiclePart::default()
            }),
            ..QuestionSubject::default()
        },
        List::Persons => {
            // Letters, since digits are no part of a name.
            let turn: String =
                format!("{turn:04}").chars().map(|digit| char::from(b'A' + (digit as u8 - b'0'))).collect();
            let person = PersonPart {
                surname: Some(format!("XPROBEWX{turn}")),
                given: Some("KXVNT".to_owned()),
                ..PersonPart::default()
            };
            QuestionSubject { person: Some(person), ..QuestionSubject::default() }
        }
    }
}

fn question(list: List, subject: QuestionSubject) -> Question {
    Question {
        purpose: Purpose::Test,
        operator: OPERATOR.to_owned(),
        case: None,
        lists: Some(vec![list]),
        subjects: vec![subject],
    }
}

/// Asks as a server does before it switches: by the probe's own time, however old the lists are.
fn ask(generation: &Generation, question: &Question, at: Timestamp) -> Result<Answer, Failure> {
    let conditions = Conditions {
        now: at,
        lists: ListSet::ALL,
        stale_after: SignedDuration::MAX,
        lease: SignedDuration::MAX,
        cleared: None,
    };
    Ok(check(generation, question, &conditions, String::new())?)
}

fn grade_of(answer: &Answer, list: List, owner: &str, record_id: &str) -> Option<String> {
    let lists = answer.subjects.iter().flat_map(|subject| &subject.lists).filter(|of| of.list == list);
    let mut hits = lists.flat_map(|of| &of.hits);
    hits.find(|hit| hit.owner.as_str() == owner && hit.record_id == record_id)
        .map(|hit| hit.grade.to_string())
}

fn as_json(question: &Question) -> Result<serde_json::Value, Failure> {
    serde_json::to_value(question).map_err(|error| Failure::new(Exit::Bug, error))
}
