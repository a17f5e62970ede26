//! What was found of what was planted, and who was stopped without cause.

use std::collections::BTreeMap;

use serde::Serialize;
use watchpost_engine::wire::Grade;

use super::ask::{Birth, PersonHit, ThingHit, Traveller};
use super::key::{About, Planted};
use super::relation::Relation;
use crate::evaluate::share::{Goal, Share};

/// The variant whose given name is missing: by contract never more than possible.
const GIVEN_MISSING: &str = "given-missing";

/// The variant of the planted namesakes.
pub const NAMESAKE: &str = "namesake";

/// What became of some of the planted.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Found {
    /// The variant or group.
    pub of: String,
    /// The planted record was among the hits, of whatever grade.
    pub found: Share,
    /// It was `probable` or better.
    pub probable: Share,
    /// It was not among the hits, but a record of the same person on another list was.
    pub only_elsewhere: u64,
    /// The goal for `found`.
    pub found_goal: Option<Goal>,
    /// The goal for `probable`.
    pub probable_goal: Option<Goal>,
}

/// A hit on someone else than the traveller.
#[derive(Clone, Debug, Serialize)]
pub struct FalseHit {
    /// The traveller's reference in the samples.
    pub reference: String,
    /// Owner and number of the record.
    pub record: String,
    /// Its grade.
    pub grade: Grade,
    /// Its score.
    pub score: Option<f64>,
    /// Fields and rules, no values.
    pub why: String,
    /// What was planted on the traveller, if anything: `namesake`, or how.
    pub planted: Option<String>,
}

/// What travellers who are on no list met.
#[derive(Clone, Debug, Serialize)]
pub struct FalseAlarms {
    /// Travellers with a hit on a stranger, `probable` or better.
    pub probable: Share,
    /// Travellers with a hit on a stranger, of whatever grade.
    pub possible: Share,
    /// Travellers of whom every hit has their own name and birth date by chance: neither right nor wrong.
    pub coincidences: u64,
    /// Travellers for whom the list of persons was not searched to its end.
    pub incomplete: u64,
}

/// The figures of the travellers.
#[derive(Clone, Debug, Serialize)]
pub struct TravellerFigures {
    /// Planted persons by how their birth date stands to the record's, with the goals.
    pub by_birth: Vec<Found>,
    /// Planted persons by variant.
    pub by_variant: Vec<Found>,
    /// Planted documents and plates by variant; those of another issuer or country are not the listed ones.
    pub things: Vec<Found>,
    /// The planted namesakes that met someone as `probable` or better, and as anything.
    pub namesakes: (Share, Share),
    /// Everyone else.
    pub false_alarms: FalseAlarms,
    /// Hits on documents and vehicles of travellers with neither planted, by grade.
    pub chance_things: BTreeMap<String, u64>,
    /// Every hit on a stranger, `probable` ones first.
    pub false_hits: Vec<FalseHit>,
}

/// Whether a grade stops a traveller.
#[must_use]
pub const fn is_probable(grade: Grade) -> bool {
    matches!(grade, Grade::Exact | Grade::Probable)
}

/// A planted person, who is on a list.
#[must_use]
pub fn is_listed(traveller: &Traveller) -> bool {
    traveller.planted.as_ref().is_some_and(|planted| planted.about == About::Person && planted.same)
}

/// Neither listed nor a planted namesake.
#[must_use]
pub fn is_made_up(traveller: &Traveller) -> bool {
    traveller.planted.as_ref().is_none_or(|planted| planted.about != About::Person)
}

impl Found {
    fn add(&mut self, persons: &[PersonHit]) {
        let of_planted = persons.iter().filter(|hit| hit.relation == Relation::Planted);
        let best = of_planted.map(|hit| hit.grade).min();
        self.found.add(best.is_some());
        self.probable.add(best.is_some_and(is_probable));
        let elsewhere = persons.iter().any(|hit| hit.relation == Relation::SamePerson);
        self.only_elsewhere += u64::from(best.is_none() && elsewhere);
    }

    fn add_things(&mut self, hits: &[ThingHit]) {
        let best = hits.iter().filter(|hit| hit.is_planted).map(|hit| hit.grade).min();
        self.found.add(best.is_some());
        self.probable.add(best.is_some_and(is_probable));
    }
}

