//! Latin letters written with A to Z (Doc 9303-3 section 6, table A), and the letters of a machine-readable zone.
//!
//! Where issuers may choose between spellings, all are given. Letters that are a base letter with marks lose the
//! marks. A plain token, as every zone has it, is read without a look at Unicode's tables.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::reversed_arabic;
use super::sign::is_left_out;
use super::written::WrittenPart;
use crate::limits::NAME_SPELLINGS;

/// A token of ASCII signs.
pub(super) fn plain(token: &str) -> Option<WrittenPart> {
    let mut first = String::with_capacity(token.len());
    let (mut before, mut has_x, mut has_umlaut) = (0, false, false);
    for sign in token.bytes().filter(u8::is_ascii_alphanumeric) {
        let sign = sign.to_ascii_uppercase();
        has_x |= sign == b'X';
        has_umlaut |= sign == b'E' && matches!(before, b'A' | b'O' | b'U');
        first.push(char::from(sign));
        before = sign;
    }
    if has_x && let Some(part) = reversed_arabic::write(&first) {
        return Some(part);
    }
    let mut part = WrittenPart::new(first, true)?;
    if has_x || has_umlaut {
        also_without_zone_letters(&mut part);
    }
    also_with_slavic_kh(&mut part);
    Some(part)
}

/// What a reader makes of the letters by which a zone writes Ü, Ñ, Ä and Ö: the base letter alone, as others write it.
fn also_without_zone_letters(part: &mut WrittenPart) {
    let Some(first) = part.spellings.first() else {
        return;
    };
    let without_x = first.replace("UXX", "U").replace("NXX", "N");
    let mut without_e = String::with_capacity(without_x.len());
    let mut before = ['\0'; 2];
    for sign in without_x.chars() {
        let is_umlaut = sign == 'E'
            && matches!(before[1], 'A' | 'O' | 'U')
            // GUE and QUE are spellings of hard consonants, not Ü.
            && !(before[1] == 'U' && matches!(before[0], 'G' | 'Q'));
        if !is_umlaut {
            without_e.push(sign);
        }
        before = [before[1], sign];
    }
    part.also(without_x);
    part.also(without_e);
}

/// Germans, Swedes, Poles and Czechs write the Russian KH as CH: in a name that ends as Slavic ones do, it may be that.
fn also_with_slavic_kh(part: &mut WrittenPart) {
    const ENDINGS: [&str; 14] =
        ["OV", "EV", "IN", "OVA", "EVA", "INA", "SKI", "SKIJ", "SKY", "IJ", "KO", "UK", "VITJ", "VIC"];
    let spelling = part
        .spellings
        .first()
        .filter(|first| first.contains("CH") && ENDINGS.iter().any(|ending| first.ends_with(ending)))
        .filter(|first| !first.contains("TCH") && !first.contains("SCH"))
        .map(|first| first.replace("CH", "KH"));
    if let Some(spelling) = spelling {
        part.also(spelling);
    }
}

/// A token in upper case and composed, of Latin letters or of signs that only decomposition can read.
pub(super) fn marked(signs: &[char]) -> Option<WrittenPart> {
    let met = letters_with_a_choice(signs);
    let mut part = WrittenPart::new(spell(signs, &|_| 0), true)?;
    for chosen in other_choices(&met) {
        if part.spellings.len() == NAME_SPELLINGS {
            break;
        }
        part.also(spell(signs, &|letter| {
            met.iter().zip(&chosen).find(|((known, _), _)| *known == letter).map_or(0, |(_, chosen)| *chosen)
        }));
    }
    also_without_zone_letters(&mut part);
    also_with_slavic_kh(&mut part);
    Some(part)
}

/// Most letters of one token whose spellings are combined; more than four different ones stand in no name.
const COMBINED_LETTERS: usize = 4;

