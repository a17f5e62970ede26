//! A name as its parts: what it is searched by, and what evidence speaks of.
//!
//! A question's name and a list's are read here alike. Nothing is compared here, and no part is thrown away because
//! nobody knows its script: it is then kept as it is written.

mod separators;
#[cfg(test)]
mod tests;

use std::fmt;

use super::particle::{Word, without_glued_title, word};
use super::script::{WrittenPart, romanise};
use crate::limits::{NAME_PART_BYTES, NAME_PARTS, NAME_TEXT_BYTES};
use separators::{says_nothing, separates};

/// What stands in the place of a sign that was lost on its way from one writing into another.
const LOST_SIGNS: [char; 2] = ['?', char::REPLACEMENT_CHARACTER];

/// The name cannot be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameUnreadable {
    /// There is no letter in it.
    #[error("the name has no letter: give the name as it is printed")]
    NoLetters,
    /// It is longer than [`NAME_TEXT_BYTES`], has more than [`NAME_PARTS`] parts, or one longer than
    /// [`NAME_PART_BYTES`].
    #[error(
        "the name is longer than {NAME_TEXT_BYTES} bytes, has more than {NAME_PARTS} parts or one longer than \
         {NAME_PART_BYTES} bytes: give the name of one person alone"
    )]
    TooLong,
}

/// What a part is to its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Role {
    /// Of the surname: the primary identifier of an MRZ.
    Surname,
    /// Of the given names: the secondary identifier.
    Given,
    /// Of a name that nobody has parted into surname and given names.
    Whole,
}

impl Role {
    /// All roles, in the order of their codes.
    pub const ALL: [Self; 3] = [Self::Surname, Self::Given, Self::Whole];
}

/// One part of a name.
#[derive(Clone, PartialEq, Eq)]
pub struct NamePart {
    /// What it is to the name.
    pub role: Role,
    /// True for what stands in many names and tells none apart: AL, DE, VAN.
    pub is_particle: bool,
    /// False if only its consonants are known.
    pub has_vowels: bool,
    /// How it may be written with A to Z, at least one, ICAO's first choice in front.
    pub spellings: Vec<String>,
    /// As it was written.
    pub written: String,
}

impl NamePart {
    /// The spelling that an index has it by.
    #[must_use]
    pub fn text(&self) -> &str {
        self.spellings.first().map_or("", String::as_str)
    }
}

/// The parts of one name, at least one and at most [`NAME_PARTS`].
#[derive(Clone, PartialEq, Eq)]
pub struct Name {
    parts: Vec<NamePart>,
    may_be_cut: bool,
    is_read_whole: bool,
}

impl Name {
    /// Reads a name in parts. One part that is a whole name may stand in either.
    ///
    /// Parts are split at spaces, hyphens, commas and fillers; apostrophes vanish and join. Titles and words that fill
    /// an empty field are left out, unless nothing else is there.
    ///
    /// # Errors
    /// [`NameUnreadable`] for a name without a letter, or one that is too long.
    ///
    /// ```
    /// use watchpost_engine::person::name::Name;
    /// let name = Name::read("VAN DER MUELLEN", "Martin")?;
    /// assert_eq!(name.parts().len(), 4);
    /// # Ok::<(), watchpost_engine::person::name::NameUnreadable>(())
    /// ```
    pub fn read(surname: &str, given: &str) -> Result<Self, NameUnreadable> {
        Self::of([(surname, Role::Surname), (given, Role::Given)])
    }

    /// Reads a whole name, in any order. What stands before a comma is the surname.
    ///
    /// # Errors
    /// As [`Name::read`].
    pub fn whole(text: &str) -> Result<Self, NameUnreadable> {
        match text.split_once(',') {
            Some((surname, given)) if has_letter(surname) && has_letter(given) => Self::read(surname, given),
            _ => Self::of([(text, Role::Whole), ("", Role::Whole)]),
        }
    }

    /// The name of a zone whose last position is filled: each part may be cut, and further ones missing
    /// (Doc 9303-3 section 4.6, Doc 9303-4 section 4.2.3).
    #[must_use]
    pub fn that_may_be_cut(self, may_be_cut: bool) -> Self {
        Self { may_be_cut, ..self }
    }

