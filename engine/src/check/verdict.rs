//! What follows from all hits of a subject or a check: outcome, completeness, actions.

use super::gathering::Gathering;
use crate::record::Action;
use crate::wire::Outcome;

/// The sum of lists, parts or subjects.
#[derive(Clone, Default)]
pub(super) struct Verdict {
    outcome: Option<Outcome>,
    incomplete: bool,
    /// Bits of the actions that hits ask for.
    asked: u16,
    hits: u64,
    exercises: u64,
}

const _: () = assert!(Action::ALL.len() <= 16, "the set of actions is kept in 16 bits");

impl Verdict {
    /// Adds a list.
    pub(super) fn add_list(&mut self, list: &Gathering) {
        self.join(list.outcome(), list.complete());
        for hit in list.hits() {
            self.asked |= 1 << hit.action.code();
            self.hits += 1;
            self.exercises += u64::from(hit.exercise);
        }
    }

    /// Adds a part that was not checked.
    pub(super) fn add_unchecked(&mut self) {
        self.join(Outcome::NotChecked, false);
    }

    /// Adds a subject.
    pub(super) fn add(&mut self, subject: &Self) {
        self.join(subject.outcome(), subject.complete());
        self.asked |= subject.asked;
        self.hits += subject.hits;
        self.exercises += subject.exercises;
    }

    fn join(&mut self, outcome: Outcome, complete: bool) {
        self.outcome = Some(self.outcome.map_or(outcome, |known| known.min(outcome)));
        self.incomplete |= !complete;
    }

    /// The strongest outcome of all parts.
    pub(super) fn outcome(&self) -> Outcome {
        self.outcome.unwrap_or(Outcome::NotChecked)
    }

    /// True only if every part was really searched.
    pub(super) const fn complete(&self) -> bool {
        self.outcome.is_some() && !self.incomplete
    }

    /// True only if there are hits and every one is a drill record.
    pub(super) const fn exercise(&self) -> bool {
        self.hits > 0 && self.hits == self.exercises
    }

    /// The action and all distinct actions, strongest first.
    pub(super) fn actions(&self) -> (Action, Vec<Action>) {
        let mut actions: Vec<Action> = Vec::with_capacity(4);
        for &action in Action::ALL {
            let asked = self.asked >> action.code() & 1 == 1;
            let by_outcome = match action {
                Action::CheckAgain => !self.complete(),
                Action::None => self.hits == 0 && self.complete(),
                _ => false,
            };
            if asked || by_outcome {
                actions.push(action);
            }
        }
        (self.shown(&actions), actions)
    }

    /// `discreet` is shown only where no other hit asks for anything but `none`; else another action is its cover.
    fn shown(&self, actions: &[Action]) -> Action {
        let cover = |action: &Action| {
            *action != Action::Discreet && *action != Action::None && self.asked >> action.code() & 1 == 1
        };
        let strongest = actions.first().copied().unwrap_or(Action::CheckAgain);
        if strongest == Action::Discreet {
            actions.iter().copied().find(cover).unwrap_or(strongest)
        } else {
            strongest
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict;
    use crate::record::Action;
    use crate::wire::Outcome;

    fn verdict(asked: &[Action], complete: bool) -> Verdict {
        Verdict {
            outcome: Some(match (asked.is_empty(), complete) {
                (false, _) => Outcome::Hit,
                (true, true) => Outcome::NoHit,
                (true, false) => Outcome::NotChecked,
            }),
            incomplete: !complete,
            asked: asked.iter().fold(0, |bits, action| bits | 1 << action.code()),
            hits: asked.len() as u64,
            exercises: 0,
        }
    }

    #[track_caller]
    fn check(asked: &[Action], complete: bool, action: Action, actions: &[Action]) {
        assert_eq!(verdict(asked, complete).actions(), (action, actions.to_vec()));
    }

    #[test]
    fn none_is_said_only_with_a_complete_no_hit_or_by_a_record() {
        check(&[], true, Action::None, &[Action::None]);
        check(&[], false, Action::CheckAgain, &[Action::CheckAgain]);
        check(&[Action::None], true, Action::None, &[Action::None]);
        check(&[Action::None], false, Action::CheckAgain, &[Action::CheckAgain, Action::None]);
    }

    #[test]
    fn discreet_is_covered_by_any_other_hit_and_never_lost() {
        check(&[Action::Discreet], true, Action::Discreet, &[Action::Discreet]);
        check(&[Action::Discreet, Action::Warn], true, Action::Warn, &[Action::Discreet, Action::Warn]);
        check(&[Action::Discreet, Action::None], true, Action::Discreet, &[Action::Discreet, Action::None]);
        check(&[Action::Discreet, Action::Arrest], true, Action::Arrest, &[Action::Arrest, Action::Discreet]);
    }

    #[test]
    fn what_is_incomplete_asks_to_check_again_whatever_was_found() {
        check(&[Action::Arrest], false, Action::Arrest, &[Action::Arrest, Action::CheckAgain]);
    }

    #[test]
    fn a_hit_outranks_what_was_not_checked_and_that_outranks_a_no_hit() {
        let mut sum = Verdict::default();
        sum.add(&verdict(&[], true));
        assert_eq!((sum.outcome(), sum.complete()), (Outcome::NoHit, true));
        sum.add(&verdict(&[], false));
        assert_eq!((sum.outcome(), sum.complete()), (Outcome::NotChecked, false));
        sum.add(&verdict(&[Action::Arrest], true));
        assert_eq!((sum.outcome(), sum.complete()), (Outcome::Hit, false));
    }

    #[test]
    fn nothing_at_all_is_not_checked() {
        assert_eq!(Verdict::default().outcome(), Outcome::NotChecked);
        assert!(!Verdict::default().complete());
    }
}
