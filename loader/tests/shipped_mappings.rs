//! The mappings in `mappings/`, on made-up rows and, where they are present, on the real files they are for.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]
#![allow(clippy::print_stderr, reason = "a test that could not run says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use watchpost_engine::list::List;
use watchpost_engine::record::parse::{Refusal, Row, parse_document, parse_person, parse_vehicle};
use watchpost_engine::record::{DocumentRecord, Listing, PersonRecord, VehicleRecord};
use watchpost_loader::mapping::Mapping;
use watchpost_loader::source::{Compression, Format, ListSource, Place};

/// What became of the rows of a file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    rows: usize,
    refused: usize,
    repeated: usize,
    conflicting: usize,
    records: usize,
}

fn mapping(name: &str) -> Mapping {
    Mapping::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(name)).unwrap()
}

/// Reads a file through a mapping, counting identities as a build does.
fn read<T: Eq>(
    mapping: &Mapping,
    path: &Path,
    parse: impl Fn(&Row<'_>) -> Result<T, Refusal>,
    listing: impl Fn(&T) -> &Listing,
) -> (Counts, Vec<T>) {
    let format = Format { kind: mapping.kind(), compression: Compression::of_name(path) };
    let place = Place::File(path.to_owned());
    let mut source = ListSource::open(&place, format, mapping.list(), Some(mapping)).unwrap();
    let mut counts = Counts::default();
    let mut records: Vec<T> = Vec::new();
    let mut known = BTreeMap::new();
    while let Some(row) = source.next_row().unwrap() {
        counts.rows += 1;
        let Some(record) = row.row.ok().and_then(|row| parse(&row).ok()) else {
            counts.refused += 1;
            continue;
        };
        match known.get(&listing(&record).identity()) {
            Some(first) if records[*first] == record => counts.repeated += 1,
            Some(_) => counts.conflicting += 1,
            None => {
                known.insert(listing(&record).identity(), records.len());
                records.push(record);
            }
        }
    }
    counts.records = records.len();
    (counts, records)
}

fn read_vehicles(path: &Path) -> (Counts, Vec<VehicleRecord>) {
    read(&mapping("nz-stolen-vehicles.toml"), path, parse_vehicle, |record| &record.listing)
}

fn read_persons(path: &Path) -> (Counts, Vec<PersonRecord>) {
    read(&mapping("interpol-red-notices.toml"), path, parse_person, |record| &record.listing)
}

fn read_documents(path: &Path) -> (Counts, Vec<DocumentRecord>) {
    read(&mapping("documents-named-in-lists.toml"), path, parse_document, |record| &record.listing)
}

fn made_up(name: &str, rows: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, rows).unwrap();
    (folder, path)
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
fn each_shipped_mapping_can_be_read_and_names_its_list() {
    for (name, list) in [
        ("nz-stolen-vehicles.toml", List::Vehicles),
        ("interpol-red-notices.toml", List::Persons),
        ("documents-named-in-lists.toml", List::Documents),
    ] {
        assert_eq!(mapping(name).list(), list);
        assert!(mapping(name).licence().is_some());
    }
}

#[test]
fn new_zealand_rows_become_vehicles() {
    let rows = "ZZ9999,Blue,Zephyr,\"MODEL, 2\",0,,2011-07-14,Northland\nZZ9999,Red,Zephyr,X,1999,Saloon,2011-07-15,Northland\nZZ9,Red\n";
    let (_folder, path) = made_up("nz.csv", rows);
    let (counts, records) = read_vehicles(&path);
    assert_eq!(counts, Counts { rows: 3, refused: 1, records: 2, ..Counts::default() });
    let first = &records[0];
    assert_eq!(first.listing.record_id, "NZ:ZZ9999|2011-07-14|Zephyr");
    assert_eq!((first.year, first.kind.as_deref()), (None, None));
    assert_eq!(first.plate_country.unwrap().as_str(), "NZL");
    assert_eq!(records[1].year, Some(1999));
}

#[test]
fn red_notices_become_persons() {
    let rows = concat!(
        r#"{"entity_id":"2099/1","name":"ERIKSSON","forename":"ANNA","date_of_birth":"1974/08/12","nationalities":"US, BS"}"#,
        "\n",
        r#"{"entity_id":"2099/2","name":"EXAMPLE","forename":null,"date_of_birth":"1975","nationalities":"N/A"}"#,
        "\n",
        r#"{"entity_id":"2099/2","name":"EXAMPLE","forename":null,"date_of_birth":"1975","nationalities":"N/A"}"#,
        "\n",
        r#"{"entity_id":"2099/3","name":"EXAMPLE","forename":"A","date_of_birth":"12.8.1974","nationalities":"N/A"}"#,
    );
    let (_folder, path) = made_up("red.jsonl", rows);
    let (counts, records) = read_persons(&path);
    assert_eq!(counts, Counts { rows: 4, refused: 1, repeated: 1, records: 2, conflicting: 0 });
    assert_eq!(records[0].nationalities.len(), 2);
    assert_eq!(records[1].names[0].given, None);
    assert!(records[1].nationalities.is_empty());
    assert!(!records[1].birth_dates[0].is_full());
}

#[test]
fn documents_named_in_lists_become_notice_documents() {
    let rows = "source,record_id,printed_type,type,number,printed_country,issuer,issued,expires_or_note\n\
                ofac-sdn-2099,OFAC:1,Passport,P,L898902C3,Utopia,UTO,,17 Jul 2011\n\
                un-2099,UN:1,Card,O,92/664,,,,\n\
                ofac-sdn-2099,OFAC:1,Passport,P,-,Utopia,UTO,,\n\
                elsewhere-1,E:1,Passport,P,L1,Utopia,UTO,,\n";
    let (_folder, path) = made_up("documents.csv", rows);
    let (counts, records) = read_documents(&path);
    assert_eq!(counts, Counts { rows: 4, refused: 2, records: 2, ..Counts::default() });
    assert_eq!(records[0].notice().unwrap().record_id, "OFAC:1");
    assert_eq!(records[0].listing.owner.as_str(), "USA");
    assert_eq!(records[0].listing.note.as_deref(), Some("17 Jul 2011"));
    assert_eq!((records[1].issuer, records[1].document_type), (None, None));
    assert_eq!(records[1].listing.note, None);
}

#[test]
fn every_row_of_the_real_vehicle_lists_is_accounted_for() {
    for (name, rows) in
        [("vehicles/nz-stolen-2011-12-02.csv", 3_664), ("vehicles/nz-stolen-2011-12-20.csv", 3_635)]
    {
        let Some(path) = sample(name) else { continue };
        let (counts, records) = read_vehicles(&path);
        // Two rows stand there twice; one theft was reported by two districts.
        let expected = Counts { rows, records: rows - 3, repeated: 2, conflicting: 1, refused: 0 };
        assert_eq!(counts, expected, "{name}");
        assert!(records.iter().all(|record| record.plate.is_some()));
    }
}

#[test]
fn the_real_red_notices_are_160_persons_forty_times() {
    let Some(path) = sample("persons/interpol/red-notices-2025-10.jsonl.gz") else { return };
    let (counts, records) = read_persons(&path);
    assert_eq!(counts, Counts { rows: 6_520, records: 160, repeated: 6_360, ..Counts::default() });
    assert!(records.iter().all(|record| !record.birth_dates.is_empty()));
}

#[test]
fn the_real_documents_are_kept_but_for_those_without_a_number() {
    let Some(path) = sample("documents/documents-named-in-lists.csv.gz") else { return };
    let (counts, records) = read_documents(&path);
    // One "number" is a dash, the others are sentences of more than 40 signs.
    let expected = Counts { rows: 5_606, records: 5_587, refused: 19, ..Counts::default() };
    assert_eq!(counts, expected);
    let owners: BTreeSet<&str> = records.iter().map(|record| record.listing.owner.as_str()).collect();
    assert_eq!(owners, BTreeSet::from(["EUE", "UNO", "USA"]));
}
