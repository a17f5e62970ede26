//! `reconcile`: one line for each row that is not clear, in order, and a summary last.

use serde_json::{Value, json};

use crate::workbench::{Ended, Workbench, lines};

const ROWS: &str = "ref,document_number,document_issuer,surname,given,birth_date,vin,plate,year,seat\n\
    a,L898902C3,UTO,,,,,,,1A\n\
    b,X99999999,UTO,,,,,,,1B\n\
    c,,,ERIKSSON,ANNA MARIA,1974-08-12,,,,1C\n\
    d,,UTO,,,1974-08-12,,,,1D\n\
    e,---,UTO,,,,,,,1E\n\
    ,,,,,,,TRAILER77,,1F\n\
    g,,,,,,1M8GDM9AXKP042788,,old,1G\n\
    h,1,2\n";

fn reconcile(bench: &Workbench, arguments: &[&str]) -> Ended {
    bench.run(&[&["reconcile", "--store", "store"], arguments].concat())
}

fn rows(ended: &Ended) -> (Vec<Value>, Value) {
    let mut told = lines(&ended.stdout);
    let summary = told.pop().unwrap()["summary"].clone();
    (told, summary)
}

#[test]
fn rows_that_are_not_clear_are_told_in_order_and_counted() {
    let bench = Workbench::with_lists();
    bench.file("rows.csv", ROWS);
    let ended = reconcile(&bench, &["--input", "rows.csv"]).expect(1);
    let (told, summary) = rows(&ended);
    let expected = json!({"rows": 8, "hits": 2, "potential_hits": 1, "no_hits": 1, "not_checked": 1, "errors": 3, "generation": 1});
    assert_eq!(summary, expected);
    let numbers: Vec<u64> = told.iter().map(|row| row["row"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 3, 4, 5, 6, 7, 8]);
    assert_eq!(told[0]["outcome"], "hit");
    assert_eq!(told[0]["input"], json!({"seat": "1A"}));
    assert_eq!(told[0]["lists"][0]["hits"][0]["record_id"], "SLTD-77");
    assert_eq!(told[1]["lists"][0]["list"], "persons");
    assert_eq!(told[2]["problems"][0]["code"], "nothing-asked");
    assert_eq!(
        (told[2]["outcome"].as_str(), told[2]["complete"].as_bool()),
        (Some("not_checked"), Some(false))
    );
    assert_eq!(told[2]["action"], "check-again");
    assert_eq!(told[3]["problems"][0]["code"], "number-unreadable");
    assert_eq!((told[4]["ref"].as_str(), told[4]["outcome"].as_str()), (Some("6"), Some("potential_hit")));
    assert_eq!(told[5]["problems"][0]["field"], "year");
    assert_eq!(told[6]["problems"][0]["code"], "unparsable");
    assert!(ended.stderr.contains("potential hits"), "{}", ended.stderr);
}

#[test]
fn a_list_that_the_store_does_not_have_is_named_once_and_not_where_it_is_not_asked() {
    let bench = Workbench::new();
    bench.file("documents.csv", "record_id,owner,number,status\nS-1,UTO,L898902C3,stolen\n");
    bench.build(&["--documents", "documents.csv"]).expect(0);
    bench.file("rows.csv", "surname,given\nERIKSSON,ANNA\nNOVAKOVA,EVA\n");
    let ended = reconcile(&bench, &["--input", "rows.csv"]).expect(7);
    let told = "the store has no list of vehicles, persons: what asks it is not checked";
    assert_eq!(ended.stderr.matches(told).count(), 1, "{}", ended.stderr);
    let ended = reconcile(&bench, &["--input", "rows.csv", "--lists", "documents"]).expect(7);
    assert!(!ended.stderr.contains("the store has no list"), "{}", ended.stderr);
}

