//! No row is dropped in silence: rows = records + refused + repeated + withheld + left out + joined, and the refused
//! ones are named.

use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use crate::workbench::Workbench;

const ROWS: &str = "record_id,owner,number,status,expires_on\n\
    S-1,UTO,SECRET1234,stolen,\n\
    S-2,UTO,A1234568,stollen,\n\
    S-1,UTO,SECRET1234,stolen,\n\
    S-1,UTO,SECRET9999,stolen,\n\
    S-3,UTO,A1234569\n\
    S-4,UTO,--,lost,\n\
    S-5,UTO,A1234570,lost,2026-02-30\n\
    S-6,QZX,A1234571,lost,2999-12-31\n";

#[test]
fn a_file_that_gives_no_record_beside_others_is_told_by_name() {
    let bench = Workbench::new();
    bench.file("whole.csv", ROWS);
    bench.file("cut.csv", "record_id,owner,number,status\n");
    let build = ["--documents", "whole.csv", "--documents", "cut.csv", "--max-refused", "5"];
    let built = bench.build(&build).expect(0);
    assert!(built.stderr.contains("NO RECORD comes from cut.csv (0 rows)"), "{}", built.stderr);
    assert!(!built.stderr.contains("whole.csv (8 rows)"), "{}", built.stderr);
}

#[test]
fn every_row_is_accounted_for_and_every_refused_one_is_in_the_quarantine() {
    let bench = Workbench::new();
    bench.file("documents.csv", ROWS);
    bench.file("quarantine.jsonl", "left from before");
    let build = ["--documents", "documents.csv", "--quarantine", "quarantine.jsonl", "--max-refused", "5"];
    let built = bench.build(&build).expect(0);
    let counts = &built.json()["lists"][0]["counts"];
    let expected = json!({"rows": 8, "records": 2, "refused": 5, "repeated": 1, "withheld": 0, "left_out": 0, "joined": 0,
        "unread_values": 0, "unknown_codes": 1});
    assert_eq!(counts, &expected);
    assert!(built.stderr.contains("unknown-issuer-code"), "{}", built.stderr);

    let quarantined = bench.lines("quarantine.jsonl");
    let mut places: Vec<(u64, Option<&str>)> =
        quarantined.iter().map(|row| (row["line"].as_u64().unwrap(), row["column"].as_str())).collect();
    places.sort_unstable();
    let expected = [
        (3, Some("status")),
        (5, Some("record_id")),
        (6, None),
        (7, Some("number")),
        (8, Some("expires_on")),
    ];
    assert_eq!(places, expected);
    assert!(quarantined.iter().all(|row| row["file"] == "documents.csv" && row["reason"].is_string()));
    let mode = bench.path("quarantine.jsonl").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let source = &bench.inspect()["lists"][0]["sources"][0];
    assert_eq!(
        (source["rows"].as_u64(), source["refused"].as_u64(), source["repeated"].as_u64()),
        (Some(8), Some(5), Some(1))
    );
    // The first of two rows that contradict one another stays.
    bench.check(&["--document", "-/SECRET1234"]).expect(1);
    bench.check(&["--document", "-/SECRET9999"]).expect(0);
}

#[test]
fn no_message_holds_a_value_of_a_row() {
    let bench = Workbench::new();
    bench.file("documents.csv", ROWS.replace("S-", "SECRET-"));
    let ended = bench.build(&["--documents", "documents.csv", "--quarantine", "quarantine.jsonl"]).expect(3);
    for text in [ended.stdout, ended.stderr, bench.read("quarantine.jsonl")] {
        assert!(!text.contains("SECRET"), "{text}");
    }
}

#[test]
fn too_many_refused_rows_refuse_the_build_and_the_quarantine_is_there() {
    let bench = Workbench::new();
    let rows: String = (0..99).map(|row| format!("S-{row},UTO,A{row:08},lost\n")).collect();
    let header = "record_id,owner,number,status\n";
    bench.file("one-percent.csv", format!("{header}{rows}S-99,UTO,,lost\n"));
    bench.build(&["--documents", "one-percent.csv"]).expect(0);
    bench.file("more.csv", format!("{header}{rows}S-99,UTO,,lost\nS-100,UTO,,lost\n"));
    let more = ["--documents", "more.csv", "--quarantine", "quarantine.jsonl"];
    bench
        .build(&more)
        .refused(3, &["2 of 101 rows", "--max-refused", "line 101", "`number`", "quarantine.jsonl"]);
    assert_eq!(bench.lines("quarantine.jsonl").len(), 2);
    assert_eq!(bench.inspect()["generation"], 1);
    bench.build(&[&more[..], &["--max-refused", "1"]].concat()).expect(3);
    bench.build(&[&more[..], &["--max-refused", "2"]].concat()).expect(0);
    bench.build(&[&more[..], &["--max-refused", "1.9%"]].concat()).expect(3);
    bench.build(&[&more[..], &["--max-refused", "2%"]].concat()).expect(0);
}

#[test]
fn two_files_of_one_list_are_put_together() {
    let bench = Workbench::new();
    bench.file("a.csv", "record_id,owner,number,status\nS-1,UTO,A1234567,lost\n");
    bench.file("b.jsonl", "{\"record_id\":\"S-1\",\"owner\":\"UTO\",\"number\":\"A1234567\",\"status\":\"lost\"}\n{\"record_id\":\"S-1\",\"owner\":\"FRA\",\"number\":\"A1234567\",\"status\":\"lost\"}\n{\"numbr\":\"1\"}\n");
    let build =
        ["--documents", "a.csv", "--documents", "b.jsonl", "--quarantine", "q.jsonl", "--max-refused", "1"];
    let built = bench.build(&build).expect(0).json();
    assert_eq!(built["lists"][0]["records"], 2);
    assert_eq!(built["lists"][0]["counts"]["repeated"], 1);
    let quarantined = bench.lines("q.jsonl");
    assert_eq!(quarantined[0]["column"], "numbr");
    let sources = bench.inspect()["lists"][0]["sources"].clone();
    assert_eq!((sources[0]["repeated"].as_u64(), sources[1]["repeated"].as_u64()), (Some(0), Some(1)));
}

#[test]
fn a_last_row_that_contradicts_an_earlier_one_is_no_probe() {
    let bench = Workbench::new();
    let rows = "record_id,owner,number,status\nS-1,UTO,A1234567,lost\nS-2,UTO,A1234568,lost\nS-1,UTO,Z9999999,lost\n";
    bench.file("documents.csv", rows);
    bench.build(&["--documents", "documents.csv", "--max-refused", "1"]).expect(0);
    bench.run(&["verify", "--store", "store", "--deep"]).expect(0);
    bench.check(&["--document", "-/Z9999999"]).expect(0);
}
