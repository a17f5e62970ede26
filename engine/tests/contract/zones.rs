//! What a zone asks beside its number as read.

use serde_json::{Value, json};
use watchpost_engine::document::mrz::check_digit;
use watchpost_engine::list::List;

use crate::asking::{ask, codes, each, list, outcome};
use crate::store::{Lists, OpenStore};

/// ICAO's passport with another number, read with this digit.
fn passport(number: &str, digit: char) -> Value {
    let first = "PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    json!({"mrz": [first, format!("{number:<<9}{digit}UTO7408122F3204153ZE184226B<<<<<16")]})
}

/// The digit of a number.
fn digit(number: &str) -> char {
    char::from(b'0' + check_digit(format!("{number:<<9}").as_bytes()))
}

fn listed(number: &str, issuer: &str) -> OpenStore {
    let row = format!("record_id=R-1; owner=UTO; number={number}; issuer={issuer}; type=P; status=stolen");
    Lists::empty().with(List::Documents, &[&row]).open()
}

/// Asserts that `asked` finds the record of `number` as possible, and for which signs.
#[track_caller]
fn is_possible(asked: Value, number: &str, changes: &Value) {
    let answer = ask(&listed(number, "UTO").generation, asked);
    let documents = list(&answer, "documents");
    assert_eq!((outcome(documents), &documents["total"]), ("potential_hit", &json!(1)));
    assert_eq!((&answer["complete"], &answer["action"]), (&json!(true), &json!("verify-document")));
    let (hit, reason) = (&documents["hits"][0], &documents["hits"][0]["why"][0]);
    assert_eq!((&hit["grade"], &reason["rule"]), (&json!("possible"), &json!("misread")));
    assert_eq!((&reason["record"], &reason["changes"]), (&json!(number), changes));
    let read = &answer["subjects"][0]["mrz"]["document"]["number"];
    assert_eq!(&reason["asked"], read, "what was read is told as it was read");
}

#[test]
fn number_whose_digit_failed_asks_what_one_or_two_misread_signs_hide() {
    let changes = json!([{"at": 8, "asked": "G", "taken": "C"}]);
    is_possible(passport("L898902G3", digit("L898902C3")), "L898902C3", &changes);
    let changes = json!([{"at": 4, "asked": "3", "taken": "8"}, {"at": 8, "asked": "G", "taken": "C"}]);
    is_possible(passport("L893902G3", digit("L898902C3")), "L898902C3", &changes);
}

#[test]
fn number_whose_digit_agrees_asks_what_the_digit_does_not_see() {
    for (asked, record, at) in
        [("AF1238567", "AP1238567", 2), ("UT7700U15", "UT7700015", 7), ("M12335678", "W12335678", 1)]
    {
        assert_eq!(digit(asked), digit(record));
        let sign = |number: &str| number[at - 1..at].to_owned();
        let changes = json!([{"at": at, "asked": sign(asked), "taken": sign(record)}]);
        is_possible(passport(asked, digit(asked)), record, &changes);
    }
    let changes = json!([{"at": 9, "asked": "K", "taken": "<"}]);
    is_possible(passport("AX235678K", digit("AX235678")), "AX235678", &changes);
}

#[test]
fn misread_number_needs_the_issuer_its_family_or_none() {
    let asked = || passport("L898902G3", digit("L898902C3"));
    assert_eq!(outcome(&ask(&listed("L898902C3", "").generation, asked())), "potential_hit");
    let other = ask(&listed("L898902C3", "FRA").generation, asked());
    assert_eq!(outcome(list(&other, "documents")), "not_checked");
    assert_eq!(codes(list(&other, "documents")), ["check-digit-number"]);
}

#[test]
fn two_signs_that_the_digit_does_not_see_are_put_back_only_where_strangers_are_hardly_ever_met() {
    let asked = || passport("AX8000003", digit("AX3000008"));
    let row = "record_id=R-1; owner=UTO; number=AX3000008; issuer=UTO; type=P; status=stolen".to_owned();
    let alone = Lists::empty().with(List::Documents, &[&row]).open();
    let answer = ask(&alone.generation, asked());
    assert_eq!((outcome(&answer), &answer["complete"]), ("potential_hit", &json!(true)));
    // Of the numbers of that shape, one in five hundred is listed.
    let blanks = (0..20).map(|at| {
        let ends = format!("number=CK{at:02}00000; number_to=CK{at:02}99999");
        format!("record_id=B-{at}; owner=UTO; issuer=UTO; {ends}; status=stolen-blank")
    });
    let rows: Vec<String> = blanks.chain([row]).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let crowded = Lists::empty().with(List::Documents, &rows).open();
    let answer = ask(&crowded.generation, asked());
    assert_eq!((outcome(&answer), &answer["complete"]), ("no_hit", &json!(true)));
}

