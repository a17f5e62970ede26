//! Probe questions: a generation answers them before it serves anyone.
//!
//! They find what checksums cannot: a wrong or empty list that was written well. They are asked at the
//! manifest's own time, so that an expiry does not block a switch.

use jiff::SignedDuration;

use super::{Conditions, QuestionRefused, check};
use crate::generation::Generation;
use crate::list::ListSet;
use crate::store::{ExpectedHit, Probe};
use crate::wire::{Answer, Question};

/// Why a generation does not serve. No text holds a value of the question.
#[derive(Debug, thiserror::Error)]
pub enum ProbeFailure {
    /// The question cannot be read.
    #[error(
        "probe {probe} of generation {generation} is no question of the contract; build the generation again"
    )]
    NoQuestion {
        /// The generation.
        generation: u64,
        /// Which probe, from 1.
        probe: usize,
    },
    /// The question is refused.
    #[error("probe {probe} of generation {generation} is refused: {reason}; build the generation again")]
    Refused {
        /// The generation.
        generation: u64,
        /// Which probe, from 1.
        probe: usize,
        /// Why.
        reason: QuestionRefused,
    },
    /// The outcome is another.
    #[error(
        "probe {probe} of generation {generation} gives {found} where {expected} is expected; do not serve it, build it again"
    )]
    Outcome {
        /// The generation.
        generation: u64,
        /// Which probe, from 1.
        probe: usize,
        /// The outcome that its builder expects.
        expected: String,
        /// The outcome that it gives.
        found: String,
    },
    /// An expected record does not answer.
    #[error(
        "probe {probe} of generation {generation} does not find its record of owner {owner}; do not serve it, build it again"
    )]
    Hit {
        /// The generation.
        generation: u64,
        /// Which probe, from 1.
        probe: usize,
        /// Whose record it is.
        owner: String,
    },
}

/// Asks every probe of the generation's manifest.
///
/// # Errors
/// [`ProbeFailure`] for the first that is not answered as expected.
pub fn ask_probes(generation: &Generation) -> Result<(), ProbeFailure> {
    generation.manifest().probes.iter().enumerate().try_for_each(|(at, probe)| ask(generation, at + 1, probe))
}

fn ask(generation: &Generation, number: usize, probe: &Probe) -> Result<(), ProbeFailure> {
    let of = generation.number();
    let question: Question = serde_json::from_value(probe.question.clone())
        .map_err(|_| ProbeFailure::NoQuestion { generation: of, probe: number })?;
    let conditions = Conditions {
        now: probe.at,
        lists: ListSet::ALL,
        // A probe asks what is found, not how old it is: a list with an old source is probed all the same.
        stale_after: SignedDuration::MAX,
        lease: SignedDuration::MAX,
        cleared: None,
    };
    let answer = check(generation, &question, &conditions, String::new())
        .map_err(|reason| ProbeFailure::Refused { generation: of, probe: number, reason })?;
    if answer.outcome.as_str() != probe.expect.outcome {
        return Err(ProbeFailure::Outcome {
            generation: of,
            probe: number,
            expected: probe.expect.outcome.clone(),
            found: answer.outcome.to_string(),
        });
    }
    match probe.expect.hits.iter().find(|expected| !is_hit(&answer, expected)) {
        None => Ok(()),
        Some(missing) => {
            Err(ProbeFailure::Hit { generation: of, probe: number, owner: missing.owner.clone() })
        }
    }
}

fn is_hit(answer: &Answer, expected: &ExpectedHit) -> bool {
    answer.subjects.iter().flat_map(|subject| &subject.lists).any(|list| {
        list.list == expected.list
            && list.hits.iter().any(|hit| {
                hit.owner.as_str() == expected.owner
                    && hit.record_id == expected.record_id
                    && hit.grade.as_str() == expected.grade
            })
    })
}
