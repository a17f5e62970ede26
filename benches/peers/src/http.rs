//! The server beside a bare axum handler that reads the same questions and sends as many bytes.
//!
//! Each server has processor 0 to itself while it is asked, the driver has processor 1.

use std::net::SocketAddr;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use watchpost_benches::questions;
use watchpost_benches::store::{self, Sizes, conditions};
use watchpost_engine::date::Date;
use watchpost_engine::list::List;
use watchpost_engine::wire::{DocumentPart, Purpose, Question, QuestionSubject};

use crate::driver::{Load, ask_once, drive, request};
use crate::figure::{Figure, Target};
use crate::programs::{self, Running};
use crate::timing::{ROUNDS, Rounds, count};

/// Length of a round.
const ROUND: Duration = Duration::from_secs(3);

/// Connections of a busy caller.
const CONNECTIONS: usize = 64;

/// Questions, asked in turn.
const QUESTIONS: usize = 2_000;

/// Checks of a batch.
const BATCH_CHECKS: usize = 200_000;

/// All that is asked over HTTP.
///
/// # Errors
/// If a server does not come up or does not answer.
pub fn figures(sizes: Sizes) -> Result<Vec<Figure>> {
    let server = programs::built("watchpost-server")?;
    let folder = tempfile::tempdir()?;
    let store = folder.path().join("store");
    store::fresh_copy(sizes, &store, Timestamp::now())?;
    programs::stay_on("1")?;
    let measured = with_servers(&server, &store);
    programs::stay_on("0-1")?;
    measured
}

fn with_servers(server: &Path, store: &Path) -> Result<Vec<Figure>> {
    let [ours, admin, bare] = programs::free_addresses()?;
    let [ours_text, admin_text, bare_text] = [ours, admin, bare].map(|address| address.to_string());
    let questions = document_questions()?;
    let asked = |address| -> Vec<Vec<u8>> {
        questions.iter().map(|body| request(address, "/v1/check", "application/json", body)).collect()
    };
    let (to_ours, to_bare) = (asked(ours), asked(bare));
    let store_text = store.to_str().context("a path that is not UTF-8")?;
    let arguments =
        ["--store", store_text, "--listen", &ours_text, "--admin", &admin_text, "--poll", "100ms"];
    let _ours: Running = programs::start_on(0, server, &arguments, &store.with_extension("log"))?;
    let first = to_ours.first().context("no question")?;
    let answer = wait_for(ours, first)?;
    let own = std::env::current_exe()?;
    let _bare = programs::start_on(
        0,
        &own,
        &["--bare-axum", &bare_text, &answer.len().to_string()],
        &store.with_extension("bare"),
    )?;
    wait_for(bare, to_bare.first().context("no question")?)?;
    let mut figures = beside_bare(ours, &to_ours, bare, &to_bare)?;
    figures.push(batch(ours)?);
    figures.push(swap(ours, &to_ours, store)?);
    Ok(figures)
}

fn beside_bare(
    ours: SocketAddr,
    to_ours: &[Vec<u8>],
    bare: SocketAddr,
    to_bare: &[Vec<u8>],
) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let busy = (Target::ShareOfPeer(0.5), Target::ShareOfPeer(0.9));
    for (connections, (target, goal)) in [(CONNECTIONS, busy), (1, (Target::Open, Target::Open))] {
        let (mut of_ours, mut of_bare) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            of_ours.push(drive(ours, to_ours, connections, ROUND)?);
            of_bare.push(drive(bare, to_bare, connections, ROUND)?);
        }
        let noun = if connections == 1 { "connection" } else { "connections" };
        let single = Figure::new(
            format!("one document a check over HTTP, {connections} {noun}"),
            "requests/s",
            rounds(&of_ours, |load| load.a_second)?,
        )
        .beside("bare axum, same bodies", rounds(&of_bare, |load| load.a_second)?)
        .held(target, goal);
        figures.push(match of_ours.last() {
            Some(load) => single.spread(load.spread),
            None => single,
        });
        if connections == 1 {
            figures.push(
                Figure::new("the same, p50", "µs", rounds(&of_ours, p50_micros)?)
                    .beside("bare axum, same bodies", rounds(&of_bare, p50_micros)?)
                    .held(Target::Open, Target::TimesPeer(1.2)),
            );
        }
    }
    Ok(figures)
}

