//! Whoever is listed is found by just the name and birth date that are listed, however common both are and whatever
//! stands for an unknown day.

use serde_json::{Value, json};
use watchpost_engine::list::List;

use crate::asking::{ask, list, outcome};
use crate::grades::grade;
use crate::store::{Lists, OpenStore};

/// Persons of the commonest names, among whom no score tells one.
fn listed(names: &[(&str, &str)], born: &str) -> OpenStore {
    let row = |(at, (column, name)): (usize, &(&str, &str))| {
        format!("record_id=P-{at}; owner=UTO; notice=red; {column}={name}; birth_dates={born}")
    };
    let rows: Vec<String> = names.iter().enumerate().map(row).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    Lists::empty().with(List::Persons, &rows).open()
}

#[track_caller]
fn is_found(store: &OpenStore, person: Value, expected: &str) {
    let answer = ask(&store.generation, json!({ "person": person }));
    assert_eq!(outcome(list(&answer, "persons")), expected, "{person}");
}

#[test]
fn a_first_of_january_hides_nobody_of_the_same_name_and_date() {
    let store = listed(&[("whole", "Mohammed Ali")], "1974-01-01");
    is_found(&store, json!({"name": "ALI MOHAMMED", "birth_date": "1974-01-01"}), "potential_hit");
    is_found(
        &store,
        json!({"surname": "ALI", "given": "MOHAMMED", "birth_date": "1974-01-01"}),
        "potential_hit",
    );
    is_found(&store, json!({"name": "ALI MOHAMMED", "birth_date": "1974-08-12"}), "no_hit");
    is_found(&store, json!({"name": "ALI AHMED", "birth_date": "1974-01-01"}), "no_hit");
}

#[test]
fn a_surname_that_is_a_particle_elsewhere_is_found_whole_and_in_parts() {
    let store =
        listed(&[("whole", "Stephen Lo"), ("whole", "Abu Ali"), ("surname", "DE SOUSA")], "1974-08-12");
    for person in [
        json!({"surname": "LO", "given": "STEPHEN"}),
        json!({"surname": "ALI", "given": "ABU"}),
        json!({"name": "STEPHEN LO"}),
        json!({"name": "DE SOUSA"}),
        json!({"name": "Sousa, De"}),
    ] {
        let mut person = person;
        person["birth_date"] = json!("1974-08-12");
        let answer = ask(&store.generation, json!({ "person": person }));
        assert_ne!(outcome(list(&answer, "persons")), "no_hit", "{person}");
    }
}

#[test]
fn birth_year_of_a_zone_gives_both_centuries() {
    for born_in in ["1912-03-05", "2012-03-05"] {
        let row = format!("notice=red; surname=ERIKSSON; given=ANNA MARIA; birth_dates={born_in}");
        let zone =
            ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO1203059F3204153<<<<<<<<<<<<<<00"];
        assert_eq!(grade(List::Persons, &row, json!({ "mrz": zone })), "probable", "{born_in}");
    }
}
