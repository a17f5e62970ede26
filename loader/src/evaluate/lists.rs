//! The published lists of the samples as one store, built as `build` builds them.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::List;
use watchpost_engine::store::{ListEntry, ManifestDraft, RealDisk, Store, Writer};

use super::made_store;
use super::samples::Samples;
use crate::build::{Counts, ListInput, Quarantine, Settings, compile};
use crate::exit::Failure;
use crate::mapping::Mapping;
use crate::source::{Compression, Format, Place};
use crate::terminal::Terminal;
use crate::terms::MaxRefused;

/// Memory for sorting: these lists have 25,000 records.
const MEMORY: usize = 256 << 20;

/// A published list.
struct Published {
    list: List,
    file: &'static str,
    mapping: &'static str,
    /// The files that the mapping joins to it.
    joined: &'static [&'static str],
}

const LISTS: [Published; 6] = [
    Published {
        list: List::Persons,
        file: "persons/ofac/sdn-2024-05-03.csv.gz",
        mapping: "ofac-sdn.toml",
        joined: &["persons/ofac/alt-2022-01-31.csv.gz"],
    },
    of(List::Persons, "persons/un/un-consolidated-2026-01-28.xml.gz", "un-consolidated.toml"),
    of(List::Persons, "persons/eu/eu-consolidated-2026-01-28.jsonl.gz", "eu-consolidated.toml"),
    of(List::Persons, "persons/interpol/red-notices-2025-10.jsonl.gz", "interpol-red-notices.toml"),
    of(List::Documents, "documents/documents-named-in-lists.csv.gz", "documents-named-in-lists.toml"),
    of(List::Vehicles, "vehicles/nz-stolen-2011-12-20.csv", "nz-stolen-vehicles.toml"),
];

const fn of(list: List, file: &'static str, mapping: &'static str) -> Published {
    Published { list, file, mapping, joined: &[] }
}

/// The lists, opened, with what became of their rows.
pub struct PublishedLists {
    /// The generation.
    pub generation: Generation,
    /// By list.
    pub counts: BTreeMap<List, Counts>,
    /// The files, in the order in which they were read.
    pub files: Vec<&'static str>,
}

/// Builds the lists anew in `folder` and opens them.
///
/// # Errors
/// [`Failure`] of a file, a mapping or the folder.
pub fn build(
    samples: &Samples,
    mappings: &Path,
    folder: &Path,
    now: Timestamp,
    terminal: Terminal,
) -> Result<PublishedLists, Failure> {
    made_store::empty(folder)?;
    let mut inputs: BTreeMap<List, Vec<ListInput>> = BTreeMap::new();
    for published in LISTS {
        inputs.entry(published.list).or_default().push(published.input(samples, mappings)?);
    }
    let mut writer = Writer::open(folder, RealDisk)?;
    let settings = Settings {
        now,
        for_country: None,
        // What is refused is told by the tests of the mappings; here it must not hide the other figures.
        max_refused: "100%".parse::<MaxRefused>().map_err(Failure::usage)?,
        memory: MEMORY,
        work_folder: writer.work_folder()?,
        wmi_table: None,
    };
    let mut quarantine = Quarantine::create(None)?;
    let (mut lists, mut counts) = (BTreeMap::new(), BTreeMap::new());
    for (list, inputs) in &inputs {
        let built = compile(*list, inputs, &settings, &writer, &mut quarantine, terminal)?;
        counts.insert(*list, built.counts);
        lists.insert(*list, ListEntry { as_of: now, segments: vec![built.segment], sources: built.sources });
    }
    writer.publish(ManifestDraft { created: now, for_country: None, lists, probes: Vec::new() })?;
    let generation = Generation::open(&Store::open(folder)?, Verify::Checksums)?;
    let files = LISTS
        .iter()
        .flat_map(|published| std::iter::once(published.file).chain(published.joined.iter().copied()))
        .collect();
    Ok(PublishedLists { generation, counts, files })
}

impl Published {
    fn input(&self, samples: &Samples, mappings: &Path) -> Result<ListInput, Failure> {
        let mapping = Mapping::load(&mappings.join(self.mapping))?;
        let path = samples.path(self.file);
        let format = Format { kind: mapping.kind(), compression: Compression::of_name(&path) };
        let joined = self.joined.iter().map(|file| Place::File(samples.path(file))).collect();
        Ok(ListInput { place: Place::File(path), format, mapping: Some(mapping), joined })
    }
}
