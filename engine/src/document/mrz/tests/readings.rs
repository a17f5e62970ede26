use super::{ERIKSSON, LONG_TD1, read};
use crate::document::mrz::{Mrz, NumberReading, ReadingDepth, check_digit};
use crate::limits::MRZ_NUMBER_READINGS;
use crate::misread::taken_for;

fn readings(mrz: &Mrz, depth: ReadingDepth) -> Vec<String> {
    let mut all = Vec::new();
    let complete = mrz.for_each_number_reading(depth, &mut |reading| all.push(told(reading)));
    assert!(complete);
    all
}

/// `NUMBER 5:G>C`: the number, and each change.
fn told(reading: &NumberReading) -> String {
    let changes =
        reading.changes().iter().map(|change| format!(" {}:{}>{}", change.at, change.read, change.taken));
    format!("{}{}", reading.number(), changes.collect::<String>())
}

/// ICAO's passport with another number and digit; the other digits are as they were.
fn passport(number: &str, digit: char) -> Mrz {
    read(&format!("{}{number:<<9}{digit}{}", ERIKSSON[0], &ERIKSSON[1][10..]))
}

/// The same with the digit of its number.
fn passport_of(number: &str) -> Mrz {
    let digit = check_digit(format!("{number:<<9}").as_bytes());
    passport(number, char::from(b'0' + digit))
}

#[test]
fn number_that_failed_for_one_misread_sign_has_the_true_one_among_its_readings() {
    // `C` read as `G`: 7 x (16 - 12) is seen.
    let mrz = passport("L898902G3", '6');
    assert!(mrz.document_number_check_failed());
    let readings = readings(&mrz, ReadingDepth::Two);
    assert_eq!(readings[0], "L898902C3 8:G>C");
    assert!(readings.len() > 1 && readings[1..].iter().any(|reading| reading.matches('>').count() == 2));
}

#[test]
fn every_number_misread_in_one_or_two_signs_has_the_true_one_among_its_readings() {
    let number = b"AB8C7F0K2";
    let digit = char::from(b'0' + check_digit(number));
    let mut met = 0;
    for first in 0..9 {
        for second in first..9 {
            for (&a, &b) in taken_for(number[first])
                .iter()
                .flat_map(|a| taken_for(number[second]).iter().map(move |b| (a, b)))
            {
                let mut signs = *number;
                signs[second] = b;
                signs[first] = a;
                if char::from(b'0' + check_digit(&signs)) == digit {
                    continue;
                }
                let text = std::str::from_utf8(&signs).unwrap();
                let mrz = passport(text, digit);
                let same_key = crate::key::Key::fold(text) == crate::key::Key::fold("AB8C7F0K2");
                let found =
                    readings(&mrz, ReadingDepth::Two).iter().any(|told| told.starts_with("AB8C7F0K2 "));
                assert_ne!(found, same_key, "{text}");
                met += 1;
            }
        }
    }
    assert!(met > 100, "{met}");
}

#[test]
fn every_reading_agrees_with_the_check_digit_differs_by_key_and_comes_once() {
    for (number, digit) in [("L898902G3", '6'), ("0DU000000", '3'), ("12345678", 'O'), ("KLKLKLKLK", '1')] {
        let mrz = passport(number, digit);
        let all = readings(&mrz, ReadingDepth::Two);
        let mut numbers: Vec<&str> = all.iter().map(|told| told.split(' ').next().unwrap()).collect();
        for number in &numbers {
            let digit = if digit == 'O' { '0' } else { digit };
            assert_eq!(char::from(b'0' + check_digit(format!("{number:<<9}").as_bytes())), digit, "{number}");
        }
        let count = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), count);
    }
}

