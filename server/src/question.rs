//! Reads a question from bytes, and says what is wrong with it without repeating its values.

use serde_json::error::Category;
use watchpost_engine::wire::Question;

use crate::limits;
use crate::problem::{Code, Refusal};

/// Reads a question.
///
/// # Errors
/// `MalformedJson` for what is no JSON; `UnknownField` or `QuestionInvalid` for JSON of another shape. Neither text
/// repeats a value; an unknown field is named.
pub fn parse(bytes: &[u8]) -> Result<Question, Refusal> {
    // Derived readers take an array for an object, field by field; the contract has objects.
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'[') => {
            Err(Refusal::new(Code::QuestionInvalid, "send one question as a JSON object, not an array"))
        }
        _ => serde_json::from_slice(bytes).map_err(|error| refusal(bytes, &error)),
    }
}

fn refusal(bytes: &[u8], error: &serde_json::Error) -> Refusal {
    let mut refusal = match error.classify() {
        Category::Data => shape_refusal(bytes, error),
        Category::Eof if bytes.iter().all(u8::is_ascii_whitespace) => {
            Refusal::new(Code::MalformedJson, "the body is empty; send one question as a JSON object")
        }
        Category::Eof => {
            Refusal::new(Code::MalformedJson, "the JSON ends before it is complete; send all of it")
        }
        Category::Syntax | Category::Io => Refusal::new(
            Code::MalformedJson,
            "the JSON is broken here, nested too deep, or not UTF-8; send well-formed JSON in UTF-8",
        ),
    };
    if error.line() > 0 {
        refusal.place = Some((error.line(), error.column()));
    }
    refusal
}

/// What serde says of another shape may repeat a value, so its text is only read, never passed on.
fn shape_refusal(bytes: &[u8], error: &serde_json::Error) -> Refusal {
    let field = path(bytes);
    let said = error.to_string();
    let refusal = match Shape::read(&said) {
        Shape::UnknownField(name) => Refusal::new(
            Code::UnknownField,
            format!("the field {} is not known here; leave it out, or mend its spelling", told_name(name)),
        ),
        Shape::MissingField(name) => Refusal::new(
            Code::QuestionInvalid,
            format!("the field {} is required and missing; add it", told_name(name)),
        ),
        Shape::RepeatedField(name) => Refusal::new(
            Code::QuestionInvalid,
            format!("the field {} stands twice; leave one out", told_name(name)),
        ),
        Shape::UnknownWord => Refusal::new(
            Code::QuestionInvalid,
            "the value is not in the closed list of this field; see /v1/openapi.json",
        ),
        Shape::Other => Refusal::new(
            Code::QuestionInvalid,
            "the value is of another type than this field takes; see /v1/openapi.json",
        ),
    };
    match field {
        Some(field) => refusal.of_field(field),
        None => refusal,
    }
}

/// Where in the question the first fault stands. Only known field names and indexes can be part of it.
fn path(bytes: &[u8]) -> Option<String> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let error = serde_path_to_error::deserialize::<_, Question>(&mut reader).err()?;
    let path = error.path().to_string();
    let plain =
        path.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "_.[]".contains(sign));
    (plain && path != "." && path.len() <= limits::TOLD_NAME_BYTES * 2).then_some(path)
}

/// The kinds of message that serde's derived readers write.
enum Shape<'a> {
    UnknownField(&'a str),
    MissingField(&'a str),
    RepeatedField(&'a str),
    UnknownWord,
    Other,
}

impl<'a> Shape<'a> {
    fn read(said: &'a str) -> Self {
        let quoted = |prefix: &str| {
            said.strip_prefix(prefix).and_then(|rest| rest.split_once('`')).map(|(name, _)| name)
        };
        if let Some(name) = quoted("unknown field `") {
            Self::UnknownField(name)
        } else if let Some(name) = quoted("missing field `") {
            Self::MissingField(name)
        } else if let Some(name) = quoted("duplicate field `") {
            Self::RepeatedField(name)
        } else if said.starts_with("unknown variant ") {
            Self::UnknownWord
        } else {
            Self::Other
        }
    }
}

/// A field name as a refusal tells it: only if it looks like one, since a value may have slipped into its place.
fn told_name(name: &str) -> String {
    let looks_like_one = !name.is_empty()
        && name.len() <= limits::TOLD_NAME_BYTES
        && name.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"_-".contains(&sign));
    if looks_like_one {
        format!("`{name}`")
    } else {
        "whose name has other signs than letters, digits, - and _".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::problem::{Code, Refusal};

    #[track_caller]
    fn refused(question: &str) -> Refusal {
        parse(question.as_bytes()).expect_err("must be refused")
    }

    #[test]
    fn a_fault_is_named_by_its_field() {
        let unknown = refused(r#"{"purpose":"test","operator":"u","subjects":[{"documnt":{"number":"1"}}]}"#);
        assert_eq!(unknown.code, Code::UnknownField);
        assert!(unknown.detail.contains("`documnt`"), "{}", unknown.detail);
        let missing = refused(r#"{"purpose":"test","operator":"u","subjects":[{"document":{}}]}"#);
        assert_eq!(
            (missing.code, missing.field.as_deref()),
            (Code::QuestionInvalid, Some("subjects[0].document"))
        );
        assert!(missing.detail.contains("`number`"), "{}", missing.detail);
        let twice = refused(r#"{"purpose":"test","operator":"u","operator":"u","subjects":[]}"#);
        assert!(twice.detail.contains("`operator`"), "{}", twice.detail);
    }

    #[test]
    fn no_refusal_repeats_a_value() {
        let planted = "ZZPLANTEDZZ";
        for question in [
            format!(r#"{{"purpose":"{planted}","operator":"u","subjects":[]}}"#),
            format!(r#"{{"purpose":"test","operator":"u","subjects":"{planted}"}}"#),
            format!(
                r#"{{"purpose":"test","operator":"u","subjects":[{{"mrz":{{"{planted} {planted}":1}}}}]}}"#
            ),
            format!(
                r#"{{"purpose":"test","operator":"u","subjects":[{{"vehicle":{{"year":"{planted}"}}}}]}}"#
            ),
            format!(r#"{{"purpose":"test","operator":"u","lists":["{planted}"],"subjects":[]}}"#),
            format!(r#"{{"purpose":"test","operator":"{planted}"#),
            format!("\"{planted}\""),
        ] {
            let refusal = refused(&question);
            let told = serde_json::to_string(&refusal.document()).unwrap();
            assert!(!told.contains(planted) && !format!("{refusal:?}").contains(planted), "{told}");
        }
    }

    #[test]
    fn broken_json_is_told_by_line_and_column() {
        let refusal = refused("{\"purpose\":\"test\",\n  oops");
        assert_eq!((refusal.code, refusal.place), (Code::MalformedJson, Some((2, 3))));
        assert_eq!(refused("").code, Code::MalformedJson);
        assert_eq!(refused(&"[".repeat(100_000)).code, Code::QuestionInvalid);
        let deep =
            format!(r#"{{"purpose":"test","operator":"u","subjects":[{{"mrz":{}"#, "[".repeat(100_000));
        assert_eq!(refused(&deep).code, Code::MalformedJson);
    }
}
