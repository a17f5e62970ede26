use super::{ERIKSSON, LONG_TD1, born, fault_codes, read};
use crate::document::mrz::{CheckField, CheckResult, Field, check_digit};

/// The specimen with another second line whose digits are made to fit, except where the change itself breaks them.
fn passport(change: impl Fn(&mut Vec<u8>)) -> String {
    let mut signs = ERIKSSON.concat().into_bytes();
    change(&mut signs);
    for (field, digit) in [(44..53, 53), (57..63, 63), (65..71, 71), (72..86, 86)] {
        signs[digit] = b'0' + check_digit(&signs[field]);
    }
    let covered = [&signs[44..54], &signs[57..64], &signs[65..87]].concat();
    signs[87] = b'0' + check_digit(&covered);
    String::from_utf8(signs).unwrap()
}

fn with(start: usize, new: &str) -> String {
    passport(|signs| signs[start..start + new.len()].copy_from_slice(new.as_bytes()))
}

#[test]
fn failed_number_digit_keeps_the_number_so_that_it_is_searched() {
    let mrz = read(&ERIKSSON.concat().replace("L898902C3", "L898902C4"));
    assert!(mrz.document_number_check_failed());
    assert_eq!(mrz.number(), "L898902C4");
    assert_eq!(fault_codes(&mrz), ["check-digit-number", "check-digit-composite"]);
    assert_eq!(mrz.surname(), "ERIKSSON");
}

#[test]
fn failed_birth_digit_makes_the_date_unknown() {
    let mrz = read(&ERIKSSON.concat().replace("7408122F", "7508122F"));
    assert_eq!(born(&mrz), [""; 0]);
    assert_eq!(fault_codes(&mrz), ["check-digit-birth-date", "check-digit-composite"]);
}

#[test]
fn failed_digit_of_the_optional_data_makes_them_unknown() {
    let mrz = read(&ERIKSSON.concat().replace("ZE184226B", "ZE184226C"));
    assert_eq!(mrz.optional(), "");
    assert_eq!(fault_codes(&mrz), ["check-digit-optional", "check-digit-composite"]);
}

#[test]
fn digit_in_a_name_makes_the_name_unknown() {
    let mrz = read(&with(5, "ER1KSSON"));
    assert_eq!((mrz.surname(), mrz.given()), ("", ""), "what is read stays unknown, whatever is searched");
    assert!(!mrz.checks_passed());
    let fault = mrz.faults()[0];
    assert_eq!((fault.code.as_str(), fault.field), ("sign-not-allowed", Field::Name));
    assert_eq!((fault.line, fault.column), (1, 8));
    assert_eq!(fault_codes(&mrz), ["sign-not-allowed"]);
}

#[test]
fn digit_in_a_code_makes_the_code_unknown() {
    let mrz = read(&with(54, "UT0"));
    assert_eq!(mrz.nationality(), None);
    assert_eq!((mrz.faults()[0].field, mrz.faults()[0].column), (Field::Nationality, 13));
    let mrz = read(&with(2, "U<O"));
    assert_eq!(mrz.issuer(), None);
    assert_eq!((mrz.faults()[0].field, mrz.faults()[0].column), (Field::Issuer, 5));
    assert_eq!(fault_codes(&read(&with(2, "<<<"))), ["sign-not-allowed"]);
    let mrz = read(&with(54, "<<<"));
    assert!(mrz.checks_passed() && mrz.nationality().is_none(), "a nationality may be left out");
}

#[test]
fn sex_that_doc_9303_does_not_know_is_told() {
    let mrz = read(&with(64, "W"));
    assert_eq!(mrz.sex(), None);
    assert_eq!((mrz.faults()[0].field, mrz.faults()[0].line, mrz.faults()[0].column), (Field::Sex, 2, 21));
    for sex in ["M", "F", "X", "<"] {
        assert!(read(&with(64, sex)).checks_passed(), "{sex}");
    }
}

#[test]
fn dates_that_do_not_exist_are_told_although_their_digits_fit() {
    let mrz = read(&with(57, "740230"));
    assert_eq!(fault_codes(&mrz), ["date-does-not-exist"]);
    assert!(!mrz.checks_passed());
    assert_eq!(born(&mrz), [""; 0]);
    let mrz = read(&with(65, "320431"));
    assert_eq!((fault_codes(&mrz), mrz.expiry()), (vec!["date-does-not-exist"], None));
}

#[test]
fn letters_and_half_pairs_in_dates_are_told_with_their_place() {
    for (start, date, field, column) in [
        (57, "74O812", Field::BirthDate, 16),
        (57, "7<0812", Field::BirthDate, 15),
        (57, "<40812", Field::BirthDate, 14),
        (65, "32041S", Field::Expiry, 27),
        (65, "3204<<", Field::Expiry, 26),
        (65, "<<0415", Field::Expiry, 22),
    ] {
        let mrz = read(&with(start, date));
        let fault = mrz.faults()[0];
        assert_eq!(
            (fault.code.as_str(), fault.field, fault.column),
            ("sign-not-allowed", field, column),
            "{date}"
        );
    }
}

