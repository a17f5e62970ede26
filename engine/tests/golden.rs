//! A small store of the format's version, committed with the answers that it gave: a later program opens it and
//! answers the same, and builds the same bytes from the same rows.
//!
//! Made anew only by `WATCHPOST_REGENERATE=1 cargo test -p watchpost-engine --test golden`, when the version of the
//! format or a rule of the contract changes.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/asking.rs"]
mod asking;
#[path = "support/lists.rs"]
mod lists;
#[path = "support/store.rs"]
mod store;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use watchpost_engine::check::Conditions;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::List;
use watchpost_engine::segment::layout::FORMAT_VERSION;
use watchpost_engine::store::Store;

use lists::ListRow;
use store::Lists;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../testdata/segment/v{FORMAT_VERSION}"))
}

fn is_to_be_made_anew() -> bool {
    std::env::var("WATCHPOST_REGENERATE").is_ok_and(|text| text == "1")
}

/// The rows of a list, as they are committed.
fn rows(list: List) -> Vec<ListRow> {
    let mut csv = csv::Reader::from_path(folder().join(format!("{list}.csv"))).unwrap();
    let columns = csv.headers().unwrap().clone();
    csv.records()
        .map(|record| {
            let record = record.unwrap();
            columns.iter().zip(&record).fold(ListRow::default(), |row, (column, text)| row.with(column, text))
        })
        .collect()
}

fn golden_lists() -> Lists {
    List::ALL.into_iter().fold(Lists::empty(), |lists, list| lists.with_rows(list, rows(list)))
}

/// The files of a store by their path in it, but for the writer's lock.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in ["", "generations", "segments"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() && entry.file_name() != "lock" {
                let name = format!("{folder}/{}", entry.file_name().into_string().unwrap());
                files.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    files
}

/// Each kind of answer on each record; the last questions are asked at another moment or of fewer lists.
fn questions() -> Vec<Value> {
    let document =
        |number: &str, issuer: &str| json!({"document": {"number": number, "issuer": issuer, "type": "P"}});
    let documents = [
        document("L898902C3", "UTO"),
        document("l8989 O2c3", "UTO"),
        document("L898902C3", "FRA"),
        document("880692310285", "FRA"),
        document("X4711AB99", ""),
        document("533380006", "GBR"),
        document("C01X00T47", "D"),
        document("UT8880450", "UTO"),
        document("UT8880001", "UTO"),
        document("UT888O9O0", "UTO"),
        document("UT8880901", "UTO"),
        document("R12345678", "UTO"),
        document("R12345679", "UTO"),
        document("R12345680", "UTO"),
        document("000000000", "ITA"),
        document("ав 184386", "UTO"),
        document("AB184386", "UTO"),
        document("Q7", "QZX"),
        document("UT4711042", "UTO"),
        document("A0987654321098765432109876543210987654", ""),
        document("-", "UTO"),
    ];
    let vehicles = [
        json!({"vin": "1M8GDM9AXKP042788", "plates": [{"number": "AB-123-CD", "country": "FR"}], "engine_number": "BKC047110"}),
        json!({"plates": [{"number": "AB 123 CD"}]}),
        json!({"vin": "WVWZZZ1JZXW000001"}),
        json!({"plates": [{"number": "KAPA777", "country": "DEU"}]}),
        json!({"engine_number": "BKC 047 110"}),
        json!({"vin": "JZA800001234"}),
        json!({"vin": "E123", "plates": [{"number": "ut4711lö", "country": "UTO"}]}),
        json!({"plates": [{"number": "A123BC77", "country": "RUS"}, {"number": "IKA 4711", "country": "GR"}]}),
        json!({"plates": [{"number": "0000", "country": "UTO"}]}),
        json!({"vin": ""}),
    ];
    let person = |name: &str, born: &str| json!({"person": {"name": name, "birth_date": born}});
    let persons = [
        person("Arkfreith", "1999-01-31"),
        person("Leo Tamarin", "2014-05-17"),
        person("Milan Leo Tamarin", "2014"),
        person("Halverin Dana", "2001-09-30"),
        person("MUELLER JUERGEN", ""),
        person("Ann Mary Oneil", "1974-12-08"),
        person("Taras Quillon", "1979-02-14"),
        person("петров иван", "1980-01-01"),
        person("IVAN PETROV", "1981"),
        person("Oskar Drillmann", "1980-10-10"),
        person("Sukarno", ""),
        person("77", ""),
    ];
    let zone = "PPUTOTAMARIN<<LEO<MILAN<<<<<<<<<<<<<<<<<<<<<L898902C36UTO1405174M3204153ZE184226B<<<<<10";
    let misread = "PPUTOARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<ZZ99999995UTO9901018M3204153<<<<<<<<<<<<<<08";
    let mut subjects: Vec<Value> = documents.into_iter().collect();
    subjects.extend(vehicles.into_iter().map(|vehicle| json!({ "vehicle": vehicle })));
    subjects.extend(persons);
    subjects.extend([json!({ "mrz": zone }), json!({ "mrz": misread }), json!({ "mrz": "PPUTO" })]);
    let crossing = json!([{"ref": "p", "mrz": zone}, {"ref": "v", "vehicle": {"vin": "JZA800001234"}},
        {"ref": "a", "document": {"number": "UT8880002", "issuer": "UTO"}},
        {"ref": "b", "document": {"number": "UT8880003", "issuer": "UTO"}}]);
    let at = |now: &str, question: Value| json!({"now": now, "question": question});
    let mut questions: Vec<Value> =
        subjects.iter().map(|subject| at("2026-11-24T12:00:00Z", json!({ "subjects": [subject] }))).collect();
    questions.extend([
        at("2026-11-24T12:00:00Z", json!({ "subjects": crossing })),
        at("2026-11-25T00:00:00Z", json!({"subjects": [{"vehicle": {"vin": "E123"}}]})),
        at("2026-11-25T12:00:00Z", json!({ "subjects": crossing })),
        at("2026-11-26T12:00:00Z", json!({ "subjects": crossing })),
        at("2026-11-24T11:40:00Z", json!({ "subjects": crossing })),
        at("2026-11-24T12:00:00Z", json!({"subjects": [{"mrz": zone}], "lists": ["documents"]})),
        at("2026-11-24T12:00:00Z", json!({"subjects": [{"mrz": zone}], "lists": ["vehicles"]})),
    ]);
    questions
}

