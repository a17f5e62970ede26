//! What Prometheus may read. Labels come from closed lists alone: no name, number, operator or case is ever one.

use std::fmt::Write as _;
use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use watchpost_engine::list::List;
use watchpost_engine::wire::Outcome;

/// Where a request was shed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shed {
    /// More connections than allowed.
    Connection,
    /// The system could not accept one.
    Accept,
    /// A head that came too slowly.
    SlowHead,
    /// More checks or batches than allowed.
    InFlight,
}

/// How a reload ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReloadResult {
    /// A newer generation serves.
    Switched,
    /// The same one serves.
    Unchanged,
    /// What lies there is not newer.
    NotNewer,
    /// Damaged, unreadable, or a probe was answered wrongly.
    Failed,
}

/// A word of a closed list as a label.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ResultLabel {
    result: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ListLabel {
    list: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabel {
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabel {
    route: &'static str,
    status: Status,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Status(u16);

impl EncodeLabelValue for Status {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        write!(encoder, "{}", self.0)
    }
}

/// A list as metrics tell of it.
#[derive(Clone, Copy, Debug)]
pub struct ListGauges {
    /// The list.
    pub list: List,
    /// Its records.
    pub records: u64,
    /// Its age in seconds at the moment of the scrape.
    pub age_seconds: i64,
}

/// All metrics of one server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RouteLabel, Counter>,
    checks: Family<OutcomeLabel, Counter>,
    check_seconds: Histogram,
    withdrawn: Counter,
    clearances: Gauge,
    clearance_reads: Family<ResultLabel, Counter>,
    batch_lines_refused: Counter,
    sheds: Family<Reason, Counter>,
    panics: Counter,
    reloads: Family<ResultLabel, Counter>,
    log_lines_dropped: Counter,
    connections: Gauge,
    ready: Gauge,
    generation: Gauge,
    records: Family<ListLabel, Gauge>,
    ages: Family<ListLabel, Gauge>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// All of them at zero.
    #[must_use]
    pub fn new() -> Self {
        // From 2 us, about the shortest check, doubled up to 65 ms.
        let check_seconds = Histogram::new((0..16).map(|step| 2e-6 * f64::from(1_u32 << step)));
        let mut metrics = Self {
            registry: Registry::with_prefix("watchpost"),
            requests: Family::default(),
            checks: Family::default(),
            check_seconds,
            withdrawn: Counter::default(),
            clearances: Gauge::default(),
            clearance_reads: Family::default(),
            batch_lines_refused: Counter::default(),
            sheds: Family::default(),
            panics: Counter::default(),
            reloads: Family::default(),
            log_lines_dropped: Counter::default(),
            connections: Gauge::default(),
            ready: Gauge::default(),
            generation: Gauge::default(),
            records: Family::default(),
            ages: Family::default(),
        };
        metrics.register();
        metrics
    }

    fn register(&mut self) {
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        let registry = &mut self.registry;
        registry.register("build", "The version of the program", build);
        registry.register("requests", "Requests answered, by route and status", self.requests.clone());
        registry.register(
            "checks",
            "Checks answered, by outcome; lines of batches among them",
            self.checks.clone(),
        );
        registry.register(
            "check_duration_seconds",
            "How long a check took, without reading and writing it",
            self.check_seconds.clone(),
        );
        registry.register("cleared", "Hits on persons that clearances took out", self.withdrawn.clone());
        registry.register(
            "clearances",
            "Clearances in the file that is in force, lapsed ones too; 0 where it cannot be used",
            self.clearances.clone(),
        );
        registry.register(
            "clearance_reads",
            "Readings of the file of clearances, by result",
            self.clearance_reads.clone(),
        );
        registry.register(
            "batch_lines_refused",
            "Lines of batches that were no question",
            self.batch_lines_refused.clone(),
        );
        registry.register("shed", "Connections and requests turned away, by reason", self.sheds.clone());
        registry.register("panics", "Requests that met a bug", self.panics.clone());
        registry.register("reloads", "Reloads, by result", self.reloads.clone());
        registry.register(
            "log_lines_dropped",
            "Log lines dropped because the log's reader was slow",
            self.log_lines_dropped.clone(),
        );
        registry.register("connections", "Open connections of both listeners", self.connections.clone());
        registry.register("ready", "1 if /readyz says 200", self.ready.clone());
        registry.register("generation", "The number of the generation that serves", self.generation.clone());
        registry.register("list_records", "Records of a list", self.records.clone());
        registry.register(
            "list_age_seconds",
            "Age of a list: the time since its source was complete",
            self.ages.clone(),
        );
    }

    /// Counts an answered request.
    pub fn request(&self, route: &'static str, status: u16) {
        self.requests.get_or_create(&RouteLabel { route, status: Status(status) }).inc();
    }

    /// Counts an answered check, and the hits that clearances took out of it.
    pub fn check(&self, outcome: Outcome, took: Duration, withdrawn: u64) {
        self.withdrawn.inc_by(withdrawn);
        self.checks.get_or_create(&OutcomeLabel { outcome: outcome.as_str() }).inc();
        self.check_seconds.observe(took.as_secs_f64());
    }

    /// Counts a reading of the file of clearances, which gave so many.
    pub fn cleared_read(&self, clearances: usize, is_usable: bool) {
        self.clearances.set(i64::try_from(clearances).unwrap_or(i64::MAX));
        let result = if is_usable { "read" } else { "refused" };
        self.clearance_reads.get_or_create(&ResultLabel { result }).inc();
    }

    /// Counts a line of a batch that was no question.
    pub fn line_refused(&self) {
        self.batch_lines_refused.inc();
    }

    /// Counts what was turned away.
    pub fn shed(&self, shed: Shed) {
        let reason = match shed {
            Shed::Connection => "connections",
            Shed::Accept => "accept",
            Shed::SlowHead => "slow-head",
            Shed::InFlight => "in-flight",
        };
        self.sheds.get_or_create(&Reason { reason }).inc();
    }

    /// Counts a request that met a bug.
    pub fn panic(&self) {
        self.panics.inc();
    }

    /// Counts a reload.
    pub fn reload(&self, result: ReloadResult) {
        let result = match result {
            ReloadResult::Switched => "switched",
            ReloadResult::Unchanged => "unchanged",
            ReloadResult::NotNewer => "not-newer",
            ReloadResult::Failed => "failed",
        };
        self.reloads.get_or_create(&ResultLabel { result }).inc();
    }

    /// The counter of dropped log lines, for the log's writer.
    #[must_use]
    pub fn log_lines_dropped(&self) -> Counter {
        self.log_lines_dropped.clone()
    }

    /// Counts a connection until the returned guard is dropped.
    #[must_use]
    pub fn connection_opened(&self) -> OpenConnection {
        self.connections.inc();
        OpenConnection(self.connections.clone())
    }

    /// The text that Prometheus reads (OpenMetrics), with what is true at this moment.
    #[must_use]
    pub fn text(&self, ready: bool, generation: u64, lists: &[ListGauges]) -> String {
        self.ready.set(i64::from(ready));
        self.generation.set(i64::try_from(generation).unwrap_or(i64::MAX));
        self.records.clear();
        self.ages.clear();
        for gauges in lists {
            let label = ListLabel { list: gauges.list.as_str() };
            self.records.get_or_create(&label).set(i64::try_from(gauges.records).unwrap_or(i64::MAX));
            self.ages.get_or_create(&label).set(gauges.age_seconds);
        }
        let mut written = String::new();
        match text::encode(&mut written, &self.registry) {
            Ok(()) => written,
            // A `String` takes every write.
            Err(std::fmt::Error) => String::new(),
        }
    }
}

/// An open connection, counted.
#[derive(Debug)]
pub struct OpenConnection(Gauge);

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.dec();
    }
}