#[test]
fn every_row_is_told_with_all_and_only_asked_lists_are_searched() {
    let bench = Workbench::with_lists();
    bench.file("rows.csv", ROWS);
    let (told, summary) = rows(&reconcile(&bench, &["--input", "rows.csv", "--all"]).expect(1));
    assert_eq!(told.len(), 8);
    assert_eq!(told[1]["outcome"], "no_hit");
    assert_eq!(summary["rows"], 8);
    let (_, summary) = rows(&reconcile(&bench, &["--input", "rows.csv", "--lists", "vehicles"]).expect(1));
    assert_eq!((summary["hits"].as_u64(), summary["not_checked"].as_u64()), (Some(0), Some(4)));
}

#[test]
fn the_exit_code_tells_found_clear_and_not_checked() {
    let bench = Workbench::with_lists();
    let header = "document_number,document_issuer\n";
    bench.file("clear.csv", format!("{header}X99999999,UTO\n"));
    reconcile(&bench, &["--input", "clear.csv"]).expect(0);
    bench.file("unread.csv", format!("{header}X99999999,UTO\n---,UTO\n"));
    reconcile(&bench, &["--input", "unread.csv"]).expect(7);
    bench.file("nothing.csv", format!("{header},UTO\n"));
    reconcile(&bench, &["--input", "nothing.csv"]).expect(7);
    bench.file("both.csv", format!("{header}---,UTO\nL898902C3,UTO\n"));
    reconcile(&bench, &["--input", "both.csv"]).expect(1);
    bench.file("empty.csv", "");
    reconcile(&bench, &["--input", "empty.csv"]).expect(3);
    reconcile(&bench, &["--input", "nowhere.csv"]).expect(3);
    reconcile(&bench, &["--input", "clear.txt"]).expect(2);
    reconcile(&bench, &["--input", "clear.csv", "--output", "clear.csv"]).refused(2, &["destroy"]);
    assert!(bench.read("clear.csv").starts_with(header));
}

#[test]
fn columns_are_renamed_and_a_name_that_is_not_there_is_refused() {
    let bench = Workbench::with_lists();
    bench.file("rows.csv", "passport,state\nL898902C3,UTO\n");
    let map = ["--input", "rows.csv", "--map", "passport=document_number", "--map", "state=document_issuer"];
    let (told, _) = rows(&reconcile(&bench, &map).expect(1));
    assert_eq!(told[0]["lists"][0]["hits"][0]["grade"], "exact");
    assert!(told[0].get("input").is_none());
    reconcile(&bench, &["--input", "rows.csv", "--map", "pass=document_number"]).refused(2, &["`pass`"]);
    reconcile(&bench, &["--input", "rows.csv", "--map", "passport=number"]).refused(2, &["document_number"]);
}

#[test]
fn a_file_whose_header_asks_nothing_is_refused_and_not_answered_row_by_row() {
    let bench = Workbench::with_lists();
    bench.file("semicolons.csv", "document_number;document_issuer\nL898902C3;UTO\n");
    reconcile(&bench, &["--input", "semicolons.csv"]).refused(3, &["commas", "--map"]);
    bench.file("german.csv", "passnummer,document_issuer\nL898902C3,UTO\n");
    reconcile(&bench, &["--input", "german.csv"]).refused(3, &["document_number", "--map"]);
}

#[test]
fn clear_rows_with_a_value_that_could_not_be_used_are_told_and_a_countrys_name_hides_no_hit() {
    let bench = Workbench::with_lists();
    bench.file("sexes.csv", "name,sex\nSomeone Else,male\nNobody Here,M\n");
    let ended = reconcile(&bench, &["--input", "sexes.csv"]).expect(0);
    assert!(ended.stderr.contains("1 clear rows") && ended.stderr.contains("--all"), "{}", ended.stderr);
    bench.file("numbers.csv", "record_id,owner,issuer,number,status\nS-1,UTO,UTO,123456789,lost\n");
    bench.build(&["--documents", "numbers.csv", "--max-shrink", "100%"]).expect(0);
    bench.file("names.csv", "document_number,document_issuer\n123456789,Utopia\n");
    let (told, _) = rows(&reconcile(&bench, &["--input", "names.csv"]).expect(1));
    assert_eq!(told[0]["problems"][0]["code"], "unknown-issuer-code");
    assert_eq!(told[0]["lists"][0]["hits"][0]["grade"], "possible");
}

