//! Questions to ask of the stores: shuffled, and not those of the rows just written.
//!
//! Misses are clean travellers of the generator: their numbers have the shape of real ones, and are on no list.
//! Hits are rows of the list, drawn at random.

use anyhow::{Result, bail};
use watchpost_engine::date::Date;
use watchpost_engine::document::mrz::Mrz;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::wire::{
    DocumentPart, MrzText, PlatePart, Purpose, Question, QuestionSubject, VehiclePart,
};
use watchpost_testdata::crossings::{CrossingOptions, Lists, crossing};
use watchpost_testdata::documents::document;
use watchpost_testdata::question::{Subject, Vehicle};
use watchpost_testdata::rng::{Rng, Stream};
use watchpost_testdata::share::Share;
use watchpost_testdata::slips::ocr;
use watchpost_testdata::slips::vehicles::{ListedVehicles, VehicleSlip};

use crate::store::{SEED, Sizes};

/// The seed of questions: another one than that of the lists.
pub const QUESTION_SEED: u64 = 2;

/// Rows drawn to make questions of vehicles.
const ROWS_DRAWN: usize = 50_000;

/// Rows among which ranges of blanks are looked for: one row in 2,000 is one.
const ROWS_WITH_RANGES: u64 = 200_000;

/// Subjects that are on no list, without end.
fn clean_subjects() -> impl Iterator<Item = Subject> {
    let lists = Lists::new(QUESTION_SEED, 0, 0, 0);
    let options = CrossingOptions::new(lists).with_hit_rate(Share::NONE);
    (0..).flat_map(move |index| crossing(QUESTION_SEED, &options, index).check.subjects)
}

/// The lines of machine readable zones of passports (TD3) that are on no list.
#[must_use]
pub fn clean_passports(count: usize) -> Vec<Vec<String>> {
    let is_passport = |lines: &Vec<String>| {
        lines.first().is_some_and(|line| line.len() == 44 && line.starts_with('P')) && lines.len() == 2
    };
    clean_subjects().map(|subject| subject.mrz).filter(is_passport).take(count).collect()
}

/// Document numbers that are on no list, as they come at a border: read and typed, of all kinds.
#[must_use]
pub fn missed_numbers(count: usize, today: Date) -> Vec<DocumentNumber> {
    let number = |subject: Subject| match subject.document {
        Some(document) => DocumentNumber::parse(&document.number).ok(),
        None => {
            let mrz = Mrz::parse_lines(subject.mrz.iter().map(String::as_str), today).ok()?;
            DocumentNumber::parse(mrz.number()).ok()
        }
    };
    clean_subjects().filter_map(number).take(count).collect()
}

/// A listed document as an officer would type it.
#[derive(Clone)]
pub struct ListedDocument {
    /// Its number.
    pub number: DocumentNumber,
    /// Its issuer; empty where the list does not know it.
    pub issuer: &'static str,
    /// Its document code.
    pub kind: &'static str,
}

/// Documents of the list that are in force, each with a number of its own.
///
/// # Errors
/// If the generator makes a number that cannot be read.
pub fn listed_documents(sizes: Sizes, count: usize) -> Result<Vec<ListedDocument>> {
    let options = sizes.lists().documents;
    let mut rng = Rng::for_row(QUESTION_SEED, Stream::Documents, 0);
    let mut listed = Vec::with_capacity(count);
    while listed.len() < count {
        let row = document(SEED, &options, rng.below(sizes.documents));
        if row.number_to.is_empty() && !row.is_absent() && row.status != "notice" {
            let number = DocumentNumber::parse(&row.number)?;
            listed.push(ListedDocument { number, issuer: row.issuer, kind: row.kind });
        }
    }
    Ok(listed)
}

/// Numbers that have a look-alike, each with one of its look-alikes.
#[must_use]
pub fn look_alikes(numbers: &[DocumentNumber]) -> Vec<(DocumentNumber, DocumentNumber)> {
    let mut rng = Rng::for_row(QUESTION_SEED, Stream::Documents, 2);
    let alike = |number: &DocumentNumber| {
        let read = ocr::look_alike(&mut rng, number.as_str())?;
        Some((*number, DocumentNumber::parse(&read).ok()?))
    };
    numbers.iter().filter_map(alike).collect()
}

/// Numbers inside listed ranges of blanks.
///
/// # Errors
/// If the list holds no range in force.
pub fn numbers_in_ranges(sizes: Sizes, count: usize) -> Result<Vec<DocumentNumber>> {
    let options = sizes.lists().documents;
    let ranges: Vec<(String, u64, u64)> = (0..sizes.documents.min(ROWS_WITH_RANGES))
        .map(|row| document(SEED, &options, row))
        .filter(|row| !row.number_to.is_empty() && !row.is_absent())
        .filter_map(|row| {
            let cut = row.number.len().checked_sub(4)?;
            let (prefix, first) = row.number.split_at_checked(cut)?;
            let last = row.number_to.get(cut..)?;
            Some((prefix.to_owned(), first.parse().ok()?, last.parse().ok()?))
        })
        .collect();
    if ranges.is_empty() {
        bail!("none of the first {ROWS_WITH_RANGES} rows is a range: take a larger list");
    }
    let mut rng = Rng::for_row(QUESTION_SEED, Stream::Documents, 1);
    let number = |_| {
        let (prefix, first, last) = rng.pick(&ranges).clone();
        let tail = first + rng.below(last - first + 1);
        Ok(DocumentNumber::parse(&format!("{prefix}{tail:04}"))?)
    };
    (0..count).map(number).collect()
}

