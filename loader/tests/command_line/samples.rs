//! The real lists and the 25,000 synthetic travellers, where they are present. They are never copied here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::workbench::{Workbench, lines};

/// Says aloud when the samples are not there.
fn sample(name: &str) -> Option<String> {
    let given = std::env::var_os("WATCHPOST_SAMPLES").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"));
    let path = folder.join(name);
    if path.is_file() {
        return Some(path.to_str().unwrap().to_owned());
    }
    eprintln!("NOT TESTED: the sample {name} is not here; set WATCHPOST_SAMPLES to its folder");
    None
}

fn mapping(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(name).to_str().unwrap().to_owned()
}

/// A store of the three real lists that have a mapping.
fn build(bench: &Workbench) -> Option<Value> {
    let vehicles = sample("vehicles/nz-stolen-2011-12-20.csv")?;
    let persons = sample("persons/interpol/red-notices-2025-10.jsonl.gz")?;
    let documents = sample("documents/documents-named-in-lists.csv.gz")?;
    let built = bench.build(&[
        "--documents",
        &documents,
        "--mapping",
        &mapping("documents-named-in-lists.toml"),
        "--vehicles",
        &vehicles,
        "--mapping",
        &mapping("nz-stolen-vehicles.toml"),
        "--persons",
        &persons,
        "--mapping",
        &mapping("interpol-red-notices.toml"),
        "--as-of",
        "2026-01-28T00:00:00Z",
    ]);
    Some(built.expect(0).json())
}

#[test]
fn every_row_of_the_real_lists_is_accounted_for() {
    let bench = Workbench::new();
    let Some(built) = build(&bench) else { return };
    for (list, rows) in [(0, 5_606), (1, 3_635), (2, 6_520)] {
        let counts = &built["lists"][list]["counts"];
        let of = |key: &str| counts[key].as_u64().unwrap();
        assert_eq!(of("rows"), rows);
        assert_eq!(of("records") + of("refused") + of("repeated") + of("withheld"), rows);
    }
    assert_eq!(built["lists"][2]["records"], 160);
    bench.run(&["verify", "--store", "store", "--deep"]).expect(0);
}

#[test]
fn a_feed_that_delivers_an_empty_file_withdraws_nobody() {
    let bench = Workbench::new();
    let Some(empty) = sample("persons/ofac/sdn-2024-05-04-truncated.csv") else { return };
    bench.build(&["--persons", &empty]).refused(3, &["header"]);
}

#[test]
fn planted_travellers_are_found_in_the_lists_they_come_from() {
    let bench = Workbench::new();
    let (Some(travellers), Some(key)) =
        (sample("travellers/travellers.csv.gz"), sample("travellers/key.csv"))
    else {
        return;
    };
    if build(&bench).is_none() {
        return;
    }
    let arguments = ["reconcile", "--store", "store", "--input", &travellers, "--lease", "9000d", "--all"];
    let told = lines(&bench.run(&arguments).expect(1).stdout);
    assert_eq!(told.len(), 25_001);
    let summary = &told[25_000]["summary"];
    assert_eq!((summary["rows"].as_u64(), summary["errors"].as_u64()), (Some(25_000), Some(0)));
    let by_ref: BTreeMap<&str, &Value> =
        told[..25_000].iter().map(|row| (row["ref"].as_str().unwrap(), row)).collect();

    let key = std::fs::read_to_string(key).unwrap();
    let (mut asked, mut found) = (0, 0);
    for planted in key.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>()) {
        let [reference, about, variant, _, record_id, "same"] = planted.as_slice() else { continue };
        if !matches!((*about, *variant), ("vehicle", _) | ("document", "exact" | "o-for-zero")) {
            continue;
        }
        asked += 1;
        found += usize::from(record_ids(by_ref[reference]).any(|found| found.starts_with(record_id)));
    }
    assert!(asked > 200, "{asked}");
    assert_eq!(found, asked, "an exact, spaced or look-alike plate or number must be found");
}

fn record_ids(row: &Value) -> impl Iterator<Item = &str> {
    let lists = row["lists"].as_array().into_iter().flatten();
    lists
        .flat_map(|list| list["hits"].as_array().into_iter().flatten())
        .filter_map(|hit| hit["record_id"].as_str())
}

#[test]
fn the_public_table_of_makers_is_read_as_it_is() {
    let bench = Workbench::new();
    let (Some(vehicles), Some(table)) =
        (sample("vehicles/nz-stolen-2011-12-20.csv"), sample("vehicles/wmi.csv.gz"))
    else {
        return;
    };
    let mapping = mapping("nz-stolen-vehicles.toml");
    bench.build(&["--vehicles", &vehicles, "--mapping", &mapping, "--wmi", &table]).expect(0);
    let asked = bench.run(&[
        "check",
        "--store",
        "store",
        "--json",
        "--stale-after",
        "9999999h",
        "--lease",
        "9999999h",
        "--vin",
        "1Y9BE25898C020609",
    ]);
    assert_eq!(asked.json()["subjects"][0]["vehicle"]["vin"]["maker"], "Y.B. WELDING");
}
