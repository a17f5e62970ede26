//! Canonical keys: the one place where equality of identifiers is defined, used by loader and server alike.
//!
//! Two forms of an identifier exist. *As written*: upper case, only letters and digits kept, leading zeros
//! kept. *Folded*: signs that people and readers take for one another become one sign, so that one look-up
//! finds the exact record and every look-alike. No other module may compare identifiers by rules of its own.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::limits;
use crate::text::ShortText;

/// Why a text is no identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unkeyable {
    /// Nothing is left when everything but letters and digits is dropped.
    #[error("has no letter or digit")]
    Empty,
    /// Fewer signs than an identifier of its kind has.
    #[error("has fewer than {min} letters and digits")]
    TooShort {
        /// The least number of signs.
        min: usize,
    },
    /// More than the kind allows.
    #[error("is longer than {max} bytes")]
    TooLong {
        /// The most bytes of UTF-8.
        max: usize,
    },
}

/// What is done with letters of other scripts that look like Latin ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookAlikes {
    /// They stay as they are: documents print their series in one script on purpose.
    Keep,
    /// They become the Latin letter of the same shape: plates in Cyrillic and Greek use only such letters
    /// because they look Latin (Vienna Convention on Road Traffic 1968, annex 2), and the numbers of chassis and
    /// engines are Latin whatever the keyboard.
    ByShape,
}

/// The text as written: upper case, letters and digits only.
///
/// # Errors
/// [`Unkeyable`] if nothing is left, or more than `N` bytes.
pub fn as_written<const N: usize>(text: &str, look_alikes: LookAlikes) -> Result<ShortText<N>, Unkeyable> {
    let too_long = Unkeyable::TooLong { max: N };
    if text.len() > limits::IDENTIFIER_TEXT_BYTES {
        return Err(too_long);
    }
    let mut written = ShortText::empty();
    let fits = if text.is_ascii() {
        text.bytes()
            .filter(u8::is_ascii_alphanumeric)
            .all(|sign| written.push_ascii(sign.to_ascii_uppercase()))
    } else {
        text.nfkc()
            .flat_map(char::to_uppercase)
            .nfc()
            .filter(|sign| sign.is_alphanumeric() && !is_combining_mark(*sign) && !is_unseen(*sign))
            .map(|sign| western_digit(sign).unwrap_or(sign))
            .map(|sign| if look_alikes == LookAlikes::ByShape { latin_by_shape(sign) } else { sign })
            // What was dropped may have stood between a letter and its mark.
            .nfc()
            .all(|sign| written.push(sign))
    };
    match (fits, written.is_empty()) {
        (false, _) => Err(too_long),
        (true, true) => Err(Unkeyable::Empty),
        (true, false) => Ok(written),
    }
}

/// A folded identifier: what the indexes are keyed by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(ShortText<{ limits::KEY_BYTES }>);

impl Key {
    /// Folds an identifier that is already as written.
    #[must_use]
    pub fn fold(written: &str) -> Self {
        Self::fold_ascii(written.as_bytes()).unwrap_or_else(|| Self::fold_any(written))
    }

    /// The same from the text that identifiers are held in, which need not be read as UTF-8 for it.
    pub(crate) fn fold_short<const N: usize>(written: &ShortText<N>) -> Self {
        Self::fold_ascii(written.as_bytes()).unwrap_or_else(|| Self::fold_any(written.as_str()))
    }

    /// Nearly every identifier is plain ASCII, and the path of a miss is mostly this.
    fn fold_ascii(written: &[u8]) -> Option<Self> {
        ShortText::replacing_ascii(written, fold_ascii).map(Self)
    }

    fn fold_any(written: &str) -> Self {
        let mut key = ShortText::empty();
        for sign in written.chars() {
            let folded = if sign.is_ascii() { sign } else { latin_by_shape(base_letter(sign)) };
            // Folding never lengthens a sign, so what fitted as written fits here.
            let fitted = key.push(fold_sign(folded));
            debug_assert!(fitted, "a folded identifier is never longer than as written");
        }
        Self(key)
    }