#[test]
fn unknown_parts_of_a_date_of_birth_are_no_fault() {
    for (date, read_as) in [("7408<<", vec!["1974-08"]), ("74<<<<", vec!["1974"]), ("<<<<<<", vec![])] {
        let mrz = read(&with(57, date));
        assert!(mrz.checks_passed(), "{date}");
        assert_eq!(born(&mrz), read_as);
    }
    let day_without_month = read(&with(57, "74<<12"));
    assert_eq!(day_without_month.birth_dates()[0].day(), Some(12));
    assert_eq!(day_without_month.birth_dates()[0].month(), None);
    assert!(read(&with(57, "<<0812")).checks_passed());
    let no_expiry = read(&with(65, "<<<<<<"));
    assert!(no_expiry.checks_passed() && no_expiry.expiry().is_none());
}

#[test]
fn digit_of_empty_optional_data_may_be_zero_or_filler() {
    let zero = with(72, "<<<<<<<<<<<<<<");
    let filler = format!("{}<{}", &zero[..86], &zero[87..]);
    for (text, result) in [(zero.clone(), CheckResult::Passed), (filler, CheckResult::Absent)] {
        let mrz = read(&text);
        assert!(mrz.checks_passed());
        assert!(mrz.checks().any(|check| check == (CheckField::Optional, result)));
    }
    let other = format!("{}3{}", &zero[..86], &zero[87..]);
    assert!(fault_codes(&read(&other)).contains(&"check-digit-optional"));
    // A filler in place of the digit is told where the field is not empty, although its value would fit.
    let field = with(72, "0<<<<<<<<<<<<<");
    let missing = format!("{}<{}", &field[..86], &field[87..]);
    assert_eq!(fault_codes(&read(&missing)), ["check-digit-optional"]);
}

#[test]
fn missing_number_digit_is_told_and_not_taken_for_a_long_number() {
    let mrz = read("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD23145890<UTO7408122F1204159<<<<<<<6");
    assert_eq!(mrz.number(), "D23145890");
    assert_eq!(fault_codes(&mrz), ["check-digit-number", "check-digit-composite"]);
    let mrz = read(
        "I<SWE59000002<<198703142391<<<\n8703145M1701027SWE<<<<<<<<<<<8\nSPECIMEN<<SVEN<<<<<<<<<<<<<<<<",
    );
    assert_eq!(mrz.number(), "59000002", "nine signs are not full, so nothing runs on");
    assert!(mrz.document_number_check_failed());
}

#[test]
fn long_number_is_accepted_with_and_without_the_filler_in_the_sum() {
    // Portugal counts the filler, Belgium does not.
    let counted =
        read("I<PRT000024759<ZZ72<<<<<<<<<<<8010100F2006017PRT<<<<<<<<<<<8CARLOS<MONTEIRO<<AMELIA<VANESS");
    assert_eq!(counted.number(), "000024759ZZ7");
    assert!(counted.checks_passed());
    assert_eq!(fault_codes(&counted), ["name-may-be-cut"]);
    let wrong = read(&LONG_TD1.concat().replace("7349", "7348"));
    assert!(wrong.document_number_check_failed());
    assert_eq!(wrong.number(), "D23145890734", "kept whole, to be searched");
    assert_eq!((wrong.faults()[0].line, wrong.faults()[0].column), (1, 19));
}

#[test]
fn empty_number_and_empty_name_are_told() {
    let mrz = read(&with(44, "<<<<<<<<<"));
    assert_eq!(mrz.number(), "");
    assert_eq!(fault_codes(&mrz), ["number-empty"]);
    let mrz = read(&passport(|signs| signs[5..44].fill(b'<')));
    assert_eq!(fault_codes(&mrz), ["name-empty"]);
    assert!(mrz.checks_passed());
}

#[test]
fn visas_have_no_composite_and_no_optional_digit() {
    let mrz = read("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<");
    let results: Vec<CheckResult> = mrz.checks().map(|(_, result)| result).collect();
    assert_eq!(results[..3], [CheckResult::Passed; 3]);
    assert_eq!(results[3..], [CheckResult::Absent; 2]);
}

#[test]
fn nothing_personal_is_shown_by_debug_output() {
    let shown = format!("{:?}", read(&ERIKSSON.concat().replace("L898902C3", "L898902C4")));
    for personal in ["L898902C4", "ERIKSSON", "ANNA", "1974", "ZE184226B"] {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
}
