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

/// A list of persons as it is published, with what is joined to it.
struct Published {
    mapping: &'static str,
    file: &'static str,
    joined: Option<(&'static str, &'static str)>,
    /// Rows, records, refused, repeated, left out, joined.
    counts: [u64; 6],
}

const fn published(
    mapping: &'static str,
    file: &'static str,
    joined: Option<(&'static str, &'static str)>,
    counts: [u64; 6],
) -> Published {
    Published { mapping, file, joined, counts }
}

const ALIASES_2021: Option<(&str, &str)> = Some(("alt", "persons/ofac/alt-2021-04.csv.gz"));
const ALIASES_2022: Option<(&str, &str)> = Some(("alt", "persons/ofac/alt-2022-01-31.csv.gz"));

#[rustfmt::skip]
const PUBLISHED: &[Published] = &[
    published("interpol-red-notices", "persons/interpol/red-notices-2025-10.jsonl.gz", None, [6_520, 160, 0, 6_360, 0, 0]),
    published("interpol-red-notices-detail", "persons/interpol/red-notices-detail-2023-05.jsonl.gz", None, [204, 186, 0, 18, 0, 0]),
    published("interpol-names-2020", "persons/interpol/red-notices-2020-01-names.csv.gz", None, [7_000, 7_000, 0, 0, 0, 0]),
    published("eu-consolidated", "persons/eu/eu-consolidated-2026-01-28.jsonl.gz", None, [5_795, 4_302, 0, 0, 1_493, 0]),
    published("ofac-sdn", "persons/ofac/sdn-2021-04.csv.gz", ALIASES_2021, [20_632, 4_566, 0, 0, 9_921, 6_145]),
    published("ofac-sdn", "persons/ofac/sdn-2022-01-31.csv.gz", ALIASES_2022, [21_461, 4_650, 0, 0, 10_291, 6_520]),
    published("ofac-sdn", "persons/ofac/sdn-2024-05-02.csv.gz", ALIASES_2022, [27_382, 6_854, 0, 0, 14_095, 6_433]),
    published("ofac-sdn", "persons/ofac/sdn-2024-05-03.csv.gz", ALIASES_2022, [27_374, 6_854, 0, 0, 14_087, 6_433]),
    published("ofac-xml", "persons/ofac/consolidated-2025-03-28.xml.gz", None, [443, 80, 0, 0, 363, 0]),
    published("ofac-xml", "persons/ofac/consolidated-2026-01-08.xml.gz", None, [442, 79, 0, 0, 363, 0]),
    published("un-consolidated", "persons/un/un-consolidated-2018-10-29.xml.gz", None, [1_093, 703, 0, 0, 390, 0]),
    published("un-consolidated", "persons/un/un-consolidated-2025-04-19.xml.gz", None, [877, 684, 0, 0, 193, 0]),
    published("un-consolidated", "persons/un/un-consolidated-2025-12-09.xml.gz", None, [1_000, 727, 0, 0, 273, 0]),
    published("un-consolidated", "persons/un/un-consolidated-2026-01-28.xml.gz", None, [999, 726, 0, 0, 273, 0]),
    published("uk-hmt", "persons/uk/hmt-conlist-2014-04-02.csv.gz", None, [8_950, 1_337, 0, 0, 3_042, 4_571]),
    published("eu-fsf-csv", "persons/eu/eu-fsf-2018-07-04-part.csv.gz", None, [999, 61, 0, 0, 623, 315]),
    published("ca-sema", "persons/ca/sema-autonomous-sanctions.xml.gz", None, [4_759, 3_334, 0, 0, 1_425, 0]),
    published("fbi-wanted", "persons/fbi/fbi-wanted-2024-02.csv", None, [416, 401, 0, 0, 15, 0]),
];

#[test]
fn every_row_of_the_published_lists_of_persons_is_accounted_for() {
    for Published { mapping: name, file, joined, counts: expected } in PUBLISHED {
        let bench = Workbench::new();
        let Some(path) = sample(file) else { continue };
        let mapping = mapping(&format!("{name}.toml"));
        let joined = joined.and_then(|(name, file)| Some(format!("{name}={}", sample(file)?)));
        let mut arguments = vec!["--persons", &path, "--mapping", &mapping];
        if let Some(joined) = &joined {
            arguments.extend(["--joined", joined]);
        }
        let built = bench.build(&arguments).expect(0).json();
        let counts = &built["lists"][0]["counts"];
        let keys = ["rows", "records", "refused", "repeated", "left_out", "joined"];
        let found = keys.map(|key| counts[key].as_u64().unwrap());
        assert_eq!(&found, expected, "{file}");
        assert_eq!(found[1..].iter().sum::<u64>() + counts["withheld"].as_u64().unwrap(), found[0], "{file}");
    }
}

/// The lists of four owners are one index: record ids and owners keep them apart.
#[test]
fn several_published_lists_are_put_together() {
    let bench = Workbench::new();
    let together = ["ofac-sdn", "un-consolidated", "eu-consolidated", "interpol-red-notices"];
    let mut arguments = vec!["--as-of".to_owned(), "2026-01-28T00:00:00Z".to_owned()];
    for name in together {
        // The last version of each that stands above.
        let Some(list) = PUBLISHED.iter().rev().find(|list| list.mapping == name) else { panic!("{name}") };
        let Some(path) = sample(list.file) else { return };
        arguments.extend([
            "--persons".to_owned(),
            path,
            "--mapping".to_owned(),
            mapping(&format!("{name}.toml")),
        ]);
        if let Some((name, file)) = list.joined {
            let Some(path) = sample(file) else { return };
            arguments.extend(["--joined".to_owned(), format!("{name}={path}")]);
        }
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let built = bench.build(&arguments).expect(0).json();
    assert_eq!(built["lists"][0]["records"], 6_854 + 726 + 4_302 + 160);
    bench.run(&["verify", "--store", "store", "--deep"]).expect(0);
}

#[test]
fn a_feed_that_delivers_an_empty_file_withdraws_nobody() {
    let bench = Workbench::new();
    let Some(empty) = sample("persons/ofac/sdn-2024-05-04-truncated.csv") else { return };
    bench.build(&["--persons", &empty]).refused(3, &["header"]);
    let mapping = mapping("ofac-sdn.toml");
    let Some(aliases) = sample("persons/ofac/alt-2022-01-31.csv.gz") else { return };
    let joined = format!("alt={aliases}");
    let through = ["--persons", &empty, "--mapping", &mapping, "--joined", &joined];
    bench.build(&through).refused(3, &["not one of", "--drop persons"]);
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