#[test]
fn what_the_check_digit_does_not_see_is_read_both_ways() {
    assert_eq!(readings(&passport_of("AF1238567"), ReadingDepth::Blind), ["AP1238567 2:F>P"]);
    assert_eq!(
        readings(&passport_of("MX12385Y"), ReadingDepth::Blind),
        ["WX12385Y 1:M>W", "MX123854 8:Y>4", "MX12385YK 9:<>K"]
    );
    assert_eq!(readings(&passport_of("12335678K"), ReadingDepth::Blind), ["12335678 9:K><"]);
}

#[test]
fn signs_of_one_look_up_key_are_not_asked_twice() {
    // `6` and `G`, `1` and `L` are one sign to the index.
    assert_eq!(readings(&passport_of("G1L666XX3"), ReadingDepth::Blind), [""; 0]);
}

#[test]
fn sign_that_was_lost_to_a_filler_and_one_that_was_none_are_put_right() {
    let whole = "12345678L";
    let digit = char::from(b'0' + check_digit(whole.as_bytes()));
    let lost = readings(&passport("12345678", digit), ReadingDepth::Two);
    assert!(lost.contains(&"12345678L 9:<>L".to_owned()), "{lost:?}");
    let digit = char::from(b'0' + check_digit(b"1234567<<"));
    let gained = readings(&passport("1234567KL", digit), ReadingDepth::Two);
    assert!(gained.contains(&"1234567 8:K>< 9:L><".to_owned()), "{gained:?}");
    assert!(gained.iter().all(|told| !told.starts_with("1234567L")), "a filler ends the number: {gained:?}");
}

#[test]
fn check_digit_that_was_read_as_a_letter_is_taken_as_its_digit() {
    let mrz = passport("L898902G3", 'G');
    assert!(readings(&mrz, ReadingDepth::Two).contains(&"L898902C3 8:G>C".to_owned()));
    assert_eq!(readings(&passport("L898902G3", 'X'), ReadingDepth::Two), [""; 0], "no digit looks like X");
    assert_eq!(readings(&passport("L898902G3", '<'), ReadingDepth::Two), [""; 0]);
}

#[test]
fn long_numbers_are_read_in_both_parts_and_with_both_sums() {
    let mrz = read(&LONG_TD1.concat().replace("7349", "1349"));
    assert!(readings(&mrz, ReadingDepth::Two).contains(&"D23145890734 10:1>7".to_owned()));
    // Portugal counts the filler in the middle.
    let mrz =
        read("I<PRT000024759<2Z72<<<<<<<<<<<8010100F2006017PRT<<<<<<<<<<<8CARLOS<MONTEIRO<<AMELIA<VANESS");
    assert!(mrz.document_number_check_failed());
    let all = readings(&mrz, ReadingDepth::Two);
    assert!(all.iter().any(|told| told.starts_with("000024759")), "{all:?}");
}

#[test]
fn no_number_of_nine_signs_meets_the_cap_and_a_longer_one_tells_that_it_did() {
    // Those with the most neighbours.
    let mut most = 0;
    for first in ["0", "O", "8", "K", "L", "U"] {
        for second in ["0", "O", "8", "G", "L", "U"] {
            let number: String = [first, second].iter().cycle().take(9).copied().collect();
            for digit in '0'..='9' {
                most = most.max(readings(&passport(&number, digit), ReadingDepth::Two).len());
            }
        }
    }
    assert!((100..200).contains(&most), "{most}");
    // 22 signs that each may be five others, and the filler in the middle counted or not.
    let mut met = Vec::new();
    for digit in '0'..='9' {
        let mrz = read(&format!(
            "I<UTO000000000<{}{digit}<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
            "0".repeat(13)
        ));
        assert_eq!(mrz.number().len(), 22);
        let mut visited = 0;
        let all = mrz.for_each_number_reading(ReadingDepth::Two, &mut |_| visited += 1);
        assert!(visited <= MRZ_NUMBER_READINGS && (all || visited == MRZ_NUMBER_READINGS));
        met.push(all);
    }
    assert!(met.contains(&false), "the cap is told when it is met");
}
