//! Builds rows into a store in a temporary folder, and opens its generation.

#![allow(dead_code, reason = "each test file uses the part that it needs")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::TempDir;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::List;
use watchpost_engine::segment::build::{
    BuildOptions, BuiltSegment, DocumentSegmentBuilder, Duplicate, PersonSegmentBuilder, RowPosition,
    VehicleSegmentBuilder,
};
use watchpost_engine::store::{Disk, ListEntry, ManifestDraft, RealDisk, Store, Writer};

use super::lists::ListRow;

/// Memory for sorting that no test's list fills.
pub(crate) const MEMORY: usize = 8 << 20;

/// The moment at which the tests ask.
pub(crate) fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

/// The lists of a generation, each with the moment when its source was complete.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists(pub BTreeMap<List, (Timestamp, Vec<ListRow>)>);

impl Lists {
    /// All three lists, empty, complete ten minutes ago.
    pub(crate) fn empty() -> Self {
        let as_of = now() - jiff::SignedDuration::from_mins(10);
        Self(List::ALL.into_iter().map(|list| (list, (as_of, Vec::new()))).collect())
    }

    #[must_use]
    pub(crate) fn with(mut self, list: List, texts: &[&str]) -> Self {
        let entry = self.0.get_mut(&list).unwrap();
        entry.1.extend(super::lists::rows(texts));
        self
    }

    #[must_use]
    pub(crate) fn with_rows(mut self, list: List, rows: impl IntoIterator<Item = ListRow>) -> Self {
        self.0.get_mut(&list).unwrap().1.extend(rows);
        self
    }

    #[must_use]
    pub(crate) fn without(mut self, list: List) -> Self {
        self.0.remove(&list);
        self
    }

    #[must_use]
    pub(crate) fn complete_at(mut self, list: List, as_of: Timestamp) -> Self {
        self.0.get_mut(&list).unwrap().0 = as_of;
        self
    }

    /// Builds a store of one generation and opens it.
    pub(crate) fn open(&self) -> OpenStore {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("store");
        let built = self.build(&root);
        let generation = Generation::open(&Store::open(&root).unwrap(), Verify::Full).unwrap();
        OpenStore { generation, built, root, _place: place }
    }

    /// Builds a store of one generation.
    pub(crate) fn build(&self, root: &Path) -> BTreeMap<List, BuiltSegment> {
        let mut writer = Writer::open(root, QuickDisk).unwrap();
        let mut lists = BTreeMap::new();
        let mut all_built = BTreeMap::new();
        for (&list, (as_of, rows)) in &self.0 {
            let (bytes, built) = segment(list, rows, MEMORY);
            let mut file = writer.new_segment().unwrap();
            file.write_all(&bytes).unwrap();
            let segments = vec![file.finish(built.records).unwrap()];
            lists.insert(list, ListEntry { as_of: *as_of, segments, sources: Vec::new() });
            all_built.insert(list, built);
        }
        writer
            .publish(ManifestDraft { created: now(), for_country: None, lists, probes: Vec::new() })
            .unwrap();
        all_built
    }
}

/// An opened generation and the folder that it lies in.
pub(crate) struct OpenStore {
    pub generation: Generation,
    pub built: BTreeMap<List, BuiltSegment>,
    pub root: PathBuf,
    _place: TempDir,
}

/// The bytes of a segment of these rows.
pub(crate) fn segment(list: List, rows: &[ListRow], memory: usize) -> (Vec<u8>, BuiltSegment) {
    let place = tempfile::tempdir().unwrap();
    let options = BuildOptions { work_folder: place.path(), memory };
    let mut bytes = Vec::new();
    let lines = (1..).map(|line| RowPosition { file: 0, line });
    let mut on_duplicate = |_: Duplicate| ();
    let built = match list {
        List::Documents => {
            let mut builder = DocumentSegmentBuilder::new(options);
            for (row, position) in rows.iter().zip(lines) {
                builder.push(&row.document(), position).unwrap();
            }
            builder.finish(&mut bytes, &mut on_duplicate)
        }
        List::Vehicles => {
            let mut builder = VehicleSegmentBuilder::new(options);
            for (row, position) in rows.iter().zip(lines) {
                builder.push(&row.vehicle(), position).unwrap();
            }
            builder.finish(&mut bytes, &mut on_duplicate)
        }
        List::Persons => {
            let mut builder = PersonSegmentBuilder::new(options);
            for (row, position) in rows.iter().zip(lines) {
                builder.push(&row.person(), position).unwrap();
            }
            builder.finish(&mut bytes, &mut on_duplicate)
        }
    };
    (bytes, built.unwrap())
}

/// The file system without waiting for durability, which these tests do not ask about.
pub(crate) struct QuickDisk;

impl Disk for QuickDisk {
    type File = File;

    fn create(&self, path: &Path) -> io::Result<File> {
        RealDisk.create(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        RealDisk.write(file, bytes)
    }

    fn sync_file(&self, _file: &mut File) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }

    fn sync_folder(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
}
