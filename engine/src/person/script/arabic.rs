//! Arabic, Persian and Urdu letters written with A to Z: consonants and long vowels, for short ones are not written.
//!
//! The letter by letter writing of Doc 9303-3 (section 6.C) is read back elsewhere; nobody's list prints it, so no
//! spelling here is in it.

use super::written::{WrittenPart, push_consonant};

/// A token without points.
pub(super) fn write(signs: &[char]) -> Option<WrittenPart> {
    let mut part = WrittenPart::new(spell(signs, arabic), false)?;
    part.also_if_new(spell(signs, eastern));
    if let ['ا', 'ل', noun @ ..] = signs
        && noun.len() >= NOUN_LETTERS
    {
        // The article may be a part of its own elsewhere, or be left out.
        part.also_if_new(spell(noun, arabic));
        part.also_if_new(spell(noun, eastern));
    }
    Some(part)
}

/// Fewest letters of a noun behind the article: الي and الن are names that begin so.
const NOUN_LETTERS: usize = 3;

fn spell(signs: &[char], letter: fn(char) -> Option<&'static str>) -> String {
    let mut spelled = String::with_capacity(signs.len() + 4);
    let mut rest = signs;
    while let [sign, after @ ..] = rest {
        rest = after;
        // Foreign CH and J are written with two letters.
        let foreign = match (sign, after.first()) {
            ('ت', Some('ش')) => Some("CH"),
            ('د', Some('ج')) => Some("J"),
            _ => None,
        };
        if let Some(written) = foreign {
            push_consonant(&mut spelled, written);
            rest = after.get(1..).unwrap_or_default();
            continue;
        }
        let sign = *sign;
        match (sign, letter(sign)) {
            // In the middle its sound is a break that Latin spellings leave out.
            ('ع', _) if !spelled.is_empty() => {}
            (_, Some(written)) => push_consonant(&mut spelled, written),
            (_, None) if sign.is_alphanumeric() => spelled.push(sign),
            _ => {}
        }
    }
    spelled
}

/// As written from Arabic.
fn arabic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ا' | 'أ' | 'آ' | 'ٱ' | 'ى' | 'ع' | 'ٲ' => "A",
        'إ' | 'ٳ' => "I",
        'ب' => "B",
        'ة' | 'ۃ' => "H",
        'ت' | 'ط' | 'ٹ' | 'ټ' => "T",
        'ث' => "TH",
        'ج' => "J",
        'ح' | 'ه' | 'ہ' | 'ھ' | 'ۀ' | 'ۂ' => "H",
        'خ' => "KH",
        'د' | 'ض' | 'ڈ' | 'ډ' => "D",
        'ذ' => "DH",
        'ر' | 'ڑ' | 'ړ' | 'ڕ' => "R",
        'ز' | 'ظ' => "Z",
        'س' | 'ص' => "S",
        'ش' | 'ښ' => "SH",
        'غ' => "GH",
        'ف' => "F",
        'ق' => "Q",
        'ك' | 'ک' | 'ڪ' => "K",
        'گ' | 'ګ' | 'ڨ' => "G",
        'ل' | 'ڵ' => "L",
        'م' => "M",
        'ن' | 'ں' | 'ڼ' => "N",
        'و' => "W",
        'ؤ' | 'ۆ' | 'ۇ' | 'ۈ' => "U",
        'ي' | 'ی' | 'ۍ' => "Y",
        'ئ' => "I",
        'ې' | 'ێ' | 'ے' | 'ۓ' | 'ە' => "E",
        'پ' => "P",
        'چ' | 'څ' => "CH",
        'ژ' | 'ږ' => "ZH",
        'ځ' => "DZ",
        'ڤ' | 'ۋ' => "V",
        'ڭ' => "NG",
        'ء' => "",
        _ => return None,
    })
}

/// As Persians, Turks and Indians speak the letters that Arabic alone tells apart.
fn eastern(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ث' => "S",
        'ذ' | 'ض' => "Z",
        _ => return arabic(letter),
    })
}