    /// The key's bytes, in the order in which indexes sort.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// The sign that stands for all signs taken for it: {0 O D Q} {1 I L} {2 Z} {5 S} {6 G} {8 B} (contract,
/// section 4).
#[must_use]
pub fn fold_sign(sign: char) -> char {
    match u8::try_from(sign) {
        Ok(ascii) if ascii.is_ascii() => char::from(fold_ascii(ascii)),
        _ => sign,
    }
}

/// [`fold_sign`] of an ASCII sign.
pub(crate) fn fold_ascii(sign: u8) -> u8 {
    FOLDED[usize::from(sign)]
}

/// Every byte folded; those that are no ASCII stay.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut sign = 0_u8;
    loop {
        folded[sign as usize] = match sign {
            b'O' | b'D' | b'Q' => b'0',
            b'I' | b'L' => b'1',
            b'Z' => b'2',
            b'S' => b'5',
            b'G' => b'6',
            b'B' => b'8',
            other => other,
        };
        if sign == u8::MAX {
            break;
        }
        sign += 1;
    }
    folded
};

/// The Latin letter that a Cyrillic or Greek capital looks like, else the sign itself.
///
/// Plates of Bulgaria, Belarus, Greece, Russia and Ukraine use only such letters.
#[must_use]
pub const fn latin_by_shape(sign: char) -> char {
    match sign {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        // Of other alphabets in these scripts: Kurdish, Mongolian, Caucasian; Greek letters outside its alphabet.
        '\u{51a}' => 'Q',
        '\u{51c}' => 'W',
        '\u{4ae}' => 'Y',
        '\u{50c}' => 'G',
        '\u{474}' => 'V',
        '\u{4c0}' => 'I',
        '\u{3f9}' => 'C',
        '\u{37f}' => 'J',
        other => other,
    }
}

/// Letters to Unicode that leave no mark of their own on paper: fillers of Korean syllables, the Arabic line of
/// length, and modifier letters, which are typed for apostrophes. An officer would not see the difference.
pub(crate) const fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{640}' | '\u{2b9}'..='\u{2df}')
}

/// The letter without its marks: the first sign of its canonical decomposition, without a stroke.
fn base_letter(sign: char) -> char {
    let mut base = None;
    decompose_canonical(sign, |part| {
        if base.is_none() && !is_combining_mark(part) {
            base = Some(part);
        }
    });
    // A longer base would overflow a full key; no canonical decomposition has one.
    let base = base.filter(|base| base.len_utf8() <= sign.len_utf8()).unwrap_or(sign);
    without_stroke(base).unwrap_or(base)
}

/// A stroke through a letter is a mark to the eye, though Unicode does not decompose it.
const fn without_stroke(sign: char) -> Option<char> {
    Some(match sign {
        'Đ' | 'Ð' => 'D',
        'Ħ' => 'H',
        'Ɨ' => 'I',
        'Ł' => 'L',
        'Ø' => 'O',
        'Ŧ' => 'T',
        _ => return None,
    })
}

/// The first digits of the decimal digit blocks that occur on documents and plates (Unicode, category Nd).
const DIGIT_ZEROS: [char; 18] = [
    '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐',
    // Tibetan, Burmese, Khmer, Mongolian.
    '\u{f20}', '\u{1040}', '\u{17e0}', '\u{1810}',
];

