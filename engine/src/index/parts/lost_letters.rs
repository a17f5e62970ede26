//! Keys under which parts meet that differ by an edit or two: the part with letters left out.
//!
//! Of two words that an edit parts, the same word remains when the edited letter is left out of both (Mor and Fraenkel,
//! "A Hash Code Method for Detecting and Correcting Spelling Errors", CACM 25 (12), 1982). So all words within reach share
//! a key, and what shares one is compared letter by letter: a key never says that two words are alike.
//!
//! - Words in which one edit is forgiven meet whole and with each letter left out.
//! - Words in which two are forgiven meet by [`REMAINING`] letters, left of the first [`TWO_EDITS_LETTERS`] when two are
//!   left out: the first letters of what both have in common can be read there, whatever follows.

use std::ops::RangeInclusive;

use crate::limits::{ONE_EDIT_LETTERS, TWO_EDITS_LETTERS};

/// Letters of a key for two edits.
const REMAINING: usize = TWO_EDITS_LETTERS - 2;

/// Lengths of parts that one edit may lead to.
const ONE_EDIT_LISTED: RangeInclusive<usize> = ONE_EDIT_LETTERS - 1..=TWO_EDITS_LETTERS;

/// Bits of a key's hash that are used.
pub(super) const HASH_BITS: u32 = 40;

/// Most keys of one part: one edit's (a whole word and each letter left out) and two edits' (each pair left out).
const KEYS: usize = 1 + TWO_EDITS_LETTERS + TWO_EDITS_LETTERS * (TWO_EDITS_LETTERS - 1) / 2;

const _: () = assert!(TWO_EDITS_LETTERS <= 8, "a key's letters are a number of 64 bits");

/// Hashes of keys, rising, each once.
pub(super) struct Keys {
    hashes: [u64; KEYS],
    many: usize,
}

/// How many edits are forgiven in a part of so many letters.
pub(super) const fn edits_forgiven(letters: usize) -> u8 {
    match letters {
        TWO_EDITS_LETTERS.. => 2,
        ONE_EDIT_LETTERS.. => 1,
        _ => 0,
    }
}

impl Keys {
    /// The keys by which a listed part is found; none for what is not in A to Z.
    pub(super) fn of_listed(part: &[u8]) -> Self {
        let mut keys = Self::none();
        if !is_plain(part) {
            return keys;
        }
        if ONE_EDIT_LISTED.contains(&part.len()) {
            keys.add_one_left_out(part);
        }
        keys.add_two_left_out(part);
        keys.seal();
        keys
    }

    /// The keys by which those parts are found that the edits forgiven lead to.
    pub(super) fn of_asked(part: &[u8]) -> Self {
        let mut keys = Self::none();
        match edits_forgiven(part.len()) {
            _ if !is_plain(part) => {}
            0 => {}
            1 => keys.add_one_left_out(part),
            _ => keys.add_two_left_out(part),
        }
        keys.seal();
        keys
    }

    /// The hashes, of [`HASH_BITS`] bits.
    pub(super) fn hashes(&self) -> &[u64] {
        self.hashes.get(..self.many).unwrap_or_default()
    }

    const fn none() -> Self {
        Self { hashes: [0; KEYS], many: 0 }
    }

    fn add_one_left_out(&mut self, part: &[u8]) {
        self.add(1, part.iter());
        for out in 0..part.len() {
            self.add(1, (0..).zip(part).filter(|(at, _)| *at != out).map(|(_, letter)| letter));
        }
    }

    fn add_two_left_out(&mut self, part: &[u8]) {
        let first = &part[..part.len().min(TWO_EDITS_LETTERS)];
        let Some(left_out) = first.len().checked_sub(REMAINING) else { return };
        for one in 0..first.len() {
            for other in one + 1..=first.len() {
                // Shorter words lose fewer letters: places behind their end stand for none.
                let is_left_out = |at: usize| match left_out {
                    0 => false,
                    1 => at == one,
                    _ => at == one || at == other,
                };
                let is_new = match left_out {
                    0 => (one, other) == (0, 1),
                    1 => other == one + 1,
                    _ => other < first.len(),
                };
                if is_new {
                    self.add(
                        2,
                        (0..).zip(first).filter(|(at, _)| !is_left_out(*at)).map(|(_, letter)| letter),
                    );
                }
            }
        }
    }

