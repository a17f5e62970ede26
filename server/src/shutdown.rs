//! Ends the server on SIGTERM and SIGINT, and reloads on SIGHUP.

use std::io;
use std::sync::Arc;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::state::Post;

/// The signals that end the server or reload the store.
#[derive(Debug)]
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
}

impl Signals {
    /// Takes them over from the system, before anything is served.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn take() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    /// Reloads at every SIGHUP; returns at the first SIGTERM or SIGINT.
    pub async fn wait(mut self, post: &Arc<Post>) {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => break,
                _ = self.interrupt.recv() => break,
                hung_up = self.hang_up.recv() => {
                    if hung_up.is_none() {
                        std::future::pending::<()>().await;
                    }
                    let post = Arc::clone(post);
                    // Its result is in the log; the end of the server does not wait for it.
                    tokio::spawn(async move { post.reload(false).await });
                }
            }
        }
    }
}