/// The digit 0 to 9 that a decimal digit of another script stands for.
fn western_digit(sign: char) -> Option<char> {
    DIGIT_ZEROS.iter().find_map(|&zero| {
        let value = u32::from(sign).checked_sub(u32::from(zero))?;
        char::from_digit(value, 10)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Key, LookAlikes, Unkeyable, as_written};
    use crate::text::ShortText;

    #[track_caller]
    fn check(text: &str, look_alikes: LookAlikes, written: &str, folded: &str) {
        let got: ShortText<40> = as_written(text, look_alikes).unwrap();
        assert_eq!(got.as_str(), written);
        assert_eq!(Key::fold(got.as_str()).as_str(), folded);
    }

    #[test]
    fn a_letter_with_a_stroke_and_a_mark_loses_both() {
        check("ǾA1", LookAlikes::Keep, "ǾA1", "0A1");
    }

    #[test]
    fn loose_marks_are_no_letters_so_as_written_stays_as_written() {
        // Marks that a dropped sign kept apart would change places when they are read again.
        check("1\u{654}1\u{654}\u{64e}\0\u{64e}", LookAlikes::ByShape, "11", "11");
    }

    #[test]
    fn case_spaces_and_dashes_do_not_count_and_leading_zeros_do() {
        check(" l898-902 c3 ", LookAlikes::Keep, "L898902C3", "1898902C3");
        check("00123", LookAlikes::Keep, "00123", "00123");
    }

    #[test]
    fn every_look_alike_class_folds_to_one_sign() {
        check("0ODQ1IL2Z5S6G8B", LookAlikes::Keep, "0ODQ1IL2Z5S6G8B", "000011122556688");
    }

    #[test]
    fn cyrillic_and_greek_plates_read_as_latin_ones() {
        check("А123ВС 77", LookAlikes::ByShape, "A123BC77", "A1238C77");
        check("ΑΒΕ-1234", LookAlikes::ByShape, "ABE1234", "A8E1234");
    }

    #[test]
    fn a_cyrillic_series_stays_as_written_and_meets_its_latin_look_alike_when_folded() {
        check("АВ 184386", LookAlikes::Keep, "АВ184386", "A8184386");
        check("У-184386", LookAlikes::Keep, "У184386", "Y184386");
    }

    #[test]
    fn digits_of_other_scripts_are_digits() {
        check("١٢٣۴۵", LookAlikes::Keep, "12345", "12345");
        check("１２３Ａ", LookAlikes::Keep, "123A", "123A");
    }

    #[test]
    fn a_sign_that_cannot_be_seen_hides_no_listed_number() {
        for unseen in
            ['\u{3164}', '\u{115f}', '\u{1160}', '\u{ffa0}', '\u{640}', '\u{2bc}', '\u{200b}', '\u{2060}']
        {
            for look_alikes in [LookAlikes::Keep, LookAlikes::ByShape] {
                check(&format!("L898{unseen}902C3{unseen}"), look_alikes, "L898902C3", "1898902C3");
            }
        }
    }

    #[test]
    fn burmese_digits_on_a_plate_meet_the_plate_typed_in_western_ones() {
        check("\u{1042}\u{1000}-\u{1041}\u{1042}", LookAlikes::ByShape, "2\u{1000}12", "2\u{1000}12");
    }

    #[test]
    fn rare_look_alikes_of_other_scripts_and_strokes_fold_to_their_shape() {
        check("\u{51a}\u{51c}456", LookAlikes::ByShape, "QW456", "0W456");
        check("\u{51a}\u{51c}456", LookAlikes::Keep, "\u{51a}\u{51c}456", "0W456");
        check("AB123CĐ", LookAlikes::Keep, "AB123CĐ", "A8123C0");
        check("ŁØ123", LookAlikes::ByShape, "ŁØ123", "10123");
    }

    #[test]
    fn umlauts_are_kept_as_written_and_folded_to_their_letter() {
        check("FÜ AB 12", LookAlikes::ByShape, "FÜAB12", "FUA812");
    }

    #[test]
    fn punctuation_alone_is_no_identifier() {
        assert_eq!(as_written::<40>("-- / .", LookAlikes::Keep).unwrap_err(), Unkeyable::Empty);
        assert_eq!(as_written::<4>("ABCDE", LookAlikes::Keep).unwrap_err(), Unkeyable::TooLong { max: 4 });
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_reading_it_again_changes_nothing(text in any::<String>()) {
            for look_alikes in [LookAlikes::Keep, LookAlikes::ByShape] {
                if let Ok(written) = as_written::<40>(&text, look_alikes) {
                    let again = as_written::<40>(written.as_str(), look_alikes).unwrap();
                    prop_assert_eq!(written.as_str(), again.as_str());
                    let key = Key::fold(written.as_str());
                    prop_assert_eq!(key, Key::fold(key.as_str()));
                    prop_assert_eq!(key.as_str().chars().count(), written.as_str().chars().count());
                }
            }
        }
    }
}
