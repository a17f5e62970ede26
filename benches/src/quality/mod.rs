//! How much of what is listed is found when it is read or typed wrongly, and how often the innocent are stopped.
//!
//! Questions come from [`watchpost_testdata::slips`], which knows nothing of the engine; answers from the engine's
//! whole check. Nothing here may look inside the engine to decide what counts as found.

pub mod clean;
pub mod page;
pub mod poisson;
pub mod recall;
pub mod saved;
pub mod typing_rules;

use serde::{Deserialize, Serialize};
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::generation::Generation;
use watchpost_engine::list::{List, ListSet};
use watchpost_engine::wire::{Grade, ListAnswer, ProblemCode, Question};

/// One list of a generation, and the moment at which it is asked.
#[derive(Clone, Copy)]
pub struct Asked<'g> {
    /// The generation.
    pub generation: &'g Generation,
    /// The list.
    pub list: List,
    /// The circumstances.
    pub conditions: Conditions<'g>,
}

impl<'g> Asked<'g> {
    /// A list of a generation.
    #[must_use]
    pub fn new(generation: &'g Generation, list: List, conditions: Conditions<'g>) -> Self {
        let lists = ListSet::default().with(list);
        Self { generation, list, conditions: Conditions { lists, ..conditions } }
    }

    /// What the list answers to the question's only subject, and whether the check digit of its document number
    /// failed; `None` for a question that is refused.
    fn answer(&self, question: &Question) -> Option<(ListAnswer, bool)> {
        let answer = check(self.generation, question, &self.conditions, String::new()).ok()?;
        let subject = answer.subjects.into_iter().next()?;
        let digit_failed =
            subject.problems.iter().any(|problem| problem.code == ProblemCode::CheckDigitNumber);
        let of_list = subject.lists.into_iter().find(|of_list| of_list.list == self.list)?;
        Some((of_list, digit_failed))
    }
}

/// Checks by grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grades {
    /// Met `exact`.
    pub exact: u64,
    /// Met `probable` at best.
    pub probable: u64,
    /// Met `possible` at best.
    pub possible: u64,
}

impl Grades {
    const fn count(&mut self, grade: Grade) {
        match grade {
            Grade::Exact => self.exact += 1,
            Grade::Probable => self.probable += 1,
            Grade::Possible => self.possible += 1,
        }
    }

    /// All of them.
    #[must_use]
    pub const fn all(&self) -> u64 {
        self.exact + self.probable + self.possible
    }
}
