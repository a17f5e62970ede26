//! The cleared namesakes of a server: one file, read when it changes, and swapped by one pointer.
//!
//! A clearance hides a hit, so the safe side of every doubt is none: a file that is damaged, missing or writable by
//! others clears nobody until it is mended, and that is told. A check sees one reading of the file from its beginning to
//! its end.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use arc_swap::{ArcSwap, Guard};
use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::cleared::{ClearedFile, ClearedPairs};

use crate::clock::Clock;
use crate::metrics::Metrics;
use crate::reload::retire;

/// What one reading of the file gave.
#[derive(Debug, Default)]
pub struct Reading {
    /// The pairs that are in force; none where the file cannot be used.
    pub pairs: ClearedPairs,
    /// Why the file cannot be used, and when that was found.
    fault: Option<(Timestamp, String)>,
    /// What the file looked like before it was read.
    stamp: Option<Stamp>,
}

/// What `/readyz` and a reload tell of the clearances.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ClearedStatus {
    /// Clearances in the file that is in force, lapsed ones too; 0 where it cannot be used.
    pub clearances: usize,
    /// Why the file cannot be used: every cleared pair answers again.
    pub fault: Option<ClearedFault>,
}

/// Why a file of clearances cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ClearedFault {
    /// When that was found.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// Which bytes and rights a file has: another stamp as soon as it is written, replaced or given other rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    /// Device, number, length and rights.
    file: (u64, u64, u64, u32),
    /// Seconds and nanoseconds of its last writing, and of its last change of any kind.
    times: [(i64, i64); 2],
}

/// Holds the clearances in force, and reads them anew.
#[derive(Debug)]
pub struct Cleared {
    path: Option<PathBuf>,
    reading: ArcSwap<Reading>,
    /// One reading at a time.
    turn: tokio::sync::Mutex<()>,
    metrics: Arc<Metrics>,
}

impl Cleared {
    /// Reads the file for the first time. One that cannot be used does not keep the server from starting: it clears
    /// nobody.
    pub async fn start(path: Option<PathBuf>, clock: &Clock, metrics: Arc<Metrics>) -> Self {
        let cleared = Self { path, reading: ArcSwap::default(), turn: tokio::sync::Mutex::new(()), metrics };
        cleared.reload(clock).await;
        cleared
    }

    /// The clearances in force. A check asks once and keeps what it got.
    #[must_use]
    pub fn in_force(&self) -> Guard<Arc<Reading>> {
        self.reading.load()
    }

    /// What is told of them; `None` without a file.
    #[must_use]
    pub fn status(&self) -> Option<ClearedStatus> {
        self.path.as_ref()?;
        let reading = self.in_force();
        let fault = reading.fault.clone().map(|(at, reason)| ClearedFault { at, reason });
        Some(ClearedStatus { clearances: reading.pairs.count(), fault })
    }

    /// Reads the file, whether it changed or not.
    pub async fn reload(&self, clock: &Clock) {
        let Some(path) = self.path.clone() else { return };
        let _turn = self.turn.lock().await;
        let now = clock.now();
        let read = tokio::task::spawn_blocking(move || Reading::of(&path, now)).await;
        let reading = read.unwrap_or_else(|_| {
            let told = "reading the clearances met a bug; keep the file and report it".to_owned();
            Reading { fault: Some((now, told)), ..Reading::default() }
        });
        self.metrics.cleared_read(reading.pairs.count(), reading.fault.is_none());
        match &reading.fault {
            None => tracing::info!(clearances = reading.pairs.count(), "clearances read"),
            Some((_, reason)) => {
                tracing::error!(%reason, "the clearances cannot be used: every cleared pair answers again");
            }
        }
        retire(self.reading.swap(Arc::new(reading)));
    }

    /// Looks every `every` whether the file is another one, and reads it.
    pub async fn poll(&self, clock: &Clock, every: Duration) {
        let Some(path) = &self.path else { return std::future::pending().await };
        let mut ticks = tokio::time::interval(every);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            let looked_at = path.clone();
            let stamp = tokio::task::spawn_blocking(move || stamp_of(&looked_at)).await.unwrap_or_default();
            if stamp != self.in_force().stamp {
                self.reload(clock).await;
            }
        }
    }
}

impl Reading {
    fn of(path: &Path, now: Timestamp) -> Self {
        // Before it is read: a file that changes meanwhile is read again at the next look.
        let stamp = stamp_of(path);
        match ClearedFile::read(path) {
            Ok(file) => Self { pairs: ClearedPairs::new(&file), fault: None, stamp },
            Err(error) => Self { fault: Some((now, error.to_string())), stamp, ..Self::default() },
        }
    }
}

/// `None` where there is no such file.
fn stamp_of(path: &Path) -> Option<Stamp> {
    let file = std::fs::metadata(path).ok()?;
    Some(Stamp {
        file: (file.dev(), file.ino(), file.len(), file.mode()),
        times: [(file.mtime(), file.mtime_nsec()), (file.ctime(), file.ctime_nsec())],
    })
}
