//! Which script a sign belongs to, and which signs a name is written with and without.
//!
//! It never judges a whole name: one sign is one answer.

use crate::key::{is_unseen, latin_by_shape};

/// The scripts that are romanised by rules of ours; what is left goes by the general table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
    Georgian,
    Hebrew,
    Arabic,
    /// Scripts of India and Ceylon whose blocks of Unicode are laid out alike.
    Indic,
    Thai,
    Hangul,
    Kana,
    Hanzi,
    Other,
    /// Digits, marks and punctuation, which stand in any script.
    None,
}

impl Script {
    pub(super) fn of(sign: char) -> Self {
        match sign {
            'A'..='Z' | 'a'..='z' => Self::Latin,
            '\u{0}'..='\u{bf}' => Self::None,
            '\u{c0}'..='\u{24f}'
            | '\u{250}'..='\u{2af}'
            | '\u{1e00}'..='\u{1eff}'
            | '\u{2c60}'..='\u{2c7f}' => Self::Latin,
            '\u{2b0}'..='\u{36f}' => Self::None,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{a640}'..='\u{a69f}' => Self::Cyrillic,
            '\u{530}'..='\u{58f}' => Self::Armenian,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Self::Arabic,
            '\u{900}'..='\u{d7f}' => Self::Indic,
            '\u{e00}'..='\u{e7f}' => Self::Thai,
            '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' => Self::Georgian,
            '\u{ac00}'..='\u{d7a3}' => Self::Hangul,
            '\u{3041}'..='\u{30ff}' => Self::Kana,
            '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}' => Self::Hanzi,
            other if other.is_alphabetic() => Self::Other,
            _ => Self::None,
        }
    }
}

/// True for a part of a name with Latin letters and some of another script that look Latin. No name is written so: a
/// keyboard was left in the other script, or somebody means the name not to be found.
pub(super) fn mixes_scripts(signs: &[char]) -> bool {
    signs.iter().any(char::is_ascii_alphabetic) && signs.iter().any(|&sign| latin_by_shape(sign) != sign)
}

/// True for what the same name is written with and without: accents, vowel points, what cannot be seen,
/// and the apostrophes that Unicode counts as letters (Uzbek, Ukrainian, Polynesian names).
/// Marks of other scripts make other syllables and stay.
pub(super) fn is_left_out(sign: char) -> bool {
    is_unseen(sign)
        || matches!(
            sign,
            // Latin, Greek and Cyrillic accents.
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
            // Apostrophes without a sound of their own; the modifier letters are among the unseen.
            | '\u{a78b}' | '\u{a78c}'
            // Which drawing of a letter is meant (variation selectors), and vowels that are not drawn (Khmer).
            | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180f}' | '\u{17b4}' | '\u{17b5}'
            // Hebrew points.
            | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
            // Arabic points, hamza and madda on their carrier, and the line of length.
            | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
            | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        )
}
