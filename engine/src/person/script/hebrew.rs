//! Hebrew written with A to Z: consonants, for vowels are points that names are printed without.
//!
//! Vav and some letters of two sounds are read both ways: which one is meant stands in no letter.

use super::written::{WrittenPart, push_consonant};

/// How the letters of two sounds are read.
#[derive(Clone, Copy)]
struct Reading {
    /// Vav in the middle is a consonant.
    vav: bool,
    /// The throat letters as German and Yiddish spellings write them.
    throat: bool,
}

/// A token without points.
pub(super) fn write(signs: &[char]) -> Option<WrittenPart> {
    let mut part = WrittenPart::new(spell(signs, Reading { vav: false, throat: false }), false)?;
    for (vav, throat) in [(true, false), (false, true), (true, true)] {
        part.also_if_new(spell(signs, Reading { vav, throat }));
    }
    Some(part)
}

fn spell(signs: &[char], reading: Reading) -> String {
    let mut spelled = String::with_capacity(signs.len() + 4);
    let mut rest = signs;
    while let [sign, after @ ..] = rest {
        let softened = matches!(after.first(), Some('׳' | '\'' | '\u{2019}'));
        let at_start = spelled.is_empty();
        rest = after;
        let written = match sign {
            'ג' if softened => "J",
            'ז' if softened => "ZH",
            'צ' | 'ץ' if softened => "CH",
            'ת' if softened => "TH",
            'ו' if after.first() == Some(&'ו') => {
                rest = after.get(1..).unwrap_or_default();
                "V"
            }
            'ו' if at_start || reading.vav => "V",
            'ו' => "U",
            'ח' if reading.throat => "CH",
            'כ' | 'ך' if reading.throat && !at_start => "CH",
            'ע' if !at_start => "",
            _ => match letter(*sign) {
                Some(written) => written,
                None => {
                    if sign.is_alphanumeric() {
                        spelled.push(*sign);
                    }
                    ""
                }
            },
        };
        push_consonant(&mut spelled, written);
    }
    spelled
}

fn letter(letter: char) -> Option<&'static str> {
    Some(match letter {
        'א' | 'ע' => "A",
        'ב' => "B",
        'ג' => "G",
        'ד' => "D",
        'ה' | 'ח' => "H",
        'ז' => "Z",
        'ט' | 'ת' => "T",
        'י' => "Y",
        'כ' | 'ך' | 'ק' => "K",
        'ל' => "L",
        'מ' | 'ם' => "M",
        'נ' | 'ן' => "N",
        'ס' => "S",
        'פ' => "P",
        'ף' => "F",
        'צ' | 'ץ' => "TZ",
        'ר' => "R",
        'ש' => "SH",
        _ => return None,
    })
}
