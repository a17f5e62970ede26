//! Indexes that are changed under checksums that agree: what a deep verification lets pass answers as before.

use std::os::unix::fs::FileExt;

use watchpost_engine::list::List;
use watchpost_engine::segment::layout::SectionKind;

use super::{Victim, answers, seal, section};

/// Three hundred ranges in levels: whatever byte of their index is changed under checksums that agree, a segment that is
/// still opened and deeply verified finds what it found before.
#[test]
fn changed_index_of_ranges_is_refused_or_finds_every_range() {
    let rows = |at: usize| {
        format!(
            "record_id=D-{at}; owner=UTO; number=UT{:04}; number_to=UT{:04}; status=stolen-blank",
            7 * at,
            9_999 - 11 * at
        )
    };
    let rows: Vec<String> = (0..300).map(rows).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let victim = Victim::of(List::Documents, &rows);
    for kind in [SectionKind::RangeGroups, SectionKind::RangeEnds] {
        let place = section(&victim.bytes, kind);
        for at in place.step_by(if kind == SectionKind::RangeEnds { 37 } else { 1 }) {
            let mut bytes = victim.bytes.clone();
            bytes[at] ^= 1;
            seal(&mut bytes);
            victim.file.write_all_at(&bytes, 0).unwrap();
            if let Ok(generation) = victim.open_listed(&bytes) {
                assert!(generation.verify_deep().is_err(), "{kind} byte {at}");
            }
        }
    }
}

/// Whatever byte of what stands beside the FSTs of names is changed under checksums that agree: a segment that is still
/// opened and deeply verified answers as before.
#[test]
fn changed_index_of_names_is_refused_or_answers_as_before() {
    let rows = [
        "record_id=P-1; owner=UTO; notice=red; surname=NOVAKOVA; given=EVA; birth_dates=1974-08-12|2517; sex=F",
        "record_id=P-2; owner=UTO; notice=yellow; surname=MÜLLER; given=Anna Maria; aliases=VAN DER MEER ANNA",
        "record_id=P-3; owner=UTO; notice=red; surname=NOVAKOVA; given=ALEXANDER; birth_dates=1974",
        "record_id=P-4; owner=UTO; notice=red; surname=Щербачёв; given=Aleksandr; birth_dates=1974-08-12",
    ];
    let victim = Victim::of(List::Persons, &rows);
    for kind in [
        SectionKind::PartRuns,
        SectionKind::Parts,
        SectionKind::PartEntries,
        SectionKind::PersonEntries,
        SectionKind::EntryNames,
        SectionKind::PartTexts,
        SectionKind::PartEdits,
    ] {
        let place = section(&victim.bytes, kind);
        let mut told = 0;
        for at in place.clone() {
            let mut bytes = victim.bytes.clone();
            bytes[at] ^= 1;
            seal(&mut bytes);
            victim.file.write_all_at(&bytes, 0).unwrap();
            let Ok(generation) = victim.open_listed(&bytes) else {
                told += 1;
                continue;
            };
            match generation.verify_deep() {
                Ok(()) => {
                    assert_eq!(answers(&generation), victim.answers, "{kind} byte {}", at - place.start);
                }
                Err(_) => told += 1,
            }
        }
        assert!(2 * told > place.len(), "{kind}: {told} of {}", place.len());
    }
}