/// The different letters that have several spellings, with how many.
fn letters_with_a_choice(signs: &[char]) -> Vec<(char, usize)> {
    let mut met: Vec<(char, usize)> = Vec::new();
    for &sign in signs {
        let count = spellings(sign).map_or(1, <[_]>::len);
        if count > 1 && met.len() < COMBINED_LETTERS && met.iter().all(|(known, _)| *known != sign) {
            met.push((sign, count));
        }
    }
    met
}

/// All combinations but the first. Those that issuers use throughout come first (every letter in its second
/// spelling), rare spellings last.
fn other_choices(met: &[(char, usize)]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for &(_, count) in met {
        all = all
            .iter()
            .flat_map(|begun| (0..count).map(move |next| begun.iter().copied().chain([next]).collect()))
            .collect();
    }
    let throughout = |chosen: &[usize]| chosen.windows(2).all(|pair| pair[0] == pair[1]);
    all.sort_by_key(|chosen| {
        (!throughout(chosen), chosen.iter().max().copied(), chosen.iter().sum::<usize>(), chosen.clone())
    });
    all.retain(|chosen| chosen.iter().any(|&place| place > 0));
    all
}

/// The token with each letter in the chosen one of its spellings.
fn spell(signs: &[char], chosen: &dyn Fn(char) -> usize) -> String {
    let mut spelled = String::with_capacity(signs.len() + 2);
    for &sign in signs {
        if let Some(spellings) = spellings(sign) {
            spelled.push_str(spellings.get(chosen(sign)).or(spellings.first()).copied().unwrap_or_default());
            continue;
        }
        for base in std::iter::once(sign).nfkd().filter(|&sign| !is_left_out(sign)) {
            // Decomposed, a letter of some compatibility form may be one of the table.
            for upper in base.to_uppercase() {
                if let Some([first, ..]) = spellings(upper) {
                    spelled.push_str(first);
                } else if upper.is_alphanumeric() || is_combining_mark(upper) {
                    // A mark that makes another syllable of its letter is part of the name.
                    spelled.push(upper);
                }
            }
        }
    }
    // The marks of other scripts go back to their letters.
    if spelled.is_ascii() { spelled } else { spelled.nfc().collect() }
}

/// How an upper-case letter (composed) that is not just a base letter with marks is written, ICAO's own first choice
/// first; `None` for all others. Behind the spellings of ICAO stand those of other passports and lists: Đ as the
/// Serbs write it, the hissing letters as their sound.
fn spellings(letter: char) -> Option<&'static [&'static str]> {
    Some(match letter {
        'Ä' => &["AE", "A"],
        'Ö' => &["OE", "O"],
        'Ü' => &["UE", "U", "UXX"],
        'Å' => &["AA", "A"],
        'Ñ' => &["N", "NXX"],
        // Not in the table of ICAO; met as A in passports and as E in older texts.
        'Ə' => &["A", "E"],
        'Ø' | 'Œ' => &["OE", "O"],
        'Æ' => &["AE"],
        'Þ' => &["TH"],
        'ẞ' => &["SS"],
        'Ĳ' => &["IJ"],
        'Đ' => &["D", "DJ"],
        'Ð' | 'Ɖ' | 'Ɗ' => &["D"],
        'Č' | 'Ć' | 'Ç' => &["C", "CH"],
        'Š' | 'Ş' | 'Ș' | 'Ś' => &["S", "SH"],
        'Ž' | 'Ż' => &["Z", "ZH"],
        'Ţ' | 'Ț' => &["T", "TS"],
        'Ħ' => &["H"],
        'Ł' | 'Ŀ' => &["L"],
        'Ŋ' => &["N"],
        'Ŧ' => &["T"],
        // Letters of West African alphabets, which the table of ICAO leaves out: by their base letter.
        'Ɓ' => &["B"],
        'Ɛ' => &["E"],
        'Ɣ' => &["G"],
        'Ɩ' => &["I"],
        'Ƙ' => &["K"],
        'Ɔ' => &["O"],
        'Ʋ' => &["V"],
        'Ƴ' => &["Y"],
        _ => return None,
    })
}
