//! Names that are the same in other romanisations, though no rule of sounds can join them: Chinese surnames in
//! Pinyin, Wade-Giles and Cantonese; the customary spellings of Korea; common Arabic names.
//!
//! Names of other origin that merely mean the same (JOHN and IVAN) do not stand here.

/// The spelling that stands for all spellings of this name.
pub(super) fn name(part: &str) -> Option<&'static str> {
    // The last letter of these is spoken, unlike other last H.
    let ukrainian = || matches!(part, "OLEH" | "ALEH").then_some("OLEG");
    chinese_or_korean(part).or_else(|| arabic(part)).or_else(ukrainian)
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
        "YEUNG" => "YANG",
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
        "HYEON" | "HYON" => "HYUN",
        // Syllables of Korean given names, as the North, the South and older lists write them.
        "GWANG" => "KWANG",
        "GYU" => "KYU",
        "PONG" => "BONG",
        "POM" | "BEOM" | "BUM" => "BOM",
        "BYONG" | "PYONG" | "BYEONG" => "BYUNG",
        "KYONG" | "GYEONG" | "GYONG" => "KYUNG",
        "YEONG" | "YONG" | "YUNG" => "YOUNG",
        "CHOL" | "CHEOL" => "CHUL",
        "SOK" | "SEOK" => "SUK",
        "HUI" | "HI" => "HEE",
        "DONG" => "TONG",
        "GUK" | "KOOK" => "KUK",
        "GI" | "KEE" => "KI",
        "GEUN" | "GUN" | "KUN" => "KEUN",
        "MYONG" | "MYEONG" => "MYUNG",
        "SIK" => "SHIK",
        "TAEK" => "TAIK",
        "GIL" => "KIL",
        _ => return None,
    })
}

/// Letters that Arabs, Persians and Turks speak in different ways.
fn arabic(part: &str) -> Option<&'static str> {
    Some(match part {
        "YOUSSEF" | "YOUSEF" | "YUSEF" | "YOSEF" | "YOUSSOUF" | "YUSSEF" => "YUSUF",
        "SALEH" => "SALIH",
        "KASSEM" | "QASEM" | "QASSEM" | "KASEM" | "GHASSEM" | "GHASEM" => "QASIM",
        "JASSEM" | "JASEM" => "JASIM",
        "KAZEM" | "KADHIM" | "KAZIM" => "KADIM",
        "OSMAN" | "OTHMAN" | "USMAN" | "OUSMANE" | "OTMAN" => "UTHMAN",
        "EBRAHIM" | "BRAHIM" => "IBRAHIM",
        "ESMAIL" | "ISMAEL" => "ISMAIL",
        "REZA" | "RIZA" | "RIDHA" => "RIDA",
        "RAMAZAN" | "RAMZAN" => "RAMADAN",
        "AYSHA" | "AICHA" | "AYESHA" => "AISHA",
        "FATMA" | "FATEMEH" | "FATEMA" => "FATIMA",
        "MUHAMMET" | "MOCHAMMAD" | "MOCHAMAD" | "MUCHAMMAD" | "MOHD" | "MOHMED" => "MUHAMMAD",
        "MAHAMOUD" | "MAHAMUD" => "MAHMUD",
        "AHMET" | "AKHMET" | "ACHMAD" => "AHMED",
        "SEYED" | "SEYYED" | "SAYYED" | "SYED" | "SEYYID" | "SEYID" => "SAYYID",
        "MOUSTFA" | "MOSTEFA" => "MUSTAFA",
        _ => return None,
    })
}
