//! What cannot be read is `not_checked`, never `no_hit`; what only qualifies is told and counts as unknown.

use serde_json::{Value, json};
use watchpost_engine::check::{Conditions, QuestionRefused, check};
use watchpost_engine::list::List;
use watchpost_engine::wire::Question;

use crate::asking::{ask, ask_all, codes, each, list, outcome};
use crate::store::{Lists, OpenStore, now};

fn listed() -> OpenStore {
    Lists::empty()
        .with(List::Documents, &["record_id=R-1; owner=UTO; number=L898902C3; issuer=UTO; type=P; status=stolen"])
        .with(List::Vehicles, &["record_id=R-1; owner=UTO; vin=WVWZZZ1J; plate=AB123CD; engine_number=BKC047; status=stolen"])
        .with(List::Persons, &["record_id=R-1; owner=UTO; notice=red; surname=ERIKSSUND; given=YSOLDINA; birth_dates=1974-08-12",
            "record_id=R-2; owner=UTO; notice=red; surname=WIRYODIKROMO SASTRONEGORO"])
        .open()
}

const FIRST: &str = "PPUTOERIKSSUND<<YSOLDINA<<<<<<<<<<<<<<<<<<<<";

/// Asserts that a subject is `not_checked` for a reason and asks to check again.
#[track_caller]
fn not_checked(subject: Value, of: &str, code: &str) {
    let text = subject.to_string();
    let answer = ask(&listed().generation, subject);
    assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)), "{text}");
    assert_eq!(answer["actions"], json!(["check-again"]), "{text}");
    assert_eq!(outcome(list(&answer, of)), "not_checked", "{text}");
    assert!(codes(list(&answer, of)).contains(&code), "{text}: {:?}", codes(list(&answer, of)));
}

#[test]
fn mrz_of_a_wrong_length_or_with_a_sign_of_no_mrz_is_not_checked() {
    for zone in
        ["", "P<UTO", &"<".repeat(43), &format!("{FIRST}L898902C36UTO7408122F3204153ZE184226B<<<<<1?")]
    {
        not_checked(json!({ "mrz": zone }), "documents", "mrz-unreadable");
        not_checked(json!({ "mrz": zone }), "persons", "mrz-unreadable");
    }
}

#[test]
fn failed_check_digit_of_the_number_is_searched_all_the_same_and_a_hit_is_a_hit() {
    let zone = format!("{FIRST}L898902C37UTO7408122F3204153ZE184226B<<<<<17");
    let answer = ask(&listed().generation, json!({ "mrz": zone }));
    let documents = list(&answer, "documents");
    assert_eq!((outcome(documents), &documents["hits"][0]["grade"]), ("hit", &json!("exact")));
    assert_eq!(answer["complete"], true);
    assert!(codes(&answer["subjects"][0]).contains(&"check-digit-number"), "it is told all the same");
    assert_eq!(answer["subjects"][0]["mrz"]["checks_passed"], false);
}

#[test]
fn failed_check_digit_of_the_number_without_a_hit_is_not_checked() {
    let zone = format!("{FIRST}X123456W48UTO7408122F3204153ZE184226B<<<<<17");
    let answer = ask(&listed().generation, json!({ "mrz": zone }));
    let documents = list(&answer, "documents");
    assert_eq!(outcome(documents), "not_checked");
    assert_eq!(codes(documents), ["check-digit-number"]);
    assert_eq!((outcome(list(&answer, "persons")), &answer["complete"]), ("hit", &json!(false)));
    assert!(answer["actions"].as_array().unwrap().contains(&json!("check-again")));
}

#[test]
fn any_other_failed_digit_is_told_and_its_field_counts_as_unknown() {
    let zone = format!("{FIRST}L898902C36UTO7408123F3204153ZE184226B<<<<<16");
    let answer = ask(&listed().generation, json!({ "mrz": zone }));
    let subject = &answer["subjects"][0];
    assert!(codes(subject).contains(&"check-digit-birth-date"));
    assert_eq!(subject["mrz"]["person"]["birth_date"], Value::Null);
    assert_eq!(list(&answer, "persons")["hits"][0]["grade"], "possible", "by name alone");
    assert_eq!((&answer["complete"], &subject["mrz"]["checks_passed"]), (&json!(true), &json!(false)));
}

