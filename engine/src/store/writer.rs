//! The one writer of a store: takes the lock, clears what a killed one left, makes segments.
//! Publishing, rolling back and pruning stand in files of their own.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::current::Current;
use super::disk::Disk;
use super::error::StoreError;
use super::lock::StoreLock;
use super::paths::{Paths, UNFINISHED};
use super::reader::{Store, file_names};
use super::segment_file::SegmentFile;

/// May change the store as long as it lives; there is at most one.
#[derive(Debug)]
pub struct Writer<D: Disk> {
    pub(super) disk: D,
    pub(super) store: Store,
    /// Segments were named since their folder was last made durable.
    pub(super) has_new_segments: AtomicBool,
    segments_begun: AtomicU64,
    /// Last, so that it is let go last.
    _lock: StoreLock,
}

impl<D: Disk> Writer<D> {
    /// Opens the store in folder `path` for writing. Folders that are not there are made (the one
    /// above the store is not); what a killed writer left unfinished is removed.
    ///
    /// # Errors
    /// `Locked` if another writer has it; `Io`.
    pub fn open(path: &Path, disk: D) -> Result<Self, StoreError> {
        let paths = Paths::new(path);
        let made_root = make_folder(path)?;
        let lock = StoreLock::take(&paths.lock())?;
        let store = Store::open(path)?;
        let made_inner = [paths.segments(), paths.generations()]
            .iter()
            .try_fold(false, |made, folder| Ok::<_, StoreError>(make_folder(folder)? | made))?;
        let is_new = !paths.current().try_exists().map_err(StoreError::io("open", &paths.current()))?;
        let writer = Self {
            disk,
            store,
            has_new_segments: AtomicBool::new(false),
            segments_begun: AtomicU64::new(0),
            _lock: lock,
        };
        if is_new || made_inner {
            writer.make_folders_durable(made_root)?;
        }
        writer.remove_leftovers()?;
        Ok(writer)
    }

    /// The store, to read.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Begins a segment. Several may be written at a time.
    ///
    /// # Errors
    /// `Io`.
    pub fn new_segment(&self) -> Result<SegmentFile<'_, D>, StoreError> {
        let turn = self.segments_begun.fetch_add(1, Ordering::Relaxed);
        SegmentFile::create(self, self.store.paths.unfinished_segment(turn))
    }

    /// A folder for spill files, made if it is not there. It goes with this writer, or at the next
    /// start if this one is killed.
    ///
    /// # Errors
    /// `Io`.
    pub fn work_folder(&self) -> Result<PathBuf, StoreError> {
        let path = self.store.paths.work();
        make_folder(&path)?;
        Ok(path)
    }

    /// The generation in force, `None` if there is none yet.
    pub(super) fn current(&self) -> Result<Option<Current>, StoreError> {
        match self.store.current() {
            Ok(current) => Ok(Some(current)),
            Err(StoreError::Empty { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn sync_folder(&self, path: &Path) -> Result<(), StoreError> {
        self.disk.sync_folder(path).map_err(StoreError::io("sync", path))
    }

    /// A store is new until its first `CURRENT`: a writer killed in between may have made the
    /// folders and not their names durable, so it is done again.
    fn make_folders_durable(&self, made_root: bool) -> Result<(), StoreError> {
        let parent = self.store.paths.parent();
        match self.disk.sync_folder(parent) {
            // A folder made by someone else in a place that we may not read: theirs to keep.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && !made_root => {}
            synced => synced.map_err(StoreError::io("sync", parent))?,
        }
        self.sync_folder(self.store.path())
    }

    /// Not synced: what comes back after a power cut goes at the next start.
    fn remove_leftovers(&self) -> Result<(), StoreError> {
        let paths = &self.store.paths;
        // The store's own folder may hold what is not ours: there only the one name goes.
        let mut leftovers = vec![paths.unfinished_current()];
        leftovers.retain(|path| path.exists());
        for folder in [paths.generations(), paths.segments()] {
            let names = file_names(&folder)?;
            let unfinished = names.iter().filter(|name| name.ends_with(UNFINISHED));
            leftovers.extend(unfinished.map(|name| folder.join(name)));
        }
        for path in leftovers {
            self.disk.remove(&path).map_err(StoreError::io("remove", &path))?;
        }
        remove_work(&paths.work())
    }
}

impl<D: Disk> Drop for Writer<D> {
    fn drop(&mut self) {
        // Spill files hold records; if this fails, the next start removes them.
        let _ = remove_work(&self.store.paths.work());
    }
}

/// Spill files are no part of the store, so they do not go through the disk's seam.
fn remove_work(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::io("remove", path)(error)),
        _ => Ok(()),
    }
}

/// True if it was made, false if it was there.
fn make_folder(path: &Path) -> Result<bool, StoreError> {
    match std::fs::create_dir(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        // A read-only place may hold a store all the same, and then says so before it says "exists".
        Err(_) if path.is_dir() => Ok(false),
        Err(error) => Err(StoreError::io("make the folder", path)(error)),
    }
}
