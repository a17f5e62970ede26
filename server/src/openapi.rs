//! The description of the HTTP interface (OpenAPI 3.1): shapes from the types that are sent, limits from the constants,
//! refusals from the codes. A test compares it with docs/openapi.json.

use serde_json::{Map, Value, json};
use utoipa::OpenApi;
use watchpost_engine::wire::{Answer, BadLine, BatchSummary, Question};

use crate::limits;
use crate::problem::{Code, PROBLEM_JSON, ProblemDocument};
use crate::readiness::Readiness;
use crate::route::{GenerationPage, ReloadAnswer};

const ABOUT: &str = "\
Answers border checks from one generation of lists at a time.

A time-out, a refused connection, a 5xx or an unreadable answer means *not checked*, never clear. Within /v1 answers may \
gain fields, and closed lists values: an unknown action is treated as `inquiry`, an unknown outcome as `not_checked`. A \
hit is a cause to verify with its owner, not proof.

The paths /livez, /readyz, /metrics and /v1/reload are on the admin listener, the others on the check listener. \
What is no HTTP/1.1 ends the connection, with a bare 400 or 431.";

#[derive(OpenApi)]
#[openapi(components(schemas(
    Question,
    Answer,
    BadLine,
    BatchSummary,
    ProblemDocument,
    Readiness,
    GenerationPage,
    ReloadAnswer
)))]
struct Shapes;

/// The document as it is served and committed.
#[must_use]
pub fn document_text() -> String {
    let mut text = serde_json::to_string_pretty(&document()).unwrap_or_default();
    text.push('\n');
    text
}

/// The document.
#[must_use]
pub fn document() -> Value {
    let shapes = serde_json::to_value(Shapes::openapi()).unwrap_or_default();
    let mut schemas = shapes["components"]["schemas"].clone();
    refine(&mut schemas);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Watchpost",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": {
            "/v1/check": { "post": check() },
            "/v1/check/batch": { "post": batch() },
            "/v1/generation": { "get": operation("generation", "What serves, and how old it is", "GenerationPage", &[]) },
            "/v1/openapi.json": { "get": {
                "operationId": "openapi", "summary": "This document",
                "responses": responses(&json!({ "type": "object" }), "application/json", &[]),
            } },
            "/livez": { "get": text("live", "The process runs", "text/plain") },
            "/readyz": { "get": ready() },
            "/metrics": { "get": text("metrics", "What Prometheus reads", "application/openmetrics-text") },
            "/v1/reload": { "post": reload() },
        },
        "components": { "schemas": schemas },
    })
}

/// What the types alone do not say.
fn refine(schemas: &mut Value) {
    let subjects = &mut schemas["Question"]["properties"]["subjects"];
    subjects["minItems"] = json!(1);
    subjects["maxItems"] = json!(watchpost_engine::limits::SUBJECTS);
    subjects["description"] = json!("What is asked.");
    schemas["ListAnswer"]["properties"]["hits"]["maxItems"] = json!(watchpost_engine::limits::HITS_SHOWN);
    // `stolen` and `wanted` are words of several lists, so more than one alternative may fit.
    if let Some(alternatives) = schemas["HitStatus"].as_object_mut().and_then(|status| status.remove("oneOf"))
    {
        schemas["HitStatus"]["anyOf"] = alternatives;
    }
    schemas["SummaryLine"] = json!({
        "type": "object",
        "description": "The last line of a batch. Without it the answer is incomplete.",
        "required": ["summary"],
        "properties": { "summary": shape("BatchSummary") },
    });
    schemas["BatchLine"] = json!({
        "description": "One line of a batch's answer.",
        "anyOf": [shape("Answer"), shape("BadLine"), shape("SummaryLine")],
    });
}

