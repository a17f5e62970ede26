//! Words of a name that do not tell one person from another: particles, titles, and fillers for a name that is not known.
//!
//! By the word alone: Le, Do and Van are Vietnamese names too, Eng and Gen are given names. So a field whose words are
//! all of these must be kept as a name. Words that are names far more often than not are in no list: Abd (a part of a
//! name), Li, An, Na, Ma, Don, Sayyid, Khan, Md (Mohammad in Bangladesh).

use super::name_share::share;
use super::nickname::classes;

/// What a word of a name is, if not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// An article, preposition or word of descent: AL, BIN, DE, VAN. People and forms drop it or join it.
    Particle,
    /// A title, rank or mark of generation: DR, SHEIKH, JR.
    Title,
    /// Stands where no name is known: FNU, XXX.
    Filler,
}

/// What this part of a name (A to Z, upper case) is, if not a name.
///
/// ```
/// use watchpost_engine::person::particle::{Word, word};
/// assert_eq!(word("BIN"), Some(Word::Particle));
/// assert_eq!(word("ABD"), None);
/// ```
#[must_use]
pub fn word(part: &str) -> Option<Word> {
    Some(match part {
        // Arabic articles, also as they sound before some letters, and words of descent; Persian, Turkish, Berber.
        "AL" | "EL" | "UL" | "IL" | "AD" | "AR" | "AS" | "ASH" | "AT" | "AZ" | "ADH" | "ED" | "ER" | "ES"
        | "ESH" | "EZ" | "UD" | "UR" | "US" | "UZ" | "BIN" | "IBN" | "BEN" | "BN" | "BINT" | "BINTI"
        | "BENT" | "BTE" | "ABU" | "ABOU" | "ABI" | "UMM" | "OUM" | "OULD" | "WULD" | "WALAD" | "AIT"
        | "OGLU" | "OGLI" | "KYZY" | "QIZI" => Word::Particle,
        // Spanish, Portuguese, French, Italian.
        "DE" | "LA" | "LAS" | "LOS" | "LE" | "LES" | "DEL" | "DELA" | "DA" | "DAS" | "DO" | "DOS" | "DU"
        | "DES" | "DI" | "DAL" | "DALLA" | "DEI" | "DEGLI" | "DELLA" | "DELLE" | "DELLO" | "DELL" | "LO"
        | "Y" => Word::Particle,
        // Dutch, German, Scandinavian, and of, the.
        "VAN" | "VANDE" | "VANDEN" | "VANDER" | "VON" | "VOM" | "ZU" | "ZUM" | "ZUR" | "DER" | "DEN"
        | "TE" | "TEN" | "TER" | "HET" | "AF" | "AV" | "OF" | "THE" => Word::Particle,
        "MR" | "MRS" | "MS" | "MISS" | "MSTR" | "MASTER" | "DR" | "DOCTOR" | "PROF" | "PROFESSOR" | "ENG"
        | "ENGR" | "ENGINEER" | "ING" | "LIC" | "HON" | "REV" | "SIR" | "MME" | "MLLE" | "HERR" | "FRAU"
        | "SENOR" | "SENORA" | "SHRI" | "SMT" | "ESQ" | "PHD" => Word::Title,
        "SR" | "JR" | "SNR" | "JNR" | "SENIOR" | "JUNIOR" | "II" | "III" | "IV" => Word::Title,
        "SHEIKH" | "SHAYKH" | "SHEIK" | "CHEIKH" | "HAJI" | "HAJJ" | "HAJJI" | "HADJI" | "HADJ" | "ALHAJ"
        | "ALHAJI" | "ALHAJJ" | "MULLAH" | "MULLA" | "MAULANA" | "MAULAVI" | "MAULVI" | "MAWLAWI"
        | "MAWLANA" | "USTAD" | "USTADH" | "USTAZ" | "QARI" | "AYATOLLAH" | "DATO" | "DATUK" => Word::Title,
        "GENERAL" | "GEN" | "COLONEL" | "COL" | "MAJOR" | "CAPTAIN" | "CAPT" | "LIEUTENANT" | "LT"
        | "SERGEANT" | "SGT" | "BRIGADIER" | "BRIG" | "ADMIRAL" => Word::Title,
        // What the PNR appends for children and infants.
        "CHD" | "INF" => Word::Title,
        "FNU" | "LNU" | "MNU" | "NFN" | "NLN" | "NMN" | "NONE" | "NIL" | "NULL" | "UNK" | "UNKNOWN"
        | "UNNAMED" | "NONAME" | "INCONNU" | "DESCONOCIDO" | "DESCONHECIDO" | "UNBEKANNT" | "ONBEKEND" => {
            Word::Filler
        }
        _ if part.len() > 1 && part.bytes().all(|letter| letter == b'X') => Word::Filler,
        _ => return None,
    })
}

