//! The sections of persons: the parts of names, their keys, and the entries by birth date.

use std::panic::{AssertUnwindSafe, catch_unwind};

use watchpost_engine::list::List;
use watchpost_engine::segment::layout::SectionKind;

use std::os::unix::fs::FileExt;

use super::{Victim, answers, seal, section};

/// The sections of persons that are no FST, whose bytes nobody reads unchecked.
const SECTIONS: [SectionKind; 7] = [
    SectionKind::PartRuns,
    SectionKind::Parts,
    SectionKind::PartTexts,
    SectionKind::PartEdits,
    SectionKind::PartEntries,
    SectionKind::PersonEntries,
    SectionKind::EntryNames,
];

/// Names with particles, aliases and other scripts, several birth dates, and parts that share sounds and beginnings.
fn victim() -> Victim {
    let mut rows: Vec<String> = (0..24)
        .map(|at| {
            let surname = ["NOVAKOVA", "NOVAK", "VAN DER MÜLLEN", "ABDURRAHMAN"][at % 4];
            let given = ["EVA", "EWA MARIA", "ALEXANDER", "ALEKSANDR", "مهدی"][at % 5];
            format!(
                "record_id=P-{at}; owner=UTO; notice=red; surname={surname}; given={given}; aliases=Alias {at}|А. Новак; \
                 birth_dates=1974-08-{:02}|19{}",
                1 + at,
                50 + at
            )
        })
        .collect();
    rows.push("record_id=P-90; owner=UTO; notice=yellow; surname=MUELLER; status=missing".to_owned());
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    Victim::of(List::Persons, &rows)
}

/// Whoever wrote the segment made checksums agree: it is refused, told by a deep verification, or answers as before.
fn is_told_or_harmless(victim: &Victim, bytes: &[u8], what: &str) {
    victim.file.write_all_at(bytes, 0).unwrap();
    let asked = catch_unwind(AssertUnwindSafe(|| {
        let Ok(generation) = victim.open_listed(bytes) else { return None };
        let answered = answers(&generation);
        Some((generation.verify_deep().is_err(), answered))
    }));
    match asked {
        Ok(None) => {}
        Ok(Some((is_told, answered))) => {
            assert!(is_told || answered == victim.answers, "{what} was not told and changed an answer");
        }
        Err(_) => panic!("{what} made the engine panic"),
    }
}

#[test]
fn every_changed_byte_under_checksums_that_agree_is_told_by_a_deep_verification_or_changes_no_answer() {
    let victim = victim();
    for kind in SECTIONS {
        let place = section(&victim.bytes, kind);
        let step = place.len().div_ceil(150).max(1);
        for at in place.step_by(step) {
            for mask in [0x01, 0xFF] {
                let mut bytes = victim.bytes.clone();
                bytes[at] ^= mask;
                seal(&mut bytes);
                is_told_or_harmless(&victim, &bytes, &format!("{kind} byte {at} mask {mask:#x}"));
            }
        }
    }
}

/// Numbers as large as they can be, and whole sections of them: ordinals of no part, entries of no row, runs and names
/// that do not end.
#[test]
fn numbers_that_lead_nowhere_never_panic() {
    let victim = victim();
    for kind in SECTIONS {
        let place = section(&victim.bytes, kind);
        for fill in [0x00, 0x01, 0x7F, 0x80, 0xFF] {
            for (from, to) in
                [(place.start, place.end), (place.start + 4, place.end), (place.end - 8, place.end)]
            {
                let mut bytes = victim.bytes.clone();
                bytes[from..to].fill(fill);
                seal(&mut bytes);
                is_told_or_harmless(&victim, &bytes, &format!("{kind} {from} to {to} of {fill:#x}"));
            }
            for at in place.clone().step_by(4 * place.len().div_ceil(1_200)) {
                let mut bytes = victim.bytes.clone();
                bytes[at..place.end.min(at + 4)].fill(fill);
                seal(&mut bytes);
                is_told_or_harmless(&victim, &bytes, &format!("{kind} four bytes at {at} of {fill:#x}"));
            }
        }
    }
}
