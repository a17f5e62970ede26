//! What is told of hits, and in which order.

use serde_json::{Value, json};
use watchpost_engine::limits;
use watchpost_engine::list::List;

use crate::asking::{ask, ask_all, each, list, outcome};
use crate::lists::{ListRow, row};
use crate::store::{Lists, OpenStore};

/// Records of one number, each with an owner and an action.
fn same_number(rows: impl IntoIterator<Item = (String, &'static str, &'static str)>) -> OpenStore {
    let rows = rows.into_iter().map(|(record_id, owner, rest)| {
        row(&format!("record_id={record_id}; owner={owner}; issuer=UTO; {rest}"))
    });
    Lists::empty().with_rows(List::Documents, rows).open()
}

fn asked() -> Value {
    json!({"document": {"number": "AX0", "issuer": "UTO"}})
}

#[test]
fn hits_stand_by_action_then_grade_then_owner_and_record_id() {
    let store = same_number([
        ("R-9".to_owned(), "UTO", "number=AX0; status=lost"),
        ("R-5".to_owned(), "UTO", "number=AXO; status=lost"),
        ("R-10".to_owned(), "UTO", "number=AX0; status=lost"),
        ("R-1".to_owned(), "FRA", "number=AX0; status=lost"),
        ("R-7".to_owned(), "UTO", "number=AX0; status=fraudulent"),
        ("R-8".to_owned(), "UTO", "number=AX0; status=lost; action=discreet"),
        ("R-0".to_owned(), "UTO", "number=AX0; status=lost; action=none"),
    ]);
    let answer = ask(&store.generation, asked());
    let hits = &list(&answer, "documents")["hits"];
    let ids: Vec<String> =
        each(hits, "owner").iter().zip(each(hits, "record_id")).map(|(o, r)| format!("{o} {r}")).collect();
    assert_eq!(ids, ["UTO R-7", "UTO R-8", "FRA R-1", "UTO R-10", "UTO R-9", "UTO R-5", "UTO R-0"]);
}

#[test]
fn at_most_32_hits_are_shown_and_total_tells_of_more() {
    assert_eq!(limits::HITS_SHOWN, 32);
    for (records, truncated) in [(31, false), (32, false), (33, true), (500, true)] {
        let store =
            same_number((0..records).map(|at| (format!("R-{at:03}"), "UTO", "number=AX0; status=lost")));
        let answer = ask(&store.generation, asked());
        let documents = list(&answer, "documents");
        assert_eq!(documents["total"], records);
        assert_eq!(documents["truncated"], truncated, "{records}");
        let shown: Vec<String> = (0..records.min(32)).map(|at| format!("R-{at:03}")).collect();
        assert_eq!(each(&documents["hits"], "record_id"), shown);
        assert_eq!(answer["complete"], true);
    }
}

#[test]
fn outcome_and_actions_come_from_all_hits_shown_or_not() {
    let rows = (0..40).map(|at| (format!("R-{at:02}"), "UTO", "number=AXO; status=lost; action=protect"));
    let hidden = ("S-1".to_owned(), "UTO", "number=AX0; status=lost; action=warn");
    let drill = ("S-2".to_owned(), "UTO", "number=AX0; status=lost; action=warn; exercise=true");
    let store = same_number(rows.chain([hidden, drill]));
    let answer = ask(&store.generation, asked());
    assert!(!each(&list(&answer, "documents")["hits"], "record_id").contains(&"S-1"));
    assert_eq!((outcome(&answer), &answer["actions"]), ("hit", &json!(["protect", "warn"])));
    assert_eq!(answer["exercise"], false);
}

#[test]
fn record_past_its_review_says_so_and_answers_all_the_same() {
    for (review_on, past) in [("2026-11-23", true), ("2026-11-24", false), ("2026-11-25", false), ("", false)]
    {
        let text =
            format!("record_id=R-1; owner=UTO; number=AX0; issuer=UTO; status=lost; review_on={review_on}");
        let store = Lists::empty().with(List::Documents, &[&text]).open();
        let answer = ask(&store.generation, asked());
        assert_eq!(outcome(&answer), "hit");
        assert_eq!(list(&answer, "documents")["hits"][0]["past_review"], past, "{review_on}");
    }
}

#[test]
fn check_is_an_exercise_only_if_every_hit_is_a_drill_record() {
    let text = |number: &str, drill: bool| {
        format!("record_id={number}; owner=UTO; number={number}; issuer=UTO; status=lost; exercise={drill}")
    };
    let rows = [text("AX0", true), text("AX7", true), text("AX9", false)];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let store = Lists::empty().with(List::Documents, &rows).open();
    let exercise = |numbers: &[&str]| {
        let subjects: Vec<Value> =
            numbers.iter().map(|number| json!({"document": {"number": number, "issuer": "UTO"}})).collect();
        ask_all(&store.generation, json!(subjects))["exercise"].as_bool().unwrap()
    };
    assert!(exercise(&["AX0"]));
    assert!(exercise(&["AX0", "AX7", "ZZ9"]));
    assert!(!exercise(&["AX0", "AX9"]));
    assert!(!exercise(&["AX9"]));
    assert!(!exercise(&["ZZ9"]), "without a hit it is no exercise");
    let answer = ask_all(&store.generation, json!([asked()]));
    assert_eq!(list(&answer, "documents")["hits"][0]["exercise"], true, "the hit itself says so too");
}

