//! Names and numbers that were asked are found in nothing that the program wrote, whatever became of the question.

use crate::batch::Stream;
use crate::client::{check, exchange, get, post};
use crate::program::Program;

/// Words that stand nowhere but in the questions of this test.
const PLANTED: &[&str] = &[
    "QZPLANTEDNAME",
    "QZGIVEN",
    "QZ7654321",
    "QZVINPLANTED12345",
    "QZPLATE99",
    "QZOPERATOR",
    "QZCASE",
    "QZREF",
    "QZBIRTHPLACE",
    "QZTRACE",
    "QZPATH",
    "QZQUERY",
    "QZAGENT",
    "qzplanted",
];

fn questions() -> Vec<String> {
    let whole = r#"{"purpose":"test","operator":"QZOPERATOR","case":"QZCASE","subjects":[{"ref":"QZREF",
        "document":{"number":"QZ7654321","issuer":"UTO"},
        "person":{"surname":"QZPLANTEDNAME","given":"QZGIVEN","birth_date":"1974-08-12","birth_place":"QZBIRTHPLACE"},
        "vehicle":{"vin":"QZVINPLANTED12345","plates":[{"number":"QZPLATE99"}]}}]}"#
        .replace('\n', "");
    vec![
        whole.clone(),
        whole.replace("\"test\"", "\"QZPLANTEDNAME\""),
        whole.replace("\"1974-08-12\"", "19740812"),
        whole.replace("\"surname\"", "\"surnom\""),
        whole.replace("\"purpose\"", "\"qzplanted field\""),
        whole[..whole.len() - 20].to_owned(),
        whole.replace("[{\"ref\"", "[\"QZPLANTEDNAME\",{\"ref\""),
        r#"{"purpose":"test","operator":"QZOPERATOR","subjects":[{"mrz":"P<UTOQZPLANTEDNAME<<QZGIVEN<<<<<<<<<<<<<<<<\nQZ7654321"}]}"#.to_owned(),
    ]
}

async fn ask_everything(program: &Program) {
    let (address, admin) = (program.check, program.admin);
    for question in questions() {
        check(address, &question).await;
    }
    let fields =
        "traceparent: 00-QZTRACE-00f067aa0ba902b7-01\r\nuser-agent: QZAGENT\r\nx-request-id: QZTRACE\r\n";
    exchange(address, &post(address, "/v1/check", fields, questions()[0].as_bytes())).await;
    exchange(address, &post(address, "/v1/check?name=QZQUERY", "", questions()[0].as_bytes())).await;
    get(address, "/v1/check/QZPATH?name=QZQUERY").await;
    get(admin, "/QZPATH").await;
    exchange(address, format!("QZPATH /v1/check HTTP/1.1\r\nhost: {address}\r\n\r\n").as_bytes()).await;
    exchange(address, b"GET / HTTP/1.1\r\nhost: QZPATH.example\r\n\r\n").await;
    let mut batch = Stream::open(address).await;
    for question in questions() {
        batch.write_line(&question).await;
    }
    batch.finish().await;
    batch.rest().await;
}

async fn assert_nothing_is_written(form: &str) {
    let program = Program::start(&["--demo", "--log", form]);
    ask_everything(&program).await;
    let metrics = String::from_utf8(get(program.admin, "/metrics").await.body).unwrap();
    let ready = String::from_utf8(get(program.admin, "/readyz").await.body).unwrap();
    program.signal("TERM");
    let (_, out, log) = program.end();
    let log_lines = log.lines().count();
    assert!(log_lines > 15 && log.contains("unknown-field"), "the log tells of the questions: {log}");
    for planted in PLANTED {
        for (what, written) in [("log", &log), ("stdout", &out), ("metrics", &metrics), ("readyz", &ready)] {
            assert!(!written.contains(planted), "{planted} is in the {what}: {written}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_personal_is_in_the_log_metrics_or_output() {
    assert_nothing_is_written("text").await;
    assert_nothing_is_written("json").await;
}
