//! The scripts of India and Ceylon written with A to Z, as passports there spell: without marks, and without the
//! vowel that a last consonant is written with and not spoken with.
//!
//! Unicode lays these blocks out alike (chapter 12), so that one table reads them all but Sinhala, which goes by the
//! general table.

use super::written::WrittenPart;

/// First of the blocks that are laid out alike, and the first behind them.
const BLOCKS: std::ops::Range<u32> = 0x900..0xd80;

/// Signs of one block.
const BLOCK_SIGNS: u32 = 0x80;

/// A token of any of the scripts.
pub(super) fn write(signs: &[char]) -> Option<WrittenPart> {
    let mut spelled = String::with_capacity(signs.len() * 2);
    // The vowel of a consonant that has no vowel sign yet.
    let mut inherent = false;
    for &sign in signs {
        let letter = Letter::of(sign);
        if inherent && !matches!(letter, Letter::VowelSign(_) | Letter::Silence | Letter::Mark) {
            spelled.push('A');
            inherent = false;
        }
        match letter {
            Letter::Consonant(written) => {
                spelled.push_str(written);
                inherent = true;
            }
            Letter::VowelSign(written) => {
                spelled.push_str(written);
                inherent = false;
            }
            Letter::Silence => inherent = false,
            Letter::Vowel(written) | Letter::Nasal(written) => spelled.push_str(written),
            Letter::Mark => {}
            Letter::Other => spelled.extend(sign.is_alphanumeric().then_some(sign)),
        }
    }
    // The last consonant of Dravidian and one-letter names is spoken with its vowel; a second spelling has it.
    let mut part = WrittenPart::new(spelled.clone(), true)?;
    if inherent {
        spelled.push('A');
        part.also(spelled);
    }
    Some(part)
}

enum Letter {
    Vowel(&'static str),
    Consonant(&'static str),
    VowelSign(&'static str),
    Nasal(&'static str),
    /// Takes the vowel from the consonant before it.
    Silence,
    /// A dot under a letter, and the sign of a breath: left out.
    Mark,
    Other,
}

impl Letter {
    fn of(sign: char) -> Self {
        let code = u32::from(sign);
        if !BLOCKS.contains(&code) {
            return Self::Other;
        }
        match code {
            // Letters that one script alone has at this place: Assamese, Gurmukhi.
            0x9f0 => return Self::Consonant("R"),
            0x9f1 => return Self::Consonant("V"),
            0xa70 => return Self::Nasal("N"),
            0xa71 => return Self::Mark,
            _ => {}
        }
        match code % BLOCK_SIGNS {
            0x01 | 0x02 => Self::Nasal("N"),
            0x03 => Self::Nasal("H"),
            0x05 | 0x06 | 0x0d => Self::Vowel("A"),
            0x07 | 0x08 => Self::Vowel("I"),
            0x09 | 0x0a => Self::Vowel("U"),
            0x0b | 0x60 => Self::Vowel("RI"),
            0x0e..=0x0f => Self::Vowel("E"),
            0x10 => Self::Vowel("AI"),
            0x11..=0x13 => Self::Vowel("O"),
            0x14 => Self::Vowel("AU"),
            0x15 | 0x58 => Self::Consonant("K"),
            0x16 | 0x59 => Self::Consonant("KH"),
            0x17 | 0x5a => Self::Consonant("G"),
            0x18 => Self::Consonant("GH"),
            0x19 => Self::Consonant("N"),
            0x1a => Self::Consonant("CH"),
            0x1b => Self::Consonant("CHH"),
            0x1c => Self::Consonant("J"),
            0x1d => Self::Consonant("JH"),
            0x5b => Self::Consonant("Z"),
            0x1e => Self::Consonant("N"),
            0x1f | 0x24 => Self::Consonant("T"),
            0x20 | 0x25 => Self::Consonant("TH"),
            0x21 | 0x26 => Self::Consonant("D"),
            0x5c => Self::Consonant("R"),
            0x22 | 0x27 | 0x5d => Self::Consonant("DH"),
            0x23 | 0x28 | 0x29 => Self::Consonant("N"),
            0x2a => Self::Consonant("P"),
            0x2b => Self::Consonant("PH"),
            0x5e => Self::Consonant("F"),
            0x2c => Self::Consonant("B"),
            0x2d => Self::Consonant("BH"),
            0x2e => Self::Consonant("M"),
            0x2f | 0x5f => Self::Consonant("Y"),
            0x30 | 0x31 => Self::Consonant("R"),
            0x32..=0x34 => Self::Consonant("L"),
            0x35 => Self::Consonant("V"),
            0x36 | 0x37 => Self::Consonant("SH"),
            0x38 => Self::Consonant("S"),
            0x39 => Self::Consonant("H"),
            0x3c | 0x3d => Self::Mark,
            0x3e => Self::VowelSign("A"),
            0x3f | 0x40 => Self::VowelSign("I"),
            0x41 | 0x42 => Self::VowelSign("U"),
            0x43 | 0x44 => Self::VowelSign("RI"),
            0x45..=0x47 => Self::VowelSign("E"),
            0x48 => Self::VowelSign("AI"),
            0x49..=0x4b => Self::VowelSign("O"),
            0x4c => Self::VowelSign("AU"),
            0x4d => Self::Silence,
            _ => Self::Other,
        }
    }
}
