//! Vehicle identification numbers and the shorter chassis numbers of older and smaller vehicles.

mod check_digit;
mod country;
mod maker;
mod maker_table;
mod model_year;
mod nearby;

pub use check_digit::{CHECK_DIGIT_PLACE, CheckDigit, check_digit};
pub use country::country;
pub(crate) use maker::identifier;
pub use nearby::visit_nearby;

use country::asks_for_check_digit;
use maker::maker;
use model_year::model_years;

use crate::key::{self, Key, LookAlikes, Unkeyable};
use crate::limits;
use crate::text::ShortText;

/// Signs of a whole vehicle identification number (ISO 3779).
pub const VIN_SIGNS: usize = 17;

/// Signs of the end by which a vehicle is sought where no more is known: its year, plant and serial number (NCIC).
pub const LAST_SIGNS: usize = 8;

/// First signs that the vehicles of one production run share, but for the check digit: all in front of the serial
/// number.
pub const RUN_SIGNS: usize = 11;

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

    /// True for the 17 signs of ISO 3779.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.as_bytes().len() == VIN_SIGNS && self.0.as_bytes().is_ascii()
    }

    /// The number with the letters that no whole number has read as the digits they look like: O and Q as 0, I as 1
    /// (ISO 3779). Any other number stays as it is.
    #[must_use]
    pub fn forced(&self) -> Self {
        let forced = |sign| match sign {
            b'O' | b'Q' => b'0',
            b'I' => b'1',
            other => other,
        };
        let whole = self.is_whole().then(|| ShortText::replacing_ascii(self.0.as_bytes(), forced)).flatten();
        whole.map_or(*self, Self)
    }

    /// What the check digit of a whole number says, forced letters read as digits.
    #[must_use]
    pub fn check_digit(&self) -> CheckDigit {
        check_digit(self.forced().0.as_bytes())
    }

    /// The country of a whole number's maker, as a code of ICAO 9303.
    #[must_use]
    pub fn country(&self) -> Option<&'static str> {
        self.is_whole().then(|| country(self.forced().0.as_bytes())).flatten()
    }

    /// True for a whole number from where the law asks for the check digit and the model year.
    #[must_use]
    pub fn asks_for_check_digit(&self) -> bool {
        self.is_whole() && asks_for_check_digit(self.forced().0.as_bytes())
    }

    /// The make of a whole number, as far as the built-in table knows it.
    #[must_use]
    pub fn maker(&self) -> Option<&'static str> {
        self.is_whole().then(|| maker(self.forced().0.as_bytes())).flatten()
    }

    /// The model years that position 10 stands for; none where nothing binds the maker to it.
    #[must_use]
    pub fn model_years(&self) -> Option<[u16; 2]> {
        let sign = self.forced().0.as_bytes().get(9).copied();
        sign.filter(|_| self.asks_for_check_digit()).and_then(model_years)
    }
}

#[cfg(test)]
mod tests {
    use super::{CheckDigit, Vin};
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

    #[test]
    fn forbidden_letters_of_a_whole_number_are_read_as_digits_and_others_are_not() {
        let forced = |text| Vin::parse(text).unwrap().forced().as_str().to_owned();
        assert_eq!(forced("IM8GDM9AXKPO4Q788"), "1M8GDM9AXKP040788");
        assert_eq!(forced("QI-1234"), "QI1234");
        assert_eq!(Vin::parse("IM8GDM9AXKPO42788").unwrap().check_digit(), CheckDigit::Valid);
    }

    #[test]
    fn only_a_whole_number_tells_of_its_maker() {
        let vin = |text| Vin::parse(text).unwrap();
        assert_eq!(vin("WVWZZZ1JZXW000001").maker(), Some("VOLKSWAGEN"));
        assert_eq!(vin("WVW-1234").maker(), None);
        assert_eq!(vin("1M8GDM9AXKP042788").model_years(), Some([1989, 2019]));
        assert_eq!(vin("WVWZZZ1JZXW000001").model_years(), None);
        assert_eq!(vin("WVWZZZ1JZXW000001").country(), Some("DEU"));
    }
}
