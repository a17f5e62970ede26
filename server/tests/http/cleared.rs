//! Cleared namesakes: read when the file changes, nobody cleared where it cannot be used, nothing told to who asks.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;
use watchpost_engine::check::traveller;
use watchpost_engine::cleared::{Clearance, ClearedFile, Salt};
use watchpost_engine::date::Date;
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::wire::{Grade, QuestionSubject};

use crate::batch::Stream;
use crate::client::{Client, check, get, post, reload};
use crate::program::Program;
use crate::schema;
use crate::server::{Demo, demo};

/// Two travellers who are namesakes of listed persons, with documents of their own.
fn namesakes() -> [Value; 2] {
    let subject = |number, surname, given, born| {
        json!({"document": {"number": number, "issuer": "UTO"},
               "person": {"surname": surname, "given": given, "birth_date": born}})
    };
    [
        subject("QQ1234501", "VOSSBERG", "MIRELA", "1987-11-23"),
        subject("QQ1234502", "QUILLON", "TARAS", "1979-02-14"),
    ]
}

fn question(subjects: &[Value]) -> String {
    json!({"purpose": "test", "operator": "u-1", "subjects": subjects}).to_string()
}

/// Whether each subject has a hit.
fn hits(answer: &Value) -> Vec<bool> {
    let subjects = answer["subjects"].as_array().unwrap();
    subjects.iter().map(|subject| subject["outcome"] != "no_hit").collect()
}

async fn asked(address: SocketAddr) -> Vec<bool> {
    hits(&check(address, &question(&namesakes())).await.json())
}

/// The clearances of both, made from the hits that they have.
async fn signed(address: SocketAddr) -> ClearedFile {
    let answer = check(address, &question(&namesakes())).await.json();
    assert_eq!(hits(&answer), [true, true]);
    let now = Timestamp::now();
    let mut file = ClearedFile::new(Salt::new([7; 32]));
    for (subject, answered) in namesakes().into_iter().zip(answer["subjects"].as_array().unwrap()) {
        let lists = answered["lists"].as_array().unwrap();
        let hit = &lists.iter().find(|list| list["list"] == "persons").unwrap()["hits"][0];
        let subject: QuestionSubject = serde_json::from_value(subject).unwrap();
        let clearance = Clearance {
            traveller: traveller(&subject, Date::of(now), file.salt()).unwrap(),
            owner: IssuerCode::parse(hit["owner"].as_str().unwrap()).unwrap(),
            record_id: hit["record_id"].as_str().unwrap().to_owned(),
            record_version: hit["record_version"].as_str().unwrap().parse().unwrap(),
            grade: Grade::parse(hit["grade"].as_str().unwrap()).unwrap(),
            score: hit["score"].as_f64(),
            reason: "another person".to_owned(),
            by: "u-1".to_owned(),
            second: "u-2".to_owned(),
            created: now,
            expires_on: Date::of(now + SignedDuration::from_hours(24)),
        };
        file.add(clearance).unwrap();
    }
    file
}

/// Puts a file in place as the loader does: under another name first.
fn put(path: &Path, bytes: &[u8]) {
    let part = path.with_extension("part");
    std::fs::write(&part, bytes).unwrap();
    std::fs::rename(&part, path).unwrap();
}

/// A demonstration server whose file of clearances is not there yet.
async fn without_file(poll: &str) -> (Demo, TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cleared.jsonl");
    let demo = demo(&["--poll", poll, "--cleared", path.to_str().unwrap()]).await;
    (demo, folder, path)
}

