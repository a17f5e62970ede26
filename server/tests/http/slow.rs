//! Slow and silent peers are cut off, and honest ones do not notice them.

use std::time::{Duration, Instant};

use tokio::io::AsyncReadExt;
use watchpost_server::settings::Bounds;

use crate::client::{Client, check, post};
use crate::made_up::{MadeUp, MadeUpStore, WIDE, WIDE_BYTES, question};
use crate::schema;
use crate::server::{bounded, serve};

const SHORT: Duration = Duration::from_millis(200);

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_head_is_told_408_and_closed() {
    let running =
        serve(bounded(|bounds: &mut Bounds| bounds.pace.head = SHORT), MadeUpStore::new(MadeUp::new(1)))
            .await;
    let mut client = Client::connect(running.check_address).await;
    let begun = Instant::now();
    client.send(b"POST /v1/check HTTP/1.1\r\nhost: loc").await;
    let answer = client.answer().await;
    assert_eq!((answer.status, answer.code().as_str()), (408, "request-timeout"));
    assert_eq!(answer.field("connection"), Some("close"));
    schema::assert_is("ProblemDocument", &answer.json());
    assert!(begun.elapsed() >= SHORT);
    assert!(client.try_answer().await.is_none());
    running.stop().await;
}

/// A byte now and then does not buy more time.
#[tokio::test(flavor = "multi_thread")]
async fn a_head_byte_by_byte_is_cut_off_too() {
    let running =
        serve(bounded(|bounds: &mut Bounds| bounds.pace.head = SHORT), MadeUpStore::new(MadeUp::new(1)))
            .await;
    let mut client = Client::connect(running.check_address).await;
    let begun = Instant::now();
    for byte in b"POST /v1/check HTTP/1.1\r\nhost: localhost\r\nx-a: 1\r\nx-b: 2\r\n" {
        client.send(&[*byte]).await;
        tokio::time::sleep(SHORT / 20).await;
        if begun.elapsed() > SHORT {
            break;
        }
    }
    assert_eq!(client.answer().await.code(), "request-timeout");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_body_is_told_408_and_closed() {
    let running =
        serve(bounded(|bounds: &mut Bounds| bounds.body = SHORT), MadeUpStore::new(MadeUp::new(1))).await;
    let address = running.check_address;
    let mut bytes = post(address, "/v1/check", "", question("u").as_bytes());
    bytes.pop();
    let mut client = Client::connect(address).await;
    client.send(&bytes).await;
    let answer = client.answer().await;
    assert_eq!((answer.status, answer.code().as_str()), (408, "request-timeout"));
    schema::assert_is("ProblemDocument", &answer.json());
    assert!(client.try_answer().await.is_none());
    running.stop().await;
}

/// Without a bound, readers that take nothing would hold an answer of megabytes each, on every connection.
#[tokio::test(flavor = "multi_thread")]
async fn answers_that_nobody_reads_hold_a_bounded_number_of_bytes() {
    let settings = bounded(|bounds: &mut Bounds| bounds.held_bytes = WIDE_BYTES + WIDE_BYTES / 2);
    let running = serve(settings, MadeUpStore::new(MadeUp::new(1))).await;
    let address = running.check_address;
    let mut reads_late = Client::connect(address).await;
    reads_late.send(&post(address, "/v1/check", "", question(WIDE).as_bytes())).await;
    let head = reads_late.head().await.unwrap();
    assert_eq!(head.status, 200);
    let second = check(address, &question(WIDE)).await;
    assert_eq!((second.status, second.code().as_str()), (503, "overloaded"));
    assert_eq!(check(address, &question("u")).await.status, 200);

    let mut body = vec![0; head.field("content-length").unwrap().parse().unwrap()];
    reads_late.stream.read_exact(&mut body).await.unwrap();
    assert!(body.len() > WIDE_BYTES && body.ends_with(b"}"));
    assert_eq!(check(address, &question(WIDE)).await.status, 200);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_connection_is_closed_without_a_word_and_a_used_one_is_kept() {
    let running =
        serve(bounded(|bounds: &mut Bounds| bounds.pace.idle = SHORT), MadeUpStore::new(MadeUp::new(1)))
            .await;
    let address = running.check_address;
    let mut idle = Client::connect(address).await;
    let mut used = Client::connect(address).await;
    for _ in 0..4 {
        used.send(&post(address, "/v1/check", "", question("u").as_bytes())).await;
        assert_eq!(used.answer().await.status, 200);
        tokio::time::sleep(SHORT / 2).await;
    }
    assert!(idle.try_answer().await.is_none());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn honest_callers_are_served_while_many_send_slowly() {
    let running = serve(bounded(|_| ()), MadeUpStore::new(MadeUp::new(1))).await;
    let address = running.check_address;
    let mut slow = Vec::new();
    for n in 0..200 {
        let mut client = Client::connect(address).await;
        let whole = post(address, "/v1/check", "", question("u").as_bytes());
        // Half stop within the head, half within the body: more than there are places for checks.
        client.send(&whole[..if n % 2 == 0 { 20 } else { whole.len() - 1 }]).await;
        slow.push(client);
    }
    for _ in 0..50 {
        let begun = Instant::now();
        assert_eq!(check(address, &question("u")).await.status, 200);
        assert!(begun.elapsed() < Duration::from_secs(1));
    }
    drop(slow);
    running.stop().await;
}
