//! A batch is answered line by line while it is still written, from one generation.

use std::net::SocketAddr;

use serde_json::{Value, json};
use watchpost_server::demo::{HIT, NO_HIT};
use watchpost_server::limits;

use crate::client::{Client, PATIENCE};
use crate::schema;
use crate::server::demo;

/// A batch that is being written and read.
pub(crate) struct Stream {
    client: Client,
    unread: Vec<u8>,
}

impl Stream {
    pub(crate) async fn open(address: SocketAddr) -> Self {
        let mut client = Client::connect(address).await;
        let head = format!(
            "POST /v1/check/batch HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n"
        );
        client.send(head.as_bytes()).await;
        let head = tokio::time::timeout(PATIENCE, client.head()).await.unwrap().unwrap();
        assert_eq!((head.status, head.field("content-type")), (200, Some("application/x-ndjson")));
        Self { client, unread: Vec::new() }
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
        chunk.extend_from_slice(bytes);
        chunk.extend_from_slice(b"\r\n");
        self.client.send(&chunk).await;
    }

    pub(crate) async fn write_line(&mut self, line: &str) {
        self.write(format!("{line}\n").as_bytes()).await;
    }

    pub(crate) async fn finish(&mut self) {
        self.client.send(b"0\r\n\r\n").await;
    }

    /// The next line; `None` at the end, however it came.
    pub(crate) async fn line(&mut self) -> Option<Value> {
        loop {
            if let Some(end) = self.unread.iter().position(|&byte| byte == b'\n') {
                let line: Vec<u8> = self.unread.drain(..=end).collect();
                let line: Value = serde_json::from_slice(&line).unwrap();
                schema::assert_is("BatchLine", &line);
                return Some(line);
            }
            let chunk = tokio::time::timeout(PATIENCE, self.client.chunk()).await.expect("a line in time");
            self.unread.extend(chunk?);
        }
    }

    pub(crate) async fn rest(&mut self) -> Vec<Value> {
        let mut lines = Vec::new();
        while let Some(line) = self.line().await {
            lines.push(line);
        }
        lines
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_line_is_answered_before_the_next_is_written() {
    let demo = demo(&[]).await;
    let mut batch = Stream::open(demo.running.check_address).await;
    for (question, outcome) in [(HIT, "hit"), (NO_HIT, "no_hit"), (HIT, "hit")] {
        batch.write_line(question).await;
        assert_eq!(batch.line().await.unwrap()["outcome"], outcome);
    }
    batch.finish().await;
    let summary = json!({"summary":{
        "checks":3,"hits":2,"potential_hits":0,"no_hits":1,"not_checked":0,"errors":0,"generation":1
    }});
    assert_eq!(batch.rest().await, [summary]);
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_line_is_told_in_its_place_and_the_rest_is_answered() {
    let demo = demo(&[]).await;
    let mut batch = Stream::open(demo.running.check_address).await;
    let long = format!("{{\"purpose\":\"{}\"}}", "a".repeat(limits::BODY_BYTES));
    let lines = [
        NO_HIT,
        "not JSON",
        "",
        r#"{"purpose":"batch","operator":"u","subjects":[]}"#,
        &long,
        r#"{"purpose":"batch","operator":"u","subjects":[{"mrz":"NOT AN MRZ"}]}"#,
    ];
    batch.write(lines.join("\n").as_bytes()).await;
    batch.write_line("").await;
    // No line feed ends the last line.
    batch.write(HIT.as_bytes()).await;
    batch.finish().await;
    let answers = batch.rest().await;
    let told: Vec<Value> = answers
        .iter()
        .map(|line| {
            let problem = &line["problem"]["code"];
            if problem.is_null() { line["outcome"].clone() } else { json!([line["line"], problem]) }
        })
        .collect();
    let expected = json!([
        "no_hit",
        [2, "unparsable"],
        [4, "question-refused"],
        [5, "too-large"],
        "not_checked",
        "hit",
        null
    ]);
    assert_eq!(json!(told), expected);
    let summary = &answers.last().unwrap()["summary"];
    assert_eq!((&summary["checks"], &summary["errors"]), (&6.into(), &3.into()), "{summary}");
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_lines_are_answered_by_the_generation_that_the_first_met() {
    let demo = demo(&["--poll", "1h"]).await;
    let mut batch = Stream::open(demo.running.check_address).await;
    batch.write_line(HIT).await;
    assert_eq!(batch.line().await.unwrap()["generation"], 1);
    demo.publish();
    let reloaded = crate::client::reload(demo.running.admin_address, "").await;
    assert_eq!(reloaded.json()["generation"], 2);
    batch.write_line(HIT).await;
    assert_eq!(batch.line().await.unwrap()["generation"], 1);
    batch.finish().await;
    assert_eq!(batch.rest().await[0]["summary"]["generation"], 1);
    assert_eq!(crate::client::check(demo.running.check_address, HIT).await.json()["generation"], 2);
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_many_lines_keeps_their_order() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    let mut batch = Stream::open(address).await;
    let lines: String = (0..2_000)
        .map(|n| {
            format!(r#"{{"purpose":"batch","operator":"u","subjects":[{{"ref":"{n}","mrz":"X"}}]}}"#) + "\n"
        })
        .collect();
    for part in lines.as_bytes().chunks(7_001) {
        batch.write(part).await;
    }
    batch.finish().await;
    let answers = batch.rest().await;
    assert_eq!(answers.len(), 2_001);
    for (n, answer) in answers[..2_000].iter().enumerate() {
        assert_eq!(answer["subjects"][0]["ref"], n.to_string());
    }
    assert_eq!(answers[2_000]["summary"]["not_checked"], 2_000);
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_asked_for_by_its_type() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    let bytes = format!(
        "POST /v1/check/batch HTTP/1.1\r\nhost: {address}\r\ncontent-type: text/plain\r\ncontent-length: 0\r\n\r\n"
    );
    let answer = crate::client::exchange(address, bytes.as_bytes()).await;
    assert_eq!((answer.status, answer.code().as_str()), (415, "unsupported-media-type"));
    demo.running.stop().await;
}
