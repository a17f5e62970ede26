//! The ranges of one group as pairs of numbers in levels, and the walk to those that cover a number. Pure arithmetic
//! over a plain array: it allocates nothing.
//!
//! The lowest level has a pair for each range, its first and last number, in rising order of the first. A pair of the
//! level above stands for sixteen of these: the first number of all, and the greatest last number among them. So a walk
//! leaves out whatever ends before the number that is asked, and stops at what begins behind it; of the blocks that it
//! enters only the last one may hold no answer.

use crate::segment::layout::RANGE_FAN_OUT;

/// Most levels: enough for every number of ranges that four bytes can tell.
const LEVELS_MOST: usize = 8;

const _: () = assert!(RANGE_FAN_OUT.pow(7) * RANGE_FAN_OUT > u32::MAX as usize);

/// The pairs of a group of ranges.
#[derive(Clone, Copy)]
pub(super) struct RangeLevels<'s> {
    pairs: &'s [u8],
    /// Bytes of each number.
    length: usize,
    /// The levels, the lowest first.
    levels: [Level; LEVELS_MOST],
    /// The level that has none above it.
    top: usize,
}

/// One level: pairs one behind the other.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Pairs of the levels below.
    before: usize,
    pairs: usize,
}

/// How many pairs the level above one of `pairs` has, or `None` if there is none.
pub(super) const fn pairs_above(pairs: usize) -> Option<usize> {
    if pairs > RANGE_FAN_OUT { Some(pairs.div_ceil(RANGE_FAN_OUT)) } else { None }
}

impl<'s> RangeLevels<'s> {
    /// The levels of `ranges` ranges with numbers of `length` bytes, at the start of `bytes`; `None` if these end before.
    pub(super) fn new(bytes: &'s [u8], length: usize, ranges: u32) -> Option<Self> {
        let mut levels = [Level::default(); LEVELS_MOST];
        let mut top = 0;
        levels[0].pairs = ranges as usize;
        while let Some(pairs) = pairs_above(levels[top].pairs) {
            let before = levels[top].before + levels[top].pairs;
            top += 1;
            levels[top] = Level { before, pairs };
        }
        let pairs = levels[top].before + levels[top].pairs;
        let pairs = bytes.get(..pairs.checked_mul(2 * length)?)?;
        Some(Self { pairs, length, levels, top })
    }

    /// Bytes of all levels.
    pub(super) const fn bytes(&self) -> usize {
        self.pairs.len()
    }

    /// First and last number of a range.
    pub(super) fn range(&self, at: usize) -> Option<(&'s [u8], &'s [u8])> {
        self.pair(0, at)
    }

    fn pair(&self, level: usize, at: usize) -> Option<(&'s [u8], &'s [u8])> {
        let level = self.levels.get(level).filter(|level| at < level.pairs)?;
        let start = (level.before + at) * 2 * self.length;
        self.pairs.get(start..start + 2 * self.length)?.split_at_checked(self.length)
    }

    /// True if first numbers rise, and every pair above the ranges tells what those below it hold.
    pub(super) fn are_sound(&self) -> bool {
        let firsts_rise = (1..self.levels[0].pairs).all(|at| match (self.range(at - 1), self.range(at)) {
            (Some((before, _)), Some((first, _))) => before <= first,
            _ => false,
        });
        let mut above =
            (1..=self.top).flat_map(|level| (0..self.levels[level].pairs).map(move |at| (level, at)));
        firsts_rise && above.all(|(level, at)| self.pair(level, at) == self.block(level - 1, at))
    }

    /// What the pair above a block tells.
    fn block(&self, level: usize, at: usize) -> Option<(&'s [u8], &'s [u8])> {
        let (first, last) = self.pair(level, at * RANGE_FAN_OUT)?;
        let others = at * RANGE_FAN_OUT + 1..(at + 1) * RANGE_FAN_OUT;
        let greatest =
            others.map_while(|at| self.pair(level, at)).fold(last, |greatest, pair| greatest.max(pair.1));
        Some((first, greatest))
    }

    /// True if the walk to those that cover `key` comes to a range: it enters every block that the range stands in.
    pub(super) fn lead_to(&self, key: &[u8], range: usize) -> bool {
        let mut at = range;
        (0..=self.top).all(|level| {
            let covers = self.pair(level, at).is_some_and(|(first, last)| first <= key && key <= last);
            at /= RANGE_FAN_OUT;
            covers
        })
    }

