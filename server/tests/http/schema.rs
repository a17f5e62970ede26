//! Holds answers against the description of the interface. It knows the keywords that the description uses, and fails on
//! any other, so that none is passed over in silence.

use std::sync::LazyLock;

use serde_json::Value;
use watchpost_server::openapi;

static DOCUMENT: LazyLock<Value> = LazyLock::new(openapi::document);

/// Fails unless `value` is a `name`.
#[track_caller]
pub(crate) fn assert_is(name: &str, value: &Value) {
    if let Err(fault) = fits(schema_of(name), value, name) {
        panic!("{fault}\n{value:#}");
    }
}

fn schema_of(name: &str) -> &'static Value {
    let schema = &DOCUMENT["components"]["schemas"][name];
    assert!(schema.is_object(), "there is no schema {name}");
    schema
}

fn fits(schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    for (keyword, rule) in schema.as_object().into_iter().flatten() {
        let fits = match keyword.as_str() {
            "description" | "format" => format(schema, value),
            "$ref" => {
                let name = rule.as_str().unwrap().trim_start_matches("#/components/schemas/");
                fits(schema_of(name), value, at)?;
                true
            }
            "type" => match rule {
                Value::Array(kinds) => kinds.iter().any(|kind| is_kind(kind, value)),
                kind => is_kind(kind, value),
            },
            "enum" => rule.as_array().unwrap().contains(value),
            "required" => value.as_object().is_none_or(|object| {
                rule.as_array().unwrap().iter().all(|name| object.contains_key(name.as_str().unwrap()))
            }),
            "properties" => {
                for (name, schema) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        fits(schema, value, &format!("{at}.{name}"))?;
                    }
                }
                true
            }
            "additionalProperties" => value.as_object().is_none_or(|object| {
                *rule != Value::Bool(false)
                    || object.keys().all(|name| schema["properties"].get(name).is_some())
            }),
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    fits(rule, value, &format!("{at}[{index}]"))?;
                }
                true
            }
            "allOf" => {
                for schema in rule.as_array().unwrap() {
                    fits(schema, value, at)?;
                }
                true
            }
            "anyOf" => alternatives(rule, value, at) > 0,
            "oneOf" => alternatives(rule, value, at) == 1,
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|values| values.len() as u64 >= rule.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|values| values.len() as u64 <= rule.as_u64().unwrap()),
            other => return Err(format!("{at}: the keyword {other} is not known here")),
        };
        if !fits {
            return Err(format!("{at}: does not fit {keyword}: {rule}"));
        }
    }
    Ok(())
}

fn alternatives(rule: &Value, value: &Value, at: &str) -> usize {
    rule.as_array().unwrap().iter().filter(|schema| fits(schema, value, at).is_ok()).count()
}

fn is_kind(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the type {other} is not known here"),
    }
}

fn format(schema: &Value, value: &Value) -> bool {
    match (schema["format"].as_str(), value.as_str()) {
        (Some("date-time"), Some(text)) => text.parse::<jiff::Timestamp>().is_ok(),
        (Some("date"), Some(text)) => text.parse::<jiff::civil::Date>().is_ok(),
        _ => true,
    }
}

#[test]
fn the_validator_refuses_what_does_not_fit() {
    let problem = serde_json::json!({
        "type": "urn:watchpost:problem:not-found", "title": "t", "status": 404, "code": "not-found", "detail": "d",
    });
    assert_is("ProblemDocument", &problem);
    for (name, value) in [
        ("code", serde_json::json!("made-up")),
        ("status", serde_json::json!("404")),
        ("status", serde_json::json!(-1)),
        ("line", serde_json::json!([])),
    ] {
        let mut wrong = problem.clone();
        wrong[name] = value;
        assert!(fits(schema_of("ProblemDocument"), &wrong, "").is_err(), "{wrong}");
    }
    let mut lacking = problem;
    lacking.as_object_mut().unwrap().remove("detail");
    assert!(fits(schema_of("ProblemDocument"), &lacking, "").is_err());
}
