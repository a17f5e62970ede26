use super::{ERIKSSON, born, fault_codes, read};
use crate::document::mrz::Mrz;

/// `birth_date 2:16 O>0`: field, line and column, and the sign as read and as taken.
fn forced(mrz: &Mrz) -> Vec<String> {
    let told = mrz.forced().iter().map(|sign| {
        format!("{} {}:{} {}>{}", sign.field.as_str(), sign.line, sign.column, sign.read, sign.taken)
    });
    told.collect()
}

/// ICAO's passport with some text of it read as another.
fn misread(text: &str, as_read: &str) -> Mrz {
    let zone = ERIKSSON.concat();
    assert_eq!(zone.matches(text).count(), 1, "{text}");
    read(&zone.replace(text, as_read))
}

fn searched_births(mrz: &Mrz) -> Vec<String> {
    mrz.searched_birth_dates().iter().map(ToString::to_string).collect()
}

#[test]
fn letters_in_a_date_of_birth_are_searched_as_digits_if_its_check_digit_agrees() {
    for (as_read, signs) in [
        ("74O8122F", vec!["birth_date 2:16 O>0"]),
        (
            "T4OBIZZF",
            vec![
                "birth_date 2:14 T>7",
                "birth_date 2:16 O>0",
                "birth_date 2:17 B>8",
                "birth_date 2:18 I>1",
                "birth_date 2:19 Z>2",
                "birth_date 2:20 Z>2",
            ],
        ),
        ("740812ZF", vec!["birth_date 2:20 Z>2"]),
    ] {
        let mrz = misread("7408122F", as_read);
        assert_eq!((searched_births(&mrz), born(&mrz)), (vec!["1974-08-12".to_owned()], vec![]), "{as_read}");
        assert_eq!(forced(&mrz), signs);
        assert!(!mrz.checks_passed(), "{as_read}");
    }
    for as_read in ["74O8112F", "74O8123F", "X408122F", "7408132F"] {
        let mrz = misread("7408122F", &as_read[..8]);
        assert_eq!(searched_births(&mrz), [""; 0], "{as_read}");
        assert_eq!(forced(&mrz), [""; 0]);
    }
}

#[test]
fn letter_in_a_date_that_its_digit_is_blind_to_is_told_and_searched() {
    let zone = "PPUTONOVAKOVA<<EVA<<<<<<<<<<<<<<<<<<<<<<<<<<UT77700015UTO6703059F2903046<<<<<<<<<<<<<<<2";
    assert!(zone.contains("6703059") && read(zone).searched_birth_dates().len() == 1);
    let mrz = read(&zone.replace("6703059", "G703059"));
    assert!(!fault_codes(&mrz).contains(&"check-digit-birth-date"));
    assert_eq!(
        (searched_births(&mrz), forced(&mrz)),
        (vec!["1967-03-05".to_owned()], vec!["birth_date 2:14 G>6".to_owned()])
    );
}

#[test]
fn digits_in_a_name_are_searched_as_letters_and_the_name_as_read_stays_unknown() {
    let mrz = misread("ERIKSSON", "ER1K55ON");
    assert_eq!((mrz.searched_name(), mrz.name_is_forced()), (["ERIKSSON", "ANNA MARIA"], true));
    assert_eq!((mrz.surname(), mrz.given()), ("", ""));
    assert_eq!(forced(&mrz), ["name 1:8 1>I", "name 1:10 5>S", "name 1:11 5>S"]);
    assert_eq!(fault_codes(&mrz), ["sign-not-allowed"]);
}

#[test]
fn name_with_a_digit_of_no_letter_or_with_many_is_unknown() {
    for as_read in ["ERIK3SON", "9RIKSSON", "12145070"] {
        let mrz = misread("ERIKSSON", as_read);
        assert_eq!((mrz.searched_name(), mrz.name_is_forced()), (["", ""], false), "{as_read}");
        assert_eq!(forced(&mrz), [""; 0]);
    }
    // The Russian internal passport spells sounds with digits: no misread name.
    let russian = "PNRUSZDRIL7K<<SERGEQ<ANATOL9EVI3<<<<<<<<<<<<3919353498RUS7207233M<<<<<<<4151218910003<50";
    assert_eq!(read(russian).searched_name(), ["", ""]);
}

#[test]
fn digits_in_codes_are_kept_apart_as_the_letters_of_their_shape() {
    let mrz = misread("PPUTO", "PPUT0");
    assert_eq!((mrz.issuer(), mrz.forced_issuer().unwrap().as_str()), (None, "UTO"));
    assert_eq!(forced(&mrz), ["issuer 1:5 0>O"]);
    // As a public test prints the Belgian specimen: outside every check digit.
    let mrz =
        read("IDBEL600001476<9355<<<<<<<<<<<1301014F2311207UT0130101987390SPECIMEN<<SPECIMEN<<<<<<<<<<<<");
    assert_eq!((mrz.nationality(), mrz.forced_nationality().unwrap().as_str()), (None, "UTO"));
    assert_eq!((forced(&mrz), mrz.checks_passed()), (vec!["nationality 2:18 0>O".to_owned()], false));
    for as_read in ["PPUT3", "PPU<0", "PP<<0"] {
        assert_eq!(misread("PPUTO", as_read).forced_issuer(), None, "{as_read}");
    }
}

#[test]
fn letters_in_an_expiry_are_told_and_it_stays_unknown() {
    let mrz = misread("3204153", "32O4I53");
    assert_eq!(
        (mrz.expiry(), forced(&mrz)),
        (None, vec!["expiry 2:24 O>0".to_owned(), "expiry 2:26 I>1".to_owned()])
    );
    assert_eq!(misread("3204153", "32O4154").forced().len(), 0);
}

#[test]
fn letter_for_the_digit_of_the_number_is_told_where_it_agrees_and_the_check_has_failed_all_the_same() {
    let mrz = misread("L898902C36", "L898902C3G");
    assert!(mrz.document_number_check_failed());
    assert_eq!((mrz.number(), forced(&mrz)), ("L898902C3", vec!["number 2:10 G>6".to_owned()]));
    assert_eq!(misread("L898902C36", "L898902C3B").forced().len(), 0);
    let long = super::LONG_TD1.concat().replace("734934", "73493407").replace("7349<", "734S<");
    assert_eq!(read(&long).forced().len(), 0, "S is 5, and the digit is 9");
}
