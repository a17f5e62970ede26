//! Cuts ranges of blanks into disjoint intervals.

use std::collections::BTreeSet;
use std::io::Write;

use zerocopy::IntoBytes;
use zerocopy::little_endian::U32;

use super::range::gate_bit;
use crate::document::blank_range::BlankRange;
use crate::limits;
use crate::segment::error::WriteError;
use crate::segment::layout::{
    RANGE_GATE_BITS_LEAST, RANGE_GATE_BITS_MOST, RANGE_GATE_SIGNS, RANGE_NUMBER_BYTES, RangeInterval,
    SectionKind,
};
use crate::segment::sections::SectionWriter;

/// The ranges of a segment while it is built.
#[derive(Default)]
pub struct RangeIndexWriter {
    ranges: Vec<Folded>,
}

/// A range with its ends folded.
struct Folded {
    first: Vec<u8>,
    last: Vec<u8>,
    row: u32,
}

/// A place where the set of covering ranges changes: just before a number, or just behind it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Edge<'r> {
    length: usize,
    number: &'r [u8],
    behind: bool,
}

impl RangeIndexWriter {
    /// Adds the range of a row.
    ///
    /// # Errors
    /// [`WriteError::TooMuch`] past [`limits::RANGES`].
    pub fn push(&mut self, range: &BlankRange, row: u64) -> Result<(), WriteError> {
        let too_much = WriteError::TooMuch { what: "the number of ranges of blanks", limit: limits::RANGES };
        let Ok(row) = u32::try_from(row) else { return Err(too_much) };
        if self.ranges.len() as u64 >= limits::RANGES {
            return Err(too_much);
        }
        self.ranges.push(Folded {
            first: range.first().key().as_bytes().to_vec(),
            last: range.last().key().as_bytes().to_vec(),
            row,
        });
        Ok(())
    }

    /// Writes the three sections.
    ///
    /// # Errors
    /// [`WriteError::TooMuch`] if ranges overlap so deeply that the runs pass [`limits::RANGE_RUNS`].
    pub fn finish<W: Write>(self, out: &mut SectionWriter<W>) -> Result<(), WriteError> {
        let (intervals, runs) = cut(&self.ranges)?;
        let gate = gate_of(&self.ranges);
        out.begin(SectionKind::RangeIntervals);
        out.write(intervals.as_bytes())?;
        out.begin(SectionKind::RangeRuns);
        out.write(runs.as_bytes())?;
        out.begin(SectionKind::RangeGate);
        out.write(&gate)
    }
}

