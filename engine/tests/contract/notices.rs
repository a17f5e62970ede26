//! Documents tied to a notice: rows of `documents`, and documents named on person records.

use jiff::SignedDuration;
use serde_json::{Value, json};
use watchpost_engine::list::List;

use crate::asking::{ask, codes, list, outcome};
use crate::store::{Lists, now};

const ROW: &str =
    "record_id=D-1; owner=UTO; number=L898902C3; issuer=UTO; type=P; status=notice; notice_id=P-1";
const NAMES_IT: &str = "record_id=P-1; owner=UTO; notice=red; surname=ZWINGLHOFER; documents=UTO/L898902C3/P";

fn asked() -> Value {
    json!({"document": {"number": "L898902C3", "issuer": "UTO", "type": "P"}})
}

fn person(rest: &str) -> String {
    format!("record_id=P-1; owner=UTO; surname=ZWINGLHOFER; {rest}")
}

#[test]
fn notice_document_has_the_action_of_its_person_record() {
    for (rest, action) in [
        ("notice=red", "arrest"),
        ("notice=green", "warn"),
        ("notice=red; status=victim", "protect"),
        ("notice=alert; action=discreet", "discreet"),
        ("notice=yellow", "protect"),
    ] {
        let store = Lists::empty().with(List::Documents, &[ROW]).with(List::Persons, &[&person(rest)]).open();
        let answer = ask(&store.generation, asked());
        let hit = &list(&answer, "documents")["hits"][0];
        assert_eq!((&hit["action"], &hit["status"]), (&json!(action), &json!("notice")), "{rest}");
        assert_eq!(answer["complete"], true);
    }
}

#[test]
fn age_of_a_missing_holder_is_told_by_the_question_where_no_record_does() {
    let store =
        Lists::empty().with(List::Documents, &[ROW]).with(List::Persons, &[&person("notice=yellow")]).open();
    let born = |date: &str| {
        let mut subject = asked();
        subject["person"] = json!({"surname": "OTHER", "given": "NAME", "birth_date": date});
        list(&ask(&store.generation, subject), "documents")["hits"][0]["action"].clone()
    };
    assert_eq!(born("1974-08-12"), "locate");
    assert_eq!(born("2012-03-05"), "protect");
}

#[test]
fn rows_own_action_wins_over_that_of_its_person_record() {
    let row = format!("{ROW}; action=inquiry");
    let store =
        Lists::empty().with(List::Documents, &[&row]).with(List::Persons, &[&person("notice=red")]).open();
    assert_eq!(list(&ask(&store.generation, asked()), "documents")["hits"][0]["action"], "inquiry");
}

#[test]
fn hit_through_a_notice_document_carries_the_notice() {
    let store =
        Lists::empty().with(List::Documents, &[ROW]).with(List::Persons, &[&person("notice=red")]).open();
    let answer = ask(&store.generation, asked());
    let expected = json!({"owner": "UTO", "record_id": "P-1", "colour": "red"});
    assert_eq!(list(&answer, "documents")["hits"][0]["notice"], expected);
}

#[test]
fn owner_of_the_notice_may_be_another_than_that_of_the_row() {
    let row = format!("{ROW}; notice_owner=FRA");
    let theirs = "record_id=P-1; owner=FRA; surname=ZWINGLHOFER; notice=blue";
    let store = Lists::empty()
        .with(List::Documents, &[&row])
        .with(List::Persons, &[&person("notice=red"), theirs])
        .open();
    let answer = ask(&store.generation, asked());
    let hit = &list(&answer, "documents")["hits"][0];
    assert_eq!(hit["action"], "locate");
    assert_eq!(hit["notice"], json!({"owner": "FRA", "record_id": "P-1", "colour": "blue"}));
}

#[test]
fn notice_row_stands_as_an_inquiry_where_its_person_record_is_absent() {
    let lists = Lists::empty().with(List::Documents, &[ROW]);
    for store in [lists.clone().open(), lists.without(List::Persons).open()] {
        let answer = ask(&store.generation, asked());
        let documents = list(&answer, "documents");
        assert_eq!(codes(documents), ["notice-record-absent"]);
        assert_eq!(documents["hits"][0]["action"], "inquiry");
        assert_eq!((outcome(&answer), &answer["complete"]), ("hit", &json!(true)));
        assert_eq!(documents["hits"][0]["notice"]["colour"], Value::Null);
    }
}

#[test]
fn notice_row_is_absent_when_its_person_record_has_expired() {
    let expired = person("notice=red; expires_on=2026-11-23");
    let store = Lists::empty().with(List::Documents, &[ROW]).with(List::Persons, &[&expired]).open();
    let answer = ask(&store.generation, asked());
    assert_eq!((outcome(&answer), &answer["complete"]), ("no_hit", &json!(true)));
    assert!(codes(list(&answer, "documents")).is_empty());
}

#[test]
fn row_of_another_status_stands_whatever_its_person_record() {
    let row = ROW.replace("status=notice", "status=stolen");
    let expired = person("notice=red; expires_on=2026-11-23");
    let store = Lists::empty().with(List::Documents, &[&row]).with(List::Persons, &[&expired]).open();
    let answer = ask(&store.generation, asked());
    assert_eq!(list(&answer, "documents")["hits"][0]["action"], "verify-document");
}

