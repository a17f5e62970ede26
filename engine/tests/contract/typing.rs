//! What a typed document asks beside its number as typed.

use serde_json::{Value, json};
use watchpost_engine::list::List;

use crate::asking::{ask, list, outcome};
use crate::store::Lists;

/// Asks `NUMBER/ISSUER` of rows; the grade, the rule and the changes of the number's reason.
fn answer(rows: &[String], asked: &str) -> Option<(String, String, Value)> {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let store = Lists::empty().with(List::Documents, &rows).open();
    let (number, issuer) = asked.split_once('/').unwrap();
    let answer =
        ask(&store.generation, json!({"document": {"number": number, "issuer": issuer, "type": "P"}}));
    let documents = list(&answer, "documents");
    assert_eq!(answer["complete"], true);
    let hit = documents["hits"].as_array().unwrap().first()?;
    assert_eq!(outcome(documents), if hit["grade"] == "possible" { "potential_hit" } else { "hit" });
    let why = &hit["why"][0];
    assert_eq!(why["asked"], number.replace(['-', ' '], ""), "what was typed is told as it was typed");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Some((text(&hit["grade"]), text(&why["rule"]), why["changes"].clone()))
}

fn row(number: &str, issuer: &str) -> String {
    format!("record_id=R-{number}; owner=UTO; number={number}; issuer={issuer}; status=stolen")
}

#[track_caller]
fn meets(asked: &str, listed: &str, expected: Option<(&str, Value)>) {
    let (number, issuer) = listed.split_once('/').unwrap();
    let expected = expected.map(|(rule, changes)| ("possible".to_owned(), rule.to_owned(), changes));
    assert_eq!(answer(&[row(number, issuer)], asked), expected, "{asked} of {listed}");
}

/// Enough other numbers of the issuer and shape that a wrong sign meets strangers.
fn crowd() -> Vec<String> {
    (0..200).map(|at| row(&format!("900{at:06}"), "UTO")).collect()
}

#[test]
fn two_neighbours_swapped_are_possible_with_the_signs_told() {
    let changes = json!([{"at": 3, "asked": "5", "taken": "4"}, {"at": 4, "asked": "4", "taken": "5"}]);
    meets("12547/UTO", "12457/UTO", None);
    meets("125467893/UTO", "124567893/UTO", Some(("swapped-pair", changes)));
    meets("125467893/FRA", "124567893/UTO", None);
    meets("125467893/UTO", "124567893/", None);
}

#[test]
fn one_wrong_sign_is_possible_with_the_sign_told() {
    let changes = |at: u8, asked: &str, taken: &str| json!([{"at": at, "asked": asked, "taken": taken}]);
    meets("124569893/UTO", "124567893/UTO", Some(("wrong-sign", changes(6, "9", "7"))));
    meets("12456X893/UTO", "124567893/UTO", Some(("wrong-sign", changes(6, "X", "7"))));
    meets("C01X00T47/D", "C01X00T4B/DEU", Some(("wrong-sign", changes(9, "7", "B"))));
    meets("124569893/FRA", "124567893/UTO", None);
    meets("124569893/UTO", "124567893/", None);
    meets("124569895/UTO", "124567893/UTO", None);
}

#[test]
fn wrong_sign_is_not_asked_where_it_would_meet_strangers() {
    let mut rows = crowd();
    rows.push(row("124567893", "UTO"));
    assert_eq!(answer(&rows, "124569893/UTO"), None);
    // A pair swapped tries nine numbers, not ninety.
    assert_eq!(answer(&rows, "125467893/UTO").unwrap().1, "swapped-pair");
    // None of the issuer's many numbers has a letter there: hardly any clean one can.
    assert_eq!(answer(&rows, "12456X893/UTO").unwrap().1, "wrong-sign");
}

#[test]
fn clean_neighbours_of_a_stolen_range_meet_nothing() {
    let range = |asked: &str| {
        let row = "record_id=R-1; owner=UTO; number=UT0000100; number_to=UT0000199; issuer=UTO; status=stolen-blank";
        answer(&[row.to_owned()], asked)
    };
    assert_eq!(range("UT0000200/UTO"), None);
    assert_eq!(range("UT0000099/UTO"), None);
    assert_eq!(range("UT0001010/UTO"), None);
    assert_eq!(range("UT0000101/UTO").unwrap().1, "in-range");
}

#[test]
fn issuers_code_in_front_of_a_number_may_be_too_much_or_missing() {
    let prefix = || Some(("issuer-prefix", Value::Null));
    meets("UTOL898902C3/UTO", "L898902C3/UTO", prefix());
    meets("FR 12AB34567/FRA", "12AB34567/FRA", prefix());
    meets("12AB34567/FRA", "FRA12AB34567/FRA", prefix());
    meets("UTO-L898902C3/", "L898902C3/UTO", prefix());
    meets("UTO-L898902C3/", "UTOUTOL898902C3/UTO", None);
    meets("FRA12AB34567/", "A12AB34567/FRA", None);
    meets("QZXL898902C3/", "L898902C3/UTO", None);
    meets("UTOL898902C3/UTO", "L898902C3/FRA", None);
}

#[test]
fn zeros_in_front_may_be_lost_or_added() {
    let zeros = || Some(("leading-zeros", Value::Null));
    meets("1234567/UTO", "001234567/UTO", zeros());
    meets("0001234567/UTO", "1234567/UTO", zeros());
    meets("1234567/UTO", "00001234567/UTO", None);
}
