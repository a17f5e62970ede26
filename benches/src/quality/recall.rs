//! What is found of listed documents and vehicles, by kind of slip.

use watchpost_engine::wire::Outcome;
use watchpost_testdata::crossings::Lists;
use watchpost_testdata::rng::{Rng, Stream};
use watchpost_testdata::slips::Slipped;
use watchpost_testdata::slips::documents::{DocumentSlip, ListedDocuments};
use watchpost_testdata::slips::vehicles::{ListedVehicles, VehicleSlip};

use super::{Asked, Grades};
use crate::questions::subject_question;

/// The seed of the questions: another one than that of the lists.
const SEED: u64 = 3;

/// Rows that questions are made of: more than questions of a kind, so that few rows are asked twice.
const ROWS: usize = 50_000;

/// What came of one kind of slip.
#[derive(Clone, Debug)]
pub struct Recall {
    /// The kind in words.
    pub kind: &'static str,
    /// Questions asked.
    pub asked: u64,
    /// The record that is meant, found with this grade.
    pub found: Grades,
    /// Not found, and told as not checked: the officer is asked to read again.
    pub told: u64,
    /// The least share that is to be found, in hundredths; none where the issue sets none.
    pub goal: Option<f64>,
    /// True where the goal holds only where the rule may be used.
    pub where_allowed: bool,
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
        self.goal.map(|goal| self.asked > 0 && self.share(self.found.all()) >= goal)
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
            let (goal, where_allowed) = document_goal(slip);
            let mut recall = empty(slip.told(), goal, where_allowed);
            for _ in 0..questions {
                let Some(made) = listed.question(&mut rng, slip) else { break };
                ask(asked, made, &mut recall);
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
            let mut recall = empty(slip.told(), vehicle_goal(slip), false);
            for _ in 0..questions {
                let Some(made) = listed.question(&mut rng, slip) else { break };
                ask(asked, made, &mut recall);
            }
            tell(&recall);
            recall
        })
        .collect()
}

const fn empty(kind: &'static str, goal: Option<f64>, where_allowed: bool) -> Recall {
    let found = Grades { exact: 0, probable: 0, possible: 0 };
    Recall { kind, asked: 0, found, told: 0, goal, where_allowed }
}

fn ask(asked: &Asked<'_>, made: Slipped, recall: &mut Recall) {
    recall.asked += 1;
    let Some((answer, _)) = asked.answer(&subject_question(made.subject)) else { return };
    let meant =
        answer.hits.iter().find(|hit| hit.owner.as_str() == made.owner && hit.record_id == made.record_id);
    match meant {
        Some(hit) => recall.found.count(hit.grade),
        None => recall.told += u64::from(answer.outcome == Outcome::NotChecked),
    }
}

/// The share to be found, in hundredths, and whether it holds only where the rule may be used. As asked, nothing is
/// forgiven: what is right must be found.
const fn document_goal(slip: DocumentSlip) -> (Option<f64>, bool) {
    use DocumentSlip as Slip;
    match slip {
        Slip::ReadRight | Slip::TypedRight | Slip::ReadOneMisread | Slip::ReadOneMisreadAnywhere => {
            (Some(100.0), false)
        }
        Slip::ReadTwoMisread => (Some(99.0), false),
        Slip::TypedOneMisread
        | Slip::TypedSwappedPair
        | Slip::TypedWrongSign
        | Slip::TypedNeighbouringKey
        | Slip::TypedIssuerInFront
        | Slip::TypedLeadingZerosLost => (Some(99.0), true),
        _ => (None, false),
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
