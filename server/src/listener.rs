//! Accepts connections, bounded in number and in time, and hands their requests to the routes.
//!
//! Nothing here waits for a place: a connection over the limit is told 503 and closed, since waiting would only move
//! the queue into the kernel.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::Service;

use crate::host::ReachedAt;
use crate::limits;
use crate::metrics::{Metrics, Shed};
use crate::paced::{Pace, Paced, Phase};
use crate::problem::{Code, Refusal};

/// One listener with its routes and bounds.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    routes: Router,
    pace: Pace,
    places: Arc<Semaphore>,
    connections: usize,
    refusals: Arc<Semaphore>,
    metrics: Arc<Metrics>,
}

impl Listener {
    /// Serves `routes` at `socket`, with at most `connections` open at the same time.
    #[must_use]
    pub fn new(
        socket: TcpListener,
        routes: Router,
        pace: Pace,
        connections: usize,
        metrics: Arc<Metrics>,
    ) -> Self {
        let places = Arc::new(Semaphore::new(connections));
        let refusals = Arc::new(Semaphore::new(limits::REFUSALS));
        Self { socket, routes, pace, places, connections, refusals, metrics }
    }

    /// Serves until `draining` turns true, then lets the open requests end, for at most `drain`. False if some did not
    /// end in that time.
    pub async fn serve(self, mut draining: watch::Receiver<bool>, drain: Duration) -> bool {
        loop {
            let accepted = tokio::select! {
                accepted = self.socket.accept() => accepted,
                () = ending(&mut draining) => break,
            };
            match accepted {
                Ok((stream, _)) => self.admit(stream, &draining),
                Err(error) => self.pause(&error).await,
            }
        }
        let Self { socket, places, connections, .. } = self;
        drop(socket);
        // Every place back means that every connection has ended.
        let all = u32::try_from(connections).unwrap_or(u32::MAX);
        tokio::time::timeout(drain, places.acquire_many(all)).await.is_ok()
    }

    fn admit(&self, stream: TcpStream, draining: &watch::Receiver<bool>) {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            self.metrics.shed(Shed::Connection);
            if let Ok(telling) = Arc::clone(&self.refusals).try_acquire_owned() {
                tokio::spawn(refuse(stream, telling));
            }
            return;
        };
        let connection =
            Connection { routes: self.routes.clone(), pace: self.pace, metrics: Arc::clone(&self.metrics) };
        tokio::spawn(connection.serve(stream, place, draining.clone()));
    }

    /// Out of file descriptors, or the peer was gone before it was accepted: trying again at once would spin.
    async fn pause(&self, error: &io::Error) {
        tracing::warn!(reason = %error, "a connection could not be accepted");
        self.metrics.shed(Shed::Accept);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Returns when the server is to end.
async fn ending(draining: &mut watch::Receiver<bool>) {
    // If the other end is gone, so is the server.
    let _ = draining.wait_for(|draining| *draining).await;
}

/// Tells a connection over the limit so, and gives it a moment to read it.
async fn refuse(mut stream: TcpStream, telling: OwnedSemaphorePermit) {
    tell(&mut stream, &Refusal::overloaded()).await;
    linger(stream).await;
    drop(telling);
}

/// Writes a refusal to a connection that no longer speaks HTTP by itself.
async fn tell(stream: &mut TcpStream, refusal: &Refusal) {
    // Whether the peer takes it is its own affair.
    let _ = tokio::time::timeout(limits::LINGER, stream.write_all(&refusal.to_http1())).await;
}

/// Ends a connection so that the peer can read what was said last: a close with bytes unread would reset it, and take
/// the last answer along.
async fn linger(mut stream: TcpStream) {
    let read_away = async {
        stream.shutdown().await?;
        let mut buffer = vec![0; 16 << 10];
        for _ in 0..limits::LINGER_BYTES / buffer.len() {
            if stream.read(&mut buffer).await? == 0 {
                break;
            }
        }
        io::Result::Ok(())
    };
    // A peer that is gone, or goes on for ever, is left.
    let _ = tokio::time::timeout(limits::LINGER, read_away).await;
}

struct Connection {
    routes: Router,
    pace: Pace,
    metrics: Arc<Metrics>,
}

impl Connection {
    async fn serve(
        self,
        stream: TcpStream,
        place: OwnedSemaphorePermit,
        mut draining: watch::Receiver<bool>,
    ) {
        let Ok(reached) = stream.local_addr() else { return };
        // Answers are one small write each; waiting to fill a packet would cost 40 ms.
        if stream.set_nodelay(true).is_err() {
            return;
        }
        let open = self.metrics.connection_opened();
        let phase = Arc::new(Phase::default());
        let io = TokioIo::new(Paced::new(stream, self.pace, Arc::clone(&phase)));
        let service = self.service(reached, Arc::clone(&phase));
        let mut connection = protocol().serve_connection(io, service);
        let ended = tokio::select! {
            ended = &mut connection => ended,
            () = ending(&mut draining) => {
                Pin::new(&mut connection).graceful_shutdown();
                (&mut connection).await
            }
        };
        let mut stream = connection.into_parts().io.into_inner().into_inner();
        if ended.is_err() && phase.head_was_slow() {
            self.metrics.shed(Shed::SlowHead);
            let seconds = self.pace.head.as_secs();
            let detail = format!("send the header fields within {seconds} s");
            tell(&mut stream, &Refusal::new(Code::RequestTimeout, detail)).await;
        }
        linger(stream).await;
        drop((open, place));
    }

    fn service(
        &self,
        reached: SocketAddr,
        phase: Arc<Phase>,
    ) -> impl hyper::service::Service<
        Request<Incoming>,
        Response = axum::response::Response,
        Error = Infallible,
        Future = Pin<Box<dyn Future<Output = Result<axum::response::Response, Infallible>> + Send>>,
    > + Unpin
    + use<> {
        let routes = self.routes.clone();
        service_fn(move |request: Request<Incoming>| {
            let answering = Arc::new(phase.begin());
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ReachedAt(reached));
            // A batch takes a share of it along, so that its lines are not taken for a slow head.
            request.extensions_mut().insert(Arc::clone(&answering));
            let mut routes = routes.clone();
            Box::pin(async move {
                let response = routes.call(request).await;
                drop(answering);
                response
            }) as Pin<Box<dyn Future<Output = _> + Send>>
        })
    }
}

fn protocol() -> http1::Builder {
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        // The stream is timed by itself, with an idle time and a head time of their own.
        .header_read_timeout(None)
        .max_buf_size(limits::HEAD_BUFFER_BYTES)
        .max_headers(limits::HEAD_BUFFER_FIELDS);
    protocol
}
