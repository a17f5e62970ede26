//! Lists in other shapes through `build`: a second file, rows of one key, XML, and mappings that make no sense.

use serde_json::json;

use crate::workbench::Workbench;

const JOINED: &str = r#"
list = "persons"
[format]
kind = "csv"
[[join]]
name = "other-names"
key = { column = "id" }
column = 1
format = { kind = "csv", header = false, delimiter = ";" }
[[leave_out]]
value = { column = "type" }
is = ["ship", ""]
reason = "a ship"
[fields]
record_id = { column = "id" }
owner = { constant = "UTO" }
notice = { constant = "blue" }
whole = { column = "name" }
birth_dates = { column = "born" }
[[names]]
each = { join = "other-names" }
whole = { column = 2 }
kind = { constant = "alias" }
"#;

const LIST: &str = "id,type,name,born\n1,person,SECRET ERIKSSON,1974-08-12\n2,ship,EXAMPLE,\n3,person,SECRET NOVAKOVA,1974-08-12\n4,,EXAMPLE,\n5,person\n";
const OTHER_NAMES: &str =
    "3;SECRET NOVAK\n1;SECRET ERICSSON\n2;EXAMPLE STAR\n9;NOBODY\n3;SECRET NOWAK\nbroken\n";

fn joined() -> Workbench {
    let bench = Workbench::new();
    bench.file("m.toml", JOINED);
    bench.file("list.csv", LIST);
    bench.file("names.csv", OTHER_NAMES);
    bench
}

const BUILD: [&str; 6] = ["--persons", "list.csv", "--mapping", "m.toml", "--max-refused", "2"];

#[test]
fn a_second_file_is_joined_and_every_row_of_both_is_accounted_for() {
    let bench = joined();
    let arguments = [&BUILD[..], &["--joined", "other-names=names.csv", "--quarantine", "q.jsonl"]].concat();
    let built = bench.build(&arguments).expect(0);
    let expected = json!({"rows": 11, "records": 2, "refused": 2, "repeated": 0, "withheld": 0, "left_out": 4,
        "joined": 3, "unread_values": 0, "unknown_codes": 0});
    assert_eq!(built.json()["lists"][0]["counts"], expected);
    assert!(built.stderr.contains("2 rows of list.csv left out: a ship"), "{}", built.stderr);
    assert!(built.stderr.contains("2 rows of names.csv left out: no row of the list"), "{}", built.stderr);
    assert!(!built.stderr.contains("SECRET"), "{}", built.stderr);
    let mut places: Vec<(String, u64)> = bench
        .lines("q.jsonl")
        .iter()
        .map(|row| (row["file"].as_str().unwrap().to_owned(), row["line"].as_u64().unwrap()))
        .collect();
    places.sort();
    assert_eq!(places, [("list.csv".to_owned(), 6), ("names.csv".to_owned(), 6)]);

    let sources = bench.inspect()["lists"][0]["sources"].clone();
    let of = |source: usize, key: &str| sources[source][key].as_u64().unwrap_or_default();
    assert_eq!((of(0, "rows"), of(0, "refused"), of(0, "left_out"), of(0, "joined")), (5, 1, 2, 0));
    assert_eq!((of(1, "rows"), of(1, "refused"), of(1, "left_out"), of(1, "joined")), (6, 1, 2, 3));
    for name in ["SECRET ERICSSON", "SECRET NOWAK", "SECRET NOVAKOVA"] {
        bench.check(&["--name", name, "--born", "1974-08-12"]).expect(1);
    }
    bench.run(&["verify", "--store", "store", "--deep"]).expect(0);
}

fn with<'a>(joined: &[&'a str]) -> Vec<&'a str> {
    [&BUILD[..], joined].concat()
}

#[test]
fn a_file_that_the_mapping_joins_must_be_given_and_no_other() {
    let bench = joined();
    bench.build(&BUILD).refused(2, &["--joined other-names=F"]);
    bench
        .build(&with(&["--joined", "names=names.csv"]))
        .refused(2, &["joins no file of that name", "other-names"]);
    let twice = ["--joined", "other-names=names.csv", "--joined", "other-names=list.csv"];
    bench.build(&with(&twice)).refused(2, &["given twice"]);
    bench.build(&with(&["--joined", "names.csv"])).refused(2, &["alt=alt.csv"]);
    bench.build(&with(&["--joined", "other-names=absent.csv"])).refused(3, &["absent.csv"]);
    bench.build(&["--joined", "a=names.csv", "--persons", "list.csv"]).refused(2, &["before every list"]);
    let destroys = ["--joined", "other-names=names.csv", "--quarantine", "names.csv"];
    bench.build(&with(&destroys)).refused(2, &["--quarantine"]);
    assert_eq!(bench.read("names.csv"), OTHER_NAMES);
}

const GROUPED: &str = r#"
list = "persons"
[format]
kind = "csv"
group_by = "id"
[fields]
record_id = { column = "id" }
owner = { constant = "UTO" }
notice = { constant = "blue" }
birth_dates = { column = "born", dates = ["%Y"] }
sex = { column = "sex" }
[[names]]
each = { grouped = true }
whole = { column = "name" }
"#;

