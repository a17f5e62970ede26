//! How many edits part two words: a sign wrong, lost, too much, or two neighbours swapped, of edits that do not overlap.
//!
//! All rows of a column at once, a bit each (Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit
//! Distances", Nordic Journal of Computing 10 (1), 2003).

use crate::limits::EDIT_LETTERS;

/// Letters of the alphabet that parts in A to Z have.
const ALPHABET: usize = 26;

const _: () = assert!(EDIT_LETTERS <= 64, "a bit for each letter");

/// A word in A to Z that others are compared with.
pub(super) struct Pattern<'w> {
    word: &'w [u8],
    /// For each letter the places where it stands.
    places: [u64; ALPHABET],
}

impl<'w> Pattern<'w> {
    /// A word of 1 to [`EDIT_LETTERS`] letters A to Z; `None` for any other text.
    pub(super) fn new(word: &'w [u8]) -> Option<Self> {
        if word.is_empty() || word.len() > EDIT_LETTERS {
            return None;
        }
        let mut places = [0; ALPHABET];
        for (letter, at) in word.iter().zip(0..) {
            *places.get_mut(usize::from(letter.wrapping_sub(b'A')))? |= 1 << at;
        }
        Some(Self { word, places })
    }

    /// The edits to another word, if they are no more than `most`.
    pub(super) fn edits(&self, other: &[u8], most: u8) -> Option<u8> {
        if self.word.len().abs_diff(other.len()) > usize::from(most) {
            return None;
        }
        let last = 1_u64 << (self.word.len() - 1);
        let mut edits = self.word.len();
        let (mut more, mut fewer) = (u64::MAX, 0_u64);
        let (mut diagonal, mut before) = (0_u64, 0_u64);
        for letter in other {
            let here = self.places.get(usize::from(letter.wrapping_sub(b'A'))).copied().unwrap_or(0);
            let swapped = ((!diagonal & here) << 1) & before;
            diagonal = (((here & more).wrapping_add(more)) ^ more) | here | fewer | swapped;
            let right_more = fewer | !(diagonal | more);
            let right_fewer = diagonal & more;
            edits += usize::from(right_more & last != 0);
            edits -= usize::from(right_fewer & last != 0);
            let right_more = (right_more << 1) | 1;
            more = (right_fewer << 1) | !(diagonal | right_more);
            fewer = right_more & diagonal;
            before = here;
        }
        u8::try_from(edits).ok().filter(|edits| *edits <= most)
    }

    /// True if the words differ by two neighbours that changed places.
    pub(super) fn is_swap(&self, other: &[u8]) -> bool {
        let mut differ = (0..).zip(self.word.iter().zip(other)).filter(|(_, (one, other))| one != other);
        let same_length = self.word.len() == other.len();
        match (differ.next(), differ.next(), differ.next()) {
            (Some((first, one)), Some((second, two)), None) => {
                same_length && second == first + 1_usize && (one.0, one.1) == (two.1, two.0)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Pattern;

    /// The table that the definition gives (optimal string alignment).
    fn plain(one: &[u8], other: &[u8]) -> usize {
        let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
        for at in 0..=one.len() {
            for to in 0..=other.len() {
                table[at][to] = if at == 0 || to == 0 {
                    at + to
                } else {
                    let wrong = usize::from(one[at - 1] != other[to - 1]);
                    let mut least =
                        (table[at - 1][to - 1] + wrong).min(table[at - 1][to] + 1).min(table[at][to - 1] + 1);
                    if at > 1 && to > 1 && one[at - 1] == other[to - 2] && one[at - 2] == other[to - 1] {
                        least = least.min(table[at - 2][to - 2] + 1);
                    }
                    least
                };
            }
        }
        table[one.len()][other.len()]
    }

    proptest! {
        #[test]
        fn the_edits_are_those_of_the_definition(one in "[A-D]{1,12}", other in "[A-D]{0,12}") {
            let pattern = Pattern::new(one.as_bytes()).unwrap();
            let expected = plain(one.as_bytes(), other.as_bytes());
            prop_assert_eq!(pattern.edits(other.as_bytes(), 12).map(usize::from), Some(expected));
            let within = pattern.edits(other.as_bytes(), 2).map(usize::from);
            prop_assert_eq!(within, (expected <= 2).then_some(expected));
        }
    }

    #[test]
    fn two_neighbours_that_changed_places_are_a_swap() {
        let pattern = Pattern::new(b"THI").unwrap();
        assert!(pattern.is_swap(b"TIH"));
        for other in ["THI", "IHT", "TIHA", "TAH", "TI"] {
            assert!(!pattern.is_swap(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn what_is_no_word_in_plain_letters_has_no_pattern() {
        for text in ["", "a", "Ä", "A-B", &"A".repeat(41)] {
            assert!(Pattern::new(text.as_bytes()).is_none(), "{text}");
        }
    }
}
