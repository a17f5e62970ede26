//! The keys under which a name is found: its parts in any order, written with A to Z as ICAO writes them.
//!
//! A key never tells two spellings of one document apart from one another, and never joins names that only
//! sound alike: that is evidence to be weighed, not a key.

use std::fmt;
use std::ops::Deref;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::transliteration::{Choice, Spelling, spelling};
use crate::key::{is_unseen, latin_by_shape};
use crate::limits::{NAME_KEY_BYTES, NAME_KEYS};

/// The name gives no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameUnreadable {
    /// There is no letter in it.
    #[error("the name has no letter: give the name as it is printed")]
    NoLetters,
    /// Its key would be longer than [`NAME_KEY_BYTES`].
    #[error(
        "the name is longer than {NAME_KEY_BYTES} bytes once folded: give the parts of one person's name alone"
    )]
    TooLong,
}

/// The keys of one name, 1 to [`NAME_KEYS`]: one for each way in which issuers may have spelled it, the
/// first one ICAO's own first choice. Two names agree if any key of one is a key of the other.
#[derive(Clone, PartialEq, Eq)]
pub struct NameKeys(Vec<String>);

/// The keys of a name given in parts: surname and given names, or the whole in any order.
///
/// Parts are split at spaces, hyphens, commas and fillers; apostrophes vanish and join; all other
/// punctuation is dropped (Doc 9303-3 section 4.6). The order of the parts does not matter. Letters of
/// scripts other than Latin are kept as they are, without marks that readers leave out; in a part that mixes them
/// with Latin ones, those that look Latin are read by their shape.
///
/// # Errors
///
/// [`NameUnreadable`] for a name without a letter, or one that is too long.
///
/// ```
/// use watchpost_engine::person::name::name_keys;
/// let printed = name_keys(["Müller", "Jürgen"])?;
/// let mrz = name_keys(["MUELLER<<JUERGEN<<<<<<"])?;
/// assert!(printed.agree_with(&mrz));
/// # Ok::<(), watchpost_engine::person::name::NameUnreadable>(())
/// ```
pub fn name_keys<'a>(parts: impl IntoIterator<Item = &'a str>) -> Result<NameKeys, NameUnreadable> {
    let parts: Vec<&str> = parts.into_iter().collect();
    if parts.iter().all(|part| part.is_ascii()) {
        return Ok(NameKeys(vec![ascii_key(&parts)?]));
    }
    let mut first = Folder::new(Chosen::default());
    first.fold(&parts)?;
    let met = first.met;
    let mut keys = vec![first.into_key()?];
    for chosen in other_choices(met) {
        if keys.len() == NAME_KEYS {
            break;
        }
        let mut folder = Folder::new(chosen);
        folder.fold(&parts)?;
        let key = folder.into_key()?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok(NameKeys(keys))
}

/// The one key of a name in plain letters: the same as [`Folder`] gives, without a look at Unicode's tables.
fn ascii_key(parts: &[&str]) -> Result<String, NameUnreadable> {
    let length = parts.iter().map(|part| part.len() + 1).sum::<usize>();
    let mut folded = String::with_capacity(length.min(NAME_KEY_BYTES + 1));
    let mut has_letter = false;
    for part in parts {
        for byte in part.bytes() {
            let in_token = !folded.is_empty() && !folded.ends_with(' ');
            if byte.is_ascii_alphanumeric() {
                has_letter |= byte.is_ascii_alphabetic();
                folded.push(char::from(byte.to_ascii_uppercase()));
            } else if in_token && separates(char::from(byte)) {
                folded.push(' ');
            }
            if folded.len() > NAME_KEY_BYTES {
                return Err(NameUnreadable::TooLong);
            }
        }
        if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if !has_letter {
        return Err(NameUnreadable::NoLetters);
    }
    let mut tokens: Vec<&str> = folded.split_ascii_whitespace().collect();
    tokens.sort_unstable();
    let key = tokens.join(" ");
    if key.len() > NAME_KEY_BYTES { Err(NameUnreadable::TooLong) } else { Ok(key) }
}

/// For each letter with a choice, which of its spellings is taken throughout a name.
type Chosen = [usize; Choice::ALL.len()];

/// All combinations for the letters that were met, but for the first. Those that issuers use throughout come
/// first (every letter in its first spelling, every letter in its second), rare spellings last.
fn other_choices(met: [bool; Choice::ALL.len()]) -> Vec<Chosen> {
    let mut all = vec![Chosen::default()];
    for choice in Choice::ALL.into_iter().filter(|choice| met[choice.place()]) {
        let others = 1..choice.spellings().len();
        let more: Vec<Chosen> = others
            .flat_map(|spelling| {
                all.iter().map(move |chosen| {
                    let mut chosen = *chosen;
                    chosen[choice.place()] = spelling;
                    chosen
                })
            })
            .collect();
        all.extend(more);
    }
    let throughout = |chosen: &Chosen| {
        let mut taken = chosen.iter().zip(met).filter(|(_, met)| *met).map(|(spelling, _)| spelling);
        let first = taken.next();
        taken.all(|spelling| Some(spelling) == first)
    };
    all.sort_by_key(|chosen| {
        (!throughout(chosen), chosen.iter().max().copied(), chosen.iter().sum::<usize>(), *chosen)
    });
    all.retain(|chosen| *chosen != Chosen::default());
    all
}

/// Folds a name under one choice of spellings.
struct Folder {
    chosen: Chosen,
    /// The letters with a choice that were met.
    met: [bool; Choice::ALL.len()],
    tokens: Vec<String>,
    token: String,
    bytes: usize,
    has_letter: bool,
}

impl Folder {
    fn new(chosen: Chosen) -> Self {
        Self {
            chosen,
            met: [false; Choice::ALL.len()],
            tokens: Vec::new(),
            token: String::new(),
            bytes: 0,
            has_letter: false,
        }
    }

    fn fold(&mut self, parts: &[&str]) -> Result<(), NameUnreadable> {
        for part in parts {
            for sign in part.nfc() {
                if separates(sign) {
                    self.end_token();
                } else if !is_left_out(sign) {
                    for upper in sign.to_uppercase() {
                        self.add_upper(upper);
                    }
                }
                // Told at once, so that a name of a megabyte is not folded to the end.
                if self.bytes + self.token.len() > NAME_KEY_BYTES {
                    return Err(NameUnreadable::TooLong);
                }
            }
            self.end_token();
        }
        Ok(())
    }

    fn add_upper(&mut self, letter: char) {
        if !self.add_spelled(letter) {
            for sign in std::iter::once(letter).nfkd().filter(|&sign| !is_left_out(sign)) {
                // Decomposed, a letter of some compatibility form may be one of the table.
                for upper in sign.to_uppercase() {
                    // A mark that makes another syllable of its letter is part of the name.
                    if !self.add_spelled(upper) && (upper.is_alphanumeric() || is_combining_mark(upper)) {
                        self.has_letter |= upper.is_alphabetic();
                        self.token.push(upper);
                    }
                }
            }
        }
    }

    /// Adds a letter of the table in its chosen spelling; false if it is not in the table.
    fn add_spelled(&mut self, letter: char) -> bool {
        match spelling(letter) {
            Some(Spelling::Fixed(signs)) => self.add_signs(signs),
            Some(Spelling::Choice(choice)) => {
                self.met[choice.place()] = true;
                let spellings = choice.spellings();
                self.add_signs(spellings.get(self.chosen[choice.place()]).unwrap_or(&spellings[0]));
            }
            None => return false,
        }
        true
    }

    fn add_signs(&mut self, signs: &str) {
        self.has_letter = true;
        self.token.push_str(signs);
    }

    fn end_token(&mut self) {
        if self.token.is_empty() {
            return;
        }
        let token: String = if mixes_scripts(&self.token) {
            self.token.chars().map(latin_by_shape).nfc().collect()
        } else {
            self.token.nfc().collect()
        };
        self.token.clear();
        // The token and the space that follows it.
        self.bytes += token.len() + 1;
        self.tokens.push(token);
    }

    fn into_key(mut self) -> Result<String, NameUnreadable> {
        if !self.has_letter {
            return Err(NameUnreadable::NoLetters);
        }
        self.tokens.sort_unstable();
        let key = self.tokens.join(" ");
        if key.len() > NAME_KEY_BYTES { Err(NameUnreadable::TooLong) } else { Ok(key) }
    }
}

/// True for a part of a name with Latin letters and some of another script that look Latin. No name is written so: a
/// keyboard was left in the other script, or somebody means the name not to be found.
fn mixes_scripts(token: &str) -> bool {
    token.bytes().any(|byte| byte.is_ascii_alphabetic())
        && token.chars().any(|sign| latin_by_shape(sign) != sign)
}

/// True for a sign that stands between the parts of a name. Besides those of Doc 9303-3 section 4.6, the signs
/// that lists and messages put between parts and around remarks.
fn separates(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            sign,
            '<' | '-' | ',' | '/' | ';' | '|' | '_' | '(' | ')' | '[' | ']'
            // Hyphens and dashes, full-width and small ones too.
            | '\u{2010}'
                ..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{5be}'
            // Commas and dots of Arabic, Chinese and Japanese.
            | '\u{60c}' | '\u{3001}' | '\u{ff0c}' | '\u{30fb}' | '\u{ff65}'
        )
}

/// True for what the same name is written with and without: accents, vowel points, what cannot be seen,
/// and the apostrophes that Unicode counts as letters (Uzbek, Ukrainian, Polynesian names).
/// Marks of other scripts make other syllables and stay.
fn is_left_out(sign: char) -> bool {
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

impl NameKeys {
    /// True if the two names have a key in common.
    #[must_use]
    pub fn agree_with(&self, other: &Self) -> bool {
        self.iter().any(|key| other.contains(key))
    }
}

impl Deref for NameKeys {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl IntoIterator for NameKeys {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Shows only how many keys there are: names must not reach a log through `{:?}`.
impl fmt::Debug for NameKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NameKeys({})", self.0.len())
    }
}

#[cfg(test)]
mod tests;
