//! Reading of passports, and whole checks of them.

use anyhow::{Context, Result};
use watchpost_benches::questions;
use watchpost_benches::store::{Sizes, conditions};
use watchpost_engine::check::check;
use watchpost_engine::date::Date;
use watchpost_engine::document::mrz::Mrz;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::generation::Generation;
use watchpost_engine::list::{List, ListSet};

use crate::documents::told;
use crate::figure::{Figure, Target};
use crate::timing::{in_turn, mean, spread, thrice};

/// Passports of a round.
const PASSPORTS: usize = 200_000;

/// Checks of a round that ask persons too.
const CHECKS: usize = 5_000;

/// The reading of TD3 zones beside the crate `mrz`.
///
/// # Errors
/// None that can happen.
pub fn reading() -> Result<Vec<Figure>> {
    let today = Date::of(conditions()?.now);
    let passports = questions::clean_passports(PASSPORTS);
    let read = |lines: &Vec<String>| Mrz::parse_lines(lines.iter().map(String::as_str), today);
    let by_peer = |lines: &Vec<String>| match lines.as_slice() {
        [one, two] => mrz::parse_td3(one, two).ok(),
        _ => None,
    };
    let (ours, peer) = in_turn(|| anyhow::Ok(mean(&passports, read)), || Ok(mean(&passports, by_peer)))?;
    Ok(vec![
        Figure::new("MRZ of a passport (TD3) read", "ns", ours)
            .spread(spread(&passports, read))
            .beside("crate `mrz`", peer)
            .held(Target::TimesPeer(1.0), Target::TimesPeer(0.4)),
    ])
}

/// Whole checks, without and with the list of persons.
///
/// # Errors
/// What the engine says.
pub fn checks(sizes: Sizes, generation: &Generation) -> Result<Vec<Figure>> {
    let conditions = conditions()?;
    let mut without_persons = conditions;
    without_persons.lists = ListSet::default().with(List::Documents);
    let today = Date::of(conditions.now);
    let documents = generation.documents().context("the store has no documents")?;
    let named = &generation.persons().context("the store has no persons")?.named_documents;
    let asked = questions::passport_checks(PASSPORTS);
    let passports = questions::clean_passports(PASSPORTS);
    let answer = |question: &_| check(generation, question, &without_persons, String::new()).is_ok();
    let parse_and_probe = |lines: &Vec<String>| {
        let mrz = Mrz::parse_lines(lines.iter().map(String::as_str), today).ok()?;
        let key = DocumentNumber::parse(mrz.number()).ok()?.key();
        Some(documents.index().may_contain(key.as_bytes()) | named.index().may_contain(key.as_bytes()))
    };
    let (ours, peer) =
        in_turn(|| anyhow::Ok(mean(&asked, answer)), || Ok(mean(&passports, parse_and_probe)))?;
    let of = told(sizes.documents);
    let mut figures = vec![
        Figure::new(
            format!("whole check of a passport by MRZ, no person search, {of} documents"),
            "ns",
            ours,
        )
        .spread(spread(&asked, answer))
        .beside("our MRZ reading and two probes", peer)
        .held(Target::AtMost(1_500.0), Target::AtMost(600.0))
        .at("whole check of a passport by MRZ, no hit", sizes.documents),
    ];
    let alone = questions::passport_checks(CHECKS);
    let cars = questions::cars_with_five(CHECKS);
    for (what, asked) in [("a passport by MRZ", alone), ("a car with five people", cars)] {
        let answer = |question: &_| check(generation, question, &conditions, String::new()).is_ok();
        figures.push(
            Figure::new(
                format!(
                    "whole check of {what}, all lists, {of} documents, {} persons",
                    generation.records(List::Persons)
                ),
                "ns",
                thrice(|| mean(&asked, answer)),
            )
            .spread(spread(&asked, answer)),
        );
    }
    Ok(figures)
}
