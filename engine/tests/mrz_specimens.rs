//! Every public specimen of the sample folder, as issuers printed it, is read with the verdict that its row states.
//!
//! The samples are not part of this repository: `WATCHPOST_SAMPLES` names the folder, by default
//! `../shared/data` beside the workspace.

use std::path::PathBuf;

use watchpost_engine::date::Date;
use watchpost_engine::document::mrz::{CheckResult, Mrz};

fn samples() -> PathBuf {
    std::env::var_os("WATCHPOST_SAMPLES")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from)
}

/// The names under which the samples tell failed check digits.
fn failed_checks(mrz: &Mrz) -> String {
    let failed: Vec<&str> = mrz
        .checks()
        .filter(|(_, result)| *result == CheckResult::Failed)
        .map(|(field, _)| match field.as_str() {
            "birth_date" => "birth",
            other => other,
        })
        .collect();
    if failed.is_empty() { "all ok".to_owned() } else { failed.join(" ") }
}

#[test]
fn public_specimens_are_read_with_the_verdict_that_their_row_states() {
    let file = samples().join("documents/mrz-specimens.csv");
    let Ok(rows) = std::fs::read_to_string(&file) else {
        eprintln!("NOT TESTED: no samples at {}; set WATCHPOST_SAMPLES", file.display());
        return;
    };
    let today = Date::parse("2026-11-24").unwrap();
    let mut read = 0_usize;
    for row in rows.lines().skip(1) {
        let mut columns = row.splitn(6, ',');
        let format = columns.next().unwrap().replace("MRV", "MRV-");
        let lines: Vec<&str> = columns.by_ref().take(3).filter(|line| !line.is_empty()).collect();
        let stated = columns.next().unwrap();
        let mrz = Mrz::parse_lines(lines.iter().copied(), today)
            .unwrap_or_else(|unreadable| panic!("{unreadable}: {row}"));
        if row.contains("French identity card before 2021") {
            assert_eq!((mrz.format().as_str(), mrz.checks_passed()), ("FRA-ID", true), "{row}");
        } else {
            assert_eq!(mrz.format().as_str(), format, "{row}");
            assert_eq!(failed_checks(&mrz), stated, "{row}");
        }
        assert_eq!(mrz.checks_passed(), failed_checks(&mrz) == "all ok" && !row.contains("Russian"), "{row}");
        read += 1;
    }
    assert_eq!(read, 32);
}
