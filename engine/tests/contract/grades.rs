//! One test for each row of the table of grades.

use serde_json::{Value, json};
use watchpost_engine::list::List;

use crate::asking::{ask, list, outcome};
use crate::store::Lists;

/// Asks a one-row list; the grade of its only hit, `none` without one.
#[track_caller]
pub(crate) fn grade(of: List, row: &str, subject: Value) -> String {
    let store = Lists::empty().with(of, &[&format!("record_id=R-1; owner=UTO; {row}")]).open();
    let answer = ask(&store.generation, subject);
    let of_list = list(&answer, of.as_str());
    let hits = of_list["hits"].as_array().unwrap();
    let expected = match hits.first().map(|hit| hit["grade"].as_str().unwrap()) {
        None => "no_hit",
        Some("possible") => "potential_hit",
        Some(_) => "hit",
    };
    assert_eq!(outcome(of_list), expected, "the outcome follows from the grade");
    assert_eq!(answer["complete"], true);
    assert!(hits.iter().all(|hit| !hit["why"].as_array().unwrap().is_empty()), "a hit has its reasons");
    hits.first().map_or("none", |hit| hit["grade"].as_str().unwrap()).to_owned()
}

/// `NUMBER/ISSUER/TYPE` asked of `NUMBER[..NUMBER_TO]/ISSUER/TYPE`; an empty part is not given.
#[track_caller]
fn document(asked: &str, listed: &str, expected: &str) {
    let (asked_parts, listed_parts): (Vec<&str>, Vec<&str>) =
        (asked.split('/').collect(), listed.split('/').collect());
    let (number, number_to) = listed_parts[0].split_once("..").unwrap_or((listed_parts[0], ""));
    let row = format!(
        "number={number}; number_to={number_to}; issuer={}; type={}; status=stolen",
        listed_parts[1], listed_parts[2]
    );
    let subject = json!({"document":
        {"number": asked_parts[0], "issuer": asked_parts[1], "type": asked_parts[2]}});
    assert_eq!(grade(List::Documents, &row, subject), expected, "{asked} of {listed}");
}

#[test]
fn number_as_written_is_exact() {
    document("L898902C3/UTO/P", "L898902C3/UTO/P", "exact");
    document("l898-902 c3/UTO/P", "L898902C3/UTO/P", "exact");
    document("L898902C3/UTO/P", "l898.902.c3/UTO/P", "exact");
}

#[test]
fn leading_zeros_are_part_of_the_number() {
    document("0012345678/UTO/P", "0012345678/UTO/P", "exact");
    document("12345678/UTO/P", "0012345678/UTO/P", "possible");
    document("12345678/FRA/P", "0012345678/UTO/P", "none");
}

#[test]
fn number_inside_a_range_as_written_is_exact_at_both_ends_too() {
    document("UTA8801/UTO/P", "UTA8801..UTA8850/UTO/P", "exact");
    document("UTA8827/UTO/P", "UTA8801..UTA8850/UTO/P", "exact");
    document("UTA8850/UTO/P", "UTA8801..UTA8850/UTO/P", "exact");
    document("UTA8800/UTO/P", "UTA8801..UTA8850/UTO/P", "none");
    document("UTA8851/UTO/P", "UTA8801..UTA8850/UTO/P", "none");
    document("UTA08827/UTO/P", "UTA8801..UTA8850/UTO/P", "none");
    document("UTC8827/UTO/P", "UTA8801..UTA8850/UTO/P", "none");
}

#[test]
fn number_equal_only_when_folded_is_possible() {
    for (asked, listed) in [
        ("AX0X7", "AXOX7"),
        ("AX0X7", "AXDX7"),
        ("AXOX7", "AXQX7"),
        ("AX1X7", "AXIX7"),
        ("AXIX7", "AXLX7"),
        ("AX2X7", "AXZX7"),
        ("AX5X7", "AXSX7"),
        ("AX6X7", "AXGX7"),
        ("AX8X7", "AXBX7"),
    ] {
        document(&format!("{asked}/UTO/P"), &format!("{listed}/UTO/P"), "possible");
        document(&format!("{listed}/UTO/P"), &format!("{asked}/UTO/P"), "possible");
    }
    document("AX0X7/UTO/P", "AXCX7/UTO/P", "none");
    document("AXVX7/UTO/P", "AXUX7/UTO/P", "none");
}

