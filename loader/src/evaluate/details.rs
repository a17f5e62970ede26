//! What a rule or weight is tuned by: each score, each hit. Written where the user says, for the owner alone: it holds
//! names of the samples. Of the labelled pairs only the half that is tuned on is ever written.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use serde::Serialize;
use watchpost_engine::wire::Grade;

use super::pairs::measure::HalfOfPairs;
use super::pairs::split::Half;
use super::travellers::ask::{PersonHit, Traveller};
use super::travellers::key::Planted;
use super::travellers::relation::Relation;
use crate::exit::{Exit, Failure};

/// For the owner alone.
const OWNER_ONLY: u32 = 0o600;

#[derive(Serialize)]
struct PairLine<'a> {
    a: &'a str,
    b: &'a str,
    same: bool,
    kind: &'a str,
    score: Option<f64>,
}

#[derive(Serialize)]
struct TravellerLine<'a> {
    r#ref: &'a str,
    about: Option<String>,
    variant: Option<&'a str>,
    planted: Option<&'a str>,
    asked: &'a str,
    listed: &'a str,
    birth: String,
    culture: &'static str,
    writing: &'static str,
    best: Option<Grade>,
    microseconds: f64,
    persons: Vec<HitLine<'a>>,
}

#[derive(Serialize)]
struct HitLine<'a> {
    owner: &'a str,
    record_id: &'a str,
    grade: Grade,
    score: Option<f64>,
    relation: Relation,
    why: &'a str,
    listed: &'a str,
}

/// Writes the scores of the half that is tuned on; of another half nothing.
///
/// # Errors
/// [`Failure`] if the folder cannot be written.
pub fn write_pairs(folder: &Path, half: &HalfOfPairs<'_>, scores: &[Option<f64>]) -> Result<(), Failure> {
    if half.half != Half::Tuned {
        return Err(Failure::new(Exit::Bug, "the half that is reported is never written"));
    }
    let lines = half.pairs.iter().zip(scores).map(|(pair, score)| PairLine {
        a: &pair.a,
        b: &pair.b,
        same: pair.same,
        kind: &pair.kind,
        score: *score,
    });
    write(folder, "pairs-tuned.jsonl", lines)
}

/// Writes every traveller who was planted or met someone.
///
/// # Errors
/// [`Failure`] if the folder cannot be written.
pub fn write_travellers(folder: &Path, travellers: &[Traveller]) -> Result<(), Failure> {
    let worth =
        travellers.iter().filter(|traveller| traveller.planted.is_some() || !traveller.persons.is_empty());
    let lines = worth.map(|traveller| {
        let planted = traveller.planted.as_ref();
        let best = traveller
            .persons
            .iter()
            .filter(|hit| hit.relation == Relation::Planted)
            .map(|hit| hit.grade)
            .min();
        TravellerLine {
            r#ref: &traveller.reference,
            about: planted.map(|planted| format!("{:?}", planted.about)),
            variant: planted.map(|planted| planted.variant.as_str()),
            planted: planted.map(Planted::record),
            asked: &traveller.asked,
            listed: &traveller.listed,
            birth: format!("{:?}", traveller.birth),
            culture: traveller.culture,
            writing: traveller.writing,
            best,
            microseconds: traveller.microseconds,
            persons: traveller.persons.iter().map(HitLine::of).collect(),
        }
    });
    write(folder, "travellers.jsonl", lines)
}

impl<'a> HitLine<'a> {
    fn of(hit: &'a PersonHit) -> Self {
        Self {
            owner: hit.owner.as_str(),
            record_id: &hit.record_id,
            grade: hit.grade,
            score: hit.score,
            relation: hit.relation,
            why: &hit.why,
            listed: &hit.listed,
        }
    }
}

fn write<T: Serialize>(folder: &Path, name: &str, lines: impl Iterator<Item = T>) -> Result<(), Failure> {
    let told = |error: std::io::Error| Failure::writing("the details", &error);
    fs::create_dir_all(folder).map_err(told)?;
    let file: File = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(OWNER_ONLY)
        .open(folder.join(name))
        .map_err(told)?;
    let mut out = BufWriter::new(file);
    for line in lines {
        serde_json::to_writer(&mut out, &line).map_err(|error| told(error.into()))?;
        out.write_all(b"\n").map_err(told)?;
    }
    out.flush().map_err(told)
}
