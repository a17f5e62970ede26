//! Other numbers that the reader of a zone may have seen: signs that are taken for one another put back.
//!
//! A reading is asked beside the number as read, never in its place, and nothing here changes what was read.
//! Walking the readings allocates nothing.

use super::check_digit::{VALUES, WEIGHTS};
use super::forced;
use super::number::{Number, NumberField};
use crate::key::Key;
use crate::limits::{MRZ_NUMBER_BYTES, MRZ_NUMBER_READINGS};
use crate::misread::{MOST_TAKEN_FOR, taken_for};

/// How many signs of a number are put back, and under which condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingDepth {
    /// One or two signs, where the number's check digit agrees with the outcome: for a number whose digit failed.
    Two,
    /// One sign, within a class that the check digit does not see (`F` and `P`, `0` and `U`, `K` and the filler,
    /// ...): for a number whose digit agrees.
    Blind,
}

/// One sign of a number that was put back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SignPutBack {
    /// The sign's place in the number as read, from 1.
    pub at: u8,
    /// The sign as read; `<` where the reader saw a filler.
    pub read: char,
    /// The sign as taken; `<` where it is none of the number.
    pub taken: char,
}

/// Another number that the reader may have seen.
#[derive(Clone, Copy)]
pub struct NumberReading {
    number: Number,
    changes: [SignPutBack; 2],
    count: usize,
}

impl NumberReading {
    /// The number without fillers.
    #[must_use]
    pub fn number(&self) -> &str {
        self.number.as_str()
    }

    /// The same as bytes of ASCII.
    pub(crate) fn number_bytes(&self) -> &[u8] {
        self.number.as_bytes()
    }

    /// The one or two signs that were put back.
    #[must_use]
    pub fn changes(&self) -> &[SignPutBack] {
        &self.changes[..self.count]
    }
}

/// One sign of the field read as another.
#[derive(Clone, Copy)]
struct Change {
    place: usize,
    taken: u8,
}

/// A change, and by how much it moves the number's sum, modulo 10, in each way of summing.
#[derive(Clone, Copy)]
struct Moved {
    change: Change,
    by: [u8; 2],
}

/// The most signs that a filler, `K` or `L` is taken for beside [`taken_for`]: `K` and `L`.
const MOST_FILLERS: usize = 2;

/// All changes of a number, in place.
struct AllChanges {
    changes: [Moved; MRZ_NUMBER_BYTES * (MOST_TAKEN_FOR + MOST_FILLERS)],
    count: usize,
}

impl AllChanges {
    fn as_slice(&self) -> &[Moved] {
        &self.changes[..self.count]
    }
}

/// Visits the readings of a number, those with one sign put back first. False if there are more than are visited.
pub(super) fn walk(field: &NumberField, depth: ReadingDepth, visit: &mut dyn FnMut(&NumberReading)) -> bool {
    let walk = Walk { field, key: Key::fold_short(&field.number), sums: Sums::of(field) };
    let mut left = MRZ_NUMBER_READINGS;
    let mut meet = |changes: &[Change]| {
        let Some(reading) = walk.reading(changes) else { return true };
        if left == 0 {
            return false;
        }
        left -= 1;
        visit(&reading);
        true
    };
    if depth == ReadingDepth::Blind {
        let places = 0..walk.signs().len();
        let mut blind = places.flat_map(|place| walk.changes(place)).filter(|change| walk.is_blind(*change));
        return blind.all(|only| meet(&[only]));
    }
    let changes = walk.all_changes();
    let changes = changes.as_slice();
    for only in changes {
        if walk.agrees(only.by) && !meet(&[only.change]) {
            return false;
        }
    }
    for (at, first) in changes.iter().enumerate() {
        for second in &changes[at + 1..] {
            let by = [first.by[0] + second.by[0], first.by[1] + second.by[1]];
            let is_pair = first.change.place != second.change.place;
            if is_pair && walk.agrees(by) && !meet(&[first.change, second.change]) {
                return false;
            }
        }
    }
    true
}

/// True if the number agrees with its check digit once a letter in the digit's place is taken as the digit of its
/// shape.
pub(super) fn agrees_once_forced(field: &NumberField) -> bool {
    let sums = Sums::of(field);
    sums.needed[..sums.count].contains(&0)
}

struct Walk<'f> {
    field: &'f NumberField,
    /// Of the number as read.
    key: Key,
    sums: Sums,
}

