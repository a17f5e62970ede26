//! How Latin letters are written with A to Z (Doc 9303-3 section 6, table A).
//!
//! Letters that are a base letter with marks lose the marks and are not in the table. Where issuers may
//! choose between spellings, all are kept: one name then has several keys.

/// A letter that issuers spell in more than one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// Ä.
    AUmlaut,
    /// Ö.
    OUmlaut,
    /// Ü.
    UUmlaut,
    /// Å.
    ARing,
    /// Ñ.
    NTilde,
    /// Ə: not in the table of ICAO; met as A in passports and as E in older texts.
    Schwa,
}

impl Choice {
    pub(super) const ALL: [Self; 6] =
        [Self::AUmlaut, Self::OUmlaut, Self::UUmlaut, Self::ARing, Self::NTilde, Self::Schwa];

    /// The spellings, the first one ICAO's own first choice.
    pub(super) const fn spellings(self) -> &'static [&'static str] {
        match self {
            Self::AUmlaut => &["AE", "A"],
            Self::OUmlaut => &["OE", "O"],
            Self::UUmlaut => &["UE", "U", "UXX"],
            Self::ARing => &["AA", "A"],
            Self::NTilde => &["N", "NXX"],
            Self::Schwa => &["A", "E"],
        }
    }

    /// Its place in a list of one entry for each such letter.
    pub(super) const fn place(self) -> usize {
        match self {
            Self::AUmlaut => 0,
            Self::OUmlaut => 1,
            Self::UUmlaut => 2,
            Self::ARing => 3,
            Self::NTilde => 4,
            Self::Schwa => 5,
        }
    }
}

/// How one letter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Always so.
    Fixed(&'static str),
    /// As the issuer chose.
    Choice(Choice),
}

/// The spelling of an upper-case letter (composed) that is not just a base letter with marks; `None` for all others.
pub(super) fn spelling(letter: char) -> Option<Spelling> {
    Some(match letter {
        'Ä' => Spelling::Choice(Choice::AUmlaut),
        'Ö' => Spelling::Choice(Choice::OUmlaut),
        'Ü' => Spelling::Choice(Choice::UUmlaut),
        'Å' => Spelling::Choice(Choice::ARing),
        'Ñ' => Spelling::Choice(Choice::NTilde),
        'Ə' => Spelling::Choice(Choice::Schwa),
        'Æ' => Spelling::Fixed("AE"),
        'Ø' | 'Œ' => Spelling::Fixed("OE"),
        'Þ' => Spelling::Fixed("TH"),
        'ẞ' => Spelling::Fixed("SS"),
        'Ĳ' => Spelling::Fixed("IJ"),
        'Ð' | 'Đ' | 'Ɖ' | 'Ɗ' => Spelling::Fixed("D"),
        'Ħ' => Spelling::Fixed("H"),
        'Ł' | 'Ŀ' => Spelling::Fixed("L"),
        'Ŋ' => Spelling::Fixed("N"),
        'Ŧ' => Spelling::Fixed("T"),
        // Letters of West African alphabets, which the table of ICAO leaves out: by their base letter.
        'Ɓ' => Spelling::Fixed("B"),
        'Ɛ' => Spelling::Fixed("E"),
        'Ɣ' => Spelling::Fixed("G"),
        'Ɩ' => Spelling::Fixed("I"),
        'Ƙ' => Spelling::Fixed("K"),
        'Ɔ' => Spelling::Fixed("O"),
        'Ʋ' => Spelling::Fixed("V"),
        'Ƴ' => Spelling::Fixed("Y"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Choice, Spelling, spelling};

    #[test]
    fn every_letter_with_a_choice_has_its_own_place() {
        for (place, choice) in Choice::ALL.into_iter().enumerate() {
            assert_eq!(choice.place(), place);
            assert!(choice.spellings().len() > 1);
        }
    }

    #[test]
    fn plain_and_marked_letters_are_left_to_decomposition() {
        for letter in ['A', 'Z', 'É', 'Š', 'Ș', 'Ấ', 'Ж'] {
            assert_eq!(spelling(letter), None, "{letter}");
        }
        assert_eq!(spelling('Ø'), Some(Spelling::Fixed("OE")));
    }
}
