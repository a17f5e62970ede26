//! `build`: what is refused with which code, and that a refused build changes nothing.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::{SignedDuration, Timestamp};

use crate::workbench::{DOCUMENTS, PERSONS, VEHICLES, Workbench};

fn in_minutes(minutes: i64) -> String {
    (Timestamp::now() + SignedDuration::from_mins(minutes)).to_string()
}

#[test]
fn usage_errors_are_2_and_make_no_store() {
    let bench = Workbench::new();
    bench.file("documents.csv", DOCUMENTS);
    bench.file("list.txt", DOCUMENTS);
    bench.build(&[]).refused(2, &["--documents"]);
    bench.build(&["--documents", "list.txt"]).refused(2, &["list.txt", "--format"]);
    bench.build(&["--documents", "documents.csv", "--drop", "documents"]).refused(2, &["--drop documents"]);
    bench.build(&["--documents", "-", "--persons", "-", "--format", "csv"]).refused(2, &["read once"]);
    bench.build(&["--format", "csv", "--documents", "list.txt"]).refused(2, &["before every list"]);
    bench.build(&["--documents", "documents.csv", "--max-refused", "many"]).refused(2, &["2%"]);
    bench.build(&["--documents", "documents.csv", "--memory", "1K"]).refused(2, &["16M"]);
    bench.build(&["--documents", "documents.csv", "--for", "QZX"]).refused(2, &["--for"]);
    bench
        .build(&["--documents", "documents.csv", "--quarantine", "./documents.csv"])
        .refused(2, &["destroy"]);
    assert_eq!(bench.read("documents.csv"), DOCUMENTS);
    assert!(!bench.path("store").exists());
}

#[test]
fn a_file_that_cannot_be_a_list_is_3() {
    let bench = Workbench::new();
    bench.build(&["--documents", "nowhere.csv"]).refused(3, &["nowhere.csv"]);
    bench.file("empty.csv", "");
    bench.build(&["--documents", "empty.csv"]).refused(3, &["empty.csv", "header"]);
    bench.file("empty.jsonl", "");
    bench.build(&["--documents", "empty.jsonl"]).refused(3, &["no list"]);
    bench.file("header.csv", "record_id,owner,number,status\n");
    bench.build(&["--documents", "header.csv"]).refused(3, &["no list"]);
    bench.file("wrong.csv", "record_id,owner,numbr,status\n");
    bench.build(&["--documents", "wrong.csv"]).refused(3, &["`numbr`", "number_to", "--mapping"]);
    bench.file("semicolons.csv", DOCUMENTS.replace(',', ";"));
    bench.build(&["--documents", "semicolons.csv"]).refused(3, &["commas", "number_to", "--mapping"]);
    bench.file("lacks-a-column.csv", "record_id,owner,number\nS-1,UTO,L898902C3\n");
    bench.build(&["--documents", "lacks-a-column.csv"]).refused(3, &["line 2", "`status`", "--quarantine"]);
    bench.file(
        "quote.csv",
        format!("{DOCUMENTS}SLTD-80,UTO,UTO,P,\"L1,,stolen,\nSLTD-81,UTO,UTO,P,L2,,stolen,\n"),
    );
    bench.build(&["--documents", "quote.csv"]).refused(3, &["quote.csv", "line 5", "quote"]);
}

#[test]
fn a_wrong_header_is_told_before_anything_is_made() {
    let bench = Workbench::new();
    bench.file("documents.csv", DOCUMENTS);
    bench.file("wrong.csv", "record_id,owner,plat,status\n");
    bench.build(&["--documents", "documents.csv", "--vehicles", "wrong.csv"]).refused(3, &["`plat`"]);
    assert!(!bench.path("store").exists());
}

