//! One part of a name as written with A to Z: bounded, without doubles, and silent in debug output.

use std::fmt;

use crate::limits::{NAME_PART_BYTES, NAME_SPELLINGS};
use crate::person::skeleton::skeleton_key;
use crate::person::sound::sound_key;

/// One part of a name as written with A to Z.
#[derive(Clone, PartialEq, Eq)]
pub struct WrittenPart {
    /// 1 to [`NAME_SPELLINGS`] spellings of at most [`NAME_PART_BYTES`] bytes, the first one ICAO's own first choice
    /// (Doc 9303-3 section 6) or else the main romanisation: upper-case A to Z and digits, or the signs as they were
    /// where nothing romanises them.
    pub spellings: Vec<String>,
    /// False where only consonants are known: Arabic, Hebrew, Thai, and foreign names by the sounds of syllables, whose
    /// vowels are those that the syllables happen to have.
    pub has_vowels: bool,
}

impl WrittenPart {
    /// The part with this first spelling; none if it is empty.
    pub(super) fn new(first: String, has_vowels: bool) -> Option<Self> {
        let first = cut(first);
        (!first.is_empty()).then(|| Self { spellings: vec![first], has_vowels })
    }

    /// The same part, whose vowels are no more than a guess.
    pub(super) fn with_guessed_vowels(self) -> Self {
        Self { has_vowels: false, ..self }
    }

    /// One spelling more, unless it is there or there is no room.
    pub(super) fn also(&mut self, spelling: String) {
        let spelling = cut(spelling);
        if self.spellings.len() < NAME_SPELLINGS
            && !spelling.is_empty()
            && !self.spellings.contains(&spelling)
        {
            self.spellings.push(spelling);
        }
    }

    /// One spelling more if the keys by which parts meet do not join it with one that is there.
    pub(super) fn also_if_new(&mut self, spelling: String) {
        // Most systems agree about most names: then no key need be made.
        if self.spellings.contains(&spelling) || self.spellings.len() == NAME_SPELLINGS {
            return;
        }
        let joined = if self.has_vowels {
            let key = sound_key(&spelling);
            self.spellings.iter().any(|known| sound_key(known) == key)
        } else {
            let key = skeleton_key(&spelling);
            self.spellings.iter().any(|known| skeleton_key(known) == key)
        };
        if !joined {
            self.also(spelling);
        }
    }
}

/// Appends a letter of writing without vowels. Where it would make a digraph with the letter before, a vowel that stands
/// there unwritten keeps them apart: سه is SAH, for SH is ش.
pub(super) fn push_consonant(spelled: &mut String, letter: &str) {
    let joins = match (spelled.bytes().last(), letter.bytes().next()) {
        (Some(last), Some(b'H')) => {
            !matches!(last, b'A' | b'E' | b'I' | b'U' | b'Y' | b'H' | b'L' | b'M' | b'N')
        }
        (Some(b'T' | b'D' | b'S' | b'C'), Some(b'S' | b'Z' | b'J' | b'C')) => true,
        (Some(last), Some(b'J')) => last.is_ascii_alphabetic(),
        _ => false,
    };
    if joins {
        spelled.push('A');
    }
    spelled.push_str(letter);
}

fn cut(mut spelling: String) -> String {
    spelling.truncate(spelling.floor_char_boundary(NAME_PART_BYTES));
    spelling
}

/// Shows only how many spellings there are: names must not reach a log through `{:?}`.
impl fmt::Debug for WrittenPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WrittenPart({} spellings)", self.spellings.len())
    }
}