#[test]
fn number_inside_a_range_only_when_folded_is_possible() {
    document("UTA88Z7/UTO/P", "UTA8801..UTA8850/UTO/P", "possible");
    document("UTABB27/UTO/P", "UTA8801..UTA8850/UTO/P", "possible");
    document("UTA88X7/UTO/P", "UTA8801..UTA8850/UTO/P", "none");
    document("UTA8851/UTO/P", "UTA8801..UTA8850/UTO/P", "none");
}

#[test]
fn issuer_that_agrees_is_exact_however_it_is_spelled() {
    document("C01X00T47/D/P", "C01X00T47/DEU/P", "exact");
    document("C01X00T47/de/P", "C01X00T47/D/P", "exact");
    document("C01X00T47/FR/P", "C01X00T47/FRA/P", "exact");
}

#[test]
fn another_code_of_the_issuers_family_is_probable() {
    for (asked, listed) in [("GBR", "GBD"), ("GBN", "GBR"), ("ROM", "ROU"), ("XKX", "RKS"), ("RKS", "XKX")] {
        document(&format!("AX7/{asked}/P"), &format!("AX7/{listed}/P"), "probable");
    }
}

#[test]
fn missing_issuer_is_probable_only_with_a_number_hardly_ever_listed_by_accident() {
    // One listed number of seven signs: a chance of 1 in 10,000,000.
    for seldom in ["AX12345", "1234567", "123456789", "0000000000"] {
        document(&format!("{seldom}//P"), &format!("{seldom}/UTO/P"), "probable");
        document(&format!("{seldom}/UTO/P"), &format!("{seldom}//P"), "probable");
        document(&format!("{seldom}//P"), &format!("{seldom}//P"), "probable");
    }
    // Six signs: 1 in 1,000,000, which is not less.
    for at_times in ["AX1234", "123456", "OB1234", "SLOGDB"] {
        document(&format!("{at_times}//P"), &format!("{at_times}/UTO/P"), "possible");
        document(&format!("{at_times}/UTO/P"), &format!("{at_times}//P"), "possible");
        document(&format!("{at_times}//P"), &format!("{at_times}//P"), "possible");
    }
}

#[test]
fn each_number_of_a_range_of_blanks_counts_towards_the_chance() {
    document("900000005//P", "900000000..900000999/UTO/P", "possible");
    document("900000005//P", "900000000..900000998/UTO/P", "probable");
    document("900000005/FRA/P", "900000000..900009998/UTO/P", "possible");
    document("900000005/FRA/P", "900000000..900009999/UTO/P", "none");
}

#[test]
fn missing_issuer_and_a_folded_number_is_possible() {
    document("AX12345O//P", "AX123450/UTO/P", "possible");
}

#[test]
fn another_issuer_is_possible_only_as_written_with_a_number_seldom_listed_by_accident() {
    document("AX1234/FRA/P", "AX1234/UTO/P", "possible");
    document("1234567890/FRA/P", "1234567890/UTO/P", "possible");
    // Five signs: 1 in 100,000, which is not less.
    document("12345/FRA/P", "12345/UTO/P", "none");
    document("AX12345O/FRA/P", "AX123450/UTO/P", "none");
    document("UTA88027/FRA/P", "UTA88001..UTA88050/UTO/P", "possible");
    document("UTA802/FRA/P", "UTA801..UTA850/UTO/P", "none");
}

#[test]
fn a_code_in_no_table_never_prevents_the_search() {
    document("AX7/QZX/P", "AX7/QZX/P", "exact");
    document("AX123456/QZX/P", "AX123456/UTO/P", "possible");
    document("123456789/QZX/P", "123456789/UTO/P", "possible");
    document("123456789/UTO/P", "123456789/Utopia/P", "possible");
    document("AX12345O/Utopia/P", "AX123450/UTO/P", "possible");
    document("123456780/Utopia/P", "123456789/UTO/P", "none");
}

#[test]
fn type_class_that_agrees_or_is_unknown_is_exact() {
    for (asked, listed) in [
        ("P", "P"),
        ("P", "PP"),
        ("PD", "P"),
        ("V", "VC"),
        ("ID", "A"),
        ("C", "I"),
        ("X", "P"),
        ("", "P"),
        ("P", ""),
    ] {
        document(&format!("AX7/UTO/{asked}"), &format!("AX7/UTO/{listed}"), "exact");
    }
}

