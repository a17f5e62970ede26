//! The committed lists, compiled, against the answer key of the committed crossings. The generator shares no
//! code with the engine, so that the two are two opinions on the contract.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value as Json;
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::List;
use watchpost_engine::record::parse::{
    Column, Row, RowName, Separator, Value, parse_document, parse_person, parse_vehicle,
};
use watchpost_engine::segment::build::{
    BuildOptions, DocumentSegmentBuilder, PersonSegmentBuilder, RowPosition, VehicleSegmentBuilder,
};
use watchpost_engine::store::{ListEntry, ManifestDraft, RealDisk, Store, Writer};
use watchpost_engine::wire::{Question, SubjectAnswer};

type Failure = Box<dyn std::error::Error>;

fn testdata(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata").join(name)
}

fn now() -> Timestamp {
    "2026-11-24T09:00:00Z".parse().expect("a moment")
}

/// Every row of a CSV list, in turn.
fn csv_rows(
    path: &Path,
    mut visit: impl FnMut(&Row<'_>, RowPosition) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut reader = csv::Reader::from_path(path)?;
    let columns: Vec<Column> =
        reader.headers()?.iter().map(|name| Column::parse(name).ok_or(name)).collect::<Result<_, _>>()?;
    for (line, record) in (1..).zip(reader.records()) {
        let record = record?;
        let mut row = Row::new(Separator::Bar);
        for (column, cell) in columns.iter().zip(&record) {
            row.set_text(*column, cell);
        }
        visit(&row, RowPosition { file: 0, line })?;
    }
    Ok(())
}

fn json_text(value: &Json) -> Cow<'_, str> {
    value.as_str().map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed)
}

fn json_row(object: &serde_json::Map<String, Json>) -> Result<Row<'_>, Failure> {
    let mut row = Row::new(Separator::None);
    for (key, value) in object {
        if key == "names" {
            for name in value.as_array().ok_or("a list of names")? {
                let part = |part: &str| name.get(part).map(json_text);
                row.add_name(RowName {
                    surname: part("surname"),
                    given: part("given"),
                    whole: part("whole"),
                    kind: part("kind"),
                });
            }
            continue;
        }
        let column = Column::parse(key).ok_or_else(|| format!("no column {key}"))?;
        row.set(
            column,
            match value.as_array() {
                Some(values) => Value::Several(values.iter().map(json_text).collect()),
                None => Value::One(json_text(value)),
            },
        );
    }
    Ok(row)
}

fn build(folder: &Path) -> Result<Generation, Failure> {
    let path = folder.join("store");
    let mut writer = Writer::open(&path, RealDisk)?;
    let work = writer.work_folder()?;
    let options = BuildOptions { work_folder: &work, memory: 1 << 22 };
    let mut documents = DocumentSegmentBuilder::new(options);
    csv_rows(&testdata("lists/documents.csv"), |row, at| Ok(documents.push(&parse_document(row)?, at)?))?;
    let mut vehicles = VehicleSegmentBuilder::new(options);
    csv_rows(&testdata("lists/vehicles.csv"), |row, at| Ok(vehicles.push(&parse_vehicle(row)?, at)?))?;
    let mut persons = PersonSegmentBuilder::new(options);
    for (line, text) in (1..).zip(fs::read_to_string(testdata("lists/persons.jsonl"))?.lines()) {
        let object: serde_json::Map<String, Json> = serde_json::from_str(text)?;
        persons.push(&parse_person(&json_row(&object)?)?, RowPosition { file: 0, line })?;
    }
    let no_duplicate = &mut |duplicate| panic!("the generator repeats no identity: {duplicate:?}");
    let mut lists = BTreeMap::new();
    let mut file = writer.new_segment()?;
    let built = documents.finish(&mut file, no_duplicate)?;
    lists.insert(List::Documents, file.finish(built.records)?);
    let mut file = writer.new_segment()?;
    let built = vehicles.finish(&mut file, no_duplicate)?;
    lists.insert(List::Vehicles, file.finish(built.records)?);
    let mut file = writer.new_segment()?;
    let built = persons.finish(&mut file, no_duplicate)?;
    lists.insert(List::Persons, file.finish(built.records)?);
    let entry = |segment| ListEntry { as_of: now(), segments: vec![segment], sources: Vec::new() };
    let lists = lists.into_iter().map(|(list, segment)| (list, entry(segment))).collect();
    writer.publish(ManifestDraft { created: now(), for_country: None, lists, probes: Vec::new() })?;
    Ok(Generation::open(&Store::open(&path)?, Verify::Full)?)
}

fn answers(generation: &Generation) -> Result<HashMap<String, SubjectAnswer>, Failure> {
    let mut answers = HashMap::new();
    for line in fs::read_to_string(testdata("crossings/checks.jsonl"))?.lines() {
        let question: Question = serde_json::from_str(line)?;
        let answer = check(generation, &question, &Conditions::at(now()), String::new())?;
        answers.extend(answer.subjects.into_iter().map(|subject| (subject.reference.clone(), subject)));
    }
    Ok(answers)
}

/// What is wrong with the answer to one plant, or nothing.
fn wrong(plant: &Json, answer: &SubjectAnswer) -> Option<String> {
    let hit = answer.lists.iter().filter(|list| list.list.as_str() == plant["list"]).find_map(|list| {
        list.hits
            .iter()
            .find(|hit| hit.owner.as_str() == plant["owner"] && hit.record_id == plant["record_id"])
    });
    let grade = hit.map(|hit| hit.grade.as_str());
    // Of a person the key tells the least.
    let is_better = plant["list"] == "persons" && plant["grade"] == "possible" && grade == Some("probable");
    (grade != plant["grade"].as_str() && !is_better).then(|| format!("{plant}: the engine says {grade:?}"))
}

#[test]
fn every_planted_crossing_is_found_as_the_key_says_and_every_clean_one_is_clean() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let generation = build(folder.path())?;
    generation.verify_deep()?;
    let answers = answers(&generation)?;
    let mut planted: HashMap<&str, Vec<Json>> = HashMap::new();
    let key = fs::read_to_string(testdata("crossings/key.jsonl"))?;
    let plants: Vec<Json> = key.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    for plant in &plants {
        planted.entry(plant["ref"].as_str().ok_or("a ref")?).or_default().push(plant.clone());
    }
    assert!(plants.len() > 50 && answers.len() > plants.len(), "the committed crossings are too few");
    let mut wrongs: Vec<String> =
        plants.iter().filter_map(|plant| wrong(plant, answers.get(plant["ref"].as_str()?)?)).collect();
    for (reference, answer) in &answers {
        if !planted.contains_key(reference.as_str()) && answer.outcome.as_str() != "no_hit" {
            wrongs.push(format!("{reference} is clean: the engine says {}", answer.outcome));
        }
    }
    assert!(wrongs.is_empty(), "{} wrong:\n{}", wrongs.len(), wrongs.join("\n"));
    Ok(())
}
