//! Rows that a mapping leaves out, counted by its reasons and told.

use watchpost_engine::list::List;

use crate::mapping::Mapping;
use crate::terminal::{Terminal, grouped};

/// How many rows of one source are left out, by reason.
pub(super) struct LeftOut<'a>(Vec<(&'a str, u64)>);

impl<'a> LeftOut<'a> {
    /// No rows so far.
    pub(super) fn new(mapping: Option<&'a Mapping>) -> Self {
        let reasons = mapping.into_iter().flat_map(Mapping::reasons_to_leave_out);
        Self(reasons.map(|reason| (reason, 0)).collect())
    }

    /// Counts rows by the place of the condition that leaves them out.
    pub(super) fn add(&mut self, condition: usize, rows: u64) {
        if let Some((_, count)) = self.0.get_mut(condition) {
            *count += rows;
        }
    }

    /// Tells how many there are and why.
    pub(super) fn tell(&self, list: List, source: &str, terminal: Terminal) {
        for (reason, count) in self.0.iter().filter(|(_, count)| *count > 0) {
            terminal.note(format!("{list}: {} rows of {source} left out: {reason}", grouped(*count)));
        }
    }
}
