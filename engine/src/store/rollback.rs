//! Rollback: an older generation's content under a new, higher number.

use jiff::Timestamp;

use super::disk::Disk;
use super::error::StoreError;
use super::manifest::Manifest;
use super::publish::ManifestDraft;
use super::writer::Writer;

impl<D: Disk> Writer<D> {
    /// Brings the content of generation `to` into force again, or that of the newest one before
    /// the current that names other segments. Each list keeps its `as_of`, so its age is not hidden.
    /// `created` is now.
    ///
    /// # Errors
    /// `NotOlder` or `NothingOlder`; `Empty`; those of [`Writer::publish`].
    pub fn rollback(&mut self, to: Option<u64>, created: Timestamp) -> Result<Manifest, StoreError> {
        let target = match to {
            Some(number) => self.older(number)?,
            None => self.newest_different()?,
        };
        let number = target.number;
        let draft = ManifestDraft {
            created,
            for_country: target.for_country,
            lists: target.lists,
            probes: target.probes,
        };
        self.publish_as(draft, Some(number))
    }

    fn older(&self, number: u64) -> Result<Manifest, StoreError> {
        let current = self.store.current()?.number;
        if number == current {
            let mut older = self.store.generations()?;
            older.pop();
            return Err(StoreError::NotOlder { asked: number, current, older });
        }
        self.store.manifest_of(number)
    }

    fn newest_different(&self) -> Result<Manifest, StoreError> {
        let current = self.store.manifest(&self.store.current()?)?;
        // What a rollback went away from is no place to go back to: a second one goes further back, never forth.
        let mut before = current.rolled_back_to.unwrap_or(current.number);
        for manifest in self.store.ancestry()? {
            let manifest = manifest?;
            if manifest.number == before {
                before = manifest.rolled_back_to.unwrap_or(before);
            } else if manifest.number < before && !same_segments(&manifest, &current) {
                return Ok(manifest);
            }
        }
        Err(StoreError::NothingOlder { current: current.number })
    }
}

/// An older `as_of` with the same segments answers the same, only older: nothing to go back to.
fn same_segments(one: &Manifest, other: &Manifest) -> bool {
    let segments = |manifest: &Manifest| -> Vec<_> {
        manifest.lists.iter().map(|(list, entry)| (*list, entry.segments.clone())).collect()
    };
    segments(one) == segments(other)
}
