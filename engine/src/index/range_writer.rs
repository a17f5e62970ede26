//! Writes ranges of blanks as they come in their order: pairs of numbers in levels, and a gate before them.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use zerocopy::IntoBytes;

use super::range::letters_of;
use super::range_gate::RangeGateWriter;
use super::range_levels::pairs_above;
use crate::document::blank_range::BlankRange;
use crate::key::Key;
use crate::limits;
use crate::segment::error::WriteError;
use crate::segment::layout::{RANGE_FAN_OUT, RangeGroup, SectionKind};
use crate::segment::sections::SectionWriter;
use crate::segment::working_file::{rewound, working_file};

/// The ranges of a segment while it is built. The pairs of ranges go to a working file; in memory stand only those above
/// them, one for sixteen ranges of the open group, and the gate.
pub struct RangeIndexWriter {
    out: BufWriter<File>,
    /// Bytes in the working file.
    written: u64,
    groups: Vec<RangeGroup>,
    /// The level above the ranges of the open group.
    blocks: Vec<u8>,
    /// First number of the range before.
    before: Option<Key>,
    ranges: u32,
    gate: RangeGateWriter,
}

/// Where a range stands among others: in rising order of length, shape, and first number, all folded. Of what follows
/// [`RANGE_ORDER_BYTES`], bytes decide.
pub(crate) fn order_of(key: &[u8]) -> [u8; RANGE_ORDER_BYTES] {
    let mut order = [0; RANGE_ORDER_BYTES];
    order[0] = u8::try_from(key.len()).unwrap_or(u8::MAX);
    order[1..].copy_from_slice(&letters_of(key).to_be_bytes());
    order
}

/// Bytes before the folded first number, by which ranges are sorted.
pub(crate) const RANGE_ORDER_BYTES: usize = 5;

impl RangeIndexWriter {
    /// No range yet; the working file is in `folder`.
    ///
    /// # Errors
    /// What the system says when it cannot be created.
    pub fn new(folder: &Path) -> Result<Self, WriteError> {
        Ok(Self {
            out: working_file(folder)?,
            written: 0,
            groups: Vec::new(),
            blocks: Vec::new(),
            before: None,
            ranges: 0,
            gate: RangeGateWriter::default(),
        })
    }

    /// Adds a range. They come in rising order of the length, the shape and the bytes of their folded first number, as
    /// the rows of the segment do.
    ///
    /// # Errors
    /// [`WriteError::TooMuch`] past [`limits::RANGES`], [`WriteError::Library`] for one that comes out of order.
    pub fn push(&mut self, range: &BlankRange) -> Result<(), WriteError> {
        if self.ranges >= limits::RANGES {
            let limit = u64::from(limits::RANGES);
            return Err(WriteError::TooMuch { what: "the number of ranges of blanks", limit });
        }
        let (first, last) = (range.first().key(), range.last().key());
        let order = |key: &Key| (order_of(key.as_bytes()), *key);
        if self.before.is_some_and(|before| order(&before) > order(&first)) {
            let text = "a range before the last one".to_owned();
            return Err(WriteError::Library { what: "the index of ranges", text });
        }
        let starts_group =
            self.before.is_none_or(|before| order_of(before.as_bytes()) != order_of(first.as_bytes()));
        if starts_group {
            self.start_group(first.as_bytes())?;
        }
        self.before = Some(first);
        self.gate.push(first.as_bytes(), last.as_bytes());
        self.write_pair(first.as_bytes(), last.as_bytes())
    }

    fn start_group(&mut self, first: &[u8]) -> Result<(), WriteError> {
        self.end_group()?;
        self.gate.start_group();
        self.groups.push(RangeGroup {
            length: u8::try_from(first.len()).unwrap_or(u8::MAX),
            reserved: [0; 3],
            letters: letters_of(first).into(),
            ranges_before: self.ranges.into(),
            ranges: 0.into(),
            start: self.written.into(),
        });
        Ok(())
    }

    fn write_pair(&mut self, first: &[u8], last: &[u8]) -> Result<(), WriteError> {
        let Some(group) = self.groups.last_mut() else { return Ok(()) };
        let in_group = group.ranges.get();
        group.ranges += 1;
        self.ranges += 1;
        if (in_group as usize).is_multiple_of(RANGE_FAN_OUT) {
            self.blocks.extend_from_slice(first);
            self.blocks.extend_from_slice(last);
        } else {
            let place = self.blocks.len() - last.len();
            let greatest = &mut self.blocks[place..];
            if *greatest < *last {
                greatest.copy_from_slice(last);
            }
        }
        self.write(&[first, last].concat())
    }

