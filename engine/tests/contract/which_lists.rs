//! Which lists a part asks, and what is said of those that cannot be asked.

use serde_json::{Value, json};
use watchpost_engine::check::Conditions;
use watchpost_engine::list::{List, ListSet};

use crate::asking::{ask, ask_under, codes, each, list, outcome};
use crate::store::{Lists, now};

const ZONE: &str = "PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F3204153ZE184226B<<<<<16";

fn part(name: &str) -> Value {
    match name {
        "mrz" => json!({ "mrz": ZONE }),
        "document" => json!({"document": {"number": "AX7"}}),
        "person" => json!({"person": {"name": "EVA"}}),
        _ => json!({"vehicle": {"vin": "WVWZZZ1J"}}),
    }
}

#[test]
fn each_part_asks_its_lists_and_an_mrz_two() {
    let store = Lists::empty().open();
    for (name, lists) in [
        ("document", &["documents"][..]),
        ("person", &["persons"]),
        ("vehicle", &["vehicles"]),
        ("mrz", &["documents", "persons"]),
    ] {
        let answer = ask(&store.generation, part(name));
        assert_eq!(each(&answer["subjects"][0]["lists"], "list"), lists, "{name}");
        assert_eq!((outcome(&answer), &answer["complete"]), ("no_hit", &json!(true)), "{name}");
    }
}

/// The answer when the request narrows the lists; the caller's narrowing must give the same.
fn narrowed(subject: &Value, lists: &[List]) -> Value {
    let store = Lists::empty().open();
    let question = json!({"subjects": [subject], "lists": lists});
    let answer = ask_under(&store.generation, question, &Conditions::at(now()));
    let conditions =
        Conditions { lists: lists.iter().copied().collect::<ListSet>(), ..Conditions::at(now()) };
    let by_caller = ask_under(&store.generation, json!({"subjects": [subject]}), &conditions);
    assert_eq!(answer, by_caller);
    answer
}

#[test]
fn part_left_with_no_list_to_ask_is_not_checked_and_never_a_no_hit() {
    for (name, lists) in [
        ("document", &[List::Persons, List::Vehicles][..]),
        ("person", &[List::Documents]),
        ("vehicle", &[List::Documents, List::Persons]),
        ("mrz", &[List::Vehicles]),
        ("mrz", &[]),
    ] {
        let answer = narrowed(&part(name), lists);
        let subject = &answer["subjects"][0];
        assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)), "{name}");
        assert_eq!((outcome(subject), &subject["complete"]), ("not_checked", &json!(false)), "{name}");
        assert_eq!(codes(subject), ["list-not-asked"], "{name}");
        assert_eq!(answer["actions"], json!(["check-again"]), "{name}");
    }
}

#[test]
fn mrz_needs_only_one_of_its_two_lists() {
    for only in [List::Documents, List::Persons] {
        let answer = narrowed(&part("mrz"), &[only]);
        assert_eq!((outcome(&answer), &answer["complete"]), ("no_hit", &json!(true)), "{only}");
        assert_eq!(each(&answer["subjects"][0]["lists"], "list"), [only.as_str()]);
        assert!(codes(&answer["subjects"][0]).is_empty());
    }
}

#[test]
fn one_part_without_its_list_leaves_the_subject_incomplete() {
    let subject = json!({"document": {"number": "AX7"}, "person": {"name": "EVA"}});
    let answer = narrowed(&subject, &[List::Documents]);
    assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)));
    assert_eq!(outcome(list(&answer, "documents")), "no_hit");
}

#[test]
fn request_and_caller_narrow_together() {
    let store = Lists::empty().open();
    let conditions = Conditions { lists: ListSet::EMPTY.with(List::Documents), ..Conditions::at(now()) };
    let question = json!({"subjects": [part("mrz")], "lists": ["persons"]});
    let answer = ask_under(&store.generation, question, &conditions);
    assert_eq!(codes(&answer["subjects"][0]), ["list-not-asked"]);
}

#[test]
fn asked_list_that_the_generation_lacks_is_not_checked_and_the_remedy_is_named() {
    for (name, lacks) in
        [("document", List::Documents), ("person", List::Persons), ("vehicle", List::Vehicles)]
    {
        let answer = ask(&Lists::empty().without(lacks).open().generation, part(name));
        let of_list = list(&answer, lacks.as_str());
        assert_eq!((outcome(of_list), &of_list["as_of"]), ("not_checked", &Value::Null));
        assert_eq!(codes(of_list), ["list-absent"]);
        assert!(of_list["problems"][0]["text"].as_str().unwrap().contains("watchpost-loader build"));
        assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)));
        assert_eq!((&answer["as_of"], &answer["age_seconds"]), (&Value::Null, &Value::Null));
    }
}

#[test]
fn mrz_without_persons_in_the_generation_is_incomplete_and_its_document_is_found() {
    let row = "record_id=R-1; owner=UTO; number=L898902C3; issuer=UTO; type=P; status=stolen";
    let store = Lists::empty().with(List::Documents, &[row]).without(List::Persons).open();
    let answer = ask(&store.generation, part("mrz"));
    assert_eq!((outcome(&answer), &answer["complete"]), ("hit", &json!(false)));
    assert_eq!(outcome(list(&answer, "persons")), "not_checked");
    assert_eq!(answer["actions"], json!(["verify-document", "check-again"]));
}

#[test]
fn list_that_is_not_asked_does_not_make_an_answer_incomplete_or_old() {
    let store = Lists::empty().without(List::Vehicles).without(List::Persons).open();
    let answer = ask(&store.generation, part("document"));
    assert_eq!((outcome(&answer), &answer["complete"]), ("no_hit", &json!(true)));
}
