//! Patterns: an identifier of which not every sign is known. `?` (or `#`, as cameras send it) stands for one unread sign,
//! `*` for any run of signs, also none. U+FFFD is a sign that was lost on the way, and unread as well.
//!
//! A pattern meets an identifier by their folded signs, as everything else does. Work is bounded where patterns run.

use crate::key::{self, Key, LookAlikes, Unkeyable};
use crate::limits;
use crate::text::ShortText;

/// A pattern of folded signs.
#[derive(Clone, PartialEq, Eq)]
pub struct Pattern {
    places: Vec<Place>,
    written: String,
    /// Bits of the places that are any one sign.
    ones: u64,
    /// Bits of the places that are any run.
    runs: u64,
    /// The known bytes, each with the bits of its places.
    bytes: Vec<(u8, u64)>,
}

/// One place of a pattern.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// This byte of a folded sign.
    Byte(u8),
    /// Any one sign.
    One,
    /// Any run of signs.
    Run,
}

/// Why a text is no pattern that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternRefused {
    /// A part cannot be read as an identifier.
    #[error(transparent)]
    Unreadable(#[from] Unkeyable),
    /// So few signs are known, or so many unknown, that it is no question.
    #[error(
        "leaves too much open: at least {known} signs must be known, and at most {} may be open",
        limits::PATTERN_WILDCARDS
    )]
    TooWide {
        /// The least number of known signs.
        known: usize,
    },
}

const fn is_wildcard(sign: char) -> bool {
    matches!(sign, '?' | '#' | '*' | '？' | '＊' | '＃' | char::REPLACEMENT_CHARACTER)
}

/// True for a text with signs in it that stand for unread ones.
pub(crate) fn has_open_signs(text: &str) -> bool {
    text.contains(is_wildcard)
}

impl Pattern {
    /// Reads a text with `?`, `#` or `*` in it; `None` for a text without, which is an identifier.
    ///
    /// # Errors
    /// [`PatternRefused`] for a text too long, with fewer than `known` signs or too many wildcards.
    pub fn parse(text: &str, known: usize) -> Option<Result<Self, PatternRefused>> {
        has_open_signs(text).then(|| Self::read(text, known))
    }

    fn read(text: &str, known: usize) -> Result<Self, PatternRefused> {
        if text.len() > limits::IDENTIFIER_TEXT_BYTES {
            return Err(Unkeyable::TooLong { max: limits::KEY_BYTES }.into());
        }
        let mut pattern =
            Self { places: Vec::new(), written: String::new(), ones: 0, runs: 0, bytes: Vec::new() };
        let (mut signs, mut wildcards) = (0, 0);
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(is_wildcard).unwrap_or(rest.len());
            signs += pattern.push_known(&rest[..end])?;
            rest = &rest[end..];
            let mut after = rest.chars();
            if let Some(wildcard) = after.next() {
                wildcards += usize::from(pattern.push_wildcard(wildcard));
                rest = after.as_str();
            }
        }
        if signs < known || wildcards > limits::PATTERN_WILDCARDS {
            return Err(PatternRefused::TooWide { known });
        }
        if pattern.places.len() > limits::KEY_BYTES + limits::PATTERN_WILDCARDS {
            return Err(Unkeyable::TooLong { max: limits::KEY_BYTES }.into());
        }
        pattern.note_places();
        Ok(pattern)
    }

    /// Appends a part without wildcards; the number of its signs.
    fn push_known(&mut self, part: &str) -> Result<usize, Unkeyable> {
        let read: ShortText<{ limits::KEY_BYTES }> = match key::as_written(part, LookAlikes::ByShape) {
            Ok(read) => read,
            Err(Unkeyable::Empty) => return Ok(0),
            Err(error) => return Err(error),
        };
        let folded = Key::fold_short(&read);
        self.places.extend(folded.as_bytes().iter().copied().map(Place::Byte));
        self.written.push_str(read.as_str());
        Ok(read.as_str().chars().count())
    }

    /// Appends a wildcard; false for a run behind a run, which is one.
    fn push_wildcard(&mut self, wildcard: char) -> bool {
        let place = if matches!(wildcard, '*' | '＊') { Place::Run } else { Place::One };
        if place == Place::Run && self.places.last() == Some(&Place::Run) {
            return false;
        }
        self.places.push(place);
        self.written.push(if place == Place::Run { '*' } else { '?' });
        true
    }

    /// The same as the end of a longer number, if it has just so many places and no run: the last eight signs of a
    /// chassis number are asked as such, and one of them may be unread.
    #[must_use]
    pub(crate) fn into_end_of(mut self, places: usize) -> Self {
        if self.places.len() == places && !self.places.contains(&Place::Run) {
            self.places.insert(0, Place::Run);
            (self.ones, self.runs) = (0, 0);
            self.bytes.clear();
            self.note_places();
        }
        self
    }

    /// The pattern as written: upper case, letters, digits, `?` and `*`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// True if a folded identifier fits.
    #[must_use]
    pub fn fits(&self, key: &Key) -> bool {
        let end = key.as_bytes().iter().try_fold(self.start(), |state, &byte| self.step(state, byte));
        end.is_some_and(|end| self.is_match(end))
    }

    /// The folded signs behind the last wildcard.
    #[must_use]
    pub fn known_end(&self) -> Vec<u8> {
        let known = |place: &Place| if let Place::Byte(byte) = place { Some(*byte) } else { None };
        let mut end: Vec<u8> = self.places.iter().rev().map_while(known).collect();
        end.reverse();
        end
    }

    /// How many signs at the start are known before the first wildcard.
    #[must_use]
    pub fn known_start(&self) -> usize {
        self.places.iter().take_while(|place| matches!(place, Place::Byte(_))).count()
    }
}

