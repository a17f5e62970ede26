//! Lists of vehicles and documents.

use std::collections::BTreeSet;
use std::path::Path;

use watchpost_engine::record::parse::{parse_document, parse_vehicle};
use watchpost_engine::record::{DocumentRecord, VehicleRecord};

use crate::{Counts, made_up, mapping, read, sample};

fn read_vehicles(path: &Path) -> (Counts, Vec<VehicleRecord>) {
    read(&mapping("nz-stolen-vehicles.toml"), path, &[], parse_vehicle, |record| &record.listing)
}

fn read_documents(path: &Path) -> (Counts, Vec<DocumentRecord>) {
    read(&mapping("documents-named-in-lists.toml"), path, &[], parse_document, |record| &record.listing)
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
        let expected = Counts { rows, records: rows - 3, repeated: 2, conflicting: 1, ..Counts::default() };
        assert_eq!(counts, expected, "{name}");
        assert!(records.iter().all(|record| record.plate.is_some()));
    }
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
