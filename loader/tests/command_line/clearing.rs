//! `clear`: two persons sign, the pair no longer answers, and everything else does.

use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use crate::workbench::{Ended, PERSONS, Workbench, lines};

/// The specimen zone of Doc 9303-4, valid beyond two years.
const ZONE: [&str; 4] = [
    "--mrz",
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "--mrz",
    "L898902C36UTO7408122F3204153ZE184226B<<<<<16",
];
const TYPED: [&str; 6] =
    ["--document", "UTO/L898902C3", "--name", "ERIKSSON, ANNA MARIA", "--born", "1974-08-12"];

impl Workbench {
    fn clear(&self, arguments: &[&str]) -> Ended {
        self.run(&[&["clear"], arguments].concat())
    }

    /// Clears record N-1, signed by u-1 and u-2.
    fn sign(&self, arguments: &[&str]) -> Ended {
        let signed = [
            "add",
            "--cleared",
            "cleared.jsonl",
            "--store",
            "store",
            "--record",
            "UTO/N-1",
            "--reason",
            "fingerprints differ",
            "--by",
            "u-1",
            "--second",
            "u-2",
        ];
        self.clear(&[&signed, arguments].concat())
    }

    fn list(&self, arguments: &[&str]) -> Vec<Value> {
        let ended = self.clear(&[&["list", "--cleared", "cleared.jsonl"], arguments].concat()).expect(0);
        lines(&ended.stdout)
    }

    fn check_cleared(&self, arguments: &[&str]) -> Ended {
        self.check(&[&["--cleared", "cleared.jsonl"], arguments].concat())
    }
}

#[test]
fn a_pair_signed_by_two_no_longer_answers_and_others_do() {
    let bench = Workbench::with_lists();
    let zone = [&ZONE[..], &["--lists", "persons"]].concat();
    bench.check(&zone).expect(1);
    let signed = bench.sign(&ZONE).expect(0).json();
    assert_eq!((&signed["owner"], &signed["record_id"]), (&json!("UTO"), &json!("N-1")));
    bench.check(&zone).expect(1);
    let answer = bench.check_cleared(&zone).expect(0).json();
    assert_eq!((&answer["outcome"], &answer["action"]), (&json!("no_hit"), &json!("none")));
    assert!(!answer.to_string().contains("cleared"), "{answer}");
    let typed = bench.check_cleared(&TYPED).expect(1).json();
    let outcomes = |at: usize| typed["subjects"][0]["lists"][at]["outcome"].clone();
    assert_eq!([outcomes(0), outcomes(1)], ["hit", "no_hit"], "the document and its holder");
    // Her namesake, and her document itself, which is listed as stolen.
    bench.check_cleared(&["--name", "ERIKSSON, ANNA MARIA", "--born", "1974-08-12"]).expect(1);
    bench.check_cleared(&ZONE).expect(1);
}

#[test]
fn a_hit_in_an_answer_tells_the_version_that_a_clearance_names() {
    let bench = Workbench::with_lists();
    let answer = bench.check(&[&ZONE[..], &["--lists", "persons"]].concat()).expect(1).json();
    let version = answer["subjects"][0]["lists"][0]["hits"][0]["record_version"].as_str().unwrap().to_owned();
    let signed = bench.sign(&[&ZONE[..], &["--record-version", &version]].concat()).expect(0).json();
    assert_eq!(signed["record_version"], version.as_str());
    bench.file("persons.jsonl", PERSONS.replace("\"red\"", "\"blue\""));
    bench.build(&["--persons", "persons.jsonl"]).expect(0);
    bench.check_cleared(&[&ZONE[..], &["--lists", "persons"]].concat()).expect(1);
    bench.sign(&[&ZONE[..], &["--record-version", &version]].concat()).refused(3, &["has changed"]);
    let again = bench.sign(&ZONE).expect(0).json();
    assert_eq!((&again["id"], &again["replaced"]), (&signed["id"], &json!(true)));
    bench.check_cleared(&[&ZONE[..], &["--lists", "persons"]].concat()).expect(0);
}

