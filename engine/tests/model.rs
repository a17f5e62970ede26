//! A model of the contract's section 4 that scans a plain list of rows, and the engine held against it: random
//! lists, random questions, the same answers.
//!
//! The model is written from the contract's text alone. It reads the texts of rows and questions itself and uses
//! nothing of the engine, so that a rule misread there is not misread here in the same way.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/asking.rs"]
mod asking;
#[path = "support/edits.rs"]
mod edits;
#[path = "support/lists.rs"]
mod lists;
#[path = "support/store.rs"]
mod store;

#[path = "model/actions.rs"]
mod actions;
#[path = "model/answer.rs"]
mod answer;
#[path = "model/births.rs"]
mod births;
#[path = "model/chance.rs"]
mod chance;
#[path = "model/clues.rs"]
mod clues;
#[path = "model/documents.rs"]
mod documents;
#[path = "model/found.rs"]
mod found;
#[path = "model/grades.rs"]
mod grades;
#[path = "model/group.rs"]
mod group;
#[path = "model/holder.rs"]
mod holder;
#[path = "model/misread.rs"]
mod misread;
#[path = "model/mistyped.rs"]
mod mistyped;
#[path = "model/persons.rs"]
mod persons;
#[path = "model/question.rs"]
mod question;
#[path = "model/random_lists.rs"]
mod random_lists;
#[path = "model/random_questions.rs"]
mod random_questions;
#[path = "model/signs.rs"]
mod signs;
#[path = "model/subject.rs"]
mod subject;
#[path = "model/told.rs"]
mod told;
#[path = "model/vehicles.rs"]
mod vehicles;

use proptest::prelude::*;
use watchpost_engine::check::Conditions;

use answer::Circumstances;
use told::Told;

/// Lists in a run; `PROPTEST_CASES` gives more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// Eight questions for each list: about a thousand in a run.
    #[test]
    fn engine_answers_as_the_contract_says(
        lists in random_lists::lists(),
        questions in prop::collection::vec((random_questions::question(), random_questions::circumstances()), 8),
    ) {
        let store = lists.open();
        answer::check_counts(&lists, &store.built)?;
        for (question, circumstances) in &questions {
            let conditions = Conditions {
                now: circumstances.now,
                lists: circumstances.lists.iter().copied().collect(),
                stale_after: circumstances.stale_after,
                lease: circumstances.lease,
                cleared: None,
            };
            let answer = asking::ask_under(&store.generation, question.to_json(), &conditions);
            let expected = answer::answer(&lists, question, circumstances);
            prop_assert_eq!(Told::of(&answer), expected, "{} under {:?}", question.to_json(), circumstances);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// No bound of the search for names passes a record over.
    #[test]
    fn every_person_is_found_that_a_plain_reading_finds(
        lists in random_lists::persons(),
        questions in prop::collection::vec(random_questions::persons(), 4),
    ) {
        let store = lists.open();
        let circumstances = Circumstances::usual();
        for question in &questions {
            let answer = asking::ask_under(&store.generation, question.to_json(), &Conditions::at(circumstances.now));
            let expected = answer::answer(&lists, question, &circumstances);
            prop_assert_eq!(Told::of(&answer), expected, "{}", question.to_json());
        }
    }
}

/// What the random questions are made for: each kind of answer comes up in a run.
#[test]
fn random_questions_meet_every_kind_of_answer() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let mut met = std::collections::BTreeMap::<String, usize>::new();
    for _ in 0..300 {
        let lists = random_lists::lists().new_tree(&mut runner).unwrap().current();
        for _ in 0..8 {
            let question = random_questions::question().new_tree(&mut runner).unwrap().current();
            let circumstances = Circumstances::usual();
            let told = answer::answer(&lists, &question, &circumstances);
            for of in told.subjects.iter().flat_map(|subject| &subject.lists) {
                *met.entry(format!("{} {}", of.list, of.outcome)).or_default() += 1;
                for hit in &of.hits {
                    *met.entry(format!("{} {}", of.list, hit.grade)).or_default() += 1;
                }
            }
            for (fact, _) in &told.group {
                *met.entry(fact.clone()).or_default() += 1;
            }
            met.entry(format!("action {}", told.action)).and_modify(|count| *count += 1).or_insert(1);
        }
    }
    for kind in [
        "documents hit",
        "documents potential_hit",
        "documents not_checked",
        "documents no_hit",
        "documents exact",
        "documents probable",
        "documents possible",
        "vehicles hit",
        "vehicles potential_hit",
        "vehicles not_checked",
        "vehicles no_hit",
        "vehicles exact",
        "vehicles probable",
        "vehicles possible",
        "persons hit",
        "persons potential_hit",
        "persons not_checked",
        "persons no_hit",
        "persons probable",
        "persons possible",
        "minor-present",
        "numbers-in-a-row",
        "occupant-and-vehicle-hit",
        "minor-with-hit",
        "maker-differs",
        "model-year-differs",
        "plate-country-differs",
        "two-vins-for-one-plate",
        "action protect",
        "action arrest",
        "action seize-document",
        "action stop-vehicle",
        "action discreet",
        "action verify-document",
        "action inquiry",
        "action locate",
        "action check-again",
        "action none",
    ] {
        assert!(met.get(kind).copied().unwrap_or(0) >= 5, "{kind}: {met:#?}");
    }
}
