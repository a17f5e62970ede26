//! Puts a server together, and takes it down.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::cleared::Cleared;
use crate::clock::Clock;
use crate::gate::Gate;
use crate::limits;
use crate::listener::Listener;
use crate::metrics::Metrics;
use crate::reload::Reloader;
use crate::route;
use crate::served::{GenerationSource, LoadError};
use crate::settings::Settings;
use crate::state::Post;

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken, or not of this machine (exit 6).
    #[error("cannot listen on {address}: {source}; give a free address of this machine")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The store's generation cannot be served (exit 4 or 6).
    #[error(transparent)]
    Load(#[from] LoadError),
}

/// A server that answers.
#[derive(Debug)]
pub struct Running {
    /// Where checks are answered.
    pub check_address: SocketAddr,
    /// Where the rest is answered.
    pub admin_address: SocketAddr,
    /// What all requests share.
    pub post: Arc<Post>,
    check: Open,
    admin: Open,
    poll: JoinHandle<()>,
}

#[derive(Debug)]
struct Open {
    draining: watch::Sender<bool>,
    task: JoinHandle<bool>,
}

/// Listens, opens the generation in force, and answers.
///
/// # Errors
/// `Listen`, `Load`.
pub async fn start(
    settings: Settings,
    source: Arc<dyn GenerationSource>,
    clock: Clock,
    metrics: Arc<Metrics>,
) -> Result<Running, StartError> {
    // A taken address is told at once, not after gigabytes were read; nobody is accepted before they are.
    let check_socket = listen(settings.listen).await?;
    let admin_socket = listen(settings.admin).await?;
    let address = |socket: &TcpListener, wanted| socket.local_addr().unwrap_or(wanted);
    let check_address = address(&check_socket, settings.listen);
    let admin_address = address(&admin_socket, settings.admin);
    let reloader = Reloader::start(source, &clock, Arc::clone(&metrics)).await?;
    let cleared = Cleared::start(settings.cleared.clone(), &clock, Arc::clone(&metrics)).await;
    let bounds = settings.limits;
    let post = Arc::new(Post {
        hosts: settings.hosts.clone(),
        clock,
        reloader,
        cleared,
        gate: Gate::new(bounds.in_flight, bounds.batches, bounds.held_bytes),
        metrics: Arc::clone(&metrics),
        draining: AtomicBool::new(false),
        settings,
    });
    let check = open(
        Listener::new(
            check_socket,
            route::check_routes(Arc::clone(&post)),
            bounds.pace,
            bounds.connections,
            Arc::clone(&metrics),
        ),
        bounds.drain,
    );
    let admin = open(
        Listener::new(
            admin_socket,
            route::admin_routes(Arc::clone(&post)),
            bounds.pace,
            limits::ADMIN_CONNECTIONS,
            metrics,
        ),
        limits::LINGER,
    );
    let polled = Arc::clone(&post);
    let poll = tokio::spawn(async move { polled.poll(polled.settings.poll).await });
    tracing::info!(
        check = %check_address, admin = %admin_address, generation = post.reloader.serving().in_force.number, "serving"
    );
    Ok(Running { check_address, admin_address, post, check, admin, poll })
}

async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|source| StartError::Listen { address, source })
}

fn open(listener: Listener, drain: std::time::Duration) -> Open {
    let (draining, told) = watch::channel(false);
    Open { draining, task: tokio::spawn(listener.serve(told, drain)) }
}

impl Open {
    async fn close(self) -> bool {
        // The listener holds the other end for as long as it runs.
        let _ = self.draining.send(true);
        self.task.await.unwrap_or(false)
    }
}

impl Running {
    /// Not ready, no new connections, the open requests to their end; then the admin listener too. False if some
    /// requests did not end in time.
    pub async fn stop(self) -> bool {
        self.post.draining.store(true, Ordering::Release);
        tracing::info!("ending: open requests are answered");
        self.poll.abort();
        let drained = self.check.close().await;
        if !drained {
            tracing::warn!("some requests did not end in time");
        }
        self.admin.close().await;
        tracing::info!(drained, "ended");
        drained
    }
}
