//! Names in two scripts: a record in its own script, a question in Latin letters, everything else equal; and as many
//! pairs put together at random.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::generation::Generation;
use watchpost_engine::person::birth_date::BirthDate;
use watchpost_engine::person::sex::Sex;
use watchpost_engine::record::{NameKind, PersonName, PersonRecord};
use watchpost_engine::wire::{Grade, PersonPart};

use super::draw::Draw;
use super::made_store;
use super::pairs::matcher::{NameMatcher, parted};
use super::person;
use super::samples::Samples;
use super::share::Share;
use super::travellers::figures::is_probable;
use crate::exit::{Exit, Failure};

/// The file of pairs in the samples.
const FILE: &str = "names/cross-script-pairs.csv.gz";

/// The seed of the dates and of the random pairs.
const SEED: u64 = 57;

/// Draws until a random pair is none of the true ones.
const TRIES: usize = 64;

/// The scripts of the file with their names here and a country where they are written.
const SCRIPTS: [(&str, &str, &str); 6] = [
    ("rus", "Cyrillic, Russian", "RUS"),
    ("ara", "Arabic", "EGY"),
    ("zho", "Chinese characters", "CHN"),
    ("heb", "Hebrew", "ISR"),
    ("kor", "Korean letters", "KOR"),
    ("jpn-katakana", "Japanese kana", "JPN"),
];

/// A pair of the file.
pub struct CrossPair {
    script: usize,
    latin: String,
    native: String,
}

/// The figures of one script.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ScriptFigures {
    /// The script.
    pub of: String,
    /// Pairs of one name that meet as `possible` at least.
    pub meets: Share,
    /// Of these, those that are `probable`.
    pub meets_probable: Share,
    /// Random pairs that meet as `possible` at least.
    pub random: Share,
    /// Random pairs that meet as `probable`.
    pub random_probable: Share,
    /// Pairs of one name that meet by the names alone, at the threshold of the labelled pairs.
    pub alone: Option<Share>,
    /// Random pairs that do.
    pub random_alone: Option<Share>,
}

/// Reads the pairs.
///
/// # Errors
/// [`Failure`] if they cannot be read, or are of a script that is not known here.
pub fn read(samples: &Samples) -> Result<Vec<CrossPair>, Failure> {
    let mut pairs = Vec::new();
    samples.rows(FILE, ["script", "latin", "native"], |[script, latin, native]| {
        let script = SCRIPTS
            .iter()
            .position(|(code, _, _)| *code == script)
            .ok_or_else(|| Failure::input(format!("{FILE}: a script that this command does not know")))?;
        pairs.push(CrossPair { script, latin: latin.to_owned(), native: native.to_owned() });
        Ok(())
    })?;
    Ok(pairs)
}

/// Asks every pair, and as many random ones, in a store made in `folder`.
///
/// # Errors
/// [`Failure`] if the store cannot be made.
pub fn measure(pairs: &[CrossPair], folder: &Path, now: Timestamp) -> Result<Vec<ScriptFigures>, Failure> {
    let mut draw = Draw::new(SEED);
    let records = pairs.iter().enumerate().map(|(place, pair)| record(pair, place, &mut draw));
    let records: Vec<PersonRecord> = records.collect::<Result<_, _>>()?;
    let generation = made_store::of_persons(folder, records.iter(), now)?;
    let conditions = Conditions::at(now);
    let strangers = random_pairs(pairs);
    let mut figures = empty_figures();
    for ((place, pair), stranger) in pairs.iter().enumerate().zip(&strangers) {
        let Some(of_script) = figures.get_mut(pair.script) else { continue };
        let own = grade(&generation, &conditions, pair, records.get(place))?;
        of_script.meets.add(own.is_some());
        of_script.meets_probable.add(own.is_some_and(is_probable));
        if let Some(stranger) = stranger {
            let met = grade(&generation, &conditions, pair, records.get(*stranger))?;
            of_script.random.add(met.is_some());
            of_script.random_probable.add(met.is_some_and(is_probable));
        }
    }
    Ok(figures)
}

/// Adds what the names alone tell, from a threshold on.
pub fn measure_alone(
    pairs: &[CrossPair],
    matcher: &dyn NameMatcher,
    threshold: f64,
    figures: &mut [ScriptFigures],
) {
    for (pair, stranger) in pairs.iter().zip(random_pairs(pairs)) {
        let Some(of_script) = figures.get_mut(pair.script) else { continue };
        let meets = |native: &str| matcher.score(&pair.latin, native).is_some_and(|score| score >= threshold);
        of_script.alone.get_or_insert_default().add(meets(&pair.native));
        if let Some(stranger) = stranger.and_then(|place| pairs.get(place)) {
            of_script.random_alone.get_or_insert_default().add(meets(&stranger.native));
        }
    }
}

