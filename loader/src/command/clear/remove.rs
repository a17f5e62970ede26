//! `clear remove`: takes clearances back, so that their pairs answer again.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::date::Date;
use watchpost_engine::limits;

use super::signed_file::SignedFile;
use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;

/// Take clearances back
///
/// One person is enough: what is no longer cleared is only shown again. The file keeps nothing of what was removed; the
/// result tells what and by whom, for a record of your own.
#[derive(Args)]
#[command(after_long_help = "\
Exits with 3, and removes nothing, if one of the numbers is not in the file.

Examples:
  watchpost-loader clear remove --cleared F 3f0c9d12a4b87e65 --by u-1193
  watchpost-loader clear remove --cleared F --expired --by u-1193")]
pub(super) struct Remove {
    /// The file of clearances
    #[arg(long, value_name = "F")]
    cleared: PathBuf,
    /// The numbers of the clearances, as `clear list` shows them
    #[arg(value_name = "ID", required_unless_present = "expired")]
    ids: Vec<String>,
    /// Remove those that have expired
    #[arg(long)]
    expired: bool,
    /// Who removes them
    #[arg(long, value_name = "WHO")]
    by: String,
}

#[derive(Serialize)]
struct Report {
    removed: Vec<String>,
    by: String,
}

impl Remove {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        if self.by.trim().is_empty() || self.by.len() > limits::REFERENCE_BYTES {
            return Err(Failure::usage(format!(
                "--by is empty or longer than {} bytes; tell who removes it",
                limits::REFERENCE_BYTES
            )));
        }
        let mut file = SignedFile::take(&self.cleared, false)?;
        let today = Date::of(Timestamp::now());
        let mut removed = Vec::new();
        file.content.retain(|clearance| {
            let id = clearance.id();
            let stays = !(self.ids.contains(&id) || self.expired && clearance.expires_on < today);
            if !stays {
                removed.push(id);
            }
            stays
        });
        if let Some(unknown) = self.ids.iter().find(|id| !removed.contains(id)) {
            return Err(Failure::input(format!(
                "no clearance has the number {unknown}, so none was removed; see clear list"
            )));
        }
        if !removed.is_empty() {
            file.write()?;
        }
        if terminal.is_for_people() {
            terminal.text(&format!("{} removed", removed.len()))?;
        } else {
            terminal.json(&Report { removed, by: self.by })?;
        }
        Ok(Exit::Done)
    }
}
