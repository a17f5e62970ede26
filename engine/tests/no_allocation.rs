//! A look-up that finds nothing, which nearly every one is, does not allocate.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/lists.rs"]
mod lists;
#[path = "support/store.rs"]
mod store;

use watchpost_engine::cleared::{ClearedFile, ClearedPairs, Salt};
use watchpost_engine::date::Date;
use watchpost_engine::document::mrz::{Mrz, ReadingDepth};
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::list::List;
use watchpost_engine::record::RecordVersion;
use watchpost_engine::vehicle::vin::visit_nearby;
use watchpost_engine::vehicle::{EngineNumber, Plate, Vin};

use lists::row;
use store::Lists;

/// Allocations of this thread alone: the test runner has others.
fn allocations(of: impl FnOnce()) -> u64 {
    allocation_counter::measure(of).count_total
}

#[test]
fn counting_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(vec![0_u8; 16]))), 1);
}

/// Numbers that are not listed; some of them pass the filter by chance and are told by the index.
fn unlisted() -> impl Iterator<Item = String> {
    (0..2_000).map(|at| format!("zz-{at:05} x"))
}

#[test]
fn document_that_is_not_listed_is_looked_up_without_allocation() {
    let rows = (0..500).map(|at| row(&format!("record_id=R-{at}; owner=UTO; number=AX{at:05}; status=lost")));
    let range = row("record_id=S-1; owner=UTO; number=UT8801; number_to=UT8850; status=stolen-blank");
    let store = Lists::empty().with_rows(List::Documents, rows).with_rows(List::Documents, [range]).open();
    let segment = store.generation.documents().unwrap();
    for number in unlisted().chain(["UT8851".to_owned(), "Ж-1234567".to_owned()]) {
        let mut found = true;
        let count = allocations(|| {
            let key = DocumentNumber::parse(&number).unwrap().key();
            found = !segment.find(&key).is_empty();
        });
        assert!(!found, "{number}");
        assert_eq!(count, 0, "{number}");
    }
}

#[test]
fn readings_of_a_zone_that_are_not_listed_are_looked_up_without_allocation() {
    let rows = (0..500).map(|at| row(&format!("record_id=R-{at}; owner=UTO; number=AX{at:05}; status=lost")));
    let store = Lists::empty().with_rows(List::Documents, rows).open();
    let segment = store.generation.documents().unwrap();
    let zone = "PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902G36UTO7408122F3204153ZE184226B<<<<<16";
    let mrz = Mrz::parse(zone, Date::parse("2026-11-24").unwrap()).unwrap();
    let (mut asked, mut found) = (0, false);
    let count = allocations(|| {
        for depth in [ReadingDepth::Two, ReadingDepth::Blind] {
            mrz.for_each_number_reading(depth, &mut |reading| {
                let key = DocumentNumber::parse(reading.number()).unwrap().key();
                found |= !segment.find(&key).is_empty();
                asked += 1;
            });
        }
    });
    assert!(asked > 10 && !found, "{asked}");
    assert_eq!(count, 0);
}

#[test]
fn record_that_nobody_was_cleared_of_is_looked_up_without_allocation() {
    let listed = row("record_id=N-1; owner=UTO; notice=red; surname=BERG; given=JAN").person();
    let pairs = ClearedPairs::new(&ClearedFile::new(Salt::new([7; 32])));
    let mut cleared = true;
    let count = allocations(|| {
        std::hint::black_box(RecordVersion::of(&listed));
        cleared = !pairs.of_record(listed.listing.owner, &listed.listing.record_id).is_empty();
    });
    assert!(!cleared);
    assert_eq!(count, 0);
}

#[test]
fn document_that_is_listed_is_found_without_allocation() {
    let listed = row("record_id=R-1; owner=UTO; number=L898902C3; status=lost");
    let store = Lists::empty().with_rows(List::Documents, [listed]).open();
    let segment = store.generation.documents().unwrap();
    let mut rows = 0;
    let count = allocations(|| rows = segment.find(&DocumentNumber::parse("L898902C3").unwrap().key()).len());
    assert_eq!((rows, count), (1, 0));
}

#[test]
fn vehicle_that_is_not_listed_is_looked_up_without_allocation() {
    let rows = (0..500).map(|at| {
        let identifiers = format!("vin=WVWZZZ{at:05}; plate=AB{at:05}; engine_number=BKC{at:05}");
        row(&format!("record_id=R-{at}; owner=UTO; status=stolen; {identifiers}"))
    });
    let store = Lists::empty().with_rows(List::Vehicles, rows).open();
    let segment = store.generation.vehicles().unwrap();
    for text in unlisted() {
        let mut found = true;
        let count = allocations(|| {
            let (vin, plate) = (Vin::parse(&text).unwrap().key(), Plate::parse(&text).unwrap().key());
            let engine_number = EngineNumber::parse(&text).unwrap().key();
            found = !segment.vins.find(vin.as_bytes()).is_empty()
                || !segment.plates.find(plate.as_bytes()).is_empty()
                || !segment.engine_numbers.find(engine_number.as_bytes()).is_empty();
        });
        assert!(!found, "{text}");
        assert_eq!(count, 0, "{text}");
    }
}

#[test]
fn misreadings_of_a_vin_and_a_plate_that_are_not_listed_are_looked_up_without_allocation() {
    let rows = (0..500).map(|at| {
        row(&format!("record_id=R-{at}; owner=UTO; status=stolen; vin=WVWZZZ1KZKW{at:06}; plate=AB{at:05}"))
    });
    let store = Lists::empty().with_rows(List::Vehicles, rows).open();
    let segment = store.generation.vehicles().unwrap();
    for text in ["1M8GDM9AXKP042788", "1M8GDM9AXKP042782", "WAUZZZ8K9BA123456"] {
        let (mut asked, mut found) = (0, 0);
        let count = allocations(|| {
            visit_nearby(&Vin::parse(text).unwrap(), &mut |key| {
                asked += 1;
                found += segment.vins.find(key).len();
            });
            Plate::parse("XY-12345")
                .unwrap()
                .visit_misread(&mut |key| found += segment.plates.find(key).len());
        });
        assert!(asked > 20 && found == 0, "{text}");
        assert_eq!(count, 0, "{text}");
    }
}

#[test]
fn document_that_no_person_record_names_is_looked_up_without_allocation() {
    let rows = (0..500).map(|at| {
        row(&format!("record_id=R-{at}; owner=UTO; notice=red; surname=NOVAK; documents=UTO/AX{at:05}"))
    });
    let store = Lists::empty().with_rows(List::Persons, rows).open();
    let segment = store.generation.persons().unwrap();
    for at in 0..2_000 {
        let number = format!("ZZ{at:05}");
        let mut found = true;
        let count = allocations(|| {
            let number = DocumentNumber::parse(&number).unwrap().key();
            found = !segment.named_documents.find(number.as_bytes()).is_empty();
        });
        assert!(!found, "{number}");
        assert_eq!(count, 0, "{number}");
    }
}
