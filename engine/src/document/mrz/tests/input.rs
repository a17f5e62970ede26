use proptest::prelude::*;

use super::{ERIKSSON, read, today};
use crate::document::mrz::{Mrz, ReadingDepth, Unreadable, check_digit};

fn refusal(text: &str) -> Unreadable {
    Mrz::parse(text, today()).expect_err("must be refused")
}

#[test]
fn what_readers_add_around_the_signs_is_dropped() {
    let [first, second] = ERIKSSON;
    for text in [
        format!("{first}\r{second}\r"),
        format!("\r\n  {first}\r\n\r\n  {second}  \r\n"),
        format!("{first}\\r\\n{second}\\n"),
        format!("{first}{second}").to_lowercase(),
        format!("{first} {second}"),
        format!("{}\n{}\n{}\n{}", &first[..30], &first[30..], &second[..30], &second[30..]),
        format!("{}\t{}\u{a0}{second}", &first[..5], &first[5..]),
    ] {
        let mrz = read(&text);
        assert_eq!((mrz.number(), mrz.surname()), ("L898902C3", "ERIKSSON"), "{text}");
        assert!(mrz.checks_passed(), "{text}");
    }
    let listed = Mrz::parse_lines(ERIKSSON, today()).unwrap();
    assert_eq!(listed.number(), "L898902C3");
}

#[test]
fn spaces_in_place_of_fillers_are_fillers() {
    let spaced = ERIKSSON.map(|line| line.replace('<', " "));
    for text in [spaced.join("\n"), format!("{}\n  {}", ERIKSSON[0], spaced[1].trim_end())] {
        let mrz = read(&text);
        assert_eq!((mrz.number(), mrz.given()), ("L898902C3", "ANNA MARIA"), "{text}");
        assert!(mrz.checks_passed());
    }
}

#[test]
fn wrong_length_is_told_with_the_count() {
    assert_eq!(refusal(""), Unreadable::Length { signs: 0 });
    assert_eq!(refusal(ERIKSSON[0]), Unreadable::Length { signs: 44 });
    assert_eq!(refusal(&"<".repeat(100_000)), Unreadable::Length { signs: 100_000 });
    let shifted = format!("{}\n<{}", &ERIKSSON[0][..43], ERIKSSON[1]);
    assert_eq!(refusal(&shifted), Unreadable::LineLength { line: 1, signs: 43, expected: 44 });
    assert_eq!(refusal(&shifted).code(), "mrz-length");
}

#[test]
fn card_that_lost_two_signs_is_not_read_as_a_passport() {
    let [first, second, third] = super::LONG_TD1;
    let text = format!("{first}\n{}\n{}", &second[1..], &third[1..]);
    assert_eq!(refusal(&text), Unreadable::Lines { signs: 88, lines: 3, expected: 2 });
    assert_eq!(refusal(&text).code(), "mrz-length");
}

#[test]
fn dropped_fillers_that_leave_another_format_s_length_do_not_mislead() {
    // 88 signs in one string, 16 of them fillers typed as spaces.
    let text = ERIKSSON.concat();
    let kept = text.replacen('<', " ", 16);
    assert_eq!(kept.replace(' ', "").len(), 72);
    let mrz = read(&kept);
    assert_eq!((mrz.format().as_str(), mrz.number(), mrz.given()), ("TD3", "L898902C3", "ANNA MARIA"));
    assert!(mrz.checks_passed());
}

#[test]
fn sign_of_no_mrz_is_told_with_its_line_and_column() {
    let text = ERIKSSON.join("\n").replace("7408122F", "7408122É");
    assert_eq!(refusal(&text), Unreadable::Sign { line: 2, column: 21 });
    assert_eq!(refusal(&text.replace('\n', "")), Unreadable::Sign { line: 2, column: 21 });
    assert_eq!(refusal("P.UTO"), Unreadable::Sign { line: 1, column: 2 });
    let unreadable = refusal(&text);
    assert_eq!((unreadable.code(), unreadable.line(), unreadable.column()), ("mrz-sign", Some(2), Some(21)));
    assert!(!unreadable.to_string().contains("ERIKSSON"));
}

/// The published specimen; its number, date of birth and last digit agree.
const OLD_FRENCH_CARD: &str = "IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<\n9409923102854CORINNE<<<<<<<6512068F4";

