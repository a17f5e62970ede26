//! How clean numbers are kept apart from listed ones without holding either set.
//!
//! Every number, plate and birth year that the generator makes carries a mark: a sum of its signs modulo 3.
//! Signs that a camera or a typist takes for one another ({0 O D Q} {1 I L} {2 Z} {5 S} {6 G} {8 B}, and
//! F/P, which the MRZ check digit cannot tell apart) count alike, so folding a number never changes its mark.
//! Cyrillic and Greek letters count as the Latin letter of their shape, A, E and U count nothing, so that
//! Ä, Ö and Ü may be read as A, AE, O, OE, U or UE. Two texts of different marks are therefore different
//! texts, folded or not.

/// On which side of a list a number lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Numbers of records in force.
    Listed,
    /// Numbers of records that have expired: as if absent.
    Expired,
    /// Numbers on no list.
    Clean,
}

impl Mark {
    const fn of_residue(residue: u32) -> Self {
        match residue % 3 {
            0 => Self::Listed,
            1 => Self::Expired,
            _ => Self::Clean,
        }
    }

    /// The mark of a text: every sign counts.
    pub fn of_text(text: &str) -> Self {
        Self::of_signs(text.chars())
    }

    /// The mark of signs.
    pub fn of_signs(signs: impl Iterator<Item = char>) -> Self {
        Self::of_residue(signs.map(value).sum())
    }

    /// The mark of a birth year: its last two digits alone count, as an MRZ gives no more.
    pub fn of_year(year: u16) -> Self {
        Self::of_residue(u32::from(year % 100))
    }

    /// The latest year with this mark that is not after `year`.
    pub fn year_at_or_before(self, year: u16) -> u16 {
        // At most five steps: where a century begins, the last two digits jump.
        (0..6).map(|back| year - back).find(|&near| Self::of_year(near) == self).unwrap_or(year)
    }
}

/// The last signs of a document number that do not count, as they vary inside a range of blanks.
pub const RANGE_TAIL: usize = 4;

/// The signs at the end of a VIN that count: its serial number.
pub const VIN_SERIAL: usize = 6;

/// The mark of a document number: all signs but the last [`RANGE_TAIL`] count, so that all numbers of a
/// range have one mark.
pub fn of_document_number(number: &str) -> Mark {
    let signs = number.chars().filter(|sign| sign.is_alphanumeric());
    let counted = signs.clone().count().saturating_sub(RANGE_TAIL);
    Mark::of_signs(signs.take(counted))
}

/// The mark of a VIN or chassis number: the last [`VIN_SERIAL`] signs count, so that a search by the last
/// eight signs is kept apart too.
pub fn of_vin(vin: &str) -> Mark {
    Mark::of_signs(vin.chars().filter(|sign| sign.is_alphanumeric()).rev().take(VIN_SERIAL))
}

const fn value(sign: char) -> u32 {
    match latin_shape(sign) {
        '1' | 'I' | 'L' | '4' | '7' | 'C' | 'F' | 'P' | 'M' | 'R' | 'W' => 1,
        '2' | 'Z' | '5' | 'S' | '8' | 'B' | 'H' | 'J' | 'N' | 'T' | 'X' => 2,
        _ => 0,
    }
}

/// The Latin letter that looks like a letter of a Cyrillic or Greek plate (the plate alphabets of RU, UA, BY,
/// BG and GR hold only letters that have one), and the plain letter of a Serbian plate.
pub const fn latin_shape(sign: char) -> char {
    match sign {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'Е' | 'Ε' => 'E',
        'Ζ' => 'Z',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'С' => 'C',
        'Т' | 'Τ' => 'T',
        'У' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'Č' | 'Ć' => 'C',
        'Š' => 'S',
        'Ž' => 'Z',
        'Đ' => 'D',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_never_changes_a_mark() {
        for class in ["0ODQ", "1IL", "2Z", "5S", "6G", "8B", "FP", "AАΑ", "BВΒ8", "XХΧ"] {
            let marks: Vec<Mark> = class.chars().map(|sign| Mark::of_text(&sign.to_string())).collect();
            assert!(marks.windows(2).all(|pair| pair[0] == pair[1]), "{class}: {marks:?}");
        }
        for (one, other) in [("Ö", "O"), ("Ö", "OE"), ("Ü", "UE"), ("Ä", "AE"), ("Ö", "0")] {
            assert_eq!(Mark::of_text(one), Mark::of_text(other));
        }
    }

    #[test]
    fn last_signs_of_a_document_number_do_not_count() {
        assert_eq!(of_document_number("UT1230001"), of_document_number("UT1239999"));
        assert_ne!(of_document_number("UT1230001"), of_document_number("UT1240001"));
    }

    #[test]
    fn both_centuries_of_a_year_have_one_mark() {
        assert_eq!(Mark::of_year(1912), Mark::of_year(2012));
        for mark in [Mark::Listed, Mark::Expired, Mark::Clean] {
            for year in 1930..2020 {
                let near = mark.year_at_or_before(year);
                assert_eq!(Mark::of_year(near), mark, "{year}");
                assert!(near <= year && year - near < 6);
            }
        }
    }
}
