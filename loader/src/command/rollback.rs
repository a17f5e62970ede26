//! `rollback`: an older generation's content under a new, higher number.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::check::ask_probes;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::store::{Manifest, RealDisk, Store, StoreError, Writer};

use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;

/// Bring an older generation's content into force again
///
/// It gets a new, higher number, so that a running server accepts it, and each list keeps its own age. Without --to
/// it is the newest older generation with other content; a second rollback goes further back, never to what the first
/// one left. It is verified and probed first.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  watchpost-loader rollback --store S
  watchpost-loader rollback --store S --to 41")]
pub(super) struct Rollback {
    /// The store's folder
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// The number of the generation to go back to
    #[arg(long, value_name = "N")]
    to: Option<u64>,
}

#[derive(Serialize)]
struct Report {
    generation: u64,
    rolled_back_to: u64,
}

impl Rollback {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        // A store that is not there must not be made by going back in it.
        Store::open(&self.store)?;
        let mut writer = Writer::open(&self.store, RealDisk)?;
        let target = self.target(writer.store())?;
        let number = target.number;
        ask_probes(&Generation::open_manifest(writer.store(), target, Verify::Full)?)?;
        let manifest = writer.rollback(Some(number), Timestamp::now())?;
        if terminal.is_for_people() {
            terminal
                .text(&format!("generation {} is in force, with the content of {number}", manifest.number))?;
        } else {
            terminal.json(&Report { generation: manifest.number, rolled_back_to: number })?;
        }
        Ok(Exit::Done)
    }

    fn target(&self, store: &Store) -> Result<Manifest, StoreError> {
        if let Some(number) = self.to {
            return store.manifest_of(number);
        }
        let current = store.manifest(&store.current()?)?;
        let segments =
            |manifest: &Manifest| manifest.segments().map(|segment| segment.sha256).collect::<Vec<_>>();
        for manifest in store.ancestry()? {
            let manifest = manifest?;
            if segments(&manifest) != segments(&current) {
                return Ok(manifest);
            }
        }
        Err(StoreError::NothingOlder { current: current.number })
    }
}
