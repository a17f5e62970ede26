//! Asks in the JSON of the contract and gives the answer as JSON, as a client sees both.

#![allow(dead_code, reason = "each test file uses the part that it needs")]

use serde_json::{Value, json};
use watchpost_engine::check::{Conditions, check};
use watchpost_engine::generation::Generation;
use watchpost_engine::wire::Question;

use super::store::now;

/// The answer to one subject, asked now.
pub(crate) fn ask(generation: &Generation, subject: Value) -> Value {
    ask_all(generation, json!([subject]))
}

/// The answer to several subjects, asked now.
pub(crate) fn ask_all(generation: &Generation, subjects: Value) -> Value {
    ask_under(generation, json!({"subjects": subjects}), &Conditions::at(now()))
}

/// The answer to a question under these conditions; `purpose` and `operator` may be left out.
pub(crate) fn ask_under(generation: &Generation, mut question: Value, conditions: &Conditions) -> Value {
    let fields = question.as_object_mut().unwrap();
    fields.entry("purpose").or_insert(json!("test"));
    fields.entry("operator").or_insert(json!("u-1"));
    let question: Question = serde_json::from_value(question).unwrap();
    let answer = check(generation, &question, conditions, "01KB".to_owned()).unwrap();
    serde_json::to_value(answer).unwrap()
}

/// What a list answers for the first subject.
pub(crate) fn list<'a>(answer: &'a Value, name: &str) -> &'a Value {
    let lists = answer["subjects"][0]["lists"].as_array().unwrap();
    lists.iter().find(|list| list["list"] == name).unwrap_or_else(|| panic!("{name} was not asked"))
}

/// The texts of one field over an array.
pub(crate) fn each<'a>(array: &'a Value, field: &str) -> Vec<&'a str> {
    array.as_array().unwrap().iter().map(|element| element[field].as_str().unwrap()).collect()
}

/// The codes of the problems of a subject or list.
pub(crate) fn codes(of: &Value) -> Vec<&str> {
    each(&of["problems"], "code")
}

/// Outcome and completeness of a check, subject or list.
pub(crate) fn outcome(of: &Value) -> &str {
    of["outcome"].as_str().unwrap()
}
