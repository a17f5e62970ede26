//! Looks up numbers of which some signs are open. Each walk through an index has a bound, and a spent one is told.

use std::cell::Cell;
use std::ops::ControlFlow;

use zerocopy::little_endian::U32;

use super::VehicleSearch;
use crate::limits;
use crate::segment::keyed::KeyedRuns;
use crate::vehicle::Pattern;
use crate::wire::{Problem, ProblemCode};

/// A chassis number with fewer known signs at its start, and this many at its end, is sought by its end: the first three
/// signs are only those of a maker.
const START_SIGNS: usize = 4;

impl VehicleSearch<'_> {
    pub(super) fn vin_pattern(&mut self, pattern: &Pattern) {
        let end = pattern.known_end();
        if pattern.known_start() < START_SIGNS && end.len() >= limits::VIN_PATTERN_SIGNS {
            self.vin_end(&end);
        } else {
            self.walk(&self.segment.vins, pattern, "vehicle.vin");
        }
    }

    pub(super) fn plate_pattern(&mut self, pattern: &Pattern) {
        self.walk(&self.segment.plates, pattern, "vehicle.plates.number");
    }

    /// Grades the records whose chassis number may end with these folded signs.
    pub(super) fn vin_end(&mut self, end: &[u8]) {
        let rows: Vec<U32> = self.segment.vin_ends.find(end).iter().map(|found| found.row).collect();
        self.rows(&rows, |_| false);
    }

    fn walk(&mut self, runs: &KeyedRuns, pattern: &Pattern, field: &str) {
        let granted = self.context.grant_steps();
        let steps = Cell::new(granted);
        let mut rows: Vec<U32> = Vec::new();
        let walked = runs.walk(pattern, &steps, |run| {
            rows.extend_from_slice(run);
            if rows.len() > limits::ROWS_GRADED { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        self.context.give_back_steps(steps.get());
        if walked.is_continue() && steps.get() == 0 {
            let text = format!(
                "the search for open signs took all the work of one question ({} steps); tell more signs, best those \
                 at the start",
                limits::PATTERN_STEPS
            );
            self.found.not_searched(Problem::new(ProblemCode::WorkBudgetSpent, field, text));
        }
        self.rows(&rows, |_| false);
    }
}
