//! The gate before the ranges of blanks: one bit for each beginning of a number (its length and first signs) that some
//! range covers, so that almost every question passes without a search.

use std::ops::ControlFlow;

use crate::segment::layout::{
    RANGE_GATE_BITS_LEAST, RANGE_GATE_BITS_MOST, RANGE_GATE_SIGNS, RANGE_NUMBER_BYTES,
};

const _: () = assert!(RANGE_GATE_BITS_LEAST.is_power_of_two() && RANGE_GATE_BITS_MOST.is_power_of_two());

/// Bits of the gate for each beginning that is set: of the questions that no range covers, one in sixteen passes.
const GATE_BITS_A_BEGINNING: u64 = 16;

/// Most beginnings: with more, the gate is open to every number.
const BEGINNINGS_MOST: u64 = RANGE_GATE_BITS_MOST / GATE_BITS_A_BEGINNING;

/// The gate's bit for a folded number, among `bits` (a power of two).
pub(super) fn gate_bit(key: &[u8], bits: u64) -> usize {
    let mut first = [0; 8];
    // The usual length by itself, so that it is copied without a loop.
    match key.first_chunk::<RANGE_GATE_SIGNS>() {
        Some(signs) => first[..RANGE_GATE_SIGNS].copy_from_slice(signs),
        None => first[..key.len()].copy_from_slice(key),
    }
    let mixed = u64::from_le_bytes(first) | (key.len() as u64) << (8 * RANGE_GATE_SIGNS);
    // The high bits of a product with an odd constant depend on every bit (Knuth, TAOCP 3, section 6.4).
    let bit = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits.trailing_zeros());
    usize::try_from(bit).unwrap_or(0)
}

/// True if a bit of the gate is set.
pub(super) fn is_open(gate: &[u8], bit: usize) -> bool {
    gate.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
}

