//! Plates as people and cameras give them: in another script's signs of the same shape, with umlauts spelt in
//! other ways, with letters for digits where the country's shape tells them apart, and in part.

use crate::rng::Rng;

/// Latin letters and the Cyrillic and Greek ones of the same shape (the plate alphabets of BG, BY, GR, RU and UA).
const SHAPES: &[(char, &str)] = &[
    ('A', "АΑ"),
    ('B', "ВΒ"),
    ('C', "С"),
    ('E', "ЕΕ"),
    ('H', "НΗ"),
    ('I', "ІΙ"),
    ('K', "КΚ"),
    ('M', "МΜ"),
    ('N', "Ν"),
    ('O', "ОΟ"),
    ('P', "РΡ"),
    ('T', "ТΤ"),
    ('X', "ХΧ"),
    ('Y', "УΥ"),
    ('Z', "Ζ"),
];

const ARABIC_INDIC: [&str; 2] = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"];

/// The plate in look-alike signs: Latin letters in Cyrillic or Greek, those in Latin, and (one time in four) the
/// digits in Arabic-Indic ones. None where no sign has a look-alike.
pub fn other_script(rng: &mut Rng, plate: &str) -> Option<String> {
    let greek = rng.one_in(2);
    let arabic = rng.one_in(4).then(|| *rng.pick(&ARABIC_INDIC));
    let letter = |sign: char| {
        SHAPES.iter().find_map(|&(latin, others)| match sign {
            _ if sign == latin => others.chars().nth(usize::from(greek)).or_else(|| others.chars().next()),
            _ if others.contains(sign) => Some(latin),
            _ => None,
        })
    };
    let digit = |sign: char| arabic?.chars().nth(usize::try_from(sign.to_digit(10)?).ok()?);
    let made: String =
        plate.chars().map(|sign| letter(sign).or_else(|| digit(sign)).unwrap_or(sign)).collect();
    (made != plate).then_some(made)
}

/// The plate with its umlaut as the plain letter or as two letters; None without an umlaut.
pub fn umlaut_spelt(rng: &mut Rng, plate: &str) -> Option<String> {
    let with_e = rng.one_in(2);
    let made: String = plate
        .chars()
        .flat_map(|sign| match sign {
            'Ä' => ['A', 'E'],
            'Ö' => ['O', 'E'],
            'Ü' => ['U', 'E'],
            other => [other, '\0'],
        })
        .filter(|&sign| sign != '\0')
        .collect();
    // Only the `E` that an umlaut left goes.
    let plain = || plate.replace('Ä', "A").replace('Ö', "O").replace('Ü', "U");
    (made != plate).then(|| if with_e { made } else { plain() })
}

/// One of I and 1, or O and 0, read as the other; None where there is none.
pub fn letter_for_digit(rng: &mut Rng, plate: &str) -> Option<String> {
    let other = |sign| match sign {
        'I' => Some('1'),
        '1' => Some('I'),
        'O' => Some('0'),
        '0' => Some('O'),
        _ => None,
    };
    let choices: Vec<(usize, char)> =
        plate.chars().enumerate().filter_map(|(at, sign)| Some((at, other(sign)?))).collect();
    let &(chosen, read) = choices.get(rng.index(choices.len()))?;
    Some(plate.chars().enumerate().map(|(at, sign)| if at == chosen { read } else { sign }).collect())
}

/// The plate with some signs unread: `?` for each. None where it has too few.
pub fn unread(rng: &mut Rng, plate: &str, count: usize) -> Option<String> {
    let mut signs: Vec<char> = plate.chars().collect();
    let mut places: Vec<usize> =
        signs.iter().enumerate().filter(|(_, sign)| sign.is_alphanumeric()).map(|(at, _)| at).collect();
    if places.len() < count + 3 {
        return None;
    }
    for _ in 0..count {
        let at = places.swap_remove(rng.index(places.len()));
        signs[at] = '?';
    }
    Some(signs.into_iter().collect())
}

/// The plate with its last two letters or digits unread, told by `*`. None where it has less than six.
pub fn cut(plate: &str) -> Option<String> {
    let mut signs: Vec<char> = plate.chars().collect();
    let is_sign = |sign: &char| sign.is_alphanumeric();
    if signs.iter().filter(|sign| is_sign(sign)).count() < 6 {
        return None;
    }
    let mut gone = 0;
    while gone < 2 {
        gone += usize::from(signs.pop().is_some_and(char::is_alphanumeric));
    }
    signs.push('*');
    Some(signs.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::latin_shape;
    use crate::rng::Stream;

    #[test]
    fn another_script_keeps_the_shapes() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 4);
        for plate in ["AB 123 XK", "СВ 1234 АА", "ΑΒΕ-1234"] {
            for _ in 0..50 {
                let made = other_script(&mut rng, plate).expect("letters with look-alikes");
                assert_ne!(made, plate);
                let latin = |text: &str| -> String {
                    text.chars().map(latin_shape).filter(char::is_ascii_alphabetic).collect()
                };
                assert_eq!(latin(&made), latin(plate));
            }
        }
        assert_eq!(other_script(&mut rng, "京가"), None);
    }

    #[test]
    fn an_umlaut_is_spelt_in_two_ways() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 5);
        for _ in 0..50 {
            let made = umlaut_spelt(&mut rng, "LÖ-EX 12").expect("an umlaut");
            assert!(["LO-EX 12", "LOE-EX 12"].contains(&made.as_str()), "{made}");
        }
        assert_eq!(umlaut_spelt(&mut rng, "B-EX 12"), None);
    }

    #[test]
    fn unread_signs_are_told_and_separators_do_not_count() {
        let mut rng = Rng::for_row(1, Stream::Crossings, 6);
        let made = unread(&mut rng, "AB-123-CD", 2).expect("seven signs");
        assert_eq!(made.matches('?').count(), 2);
        assert_eq!(made.matches('-').count(), 2);
        assert_eq!(unread(&mut rng, "AB-12", 2), None);
        assert_eq!(cut("AB-123-CD").as_deref(), Some("AB-123-*"));
        assert_eq!(cut("AB 12"), None);
    }
}
