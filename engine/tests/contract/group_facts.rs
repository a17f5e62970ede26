//! Facts that only the whole of a check shows.

use serde_json::{Value, json};
use watchpost_engine::list::List;

use crate::asking::{ask_all, outcome};
use crate::store::Lists;

/// The group facts, and that they changed neither outcome nor action.
fn facts(lists: &Lists, subjects: Value) -> Value {
    ask_all(&lists.open().generation, subjects)["group"].clone()
}

#[test]
fn minor_present_names_every_subject_with_a_reading_under_18() {
    let zone = |born: &str| {
        format!("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO{born}F3204153<<<<<<<<<<<<<<00")
    };
    let subjects = json!([
        {"ref": "young", "person": {"name": "EVA", "birth_date": "2012-03-05"}},
        {"ref": "old", "person": {"name": "EVA", "birth_date": "1974-08-12"}},
        {"ref": "any-of-several", "person": {"name": "EVA", "birth_dates": ["1974-08-12", "2012"]}},
        {"ref": "either-century", "mrz": zone("1203059")},
        {"ref": "old-zone", "mrz": zone("7408122")},
        {"ref": "youngest-reading", "person": {"name": "EVA", "birth_date": "2008"}},
        {"ref": "of-age-today", "person": {"name": "EVA", "birth_date": "2008-11-24"}},
        {"ref": "of-age-tomorrow", "person": {"name": "EVA", "birth_date": "2008-11-25"}}
    ]);
    let expected = ["young", "any-of-several", "either-century", "youngest-reading", "of-age-tomorrow"];
    let found = facts(&Lists::empty(), subjects);
    assert_eq!(found[0], json!({"fact": "minor-present", "subjects": expected}));
}

fn document(reference: &str, number: &str, issuer: &str) -> Value {
    json!({"ref": reference, "document": {"number": number, "issuer": issuer}})
}

#[test]
fn numbers_that_differ_by_one_in_their_digit_tail_are_in_a_row() {
    let subjects = json!([
        document("a", "UT099", "UTO"),
        document("b", "UT100", "UTO"),
        document("c", "UT102", "UTO"),
        document("d", "UT101", "FRA"),
        document("e", "UT0100", "UTO"),
        document("f", "XX7", "UTO"),
        document("g", "XX8", "UTO")
    ]);
    assert_eq!(
        facts(&Lists::empty(), subjects),
        json!([{"fact": "numbers-in-a-row", "subjects": ["a", "b"]},
            {"fact": "numbers-in-a-row", "subjects": ["f", "g"]}])
    );
}

#[test]
fn numbers_that_differ_before_their_digits_or_have_no_issuer_are_not_in_a_row() {
    let subjects = json!([
        document("a", "UTA1X", "UTO"),
        document("b", "UTA2X", "UTO"),
        document("c", "UTA7", "UTO"),
        document("d", "UTB7", "UTO"),
        document("e", "UTB7", "UTO"),
        document("f", "UTC7", ""),
        document("g", "UTC8", "")
    ]);
    assert_eq!(facts(&Lists::empty(), subjects), json!([]));
}

#[test]
fn numbers_that_lie_in_one_listed_range_are_in_a_row() {
    let range = "record_id=R-1; owner=UTO; number=UT8801; number_to=UT8850; issuer=UTO; status=stolen-blank";
    let other = "record_id=R-2; owner=UTO; number=UT8901; number_to=UT8950; issuer=UTO; status=stolen-blank";
    let lists = Lists::empty().with(List::Documents, &[range, other]);
    let subjects = json!([
        document("a", "UT8802", "UTO"),
        document("b", "UT8840", "UTO"),
        document("c", "UT8905", "UTO")
    ]);
    assert_eq!(facts(&lists, subjects), json!([{"fact": "numbers-in-a-row", "subjects": ["a", "b"]}]));
}

#[test]
fn occupant_and_vehicle_that_both_answer_are_told() {
    let lists = Lists::empty()
        .with(List::Documents, &["record_id=R-1; owner=UTO; number=AX0; issuer=UTO; status=lost"])
        .with(List::Vehicles, &["record_id=R-1; owner=UTO; plate=AB123CD; status=stolen"]);
    let car =
        |reference: &str, plate: &str| json!({"ref": reference, "vehicle": {"plates": [{"number": plate}]}});
    let expected = json!([{"fact": "occupant-and-vehicle-hit", "subjects": ["p", "v"]}]);
    let occupant = document("p", "AX0", "UTO");
    assert_eq!(facts(&lists, json!([occupant, document("q", "ZZ7", "UTO"), car("v", "AB123CD")])), expected);
    assert_eq!(facts(&lists, json!([document("p", "AXO", "UTO"), car("v", "AB123CD")])), expected);
    assert_eq!(facts(&lists, json!([occupant, car("v", "ZZ999ZZ")])), json!([]));
    assert_eq!(facts(&lists, json!([document("q", "ZZ7", "UTO"), car("v", "AB123CD")])), json!([]));
}

#[test]
fn facts_never_change_outcome_or_action() {
    let subjects = json!([document("a", "UT099", "UTO"), document("b", "UT100", "UTO"),
        {"ref": "c", "person": {"name": "EVA", "birth_date": "2012-03-05"}}]);
    let answer = ask_all(&Lists::empty().open().generation, subjects);
    assert_eq!(answer["group"].as_array().unwrap().len(), 2);
    assert_eq!((outcome(&answer), &answer["actions"]), ("no_hit", &json!(["none"])));
}
