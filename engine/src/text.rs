//! Short text that lives inside its owner: no heap, no length beyond `N` bytes, always UTF-8.
//!
//! Keys and codes are made of it, so that the path of a miss never allocates.

use std::fmt;

/// Up to `N` bytes of UTF-8 held in place (`N` at most 255).
///
/// ```
/// use watchpost_engine::text::ShortText;
/// let code: ShortText<8> = ShortText::new("UTO").unwrap();
/// assert_eq!(code.as_str(), "UTO");
/// assert!(ShortText::<2>::new("UTO").is_none());
/// ```
#[derive(Clone, Copy)]
pub struct ShortText<const N: usize> {
    len: u8,
    bytes: [u8; N],
}

impl<const N: usize> ShortText<N> {
    const FITS_LENGTH_BYTE: () = assert!(N <= 255, "a short text's length must fit one byte");

    /// The empty text.
    #[must_use]
    pub const fn empty() -> Self {
        let () = Self::FITS_LENGTH_BYTE;
        Self { len: 0, bytes: [0; N] }
    }

    /// A copy of `text`, or `None` if it has more than `N` bytes.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut short = Self::empty();
        short.push_str(text).then_some(short)
    }

    /// Appends `text`; false, and no change, if it does not fit.
    #[must_use]
    pub fn push_str(&mut self, text: &str) -> bool {
        let start = usize::from(self.len);
        let end = start + text.len();
        let Some(room) = self.bytes.get_mut(start..end) else {
            return false;
        };
        room.copy_from_slice(text.as_bytes());
        self.len = u8::try_from(end).unwrap_or(u8::MAX);
        true
    }

    /// Appends one sign; false, and no change, if it does not fit.
    #[must_use]
    pub fn push(&mut self, sign: char) -> bool {
        self.push_str(sign.encode_utf8(&mut [0; 4]))
    }

    /// Appends one ASCII sign; false, and no change, if it does not fit or is none.
    #[must_use]
    pub(crate) fn push_ascii(&mut self, sign: u8) -> bool {
        match (self.bytes.get_mut(usize::from(self.len)), sign.is_ascii()) {
            (Some(place), true) => {
                *place = sign;
                // A place below `N`, which is at most 255.
                self.len += 1;
                true
            }
            _ => false,
        }
    }

    /// A copy of `text` with every sign replaced; `None` if it is not all ASCII, or too long. `replace` gives ASCII
    /// for ASCII.
    #[must_use]
    pub(crate) fn replacing_ascii(text: &[u8], replace: impl Fn(u8) -> u8) -> Option<Self> {
        let mut short = Self::empty();
        let places = short.bytes.get_mut(..text.len()).filter(|_| text.is_ascii())?;
        for (place, &byte) in places.iter_mut().zip(text) {
            *place = replace(byte);
        }
        short.len = u8::try_from(text.len()).ok()?;
        Some(short)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only whole `str`s are ever appended, so this never falls back.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The text's bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// True if there is no sign in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl<const N: usize> Default for ShortText<N> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<const N: usize> PartialEq for ShortText<N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl<const N: usize> Eq for ShortText<N> {}

impl<const N: usize> PartialOrd for ShortText<N> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<const N: usize> Ord for ShortText<N> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl<const N: usize> std::hash::Hash for ShortText<N> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl<const N: usize> fmt::Display for ShortText<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Shows only the length: short texts hold document numbers and names, which must not reach a log through `{:?}`.
impl<const N: usize> fmt::Debug for ShortText<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ShortText({} bytes)", self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::ShortText;

    #[test]
    fn what_does_not_fit_is_refused_and_changes_nothing() {
        let mut text: ShortText<4> = ShortText::new("ABC").unwrap();
        assert!(!text.push('Ж'));
        assert_eq!(text.as_str(), "ABC");
        assert!(text.push('D'));
        assert_eq!(text.as_str(), "ABCD");
    }

    #[test]
    fn debug_output_does_not_show_the_text() {
        let text: ShortText<16> = ShortText::new("L898902C3").unwrap();
        assert!(!format!("{text:?}").contains("L898902C3"));
    }
}
