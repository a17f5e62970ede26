//! `/v1/generation` tells what serves.

use crate::client::get;
use crate::schema;
use crate::server::demo;

#[tokio::test(flavor = "multi_thread")]
async fn number_age_records_and_sources_are_told() {
    let demo = demo(&[]).await;
    let page = get(demo.running.check_address, "/v1/generation").await.json();
    schema::assert_is("GenerationPage", &page);
    assert_eq!(page["generation"], 1);
    let lists: Vec<&str> =
        page["lists"].as_array().unwrap().iter().map(|list| list["list"].as_str().unwrap()).collect();
    assert_eq!(lists, ["documents", "vehicles", "persons"]);
    assert_eq!(page["lists"][0]["sources"][0]["name"], "documents.csv");
    assert!(page["lists"][0]["records"].as_u64().unwrap() > 100);
    demo.running.stop().await;
}
