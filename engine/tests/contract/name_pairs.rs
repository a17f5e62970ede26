//! The pairs of names by which systems of name search are told apart: each must meet, with the reason named, or must not
//! (contract, section 4, "Persons"). All names are made up, or specimens of Doc 9303.

use serde_json::{Value, json};

use super::asking::{ask, list};
use watchpost_engine::list::List;

use super::lists::row;
use super::store::Lists;

/// One pair: what is asked, the record's columns, and what must come of it.
struct Pair {
    asked: Value,
    listed: &'static str,
}

fn hit_of(pair: &Pair) -> Option<Value> {
    let listed = row("record_id=P-1; owner=UTO; notice=red");
    let listed = pair.listed.split("; ").fold(listed, |listed, cell| {
        let (column, text) = cell.split_once('=').unwrap();
        listed.with(column, text)
    });
    let lists = Lists::empty().with_rows(List::Persons, [listed]);
    let answer = ask(&lists.open().generation, json!({ "person": pair.asked }));
    let persons = list(&answer, "persons");
    assert_eq!(persons["problems"], json!([]));
    persons["hits"].as_array().unwrap().first().cloned()
}

/// The pair meets, and one of the reasons has this rule. The parts shown add up to the score shown.
#[track_caller]
fn meets(asked: Value, listed: &'static str, rule: &str) {
    let pair = Pair { asked, listed };
    let hit = hit_of(&pair).unwrap_or_else(|| panic!("{} does not meet {}", pair.asked, pair.listed));
    let why = hit["why"].as_array().unwrap();
    assert!(
        why.iter().any(|reason| reason["rule"] == rule),
        "{} {}: {:#}",
        pair.asked,
        pair.listed,
        hit["why"]
    );
    let sum: f64 = why.iter().map(|reason| reason["weight"].as_f64().unwrap()).sum();
    let (score, prior) = (hit["score"].as_f64().unwrap(), hit["prior"].as_f64().unwrap());
    assert!((prior + sum - score).abs() < 1e-9, "{prior} + {sum} is not {score}");
}

#[track_caller]
fn never_meets(asked: Value, listed: &'static str) {
    let pair = Pair { asked, listed };
    let hit = hit_of(&pair);
    assert!(hit.is_none(), "{} meets {}: {:#}", pair.asked, pair.listed, hit.unwrap());
}

fn asked(surname: &str, given: &str) -> Value {
    json!({"surname": surname, "given": given, "birth_date": "1974-08-12"})
}

#[test]
fn letters_that_issuers_spell_in_two_ways_meet() {
    meets(asked("MUELLER", "JURGEN"), "surname=Müller; given=Jürgen; birth_dates=1974-08-12", "exact");
    meets(asked("MULLER", "HANS"), "surname=MUELLER; given=Hans; birth_dates=1974-08-12", "spelling");
    meets(asked("CANXXON", "JOSE"), "surname=Cañon; given=José; birth_dates=1974-08-12", "spelling");
}

#[test]
fn apostrophes_and_articles_join_and_part() {
    for surname in ["OCONNOR", "O CONNOR", "O'CONNOR"] {
        meets(asked(surname, "ENYA"), "surname=O'Connor; given=Enya; birth_dates=1974-08-12", "exact");
    }
    meets(asked("O CONNOR", "ENYA"), "surname=O'Connor; given=Enya; birth_dates=1974-08-12", "joined");
    for (surname, rule) in [("AL BASRI", "exact"), ("ALBASRI", "joined"), ("BASRI", "particle")] {
        meets(asked(surname, "HUDA"), "surname=AL-BASRI; given=Huda; birth_dates=1974-08-12", rule);
    }
    meets(asked("AL BASRI", "HUDA"), "surname=ALBASRI; given=Huda; birth_dates=1974-08-12", "joined");
    meets(asked("DE LA CRUZ", "MARISOL"), "surname=CRUZ; given=Marisol; birth_dates=1974-08-12", "particle");
    meets(
        asked("ABDURRAHMAN", "ILYAS"),
        "surname=ABD AL RAHMAN; given=Ilyas; birth_dates=1974-08-12",
        "joined",
    );
    meets(
        asked("ABD AL RAHMAN", "ILYAS"),
        "surname=ABDURRAHMAN; given=Ilyas; birth_dates=1974-08-12",
        "joined",
    );
}

#[test]
fn systems_of_romanisation_meet() {
    for surname in ["SCHERBAKOV", "CHTCHERBAKOV", "SZCZERBAKOW"] {
        let listed = "surname=Щербаков; given=Юрий; birth_dates=1974-08-12";
        meets(asked(surname, "YURIY"), listed, "romanisation");
    }
    meets(
        asked("SHCHERBAKOV", "IURII"),
        "surname=Scherbakov; given=Yuriy; birth_dates=1974-08-12",
        "romanisation",
    );
    meets(
        asked("ABDULLAEV", "KHUSEIN"),
        "surname=Abdullaev; given=Hussein; birth_dates=1974-08-12",
        "romanisation",
    );
    meets(
        asked("SHCHERBAKOV", "EVGENII"),
        "surname=Shcherbakov; given=Yevgeniy; birth_dates=1974-08-12",
        "romanisation",
    );
}

