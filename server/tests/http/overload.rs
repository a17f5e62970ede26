//! Too much at once is told 503 at once; a bug costs its own request alone.

use std::time::{Duration, Instant};

use watchpost_server::settings::Bounds;

use crate::client::{Client, check, get};
use crate::made_up::{BUG, MadeUp, MadeUpStore, question};
use crate::schema;
use crate::server::{bounded, serve};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn overload_is_told_503_and_is_over_when_it_ends() {
    let settings = bounded(|bounds: &mut Bounds| bounds.in_flight = 4);
    let slow = MadeUp::slow(1, Duration::from_millis(20));
    let running = serve(settings, MadeUpStore::new(slow)).await;
    let address = running.check_address;
    // The questions are asked from a runtime of their own: the server's threads are busy.
    let asked = tokio::task::spawn_blocking(move || {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let asking: Vec<_> =
                (0..100).map(|_| tokio::spawn(async move { check(address, &question("u")).await })).collect();
            let mut answers = Vec::new();
            for asked in asking {
                answers.push(asked.await.unwrap());
            }
            answers
        })
    });
    let answers = asked.await.unwrap();
    let (answered, shed): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert!(!answered.is_empty() && !shed.is_empty(), "{} answered, {} shed", answered.len(), shed.len());
    for answer in shed {
        assert_eq!((answer.status, answer.code().as_str()), (503, "overloaded"));
        assert_eq!(answer.field("retry-after"), Some("1"));
        schema::assert_is("ProblemDocument", &answer.json());
    }
    let begun = Instant::now();
    assert_eq!(check(address, &question("u")).await.status, 200);
    assert!(begun.elapsed() < Duration::from_secs(1));
    let metrics = String::from_utf8(get(running.admin_address, "/metrics").await.body).unwrap();
    assert!(metrics.contains("watchpost_shed_total{reason=\"in-flight\"}"), "{metrics}");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_over_their_number_are_told_503_and_closed() {
    let settings = bounded(|bounds: &mut Bounds| bounds.connections = 2);
    let running = serve(settings, MadeUpStore::new(MadeUp::new(1))).await;
    let address = running.check_address;
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut client = Client::connect(address).await;
        client.send(&crate::client::post(address, "/v1/check", "", question("u").as_bytes())).await;
        assert_eq!(client.answer().await.status, 200);
        held.push(client);
    }
    let refused = check(address, &question("u")).await;
    assert_eq!((refused.status, refused.code().as_str()), (503, "overloaded"));
    assert_eq!((refused.field("retry-after"), refused.field("connection")), (Some("1"), Some("close")));
    // The admin listener has places of its own.
    assert_eq!(get(running.admin_address, "/livez").await.status, 200);
    drop(held);
    for _ in 0..100 {
        if check(address, &question("u")).await.status == 200 {
            running.stop().await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("a place that was left is not given again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bug_is_a_500_for_that_request_alone() {
    let running = serve(bounded(|_| ()), MadeUpStore::new(MadeUp::new(1))).await;
    let address = running.check_address;
    for _ in 0..3 {
        let answer = check(address, &question(BUG)).await;
        assert_eq!((answer.status, answer.code().as_str()), (500, "internal"));
        assert!(answer.field("x-request-id").is_some());
        assert!(!String::from_utf8_lossy(&answer.body).contains(BUG));
        schema::assert_is("ProblemDocument", &answer.json());
        assert_eq!(check(address, &question("u")).await.status, 200);
    }
    let metrics = String::from_utf8(get(running.admin_address, "/metrics").await.body).unwrap();
    assert!(metrics.contains("watchpost_panics_total 3"), "{metrics}");
    running.stop().await;
}
