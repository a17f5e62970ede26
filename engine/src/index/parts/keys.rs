//! Keys that several parts share: another spelling, a sound, a skeleton of consonants, a class of nicknames.
//!
//! A key leads to its parts; it never says that two names are one.

use zerocopy::FromBytes;
use zerocopy::little_endian::U32;

use super::PartIndex;
use crate::person::nickname::classes;
use crate::person::skeleton::skeleton_key;
use crate::person::sound::sound_key;
use crate::segment::error::SegmentError;
use crate::segment::layout::SectionKind;

/// What a key is made of; its code stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Another spelling of the part.
    Spelling,
    /// How it sounds, whatever the romanisation.
    Sound,
    /// Its consonants.
    Skeleton,
    /// Its consonants, where somebody's name is written in these alone.
    Consonants,
    /// A class of long and short forms of one name.
    Nickname,
}

impl KeyKind {
    const fn code(self) -> u8 {
        match self {
            Self::Spelling => b'=',
            Self::Sound => b's',
            Self::Skeleton => b'k',
            Self::Consonants => b'c',
            Self::Nickname => b'n',
        }
    }
}

/// Visits the keys under which a part is found, its own text left out: `others` are its further spellings. Of
/// these and of the text it is told whether somebody writes them without vowels.
pub(super) fn for_each_key<'a>(
    text: &str,
    others: impl Iterator<Item = (&'a str, bool)>,
    in_consonants: bool,
    visit: &mut dyn FnMut(&[u8]),
) {
    let mut all = Vec::new();
    let mut tell = |kind: KeyKind, key: &[u8]| {
        if !key.is_empty() {
            all.push([&[kind.code()], key].concat());
        }
    };
    for (spelling, in_consonants) in others.filter(|(spelling, _)| *spelling != text) {
        tell(KeyKind::Spelling, spelling.as_bytes());
        tell(KeyKind::Sound, sound_key(spelling).as_bytes());
        tell(KeyKind::Skeleton, skeleton_key(spelling).as_bytes());
        if in_consonants {
            tell(KeyKind::Consonants, skeleton_key(spelling).as_bytes());
        }
    }
    tell(KeyKind::Sound, sound_key(text).as_bytes());
    tell(KeyKind::Skeleton, skeleton_key(text).as_bytes());
    if in_consonants {
        tell(KeyKind::Consonants, skeleton_key(text).as_bytes());
    }
    for class in classes(text) {
        tell(KeyKind::Nickname, class.long_name().as_bytes());
    }
    all.sort_unstable();
    all.dedup();
    for key in &all {
        visit(key);
    }
}

impl PartIndex {
    /// The parts that share a key, in rising order.
    #[must_use]
    pub fn parts_of(&self, kind: KeyKind, key: &[u8]) -> &[U32] {
        // The longest key is that of the longest part, and one sign.
        let mut whole = [0; crate::limits::NAME_PART_BYTES + 1];
        let Some(place) = whole.get_mut(..=key.len()) else { return &[] };
        place[0] = kind.code();
        place[1..].copy_from_slice(key);
        let Some(start) = self.keys.get(&*place).and_then(|output| usize::try_from(output.value()).ok())
        else {
            return &[];
        };
        run_from(&self.runs, start).unwrap_or_default()
    }

    pub(super) fn run(&self, start: u64) -> Option<&[U32]> {
        run_from(&self.runs, usize::try_from(start).ok()?)
    }
}

fn run_from(runs: &[u8], start: usize) -> Option<&[U32]> {
    let words = <[U32]>::ref_from_bytes(runs).ok()?;
    let (length, rest) = words.get(start..)?.split_first()?;
    rest.get(..length.get() as usize)
}

/// Checks that runs are whole and their parts exist.
pub(super) fn check_runs(runs: &[u8], parts: usize) -> Result<(), SegmentError> {
    let kind = SectionKind::PartRuns;
    let mut rest = <[U32]>::ref_from_bytes(runs)
        .map_err(|_| SegmentError::in_section(kind, "whole entries", runs.len()))?;
    while let Some((length, after)) = rest.split_first() {
        let (run, behind) = after
            .split_at_checked(length.get() as usize)
            .ok_or_else(|| SegmentError::in_section(kind, "whole runs", "a part"))?;
        if run.is_empty() || !run.iter().all(|part| (part.get() as usize) < parts) {
            return Err(SegmentError::in_section(kind, "parts that exist", "others"));
        }
        rest = behind;
    }
    Ok(())
}