/// Whether a gate lets every number of these groups of ranges pass. `groups` gives the ranges of each in rising order of
/// their first number.
pub(super) fn lets_pass<'r, R: IntoIterator<Item = (&'r [u8], &'r [u8])>>(
    gate: &[u8],
    groups: impl IntoIterator<Item = R>,
) -> bool {
    let bits = gate.len() as u64 * 8;
    let mut beginnings = Beginnings::default();
    let mut are_set = groups.into_iter().map(|ranges| {
        beginnings.start_group();
        ranges.into_iter().try_for_each(|(first, last)| {
            beginnings.visit(first, last, |number| {
                if is_open(gate, gate_bit(number, bits)) {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            })
        })
    });
    // One that is open to every number says so without a look at the ranges, which may have no end.
    gate.iter().all(|byte| *byte == u8::MAX) || are_set.all(|set| set.is_continue())
}

/// Bits of a word of a gate that is written.
const WORD_BITS: usize = u64::BITS as usize;

/// A gate while ranges come.
#[derive(Default)]
pub(super) struct RangeGateWriter {
    /// The largest gate, with the first range.
    gate: Vec<u64>,
    beginnings: Beginnings,
    is_open_to_all: bool,
}

impl RangeGateWriter {
    /// The ranges that come are of another group.
    pub(super) const fn start_group(&mut self) {
        self.beginnings.start_group();
    }

    /// Opens the gate to a range. Those of a group come in rising order of their first number.
    pub(super) fn push(&mut self, first: &[u8], last: &[u8]) {
        if self.is_open_to_all {
            return;
        }
        if self.gate.is_empty() {
            self.gate = vec![0; bytes(RANGE_GATE_BITS_MOST) / size_of::<u64>()];
        }
        let gate = &mut self.gate;
        let visited = self.beginnings.visit(first, last, |number| {
            let bit = gate_bit(number, RANGE_GATE_BITS_MOST);
            gate[bit / WORD_BITS] |= 1 << (bit % WORD_BITS);
            ControlFlow::Continue(())
        });
        self.is_open_to_all = visited.is_break();
    }

    /// The bytes of the gate, of a size that suits the beginnings.
    pub(super) fn finish(self) -> Vec<u8> {
        if self.is_open_to_all {
            return vec![u8::MAX; bytes(RANGE_GATE_BITS_LEAST)];
        }
        let bits =
            (self.beginnings.count * GATE_BITS_A_BEGINNING).next_power_of_two().max(RANGE_GATE_BITS_LEAST);
        // The bit in a smaller gate is told by the high bits of the place in a larger one.
        let narrower = RANGE_GATE_BITS_MOST.trailing_zeros() - bits.trailing_zeros();
        let mut gate = vec![0; bytes(bits)];
        for (at, word) in self.gate.iter().enumerate() {
            let mut bits = *word;
            while bits != 0 {
                let bit = (at * WORD_BITS + bits.trailing_zeros() as usize) >> narrower;
                gate[bit / 8] |= 1 << (bit % 8);
                bits &= bits - 1;
            }
        }
        gate
    }
}

fn bytes(bits: u64) -> usize {
    usize::try_from(bits / 8).unwrap_or(usize::MAX)
}

/// The beginnings of the numbers that ranges cover, each once where ranges overlap.
#[derive(Default)]
struct Beginnings {
    /// The greatest beginning that a range of the group has opened.
    opened: Option<[u8; RANGE_GATE_SIGNS]>,
    count: u64,
}

impl Beginnings {
    const fn start_group(&mut self) {
        self.opened = None;
    }

    /// Visits a number of each beginning that a range covers and none before it did. Breaks where the visit does, or
    /// where there are more than [`BEGINNINGS_MOST`].
    fn visit(
        &mut self,
        first: &[u8],
        last: &[u8],
        mut visit: impl FnMut(&[u8]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let signs = first.len().min(RANGE_GATE_SIGNS);
        let last = &last[..signs];
        // All numbers of the group between the ends of a range are numbers of it, so what lies before `opened` is open.
        let opened = self.opened.filter(|opened| opened[..signs] >= first[..signs]);
        let mut number = [0; RANGE_NUMBER_BYTES];
        let number = &mut number[..first.len()];
        number.copy_from_slice(first);
        if let Some(opened) = opened {
            number[..signs].copy_from_slice(&opened[..signs]);
            if number[..signs] >= *last || !count_up(&mut number[..signs]) {
                return ControlFlow::Continue(());
            }
        }
        let mut greatest = [0; RANGE_GATE_SIGNS];
        greatest[..signs].copy_from_slice(last);
        self.opened = Some(greatest);
        loop {
            self.count += 1;
            if self.count > BEGINNINGS_MOST {
                return ControlFlow::Break(());
            }
            visit(number)?;
            if number[..signs] == *last || !count_up(&mut number[..signs]) {
                return ControlFlow::Continue(());
            }
        }
    }
}

/// The next number, counting in the digits at the end; false where they are used up.
fn count_up(number: &mut [u8]) -> bool {
    for digit in number.iter_mut().rev() {
        match *digit {
            b'9' => *digit = b'0',
            b'0'..=b'8' => {
                *digit += 1;
                return true;
            }
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{RangeGateWriter, gate_bit, is_open, lets_pass};
    use crate::segment::layout::RANGE_GATE_BITS_LEAST;

    type Ends = (&'static str, &'static str);

    fn gate(groups: &[&[Ends]]) -> Vec<u8> {
        let mut writer = RangeGateWriter::default();
        for ranges in groups {
            writer.start_group();
            for (first, last) in *ranges {
                writer.push(first.as_bytes(), last.as_bytes());
            }
        }
        writer.finish()
    }

    fn opens(gate: &[u8], number: &str) -> bool {
        is_open(gate, gate_bit(number.as_bytes(), gate.len() as u64 * 8))
    }

    fn is_sound(gate: &[u8], groups: &[&[Ends]]) -> bool {
        let ends = |(first, last): &Ends| (first.as_bytes(), last.as_bytes());
        lets_pass(gate, groups.iter().map(|ranges| ranges.iter().map(ends)))
    }

    #[test]
    fn every_beginning_of_overlapping_ranges_is_open_and_few_others() {
        let groups: &[&[Ends]] = &[
            &[("A1000", "A1999"), ("A1500", "A2500"), ("A1600", "A1700"), ("A9000", "A9000")],
            &[("00100099", "00300000"), ("00200000", "00200001")],
        ];
        let gate = gate(groups);
        for number in ["A1000", "A1999", "A2000", "A2500", "A9000", "00100100", "00250000", "00300099"] {
            assert!(opens(&gate, number), "{number}");
        }
        assert!(is_sound(&gate, groups));
        let others = (0..1_000).filter(|at| opens(&gate, &format!("X{at:04}")));
        assert!(others.count() < 100);
        assert_eq!(gate.len() as u64 * 8, RANGE_GATE_BITS_LEAST);
    }

    #[test]
    fn ten_thousand_nested_ranges_open_each_beginning_once() {
        let numbers: Vec<(String, String)> = (0..10_000)
            .map(|at| (format!("{:09}", 100_000_000 + at), format!("{:09}", 900_000_000 - at)))
            .collect();
        let mut writer = RangeGateWriter::default();
        writer.start_group();
        for (first, last) in &numbers {
            writer.push(first.as_bytes(), last.as_bytes());
        }
        let gate = writer.finish();
        assert!(opens(&gate, "500000000") && opens(&gate, "100000000") && opens(&gate, "900000000"));
        assert!((0..1_000).any(|at| !opens(&gate, &format!("95{at:07}"))));
    }

    #[test]
    fn ranges_without_end_open_the_gate_to_every_number() {
        let groups: Vec<[Ends; 1]> = vec![[("0000000", "9999999")]; 5];
        let groups: Vec<&[Ends]> = groups.iter().map(<[Ends; 1]>::as_slice).collect();
        let all = gate(&groups);
        assert!(opens(&all, "Y1") && is_sound(&all, &groups));
        assert!(!opens(&gate(&groups[..1]), "Y1"));
    }

    #[test]
    fn a_gate_that_is_shut_to_a_range_is_not_sound() {
        let groups: &[&[Ends]] = &[&[("AB10000", "AB19999")]];
        let mut gate = gate(groups);
        let bit = gate_bit(b"AB15555", RANGE_GATE_BITS_LEAST);
        gate[bit / 8] ^= 1 << (bit % 8);
        assert!(!is_sound(&gate, groups));
    }
}