#[test]
fn hit_shows_the_record_as_listed_with_caution_and_contact() {
    let text = "record_id=R-1; owner=FRA; number=AX0; issuer=UTO; type=P; status=lost; caution=armed; \
        contact=ncb@uto.example; place=Zenda; issued_on=2020-01-02; note=box 12; reported_on=2025-03-14";
    let store = Lists::empty().with(List::Documents, &[text]).open();
    let answer = ask(&store.generation, asked());
    let hit = &list(&answer, "documents")["hits"][0];
    assert_eq!((&hit["caution"], &hit["contact"]), (&json!("armed"), &json!("ncb@uto.example")));
    assert_eq!(
        hit["record"],
        json!({"record_id": "R-1", "owner": "FRA", "number": "AX0", "issuer": "UTO", "type": "P", "status": "lost",
            "caution": "armed", "contact": "ncb@uto.example", "place": "Zenda", "issued_on": "2020-01-02",
            "note": "box 12", "reported_on": "2025-03-14"})
    );
}

#[test]
fn person_hit_carries_its_notice() {
    let text = "record_id=P-1; owner=FRA; notice=blue; surname=ZWINGLHOFER; given=YSOLDINA; status=witness";
    let store = Lists::empty().with(List::Persons, &[text]).open();
    let answer = ask(&store.generation, json!({"person": {"surname": "ZWINGLHOFER", "given": "YSOLDINA"}}));
    let hit = &list(&answer, "persons")["hits"][0];
    assert_eq!(hit["notice"], json!({"owner": "FRA", "record_id": "P-1", "colour": "blue"}));
    assert_eq!(hit["status"], "witness");
}

#[test]
fn record_that_answers_several_parts_of_a_subject_is_one_hit_with_its_best_grade() {
    let text = "record_id=R-1; owner=UTO; number=L898902C3; issuer=UTO; type=P; status=lost";
    let store = Lists::empty().with(List::Documents, &[text]).open();
    let zone = "PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F3204153ZE184226B<<<<<16";
    for number in ["L898902C3", "L8989O2C3"] {
        let answer = ask(&store.generation, json!({"mrz": zone, "document": {"number": number}}));
        let documents = list(&answer, "documents");
        assert_eq!((&documents["total"], &documents["hits"][0]["grade"]), (&json!(1), &json!("exact")));
    }
}

#[test]
fn record_that_answers_several_parts_of_a_subject_keeps_its_strongest_action() {
    let row = "record_id=D-1; owner=UTO; number=L898902C3; issuer=UTO; status=notice; notice_id=P-1";
    let missing = "record_id=P-1; owner=UTO; notice=yellow; surname=ZWINGLHOFER";
    let store = Lists::empty().with(List::Documents, &[row]).with(List::Persons, &[missing]).open();
    // The zone's holder is an adult; the person beside it, who is asked with the document, is not.
    let zone = "PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F3204153ZE184226B<<<<<16";
    let subject = json!({"mrz": zone, "document": {"number": "L8989O2C3", "issuer": "UTO"},
        "person": {"name": "OTHER NAME", "birth_date": "2012-03-05"}});
    let answer = ask(&store.generation, subject);
    let hit = &list(&answer, "documents")["hits"][0];
    assert_eq!((&hit["grade"], &hit["action"]), (&json!("exact"), &json!("protect")));
}

#[test]
fn same_identity_twice_in_one_build_is_one_record() {
    let texts = [
        "record_id=R-1; owner=UTO; number=AX0; issuer=UTO; status=lost",
        "record_id=R-1; owner=UTO; number=AX0; issuer=UTO; status=lost",
        "record_id=R-1; owner=UTO; number=AX7; issuer=UTO; status=lost",
        "record_id=R-1; owner=FRA; number=AX0; issuer=UTO; status=lost",
    ];
    let store = Lists::empty().with(List::Documents, &texts).open();
    let built = store.built[&List::Documents];
    assert_eq!((built.records, built.repeated, built.conflicting), (2, 1, 1));
    assert_eq!(list(&ask(&store.generation, asked()), "documents")["total"], 2);
    let of_other = json!({"document": {"number": "AX7", "issuer": "UTO"}});
    assert_eq!(outcome(&ask(&store.generation, of_other)), "no_hit");
}

/// A row of any list, for the tests of several lists.
#[test]
fn every_list_answers_for_one_subject_and_none_overrides_another() {
    let lists: [(List, ListRow); 3] = [
        (List::Documents, row("record_id=R-1; owner=UTO; number=AX0; issuer=UTO; status=lost")),
        (List::Vehicles, row("record_id=R-1; owner=UTO; vin=WVWZZZ1J; status=stolen")),
        (
            List::Persons,
            row(
                "record_id=R-1; owner=UTO; notice=red; surname=ZWINGLHOFER; given=YSOLDINA; birth_dates=1974-08-12",
            ),
        ),
    ];
    let store = lists.into_iter().fold(Lists::empty(), |all, (list, row)| all.with_rows(list, [row])).open();
    let subject = json!({"document": {"number": "AX0", "issuer": "UTO"}, "vehicle": {"vin": "WVWZZZ1J"},
        "person": {"surname": "ZWINGLHOFER", "given": "YSOLDINA", "birth_date": "1974-08-12"}});
    let answer = ask(&store.generation, subject);
    assert_eq!(each(&answer["subjects"][0]["lists"], "outcome"), ["hit", "hit", "hit"]);
    assert_eq!(answer["actions"], json!(["arrest", "stop-vehicle", "verify-document"]));
}