#[test]
fn a_truncated_file_never_becomes_a_short_list() {
    let bench = Workbench::with_lists();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let many: String = (0..5_000).map(|row| format!("S-{row},UTO,UTO,P,N{row:07},,stolen,\n")).collect();
    encoder
        .write_all(format!("{}{many}", DOCUMENTS.lines().next().unwrap().to_owned() + "\n").as_bytes())
        .unwrap();
    let whole = encoder.finish().unwrap();
    bench.file("cut.csv.gz", &whole[..whole.len() - 100]);
    bench.build(&["--documents", "cut.csv.gz"]).refused(3, &["cut.csv.gz", "rows are missing"]);
    assert_eq!(bench.inspect()["generation"], 1);
    bench.file("cut.csv.gz", &whole);
    bench.build(&["--documents", "cut.csv.gz"]).expect(0);
}

#[test]
fn stdin_needs_a_format_and_is_as_old_as_the_build() {
    let bench = Workbench::new();
    let build = ["build", "--store", "store", "--documents", "-"];
    bench.run_with(DOCUMENTS, &build).refused(2, &["--format"]);
    let before = Timestamp::now() - SignedDuration::from_secs(1);
    bench.run_with(DOCUMENTS, &[&build[..], &["--format", "csv"]].concat()).expect(0);
    let as_of: Timestamp = bench.inspect()["lists"][0]["as_of"].as_str().unwrap().parse().unwrap();
    assert!(as_of >= before && as_of <= Timestamp::now());
}

#[test]
fn a_list_is_as_old_as_its_oldest_file_unless_told() {
    let bench = Workbench::new();
    let (old, new) = (bench.file("old.csv", DOCUMENTS), bench.file("new.csv", DOCUMENTS));
    let set = |path: &Path, hours: u64| {
        let file = std::fs::File::options().write(true).open(path).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(hours * 3_600))
            .unwrap();
    };
    set(&old, 50);
    set(&new, 1);
    bench.build(&["--documents", "new.csv", "--documents", "old.csv"]).expect(0);
    let age = bench.inspect()["lists"][0]["age_seconds"].as_u64().unwrap();
    assert!((180_000..180_600).contains(&age), "{age}");

    bench.file("vehicles.csv", VEHICLES);
    let told = "2026-01-02T03:04:05Z";
    let for_one = format!("vehicles={told}");
    let arguments = ["--documents", "new.csv", "--vehicles", "vehicles.csv", "--as-of", &for_one];
    bench.build(&arguments).expect(0);
    let lists = bench.inspect()["lists"].clone();
    assert_eq!(lists[1]["as_of"], told);
    assert!(lists[0]["age_seconds"].as_u64().unwrap() < 4_000);
}

#[test]
fn a_time_ahead_of_the_clock_is_refused() {
    let bench = Workbench::new();
    bench.file("documents.csv", DOCUMENTS);
    let build = |as_of: &str| bench.build(&["--documents", "documents.csv", "--as-of", as_of]);
    build(&in_minutes(6)).refused(2, &["5 minutes ahead"]);
    build(&format!("documents={}", in_minutes(6))).refused(2, &["5 minutes ahead"]);
    build("vehicles=2026-01-02T03:04:05Z").refused(2, &["not in this build"]);
    build("yesterday").refused(2, &["2026-11-24T08:00:00Z"]);
    assert!(!bench.path("store").exists());
    build(&in_minutes(4)).expect(0);
}

#[test]
fn a_list_that_is_not_named_stays_and_one_that_is_dropped_goes() {
    let bench = Workbench::with_lists();
    let before = bench.inspect();
    bench.build(&["--vehicles", "vehicles.csv", "--as-of", "2026-01-02T03:04:05Z"]).expect(0);
    let after = bench.inspect();
    assert_eq!(after["generation"], 2);
    assert_eq!(after["lists"][0], {
        let mut documents = before["lists"][0].clone();
        documents["age_seconds"] = after["lists"][0]["age_seconds"].clone();
        documents
    });
    assert_eq!(after["probes"], before["probes"]);
    bench.build(&["--drop", "vehicles"]).expect(0);
    let names: Vec<String> =
        bench.inspect()["lists"].as_array().unwrap().iter().map(|l| l["list"].to_string()).collect();
    assert_eq!(names, ["\"documents\"", "\"persons\""]);
    bench.build(&["--drop", "vehicles"]).refused(2, &["no such list"]);
    let answer = bench.check(&["--plate", "TRAILER77"]).expect(7).json();
    assert_eq!(answer["subjects"][0]["lists"][0]["problems"][0]["code"], "list-absent");
    bench.run(&["verify", "--store", "store", "--deep"]).expect(0);
}

