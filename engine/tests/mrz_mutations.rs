//! Every specimen of testdata/specimens, and every way in which a reader spoils one: a sign or two changed, the zone
//! cut, joined, in lower case, its fillers typed as spaces.
//!
//! Each outcome is the right reading, a named problem, or a change that the check digits cannot see, which is told
//! here by the sums of the digits alone.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "mrz_mutations/corpus.rs"]
mod corpus;
#[path = "mrz_mutations/layout.rs"]
mod layout;
#[path = "mrz_mutations/seeded.rs"]
mod seeded;

use watchpost_engine::document::mrz::Format;

use corpus::{Reading, Specimen, corpus, read, reading};
use layout::{Field, Layout};
use seeded::Seeded;

const SIGNS: &[u8; 37] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

/// The text with some signs changed.
fn changed(text: &str, changes: &[(usize, u8)]) -> String {
    let mut signs = text.as_bytes().to_vec();
    for &(place, sign) in changes {
        signs[place] = sign;
    }
    String::from_utf8(signs).unwrap()
}

/// Asserts that what a changed zone gives is told or right, or that no check digit covers or sees the change. True
/// if it is presented as clean.
fn is_clean_and_fairly_so(specimen: &Specimen, changes: &[(usize, u8)]) -> bool {
    let text = changed(&specimen.text, changes);
    let Ok(mrz) = read(&text) else { return false };
    let (now, before) = (reading(&mrz), &specimen.reading);
    if !mrz.checks_passed() {
        assert!(!mrz.faults().is_empty(), "{}: not clean, and no problem named: {text}", specimen.name);
        return false;
    }
    let layout = Layout::of(mrz.format().as_str());
    assert!(
        mrz.format() != specimen.format || layout.sees_no_change(&specimen.text, &text),
        "{}: presented as clean, and its digits see it: {text}",
        specimen.name
    );
    let touched: Vec<Field> = changes.iter().map(|&(place, _)| layout.field_of(place)).collect();
    for field in Reading::differing(&now, before) {
        // A long number and the optional data share their places.
        let is_touched = touched.iter().any(|touched| touched.holds(field));
        assert!(
            is_touched || mrz.format() != specimen.format,
            "{}: {field:?} was not touched and is read as another: {text}",
            specimen.name
        );
    }
    true
}

#[test]
fn each_sign_changed_into_each_other_is_told_unless_no_check_digit_sees_it() {
    let (mut told, mut clean) = (0_usize, 0_usize);
    for specimen in corpus() {
        for place in 0..specimen.text.len() {
            for &sign in SIGNS.iter().filter(|&&sign| sign != specimen.text.as_bytes()[place]) {
                if is_clean_and_fairly_so(&specimen, &[(place, sign)]) {
                    clean += 1;
                } else {
                    told += 1;
                }
            }
        }
    }
    assert!(told > 80_000 && clean > 20_000, "told {told}, clean {clean}");
}

/// Of passports and visas, whose numbers are of one kind: exactly the blind changes pass where a digit covers them.
#[test]
fn exactly_the_changes_that_a_check_digit_is_blind_to_pass_in_fields_that_it_covers() {
    let mut blind = 0;
    let of_one_kind = |specimen: &Specimen| {
        specimen.is_clean && matches!(specimen.format, Format::Td3 | Format::MrvA | Format::MrvB)
    };
    for specimen in corpus().into_iter().filter(of_one_kind) {
        let layout = Layout::of(specimen.format.as_str());
        for (place, before) in specimen.text.bytes().enumerate() {
            for &sign in SIGNS.iter().filter(|&&sign| sign != before) {
                let Some(expected) = passes(&specimen, &layout, place, sign) else { continue };
                let passed = is_clean_and_fairly_so(&specimen, &[(place, sign)]);
                assert_eq!(passed, expected, "{} {place} {}", specimen.name, char::from(sign));
                blind += usize::from(passed);
            }
        }
    }
    assert!(blind > 500, "{blind}");
}

/// Whether a sign in a covered place passes the digits of a passport or visa; `None` where none covers it.
fn passes(specimen: &Specimen, layout: &Layout, place: usize, sign: u8) -> Option<bool> {
    let before = specimen.text.as_bytes()[place];
    let is_blind = layout::value(sign) == layout::value(before);
    let is_passport = specimen.format == Format::Td3;
    match layout.field_of(place) {
        Field::Number => Some(is_blind),
        // Behind the digit's filler the data must stay empty.
        Field::Optional if is_passport => Some(is_blind && specimen.text.as_bytes()[86] != b'<'),
        Field::BirthDate | Field::Expiry => Some(false),
        // The digit of empty optional data may be left out (Doc 9303-4 section 4.2.2).
        Field::CheckDigit => {
            let is_empty = specimen.text[72.min(place)..place].bytes().all(|sign| sign == b'<');
            Some(is_blind && is_passport && place == 86 && is_empty && b"0<".contains(&sign))
        }
        _ => None,
    }
}

