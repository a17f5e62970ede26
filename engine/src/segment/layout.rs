//! The byte map of a segment, format version 0: pure arithmetic, no input or output.
//!
//! A segment is: a header, then sections one after the other without gaps, then the section table, then a
//! trailer of fixed size. Everything is little endian. The table stands at the end so that a segment is written
//! in one pass. Every byte is covered: the header and trailer by equality, the table by the trailer's checksum,
//! each section by its own, and the file as a whole by its name. docs/format.md has the same map, and a test
//! compares the two.

use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::list::List;
use crate::words::closed_list;

/// The format version that this library writes and reads.
pub const FORMAT_VERSION: u16 = 0;

/// First bytes of a segment.
pub const HEADER_MAGIC: [u8; 8] = *b"WATCHPST";

/// Last bytes of a segment.
pub const TRAILER_MAGIC: [u8; 8] = *b"TSPHCTAW";

/// The first 16 bytes of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct Header {
    /// [`HEADER_MAGIC`].
    pub magic: [u8; 8],
    /// [`FORMAT_VERSION`].
    pub version: U16,
    /// The list's code: 0 documents, 1 vehicles, 2 persons.
    pub list: u8,
    /// Zero.
    pub reserved: [u8; 5],
}

impl Header {
    /// The header of a segment of `list`.
    #[must_use]
    pub const fn of(list: List) -> Self {
        Self { magic: HEADER_MAGIC, version: U16::new(FORMAT_VERSION), list: list as u8, reserved: [0; 5] }
    }
}

/// One entry of the section table: 40 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct SectionEntry {
    /// What the section holds ([`SectionKind`]).
    pub kind: U16,
    /// The version of its content, 0 for now.
    pub version: U16,
    /// Zero.
    pub reserved: U32,
    /// First byte, from the start of the file.
    pub offset: U64,
    /// Number of bytes.
    pub length: U64,
    /// XXH3-128 of those bytes.
    pub checksum: [u8; 16],
}

/// The last 48 bytes of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct Trailer {
    /// First byte of the section table.
    pub table_offset: U64,
    /// Number of entries in it.
    pub sections: U32,
    /// Zero.
    pub reserved: U32,
    /// XXH3-128 of the header, the table, and the three fields above.
    pub checksum: [u8; 16],
    /// Zero: room for a signature's place.
    pub reserved_for_signature: U64,
    /// [`TRAILER_MAGIC`].
    pub magic: [u8; 8],
}

const _: () = assert!(size_of::<Header>() == 16);
const _: () = assert!(size_of::<SectionEntry>() == 40);
const _: () = assert!(size_of::<Trailer>() == crate::limits::SEGMENT_ENDING_BYTES);

closed_list! {
    /// What a section holds. Its code is its place in this list.
    SectionKind {
        /// Counts of rows, keys and ranges.
        Summary = "summary",
        /// Texts that stand in many records.
        Dictionary = "dictionary",
        /// The records, one after the other.
        Details = "details",
        /// Where each record starts, and the length of its run.
        Rows = "rows",
        /// Lengths of runs too long for their row.
        LongRuns = "long-runs",
        /// Ranges of blanks by the shape of their numbers.
        RangeGroups = "range-groups",
        /// First and last number of each range of blanks, and of blocks of them.
        RangeEnds = "range-ends",
        /// A bit for each beginning of a number that some range covers.
        RangeGate = "range-gate",
        /// Keys of document numbers.
        NumberIndex = "number-index",
        /// Keys of chassis numbers.
        VinIndex = "vin-index",
        /// Keys of plates.
        PlateIndex = "plate-index",
        /// Keys of engine numbers.
        EngineNumberIndex = "engine-number-index",
        /// Parts of names: their texts, and keys that several parts share.
        PartIndex = "part-index",
        /// Keys of documents named on person records.
        NamedDocumentIndex = "named-document-index",
        /// Row numbers for each chassis number.
        VinRuns = "vin-runs",
        /// Row numbers for each plate.
        PlateRuns = "plate-runs",
        /// Row numbers for each engine number.
        EngineNumberRuns = "engine-number-runs",
        /// Parts of names that share a key.
        PartRuns = "part-runs",
        /// Row numbers for each named document.
        NamedDocumentRuns = "named-document-runs",
        /// How many numbers of each shape are listed.
        NumberShapes = "number-shapes",
        /// Rows by the end of their chassis number.
        VinEnds = "vin-ends",
        /// Makers of vehicles by their identifier.
        WmiMakers = "wmi-makers",
        /// For each part of a name where its entries begin, and how common it is.
        Parts = "parts",
        /// Entries of persons for each part of a name.
        PartEntries = "part-entries",
        /// Persons by their birth dates.
        PersonEntries = "person-entries",
        /// Each entry's names, as numbers of parts.
        EntryNames = "entry-names",
        /// The texts of parts, one behind the other.
        PartTexts = "part-texts",
        /// Parts of names by what is left when letters are left out.
        PartEdits = "part-edits",
    }
}

