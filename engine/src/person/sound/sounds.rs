//! The tables of sounds: which letters of which writing sound alike.
//!
//! Sounds of a key: `a` for A and E, `u` for O and U, `i` for I, Y and J as a vowel; `x` for SH and CH, `j` for J, ZH
//! and DJ, `c` for TS and soft C, `h` for H and KH, `v` for V and W; all other consonants stand for themselves.
//! In a part of one syllable, where names of China and Korea differ by a vowel alone, vowels stay apart.

use super::rule::Where::{
    Anywhere, BeforeConsonant, BeforeFront, BeforeNoVowel, BeforeVowel, BehindVowel, End, EndBehindConsonant,
    Start, StartBeforeVowel,
};
use super::rule::{Rule, is_vowel};

/// True for a part that is a syllable as Chinese, Korean and Vietnamese names are made of: vowels, at most a
/// consonant or digraph before them, and a nasal or a stop behind.
pub(super) fn is_one_syllable(part: &[u8]) -> bool {
    const INITIALS: &[&[u8]] = &[
        b"", b"B", b"P", b"M", b"F", b"D", b"T", b"N", b"L", b"G", b"K", b"H", b"J", b"Q", b"X", b"ZH",
        b"CH", b"SH", b"R", b"Z", b"C", b"S", b"W", b"TS", b"TZ", b"HS", b"NG", b"KW", b"GW", b"HW", b"TH",
        b"PH", b"TR", b"V", b"SS",
    ];
    const FINALS: &[&[u8]] = &[b"", b"N", b"NG", b"M", b"K", b"P", b"T", b"L", b"H", b"NH", b"HN"];
    let (Some(first), Some(last)) =
        (part.iter().position(|&sign| is_vowel(sign)), part.iter().rposition(|&sign| is_vowel(sign)))
    else {
        return false;
    };
    let (initial, rest) = part.split_at(first);
    let (vowels, end) = rest.split_at(last + 1 - first);
    vowels.len() <= 3
        && vowels.iter().all(|&sign| is_vowel(sign))
        && INITIALS.contains(&initial)
        && FINALS.contains(&end)
}

/// How many letters of a name with ABD in front, its article included, come before the name of God: ABDUL-AZIZ,
/// ABDEL-AZIZ, ABDUR-RAHMAN, ABD-ALLAH, ABDI-RAHMAN.
pub(super) fn behind_abd(part: &[u8]) -> Option<usize> {
    let rest = part.strip_prefix(b"ABD")?;
    let vowels = rest.iter().take_while(|&&sign| is_vowel(sign)).count();
    let (_, name) = rest.split_at(vowels);
    let begun = match name {
        // ABDULLAH and its like: the second L is of the name.
        [b'L', b'L', ..] => 1,
        // ABDULAEV is of ABDULLAH, ABDULAZIZ is not.
        [b'L', b'A', b'E' | b'H' | b'Y' | b'J', ..] | [b'L', b'A'] => 0,
        [b'L', _, ..] => 1,
        // ABDUL and ABDUR as parts of their own.
        [b'L' | b'R' | b'S' | b'N' | b'D'] if vowels > 0 => 1,
        [_, _, ..] => 0,
        _ => return None,
    };
    Some(part.len() - name.len() + begun)
}

/// True for a part whose vowels are A and then E, each before one consonant: Arabic names in which E is the I of others
/// (KHALED, RASHED, MAHER, ADEL). HASSEN and JAMEL are HASSAN and JAMAL, and
/// EV is the ending of Slavic surnames.
pub(super) fn has_a_then_e(part: &[u8]) -> bool {
    let Some(a) = part.iter().position(|&sign| is_vowel(sign)) else {
        return false;
    };
    let (start, rest) = part.split_at(a);
    let one_sound = |between: &[u8]| match between {
        [_] => true,
        [first, second] => first == second || *second == b'H',
        _ => false,
    };
    let begins_so = match start {
        [] | [_] => true,
        [first, second] => *second == b'H' || (*first, *second) == (b'D', b'J'),
        _ => false,
    };
    begins_so
        && match rest {
            [b'A', between @ .., b'E', last] => {
                let hassan_or_jamal =
                    matches!(between.last(), Some(b'S' | b'M')) && matches!(last, b'N' | b'L');
                !hassan_or_jamal
                    && one_sound(between)
                    && !between.iter().chain([last]).any(|&sign| is_vowel(sign))
            }
            _ => false,
        }
}

