//! The answer key against a naive reading of the written lists: every subject outside the key is clean, every
//! planted record answers, and no trap does. Works on the bytes alone, as a user would.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is its report")]

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;
use watchpost_testdata::crossings::{CrossingOptions, Lists, crossings};
use watchpost_testdata::documents::documents;
use watchpost_testdata::icao_letters::icao_name;
use watchpost_testdata::mark::latin_shape;
use watchpost_testdata::persons::persons;
use watchpost_testdata::row::{Format, ListRow, write_list};
use watchpost_testdata::share::Share;
use watchpost_testdata::vehicles::vehicles;

const SEED: u64 = 11;
const TODAY: &str = "2026-11-24";

fn folded(text: &str) -> String {
    let fold = |sign: char| match latin_shape(sign) {
        'O' | 'D' | 'Q' => '0',
        'I' | 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        other => other,
    };
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).map(fold).collect()
}

fn lines(rows: impl Iterator<Item = impl ListRow>) -> Vec<Value> {
    let mut bytes = Vec::new();
    write_list(Format::JsonLines, rows, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn texts<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    value[key].as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

fn in_force(row: &Value) -> bool {
    row["expires_on"].as_str().is_none_or(|day| day >= TODAY)
}

type Id = (String, String);

fn id(row: &Value) -> Id {
    (text(row, "owner").to_owned(), text(row, "record_id").to_owned())
}

/// The lists as read back, records in force only.
struct Read {
    numbers: HashMap<String, BTreeSet<Id>>,
    ranges: Vec<(String, String, Id)>,
    without_issuer: BTreeSet<Id>,
    vehicle_keys: HashMap<String, BTreeSet<Id>>,
    persons: Vec<ReadPerson>,
}

struct ReadPerson {
    id: Id,
    names: Vec<BTreeSet<String>>,
    dates: Vec<String>,
}

fn parts(name: &str) -> BTreeSet<String> {
    icao_name(name).split('<').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn read(lists: &Lists) -> Read {
    let mut made = Read {
        numbers: HashMap::new(),
        ranges: Vec::new(),
        without_issuer: BTreeSet::new(),
        vehicle_keys: HashMap::new(),
        persons: Vec::new(),
    };
    let mut expired_persons = BTreeSet::new();
    for row in lines(persons(SEED, &lists.persons, lists.person_rows)) {
        if !in_force(&row) {
            expired_persons.insert(id(&row));
            continue;
        }
        for named in texts(&row, "documents") {
            made.numbers.entry(folded(named.split('/').nth(1).unwrap())).or_default().insert(id(&row));
        }
        let names = row["names"].as_array().unwrap();
        made.persons.push(ReadPerson {
            id: id(&row),
            names: names
                .iter()
                .map(|name| {
                    parts(&format!(
                        "{} {} {}",
                        text(name, "surname"),
                        text(name, "given"),
                        text(name, "whole")
                    ))
                })
                .filter(|parts| !parts.is_empty())
                .collect(),
            dates: texts(&row, "birth_dates").into_iter().map(str::to_owned).collect(),
        });
    }
    for row in lines(documents(SEED, &lists.documents, lists.document_rows)) {
        let notice_owner = if text(&row, "notice_owner").is_empty() { "owner" } else { "notice_owner" };
        let notice = (text(&row, notice_owner).to_owned(), text(&row, "notice_id").to_owned());
        if !in_force(&row) || expired_persons.contains(&notice) {
            continue;
        }
        if text(&row, "issuer").is_empty() {
            made.without_issuer.insert(id(&row));
        }
        if text(&row, "number_to").is_empty() {
            made.numbers.entry(folded(text(&row, "number"))).or_default().insert(id(&row));
        } else {
            made.ranges.push((folded(text(&row, "number")), folded(text(&row, "number_to")), id(&row)));
        }
    }
    for row in lines(vehicles(SEED, &lists.vehicles, lists.vehicle_rows)).iter().filter(|row| in_force(row)) {
        for key in ["vin", "plate", "engine_number"] {
            if !text(row, key).is_empty() {
                made.vehicle_keys
                    .entry(format!("{key} {}", folded(text(row, key))))
                    .or_default()
                    .insert(id(row));
            }
        }
    }
    made
}

/// The document number of an MRZ, by its positions (Doc 9303-4 to -7).
fn mrz_number(lines: &[&str]) -> String {
    let line = if lines.len() == 3 { &lines[0][5..] } else { lines[1] };
    let rest = match lines.len() {
        3 => &line[10..],
        _ if lines[1].len() == 36 && !lines[0].starts_with('V') => &line[28..35],
        _ => "",
    };
    let number = line[..9].trim_end_matches('<');
    let overflow = rest.split('<').next().unwrap_or_default();
    if line.as_bytes()[9] == b'<' && number.len() == 9 && !overflow.is_empty() {
        return format!("{number}{}", &overflow[..overflow.len() - 1]);
    }
    number.to_owned()
}

/// Name parts, and a birth date as `YYMMDD`.
fn holder(subject: &Value) -> (BTreeSet<String>, String) {
    let lines = texts(subject, "mrz");
    match lines.len() {
        0 => {
            let person = &subject["person"];
            let name = parts(&format!("{} {}", text(person, "surname"), text(person, "given")));
            (name, text(person, "birth_date").replace('-', "")[2..].to_owned())
        }
        3 => (parts(&lines[2].replace('<', " ")), lines[1][..6].to_owned()),
        _ => (parts(&lines[0][5..].replace('<', " ")), lines[1][13..19].to_owned()),
    }
}

/// Whether a date of a record, whole or partial, agrees with `YYMMDD`, also with day and month swapped.
fn agrees(listed: &str, asked: &str) -> bool {
    let listed = listed.replace('-', "")[2..].to_owned();
    let swapped = format!("{}{}{}", &asked[..2], &asked[4..], &asked[2..4]);
    asked.starts_with(&listed) || swapped.starts_with(&listed)
}

fn person_answers(lists: &Read, subject: &Value) -> BTreeSet<Id> {
    let (name, born) = holder(subject);
    lists
        .persons
        .iter()
        .filter(|person| person.dates.is_empty() || person.dates.iter().any(|date| agrees(date, &born)))
        .filter(|person| person.names.iter().any(|listed| listed.is_subset(&name) || name.is_subset(listed)))
        .map(|person| person.id.clone())
        .collect()
}

fn document_answers(lists: &Read, subject: &Value) -> BTreeSet<Id> {
    let lines = texts(subject, "mrz");
    let number =
        if lines.is_empty() { text(&subject["document"], "number").to_owned() } else { mrz_number(&lines) };
    let number = folded(&number);
    let mut found = lists.numbers.get(&number).cloned().unwrap_or_default();
    for (first, last, id) in &lists.ranges {
        if first.len() == number.len() && *first <= number && number <= *last {
            found.insert(id.clone());
        }
    }
    found
}

fn vehicle_answers(lists: &Read, vehicle: &Value) -> BTreeSet<Id> {
    let plate = vehicle["plates"].as_array().map_or("", |plates| text(&plates[0], "number"));
    let keys =
        [("vin", text(vehicle, "vin")), ("plate", plate), ("engine_number", text(vehicle, "engine_number"))];
    keys.into_iter()
        .filter_map(|(key, value)| lists.vehicle_keys.get(&format!("{key} {}", folded(value))))
        .flatten()
        .cloned()
        .collect()
}

fn answers(lists: &Read, subject: &Value) -> BTreeMap<&'static str, BTreeSet<Id>> {
    if subject["vehicle"].is_object() {
        return BTreeMap::from([("vehicles", vehicle_answers(lists, &subject["vehicle"]))]);
    }
    BTreeMap::from([
        ("documents", document_answers(lists, subject)),
        ("persons", person_answers(lists, subject)),
    ])
}

#[test]
fn planted_records_answer_and_everything_else_is_clean() {
    let mut lists = Lists::new(SEED, 20_000, 4_000, 2_000);
    lists.documents.ranges = Share::one_in(50);
    let read = read(&lists);
    let options = CrossingOptions::new(lists).with_hit_rate(Share::one_in(4));
    let mut kinds = BTreeSet::new();
    let mut clean = 0;
    let mut clean_years = BTreeSet::new();
    for made in crossings(SEED, &options, 2_000) {
        let (mut check, mut key) = (String::new(), String::new());
        made.check.push_json(&mut check);
        made.push_key(&mut key);
        let check: Value = serde_json::from_str(&check).unwrap();
        let key: Vec<Value> = key.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for subject in check["subjects"].as_array().unwrap() {
            let planted = key.iter().find(|plant| plant["ref"] == subject["ref"]);
            let found = answers(&read, subject);
            match planted.filter(|plant| !plant["grade"].is_null()) {
                Some(plant) => {
                    let answering = &found[text(plant, "list")];
                    assert!(answering.contains(&id(plant)), "{plant}");
                    assert_eq!(plant["check"], made.check.index);
                    kinds.insert(text(plant, "kind").to_owned());
                    if matches!(text(plant, "kind"), "document" | "document-in-range") {
                        let issuer_unknown = read.without_issuer.contains(&id(plant));
                        assert_eq!(text(plant, "grade") == "exact", !issuer_unknown, "{plant}");
                    }
                }
                None => {
                    clean += 1;
                    if planted.is_none() && !subject["vehicle"].is_object() {
                        clean_years.insert(holder(subject).1[..2].to_owned());
                    }
                    assert!(found.values().all(BTreeSet::is_empty), "{} {found:?}", subject["ref"]);
                }
            }
        }
    }
    assert!(kinds.contains("document-in-range") && kinds.len() == 14, "{kinds:?}");
    assert!(clean > 2_000, "{clean}");
    // Two full birth dates seldom meet by chance, so a longer list needs more than a clean sample.
    let full_dates = read.persons.iter().flat_map(|person| &person.dates).filter(|date| date.len() == 10);
    let listed_years: BTreeSet<String> = full_dates.map(|date| date[2..4].to_owned()).collect();
    assert!(listed_years.len() > 20 && clean_years.len() > 20);
    assert!(listed_years.is_disjoint(&clean_years));
}
