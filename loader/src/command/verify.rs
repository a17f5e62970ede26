//! `verify`: is what lies in the store what was written?

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use watchpost_engine::check::ask_probes;
use watchpost_engine::generation;

use super::opened::in_force;
use crate::exit::{Exit, Failure};
use crate::terminal::{Terminal, grouped};

/// Check the generation in force: checksums and structure
///
/// Reads every byte of the generation that CURRENT names and compares SHA-256, checksums of sections and structure.
/// With --deep it also reads every key and every record, and asks the probe questions. Changes nothing.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  watchpost-loader verify --store S
  watchpost-loader verify --store S --deep")]
pub(super) struct Verify {
    /// The store's folder
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Read every key and every record as well, and ask the probe questions
    #[arg(long)]
    deep: bool,
}

#[derive(Serialize)]
struct Report {
    generation: u64,
    valid: bool,
    deep: bool,
    records: u64,
    bytes: u64,
    probes: usize,
}

impl Verify {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        let generation = in_force(&self.store, generation::Verify::Full)?;
        if self.deep {
            generation.verify_deep()?;
            ask_probes(&generation)?;
        }
        let segments = generation.manifest().segments();
        let (records, bytes) = segments
            .fold((0, 0), |(records, bytes), segment| (records + segment.records, bytes + segment.bytes));
        let probes = if self.deep { generation.manifest().probes.len() } else { 0 };
        let report =
            Report { generation: generation.number(), valid: true, deep: self.deep, records, bytes, probes };
        if terminal.is_for_people() {
            let depth = if self.deep { "every key, record and probe" } else { "checksums and structure" };
            let (records, bytes) = (grouped(records), grouped(bytes));
            terminal.text(&format!(
                "generation {} is valid: {depth}; {records} records, {bytes} bytes",
                report.generation
            ))?;
        } else {
            terminal.json(&report)?;
        }
        Ok(Exit::Done)
    }
}