/// Sounds of a part whose vowels are A and then E.
pub(super) fn of_a_then_e(letter: u8) -> &'static [Rule] {
    match letter {
        b'E' => &[Rule("E", Anywhere, "i")],
        other => of_many_syllables(other),
    }
}

/// Sounds of a part of one syllable.
pub(super) fn of_one_syllable(letter: u8) -> &'static [Rule] {
    match letter {
        b'A' => &[Rule("AH", End, "a"), Rule("A", Anywhere, "a")],
        b'E' => &[Rule("EE", Anywhere, "i"), Rule("EH", End, "e"), Rule("E", Anywhere, "e")],
        b'O' => &[
            Rule("OU", End, "ou"),
            Rule("OU", Anywhere, "u"),
            Rule("OO", Anywhere, "u"),
            Rule("OH", End, "o"),
            Rule("O", Anywhere, "o"),
        ],
        b'U' => &[Rule("UH", End, "u"), Rule("U", Anywhere, "u")],
        b'C' => &[Rule("CH", Anywhere, "q"), Rule("C", BeforeFront, "c"), Rule("C", Anywhere, "k")],
        b'Q' => &[Rule("QI", Start, "qi"), Rule("QU", Start, "qu"), Rule("Q", Anywhere, "k")],
        b'X' => &[Rule("X", Start, "x"), Rule("X", Anywhere, "ks")],
        b'J' => &[Rule("J", Anywhere, "j")],
        b'Y' => &[Rule("Y", Anywhere, "i")],
        other => of_many_syllables(other),
    }
}

/// Sounds for what compares consonants alone.
pub(super) fn of_consonants(letter: u8) -> &'static [Rule] {
    match letter {
        b'W' => &[Rule("W", Anywhere, "w")],
        // Without vowels nothing tells a J of Slavic names from the Arabic one.
        b'J' => &[Rule("J", Anywhere, "j")],
        other => of_many_syllables(other),
    }
}

/// Sounds of all other parts.
pub(super) fn of_many_syllables(letter: u8) -> &'static [Rule] {
    match letter {
        b'A' | b'E' | b'I' | b'J' | b'O' | b'U' | b'Y' => vowels(letter),
        b'C' | b'D' | b'S' | b'T' | b'X' | b'Z' => hissing(letter),
        _ => other_consonants(letter),
    }
}

/// Vowels, and J, which is one at the end and before consonants.
fn vowels(letter: u8) -> &'static [Rule] {
    match letter {
        b'A' => &[
            Rule("AH", End, "a"),
            Rule("AYEV", Anywhere, "av"),
            Rule("AW", BeforeConsonant, "au"),
            Rule("AYE", Anywhere, "ai"),
            Rule("AIE", Anywhere, "ai"),
            Rule("A", Anywhere, "a"),
        ],
        b'E' => &[
            Rule("EEV", Anywhere, "av"),
            Rule("EYEV", Anywhere, "av"),
            Rule("EIEV", Anywhere, "av"),
            Rule("EJEV", Anywhere, "av"),
            Rule("EFF", End, "av"),
            Rule("EYE", Anywhere, "ai"),
            Rule("EIE", Anywhere, "ai"),
            Rule("EJE", Anywhere, "ai"),
            Rule("EE", Anywhere, "i"),
            Rule("EH", End, "a"),
            Rule("EZ", End, "as"),
            Rule("E", EndBehindConsonant, ""),
            Rule("E", Anywhere, "a"),
        ],
        b'I' => &[
            Rule("IEV", Anywhere, "av"),
            Rule("IYEV", Anywhere, "av"),
            Rule("IIEV", Anywhere, "av"),
            Rule("IJEV", Anywhere, "av"),
            Rule("IE", Start, "a"),
            Rule("IE", End, "i"),
            Rule("IJ", Anywhere, "i"),
            Rule("IH", End, "i"),
            Rule("I", Anywhere, "i"),
        ],
        b'J' => &[
            // Names that begin with Y in English and with J in most of Europe.
            Rule("JEVG", Start, "avg"),
            Rule("JELE", Start, "ala"),
            Rule("JEKAT", Start, "akat"),
            Rule("JEGOR", Start, "agur"),
            Rule("JUR", Start, "iur"),
            Rule("JUL", Start, "iul"),
            Rule("JUS", Start, "ius"),
            Rule("JUNUS", Start, "iunus"),
            Rule("JAK", Start, "iak"),
            Rule("JAROSL", Start, "iarusl"),
            Rule("JAH", Start, "iah"),
            Rule("JAS", Start, "ias"),
            Rule("JEV", Anywhere, "av"),
            Rule("J", BeforeNoVowel, "i"),
            Rule("J", Anywhere, "j"),
        ],
        b'O' => &[
            Rule("OFF", End, "uv"),
            Rule("OW", BeforeConsonant, "u"),
            Rule("OU", StartBeforeVowel, "v"),
            Rule("OHN", Anywhere, "un"),
            Rule("OH", End, "u"),
            Rule("OE", Anywhere, "u"),
            Rule("O", Anywhere, "u"),
        ],
        b'U' => &[Rule("UH", End, "u"), Rule("U", Anywhere, "u")],
        b'Y' => &[
            Rule("YEV", Anywhere, "av"),
            Rule("YOV", BehindVowel, "iuv"),
            Rule("YOV", Anywhere, "av"),
            Rule("YE", Start, "a"),
            Rule("Y", Anywhere, "i"),
        ],
        _ => &[],
    }
}

