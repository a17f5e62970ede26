//! The example question of the contract's section 5 is answered as printed there.

use std::path::Path;

use serde_json::Value;
use watchpost_engine::check::Conditions;
use watchpost_engine::list::List;

use crate::asking::ask_under;
use crate::store::Lists;

#[test]
fn example_question_is_answered_as_printed() {
    let as_of = "2026-11-23T08:58:40Z";
    let store = List::ALL
        .into_iter()
        .fold(Lists::empty(), |lists, list| lists.complete_at(list, as_of.parse().unwrap()))
        .with(
            List::Documents,
            &["record_id=SLTD-77; owner=UTO; issuer=UTO; type=P; number=L898902C3; status=stolen; contact=ncb@uto.example"],
        )
        .open();
    let [question, printed] = printed_example();
    let conditions = Conditions::at("2026-11-23T09:05:32Z".parse().unwrap());
    let answer = ask_under(&store.generation, question, &conditions);
    says(&answer, &printed, "answer");
    assert_eq!(answer["subjects"][1]["outcome"], "no_hit");
    assert_eq!(answer["subjects"][2]["outcome"], "no_hit");
}

/// Question and answer of `POST /v1/check`: the first two blocks of JSON behind its heading.
fn printed_example() -> [Value; 2] {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/contract.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, example) = page.split_once("`POST /v1/check`\n").unwrap();
    let mut blocks = example.split("```json\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
    [(); 2].map(|()| serde_json::from_str(blocks.next().unwrap()).unwrap())
}

/// What the page cannot know of the answer here, or shows in part.
const ELSEWHERE: [&str; 4] = ["check_id", "generation", "took_us", "record"];

/// Everything that is printed is said, in the same place; an answer may gain fields.
fn says(answer: &Value, printed: &Value, place: &str) {
    match printed {
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !ELSEWHERE.contains(&name.as_str())) {
                says(&answer[name], value, &format!("{place}.{name}"));
            }
        }
        Value::Array(values) => {
            assert!(answer.as_array().is_some_and(|found| found.len() >= values.len()), "{place}");
            for (at, value) in values.iter().enumerate() {
                says(&answer[at], value, &format!("{place}[{at}]"));
            }
        }
        Value::Null => assert!(answer.is_null(), "{place}"),
        _ => assert_eq!(answer, printed, "{place}"),
    }
}
