//! The demonstration: the committed lists, compiled into a temporary store whose lists are as fresh as the start.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::TempDir;
use watchpost_engine::list::List;
use watchpost_engine::record::parse::{
    Column, Refusal, Row, RowName, Separator, Value, parse_document, parse_person, parse_vehicle,
};
use watchpost_engine::segment::build::{
    BuildOptions, BuiltSegment, DocumentSegmentBuilder, PersonSegmentBuilder, RowPosition,
    VehicleSegmentBuilder,
};
use watchpost_engine::segment::error::WriteError;
use watchpost_engine::store::{
    Expectation, ExpectedHit, ListEntry, ManifestDraft, Probe, RealDisk, SegmentRef, Sha256Name, Source,
    StoreError, Writer,
};

const DOCUMENTS: &str = include_str!("../../testdata/demo/documents.csv");
const VEHICLES: &str = include_str!("../../testdata/demo/vehicles.csv");
const PERSONS: &str = include_str!("../../testdata/demo/persons.jsonl");

/// Memory for the sort of some hundred rows.
const MEMORY: usize = 1 << 20;

/// A question whose answer is the record of the contract's example.
pub const HIT: &str = r#"{"purpose":"test","operator":"demo","subjects":[{"mrz":["PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<","L898902C36UTO7408122F3204153ZE184226B<<<<<16"]}]}"#;

/// A question that nothing answers.
pub const NO_HIT: &str = r#"{"purpose":"test","operator":"demo","subjects":[{"document":{"number":"UT7770001","issuer":"UTO","type":"P"}}]}"#;

