//! Reads a store in the order `CURRENT`, manifest, segments; takes no lock and changes nothing.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::current::Current;
use super::error::StoreError;
use super::manifest::{Manifest, Parent, SegmentRef};
use super::paths::{Paths, manifest_number};
use super::sha256::Sha256Name;
use crate::limits;

/// A store that is there to be read.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) paths: Paths,
}

impl Store {
    /// The store in folder `path`. It may hold no generation yet.
    ///
    /// # Errors
    /// `Io` if there is no such folder.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        std::fs::read_dir(path).map_err(StoreError::io("open the store", path))?;
        Ok(Self { paths: Paths::new(path) })
    }

    /// The store's folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.paths.root()
    }

    /// Which generation is in force.
    ///
    /// # Errors
    /// `Empty` if there is none yet; `Damaged`, `Version` or `Io`.
    pub fn current(&self) -> Result<Current, StoreError> {
        let path = self.paths.current();
        match read_at_most(&path, limits::CURRENT_BYTES)? {
            Some(bytes) => Current::from_bytes(&bytes, &path),
            None => Err(StoreError::Empty { path: self.path().to_owned() }),
        }
    }

    /// The manifest that `current` names, every byte checked.
    ///
    /// # Errors
    /// `Missing` if it is not there (it may have been pruned: see [`Store::with_current`]);
    /// `Damaged`, `Version` or `Io`.
    pub fn manifest(&self, current: &Current) -> Result<Manifest, StoreError> {
        self.linked_manifest(current.number, current.manifest)?.ok_or_else(|| StoreError::Missing {
            path: self.paths.manifest(current.number),
            named_by: "CURRENT".to_owned(),
        })
    }

    /// Opens the generation in force by `open`, and starts again if that fails because another
    /// generation came into force meanwhile and this one was pruned (at most
    /// `limits::CURRENT_RETRIES` times).
    ///
    /// # Errors
    /// Those of reading, and the last one of `open`.
    pub fn with_current<T, E: From<StoreError>>(
        &self,
        mut open: impl FnMut(&Current, &Manifest) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut current = self.current()?;
        let mut retries = limits::CURRENT_RETRIES;
        loop {
            let opened =
                self.manifest(&current).map_err(E::from).and_then(|manifest| open(&current, &manifest));
            let Err(error) = opened else { return opened };
            match self.current() {
                Ok(newer) if newer != current && retries > 0 => current = newer,
                _ => return Err(error),
            }
            retries -= 1;
        }
    }

    /// The generation in force and those before it, newest first. Each is checked by the one after
    /// it; the walk ends where one was pruned.
    ///
    /// # Errors
    /// Those of [`Store::current`]; those of reading a manifest come with the walk.
    pub fn ancestry(&self) -> Result<Ancestry<'_>, StoreError> {
        let Current { number, manifest } = self.current()?;
        Ok(Ancestry { store: self, next: Some(Parent { number, sha256: manifest }), first: true })
    }

    /// Numbers of the generation in force and of those before it that are still here, ascending.
    ///
    /// # Errors
    /// Those of reading the manifests.
    pub fn generations(&self) -> Result<Vec<u64>, StoreError> {
        let mut numbers = self
            .ancestry()?
            .map(|manifest| manifest.map(|manifest| manifest.number))
            .collect::<Result<Vec<_>, _>>()?;
        numbers.reverse();
        Ok(numbers)
    }

    /// The manifest of generation `number`, which is or was in force.
    ///
    /// # Errors
    /// `NotOlder` if there is no such generation; those of reading the manifests.
    pub fn manifest_of(&self, number: u64) -> Result<Manifest, StoreError> {
        let mut seen = Vec::new();
        for manifest in self.ancestry()? {
            let manifest = manifest?;
            if manifest.number == number {
                return Ok(manifest);
            }
            seen.insert(0, manifest.number);
        }
        let current = seen.pop().unwrap_or_default();
        Err(StoreError::NotOlder { asked: number, current, older: seen })
    }

    /// Where the segment of that name stands.
    #[must_use]
    pub fn segment_path(&self, name: &Sha256Name) -> PathBuf {
        self.paths.segment(name)
    }

    /// Opens a segment whose length and last bytes are as the manifest says. No other byte is looked at.
    ///
    /// # Errors
    /// `Missing`, `Damaged` (another length, another segment) or `Io`.
    pub fn open_segment(&self, segment: &SegmentRef) -> Result<File, StoreError> {
        let path = self.segment_path(&segment.sha256);
        let mut file = File::open(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                StoreError::Missing { path: path.clone(), named_by: "a manifest".to_owned() }
            }
            _ => StoreError::io("open", &path)(error),
        })?;
        let length = file.metadata().map_err(StoreError::io("read", &path))?.len();
        if length != segment.bytes {
            return Err(StoreError::damaged(&path, "its length in bytes", &segment.bytes, &length));
        }
        let ending = read_ending(&mut file, length).map_err(StoreError::io("read", &path))?;
        if ending != segment.ending {
            return Err(StoreError::damaged(
                &path,
                "the SHA-256 of its last bytes",
                &segment.ending,
                &ending,
            ));
        }
        Ok(file)
    }

    /// Reads a segment from end to end and compares its SHA-256 with its name.
    ///
    /// # Errors
    /// Those of [`Store::open_segment`], and `Damaged` if any byte differs.
    pub fn verify_segment(&self, segment: &SegmentRef) -> Result<(), StoreError> {
        let path = self.segment_path(&segment.sha256);
        let mut file = self.open_segment(segment)?.take(segment.bytes);
        let mut hash = Sha256::new();
        io::copy(&mut file, &mut HashInto(&mut hash)).map_err(StoreError::io("read", &path))?;
        let found = Sha256Name(hash.finalize().into());
        if found != segment.sha256 {
            return Err(StoreError::damaged(&path, "its SHA-256", &segment.sha256, &found));
        }
        Ok(())
    }

    /// The manifest of that number and SHA-256; `None` if the file is not there.
    fn linked_manifest(&self, number: u64, sha256: Sha256Name) -> Result<Option<Manifest>, StoreError> {
        let path = self.paths.manifest(number);
        let Some(bytes) = read_at_most(&path, limits::MANIFEST_BYTES)? else { return Ok(None) };
        let found = Sha256Name::of(&bytes);
        if found != sha256 {
            return Err(StoreError::damaged(&path, "its SHA-256", &sha256, &found));
        }
        Manifest::from_bytes(&bytes, number, &path).map(Some)
    }

    /// A manifest that nothing names (its generation never came into force); `None` if not there.
    pub(super) fn unnamed_manifest(&self, number: u64) -> Result<Option<Manifest>, StoreError> {
        let path = self.paths.manifest(number);
        let bytes = read_at_most(&path, limits::MANIFEST_BYTES)?;
        bytes.map(|bytes| Manifest::from_bytes(&bytes, number, &path)).transpose()
    }

    /// Numbers of all manifest files, whether they ever came into force or not, ascending.
    pub(super) fn manifest_files(&self) -> Result<Vec<u64>, StoreError> {
        let mut numbers: Vec<u64> =
            file_names(&self.paths.generations())?.iter().filter_map(|name| manifest_number(name)).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }
}

