//! The committed files are what the generator makes, and stay small. They are read back with other code.

use std::fs;
use std::path::Path;

use watchpost_testdata::committed::committed_files;

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn committed_files_are_up_to_date() {
    for (path, made) in committed_files().unwrap() {
        let committed = fs::read(folder().join(path)).unwrap_or_default();
        assert!(committed == made, "{path} differs: run `cargo run -p watchpost-testdata -- regenerate`");
    }
}

#[test]
fn committed_files_stay_under_two_megabytes() {
    let bytes: usize = committed_files().unwrap().iter().map(|(_, made)| made.len()).sum();
    assert!(bytes < 2_000_000, "{bytes}");
}

#[test]
fn every_row_has_as_many_cells_as_the_header() {
    for path in ["lists/documents.csv", "lists/vehicles.csv", "crossings/rows.csv", "demo/documents.csv"] {
        let mut reader = csv::Reader::from_path(folder().join(path)).unwrap();
        let rows = reader.records().map(Result::unwrap).count();
        assert!(rows >= 100, "{path} has {rows} rows");
    }
}

#[test]
fn json_lines_are_objects_with_the_required_keys() {
    for path in ["lists/persons.jsonl", "demo/persons.jsonl"] {
        for line in fs::read_to_string(folder().join(path)).unwrap().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            for key in ["record_id", "owner", "notice", "names"] {
                assert!(!row[key].is_null(), "{path}: {key}");
            }
        }
    }
}

#[test]
fn readme_names_every_committed_file() {
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    for (path, _) in committed_files().unwrap() {
        assert!(readme.contains(path), "{path} is missing from testdata/README.md");
    }
}
