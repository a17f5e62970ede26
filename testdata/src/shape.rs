//! Shapes of numbers and plates, and how a text of a shape with a wanted mark is made.
//!
//! In a shape `d` is a digit, `l` one of the letters given, `x` a sign of the German document alphabet
//! (digits and consonants that cannot be mistaken for digits or make words), `@` the place given; every
//! other sign stands for itself.

use crate::mark::Mark;
use crate::rng::Rng;

/// All 26 Latin letters.
pub const LATIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &str = "0123456789";
const GERMAN: &str = "0123456789CFGHJKLMNPRTVWXYZ";

/// Which signs of a made text carry its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// All signs.
    All,
    /// All but the last signs.
    AllBut(usize),
    /// The last signs alone.
    Last(usize),
}

impl Counted {
    fn window(self, length: usize) -> std::ops::Range<usize> {
        match self {
            Self::All => 0..length,
            Self::AllBut(tail) => 0..length.saturating_sub(tail),
            Self::Last(tail) => length.saturating_sub(tail)..length,
        }
    }
}

/// What a shape is filled with.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// The letters that `l` stands for.
    pub letters: &'a str,
    /// The text that `@` stands for.
    pub place: &'a str,
    /// The wanted mark.
    pub mark: Mark,
    /// The signs that carry it. Separators are not counted as signs.
    pub counted: Counted,
}

struct Sign<'a> {
    sign: char,
    /// The alphabet that the sign was drawn from; empty for one that stands for itself.
    alphabet: &'a str,
}

/// Makes a text of a shape, with the wanted mark.
pub fn fill(rng: &mut Rng, shape: &str, filling: Filling<'_>) -> String {
    let mut signs: Vec<Sign<'_>> = Vec::with_capacity(16);
    for class in shape.chars() {
        let alphabet = match class {
            'd' => DIGITS,
            'l' => filling.letters,
            'x' => GERMAN,
            '@' => {
                signs.extend(filling.place.chars().map(|sign| Sign { sign, alphabet: "" }));
                continue;
            }
            sign => {
                signs.push(Sign { sign, alphabet: "" });
                continue;
            }
        };
        signs.push(Sign { sign: draw(rng, alphabet), alphabet });
    }
    give_mark(rng, &mut signs, filling);
    signs.iter().map(|sign| sign.sign).collect()
}

fn draw(rng: &mut Rng, alphabet: &str) -> char {
    if alphabet.is_ascii() {
        return char::from(alphabet.as_bytes()[rng.index(alphabet.len())]);
    }
    let skip = rng.index(alphabet.chars().count());
    alphabet.chars().nth(skip).unwrap_or('0')
}

/// Changes at most one drawn sign so that the text has its mark. The last one that can give it is taken,
/// which leaves prefixes as drawn.
fn give_mark(rng: &mut Rng, signs: &mut [Sign<'_>], filling: Filling<'_>) {
    let mut counted: Vec<&mut Sign<'_>> =
        signs.iter_mut().filter(|sign| sign.sign.is_alphanumeric()).collect();
    let window = filling.counted.window(counted.len());
    let counted = &mut counted[window];
    let has_mark =
        |counted: &[&mut Sign<'_>]| Mark::of_signs(counted.iter().map(|sign| sign.sign)) == filling.mark;
    if has_mark(counted) {
        return;
    }
    for at in (0..counted.len()).rev() {
        let (before, alphabet) = (counted[at].sign, counted[at].alphabet);
        let skip = rng.index(alphabet.chars().count());
        for sign in alphabet.chars().cycle().skip(skip).take(alphabet.chars().count()) {
            counted[at].sign = sign;
            if has_mark(counted) {
                return;
            }
        }
        counted[at].sign = before;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    #[test]
    fn every_mark_can_be_given_to_every_shape() {
        let mut rng = Rng::for_row(3, Stream::Documents, 0);
        for mark in [Mark::Listed, Mark::Expired, Mark::Clean] {
            for (shape, letters, counted) in [
                ("ddddddddd", LATIN, Counted::AllBut(4)),
                ("xxxxxxxxx", LATIN, Counted::Last(6)),
                ("l ddd ll dd", "АВЕКМНОРСТУХ", Counted::All),
                ("@-ll d", LATIN, Counted::All),
            ] {
                for _ in 0..200 {
                    let text = fill(&mut rng, shape, Filling { letters, place: "LÖ", mark, counted });
                    let signs: Vec<char> = text.chars().filter(|sign| sign.is_alphanumeric()).collect();
                    let window = counted.window(signs.len());
                    assert_eq!(Mark::of_signs(signs[window].iter().copied()), mark, "{text}");
                }
            }
        }
    }
}
