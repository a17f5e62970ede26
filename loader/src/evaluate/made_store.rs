//! A store of made-up or sampled persons, built for one measurement.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::List;
use watchpost_engine::record::PersonRecord;
use watchpost_engine::segment::build::{BuildOptions, PersonSegmentBuilder, RowPosition};
use watchpost_engine::store::{ListEntry, ManifestDraft, RealDisk, Store, Writer};

use crate::exit::{Exit, Failure};

/// Memory for sorting: the largest of these lists has 57,000 records.
const MEMORY: usize = 256 << 20;

/// Makes the store anew in `folder` and opens it.
///
/// # Errors
/// [`Failure`] if the folder cannot be written, or two of the records have one number.
pub fn of_persons<'r>(
    folder: &Path,
    records: impl Iterator<Item = &'r PersonRecord>,
    now: Timestamp,
) -> Result<Generation, Failure> {
    empty(folder)?;
    let mut writer = Writer::open(folder, RealDisk)?;
    let work_folder = writer.work_folder()?;
    let mut builder = PersonSegmentBuilder::new(BuildOptions { work_folder: &work_folder, memory: MEMORY });
    for (record, line) in records.zip(1..) {
        builder.push(record, RowPosition { file: 0, line })?;
    }
    let mut file = writer.new_segment()?;
    let mut repeated = 0_u64;
    let built = builder.finish(&mut file, &mut |_| repeated += 1)?;
    if repeated > 0 {
        return Err(Failure::new(
            Exit::Bug,
            format!("{repeated} made records have the number of another one"),
        ));
    }
    let persons = ListEntry { as_of: now, segments: vec![file.finish(built.records)?], sources: Vec::new() };
    let lists = BTreeMap::from([(List::Persons, persons)]);
    writer.publish(ManifestDraft { created: now, for_country: None, lists, probes: Vec::new() })?;
    Ok(Generation::open(&Store::open(folder)?, Verify::Checksums)?)
}

/// Takes away the store of a run before.
///
/// # Errors
/// [`Failure`] if the folder is there, is no store, and would be lost.
pub fn empty(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    if !folder.join("CURRENT").is_file() && !folder.join("segments").is_dir() {
        return Err(Failure::usage(format!(
            "{} is no store of a run before, and would be taken away; name another folder with --work",
            folder.display()
        )));
    }
    std::fs::remove_dir_all(folder).map_err(|error| Failure::writing("the folder of --work", &error))
}
