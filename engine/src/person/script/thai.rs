//! Thai written with A to Z: the Royal system by its letters, vowels that stand before their consonant put behind it.
//!
//! Short vowels between consonants are not written in Thai, so only consonants are sure.

use super::written::{WrittenPart, push_consonant};

/// Silences the consonant before it.
const SILENCER: char = '\u{e4c}';

/// A token of Thai letters.
pub(super) fn write(signs: &[char]) -> Option<WrittenPart> {
    let mut spelled = String::with_capacity(signs.len() * 2);
    let mut rest = signs;
    while let [sign, after @ ..] = rest {
        rest = after;
        match (sign, after) {
            // A silenced letter may have a vowel sign between it and the silencer.
            (_, [SILENCER, ..]) => rest = after.get(1..).unwrap_or_default(),
            (_, ['\u{e34}' | '\u{e38}', SILENCER, ..]) => rest = after.get(2..).unwrap_or_default(),
            (leading, [next, ..]) if let Some(vowel) = leading_vowel(*leading) => {
                push(&mut spelled, *next);
                spelled.push_str(vowel);
                rest = after.get(1..).unwrap_or_default();
            }
            (other, _) => push(&mut spelled, *other),
        }
    }
    WrittenPart::new(spelled, false)
}

fn push(spelled: &mut String, sign: char) {
    match letter(sign) {
        Some(written) => push_consonant(spelled, written),
        None if sign.is_alphanumeric() && !('\u{e00}'..='\u{e7f}').contains(&sign) => spelled.push(sign),
        None => {}
    }
}

/// Vowels that are written before the consonant they follow.
fn leading_vowel(sign: char) -> Option<&'static str> {
    Some(match sign {
        'เ' => "E",
        'แ' => "AE",
        'โ' => "O",
        'ใ' | 'ไ' => "AI",
        _ => return None,
    })
}

fn letter(sign: char) -> Option<&'static str> {
    Some(match sign {
        'ก' => "K",
        'ข' | 'ฃ' | 'ค' | 'ฅ' | 'ฆ' => "KH",
        'ง' => "NG",
        'จ' | 'ฉ' | 'ช' | 'ฌ' => "CH",
        'ซ' | 'ศ' | 'ษ' | 'ส' => "S",
        'ญ' | 'ย' => "Y",
        'ฎ' | 'ด' => "D",
        'ฏ' | 'ต' => "T",
        'ฐ' | 'ฑ' | 'ฒ' | 'ถ' | 'ท' | 'ธ' => "TH",
        'ณ' | 'น' => "N",
        'บ' => "B",
        'ป' => "P",
        'ผ' | 'พ' | 'ภ' => "PH",
        'ฝ' | 'ฟ' => "F",
        'ม' => "M",
        'ร' => "R",
        'ล' | 'ฬ' => "L",
        'ว' => "W",
        'ห' | 'ฮ' => "H",
        // The carrier of vowels.
        'อ' => "O",
        'ะ' | 'ั' | 'า' => "A",
        'ำ' => "AM",
        'ิ' | 'ี' => "I",
        'ึ' | 'ื' | 'ุ' | 'ู' => "U",
        _ => return None,
    })
}
