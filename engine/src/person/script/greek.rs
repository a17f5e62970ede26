//! Greek written with A to Z: ELOT 743 (ISO 843 type 2), which Greek passports use.
//!
//! Digraphs are read as one sound where that standard does; where a list writes letter by letter, a second spelling
//! says so.

use super::sign::Script;
use super::written::WrittenPart;

/// A token in upper case without accents.
pub(super) fn write(signs: &[char]) -> Option<WrittenPart> {
    let mut part = WrittenPart::new(spell(signs, standard), true)?;
    part.also_if_new(spell(signs, by_letter));
    Some(part)
}

fn spell(signs: &[char], digraph: fn(&[char], bool) -> Option<&'static str>) -> String {
    let mut spelled = String::with_capacity(signs.len() * 2);
    let mut rest = signs;
    while let [sign, after @ ..] = rest {
        if let Some(written) = digraph(rest, spelled.is_empty()) {
            spelled.push_str(written);
            rest = after.get(1..).unwrap_or_default();
            continue;
        }
        match letter(*sign) {
            Some(written) => spelled.push_str(written),
            None if sign.is_alphanumeric() => spelled.push(*sign),
            None => {}
        }
        rest = after;
    }
    spelled
}

/// A Greek capital without accent or breathing; all other signs as they are.
pub(super) fn base(sign: char) -> char {
    if Script::of(sign) != Script::Greek {
        return sign;
    }
    let mut base = None;
    unicode_normalization::char::decompose_canonical(sign, |part| {
        base.get_or_insert(part);
    });
    base.unwrap_or(sign)
}

/// The digraphs of ELOT 743.
fn standard(rest: &[char], at_start: bool) -> Option<&'static str> {
    let (&[first, second], after) = rest.split_first_chunk::<2>()?;
    Some(match (first, second) {
        ('Ο', 'Υ') => "OU",
        ('Α', 'Υ') => {
            if unvoices(after) {
                "AF"
            } else {
                "AV"
            }
        }
        ('Ε', 'Υ') => {
            if unvoices(after) {
                "EF"
            } else {
                "EV"
            }
        }
        ('Η', 'Υ') => {
            if unvoices(after) {
                "IF"
            } else {
                "IV"
            }
        }
        ('Γ', 'Γ') => "NG",
        ('Γ', 'Ξ') => "NX",
        ('Γ', 'Χ') => "NCH",
        ('Μ', 'Π') if at_start || after.is_empty() => "B",
        _ => return None,
    })
}

/// As standard, but digraphs of one sound as lists write them by ear: ΓΚ is G, ΝΤ at the start D.
fn by_letter(rest: &[char], at_start: bool) -> Option<&'static str> {
    let (&[first, second], _) = rest.split_first_chunk::<2>()?;
    Some(match (first, second) {
        ('Α', 'Υ') => "AU",
        ('Ε', 'Υ') => "EU",
        ('Γ', 'Κ') if at_start => "G",
        ('Ν', 'Τ') if at_start => "D",
        ('Μ', 'Π') => "MB",
        ('Τ', 'Ζ') => "J",
        _ => return standard(rest, at_start),
    })
}

/// True if what follows makes the sound of Υ an F: voiceless consonants, and the end.
fn unvoices(after: &[char]) -> bool {
    after.first().is_none_or(|next| matches!(next, 'Θ' | 'Κ' | 'Ξ' | 'Π' | 'Σ' | 'Τ' | 'Φ' | 'Χ' | 'Ψ'))
}

fn letter(letter: char) -> Option<&'static str> {
    Some(match letter {
        'Α' => "A",
        'Β' => "V",
        'Γ' => "G",
        'Δ' => "D",
        'Ε' => "E",
        'Ζ' => "Z",
        'Η' | 'Ι' => "I",
        'Θ' => "TH",
        'Κ' => "K",
        'Λ' => "L",
        'Μ' => "M",
        'Ν' => "N",
        'Ξ' => "X",
        'Ο' | 'Ω' => "O",
        'Π' => "P",
        'Ρ' => "R",
        'Σ' => "S",
        'Τ' => "T",
        'Υ' => "Y",
        'Φ' => "F",
        'Χ' => "CH",
        'Ψ' => "PS",
        _ => return None,
    })
}
