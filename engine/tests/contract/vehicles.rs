//! Vehicles: numbers of which part is known or misread, what a number tells, and clues of clones.

use serde_json::{Value, json};
use watchpost_engine::list::List;
use watchpost_engine::misread::taken_for;
use watchpost_engine::vehicle::vin::{CheckDigit, check_digit};

use crate::asking::{ask, ask_all, codes, each, list, outcome};
use crate::store::{Lists, OpenStore};

fn listed(rows: &[&str]) -> OpenStore {
    Lists::empty().with(List::Vehicles, rows).open()
}

const STOLEN: &str = "record_id=V-1; owner=UTO; status=stolen";

/// Grade, and the rule of the first reason; of the only record, if it answers.
#[track_caller]
fn check(row: &str, asked: Value, expected: Option<(&str, &str)>) {
    let store = listed(&[&format!("{STOLEN}; {row}")]);
    let answer = ask(&store.generation, json!({ "vehicle": asked }));
    let hits = &list(&answer, "vehicles")["hits"];
    let found =
        hits.get(0).map(|hit| (hit["grade"].as_str().unwrap(), hit["why"][0]["rule"].as_str().unwrap()));
    assert_eq!(found, expected, "{asked} of {row}");
}

#[test]
fn forced_signs_are_told_and_exact() {
    check("vin=1M8GDM9AXKP042788", json!({"vin": "IM8GDM9AXKPO42788"}), Some(("exact", "forced-sign")));
    let store = listed(&[&format!("{STOLEN}; vin=1M8GDM9AXKP042788")]);
    let answer = ask(&store.generation, json!({"vehicle": {"vin": "1M8GDM9AXKPO42788"}}));
    let changes = &list(&answer, "vehicles")["hits"][0]["why"][0]["changes"];
    assert_eq!(*changes, json!([{"at": 12, "asked": "O", "taken": "0"}]));
}

#[test]
fn last_eight_signs_meet_a_whole_number_and_seven_do_not() {
    check("vin=1M8GDM9AXKP042788", json!({"vin": "KP042788"}), Some(("possible", "last-eight")));
    check("vin=1M8GDM9AXKP042788", json!({"vin": "P042788"}), None);
    let with_plate = json!({"vin": "KP042788", "plates": [{"number": "AB123CD"}]});
    check("vin=1M8GDM9AXKP042788; plate=AB-123-CD", with_plate, Some(("probable", "exact")));
}

#[test]
fn open_signs_meet_what_fits_wherever_they_stand() {
    for vin in ["1M8GDM??XKP042788", "1M8G*", "*042788", "?M8GDM9AXKP04278?", "1M8#DM9*88", "*9AXKP*"] {
        check("vin=1M8GDM9AXKP042788", json!({"vin": vin}), Some(("possible", "wildcard")));
    }
    for vin in ["1M8GDM?XKP042788", "*042789", "?M8GDM9AXKP04278"] {
        check("vin=1M8GDM9AXKP042788", json!({"vin": vin}), None);
    }
    for plate in ["AB-?23-C?", "A*CD", "*23CD", "#B123CD"] {
        let asked = json!({"plates": [{"number": plate, "country": "FRA"}]});
        check("plate=AB-123-CD; plate_country=FRA", asked, Some(("possible", "wildcard")));
    }
}

#[test]
fn a_pattern_that_asks_nearly_everything_is_not_checked() {
    let store = listed(&[&format!("{STOLEN}; vin=1M8GDM9AXKP042788; plate=AB123CD")]);
    for asked in [json!({"vin": "1M*8"}), json!({"plates": [{"number": "??"}]}), json!({"vin": "*"})] {
        let answer = ask(&store.generation, json!({ "vehicle": asked }));
        assert_eq!(outcome(&answer), "not_checked", "{asked}");
        assert_eq!(codes(list(&answer, "vehicles")), ["pattern-too-wide"], "{asked}");
    }
}

#[test]
fn bad_input_in_every_field_is_a_named_problem_and_never_a_no_hit() {
    let store = listed(&[&format!("{STOLEN}; vin=1M8GDM9AXKP042788; plate=AB123CD; engine_number=E1")]);
    let long = "A".repeat(300);
    for text in
        ["", " ", "-.-", "\0", "\0\0\0\0", "\u{200b}", long.as_str(), "......?", "＊", "\u{300}\u{301}"]
    {
        for (asked, code) in [
            (json!({"vin": text}), "vin"),
            (json!({"plates": [{"number": text}]}), "plate"),
            (json!({"engine_number": text}), "engine-number"),
        ] {
            let answer = ask(&store.generation, json!({ "vehicle": asked }));
            assert_eq!(outcome(&answer), "not_checked", "{asked}");
            let told = codes(list(&answer, "vehicles"));
            let named = told.iter().any(|told| told.starts_with(code) || *told == "pattern-too-wide");
            assert!(named, "{asked} {told:?}");
        }
    }
}

