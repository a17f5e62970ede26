//! Whole checks of listed vehicles, and of plates that were read in part.

use anyhow::Result;
use watchpost_benches::questions;
use watchpost_benches::store::{Sizes, conditions};
use watchpost_engine::check::check;
use watchpost_engine::generation::Generation;
use watchpost_engine::list::{List, ListSet};
use watchpost_testdata::slips::vehicles::VehicleSlip;

use crate::figure::{Figure, Target};
use crate::timing::{Rounds, Spread, count, mean, spread, thrice};

/// Questions of a round.
const QUESTIONS: usize = 20_000;

/// Questions of a round for what takes longest.
const PARTIAL: usize = 5_000;

/// Records for which a goal is set.
const HELD: u64 = 2_000_000;

/// Listed vehicles by what is asked of them.
///
/// # Errors
/// None that can happen.
pub fn figures(sizes: Sizes, generation: &Generation) -> Result<Vec<Figure>> {
    let mut conditions = conditions()?;
    conditions.lists = ListSet::default().with(List::Vehicles);
    let answer = |question: &_| check(generation, question, &conditions, String::new()).is_ok();
    let records = generation.records(List::Vehicles);
    let of = format!("{} k", records / 1_000);
    let kinds = [
        (VehicleSlip::VinRight, "listed VIN", QUESTIONS, "vehicle by VIN"),
        (VehicleSlip::VinOneMisread, "listed VIN, one sign misread", QUESTIONS, "vehicle by VIN, misread"),
        (VehicleSlip::PlateRight, "listed plate and country", QUESTIONS, "vehicle by plate"),
        (VehicleSlip::PlateOneUnread, "listed plate, one sign unread", PARTIAL, "plate with one wildcard"),
    ];
    let mut figures = Vec::new();
    for (slip, told, questions, series) in kinds {
        let asked = questions::slipped_vehicles(sizes, slip, questions);
        figures.push(
            Figure::new(
                format!("whole check of a {told}, {of} vehicles"),
                "ns",
                thrice(|| mean(&asked, answer)),
            )
            .spread(spread(&asked, answer))
            .at(series, records),
        );
    }
    for (slip, told) in [
        (VehicleSlip::PlateTwoUnread, "with its country"),
        (VehicleSlip::PlateTwoUnreadWithoutCountry, "without its country"),
    ] {
        let asked = questions::slipped_vehicles(sizes, slip, PARTIAL);
        let rounds: [Spread; 3] = std::array::from_fn(|_| spread(&asked, answer));
        let micros = |figure: fn(&Spread) -> u64| {
            Rounds::of(
                rounds
                    .each_ref()
                    .map(|round| count(usize::try_from(figure(round)).unwrap_or(usize::MAX)) / 1e3),
            )
        };
        figures.push(
            Figure::new(
                format!("p99 of a whole check of a listed plate, two signs unread, {told}, {of} vehicles"),
                "µs",
                micros(|round| round.p99),
            )
            .spread(rounds[0])
            .held_if(records >= HELD, Target::Open, Target::AtMost(2_000.0)),
        );
        if slip == VehicleSlip::PlateTwoUnread {
            figures.push(
                Figure::new(format!("p50 of the same, {of} vehicles"), "µs", micros(|round| round.p50))
                    .at("plate with two wildcards, p50", records),
            );
        }
    }
    Ok(figures)
}
