//! A store of persons with names as frequent as real ones, and questions to ask of it.
//!
//! Kept and built anew as the stores of [`crate::store`]. It holds the list of persons alone: what else is on a post's
//! disk changes nothing in the search for a person.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use jiff::Timestamp;
use watchpost_engine::check::Conditions;
use watchpost_engine::generation::Generation;
use watchpost_engine::list::{List, ListSet};
use watchpost_engine::segment::build::{BuildOptions, PersonSegmentBuilder};
use watchpost_engine::store::{ListEntry, ManifestDraft, RealDisk, Writer};
use watchpost_engine::wire::{PersonPart, Question, QuestionSubject};
use watchpost_testdata::population::{Asking, asked, population};
use watchpost_testdata::question::Person;

use crate::list_rows::person_record;
use crate::questions::{self, QUESTION_SEED};
use crate::store::{self, SEED};

/// Persons for whom the goals of the search are set.
pub const HELD: u64 = 1_000_000;

/// Rows of the sample by which an outdated store is known.
const SAMPLE: u64 = 500;

/// Opens the kept store of so many persons; builds it first where there is none, or an outdated one.
///
/// # Errors
/// What building or opening says.
pub fn kept(persons: u64) -> Result<Generation> {
    store::open(&kept_folder(persons)?)
}

/// The folder of the kept store, built where needed.
///
/// # Errors
/// What building says.
pub fn kept_folder(persons: u64) -> Result<PathBuf> {
    let sample = tempfile::tempdir()?;
    build(sample.path(), SAMPLE)?;
    let origin = format!("{persons} persons\n{}", store::segment_names(sample.path())?);
    store::kept_as(&format!("population-{persons}"), &origin, |folder| build(folder, persons))
}

/// The circumstances of every question: persons alone are asked.
///
/// # Errors
/// None that can happen: the moment is a constant.
pub fn conditions() -> Result<Conditions<'static>> {
    let mut conditions = store::conditions()?;
    conditions.lists = ListSet::default().with(List::Persons);
    Ok(conditions)
}

/// So many questions of one way, each about another person.
#[must_use]
pub fn checks(asking: Asking, persons: u64, count: usize) -> Vec<Question> {
    people(asking, persons, count).map(|person| question(&person)).collect()
}

/// The same, as they are typed.
pub fn people(asking: Asking, persons: u64, count: usize) -> impl Iterator<Item = Person> {
    (0..).map(move |index| asked(QUESTION_SEED, SEED, persons, asking, index).person).take(count)
}

fn question(person: &Person) -> Question {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let person = PersonPart {
        surname: filled(&person.surname),
        given: filled(&person.given),
        birth_date: filled(&person.birth_date),
        sex: filled(person.sex),
        nationality: filled(&person.nationality),
        ..PersonPart::default()
    };
    questions::question(vec![QuestionSubject { person: Some(person), ..QuestionSubject::default() }])
}

/// Builds a store of so many persons in a folder that exists.
///
/// # Errors
/// What the engine says.
pub fn build(folder: &Path, persons: u64) -> Result<()> {
    let mut writer = Writer::open(folder, RealDisk)?;
    let work_folder = writer.work_folder()?;
    let mut segment = writer.new_segment()?;
    let options = BuildOptions { work_folder: &work_folder, memory: store::MEMORY };
    let mut builder = PersonSegmentBuilder::new(options);
    for (position, made) in store::numbered(population(SEED, persons)) {
        builder.push(&person_record(&made)?, position)?;
    }
    let built = builder.finish(&mut segment, &mut store::no_duplicate)?;
    store::all_records(List::Persons, &built)?;
    segment.flush()?;
    let segment = segment.finish(built.records)?;
    let as_of: Timestamp = store::AS_OF.parse()?;
    let entry = ListEntry { as_of, segments: vec![segment], sources: Vec::new() };
    let lists = BTreeMap::from([(List::Persons, entry)]);
    writer.publish(ManifestDraft { created: as_of, for_country: None, lists, probes: Vec::new() })?;
    Ok(())
}
