//! Signs that readers and people take for one another: one table for documents and vehicles.
//!
//! Look-up keys fold the commonest of these classes into one sign (`key`); this table is wider, and is for
//! asking again what was surely or perhaps misread. It must never change what was read.

/// The most signs that one sign is taken for.
pub(crate) const MOST_TAKEN_FOR: usize = 5;

/// The signs that `sign` may stand for when it was misread, itself not among them.
///
/// Symmetric: whatever may be taken for another may be what the other was. The pairs are those of the shapes of
/// OCR-B and of plates, as published sets of OCR-equivalent signs have them; contract section 4, "Vehicles", lists
/// them. Every folded class is among them.
#[must_use]
pub const fn taken_for(sign: u8) -> &'static [u8] {
    match sign {
        b'0' => b"ODQUC",
        b'O' => b"0DQUC",
        b'D' => b"0OQ",
        b'Q' => b"0OD",
        b'U' => b"0OV",
        b'1' => b"IL7",
        b'I' => b"1L",
        b'L' => b"1I",
        b'7' => b"1T",
        b'T' => b"7",
        b'2' => b"Z",
        b'Z' => b"2",
        b'5' => b"S6",
        b'S' => b"5",
        b'6' => b"G58",
        b'G' => b"6C",
        b'C' => b"G0O",
        b'8' => b"B369",
        b'B' => b"8",
        b'3' => b"8",
        b'9' => b"48",
        b'4' => b"AY9",
        b'A' => b"4",
        b'Y' => b"4V",
        b'V' => b"YU",
        b'X' => b"K",
        b'K' => b"X",
        b'F' => b"PE",
        b'P' => b"F",
        b'E' => b"F",
        b'M' => b"WH",
        b'W' => b"M",
        b'H' => b"MN",
        b'N' => b"H",
        _ => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_TAKEN_FOR, taken_for};
    use crate::key::fold_sign;

    fn signs() -> impl Iterator<Item = u8> {
        (b'0'..=b'9').chain(b'A'..=b'Z')
    }

    #[test]
    fn misreading_goes_both_ways_and_never_to_the_sign_itself() {
        for sign in signs() {
            for &other in taken_for(sign) {
                assert_ne!(sign, other);
                assert!(taken_for(other).contains(&sign), "{} {}", char::from(sign), char::from(other));
            }
        }
    }

    #[test]
    fn no_sign_is_taken_for_more_than_the_bound_tells() {
        assert_eq!(signs().map(|sign| taken_for(sign).len()).max(), Some(MOST_TAKEN_FOR));
    }

    #[test]
    fn the_contract_lists_every_pair_beside_the_folded_classes() {
        let (_, rest) =
            include_str!("../../docs/contract.md").split_once("*Taken for one another*: ").unwrap();
        let listed = rest.split('.').next().unwrap().split_whitespace();
        let mut listed: Vec<&str> = listed.filter(|word| word.len() == 2 && *word != "of").collect();
        listed.sort_unstable();
        let is_folded = |one, other| fold_sign(char::from(one)) == fold_sign(char::from(other));
        let pairs = signs().flat_map(|one| taken_for(one).iter().map(move |&other| (one, other)));
        let mut pairs: Vec<(u8, u8)> =
            pairs.filter(|&(one, other)| one < other && !is_folded(one, other)).collect();
        for pair in &listed {
            let [one, other] = pair.as_bytes() else { panic!("{pair}") };
            let (one, other) = (*one.min(other), *one.max(other));
            let at = pairs.iter().position(|found| *found == (one, other));
            pairs.remove(at.unwrap_or_else(|| panic!("{pair} is not in the table")));
        }
        assert!(pairs.is_empty(), "not in the contract: {pairs:?}");
    }

    #[test]
    fn the_table_holds_every_folded_class() {
        for sign in signs() {
            for other in signs().filter(|&other| other != sign) {
                if fold_sign(char::from(sign)) == fold_sign(char::from(other)) {
                    assert!(taken_for(sign).contains(&other), "{} {}", char::from(sign), char::from(other));
                }
            }
        }
    }
}
