//! Bad input of documents, vehicles and persons over the whole check: whatever a client sends is a named problem and
//! `not_checked`, never `no_hit` and never a panic.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/asking.rs"]
mod asking;
#[path = "support/lists.rs"]
mod lists;
#[path = "bad_input/names.rs"]
mod names;
#[path = "support/store.rs"]
mod store;

use std::sync::LazyLock;

use asking::{ask, codes, list, outcome};
use proptest::prelude::*;
use serde_json::{Value, json};
use store::{Lists, OpenStore, now};
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::limits;
use watchpost_engine::list::List;
use watchpost_engine::wire::Question;

static STORE: LazyLock<OpenStore> = LazyLock::new(|| {
    Lists::empty()
        .with(
            List::Documents,
            &[
                "record_id=D-1; owner=UTO; issuer=UTO; type=P; number=L898902C3; status=stolen",
                "record_id=D-2; owner=UTO; issuer=UTO; type=P; number=UT8880001; number_to=UT8880500; status=stolen-blank",
                "record_id=D-3; owner=UTO; number=000000000; status=lost",
            ],
        )
        .with(
            List::Vehicles,
            &[
                "record_id=V-1; owner=FRA; vin=1M8GDM9AXKP042788; plate=AB-123-CD; plate_country=FRA; engine_number=ENG0815; status=stolen",
                "record_id=V-2; owner=GRC; plate=ΑΒΕ-1234; plate_country=GRC; status=plate-stolen",
            ],
        )
        .open()
});

/// Signs that are no letter or digit in any script, and stand for no unread sign: punctuation, spaces, controls,
/// NUL, byte order marks, marks that combine or turn the direction of writing, pictures, private and unassigned ones.
const NOTHING: &[char] = &[
    ' ', '\t', '\n', '\r', '\0', '\u{1}', '\u{7f}', '\u{a0}', '\u{ad}', '-', '.', ',', ';', ':', '/', '\\',
    '\'', '"', '<', '>', '&', '%', '\u{301}', '\u{308}', '\u{200b}', '\u{200d}', '\u{202e}', '\u{2028}',
    '\u{feff}', '\u{fffd}', '\u{ffff}', '\u{e000}', '😀', '—', '·',
];

/// A text without a letter or digit, perhaps empty.
fn nothing_readable() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(NOTHING), 0..80).prop_map(|signs| signs.into_iter().collect())
}

/// A text of letters and digits longer than any identifier.
fn too_long() -> impl Strategy<Value = String> {
    (
        prop::sample::select(&['A', '7', 'Ж', '京', 'é', 'ß', 'ﷺ']),
        limits::KEY_BYTES + 1..limits::IDENTIFIER_TEXT_BYTES * 4,
    )
        .prop_map(|(sign, length)| sign.to_string().repeat(length))
}

/// Anything at all: bad texts, texts of other scripts, wildcards, listed numbers, and any signs of Unicode.
fn any_text() -> impl Strategy<Value = String> {
    const LISTED: &[&str] = &[
        "L898902C3",
        "UT8880100",
        "000000000",
        "1M8GDM9AXKP042788",
        "XKP042788",
        "AB-123-CD",
        "ABE1234",
        "ENG0815",
    ];
    const ODD: &[&str] = &[
        "",
        "?",
        "*",
        "???????",
        "AB?23CD",
        "AB*",
        "**********",
        "#",
        "ا٠١٢",
        "АВ 123",
        "ﬀﬀ",
        "İ",
        "ǅ",
        "٣",
        "Ⅻ",
        "①②",
        "null",
        "UTO",
        "D<<",
    ];
    prop_oneof![
        3 => nothing_readable(),
        2 => too_long(),
        2 => prop::sample::select(LISTED).prop_map(str::to_owned),
        2 => prop::sample::select(ODD).prop_map(str::to_owned),
        2 => ".{0,60}",
        1 => prop::collection::vec(any::<char>(), 0..40).prop_map(|signs| signs.into_iter().collect::<String>()),
    ]
}

/// A zone, mostly broken: lines of any length and signs, and right ones with a sign exchanged.
fn any_zone() -> impl Strategy<Value = Value> {
    let right = "PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F3204153ZE184226B<<<<<16";
    let exchanged = (0..right.len(), any::<char>()).prop_map(move |(at, sign)| {
        right
            .chars()
            .enumerate()
            .map(|(place, right)| if place == at { sign } else { right })
            .collect::<String>()
    });
    prop_oneof![
        any_text().prop_map(Value::from),
        exchanged.prop_map(Value::from),
        "[A-Z0-9<]{0,100}".prop_map(Value::from),
        prop::collection::vec("[A-Z0-9<]{30}|[A-Z0-9<]{36}|[A-Z0-9<]{44}|.{0,50}", 0..5)
            .prop_map(|lines| json!(lines)),
    ]
}