    /// The ranges that cover `key`, which has the group's shape, in their order.
    pub(super) const fn covering(self, key: &'s [u8]) -> Walk<'s> {
        Walk { levels: self, key, level: self.top, at: 0 }
    }
}

/// A walk to the ranges that cover a number.
#[derive(Clone)]
pub(super) struct Walk<'s> {
    levels: RangeLevels<'s>,
    key: &'s [u8],
    /// Where the walk is.
    level: usize,
    at: usize,
}

impl Walk<'_> {
    /// Goes to the next pair; behind the last one of a block, to the next block.
    fn step(&mut self) {
        self.at += 1;
        while self.level < self.levels.top && self.at.is_multiple_of(RANGE_FAN_OUT) {
            self.level += 1;
            self.at /= RANGE_FAN_OUT;
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            let (first, greatest) = self.levels.pair(self.level, self.at)?;
            if greatest < self.key {
                self.step();
            } else if first > self.key {
                // So does all that comes behind it.
                return None;
            } else if self.level > 0 {
                self.level -= 1;
                self.at *= RANGE_FAN_OUT;
            } else {
                let found = self.at;
                self.step();
                return Some(found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RangeLevels;
    use crate::segment::layout::RANGE_FAN_OUT;

    /// Ranges of numbers of four digits, level by level.
    fn levels(ranges: &[(u32, u32)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut level = ranges.to_vec();
        loop {
            for (first, last) in &level {
                bytes.extend_from_slice(format!("{first:04}{last:04}").as_bytes());
            }
            if level.len() <= RANGE_FAN_OUT {
                return bytes;
            }
            let block = |pairs: &[(u32, u32)]| (pairs[0].0, pairs.iter().map(|pair| pair.1).max().unwrap());
            level = level.chunks(RANGE_FAN_OUT).map(block).collect();
        }
    }

    fn opened(bytes: &[u8], ranges: usize) -> RangeLevels<'_> {
        let levels = RangeLevels::new(bytes, 4, u32::try_from(ranges).unwrap()).unwrap();
        assert_eq!(levels.bytes(), bytes.len());
        levels
    }

    fn found(levels: RangeLevels<'_>, key: u32) -> Vec<usize> {
        levels.covering(format!("{key:04}").as_bytes()).collect()
    }

    #[test]
    fn every_number_of_ranges_around_the_size_of_a_block_is_walked_whole() {
        for count in [0, 1, 2, 15, 16, 17, 31, 32, 33, 255, 256, 257, 4_096, 4_097] {
            let nested: Vec<(u32, u32)> = (0..count).map(|at| (at, 9_999 - at)).collect();
            let bytes = levels(&nested);
            let levels = opened(&bytes, nested.len());
            assert!(levels.are_sound(), "{count}");
            assert_eq!(
                found(levels, 5_000.max(count)),
                Vec::from_iter(0..nested.len())
                    .into_iter()
                    .filter(|at| nested[*at].1 >= 5_000.max(count))
                    .collect::<Vec<_>>(),
                "{count}"
            );
        }
    }

    #[test]
    fn a_walk_comes_to_a_range_behind_thousands_that_end_before_the_number() {
        let mut ranges: Vec<(u32, u32)> = (0..5_000).map(|at| (at, at)).collect();
        ranges[17].1 = 9_000;
        let bytes = levels(&ranges);
        let levels = opened(&bytes, ranges.len());
        assert_eq!(found(levels, 8_999), [17]);
        assert_eq!(found(levels, 4_000), [17, 4_000]);
        assert!(levels.lead_to(b"8999", 17) && !levels.lead_to(b"8999", 18) && !levels.lead_to(b"9001", 17));
    }

    #[test]
    fn pairs_that_hide_a_range_are_not_sound() {
        let ranges: Vec<(u32, u32)> = (0..300).map(|at| (at, at + 10)).collect();
        let sound = levels(&ranges);
        for at in 0..sound.len() {
            let mut bytes = sound.clone();
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
            let levels = opened(&bytes, ranges.len());
            // A change in a range may be one to another sound range; what is found is then what it says.
            if levels.are_sound() {
                for key in (0..400).step_by(7) {
                    let text = format!("{key:04}");
                    let covers = |at: &usize| {
                        levels
                            .range(*at)
                            .is_some_and(|(first, last)| first <= text.as_bytes() && text.as_bytes() <= last)
                    };
                    assert_eq!(found(levels, key), (0..300).filter(covers).collect::<Vec<_>>(), "byte {at}");
                }
            }
        }
    }
}
