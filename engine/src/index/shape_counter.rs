//! Counts the numbers of each issuer and shape while a segment is built.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::hash::Hash;
use std::io::Write;

use zerocopy::IntoBytes;

use super::shapes::{order_of, padded};
use crate::document::blank_range::BlankRange;
use crate::document::issuer::IssuerCode;
use crate::limits;
use crate::number_shape::NumberShape;
use crate::segment::error::WriteError;
use crate::segment::layout::{SectionKind, ShapeEntry};
use crate::segment::sections::SectionWriter;

/// Numbers counted so far.
///
/// A list may be written to have more shapes than a table holds. Then those with the fewest records give way, so that
/// who wants the shape of another's numbers untold must list more records of each of 65,536 shapes than that has.
#[derive(Default)]
pub struct ShapeCounter {
    counts: HashMap<(Option<IssuerCode>, NumberShape), Count>,
    /// What gave way, so that all issuers together are counted whole.
    given_way: HashMap<NumberShape, Count>,
    /// The most that a shape, and one of all issuers, may have had before it gave way. Nothing is counted too low.
    missed: Missed,
    missed_of_all: Missed,
}

/// Numbers that may have been counted and forgotten.
#[derive(Clone, Copy, Default)]
struct Missed {
    numbers: u64,
    blanks: u64,
}

/// Numbers of one shape, and which signs were met at each place.
struct Count {
    records: u64,
    numbers: u64,
    blanks: u64,
    /// A bit for each sign: digits 0 to 9, or letters A to Z and, as one, all others.
    met: Vec<u32>,
}

/// All ten digits.
const ALL_DIGITS: u32 = (1 << 10) - 1;

impl ShapeCounter {
    /// Counts one number, folded.
    pub fn number(&mut self, issuer: Option<IssuerCode>, folded: &str) {
        let count = self.count_of(issuer, NumberShape::of_folded(folded));
        count.records += 1;
        count.numbers += 1;
        count.meet(folded, usize::MAX);
    }

    /// Counts every number of a range.
    pub fn range(&mut self, issuer: Option<IssuerCode>, range: &BlankRange) {
        let (first, last) = (range.first().key(), range.last().key());
        let same = first.as_str().chars().zip(last.as_str().chars()).take_while(|(a, b)| a == b).count();
        let count = self.count_of(issuer, NumberShape::of(&first));
        count.records += 1;
        count.blanks = count.blanks.saturating_add(range.width());
        count.meet(first.as_str(), same);
    }

    fn count_of(&mut self, issuer: Option<IssuerCode>, shape: NumberShape) -> &mut Count {
        let is_full = self.counts.len() >= limits::NUMBER_SHAPES_COUNTED;
        if is_full && !self.counts.contains_key(&(issuer, shape)) {
            self.make_room();
        }
        let missed = self.missed;
        self.counts.entry((issuer, shape)).or_insert_with(|| Count::of(shape, missed))
    }

    /// Leaves the shapes with the most records, as many as a table holds. Which they are follows from what was counted
    /// alone, so that the same list gives the same table.
    fn make_room(&mut self) {
        for ((_, shape), count) in leave_most(&mut self.counts, &mut self.missed) {
            self.given_way.entry(shape).or_insert_with(|| Count::of(shape, Missed::default())).add(&count);
        }
        if self.given_way.len() > limits::NUMBER_SHAPES_COUNTED {
            leave_most(&mut self.given_way, &mut self.missed_of_all);
        }
    }

