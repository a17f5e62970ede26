//! Same records in the same order: byte-identical segments, whatever the memory and however often they are built.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/lists.rs"]
mod lists;
#[path = "support/store.rs"]
mod store;

use lists::{ListRow, row};
use store::segment;
use watchpost_engine::list::List;

/// Memory that every list here overflows several times.
const TINY: usize = 0;

/// Enough for all of them.
const AMPLE: usize = 256 << 20;

/// Rows in no order, with twins and a text each, so that four thousand fill some megabytes; some come again, as
/// they were or changed.
fn rows(list: List) -> Vec<ListRow> {
    let mut rows: Vec<ListRow> = (0..4_000).map(|at| numbered(list, at)).collect();
    let again: Vec<ListRow> = rows.iter().step_by(101).cloned().collect();
    let changed: Vec<ListRow> = rows.iter().step_by(97).map(|row| row.clone().with("contact", "x")).collect();
    rows.extend(again);
    rows.extend(changed);
    rows
}

fn numbered(list: List, at: usize) -> ListRow {
    // 1,543 is a prime that does not divide 4,000: every number below comes once, in no order.
    let turned = at * 1_543 % 4_000;
    let note = format!("{turned:x} ").repeat(120);
    let rest = match list {
        List::Documents if at.is_multiple_of(50) => {
            format!("number=UT{turned:04}; number_to=UT{:04}; status=stolen-blank", turned + 40)
        }
        List::Documents => {
            format!("number=A{}{:03}; issuer=UTO; status=lost", ["0", "O"][at % 2], turned % 900)
        }
        List::Vehicles => {
            let (vin, plate) = (turned % 3_000, turned % 700);
            format!("vin=WVW{vin:04}; plate=AB{plate:03}; engine_number=E{turned}; status=stolen")
        }
        List::Persons => {
            // Many parts, some in several spellings, and birth dates that many share: each of their sorts overflows.
            let surname = ["A", "Á", "B"][at % 3];
            let [first, second] = [turned % 700, turned / 3].map(letters);
            format!(
                "notice=red; surname=NOVAK{surname}; given={first}Ö{second}; aliases=Жанна {second}VAN|{first} DE {second}; \
                 birth_dates=19{:02}-0{}-1{}|25{:02}; documents=UTO/AX{turned:05}",
                turned % 90,
                1 + turned % 9,
                turned % 10,
                turned % 60
            )
        }
    };
    row(&format!("record_id=R-{turned}; owner=UTO; note={note}; {rest}"))
}

/// A number in letters, at least three.
fn letters(number: usize) -> String {
    [676, 26, 1].map(|of| char::from(b'A' + u8::try_from(number / of % 26).unwrap())).into_iter().collect()
}

fn same_bytes_whatever_the_memory(list: List) {
    let rows = rows(list);
    let (ample, built) = segment(list, &rows, AMPLE);
    assert_eq!((built.records, built.repeated, built.conflicting), (4_000, 40, 42));
    for memory in [TINY, 5 << 20] {
        let (bytes, built_again) = segment(list, &rows, memory);
        assert_eq!(built_again, built);
        assert!(bytes == ample, "{list}: {memory} bytes of memory give another segment");
    }
}

#[test]
fn documents_built_in_little_memory_are_the_same_bytes() {
    same_bytes_whatever_the_memory(List::Documents);
}

#[test]
fn vehicles_built_in_little_memory_are_the_same_bytes() {
    same_bytes_whatever_the_memory(List::Vehicles);
}

#[test]
fn persons_built_in_little_memory_are_the_same_bytes() {
    same_bytes_whatever_the_memory(List::Persons);
}
