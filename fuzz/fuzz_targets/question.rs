//! Questions from a stranger's JSON against small lists of every kind: refused in words or answered, never a panic,
//! and never `no_hit` or `none` for what was not wholly searched.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::List;
use watchpost_engine::record::Action;
use watchpost_engine::record::parse::{Column, Row, Separator, parse_document, parse_person, parse_vehicle};
use watchpost_engine::segment::build::{
    BuildOptions, DocumentSegmentBuilder, PersonSegmentBuilder, RowPosition, VehicleSegmentBuilder,
};
use watchpost_engine::store::{ListEntry, ManifestDraft, RealDisk, Store, Writer};
use watchpost_engine::wire::{Outcome, Question};

const NOW: &str = "2026-11-24T09:00:00Z";

/// A record of each kind that has rules of its own.
const DOCUMENTS: &[&[(Column, &str)]] = &[
    &[
        (Column::RecordId, "D1"),
        (Column::Owner, "UTO"),
        (Column::Issuer, "UTO"),
        (Column::Number, "L898902C3"),
        (Column::Status, "stolen"),
    ],
    &[
        (Column::RecordId, "D2"),
        (Column::Owner, "UTO"),
        (Column::Number, "AB100"),
        (Column::NumberTo, "AB199"),
        (Column::Status, "stolen-blank"),
    ],
    &[
        (Column::RecordId, "D3"),
        (Column::Owner, "UTO"),
        (Column::Number, "N1"),
        (Column::Status, "notice"),
        (Column::NoticeId, "P1"),
    ],
];
const VEHICLES: &[&[(Column, &str)]] = &[&[
    (Column::RecordId, "V1"),
    (Column::Owner, "FRA"),
    (Column::Vin, "1M8GDM9AXKP042788"),
    (Column::Plate, "AB123CD"),
    (Column::PlateCountry, "FRA"),
    (Column::EngineNumber, "E1"),
    (Column::Status, "stolen"),
]];
const PERSONS: &[&[(Column, &str)]] = &[&[
    (Column::RecordId, "P1"),
    (Column::Owner, "UTO"),
    (Column::Notice, "yellow"),
    (Column::Surname, "ERIKSSON"),
    (Column::Given, "ANNA MARIA"),
    (Column::BirthDates, "1974-08-12"),
    (Column::Documents, "UTO/L898902C4/P"),
]];

static GENERATION: LazyLock<Generation> = LazyLock::new(build);

fn row(cells: &[(Column, &'static str)]) -> Row<'static> {
    let mut row = Row::new(Separator::Bar);
    for (column, text) in cells {
        row.set_text(*column, *text);
    }
    row
}

fn build() -> Generation {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let mut writer = Writer::open(&path, RealDisk).expect("a store");
    let work = writer.work_folder().expect("a working folder");
    let options = BuildOptions { work_folder: &work, memory: 1 << 20 };
    let at = RowPosition { file: 0, line: 1 };
    let (mut documents, mut vehicles, mut persons) = (
        DocumentSegmentBuilder::new(options),
        VehicleSegmentBuilder::new(options),
        PersonSegmentBuilder::new(options),
    );
    for cells in DOCUMENTS {
        documents.push(&parse_document(&row(cells)).expect("a document"), at).expect("room");
    }
    for cells in VEHICLES {
        vehicles.push(&parse_vehicle(&row(cells)).expect("a vehicle"), at).expect("room");
    }
    for cells in PERSONS {
        persons.push(&parse_person(&row(cells)).expect("a person"), at).expect("room");
    }
    let now = NOW.parse().expect("a moment");
    let mut lists = BTreeMap::new();
    let mut add = |list, segment| {
        lists.insert(list, ListEntry { as_of: now, segments: vec![segment], sources: vec![] })
    };
    let mut file = writer.new_segment().expect("a file");
    let built = documents.finish(&mut file, &mut |_| ()).expect("a segment");
    add(List::Documents, file.finish(built.records).expect("a segment"));
    let mut file = writer.new_segment().expect("a file");
    let built = vehicles.finish(&mut file, &mut |_| ()).expect("a segment");
    add(List::Vehicles, file.finish(built.records).expect("a segment"));
    let mut file = writer.new_segment().expect("a file");
    let built = persons.finish(&mut file, &mut |_| ()).expect("a segment");
    add(List::Persons, file.finish(built.records).expect("a segment"));
    let draft = ManifestDraft { created: now, for_country: None, lists, probes: vec![] };
    writer.publish(draft).expect("a generation");
    // Mapped files outlive their names.
    Generation::open(&Store::open(&path).expect("a store"), Verify::Full).expect("a generation")
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(question) = serde_json::from_slice::<Question>(bytes) else { return };
    let conditions = Conditions::at(NOW.parse().expect("a moment"));
    let Ok(answer) = check(&GENERATION, &question, &conditions, String::new()) else { return };
    serde_json::to_vec(&answer).expect("an answer can always be told");
    for subject in &answer.subjects {
        assert!(subject.outcome != Outcome::NoHit || subject.complete, "a no_hit is complete");
        assert!(subject.action != Action::None || subject.complete, "none is said of what was searched");
        assert_eq!(subject.complete, !subject.actions.contains(&Action::CheckAgain));
    }
});