fn batch(address: SocketAddr) -> Result<Figure> {
    let questions = document_questions()?;
    let body: Vec<u8> = questions
        .iter()
        .cycle()
        .take(BATCH_CHECKS)
        .flat_map(|question| [question.as_slice(), b"\n"].concat())
        .collect();
    let asked = request(address, "/v1/check/batch", "application/x-ndjson", &body);
    let mut measured = [0.0; ROUNDS];
    for round in &mut measured {
        let begun = Instant::now();
        stream(address, &asked)?;
        *round = count(BATCH_CHECKS) / begun.elapsed().as_secs_f64() / 1e6;
    }
    let what = format!("batch over one connection, {BATCH_CHECKS} checks of one document");
    Ok(Figure::new(what, "M documents/s", Rounds::of(measured))
        .held(Target::AtLeast(0.2), Target::AtLeast(1.0)))
}

/// Writes a request and reads its answer at the same time, to the chunk of length 0 that ends it.
fn stream(address: SocketAddr, asked: &[u8]) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (mut from, mut to) = TcpStream::connect(address).await?.into_split();
        let write = async { to.write_all(asked).await.context("writing the batch") };
        let read = async {
            let (mut part, mut tail) = (vec![0; 1 << 16], Vec::new());
            loop {
                let length = from.read(&mut part).await?;
                if length == 0 {
                    bail!("the connection was closed before the batch's end");
                }
                tail.extend_from_slice(&part[..length]);
                if tail.ends_with(b"\r\n0\r\n\r\n") {
                    return if contains(&tail, b"{\"summary\":") {
                        Ok(())
                    } else {
                        bail!("a batch without a summary")
                    };
                }
                let spent = tail.len().saturating_sub(1 << 12);
                tail.drain(..spent);
            }
        };
        tokio::try_join!(write, read).map(|_| ())
    })
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Requests while a new generation comes every half second, beside the same without.
fn swap(address: SocketAddr, requests: &[Vec<u8>], store: &Path) -> Result<Figure> {
    let p99 = |load: &Load| count(usize::try_from(load.spread.p99).unwrap_or(usize::MAX)) / 1e3;
    let (mut before, mut during) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        before.push(drive(address, requests, CONNECTIONS, ROUND)?);
        let until = Instant::now() + ROUND;
        let publishing = {
            let store = store.to_owned();
            thread::spawn(move || publish_until(&store, until))
        };
        during.push(drive(address, requests, CONNECTIONS, ROUND)?);
        match publishing.join() {
            Ok(published) => published?,
            Err(_) => bail!("the publisher panicked"),
        }
    }
    let what = format!("p99 of {CONNECTIONS} connections while generations are switched, two a second");
    let switched = Figure::new(what, "µs", rounds(&during, p99)?)
        .beside("the same without a switch", rounds(&before, p99)?)
        .held(Target::TimesPeer(3.0), Target::TimesPeer(1.5));
    Ok(match during.last() {
        Some(load) => switched.spread(load.spread),
        None => switched,
    })
}

/// Each generation is opened and verified whole before it serves.
fn publish_until(store: &Path, until: Instant) -> Result<()> {
    while Instant::now() < until {
        store::republish(store, Timestamp::now())?;
        thread::sleep(Duration::from_millis(500));
    }
    Ok(())
}

/// Questions for one document each, on no list, in JSON.
fn document_questions() -> Result<Vec<Vec<u8>>> {
    let today = Date::of(conditions()?.now);
    let question = |number: &str| Question {
        purpose: Purpose::BorderEntry,
        operator: "bench-1".to_owned(),
        case: None,
        lists: Some(vec![List::Documents]),
        subjects: vec![QuestionSubject {
            document: Some(DocumentPart {
                number: number.to_owned(),
                issuer: Some("UTO".to_owned()),
                document_type: None,
            }),
            ..QuestionSubject::default()
        }],
    };
    let numbers = questions::missed_numbers(QUESTIONS, today);
    numbers.iter().map(|number| Ok(serde_json::to_vec(&question(number.as_str()))?)).collect()
}

fn wait_for(address: SocketAddr, asked: &[u8]) -> Result<Vec<u8>> {
    let patience = Instant::now() + Duration::from_secs(60);
    loop {
        match ask_once(address, asked) {
            Err(error) if Instant::now() > patience => {
                return Err(error.context(format!("waiting for {address}")));
            }
            Err(_) => thread::sleep(Duration::from_millis(100)),
            answered => return answered,
        }
    }
}

fn rounds(loads: &[Load], figure: impl Fn(&Load) -> f64) -> Result<Rounds> {
    match loads {
        [one, two, three] => Ok(Rounds::of([figure(one), figure(two), figure(three)])),
        _ => bail!("{} rounds of {ROUNDS}", loads.len()),
    }
}

fn p50_micros(load: &Load) -> f64 {
    count(usize::try_from(load.spread.p50).unwrap_or(usize::MAX)) / 1e3
}
