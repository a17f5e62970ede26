//! Rules that turn letters into sounds, and the reader that applies them from left to right.
//!
//! It knows no language: the tables that it is given do.

use crate::text::ShortText;

/// Where in a part the letters of a rule must stand, and what may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    Anywhere,
    Start,
    End,
    BeforeVowel,
    BeforeConsonant,
    /// Before E, I or Y.
    BeforeFront,
    /// Before a consonant, or at the end.
    BeforeNoVowel,
    StartBeforeVowel,
    /// At the end, behind a consonant that has a vowel before it.
    EndBehindConsonant,
    BehindVowel,
}

/// Letters, where they stand, and their sounds.
pub(crate) struct Rule(pub(crate) &'static str, pub(crate) Where, pub(crate) &'static str);

/// The rules for what begins with a letter, in the order in which they are tried.
pub(crate) type Rules = fn(u8) -> &'static [Rule];

/// Reads one part.
pub(crate) struct Reader<'a, const N: usize> {
    part: &'a str,
    at: usize,
    rules: Rules,
    sounds: ShortText<N>,
}

impl<'a, const N: usize> Reader<'a, N> {
    pub(crate) fn new(part: &'a str, rules: Rules) -> Self {
        Self { part, at: 0, rules, sounds: ShortText::empty() }
    }

    /// The first `read` bytes are letters, and sound so.
    pub(crate) fn begun_with(mut self, sounds: &str, read: usize) -> Self {
        self.at = read;
        self.hear(sounds);
        self
    }

    /// The sounds, doubles as one, as many as there is room for.
    pub(crate) fn read(mut self) -> ShortText<N> {
        while let Some(sign) = self.part.get(self.at..).and_then(|rest| rest.chars().next()) {
            let rule = u8::try_from(sign)
                .ok()
                .filter(u8::is_ascii_uppercase)
                .and_then(|letter| (self.rules)(letter).iter().find(|rule| self.applies(rule)));
            let has_room = match rule {
                Some(Rule(letters, _, sounds)) => {
                    self.at += letters.len();
                    self.hear(sounds)
                }
                None => {
                    self.at += sign.len_utf8();
                    self.sounds.push(sign)
                }
            };
            if !has_room {
                break;
            }
        }
        self.sounds
    }

    fn applies(&self, Rule(letters, place, _): &Rule) -> bool {
        let bytes = self.part.as_bytes();
        let (before, rest) = bytes.split_at(self.at.min(bytes.len()));
        let Some(after) = rest.strip_prefix(letters.as_bytes()) else {
            return false;
        };
        let next = after.first().copied();
        match place {
            Where::Anywhere => true,
            Where::Start => before.is_empty(),
            Where::End => next.is_none(),
            Where::BeforeVowel => next.is_some_and(is_vowel),
            Where::BeforeConsonant => next.is_some_and(|next| next.is_ascii_uppercase() && !is_vowel(next)),
            Where::BeforeFront => matches!(next, Some(b'E' | b'I' | b'Y')),
            Where::BeforeNoVowel => !next.is_some_and(is_vowel),
            Where::StartBeforeVowel => before.is_empty() && next.is_some_and(is_vowel),
            Where::EndBehindConsonant => {
                next.is_none()
                    && before.split_last().is_some_and(|(&last, head)| {
                        last.is_ascii_uppercase()
                            && !is_vowel(last)
                            && head.iter().any(|&sign| is_vowel(sign))
                    })
            }
            Where::BehindVowel => before.last().is_some_and(|&sign| is_vowel(sign)),
        }
    }

    /// Appends sounds, a repeated one once; false if there is no room.
    fn hear(&mut self, sounds: &str) -> bool {
        sounds
            .bytes()
            .all(|sound| self.sounds.as_bytes().last() == Some(&sound) || self.sounds.push_ascii(sound))
    }
}

/// True for a letter of a vowel in any romanisation.
pub(crate) fn is_vowel(sign: u8) -> bool {
    matches!(sign, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y')
}