fn shape(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Codes that every path may refuse with.
const EVERYWHERE: &[Code] = &[
    Code::MalformedRequest,
    Code::ForeignOrigin,
    Code::NotFound,
    Code::MethodNotAllowed,
    Code::RequestTimeout,
    Code::WrongHost,
    Code::HeadersTooLarge,
    Code::Internal,
    Code::Overloaded,
];

/// The answer of 200, and the refusals by status.
fn responses(schema: &Value, media_type: &str, codes: &[Code]) -> Value {
    let mut by_status = Map::new();
    by_status.insert("200".to_owned(), answer("Answered", schema, media_type));
    let mut codes: Vec<Code> = EVERYWHERE.iter().chain(codes).copied().collect();
    codes.sort_by_key(|code| code.status().as_u16());
    for of_status in codes.chunk_by(|one, next| one.status() == next.status()) {
        let Some(status) = of_status.first().map(|code| code.status()) else { continue };
        let names: Vec<String> = of_status.iter().map(|code| format!("`{}`", code.as_str())).collect();
        let mut refusal = answer(&names.join(", "), &shape("ProblemDocument"), PROBLEM_JSON);
        if status.as_u16() == 503 {
            refusal["headers"] = json!({ "Retry-After": {
                "description": "Seconds to wait.", "schema": { "type": "integer" },
            } });
        }
        by_status.insert(status.as_u16().to_string(), refusal);
    }
    Value::Object(by_status)
}

fn answer(description: &str, schema: &Value, media_type: &str) -> Value {
    json!({ "description": description, "content": { media_type: { "schema": schema } } })
}

fn operation(id: &str, summary: &str, name: &str, codes: &[Code]) -> Value {
    json!({
        "operationId": id,
        "summary": summary,
        "responses": responses(&shape(name), "application/json", codes),
    })
}

/// What a question may be refused with.
const QUESTION: &[Code] = &[
    Code::MalformedJson,
    Code::TooLarge,
    Code::UnsupportedMediaType,
    Code::UnknownField,
    Code::QuestionInvalid,
    Code::NoSubjects,
    Code::TooManySubjects,
    Code::NothingAsked,
    Code::KeyMissing,
    Code::ReferenceTwice,
    Code::TooLong,
    Code::NoOperator,
];

fn check() -> Value {
    let mut check = operation(
        "check",
        "One question about one crossing; 200 for every well-formed one",
        "Answer",
        QUESTION,
    );
    check["requestBody"] = json!({
        "required": true,
        "description": format!("At most {} bytes.", limits::BODY_BYTES),
        "content": { "application/json": { "schema": shape("Question") } },
    });
    check
}

fn batch() -> Value {
    let about = "One question a line, one answer a line in the same order, all from one generation. The client reads \
                 while it writes. A line that is no question gives a BadLine in its place. The last line is a SummaryLine; \
                 without it the answer is incomplete.";
    json!({
        "operationId": "batch",
        "summary": "Many questions, one a line",
        "description": about,
        "requestBody": {
            "required": true,
            "description": format!("A Question a line, each of at most {} bytes.", limits::BODY_BYTES),
            "content": { "application/x-ndjson": { "schema": shape("Question") } },
        },
        "responses": responses(&shape("BatchLine"), "application/x-ndjson", &[Code::UnsupportedMediaType]),
    })
}

fn ready() -> Value {
    let mut ready = operation("ready", "Whether the server should be asked", "Readiness", &[]);
    ready["responses"]["503"]["content"]["application/json"] = json!({ "schema": shape("Readiness") });
    ready["responses"]["503"]["description"] = json!("Not ready, with reasons; or `overloaded`");
    ready
}

fn reload() -> Value {
    let codes =
        &[Code::GenerationNotNewer, Code::GenerationDamaged, Code::GenerationUnreadable, Code::ProbeFailed];
    let mut reload = operation("reload", "Loads what the store has in force, now", "ReloadAnswer", codes);
    reload["parameters"] = json!([{
        "name": "dry_run", "in": "query", "required": false, "schema": { "type": "boolean" },
        "description": "Loads, verifies and probes it, and does not switch.",
    }]);
    reload
}

fn text(id: &str, summary: &str, media_type: &str) -> Value {
    json!({
        "operationId": id,
        "summary": summary,
        "responses": responses(&json!({ "type": "string" }), media_type, &[]),
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{document, document_text};
    use crate::problem::Code;

    fn committed() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json")
    }

    /// `WATCHPOST_REGENERATE=1 cargo test -p watchpost-server openapi` writes it anew.
    #[test]
    fn the_committed_description_is_the_one_served() {
        let served = document_text();
        if std::env::var_os("WATCHPOST_REGENERATE").is_some() {
            std::fs::write(committed(), &served).unwrap();
        }
        let committed = std::fs::read_to_string(committed()).unwrap();
        assert!(
            committed == served,
            "docs/openapi.json differs; WATCHPOST_REGENERATE=1 cargo test -p watchpost-server openapi"
        );
    }

    #[test]
    fn closed_lists_are_spelled_as_they_are_sent() {
        let schemas = &document()["components"]["schemas"];
        assert_eq!(schemas["Outcome"]["enum"][1], "potential_hit");
        assert_eq!(schemas["Code"]["enum"].as_array().unwrap().len(), Code::ALL.len());
        for (name, schema) in schemas.as_object().unwrap() {
            for word in schema["enum"].as_array().into_iter().flatten() {
                let word = word.as_str().unwrap();
                assert!(!word.contains(|sign: char| sign.is_ascii_uppercase()), "{name}: {word}");
            }
        }
    }

    #[test]
    fn every_code_stands_with_some_path() {
        let text = document()["paths"].to_string();
        for code in Code::ALL {
            assert!(text.contains(&format!("`{}`", code.as_str())), "{code:?}");
        }
    }
}
