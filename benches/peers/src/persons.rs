//! The search for a person at a million, beside tantivy's fuzzy term query over the same names.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use tantivy::query::Query;
use watchpost_benches::population::{self, HELD, people};
use watchpost_benches::store::SEED;
use watchpost_engine::check::check;
use watchpost_engine::generation::Generation;
use watchpost_engine::wire::Question;
use watchpost_testdata::population::{Asking, population as rows};

use crate::figure::{Figure, Target};
use crate::fuzzy_terms::FuzzyTerms;
use crate::timing::{ROUNDS, Rounds, Spread, count, spread};

/// Questions of a round: the worst of so many is held.
const QUESTIONS: usize = 100_000;
/// Questions of a round about listed persons, by how they are asked.
const LISTED_QUESTIONS: usize = 20_000;
/// Questions of a round that the peer is asked, the first ones of ours: it takes longer.
const PEER_QUESTIONS: [(u8, usize); 2] = [(1, 20_000), (2, 2_000)];
/// Lists beside the one that is held, for the plot.
const SMALLER: [u64; 2] = [10_000, 100_000];

/// All figures of the search for persons.
///
/// # Errors
/// What the engine or the peer says.
pub fn figures() -> Result<Vec<Figure>> {
    let generation = population::kept(HELD)?;
    generation.warm();
    let peer_folder = tempfile::tempdir()?;
    let peer = FuzzyTerms::build(peer_folder.path(), rows(SEED, HELD))?;
    let mut figures = travellers(&generation, peer)?;
    for asking in Asking::ALL.into_iter().filter(|asking| *asking != Asking::Clean) {
        let questions = population::checks(asking, HELD, LISTED_QUESTIONS);
        let ours = thrice_spread(|| asked(&generation, &questions))?;
        figures.push(
            Figure::new(
                format!("p50 of a whole check of a person, 1 M: {}", asking.told()),
                "µs",
                p50(&ours),
            )
            .spread(ours[0])
            .held(Target::Open, Target::AtMost(60.0)),
        );
    }
    for persons in SMALLER {
        let generation = population::kept(persons)?;
        generation.warm();
        let questions = population::checks(Asking::Clean, persons, LISTED_QUESTIONS);
        let ours = thrice_spread(|| asked(&generation, &questions))?;
        figures.push(
            Figure::new(
                format!("p50 of a whole check of a traveller's name, {} k", persons / 1_000),
                "µs",
                p50(&ours),
            )
            .spread(ours[0])
            .at("person on no list", persons),
        );
    }
    figures.push(
        Figure::new(
            "everything on disk, persons, a record, 1 M",
            "bytes",
            Rounds::exact(a_record(bytes_below(&population::kept_folder(HELD)?)?)),
        )
        .beside(
            "tantivy's index of the names alone",
            Rounds::exact(a_record(bytes_below(peer_folder.path())?)),
        )
        .held(Target::Open, Target::AtMost(400.0)),
    );
    Ok(figures)
}

/// Travellers who are on no list, ours and the peer in turn.
fn travellers(generation: &Generation, mut peer: FuzzyTerms) -> Result<Vec<Figure>> {
    let questions = population::checks(Asking::Clean, HELD, QUESTIONS);
    let mut of_ours = Vec::new();
    let mut of_peer: [Vec<Spread>; PEER_QUESTIONS.len()] = Default::default();
    for _ in 0..ROUNDS {
        of_ours.push(asked(generation, &questions)?);
        for ((edits, number), spreads) in PEER_QUESTIONS.into_iter().zip(&mut of_peer) {
            let queries: Vec<Box<dyn Query>> =
                people(Asking::Clean, HELD, number).filter_map(|person| peer.query(&person, edits)).collect();
            spreads.push(spread(&queries, |query| peer.ask(query.as_ref()).is_ok()));
        }
    }
    let [one_edit, two_edits] = of_peer;
    let figure = |what: &str, rounds: Rounds| {
        Figure::new(format!("{what} of a whole check of a traveller's name, 1 M"), "µs", rounds)
    };
    let first = *of_ours.first().context("three rounds")?;
    Ok(vec![
        figure("p50", p50(&of_ours))
            .spread(first)
            .beside("tantivy, surname and given name, one edit", p50(&one_edit))
            .held(Target::AtMost(60.0), Target::TimesPeer(1.0))
            .at("person on no list", HELD),
        figure("p99", p99(&of_ours))
            .beside("tantivy, surname and given name, one edit", p99(&one_edit))
            .held(Target::AtMost(500.0), Target::TimesPeer(1.0)),
        figure("worst", worst(&of_ours))
            .beside("tantivy, surname and given name, one edit", worst(&one_edit))
            .held(Target::AtMost(5_000.0), Target::Open),
        figure("p50", p50(&of_ours))
            .beside("tantivy, surname and given name, two edits", p50(&two_edits))
            .held(Target::Open, Target::TimesPeer(1.0)),
        figure("p99", p99(&of_ours))
            .beside("tantivy, surname and given name, two edits", p99(&two_edits))
            .held(Target::Open, Target::TimesPeer(1.0)),
    ])
}

fn asked(generation: &Generation, questions: &[Question]) -> Result<Spread> {
    let conditions = population::conditions()?;
    Ok(spread(questions, |question| check(generation, question, &conditions, String::new()).is_ok()))
}

fn thrice_spread(mut round: impl FnMut() -> Result<Spread>) -> Result<Vec<Spread>> {
    (0..ROUNDS).map(|_| round()).collect()
}

/// One figure of all rounds, in microseconds.
fn micros(rounds: &[Spread], figure: impl Fn(&Spread) -> u64) -> Rounds {
    let of = |round: Option<&Spread>| {
        round.map_or(f64::NAN, |round| count(usize::try_from(figure(round)).unwrap_or(usize::MAX)) / 1e3)
    };
    Rounds::of(std::array::from_fn(|round| of(rounds.get(round))))
}

fn p50(rounds: &[Spread]) -> Rounds {
    micros(rounds, |round| round.p50)
}

fn p99(rounds: &[Spread]) -> Rounds {
    micros(rounds, |round| round.p99)
}

fn worst(rounds: &[Spread]) -> Rounds {
    micros(rounds, |round| round.worst)
}

fn a_record(bytes: u64) -> f64 {
    let whole = |number: u64| count(usize::try_from(number).unwrap_or(usize::MAX));
    whole(bytes) / whole(HELD)
}

/// Bytes of all files of a folder.
fn bytes_below(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes +=
            if entry.file_type()?.is_dir() { bytes_below(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}