/// The head of the section `part-index`, before its two FSTs: 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct PartIndexHead {
    /// Bytes of the FST from a part's text to its ordinal: its place among all texts in the order of bytes.
    pub texts: U64,
    /// Bytes of the FST from a key to the first of its words in the section `part-runs`.
    pub keys: U64,
}

const _: () = assert!(size_of::<PartIndexHead>() == 16);

/// One entry of the section `parts`, by ordinal, and one more behind the last: 12 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct PartEntry {
    /// The first of its entries in the section `part-entries`; they end where the next part's begin.
    pub start: U32,
    /// The share of people who carry it, in parts of 1,000 million.
    pub share: U32,
    /// First byte of its text in the section `part-texts`; it ends where the next one begins.
    pub text: U32,
}

const _: () = assert!(size_of::<PartEntry>() == 12);

/// The head of the section `part-edits`, before what is kept of each key and the starts of its buckets: 8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct PartEditsHead {
    /// Bits of a hash that choose its bucket, 0 to 28.
    pub bucket_bits: U32,
    /// Bits of an ordinal; above them stand those of the hash that tell keys of a bucket apart.
    pub ordinal_bits: U32,
}

const _: () = assert!(size_of::<PartEditsHead>() == 8);

/// One person under one birth date, and one more behind the last: 12 bytes, in rising order of birth date and row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct PersonEntry {
    /// The birth date: the year times 512, the month times 32, and the day; 0 for what is not known.
    pub birth: U32,
    /// The row of its record.
    pub row: U32,
    /// First byte of its names in the section `entry-names`; they end where the next entry's begin.
    pub names: U32,
}

const _: () = assert!(size_of::<PersonEntry>() == 12);

/// The section `summary`: 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct Summary {
    /// Number of records, which is that of rows.
    pub rows: U64,
    /// Rows that keys lead to; in a segment of documents the rest are ranges of blanks.
    pub keyed_rows: U64,
}

const _: () = assert!(size_of::<Summary>() == 16);

/// The head of the section `rows`, before its blocks: 8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct RowsHead {
    /// Bytes of each row, [`ROW_BYTES_LEAST`] to [`ROW_BYTES_MOST`].
    pub row_bytes: u8,
    /// Zero.
    pub reserved: [u8; 7],
}

const _: () = assert!(size_of::<RowsHead>() == 8);

/// Rows of one block: the start of its first record, then for each row the distance of its record from there, and in
/// the lowest bit whether the next row has the same key. The last block has the rows that are left.
pub const ROWS_OF_A_BLOCK: u64 = 32;

/// Bytes of the start of a block.
pub const ROW_BLOCK_START_BYTES: usize = 5;

/// Fewest bytes of a row: records of a thousand bytes on average.
pub const ROW_BYTES_LEAST: usize = 2;

/// Most bytes of a row: records of 64 MiB on average.
pub const ROW_BYTES_MOST: usize = 4;

/// Rows of a run from which on its length stands in the section of long runs; shorter ones are counted row by row.
pub const LONG_RUN: u64 = 255;

/// Most bytes of details in one segment: what the start of a block can address.
pub const DETAIL_BYTES: u64 = 1 << (8 * ROW_BLOCK_START_BYTES);

/// The length of a run that is long to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct LongRun {
    /// The run's first row. Entries stand in rising order of it.
    pub start: U64,
    /// Number of rows.
    pub length: U64,
}

/// Longest number of a range of blanks, in bytes. The longest document number is 40 bytes and lists print
/// ranges of 6 to 12.
pub const RANGE_NUMBER_BYTES: usize = 32;