    /// Writes the section.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn finish<W: Write>(self, out: &mut SectionWriter<W>) -> Result<(), WriteError> {
        out.begin(SectionKind::NumberShapes);
        out.write(self.entries().as_bytes())
    }

    /// The entries in their order, at most [`limits::NUMBER_SHAPES`], those with the most records: a full table says that
    /// it does not tell all.
    #[must_use]
    pub fn entries(&self) -> Vec<ShapeEntry> {
        let mut of_all: BTreeMap<NumberShape, Count> = BTreeMap::new();
        let counted = self.counts.iter().map(|((_, shape), count)| (shape, count));
        for (shape, count) in counted.chain(&self.given_way) {
            of_all.entry(*shape).or_insert_with(|| Count::of(*shape, self.missed_of_all)).add(count);
        }
        let of_all = of_all.iter().map(|(shape, count)| (count.records, count.entry([0; _], *shape)));
        let of_issuers = self.counts.iter().filter_map(|((issuer, shape), count)| {
            Some((count.records, count.entry(padded((*issuer)?), *shape)))
        });
        let mut entries: Vec<(u64, ShapeEntry)> = of_all.chain(of_issuers).collect();
        if entries.len() > limits::NUMBER_SHAPES {
            entries.sort_unstable_by_key(|(records, entry)| (Reverse(*records), order_of(entry)));
            entries.truncate(limits::NUMBER_SHAPES);
        }
        let mut entries: Vec<ShapeEntry> = entries.into_iter().map(|(_, entry)| entry).collect();
        entries.sort_unstable_by_key(order_of);
        entries
    }
}

/// Leaves those with the most records, as many as a table holds; returns the others, and notes what they had.
fn leave_most<K: Copy + Ord + Hash>(counts: &mut HashMap<K, Count>, missed: &mut Missed) -> Vec<(K, Count)> {
    let mut all: Vec<(K, Count)> = counts.drain().collect();
    all.sort_unstable_by_key(|(key, count)| (Reverse(count.records), *key));
    let others = all.split_off(limits::NUMBER_SHAPES.min(all.len()));
    counts.extend(all);
    for (_, count) in &others {
        missed.numbers = missed.numbers.max(count.numbers);
        missed.blanks = missed.blanks.max(count.blanks);
    }
    others
}

impl Count {
    fn of(shape: NumberShape, missed: Missed) -> Self {
        let Missed { numbers, blanks } = missed;
        Self { records: numbers, numbers, blanks, met: vec![0; usize::from(shape.length())] }
    }

    /// Notes the signs of a number; behind the first `same` places every digit is met.
    fn meet(&mut self, folded: &str, same: usize) {
        for (at, (sign, met)) in folded.chars().zip(&mut self.met).enumerate() {
            *met |= match sign {
                _ if at >= same => ALL_DIGITS,
                '0'..='9' => 1 << (u32::from(sign) - u32::from('0')),
                'A'..='Z' => 1 << (u32::from(sign) - u32::from('A')),
                _ => 1 << 26,
            };
        }
    }

    fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.numbers = self.numbers.saturating_add(other.numbers);
        self.blanks = self.blanks.saturating_add(other.blanks);
        for (met, of_other) in self.met.iter_mut().zip(&other.met) {
            *met |= of_other;
        }
    }

    /// How many numbers the shape can give. Each place counts as ten signs until enough records were met.
    fn space(&self) -> u64 {
        let of_place = |met: &u32| {
            if self.records < limits::SHAPE_RECORDS { 10 } else { u64::from(met.count_ones()) }
        };
        self.met.iter().map(of_place).fold(1, u64::saturating_mul).max(1)
    }

    fn entry(&self, issuer: [u8; limits::ISSUER_CODE_BYTES], shape: NumberShape) -> ShapeEntry {
        ShapeEntry {
            issuer,
            length: shape.length(),
            reserved: [0; 7],
            letters: shape.letters().into(),
            numbers: self.numbers.into(),
            blanks: self.blanks.into(),
            space: self.space().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ShapeCounter, ShapeEntry, order_of, padded};
    use crate::document::blank_range::BlankRange;
    use crate::document::issuer::IssuerCode;
    use crate::document::number::DocumentNumber;
    use crate::number_shape::NumberShape;

    fn number(text: &str) -> DocumentNumber {
        DocumentNumber::parse(text).unwrap()
    }

    fn uto() -> Option<IssuerCode> {
        IssuerCode::parse("UTO")
    }

    /// (issuer, numbers of both kinds, space) of every entry.
    fn told(counter: &ShapeCounter) -> Vec<(String, u64, u64)> {
        let text = |code: [u8; 16]| String::from_utf8(code.to_vec()).unwrap().trim_matches('\0').to_owned();
        let entries = counter.entries();
        let numbers = |entry: &ShapeEntry| entry.numbers.get() + entry.blanks.get();
        entries.iter().map(|entry| (text(entry.issuer), numbers(entry), entry.space.get())).collect()
    }

    #[test]
    fn a_few_numbers_count_ten_signs_a_place_and_stand_under_all_and_their_issuer() {
        let mut counter = ShapeCounter::default();
        counter.number(uto(), number("A123").key().as_str());
        counter.number(None, number("B123").key().as_str());
        counter.number(None, number("C123").key().as_str());
        let expected = [("", 1, 10_000), ("", 2, 10_000), ("UTO", 1, 10_000)];
        assert_eq!(told(&counter), expected.map(|(code, n, space)| (code.to_owned(), n, space)));
    }

    #[test]
    fn many_numbers_count_the_signs_met_at_each_place() {
        let mut counter = ShapeCounter::default();
        for at in 0..2_000 {
            counter.number(uto(), number(&format!("{}0{at:04}", ['C', 'F'][at % 2])).key().as_str());
        }
        // Two letters, one digit, two first digits of the counter, ten of each other.
        assert_eq!(told(&counter)[1], ("UTO".to_owned(), 2_000, 2 * 2 * 10 * 10 * 10));
    }

    /// A number of 20 signs whose letters stand where the bits of `shape` are.
    fn shaped(shape: u32) -> String {
        (0..20).map(|at| if shape >> at & 1 == 1 { 'A' } else { '3' }).collect()
    }

    #[test]
    fn a_flood_of_shapes_does_not_hide_the_shape_of_another_owners_numbers() {
        let flood = IssuerCode::parse("AAA");
        // Before, and on both sides: what gave way and came again.
        for turns in [[0, 1].as_slice(), &[1, 0, 1]] {
            let mut counter = ShapeCounter::default();
            for is_flood in turns {
                if *is_flood == 1 {
                    (0..140_000).for_each(|shape| counter.number(flood, &shaped(shape)));
                } else {
                    for at in 0..2_000 {
                        counter.number(uto(), number(&format!("X0{at:05}")).key().as_str());
                    }
                }
            }
            let entries = counter.entries();
            assert_eq!(entries.len(), crate::limits::NUMBER_SHAPES);
            let of = |issuer: Option<IssuerCode>, like: &str| {
                let shape = NumberShape::of_folded(like);
                let code = issuer.map_or([0; 16], padded);
                let wanted = (code, shape.length(), shape.letters());
                entries.iter().find(|entry| order_of(entry) == wanted).map(|entry| entry.numbers.get())
            };
            for issuer in [uto(), None] {
                // At most one number of the shape may have been forgotten.
                let numbers = of(issuer, "X012345").unwrap();
                assert!((2_000..=2_002).contains(&numbers), "{turns:?} {numbers}");
            }
            let told = entries.iter().filter(|entry| entry.length == 20);
            let least = turns.iter().sum::<u64>();
            assert!(told.map(|entry| entry.numbers.get()).all(|numbers| numbers >= least), "{turns:?}");
        }
    }

    #[test]
    fn many_issuers_of_one_shape_are_counted_whole_for_all_issuers() {
        let mut counter = ShapeCounter::default();
        for at in 0..200_000 {
            counter.number(IssuerCode::parse(&format!("X{at}")), "A1");
        }
        let of_all = counter.entries()[0];
        assert_eq!(of_all.issuer, [0; 16]);
        assert!(of_all.numbers.get() >= 200_000);
        assert_eq!(counter.entries().len(), crate::limits::NUMBER_SHAPES);
    }

    #[test]
    fn each_number_of_a_range_is_counted() {
        let mut counter = ShapeCounter::default();
        let range = BlankRange::new(number("AX1000"), number("AX4999")).unwrap();
        counter.range(uto(), &range);
        assert_eq!(told(&counter)[1], ("UTO".to_owned(), 4_000, 1_000_000));
    }
}
