//! A reload switches to a newer generation or says why not; whatever fails leaves the old one serving.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use watchpost_server::demo::HIT;
use watchpost_server::served::LoadError;

use crate::client::{check, exchange, get, reload};
use crate::made_up::{MadeUp, MadeUpStore, question};
use crate::schema;
use crate::server::{demo, serve, settings};

const BY_HAND: &[&str] = &["--poll", "1h"];

#[tokio::test(flavor = "multi_thread")]
async fn a_new_generation_is_switched_to_once() {
    let demo = demo(BY_HAND).await;
    let (address, admin) = (demo.running.check_address, demo.running.admin_address);
    let unchanged = reload(admin, "").await;
    assert_eq!((unchanged.status, unchanged.json()), (200, json!({"result":"unchanged","generation":1})));
    demo.publish();
    let dry = reload(admin, "?dry_run=true").await;
    assert_eq!((dry.status, dry.json()), (200, json!({"result":"would-switch","generation":2})));
    assert_eq!(check(address, HIT).await.json()["generation"], 1);
    let switched = reload(admin, "").await;
    assert_eq!((switched.status, switched.json()), (200, json!({"result":"switched","generation":2})));
    schema::assert_is("ReloadAnswer", &switched.json());
    assert_eq!(check(address, HIT).await.json()["generation"], 2);
    assert_eq!(reload(admin, "").await.json()["result"], "unchanged");
    assert_eq!(reload(admin, "?dry_run=perhaps").await.code(), "malformed-request");
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_generation_is_refused() {
    let store = MadeUpStore::new(MadeUp::new(5));
    let running = serve(settings(BY_HAND), store.clone()).await;
    store.set(Ok(MadeUp::new(4)));
    let refused = reload(running.admin_address, "").await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "generation-not-newer"));
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains('4') && detail.contains('5'), "{detail}");
    assert_eq!(check(running.check_address, &question("u")).await.json()["generation"], 5);
    running.stop().await;
}

/// Every byte of every segment counts: one is changed in the middle of each.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_generation_is_refused_and_the_reason_can_be_read() {
    let demo = demo(BY_HAND).await;
    let admin = demo.running.admin_address;
    let before = files(&demo.folder.path().join("segments"));
    watchpost_server::demo::build_into(demo.folder.path(), jiff::Timestamp::now()).unwrap();
    assert_eq!(files(&demo.folder.path().join("segments")), before, "the same lists, the same segments");
    let damaged = before.first().unwrap();
    let mut bytes = std::fs::read(damaged).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    // A new file in its place: the server still holds the old one.
    std::fs::remove_file(damaged).unwrap();
    std::fs::write(damaged, &bytes).unwrap();
    let refused = reload(admin, "").await;
    assert_eq!((refused.status, refused.code().as_str()), (422, "generation-damaged"), "{refused:?}");
    schema::assert_is("ProblemDocument", &refused.json());
    assert_eq!(check(demo.running.check_address, HIT).await.json()["generation"], 1);
    let ready = get(admin, "/readyz").await;
    assert_eq!(ready.status, 200, "the old generation serves");
    assert_eq!(ready.json()["refused_reload"]["reason"], refused.json()["detail"]);
    schema::assert_is("Readiness", &ready.json());
    let metrics = String::from_utf8(get(admin, "/metrics").await.body).unwrap();
    assert!(metrics.contains("watchpost_reloads_total{result=\"failed\"} 1"), "{metrics}");
    demo.running.stop().await;
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vanished_segment_is_refused_and_a_mended_store_is_served() {
    let demo = demo(BY_HAND).await;
    let admin = demo.running.admin_address;
    demo.publish();
    let segment = files(&demo.folder.path().join("segments")).remove(0);
    let aside = demo.folder.path().join("aside");
    std::fs::rename(&segment, &aside).unwrap();
    let refused = reload(admin, "").await;
    assert_eq!((refused.status, refused.code().as_str()), (422, "generation-damaged"), "{refused:?}");
    std::fs::rename(&aside, &segment).unwrap();
    assert_eq!(reload(admin, "").await.json()["result"], "switched");
    assert_eq!(get(admin, "/readyz").await.json()["refused_reload"], json!(null));
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_probe_answered_wrongly_is_refused() {
    let store = MadeUpStore::new(MadeUp::new(1));
    let running = serve(settings(BY_HAND), store.clone()).await;
    let told = LoadError::Probe("probe 1 of generation 2 gives no_hit".to_owned());
    store.set(Ok(MadeUp { probe: Err(told), ..MadeUp::new(2) }));
    let refused = reload(running.admin_address, "").await;
    assert_eq!((refused.status, refused.code().as_str()), (422, "probe-failed"));
    assert_eq!(check(running.check_address, &question("u")).await.json()["generation"], 1);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_generation_is_noticed_without_being_told() {
    let demo = demo(&["--poll", "20ms"]).await;
    demo.publish();
    for _ in 0..500 {
        if check(demo.running.check_address, HIT).await.json()["generation"] == 2 {
            demo.running.stop().await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("generation 2 was not noticed");
}

/// A store that stays damaged is tried once and told once, not at every look.
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_loaded_is_told_once() {
    let store = MadeUpStore::new(MadeUp::new(1));
    let running = serve(settings(&["--poll", "5ms"]), store.clone()).await;
    store.set(Err(LoadError::Damaged("a byte".to_owned())));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let metrics = String::from_utf8(get(running.admin_address, "/metrics").await.body).unwrap();
    assert!(metrics.contains("watchpost_reloads_total{result=\"failed\"} 1"), "{metrics}");
    store.set(Ok(MadeUp::new(2)));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(check(running.check_address, &question("u")).await.json()["generation"], 2);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_is_not_for_pages_in_a_browser() {
    let demo = demo(BY_HAND).await;
    let admin = demo.running.admin_address;
    for (field, code) in [("origin: http://evil.example", "foreign-origin"), ("x: 1", "")] {
        let bytes =
            format!("POST /v1/reload HTTP/1.1\r\nhost: {admin}\r\ncontent-length: 0\r\n{field}\r\n\r\n");
        let answer = exchange(admin, bytes.as_bytes()).await;
        if code.is_empty() {
            assert_eq!(answer.status, 200);
        } else {
            assert_eq!((answer.status, answer.code().as_str()), (403, code));
        }
    }
    demo.running.stop().await;
}