    fn add<'l>(&mut self, edits: u64, letters: impl Iterator<Item = &'l u8>) {
        let number = letters.fold(0, |number, letter| number << 8 | u64::from(*letter));
        if let Some(place) = self.hashes.get_mut(self.many) {
            *place = mixed(number ^ edits << 63) >> (u64::BITS - HASH_BITS);
            self.many += 1;
        }
    }

    fn seal(&mut self) {
        let Some(hashes) = self.hashes.get_mut(..self.many) else { return };
        hashes.sort_unstable();
        let mut kept = 0;
        for at in 0..hashes.len() {
            if kept == 0 || hashes[kept - 1] != hashes[at] {
                hashes[kept] = hashes[at];
                kept += 1;
            }
        }
        self.many = kept;
    }
}

fn is_plain(part: &[u8]) -> bool {
    part.iter().all(u8::is_ascii_uppercase)
}

/// The output function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): every bit of the number reaches all others.
const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::distance::Pattern;
    use super::{KEYS, Keys, edits_forgiven};

    fn share_a_key(asked: &str, listed: &str) -> bool {
        let listed = Keys::of_listed(listed.as_bytes());
        Keys::of_asked(asked.as_bytes()).hashes().iter().any(|hash| listed.hashes().contains(hash))
    }

    /// A word with an edit: which one, where, and a letter for it.
    fn edited(word: &str, (kind, place, letter): (u8, usize, u8)) -> String {
        let mut letters = word.as_bytes().to_vec();
        let at = place % letters.len();
        match kind {
            0 => letters[at] = letter,
            1 => letters.insert(at, letter),
            2 if letters.len() > 1 => {
                letters.remove(at);
            }
            _ if at > 0 => letters.swap(at - 1, at),
            _ => {}
        }
        String::from_utf8(letters).unwrap()
    }

    proptest! {
        #[test]
        fn whatever_the_forgiven_edits_lead_to_shares_a_key(
            asked in "[A-E]{4,12}",
            edits in prop::collection::vec((0_u8..4, 0_usize..12, b'A'..=b'E'), 1..3),
        ) {
            let most = edits_forgiven(asked.len());
            let listed = edits.iter().fold(asked.clone(), |word, edit| edited(&word, *edit));
            let pattern = Pattern::new(asked.as_bytes()).unwrap();
            if pattern.edits(listed.as_bytes(), most).is_some() {
                prop_assert!(share_a_key(&asked, &listed), "{} {}", asked, listed);
            }
        }
    }

    #[test]
    fn words_far_apart_share_no_key() {
        for (asked, listed) in
            [("ANNA", "OTTO"), ("SHCHERBAKOV", "MUELLER"), ("ALEKSANDROVICH", "NIKOLAEVICH")]
        {
            assert!(!share_a_key(asked, listed), "{asked} {listed}");
        }
    }

    #[test]
    fn only_words_in_plain_letters_long_enough_have_keys() {
        for part in ["", "A", "AB", "anna", "ÄNNA", "王小明"] {
            assert!(Keys::of_listed(part.as_bytes()).hashes().is_empty(), "{part}");
            assert!(Keys::of_asked(part.as_bytes()).hashes().is_empty(), "{part}");
        }
        assert!(Keys::of_asked(b"ABC").hashes().is_empty());
        assert_eq!(Keys::of_listed(b"ABC").hashes().len(), 4);
        assert_eq!(Keys::of_listed(b"ABCDEFGH").hashes().len(), KEYS);
        assert_eq!(Keys::of_listed(b"ABCDEFGHIJKL").hashes().len(), 28);
        assert_eq!(Keys::of_listed(b"ABCDEFG").hashes().len(), 8 + 7);
        assert_eq!(Keys::of_listed(b"ABCDEF").hashes().len(), 7 + 1);
        assert_eq!(Keys::of_listed(b"AAA").hashes().len(), 2);
    }
}
