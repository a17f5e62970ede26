//! A check digit does not see a change within one class of values (`6` and `G`, `1` and `L`, ...), and no
//! digit covers names, codes and sex. Every other change of one sign must be told.

use super::{ERIKSSON, LONG_TD1, today};
use crate::document::mrz::{Format, Mrz, check_digit};

const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

const ZONES: [&[&str]; 7] = [
    &ERIKSSON,
    &LONG_TD1,
    &["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
    &["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D23145890<UTO7408122F32041537349<<<8"],
    &["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"],
    &["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"],
    &["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4"],
];

/// True if some check digit covers the sign at this place, or it is such a digit.
fn is_covered(format: Format, place: usize) -> bool {
    match format {
        Format::Td1 => matches!(place, 5..=36 | 38..=44 | 48..=59),
        Format::Td2 => matches!(place, 36..=45 | 49..=55 | 57..=71),
        Format::Td3 => matches!(place, 44..=53 | 57..=63 | 65..=87),
        Format::MrvA => matches!(place, 44..=53 | 57..=63 | 65..=71),
        Format::MrvB => matches!(place, 36..=45 | 49..=55 | 57..=63),
        Format::FraId => true,
    }
}

fn value(sign: u8) -> u8 {
    // The first weight is 7, which has an inverse modulo 10: seven times the sum is one to one.
    check_digit(&[sign])
}

#[test]
fn every_change_of_one_sign_is_told_unless_the_digits_are_blind_to_it() {
    let mut told = 0_usize;
    for zone in ZONES {
        let text = zone.concat();
        let original = Mrz::parse(&text, today()).unwrap();
        for place in 0..text.len() {
            for &sign in ALPHABET.iter().filter(|&&sign| sign != text.as_bytes()[place]) {
                let mut changed = text.clone().into_bytes();
                changed[place] = sign;
                let changed = String::from_utf8(changed).unwrap();
                let mrz = Mrz::parse(&changed, today()).unwrap();
                let blind = value(sign) == value(text.as_bytes()[place]);
                if is_covered(original.format(), place) && !blind {
                    assert!(!mrz.checks_passed(), "not told: sign {place} as {}", char::from(sign));
                    told += 1;
                }
            }
        }
    }
    assert!(told > 5_000, "the test must have something to say: {told}");
}

#[test]
fn dates_and_digits_are_blind_to_nothing() {
    let text = ERIKSSON.concat();
    let digits = (57..64).chain(65..72).chain([53, 86, 87]);
    for place in digits {
        for &sign in ALPHABET.iter().filter(|&&sign| sign != text.as_bytes()[place]) {
            let mut changed = text.clone().into_bytes();
            changed[place] = sign;
            let mrz = Mrz::parse(&String::from_utf8(changed).unwrap(), today()).unwrap();
            assert!(!mrz.checks_passed(), "not told: sign {place} as {}", char::from(sign));
        }
    }
}