#[test]
fn sign_that_its_field_cannot_hold_and_a_date_that_does_not_exist_count_as_unknown() {
    let name = "PPUTOERIK3SUND<<YSOLDINA<<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F3204153ZE184226B<<<<<16";
    let answer = ask(&listed().generation, json!({ "mrz": name }));
    assert_eq!(outcome(list(&answer, "documents")), "hit");
    assert_eq!(outcome(list(&answer, "persons")), "not_checked", "a name that is unknown cannot be searched");
    assert!(codes(&answer["subjects"][0]).contains(&"sign-not-allowed"));

    let sex = format!("{FIRST}L898902C36UTO7408122W3204153ZE184226B<<<<<16");
    let answer = ask(&listed().generation, json!({ "mrz": sex }));
    assert!(codes(&answer["subjects"][0]).contains(&"sign-not-allowed"));
    assert_eq!((outcome(&answer), &answer["complete"]), ("hit", &json!(true)));

    let date = format!("{FIRST}L898902C36UTO7402305F3204153ZE184226B<<<<<12");
    let answer = ask(&listed().generation, json!({ "mrz": date }));
    assert!(codes(&answer["subjects"][0]).contains(&"date-does-not-exist"));
    assert_eq!(answer["subjects"][0]["mrz"]["checks_passed"], false);
    assert_eq!(list(&answer, "persons")["hits"][0]["grade"], "possible");
}

#[test]
fn mrz_may_be_one_string_or_a_list_of_lines() {
    let second = "L898902C36UTO7408122F3204153ZE184226B<<<<<16";
    for zone in
        [json!(format!("{FIRST}{second}")), json!(format!("{FIRST}\n{second}\n")), json!([FIRST, second])]
    {
        assert_eq!(outcome(&ask(&listed().generation, json!({ "mrz": zone }))), "hit");
    }
}

#[test]
fn required_key_that_is_there_but_empty_or_unreadable_is_not_checked() {
    for empty in ["", "  ", "-", "."] {
        not_checked(
            json!({"document": {"number": empty, "issuer": "UTO"}}),
            "documents",
            "number-unreadable",
        );
        not_checked(json!({"person": {"name": empty}}), "persons", "name-unreadable");
        not_checked(json!({"person": {"surname": empty, "given": empty}}), "persons", "name-unreadable");
        not_checked(json!({"vehicle": {"vin": empty}}), "vehicles", "vin-unreadable");
        not_checked(json!({"vehicle": {"plates": [{"number": empty}]}}), "vehicles", "plate-unreadable");
        not_checked(json!({"vehicle": {"engine_number": empty}}), "vehicles", "engine-number-unreadable");
    }
    not_checked(json!({"vehicle": {"plates": []}}), "vehicles", "plate-unreadable");
    not_checked(json!({"document": {"number": "7".repeat(300)}}), "documents", "number-unreadable");
    not_checked(json!({"person": {"name": "12345"}}), "persons", "name-unreadable");
}

#[test]
fn number_with_open_signs_where_none_can_be_sought_is_never_a_no_hit_and_what_it_meets_is_told() {
    for open in ["L898902C?", "L8989*", "L8989#2C3", "L898902C？"] {
        not_checked(json!({"document": {"number": open, "issuer": "UTO"}}), "documents", "number-unreadable");
        not_checked(json!({"vehicle": {"engine_number": open}}), "vehicles", "engine-number-unreadable");
    }
    let answer = ask(&listed().generation, json!({"vehicle": {"engine_number": "*BKC047*"}}));
    assert_eq!(
        (outcome(&answer), &answer["complete"]),
        ("potential_hit", &json!(false)),
        "stars as stamped around it"
    );
}