/// A made-up VIN with a check digit that agrees.
fn american(serial: usize) -> String {
    let vin =
        |digit: char| format!("1HG{:02}B7{}{digit}KA{:06}", serial % 97, 'C', serial * 7919 % 1_000_000);
    let agrees = |vin: &String| check_digit(vin.as_bytes()) == CheckDigit::Valid;
    "0123456789X".chars().map(vin).find(agrees).unwrap()
}

fn european(serial: usize) -> String {
    format!(
        "WVWZZZ{}KZ{}W{:06}",
        serial % 10,
        "JKLMNPRS".as_bytes()[serial % 8] as char,
        serial * 7919 % 1_000_000
    )
}

/// Every way to misread one sign of a number.
fn misreadings(vin: &str) -> impl Iterator<Item = (usize, String)> + '_ {
    vin.bytes().enumerate().flat_map(move |(at, sign)| {
        taken_for(sign)
            .iter()
            .map(move |&other| (at, format!("{}{}{}", &vin[..at], other as char, &vin[at + 1..])))
    })
}

#[test]
fn every_single_misread_sign_of_a_vin_is_found_and_so_are_two() {
    let vins: Vec<String> = (0..40).map(american).chain((0..40).map(|at| european(at * 131))).collect();
    let rows: Vec<String> = vins
        .iter()
        .enumerate()
        .map(|(at, vin)| format!("record_id=V-{at}; owner=UTO; status=stolen; vin={vin}"))
        .collect();
    let store = listed(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let found = |asked: &str, at: usize| {
        let answer = ask(&store.generation, json!({"vehicle": {"vin": asked}}));
        each(&list(&answer, "vehicles")["hits"], "record_id").contains(&format!("V-{at}").as_str())
    };
    let (mut two, mut missed) = (0, 0);
    for (at, vin) in vins.iter().enumerate() {
        for (place, once) in misreadings(vin) {
            assert!(found(&once, at), "{once} of {vin}");
            // One pair in five, so that the test is short.
            for (_, twice) in misreadings(&once).filter(|(other, _)| *other > place).step_by(5) {
                two += 1;
                missed += usize::from(!found(&twice, at));
            }
        }
    }
    assert!(two > 5_000 && missed * 100 < two, "{missed} of {two} missed");
}

#[test]
fn the_next_vehicle_of_a_listed_run_is_clean() {
    let rows: Vec<String> = (0..20)
        .map(|at| {
            format!("record_id=V-{at}; owner=UTO; status=stolen; vin=WVWZZZ1KZKW{:06}", 300_303 + at * 500)
        })
        .collect();
    let store = listed(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let asked = |vin: &str| {
        let answer = ask(&store.generation, json!({"vehicle": {"vin": vin}}));
        outcome(&answer).to_owned()
    };
    assert_eq!(asked("WVWZZZ1KZKW300308"), "no_hit");
    assert_eq!(asked("WVWZZZ1KZKW300303"), "hit");
    assert_eq!(asked("WVWZZZ7KZKW300303"), "potential_hit");
}

/// So many plates of one country and shape that a clean one meets another by accident.
fn dense(country: &str) -> OpenStore {
    let row = |at: usize| {
        format!(
            "record_id=V-{at}; owner=UTO; status=stolen; plate=AD-{at:03}-CS; plate_country={country}; make=FIAT; year=2019"
        )
    };
    let rows: Vec<String> = (0..300).map(row).collect();
    listed(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_plate_of_a_country_that_only_looks_like_one_of_many_listed_is_another_plate() {
    let store = dense("GBR");
    let asked = |number: &str, more: Value| {
        let mut vehicle = json!({"plates": [{"number": number, "country": "FRA"}]});
        vehicle.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ask(&dense("FRA").generation, json!({ "vehicle": vehicle }))["outcome"].as_str().unwrap().to_owned()
    };
    // Q for D, and 3 for 8, are plates of France as well.
    assert_eq!(asked("AQ-123-CS", json!({})), "no_hit");
    assert_eq!(asked("AD-128-CS", json!({})), "hit");
    assert_eq!(asked("AD-12T-CS", json!({})), "potential_hit");
    assert_eq!(asked("AD-12B-CS", json!({})), "hit");
    let told = json!({"make": "FIAT", "year": 2019});
    assert_eq!(asked("AQ-123-CS", told), "potential_hit");
    // Without a country that resolves it, what only looks alike is not enough in a long list.
    let alone = ask(&store.generation, json!({"vehicle": {"plates": [{"number": "AQ123CS"}]}}));
    assert_eq!(outcome(&alone), "no_hit");
}

#[test]
fn short_numbers_that_meet_by_accident_are_possible_unless_the_make_agrees() {
    let row = |at: usize| {
        format!(
            "record_id=V-{at}; owner=UTO; status=stolen; make=SIMSON; vin=10{at:04}; engine_number=77{at:04}"
        )
    };
    let rows: Vec<String> = (0..100).map(row).collect();
    let store = listed(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let asked = |vehicle: Value| {
        let answer = ask(&store.generation, json!({ "vehicle": vehicle }));
        list(&answer, "vehicles")["hits"][0]["grade"].clone()
    };
    assert_eq!(asked(json!({"vin": "100042"})), "possible");
    assert_eq!(asked(json!({"vin": "100042", "make": "Simson"})), "exact");
    assert_eq!(asked(json!({"engine_number": "770042"})), "possible");
    assert_eq!(asked(json!({"engine_number": "770042", "make": "Simson"})), "probable");
}

#[test]
fn a_readable_vin_tells_of_its_vehicle() {
    let store = listed(&[]);
    let told = |vin: &str| {
        ask(&store.generation, json!({"vehicle": {"vin": vin}}))["subjects"][0]["vehicle"].clone()
    };
    let expected = json!({"vin": {"check_digit": "valid", "check_digit_required": true, "country": "USA",
        "maker": "MOTOR COACH INDUSTRIES", "model_years": [1989, 2019]}});
    assert_eq!(told("1M8GDM9AXKP042788"), expected);
    assert_eq!(told("1M8GDM9A1KP042788")["vin"]["check_digit"], "invalid");
    let german = json!({"vin": {"check_digit": "not-computed", "check_digit_required": false, "country": "DEU",
        "maker": "VOLKSWAGEN", "model_years": []}});
    assert_eq!(told("WVWZZZ1JZXW000001"), german);
    assert_eq!(told("JZA80-0001234")["vin"]["maker"], Value::Null);
    assert_eq!(told("1M8*042788"), Value::Null);
}

#[test]
fn clues_of_a_clone_are_facts_with_their_reasons_and_change_nothing() {
    let store = listed(&[&format!("{STOLEN}; vin=WVWZZZ1JZXW000001; plate=AB-123-CD; plate_country=FRA")]);
    let vehicle = |vin: &str, country: &str| json!({"vin": vin, "plates": [{"number": "AB123CD", "country": country}], "make": "BMW", "year": 2004});
    let facts = |subjects: Value| {
        let answer = ask_all(&store.generation, subjects);
        let facts: Vec<(String, Value)> = answer["group"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fact| (fact["fact"].as_str().unwrap().to_owned(), fact["why"].clone()))
            .collect();
        facts
    };
    let clean = facts(json!([{"vehicle": vehicle("1M8GDM9AXKP042788", "ITA")}]));
    let kinds: Vec<&str> = clean.iter().map(|(fact, _)| fact.as_str()).collect();
    assert_eq!(kinds, ["maker-differs", "model-year-differs", "plate-country-differs"]);
    assert_eq!(clean[0].1[0]["record"], "MOTOR COACH INDUSTRIES");
    assert_eq!(clean[1].1[0]["record"], "1989 or 2019");
    let two = facts(
        json!([{"vehicle": {"vin": "WAUZZZ8K9BA000001", "plates": [{"number": "AB123CD", "country": "FRA"}]}}]),
    );
    assert_eq!(two[0].0, "two-vins-for-one-plate");
    assert_eq!(two[0].1[0]["record"], "WVWZZZ1JZXW000001");
    let both = facts(json!([
        {"vehicle": {"vin": "WAUZZZ8K9BA000001", "plates": [{"number": "ZZ 1"}]}},
        {"vehicle": {"vin": "WAUZZZ8K9BA000002", "plates": [{"number": "ZZ1"}]}}
    ]));
    assert_eq!(both[0].0, "two-vins-for-one-plate");
}

#[test]
fn one_check_asks_a_vehicle_with_all_its_occupants() {
    let store = Lists::empty()
        .with(
            List::Vehicles,
            &["record_id=V-1; owner=UTO; status=stolen; plate=AB-123-CD; plate_country=FRA"],
        )
        .with(
            List::Documents,
            &["record_id=D-1; owner=UTO; issuer=UTO; number=AX1234567; status=stolen-blank"],
        )
        .open();
    let answer = ask_all(
        &store.generation,
        json!([
            {"ref": "child", "person": {"name": "EVA NOVAKOVA", "birth_date": "2014-03-05"}},
            {"ref": "driver", "document": {"number": "AX1234567", "issuer": "UTO"}},
            {"ref": "car", "vehicle": {"plates": [{"number": "AB123CD", "country": "FRA"}, {"number": "XY 12", "country": "FRA"}]}}
        ]),
    );
    assert_eq!(
        (answer["outcome"].as_str(), answer["action"].as_str()),
        (Some("hit"), Some("seize-document"))
    );
    assert_eq!(answer["actions"], json!(["seize-document", "stop-vehicle"]));
    let facts = each(&answer["group"], "fact");
    assert_eq!(facts, ["minor-present", "occupant-and-vehicle-hit", "minor-with-hit"]);
}
