//! Every committed specimen is read as its row states, field by field, and so is every public specimen of the sample
//! folder with its verdict.
//!
//! The samples are not part of this repository: `WATCHPOST_SAMPLES` names the folder, by default
//! `../shared/data` beside the workspace.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

use std::path::PathBuf;

use watchpost_engine::date::Date;
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::document::mrz::{CheckField, CheckResult, Mrz};

fn samples() -> PathBuf {
    std::env::var_os("WATCHPOST_SAMPLES")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from)
}

/// The names under which the samples tell failed check digits.
fn failed_checks(mrz: &Mrz) -> Vec<&'static str> {
    let failed = mrz.checks().filter(|(_, result)| *result == CheckResult::Failed);
    let name = |field: CheckField| if field == CheckField::BirthDate { "birth" } else { field.as_str() };
    failed.map(|(field, _)| name(field)).collect()
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
            let stated = if stated == "all ok" { "" } else { stated };
            assert_eq!(failed_checks(&mrz).join(" "), stated, "{row}");
        }
        assert_eq!(mrz.checks_passed(), failed_checks(&mrz).is_empty() && !row.contains("Russian"), "{row}");
        read += 1;
    }
    assert_eq!(read, 32);
}

#[test]
fn committed_specimens_are_read_field_by_field_as_their_row_states() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../testdata/specimens/mrz.csv");
    let mut rows = csv::Reader::from_path(file).unwrap();
    let columns = rows.headers().unwrap().clone();
    let today = Date::parse("2026-11-24").unwrap();
    let mut read = 0_usize;
    for row in rows.records() {
        let row = row.unwrap();
        let cell = |name: &str| &row[columns.iter().position(|column| column == name).unwrap()];
        let name = cell("name");
        let lines = ["line1", "line2", "line3"].map(cell);
        let mrz = Mrz::parse_lines(lines.into_iter().filter(|line| !line.is_empty()), today).unwrap();
        assert_eq!(mrz.format().as_str(), cell("format").replace("MRV", "MRV-"), "{name}");
        assert_eq!(mrz.document_type().unwrap().as_str(), cell("code"), "{name}");
        assert_eq!(mrz.issuer(), IssuerCode::parse(cell("issuer")), "{name}");
        assert_eq!(mrz.nationality(), IssuerCode::parse(cell("nationality")), "{name}");
        assert_eq!(mrz.number(), cell("number"), "{name}");
        assert_eq!((mrz.surname(), mrz.given()), (cell("surname"), cell("given")), "{name}");
        assert_eq!(mrz.sex().unwrap().as_str().replace('X', "<"), cell("sex"), "{name}");
        let born = mrz.birth_dates().first().map(ToString::to_string).unwrap_or_default();
        assert_eq!(born.replace('-', "").get(2..).unwrap(), cell("birth").trim_end_matches('<'), "{name}");
        let failed = failed_checks(&mrz).join("|");
        assert_eq!(failed, cell("wrong_digits"), "{name}");
        let expiry = mrz.expiry().map(|date| date.to_string().replace('-', "")[2..].to_owned());
        let printed =
            Some(cell("expiry")).filter(|_| !failed.contains("expiry")).filter(|printed| !printed.is_empty());
        assert_eq!(expiry.as_deref(), printed, "{name}");
        let optional = [cell("optional"), cell("optional_2")].map(|part| part.replace('<', " ")).join(" ");
        let optional: Vec<&str> = optional.split_whitespace().collect();
        assert_eq!(mrz.optional(), optional.join(" "), "{name}");
        read += 1;
    }
    assert!(read >= 45, "{read}");
}
