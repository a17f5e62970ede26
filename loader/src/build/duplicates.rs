//! Rows of one identity: counted as repeated or refused, source by source.

use watchpost_engine::segment::build::{Duplicate, DuplicateKind, RowPosition};
use watchpost_engine::store::Source as ManifestSource;

use super::quarantine::Quarantine;
use crate::exit::Failure;
use crate::source::RowRefusal;

/// Takes what the builder tells of duplicates, which it does without a way to fail.
pub(super) struct Duplicates<'a> {
    sources: &'a mut [ManifestSource],
    quarantine: &'a mut Quarantine,
    /// Rows that matter further on; all rows of a hostile list would not fit in memory.
    watched: Vec<RowPosition>,
    /// Those of them that are not in the segment.
    left_out: Vec<RowPosition>,
    failure: Option<Failure>,
}

impl<'a> Duplicates<'a> {
    pub(super) const fn new(
        sources: &'a mut [ManifestSource],
        quarantine: &'a mut Quarantine,
        watched: Vec<RowPosition>,
    ) -> Self {
        Self { sources, quarantine, watched, left_out: Vec::new(), failure: None }
    }

    pub(super) fn tell(&mut self, duplicate: Duplicate) {
        let RowPosition { file, line } = duplicate.position;
        let first = self.sources.get(usize::from(duplicate.first.file)).map(|source| source.name.clone());
        let Some(source) = self.sources.get_mut(usize::from(file)) else { return };
        match duplicate.kind {
            DuplicateKind::Repeated => source.repeated += 1,
            DuplicateKind::Conflicting => {
                source.refused += 1;
                let first = first.unwrap_or_default();
                let refusal = RowRefusal::Conflicting { file: first, line: duplicate.first.line };
                if let Err(failure) = self.quarantine.add(&source.name, line, 1, &refusal) {
                    self.failure.get_or_insert(failure);
                }
                if self.watched.contains(&duplicate.position) {
                    self.left_out.push(duplicate.position);
                }
            }
        }
    }

    pub(super) fn finish(self) -> Result<Vec<RowPosition>, Failure> {
        self.failure.map_or(Ok(self.left_out), Err)
    }
}