impl Walk<'_> {
    fn signs(&self) -> &[u8] {
        self.field.signs.as_bytes()
    }

    /// What may stand at a place in truth. Readers take the filler for `K` or `L`, and these for a filler.
    fn changes(&self, place: usize) -> impl Iterator<Item = Change> + use<> {
        let sign = self.signs()[place];
        let fillers: &'static [u8] = match sign {
            b'<' if !self.field.runs_on && self.may_be_a_lost_sign(place) => b"KL",
            b'K' | b'L' if !self.field.runs_on => b"<",
            _ => b"",
        };
        taken_for(sign).iter().chain(fillers).map(move |&taken| Change { place, taken })
    }

    /// A filler inside the number, or right behind it: those beyond are no signs that were lost.
    fn may_be_a_lost_sign(&self, place: usize) -> bool {
        place > 0
            && (self.signs()[place - 1] != b'<' || self.signs()[place..].iter().any(|&sign| sign != b'<'))
    }

    /// True if the check digit cannot tell the sign from the one read.
    fn is_blind(&self, change: Change) -> bool {
        VALUES[usize::from(change.taken)] == VALUES[usize::from(self.signs()[change.place])]
    }

    fn all_changes(&self) -> AllChanges {
        let nothing = Moved { change: Change { place: 0, taken: 0 }, by: [0; 2] };
        let mut all = AllChanges { changes: [nothing; _], count: 0 };
        for place in 0..self.signs().len() {
            for change in self.changes(place) {
                // There is room for the most that each sign may have.
                let Some(free) = all.changes.get_mut(all.count) else { return all };
                *free = Moved { change, by: [self.moves(change, 0), self.moves(change, 1)] };
                all.count += 1;
            }
        }
        all
    }

    /// By how much a change moves the number's sum, modulo 10.
    fn moves(&self, change: Change, way: usize) -> u8 {
        let value = |sign: u8| u64::from(VALUES[usize::from(sign)]);
        let by = 10 + value(change.taken) - value(self.signs()[change.place]);
        u8::try_from(by * self.sums.weight(change.place, way) % 10).unwrap_or(0)
    }

    /// True if the check digit agrees once the number's sum has moved by so much.
    fn agrees(&self, by: [u8; 2]) -> bool {
        let sums = self.sums;
        (0..sums.count).any(|way| by[way] % 10 == sums.needed[way])
    }

    /// The reading, or `None` if it is no other number, or one that its look-up key does not tell from that read.
    fn reading(&self, changes: &[Change]) -> Option<NumberReading> {
        let taken = |place: usize| {
            let change = changes.iter().find(|change| change.place == place);
            change.map_or(self.signs()[place], |change| change.taken)
        };
        // A filler inside a number is none: it may only end it.
        let ends_there =
            |change: &Change| (change.place..self.signs().len()).all(|place| taken(place) == b'<');
        if changes.iter().any(|change| change.taken == b'<' && !ends_there(change)) {
            return None;
        }
        let mut number = Number::empty();
        for place in 0..self.signs().len() {
            let sign = taken(place);
            if sign != b'<' && !number.push_ascii(sign) {
                return None;
            }
        }
        if number.is_empty() || Key::fold_short(&number) == self.key {
            return None;
        }
        let put_back = |change: &Change| SignPutBack {
            at: self.place_in_number(change.place),
            read: char::from(self.signs()[change.place]),
            taken: char::from(change.taken),
        };
        let first = put_back(changes.first()?);
        let second = changes.last().map_or(first, put_back);
        Some(NumberReading { number, changes: [first, second], count: changes.len() })
    }

    /// The place among the signs that are no fillers, from 1.
    fn place_in_number(&self, place: usize) -> u8 {
        let before = self.signs()[..place].iter().filter(|&&sign| sign != b'<').count();
        u8::try_from(before + 1).unwrap_or(u8::MAX)
    }
}

/// By how much the sum of a number may move, modulo 10, for its check digit to agree.
#[derive(Clone, Copy)]
struct Sums {
    needed: [u8; 2],
    /// One way of summing, two for a number that runs on: without the filler in its middle, and with it.
    count: usize,
    /// Signs before that filler.
    principal: usize,
}

impl Sums {
    fn of(field: &NumberField) -> Self {
        let mut sums = Self { needed: [0; 2], count: 0, principal: field.principal };
        let Some(digit) = forced::digit(field.digit) else { return sums };
        let digit = digit - b'0';
        for way in 0..if field.runs_on { 2 } else { 1 } {
            let value =
                |(place, sign): (usize, &u8)| u64::from(VALUES[usize::from(*sign)]) * sums.weight(place, way);
            let sum: u64 = field.signs.as_bytes().iter().enumerate().map(value).sum();
            sums.needed[way] = (10 + digit - u8::try_from(sum % 10).unwrap_or(0)) % 10;
            sums.count = way + 1;
        }
        sums
    }

    const fn weight(&self, place: usize, way: usize) -> u64 {
        let skipped = if way == 1 && place >= self.principal { 1 } else { 0 };
        WEIGHTS[(place + skipped) % WEIGHTS.len()]
    }
}
