//! Signs that a reader takes for one another, with how often each pair is met in relation to the others.
//!
//! Typed from published sets of OCR-equivalent signs and from the shapes of OCR-B, not from the engine's table.

use crate::rng::Rng;

/// Two signs that are taken for one another, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair(char, char, u64);

/// Letters and digits of one shape: met most.
const OFTEN: u64 = 5;
/// Signs that only look alike in bad light, on worn print or at an angle.
const SELDOM: u64 = 1;

const PAIRS: &[Pair] = &[
    Pair('0', 'O', OFTEN),
    Pair('1', 'I', OFTEN),
    Pair('8', 'B', OFTEN),
    Pair('5', 'S', OFTEN),
    Pair('2', 'Z', OFTEN),
    Pair('6', 'G', OFTEN),
    Pair('0', 'D', OFTEN),
    Pair('0', 'Q', OFTEN),
    Pair('1', 'L', OFTEN),
    Pair('7', 'T', SELDOM),
    Pair('C', 'G', SELDOM),
    Pair('3', '8', SELDOM),
    Pair('5', '6', SELDOM),
    Pair('1', '7', SELDOM),
    Pair('V', 'Y', SELDOM),
    Pair('4', 'A', SELDOM),
    Pair('4', 'Y', SELDOM),
    Pair('K', 'X', SELDOM),
    Pair('F', 'P', SELDOM),
    Pair('M', 'W', SELDOM),
    Pair('0', 'U', SELDOM),
];

/// The signs that `sign` is taken for, each with its weight.
fn readings(sign: char) -> impl Iterator<Item = (char, u64)> {
    PAIRS.iter().filter_map(move |&Pair(one, other, weight)| match sign {
        _ if sign == one => Some((other, weight)),
        _ if sign == other => Some((one, weight)),
        _ => None,
    })
}

/// Reads some of the signs at `places` as others, each at another place. False where too few can be misread; the
/// signs are then of no use.
pub fn misread_at(rng: &mut Rng, signs: &mut [char], places: &[usize], count: usize) -> bool {
    let mut free: Vec<usize> = places.to_vec();
    for _ in 0..count {
        let choices: Vec<(usize, char, u64)> = free
            .iter()
            .filter_map(|&at| Some((at, *signs.get(at)?)))
            .flat_map(|(at, sign)| readings(sign).map(move |(read, weight)| (at, read, weight)))
            .collect();
        if choices.is_empty() {
            return false;
        }
        let &(at, read, _) = rng.pick_weighted(&choices, |choice| choice.2);
        signs[at] = read;
        free.retain(|&other| other != at);
    }
    true
}

/// A text with some signs misread; None where too few can be.
pub fn misread(rng: &mut Rng, text: &str, count: usize) -> Option<String> {
    let mut signs: Vec<char> = text.chars().collect();
    let places: Vec<usize> = (0..signs.len()).collect();
    misread_at(rng, &mut signs, &places, count).then(|| signs.into_iter().collect())
}

/// A text with one sign taken for another of its folded class: {0 O D Q} {1 I L} {2 Z} {5 S} {6 G} {8 B}.
pub fn look_alike(rng: &mut Rng, text: &str) -> Option<String> {
    let choices: Vec<(usize, char)> = text
        .chars()
        .enumerate()
        .flat_map(|(at, sign)| {
            let class =
                ["0ODQ", "1IL", "2Z", "5S", "6G", "8B"].into_iter().find(|class| class.contains(sign));
            class.into_iter().flat_map(str::chars).filter(move |&other| other != sign).map(move |o| (at, o))
        })
        .collect();
    let &(chosen, other) = choices.get(rng.index(choices.len()))?;
    Some(text.chars().enumerate().map(|(at, sign)| if at == chosen { other } else { sign }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    fn differing(one: &str, other: &str) -> usize {
        one.chars().zip(other.chars()).filter(|(one, other)| one != other).count()
    }

    #[test]
    fn as_many_signs_are_misread_as_asked() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 0);
        for count in [1, 2, 3] {
            for _ in 0..500 {
                let read = misread(&mut rng, "UT123450B", count).expect("nine signs that look like others");
                assert_eq!(differing("UT123450B", &read), count, "{read}");
            }
        }
        assert_eq!(misread(&mut rng, "RHN9", 1), None);
        assert_eq!(misread(&mut rng, "RHN8", 2), None);
    }

    #[test]
    fn letters_and_digits_of_one_shape_are_met_more_often() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 1);
        let as_letter = (0..600).filter(|_| misread(&mut rng, "8", 1).as_deref() == Some("B")).count();
        assert!((440..560).contains(&as_letter), "5 in 6 of 600: {as_letter}");
    }

    #[test]
    fn look_alikes_stay_in_their_class() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 2);
        for _ in 0..200 {
            let read = look_alike(&mut rng, "A0").expect("a zero");
            assert!(["AO", "AD", "AQ"].contains(&read.as_str()), "{read}");
        }
        assert_eq!(look_alike(&mut rng, "X3"), None);
    }
}
