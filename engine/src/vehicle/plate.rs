//! Registration plates.

use crate::key::{self, Key, LookAlikes, Unkeyable};
use crate::limits;
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
}
