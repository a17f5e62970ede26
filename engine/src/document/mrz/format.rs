//! The five formats of an MRZ, that of the old French card, and where each field stands in them.

use std::ops::Range;

/// The format of a machine readable zone (Doc 9303 parts 4 to 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Cards of the size of a bank card: three lines of 30 (Doc 9303-5).
    Td1,
    /// Larger cards: two lines of 36 (Doc 9303-6).
    Td2,
    /// Passports: two lines of 44 (Doc 9303-4).
    Td3,
    /// Visas of a passport page's size: two lines of 44 (Doc 9303-7).
    MrvA,
    /// Smaller visas: two lines of 36 (Doc 9303-7).
    MrvB,
    /// The French identity card issued before 2021: two lines of 36 that do not follow Doc 9303.
    FraId,
}

/// Where the fields of a format stand, counted from 0 over all lines joined.
pub(super) struct Layout {
    pub(super) rows: usize,
    pub(super) width: usize,
    /// Both identifiers, or the primary one alone.
    pub(super) name: Range<usize>,
    /// The secondary identifier where it has a field of its own.
    pub(super) given: Range<usize>,
    pub(super) number: Range<usize>,
    pub(super) number_digit: usize,
    pub(super) nationality: Range<usize>,
    pub(super) birth_date: Range<usize>,
    pub(super) birth_date_digit: usize,
    pub(super) sex: usize,
    /// Empty where the format has no date of expiry.
    pub(super) expiry: Range<usize>,
    pub(super) expiry_digit: usize,
    pub(super) optional: Range<usize>,
    /// The digit over `optional`, which only passports have.
    pub(super) optional_digit: Option<usize>,
    /// The second line's optional data, which only TD1 has.
    pub(super) second_optional: Range<usize>,
    /// True where a number of more than nine signs runs on in `optional`.
    pub(super) number_runs_on: bool,
    pub(super) composite: Option<Composite>,
}

/// The digit over several fields at once.
pub(super) struct Composite {
    pub(super) digit: usize,
    pub(super) covers: [Range<usize>; 3],
}

/// Signs 1 and 2 of every format.
pub(super) const DOCUMENT_TYPE: Range<usize> = 0..2;
/// Signs 3 to 5 of every format.
pub(super) const ISSUER: Range<usize> = 2..5;

/// Doc 9303-5 section 4.2.2.
static TD1: Layout = Layout {
    rows: 3,
    width: 30,
    number: 5..14,
    number_digit: 14,
    optional: 15..30,
    optional_digit: None,
    birth_date: 30..36,
    birth_date_digit: 36,
    sex: 37,
    expiry: 38..44,
    expiry_digit: 44,
    nationality: 45..48,
    second_optional: 48..59,
    number_runs_on: true,
    // The number, its digit and the optional data stand next to the date of birth once the lines are joined.
    composite: Some(Composite { digit: 59, covers: [5..37, 38..45, 48..59] }),
    name: 60..90,
    given: 0..0,
};

/// Doc 9303-6 section 4.2.2.
static TD2: Layout = Layout {
    rows: 2,
    width: 36,
    name: 5..36,
    given: 0..0,
    number: 36..45,
    number_digit: 45,
    nationality: 46..49,
    birth_date: 49..55,
    birth_date_digit: 55,
    sex: 56,
    expiry: 57..63,
    expiry_digit: 63,
    optional: 64..71,
    optional_digit: None,
    second_optional: 0..0,
    number_runs_on: true,
    composite: Some(Composite { digit: 71, covers: [36..46, 49..56, 57..71] }),
};

/// Doc 9303-4 section 4.2.2.
static TD3: Layout = Layout {
    rows: 2,
    width: 44,
    name: 5..44,
    given: 0..0,
    number: 44..53,
    number_digit: 53,
    nationality: 54..57,
    birth_date: 57..63,
    birth_date_digit: 63,
    sex: 64,
    expiry: 65..71,
    expiry_digit: 71,
    optional: 72..86,
    optional_digit: Some(86),
    second_optional: 0..0,
    number_runs_on: false,
    composite: Some(Composite { digit: 87, covers: [44..54, 57..64, 65..87] }),
};

