//! Numbers that thousands of records have, and ranges that thousands of others overlap: what has to be found is
//! found, and what was left out is told.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/asking.rs"]
mod asking;
#[path = "support/lists.rs"]
mod lists;
#[path = "support/store.rs"]
mod store;

use serde_json::{Value, json};
use watchpost_engine::limits;
use watchpost_engine::list::List;

use asking::{ask, ask_all, codes, each, list, outcome};
use lists::{ListRow, row};
use store::Lists;

const ZEROS: &str = "000000000";

fn listed(count: usize, text: impl Fn(usize) -> String) -> Vec<ListRow> {
    (0..count).map(|at| row(&format!("record_id=R-{at}; owner=UTO; status=lost; {}", text(at)))).collect()
}

fn exact(rest: &str) -> ListRow {
    row(&format!("record_id=SOUGHT; owner=UTO; status=stolen; {rest}"))
}

/// The exact record is among the hits, and the answer says that not all were graded.
#[track_caller]
fn is_found_and_more_is_told(answer: &Value, of: &str) {
    let list = list(answer, of);
    assert!(each(&list["hits"], "record_id").contains(&"SOUGHT"));
    assert!(codes(list).contains(&"too-many-candidates"));
    assert_eq!((outcome(answer), &answer["complete"]), ("hit", &json!(false)));
    assert!(answer["actions"].as_array().unwrap().contains(&json!("check-again")));
}

#[test]
fn exact_record_is_found_among_ten_thousand_of_other_issuers() {
    let issuers = ["DEU", "FRA", "ITA", "USA", "VAT", "ZWE"];
    let rows = listed(10_000, |at| format!("number={ZEROS}; issuer={}", issuers[at % issuers.len()]));
    let store = Lists::empty()
        .with_rows(List::Documents, rows)
        .with_rows(List::Documents, [exact(&format!("number={ZEROS}; issuer=UTO"))])
        .open();
    let answer = ask(&store.generation, json!({"document": {"number": ZEROS, "issuer": "UTO"}}));
    is_found_and_more_is_told(&answer, "documents");
    let documents = list(&answer, "documents");
    assert_eq!((&documents["total"], &documents["hits"][0]["grade"]), (&json!(1), &json!("exact")));
    let nobodys = json!({"document": {"number": ZEROS, "issuer": "NZL"}});
    let answer = ask(&store.generation, nobodys);
    assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)), "never a no_hit");
}

/// Ten thousand spellings of eight signs that fold to zeros. They stand in order of their signs, so the eight Qs,
/// which are not among them, come behind all others.
fn spelled(at: usize) -> String {
    (0..8).map(|place| ['0', 'D', 'O', 'Q'][at >> (2 * place) & 3]).collect()
}

#[test]
fn exact_record_is_found_among_ten_thousand_look_alikes() {
    for sought in ["QQQQQQQQ", "00000000"] {
        let rows = listed(10_000, |at| format!("number=X{}; issuer=UTO", spelled(at + 1)));
        let exact = exact(&format!("number=X{sought}; issuer=UTO"));
        let store =
            Lists::empty().with_rows(List::Documents, rows).with_rows(List::Documents, [exact]).open();
        let question = json!({"document": {"number": format!("X{sought}"), "issuer": "UTO"}});
        is_found_and_more_is_told(&ask(&store.generation, question), "documents");
    }
}

#[test]
fn exact_vehicle_is_found_among_ten_thousand_look_alikes() {
    for (column, part) in [
        ("plate", json!({"plates": [{"number": "XQQQQQQQQ", "country": "UTO"}]})),
        // Numbers that so many vehicles have tell one only with its make.
        ("vin", json!({"vin": "XQQQQQQQQ", "make": "FIAT"})),
        ("engine_number", json!({"engine_number": "XQQQQQQQQ", "make": "FIAT"})),
    ] {
        let rows = listed(10_000, |at| format!("{column}=X{}; plate_country=UTO", spelled(at)));
        let rows = rows.into_iter().map(|row| row.with("status", "stolen").with("make", "FIAT"));
        let exact = exact(&format!("{column}=XQQQQQQQQ; plate_country=UTO; make=FIAT"));
        let store = Lists::empty().with_rows(List::Vehicles, rows).with_rows(List::Vehicles, [exact]).open();
        is_found_and_more_is_told(&ask(&store.generation, json!({ "vehicle": part })), "vehicles");
    }
}

#[test]
fn exact_document_named_on_a_person_record_is_found_among_ten_thousand_look_alikes() {
    let named = |number: &str| format!("notice=red; surname=NOVAK; documents=UTO/X{number}");
    let rows = listed(10_000, |at| named(&spelled(at))).into_iter().map(|row| row.with("status", "wanted"));
    let exact = exact(&named("QQQQQQQQ")).with("status", "wanted");
    let store = Lists::empty().with_rows(List::Persons, rows).with_rows(List::Persons, [exact]).open();
    let question = json!({"document": {"number": "XQQQQQQQQ", "issuer": "UTO"}});
    is_found_and_more_is_told(&ask(&store.generation, question), "documents");
}