    /// Writes the levels above the ranges of the open group.
    fn end_group(&mut self) -> Result<(), WriteError> {
        let mut level = std::mem::take(&mut self.blocks);
        let Some(group) = self.groups.last() else { return Ok(()) };
        let length = usize::from(group.length);
        let mut pairs = group.ranges.get() as usize;
        while let Some(above) = pairs_above(pairs) {
            self.write(&level)?;
            level = level_above(&level, length);
            pairs = above;
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.written += bytes.len() as u64;
        self.out.write_all(bytes).map_err(WriteError::io("writing a working file"))
    }

    /// Writes the three sections.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish<W: Write>(mut self, out: &mut SectionWriter<W>) -> Result<(), WriteError> {
        self.end_group()?;
        out.begin(SectionKind::RangeGroups);
        out.write(self.groups.as_bytes())?;
        out.begin(SectionKind::RangeEnds);
        let mut ends = BufReader::with_capacity(1 << 16, rewound(self.out)?);
        let mut piece = vec![0; 1 << 16];
        loop {
            let read = ends.read(&mut piece).map_err(WriteError::io("reading a working file"))?;
            if read == 0 {
                break;
            }
            out.write(&piece[..read])?;
        }
        out.begin(SectionKind::RangeGate);
        out.write(&self.gate.finish())
    }
}

