//! From an asked row to its line of the result.

use watchpost_engine::check::{Conditions, check};
use watchpost_engine::generation::Generation;
use watchpost_engine::record::Action;
use watchpost_engine::wire::{Outcome, Problem, ProblemCode, ReconcileRow, ReconcileSummary};

use super::asked::Asked;

/// What is counted over the rows of a run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RunCounts {
    /// For the last line of the result.
    pub(super) summary: ReconcileSummary,
    /// Clear rows of which some value could not be used as it stands: without `--all` nobody would see it.
    pub(super) clear_with_problems: u64,
    /// Hits that clearances took out. No row tells of its own.
    pub(super) withdrawn: u64,
}

/// What every row of one run is answered from.
#[derive(Clone, Copy)]
pub(super) struct Answering<'a> {
    /// The one generation of the run.
    pub(super) generation: &'a Generation,
    /// The conditions of the run.
    pub(super) conditions: &'a Conditions<'a>,
    /// Whether clear rows are written too.
    pub(super) all: bool,
}

impl Answering<'_> {
    /// Counts the row, and writes its line where it is to be shown.
    pub(super) fn answer(
        self,
        asked: Asked,
        counts: &mut RunCounts,
        out: &mut Vec<u8>,
    ) -> Result<(), serde_json::Error> {
        counts.summary.rows += 1;
        let row = self.row(asked, counts);
        let is_clear = row.outcome == Outcome::NoHit && row.complete;
        counts.clear_with_problems += u64::from(is_clear && !row.problems.is_empty());
        if self.all || !is_clear {
            serde_json::to_writer(&mut *out, &row)?;
            out.push(b'\n');
        }
        Ok(())
    }

    fn row(self, asked: Asked, run: &mut RunCounts) -> ReconcileRow {
        let counts = &mut run.summary;
        let Asked { row, reference, question, input } = asked;
        let answered = question.and_then(|question| {
            let answer = check(self.generation, &question, self.conditions, String::new());
            let answer = answer.map_err(|refused| refusal(refused.to_string()))?;
            run.withdrawn += answer.withdrawn;
            let subject = answer.subjects.into_iter().next();
            let subject = subject.ok_or_else(|| refusal("the row was not answered".to_owned()))?;
            Ok((subject, answer.group))
        });
        match answered {
            Ok((subject, group)) => {
                *match subject.outcome {
                    Outcome::Hit => &mut counts.hits,
                    Outcome::PotentialHit => &mut counts.potential_hits,
                    Outcome::NoHit => &mut counts.no_hits,
                    Outcome::NotChecked => &mut counts.not_checked,
                } += 1;
                ReconcileRow {
                    row,
                    reference,
                    outcome: subject.outcome,
                    complete: subject.complete,
                    action: subject.action,
                    actions: subject.actions,
                    problems: subject.problems,
                    mrz: subject.mrz,
                    vehicle: subject.vehicle,
                    lists: subject.lists,
                    group,
                    input,
                }
            }
            Err(problem) => {
                counts.errors += 1;
                ReconcileRow {
                    row,
                    reference,
                    outcome: Outcome::NotChecked,
                    complete: false,
                    action: Action::CheckAgain,
                    actions: Vec::new(),
                    problems: vec![problem],
                    mrz: None,
                    vehicle: None,
                    lists: Vec::new(),
                    group: Vec::new(),
                    input,
                }
            }
        }
    }
}

fn refusal(text: String) -> Problem {
    Problem { code: ProblemCode::QuestionRefused, field: None, text, line: None, column: None }
}

/// Adds the counts of some rows to those of all.
pub(super) const fn add(all: &mut RunCounts, some: &RunCounts) {
    all.clear_with_problems += some.clear_with_problems;
    all.withdrawn += some.withdrawn;
    let (all, some) = (&mut all.summary, &some.summary);
    all.rows += some.rows;
    all.hits += some.hits;
    all.potential_hits += some.potential_hits;
    all.no_hits += some.no_hits;
    all.not_checked += some.not_checked;
    all.errors += some.errors;
}