/// Why the demonstration store could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// No temporary folder.
    #[error("cannot make a temporary folder: {0}; set TMPDIR to a folder with some megabytes of room")]
    Folder(#[from] io::Error),
    /// The store could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A segment could not be written.
    #[error(transparent)]
    Segment(#[from] WriteError),
    /// The committed lists are broken: a bug of the program.
    #[error("the demonstration list {list} is broken at row {row}: {reason}; report it")]
    List {
        /// The list.
        list: List,
        /// The row, from 1.
        row: u64,
        /// What is wrong.
        reason: String,
    },
}

/// The temporary store. It goes when this is dropped.
#[derive(Debug)]
pub struct DemoStore {
    folder: TempDir,
}

impl DemoStore {
    /// Compiles the lists, complete as of `now`.
    ///
    /// # Errors
    /// `Folder`, `Store`, `Segment` where there is no room; `List` is a bug.
    pub fn build(now: Timestamp) -> Result<Self, DemoError> {
        // Whole seconds, as people read them.
        let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let folder = tempfile::Builder::new().prefix("watchpost-demo-").tempdir()?;
        build_into(&folder.path().join("store"), now)?;
        Ok(Self { folder })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("store")
    }
}

/// Compiles the demonstration lists into the store at `path`, as its next generation.
///
/// # Errors
/// Those of [`DemoStore::build`].
pub fn build_into(path: &Path, now: Timestamp) -> Result<(), DemoError> {
    let mut writer = Writer::open(path, RealDisk)?;
    let lists = BTreeMap::from([
        (List::Documents, documents(&writer, now)?),
        (List::Vehicles, vehicles(&writer, now)?),
        (List::Persons, persons(&writer, now)?),
    ]);
    writer.publish(ManifestDraft { created: now, for_country: None, lists, probes: vec![probe(now)] })?;
    Ok(())
}

/// Asked before the store is served, as of any other.
fn probe(now: Timestamp) -> Probe {
    let question = serde_json::from_str(HIT).unwrap_or_default();
    let hit = ExpectedHit {
        list: List::Documents,
        owner: "UTO".to_owned(),
        record_id: "SLTD-77".to_owned(),
        grade: "exact".to_owned(),
    };
    Probe { at: now, question, expect: Expectation { outcome: "hit".to_owned(), hits: vec![hit] } }
}

fn documents(writer: &Writer<RealDisk>, now: Timestamp) -> Result<ListEntry, DemoError> {
    let work_folder = writer.work_folder()?;
    let mut builder = DocumentSegmentBuilder::new(BuildOptions { work_folder: &work_folder, memory: MEMORY });
    each_csv_row(List::Documents, DOCUMENTS, |row, position| {
        let record = parse_document(row).map_err(Broken::Row)?;
        Ok(builder.push(&record, position)?)
    })?;
    let mut file = writer.new_segment()?;
    let built = builder.finish(&mut file, &mut |_| ())?;
    Ok(entry(now, file.finish(built.records)?, built, "documents.csv", DOCUMENTS))
}

fn vehicles(writer: &Writer<RealDisk>, now: Timestamp) -> Result<ListEntry, DemoError> {
    let work_folder = writer.work_folder()?;
    let mut builder = VehicleSegmentBuilder::new(BuildOptions { work_folder: &work_folder, memory: MEMORY });
    each_csv_row(List::Vehicles, VEHICLES, |row, position| {
        let record = parse_vehicle(row).map_err(Broken::Row)?;
        Ok(builder.push(&record, position)?)
    })?;
    let mut file = writer.new_segment()?;
    let built = builder.finish(&mut file, &mut |_| ())?;
    Ok(entry(now, file.finish(built.records)?, built, "vehicles.csv", VEHICLES))
}

fn persons(writer: &Writer<RealDisk>, now: Timestamp) -> Result<ListEntry, DemoError> {
    let work_folder = writer.work_folder()?;
    let mut builder = PersonSegmentBuilder::new(BuildOptions { work_folder: &work_folder, memory: MEMORY });
    each_json_row(List::Persons, PERSONS, |row, position| {
        let record = parse_person(row).map_err(Broken::Row)?;
        Ok(builder.push(&record, position)?)
    })?;
    let mut file = writer.new_segment()?;
    let built = builder.finish(&mut file, &mut |_| ())?;
    Ok(entry(now, file.finish(built.records)?, built, "persons.jsonl", PERSONS))
}

fn entry(as_of: Timestamp, segment: SegmentRef, built: BuiltSegment, name: &str, text: &str) -> ListEntry {
    let source = Source {
        name: name.to_owned(),
        sha256: Sha256Name::of(text.as_bytes()),
        rows: built.records + built.repeated + built.conflicting,
        refused: built.conflicting,
        repeated: built.repeated,
        withheld: 0,
        left_out: 0,
        joined: 0,
        licence: None,
    };
    ListEntry { as_of, segments: vec![segment], sources: vec![source] }
}

/// What can be wrong with one row.
enum Broken {
    Form(String),
    Row(Refusal),
    Write(WriteError),
}

impl From<WriteError> for Broken {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl Broken {
    fn at(self, list: List, row: u64) -> DemoError {
        let reason = match self {
            Self::Form(reason) => reason,
            Self::Row(refusal) => refusal.to_string(),
            Self::Write(error) => return DemoError::Segment(error),
        };
        DemoError::List { list, row, reason }
    }
}

type Push<'p> = &'p mut dyn FnMut(&Row<'_>, RowPosition) -> Result<(), Broken>;

fn each_csv_row(
    list: List,
    text: &str,
    mut push: impl FnMut(&Row<'_>, RowPosition) -> Result<(), Broken>,
) -> Result<(), DemoError> {
    let broken = |row, reason: String| Broken::Form(reason).at(list, row);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| broken(0, error.to_string()))?.clone();
    let columns: Vec<Column> = header
        .iter()
        .map(|name| column(list, name))
        .collect::<Result<_, _>>()
        .map_err(|error| error.at(list, 0))?;
    for (cells, number) in reader.records().zip(1..) {
        let cells = cells.map_err(|error| broken(number, error.to_string()))?;
        let mut row = Row::new(Separator::Bar);
        for (column, cell) in columns.iter().zip(&cells) {
            row.set_text(*column, cell);
        }
        push(&row, RowPosition { file: 0, line: number }).map_err(|error| error.at(list, number))?;
    }
    Ok(())
}

fn each_json_row(
    list: List,
    text: &str,
    mut push: impl FnMut(&Row<'_>, RowPosition) -> Result<(), Broken>,
) -> Result<(), DemoError> {
    for (line, number) in text.lines().zip(1..) {
        push_json_row(list, line, number, &mut push).map_err(|error| error.at(list, number))?;
    }
    Ok(())
}

fn push_json_row(list: List, line: &str, number: u64, push: Push<'_>) -> Result<(), Broken> {
    let fields: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(line).map_err(|error| Broken::Form(error.to_string()))?;
    let mut row = Row::new(Separator::None);
    for (key, value) in &fields {
        let column = column(list, key)?;
        if column == Column::Names {
            names(value).into_iter().for_each(|name| row.add_name(name));
        } else {
            row.set(column, json_value(value));
        }
    }
    push(&row, RowPosition { file: 0, line: number })
}

fn column(list: List, name: &str) -> Result<Column, Broken> {
    Column::parse_of(list, name).ok_or_else(|| Broken::Form(format!("there is no column {name}")))
}

fn json_value(value: &serde_json::Value) -> Value<'_> {
    match value {
        serde_json::Value::Null => Value::Absent,
        serde_json::Value::Array(values) => Value::Several(values.iter().map(json_text).collect()),
        one => Value::One(json_text(one)),
    }
}

fn json_text(value: &serde_json::Value) -> Cow<'_, str> {
    match value {
        serde_json::Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

fn names(value: &serde_json::Value) -> Vec<RowName<'_>> {
    let text = |name: &'_ serde_json::Value, key| {
        name.get(key).and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter()
        .map(|name| RowName {
            surname: text(name, "surname").map(Cow::Owned),
            given: text(name, "given").map(Cow::Owned),
            whole: text(name, "whole").map(Cow::Owned),
            kind: text(name, "kind").map(Cow::Owned),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use watchpost_engine::check::{Conditions, check};
    use watchpost_engine::generation::{Generation, Verify};
    use watchpost_engine::list::List;
    use watchpost_engine::store::Store;

    use super::{DOCUMENTS, DemoStore, HIT, NO_HIT, PERSONS, VEHICLES};

    #[test]
    fn every_demonstration_row_is_served_and_both_questions_answer_as_printed() {
        let now: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
        let demo = DemoStore::build(now).unwrap();
        let generation = Generation::open(&Store::open(&demo.path()).unwrap(), Verify::Full).unwrap();
        for (list, rows) in [
            (List::Documents, DOCUMENTS.lines().count() - 1),
            (List::Vehicles, VEHICLES.lines().count() - 1),
            (List::Persons, PERSONS.lines().count()),
        ] {
            assert_eq!(generation.records(list), u64::try_from(rows).unwrap(), "{list}");
        }
        for (question, outcome) in [(HIT, "hit"), (NO_HIT, "no_hit")] {
            let question = serde_json::from_str(question).unwrap();
            let answer = check(&generation, &question, &Conditions::at(now), String::new()).unwrap();
            assert_eq!((answer.outcome.as_str(), answer.complete), (outcome, true));
        }
    }
}