#[test]
fn two_signs_changed_are_told_unless_no_check_digit_sees_them() {
    let corpus = corpus();
    let mut seeded = Seeded::new(0x9303);
    let (mut told, mut clean) = (0_usize, 0_usize);
    for _ in 0..40_000 {
        let specimen = &corpus[seeded.below(corpus.len())];
        let mut change = || (seeded.below(specimen.text.len()), SIGNS[seeded.below(SIGNS.len())]);
        let changes = [change(), change()];
        if changed(&specimen.text, &changes) == specimen.text {
            continue;
        }
        if is_clean_and_fairly_so(specimen, &changes) {
            clean += 1;
        } else {
            told += 1;
        }
    }
    assert!(told > 25_000 && clean > 1_000, "told {told}, clean {clean}");
}

/// A date of birth that is searched is the one printed, whatever one sign was read as.
#[test]
fn one_sign_changed_never_gives_another_date_of_birth_to_search() {
    for specimen in corpus().iter().filter(|specimen| specimen.is_clean) {
        for place in 0..specimen.text.len() {
            for &sign in SIGNS {
                let Ok(mrz) = read(&changed(&specimen.text, &[(place, sign)])) else { continue };
                if mrz.format() == specimen.format && !mrz.searched_birth_dates().is_empty() {
                    let births: Vec<String> =
                        mrz.searched_birth_dates().iter().map(ToString::to_string).collect();
                    assert_eq!(births, specimen.reading.births, "{} {place}", specimen.name);
                }
            }
        }
    }
}

#[test]
fn zone_that_was_cut_is_never_read_as_clean() {
    for specimen in corpus() {
        for length in 0..specimen.text.len() {
            for part in [&specimen.text[..length], &specimen.text[specimen.text.len() - length..]] {
                assert!(
                    !read(part).is_ok_and(|mrz| mrz.checks_passed()),
                    "{} {length}: {part}",
                    specimen.name
                );
            }
        }
        for row in 0..specimen.lines.len() {
            for length in 0..specimen.lines[row].len() {
                let mut lines = specimen.lines.clone();
                lines[row].truncate(length);
                let joined = lines.join("\n");
                assert!(
                    !read(&joined).is_ok_and(|mrz| mrz.checks_passed()),
                    "{} {row} {length}",
                    specimen.name
                );
            }
        }
    }
}

#[test]
fn zone_joined_in_lower_case_or_with_spaces_is_read_as_the_lines_are() {
    for specimen in corpus() {
        let grouped: Vec<&str> = (0..specimen.text.len())
            .step_by(5)
            .map(|start| &specimen.text[start..specimen.text.len().min(start + 5)])
            .collect();
        for text in [
            specimen.text.clone(),
            specimen.text.to_lowercase(),
            specimen.lines.join(" "),
            specimen.lines.join("\r\n").to_lowercase(),
            format!("  {}\t\n", specimen.lines.join("  \n\n ")),
            grouped.join(" "),
        ] {
            let mrz = read(&text).unwrap_or_else(|unreadable| panic!("{unreadable}: {}", specimen.name));
            assert_eq!(reading(&mrz), specimen.reading, "{}: {text}", specimen.name);
            assert_eq!(mrz.checks_passed(), specimen.is_clean, "{}", specimen.name);
        }
    }
}

#[test]
fn fillers_typed_as_spaces_give_the_right_reading_or_a_problem() {
    let mut right = 0;
    for specimen in corpus().into_iter().filter(|specimen| specimen.is_clean) {
        let spaced: Vec<String> = specimen.lines.iter().map(|line| line.replace('<', " ")).collect();
        let trimmed: Vec<&str> = spaced.iter().map(|line| line.trim_end()).collect();
        for text in [spaced.join("\n"), spaced.concat(), trimmed.join("\n")] {
            let Ok(mrz) = read(&text) else { continue };
            if mrz.checks_passed() {
                assert_eq!(reading(&mrz), specimen.reading, "{}: {text}", specimen.name);
                right += 1;
            }
        }
    }
    assert!(right > 40, "{right}");
}
