//! Generations from a store on disk.

use std::path::Path;
use std::sync::Arc;

use watchpost_engine::check::{Conditions, QuestionRefused, ask_probes, check};
use watchpost_engine::generation::{Generation, OpenError, Verify};
use watchpost_engine::segment::error::SegmentError;
use watchpost_engine::store::{Current, ErrorKind, Source, Store, StoreError};
use watchpost_engine::wire::{Answer, Question};

use crate::served::{self, GenerationSource, InForce, LoadError, ServedList, ServedSource};
use crate::settings::VerifyHow;

/// A store on disk.
#[derive(Debug)]
pub struct StoreSource {
    store: Store,
    verify: Verify,
}

impl StoreSource {
    /// The store in folder `path`.
    ///
    /// # Errors
    /// `Unreadable` if there is no such folder.
    pub fn open(path: &Path, verify: VerifyHow) -> Result<Self, LoadError> {
        let verify = match verify {
            VerifyHow::Checksums => Verify::Checksums,
            VerifyHow::Full => Verify::Full,
        };
        Ok(Self { store: Store::open(path).map_err(|error| store_error(&error))?, verify })
    }
}

impl GenerationSource for StoreSource {
    fn in_force(&self) -> Result<InForce, LoadError> {
        self.store.current().map(in_force).map_err(|error| store_error(&error))
    }

    fn open(&self) -> Result<(InForce, Arc<dyn served::Generation>), LoadError> {
        let opened = self.store.with_current(|current, manifest| {
            let generation = Generation::open_manifest(&self.store, manifest.clone(), self.verify)?;
            Ok((in_force(*current), generation))
        });
        let (in_force, generation) = opened.map_err(|error: OpenError| open_error(&error))?;
        Ok((in_force, Arc::new(Stored(generation))))
    }
}

struct Stored(Generation);

impl served::Generation for Stored {
    fn number(&self) -> u64 {
        self.0.number()
    }

    fn lists(&self) -> Vec<ServedList> {
        let lists = self.0.lists().iter().map(|(&list, entry)| ServedList {
            list,
            as_of: entry.as_of,
            records: self.0.records(list),
            sources: entry.sources.iter().map(served_source).collect(),
        });
        lists.collect()
    }

    fn warm(&self) {
        self.0.warm();
    }

    fn probe(&self) -> Result<(), LoadError> {
        ask_probes(&self.0).map_err(|failure| LoadError::Probe(failure.to_string()))
    }

    fn check(
        &self,
        question: &Question,
        conditions: &Conditions,
        check_id: String,
    ) -> Result<Answer, QuestionRefused> {
        check(&self.0, question, conditions, check_id)
    }
}

fn in_force(current: Current) -> InForce {
    InForce { number: current.number, manifest: current.manifest.0 }
}

fn served_source(source: &Source) -> ServedSource {
    ServedSource {
        name: source.name.clone(),
        sha256: source.sha256.to_string(),
        rows: source.rows,
        refused: source.refused,
        licence: source.licence.clone(),
    }
}

fn store_error(error: &StoreError) -> LoadError {
    let told = error.to_string();
    match error.kind() {
        ErrorKind::Damaged | ErrorKind::Version => LoadError::Damaged(told),
        ErrorKind::Io | ErrorKind::Locked | ErrorKind::Refused => LoadError::Unreadable(told),
    }
}

fn open_error(error: &OpenError) -> LoadError {
    match error {
        OpenError::Store(error) => store_error(error),
        OpenError::Segment { error: SegmentError::Unreadable { .. }, .. } => {
            LoadError::Unreadable(error.to_string())
        }
        OpenError::Segment { .. } => LoadError::Damaged(error.to_string()),
    }
}