/// Question and answer, one a line.
fn answered(generation: &Generation) -> String {
    let lines = questions().into_iter().map(|mut asked| {
        let conditions = Conditions::at(asked["now"].as_str().unwrap().parse().unwrap());
        asked["answer"] = asking::ask_under(generation, asked["question"].clone(), &conditions);
        format!("{asked}\n")
    });
    lines.collect()
}

fn make_anew() {
    let root = folder().join("store");
    if root.exists() {
        std::fs::remove_dir_all(&root).unwrap();
    }
    golden_lists().build(&root);
    std::fs::remove_file(root.join("lock")).unwrap();
    let generation = Generation::open(&Store::open(&root).unwrap(), Verify::Full).unwrap();
    std::fs::write(folder().join("answers.jsonl"), answered(&generation)).unwrap();
}

/// One test, so that nothing is compared while it is made anew.
#[test]
fn committed_store_opens_answers_as_before_and_is_built_again_byte_for_byte() {
    if is_to_be_made_anew() {
        make_anew();
    }
    let root = folder().join("store");
    let generation = Generation::open(&Store::open(&root).unwrap(), Verify::Full).unwrap();
    generation.verify_deep().unwrap();

    let expected = std::fs::read_to_string(folder().join("answers.jsonl")).unwrap();
    let found = answered(&generation);
    for (line, (found, expected)) in (1..).zip(found.lines().zip(expected.lines())) {
        let [found, expected] = [found, expected].map(|line| serde_json::from_str::<Value>(line).unwrap());
        assert_eq!(found, expected, "answers.jsonl line {line}");
    }
    assert_eq!(found.lines().count(), expected.lines().count());

    let built = golden_lists().open();
    let (built, committed) = (files(&built.root), files(&root));
    assert_eq!(built.keys().collect::<Vec<_>>(), committed.keys().collect::<Vec<_>>());
    for (name, bytes) in &committed {
        assert!(built[name] == *bytes, "{name} is built as other bytes");
    }
}
