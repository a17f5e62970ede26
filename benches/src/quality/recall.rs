//! What is found of listed documents and vehicles, by kind of slip.

use serde::{Deserialize, Serialize};
use watchpost_engine::generation::Generation;
use watchpost_engine::wire::Outcome;
use watchpost_testdata::crossings::Lists;
use watchpost_testdata::rng::{Rng, Stream};
use watchpost_testdata::slips::Slipped;
use watchpost_testdata::slips::documents::{DocumentSlip, ListedDocuments};
use watchpost_testdata::slips::vehicles::{ListedVehicles, VehicleSlip};

use super::typing_rules::TypingRule;
use super::{Asked, Grades};
use crate::questions::subject_question;

/// The seed of the questions: another one than that of the lists.
const SEED: u64 = 3;

/// Rows that questions are made of: more than questions of a kind, so that few rows are asked twice.
const ROWS: usize = 50_000;

/// What came of one kind of slip.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Recall {
    /// The kind in words.
    pub kind: String,
    /// Questions asked.
    pub asked: u64,
    /// The record that is meant, found with this grade.
    pub found: Grades,
    /// Not found, and told as not checked: the officer is asked to read again.
    pub told: u64,
    /// The least share that is to be found, in hundredths; none where the issue sets none.
    pub goal: Option<f64>,
    /// Of slips that a rule forgives where its chance is small: for these questions the goal holds.
    pub allowed: Option<Allowed>,
}

/// Questions for which a rule may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// Asked.
    pub asked: u64,
    /// Found.
    pub found: u64,
}

impl Recall {
    /// Share of the questions, in hundredths.
    #[must_use]
    pub fn share(&self, of: u64) -> f64 {
        if self.asked == 0 { 0.0 } else { of as f64 * 100.0 / self.asked as f64 }
    }

    /// Neither found nor told as not checked.
    #[must_use]
    pub const fn missed(&self) -> u64 {
        self.asked - self.found.all() - self.told
    }

    /// Whether the goal is met; none where there is none.
    #[must_use]
    pub fn is_met(&self) -> Option<bool> {
        // One question of a million missed is not 100 %.
        self.goal.map(|goal| self.held_share().is_some_and(|share| share >= goal))
    }

    /// The share found of the questions that the goal is for, in hundredths; none where nothing was asked.
    #[must_use]
    pub fn held_share(&self) -> Option<f64> {
        let (found, asked) =
            self.allowed.map_or((self.found.all(), self.asked), |allowed| (allowed.found, allowed.asked));
        (asked > 0).then(|| found as f64 * 100.0 / asked as f64)
    }
}

/// Asks every kind of slip of listed documents.
pub fn of_documents(
    asked: &Asked<'_>,
    lists: &Lists,
    questions: u64,
    mut tell: impl FnMut(&Recall),
) -> Vec<Recall> {
    let mut rng = Rng::for_row(SEED, Stream::Documents, 0);
    let listed = ListedDocuments::draw(&mut rng, lists, ROWS);
    DocumentSlip::ALL
        .into_iter()
        .map(|slip| {
            let rule = TypingRule::forgiving(slip);
            let mut recall = empty(slip.told(), document_goal(slip), rule.map(|_| Allowed::default()));
            for _ in 0..questions {
                let Some(made) = listed.question(&mut rng, slip) else { break };
                let is_allowed = rule.is_some_and(|rule| is_allowed(rule, asked.generation, &made));
                let is_found = ask(asked, made, &mut recall);
                if let Some(allowed) = recall.allowed.as_mut().filter(|_| is_allowed) {
                    allowed.asked += 1;
                    allowed.found += u64::from(is_found);
                }
            }
            tell(&recall);
            recall
        })
        .collect()
}

/// Asks every kind of slip of listed vehicles.
pub fn of_vehicles(
    asked: &Asked<'_>,
    lists: &Lists,
    questions: u64,
    mut tell: impl FnMut(&Recall),
) -> Vec<Recall> {
    let mut rng = Rng::for_row(SEED, Stream::Vehicles, 0);
    let listed = ListedVehicles::draw(&mut rng, lists, ROWS);
    VehicleSlip::ALL
        .into_iter()
        .map(|slip| {
            let mut recall = empty(slip.told(), vehicle_goal(slip), None);
            for _ in 0..questions {
                let Some(made) = listed.question(&mut rng, slip) else { break };
                ask(asked, made, &mut recall);
            }
            tell(&recall);
            recall
        })
        .collect()
}

fn empty(kind: &str, goal: Option<f64>, allowed: Option<Allowed>) -> Recall {
    let found = Grades { exact: 0, probable: 0, possible: 0 };
    Recall { kind: kind.to_owned(), asked: 0, found, told: 0, goal, allowed }
}

fn is_allowed(rule: TypingRule, generation: &Generation, made: &Slipped) -> bool {
    let (Some(typed), Some(meant)) = (&made.subject.document, &made.document_number) else { return false };
    rule.is_allowed(generation, typed.issuer, &typed.number, meant)
}

/// Asks, counts, and tells whether the record was found.
fn ask(asked: &Asked<'_>, made: Slipped, recall: &mut Recall) -> bool {
    recall.asked += 1;
    let Some((answer, _)) = asked.answer(&subject_question(made.subject)) else { return false };
    let meant =
        answer.hits.iter().find(|hit| hit.owner.as_str() == made.owner && hit.record_id == made.record_id);
    match meant {
        Some(hit) => recall.found.count(hit.grade),
        None => recall.told += u64::from(answer.outcome == Outcome::NotChecked),
    }
    meant.is_some()
}

/// The share to be found, in hundredths. What is asked right must be found whatever the goals say.
const fn document_goal(slip: DocumentSlip) -> Option<f64> {
    use DocumentSlip as Slip;
    match slip {
        Slip::ReadRight | Slip::TypedRight | Slip::ReadOneMisread | Slip::ReadOneMisreadAnywhere => {
            Some(100.0)
        }
        Slip::ReadTwoMisread
        | Slip::TypedOneMisread
        | Slip::TypedSwappedPair
        | Slip::TypedWrongSign
        | Slip::TypedNeighbouringKey
        | Slip::TypedIssuerInFront
        | Slip::TypedLeadingZerosLost => Some(99.0),
        _ => None,
    }
}

const fn vehicle_goal(slip: VehicleSlip) -> Option<f64> {
    use VehicleSlip as Slip;
    match slip {
        Slip::VinRight | Slip::PlateRight | Slip::EngineNumberRight | Slip::VinOneMisread => Some(100.0),
        Slip::VinTwoMisread => Some(99.0),
        _ => None,
    }
}