#[test]
fn what_two_persons_may_not_sign_is_refused() {
    let bench = Workbench::with_lists();
    let add = |changes: &[(&str, &str)], who: &[&str]| {
        let mut arguments = vec![
            "add",
            "--cleared",
            "cleared.jsonl",
            "--store",
            "store",
            "--record",
            "UTO/N-1",
            "--reason",
            "seen",
            "--by",
            "u-1",
            "--second",
            "u-2",
        ];
        for (option, value) in changes {
            let at = arguments.iter().position(|argument| argument == option).unwrap();
            arguments[at + 1] = value;
        }
        bench.clear(&[&arguments, who].concat())
    };
    add(&[("--second", "U-1 ")], &ZONE).refused(2, &["two different persons"]);
    add(&[("--reason", " ")], &ZONE).refused(2, &["reason"]);
    add(&[("--record", "N-1")], &ZONE).refused(2, &["OWNER/RECORD_ID"]);
    add(&[("--record", "UTO/N-9")], &ZONE).refused(3, &["no person record"]);
    add(&[("--record", "UTO/N-2")], &ZONE).refused(3, &["does not answer"]);
    add(&[], &[&ZONE[..], &["--expires", "2999-01-01"]].concat()).refused(2, &["--expires", "between"]);
    add(&[], &[&ZONE[..], &["--expires", "2020-01-01"]].concat()).refused(2, &["--expires", "between"]);
    // The check digit of the number does not agree; the holder answers all the same.
    let misread = ZONE[3].replace("L898902C36", "L898902C37");
    add(&[], &["--mrz", ZONE[1], "--mrz", &misread]).refused(3, &["beyond doubt"]);
    let expired = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    add(&[], &["--mrz", ZONE[1], "--mrz", expired]).refused(3, &["2012-04-15"]);
    add(&[], &["--document", "-/L898902C3", TYPED[2], TYPED[3], TYPED[4], TYPED[5]])
        .refused(3, &["beyond doubt"]);
    add(&[], &[]).refused(2, &["--mrz"]);
    add(&[("--cleared", "store/cleared.jsonl")], &ZONE).refused(2, &["store's folder"]);
    assert!(!bench.path("cleared.jsonl").exists());
}

