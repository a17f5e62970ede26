//! The names of an entry, as numbers of parts: what a candidate is compared by before its record is read.

use crate::limits::NAME_PARTS;
use crate::person::evidence::alignment::ListedPart;
use crate::person::name::Role;
use crate::person::sex::Sex;

/// The sex of an entry, and whether its record asks for protection, in the first byte.
pub(super) const SEX_BITS: u8 = 0b11;
pub(super) const PROTECT_BIT: u8 = 0b100;

/// Bytes of the longest number: an ordinal of 32 bits and what stands beside it.
const NUMBER_BYTES_MOST: usize = (u32::BITS + PART_BITS).div_ceil(7) as usize;

/// Bits beside a part's ordinal.
pub(super) const PART_BITS: u32 = 4;
const ROLE_BITS: u64 = 0b11;
const PARTICLE_BIT: u64 = 0b100;
const CONSONANTS_BIT: u64 = 0b1000;

/// The stored names of one entry.
#[derive(Clone, Copy)]
pub struct EntryNames<'a>(&'a [u8]);

impl<'a> EntryNames<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) const fn as_bytes(&self) -> &'a [u8] {
        self.0
    }

    /// The sex, if it is told.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        sex_of(self.0.first().copied().unwrap_or(0))
    }

    /// True if the record asks for protection, so that less evidence suffices.
    #[must_use]
    pub fn asks_protection(&self) -> bool {
        self.0.first().is_some_and(|flags| flags & PROTECT_BIT != 0)
    }

    /// Reads name after name into `parts`, and visits it with its place among the record's readable names. Ends before
    /// the first that no writer makes: one without parts, with more than [`NAME_PARTS`], or that runs past the end.
    pub fn for_each(&self, parts: &mut Vec<ListedPart>, mut visit: impl FnMut(usize, &[ListedPart])) {
        let mut bytes = self.0.get(1..).unwrap_or_default();
        let mut place = 0;
        while let Some(many) = take_number(&mut bytes) {
            // Parts are told apart by the bits of a number of 32 (`alignment`).
            if many == 0 || many > NAME_PARTS as u64 {
                return;
            }
            parts.clear();
            for _ in 0..many {
                let Some(part) = take_number(&mut bytes).and_then(listed_part) else { return };
                parts.push(part);
            }
            visit(place, parts);
            place += 1;
        }
    }
}

/// The flags of an entry.
pub(super) fn flags(sex: Option<Sex>, asks_protection: bool) -> u8 {
    let sex = match sex {
        None => 0,
        Some(Sex::Male) => 1,
        Some(Sex::Female) => 2,
        Some(Sex::Unspecified) => 3,
    };
    sex | if asks_protection { PROTECT_BIT } else { 0 }
}

const fn sex_of(flags: u8) -> Option<Sex> {
    match flags & SEX_BITS {
        1 => Some(Sex::Male),
        2 => Some(Sex::Female),
        3 => Some(Sex::Unspecified),
        _ => None,
    }
}

/// What is stored beside a part's ordinal.
pub(super) const fn part_bits(role: Role, is_particle: bool, has_vowels: bool) -> u8 {
    role as u8 | (is_particle as u8) << 2 | (!has_vowels as u8) << 3
}

/// Whether a part with these bits is written with its vowels.
pub(super) fn has_vowels(bits: u8) -> bool {
    u64::from(bits) & CONSONANTS_BIT == 0
}

fn listed_part(number: u64) -> Option<ListedPart> {
    Some(ListedPart {
        ordinal: u32::try_from(number >> PART_BITS).ok()?,
        role: *Role::ALL.get(usize::try_from(number & ROLE_BITS).ok()?)?,
        is_particle: number & PARTICLE_BIT != 0,
        has_vowels: number & CONSONANTS_BIT == 0,
    })
}

/// Writes a number in groups of seven bits, the lowest first.
pub(super) fn put_number(mut number: u64, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(low_bits(number) | 0x80);
        number >>= 7;
    }
    out.push(low_bits(number));
}

const fn low_bits(number: u64) -> u8 {
    number.to_le_bytes()[0] & 0x7f
}

/// Reads such a number.
fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    for (at, byte) in (1..).zip(*bytes).take(NUMBER_BYTES_MOST) {
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            *bytes = bytes.get(at..)?;
            return Some(number);
        }
        shift += 7;
    }
    None
}