    fn of(texts: [(&str, Role); 2]) -> Result<Self, NameUnreadable> {
        if texts.iter().map(|(text, _)| text.len()).sum::<usize>() > NAME_TEXT_BYTES {
            return Err(NameUnreadable::TooLong);
        }
        let mut reader = Reader::default();
        let mut is_read_whole = true;
        for (text, role) in texts {
            let before = reader.count();
            reader.read(text, role)?;
            let is_nothing = || text.chars().all(says_nothing);
            is_read_whole &= !text.contains(LOST_SIGNS) && (reader.count() > before || is_nothing());
        }
        Ok(Self { is_read_whole, ..reader.finish()? })
    }

    /// The parts, in the order written.
    #[must_use]
    pub fn parts(&self) -> &[NamePart] {
        &self.parts
    }

    /// False if a sign was lost on the way (`?`, U+FFFD), or the surname or the given names are told and have no letter:
    /// what is left may find the person, but that it finds nobody says little.
    #[must_use]
    pub const fn is_read_whole(&self) -> bool {
        self.is_read_whole
    }

    /// True if the end of the name, or of each part, may be missing.
    #[must_use]
    pub const fn may_be_cut(&self) -> bool {
        self.may_be_cut
    }
}

/// Parts of a name while it is read; what is only left out beside others is kept apart.
#[derive(Default)]
struct Reader {
    parts: Vec<NamePart>,
    left_out: Vec<NamePart>,
    written: Vec<WrittenPart>,
}

impl Reader {
    /// How many parts there are so far.
    const fn count(&self) -> usize {
        self.parts.len() + self.left_out.len()
    }

    fn read(&mut self, text: &str, role: Role) -> Result<(), NameUnreadable> {
        for token in text.split(separates).filter(|token| !token.is_empty()) {
            if token.len() > NAME_PART_BYTES {
                return Err(NameUnreadable::TooLong);
            }
            romanise(token, &mut self.written);
            let written = std::mem::take(&mut self.written);
            let alone = written.len() == 1;
            for (place, part) in written.into_iter().enumerate() {
                // A script that writes a name in one piece puts the surname first.
                let role = match (alone, role, place) {
                    (false, Role::Whole, 0) => Role::Surname,
                    (false, Role::Whole, _) => Role::Given,
                    _ => role,
                };
                self.add(part, role, token)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, part: WrittenPart, role: Role, token: &str) -> Result<(), NameUnreadable> {
        let mut spellings = part.spellings;
        spellings.retain(|spelling| has_letter(spelling));
        let Some(first) = spellings.first() else { return Ok(()) };
        if let Some(bare) = without_glued_title(first).map(str::to_owned) {
            spellings = vec![bare];
        }
        if spellings.iter().any(|spelling| spelling.len() > NAME_PART_BYTES) || self.count() >= NAME_PARTS {
            return Err(NameUnreadable::TooLong);
        }
        let kind = spellings.first().and_then(|text| word(text));
        let part = NamePart {
            role,
            is_particle: kind == Some(Word::Particle),
            has_vowels: part.has_vowels,
            spellings,
            written: token.to_owned(),
        };
        match kind {
            Some(Word::Title | Word::Filler) => self.left_out.push(part),
            Some(Word::Particle) | None => self.parts.push(part),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Name, NameUnreadable> {
        if self.parts.is_empty() {
            self.parts = self.left_out;
        }
        // A surname or given names of particles alone are searched by them: `DI` may be a name that was cut.
        for role in Role::ALL {
            let of_role = || self.parts.iter().filter(|part| part.role == role);
            if of_role().all(|part| part.is_particle) {
                self.parts
                    .iter_mut()
                    .filter(|part| part.role == role)
                    .for_each(|part| part.is_particle = false);
            }
        }
        if self.parts.is_empty() {
            return Err(NameUnreadable::NoLetters);
        }
        Ok(Name { parts: self.parts, may_be_cut: false, is_read_whole: true })
    }
}

fn has_letter(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Shows only how many parts there are: names must not reach a log through `{:?}`.
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({} parts)", self.parts.len())
    }
}

/// Shows its role alone.
impl fmt::Debug for NamePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NamePart({:?})", self.role)
    }
}