/// Letters that make the hissing sounds, each language in its own way.
fn hissing(letter: u8) -> &'static [Rule] {
    match letter {
        b'C' => &[
            Rule("CHTCH", Anywhere, "x"),
            // As Germans and Indonesians write KH.
            Rule("CHT", Anywhere, "ht"),
            Rule("CHM", Anywhere, "hm"),
            Rule("CHW", Anywhere, "hv"),
            Rule("CHAIL", Anywhere, "hail"),
            Rule("CHAJL", Anywhere, "hail"),
            Rule("CHAYL", Anywhere, "hail"),
            Rule("CHR", Anywhere, "kr"),
            Rule("CHL", Anywhere, "kl"),
            Rule("CHAEL", Anywhere, "kal"),
            Rule("CCH", Anywhere, "k"),
            Rule("CH", Anywhere, "x"),
            Rule("CZ", Anywhere, "x"),
            Rule("CK", Anywhere, "k"),
            Rule("CQ", Anywhere, "k"),
            Rule("CC", BeforeFront, "x"),
            Rule("CV", Anywhere, "cv"),
            Rule("C", BeforeFront, "c"),
            Rule("C", Anywhere, "k"),
        ],
        b'D' => &[
            Rule("DR", End, "dar"),
            Rule("DRE", End, "dar"),
            Rule("DSCH", Anywhere, "j"),
            Rule("DZH", Anywhere, "j"),
            Rule("DSH", Anywhere, "j"),
            Rule("DJ", Anywhere, "j"),
            Rule("DG", BeforeFront, "j"),
            Rule("DZ", Anywhere, "z"),
            Rule("DH", Anywhere, "d"),
            Rule("DT", End, "t"),
            Rule("DYO", Anywhere, "da"),
            Rule("D", Anywhere, "d"),
        ],
        b'S' => &[
            Rule("SLAW", End, "slav"),
            Rule("SJTJ", Anywhere, "x"),
            Rule("SJA", End, "sia"),
            Rule("SJ", BeforeVowel, "x"),
            Rule("SCHTSCH", Anywhere, "x"),
            Rule("SHCH", Anywhere, "x"),
            Rule("SHTSH", Anywhere, "x"),
            Rule("SZCZ", Anywhere, "x"),
            Rule("STCH", Anywhere, "x"),
            Rule("SSH", Anywhere, "x"),
            Rule("SCH", Anywhere, "x"),
            Rule("SH", Anywhere, "x"),
            Rule("SZ", Anywhere, "x"),
            Rule("SYO", Anywhere, "sa"),
            Rule("S", Anywhere, "s"),
        ],
        b'T' => &[
            Rule("TR", End, "tar"),
            Rule("TRE", End, "tar"),
            // As Swedes write the Russian CH; TJA is nearly always of TATJANA and KATJA.
            Rule("TJ", End, "x"),
            Rule("TJ", BeforeConsonant, "x"),
            Rule("TJENK", Anywhere, "xank"),
            Rule("TJOV", Anywhere, "xav"),
            Rule("TJEV", Anywhere, "xav"),
            Rule("TJU", Anywhere, "xu"),
            Rule("TJI", Anywhere, "xi"),
            Rule("TJO", Anywhere, "ta"),
            Rule("TJE", Anywhere, "ta"),
            Rule("TSCH", Anywhere, "x"),
            Rule("TCH", Anywhere, "x"),
            Rule("TSH", Anywhere, "x"),
            Rule("TTH", Anywhere, "t"),
            Rule("TH", Anywhere, "t"),
            Rule("TS", Anywhere, "c"),
            Rule("TZ", Anywhere, "c"),
            Rule("TYO", Anywhere, "ta"),
            Rule("TJ", BeforeVowel, "ti"),
            Rule("T", Anywhere, "t"),
        ],
        b'X' => &[
            Rule("XH", Anywhere, "j"),
            Rule("X", Start, "x"),
            Rule("XU", Anywhere, "xu"),
            Rule("XIA", Anywhere, "xia"),
            Rule("XIE", Anywhere, "xia"),
            Rule("XIO", Anywhere, "xiu"),
            Rule("XIU", Anywhere, "xiu"),
            Rule("XC", BeforeFront, "ks"),
            Rule("X", Anywhere, "ks"),
        ],
        b'Z' => &[
            Rule("ZH", Anywhere, "j"),
            Rule("ZS", Anywhere, "j"),
            Rule("ZJ", BeforeVowel, "j"),
            Rule("ZQU", BeforeFront, "sk"),
            Rule("ZYO", Anywhere, "za"),
            Rule("Z", Anywhere, "z"),
        ],
        _ => &[],
    }
}

