//! Kana written with A to Z: Hepburn, as Japanese passports have it.
//!
//! A katakana word may stand for a foreign name: behind Hepburn stand its spellings without the vowels that Japanese
//! puts behind a consonant, with R and with L.

use super::written::WrittenPart;

/// A token of kana in any size.
pub(super) fn write(signs: &[char]) -> Option<WrittenPart> {
    let syllables = hepburn(signs);
    let mut part = WrittenPart::new(short(&syllables), true)?;
    part.also_if_new(syllables);
    if signs.iter().any(|sign| KATAKANA.contains(sign)) {
        for liquids in [["R", "R"], ["L", "L"], ["L", "R"], ["R", "L"]] {
            part.also_if_new(foreign(signs, liquids));
        }
        return Some(part.with_guessed_vowels());
    }
    Some(part)
}

/// Signs that join the syllable before them.
const SMALL: [char; 9] = ['ャ', 'ュ', 'ョ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ヮ'];

const KATAKANA: std::ops::RangeInclusive<char> = '\u{30a1}'..='\u{30fa}';

/// The foreign name that katakana may stand for, with these consonants for the first and for each later R of Japanese.
fn foreign(signs: &[char], liquids: [&str; 2]) -> String {
    let mut spelled = String::with_capacity(signs.len() * 2);
    let mut liquid = liquids[0];
    let mut was_bare = false;
    for (place, &sign) in signs.iter().enumerate() {
        let next = signs.get(place + 1).copied().unwrap_or_default();
        match sign {
            'ー' | 'ッ' => {}
            small if SMALL.contains(&small) => glide(&mut spelled, small),
            _ => {
                let Some(syllable) = syllable(sign) else {
                    spelled.extend(sign.is_alphanumeric().then_some(sign));
                    continue;
                };
                let is_long = next == 'ー' || SMALL.contains(&next);
                // Of two such syllables in a row RU is spoken: ブルネル is BRUNEL.
                let keeps_vowel = is_long || sign == 'ル' && was_bare && place + 1 < signs.len();
                let bare = if keeps_vowel { None } else { without_vowel(sign) };
                was_bare = bare.is_some();
                let written = bare.unwrap_or(syllable);
                if let Some(vowel) = written.strip_prefix('R') {
                    spelled.push_str(liquid);
                    spelled.push_str(vowel);
                    liquid = liquids[1];
                } else {
                    spelled.push_str(written);
                }
            }
        }
    }
    spelled
}

/// The consonant of a syllable whose vowel is put there by Japanese alone.
fn without_vowel(kana: char) -> Option<&'static str> {
    Some(match kana {
        'ク' => "K",
        'グ' => "G",
        'ス' => "S",
        'ズ' => "Z",
        'ツ' => "TS",
        'ト' => "T",
        'ド' => "D",
        'フ' => "F",
        'ブ' => "B",
        'プ' => "P",
        'ム' => "M",
        'ル' => "R",
        'ヴ' => "V",
        _ => return None,
    })
}

/// Every sign, long vowels as they are written.
fn hepburn(signs: &[char]) -> String {
    let mut spelled = String::with_capacity(signs.len() * 2);
    let mut doubles = false;
    for &sign in signs {
        let kana = as_katakana(sign);
        match kana {
            'ッ' => doubles = true,
            'ー' => {
                let vowel = spelled.chars().next_back().filter(|&sign| is_vowel(sign));
                spelled.extend(vowel);
            }
            small if SMALL.contains(&small) => glide(&mut spelled, small),
            _ => {
                let Some(syllable) = syllable(kana) else {
                    if sign.is_alphanumeric() {
                        spelled.push(sign);
                    }
                    continue;
                };
                if doubles && let Some(first) = syllable.chars().next().filter(|&sign| !is_vowel(sign)) {
                    spelled.push(if syllable.starts_with("CH") { 'T' } else { first });
                }
                doubles = false;
                spelled.push_str(syllable);
            }
        }
    }
    spelled
}