/// The groups with goals: a heading, whom it takes in, and what is asked of `found` and of `probable`.
type Group = (&'static str, fn(&Traveller) -> bool, Option<f64>, Option<f64>);

const GROUPS: [Group; 7] = [
    ("full right birth date", |traveller| traveller.birth == Birth::Equal, Some(0.98), None),
    (
        "the same, some given name asked",
        |traveller| traveller.birth == Birth::Equal && !is_variant(traveller, GIVEN_MISSING),
        None,
        Some(0.95),
    ),
    (
        "the same, no given name asked (by contract never more than `possible`)",
        |traveller| traveller.birth == Birth::Equal && is_variant(traveller, GIVEN_MISSING),
        None,
        None,
    ),
    (
        "day and month swapped, or the year off by one",
        |traveller| matches!(traveller.birth, Birth::Swapped | Birth::YearOffByOne),
        Some(0.95),
        None,
    ),
    (
        "the year only (1 January and 1 July stand for it), or no birth date",
        |traveller| is_dateless(traveller) && !is_variant(traveller, GIVEN_MISSING),
        Some(0.90),
        None,
    ),
    (
        "the same, and no given name asked either",
        |traveller| is_dateless(traveller) && is_variant(traveller, GIVEN_MISSING),
        None,
        None,
    ),
    ("any other birth date", |traveller| traveller.birth == Birth::Differs, None, None),
];

const fn is_dateless(traveller: &Traveller) -> bool {
    matches!(traveller.birth, Birth::Partial | Birth::Missing)
}

fn is_variant(traveller: &Traveller, variant: &str) -> bool {
    traveller.planted.as_ref().is_some_and(|planted| planted.variant == variant)
}

/// The figures.
#[must_use]
pub fn figures(travellers: &[Traveller]) -> TravellerFigures {
    let listed: Vec<&Traveller> = travellers.iter().filter(|traveller| is_listed(traveller)).collect();
    let by_birth = GROUPS
        .iter()
        .map(|(of, takes_in, found, probable)| {
            let mut group = Found {
                of: (*of).to_owned(),
                found_goal: found.map(Goal::AtLeast),
                probable_goal: probable.map(Goal::AtLeast),
                ..Found::default()
            };
            listed
                .iter()
                .filter(|traveller| takes_in(traveller))
                .for_each(|traveller| group.add(&traveller.persons));
            group
        })
        .collect();
    let mut by_variant: BTreeMap<String, Found> = BTreeMap::new();
    for traveller in &listed {
        let variant = traveller.planted.as_ref().map_or("", |planted| &planted.variant);
        by_variant.entry(variant.to_owned()).or_default().add(&traveller.persons);
    }
    let namesakes = travellers.iter().filter(|traveller| is_variant(traveller, NAMESAKE));
    let (mut namesakes_probable, mut namesakes_met) = (Share::default(), Share::default());
    for traveller in namesakes {
        namesakes_probable.add(traveller.persons.iter().any(|hit| is_probable(hit.grade)));
        namesakes_met.add(!traveller.persons.is_empty());
    }
    TravellerFigures {
        by_birth,
        by_variant: named(by_variant),
        things: things(travellers),
        namesakes: (namesakes_probable, namesakes_met),
        false_alarms: false_alarms(travellers),
        chance_things: chance_things(travellers),
        false_hits: false_hits(travellers),
    }
}

fn named(groups: BTreeMap<String, Found>) -> Vec<Found> {
    groups.into_iter().map(|(of, found)| Found { of, ..found }).collect()
}

fn things(travellers: &[Traveller]) -> Vec<Found> {
    let mut groups: BTreeMap<String, Found> = BTreeMap::new();
    for traveller in travellers {
        let Some(Planted { about, variant, same, .. }) = &traveller.planted else { continue };
        let (kind, hits) = match about {
            About::Person => continue,
            About::Document => ("document", &traveller.documents),
            About::Vehicle => ("plate", &traveller.vehicles),
        };
        let group = groups.entry(format!("{kind}, {variant}")).or_default();
        if *same {
            group.found_goal = Some(Goal::AtLeast(1.0));
        } else {
            group.probable_goal = Some(Goal::AtMost(0.0));
        }
        group.add_things(hits);
    }
    named(groups)
}

/// What a traveller on no list met.
#[must_use]
pub fn met(traveller: &Traveller) -> (bool, bool) {
    let strangers = || traveller.persons.iter().filter(|hit| hit.relation == Relation::Stranger);
    (strangers().any(|hit| is_probable(hit.grade)), strangers().next().is_some())
}

fn false_alarms(travellers: &[Traveller]) -> FalseAlarms {
    let (mut probable, mut possible) = (Share::default(), Share::default());
    let (mut coincidences, mut incomplete) = (0, 0);
    for traveller in travellers.iter().filter(|traveller| is_made_up(traveller)) {
        let (stopped, looked_at) = met(traveller);
        probable.add(stopped);
        possible.add(looked_at);
        coincidences += u64::from(!looked_at && !traveller.persons.is_empty());
        incomplete += u64::from(traveller.persons_incomplete);
    }
    FalseAlarms { probable, possible, coincidences, incomplete }
}

fn chance_things(travellers: &[Traveller]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let has_nothing = |traveller: &&Traveller| {
        traveller.planted.as_ref().is_none_or(|planted| planted.about == About::Person)
    };
    for traveller in travellers.iter().filter(has_nothing) {
        for (list, hits) in [("documents", &traveller.documents), ("vehicles", &traveller.vehicles)] {
            for hit in hits {
                *counts.entry(format!("{list}, {}", hit.grade)).or_default() += 1;
            }
        }
    }
    counts
}

fn false_hits(travellers: &[Traveller]) -> Vec<FalseHit> {
    let mut hits: Vec<FalseHit> = travellers
        .iter()
        .flat_map(|traveller| {
            let strangers = traveller.persons.iter().filter(|hit| hit.relation == Relation::Stranger);
            strangers.map(|hit| FalseHit {
                reference: traveller.reference.clone(),
                record: format!("{}/{}", hit.owner.as_str(), hit.record_id),
                grade: hit.grade,
                score: hit.score,
                why: hit.why.clone(),
                planted: traveller
                    .planted
                    .as_ref()
                    .filter(|planted| planted.about == About::Person)
                    .map(|planted| planted.variant.clone()),
            })
        })
        .collect();
    hits.sort_by(|a, b| {
        a.grade.cmp(&b.grade).then(b.score.unwrap_or(0.0).total_cmp(&a.score.unwrap_or(0.0)))
    });
    hits
}