/// Every name listed, for a matcher that tells rarity from the list.
pub fn natives(pairs: &[CrossPair]) -> impl Iterator<Item = &str> {
    pairs.iter().map(|pair| pair.native.as_str())
}

fn empty_figures() -> Vec<ScriptFigures> {
    SCRIPTS.iter().map(|(_, of, _)| ScriptFigures { of: (*of).to_owned(), ..Default::default() }).collect()
}

/// For each pair the place of another of its script whose name is not one of its own; none where no such one is met.
fn random_pairs(pairs: &[CrossPair]) -> Vec<Option<usize>> {
    let mut own: BTreeMap<(usize, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, pair) in pairs.iter().enumerate() {
        own.entry((pair.script, &pair.latin)).or_default().insert(&pair.native);
        places.entry(pair.script).or_default().push(place);
    }
    let mut draw = Draw::new(SEED);
    pairs
        .iter()
        .map(|pair| {
            let of_script = places.get(&pair.script)?;
            let own = own.get(&(pair.script, pair.latin.as_str()))?;
            (0..TRIES).find_map(|_| {
                let place = *of_script.get(draw.below(of_script.len()))?;
                let other = pairs.get(place)?;
                (!own.contains(other.native.as_str())).then_some(place)
            })
        })
        .collect()
}

fn record(pair: &CrossPair, place: usize, draw: &mut Draw) -> Result<PersonRecord, Failure> {
    let (_, _, country) = SCRIPTS.get(pair.script).copied().unwrap_or(("", "", "UTO"));
    let whole = Some(pair.native.clone());
    let name = PersonName { surname: None, given: None, whole, kind: NameKind::Primary };
    let mut record = person::record(&format!("X-{place:06}"), vec![name])?;
    record.birth_dates = vec![person::drawn_birth(draw)?];
    record.sex = Some(Sex::Male);
    record.nationalities = IssuerCode::parse(country).into_iter().collect();
    Ok(record)
}

/// How a record, the pair's own or a stranger's, answers who has the pair's Latin name and all else of the record.
fn grade(
    generation: &Generation,
    conditions: &Conditions,
    pair: &CrossPair,
    record: Option<&PersonRecord>,
) -> Result<Option<Grade>, Failure> {
    let record = record.ok_or_else(|| Failure::new(Exit::Bug, "a pair without its record"))?;
    let (surname, rest) = parted(&pair.latin);
    let mut part = PersonPart {
        birth_date: record.birth_dates.first().map(BirthDate::to_string),
        sex: Some("M".to_owned()),
        nationality: record.nationalities.first().map(|code| code.as_str().to_owned()),
        ..PersonPart::default()
    };
    match surname {
        Some(surname) => {
            part.surname = Some(surname.to_owned());
            part.given = Some(rest.to_owned());
        }
        None => part.name = Some(rest.to_owned()),
    }
    let answer = check(generation, &person::question(part), conditions, String::new())?;
    Ok(person::hit_on(&answer, &record.listing.record_id).map(|hit| hit.grade))
}

#[cfg(test)]
mod tests {
    use super::{CrossPair, measure, random_pairs};

    fn pair(script: usize, latin: &str, native: &str) -> CrossPair {
        CrossPair { script, latin: latin.to_owned(), native: native.to_owned() }
    }

    #[test]
    fn a_random_pair_is_of_the_same_script_and_never_a_true_one() {
        let pairs = [
            pair(0, "anna", "анна"),
            pair(0, "anna", "ганна"),
            pair(0, "olga", "ольга"),
            pair(1, "ali", "علي"),
        ];
        let strangers = random_pairs(&pairs);
        assert_eq!(strangers, [Some(2), Some(2), strangers[2], None]);
        assert!(matches!(strangers[2], Some(0 | 1)));
    }

    #[test]
    fn a_name_in_two_scripts_meets_and_a_stranger_does_not() {
        // The same letters on both sides: what is measured here is the asking, not the matcher.
        let pairs = [pair(4, "GRUNWALD, Otto", "OTTO GRUNWALD"), pair(4, "LINDQVIST, Ida", "IDA LINDQVIST")];
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let figures = measure(&pairs, &folder.path().join("store"), now).unwrap();
        assert_eq!((figures[4].meets.count, figures[4].meets.of), (2, 2));
        assert_eq!((figures[4].random.count, figures[4].random.of), (0, 2));
        assert_eq!(figures[0].meets.of, 0);
    }
}
