//! Checks: from a question and a generation to an answer.
//!
//! The rules are those of docs/contract.md section 4, one table each: which lists are asked (`subject`), how
//! well a record answers (`grading`), what it asks for (`action_table`), how old a list may be (`age`), what
//! follows from all hits (`verdict`), how often a clean number is listed by accident (`chance`) and which other numbers are asked (`mistyped`), what only the whole of a check shows (`group`). There is no clock here:
//! now is an argument.

mod action_table;
mod age;
mod chance;
mod cleared;
mod clues;
mod gathering;
mod grading;
mod group;
mod mistyped;
mod probe;
mod reading;
mod refusal;
mod search;
mod subject;
mod verdict;

use std::cell::Cell;

use jiff::{SignedDuration, Timestamp};

pub use age::ListState;
pub use cleared::{protects, traveller};
pub use probe::{ProbeFailure, ask_probes};
pub use refusal::QuestionRefused;

use crate::cleared::ClearedPairs;
use crate::date::Date;
use crate::generation::Generation;
use crate::limits;
use crate::list::{List, ListSet};
use crate::wire::{Answer, Question, SubjectAnswer};

/// The circumstances of a check.
#[derive(Clone, Copy)]
pub struct Conditions<'c> {
    /// The moment of the question.
    pub now: Timestamp,
    /// The lists that may be asked.
    pub lists: ListSet,
    /// The age past which a list is called stale, and still served.
    pub stale_after: SignedDuration,
    /// The age past which a list is no longer served.
    pub lease: SignedDuration,
    /// The cleared namesakes, if any.
    pub cleared: Option<&'c ClearedPairs>,
}

impl Conditions<'_> {
    /// The contract's defaults at a moment: all lists, [`limits::STALE_AFTER`], [`limits::LEASE`], nobody cleared.
    #[must_use]
    pub const fn at(now: Timestamp) -> Self {
        Self {
            now,
            lists: ListSet::ALL,
            stale_after: limits::STALE_AFTER,
            lease: limits::LEASE,
            cleared: None,
        }
    }

    fn today(&self) -> Date {
        Date::of(self.now)
    }
}

/// What the parts of one check share.
pub(crate) struct Context<'c> {
    pub generation: &'c Generation,
    pub today: Date,
    /// The lists that this check may ask.
    pub lists: ListSet,
    /// The state of each list, judged once a check.
    states: [ListState; List::ALL.len()],
    /// Rows that this check may still grade.
    rows_left: Cell<usize>,
    /// Steps through indexes that patterns of this check may still take.
    steps_left: Cell<usize>,
    /// The cleared namesakes, if any.
    cleared: Option<&'c ClearedPairs>,
    /// Hits that clearances took out.
    withdrawn: Cell<u64>,
    /// Steps that searches for names of this check may still take.
    person_steps_left: Cell<usize>,
}

impl Context<'_> {
    const fn state(&self, list: List) -> ListState {
        self.states[list as usize]
    }

    /// How many rows the next look-up may grade at most.
    fn rows_granted_most(&self) -> usize {
        limits::ROWS_GRADED.min(self.rows_left.get())
    }

    /// How many of `rows` may be graded: what neither the look-up's nor the check's limit forbids.
    fn grant(&self, rows: usize) -> usize {
        self.grant_weighed(rows, 1)
    }

    /// The same for rows of which each costs as much as `weight` others: one graded by many plates.
    fn grant_weighed(&self, rows: usize, weight: usize) -> usize {
        let weight = weight.max(1);
        let granted = rows.min(limits::ROWS_GRADED).min(self.rows_left.get() / weight);
        self.rows_left.set(self.rows_left.get() - granted * weight);
        granted
    }

    /// How many steps the search for one name may take.
    fn grant_person_steps(&self) -> usize {
        let granted = limits::PERSON_STEPS.min(self.person_steps_left.get());
        self.person_steps_left.set(self.person_steps_left.get() - granted);
        granted
    }

    /// Takes back the steps that a name did not need.
    fn give_back_person_steps(&self, steps: usize) {
        self.person_steps_left.set(self.person_steps_left.get() + steps);
    }

    /// How many steps one pattern may take.
    fn grant_steps(&self) -> usize {
        let granted = limits::PATTERN_STEPS.min(self.steps_left.get());
        self.steps_left.set(self.steps_left.get() - granted);
        granted
    }

    /// Takes back the steps that a pattern did not need.
    fn give_back_steps(&self, steps: usize) {
        self.steps_left.set(self.steps_left.get() + steps);
    }
}

/// Answers a question from one generation. `took_us` of the answer is 0: the caller has the clock.
///
/// # Errors
/// [`QuestionRefused`] for a question that breaks a rule of the contract; what is well-formed is always answered.
pub fn check(
    generation: &Generation,
    question: &Question,
    conditions: &Conditions<'_>,
    check_id: String,
) -> Result<Answer, QuestionRefused> {
    refusal::validate(question)?;
    let lists = match &question.lists {
        None => conditions.lists,
        Some(lists) => conditions.lists.intersection(lists.iter().copied().collect()),
    };
    let rows_left = Cell::new(limits::ROWS_GRADED_A_CHECK);
    let steps_left = Cell::new(limits::PATTERN_STEPS_A_CHECK);
    let person_steps_left = Cell::new(limits::PERSON_STEPS_A_CHECK);
    let states = List::ALL.map(|list| age::state_of(generation, list, conditions));
    let context = Context {
        generation,
        today: conditions.today(),
        lists,
        states,
        rows_left,
        steps_left,
        person_steps_left,
        cleared: conditions.cleared,
        withdrawn: Cell::new(0),
    };
    let mut subjects: Vec<SubjectAnswer> = Vec::with_capacity(question.subjects.len());
    let mut observed = Vec::with_capacity(question.subjects.len());
    let mut verdict = verdict::Verdict::default();
    for (index, asked) in question.subjects.iter().enumerate() {
        let reference = asked.reference.clone().unwrap_or_else(|| index.to_string());
        let (answer, seen, of_subject) = subject::answer(&context, asked, reference);
        verdict.add(&of_subject);
        subjects.push(answer);
        observed.push(seen);
    }
    let age = age::of_answer(&subjects, conditions);
    let group = group::facts(&subjects, &observed);
    let (action, actions) = verdict.actions();
    Ok(Answer {
        check_id,
        outcome: verdict.outcome(),
        complete: verdict.complete(),
        action,
        actions,
        generation: generation.number(),
        as_of: age.as_of,
        age_seconds: age.seconds,
        stale: age.stale,
        exercise: verdict.exercise(),
        subjects,
        group,
        took_us: 0,
        withdrawn: context.withdrawn.get(),
    })
}