#[test]
fn misread_number_is_found_in_a_range_and_on_a_person_record() {
    let range = "record_id=R-1; owner=UTO; number=C8800; number_to=C8899; issuer=UTO; status=stolen-blank";
    let person = "record_id=R-2; owner=UTO; notice=red; surname=DOE; documents=UTO/C8850/P";
    let store = Lists::empty().with(List::Documents, &[range]).with(List::Persons, &[person]).open();
    let answer = ask(&store.generation, passport("G8850", digit("C8850")));
    let documents = list(&answer, "documents");
    assert_eq!(
        (outcome(documents), each(&documents["hits"], "grade")),
        ("potential_hit", vec!["possible"; 2])
    );
    for hit in documents["hits"].as_array().unwrap() {
        assert_eq!(hit["why"][0]["rule"], "misread");
    }
}

#[test]
fn number_as_read_is_asked_first_and_alone_where_it_meets_an_exact_record() {
    let meets = |issuer: &str, number: &str, digit: char| {
        let rows = [
            format!("record_id=R-1; owner=UTO; number=AF1238567; issuer={issuer}; type=P; status=stolen"),
            "record_id=R-2; owner=UTO; number=AP1238567; issuer=UTO; type=P; status=stolen".to_owned(),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let store = Lists::empty().with(List::Documents, &rows).open();
        let answer = ask(&store.generation, passport(number, digit));
        let hits = &list(&answer, "documents")["hits"];
        let pairs = each(hits, "record_id").into_iter().zip(each(hits, "grade"));
        pairs.map(|(record, grade)| format!("{record} {grade}")).collect::<Vec<_>>()
    };
    assert_eq!(meets("UTO", "AF1238567", digit("AF1238567")), ["R-1 exact"]);
    assert_eq!(meets("", "AF1238567", digit("AF1238567")), ["R-1 probable", "R-2 possible"]);
    // Its digit is that of the other record's number with 3 for 8: the number as read is in doubt.
    let rows = [
        "record_id=R-1; owner=UTO; number=AX1238567; issuer=UTO; type=P; status=stolen",
        "record_id=R-2; owner=UTO; number=AX1233567; issuer=UTO; type=P; status=stolen",
    ];
    let store = Lists::empty().with(List::Documents, &rows).open();
    let answer = ask(&store.generation, passport("AX1238567", digit("AX1233567")));
    let hits = &list(&answer, "documents")["hits"];
    assert_eq!(each(hits, "grade"), ["exact", "possible"]);
}

/// Two documents and two persons of the specimen State.
fn specimens() -> OpenStore {
    Lists::empty()
        .with(
            List::Documents,
            &["record_id=R-1; owner=UTO; number=L898902C3; issuer=UTO; type=P; status=stolen"],
        )
        .with(
            List::Persons,
            &["record_id=R-2; owner=UTO; notice=red; surname=ERIKSSON; given=ANNA MARIA; birth_dates=1974-08-12"],
        )
        .open()
}

const ANNA: [&str; 2] =
    ["PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F3204153ZE184226B<<<<<16"];

/// The zone of `ANNA` with a text of it read as another.
fn misread(text: &str, as_read: &str) -> Value {
    json!({"mrz": ANNA.map(|line| line.replace(text, as_read))})
}

#[test]
fn letters_in_a_date_of_birth_are_searched_as_digits_and_told() {
    let answer = ask(&specimens().generation, misread("7408122F", "74O8122F"));
    let mrz = &answer["subjects"][0]["mrz"];
    assert_eq!(list(&answer, "persons")["hits"][0]["grade"], "probable", "the whole date agrees");
    assert_eq!((&mrz["person"]["birth_date"], &mrz["checks_passed"]), (&Value::Null, &json!(false)));
    let forced = json!([{"field": "birth_date", "line": 2, "column": 16, "read": "O", "taken": "0"}]);
    assert_eq!(mrz["forced"], forced);
    assert!(codes(&answer["subjects"][0]).contains(&"sign-not-allowed"));

    let answer = ask(&specimens().generation, misread("7408122F", "74O8123F"));
    assert_eq!(
        list(&answer, "persons")["total"],
        0,
        "its digit does not agree, and the name alone is common"
    );
    assert_eq!(answer["subjects"][0]["mrz"].get("forced"), None);
}

#[test]
fn digits_in_a_name_are_searched_as_letters_and_nothing_found_is_not_checked() {
    let answer = ask(&specimens().generation, misread("ERIKSSON", "ER1K5SON"));
    let (mrz, persons) = (&answer["subjects"][0]["mrz"], list(&answer, "persons"));
    assert_eq!((outcome(persons), &answer["complete"]), ("hit", &json!(true)));
    assert_eq!((&mrz["person"]["surname"], &mrz["person"]["given"]), (&json!(""), &json!("")));
    let taken = each(&mrz["forced"], "read").into_iter().zip(each(&mrz["forced"], "taken"));
    assert_eq!(taken.collect::<Vec<_>>(), [("1", "I"), ("5", "S")]);

    let answer = ask(&specimens().generation, misread("ERIKSSON", "SVEN550N"));
    assert_eq!((outcome(list(&answer, "persons")), &answer["complete"]), ("not_checked", &json!(false)));
    assert_eq!(codes(list(&answer, "persons")), ["name-unreadable"]);
    let answer = ask(&specimens().generation, misread("ERIKSSON", "E0145570"));
    assert_eq!(answer["subjects"][0]["mrz"].get("forced"), None, "seven digits are no misread name");
}

#[test]
fn issuer_with_a_digit_agrees_with_the_record_it_looks_like_and_else_counts_as_missing() {
    let read = misread("PPUTO", "PPUT0");
    let answer = ask(&specimens().generation, read.clone());
    let hit = &list(&answer, "documents")["hits"][0];
    let reason = json!({"field": "issuer", "asked": "UTO", "record": "UTO", "rule": "forced-sign"});
    assert_eq!((&hit["grade"], &hit["why"][1]), (&json!("probable"), &reason));
    assert_eq!(answer["subjects"][0]["mrz"]["document"]["issuer"], Value::Null);
    // A number of six signs is listed by accident at times: a missing issuer is possible, the forced one probable.
    for (issuer, grade, rule) in [("UTO", "probable", "forced-sign"), ("FRA", "possible", "missing")] {
        let zone = json!({"mrz": ["PPUT0ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
            format!("123456<<<{}UTO7408122F3204153ZE184226B<<<<<16", digit("123456"))]});
        let answer = ask(&listed("123456", issuer).generation, zone);
        let hit = &list(&answer, "documents")["hits"][0];
        assert_eq!((&hit["grade"], &hit["why"][1]["rule"]), (&json!(grade), &json!(rule)), "{issuer}");
    }
}

/// A visa of Utopia for a passport of another country.
fn visa(nationality: &str) -> Value {
    json!({"mrz": ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", format!("L8988901C4{nationality}4009078F9612109<<<<<<<<")]})
}

#[test]
fn visa_asks_the_visa_and_the_passport_that_its_number_may_be() {
    let listed = |text: &str| {
        let row = format!("record_id=R-1; owner=UTO; number=L8988901C; status=stolen; {text}");
        Lists::empty().with(List::Documents, &[&row]).open()
    };
    for (record, nationality, grade) in [
        ("issuer=UTO; type=V", "FRA", "exact"),
        ("issuer=FRA; type=P", "FRA", "exact"),
        ("issuer=GBR; type=P", "GBN", "probable"),
        ("issuer=FRA; type=P", "FR4", "probable"),
        ("issuer=FRA; type=P", "XXX", "probable"),
        ("issuer=FRA; type=P", "XXB", "probable"),
        ("issuer=ITA; type=P", "FRA", "possible"),
    ] {
        let answer = ask(&listed(record).generation, visa(nationality));
        let documents = list(&answer, "documents");
        assert_eq!(
            (&documents["total"], &documents["hits"][0]["grade"]),
            (&json!(1), &json!(grade)),
            "{record} {nationality}"
        );
    }
    let answer = ask(&listed("issuer=ITA; type=P").generation, visa("ITA"));
    let why = &list(&answer, "documents")["hits"][0]["why"];
    assert_eq!((&why[1]["asked"], &why[1]["record"]), (&json!("ITA"), &json!("ITA")));
}

#[test]
fn two_documents_of_one_visa_are_no_row_of_numbers() {
    let range =
        "record_id=R-1; owner=UTO; number=F00000000; number_to=F00000099; issuer=FRA; status=stolen-blank";
    let store = Lists::empty().with(List::Documents, &[range]).open();
    let visa =
        json!({"mrz": ["VCFRASPECIMEN<<SPECIMEN<<<<<<<<<<<<<", "F000000005FRA0311063M1401143<M300703"]});
    let answer = ask(&store.generation, visa);
    assert_eq!((&list(&answer, "documents")["total"], &answer["group"]), (&json!(1), &json!([])));
}

#[test]
fn french_identity_card_before_2021_is_asked_by_its_number_and_holder() {
    let zone =
        json!({"mrz": ["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4"]});
    let person =
        "record_id=R-2; owner=UTO; notice=red; surname=BERTHIER; given=CORINNE; birth_dates=1965-12-06";
    let store = Lists::empty()
        .with(
            List::Documents,
            &["record_id=R-1; owner=FRA; number=940992310285; issuer=FRA; type=ID; status=lost"],
        )
        .with(List::Persons, &[person])
        .open();
    let answer = ask(&store.generation, zone);
    assert_eq!(answer["subjects"][0]["mrz"]["format"], "FRA-ID");
    assert_eq!(answer["subjects"][0]["mrz"]["checks_passed"], true);
    assert_eq!(list(&answer, "documents")["hits"][0]["grade"], "exact");
    assert_eq!(list(&answer, "persons")["hits"][0]["grade"], "probable");
}
