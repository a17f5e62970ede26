//! docs/format.md and the constants of the code say the same: neither can change alone.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

use std::collections::BTreeSet;
use std::mem::offset_of;
use std::path::Path;

use watchpost_engine::list::List;
use watchpost_engine::segment::layout::{
    FilterShard, FstShard, HEADER_MAGIC, Header, IndexHead, LongRun, PartEditsHead, PartEntry, PartIndexHead,
    PersonEntry, RANGE_FAN_OUT, RANGE_GATE_BITS_LEAST, RANGE_GATE_BITS_MOST, ROW_BLOCK_START_BYTES,
    ROW_BYTES_LEAST, ROW_BYTES_MOST, ROWS_OF_A_BLOCK, RangeGroup, RowsHead, SectionEntry, SectionKind,
    ShapeEntry, Summary, TRAILER_MAGIC, Trailer, VinEnd, WmiMaker,
};
use zerocopy::FromBytes;

const PAGE: &str = include_str!("../../docs/format.md");

/// The cells of every table row of a chapter.
fn rows(chapter: &str) -> Vec<Vec<&'static str>> {
    let (_, rest) =
        PAGE.split_once(&format!("\n### {chapter}")).unwrap_or_else(|| panic!("no chapter {chapter}"));
    let body = rest.split("\n#").next().unwrap_or_default();
    body.lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[track_caller]
fn number(cell: &str) -> usize {
    cell.parse().unwrap_or_else(|_| panic!("{cell} is no number"))
}

#[track_caller]
fn check(chapter: &str, size: usize, fields: &[(usize, &str)]) {
    let heading = PAGE.lines().find(|line| line.starts_with(&format!("### {chapter}"))).unwrap_or_default();
    assert!(heading.contains(&format!("{size} bytes")), "{heading}: the code has {size} bytes");
    let page: Vec<(usize, &str)> = rows(chapter).iter().map(|row| (number(row[0]), row[2])).collect();
    assert_eq!(page, fields, "{chapter}");
    let mut next = 0;
    for row in rows(chapter) {
        assert_eq!(number(row[0]), next, "{chapter}: a gap before {}", row[2]);
        next += number(row[1]);
    }
    assert_eq!(next, size, "{chapter}: the fields do not fill it");
}

/// Offsets and names of a struct's fields, as the compiler lays them out.
macro_rules! fields {
    ($of:ty: $($field:ident),+) => { &[$((offset_of!($of, $field), stringify!($field))),+] };
}

#[test]
fn the_byte_map_is_that_of_the_code() {
    check("Header", size_of::<Header>(), fields!(Header: magic, version, list, reserved));
    check(
        "Section table",
        size_of::<SectionEntry>(),
        fields!(SectionEntry: kind, version, reserved, offset, length, checksum),
    );
    check(
        "Trailer",
        size_of::<Trailer>(),
        fields!(Trailer: table_offset, sections, reserved, checksum, reserved_for_signature, magic),
    );
    check("Summary", size_of::<Summary>(), fields!(Summary: rows, keyed_rows));
    check("Rows head", size_of::<RowsHead>(), fields!(RowsHead: row_bytes, reserved));
    check("Long run", size_of::<LongRun>(), fields!(LongRun: start, length));
    check("Part index head", size_of::<PartIndexHead>(), fields!(PartIndexHead: texts, keys));
    check("Part entry", size_of::<PartEntry>(), fields!(PartEntry: start, share, text));
    check("Part edits head", size_of::<PartEditsHead>(), fields!(PartEditsHead: bucket_bits, ordinal_bits));
    check("Person entry", size_of::<PersonEntry>(), fields!(PersonEntry: birth, row, names));
    check(
        "Range group",
        size_of::<RangeGroup>(),
        fields!(RangeGroup: length, reserved, letters, ranges_before, ranges, start),
    );
    check(
        "Shape entry",
        size_of::<ShapeEntry>(),
        fields!(ShapeEntry: issuer, length, reserved, letters, numbers, blanks, space),
    );
    check("Vin end", size_of::<VinEnd>(), fields!(VinEnd: end, row));
    check("Wmi maker", size_of::<WmiMaker>(), fields!(WmiMaker: wmi, length, start));
    check("Index head", size_of::<IndexHead>(), fields!(IndexHead: filters, fsts, keys));
    check("Filter shard", size_of::<FilterShard>(), fields!(FilterShard: descriptor, reserved, length));
    check("FST shard", size_of::<FstShard>(), fields!(FstShard: length, keys));
}

#[test]
fn blocks_of_rows_are_those_of_the_code() {
    assert!(PAGE.contains(&format!("a block of {ROWS_OF_A_BLOCK} rows")));
    assert!(PAGE.contains(&format!("in {ROW_BLOCK_START_BYTES} bytes where its first record starts")));
    assert!(PAGE.contains(&format!("bytes of each row, {ROW_BYTES_LEAST} to {ROW_BYTES_MOST}")));
}

#[test]
fn a_pair_stands_for_as_many_below_as_in_the_code() {
    assert!(PAGE.contains(&format!("{RANGE_FAN_OUT} pairs of the level below")));
    assert!(PAGE.contains(&format!("more than {RANGE_FAN_OUT} pairs")));
}

#[test]
fn every_section_stands_on_the_page_with_its_code() {
    let page: Vec<(String, String)> =
        rows("Sections").iter().map(|row| (row[0].to_owned(), row[1].to_owned())).collect();
    let code: Vec<(String, String)> =
        SectionKind::ALL.iter().map(|kind| (kind.code().to_string(), kind.to_string())).collect();
    assert_eq!(page, code);
}

/// The sections of each list's segment in the committed store.
fn sections_of_golden_segments() -> Vec<(List, BTreeSet<u16>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/segment/v0/store/segments");
    let segments =
        std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    segments
        .map(|bytes| {
            let (header, _) = Header::ref_from_prefix(&bytes).unwrap();
            let list = List::ALL.into_iter().find(|list| *list as u8 == header.list).unwrap();
            let (_, trailer) = Trailer::ref_from_suffix(&bytes).unwrap();
            let table = &bytes[usize::try_from(trailer.table_offset.get()).unwrap()..];
            let count = usize::try_from(trailer.sections.get()).unwrap();
            let (entries, _) = <[SectionEntry]>::ref_from_prefix_with_elems(table, count).unwrap();
            (list, entries.iter().map(|entry| entry.kind.get()).collect())
        })
        .collect()
}

#[test]
fn every_section_stands_in_the_segments_that_the_page_tells() {
    let of_golden = sections_of_golden_segments();
    assert_eq!(of_golden.len(), List::ALL.len());
    for (list, sections) in of_golden {
        let is_in = |cell: &str| cell == "all" || cell.split(", ").any(|name| name == list.as_str());
        let of_page: BTreeSet<u16> = rows("Sections")
            .iter()
            .filter(|row| is_in(row[2]))
            .map(|row| u16::try_from(number(row[0])).unwrap())
            .collect();
        assert_eq!(of_page, sections, "{list}");
    }
}

#[test]
fn magic_bytes_and_the_size_of_the_gate_are_those_of_the_code() {
    for magic in [HEADER_MAGIC, TRAILER_MAGIC] {
        assert!(PAGE.contains(&format!("`{}`", String::from_utf8(magic.to_vec()).unwrap())));
    }
    let (least, most) = (RANGE_GATE_BITS_LEAST.trailing_zeros(), RANGE_GATE_BITS_MOST.trailing_zeros());
    assert!(PAGE.contains(&format!("2^{least} to 2^{most} bits")));
}
