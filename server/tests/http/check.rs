//! Checks over HTTP answer as the contract says, in the shape that the description says.

use crate::client::{Client, check, exchange, get, post};
use crate::schema;
use crate::server::demo;
use watchpost_server::demo::{HIT, NO_HIT};

#[tokio::test(flavor = "multi_thread")]
async fn the_contracts_example_is_a_hit_and_an_unlisted_document_is_none() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    let hit = check(address, HIT).await;
    assert_eq!((hit.status, hit.field("content-type")), (200, Some("application/json")));
    let answer = hit.json();
    assert_eq!((&answer["outcome"], &answer["action"]), (&"hit".into(), &"verify-document".into()));
    assert_eq!(answer["subjects"][0]["lists"][0]["hits"][0]["record_id"], "SLTD-77");
    assert_eq!((&answer["generation"], &answer["stale"]), (&1.into(), &false.into()));
    assert_eq!(answer["check_id"].as_str().unwrap().len(), 26);
    schema::assert_is("Answer", &answer);
    let answer = check(address, NO_HIT).await.json();
    assert_eq!((&answer["outcome"], &answer["complete"]), (&"no_hit".into(), &true.into()));
    schema::assert_is("Answer", &answer);
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_answer_has_the_described_shape() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    let mut client = Client::connect(address).await;
    let mut outcomes = std::collections::BTreeSet::new();
    let crossings = include_str!("../../../testdata/crossings/checks.jsonl");
    let parts = [
        r#"{"mrz":"NOT AN MRZ"}"#,
        r#"{"person":{"surname":"TAMARIN","given":"LEO MILAN","birth_date":"2014-05-17"}}"#,
        r#"{"person":{"name":"ARKFREITH"}}"#,
        r#"{"vehicle":{"plates":[{"number":"UT 4711 LÖ"}]}}"#,
        r#"{"vehicle":{"vin":"1HGCM82633A004352"}}"#,
        r#"{"document":{"number":"UT8880042","issuer":"UTO"}}"#,
        r#"{"document":{"number":"LB98902C3","issuer":"UTO"}}"#,
        r#"{"document":{"number":""}}"#,
    ];
    let made: Vec<String> = parts
        .iter()
        .map(|part| format!(r#"{{"purpose":"test","operator":"u","subjects":[{part}]}}"#))
        .collect();
    for question in crossings.lines().chain(made.iter().map(String::as_str)) {
        client.send(&post(address, "/v1/check", "", question.as_bytes())).await;
        let answer = client.answer().await;
        assert_eq!(answer.status, 200, "{answer:?}");
        schema::assert_is("Answer", &answer.json());
        outcomes.insert(answer.json()["outcome"].as_str().unwrap().to_owned());
    }
    assert!(
        outcomes.contains("hit") && outcomes.contains("not_checked") && outcomes.contains("no_hit"),
        "{outcomes:?}"
    );
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_valid_trace_is_passed_on_and_an_invalid_one_is_not() {
    let demo = demo(&[]).await;
    let address = demo.running.check_address;
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let with = async |value: &str| {
        let fields = format!("traceparent: {value}\r\n");
        let answer = exchange(address, &post(address, "/v1/check", &fields, NO_HIT.as_bytes())).await;
        answer.field("traceparent").unwrap().to_owned()
    };
    let told = with(&format!("00-{trace}-00f067aa0ba902b7-01")).await;
    assert!(told.starts_with(&format!("00-{trace}-")) && !told.contains("00f067aa0ba902b7"), "{told}");
    let told = with(&format!("00-{trace}-ERIKSSON-01")).await;
    assert!(!told.contains(trace) && !told.contains("ERIKSSON"), "{told}");
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_of_the_server_bound_the_lists_of_the_question() {
    let demo = demo(&["--lists", "vehicles"]).await;
    let answer = check(demo.running.check_address, HIT).await.json();
    assert_eq!((&answer["outcome"], &answer["complete"]), (&"not_checked".into(), &false.into()));
    assert!(answer.to_string().contains("list-not-asked"), "{answer}");
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_is_served() {
    let demo = demo(&[]).await;
    let served = get(demo.running.check_address, "/v1/openapi.json").await;
    assert_eq!(String::from_utf8(served.body).unwrap(), watchpost_server::openapi::document_text());
    demo.running.stop().await;
}
