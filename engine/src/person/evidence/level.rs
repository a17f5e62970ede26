//! How two parts of names agree, best first.

use super::weight::{self, Weight};
use crate::wire::Rule;

/// How a part asked and a part listed agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// Letter for letter, as ICAO writes them.
    Exact,
    /// By another spelling of a letter that issuers write in more than one way.
    Spelling,
    /// But for the ending of the other gender.
    Ending,
    /// Parted or joined otherwise, or with a particle glued to it.
    Joined,
    /// By the sound that several systems of romanisation write differently.
    Romanisation,
    /// One is a short form of the other.
    Nickname,
    /// But for two neighbours that changed places.
    SwappedPair,
    /// But for one sign.
    OneEdit,
    /// By the consonants alone.
    Consonants,
    /// But for two signs.
    TwoEdits,
    /// One is the beginning of the other, which the zone's end may have cut.
    Cut,
    /// One is the initial of the other.
    Initial,
}

impl Level {
    /// All levels, best first.
    pub const ALL: [Self; 12] = [
        Self::Exact,
        Self::Spelling,
        Self::Ending,
        Self::Joined,
        Self::Romanisation,
        Self::Nickname,
        Self::SwappedPair,
        Self::OneEdit,
        Self::Consonants,
        Self::TwoEdits,
        Self::Cut,
        Self::Initial,
    ];

    /// What is taken off what the agreement would weigh if it were exact: how seldom one person's name is written so.
    #[must_use]
    pub const fn discount(self) -> Weight {
        match self {
            Self::Exact | Self::Initial => Weight::ZERO,
            Self::Spelling => weight::SPELLING,
            Self::Ending => weight::ENDING,
            Self::Joined => weight::JOINED,
            Self::Romanisation => weight::ROMANISATION,
            Self::Nickname => weight::NICKNAME,
            Self::SwappedPair => weight::SWAPPED_PAIR,
            Self::OneEdit => weight::ONE_EDIT,
            Self::Consonants => weight::CONSONANTS,
            Self::TwoEdits => weight::TWO_EDITS,
            Self::Cut => weight::CUT,
        }
    }

    /// The rule by which it is told.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::Exact => Rule::Exact,
            Self::Spelling => Rule::Spelling,
            Self::Ending => Rule::GenderEnding,
            Self::Joined => Rule::Joined,
            Self::Romanisation => Rule::Romanisation,
            Self::Nickname => Rule::Nickname,
            Self::SwappedPair => Rule::SwappedPair,
            Self::OneEdit => Rule::WrongSign,
            Self::Consonants => Rule::Consonants,
            Self::TwoEdits => Rule::TwoSigns,
            Self::Cut => Rule::Cut,
            Self::Initial => Rule::Initial,
        }
    }
}
