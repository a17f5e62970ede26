//! How old a list is at the moment of the question, and what follows (contract, section 4, "Age").

use jiff::Timestamp;

use super::Conditions;
use crate::generation::Generation;
use crate::limits;
use crate::list::List;
use crate::wire::{Problem, ProblemCode, SubjectAnswer};

/// Whether a list may be searched now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListState {
    /// Not in the generation.
    Absent,
    /// To be searched.
    Ready,
    /// To be searched, and stale.
    Stale,
    /// To be searched, stale, and its time lies ahead of the clock.
    Ahead,
    /// Older than the lease: not to be searched.
    LeaseOver,
    /// Its time lies further ahead of the clock than the lease: not to be searched.
    ClockWrong,
}

impl ListState {
    /// True if the list is to be searched.
    #[must_use]
    pub const fn is_searched(self) -> bool {
        matches!(self, Self::Ready | Self::Stale | Self::Ahead)
    }

    /// True if the answer is to be called stale.
    #[must_use]
    pub const fn is_stale(self) -> bool {
        matches!(self, Self::Stale | Self::Ahead | Self::LeaseOver | Self::ClockWrong)
    }

    /// What to tell of it.
    #[must_use]
    pub fn problem(self, list: List) -> Option<Problem> {
        let (code, text) = match self {
            Self::Ready | Self::Stale => return None,
            Self::Absent => (
                ProblemCode::ListAbsent,
                format!(
                    "the generation has no list {list}; build it with `watchpost-loader build --{list} FILE`"
                ),
            ),
            Self::Ahead => (
                ProblemCode::Clock,
                format!("the time of list {list} lies ahead of this machine's clock; set the clock"),
            ),
            Self::LeaseOver => (
                ProblemCode::LeaseOver,
                format!(
                    "list {list} is older than the lease and was not searched; build it from a fresh source"
                ),
            ),
            Self::ClockWrong => (
                ProblemCode::Clock,
                format!(
                    "the time of list {list} lies far ahead of this machine's clock, so it was not searched; set the clock"
                ),
            ),
        };
        Some(Problem::new(code, list.as_str(), text))
    }
}

/// The state of a list.
#[must_use]
pub(super) fn state_of(generation: &Generation, list: List, conditions: &Conditions) -> ListState {
    generation.as_of(list).map_or(ListState::Absent, |as_of| state_at(as_of, conditions))
}

/// The state of a list whose source was complete at `as_of`.
pub(super) fn state_at(as_of: Timestamp, conditions: &Conditions) -> ListState {
    let age = conditions.now.duration_since(as_of);
    if age > conditions.lease {
        ListState::LeaseOver
    } else if age > conditions.stale_after {
        ListState::Stale
    } else if -age > conditions.lease {
        ListState::ClockWrong
    } else if -age > limits::AS_OF_AHEAD {
        ListState::Ahead
    } else {
        ListState::Ready
    }
}

/// The age of an answer: that of the oldest list it asked.
pub(super) struct AnswerAge {
    pub as_of: Option<Timestamp>,
    pub seconds: Option<u64>,
    pub stale: bool,
}

pub(super) fn of_answer(subjects: &[SubjectAnswer], conditions: &Conditions) -> AnswerAge {
    let asked = || subjects.iter().flat_map(|subject| &subject.lists).filter_map(|list| list.as_of);
    let as_of = asked().min();
    AnswerAge {
        as_of,
        seconds: as_of
            .map(|as_of| u64::try_from(conditions.now.duration_since(as_of).as_secs()).unwrap_or(0)),
        stale: asked().any(|as_of| state_at(as_of, conditions).is_stale()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{ListState, state_at};
    use crate::check::Conditions;

    #[track_caller]
    fn check(age_minutes: i64, expected: ListState) {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        let as_of = now - SignedDuration::from_mins(age_minutes);
        assert_eq!(state_at(as_of, &Conditions::at(now)), expected);
    }

    #[test]
    fn a_list_is_served_until_its_lease_is_over_and_called_stale_before() {
        check(0, ListState::Ready);
        check(24 * 60, ListState::Ready);
        check(24 * 60 + 1, ListState::Stale);
        check(48 * 60, ListState::Stale);
        check(48 * 60 + 1, ListState::LeaseOver);
    }

    #[test]
    fn a_list_from_the_future_is_told_and_past_the_lease_not_served() {
        check(-5, ListState::Ready);
        check(-6, ListState::Ahead);
        check(-48 * 60, ListState::Ahead);
        check(-48 * 60 - 1, ListState::ClockWrong);
    }
}
