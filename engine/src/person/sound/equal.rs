//! Names that are the same in other romanisations, though no rule of sounds can join them: Chinese surnames in
//! Pinyin, Wade-Giles and Cantonese; the customary spellings of Korea; common Arabic names.
//!
//! Names of other origin that merely mean the same (JOHN and IVAN) do not stand here.

/// The spelling that stands for all spellings of this name.
pub(super) fn name(part: &str) -> Option<&'static str> {
    chinese_or_korean(part).or_else(|| arabic(part))
}

/// Longest of the surnames below: most parts are longer, and need no look at them.
const SURNAME_BYTES: usize = 6;

fn chinese_or_korean(part: &str) -> Option<&'static str> {
    if part.len() > SURNAME_BYTES {
        return None;
    }
    Some(match part {
        // Chinese.
        "WONG" => "WANG",
        "LEE" | "RHEE" | "YI" | "LEI" => "LI",
        "CHEUNG" | "CHANG" => "ZHANG",
        "LAU" | "LIEW" | "LOW" => "LIU",
        "CHAN" => "CHEN",
        "YEUNG" | "YEONG" => "YANG",
        "CHIU" | "CHAO" => "ZHAO",
        "CHOW" | "CHAU" | "CHOU" => "ZHOU",
        "HSU" | "TSUI" => "XU",
        "NG" | "WOO" => "WU",
        "CHU" => "ZHU",
        "KWOK" | "KUO" => "GUO",
        "LAM" | "LIM" => "LIN",
        "LO" | "LAW" => "LUO",
        "CHENG" => "ZHENG",
        "HSIEH" | "TSE" => "XIE",
        "TSANG" | "TSENG" => "ZENG",
        "TSAI" => "CAI",
        "CHIANG" | "KEUNG" => "JIANG",
        "YEH" | "YIP" => "YE",
        "LYU" | "LUI" | "LV" | "LUE" => "LU",
        "TENG" | "TANG" => "TANG",
        "KAO" => "GAO",
        "HSIAO" | "SIU" => "XIAO",
        "CHIEN" => "QIAN",
        "HO" => "HE",
        // Korean.
        "GIM" => "KIM",
        "PARK" | "BAK" | "BARK" => "PAK",
        "CHOE" => "CHOI",
        "JEONG" | "CHUNG" | "CHEONG" | "CHONG" => "JUNG",
        "GANG" => "KANG",
        "JO" | "JOE" => "CHO",
        "YOON" => "YUN",
        "YOO" | "RYU" | "YOU" => "YU",
        "SUH" => "SEO",
        "SIN" => "SHIN",
        "GWON" | "KWEON" => "KWON",
        "AHN" => "AN",
        "JEON" | "CHUN" | "CHON" => "JUN",
        "GO" | "KOH" => "KO",
        "HEO" | "HUR" => "HUH",
        "NO" | "NOH" => "ROH",
        "GWAK" => "KWAK",
        "SEONG" => "SUNG",
        "JU" => "JOO",
        "GU" | "KU" => "KOO",
        "BAEK" | "PAIK" | "BAIK" => "PAEK",
        "HYEON" => "HYUN",
        "GIL" => "KIL",
        _ => return None,
    })
}

/// E for I, and the letters that Arabs, Persians and Turks speak in different ways.
fn arabic(part: &str) -> Option<&'static str> {
    Some(match part {
        "YOUSSEF" | "YOUSEF" | "YUSEF" | "YOSEF" | "YOUSSOUF" | "YUSSEF" => "YUSUF",
        "KHALED" => "KHALID",
        "NASSER" | "NASER" => "NASIR",
        "YASSER" | "YASER" => "YASIR",
        "SALEH" => "SALIH",
        "SALEM" => "SALIM",
        "TAREK" | "TAREQ" => "TARIQ",
        "RASHED" => "RASHID",
        "MAJED" => "MAJID",
        "FARES" => "FARIS",
        "JABER" => "JABIR",
        "KADER" | "QADER" => "QADIR",
        "HATEM" => "HATIM",
        "JASSEM" | "JASEM" => "JASIM",
        "KAZEM" | "KADHIM" | "KAZIM" => "KADIM",
        "OSMAN" | "OTHMAN" | "USMAN" | "OUSMANE" | "OTMAN" => "UTHMAN",
        "EBRAHIM" | "BRAHIM" => "IBRAHIM",
        "ESMAIL" | "ISMAEL" => "ISMAIL",
        "REZA" | "RIZA" | "RIDHA" => "RIDA",
        "RAMAZAN" | "RAMZAN" => "RAMADAN",
        "AYSHA" | "AICHA" | "AYESHA" => "AISHA",
        "FATMA" | "FATEMEH" | "FATEMA" => "FATIMA",
        "MUHAMMET" => "MUHAMMAD",
        _ => return None,
    })
}
