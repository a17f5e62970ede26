//! Switches generations: open, verify, warm, probe, compare, then one atomic store.
//!
//! Whatever goes wrong before that store leaves the old generation serving, and the reason can be read. No request ever
//! sees two generations: each loads the pointer once.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwap;
use jiff::Timestamp;
use serde::Serialize;

use crate::clock::Clock;
use crate::metrics::{Metrics, ReloadResult};
use crate::problem::{Code, Refusal};
use crate::served::{Generation, GenerationSource, InForce, LoadError, ServedList};

/// The generation that serves, with what is asked of it often.
#[derive(Debug)]
pub struct Serving {
    /// The generation.
    pub generation: Arc<dyn Generation>,
    /// What the store said of it.
    pub in_force: InForce,
    /// When it was switched in.
    pub switched_in: Timestamp,
    /// Its lists.
    pub lists: Vec<ServedList>,
}

/// How a reload ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reloaded {
    /// Another generation serves now.
    Switched,
    /// The store has the generation that serves.
    Unchanged,
    /// A dry run: another generation would serve.
    WouldSwitch,
}

/// Why a reload was refused. The old generation serves.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReloadError {
    /// The store's generation is older.
    #[error(
        "the store has generation {found}, older than generation {served} which serves; roll back with watchpost-loader rollback, which gives old content a new number"
    )]
    Older {
        /// The number in the store.
        found: u64,
        /// The number that serves.
        served: u64,
    },
    /// The store has another generation of the same number.
    #[error(
        "the store's generation {served} is another one than generation {served} which serves; build a new one, or restart the server if it is meant"
    )]
    Another {
        /// The number of both.
        served: u64,
    },
    /// It could not be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
}

impl ReloadError {
    /// The refusal as the admin listener tells it.
    #[must_use]
    pub fn refusal(&self) -> Refusal {
        let code = match self {
            Self::Older { .. } | Self::Another { .. } => Code::GenerationNotNewer,
            Self::Load(LoadError::Damaged(_)) => Code::GenerationDamaged,
            Self::Load(LoadError::Unreadable(_)) => Code::GenerationUnreadable,
            Self::Load(LoadError::Probe(_)) => Code::ProbeFailed,
        };
        Refusal::new(code, self.to_string())
    }

    const fn result(&self) -> ReloadResult {
        match self {
            Self::Older { .. } | Self::Another { .. } => ReloadResult::NotNewer,
            Self::Load(_) => ReloadResult::Failed,
        }
    }
}

/// The last reload that was refused since the generation that serves was switched in.
#[derive(Clone, Debug)]
pub struct Failure {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub error: ReloadError,
}

/// Holds the generation that serves, and replaces it.
#[derive(Debug)]
pub struct Reloader {
    source: Arc<dyn GenerationSource>,
    serving: ArcSwap<Serving>,
    /// One reload at a time.
    turn: tokio::sync::Mutex<()>,
    failure: Mutex<Option<Failure>>,
    metrics: Arc<Metrics>,
}

impl Reloader {
    /// Opens the store's generation for the first time.
    ///
    /// # Errors
    /// Those of loading it.
    pub async fn start(
        source: Arc<dyn GenerationSource>,
        clock: &Clock,
        metrics: Arc<Metrics>,
    ) -> Result<Self, LoadError> {
        let (in_force, generation) = load(Arc::clone(&source)).await?;
        let serving = ArcSwap::from_pointee(Serving::new(in_force, generation, clock.now()));
        Ok(Self { source, serving, turn: tokio::sync::Mutex::new(()), failure: Mutex::new(None), metrics })
    }

    /// The generation that serves. Whoever holds it keeps it, through any switch.
    #[must_use]
    pub fn serving(&self) -> Arc<Serving> {
        self.serving.load_full()
    }

    /// The last reload that was refused since the last switch.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Loads what the store has in force; with `dry_run` all of it but the switch.
    ///
    /// # Errors
    /// `Older`, `Another`, or why it could not be loaded; the old generation then serves on.
    pub async fn reload(&self, clock: &Clock, dry_run: bool) -> Result<(Reloaded, u64), ReloadError> {
        let _turn = self.turn.lock().await;
        let result = self.try_reload(clock, dry_run).await;
        match &result {
            Ok((Reloaded::WouldSwitch, number)) => {
                tracing::info!(generation = number, "dry run: it would switch");
            }
            Ok((reloaded, number)) => {
                self.remember(None);
                let result = if *reloaded == Reloaded::Switched {
                    tracing::info!(generation = number, "switched");
                    ReloadResult::Switched
                } else {
                    ReloadResult::Unchanged
                };
                self.metrics.reload(result);
            }
            Err(error) => {
                tracing::error!(reason = %error, dry_run, "reload refused, the old generation serves");
                self.metrics.reload(error.result());
                self.remember(Some(Failure { at: clock.now(), error: error.clone() }));
            }
        }
        result
    }

    async fn try_reload(&self, clock: &Clock, dry_run: bool) -> Result<(Reloaded, u64), ReloadError> {
        let served = self.serving.load().in_force;
        let source = Arc::clone(&self.source);
        let (in_force, generation) = match load_newer(source, served).await? {
            Some(loaded) => loaded,
            None => return Ok((Reloaded::Unchanged, served.number)),
        };
        if dry_run {
            retire(generation);
            return Ok((Reloaded::WouldSwitch, in_force.number));
        }
        let old = self.serving.swap(Arc::new(Serving::new(in_force, generation, clock.now())));
        retire(old);
        Ok((Reloaded::Switched, in_force.number))
    }