#[test]
fn rest_of_a_check_is_answered_beside_what_cannot_be_read() {
    let subjects =
        json!([{"document": {"number": ""}}, {"document": {"number": "L898902C3", "issuer": "UTO"}}]);
    let answer = ask_all(&listed().generation, subjects);
    assert_eq!(each(&answer["subjects"], "outcome"), ["not_checked", "hit"]);
    assert_eq!((outcome(&answer), &answer["complete"]), ("hit", &json!(false)));
    let subject = json!({"document": {"number": ""}, "person": {"name": "WIRYODIKROMO SASTRONEGORO"}});
    let answer = ask(&listed().generation, subject);
    assert_eq!(
        (outcome(list(&answer, "documents")), outcome(list(&answer, "persons"))),
        ("not_checked", "potential_hit")
    );
}

/// Asserts that an empty optional value changes nothing.
#[track_caller]
fn counts_as_absent(with: Value, without: Value) {
    let store = listed();
    let text = with.to_string();
    let (with, without) = (ask(&store.generation, with), ask(&store.generation, without));
    assert_eq!(with, without, "{text}");
    assert_eq!(with["complete"], true, "{text}");
}

#[test]
fn optional_value_that_is_empty_counts_as_absent() {
    for empty in ["", " "] {
        counts_as_absent(
            json!({"document": {"number": "L898902C3", "issuer": empty, "type": empty}}),
            json!({"document": {"number": "L898902C3"}}),
        );
        let person = json!({"surname": "WIRYODIKROMO SASTRONEGORO", "given": empty, "birth_date": empty, "birth_dates": [empty],
            "sex": empty, "nationality": empty, "nationalities": [empty], "birth_place": empty});
        counts_as_absent(
            json!({ "person": person }),
            json!({"person": {"surname": "WIRYODIKROMO SASTRONEGORO"}}),
        );
        counts_as_absent(
            json!({"person": {"name": "WIRYODIKROMO SASTRONEGORO", "surname": empty, "given": empty}}),
            json!({"person": {"name": "WIRYODIKROMO SASTRONEGORO"}}),
        );
        counts_as_absent(
            json!({"person": {"surname": "WIRYODIKROMO SASTRONEGORO", "given": "", "name": empty}}),
            json!({"person": {"surname": "WIRYODIKROMO SASTRONEGORO"}}),
        );
        counts_as_absent(
            json!({"vehicle": {"vin": "WVWZZZ1J", "engine_number": empty, "plates": [], "make": empty}}),
            json!({"vehicle": {"vin": "WVWZZZ1J"}}),
        );
        counts_as_absent(
            json!({"vehicle": {"vin": empty, "plates": [{"number": "AB123CD", "country": empty}]}}),
            json!({"vehicle": {"plates": [{"number": "AB123CD"}]}}),
        );
    }
}

#[test]
fn one_identifier_that_cannot_be_read_leaves_a_vehicle_incomplete_and_the_others_are_searched() {
    let subject = json!({"vehicle": {"vin": "---", "plates": [{"number": "AB123CD"}]}});
    let answer = ask(&listed().generation, subject);
    assert_eq!((outcome(&answer), &answer["complete"]), ("potential_hit", &json!(false)));
    let subject = json!({"vehicle": {"vin": "WVWZZZ1J", "plates": [{"number": ""}]}});
    assert_eq!(ask(&listed().generation, subject)["complete"], false, "a plate was there and was not read");
}

#[test]
fn qualifier_that_cannot_be_read_is_told_and_counts_as_unknown() {
    for (subject, code) in [
        (
            json!({"document": {"number": "L898902C3", "issuer": "UTOPIA-AND-MORE-THAN-THAT"}}),
            "issuer-unreadable",
        ),
        (json!({"document": {"number": "L898902C3", "type": "passport"}}), "type-unreadable"),
        (json!({"document": {"number": "L898902C3", "type": "1C"}}), "type-unreadable"),
        (json!({"document": {"number": "L898902C3", "issuer": "QZX"}}), "unknown-issuer-code"),
        (
            json!({"person": {"name": "WIRYODIKROMO SASTRONEGORO", "birth_date": "12.8.1974"}}),
            "birth-date-unreadable",
        ),
        (
            json!({"person": {"name": "WIRYODIKROMO SASTRONEGORO", "birth_date": "1974-02-30"}}),
            "birth-date-unreadable",
        ),
        (json!({"person": {"name": "WIRYODIKROMO SASTRONEGORO", "sex": "unknown"}}), "sex-unreadable"),
    ] {
        let text = subject.to_string();
        let answer = ask(&listed().generation, subject);
        assert_eq!(codes(&answer["subjects"][0]), [code], "{text}");
        assert_eq!(answer["complete"], true, "{text}");
        assert_ne!(outcome(&answer), "no_hit", "{text}");
    }
}

