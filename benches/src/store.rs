//! Stores of generated lists: built once, kept below `target/bench-stores`, opened by every later run.
//!
//! A kept store is never trusted for its name: it is built anew as soon as a sample of its lists would no longer
//! be compiled to the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use watchpost_engine::check::Conditions;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::List;
use watchpost_engine::segment::build::{
    BuildOptions, BuiltSegment, DocumentSegmentBuilder, Duplicate, PersonSegmentBuilder, RowPosition,
    VehicleSegmentBuilder,
};
use watchpost_engine::store::{ListEntry, ManifestDraft, RealDisk, SegmentRef, Store, Writer};
use watchpost_testdata::crossings::Lists;
use watchpost_testdata::documents::documents;
use watchpost_testdata::persons::persons;
use watchpost_testdata::vehicles::vehicles;

use crate::list_rows::{document_record, person_record, vehicle_record};

/// The seed of every list.
pub const SEED: u64 = 1;

/// Memory for sorting, in bytes: the loader's own figure for a server of a border post.
pub(crate) const MEMORY: usize = 256 << 20;

/// When the lists were complete.
pub(crate) const AS_OF: &str = "2026-11-23T09:00:00Z";

/// Name of the file that tells what a kept store was built from.
const ORIGIN: &str = "origin.txt";

/// How many records the lists of a store have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Documents.
    pub documents: u64,
    /// Vehicles.
    pub vehicles: u64,
    /// Persons.
    pub persons: u64,
    /// Production runs that the VINs come from; 0 where each is drawn by itself.
    pub production_runs: u64,
}

/// Listed vehicles of one production run of [`watchpost_testdata::vin::RUN_VEHICLES`]: one in 200.
const LISTED_OF_A_RUN: u64 = 50;

impl Sizes {
    /// Documents as asked, with as many vehicles and persons as a list of that size goes with. More persons would
    /// meet every traveller: the generator knows some hundred names.
    #[must_use]
    pub const fn of_documents(documents: u64) -> Self {
        let persons = if documents < 1_000_000 { documents / 20 } else { 50_000 };
        let vehicles = documents / 5 + 1_000;
        Self {
            documents,
            vehicles,
            persons: persons + 1_000,
            production_runs: vehicles.div_ceil(LISTED_OF_A_RUN),
        }
    }

    /// The same with another number of vehicles.
    #[must_use]
    pub const fn with_vehicles(self, vehicles: u64) -> Self {
        Self { vehicles, production_runs: vehicles.div_ceil(LISTED_OF_A_RUN), ..self }
    }

    /// How the lists are made, for questions that are to meet them.
    #[must_use]
    pub fn lists(self) -> Lists {
        let mut lists = Lists::new(SEED, self.documents, self.vehicles, self.persons);
        lists.vehicles.production_runs = self.production_runs;
        lists
    }

    /// Where the store of these sizes is kept, below the folder of all.
    fn folder_name(self) -> String {
        if self == Self::of_documents(self.documents) {
            self.documents.to_string()
        } else {
            format!("{}-{}", self.documents, self.vehicles)
        }
    }
}

/// The circumstances of every question: an hour after the lists were complete.
///
/// # Errors
/// None that can happen: the moment is a constant.
pub fn conditions() -> Result<Conditions<'static>> {
    let now: Timestamp = AS_OF.parse()?;
    Ok(Conditions::at(now + jiff::SignedDuration::from_hours(1)))
}

/// Opens the kept store of these sizes; builds it first where there is none, or an outdated one.
///
/// # Errors
/// What building or opening says.
pub fn kept(sizes: Sizes) -> Result<Generation> {
    open(&kept_folder(sizes)?)
}

/// The folder of the kept store of these sizes, built where needed.
///
/// # Errors
/// What building says.
pub fn kept_folder(sizes: Sizes) -> Result<PathBuf> {
    kept_as(&sizes.folder_name(), &origin(sizes)?, |folder| build(folder, sizes))
}

/// The folder of a store that is kept under a name, built where there is none of this origin.
pub(crate) fn kept_as(name: &str, origin: &str, build: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let folder = stores_folder().join(name);
    if fs::read_to_string(folder.join(ORIGIN)).ok().as_deref() == Some(origin) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    fs::create_dir_all(&folder)?;
    build(&folder)?;
    fs::write(folder.join(ORIGIN), origin)?;
    Ok(folder)
}

fn stores_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-stores")
}

