//! Registration plates.

use crate::key::{self, Key, LookAlikes, Unkeyable, fold_ascii};
use crate::limits;
use crate::misread::taken_for;
use crate::text::ShortText;

/// A registration plate as written: upper case, letters and digits only, letters of other scripts that look
/// Latin read by their shape.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Plate(ShortText<{ limits::PLATE_BYTES }>);

impl Plate {
    /// Reads a plate as typed, listed or read by a camera.
    ///
    /// # Errors
    /// [`Unkeyable`] if it has no letter or digit, or more than [`limits::PLATE_BYTES`].
    pub fn parse(text: &str) -> Result<Self, Unkeyable> {
        key::as_written(text, LookAlikes::ByShape).map(Self)
    }

    /// The plate as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// What the index is keyed by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::fold_short(&self.0)
    }

    /// The plate with each umlaut as two letters: `FÜ` as `FUE`. Germany's plates tell `FU` from `FÜ`, and who has no
    /// such key types either.
    #[must_use]
    pub fn spelled_out(&self) -> Self {
        if self.0.as_bytes().is_ascii() {
            return *self;
        }
        let mut spelled = ShortText::empty();
        for sign in self.as_str().chars() {
            // Two ASCII letters take the two bytes of the umlaut, so this always fits.
            let fitted = match sign {
                'Ä' => spelled.push_str("AE"),
                'Ö' => spelled.push_str("OE"),
                'Ü' => spelled.push_str("UE"),
                other => spelled.push(other),
            };
            debug_assert!(fitted, "a plate spelled out is no longer than as written");
        }
        Self(spelled)
    }

    /// Visits the key of each plate that this one is with one sign taken for another, where that sign folds to another one.
    /// A plate of another script has none.
    pub fn visit_misread(&self, visit: &mut impl FnMut(&[u8])) {
        if !self.0.as_bytes().is_ascii() {
            return;
        }
        let mut key = [0; limits::KEY_BYTES];
        let own = self.key();
        let length = own.as_bytes().len();
        key[..length].copy_from_slice(own.as_bytes());
        for (at, &sign) in self.0.as_bytes().iter().enumerate() {
            let kept = key[at];
            for &other in taken_for(sign) {
                let folded = fold_ascii(other);
                if folded != kept {
                    key[at] = folded;
                    visit(&key[..length]);
                }
            }
            key[at] = kept;
        }
    }

    /// The other key of a plate with umlauts: that of the plate spelled out.
    #[must_use]
    pub fn spelled_key(&self) -> Option<Key> {
        let spelled = self.spelled_out();
        (spelled != *self).then(|| spelled.key())
    }
}

#[cfg(test)]
mod tests {
    use super::Plate;

    #[test]
    fn an_umlaut_has_a_key_of_one_letter_and_one_of_two() {
        let plate = Plate::parse("fü-ab 12").unwrap();
        assert_eq!(plate.key(), Plate::parse("FUAB12").unwrap().key());
        assert_eq!(plate.spelled_key(), Some(Plate::parse("FUE AB 12").unwrap().key()));
        assert_eq!(Plate::parse("FUAB12").unwrap().spelled_key(), None);
        let longest = Plate::parse(&"Ü".repeat(16)).unwrap();
        assert_eq!(longest.spelled_out().as_str(), "UE".repeat(16));
    }
}
