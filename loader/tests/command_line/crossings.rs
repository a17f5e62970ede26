//! The committed lists against the answer key of the committed crossings, through `build` and `reconcile`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::workbench::{Workbench, lines};

fn committed(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata").join(name).to_str().unwrap().to_owned()
}

/// The answer of one list to one row.
fn answer<'a>(row: &'a Value, list: &Value) -> Option<&'a Value> {
    row["lists"].as_array().unwrap().iter().find(|answer| answer["list"] == *list)
}

#[test]
fn every_planted_record_is_found_and_no_other_subject_is_a_hit() {
    let bench = Workbench::new();
    let (documents, vehicles) = (committed("lists/documents.csv"), committed("lists/vehicles.csv"));
    let persons = committed("lists/persons.jsonl");
    let lists = ["--documents", &documents, "--vehicles", &vehicles, "--persons", &persons];
    bench.build(&lists).expect(0);
    let input = committed("crossings/rows.csv");
    let arguments = ["reconcile", "--store", "store", "--input", &input, "--all", "--lease", "9000d"];
    let told = lines(&bench.run(&arguments).expect(1).stdout);
    let rows: BTreeMap<&str, &Value> =
        told.iter().filter_map(|row| Some((row["ref"].as_str()?, row))).collect();
    assert_eq!(rows.len() + 1, told.len(), "a line for each row, and the summary");

    let key = lines(&std::fs::read_to_string(committed("crossings/key.jsonl")).unwrap());
    let mut planted = BTreeSet::new();
    for entry in &key {
        let reference = entry["ref"].as_str().unwrap();
        let found = answer(rows[reference], &entry["list"]).unwrap();
        // Of a person the key tells the least.
        let is_person = entry["list"] == "persons" && entry["grade"] == "possible";
        let is_better = |of: &Value, better: &str| is_person && of == better;
        assert!(found["outcome"] == entry["outcome"] || is_better(&found["outcome"], "hit"), "{entry}");
        if !entry["grade"].is_null() {
            let same = |hit: &&Value| {
                ["owner", "record_id"].iter().all(|key| hit[key] == entry[key])
                    && (hit["grade"] == entry["grade"] || is_better(&hit["grade"], "probable"))
            };
            assert!(found["hits"].as_array().unwrap().iter().any(|hit| same(&hit)), "{entry}");
        }
        planted.insert((reference, entry["list"].as_str().unwrap()));
    }
    for (reference, row) in &rows {
        for list in row["lists"].as_array().unwrap() {
            if !planted.contains(&(*reference, list["list"].as_str().unwrap())) {
                assert_eq!(list["outcome"], "no_hit", "{reference} {}", list["list"]);
            }
        }
    }
}
