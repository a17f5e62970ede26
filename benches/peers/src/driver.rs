//! A small load driver: connections that stay open, each asking as soon as it was answered.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::timing::{Spread, count};

/// What a load met.
pub struct Load {
    /// Answers a second, over all connections.
    pub a_second: f64,
    /// Times of single requests, in nanoseconds.
    pub spread: Spread,
}

/// One request, as it goes over the wire.
#[must_use]
pub fn request(address: SocketAddr, path: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// Asks from some connections for a while.
///
/// # Errors
/// If a connection fails, or an answer is not 200.
pub fn drive(address: SocketAddr, requests: &[Vec<u8>], connections: usize, time: Duration) -> Result<Load> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let begun = Instant::now();
        let mut asking = JoinSet::new();
        for connection in 0..connections {
            let mut own = requests.to_vec();
            let from = connection * own.len() / connections;
            own.rotate_left(from);
            asking.spawn(ask(address, own, begun + time));
        }
        let mut times = Vec::new();
        while let Some(asked) = asking.join_next().await {
            times.extend(asked??);
        }
        let a_second = count(times.len()) / begun.elapsed().as_secs_f64();
        Ok(Load { a_second, spread: Spread::of(times) })
    })
}

async fn ask(address: SocketAddr, requests: Vec<Vec<u8>>, until: Instant) -> Result<Vec<u64>> {
    let mut stream = TcpStream::connect(address).await.context("connecting")?;
    stream.set_nodelay(true)?;
    let mut times = Vec::new();
    let mut answer = Vec::with_capacity(1 << 16);
    for request in requests.iter().cycle() {
        let asked = Instant::now();
        if asked >= until {
            break;
        }
        stream.write_all(request).await?;
        read_answer(&mut stream, &mut answer).await?;
        times.push(u64::try_from(asked.elapsed().as_nanos()).unwrap_or(u64::MAX));
    }
    Ok(times)
}

/// Asks once and returns the answer's body.
///
/// # Errors
/// As [`drive`].
pub fn ask_once(address: SocketAddr, request: &[u8]) -> Result<Vec<u8>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut stream = TcpStream::connect(address).await.context("connecting")?;
        stream.write_all(request).await?;
        let mut answer = Vec::new();
        let body = read_answer(&mut stream, &mut answer).await?;
        Ok(answer.split_off(body))
    })
}

/// Reads one answer with a content length, and returns where its body begins.
async fn read_answer(stream: &mut TcpStream, answer: &mut Vec<u8>) -> Result<usize> {
    answer.clear();
    loop {
        if stream.read_buf(answer).await? == 0 {
            bail!("the connection was closed before the answer was whole");
        }
        let Some(head) = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { continue };
        let (body, lines) = (head + 4, String::from_utf8_lossy(&answer[..head]));
        if !lines.starts_with("HTTP/1.1 200 ") {
            bail!("the answer is {}", lines.lines().next().unwrap_or_default());
        }
        let length = lines.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        let length = length.context("an answer without a content length")?;
        if answer.len() >= body + length {
            return Ok(body);
        }
    }
}