#[test]
fn order_and_parting_of_names_do_not_matter() {
    let wang = "whole=WANG XIAO MING; birth_dates=1974-08-12";
    meets(json!({"name": "XIAOMING WANG", "birth_date": "1974-08-12"}), wang, "joined");
    meets(asked("ANNA", "ERIKSSON"), "surname=Eriksson; given=Anna; birth_dates=1974-08-12", "names-swapped");
    meets(asked("SATRIYA", "FNU"), "surname=SATRIYA; birth_dates=1974-08-12", "exact");
    meets(asked("SMITHJR", "JOHNMR"), "surname=Smith; given=John; birth_dates=1974-08-12", "exact");
    meets(asked("ARKFREITH", ""), "surname=Arkfreith; birth_dates=1974-08-12", "exact");
}

#[test]
fn endings_dates_and_edits_are_named() {
    meets(asked("IVANOVA", "ANNA"), "surname=IVANOV; given=Anna; birth_dates=1974-08-12", "gender-ending");
    let swapped = json!({"surname": "SPEZIMUELLER", "given": "Erika", "birth_date": "1974-12-08"});
    meets(swapped, "surname=Spezimüller; given=Erika; birth_dates=1974-08-12", "day-month-swapped");
    meets(
        asked("SPEZIMEULLER", "Erika"),
        "surname=Spezimüller; given=Erika; birth_dates=1974-08-12",
        "swapped-pair",
    );
    meets(
        asked("SPEZIMUELTER", "Erika"),
        "surname=Spezimüller; given=Erika; birth_dates=1974-08-12",
        "wrong-sign",
    );
}

#[test]
fn a_zone_that_cut_the_name_meets_the_whole_name() {
    let listed = [
        (
            "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K",
            "NILAVADHANANANDA",
            "CHAYAPA DEJTHAMRONG KRASUANG",
            "initial",
        ),
        (
            "BENNEL<WOOLOO<WARRAN<WARNAM<<DINGO<POTO",
            "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL",
            "DINGO POTOROO",
            "cut",
        ),
        (
            "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI",
            "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL",
            "DINGO POTOROO",
            "cut",
        ),
    ];
    for (zone, surname, given, rule) in listed {
        let person = row("record_id=P-1; owner=UTO; notice=red; birth_dates=1974-08-12")
            .with("surname", surname)
            .with("given", given);
        let lists = Lists::empty().with_rows(List::Persons, [person]);
        let mrz = [format!("PPUTO{zone}"), "L898902C36UTO7408122F3204153ZE184226B<<<<<16".to_owned()];
        let answer = ask(&lists.open().generation, json!({ "mrz": mrz }));
        let hit = &list(&answer, "persons")["hits"][0];
        assert_eq!(hit["record_id"], "P-1", "{zone}");
        let why = hit["why"].as_array().unwrap();
        assert!(why.iter().any(|reason| reason["rule"] == rule), "{zone}: {why:#?}");
    }
}

#[test]
fn namesakes_are_left_alone() {
    let nguyen = json!({"surname": "NGUYEN", "given": "THI ANH", "birth_date": "1990", "sex": "F"});
    never_meets(nguyen, "surname=NGUYEN; given=VAN ANH; birth_dates=1990; sex=M");
    let father = json!({"surname": "SPEZIMUELLER", "given": "Erik", "birth_date": "1947-08-12"});
    never_meets(father, "surname=Spezimüller; given=Erik; birth_dates=1974-08-12");
    let other_day = json!({"surname": "SPEZIMUELLER", "given": "Erik", "birth_date": "1984-03-01"});
    never_meets(other_day, "surname=Spezimüller; given=Erik; birth_dates=1974-08-12");
    never_meets(asked("", "ERIKA"), "surname=Spezimüller; given=Erika; birth_dates=1974-08-12");
}

#[test]
fn twins_and_partly_known_dates_are_never_probable() {
    let graded = |asked: Value, listed| {
        hit_of(&Pair { asked, listed }).map(|hit| hit["grade"].as_str().unwrap().to_owned())
    };
    let twin =
        graded(asked("SPEZIMUELLER", "ANNA"), "surname=Spezimüller; given=Lore; birth_dates=1974-08-12");
    assert_ne!(twin.as_deref(), Some("probable"));
    let year = json!({"surname": "SPEZIMUELLER", "given": "Arnulfa", "birth_date": "1974"});
    assert_eq!(
        graded(year, "surname=Spezimüller; given=Arnulfa; birth_dates=1974-08-12").as_deref(),
        Some("possible")
    );
    let common = json!({"surname": "NGUYEN", "given": "ANH", "birth_date": "1974"});
    assert_eq!(graded(common, "surname=NGUYEN; given=ANH; birth_dates=1974-08-12"), None);
}
