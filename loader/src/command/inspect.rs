//! `inspect`: what a store holds.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::list::List;
use watchpost_engine::store::{ListEntry, Manifest, Source, Store};

use crate::exit::{Exit, Failure};
use crate::terminal::{Terminal, grouped, printable, table};

/// Show what the store holds: generation, lists, counts, age, sources
///
/// Reads CURRENT and its manifest, not the segments; see verify for those. Prints one line of JSON off a terminal.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  watchpost-loader inspect --store S
  watchpost-loader inspect --store S --json | jq .lists")]
pub(super) struct Inspect {
    /// The store's folder
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

#[derive(Serialize)]
struct Report<'a> {
    generation: u64,
    created: Timestamp,
    rolled_back_to: Option<u64>,
    for_country: Option<&'a str>,
    generations: Vec<u64>,
    probes: usize,
    lists: Vec<ListReport<'a>>,
}

#[derive(Serialize)]
struct ListReport<'a> {
    list: List,
    records: u64,
    bytes: u64,
    bytes_per_record: f64,
    as_of: Timestamp,
    age_seconds: u64,
    segments: Vec<String>,
    sources: &'a [Source],
}

impl Inspect {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        let store = Store::open(&self.store)?;
        let current = store.current()?;
        let manifest = store.manifest(&current)?;
        let report = report(&manifest, store.generations()?, Timestamp::now());
        if terminal.is_for_people() {
            show(&report, terminal)?;
        } else {
            terminal.json(&report)?;
        }
        Ok(Exit::Done)
    }
}

fn report(manifest: &Manifest, generations: Vec<u64>, now: Timestamp) -> Report<'_> {
    Report {
        generation: manifest.number,
        created: manifest.created,
        rolled_back_to: manifest.rolled_back_to,
        for_country: manifest.for_country.as_deref(),
        generations,
        probes: manifest.probes.len(),
        lists: manifest.lists.iter().map(|(list, entry)| list_report(*list, entry, now)).collect(),
    }
}

fn list_report(list: List, entry: &ListEntry, now: Timestamp) -> ListReport<'_> {
    let records: u64 = entry.segments.iter().map(|segment| segment.records).sum();
    let bytes: u64 = entry.segments.iter().map(|segment| segment.bytes).sum();
    #[allow(clippy::cast_precision_loss, reason = "a figure to look at, told with one decimal")]
    let bytes_per_record = (bytes as f64 / records.max(1) as f64 * 10.0).round() / 10.0;
    ListReport {
        list,
        records,
        bytes,
        bytes_per_record,
        as_of: entry.as_of,
        age_seconds: u64::try_from(now.duration_since(entry.as_of).as_secs()).unwrap_or(0),
        segments: entry.segments.iter().map(|segment| segment.sha256.to_string()).collect(),
        sources: &entry.sources,
    }
}

fn show(report: &Report<'_>, terminal: Terminal) -> Result<(), Failure> {
    let mut lists = table(&["list", "records", "bytes", "bytes/record", "as of", "age"]);
    let mut sources = table(&[
        "list", "source", "rows", "refused", "repeated", "withheld", "left out", "joined", "SHA-256",
    ]);
    for list in &report.lists {
        lists.add_row([
            list.list.to_string(),
            grouped(list.records),
            grouped(list.bytes),
            list.bytes_per_record.to_string(),
            list.as_of.to_string(),
            age(list.age_seconds),
        ]);
        for source in list.sources {
            sources.add_row([
                list.list.to_string(),
                printable(&source.name),
                grouped(source.rows),
                grouped(source.refused),
                grouped(source.repeated),
                grouped(source.withheld),
                grouped(source.left_out),
                grouped(source.joined),
                source.sha256.to_string().chars().take(12).collect(),
            ]);
        }
    }
    let for_country = report.for_country.map_or(String::new(), |country| format!(", for {country}"));
    let rollback = report.rolled_back_to.map_or(String::new(), |number| format!(", the content of {number}"));
    let older = report.generations.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    terminal.text(&format!(
        "generation {}{rollback}{for_country}, made {}; generations here: {older}; {} probes\n{lists}\n{sources}",
        report.generation, report.created, report.probes
    ))
}

fn age(seconds: u64) -> String {
    match seconds {
        0..3_600 => format!("{} min", seconds / 60),
        3_600..172_800 => format!("{} h", seconds / 3_600),
        _ => format!("{} d", seconds / 86_400),
    }
}
