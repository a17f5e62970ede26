//! The paths that every check takes, each as one piece of work to be counted or timed.
//!
//! Questions are made before the work begins: nothing of their making is in it.

use std::cell::Cell;
use std::hint::black_box;

use anyhow::{Context, Result, bail};
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::date::Date;
use watchpost_engine::document::mrz::Mrz;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::generation::Generation;
use watchpost_engine::limits;
use watchpost_engine::person::name::Name;
use watchpost_engine::segment::documents::DocumentSegment;
use watchpost_engine::vehicle::{Plate, Vin};
use watchpost_engine::wire::Question;
use watchpost_testdata::population::Asking;

use crate::store::{Sizes, conditions};
use crate::{population, questions};

/// The store in which instructions are counted. Small, as counts hardly depend on it; large enough to hold ranges.
pub const COUNTED_STORE: Sizes =
    Sizes { documents: 20_000, vehicles: 5_000, persons: 5_000, production_runs: 0 };

/// The same for names: as many persons as make a day of birth be shared.
pub const COUNTED_POPULATION: u64 = 20_000;

/// Questions of one count.
const QUESTIONS: usize = 1_000;

/// The paths by name. `slowed` is no path of the engine: it proves that the guard bites.
pub const PATHS: [&str; 12] = [
    "mrz-td3",
    "key-fold",
    "document-miss",
    "document-hit",
    "document-range-hit",
    "vehicle-miss",
    "person-miss",
    "check-document",
    "check-person",
    "check-mrz",
    "check-car-with-five",
    "slowed",
];

/// Work on a generation.
pub type Work<'g> = Box<dyn FnMut() + 'g>;

/// True for a path over the store [`COUNTED_POPULATION`], false for one over [`COUNTED_STORE`].
#[must_use]
pub fn is_over_population(path: &str) -> bool {
    path == "check-person"
}

/// Makes the work of a path over its store.
///
/// # Errors
/// For a name that is none of [`PATHS`], or a generation without a list.
pub fn prepare<'g>(path: &str, generation: &'g Generation) -> Result<Work<'g>> {
    if is_over_population(path) {
        let asked = population::checks(Asking::Clean, COUNTED_POPULATION, QUESTIONS);
        return Ok(answer(generation, population::conditions()?, asked));
    }
    let conditions = conditions()?;
    let today = Date::of(conditions.now);
    let documents = generation.documents().context("the store has no documents")?;
    Ok(match path {
        "mrz-td3" => parse_passports(today),
        "key-fold" => fold_keys(today),
        "document-miss" => find_documents(documents, questions::missed_numbers(QUESTIONS, today)),
        "document-hit" => {
            let listed = questions::listed_documents(COUNTED_STORE, QUESTIONS)?;
            read_documents(documents, listed.into_iter().map(|document| document.number).collect())
        }
        "document-range-hit" => {
            read_documents(documents, questions::numbers_in_ranges(COUNTED_STORE, QUESTIONS)?)
        }
        "vehicle-miss" => miss_vehicles(generation)?,
        "person-miss" => miss_persons(generation)?,
        "check-document" => {
            answer(generation, conditions, questions::missed_document_checks(QUESTIONS, today))
        }
        "check-mrz" => answer(generation, conditions, questions::passport_checks(QUESTIONS)),
        "check-car-with-five" => answer(generation, conditions, questions::cars_with_five(QUESTIONS / 5)),
        "slowed" => find_documents_slowly(documents, questions::missed_numbers(QUESTIONS, today)),
        other => bail!("`{other}` is no path: take one of {}", PATHS.join(", ")),
    })
}

fn parse_passports<'g>(today: Date) -> Work<'g> {
    let passports = questions::clean_passports(QUESTIONS);
    Box::new(move || {
        for lines in &passports {
            let _ = black_box(Mrz::parse_lines(lines.iter().map(String::as_str), today));
        }
    })
}

fn fold_keys<'g>(today: Date) -> Work<'g> {
    let numbers = questions::missed_numbers(QUESTIONS, today);
    Box::new(move || {
        for number in &numbers {
            black_box(number.key());
        }
    })
}

/// From the canonical number to the rows that may answer: the path of nearly every question.
fn find_documents(documents: &DocumentSegment, numbers: Vec<DocumentNumber>) -> Work<'_> {
    Box::new(move || {
        for number in &numbers {
            black_box(documents.find(&number.key()).is_empty());
        }
    })
}

/// The same with a copy of each key on the heap, as a careless change might bring it.
fn find_documents_slowly(documents: &DocumentSegment, numbers: Vec<DocumentNumber>) -> Work<'_> {
    Box::new(move || {
        for number in &numbers {
            let key = number.key();
            black_box(key.as_bytes().to_vec());
            black_box(documents.find(&key).is_empty());
        }
    })
}

/// From the canonical number to the records.
fn read_documents(documents: &DocumentSegment, numbers: Vec<DocumentNumber>) -> Work<'_> {
    Box::new(move || {
        for number in &numbers {
            let key = number.key();
            let run = documents.find(&key);
            let _ = black_box(documents.read(&run, number, &key, None, limits::ROWS_GRADED, |record| {
                let _ = black_box(record);
            }));
        }
    })
}

fn miss_vehicles(generation: &Generation) -> Result<Work<'_>> {
    let vehicles = generation.vehicles().context("the store has no vehicles")?;
    let asked = questions::missed_vehicles(QUESTIONS);
    let vins: Vec<Vin> = asked.iter().filter_map(|part| Vin::parse(part.vin.as_deref()?).ok()).collect();
    let plate = |number: &str| Plate::parse(number).ok();
    let plates: Vec<Plate> =
        asked.iter().flat_map(|part| part.plates.iter().flatten()).filter_map(|p| plate(&p.number)).collect();
    Ok(Box::new(move || {
        for vin in &vins {
            black_box(vehicles.vins.find(vin.key().as_bytes()));
        }
        for plate in &plates {
            black_box(vehicles.plates.find(plate.key().as_bytes()));
        }
    }))
}

fn miss_persons(generation: &Generation) -> Result<Work<'_>> {
    let persons = generation.persons().context("the store has no persons")?;
    let names = questions::missed_names(QUESTIONS);
    Ok(Box::new(move || {
        for [surname, given] in &names {
            let steps = Cell::new(limits::PERSON_STEPS);
            if let Ok(name) = Name::read(surname, given) {
                black_box(persons.parts.match_sets(&name, &steps).1.is_ok());
            }
        }
    }))
}

fn answer<'g>(generation: &'g Generation, conditions: Conditions<'g>, asked: Vec<Question>) -> Work<'g> {
    Box::new(move || {
        for question in &asked {
            let _ = black_box(check(generation, question, &conditions, String::new()));
        }
    })
}
