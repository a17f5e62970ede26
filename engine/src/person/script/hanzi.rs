//! Chinese characters written with A to Z: Pinyin, surname and given name apart.
//!
//! Readings come from a general table; where a surname is read in a way of its own, ours comes first. A foreign name
//! in characters is one part, since its first sign is no surname; Japanese names are read as a Chinese would.

mod surname;

use super::written::WrittenPart;
use surname::Surname;

/// A token of characters: a whole name, a part of one, or a foreign name.
pub(super) fn write(signs: &[char], parts: &mut Vec<WrittenPart>) {
    match split(signs) {
        Some((surname, given)) => {
            parts.extend(write_surname(&surname));
            parts.extend(write_given(given));
        }
        None => match signs {
            [only] => parts.extend(
                surname::of(&[*only]).map_or_else(|| write_given(signs), |known| write_surname(&known)),
            ),
            _ if is_foreign(signs) => parts.extend(write_foreign(signs)),
            _ => parts.extend(write_given(signs)),
        },
    }
}

/// Surname and given name of a token that is a whole name.
fn split(signs: &[char]) -> Option<(Surname, &[char])> {
    if is_foreign(signs) {
        return None;
    }
    let compound = signs.get(..2).filter(|_| (3..=4).contains(&signs.len())).and_then(surname::of);
    if let Some(compound) = compound {
        return Some((compound, signs.get(2..)?));
    }
    let (first, given) = signs.split_first()?;
    if !(1..=2).contains(&given.len()) {
        return None;
    }
    Some((surname::of(&[*first])?, given))
}

fn write_surname(surname: &Surname) -> Option<WrittenPart> {
    let mut part = WrittenPart::new(surname.pinyin.to_owned(), true)?;
    for spelling in surname.others {
        part.also((*spelling).to_owned());
    }
    Some(part)
}

fn write_given(signs: &[char]) -> Option<WrittenPart> {
    WrittenPart::new(signs.iter().map(|&sign| reading(sign)).collect(), true)
}

/// Characters that write the sounds of foreign names and hardly ever stand in Chinese ones.
const SOUND_SIGNS: &str = "尔爾斯特克拉姆尼巴卡蒂迪里裡埃奥奧莱萊洛普弗夫切什兹茲扎塔托图圖瓦伊耶约約萨薩塞纳納努鲁魯勒亚亞阿\
                           娅婭妮芬波布格德贝貝比罗羅费費茨日逊遜治蕾密瑟佩帕歇赫肯坎";

/// True for a token that writes a foreign name by sounds.
fn is_foreign(signs: &[char]) -> bool {
    let sounds = signs.iter().filter(|&&sign| SOUND_SIGNS.contains(sign)).count();
    let starts_as_surname = signs.first().is_some_and(|&first| surname::of(&[first]).is_some());
    match signs.len() {
        0 | 1 => false,
        2 => sounds == 2 || !starts_as_surname && sounds == 1,
        3 => sounds >= 2 || !starts_as_surname && sounds == 1,
        _ => sounds >= 1,
    }
}

/// Pinyin, and behind it what the signs stand for: consonants for those that are written only for them, R or L.
fn write_foreign(signs: &[char]) -> Option<WrittenPart> {
    let mut part = WrittenPart::new(signs.iter().map(|&sign| reading(sign)).collect(), true)?;
    for r in ["R", "L"] {
        part.also_if_new(signs.iter().map(|&sign| foreign_sound(sign, r)).collect());
    }
    Some(part.with_guessed_vowels())
}

/// The sound that a sign has in a foreign name.
fn foreign_sound(sign: char, r: &str) -> String {
    match sign {
        '斯' | '思' => return String::from("S"),
        '尔' | '爾' => return String::from(r),
        '特' => return String::from("T"),
        '克' => return String::from("K"),
        '德' => return String::from("D"),
        '姆' => return String::from("M"),
        '普' => return String::from("P"),
        '夫' | '弗' => return String::from("F"),
        '兹' | '茲' | '茨' => return String::from("Z"),
        '格' => return String::from("G"),
        '什' => return String::from("SH"),
        '恩' => return String::from("N"),
        _ => {}
    }
    let pinyin = reading(sign);
    let (initial, rest) = pinyin.split_at(pinyin.find(['A', 'E', 'I', 'O', 'U']).unwrap_or(0));
    let initial = match initial {
        "L" | "R" => r,
        "X" => "S",
        "Q" | "J" if rest == "I" || rest == "IN" => "K",
        "Q" => "CH",
        "ZH" => "J",
        "Y" if rest.starts_with('I') => "",
        other => other,
    };
    // The signs of these sounds write shorter ones of other languages.
    let rest = match rest {
        "UO" => "O",
        "EI" => "E",
        "UN" => "EN",
        "AI" => "E",
        "IANG" => "ANG",
        other => other,
    };
    format!("{initial}{rest}")
}

/// The Pinyin of one sign without its tone; the sign itself where the table has none.
fn reading(sign: char) -> String {
    let known = any_ascii::any_ascii_char(sign);
    let pinyin: String =
        known.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_uppercase()).collect();
    if pinyin.is_empty() && sign.is_alphanumeric() { sign.to_string() } else { pinyin }
}
