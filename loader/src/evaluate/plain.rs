//! The parts of a name in the plainest reading: letters and digits, upper case, marks of Latin letters taken off.
//!
//! It shares no code with the matcher, and is never better than it: it tells only what nobody would call a guess, two
//! names of the same parts.

use std::collections::BTreeSet;

/// Latin letters with marks, by the letter below the mark.
const MARKED: [(char, &str); 21] = [
    ('A', "ÀÁÂÃÄÅĀĂĄẠẢẤẦẨẪẬẮẰẲẴẶ"),
    ('C', "ÇĆĈĊČ"),
    ('D', "ĎĐ"),
    ('E', "ÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆƏ"),
    ('G', "ĜĞĠĢ"),
    ('H', "ĤĦ"),
    ('I', "ÌÍÎÏĨĪĬĮİỈỊ"),
    ('J', "Ĵ"),
    ('K', "Ķ"),
    ('L', "ĹĻĽĿŁ"),
    ('N', "ÑŃŅŇ"),
    ('O', "ÒÓÔÕÖØŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢ"),
    ('R', "ŔŖŘ"),
    ('S', "ŚŜŞŠȘ"),
    ('T', "ŢŤŦȚ"),
    ('U', "ÙÚÛÜŨŪŬŮŰŲƯỤỦỨỪỬỮỰ"),
    ('W', "ŴẂẄ"),
    ('Y', "ÝŶŸỲỴỶỸ"),
    ('Z', "ŹŻŽ"),
    // An apostrophe is a mark too: O'CONNOR is one part.
    ('\'', "’ʼ`‘"),
    ('-', "‐‑–"),
];

/// The parts of a name, each once.
#[must_use]
pub fn parts(name: &str) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let mut part = String::new();
    for sign in name.chars().flat_map(char::to_uppercase).map(unmarked) {
        if sign.is_alphanumeric() {
            part.push(sign);
        } else if sign != '\'' && !part.is_empty() {
            parts.insert(std::mem::take(&mut part));
        }
    }
    if !part.is_empty() {
        parts.insert(part);
    }
    parts
}

fn unmarked(sign: char) -> char {
    MARKED.iter().find(|(_, marked)| marked.contains(sign)).map_or(sign, |(letter, _)| *letter)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn names_of_the_same_parts_are_equal_in_any_order_and_nothing_else_is() {
        assert_eq!(parts("Törok, Levente Levente"), parts("LEVENTE TOROK"));
        assert_eq!(parts("O’Connor-Đặng"), parts("OCONNOR dang"));
        assert_ne!(parts("MUELLER"), parts("Müller"));
        assert_ne!(parts("Anna"), parts("Anna Maria"));
        assert!(parts(" -,").is_empty());
    }
}
