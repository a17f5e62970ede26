//! The same name as another system or clerk writes it with Latin letters.

use crate::rng::Rng;

/// Spellings of one sound (ICAO, BGN, French, German and press practice).
const OTHERWISE: &[(&str, &str)] = &[
    ("shch", "sch"),
    ("kh", "h"),
    ("zh", "j"),
    ("iu", "yu"),
    ("ia", "ya"),
    ("ii", "iy"),
    ("ei", "ey"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("aa", "a"),
    ("dj", "j"),
    ("sh", "ch"),
    ("ch", "tch"),
    ("ts", "tz"),
    ("ck", "k"),
    ("ks", "x"),
    ("q", "k"),
    ("mm", "m"),
    ("ss", "s"),
    ("tt", "t"),
    ("ll", "l"),
    ("oe", "o"),
    ("ue", "u"),
    ("ae", "a"),
    ("w", "v"),
    ("y", "i"),
    ("u", "ou"),
    ("e", "i"),
];

/// The name with one or two of its sounds written otherwise; the same where none has another spelling.
pub(super) fn otherwise(rng: &mut Rng, name: &str) -> String {
    let mut written = name.to_owned();
    for _ in 0..=rng.below(2) {
        let fitting: Vec<_> = OTHERWISE.iter().filter(|(one, _)| written.contains(one)).collect();
        // The first ones are the most usual.
        if let Some((one, other)) = fitting.get(rng.index(fitting.len().min(3))) {
            written = written.replacen(one, other, 1);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::otherwise;
    use crate::rng::{Rng, Stream};

    #[test]
    fn a_sound_is_written_otherwise_and_what_has_none_stays() {
        let mut rng = Rng::for_row(1, Stream::Population, 0);
        for name in ["Shcherbakov", "Iurii", "Mahmoud", "Khaled"] {
            assert_ne!(otherwise(&mut rng, name), name);
        }
        assert_eq!(otherwise(&mut rng, "Bob"), "Bob");
    }
}
