//! What one list found for one subject.

use std::collections::{BTreeMap, BTreeSet};

use watchpost_engine::list::List;

use super::actions;
use super::grades::Grade;
use super::told::ToldHit;

/// What one list found.
#[derive(Default)]
pub(crate) struct Found {
    pub incomplete: bool,
    pub problems: BTreeSet<String>,
    /// By the list of the record, its owner and its id.
    pub hits: BTreeMap<(List, String, String), (Grade, ToldHit)>,
}

impl Found {
    pub(crate) fn not_searched(&mut self, problem: &str) {
        self.incomplete = true;
        self.problems.insert(problem.to_owned());
    }

    /// The best grade counts, of equal ones the best score, and the strongest action.
    pub(crate) fn hit(&mut self, of: List, grade: Grade, hit: ToldHit) {
        let key = (of, hit.owner.clone(), hit.record_id.clone());
        let strength = |hit: &ToldHit| actions::strength(&hit.action);
        let Some((known_grade, known)) = self.hits.get_mut(&key) else {
            self.hits.insert(key, (grade, hit));
            return;
        };
        let strongest = if strength(&hit) < strength(known) { &hit } else { &*known }.action.clone();
        let rank = |grade: Grade, hit: &ToldHit| (grade, std::cmp::Reverse(hit.score), strength(hit));
        if rank(grade, &hit) < rank(*known_grade, known) {
            (*known_grade, *known) = (grade, hit);
        }
        known.action = strongest;
    }
}
