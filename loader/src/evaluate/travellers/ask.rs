//! Asks every traveller as `reconcile` does, and keeps what each hit is to them.

use std::time::Instant;

use watchpost_engine::check::{Conditions, check};
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::generation::Generation;
use watchpost_engine::list::List;
use watchpost_engine::person::birth_date::{Agreement, BirthDate};
use watchpost_engine::record::{Identity, PersonRecord};
use watchpost_engine::wire::{Grade, Hit, Outcome, Question, Record, SubjectAnswer};

use super::key::{About, Planted, read};
use super::relation::{Bearing, Relation};
use crate::command::reconcile::{Asked, RowReader, fields_of};
use crate::evaluate::culture;
use crate::evaluate::samples::Samples;
use crate::evaluate::script::Script;
use crate::exit::{Exit, Failure};
use crate::source::{Format, Place, Reading, Source};

/// The travellers in the samples.
const FILE: &str = "travellers/travellers.csv.gz";

/// A traveller and what was answered.
pub struct Traveller {
    /// The reference in the samples.
    pub reference: String,
    /// The naming culture of the nationality, or of the document's issuer.
    pub culture: &'static str,
    /// Names and birth dates as asked, for `--details` alone.
    pub asked: String,
    /// How the name was given: in a zone alone, or typed in which letters.
    pub writing: &'static str,
    /// What was planted.
    pub planted: Option<Planted>,
    /// Names and birth dates of the planted record, for `--details` alone.
    pub listed: String,
    /// How the birth date stands to that of the planted record.
    pub birth: Birth,
    /// The persons that answered.
    pub persons: Vec<PersonHit>,
    /// Whether the list of persons was not searched, or not to its end.
    pub persons_incomplete: bool,
    /// The documents that answered.
    pub documents: Vec<ThingHit>,
    /// The vehicles that answered.
    pub vehicles: Vec<ThingHit>,
    /// How long the check took.
    pub microseconds: f64,
}

/// How a traveller's birth date stands to the record's, the best pair of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Birth {
    /// Both are known in full and are one day.
    Equal,
    /// Day and month have changed places.
    Swapped,
    /// The year is off by one, the day is not.
    YearOffByOne,
    /// Only the year, or year and month, is known on one side, and agrees; or the day is one that stands for a year
    /// alone.
    Partial,
    /// One side has none.
    Missing,
    /// Any other.
    Differs,
}

/// A person record that answered.
pub struct PersonHit {
    /// Its owner.
    pub owner: IssuerCode,
    /// Its number.
    pub record_id: String,
    /// Its grade.
    pub grade: Grade,
    /// Natural-log odds, where evidence was weighed.
    pub score: Option<f64>,
    /// What it is to the traveller.
    pub relation: Relation,
    /// Fields and rules of the reasons, without any value: `name exact, birth_date partly-known`.
    pub why: String,
    /// Names and birth dates as listed, for `--details` alone.
    pub listed: String,
}

/// A document or vehicle that answered.
pub struct ThingHit {
    /// Its number.
    pub record_id: String,
    /// Its grade.
    pub grade: Grade,
    /// Whether it is what was planted.
    pub is_planted: bool,
}

/// Asks every traveller of the samples.
///
/// # Errors
/// [`Failure`] of a file, or a row that makes no question.
pub fn all(
    samples: &Samples,
    generation: &Generation,
    conditions: &Conditions,
) -> Result<Vec<Traveller>, Failure> {
    let mut key = read(samples)?;
    let place = Place::File(samples.path(FILE));
    let format = Format::of_name(&samples.path(FILE))
        .ok_or_else(|| Failure::new(Exit::Bug, "the travellers' file has no known format"))?;
    let mut source = Source::open(&place, format, &Reading::default())?;
    let header = source.header().unwrap_or_default().to_vec();
    let fields = fields_of(&header, &[])?;
    let reader = RowReader { header: header.into_iter().zip(fields).collect(), renamed: &[] };
    let mut travellers = Vec::new();
    let mut number = 0;
    while let Some(row) = source.next_row()? {
        number += 1;
        let Asked { reference, question, .. } = reader.read(number, row);
        let question =
            question.map_err(|problem| Failure::input(format!("{FILE}, row {number}: {}", problem.text)))?;
        let planted = key.remove(&reference);
        travellers.push(traveller(generation, conditions, reference, &question, planted)?);
    }
    Ok(travellers)
}

