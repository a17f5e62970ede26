//! The pages that list codes and metrics say what the program has.
//!
//! `WATCHPOST_REGENERATE=1 cargo test -p watchpost-server --test pages` writes them anew.
#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use watchpost_engine::list::List;
use watchpost_engine::wire::Outcome;
use watchpost_server::metrics::{ListGauges, Metrics, ReloadResult, Shed};
use watchpost_server::problem::Code;

/// Compares a page in docs/ with what it should say.
#[track_caller]
fn assert_page(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    if std::env::var_os("WATCHPOST_REGENERATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(committed == text, "docs/{name} differs; see the head of this test");
}

#[test]
fn the_page_of_errors_lists_every_code() {
    let mut page = "# Errors over HTTP\n\n\
        Problem documents (RFC 9457) of both listeners: `type`, `title`, `status`, `code`, `detail`, and where they are \
        known `field`,\n`line`, `column`. `code` is stable within /v1; `detail` is for people, and never repeats a value \
        of the request. Made from\n`server/src/problem.rs`; a test compares. What clients do about them: \
        [integrating](integrating.md#when-to-ask-again).\n\n\
        | status | code | means |\n|---|---|---|\n"
        .to_owned();
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.status().as_u16());
    for code in codes {
        writeln!(page, "| {} | `{}` | {} |", code.status().as_u16(), code.as_str(), code.title()).unwrap();
    }
    assert_page("errors.md", &page);
}

/// Every metric after something of each kind has happened.
fn text() -> String {
    let metrics = Metrics::new();
    metrics.request("/v1/check", 200);
    metrics.check(Outcome::Hit, Duration::from_micros(9), 1);
    metrics.cleared_read(1, true);
    metrics.shed(Shed::Connection);
    metrics.reload(ReloadResult::Switched);
    let gauges = [ListGauges { list: List::Documents, records: 1, age_seconds: 1 }];
    metrics.text(true, 1, &gauges)
}

/// The labels of each metric, by the name that its samples begin with.
fn labels(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut labels: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let sample = line.split([' ']).next().unwrap();
        let (name, pairs) = sample.split_once('{').unwrap_or((sample, ""));
        let names =
            pairs.split("\",").filter_map(|pair| pair.split_once('=')).map(|(label, _)| label.to_owned());
        labels.entry(name.to_owned()).or_default().extend(names);
    }
    labels
}

#[test]
fn the_page_of_metrics_lists_every_metric() {
    let text = text();
    let labels = labels(&text);
    let mut page = "# Metrics\n\n\
        What `GET /metrics` of the admin listener tells (OpenMetrics). Labels come from closed lists: no name, number, \
        operator or\ncase is ever one. Made from `server/src/metrics.rs`; a test compares.\n\n\
        | metric | kind | labels | means |\n|---|---|---|---|\n"
        .to_owned();
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("# "));
    while let Some((name, help)) = lines.next().and_then(|line| line.strip_prefix("HELP ")?.split_once(' ')) {
        let kind = lines.next().unwrap().rsplit(' ').next().unwrap();
        let suffix = match kind {
            "counter" => "_total",
            "histogram" => "_bucket",
            "info" => "_info",
            _ => "",
        };
        let sample = format!("{name}{suffix}");
        let labels: Vec<String> = labels[&sample].iter().map(|label| format!("`{label}`")).collect();
        writeln!(page, "| `{sample}` | {kind} | {} | {help} |", labels.join(", ")).unwrap();
    }
    assert_page("metrics.md", &page);
}
