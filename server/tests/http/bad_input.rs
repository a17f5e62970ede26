//! What is no question is refused with the status and the code that are documented, and the server answers on.

use std::net::SocketAddr;

use crate::client::{check, exchange, get, post};
use crate::schema;
use crate::server::demo;
use watchpost_server::limits;

/// The head of a check of ten bytes, with `fields` in place of the usual ones.
fn head(fields: &str) -> Vec<u8> {
    format!("POST /v1/check HTTP/1.1\r\ncontent-length: 2\r\n{fields}\r\n{{}}").into_bytes()
}

fn question(part: &str) -> String {
    format!(r#"{{"purpose":"test","operator":"u-1","subjects":[{part}]}}"#)
}

fn of_bodies() -> Vec<(&'static str, Vec<u8>, u16, &'static str)> {
    let text = |body: &str| body.as_bytes().to_vec();
    let subjects = |count: usize| question(&vec![r#"{"mrz":"X"}"#; count].join(","));
    let long = "9".repeat(5_000);
    vec![
        ("empty", text(""), 400, "malformed-json"),
        ("blank", text(" \r\n "), 400, "malformed-json"),
        ("cut off", text(r#"{"purpose":"te"#), 400, "malformed-json"),
        ("not JSON", text("purpose=test"), 400, "malformed-json"),
        ("two values", text(&format!("{} {{}}", question(r#"{"mrz":"X"}"#))), 400, "malformed-json"),
        (
            "invalid UTF-8",
            b"{\"purpose\":\"test\",\"operator\":\"\xff\xfe\",\"subjects\":[]}".to_vec(),
            400,
            "malformed-json",
        ),
        ("lone surrogate", text(&question(r#"{"mrz":"\ud800"}"#)), 400, "malformed-json"),
        (
            "deep arrays",
            text(&question(&format!(r#"{{"mrz":{}"#, "[".repeat(200_000)))),
            400,
            "malformed-json",
        ),
        ("array for an object", text(r#"["test","u-1",null,null,[]]"#), 422, "question-invalid"),
        ("a string", text("\"test\""), 422, "question-invalid"),
        ("array for a subject", text(&question(r#"["p1","X"]"#)), 422, "question-invalid"),
        (
            "array for a document",
            text(&question(r#"{"document":["L898902C3","UTO"]}"#)),
            422,
            "question-invalid",
        ),
        ("array for a plate", text(&question(r#"{"vehicle":{"plates":[["X"]]}}"#)), 422, "question-invalid"),
        ("a number", text("1e999999"), 400, "malformed-json"),
        ("an empty object", text("{}"), 422, "question-invalid"),
        ("wrong type", text(r#"{"purpose":"test","operator":7,"subjects":[]}"#), 422, "question-invalid"),
        (
            "wrong purpose",
            text(r#"{"purpose":"curiosity","operator":"u","subjects":[]}"#),
            422,
            "question-invalid",
        ),
        (
            "unknown list",
            text(r#"{"purpose":"test","operator":"u","lists":["pets"],"subjects":[]}"#),
            422,
            "question-invalid",
        ),
        (
            "a year out of range",
            text(&question(r#"{"vehicle":{"vin":"X","year":99999999}}"#)),
            422,
            "question-invalid",
        ),
        (
            "a field twice",
            text(r#"{"purpose":"test","purpose":"test","operator":"u","subjects":[]}"#),
            422,
            "question-invalid",
        ),
        (
            "unknown field",
            text(&question(r#"{"document":{"number":"1","isuer":"UTO"}}"#)),
            422,
            "unknown-field",
        ),
        (
            "unknown field on top",
            text(r#"{"purpose":"test","operator":"u","subjects":[],"role":"admin"}"#),
            422,
            "unknown-field",
        ),
        ("no subject", text(&question("")), 422, "no-subjects"),
        ("an empty subject", text(&question(r#"{"ref":"p1"}"#)), 422, "nothing-asked"),
        (
            "a document without number",
            text(&question(r#"{"document":{"issuer":"UTO"}}"#)),
            422,
            "question-invalid",
        ),
        ("a person without name", text(&question(r#"{"person":{"sex":"F"}}"#)), 422, "key-missing"),
        ("a vehicle without key", text(&question(r#"{"vehicle":{"make":"X"}}"#)), 422, "key-missing"),
        ("257 subjects", text(&subjects(257)), 422, "too-many-subjects"),
        ("10,000 subjects", text(&subjects(10_000)), 422, "too-many-subjects"),
        (
            "a ref twice",
            text(&question(r#"{"ref":"p","mrz":"X"},{"ref":"p","mrz":"X"}"#)),
            422,
            "reference-twice",
        ),
        (
            "no operator",
            text(r#"{"purpose":"test","operator":" ","subjects":[{"mrz":"X"}]}"#),
            422,
            "no-operator",
        ),
        (
            "a long operator",
            text(&format!(r#"{{"purpose":"test","operator":"{long}","subjects":[{{"mrz":"X"}}]}}"#)),
            422,
            "too-long",
        ),
        ("one byte over 1 MiB", vec![b' '; limits::BODY_BYTES + 1], 413, "too-large"),
    ]
}

fn of_heads(address: SocketAddr) -> Vec<(&'static str, Vec<u8>, u16, &'static str)> {
    let host = format!("host: {address}\r\n");
    let json = "content-type: application/json\r\n";
    let many: String = (0..limits::HEADER_FIELDS).map(|n| format!("x-{n}: 1\r\n")).collect();
    let long = format!("x-long: {}\r\n", "a".repeat(limits::HEADER_BYTES));
    vec![
        ("no type", head(&host), 415, "unsupported-media-type"),
        (
            "a form",
            head(&format!("{host}content-type: application/x-www-form-urlencoded\r\n")),
            415,
            "unsupported-media-type",
        ),
        ("plain text", head(&format!("{host}content-type: text/plain\r\n")), 415, "unsupported-media-type"),
        (
            "compressed",
            head(&format!("{host}{json}content-encoding: gzip\r\n")),
            415,
            "unsupported-media-type",
        ),
        ("a rebound name", head(&format!("host: evil.example\r\n{json}")), 421, "wrong-host"),
        ("another port", head(&format!("host: localhost:1\r\n{json}")), 421, "wrong-host"),
        ("no host", head(json), 400, "malformed-request"),
        ("two hosts", head(&format!("{host}{host}{json}")), 400, "malformed-request"),
        (
            "another origin",
            head(&format!("{host}{json}origin: http://evil.example\r\n")),
            403,
            "foreign-origin",
        ),
        ("too many fields", head(&format!("{host}{json}{many}")), 431, "headers-too-large"),
        ("too long a field", head(&format!("{host}{json}{long}")), 431, "headers-too-large"),
        (
            "another method",
            format!("DELETE /v1/check HTTP/1.1\r\n{host}\r\n").into_bytes(),
            405,
            "method-not-allowed",
        ),
        (
            "an odd method",
            format!("FROBNICATE /v1/check HTTP/1.1\r\n{host}\r\n").into_bytes(),
            405,
            "method-not-allowed",
        ),
        ("an unknown path", format!("GET /v2/check HTTP/1.1\r\n{host}\r\n").into_bytes(), 404, "not-found"),
        ("an admin path", format!("GET /metrics HTTP/1.1\r\n{host}\r\n").into_bytes(), 404, "not-found"),
        (
            "a path that climbs",
            format!("GET /../../etc/passwd HTTP/1.1\r\n{host}\r\n").into_bytes(),
            404,
            "not-found",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_is_refused_as_documented_and_nothing_else_suffers() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    let bodies = of_bodies()
        .into_iter()
        .map(|(what, body, status, code)| (what, post(address, "/v1/check", "", &body), status, code));
    for (what, bytes, status, code) in bodies.chain(of_heads(address)) {
        let answer = exchange(address, &bytes).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{what}: {answer:?}");
        schema::assert_is("ProblemDocument", &answer.json());
        assert_eq!(answer.json()["status"], status, "{what}");
        assert!(answer.field("x-request-id").is_some() && answer.field("traceparent").is_some(), "{what}");
    }
    assert_eq!(check(address, watchpost_server::demo::NO_HIT).await.json()["outcome"], "no_hit");
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_names_method_field_and_place() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    let answer = get(address, "/v1/check").await;
    assert_eq!((answer.status, answer.field("allow")), (405, Some("POST")));
    let question =
        "{\"purpose\":\"test\",\"operator\":\"u\",\n\"subjects\":[{\"person\":{\"surnam\":\"X\"}}]}";
    let problem = check(address, question).await.json();
    assert_eq!((&problem["line"], &problem["column"]), (&2.into(), &31.into()), "{problem}");
    assert!(problem["detail"].as_str().unwrap().contains("`surnam`"), "{problem}");
    assert!(problem["field"].as_str().unwrap().starts_with("subjects[0].person"), "{problem}");
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_announced_too_large_is_refused_before_it_is_sent() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    let head = format!(
        "POST /v1/check HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: 99999999999\r\n\r\n"
    );
    let answer = exchange(address, head.as_bytes()).await;
    assert_eq!((answer.status, answer.code().as_str()), (413, "too-large"));
    demo.running.stop().await;
}

/// The refusal must not be lost in the reset of a connection with bytes unread.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_read_by_a_client_that_still_sends() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    for _ in 0..10 {
        let body = vec![b' '; 3 * limits::BODY_BYTES];
        let answer = exchange(address, &post(address, "/v1/check", "", &body)).await;
        assert_eq!((answer.status, answer.code().as_str()), (413, "too-large"));
        let answer = exchange(address, &post(address, "/v2/check", "", &body)).await;
        assert_eq!((answer.status, answer.code().as_str()), (404, "not-found"));
    }
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_http_ends_the_connection_and_nothing_else() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    let flood =
        format!("GET /livez HTTP/1.1\r\nhost: {address}\r\nx: {}", "a".repeat(limits::HEAD_BUFFER_BYTES));
    for (bytes, status) in [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS hello\r\n\r\n".to_vec(), Some(400)),
        (b"GET / HTTP/9.9\r\n\r\n".to_vec(), Some(400)),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), None),
        (flood.into_bytes(), Some(431)),
    ] {
        let mut client = crate::client::Client::connect(address).await;
        client.send(&bytes).await;
        let answer = client.try_answer().await;
        if let Some(status) = status {
            assert_eq!(answer.map(|answer| answer.status), Some(status));
        }
        assert_eq!(get(address, "/v1/generation").await.status, 200);
    }
    demo.running.stop().await;
}