#[test]
fn as_many_as_one_look_up_grades_are_all_told_and_one_more_is_too_many() {
    for (records, complete) in [(limits::ROWS_GRADED, true), (limits::ROWS_GRADED + 1, false)] {
        let rows = listed(records, |_| format!("number={ZEROS}; issuer=UTO"));
        let store = Lists::empty().with_rows(List::Documents, rows).open();
        let answer = ask(&store.generation, json!({"document": {"number": ZEROS, "issuer": "UTO"}}));
        assert_eq!((outcome(&answer), &answer["complete"]), ("hit", &json!(complete)), "{records}");
        let documents = list(&answer, "documents");
        assert_eq!(
            (&documents["total"], &documents["truncated"]),
            (&json!(limits::ROWS_GRADED), &json!(true))
        );
    }
}

#[test]
fn check_that_asks_for_more_than_it_may_grade_says_so_and_never_no_hit() {
    let rows = listed(limits::ROWS_GRADED, |_| format!("number={ZEROS}; issuer=UTO"));
    let store = Lists::empty().with_rows(List::Documents, rows).open();
    let granted = limits::ROWS_GRADED_A_CHECK / limits::ROWS_GRADED;
    let subjects: Vec<Value> =
        (0..granted + 3).map(|_| json!({"document": {"number": ZEROS, "issuer": "UTO"}})).collect();
    let answer = ask_all(&store.generation, json!(subjects));
    for (at, subject) in answer["subjects"].as_array().unwrap().iter().enumerate() {
        assert_eq!(subject["complete"], at < granted, "{at}");
        assert_ne!(outcome(subject), "no_hit", "{at}");
    }
}

#[test]
fn every_range_that_covers_a_number_answers_among_two_thousand_that_nest_and_overlap() {
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = |bound: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % bound
    };
    // Narrow and wide ones, ends that meet, two prefixes of which one folds to the other.
    let ranges: Vec<(&str, u64, u64)> = (0..2_000)
        .map(|at| {
            let first = below(9_000);
            let width = [0, 3, 40, 400, 9_000][at % 5];
            (["UTB", "UT8"][at % 2], first, (first + below(width + 1)).min(9_999))
        })
        .collect();
    let rows = ranges.iter().enumerate().map(|(at, (prefix, first, last))| {
        let numbers = format!("number={prefix}{first:04}; number_to={prefix}{last:04}");
        row(&format!("record_id=R-{at:04}; owner=UTO; issuer=UTO; status=stolen-blank; {numbers}"))
    });
    let store = Lists::empty().with_rows(List::Documents, rows).open();
    let ends = ranges.iter().flat_map(|(_, first, last)| [first.saturating_sub(1), *first, *last, last + 1]);
    let asked: Vec<u64> = ends.step_by(37).chain([0, 4_711, 8_999, 9_999]).collect();
    for number in asked {
        let covers = |prefix: &str| {
            let ids = ranges
                .iter()
                .enumerate()
                .filter(move |(_, (p, first, last))| *p == prefix && (*first..=*last).contains(&number));
            ids.map(|(at, _)| format!("R-{at:04}")).collect::<Vec<_>>()
        };
        let question = json!({"document": {"number": format!("UTB{number:04}"), "issuer": "UTO"}});
        let answer = ask(&store.generation, question);
        let documents = list(&answer, "documents");
        let (as_written, folded) = (covers("UTB"), covers("UT8"));
        let expected: Vec<String> =
            as_written.iter().chain(&folded).take(limits::HITS_SHOWN).cloned().collect();
        assert_eq!(documents["total"], as_written.len() + folded.len(), "{number}");
        assert_eq!(each(&documents["hits"], "record_id"), expected, "{number}");
        assert_eq!(answer["complete"], true);
    }
}

/// Ten thousand ranges of one series, each inside the one before.
fn nested(issuer: &str) -> Lists {
    let rows = listed(10_000, |at| {
        let (first, last) = (at, 9_999_999 - at);
        format!("number=UT{first:07}; number_to=UT{last:07}; issuer={issuer}")
    });
    Lists::empty().with_rows(List::Documents, rows.into_iter().map(|row| row.with("status", "stolen-blank")))
}

#[test]
fn ranges_that_nest_ten_thousand_deep_are_all_told_or_said_to_be_too_many() {
    let store = nested("UTO").open();
    for (number, covering) in [
        ("UT0000000", 1),
        ("UT9999998", 2),
        ("UT00O0002", 3),
        ("UT0004095", limits::ROWS_GRADED),
        ("UT0004096", limits::ROWS_GRADED + 1),
        ("UT5000000", 10_000),
    ] {
        let answer = ask(&store.generation, json!({"document": {"number": number, "issuer": "UTO"}}));
        let is_whole = covering <= limits::ROWS_GRADED;
        assert_ne!(outcome(&answer), "no_hit", "{number}");
        assert_eq!(list(&answer, "documents")["total"], covering.min(limits::ROWS_GRADED), "{number}");
        assert_eq!(answer["complete"], is_whole, "{number}");
        assert_eq!(codes(list(&answer, "documents")).contains(&"too-many-candidates"), !is_whole, "{number}");
    }
    let beside = ask(&store.generation, json!({"document": {"number": "UT000000A", "issuer": "UTO"}}));
    assert_eq!((outcome(&beside), &beside["complete"]), ("no_hit", &json!(true)));
    store.generation.verify_deep().unwrap();
}

