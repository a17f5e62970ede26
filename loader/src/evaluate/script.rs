//! Which script a name is written in, to tell figures apart by. It is told from blocks of Unicode alone and shares no
//! code with what is measured.

use serde::Serialize;

/// A script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Latin, with or without marks.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Greek.
    Greek,
    /// Arabic, Persian and Urdu too.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Chinese characters.
    Han,
    /// Korean letters.
    Hangul,
    /// Japanese syllables.
    Kana,
    /// Georgian.
    Georgian,
    /// Armenian.
    Armenian,
    /// Thai.
    Thai,
    /// Another one.
    Other,
}

impl Script {
    /// Every script.
    const ALL: [Self; 12] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Greek,
        Self::Arabic,
        Self::Hebrew,
        Self::Han,
        Self::Hangul,
        Self::Kana,
        Self::Georgian,
        Self::Armenian,
        Self::Thai,
        Self::Other,
    ];

    /// The script of most letters; kana where there is one, since Japanese names mix it with Chinese characters. Latin
    /// where there is no letter.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut counts = [0_usize; Self::ALL.len()];
        for sign in text.chars().filter(|sign| sign.is_alphabetic()) {
            counts[Self::of_letter(sign) as usize] += 1;
        }
        if counts[Self::Kana as usize] > 0 {
            return Self::Kana;
        }
        // The first of equals: `max_by_key` alone would take the last.
        Self::ALL.into_iter().rev().max_by_key(|script| counts[*script as usize]).unwrap_or(Self::Latin)
    }

    const fn of_letter(letter: char) -> Self {
        match letter as u32 {
            0x41..=0x24f | 0x1e00..=0x1eff | 0xff21..=0xff5a => Self::Latin,
            0x370..=0x3ff | 0x1f00..=0x1fff => Self::Greek,
            0x400..=0x52f => Self::Cyrillic,
            0x530..=0x58f => Self::Armenian,
            0x590..=0x5ff => Self::Hebrew,
            0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Self::Arabic,
            0xe00..=0xe7f => Self::Thai,
            0x10a0..=0x10ff | 0x1c90..=0x1cbf => Self::Georgian,
            0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7af => Self::Hangul,
            0x3040..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9d => Self::Kana,
            0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_1fff => Self::Han,
            _ => Self::Other,
        }
    }

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Cyrillic => "Cyrillic",
            Self::Greek => "Greek",
            Self::Arabic => "Arabic",
            Self::Hebrew => "Hebrew",
            Self::Han => "Chinese characters",
            Self::Hangul => "Korean letters",
            Self::Kana => "Japanese kana",
            Self::Georgian => "Georgian",
            Self::Armenian => "Armenian",
            Self::Thai => "Thai",
            Self::Other => "another script",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Script;

    #[test]
    fn a_name_is_told_by_most_of_its_letters() {
        for (name, script) in [
            ("O'CONNOR, Seán", Script::Latin),
            ("Щербаков Юрий (Yuri)", Script::Cyrillic),
            ("عبد الرحمن", Script::Arabic),
            ("王小明", Script::Han),
            ("佐藤ハナコ", Script::Kana),
            ("김철수", Script::Hangul),
            ("כהן", Script::Hebrew),
            ("Παπαδόπουλος", Script::Greek),
            ("ქართველი", Script::Georgian),
            ("Հայկ", Script::Armenian),
            ("สมชาย", Script::Thai),
            ("रमेश", Script::Other),
            ("123", Script::Latin),
        ] {
            assert_eq!(Script::of(name), script, "{name}");
        }
    }
}
