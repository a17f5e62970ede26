//! Travellers who are on no list and are named as listed persons are: surname and given names of two listed persons of
//! one naming culture put together, with a birth date drawn. The made-up travellers of the samples hardly have such
//! names, so that only these tell who is stopped for a name.

use std::collections::BTreeMap;

use watchpost_engine::check::{Conditions, check};
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::generation::Generation;
use watchpost_engine::person::birth_date::BirthDate;
use watchpost_engine::person::sex::Sex;
use watchpost_engine::record::PersonRecord;
use watchpost_engine::wire::{Grade, PersonPart, Record};

use super::figures::is_probable;
use super::relation::Bearing;
use crate::evaluate::draw::Draw;
use crate::evaluate::share::Share;
use crate::evaluate::{culture, person};
use crate::exit::{Exit, Failure};

/// Travellers of each culture.
const TRAVELLERS: usize = 2_000;

/// Cultures with fewer listed names are left out: the same few would be put together again and again.
const NAMES_LEAST: usize = 30;

/// The seed.
const SEED: u64 = 17;

/// What travellers of one culture met.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Innocents {
    /// The culture.
    pub of: String,
    /// Listed persons whose names were put together.
    pub names: usize,
    /// Those who met someone, of whatever grade.
    pub stopped: Share,
    /// Those who met someone as `probable` or better.
    pub stopped_probable: Share,
    /// Those who by chance have a name and a birth date of whom they met: in neither.
    pub coincidences: u64,
    /// How many met someone at a score of at least so much.
    pub from_score: Vec<(f64, u64)>,
}

/// Scores from which on those who met someone are counted.
const SCORES: [f64; 5] = [-6.0, -4.0, -2.0, 0.0, 2.0];

/// A listed name in parts, and what belongs to it.
struct Listed {
    surname: String,
    given: String,
    sex: Option<Sex>,
    nationality: IssuerCode,
}

/// Asks the travellers of every culture, the one stopped most often first.
///
/// # Errors
/// [`Failure`] of a damaged store.
pub fn measure(generation: &Generation, conditions: &Conditions) -> Result<Vec<Innocents>, Failure> {
    let mut by_culture: BTreeMap<&'static str, Vec<Listed>> = BTreeMap::new();
    if let Some(persons) = generation.persons() {
        persons
            .for_each(|record| {
                if let Some(listed) = listed(record) {
                    let culture = culture::of_country(Some(listed.nationality.as_str()));
                    by_culture.entry(culture).or_default().push(listed);
                }
            })
            .map_err(|error| Failure::new(Exit::Damaged, error))?;
    }
    let mut draw = Draw::new(SEED);
    let mut all = Vec::new();
    for (culture, listed) in by_culture {
        if listed.len() >= NAMES_LEAST && culture != culture::OTHER {
            all.push(of_culture(culture, &listed, &mut draw, generation, conditions)?);
        }
    }
    let rate = |innocents: &Innocents| innocents.stopped.value().unwrap_or_default();
    all.sort_by(|a, b| rate(b).total_cmp(&rate(a)));
    Ok(all)
}

/// The primary name, if the list parts it and knows the nationality.
fn listed(record: &PersonRecord) -> Option<Listed> {
    let name = record.names.first()?;
    Some(Listed {
        surname: name.surname.clone()?,
        given: name.given.clone()?,
        sex: record.sex,
        nationality: *record.nationalities.first()?,
    })
}

fn of_culture(
    culture: &'static str,
    listed: &[Listed],
    draw: &mut Draw,
    generation: &Generation,
    conditions: &Conditions,
) -> Result<Innocents, Failure> {
    let mut innocents = Innocents {
        of: culture.to_owned(),
        names: listed.len(),
        stopped: Share::default(),
        stopped_probable: Share::default(),
        coincidences: 0,
        from_score: SCORES.map(|score| (score, 0)).to_vec(),
    };
    for _ in 0..TRAVELLERS {
        let (first, second) = (draw.below(listed.len()), draw.below(listed.len()));
        let (Some(surname), Some(given)) = (listed.get(first), listed.get(second)) else { continue };
        let birth = person::drawn_birth(draw)?;
        ask(surname, given, birth, generation, conditions, &mut innocents)?;
    }
    Ok(innocents)
}

fn ask(
    surname: &Listed,
    given: &Listed,
    birth: BirthDate,
    generation: &Generation,
    conditions: &Conditions,
    innocents: &mut Innocents,
) -> Result<(), Failure> {
    let part = PersonPart {
        surname: Some(surname.surname.clone()),
        given: Some(given.given.clone()),
        birth_date: Some(birth.to_string()),
        sex: given.sex.map(|sex| sex.as_str().to_owned()),
        nationality: Some(surname.nationality.as_str().to_owned()),
        ..PersonPart::default()
    };
    let mut bearing = Bearing::default();
    bearing.name(&format!("{} {}", surname.surname, given.given));
    bearing.birth(&birth.to_string());
    let answer = check(generation, &person::question(part), conditions, String::new())?;
    let hits = answer.subjects.iter().flat_map(|subject| &subject.lists).flat_map(|list| &list.hits);
    let (mut best, mut highest, mut is_coincidence) = (None::<Grade>, None::<f64>, false);
    for hit in hits {
        let Record::Person(record) = &hit.record else { continue };
        if bearing.is_that_of(&Bearing::of_record(record)) {
            is_coincidence = true;
            continue;
        }
        best = Some(best.map_or(hit.grade, |grade| grade.min(hit.grade)));
        let score = hit.person.as_ref().and_then(|person| person.score);
        highest = score.into_iter().chain(highest).max_by(f64::total_cmp);
    }
    innocents.coincidences += u64::from(is_coincidence && best.is_none());
    innocents.stopped.add(best.is_some());
    innocents.stopped_probable.add(best.is_some_and(is_probable));
    for (from, count) in &mut innocents.from_score {
        *count += u64::from(highest.is_some_and(|score| score >= *from));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{TRAVELLERS, measure};
    use crate::evaluate::{made_store, person};
    use watchpost_engine::check::Conditions;
    use watchpost_engine::document::issuer::IssuerCode;
    use watchpost_engine::record::{NameKind, PersonName, PersonRecord};

    #[test]
    fn strangers_are_asked_for_each_culture_with_enough_listed_names() {
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let record = |place: u8, number: u8, country: &str| {
            let letter = char::from(b'A' + place);
            let name = PersonName {
                surname: Some(format!("SURNAME{letter}")),
                given: Some(format!("GIVEN{letter}")),
                whole: None,
                kind: NameKind::Primary,
            };
            let mut record = person::record(&format!("{country}-{number}"), vec![name]).unwrap();
            record.nationalities = IssuerCode::parse(country).into_iter().collect();
            record
        };
        let many = (0..26).chain(0..10).zip(0..).map(|(place, number)| record(place, number, "KOR"));
        let few = (0..5).map(|place| record(place, place, "JPN"));
        let records: Vec<PersonRecord> = many.chain(few).collect();
        let folder = tempfile::tempdir().unwrap();
        let generation = made_store::of_persons(&folder.path().join("store"), records.iter(), now).unwrap();
        let innocents = measure(&generation, &Conditions::at(now)).unwrap();
        assert_eq!(innocents.len(), 1);
        assert_eq!((innocents[0].of.as_str(), innocents[0].names), ("Korean", 36));
        assert_eq!(innocents[0].stopped.of, TRAVELLERS as u64);
        assert_eq!(innocents[0].stopped_probable.count, 0);
    }
}
