//! `evaluate persons` on a folder of made-up samples: what it prints, what it writes, and what it never does.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::workbench::{Ended, Workbench, lines};

/// A person and an own alias, four times; two persons, twice.
const PAIRS: &str = "name_a,name_b,same_person,kind,record_a,record_b\n\
    \"GRUNWALD, Otto\",\"GRUNWALD, Otto\",1,alias,L:1,L:1\n\
    \"GRUNWALD, Otto\",Otto Grunwald,1,alias,L:1,L:1\n\
    \"LINDQVIST, Ida\",Ида Линдквист,1,alias,L:2,L:2\n\
    \"LINDQVIST, Ida\",\"LINDQVIST, Ida\",1,alias,L:2,L:2\n\
    \"GRUNWALD, Otto\",\"GRUNWALD, Ottilie\",0,near,L:1,L:3\n\
    \"LINDQVIST, Ida\",\"QUARTZ, Selim\",0,random,L:2,L:4\n";

const SCRIPTS: &str =
    "script,latin,native,count\nrus,anna,анна,3\nrus,olga,ольга,2\nheb,Dana Levi,דנה לוי,\n";

const PERSONS: &str = concat!(
    r#"{"entity_id":"2025/1","name":"GRUNWALD","forename":"OTTO","date_of_birth":"1974/08/12","nationalities":"DE"}"#,
    "\n",
    r#"{"entity_id":"2025/2","name":"LINDQVIST","forename":"IDA","date_of_birth":"1980","nationalities":"SE"}"#,
    "\n",
);

const OFAC: &str = "7,\"MOLBECH, Aksel\",\"individual\",\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 12 Aug 1974; Gender Male.\"\n\
    8,\"MOLBECH SHIPPING\",-0- ,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";

const OFAC_ALIASES: &str = "7,1,aka,\"MOLBECK, Axel\",-0- \n";

const UN: &str = "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><REFERENCE_NUMBER>QDi.9</REFERENCE_NUMBER>\
    <FIRST_NAME>TORVALD</FIRST_NAME><SECOND_NAME>ARKFREITH</SECOND_NAME>\
    <INDIVIDUAL_DATE_OF_BIRTH><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>";

const EU: &str = concat!(
    r#"{"name":"Ossian Hyvarila","type":"individual","aliases":[],"birthdates":["1966-02-03"],"identifiers":[],"source":["EU"],"source_id":"13"}"#,
    "\n"
);

const DOCUMENTS: &str = "source,record_id,printed_type,type,number,printed_country,issuer,issued,expires_or_note\n\
    ofac-x,OFAC:7,Passport,P,QX1234567,Utopia,UTO,,\n";

const VEHICLES: &str = "AB123,RED,FORD,FOCUS,2004,Saloon,2011-12-01,Wellington\n";

const TRAVELLERS: &str = "ref,mrz,document_number,document_issuer,document_type,surname,given,birth_date,sex,nationality,vin,plate,plate_country\n\
    T1,,,,,Grunwald,Otto,1974-08-12,M,DEU,,,\n\
    T2,,,,,Lindqvist,Ida,1961-03-03,F,SWE,,,\n\
    T3,,QX1234567,UTO,P,Quartz,Selim,1990-01-02,M,UTO,,AB 123,NZL\n\
    T4,,,,,Quartz,Selma,1990-01-02,F,UTO,,,\n";

const KEY: &str = "ref,about,variant,list,record_id,expected\n\
    T1,person,exact,interpol,INTERPOL:2025/1,same\n\
    T2,person,namesake,interpol,INTERPOL:2025/2,different\n\
    T3,document,exact,ofac,OFAC:7|UTO/QX1234567,same\n";

fn samples() -> Workbench {
    let bench = Workbench::new();
    for folder in ["names", "travellers", "persons", "documents", "vehicles"] {
        std::fs::create_dir_all(bench.path("samples").join(folder)).unwrap();
    }
    for publisher in ["ofac", "un", "eu", "interpol"] {
        std::fs::create_dir_all(bench.path("samples/persons").join(publisher)).unwrap();
    }
    for (name, content) in [
        ("names/labelled-pairs.csv.gz", PAIRS),
        ("names/cross-script-pairs.csv.gz", SCRIPTS),
        ("travellers/travellers.csv.gz", TRAVELLERS),
        ("travellers/key.csv", KEY),
        ("persons/ofac/sdn-2024-05-03.csv.gz", OFAC),
        ("persons/ofac/alt-2022-01-31.csv.gz", OFAC_ALIASES),
        ("persons/un/un-consolidated-2026-01-28.xml.gz", UN),
        ("persons/eu/eu-consolidated-2026-01-28.jsonl.gz", EU),
        ("persons/interpol/red-notices-2025-10.jsonl.gz", PERSONS),
        ("documents/documents-named-in-lists.csv.gz", DOCUMENTS),
        ("vehicles/nz-stolen-2011-12-20.csv", VEHICLES),
    ] {
        let content = if name.ends_with(".gz") { zipped(content) } else { content.as_bytes().to_vec() };
        bench.file(&format!("samples/{name}"), content);
    }
    bench
}

