//! Whether a zone's reader may have seen another number, told by comparing the two.

use super::question::check_digit;
use super::signs::folded;

/// Signs that are taken for one another.
const PAIRS: &str = "0O 0D 0Q 0U 0C OD OQ OU OC DQ UV 1I 1L 17 IL 7T 2Z 5S 56 6G 68 GC 8B 83 89 94 4A 4Y YV XK FP FE \
                     MW MH NH";

fn are_taken_for_one_another(a: char, b: char) -> bool {
    PAIRS.split_whitespace().any(|pair| pair.contains(a) && pair.contains(b) && a != b)
}

/// The digit that a check digit's sign is, a letter by its shape.
fn digit(sign: char) -> Option<u32> {
    let by_shape = ["OQD", "IL", "Z", "", "A", "S", "G", "T", "B"];
    let shaped = by_shape.iter().position(|letters| letters.contains(sign));
    sign.to_digit(10).or(shaped.map(|digit| u32::try_from(digit).unwrap()))
}

/// True if `record` is among the numbers that are asked beside `read`, both as written, of nine signs at most.
pub(crate) fn may_be(read: &str, digit_read: char, record: &str) -> bool {
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
    // As read, the digit of the number agrees: one sign, and the digit does not see it.
    let as_read = check_digit(&padded);
    let agrees = digit_read.to_digit(10) == Some(as_read);
    let most = if agrees { 1 } else { 2 };
    each_is_misread && differing.len() <= most && digit(digit_read) == Some(check_digit(&other))
}
