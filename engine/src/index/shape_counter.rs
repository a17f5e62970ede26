//! Counts the numbers of each issuer and shape while a segment is built.

use std::collections::BTreeMap;
use std::collections::HashMap;
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
#[derive(Default)]
pub struct ShapeCounter {
    counts: HashMap<(Option<IssuerCode>, NumberShape), Count>,
}

/// Numbers of one shape, and which signs were met at each place.
#[derive(Clone, Default)]
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
        if let Some(count) = self.count_of(issuer, NumberShape::of_folded(folded)) {
            count.records += 1;
            count.numbers += 1;
            count.meet(folded, usize::MAX);
        }
    }

    /// Counts every number of a range.
    pub fn range(&mut self, issuer: Option<IssuerCode>, range: &BlankRange) {
        let (first, last) = (range.first().key(), range.last().key());
        let same = first.as_str().chars().zip(last.as_str().chars()).take_while(|(a, b)| a == b).count();
        if let Some(count) = self.count_of(issuer, NumberShape::of(&first)) {
            count.records += 1;
            count.blanks = count.blanks.saturating_add(range.width());
            count.meet(first.as_str(), same);
        }
    }

    /// The count of a shape, or `None` if there are too many shapes.
    fn count_of(&mut self, issuer: Option<IssuerCode>, shape: NumberShape) -> Option<&mut Count> {
        let is_full = self.counts.len() >= limits::NUMBER_SHAPES;
        if is_full && !self.counts.contains_key(&(issuer, shape)) {
            return None;
        }
        let count = self.counts.entry((issuer, shape)).or_default();
        count.met.resize(usize::from(shape.length()), 0);
        Some(count)
    }

    /// Writes the section.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn finish<W: Write>(self, out: &mut SectionWriter<W>) -> Result<(), WriteError> {
        out.begin(SectionKind::NumberShapes);
        out.write(self.entries().as_bytes())
    }

    /// The entries in their order, at most [`limits::NUMBER_SHAPES`]: a full table says that it does not tell all.
    #[must_use]
    pub fn entries(&self) -> Vec<ShapeEntry> {
        let mut of_all: BTreeMap<NumberShape, Count> = BTreeMap::new();
        for ((_, shape), count) in &self.counts {
            of_all.entry(*shape).or_default().add(count);
        }
        let of_all = of_all.iter().map(|(shape, count)| count.entry([0; _], *shape));
        let of_issuers = self
            .counts
            .iter()
            .filter_map(|((issuer, shape), count)| Some(count.entry(padded((*issuer)?), *shape)));
        let mut entries: Vec<ShapeEntry> = of_all.chain(of_issuers).collect();
        entries.sort_unstable_by_key(order_of);
        entries.truncate(limits::NUMBER_SHAPES);
        entries
    }
}

impl Count {
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
        self.numbers += other.numbers;
        self.blanks = self.blanks.saturating_add(other.blanks);
        self.met.resize(other.met.len(), 0);
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
    use super::{ShapeCounter, ShapeEntry};
    use crate::document::blank_range::BlankRange;
    use crate::document::issuer::IssuerCode;
    use crate::document::number::DocumentNumber;

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

    #[test]
    fn each_number_of_a_range_is_counted() {
        let mut counter = ShapeCounter::default();
        let range = BlankRange::new(number("AX1000"), number("AX4999")).unwrap();
        counter.range(uto(), &range);
        assert_eq!(told(&counter)[1], ("UTO".to_owned(), 4_000, 1_000_000));
    }
}