/// Sizes, and the names of the segments that a sample of the lists gives: they change with the format, with the
/// folding of keys and with the generator.
fn origin(sizes: Sizes) -> Result<String> {
    let sample = tempfile::tempdir()?;
    build(sample.path(), Sizes { documents: 2_000, vehicles: 500, persons: 500, production_runs: 10 })?;
    Ok(format!("{sizes:?}\n{}", segment_names(sample.path())?))
}

/// The names of a store's segments, one a line.
pub(crate) fn segment_names(folder: &Path) -> Result<String> {
    let store = Store::open(folder)?;
    let manifest = store.manifest(&store.current()?)?;
    Ok(manifest.segments().map(|segment| format!("{}\n", segment.sha256)).collect())
}

/// Opens a store as a server does.
///
/// # Errors
/// What the engine says.
pub fn open(folder: &Path) -> Result<Generation> {
    Ok(Generation::open(&Store::open(folder)?, Verify::Checksums)?)
}

/// Copies the kept store of these sizes to a new folder, with lists that were complete at `now`: programs, which have
/// a clock, do not search old lists.
///
/// # Errors
/// What building, copying or publishing says.
pub fn fresh_copy(sizes: Sizes, folder: &Path, now: Timestamp) -> Result<()> {
    copy_folder(&kept_folder(sizes)?, folder)?;
    republish(folder, now)
}

/// Publishes the lists of a store again, as a new generation.
///
/// # Errors
/// What the engine says.
pub fn republish(folder: &Path, now: Timestamp) -> Result<()> {
    let mut writer = Writer::open(folder, RealDisk)?;
    let mut manifest = writer.store().manifest(&writer.store().current()?)?;
    manifest.lists.values_mut().for_each(|entry| entry.as_of = now);
    let (lists, probes) = (manifest.lists, manifest.probes);
    writer.publish(ManifestDraft { created: now, for_country: None, lists, probes })?;
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Builds a store of generated lists in a folder that exists.
///
/// # Errors
/// What the engine says.
pub fn build(folder: &Path, sizes: Sizes) -> Result<()> {
    let mut writer = Writer::open(folder, RealDisk)?;
    let as_of: Timestamp = AS_OF.parse()?;
    let mut lists = BTreeMap::new();
    for list in List::ALL {
        let segment = build_segment(&writer, list, sizes)?;
        lists.insert(list, ListEntry { as_of, segments: vec![segment], sources: Vec::new() });
    }
    writer.publish(ManifestDraft { created: as_of, for_country: None, lists, probes: Vec::new() })?;
    Ok(())
}

fn build_segment(writer: &Writer<RealDisk>, list: List, sizes: Sizes) -> Result<SegmentRef> {
    let work_folder = writer.work_folder()?;
    let options = BuildOptions { work_folder: &work_folder, memory: MEMORY };
    let lists = sizes.lists();
    let mut segment = writer.new_segment()?;
    let built = match list {
        List::Documents => {
            let mut builder = DocumentSegmentBuilder::new(options);
            for (position, made) in numbered(documents(SEED, &lists.documents, sizes.documents)) {
                builder.push(&document_record(&made)?, position)?;
            }
            builder.finish(&mut segment, &mut no_duplicate)?
        }
        List::Vehicles => {
            let mut builder = VehicleSegmentBuilder::new(options);
            for (position, made) in numbered(vehicles(SEED, &lists.vehicles, sizes.vehicles)) {
                builder.push(&vehicle_record(&made)?, position)?;
            }
            builder.finish(&mut segment, &mut no_duplicate)?
        }
        List::Persons => {
            let mut builder = PersonSegmentBuilder::new(options);
            for (position, made) in numbered(persons(SEED, &lists.persons, sizes.persons)) {
                builder.push(&person_record(&made)?, position)?;
            }
            builder.finish(&mut segment, &mut no_duplicate)?
        }
    };
    all_records(list, &built)?;
    segment.flush()?;
    Ok(segment.finish(built.records)?)
}

/// Rows with their places in a file.
pub(crate) fn numbered<R>(rows: impl Iterator<Item = R>) -> impl Iterator<Item = (RowPosition, R)> {
    (1..).map(|line| RowPosition { file: 0, line }).zip(rows)
}

/// For lists in which no row repeats another, see [`all_records`].
pub(crate) const fn no_duplicate(_: Duplicate) {}

/// The generator gives every record an identity of its own.
pub(crate) fn all_records(list: List, built: &BuiltSegment) -> Result<()> {
    if built.repeated + built.conflicting > 0 {
        bail!("list {list}: {} rows share an identity", built.repeated + built.conflicting);
    }
    Ok(())
}
