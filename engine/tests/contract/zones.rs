//! What a zone asks beside its number as read.

use serde_json::{Value, json};
use watchpost_engine::document::mrz::check_digit;
use watchpost_engine::list::List;

use crate::asking::{ask, codes, each, list, outcome};
use crate::store::{Lists, OpenStore};

/// ICAO's passport with another number, read with this digit.
fn passport(number: &str, digit: char) -> Value {
    let first = "PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    json!({"mrz": [first, format!("{number:<<9}{digit}UTO7408122F3204153ZE184226B<<<<<16")]})
}

/// The digit of a number.
fn digit(number: &str) -> char {
    char::from(b'0' + check_digit(format!("{number:<<9}").as_bytes()))
}

fn listed(number: &str, issuer: &str) -> OpenStore {
    let row = format!("record_id=R-1; owner=UTO; number={number}; issuer={issuer}; type=P; status=stolen");
    Lists::empty().with(List::Documents, &[&row]).open()
}

/// Asserts that `asked` finds the record of `number` as possible, and for which signs.
#[track_caller]
fn is_possible(asked: Value, number: &str, changes: &Value) {
    let answer = ask(&listed(number, "UTO").generation, asked);
    let documents = list(&answer, "documents");
    assert_eq!((outcome(documents), &documents["total"]), ("potential_hit", &json!(1)));
    assert_eq!((&answer["complete"], &answer["action"]), (&json!(true), &json!("verify-document")));
    let (hit, reason) = (&documents["hits"][0], &documents["hits"][0]["why"][0]);
    assert_eq!((&hit["grade"], &reason["rule"]), (&json!("possible"), &json!("misread")));
    assert_eq!((&reason["record"], &reason["changes"]), (&json!(number), changes));
    let read = &answer["subjects"][0]["mrz"]["document"]["number"];
    assert_eq!(&reason["asked"], read, "what was read is told as it was read");
}

#[test]
fn number_whose_digit_failed_asks_what_one_or_two_misread_signs_hide() {
    let changes = json!([{"at": 8, "asked": "G", "taken": "C"}]);
    is_possible(passport("L898902G3", digit("L898902C3")), "L898902C3", &changes);
    let changes = json!([{"at": 4, "asked": "3", "taken": "8"}, {"at": 8, "asked": "G", "taken": "C"}]);
    is_possible(passport("L893902G3", digit("L898902C3")), "L898902C3", &changes);
}

#[test]
fn number_whose_digit_agrees_asks_what_the_digit_does_not_see() {
    for (asked, record, at) in
        [("AF1238567", "AP1238567", 2), ("UT7700U15", "UT7700015", 7), ("M12335678", "W12335678", 1)]
    {
        assert_eq!(digit(asked), digit(record));
        let sign = |number: &str| number[at - 1..at].to_owned();
        let changes = json!([{"at": at, "asked": sign(asked), "taken": sign(record)}]);
        is_possible(passport(asked, digit(asked)), record, &changes);
    }
    let changes = json!([{"at": 9, "asked": "K", "taken": "<"}]);
    is_possible(passport("AX235678K", digit("AX235678")), "AX235678", &changes);
}

#[test]
fn misread_number_needs_the_issuer_its_family_or_none() {
    let asked = || passport("L898902G3", digit("L898902C3"));
    assert_eq!(outcome(&ask(&listed("L898902C3", "").generation, asked())), "potential_hit");
    let other = ask(&listed("L898902C3", "FRA").generation, asked());
    assert_eq!(outcome(list(&other, "documents")), "not_checked");
    assert_eq!(codes(list(&other, "documents")), ["check-digit-number"]);
}

#[test]
fn two_signs_that_the_digit_does_not_see_are_no_reading() {
    let answer = ask(&listed("AP12385W7", "UTO").generation, passport("AF12385M7", digit("AF12385M7")));
    assert_eq!((outcome(&answer), &answer["complete"]), ("no_hit", &json!(true)));
}

#[test]
fn misread_number_is_found_in_a_range_and_on_a_person_record() {
    let range = "record_id=R-1; owner=UTO; number=C8800; number_to=C8899; issuer=UTO; status=stolen-blank";
    let person = "record_id=R-2; owner=UTO; notice=red; surname=DOE; documents=UTO/C8850/P";
    let store = Lists::empty().with(List::Documents, &[range]).with(List::Persons, &[person]).open();
    let answer = ask(&store.generation, passport("G8850", digit("C8850")));
    let documents = list(&answer, "documents");
    assert_eq!(
        (outcome(documents), each(&documents["hits"], "grade")),
        ("potential_hit", vec!["possible"; 2])
    );
    for hit in documents["hits"].as_array().unwrap() {
        assert_eq!(hit["why"][0]["rule"], "misread");
    }
}

#[test]
fn number_as_read_is_asked_all_the_same_and_keeps_its_grade() {
    let rows = [
        "record_id=R-1; owner=UTO; number=AF1238567; issuer=UTO; type=P; status=stolen",
        "record_id=R-2; owner=UTO; number=AP1238567; issuer=UTO; type=P; status=stolen",
    ];
    let store = Lists::empty().with(List::Documents, &rows).open();
    let answer = ask(&store.generation, passport("AF1238567", digit("AF1238567")));
    let hits = &list(&answer, "documents")["hits"];
    assert_eq!(
        (each(hits, "record_id"), each(hits, "grade")),
        (vec!["R-1", "R-2"], vec!["exact", "possible"])
    );
}