/// What is left.
fn other_consonants(letter: u8) -> &'static [Rule] {
    match letter {
        b'B' => &[Rule("BH", Anywhere, "b"), Rule("BJ", BeforeVowel, "bi"), Rule("B", Anywhere, "b")],
        b'F' => &[Rule("FYO", Anywhere, "fa"), Rule("FJ", BeforeVowel, "fi"), Rule("F", Anywhere, "f")],
        b'G' => &[
            Rule("GH", Anywhere, "g"),
            Rule("GUE", Anywhere, "ga"),
            Rule("GUI", Anywhere, "gi"),
            Rule("GIA", Anywhere, "ja"),
            Rule("GIO", Anywhere, "ju"),
            Rule("GIU", Anywhere, "ju"),
            Rule("GJ", BeforeVowel, "gi"),
            Rule("G", Anywhere, "g"),
        ],
        b'H' => &[
            Rule("HSI", Start, "xi"),
            Rule("HSU", Start, "xu"),
            Rule("H", End, ""),
            Rule("H", Anywhere, "h"),
        ],
        b'K' => &[Rule("KH", Anywhere, "h"), Rule("KJ", BeforeVowel, "ki"), Rule("K", Anywhere, "k")],
        b'L' => &[
            Rule("LYO", Anywhere, "la"),
            Rule("LJEV", Anywhere, "lav"),
            Rule("LJOV", Anywhere, "lav"),
            Rule("LJ", BeforeVowel, "li"),
            Rule("L", Anywhere, "l"),
        ],
        b'M' => &[Rule("MYON", End, "man"), Rule("MJ", BeforeVowel, "mi"), Rule("M", Anywhere, "m")],
        b'N' => &[Rule("NJA", End, "nia"), Rule("N", Anywhere, "n")],
        b'P' => &[
            Rule("PH", Anywhere, "f"),
            Rule("PF", Anywhere, "f"),
            Rule("PYOTR", Anywhere, "patar"),
            Rule("PJOTR", Anywhere, "patar"),
            Rule("PAWL", Start, "pavl"),
            Rule("PJ", BeforeVowel, "pi"),
            Rule("P", Anywhere, "p"),
        ],
        b'Q' => &[Rule("QU", BeforeFront, "k"), Rule("Q", Anywhere, "k")],
        b'R' => &[
            Rule("RJ", StartBeforeVowel, "ri"),
            Rule("RJAN", End, "rian"),
            Rule("RH", Start, "r"),
            Rule("R", Anywhere, "r"),
        ],
        b'V' => &[
            Rule("VIC", End, "vix"),
            Rule("VYO", Anywhere, "va"),
            Rule("VJ", BeforeVowel, "vi"),
            Rule("V", Anywhere, "v"),
        ],
        b'W' => &[Rule("WH", Anywhere, "v"), Rule("WICZ", End, "vix"), Rule("W", Anywhere, "v")],
        _ => &[],
    }
}
