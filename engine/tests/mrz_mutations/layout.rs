//! Which field a place belongs to, and which check digits cover it: written from Doc 9303 parts 4 to 7 section 4.2.2,
//! counted from 0 over all lines joined, and without the engine.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    DocumentType,
    Issuer,
    Name,
    Number,
    Nationality,
    BirthDate,
    Sex,
    Expiry,
    Optional,
    CheckDigit,
}

impl Field {
    /// True if a change of a sign of this field may change what is read of the other.
    pub(crate) fn holds(self, other: Self) -> bool {
        // Where a long number ends is told by the filler in the place of its digit, and by the optional data.
        let of_number = |field| matches!(field, Self::Number | Self::Optional | Self::CheckDigit);
        // The French card tells issuer and nationality by one code.
        let of_code = |field| matches!(field, Self::Issuer | Self::Nationality);
        self == other
            || (of_number(self) && matches!(other, Self::Number | Self::Optional))
            || (of_code(self) && of_code(other))
    }
}

/// The value of a sign in the sum of a check digit, modulo 10.
pub(crate) fn value(sign: u8) -> u32 {
    char::from(sign).to_digit(36).unwrap_or(0) % 10
}

pub(crate) struct Layout {
    fields: Vec<(Field, Range<usize>)>,
    /// The place of each digit, and what it covers.
    digits: Vec<(usize, Vec<usize>)>,
}

impl Layout {
    pub(crate) fn of(format: &str) -> Self {
        use Field::{BirthDate, DocumentType, Expiry, Issuer, Name, Nationality, Number, Optional, Sex};
        // The second line of all formats of two lines but the French card, `at` its start.
        let second = |at: usize, optional: Range<usize>| {
            [
                (Number, at..at + 9),
                (Nationality, at + 10..at + 13),
                (BirthDate, at + 13..at + 19),
                (Sex, at + 20..at + 21),
                (Expiry, at + 21..at + 27),
                (Optional, optional),
            ]
        };
        let own = |at: usize| {
            vec![
                (at + 9, (at..at + 9).collect()),
                (at + 19, (at + 13..at + 19).collect()),
                (at + 27, (at + 21..at + 27).collect()),
            ]
        };
        let (rest, digits) = match format {
            "TD3" => {
                let mut digits = own(44);
                digits.push((86, (72..86).collect()));
                digits.push((87, [44..54, 57..64, 65..87].into_iter().flatten().collect()));
                ([vec![(Name, 5..44)], second(44, 72..86).to_vec()].concat(), digits)
            }
            "TD2" => {
                let mut digits = own(36);
                digits.push((71, [36..46, 49..56, 57..71].into_iter().flatten().collect()));
                ([vec![(Name, 5..36)], second(36, 64..71).to_vec()].concat(), digits)
            }
            "MRV-A" => ([vec![(Name, 5..44)], second(44, 72..88).to_vec()].concat(), own(44)),
            "MRV-B" => ([vec![(Name, 5..36)], second(36, 64..72).to_vec()].concat(), own(36)),
            "TD1" => (
                vec![
                    (Number, 5..14),
                    (Optional, 15..30),
                    (BirthDate, 30..36),
                    (Sex, 37..38),
                    (Expiry, 38..44),
                    (Nationality, 45..48),
                    (Optional, 48..59),
                    (Name, 60..90),
                ],
                vec![
                    (14, (5..14).collect()),
                    (36, (30..36).collect()),
                    (44, (38..44).collect()),
                    (59, [5..30, 30..37, 38..45, 48..59].into_iter().flatten().collect()),
                ],
            ),
            _ => (
                vec![
                    (Name, 5..30),
                    (Optional, 30..36),
                    (Number, 36..48),
                    (Name, 49..63),
                    (BirthDate, 63..69),
                    (Sex, 70..71),
                ],
                vec![(48, (36..48).collect()), (69, (63..69).collect()), (71, (0..71).collect())],
            ),
        };
        let fields = [vec![(DocumentType, 0..2), (Issuer, 2..5)], rest].concat();
        Self { fields, digits }
    }

    pub(crate) fn field_of(&self, place: usize) -> Field {
        let found = self.fields.iter().find(|(_, range)| range.contains(&place));
        found.map_or(Field::CheckDigit, |(field, _)| *field)
    }

    /// True if every sum moved as its digit did: no check digit tells the two zones apart. A long number's digit
    /// stands elsewhere, so of a filler in the place of the digit nothing is asked.
    pub(crate) fn sees_no_change(&self, before: &str, after: &str) -> bool {
        let sum = |text: &str, covers: &[usize]| -> u32 {
            let values = covers.iter().map(|&place| value(text.as_bytes()[place]));
            values.zip([7, 3, 1].into_iter().cycle()).map(|(value, weight)| value * weight).sum()
        };
        self.digits.iter().all(|(place, covers)| {
            let digit = |text: &str| value(text.as_bytes()[*place]);
            let is_elsewhere = [before, after].iter().any(|text| text.as_bytes()[*place] == b'<');
            is_elsewhere
                || (sum(before, covers) + digit(after)) % 10 == (sum(after, covers) + digit(before)) % 10
        })
    }
}
