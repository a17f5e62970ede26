//! Engine numbers: cars are cloned by their chassis plate, hardly ever by their engine.

use crate::key::{self, Key, LookAlikes, Unkeyable};
use crate::limits;
use crate::text::ShortText;

/// An engine number as written: upper case, letters and digits only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EngineNumber(ShortText<{ limits::ENGINE_NUMBER_BYTES }>);

impl EngineNumber {
    /// Reads an engine number as typed or listed.
    ///
    /// # Errors
    /// [`Unkeyable`] if it has no letter or digit, or more than [`limits::ENGINE_NUMBER_BYTES`].
    pub fn parse(text: &str) -> Result<Self, Unkeyable> {
        key::as_written(text, LookAlikes::ByShape).map(Self)
    }

    /// The number as written.
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
