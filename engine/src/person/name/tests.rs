use proptest::prelude::*;

use super::{NameKeys, NameUnreadable, name_keys};
use crate::limits::{NAME_KEY_BYTES, NAME_KEYS};

fn keys(parts: &[&str]) -> NameKeys {
    name_keys(parts.iter().copied()).unwrap()
}

fn agree(a: &[&str], b: &[&str]) -> bool {
    keys(a).agree_with(&keys(b))
}

#[test]
fn printed_name_meets_each_spelling_that_icao_allows() {
    for (printed, mrz) in [
        ("Müller", "MUELLER"),
        ("Müller", "MULLER"),
        ("Müller", "MUXXLLER"),
        ("Cañon", "CANON"),
        ("Cañon", "CANXXON"),
        ("Bäcker", "BAECKER"),
        ("Bäcker", "BACKER"),
        ("Åberg", "AABERG"),
        ("Åberg", "ABERG"),
        ("Sørensen", "SOERENSEN"),
        ("Groß", "GROSS"),
        ("Þórðardóttir", "THORDARDOTTIR"),
        ("Đorđević", "DORDEVIC"),
        ("Łukasz", "LUKASZ"),
        ("Œuvrard", "OEUVRARD"),
        ("İpek Işık ılgaz", "IPEK ISIK ILGAZ"),
        ("Ștefan Țepeș", "STEFAN TEPES"),
        ("Nguyễn Thị Ánh", "NGUYEN THI ANH"),
        ("Əliyev", "ALIYEV"),
        ("O'Connor", "OCONNOR"),
        ("O\u{2019}Connor", "OCONNOR"),
        ("Gʻofurov", "GOFUROV"),
        ("Al-Basri", "AL BASRI"),
        ("J.R. Smith", "JR SMITH"),
        ("Mu\u{308}ller", "MUELLER"),
        ("ＭＵＥＬＬＥＲ", "MUELLER"),
    ] {
        assert!(agree(&[printed], &[mrz]), "{printed} {mrz}");
    }
}

#[test]
fn a_name_in_look_alike_letters_or_with_signs_that_cannot_be_seen_is_found() {
    for typed in [
        "\u{420}ETROV ANNA",
        "PETROV \u{410}NNA",
        "PETR\u{41e}V AN\u{39d}A",
        "PETROV\u{3164} ANNA",
        "PET\u{ffa0}ROV ANNA",
        "PET\u{fe0f}ROV ANNA",
        "PETROV\u{e0100} ANNA",
    ] {
        assert!(agree(&[typed], &["PETROV", "ANNA"]), "{}", typed.escape_unicode());
    }
    // A whole name of such letters is a name of its script.
    assert!(!agree(&["\u{415}\u{412}\u{410}"], &["EBA"]));
}

#[test]
fn order_case_and_place_of_the_parts_do_not_matter() {
    assert!(agree(&["Wang", "Xiaoming"], &["XIAOMING WANG"]));
    assert!(agree(&["SMITH-JONES, Susie Margaret"], &["smith jones", "susie<margaret<<<"]));
    assert!(agree(&["ARKFREITH"], &["", "Arkfreith", "-"]));
}

#[test]
fn other_names_do_not_agree() {
    for (a, b) in [
        ("ERIKSSON ANNA", "ERIKSSON"),
        ("ERIKSSON ANNA", "ERIKSSON ANNA MARIA"),
        ("SPECIMEN", "SPECIMEN SPECIMEN"),
        ("MULLER", "MILLER"),
        ("BLUE", "BLU"),
        ("AL BASRI", "ALBASRI"),
    ] {
        assert!(!agree(&[a], &[b]), "{a} {b}");
    }
}

#[test]
fn keys_are_sorted_tokens_in_upper_case() {
    assert_eq!(keys(&["Novakova", "Eva"])[..], ["EVA NOVAKOVA"]);
    assert_eq!(keys(&["Müller"])[..], ["MUELLER", "MULLER", "MUXXLLER"]);
}

#[test]
fn spellings_are_chosen_alike_throughout_a_name() {
    assert_eq!(keys(&["Müller", "Jürgen"]).len(), 3);
    assert!(!agree(&["Müller", "Jürgen"], &["MULLER JUERGEN"]));
    assert!(agree(&["Müller", "Björn"], &["MULLER BJOERN"]));
}

