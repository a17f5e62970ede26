//! Checks at a border: travellers alone and groups in one vehicle, mostly on no list, with planted hits at a
//! set rate and an answer key. Every check is made from (seed, index) alone; a planted row is made again from
//! its own (seed, row), so the lists need not be held.

use std::sync::{Arc, OnceLock};

use crate::chance::Chances;
use crate::documents::DocumentOptions;
use crate::persons::PersonOptions;
use crate::plant::{self, Plant};
use crate::question::{Check, Subject};
use crate::rng::{Rng, Stream};
use crate::row::Sink;
use crate::share::Share;
use crate::traveller::{clean_traveller, clean_vehicle};
use crate::vehicles::VehicleOptions;

/// The lists that hits are planted from: what they were made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lists {
    /// The seed of the lists.
    pub seed: u64,
    /// How documents are composed.
    pub documents: DocumentOptions,
    /// How many documents are listed.
    pub document_rows: u64,
    /// How vehicles are composed.
    pub vehicles: VehicleOptions,
    /// How many vehicles are listed.
    pub vehicle_rows: u64,
    /// How persons are composed.
    pub persons: PersonOptions,
    /// How many persons are listed.
    pub person_rows: u64,
}

impl Lists {
    /// Lists with the default composition.
    pub fn new(seed: u64, document_rows: u64, vehicle_rows: u64, person_rows: u64) -> Self {
        let documents = DocumentOptions { persons: person_rows, ..DocumentOptions::default() };
        let (vehicles, persons) = (VehicleOptions::default(), documents.person_options);
        Self { seed, documents, document_rows, vehicles, vehicle_rows, persons, person_rows }
    }
}

/// How checks are composed.
#[derive(Clone, Debug)]
pub struct CrossingOptions {
    /// The lists that hits are planted from.
    pub lists: Lists,
    /// Subjects with a planted hit.
    pub hit_rate: Share,
    /// Subjects planted from a record that has expired.
    pub trap_rate: Share,
    /// Counted when a plant first needs them: a list of clean checks has no use for them.
    chances: Arc<OnceLock<Chances>>,
}

/// 1 search in 15,489 was a hit in 2023, as published: 3.6 billion searches, 232,423 hits.
pub const PUBLISHED_HIT_RATE: Share = Share::one_in(15_489);

/// One check and what must come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The question.
    pub check: Check,
    /// Planted hits, each with the subject's place. All other subjects must be a `no_hit`.
    pub plants: Vec<(usize, Plant)>,
}

impl CrossingOptions {
    /// Checks against lists, with the published hit rate and a trap for every eighth hit.
    pub fn new(lists: Lists) -> Self {
        Self {
            lists,
            hit_rate: PUBLISHED_HIT_RATE,
            trap_rate: PUBLISHED_HIT_RATE.divided_by(8),
            chances: Arc::default(),
        }
    }

    /// The same with another hit rate.
    #[must_use]
    pub fn with_hit_rate(self, hit_rate: Share) -> Self {
        Self { hit_rate, trap_rate: hit_rate.divided_by(8), ..self }
    }

    fn chances(&self) -> &Chances {
        self.chances.get_or_init(|| Chances::of(&self.lists))
    }
}

/// The checks, in order.
pub fn crossings(seed: u64, options: &CrossingOptions, checks: u64) -> impl Iterator<Item = Crossing> {
    let options = options.clone();
    (0..checks).map(move |index| crossing(seed, &options, index))
}

/// One check.
pub fn crossing(seed: u64, options: &CrossingOptions, index: u64) -> Crossing {
    let mut rng = Rng::for_row(seed, Stream::Crossings, index);
    let (occupants, in_vehicle) = match rng.below(20) {
        0 => (0, true),
        1 => (1, true),
        2..=5 => (rng.below(5) + 2, true),
        _ => (1, false),
    };
    let purpose = match (occupants, rng.below(10)) {
        (0, _) => "vehicle",
        (_, 0) => "border-exit",
        (_, 1) => "police",
        _ => "border-entry",
    };
    let mut made = Crossing { check: Check { index, purpose, subjects: Vec::new() }, plants: Vec::new() };
    for occupant in 1..=occupants {
        let (subject, plant) = occupant_subject(&mut rng, options, format!("c{index}-p{occupant}"));
        made.push(subject, plant);
    }
    if in_vehicle {
        let (subject, plant) = vehicle_subject(&mut rng, options, format!("c{index}-v1"));
        made.push(subject, plant);
    }
    made
}

fn occupant_subject(rng: &mut Rng, options: &CrossingOptions, reference: String) -> (Subject, Option<Plant>) {
    let lists = &options.lists;
    let mut traveller = clean_traveller(rng);
    let plant = if rng.chance(options.hit_rate) {
        match rng.below(8) {
            0..=3 => plant::plant_document(rng, lists, options.chances(), &mut traveller),
            4 => plant::plant_named_document(rng, lists, options.chances(), &mut traveller),
            _ => plant::plant_person(rng, lists, &mut traveller),
        }
    } else if rng.chance(options.trap_rate) {
        match rng.below(2) {
            0 => plant::trap_document(rng, lists, &mut traveller),
            _ => plant::trap_person(rng, lists, &mut traveller),
        }
    } else {
        None
    };
    let typed = plant.as_ref().is_some_and(|plant| plant.typed) || rng.one_in(6);
    let read = if typed { None } else { traveller.read(rng, reference.clone()) };
    let typed = read.is_none();
    let subject = read.unwrap_or_else(|| traveller.typed(reference));
    (subject, plant.map(|plant| Plant { typed, ..plant }))
}