/// Holds what every answer must hold, and tells the outcome of the only subject.
fn held(subject: &Value) -> Option<String> {
    let question = json!({"purpose": "test", "operator": "u-1", "subjects": [subject]});
    let question: Question = serde_json::from_value(question).unwrap();
    // A question that is over a limit is refused in words: nothing was answered.
    let answer = check(&STORE.generation, &question, &Conditions::at(now()), String::new()).ok()?;
    let answer = serde_json::to_value(answer).unwrap();
    let subject = &answer["subjects"][0];
    let told = subject["lists"].as_array().unwrap();
    for of_list in told {
        assert_ne!(of_list["outcome"].as_str(), None);
        if of_list["outcome"] == "not_checked" {
            assert_named(&[&of_list["problems"], &subject["problems"]]);
        }
    }
    if subject["outcome"] == "not_checked" {
        let problems: Vec<&Value> =
            told.iter().map(|of_list| &of_list["problems"]).chain([&subject["problems"]]).collect();
        assert_named(&problems);
        assert_eq!(subject["complete"], false);
        assert!(subject["actions"].as_array().unwrap().contains(&json!("check-again")), "{subject}");
    }
    if subject["outcome"] == "no_hit" {
        assert_eq!(subject["complete"], true, "an incomplete answer is never `no_hit`");
        assert!(told.iter().all(|of_list| of_list["outcome"] == "no_hit"), "{subject}");
    }
    Some(outcome(subject).to_owned())
}

#[track_caller]
fn assert_named(problems: &[&Value]) {
    let named = problems.iter().flat_map(|all| all.as_array().unwrap()).any(|problem| {
        ["code", "text"].iter().all(|key| problem[key].as_str().is_some_and(|text| !text.is_empty()))
    });
    assert!(named, "`not_checked` without a problem");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_without_letter_or_digit_is_not_checked(text in nothing_readable()) {
        for (subject, name, code) in [
            (json!({"document": {"number": text}}), "documents", "number-unreadable"),
            (json!({"document": {"number": text, "issuer": "UTO", "type": "P"}}), "documents", "number-unreadable"),
            (json!({"vehicle": {"vin": text}}), "vehicles", "vin-unreadable"),
            (json!({"vehicle": {"plates": [{"number": text, "country": "FRA"}]}}), "vehicles", "plate-unreadable"),
            (json!({"vehicle": {"engine_number": text}}), "vehicles", "engine-number-unreadable"),
        ] {
            let answer = ask(&STORE.generation, subject);
            let of_list = list(&answer, name);
            prop_assert_eq!(outcome(of_list), "not_checked");
            let told = [codes(of_list), codes(&answer["subjects"][0])].concat();
            // A sign that was lost on the way is an unread one, where numbers are asked with those.
            let is_open = text.contains(char::REPLACEMENT_CHARACTER) && told.contains(&"pattern-too-wide");
            prop_assert!(told.contains(&code) || is_open, "{told:?}");
        }
    }

    #[test]
    fn a_number_longer_than_any_is_not_checked(text in too_long()) {
        for subject in [
            json!({"document": {"number": text, "issuer": "UTO"}}),
            json!({"vehicle": {"vin": text}}),
            json!({"vehicle": {"plates": [{"number": text}]}}),
            json!({"vehicle": {"engine_number": text}}),
        ] {
            prop_assert_eq!(held(&subject).unwrap(), "not_checked");
        }
    }

    #[test]
    fn a_zone_without_a_sign_of_its_alphabet_is_not_checked(text in "[^A-Za-z0-9<]{0,100}") {
        for zone in [json!(text), json!([text, text])] {
            prop_assert_eq!(held(&json!({"mrz": zone})).unwrap(), "not_checked");
        }
    }

    #[test]
    fn an_unreadable_part_is_told_beside_a_readable_one(text in nothing_readable()) {
        let plates = json!([{"number": "AB-123-CD", "country": "FRA"}, {"number": text}]);
        let answer = ask(&STORE.generation, json!({"vehicle": {"plates": plates}}));
        prop_assert_eq!(outcome(&answer), "hit", "a hit is a hit");
        prop_assert_eq!(&answer["complete"], false);
        let plates = json!([{"number": "ZZ-999-ZZ", "country": "FRA"}, {"number": text}]);
        let answer = ask(&STORE.generation, json!({"vehicle": {"plates": plates}}));
        prop_assert_eq!(outcome(&answer), "not_checked");
    }

    #[test]
    fn qualifiers_that_cannot_be_read_never_hide_a_record(text in any_text()) {
        let document = json!({"number": "L898902C3", "issuer": text, "type": text});
        let found = held(&json!({"document": document}));
        prop_assert_ne!(found.as_deref(), Some("not_checked"));
        let plate = json!({"number": "AB-123-CD", "country": text});
        let found = held(&json!({"vehicle": {"plates": [plate], "make": text, "model": text, "colour": text}}));
        prop_assert!(matches!(found.as_deref(), None | Some("hit" | "potential_hit")), "{found:?}");
        let vin = json!({"vin": "1M8GDM9AXKP042788", "plates": [{"number": "ZZ-999-ZZ", "country": text}], "make": text});
        let found = held(&json!({"vehicle": vin}));
        prop_assert!(matches!(found.as_deref(), None | Some("hit")), "{found:?}");
    }

    #[test]
    fn any_document_is_answered(number in any_text(), issuer in any_text(), kind in any_text()) {
        held(&json!({"document": {"number": number, "issuer": issuer, "type": kind}}));
        held(&json!({"document": {"number": number}}));
    }

    #[test]
    fn any_vehicle_is_answered(
        vin in any_text(),
        plates in prop::collection::vec((any_text(), any_text()), 0..4),
        engine_number in any_text(),
        make in any_text(),
        year in any::<u16>(),
    ) {
        let plates: Vec<Value> =
            plates.into_iter().map(|(number, country)| json!({"number": number, "country": country})).collect();
        held(&json!({"vehicle": {"vin": vin, "plates": plates, "engine_number": engine_number, "make": make, "year": year}}));
        held(&json!({"vehicle": {"plates": plates}}));
    }

    #[test]
    fn any_zone_is_answered(zone in any_zone()) {
        held(&json!({"mrz": zone}));
    }
}
