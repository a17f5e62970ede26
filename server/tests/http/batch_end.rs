//! Whatever cuts a batch off leaves its summary out.

use std::time::{Duration, Instant};

use watchpost_server::settings::Bounds;

use crate::batch::Stream;
use crate::client::{Client, check, get};
use crate::made_up::{BUG, MadeUp, MadeUpStore, question};
use crate::server::{bounded, serve};

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_ends_after_its_minutes_without_a_summary() {
    let mut settings = bounded(|_| ());
    settings.batch_life = Duration::from_millis(300);
    let running = serve(settings, MadeUpStore::new(MadeUp::new(1))).await;
    let mut batch = Stream::open(running.check_address).await;
    batch.write_line(&question("u")).await;
    assert_eq!(batch.line().await.unwrap()["outcome"], "no_hit");
    assert_eq!(batch.line().await, None);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_batch_ends_without_a_summary() {
    let settings = bounded(|bounds: &mut Bounds| bounds.batch_silence = Duration::from_millis(200));
    let running = serve(settings, MadeUpStore::new(MadeUp::new(1))).await;
    let mut batch = Stream::open(running.check_address).await;
    batch.write_line(&question("u")).await;
    assert!(batch.line().await.is_some());
    assert_eq!(batch.line().await, None);
    running.stop().await;
}

/// The head's time must not count while lines are written slowly.
#[tokio::test(flavor = "multi_thread")]
async fn a_slow_batch_is_not_taken_for_a_slow_head() {
    let settings = bounded(|bounds: &mut Bounds| {
        bounds.pace.head = Duration::from_millis(100);
        bounds.pace.idle = Duration::from_millis(100);
    });
    let running = serve(settings, MadeUpStore::new(MadeUp::new(1))).await;
    let mut batch = Stream::open(running.check_address).await;
    for _ in 0..5 {
        tokio::time::sleep(Duration::from_millis(80)).await;
        batch.write_line(&question("u")).await;
        assert!(batch.line().await.is_some());
    }
    batch.finish().await;
    assert_eq!(batch.rest().await[0]["summary"]["checks"], 5);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bug_in_a_line_ends_that_batch_alone() {
    let running = serve(bounded(|_| ()), MadeUpStore::new(MadeUp::new(1))).await;
    let mut batch = Stream::open(running.check_address).await;
    let mut other = Stream::open(running.check_address).await;
    batch.write_line(&question(BUG)).await;
    assert_eq!(batch.line().await, None);
    other.write_line(&question("u")).await;
    assert!(other.line().await.is_some());
    other.finish().await;
    assert_eq!(other.rest().await.len(), 1);
    running.stop().await;
}

/// A client that never reads must not pin a generation, or keep its place, for ever.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_does_not_read_is_given_up() {
    let settings = bounded(|bounds: &mut Bounds| {
        bounds.pace.write = Duration::from_millis(300);
        bounds.batches = 1;
    });
    let running = serve(settings, MadeUpStore::new(MadeUp::new(1))).await;
    let address = running.check_address;
    let mut deaf = Client::connect(address).await;
    let head = format!(
        "POST /v1/check/batch HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/x-ndjson\r\ncontent-length: 99999999\r\n\r\n"
    );
    deaf.send(head.as_bytes()).await;
    let line = question("u") + "\n";
    let lines = line.repeat(200);
    let begun = Instant::now();
    // Writing fails once the server has given up; until then it fills the buffers on the way.
    let writing = async {
        loop {
            use tokio::io::AsyncWriteExt;
            if deaf.stream.get_mut().write_all(lines.as_bytes()).await.is_err() {
                break;
            }
        }
    };
    tokio::time::timeout(crate::client::PATIENCE, writing).await.expect("given up");
    assert!(begun.elapsed() >= Duration::from_millis(300));
    let mut next = Stream::open(address).await;
    next.finish().await;
    assert_eq!(next.rest().await.len(), 1);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn batches_over_their_number_are_told_at_once() {
    let running =
        serve(bounded(|bounds: &mut Bounds| bounds.batches = 1), MadeUpStore::new(MadeUp::new(1))).await;
    let address = running.check_address;
    let mut first = Stream::open(address).await;
    first.write_line(&question("u")).await;
    assert!(first.line().await.is_some());
    let bytes = format!(
        "POST /v1/check/batch HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/x-ndjson\r\ncontent-length: 0\r\n\r\n"
    );
    let refused = crate::client::exchange(address, bytes.as_bytes()).await;
    assert_eq!((refused.status, refused.code().as_str()), (503, "overloaded"));
    assert_eq!(check(address, &question("u")).await.status, 200);
    assert_eq!(get(running.admin_address, "/readyz").await.json()["generation"], 1);
    first.finish().await;
    first.rest().await;
    running.stop().await;
}