#[test]
fn a_row_asked_by_its_mrz_tells_what_was_read() {
    let bench = Workbench::with_lists();
    let mrz = "PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F3204153ZE184226B<<<<<16";
    bench.file("rows.csv", format!("mrz\n{mrz}\n"));
    let (told, _) = rows(&reconcile(&bench, &["--input", "rows.csv"]).expect(1));
    assert_eq!(told[0]["mrz"]["document"]["number"], "L898902C3");
}

#[test]
fn a_vehicle_tells_what_its_vin_says_and_the_clues_of_a_clone() {
    let bench = Workbench::with_lists();
    bench.file(
        "rows.csv",
        "vin,make,plate,engine_number\n1HGCM82633A004352,TOYOTA,,\n,,,E77?01\n,,A1|TRAILER77,\n",
    );
    let (told, _) = rows(&reconcile(&bench, &["--input", "rows.csv", "--all"]).expect(1));
    assert_eq!(told[0]["vehicle"]["vin"]["country"], "USA");
    assert_eq!(told[0]["group"][0]["fact"], "maker-differs");
    assert_eq!(told[1]["outcome"], "not_checked", "an open sign where none can be sought");
    assert_eq!(told[2]["outcome"], "potential_hit", "the second plate of the cell");
}

#[test]
fn json_lines_from_stdin_go_to_a_file_for_the_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Workbench::with_lists();
    let input = "{\"ref\":\"a\",\"document_number\":\"L898902C3\",\"document_issuer\":\"UTO\",\"bag\":{\"n\":2}}\nnot json\n";
    let arguments =
        ["reconcile", "--store", "store", "--input", "-", "--format", "jsonl", "--output", "found.jsonl"];
    let ended = bench.run_with(input, &arguments).expect(1);
    assert!(ended.stdout.is_empty());
    let told = bench.lines("found.jsonl");
    assert_eq!(told[0]["input"], json!({"bag": {"n": 2}}));
    assert_eq!(told[1]["problems"][0]["code"], "unparsable");
    assert_eq!(told[2]["summary"]["errors"], 1);
    let mode = bench.path("found.jsonl").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn ten_thousand_rows_come_out_in_their_order_and_give_the_same_answer_as_one_check() {
    let bench = Workbench::with_lists();
    let rows_in: String = (0..10_000)
        .map(|row| if row % 7 == 0 { "L898902C3,UTO,P\n".to_owned() } else { format!("Y{row:08},UTO,P\n") })
        .collect();
    bench.file("rows.csv", format!("document_number,document_issuer,document_type\n{rows_in}"));
    let (told, summary) = rows(&reconcile(&bench, &["--input", "rows.csv", "--all"]).expect(1));
    let numbers: Vec<u64> = told.iter().map(|row| row["row"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=10_000).collect::<Vec<u64>>());
    assert_eq!(summary["hits"], 1_429);
    let single = bench.check(&["--document", "UTO/L898902C3/P"]).expect(1).json();
    for key in ["outcome", "complete", "action", "actions", "lists"] {
        assert_eq!(told[7][key], single["subjects"][0][key], "{key}");
    }
}

#[test]
fn a_run_that_was_cut_off_has_no_summary() {
    let bench = Workbench::with_lists();
    bench.file("rows.csv", "document_number\nX99999999\nX99999998\n\"X99999997\n");
    let ended = reconcile(&bench, &["--input", "rows.csv", "--all"]).expect(3);
    assert!(!ended.stdout.contains("summary"), "{}", ended.stdout);
}