/// The pairs above a level: of each block the first number, and the greatest last one.
fn level_above(level: &[u8], length: usize) -> Vec<u8> {
    let mut above = Vec::with_capacity(level.len() / RANGE_FAN_OUT + 2 * length);
    for block in level.chunks(2 * length * RANGE_FAN_OUT) {
        let greatest = block.chunks_exact(2 * length).map(|pair| &pair[length..]).max();
        above.extend_from_slice(&block[..length]);
        above.extend_from_slice(greatest.unwrap_or_default());
    }
    above
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use proptest::prelude::*;

    use super::{RangeIndexWriter, order_of};
    use crate::document::blank_range::BlankRange;
    use crate::document::number::DocumentNumber;
    use crate::index::range::RangeIndex;
    use crate::list::List;
    use crate::segment::layout::SectionKind;
    use crate::segment::reader::Sections;
    use crate::segment::sections::SectionWriter;

    fn number(text: &str) -> DocumentNumber {
        DocumentNumber::parse(text).unwrap()
    }

    fn range(first: &str, last: &str) -> BlankRange {
        BlankRange::new(number(first), number(last)).unwrap()
    }

    /// The ranges in the order of an index, written and opened again. The row of each is its place there.
    fn opened(ranges: &mut [BlankRange]) -> RangeIndex {
        let order = |range: &BlankRange| {
            let first = range.first().key();
            (order_of(first.as_bytes()), first)
        };
        ranges.sort_by_key(order);
        let folder = tempfile::tempdir().unwrap();
        let mut writer = RangeIndexWriter::new(folder.path()).unwrap();
        for range in &*ranges {
            writer.push(range).unwrap();
        }
        let path = folder.path().join("segment");
        let mut out = SectionWriter::start(File::create(&path).unwrap(), List::Documents).unwrap();
        writer.finish(&mut out).unwrap();
        out.finish().unwrap();
        let sections = Sections::open(&path, List::Documents).unwrap();
        let section = |kind| sections.section(kind).unwrap();
        RangeIndex::open(
            section(SectionKind::RangeGroups),
            section(SectionKind::RangeEnds),
            section(SectionKind::RangeGate),
            0..ranges.len() as u64,
        )
        .unwrap()
    }

    /// What is found is what a look at every range finds, in the order of the ranges.
    #[track_caller]
    fn is_found_as_by_a_look_at_all(index: &RangeIndex, ranges: &[BlankRange], asked: &DocumentNumber) {
        let rows = |range: &(u64, &BlankRange)| range.1.locate(asked).is_some();
        let expected: Vec<u64> = (0..).zip(ranges).filter(rows).map(|(row, _)| row).collect();
        let key = asked.key();
        assert_eq!(index.covering(key.as_bytes()).collect::<Vec<_>>(), expected);
        assert_eq!(index.count_covering(key.as_bytes(), 3), expected.len().min(3));
        assert!(expected.iter().all(|row| index.leads_to(key.as_bytes(), *row)));
    }

    #[test]
    fn a_range_is_found_on_both_sides_of_one_with_a_letter_among_its_digits() {
        let mut ranges = [range("A1000", "A9999"), range("A1K00", "A1K99"), range("AB000", "AB999")];
        let index = opened(&mut ranges);
        for asked in ["A1000", "A1500", "A1999", "A1K00", "A1K50", "A1K99", "A2000", "A9999", "AB000"] {
            is_found_as_by_a_look_at_all(&index, &ranges, &number(asked));
        }
    }

    #[test]
    fn ranges_without_end_are_found() {
        let mut ranges = Vec::new();
        for letter in 'A'..='Z' {
            for width in [6, 7] {
                let end = |digit: &str| format!("{letter}{}", digit.repeat(width));
                ranges.push(range(&end("0"), &end("9")));
            }
        }
        let index = opened(&mut ranges);
        for asked in ["X123456", "Q1234567", "1234567", "X12345"] {
            is_found_as_by_a_look_at_all(&index, &ranges, &number(asked));
        }
    }

    #[test]
    fn numbers_as_long_as_a_range_may_have_and_longer_ones_are_asked() {
        let end = |digit: &str| format!("AB{}", digit.repeat(30));
        let mut ranges = [range(&end("0"), &end("9")), range(&end("3"), &end("4"))];
        let index = opened(&mut ranges);
        for asked in [end("3"), end("5"), end("3") + "0", end("3") + "00000000", "X".repeat(40)] {
            is_found_as_by_a_look_at_all(&index, &ranges, &number(&asked));
        }
    }

    #[test]
    fn a_range_that_comes_out_of_order_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = RangeIndexWriter::new(folder.path()).unwrap();
        writer.push(&range("A1000", "A1999")).unwrap();
        writer.push(&range("A1000", "A1001")).unwrap();
        assert!(writer.push(&range("A0999", "A1001")).is_err());
    }

    #[test]
    fn each_of_ten_thousand_nested_ranges_is_found_and_a_count_ends_where_it_is_told_to() {
        let mut ranges: Vec<BlankRange> =
            (0..10_000).map(|at| range(&format!("UT{at:06}"), &format!("UT{:06}", 999_999 - at))).collect();
        let index = opened(&mut ranges);
        for asked in ["UT000000", "UT004711", "UT500000", "UT990000", "UT999999", "UTO04711"] {
            is_found_as_by_a_look_at_all(&index, &ranges, &number(asked));
        }
        let middle = number("UT500000").key();
        assert_eq!(index.count_covering(middle.as_bytes(), 4_097), 4_097);
        assert!((0..10_000).all(|row| index.leads_to(middle.as_bytes(), row)));
    }

    /// Ranges whose prefixes stand among the digits of one another, many of them whole blocks of ten or a hundred.
    fn any_range() -> impl Strategy<Value = BlankRange> {
        let end = || prop_oneof![Just(0), Just(99_999), 0..100_000u32];
        ("[1A]{1,2}[19KO]{0,2}", end(), end()).prop_map(|(prefix, a, b)| {
            let width = 5 - prefix.len();
            let most = 10u32.pow(u32::try_from(width).unwrap()) - 1;
            let (a, b) = (a.min(most), b.min(most));
            let end = |end: u32| format!("{prefix}{end:0width$}");
            range(&end(a.min(b)), &end(a.max(b)))
        })
    }

    proptest! {
        #[test]
        fn every_range_that_holds_a_number_is_found_and_no_other(
            ranges in prop::collection::vec(any_range(), 1..40),
            asked in prop::collection::vec("[1A][019AKO]{2}[0-9AO]{2}", 8),
        ) {
            let mut ranges = ranges;
            let index = opened(&mut ranges);
            let ends = ranges.iter().take(4).flat_map(|range| [range.first(), range.last()]);
            for asked in asked.iter().map(|asked| number(asked)).chain(ends) {
                is_found_as_by_a_look_at_all(&index, &ranges, &asked);
            }
        }
    }
}