/// Ranges of blanks whose folded numbers have one shape: one entry of the section `range-groups`.
///
/// Entries stand in rising order of (length, letters). Between two numbers of one shape that differ in digits at most
/// at their end, every number of that shape in the order of bytes is one of the range, so bytes are all that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct RangeGroup {
    /// Bytes of each number.
    pub length: u8,
    /// Zero.
    pub reserved: [u8; 3],
    /// One bit for each byte of a number, the first lowest: set if it is no digit.
    pub letters: U32,
    /// How many ranges the groups before have. Ranges stand in the order of their rows.
    pub ranges_before: U32,
    /// Number of ranges.
    pub ranges: U32,
    /// First byte of the group's pairs in the section `range-ends`.
    pub start: U64,
}

const _: () = assert!(size_of::<RangeGroup>() == 24);

/// How many pairs of the section `range-ends` one pair of the level above stands for: the first number of the first of
/// them, and the greatest last number of all. A level of no more pairs than this has none above it.
pub const RANGE_FAN_OUT: usize = 16;

/// Fewest bits of the range gate, a power of two: 16 KiB stay in the processor's first cache next to everything else.
pub const RANGE_GATE_BITS_LEAST: u64 = 1 << 17;

/// Most bits of the range gate, a power of two: 8 MiB.
pub const RANGE_GATE_BITS_MOST: u64 = 1 << 26;

/// How many first signs of a number the range gate looks at. A theft of blanks takes thousands of numbers, not
/// millions: six signs of nine or ten tell nearly every range from its neighbours.
pub const RANGE_GATE_SIGNS: usize = 6;

/// How many numbers of one issuer and shape are listed (of vehicles: of one country or kind of number): one entry of the section `number-shapes`.
///
/// Entries stand in rising order of (issuer, length, letters); those of all issuers together, whose code is all
/// zero bytes, stand first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct ShapeEntry {
    /// The issuer's code, padded with zero bytes.
    pub issuer: [u8; crate::limits::ISSUER_CODE_BYTES],
    /// Signs of a number.
    pub length: u8,
    /// Zero.
    pub reserved: [u8; 7],
    /// One bit for each sign, the first lowest: set if it is no digit after folding.
    pub letters: U64,
    /// Numbers listed one by one.
    pub numbers: U64,
    /// Numbers in ranges of blanks.
    pub blanks: U64,
    /// How many numbers the shape can give, by the signs met at each place.
    pub space: U64,
}

const _: () = assert!(size_of::<ShapeEntry>() == 56);

/// How many last signs of a chassis number an entry of the section `vin-ends` holds.
pub const VIN_END_SIGNS: usize = 6;

/// One record with a chassis number: the end of that, and its row. Entries stand in rising order of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct VinEnd {
    /// The last [`VIN_END_SIGNS`] bytes of the folded number, the last first, as digits of a number to the base 37: 1 to
    /// 10 for 0 to 9, 11 to 36 for A to Z, 0 for anything else and for none.
    pub end: U32,
    /// The row.
    pub row: U32,
}

const _: () = assert!(size_of::<VinEnd>() == 8);

/// One entry of the section `wmi-makers`, in rising order of the identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct WmiMaker {
    /// Three signs, or six of a maker of few vehicles, padded with zero bytes.
    pub wmi: [u8; 6],
    /// Bytes of the maker's name.
    pub length: U16,
    /// Its first byte, from the start of the section.
    pub start: U32,
}

const _: () = assert!(size_of::<WmiMaker>() == 12);

/// One entry of a shard directory of filters: 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct FilterShard {
    /// The binary fuse filter's descriptor, as xorf writes it.
    pub descriptor: [u8; 20],
    /// Zero.
    pub reserved: U32,
    /// Number of fingerprints, one byte each.
    pub length: U64,
}

const _: () = assert!(size_of::<FilterShard>() == 32);

/// One entry of a shard directory of FSTs: 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct FstShard {
    /// Number of bytes of the FST.
    pub length: U64,
    /// Number of keys in it.
    pub keys: U64,
}

/// The head of an index section, before its directories: 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct IndexHead {
    /// Number of filter shards: a power of two.
    pub filters: U32,
    /// Number of FST shards.
    pub fsts: U32,
    /// Number of distinct keys.
    pub keys: U64,
}

const _: () = assert!(size_of::<IndexHead>() == 16);
