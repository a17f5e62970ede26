//! One test for each row of the table of actions, and how actions are summed up.

use serde_json::{Value, json};
use watchpost_engine::list::List;

use crate::asking::{ask, ask_all, each, list};
use crate::store::Lists;

fn asked() -> Value {
    json!({"document": {"number": "L898902C3", "issuer": "UTO", "type": "P"},
        "person": {"surname": "ZWINGLHOFER", "given": "YSOLDINA", "birth_date": "1974-08-12"},
        "vehicle": {"vin": "1M8GDM9AXKP042788"}})
}

/// The action of the only hit of a one-row list, and of the answer as a whole.
#[track_caller]
fn action(of: List, row: &str, subject: Value) -> String {
    let store = Lists::empty().with(of, &[&format!("record_id=R-1; owner=UTO; {row}")]).open();
    let answer = ask(&store.generation, subject);
    let hit = &list(&answer, of.as_str())["hits"][0];
    let action = hit["action"].as_str().unwrap_or_else(|| panic!("no hit on {row}"));
    assert_eq!(answer["action"], action);
    assert_eq!(answer["actions"], json!([action]));
    assert_eq!(answer["subjects"][0]["action"], action);
    assert_eq!(answer["subjects"][0]["actions"], json!([action]));
    action.to_owned()
}

fn document(status: &str) -> String {
    format!("number=L898902C3; issuer=UTO; type=P; status={status}")
}

fn person(rest: &str) -> String {
    format!("surname=ZWINGLHOFER; given=YSOLDINA; {rest}")
}

#[test]
fn stolen_blanks_and_forgeries_are_seized() {
    for status in ["stolen-blank", "fraudulent"] {
        assert_eq!(action(List::Documents, &document(status), asked()), "seize-document", "{status}");
    }
}

#[test]
fn stolen_lost_revoked_and_invalid_documents_are_verified() {
    for status in ["stolen", "lost", "revoked", "invalid"] {
        assert_eq!(action(List::Documents, &document(status), asked()), "verify-document", "{status}");
    }
}

#[test]
fn parts_are_an_inquiry() {
    assert_eq!(action(List::Vehicles, "vin=1M8GDM9AXKP042788; status=part", asked()), "inquiry");
}

#[test]
fn stolen_plate_met_by_vin_or_engine_number_and_not_by_plate_is_an_inquiry() {
    let row = "vin=1M8GDM9AXKP042788; plate=AB123CD; plate_country=FRA; engine_number=BKC047110; status=plate-stolen";
    let on = |vehicle: Value| action(List::Vehicles, row, json!({ "vehicle": vehicle }));
    let plates = json!([{"number": "AB123CD", "country": "FRA"}]);
    let other = json!([{"number": "ZZ999ZZ", "country": "FRA"}]);
    assert_eq!(on(json!({"vin": "1M8GDM9AXKP042788"})), "inquiry");
    assert_eq!(on(json!({"engine_number": "BKC047110"})), "inquiry");
    assert_eq!(on(json!({"vin": "1M8GDM9AXKP042788", "plates": other})), "inquiry");
    assert_eq!(on(json!({ "plates": plates })), "stop-vehicle");
    assert_eq!(on(json!({"vin": "1M8GDM9AXKP042788", "plates": plates})), "stop-vehicle");
}

#[test]
fn other_vehicles_are_stopped() {
    for status in ["stolen", "misappropriated", "wanted"] {
        let row = format!("vin=1M8GDM9AXKP042788; status={status}");
        assert_eq!(action(List::Vehicles, &row, asked()), "stop-vehicle", "{status}");
    }
}

#[test]
fn victims_are_protected_whatever_their_notice_and_age() {
    for notice in ["red", "yellow", "blue", "green", "un"] {
        let row = person(&format!("notice={notice}; status=victim; birth_dates=1974-08-12"));
        assert_eq!(action(List::Persons, &row, asked()), "protect", "{notice}");
    }
}

#[test]
fn missing_minors_and_missing_persons_of_unknown_age_are_protected() {
    let young = || {
        let mut asked = asked();
        asked["person"]["birth_date"] = json!("2012-03-05");
        asked
    };
    let ageless = || json!({"person": {"surname": "ZWINGLHOFER", "given": "YSOLDINA"}});
    for kind in ["notice=yellow", "notice=red; status=missing", "notice=diffusion; status=missing"] {
        let on = |rest: &str, subject| action(List::Persons, &person(&format!("{kind}; {rest}")), subject);
        assert_eq!(on("birth_dates=2012-03-05", young()), "protect", "{kind}");
        assert_eq!(on("birth_dates=1974-08-12|2012-03-05", young()), "protect", "any birth date counts");
        assert_eq!(on("birth_dates=2012", young()), "protect", "a possible hit keeps its protection");
        assert_eq!(on("minor=true", asked()), "protect", "the record's word before the question's date");
        assert_eq!(on("note=x", young()), "protect", "the question's birth date");
        assert_eq!(on("note=x", ageless()), "protect", "unknown age");
    }
}