/// Doc 9303-7 section 4.2.2: as a passport, without the last two digits.
static MRV_A: Layout = Layout {
    rows: 2,
    width: 44,
    name: 5..44,
    given: 0..0,
    number: 44..53,
    number_digit: 53,
    nationality: 54..57,
    birth_date: 57..63,
    birth_date_digit: 63,
    sex: 64,
    expiry: 65..71,
    expiry_digit: 71,
    optional: 72..88,
    optional_digit: None,
    second_optional: 0..0,
    number_runs_on: false,
    composite: None,
};

/// Doc 9303-7 section 5.2.2.
static MRV_B: Layout = Layout {
    rows: 2,
    width: 36,
    name: 5..36,
    given: 0..0,
    number: 36..45,
    number_digit: 45,
    nationality: 46..49,
    birth_date: 49..55,
    birth_date_digit: 55,
    sex: 56,
    expiry: 57..63,
    expiry_digit: 63,
    optional: 64..72,
    optional_digit: None,
    second_optional: 0..0,
    number_runs_on: false,
    composite: None,
};

/// Two lines of 36 with a layout of their own: the surname and six administrative signs; the number of twelve, its
/// digit, the given names, the date of birth, its digit, the sex, and a digit over all before it. There is no
/// expiry, and the holder is French.
static FRA_ID: Layout = Layout {
    rows: 2,
    width: 36,
    name: 5..30,
    optional: 30..36,
    optional_digit: None,
    second_optional: 0..0,
    number: 36..48,
    number_digit: 48,
    given: 49..63,
    birth_date: 63..69,
    birth_date_digit: 69,
    sex: 70,
    nationality: ISSUER,
    expiry: 0..0,
    expiry_digit: 0,
    number_runs_on: false,
    composite: Some(Composite { digit: 71, covers: [0..71, 0..0, 0..0] }),
};

impl Format {
    /// The format of a zone with this many signs and this first sign; `None` for another length.
    pub(super) fn of(signs: usize, first: u8) -> Option<Self> {
        match (signs, first) {
            (90, _) => Some(Self::Td1),
            (88, b'V') => Some(Self::MrvA),
            (88, _) => Some(Self::Td3),
            (72, b'V') => Some(Self::MrvB),
            (72, _) => Some(Self::Td2),
            _ => None,
        }
    }

    pub(super) fn layout(self) -> &'static Layout {
        match self {
            Self::Td1 => &TD1,
            Self::Td2 => &TD2,
            Self::Td3 => &TD3,
            Self::MrvA => &MRV_A,
            Self::MrvB => &MRV_B,
            Self::FraId => &FRA_ID,
        }
    }

    /// The format's name: `TD1`, `TD2`, `TD3`, `MRV-A`, `MRV-B` or `FRA-ID`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Td1 => "TD1",
            Self::Td2 => "TD2",
            Self::Td3 => "TD3",
            Self::MrvA => "MRV-A",
            Self::MrvB => "MRV-B",
            Self::FraId => "FRA-ID",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENT_TYPE, Format, ISSUER};

    #[test]
    fn every_sign_of_a_format_belongs_to_exactly_one_field() {
        for format in [Format::Td1, Format::Td2, Format::Td3, Format::MrvA, Format::MrvB, Format::FraId] {
            let layout = format.layout();
            let mut signs: Vec<usize> = [
                DOCUMENT_TYPE,
                ISSUER,
                layout.name.clone(),
                layout.given.clone(),
                layout.number.clone(),
                if format == Format::FraId { 0..0 } else { layout.nationality.clone() },
                layout.birth_date.clone(),
                layout.expiry.clone(),
                layout.optional.clone(),
                layout.second_optional.clone(),
            ]
            .into_iter()
            .flatten()
            .collect();
            signs.extend([layout.number_digit, layout.birth_date_digit, layout.sex]);
            signs.extend((!layout.expiry.is_empty()).then_some(layout.expiry_digit));
            signs.extend(layout.optional_digit);
            signs.extend(layout.composite.as_ref().map(|composite| composite.digit));
            signs.sort_unstable();
            assert_eq!(signs, (0..layout.rows * layout.width).collect::<Vec<_>>(), "{format}");
        }
    }
}