#[test]
fn rows_of_one_key_are_one_record_and_are_refused_together() {
    let bench = Workbench::new();
    bench.file("m.toml", GROUPED);
    let rows = "id,name,born,sex\n1,SECRET ERIKSSON,1974,F\n2,NOVAKOVA,1980,F\n1,SECRET ERICSSON,1975,F\n2,NOVAK,1980,M\n";
    bench.file("list.csv", rows);
    let arguments =
        ["--persons", "list.csv", "--mapping", "m.toml", "--max-refused", "2", "--quarantine", "q.jsonl"];
    let built = bench.build(&arguments).expect(0).json();
    let expected = json!({"rows": 4, "records": 1, "refused": 2, "repeated": 0, "withheld": 0, "left_out": 0,
        "joined": 1, "unread_values": 0, "unknown_codes": 0});
    assert_eq!(built["lists"][0]["counts"], expected);
    let quarantined = bench.lines("q.jsonl");
    assert_eq!((quarantined.len(), quarantined[0]["rows"].as_u64()), (1, Some(2)));
    assert_eq!((quarantined[0]["line"].as_u64(), quarantined[0]["column"].as_str()), (Some(3), Some("sex")));
    for born in ["1974", "1975"] {
        bench.check(&["--name", "SECRET ERICSSON", "--born", born]).expect(1);
    }
}

#[test]
fn xml_needs_a_mapping_and_loses_no_part_of_the_file() {
    let bench = Workbench::new();
    let mapping = |pass_over: &str| {
        format!(
            "list = \"persons\"\n[format]\nkind = \"xml\"\nrecords = [\"/list/person\"]\npass_over = [{pass_over}]\n\
             [fields]\nrecord_id = {{ column = \"@id\" }}\nowner = {{ constant = \"UTO\" }}\n\
             notice = {{ constant = \"blue\" }}\nbirth_dates = {{ column = \"born\" }}\nwhole = {{ pointer = \"/name/0\" }}\naliases = {{ pointer = \"/name\" }}\n"
        )
    };
    bench.file("strict.toml", mapping(""));
    bench.file("known.toml", mapping("\"/list/ships\""));
    bench.file(
        "list.xml",
        "<list><person id='1'><name>ERIKSSON</name><name>ANNA ERICSSON</name><born>1974-08-12</born></person>\n<person id='2'/>\n<ships><ship/></ships></list>",
    );
    bench.build(&["--persons", "list.xml"]).refused(3, &["--mapping"]);
    bench
        .build(&["--persons", "list.xml", "--mapping", "strict.toml", "--max-refused", "100%"])
        .refused(3, &["list.xml, line 3", "/list/ships", "pass_over"]);
    let known = ["--persons", "list.xml", "--mapping", "known.toml", "--max-refused", "1"];
    let built = bench.build(&known).expect(0).json();
    assert_eq!(built["lists"][0]["counts"]["refused"], 1);
    bench.check(&["--name", "ANNA ERICSSON", "--born", "1974-08-12"]).expect(1);
    bench.run(&["reconcile", "--store", "store", "--input", "list.xml"]).refused(2, &["XML"]);
}

#[test]
fn a_mapping_that_makes_no_sense_is_told_with_what_to_write() {
    let bench = Workbench::new();
    bench.file("list.csv", LIST);
    let fields = "[fields]\nrecord_id = { column = \"id\" }\n";
    let csv = "list = \"persons\"\n[format]\nkind = \"csv\"\n";
    for (text, said) in [
        (format!("{csv}group_by = 0\n{fields}"), "numbered from 1"),
        (format!("list = \"persons\"\n[format]\nkind = \"xml\"\n{fields}"), "`records`"),
        (format!("list = \"persons\"\n[format]\nkind = \"jsonl\"\ngroup_by = \"id\"\n{fields}"), "csv alone"),
        (format!("{csv}encoding = \"koi8-r\"\n{fields}"), "windows-1252"),
        (format!("{csv}{fields}sex = {{ column = \"s\", each = {{ grouped = true }} }}\n"), "group_by"),
        (
            format!("{csv}{fields}[[names]]\neach = {{ join = \"x\" }}\nwhole = {{ column = 1 }}\n"),
            "[[join]] `x`",
        ),
        (format!("{csv}{fields}[[names]]\nkind = {{ constant = \"alias\" }}\n"), "[[names]] number 1"),
        (format!("{csv}{fields}[[leave_out]]\nvalue = {{ column = \"id\" }}\nreason = \"x\"\n"), "`is_not`"),
        (
            format!(
                "{csv}{fields}[[leave_out]]\nvalue = {{ column = \"id\" }}\nis = [\"1\"]\nreason = \" \"\n"
            ),
            "`reason`",
        ),
        (format!("{csv}{fields}birth_dates = {{ column = \"b\", until = [\"-\"] }}\n"), "`until`"),
        (format!("{csv}{fields}birth_dates = {{ column = \"b\", age_on = \"2020\" }}\n"), "`age_on`"),
        (format!("{csv}{fields}sex = {{ column = \"s\", unread = \"drop\" }}\n"), "`unread`"),
        (
            format!(
                "{csv}{fields}[[documents]]\neach = {{ column = \"d\", pattern = \"x\" }}\nnumber = {{ column = \"n\" }}\n"
            ),
            "name groups",
        ),
        (
            format!(
                "list = \"vehicles\"\n[format]\nkind = \"csv\"\n{fields}[[names]]\nwhole = {{ column = 1 }}\n"
            ),
            "persons alone",
        ),
    ] {
        bench.file("m.toml", text);
        bench.build(&["--persons", "list.csv", "--mapping", "m.toml"]).refused(2, &[said]);
    }
}
