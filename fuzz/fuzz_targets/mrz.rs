//! The MRZ reader on a stranger's text: no panic, no hang, and no reading that contradicts itself.

#![no_main]

use libfuzzer_sys::fuzz_target;
use watchpost_engine::date::Date;
use watchpost_engine::document::mrz::{CheckField, CheckResult, Mrz, ReadingDepth};
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::limits::MRZ_NUMBER_READINGS;

/// The signs of Doc 9303-3 section 4.3.
const ALPHABET: &[u8; 37] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
/// Signs of a TD2 or MRV-B, a TD3 or MRV-A, a TD1.
const LENGTHS: [usize; 3] = [72, 88, 90];

fuzz_target!(|bytes: &[u8]| {
    let today = Date::parse("2026-11-24").expect("a date that exists");
    if let Ok(text) = std::str::from_utf8(bytes) {
        reads_without_contradiction(text, today);
    }
    // Any bytes as signs of the right alphabet and length, so that most inputs get past the first gate.
    for length in LENGTHS {
        let signs = bytes
            .iter()
            .cycle()
            .take(length)
            .map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]));
        reads_without_contradiction(&signs.collect::<String>(), today);
    }
});

fn reads_without_contradiction(text: &str, today: Date) {
    let Ok(mrz) = Mrz::parse(text, today) else {
        return;
    };
    // After a backslash case has a meaning: a typed line break.
    if !text.contains('\\') {
        let lower = Mrz::parse(&text.to_ascii_lowercase(), today).expect("lower case is read as upper case");
        assert_eq!(mrz.number(), lower.number());
    }
    assert!(mrz.number().bytes().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit()));

    let failed = |field| mrz.checks().any(|(of, result)| of == field && result == CheckResult::Failed);
    assert_eq!(mrz.document_number_check_failed(), failed(CheckField::Number));
    if CheckField::ALL.into_iter().any(failed) {
        assert!(!mrz.checks_passed(), "a failed digit is told");
    }
    if failed(CheckField::BirthDate) {
        assert!(mrz.birth_dates().is_empty(), "a date whose digit failed counts as unknown");
    }
    if failed(CheckField::Expiry) {
        assert!(mrz.expiry().is_none(), "a date whose digit failed counts as unknown");
    }
    for sign in mrz.forced() {
        assert_ne!(sign.read, sign.taken);
        assert!(!mrz.checks_passed(), "a forced sign is a fault that is told");
    }
    if mrz.name_is_forced() {
        assert!(mrz.surname().is_empty() && mrz.given().is_empty(), "what is read stays unknown");
    }
    for depth in [ReadingDepth::Two, ReadingDepth::Blind] {
        let mut visited = 0;
        mrz.for_each_number_reading(depth, &mut |reading| {
            visited += 1;
            let number = DocumentNumber::parse(reading.number()).expect("a reading is a number");
            assert_eq!(number.as_str(), reading.number());
            assert!((1..=2).contains(&reading.changes().len()));
            let same = DocumentNumber::parse(mrz.number()).is_ok_and(|read| read.key() == number.key());
            assert!(!same, "the number as read is asked once");
        });
        assert!(visited <= MRZ_NUMBER_READINGS);
    }
    // Personal data stays out of what a log would show.
    let shown = format!("{mrz:?}");
    assert!(mrz.number().len() < 9 || !shown.contains(mrz.number()), "the number is shown");
}
