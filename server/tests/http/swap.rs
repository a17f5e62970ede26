//! A hundred switches under load: no request fails, none sees two generations.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use watchpost_server::demo::HIT;

use crate::client::{Client, post, reload};
use crate::made_up::{MadeUp, MadeUpStore, question};
use crate::server::{demo, serve, settings};

const SWAPS: u64 = 100;

#[tokio::test(flavor = "multi_thread")]
async fn a_swap_loses_and_mixes_nothing() {
    let store = MadeUpStore::new(MadeUp::new(1));
    let running = serve(settings(&["--poll", "1h"]), store.clone()).await;
    let address = running.check_address;
    let stop = Arc::new(AtomicBool::new(false));
    let asking: Vec<_> = (0..4)
        .map(|_| {
            let stop = Arc::clone(&stop);
            tokio::spawn(async move {
                let mut client = Client::connect(address).await;
                let question = post(address, "/v1/check", "", question("u").as_bytes());
                let (mut asked, mut newest) = (0_u32, 0_u64);
                while !stop.load(Ordering::Relaxed) {
                    client.send(&question).await;
                    let answer = client.answer().await;
                    assert_eq!(answer.status, 200);
                    let answer = answer.json();
                    let generation = answer["generation"].as_u64().unwrap();
                    let as_of: jiff::Timestamp = answer["as_of"].as_str().unwrap().parse().unwrap();
                    assert_eq!(as_of.as_second(), i64::try_from(generation).unwrap(), "mixed");
                    assert!(generation >= newest, "went back");
                    newest = generation;
                    asked += 1;
                }
                (asked, newest)
            })
        })
        .collect();
    for number in 2..=SWAPS + 1 {
        store.set(Ok(MadeUp::new(number)));
        assert_eq!(reload(running.admin_address, "").await.json()["generation"], number);
    }
    stop.store(true, Ordering::Relaxed);
    for asked in asking {
        let (asked, newest) = asked.await.unwrap();
        assert!(asked > 10 && newest > SWAPS / 2, "{asked} questions, up to generation {newest}");
    }
    running.stop().await;
}

/// The same on a real store, whose old files are unmapped while questions are asked.
#[tokio::test(flavor = "multi_thread")]
async fn a_swap_of_a_real_store_loses_nothing() {
    let demo = demo(&["--poll", "1h"]).await;
    let address = demo.running.check_address;
    let asking = tokio::spawn(async move {
        let mut client = Client::connect(address).await;
        let question = post(address, "/v1/check", "", HIT.as_bytes());
        let mut generations = Vec::new();
        while generations.last() != Some(&21) {
            client.send(&question).await;
            let answer = client.answer().await.json();
            assert_eq!(answer["outcome"], "hit");
            generations.push(answer["generation"].as_u64().unwrap());
        }
        generations
    });
    for number in 2..=21 {
        demo.publish();
        assert_eq!(reload(demo.running.admin_address, "").await.json()["generation"], number);
    }
    let generations = asking.await.unwrap();
    assert!(generations.is_sorted());
    demo.running.stop().await;
}