fn traveller(
    generation: &Generation,
    conditions: &Conditions,
    reference: String,
    question: &Question,
    planted: Option<Planted>,
) -> Result<Traveller, Failure> {
    let begun = Instant::now();
    let answer = check(generation, question, conditions, String::new())?;
    let microseconds = begun.elapsed().as_secs_f64() * 1e6;
    let subject = answer.subjects.first();
    let asked = AskedPerson::of(question, subject);
    let target = target(generation, planted.as_ref())?;
    let listed = target.as_ref().map(Bearing::of_record);
    let is_same = planted.as_ref().is_some_and(|planted| planted.about == About::Person && planted.same);
    let mut traveller = Traveller {
        reference,
        culture: culture::of_country(asked.country.as_ref().map(IssuerCode::as_str)),
        writing: asked.writing,
        birth: birth(asked.bearing.births(), listed.as_ref().map_or(&[], Bearing::births)),
        planted,
        asked: asked.bearing.shown(),
        listed: target.as_ref().map(shown).unwrap_or_default(),
        persons: Vec::new(),
        persons_incomplete: false,
        documents: Vec::new(),
        vehicles: Vec::new(),
        microseconds,
    };
    for of_list in subject.iter().flat_map(|subject| &subject.lists) {
        match of_list.list {
            List::Persons => {
                traveller.persons_incomplete |= of_list.outcome == Outcome::NotChecked || of_list.truncated;
                traveller.persons.extend(of_list.hits.iter().filter_map(|hit| {
                    let Record::Person(record) = &hit.record else { return None };
                    let of_record = Bearing::of_record(record);
                    let alike = asked.bearing.is_that_of(&of_record)
                        || is_same && target.as_ref().is_some_and(|target| shares_document(target, record))
                        || is_same
                            && listed.as_ref().is_some_and(|listed| {
                                listed.is_that_of(&of_record) || listed.is_nearly(&of_record)
                            });
                    let is_target = traveller
                        .planted
                        .as_ref()
                        .is_some_and(|planted| planted.is_person(hit.owner.as_str(), &hit.record_id));
                    let relation = match (is_same && is_target, alike) {
                        (true, _) => Relation::Planted,
                        (false, true) if is_same => Relation::SamePerson,
                        (false, true) => Relation::Coincidence,
                        (false, false) => Relation::Stranger,
                    };
                    Some(person_hit(hit, record, relation))
                }));
            }
            List::Documents | List::Vehicles => {
                let hits = of_list.hits.iter().map(|hit| thing_hit(hit, traveller.planted.as_ref()));
                let of_kind = if of_list.list == List::Documents {
                    &mut traveller.documents
                } else {
                    &mut traveller.vehicles
                };
                of_kind.extend(hits);
            }
        }
    }
    Ok(traveller)
}

/// Who is asked, from all that the row says: what was typed and what its zone says.
struct AskedPerson {
    bearing: Bearing,
    country: Option<IssuerCode>,
    writing: &'static str,
}

impl AskedPerson {
    fn of(question: &Question, subject: Option<&SubjectAnswer>) -> Self {
        let mut asked = Self { bearing: Bearing::default(), country: None, writing: "zone alone" };
        for part in &question.subjects {
            if let Some(person) = &part.person {
                let name: Vec<&str> = [&person.name, &person.given, &person.surname]
                    .into_iter()
                    .flatten()
                    .map(String::as_str)
                    .collect();
                asked.writing = writing(&name.join(" "));
                asked.bearing.name(&name.join(" "));
                person.birth_date.iter().for_each(|birth| asked.bearing.birth(birth));
                asked.country = person.nationality.as_deref().and_then(IssuerCode::parse);
            }
            let issuer = part.document.as_ref().and_then(|document| document.issuer.as_deref());
            asked.country = asked.country.or_else(|| issuer.and_then(IssuerCode::parse));
        }
        if let Some(zone) = subject.and_then(|subject| subject.mrz.as_ref()) {
            asked.bearing.name(&format!("{} {}", zone.person.surname, zone.person.given));
            if let Some(birth) = zone.person.birth_date {
                asked.bearing.birth(&birth.to_string());
            }
            asked.country = asked.country.or(zone.person.nationality).or(zone.document.issuer);
        }
        asked
    }
}

/// In which letters a name was typed.
fn writing(name: &str) -> &'static str {
    match Script::of(name) {
        Script::Latin if name.is_ascii() => "typed, A to Z",
        Script::Latin => "typed, Latin letters with marks",
        other => other.as_str(),
    }
}

