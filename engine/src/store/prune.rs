//! Prune: removes old generations, then the segments that no remaining one names.

use std::collections::BTreeSet;
use std::path::Path;

use super::disk::Disk;
use super::error::StoreError;
use super::manifest::Manifest;
use super::reader::file_names;
use super::sha256::Sha256Name;
use super::writer::Writer;

/// What a prune removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Numbers of the generations that went, ascending.
    pub generations: Vec<u64>,
    /// Segments that went.
    pub segments: usize,
    /// Bytes of all removed files. A server that still serves from one holds its space until it
    /// switches.
    pub bytes: u64,
}

impl<D: Disk> Writer<D> {
    /// Keeps the newest `keep` generations that were in force, the current one counted, and removes
    /// the others. When this returns, what it removed does not come back after a power cut.
    ///
    /// # Errors
    /// `KeepsNothing` for 0; `Empty`; `Damaged` if a manifest that is to stay cannot be read, for
    /// then it is unknown which segments it needs; `Io`.
    pub fn prune(&mut self, keep: usize) -> Result<Pruned, StoreError> {
        if keep == 0 {
            return Err(StoreError::KeepsNothing);
        }
        let (going, needed) = self.choose(keep)?;
        // A writer that was killed may have left CURRENT not yet durable. Were it lost after this,
        // the one before would be in force again, without its segments.
        self.sync_folder(self.store.path())?;
        let mut pruned = Pruned::default();
        for number in going {
            pruned.bytes += self.remove_counted(&self.store.paths.manifest(number))?;
            pruned.generations.push(number);
        }
        // No manifest may come back that names a removed segment.
        self.sync_folder(&self.store.paths.generations())?;
        let folder = self.store.paths.segments();
        for name in file_names(&folder)?.iter().filter_map(|name| name.parse::<Sha256Name>().ok()) {
            if !needed.contains(&name) {
                pruned.bytes += self.remove_counted(&self.store.segment_path(&name))?;
                pruned.segments += 1;
            }
        }
        self.sync_folder(&folder)?;
        Ok(pruned)
    }

    /// The generations that go, and the segments that stay. A manifest above the current number
    /// stays too: it keeps its number from being given twice.
    fn choose(&self, keep: usize) -> Result<(Vec<u64>, BTreeSet<Sha256Name>), StoreError> {
        let current = self.store.current()?.number;
        let mut staying = self.store.ancestry()?.take(keep).collect::<Result<Vec<_>, _>>()?;
        let files = self.store.manifest_files()?;
        for number in files.iter().copied().filter(|number| *number > current) {
            staying.extend(self.store.unnamed_manifest(number)?);
        }
        let numbers: BTreeSet<u64> = staying.iter().map(|manifest| manifest.number).collect();
        let segments = staying.iter().flat_map(Manifest::segments).map(|segment| segment.sha256);
        let needed = segments.collect();
        Ok((files.into_iter().filter(|number| !numbers.contains(number)).collect(), needed))
    }

    fn remove_counted(&self, path: &Path) -> Result<u64, StoreError> {
        let length = path.metadata().map_err(StoreError::io("read", path))?.len();
        self.disk.remove(path).map_err(StoreError::io("remove", path))?;
        Ok(length)
    }
}