/// The walk from the generation in force to those before it.
#[derive(Debug)]
pub struct Ancestry<'a> {
    store: &'a Store,
    next: Option<Parent>,
    first: bool,
}

impl Iterator for Ancestry<'_> {
    type Item = Result<Manifest, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Parent { number, sha256 } = self.next.take()?;
        let read = if std::mem::take(&mut self.first) {
            self.store.manifest(&Current { number, manifest: sha256 }).map(Some)
        } else {
            self.store.linked_manifest(number, sha256)
        };
        let manifest = read.transpose()?;
        self.next = manifest.as_ref().ok().and_then(|manifest| manifest.parent);
        Some(manifest)
    }
}

/// The SHA-256 of a file's last bytes. It is read from its start afterwards.
fn read_ending(file: &mut File, length: u64) -> io::Result<Sha256Name> {
    let mut ending = Vec::with_capacity(limits::SEGMENT_ENDING_BYTES);
    let behind = u64::try_from(limits::SEGMENT_ENDING_BYTES).unwrap_or(u64::MAX);
    file.seek(SeekFrom::Start(length.saturating_sub(behind)))?;
    file.take(behind).read_to_end(&mut ending)?;
    file.rewind()?;
    Ok(Sha256Name::of(&ending))
}

/// Names of the entries of a folder that are UTF-8; other names are never ours.
pub(super) fn file_names(folder: &Path) -> Result<Vec<String>, StoreError> {
    std::fs::read_dir(folder)
        .map_err(StoreError::io("list", folder))?
        .filter_map(|entry| entry.map(|entry| entry.file_name().into_string().ok()).transpose())
        .collect::<io::Result<_>>()
        .map_err(StoreError::io("list", folder))
}

/// A file's bytes, `None` if it is not there, `Damaged` if there are more than `limit`.
fn read_at_most(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io("open", path)(error)),
    };
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(StoreError::io("read", path))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
        return Err(StoreError::damaged(path, "its length in bytes", &format!("at most {limit}"), &"more"));
    }
    Ok(Some(bytes))
}

struct HashInto<'a>(&'a mut Sha256);

impl io::Write for HashInto<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