fn zipped(content: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn evaluate(bench: &Workbench, arguments: &[&str]) -> Ended {
    let mappings = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings");
    let mappings = mappings.to_str().unwrap();
    let fixed = ["evaluate", "persons", "--samples", "samples", "--mappings", mappings, "--work", "work"];
    bench.run(&[&fixed, arguments].concat())
}

/// The figures of a part.
fn figures<'l>(told: &'l [Value], part: &str) -> Vec<&'l Value> {
    told.iter().filter(|line| line["part"] == part).map(|line| &line["figures"]).collect()
}

#[test]
fn every_part_is_measured_and_told_line_by_line() {
    let bench = samples();
    let told = lines(&evaluate(&bench, &[]).expect(0).stdout);
    let goal = |of: &str| told.iter().map(|line| &line["goal"]).find(|goal| goal["of"] == of).unwrap();
    assert_eq!(goal("planted persons, full right birth date: found")["share"]["count"], 1);
    assert_eq!(goal("planted namesakes: `probable`")["verdict"], "met");
    assert_eq!(goal("planted document, exact: found")["verdict"], "met");
    assert_eq!(goal("travellers on no list: `possible`")["share"]["of"], 2);

    let pairs = figures(&told, "pairs")[0];
    assert_eq!(pairs["all"], 6);
    assert!(pairs["no_peer"].as_str().unwrap().contains("--peer"));
    assert_eq!(figures(&told, "scripts").len(), 6);
    assert!(figures(&told, "examples").len() >= 23);
    assert_eq!(figures(&told, "travellers")[0]["figures"]["false_alarms"]["possible"]["of"], 2);
}

#[test]
fn the_page_has_every_part_and_nobody_elses_name() {
    let bench = samples();
    let peer = "while read -r line; do echo 0.5; done";
    evaluate(&bench, &["--report", "page.md", "--peer", peer, "--commit", "0123abc"]).expect(0);
    let page = bench.read("page.md");
    assert!(page.contains(", commit 0123abc."));
    for heading in [
        "## Goals",
        "## Pairs of names",
        "## Examples",
        "## Names in two scripts",
        "## Travellers",
        "### What a score means",
    ] {
        assert!(page.contains(heading), "{heading}");
    }
    for name in ["GRUNWALD", "Grunwald", "LINDQVIST", "QUARTZ", "QX1234567", "MOLBECH", "TORVALD", "Hyvarila"]
    {
        assert!(!page.contains(name), "{name} stands on the page");
    }
}

#[test]
fn a_peer_that_cannot_be_run_is_told_and_stops_nothing() {
    let bench = samples();
    evaluate(&bench, &["--report", "page.md", "--peer", "echo no network >&2; exit 1"]).expect(0);
    assert!(
        bench.read("page.md").contains("**not measured**: the command ended with exit status: 1: no network")
    );
}

#[test]
fn the_reported_half_is_never_written_out() {
    let bench = samples();
    evaluate(&bench, &["--only", "pairs,travellers", "--details", "out"]).expect(0);
    let told = lines(&evaluate(&bench, &["--only", "pairs"]).expect(0).stdout);
    let tuned = figures(&told, "pairs")[0]["tuned"].as_u64().unwrap();
    assert_eq!(bench.lines("out/pairs-tuned.jsonl").len() as u64, tuned);
    assert_eq!(bench.lines("out/travellers.jsonl").len(), 3);
}

#[test]
fn a_folder_without_samples_or_with_something_else_in_the_way_is_refused() {
    let bench = samples();
    let missing = ["evaluate", "persons", "--samples", "nowhere", "--work", "work", "--only", "pairs"];
    bench.run(&missing).refused(3, &["labelled-pairs.csv.gz"]);
    std::fs::create_dir_all(bench.path("work/examples")).unwrap();
    bench.file("work/examples/letter.txt", "mine");
    evaluate(&bench, &["--only", "examples"]).refused(2, &["no store", "--work"]);
    assert_eq!(bench.read("work/examples/letter.txt"), "mine");
    evaluate(&bench, &["--only", "pairs", "--report", "page.md"]).refused(2, &["--report"]);
}
