//! The other gender's form of a surname: Ivanov and Ivanova, Kowalski and Kowalska, Novák and Nováková.
//!
//! By endings alone, so a form may be nobody's name; it is looked for, never taken for sure. Given names must never be
//! put in: Martin is not Martina. Where several romanisations of an ending are in use, all are given.

/// Letters of a surname from which on it has an ending; also the bytes on the stack for the longest form.
const SHORTEST: usize = 4;
/// Surnames longer than this have no other form here. MRZ fields hold 39 signs.
const LONGEST: usize = 48;
/// Letters of the longest ending of a rule.
const LONGEST_ENDING: usize = 6;
/// Letters that must stand before an ending.
const SHORTEST_STEM: usize = 2;

/// Endings of a man's surname and of a woman's, each of the one for each of the other.
const RULES: &[(&[&str], &[&str])] = &[
    // East Slavic, Bulgarian, and Central Asian names of that form.
    (&["OV", "OW", "OFF"], &["OVA", "OWA"]),
    (&["EV", "EFF"], &["EVA"]),
    (&["IN"], &["INA"]),
    (&["YN"], &["YNA"]),
    // Adjectives: Russian, Ukrainian, Polish, Czech, Macedonian.
    (&["SKII", "SKIY", "SKY", "SKYI", "SKIJ", "SKI", "SKYY"], &["SKAIA", "SKAYA", "SKAJA", "SKA"]),
    (&["CKI", "CKY", "CKII"], &["CKA", "CKAYA", "CKAIA"]),
    (&["DZKI"], &["DZKA"]),
    (&["OI", "OY", "YI", "YY", "II", "IY"], &["AIA", "AYA"]),
    // Lithuanian: a wife's ending, and those of daughters.
    (&["AS"], &["IENE", "AITE"]),
    (&["IS"], &["IENE", "YTE"]),
    (&["YS"], &["IENE", "YTE"]),
    (&["US"], &["UVIENE", "UTE", "IENE"]),
    // Greek.
    (&["OS"], &["OU"]),
    (&["AS"], &["A"]),
    (&["IS"], &["I"]),
    (&["ES"], &["E", "I"]),
    // Latvian.
    (&["INS"], &["INA"]),
    (&["NS"], &["NE"]),
    (&["OVS", "EVS"], &["OVA", "EVA"]),
    (&["LS"], &["LA"]),
    (&["IS"], &["E"]),
    // Czech and Slovak.
    (&["EK"], &["KOVA"]),
    (&["EC"], &["COVA"]),
    (&["NY"], &["NA"]),
    (&["RY"], &["RA"]),
    (&["LY"], &["LA"]),
];

/// Calls `visit` with each form of this surname (A to Z, upper case) that people of the other gender, or other
/// registers of the same person, have; never with the surname itself. Forms may come twice.
///
/// ```
/// use watchpost_engine::person::ending::other_endings;
/// let mut forms = Vec::new();
/// other_endings("IVANOVA", &mut |form| forms.push(form.to_owned()));
/// assert!(forms.contains(&"IVANOV".to_owned()));
/// ```
pub fn other_endings(part: &str, visit: &mut dyn FnMut(&str)) {
    if !(SHORTEST..=LONGEST).contains(&part.len()) || !part.bytes().all(|letter| letter.is_ascii_uppercase())
    {
        return;
    }
    for (men, women) in RULES {
        replace(part, men, women, visit);
        replace(part, women, men, visit);
    }
    czech(part, visit);
}

/// Czech and Slovak -OVA behind any consonant, and in place of a final A or O.
fn czech(part: &str, visit: &mut dyn FnMut(&str)) {
    if let Some(stem) = part.strip_suffix("OVA") {
        for ending in ["", "A", "O"] {
            join(stem, ending, visit);
        }
    } else if let Some(stem) = part.strip_suffix(['A', 'O']) {
        join(stem, "OVA", visit);
    } else if !part.ends_with(['E', 'I', 'U', 'Y', 'V', 'W']) {
        join(part, "OVA", visit);
    }
}