/// Shows the length alone: a pattern is part of an identifier.
impl std::fmt::Debug for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pattern({} places)", self.places.len())
    }
}

const _: () = assert!(limits::KEY_BYTES + limits::PATTERN_WILDCARDS < 64, "a bit for each place and the end");

/// Where a pattern may stand: a bit for each place that is next, and one for the end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PatternState(u64);

impl Pattern {
    /// Before the first sign.
    #[must_use]
    pub fn start(&self) -> PatternState {
        self.with_empty_runs(1)
    }

    /// Behind one more byte of a folded identifier; `None` if nothing that follows can fit.
    #[must_use]
    pub fn step(&self, PatternState(state): PatternState, byte: u8) -> Option<PatternState> {
        // The bytes behind the first of a sign of another script belong to what took the first.
        let is_first = byte & 0xc0 != 0x80;
        let mut next = state & self.runs;
        if is_first {
            next |= (state & self.ones) << 1;
        } else {
            next |= state & (self.ones << 1);
        }
        for (known, places) in &self.bytes {
            if *known == byte {
                next |= (state & places) << 1;
            }
        }
        (next != 0).then(|| self.with_empty_runs(next))
    }

    /// The only first byte of a sign that can follow, where there is but one. More bytes of the sign before may follow too.
    #[must_use]
    pub fn only_byte(&self, PatternState(state): PatternState) -> Option<u8> {
        let at = usize::try_from(state.trailing_zeros()).ok()?;
        match self.places.get(at) {
            Some(Place::Byte(byte)) if state.is_power_of_two() => Some(*byte),
            _ => None,
        }
    }

    /// True if an identifier may end here.
    #[must_use]
    pub fn is_match(&self, PatternState(state): PatternState) -> bool {
        state & (1 << self.places.len()) != 0
    }

    /// A run may also be empty; no two stand side by side.
    const fn with_empty_runs(&self, state: u64) -> PatternState {
        PatternState(state | (state & self.runs) << 1)
    }

    /// Notes where each kind of place stands.
    fn note_places(&mut self) {
        for (at, place) in self.places.iter().enumerate() {
            let bit = 1 << at;
            match place {
                Place::One => self.ones |= bit,
                Place::Run => self.runs |= bit,
                Place::Byte(byte) => match self.bytes.iter_mut().find(|(known, _)| known == byte) {
                    Some((_, places)) => *places |= bit,
                    None => self.bytes.push((*byte, bit)),
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, PatternRefused};
    use crate::key::Key;

    fn pattern(text: &str) -> Pattern {
        Pattern::parse(text, 3).unwrap().unwrap()
    }

    #[track_caller]
    fn check(text: &str, identifier: &str, fits: bool) {
        assert_eq!(pattern(text).fits(&Key::fold(identifier)), fits, "{text} {identifier}");
    }

    #[test]
    fn one_unread_sign_is_one_and_a_run_is_any_number() {
        check("AB?23", "AB123", true);
        check("AB#23", "AB123", true);
        check("AB?23", "AB23", false);
        check("AB?23", "AB1123", false);
        check("AB*23", "AB23", true);
        check("AB*23", "AB99923", true);
        check("*AB*23*", "XXAB23", true);
        check("AB*23", "AB24", false);
        check("ABC*", "ABC", true);
    }

    #[test]
    fn a_pattern_of_eight_places_is_the_end_of_a_chassis_number() {
        let end = |text: &str| Pattern::parse(text, 4).unwrap().unwrap().into_end_of(8);
        assert!(end("KP0427?8").fits(&Key::fold("1M8GDM9AXKP042788")));
        assert!(end("KP0427?8").fits(&Key::fold("KP042788")));
        assert!(!end("P0427?8").fits(&Key::fold("1M8GDM9AXKP042788")));
        assert_eq!(end("KP0427?8").as_str(), "KP0427?8");
    }

    #[test]
    fn a_sign_lost_in_an_encoding_is_unread_and_not_left_out() {
        check("M\u{fffd}-AB 123", "MÜAB123", true);
        check("M\u{fffd}-AB 123", "MAB123", false);
    }

    #[test]
    fn known_signs_meet_their_look_alikes() {
        check("A8?Z3", "AB12", false);
        check("A8?Z3", "AB123", true);
        check("ав?123", "AB1123", true);
    }

    #[test]
    fn a_sign_of_another_script_is_one_sign() {
        check("?500?1234", "品500さ1234", true);
        check("?500?1234", "品川500さ1234", false);
        check("*500さ12?4", "品川500さ1234", true);
    }

    #[test]
    fn a_pattern_that_asks_nearly_everything_is_refused() {
        let refused = Err(PatternRefused::TooWide { known: 3 });
        for text in ["*", "A*", "A?B", "-?-", "ABC??????????????", "\0?", "??"] {
            assert_eq!(Pattern::parse(text, 3).unwrap(), refused, "{text}");
        }
        assert!(Pattern::parse("ABC", 3).is_none());
        assert!(Pattern::parse(&"A?".repeat(200), 3).unwrap().is_err());
        assert_eq!(pattern("A**B**C").as_str(), "A*B*C");
    }

    #[test]
    fn the_known_end_is_what_stands_behind_the_last_wildcard() {
        assert_eq!(pattern("1M8*P042788").known_end(), b"P042788");
        assert_eq!(pattern("1M8GD?").known_end(), b"");
        assert_eq!(pattern("1M8GD?").known_start(), 5);
    }
}
