//! The HTTP round trip: one passport a check, over one connection that stays open, against a server in this process.

use std::hint::black_box;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use watchpost_benches::bench_sizes::bench_sizes;
use watchpost_benches::{questions, store};
use watchpost_server::clock::Clock;
use watchpost_server::metrics::Metrics;
use watchpost_server::options::Options;
use watchpost_server::run::{self, Running};
use watchpost_server::settings::Settings;
use watchpost_server::store_source::StoreSource;

/// Questions, asked in turn.
const QUESTIONS: usize = 1_000;

fn round_trips(criterion: &mut Criterion) {
    let sizes = bench_sizes()[0];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    store::fresh_copy(sizes, &path, Timestamp::now()).expect("a store");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let any_port: SocketAddr = ([127, 0, 0, 1], 0).into();
    let options = Options {
        store: Some(path.clone()),
        listen: Some(any_port),
        admin: Some(any_port),
        ..Options::default()
    };
    let running = runtime.block_on(started(options, &path));
    let asked: Vec<Vec<u8>> = questions::passport_checks(QUESTIONS)
        .iter()
        .map(|question| request(running.check_address, &serde_json::to_vec(question).expect("JSON")))
        .collect();
    let mut stream = BufReader::new(TcpStream::connect(running.check_address).expect("a connection"));
    stream.get_ref().set_nodelay(true).expect("a socket's option");
    let mut turn = asked.iter().cycle();
    criterion.bench_function("http/passport by MRZ", |bencher| {
        bencher.iter(|| black_box(round_trip(&mut stream, turn.next().expect("a cycle has no end"))));
    });
    drop(stream);
    runtime.block_on(running.stop());
}

async fn started(options: Options, path: &std::path::Path) -> Running {
    let (settings, _) = Settings::new(options).expect("settings");
    let source = Arc::new(StoreSource::open(path, settings.verify).expect("a store"));
    run::start(settings, source, Clock::system(), Arc::new(Metrics::new())).await.expect("a server")
}

fn request(address: SocketAddr, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST /v1/check HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// Asks, reads the answer whole and returns its length.
fn round_trip(stream: &mut BufReader<TcpStream>, request: &[u8]) -> usize {
    stream.get_mut().write_all(request).expect("a written question");
    let (mut line, mut length) = (String::new(), 0);
    stream.read_line(&mut line).expect("an answer");
    assert!(line.starts_with("HTTP/1.1 200"), "{line}");
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).expect("a head");
        if let Some(told) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = told.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("a body");
    body.len()
}

criterion_group!(http, round_trips);
criterion_main!(http);