#[test]
fn number_in_more_ranges_of_others_than_are_graded_is_never_no_hit() {
    let store = nested("FRA").open();
    let answer = ask(&store.generation, json!({"document": {"number": "UT5000000", "issuer": "NZL"}}));
    assert_eq!((outcome(&answer), &answer["complete"]), ("not_checked", &json!(false)));
}

/// As many numbers as a check may have, each in ten thousand ranges: the first few spend what the check may grade.
#[test]
fn check_of_many_numbers_in_nested_ranges_does_not_hold_up_the_others() {
    let store = nested("UTO").open();
    let subject = |at: usize| json!({"document": {"number": format!("UT5{at:06}"), "issuer": "FRA"}});
    let subjects: Vec<Value> = (0..limits::SUBJECTS).map(subject).collect();
    let begun = std::time::Instant::now();
    let answer = ask_all(&store.generation, json!(subjects));
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "took {:?}", begun.elapsed());
    for subject in answer["subjects"].as_array().unwrap() {
        assert_eq!((subject["outcome"] != "no_hit", &subject["complete"]), (true, &json!(false)));
    }
}

/// A stolen blank is made out with a false code of its issuer, and its number is read with look-alikes.
#[test]
fn among_twenty_thousand_ranges_each_that_covers_a_number_answers_under_any_code_and_look_alike() {
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |bound: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % bound
    };
    // A few series, in which ranges overlap some two hundred deep; `UTB` folds to `UT8`, `UTK` to itself.
    let series: Vec<u64> = (0..16).map(|_| below(99_999_999_990_000)).collect();
    let ranges: Vec<(&str, &str, u64, u64)> = (0..20_000)
        .map(|at| {
            let first = series[at % series.len()] + below(5_000);
            let width = [0, 3, 40, 400, 4_000][at % 5];
            let prefix = ["UTB", "UT8", "UTK"][at % 3];
            (prefix, ["UTO", "FRA", "UTO", "DEU"][at / 7 % 4], first, first + below(width + 1))
        })
        .collect();
    let rows = ranges.iter().enumerate().map(|(at, (prefix, issuer, first, last))| {
        let numbers = format!("number={prefix}{first:014}; number_to={prefix}{last:014}; issuer={issuer}");
        row(&format!("record_id=R-{at:05}; owner=UTO; status=stolen-blank; {numbers}"))
    });
    let store = Lists::empty().with_rows(List::Documents, rows).open();
    let ends = ranges.iter().flat_map(|(_, _, first, last)| [first - 1, *first, *last, last + 1]);
    for number in ends.step_by(1_301) {
        let covers = |prefix: &str, own: bool| {
            let ranges = ranges.iter().enumerate().filter(|(_, (of, issuer, first, last))| {
                *of == prefix && (*issuer == "UTO") == own && (*first..=*last).contains(&number)
            });
            ranges.map(|(at, _)| format!("R-{at:05}")).collect::<Vec<_>>()
        };
        let question = json!({"document": {"number": format!("UTB{number:014}"), "issuer": "UTO"}});
        let answer = ask(&store.generation, question);
        let documents = list(&answer, "documents");
        let exact = covers("UTB", true);
        let mut possible = [covers("UT8", true), covers("UTB", false)].concat();
        possible.sort();
        let expected: Vec<String> = exact.iter().chain(&possible).take(limits::HITS_SHOWN).cloned().collect();
        assert_eq!(documents["total"], exact.len() + possible.len(), "{number}");
        assert_eq!(each(&documents["hits"], "record_id"), expected, "{number}");
        assert_eq!(answer["complete"], true);
    }
    store.generation.verify_deep().unwrap();
}

#[test]
fn person_is_found_by_name_among_thousands_whose_document_has_the_same_zeros() {
    let person = |at: usize, rest: &str| row(&format!("record_id=R-{at:05}; owner=UTO; notice=red; {rest}"));
    let crowd = (0..limits::ROWS_GRADED + 100)
        .map(|at| person(at, &format!("surname=DOE; given=EVA; documents=UTO/{ZEROS}")));
    let sought = person(99_999, "surname=ZWINGLHOFER; given=YSOLDINA; birth_dates=1974-08-12");
    let store = Lists::empty().with_rows(List::Persons, crowd).with_rows(List::Persons, [sought]).open();
    let asked = json!({"surname": "ZWINGLHOFER", "given": "YSOLDINA", "birth_date": "1974-08-12"});
    let subject = json!({"person": asked, "document": {"number": ZEROS, "issuer": "UTO"}});
    let answer = ask(&store.generation, subject);
    let persons = list(&answer, "persons");
    let found = each(&persons["hits"], "record_id");
    assert!(found.contains(&"R-99999"), "{found:?}");
    assert!(codes(persons).contains(&"too-many-candidates"), "those of the document were not all graded");
}
