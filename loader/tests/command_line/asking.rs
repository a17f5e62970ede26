//! `check`: the outcome is the exit code.

use crate::workbench::Workbench;

#[test]
fn a_hit_is_1_a_clear_answer_0_and_what_cannot_be_read_7() {
    let bench = Workbench::with_lists();
    let answer = bench.check(&["--document", "UTO/L898902C3/P"]).expect(1).json();
    assert_eq!(
        (answer["outcome"].as_str(), answer["action"].as_str()),
        (Some("hit"), Some("verify-document"))
    );
    assert_eq!(answer["subjects"][0]["lists"][0]["hits"][0]["record_id"], "SLTD-77");
    bench.check(&["--document", "UTO/BLK000150"]).expect(1);
    bench.check(&["--document", "UTO/BLK000200"]).expect(0);
    // A pair swapped, where strangers are hardly ever met.
    bench.check(&["--document", "UTO/L8989O2C3"]).expect(1);
    bench.check(&["--document", "UTO/L889902C3"]).expect(1);
    bench.check(&["--vin", "1M8GDM9AXKP042788"]).expect(1);
    bench.check(&["--plate", "FRA/ab-123-cd", "--plate", "UTO/X1"]).expect(1);
    bench.check(&["--name", "ERIKSSON, Anna Maria", "--born", "1974-08-12"]).expect(1);
    bench.check(&["--name", "Someone Example"]).expect(1);
    bench.check(&["--name", "Nobody Here"]).expect(0);
    bench.check(&["--document", "UTO/---"]).expect(7);
    bench.check(&["--mrz", "NOT AN MRZ"]).expect(7);
    // What was found outweighs what could not be read.
    bench.check(&["--document", "UTO/L898902C3", "--mrz", "NOT AN MRZ"]).expect(1);
}

#[test]
fn an_mrz_asks_the_document_and_its_holder() {
    let bench = Workbench::with_lists();
    let lines = [
        "--mrz",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "--mrz",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ];
    let answer = bench.check(&lines).expect(1).json();
    let outcomes: Vec<&str> = answer["subjects"][0]["lists"]
        .as_array()
        .unwrap()
        .iter()
        .map(|list| list["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["hit", "hit"]);
    assert_eq!(answer["subjects"][0]["mrz"]["checks_passed"], true);
}

#[test]
fn arguments_that_make_no_question_are_3() {
    let bench = Workbench::with_lists();
    bench.check(&[]).refused(3, &["nothing is asked"]);
    bench.check(&["--born", "1974"]).refused(3, &["--name"]);
    bench.check(&["--make", "Zephyr"]).refused(3, &["--vin"]);
    bench.check(&["--document", "L898902C3"]).refused(3, &["-/NUMBER"]);
    bench.check(&["--lists", "passports", "--document", "-/X1"]).refused(2, &["documents"]);
    bench.check(&["--lease", "soon", "--document", "-/X1"]).refused(2, &["24h"]);
}

#[test]
fn a_list_that_is_not_asked_or_too_old_is_never_clear() {
    let bench = Workbench::with_lists();
    let clear = ["--document", "UTO/X99999999"];
    bench.check(&[&clear[..], &["--lists", "vehicles"]].concat()).expect(7);
    bench.build(&["--documents", "documents.csv", "--as-of", "2020-01-01T00:00:00Z"]).expect(0);
    let answer = bench.check(&clear).expect(7).json();
    assert_eq!(answer["subjects"][0]["lists"][0]["problems"][0]["code"], "lease-over");
    let stale = bench.check(&[&clear[..], &["--lease", "90000d"]].concat()).expect(0).json();
    assert_eq!(stale["stale"], true);
    let fresh = bench
        .check(&[&clear[..], &["--lease", "90000d", "--stale-after", "90000d"]].concat())
        .expect(0)
        .json();
    assert_eq!(fresh["stale"], false);
}

#[test]
fn a_closed_pipe_is_no_error_and_keeps_the_outcome() {
    let bench = Workbench::with_lists();
    let check = ["check", "--store", "store", "--document", "UTO/L898902C3"];
    let mut child = crate::workbench::command(&bench.path("."), &check).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
