//! The signs that stand between the parts of a name.

use crate::key::is_unseen;

/// True for a sign that parts a name. Besides those of Doc 9303-3 section 4.6, the signs that lists and messages put
/// between parts and around remarks.
pub(super) fn separates(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            sign,
            '<' | '-' | ',' | '/' | ';' | '|' | '_' | '(' | ')' | '[' | ']' | '.' | '"'
            // Hyphens and dashes, full-width and small ones too.
            | '\u{2010}'
                ..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{5be}'
            // Commas and dots of Arabic, Chinese and Japanese, and what is written around nicknames.
            | '\u{60c}' | '\u{3001}' | '\u{ff0c}' | '\u{30fb}' | '\u{ff65}' | '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}'
        )
}

/// True for a sign that people put into a field that they have nothing to write in, and for what cannot be seen.
pub(super) fn says_nothing(sign: char) -> bool {
    separates(sign) || is_unseen(sign) || matches!(sign, '*' | '#' | '+' | '=' | '~' | '\'' | '’' | ':' | '!')
}
