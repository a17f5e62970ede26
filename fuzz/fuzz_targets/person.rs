//! Persons from a stranger's text against a small list: no panic, weights that sum up to the score, a bounded search,
//! the same answer twice, and a listed person who is found under the own name and birth date, however it is written down.
//!
//! Of an input the first byte chooses a record and the second how its name is written; the rest are lines: surname, given
//! names, whole name, birth dates parted by `|`, sex, nationalities parted by `|`, birth place.

#![no_main]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::limits;
use watchpost_engine::list::List;
use watchpost_engine::person::name::Name;
use watchpost_engine::record::Action;
use watchpost_engine::record::parse::{Column, Row, Separator, parse_person};
use watchpost_engine::segment::build::{BuildOptions, PersonSegmentBuilder, RowPosition};
use watchpost_engine::store::{ListEntry, ManifestDraft, RealDisk, Store, Writer};
use watchpost_engine::wire::{Answer, Outcome, Question, Record};

const NOW: &str = "2026-11-24T09:00:00Z";

/// Made-up persons: surname, given names, full birth date. Particles, titles, apostrophes, one name alone, several scripts,
/// common names, names of one letter, and as many parts as a name may have.
const PERSONS: &[(&str, &str, &str)] = &[
    ("ERIKSSON", "ANNA MARIA", "1974-08-12"),
    ("VAN DER MUELLEN", "Martin", "1980-02-03"),
    ("O'Connor", "Enya Siobhan", "1991-11-30"),
    ("AL", "DE", "1966-03-04"),
    ("SATRIYA", "", "1977-05-06"),
    ("", "MONIKA", "1978-07-09"),
    ("Щербаков", "Юрий", "1959-10-02"),
    ("الحسيني", "محمد علي", "1983-06-17"),
    ("王小明", "", "1990-02-28"),
    ("김", "민수", "1992-12-21"),
    ("כהן", "דוד", "1961-05-19"),
    ("Παπαδόπουλος", "Γιώργος", "1955-04-23"),
    ("やまだ", "タロウ", "1988-08-08"),
    ("SMITH", "JOHN", "1985-09-14"),
    ("MOHAMMED", "ALI", "1985-09-14"),
    ("X", "Y", "1999-09-09"),
    ("A B C D E F G H I J K L", "M N O P Q R S T U V W X", "2001-10-11"),
    ("ABDURRAHMAN", "ABD AL RAHMAN", "1970-10-20"),
    ("MUELLER", "Jürgen", "9999-12-31"),
];

static GENERATION: LazyLock<Generation> = LazyLock::new(build);

fn build() -> Generation {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let mut writer = Writer::open(&path, RealDisk).expect("a store");
    let work = writer.work_folder().expect("a working folder");
    let mut persons = PersonSegmentBuilder::new(BuildOptions { work_folder: &work, memory: 1 << 20 });
    for (line, (surname, given, born)) in (1..).zip(PERSONS) {
        let id = format!("P-{line}");
        let mut row = Row::new(Separator::Bar);
        for (column, text) in [
            (Column::RecordId, id.as_str()),
            (Column::Owner, "UTO"),
            (Column::Notice, "red"),
            (Column::Surname, surname),
            (Column::Given, given),
            (Column::BirthDates, born),
            (Column::Nationalities, "UTO"),
        ] {
            row.set_text(column, text);
        }
        persons.push(&parse_person(&row).expect("a person"), RowPosition { file: 0, line }).expect("room");
    }
    let now = NOW.parse().expect("a moment");
    let mut file = writer.new_segment().expect("a file");
    let built = persons.finish(&mut file, &mut |_| ()).expect("a segment");
    let segment = file.finish(built.records).expect("a segment");
    let lists =
        BTreeMap::from([(List::Persons, ListEntry { as_of: now, segments: vec![segment], sources: vec![] })]);
    writer
        .publish(ManifestDraft { created: now, for_country: None, lists, probes: vec![] })
        .expect("a generation");
    // Mapped files outlive their names.
    Generation::open(&Store::open(&path).expect("a store"), Verify::Full).expect("a generation")
}

