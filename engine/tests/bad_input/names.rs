//! Bad names: whatever a client sends as a name is a named problem and `not_checked`, or is searched; and whoever is
//! listed under a name that can be searched is found by it.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use watchpost_engine::limits;
use watchpost_engine::list::List;
use watchpost_engine::person::name::Name;

use super::asking::{ask, codes, list, outcome};
use super::lists::row;
use super::store::{Lists, OpenStore};
use super::{any_text, nothing_readable};

static STORE: LazyLock<OpenStore> = LazyLock::new(|| {
    Lists::empty()
        .with(
            List::Persons,
            &[
                "record_id=P-1; owner=UTO; notice=red; surname=ERIKSSON; given=ANNA MARIA; birth_dates=1974-08-12",
                "record_id=P-2; owner=UTO; notice=yellow; surname=AL HUSSEIN; given=ALI; birth_dates=1990; status=missing",
                "record_id=P-3; owner=UTO; notice=blue; whole=王小明; birth_dates=9999-12-31",
                "record_id=P-4; owner=UTO; notice=red; surname=KRZYZANOWICZ; given=JAN; birth_dates=1974-08-12",
            ],
        )
        .open()
});

/// Asks one person and holds that what was not searched is told.
#[track_caller]
fn asked(person: &Value) -> Value {
    let answer = ask(&STORE.generation, json!({ "person": person }));
    let persons = list(&answer, "persons");
    if outcome(persons) == "not_checked" {
        assert!(!codes(persons).is_empty(), "`not_checked` without a problem");
        assert_eq!(answer["complete"], false);
    }
    if outcome(persons) == "no_hit" {
        assert_eq!(answer["complete"], true);
    }
    answer
}

#[test]
fn a_name_that_nobody_has_is_not_checked_with_the_reason() {
    for name in [
        "A".repeat(10_000),
        "ABC ".repeat(2_500),
        "A".repeat(limits::NAME_PART_BYTES + 1),
        "A ".repeat(limits::NAME_PARTS + 1),
        "\u{301}\u{302}".repeat(40),
        "\0\0\0".to_owned(),
        "\u{378}\u{e0080}".to_owned(),
        "- - -".to_owned(),
        ", , ,".to_owned(),
    ] {
        for person in
            [json!({"name": name}), json!({"surname": name}), json!({"surname": name, "given": name})]
        {
            let answer = asked(&person);
            assert_eq!(outcome(list(&answer, "persons")), "not_checked", "{} bytes", name.len());
            assert_eq!(codes(list(&answer, "persons")), ["name-unreadable"]);
        }
    }
}

#[test]
fn signs_between_and_over_letters_hide_nobody() {
    for name in [
        "ERIKSSON\0 ANNA MARIA",
        "E\u{301}\u{302}\u{303}\u{304}R\u{316}IKSSON ANNA MARIA",
        "\u{202e}ERIKSSON\u{202c} ANNA\u{200b} MARIA",
        "<<ERIKSSON<<<ANNA<MARIA<<<<",
        "Mr. ERIKSSON, Anna Maria (Dr.)",
        "ＥＲＩＫＳＳＯＮ　ＡＮＮＡ　ＭＡＲＩＡ",
        "\u{feff}ERIKSSON ANNA MARIA \u{378}",
    ] {
        let answer = asked(&json!({"name": name, "birth_date": "1974-08-12"}));
        assert_eq!(outcome(list(&answer, "persons")), "hit", "{name:?}");
    }
}

/// As many of everything as one person may be asked with, and names that agree with as much as they can.
#[test]
fn the_widest_person_is_answered() {
    let births: Vec<String> = (0..limits::VALUES_OF_A_FIELD)
        .map(|at| ["9999-12-31", "1394", "2567-08-12", "1974"][at % 4].to_owned())
        .collect();
    let nationalities = vec!["UTO"; limits::VALUES_OF_A_FIELD];
    for part in ["A", "AA", "MARIA", "AL", "AAAAAAAA", "م", "李", "ABDALRAHMANALI"] {
        for many in [1, 2, limits::NAME_PARTS] {
            let name = vec![part; many].join(" ");
            let person = json!({"name": name, "birth_dates": births, "nationalities": nationalities, "sex": "X", "birth_place": name});
            assert_ne!(outcome(list(&asked(&person), "persons")), "not_checked", "{many} times {part}");
        }
    }
}

/// A surname that was lost on the way must not make of the question one about given names.
#[test]
fn a_name_of_which_a_field_cannot_be_read_is_never_clear() {
    for lost in ["????", "\u{fffd}\u{fffd}\u{fffd}", "12345", "\u{301}"] {
        let person = json!({"surname": lost, "given": "NOBODY", "birth_date": "1974-08-12"});
        let answer = asked(&person);
        assert_eq!(outcome(list(&answer, "persons")), "not_checked", "{lost:?}");
        assert_eq!(codes(list(&answer, "persons")), ["name-unreadable"]);
        let person = json!({"surname": "KRZYZANOWICZ", "given": lost, "birth_date": "1974-08-12"});
        assert_eq!(outcome(list(&asked(&person), "persons")), "potential_hit", "what is found is found");
    }
}

/// Letters of any script, with what stands between and over them.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => any_text(),
        1 => nothing_readable(),
        2 => "\\p{L}{1,12}( \\p{L}{1,12}){0,4}",
        2 => "[\\p{L}\\p{M}\\p{Nd}'’. -]{1,40}",
        1 => "[A-Z]( [A-Z]){0,30}",
        1 => "(AL|DE|VAN|MR|DR|FNU|BIN|X)( (AL|DE|VAN|MR|DR|FNU|BIN|X)){0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_person_is_answered(
        surname in any_name(),
        given in any_name(),
        name in any_name(),
        births in prop::collection::vec(prop_oneof![Just("9999".to_owned()), any_text()], 0..4),
    ) {
        asked(&json!({"surname": surname, "given": given, "birth_dates": births}));
        asked(&json!({"name": name, "nationality": given, "sex": surname, "birth_place": surname}));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same name and the same full birth date: at least a possible hit, whatever the signs of the name.
    #[test]
    fn whoever_is_listed_is_found_under_the_own_name(
        names in prop::collection::vec((any_name(), any_name()), 1..24),
    ) {
        let is_cell = |text: &str| !text.contains("; ") && !text.contains('|');
        let names: Vec<(String, String)> = names
            .into_iter()
            .filter(|(surname, given)| is_cell(surname) && is_cell(given) && Name::read(surname, given).is_ok())
            .collect();
        let rows = (0..).zip(&names).map(|(at, (surname, given))| {
            row(&format!("record_id=P-{at}; owner=UTO; notice=red; birth_dates=1974-08-12"))
                .with("surname", surname)
                .with("given", given)
        });
        let store = Lists::empty().with_rows(List::Persons, rows).open();
        for (at, (surname, given)) in (0..).zip(&names) {
            let person = json!({"surname": surname, "given": given, "birth_date": "1974-08-12"});
            let answer = ask(&store.generation, json!({ "person": person }));
            let hits = &list(&answer, "persons")["hits"];
            let id = format!("P-{at}");
            prop_assert!(
                hits.as_array().unwrap().iter().any(|hit| hit["record_id"] == id.as_str()),
                "{surname:?} {given:?}"
            );
        }
    }
}
