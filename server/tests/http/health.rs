//! Readiness, liveness and metrics; age is never hidden.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use watchpost_engine::list::List;
use watchpost_server::clock::Clock;
use watchpost_server::demo::HIT;
use watchpost_server::settings::VerifyHow;
use watchpost_server::store_source::StoreSource;

use crate::client::{check, get};
use crate::made_up::{MadeUp, MadeUpStore};
use crate::schema;
use crate::server::{demo, serve, serve_at, settings};

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_store_is_ready() {
    let demo = demo(&[]).await;
    let admin = demo.running.admin_address;
    assert_eq!(get(admin, "/livez").await.status, 200);
    let ready = get(admin, "/readyz").await;
    schema::assert_is("Readiness", &ready.json());
    assert_eq!((ready.status, &ready.json()["ready"]), (200, &true.into()));
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_the_generation_lacks_is_named_and_leaves_it_ready() {
    let generation = MadeUp { lists: vec![List::Documents], ..MadeUp::as_of(1, Timestamp::now()) };
    let running = serve(settings(&[]), MadeUpStore::new(generation)).await;
    let ready = get(running.admin_address, "/readyz").await;
    assert_eq!(ready.status, 200);
    assert_eq!(ready.json()["absent"], serde_json::json!(["vehicles", "persons"]));
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_far_ahead_of_the_clock_is_not_ready() {
    let ahead = Timestamp::now() + SignedDuration::from_hours(49);
    let running = serve(settings(&[]), MadeUpStore::new(MadeUp::as_of(1, ahead))).await;
    let ready = get(running.admin_address, "/readyz").await;
    assert_eq!(ready.status, 503);
    assert!(ready.json()["reasons"][0].as_str().unwrap().contains("documents"), "{ready:?}");
    running.stop().await;
}

/// Fresh, then stale, then over its lease; then the clock is set back, which must not help.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_set_back_does_not_extend_the_lease() {
    let folder = tempfile::tempdir().unwrap();
    let built = Timestamp::from_second(1_700_000_000).unwrap();
    watchpost_server::demo::build_into(folder.path(), built).unwrap();
    let shown = Arc::new(AtomicI64::new(built.as_second()));
    let read = Arc::clone(&shown);
    let clock = Clock::new(Box::new(move || Timestamp::from_second(read.load(Ordering::Relaxed)).unwrap()));
    let source = Arc::new(StoreSource::open(folder.path(), VerifyHow::Checksums).unwrap());
    let running = serve_at(settings(&[]), source, clock).await;
    for (hours, outcome, stale, ready) in [
        (0, "hit", false, 200),
        (25, "hit", true, 200),
        (49, "not_checked", true, 503),
        (1, "not_checked", true, 503),
    ] {
        shown.store(built.as_second() + hours * 3_600, Ordering::Relaxed);
        let answer = check(running.check_address, HIT).await.json();
        assert_eq!((&answer["outcome"], &answer["stale"]), (&outcome.into(), &stale.into()), "{hours} h");
        schema::assert_is("Answer", &answer);
        let readiness = get(running.admin_address, "/readyz").await;
        assert_eq!(readiness.status, ready, "{hours} h");
        schema::assert_is("Readiness", &readiness.json());
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_count_what_happened_and_all_names_have_the_prefix() {
    let demo = demo(&[]).await;
    check(demo.running.check_address, HIT).await;
    check(demo.running.check_address, "{}").await;
    let metrics = get(demo.running.admin_address, "/metrics").await;
    let text = String::from_utf8(metrics.body).unwrap();
    for line in [
        "watchpost_checks_total{outcome=\"hit\"} 1",
        "watchpost_requests_total{route=\"/v1/check\",status=\"200\"} 1",
        "watchpost_requests_total{route=\"/v1/check\",status=\"422\"} 1",
        "watchpost_check_duration_seconds_count 1",
        "watchpost_ready 1",
        "watchpost_generation 1",
        "watchpost_panics_total 0",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    for line in text.lines() {
        assert!(line.starts_with('#') || line.starts_with("watchpost_"), "{line}");
    }
    demo.running.stop().await;
}
