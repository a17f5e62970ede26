//! Brings a generation into force: segments, manifest, `CURRENT`, each durable before the next.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::Ordering;

use jiff::Timestamp;

use super::current::Current;
use super::disk::Disk;
use super::error::StoreError;
use super::manifest::{ListEntry, MANIFEST_VERSION, Manifest, Parent, Probe};
use super::paths::unfinished;
use super::sha256::Sha256Name;
use super::writer::Writer;
use crate::limits;
use crate::list::List;

/// A generation before it has a number.
#[derive(Clone, Debug, PartialEq)]
pub struct ManifestDraft {
    /// Now; the engine has no clock.
    pub created: Timestamp,
    /// See [`Manifest::for_country`].
    pub for_country: Option<String>,
    /// See [`Manifest::lists`]. Lists that a build did not touch are carried over by the caller.
    pub lists: BTreeMap<List, ListEntry>,
    /// See [`Manifest::probes`].
    pub probes: Vec<Probe>,
}

impl<D: Disk> Writer<D> {
    /// Brings `draft` into force under the next number. When this returns, it is durable.
    ///
    /// # Errors
    /// `Missing` or `Damaged` if a named segment is not there in its length; `OverLimit`; `Io`. The
    /// generation in force before then stays so; only if making the new `CURRENT` durable was the
    /// very step that failed may the new one be in force already.
    pub fn publish(&mut self, draft: ManifestDraft) -> Result<Manifest, StoreError> {
        self.publish_as(draft, None)
    }

    pub(super) fn publish_as(
        &self,
        draft: ManifestDraft,
        rolled_back_to: Option<u64>,
    ) -> Result<Manifest, StoreError> {
        let current = self.current()?;
        let manifest = Manifest {
            version: MANIFEST_VERSION,
            number: self.next_number(current)?,
            created: draft.created,
            parent: current.map(|current| Parent { number: current.number, sha256: current.manifest }),
            rolled_back_to,
            for_country: draft.for_country,
            lists: draft.lists,
            probes: draft.probes,
            signatures: Vec::new(),
        };
        let path = self.store.paths.manifest(manifest.number);
        let bytes = manifest.to_bytes(&path)?;
        // Read as a reader will: nothing comes into force that could not be opened.
        Manifest::from_bytes(&bytes, manifest.number, &path)?;
        manifest.segments().try_for_each(|segment| self.store.open_segment(segment).map(drop))?;

        if self.has_new_segments.load(Ordering::Acquire) {
            self.sync_folder(&self.store.paths.segments())?;
            self.has_new_segments.store(false, Ordering::Release);
        }
        self.write_whole(&self.store.paths.generations(), &path, &bytes)?;
        let current = Current { number: manifest.number, manifest: Sha256Name::of(&bytes) };
        self.write_whole(self.store.path(), &self.store.paths.current(), &current.to_bytes())?;
        Ok(manifest)
    }

    /// One more than every number seen, whether it came into force or not: a reader far away may
    /// have seen a generation whose `CURRENT` a power cut took back.
    fn next_number(&self, current: Option<Current>) -> Result<u64, StoreError> {
        let in_force = current.map_or(0, |current| current.number);
        let written = self.store.manifest_files()?.last().copied().unwrap_or(0);
        let found = in_force.max(written) + 1;
        if found > limits::GENERATION_NUMBER {
            return Err(StoreError::OverLimit {
                what: "the generation's number",
                found,
                limit: limits::GENERATION_NUMBER,
                remedy: "build into a new folder",
            });
        }
        Ok(found)
    }

    /// Puts a whole file in place: readers see the old bytes or the new, also after a power cut.
    fn write_whole(&self, folder: &Path, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let part = unfinished(path);
        let written = self
            .write_part(&part, bytes)
            .and_then(|()| self.disk.rename(&part, path).map_err(StoreError::io("name", path)));
        if written.is_err() {
            // A full disk gets its space back at once; if this fails, the next start removes it.
            let _ = self.disk.remove(&part);
        }
        written?;
        self.sync_folder(folder)
    }

    fn write_part(&self, part: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let needed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let mut file = self.disk.create(part).map_err(StoreError::io("create", part))?;
        self.disk.write(&mut file, bytes).map_err(StoreError::write(part, needed))?;
        self.disk.sync_file(&mut file).map_err(StoreError::io("sync", part))
    }
}