#[test]
fn type_class_that_differs_is_probable_with_a_number_hardly_ever_on_two_documents() {
    for (asked, listed) in [("P", "V"), ("ID", "P"), ("V", "C")] {
        document(&format!("AX71234/UTO/{asked}"), &format!("AX71234/UTO/{listed}"), "probable");
        document(&format!("AX7/UTO/{asked}"), &format!("AX7/UTO/{listed}"), "possible");
    }
}

#[test]
fn the_weakest_of_number_issuer_and_type_is_the_grade() {
    document("AX71234/GBD/V", "AX71234/GBR/P", "probable");
    document("AX123456//V", "AX123456/UTO/P", "probable");
    document("AXO/GBD/V", "AX0/GBR/P", "possible");
}

#[track_caller]
fn vehicle(listed: &str, asked: Value, expected: &str) {
    let text = asked.to_string();
    assert_eq!(
        grade(List::Vehicles, &format!("{listed}; status=stolen"), json!({ "vehicle": asked })),
        expected,
        "{text} of {listed}"
    );
}

#[test]
fn vin_as_written_is_exact_and_folded_only_possible() {
    vehicle("vin=1M8GDM9AXKP042788", json!({"vin": "1m8-gdm9 axkp042788"}), "exact");
    vehicle("vin=1M8GDM9AXKP042788", json!({"vin": "1M8GDM9AXKPD4Z788"}), "possible");
    vehicle("vin=JZA80-0001234", json!({"vin": "JZA8OOOO1234"}), "possible");
    vehicle("vin=1M8GDM9AXKP042788", json!({"vin": "2M8GDM9AXKP042789"}), "none");
}

#[test]
fn vin_with_a_wrong_check_digit_is_searched_all_the_same() {
    vehicle("vin=1M8GDM9A0KP042788", json!({"vin": "1M8GDM9A0KP042788"}), "exact");
}

#[test]
fn plate_and_country_as_written_are_probable() {
    vehicle(
        "plate=AB 123 CD; plate_country=FRA",
        json!({"plates": [{"number": "ab-123-cd", "country": "FR"}]}),
        "probable",
    );
}

#[test]
fn plate_without_country_on_either_side_is_possible() {
    vehicle("plate=AB 123 CD; plate_country=FRA", json!({"plates": [{"number": "AB123CD"}]}), "possible");
    vehicle("plate=AB 123 CD", json!({"plates": [{"number": "AB123CD", "country": "FRA"}]}), "possible");
    vehicle("plate=AB 123 CD", json!({"plates": [{"number": "AB123CD"}]}), "possible");
}

#[test]
fn plate_with_another_country_is_possible() {
    vehicle(
        "plate=AB 123 CD; plate_country=FRA",
        json!({"plates": [{"number": "AB123CD", "country": "ITA"}]}),
        "possible",
    );
    vehicle(
        "plate=AB 123 CD; plate_country=GBR",
        json!({"plates": [{"number": "AB123CD", "country": "GBD"}]}),
        "possible",
    );
}

#[test]
fn plate_folded_only_is_possible() {
    vehicle(
        "plate=AB 123 CD; plate_country=FRA",
        json!({"plates": [{"number": "A8I23CO", "country": "FRA"}]}),
        "possible",
    );
}

#[test]
fn plate_in_a_look_alike_script_is_read_by_its_shape() {
    vehicle(
        "plate=А123ВС 77; plate_country=RUS",
        json!({"plates": [{"number": "A123BC77", "country": "RUS"}]}),
        "probable",
    );
    vehicle(
        "plate=IKA-4711; plate_country=GRC",
        json!({"plates": [{"number": "ΙΚΑ 4711", "country": "GRC"}]}),
        "probable",
    );
}

#[test]
fn engine_number_is_probable_and_folded_only_possible() {
    vehicle("engine_number=BKC 047110", json!({"engine_number": "bkc047110"}), "probable");
    vehicle("engine_number=BKC 047110", json!({"engine_number": "BKC O4711O"}), "possible");
}

#[test]
fn best_of_all_that_agrees_is_the_grade_of_a_vehicle() {
    vehicle(
        "vin=1M8GDM9AXKP042788; plate=AB 123 CD",
        json!({"vin": "1M8GDM9AXKP042788", "plates": [{"number": "ZZ9"}, {"number": "A8 123 CD"}]}),
        "exact",
    );
    vehicle(
        "vin=1M8GDM9AXKP042788; engine_number=BKC047110",
        json!({"vin": "1M8GDM9AXKPD42788", "engine_number": "BKC047110"}),
        "probable",
    );
}

