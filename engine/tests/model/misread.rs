//! Whether a zone's reader may have seen another number, told by comparing the two.

use super::question::check_digit;
use super::signs::folded;

/// Signs that are taken for one another.
const PAIRS: &str = "0O 0D 0Q 0U 0C OD OQ OU OC DQ UV 1I 1L 17 IL 7T 2Z 5S 56 6G 68 GC 8B 83 89 94 4A 4Y YV XK FP FE \
                     MW MH NH";

/// True if readers take one sign for the other.
pub(crate) fn are_taken_for_one_another(a: char, b: char) -> bool {
    PAIRS.split_whitespace().any(|pair| pair.contains(a) && pair.contains(b) && a != b)
}

/// The digit that a check digit's sign is, a letter by its shape.
fn digit(sign: char) -> Option<u32> {
    let by_shape = ["OQD", "IL", "Z", "", "A", "S", "G", "T", "B"];
    let shaped = by_shape.iter().position(|letters| letters.contains(sign));
    sign.to_digit(10).or(shaped.map(|digit| u32::try_from(digit).unwrap()))
}

/// True if `record` is among the numbers that are asked beside `read`, both as written, of nine signs at most.
/// `hardly_ever` tells of two numbers whether two signs are put back although the digit agrees.
pub(crate) fn may_be(read: &str, digit_read: char, record: &str, hardly_ever: &dyn Fn() -> bool) -> bool {
    if record.is_empty() || !record.is_ascii() || record.len() > 9 || folded(read) == folded(record) {
        return false;
    }
    let (padded, other) = (format!("{read:<<9}"), format!("{record:<<9}"));
    let differing: Vec<(usize, char, char)> = padded
        .chars()
        .zip(other.chars())
        .enumerate()
        .filter(|(_, (a, b))| a != b)
        .map(|(at, (a, b))| (at, a, b))
        .collect();
    let each_is_misread = differing.iter().all(|&(at, a, b)| match (a, b) {
        ('<', 'K' | 'L') => at == read.len(),
        ('K' | 'L', '<') => true,
        (a, b) => are_taken_for_one_another(a, b),
    });
    let agrees = digit_agrees(read, digit_read);
    each_is_misread
        && (1..=2).contains(&differing.len())
        && digit(digit_read) == Some(check_digit(&other))
        && (!agrees || differing.len() == 1 || hardly_ever())
}

/// True if the number's digit agrees as read.
pub(crate) fn digit_agrees(read: &str, digit_read: char) -> bool {
    digit_read.to_digit(10) == Some(check_digit(&format!("{read:<<9}")))
}
