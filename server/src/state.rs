//! What all requests share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use ulid::Ulid;
use watchpost_engine::wire::{Answer, Question};

use crate::cleared::Cleared;
use crate::clock::Clock;
use crate::gate::Gate;
use crate::host::HostNames;
use crate::limits;
use crate::metrics::{ListGauges, Metrics, Shed};
use crate::problem::{Code, Refusal};
use crate::readiness::Readiness;
use crate::reload::{ReloadError, Reloaded, Reloader, Serving};
use crate::settings::Settings;
use watchpost_engine::check::Conditions;

/// What all requests share.
#[derive(Debug)]
pub struct Post {
    /// How the server was started.
    pub settings: Settings,
    /// Names that a `Host` may have.
    pub hosts: HostNames,
    /// The clock that never goes back.
    pub clock: Clock,
    /// The generation that serves.
    pub reloader: Reloader,
    /// The cleared namesakes.
    pub cleared: Cleared,
    /// Sheds load.
    pub gate: Gate,
    /// What Prometheus reads.
    pub metrics: Arc<Metrics>,
    /// True from SIGTERM on.
    pub draining: AtomicBool,
}

impl Post {
    /// Answers one question from `serving`, and measures it.
    ///
    /// # Errors
    /// `QuestionRefused`.
    pub fn check(&self, serving: &Serving, question: &Question) -> Result<Answer, Refusal> {
        let begun = Instant::now();
        let check_id = Ulid::new().to_string();
        let cleared = self.cleared.in_force();
        let conditions = Conditions { cleared: Some(&cleared.pairs), ..self.conditions(self.clock.now()) };
        let mut answer = serving.generation.check(question, &conditions, check_id)?;
        let took = begun.elapsed();
        answer.took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.metrics.check(answer.outcome, took, answer.withdrawn);
        Ok(answer)
    }

    /// What is asked under at `now`, with nobody cleared.
    fn conditions(&self, now: Timestamp) -> Conditions<'static> {
        let Settings { lists, stale_after, lease, .. } = self.settings;
        Conditions { now, lists, stale_after, lease, cleared: None }
    }

    /// Counts a refusal of the gate.
    #[must_use]
    pub fn shed(&self, refusal: Refusal) -> Refusal {
        self.metrics.shed(Shed::InFlight);
        refusal
    }

    /// The same for a refusal that may be one of the gate.
    #[must_use]
    pub fn shed_if_overloaded(&self, refusal: Refusal) -> Refusal {
        if refusal.code == Code::Overloaded { self.shed(refusal) } else { refusal }
    }

    /// What `/readyz` says now.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        let draining = self.draining.load(Ordering::Acquire);
        let failure = self.reloader.failure();
        Readiness::of(
            &self.reloader.serving(),
            &self.conditions(self.clock.now()),
            draining,
            failure.as_ref(),
            self.cleared.status(),
        )
    }

    /// What `/metrics` says now.
    #[must_use]
    pub fn metrics_text(&self) -> String {
        let serving = self.reloader.serving();
        let now = self.clock.now();
        let gauges: Vec<ListGauges> = serving
            .lists
            .iter()
            .map(|list| ListGauges {
                list: list.list,
                records: list.records,
                age_seconds: now.duration_since(list.as_of).as_secs().max(0),
            })
            .collect();
        self.metrics.text(self.readiness().ready, serving.in_force.number, &gauges)
    }

    /// Watches the store and the clearances until the process ends.
    pub async fn poll(&self, every: Duration) {
        let generations = self.reloader.poll(&self.clock, every, limits::FAILED_RELOAD);
        tokio::join!(generations, self.cleared.poll(&self.clock, every));
    }

    /// Reads the clearances anew and loads what the store has in force; a dry run only tries the latter.
    ///
    /// # Errors
    /// Those of [`Reloader::reload`]; the clearances are read all the same.
    pub async fn reload(&self, dry_run: bool) -> Result<(Reloaded, u64), ReloadError> {
        if !dry_run {
            self.cleared.reload(&self.clock).await;
        }
        self.reloader.reload(&self.clock, dry_run).await
    }
}
