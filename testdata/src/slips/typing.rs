//! Slips of the hand: what becomes of a number that an officer types.

use crate::rng::Rng;

/// Rows of a keyboard as it is sold in most of the world; neighbours of a row are mistaken for one another.
const KEYBOARD: [&str; 4] = ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"];

const SIGNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

fn replaced(text: &str, place: usize, with: char) -> String {
    text.chars().enumerate().map(|(at, sign)| if at == place { with } else { sign }).collect()
}

/// Two different neighbours changed places; None where all signs are equal.
pub fn swapped_pair(rng: &mut Rng, text: &str) -> Option<String> {
    let mut signs: Vec<char> = text.chars().collect();
    let places: Vec<usize> = (1..signs.len()).filter(|&at| signs[at - 1] != signs[at]).collect();
    let &at = places.get(rng.index(places.len()))?;
    signs.swap(at - 1, at);
    Some(signs.into_iter().collect())
}

/// One sign is another letter or digit, any of the 35; None for an empty text.
pub fn wrong_sign(rng: &mut Rng, text: &str) -> Option<String> {
    let at = rng.index(text.chars().count());
    let right = text.chars().nth(at)?;
    let others: Vec<char> = SIGNS.chars().filter(|&sign| sign != right).collect();
    Some(replaced(text, at, *rng.pick(&others)))
}

/// One letter of a name is another one; None where it has none.
pub fn wrong_letter(rng: &mut Rng, name: &str) -> Option<String> {
    let places: Vec<(usize, char)> = letters(name);
    let &(at, right) = places.get(rng.index(places.len()))?;
    let others: Vec<char> = ('a'..='z').filter(|&other| !right.to_lowercase().eq([other])).collect();
    Some(replaced(name, at, *rng.pick(&others)))
}

/// One letter of a name is missing; None where it has fewer than two.
pub fn lost_letter(rng: &mut Rng, name: &str) -> Option<String> {
    let places = letters(name);
    let &(lost, _) = places.get(rng.index(places.len())).filter(|_| places.len() > 1)?;
    Some(name.chars().enumerate().filter(|&(at, _)| at != lost).map(|(_, letter)| letter).collect())
}

fn letters(name: &str) -> Vec<(usize, char)> {
    name.chars().enumerate().filter(|(_, sign)| sign.is_alphabetic()).collect()
}

/// One sign is that of the key to its left or right; None where no sign is on a keyboard.
pub fn neighbouring_key(rng: &mut Rng, text: &str) -> Option<String> {
    let neighbours = |sign: char| {
        let row = KEYBOARD.into_iter().find(|row| row.contains(sign))?;
        let at = row.find(sign)?;
        let beside = [at.checked_sub(1), Some(at + 1)];
        Some(beside.into_iter().flatten().filter_map(move |at| row.chars().nth(at)))
    };
    let choices: Vec<(usize, char)> = text
        .chars()
        .enumerate()
        .flat_map(|(at, sign)| neighbours(sign).into_iter().flatten().map(move |other| (at, other)))
        .collect();
    let &(at, other) = choices.get(rng.index(choices.len()))?;
    Some(replaced(text, at, other))
}

/// The same number in another dress: lower case, and grouped by spaces, dashes or dots.
pub fn dressed(rng: &mut Rng, text: &str) -> String {
    let separator = *rng.pick(&[' ', '-', '.']);
    let group = rng.index(3) + 2;
    let mut dressed = String::new();
    for (at, sign) in text.chars().enumerate() {
        if at > 0 && at.is_multiple_of(group) {
            dressed.push(separator);
        }
        dressed.extend(sign.to_lowercase());
    }
    dressed
}

/// The number without the zeros in front; None where there are none, or nothing else.
pub fn without_leading_zeros(text: &str) -> Option<String> {
    let kept = text.trim_start_matches('0');
    (kept.len() < text.len() && !kept.is_empty()).then(|| kept.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    fn rng() -> Rng {
        Rng::for_row(1, Stream::Crossings, 3)
    }

    #[test]
    fn a_swapped_pair_keeps_the_signs_and_changes_the_text() {
        let mut rng = rng();
        for _ in 0..200 {
            let made = swapped_pair(&mut rng, "AAB1").expect("two pairs that differ");
            assert!(["ABA1", "AA1B"].contains(&made.as_str()), "{made}");
        }
        assert_eq!(swapped_pair(&mut rng, "777"), None);
    }

    #[test]
    fn one_wrong_sign_is_one_and_a_neighbouring_key_is_beside() {
        let mut rng = rng();
        for _ in 0..500 {
            let made = wrong_sign(&mut rng, "AB12").expect("four signs");
            assert_eq!(made.chars().zip("AB12".chars()).filter(|(one, other)| one != other).count(), 1);
            let made = neighbouring_key(&mut rng, "G0").expect("two keys");
            assert!(["F0", "H0", "G9"].contains(&made.as_str()), "{made}");
        }
    }

    #[test]
    fn a_slip_in_a_name_is_one_letter_wrong_or_lost() {
        let mut rng = rng();
        for _ in 0..200 {
            let made = wrong_letter(&mut rng, "Müller-Lü").expect("eight letters");
            assert_eq!(made.chars().zip("Müller-Lü".chars()).filter(|(one, other)| one != other).count(), 1);
            assert!(made.contains('-'));
            let made = lost_letter(&mut rng, "Lo-a").expect("three letters");
            assert!(["o-a", "L-a", "Lo-"].contains(&made.as_str()), "{made}");
        }
        assert_eq!((wrong_letter(&mut rng, "-"), lost_letter(&mut rng, "a")), (None, None));
    }

    #[test]
    fn dress_changes_no_sign() {
        let mut rng = rng();
        for _ in 0..100 {
            let made = dressed(&mut rng, "AB1234567");
            let bare: String = made.chars().filter(char::is_ascii_alphanumeric).collect();
            assert!(bare.eq_ignore_ascii_case("AB1234567") && made != "AB1234567", "{made}");
        }
    }

    #[test]
    fn zeros_in_front_are_lost_only_where_there_are_some() {
        assert_eq!(without_leading_zeros("0012").as_deref(), Some("12"));
        assert_eq!(without_leading_zeros("1200"), None);
        assert_eq!(without_leading_zeros("000"), None);
    }
}