fuzz_target!(|input: (u8, u8, &str)| {
    let (chosen, way, text) = input;
    let mut lines = text.lines().map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    let (surname, given, whole) = (line(), line(), line());
    let births = several(&line());
    let (sex, nationalities, place) = (line(), several(&line()), line());
    let beside = json!({"sex": sex, "nationalities": nationalities, "birth_place": place});
    let with = |more: Value| {
        let mut person = beside.clone();
        let (to, from) = (person.as_object_mut().expect("an object"), more);
        to.extend(from.as_object().expect("an object").clone());
        person
    };
    let stranger = json!({"surname": surname, "given": given, "name": whole, "birth_dates": births});
    held(&with(stranger));
    steps_are_bounded(&surname, &given);

    let (surname, given, born) = PERSONS[usize::from(chosen) % PERSONS.len()];
    let mut own = with(written(surname, given, way));
    own["birth_dates"] = json!([born]);
    if let Some(answer) = held(&own) {
        let id = format!("P-{}", 1 + usize::from(chosen) % PERSONS.len());
        let found = answer.subjects[0].lists.iter().flat_map(|list| &list.hits);
        let mut ids = found.filter_map(|hit| match &hit.record {
            Record::Person(record) => Some(&record.listing.record_id),
            _ => None,
        });
        assert!(ids.any(|found| *found == id), "a listed person is found under the own name: {id}, {way}");
    }
});

fn several(line: &str) -> Vec<String> {
    line.split('|').map(str::to_owned).collect()
}

/// A name as people write it down: in parts or whole, turned round, in small letters, with other separators or a title.
fn written(surname: &str, given: &str, way: u8) -> Value {
    let bit = |place: u8| way >> place & 1 != 0;
    let case = |text: &str| if bit(0) { text.to_lowercase() } else { text.to_uppercase() };
    let separator = if bit(1) { "-" } else { " " };
    let (surname, given) = (case(surname).replace(' ', separator), case(given).replace(' ', separator));
    match (bit(2), bit(3)) {
        (false, false) => json!({"surname": surname, "given": given}),
        (false, true) => json!({"surname": given, "given": surname}),
        (true, false) => json!({"name": format!("{given}  {surname}")}),
        (true, true) => json!({"name": format!("{surname}, {given}")}),
    }
}

/// Asks, holds what every answer must hold, and asks again. `None` if the question is over a limit.
fn held(person: &Value) -> Option<Answer> {
    let question = json!({"purpose": "test", "operator": "u-1", "subjects": [{"person": person}]});
    let question: Question = serde_json::from_value(question).expect("a question");
    let conditions = Conditions::at(NOW.parse().expect("a moment"));
    let ask = || check(&GENERATION, &question, &conditions, String::new());
    let answer = ask().ok()?;
    let told = serde_json::to_value(&answer).expect("an answer can always be told");
    assert_eq!(told, serde_json::to_value(ask().ok()?).expect("an answer"), "the same question, the same answer");
    for subject in &answer.subjects {
        assert!(subject.outcome != Outcome::NoHit || subject.complete, "a no_hit is complete");
        assert!(subject.action != Action::None || subject.complete, "none is said of what was searched");
        for hit in subject.lists.iter().flat_map(|list| &list.hits) {
            let Some(evidence) = &hit.person else { continue };
            let weights: f64 = hit.why.iter().filter_map(|reason| reason.weight).sum();
            let (score, prior) = (evidence.score.unwrap_or_default(), evidence.prior.unwrap_or_default());
            assert!((prior + weights - score).abs() < 0.005, "{prior} and {weights} are not {score}");
        }
    }
    Some(answer)
}

/// What agrees with a name is told within the steps of one question.
fn steps_are_bounded(surname: &str, given: &str) {
    let (Ok(name), Some(segment)) = (Name::read(surname, given), GENERATION.persons()) else { return };
    assert!((1..=limits::NAME_PARTS).contains(&name.parts().len()));
    let steps = Cell::new(limits::PERSON_STEPS);
    let (sets, matched) = segment.parts.match_sets(&name, &steps);
    assert!(matched.is_ok(), "a list of some twenty persons spends no question");
    assert!(sets.members().len() <= limits::PERSON_STEPS);
}