#[test]
fn french_identity_card_before_2021_is_read_by_its_own_layout() {
    let mrz = read(OLD_FRENCH_CARD);
    assert_eq!((mrz.format().as_str(), mrz.number()), ("FRA-ID", "940992310285"));
    assert_eq!((mrz.surname(), mrz.given()), ("BERTHIER", "CORINNE"));
    assert_eq!(mrz.issuer().map(|code| code.as_str().to_owned()), Some("FRA".to_owned()));
    assert_eq!((mrz.nationality(), mrz.expiry()), (mrz.issuer(), None));
    assert_eq!(super::born(&mrz), ["1965-12-06"]);
    assert_eq!((mrz.document_type().unwrap().as_str(), mrz.sex().unwrap().as_str()), ("ID", "F"));
    assert!(mrz.checks_passed(), "{:?}", mrz.faults());
}

#[test]
fn given_names_and_office_of_an_old_french_card_are_apart() {
    let (first, number) = ("IDFRADUPONT<DURAND<<<<<<<<<<<<750123", "120175012345");
    let digit = check_digit(number.as_bytes());
    let second = format!("{number}{digit}JEAN<<PAUL<MAR8001014M");
    let last = check_digit(format!("{first}{second}").as_bytes());
    let mrz = read(&format!("{first}\n{second}{last}"));
    assert_eq!((mrz.surname(), mrz.given()), ("DUPONT DURAND", "JEAN PAUL MAR"));
    assert_eq!(mrz.optional(), "750123");
    assert!(mrz.checks_passed() && mrz.name_may_be_cut(), "{:?}", mrz.faults());
    let fault = mrz.faults()[0];
    assert_eq!((fault.code.as_str(), fault.line, fault.column), ("name-may-be-cut", 2, 27));
}

#[test]
fn misread_sign_of_an_old_french_card_is_told_and_the_card_is_still_one() {
    let mrz = read(&OLD_FRENCH_CARD.replace("940992310285", "940992310286"));
    assert_eq!((mrz.format().as_str(), mrz.number()), ("FRA-ID", "940992310286"));
    assert!(mrz.document_number_check_failed());
    assert_eq!(super::fault_codes(&mrz), ["check-digit-number", "check-digit-composite"]);
}

#[test]
fn french_td2_that_passes_its_checks_is_read() {
    let mrz = read("IDFRAERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907FRA7408122F1204159<<<<<<<6");
    assert_eq!((mrz.format().as_str(), mrz.number()), ("TD2", "D23145890"));
    assert!(mrz.checks_passed());
    let misread = read("IDFRAERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458917FRA7408122F1204159<<<<<<<6");
    assert_eq!((misread.format().as_str(), misread.checks_passed()), ("TD2", false));
}

#[test]
fn new_french_card_is_an_ordinary_td1() {
    let mrz = read(
        "IDFRAX4RTBPFW46<<<<<<<<<<<<<<<\n9007138F3002119FRA<<<<<<<<<<<6\nMARTIN<<MAELYS<<GAELLE<MARIE<<",
    );
    assert_eq!((mrz.number(), mrz.given()), ("X4RTBPFW4", "MAELYS GAELLE MARIE"));
    assert!(mrz.checks_passed());
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = Mrz::parse(&text, today());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Mrz::parse(&String::from_utf8_lossy(&bytes), today());
    }

    #[test]
    fn every_zone_of_right_length_and_signs_is_read(
        text in "[A-Z0-9<]{72}|[A-Z0-9<]{88}|[A-Z0-9<]{90}|[PIV][A-Z<]{43}[A-Z0-9<]{44}",
        days in crate::date::Date::FIRST.days()..=crate::date::Date::LAST.days(),
    ) {
        let now = crate::date::Date::from_days(days).unwrap();
        let mrz = Mrz::parse(&text, now).unwrap();
        let (rows, width) = match text.len() { 90 => (3, 30), length => (2, length / 2) };
        for fault in mrz.faults() {
            prop_assert!((1..=rows).contains(&usize::from(fault.line)));
            prop_assert!((1..=width).contains(&usize::from(fault.column)));
        }
        for sign in mrz.forced() {
            let place = (usize::from(sign.line) - 1) * width + usize::from(sign.column) - 1;
            prop_assert_eq!(text.as_bytes()[place], u8::try_from(sign.read).unwrap());
        }
        for depth in [ReadingDepth::Two, ReadingDepth::Blind] {
            mrz.for_each_number_reading(depth, &mut |reading| {
                assert!(reading.number() != mrz.number() && !reading.number().is_empty());
            });
        }
    }
}