    fn remember(&self, failure: Option<Failure>) {
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    }

    /// Looks every `every` whether the store has another generation in force, and loads it. What could not be loaded is
    /// left alone for a while, and told once.
    pub async fn poll(&self, clock: &Clock, every: Duration, again: Duration) {
        let mut refused: Option<(Result<InForce, LoadError>, tokio::time::Instant)> = None;
        let mut ticks = tokio::time::interval(every);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            let source = Arc::clone(&self.source);
            let found = blocking(move || source.in_force()).await;
            if found == Ok(self.serving.load().in_force) {
                refused = None;
                continue;
            }
            if let Some((known, since)) = &refused
                && *known == found
                && since.elapsed() < again
            {
                continue;
            }
            // A second try of the same `CURRENT` is worth a try, but not another line in the log.
            let is_known = refused.as_ref().is_some_and(|(known, _)| *known == found);
            let reloaded = if is_known { self.retry(clock).await } else { self.reload(clock, false).await };
            refused = reloaded.is_err().then(|| (found, tokio::time::Instant::now()));
        }
    }

    /// A reload that says nothing if it is refused once more.
    async fn retry(&self, clock: &Clock) -> Result<(Reloaded, u64), ReloadError> {
        let _turn = self.turn.lock().await;
        let result = self.try_reload(clock, false).await;
        if let Ok((_, number)) = &result {
            tracing::info!(generation = number, "switched, at another try");
            self.metrics.reload(ReloadResult::Switched);
            self.remember(None);
        }
        result
    }
}

impl Serving {
    fn new(in_force: InForce, generation: Arc<dyn Generation>, switched_in: Timestamp) -> Self {
        let lists = generation.lists();
        Self { generation, in_force, switched_in, lists }
    }
}

type Loaded = (InForce, Arc<dyn Generation>);

/// Opens, verifies, warms and probes, on a thread that may wait.
async fn load(source: Arc<dyn GenerationSource>) -> Result<Loaded, LoadError> {
    blocking(move || prepare(&*source)).await
}

/// The same, for a generation newer than the one served; `None` if that is still in force.
async fn load_newer(
    source: Arc<dyn GenerationSource>,
    served: InForce,
) -> Result<Option<Loaded>, ReloadError> {
    blocking(move || {
        // Told before gigabytes are read, and again of what was opened: `CURRENT` may have moved between.
        if !is_newer(source.in_force()?, served)? {
            return Ok(None);
        }
        let loaded = prepare(&*source)?;
        Ok(is_newer(loaded.0, served)?.then_some(loaded))
    })
    .await
}

fn prepare(source: &dyn GenerationSource) -> Result<Loaded, LoadError> {
    let (in_force, generation) = source.open()?;
    generation.warm();
    generation.probe()?;
    Ok((in_force, generation))
}

/// False for the generation that serves.
fn is_newer(found: InForce, served: InForce) -> Result<bool, ReloadError> {
    if found == served {
        Ok(false)
    } else if found.number > served.number {
        Ok(true)
    } else if found.number == served.number {
        Err(ReloadError::Another { served: served.number })
    } else {
        Err(ReloadError::Older { found: found.number, served: served.number })
    }
}

/// Runs `work` on a thread that may wait. A bug in it is told as damage: whatever caused it cannot be served.
async fn blocking<T: Send + 'static, E: From<LoadError> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        let told = "loading the generation met a bug; keep the store and report it";
        Err(LoadError::Damaged(told.to_owned()).into())
    })
}

/// How often what was retired is looked at, to see whether its last reader has left.
const RETIRED: Duration = Duration::from_millis(20);

/// Drops what no longer serves (a generation, a file of clearances) on a thread of its own: unmapping gigabytes takes milliseconds, which no request shall
/// spend.
pub(crate) fn retire<T: ?Sized + Send + Sync + 'static>(retired: Arc<T>) {
    let wait = move || {
        // Nobody can get at it any more, so a count of one stays one.
        while Arc::strong_count(&retired) > 1 {
            std::thread::sleep(RETIRED);
        }
        drop(retired);
    };
    if std::thread::Builder::new().name("retire".to_owned()).spawn(wait).is_err() {
        tracing::warn!("no thread could be started to drop what no longer serves; its last reader does");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::retire;

    struct TellsWhereItIsDropped(mpsc::Sender<Option<String>>);

    impl Drop for TellsWhereItIsDropped {
        fn drop(&mut self) {
            let name = std::thread::current().name().map(str::to_owned);
            self.0.send(name).unwrap();
        }
    }

    #[test]
    fn the_last_reader_does_not_drop_a_retired_generation() {
        let (told, dropped) = mpsc::channel();
        let retired = Arc::new(TellsWhereItIsDropped(told));
        let reader = Arc::clone(&retired);
        retire(retired);
        assert!(dropped.recv_timeout(Duration::from_millis(100)).is_err(), "dropped under its reader");
        drop(reader);
        assert_eq!(dropped.recv_timeout(Duration::from_secs(10)).unwrap().as_deref(), Some("retire"));
    }
}