#[test]
fn nobody_is_cleared_of_a_record_that_protects_someone() {
    let bench = Workbench::with_lists();
    for (listed, told) in [
        (r#""notice":"yellow""#, "missing"),
        (r#""notice":"red","status":"victim""#, "victim"),
        (r#""notice":"alert","action":"protect""#, "protected"),
    ] {
        bench.file("persons.jsonl", PERSONS.replace(r#""notice":"red""#, listed));
        bench.build(&["--persons", "persons.jsonl"]).expect(0);
        bench.sign(&ZONE).refused(3, &[told]);
    }
}

#[test]
fn clearances_are_listed_with_their_state_and_without_the_traveller() {
    let bench = Workbench::with_lists();
    bench.sign(&[&TYPED[..], &["--expires", &in_a_year()]].concat()).expect(0);
    let listed = bench.list(&["--store", "store"]);
    assert_eq!(listed.len(), 1);
    for (field, value) in [
        ("state", "in-force"),
        ("owner", "UTO"),
        ("record_id", "N-1"),
        ("reason", "fingerprints differ"),
        ("by", "u-1"),
        ("second", "u-2"),
    ] {
        assert_eq!(listed[0][field], value);
    }
    assert_eq!(listed[0]["expires_on"], in_a_year());
    for told in [bench.read("cleared.jsonl"), listed[0].to_string()] {
        assert!(
            !told.contains("L898902C3") && !told.contains("1974") && !told.contains("ERIKSSON"),
            "{told}"
        );
    }
    bench.file("persons.jsonl", PERSONS.replace("1974-08-12", "1974"));
    bench.build(&["--persons", "persons.jsonl"]).expect(0);
    assert_eq!(bench.list(&["--store", "store"])[0]["state"], "record-changed");
    assert_eq!(bench.list(&[])[0]["state"], "in-force", "as far as is told without a store");
    bench.build(&["--drop", "persons"]).expect(0);
    assert_eq!(bench.list(&["--store", "store"])[0]["state"], "record-absent");
    let long_ago = bench.read("cleared.jsonl").replace(&in_a_year(), "2020-01-01");
    bench.file("cleared.jsonl", long_ago);
    assert_eq!(bench.list(&["--store", "store"])[0]["state"], "expired");
    let removed =
        bench.clear(&["remove", "--cleared", "cleared.jsonl", "--expired", "--by", "u-3"]).expect(0);
    assert_eq!(removed.json()["removed"].as_array().unwrap().len(), 1);
    assert!(bench.list(&[]).is_empty());
}

fn in_a_year() -> String {
    let day = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(365 * 24);
    day.to_string().split('T').next().unwrap().to_owned()
}

#[test]
fn a_removed_clearance_is_gone_and_its_pair_answers_again() {
    let bench = Workbench::with_lists();
    let zone = [&ZONE[..], &["--lists", "persons"]].concat();
    let id = bench.sign(&ZONE).expect(0).json()["id"].as_str().unwrap().to_owned();
    let remove = |id: &str, by: &str| bench.clear(&["remove", "--cleared", "cleared.jsonl", id, "--by", by]);
    remove("0000000000000000", "u-3").refused(3, &["0000000000000000"]);
    remove(&id, " ").refused(2, &["--by"]);
    bench.check_cleared(&zone).expect(0);
    assert_eq!(remove(&id, "u-3").expect(0).json(), json!({"removed": [id], "by": "u-3"}));
    bench.check_cleared(&zone).expect(1);
    assert!(!bench.read("cleared.jsonl").contains("fingerprints"));
    remove(&id, "u-3").refused(3, &["none was removed"]);
}

#[test]
fn the_file_is_for_its_owner_and_keeps_the_rights_that_it_was_given() {
    let bench = Workbench::with_lists();
    let path = bench.path("cleared.jsonl");
    let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    bench.sign(&ZONE).expect(0);
    assert_eq!(mode(), 0o600);
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
    bench.sign(&TYPED).expect(0);
    assert_eq!(mode(), 0o640);
    assert_eq!(bench.list(&[]).len(), 1, "read or typed, it is one traveller");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o660)).unwrap();
    for ended in [bench.sign(&ZONE), bench.check_cleared(&ZONE)] {
        ended.refused(3, &["written by others", "chmod go-w"]);
    }
}

#[test]
fn a_file_that_is_damaged_or_not_there_ends_the_command() {
    let bench = Workbench::with_lists();
    bench.check_cleared(&ZONE).refused(6, &["cannot read"]);
    bench.clear(&["list", "--cleared", "cleared.jsonl"]).refused(6, &["cannot read"]);
    bench.sign(&ZONE).expect(0);
    let whole = bench.read("cleared.jsonl");
    bench.file("cleared.jsonl", whole.lines().next().unwrap());
    for ended in [bench.check_cleared(&ZONE), bench.sign(&ZONE)] {
        ended.refused(3, &["1 clearances and 0 follow"]);
    }
    bench
        .run(&["reconcile", "--store", "store", "--input", "persons.jsonl", "--cleared", "cleared.jsonl"])
        .refused(3, &["cut off"]);
}

#[test]
fn two_writers_do_not_lose_each_others_clearance() {
    let bench = Workbench::with_lists();
    let lock = std::fs::File::create(bench.path("cleared.jsonl.lock")).unwrap();
    lock.lock().unwrap();
    bench.sign(&ZONE).refused(6, &["another process"]);
    drop(lock);
    bench.file("cleared.jsonl.part", "left by a writer that was killed");
    bench.sign(&ZONE).expect(0);
    assert!(!bench.path("cleared.jsonl.part").exists());
}

#[test]
fn a_run_over_many_rows_tells_how_many_hits_were_taken_out_and_not_of_whom() {
    let bench = Workbench::with_lists();
    bench.sign(&ZONE).expect(0);
    bench.file(
        "manifest.csv",
        "ref,document_number,document_issuer,surname,given,birth_date\n\
         a,L898902C3,UTO,ERIKSSON,ANNA MARIA,1974-08-12\n\
         b,X1234567,UTO,ERIKSSON,ANNA MARIA,1974-08-12\n",
    );
    let run = ["reconcile", "--store", "store", "--input", "manifest.csv", "--lists", "persons", "--all"];
    let ended = bench.run(&[&run[..], &["--cleared", "cleared.jsonl"]].concat()).expect(1);
    let told = lines(&ended.stdout);
    assert_eq!((&told[0]["outcome"], &told[1]["outcome"]), (&json!("not_checked"), &json!("hit")));
    assert!(ended.stderr.contains("1 hits on persons were taken out by clearances"), "{}", ended.stderr);
}
