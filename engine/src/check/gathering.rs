//! What one list found for one subject, gathered from all parts that asked it.

use super::ListState;
use crate::limits;
use crate::list::List;
use crate::wire::{Grade, Hit, ListAnswer, Outcome, Problem, ProblemCode};

/// Hits and problems of one list while a subject is searched.
pub(super) struct Gathering {
    list: List,
    as_of: Option<jiff::Timestamp>,
    complete: bool,
    /// A search ended before all that may answer was found.
    is_cut_short: bool,
    problems: Vec<Problem>,
    /// Each with the list that its record stands on: a document may be named on a person record.
    hits: Vec<(List, Hit)>,
}

impl Gathering {
    pub(super) fn new(list: List, as_of: Option<jiff::Timestamp>, state: ListState) -> Self {
        let mut gathering =
            Self { list, as_of, complete: true, is_cut_short: false, problems: Vec::new(), hits: Vec::new() };
        if let Some(problem) = state.problem(list) {
            gathering.problems.push(problem);
        }
        gathering.complete = state.is_searched();
        gathering
    }

    /// Tells something that does not keep the list from being searched.
    pub(super) fn tell(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Tells why some of the list was not searched.
    pub(super) fn not_searched(&mut self, problem: Problem) {
        self.complete = false;
        self.tell(problem);
    }

    /// Adds a hit on a record of `of`.
    pub(super) fn hit(&mut self, of: List, hit: Hit) {
        self.hits.push((of, hit));
    }

    /// Ends the search: a record that answered twice stands once, with its better grade, of equal ones the better score,
    /// and the stronger of its actions.
    pub(super) fn settle(&mut self) {
        self.hits.sort_by(|(a_of, a), (b_of, b)| {
            let of_a = (a_of, a.owner, &a.record_id, a.grade);
            of_a.cmp(&(b_of, b.owner, &b.record_id, b.grade))
                .then_with(|| score(b).total_cmp(&score(a)))
                .then_with(|| a.action.cmp(&b.action))
        });
        self.hits.dedup_by(|(later_of, later), (first_of, first)| {
            let is_same =
                later_of == first_of && later.owner == first.owner && later.record_id == first.record_id;
            if is_same {
                first.action = first.action.min(later.action);
            }
            is_same
        });
    }

    /// A stored record could not be read: the answer must not be called complete.
    pub(super) fn unreadable_record(&mut self) {
        self.not_searched(Problem::new(
            ProblemCode::RecordUnreadable,
            self.list.as_str(),
            "a record of this list could not be read; verify the store and roll back",
        ));
    }

    /// Not all records that might answer were graded.
    pub(super) fn too_many(&mut self) {
        self.not_searched(Problem::new(
            ProblemCode::TooManyCandidates,
            self.list.as_str(),
            format!(
                "more records may answer than one look-up ({}) or one check ({}) grades; not all were graded",
                limits::ROWS_GRADED,
                limits::ROWS_GRADED_A_CHECK
            ),
        ));
    }

    pub(super) const fn list(&self) -> List {
        self.list
    }

    /// Takes out the hits of which `is_cleared` is true, and tells how many.
    pub(super) fn withdraw(&mut self, mut is_cleared: impl FnMut(&Hit) -> bool) -> u64 {
        let before = self.hits.len();
        self.hits.retain(|(_, hit)| !is_cleared(hit));
        (before - self.hits.len()) as u64
    }

    /// The search for a name took more steps than it may.
    pub(super) fn steps_spent(&mut self) {
        self.is_cut_short = true;
        self.not_searched(Problem::new(
            ProblemCode::WorkBudgetSpent,
            self.list.as_str(),
            "the name agrees with so many parts of listed names that not all could be compared; give the birth date, or \
             fewer names",
        ));
    }

    pub(super) const fn has_hits(&self) -> bool {
        !self.hits.is_empty()
    }

    /// How many hits are exact.
    pub(super) fn exact_hits(&self) -> usize {
        self.hits().filter(|hit| hit.grade == Grade::Exact).count()
    }

    /// All hits, shown or not.
    pub(super) fn hits(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter().map(|(_, hit)| hit)
    }

    pub(super) const fn complete(&self) -> bool {
        self.complete
    }

    pub(super) fn outcome(&self) -> Outcome {
        if self.hits().any(|hit| hit.grade < Grade::Possible) {
            Outcome::Hit
        } else if self.has_hits() {
            Outcome::PotentialHit
        } else if self.complete {
            Outcome::NoHit
        } else {
            Outcome::NotChecked
        }
    }

    pub(super) fn into_answer(self) -> ListAnswer {
        let outcome = self.outcome();
        let total = self.hits.len() as u64;
        let mut hits: Vec<Hit> = self.hits.into_iter().map(|(_, hit)| hit).collect();
        hits.sort_by(|a, b| {
            (a.action, a.grade)
                .cmp(&(b.action, b.grade))
                .then_with(|| score(b).total_cmp(&score(a)))
                .then_with(|| (a.owner, &a.record_id).cmp(&(b.owner, &b.record_id)))
        });
        hits.truncate(limits::HITS_SHOWN);
        ListAnswer {
            list: self.list,
            outcome,
            as_of: self.as_of,
            total,
            truncated: self.is_cut_short || total > hits.len() as u64,
            problems: self.problems,
            hits,
        }
    }
}

/// The score of a person; 0 for what has none.
fn score(hit: &Hit) -> f64 {
    hit.person.as_ref().and_then(|person| person.score).unwrap_or(0.0)
}