#[test]
fn many_choices_are_capped_and_keep_the_two_that_issuers_use_throughout() {
    let many = keys(&["Äöüåñə"]);
    assert_eq!(many.len(), NAME_KEYS);
    assert_eq!(many[0], "AEOEUEAANA");
    assert_eq!(many[1], "AOUANXXE");
    assert_eq!(keys(&["Äöü"]).len(), 8);
}

#[test]
fn other_scripts_are_kept_without_the_marks_that_writers_leave_out() {
    assert!(agree(&["Щербаков Юрий"], &["юрий щербаков"]));
    assert!(agree(&["Королёв"], &["КОРОЛЕВ"]));
    assert!(agree(&["مُحَمَّد"], &["محمد"]));
    assert!(agree(&["محـــمد"], &["محمد"]));
    assert!(agree(&["김정은"], &["김정은"]));
    assert_eq!(keys(&["김"])[0], "김");
    assert!(!agree(&["कि"], &["की"]), "a vowel sign of an Indic script is part of the name");
    assert!(!agree(&["か"], &["が"]), "so is the mark of a Japanese syllable");
    assert!(!agree(&["Щербаков"], &["SHCHERBAKOV"]), "another script is met by evidence, not by this key");
}

#[test]
fn name_without_a_letter_is_refused() {
    for name in ["", "   ", "-", "<<<", "12", "'", "?!", "\u{301}"] {
        assert_eq!(name_keys([name]), Err(NameUnreadable::NoLetters), "{name}");
    }
    assert_eq!(name_keys([]), Err(NameUnreadable::NoLetters));
}

#[test]
fn name_that_is_too_long_is_refused() {
    let longest = "A".repeat(NAME_KEY_BYTES);
    assert_eq!(keys(&[&longest])[0].len(), NAME_KEY_BYTES);
    assert_eq!(name_keys([format!("{longest}A").as_str()]), Err(NameUnreadable::TooLong));
    assert_eq!(name_keys([longest.as_str(), "B"]), Err(NameUnreadable::TooLong));
    assert_eq!(name_keys(["AB ".repeat(1_000_000).as_str()]), Err(NameUnreadable::TooLong));
}

#[test]
fn nothing_personal_is_shown_by_debug_output() {
    assert_eq!(format!("{:?}", keys(&["Eriksson"])), "NameKeys(1)");
}

proptest! {
    #[test]
    fn plain_letters_give_the_key_that_the_tables_of_unicode_give(parts in proptest::collection::vec("[ -~\t\n]{0,40}", 0..5)) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let mut folder = super::Folder::new(super::Chosen::default());
        let by_tables = folder.fold(&parts).and_then(|()| folder.into_key());
        prop_assert_eq!(super::ascii_key(&parts), by_tables);
    }

    #[test]
    fn any_name_gives_some_short_distinct_keys_or_is_refused(parts in proptest::collection::vec(any::<String>(), 0..4)) {
        if let Ok(keys) = name_keys(parts.iter().map(String::as_str)) {
            prop_assert!((1..=NAME_KEYS).contains(&keys.len()));
            for (place, key) in keys.iter().enumerate() {
                prop_assert!(!key.is_empty() && key.len() <= NAME_KEY_BYTES);
                prop_assert!(!keys[..place].contains(key));
            }
        }
    }

    #[test]
    fn folding_a_key_again_changes_nothing(name in "[\\p{Latin}\\p{Cyrillic}\\p{Greek}\\p{Arabic} '-]{1,20}") {
        if let Ok(keys) = name_keys([name.as_str()]) {
            let again = name_keys([keys[0].as_str()]).unwrap();
            prop_assert_eq!(&again[0], &keys[0]);
        }
    }

    #[test]
    fn order_of_the_parts_does_not_matter(mut parts in proptest::collection::vec("[A-Za-zäöüñ]{1,8}", 1..5)) {
        let there = name_keys(parts.iter().map(String::as_str)).unwrap();
        parts.reverse();
        let back = name_keys(parts.iter().map(String::as_str)).unwrap();
        prop_assert_eq!(there.to_vec(), back.to_vec());
    }
}
