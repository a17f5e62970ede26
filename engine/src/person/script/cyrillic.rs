//! Cyrillic written with A to Z (Doc 9303-3 section 6, table B, and the exceptions of its languages).
//!
//! A language is told by letters that it alone has; without one the default of ICAO comes first. Spellings of other
//! languages and of the older passports of Germany and Poland follow where the sound key does not join them.

use super::sign::Script;
use super::written::WrittenPart;
use crate::key::latin_by_shape;

/// True for a token with Latin letters among Cyrillic ones that no Latin letter looks like: a Latin I was typed for the
/// Ukrainian one.
pub(super) fn is_meant(signs: &[char]) -> bool {
    signs.iter().any(|&sign| Script::of(sign) == Script::Cyrillic && latin_by_shape(sign) == sign)
}

/// The Cyrillic letter that a Latin capital looks like, else the sign itself.
pub(super) fn by_shape(sign: char) -> char {
    match sign {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'J' => 'Ј',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'S' => 'Ѕ',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        other => other,
    }
}

/// By whose rules a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    /// The default of ICAO: Russian, and all that have no exceptions.
    Default,
    Ukrainian,
    Belarusian,
    Bulgarian,
    Serbian,
    Macedonian,
    Uzbek,
    /// Х as CH: German, Polish, Czech texts.
    Western,
    /// Ё by its sound: English and French texts, passports before ICAO.
    Sounded,
}

/// In the order in which their spellings are added.
const OTHERS: [Language; 9] = [
    Language::Default,
    Language::Ukrainian,
    Language::Serbian,
    Language::Sounded,
    Language::Western,
    Language::Bulgarian,
    Language::Macedonian,
    Language::Belarusian,
    Language::Uzbek,
];

/// A token in upper case.
pub(super) fn write(signs: &[char]) -> Option<WrittenPart> {
    let told = language_of(signs);
    let mut part = WrittenPart::new(spell(signs, told), true)?;
    for language in OTHERS {
        // What only Ukrainians or Serbs write so is not read so where the letters tell another language.
        if told == Language::Default || matches!(language, Language::Default | Language::Sounded) {
            part.also_if_new(spell(signs, language));
        }
    }
    Some(part)
}

fn language_of(signs: &[char]) -> Language {
    let has = |letters: &[char]| signs.iter().any(|sign| letters.contains(sign));
    if has(&['Қ', 'Ғ', 'Ҳ']) {
        Language::Uzbek
    } else if has(&['Ѓ', 'Ќ', 'Ѕ']) {
        Language::Macedonian
    } else if has(&['Ђ', 'Ћ', 'Ј', 'Љ', 'Њ', 'Џ']) {
        Language::Serbian
    } else if has(&['Ў']) || has(&['І']) && has(&['Ы', 'Э']) {
        Language::Belarusian
    } else if has(&['І', 'Ї', 'Є', 'Ґ']) {
        Language::Ukrainian
    } else {
        Language::Default
    }
}

fn spell(signs: &[char], language: Language) -> String {
    let mut spelled = String::with_capacity(signs.len() * 2);
    let mut at_start = true;
    for &sign in signs {
        let exception = by_language(sign, language, at_start);
        match exception.or_else(|| by_default(sign)) {
            Some(written) => spelled.push_str(written),
            None if sign.is_alphanumeric() => spelled.push(sign),
            None => continue,
        }
        at_start = false;
    }
    spelled
}

/// The default of ICAO, and letters of Central Asia by their base letter.
fn by_default(letter: char) -> Option<&'static str> {
    Some(match letter {
        'А' | 'Ә' | 'Ӑ' | 'Ӓ' => "A",
        'Б' => "B",
        'В' => "V",
        'Г' | 'Ґ' | 'Ѓ' | 'Ғ' => "G",
        'Д' | 'Ђ' => "D",
        'Е' | 'Ё' | 'Э' | 'Ѐ' | 'Ӗ' | 'Ҽ' => "E",
        'Ж' | 'Ӂ' => "ZH",
        'Җ' | 'Ҷ' | 'Ӌ' | 'Ҹ' => "J",
        'З' | 'Ҙ' => "Z",
        'И' | 'Й' | 'І' | 'Ї' | 'Ӣ' | 'Ѝ' | 'Ѵ' => "I",
        'Ј' => "J",
        'К' | 'Қ' | 'Ҡ' | 'Ҝ' | 'Ќ' | 'Ӄ' => "K",
        'Л' => "L",
        'Љ' => "LJ",
        'М' => "M",
        'Н' | 'Ң' | 'Ҥ' | 'Ӈ' => "N",
        'Њ' => "NJ",
        'О' | 'Ө' | 'Ӧ' => "O",
        'П' => "P",
        'Р' => "R",
        'С' | 'Ҫ' => "S",
        'Т' => "T",
        'У' | 'Ў' | 'Ү' | 'Ұ' | 'Ӯ' | 'Ӱ' | 'Ӳ' | 'Ѫ' => "U",
        'Ф' | 'Ѳ' => "F",
        'Х' => "KH",
        'Ҳ' | 'Һ' => "H",
        'Ц' => "TS",
        'Ч' => "CH",
        'Ћ' => "C",
        'Џ' | 'Ѕ' => "DZ",
        'Ш' => "SH",
        'Щ' => "SHCH",
        'Ъ' | 'Є' | 'Ѣ' => "IE",
        'Ы' => "Y",
        'Ю' => "IU",
        'Я' => "IA",
        // The soft sign and the staff of Caucasian letters have no sound of their own.
        'Ь' | 'Ӏ' => "",
        _ => return None,
    })
}

fn by_language(letter: char, language: Language, at_start: bool) -> Option<&'static str> {
    Some(match (language, letter) {
        (Language::Ukrainian | Language::Belarusian, 'Г') => "H",
        (Language::Ukrainian, 'И') => "Y",
        (Language::Ukrainian, 'Є') if at_start => "YE",
        (Language::Ukrainian, 'Ї') if at_start => "YI",
        (Language::Ukrainian, 'Й') if at_start => "Y",
        (Language::Ukrainian, 'Ю') if at_start => "YU",
        (Language::Ukrainian, 'Я') if at_start => "YA",
        (Language::Belarusian, 'Ё') => "IO",
        (Language::Bulgarian, 'Щ') => "SHT",
        (Language::Bulgarian, 'Ъ') => "A",
        (Language::Serbian, 'Ж') => "Z",
        (Language::Serbian | Language::Macedonian | Language::Uzbek, 'Х') => "H",
        (Language::Serbian | Language::Macedonian, 'Ц') => "C",
        (Language::Serbian, 'Ч') => "C",
        (Language::Serbian, 'Ш') => "S",
        (Language::Macedonian, 'Ѓ') => "GJ",
        (Language::Macedonian, 'Ќ') => "KJ",
        (Language::Macedonian, 'Џ') => "DJ",
        (Language::Uzbek, 'Ў') => "O",
        (Language::Uzbek, 'Ж') => "J",
        (Language::Uzbek, 'Қ') => "Q",
        (Language::Uzbek, 'Ғ') => "G",
        (Language::Western, 'Х') => "CH",
        (Language::Sounded, 'Ё') => "YO",
        _ => return None,
    })
}
