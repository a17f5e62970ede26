//! The parts of an answer that the contract's rules decide.

use std::collections::BTreeSet;

use serde_json::Value;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub outcome: String,
    pub complete: bool,
    pub action: String,
    pub actions: Vec<String>,
    pub as_of: Option<String>,
    pub age_seconds: Option<u64>,
    pub stale: bool,
    pub exercise: bool,
    pub group: Vec<(String, Vec<String>)>,
    pub subjects: Vec<ToldSubject>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToldSubject {
    pub outcome: String,
    pub complete: bool,
    pub action: String,
    pub actions: Vec<String>,
    /// Those of [`SUBJECT_PROBLEMS`].
    pub problems: BTreeSet<String>,
    pub lists: Vec<ToldList>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToldList {
    pub list: String,
    pub outcome: String,
    pub as_of: Option<String>,
    pub total: u64,
    pub truncated: bool,
    pub problems: BTreeSet<String>,
    pub hits: Vec<ToldHit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ToldHit {
    pub owner: String,
    pub record_id: String,
    pub grade: String,
    pub action: String,
    pub status: String,
    pub exercise: bool,
    pub past_review: bool,
    /// Owner, record id and colour.
    pub notice: Option<(String, String, Option<String>)>,
    /// In hundredths, of a person.
    pub score: Option<i64>,
}

/// The problems of a subject that the model knows of; the others only describe an MRZ or a code.
pub(crate) const SUBJECT_PROBLEMS: [&str; 10] = [
    "list-not-asked",
    "mrz-unreadable",
    "check-digit-number",
    "number-unreadable",
    "name-unreadable",
    "vin-unreadable",
    "pattern-too-wide",
    "plate-unreadable",
    "engine-number-unreadable",
    "birth-date-unreadable",
];

impl Told {
    /// What the engine's answer tells.
    pub(crate) fn of(answer: &Value) -> Self {
        Self {
            outcome: text(&answer["outcome"]),
            complete: answer["complete"].as_bool().unwrap(),
            action: text(&answer["action"]),
            actions: texts(&answer["actions"]),
            as_of: answer["as_of"].as_str().map(str::to_owned),
            age_seconds: answer["age_seconds"].as_u64(),
            stale: answer["stale"].as_bool().unwrap(),
            exercise: answer["exercise"].as_bool().unwrap(),
            group: each(&answer["group"], |fact| (text(&fact["fact"]), texts(&fact["subjects"]))),
            subjects: each(&answer["subjects"], ToldSubject::of),
        }
    }
}

impl ToldSubject {
    fn of(subject: &Value) -> Self {
        let mut problems = codes(subject);
        problems.retain(|code| SUBJECT_PROBLEMS.contains(&code.as_str()));
        Self {
            outcome: text(&subject["outcome"]),
            complete: subject["complete"].as_bool().unwrap(),
            action: text(&subject["action"]),
            actions: texts(&subject["actions"]),
            problems,
            lists: each(&subject["lists"], ToldList::of),
        }
    }
}

impl ToldList {
    fn of(list: &Value) -> Self {
        Self {
            list: text(&list["list"]),
            outcome: text(&list["outcome"]),
            as_of: list["as_of"].as_str().map(str::to_owned),
            total: list["total"].as_u64().unwrap(),
            truncated: list["truncated"].as_bool().unwrap(),
            problems: codes(list),
            hits: each(&list["hits"], ToldHit::of),
        }
    }
}

impl ToldHit {
    fn of(hit: &Value) -> Self {
        let notice = hit.get("notice").map(|notice| {
            (text(&notice["owner"]), text(&notice["record_id"]), notice["colour"].as_str().map(str::to_owned))
        });
        Self {
            owner: text(&hit["owner"]),
            record_id: text(&hit["record_id"]),
            grade: text(&hit["grade"]),
            action: text(&hit["action"]),
            status: text(&hit["status"]),
            exercise: hit["exercise"].as_bool().unwrap(),
            past_review: hit["past_review"].as_bool().unwrap(),
            notice,
            score: hit.get("score").and_then(Value::as_f64).map(hundredths),
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn each<T>(array: &Value, read: impl Fn(&Value) -> T) -> Vec<T> {
    array.as_array().unwrap().iter().map(read).collect()
}

fn texts(array: &Value) -> Vec<String> {
    each(array, text)
}

fn codes(of: &Value) -> BTreeSet<String> {
    each(&of["problems"], |problem| text(&problem["code"])).into_iter().collect()
}

/// A score in hundredths, which is all that it has.
#[expect(clippy::cast_possible_truncation, reason = "a score is a few thousand hundredths")]
pub(crate) fn hundredths(score: f64) -> i64 {
    (score * 100.0).round() as i64
}
