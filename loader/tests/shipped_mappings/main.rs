//! The mappings in `mappings/`, on made-up rows and, where they are present, on the real files they are for.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]
#![allow(clippy::print_stderr, reason = "a test that could not run says so")]

mod interpol;
mod national_lists;
mod objects;
mod real_persons;
mod sanctions;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use watchpost_engine::list::List;
use watchpost_engine::record::parse::{Refusal, Row, parse_person};
use watchpost_engine::record::{Listing, PersonRecord};
use watchpost_loader::mapping::Mapping;
use watchpost_loader::source::{Compression, Format, HeldRows, Kind, ListSource, NotUsed, Place, Source};

/// What became of the rows of a file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    rows: u64,
    refused: u64,
    repeated: u64,
    conflicting: u64,
    left_out: u64,
    /// Rows that were put into the record of another row.
    joined: u64,
    records: u64,
    /// Values that were let go.
    unread: u64,
}

fn mapping(name: &str) -> Mapping {
    Mapping::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(name)).unwrap()
}

/// Reads a file through a mapping, with the files joined to it, counting identities as a build does.
fn read<T: Eq>(
    mapping: &Mapping,
    path: &Path,
    joined: &[&Path],
    parse: impl Fn(&Row<'_>) -> Result<T, Refusal>,
    listing: impl Fn(&T) -> &Listing,
) -> (Counts, Vec<T>) {
    let held = mapping.joins().iter().zip(joined).map(|(join, path)| {
        let format = Format { kind: Kind::Csv, compression: Compression::of_name(path) };
        let mut source = Source::open(&Place::File((*path).to_owned()), format, join.reading()).unwrap();
        let columns = join.columns(source.header()).to_vec();
        HeldRows::read(&mut source, &columns, join.key_column()).unwrap()
    });
    let format = Format { kind: mapping.kind(), compression: Compression::of_name(path) };
    let place = Place::File(path.to_owned());
    let mut source = ListSource::open(&place, format, mapping.list(), Some(mapping), held.collect()).unwrap();
    let mut counts = Counts::default();
    let mut records: Vec<T> = Vec::new();
    let mut known = BTreeMap::new();
    while let Some(row) = source.next_row().unwrap() {
        counts.rows += row.rows;
        let record = match row.row {
            Ok(values) => parse(&values).ok(),
            Err(NotUsed::LeftOut(_)) => {
                counts.left_out += row.rows;
                continue;
            }
            Err(NotUsed::Refused(_)) => None,
        };
        let Some(record) = record else {
            counts.refused += row.rows;
            continue;
        };
        counts.joined += row.rows - 1;
        counts.unread += row.unread;
        match known.get(&listing(&record).identity()) {
            Some(first) if records[*first] == record => counts.repeated += 1,
            Some(_) => counts.conflicting += 1,
            None => {
                known.insert(listing(&record).identity(), records.len());
                records.push(record);
            }
        }
    }
    counts.records = records.len() as u64;
    (counts, records)
}

fn read_persons(name: &str, path: &Path, joined: &[&Path]) -> (Counts, Vec<PersonRecord>) {
    read(&mapping(name), path, joined, parse_person, |record| &record.listing)
}

/// A file of made-up rows, in a folder that goes with it.
fn made_up(name: &str, rows: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, rows).unwrap();
    (folder, path)
}

/// The persons that a mapping makes of made-up rows.
fn made_up_persons(mapping: &str, name: &str, rows: impl AsRef<[u8]>) -> (Counts, Vec<PersonRecord>) {
    let (_folder, path) = made_up(name, rows);
    read_persons(mapping, &path, &[])
}

/// The names of a record as `kind: surname / given / whole`, what is absent left out.
fn names(record: &PersonRecord) -> Vec<String> {
    let shown = |name: &watchpost_engine::record::PersonName| {
        let parts: Vec<&str> = name.parts().collect();
        format!("{}: {}", name.kind, parts.join(" / "))
    };
    record.names.iter().map(shown).collect()
}

fn births(record: &PersonRecord) -> Vec<String> {
    record.birth_dates.iter().map(ToString::to_string).collect()
}

fn nationalities(record: &PersonRecord) -> Vec<&str> {
    record.nationalities.iter().map(watchpost_engine::document::issuer::IssuerCode::as_str).collect()
}

fn documents(record: &PersonRecord) -> Vec<String> {
    record
        .documents
        .iter()
        .map(|document| serde_json::to_value(document).unwrap().as_str().unwrap().to_owned())
        .collect()
}

/// The folder of real samples, which are never copied here. Says aloud when it is not there.
fn sample(name: &str) -> Option<PathBuf> {
    let beside_workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let given = std::env::var_os("WATCHPOST_SAMPLES").map(PathBuf::from);
    let found = given.into_iter().chain([beside_workspace]).map(|folder| folder.join(name));
    let found = found.into_iter().find(|path| path.is_file());
    if found.is_none() {
        eprintln!("NOT TESTED: the sample {name} is not here; set WATCHPOST_SAMPLES to its folder");
    }
    found
}

#[test]
fn each_shipped_mapping_can_be_read_and_names_its_list_and_licence() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings");
    let mut lists = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let mapping = mapping(&name);
        assert!(mapping.licence().is_some(), "{name}");
        *lists.entry(mapping.list()).or_insert(0) += 1;
    }
    assert_eq!((lists[&List::Documents], lists[&List::Vehicles]), (1, 1));
    assert_eq!(lists[&List::Persons], 11);
}