#[test]
fn document_named_on_a_person_record_answers_under_documents_as_a_notice() {
    let store = Lists::empty().with(List::Persons, &[NAMES_IT]).open();
    let answer = ask(&store.generation, asked());
    let hit = &list(&answer, "documents")["hits"][0];
    assert_eq!(
        (&hit["grade"], &hit["action"], &hit["status"]),
        (&json!("exact"), &json!("arrest"), &json!("notice"))
    );
    assert_eq!((&hit["owner"], &hit["record_id"]), (&json!("UTO"), &json!("P-1")));
    assert_eq!(hit["notice"], json!({"owner": "UTO", "record_id": "P-1", "colour": "red"}));
}

#[test]
fn document_named_on_a_person_record_is_graded_as_any_document() {
    let named = |document: &str, expected: &str| {
        let row = format!("record_id=P-1; owner=UTO; notice=red; surname=ZWINGLHOFER; documents={document}");
        let store = Lists::empty().with(List::Persons, &[&row]).open();
        let answer = ask(&store.generation, asked());
        let hits = list(&answer, "documents")["hits"].as_array().unwrap();
        assert_eq!(hits.first().map_or("none", |hit| hit["grade"].as_str().unwrap()), expected, "{document}");
    };
    named("UTO/L8989O2C3", "possible");
    named("-/L898902C3", "probable");
    named("UTO/L898902C3/V", "probable");
    named("FRA/L898902C3", "possible");
    named("UTO/L898902C4", "possible");
    named("UTO/L898902X4", "none");
    named("FRA/L898902C3|UTO/L898902C3/PP", "exact");
}

#[test]
fn document_named_on_a_person_record_answers_exactly_as_long_as_that_record() {
    let row = format!("{NAMES_IT}; expires_on=2026-11-23");
    let store = Lists::empty().with(List::Persons, &[&row]).open();
    assert_eq!(outcome(&ask(&store.generation, asked())), "no_hit");
}

#[test]
fn named_document_is_found_by_a_question_that_asks_documents_alone() {
    let store = Lists::empty().with(List::Persons, &[NAMES_IT]).open();
    let question = json!({"subjects": [asked()], "lists": ["documents"]});
    let conditions = watchpost_engine::check::Conditions::at(now());
    let answer = crate::asking::ask_under(&store.generation, question, &conditions);
    assert_eq!((outcome(&answer), &answer["complete"]), ("hit", &json!(true)));
}

#[test]
fn persons_over_their_lease_make_documents_not_checked() {
    let old = now() - SignedDuration::from_hours(49);
    let lists = Lists::empty().with(List::Persons, &[NAMES_IT]).complete_at(List::Persons, old);
    let answer = ask(&lists.clone().open().generation, asked());
    assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)));
    assert_eq!(codes(list(&answer, "documents")), ["lease-over"]);

    let row = "record_id=D-2; owner=UTO; number=L898902C3; issuer=UTO; status=lost";
    let answer = ask(&lists.with(List::Documents, &[row]).open().generation, asked());
    assert_eq!(
        (outcome(&answer), &answer["complete"]),
        ("hit", &json!(false)),
        "the list itself was searched"
    );
    assert_eq!(list(&answer, "documents")["total"], 1);
}

#[test]
fn documents_over_their_lease_stay_not_checked_beside_a_named_document() {
    let old = now() - SignedDuration::from_hours(49);
    let answer = ask(&Lists::empty().complete_at(List::Documents, old).open().generation, asked());
    assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)));
}

#[test]
fn generation_without_documents_stays_list_absent_whatever_was_found() {
    let store = Lists::empty().with(List::Persons, &[NAMES_IT]).without(List::Documents).open();
    let answer = ask(&store.generation, asked());
    let documents = list(&answer, "documents");
    assert_eq!(codes(documents), ["list-absent"]);
    assert_eq!((outcome(documents), &documents["total"]), ("hit", &json!(1)));
    assert_eq!((&answer["complete"], &answer["actions"]), (&json!(false), &json!(["arrest", "check-again"])));

    let nothing = json!({"document": {"number": "ZZ9", "issuer": "UTO"}});
    let answer = ask(&store.generation, nothing);
    assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)));
    assert_eq!(codes(list(&answer, "documents")), ["list-absent"]);
}

/// A record's identity is its list, owner and record id: a row and a person record may share the last two.
#[test]
fn row_and_person_record_of_one_owner_and_id_are_two_hits() {
    let row = "record_id=R-1; owner=UTO; number=L898902C3; issuer=UTO; type=P; status=lost";
    let victim =
        "record_id=R-1; owner=UTO; notice=yellow; status=victim; surname=ZWINGLHOFER; documents=-/L8989O2C3";
    let store = Lists::empty().with(List::Documents, &[row]).with(List::Persons, &[victim]).open();
    let answer = ask(&store.generation, asked());
    assert_eq!(list(&answer, "documents")["total"], 2);
    assert_eq!(answer["actions"], json!(["protect", "verify-document"]));
}
