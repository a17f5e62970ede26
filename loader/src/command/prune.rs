//! `prune`: removes old generations.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use watchpost_engine::store::{RealDisk, Store, Writer};

use crate::exit::{Exit, Failure};
use crate::terminal::{Terminal, grouped};

/// Remove all but the newest generations, and the segments that no other needs
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  watchpost-loader prune --store S --keep 3")]
pub(super) struct Prune {
    /// The store's folder
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// How many generations stay, the one in force counted
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: u32,
}

#[derive(Serialize)]
struct Report<'a> {
    removed_generations: &'a [u64],
    removed_segments: usize,
    removed_bytes: u64,
}

impl Prune {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        // A store that is not there must not be made by pruning it.
        Store::open(&self.store)?;
        let mut writer = Writer::open(&self.store, RealDisk)?;
        let pruned = writer.prune(usize::try_from(self.keep).unwrap_or(usize::MAX))?;
        if terminal.is_for_people() {
            let (generations, bytes) = (pruned.generations.len(), grouped(pruned.bytes));
            terminal.text(&format!(
                "removed {generations} generations and {} segments, {bytes} bytes",
                pruned.segments
            ))?;
        } else {
            terminal.json(&Report {
                removed_generations: &pruned.generations,
                removed_segments: pruned.segments,
                removed_bytes: pruned.bytes,
            })?;
        }
        Ok(Exit::Done)
    }
}