#[test]
fn a_list_that_shrinks_too_far_is_refused() {
    let bench = Workbench::new();
    let rows = |count: u32| {
        let rows: String = (0..count).map(|row| format!("S-{row},UTO,A{row:08},lost\n")).collect();
        format!("record_id,owner,number,status\n{rows}")
    };
    bench.file("documents.csv", rows(100));
    bench.build(&["--documents", "documents.csv"]).expect(0);
    bench.file("documents.csv", rows(89));
    bench.build(&["--documents", "documents.csv"]).refused(3, &["89", "100", "--max-shrink"]);
    assert_eq!(bench.inspect()["lists"][0]["records"], 100);
    bench.build(&["--documents", "documents.csv", "--max-shrink", "11%"]).expect(0);
    bench.file("documents.csv", rows(81));
    bench.build(&["--documents", "documents.csv"]).expect(0);
}

#[test]
fn a_restricted_list_needs_a_country_and_leaves_out_what_it_may_not_hold() {
    let bench = Workbench::new();
    let rows = "record_id,owner,number,status,only_for,withheld_from\n\
                S-1,UTO,A1234567,lost,,\n\
                S-2,UTO,A1234568,lost,FRA|DEU,\n\
                S-3,UTO,A1234569,lost,,UTO|FRA\n";
    bench.file("documents.csv", rows);
    bench.build(&["--documents", "documents.csv"]).refused(2, &["--for", "line 3"]);
    let built = bench.build(&["--documents", "documents.csv", "--for", "FRA"]).expect(0).json();
    let counts = &built["lists"][0]["counts"];
    assert_eq!(
        (counts["rows"].as_u64(), counts["records"].as_u64(), counts["withheld"].as_u64()),
        (Some(3), Some(2), Some(1))
    );
    bench.check(&["--document", "-/A1234568", "--lists", "documents"]).expect(1);
    bench.check(&["--document", "-/A1234569", "--lists", "documents"]).expect(0);
    assert_eq!(bench.inspect()["for_country"], "FRA");

    bench.file("persons.jsonl", PERSONS);
    bench.build(&["--persons", "persons.jsonl", "--for", "DEU"]).refused(2, &["FRA", "name all lists"]);
    bench.build(&["--persons", "persons.jsonl"]).expect(0);
    assert_eq!(bench.inspect()["for_country"], "FRA", "the list that stayed is still for that country");
}

#[test]
fn the_same_input_gives_the_same_segments_whatever_the_memory() {
    let bench = Workbench::with_lists();
    let segments = |bench: &Workbench| -> Vec<String> {
        let lists = bench.inspect()["lists"].clone();
        lists.as_array().unwrap().iter().map(|list| list["segments"].to_string()).collect()
    };
    let first = segments(&bench);
    let lists = ["--persons", "persons.jsonl", "--vehicles", "vehicles.csv", "--documents", "documents.csv"];
    bench.build(&[&lists[..], &["--memory", "16M"]].concat()).expect(0);
    assert_eq!(segments(&bench), first);
}