const PERSON: &str = "notice=red; surname=ZWINGLHOFER; given=YSOLDINA MARIE";

#[track_caller]
fn born(listed: &str, asked: &[&str], expected: &str) {
    let subject =
        json!({"person": {"surname": "ZWINGLHOFER", "given": "YSOLDINA MARIE", "birth_dates": asked}});
    let row = format!("{PERSON}; birth_dates={listed}");
    assert_eq!(grade(List::Persons, &row, subject), expected, "{asked:?} of {listed}");
}

#[test]
fn person_with_all_name_parts_and_a_full_birth_date_is_probable_and_never_exact() {
    born("1974-08-12", &["1974-08-12"], "probable");
}

#[test]
fn person_with_a_partly_known_birth_date_that_agrees_is_possible() {
    born("1974", &["1974-08-12"], "possible");
    born("1974-08", &["1974-08-12"], "possible");
    born("1974-08-12", &["1974"], "possible");
    born("1974-08-12", &["1974-08"], "possible");
    born("1974", &["1974"], "possible");
    born("1974-08", &["1974-08"], "possible");
}

#[test]
fn person_without_a_birth_date_on_either_side_is_possible() {
    born("", &["1974-08-12"], "possible");
    born("1974-08-12", &[], "possible");
    born("", &[], "possible");
}

#[test]
fn person_with_day_and_month_swapped_may_be_probable() {
    born("1974-08-12", &["1974-12-08"], "probable");
}

#[test]
fn person_whose_birth_date_is_a_digit_or_a_year_off_is_possible() {
    born("1974-08-12", &["1974-08-13"], "possible");
    born("1974-08-12", &["1975-08-12"], "possible");
    born("1974", &["1975-08-12"], "possible");
    born("1974-08-12", &["1977"], "possible");
}

#[test]
fn person_whose_birth_date_contradicts_is_no_hit() {
    born("1974-08-12", &["1978-08-12"], "none");
    born("1974-08-12", &["1978"], "none");
    born("1974-08", &["1974-09-12"], "none");
    born("1974-08-12", &["1979-03-27"], "none");
}

#[test]
fn best_pair_of_birth_dates_counts_and_every_pair_must_contradict() {
    born("1975-01-01|1974-08-12", &["1974-12-08", "1974-08-12"], "probable");
    born("1975-01-01|1974-08-12", &["1980", "1974"], "possible");
    born("1975-01-01|1976", &["1980", "1971-12-08"], "none");
}

#[test]
fn name_parts_agree_in_any_order_and_spelling_and_some_may_lack() {
    let name = |asked: Value, expected: &str| {
        let text = asked.to_string();
        let row = format!("{PERSON}; aliases=Jürgen O'Neillund-Smith; birth_dates=1974-08-12");
        assert_eq!(grade(List::Persons, &row, json!({ "person": asked })), expected, "{text}");
    };
    let date = "1974-08-12";
    name(json!({"name": "Marie Zwinglhofer Ysoldina", "birth_date": date}), "probable");
    name(json!({"surname": "Ysoldina", "given": "Marie-Zwinglhöfer", "birth_date": date}), "probable");
    name(json!({"name": "JUERGEN ONEILLUND SMITH", "birth_date": date}), "probable");
    name(json!({"surname": "ZWINGLHOFER", "given": "YSOLDINA", "birth_date": date}), "probable");
    name(json!({"name": "ZWINGLHOFER", "birth_date": date}), "possible");
    name(json!({"surname": "ZWINGLHOFER", "given": "BRUNHILDA", "birth_date": date}), "none");
    name(json!({"given": "YSOLDINA MARIE", "birth_date": date}), "none");
}

#[test]
fn person_by_a_rare_name_alone_is_possible_and_by_one_that_many_bear_no_hit() {
    let row = format!("{PERSON}; birth_dates=1974-08-12");
    assert_eq!(
        grade(List::Persons, &row, json!({"person": {"name": "ZWINGLHOFER YSOLDINA MARIE"}})),
        "possible"
    );
    let common = "notice=red; surname=KIM; given=MARIE; birth_dates=1974-08-12";
    assert_eq!(grade(List::Persons, common, json!({"person": {"name": "KIM MARIE"}})), "none");
}

