//! Hangul written with A to Z: Revised Romanisation syllable by syllable, as names are written, with the customary
//! spellings of Korean passports behind it.
//!
//! It splits a whole name written without a space; it never changes a sound by its neighbours, as the rules of
//! running text do.

use super::written::WrittenPart;

/// A token of Hangul: a surname, a given name, a whole name, or a foreign word.
pub(super) fn write(signs: &[char], parts: &mut Vec<WrittenPart>) {
    let surname = surname_signs(signs);
    let (surname, given) = signs.split_at(surname);
    parts.extend(write_surname(surname));
    parts.extend(write_given(given));
}

/// How many signs of the token are a surname with a given name behind it; all of it if it is a surname alone.
fn surname_signs(signs: &[char]) -> usize {
    match signs {
        [only] if customary(&[*only]).is_some() => 1,
        [first, _] if NEVER_BEGINS_A_GIVEN_NAME.contains(first) => 1,
        [a, b] if COMPOUND.contains(&[*a, *b]) => 2,
        [a, b, _, ..] if COMPOUND.contains(&[*a, *b]) && signs.len() <= 4 => 2,
        [first, _, _] if customary(&[*first]).is_some() => 1,
        _ => 0,
    }
}

const COMPOUND: &[[char; 2]] = &[
    ['남', '궁'],
    ['황', '보'],
    ['제', '갈'],
    ['사', '공'],
    ['선', '우'],
    ['서', '문'],
    ['독', '고'],
    ['동', '방'],
];

/// Surnames that given names hardly ever begin with: two syllables that begin so are a whole name.
const NEVER_BEGINS_A_GIVEN_NAME: &[char] =
    &['김', '박', '최', '황', '허', '권', '곽', '백', '배', '홍', '홍', '심'];

fn write_surname(signs: &[char]) -> Option<WrittenPart> {
    let mut part = WrittenPart::new(spell(signs, revised), true)?;
    for spelling in customary(signs).into_iter().flatten() {
        part.also((*spelling).to_owned());
    }
    Some(part)
}

fn write_given(signs: &[char]) -> Option<WrittenPart> {
    let mut part = WrittenPart::new(spell(signs, revised), true)?;
    part.also_if_new(spell(signs, as_in_passports));
    part.also_if_new(spell(signs, older));
    if signs.len() > GIVEN_SIGNS || signs.iter().any(|&sign| jamo(sign).is_some_and(has_no_vowel_of_its_own))
    {
        for syllable in [foreign_with_r, foreign_with_l, foreign_with_f] {
            part.also_if_new(spell(signs, syllable));
        }
        return Some(part.with_guessed_vowels());
    }
    Some(part)
}

/// Signs of a Korean given name; a longer word is foreign.
const GIVEN_SIGNS: usize = 2;

/// True for a syllable that ends in EU, which Korean puts behind the consonants of foreign names.
fn has_no_vowel_of_its_own((_, vowel, last): (usize, usize, usize)) -> bool {
    vowel == EU && last == 0
}

const EU: usize = 18;

/// Initial, vowel and final of a syllable (Unicode, chapter 3.12).
fn jamo(sign: char) -> Option<(usize, usize, usize)> {
    let place = usize::try_from(u32::from(sign).checked_sub(0xac00)?).ok()?;
    (place < 11_172).then_some((place / 588, place % 588 / 28, place % 28))
}

/// One syllable as written with A to Z, at this place of a word.
type Syllable = fn((usize, usize, usize), Place) -> [&'static str; 3];

/// Where a syllable stands.
#[derive(Clone, Copy)]
struct Place {
    at_start: bool,
    at_end: bool,
    /// What is written before it ends with L.
    behind_l: bool,
}

fn spell(signs: &[char], syllable: Syllable) -> String {
    let mut spelled = String::with_capacity(signs.len() * 4);
    for (at, &sign) in signs.iter().enumerate() {
        let place =
            Place { at_start: at == 0, at_end: at + 1 == signs.len(), behind_l: spelled.ends_with('L') };
        match jamo(sign) {
            Some(jamo) => spelled.extend(syllable(jamo, place)),
            None if sign.is_alphanumeric() => spelled.push(sign),
            None => {}
        }
    }
    spelled
}

const INITIALS: [&str; 19] =
    ["G", "KK", "N", "D", "TT", "R", "M", "B", "PP", "S", "SS", "", "J", "JJ", "CH", "K", "T", "P", "H"];
const VOWELS: [&str; 21] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WO", "WE", "WI",
    "YU", "EU", "UI", "I",
];
const FINALS: [&str; 28] = [
    "", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L", "M", "P", "P", "T", "T",
    "NG", "T", "T", "K", "T", "P", "H",
];

/// Revised Romanisation of 2000.
fn revised((initial, vowel, last): (usize, usize, usize), _: Place) -> [&'static str; 3] {
    let get = |table: &'static [&str], place: usize| table.get(place).copied().unwrap_or_default();
    [get(&INITIALS, initial), get(&VOWELS, vowel), get(&FINALS, last)]
}

