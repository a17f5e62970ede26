//! Every Latin letter of Doc 9303-3 section 6, table A, is written as that table writes it.
//!
//! The table is one of the samples, which are not part of this repository: `WATCHPOST_SAMPLES` names the
//! folder, by default `../shared/data` beside the workspace.

use std::path::PathBuf;

use watchpost_engine::person::name::Name;

fn samples() -> PathBuf {
    std::env::var_os("WATCHPOST_SAMPLES")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from)
}

#[test]
fn latin_letters_are_written_as_the_table_of_icao_writes_them() {
    let file = samples().join("documents/icao-transliteration.csv");
    let Ok(rows) = std::fs::read_to_string(&file) else {
        eprintln!("NOT TESTED: no samples at {}; set WATCHPOST_SAMPLES", file.display());
        return;
    };
    let mut letters = 0_usize;
    for row in rows.lines().filter(|row| row.contains(",Latin,")) {
        let columns: Vec<&str> = row.split(',').collect();
        let [_, letter, _, _, mrz, alternative, _] = columns[..] else {
            panic!("seven columns are needed: {row}");
        };
        for letter in [letter.to_owned(), letter.to_lowercase()] {
            let name = Name::whole(&format!("B{letter}B")).unwrap();
            let spellings = &name.parts()[0].spellings;
            assert_eq!(spellings[0], format!("B{mrz}B"), "{row}");
            if !alternative.is_empty() {
                assert!(spellings.contains(&format!("B{alternative}B")), "{row}");
            }
        }
        letters += 1;
    }
    assert!(letters > 90, "only {letters} letters were read");
}
