//! Vehicle identification numbers and the shorter chassis numbers of older and smaller vehicles.

use crate::key::{self, Key, LookAlikes, Unkeyable};
use crate::limits;
use crate::text::ShortText;

/// A chassis number as written: 17 signs by ISO 3779, or 4 to 25 on vehicles before 1981, motorcycles,
/// trailers and machines.
///
/// A wrong check digit (49 CFR 565.15) is never a reason to refuse one: only North America and China have it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Vin(ShortText<{ limits::VIN_BYTES }>);

impl Vin {
    /// Reads a chassis number as typed or listed.
    ///
    /// # Errors
    /// [`Unkeyable`] if it has fewer than [`limits::VIN_SIGNS_MIN`] signs or more than [`limits::VIN_BYTES`].
    pub fn parse(text: &str) -> Result<Self, Unkeyable> {
        let written: ShortText<{ limits::VIN_BYTES }> = key::as_written(text, LookAlikes::ByShape)?;
        if written.as_str().chars().count() < limits::VIN_SIGNS_MIN {
            return Err(Unkeyable::TooShort { min: limits::VIN_SIGNS_MIN });
        }
        Ok(Self(written))
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

#[cfg(test)]
mod tests {
    use super::Vin;
    use crate::key::Unkeyable;

    #[test]
    fn short_chassis_numbers_are_kept_and_three_signs_are_refused() {
        assert_eq!(Vin::parse("JZA80-0001234").unwrap().as_str(), "JZA800001234");
        assert_eq!(Vin::parse("1-2-3").unwrap_err(), Unkeyable::TooShort { min: 4 });
    }

    #[test]
    fn forbidden_letters_meet_the_digits_they_stand_for() {
        assert_eq!(
            Vin::parse("IM8GDM9AXKPO42788").unwrap().key(),
            Vin::parse("1M8GDM9AXKP042788").unwrap().key()
        );
    }
}