#[test]
fn a_birth_date_that_cannot_be_read_is_never_a_no_hit() {
    for (born, expected) in
        [("12.8.1974", "not_checked"), ("1974-13", "not_checked"), ("1974-08-13", "no_hit")]
    {
        let subject = json!({"person": {"surname": "KIM", "given": "MARIE", "birth_date": born}});
        let answer = ask(&listed().generation, subject);
        assert_eq!(outcome(list(&answer, "persons")), expected, "{born}");
    }
}

#[test]
fn document_code_with_a_digit_is_read() {
    let subject = json!({"document": {"number": "L898902C3", "issuer": "UTO", "type": "C1"}});
    let answer = ask(&listed().generation, subject);
    assert_eq!(codes(&answer["subjects"][0]), [""; 0]);
    let hit = &list(&answer, "documents")["hits"][0];
    assert_eq!(hit["grade"], "probable", "a card, and a passport is listed");
    assert_eq!(hit["why"][2], json!({"field": "type", "asked": "C1", "record": "P", "rule": "differs"}));
}

fn refused(question: Value) -> QuestionRefused {
    let question: Question = serde_json::from_value(question).unwrap();
    check(&listed().generation, &question, &Conditions::at(now()), String::new()).unwrap_err()
}

#[test]
fn question_that_breaks_a_rule_is_refused() {
    let with = |subjects: Value| json!({"purpose": "test", "operator": "u-1", "subjects": subjects});
    assert_eq!(refused(with(json!([]))).code(), "no-subjects");
    assert_eq!(
        refused(with(json!(vec![json!({"document": {"number": "A"}}); 257]))).code(),
        "too-many-subjects"
    );
    assert_eq!(refused(with(json!([{"ref": "a"}]))).code(), "nothing-asked");
    assert_eq!(refused(with(json!([{"person": {"birth_date": "1974"}}]))).code(), "key-missing");
    assert_eq!(refused(with(json!([{"vehicle": {"make": "VW"}}]))).code(), "key-missing");
    let twice = json!([{"ref": "1", "document": {"number": "A"}}, {"document": {"number": "A"}}]);
    assert_eq!(refused(with(twice)).code(), "reference-twice", "a reference may not be another's index");
    let mut nobody = with(json!([{"document": {"number": "A"}}]));
    nobody["operator"] = json!("");
    assert_eq!(refused(nobody).code(), "no-operator");
}

#[test]
fn reference_is_the_index_by_default() {
    let subjects = json!([{"document": {"number": "A"}}, {"ref": "x", "document": {"number": "A"}}, {"document": {"number": "A"}}]);
    assert_eq!(each(&ask_all(&listed().generation, subjects)["subjects"], "ref"), ["0", "x", "2"]);
}

#[test]
fn unknown_field_of_a_question_is_refused_by_name() {
    for question in [
        json!({"purpose": "test", "operator": "u", "subjects": [], "urgent": true}),
        json!({"purpose": "test", "operator": "u", "subjects": [{"document": {"number": "A", "urgent": true}}]}),
        json!({"purpose": "test", "operator": "u", "subjects": [{"urgent": true}]}),
        json!({"purpose": "test", "operator": "u", "subjects": [{"vehicle": {"plates": [{"number": "A", "urgent": true}]}}]}),
    ] {
        let error = serde_json::from_value::<Question>(question).unwrap_err().to_string();
        assert!(error.contains("urgent"), "{error}");
    }
}