#[test]
fn partly_known_birth_date_is_read_at_its_youngest() {
    let on = |born: &str, asked_born: &str| {
        let subject =
            json!({"person": {"surname": "ZWINGLHOFER", "given": "YSOLDINA", "birth_date": asked_born}});
        action(List::Persons, &person(&format!("notice=yellow; birth_dates={born}")), subject)
    };
    // 18 years before the question: 2008-11-24.
    assert_eq!(on("2008", "2008"), "protect");
    assert_eq!(on("2008-11", "2008"), "protect");
    assert_eq!(on("2008-11-25", "2008"), "protect");
    assert_eq!(on("2008-11-24", "2008"), "locate");
    assert_eq!(on("2008-10", "2008"), "locate");
    assert_eq!(on("2007", "2007"), "locate");
}

#[test]
fn red_notices_are_arrests() {
    assert_eq!(action(List::Persons, &person("notice=red; birth_dates=1974-08-12"), asked()), "arrest");
}

#[test]
fn missing_adults_and_blue_notices_are_located() {
    assert_eq!(action(List::Persons, &person("notice=yellow; birth_dates=1974-08-12"), asked()), "locate");
    assert_eq!(action(List::Persons, &person("notice=yellow; minor=false"), asked()), "locate");
    assert_eq!(
        action(List::Persons, &person("notice=yellow"), asked()),
        "locate",
        "an adult by the question"
    );
    assert_eq!(action(List::Persons, &person("notice=blue; birth_dates=1974-08-12"), asked()), "locate");
}

#[test]
fn green_and_orange_notices_are_warnings() {
    for notice in ["green", "orange"] {
        let row = person(&format!("notice={notice}; birth_dates=1974-08-12"));
        assert_eq!(action(List::Persons, &row, asked()), "warn", "{notice}");
    }
}

#[test]
fn diffusions_and_un_black_and_purple_notices_are_inquiries() {
    for notice in ["diffusion", "un", "black", "purple"] {
        let row = person(&format!("notice={notice}; birth_dates=1974-08-12"));
        assert_eq!(action(List::Persons, &row, asked()), "inquiry", "{notice}");
    }
}

#[test]
fn records_own_action_wins() {
    for own in ["refuse-entry", "discreet", "none", "check-again", "protect", "specific"] {
        let row = person(&format!("notice=alert; birth_dates=1974-08-12; action={own}"));
        assert_eq!(action(List::Persons, &row, asked()), own);
        let row = format!("{}; action={own}", document("stolen"));
        assert_eq!(action(List::Documents, &row, asked()), own);
        let row = format!("vin=1M8GDM9AXKP042788; status=part; action={own}");
        assert_eq!(action(List::Vehicles, &row, asked()), own);
    }
}

#[test]
fn possible_hit_raises_at_most_verify_document_or_inquiry() {
    let folded = || json!({"document": {"number": "L8989O2C3", "issuer": "UTO", "type": "P"}});
    for (own, expected) in [
        ("arrest", "verify-document"),
        ("seize-document", "verify-document"),
        ("specific", "verify-document"),
        ("inquiry", "inquiry"),
        ("warn", "warn"),
        ("none", "none"),
    ] {
        let row = format!("{}; action={own}", document("stolen"));
        assert_eq!(action(List::Documents, &row, folded()), expected, "{own}");
    }
    assert_eq!(action(List::Documents, &document("stolen-blank"), folded()), "verify-document");
    let nameless = || json!({"person": {"surname": "ZWINGLHOFER", "given": "YSOLDINA"}});
    assert_eq!(action(List::Persons, &person("notice=red"), nameless()), "inquiry");
    assert_eq!(action(List::Persons, &person("notice=red; action=verify-document"), nameless()), "inquiry");
    assert_eq!(action(List::Persons, &person("notice=blue"), nameless()), "locate");
    let folded = || json!({"vehicle": {"vin": "1M8GDM9AXKPD42788"}});
    assert_eq!(action(List::Vehicles, "vin=1M8GDM9AXKP042788; status=stolen", folded()), "inquiry");
}

#[test]
fn possible_hit_keeps_protect_and_discreet() {
    let folded = || json!({"document": {"number": "L8989O2C3", "issuer": "UTO", "type": "P"}});
    let nameless = || json!({"person": {"surname": "ZWINGLHOFER", "given": "YSOLDINA"}});
    for own in ["protect", "discreet"] {
        assert_eq!(action(List::Documents, &format!("{}; action={own}", document("lost")), folded()), own);
        assert_eq!(action(List::Persons, &person(&format!("notice=red; action={own}")), nameless()), own);
    }
}