fn vehicle_subject(rng: &mut Rng, options: &CrossingOptions, reference: String) -> (Subject, Option<Plant>) {
    let mut vehicle = clean_vehicle(rng);
    let plant = if rng.chance(options.hit_rate) {
        plant::plant_vehicle(rng, &options.lists, &mut vehicle)
    } else if rng.chance(options.trap_rate) {
        plant::trap_vehicle(rng, &options.lists, &mut vehicle)
    } else {
        None
    };
    (Subject { reference, vehicle: Some(vehicle), ..Subject::default() }, plant)
}

impl Crossing {
    fn push(&mut self, subject: Subject, plant: Option<Plant>) {
        self.plants.extend(plant.map(|plant| (self.check.subjects.len(), plant)));
        self.check.subjects.push(subject);
    }

    /// Appends the answer key: a line of JSON for every plant. `outcome` is that of the subject; `grade` is
    /// null for a trap, whose record must not answer. Other records may answer beside the planted one.
    pub fn push_key(&self, lines: &mut String) {
        for (at, plant) in &self.plants {
            Sink::json_object(lines, |sink| {
                sink.count("check", &self.check.index.to_string());
                sink.text("ref", &self.check.subjects[*at].reference);
                sink.text("list", plant.list);
                sink.text("owner", plant.owner);
                sink.text("record_id", &plant.record_id);
                sink.text("kind", plant.kind);
                match plant.grade {
                    Some(grade) => sink.text("grade", grade.word()),
                    None => sink.count("grade", "null"),
                }
                sink.text("outcome", plant.outcome());
            });
            lines.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plant::Grade;
    use std::collections::BTreeSet;

    fn many() -> Vec<Crossing> {
        let options =
            CrossingOptions::new(Lists::new(1, 2_000, 2_000, 2_000)).with_hit_rate(Share::one_in(3));
        crossings(1, &options, 4_000).collect()
    }

    #[test]
    fn all_kinds_of_plants_and_traps_occur() {
        let kinds: BTreeSet<&str> =
            many().iter().flat_map(|made| &made.plants).map(|(_, plant)| plant.kind).collect();
        let expected = BTreeSet::from([
            "document",
            "document-folded",
            "document-in-range",
            "document-named-on-person",
            "document-other-issuer",
            "document-other-type",
            "engine-number",
            "expired-document",
            "expired-person",
            "expired-vehicle",
            "person",
            "person-day-and-month-swapped",
            "person-partial-date",
            "person-without-date",
            "plate",
            "plate-without-country",
            "vin",
        ]);
        // A list of 2,000 holds one range or none: it may not have been met.
        assert!(expected.difference(&kinds).all(|kind| *kind == "document-in-range"), "{kinds:?}");
    }

    #[test]
    fn all_formats_and_group_sizes_occur() {
        let made = many();
        let sizes: BTreeSet<usize> = made.iter().map(|made| made.check.subjects.len()).collect();
        assert!(sizes.is_superset(&BTreeSet::from([1, 2, 3, 4, 5, 6, 7])), "{sizes:?}");
        let mut formats = BTreeSet::new();
        for subject in made.iter().flat_map(|made| &made.check.subjects) {
            let width = subject.mrz.first().map_or(0, String::len);
            let visa = subject.mrz.first().is_some_and(|line| line.starts_with('V'));
            formats.insert((width, visa));
        }
        assert_eq!(formats.len(), 6, "TD1, TD2, TD3, MRV-A, MRV-B and typed: {formats:?}");
    }

    #[test]
    fn the_hit_rate_is_kept() {
        let made = many();
        let subjects: usize = made.iter().map(|made| made.check.subjects.len()).sum();
        let hits =
            made.iter().flat_map(|made| &made.plants).filter(|(_, plant)| plant.grade.is_some()).count();
        assert!((subjects * 3 / 10..subjects * 37 / 100).contains(&hits), "{hits} of {subjects}");
        assert_eq!(CrossingOptions::new(Lists::new(1, 1, 1, 1)).hit_rate.to_string(), "1/15489");
    }

    #[test]
    fn lists_without_rows_give_clean_checks() {
        let options = CrossingOptions::new(Lists::new(1, 0, 0, 0)).with_hit_rate(Share::ALL);
        assert!(crossings(1, &options, 200).all(|made| made.plants.is_empty()));
    }

    #[test]
    fn a_possible_grade_is_a_potential_hit() {
        for (_, plant) in many().into_iter().flat_map(|made| made.plants) {
            let expected = match plant.grade {
                Some(Grade::Possible) => "potential_hit",
                Some(_) => "hit",
                None => "no_hit",
            };
            assert_eq!(plant.outcome(), expected);
        }
    }
}