#[test]
fn person_of_just_this_name_and_birth_date_is_never_passed_over_however_many_bear_the_name() {
    let listed = "notice=red; surname=KIM; given=MARIE; birth_dates=1974-08-12; sex=F";
    let asked = |extra: Value| {
        let mut person = json!({"surname": "KIM", "given": "MARIE", "birth_date": "1974-08-12"});
        person.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        json!({ "person": person })
    };
    assert_eq!(grade(List::Persons, listed, asked(json!({}))), "possible");
    assert_eq!(grade(List::Persons, listed, asked(json!({"nationality": "UTO"}))), "possible");
    assert_eq!(grade(List::Persons, listed, asked(json!({"sex": "M"}))), "none");
}

#[test]
fn given_names_alone_on_a_record_do_not_hide_another_name_of_it() {
    let asked =
        json!({"person": {"surname": "KIM", "given": "YSOLDINA ZWINGLINA", "birth_date": "1974-08-12"}});
    let listed = |names: &str| format!("notice=red; {names}; birth_dates=1974-08-12");
    let given_alone = "given=YSOLDINA ZWINGLINA";
    assert_eq!(grade(List::Persons, &listed(given_alone), asked.clone()), "none");
    assert_eq!(grade(List::Persons, &listed("surname=KIM; given=YSOLDINA"), asked.clone()), "probable");
    let both = format!("{given_alone}; aliases=YSOLDINA KIM");
    assert_eq!(grade(List::Persons, &listed(&both), asked), "probable");
}

#[test]
fn person_is_found_behind_the_oldest_of_a_list_in_which_all_birth_dates_are_known() {
    // The first of all is born on the day asked with day and month swapped, the one sought later that year.
    let store = Lists::empty().with(
        List::Persons,
        &[
            "record_id=R-1; owner=UTO; notice=red; surname=NOVAK; given=EVA; birth_dates=1930-05-04",
            "record_id=R-2; owner=UTO; notice=red; surname=ZWINGLHOFER; given=YSOLDINA; birth_dates=1930-06-05",
        ],
    );
    let asked = json!({"surname": "ZWINGLHOFER", "given": "YSOLDINA", "birth_date": "1930-04-05"});
    let answer = ask(&store.open().generation, json!({"person": asked}));
    assert_eq!(list(&answer, "persons")["hits"][0]["record_id"], "R-2");
}

#[test]
fn of_several_birth_dates_asked_the_best_counts_whatever_the_others_are() {
    // The name, the sex and the month of birth just suffice; the day a year off, of the first date asked, would not.
    let listed = "notice=red; surname=ZWINGLHOFER; birth_dates=1975-08-12; sex=F";
    let asked =
        |births: &[&str]| json!({"person": {"name": "ZWINGLHOFER", "sex": "F", "birth_dates": births}});
    assert_eq!(grade(List::Persons, listed, asked(&["1974-08-12"])), "none");
    assert_eq!(grade(List::Persons, listed, asked(&["1975-08"])), "possible");
    assert_eq!(grade(List::Persons, listed, asked(&["1974-08-12", "1975-08"])), "possible");
}

#[test]
fn score_stands_on_person_hits_and_is_the_prior_and_all_weights() {
    let lists = Lists::empty()
        .with(
            List::Persons,
            &["record_id=R-1; owner=UTO; notice=red; surname=ZWINGLHOFER; given=YSOLDINA; identity_confirmed=true"],
        )
        .with(List::Documents, &["record_id=R-1; owner=UTO; number=AX7; issuer=UTO; status=stolen"]);
    let person = json!({"surname": "ZWINGLHOFER", "given": "YSOLDINA"});
    let answer = ask(&lists.open().generation, json!({"person": person, "document": {"number": "AX7"}}));
    let person = &list(&answer, "persons")["hits"][0];
    let weights = person["why"].as_array().unwrap().iter().map(|reason| reason["weight"].as_f64().unwrap());
    let (score, prior) = (person["score"].as_f64().unwrap(), person["prior"].as_f64().unwrap());
    assert!((prior + weights.sum::<f64>() - score).abs() < 1e-9);
    assert!((prior + 21.64).abs() < 1e-9, "a short list counts as one of 100,000 records");
    assert_eq!(person["identity_confirmed"], true);
    assert!(!list(&answer, "documents")["hits"][0].as_object().unwrap().contains_key("score"));
}
