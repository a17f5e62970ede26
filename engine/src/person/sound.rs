//! The sound key: one form for the ways in which one name is romanised.
//!
//! It joins what the systems of one script make of the same letters (KHUSEIN and HUSSEIN, IURII and YURY, ABDURRAHMAN
//! and ABDELRAHMAN) and is made not to join names that differ. It is evidence of a weaker kind than a spelling, and
//! never an identity.

mod equal;
mod rule;
mod slavic;
mod sounds;

use crate::limits::SOUND_KEY_BYTES;
use crate::text::ShortText;
use rule::{Reader, Rules};

/// A sound key: lower-case letters of sounds, so that no key is ever taken for a part of a name.
pub type SoundKey = ShortText<SOUND_KEY_BYTES>;

/// The sound key of one part of a name as romanised (upper-case A to Z). Signs that are no capital letters stay as
/// they are, so a key is its own key. Of a part with a longer key the beginning is compared; nothing gives the empty
/// key.
///
/// ```
/// use watchpost_engine::person::sound::sound_key;
/// assert_eq!(sound_key("SHCHERBAKOV"), sound_key("CHTCHERBAKOV"));
/// assert_ne!(sound_key("SHAPIRO"), sound_key("SHAPOVALOV"));
/// assert_eq!(sound_key("").as_str(), "");
/// ```
#[must_use]
pub fn sound_key(part: &str) -> SoundKey {
    let key = read(equal::name(part).unwrap_or(part));
    slavic::russian(key.as_str()).and_then(SoundKey::new).unwrap_or(key)
}

/// The sounds of a part by the rules for its kind.
fn read(part: &str) -> SoundKey {
    if sounds::is_one_syllable(part.as_bytes()) {
        Reader::new(part, sounds::of_one_syllable).read()
    } else if sounds::has_a_then_e(part.as_bytes()) {
        Reader::new(part, sounds::of_a_then_e).read()
    } else {
        whole(part, sounds::of_many_syllables)
    }
}

/// The sounds of a part for what compares consonants alone: W, which stands for a vowel as often, as itself.
pub(super) fn consonants(part: &str) -> SoundKey {
    whole(part, sounds::of_consonants)
}

fn whole(part: &str, rules: Rules) -> SoundKey {
    let reader = Reader::new(part, rules);
    match sounds::behind_abd(part.as_bytes()) {
        Some(behind) => reader.begun_with("abd", behind).read(),
        None => reader.read(),
    }
}

#[cfg(test)]
mod tests;