/// Titles that airlines glue to the last name of a passenger, longest first where one ends as another.
const GLUED: [&str; 9] = ["MSTR", "MISS", "PROF", "MRS", "MR", "MS", "DR", "SR", "JR"];
/// Letters that a name must have without its title.
const SHORTEST_NAME: usize = 3;
/// Letters from which on a name that no table knows is taken to be one.
const SHORTEST_UNKNOWN_NAME: usize = 5;

/// The name (A to Z, upper case) without the title that is glued to its end, if it has one: JOHNMR, SMITHJR.
///
/// A name that people bear as it stands keeps its end (AMR, WILLIAMS, NASR). For MS, DR, SR and PROF, on which many
/// names end, what is left must be a name that a table knows.
///
/// ```
/// use watchpost_engine::person::particle::without_glued_title;
/// assert_eq!(without_glued_title("JOHNMR"), Some("JOHN"));
/// assert_eq!(without_glued_title("WILLIAMS"), None);
/// ```
#[must_use]
pub fn without_glued_title(part: &str) -> Option<&str> {
    let (title, name) = GLUED.iter().find_map(|title| part.strip_suffix(title).map(|name| (*title, name)))?;
    if name.len() < SHORTEST_NAME || is_known(part) {
        return None;
    }
    let is_name = is_known(name)
        || match title {
            // AMR and AJR end Arabic names of two words written as one.
            "MR" | "JR" => name.len() >= SHORTEST_UNKNOWN_NAME && !name.ends_with('A'),
            "MSTR" | "MISS" | "MRS" => name.len() >= SHORTEST_UNKNOWN_NAME,
            _ => false,
        };
    is_name.then_some(name)
}

fn is_known(name: &str) -> bool {
    share(name) > 0.0 || !classes(name).is_empty()
}

#[cfg(test)]
mod tests {
    use super::{GLUED, Word, without_glued_title, word};

    #[test]
    fn words_that_are_dropped_or_joined_are_particles() {
        for part in ["AL", "EL", "BIN", "IBN", "ABU", "DE", "LA", "VAN", "DER", "VON", "DOS", "Y"] {
            assert_eq!(word(part), Some(Word::Particle), "{part}");
        }
    }

    #[test]
    fn titles_and_fillers_are_no_names() {
        for part in ["MR", "DR", "SHEIKH", "HAJI", "COLONEL", "JR", "III"] {
            assert_eq!(word(part), Some(Word::Title), "{part}");
        }
        for part in ["FNU", "LNU", "UNKNOWN", "XX", "XXX", "XXXXXXXX"] {
            assert_eq!(word(part), Some(Word::Filler), "{part}");
        }
    }

    #[test]
    fn names_that_look_like_such_words_stay_names() {
        for part in
            ["", "X", "E", "ABD", "LI", "AN", "NA", "MA", "MD", "SAYYID", "KHAN", "XI", "XU", "al", "IVAN"]
        {
            assert_eq!(word(part), None, "{part}");
        }
    }

    #[test]
    fn a_title_glued_by_an_airline_is_taken_off() {
        for (glued, name) in [
            ("JOHNMR", "JOHN"),
            ("SMITHJR", "SMITH"),
            ("ANNAMRS", "ANNA"),
            ("ANNAMS", "ANNA"),
            ("ANNAMISS", "ANNA"),
            ("PETERMSTR", "PETER"),
            ("ALEXANDERDR", "ALEXANDER"),
            ("SPEZIMUELLERMR", "SPEZIMUELLER"),
            ("LIAMMR", "LIAM"),
        ] {
            assert_eq!(without_glued_title(glued), Some(name), "{glued}");
        }
    }

    #[test]
    fn a_name_that_ends_like_a_title_keeps_its_end() {
        for name in [
            "AMR",
            "OMR",
            "SAMR",
            "WILLIAMS",
            "ADAMS",
            "SIMS",
            "NASR",
            "FAJR",
            "BADR",
            "ALEKSANDR",
            "ALEXANDR",
            "KHAMISS",
            "ABULFAJR",
            "ABDELNASR",
            "ISKANDR",
            "LIMR",
            "MR",
            "MRS",
            "",
        ] {
            assert_eq!(without_glued_title(name), None, "{name}");
        }
    }

    #[test]
    fn no_title_hides_a_longer_one() {
        for (place, longer) in GLUED.iter().enumerate() {
            assert!(GLUED[..place].iter().all(|earlier| !longer.ends_with(earlier)), "{longer}");
        }
    }
}
