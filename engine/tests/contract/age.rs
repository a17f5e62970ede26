//! How old a list may be, and what the answer says of it.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use watchpost_engine::check::Conditions;
use watchpost_engine::list::List;

use crate::asking::{ask_under, codes, list, outcome};
use crate::store::{Lists, now};

const HIT: &str = "record_id=R-1; owner=UTO; number=AX7; issuer=UTO; status=stolen";

/// The answer of a list that is this many seconds old; below zero, its time lies ahead.
fn aged(seconds: i64) -> Value {
    let as_of = now() - SignedDuration::from_secs(seconds);
    let store = Lists::empty().with(List::Documents, &[HIT]).complete_at(List::Documents, as_of).open();
    let subject = json!({"document": {"number": "AX7", "issuer": "UTO"}});
    ask_under(&store.generation, json!({"subjects": [subject]}), &Conditions::at(now()))
}

const HOUR: i64 = 3_600;

#[track_caller]
fn served(seconds: i64, stale: bool, problems: &[&str]) {
    let answer = aged(seconds);
    assert_eq!((outcome(&answer), &answer["complete"]), ("hit", &json!(true)), "{seconds} s");
    assert_eq!(answer["stale"], stale, "{seconds} s");
    assert_eq!(codes(list(&answer, "documents")), problems, "{seconds} s");
}

#[track_caller]
fn not_served(seconds: i64, problem: &str) {
    let answer = aged(seconds);
    assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)), "{seconds} s");
    assert_eq!(answer["action"], "check-again");
    assert_eq!(answer["stale"], true, "{seconds} s");
    assert_eq!(codes(list(&answer, "documents")), [problem], "{seconds} s");
    assert_eq!(list(&answer, "documents")["total"], 0);
}

#[test]
fn list_past_the_stale_limit_is_called_stale_and_still_served() {
    served(0, false, &[]);
    served(24 * HOUR, false, &[]);
    served(24 * HOUR + 1, true, &[]);
    served(48 * HOUR, true, &[]);
}

#[test]
fn list_past_its_lease_is_not_checked() {
    not_served(48 * HOUR + 1, "lease-over");
    not_served(10_000 * HOUR, "lease-over");
}

#[test]
fn list_more_than_five_minutes_ahead_of_the_clock_is_stale_and_told() {
    served(-300, false, &[]);
    served(-301, true, &["clock"]);
    served(-48 * HOUR, true, &["clock"]);
}

#[test]
fn list_further_ahead_than_the_lease_is_not_checked() {
    not_served(-48 * HOUR - 1, "clock");
}

#[test]
fn age_is_told_in_seconds_and_never_negative() {
    assert_eq!(aged(412)["age_seconds"], 412);
    assert_eq!(aged(0)["age_seconds"], 0);
    assert_eq!(aged(-7_000)["age_seconds"], 0);
}

#[test]
fn limits_of_the_caller_count() {
    let as_of = now() - SignedDuration::from_hours(3);
    let store = Lists::empty().with(List::Documents, &[HIT]).complete_at(List::Documents, as_of).open();
    let subject = json!({"document": {"number": "AX7", "issuer": "UTO"}});
    let with = |stale_after, lease| {
        let conditions = Conditions {
            stale_after: SignedDuration::from_hours(stale_after),
            lease: SignedDuration::from_hours(lease),
            ..Conditions::at(now())
        };
        let answer = ask_under(&store.generation, json!({"subjects": [subject]}), &conditions);
        (outcome(&answer).to_owned(), answer["stale"].as_bool().unwrap())
    };
    assert_eq!(with(4, 5), ("hit".to_owned(), false));
    assert_eq!(with(2, 5), ("hit".to_owned(), true));
    assert_eq!(with(1, 2), ("not_checked".to_owned(), true));
}

#[test]
fn answer_is_as_old_as_the_oldest_list_that_was_asked() {
    let hours = |hours| now() - SignedDuration::from_hours(hours);
    let store = Lists::empty()
        .complete_at(List::Documents, hours(1))
        .complete_at(List::Persons, hours(2))
        .complete_at(List::Vehicles, hours(30))
        .open();
    let ask = |subject: Value| {
        let answer = ask_under(&store.generation, json!({"subjects": [subject]}), &Conditions::at(now()));
        let as_of: Timestamp = answer["as_of"].as_str().unwrap().parse().unwrap();
        (as_of, answer["age_seconds"].as_u64().unwrap(), answer["stale"].as_bool().unwrap())
    };
    let (document, person) = (json!({"number": "AX7"}), json!({"name": "EVA"}));
    assert_eq!(ask(json!({ "document": document })), (hours(1), 3_600, false));
    assert_eq!(ask(json!({"document": document, "person": person})), (hours(2), 7_200, false));
    assert_eq!(ask(json!({"person": person, "vehicle": {"vin": "WVWZZZ1J"}})), (hours(30), 108_000, true));
}

#[test]
fn each_list_of_an_answer_tells_its_own_age() {
    let as_of = now() - SignedDuration::from_hours(5);
    let store = Lists::empty().complete_at(List::Persons, as_of).open();
    let subject = json!({"document": {"number": "AX7"}, "person": {"name": "EVA"}});
    let answer = ask_under(&store.generation, json!({"subjects": [subject]}), &Conditions::at(now()));
    assert_eq!(list(&answer, "persons")["as_of"], as_of.to_string());
    assert_eq!(list(&answer, "documents")["as_of"], "2026-11-24T11:50:00Z");
}

#[test]
fn record_answers_through_its_last_day_in_utc_and_not_after() {
    let row = "record_id=R-1; owner=UTO; number=AX7; issuer=UTO; status=stolen; expires_on=2026-11-24";
    let store = Lists::empty().with(List::Documents, &[row]).open();
    let at = |moment: &str| {
        let conditions = Conditions::at(moment.parse().unwrap());
        let subject = json!({"document": {"number": "AX7", "issuer": "UTO"}});
        outcome(&ask_under(&store.generation, json!({"subjects": [subject]}), &conditions)).to_owned()
    };
    assert_eq!(at("2026-11-24T23:59:59.999Z"), "hit");
    assert_eq!(at("2026-11-25T00:00:00Z"), "no_hit");
}

#[test]
fn end_of_a_documents_validity_never_hides_a_record() {
    let row = "record_id=R-1; owner=UTO; number=L898902C3; issuer=UTO; status=stolen; valid_until=1999-12-31";
    let store = Lists::empty().with(List::Documents, &[row]).open();
    let zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    let subject = json!({ "mrz": zone });
    let answer = ask_under(&store.generation, json!({"subjects": [subject]}), &Conditions::at(now()));
    assert_eq!(outcome(list(&answer, "documents")), "hit", "the zone expired in 2012");
}
