//! Which records of a list become probe questions: the first, one from the middle and the last that can.

use watchpost_engine::record::Identity;
use watchpost_engine::segment::build::RowPosition;
use watchpost_engine::wire::QuestionSubject;

/// A record with a question that must find it.
#[derive(Clone)]
pub(super) struct Candidate {
    /// Where the record stands.
    pub(super) position: RowPosition,
    /// Which record it is.
    pub(super) identity: Identity,
    /// The question.
    pub(super) question: QuestionSubject,
}

/// Chosen while rows go by, whatever their number.
#[derive(Default)]
pub(super) struct Candidates {
    seen: u64,
    first: Option<Candidate>,
    middle: Option<Candidate>,
    last: Option<Candidate>,
}

impl Candidates {
    /// Offers a record; `make` is asked only if it is wanted.
    pub(super) fn offer(&mut self, make: impl FnOnce() -> Option<Candidate>) {
        self.seen += 1;
        let is_first = self.first.is_none();
        // The last of the powers of two lies in the second half of the list, whatever its length.
        let is_middle = self.seen.is_power_of_two();
        if !is_first && !is_middle {
            return;
        }
        if let Some(candidate) = make() {
            if is_first {
                self.first = Some(candidate);
            } else {
                self.middle = Some(candidate);
            }
        }
    }

    /// The last record of a list.
    pub(super) fn offer_last(&mut self, make: impl FnOnce() -> Option<Candidate>) {
        self.last = make();
    }

    /// Where they stand.
    pub(super) fn positions(&self) -> Vec<RowPosition> {
        [&self.first, &self.middle, &self.last]
            .into_iter()
            .flatten()
            .map(|candidate| candidate.position)
            .collect()
    }

    /// Those that were chosen and stayed in the list; `is_left_out` tells rows that did not.
    pub(super) fn chosen(self, is_left_out: impl Fn(RowPosition) -> bool) -> Vec<Candidate> {
        let mut chosen: Vec<Candidate> = Vec::new();
        for candidate in [self.first, self.middle, self.last].into_iter().flatten() {
            if !is_left_out(candidate.position)
                && chosen.iter().all(|other| other.identity != candidate.identity)
            {
                chosen.push(candidate);
            }
        }
        chosen
    }
}
