//! docs/format.md and the constants of the code say the same: neither can change alone.

use std::mem::offset_of;

use watchpost_engine::segment::layout::{
    FilterShard, FstShard, HEADER_MAGIC, Header, IndexHead, LongRun, RANGE_FAN_OUT, RANGE_GATE_BITS_LEAST,
    RANGE_GATE_BITS_MOST, ROW_BLOCK_START_BYTES, ROW_BYTES_LEAST, ROW_BYTES_MOST, ROWS_OF_A_BLOCK,
    RangeGroup, RowsHead, SectionEntry, SectionKind, ShapeEntry, Summary, TRAILER_MAGIC, Trailer, VinEnd,
    WmiMaker,
};

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

#[test]
fn magic_bytes_and_the_size_of_the_gate_are_those_of_the_code() {
    for magic in [HEADER_MAGIC, TRAILER_MAGIC] {
        assert!(PAGE.contains(&format!("`{}`", String::from_utf8(magic.to_vec()).unwrap())));
    }
    let (least, most) = (RANGE_GATE_BITS_LEAST.trailing_zeros(), RANGE_GATE_BITS_MOST.trailing_zeros());
    assert!(PAGE.contains(&format!("2^{least} to 2^{most} bits")));
}