/// The disjoint intervals, in rising order, and the rows that cover each.
fn cut(ranges: &[Folded]) -> Result<(Vec<RangeInterval>, Vec<U32>), WriteError> {
    let mut edges: Vec<(Edge<'_>, u32)> = Vec::with_capacity(ranges.len() * 2);
    for range in ranges {
        let length = range.first.len();
        edges.push((Edge { length, number: &range.first, behind: false }, range.row));
        edges.push((Edge { length, number: &range.last, behind: true }, range.row));
    }
    edges.sort_unstable();
    let mut intervals = Vec::new();
    let mut runs: Vec<U32> = Vec::new();
    let mut covering: BTreeSet<u32> = BTreeSet::new();
    let mut before: Option<&Edge<'_>> = None;
    for (edge, row) in &edges {
        if let Some(start) = before.filter(|start| *start != edge && !covering.is_empty())
            && let Some(mut interval) = between(start, edge)
        {
            interval.run_start = position(runs.len())?;
            interval.run_length = position(covering.len())?;
            runs.extend(covering.iter().map(|&row| U32::new(row)));
            intervals.push(interval);
        }
        if edge.behind {
            covering.remove(row);
        } else {
            covering.insert(*row);
        }
        before = Some(edge);
    }
    Ok((intervals, runs))
}

fn position(entries: usize) -> Result<U32, WriteError> {
    u32::try_from(entries).ok().filter(|&entries| entries <= limits::RANGE_RUNS).map(U32::new).ok_or(
        WriteError::TooMuch {
            what: "the sum of ranges over all their overlaps",
            limit: u64::from(limits::RANGE_RUNS),
        },
    )
}

/// The numbers between two edges, or `None` where there are none.
fn between(start: &Edge<'_>, end: &Edge<'_>) -> Option<RangeInterval> {
    let first = if start.behind { neighbour(start.number, true) } else { start.number.to_vec() };
    let last = if end.behind { end.number.to_vec() } else { neighbour(end.number, false) };
    (first <= last).then(|| RangeInterval {
        length: u8::try_from(first.len()).unwrap_or(u8::MAX),
        last: padded(&last),
        first: padded(&first),
        run_start: U32::ZERO,
        run_length: U32::ZERO,
    })
}

/// The next number up or down. Where its digits are used up, as below `A1K00`, it is the next string of bytes: a
/// range such as `A1000` to `A9999` covers numbers on both sides of another's letter, and none of them may be lost.
fn neighbour(number: &[u8], up: bool) -> Vec<u8> {
    next_in_digits(number, up).unwrap_or_else(|| {
        let mut next = number.to_vec();
        if let Some(byte) = next.last_mut() {
            // No byte of a letter or digit is the first or last of all.
            *byte = if up { byte.saturating_add(1) } else { byte.saturating_sub(1) };
        }
        next
    })
}

fn padded(number: &[u8]) -> [u8; RANGE_NUMBER_BYTES] {
    let mut bytes = [0; RANGE_NUMBER_BYTES];
    let length = number.len().min(RANGE_NUMBER_BYTES);
    bytes[..length].copy_from_slice(&number[..length]);
    bytes
}

/// The next number up or down, counting in the digits at the end; `None` where they are used up.
fn next_in_digits(number: &[u8], up: bool) -> Option<Vec<u8>> {
    let mut next = number.to_vec();
    for digit in next.iter_mut().rev() {
        match (*digit, up) {
            (b'9', true) => *digit = b'0',
            (b'0', false) => *digit = b'9',
            (b'0'..=b'9', true) => {
                *digit += 1;
                return Some(next);
            }
            (b'0'..=b'9', false) => {
                *digit -= 1;
                return Some(next);
            }
            _ => return None,
        }
    }
    None
}

/// Bits of the gate for each beginning that is set: of the questions that no range covers, one in sixteen passes.
const GATE_BITS_A_BEGINNING: u64 = 16;

const _: () = assert!(RANGE_GATE_BITS_LEAST.is_power_of_two() && RANGE_GATE_BITS_MOST.is_power_of_two());

/// The gate: a bit for every beginning of a number that some range covers. Where these are too many for the largest
/// gate, every question passes to the search.
fn gate_of(ranges: &[Folded]) -> Vec<u8> {
    let mut opening: Vec<&Folded> = Vec::new();
    for range in ranges {
        // Ranges come in the order of their numbers: most open what the one before has opened.
        if opening.last().is_none_or(|before| before.beginnings() != range.beginnings()) {
            opening.push(range);
        }
    }
    let beginnings = opening.iter().try_fold(0u64, |sum, range| sum.checked_add(range.count_beginnings()?));
    let bytes = |bits: u64| usize::try_from(bits / 8).unwrap_or(usize::MAX);
    match beginnings.map(|beginnings| beginnings.saturating_mul(GATE_BITS_A_BEGINNING)) {
        Some(bits) if bits <= RANGE_GATE_BITS_MOST => {
            let bits = bits.next_power_of_two().max(RANGE_GATE_BITS_LEAST);
            let mut gate = vec![0; bytes(bits)];
            for range in opening {
                open_gate(&mut gate, bits, range);
            }
            gate
        }
        _ => vec![u8::MAX; bytes(RANGE_GATE_BITS_LEAST)],
    }
}

impl Folded {
    /// What the gate sees of both ends, and their length.
    fn beginnings(&self) -> (usize, &[u8], &[u8]) {
        let signs = self.first.len().min(RANGE_GATE_SIGNS);
        (self.first.len(), &self.first[..signs], &self.last[..signs])
    }

    /// How many beginnings lie between the ends, which differ in digits at most.
    fn count_beginnings(&self) -> Option<u64> {
        let (_, first, last) = self.beginnings();
        let apart = first.iter().zip(last).position(|(first, last)| first != last);
        let Some(apart) = apart else { return Some(1) };
        let count = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<u64>().ok();
        count(&last[apart..])?.checked_sub(count(&first[apart..])?)?.checked_add(1)
    }
}

/// Sets the bit of every beginning of a number that the range covers.
fn open_gate(gate: &mut [u8], bits: u64, range: &Folded) {
    let (_, first, last) = range.beginnings();
    let mut number = range.first.clone();
    let mut beginning = first.to_vec();
    loop {
        number[..beginning.len()].copy_from_slice(&beginning);
        let bit = gate_bit(&number, bits);
        gate[bit / 8] |= 1 << (bit % 8);
        match next_in_digits(&beginning, true) {
            Some(next) if beginning != last => beginning = next,
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use proptest::prelude::*;

    use super::RangeIndexWriter;
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

    /// The ranges, written and opened again; the row of each is its place.
    fn opened(ranges: &[BlankRange]) -> RangeIndex {
        let mut writer = RangeIndexWriter::default();
        for (row, range) in (0..).zip(ranges) {
            writer.push(range, row).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("segment");
        let mut out = SectionWriter::start(File::create(&path).unwrap(), List::Documents).unwrap();
        writer.finish(&mut out).unwrap();
        out.finish().unwrap();
        let sections = Sections::open(&path, List::Documents).unwrap();
        let section = |kind| sections.section(kind).unwrap();
        RangeIndex::open(
            section(SectionKind::RangeIntervals),
            section(SectionKind::RangeRuns),
            section(SectionKind::RangeGate),
            ranges.len() as u64,
        )
        .unwrap()
    }

    #[track_caller]
    fn every_range_is_found(ranges: &[BlankRange], asked: &DocumentNumber) {
        let index = opened(ranges);
        let found = index.find(asked.key().as_bytes());
        for (row, range) in (0..).zip(ranges) {
            if range.locate(asked).is_some() {
                assert!(found.iter().any(|found| found.get() == row), "row {row} of {}", ranges.len());
            }
        }
    }

    #[test]
    fn a_range_is_found_on_both_sides_of_one_with_a_letter_among_its_digits() {
        let ranges = [range("A1000", "A9999"), range("A1K00", "A1K99"), range("AB000", "AB999")];
        for asked in ["A1000", "A1500", "A1999", "A1K00", "A1K50", "A1K99", "A2000", "A9999", "AB000"] {
            every_range_is_found(&ranges, &number(asked));
        }
    }

    #[test]
    fn ranges_without_end_open_the_gate_to_every_number_and_are_found() {
        let mut ranges = Vec::new();
        for letter in 'A'..='Z' {
            for width in [6, 7] {
                let end = |digit: &str| format!("{letter}{}", digit.repeat(width));
                ranges.push(range(&end("0"), &end("9")));
            }
        }
        every_range_is_found(&ranges, &number("X123456"));
        assert!(opened(&ranges).gate_is_open(number("Y1").key().as_bytes()));
        assert!(!opened(&ranges[..1]).gate_is_open(number("Y1").key().as_bytes()));
    }

    #[test]
    fn a_letter_among_the_digits_does_not_open_the_gate_to_every_number() {
        let index = opened(&[range("A1000", "A9999"), range("A1K00", "A1K99")]);
        let past = (0..1_000).filter(|at| {
            let key = number(&format!("X{at:04}")).key();
            index.gate_is_open(key.as_bytes())
        });
        assert!(past.count() < 100);
    }

    /// Ranges whose prefixes stand among the digits of one another, many of them whole blocks of ten or a hundred.
    fn any_range() -> impl Strategy<Value = BlankRange> {
        let end = || prop_oneof![Just(0), Just(99_999), 0..100_000u32];
        ("[1A]{0,2}[19KO]{0,2}", end(), end()).prop_map(|(prefix, a, b)| {
            let width = 5 - prefix.len();
            let most = 10u32.pow(u32::try_from(width).unwrap()) - 1;
            let (a, b) = (a.min(most), b.min(most));
            let end = |end: u32| format!("{prefix}{end:0width$}");
            range(&end(a.min(b)), &end(a.max(b)))
        })
    }

    proptest! {
        #[test]
        fn every_range_that_holds_a_number_is_found(
            ranges in prop::collection::vec(any_range(), 1..12),
            asked in prop::collection::vec("[1A][019AKO]{2}[0-9AO]{2}", 20),
        ) {
            let index = opened(&ranges);
            let ends = ranges.iter().flat_map(|range| [range.first(), range.last()]);
            for asked in asked.iter().map(|asked| number(asked)).chain(ends) {
                let found = index.find(asked.key().as_bytes());
                for (row, range) in (0..).zip(&ranges) {
                    prop_assert!(
                        range.locate(&asked).is_none() || found.iter().any(|found| found.get() == row)
                    );
                }
            }
        }
    }
}