async fn metrics(admin: SocketAddr) -> String {
    String::from_utf8(get(admin, "/metrics").await.body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn cleared_pairs_do_not_answer_and_the_answer_tells_nothing_of_them() {
    let (demo, _folder, path) = without_file("1h").await;
    let (address, admin) = (demo.running.check_address, demo.running.admin_address);
    let file = signed(address).await;
    put(&path, &file.to_bytes().unwrap());
    let reloaded = reload(admin, "").await;
    schema::assert_is("ReloadAnswer", &reloaded.json());
    assert_eq!(reloaded.json()["cleared"], json!({"clearances": 2, "fault": null}));
    let answer = check(address, &question(&namesakes())).await;
    assert_eq!(hits(&answer.json()), [false, false]);
    let told = String::from_utf8(answer.body).unwrap();
    for word in ["clear", "withdrawn", "suppressed", "UTO-RED-2"] {
        assert!(!told.contains(word), "{word} in {told}");
    }
    let mut batch = Stream::open(address).await;
    batch.write_line(&question(&namesakes())).await;
    batch.finish().await;
    assert_eq!(hits(&batch.rest().await[0]), [false, false]);
    let text = metrics(admin).await;
    for line in ["watchpost_cleared_total 4", "watchpost_clearances 2"] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_used_clears_nobody_and_that_is_told() {
    let (demo, _folder, path) = without_file("1h").await;
    let (address, admin) = (demo.running.check_address, demo.running.admin_address);
    let ready = get(admin, "/readyz").await;
    schema::assert_is("Readiness", &ready.json());
    assert_eq!(ready.status, 200, "it answers too much, not too little");
    assert!(
        ready.json()["cleared"]["fault"]["reason"].as_str().unwrap().contains("cannot read"),
        "{ready:?}"
    );
    let whole = signed(address).await.to_bytes().unwrap();
    put(&path, &whole);
    assert_eq!(reload(admin, "").await.json()["cleared"]["fault"], json!(null));
    assert_eq!(asked(address).await, [false, false]);
    put(&path, &whole[..whole.len() / 2]);
    let refused = reload(admin, "").await;
    assert_eq!((refused.status, &refused.json()["cleared"]["clearances"]), (200, &json!(0)));
    assert_eq!(asked(address).await, [true, true]);
    let text = metrics(admin).await;
    for line in ["watchpost_clearances 0", "watchpost_clearance_reads_total{result=\"refused\"} 2"] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_file_is_noticed_and_so_are_changed_rights_and_its_end() {
    use std::os::unix::fs::PermissionsExt;
    let (demo, _folder, path) = without_file("10ms").await;
    let address = demo.running.check_address;
    let file = signed(address).await;
    put(&path, &file.to_bytes().unwrap());
    until(address, [false, false]).await;
    let mut one = file.clone();
    one.retain(|clearance| clearance.record_id == file.clearances()[0].record_id);
    put(&path, &one.to_bytes().unwrap());
    until(address, [false, true]).await;
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o666)).unwrap();
    until(address, [true, true]).await;
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
    until(address, [false, true]).await;
    std::fs::remove_file(&path).unwrap();
    until(address, [true, true]).await;
    demo.running.stop().await;
}

async fn until(address: SocketAddr, expected: [bool; 2]) {
    for _ in 0..500 {
        if asked(address).await == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{expected:?} was not noticed");
}

/// One check asks both travellers many times; the file has both or none.
#[tokio::test(flavor = "multi_thread")]
async fn no_check_is_lost_or_sees_two_files() {
    let (demo, _folder, path) = without_file("1h").await;
    let (address, admin) = (demo.running.check_address, demo.running.admin_address);
    let both = signed(address).await;
    let none = ClearedFile::new(Salt::new([9; 32]));
    let subjects: Vec<Value> = namesakes().into_iter().cycle().take(64).collect();
    let (done, mut ended) = tokio::sync::oneshot::channel::<()>();
    let counted: Arc<[AtomicU32; 2]> = Arc::default();
    let seen = counted.clone();
    let asking = tokio::spawn(async move {
        let mut client = Client::connect(address).await;
        let question = post(address, "/v1/check", "", question(&subjects).as_bytes());
        while ended.try_recv().is_err() {
            client.send(&question).await;
            let answer = client.answer().await;
            assert_eq!(answer.status, 200);
            let hits = hits(&answer.json());
            assert!(hits.iter().all(|hit| *hit == hits[0]), "mixed: {hits:?}");
            seen[usize::from(hits[0])].fetch_add(1, Ordering::Relaxed);
        }
    });
    let times = || [0, 1].map(|which: usize| counted[which].load(Ordering::Relaxed));
    // A check takes its time on a slow machine: the file changes until each of the two was met often enough.
    for turn in 0..2_000 {
        if turn >= 60 && times().iter().all(|times| *times > 3) {
            break;
        }
        let file = if turn % 2 == 0 { &both } else { &none };
        put(&path, &file.to_bytes().unwrap());
        assert_eq!(reload(admin, "").await.status, 200);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    done.send(()).unwrap();
    asking.await.unwrap();
    assert!(times().iter().all(|times| *times > 3), "{:?}", times());
    demo.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_reads_the_file_and_the_log_tells_a_number_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cleared.jsonl");
    let program =
        Program::start(&["--demo", "--log", "json", "--poll", "1h", "--cleared", path.to_str().unwrap()]);
    let file = signed(program.check).await;
    put(&path, &file.to_bytes().unwrap());
    program.signal("HUP");
    until(program.check, [false, false]).await;
    program.signal("TERM");
    let (code, _, log) = program.end();
    assert_eq!(code, Some(0));
    let told = log.lines().rfind(|line| line.contains("\"message\":\"check\"")).unwrap();
    assert!(told.contains("\"cleared\":2"), "{told}");
    for personal in ["QQ12345", "VOSSBERG", "UTO-RED-2", "another person", "u-2"] {
        assert!(!log.contains(personal), "{personal} in {log}");
    }
}
