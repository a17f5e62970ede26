//! Cleared namesakes: one traveller and one record that two persons have signed to be two persons.

use proptest::prelude::*;
use serde_json::{Value, json};
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::cleared::{Clearance, ClearanceFault, ClearedFile, ClearedPairs, Salt, TravellerHash};
use watchpost_engine::date::Date;
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::list::List;
use watchpost_engine::person::birth_date::BirthDate;
use watchpost_engine::wire::{Grade, Question};

use crate::asking::{ask, ask_under, each, list, outcome};
use crate::store::{Lists, OpenStore, now};

const LISTED: &str =
    "record_id=N-1; owner=UTO; notice=red; surname=ERIKSSUND; given=YSOLDINA; birth_dates=1974-08-12";
const SALT: Salt = Salt::new([7; 32]);

/// The specimen zone of Doc 9303-4, with the holder's document and name.
const ZONE: [&str; 2] =
    ["P<UTOERIKSSUND<<YSOLDINA<<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];

fn listed(row: &str) -> OpenStore {
    Lists::empty().with(List::Persons, &[row]).open()
}

fn typed() -> Value {
    json!({
        "document": {"number": "L898902C3", "issuer": "UTO", "type": "P"},
        "person": {"surname": "ERIKSSUND", "given": "YSOLDINA", "birth_date": "1974-08-12"},
    })
}

fn traveller(issuer: &str, number: &str, born: &str) -> TravellerHash {
    let issuer = IssuerCode::parse(issuer).unwrap();
    let number = DocumentNumber::parse(number).unwrap();
    TravellerHash::of(&SALT, issuer, &number, BirthDate::parse(born).unwrap()).unwrap()
}

/// The clearance of the specimen's holder, made from the hit that she has on a record of this store.
fn clearance(store: &OpenStore, record_id: &str) -> Clearance {
    let answer = ask(&store.generation, typed());
    let hits = list(&answer, "persons")["hits"].as_array().unwrap();
    let hit = hits.iter().find(|hit| hit["record_id"] == record_id).unwrap();
    Clearance {
        traveller: traveller("UTO", "L898902C3", "1974-08-12"),
        owner: IssuerCode::parse("UTO").unwrap(),
        record_id: record_id.to_owned(),
        record_version: hit["record_version"].as_str().unwrap().parse().unwrap(),
        grade: Grade::parse(hit["grade"].as_str().unwrap()).unwrap(),
        score: hit["score"].as_f64(),
        reason: "fingerprints differ".to_owned(),
        by: "u-1".to_owned(),
        second: "u-2".to_owned(),
        created: now(),
        expires_on: Date::parse("2027-11-24").unwrap(),
    }
}

fn pairs(clearances: impl IntoIterator<Item = Clearance>) -> ClearedPairs {
    let mut file = ClearedFile::new(SALT);
    for clearance in clearances {
        file.add(clearance).unwrap();
    }
    ClearedPairs::new(&ClearedFile::parse(&file.to_bytes().unwrap()).unwrap())
}

fn ask_cleared(store: &OpenStore, pairs: &ClearedPairs, subject: Value) -> Value {
    let conditions = Conditions { cleared: Some(pairs), ..Conditions::at(now()) };
    ask_under(&store.generation, json!({"subjects": [subject]}), &conditions)
}

/// Whether a clearance takes out the hit that this subject has on record N-1 without it.
#[track_caller]
fn is_cleared(store: &OpenStore, clearance: &Clearance, subject: &Value) -> bool {
    let has_hit = |answer: &Value| each(&list(answer, "persons")["hits"], "record_id").contains(&"N-1");
    assert!(has_hit(&ask(&store.generation, subject.clone())), "nothing to clear: {subject}");
    !has_hit(&ask_cleared(store, &pairs([clearance.clone()]), subject.clone()))
}

#[test]
fn a_cleared_traveller_is_answered_as_if_the_record_were_not_listed() {
    let store = listed(LISTED);
    let nobody = Lists::empty().open();
    let pairs = pairs([clearance(&store, "N-1")]);
    for subject in [typed(), json!({"mrz": ZONE}), json!({"mrz": ZONE.concat()})] {
        assert_eq!(outcome(&ask(&store.generation, subject.clone())), "hit");
        assert_eq!(ask_cleared(&store, &pairs, subject.clone()), ask(&nobody.generation, subject));
    }
}

#[test]
fn the_count_of_withdrawn_hits_is_told_to_the_caller_and_not_to_who_asks() {
    let store = listed(LISTED);
    let pairs = pairs([clearance(&store, "N-1")]);
    let question = json!({"purpose": "test", "operator": "u-1", "subjects": [typed(), {"mrz": ZONE}]});
    let question: Question = serde_json::from_value(question).unwrap();
    let conditions = Conditions { cleared: Some(&pairs), ..Conditions::at(now()) };
    let answer = check(&store.generation, &question, &conditions, String::new()).unwrap();
    assert_eq!(answer.withdrawn, 2);
    let told = serde_json::to_string(&answer).unwrap();
    assert!(!told.contains("withdrawn") && !told.contains("cleared") && !told.contains("N-1"), "{told}");
    let without = check(&store.generation, &question, &Conditions::at(now()), String::new()).unwrap();
    assert_eq!(without.withdrawn, 0);
}

#[test]
fn a_clearance_lapses_when_the_record_changes() {
    let signed = clearance(&listed(LISTED), "N-1");
    let same = listed(LISTED);
    assert!(is_cleared(&same, &signed, &typed()), "another build of the same row");
    for change in ["caution=armed", "birth_dates=1974-08-12|1975", "aliases=BERG", "offences=fraud"] {
        let changed = listed(&format!("{LISTED}; {change}"));
        assert!(!is_cleared(&changed, &signed, &typed()), "{change}");
    }
}

#[test]
fn a_clearance_lapses_when_another_document_is_presented() {
    let store = listed(LISTED);
    let signed = clearance(&store, "N-1");
    for (issuer, number) in [("UTO", "L898902C4"), ("UTO", "L8989O2C3"), ("DEU", "L898902C3")] {
        let mut subject = typed();
        subject["document"] = json!({"number": number, "issuer": issuer});
        assert!(!is_cleared(&store, &signed, &subject), "{issuer} {number}");
    }
    let mut none = typed();
    none.as_object_mut().unwrap().remove("document");
    assert!(!is_cleared(&store, &signed, &none), "no document at all");
    let mut without_issuer = typed();
    without_issuer["document"] = json!({"number": "L898902C3"});
    assert!(!is_cleared(&store, &signed, &without_issuer), "an issuer that nobody told");
    let second = json!({"mrz": ZONE, "document": {"number": "X1234567", "issuer": "UTO"}});
    assert!(!is_cleared(&store, &signed, &second), "a second document beside the cleared one");
    let of_second = Clearance { traveller: traveller("UTO", "X1234567", "1974-08-12"), ..signed.clone() };
    assert!(!is_cleared(&store, &of_second, &second), "the cleared one beside another that was read");
    let twice = json!({"mrz": ZONE, "document": {"number": "l898902c3", "issuer": "UTO"}});
    assert!(is_cleared(&store, &signed, &twice), "the cleared one, read and typed");
}

#[test]
fn a_clearance_needs_the_full_birth_date_that_was_signed() {
    // Listed by year alone, so that several birth dates meet the record.
    let store = listed(&LISTED.replace("1974-08-12", "1974"));
    let signed = clearance(&store, "N-1");
    for (births, expected) in [
        (json!(["1974-08-12"]), true),
        (json!(["1974-08-12", "1974-08-12"]), true),
        (json!(["1974-12-08"]), false),
        (json!(["1974-08"]), false),
        (json!(["1974"]), false),
        (json!(["1974-08-12", "1974-08-13"]), false),
        (json!(["1974-08-12", "soon"]), false),
        (json!([]), false),
    ] {
        let mut subject = typed();
        subject["person"] = json!({"surname": "ERIKSSUND", "given": "YSOLDINA", "birth_dates": births});
        assert_eq!(is_cleared(&store, &signed, &subject), expected, "{births}");
    }
    let mut zone_and_other = json!({"mrz": ZONE, "person": typed()["person"]});
    assert!(is_cleared(&store, &signed, &zone_and_other));
    zone_and_other["person"]["birth_date"] = json!("1974");
    assert!(!is_cleared(&store, &signed, &zone_and_other), "told twice, and differently");
    zone_and_other["person"]["birth_date"] = json!("1974-08-13");
    let of_other = Clearance { traveller: traveller("UTO", "L898902C3", "1974-08-13"), ..signed };
    assert!(!is_cleared(&store, &of_other, &zone_and_other), "not the one that was read");
}

#[test]
fn a_zone_that_failed_a_check_is_nobody_who_was_cleared() {
    let store = listed(LISTED);
    let signed = clearance(&store, "N-1");
    // The check digit of the date of expiry, of the whole, and of the number.
    for line in [
        "L898902C36UTO7408122F1204158ZE184226B<<<<<10",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<11",
        "L898902C37UTO7408122F1204159ZE184226B<<<<<10",
    ] {
        assert!(!is_cleared(&store, &signed, &json!({"mrz": [ZONE[0], line]})), "{line}");
    }
}

#[test]
fn a_clearance_holds_from_the_day_it_was_signed_through_its_last_day() {
    let store = listed(LISTED);
    let pairs = pairs([clearance(&store, "N-1")]);
    for (moment, expected) in [
        ("2026-11-23T23:59:59Z", "hit"),
        ("2026-11-24T00:00:00Z", "no_hit"),
        ("2027-11-24T23:59:59Z", "no_hit"),
        ("2027-11-25T00:00:00Z", "hit"),
    ] {
        let conditions = Conditions {
            cleared: Some(&pairs),
            lease: jiff::SignedDuration::MAX,
            stale_after: jiff::SignedDuration::MAX,
            ..Conditions::at(moment.parse().unwrap())
        };
        let answer = ask_under(&store.generation, json!({"subjects": [typed()]}), &conditions);
        assert_eq!(outcome(list(&answer, "persons")), expected, "{moment}");
    }
}

#[test]
fn a_clearance_lapses_when_the_record_answers_better_than_was_signed() {
    let store = listed(LISTED);
    let signed = clearance(&store, "N-1");
    assert_eq!(signed.grade, Grade::Probable);
    assert!(!is_cleared(&store, &Clearance { grade: Grade::Possible, ..signed.clone() }, &typed()));
    assert!(is_cleared(&store, &Clearance { grade: Grade::Exact, ..signed }, &typed()));
}

#[test]
fn a_record_that_protects_someone_is_never_cleared() {
    for rest in [
        "notice=yellow; birth_dates=2015-08-12",
        "notice=yellow; birth_dates=1974-08-12",
        "notice=red; status=victim",
        "notice=red; status=victim; action=arrest",
        "notice=blue; status=missing; birth_dates=1974-08-12; action=locate",
        "notice=alert; action=protect",
    ] {
        let row = format!("record_id=N-1; owner=UTO; surname=ERIKSSUND; given=YSOLDINA; {rest}");
        let store = listed(&row);
        let born = if rest.contains("2015") { "2015-08-12" } else { "1974-08-12" };
        let mut subject = typed();
        subject["person"]["birth_date"] = json!(born);
        let before = ask(&store.generation, subject.clone());
        let hit = &list(&before, "persons")["hits"][0];
        let signed = Clearance {
            traveller: traveller("UTO", "L898902C3", born),
            record_version: hit["record_version"].as_str().unwrap().parse().unwrap(),
            grade: Grade::Exact,
            score: Some(1e9),
            ..clearance(&listed(LISTED), "N-1")
        };
        assert_eq!(ask_cleared(&store, &pairs([signed]), subject), before, "{rest}");
    }
}

#[test]
fn hits_on_documents_stay_whatever_was_cleared() {
    let row = format!("{LISTED}; documents=UTO/L898902C3/P");
    let stolen = "record_id=D-1; owner=UTO; number=L898902C3; issuer=UTO; type=P; status=stolen";
    let tied = "record_id=N-1; owner=UTO; number=L898902C3; issuer=UTO; type=P; status=notice; notice_id=N-1";
    let store = Lists::empty().with(List::Documents, &[stolen, tied]).with(List::Persons, &[&row]).open();
    let before = ask(&store.generation, typed());
    let after = ask_cleared(&store, &pairs([clearance(&store, "N-1")]), typed());
    assert_eq!(list(&after, "documents"), list(&before, "documents"));
    assert_eq!(each(&list(&after, "documents")["hits"], "record_id").len(), 3);
    assert_eq!(outcome(list(&after, "persons")), "no_hit");
}

#[test]
fn only_the_pair_that_was_signed_is_cleared() {
    let second = LISTED.replace("N-1", "N-2");
    let other_owner = LISTED.replace("owner=UTO", "owner=XXA");
    let store = Lists::empty().with(List::Persons, &[LISTED, &second, &other_owner]).open();
    let pairs = pairs([clearance(&store, "N-1")]);
    let hits = |subject| {
        let answer = ask_cleared(&store, &pairs, subject);
        let hits = list(&answer, "persons")["hits"].clone();
        let named = |hit: &Value| format!("{}/{}", hit["owner"], hit["record_id"]).replace('"', "");
        hits.as_array().unwrap().iter().map(named).collect::<Vec<_>>()
    };
    assert_eq!(hits(typed()), ["UTO/N-2", "XXA/N-1"]);
    let mut namesake = typed();
    namesake["document"]["number"] = json!("L898902C9");
    assert_eq!(hits(namesake), ["UTO/N-1", "UTO/N-2", "XXA/N-1"]);
}

#[test]
fn a_clearance_is_signed_by_two_and_for_two_years_at_most() {
    let signed = clearance(&listed(LISTED), "N-1");
    let refused = |clearance: Clearance| ClearedFile::new(SALT).add(clearance).unwrap_err();
    for second in ["u-1", "U-1", " u-1 "] {
        let by_one = Clearance { second: second.to_owned(), ..signed.clone() };
        assert_eq!(refused(by_one), ClearanceFault::OnePerson);
    }
    let last = Date::parse("2028-11-24").unwrap();
    assert!(ClearedFile::new(SALT).add(Clearance { expires_on: last, ..signed.clone() }).is_ok());
    let too_long = Clearance { expires_on: Date::parse("2028-11-25").unwrap(), ..signed.clone() };
    assert_eq!(refused(too_long), ClearanceFault::HoldsTooLong { last });
    assert_eq!(
        refused(Clearance { reason: " ".to_owned(), ..signed.clone() }),
        ClearanceFault::Missing { field: "reason" }
    );
    let leap = Date::parse("2028-02-29").unwrap();
    assert_eq!(Clearance::last_day(leap), Date::parse("2030-02-28").unwrap());
}

#[test]
fn a_file_that_is_not_whole_is_refused_and_none_of_it_is_used() {
    let store = listed(LISTED);
    let mut file = ClearedFile::new(SALT);
    file.add(clearance(&store, "N-1")).unwrap();
    file.add(Clearance { record_id: "N-2".to_owned(), ..clearance(&store, "N-1") }).unwrap();
    let bytes = file.to_bytes().unwrap();
    assert_eq!(ClearedFile::parse(&bytes).unwrap(), file);
    for cut in 0..bytes.len() - 1 {
        assert!(ClearedFile::parse(&bytes[..cut]).is_err(), "{cut}");
    }
    let text = String::from_utf8(bytes).unwrap();
    let clearance = text.lines().nth(1).unwrap();
    for (broken, told) in [
        (format!("{text}{clearance}\n"), "earlier line"),
        (text.replace("\"u-2\"", "\"u-1\""), "two different persons"),
        (text.replace("2027-11-24", "2037-11-24"), "2 years at most"),
        (text.replace("\"second\"", "\"third\""), "line 2 is no clearance"),
        (text.replace("_cleared\":1", "_cleared\":2"), "version 2"),
        (String::new(), "first line"),
    ] {
        let error = ClearedFile::parse(broken.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_file_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), at in any::<prop::sample::Index>()) {
        prop_assert!(ClearedFile::parse(&bytes).is_err(), "no chance makes a file");
        let mut damaged = FILE.to_vec();
        let at = at.index(damaged.len());
        damaged.splice(at..=at, bytes.iter().copied());
        if let Ok(file) = ClearedFile::parse(&damaged) {
            prop_assert_eq!(ClearedFile::parse(&file.to_bytes().unwrap()).unwrap(), file);
        }
    }
}

/// A file of one clearance, as it is written in every release.
const FILE: &[u8] = br#"{"watchpost_cleared":1,"salt":"0707070707070707070707070707070707070707070707070707070707070707","clearances":1}
{"traveller":"0101010101010101010101010101010101010101010101010101010101010101","owner":"UTO","record_id":"N-1","record_version":"23881f2d64574bb9b69a331824da1b92","grade":"possible","score":-1.5,"reason":"height differs","by":"u-1","second":"u-2","created":"2026-11-24T12:00:00Z","expires_on":"2028-11-24"}
"#;

#[test]
fn a_file_of_an_earlier_release_is_read_and_written_again_byte_for_byte() {
    let file = ClearedFile::parse(FILE).unwrap();
    assert_eq!(file.to_bytes().unwrap(), FILE);
    assert_eq!(file.clearances()[0].id(), "cd32d534162280a5");
}

#[test]
fn nothing_of_the_traveller_stands_in_the_file_or_in_debug_output() {
    let mut file = ClearedFile::new(SALT);
    file.add(clearance(&listed(LISTED), "N-1")).unwrap();
    let told = String::from_utf8(file.to_bytes().unwrap()).unwrap();
    for personal in ["L898902C3", "1974", "ERIKSSUND"] {
        assert!(!told.contains(personal), "{told}");
    }
    let debug = format!("{file:?} {:?}", ClearedPairs::new(&file));
    assert!(!debug.contains("N-1") && !debug.contains("fingerprints"), "{debug}");
}

/// Four travellers and four records, some of which share name, birth date and document.
fn person(of: usize) -> (&'static str, &'static str, String, &'static str) {
    let names = [("NOVAKOVA", "EVA"), ("NOVAKOVA", "EVA"), ("BERG", "JAN"), ("BERG", "EVA")];
    let (surname, given) = names[of % 4];
    (surname, given, format!("X123456{}", of % 4), ["1980-01-02", "1980-01-02", "1971-05-06", "1980"][of % 4])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn clearing_pairs_changes_these_pairs_under_persons_and_nothing_else(
        listed in prop::collection::vec((0..4_usize, any::<bool>(), 0..3_usize), 1..6),
        asked in prop::collection::vec(0..4_usize, 1..5),
        cleared in prop::collection::vec((0..4_usize, 0..6_usize), 0..6),
    ) {
        let persons: Vec<String> = listed.iter().enumerate().map(|(id, (of, names_document, notice))| {
            let (surname, given, number, born) = person(*of);
            let notice = ["red", "yellow", "blue"][*notice];
            let documents = if *names_document { format!("; documents=UTO/{number}/P") } else { String::new() };
            format!("record_id=N-{id}; owner=UTO; notice={notice}; surname={surname}; given={given}; birth_dates={born}{documents}")
        }).collect();
        let texts: Vec<&str> = persons.iter().map(String::as_str).collect();
        let stolen = "record_id=D-1; owner=UTO; number=X1234560; issuer=UTO; type=P; status=stolen";
        let store = Lists::empty().with(List::Documents, &[stolen]).with(List::Persons, &texts).open();
        let subject = |of: usize| {
            let (surname, given, number, born) = person(of);
            json!({"document": {"number": number, "issuer": "UTO", "type": "P"},
                   "person": {"surname": surname, "given": given, "birth_date": born}})
        };
        let mut file = ClearedFile::new(SALT);
        let mut signed: Vec<(usize, String)> = Vec::new();
        for (of, record) in &cleared {
            let record = format!("N-{record}");
            let answer = ask(&store.generation, subject(*of));
            let hits = list(&answer, "persons")["hits"].clone();
            let Some(hit) = hits.as_array().unwrap().iter().find(|hit| hit["record_id"] == json!(record)) else { continue };
            let (_, _, number, born) = person(*of);
            let born = BirthDate::parse(born).unwrap();
            let uto = IssuerCode::parse("UTO").unwrap();
            let Some(traveller) = TravellerHash::of(&SALT, uto, &DocumentNumber::parse(&number).unwrap(), born) else { continue };
            file.add(Clearance {
                traveller,
                owner: uto,
                record_id: record.clone(),
                record_version: hit["record_version"].as_str().unwrap().parse().unwrap(),
                grade: Grade::parse(hit["grade"].as_str().unwrap()).unwrap(),
                score: hit["score"].as_f64(),
                reason: "another person".to_owned(),
                by: "u-1".to_owned(),
                second: "u-2".to_owned(),
                created: now(),
                expires_on: Date::parse("2026-12-24").unwrap(),
            }).unwrap();
            signed.push((*of, record));
        }
        let pairs = ClearedPairs::new(&file);
        for of in asked {
            let before = ask(&store.generation, subject(of));
            let after = ask_cleared(&store, &pairs, subject(of));
            prop_assert_eq!(list(&after, "documents"), list(&before, "documents"));
            let mut expected = list(&before, "persons")["hits"].as_array().unwrap().clone();
            expected.retain(|hit| {
                let is_missing = hit["record"]["notice"] == "yellow";
                is_missing || !signed.iter().any(|(who, record)| *who == of && hit["record_id"] == json!(record))
            });
            prop_assert_eq!(list(&after, "persons")["hits"].as_array().unwrap(), &expected);
            prop_assert_eq!(&list(&after, "persons")["total"], &json!(expected.len()));
        }
    }
}