#[test]
fn a_mapping_belongs_to_the_list_before_it() {
    let bench = Workbench::new();
    let mappings = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings");
    let nz = mappings.join("nz-stolen-vehicles.toml");
    let nz = nz.to_str().unwrap();
    bench.file("nz.csv", "ZZ9999,Blue,Zephyr,MODEL,0,,2011-07-14,Northland\n");
    bench.file("vehicles.csv", VEHICLES);
    bench.file("documents.csv", DOCUMENTS);
    bench
        .build(&[
            "--documents",
            "documents.csv",
            "--vehicles",
            "nz.csv",
            "--mapping",
            nz,
            "--vehicles",
            "vehicles.csv",
        ])
        .expect(0);
    let lists = bench.inspect()["lists"].clone();
    assert_eq!(lists[1]["records"], 3);
    assert!(lists[1]["sources"][0]["licence"].is_string());
    assert!(lists[1]["sources"][1]["licence"].is_null());
    bench.check(&["--plate", "NZL/ZZ 9999", "--stale-after", "400000h", "--lease", "400000h"]).expect(1);

    bench.build(&["--documents", "documents.csv", "--mapping", nz]).refused(2, &["--vehicles"]);
    bench.build(&["--mapping", nz, "--vehicles", "nz.csv"]).refused(2, &["before every list"]);
    bench.file(
        "wrong.toml",
        "list = \"vehicles\"\n[format]\nkind = \"csv\"\n[fields]\nplat = { column = 1 }\n",
    );
    bench.build(&["--vehicles", "nz.csv", "--mapping", "wrong.toml"]).refused(2, &["wrong.toml", "plat"]);
    bench.build(&["--vehicles", "nz.csv", "--mapping", "nowhere.toml"]).refused(2, &["nowhere.toml"]);
}

#[test]
fn a_store_that_another_writer_holds_is_6() {
    let bench = Workbench::with_lists();
    let held = watchpost_engine::store::Writer::open(&bench.path("store"), watchpost_engine::store::RealDisk)
        .unwrap();
    bench.build(&["--documents", "documents.csv"]).refused(6, &["another writer"]);
    drop(held);
    bench.build(&["--documents", "documents.csv"]).expect(0);
}

#[test]
fn thousands_of_records_of_one_name_do_not_stop_a_build() {
    let bench = Workbench::new();
    // More than one look-up grades; the last of them is offered as a probe and cannot be graded.
    let rows: String = (0..5_000)
        .map(|at| {
            let born = format!("{}-{:02}-{:02}", 1950 + at % 50, 1 + at / 50 % 12, 1 + at / 600);
            format!("N-{at:04},UTO,red,UNKNOWN,MALE,{born}\n")
        })
        .collect();
    bench.file("persons.csv", format!("record_id,owner,notice,surname,given,birth_dates\n{rows}"));
    bench.build(&["--persons", "persons.csv"]).expect(0);
}

#[test]
fn a_table_of_makers_is_asked_before_the_built_in_one_and_one_that_cannot_be_used_is_refused() {
    let bench = Workbench::new();
    bench.file("vehicles.csv", VEHICLES);
    bench
        .file("wmi.csv", "wmi,maker,country\n1M8,Utopia Coaches,UTO\n1Y9020,Small Trailers,UTO\nbad row,,\n");
    bench.build(&["--vehicles", "vehicles.csv", "--wmi", "wmi.csv"]).expect(0);
    let maker = |vin: &str| {
        let asked = bench.run(&["check", "--store", "store", "--json", "--vin", vin]);
        asked.json()["subjects"][0]["vehicle"]["vin"]["maker"].clone()
    };
    assert_eq!(maker("1M8GDM9AXKP042788"), "Utopia Coaches");
    assert_eq!(maker("1Y9BE25898C020609"), "Small Trailers");
    assert_eq!(maker("WVWZZZ1JZXW000001"), "VOLKSWAGEN");
    bench.run(&["verify", "--store", "store", "--deep"]).expect(0);
    bench.file("wrong.csv", "code,name\n1M8,Utopia Coaches\n");
    bench.build(&["--vehicles", "vehicles.csv", "--wmi", "wrong.csv"]).refused(3, &["wmi", "maker"]);
    bench.file("empty.csv", "wmi,maker\n?,\n");
    bench.build(&["--vehicles", "vehicles.csv", "--wmi", "empty.csv"]).refused(3, &["no row"]);
    bench.build(&["--vehicles", "vehicles.csv", "--wmi", "nowhere.csv"]).refused(3, &["nowhere.csv"]);
}
