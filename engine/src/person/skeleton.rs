//! The skeleton key: consonants alone, alike ones as one, by which writing without vowels can be compared.
//!
//! It joins more than the sound key and says less: where vowels are known, it is not used to tell two names equal.

use crate::limits::SKELETON_KEY_BYTES;
use crate::person::sound;
use crate::text::ShortText;

/// A skeleton key: lower-case letters of classes of consonants, `a` in front for a name that begins with a vowel.
pub type SkeletonKey = ShortText<SKELETON_KEY_BYTES>;

/// The skeleton key of one part of a name as romanised (upper-case A to Z). Signs that are no capital letters stay as
/// they are, so a key is its own key; nothing gives the empty key.
///
/// ```
/// use watchpost_engine::person::skeleton::skeleton_key;
/// // حسين and HUSSEIN.
/// assert_eq!(skeleton_key("HSYN"), skeleton_key("HUSSEIN"));
/// ```
#[must_use]
pub fn skeleton_key(part: &str) -> SkeletonKey {
    let mut key = SkeletonKey::empty();
    let mut before = '\0';
    for (place, sound) in sound::consonants(part).as_str().chars().enumerate() {
        let class = match sound {
            'a' | 'i' | 'u' if place == 0 => 'a',
            'w' if place == 0 => 'b',
            'a' | 'i' | 'u' | 'w' => continue,
            'p' | 'f' | 'v' => 'b',
            'c' | 'x' | 'z' => 's',
            'j' => 'g',
            other => other,
        };
        // Whether a vowel stands between two alike is not written either.
        if class != before && !key.push(class) {
            break;
        }
        before = class;
    }
    key
}

#[cfg(test)]
mod tests;