/// Subjects that meet one record of each own action.
fn with_actions(actions: &[&str]) -> Value {
    let rows: Vec<String> = actions
        .iter()
        .enumerate()
        .map(|(at, action)| {
            format!("record_id=R-{at}; owner=UTO; number=AX{at}; issuer=UTO; status=lost; action={action}")
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let store = Lists::empty().with(List::Documents, &rows).open();
    let subjects: Vec<Value> = (0..actions.len())
        .map(|at| json!({"document": {"number": format!("AX{at}"), "issuer": "UTO"}}))
        .collect();
    ask_all(&store.generation, json!(subjects))
}

#[test]
fn actions_stand_strongest_first_and_none_hides_another() {
    let all = [
        "protect",
        "arrest",
        "seize-document",
        "stop-vehicle",
        "refuse-entry",
        "specific",
        "discreet",
        "verify-document",
        "inquiry",
        "locate",
        "warn",
        "check-again",
        "none",
    ];
    let mut backwards = all;
    backwards.reverse();
    let answer = with_actions(&backwards);
    assert_eq!(answer["actions"], json!(all));
    assert_eq!(answer["action"], "protect");
}

#[test]
fn discreet_is_the_action_only_where_no_other_hit_asks_for_more_than_none() {
    for (actions, shown) in [
        (&["discreet"][..], "discreet"),
        (&["discreet", "none"], "discreet"),
        (&["discreet", "warn"], "warn"),
        (&["discreet", "locate", "inquiry"], "inquiry"),
        (&["discreet", "arrest"], "arrest"),
        (&["discreet", "check-again"], "check-again"),
    ] {
        let answer = with_actions(actions);
        assert_eq!(answer["action"], shown, "{actions:?}");
        assert!(answer["actions"].as_array().unwrap().contains(&json!("discreet")), "{actions:?}");
    }
}

#[test]
fn discreet_is_no_cover_for_itself_when_the_check_is_incomplete() {
    let store = Lists::empty()
        .with(
            List::Documents,
            &["record_id=R-1; owner=UTO; number=AX7; issuer=UTO; status=lost; action=discreet"],
        )
        .without(List::Vehicles)
        .open();
    let subject =
        json!({"document": {"number": "AX7", "issuer": "UTO"}, "vehicle": {"vin": "1M8GDM9AXKP042788"}});
    let answer = ask(&store.generation, subject);
    assert_eq!(answer["action"], "discreet");
    assert_eq!(answer["actions"], json!(["discreet", "check-again"]));
}

#[test]
fn none_is_said_with_a_complete_no_hit() {
    let answer = ask(&Lists::empty().open().generation, asked());
    assert_eq!((&answer["outcome"], &answer["complete"]), (&json!("no_hit"), &json!(true)));
    assert_eq!((&answer["action"], &answer["actions"]), (&json!("none"), &json!(["none"])));
}

#[test]
fn check_again_is_among_the_actions_wherever_the_answer_is_incomplete() {
    let store = Lists::empty()
        .with(List::Documents, &["record_id=R-1; owner=UTO; number=AX7; issuer=UTO; status=stolen-blank"])
        .without(List::Vehicles)
        .open();
    let answer = ask_all(
        &store.generation,
        json!([{"document": {"number": "AX7", "issuer": "UTO"}}, {"vehicle": {"vin": "1M8GDM9AXKP042788"}},
            {"document": {"number": "ZZ9", "issuer": "UTO"}}]),
    );
    assert_eq!((&answer["outcome"], &answer["complete"]), (&json!("hit"), &json!(false)));
    assert_eq!(answer["actions"], json!(["seize-document", "check-again"]));
    assert_eq!(each(&answer["subjects"], "outcome"), ["hit", "not_checked", "no_hit"]);
    assert_eq!(each(&answer["subjects"], "action"), ["seize-document", "check-again", "none"]);
}

#[test]
fn outcome_is_the_strongest_of_its_parts() {
    let store = Lists::empty()
        .with(List::Documents, &["record_id=R-1; owner=UTO; number=AX0; issuer=UTO; status=lost"])
        .without(List::Vehicles)
        .open();
    let (hit, potential) =
        (json!({"document": {"number": "AX0", "issuer": "UTO"}}), json!({"document": {"number": "AXO"}}));
    let (unchecked, clear) =
        (json!({"vehicle": {"vin": "WVWZZZ1J"}}), json!({"document": {"number": "ZZ9"}}));
    for (subjects, expected) in [
        (json!([clear, unchecked, potential, hit]), "hit"),
        (json!([clear, unchecked, potential]), "potential_hit"),
        (json!([clear, unchecked]), "not_checked"),
        (json!([clear]), "no_hit"),
    ] {
        assert_eq!(ask_all(&store.generation, subjects)["outcome"], expected);
    }
}
