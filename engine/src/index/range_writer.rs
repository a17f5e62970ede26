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
    RANGE_GATE_BITS, RANGE_GATE_SIGNS, RANGE_NUMBER_BYTES, RangeInterval, SectionKind,
};
use crate::segment::sections::SectionWriter;

/// Beginnings of numbers that one interval may cover before the whole gate is opened: all digits in the place
/// of every sign the gate looks at.
const GATE_BEGINNINGS: u32 = 10_000;

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
        let mut gate = vec![0u8; RANGE_GATE_BITS as usize / 8];
        for interval in &intervals {
            open_gate(&mut gate, interval);
        }
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
    let first = if start.behind { neighbour(start.number, true)? } else { start.number.to_vec() };
    let last = if end.behind { end.number.to_vec() } else { neighbour(end.number, false)? };
    (first <= last).then(|| RangeInterval {
        length: u8::try_from(first.len()).unwrap_or(u8::MAX),
        last: padded(&last),
        first: padded(&first),
        run_start: U32::ZERO,
        run_length: U32::ZERO,
    })
}

fn padded(number: &[u8]) -> [u8; RANGE_NUMBER_BYTES] {
    let mut bytes = [0; RANGE_NUMBER_BYTES];
    let length = number.len().min(RANGE_NUMBER_BYTES);
    bytes[..length].copy_from_slice(&number[..length]);
    bytes
}

/// The next number up or down, counting in the digits at the end; `None` where they are used up. A gap that a
/// range covers lies inside that range's digits, so there they never are.
fn neighbour(number: &[u8], up: bool) -> Option<Vec<u8>> {
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

/// Sets the bit of every beginning of a number that the interval covers.
fn open_gate(gate: &mut [u8], interval: &RangeInterval) {
    let length = usize::from(interval.length);
    let signs = length.min(RANGE_GATE_SIGNS);
    let mut number = interval.first[..length].to_vec();
    for _ in 0..=GATE_BEGINNINGS {
        let bit = gate_bit(&number);
        gate[bit / 8] |= 1 << (bit % 8);
        if number[..signs] == interval.last[..signs] {
            return;
        }
        let Some(next) = neighbour(&number[..signs], true) else { break };
        number[..signs].copy_from_slice(&next);
    }
    // Not a count of digits: let every question through to the search.
    gate.fill(u8::MAX);
}