/// As most Koreans write themselves: English vowels, K at the start.
fn as_in_passports(jamo: (usize, usize, usize), place: Place) -> [&'static str; 3] {
    let [initial, vowel, last] = revised(jamo, place);
    let initial = if place.at_start && initial == "G" { "K" } else { initial };
    let vowel = match vowel {
        "EO" => "U",
        "YEO" => "YOU",
        "U" if initial.is_empty() => "WOO",
        "U" => "OO",
        "UI" => "EE",
        "I" if initial.is_empty() => "YI",
        other => other,
    };
    [initial, vowel, last]
}

/// McCune and Reischauer without their marks, as older lists have it.
fn older(jamo: (usize, usize, usize), place: Place) -> [&'static str; 3] {
    let [initial, vowel, last] = revised(jamo, place);
    let initial = match initial {
        "G" if place.at_start => "K",
        "D" if place.at_start => "T",
        "B" if place.at_start => "P",
        "J" if place.at_start => "CH",
        other => other,
    };
    let vowel = match vowel {
        "EO" => "O",
        "YEO" => "YO",
        "EU" => "U",
        other => other,
    };
    [initial, vowel, last]
}

/// Spellings in which families write their surname, besides the standard: Korean passports leave it to them.
fn customary(surname: &[char]) -> Option<&'static [&'static str]> {
    let &[sign] = surname else {
        return None;
    };
    Some(match sign {
        '김' => &["KIM"],
        '이' | '리' => &["LEE", "YI", "RHEE", "RI", "LI"],
        '박' => &["PARK", "PAK"],
        '최' => &["CHOI", "CHOE"],
        '정' => &["JUNG", "CHUNG", "CHONG", "JEONG", "CHEONG"],
        '강' => &["KANG"],
        '조' => &["CHO", "JOE"],
        '윤' => &["YOON"],
        '장' => &["CHANG"],
        '임' | '림' => &["LIM", "RIM", "YIM"],
        '한' | '양' | '송' | '남' | '하' | '민' | '왕' | '원' | '함' | '채' | '인' | '육' => &[],
        '오' => &["OH"],
        '서' => &["SUH", "SO"],
        '신' => &["SHIN"],
        '권' => &["KWON", "KWEON"],
        '황' => &["WHANG"],
        '안' => &["AHN"],
        '류' | '유' => &["RYU", "YOO", "YU", "LYU", "YOU"],
        '홍' => &[],
        '전' => &["JUN", "CHUN", "CHON"],
        '고' => &["KO", "KOH"],
        '문' => &["MOON"],
        '손' => &["SOHN"],
        '배' => &["PAE", "BAI"],
        '백' => &["BAIK", "PAIK", "PAEK"],
        '허' => &["HUR", "HUH", "HO"],
        '심' => &["SHIM"],
        '노' | '로' => &["ROH", "RO", "NOH"],
        '곽' => &["KWAK"],
        '성' => &["SUNG"],
        '차' => &["CHA"],
        '주' => &["JOO", "CHU"],
        '우' => &["WOO"],
        '구' => &["KOO", "KU"],
        '진' => &["CHIN"],
        '나' | '라' => &["RA", "NA"],
        '지' => &["CHI"],
        '엄' => &["UM", "OM"],
        '천' => &["CHUN", "CHON"],
        '방' => &["BANG", "PANG"],
        '공' => &["KONG"],
        '현' => &["HYUN"],
        '변' => &["BYUN", "PYON"],
        '염' => &["YUM"],
        '여' => &["YUH", "YO"],
        '추' => &["CHOO"],
        '도' => &["DOH", "TO"],
        '석' => &["SUK", "SOK"],
        '설' => &["SUL", "SOL"],
        '선' => &["SUN"],
        '길' => &["KIL"],
        '연' => &["YEUN"],
        '위' => &["WEE"],
        '표' => &["PYO"],
        '명' => &["MYUNG"],
        '기' => &["KI"],
        '반' => &["PAN"],
        '금' => &["KEUM"],
        '맹' | '제' | '모' | '탁' | '국' | '은' | '편' | '용' | '어' | '태' => &[],
        _ => return None,
    })
}

/// A foreign name: consonants without the vowel that Korean puts behind them, and with the R that it leaves out.
fn foreign(jamo: (usize, usize, usize), liquid: &'static str, place: Place) -> [&'static str; 3] {
    let (_, _, last_place) = jamo;
    let [initial, vowel, last] = revised(jamo, place);
    let initial = match initial {
        "R" if place.behind_l => "L",
        "R" => liquid,
        "KK" => "K",
        "TT" => "T",
        "PP" => "P",
        "JJ" => "J",
        other => other,
    };
    let vowel = match vowel {
        "EU" if last_place == 0 || last == "L" => "",
        "EO" if place.at_end && last_place == 0 => "ER",
        "EO" => "E",
        "YEO" => "YE",
        "EU" => "E",
        "AE" => "A",
        other => other,
    };
    [initial, vowel, last]
}

fn foreign_with_r(jamo: (usize, usize, usize), place: Place) -> [&'static str; 3] {
    foreign(jamo, "R", place)
}

fn foreign_with_l(jamo: (usize, usize, usize), place: Place) -> [&'static str; 3] {
    foreign(jamo, "L", place)
}

/// Korean writes F as P and V as B.
fn foreign_with_f(jamo: (usize, usize, usize), place: Place) -> [&'static str; 3] {
    let [initial, vowel, last] = foreign(jamo, "R", place);
    let initial = match initial {
        "P" => "F",
        "B" => "V",
        other => other,
    };
    [initial, vowel, last]
}