fn replace(part: &str, endings: &[&str], others: &[&str], visit: &mut dyn FnMut(&str)) {
    for stem in endings.iter().filter_map(|ending| part.strip_suffix(ending)) {
        for other in others {
            join(stem, other, visit);
        }
    }
}

fn join(stem: &str, ending: &str, visit: &mut dyn FnMut(&str)) {
    if stem.len() < SHORTEST_STEM {
        return;
    }
    let mut form = [0; LONGEST + LONGEST_ENDING];
    let length = stem.len() + ending.len();
    for (place, letter) in form.iter_mut().zip(stem.bytes().chain(ending.bytes())) {
        *place = letter;
    }
    if let Some(Ok(form)) = form.get(..length).map(str::from_utf8) {
        visit(form);
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, LONGEST_ENDING, RULES, other_endings};

    fn forms(part: &str) -> Vec<String> {
        let mut forms = Vec::new();
        other_endings(part, &mut |form| forms.push(form.to_owned()));
        forms
    }

    #[test]
    fn a_man_and_a_woman_of_one_family_find_each_other() {
        for (man, woman) in [
            ("IVANOV", "IVANOVA"),
            ("MEDVEDEV", "MEDVEDEVA"),
            ("PUSHKIN", "PUSHKINA"),
            ("GOLITSYN", "GOLITSYNA"),
            ("DOSTOEVSKII", "DOSTOEVSKAIA"),
            ("DOSTOEVSKY", "DOSTOEVSKAYA"),
            ("KOWALSKI", "KOWALSKA"),
            ("POTOCKI", "POTOCKA"),
            ("TOLSTOI", "TOLSTAIA"),
            ("TOLSTOY", "TOLSTAYA"),
            ("NOVAK", "NOVAKOVA"),
            ("KUCERA", "KUCEROVA"),
            ("HAVLICEK", "HAVLICKOVA"),
            ("NEMEC", "NEMCOVA"),
            ("CERNY", "CERNA"),
            ("BERZINS", "BERZINA"),
            ("OZOLS", "OZOLA"),
            ("JANSONS", "JANSONE"),
            ("IVANOVS", "IVANOVA"),
            ("KAZLAUSKAS", "KAZLAUSKIENE"),
            ("KAZLAUSKAS", "KAZLAUSKAITE"),
            ("BUTKUS", "BUTKUTE"),
            ("PAPADOPOULOS", "PAPADOPOULOU"),
            ("ANGELIS", "ANGELI"),
        ] {
            assert!(forms(man).iter().any(|form| form == woman), "{man} {woman} {:?}", forms(man));
            assert!(forms(woman).iter().any(|form| form == man), "{woman} {man} {:?}", forms(woman));
        }
    }

    #[test]
    fn a_surname_is_never_its_own_other_form() {
        for (men, women) in RULES {
            for ending in men.iter().chain(*women) {
                let name = format!("PETR{ending}");
                assert!(!forms(&name).contains(&name), "{name}");
            }
        }
    }

    #[test]
    fn what_has_no_ending_or_is_no_plain_name_has_no_other_form() {
        let long = "A".repeat(LONGEST + 1);
        for part in ["", "OV", "OVA", "LEE", "IVANOVÁ", "ivanova", "BLEU", long.as_str()] {
            assert!(forms(part).is_empty(), "{part} {:?}", forms(part));
        }
    }

    #[test]
    fn the_longest_surname_fits_with_the_longest_ending() {
        let endings = RULES.iter().flat_map(|(men, women)| men.iter().chain(*women));
        assert_eq!(endings.map(|ending| ending.len()).max(), Some(LONGEST_ENDING));
        let longest = "B".repeat(LONGEST);
        assert_eq!(forms(&longest), [format!("{longest}OVA")]);
    }
}
