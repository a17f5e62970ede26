//! Lists of INTERPOL.

use crate::{Counts, births, made_up_persons, names, nationalities};

#[test]
fn red_notices_become_persons() {
    let rows = concat!(
        r#"{"entity_id":"2099/1","name":"ERIKSSON","forename":"ANNA","date_of_birth":"1974/08/12","nationalities":"US, BS"}"#,
        "\n",
        r#"{"entity_id":"2099/2","name":"EXAMPLE","forename":null,"date_of_birth":"1975","nationalities":"N/A"}"#,
        "\n",
        r#"{"entity_id":"2099/2","name":"EXAMPLE","forename":null,"date_of_birth":"1975","nationalities":"N/A"}"#,
        "\n",
        r#"{"entity_id":"2099/3","name":"EXAMPLE","forename":"A","date_of_birth":"12.8.1974","nationalities":"N/A"}"#,
    );
    let (counts, records) = made_up_persons("interpol-red-notices.toml", "red.jsonl", rows);
    assert_eq!(counts, Counts { rows: 4, refused: 1, repeated: 1, records: 2, ..Counts::default() });
    assert_eq!(records[0].listing.record_id, "INTERPOL:2099/1");
    assert_eq!(records[0].nationalities.len(), 2);
    assert_eq!(records[1].names[0].given, None);
    assert!(records[1].nationalities.is_empty());
    assert!(!records[1].birth_dates[0].is_full());
}

#[test]
fn the_details_of_a_red_notice_are_read() {
    let rows = concat!(
        r#"{"entity_id":"2099/4","name":"ERIKSSON","forename":"ANNA","date_of_birth":"1974/08/12","sex_id":"F","#,
        r#""nationalities":["SE","FI"],"country_of_birth_id":"SE","place_of_birth":"Zenith","height":0,"#,
        r#""weight":null,"languages_spoken_ids":null,"issuing_country_ids":["NO"]}"#,
        "\n",
        r#"{"entity_id":"2099/5","name":"EXAMPLE","forename":"A","date_of_birth":"1975","sex_id":"U","#,
        r#""nationalities":null,"country_of_birth_id":null,"place_of_birth":null,"issuing_country_ids":null}"#,
    );
    let (counts, records) = made_up_persons("interpol-red-notices-detail.toml", "red.jsonl", rows);
    assert_eq!(counts, Counts { rows: 2, records: 2, ..Counts::default() });
    assert_eq!(nationalities(&records[0]), ["SWE", "FIN"]);
    assert_eq!(records[0].birth_country.unwrap().as_str(), "SWE");
    assert_eq!(records[0].birth_place.as_deref(), Some("Zenith"));
    assert_eq!(records[0].listing.note.as_deref(), Some("issued by NO"));
    assert!(records[0].sex.is_some() && records[1].sex.is_none());
    assert_eq!(births(&records[1]), ["1975"]);
}

#[test]
fn an_age_without_a_birth_date_gives_two_years() {
    let rows = "age;first_name;last_name;nationality 1;nationality 2;nationality 3\r\n\
                24;ANNA;ERIKSSON;Suède;Etats-Unis;\r\n\
                undefined;BO;EXAMPLE;undefined;;\r\n\
                30;BO;EXAMPLE;Atlantide;;\r\n";
    let (counts, records) = made_up_persons("interpol-names-2020.toml", "names.csv", rows);
    assert_eq!(counts, Counts { rows: 3, records: 2, refused: 1, ..Counts::default() });
    assert_eq!(births(&records[0]), ["1995", "1996"]);
    assert_eq!(nationalities(&records[0]), ["SWE", "USA"]);
    assert_eq!(names(&records[0]), ["primary: ERIKSSON / ANNA"]);
    assert!(records[1].birth_dates.is_empty() && records[1].nationalities.is_empty());
}