/// One document a check, typed with its number alone, that is on no list.
#[must_use]
pub fn missed_document_checks(count: usize, today: Date) -> Vec<Question> {
    let typed = |number: DocumentNumber| DocumentPart {
        number: number.as_str().to_owned(),
        ..DocumentPart::default()
    };
    let subject = |number| QuestionSubject { document: Some(typed(number)), ..QuestionSubject::default() };
    missed_numbers(count, today).into_iter().map(|number| question(vec![subject(number)])).collect()
}

/// Vehicles that are on no list.
#[must_use]
pub fn missed_vehicles(count: usize) -> Vec<VehiclePart> {
    clean_subjects()
        .filter_map(|subject| subject.vehicle)
        .map(|vehicle| asked(&vehicle))
        .take(count)
        .collect()
}

/// Names that are on no list: surname and given names.
#[must_use]
pub fn missed_names(count: usize) -> Vec<[String; 2]> {
    let names = clean_subjects().filter_map(|subject| subject.person);
    names.map(|person| [person.surname, person.given]).take(count).collect()
}

/// One passport a check, read from its zone.
#[must_use]
pub fn passport_checks(count: usize) -> Vec<Question> {
    clean_passports(count).into_iter().map(|lines| question(vec![read(lines)])).collect()
}

/// One listed document a check, typed by hand.
///
/// # Errors
/// As [`listed_documents`].
pub fn listed_document_checks(sizes: Sizes, count: usize) -> Result<Vec<Question>> {
    let typed = |document: ListedDocument| {
        let part = DocumentPart {
            number: document.number.as_str().to_owned(),
            issuer: (!document.issuer.is_empty()).then(|| document.issuer.to_owned()),
            document_type: Some(document.kind.to_owned()),
        };
        question(vec![QuestionSubject { document: Some(part), ..QuestionSubject::default() }])
    };
    Ok(listed_documents(sizes, count)?.into_iter().map(typed).collect())
}

/// One listed document a check, typed by hand with one sign taken for one of its shape.
///
/// # Errors
/// As [`listed_documents`].
pub fn look_alike_checks(sizes: Sizes, count: usize) -> Result<Vec<Question>> {
    let mut rng = Rng::for_row(QUESTION_SEED, Stream::Documents, 3);
    let alike = |mut question: Question| {
        let typed = question.subjects.first_mut()?.document.as_mut()?;
        typed.number = ocr::look_alike(&mut rng, &typed.number)?;
        Some(question)
    };
    Ok(listed_document_checks(sizes, count)?.into_iter().filter_map(alike).collect())
}

/// Listed vehicles asked by a slip of one kind, in lists of `sizes`.
#[must_use]
pub fn slipped_vehicles(sizes: Sizes, slip: VehicleSlip, count: usize) -> Vec<Question> {
    let mut rng = Rng::for_row(QUESTION_SEED, Stream::Vehicles, 0);
    let listed = ListedVehicles::draw(&mut rng, &sizes.lists(), count.min(ROWS_DRAWN));
    (0..count)
        .map_while(|_| listed.question(&mut rng, slip))
        .map(|made| subject_question(made.subject))
        .collect()
}

/// A car with five people a check: five passports and the vehicle.
#[must_use]
pub fn cars_with_five(count: usize) -> Vec<Question> {
    let passports = clean_passports(count * 5);
    let cars = passports.chunks_exact(5).zip(missed_vehicles(count));
    cars.map(|(five, vehicle)| {
        let mut subjects: Vec<QuestionSubject> = five.iter().cloned().map(read).collect();
        subjects.push(QuestionSubject { vehicle: Some(vehicle), ..QuestionSubject::default() });
        question(subjects)
    })
    .collect()
}

/// A generated subject as the engine is asked.
#[must_use]
pub fn subject_question(subject: Subject) -> Question {
    let typed = subject.document.map(|document| DocumentPart {
        number: document.number,
        issuer: filled(document.issuer),
        document_type: filled(document.kind),
    });
    let mut asked = QuestionSubject { document: typed, ..QuestionSubject::default() };
    if !subject.mrz.is_empty() {
        asked = read(subject.mrz);
    }
    asked.vehicle = subject.vehicle.as_ref().map(self::asked);
    question(vec![asked])
}

fn read(lines: Vec<String>) -> QuestionSubject {
    QuestionSubject { mrz: Some(MrzText::Lines(lines)), ..QuestionSubject::default() }
}

/// One check.
pub(crate) fn question(subjects: Vec<QuestionSubject>) -> Question {
    Question {
        purpose: Purpose::BorderEntry,
        operator: "bench-1".to_owned(),
        case: None,
        lists: None,
        subjects,
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn asked(vehicle: &Vehicle) -> VehiclePart {
    let plate =
        filled(&vehicle.plate).map(|number| PlatePart { number, country: filled(vehicle.plate_country) });
    VehiclePart {
        vin: filled(&vehicle.vin),
        plates: plate.map(|plate| vec![plate]),
        engine_number: filled(&vehicle.engine_number),
        make: filled(vehicle.make),
        ..VehiclePart::default()
    }
}