/// The record that was planted, or whose name was.
fn target(generation: &Generation, planted: Option<&Planted>) -> Result<Option<PersonRecord>, Failure> {
    let person = planted.filter(|planted| planted.about == About::Person).and_then(Planted::person);
    let (Some((owner, number)), Some(persons)) = (person, generation.persons()) else { return Ok(None) };
    let Some(owner) = IssuerCode::parse(owner) else { return Ok(None) };
    let whole = planted.map_or("", Planted::record);
    for record_id in [number, whole] {
        let identity = Identity { owner, record_id: record_id.to_owned() };
        let found = persons.by_identity(&identity).map_err(|error| Failure::new(Exit::Damaged, error))?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether a document stands on both records.
fn shares_document(one: &PersonRecord, other: &PersonRecord) -> bool {
    let is_on_other =
        |number: &DocumentNumber| other.documents.iter().any(|document| document.number == *number);
    one.documents.iter().any(|document| is_on_other(&document.number))
}

fn birth(asked: &[BirthDate], listed: &[BirthDate]) -> Birth {
    let pairs = asked.iter().flat_map(|asked| listed.iter().map(|listed| birth_of(*asked, *listed)));
    pairs.min().unwrap_or(Birth::Missing)
}

fn birth_of(asked: BirthDate, listed: BirthDate) -> Birth {
    match asked.compare(listed) {
        Agreement::Equal if stands_for_a_year(listed) => Birth::Partial,
        Agreement::Equal => Birth::Equal,
        Agreement::Swapped => Birth::Swapped,
        Agreement::Partial => Birth::Partial,
        Agreement::Contradicts
            if asked.year().abs_diff(listed.year()) == 1
                && (asked.month(), asked.day()) == (listed.month(), listed.day()) =>
        {
            Birth::YearOffByOne
        }
        Agreement::Contradicts => Birth::Differs,
    }
}

/// 1 January and 1 July are written where only the year is known (contract, section 4).
const fn stands_for_a_year(date: BirthDate) -> bool {
    matches!((date.month(), date.day()), (Some(1 | 7), Some(1)))
}

fn person_hit(hit: &Hit, record: &PersonRecord, relation: Relation) -> PersonHit {
    let why: Vec<String> =
        hit.why.iter().map(|reason| format!("{} {}", reason.field.as_str(), reason.rule.as_str())).collect();
    PersonHit {
        owner: hit.owner,
        record_id: hit.record_id.clone(),
        grade: hit.grade,
        score: hit.person.as_ref().and_then(|person| person.score),
        relation,
        why: why.join(", "),
        listed: shown(record),
    }
}

fn shown(record: &PersonRecord) -> String {
    let names = record.names.iter().map(|name| name.parts().collect::<Vec<_>>().join(", "));
    names.chain(record.birth_dates.iter().map(BirthDate::to_string)).collect::<Vec<_>>().join(" | ")
}

fn thing_hit(hit: &Hit, planted: Option<&Planted>) -> ThingHit {
    let is_planted = planted.is_some_and(|planted| match planted.about {
        About::Person => false,
        About::Document => {
            // The same document may stand on its holder's person record, too.
            let of_person = hit
                .notice
                .as_ref()
                .is_some_and(|notice| planted.is_person(notice.owner.as_str(), &notice.record_id));
            planted.is_thing(&hit.record_id) || of_person
        }
        About::Vehicle => planted.is_thing(&hit.record_id),
    });
    ThingHit { record_id: hit.record_id.clone(), grade: hit.grade, is_planted }
}

#[cfg(test)]
mod tests {
    use super::{Birth, birth};
    use watchpost_engine::person::birth_date::BirthDate;

    #[test]
    fn the_best_pair_of_birth_dates_counts() {
        let dates =
            |texts: &[&str]| texts.iter().map(|text| BirthDate::parse(text).unwrap()).collect::<Vec<_>>();
        for (asked, listed, expected) in [
            (&["1974-08-12"][..], &["1980", "1974-08-12"][..], Birth::Equal),
            (&["1974-12-08"], &["1974-08-12"], Birth::Swapped),
            (&["1975-08-12"], &["1974-08-12", "1975"], Birth::YearOffByOne),
            (&["1974-08-12"], &["1974"], Birth::Partial),
            (&["1974-01-01"], &["1974-01-01"], Birth::Partial),
            (&[], &["1974"], Birth::Missing),
            (&["1974-08-12"], &["1979"], Birth::Differs),
        ] {
            assert_eq!(birth(&dates(asked), &dates(listed)), expected, "{asked:?} {listed:?}");
        }
    }
}