/// A small vowel or glide joins the syllable before it: KI and YA are KYA, SHI and YA are SHA, FU and I are FI.
fn glide(spelled: &mut String, small: char) {
    let (with_y, vowel) = match small {
        'ャ' => (true, 'A'),
        'ュ' => (true, 'U'),
        'ョ' => (true, 'O'),
        'ァ' | 'ヮ' => (false, 'A'),
        'ィ' => (false, 'I'),
        'ゥ' => (false, 'U'),
        'ェ' => (false, 'E'),
        _ => (false, 'O'),
    };
    if matches!(spelled.chars().next_back(), Some('I' | 'U' | 'E' | 'O')) && spelled.len() > 1 {
        spelled.pop();
        if spelled.is_empty() || spelled.ends_with(is_vowel) {
            spelled.push('W');
        }
    } else if spelled == "U" {
        *spelled = String::from("W");
    }
    if with_y && !["SH", "CH", "J"].iter().any(|hissing| spelled.ends_with(hissing)) {
        spelled.push('Y');
    }
    spelled.push(vowel);
}

/// Long vowels as passports have them: one sign.
fn short(syllables: &str) -> String {
    let mut spelled = String::with_capacity(syllables.len());
    let mut before = '\0';
    for sign in syllables.chars() {
        let lengthens =
            matches!((before, sign), ('A', 'A') | ('I', 'I') | ('U', 'U') | ('E', 'E') | ('O', 'O' | 'U'));
        if !lengthens {
            spelled.push(sign);
        }
        before = sign;
    }
    spelled
}

fn is_vowel(sign: char) -> bool {
    matches!(sign, 'A' | 'E' | 'I' | 'O' | 'U')
}

/// The katakana of the same sound.
fn as_katakana(sign: char) -> char {
    match sign {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(sign) + 0x60).unwrap_or(sign),
        other => other,
    }
}

fn syllable(kana: char) -> Option<&'static str> {
    Some(match kana {
        'ア' => "A",
        'イ' | 'ヰ' => "I",
        'ウ' => "U",
        'エ' | 'ヱ' => "E",
        'オ' | 'ヲ' => "O",
        'カ' | 'ヵ' => "KA",
        'キ' => "KI",
        'ク' => "KU",
        'ケ' | 'ヶ' => "KE",
        'コ' => "KO",
        'ガ' => "GA",
        'ギ' => "GI",
        'グ' => "GU",
        'ゲ' => "GE",
        'ゴ' => "GO",
        'サ' => "SA",
        'シ' => "SHI",
        'ス' => "SU",
        'セ' => "SE",
        'ソ' => "SO",
        'ザ' => "ZA",
        'ジ' | 'ヂ' => "JI",
        'ズ' | 'ヅ' => "ZU",
        'ゼ' => "ZE",
        'ゾ' => "ZO",
        'タ' => "TA",
        'チ' => "CHI",
        'ツ' => "TSU",
        'テ' => "TE",
        'ト' => "TO",
        'ダ' => "DA",
        'デ' => "DE",
        'ド' => "DO",
        'ナ' => "NA",
        'ニ' => "NI",
        'ヌ' => "NU",
        'ネ' => "NE",
        'ノ' => "NO",
        'ハ' => "HA",
        'ヒ' => "HI",
        'フ' => "FU",
        'ヘ' => "HE",
        'ホ' => "HO",
        'バ' => "BA",
        'ビ' => "BI",
        'ブ' => "BU",
        'ベ' => "BE",
        'ボ' => "BO",
        'パ' => "PA",
        'ピ' => "PI",
        'プ' => "PU",
        'ペ' => "PE",
        'ポ' => "PO",
        'マ' => "MA",
        'ミ' => "MI",
        'ム' => "MU",
        'メ' => "ME",
        'モ' => "MO",
        'ヤ' => "YA",
        'ユ' => "YU",
        'ヨ' => "YO",
        'ラ' => "RA",
        'リ' => "RI",
        'ル' => "RU",
        'レ' => "RE",
        'ロ' => "RO",
        'ワ' | 'ヷ' => "WA",
        'ン' => "N",
        'ヴ' => "VU",
        _ => return None,
    })
}
